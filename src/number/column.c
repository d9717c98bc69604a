/* column.c - kernels over columns; see column.h.
 *
 * Each kernel on numbers has up to three ways to one result. Where a bound on the operands
 * proves that no lane can overflow, a plain loop over int64 that compilers turn into SIMD; where
 * the proof fails, the same loop with overflow checks; and where a lane does overflow, all lanes
 * in decimal128. An int64 has at most 19 digits and a decimal 34, so what the first two compute
 * is what the third would have: the way taken is never seen in a figure.
 *
 * What always holds: operands have the same number of lanes; they are not changed; a result may
 * share the storage of an operand. The value of a missing lane means nothing. */
#include "number/column.h"

#include <string.h>

#include "base/diag.h"
#include "number/ratio.h"

/* At -O2 gcc 12 leaves loops of unknown length as they are; these are worth its vectoriser. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define MOST_PLACES 18

static const int64_t ten_to[MOST_PLACES + 1] = {
	1,
	10,
	100,
	1000,
	10000,
	100000,
	1000000,
	10000000,
	100000000,
	1000000000,
	10000000000,
	100000000000,
	1000000000000,
	10000000000000,
	100000000000000,
	1000000000000000,
	10000000000000000,
	100000000000000000,
	1000000000000000000,
};

/* --- columns and their marks --------------------------------------------------------------- */

/* Values stored, which for a constant is one. */
static inline uint32_t stored(const struct eq_column *c)
{
	return c->constant ? 1 : c->n;
}

static inline size_t words(uint32_t lanes)
{
	return ((size_t)lanes + 63) / 64;
}

static inline bool marked(const uint64_t *bits, uint32_t i)
{
	return bits && (bits[i / 64] >> i % 64 & 1);
}

static inline void mark(struct eq_arena *a, uint64_t **bits, uint32_t lanes, uint32_t i)
{
	if (!*bits)
		*bits = EQ_NEW_ARRAY(a, uint64_t, words(lanes));
	(*bits)[i / 64] |= (uint64_t)1 << i % 64;
}

/* Room for n values, or for one that stands for all. */
static struct eq_column make(struct eq_arena *a, enum eq_column_rep rep, uint32_t n, bool constant)
{
	static const size_t size[] = {[EQ_REP_INT] = sizeof(int64_t),
				      [EQ_REP_DEC] = sizeof(struct eq_dec),
				      [EQ_REP_BOOL] = sizeof(uint8_t),
				      [EQ_REP_DAY] = sizeof(int32_t),
				      [EQ_REP_CODE] = sizeof(uint32_t)};
	struct eq_column c = {.n = n, .rep = (uint8_t)rep, .constant = constant};

	/* All members of the union are pointers; which one is set does not matter. */
	c.i = eq_arena_alloc(a, size[rep] * (constant ? 1 : (size_t)n));
	return c;
}

struct eq_column eq_column_make(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	return make(a, rep, n, false);
}

static struct eq_column all_missing(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	struct eq_column c = make(a, rep, n, true);

	if (rep == EQ_REP_DEC)
		c.d[0] = EQ_DEC_ZERO;
	mark(a, &c.missing, 1, 0);
	return c;
}

struct eq_column eq_column_all_missing(struct eq_arena *a, uint32_t n)
{
	return all_missing(a, EQ_REP_INT, n);
}

struct eq_column eq_column_missing_of(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	return all_missing(a, rep, n);
}

/* The numbers as int64 of one scale, when they fit. */
static bool fit(const struct eq_dec *v, const bool *missing, uint32_t n, bool reduce, int64_t *out,
		int16_t *scale)
{
	int places = 0;

	for (uint32_t i = 0; i < n; i++) {
		bool negative;
		__uint128_t c;
		int e;

		if (missing && missing[i])
			continue;
		if (!eq_dec_is_finite(v[i]))
			return false;
		eq_dec_parts(reduce ? eq_dec_reduce(v[i]) : v[i], &negative, &c, &e);
		if (c != 0 && -e > places)
			places = -e;
		if (c > INT64_MAX || places > MOST_PLACES)
			return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		bool negative;
		__uint128_t c;
		int64_t r;
		int e;

		out[i] = 0;
		if (missing && missing[i])
			continue;
		eq_dec_parts(reduce ? eq_dec_reduce(v[i]) : v[i], &negative, &c, &e);
		if (c == 0)
			continue;
		if (e + places > MOST_PLACES ||
		    __builtin_mul_overflow((int64_t)c, ten_to[e + places], &r))
			return false;
		out[i] = negative ? -r : r;
	}
	*scale = (int16_t)places;
	return true;
}

