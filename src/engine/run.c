/* run.c - a run: timeline, as-at date, KPIs, benefits, figures, notes. See run.h. */
#include "engine/run.h"

#include "base/diag.h"
#include "engine/asat.h"
#include "engine/benefits.h"
#include "engine/measure.h"
#include "engine/notes.h"
#include "engine/rate.h"

/* --- KPIs ---------------------------------------------------------------------------------- */

/* The stock that an expression measures, UINT32_MAX where it measures none: a stock is an average
 * over days, and rests on so many of them. */
static uint32_t stock_of(const struct eq_model *m, const struct eq_expr *x)
{
	if (x->op == EQ_EXPR_TOTAL) {
		uint8_t aggregate = m->measures.v[x->measure].aggregate;
		return aggregate == EQ_AGG_LEVEL || aggregate == EQ_AGG_CLOSING ? x->measure
										: UINT32_MAX;
	}
	for (uint8_t i = 0; i < x->n; i++) {
		uint32_t found = stock_of(m, x->a[i]);
		if (found != UINT32_MAX)
			return found;
	}
	return UINT32_MAX;
}

/* Days of a window that a stock has a count for, or else periods of the timeline in it that
 * have an actual value. */
static struct eq_coverage coverage(const struct eq_eval *e, const struct eq_results *r,
				   const struct eq_kpi *k, const struct eq_number *series,
				   struct eq_range w)
{
	struct eq_coverage c = {0, 0, false};
	uint32_t stock = stock_of(r->model, k->tracked);
	if (stock != UINT32_MAX) {
		struct eq_range known = {w.from, w.to < e->data_end ? w.to : e->data_end};
		c.in_days = true;
		c.of = (uint32_t)eq_range_days(w);
		c.have = (uint32_t)eq_measure_over(r->model, e->cube, stock, known).counted;
		return c;
	}
	int32_t lane = eq_timeline_lane(&r->timeline, w.from);
	int32_t last = eq_timeline_lane(&r->timeline, w.to);
	int32_t before = lane < 0 ? eq_period_number(r->timeline.grain,
						     eq_timeline_range(&r->timeline, 0).from) -
					    eq_period_number(r->timeline.grain, w.from)
				  : 0;
	c.of = (uint32_t)before; /* periods before the timeline: without any data */
	for (lane = lane < 0 ? 0 : lane; lane <= last && lane < r->timeline.n; lane++) {
		c.of++;
		c.have += !series[lane].missing;
	}
	return c;
}

/* The window over which an expression looks at data, where it has one. */
static bool window_of(const struct eq_expr *x, eq_date end, struct eq_range *out)
{
	if (x->op == EQ_EXPR_OVER || x->op == EQ_EXPR_AVERAGE) {
		*out = x->op == EQ_EXPR_OVER && x->window.kind == EQ_WINDOW_RANGE
			       ? x->window.range
			       : eq_range_trailing(end, x->window.length);
		return true;
	}
	for (uint8_t i = 0; i < x->n; i++)
		if (window_of(x->a[i], end, out))
			return true;
	return false;
}

static void rate_kpi(struct eq_results *r, const struct eq_kpi *k, struct eq_kpi_result *out,
		     struct eq_diags *diags)
{
	out->rating =
		eq_rate_progress(&r->arena, out->live, out->baseline, out->target, &out->progress);
	if (r->low < 0 || r->high < 0)
		return;
	struct eq_number low = out->by_scenario[r->low], high = out->by_scenario[r->high];
	/* Scenarios that say nothing of this KPI leave it to its target. */
	if (low.missing || high.missing || out->live.missing || eq_dec_cmp(low.v, high.v) == 0)
		return;
	char when[EQ_DATE_CHARS];
	eq_date_write(r->as_at, when);
	bool wrong = false;
	out->rating = eq_rate_between(&r->arena, "live", when, out->live, low, high,
				      k->lower_is_better, &wrong);
	if (!wrong)
		return;
	/* A step on the way to others may go either way: only what says its `better` can be wrong. */
	if (!k->better_said) {
		out->rating.words = eq_arena_printf(
			&r->arena, "not rated: low is above high, and its `better` is not said");
		return;
	}
	struct eq_diag *g =
		eq_diag_at(diags, EQ_E0702, r->model->scenarios.v[r->low].span,
			   "on %s the scenario low is better than high for the KPI \"%.*s\"", when,
			   EQ_ARG(k->title));
	eq_diag_note(diags, g, k->span, "%s is better for this KPI",
		     k->lower_is_better ? "lower" : "higher");
	eq_diag_hint(diags, g, "low is the cautious plan: exchange the two, or mend `better`");
}

