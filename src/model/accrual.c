/* accrual.c - over which time a benefit's amounts come in, and that its equation agrees.
 *
 * A length is one number, or a fixed value that is one. A scenario may give that fixed value
 * another: then the benefit accrues over it there. */
#include "model/build.h"

#include <string.h>

/* Lengths of time that the equation multiplies by. */
struct durations {
	EQ_VEC(struct eq_ratio) days;
	struct eq_span first;
	bool unknown; /* one of them is dated, so has no single length */
};

static void find_durations(struct eq_build *b, const struct eq_expr *e, bool factor,
			   struct durations *out)
{
	struct eq_dec value;
	if (factor && eq_unit_is_time(b->units, e->unit) &&
	    (e->op != EQ_EXPR_MUL && e->op != EQ_EXPR_DIV)) {
		struct eq_ratio count, days;
		bool fixed = e->op == EQ_EXPR_REF && b->m->defs.v[e->ref.def].kind == EQ_DEF_FIXED;
		if (!out->first.at)
			out->first = e->span;
		if (eq_constant(b, e, &value) && eq_ratio_of_decimal(value, &count) &&
		    eq_unit_ratio(b->units, e->unit, eq_unit_time(b->units, EQ_DAY), &days) &&
		    eq_ratio_mul(count, days, &days))
			EQ_PUSH(&out->days, days);
		else
			out->unknown |= fixed;
		return;
	}
	/* What a product is made of; below a division only its top. */
	for (uint32_t i = 0; i < e->n; i++)
		if (!(e->op == EQ_EXPR_DIV && i == 1))
			find_durations(b, e->a[i],
				       e->op == EQ_EXPR_MUL || (factor && e->op == EQ_EXPR_CONVERT),
				       out);
}

static bool of_length(const struct durations *d, struct eq_ratio days)
{
	for (size_t i = 0; i < d->days.n; i++)
		if (eq_ratio_eq(d->days.v[i], days))
			return true;
	return false;
}

/* Rule 3 of money: what is multiplied by a length of time comes in over that time. */
static void check_accrual(struct eq_build *b, struct eq_benefit *x, const struct eq_node *accrues,
			  bool known, struct eq_ratio days)
{
	struct durations found = {0};
	struct eq_diag *g;
	if (accrues && eq_node_child(accrues, EQ_NODE_BECAUSE))
		return;
	find_durations(b, x->equation, false, &found);
	if (accrues && known && !of_length(&found, days)) {
		g = eq_diag_at(b->diags, EQ_E0404, accrues->span,
			       found.days.n || found.unknown
				       ? "the equation multiplies by another length of time than "
					 "the benefit accrues over"
				       : "the benefit accrues over a length of time that the "
					 "equation does not multiply by");
		if (found.first.at)
			eq_diag_note(b->diags, g, found.first, "the equation's length of time");
		eq_diag_hint(b->diags, g,
			     "use the same length in both, or say why not: `accrues over … because "
			     "\"…\"`");
	} else if (!accrues && (found.days.n || found.unknown)) {
		g = eq_diag_at(b->diags, EQ_E0404, found.first,
			       "the equation multiplies by a length of time, but the benefit does "
			       "not say that it accrues over it");
		eq_diag_hint(b->diags, g, "write `accrues over %.*s`",
			     EQ_ARG(eq_folded_text(b, found.first)));
	}
	eq_free(found.days.v);
}

/* What is a fixed value's length may differ by scenario: that is worked out when all scenarios are
 * known, so it does not count as a use that forbids it. */
static bool read_days(struct eq_build *b, struct eq_benefit *x, const struct eq_node *n, bool after,
		      struct eq_ratio *exact)
{
	uint32_t def = n->kind == EQ_NODE_NAME ? eq_def_named(b, n->name) : EQ_NO_DEF;
	struct eq_span before = def == EQ_NO_DEF ? EQ_NO_SPAN : b->known.v[def].length_of;
	if (!eq_read_days(b, n, exact, after ? &x->after_days : &x->accrues_days))
		return false;
	if (def != EQ_NO_DEF) {
		b->known.v[def].length_of = before;
		EQ_PUSH(&b->accruals, ((struct eq_accrual){(uint32_t)(x - b->m->benefits.v), def,
							   after, n->span}));
	}
	return true;
}

