/* test_cells.c - single cells: what they mean, and why they are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "data/cells.h"

#define POUND "\xC2\xA3"

static const struct eq_cell_signs pounds = {.currency = {POUND, 2}}, plain = {.percent = true},
				  none = {.percent = false};

static struct eq_date_format format_of(const char *pattern)
{
	struct eq_date_format f;

	assert_true(eq_date_format_read(eq_text_of(pattern), &f));
	return f;
}

static void test_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		int64_t i;
		uint8_t scale;
	} cases[] = {
		{"0", 0, 0},
		{"-0", 0, 0},
		{"7", 7, 0},
		{"+7", 7, 0},
		{"-7", -7, 0},
		{"\xE2\x88\x92"
		 "7.5",
		 -75, 1},
		{"\xE2\x80\x93"
		 "7.5",
		 -75, 1},
		{"0012", 12, 0},
		{"1250.50", 125050, 2},
		{".5", 5, 1},
		{"5.", 5, 0},
		{"0.000", 0, 3},
		{"1,204", 1204, 0},
		{"1,204.5", 12045, 1},
		{"-12,345,678.90", -1234567890, 2},
		{"\xC2\xA3"
		 "1,250.50",
		 125050, 2},
		{"-\xC2\xA3"
		 "5",
		 -5, 0},
		{"\xC2\xA3-5", -5, 0},
		{"(264.53)", -26453, 2},
		{"( 264.53 )", -26453, 2},
		{POUND "(264.53)", -26453, 2},
		{"(" POUND "264.53)", -26453, 2},
		{POUND " 1,250.50", 125050, 2},
		{"-" POUND "1,204", -1204, 0},
		{"999999999999999999", 999999999999999999, 0},
		{"000000000000000000000000000000000000000000001", 1, 0},
		{"0.000000000000000001", 1, 18},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_cell_number n = {0};

		if (eq_cell_number(eq_text_of(cases[i].cell), pounds, &n) || n.wide ||
		    n.i != cases[i].i || n.scale != cases[i].scale)
			fail_msg("%s", cases[i].cell);
	}
}

static void test_percentages(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		int64_t i;
		uint8_t scale;
	} cases[] = {
		{"34.9%", 349, 3}, {"34.9 %", 349, 3}, {"-5%", -5, 2},      {"(3.4%)", -34, 3},
		{"100%", 100, 2},  {"0%", 0, 2},       {"1,204%", 1204, 2}, {"0.349", 349, 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_cell_number n = {0};

		if (eq_cell_number(eq_text_of(cases[i].cell), plain, &n) || n.wide ||
		    n.i != cases[i].i || n.scale != cases[i].scale)
			fail_msg("%s", cases[i].cell);
	}
	struct eq_cell_number n;
	/* 33 decimals are 35 of the share: more than a number has. */
	assert_int_equal(eq_cell_number(EQ_TEXT("0.123456789012345678901234567890123%"), plain, &n),
			 EQ_CELL_DIGITS);
}

static void test_wide_numbers(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"1234567890123456789",
		"-1234567890123456789.5",
		"9999999999999999999999999999999999",
		"-9999999999999999999999999999999999",
		"0.0000000000000000001",
		"0.1234567890123456789012345678901234",
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_cell_number n = {0};
		struct eq_dec expected;
		unsigned flags = 0;

		assert_true(eq_dec_read(eq_text_of(cases[i]), &expected, &flags));
		assert_int_equal(flags, 0);
		assert_int_equal(eq_cell_number(eq_text_of(cases[i]), none, &n), EQ_CELL_FITS);
		assert_true(n.wide);
		assert_int_equal(eq_dec_cmp(n.d, expected), 0);
	}
}

