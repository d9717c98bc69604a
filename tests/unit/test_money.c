/* test_money.c - cash of periods made by hand, over any days. How a programme's periods are cut by
 * `starts`, `ends` and `except` is in tests/spec/run/accrual.eq. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/money.h"

static eq_date day(const char *text)
{
	eq_date d;

	if (!eq_date_read(eq_text_of(text), &d) || d == EQ_DATE_NONE)
		fail_msg("%s is no day", text);
	return d;
}

static struct eq_earned_period period(int64_t worth, const char *from, const char *to,
				      int64_t counted, int64_t of)
{
	return (struct eq_earned_period){.worth = {eq_dec_int(worth), false, false},
					 .counted = {day(from), day(to)},
					 .days = counted,
					 .period_days = of};
}

struct row {
	const char *from, *to;
	int cash, of;
};

static void assert_cash(const struct eq_earned *m, const struct row *rows, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		struct eq_number have =
			eq_earned_cash(m, (struct eq_range){day(rows[k].from), day(rows[k].to)});
		char text[EQ_DEC_CHARS];
		unsigned flags = 0;
		struct eq_dec want =
			eq_dec_div(eq_dec_int(rows[k].cash), eq_dec_int(rows[k].of), &flags);

		eq_dec_write_short(have.v, text);
		if (have.missing || eq_dec_cmp(have.v, want) != 0)
			fail_msg("row %zu: %s, not %d/%d", k, text, rows[k].cash, rows[k].of);
		if (have.rounded != ((flags & EQ_DEC_ROUNDED) != 0))
			fail_msg("row %zu: rounded is %d", k, have.rounded);
	}
}
#define ASSERT_CASH(m, rows) assert_cash(m, rows, sizeof(rows) / sizeof *(rows))

/* Two weeks to 2024-03-31 and 2024-04-07, the first from its Wednesday: 140 and 210 a week, so 20
 * a day for 5 days and 30 a day for 7. */
static struct eq_earned two_weeks(struct eq_earned_period room[2])
{
	room[0] = period(140, "2024-03-27", "2024-03-31", 5, 7);
	room[1] = period(210, "2024-04-01", "2024-04-07", 7, 7);
	return (struct eq_earned){.periods = room, .n = 2, .per_day = {1, 7}};
}

static void on_the_days_that_earn(void **state)
{
	static const struct row rows[] = {
		{"2024-01-01", "2024-03-26", 0, 1},   {"2024-03-26", "2024-03-27", 20, 1},
		{"2024-03-31", "2024-03-31", 20, 1},  {"2024-03-31", "2024-04-01", 50, 1},
		{"2023-04-01", "2024-03-31", 100, 1}, {"2024-04-01", "2025-03-31", 210, 1},
		{"2024-04-07", "2024-04-08", 30, 1},  {"2024-04-08", "2030-01-01", 0, 1},
		{"2024-04-08", "2024-04-07", 0, 1}, /* no days */
		{"2024-04-05", "2024-04-01", 0, 1},
	};
	struct eq_earned_period room[2];
	struct eq_earned m = two_weeks(room);

	(void)state;
	ASSERT_CASH(&m, rows);
	assert_int_equal(eq_earned_last_day(&m), day("2024-04-07"));
	/* the same, ten days later */
	static const struct row late[] = {
		{"2024-01-01", "2024-04-05", 0, 1},  {"2024-04-06", "2024-04-06", 20, 1},
		{"2024-04-10", "2024-04-11", 50, 1}, {"2024-04-01", "2024-04-17", 310, 1},
		{"2024-04-18", "2024-12-31", 0, 1},
	};
	m.after_days = 10;
	ASSERT_CASH(&m, late);
	assert_int_equal(eq_earned_last_day(&m), day("2024-04-17"));
}

