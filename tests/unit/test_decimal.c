/* test_decimal.c - decimal numbers: reading, writing, arithmetic, rounding and the power.
 *
 * Expected values are worked out by hand or by exact whole-number arithmetic in another
 * language (tests/oracle/power_cases.py). The digits of arithmetic at large are test_dectest.c's;
 * here stand the seams of our own code: where a short cut ends and the library begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "number/decimal.h"

#define R EQ_DEC_ROUNDED
#define O EQ_DEC_OVERFLOW
#define U EQ_DEC_UNDERFLOW
#define Z EQ_DEC_DIVZERO
#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct eq_dec dec(const char *s)
{
	struct eq_dec d = EQ_DEC_ZERO;
	unsigned flags = 0;

	assert_true(eq_dec_read(eq_text_of(s), &d, &flags));
	assert_int_equal(flags, 0);
	return d;
}

static void check(struct eq_dec d, const char *expected)
{
	char text[EQ_DEC_CHARS];
	size_t n = eq_dec_write_scientific(d, text);

	assert_string_equal(text, expected);
	assert_int_equal(n, strlen(expected));
}

static void reads_numbers(void **state)
{
	static const struct {
		const char *text, *value; /* value NULL: not a number */
		unsigned flags;
	} rows[] = {
		{"0", "0", 0},
		{"-0.00", "-0.00", 0},
		{"+12.50", "12.50", 0},
		{"007", "7", 0},
		{"123456789012345678", "123456789012345678", 0},
		{"9999999999999999999", "9999999999999999999", 0},     /* 19 nines: the short way */
		{"-99999999999999999999", "-99999999999999999999", 0}, /* 20: the long way */
		{"0.123456789012345678", "0.123456789012345678", 0},
		{"1234567890.12345678901", "1234567890.12345678901", 0},
		{"1e3", "1E+3", 0},
		{"1E-3", "0.001", 0},
		{"-1.50E+2", "-150", 0},
		{"1E0000000000000000000000000000000000000001", "1E+1", 0},
		{"9999999999999999999999999999999999", "9999999999999999999999999999999999", 0},
		{"10000000000000000000000000000000000", "1.000000000000000000000000000000000E+34",
		 0},
		{"99999999999999999999999999999999995", "1.000000000000000000000000000000000E+35",
		 R},
		{"12345678901234567890123456789012345", "1.234567890123456789012345678901234E+34",
		 R},
		{"12345678901234567890123456789012355", "1.234567890123456789012345678901236E+34",
		 R},
		{"12345678901234567890123456789012345000000001",
		 "1.234567890123456789012345678901235E+43", R},
		{"0.00000000000000000000000000000000000000000000012", "1.2E-46", 0},
		{"1E+6144", "1.000000000000000000000000000000000E+6144", 0},
		{"9.999999999999999999999999999999999E+6144",
		 "9.999999999999999999999999999999999E+6144", 0},
		{"9.9999999999999999999999999999999995E+6144", "Infinity", O | R},
		{"1E+6145", "Infinity", O | R},
		{"-1E+999999999999999999999999", "-Infinity", O | R},
		{"1E-6176", "1E-6176", 0},
		{"5E-6177", "0E-6176", U | R}, /* a tie: to the even 0 */
		{"5.1E-6177", "1E-6176", U | R},
		{"15E-6177", "2E-6176", U | R},
		{"1E-999999999999999999999999", "0E-6176", U | R},
		{"0E-9999", "0E-6176", 0},
		{"0E+9999", "0E+6111", 0},
		{"", NULL, 0},
		{"-", NULL, 0},
		{"+-1", NULL, 0},
		{"--1", NULL, 0},
		{".", NULL, 0},
		{".5", NULL, 0},
		{"5.", NULL, 0},
		{"-.5", NULL, 0},
		{"1.2.3", NULL, 0},
		{"1..2", NULL, 0},
		{"1,000", NULL, 0},
		{" 1", NULL, 0},
		{"1 ", NULL, 0},
		{"1E", NULL, 0},
		{"1E+", NULL, 0},
		{"1E1.0", NULL, 0},
		{"1E 1", NULL, 0},
		{"E5", NULL, 0},
		{"1.E5", NULL, 0},
		{"0x10", NULL, 0},
		{"1d", NULL, 0},
		{"NaN", NULL, 0},
		{"Infinity", NULL, 0},
		{"12345678901234567890123456789.", NULL, 0},
		{"1234567890123456789012345.6789x", NULL, 0},
		{"\xd9\xa1", NULL, 0}, /* an Arabic-Indic 1 */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct eq_dec d = EQ_DEC_ONE;
		unsigned flags = 0;
		bool ok = eq_dec_read(eq_text_of(rows[i].text), &d, &flags);

		if (ok != (rows[i].value != NULL))
			fail_msg("\"%s\" %s read", rows[i].text, ok ? "was" : "was not");
		if (ok)
			check(d, rows[i].value);
		assert_int_equal(flags, rows[i].flags);
	}
}

