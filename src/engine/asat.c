/* asat.c - the timeline of a run and its default as-at date. See asat.h. */
#include "engine/asat.h"

#include "base/diag.h"
#include "base/limits.h"

static void widen(struct eq_range *r, eq_date from, eq_date to)
{
	if (from != EQ_DATE_NONE && (r->from == EQ_DATE_NONE || from < r->from))
		r->from = from;
	if (to != EQ_DATE_NONE && (r->to == EQ_DATE_NONE || to > r->to))
		r->to = to;
}

bool eq_run_timeline(const struct eq_model *m, const struct eq_cube *cube, eq_date as_at,
		     struct eq_timeline *out, struct eq_diags *diags)
{
	struct eq_range r = {m->programme.starts, m->programme.horizon};
	widen(&r, as_at, as_at);
	if (m->test)
		widen(&r, m->test->given_from, m->test->given_last);
	for (uint32_t i = 0; i < cube->n_sources; i++) {
		const struct eq_source_tally *s = &cube->sources[i];
		if (m->data.v[i].unread)
			continue;
		widen(&r, s->first_date, s->last_date);
		widen(&r, m->data.v[i].covers.from, m->data.v[i].covers.to);
	}
	if (eq_timeline_make(m->programme.grain, r, out))
		return true;
	struct eq_diag *g = eq_diag_at(diags, EQ_E0705, m->programme.span,
				       "the timeline would have more than %d %s", EQ_LIMIT_PERIODS,
				       eq_grain_word(m->programme.grain, true));
	eq_diag_hint(diags, g, "look for a slip in the dates of the programme or of its data");
	return false;
}

eq_date eq_run_settled_to(const struct eq_model *m, const struct eq_cube *cube, uint32_t data)
{
	const struct eq_data *d = &m->data.v[data];
	const struct eq_source_tally *s = &cube->sources[data];
	eq_date day = s->last_date;
	if (!d->by_period && d->covers.from != EQ_DATE_NONE)
		day = d->covers.to;
	else if (d->by_period && day != EQ_DATE_NONE)
		day = eq_period_range(m->programme.grain, eq_period_number(m->programme.grain, day))
			      .to;
	if (day != EQ_DATE_NONE && d->settles.count)
		day = eq_range_trailing(day, d->settles).from - 1;
	return day;
}

static uint32_t measure_of(const struct eq_expr *x)
{
	return x->op == EQ_EXPR_TOTAL  ? x->measure
	       : x->op == EQ_EXPR_RATE ? x->measure_of_rate
				       : UINT32_MAX;
}

/* On data that a test has no need of. */
static bool rests_on_unread(const struct eq_model *m, const struct eq_expr *x)
{
	uint32_t measure = measure_of(x);
	if (measure != UINT32_MAX && m->data.v[m->measures.v[measure].data].unread)
		return true;
	for (uint32_t i = 0; i < x->n; i++)
		if (rests_on_unread(m, x->a[i]))
			return true;
	return false;
}

/* The last day for which all measures under an expression are settled; EQ_DATE_MAX when it has none. */
static eq_date expr_settled_to(const struct eq_eval *e, const struct eq_expr *x)
{
	eq_date day = EQ_DATE_MAX;
	uint32_t measure = measure_of(x);
	if (measure != UINT32_MAX)
		day = eq_run_settled_to(e->model, e->cube, e->model->measures.v[measure].data);
	for (uint8_t i = 0; i < x->n; i++) {
		eq_date part = expr_settled_to(e, x->a[i]);
		if (part < day)
			day = part;
	}
	return day;
}

/* `is_read`: periods in which a KPI has no value are stepped over. */
static int32_t last_lane(struct eq_eval *e, bool is_read, uint32_t *kpi)
{
	int32_t last = e->timeline.n; /* beyond: no KPI has spoken */
	for (uint32_t k = 0; k < e->model->kpis.n; k++) {
		const struct eq_kpi *q = &e->model->kpis.v[k];
		if (!q->tracked || rests_on_unread(e->model, q->tracked))
			continue;
		eq_date day = expr_settled_to(e, q->tracked);
		if (day == EQ_DATE_MAX)
			continue; /* made of other KPIs: those decide */
		int32_t lane = day == EQ_DATE_NONE ? -1 : eq_timeline_ended(&e->timeline, day);
		if (lane >= last)
			continue;
		const struct eq_column *c =
			is_read ? eq_eval_def(e, q->def, e->model->measured, EQ_CONTEXT_TIMELINE)
				: NULL;
		while (c && lane >= 0 && eq_column_is_missing(c, (uint32_t)lane))
			lane--;
		if (lane < last) {
			last = lane;
			*kpi = k;
		}
	}
	return last == e->timeline.n ? -1 : last;
}

int32_t eq_run_default_lane(struct eq_eval *e, uint32_t *kpi)
{
	return last_lane(e, true, kpi);
}

int32_t eq_run_covered_lane(struct eq_eval *e)
{
	uint32_t kpi;

	return last_lane(e, false, &kpi);
}
