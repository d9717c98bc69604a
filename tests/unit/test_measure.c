/* test_measure.c - a measure over windows of days, from cubes made by hand: which days count, and
 * what a cut period gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/measure.h"

static eq_date day(const char *text)
{
	eq_date d;

	if (!eq_date_read(eq_text_of(text), &d) || d == EQ_DATE_NONE)
		fail_msg("%s is no day", text);
	return d;
}

static struct eq_range days(const char *from, const char *to)
{
	return (struct eq_range){day(from), day(to)};
}

/* One bucket: its state and, over its rows, what a tally holds. */
struct bucket {
	enum eq_bucket_state state;
	uint32_t rows, values, gaps;
	int sum, min, max, first, last;
};

/* A model of one source, with a measure for each aggregate, and the source's cube. */
struct made {
	struct eq_model model;
	struct eq_data data;
	struct eq_measure measures[EQ_AGG_CLOSING + 1];
	struct eq_cube cube;
	struct eq_source_tally source;
	struct eq_tally *tallies[EQ_AGG_CLOSING + 1];
	struct eq_tally values[64], counts[64];
	uint8_t state[64];
};

static void make(struct made *m, bool by_period, struct eq_grain grain, int32_t first,
		 const struct bucket *buckets, uint32_t n)
{
	memset(m, 0, sizeof *m);
	m->data.by_period = by_period;
	m->data.covers.from = m->data.covers.to = EQ_DATE_NONE;
	m->model.programme.grain = grain;
	m->model.data.v = &m->data;
	m->model.data.n = 1;
	m->model.measures.v = m->measures;
	m->model.measures.n = EQ_AGG_CLOSING + 1;
	for (uint8_t k = 0; k <= EQ_AGG_CLOSING; k++) {
		m->measures[k].aggregate = k;
		m->tallies[k] = k == EQ_AGG_COUNT ? m->counts : m->values;
	}
	m->cube.sources = &m->source;
	m->cube.tallies = m->tallies;
	m->source.by_period = by_period;
	m->source.first = first;
	m->source.n = n;
	m->source.state = m->state;
	for (uint32_t i = 0; i < n; i++) {
		const struct bucket *b = &buckets[i];
		m->state[i] = (uint8_t)b->state;
		m->values[i] = (struct eq_tally){.sum = eq_dec_int(b->sum),
						 .min = eq_dec_int(b->min),
						 .max = eq_dec_int(b->max),
						 .first = eq_dec_int(b->first),
						 .last = eq_dec_int(b->last),
						 .values = b->values,
						 .gaps = b->gaps};
		m->counts[i] = (struct eq_tally){.sum = eq_dec_int(b->rows), .values = b->rows};
	}
}

struct row {
	enum eq_aggregate aggregate;
	const char *from, *to;
	int total, of; /* total / of; of == 0: missing */
	int64_t counted;
	bool shared;
};

static void assert_number(const char *what, size_t row, struct eq_number have, int total, int of)
{
	char text[EQ_DEC_CHARS] = "missing";
	unsigned flags = 0;

	if (!have.missing)
		eq_dec_write_short(have.v, text);
	if (of == 0) {
		if (!have.missing)
			fail_msg("%s, row %zu: %s, not missing", what, row, text);
		return;
	}
	struct eq_dec want = eq_dec_div(eq_dec_int(total), eq_dec_int(of), &flags);
	if (have.missing || eq_dec_cmp(have.v, want) != 0)
		fail_msg("%s, row %zu: %s, not %d/%d", what, row, text, total, of);
	if (have.rounded != ((flags & EQ_DEC_ROUNDED) != 0))
		fail_msg("%s, row %zu: rounded is %d", what, row, have.rounded);
}

static void assert_rows(const char *what, const struct made *m, const struct row *rows, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		struct eq_measured have = eq_measure_over(&m->model, &m->cube, rows[k].aggregate,
							  days(rows[k].from, rows[k].to));
		assert_number(what, k, have.total, rows[k].total, rows[k].of);
		if (have.counted != rows[k].counted)
			fail_msg("%s, row %zu: %lld days counted, not %lld", what, k,
				 (long long)have.counted, (long long)rows[k].counted);
		assert_int_equal(have.shared, rows[k].shared);
	}
}
#define ASSERT_ROWS(what, m, rows) assert_rows(what, m, rows, sizeof(rows) / sizeof *(rows))

static const struct eq_grain weeks = {EQ_WEEK, 6}, months = {EQ_MONTH, 0},
			     single_days = {EQ_DAY, 0};