/* A view need not end where its memory does, and a NUL is no end. */
static void reads_only_the_view(void **state)
{
	struct eq_dec d;
	unsigned flags = 0;

	(void)state;
	assert_true(eq_dec_read((struct eq_text){"12345", 3}, &d, &flags));
	check(d, "123");
	assert_true(eq_dec_read((struct eq_text){"1.25E77", 4}, &d, &flags));
	check(d, "1.25");
	assert_false(eq_dec_read((struct eq_text){"12\0", 3}, &d, &flags));
	assert_false(eq_dec_read((struct eq_text){NULL, 0}, &d, &flags));
}

static void writes_numbers(void **state)
{
	static const struct {
		const char *text, *plain, *shortest, *scientific;
	} rows[] = {
		{"0", "0", "0", "0"},
		{"-0", "0", "0", "-0"},
		{"-0.00", "0.00", "0", "-0.00"},
		{"0E+5", "0", "0", "0E+5"},
		{"0E-12", "0E-12", "0", "0E-12"},
		{"1250.50", "1250.50", "1250.5", "1250.50"},
		{"1250.00", "1250.00", "1250", "1250.00"},
		{"-0.001", "-0.001", "-0.001", "-0.001"},
		{"100", "100", "100", "100"},
		{"1E+3", "1000", "1000", "1E+3"},
		{"12E+32", "1200000000000000000000000000000000",
		 "1200000000000000000000000000000000", "1.2E+33"},
		{"12E+33", "1.2E+34", "1.2E+34", "1.2E+34"},
		{"1E+40", "1E+40", "1E+40", "1E+40"},
		{"1.500E+40", "1.500E+40", "1.5E+40", "1.500E+40"},
		{"0.0000001", "0.0000001", "0.0000001", "1E-7"},
		{"0.0000000001", "0.0000000001", "0.0000000001", "1E-10"},
		{"-0.0000000001234567890123456789012345678901234",
		 "-0.0000000001234567890123456789012345678901234",
		 "-0.0000000001234567890123456789012345678901234",
		 "-1.234567890123456789012345678901234E-10"},
		{"0.00000000001", "1E-11", "1E-11", "1E-11"},
		{"-9.999999999999999999999999999999999E-6143",
		 "-9.999999999999999999999999999999999E-6143",
		 "-9.999999999999999999999999999999999E-6143",
		 "-9.999999999999999999999999999999999E-6143"},
		{"18446744073709551616", "18446744073709551616", "18446744073709551616",
		 "18446744073709551616"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[EQ_DEC_CHARS];
		struct eq_dec d = dec(rows[i].text), back;
		unsigned flags = 0;

		assert_int_equal(eq_dec_write(d, text), strlen(rows[i].plain));
		assert_string_equal(text, rows[i].plain);
		assert_true(eq_dec_read(eq_text_of(text), &back, &flags));
		assert_int_equal(eq_dec_cmp(back, d), 0);
		assert_int_equal(eq_dec_write_short(d, text), strlen(rows[i].shortest));
		assert_string_equal(text, rows[i].shortest);
		check(d, rows[i].scientific);
	}
}

static void makes_numbers(void **state)
{
	__int128_t most = (__int128_t)(((__uint128_t)1 << 127) - 1);
	unsigned flags = 0;

	(void)state;
	check(eq_dec_int(0), "0");
	check(eq_dec_int(INT64_MAX), "9223372036854775807");
	check(eq_dec_int(INT64_MIN), "-9223372036854775808");
	check(eq_dec_scaled(-125050, 2), "-1250.50");
	check(eq_dec_scaled(INT64_MIN, 18), "-9.223372036854775808");
	check(eq_dec_scaled(5, -3), "5E+3");
	check(eq_dec_scaled128(-15, 1, &flags), "-1.5");
	check(eq_dec_scaled128((__int128_t)1 << 100, 2, &flags),
	      "12676506002282294014967032053.76");
	assert_int_equal(flags, 0);
	check(eq_dec_scaled128(most, 0, &flags), "1.701411834604692317316873037158841E+38");
	assert_int_equal(flags, R);
	flags = 0;
	check(eq_dec_scaled128(-most - 1, 40, &flags), "-0.01701411834604692317316873037158841");
	assert_int_equal(flags, R);
	flags = 0;
	check(eq_dec_scaled128(7, 7000, &flags), "0E-6176");
	assert_int_equal(flags, R | U);
	check(EQ_DEC_ZERO, "0");
	check(EQ_DEC_ONE, "1");
}

static void calculates(void **state)
{
	static const struct {
		char op;
		const char *a, *b, *result;
		unsigned flags;
	} rows[] = {
		{'+', "0.1", "0.2", "0.3", 0},
		{'+', "1.00", "2.5", "3.50", 0},
		{'+', "1", "-1", "0", 0},
		{'+', "-0", "-0", "-0", 0},
		{'+', "-0", "0", "0", 0},
		{'+', "-3", "5", "2", 0},
		{'+', "3", "-5", "-2", 0},
		/* 18 places apart the short way, 19 the library's: the same digits */
		{'+', "18446744073709551615", "0.000000000000000001",
		 "18446744073709551615.00000000000000", R},
		{'+', "9999999999999999", "0.000000000000000001",
		 "9999999999999999.000000000000000001", 0},
		{'+', "999999999999999", "0.0000000000000000001",
		 "999999999999999.0000000000000000001", 0},
		{'+', "18446744073709551616", "0.01", "18446744073709551616.01", 0},
		{'+', "9999999999999999999999999999999999", "1",
		 "1.000000000000000000000000000000000E+34", 0},
		{'+', "9999999999999999999999999999999998", "1",
		 "9999999999999999999999999999999999", 0},
		{'+', "9999999999999999999999999999999999", "6",
		 "1.000000000000000000000000000000000E+34", R},
		{'+', "9.999999999999999999999999999999999E+6144", "1E+6111", "Infinity", O | R},
		{'-', "1.10", "1.1", "0.00", 0},
		{'-', "0", "0", "0", 0},
		{'-', "-0", "0", "-0", 0},
		{'-', "100000000000000000000", "0.01", "99999999999999999999.99", 0},
		{'*', "1.20", "3", "3.60", 0},
		{'*', "-4", "0.25", "-1.00", 0},
		{'*', "0", "-5", "-0", 0},
		{'*', "99999999999999999", "99999999999999999",
		 "9999999999999999800000000000000001", 0},
		{'*', "100000000000000001", "100000000000000001",
		 "1.000000000000000020000000000000000E+34", R},
		{'*', "18446744073709551615", "18446744073709551615",
		 "3.402823669209384634264811192843491E+38", R},
		{'*', "1E-3000", "1E-3177", "0E-6176", U | R},
		{'*', "1E-3000", "1E-3176", "1E-6176", 0},
		{'*', "1E+3000", "1E+3200", "Infinity", O | R},
		{'/', "1", "3", "0.3333333333333333333333333333333333", R},
		{'/', "2", "3", "0.6666666666666666666666666666666667", R},
		{'/', "10", "4", "2.5", 0},
		{'/', "6.30", "3", "2.10", 0},
		{'/', "1", "0", NULL, Z},
		{'/', "0", "0.00", NULL, Z},
		{'/', "-1", "0", NULL, Z},
		{'q', "2.345", "0.01", "2.34", R},
		{'q', "2.355", "0.01", "2.36", R},
		{'q', "7", "0.01", "7.00", 0},
		{'q', "1E+33", "0.01", NULL, EQ_DEC_INVALID},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct eq_dec a = dec(rows[i].a), b = dec(rows[i].b), r = EQ_DEC_ZERO;
		unsigned flags = 0;

		switch (rows[i].op) {
		case '+':
			r = eq_dec_add(a, b, &flags);
			break;
		case '-':
			r = eq_dec_sub(a, b, &flags);
			break;
		case '*':
			r = eq_dec_mul(a, b, &flags);
			break;
		case '/':
			r = eq_dec_div(a, b, &flags);
			break;
		case 'q':
			r = eq_dec_quantize(a, b, &flags);
			break;
		default:
			fail();
		}
		if (rows[i].result)
			check(r, rows[i].result);
		else
			assert_false(eq_dec_is_finite(r));
		assert_int_equal(flags, rows[i].flags);
		/* what was raised before stays */
		flags = EQ_DEC_UNDERFLOW;
		eq_dec_add(a, b, &flags);
		assert_true(flags & EQ_DEC_UNDERFLOW);
	}
}

static void compares(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{"1", "1.000", 0},
		{"0", "-0", 0},
		{"0E+10", "-0E-10", 0},
		{"1", "2", -1},
		{"-1", "-2", 1},
		{"-1", "1", -1},
		{"1E+10", "9999999999", 1},
		{"0.1", "0.0999", 1},
		{"1E-6176", "0", 1},
		{"9.999999999999999999999999999999999E+6144", "1E-6176", 1},
		{"18446744073709551616", "18446744073709551615", 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(eq_dec_cmp(dec(rows[i].a), dec(rows[i].b)), rows[i].order);
		assert_int_equal(eq_dec_cmp(dec(rows[i].b), dec(rows[i].a)), -rows[i].order);
	}
}

static void answers_questions(void **state)
{
	static const struct {
		const char *text;
		bool zero, negative, whole;
		int64_t value;
	} rows[] = {
		{"0", true, false, true, 0},
		{"-0.00", true, false, true, 0},
		{"0E+6000", true, false, true, 0},
		{"2.00", false, false, true, 2},
		{"-2.5", false, true, false, 0},
		{"1E+3", false, false, true, 1000},
		{"9223372036854775807", false, false, true, INT64_MAX},
		{"9223372036854775807.00", false, false, true, INT64_MAX},
		{"9223372036854775808", false, false, false, 0},
		{"-9223372036854775808", false, true, true, INT64_MIN},
		{"-9223372036854775809", false, true, false, 0},
		{"1E+18", false, false, true, 1000000000000000000},
		{"10E+18", false, false, false, 0},
		{"1E+19", false, false, false, 0},
		{"1E+6000", false, false, false, 0},
		{"1E-6000", false, false, false, 0},
		{"1000000000000000000000000000000000E-33", false, false, true, 1},
		{"1000000000000000000000000000000000E-34", false, false, false, 0},
		{"1000000000000000000000000000000000E-35", false, false, false, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct eq_dec d = dec(rows[i].text);
		int64_t v = 0;

		assert_int_equal(eq_dec_is_zero(d), rows[i].zero);
		assert_int_equal(eq_dec_is_negative(d), rows[i].negative);
		assert_true(eq_dec_is_finite(d));
		assert_int_equal(eq_dec_to_int(d, &v), rows[i].whole);
		assert_int_equal(v, rows[i].value);
	}
	check(eq_dec_neg(dec("1.50")), "-1.50");
	check(eq_dec_neg(dec("0.0")), "0.0");
	check(eq_dec_neg(dec("-0.0")), "0.0");
	check(eq_dec_abs(dec("-7E+3")), "7E+3");
}

static void takes_apart(void **state)
{
	__uint128_t coefficient;
	bool negative;
	int exponent;

	(void)state;
	eq_dec_parts(dec("-9999999999999999999999999999999999E-40"), &negative, &coefficient,
		     &exponent);
	assert_true(negative);
	assert_int_equal(exponent, -40);
	/* 10^34 = 542101086242752 × 2^64 + 4003012203950112768 */
	assert_true((uint64_t)((coefficient + 1) >> 64) == 542101086242752);
	assert_true((uint64_t)(coefficient + 1) == 4003012203950112768);
}

static void rounds(void **state)
{
	static const struct {
		const char *text;
		int places;
		const char *even, *away;
		unsigned flags;
	} rows[] = {
		{"2.345", 2, "2.34", "2.35", R},
		{"2.355", 2, "2.36", "2.36", R},
		{"-2.345", 2, "-2.34", "-2.35", R},
		{"2.3450001", 2, "2.35", "2.35", R},
		{"2.3449999", 2, "2.34", "2.34", R},
		{"0.5", 0, "0", "1", R},
		{"-0.5", 0, "-0", "-1", R},
		{"1.5", 0, "2", "2", R},
		{"9.995", 2, "10.00", "10.00", R},
		{"1234500", -3, "1.234E+6", "1.235E+6", R},
		{"500", -3, "0E+3", "1E+3", R},
		{"499", -3, "0E+3", "0E+3", R},
		{"2.300", 2, "2.30", "2.30", 0},
		{"2.3", 4, "2.3000", "2.3000", 0},
		{"5E+3", 1, "5000.0", "5000.0", 0},
		{"1E+33", 2, "1000000000000000000000000000000000",
		 "1000000000000000000000000000000000", 0},
		{"9999999999999999999999999999999999", -34, "1E+34", "1E+34", R},
		{"5000000000000000000000000000000000", -34, "0E+34", "1E+34", R},
		{"9999999999999999999999999999999999", -35, "0E+35", "0E+35", R},
		{"1E-6176", 2, "0.00", "0.00", R},
		{"0.000", 1, "0.0", "0.0", 0},
		{"1", INT32_MIN, "0E+6111", "0E+6111", R},
		{"1", INT32_MAX, "1.000000000000000000000000000000000",
		 "1.000000000000000000000000000000000", 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned flags = 0;

		check(eq_dec_round_even(dec(rows[i].text), rows[i].places, &flags), rows[i].even);
		assert_int_equal(flags, rows[i].flags);
		flags = 0;
		check(eq_dec_round_away(dec(rows[i].text), rows[i].places, &flags), rows[i].away);
		assert_int_equal(flags, rows[i].flags);
	}
}

static void powers(void **state)
{
	static const struct {
		const char *a;
		int64_t n;
		const char *result;
		unsigned flags;
	} rows[] = {
#include "power_cases.inc"
	};
	unsigned flags = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[EQ_DEC_CHARS];

		flags = 0;
		eq_dec_write_scientific(eq_dec_pow(dec(rows[i].a), rows[i].n, &flags), text);
		if (strcmp(text, rows[i].result) != 0 || flags != rows[i].flags)
			fail_msg("%s ^ %lld: expected %s (flags %u), got %s (flags %u)", rows[i].a,
				 (long long)rows[i].n, rows[i].result, rows[i].flags, text, flags);
	}
	flags = 0;
	check(eq_dec_pow(dec("0"), 0, &flags), "1");
	check(eq_dec_pow(dec("0.00"), 3, &flags), "0");
	check(eq_dec_pow(dec("-0"), 3, &flags), "-0");
	assert_int_equal(flags, 0);
	assert_false(eq_dec_is_finite(eq_dec_pow(dec("0"), -1, &flags)));
	assert_int_equal(flags, Z);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_only_the_view),
		cmocka_unit_test(writes_numbers),
		cmocka_unit_test(makes_numbers),
		cmocka_unit_test(calculates),
		cmocka_unit_test(compares),
		cmocka_unit_test(answers_questions),
		cmocka_unit_test(takes_apart),
		cmocka_unit_test(rounds),
		cmocka_unit_test(powers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