struct eq_column eq_column_constant(struct eq_arena *a, struct eq_dec v, uint32_t n)
{
	struct eq_column c = make(a, EQ_REP_INT, n, true);

	/* The fewest places, so that products keep room for theirs. */
	if (!fit(&v, NULL, 1, true, c.i, &c.scale)) {
		c = make(a, EQ_REP_DEC, n, true);
		c.d[0] = v;
	}
	return c;
}

struct eq_column eq_column_of_decimals(struct eq_arena *a, const struct eq_dec *v,
				       const bool *missing, uint32_t n)
{
	struct eq_column c = make(a, EQ_REP_INT, n, false);

	if (!fit(v, missing, n, false, c.i, &c.scale) && !fit(v, missing, n, true, c.i, &c.scale)) {
		c = make(a, EQ_REP_DEC, n, false);
		for (uint32_t i = 0; i < n; i++)
			c.d[i] = missing && missing[i] ? EQ_DEC_ZERO : v[i];
	}
	for (uint32_t i = 0; missing && i < n; i++)
		if (missing[i])
			mark(a, &c.missing, n, i);
	return c;
}

struct eq_column eq_column_constant_day(struct eq_arena *a, int32_t day, uint32_t n)
{
	struct eq_column c = make(a, EQ_REP_DAY, n, true);

	c.day[0] = day;
	return c;
}

struct eq_column eq_column_constant_code(struct eq_arena *a, uint32_t code, uint32_t n)
{
	struct eq_column c = make(a, EQ_REP_CODE, n, true);

	c.code[0] = code;
	return c;
}

bool eq_column_is_missing(const struct eq_column *c, uint32_t lane)
{
	return marked(c->missing, c->constant ? 0 : lane);
}

bool eq_column_is_rounded(const struct eq_column *c, uint32_t lane)
{
	return marked(c->rounded, c->constant ? 0 : lane);
}

void eq_column_set_missing(struct eq_arena *a, struct eq_column *c, uint32_t lane)
{
	mark(a, &c->missing, stored(c), c->constant ? 0 : lane);
}

void eq_column_set_rounded(struct eq_arena *a, struct eq_column *c, uint32_t lane)
{
	mark(a, &c->rounded, stored(c), c->constant ? 0 : lane);
}

static inline struct eq_dec number(const struct eq_column *c, uint32_t i)
{
	return c->rep == EQ_REP_INT ? eq_dec_scaled(c->i[i], c->scale) : c->d[i];
}

struct eq_dec eq_column_number(const struct eq_column *c, uint32_t lane)
{
	return number(c, c->constant ? 0 : lane);
}

bool eq_column_bool(const struct eq_column *c, uint32_t lane)
{
	return c->b[c->constant ? 0 : lane] != 0;
}

static inline bool never_there(const struct eq_column *c)
{
	return c->constant && marked(c->missing, 0);
}

static inline bool is_number(const struct eq_column *c)
{
	return c->rep == EQ_REP_INT || c->rep == EQ_REP_DEC;
}

/* The lanes that x or y marks; a marked constant marks them all. Where one of the two decides
 * alone its own bits are returned, so the result is for reading only. */
static uint64_t *either(struct eq_arena *a, const struct eq_column *x, uint64_t *xb,
			const struct eq_column *y, uint64_t *yb)
{
	uint64_t *r;
	size_t n;

	if (x->constant && y->constant)
		return marked(xb, 0) ? xb : yb;
	n = words(x->n);
	if ((x->constant && marked(xb, 0)) || (y->constant && marked(yb, 0))) {
		r = EQ_NEW_ARRAY(a, uint64_t, n);
		memset(r, 0xff, n * sizeof *r);
		return r;
	}
	if (x->constant || !xb)
		return y->constant ? NULL : yb;
	if (y->constant || !yb)
		return xb;
	r = EQ_NEW_ARRAY(a, uint64_t, n);
	for (size_t i = 0; i < n; i++)
		r[i] = xb[i] | yb[i];
	return r;
}

/* A copy that may be written to; NULL stays NULL. */
static uint64_t *own(struct eq_arena *a, const uint64_t *bits, uint32_t lanes)
{
	uint64_t *r;

	if (!bits)
		return NULL;
	r = EQ_NEW_ARRAY(a, uint64_t, words(lanes));
	memcpy(r, bits, words(lanes) * sizeof *r);
	return r;
}

