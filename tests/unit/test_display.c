/* test_display.c - numbers as people read them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/display.h"

#include <string.h>

static struct eq_dec dec(const char *text)
{
	struct eq_dec d;
	unsigned flags = 0;

	assert_true(eq_dec_read(eq_text_of(text), &d, &flags));
	return d;
}

static void money(void **state)
{
	static const struct {
		const char *amount, *code, *shown;
	} cases[] = {
		{"0", "GBP", "£0"},
		{"-0", "GBP", "£0"},
		{"0.004", "GBP", "£0.00"},
		{"-0.004", "GBP", "£0.00"},
		{"0.125", "GBP", "£0.13"},
		{"-0.125", "GBP", "-£0.13"},
		{"9.99", "GBP", "£9.99"},
		{"9.996", "GBP", "£10.00"},
		{"10", "GBP", "£10"},
		{"22.40", "GBP", "£22"},
		{"22.5", "GBP", "£23"}, /* half away from zero, not to even */
		{"-22.5", "GBP", "-£23"},
		{"53502.857142857142857142857142857", "GBP", "£53,503"},
		{"99999.4", "GBP", "£99,999"},
		{"99999.5", "GBP", "£100k"}, /* not £100,000: the step is that of what is shown */
		{"104499", "GBP", "£104k"},
		{"104500", "GBP", "£105k"},
		{"999499", "GBP", "£999k"},
		{"999500", "GBP", "£1.0m"},
		{"2549999", "GBP", "£2.5m"},
		{"2550000", "GBP", "£2.6m"},
		{"16278080", "GBP", "£16.3m"},
		{"-16278080", "GBP", "-£16.3m"},
		{"999949999", "GBP", "£999.9m"},
		{"999950000", "GBP", "£1.0bn"},
		{"1249999999", "GBP", "£1.2bn"},
		{"1234567890123", "GBP", "£1,234.6bn"},
		{"1.2345E40", "GBP", "£1.23E+40"},
		{"-1E40", "GBP", "-£1E+40"},
		{"53503", "EUR", "€53,503"},
		{"53503", "USD", "$53,503"},
		{"2500000", "SEK", "SEK 2.5m"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_buf b;

		eq_buf_init(&b);
		eq_display_money(&b, dec(cases[i].amount), eq_text_of(cases[i].code));
		assert_string_equal(b.p, cases[i].shown);
		eq_buf_release(&b);
	}
}

static void decimals(void **state)
{
	static const struct {
		const char *number;
		int places;
		const char *shown;
	} cases[] = {
		{"0", 0, "0"},
		{"0", 1, "0.0"},
		{"0.05", 1, "0.1"},
		{"-0.04", 1, "0.0"},
		{"-0.05", 1, "-0.1"},
		{"999", 0, "999"},
		{"1000", 0, "1,000"},
		{"-1000", 0, "-1,000"},
		{"1234567.891", 2, "1,234,567.89"},
		{"100000", 1, "100,000.0"},
		{"123456789012345", 0, "123,456,789,012,345"},
		{"1E15", 0, "1E+15"},
		{"-99940E20", 0, "-9.99E+24"},
		{"99951E20", 0, "1E+25"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_buf b;

		eq_buf_init(&b);
		eq_display_decimal(&b, dec(cases[i].number), cases[i].places);
		assert_string_equal(b.p, cases[i].shown);
		eq_buf_release(&b);
	}
}

enum { PER_WEEK, PER_PERSON, PLAIN, PER_YEAR };

/* The units that the rows are in. */
static uint32_t unit_of(struct eq_units *units, int which)
{
	uint32_t person, gbp = eq_units_find(units, EQ_TEXT("GBP")),
			 week = eq_unit_time(units, EQ_WEEK);

	person = eq_units_find(units, EQ_TEXT("person"));
	switch (which) {
	case PER_WEEK:
		return eq_unit_div(units, person, week);
	case PER_PERSON:
		return eq_unit_div(units, eq_unit_div(units, gbp, week), person);
	case PER_YEAR:
		return eq_unit_div(units, gbp, eq_unit_time(units, EQ_YEAR));
	default:
		return EQ_UNIT_PLAIN;
	}
}

static struct eq_units *make_units(void)
{
	struct eq_units *units = eq_units_new();

	eq_units_set_year(units, (struct eq_ratio){364, 1});
	assert_true(eq_units_declare(units, EQ_TEXT("person"), EQ_TEXT("people")));
	return units;
}

/* The numbers of one row are shown alike. */
static void rows(void **state)
{
	static const struct {
		int unit;
		bool share;
		const char *numbers[3], *shown;
	} cases[] = {
		{PER_WEEK, false, {"39.5", "35.3", "60"}, "39.5|35.3|60.0"},
		{PER_WEEK, false, {"250.4", "188", "419"}, "250|188|419"},
		{PER_WEEK, false, {"98.74", "101.5", "102"}, "99|102|102"},
		{PER_WEEK, false, {"150.25", "5.3", "0"}, "150.3|5.3|0.0"},
		{PER_WEEK, false, {"37", "12", "0"}, "37|12|0"},
		{PER_WEEK, false, {"37", NULL, "1200"}, "37|-|1,200"},
		{PER_WEEK, false, {NULL, NULL, NULL}, "-|-|-"},
		{PLAIN, false, {"0.717", "0.5", "1"}, "0.7|0.5|1.0"},
		{PLAIN, false, {"0.0241", "0.005", "0"}, "0.024|0.005|0.000"},
		{PLAIN, true, {"0.0241", "1.5", "0"}, "2.4%|150.0%|0.0%"},
		{PLAIN, true, {"0.717", "0.5", "1"}, "71.7%|50.0%|100.0%"},
		{PLAIN, true, {"0.49", "0.5", "-0.02"}, "49%|50%|-2%"},
		{PER_PERSON, false, {"22.4", "22", "0"}, "£22.40|£22.00|£0.00"},
		{PER_PERSON, false, {"1050", "22", "999"}, "£1,050|£22|£999"},
		{PER_YEAR, false, {"9937200.5", "0", NULL}, "£9.9m|£0|-"},
	};
	struct eq_units *units = make_units();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t unit = unit_of(units, cases[i].unit);
		struct eq_number numbers[3];
		const struct eq_number *row[3];
		struct eq_display display;
		struct eq_buf b;

		for (int k = 0; k < 3; k++) {
			const char *text = cases[i].numbers[k];

			numbers[k] =
				(struct eq_number){text ? dec(text) : EQ_DEC_ZERO, !text, false};
			row[k] = &numbers[k];
		}
		display = eq_display_choose(units, unit, cases[i].share, row, 3);
		eq_buf_init(&b);
		for (int k = 0; k < 3; k++) {
			eq_buf_adds(&b, k ? "|" : "");
			eq_display_number(&b, &display, row[k]);
		}
		assert_string_equal(b.p, cases[i].shown);
		eq_buf_release(&b);
	}
	eq_units_free(units);
}

