/* test_ratio.c - exact ratios, and multiplying a decimal by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "number/ratio.h"

#define BIG INT64_MAX

static struct eq_ratio ratio(int64_t num, int64_t den)
{
	struct eq_ratio r = {0, 0};

	assert_true(eq_ratio_make(num, den, &r));
	return r;
}

static void check(struct eq_ratio r, int64_t num, int64_t den)
{
	assert_int_equal(r.num, num);
	assert_int_equal(r.den, den);
}

static struct eq_dec dec(const char *s)
{
	struct eq_dec d = EQ_DEC_ZERO;
	unsigned flags = 0;

	assert_true(eq_dec_read(eq_text_of(s), &d, &flags));
	assert_int_equal(flags, 0);
	return d;
}

static void makes_lowest_terms(void **state)
{
	static const struct {
		int64_t num, den;
		bool ok;
		int64_t lowest_num, lowest_den;
	} rows[] = {
		{7, 1, true, 7, 1},
		{365, 7, true, 365, 7},
		{36525, 100, true, 1461, 4},
		{6, -4, true, -3, 2},
		{-6, -4, true, 3, 2},
		{0, -5, true, 0, 1},
		{5, 0, false, 0, 0},
		{0, 0, false, 0, 0},
		{BIG, BIG, true, 1, 1},
		{INT64_MIN, 2, true, -4611686018427387904, 1},
		{INT64_MIN, INT64_MIN, true, 1, 1},
		{INT64_MIN, 1, false, 0, 0},
		{1, INT64_MIN, false, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct eq_ratio r = {41, 43};

		assert_int_equal(eq_ratio_make(rows[i].num, rows[i].den, &r), rows[i].ok);
		if (rows[i].ok)
			check(r, rows[i].lowest_num, rows[i].lowest_den);
		else
			check(r, 41, 43); /* left alone */
	}
}

static void multiplies_and_divides(void **state)
{
	struct eq_ratio r = {41, 43};

	(void)state;
	assert_true(eq_ratio_mul(ratio(3, 4), ratio(8, 9), &r));
	check(r, 2, 3);
	assert_true(eq_ratio_div(ratio(-3, 4), ratio(9, 8), &r));
	check(r, -2, 3);
	assert_true(eq_ratio_div(ratio(0, 1), ratio(-9, 8), &r));
	check(r, 0, 1);
	/* the product is too large, the ratio is not */
	assert_true(eq_ratio_mul(ratio(BIG, 2), ratio(2, BIG), &r));
	check(r, 1, 1);
	assert_false(eq_ratio_mul(ratio(BIG, 1), ratio(2, 1), &r));
	assert_false(eq_ratio_mul(ratio(1, BIG), ratio(1, 2), &r));
	assert_false(eq_ratio_div(ratio(1, 2), ratio(0, 1), &r));
	check(r, 1, 1);
	assert_true(eq_ratio_eq(ratio(2, 4), ratio(1, 2)));
	assert_false(eq_ratio_eq(ratio(1, 2), ratio(-1, 2)));
	assert_false(eq_ratio_eq(ratio(1, 2), ratio(1, 3)));
}

static void raises_to_powers(void **state)
{
	static const struct {
		int64_t num, den;
		int n;
		bool ok;
		int64_t to_num, to_den;
	} rows[] = {
		{2, 3, 3, true, 8, 27},          {2, 3, 0, true, 1, 1},
		{2, 3, 1, true, 2, 3},           {-2, 3, -3, true, -27, 8},
		{0, 1, 0, true, 1, 1},           {0, 1, 5, true, 0, 1},
		{0, 1, -1, false, 0, 0},         {2, 1, 62, true, 4611686018427387904, 1},
		{2, 1, 63, false, 0, 0},         {3, 1, 39, true, 4052555153018976267, 1},
		{3, 1, 40, false, 0, 0},         {1, 2, INT32_MAX, false, 0, 0},
		{-1, 1, INT32_MAX, true, -1, 1}, {-1, 1, INT32_MIN, true, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct eq_ratio r = {41, 43};

		assert_int_equal(eq_ratio_pow(ratio(rows[i].num, rows[i].den), rows[i].n, &r),
				 rows[i].ok);
		if (rows[i].ok)
			check(r, rows[i].to_num, rows[i].to_den);
		else
			check(r, 41, 43);
	}
}

static void takes_decimals(void **state)
{
	static const struct {
		const char *decimal;
		bool ok;
		int64_t num, den;
	} rows[] = {
		{"365.25", true, 1461, 4},
		{"-0.001", true, -1, 1000},
		{"7.000", true, 7, 1},
		{"0E+6000", true, 0, 1},
		{"-0.00", true, 0, 1},
		{"1E+18", true, 1000000000000000000, 1},
		{"1E+19", false, 0, 0},
		{"1E+6000", false, 0, 0},
		{"1E-18", true, 1, 1000000000000000000},
		{"1E-19", false, 0, 0},
		{"1E-6000", false, 0, 0},
		{"9223372036854775807", true, BIG, 1},
		{"9223372036854775808", false, 0, 0},
		/* 5^45 shifted by 45 places: 2^-45 */
		{"28421709430404007434844970703125E-45", true, 1, 35184372088832},
		/* 5^27 at 27 places, in 34 digits */
		{"0.0000000074505805969238281250000000000000", true, 1, 134217728},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct eq_ratio r = {41, 43};

		assert_int_equal(eq_ratio_of_decimal(dec(rows[i].decimal), &r), rows[i].ok);
		if (rows[i].ok)
			check(r, rows[i].num, rows[i].den);
		else
			check(r, 41, 43);
	}
}

static void knows_what_stays_exact(void **state)
{
	(void)state;
	assert_true(eq_ratio_is_exact(ratio(7, 1)));
	assert_true(eq_ratio_is_exact(ratio(-1461, 4)));
	assert_true(eq_ratio_is_exact(ratio(1, 1000000000000000000)));
	assert_true(eq_ratio_is_exact(ratio(3, 12)));
	assert_true(eq_ratio_is_exact(ratio(0, 7)));
	assert_false(eq_ratio_is_exact(ratio(1, 7)));
	assert_false(eq_ratio_is_exact(ratio(1, 12)));
}

/* Expected values: Python's fractions, rounded once to 34 digits. */
static void multiplies_decimals_rounding_once(void **state)
{
	static const struct {
		const char *v;
		int64_t num, den;
		const char *result;
		unsigned flags;
	} rows[] = {
		{"35.3", 7, 1, "247.1", 0},
		{"700.00", 1, 7, "100.00", 0},
		{"-1", 1, 3, "-0.3333333333333333333333333333333333", EQ_DEC_ROUNDED},
		{"12.50", -3, 4, "-9.375", 0},
		{"0", 1, 7, "0", 0},
#include "ratio_cases.inc"
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[EQ_DEC_CHARS];
		unsigned flags = 0;
		struct eq_dec r;

		r = eq_dec_mul_ratio(dec(rows[i].v), ratio(rows[i].num, rows[i].den), &flags);
		eq_dec_write_scientific(r, text);
		assert_string_equal(text, rows[i].result);
		assert_int_equal(flags, rows[i].flags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_lowest_terms),
		cmocka_unit_test(multiplies_and_divides),
		cmocka_unit_test(raises_to_powers),
		cmocka_unit_test(takes_decimals),
		cmocka_unit_test(knows_what_stays_exact),
		cmocka_unit_test(multiplies_decimals_rounding_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
