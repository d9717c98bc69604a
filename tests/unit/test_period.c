/* test_period.c - days, weeks, months, timelines, fiscal years, trailing windows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "time/period.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static eq_date day(const char *written)
{
	eq_date d;

	assert_true(eq_date_read(eq_text_of(written), &d));
	assert_int_not_equal(d, EQ_DATE_NONE);
	return d;
}

static void assert_range(struct eq_range r, const char *from, const char *to)
{
	if (r.from != day(from) || r.to != day(to)) {
		char a[EQ_DATE_CHARS], b[EQ_DATE_CHARS];

		eq_date_write(r.from, a);
		eq_date_write(r.to, b);
		fail_msg("expected %s to %s, got %s to %s", from, to, a, b);
	}
}

static const struct eq_grain sunday_weeks = {EQ_WEEK, 6};
static const struct eq_grain month_grain = {EQ_MONTH, 0};
static const struct eq_grain day_grain = {EQ_DAY, 0};

/* Every day of four centuries, each grain: a period holds the days it is found from, ends
 * where the calendar says so, and the next number begins the day after. */
static void periods_leave_no_gap(void **state)
{
	(void)state;
	eq_date first = day("1800-01-01"), last = day("2199-12-31");
	struct eq_grain grains[9] = {{EQ_DAY, 0}, {EQ_MONTH, 0}};

	for (uint8_t w = 0; w < 7; w++)
		grains[2 + w] = (struct eq_grain){EQ_WEEK, w};
	for (size_t i = 0; i < COUNT(grains); i++) {
		struct eq_grain g = grains[i];
		int32_t before = eq_period_number(g, first - 1);

		assert_int_equal(eq_period_number(g, 0), 0); /* 1970-01-01 */
		for (eq_date d = first; d <= last; d++) {
			int32_t number = eq_period_number(g, d);
			struct eq_range r = eq_period_range(g, number);
			int year, month, day_of_month;
			bool starts;

			eq_date_parts(d, &year, &month, &day_of_month);
			starts = g.unit == EQ_DAY || (g.unit == EQ_MONTH && day_of_month == 1) ||
				 (g.unit == EQ_WEEK && eq_date_weekday(d - 1) == g.week_end);
			if (!eq_range_has(r, d) || number != before + starts ||
			    (r.from == d) != starts)
				fail_msg("grain %zu, day %d, period %d", i, d, number);
			before = number;
		}
	}
}

