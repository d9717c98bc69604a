/* judge.c - what a test expects, worked out and judged. See judge.h. */
#include "review/judge.h"

#include "engine/benefits.h"
#include "engine/kpis.h"
#include "engine/ratings.h"
#include "engine/totals.h"
#include "engine/workstreams.h"
#include "syntax/words.h"

/* ---- before the model is compiled ---- */

static void ask_amounts(struct eq_judge *j, uint32_t benefit)
{
	const struct eq_model *m = j->model;

	for (uint32_t i = 0; i < m->benefits.n; i++)
		j->benefits[i] |= benefit == EQ_ALL_BENEFITS || benefit == i;
}

static bool is_amount(const struct eq_expr *e)
{
	return e->op == EQ_EXPR_RUN_RATE || e->op == EQ_EXPR_VALUE_ADD || e->op == EQ_EXPR_CASH ||
	       e->op == EQ_EXPR_ANNUALISED;
}

/* The benefits whose amounts an expression, and the figures in it, ask for. */
static void find_amounts(struct eq_judge *j, const struct eq_expr *e)
{
	const struct eq_model *m = j->model;

	if (is_amount(e))
		ask_amounts(j, e->money.benefit);
	if (e->op == EQ_EXPR_REF && m->defs.v[e->ref.def].kind == EQ_DEF_FIGURE)
		find_amounts(j, m->figures.v[m->defs.v[e->ref.def].index].expr);
	for (uint32_t i = 0; i < e->n; i++)
		find_amounts(j, e->a[i]);
}

static bool compares_numbers(const struct eq_expr *e)
{
	return e->op >= EQ_EXPR_EQ && e->op <= EQ_EXPR_GE && e->a[0]->type == EQ_TYPE_NUMBER;
}

static void ask_truth(struct eq_model *m, const struct eq_expected *x, struct eq_expectation *out)
{
	const struct eq_expr *e = x->expr, *of = e->op == EQ_EXPR_NOT ? e->a[0] : e;

	out->whole = eq_ask(m, e);
	if (compares_numbers(e)) {
		out->left = eq_ask(m, e->a[0]);
		out->right = eq_ask(m, e->a[1]);
	} else if (of->op == EQ_EXPR_IS_MISSING && of->a[0]->type == EQ_TYPE_NUMBER) {
		out->left = eq_ask(m, of->a[0]);
	}
	if (x->within)
		out->within = eq_ask(m, x->within);
	for (uint32_t i = 0; i < e->n; i++)
		eq_show_parts(m, e->a[i], m->test->scenario, &out->shown);
}

/* The scenarios that ratings compare with. */
static void ask_plans(struct eq_judge *j)
{
	int32_t low = eq_model_scenario(j->model, "low"),
		high = eq_model_scenario(j->model, "high");

	j->scenarios[EQ_SCENARIO_ACTUAL] = j->scenarios[EQ_SCENARIO_TARGET] = true;
	if (low >= 0 && high >= 0)
		j->scenarios[low] = j->scenarios[high] = true;
}

static void ask_rating(struct eq_judge *j, const struct eq_expected *x)
{
	const struct eq_model *m = j->model;
	const struct eq_def *d = x->expr ? NULL : &m->defs.v[x->rated];

	if (x->expr) {
		find_amounts(j, x->expr);
		j->totals |= x->expr->money.benefit == EQ_ALL_BENEFITS;
		ask_plans(j);
	} else if (d->kind == EQ_DEF_WORKSTREAM) {
		ask_amounts(j, EQ_ALL_BENEFITS);
		ask_plans(j);
		j->totals = true;
	} else if (d->kind == EQ_DEF_RATING) {
		j->ratings = true;
		if (m->ratings.v[d->index].data != UINT32_MAX)
			j->needs[m->ratings.v[d->index].data] = true;
	}
}

static bool is_so(uint32_t scenario)
{
	return scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST;
}