static void run_kpis(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags)
{
	const struct eq_model *m = r->model;
	uint32_t lane = (uint32_t)r->as_at_lane;
	r->kpis = EQ_NEW_ARRAY(&r->arena, struct eq_kpi_result, m->kpis.n + 1);
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		struct eq_kpi_result *out = &r->kpis[i];
		out->kpi = i;
		out->series = EQ_NEW_ARRAY(&r->arena, struct eq_number, (size_t)r->timeline.n + 1);
		const struct eq_column *actual =
			eq_eval_def(e, k->def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE);
		for (int32_t t = 0; t < r->timeline.n; t++)
			out->series[t] = eq_number_at(actual, (uint32_t)t);
		out->latest = out->series[lane];
		out->live =
			eq_number_at(eq_eval_def(e, k->def, EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT), 0);
		out->by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_number, r->n_scenarios);
		for (uint32_t s = 0; s < r->n_scenarios; s++)
			out->by_scenario[s] =
				eq_number_at(eq_eval_def(e, k->def, s, EQ_CONTEXT_TIMELINE), lane);
		out->baseline = out->by_scenario[EQ_SCENARIO_BASELINE];
		out->target = out->by_scenario[EQ_SCENARIO_TARGET];
		struct eq_range w;
		if (k->live && window_of(k->live, e->data_end, &w))
			out->live_coverage = coverage(e, r, k, out->series, w);
		if (k->baseline.n == 1 && window_of(k->baseline.expr, e->data_end, &w))
			out->baseline_coverage = coverage(e, r, k, out->series, w);
		rate_kpi(r, k, out, diags);
	}
}

/* --- figures ------------------------------------------------------------------------------- */

struct money_of_benefits {
	const struct eq_results *r;
	struct eq_earned (*earned)[2];
};

/* What one benefit gives to a figure: run_rate and value_add of what is so; days after the as-at
 * date by the forecast. */
static struct eq_number money_of(const struct money_of_benefits *w, const struct eq_input *in,
				 uint32_t benefit)
{
	const struct eq_results *r = w->r;
	const struct eq_benefit_line *actual =
		&r->benefits[benefit].by_scenario[EQ_SCENARIO_ACTUAL];
	if (!actual->shown)
		return EQ_NUMBER_MISSING;
	if (in->kind == EQ_INPUT_RUN_RATE)
		return actual->run_rate;
	struct eq_range range = in->window.range;
	if (in->kind == EQ_INPUT_VALUE_ADD && range.to == EQ_DATE_NONE)
		return actual->value_add;
	if (in->kind == EQ_INPUT_VALUE_ADD)
		range.from = r->model->programme.starts;
	const struct eq_earned *m = &w->earned[benefit][range.to > r->as_at];
	if (!m->model)
		return EQ_NUMBER_MISSING;
	struct eq_coverage c = eq_earned_coverage(m);
	return c.of > 0 && c.have == 0 ? EQ_NUMBER_MISSING : eq_earned_cash(m, range);
}

static struct eq_number money_input(void *context, const struct eq_input *in)
{
	const struct money_of_benefits *w = context;
	if (in->ref != EQ_ALL_BENEFITS)
		return money_of(w, in, in->ref);
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	const struct eq_model *m = w->r->model;
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		if (b->not_tracked.n || (b->once && in->kind == EQ_INPUT_RUN_RATE))
			continue;
		sum = eq_number_add(sum, money_of(w, in, i));
	}
	return sum;
}

