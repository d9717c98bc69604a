/* digits.h - what decimal.c and power.c share: 128-bit coefficients and the one rounding.
 *
 * Private to src/number. */
#ifndef EQ_NUMBER_DIGITS_H
#define EQ_NUMBER_DIGITS_H

#include "number/decimal.h"

#define EQ_DEC_BIAS 6176
#define EQ_DEC_MIN_EXPONENT (-6176) /* of the last of 34 digits */
#define EQ_DEC_MAX_EXPONENT 6111
#define EQ_DEC_MIN_NORMAL (-6143) /* of the first digit; below it, digits run out */

extern const uint64_t eq_powers_of_ten[20];

/* 10^n for n up to 38. */
static inline __uint128_t eq_ten_to(int n)
{
	if (n < 20)
		return eq_powers_of_ten[n];
	return (__uint128_t)eq_powers_of_ten[19] * eq_powers_of_ten[n - 19];
}

/* Decimal digits of v; 1 for 0. */
int eq_digit_count(__uint128_t v);

/* ±c × 10^exponent rounded half to even, once, to 34 digits or to what the exponent's range
 * leaves. `more` says that the true value lies above c by less than one unit; then c must have
 * 36 digits or more, or lie below the smallest number. */
struct eq_dec eq_dec_finish(bool negative, __uint128_t c, bool more, int64_t exponent,
			    unsigned *flags);
struct eq_dec eq_dec_infinite(bool negative);

#endif
