/* survey_time.c - how the rows of a surveyed file lie in time: their grain, what is lacking, what
 * stands twice, and zeros that may be none.
 *
 * A series is the rows with the same texts in all dimensions. Zeros are looked for in each series
 * by itself, in the order of the file, where its dates go one way. */
#include "data/survey.h"

#include <stdlib.h>
#include <string.h>

#include "data/repeats.h"

#define MOST_SERIES 20000
#define MOST_DIMENSIONS 4
#define MOST_NUMBERS 16
#define MOST_KEYS 2000000 /* rows that are looked at for repeats */
#define MOST_ZEROS 10000
#define LARGE 10 /* a value beside which a 0 stands out */

/* A number column of a series. */
struct track {
	struct eq_dec last, before, sum;
	eq_date zero; /* the day of a 0 after a large value, while the next is awaited */
	bool has_last, waits;
	uint64_t n, zeros;
};
struct series {
	eq_date day;
	int way; /* 1: its dates go forward, -1: back, 0: it is not known yet */
	struct track *tracks;
};

struct reading {
	struct eq_survey *p;
	uint32_t dimensions[MOST_DIMENSIONS], n_dimensions;
	uint32_t numbers[MOST_NUMBERS], n_numbers;
	eq_date first;
	uint32_t *rows; /* by day from `first` */
	int64_t n_days;
	struct eq_repeats keys, names;
	EQ_VEC(struct series) all;
};

/* ---- rows ---- */

static void init(struct reading *r, struct eq_survey *p)
{
	const struct eq_survey_column *date = &p->columns[p->date];

	memset(r, 0, sizeof *r);
	r->p = p;
	for (uint32_t i = 0; i < p->n_columns; i++) {
		const struct eq_survey_column *c = &p->columns[i];

		if (c->kind == EQ_SURVEY_DIMENSION && r->n_dimensions < MOST_DIMENSIONS)
			r->dimensions[r->n_dimensions++] = i;
		if (eq_survey_is_number(c) && r->n_numbers < MOST_NUMBERS)
			r->numbers[r->n_numbers++] = i;
	}
	r->first = date->first;
	r->n_days = (int64_t)date->last - date->first + 1;
	r->rows = eq_alloc_zero((size_t)r->n_days, sizeof *r->rows);
	eq_repeats_init(&r->keys, 1 + MOST_DIMENSIONS);
	eq_repeats_init(&r->names, MOST_DIMENSIONS);
}

static void release(struct reading *r)
{
	for (size_t i = 0; i < r->all.n; i++)
		eq_free(r->all.v[i].tracks);
	eq_free(r->all.v);
	eq_free(r->rows);
	eq_repeats_release(&r->keys);
	eq_repeats_release(&r->names);
}

static void look_for_repeat(struct reading *r, eq_date day, const uint32_t *codes, uint64_t line)
{
	struct eq_survey *p = r->p;
	uint32_t key[1 + MOST_DIMENSIONS] = {(uint32_t)day};
	uint64_t first;

	if (r->keys.n >= MOST_KEYS)
		return;
	memcpy(key + 1, codes, MOST_DIMENSIONS * sizeof *codes);
	first = eq_repeats_put(&r->keys, key, line);
	if (!first)
		return;
	if (p->n_repeats < EQ_SURVEY_SHOWN)
		p->repeats[p->n_repeats] = (struct eq_survey_repeat){day, line, first};
	p->n_repeats++;
}

static void name_series(struct reading *r, const struct eq_csv_record *row)
{
	struct eq_buf name;

	eq_buf_init(&name);
	eq_buf_adds(&name, "");
	for (uint32_t i = 0; i < r->n_dimensions; i++) {
		eq_buf_adds(&name, i ? ", " : "");
		eq_cell_show(eq_cell_trim(row->fields[r->dimensions[i]].text), &name);
	}
	struct eq_text copy = eq_arena_copy(&r->p->arena, eq_buf_view(&name));
	EQ_PUSH(&r->p->series, copy);
	eq_buf_release(&name);
}

/* The number of the row's series, or UINT32_MAX: there are too many. */
static uint32_t series_of(struct reading *r, const uint32_t *codes, const struct eq_csv_record *row)
{
	uint64_t found;
	struct series s = {.day = EQ_DATE_NONE};

	if (r->all.n >= MOST_SERIES)
		return UINT32_MAX;
	found = eq_repeats_put(&r->names, codes, r->all.n + 1);
	if (found)
		return (uint32_t)(found - 1);
	s.tracks = eq_alloc_zero(r->n_numbers + 1, sizeof *s.tracks);
	EQ_PUSH(&r->all, s);
	name_series(r, row);
	return (uint32_t)(r->all.n - 1);
}

static bool is_large(struct eq_dec v)
{
	return eq_dec_cmp(v, eq_dec_int(LARGE)) >= 0;
}

