/* series.c - averages, shifts and totals of series. See series.h. */
#include "engine/series.h"

#include "engine/contexts.h"

struct eq_number eq_number_at(const struct eq_column *c, uint32_t lane)
{
	if (eq_column_is_missing(c, lane))
		return EQ_NUMBER_MISSING;
	struct eq_number n = {eq_column_number(c, lane), false, eq_column_is_rounded(c, lane)};
	return n;
}

/* A column of n numbers, in the arena. */
struct eq_column eq_series_column(struct eq_eval *e, const struct eq_number *v, uint32_t n)
{
	struct eq_dec *d = EQ_NEW_ARRAY(&e->arena, struct eq_dec, n ? n : 1);
	bool *missing = EQ_NEW_ARRAY(&e->arena, bool, n ? n : 1);
	for (uint32_t i = 0; i < n; i++) {
		d[i] = v[i].missing ? EQ_DEC_ZERO : v[i].v;
		missing[i] = v[i].missing;
	}
	struct eq_column c = eq_column_of_decimals(&e->arena, d, missing, n);
	for (uint32_t i = 0; i < n; i++)
		if (v[i].rounded && !v[i].missing)
			eq_column_set_rounded(&e->arena, &c, i);
	return c;
}

struct eq_column eq_series_constant(struct eq_eval *e, struct eq_number v, uint32_t n)
{
	if (v.missing)
		return eq_column_all_missing(&e->arena, n);
	struct eq_column c = eq_column_constant(&e->arena, v.v, n);
	if (v.rounded)
		eq_column_set_rounded(&e->arena, &c, 0);
	return c;
}

/* One lane's value for all lanes of a context. */
struct eq_column eq_series_broadcast(struct eq_eval *e, const struct eq_column *one, uint32_t lane,
				     uint32_t n)
{
	return eq_series_constant(e, eq_number_at(one, lane), n);
}

struct eq_number *eq_series_room(struct eq_eval *e, uint32_t n)
{
	return EQ_NEW_ARRAY(&e->arena, struct eq_number, n ? n : 1);
}

/* The mean of values weighted by days; missing ones are left out. The same value throughout
 * stays exactly that value, which a sum divided again might not. */
struct weighted {
	struct eq_dec sum;
	int64_t days;
	struct eq_number same;
	bool differ, any;
	unsigned flags;
	bool rounded;
};

static void weigh(struct weighted *w, struct eq_number v, int64_t days)
{
	if (v.missing || days <= 0)
		return;
	if (!w->any)
		w->same = v;
	else if (eq_dec_cmp(w->same.v, v.v) != 0)
		w->differ = true;
	w->any = true;
	w->rounded |= v.rounded;
	w->sum = eq_dec_add(w->sum, eq_dec_mul(v.v, eq_dec_int(days), &w->flags), &w->flags);
	w->days += days;
}

static struct eq_number weighed(struct weighted *w)
{
	if (!w->any)
		return EQ_NUMBER_MISSING;
	if (!w->differ)
		return w->same;
	struct eq_dec mean = eq_dec_div(w->sum, eq_dec_int(w->days), &w->flags);
	return eq_number_of(mean, w->rounded, w->flags);
}

/* A step function of the timeline's periods, over other windows: its day-weighted mean. */
struct eq_column eq_series_over_windows(struct eq_eval *e, const struct eq_column *periods,
					uint32_t context, uint32_t out)
{
	context = eq_context_with_set(e, context, out);
	const struct eq_context *c = &e->contexts.v[context];
	if (periods->constant)
		return eq_series_broadcast(e, periods, 0, c->n);
	struct eq_number *v = eq_series_room(e, c->n);
	for (uint32_t i = 0; i < c->n; i++) {
		struct weighted w = {.sum = EQ_DEC_ZERO};
		int32_t lane = eq_timeline_lane(&e->timeline, c->windows[i].from);
		for (lane = lane < 0 ? 0 : lane; lane < e->timeline.n; lane++) {
			struct eq_range p = eq_timeline_range(&e->timeline, lane);
			if (p.from > c->windows[i].to)
				break;
			weigh(&w, eq_number_at(periods, (uint32_t)lane),
			      eq_context_days(e, context, eq_range_meet(p, c->windows[i])));
		}
		v[i] = weighed(&w);
	}
	return eq_series_column(e, v, c->n);
}

/* From the pieces back to the windows that they were cut from. */
struct eq_column eq_series_over_pieces(struct eq_eval *e, const struct eq_column *values,
				       uint32_t pieces, uint32_t context)
{
	struct eq_context c = e->contexts.v[pieces];
	uint32_t n = e->contexts.v[context].n, at = 0;
	struct eq_number *out = eq_series_room(e, n);
	for (uint32_t i = 0; i < n; i++) {
		struct weighted w = {.sum = EQ_DEC_ZERO};
		for (; at < c.n && c.owner[at] == i; at++)
			weigh(&w, eq_number_at(values, at),
			      eq_context_days(e, pieces, c.windows[at]));
		out[i] = weighed(&w);
	}
	return eq_series_column(e, out, n);
}