/* An empty result for x op y: its lanes, and the marks that it takes from its operands. */
static struct eq_column result_of(struct eq_arena *a, enum eq_column_rep rep,
				  const struct eq_column *x, const struct eq_column *y)
{
	struct eq_column r = make(a, rep, x->n, x->constant && y->constant);

	r.missing = either(a, x, x->missing, y, y->missing);
	if (rep == EQ_REP_INT || rep == EQ_REP_DEC)
		r.rounded = either(a, x, x->rounded, y, y->rounded);
	return r;
}

/* The same for an operation on one column. */
static struct eq_column result_like(struct eq_arena *a, enum eq_column_rep rep,
				    const struct eq_column *x)
{
	struct eq_column r = make(a, rep, x->n, x->constant);

	r.missing = x->missing;
	r.rounded = x->rounded;
	return r;
}

static struct eq_column as_decimals(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r;

	if (x->rep == EQ_REP_DEC)
		return *x;
	r = result_like(a, EQ_REP_DEC, x);
	for (uint32_t i = 0; i < stored(x); i++)
		r.d[i] = eq_dec_scaled(x->i[i], x->scale);
	return r;
}

/* --- bounds --------------------------------------------------------------------------------- */

/* k such that every value lies in [-2^k, 2^k). In two's complement the bits from k up are all
 * alike then, so x ^ x << 1 has none set above k: a bound without compares or branches. */
static int bound(const struct eq_column *c)
{
	uint32_t n = stored(c);
	uint64_t seen = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t u = (uint64_t)c->i[i];

		seen |= u ^ u << 1;
	}
	return seen ? 63 - __builtin_clzll(seen) : 0;
}

/* Whether values within 2^x × fx and 2^y × fy have a sum, and so a difference, in an int64. */
static bool sum_fits(int x, int64_t fx, int y, int64_t fy)
{
	return (((__int128_t)fx << x) + ((__int128_t)fy << y)) <= INT64_MAX;
}

/* How many places, up to `most`, are zero at the end of every value. */
static int spare_places(const struct eq_column *c, int most)
{
	uint32_t n = stored(c);

	for (uint32_t i = 0; i < n && most > 0; i++)
		while (most > 0 && c->i[i] % ten_to[most] != 0)
			most--;
	return most;
}

static struct eq_column without_places(struct eq_arena *a, const struct eq_column *x, int places)
{
	struct eq_column r;

	if (places == 0)
		return *x;
	r = result_like(a, EQ_REP_INT, x);
	for (uint32_t i = 0; i < stored(x); i++)
		r.i[i] = x->i[i] / ten_to[places];
	r.scale = (int16_t)(x->scale - places);
	return r;
}

/* --- arithmetic in int64 ---------------------------------------------------------------------- */

ALWAYS_INLINE int64_t plain(enum eq_arith op, int64_t x, int64_t y)
{
	switch (op) {
	case EQ_ARITH_ADD:
		return x + y;
	case EQ_ARITH_SUB:
		return x - y;
	case EQ_ARITH_MUL:
		return x * y;
	case EQ_ARITH_MIN:
		return x < y ? x : y;
	default:
		return x > y ? x : y;
	}
}

/* True when it does not fit. */
ALWAYS_INLINE bool checked(enum eq_arith op, int64_t x, int64_t y, int64_t *r)
{
	switch (op) {
	case EQ_ARITH_ADD:
		return __builtin_add_overflow(x, y, r);
	case EQ_ARITH_SUB:
		return __builtin_sub_overflow(x, y, r);
	case EQ_ARITH_MUL:
		return __builtin_mul_overflow(x, y, r);
	default:
		*r = plain(op, x, y);
		return false;
	}
}

/* Lanes of x × fx op y × fy. A step of 0 stays on a constant; all but the pointers and, where
 * the scales differ, the factors are known when this is compiled. */
ALWAYS_INLINE void plain_lanes(enum eq_arith op, int64_t *restrict r, const int64_t *x,
			       size_t x_step, int64_t fx, const int64_t *y, size_t y_step,
			       int64_t fy, uint32_t n)
{
	for (size_t i = 0; i < n; i++)
		r[i] = plain(op, x[i * x_step] * fx, y[i * y_step] * fy);
}

