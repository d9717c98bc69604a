/* test_xmr.c - limits from moving ranges and the four rules, on published examples.
 *
 * Sources. [M] NHS England, Making Data Count: checks for XmR charts made elsewhere, to agree with its
 * single chart tool 5.0; the numbers of its charts, with shifts and trends of 6 points as there. What
 * it prints of them (the limits to two decimals, which points are signals) is expected here, but that
 * points beyond a limit count for "two of three", as its SQL query 2.6 (January 2024) has it since.
 * [R] NHS-R Community, NHSRplotthedots, vignette "Deviations from Excel defaults", the chart that
 * replicates Making Data Count's tools; MIT licence, copyright (c) 2021 NHS-R Community. [N] NIST/SEMATECH
 * e-Handbook of Statistical Methods, 6.3.2.2, individuals chart (3 / 1.128 where the NHS has 2.66).
 * Signals that these only draw were worked out with tests/oracle/xmr.py, by the definitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/xmr.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A point a day from 2024-01-01 on. */
static const struct eq_timeline days = {{EQ_DAY, 0}, 19723, 400};
#define DAY(n) (19722 + (n)) /* the n-th of them, from 1 */

static const struct eq_xmr_spec all_six = {.run = 6, .baseline = {EQ_DATE_NONE, EQ_DATE_NONE}};
static const struct eq_xmr_spec all_seven = {.run = 7, .baseline = {EQ_DATE_NONE, EQ_DATE_NONE}};
static const eq_date sixteenth[] = {DAY(16)};
static const struct eq_xmr_spec anew = {
	.run = 6, .baseline = {EQ_DATE_NONE, EQ_DATE_NONE}, .anew = sixteenth, .n_anew = 1};
static const struct eq_xmr_spec baseline = {.run = 6, .baseline = {DAY(1), DAY(15)}};

struct chart {
	struct eq_arena arena;
	struct eq_number v[64];
	int32_t n;
	struct eq_xmr x;
};

/* "20 24 - 26": - is none */
static void make(struct chart *c, const char *values, const struct eq_xmr_spec *spec)
{
	char room[512], *at = room, *word;

	*c = (struct chart){.n = 0};
	eq_arena_init(&c->arena);
	assert_true(strlen(values) < sizeof room);
	strcpy(room, values);
	while ((word = strtok_r(at, " ", &at))) {
		struct eq_number *v = &c->v[c->n++];
		unsigned flags = 0;

		*v = EQ_NUMBER_MISSING;
		if (strcmp(word, "-") == 0)
			continue;
		assert_true(eq_dec_read(eq_text_of(word), &v->v, &flags));
		v->missing = false;
	}
	eq_xmr_make(&days, c->v, c->n, spec, &c->arena, &c->x);
}

static void assert_near(struct eq_number v, const char *printed)
{
	char got[EQ_DEC_CHARS];
	unsigned flags = 0;

	assert_false(v.missing);
	eq_dec_write(eq_dec_round_away(v.v, 2, &flags), got);
	assert_string_equal(got, printed);
}

/* ---- limits ---- */

