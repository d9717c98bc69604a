/* test_ratings.c - changes that are judged: the latest marks, counts, shares and their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "engine/ratings.h"

enum { RED, BRONZE, SILVER, GOLD, LEVELS };
static struct eq_text levels[LEVELS];
#define AS_AT 19787 /* 2024-03-05 */

struct fixture {
	struct eq_model model;
	struct eq_results results;
	struct eq_rating_scale scale;
};

/* Target 80% at Silver, as at 2024-03-05. */
static void fixture_init(struct fixture *f)
{
	static const char *const names[] = {"Red", "Bronze", "Silver", "Gold"};

	memset(f, 0, sizeof *f);
	for (int i = 0; i < LEVELS; i++)
		levels[i] = eq_text_of(names[i]);
	f->scale = (struct eq_rating_scale){.levels = levels,
					    .n_levels = LEVELS,
					    .has_target = true,
					    .target = eq_dec_scaled(8, 1),
					    .target_level = SILVER,
					    .data = UINT32_MAX};
	eq_arena_init(&f->results.arena);
	f->results.model = &f->model;
	f->results.as_at = AS_AT;
	f->model.ratings.v = &f->scale;
	f->model.ratings.n = 1;
}

static void assert_share(struct eq_number n, int of, int all)
{
	unsigned flags = 0;

	assert_false(n.missing);
	assert_int_equal(eq_dec_cmp(n.v, eq_dec_div(eq_dec_int(of), eq_dec_int(all), &flags)), 0);
	assert_int_equal(n.rounded, (flags & EQ_DEC_ROUNDED) != 0);
}

/* 33 changes: 2 Red, 10 Bronze, 12 Silver, 9 Gold. 21 of 33, 64%, at Silver or better; 31 of 33, 94%,
 * at Bronze or better. */
static void counts_and_shares(void **state)
{
	static const uint32_t want[LEVELS] = {2, 10, 12, 9};
	struct eq_judged judged[33];
	struct eq_mark marks[33];
	char titles[33][16];
	struct fixture f;
	struct eq_cube cube = {0};
	uint32_t n = 0;

	(void)state;
	fixture_init(&f);
	for (uint32_t level = LEVELS; level-- > 0;)
		for (uint32_t i = 0; i < want[level]; i++, n++) {
			snprintf(titles[n], sizeof titles[n], "Change %02u", n);
			marks[n] = (struct eq_mark){level, AS_AT - 10};
			judged[n] = (struct eq_judged){eq_text_of(titles[n]), &marks[n], 1};
		}
	f.scale.judged = judged;
	f.scale.n_judged = n;
	eq_run_ratings(&cube, &f.results);
	const struct eq_rating_result *r = &f.results.ratings[0];

	assert_int_equal(r->n_changes, 33);
	assert_int_equal(r->unjudged, 0);
	for (int level = 0; level < LEVELS; level++)
		assert_int_equal(r->counts[level], want[level]);
	assert_share(r->at_least[RED], 1, 1);
	assert_share(r->at_least[BRONZE], 31, 33);
	assert_share(r->at_least[SILVER], 21, 33);
	assert_share(r->at_least[GOLD], 9, 33);
	/* (21 / 33) / 0.8 = 210 / 264 */
	assert_share(r->progress, 210, 264);
	assert_int_equal(r->rag.rag, EQ_RAG_RED);
	if (!eq_text_is(r->rag.words, "21 of 33 changes, 64%, are Silver or better; target 80% "
				      "(amber from 72%)"))
		fail_msg("%.*s", EQ_ARG(r->rag.words));
	/* the worst first: the two that were declared last, by title */
	assert_true(eq_text_is(r->changes[0].title, "Change 31"));
	assert_true(eq_text_is(r->changes[1].title, "Change 32"));
	assert_int_equal(r->changes[1].level, RED);
	assert_true(eq_text_is(r->changes[32].title, "Change 08"));
	eq_arena_release(&f.results.arena);
}

