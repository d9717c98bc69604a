/* alerts.c - the conditions of alerts, period by period. See alerts.h. */
#include "engine/alerts.h"

#include "engine/xmr.h"

/* ---- since when it holds ---- */

/* Whole periods in the time that the alert asks for, up to the last one. */
static uint32_t periods_wanted(const struct eq_results *r, const struct eq_alert *a)
{
	struct eq_range now = eq_timeline_range(&r->timeline, r->as_at_lane);
	int32_t last = r->timeline.first + r->as_at_lane;
	uint32_t n = 1;

	if (a->length.count == 0)
		return n;
	eq_date from = eq_range_trailing(now.to, a->length).from;
	while (eq_period_range(r->timeline.grain, last - (int32_t)n).from >= from)
		n++;
	return n;
}

static void count_periods(const struct eq_results *r, const struct eq_column *c,
			  struct eq_alert_result *out)
{
	int32_t lane = r->as_at_lane;

	while (lane >= 0 && !eq_column_is_missing(c, (uint32_t)lane) &&
	       eq_column_bool(c, (uint32_t)lane))
		lane--;
	out->periods = (uint32_t)(r->as_at_lane - lane);
	if (out->periods)
		out->since = eq_timeline_range(&r->timeline, lane + 1).from;
}

/* All periods that it asks for: one that is false decides it, whatever is missing in others. */
static uint8_t state_over(const struct eq_results *r, const struct eq_column *c, uint32_t wanted,
			  int32_t *missing)
{
	uint8_t state = EQ_ALERT_RAISED;

	for (uint32_t i = 0; i < wanted; i++) {
		int32_t lane = r->as_at_lane - (int32_t)i;
		if (lane < 0)
			return EQ_ALERT_UNKNOWN; /* before all that is known */
		if (eq_column_is_missing(c, (uint32_t)lane)) {
			*missing = state == EQ_ALERT_UNKNOWN ? *missing : lane;
			state = EQ_ALERT_UNKNOWN;
		} else if (!eq_column_bool(c, (uint32_t)lane)) {
			return EQ_ALERT_QUIET;
		}
	}
	return state;
}

/* ---- its limits ---- */

struct search {
	struct eq_eval *e;
	struct eq_results *r;
	EQ_VEC(const struct eq_expr *) found;
};

static bool same_days(const struct eq_expr *x, const struct eq_expr *y)
{
	const struct eq_xmr_spec *a = x->xmr, *b = y->xmr;
	bool same = x->a[0]->ref.def == y->a[0]->ref.def && a->n_anew == b->n_anew &&
		    a->baseline.from == b->baseline.from && a->baseline.to == b->baseline.to;

	for (uint32_t i = 0; same && i < a->n_anew; i++)
		same = a->anew[i] == b->anew[i];
	return same;
}

static void find_limits(struct search *s, const struct eq_expr *x)
{
	const struct eq_model *m = s->r->model;

	if (x->op == EQ_EXPR_XMR) {
		for (size_t i = 0; i < s->found.n; i++)
			if (same_days(s->found.v[i], x) && s->found.v[i]->xmr->run == x->xmr->run)
				return;
		EQ_PUSH(&s->found, x);
		return;
	}
	if (x->op == EQ_EXPR_REF && m->defs.v[x->ref.def].kind == EQ_DEF_FIGURE)
		find_limits(s, m->figures.v[m->defs.v[x->ref.def].index].expr);
	for (uint32_t i = 0; i < x->n; i++)
		find_limits(s, x->a[i]);
}

static struct eq_alert_limits limits_of(struct search *s, const struct eq_expr *x)
{
	const struct eq_model *m = s->r->model;
	int32_t n = s->r->as_at_lane + 1;
	uint32_t def = x->a[0]->ref.def, now = (uint32_t)s->r->as_at_lane;
	const struct eq_column *c = eq_eval_def(s->e, def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE);
	struct eq_number *v = EQ_NEW_ARRAY(&s->r->arena, struct eq_number, (size_t)n + 1);
	struct eq_xmr chart;