ALWAYS_INLINE void plain_steps(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
			       int64_t fx, const struct eq_column *y, int64_t fy)
{
	uint32_t n = stored(r);

	if (x->constant == y->constant) {
		if (fx == 1 && fy == 1)
			plain_lanes(op, r->i, x->i, 1, 1, y->i, 1, 1, n);
		else
			plain_lanes(op, r->i, x->i, 1, fx, y->i, 1, fy, n);
	} else if (x->constant) {
		int64_t one = x->i[0] * fx;

		if (fy == 1)
			plain_lanes(op, r->i, &one, 0, 1, y->i, 1, 1, n);
		else
			plain_lanes(op, r->i, &one, 0, 1, y->i, 1, fy, n);
	} else {
		int64_t one = y->i[0] * fy;

		if (fx == 1)
			plain_lanes(op, r->i, x->i, 1, 1, &one, 0, 1, n);
		else
			plain_lanes(op, r->i, x->i, 1, fx, &one, 0, 1, n);
	}
}

ALWAYS_INLINE bool checked_lanes(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
				 int64_t fx, const struct eq_column *y, int64_t fy)
{
	size_t x_step = !x->constant, y_step = !y->constant;
	uint32_t n = stored(r);
	bool lost = false;

	for (size_t i = 0; i < n; i++) {
		int64_t u, v;

		lost |= __builtin_mul_overflow(x->i[i * x_step], fx, &u);
		lost |= __builtin_mul_overflow(y->i[i * y_step], fy, &v);
		lost |= checked(op, u, v, &r->i[i]);
	}
	return !lost;
}

ALWAYS_INLINE bool int_lanes(enum eq_arith op, bool proven, struct eq_column *r,
			     const struct eq_column *x, int64_t fx, const struct eq_column *y,
			     int64_t fy)
{
	if (!proven)
		return checked_lanes(op, r, x, fx, y, fy);
	plain_steps(op, r, x, fx, y, fy);
	return true;
}

static bool int_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
		      const struct eq_column *y, enum eq_column_mode mode, struct eq_column *r)
{
	int scale = x->scale > y->scale ? x->scale : y->scale;
	int64_t fx = ten_to[scale - x->scale], fy = ten_to[scale - y->scale];
	bool proven = mode == EQ_MODE_BEST && sum_fits(bound(x), fx, bound(y), fy);

	*r = result_of(a, EQ_REP_INT, x, y);
	r->scale = (int16_t)scale;
	switch (op) {
	case EQ_ARITH_ADD:
		return int_lanes(EQ_ARITH_ADD, proven, r, x, fx, y, fy);
	case EQ_ARITH_SUB:
		return int_lanes(EQ_ARITH_SUB, proven, r, x, fx, y, fy);
	case EQ_ARITH_MIN:
		return int_lanes(EQ_ARITH_MIN, proven, r, x, fx, y, fy);
	default:
		return int_lanes(EQ_ARITH_MAX, proven, r, x, fx, y, fy);
	}
}

/* Scales add. Beyond the most places, zeros at the ends of the operands are given up first. */
static bool int_multiply(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
			 enum eq_column_mode mode, struct eq_column *r)
{
	int excess = x->scale + y->scale - MOST_PLACES;
	struct eq_column u = *x, v = *y;

	if (excess > 0) {
		int of_x = spare_places(x, excess < x->scale ? excess : x->scale);
		int of_y = excess - of_x;

		if (of_y > y->scale || spare_places(y, of_y) < of_y)
			return false;
		u = without_places(a, x, of_x);
		v = without_places(a, y, of_y);
	}
	*r = result_of(a, EQ_REP_INT, &u, &v);
	r->scale = (int16_t)(u.scale + v.scale);
	return int_lanes(EQ_ARITH_MUL, mode == EQ_MODE_BEST && bound(&u) + bound(&v) <= 62, r, &u,
			 1, &v, 1);
}

/* Only where every quotient is a whole number of x's places less y's, as £ totals over counts
 * that divide them are; any other quotient is decimal's. */
static bool int_divide(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		       struct eq_column *r, struct eq_kernel_events *events)
{
	int scale = x->scale > y->scale ? x->scale - y->scale : 0;
	int64_t up = ten_to[scale - (x->scale - y->scale)];
	size_t x_step = !x->constant, y_step = !y->constant;
	uint64_t zeros = 0;
	uint32_t n;

	*r = result_of(a, EQ_REP_INT, x, y);
	r->missing = own(a, r->missing, stored(r));
	r->scale = (int16_t)scale;
	n = stored(r);
	for (uint32_t i = 0; i < n; i++) {
		int64_t u = x->i[i * x_step], v = y->i[i * y_step], q;

		if (marked(r->missing, i))
			continue;
		if (v == 0) {
			mark(a, &r->missing, n, i);
			zeros++;
			continue;
		}
		if (v == -1) { /* -INT64_MIN has no int64 */
			if (__builtin_sub_overflow((int64_t)0, u, &q))
				return false;
		} else {
			q = u / v;
			if (q * v != u)
				return false;
		}
		if (__builtin_mul_overflow(q, up, &r->i[i]))
			return false;
	}
	if (zeros && events)
		events->divided_by_zero += r->constant ? r->n : zeros;
	return true;
}