/* Three weeks, to 01-07, 01-14 and 01-21; the second has no row, the third one on its first day. */
static const struct bucket dated[15] = {
	{EQ_BUCKET_WHOLE, 2, 2, 0, 15, 5, 10, 10, 5},           /* 01-01 */
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},              /* 01-02 */
	{EQ_BUCKET_LACKING, 1, 1, 0, 100, 100, 100, 100, 100},  /* 01-03: a member has no row */
	{EQ_BUCKET_EXCEPTED, 1, 1, 0, 100, 100, 100, 100, 100}, /* 01-04 */
	{EQ_BUCKET_WHOLE, 2, 1, 1, 7, 7, 7, 7, 7}, /* 01-05: one of two rows has no value */
	{EQ_BUCKET_WHOLE, 1, 0, 1, 0, 0, 0, 0, 0}, /* 01-06: the only row has none */
	{EQ_BUCKET_WHOLE, 0, 0, 0, 0, 0, 0, 0, 0}, /* 01-07: all rows fail the condition */
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},
	{EQ_BUCKET_WHOLE, 1, 1, 0, 4, 4, 4, 4, 4}, /* 01-15 */
};

static void a_dated_source(void **state)
{
	static const struct row rows[] = {
		/* 01-01, 01-02 (none), 01-05, 01-07 (none that count) */
		{EQ_AGG_SUM, "2024-01-01", "2024-01-07", 22, 1, 4, false},
		/* every row is one, whatever its value: 01-06 too */
		{EQ_AGG_COUNT, "2024-01-01", "2024-01-07", 5, 1, 5, false},
		{EQ_AGG_SUM, "2024-01-02", "2024-01-02", 0, 1, 1, false},
		{EQ_AGG_SUM, "2024-01-03", "2024-01-04", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-01-06", "2024-01-06", 0, 0, 0, false},
		{EQ_AGG_COUNT, "2024-01-06", "2024-01-06", 1, 1, 1, false},
		/* a week without any row has no value */
		{EQ_AGG_SUM, "2024-01-08", "2024-01-14", 0, 0, 0, false},
		{EQ_AGG_COUNT, "2024-01-10", "2024-01-10", 0, 0, 0, false},
		/* the week of the last row is known to its end, and no day after it */
		{EQ_AGG_SUM, "2024-01-15", "2024-01-21", 4, 1, 7, false},
		{EQ_AGG_SUM, "2024-01-20", "2024-02-10", 0, 1, 2, false},
		{EQ_AGG_SUM, "2024-01-22", "2024-01-28", 0, 0, 0, false},
		{EQ_AGG_SUM, "2023-12-25", "2023-12-31", 0, 0, 0, false},
		{EQ_AGG_SUM, "2023-01-01", "2024-12-31", 26, 1, 11, false},
		{EQ_AGG_MEAN, "2024-01-01", "2024-01-07", 22, 3, 4, false},
		{EQ_AGG_MIN, "2024-01-01", "2024-01-07", 5, 1, 4, false},
		{EQ_AGG_MAX, "2024-01-01", "2024-01-07", 10, 1, 4, false},
		{EQ_AGG_FIRST, "2024-01-01", "2024-01-21", 10, 1, 11, false},
		{EQ_AGG_LAST, "2024-01-01", "2024-01-07", 7, 1, 4, false},
		{EQ_AGG_LAST, "2024-01-01", "2024-01-21", 4, 1, 11, false},
		/* nothing to take a mean of, though the day is known */
		{EQ_AGG_MEAN, "2024-01-02", "2024-01-02", 0, 0, 1, false},
		{EQ_AGG_MAX, "2024-01-16", "2024-01-21", 0, 0, 6, false},
		/* a snapshot with a gap is none, and a day without one neither */
		{EQ_AGG_LEVEL, "2024-01-01", "2024-01-07", 15, 1, 1, false},
		{EQ_AGG_LEVEL, "2024-01-01", "2024-01-21", 19, 2, 2, false},
		{EQ_AGG_LEVEL, "2024-01-02", "2024-01-07", 0, 0, 0, false},
		{EQ_AGG_CLOSING, "2024-01-01", "2024-01-14", 15, 1, 1, false},
		{EQ_AGG_CLOSING, "2024-01-01", "2024-01-21", 4, 1, 2, false},
	};
	struct made m;

	(void)state;
	make(&m, false, weeks, day("2024-01-01"), dated, 15);
	ASSERT_ROWS("dated", &m, rows);
}

static void a_source_that_covers_days(void **state)
{
	static const struct row rows[] = {
		{EQ_AGG_SUM, "2024-01-01", "2024-01-07", 22, 1, 4, false}, /* 01-01 has rows */
		{EQ_AGG_SUM, "2024-01-08", "2024-01-14", 0, 1, 5, false},  /* to 01-12 */
		{EQ_AGG_SUM, "2024-01-13", "2024-01-14", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-01-15", "2024-01-21", 4, 1, 1, false},
		{EQ_AGG_LEVEL, "2024-01-08", "2024-01-12", 0, 0, 0, false},
	};
	static const struct row wide[] = {
		{EQ_AGG_COUNT, "2023-12-20", "2023-12-31", 0, 1, 7, false},
		/* 01-20 is taken out: no row there means nothing */
		{EQ_AGG_SUM, "2024-01-15", "2024-01-21", 4, 1, 6, false},
		{EQ_AGG_SUM, "2024-01-20", "2024-01-20", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-01-31", "2024-02-01", 0, 1, 1, false},
	};
	static const struct row bare[] = {
		{EQ_AGG_COUNT, "2024-01-01", "2024-01-31", 0, 1, 2, false},
		{EQ_AGG_MEAN, "2024-01-01", "2024-01-31", 0, 0, 2, false},
		{EQ_AGG_COUNT, "2024-02-01", "2024-02-29", 0, 0, 0, false},
	};
	struct eq_because taken_out[] = {{.range = days("2024-03-01", "2024-03-02")},
					 {.range = days("2024-01-20", "2024-01-20")}};
	struct made m;

	(void)state;
	make(&m, false, weeks, day("2024-01-01"), dated, 15);
	m.data.covers = days("2024-01-02", "2024-01-12");
	ASSERT_ROWS("covers", &m, rows);
	m.data.covers = days("2023-12-25", "2024-01-31");
	m.data.except = taken_out;
	m.data.n_except = 2;
	ASSERT_ROWS("covers more", &m, wide);
	/* not one row, but days for which that is said */
	make(&m, false, weeks, 0, NULL, 0);
	m.data.covers = days("2024-01-10", "2024-01-11");
	ASSERT_ROWS("no rows", &m, bare);
}

static void a_source_by_period(void **state)
{
	static const struct bucket buckets[] = {
		{EQ_BUCKET_WHOLE, 2, 2, 0, 14, 4, 10, 4, 10}, /* to 01-07 */
		{EQ_BUCKET_EMPTY, 0, 0, 0, 0, 0, 0, 0, 0},    /* to 01-14 */
		{EQ_BUCKET_WHOLE, 2, 1, 1, 9, 9, 9, 9, 9},    /* to 01-21: a part has no value */
		{EQ_BUCKET_LACKING, 1, 1, 0, 100, 100, 100, 100, 100}, /* to 01-28 */
		{EQ_BUCKET_WHOLE, 1, 1, 0, 21, 21, 21, 21, 21},        /* to 02-04 */
		{EQ_BUCKET_EXCEPTED, 1, 1, 0, 100, 100, 100, 100, 100} /* to 02-11 */
	};
	static const struct row rows[] = {
		{EQ_AGG_SUM, "2024-01-01", "2024-01-07", 14, 1, 7, false},
		{EQ_AGG_SUM, "2024-01-08", "2024-01-14", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-01-15", "2024-01-21", 0, 0, 0, false},
		{EQ_AGG_COUNT, "2024-01-15", "2024-01-21", 2, 1, 7, false},
		{EQ_AGG_SUM, "2024-01-22", "2024-01-28", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-02-05", "2024-02-11", 0, 0, 0, false},
		{EQ_AGG_SUM, "2023-12-01", "2024-03-31", 35, 1, 14, false},
		/* what a window cuts is shared by days */
		{EQ_AGG_SUM, "2024-01-06", "2024-01-07", 4, 1, 2, true},
		{EQ_AGG_SUM, "2024-01-01", "2024-01-31", 23, 1, 10, true},
		{EQ_AGG_COUNT, "2024-01-06", "2024-01-07", 4, 7, 2, true},
		{EQ_AGG_SUM, "2024-01-12", "2024-01-29", 3, 1, 1, true},
		/* but not a mean, nor the ends */
		{EQ_AGG_MEAN, "2024-01-06", "2024-01-07", 7, 1, 2, false},
		{EQ_AGG_MEAN, "2024-01-01", "2024-02-04", 35, 3, 14, false},
		{EQ_AGG_MIN, "2024-01-06", "2024-02-04", 4, 1, 9, false},
		{EQ_AGG_MAX, "2024-01-01", "2024-01-29", 21, 1, 8, false},
		{EQ_AGG_FIRST, "2024-01-01", "2024-02-04", 4, 1, 14, false},
		{EQ_AGG_LAST, "2024-01-01", "2024-01-31", 21, 1, 10, false},
		/* a snapshot is of its period's last day */
		{EQ_AGG_LEVEL, "2024-01-01", "2024-02-04", 35, 2, 14, false},
		{EQ_AGG_LEVEL, "2024-01-01", "2024-02-03", 14, 1, 7, false},
		{EQ_AGG_LEVEL, "2024-01-30", "2024-01-31", 21, 1, 2, false},
		{EQ_AGG_CLOSING, "2024-01-01", "2024-02-11", 21, 1, 14, false},
		/* a window over two periods, of which the source has only the second */
		{EQ_AGG_LEVEL, "2023-12-25", "2024-01-05", 0, 0, 0, false},
	};
	struct made m;

	(void)state;
	make(&m, true, weeks, eq_period_number(weeks, day("2024-01-07")), buckets, 6);
	ASSERT_ROWS("by period", &m, rows);
	/* three days of January's 31, four of February's 29 */
	struct eq_measured two =
		eq_measure_over(&m.model, &m.cube, EQ_AGG_SUM, days("2024-01-29", "2024-02-04"));
	unsigned flags = 0;
	struct eq_dec in_january = eq_dec_div(eq_dec_int(3), eq_dec_int(31), &flags);
	struct eq_dec in_february = eq_dec_div(eq_dec_int(4), eq_dec_int(29), &flags);
	struct eq_dec both = eq_dec_add(in_january, in_february, &flags);
	assert_int_equal(eq_dec_cmp(two.months.v, both), 0);
	make(&m, true, weeks, 0, NULL, 0);
	struct eq_measured none =
		eq_measure_over(&m.model, &m.cube, EQ_AGG_SUM, days("2024-01-01", "2024-01-07"));
	assert_true(none.total.missing);
	assert_int_equal(none.counted, 0);
}

/* The counted days, each as its part of its own month: 2024-02 has 29. */
static void months_by_their_own_days(void **state)
{
	static const struct {
		const char *from, *to;
		int months, of;
	} rows[] = {
		{"2024-02-01", "2024-02-29", 1, 1},
		{"2024-02-10", "2024-03-31", 49, 29}, /* 20/29 and 1 */
		{"2024-01-01", "2024-12-31", 12, 1},
		{"2023-01-01", "2023-12-31", 12, 1},
		{"2024-04-16", "2024-04-30", 1, 2},
		/* fifteen days of one month of 30, fifteen of another */
		{"2024-04-16", "2024-06-15", 2, 1},
		{"2023-02-01", "2023-02-07", 1, 4},
	};
	struct made m;

	(void)state;
	make(&m, false, months, 0, NULL, 0);
	m.data.covers = days("2023-01-01", "2024-12-31");
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_measured have = eq_measure_over(&m.model, &m.cube, EQ_AGG_COUNT,
							  days(rows[k].from, rows[k].to));
		assert_number("months", k, have.months, rows[k].months, rows[k].of);
	}
	/* only the days that count: two of April, in a source that covers no more */
	m.data.covers = days("2024-04-29", "2024-04-30");
	struct eq_measured two =
		eq_measure_over(&m.model, &m.cube, EQ_AGG_COUNT, days("2024-04-01", "2024-05-31"));
	assert_number("months", 99, two.months, 1, 15);
	/* a row a month: a cut month is shared by its own days */
	static const struct bucket january = {EQ_BUCKET_WHOLE, 1, 1, 0, 62, 62, 62, 62, 62};
	make(&m, true, months, eq_period_number(months, day("2024-01-31")), &january, 1);
	struct eq_measured half =
		eq_measure_over(&m.model, &m.cube, EQ_AGG_SUM, days("2024-01-20", "2024-02-10"));
	assert_number("a row a month", 0, half.total, 24, 1);
	assert_int_equal(half.counted, 12);
	assert_number("a row a month", 1, half.months, 12, 31);
	assert_true(half.shared);
}

/* On a timeline of days a day without a row, in a source without `covers`, has no value. */
static void a_timeline_of_days(void **state)
{
	static const struct row rows[] = {
		{EQ_AGG_SUM, "2024-01-01", "2024-01-02", 15, 1, 1, false},
		{EQ_AGG_SUM, "2024-01-02", "2024-01-02", 0, 0, 0, false},
		{EQ_AGG_SUM, "2024-01-15", "2024-01-21", 4, 1, 1, false},
		{EQ_AGG_COUNT, "2024-01-07", "2024-01-07", 0, 1, 1, false},
	};
	struct made m;

	(void)state;
	make(&m, false, single_days, day("2024-01-01"), dated, 15);
	ASSERT_ROWS("days", &m, rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dated_source),     cmocka_unit_test(a_source_that_covers_days),
		cmocka_unit_test(a_source_by_period), cmocka_unit_test(months_by_their_own_days),
		cmocka_unit_test(a_timeline_of_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