static void test_not_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		enum eq_cell_fault fault;
	} cases[] = {
		{"abc", EQ_CELL_NOT_NUMBER},
		{".", EQ_CELL_NOT_NUMBER},
		{"+", EQ_CELL_NOT_NUMBER},
		{",", EQ_CELL_NOT_NUMBER},
		{"--1", EQ_CELL_NOT_NUMBER},
		{"1.2.3", EQ_CELL_NOT_NUMBER},
		{"1 204", EQ_CELL_NOT_NUMBER},
		{"12 people", EQ_CELL_NOT_NUMBER},
		{"#DIV/0!", EQ_CELL_NOT_NUMBER},
		{"2024-02-10", EQ_CELL_NOT_NUMBER},
		{"0x10", EQ_CELL_NOT_NUMBER},
		{"1e", EQ_CELL_EXPONENT},
		{"1.2E+05", EQ_CELL_EXPONENT},
		{"34.9%", EQ_CELL_PERCENT},
		{"34.9 %", EQ_CELL_PERCENT},
		{"34.9 m%", EQ_CELL_NOT_NUMBER},
		{"%", EQ_CELL_NOT_NUMBER},
		{"(264.53", EQ_CELL_NOT_NUMBER},
		{"264.53)", EQ_CELL_NOT_NUMBER},
		{"()", EQ_CELL_NOT_NUMBER},
		{"(-5)", EQ_CELL_NOT_NUMBER},
		{"-(5)", EQ_CELL_NOT_NUMBER},
		{"((5))", EQ_CELL_NOT_NUMBER},
		{"(5)%", EQ_CELL_NOT_NUMBER},
		{"(" POUND "264,795)", EQ_CELL_CURRENCY},
		{"\xC2\xA3"
		 "5",
		 EQ_CELL_CURRENCY},
		{"-$5", EQ_CELL_CURRENCY},
		{"\xE2\x82\xAC"
		 "5",
		 EQ_CELL_CURRENCY},
		{"1,5", EQ_CELL_COMMAS},
		{"12,34", EQ_CELL_COMMAS},
		{"1234,567", EQ_CELL_COMMAS},
		{"1,2345", EQ_CELL_COMMAS},
		{"1,234,56", EQ_CELL_COMMAS},
		{"1,23.5", EQ_CELL_COMMAS},
		{"1,2345.5", EQ_CELL_COMMAS},
		{"1,234,5.6", EQ_CELL_COMMAS},
		{",123", EQ_CELL_COMMAS},
		{"1,,234", EQ_CELL_COMMAS},
		{"1.5,000", EQ_CELL_COMMAS},
		{"0,125", EQ_CELL_COMMAS}, /* a decimal comma */
		{"1,234,", EQ_CELL_COMMAS},
		{"12345678901234567890123456789012345", EQ_CELL_DIGITS},
		{"0.12345678901234567890123456789012345", EQ_CELL_DIGITS},
		{"0.00000000000000000000000000000000001", EQ_CELL_DIGITS},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_cell_number n;
		enum eq_cell_fault f = eq_cell_number(eq_text_of(cases[i].cell), none, &n);

		if (f != cases[i].fault)
			fail_msg("%s: %d, expected %d", cases[i].cell, f, cases[i].fault);
	}
	struct eq_cell_number n;
	assert_int_equal(eq_cell_number(EQ_TEXT("\xE2\x82\xAC"
						"5"),
					pounds, &n),
			 EQ_CELL_CURRENCY);
	assert_int_equal(eq_cell_number(EQ_TEXT("\xC2\xA3\xC2\xA3"
						"5"),
					pounds, &n),
			 EQ_CELL_CURRENCY);
}

