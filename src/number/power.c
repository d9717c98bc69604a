/* power.c - the whole-number power of a decimal, correctly rounded.
 *
 * The result is either exact, found in 128-bit whole numbers, or it is neither exact nor
 * half-way between two decimals (why: see below). In the second case a longer product with a
 * known bound on its error is rounded at both ends of that bound; when both agree that is the
 * answer, otherwise it is done again with twice the digits (Ziv's method). */
#include <string.h>

#include "number/digits.h"

/* ---- long numbers: limbs of nine decimal digits, lowest first ---- */

#define LIMB 1000000000u
#define LIMB_DIGITS 9
#define FIRST_LIMBS 9 /* 73 digits at least */
#define MOST_LIMBS 72 /* 640 digits at least */

/* limb × 10^exponent, rounded towards zero; exactly `n` limbs, the highest not 0. */
struct wide {
	uint32_t limb[MOST_LIMBS];
	int n;
	int64_t exponent;
};

static int limb_digits(uint32_t v)
{
	return eq_digit_count(v);
}

static int64_t adjusted(const struct wide *a)
{
	return a->exponent + (int64_t)LIMB_DIGITS * (a->n - 1) + limb_digits(a->limb[a->n - 1]) - 1;
}

/* Keeps the highest n of the `have` limbs at v. */
static void wide_take(struct wide *r, const uint32_t *v, int have, int n, int64_t exponent)
{
	while (have > 1 && v[have - 1] == 0)
		have--;
	r->n = n;
	if (have >= n) {
		memcpy(r->limb, v + (have - n), (size_t)n * sizeof *v);
	} else {
		memset(r->limb, 0, (size_t)(n - have) * sizeof *v);
		memcpy(r->limb + (n - have), v, (size_t)have * sizeof *v);
	}
	r->exponent = exponent + (int64_t)LIMB_DIGITS * (have - n);
}

static void wide_of(struct wide *r, __uint128_t c, int n, int64_t exponent)
{
	uint32_t v[5];
	int have = 0;

	for (; have == 0 || c; c /= LIMB)
		v[have++] = (uint32_t)(c % LIMB);
	wide_take(r, v, have, n, exponent);
}

static void wide_mul(struct wide *r, const struct wide *a, const struct wide *b)
{
	uint32_t product[2 * MOST_LIMBS] = {0};

	for (int i = 0; i < a->n; i++) {
		uint64_t carry = 0;

		if (a->limb[i] == 0)
			continue;
		for (int j = 0; j < b->n; j++) {
			carry += (uint64_t)a->limb[i] * b->limb[j] + product[i + j];
			product[i + j] = (uint32_t)(carry % LIMB);
			carry /= LIMB;
		}
		product[i + b->n] = (uint32_t)carry;
	}
	wide_take(r, product, a->n + b->n, a->n, a->exponent + b->exponent);
}

/* r = 1/a. Long division, a limb of the quotient at a time: its guess from the highest limbs
 * is never too small and, divisor and dividend once scaled, at most two too large (Knuth,
 * The Art of Computer Programming 2, 4.3.1). */
