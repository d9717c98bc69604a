/* logic.c - comparing columns, true and false and missing, and choosing; see column.h. Operands
 * have the same number of lanes and are not changed; a result may share their storage. */
#include "number/lanes.h"

#include <string.h>

#include "base/diag.h"

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
		uint32_t n = eq_stored_lanes(r); \
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

EQ_ALWAYS_INLINE void compare_lanes(enum eq_compare op, struct eq_column *r,
				    const struct eq_column *x, const struct eq_column *y)
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
	uint32_t n = eq_stored_lanes(r), x_step = !x->constant, y_step = !y->constant;
	bool ints = x->rep == EQ_REP_INT && y->rep == EQ_REP_INT;
	int64_t fx = 1, fy = 1;

	if (ints && x->scale < y->scale)
		fx = eq_ten_to_64[y->scale - x->scale];
	if (ints && y->scale < x->scale)
		fy = eq_ten_to_64[x->scale - y->scale];
	for (uint32_t i = 0; i < n; i++) {
		if (eq_marked(r->missing, i))
			continue;
		if (ints) {
			__int128_t u = (__int128_t)x->i[i * x_step] * fx;
			__int128_t v = (__int128_t)y->i[i * y_step] * fy;

			r->b[i] = COMPARE(op, u, v);
		} else {
			int order = eq_dec_cmp(eq_lane_number(x, i * x_step),
					       eq_lane_number(y, i * y_step));

			r->b[i] = COMPARE(op, order, 0);
		}
	}
}

struct eq_column eq_column_compare(struct eq_arena *a, enum eq_compare op,
				   const struct eq_column *x, const struct eq_column *y)
{
	struct eq_column r;

	if (eq_never_there(x) || eq_never_there(y))
		return eq_column_missing_of(a, EQ_REP_BOOL, x->n);
	r = eq_result_of(a, EQ_REP_BOOL, x, y);
	if (eq_is_number(x) &&
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
	struct eq_column r = eq_column_room(a, EQ_REP_BOOL, x->n, x->constant && y->constant);
	uint32_t n = eq_stored_lanes(&r);

	if (!x->missing && !y->missing) {
		for (size_t i = 0; i < n; i++) {
			uint8_t u = x->b[i * x_step], v = y->b[i * y_step];

			r.b[i] = decides ? u | v : u & v;
		}
		return r;
	}
	for (uint32_t i = 0; i < n; i++) {
		bool u_missing = eq_marked(x->missing, i * (uint32_t)x_step);
		bool v_missing = eq_marked(y->missing, i * (uint32_t)y_step);
		bool decided = (!u_missing && x->b[i * x_step] == decides) ||
			       (!v_missing && y->b[i * y_step] == decides);

		r.b[i] = decided ? decides : !decides;
		if (!decided && (u_missing || v_missing))
			eq_mark(a, &r.missing, n, i);
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
	struct eq_column r = eq_result_like(a, EQ_REP_BOOL, x);

	for (uint32_t i = 0; i < eq_stored_lanes(x); i++)
		r.b[i] = !x->b[i];
	return r;
}

struct eq_column eq_column_test_missing(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column r = eq_column_room(a, EQ_REP_BOOL, x->n, x->constant || !x->missing);

	for (uint32_t i = 0; i < eq_stored_lanes(&r); i++)
		r.b[i] = eq_marked(x->missing, i);
	return r;
}

/* --- choosing ------------------------------------------------------------------------------------------ */

/* Numbers as one representation and scale: a choice must not depend on which side has more
 * places. The values stay what they are. */
static void make_alike(struct eq_arena *a, struct eq_column *y, struct eq_column *z)
{
	struct eq_column *low = y->scale < z->scale ? y : z, r;
	int scale = y->scale < z->scale ? z->scale : y->scale;
	int64_t factor = eq_ten_to_64[scale - low->scale];

	if (y->rep == EQ_REP_INT && z->rep == EQ_REP_INT) {
		if (factor == 1)
			return;
		if ((__int128_t)factor << eq_bound(low) <= INT64_MAX) {
			r = eq_result_like(a, EQ_REP_INT, low);
			for (uint32_t i = 0; i < eq_stored_lanes(low); i++)
				r.i[i] = low->i[i] * factor;
			r.scale = (int16_t)scale;
			*low = r;
			return;
		}
	}
	*y = eq_as_decimals(a, y);
	*z = eq_as_decimals(a, z);
}

static uint64_t *chosen_marks(struct eq_arena *a, const struct eq_column *c,
			      const struct eq_column *y, const uint64_t *yb,
			      const struct eq_column *z, const uint64_t *zb)
{
	uint64_t *r = NULL;

	if (!yb && !zb)
		return NULL;
	for (uint32_t i = 0; i < c->n; i++)
		if (c->b[i] ? eq_marked(yb, y->constant ? 0 : i)
			    : eq_marked(zb, z->constant ? 0 : i))
			eq_mark(a, &r, c->n, i);
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

	if (eq_never_there(c))
		return eq_column_missing_of(a, y->rep, c->n);
	if (c->constant)
		return c->b[0] ? *y : *z;
	if (eq_is_number(y))
		make_alike(a, &u, &v);
	r = eq_column_room(a, u.rep, c->n, false);
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
		for (size_t i = 0; i < eq_mark_words(c->n); i++)
			r.missing[i] |= c->missing[i];
	return r;
}
