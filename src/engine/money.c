/* money.c - amounts, accrual and cash. See money.h for the formula. */
#include "engine/money.h"

#include "base/diag.h"

struct eq_number eq_number_add(struct eq_number a, struct eq_number b)
{
	if (a.missing || b.missing)
		return EQ_NUMBER_MISSING;
	unsigned flags = 0;
	struct eq_number n = {eq_dec_add(a.v, b.v, &flags), false, false};
	n.rounded = a.rounded || b.rounded || (flags & EQ_DEC_ROUNDED);
	n.missing = (flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) != 0;
	return n;
}

static bool excepted(const struct eq_benefit *b, eq_date day)
{
	for (uint32_t i = 0; i < b->n_except; i++)
		if (eq_range_has(b->except[i].range, day))
			return true;
	return false;
}

static eq_date later(eq_date a, eq_date b) /* EQ_DATE_NONE is before every day */
{
	return a > b ? a : b;
}

static eq_date earlier(eq_date a, eq_date b)
{
	if (a == EQ_DATE_NONE)
		return b;
	if (b == EQ_DATE_NONE)
		return a;
	return a < b ? a : b;
}

static int64_t counted_days(const struct eq_benefit *b, struct eq_range r)
{
	if (b->n_except == 0)
		return eq_range_days(r);
	int64_t n = 0;
	for (eq_date d = r.from; d <= r.to; d++)
		n += !excepted(b, d);
	return n;
}

struct eq_earned eq_earned_make(struct eq_eval *e, uint32_t benefit, uint32_t scenario,
				int32_t last_lane, struct eq_arena *arena)
{
	const struct eq_model *model = e->model;
	const struct eq_benefit *b = &model->benefits.v[benefit];
	struct eq_earned m = {.model = model, .benefit = b};
	uint32_t per_day = eq_unit_div(model->units, model->programme.currency,
				       eq_unit_time(model->units, EQ_DAY));
	uint32_t per_month = eq_unit_div(model->units, model->programme.currency,
					 eq_unit_time(model->units, EQ_MONTH));
	if (!eq_unit_ratio(model->units, b->unit, per_day, &m.per_day))
		EQ_BUG("a benefit that is not money per time");
	m.by_own_days = model->programme.grain.unit == EQ_MONTH && b->unit == per_month;

	struct eq_range counted = {later(model->programme.starts, b->starts),
				   earlier(model->programme.horizon, b->ends)};
	const struct eq_column *worth =
		eq_eval_chunk(e, e->program->of_def[b->def].main, scenario, EQ_CONTEXT_TIMELINE);
	m.periods = EQ_NEW_ARRAY(arena, struct eq_earned_period, (size_t)e->timeline.n + 1);
	for (int32_t lane = 0; lane <= last_lane && lane < e->timeline.n; lane++) {
		struct eq_range period = eq_timeline_range(&e->timeline, lane);
		struct eq_range r = eq_range_meet(period, counted);
		while (r.from <= r.to && excepted(b, r.from))
			r.from++;
		while (r.from <= r.to && excepted(b, r.to))
			r.to--;
		if (r.from > r.to)
			continue;
		m.periods[m.n++] = (struct eq_earned_period){
			.worth = eq_number_at(worth, (uint32_t)lane),
			.counted = r,
			.days = counted_days(b, r),
			.period_days = eq_range_days(period),
		};
	}
	return m;
}

/* Days of accrual of one period reached by the end of `day`. */
static int64_t reached(const struct eq_earned *m, const struct eq_earned_period *p, eq_date day)
{
	const struct eq_benefit *b = m->benefit;
	int64_t first = (int64_t)p->counted.from + b->after_days;
	if (b->accrues_days) {
		int64_t k = day - first + 1;
		return k < 0 ? 0 : k > b->accrues_days ? b->accrues_days : k;
	}
	int64_t to = (int64_t)day - b->after_days; /* as if nothing were delayed */
	if (to < p->counted.from)
		return 0;
	return counted_days(b, (struct eq_range){p->counted.from,
						 to < p->counted.to ? (eq_date)to : p->counted.to});
}

struct eq_number eq_earned_cash(const struct eq_earned *m, struct eq_range range)
{
	enum { MONTH_LENGTHS = 32 };
	struct eq_dec sum[MONTH_LENGTHS]; /* by days of the period; [0] unless by_own_days */
	bool any[MONTH_LENGTHS] = {false};
	struct eq_number out = {EQ_DEC_ZERO, false, false};
	unsigned flags = 0;

	if (range.from > range.to)
		return out;
	for (uint32_t i = 0; i < m->n; i++) {
		const struct eq_earned_period *p = &m->periods[i];
		if (p->worth.missing)
			continue; /* adds nothing; the coverage says so */
		int64_t k = reached(m, p, range.to) - reached(m, p, range.from - 1);
		if (k == 0)
			continue;
		/* Without accrual the days reached are the counted days themselves. */
		int64_t times = (m->benefit->accrues_days ? p->days : 1) * k;
		size_t group = m->by_own_days ? (size_t)p->period_days : 0;
		struct eq_dec term = eq_dec_mul(p->worth.v, eq_dec_int(times), &flags);
		sum[group] = eq_dec_add(any[group] ? sum[group] : EQ_DEC_ZERO, term, &flags);
		any[group] = true;
		out.rounded |= p->worth.rounded;
	}
	int64_t spread = m->benefit->accrues_days ? m->benefit->accrues_days : 1;
	for (size_t group = 0; group < MONTH_LENGTHS; group++) {
		if (!any[group])
			continue;
		struct eq_ratio r = m->by_own_days ? (struct eq_ratio){1, (int64_t)group}
						   : m->per_day;
		if (!eq_ratio_div(r, (struct eq_ratio){spread, 1}, &r))
			EQ_BUG("days of accrual out of range");
		out.v = eq_dec_add(out.v, eq_dec_mul_ratio(sum[group], r, &flags), &flags);
	}
	out.rounded |= (flags & EQ_DEC_ROUNDED) != 0;
	out.missing = (flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) != 0;
	return out;
}

struct eq_coverage eq_earned_coverage(const struct eq_earned *m)
{
	struct eq_coverage c = {0, m->n, false};
	for (uint32_t i = 0; i < m->n; i++)
		c.have += !m->periods[i].worth.missing;
	return c;
}

eq_date eq_earned_last_day(const struct eq_earned *m)
{
	if (m->n == 0)
		return EQ_DATE_NONE;
	const struct eq_earned_period *p = &m->periods[m->n - 1];
	int32_t after = m->benefit->after_days, over = m->benefit->accrues_days;
	return over ? p->counted.from + after + over - 1 : p->counted.to + after;
}

struct eq_number eq_money_per_year(const struct eq_model *m, const struct eq_benefit *b,
				   struct eq_number worth)
{
	if (worth.missing)
		return EQ_NUMBER_MISSING;
	uint32_t per_year =
		eq_unit_div(m->units, m->programme.currency, eq_unit_time(m->units, EQ_YEAR));
	struct eq_ratio r;
	if (!eq_unit_ratio(m->units, b->unit, per_year, &r))
		EQ_BUG("a benefit that is not money per time");
	unsigned flags = 0;
	struct eq_number n = {eq_dec_mul_ratio(worth.v, r, &flags), false, false};
	n.rounded = worth.rounded || (flags & EQ_DEC_ROUNDED);
	n.missing = (flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) != 0;
	return n;
}