static void follow(struct reading *r, uint32_t series, uint32_t k, eq_date day, struct eq_text cell)
{
	struct track *t = &r->all.v[series].tracks[k];
	struct eq_survey *p = r->p;
	unsigned flags = 0;
	struct eq_dec v;

	if (eq_survey_number(cell, &v) != EQ_CELL_FITS) {
		t->has_last = t->waits = false;
		return;
	}
	t->n++;
	t->sum = t->n == 1 ? v : eq_dec_add(t->sum, v, &flags);
	if (t->waits && is_large(v) && p->zeros.n < MOST_ZEROS) {
		struct eq_survey_zero z = {r->numbers[k], series, t->zero, t->before, v, 1};

		EQ_PUSH(&p->zeros, z);
	}
	t->waits = false;
	if (eq_dec_is_zero(v)) {
		t->zeros++;
		t->waits = t->has_last && is_large(t->last);
		t->before = t->last;
		t->zero = day;
	}
	t->last = v;
	t->has_last = true;
}

/* Whether the day is the next one of the series, in the way that its rows go. */
static bool keeps_way(struct series *s, eq_date day)
{
	int way = s->day == EQ_DATE_NONE ? 0 : (day > s->day) - (day < s->day);
	bool keeps = s->day == EQ_DATE_NONE || (way != 0 && (s->way == 0 || way == s->way));

	s->way = way;
	s->day = day;
	return keeps;
}

static void take_row(struct reading *r, const struct eq_csv_record *row)
{
	struct eq_survey *p = r->p;
	const struct eq_survey_column *date = &p->columns[p->date];
	uint32_t codes[MOST_DIMENSIONS] = {0}, series;
	eq_date day, end;

	if (eq_cell_date(eq_cell_trim(row->fields[p->date].text), &date->format, false, &day) !=
	    EQ_CELL_FITS) {
		p->rows_without_date++;
		return;
	}
	if (p->end != UINT32_MAX &&
	    eq_cell_date(eq_cell_trim(row->fields[p->end].text), &date->format, false, &end) ==
		    EQ_CELL_FITS &&
	    end < day && !p->ends_before++)
		p->first_end_before = row->line;
	r->rows[day - r->first]++;
	for (uint32_t i = 0; i < r->n_dimensions; i++)
		codes[i] = eq_symbol_find(&p->columns[r->dimensions[i]].distinct,
					  eq_cell_trim(row->fields[r->dimensions[i]].text));
	look_for_repeat(r, day, codes, row->line);
	series = series_of(r, codes, row);
	if (series == UINT32_MAX)
		return;
	struct series *s = &r->all.v[series];
	bool goes_on = keeps_way(s, day);
	for (uint32_t k = 0; k < r->n_numbers; k++) {
		if (!goes_on)
			s->tracks[k].has_last = s->tracks[k].waits = false;
		follow(r, series, k, day, eq_cell_trim(row->fields[r->numbers[k]].text));
	}
}

/* ---- the grain ---- */

struct eq_grain eq_survey_periods(const struct eq_survey *p)
{
	struct eq_grain g = {EQ_DAY, 6};

	if (p->grain == EQ_SURVEY_WEEKLY)
		g = (struct eq_grain){EQ_WEEK, p->week_end};
	else if (p->grain == EQ_SURVEY_MONTHLY)
		g.unit = EQ_MONTH;
	return g;
}

/* All days are the first of a month, or all of them the last, and no month has two. */
static bool is_monthly(const struct reading *r)
{
	uint64_t firsts = 0, lasts = 0;
	int32_t last_month = INT32_MIN;
	struct eq_grain month = {EQ_MONTH, 6};

	for (int64_t i = 0; i < r->n_days; i++) {
		eq_date day = r->first + (eq_date)i;
		int32_t number;
		int y, m, d;

		if (!r->rows[i])
			continue;
		number = eq_period_number(month, day);
		if (number == last_month)
			return false;
		last_month = number;
		eq_date_parts(day, &y, &m, &d);
		firsts += d == 1;
		lasts += d == eq_month_days(y, m);
	}
	return r->p->days >= 2 && (firsts == r->p->days || lasts == r->p->days);
}

/* The weekday of nine in ten of the days, or -1. */
static int common_weekday(const struct reading *r)
{
	uint64_t by[7] = {0};

	for (int64_t i = 0; i < r->n_days; i++)
		if (r->rows[i])
			by[eq_date_weekday(r->first + (eq_date)i)]++;
	for (int w = 0; w < 7; w++)
		if (by[w] * 10 >= r->p->days * 9)
			return w;
	return -1;
}

static void decide_grain(struct reading *r)
{
	struct eq_survey *p = r->p;
	int weekday;

	for (int64_t i = 0; i < r->n_days; i++)
		p->days += r->rows[i] > 0;
	weekday = common_weekday(r);
	p->grain = EQ_SURVEY_EVENTS;
	if (p->end != UINT32_MAX || p->n_repeats * 10 > p->rows)
		return;
	if (is_monthly(r))
		p->grain = EQ_SURVEY_MONTHLY;
	else if (p->days >= 3 && weekday >= 0 && p->days * 14 >= (uint64_t)r->n_days)
		p->grain = EQ_SURVEY_WEEKLY;
	else if (p->days >= 3 && p->days * 10 >= (uint64_t)r->n_days * 7)
		p->grain = EQ_SURVEY_DAILY;
	p->week_end = weekday >= 0 ? (uint8_t)weekday : 6;
}

