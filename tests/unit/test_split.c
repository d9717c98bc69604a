/* test_split.c - a change in a ratio as rate and mix, on figures worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/split.h"

static struct eq_number ratio(int64_t over, int64_t under)
{
	struct eq_number a = {eq_dec_int(over), false, false},
			 b = {eq_dec_int(under), false, false};

	return eq_number_div(a, b);
}

static const struct eq_number none = {.missing = true};

/* To 30 places: thirds end somewhere. */
static void assert_is(struct eq_number got, struct eq_number expected)
{
	unsigned flags = 0;

	assert_false(got.missing);
	struct eq_dec off = eq_dec_abs(eq_dec_sub(got.v, expected.v, &flags));
	assert_true(eq_dec_cmp(off, eq_dec_scaled128(1, 30, &flags)) <= 0);
}

/* North had 12 of 22 people at 4 hours and has 25 of 35 at 3; South 10 of each, at 6. The whole went from 108 / 22 =
 * 54/11 to 135 / 35 = 27/7, by -81/77. */
static void parts_add_up_to_the_change(void **state)
{
	struct eq_number before = ratio(54, 11), after = ratio(27, 7);
	struct eq_split_part north[] = {{ratio(6, 11), ratio(4, 1)}, {ratio(5, 7), ratio(3, 1)}};
	struct eq_split_part south[] = {{ratio(5, 11), ratio(6, 1)}, {ratio(2, 7), ratio(6, 1)}};

	(void)state;
	struct eq_rate_mix n = eq_split_change(north[0], north[1], before, after);
	struct eq_rate_mix s = eq_split_change(south[0], south[1], before, after);
	assert_is(n.rate, ratio(-97, 154));  /* (6/11 + 5/7) / 2 * (3 - 4) */
	assert_is(n.mix, ratio(-884, 5929)); /* (5/7 - 6/11) * (7/2 - (54/11 + 27/7) / 2) */
	assert_is(s.rate, ratio(0, 1));
	assert_is(s.mix, ratio(-3237, 11858)); /* (2/7 - 5/11) * (6 - (54/11 + 27/7) / 2) */
	struct eq_number all =
		eq_number_add(eq_number_add(n.rate, n.mix), eq_number_add(s.rate, s.mix));
	assert_is(all, ratio(-81, 77));
}

/* A part that was not there has no ratio to change: East comes with 1 of 4 at 10, the others stay at 2. The whole
 * went from 2 to 4, all of it mix. */
static void what_is_new_is_mix(void **state)
{
	struct eq_number before = ratio(2, 1), after = ratio(4, 1);
	struct eq_split_part absent = {ratio(0, 1), none};
	struct eq_split_part east = {ratio(1, 4), ratio(10, 1)};
	struct eq_split_part others[] = {{ratio(1, 1), ratio(2, 1)}, {ratio(3, 4), ratio(2, 1)}};

	(void)state;
	struct eq_rate_mix e = eq_split_change(absent, east, before, after);
	struct eq_rate_mix o = eq_split_change(others[0], others[1], before, after);
	assert_is(e.rate, ratio(0, 1));
	assert_is(e.mix, ratio(7, 4)); /* 1/4 * (10 - 3) */
	assert_is(o.rate, ratio(0, 1));
	assert_is(o.mix, ratio(1, 4)); /* -1/4 * (2 - 3) */
	struct eq_rate_mix gone = eq_split_change(east, absent, after, before);
	assert_is(gone.rate, ratio(0, 1));
	assert_is(gone.mix, ratio(-7, 4));
	struct eq_rate_mix never = eq_split_change(absent, absent, before, after);
	assert_is(never.rate, ratio(0, 1));
	assert_is(never.mix, ratio(0, 1));
}

/* Shares that change among parts of one ratio change nothing. */
static void equal_ratios_have_no_mix(void **state)
{
	struct eq_number whole = ratio(5, 1);
	struct eq_split_part part[] = {{ratio(1, 3), ratio(5, 1)}, {ratio(2, 3), ratio(5, 1)}};

	(void)state;
	struct eq_rate_mix s = eq_split_change(part[0], part[1], whole, whole);
	assert_is(s.rate, ratio(0, 1));
	assert_is(s.mix, ratio(0, 1));
}

static void what_is_missing_stays_missing(void **state)
{
	struct eq_split_part known = {ratio(1, 2), ratio(5, 1)}, odd = {ratio(1, 2), none};

	(void)state;
	struct eq_rate_mix s = eq_split_change(odd, known, ratio(5, 1), ratio(5, 1));
	assert_true(s.rate.missing);
	assert_true(s.mix.missing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_add_up_to_the_change),
		cmocka_unit_test(what_is_new_is_mix),
		cmocka_unit_test(equal_ratios_have_no_mix),
		cmocka_unit_test(what_is_missing_stays_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