void eq_check_accrual(struct eq_build *b, struct eq_benefit *x, const struct eq_block *block)
{
	const struct eq_node *accrues = block->p[EQ_PROPERTY_ACCRUES],
			     *after = block->p[EQ_PROPERTY_AFTER];
	const struct eq_node *late = accrues && accrues->child->next &&
						     accrues->child->next->kind != EQ_NODE_BECAUSE
					     ? accrues->child->next
					     : NULL;
	struct eq_ratio days = EQ_RATIO_ONE, ignored;
	bool known = accrues && read_days(b, x, accrues->child, false, &days);
	if (accrues)
		x->accrues_text = eq_folded_text(b, accrues->child->span);
	if (late && after) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0207, after->span,
					       "`after` stands twice in this block");
		eq_diag_note(b->diags, g, late->span, "it stands here first");
	}
	if (late || after)
		read_days(b, x, late ? late : after->child, true, &ignored);
	if (block->p[EQ_PROPERTY_STARTS])
		eq_read_date(b, block->p[EQ_PROPERTY_STARTS]->child, &x->starts);
	const struct eq_node *ends = block->p[EQ_PROPERTY_ENDS];
	if (ends && eq_read_date(b, ends->child, &x->ends) && x->starts != EQ_DATE_NONE &&
	    x->ends < x->starts)
		eq_diag_at(b->diags, EQ_E0506, ends->span, "the benefit ends before it starts");
	if (x->equation && (!accrues || known))
		check_accrual(b, x, accrues, known, days);
}

/* Lengths by scenario. */

static const struct eq_assign *assign_in(const struct eq_build *b, uint32_t def, uint32_t scenario)
{
	for (; scenario >= EQ_SCENARIO_OWN; scenario = b->m->scenarios.v[scenario].extends) {
		const struct eq_scenario *s = &b->m->scenarios.v[scenario];
		for (uint32_t i = 0; i < s->n_assigns; i++)
			if (s->assigns[i].def == def)
				return &s->assigns[i];
	}
	return NULL;
}

/* What a scenario makes of the fixed values that are constant, put in place of what they are
 * otherwise. A value may be made of others that the scenario gives, in any order: so again, until
 * nothing changes. */
static void take_scenario(struct eq_build *b, uint32_t scenario)
{
	struct eq_model *m = b->m;
	bool changed = true;
	for (size_t round = 0; changed && round <= m->fixed.n; round++) {
		changed = false;
		for (size_t i = 0; i < m->fixed.n; i++) {
			uint32_t def = m->fixed.v[i].def;
			struct eq_known *k = &b->known.v[def];
			const struct eq_assign *a = assign_in(b, def, scenario);
			const struct eq_values *v = a ? &a->values : &m->fixed.v[i].values;
			struct eq_dec value = k->constant;
			bool known = v->n == 1 && v->v[0].from == EQ_DATE_NONE &&
				     eq_constant(b, v->expr, &value);
			if (k->broken || (known == k->constant_known &&
					  (!known || eq_dec_cmp(value, k->constant) == 0)))
				continue;
			k->constant = value;
			k->constant_known = known;
			changed = true;
		}
	}
}

/* The value of the scenario that a message about `def` stands at. */
static struct eq_span place_of(const struct eq_build *b, uint32_t def, uint32_t scenario)
{
	const struct eq_assign *a = assign_in(b, def, scenario);
	return a ? a->span : b->m->scenarios.v[scenario].span;
}

static void accrue_in(struct eq_build *b, const struct eq_accrual *a, uint32_t scenario)
{
	struct eq_model *m = b->m;
	struct eq_benefit *x = &m->benefits.v[a->benefit];
	const struct eq_known *k = &b->known.v[a->def];
	int32_t base = a->after ? x->after_days : x->accrues_days;
	int32_t **days = a->after ? &x->after_days_in : &x->accrues_days_in;
	struct eq_ratio exact;
	struct eq_diag *g;
	if (!*days) {
		*days = EQ_NEW_ARRAY(b->arena, int32_t, m->scenarios.n);
		for (size_t i = 0; i < m->scenarios.n; i++)
			(*days)[i] = base;
	}
	if (!k->constant_known ||
	    !eq_whole_days(b, k->constant, m->fixed.v[m->defs.v[a->def].index].unit, &exact,
			   &(*days)[scenario])) {
		g = eq_diag_at(b->diags, EQ_E0405, place_of(b, a->def, scenario),
			       "`%.*s` is a length of time that a benefit accrues over: it needs "
			       "one value without dates, between a day and a thousand years",
			       EQ_ARG(eq_def_name(b, a->def)));
		eq_diag_note(b->diags, g, a->span, "the benefit accrues over it here");
	}
}

