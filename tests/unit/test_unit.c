/* test_unit.c - units: products, conversions, names, and how they are written. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/unit.h"

/* A programme's usual units; a year of 52 weeks. */
static struct eq_units *usual(void)
{
	struct eq_units *u = eq_units_new();
	eq_units_set_year(u, (struct eq_ratio){364, 1});
	assert_true(eq_units_declare(u, EQ_TEXT("person"), EQ_TEXT("people")));
	assert_true(eq_units_declare(u, EQ_TEXT("placement"), EQ_TEXT("")));
	assert_true(eq_units_declare(u, EQ_TEXT("hour"), EQ_TEXT("")));
	return u;
}

/* "GBP/week*placement", "hour/week/week", "week^-2", "/week", "1": from left to right. */
static uint32_t unit_of(struct eq_units *u, const char *code)
{
	uint32_t unit = EQ_UNIT_PLAIN;
	char sign = '*';
	while (*code) {
		size_t n = strcspn(code, "*/^");
		struct eq_text name = {code, n};
		uint32_t one = EQ_UNIT_PLAIN;
		if (n && !eq_text_is(name, "1")) {
			one = eq_units_find(u, name);
			assert_int_not_equal(one, EQ_UNIT_NONE);
		}
		code += n;
		if (*code == '^') {
			int power, used;
			assert_int_equal(sscanf(code, "^%d%n", &power, &used), 1);
			one = eq_unit_pow(u, one, power);
			code += used;
		}
		unit = sign == '*' ? eq_unit_mul(u, unit, one) : eq_unit_div(u, unit, one);
		if (*code)
			sign = *code++;
	}
	return unit;
}

static void test_write(void **state)
{
	(void)state;
	static const struct {
		const char *unit, *one, *many, *code;
	} cases[] = {
		{"1", "", "", "1"},
		{"person", "person", "people", "person"},
		{"person/week", "person per week", "people per week", "person/week"},
		{"GBP", "£", "£", "GBP"},
		{"EUR/day", "€ per day", "€ per day", "EUR/day"},
		{"USD/year", "USD per year", "USD per year", "USD/year"},
		{"GBP/week/placement", "£ per week per placement", "£ per week per placement",
		 "GBP/week/placement"},
		{"GBP/placement/week", "£ per week per placement", "£ per week per placement",
		 "GBP/week/placement"},
		{"hour/week/person", "hour per week per person", "hours per week per person",
		 "hour/week/person"},
		{"hour/week/week", "hour per week per week", "hours per week per week",
		 "hour/week/week"},
		{"hour/week/year", "hour per week per year", "hours per week per year",
		 "hour/week/year"},
		{"1/week", "per week", "per week", "1/week"},
		{"1/placement", "per placement", "per placement", "1/placement"},
		{"placement*week", "placement week", "placement weeks", "placement*week"},
		{"weeks", "week", "weeks", "week"},
		{"GBP*hour", "£ hour", "£ hours", "GBP*hour"},
		{"person^2/month", "person^2 per month", "people^2 per month", "person^2/month"},
	};
	struct eq_units *u = usual();
	struct eq_buf out;
	eq_buf_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t unit = unit_of(u, cases[i].unit);
		for (int form = 0; form < 3; form++) {
			eq_buf_clear(&out);
			eq_buf_adds(&out, "");
			if (form < 2)
				eq_unit_write(u, unit, form == 1, &out);
			else
				eq_unit_write_code(u, unit, &out);
			const char *want = form == 0   ? cases[i].one
					   : form == 1 ? cases[i].many
						       : cases[i].code;
			if (!eq_text_is(eq_buf_view(&out), want))
				fail_msg("%s: \"%.*s\" is not \"%s\"", cases[i].unit,
					 EQ_ARG(eq_buf_view(&out)), want);
		}
	}
	eq_buf_release(&out);
	eq_units_free(u);
}

static void test_products(void **state)
{
	(void)state;
	/* left × right and what it must equal; units of one value have one number */
	static const struct {
		const char *left, *right, *product;
	} cases[] = {
		{"person/week", "week", "person"},
		{"placement/week", "GBP/week/placement", "GBP/week/week"},
		{"GBP/week/week", "week", "GBP/week"},
		{"GBP/placement", "placement", "GBP"},
		{"hour/week/person", "person/week", "hour/week/week"},
		{"week", "1/week", "1"},
		{"person", "1", "person"},
	};
	struct eq_units *u = usual();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t left = unit_of(u, cases[i].left), right = unit_of(u, cases[i].right);
		uint32_t product = unit_of(u, cases[i].product);
		assert_int_equal(eq_unit_mul(u, left, right), product);
		assert_int_equal(eq_unit_mul(u, right, left), product);
		assert_int_equal(eq_unit_div(u, product, right), left);
		assert_int_equal(eq_unit_mul(u, left, right), product); /* as remembered */
	}
	/* A week of seven days is plain, but not one. */
	uint32_t seven = eq_unit_div(u, unit_of(u, "week"), unit_of(u, "day"));
	assert_true(eq_unit_is_plain(u, seven));
	assert_int_not_equal(seven, EQ_UNIT_PLAIN);
	assert_int_equal(eq_unit_named(u, seven, EQ_WEEK), EQ_UNIT_PLAIN);
	eq_units_free(u);
}

