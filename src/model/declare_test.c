/* declare_test.c - tests: their names, units and sorts of value are checked. Nothing of them is kept, for
 * a run does not act on them, but of the test that the model is made for.
 *
 * A test that expects an error is not checked at all until then: its error is what it is for. */
#include "model/build.h"

/* What they would measure is no part of a run. Nothing is measured after them, so that the measures
 * they brought can go again. */
static void forget_measures(struct eq_build *b, size_t before)
{
	b->m->measures.n = before;
}

/* The number of a scenario by name; EQ_SCENARIO_ACTUAL after a message. */
static uint32_t read_scenario(struct eq_build *b, const struct eq_node *name)
{
	uint32_t def = eq_def_named(b, name->name);
	enum eq_word w = eq_word_of(b, name->name);

	if (w >= EQ_WORD_ACTUAL && w <= EQ_WORD_FORECAST)
		return (uint32_t)(w - EQ_WORD_ACTUAL);
	if (def != EQ_NO_DEF && b->m->defs.v[def].kind == EQ_DEF_SCENARIO)
		return b->m->defs.v[def].index;
	if (def == EQ_NO_DEF)
		eq_unknown_name(b, EQ_E0201, name->span, name->name, EQ_WANT_SCENARIOS, "scenario");
	else
		eq_diag_at(b->diags, EQ_E0206, name->span, "`%.*s` is %s, not a scenario",
			   EQ_ARG(eq_name(b, name->name)),
			   eq_def_kind_word(b->m->defs.v[def].kind));
	return EQ_SCENARIO_ACTUAL;
}

/* ---- what is expected ---- */

static bool is_share(const struct eq_node *n)
{
	return n->kind == EQ_NODE_NUMBER && n->op == EQ_LITERAL_PERCENT && !n->child;
}

/* `expect a = b within c`: only of two numbers can be said how far apart they are. A percentage is a
 * part of what is expected. */
static bool check_within(struct eq_build *b, const struct eq_node *within, struct eq_expected *out)
{
	const struct eq_expr *e = out->expr;

	out->is_share = is_share(within);
	if (e->op != EQ_EXPR_EQ || e->a[0]->type != EQ_TYPE_NUMBER) {
		eq_diag_at(b->diags, EQ_E0304, within->span,
			   "`within` belongs to two numbers that are to be equal: `expect a = b "
			   "within 0.1`");
		return false;
	}
	if (out->is_share)
		return true;
	if (!eq_units_fit(b, e->a[0]->unit, out->within->unit)) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0301, within->span,
				   "the values are %.*s, and what they may differ by is "
				   "%.*s",
				   EQ_ARG(eq_unit_words(b, e->a[0]->unit)),
				   EQ_ARG(eq_unit_words(b, out->within->unit)));
		eq_hint_difference(b, g, out->within->unit, e->a[0]->unit);
		return false;
	}
	out->within = eq_converted(b, out->within, e->a[0]->unit);
	return out->within != NULL;
}

/* Texts are those of rows: nothing that a test can expect has one. */
static bool refuse_texts(struct eq_build *b, const struct eq_expr *e)
{
	bool right = true;

	if (e->type == EQ_TYPE_TEXT) {
		eq_diag_at(b->diags, EQ_E0304, e->span,
			   "only rows have texts: expect numbers of them, such as a count");
		return false;
	}
	for (uint32_t i = 0; i < e->n; i++)
		right &= refuse_texts(b, e->a[i]);
	return right;
}

static bool check_truth(struct eq_build *b, const struct eq_node *p, struct eq_scope *s,
			struct eq_expected *out)
{
	const struct eq_node *within = p->child->next;

	out->kind = EQ_EXPECTED_TRUE;
	out->expr = eq_check_bool(b, p->child, s);
	if (within)
		out->within = eq_check_number(b, within, s);
	if (out->expr && !refuse_texts(b, out->expr))
		return false;
	return out->expr && (!within || (out->within && check_within(b, within, out)));
}

/* What has a red, amber or green of its own: a KPI, a rating, a workstream, an amount of benefits. */
static bool check_rated(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
			struct eq_expected *out)
{
	uint32_t def = n->kind == EQ_NODE_NAME ? eq_def_named(b, n->name) : EQ_NO_DEF;
	enum eq_word w = n->kind == EQ_NODE_CALL ? eq_word_of(b, n->name) : EQ_WORD_NONE;
	uint8_t kind = def == EQ_NO_DEF ? (uint8_t)EQ_DEF_DATA : b->m->defs.v[def].kind;

	out->rated = def;
	if (w == EQ_WORD_RUN_RATE || w == EQ_WORD_VALUE_ADD)
		return (out->expr = eq_check(b, n, s)) != NULL;
	if (kind == EQ_DEF_KPI || kind == EQ_DEF_RATING || kind == EQ_DEF_WORKSTREAM)
		return !b->known.v[def].broken;
	if (n->kind == EQ_NODE_NAME && def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, n->span, n->name, EQ_WANT_KPIS | EQ_WANT_WORKSTREAMS,
				"KPI, rating or workstream");
		return false;
	}
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0206, n->span, "this has no red, amber or green");
	eq_diag_hint(
		b->diags, g,
		"KPIs, ratings and workstreams have one, and `run_rate(x)` and `value_add(x)` of "
		"a benefit or of `programme`");
	return false;
}

