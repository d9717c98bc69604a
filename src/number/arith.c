/* arith.c - arithmetic over columns; see column.h.
 *
 * Each kernel on numbers has up to three ways to one result. Where a bound on the operands
 * proves that no lane can overflow, a plain loop over int64 that compilers turn into SIMD; where
 * the proof fails, the same loop with overflow checks; and where a lane does overflow, all lanes
 * in decimal128. An int64 has at most 19 digits and a decimal 34, so what the first two compute
 * is what the third would have: the way taken is never seen in a figure.
 *
 * What always holds: operands have the same number of lanes; they are not changed; a result may
 * share the storage of an operand. The value of a missing lane means nothing. */
#include "number/lanes.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif
#include <string.h>

#include "base/diag.h"
#include "number/ratio.h"

/* --- bounds --------------------------------------------------------------------------------- */

/* Whether values within 2^x × fx and 2^y × fy have a sum, and so a difference, in an int64. */
static bool sum_fits(int x, int64_t fx, int y, int64_t fy)
{
	return (((__int128_t)fx << x) + ((__int128_t)fy << y)) <= INT64_MAX;
}

/* What is known of a column's values is carried along from result to result, which is cheaper than
 * to look; where it is too wide for a proof the values are looked at. */
static uint8_t sum_bits(int x, int64_t fx, int y, int64_t fy)
{
	uint64_t most = ((uint64_t)fx << x) + ((uint64_t)fy << y);

	return (uint8_t)(most ? 65 - __builtin_clzll(most) : 1);
}

/* How many places, up to `most`, are zero at the end of every value. */
static int spare_places(const struct eq_column *c, int most)
{
	uint32_t n = eq_stored_lanes(c);

	for (uint32_t i = 0; i < n && most > 0; i++)
		while (most > 0 && c->i[i] % eq_ten_to_64[most] != 0)
			most--;
	return most;
}

static struct eq_column without_places(struct eq_arena *a, const struct eq_column *x, int places)
{
	struct eq_column r;

	if (places == 0)
		return *x;
	r = eq_result_like(a, EQ_REP_INT, x);
	for (uint32_t i = 0; i < eq_stored_lanes(x); i++)
		r.i[i] = x->i[i] / eq_ten_to_64[places];
	r.scale = (int16_t)(x->scale - places);
	return r;
}

/* --- arithmetic in int64 ---------------------------------------------------------------------- */

EQ_ALWAYS_INLINE int64_t plain(enum eq_arith op, int64_t x, int64_t y)
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
EQ_ALWAYS_INLINE bool checked(enum eq_arith op, int64_t x, int64_t y, int64_t *r)
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
EQ_ALWAYS_INLINE void plain_lanes(enum eq_arith op, int64_t *restrict r, const int64_t *x,
				  size_t x_step, int64_t fx, const int64_t *y, size_t y_step,
				  int64_t fy, uint32_t n)
{
	for (size_t i = 0; i < n; i++)
		r[i] = plain(op, x[i * x_step] * fx, y[i * y_step] * fy);
}