static void test_ratios(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
		int64_t num, den;
	} cases[] = {
		{"week", "day", 7, 1},           {"day", "week", 1, 7},
		{"year", "week", 52, 1},       /* annualise 52 weeks */
		{"month", "day", 91, 3},       /* 364 / 12 */
		{"GBP/week", "GBP/day", 1, 7}, /* £7 a week is £1 a day */
		{"GBP/week", "GBP/year", 52, 1}, {"hour/week/week", "hour/day/day", 1, 49},
		{"person", "person", 1, 1},
	};
	struct eq_units *u = usual();
	struct eq_ratio r;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(
			eq_unit_ratio(u, unit_of(u, cases[i].from), unit_of(u, cases[i].to), &r));
		assert_int_equal(r.num, cases[i].num);
		assert_int_equal(r.den, cases[i].den);
	}
	assert_false(eq_unit_ratio(u, unit_of(u, "person"), unit_of(u, "hour"), &r));
	assert_false(eq_unit_ratio(u, unit_of(u, "hour/week"), unit_of(u, "hour/week/week"), &r));
	/* A year is 364 days here and a twelfth of it is no whole number: 364/12 = 91/3. */
	eq_units_set_year(u, (struct eq_ratio){1461, 4});
	assert_true(eq_unit_ratio(u, unit_of(u, "month"), unit_of(u, "day"), &r));
	assert_int_equal(r.num, 487); /* 1461/48 = 487/16: 30.4375 days */
	assert_int_equal(r.den, 16);
	eq_units_free(u);
}

static void test_questions(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		bool plain, time, money, money_per_time;
		int exponent;
	} cases[] = {
		{"1", true, false, false, false, 0},
		{"week", false, true, false, false, 1},
		{"GBP", false, false, true, false, 0},
		{"GBP/year", false, false, false, true, -1},
		{"GBP/week/week", false, false, false, false, -2},
		{"GBP^2/week", false, false, false, false, -1},
		{"GBP*week", false, false, false, false, 1},
		{"GBP/week/placement", false, false, false, false, -1},
		{"person/week", false, false, false, false, -1},
		{"week^2", false, false, false, false, 2},
	};
	struct eq_units *u = usual();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t unit = unit_of(u, cases[i].unit);
		assert_int_equal(eq_unit_is_plain(u, unit), cases[i].plain);
		assert_int_equal(eq_unit_is_time(u, unit), cases[i].time);
		assert_int_equal(eq_unit_is_money(u, unit), cases[i].money);
		assert_int_equal(eq_unit_is_money_per_time(u, unit), cases[i].money_per_time);
		assert_int_equal(eq_unit_time_exponent(u, unit), cases[i].exponent);
	}
	eq_units_free(u);
}

static void test_names(void **state)
{
	(void)state;
	struct eq_units *u = usual();
	/* placements is a plural that nobody wrote: it is found, and gives way. */
	assert_int_equal(unit_of(u, "placements"), unit_of(u, "placement"));
	assert_true(eq_units_owns(u, EQ_TEXT("placement")));
	assert_false(eq_units_owns(u, EQ_TEXT("placements")));
	assert_true(eq_units_owns(u, EQ_TEXT("people")));
	assert_false(eq_units_declare(u, EQ_TEXT("people"), EQ_TEXT("")));
	assert_false(eq_units_declare(u, EQ_TEXT("GBP"), EQ_TEXT("")));
	assert_false(eq_units_declare(u, EQ_TEXT("week"), EQ_TEXT("")));
	assert_true(eq_units_declare(u, EQ_TEXT("hours"), EQ_TEXT("")));
	assert_int_not_equal(unit_of(u, "hours"), unit_of(u, "hour"));
	assert_int_equal(eq_units_find(u, EQ_TEXT("gbp")), EQ_UNIT_NONE);
	assert_true(eq_units_is_currency(u, EQ_TEXT("JPY")));
	assert_false(eq_units_is_currency(u, EQ_TEXT("person")));
	static const char *const plurals[][2] = {
		{"city", "cities"},  {"bed_day", "bed_days"}, {"box", "boxes"},
		{"visit", "visits"}, {"bus", "buses"},        {"batch", "batches"},
	};
	for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++) {
		assert_true(eq_units_declare(u, eq_text_of(plurals[i][0]), EQ_TEXT("")));
		assert_int_equal(unit_of(u, plurals[i][1]), unit_of(u, plurals[i][0]));
	}
	eq_units_free(u);
}

