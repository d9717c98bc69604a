/* ratio.h - exact ratios of whole numbers: how many days a week has, what a unit is worth
 * in another. Always in lowest terms with a positive denominator. */
#ifndef EQ_NUMBER_RATIO_H
#define EQ_NUMBER_RATIO_H

#include "number/decimal.h"

struct eq_ratio {
	int64_t num, den;
};
#define EQ_RATIO_ONE ((struct eq_ratio){1, 1})

/* All return false, and leave *out alone, when the result does not fit in 64 bits (or den is 0). */
bool eq_ratio_make(int64_t num, int64_t den, struct eq_ratio *out);
bool eq_ratio_mul(struct eq_ratio a, struct eq_ratio b, struct eq_ratio *out);
bool eq_ratio_div(struct eq_ratio a, struct eq_ratio b, struct eq_ratio *out);
bool eq_ratio_pow(struct eq_ratio a, int n, struct eq_ratio *out);
bool eq_ratio_of_decimal(struct eq_dec d, struct eq_ratio *out);
bool eq_ratio_eq(struct eq_ratio a, struct eq_ratio b);
/* Whether multiplying by it keeps decimals exact: the denominator has no prime factor but 2 and 5. */
bool eq_ratio_is_exact(struct eq_ratio a);
/* v × a, as one multiplication and one division, so that it is rounded at most once. */
struct eq_dec eq_dec_mul_ratio(struct eq_dec v, struct eq_ratio a, unsigned *flags);

#endif
