/* decimal.c - decimal128 arithmetic: Intel's library behind fast paths for everyday numbers.
 *
 * A number is a sign, a coefficient below 10^34 and an exponent, packed in 128 bits (binary
 * integer decimal). The short cuts work on those three directly and are taken only where the
 * exact result fits, so they give the library's own digits and lose nothing. Whatever is made
 * here by rounding goes through finish(), the one place that knows half-even, overflow and
 * underflow: a value is rounded once. The whole-number power stands in power.c. */
#include "number/decimal.h"

#include <string.h>

#include "number/direct.h"
#include "number/intel.h"

#define INFINITE_HIGH 0x7800000000000000u
#define NOT_A_NUMBER_HIGH 0x7c00000000000000u

const struct eq_dec EQ_DEC_ZERO = {{0, (uint64_t)EQ_DEC_BIAS << EQ_DEC_EXPONENT_SHIFT}};
const struct eq_dec EQ_DEC_ONE = {{1, (uint64_t)EQ_DEC_BIAS << EQ_DEC_EXPONENT_SHIFT}};

static struct eq_dec infinite(bool negative)
{
	return (struct eq_dec){{0, INFINITE_HIGH | (negative ? EQ_DEC_SIGN : 0)}};
}

/* ---- digits (digits.h) ---- */

const uint64_t eq_powers_of_ten[20] = {
	1u,
	10u,
	100u,
	1000u,
	10000u,
	100000u,
	1000000u,
	10000000u,
	100000000u,
	1000000000u,
	10000000000u,
	100000000000u,
	1000000000000u,
	10000000000000u,
	100000000000000u,
	1000000000000000u,
	10000000000000000u,
	100000000000000000u,
	1000000000000000000u,
	10000000000000000000u,
};

static int digits64(uint64_t v)
{
	int n = 1;

	/* 1233/4096 is a little more than log10(2): at most one too many, put right below. */
	if (v)
		n = ((64 - __builtin_clzll(v)) * 1233 >> 12) + 1;
	return n > 1 && v < eq_powers_of_ten[n - 1] ? n - 1 : n;
}

int eq_digit_count(__uint128_t v)
{
	if (v < eq_powers_of_ten[19])
		return digits64((uint64_t)v);
	v /= eq_powers_of_ten[19];
	if (v < eq_powers_of_ten[19])
		return 19 + digits64((uint64_t)v);
	return 39; /* 2^128 has 39 digits */
}

struct eq_dec eq_dec_finish(bool negative, __uint128_t c, bool more, int64_t exponent,
			    unsigned *flags)
{
	int digits = eq_digit_count(c);
	int64_t drop = digits - EQ_DEC_DIGITS;
	bool tiny = digits + exponent - 1 < EQ_DEC_MIN_NORMAL;
	bool inexact = more;

	if (c == 0 && !more) {
		if (exponent < EQ_DEC_MIN_EXPONENT)
			exponent = EQ_DEC_MIN_EXPONENT;
		if (exponent > EQ_DEC_MAX_EXPONENT)
			exponent = EQ_DEC_MAX_EXPONENT;
		return eq_dec_pack(negative, 0, (int)exponent);
	}
	if (drop < EQ_DEC_MIN_EXPONENT - exponent)
		drop = EQ_DEC_MIN_EXPONENT - exponent;
	if (drop > 0) {
		__uint128_t unit, rest, half;

		if (drop > digits) { /* less than a tenth of the last place */
			c = 0;
			inexact = true;
		} else {
			/* Ten to the 39th does not fit in 128 bits; c then has 39 digits, all of
			 * them dropped, and a first digit below 5: less than half a unit. */
			unit = drop > 38 ? 0 : eq_ten_to((int)drop);
			rest = unit ? c % unit : c;
			c = unit ? c / unit : 0;
			half = unit / 2;
			inexact |= rest != 0;
			if (unit && (rest > half || (rest == half && (more || c % 2))))
				c++;
		}
		exponent += drop;
		if (c == eq_ten_to(EQ_DEC_DIGITS)) {
			c = eq_ten_to(EQ_DEC_DIGITS - 1);
			exponent++;
		}
	}
	if (exponent > EQ_DEC_MAX_EXPONENT) {
		/* 1E+6144 is 1 and 33 zeros, E+6111. */
		while (exponent > EQ_DEC_MAX_EXPONENT && c < eq_ten_to(EQ_DEC_DIGITS - 1)) {
			c *= 10;
			exponent--;
		}
		if (exponent > EQ_DEC_MAX_EXPONENT) {
			*flags |= EQ_DEC_OVERFLOW | EQ_DEC_ROUNDED;
			return infinite(negative);
		}
	}
	if (inexact)
		*flags |= EQ_DEC_ROUNDED | (tiny ? EQ_DEC_UNDERFLOW : 0u);
	return eq_dec_pack(negative, c, (int)exponent);
}

