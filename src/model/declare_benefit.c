/* declare_benefit.c - benefits: an equation that is money per time, and when the money comes in. */
#include "model/build.h"

#include <string.h>

static struct eq_text words(struct eq_build *b, uint32_t unit, bool plural)
{
	struct eq_buf out;
	eq_buf_init(&out);
	eq_unit_write(b->units, eq_unit_named(b->units, unit, b->m->programme.grain.unit), plural,
		      &out);
	struct eq_text t = eq_arena_copy(b->arena, eq_buf_view(&out));
	eq_buf_release(&out);
	return t;
}

static bool has_total(const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_TOTAL && e->flow)
		return true;
	for (uint32_t i = 0; i < e->n; i++)
		if (has_total(e->a[i]))
			return true;
	return false;
}

/* What lacks for `have` to be money per time: `lack` is the factor to multiply by. */
static void say_what_lacks(struct eq_build *b, struct eq_diag *g, const struct eq_expr *e)
{
	struct eq_units *u = b->units;
	uint32_t day = eq_unit_time(u, EQ_DAY), money = b->m->programme.currency;
	uint32_t lack = eq_unit_div(
		u, eq_unit_div(u, money, eq_unit_time(u, b->m->programme.grain.unit)), e->unit);
	struct eq_text currency = words(b, money, true);
	if (lack == EQ_UNIT_NONE)
		return;
	int time = eq_unit_time_exponent(u, lack);
	uint32_t rest = lack; /* without its time */
	for (int i = 0; i < time && rest != EQ_UNIT_NONE; i++)
		rest = eq_unit_div(u, rest, day);
	for (int i = 0; i > time && rest != EQ_UNIT_NONE; i--)
		rest = eq_unit_mul(u, rest, day);
	if (rest == EQ_UNIT_NONE)
		return;
	bool priced = eq_unit_is_plain(u, rest);       /* the money is there already */
	uint32_t things = eq_unit_div(u, money, rest); /* rest is money per these */
	struct eq_text per = things == EQ_UNIT_NONE || priced ? EQ_TEXT("")
							      : words(b, things, false);
	bool price = !priced && things != EQ_UNIT_NONE && per.n && !strchr("$1", per.p[0]) &&
		     per.n < 60 && !eq_unit_is_money(u, eq_unit_div(u, EQ_UNIT_PLAIN, things));
	bool simple = price && !memchr(per.p, ' ', per.n);
	if (priced && time == 1)
		eq_diag_hint(b->diags, g, "multiply by a length of time, such as `* 104 weeks`");
	else if (priced && time == -1 && has_total(e))
		eq_diag_hint(b->diags, g,
			     "it lacks `per week`: a total of rows becomes money per time with "
			     "`sum(…) per week`");
	else if (priced && time == -1)
		eq_diag_hint(b->diags, g,
			     "it lacks `per week`: either a length of time is multiplied once too "
			     "often, or something is not a rate yet");
	else if (simple && time == 0)
		eq_diag_hint(
			b->diags, g,
			"it lacks a price: multiply by %.*s per %.*s, such as `* %s100 per %.*s`",
			EQ_ARG(currency), EQ_ARG(per), eq_text_is(currency, "£") ? "£" : "",
			EQ_ARG(per));
	else if (simple && time == 1)
		eq_diag_hint(b->diags, g,
			     "it lacks a price and a length of time: multiply by %.*s per %.*s, "
			     "and by a length such as `* 104 weeks`",
			     EQ_ARG(currency), EQ_ARG(per));
	else if (simple && time == -1)
		eq_diag_hint(b->diags, g,
			     "it lacks a price per time: multiply by %.*s per week per %.*s",
			     EQ_ARG(currency), EQ_ARG(per));
	else
		eq_diag_hint(b->diags, g, "it lacks a factor of `%.*s`",
			     EQ_ARG(words(b, lack, true)));
}

static bool money_per_time(struct eq_build *b, const struct eq_expr *e)
{
	uint32_t want =
		eq_unit_div(b->units, b->m->programme.currency, eq_unit_time(b->units, EQ_DAY));
	if (!b->currency_known || eq_units_fit(b, e->unit, want))
		return true;
	struct eq_diag *g;
	if (eq_unit_is_money_per_time(b->units, e->unit)) {
		eq_diag_at(b->diags, EQ_E0303, e->span,
			   "this equation comes out as `%.*s`, and the programme's money is `%.*s`",
			   EQ_ARG(words(b, e->unit, true)),
			   EQ_ARG(words(b, b->m->programme.currency, true)));
		return false;
	}
	g = eq_diag_at(b->diags, EQ_E0303, e->span,
		       "this equation comes out as `%.*s`; a benefit is money per time, such as `£ "
		       "per week`",
		       EQ_ARG(eq_unit_words(b, e->unit)));
	say_what_lacks(b, g, e);
	return false;
}

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

static void read_kind(struct eq_build *b, struct eq_benefit *x, const struct eq_node *p)
{
	static const struct {
		const char *text;
		enum eq_benefit_kind kind;
	} kinds[] = {
		{"cashable", EQ_KIND_CASHABLE},
		{"cost avoidance", EQ_KIND_AVOIDANCE},
		{"non cashable", EQ_KIND_NON_CASHABLE},
	};
	struct eq_span span = p->child->span;
	for (const struct eq_node *c = p->child; c; c = c->next)
		span = eq_span_join(span, c->span);
	/* By the names, which have a plain hyphen wherever a dash was written. */
	struct eq_buf words;
	eq_buf_init(&words);
	for (const struct eq_node *c = p->child; c; c = c->next) {
		if (words.n)
			eq_buf_addc(&words, ' ');
		eq_buf_add_text(&words, eq_symbol_text(b->symbols, c->name));
	}
	for (size_t i = 0; i < words.n; i++)
		if (words.p[i] == '-' || words.p[i] == '_')
			words.p[i] = ' ';
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (eq_text_is(eq_buf_view(&words), kinds[i].text))
			x->kind = (uint8_t)kinds[i].kind;
	eq_buf_release(&words);
	if (x->kind != EQ_KIND_UNSAID)
		return;
	struct eq_text t = eq_folded_text(b, span);
	eq_diag_at(b->diags, EQ_E0209, span,
		   "`%.*s` is not a kind of benefit; write `cashable`, `cost avoidance` or "
		   "`non-cashable`",
		   EQ_ARG(t));
}