void eq_judge_ask(struct eq_judge *j, struct eq_model *m)
{
	const struct eq_test *test = m->test;
	struct eq_arena *a = &m->arena;

	*j = (struct eq_judge){.model = m};
	j->expected = EQ_NEW_ARRAY(a, struct eq_expectation, test->n_expected + 1);
	j->needs = EQ_NEW_ARRAY(a, bool, m->data.n + 1);
	j->benefits = EQ_NEW_ARRAY(a, bool, m->benefits.n + 1);
	j->scenarios = EQ_NEW_ARRAY(a, bool, m->scenarios.n + 1);
	/* Live is no course of time: its run-rate is that of what is so. */
	j->in = test->scenario == EQ_SCENARIO_LIVE ? (uint32_t)EQ_SCENARIO_ACTUAL : test->scenario;
	j->scenarios[j->in] = true;
	/* What comes after the as-at date of what is so is as forecast. */
	if (is_so(j->in))
		j->scenarios[EQ_SCENARIO_ACTUAL] = j->scenarios[EQ_SCENARIO_FORECAST] = true;
	for (uint32_t i = 0; i < test->n_expected; i++) {
		const struct eq_expected *x = &test->expected[i];

		if (x->kind == EQ_EXPECTED_RAG)
			ask_rating(j, x);
		else if (x->kind == EQ_EXPECTED_TRUE)
			ask_truth(m, x, &j->expected[i]);
	}
	for (size_t i = 0; i < m->asked.n; i++)
		find_amounts(j, m->asked.v[i]);
}

void eq_judge_forget(struct eq_judge *j)
{
	for (uint32_t i = 0; j->expected && i < j->model->test->n_expected; i++)
		eq_free(j->expected[i].shown.all.v);
}

/* ---- with data ---- */

void eq_judge_init(struct eq_judge *j, const struct eq_program *p, const struct eq_cube *cube,
		   struct eq_timeline timeline)
{
	const struct eq_model *m = j->model;
	const struct eq_programme *q = &m->programme;

	eq_eval_init(&j->e, p, cube, timeline, EQ_MODE_BEST);
	j->r = (struct eq_results){
		.model = m,
		.timeline = timeline,
		.n_scenarios = (uint32_t)m->scenarios.n,
		.low = eq_model_scenario(m, "low"),
		.high = eq_model_scenario(m, "high"),
		.asked = j->scenarios,
		.first_year = eq_fiscal_year(q->fiscal, q->starts),
	};
	j->r.n_years = (uint32_t)(eq_fiscal_year(q->fiscal, q->horizon) - j->r.first_year + 1);
	eq_arena_init(&j->r.arena);
	j->r.benefits = EQ_NEW_ARRAY(&j->r.arena, struct eq_benefit_result, m->benefits.n + 1);
	j->earned = eq_alloc_zero(m->benefits.n + 1, sizeof *j->earned);
	j->money = (struct eq_money_of_benefits){&j->r, j->earned, j->in};
	j->e.money = eq_money_input;
	j->e.money_context = &j->money;
}

void eq_judge_release(struct eq_judge *j)
{
	eq_eval_release(&j->e);
	eq_free(j->earned);
	eq_arena_release(&j->r.arena);
}

/* What benefits earn in a plan they earn there before and after the as-at date. */
static void run_benefit(struct eq_judge *j, uint32_t i, struct eq_diags *diags)
{
	struct eq_earned *earned = j->earned[i];

	eq_run_benefit(&j->e, &j->r, i, earned, diags);
	if (!is_so(j->in) && j->r.benefits[i].gross[j->in].shown)
		earned[0] = earned[1] =
			eq_earned_make(&j->e, i, j->in, j->r.timeline.n - 1, &j->r.arena);
}

static void run_benefits(struct eq_judge *j, struct eq_diags *diags)
{
	for (uint32_t i = 0; i < j->model->benefits.n; i++)
		if (j->benefits[i])
			run_benefit(j, i, diags);
	if (j->totals) {
		eq_run_totals(&j->e, &j->r);
		eq_run_workstreams(&j->e, &j->r);
	}
	if (j->ratings)
		eq_run_ratings(j->e.cube, &j->r);
}

/* ---- judging ---- */

static const struct eq_column *asked(struct eq_judge *j, uint32_t place, uint32_t scenario)
{
	return eq_eval_chunk(&j->e, j->e.program->asked[place], scenario, EQ_CONTEXT_AS_AT);
}

static struct eq_number number(struct eq_judge *j, uint32_t place)
{
	return eq_number_at(asked(j, place, j->model->test->scenario), 0);
}

static bool is_within(struct eq_judge *j, const struct eq_expected *x,
		      const struct eq_expectation *k)
{
	struct eq_number left = number(j, k->left), right = number(j, k->right),
			 most = number(j, k->within), apart = eq_number_sub(left, right);

	if (x->is_share) {
		right.v = eq_dec_abs(right.v);
		most = eq_number_mul(most, right);
	}
	return !apart.missing && !most.missing && eq_dec_cmp(eq_dec_abs(apart.v), most.v) <= 0;
}