/* --- arithmetic in decimal128 ------------------------------------------------------------------ */

/* What one lane's flags mean for the column: it became missing, or it lost digits. `lanes` are
 * those that this one stands for. */
static void settle(struct eq_arena *a, struct eq_column *r, uint32_t i, unsigned flags,
		   struct eq_kernel_events *events)
{
	uint32_t n = stored(r);
	uint64_t lanes = r->constant ? r->n : 1;

	if (flags & (EQ_DEC_DIVZERO | EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) {
		mark(a, &r->missing, n, i);
		r->d[i] = EQ_DEC_ZERO;
		if (events && flags & EQ_DEC_DIVZERO)
			events->divided_by_zero += lanes;
		else if (events)
			events->overflowed += lanes;
	} else if (flags & (EQ_DEC_ROUNDED | EQ_DEC_UNDERFLOW)) {
		mark(a, &r->rounded, n, i);
	}
}

static struct eq_dec dec_lane(enum eq_arith op, struct eq_dec u, struct eq_dec v, unsigned *flags)
{
	switch (op) {
	case EQ_ARITH_ADD:
		return eq_dec_add(u, v, flags);
	case EQ_ARITH_SUB:
		return eq_dec_sub(u, v, flags);
	case EQ_ARITH_MUL:
		return eq_dec_mul(u, v, flags);
	case EQ_ARITH_DIV:
		return eq_dec_div(u, v, flags);
	case EQ_ARITH_MIN:
		return eq_dec_cmp(u, v) <= 0 ? u : v;
	default:
		return eq_dec_cmp(u, v) >= 0 ? u : v;
	}
}

static struct eq_column dec_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
				  const struct eq_column *y, struct eq_kernel_events *events)
{
	struct eq_column r = result_of(a, EQ_REP_DEC, x, y);
	uint32_t n = stored(&r), x_step = !x->constant, y_step = !y->constant;

	r.missing = own(a, r.missing, n);
	r.rounded = own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		unsigned flags = 0;

		r.d[i] = EQ_DEC_ZERO;
		if (marked(r.missing, i))
			continue;
		r.d[i] = dec_lane(op, number(x, i * x_step), number(y, i * y_step), &flags);
		if (flags)
			settle(a, &r, i, flags, events);
	}
	return r;
}

struct eq_column eq_column_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
				 const struct eq_column *y, enum eq_column_mode mode,
				 struct eq_kernel_events *events)
{
	struct eq_column r;
	bool done = false;

	if (never_there(x) || never_there(y))
		return all_missing(a, EQ_REP_INT, x->n);
	if (mode != EQ_MODE_DECIMAL_ONLY && x->rep == EQ_REP_INT && y->rep == EQ_REP_INT) {
		if (op == EQ_ARITH_MUL)
			done = int_multiply(a, x, y, mode, &r);
		else if (op == EQ_ARITH_DIV)
			done = int_divide(a, x, y, &r, events);
		else
			done = int_arith(a, op, x, y, mode, &r);
	}
	return done ? r : dec_arith(a, op, x, y, events);
}

/* --- one operand -------------------------------------------------------------------------------- */

struct eq_column eq_column_negate(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column u = *x, r;
	uint32_t n = stored(x);

	/* Within 2^63 of zero lies one number without an opposite in int64. */
	if (u.rep == EQ_REP_INT && bound(&u) > 62)
		u = as_decimals(a, &u);
	r = result_like(a, u.rep, &u);
	r.scale = u.scale;
	for (uint32_t i = 0; i < n; i++) {
		if (u.rep == EQ_REP_INT)
			r.i[i] = -u.i[i];
		else
			r.d[i] = eq_dec_neg(u.d[i]);
	}
	return r;
}

struct eq_column eq_column_abs(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column u = *x, r;
	uint32_t n = stored(x);

	if (u.rep == EQ_REP_INT && bound(&u) > 62)
		u = as_decimals(a, &u);
	r = result_like(a, u.rep, &u);
	r.scale = u.scale;
	for (uint32_t i = 0; i < n; i++) {
		if (u.rep == EQ_REP_INT)
			r.i[i] = u.i[i] < 0 ? -u.i[i] : u.i[i];
		else
			r.d[i] = eq_dec_abs(u.d[i]);
	}
	return r;
}