/* The latest by the as-at date, on that very day too; a later one is no judgement yet. */
static void the_latest_mark(void **state)
{
	struct eq_mark rising[] = {{RED, AS_AT - 100}, {SILVER, AS_AT}, {GOLD, AS_AT + 1}},
		       falling[] = {{GOLD, AS_AT - 100}, {BRONZE, AS_AT - 1}},
		       coming[] = {{GOLD, AS_AT + 1}};
	struct eq_judged judged[] = {{EQ_TEXT("Coming"), coming, 1},
				     {EQ_TEXT("Rising"), rising, 3},
				     {EQ_TEXT("Falling"), falling, 2}};
	struct fixture f;
	struct eq_cube cube = {0};

	(void)state;
	fixture_init(&f);
	f.scale.judged = judged;
	f.scale.n_judged = 3;
	eq_run_ratings(&cube, &f.results);
	const struct eq_rating_result *r = &f.results.ratings[0];

	assert_true(eq_text_is(r->changes[0].title, "Falling"));
	assert_int_equal(r->changes[0].level, BRONZE);
	assert_int_equal(r->changes[0].on, AS_AT - 1);
	assert_true(eq_text_is(r->changes[1].title, "Rising"));
	assert_int_equal(r->changes[1].level, SILVER);
	assert_int_equal(r->changes[1].on, AS_AT);
	assert_true(eq_text_is(r->changes[2].title, "Coming"));
	assert_false(r->changes[2].judged);
	assert_int_equal(r->unjudged, 1);
	/* of those that are judged */
	assert_share(r->at_least[SILVER], 1, 2);
	assert_true(eq_text_is(r->rag.words, "1 of 2 changes, 50%, is Silver or better; target 80% "
					     "(amber from 72%)"));
	eq_arena_release(&f.results.arena);
}

static void marks_in_rows(void **state)
{
	struct eq_row_mark rows[] = {
		{EQ_TEXT("Hub"), AS_AT - 60, BRONZE}, {EQ_TEXT("Hub"), AS_AT - 30, GOLD},
		{EQ_TEXT("Panel"), AS_AT - 60, GOLD}, {EQ_TEXT("Panel"), AS_AT + 30, RED},
		{EQ_TEXT("Visits"), AS_AT + 1, GOLD},
	};
	struct eq_row_mark *marks[] = {rows};
	uint32_t n_marks[] = {5};
	struct fixture f;
	struct eq_cube cube = {.marks = marks, .n_marks = n_marks};

	(void)state;
	fixture_init(&f);
	f.scale.data = 0;
	eq_run_ratings(&cube, &f.results);
	const struct eq_rating_result *r = &f.results.ratings[0];

	assert_int_equal(r->n_changes, 3);
	assert_int_equal(r->counts[GOLD], 2);
	assert_int_equal(r->unjudged, 1);
	assert_true(eq_text_is(r->changes[2].title, "Visits"));
	assert_int_equal(r->rag.rag, EQ_RAG_GREEN);
	assert_share(r->progress, 10, 8);
	eq_arena_release(&f.results.arena);
}

static void nothing_to_compare(void **state)
{
	struct fixture f;
	struct eq_cube cube = {0};

	(void)state;
	fixture_init(&f);
	eq_run_ratings(&cube, &f.results);
	assert_true(f.results.ratings[0].progress.missing);
	assert_true(f.results.ratings[0].at_least[SILVER].missing);
	assert_true(
		eq_text_is(f.results.ratings[0].rag.words, "not rated: no change is judged yet"));
	f.scale.has_target = false;
	eq_run_ratings(&cube, &f.results);
	assert_true(eq_text_is(f.results.ratings[0].rag.words, "not rated: it has no target"));
	eq_arena_release(&f.results.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_and_shares),
		cmocka_unit_test(the_latest_mark),
		cmocka_unit_test(marks_in_rows),
		cmocka_unit_test(nothing_to_compare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
