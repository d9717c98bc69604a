/* test_date.c - the calendar: counted through day by day, and days known from elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "time/date.h"

#include <limits.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static eq_date day(int year, int month, int d)
{
	eq_date out;

	assert_true(eq_date_make(year, month, d, &out));
	return out;
}

/* From the first day to the last, with a calendar that only knows how to take one step. */
static void every_day_of_the_calendar(void **state)
{
	(void)state;
	static const int lengths[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year = 1, month = 1, d = 1, weekday = 0; /* 0001-01-01 was a Monday */
	eq_date number = EQ_DATE_MIN;

	for (; year <= 9999; number++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		int length = lengths[month] + (month == 2 && leap), y, m, dd;
		eq_date made;

		eq_date_parts(number, &y, &m, &dd);
		if (y != year || m != month || dd != d || !eq_date_make(year, month, d, &made) ||
		    made != number || eq_date_weekday(number) != weekday ||
		    eq_month_days(year, month) != length)
			fail_msg("day %d should be %d-%d-%d", number, year, month, d);
		weekday = (weekday + 1) % 7;
		if (++d > length) {
			if (eq_date_make(year, month, d, &made))
				fail_msg("%d-%d-%d passes", year, month, d);
			d = 1;
			if (++month > 12) {
				month = 1;
				year++;
			}
		}
	}
	assert_int_equal(number, EQ_DATE_MAX + 1);
}

/* Numbers and weekdays as Python's datetime gives them. */
static void known_days(void **state)
{
	(void)state;
	static const struct {
		const char *written;
		eq_date number;
		const char *weekday;
	} cases[] = {
		{"1970-01-01", 0, "Thursday"},      {"2024-02-07", 19760, "Wednesday"},
		{"2024-03-24", 19806, "Sunday"},    {"2000-02-29", 11016, "Tuesday"},
		{"1900-03-01", -25508, "Thursday"}, {"1582-10-15", -141427, "Friday"},
		{"9999-12-31", 2932896, "Friday"},  {"0001-01-01", -719162, "Monday"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[EQ_DATE_CHARS];
		eq_date d;

		assert_true(eq_date_read(eq_text_of(cases[i].written), &d));
		assert_int_equal(d, cases[i].number);
		assert_int_equal(eq_date_write(d, out), 10);
		assert_string_equal(out, cases[i].written);
		assert_string_equal(eq_weekday_name(eq_date_weekday(d)), cases[i].weekday);
	}
}

static void reads_only_the_one_form(void **state)
{
	(void)state;
	static const char *const no_such_day[] = {
		"2023-02-29", "1900-02-29", "2023-02-30", "2023-04-31", "2023-00-10",
		"2023-13-01", "2023-01-00", "2023-01-32", "0000-01-01",
	};
	static const char *const not_of_the_form[] = {
		"",           "2023",        "2023-1-01",   "2023-01-1",   "23-01-01",
		"2023/01/01", "2023-01-01 ", " 2023-01-01", "2023-01-011", "02023-01-01",
		"+023-01-01", "2023-01-0x",  "20230101",    "01-01-2023",
	};
	eq_date d;

	for (size_t i = 0; i < COUNT(no_such_day); i++) {
		d = 1;
		if (!eq_date_read(eq_text_of(no_such_day[i]), &d) || d != EQ_DATE_NONE)
			fail_msg("%s", no_such_day[i]);
	}
	for (size_t i = 0; i < COUNT(not_of_the_form); i++)
		if (eq_date_read(eq_text_of(not_of_the_form[i]), &d))
			fail_msg("%s", not_of_the_form[i]);
	assert_false(eq_date_make(10000, 1, 1, &d));
	assert_false(eq_date_make(INT_MAX, INT_MAX, INT_MAX, &d));
	assert_false(eq_date_make(2023, INT_MIN, 1, &d));
	assert_int_equal(eq_month_days(2023, 13), 0);
}

static void writes_outside_the_calendar(void **state)
{
	(void)state;
	static const struct {
		eq_date d;
		const char *written;
	} cases[] = {
		{EQ_DATE_NONE, "(no date)"},
		{INT32_MAX, "(no date)"},
		{EQ_DATE_MAX + 1, "10000-01-01"},
		{EQ_DATE_MIN - 1, "0000-12-31"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[EQ_DATE_CHARS];

		assert_int_equal(eq_date_write(cases[i].d, out), strlen(cases[i].written));
		assert_string_equal(out, cases[i].written);
	}
}

static void finds_names(void **state)
{
	(void)state;
	assert_int_equal(eq_weekday_find(EQ_TEXT("sunday")), 6);
	assert_int_equal(eq_weekday_find(EQ_TEXT("Mon")), 0);
	assert_int_equal(eq_weekday_find(EQ_TEXT("thu")), 3);
	assert_int_equal(eq_weekday_find(EQ_TEXT("thur")), -1);
	assert_int_equal(eq_weekday_find(EQ_TEXT("")), -1);
	assert_int_equal(eq_month_find(EQ_TEXT("APRIL")), 4);
	assert_int_equal(eq_month_find(EQ_TEXT("dec")), 12);
	assert_int_equal(eq_month_find(EQ_TEXT("may")), 5);
	assert_int_equal(eq_month_find(EQ_TEXT("ju")), -1);
	assert_int_equal(eq_month_find(EQ_TEXT("mayo")), -1);
	for (int m = 1; m <= 12; m++)
		assert_int_equal(eq_month_find(eq_text_of(eq_month_name(m))), m);
	for (int w = 0; w < 7; w++)
		assert_int_equal(eq_weekday_find(eq_text_of(eq_weekday_name(w))), w);
}

static void adds_months(void **state)
{
	(void)state;
	assert_int_equal(eq_date_add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
	assert_int_equal(eq_date_add_months(day(2023, 1, 31), 1), day(2023, 2, 28));
	assert_int_equal(eq_date_add_months(day(2024, 2, 29), 12), day(2025, 2, 28));
	assert_int_equal(eq_date_add_months(day(2024, 3, 31), -1), day(2024, 2, 29));
	assert_int_equal(eq_date_add_months(day(2024, 3, 15), -3), day(2023, 12, 15));
	assert_int_equal(eq_date_add_months(day(2024, 3, 15), 0), day(2024, 3, 15));
	assert_int_equal(eq_date_add_months(day(9999, 12, 1), 1), EQ_DATE_MAX);
	assert_int_equal(eq_date_add_months(day(1, 1, 15), -1), EQ_DATE_MIN);
	assert_int_equal(eq_date_add_months(day(2024, 1, 1), INT_MAX), EQ_DATE_MAX);
	assert_int_equal(eq_date_add_months(day(2024, 1, 1), INT_MIN), EQ_DATE_MIN);
}

static void reads_the_forms_of_data_files(void **state)
{
	(void)state;
	static const struct {
		const char *pattern, *text, *date; /* NULL: not of the form; "": no such day */
	} cases[] = {
		{"yyyy-mm-dd", "2023-08-01", "2023-08-01"},
		{"yyyy-mm-dd", "2023-8-1", NULL},
		{"yyyy-mm-dd", "2023-02-30", ""},
		{"dd/mm/yyyy", "01/08/2023", "2023-08-01"},
		{"dd/mm/yyyy", "1/8/2023", NULL},
		{"dd/mm/yyyy", "08/31/2023", ""},
		{"dd/mm/yyyy", "01/08/2023 10:00", NULL},
		{"dd/mm/yyyy", "01-08-2023", NULL},
		{"DD/MM/YYYY", "01/08/2023", "2023-08-01"},
		{"d/m/yy", "1/8/23", "2023-08-01"},
		{"d/m/yy", "31/12/68", "2068-12-31"},
		{"d/m/yy", "01/01/69", "1969-01-01"},
		{"d/m/yy", "1/8/2023", NULL},
		{"d/m/yy", "/8/23", NULL},
		{"dd-mmm-yy", "01-Aug-23", "2023-08-01"},
		{"dd-mmm-yy", "01-AUGUST-23", "2023-08-01"},
		{"dd-mmm-yy", "01-Agu-23", NULL},
		{"d mmmm yyyy", "7 February 2024", "2024-02-07"},
		{"d.m.yyyy", "7.2.2024", "2024-02-07"},
		{"yyyy-mm", "2024-02", "2024-02-29"}, /* the month's last day */
		{"yyyy-mm", "2024-13", ""},
		{"mmm yy", "Feb 23", "2023-02-28"},
		{"yyyymmdd", "20240207", "2024-02-07"},
		{"dmmmyy", "7feb24", "2024-02-07"},
		{"yyyy-mm-dd", "", NULL},
	};
	static const char *const bad[] = {
		"",
		"yyyy",
		"mm/dd",
		"dd/mm/yyy",
		"ddd/mm/yyyy",
		"dd/mmmmm/yyyy",
		"dd/mm/yyyy/dd",
		"yyyy-mm-yyyy",
		"hh:mm",
		"dm/yyyy",
		"dmyyyy",
		"dd,mm,yyyy",
		"dd//mm//yyyy--",
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_date_format format;
		char written[EQ_DATE_CHARS];
		eq_date d = 0;
		bool read;

		if (!eq_date_format_read(eq_text_of(cases[i].pattern), &format))
			fail_msg("%s is refused", cases[i].pattern);
		read = eq_date_read_as(eq_text_of(cases[i].text), &format, &d);
		eq_date_write(d, written);
		if (read != (cases[i].date != NULL) ||
		    (read &&
		     (cases[i].date[0] ? strcmp(written, cases[i].date) != 0 : d != EQ_DATE_NONE)))
			fail_msg("%s as %s: %d, %s", cases[i].text, cases[i].pattern, read,
				 written);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct eq_date_format format;

		if (eq_date_format_read(eq_text_of(bad[i]), &format))
			fail_msg("%s passes", bad[i]);
	}
}

static void ranges(void **state)
{
	(void)state;
	struct eq_range a = {1, 10}, b = {5, 20}, c = {11, 12}, met;

	assert_int_equal(eq_range_days(a), 10);
	assert_int_equal(eq_range_days((struct eq_range){3, 3}), 1);
	assert_int_equal(eq_range_days((struct eq_range){4, 3}), 0);
	assert_true(eq_range_days((struct eq_range){INT32_MIN, INT32_MAX}) == INT64_C(1) << 32);
	met = eq_range_meet(a, b);
	assert_true(met.from == 5 && met.to == 10);
	assert_int_equal(eq_range_days(eq_range_meet(a, c)), 0);
	assert_true(eq_range_has(a, 1) && eq_range_has(a, 10));
	assert_false(eq_range_has(a, 0) || eq_range_has(a, 11));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_calendar),
		cmocka_unit_test(known_days),
		cmocka_unit_test(reads_only_the_one_form),
		cmocka_unit_test(writes_outside_the_calendar),
		cmocka_unit_test(finds_names),
		cmocka_unit_test(adds_months),
		cmocka_unit_test(reads_the_forms_of_data_files),
		cmocka_unit_test(ranges),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