struct eq_column eq_column_power(struct eq_arena *a, const struct eq_column *x, int64_t power,
				 struct eq_kernel_events *events)
{
	uint32_t n = stored(x);
	struct eq_column r;

	if (never_there(x))
		return all_missing(a, EQ_REP_INT, x->n);
	if (x->rep == EQ_REP_INT && power >= 0 && power <= 62 && power * bound(x) <= 62 &&
	    power * x->scale <= MOST_PLACES) {
		r = result_like(a, EQ_REP_INT, x);
		r.scale = (int16_t)(power * x->scale);
		for (uint32_t i = 0; i < n; i++)
			r.i[i] = 1;
		for (int64_t k = 0; k < power; k++)
			for (uint32_t i = 0; i < n; i++)
				r.i[i] *= x->i[i];
		return r;
	}
	r = result_like(a, EQ_REP_DEC, x);
	r.missing = own(a, r.missing, n);
	r.rounded = own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		unsigned flags = 0;

		r.d[i] = EQ_DEC_ZERO;
		if (marked(r.missing, i))
			continue;
		r.d[i] = eq_dec_pow(number(x, i), power, &flags);
		if (flags)
			settle(a, &r, i, flags, events);
	}
	return r;
}

/* num/den as an int64 with places: 1/8 is 125 with three. False for 1/7. */
static bool finite_ratio(struct eq_ratio ratio, int64_t *value, int *places)
{
	for (*places = 0; *places <= MOST_PLACES; ++*places)
		if (ten_to[*places] % ratio.den == 0)
			return !__builtin_mul_overflow(ratio.num, ten_to[*places] / ratio.den,
						       value);
	return false;
}

struct eq_column eq_column_scale(struct eq_arena *a, const struct eq_column *x, int64_t num,
				 int64_t den, struct eq_kernel_events *events)
{
	uint32_t n = stored(x);
	struct eq_ratio ratio;
	struct eq_column r;
	int64_t factor;
	int places;

	if (!eq_ratio_make(num, den, &ratio))
		EQ_BUG("a scale of %lld/%lld", (long long)num, (long long)den);
	if (never_there(x))
		return all_missing(a, EQ_REP_INT, x->n);
	if (finite_ratio(ratio, &factor, &places)) {
		struct eq_column f = make(a, EQ_REP_INT, x->n, true);

		f.i[0] = factor;
		f.scale = (int16_t)places;
		return eq_column_arith(a, EQ_ARITH_MUL, x, &f, EQ_MODE_BEST, events);
	}
	if (x->rep == EQ_REP_INT) {
		bool fits = true;

		/* In lowest terms: x × num is a multiple of den only where x is. */
		r = result_like(a, EQ_REP_INT, x);
		r.scale = x->scale;
		for (uint32_t i = 0; i < n && fits; i++)
			fits = marked(x->missing, i) ||
			       (x->i[i] % ratio.den == 0 &&
				!__builtin_mul_overflow(x->i[i] / ratio.den, ratio.num, &r.i[i]));
		if (fits)
			return r;
	}
	r = result_like(a, EQ_REP_DEC, x);
	r.missing = own(a, r.missing, n);
	r.rounded = own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		unsigned flags = 0;

		r.d[i] = EQ_DEC_ZERO;
		if (marked(r.missing, i))
			continue;
		r.d[i] = eq_dec_mul_ratio(number(x, i), ratio, &flags);
		if (flags)
			settle(a, &r, i, flags, events);
	}
	return r;
}

struct eq_column eq_column_days(struct eq_arena *a, const struct eq_column *x,
				const struct eq_column *y)
{
	size_t x_step = !x->constant, y_step = !y->constant;
	struct eq_column r = result_of(a, EQ_REP_INT, x, y);
	uint32_t n = stored(&r);

	for (size_t i = 0; i < n; i++)
		r.i[i] = (int64_t)x->day[i * x_step] - y->day[i * y_step];
	return r;
}

/* --- comparing ------------------------------------------------------------------------------------ */

#define COMPARE(op, x, y) \
	((op) == EQ_CMP_EQ   ? (x) == (y) \
	 : (op) == EQ_CMP_NE ? (x) != (y) \
	 : (op) == EQ_CMP_LT ? (x) < (y) \
	 : (op) == EQ_CMP_LE ? (x) <= (y) \
	 : (op) == EQ_CMP_GT ? (x) > (y) \
			     : (x) >= (y))

