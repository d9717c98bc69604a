/* money.c - amounts, accrual and cash. See money.h for the formula. */
#include "engine/money.h"

#include <stdlib.h>

#include "base/diag.h"

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

static int64_t counted_days(const struct eq_earned *m, struct eq_range r)
{
	int64_t n = eq_range_days(r);
	for (uint32_t i = 0; i < m->n_out; i++)
		n -= eq_range_days(eq_range_meet(m->out[i], r));
	return n;
}

/* The range without the days at its ends that are out. */
static struct eq_range trimmed(const struct eq_earned *m, struct eq_range r)
{
	for (uint32_t i = 0; i < m->n_out; i++)
		if (eq_range_has(m->out[i], r.from))
			r.from = m->out[i].to + 1;
	for (uint32_t i = m->n_out; i-- > 0;)
		if (eq_range_has(m->out[i], r.to))
			r.to = m->out[i].from - 1;
	return r;
}

static uint32_t add_days(struct eq_range *to, uint32_t n, const struct eq_because *days,
			 uint32_t n_days)
{
	for (uint32_t i = 0; i < n_days; i++)
		to[n++] = days[i].range;
	return n;
}

static int by_first_day(const void *a, const void *b)
{
	const struct eq_range *x = a, *y = b;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* The days that do not count: the benefit's own, and those of the KPIs that it depends on. */
static void take_out(const struct eq_eval *e, struct eq_earned *m, struct eq_arena *arena)
{
	const struct eq_model *model = e->model;
	const struct eq_benefit *b = m->benefit;
	uint32_t room = b->n_except, n = 0;
	for (uint32_t i = 0; i < b->n_kpis; i++)
		room += model->kpis.v[model->defs.v[b->kpis[i]].index].n_except;
	struct eq_range *v = EQ_NEW_ARRAY(arena, struct eq_range, room + 1);
	n = add_days(v, n, b->except, b->n_except);
	for (uint32_t i = 0; i < b->n_kpis && !e->all_days; i++) {
		const struct eq_kpi *k = &model->kpis.v[model->defs.v[b->kpis[i]].index];
		n = add_days(v, n, k->except, k->n_except);
	}
	qsort(v, n, sizeof *v, by_first_day);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_range *last = m->n_out ? &v[m->n_out - 1] : NULL;
		if (!last || v[i].from > last->to + 1)
			v[m->n_out++] = v[i];
		else if (v[i].to > last->to)
			last->to = v[i].to;
	}
	m->out = v;
}

struct eq_earned eq_earned_make(struct eq_eval *e, uint32_t benefit, uint32_t scenario,
				int32_t last_lane, struct eq_arena *arena)
{
	const struct eq_model *model = e->model;
	const struct eq_benefit *b = &model->benefits.v[benefit];
	struct eq_earned m = {.model = model, .benefit = b};
	m.accrues_days = b->accrues_days_in ? b->accrues_days_in[scenario] : b->accrues_days;
	m.after_days = b->after_days_in ? b->after_days_in[scenario] : b->after_days;
	take_out(e, &m, arena);
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
		struct eq_range r = trimmed(&m, eq_range_meet(period, counted));
		if (r.from > r.to)
			continue;
		m.periods[m.n++] = (struct eq_earned_period){
			.worth = eq_number_at(worth, (uint32_t)lane),
			.counted = r,
			.days = counted_days(&m, r),
			.period_days = eq_range_days(period),
		};
	}
	return m;
}

/* Days of accrual of one period reached by the end of `day`. */
static int64_t reached(const struct eq_earned *m, const struct eq_earned_period *p, eq_date day)
{
	int64_t first = (int64_t)p->counted.from + m->after_days;
	if (m->accrues_days) {
		int64_t k = day - first + 1;
		return k < 0 ? 0 : k > m->accrues_days ? m->accrues_days : k;
	}
	int64_t to = (int64_t)day - m->after_days; /* as if nothing were delayed */
	if (to < p->counted.from)
		return 0;
	return counted_days(m, (struct eq_range){p->counted.from,
						 to < p->counted.to ? (eq_date)to : p->counted.to});
}

/* Worths times whole numbers of days, added up exactly as far as 34 digits go: together, or apart
 * by the days of their month, where those are what a month's worth is divided by. */
enum { MONTH_LENGTHS = 32 };
struct sums {
	struct eq_dec v[MONTH_LENGTHS]; /* by days of the period; [0] unless by_own_days */
	bool any[MONTH_LENGTHS];
	bool rounded;
	unsigned flags;
};

static void add_times(const struct eq_earned *m, struct sums *s, const struct eq_earned_period *p,
		      int64_t times)
{
	size_t group = m->by_own_days ? (size_t)p->period_days : 0;
	struct eq_dec term = eq_dec_mul(p->worth.v, eq_dec_int(times), &s->flags);
	s->v[group] = eq_dec_add(s->any[group] ? s->v[group] : EQ_DEC_ZERO, term, &s->flags);
	s->any[group] = true;
	s->rounded |= p->worth.rounded;
}