static void wide_invert(struct wide *r, const struct wide *a)
{
	int n = a->n;
	uint32_t divisor[MOST_LIMBS], rest[2 * MOST_LIMBS + 2] = {0}, quotient[MOST_LIMBS + 2];
	uint32_t scale = LIMB / (a->limb[n - 1] + 1);
	uint64_t carry = 0;
	int top = 2 * n + 2; /* limbs of the dividend: LIMB^(2n) times scale, and a 0 */

	for (int i = 0; i < n; i++) {
		carry += (uint64_t)a->limb[i] * scale;
		divisor[i] = (uint32_t)(carry % LIMB);
		carry /= LIMB;
	}
	rest[2 * n] = scale;
	for (int k = top - n; k-- > 0;) {
		uint64_t two = (uint64_t)rest[k + n] * LIMB + rest[k + n - 1];
		uint64_t guess = two / divisor[n - 1], over = two % divisor[n - 1];
		int64_t borrow = 0;

		while (over < LIMB &&
		       (guess >= LIMB || guess * divisor[n - 2] > over * LIMB + rest[k + n - 2])) {
			guess--;
			over += divisor[n - 1];
		}
		for (int i = 0; i < n; i++) {
			int64_t v = (int64_t)rest[k + i] + borrow -
				    (int64_t)(guess * divisor[i] % LIMB);

			borrow = -(int64_t)(guess * divisor[i] / LIMB);
			if (v < 0) {
				int64_t up = (-v + LIMB - 1) / LIMB;

				v += up * LIMB;
				borrow -= up;
			}
			rest[k + i] = (uint32_t)v;
		}
		if ((int64_t)rest[k + n] + borrow < 0) { /* still one too large */
			uint32_t c = 0;

			guess--;
			for (int i = 0; i < n; i++) {
				c += rest[k + i] + divisor[i];
				rest[k + i] = c % LIMB;
				c /= LIMB;
			}
		}
		rest[k + n] = 0;
		quotient[k] = (uint32_t)guess;
	}
	wide_take(r, quotient, top - n, n, -a->exponent - (int64_t)LIMB_DIGITS * 2 * n);
}

/* Adds or takes away v units of the second-lowest limb. A carry out of the highest stays in
 * it: wide_round() takes a limb of ten digits as well. */
static void wide_shift(struct wide *r, __uint128_t v, bool up)
{
	for (int i = 1; i < r->n && v; i++, v /= LIMB) {
		uint32_t part = (uint32_t)(v % LIMB);

		if (up) {
			r->limb[i] += part;
			if (r->limb[i] >= LIMB && i + 1 < r->n) {
				r->limb[i] -= LIMB;
				v += LIMB;
			}
		} else {
			if (r->limb[i] < part) {
				r->limb[i] += LIMB;
				v += LIMB;
			}
			r->limb[i] -= part;
		}
	}
}

/* Rounds a value known to be above *r by less than a unit of its last digit. */
static struct eq_dec wide_round(const struct wide *r, bool negative, unsigned *flags)
{
	__uint128_t c = 0;
	int i = r->n, digits = 0;
	int64_t exponent = r->exponent;

	/* 37 digits: whole limbs first, then the beginning of the next. */
	while (digits + LIMB_DIGITS <= 37) {
		c = c * LIMB + r->limb[--i];
		digits = eq_digit_count(c);
	}
	if (digits < 37) {
		uint64_t unit = (uint64_t)eq_ten_to(LIMB_DIGITS - (37 - digits));

		c = c * eq_ten_to(37 - digits) + r->limb[i - 1] / unit;
		exponent -= 37 - digits;
	}
	return eq_dec_finish(negative, c, true, exponent + (int64_t)LIMB_DIGITS * i, flags);
}

/* ---- the power ---- */

/* Beyond these no product comes back into range: the powers of a number only ever grow, or
 * only ever shrink. */
#define FAR 7000

static struct eq_dec out_of_range(bool negative, bool large, unsigned *flags)
{
	/* a value far above or far below everything, for the one place that knows the flags */
	return eq_dec_finish(negative, 1, !large, large ? FAR : -FAR, flags);
}