static bool is_true(struct eq_judge *j, uint32_t place)
{
	const struct eq_column *c = asked(j, place, j->model->test->scenario);

	return !eq_column_is_missing(c, 0) && eq_column_bool(c, 0);
}

static struct eq_number kpi_now(struct eq_judge *j, const struct eq_kpi *k, uint32_t scenario)
{
	return eq_number_at(eq_eval_def(&j->e, k->def, scenario, EQ_CONTEXT_AS_AT), 0);
}

static struct eq_rating rating_of_kpi(struct eq_judge *j, const struct eq_kpi *k,
				      struct eq_diags *diags)
{
	struct eq_results *r = &j->r;
	struct eq_kpi_result out = {.live = kpi_now(j, k, EQ_SCENARIO_LIVE),
				    .baseline = kpi_now(j, k, EQ_SCENARIO_BASELINE),
				    .target = kpi_now(j, k, EQ_SCENARIO_TARGET)};

	out.by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_number, r->n_scenarios);
	if (r->low >= 0 && r->high >= 0) {
		out.by_scenario[r->low] = kpi_now(j, k, (uint32_t)r->low);
		out.by_scenario[r->high] = kpi_now(j, k, (uint32_t)r->high);
	}
	eq_rate_kpi(r, k, &out, diags);
	return out.rating;
}

static struct eq_rating rating_of_amount(struct eq_judge *j, const struct eq_expr *e)
{
	bool by_year = e->op == EQ_EXPR_RUN_RATE;
	const struct eq_total *all;

	if (e->money.benefit != EQ_ALL_BENEFITS) {
		const struct eq_benefit_result *b = &j->r.benefits[e->money.benefit];
		return by_year ? b->run_rate_rating : b->value_add_rating;
	}
	all = eq_total_of(&j->r, EQ_NO_WORKSTREAM);
	if (!all)
		return (struct eq_rating){EQ_RAG_NONE, EQ_TEXT("there are no benefits")};
	return by_year ? all->run_rate_rating : all->value_add_rating;
}

static struct eq_rating rating_of(struct eq_judge *j, const struct eq_expected *x,
				  struct eq_diags *diags)
{
	if (x->expr)
		return rating_of_amount(j, x->expr);
	const struct eq_def *d = &j->model->defs.v[x->rated];
	if (d->kind == EQ_DEF_KPI)
		return rating_of_kpi(j, &j->model->kpis.v[d->index], diags);
	return d->kind == EQ_DEF_RATING ? j->r.ratings[d->index].rag
					: j->r.workstreams[d->index].rating;
}

void eq_judge_work_out(struct eq_judge *j, struct eq_diags *diags)
{
	const struct eq_test *test = j->model->test;

	run_benefits(j, diags);
	for (uint32_t i = 0; i < test->n_expected; i++) {
		const struct eq_expected *x = &test->expected[i];
		struct eq_expectation *k = &j->expected[i];

		if (x->kind == EQ_EXPECTED_RAG) {
			k->rating = rating_of(j, x, diags);
			k->holds = (k->rating.rag == x->rag) != x->negated;
		} else if (x->kind == EQ_EXPECTED_TRUE) {
			k->holds = x->within ? is_within(j, x, k) : is_true(j, k->whole);
		}
	}
}

bool eq_judge_holds(const struct eq_judge *j, uint32_t i)
{
	return j->expected[i].holds;
}

/* ---- explaining ---- */

enum { USUAL_PLACES = 6, ALL_PLACES = 34 };

static struct eq_text quantity(const struct eq_judge *j, const struct eq_expr *e,
			       struct eq_number v, int places, struct eq_arena *a)
{
	struct eq_text made;
	struct eq_buf text;

	if (v.missing)
		return EQ_TEXT("missing");
	eq_buf_init(&text);
	eq_display_in_full(&text, j->model->units, e->unit, places, &v);
	made = eq_arena_copy(a, eq_buf_view(&text));
	eq_buf_release(&text);
	return made;
}

static struct eq_text value_text(struct eq_judge *j, const struct eq_expr *e, uint32_t place,
				 uint32_t scenario, int places, struct eq_arena *a)
{
	const struct eq_column *c = asked(j, place, scenario);

	if (e->type == EQ_TYPE_NUMBER)
		return quantity(j, e, eq_number_at(c, 0), places, a);
	return eq_column_is_missing(c, 0) ? EQ_TEXT("missing")
	       : eq_column_bool(c, 0)     ? EQ_TEXT("yes")
					  : EQ_TEXT("no");
}

