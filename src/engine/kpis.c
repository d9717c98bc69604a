/* kpis.c - baseline, target, live, latest and series of each KPI. See kpis.h. */
#include "engine/kpis.h"

#include "engine/contexts.h"
#include "engine/rate.h"
#include "engine/reach.h"

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

struct eq_coverage eq_kpi_coverage(struct eq_eval *e, const struct eq_kpi *k, struct eq_range w)
{
	struct eq_coverage c = {0, 0, false};
	uint32_t stock = stock_of(e->model, k->tracked);
	uint32_t context = eq_context_without(e, EQ_CONTEXT_TIMELINE, k->except, k->n_except);
	const struct eq_column *actual =
		eq_eval_def(e, k->def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE);
	if (stock != UINT32_MAX) {
		struct eq_range known = {w.from, w.to < e->data_end ? w.to : e->data_end};
		c.in_days = true;
		c.of = (uint32_t)eq_context_days(e, context, w);
		c.have = (uint32_t)eq_eval_measured(e, stock, context, known).counted;
		return c;
	}
	struct eq_grain g = e->timeline.grain;
	for (int32_t p = eq_period_number(g, w.from); p <= eq_period_number(g, w.to); p++) {
		int32_t lane = p - e->timeline.first;
		if (eq_context_days(e, context, eq_range_meet(eq_period_range(g, p), w)) == 0)
			continue; /* `except` leaves nothing of it */
		if (lane >= e->timeline.n)
			break;
		c.of++; /* before the timeline: without any data */
		c.have += lane >= 0 && !eq_column_is_missing(actual, (uint32_t)lane);
	}
	return c;
}

/* The window over which an expression looks at data, where it has one. */
bool eq_kpi_window(const struct eq_expr *x, eq_date end, struct eq_range *out)
{
	if (x->op == EQ_EXPR_OVER || x->op == EQ_EXPR_AVERAGE) {
		*out = x->op == EQ_EXPR_OVER && x->window.kind == EQ_WINDOW_RANGE
			       ? x->window.range
			       : eq_range_trailing(end, x->window.length);
		return true;
	}
	for (uint8_t i = 0; i < x->n; i++)
		if (eq_kpi_window(x->a[i], end, out))
			return true;
	return false;
}

void eq_rate_kpi(struct eq_results *r, const struct eq_kpi *k, struct eq_kpi_result *out,
		 struct eq_diags *diags)
{
	out->rating = eq_rate_progress(&r->arena, out->live, out->baseline, out->target, &k->bands,
				       &out->progress);
	/* `rag` asks for progress, whatever the scenarios say. */
	if (k->bands.said || r->low < 0 || r->high < 0)
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

/* Whether the latest value is above or below all others since tracking began. */
static void find_record(const struct eq_results *r, struct eq_kpi_result *out)
{
	bool highest = true, lowest = true;
	if (out->latest.missing)
		return;
	for (int32_t t = 0; t <= r->as_at_lane; t++) {
		if (out->series[t].missing ||
		    eq_timeline_range(&r->timeline, t).to < r->model->programme.starts)
			continue;
		out->record_of++;
		if (t == r->as_at_lane)
			continue;
		highest &= eq_dec_cmp(out->latest.v, out->series[t].v) > 0;
		lowest &= eq_dec_cmp(out->latest.v, out->series[t].v) < 0;
	}
	enum { ENOUGH = 3 };
	if (out->record_of >= ENOUGH && highest)
		out->record = EQ_RECORD_HIGHEST;
	else if (out->record_of >= ENOUGH && lowest)
		out->record = EQ_RECORD_LOWEST;
}

static struct eq_number now(struct eq_eval *e, const struct eq_kpi *k, uint32_t scenario)
{
	return eq_number_at(eq_eval_def(e, k->def, scenario, EQ_CONTEXT_AS_AT), 0);
}

static void run_kpi(struct eq_eval *e, struct eq_results *r, const struct eq_kpi *k,
		    struct eq_kpi_result *out, struct eq_diags *diags)
{
	uint32_t lane = (uint32_t)r->as_at_lane;
	struct eq_range w;
	const struct eq_column *actual =
		eq_eval_def(e, k->def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE);
	out->series = EQ_NEW_ARRAY(&r->arena, struct eq_number, (size_t)r->timeline.n + 1);
	for (int32_t t = 0; t < r->timeline.n; t++)
		out->series[t] = eq_number_at(actual, (uint32_t)t);
	out->latest = out->series[lane];
	out->live = now(e, k, EQ_SCENARIO_LIVE);
	out->by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_number, r->n_scenarios);
	for (uint32_t s = 0; s < r->n_scenarios; s++)
		out->by_scenario[s] =
			eq_number_at(eq_eval_def(e, k->def, s, EQ_CONTEXT_TIMELINE), lane);
	out->baseline = out->by_scenario[EQ_SCENARIO_BASELINE];
	out->target = out->by_scenario[EQ_SCENARIO_TARGET];
	if (k->live && eq_kpi_window(k->live, e->data_end, &w))
		out->live_coverage = eq_kpi_coverage(e, k, w);
	if (k->baseline.n == 1 && eq_kpi_window(k->baseline.expr, e->data_end, &w))
		out->baseline_coverage = eq_kpi_coverage(e, k, w);
	find_record(r, out);
	out->provisional = eq_reach_unsettled(e, k->def);
	out->rows_lost = eq_reach_rows_lost(e, k->def);
	out->without = eq_eval_takes_out(e, k->def);
	if (out->without) {
		e->all_days = true;
		out->live_with = now(e, k, EQ_SCENARIO_LIVE);
		out->baseline_with = now(e, k, EQ_SCENARIO_BASELINE);
		e->all_days = false;
	}
	eq_rate_kpi(r, k, out, diags);
}

void eq_run_kpis(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags)
{
	const struct eq_model *m = r->model;
	r->kpis = EQ_NEW_ARRAY(&r->arena, struct eq_kpi_result, m->kpis.n + 1);
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		r->kpis[i].kpi = i;
		run_kpi(e, r, &m->kpis.v[i], &r->kpis[i], diags);
	}
}
