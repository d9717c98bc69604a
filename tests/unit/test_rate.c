/* test_rate.c - red, amber, green, with the words that say what was compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/rate.h"

static struct eq_number number(const char *text)
{
	struct eq_number n = {EQ_DEC_ZERO, true, false};
	unsigned flags = 0;

	if (!text)
		return n;
	n.missing = false;
	assert_true(eq_dec_read(eq_text_of(text), &n.v, &flags));
	return n;
}

static void assert_rating(size_t row, struct eq_rating have, enum eq_rag rag, const char *words)
{
	if (have.rag != rag)
		fail_msg("row %zu: %s, not %s", row, eq_rag_word((enum eq_rag)have.rag),
			 eq_rag_word(rag));
	if (!eq_text_is(have.words, words))
		fail_msg("row %zu: \"%.*s\", not \"%s\"", row, EQ_ARG(have.words), words);
}

static void between_low_and_high(void **state)
{
	static const char green[] = "live is at least as good as high on 2024-03-24";
	static const char amber[] = "live is between low and high on 2024-03-24";
	static const char red[] = "live is worse than low on 2024-03-24";
	static const char equal[] = "not rated: low and high are equal on 2024-03-24";
	static const char wrong[] = "not rated: low is better than high";
	static const struct {
		const char *value, *low, *high; /* NULL: missing */
		bool lower_is_better;
		enum eq_rag rag;
		const char *words;
		bool wrong;
	} rows[] = {
		{"12", "8", "10", false, EQ_RAG_GREEN, green, false},
		{"10", "8", "10", false, EQ_RAG_GREEN, green, false},
		{"10.00", "8", "1E+1", false, EQ_RAG_GREEN, green, false},
		/* unrounded: the least that is short of it is short of it */
		{"9.999999999999999999999999999999999", "8", "10", false, EQ_RAG_AMBER, amber,
		 false},
		{"8", "8", "10", false, EQ_RAG_AMBER, amber, false},
		{"7.999999999999999999999999999999999", "8", "10", false, EQ_RAG_RED, red, false},
		{"-3", "-2", "-1", false, EQ_RAG_RED, red, false},
		{"9", "12", "10", true, EQ_RAG_GREEN, green, false},
		{"10", "12", "10", true, EQ_RAG_GREEN, green, false},
		{"10.0001", "12", "10", true, EQ_RAG_AMBER, amber, false},
		{"12", "12", "10", true, EQ_RAG_AMBER, amber, false},
		{"12.0001", "12", "10", true, EQ_RAG_RED, red, false},
		{"9", "10", "10.0", false, EQ_RAG_NONE, equal, false},
		{"9", "10", "10.0", true, EQ_RAG_NONE, equal, false},
		{"9", "10", "8", false, EQ_RAG_NONE, wrong, true},
		{"9", "8", "10", true, EQ_RAG_NONE, wrong, true},
		{NULL, "10", "8", false, EQ_RAG_NONE, "not rated: there is no value", false},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		bool is_wrong = false;

		eq_arena_init(&a);
		struct eq_rating have = eq_rate_between(
			&a, "live", "2024-03-24", number(rows[k].value), number(rows[k].low),
			number(rows[k].high), rows[k].lower_is_better, &is_wrong);
		assert_rating(k, have, rows[k].rag, rows[k].words);
		assert_int_equal(is_wrong, rows[k].wrong);
		eq_arena_release(&a);
	}
}

/* A scenario without a value is never rated against, and is no mistake of the programme's. */
static void a_scenario_without_a_value(void **state)
{
	(void)state;
	for (int which = 1; which <= 3; which++) {
		struct eq_arena a;
		bool is_wrong = false;

		eq_arena_init(&a);
		struct eq_number low = number(which & 1 ? NULL : "9"),
				 high = number(which & 2 ? NULL : "1");
		struct eq_rating have = eq_rate_between(&a, "live", "2024-03-24", number("5"), low,
							high, false, &is_wrong);
		assert_int_equal(have.rag, EQ_RAG_NONE);
		assert_true(have.words.n > strlen("not rated: "));
		assert_memory_equal(have.words.p, "not rated: ", strlen("not rated: "));
		assert_false(is_wrong);
		eq_arena_release(&a);
	}
}