static void test_derived(void **state)
{
	(void)state;
	struct eq_units *u = usual();
	struct eq_buf out;
	struct eq_ratio r;
	eq_buf_init(&out);
	/* a bed night is a placement for a day; a full-time week is 37 hours */
	assert_true(eq_units_declare_as(u, EQ_TEXT("bed_night"), EQ_TEXT(""),
					unit_of(u, "placement*day"), EQ_RATIO_ONE));
	assert_true(eq_units_declare_as(u, EQ_TEXT("fte"), EQ_TEXT("fte"), unit_of(u, "hour"),
					(struct eq_ratio){37, 1}));
	assert_int_equal(unit_of(u, "bed_night"), unit_of(u, "placement*day"));
	eq_unit_write(u, unit_of(u, "bed_night"), true, &out);
	assert_true(eq_text_is(eq_buf_view(&out), "bed_nights"));
	assert_true(eq_unit_ratio(u, unit_of(u, "fte/week"), unit_of(u, "hour/week"), &r));
	assert_int_equal(r.num, 37);
	eq_buf_clear(&out);
	eq_unit_write(u, unit_of(u, "fte/week"), true, &out);
	assert_true(eq_text_is(eq_buf_view(&out), "fte per week"));
	eq_buf_clear(&out);
	eq_unit_write_code(u, unit_of(u, "GBP/fte"), &out);
	assert_true(eq_text_is(eq_buf_view(&out), "GBP/fte"));
	eq_buf_release(&out);
	eq_units_free(u);
}

static void test_named(void **state)
{
	(void)state;
	/* (from / by) × times, and the unit that it is told in */
	static const struct {
		const char *unit, *times;
		enum eq_time_unit prefer;
		const char *named;
	} cases[] = {
		{"GBP/week", "1", EQ_MONTH, "GBP/week"},     /* has a name: stays */
		{"person/month", "week", EQ_WEEK, "person"}, /* 7 ÷ 30.33 people is in people */
		{"GBP/month/year", "week", EQ_WEEK, "GBP/week"}, /* odd: in the grain's unit */
		{"GBP/month/year", "week", EQ_MONTH, "GBP/month"},
		{"week^2/day", "1", EQ_WEEK, "week"},
	};
	struct eq_units *u = usual();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t unit =
			eq_unit_mul(u, unit_of(u, cases[i].unit), unit_of(u, cases[i].times));
		uint32_t named = unit_of(u, cases[i].named);
		assert_true(eq_unit_same_dimension(u, unit, named));
		assert_int_equal(eq_unit_named(u, unit, cases[i].prefer), named);
	}
	eq_units_free(u);
}

static void test_limits(void **state)
{
	(void)state;
	struct eq_units *u = usual();
	uint32_t unit = unit_of(u, "person"), many = unit;
	assert_int_equal(eq_unit_pow(u, unit, 100), EQ_UNIT_NONE);
	assert_int_equal(eq_unit_pow(u, unit_of(u, "week"), 30), EQ_UNIT_NONE); /* 7^30 days */
	assert_int_equal(eq_unit_pow(u, EQ_UNIT_PLAIN, 1000), EQ_UNIT_PLAIN);
	assert_int_equal(eq_unit_pow(u, unit, 0), EQ_UNIT_PLAIN);
	for (int i = 0; i < 20 && many != EQ_UNIT_NONE; i++) {
		char name[8];
		snprintf(name, sizeof name, "u%d", i);
		assert_true(eq_units_declare(u, eq_text_of(name), EQ_TEXT("")));
		many = eq_unit_mul(u, many, unit_of(u, name));
	}
	assert_int_equal(many, EQ_UNIT_NONE);
	assert_int_equal(eq_unit_mul(u, EQ_UNIT_NONE, unit), EQ_UNIT_NONE);
	eq_units_free(u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_write),  cmocka_unit_test(test_products),
		cmocka_unit_test(test_ratios), cmocka_unit_test(test_questions),
		cmocka_unit_test(test_names),  cmocka_unit_test(test_derived),
		cmocka_unit_test(test_named),  cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