struct eq_column eq_series_without(struct eq_eval *e, struct eq_column of, uint32_t without,
				   uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	if (e->contexts.v[without].out == c.out)
		return of;
	struct eq_number *v = eq_series_room(e, c.n);
	for (uint32_t i = 0; i < c.n; i++)
		v[i] = eq_context_days(e, without, c.windows[i]) ? eq_number_at(&of, i)
								 : EQ_NUMBER_MISSING;
	return eq_series_column(e, v, c.n);
}

struct eq_column eq_series_last_days(struct eq_eval *e, uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_column d = eq_column_make(&e->arena, EQ_REP_DAY, c.n);
	for (uint32_t i = 0; i < c.n; i++)
		d.day[i] = c.windows[i].to;
	return d;
}

struct eq_column eq_series_at(struct eq_eval *e, const struct eq_column *series, eq_date date,
			      uint32_t n)
{
	int32_t lane = eq_timeline_lane(&e->timeline, date);
	if (lane < 0 || lane >= e->timeline.n)
		return eq_column_all_missing(&e->arena, n);
	return eq_series_broadcast(e, series, (uint32_t)lane, n);
}

struct eq_column eq_series_previous(struct eq_eval *e, const struct eq_column *series,
				    struct eq_span_of_time length, uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_number *v = eq_series_room(e, c.n);
	for (uint32_t i = 0; i < c.n; i++) {
		eq_date day = eq_range_trailing(c.windows[i].to, length).from - 1;
		int32_t lane = eq_timeline_lane(&e->timeline, day);
		v[i] = lane < 0 ? EQ_NUMBER_MISSING : eq_number_at(series, (uint32_t)lane);
	}
	return eq_series_column(e, v, c.n);
}

/* Mean of the periods' values, missing ones left out, over the periods that end in the window. */
struct eq_column eq_series_average(struct eq_eval *e, const struct eq_column *series,
				   struct eq_span_of_time length, uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_number *v = eq_series_room(e, c.n);
	for (uint32_t i = 0; i < c.n; i++) {
		struct eq_range w = eq_range_trailing(c.windows[i].to, length);
		int32_t lane = eq_timeline_ended(&e->timeline, c.windows[i].to);
		struct weighted mean = {.sum = EQ_DEC_ZERO};
		for (; lane >= 0 && eq_timeline_range(&e->timeline, lane).to >= w.from; lane--)
			weigh(&mean, eq_number_at(series, (uint32_t)lane), 1);
		v[i] = weighed(&mean);
	}
	return eq_series_column(e, v, c.n);
}

struct eq_column eq_series_cumulative(struct eq_eval *e, const struct eq_column *series,
				      uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_number *by_lane = eq_series_room(e, (uint32_t)e->timeline.n),
			 *v = eq_series_room(e, c.n);
	struct eq_dec sum = EQ_DEC_ZERO;
	bool rounded = false;
	unsigned flags = 0;
	for (int32_t lane = 0; lane < e->timeline.n; lane++) {
		struct eq_number x = eq_number_at(series, (uint32_t)lane);
		by_lane[lane] = EQ_NUMBER_MISSING;
		if (x.missing ||
		    eq_timeline_range(&e->timeline, lane).to < e->model->programme.starts)
			continue;
		sum = eq_dec_add(sum, x.v, &flags);
		rounded |= x.rounded;
		by_lane[lane] = eq_number_of(sum, rounded, flags);
	}
	for (uint32_t i = 0; i < c.n; i++) {
		int32_t lane = eq_timeline_ended(&e->timeline, c.windows[i].to);
		v[i] = lane < 0 ? EQ_NUMBER_MISSING : by_lane[lane];
	}
	return eq_series_column(e, v, c.n);
}

struct eq_column eq_series_change(struct eq_eval *e, const struct eq_column *series,
				  uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_number *v = eq_series_room(e, c.n);
	for (uint32_t i = 0; i < c.n; i++) {
		int32_t lane = eq_timeline_ended(&e->timeline, c.windows[i].to);
		v[i] = EQ_NUMBER_MISSING;
		if (lane < 1)
			continue;
		struct eq_number now = eq_number_at(series, (uint32_t)lane);
		struct eq_number before = eq_number_at(series, (uint32_t)lane - 1);
		if (now.missing || before.missing)
			continue;
		unsigned flags = 0;
		struct eq_dec d = eq_dec_sub(now.v, before.v, &flags);
		v[i] = eq_number_of(d, now.rounded || before.rounded, flags);
	}
	return eq_series_column(e, v, c.n);
}

struct eq_column eq_series_forecast(struct eq_eval *e, const struct eq_column *actual,
				    const struct eq_column *live)
{
	uint32_t n = (uint32_t)e->timeline.n;
	struct eq_number *v = eq_series_room(e, n);
	for (uint32_t i = 0; i < n; i++)
		v[i] = eq_number_at((int32_t)i <= e->as_at_lane ? actual : live, i);
	return eq_series_column(e, v, n);
}