/* (c × 10^exponent)^n, or one over it, where that is neither exact nor a tie. n at least 1. */
static struct eq_dec long_power(__uint128_t c, int64_t exponent, uint64_t n, bool invert,
				bool negative, unsigned *flags)
{
	struct eq_dec low, high;
	unsigned low_flags, high_flags;

	for (int limbs = FIRST_LIMBS;; limbs *= 2) {
		struct wide base, r, end;
		/* Each multiplication loses less than one unit of the lowest limb, relative to
		 * the highest: LIMB^(1-limbs). Squaring doubles what was lost before, so that
		 * a^n lies above the product by less than 2n of those; its inverse lies below
		 * by as much, and above by the last unit of the division. */
		__uint128_t error = 2 * (__uint128_t)n + 1;

		wide_of(&base, c, limbs, exponent);
		r = base;
		for (int bit = 63 - __builtin_clzll(n); bit-- > 0;) {
			wide_mul(&r, &r, &r);
			if (n >> bit & 1)
				wide_mul(&r, &r, &base);
			if (adjusted(&r) > FAR || adjusted(&r) < -FAR)
				return out_of_range(negative, (adjusted(&r) > 0) != invert, flags);
		}
		if (invert)
			wide_invert(&r, &r);
		end = r;
		wide_shift(&end, error, false);
		low_flags = 0;
		low = wide_round(&end, negative, &low_flags);
		end = r;
		wide_shift(&end, error, true);
		high_flags = 0;
		high = wide_round(&end, negative, &high_flags);
		/* Ties being excluded, more digits settle it in the end; the last size, for
		 * numbers that would have to agree with a tie for 600 digits, is there so that
		 * the loop has a bound. */
		if ((memcmp(&low, &high, sizeof low) == 0 && low_flags == high_flags) ||
		    limbs * 2 > MOST_LIMBS)
			break;
	}
	*flags |= low_flags;
	return low;
}

static int64_t clamp(__int128_t v)
{
	return v > FAR ? FAR : v < -FAR ? -FAR : (int64_t)v;
}

/* How often `factor` goes into *c, which it is divided out of. */
static int divide_out(__uint128_t *c, unsigned factor)
{
	int n = 0;

	for (; *c % factor == 0; n++)
		*c /= factor;
	return n;
}

/* c^n in *out, while that stays below 10^38. */
static bool small_power(__uint128_t c, uint64_t n, __uint128_t *out)
{
	__uint128_t r = 1, most = eq_ten_to(38) / c;

	for (; n > 0; n--) {
		if (r > most)
			return false;
		r *= c;
	}
	*out = r;
	return true;
}

struct eq_dec eq_dec_pow(struct eq_dec a, int64_t n, unsigned *flags)
{
	uint64_t times = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	bool negative, invert = n < 0;
	__uint128_t c, rest, exact;
	int exponent;
	int64_t wish; /* the exponent an exact result should have, if its digits allow */
	__int128_t place;

	if (!eq_dec_is_finite(a)) {
		*flags |= EQ_DEC_INVALID;
		return a;
	}
	if (n == 0)
		return EQ_DEC_ONE;
	eq_dec_parts(a, &negative, &c, &exponent);
	negative = negative && times % 2;
	wish = clamp((__int128_t)exponent * n);
	if (c == 0) {
		if (!invert)
			return eq_dec_finish(negative, 0, false, 0, flags);
		*flags |= EQ_DEC_DIVZERO;
		return eq_dec_infinite(negative);
	}
	/* From here c does not end in 0, so neither does any power of it above 1: what does not
	 * fit in 34 digits is not exact, and a tie, which is a 5 after the last digit kept and
	 * only zeros after that, is at most one digit longer than what is kept. Both therefore
	 * show in 128 bits. */
	exponent += divide_out(&c, 10);
	place = (__int128_t)exponent * n;
	if (invert && c > 1) {
		/* One over a power of two is a power of five, shifted, and the other way round.
		 * One over anything else has no last digit at all. */
		__uint128_t left = c;
		int twos = divide_out(&left, 2), fives = twos ? 0 : divide_out(&left, 5);

		if (left != 1)
			return long_power(c, exponent, times, true, negative, flags);
		place -= (__int128_t)(twos + fives) * times;
		if (times > 200 ||
		    !small_power(twos ? 5 : 2, (uint64_t)(twos + fives) * times, &rest))
			return long_power(c, exponent, times, true, negative, flags);
		exact = rest;
	} else if (!small_power(c, c == 1 ? 1 : times, &exact)) {
		return long_power(c, exponent, times, false, negative, flags);
	}
	for (place = clamp(place); place > wish && exact < eq_ten_to(EQ_DEC_DIGITS - 1); place--)
		exact *= 10;
	return eq_dec_finish(negative, exact, false, (int64_t)place, flags);
}