/* One loop for each comparison and each pattern of constants, so that none is asked in a lane. */
#define COMPARE_LANES(op, field, type) \
	do { \
		const type *u = x->field, *v = y->field; \
		uint8_t *restrict b = r->b; \
		uint32_t n = stored(r); \
		if (x->constant == y->constant) { \
			for (uint32_t i = 0; i < n; i++) \
				b[i] = COMPARE(op, u[i], v[i]); \
		} else if (x->constant) { \
			const type one = u[0]; \
			for (uint32_t i = 0; i < n; i++) \
				b[i] = COMPARE(op, one, v[i]); \
		} else { \
			const type one = v[0]; \
			for (uint32_t i = 0; i < n; i++) \
				b[i] = COMPARE(op, u[i], one); \
		} \
	} while (0)

ALWAYS_INLINE void compare_lanes(enum eq_compare op, struct eq_column *r, const struct eq_column *x,
				 const struct eq_column *y)
{
	switch (x->rep) {
	case EQ_REP_INT:
		COMPARE_LANES(op, i, int64_t);
		break;
	case EQ_REP_BOOL:
		COMPARE_LANES(op, b, uint8_t);
		break;
	case EQ_REP_DAY:
		COMPARE_LANES(op, day, int32_t);
		break;
	default:
		COMPARE_LANES(op, code, uint32_t);
		break;
	}
}

/* Numbers of two scales, or decimals. Any int64 × 10^18 fits in 128 bits: nothing to prove. */
static void compare_numbers(enum eq_compare op, struct eq_column *r, const struct eq_column *x,
			    const struct eq_column *y)
{
	uint32_t n = stored(r), x_step = !x->constant, y_step = !y->constant;
	bool ints = x->rep == EQ_REP_INT && y->rep == EQ_REP_INT;
	int64_t fx = 1, fy = 1;

	if (ints && x->scale < y->scale)
		fx = ten_to[y->scale - x->scale];
	if (ints && y->scale < x->scale)
		fy = ten_to[x->scale - y->scale];
	for (uint32_t i = 0; i < n; i++) {
		if (marked(r->missing, i))
			continue;
		if (ints) {
			__int128_t u = (__int128_t)x->i[i * x_step] * fx;
			__int128_t v = (__int128_t)y->i[i * y_step] * fy;

			r->b[i] = COMPARE(op, u, v);
		} else {
			int order = eq_dec_cmp(number(x, i * x_step), number(y, i * y_step));

			r->b[i] = COMPARE(op, order, 0);
		}
	}
}

struct eq_column eq_column_compare(struct eq_arena *a, enum eq_compare op,
				   const struct eq_column *x, const struct eq_column *y)
{
	struct eq_column r;

	if (never_there(x) || never_there(y))
		return all_missing(a, EQ_REP_BOOL, x->n);
	r = result_of(a, EQ_REP_BOOL, x, y);
	if (is_number(x) &&
	    (x->rep != EQ_REP_INT || y->rep != EQ_REP_INT || x->scale != y->scale)) {
		compare_numbers(op, &r, x, y);
		return r;
	}
	switch (op) {
	case EQ_CMP_EQ:
		compare_lanes(EQ_CMP_EQ, &r, x, y);
		break;
	case EQ_CMP_NE:
		compare_lanes(EQ_CMP_NE, &r, x, y);
		break;
	case EQ_CMP_LT:
		compare_lanes(EQ_CMP_LT, &r, x, y);
		break;
	case EQ_CMP_LE:
		compare_lanes(EQ_CMP_LE, &r, x, y);
		break;
	case EQ_CMP_GT:
		compare_lanes(EQ_CMP_GT, &r, x, y);
		break;
	case EQ_CMP_GE:
		compare_lanes(EQ_CMP_GE, &r, x, y);
		break;
	}
	return r;
}

/* --- true, false and missing ------------------------------------------------------------------------ */

/* `decides` is the value that settles the answer whatever the other side is: false for "and",
 * true for "or". */
