/* measure.c - a measure over a window of days. See measure.h. */
#include "engine/measure.h"

#include <string.h>

#include "base/diag.h"

/* What one bucket of a source gives to a window. */
struct share {
	const struct eq_tally *tally; /* NULL: a day on which no row means none */
	int64_t days;                 /* days of the window that it counts for */
	int64_t of;                   /* days of the bucket */
};

struct days_noted {
	EQ_VEC(struct eq_range) all;
	uint64_t rows, gaps;
};

struct running {
	const struct eq_measure *measure;
	enum eq_aggregate aggregate;
	const struct eq_range *out; /* days taken out, from the first that is not behind */
	uint32_t n_out;
	struct eq_dec sum, best;
	int64_t values; /* MEAN: rows; LEVEL: dates */
	bool any;
	unsigned flags;
	bool rounded;
	bool in_months;        /* somebody asks for the next: */
	int64_t by_length[32]; /* counted days, by the length of the month that they are in */
	struct eq_range month; /* the one that was counted last */
	int year, month_number;
	int month_length;         /* 0: none yet */
	struct days_noted *noted; /* NULL: nobody asks which days count */
	EQ_VEC(struct eq_kept) kept;
	struct eq_arena arena; /* of what is made for a group's cells */
};

static struct running begin(const struct eq_measure *measure, const struct eq_range *out,
			    uint32_t n_out)
{
	return (struct running){
		.measure = measure,
		/* Of spells that are open the last day stands for the window, as of a snapshot. */
		.aggregate = measure->during == EQ_DURING_OPEN ? EQ_AGG_CLOSING
							       : measure->aggregate,
		.out = out,
		.n_out = n_out,
		.sum = EQ_DEC_ZERO,
		.best = EQ_DEC_ZERO};
}

/* The first days of `days` that are not taken out, up to the next that are; empty when there are
 * none. Days are asked for in order. */
static struct eq_range next_left(struct running *r, struct eq_range days)
{
	for (; r->n_out && r->out->from <= days.to; r->out++, r->n_out--) {
		if (r->out->to < days.from)
			continue;
		if (r->out->from > days.from)
			return (struct eq_range){days.from, r->out->from - 1};
		if (r->out->to >= days.to)
			return (struct eq_range){1, 0};
		days.from = r->out->to + 1;
	}
	return days;
}

/* The month that holds a day; days are asked for in order, so that it is mostly the same one. */
static void find_month(struct running *r, eq_date day)
{
	int d = 1;

	if (r->month_length && eq_range_has(r->month, day))
		return;
	if (r->month_length && day == r->month.to + 1) {
		r->year += r->month_number == 12;
		r->month_number = r->month_number % 12 + 1;
	} else {
		eq_date_parts(day, &r->year, &r->month_number, &d);
	}
	r->month_length = eq_month_days(r->year, r->month_number);
	r->month.from = day - d + 1;
	r->month.to = r->month.from + r->month_length - 1;
}

