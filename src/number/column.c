/* column.c - columns: their making, their marks, their values; see column.h. The kernels stand in
 * arith.c and logic.c. */
#include "number/lanes.h"

#include <string.h>

const int64_t eq_ten_to_64[EQ_MOST_PLACES + 1] = {
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

static size_t lane_size(enum eq_column_rep rep)
{
	static const size_t size[] = {[EQ_REP_INT] = sizeof(int64_t),
				      [EQ_REP_DEC] = sizeof(struct eq_dec),
				      [EQ_REP_BOOL] = sizeof(uint8_t),
				      [EQ_REP_DAY] = sizeof(int32_t),
				      [EQ_REP_CODE] = sizeof(uint32_t)};

	return size[rep];
}

void *eq_lanes_room(struct eq_arena *a, size_t bytes)
{
	enum { LINE = 64 };
	char *p;

	if (bytes < LINE)
		return eq_arena_room(a, bytes);
	p = eq_arena_room(a, bytes + LINE);
	return p + (LINE - (uintptr_t)p % LINE) % LINE;
}

/* Values that are all written at once need no zeros first. */
static struct eq_column room_to_fill(struct eq_arena *a, enum eq_column_rep rep, uint32_t n,
				     bool constant)
{
	struct eq_column c = {.n = n, .rep = (uint8_t)rep, .constant = constant};

	c.i = eq_lanes_room(a, lane_size(rep) * (constant ? 1 : (size_t)n));
	return c;
}

/* Room for n values, or for one that stands for all. */
struct eq_column eq_column_room(struct eq_arena *a, enum eq_column_rep rep, uint32_t n,
				bool constant)
{
	struct eq_column c = {.n = n, .rep = (uint8_t)rep, .constant = constant};

	/* All members of the union are pointers; which one is set does not matter. */
	c.i = eq_arena_alloc(a, lane_size(rep) * (constant ? 1 : (size_t)n));
	return c;
}

struct eq_column eq_column_make(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	return eq_column_room(a, rep, n, false);
}

struct eq_column eq_column_missing_of(struct eq_arena *a, enum eq_column_rep rep, uint32_t n)
{
	struct eq_column c = eq_column_room(a, rep, n, true);

	if (rep == EQ_REP_DEC)
		c.d[0] = EQ_DEC_ZERO;
	eq_mark(a, &c.missing, 1, 0);
	return c;
}

struct eq_column eq_column_all_missing(struct eq_arena *a, uint32_t n)
{
	return eq_column_missing_of(a, EQ_REP_INT, n);
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
		if (c > INT64_MAX || places > EQ_MOST_PLACES)
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
		if (e + places > EQ_MOST_PLACES ||
		    __builtin_mul_overflow((int64_t)c, eq_ten_to_64[e + places], &r))
			return false;
		out[i] = negative ? -r : r;
	}
	*scale = (int16_t)places;
	return true;
}

/* The same of one number of some digits and no more than some places, as those in programmes are. */
static bool fit_short(struct eq_dec v, int64_t *out, int16_t *scale)
{
	int64_t c = (int64_t)v.w[0];
	int places;

	if (eq_dec_is_special(v) || eq_dec_coefficient(v) > INT64_MAX)
		return false;
	places = -eq_dec_exponent(v);
	if (places < 0 || places > EQ_MOST_PLACES)
		return false;
	for (; places > 0 && c % 10 == 0; places--)
		c /= 10;
	*out = eq_dec_sign(v) ? -c : c;
	*scale = (int16_t)places;
	return true;
}

struct eq_column eq_column_constant(struct eq_arena *a, struct eq_dec v, uint32_t n)
{
	struct eq_column c = eq_column_room(a, EQ_REP_INT, n, true);

	/* The fewest places, so that products keep room for theirs. */
	if (fit_short(v, c.i, &c.scale)) {
		c.bits = (uint8_t)(eq_bound(&c) + 1);
		return c;
	}
	if (!fit(&v, NULL, 1, true, c.i, &c.scale)) {
		c = eq_column_room(a, EQ_REP_DEC, n, true);
		c.d[0] = v;
		return c;
	}
	c.bits = (uint8_t)(eq_bound(&c) + 1);
	return c;
}

struct eq_column eq_column_of_decimals(struct eq_arena *a, const struct eq_dec *v,
				       const bool *missing, uint32_t n)
{
	struct eq_column c = eq_column_room(a, EQ_REP_INT, n, false);

	if (!fit(v, missing, n, false, c.i, &c.scale) && !fit(v, missing, n, true, c.i, &c.scale)) {
		c = eq_column_room(a, EQ_REP_DEC, n, false);
		for (uint32_t i = 0; i < n; i++)
			c.d[i] = missing && missing[i] ? EQ_DEC_ZERO : v[i];
	}
	for (uint32_t i = 0; missing && i < n; i++)
		if (missing[i])
			eq_mark(a, &c.missing, n, i);
	if (c.rep == EQ_REP_INT)
		c.bits = (uint8_t)(eq_bound(&c) + 1);
	return c;
}

struct eq_column eq_column_constant_day(struct eq_arena *a, int32_t day, uint32_t n)
{
	struct eq_column c = eq_column_room(a, EQ_REP_DAY, n, true);

	c.day[0] = day;
	return c;
}

struct eq_column eq_column_constant_code(struct eq_arena *a, uint32_t code, uint32_t n)
{
	struct eq_column c = eq_column_room(a, EQ_REP_CODE, n, true);