	for (int32_t i = 0; i < n; i++)
		v[i] = eq_number_at(c, (uint32_t)i);
	eq_xmr_make(&s->r->timeline, v, n, x->xmr, &s->r->arena, &chart);
	const struct eq_xmr_part *part = eq_xmr_at(&chart, (int32_t)now);
	struct eq_alert_limits out = {.kpi = m->defs.v[def].index,
				      .latest = v[now],
				      .centre = EQ_NUMBER_MISSING,
				      .lower = EQ_NUMBER_MISSING,
				      .upper = EQ_NUMBER_MISSING,
				      .from = EQ_DATE_NONE,
				      .above = chart.above[now],
				      .below = chart.below[now]};
	if (part) {
		out.centre = part->centre;
		out.lower = part->lower;
		out.upper = part->upper;
		out.points = part->points;
		out.from = eq_timeline_range(&s->r->timeline, part->first).from;
	}
	return out;
}

/* Limits in the condition itself, and in figures that it names. */
static void fill_limits(struct eq_eval *e, struct eq_results *r, const struct eq_expr *x,
			struct eq_alert_result *out)
{
	struct search s = {.e = e, .r = r};

	find_limits(&s, x);
	out->limits = EQ_NEW_ARRAY(&r->arena, struct eq_alert_limits, s.found.n + 1);
	for (size_t i = 0; i < s.found.n; i++)
		out->limits[out->n_limits++] = limits_of(&s, s.found.v[i]);
	eq_free(s.found.v);
}

/* ---- why it is not known ---- */

static struct eq_text why_unknown(struct eq_results *r, const struct eq_alert_result *out,
				  int32_t lane)
{
	const struct eq_model *m = r->model;
	char period[EQ_PERIOD_CHARS];

	for (uint32_t i = 0; i < out->n_limits; i++) {
		const struct eq_alert_limits *l = &out->limits[i];
		if (l->points < EQ_XMR_LEAST)
			return eq_arena_printf(
				&r->arena, "limits need %d %s with a value, and \"%.*s\" has %u",
				EQ_XMR_LEAST, eq_grain_word(r->timeline.grain, true),
				EQ_ARG(m->kpis.v[l->kpi].title), l->points);
	}
	if (lane < 0 && out->periods)
		return eq_arena_printf(
			&r->arena, "there are %u %s so far, of %u that it asks for", out->periods,
			eq_grain_word(r->timeline.grain, out->periods != 1), out->wanted);
	if (lane < 0)
		return EQ_TEXT("a part of it has no value");
	eq_period_write(r->timeline.grain, r->timeline.first + lane, period);
	return eq_arena_printf(&r->arena, "a part of it has no value in the %s", period);
}

/* ---- all of them ---- */

static void run_alert(struct eq_eval *e, struct eq_results *r, uint32_t i)
{
	const struct eq_alert *a = &r->model->alerts.v[i];
	struct eq_alert_result *out = &r->alerts[i];
	uint32_t chunk = e->program->alerts[i].condition;
	const struct eq_column *c = eq_eval_chunk(
		e, chunk, EQ_SCENARIO_ACTUAL, a->of_now ? EQ_CONTEXT_AS_AT : EQ_CONTEXT_TIMELINE);
	int32_t missing = -1;

	*out = (struct eq_alert_result){.alert = i, .since = EQ_DATE_NONE, .wanted = 1};
	fill_limits(e, r, a->expr, out);
	if (a->of_now) {
		out->state = eq_column_is_missing(c, 0) ? EQ_ALERT_UNKNOWN
			     : eq_column_bool(c, 0)     ? EQ_ALERT_RAISED
							: EQ_ALERT_QUIET;
	} else {
		out->wanted = periods_wanted(r, a);
		count_periods(r, c, out);
		out->state = state_over(r, c, out->wanted, &missing);
	}
	if (out->state == EQ_ALERT_UNKNOWN)
		out->why = why_unknown(r, out, missing);
	r->n_raised += out->state == EQ_ALERT_RAISED;
}

void eq_run_alerts(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2])
{
	struct eq_money_of_benefits w = {r, earned, EQ_SCENARIO_ACTUAL};

	e->money = eq_money_input;
	e->money_context = &w;
	r->alerts = EQ_NEW_ARRAY(&r->arena, struct eq_alert_result, r->model->alerts.n + 1);
	for (uint32_t i = 0; i < r->model->alerts.n; i++)
		run_alert(e, r, i);
	e->money = NULL;
}
