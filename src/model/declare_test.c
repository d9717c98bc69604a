/* declare_test.c - alerts and tests: their names, units and sorts of value are checked, and nothing
 * of them is kept: a run does not act on them. */
#include "model/build.h"

/* What they would measure is no part of a run. Nothing is measured after them, so that the measures
 * they brought can go again. */
static void forget_measures(struct eq_build *b, size_t before)
{
	b->m->measures.n = before;
}

void eq_check_alert(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *condition = n->child->next, *span = eq_node_child(n, EQ_NODE_FOR);
	struct eq_scope s = {
		.place = EQ_PLACE_ALERT, .self = EQ_NO_DEF, .current = EQ_SCENARIO_ACTUAL};
	struct eq_span_of_time length;
	size_t measures = b->m->measures.n;
	eq_begin_parts(b);
	eq_check_bool(b, condition, &s);
	if (span)
		eq_read_length(b, span->child, &length);
	forget_measures(b, measures);
}

static void check_scenario_name(struct eq_build *b, const struct eq_node *name)
{
	uint32_t def = eq_def_named(b, name->name);
	enum eq_word w = eq_word_of(b, name->name);
	if (w >= EQ_WORD_ACTUAL && w <= EQ_WORD_FORECAST)
		return;
	if (def == EQ_NO_DEF)
		eq_unknown_name(b, EQ_E0201, name->span, name->name, EQ_WANT_SCENARIOS, "scenario");
	else if (b->m->defs.v[def].kind != EQ_DEF_SCENARIO)
		eq_diag_at(b->diags, EQ_E0206, name->span, "`%.*s` is %s, not a scenario",
			   EQ_ARG(eq_name(b, name->name)),
			   eq_def_kind_word(b->m->defs.v[def].kind));
}

/* `expect a = b within c`: only of two numbers can be said how far apart they are. */
static void check_expected(struct eq_build *b, const struct eq_node *p, struct eq_scope *s)
{
	const struct eq_node *n = p->child, *within = n->next;
	struct eq_expr *e = eq_check_bool(b, n, s);
	struct eq_expr *w = within ? eq_check_number(b, within, s) : NULL;
	if (!e || !w)
		return;
	if (e->op != EQ_EXPR_EQ || e->a[0]->type != EQ_TYPE_NUMBER) {
		eq_diag_at(b->diags, EQ_E0304, within->span,
			   "`within` belongs to two numbers that are to be equal: `expect a = b "
			   "within 0.1`");
		return;
	}
	if (!eq_units_fit(b, e->a[0]->unit, w->unit)) {
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0301, within->span,
			"the values are %.*s, and what they may differ by is "
			"%.*s",
			EQ_ARG(eq_unit_words(b, e->a[0]->unit)), EQ_ARG(eq_unit_words(b, w->unit)));
		eq_hint_difference(b, g, w->unit, e->a[0]->unit);
	}
}

static bool repeats(const struct eq_node *c)
{
	return c->op == EQ_PROPERTY_GIVEN || c->op == EQ_PROPERTY_EXPECT;
}

void eq_check_test(struct eq_build *b, const struct eq_node *n)
{
	struct eq_scope s = {
		.place = EQ_PLACE_FIGURE, .self = EQ_NO_DEF, .current = EQ_SCENARIO_CURRENT};
	struct eq_block block;
	struct eq_assign given;
	eq_date day;
	size_t measures = b->m->measures.n;
	eq_read_block(b, n, &block);
	for (const struct eq_node *c = n->child; c; c = c->next) {
		if (c->kind != EQ_NODE_PROPERTY || (!repeats(c) && block.p[c->op] != c))
			continue;
		eq_begin_parts(b);
		if (c->op == EQ_PROPERTY_ON)
			eq_read_date(b, c->child, &day);
		else if (c->op == EQ_PROPERTY_IN_SCENARIO)
			check_scenario_name(b, c->child);
		else if (c->op == EQ_PROPERTY_GIVEN)
			eq_check_assign(b, c->child, "test", &given);
		else if (c->op == EQ_PROPERTY_EXPECT)
			check_expected(b, c, &s);
	}
	if (!block.p[EQ_PROPERTY_EXPECT]) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0208, n->child->span, "this test expects nothing");
		eq_diag_hint(b->diags, g, "write, for example, `expect run_rate(x) > £0 per year`");
	}
	forget_measures(b, measures);
}