static struct eq_text span_text(const struct eq_judge *j, struct eq_span span, struct eq_arena *a)
{
	struct eq_text made;
	struct eq_buf text;

	eq_buf_init(&text);
	eq_written(j->model->sources, span, &text);
	made = eq_arena_copy(a, eq_buf_view(&text));
	eq_buf_release(&text);
	return made;
}

static struct eq_text wanted(struct eq_judge *j, const struct eq_expected *x, struct eq_text right,
			     struct eq_arena *a)
{
	static const char *const words[] = {
		[EQ_EXPR_EQ] = "",         [EQ_EXPR_NE] = "not ",       [EQ_EXPR_LT] = "less than ",
		[EQ_EXPR_LE] = "at most ", [EQ_EXPR_GT] = "more than ", [EQ_EXPR_GE] = "at least "};

	if (!x->within)
		return eq_arena_printf(a, "%s%.*s", words[x->expr->op], EQ_ARG(right));
	return eq_arena_printf(a, "%.*s, within %.*s", EQ_ARG(right),
			       EQ_ARG(span_text(j, x->within->span, a)));
}

static void explain_comparison(struct eq_judge *j, const struct eq_expected *x,
			       const struct eq_expectation *k, struct eq_arena *a,
			       struct eq_test_failure *out)
{
	const struct eq_expr *e = x->expr;
	uint32_t s = j->model->test->scenario;

	/* All digits where fewer would make the two look alike. */
	for (int places = USUAL_PLACES;; places = ALL_PLACES) {
		struct eq_text right = value_text(j, e->a[1], k->right, s, places, a);

		out->actual = value_text(j, e->a[0], k->left, s, places, a);
		out->expected = wanted(j, x, right, a);
		if (places == ALL_PLACES || !eq_text_eq(out->actual, right))
			return;
	}
}

static void explain_truth(struct eq_judge *j, const struct eq_expected *x,
			  const struct eq_expectation *k, struct eq_arena *a,
			  struct eq_test_failure *out)
{
	const struct eq_expr *e = x->expr, *of = e->op == EQ_EXPR_NOT ? e->a[0] : e;
	uint32_t s = j->model->test->scenario;

	if (compares_numbers(e)) {
		explain_comparison(j, x, k, a, out);
	} else if (of->op == EQ_EXPR_IS_MISSING && of->a[0]->type == EQ_TYPE_NUMBER) {
		out->expected = of == e ? EQ_TEXT("missing") : EQ_TEXT("a value");
		out->actual = value_text(j, of->a[0], k->left, s, USUAL_PLACES, a);
	} else {
		out->expected = EQ_TEXT("yes");
		out->actual = value_text(j, e, k->whole, s, USUAL_PLACES, a);
	}
}

static const char *rag_word(unsigned rag)
{
	return rag == EQ_RAG_NONE ? "rated" : eq_rag_word((enum eq_rag)rag);
}

static void explain_rating(const struct eq_expected *x, const struct eq_expectation *k,
			   struct eq_arena *a, struct eq_test_failure *out)
{
	bool none = x->rag == EQ_EXPECTED_UNRATED;

	out->expected =
		eq_arena_printf(a, "%s%s", x->negated != none ? "not " : "", rag_word(x->rag));
	out->actual = k->rating.rag == EQ_RAG_NONE
			      ? eq_arena_copy(a, k->rating.words)
			      : eq_arena_printf(a, "%s: %.*s", rag_word(k->rating.rag),
						EQ_ARG(k->rating.words));
}

void eq_judge_explain(struct eq_judge *j, uint32_t i, struct eq_arena *a,
		      struct eq_test_failure *out)
{
	const struct eq_expected *x = &j->model->test->expected[i];
	const struct eq_expectation *k = &j->expected[i];

	*out = (struct eq_test_failure){.span = x->span};
	if (x->kind == EQ_EXPECTED_RAG)
		explain_rating(x, k, a, out);
	else
		explain_truth(j, x, k, a, out);
	out->values = EQ_NEW_ARRAY(a, struct eq_test_value, k->shown.all.n + 1);
	for (size_t s = 0; s < k->shown.all.n; s++) {
		const struct eq_shown *shown = &k->shown.all.v[s];

		out->values[out->n_values++] = (struct eq_test_value){
			.what = span_text(j, shown->expr->span, a),
			.value = value_text(j, shown->expr, shown->asked, shown->scenario,
					    USUAL_PLACES, a),
			.depth = shown->depth};
	}
}