	c.code[0] = code;
	return c;
}

bool eq_column_is_missing(const struct eq_column *c, uint32_t lane)
{
	return eq_marked(c->missing, c->constant ? 0 : lane);
}

bool eq_column_is_rounded(const struct eq_column *c, uint32_t lane)
{
	return eq_marked(c->rounded, c->constant ? 0 : lane);
}

void eq_column_set_missing(struct eq_arena *a, struct eq_column *c, uint32_t lane)
{
	eq_mark(a, &c->missing, eq_stored_lanes(c), c->constant ? 0 : lane);
}

void eq_column_set_rounded(struct eq_arena *a, struct eq_column *c, uint32_t lane)
{
	eq_mark(a, &c->rounded, eq_stored_lanes(c), c->constant ? 0 : lane);
}

struct eq_dec eq_column_number(const struct eq_column *c, uint32_t lane)
{
	return eq_lane_number(c, c->constant ? 0 : lane);
}

bool eq_column_bool(const struct eq_column *c, uint32_t lane)
{
	return c->b[c->constant ? 0 : lane] != 0;
}

/* The lanes that x or y marks; a marked constant marks them all. Where one of the two decides
 * alone its own bits are returned, so the result is for reading only. */
uint64_t *eq_marks_either(struct eq_arena *a, const struct eq_column *x, uint64_t *xb,
			  const struct eq_column *y, uint64_t *yb)
{
	uint64_t *r;
	size_t n;

	if (x->constant && y->constant)
		return eq_marked(xb, 0) ? xb : yb;
	n = eq_mark_words(x->n);
	if ((x->constant && eq_marked(xb, 0)) || (y->constant && eq_marked(yb, 0))) {
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
uint64_t *eq_marks_own(struct eq_arena *a, const uint64_t *bits, uint32_t lanes)
{
	uint64_t *r;

	if (!bits)
		return NULL;
	r = EQ_NEW_ARRAY(a, uint64_t, eq_mark_words(lanes));
	memcpy(r, bits, eq_mark_words(lanes) * sizeof *r);
	return r;
}

/* An empty result for x op y: its lanes, and the marks that it takes from its operands. */
struct eq_column eq_result_of(struct eq_arena *a, enum eq_column_rep rep, const struct eq_column *x,
			      const struct eq_column *y)
{
	struct eq_column r = eq_column_room(a, rep, x->n, x->constant && y->constant);

	r.missing = eq_marks_either(a, x, x->missing, y, y->missing);
	if (rep == EQ_REP_INT || rep == EQ_REP_DEC)
		r.rounded = eq_marks_either(a, x, x->rounded, y, y->rounded);
	return r;
}

void eq_marks_of_both(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		      struct eq_column *r)
{
	bool missing = x->missing || y->missing, rounded = x->rounded || y->rounded;

	r->missing = missing ? eq_marks_either(a, x, x->missing, y, y->missing) : NULL;
	r->rounded = rounded ? eq_marks_either(a, x, x->rounded, y, y->rounded) : NULL;
}

/* Field by field, so that what reads one next finds it whole. */
void eq_result_to_fill(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		       struct eq_column *r)
{
	r->n = x->n;
	r->rep = EQ_REP_INT;
	r->constant = x->constant && y->constant;
	r->scale = 0;
	r->bits = 0;
	r->i = eq_lanes_room(a, sizeof *r->i * (r->constant ? 1 : (size_t)r->n));
	eq_marks_of_both(a, x, y, r);
}

/* The same for an operation on one column. */
struct eq_column eq_result_like(struct eq_arena *a, enum eq_column_rep rep,
				const struct eq_column *x)
{
	struct eq_column r = eq_column_room(a, rep, x->n, x->constant);

	r.missing = x->missing;
	r.rounded = x->rounded;
	return r;
}

struct eq_column eq_column_keep(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r = *x;

	r.missing = eq_marks_own(a, x->missing, eq_stored_lanes(x));
	r.rounded = eq_marks_own(a, x->rounded, eq_stored_lanes(x));
	return r;
}

struct eq_column eq_column_copy(struct eq_arena *a, const struct eq_column *x)
{
	uint32_t n = eq_stored_lanes(x);
	struct eq_column r = *x;

	r.i = room_to_fill(a, (enum eq_column_rep)x->rep, x->n, x->constant).i;
	memcpy(r.i, x->i, n * lane_size((enum eq_column_rep)x->rep));
	r.missing = eq_marks_own(a, x->missing, n);
	r.rounded = eq_marks_own(a, x->rounded, n);
	return r;
}

struct eq_column eq_as_decimals(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r;

	if (x->rep == EQ_REP_DEC)
		return *x;
	r = eq_result_like(a, EQ_REP_DEC, x);
	for (uint32_t i = 0; i < eq_stored_lanes(x); i++)
		r.d[i] = eq_dec_scaled(x->i[i], x->scale);
	return r;
}

int eq_known_bound(const struct eq_column *c)
{
	return c->bits ? c->bits - 1 : eq_bound(c);
}

/* k such that every value lies in [-2^k, 2^k). In two's complement the bits from k up are all
 * alike then, so x ^ x << 1 has none set above k: a bound without compares or branches. */
int eq_bound(const struct eq_column *c)
{
	uint32_t n = eq_stored_lanes(c);
	uint64_t seen = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t u = (uint64_t)c->i[i];

		seen |= u ^ u << 1;
	}
	return seen ? 63 - __builtin_clzll(seen) : 0;
}