/* The sums as money, times `factor`. */
static struct eq_number money_of(const struct eq_earned *m, struct sums *s, struct eq_ratio factor)
{
	struct eq_dec sum = EQ_DEC_ZERO;
	for (size_t group = 0; group < MONTH_LENGTHS; group++) {
		if (!s->any[group])
			continue;
		struct eq_ratio r = m->by_own_days ? (struct eq_ratio){1, (int64_t)group}
						   : m->per_day;
		if (!eq_ratio_mul(r, factor, &r))
			EQ_BUG("days of accrual out of range");
		sum = eq_dec_add(sum, eq_dec_mul_ratio(s->v[group], r, &s->flags), &s->flags);
	}
	return eq_number_of(sum, s->rounded, s->flags);
}

/* Days of a period's accrual in the range: without accrual the days reached are the counted days
 * themselves. */
static int64_t cash_times(const struct eq_earned *m, const struct eq_earned_period *p,
			  struct eq_range range)
{
	int64_t k = reached(m, p, range.to) - reached(m, p, range.from - 1);

	return (m->accrues_days ? p->days : 1) * k;
}

static struct eq_ratio each_time(const struct eq_earned *m, const struct eq_earned_period *p,
				 int64_t over)
{
	struct eq_ratio r = m->by_own_days ? (struct eq_ratio){1, p->period_days} : m->per_day;

	if (!eq_ratio_mul(r, (struct eq_ratio){1, over}, &r))
		EQ_BUG("days of accrual out of range");
	return r;
}

int64_t eq_earned_cash_times(const struct eq_earned *m, uint32_t period, struct eq_range range,
			     struct eq_ratio *each)
{
	*each = each_time(m, &m->periods[period], m->accrues_days ? m->accrues_days : 1);
	return range.from > range.to ? 0 : cash_times(m, &m->periods[period], range);
}

int64_t eq_earned_times(const struct eq_earned *m, uint32_t period, struct eq_range range,
			struct eq_ratio *each)
{
	*each = each_time(m, &m->periods[period], 1);
	return counted_days(m, eq_range_meet(m->periods[period].counted, range));
}

struct eq_number eq_earned_cash(const struct eq_earned *m, struct eq_range range)
{
	struct sums s = {.rounded = false};
	if (range.from > range.to)
		return (struct eq_number){EQ_DEC_ZERO, false, false};
	for (uint32_t i = 0; i < m->n; i++) {
		const struct eq_earned_period *p = &m->periods[i];
		if (p->worth.missing)
			continue; /* adds nothing; the coverage says so */
		int64_t k = cash_times(m, p, range);
		if (k)
			add_times(m, &s, p, k);
	}
	return money_of(m, &s, (struct eq_ratio){1, m->accrues_days ? m->accrues_days : 1});
}

/* A whole number of these is in a day of any month: the least common multiple of 28, 29, 30, 31. */
#define MONTH_PARTS 377580

/* Worths times their counted days in the range; the days are those of periods that have a worth,
 * and so are *month_parts, by which a day of February counts more than one of March. */
static int64_t add_earned(const struct eq_earned *m, struct eq_range range, struct sums *s,
			  int64_t *month_parts)
{
	int64_t days = 0;
	*month_parts = 0;
	for (uint32_t i = 0; i < m->n; i++) {
		const struct eq_earned_period *p = &m->periods[i];
		int64_t n = counted_days(m, eq_range_meet(p->counted, range));
		if (p->worth.missing || n == 0)
			continue;
		add_times(m, s, p, n);
		days += n;
		if (m->by_own_days)
			*month_parts += n * (MONTH_PARTS / p->period_days);
	}
	return days;
}

struct eq_number eq_earned_amount(const struct eq_earned *m, struct eq_range range, int64_t *days)
{
	struct sums s = {.rounded = false};
	int64_t month_parts;
	*days = add_earned(m, range, &s, &month_parts);
	return money_of(m, &s, EQ_RATIO_ONE);
}

struct eq_number eq_earned_annualised(const struct eq_earned *m, struct eq_range range)
{
	struct sums s = {.rounded = false};
	int64_t month_parts, days = add_earned(m, range, &s, &month_parts);
	struct eq_ratio years, year = m->model->programme.year_days, counted = {days, 1};
	if (days == 0)
		return EQ_NUMBER_MISSING;
	/* What goes by months is one year after twelve of them, as in a run-rate. */
	if (m->by_own_days) {
		year = (struct eq_ratio){12, 1};
		if (!eq_ratio_make(month_parts, MONTH_PARTS, &counted))
			EQ_BUG("months out of range");
	}
	if (!eq_ratio_div(year, counted, &years))
		EQ_BUG("days of a year out of range");
	return money_of(m, &s, years);
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
	return m->accrues_days ? p->counted.from + m->after_days + m->accrues_days - 1
			       : p->counted.to + m->after_days;
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
	struct eq_dec v = eq_dec_mul_ratio(worth.v, r, &flags);
	return eq_number_of(v, worth.rounded, flags);
}