struct eq_dec eq_dec_infinite(bool negative)
{
	return infinite(negative);
}

/* ---- the library's side ---- */

static inline BID_UINT128 to_intel(struct eq_dec a)
{
	BID_UINT128 b;

	memcpy(&b, &a, sizeof b);
	return b;
}

static inline struct eq_dec of_intel(BID_UINT128 b)
{
	struct eq_dec a;

	memcpy(&a, &b, sizeof a);
	return a;
}

static unsigned flags_of_intel(_IDEC_flags f)
{
	return (f & BID_INEXACT_EXCEPTION ? (unsigned)EQ_DEC_ROUNDED : 0u) |
	       (f & BID_OVERFLOW_EXCEPTION ? (unsigned)EQ_DEC_OVERFLOW : 0u) |
	       (f & BID_ZERO_DIVIDE_EXCEPTION ? (unsigned)EQ_DEC_DIVZERO : 0u) |
	       (f & BID_INVALID_EXCEPTION ? (unsigned)EQ_DEC_INVALID : 0u) |
	       (f & BID_UNDERFLOW_EXCEPTION ? (unsigned)EQ_DEC_UNDERFLOW : 0u);
}

/* ---- making ---- */

struct eq_dec eq_dec_int(int64_t v)
{
	return eq_dec_pack(v < 0, eq_magnitude(v), 0);
}

struct eq_dec eq_dec_scaled(int64_t v, int scale)
{
	uint64_t c = eq_magnitude(v);
	unsigned ignored = 0;

	if (scale >= -EQ_DEC_MAX_EXPONENT && scale <= -EQ_DEC_MIN_EXPONENT)
		return eq_dec_pack(v < 0, c, -scale);
	return eq_dec_finish(v < 0, c, false, -(int64_t)scale, &ignored);
}

struct eq_dec eq_dec_scaled128(__int128_t v, int scale, unsigned *flags)
{
	__uint128_t c = v < 0 ? 0 - (__uint128_t)v : (__uint128_t)v;

	return eq_dec_finish(v < 0, c, false, -(int64_t)scale, flags);
}

/* ---- arithmetic ---- */

struct eq_dec eq_dec_add(struct eq_dec a, struct eq_dec b, unsigned *flags)
{
	_IDEC_flags f = 0;
	struct eq_dec r;

	if (eq_dec_add_directly(a, b, &r))
		return r;
	r = of_intel(bid128_add(to_intel(a), to_intel(b), BID_ROUNDING_TO_NEAREST, &f));
	*flags |= flags_of_intel(f);
	return r;
}

struct eq_dec eq_dec_sub(struct eq_dec a, struct eq_dec b, unsigned *flags)
{
	return eq_dec_add(a, eq_dec_opposite(b), flags);
}

struct eq_dec eq_dec_mul(struct eq_dec a, struct eq_dec b, unsigned *flags)
{
	_IDEC_flags f = 0;
	struct eq_dec r;

	if (eq_dec_mul_directly(a, b, &r))
		return r;
	r = of_intel(bid128_mul(to_intel(a), to_intel(b), BID_ROUNDING_TO_NEAREST, &f));
	*flags |= flags_of_intel(f);
	return r;
}

struct eq_dec eq_dec_div(struct eq_dec a, struct eq_dec b, unsigned *flags)
{
	_IDEC_flags f = 0;
	struct eq_dec r;

	r = of_intel(bid128_div(to_intel(a), to_intel(b), BID_ROUNDING_TO_NEAREST, &f));
	/* To the library 0/0 is an invalid operation; to a reader it is a division by zero. */
	if (eq_dec_is_zero(b) && eq_dec_is_finite(a))
		*flags |= EQ_DEC_DIVZERO;
	else
		*flags |= flags_of_intel(f);
	return r;
}

