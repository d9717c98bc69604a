/* direct.h - decimals taken apart and put together, and what is exact in whole numbers of 128 bits.
 * Private to the files that implement decimal.h and column.h.
 *
 * A short cut is taken only where the exact result fits, and gives the digits and the exponent that
 * Intel's library would. It stands in a header so that loops over lanes keep numbers in registers:
 * one that is stored in halves and loaded as a whole waits for the cache. */
#ifndef EQ_NUMBER_DIRECT_H
#define EQ_NUMBER_DIRECT_H

#include "number/decimal.h"
#include "number/digits.h"

#define EQ_DEC_SIGN 0x8000000000000000u
#define EQ_DEC_SPECIAL 0x6000000000000000u /* both set: infinite, or no number at all */
#define EQ_DEC_HIGH 0x0001ffffffffffffu
#define EQ_DEC_EXPONENT_SHIFT 49

static inline bool eq_dec_is_special(struct eq_dec a)
{
	return (a.w[1] & EQ_DEC_SPECIAL) == EQ_DEC_SPECIAL;
}

static inline bool eq_dec_sign(struct eq_dec a)
{
	return (a.w[1] & EQ_DEC_SIGN) != 0;
}

static inline int eq_dec_exponent(struct eq_dec a)
{
	return (int)((a.w[1] & ~EQ_DEC_SIGN) >> EQ_DEC_EXPONENT_SHIFT) - EQ_DEC_BIAS;
}

static inline __uint128_t eq_dec_coefficient(struct eq_dec a)
{
	return ((__uint128_t)(a.w[1] & EQ_DEC_HIGH) << 64) | a.w[0];
}

/* The caller has seen to it that both are in range. */
static inline struct eq_dec eq_dec_pack(bool negative, __uint128_t coefficient, int exponent)
{
	struct eq_dec r;

	r.w[0] = (uint64_t)coefficient;
	r.w[1] = (negative ? EQ_DEC_SIGN : 0) |
		 (uint64_t)(exponent + EQ_DEC_BIAS) << EQ_DEC_EXPONENT_SHIFT |
		 (uint64_t)(coefficient >> 64);
	return r;
}

/* Of zero too: for taking away by adding. */
static inline struct eq_dec eq_dec_opposite(struct eq_dec a)
{
	a.w[1] ^= EQ_DEC_SIGN;
	return a;
}

/* INT64_MIN has no positive twin of its own type. */
static inline uint64_t eq_magnitude(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

/* a + b in 128-bit whole numbers, where that is exact and fits: columns of money are like that
 * nearly always. */
static inline bool eq_dec_add_directly(struct eq_dec a, struct eq_dec b, struct eq_dec *out)
{
	__uint128_t ca, cb, c;
	bool na, nb;
	int ea, eb, gap;

	if (eq_dec_is_special(a) || eq_dec_is_special(b))
		return false;
	ea = eq_dec_exponent(a);
	eb = eq_dec_exponent(b);
	if (ea < eb) {
		struct eq_dec swap = a;
		int e = ea;

		a = b;
		b = swap;
		ea = eb;
		eb = e;
	}
	ca = eq_dec_coefficient(a);
	cb = eq_dec_coefficient(b);
	gap = ea - eb;
	if (gap) {
		/* 2^64 × 10^18 + 10^34 stays below 2^127 */
		if (gap > 18 || ca >> 64)
			return false;
		ca = (__uint128_t)(uint64_t)ca * eq_powers_of_ten[gap];
	}
	na = eq_dec_sign(a);
	nb = eq_dec_sign(b);
	if (na == nb) {
		c = ca + cb;
	} else if (ca == cb) {
		c = 0;
		na = false; /* x - x is plus zero */
	} else if (ca > cb) {
		c = ca - cb;
	} else {
		c = cb - ca;
		na = nb;
	}
	if (c >= eq_ten_to(EQ_DEC_DIGITS))
		return false;
	*out = eq_dec_pack(na, c, eb);
	return true;
}

static inline int eq_bit_count(__uint128_t v)
{
	uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;

	return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

/* a × b in 128-bit whole numbers, where that is exact and fits. */
static inline bool eq_dec_mul_directly(struct eq_dec a, struct eq_dec b, struct eq_dec *out)
{
	__uint128_t ca = eq_dec_coefficient(a), cb = eq_dec_coefficient(b), c;
	int e = eq_dec_exponent(a) + eq_dec_exponent(b);

	if (eq_dec_is_special(a) || eq_dec_is_special(b) ||
	    eq_bit_count(ca) + eq_bit_count(cb) > 128)
		return false;
	c = ca * cb;
	if (c >= eq_ten_to(EQ_DEC_DIGITS) || e < EQ_DEC_MIN_EXPONENT || e > EQ_DEC_MAX_EXPONENT)
		return false;
	*out = eq_dec_pack(eq_dec_sign(a) != eq_dec_sign(b), c, e);
	return true;
}

#endif