static void limits_are_those_that_are_published(void **state)
{
	static const struct {
		const char *values, *centre, *lower, *upper;
	} cases[] = {
		/* [M] "Process limits" */
		{"20 24 20 26 22 16 18 16 31 28 34 26 30 19 18", "23.20", "8.76", "37.64"},
		/* [R] data <- c(1, 2, 1, 2, 10, …) with screen_outliers = FALSE */
		{"1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1", "1.94", "-3.06", "6.95"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct chart c;

		make(&c, cases[i].values, &all_six);
		assert_int_equal(c.x.n_parts, 1);
		assert_near(c.x.parts[0].centre, cases[i].centre);
		assert_near(c.x.parts[0].lower, cases[i].lower);
		assert_near(c.x.parts[0].upper, cases[i].upper);
		eq_arena_release(&c.arena);
	}
}

/* [N]: flow rates of ten batches, centre 50.81, limits 45.8159 and 55.8041. Ten points are fewer than the
 * NHS takes, so each stands three times, with a gap between: the mean and the mean range stay as they
 * are. 3 / 1.128 is 2.6596: its limits lie 0.001 closer. */
static void limits_are_those_of_the_handbook(void **state)
{
	static const char values[] = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1 - "
				     "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1 - "
				     "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1";
	struct chart c;

	(void)state;
	make(&c, values, &all_six);
	assert_near(c.x.parts[0].centre, "50.81");
	assert_near(c.x.parts[0].lower, "45.82");
	assert_near(c.x.parts[0].upper, "55.80");
	eq_arena_release(&c.arena);
}

/* [M] "Number of points" */
static void thirteen_points_are_the_least(void **state)
{
	struct chart c;

	(void)state;
	make(&c, "30 31 25 35 34 15 21 23 30 26 26 22", &all_six);
	assert_int_equal(c.x.parts[0].points, 12);
	assert_true(c.x.parts[0].centre.missing);
	assert_true(c.x.parts[0].upper.missing);
	eq_arena_release(&c.arena);
	make(&c, "30 31 25 35 34 15 21 23 30 26 26 22 25", &all_six);
	assert_int_equal(c.x.parts[0].points, 13);
	assert_false(c.x.parts[0].centre.missing);
	eq_arena_release(&c.arena);
}

/* Twelve ranges of 2, six on each side of the gap, and no step of 100 over it: the limits lie 2.66 × 2 = 5.32
 * around the mean. */
static void no_range_leads_over_a_gap(void **state)
{
	struct chart c;

	(void)state;
	make(&c, "10 12 10 12 10 12 10 - 110 112 110 112 110 112 110", &all_six);
	/* (4 × 10 + 3 × 12 + 4 × 110 + 3 × 112) / 14 = 852 / 14 = 60.857… */
	assert_near(c.x.parts[0].centre, "60.86");
	assert_near(c.x.parts[0].upper, "66.18");
	assert_near(c.x.parts[0].lower, "55.54");
	eq_arena_release(&c.arena);
}

/* Where nothing varies the limits are the value itself, to the last digit, and nothing is beyond them. */
static void values_on_a_limit_are_within(void **state)
{
	struct chart c;

	(void)state;
	make(&c, "0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1", &all_six);
	for (int32_t i = 0; i < c.n; i++)
		assert_int_equal(eq_xmr_rules(&c.x, i, EQ_XMR_EITHER), 0);
	assert_int_equal(eq_dec_cmp(c.x.parts[0].upper.v, c.x.parts[0].centre.v), 0);
	eq_arena_release(&c.arena);
}

/* ---- rules ---- */

/* Of each point: + above or rising, - below or falling, x both, . none. */
static void assert_marks(const struct chart *c, enum eq_xmr_rule rule, const char *expected,
			 const char *title)
{
	char got[64];

	for (int32_t i = 0; i < c->n; i++) {
		bool above = c->x.above[i] & rule, below = c->x.below[i] & rule;

		got[i] = above && below ? 'x' : above ? '+' : below ? '-' : '.';
	}
	got[c->n] = '\0';
	if (strcmp(got, expected) != 0)
		fail_msg("%s: expected %s, got %s", title, expected, got);
}

static void signals_are_those_that_are_published(void **state)
{
	static const struct {
		const char *title, *values, *outside, *shift, *trend, *near;
		const struct eq_xmr_spec *spec;
	} cases[] = {
		{"single point", "45 29 20 22 25 20 27 24 22 23 20 26 20 15 5", "+.............-",
		 "...............", "...............", "...............", &all_six},
		{"single points", "29 32 35 45 43 23 18 20 16 7 28 26 22 19 20", "...++....-.....",
		 "...............", "...............", "...++..........", &all_six},
		{"shift", "31 35 34 29 29 32 26 26 32 35 30 18 31 25 27 22 18 25 25 17",
		 "....................", "++++++.......-------", "....................",
		 "....................", &all_six},
		{"shifts", "31 22 19 21 18 18 22 22 29 25 23 26 31 26 28 29 32 24 31 22",
		 "....................", ".-------...++++++...", "....................",
		 "....................", &all_six},
		{"shifts of 7", "31 22 19 21 18 18 22 22 29 25 23 26 31 26 28 29 32 24 31 22",
		 "....................", ".-------............", "....................",
		 "....................", &all_seven},
		{"trends", "11 14 18 20 22 23 18 21 17 23 26 20 16 25 23 22 19 16 15 12",
		 "....................", "....................", "++++++.......-------",
		 "....................", &all_six},
		{"a pause ends a trend",
		 "23 30 28 25 25 20 18 24 16 13 14 18 18 24 26 29 19 20 28 16",
		 "....................", "....................", "....................",
		 "....................", &all_six},
		{"two of three",
		 "42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 7 32",
		 ".......................", ".......................", ".......................",
		 "+++.+...............--.", &all_six},
		{"two of three, of which one is beyond the limit",
		 "42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 2 32",
		 ".....................-.", ".......................", ".......................",
		 "+++.+...............--.", &all_six},
		{"the third on the other side",
		 "42 40 39 24 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 26 7 7 32",
		 ".......................", ".......................", ".......................",
		 "+++....................", &all_six},
		/* "p1 to p8 are part of a decreasing trend, and p8 to p14 of an increasing one; p6 to p11 of
		 * a shift below; p1 to p2 above the upper limit, p3 to p4 above two sigma" */
		{"conflict", "43 41 37 36 31 23 15 13 15 18 23 27 31 36 27 19 17 27 15 22",
		 "++..................", ".....------.........", "-------x++++++......",
		 "++++..---...........", &all_six},
		{"recalculation",
		 "16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 "
		 "27 24 23",
		 "..............................", "........................------",
		 "..............................", "..............................", &anew},
		{"baseline",
		 "16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 "
		 "27 24 23",
		 "...............+++..+.++......", "...............+++++++++++++++",
		 "..............................", "...............++++.+++++++...", &baseline},
		{"a shift across a recalculation",
		 "28 23 26 21 23 25 24 29 30 27 25 30 27 24 19 22 28 28 29 33 28 30 31 30 26 27 34 "
		 "30 32 35",
		 "..............................", ".............------...........",
		 "..............................", "..............--..............", &anew},
		{"a trend across a recalculation",
		 "28 23 26 21 23 25 24 29 30 27 25 30 27 26 19 22 26 28 29 33 28 30 31 30 26 27 34 "
		 "30 32 35",
		 "..............................", "..............................",
		 "..............++++++..........", "..............--..............", &anew},
		/* Nothing published has gaps. Six fall, and six are below 27.07, but not in a row. */
		{"a gap ends runs", "27 26 25 - 24 23 22 34 20 33 24 35 21 34 30 28",
		 "................", "................", "................", "................",
		 &all_six},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct chart c;

		make(&c, cases[i].values, cases[i].spec);
		assert_int_equal(strlen(cases[i].outside), c.n);
		assert_marks(&c, EQ_XMR_OUTSIDE, cases[i].outside, cases[i].title);
		assert_marks(&c, EQ_XMR_SHIFT, cases[i].shift, cases[i].title);
		assert_marks(&c, EQ_XMR_TREND, cases[i].trend, cases[i].title);
		assert_marks(&c, EQ_XMR_NEAR, cases[i].near, cases[i].title);
		eq_arena_release(&c.arena);
	}
}

/* [M] "Recalculations": each part has its own limits; 20 and 455 / 15 are the means of the two. */
static void parts_have_their_own_limits(void **state)
{
	static const char values[] = "16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 "
				     "33 28 38 35 30 28 29 27 24 23";
	struct chart c;

	(void)state;
	make(&c, values, &anew);
	assert_int_equal(c.x.n_parts, 2);
	assert_near(eq_xmr_at(&c.x, 14)->centre, "20.00");
	assert_near(eq_xmr_at(&c.x, 15)->centre, "30.33");
	assert_near(eq_xmr_at(&c.x, 300)->centre, "30.33");
	assert_null(eq_xmr_at(&c.x, -1));
	eq_arena_release(&c.arena);
	make(&c, values, &baseline);
	assert_int_equal(c.x.n_parts, 1);
	assert_int_equal(c.x.parts[0].points, 15);
	assert_near(eq_xmr_at(&c.x, 29)->centre, "20.00");
	eq_arena_release(&c.arena);
}

/* Before a baseline there are no limits, and so no signals; days that are no whole period are not in it. */
static void a_baseline_holds_from_its_first_whole_period(void **state)
{
	static const struct eq_timeline weeks = {{EQ_WEEK, 6}, 2817, 30};
	struct eq_number v[20];
	struct eq_arena arena;
	struct eq_xmr x;
	struct eq_range second = eq_timeline_range(&weeks, 2);
	struct eq_xmr_spec spec = {.run = 7, .baseline = {second.from - 1, second.to + 7 * 12}};

	(void)state;
	eq_arena_init(&arena);
	for (int i = 0; i < 20; i++)
		v[i] = (struct eq_number){eq_dec_int(i % 2 ? 10 : 12), false, false};
	eq_xmr_make(&weeks, v, 20, &spec, &arena, &x);
	assert_null(eq_xmr_at(&x, 1));
	assert_non_null(eq_xmr_at(&x, 2));
	assert_int_equal(x.parts[0].points, 13);
	eq_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_are_those_that_are_published),
		cmocka_unit_test(limits_are_those_of_the_handbook),
		cmocka_unit_test(thirteen_points_are_the_least),
		cmocka_unit_test(no_range_leads_over_a_gap),
		cmocka_unit_test(values_on_a_limit_are_within),
		cmocka_unit_test(signals_are_those_that_are_published),
		cmocka_unit_test(parts_have_their_own_limits),
		cmocka_unit_test(a_baseline_holds_from_its_first_whole_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