struct eq_dec eq_dec_neg(struct eq_dec a)
{
	a.w[1] ^= EQ_DEC_SIGN;
	if (eq_dec_is_zero(a))
		a.w[1] &= ~EQ_DEC_SIGN;
	return a;
}

struct eq_dec eq_dec_abs(struct eq_dec a)
{
	a.w[1] &= ~EQ_DEC_SIGN;
	return a;
}

/* ---- questions ---- */

int eq_dec_cmp(struct eq_dec a, struct eq_dec b)
{
	_IDEC_flags f = 0;

	if (!eq_dec_is_special(a) && !eq_dec_is_special(b) &&
	    eq_dec_exponent(a) == eq_dec_exponent(b)) {
		__uint128_t ca = eq_dec_coefficient(a), cb = eq_dec_coefficient(b);
		bool na = eq_dec_sign(a), nb = eq_dec_sign(b);

		if (na != nb)
			return ca == 0 && cb == 0 ? 0 : na ? -1 : 1;
		if (ca == cb)
			return 0;
		return (ca < cb) != na ? -1 : 1;
	}
	if (bid128_quiet_less(to_intel(a), to_intel(b), &f))
		return -1;
	return bid128_quiet_greater(to_intel(a), to_intel(b), &f) ? 1 : 0;
}

bool eq_dec_is_zero(struct eq_dec a)
{
	return !eq_dec_is_special(a) && eq_dec_coefficient(a) == 0;
}

bool eq_dec_is_negative(struct eq_dec a)
{
	return eq_dec_sign(a) && !eq_dec_is_zero(a);
}

bool eq_dec_is_finite(struct eq_dec a)
{
	return !eq_dec_is_special(a);
}

bool eq_dec_to_int(struct eq_dec a, int64_t *out)
{
	__uint128_t c = eq_dec_coefficient(a);
	uint64_t limit = eq_dec_sign(a) ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	int e = eq_dec_exponent(a);

	if (eq_dec_is_special(a))
		return false;
	if (c == 0) {
		*out = 0;
		return true;
	}
	if (e < 0) {
		if (e < -EQ_DEC_DIGITS || c % eq_ten_to(-e))
			return false;
		c /= eq_ten_to(-e);
	} else {
		/* c ≤ 2^63 and eq_power_of_ten ≤ 10^18 before they meet: no overflow */
		if (e > 18 || c > limit)
			return false;
		c *= eq_ten_to(e);
	}
	if (c > limit)
		return false;
	*out = eq_dec_sign(a) ? (int64_t)(0 - (uint64_t)c) : (int64_t)c;
	return true;
}

void eq_dec_parts(struct eq_dec a, bool *negative, __uint128_t *coefficient, int *exponent)
{
	*negative = eq_dec_sign(a);
	*coefficient = eq_dec_is_special(a) ? 0 : eq_dec_coefficient(a);
	*exponent = eq_dec_is_special(a) ? 0 : eq_dec_exponent(a);
}

/* ---- rounding ---- */

static struct eq_dec round_to(struct eq_dec a, int places, bool away, unsigned *flags)
{
	__uint128_t c = eq_dec_coefficient(a), unit, rest;
	int64_t drop;

	if (eq_dec_is_special(a))
		return a;
	drop = -(int64_t)places - eq_dec_exponent(a);
	if (drop <= 0) {
		int e = eq_dec_exponent(a);

		while (drop < 0 && e > EQ_DEC_MIN_EXPONENT && c < eq_ten_to(EQ_DEC_DIGITS - 1)) {
			c *= 10;
			e--;
			drop++;
		}
		return eq_dec_pack(eq_dec_sign(a), c, e);
	}
	if (drop > EQ_DEC_DIGITS) { /* even 9.99E+33 is then less than half a unit */
		rest = c;
		c = 0;
	} else {
		unit = eq_ten_to((int)drop);
		rest = c % unit;
		c /= unit;
		if (rest > unit / 2 || (rest == unit / 2 && (away || c % 2)))
			c++;
	}
	if (rest)
		*flags |= EQ_DEC_ROUNDED;
	return eq_dec_finish(eq_dec_sign(a), c, false, -(int64_t)places, flags);
}

