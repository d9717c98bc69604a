/* ratio.c - exact ratios in lowest terms; what does not fit in 64 bits is refused, never
 * rounded. Products are taken in 128 bits and reduced before they are judged. */
#include "number/ratio.h"

#include "number/digits.h"

static __uint128_t common_divisor(__uint128_t a, __uint128_t b)
{
	while (b) {
		__uint128_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static bool make(bool negative, __uint128_t num, __uint128_t den, struct eq_ratio *out)
{
	__uint128_t divisor;

	if (den == 0)
		return false;
	divisor = common_divisor(num, den);
	num /= divisor;
	den /= divisor;
	/* INT64_MIN is left out, so that any ratio can change its sign. */
	if (num > INT64_MAX || den > INT64_MAX)
		return false;
	out->num = negative ? -(int64_t)num : (int64_t)num;
	out->den = (int64_t)den;
	return true;
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

bool eq_ratio_make(int64_t num, int64_t den, struct eq_ratio *out)
{
	return make((num < 0) != (den < 0), magnitude(num), magnitude(den), out);
}

bool eq_ratio_mul(struct eq_ratio a, struct eq_ratio b, struct eq_ratio *out)
{
	return make((a.num < 0) != (b.num < 0), (__uint128_t)magnitude(a.num) * magnitude(b.num),
		    (__uint128_t)magnitude(a.den) * magnitude(b.den), out);
}

bool eq_ratio_div(struct eq_ratio a, struct eq_ratio b, struct eq_ratio *out)
{
	return make((a.num < 0) != (b.num < 0), (__uint128_t)magnitude(a.num) * magnitude(b.den),
		    (__uint128_t)magnitude(a.den) * magnitude(b.num), out);
}

bool eq_ratio_pow(struct eq_ratio a, int n, struct eq_ratio *out)
{
	struct eq_ratio r = EQ_RATIO_ONE;
	uint64_t times = magnitude(n);

	if (n < 0 && !eq_ratio_div(EQ_RATIO_ONE, a, &a))
		return false;
	/* A square is only taken when it will be used: it may be the one that does not fit. */
	for (;;) {
		if (times & 1 && !eq_ratio_mul(r, a, &r))
			return false;
		times >>= 1;
		if (times == 0)
			break;
		if (!eq_ratio_mul(a, a, &a))
			return false;
	}
	*out = r;
	return true;
}

bool eq_ratio_of_decimal(struct eq_dec d, struct eq_ratio *out)
{
	__uint128_t num, den = 1;
	bool negative;
	int exponent, twos, fives;

	if (!eq_dec_is_finite(d))
		return false;
	eq_dec_parts(d, &negative, &num, &exponent);
	if (num == 0)
		return make(false, 0, 1, out);
	for (; exponent > 0; exponent--) {
		num *= 10;
		if (num > INT64_MAX)
			return false;
	}
	/* The tens below the line are cancelled before they are multiplied out: 2^-45 has 45
	 * decimals and is still a small ratio. */
	twos = fives = -exponent;
	for (; twos > 0 && num % 2 == 0; twos--)
		num /= 2;
	for (; fives > 0 && num % 5 == 0; fives--)
		num /= 5;
	while (twos > 0 || fives > 0) {
		den *= twos > 0 ? 2 : 5;
		if (twos > 0)
			twos--;
		else
			fives--;
		if (den > INT64_MAX)
			return false;
	}
	return make(negative, num, den, out);
}

bool eq_ratio_eq(struct eq_ratio a, struct eq_ratio b)
{
	return a.num == b.num && a.den == b.den;
}

bool eq_ratio_is_exact(struct eq_ratio a)
{
	int64_t den = a.den;

	while (den % 2 == 0)
		den /= 2;
	while (den % 5 == 0)
		den /= 5;
	return den == 1;
}

/* Divides the 192 bits at v, lowest first, and returns what is left over. */
static uint64_t divide_long(uint64_t v[3], uint64_t by)
{
	uint64_t rest = 0;

	for (int i = 3; i-- > 0;) {
		__uint128_t part = (__uint128_t)rest << 64 | v[i];

		v[i] = (uint64_t)(part / by);
		rest = (uint64_t)(part % by);
	}
	return rest;
}

/* v × a for a product of more than 34 digits: all of it is kept until the division is done. */
static struct eq_dec mul_ratio_long(struct eq_dec v, struct eq_ratio a, unsigned *flags)
{
	uint64_t product[3], num = magnitude(a.num), den = (uint64_t)a.den, rest;
	__uint128_t c, low, high;
	bool negative, more;
	int exponent;

	eq_dec_parts(v, &negative, &c, &exponent);
	low = (__uint128_t)(uint64_t)c * num;
	high = (c >> 64) * num + (low >> 64);
	product[0] = (uint64_t)low;
	product[1] = (uint64_t)high;
	product[2] = (uint64_t)(high >> 64);
	rest = divide_long(product, den);
	more = rest != 0;
	/* Too many digits: shorten to 38. Too few: bring down more of the quotient, to 37. */
	for (; product[2]; exponent++)
		more |= divide_long(product, 10) != 0;
	c = (__uint128_t)product[1] << 64 | product[0];
	for (; rest && c < eq_ten_to(36); exponent--) {
		__uint128_t ten = (__uint128_t)rest * 10;

		c = c * 10 + ten / den;
		rest = (uint64_t)(ten % den);
		more = rest != 0;
	}
	return eq_dec_finish(negative != (a.num < 0), c, more, exponent, flags);
}

struct eq_dec eq_dec_mul_ratio(struct eq_dec v, struct eq_ratio a, unsigned *flags)
{
	struct eq_dec product;
	unsigned lost = 0;

	product = eq_dec_mul(v, eq_dec_int(a.num), &lost);
	if (a.den != 1 && lost && eq_dec_is_finite(v))
		return mul_ratio_long(v, a, flags);
	*flags |= lost;
	return a.den == 1 ? product : eq_dec_div(product, eq_dec_int(a.den), flags);
}