/* Whether a benefit's equation multiplies by the length that it accrues over, as things are known
 * now; `accrues` is where it says so. One that need not, does. */
static bool agrees(struct eq_build *b, uint32_t benefit, struct eq_span *accrues)
{
	const struct eq_benefit *x = &b->m->benefits.v[benefit];
	const struct eq_node *p = NULL;
	const struct eq_known *k = &b->known.v[x->def];
	struct durations found = {0};
	struct eq_ratio days;
	int32_t ignored;
	for (const struct eq_node *c = k->node->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_ACCRUES)
			p = c;
	if (k->broken || !x->equation || !p || eq_node_child(p, EQ_NODE_BECAUSE))
		return true;
	*accrues = p->span;
	uint32_t def = p->child->kind == EQ_NODE_NAME ? eq_def_named(b, p->child->name) : EQ_NO_DEF;
	if (def == EQ_NO_DEF) {
		if (!eq_read_days(b, p->child, &days, &ignored))
			return true;
	} else if (!b->known.v[def].constant_known ||
		   !eq_whole_days(b, b->known.v[def].constant,
				  b->m->fixed.v[b->m->defs.v[def].index].unit, &days, &ignored)) {
		return true;
	}
	find_durations(b, x->equation, false, &found);
	bool same = !found.first.at || of_length(&found, days);
	eq_free(found.days.v);
	return same;
}

static void check_lengths(struct eq_build *b, uint32_t benefit, uint32_t scenario)
{
	struct eq_span accrues;
	if (agrees(b, benefit, &accrues))
		return;
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0404, b->m->scenarios.v[scenario].span,
		"in `%.*s` the equation of `%.*s` multiplies by another length of time than it "
		"accrues over",
		EQ_ARG(b->m->scenarios.v[scenario].name),
		EQ_ARG(eq_def_name(b, b->m->benefits.v[benefit].def)));
	eq_diag_note(b->diags, g, accrues, "it accrues over this");
	eq_diag_hint(b->diags, g,
		     "use one fixed value in both, or say why not: `accrues over … because \"…\"`");
}

static bool gives_fixed(const struct eq_build *b, uint32_t scenario)
{
	for (; scenario >= EQ_SCENARIO_OWN; scenario = b->m->scenarios.v[scenario].extends)
		for (uint32_t i = 0; i < b->m->scenarios.v[scenario].n_assigns; i++)
			if (b->m->defs.v[b->m->scenarios.v[scenario].assigns[i].def].kind ==
			    EQ_DEF_FIXED)
				return true;
	return false;
}

/* A length of a window that a scenario changes through what it is made of. */
static void check_windows(struct eq_build *b, uint32_t scenario, const struct eq_known *before)
{
	for (size_t i = 0; i < b->m->fixed.n; i++) {
		uint32_t def = b->m->fixed.v[i].def;
		const struct eq_known *k = &b->known.v[def];
		if (!k->length_of.at || assign_in(b, def, scenario) ||
		    !before[def].constant_known ||
		    (k->constant_known && eq_dec_cmp(k->constant, before[def].constant) == 0))
			continue;
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0413, b->m->scenarios.v[scenario].span,
				   "this scenario changes `%.*s`, the length of a window",
				   EQ_ARG(eq_def_name(b, def)));
		eq_diag_note(b->diags, g, k->length_of, "the window");
	}
}

void eq_check_lengths_in_scenarios(struct eq_build *b)
{
	struct eq_model *m = b->m;
	struct eq_known *before = eq_alloc(sizeof *before * (b->known.n + 1));
	bool *sound =
		eq_alloc(sizeof *sound * (m->benefits.n + 1)); /* others are reported already */
	struct eq_span ignored;
	memcpy(before, b->known.v, sizeof *before * b->known.n);
	for (uint32_t i = 0; i < m->benefits.n; i++)
		sound[i] = agrees(b, i, &ignored);
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++) {
		if (!gives_fixed(b, s))
			continue;
		take_scenario(b, s);
		check_windows(b, s, before);
		for (size_t i = 0; i < b->accruals.n; i++) {
			const struct eq_accrual *a = &b->accruals.v[i];
			const struct eq_known *k = &b->known.v[a->def];
			if (!k->constant_known ||
			    eq_dec_cmp(k->constant, before[a->def].constant) != 0)
				accrue_in(b, a, s);
		}
		for (uint32_t i = 0; i < m->benefits.n; i++)
			if (sound[i])
				check_lengths(b, i, s);
		memcpy(b->known.v, before, sizeof *before * b->known.n);
	}
	eq_free(sound);
	eq_free(before);
}