static bool check_judgement(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
			    struct eq_expected *out)
{
	/* In the order of enum eq_expected_rag. */
	static const char *const words[] = {"rated", "red", "amber", "green", NULL};
	int word = eq_choose(b, n->child->next, words, "a judgement");

	out->kind = EQ_EXPECTED_RAG;
	out->negated = (n->flags & EQ_NODE_NEGATED) != 0;
	if (!check_rated(b, n->child, s, out) || word < 0)
		return false;
	/* `is not rated` is one of the four; `is rated` is that it is not so. */
	if (word == EQ_EXPECTED_UNRATED)
		out->negated = !out->negated;
	out->rag = (uint8_t)word;
	return true;
}

static bool is_error(const struct eq_node *p)
{
	return p->child->kind == EQ_NODE_NAME && p->child->next &&
	       p->child->next->kind == EQ_NODE_TEXT;
}

static bool check_error(struct eq_build *b, const struct eq_node *p, struct eq_expected *out)
{
	static const char *const words[] = {"error", NULL};

	out->kind = EQ_EXPECTED_ERROR;
	out->error = eq_quoted(b, p->child->next);
	return eq_choose(b, p->child, words, "something to expect before a text") == 0;
}

static void check_expected(struct eq_build *b, const struct eq_node *p, struct eq_scope *s,
			   struct eq_test *t)
{
	struct eq_expected *out = &t->expected[t->n_expected];
	bool right;

	*out = (struct eq_expected){.span = p->span, .rated = EQ_NO_DEF};
	if (is_error(p))
		right = check_error(b, p, out);
	else if (p->child->kind == EQ_NODE_RATED)
		right = check_judgement(b, p->child, s, out);
	else
		right = check_truth(b, p, s, out);
	t->n_expected += right;
}

/* ---- a test ---- */

static bool repeats(const struct eq_node *c)
{
	return c->op == EQ_PROPERTY_GIVEN || c->op == EQ_PROPERTY_EXPECT;
}

/* The text that a test expects in an error, and nothing else then; or NULL. */
static const struct eq_node *expected_error(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *error = NULL, *other = NULL;

	for (const struct eq_node *c = n->child; c; c = c->next) {
		if (c->kind != EQ_NODE_PROPERTY || c->op != EQ_PROPERTY_EXPECT)
			continue;
		if (is_error(c))
			error = c;
		else
			other = c;
	}
	if (error && other) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0417, other->span,
				   "where there is an error there is no figure to expect");
		eq_diag_note(b->diags, g, error->span, "the error is expected here");
	}
	return error;
}

static void check_property(struct eq_build *b, const struct eq_node *n, const struct eq_node *p,
			   struct eq_test *t)
{
	struct eq_scope s = {
		.place = EQ_PLACE_FIGURE, .self = EQ_NO_DEF, .current = EQ_SCENARIO_CURRENT};

	eq_begin_parts(b);
	if (p->op == EQ_PROPERTY_ON)
		eq_read_date(b, p->child, &t->as_at);
	else if (p->op == EQ_PROPERTY_GIVEN)
		eq_check_given(b, n, p, t);
	else if (p->op == EQ_PROPERTY_EXPECT)
		check_expected(b, p, &s, t);
}

static void check_properties(struct eq_build *b, const struct eq_node *n,
			     const struct eq_block *block, struct eq_test *t)
{
	uint32_t count = 0;

	/* What is given goes into the scenario, which may stand below it. */
	if (block->p[EQ_PROPERTY_IN_SCENARIO])
		t->scenario = read_scenario(b, block->p[EQ_PROPERTY_IN_SCENARIO]->child);
	for (const struct eq_node *c = n->child; c; c = c->next)
		count += c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_EXPECT;
	t->expected = EQ_NEW_ARRAY(b->arena, struct eq_expected, count ? count : 1);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && (repeats(c) || block->p[c->op] == c))
			check_property(b, n, c, t);
	if (count)
		return;
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0208, n->child->span, "this test expects nothing");
	eq_diag_hint(b->diags, g, "write, for example, `expect run_rate(x) > £0 per year`");
}

void eq_check_test(struct eq_build *b, const struct eq_node *n)
{
	struct eq_test *t = EQ_NEW(b->arena, struct eq_test);
	size_t measures = b->m->measures.n;
	struct eq_block block;

	if (b->test && b->test != n)
		return;
	*t = (struct eq_test){.title = eq_quoted(b, n->child),
			      .as_at = EQ_DATE_NONE,
			      .given_to = EQ_DATE_NONE,
			      .given_from = EQ_DATE_NONE,
			      .given_last = EQ_DATE_NONE,
			      .scenario = EQ_SCENARIO_ACTUAL,
			      .span = n->span};
	eq_read_block(b, n, &block);
	const struct eq_node *error = expected_error(b, n);
	if (error && !b->test)
		check_error(b, error, &(struct eq_expected){.rated = EQ_NO_DEF});
	else
		check_properties(b, n, &block, t);
	if (b->test)
		b->m->test = t;
	else
		forget_measures(b, measures);
}