EQ_ALWAYS_INLINE void plain_steps(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
				  int64_t fx, const struct eq_column *y, int64_t fy)
{
	uint32_t n = eq_stored_lanes(r);

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

EQ_ALWAYS_INLINE bool checked_lanes(enum eq_arith op, struct eq_column *r,
				    const struct eq_column *x, int64_t fx,
				    const struct eq_column *y, int64_t fy)
{
	size_t x_step = !x->constant, y_step = !y->constant;
	uint32_t n = eq_stored_lanes(r);
	bool lost = false;

	for (size_t i = 0; i < n; i++) {
		int64_t u, v;

		lost |= __builtin_mul_overflow(x->i[i * x_step], fx, &u);
		lost |= __builtin_mul_overflow(y->i[i * y_step], fy, &v);
		lost |= checked(op, u, v, &r->i[i]);
	}
	return !lost;
}

static bool any_checked_lanes(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
			      int64_t fx, const struct eq_column *y, int64_t fy)
{
	switch (op) {
	case EQ_ARITH_ADD:
		return checked_lanes(EQ_ARITH_ADD, r, x, fx, y, fy);
	case EQ_ARITH_SUB:
		return checked_lanes(EQ_ARITH_SUB, r, x, fx, y, fy);
	case EQ_ARITH_MUL:
		return checked_lanes(EQ_ARITH_MUL, r, x, fx, y, fy);
	case EQ_ARITH_MIN:
		return checked_lanes(EQ_ARITH_MIN, r, x, fx, y, fy);
	default:
		return checked_lanes(EQ_ARITH_MAX, r, x, fx, y, fy);
	}
}

EQ_ALWAYS_INLINE void plain_operator(enum eq_arith op, struct eq_column *r,
				     const struct eq_column *x, int64_t fx,
				     const struct eq_column *y, int64_t fy)
{
	switch (op) {
	case EQ_ARITH_ADD:
		plain_steps(EQ_ARITH_ADD, r, x, fx, y, fy);
		break;
	case EQ_ARITH_SUB:
		plain_steps(EQ_ARITH_SUB, r, x, fx, y, fy);
		break;
	case EQ_ARITH_MUL:
		plain_steps(EQ_ARITH_MUL, r, x, fx, y, fy);
		break;
	case EQ_ARITH_MIN:
		plain_steps(EQ_ARITH_MIN, r, x, fx, y, fy);
		break;
	default:
		plain_steps(EQ_ARITH_MAX, r, x, fx, y, fy);
	}
}

/* The same loops, compiled for what processors of this family may have besides. Which of them runs
 * is asked of the processor: whole numbers come out alike. */
static void operator_plain(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
			   int64_t fx, const struct eq_column *y, int64_t fy)
{
	plain_operator(op, r, x, fx, y, fy);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* Values of at most 32 bits, sign and all: their product is one instruction, where that of whole
 * lanes is three or more. */
static bool is_narrow(const struct eq_column *c)
{
	return c->bits && c->bits <= 32;
}

__attribute__((target("avx2"))) static void
narrow_avx2(struct eq_column *r, const struct eq_column *x, const struct eq_column *y)
{
	const int64_t *restrict u = x->i, *restrict v = y->i;
	int64_t *restrict to = r->i;
	uint32_t n = eq_stored_lanes(r), i = 0;
	size_t x_step = !x->constant, y_step = !y->constant;
	const __m256i one_u = _mm256_set1_epi64x(x_step ? 0 : u[0]);
	const __m256i one_v = _mm256_set1_epi64x(y_step ? 0 : v[0]);

	for (; i + 4 <= n; i += 4) {
		__m256i p = x_step ? _mm256_loadu_si256((const __m256i *)(u + i)) : one_u;
		__m256i q = y_step ? _mm256_loadu_si256((const __m256i *)(v + i)) : one_v;

		_mm256_storeu_si256((__m256i *)(to + i), _mm256_mul_epi32(p, q));
	}
	for (; i < n; i++)
		to[i] = u[i * x_step] * v[i * y_step];
}

__attribute__((target("avx2"))) static void operator_avx2(enum eq_arith op, struct eq_column *r,
							  const struct eq_column *x, int64_t fx,
							  const struct eq_column *y, int64_t fy)
{
	if (op == EQ_ARITH_MUL && is_narrow(x) && is_narrow(y))
		narrow_avx2(r, x, y);
	else
		plain_operator(op, r, x, fx, y, fy);
}

#define AVX512 "avx2,avx512f,avx512dq,avx512vl"

__attribute__((target(AVX512))) static void
narrow_avx512(struct eq_column *r, const struct eq_column *x, const struct eq_column *y)
{
	const int64_t *restrict u = x->i, *restrict v = y->i;
	int64_t *restrict to = r->i;
	uint32_t n = eq_stored_lanes(r), i = 0;
	size_t x_step = !x->constant, y_step = !y->constant;
	const __m512i one_u = _mm512_set1_epi64(x_step ? 0 : u[0]);
	const __m512i one_v = _mm512_set1_epi64(y_step ? 0 : v[0]);

	for (; i + 8 <= n; i += 8) {
		__m512i p = x_step ? _mm512_loadu_si512(u + i) : one_u;
		__m512i q = y_step ? _mm512_loadu_si512(v + i) : one_v;

		_mm512_storeu_si512(to + i, _mm512_mul_epi32(p, q));
	}
	for (; i < n; i++)
		to[i] = u[i * x_step] * v[i * y_step];
}

__attribute__((target(AVX512))) static void operator_avx512(enum eq_arith op, struct eq_column *r,
							    const struct eq_column *x, int64_t fx,
							    const struct eq_column *y, int64_t fy)
{
	if (op == EQ_ARITH_MUL && is_narrow(x) && is_narrow(y))
		narrow_avx512(r, x, y);
	else
		plain_operator(op, r, x, fx, y, fy);
}
#endif

bool eq_lanes_with(enum eq_lane_set set, enum eq_arith op, struct eq_column *r,
		   const struct eq_column *x, int64_t fx, const struct eq_column *y, int64_t fy)
{
#if defined(__x86_64__) && defined(__GNUC__)
	if (set == EQ_LANES_AVX512) {
		if (!__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl"))
			return false;
		operator_avx512(op, r, x, fx, y, fy);
		return true;
	}
	if (set == EQ_LANES_AVX2) {
		if (!__builtin_cpu_supports("avx2"))
			return false;
		operator_avx2(op, r, x, fx, y, fy);
		return true;
	}
#endif
	if (set != EQ_LANES_PLAIN)
		return false;
	operator_plain(op, r, x, fx, y, fy);
	return true;
}

static void proven_lanes(enum eq_arith op, struct eq_column *r, const struct eq_column *x,
			 int64_t fx, const struct eq_column *y, int64_t fy)
{
	for (enum eq_lane_set set = EQ_LANES_AVX512; !eq_lanes_with(set, op, r, x, fx, y, fy);)
		set--;
}

/* What is known of x op y from bounds on both: the factors that bring them to one scale, and, where
 * it is proved to fit, a bound on it. Scales of products must fit themselves. */
struct prospect {
	int16_t scale;
	int64_t fx, fy;
	bool proven;
	uint8_t bits;
};

static struct prospect prospect_of(enum eq_arith op, const struct eq_column *x, int bx,
				   const struct eq_column *y, int by)
{
	struct prospect p = {.fx = 1, .fy = 1};

	if (op == EQ_ARITH_MUL) {
		p.scale = (int16_t)(x->scale + y->scale);
		p.proven = bx + by <= 62;
		p.bits = (uint8_t)(bx + by + 2);
		return p;
	}
	p.scale = x->scale > y->scale ? x->scale : y->scale;
	p.fx = eq_ten_to_64[p.scale - x->scale];
	p.fy = eq_ten_to_64[p.scale - y->scale];
	p.proven = sum_fits(bx, p.fx, by, p.fy);
	if (p.proven)
		p.bits = sum_bits(bx, p.fx, by, p.fy);
	return p;
}

static void foresee(struct eq_column *r, const struct prospect *p)
{
	r->scale = p->scale;
	r->bits = p->proven ? p->bits : 0;
}

/* What is known of the operands' sizes is enough nearly always; else their values are looked at. */
static bool int_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
		      const struct eq_column *y, enum eq_column_mode mode, struct eq_column *r)
{
	struct prospect p = prospect_of(op, x, eq_known_bound(x), y, eq_known_bound(y));

	if (mode == EQ_MODE_BEST && !p.proven)
		p = prospect_of(op, x, eq_bound(x), y, eq_bound(y));
	p.proven = p.proven && mode == EQ_MODE_BEST;
	eq_result_to_fill(a, x, y, r);
	foresee(r, &p);
	if (!p.proven)
		return any_checked_lanes(op, r, x, p.fx, y, p.fy);
	proven_lanes(op, r, x, p.fx, y, p.fy);
	return true;
}

/* Scales add. Beyond the most places, zeros at the ends of the operands are given up first. */
static bool int_multiply(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
			 enum eq_column_mode mode, struct eq_column *r)
{
	int excess = x->scale + y->scale - EQ_MOST_PLACES;
	struct eq_column u, v;

	if (excess > 0) {
		int of_x = spare_places(x, excess < x->scale ? excess : x->scale);
		int of_y = excess - of_x;

		if (of_y > y->scale || spare_places(y, of_y) < of_y)
			return false;
		u = without_places(a, x, of_x);
		v = without_places(a, y, of_y);
		x = &u;
		y = &v;
	}
	return int_arith(a, EQ_ARITH_MUL, x, y, mode, r);
}

bool eq_lanes_foreseen(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
		       const struct eq_column *y, struct eq_column *r, struct eq_lane_step *step)
{
	struct prospect p;

	if (op == EQ_ARITH_DIV || x->rep != EQ_REP_INT || y->rep != EQ_REP_INT ||
	    eq_never_there(x) || eq_never_there(y) || (x->constant && y->constant) ||
	    (op == EQ_ARITH_MUL && x->scale + y->scale > EQ_MOST_PLACES))
		return false;
	p = prospect_of(op, x, eq_known_bound(x), y, eq_known_bound(y));
	if (!p.proven)
		return false;
	*r = (struct eq_column){.n = x->n, .rep = EQ_REP_INT};
	eq_marks_of_both(a, x, y, r);
	foresee(r, &p);
	*step = (struct eq_lane_step){.op = op, .fx = p.fx, .fy = p.fy};
	return true;
}

void eq_lanes_step(const struct eq_lane_step *s, struct eq_column *r, const struct eq_column *x,
		   const struct eq_column *y)
{
	proven_lanes(s->op, r, x, s->fx, y, s->fy);
}

/* Only where every quotient is a whole number of x's places less y's, as £ totals over counts
 * that divide them are; any other quotient is decimal's. */
static bool int_divide(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		       struct eq_column *r, struct eq_kernel_events *events)
{
	int scale = x->scale > y->scale ? x->scale - y->scale : 0;
	int64_t up = eq_ten_to_64[scale - (x->scale - y->scale)];
	size_t x_step = !x->constant, y_step = !y->constant;
	uint64_t zeros = 0;
	uint32_t n;

	*r = eq_result_of(a, EQ_REP_INT, x, y);
	r->missing = eq_marks_own(a, r->missing, eq_stored_lanes(r));
	r->scale = (int16_t)scale;
	n = eq_stored_lanes(r);
	for (uint32_t i = 0; i < n; i++) {
		int64_t u = x->i[i * x_step], v = y->i[i * y_step], q;

		if (eq_marked(r->missing, i))
			continue;
		if (v == 0) {
			eq_mark(a, &r->missing, n, i);
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
	uint32_t n = eq_stored_lanes(r);
	uint64_t lanes = r->constant ? r->n : 1;

	if (flags & (EQ_DEC_DIVZERO | EQ_DEC_OVERFLOW | EQ_DEC_INVALID)) {
		eq_mark(a, &r->missing, n, i);
		r->d[i] = EQ_DEC_ZERO;
		if (events && flags & EQ_DEC_DIVZERO)
			events->divided_by_zero += lanes;
		else if (events)
			events->overflowed += lanes;
	} else if (flags & (EQ_DEC_ROUNDED | EQ_DEC_UNDERFLOW)) {
		eq_mark(a, &r->rounded, n, i);
	}
}

EQ_ALWAYS_INLINE struct eq_dec dec_lane(enum eq_arith op, struct eq_dec u, struct eq_dec v,
					unsigned *flags)
{
	struct eq_dec r;

	switch (op) {
	case EQ_ARITH_ADD:
		return eq_dec_add_directly(u, v, &r) ? r : eq_dec_add(u, v, flags);
	case EQ_ARITH_SUB:
		return eq_dec_add_directly(u, eq_dec_opposite(v), &r) ? r : eq_dec_sub(u, v, flags);
	case EQ_ARITH_MUL:
		return eq_dec_mul_directly(u, v, &r) ? r : eq_dec_mul(u, v, flags);
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
	struct eq_column r = eq_result_of(a, EQ_REP_DEC, x, y);
	uint32_t n = eq_stored_lanes(&r), x_step = !x->constant, y_step = !y->constant;

	r.missing = eq_marks_own(a, r.missing, n);
	r.rounded = eq_marks_own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		unsigned flags = 0;

		if (eq_marked(r.missing, i)) {
			r.d[i] = EQ_DEC_ZERO;
			continue;
		}
		r.d[i] = dec_lane(op, eq_lane_number(x, i * x_step), eq_lane_number(y, i * y_step),
				  &flags);
		if (flags)
			settle(a, &r, i, flags, events);
	}
	return r;
}

void eq_column_arith_to(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
			const struct eq_column *y, enum eq_column_mode mode,
			struct eq_kernel_events *events, struct eq_column *r)
{
	bool done = false;

	if (eq_never_there(x) || eq_never_there(y)) {
		*r = eq_column_missing_of(a, EQ_REP_INT, x->n);
		return;
	}
	if (mode != EQ_MODE_DECIMAL_ONLY && x->rep == EQ_REP_INT && y->rep == EQ_REP_INT) {
		if (op == EQ_ARITH_MUL)
			done = int_multiply(a, x, y, mode, r);
		else if (op == EQ_ARITH_DIV)
			done = int_divide(a, x, y, r, events);
		else
			done = int_arith(a, op, x, y, mode, r);
	}
	if (!done)
		*r = dec_arith(a, op, x, y, events);
}

struct eq_column eq_column_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
				 const struct eq_column *y, enum eq_column_mode mode,
				 struct eq_kernel_events *events)
{
	struct eq_column r;

	eq_column_arith_to(a, op, x, y, mode, events, &r);
	return r;
}

/* --- one operand -------------------------------------------------------------------------------- */

/* Room for the opposites of *u, which becomes decimals where int64 would not do: within 2^63 of
 * zero lies one number that has no opposite there. */
static struct eq_column room_for_opposites(struct eq_arena *a, struct eq_column *u)
{
	if (u->rep == EQ_REP_INT && eq_bound(u) > 62)
		*u = eq_as_decimals(a, u);
	struct eq_column r = eq_result_like(a, u->rep, u);
	r.scale = u->scale;
	return r;
}

struct eq_column eq_column_negate(struct eq_arena *a, const struct eq_column *x)
{
	struct eq_column u = *x, r = room_for_opposites(a, &u);
	uint32_t n = eq_stored_lanes(x);

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
	struct eq_column u = *x, r = room_for_opposites(a, &u);
	uint32_t n = eq_stored_lanes(x);

	for (uint32_t i = 0; i < n; i++) {
		if (u.rep == EQ_REP_INT)
			r.i[i] = u.i[i] < 0 ? -u.i[i] : u.i[i];
		else
			r.d[i] = eq_dec_abs(u.d[i]);
	}
	return r;
}

static struct eq_dec raised(struct eq_dec v, const void *power, unsigned *flags)
{
	return eq_dec_pow(v, *(const int64_t *)power, flags);
}

static struct eq_dec scaled(struct eq_dec v, const void *ratio, unsigned *flags)
{
	return eq_dec_mul_ratio(v, *(const struct eq_ratio *)ratio, flags);
}

/* The same operation on each lane, in decimal128. */
static struct eq_column each_decimal(struct eq_arena *a, const struct eq_column *x,
				     struct eq_dec (*operation)(struct eq_dec v, const void *with,
								unsigned *flags),
				     const void *with, struct eq_kernel_events *events)
{
	struct eq_column r = eq_result_like(a, EQ_REP_DEC, x);
	uint32_t n = eq_stored_lanes(x);

	r.missing = eq_marks_own(a, r.missing, n);
	r.rounded = eq_marks_own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		unsigned flags = 0;

		r.d[i] = EQ_DEC_ZERO;
		if (eq_marked(r.missing, i))
			continue;
		r.d[i] = operation(eq_lane_number(x, i), with, &flags);
		if (flags)
			settle(a, &r, i, flags, events);
	}
	return r;
}

struct eq_column eq_column_power(struct eq_arena *a, const struct eq_column *x, int64_t power,
				 struct eq_kernel_events *events)
{
	uint32_t n = eq_stored_lanes(x);
	struct eq_column r;

	if (eq_never_there(x))
		return eq_column_missing_of(a, EQ_REP_INT, x->n);
	if (x->rep == EQ_REP_INT && power >= 0 && power <= 62 && power * eq_bound(x) <= 62 &&
	    power * x->scale <= EQ_MOST_PLACES) {
		r = eq_result_like(a, EQ_REP_INT, x);
		r.scale = (int16_t)(power * x->scale);
		for (uint32_t i = 0; i < n; i++)
			r.i[i] = 1;
		for (int64_t k = 0; k < power; k++)
			for (uint32_t i = 0; i < n; i++)
				r.i[i] *= x->i[i];
		return r;
	}
	return each_decimal(a, x, raised, &power, events);
}

/* Powers of growth stay the same over many periods: the last one is kept. */
struct kept_power {
	struct eq_dec base, result;
	int64_t power;
	unsigned flags;
	bool known;
};

static void raise_to(struct kept_power *k, struct eq_dec base, int64_t power)
{
	if (k->known && k->power == power && memcmp(&k->base, &base, sizeof base) == 0)
		return;
	*k = (struct kept_power){.base = base, .power = power, .known = true};
	k->result = eq_dec_pow(base, power, &k->flags);
}

struct eq_column eq_column_raise(struct eq_arena *a, const struct eq_column *x,
				 const struct eq_column *y, struct eq_kernel_events *events)
{
	struct eq_column r = eq_result_of(a, EQ_REP_DEC, x, y);
	uint32_t n = eq_stored_lanes(&r);
	struct kept_power kept = {.known = false};

	r.missing = eq_marks_own(a, r.missing, n);
	r.rounded = eq_marks_own(a, r.rounded, n);
	for (uint32_t i = 0; i < n; i++) {
		int64_t power;

		r.d[i] = EQ_DEC_ZERO;
		if (eq_marked(r.missing, i))
			continue;
		if (!eq_dec_to_int(eq_lane_number(y, y->constant ? 0 : i), &power)) {
			eq_mark(a, &r.missing, n, i); /* not whole: no power that could be exact */
			continue;
		}
		raise_to(&kept, eq_lane_number(x, x->constant ? 0 : i), power);
		r.d[i] = kept.result;
		if (kept.flags)
			settle(a, &r, i, kept.flags, events);
	}
	return r;
}

/* num/den as an int64 with places: 1/8 is 125 with three. False for 1/7. */
static bool finite_ratio(struct eq_ratio ratio, int64_t *value, int *places)
{
	for (*places = 0; *places <= EQ_MOST_PLACES; ++*places)
		if (eq_ten_to_64[*places] % ratio.den == 0)
			return !__builtin_mul_overflow(ratio.num, eq_ten_to_64[*places] / ratio.den,
						       value);
	return false;
}

struct eq_column eq_column_scale(struct eq_arena *a, const struct eq_column *x, int64_t num,
				 int64_t den, struct eq_kernel_events *events)
{
	uint32_t n = eq_stored_lanes(x);
	struct eq_ratio ratio;
	struct eq_column r;
	int64_t factor;
	int places;

	if (!eq_ratio_make(num, den, &ratio))
		EQ_BUG("a scale of %lld/%lld", (long long)num, (long long)den);
	if (eq_never_there(x))
		return eq_column_missing_of(a, EQ_REP_INT, x->n);
	if (finite_ratio(ratio, &factor, &places)) {
		struct eq_column f = eq_column_room(a, EQ_REP_INT, x->n, true);

		f.i[0] = factor;
		f.scale = (int16_t)places;
		return eq_column_arith(a, EQ_ARITH_MUL, x, &f, EQ_MODE_BEST, events);
	}
	if (x->rep == EQ_REP_INT) {
		bool fits = true;

		/* In lowest terms: x × num is a multiple of den only where x is. */
		r = eq_result_like(a, EQ_REP_INT, x);
		r.scale = x->scale;
		for (uint32_t i = 0; i < n && fits; i++)
			fits = eq_marked(x->missing, i) ||
			       (x->i[i] % ratio.den == 0 &&
				!__builtin_mul_overflow(x->i[i] / ratio.den, ratio.num, &r.i[i]));
		if (fits)
			return r;
	}
	return each_decimal(a, x, scaled, &ratio, events);
}

struct eq_column eq_column_days(struct eq_arena *a, const struct eq_column *x,
				const struct eq_column *y)
{
	size_t x_step = !x->constant, y_step = !y->constant;
	struct eq_column r = eq_result_of(a, EQ_REP_INT, x, y);
	uint32_t n = eq_stored_lanes(&r);

	for (size_t i = 0; i < n; i++)
		r.i[i] = (int64_t)x->day[i * x_step] - y->day[i * y_step];
	return r;
}
