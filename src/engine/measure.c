/* measure.c - a measure over a window of days. See measure.h. */
#include "engine/measure.h"

/* What one bucket of a source gives to a window. */
struct share {
	const struct eq_tally *tally; /* NULL: a day on which no row means none */
	int64_t days;                 /* days of the window that it counts for */
	int64_t of;                   /* days of the bucket */
};

struct running {
	enum eq_aggregate aggregate;
	struct eq_dec sum, best;
	int64_t values; /* MEAN: rows; LEVEL: dates */
	bool any;
	unsigned flags;
	bool rounded;
	int64_t by_length[32]; /* counted days, by the length of the month that they are in */
};

/* Counts the days of a range, most of which is in one or two months. */
static void count_months(struct running *r, struct eq_range days)
{
	while (days.from <= days.to) {
		int y, m, d;
		eq_date_parts(days.from, &y, &m, &d);
		int length = eq_month_days(y, m);
		eq_date last = days.from + length - d;
		if (last > days.to)
			last = days.to;
		r->by_length[length] += last - days.from + 1;
		days.from = last + 1;
	}
}

/* Whole months first: 31 days of a month of 31 are exactly one. */
static struct eq_number months_counted(struct running *r)
{
	struct eq_number n = {EQ_DEC_ZERO, false, false};
	unsigned flags = 0;
	int64_t whole = 0;
	for (int length = 28; length <= 31; length++) {
		whole += r->by_length[length] / length;
		int64_t rest = r->by_length[length] % length;
		if (rest)
			n.v = eq_dec_add(n.v,
					 eq_dec_div(eq_dec_int(rest), eq_dec_int(length), &flags),
					 &flags);
	}
	n.v = eq_dec_add(n.v, eq_dec_int(whole), &flags);
	n.rounded = (flags & EQ_DEC_ROUNDED) != 0;
	return n;
}

static void add_share(struct running *r, struct share s)
{
	if (!s.tally) { /* adds nothing, but it is known to be nothing */
		if (r->aggregate == EQ_AGG_SUM || r->aggregate == EQ_AGG_COUNT)
			r->any = true;
		return;
	}
	r->rounded |= s.tally->rounded;
	switch (r->aggregate) {
	case EQ_AGG_SUM:
	case EQ_AGG_COUNT: {
		struct eq_dec v = s.tally->sum;
		if (s.days < s.of)
			v = eq_dec_mul_ratio(v, (struct eq_ratio){s.days, s.of}, &r->flags);
		r->sum = eq_dec_add(r->sum, v, &r->flags);
		r->any = true;
		break;
	}
	case EQ_AGG_MEAN:
		r->sum = eq_dec_add(r->sum, s.tally->sum, &r->flags);
		r->values += s.tally->values;
		r->any |= s.tally->values > 0;
		break;
	case EQ_AGG_LEVEL:
		r->sum = eq_dec_add(r->sum, s.tally->sum, &r->flags);
		r->values++;
		r->any = true;
		break;
	case EQ_AGG_MIN:
		if (s.tally->values && (!r->any || eq_dec_cmp(s.tally->min, r->best) < 0))
			r->best = s.tally->min;
		r->any |= s.tally->values > 0;
		break;
	case EQ_AGG_MAX:
		if (s.tally->values && (!r->any || eq_dec_cmp(s.tally->max, r->best) > 0))
			r->best = s.tally->max;
		r->any |= s.tally->values > 0;
		break;
	case EQ_AGG_FIRST:
		if (s.tally->values && !r->any)
			r->best = s.tally->first;
		r->any |= s.tally->values > 0;
		break;
	case EQ_AGG_LAST:
		if (s.tally->values)
			r->best = s.tally->last;
		r->any |= s.tally->values > 0;
		break;
	case EQ_AGG_CLOSING:
		r->best = s.tally->sum;
		r->any = true;
		break;
	case EQ_AGG_MEDIAN:
	case EQ_AGG_PERCENTILE:
	case EQ_AGG_DISTINCT:
		break;
	}
}

static struct eq_number finish(struct running *r)
{
	struct eq_number n = {EQ_DEC_ZERO, !r->any, false};
	if (n.missing)
		return n;
	switch (r->aggregate) {
	case EQ_AGG_SUM:
	case EQ_AGG_COUNT:
		n.v = r->sum;
		break;
	case EQ_AGG_MEAN:
	case EQ_AGG_LEVEL:
		n.v = eq_dec_div(r->sum, eq_dec_int(r->values), &r->flags);
		break;
	default:
		n.v = r->best;
	}
	n.rounded = r->rounded || (r->flags & EQ_DEC_ROUNDED);
	n.missing = (r->flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) != 0;
	return n;
}

/* A gap in a row makes the whole bucket missing where a total over the rows is meant to stand
 * for everybody (a snapshot, a period's own row); among events it is left out. */
static bool tally_stands(const struct eq_tally *t, bool by_period, enum eq_aggregate aggregate)
{
	if (aggregate == EQ_AGG_COUNT)
		return true;
	if (by_period || aggregate == EQ_AGG_LEVEL || aggregate == EQ_AGG_CLOSING)
		return t->gaps == 0 && (t->values > 0 || aggregate == EQ_AGG_SUM);
	return t->values > 0 || t->gaps == 0;
}

static bool is_stock(enum eq_aggregate a)
{
	return a == EQ_AGG_LEVEL || a == EQ_AGG_CLOSING;
}

/* Whether the timeline's period that holds `day` has any row: without `covers`, only then does
 * a day without rows mean none. */
