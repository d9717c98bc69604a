/* test_column.c - kernels against one plain lane-by-lane twin each, in all three modes.
 *
 * The twins use only decimal arithmetic, which test_decimal and test_dectest hold against figures
 * from elsewhere. Random columns come from a fixed seed; edges of int64 are mixed into all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "number/column.h"
#include "number/lanes.h"
#include "number/ratio.h"

static const enum eq_column_mode modes[] = {EQ_MODE_BEST, EQ_MODE_DECIMAL_ONLY,
					    EQ_MODE_CHECKED_ONLY};
static const uint32_t sizes[] = {0, 1, 2, 63, 64, 65, 200};

/* --- columns to try ------------------------------------------------------------------------ */

static uint64_t seed;

static uint64_t any(void) /* splitmix64 */
{
	uint64_t z = (seed += 0x9e3779b97f4a7c15u);

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static uint32_t below(uint32_t n)
{
	return (uint32_t)(any() % n);
}

/* At most `bits` wide; now and then the widest, the most negative, a power of ten, 0 or ±1. */
static int64_t any_int(unsigned bits)
{
	static const int64_t edges[] = {0,
					1,
					-1,
					10,
					-10,
					1000000,
					INT64_MAX,
					INT64_MIN,
					INT64_MIN + 1,
					1000000000000000000,
					-1000000000000000000};
	uint64_t v = any();

	if (bits >= 63 && below(4) == 0)
		return edges[below(sizeof edges / sizeof *edges)];
	if (bits < 63 && below(6) == 0)
		return edges[below(5)];
	v = bits >= 64 ? v : v & (((uint64_t)1 << bits) - 1);
	return below(2) ? (int64_t)v : (int64_t)(0 - v);
}

static struct eq_dec any_dec(void)
{
	unsigned flags = 0;
	struct eq_dec v = eq_dec_scaled(any_int(64), (int)below(19));

	if (below(3) == 0)
		v = eq_dec_div(v, eq_dec_int(any_int(20) * 2 + 1), &flags);
	if (below(8) == 0)
		v = eq_dec_mul(v, eq_dec_pow(eq_dec_int(10), (int64_t)below(12000) - 6000, &flags),
			       &flags);
	return eq_dec_is_finite(v) ? v : EQ_DEC_ONE;
}

static struct eq_column any_column(struct eq_arena *a, uint32_t n)
{
	bool constant = below(3) == 0, dec = below(5) == 0;
	unsigned bits = below(2) ? 64 : 1 + below(62);
	uint32_t stored = constant ? 1 : n;
	struct eq_column c = eq_column_make(a, dec ? EQ_REP_DEC : EQ_REP_INT, constant ? 1 : n);
	bool some_missing = below(2), some_rounded = below(3) == 0;

	c.n = n;
	c.constant = constant;
	c.scale = (int16_t)(dec ? 0 : below(2) ? below(3) : below(19));
	for (uint32_t i = 0; i < stored; i++) {
		if (dec)
			c.d[i] = any_dec();
		else
			c.i[i] = any_int(bits);
		if (some_missing && below(4) == 0)
			eq_column_set_missing(a, &c, i);
		if (some_rounded && below(4) == 0)
			eq_column_set_rounded(a, &c, i);
	}
	return c;
}

static struct eq_column any_of_rep(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	bool constant = below(3) == 0, some_missing = below(2);
	struct eq_column c = eq_column_make(a, rep, constant ? 1 : n);

	c.n = n;
	c.constant = constant;
	for (uint32_t i = 0; i < (constant ? 1 : n); i++) {
		if (rep == EQ_REP_BOOL)
			c.b[i] = (uint8_t)below(2);
		else if (rep == EQ_REP_DAY)
			c.day[i] = below(5) ? (int32_t)below(6) - 3
					    : (below(2) ? 2932896 : -719162);
		else
			c.code[i] = below(4);
		if (some_missing && below(3) == 0)
			eq_column_set_missing(a, &c, i);
	}
	return c;
}

/* --- comparing ------------------------------------------------------------------------------ */

/* One lane as a twin sees it. */
struct lane {
	bool missing, rounded;
	struct eq_dec v;
};

static struct lane lane_of(const struct eq_column *c, uint32_t i)
{
	struct lane l = {eq_column_is_missing(c, i), eq_column_is_rounded(c, i), EQ_DEC_ZERO};

	if (!l.missing)
		l.v = eq_column_number(c, i);
	return l;
}

static void assert_lane(struct lane want, struct lane have, const char *what, uint32_t i)
{
	char w[EQ_DEC_CHARS], h[EQ_DEC_CHARS];

	if (want.missing != have.missing)
		fail_msg("%s, lane %u: missing %d, not %d", what, i, have.missing, want.missing);
	if (want.missing)
		return;
	eq_dec_write_short(want.v, w);
	eq_dec_write_short(have.v, h);
	if (eq_dec_cmp(want.v, have.v) != 0 || strcmp(w, h) != 0)
		fail_msg("%s, lane %u: %s, not %s", what, i, h, w);
	if (want.rounded != have.rounded)
		fail_msg("%s, lane %u (%s): rounded %d, not %d", what, i, h, have.rounded,
			 want.rounded);
}

/* What holds of every column of numbers that a kernel returns. */
static void assert_numbers(const struct eq_column *r, uint32_t n)
{
	assert_int_equal(r->n, n);
	assert_true(r->rep == EQ_REP_INT || r->rep == EQ_REP_DEC);
	if (r->rep == EQ_REP_INT)
		assert_in_range(r->scale, 0, 18);
}

/* What a lane's flags make of a result. */
static struct lane finished(struct eq_dec v, bool rounded, unsigned flags,
			    struct eq_kernel_events *events)
{
	struct lane r = {false, rounded || flags & (EQ_DEC_ROUNDED | EQ_DEC_UNDERFLOW), v};

	if (flags & (EQ_DEC_DIVZERO | EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) {
		r.missing = true;
		if (flags & EQ_DEC_DIVZERO)
			events->divided_by_zero++;
		else
			events->overflowed++;
	}
	return r;
}

static const struct lane nothing = {.missing = true};

static struct lane arith_twin(enum eq_arith op, struct lane x, struct lane y,
			      struct eq_kernel_events *events)
{
	struct eq_dec v = EQ_DEC_ZERO;
	unsigned flags = 0;

	if (x.missing || y.missing)
		return nothing;
	switch (op) {
	case EQ_ARITH_ADD:
		v = eq_dec_add(x.v, y.v, &flags);
		break;
	case EQ_ARITH_SUB:
		v = eq_dec_sub(x.v, y.v, &flags);
		break;
	case EQ_ARITH_MUL:
		v = eq_dec_mul(x.v, y.v, &flags);
		break;
	case EQ_ARITH_DIV:
		v = eq_dec_div(x.v, y.v, &flags);
		break;
	case EQ_ARITH_MIN:
		v = eq_dec_cmp(x.v, y.v) < 0 ? x.v : y.v;
		break;
	case EQ_ARITH_MAX:
		v = eq_dec_cmp(x.v, y.v) > 0 ? x.v : y.v;
		break;
	}
	return finished(v, x.rounded || y.rounded, flags, events);
}

static void arith_in_all_modes_is_the_twin(void **state)
{
	static const char *const names[] = {"add", "sub", "mul", "div", "min", "max"};
	uint64_t ints = 0;

	(void)state;
	seed = 1;
	for (int round = 0; round < 1500; round++) {
		struct eq_arena a;
		uint32_t n = sizes[below(sizeof sizes / sizeof *sizes)];

		eq_arena_init(&a);
		struct eq_column x = any_column(&a, n), y = below(20) ? any_column(&a, n) : x;
		for (int op = EQ_ARITH_ADD; op <= EQ_ARITH_MAX; op++) {
			struct eq_kernel_events want = {0, 0};
			struct lane twin[200];

			for (uint32_t i = 0; i < n; i++)
				twin[i] = arith_twin((enum eq_arith)op, lane_of(&x, i),
						     lane_of(&y, i), &want);
			for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
				struct eq_kernel_events have = {0, 0};
				struct eq_column r = eq_column_arith(&a, (enum eq_arith)op, &x, &y,
								     modes[m], &have);

				assert_numbers(&r, n);
				for (uint32_t i = 0; i < n; i++)
					assert_lane(twin[i], lane_of(&r, i), names[op], i);
				assert_int_equal(have.divided_by_zero, want.divided_by_zero);
				assert_int_equal(have.overflowed, want.overflowed);
				ints += r.rep == EQ_REP_INT && modes[m] == EQ_MODE_BEST;
			}
		}
		eq_arena_release(&a);
	}
	assert_true(ints > 1500); /* or the three ways were hardly tried */
}

/* Small values of few places: these must not fall to decimal128. */
static void everyday_numbers_stay_ints(void **state)
{
	struct eq_arena a;
	struct eq_kernel_events events = {0, 0};

	(void)state;
	eq_arena_init(&a);
	struct eq_column x = eq_column_make(&a, EQ_REP_INT, 100),
			 y = eq_column_make(&a, EQ_REP_INT, 100);
	x.scale = 2;
	for (int i = 0; i < 100; i++) {
		x.i[i] = i * 105 - 3000;
		y.i[i] = 7 + i;
	}
	struct eq_column k = eq_column_constant(&a, eq_dec_scaled(2240, 2), 100);
	assert_int_equal(k.scale, 1); /* 22.4 */
	for (int op = EQ_ARITH_ADD; op <= EQ_ARITH_MAX; op++) {
		if (op == EQ_ARITH_DIV)
			continue;
		for (int m = 0; m < 3; m++) {
			struct eq_column r =
				eq_column_arith(&a, (enum eq_arith)op, &x, &k, modes[m], &events);
			assert_int_equal(r.rep, modes[m] == EQ_MODE_DECIMAL_ONLY ? EQ_REP_DEC
										 : EQ_REP_INT);
			r = eq_column_arith(&a, (enum eq_arith)op, &x, &y, modes[m], &events);
			assert_int_equal(r.rep, modes[m] == EQ_MODE_DECIMAL_ONLY ? EQ_REP_DEC
										 : EQ_REP_INT);
		}
	}
	/* A whole week of a weekly rate: total × 7 ÷ 7. */
	struct eq_column seven = eq_column_constant(&a, eq_dec_int(7), 100);
	struct eq_column week =
		eq_column_arith(&a, EQ_ARITH_MUL, &x, &seven, EQ_MODE_BEST, &events);
	week = eq_column_arith(&a, EQ_ARITH_DIV, &week, &seven, EQ_MODE_BEST, &events);
	assert_int_equal(week.rep, EQ_REP_INT);
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(eq_dec_cmp(eq_column_number(&week, i), eq_column_number(&x, i)),
				 0);
	assert_int_equal(eq_column_scale(&a, &x, 7, 1, &events).rep, EQ_REP_INT);
	assert_int_equal(eq_column_scale(&a, &x, 1, 8, &events).rep, EQ_REP_INT);
	assert_int_equal(eq_column_power(&a, &y, 2, &events).rep, EQ_REP_INT);
	eq_arena_release(&a);
}

/* Every set of instructions this processor has, on the same inputs, lane by lane: with and without
 * factors, with a constant on either side, with lanes left over at the end of a vector. */
static void every_lane_set_is_the_same(void **state)
{
	struct eq_arena a;

	(void)state;
	seed = 7;
	eq_arena_init(&a);
	for (int t = 0; t < 4000; t++) {
		enum eq_arith op = (enum eq_arith)below(EQ_ARITH_MAX + 1);
		enum eq_lane_set set = (enum eq_lane_set)(t % 3);
		uint32_t n = 1 + below(70), constant = below(4);
		struct eq_column x = eq_column_room(&a, EQ_REP_INT, n, constant & 1);
		struct eq_column y = eq_column_room(&a, EQ_REP_INT, n, constant >> 1);
		struct eq_column r = eq_column_room(&a, EQ_REP_INT, n, constant == 3);
		int64_t fx = below(2) ? 1 : 100, fy = below(2) ? 1 : 1000;

		if (op == EQ_ARITH_DIV)
			continue;
		if (op == EQ_ARITH_MUL)
			fx = fy = 1;
		for (uint32_t i = 0; i < eq_stored_lanes(&x); i++)
			x.i[i] = any_int(30);
		for (uint32_t i = 0; i < eq_stored_lanes(&y); i++)
			y.i[i] = any_int(30);
		if (!eq_lanes_with(set, op, &r, &x, fx, &y, fy)) {
			assert_int_not_equal(set, EQ_LANES_PLAIN);
			continue;
		}
		for (uint32_t i = 0; i < eq_stored_lanes(&r); i++) {
			int64_t u = x.i[x.constant ? 0 : i] * fx, v = y.i[y.constant ? 0 : i] * fy;
			int64_t want = op == EQ_ARITH_ADD   ? u + v
				       : op == EQ_ARITH_SUB ? u - v
				       : op == EQ_ARITH_MUL ? u * v
				       : op == EQ_ARITH_MIN ? (u < v ? u : v)
							    : (u > v ? u : v);
			assert_true(r.i[i] == want);
		}
	}
	eq_arena_release(&a);
}

/* Figures worked out by hand. */
/* Along a chain of operations what is carried of the values' bounds holds, up to the last bit, and
 * the result is that of decimals. */
static void carried_bounds_hold(void **state)
{
	(void)state;
	enum { LENGTH = 12, LANES = 9 };
	unsigned carried = 0;

	for (unsigned round = 0; round < 2000; round++) {
		struct eq_arena a;
		struct eq_column best, decimal;

		eq_arena_init(&a);
		for (unsigned step = 0; step < LENGTH; step++) {
			struct eq_dec v[LANES];
			unsigned bits = 1 + below(20);

			for (uint32_t i = 0; i < LANES; i++)
				v[i] = eq_dec_scaled(any_int(bits), (int)(step % 3));
			if (below(3) == 0) /* the far end of a bound */
				v[0] = eq_dec_scaled(-((int64_t)1 << bits), (int)(step % 3));
			struct eq_column y = eq_column_of_decimals(&a, v, NULL, LANES);
			enum eq_arith op = (enum eq_arith)below(3); /* +, -, * */

			if (step == 0) {
				best = decimal = y;
				continue;
			}
			best = eq_column_arith(&a, op, &best, &y, EQ_MODE_BEST, NULL);
			decimal = eq_column_arith(&a, op, &decimal, &y, EQ_MODE_DECIMAL_ONLY, NULL);
			for (uint32_t i = 0; i < LANES; i++)
				assert_lane(lane_of(&decimal, i), lane_of(&best, i), "chain", i);
			if (best.rep != EQ_REP_INT || !best.bits)
				continue;
			carried++;
			for (uint32_t i = 0; best.bits < 64 && i < LANES; i++) {
				assert_true(best.i[i] < (int64_t)1 << (best.bits - 1));
				assert_true(best.i[i] >= -((int64_t)1 << (best.bits - 1)));
			}
		}
		eq_arena_release(&a);
	}
	assert_true(carried > 1000);
}

static void edges(void **state)
{
	static const struct {
		int64_t x;
		int x_scale;
		enum eq_arith op;
		int64_t y;
		int y_scale;
		const char *want; /* NULL: missing */
		bool rounded;
	} rows[] = {
		{INT64_MAX, 0, EQ_ARITH_ADD, 1, 0, "9223372036854775808", false},
		{INT64_MIN, 0, EQ_ARITH_SUB, 1, 0, "-9223372036854775809", false},
		{INT64_MIN, 0, EQ_ARITH_MUL, -1, 0, "9223372036854775808", false},
		{INT64_MIN, 0, EQ_ARITH_DIV, -1, 0, "9223372036854775808", false},
		{4294967296, 0, EQ_ARITH_MUL, 2147483648, 0, "9223372036854775808", false},
		{3037000500, 0, EQ_ARITH_MUL, 3037000500, 0, "9223372037000250000", false},
		{1, 18, EQ_ARITH_MUL, 1, 18, "1E-36", false},
		{10, 18, EQ_ARITH_MUL, 1, 1, "0.000000000000000001", false},
		{INT64_MAX, 0, EQ_ARITH_ADD, 1, 18, "9223372036854775807.000000000000000", true},
		{1, 0, EQ_ARITH_DIV, 3, 0, "0.3333333333333333333333333333333333", true},
		{1, 0, EQ_ARITH_DIV, 8, 0, "0.125", false},
		{1050, 2, EQ_ARITH_DIV, 5, 1, "21", false},
		{1, 0, EQ_ARITH_DIV, 5, 3, "200", false},
		{1, 0, EQ_ARITH_DIV, 0, 0, NULL, false},
		{0, 0, EQ_ARITH_DIV, 0, 0, NULL, false},
		{25, 1, EQ_ARITH_MIN, 3, 0, "2.5", false},
		{25, 1, EQ_ARITH_MAX, 3, 0, "3", false},
		{INT64_MIN, 0, EQ_ARITH_MIN, INT64_MIN, 18, "-9223372036854775808", false},
		{0, 5, EQ_ARITH_SUB, 0, 0, "0", false},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		for (size_t m = 0; m < 3; m++)
			for (int pattern = 0; pattern < 4;
			     pattern++) { /* which side is a constant */
				struct eq_arena a;
				struct eq_kernel_events events = {0, 0};
				char text[EQ_DEC_CHARS];

				eq_arena_init(&a);
				struct eq_column x = eq_column_make(&a, EQ_REP_INT, 3);
				struct eq_column y = eq_column_make(&a, EQ_REP_INT, 3);
				x.scale = (int16_t)rows[k].x_scale;
				y.scale = (int16_t)rows[k].y_scale;
				x.constant = pattern & 1;
				y.constant = pattern & 2;
				for (int i = 0; i < 3; i++) {
					x.i[i] = rows[k].x;
					y.i[i] = rows[k].y;
				}
				struct eq_column r =
					eq_column_arith(&a, rows[k].op, &x, &y, modes[m], &events);
				for (uint32_t i = 0; i < 3; i++) {
					assert_int_equal(eq_column_is_missing(&r, i),
							 !rows[k].want);
					if (!rows[k].want)
						continue;
					struct eq_dec want;
					unsigned flags = 0;
					assert_true(eq_dec_read(eq_text_of(rows[k].want), &want,
								&flags));
					eq_dec_write_short(eq_column_number(&r, i), text);
					if (eq_dec_cmp(want, eq_column_number(&r, i)) != 0)
						fail_msg("row %zu: %s, not %s", k, text,
							 rows[k].want);
					assert_int_equal(eq_column_is_rounded(&r, i),
							 rows[k].rounded);
				}
				assert_int_equal(events.divided_by_zero, rows[k].want ? 0 : 3);
				eq_arena_release(&a);
			}
}

/* What lies in a missing lane is no value: a 0 there is divided by nothing. */
static void a_missing_lane_divides_nothing(void **state)
{
	(void)state;
	for (size_t m = 0; m < 3; m++) {
		struct eq_arena a;
		struct eq_kernel_events events = {0, 0};

		eq_arena_init(&a);
		struct eq_column x = eq_column_make(&a, EQ_REP_INT, 4),
				 y = eq_column_make(&a, EQ_REP_INT, 4);
		for (int i = 0; i < 4; i++)
			x.i[i] = 6;
		y.i[0] = 3;
		eq_column_set_missing(&a, &y, 1);
		y.i[2] = 0;
		y.i[3] = 4;
		struct eq_column r = eq_column_arith(&a, EQ_ARITH_DIV, &x, &y, modes[m], &events);
		assert_int_equal(events.divided_by_zero, 1);
		assert_false(eq_column_is_missing(&r, 0));
		assert_true(eq_column_is_missing(&r, 1));
		assert_true(eq_column_is_missing(&r, 2));
		assert_int_equal(eq_dec_cmp(eq_column_number(&r, 3), eq_dec_scaled(15, 1)), 0);
		assert_false(eq_column_is_missing(&y, 2)); /* the operand keeps its own marks */
		eq_arena_release(&a);
	}
}

static void beyond_the_largest_number_is_counted(void **state)
{
	struct eq_arena a;
	struct eq_kernel_events events = {0, 0};
	unsigned flags = 0;
	struct eq_dec large;

	(void)state;
	eq_arena_init(&a);
	assert_true(eq_dec_read(EQ_TEXT("9E+6144"), &large, &flags));
	struct eq_column x = eq_column_constant(&a, large, 5);
	struct eq_column r = eq_column_arith(&a, EQ_ARITH_MUL, &x, &x, EQ_MODE_BEST, &events);
	assert_true(eq_column_is_missing(&r, 4));
	assert_int_equal(events.overflowed, 5);
	assert_int_equal(events.divided_by_zero, 0);
	eq_arena_release(&a);
}

/* --- one operand ------------------------------------------------------------------------------ */

static void unary_kernels_are_their_twins(void **state)
{
	static const int64_t ratios[][2] = {
		{1, 7}, {7, 1},          {1, 8},         {-3, 4},        {365, 12},      {52, 52},
		{0, 5}, {1000000007, 3}, {INT64_MAX, 1}, {1, INT64_MAX}, {1, 1000000000}};
	static const int64_t powers[] = {0, 1, 2, 3, 7, 18, 63, 64, -1, -2, 1000};

	(void)state;
	seed = 2;
	for (int round = 0; round < 400; round++) {
		struct eq_arena a;
		uint32_t n = sizes[below(sizeof sizes / sizeof *sizes)];

		eq_arena_init(&a);
		struct eq_column x = any_column(&a, n);
		struct eq_column negated = eq_column_negate(&a, &x), size = eq_column_abs(&a, &x);
		struct eq_column tested = eq_column_test_missing(&a, &x);
		for (uint32_t i = 0; i < n; i++) {
			struct lane u = lane_of(&x, i), w = u;

			w.v = eq_dec_neg(u.v);
			assert_lane(w, lane_of(&negated, i), "negate", i);
			w.v = eq_dec_abs(u.v);
			assert_lane(w, lane_of(&size, i), "abs", i);
			assert_false(eq_column_is_missing(&tested, i));
			assert_int_equal(eq_column_bool(&tested, i), u.missing);
		}
		for (size_t k = 0; k < sizeof ratios / sizeof *ratios; k++) {
			struct eq_kernel_events want = {0, 0}, have = {0, 0};
			struct eq_column r =
				eq_column_scale(&a, &x, ratios[k][0], ratios[k][1], &have);
			struct eq_ratio ratio;

			assert_numbers(&r, n);
			assert_true(eq_ratio_make(ratios[k][0], ratios[k][1], &ratio));
			for (uint32_t i = 0; i < n; i++) {
				struct lane u = lane_of(&x, i);
				unsigned flags = 0;

				if (!u.missing) {
					u.v = eq_dec_mul_ratio(u.v, ratio, &flags);
					u = finished(u.v, u.rounded, flags, &want);
				}
				assert_lane(u, lane_of(&r, i), "scale", i);
			}
			assert_int_equal(have.overflowed, want.overflowed);
		}
		for (size_t k = 0; k < sizeof powers / sizeof *powers; k++) {
			struct eq_kernel_events want = {0, 0}, have = {0, 0};
			struct eq_column r = eq_column_power(&a, &x, powers[k], &have);

			assert_numbers(&r, n);
			for (uint32_t i = 0; i < n; i++) {
				struct lane u = lane_of(&x, i);
				unsigned flags = 0;

				if (!u.missing) {
					u.v = eq_dec_pow(u.v, powers[k], &flags);
					u = finished(u.v, u.rounded, flags, &want);
				}
				assert_lane(u, lane_of(&r, i), "power", i);
			}
			assert_int_equal(have.divided_by_zero, want.divided_by_zero);
			assert_int_equal(have.overflowed, want.overflowed);
		}
		eq_arena_release(&a);
	}
}

/* --- comparing and choosing --------------------------------------------------------------------- */

static bool holds(enum eq_compare op, int order)
{
	switch (op) {
	case EQ_CMP_EQ:
		return order == 0;
	case EQ_CMP_NE:
		return order != 0;
	case EQ_CMP_LT:
		return order < 0;
	case EQ_CMP_LE:
		return order <= 0;
	case EQ_CMP_GT:
		return order > 0;
	case EQ_CMP_GE:
		return order >= 0;
	}
	return false;
}

/* The order of two lanes of one type. */
static int order_of(const struct eq_column *x, const struct eq_column *y, uint32_t i)
{
	uint32_t j = x->constant ? 0 : i, k = y->constant ? 0 : i;
	int64_t u, v;

	switch (x->rep) {
	case EQ_REP_BOOL:
		u = x->b[j];
		v = y->b[k];
		break;
	case EQ_REP_DAY:
		u = x->day[j];
		v = y->day[k];
		break;
	case EQ_REP_CODE:
		u = x->code[j];
		v = y->code[k];
		break;
	default:
		return eq_dec_cmp(eq_column_number(x, i), eq_column_number(y, i));
	}
	return u < v ? -1 : u > v;
}

static void compare_is_its_twin(void **state)
{
	(void)state;
	seed = 3;
	for (int round = 0; round < 1500; round++) {
		static const enum eq_column_rep reps[] = {EQ_REP_BOOL, EQ_REP_DAY, EQ_REP_CODE};
		struct eq_arena a;
		uint32_t n = sizes[below(sizeof sizes / sizeof *sizes)], kind = below(6);
		struct eq_column x, y;

		eq_arena_init(&a);
		if (kind < 3) {
			x = any_of_rep(&a, reps[kind], n);
			y = any_of_rep(&a, reps[kind], n);
		} else {
			x = any_column(&a, n);
			y = below(4) ? any_column(&a, n) : x;
		}
		for (int op = EQ_CMP_EQ; op <= EQ_CMP_GE; op++) {
			struct eq_column r = eq_column_compare(&a, (enum eq_compare)op, &x, &y);

			assert_int_equal(r.rep, EQ_REP_BOOL);
			for (uint32_t i = 0; i < n; i++) {
				bool missing = eq_column_is_missing(&x, i) ||
					       eq_column_is_missing(&y, i);

				assert_int_equal(eq_column_is_missing(&r, i), missing);
				if (!missing)
					assert_int_equal(
						eq_column_bool(&r, i),
						holds((enum eq_compare)op, order_of(&x, &y, i)));
			}
		}
		eq_arena_release(&a);
	}
}

/* SQL's table, written out: F false, T true, - missing. */
static void logic_has_three_values(void **state)
{
	static const char table[][5] = {/* x, y, and, or, not x */
					"FFFFT", "FTFTT", "F-F-T", "TFFTF", "TTTTF",
					"T--TF", "-FF--", "-T-T-", "-----"};

	(void)state;
	for (int pattern = 0; pattern < 4; pattern++)
		for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
			struct eq_arena a;

			eq_arena_init(&a);
			struct eq_column c[2] = {eq_column_make(&a, EQ_REP_BOOL, 70),
						 eq_column_make(&a, EQ_REP_BOOL, 70)};
			for (int s = 0; s < 2; s++) {
				c[s].constant = pattern >> s & 1;
				for (uint32_t i = 0; i < 70; i++) {
					c[s].b[i] = table[k][s] == 'T';
					if (table[k][s] == '-')
						eq_column_set_missing(&a, &c[s], i);
				}
			}
			struct eq_column r[3] = {eq_column_and(&a, &c[0], &c[1]),
						 eq_column_or(&a, &c[0], &c[1]),
						 eq_column_not(&a, &c[0])};
			for (int s = 0; s < 3; s++)
				for (uint32_t i = 0; i < 70; i += 23) {
					char have = eq_column_is_missing(&r[s], i) ? '-'
						    : eq_column_bool(&r[s], i)     ? 'T'
										   : 'F';
					assert_int_equal(have, table[k][2 + s]);
				}
			eq_arena_release(&a);
		}
}

static void logic_mixes_lanes(void **state)
{
	(void)state;
	seed = 4;
	for (int round = 0; round < 400; round++) {
		struct eq_arena a;
		uint32_t n = sizes[below(sizeof sizes / sizeof *sizes)];

		eq_arena_init(&a);
		struct eq_column x = any_of_rep(&a, EQ_REP_BOOL, n),
				 y = any_of_rep(&a, EQ_REP_BOOL, n);
		struct eq_column both = eq_column_and(&a, &x, &y), one = eq_column_or(&a, &x, &y);
		for (uint32_t i = 0; i < n; i++) {
			/* 0 false, 1 missing, 2 true: "and" is the smaller, "or" the larger */
			int u = eq_column_is_missing(&x, i) ? 1 : 2 * eq_column_bool(&x, i);
			int v = eq_column_is_missing(&y, i) ? 1 : 2 * eq_column_bool(&y, i);
			int b = eq_column_is_missing(&both, i) ? 1 : 2 * eq_column_bool(&both, i);
			int o = eq_column_is_missing(&one, i) ? 1 : 2 * eq_column_bool(&one, i);

			assert_int_equal(b, u < v ? u : v);
			assert_int_equal(o, u > v ? u : v);
		}
		eq_arena_release(&a);
	}
}

static void choose_takes_lane_by_lane(void **state)
{
	(void)state;
	seed = 5;
	for (int round = 0; round < 1000; round++) {
		static const enum eq_column_rep reps[] = {EQ_REP_BOOL, EQ_REP_DAY, EQ_REP_CODE};
		struct eq_arena a;
		uint32_t n = sizes[below(sizeof sizes / sizeof *sizes)], kind = below(6);
		struct eq_column c, y, z, r;

		eq_arena_init(&a);
		c = any_of_rep(&a, EQ_REP_BOOL, n);
		y = kind < 3 ? any_of_rep(&a, reps[kind], n) : any_column(&a, n);
		z = kind < 3 ? any_of_rep(&a, reps[kind], n) : any_column(&a, n);
		if (below(10) == 0)
			z = eq_column_missing_of(&a, (enum eq_column_rep)z.rep, n);
		r = eq_column_choose(&a, &c, &y, &z);
		for (uint32_t i = 0; i < n; i++) {
			const struct eq_column *from = eq_column_bool(&c, i) ? &y : &z;
			bool missing = eq_column_is_missing(&c, i) || eq_column_is_missing(from, i);

			assert_int_equal(eq_column_is_missing(&r, i), missing);
			if (missing)
				continue;
			assert_int_equal(order_of(&r, from, i), 0);
			if (kind >= 3)
				assert_lane(lane_of(from, i), lane_of(&r, i), "choose", i);
		}
		eq_arena_release(&a);
	}
}

static void days_between(void **state)
{
	struct eq_arena a;

	(void)state;
	eq_arena_init(&a);
	struct eq_column x = eq_column_make(&a, EQ_REP_DAY, 3);
	x.day[0] = 19725; /* 2024-01-03 */
	x.day[1] = 2932896;
	eq_column_set_missing(&a, &x, 2);
	struct eq_column from = eq_column_constant_day(&a, 19723, 3); /* 2024-01-01 */
	struct eq_column first = eq_column_constant_day(&a, -719162, 3);
	struct eq_column r = eq_column_days(&a, &x, &from), all = eq_column_days(&a, &x, &first);
	assert_int_equal(eq_dec_cmp(eq_column_number(&r, 0), eq_dec_int(2)), 0);
	assert_true(eq_column_is_missing(&r, 2));
	/* 0001-01-01 to 9999-12-31: 9999 years with 2424 leap days, less one day. */
	assert_int_equal(eq_dec_cmp(eq_column_number(&all, 1), eq_dec_int(9999 * 365 + 2424 - 1)),
			 0);
	eq_arena_release(&a);
}

/* --- making ------------------------------------------------------------------------------------------ */

static void columns_of_decimals_keep_values(void **state)
{
	static const struct {
		const char *v[3];
		enum eq_column_rep rep;
		int scale;
	} rows[] = {
		{{"1", "2.5", "-3.25"}, EQ_REP_INT, 2},
		{{"1.10", "2.20", "0"}, EQ_REP_INT, 2},
		{{"1E+3", "5", "0.5"}, EQ_REP_INT, 1},
		{{"9223372036854775807", "-9223372036854775807", "0"}, EQ_REP_INT, 0},
		{{"9223372036854775808", "1", "0"}, EQ_REP_DEC, 0},
		{{"9223372036854775807", "0.1", "0"}, EQ_REP_DEC, 0},
		{{"0.3333333333333333333333333333333333", "1", "2"}, EQ_REP_DEC, 0},
		{{"1.0000000000000000000000000", "2", "3"}, EQ_REP_INT, 0},
		{{"1E-19", "1", "1"}, EQ_REP_DEC, 0},
		{{"0E-40", "0", "7"}, EQ_REP_INT, 0},
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct eq_arena a;
		struct eq_dec v[3];
		const bool missing[3] = {false, false, true};

		eq_arena_init(&a);
		for (int i = 0; i < 3; i++) {
			unsigned flags = 0;
			assert_true(eq_dec_read(eq_text_of(rows[k].v[i]), &v[i], &flags));
		}
		struct eq_column c = eq_column_of_decimals(&a, v, NULL, 3), one;
		assert_int_equal(c.rep, rows[k].rep);
		assert_int_equal(c.scale, rows[k].scale);
		assert_null(c.missing);
		for (uint32_t i = 0; i < 3; i++) {
			assert_int_equal(eq_dec_cmp(eq_column_number(&c, i), v[i]), 0);
			one = eq_column_constant(&a, v[i], 9);
			assert_int_equal(eq_dec_cmp(eq_column_number(&one, 8), v[i]), 0);
		}
		c = eq_column_of_decimals(&a, v, missing, 3);
		assert_false(eq_column_is_missing(&c, 1));
		assert_true(eq_column_is_missing(&c, 2));
		eq_arena_release(&a);
	}
}

static void a_constant_speaks_for_all_lanes(void **state)
{
	struct eq_arena a;

	(void)state;
	eq_arena_init(&a);
	struct eq_column c = eq_column_constant(&a, eq_dec_int(5), 1000);
	eq_column_set_rounded(&a, &c, 700);
	assert_true(eq_column_is_rounded(&c, 3));
	assert_false(eq_column_is_missing(&c, 999));
	struct eq_column none = eq_column_all_missing(&a, 1000);
	assert_true(eq_column_is_missing(&none, 0));
	assert_true(eq_column_is_missing(&none, 999));
	eq_arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arith_in_all_modes_is_the_twin),
		cmocka_unit_test(everyday_numbers_stay_ints),
		cmocka_unit_test(every_lane_set_is_the_same),
		cmocka_unit_test(edges),
		cmocka_unit_test(carried_bounds_hold),
		cmocka_unit_test(a_missing_lane_divides_nothing),
		cmocka_unit_test(beyond_the_largest_number_is_counted),
		cmocka_unit_test(unary_kernels_are_their_twins),
		cmocka_unit_test(compare_is_its_twin),
		cmocka_unit_test(logic_has_three_values),
		cmocka_unit_test(logic_mixes_lanes),
		cmocka_unit_test(choose_takes_lane_by_lane),
		cmocka_unit_test(days_between),
		cmocka_unit_test(columns_of_decimals_keep_values),
		cmocka_unit_test(a_constant_speaks_for_all_lanes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