static void known_periods(void **state)
{
	(void)state;
	static const struct {
		struct eq_grain grain;
		const char *day, *from, *to, *written;
	} cases[] = {
		{{EQ_WEEK, 6}, "2024-03-24", "2024-03-18", "2024-03-24", "week ending 2024-03-24"},
		{{EQ_WEEK, 6}, "2024-03-18", "2024-03-18", "2024-03-24", "week ending 2024-03-24"},
		{{EQ_WEEK, 6}, "2024-03-25", "2024-03-25", "2024-03-31", "week ending 2024-03-31"},
		{{EQ_WEEK, 4}, "2024-02-07", "2024-02-03", "2024-02-09", "week ending 2024-02-09"},
		{{EQ_MONTH, 0}, "2024-02-07", "2024-02-01", "2024-02-29", "February 2024"},
		{{EQ_MONTH, 0}, "1969-12-31", "1969-12-01", "1969-12-31", "December 1969"},
		{{EQ_MONTH, 0}, "0001-01-31", "0001-01-01", "0001-01-31", "January 0001"},
		{{EQ_MONTH, 0}, "9999-12-01", "9999-12-01", "9999-12-31", "December 9999"},
		{{EQ_DAY, 0}, "2024-02-07", "2024-02-07", "2024-02-07", "2024-02-07"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[EQ_PERIOD_CHARS];
		int32_t number = eq_period_number(cases[i].grain, day(cases[i].day));

		assert_range(eq_period_range(cases[i].grain, number), cases[i].from, cases[i].to);
		assert_int_equal(eq_period_write(cases[i].grain, number, out),
				 strlen(cases[i].written));
		assert_string_equal(out, cases[i].written);
	}
	assert_string_equal(eq_grain_word(sunday_weeks, true), "weeks");
	assert_string_equal(eq_grain_word(month_grain, false), "month");
	assert_string_equal(eq_grain_word(day_grain, false), "day");
}

static void timelines(void **state)
{
	(void)state;
	struct eq_timeline t;
	struct eq_range r = {day("2024-03-06"), day("2024-03-25")}; /* Wednesday to Monday */

	assert_true(eq_timeline_make(sunday_weeks, r, &t));
	assert_int_equal(t.n, 4); /* the weeks ending on the 10th, 17th, 24th and 31st */
	assert_range(eq_timeline_range(&t, 0), "2024-03-04", "2024-03-10");
	assert_range(eq_timeline_range(&t, 3), "2024-03-25", "2024-03-31");
	static const struct {
		const char *day;
		int32_t lane, ended;
	} cases[] = {
		{"2024-01-01", -1, -1}, {"2024-03-03", -1, -1}, {"2024-03-04", 0, -1},
		{"2024-03-09", 0, -1},  {"2024-03-10", 0, 0},   {"2024-03-11", 1, 0},
		{"2024-03-24", 2, 2},   {"2024-03-30", 3, 2},   {"2024-03-31", 3, 3},
		{"2024-04-01", 4, 3},   {"2025-01-01", 4, 3},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(eq_timeline_lane(&t, day(cases[i].day)), cases[i].lane);
		assert_int_equal(eq_timeline_ended(&t, day(cases[i].day)), cases[i].ended);
	}
	/* None, one, as many as there may be, and one more. */
	assert_true(eq_timeline_make(sunday_weeks, (struct eq_range){5, 4}, &t));
	assert_int_equal(t.n, 0);
	assert_int_equal(eq_timeline_ended(&t, 1000), -1);
	assert_true(eq_timeline_make(month_grain, (struct eq_range){5, 5}, &t));
	assert_int_equal(t.n, 1);
	assert_true(eq_timeline_make(day_grain, (struct eq_range){1, EQ_LIMIT_PERIODS}, &t));
	assert_int_equal(t.n, EQ_LIMIT_PERIODS);
	assert_false(eq_timeline_make(day_grain, (struct eq_range){0, EQ_LIMIT_PERIODS}, &t));
	assert_false(
		eq_timeline_make(sunday_weeks, (struct eq_range){EQ_DATE_MIN, EQ_DATE_MAX}, &t));
	assert_true(eq_timeline_make(month_grain, (struct eq_range){EQ_DATE_MIN, EQ_DATE_MAX}, &t));
	assert_int_equal(t.n, 9999 * 12);
	assert_int_equal(eq_timeline_range(&t, t.n - 1).to, EQ_DATE_MAX);
}

static void fiscal_years(void **state)
{
	(void)state;
	struct eq_fiscal april = {4}, january = {1}, october = {10};

	assert_range(eq_fiscal_range(april, 2023), "2023-04-01", "2024-03-31");
	assert_int_equal(eq_range_days(eq_fiscal_range(april, 2023)), 366);
	assert_int_equal(eq_range_days(eq_fiscal_range(april, 2024)), 365);
	assert_int_equal(eq_fiscal_year(april, day("2024-03-31")), 2023);
	assert_int_equal(eq_fiscal_year(april, day("2024-04-01")), 2024);
	assert_range(eq_fiscal_range(january, 2023), "2023-01-01", "2023-12-31");
	assert_int_equal(eq_fiscal_year(january, day("2023-01-01")), 2023);
	assert_range(eq_fiscal_range(october, 2023), "2023-10-01", "2024-09-30");
	/* Where the calendar ends, so do they. */
	assert_range(eq_fiscal_range(april, 9999), "9999-04-01", "9999-12-31");
	assert_range(eq_fiscal_range(april, 0), "0001-01-01", "0001-03-31");
	for (uint8_t start = 1; start <= 12; start++)
		for (eq_date d = day("1999-01-01"); d < day("2005-01-01"); d++) {
			struct eq_fiscal f = {start};

			assert_true(eq_range_has(eq_fiscal_range(f, eq_fiscal_year(f, d)), d));
		}
}

static void fiscal_years_as_written(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint8_t start;
		int year; /* 0: refused */
		const char *hint;
	} cases[] = {
		{"FY23/24", 4, 2023, NULL},
		{"FY99/00", 4, 1999, NULL},
		{"FY00/01", 10, 2000, NULL},
		{"FY68/69", 4, 2068, NULL},
		{"FY69/70", 4, 1969, NULL},
		{"FY2023", 1, 2023, NULL},
		{"FY23/25", 4, 0, "FY23/24"},
		{"FY24", 4, 0, "FY24/25"},
		{"2024/25", 4, 0, "FY24/25"},
		{"2024-25", 4, 0, "FY24/25"},
		{"FY2024/2025", 4, 0, "FY24/25"},
		{"fy24/25", 4, 0, "FY24/25"},
		{"FY23/24", 1, 0, "FY2023"},
		{"FY24", 1, 0, "FY2024"},
		{"FY2083", 4, 0, NULL},
		{"FY2083", 1, 2083, NULL},
		{"FY", 4, 0, NULL},
		{"", 4, 0, NULL},
		{"FY23/24x", 4, 0, NULL},
		{"FY23/", 4, 0, NULL},
		{"FY123", 4, 0, NULL},
		{"F", 4, 0, NULL},
		{"FY12345678901234567890", 1, 0, NULL},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_fiscal f = {cases[i].start};
		char room[EQ_FISCAL_CHARS], written[EQ_FISCAL_CHARS];
		const char *hint = "left over";
		int year = 0;
		bool read = eq_fiscal_read(eq_text_of(cases[i].text), f, &year, &hint, room);

		if (read != (cases[i].year != 0) || year != cases[i].year ||
		    (hint == NULL) != (cases[i].hint == NULL) ||
		    (hint && strcmp(hint, cases[i].hint) != 0))
			fail_msg("%s: %d, %d, %s", cases[i].text, read, year, hint ? hint : "-");
		if (read) {
			eq_fiscal_write(f, year, written);
			assert_string_equal(written, cases[i].text);
		}
	}
}