static void test_dates(void **state)
{
	(void)state;
	static const struct {
		const char *format, *cell;
		bool or_month;
		enum eq_cell_fault fault;
		int year, month, day;
	} cases[] = {
		{"yyyy-mm-dd", "2024-02-29", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "1900-01-01", false, EQ_CELL_FITS, 1900, 1, 1},
		{"yyyy-mm-dd", "2199-12-31", false, EQ_CELL_FITS, 2199, 12, 31},
		{"dd/mm/yyyy", "03/04/2024", false, EQ_CELL_FITS, 2024, 4, 3},
		{"d mmm yyyy", "3 Apr 2024", false, EQ_CELL_FITS, 2024, 4, 3},
		{"yyyy-mm-dd", "2024-02", true, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm", "2023-02", false, EQ_CELL_FITS, 2023, 2, 28},
		{"yyyy-mm-dd", "2024-02", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "03/04/2024", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "Total", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "45321", false, EQ_CELL_DAY_NUMBER, 0, 0, 0},
		{"yyyy-mm-dd", "2023-02-29", false, EQ_CELL_NO_DAY, 0, 0, 0},
		{"yyyy-mm-dd", "2023-13-01", false, EQ_CELL_NO_DAY, 0, 0, 0},
		{"yyyy-mm-dd", "1899-12-31", false, EQ_CELL_YEAR, 0, 0, 0},
		{"yyyy-mm-dd", "2200-01-01", false, EQ_CELL_YEAR, 0, 0, 0},
		{"yyyy-mm-dd", "0024-01-01", false, EQ_CELL_YEAR, 0, 0, 0},
		{"yyyy-mm-dd", "2024-02-29 00:00", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "2024-02-29T00:00:00", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "2024-02-29 23:59:59.999", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "2024-02-29T12:30:00Z", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "2024-02-29T12:30:00+01:00", false, EQ_CELL_FITS, 2024, 2, 29},
		{"yyyy-mm-dd", "2024-02-29T", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "2024-02-29 1230", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "2024-02-29 00:00:", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"yyyy-mm-dd", "2024-02-29 00:00 Monday", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"dd/mm/yyyy", "29/02/2024 9:05", false, EQ_CELL_FITS, 2024, 2, 29},
		{"dd-mmm-yy", "03-Apr-24", false, EQ_CELL_FITS, 2024, 4, 3},
		{"excel", "45321", false, EQ_CELL_FITS, 2024, 1, 30},
		{"excel", "45321.00", false, EQ_CELL_FITS, 2024, 1, 30},
		{"excel", "45321.99", false, EQ_CELL_FITS, 2024, 1, 30},
		{"excel", "61", false, EQ_CELL_FITS, 1900, 3, 1},
		{"excel", "60", false, EQ_CELL_DAY_EARLY, 0, 0, 0},
		{"excel", "0", false, EQ_CELL_DAY_EARLY, 0, 0, 0},
		{"excel", "999999", false, EQ_CELL_YEAR, 0, 0, 0},
		{"excel", "-45321", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"excel", "45321.", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"excel", "45321.x", false, EQ_CELL_NOT_DATE, 0, 0, 0},
		{"excel", "2024-01-30", false, EQ_CELL_NOT_DATE, 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_date_format f = format_of(cases[i].format);
		eq_date got = EQ_DATE_NONE, expected = EQ_DATE_NONE;
		enum eq_cell_fault fault =
			eq_cell_date(eq_text_of(cases[i].cell), &f, cases[i].or_month, &got);

		if (cases[i].fault == EQ_CELL_FITS)
			assert_true(eq_date_make(cases[i].year, cases[i].month, cases[i].day,
						 &expected));
		if (fault != cases[i].fault || got != expected)
			fail_msg("%s as %s", cases[i].cell, cases[i].format);
	}
}

static void test_date_forms(void **state)
{
	(void)state;
	static const struct {
		const char *cell, *form, *other;
	} cases[] = {
		{"2024-04-03", "yyyy-mm-dd", NULL},
		{"2024-04-03 00:00", "yyyy-mm-dd", NULL},
		{"03/04/2024", "dd/mm/yyyy", "mm/dd/yyyy"},
		{"23/04/2024", "dd/mm/yyyy", NULL},
		{"04/23/2024", "mm/dd/yyyy", NULL},
		{"3/4/2024", "d/m/yyyy", "m/d/yyyy"},
		{"23/04/24", "dd/mm/yy", NULL},
		{"03-Apr-24", "dd-mmm-yy", NULL},
		{"3-April-2024", "d-mmm-yyyy", NULL},
		{"45321", "excel", NULL},
		{"Apr-24", "mmm-yy", NULL},
		{"Total", NULL, NULL},
		{"12", NULL, NULL},
		{"31/31/2024", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *other, *form = eq_cell_date_form(eq_text_of(cases[i].cell), &other);

		if (!form || !cases[i].form)
			assert_true(form == cases[i].form);
		else
			assert_string_equal(form, cases[i].form);
		if (!other || !cases[i].other)
			assert_true(other == cases[i].other);
		else
			assert_string_equal(other, cases[i].other);
	}
}

static void test_missing_and_trim(void **state)
{
	(void)state;
	static const char *const missing[] = {"",  "NA",           "N/A", "n/a",
					      "-", "\xE2\x80\x93", "..",  "nil"};
	static const char *const present[] = {"0", "NAN", "--", ".", "na", "...", "NIL", "x"};
	struct eq_text own = EQ_TEXT("nil");

	for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
		assert_true(eq_cell_is_missing(eq_text_of(missing[i]), &own, 1));
	for (size_t i = 0; i < sizeof present / sizeof *present; i++)
		assert_false(eq_cell_is_missing(eq_text_of(present[i]), &own, 1));
	assert_false(eq_cell_is_missing(EQ_TEXT("nil"), NULL, 0));

	assert_true(eq_text_is(eq_cell_trim(EQ_TEXT(" \t\xC2\xA0 5,616.65 \xC2\xA0")), "5,616.65"));
	assert_true(eq_text_is(eq_cell_trim(EQ_TEXT("a b")), "a b"));
	assert_true(eq_text_is(eq_cell_trim(EQ_TEXT("\xC2\xA0 ")), ""));
	assert_true(eq_text_is(eq_cell_trim(EQ_TEXT("\xC3\xA0")), "\xC3\xA0"));
}

static void test_words(void **state)
{
	(void)state;
	struct eq_date_format f = format_of("d-mmm-yy");
	struct eq_buf b;

	eq_buf_init(&b);
	eq_cell_expected(EQ_CELL_NOT_DATE, &f, &b);
	assert_string_equal(b.p, "a date as d-mmm-yy");
	for (int i = EQ_CELL_NOT_NUMBER; i <= EQ_CELL_YEAR; i++) {
		eq_buf_clear(&b);
		eq_cell_expected((enum eq_cell_fault)i, &f, &b);
		assert_true(b.n > 10);
	}
	eq_buf_clear(&b);
	eq_cell_show(EQ_TEXT("a\r\nb"), &b);
	assert_string_equal(b.p, "a  b");
	eq_buf_clear(&b);
	eq_cell_show(EQ_TEXT("\xC2\xA3"
			     "23456789012345678901234567890123456789012"),
		     &b);
	assert_string_equal(b.p, "\xC2\xA3"
				 "234567890123456789012345678901234567890\xE2\x80\xA6");
	eq_buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percentages),      cmocka_unit_test(test_date_forms),
		cmocka_unit_test(test_numbers),          cmocka_unit_test(test_wide_numbers),
		cmocka_unit_test(test_not_numbers),      cmocka_unit_test(test_dates),
		cmocka_unit_test(test_missing_and_trim), cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
