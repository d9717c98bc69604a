/* lanes.h - what the kernels over columns share: lanes, marks, room for results. Private to the
 * files that implement column.h. */
#ifndef EQ_NUMBER_LANES_H
#define EQ_NUMBER_LANES_H

#include "number/column.h"
#include "number/direct.h"

/* At -O2 gcc 12 leaves loops of unknown length as they are; these are worth its vectoriser. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define EQ_ALWAYS_INLINE static inline __attribute__((always_inline))
#define EQ_MOST_PLACES 18

extern const int64_t eq_ten_to_64[EQ_MOST_PLACES + 1];

/* Values stored, which for a constant is one. */
static inline uint32_t eq_stored_lanes(const struct eq_column *c)
{
	return c->constant ? 1 : c->n;
}

static inline size_t eq_mark_words(uint32_t lanes)
{
	return ((size_t)lanes + 63) / 64;
}

static inline bool eq_marked(const uint64_t *bits, uint32_t i)
{
	return bits && (bits[i / 64] >> i % 64 & 1);
}

static inline void eq_mark(struct eq_arena *a, uint64_t **bits, uint32_t lanes, uint32_t i)
{
	if (!*bits)
		*bits = EQ_NEW_ARRAY(a, uint64_t, eq_mark_words(lanes));
	(*bits)[i / 64] |= (uint64_t)1 << i % 64;
}

static inline struct eq_dec eq_lane_number(const struct eq_column *c, uint32_t i)
{
	if (c->rep != EQ_REP_INT)
		return c->d[i];
	return eq_dec_pack(c->i[i] < 0, eq_magnitude(c->i[i]), -c->scale);
}

static inline bool eq_never_there(const struct eq_column *c)
{
	return c->constant && eq_marked(c->missing, 0);
}

static inline bool eq_is_number(const struct eq_column *c)
{
	return c->rep == EQ_REP_INT || c->rep == EQ_REP_DEC;
}

/* Room for n values, or for one that stands for all. */
struct eq_column eq_column_room(struct eq_arena *a, enum eq_column_rep rep, uint32_t n,
				bool constant);
/* The lanes that x or y marks; for reading only. */
uint64_t *eq_marks_either(struct eq_arena *a, const struct eq_column *x, uint64_t *xb,
			  const struct eq_column *y, uint64_t *yb);
/* r's marks: those of x and of y; for reading only. */
void eq_marks_of_both(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		      struct eq_column *r);
/* A copy that may be written to; NULL stays NULL. */
uint64_t *eq_marks_own(struct eq_arena *a, const uint64_t *bits, uint32_t lanes);
/* An empty result for x op y, or for an operation on x, with the marks of its operands. */
struct eq_column eq_result_of(struct eq_arena *a, enum eq_column_rep rep, const struct eq_column *x,
			      const struct eq_column *y);
/* The same of whole numbers, not zeroed: for loops that write every lane. It is made where it
 * stays: a copy would wait for the lanes to reach the cache. */
void eq_result_to_fill(struct eq_arena *a, const struct eq_column *x, const struct eq_column *y,
		       struct eq_column *r);
struct eq_column eq_result_like(struct eq_arena *a, enum eq_column_rep rep,
				const struct eq_column *x);
struct eq_column eq_as_decimals(struct eq_arena *a, const struct eq_column *x);
/* k such that every value of an int64 column lies in [-2^k, 2^k). */
int eq_bound(const struct eq_column *c);
/* Likewise; a larger k where one is known without looking at the values. */
int eq_known_bound(const struct eq_column *c);

/* What the loops over whole numbers are compiled for. */
enum eq_lane_set { EQ_LANES_PLAIN, EQ_LANES_AVX2, EQ_LANES_AVX512 };
/* r = x × fx op y × fy in int64, where it is known to fit; false, with nothing done, where this
 * processor has no such set. For tests: the kernels take the widest there is. */
bool eq_lanes_with(enum eq_lane_set set, enum eq_arith op, struct eq_column *r,
		   const struct eq_column *x, int64_t fx, const struct eq_column *y, int64_t fy);

#endif