struct eq_dec eq_dec_round_even(struct eq_dec a, int places, unsigned *flags)
{
	return round_to(a, places, false, flags);
}

struct eq_dec eq_dec_round_away(struct eq_dec a, int places, unsigned *flags)
{
	return round_to(a, places, true, flags);
}

/* Takes zeros off the end of *c, as long as the exponent is below `most`. Most numbers have 64 bits. */
static int take_zeros(__uint128_t *c, int e, int most)
{
	while (*c >> 64 && e < most) {
		if ((uint64_t)*c & 1 || *c % 10)
			return e;
		*c /= 10;
		e++;
	}
	if (*c >> 64)
		return e;
	uint64_t low = (uint64_t)*c;
	while (e < most && !(low & 1) && low % 10 == 0) {
		low /= 10;
		e++;
	}
	*c = low;
	return e;
}

struct eq_dec eq_dec_reduce(struct eq_dec a)
{
	__uint128_t c = eq_dec_coefficient(a);
	int e = eq_dec_exponent(a);

	if (eq_dec_is_special(a))
		return a;
	if (c == 0)
		return EQ_DEC_ZERO;
	e = take_zeros(&c, e, 0);
	/* 1E+3 becomes 1000, so that equal numbers look alike; 1E+40 has no such form and keeps
	 * the shortest. */
	if (e > 0) {
		if (e < EQ_DEC_DIGITS && eq_digit_count(c) + e <= EQ_DEC_DIGITS) {
			c *= eq_ten_to(e);
			e = 0;
		} else {
			e = take_zeros(&c, e, EQ_DEC_MAX_EXPONENT);
		}
	}
	return eq_dec_pack(eq_dec_sign(a), c, e);
}

struct eq_dec eq_dec_quantize(struct eq_dec a, struct eq_dec b, unsigned *flags)
{
	_IDEC_flags f = 0;
	BID_UINT128 r = bid128_quantize(to_intel(a), to_intel(b), BID_ROUNDING_TO_NEAREST, &f);

	*flags |= flags_of_intel(f);
	return of_intel(r);
}

/* ---- reading ---- */

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Long numbers and those with an exponent: the first 37 digits are kept, of the others only
 * whether any is not 0, which is all that rounding asks. */
static bool read_long(struct eq_text t, struct eq_dec *out, unsigned *flags)
{
	const char *p = t.p, *end = t.p + t.n;
	bool negative = false, more = false, point = false;
	__uint128_t c = 0;
	int64_t exponent = 0, written = 0;
	int kept = 0;

	if (p < end && (*p == '+' || *p == '-'))
		negative = *p++ == '-';
	if (p == end || !is_digit(*p))
		return false;
	for (; p < end; p++) {
		if (*p == '.') {
			if (point || p + 1 == end || !is_digit(p[1]))
				return false;
			point = true;
			continue;
		}
		if (!is_digit(*p))
			break;
		if (kept < 37) {
			c = c * 10 + (unsigned)(*p - '0');
			kept += c != 0;
			exponent -= point;
		} else {
			more |= *p != '0';
			exponent += !point;
		}
	}
	if (p < end) {
		bool minus = false;

		if (*p != 'e' && *p != 'E')
			return false;
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			minus = *p++ == '-';
		if (p == end)
			return false;
		for (; p < end; p++) {
			if (!is_digit(*p))
				return false;
			/* Large enough to outweigh any number of digits that fits in memory. */
			if (written < INT64_MAX / 100)
				written = written * 10 + (*p - '0');
		}
		exponent += minus ? -written : written;
	}
	*out = eq_dec_finish(negative, c, more, exponent, flags);
	return true;
}

bool eq_dec_read(struct eq_text t, struct eq_dec *out, unsigned *flags)
{
	const char *p = t.p, *end;
	bool negative = false;
	uint64_t c = 0;
	int places = 0;

	if (t.n == 0)
		return false;
	end = p + t.n;
	/* A sign, eighteen digits and a point: all that most cells hold. */
	if (t.n > 20)
		return read_long(t, out, flags);
	if (*p == '+' || *p == '-')
		negative = *p++ == '-';
	if (end - p > 19 || p == end || !is_digit(*p))
		return read_long(t, out, flags);
	while (p < end && is_digit(*p))
		c = c * 10 + (unsigned)(*p++ - '0');
	if (p < end && *p == '.') {
		const char *fraction = ++p;

		while (p < end && is_digit(*p))
			c = c * 10 + (unsigned)(*p++ - '0');
		places = (int)(p - fraction);
		if (places == 0)
			return false;
	}
	if (p < end)
		return read_long(t, out, flags);
	*out = eq_dec_pack(negative, c, -places);
	return true;
}