static void read_times(struct eq_build *b, struct eq_benefit *x, const struct eq_block *block)
{
	const struct eq_node *accrues = block->p[EQ_PROPERTY_ACCRUES],
			     *after = block->p[EQ_PROPERTY_AFTER];
	const struct eq_node *late = accrues && accrues->child->next &&
						     accrues->child->next->kind != EQ_NODE_BECAUSE
					     ? accrues->child->next
					     : NULL;
	struct eq_ratio days = EQ_RATIO_ONE, ignored;
	bool known = accrues && eq_read_days(b, accrues->child, &days, &x->accrues_days);
	if (accrues)
		x->accrues_text = eq_folded_text(b, accrues->child->span);
	if (late && after) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0207, after->span,
					       "`after` stands twice in this block");
		eq_diag_note(b->diags, g, late->span, "it stands here first");
	}
	if (late || after)
		eq_read_days(b, late ? late : after->child, &ignored, &x->after_days);
	if (block->p[EQ_PROPERTY_STARTS])
		eq_read_date(b, block->p[EQ_PROPERTY_STARTS]->child, &x->starts);
	const struct eq_node *ends = block->p[EQ_PROPERTY_ENDS];
	if (ends && eq_read_date(b, ends->child, &x->ends) && x->starts != EQ_DATE_NONE &&
	    x->ends < x->starts)
		eq_diag_at(b->diags, EQ_E0506, ends->span, "the benefit ends before it starts");
	if (x->equation && (!accrues || known))
		check_accrual(b, x, accrues, known, days);
}

static void read_equation(struct eq_build *b, uint32_t def, const struct eq_node *p,
			  struct eq_benefit *x)
{
	struct eq_scope s = {
		.place = EQ_PLACE_EQUATION, .self = def, .current = EQ_SCENARIO_CURRENT};
	eq_begin_parts(b);
	struct eq_expr *e = eq_check_number(b, p->child, &s);
	if (!e || !money_per_time(b, e))
		return;
	x->unit = eq_unit_named(b->units, e->unit, b->m->programme.grain.unit);
	x->equation = eq_converted(b, e, x->unit);
	x->equation_text = eq_folded_text(b, p->child->span);
	/* The direct parts, for now; eq_benefit_kpis goes on to the parts of parts. */
	x->kpis = EQ_NEW_ARRAY(b->arena, uint32_t, b->known.v[def].n_edges + 1);
	for (uint32_t i = 0; i < b->known.v[def].n_edges; i++)
		x->kpis[x->n_kpis++] = b->edges.v[b->known.v[def].first_edge + i].def;
}

void eq_check_benefit(struct eq_build *b, uint32_t def)
{
	static const struct {
		enum eq_property p;
		const char *what;
	} later[] = {
		{EQ_PROPERTY_SHARE, "shares"},
		{EQ_PROPERTY_RAG, "`rag`"},
		{EQ_PROPERTY_CONFIDENCE, "`confidence`"},
	};
	struct eq_known *known = &b->known.v[def];
	struct eq_benefit *x = &b->m->benefits.v[b->m->defs.v[def].index];
	const struct eq_node *in = eq_node_child(known->node, EQ_NODE_IN_WORKSTREAM);
	struct eq_block block;
	struct eq_text source;
	const struct eq_agreed *agreed;

	eq_read_block(b, known->node, &block);
	x->title = eq_title_of(b, def);
	x->starts = x->ends = EQ_DATE_NONE;
	eq_check_notes(b, known->node->child, &source, &agreed);
	if (in)
		eq_later(b, in->span, "workstreams");
	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		if (block.p[later[i].p])
			eq_later(b, block.p[later[i].p]->span, "%s", later[i].what);
	if (block.p[EQ_PROPERTY_KIND])
		read_kind(b, x, block.p[EQ_PROPERTY_KIND]);
	x->once = block.p[EQ_PROPERTY_ONCE] != NULL;
	x->except = eq_read_excepts(b, known->node, &x->n_except);

	const struct eq_node *equation = block.p[EQ_PROPERTY_EQUATION],
			     *untracked = block.p[EQ_PROPERTY_NOT_TRACKED];
	if (untracked)
		x->not_tracked = eq_quoted(b, eq_node_child(untracked, EQ_NODE_BECAUSE)->child);
	if (equation && untracked) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0406, untracked->span,
					       "a benefit that is not tracked has no equation");
		eq_diag_note(b->diags, g, equation->span, "the equation stands here");
	} else if (!equation && !untracked) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0406, x->span,
					       "`%.*s` has no equation",
					       EQ_ARG(eq_def_name(b, def)));
		eq_diag_hint(b->diags, g,
			     "write `equation …`, or `not tracked because \"…\"` where it is not "
			     "measured yet");
	}
	if (equation && !known->broken)
		read_equation(b, def, equation, x);
	known->broken |= (equation && !x->equation) || (!equation && !untracked);
	if (!known->broken)
		read_times(b, x, &block);
}