static bool period_has_rows(const struct eq_model *m, const struct eq_source_tally *s, eq_date day)
{
	struct eq_grain g = m->programme.grain;
	struct eq_range p = eq_period_range(g, eq_period_number(g, day));
	for (eq_date d = p.from; d <= p.to; d++) {
		int64_t k = (int64_t)d - s->first;
		if (k >= 0 && k < s->n && s->state[k] == EQ_BUCKET_WHOLE)
			return true;
	}
	return false;
}

static struct eq_measured over_days(const struct eq_model *m, const struct eq_cube *cube,
				    uint32_t measure, struct eq_range window)
{
	const struct eq_measure *me = &m->measures.v[measure];
	const struct eq_data *data = &m->data.v[me->data];
	const struct eq_source_tally *s = &cube->sources[me->data];
	const struct eq_tally *tallies = cube->tallies[measure];
	struct running r = {.aggregate = me->aggregate, .sum = EQ_DEC_ZERO, .best = EQ_DEC_ZERO};
	struct eq_measured out = {.counted = 0};
	bool covers = data->covers.from != EQ_DATE_NONE;
	int32_t known_period = INT32_MIN;
	bool known_rows = false;

	/* Outside what the source holds and covers no day counts. */
	struct eq_range held = {s->first, (eq_date)(s->first + (int64_t)s->n - 1)};
	if (s->n == 0)
		held = (struct eq_range){1, 0};
	if (covers) {
		held.from = s->n && held.from < data->covers.from ? held.from : data->covers.from;
		held.to = s->n && held.to > data->covers.to ? held.to : data->covers.to;
	} else if (s->n) { /* the whole periods of its first and last day */
		struct eq_grain g = m->programme.grain;
		held.from = eq_period_range(g, eq_period_number(g, held.from)).from;
		held.to = eq_period_range(g, eq_period_number(g, held.to)).to;
	}
	window = eq_range_meet(window, held);
	for (eq_date d = window.from; d <= window.to; d++) {
		int64_t k = (int64_t)d - s->first;
		bool inside = k >= 0 && k < s->n;
		uint8_t state = inside ? s->state[k] : (uint8_t)EQ_BUCKET_EMPTY;
		if (state == EQ_BUCKET_EXCEPTED || state == EQ_BUCKET_LACKING)
			continue;
		if (state == EQ_BUCKET_WHOLE) {
			if (!tally_stands(&tallies[k], false, me->aggregate))
				continue;
			add_share(&r, (struct share){&tallies[k], 1, 1});
			count_months(&r, (struct eq_range){d, d});
			out.counted++;
			continue;
		}
		if (is_stock(me->aggregate))
			continue; /* a day without a snapshot */
		bool none = true;
		for (uint32_t i = 0; none && i < data->n_except; i++)
			none = !eq_range_has(data->except[i].range, d);
		if (!none)
			continue;
		if (covers) {
			none = eq_range_has(data->covers, d);
		} else {
			int32_t p = eq_period_number(m->programme.grain, d);
			if (p != known_period) {
				known_period = p;
				known_rows = period_has_rows(m, s, d);
			}
			none = known_rows;
		}
		if (none) {
			add_share(&r, (struct share){NULL, 1, 1});
			count_months(&r, (struct eq_range){d, d});
			out.counted++;
		}
	}
	out.total = finish(&r);
	out.months = months_counted(&r);
	return out;
}

static struct eq_measured over_periods(const struct eq_model *m, const struct eq_cube *cube,
				       uint32_t measure, struct eq_range window)
{
	const struct eq_measure *me = &m->measures.v[measure];
	const struct eq_source_tally *s = &cube->sources[me->data];
	struct eq_grain g = m->programme.grain;
	struct running r = {.aggregate = me->aggregate, .sum = EQ_DEC_ZERO, .best = EQ_DEC_ZERO};
	struct eq_measured out = {.counted = 0};

	if (s->n && window.from <= window.to) {
		int32_t from = eq_period_number(g, window.from),
			to = eq_period_number(g, window.to);
		int32_t last = (int32_t)(s->first + (int64_t)s->n - 1);
		bool inside_one = from == to;
		if (from < s->first)
			from = s->first;
		if (to > last)
			to = last;
		for (int32_t p = from; p <= to; p++) {
			uint32_t k = (uint32_t)(p - s->first);
			if (s->state[k] != EQ_BUCKET_WHOLE ||
			    !tally_stands(&cube->tallies[measure][k], true, me->aggregate))
				continue;
			struct eq_range whole = eq_period_range(g, p);
			int64_t of = eq_range_days(whole);
			struct eq_range part = eq_range_meet(whole, window);
			int64_t days = eq_range_days(part);
			/* A snapshot belongs to its period's last day; a window inside one period
			 * takes that period's. */
			if (is_stock(me->aggregate) && whole.to > window.to && !inside_one)
				continue;
			if (days < of &&
			    (me->aggregate == EQ_AGG_SUM || me->aggregate == EQ_AGG_COUNT))
				out.shared = true;
			add_share(&r, (struct share){&cube->tallies[measure][k], days, of});
			count_months(&r, part);
			out.counted += days;
		}
	}
	out.total = finish(&r);
	out.months = months_counted(&r);
	return out;
}

struct eq_measured eq_measure_over(const struct eq_model *m, const struct eq_cube *cube,
				   uint32_t measure, struct eq_range window)
{
	if (m->data.v[m->measures.v[measure].data].by_period)
		return over_periods(m, cube, measure, window);
	return over_days(m, cube, measure, window);
}