static void spread_over_days(void **state)
{
	/* 100 over ten days from 03-27, 210 over ten from 04-01: 10 and 21 a day */
	static const struct row ten[] = {
		{"2024-03-26", "2024-03-26", 0, 1},   {"2024-03-27", "2024-03-27", 10, 1},
		{"2023-04-01", "2024-03-31", 50, 1},  {"2024-04-05", "2024-04-06", 52, 1},
		{"2024-04-10", "2024-04-10", 21, 1},  {"2024-04-11", "2024-12-31", 0, 1},
		{"2024-01-01", "2024-12-31", 310, 1},
	};
	/* over 728 days: 5 of the first by 03-31, then 365 of each in the next fiscal year */
	static const struct row two_years[] = {
		{"2023-04-01", "2024-03-31", 500, 728},
		{"2024-04-01", "2025-03-31", 310 * 365, 728},
		/* 100 ends on 2026-03-24, 210 on 2026-03-29 */
		{"2025-04-01", "2026-03-31", 100 * (728 - 5 - 365) + 210 * (728 - 365), 728},
		{"2026-03-24", "2026-03-25", 100 + 420, 728},
		{"2026-03-30", "2030-01-01", 0, 1},
		{"2024-01-01", "2030-01-01", 310, 1},
	};
	/* all of an amount on one day */
	static const struct row at_once[] = {
		{"2024-03-27", "2024-03-27", 100, 1},
		{"2024-03-28", "2024-03-31", 0, 1},
		{"2024-04-01", "2024-04-01", 210, 1},
	};
	struct eq_earned_period room[2];
	struct eq_earned m = two_weeks(room);

	(void)state;
	m.accrues_days = 10;
	ASSERT_CASH(&m, ten);
	assert_int_equal(eq_earned_last_day(&m), day("2024-04-10"));
	m.accrues_days = 728;
	ASSERT_CASH(&m, two_years);
	assert_int_equal(eq_earned_last_day(&m), day("2026-03-29"));
	m.accrues_days = 1;
	ASSERT_CASH(&m, at_once);
	/* delayed and spread: from 04-03 and 04-08 */
	static const struct row late[] = {
		{"2024-04-02", "2024-04-03", 10, 1},
		{"2024-04-08", "2024-04-12", 155, 1},
		{"2024-04-13", "2024-04-17", 105, 1},
	};
	m.accrues_days = 10;
	m.after_days = 7;
	ASSERT_CASH(&m, late);
	assert_int_equal(eq_earned_last_day(&m), day("2024-04-17"));
}

/* Days taken out within a period earn nothing, and what is earned then comes in on the others. */
static void around_days_taken_out(void **state)
{
	static const struct row plain[] = {
		{"2024-04-01", "2024-04-07", 150, 1},
		{"2024-04-01", "2024-04-01", 30, 1},
		{"2024-04-02", "2024-04-03", 0, 1},
		{"2024-04-03", "2024-04-04", 30, 1},
	};
	/* 150 over 15 days from 04-01 */
	static const struct row spread[] = {
		{"2024-04-01", "2024-04-03", 30, 1},
		{"2024-04-15", "2024-04-20", 10, 1},
		{"2024-04-01", "2024-04-20", 150, 1},
	};
	const struct eq_range out = {day("2024-04-02"), day("2024-04-03")};
	struct eq_earned_period week = period(210, "2024-04-01", "2024-04-07", 5, 7);
	struct eq_earned m = {.periods = &week, .n = 1, .per_day = {1, 7}, .out = &out, .n_out = 1};

	(void)state;
	ASSERT_CASH(&m, plain);
	m.accrues_days = 15;
	ASSERT_CASH(&m, spread);
}

/* What performance earns by its days, whenever it comes in: 20 a day for 5 days, 30 a day for 7. */
static void earned_by_performance(void **state)
{
	static const struct {
		const char *from, *to;
		int amount, days;
	} rows[] = {
		{"2024-03-01", "2024-03-26", 0, 0},  {"2024-03-01", "2024-03-28", 40, 2},
		{"2024-03-31", "2024-04-02", 80, 3}, {"2024-01-01", "2024-12-31", 310, 12},
		{"2024-04-07", "2024-04-30", 30, 1}, {"2024-04-08", "2024-04-30", 0, 0},
		{"2024-04-05", "2024-04-01", 0, 0},
	};
	struct eq_earned_period room[2];
	struct eq_earned m = two_weeks(room);

	(void)state;
	m.accrues_days = 728; /* neither spreading nor waiting changes what is earned */
	m.after_days = 30;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		int64_t days;
		struct eq_number n = eq_earned_amount(
			&m, (struct eq_range){day(rows[k].from), day(rows[k].to)}, &days);
		if (n.missing || eq_dec_cmp(n.v, eq_dec_int(rows[k].amount)) != 0 ||
		    days != rows[k].days)
			fail_msg("row %zu", k);
	}
}

/* Over a year of 364 days: 310 in 12 days are 310 * 364 / 12 a year; a week without a worth is no
 * day of it, and days taken out are none. */