static void run_figures(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2])
{
	const struct eq_model *m = r->model;
	struct money_of_benefits w = {r, earned};
	e->money = money_input;
	e->money_context = &w;
	r->figures = EQ_NEW_ARRAY(&r->arena, struct eq_figure_result, m->figures.n + 1);
	for (uint32_t i = 0; i < m->figures.n; i++) {
		const struct eq_column *c =
			eq_eval_def(e, m->figures.v[i].def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_AS_AT);
		r->figures[i] = (struct eq_figure_result){i, eq_number_at(c, 0)};
	}
	e->money = NULL;
}

/* --- the run ------------------------------------------------------------------------------- */

static int32_t scenario_named(const struct eq_model *m, const char *name)
{
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++)
		if (eq_text_is(m->scenarios.v[s].name, name))
			return (int32_t)s;
	return -1;
}

static bool settle_as_at(struct eq_eval *e, struct eq_results *r, const struct eq_run_options *o,
			 struct eq_diags *diags)
{
	char day[EQ_DATE_CHARS];
	r->as_at_given = o->as_at != EQ_DATE_NONE;
	if (!r->as_at_given) {
		r->as_at_lane = eq_run_default_lane(e, &r->as_at_kpi);
		if (r->as_at_lane < 0) {
			struct eq_diag *g = eq_diag_at(
				diags, EQ_E0703, r->model->programme.span,
				"there is no whole %s for which every tracked KPI has a value",
				eq_grain_word(r->timeline.grain, false));
			eq_diag_hint(diags, g,
				     "look at the data's dates, or say `--as-at` and a date");
			return false;
		}
		r->as_at = eq_timeline_range(&r->timeline, r->as_at_lane).to;
	} else {
		r->as_at = o->as_at;
		r->as_at_lane = eq_timeline_ended(&r->timeline, r->as_at);
		eq_date first = EQ_DATE_NONE;
		for (uint32_t i = 0; i < e->cube->n_sources; i++) {
			eq_date d = e->cube->sources[i].first_date;
			if (d != EQ_DATE_NONE && (first == EQ_DATE_NONE || d < first))
				first = d;
		}
		eq_date_write(r->as_at, day);
		if (r->as_at_lane < 0 || (first != EQ_DATE_NONE && r->as_at < first)) {
			struct eq_diag *g = eq_diag_file(
				diags, EQ_E0704, (struct eq_text){0}, 0, 0,
				"the as-at date %s is before the data and the programme begin",
				day);
			if (first != EQ_DATE_NONE) {
				eq_date_write(first, day);
				eq_diag_hint(diags, g, "the data begin on %s", day);
			}
			return false;
		}
	}
	eq_eval_set_as_at(e, r->as_at_lane);
	return true;
}

struct eq_results *eq_run(const struct eq_program *p, const struct eq_cube *cube,
			  const struct eq_run_options *options, struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	size_t errors = diags->errors;
	struct eq_timeline timeline;
	if (!eq_run_timeline(m, cube, options->as_at, &timeline, diags))
		return NULL;

	struct eq_results *r = eq_alloc_zero(1, sizeof *r);
	eq_arena_init(&r->arena);
	r->model = m;
	r->timeline = timeline;
	r->n_scenarios = (uint32_t)m->scenarios.n;
	r->low = scenario_named(m, "low");
	r->high = scenario_named(m, "high");
	r->first_year = eq_fiscal_year(m->programme.fiscal, m->programme.starts);
	r->n_years = (uint32_t)(eq_fiscal_year(m->programme.fiscal, m->programme.horizon) -
				r->first_year + 1);

	struct eq_eval e;
	eq_eval_init(&e, p, cube, timeline, options->mode);
	struct eq_earned(*earned)[2] = eq_alloc_zero(m->benefits.n + 1, sizeof *earned);
	if (settle_as_at(&e, r, options, diags)) {
		run_kpis(&e, r, diags);
		/* What a mistake in a KPI does to the benefits needs no message of its own. */
		if (diags->errors == errors) {
			eq_run_benefits(&e, r, earned, diags);
			run_figures(&e, r, earned);
			eq_run_notes(&e, r);
		}
	}
	eq_free(earned);
	eq_eval_release(&e);
	if (diags->errors == errors)
		return r;
	eq_results_free(r);
	return NULL;
}

void eq_results_free(struct eq_results *r)
{
	if (!r)
		return;
	eq_free(r->notes.v);
	eq_arena_release(&r->arena);
	eq_free(r);
}