static void progress_to_the_target(void **state)
{
	static const struct {
		const char *live, *baseline, *target, *progress; /* NULL: missing */
		enum eq_rag rag;
		const char *words;
	} rows[] = {
		{"11", "8", "12", "0.75", EQ_RAG_RED,
		 "75% of the way from baseline to target (amber from 90%)"},
		{"12", "8", "12", "1", EQ_RAG_GREEN,
		 "100% of the way from baseline to target (green from 100%)"},
		{"14", "8", "12", "1.5", EQ_RAG_GREEN,
		 "150% of the way from baseline to target (green from 100%)"},
		{"11.6", "8", "12", "0.9", EQ_RAG_AMBER,
		 "90% of the way from baseline to target (green from 100%, amber from 90%)"},
		/* rated by the exact figure, and the words do not round it over the bound */
		{"11.5999", "8", "12", "0.899975", EQ_RAG_RED,
		 "89.998% of the way from baseline to target (amber from 90%)"},
		{"11.99", "8", "12", "0.9975", EQ_RAG_AMBER,
		 "99.8% of the way from baseline to target (green from 100%, amber from 90%)"},
		{"11.99999999999999999999999999999999", "8", "12",
		 "0.9999999999999999999999999999999975", EQ_RAG_AMBER,
		 "99.9999999999999999999999999999998% of the way from baseline to target "
		 "(green from 100%, amber from 90%)"},
		/* down is up where the target is below the baseline */
		{"9", "14", "9", "1", EQ_RAG_GREEN,
		 "100% of the way from baseline to target (green from 100%)"},
		{"9.5", "14", "9", "0.9", EQ_RAG_AMBER,
		 "90% of the way from baseline to target (green from 100%, amber from 90%)"},
		{"15", "14", "9", "-0.2", EQ_RAG_RED,
		 "-20% of the way from baseline to target (amber from 90%)"},
		{"8", "8", "12", "0", EQ_RAG_RED,
		 "0% of the way from baseline to target (amber from 90%)"},
		{"8", "8", "8.0", NULL, EQ_RAG_NONE, "not rated: the target is the baseline"},
		{NULL, "8", "12", NULL, EQ_RAG_NONE, "not rated: there is no live value"},
		{"8", NULL, "12", NULL, EQ_RAG_NONE, "not rated: there is no baseline"},
		{"8", "8", NULL, NULL, EQ_RAG_NONE, "not rated: there is no target"},
		{"9E+6144", "-9E+6144", "1", NULL, EQ_RAG_NONE,
		 "not rated: the progress is beyond the largest number"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		struct eq_number progress, want = number(rows[k].progress);

		eq_arena_init(&a);
		struct eq_rating have = eq_rate_progress(&a, number(rows[k].live),
							 number(rows[k].baseline),
							 number(rows[k].target), NULL, &progress);
		assert_rating(k, have, rows[k].rag, rows[k].words);
		assert_int_equal(progress.missing, want.missing);
		if (!want.missing && eq_dec_cmp(progress.v, want.v) != 0)
			fail_msg("row %zu: progress is not %s", k, rows[k].progress);
		eq_arena_release(&a);
	}
}

static void progress_says_when_it_is_rounded(void **state)
{
	struct eq_arena a;
	struct eq_number progress, live = number("5");

	(void)state;
	eq_arena_init(&a);
	eq_rate_progress(&a, live, number("4"), number("7"), NULL, &progress); /* a third */
	assert_true(progress.rounded);
	eq_rate_progress(&a, live, number("4"), number("8"), NULL, &progress);
	assert_false(progress.rounded);
	live.rounded = true;
	eq_rate_progress(&a, live, number("4"), number("8"), NULL, &progress);
	assert_true(progress.rounded);
	eq_arena_release(&a);
}

/* Bounds that the programme says are in the words, exactly. */
static void bands_of_the_programme(void **state)
{
	static const struct {
		const char *live, *green, *amber;
		enum eq_rag rag;
		const char *words;
	} rows[] = {
		{"9.5", "0.95", "0.85", EQ_RAG_GREEN,
		 "95% of the way from baseline to target (green from 95%)"},
		{"9.49", "0.95", "0.85", EQ_RAG_AMBER,
		 "94.9% of the way from baseline to target (green from 95%, amber from 85%)"},
		{"8.4999", "0.95", "0.85", EQ_RAG_RED,
		 "84.999% of the way from baseline to target (amber from 85%)"},
		/* a bound between whole per cents: 89.6 is no 90 when 89.65 is asked for */
		{"8.96", "1", "0.8965", EQ_RAG_RED,
		 "89.6% of the way from baseline to target (amber from 89.65%)"},
		{"10", "1.1", "1", EQ_RAG_AMBER,
		 "100% of the way from baseline to target (green from 110%, amber from 100%)"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		struct eq_number progress;
		const struct eq_bands bands = {true, number(rows[k].green).v,
					       number(rows[k].amber).v};

		eq_arena_init(&a);
		assert_rating(k,
			      eq_rate_progress(&a, number(rows[k].live), number("0"), number("10"),
					       &bands, &progress),
			      rows[k].rag, rows[k].words);
		eq_arena_release(&a);
	}
}

static void part_of_a_target(void **state)
{
	static const struct {
		const char *value, *target, *progress; /* NULL: missing */
		enum eq_rag rag;
		const char *words;
	} rows[] = {
		{"8740000", "9500000", "0.92", EQ_RAG_AMBER,
		 "run-rate is 92% of the target on 2024-03-05 (green from 100%, amber from 90%)"},
		{"9500000", "9500000", "1", EQ_RAG_GREEN,
		 "run-rate is 100% of the target on 2024-03-05 (green from 100%)"},
		{"-1", "10", "-0.1", EQ_RAG_RED,
		 "run-rate is -10% of the target on 2024-03-05 (amber from 90%)"},
		{NULL, "1", NULL, EQ_RAG_NONE, "not rated: there is no run-rate"},
		{"1", NULL, NULL, EQ_RAG_NONE, "not rated: the target has no value"},
		{"1", "0", NULL, EQ_RAG_NONE, "not rated: the target is not above nothing"},
		{"-2", "-1", NULL, EQ_RAG_NONE, "not rated: the target is not above nothing"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		struct eq_number progress, want = number(rows[k].progress);

		eq_arena_init(&a);
		assert_rating(k,
			      eq_rate_of(&a, "run-rate", "the target", "2024-03-05",
					 number(rows[k].value), number(rows[k].target), NULL,
					 &progress),
			      rows[k].rag, rows[k].words);
		assert_int_equal(progress.missing, want.missing);
		if (!want.missing)
			assert_int_equal(eq_dec_cmp(progress.v, want.v), 0);
		eq_arena_release(&a);
	}
}

/* Bounds are shares of the changes: 90% of a target of 80% is 72%. */
static void changes_that_are_judged(void **state)
{
	static const struct {
		uint32_t n, of;
		const char *level;
		bool is_best;
		enum eq_rag rag;
		const char *words;
	} rows[] = {
		{7, 11, "Silver", false, EQ_RAG_RED,
		 "7 of 11 changes, 64%, are Silver or better; target 80% (amber from 72%)"},
		{3, 4, "Silver", false, EQ_RAG_AMBER,
		 "3 of 4 changes, 75%, are Silver or better; target 80% (green from 80%, amber "
		 "from 72%)"},
		{4, 5, "Silver", false, EQ_RAG_GREEN,
		 "4 of 5 changes, 80%, are Silver or better; target 80% (green from 80%)"},
		/* 71.9101…% of them are not 72% */
		{64, 89, "Gold", true, EQ_RAG_RED,
		 "64 of 89 changes, 71.9%, are Gold; target 80% (amber from 72%)"},
		{1, 1, "Gold", true, EQ_RAG_GREEN,
		 "1 of 1 change, 100%, is Gold; target 80% (green from 80%)"},
		{0, 0, "Gold", true, EQ_RAG_NONE, "not rated: no change is judged yet"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		struct eq_number progress;

		eq_arena_init(&a);
		assert_rating(k,
			      eq_rate_judged(&a, rows[k].n, rows[k].of, eq_text_of(rows[k].level),
					     rows[k].is_best, eq_dec_scaled(8, 1), NULL, &progress),
			      rows[k].rag, rows[k].words);
		assert_int_equal(progress.missing, rows[k].of == 0);
		eq_arena_release(&a);
	}
	struct eq_arena a;
	struct eq_number progress;
	eq_arena_init(&a);
	eq_rate_judged(&a, 3, 4, EQ_TEXT("Gold"), true, eq_dec_scaled(8, 1), NULL, &progress);
	assert_int_equal(eq_dec_cmp(progress.v, eq_dec_scaled(9375, 4)), 0); /* 0.75 / 0.8 */
	assert_false(progress.rounded);
	eq_arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(between_low_and_high),
		cmocka_unit_test(a_scenario_without_a_value),
		cmocka_unit_test(progress_to_the_target),
		cmocka_unit_test(progress_says_when_it_is_rounded),
		cmocka_unit_test(bands_of_the_programme),
		cmocka_unit_test(part_of_a_target),
		cmocka_unit_test(changes_that_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
