/* test_range.c - ranges as people write them on a command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "time/range.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct eq_fiscal from_april = {4}, from_january = {1};

static void ranges_are_read(void **state)
{
	/* By the calendar: 2024 is a leap year; six weeks that end on 24 March begin 41 days before. */
	static const struct {
		const char *written, *from, *to;
	} cases[] = {
		{"2024-03-24", "2024-03-24", "2024-03-24"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"FY23/24", "2023-04-01", "2024-03-31"},
		{" FY23/24 ", "2023-04-01", "2024-03-31"},
		{"2023-04-01 to 2023-09-30", "2023-04-01", "2023-09-30"},
		{"2023-04-01   to   2023-09-30", "2023-04-01", "2023-09-30"},
		{"2023-04 to 2023-06", "2023-04-01", "2023-06-30"},
		{"FY22/23 to 2024-02", "2022-04-01", "2024-02-29"},
		{"2024-03-24 to 2024-03-24", "2024-03-24", "2024-03-24"},
		{"6 weeks to 2024-03-24", "2024-02-12", "2024-03-24"},
		{"1 day to 2024-03-24", "2024-03-24", "2024-03-24"},
		{"3 months to 2024-03", "2024-01-01", "2024-03-31"},
		{"1 year to FY23/24", "2023-04-01", "2024-03-31"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_range_reading r;
		char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];

		if (!eq_range_read(eq_text_of(cases[i].written), from_april, &r))
			fail_msg("`%s` is not read", cases[i].written);
		eq_date_write(r.range.from, from);
		eq_date_write(r.range.to, to);
		assert_string_equal(from, cases[i].from);
		assert_string_equal(to, cases[i].to);
	}
}

static void what_is_wrong_is_told(void **state)
{
	static const struct {
		const char *written;
		enum eq_range_fault fault;
		const char *part, *hint;
	} cases[] = {
		{"", EQ_RANGE_OTHER_FORM, "", ""},
		{"to", EQ_RANGE_OTHER_FORM, "to", ""},
		{"last year", EQ_RANGE_OTHER_FORM, "last year", ""},
		{"24/03/2024", EQ_RANGE_OTHER_FORM, "24/03/2024", ""},
		{"6 weeks", EQ_RANGE_OTHER_FORM, "6 weeks", ""},
		{"0 weeks to 2024-03-24", EQ_RANGE_OTHER_FORM, "0 weeks", ""},
		{"99999999999 weeks to 2024-03-24", EQ_RANGE_OTHER_FORM, "99999999999 weeks", ""},
		{"2023-04-01 to soon", EQ_RANGE_OTHER_FORM, "soon", ""},
		{"2023-04-01 to ", EQ_RANGE_OTHER_FORM, "2023-04-01 to", ""},
		{"2023-02-30", EQ_RANGE_NO_SUCH_DAY, "2023-02-30", ""},
		{"2023-13", EQ_RANGE_NO_SUCH_DAY, "2023-13", ""},
		{"2023-04 to 2023-00", EQ_RANGE_NO_SUCH_DAY, "2023-00", ""},
		{"2023/24", EQ_RANGE_FISCAL_YEAR, "2023/24", "FY23/24"},
		{"FY23 to 2024-03", EQ_RANGE_FISCAL_YEAR, "FY23", "FY23/24"},
		{"2024-03-24 to 2024-03-23", EQ_RANGE_BACKWARDS, "2024-03-24 to 2024-03-23", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_range_reading r;

		if (eq_range_read(eq_text_of(cases[i].written), from_april, &r))
			fail_msg("`%s` is read", cases[i].written);
		if (r.fault != cases[i].fault)
			fail_msg("`%s`: fault %d", cases[i].written, (int)r.fault);
		assert_true(eq_text_is(r.part, cases[i].part));
		if (*cases[i].hint)
			assert_string_equal(r.hint, cases[i].hint);
	}
}

static void fiscal_years_of_january(void **state)
{
	struct eq_range_reading r;

	(void)state;
	assert_true(eq_range_read(EQ_TEXT("FY2023"), from_january, &r));
	assert_int_equal(eq_range_days(r.range), 365);
	assert_false(eq_range_read(EQ_TEXT("FY23/24"), from_january, &r));
	assert_string_equal(r.hint, "FY2023");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_read),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(fiscal_years_of_january),
	};

	return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