static void quantities(void **state)
{
	static const struct {
		int unit;
		bool share;
		const char *number, *shown;
	} cases[] = {
		{PER_YEAR, false, "10010000", "£10.0m per year"},
		{PER_PERSON, false, "22.4", "£22.40 per week per person"},
		{PER_WEEK, false, "35.3", "35.3 people per week"},
		{PLAIN, true, "0.717", "71.7%"},
		{PLAIN, false, "3", "3"},
		{PER_WEEK, false, NULL, "-"},
	};
	struct eq_units *units = make_units();
	struct eq_number pounds = {dec("2500000"), false, false};
	struct eq_buf b;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].number;
		struct eq_number n = {text ? dec(text) : EQ_DEC_ZERO, !text, false};

		eq_buf_init(&b);
		eq_display_quantity(&b, units, unit_of(units, cases[i].unit), cases[i].share, &n);
		assert_string_equal(b.p, cases[i].shown);
		eq_buf_release(&b);
	}
	eq_buf_init(&b);
	eq_display_quantity(&b, units, eq_units_find(units, EQ_TEXT("GBP")), false, &pounds);
	assert_string_equal(b.p, "£2.5m"); /* no blank where no unit follows */
	assert_int_equal(strlen(b.p), b.n);
	eq_buf_release(&b);
	eq_units_free(units);
}

/* With every digit up to a number of decimals, half away from zero; money with all of its pence. */
static void in_full(void **state)
{
	static const struct {
		int unit, most;
		const char *number, *shown;
	} cases[] = {
		{PER_YEAR, 6, "10010000", "£10,010,000 per year"},
		{PER_PERSON, 6, "22.4", "£22.40 per week per person"},
		{PER_PERSON, 6, "-0.005", "-£0.005 per week per person"},
		{PER_WEEK, 6, "1234.00000050", "1,234.000001 people per week"},
		{PER_WEEK, 34, "1234.00000050", "1,234.0000005 people per week"},
		{PLAIN, 6, "0.70", "0.7"},
		{PLAIN, 6, NULL, "-"},
	};
	struct eq_units *units = make_units();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].number;
		struct eq_number n = {text ? dec(text) : EQ_DEC_ZERO, !text, false};
		struct eq_buf b;

		eq_buf_init(&b);
		eq_display_in_full(&b, units, unit_of(units, cases[i].unit), cases[i].most, &n);
		assert_string_equal(b.p, cases[i].shown);
		eq_buf_release(&b);
	}
	eq_units_free(units);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money),      cmocka_unit_test(decimals), cmocka_unit_test(rows),
		cmocka_unit_test(quantities), cmocka_unit_test(in_full),
	};

	return cmocka_run_group_tests_name("display", tests, NULL, NULL);
}