static void earned_as_a_year(void **state)
{
	static const struct eq_model model = {.programme.year_days = {364, 1}};
	const struct eq_range all = {day("2024-01-01"), day("2024-12-31")},
			      none = {day("2024-05-01"), day("2024-05-31")};
	struct eq_earned_period room[2];
	struct eq_earned m = two_weeks(room);
	unsigned flags = 0;

	(void)state;
	m.model = &model;
	m.accrues_days = 10;
	struct eq_number n = eq_earned_annualised(&m, all);
	assert_int_equal(eq_dec_cmp(n.v, eq_dec_div(eq_dec_int(310 * 364), eq_dec_int(12), &flags)),
			 0);
	assert_true(n.rounded); /* 9,403.33… */
	assert_true(eq_earned_annualised(&m, none).missing);
	/* 20 a day: 20 * 364 */
	room[1].worth = EQ_NUMBER_MISSING;
	n = eq_earned_annualised(&m, all);
	assert_int_equal(eq_dec_cmp(n.v, eq_dec_int(7280)), 0);
	assert_false(n.rounded);
	/* the second week's last two days are out: 5 days at 20, 5 at 30, so 25 a day */
	const struct eq_range out = {day("2024-04-06"), day("2024-04-07")};
	m = two_weeks(room);
	m.model = &model;
	m.out = &out;
	m.n_out = 1;
	n = eq_earned_annualised(&m, all);
	assert_int_equal(eq_dec_cmp(n.v, eq_dec_int(9100)), 0);
	/* what goes by months is a year after twelve of them: 290 in all of February and 170 in 17 of
	 * 31 days of March, so 460 in 48/31 months; 460 * 12 * 31 / 48 */
	room[0] = period(290, "2024-02-01", "2024-02-29", 29, 29);
	room[1] = period(310, "2024-03-01", "2024-03-17", 17, 31);
	m = (struct eq_earned){.model = &model,
			       .periods = room,
			       .n = 2,
			       .per_day = {12, 364},
			       .by_own_days = true};
	n = eq_earned_annualised(&m, all);
	assert_int_equal(eq_dec_cmp(n.v, eq_dec_int(3565)), 0);
}

/* A monthly rate on a monthly timeline: February's days are 29ths, March's 31sts. */
static void by_each_months_own_days(void **state)
{
	static const struct row rows[] = {
		{"2024-02-01", "2024-02-29", 290, 1}, {"2024-02-10", "2024-02-10", 10, 1},
		{"2024-03-01", "2024-03-17", 170, 1}, {"2024-03-18", "2024-03-31", 0, 1},
		{"2024-02-29", "2024-03-02", 30, 1},  {"2024-01-01", "2024-12-31", 460, 1},
	};
	struct eq_earned_period room[2] = {period(290, "2024-02-01", "2024-02-29", 29, 29),
					   period(310, "2024-03-01", "2024-03-17", 17, 31)};
	struct eq_earned m = {.periods = room, .n = 2, .per_day = {12, 365}, .by_own_days = true};

	(void)state;
	ASSERT_CASH(&m, rows);
}

static void a_period_without_worth(void **state)
{
	static const struct row rows[] = {
		{"2024-03-27", "2024-03-31", 0, 1},
		{"2024-01-01", "2024-12-31", 210, 1},
	};
	struct eq_earned_period room[2];
	struct eq_earned m = two_weeks(room);

	(void)state;
	room[0].worth = EQ_NUMBER_MISSING;
	ASSERT_CASH(&m, rows);
	struct eq_coverage c = eq_earned_coverage(&m);
	assert_int_equal(c.have, 1);
	assert_int_equal(c.of, 2);
	/* what was rounded on the way stays marked, where it is part of the figure */
	room[1].worth.rounded = true;
	assert_true(eq_earned_cash(&m, (struct eq_range){day("2024-04-01"), day("2024-04-01")})
			    .rounded);
	assert_false(eq_earned_cash(&m, (struct eq_range){day("2024-03-27"), day("2024-03-31")})
			     .rounded);
	m = two_weeks(room);
	room[0].worth.rounded = true;
	assert_true(eq_earned_cash(&m, (struct eq_range){day("2024-03-27"), day("2024-04-07")})
			    .rounded);
	m.n = 0;
	assert_int_equal(eq_earned_last_day(&m), EQ_DATE_NONE);
	assert_int_equal(eq_earned_coverage(&m).of, 0);
}

static void sums_with_what_is_missing(void **state)
{
	struct eq_number one = {EQ_DEC_ONE, false, false}, third = one, huge = one;
	unsigned flags = 0;

	(void)state;
	third.v = eq_dec_div(EQ_DEC_ONE, eq_dec_int(3), &flags);
	third.rounded = true;
	assert_true(eq_dec_read(EQ_TEXT("9E+6144"), &huge.v, &flags));
	assert_int_equal(eq_dec_cmp(eq_number_add(one, one).v, eq_dec_int(2)), 0);
	assert_false(eq_number_add(one, one).rounded);
	assert_true(eq_number_add(one, third).rounded);
	assert_true(eq_number_add(one, EQ_NUMBER_MISSING).missing);
	assert_true(eq_number_add(EQ_NUMBER_MISSING, one).missing);
	assert_true(eq_number_add(huge, huge).missing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_the_days_that_earn),
		cmocka_unit_test(spread_over_days),
		cmocka_unit_test(around_days_taken_out),
		cmocka_unit_test(earned_by_performance),
		cmocka_unit_test(earned_as_a_year),
		cmocka_unit_test(by_each_months_own_days),
		cmocka_unit_test(a_period_without_worth),
		cmocka_unit_test(sums_with_what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
