/* test_batch.c - a batch's numbers: one scale where it can be, and bounds that hold. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/batch.h"

struct value {
	int64_t i;
	uint8_t scale;
};

static void put(struct eq_batch_column *c, uint32_t lane, struct value v)
{
	struct eq_cell_number n = {.i = v.i, .scale = v.scale};

	eq_batch_set_number(c, lane, &n);
}

/* Worked out by hand: what stands in the lanes at the view's scale, and its bits: of the largest
 * magnitude, and one for the sign. */
static void test_views(void **state)
{
	(void)state;
	static const struct {
		struct value set[4]; /* a scale of 99: missing */
		int16_t scale;
		int64_t lanes[4];
		uint8_t bits;
	} cases[] = {
		{{{5, 0}, {7, 0}, {-8, 0}, {0, 0}}, 0, {5, 7, -8, 0}, 5},
		{{{150, 2}, {5, 0}, {25, 1}, {-1, 2}}, 2, {150, 500, 250, -1}, 10},
		{{{5, 0}, {25, 1}, {150, 2}, {0, 0}}, 2, {500, 250, 150, 0}, 10},
		{{{0, 99}, {150, 2}, {0, 99}, {3, 0}}, 2, {0, 150, 0, 300}, 10},
		{{{0, 99}, {0, 99}, {0, 99}, {0, 99}}, 0, {0, 0, 0, 0}, 1},
		{{{0, 0}, {0, 4}, {0, 0}, {0, 0}}, 4, {0, 0, 0, 0}, 1},
	};
	struct eq_batch_column c;
	struct eq_arena arena;

	eq_arena_init(&arena);
	eq_batch_column_init(&c, EQ_COLUMN_NUMBER);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		eq_batch_column_clear(&c);
		for (uint32_t k = 0; k < 4; k++)
			if (cases[i].set[k].scale == 99)
				eq_batch_set_missing(&c, k);
			else
				put(&c, k, cases[i].set[k]);

		struct eq_column v = eq_batch_view(&c, 4, &arena);
		assert_int_equal(v.rep, EQ_REP_INT);
		assert_int_equal(v.scale, cases[i].scale);
		assert_true(v.bits >= cases[i].bits);
		for (uint32_t k = 0; k < 4; k++) {
			bool missing = cases[i].set[k].scale == 99;

			assert_int_equal(v.i[k], cases[i].lanes[k]);
			assert_int_equal(v.missing ? v.missing[0] >> k & 1 : 0, missing);
		}
	}
	eq_batch_column_release(&c);
	eq_arena_release(&arena);
}

/* Numbers that have no scale in common with 18 digits come as decimals, each what it was. */
static void test_no_scale_in_common(void **state)
{
	(void)state;
	static const struct value large = {999999999999999999, 0}, fine = {1, 3};
	struct eq_batch_column c;
	struct eq_arena arena;

	eq_arena_init(&arena);
	eq_batch_column_init(&c, EQ_COLUMN_NUMBER);
	for (int turn = 0; turn < 2; turn++) {
		eq_batch_column_clear(&c);
		put(&c, 0, turn ? large : fine);
		put(&c, 1, turn ? fine : large);

		struct eq_column v = eq_batch_view(&c, 2, &arena);
		assert_int_equal(v.rep, EQ_REP_DEC);
		assert_int_equal(eq_dec_cmp(v.d[!turn], eq_dec_int(large.i)), 0);
		assert_int_equal(eq_dec_cmp(v.d[turn], eq_dec_scaled(1, 3)), 0);
	}
	eq_batch_column_release(&c);
	eq_arena_release(&arena);
}

/* A number of more than 18 digits stands beside the others. */
static void test_wide(void **state)
{
	(void)state;
	struct eq_cell_number wide = {.wide = true};
	unsigned flags = 0;
	struct eq_batch_column c;
	struct eq_arena arena;

	assert_true(eq_dec_read(EQ_TEXT("1234567890123456789012.5"), &wide.d, &flags));
	eq_arena_init(&arena);
	eq_batch_column_init(&c, EQ_COLUMN_NUMBER);
	put(&c, 0, (struct value){125, 1});
	eq_batch_set_number(&c, 1, &wide);
	put(&c, 2, (struct value){3, 2});
	eq_batch_set_missing(&c, 3);

	struct eq_column v = eq_batch_view(&c, 4, &arena);
	assert_int_equal(v.rep, EQ_REP_DEC);
	assert_int_equal(eq_dec_cmp(v.d[0], eq_dec_scaled(125, 1)), 0);
	assert_int_equal(eq_dec_cmp(v.d[1], wide.d), 0);
	assert_int_equal(eq_dec_cmp(v.d[2], eq_dec_scaled(3, 2)), 0);
	assert_int_equal(v.missing[0], 8);
	eq_batch_column_release(&c);
	eq_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views),
		cmocka_unit_test(test_no_scale_in_common),
		cmocka_unit_test(test_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