static bool any_row(const struct reading *r, struct eq_range days)
{
	for (eq_date day = days.from; day <= days.to; day++)
		if (day >= r->first && day - r->first < r->n_days && r->rows[day - r->first])
			return true;
	return false;
}

static void find_gaps(struct reading *r)
{
	struct eq_survey *p = r->p;
	struct eq_grain g = eq_survey_periods(p);
	int32_t last = eq_period_number(g, p->columns[p->date].last);

	p->gaps = EQ_NEW_ARRAY(&p->arena, int32_t, EQ_SURVEY_SHOWN);
	if (p->grain == EQ_SURVEY_EVENTS)
		return;
	for (int32_t n = eq_period_number(g, r->first); n <= last; n++) {
		if (any_row(r, eq_period_range(g, n)))
			continue;
		if (p->n_gaps < EQ_SURVEY_SHOWN)
			p->gaps[p->n_gaps] = n;
		p->n_gaps++;
	}
}

static void find_other_weekdays(struct reading *r)
{
	struct eq_survey *p = r->p;

	for (int64_t i = 0; i < r->n_days && p->grain == EQ_SURVEY_WEEKLY; i++) {
		eq_date day = r->first + (eq_date)i;

		if (!r->rows[i] || eq_date_weekday(day) == p->week_end)
			continue;
		if (p->n_other_weekdays < EQ_SURVEY_SHOWN)
			p->other_weekdays[p->n_other_weekdays] = day;
		p->n_other_weekdays++;
	}
}

/* ---- zeros ---- */

/* Rare in its series, and the series is large on the whole. */
static bool stands_out(const struct reading *r, const struct eq_survey_zero *z)
{
	unsigned flags = 0;

	for (uint32_t k = 0; k < r->n_numbers; k++) {
		const struct track *t = &r->all.v[z->series].tracks[k];

		if (r->numbers[k] == z->column)
			return t->zeros * 10 <= t->n &&
			       eq_dec_cmp(t->sum, eq_dec_mul(eq_dec_int(LARGE),
							     eq_dec_int((int64_t)t->n), &flags)) >=
				       0;
	}
	return false;
}

static struct eq_dec smaller(const struct eq_survey_zero *z)
{
	return eq_dec_cmp(z->before, z->after) < 0 ? z->before : z->after;
}

/* By column and day; of one day the largest neighbours first. */
static int by_day(const void *a, const void *b)
{
	const struct eq_survey_zero *x = a, *y = b;

	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	int order = -eq_dec_cmp(smaller(x), smaller(y));
	return order ? order : (x->series > y->series) - (x->series < y->series);
}

static int most_telling(const void *a, const void *b)
{
	const struct eq_survey_zero *x = a, *y = b;

	if (x->others != y->others)
		return x->others > y->others ? -1 : 1;
	int order = -eq_dec_cmp(smaller(x), smaller(y));
	return order ? order : by_day(a, b);
}

static void gather_zeros(struct reading *r)
{
	struct eq_survey *p = r->p;
	size_t n = 0;

	for (size_t i = 0; i < p->zeros.n; i++)
		if (stands_out(r, &p->zeros.v[i]))
			p->zeros.v[n++] = p->zeros.v[i];
	p->n_zeros = n;
	if (n)
		qsort(p->zeros.v, n, sizeof *p->zeros.v, by_day);
	p->zeros.n = 0;
	for (size_t i = 0, to; i < n; i = to) {
		for (to = i + 1; to < n && p->zeros.v[to].day == p->zeros.v[i].day &&
				 p->zeros.v[to].column == p->zeros.v[i].column;
		     to++)
			;
		struct eq_survey_zero z = p->zeros.v[i];
		z.others = (uint32_t)(to - i);
		p->zeros.v[p->zeros.n++] = z;
	}
	if (p->zeros.n)
		qsort(p->zeros.v, p->zeros.n, sizeof *p->zeros.v, most_telling);
}

bool eq_survey_read_time(struct eq_survey *p, struct eq_diags *diags)
{
	struct eq_csv_record row;
	struct reading r;
	struct eq_csv *c;
	int got;

	if (p->date == UINT32_MAX || p->columns[p->date].numbers == 0)
		return true;
	c = eq_survey_open(p, &row, diags);
	if (!c)
		return false;
	init(&r, p);
	while ((got = eq_survey_next(p, c, &row)) == 1)
		if (eq_survey_is_row(p, &row))
			take_row(&r, &row);
	eq_csv_close(c);
	if (got == 0) {
		decide_grain(&r);
		find_gaps(&r);
		find_other_weekdays(&r);
		gather_zeros(&r);
	}
	release(&r);
	return got == 0;
}