static void count_months(struct running *r, struct eq_range days)
{
	if (!r->in_months)
		return;
	while (days.from <= days.to) {
		find_month(r, days.from);
		eq_date last = r->month.to < days.to ? r->month.to : days.to;
		r->by_length[r->month_length] += last - days.from + 1;
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

static void note_days(struct running *r, struct eq_range days, const struct eq_tally *t)
{
	size_t n = r->noted ? r->noted->all.n : 0;

	if (!r->noted)
		return;
	if (r->aggregate == EQ_AGG_CLOSING)
		r->noted->rows = r->noted->gaps = 0;
	r->noted->rows += t ? t->values : 0;
	r->noted->gaps += t ? t->gaps : 0;
	if (n && r->noted->all.v[n - 1].to == days.from - 1)
		r->noted->all.v[n - 1].to = days.to;
	else
		EQ_PUSH(&r->noted->all, days);
}

static void add_share(struct running *r, struct share s)
{
	if (!s.tally) { /* adds nothing, but it is known to be nothing */
		if (r->aggregate == EQ_AGG_SUM || r->aggregate == EQ_AGG_COUNT ||
		    r->aggregate == EQ_AGG_DISTINCT)
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
		for (uint32_t i = 0; i < s.tally->n_kept; i++)
			EQ_PUSH(&r->kept, s.tally->kept[i]);
		r->any |= s.tally->n_kept > 0 || r->aggregate == EQ_AGG_DISTINCT;
		break;
	}
}

/* As PERCENTILE.INC of spreadsheets: the value at `part` of the way from the first to the last,
 * in a straight line between two neighbours. */
static struct eq_dec percentile(const struct running *r, struct eq_dec part, unsigned *flags)
{
	int64_t rows = (int64_t)eq_kept_rows(r->kept.v, r->kept.n), whole = 0;
	struct eq_dec at = eq_dec_mul(part, eq_dec_int(rows - 1), flags);
	struct eq_dec down = eq_dec_round_even(at, 0, &(unsigned){0});

	if (eq_dec_cmp(down, at) > 0)
		down = eq_dec_sub(down, EQ_DEC_ONE, flags);
	if (!eq_dec_to_int(down, &whole))
		EQ_BUG("a percentile beyond its values");
	struct eq_kept_pair low = eq_kept_nth(r->kept.v, r->kept.n, (uint64_t)whole);
	struct eq_dec rest = eq_dec_sub(at, down, flags);
	if (eq_dec_is_zero(rest))
		return low.at;
	struct eq_dec step = eq_dec_sub(low.after, low.at, flags);
	return eq_dec_add(low.at, eq_dec_mul(rest, step, flags), flags);
}

static struct eq_dec of_kept(struct running *r)
{
	struct eq_dec v;

	if (r->aggregate == EQ_AGG_DISTINCT)
		v = eq_dec_int((int64_t)eq_kept_distinct(r->kept.v, r->kept.n));
	else
		v = percentile(
			r, r->aggregate == EQ_AGG_MEDIAN ? eq_dec_scaled(5, 1) : r->measure->part,
			&r->flags);
	return eq_dec_reduce(v);
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
	case EQ_AGG_MEDIAN:
	case EQ_AGG_PERCENTILE:
	case EQ_AGG_DISTINCT:
		n.v = of_kept(r);
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
static bool tally_stands(const struct eq_tally *t, bool by_period, const struct eq_measure *m)
{
	if (m->aggregate == EQ_AGG_COUNT)
		return true;
	if (by_period || m->aggregate == EQ_AGG_LEVEL || m->aggregate == EQ_AGG_CLOSING)
		return t->gaps == 0 && (t->values > 0 || m->aggregate == EQ_AGG_SUM);
	return t->values > 0 || t->gaps == 0;
}

static bool is_stock(enum eq_aggregate a)
{
	return a == EQ_AGG_LEVEL || a == EQ_AGG_CLOSING;
}

/* What over_days() goes by, apart from the window. */
struct dated {
	const struct eq_model *model;
	const struct eq_data *data;
	const struct eq_source_tally *source; /* whose buckets the tallies are */
	const struct eq_source_tally *days;   /* whose states say which days count */
	const struct eq_cube *cube;
	uint32_t measure;
	bool open; /* of spells: from the first day on there is always some number of them */
	/* In a group. */
	bool in_group;
	bool by_cuts;  /* its cells are intervals */
	uint32_t next; /* its first cell that is not behind the day; days are asked for in order */
	struct eq_tally cell;
	int32_t known_period;
	bool known_rows;
};

/* Outside what the source holds and covers no day counts. */
static struct eq_range held(const struct dated *d)
{
	const struct eq_source_tally *s = d->days;
	struct eq_range covers = d->data->covers,
			r = {s->first, (eq_date)(s->first + (int64_t)s->n - 1)};
	struct eq_grain g = d->model->programme.grain;

	if (covers.from != EQ_DATE_NONE) {
		if (s->n == 0)
			return covers;
		r.from = r.from < covers.from ? r.from : covers.from;
		r.to = r.to > covers.to ? r.to : covers.to;
		return r;
	}
	if (s->n == 0)
		return (struct eq_range){1, 0};
	/* the whole periods of its first and last day */
	r.from = eq_period_range(g, eq_period_number(g, r.from)).from;
	r.to = eq_period_range(g, eq_period_number(g, r.to)).to;
	return r;
}

static uint8_t state_of(const struct eq_source_tally *s, int32_t bucket)
{
	int64_t k = (int64_t)bucket - s->first;

	return k >= 0 && k < s->n ? s->state[k] : (uint8_t)EQ_BUCKET_EMPTY;
}

/* In a group that has own days, what is not taken out counts where it has a cell. */
static uint8_t state_in_group(const struct eq_source_tally *s, int32_t bucket)
{
	uint32_t i = eq_cube_cell_from(&s->cells, bucket);

	if (state_of(s->whole, bucket) == EQ_BUCKET_EXCEPTED)
		return EQ_BUCKET_EXCEPTED;
	return i < s->cells.n && s->cells.bucket[i] == bucket ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
}

static uint8_t state_on(const struct eq_source_tally *s, int32_t bucket)
{
	return s->whole ? state_in_group(s, bucket) : state_of(s, bucket);
}

/* Whether the timeline's period that holds `day` has any row: without `covers`, only then does
 * a day without rows mean none. */
static bool period_has_rows(struct dated *d, eq_date day)
{
	struct eq_grain g = d->model->programme.grain;
	int32_t number = eq_period_number(g, day);

	if (number == d->known_period)
		return d->known_rows;
	struct eq_range p = eq_period_range(g, number);
	d->known_period = number;
	d->known_rows = false;
	for (eq_date k = p.from; k <= p.to && !d->known_rows; k++)
		d->known_rows = state_on(d->days, k) == EQ_BUCKET_WHOLE;
	return d->known_rows;
}

/* Whether somebody should have a row on a day; of spells nobody needs one a day. Between the first
 * and the last row the scan has asked already; the periods of those two may reach further. */
static bool member_due(const struct eq_data *d, eq_date day)
{
	for (uint32_t i = 0; i < d->n_members && !d->spell; i++) {
		const struct eq_member *m = &d->members[i];
		if ((m->from == EQ_DATE_NONE || m->from <= day) &&
		    (m->until == EQ_DATE_NONE || day <= m->until))
			return true;
	}
	return false;
}

/* Whether a day without rows is known to have none. */
static bool known_none(struct dated *d, eq_date day)
{
	if (member_due(d->data, day))
		return false;
	for (uint32_t i = 0; i < d->data->n_except; i++)
		if (eq_range_has(d->data->except[i].range, day))
			return false;
	if (d->open)
		return true;
	if (d->data->covers.from != EQ_DATE_NONE)
		return eq_range_has(d->data->covers, day);
	return period_has_rows(d, day);
}

/* The tally of a day; NULL: none, and none means nothing. Of spells that are open, the last bucket
 * goes on: those in it have no end. */
static const struct eq_tally *tally_on(struct dated *d, struct running *r, eq_date day)
{
	const struct eq_group_cells *c = &d->source->cells;
	int64_t k = (int64_t)day - d->source->first;

	if (d->in_group) {
		while (d->next < c->n && c->bucket[d->next] < day)
			d->next++;
		bool there = d->next < c->n && c->bucket[d->next] == day;
		if (!there && (!d->open || d->next == 0))
			return NULL;
		d->cell = eq_cube_cell(d->cube, r->measure->data, d->measure, d->next - !there,
				       &r->arena);
		return &d->cell;
	}
	if (d->open && k >= d->source->n)
		k = (int64_t)d->source->n - 1;
	return k >= 0 && k < d->source->n ? &d->cube->tallies[d->measure][k] : NULL;
}

static void add_day(struct dated *d, struct running *r, struct eq_measured *out, eq_date day)
{
	uint8_t state = state_on(d->days, day);

	if (state == EQ_BUCKET_EXCEPTED || state == EQ_BUCKET_LACKING)
		return;
	if (state == EQ_BUCKET_EMPTY && is_stock(r->aggregate) && !d->open)
		return; /* a day without a snapshot */
	if (state == EQ_BUCKET_EMPTY && !known_none(d, day))
		return;
	const struct eq_tally *t = state == EQ_BUCKET_WHOLE || d->open ? tally_on(d, r, day) : NULL;
	if (t && !tally_stands(t, false, r->measure))
		return;
	if (!t && d->open) { /* before the first spell of all */
		r->best = EQ_DEC_ZERO;
		r->any = true;
	} else {
		add_share(r, (struct share){t, 1, 1});
	}
	count_months(r, (struct eq_range){day, day});
	note_days(r, (struct eq_range){day, day}, t);
	out->counted++;
}

/* The last of the days from `day` to `to` that all count, with rows of the source; before `day`: none. */
static eq_date last_whole(const struct eq_source_tally *s, eq_date day, eq_date to)
{
	const uint64_t eight = EQ_BUCKET_WHOLE * UINT64_C(0x0101010101010101);
	int64_t k = (int64_t)day - s->first, end = (int64_t)to - s->first + 1;
	uint64_t states;

	if (k < 0)
		return day - 1;
	end = end < s->n ? end : s->n;
	for (; k + 8 <= end; k += 8) {
		memcpy(&states, s->state + k, sizeof states);
		if (states != eight)
			break;
	}
	while (k < end && s->state[k] == EQ_BUCKET_WHOLE)
		k++;
	return (eq_date)(s->first + k - 1);
}

/* What a group's cells of these days add up to. False where each has to be looked at. */
static bool add_cells(struct dated *d, struct running *r, struct eq_range days)
{
	uint32_t from, to;
	struct eq_dec sum = EQ_DEC_ZERO;
	uint64_t values = 0;
	unsigned flags = 0;

	eq_cube_cells_over(&d->source->cells, days, &from, &to);
	if (from < to && (!eq_cube_add_cells(d->cube, r->measure->data, d->measure, from, to, &sum,
					     &values, &flags) ||
			  (flags && !d->by_cuts)))
		return false;
	r->sum = eq_dec_add(r->sum, sum, &r->flags);
	r->flags |= flags;
	r->values += (int64_t)values;
	r->any |= values > 0;
	d->next = to;
	return true;
}

/* In a group, days that all count are added at once where only their sum matters: groups may be very many, and
 * have rows on few of the days. False where each has to be looked at. */
static bool add_days(struct dated *d, struct running *r, struct eq_measured *out,
		     struct eq_range days)
{
	if (!d->by_cuts && !add_cells(d, r, days))
		return false;
	r->any |= r->aggregate == EQ_AGG_SUM || r->aggregate == EQ_AGG_COUNT;
	count_months(r, days);
	out->counted += eq_range_days(days);
	return true;
}

/* Of days that `except` takes out, no row counts. Those from `nth` on are left to be looked at. */
static void add_intervals(struct dated *d, struct running *r, struct eq_range days, uint32_t nth)
{
	for (uint32_t i = nth; i < d->data->n_except; i++) {
		struct eq_range out = eq_range_meet(d->data->except[i].range, days);

		if (out.from > out.to)
			continue;
		if (days.from < out.from)
			add_intervals(d, r, (struct eq_range){days.from, out.from - 1}, i + 1);
		if (out.to < days.to)
			add_intervals(d, r, (struct eq_range){out.to + 1, days.to}, i + 1);
		return;
	}
	if (!add_cells(d, r, days))
		EQ_BUG("intervals that do not add up");
}

/* Where a group is told apart by intervals only, its rows are added first; then the days are counted. */
static void add_rows(struct dated *d, struct running *r, struct eq_range window)
{
	const struct eq_range *out = r->out;
	uint32_t n_out = r->n_out;

	while (window.from <= window.to) {
		struct eq_range left = next_left(r, window);
		if (left.from > left.to)
			break;
		add_intervals(d, r, left, 0);
		window.from = left.to + 1;
	}
	r->out = out;
	r->n_out = n_out;
}

static void add_range(struct dated *d, struct running *r, struct eq_measured *out,
		      struct eq_range days)
{
	bool at_once = d->in_group && !d->days->whole && !r->noted &&
		       (r->aggregate == EQ_AGG_SUM || r->aggregate == EQ_AGG_COUNT ||
			r->aggregate == EQ_AGG_MEAN);

	for (eq_date day = days.from; day <= days.to; day++) {
		eq_date last = at_once ? last_whole(d->days, day, days.to) : day - 1;

		if (last >= day && add_days(d, r, out, (struct eq_range){day, last})) {
			day = last;
			continue;
		}
		at_once &= last < day;
		add_day(d, r, out, day);
	}
}

static struct eq_measured over_days(const struct eq_model *m, const struct eq_cube *cube,
				    uint32_t measure, struct eq_range window, struct running *r)
{
	const struct eq_source_tally *s = &cube->sources[r->measure->data];
	struct eq_measured out = {.counted = 0};
	struct dated d = {.model = m,
			  .data = &m->data.v[r->measure->data],
			  .source = s,
			  .days = s->whole && !s->own_days ? s->whole : s,
			  .cube = cube,
			  .measure = measure,
			  .in_group = s->whole != NULL,
			  .by_cuts = s->cells.cuts != NULL,
			  .open = r->measure->during == EQ_DURING_OPEN,
			  .known_period = INT32_MIN};
	if (d.by_cuts)
		add_rows(&d, r, window);
	window = eq_range_meet(window, held(&d));
	if (d.in_group && !d.by_cuts)
		d.next = eq_cube_cell_from(&s->cells, window.from);
	while (window.from <= window.to) {
		struct eq_range left = next_left(r, window);
		if (left.from > left.to)
			break;
		add_range(&d, r, &out, left);
		window.from = left.to + 1;
	}
	return out;
}

/* Days of a period that are left of a window, counted by month. */
static int64_t count_left(struct running *r, struct eq_range part)
{
	int64_t days = 0;

	while (part.from <= part.to) {
		struct eq_range left = next_left(r, part);
		if (left.from > left.to)
			break;
		count_months(r, left);
		days += eq_range_days(left);
		part.from = left.to + 1;
	}
	return days;
}

/* The tally of a period that has rows of all; NULL: it has not. */
static const struct eq_tally *tally_of(const struct eq_cube *cube, uint32_t measure, int32_t period,
				       struct running *r, struct eq_tally *room)
{
	const struct eq_source_tally *s = &cube->sources[r->measure->data];

	if (state_on(s, period) != EQ_BUCKET_WHOLE)
		return NULL;
	if (!s->whole)
		return &cube->tallies[measure][period - s->first];
	*room = eq_cube_cell(cube, r->measure->data, measure, eq_cube_cell_from(&s->cells, period),
			     &r->arena);
	return room;
}

static struct eq_measured over_periods(const struct eq_model *m, const struct eq_cube *cube,
				       uint32_t measure, struct eq_range window, struct running *r)
{
	const struct eq_source_tally *s = &cube->sources[r->measure->data];
	struct eq_grain g = m->programme.grain;
	struct eq_measured out = {.counted = 0};

	if (s->n == 0 || window.from > window.to)
		return out;
	int32_t from = eq_period_number(g, window.from), to = eq_period_number(g, window.to);
	int32_t last = (int32_t)(s->first + (int64_t)s->n - 1);
	bool inside_one = from == to;
	if (from < s->first)
		from = s->first;
	if (to > last)
		to = last;
	for (int32_t p = from; p <= to; p++) {
		struct eq_tally room;
		const struct eq_tally *t = tally_of(cube, measure, p, r, &room);
		if (!t || !tally_stands(t, true, r->measure))
			continue;
		struct eq_range whole = eq_period_range(g, p);
		/* A snapshot belongs to its period's last day; a window inside one period takes
		 * that period's. */
		if (is_stock(r->aggregate) && whole.to > window.to && !inside_one)
			continue;
		int64_t of = eq_range_days(whole);
		int64_t days = count_left(r, eq_range_meet(whole, window));
		if (days == 0)
			continue;
		if (days < of && (r->aggregate == EQ_AGG_SUM || r->aggregate == EQ_AGG_COUNT))
			out.shared = true;
		add_share(r, (struct share){t, days, of});
		note_days(r, eq_range_meet(whole, window), t);
		out.counted += days;
	}
	return out;
}

static void release(struct running *r)
{
	eq_free(r->kept.v);
	eq_arena_release(&r->arena);
}

/* Where it begins and has ended; and so do days that are taken out of it. */
static void note_window(struct eq_cuts_noted *to, const struct eq_data *d, const struct running *r,
			struct eq_range window)
{
	eq_cuts_note(to, window.from);
	eq_cuts_note(to, window.to + 1);
	for (uint32_t i = 0; i < r->n_out + d->n_except; i++) {
		struct eq_range out = eq_range_meet(
			i < r->n_out ? r->out[i] : d->except[i - r->n_out].range, window);

		if (out.from > out.to)
			continue;
		eq_cuts_note(to, out.from);
		eq_cuts_note(to, out.to + 1);
	}
}

static struct eq_measured measure_window(const struct eq_model *m, const struct eq_cube *cube,
					 uint32_t measure, struct eq_range window,
					 struct running *r)
{
	if (cube->noted && window.from <= window.to)
		note_window(&cube->noted[r->measure->data], &m->data.v[r->measure->data], r,
			    window);
	if (cube->tallies[measure] == NULL)
		return (struct eq_measured){.counted = 0};
	return m->data.v[r->measure->data].by_period ? over_periods(m, cube, measure, window, r)
						     : over_days(m, cube, measure, window, r);
}

struct eq_measured eq_measure_without(const struct eq_model *m, const struct eq_cube *cube,
				      uint32_t measure, struct eq_range window,
				      const struct eq_range *out, uint32_t n_out, bool in_months)
{
	struct running r = begin(&m->measures.v[measure], out, n_out);

	r.in_months = in_months;
	struct eq_measured have = measure_window(m, cube, measure, window, &r);
	have.total = finish(&r);
	if (in_months)
		have.months = months_counted(&r);
	release(&r);
	return have;
}

struct eq_measured eq_measure_over(const struct eq_model *m, const struct eq_cube *cube,
				   uint32_t measure, struct eq_range window)
{
	return eq_measure_without(m, cube, measure, window, NULL, 0, true);
}

struct eq_days eq_measure_days(const struct eq_model *m, const struct eq_cube *cube,
			       uint32_t measure, struct eq_range window, const struct eq_range *out,
			       uint32_t n_out, struct eq_arena *arena)
{
	struct days_noted noted = {.all = {0}};
	struct running r = begin(&m->measures.v[measure], out, n_out);

	r.noted = &noted;
	measure_window(m, cube, measure, window, &r);
	if (r.aggregate == EQ_AGG_CLOSING && noted.all.n) {
		noted.all.v[0] = noted.all.v[noted.all.n - 1];
		noted.all.v[0].from = noted.all.v[0].to;
		noted.all.n = 1;
	}
	struct eq_range *v = EQ_NEW_ARRAY(arena, struct eq_range, noted.all.n + 1);
	for (size_t i = 0; i < noted.all.n; i++)
		v[i] = noted.all.v[i];
	struct eq_days days = {v, (uint32_t)noted.all.n, noted.rows, noted.gaps};
	eq_free(noted.all.v);
	release(&r);
	return days;
}