static void trailing_windows(void **state)
{
	(void)state;
	static const struct {
		const char *end;
		struct eq_span_of_time length;
		const char *from;
		int64_t days;
	} cases[] = {
		{"2024-03-24", {6, EQ_WEEK}, "2024-02-12", 42},
		{"2024-03-24", {104, EQ_WEEK}, "2022-03-28", 728},
		{"2024-03-24", {1, EQ_DAY}, "2024-03-24", 1},
		{"2024-03-31", {3, EQ_MONTH}, "2024-01-01", 91},
		{"2024-02-29", {1, EQ_MONTH}, "2024-02-01", 29},
		{"2024-03-24", {3, EQ_MONTH}, "2023-12-25", 91},
		{"2024-03-31", {1, EQ_YEAR}, "2023-04-01", 366},
		{"9999-12-31", {1, EQ_YEAR}, "9999-01-01", 365},
		{"2024-03-31", {INT32_MAX, EQ_YEAR}, "0001-01-01", 738976},
		{"2024-03-31", {INT32_MAX, EQ_WEEK}, "0001-01-01", 738976},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_range r = eq_range_trailing(day(cases[i].end), cases[i].length);

		assert_range(r, cases[i].from, cases[i].end);
		assert_int_equal(eq_range_days(r), cases[i].days);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_leave_no_gap),
		cmocka_unit_test(known_periods),
		cmocka_unit_test(timelines),
		cmocka_unit_test(fiscal_years),
		cmocka_unit_test(fiscal_years_as_written),
		cmocka_unit_test(trailing_windows),
	};

	return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
