/* kpis.c - baseline, target, live, latest and series of each KPI. See kpis.h. */
#include "engine/kpis.h"

#include "engine/measure.h"
#include "engine/rate.h"

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

void eq_run_kpis(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags)
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
