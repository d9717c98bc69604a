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

/* What lacks for `have` to be money per time: `lack` is the factor to multiply by. `accrues` is what
 * the benefit says of it, or NULL. */
static void say_what_lacks(struct eq_build *b, struct eq_diag *g, const struct eq_expr *e,
			   const struct eq_node *accrues)
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
	if (priced && time == 1 && accrues)
		eq_diag_hint(b->diags, g, "multiply by the length that it accrues over: `* %.*s`",
			     EQ_ARG(eq_folded_text(b, accrues->child->span)));
	else if (priced && time == 1)
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

static bool money_per_time(struct eq_build *b, const struct eq_expr *e,
			   const struct eq_node *accrues)
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
	say_what_lacks(b, g, e, accrues);
	return false;
}

void eq_kind_words(const struct eq_build *b, const struct eq_node *first, struct eq_buf *out)
{
	/* By the names, which have a plain hyphen wherever a dash was written. */
	for (const struct eq_node *c = first; c; c = c->next) {
		if (out->n)
			eq_buf_addc(out, ' ');
		eq_buf_add_text(out, eq_symbol_text(b->symbols, c->name));
	}
	for (size_t i = 0; i < out->n; i++)
		if (out->p[i] == '-' || out->p[i] == '_')
			out->p[i] = ' ';
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
	struct eq_buf words;
	eq_buf_init(&words);
	eq_kind_words(b, p->child, &words);
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

static void read_equation(struct eq_build *b, uint32_t def, const struct eq_node *p,
			  const struct eq_node *accrues, struct eq_benefit *x)
{
	struct eq_scope s = {
		.place = EQ_PLACE_EQUATION, .self = def, .current = EQ_SCENARIO_CURRENT};
	eq_begin_parts(b);
	struct eq_expr *e = eq_check_number(b, p->child, &s);
	if (!e || !money_per_time(b, e, accrues))
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
	/* In the order of enum eq_confidence, which begins with a benefit that does not say. */
	static const char *const confidences[] = {"high", "medium", "low", NULL};
	struct eq_known *known = &b->known.v[def];
	struct eq_benefit *x = &b->m->benefits.v[b->m->defs.v[def].index];
	struct eq_block block;

	eq_read_block(b, known->node, &block);
	x->title = eq_title_of(b, def);
	x->starts = x->ends = EQ_DATE_NONE;
	eq_check_notes(b, known->node->child, &x->notes.source, &x->notes.agreed);
	x->workstream = eq_read_workstream(b, known->node);
	eq_read_bands(b, block.p[EQ_PROPERTY_RAG], &x->bands);
	eq_read_shares(b, block.p[EQ_PROPERTY_SHARE], x);
	if (block.p[EQ_PROPERTY_CONFIDENCE])
		x->confidence = (uint8_t)(EQ_CONFIDENCE_HIGH +
					  eq_choose(b, block.p[EQ_PROPERTY_CONFIDENCE]->child,
						    confidences, "a degree of confidence"));
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
		read_equation(b, def, equation, block.p[EQ_PROPERTY_ACCRUES], x);
	known->broken |= (equation && !x->equation) || (!equation && !untracked);
	if (!known->broken)
		eq_check_accrual(b, x, &block);
}