/* ---- writing ---- */

static void write_low_digits(uint64_t v, char *digits, int n)
{
	for (; n > 0; v /= 10)
		digits[--n] = (char)('0' + (int)(v % 10));
}

/* In parts of nineteen digits, so that most divisions are of 64 bits. */
static int write_digits(__uint128_t c, char digits[40])
{
	int n = eq_digit_count(c), i = n;

	for (; i > 19; i -= 19) {
		write_low_digits((uint64_t)(c % eq_powers_of_ten[19]), digits + i - 19, 19);
		c /= eq_powers_of_ten[19];
	}
	write_low_digits((uint64_t)c, digits, i);
	return n;
}

static size_t write_special(struct eq_dec a, char out[EQ_DEC_CHARS])
{
	bool is_nan = (a.w[1] & NOT_A_NUMBER_HIGH) == NOT_A_NUMBER_HIGH;
	const char *word = is_nan ? "NaN" : eq_dec_sign(a) ? "-Infinity" : "Infinity";

	memcpy(out, word, strlen(word) + 1);
	return strlen(word);
}

/* The digits with a point before the last `places` of them, zeros put in as needed. */
static char *write_plain(char *p, const char *digits, int n, int places)
{
	int whole = n - places;

	if (whole <= 0) {
		*p++ = '0';
		*p++ = '.';
		for (; whole < 0; whole++)
			*p++ = '0';
		memcpy(p, digits, (size_t)n);
		return p + n;
	}
	memcpy(p, digits, (size_t)whole);
	p += whole;
	if (places > 0) {
		*p++ = '.';
		memcpy(p, digits + whole, (size_t)places);
		p += places;
	}
	return p;
}

static char *write_exponent(char *p, const char *digits, int n, int exponent)
{
	int adjusted = exponent + n - 1;
	char tens[8];
	int k = 0;

	*p++ = digits[0];
	if (n > 1) {
		*p++ = '.';
		memcpy(p, digits + 1, (size_t)(n - 1));
		p += n - 1;
	}
	*p++ = 'E';
	*p++ = adjusted < 0 ? '-' : '+';
	for (adjusted = adjusted < 0 ? -adjusted : adjusted; adjusted || !k; adjusted /= 10)
		tens[k++] = (char)('0' + adjusted % 10);
	while (k > 0)
		*p++ = tens[--k];
	return p;
}

size_t eq_dec_write(struct eq_dec a, char out[EQ_DEC_CHARS])
{
	char digits[40], *p = out;
	int e = eq_dec_exponent(a), n;

	if (eq_dec_is_special(a))
		return write_special(a, out);
	n = write_digits(eq_dec_coefficient(a), digits);
	if (eq_dec_is_negative(a))
		*p++ = '-';
	if (e > 0 && eq_dec_is_zero(a))
		e = 0;
	if (e > 0 && n + e <= EQ_DEC_DIGITS) {
		memset(digits + n, '0', (size_t)e);
		n += e;
		e = 0;
	}
	if (e <= 0 && n + e > -10)
		p = write_plain(p, digits, n, -e);
	else
		p = write_exponent(p, digits, n, e);
	*p = '\0';
	return (size_t)(p - out);
}

size_t eq_dec_write_short(struct eq_dec a, char out[EQ_DEC_CHARS])
{
	return eq_dec_write(eq_dec_reduce(a), out);
}

size_t eq_dec_write_scientific(struct eq_dec a, char out[EQ_DEC_CHARS])
{
	char digits[40], *p = out;
	int e = eq_dec_exponent(a), n;

	if (eq_dec_is_special(a))
		return write_special(a, out);
	n = write_digits(eq_dec_coefficient(a), digits);
	if (eq_dec_sign(a))
		*p++ = '-';
	if (e <= 0 && e + n - 1 >= -6)
		p = write_plain(p, digits, n, -e);
	else
		p = write_exponent(p, digits, n, e);
	*p = '\0';
	return (size_t)(p - out);
}