static struct eq_column both(struct eq_arena *a, const struct eq_column *x,
			     const struct eq_column *y, uint8_t decides)
{
	size_t x_step = !x->constant, y_step = !y->constant;
	struct eq_column r = make(a, EQ_REP_BOOL, x->n, x->constant && y->constant);
	uint32_t n = stored(&r);

	if (!x->missing && !y->missing) {
		for (size_t i = 0; i < n; i++) {
			uint8_t u = x->b[i * x_step], v = y->b[i * y_step];

			r.b[i] = decides ? u | v : u & v;
		}
		return r;
	}
	for (uint32_t i = 0; i < n; i++) {
		bool u_missing = marked(x->missing, i * (uint32_t)x_step);
		bool v_missing = marked(y->missing, i * (uint32_t)y_step);
		bool decided = (!u_missing && x->b[i * x_step] == decides) ||
			       (!v_missing && y->b[i * y_step] == decides);

		r.b[i] = decided ? decides : !decides;
		if (!decided && (u_missing || v_missing))
			mark(a, &r.missing, n, i);
	}
	return r;
}

struct eq_column eq_column_and(struct eq_arena *a, const struct eq_column *x,
			       const struct eq_column *y)
{
	return both(a, x, y, 0);
}

struct eq_column eq_column_or(struct eq_arena *a, const struct eq_column *x,
			      const struct eq_column *y)
{
	return both(a, x, y, 1);
}

struct eq_column eq_column_not(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r = result_like(a, EQ_REP_BOOL, x);

	for (uint32_t i = 0; i < stored(x); i++)
		r.b[i] = !x->b[i];
	return r;
}

struct eq_column eq_column_test_missing(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r = make(a, EQ_REP_BOOL, x->n, x->constant || !x->missing);

	for (uint32_t i = 0; i < stored(&r); i++)
		r.b[i] = marked(x->missing, i);
	return r;
}

/* --- choosing ------------------------------------------------------------------------------------------ */

/* Numbers as one representation and scale: a choice must not depend on which side has more
 * places. The values stay what they are. */
static void make_alike(struct eq_arena *a, struct eq_column *y, struct eq_column *z)
{
	struct eq_column *low = y->scale < z->scale ? y : z, r;
	int scale = y->scale < z->scale ? z->scale : y->scale;
	int64_t factor = ten_to[scale - low->scale];

	if (y->rep == EQ_REP_INT && z->rep == EQ_REP_INT) {
		if (factor == 1)
			return;
		if ((__int128_t)factor << bound(low) <= INT64_MAX) {
			r = result_like(a, EQ_REP_INT, low);
			for (uint32_t i = 0; i < stored(low); i++)
				r.i[i] = low->i[i] * factor;
			r.scale = (int16_t)scale;
			*low = r;
			return;
		}
	}
	*y = as_decimals(a, y);
	*z = as_decimals(a, z);
}

static uint64_t *chosen_marks(struct eq_arena *a, const struct eq_column *c,
			      const struct eq_column *y, const uint64_t *yb,
			      const struct eq_column *z, const uint64_t *zb)
{
	uint64_t *r = NULL;

	if (!yb && !zb)
		return NULL;
	for (uint32_t i = 0; i < c->n; i++)
		if (c->b[i] ? marked(yb, y->constant ? 0 : i) : marked(zb, z->constant ? 0 : i))
			mark(a, &r, c->n, i);
	return r;
}

#define CHOOSE_LANES(field) \
	for (size_t i = 0; i < n; i++) \
	r.field[i] = c->b[i] ? u.field[i * u_step] : v.field[i * v_step]

struct eq_column eq_column_choose(struct eq_arena *a, const struct eq_column *c,
				  const struct eq_column *y, const struct eq_column *z)
{
	struct eq_column u = *y, v = *z, r;
	size_t n = c->n, u_step = !y->constant, v_step = !z->constant;

	if (never_there(c))
		return all_missing(a, y->rep, c->n);
	if (c->constant)
		return c->b[0] ? *y : *z;
	if (is_number(y))
		make_alike(a, &u, &v);
	r = make(a, u.rep, c->n, false);
	r.scale = u.scale;
	switch (u.rep) {
	case EQ_REP_INT:
		CHOOSE_LANES(i);
		break;
	case EQ_REP_DEC:
		CHOOSE_LANES(d);
		break;
	case EQ_REP_BOOL:
		CHOOSE_LANES(b);
		break;
	case EQ_REP_DAY:
		CHOOSE_LANES(day);
		break;
	default:
		CHOOSE_LANES(code);
		break;
	}
	r.missing = chosen_marks(a, c, &u, u.missing, &v, v.missing);
	r.rounded = chosen_marks(a, c, &u, u.rounded, &v, v.rounded);
	if (c->missing && !r.missing)
		r.missing = c->missing;
	else if (c->missing)
		for (size_t i = 0; i < words(c->n); i++)
			r.missing[i] |= c->missing[i];
	return r;
}
