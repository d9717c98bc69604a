/* decimal.h - exact decimal numbers: IEEE 754 decimal128, 34 digits, round half to even.
 *
 * Arithmetic is Intel's decimal floating-point library (link -lbidgcc000); reading, writing
 * and the whole-number power are our own. Nothing here keeps state: what an operation lost
 * is OR-ed into the caller's flags. Only finite numbers are values of the language: overflow
 * and division by zero raise a flag, and the caller turns the result into "missing" or an
 * error. Never use the compiler's _Decimal128 beside this library: another ABI, same symbols.
 * (__int128_t and __uint128_t are the compilers' own names; unlike __int128 they are quiet
 * under -Wpedantic.) */
#ifndef EQ_NUMBER_DECIMAL_H
#define EQ_NUMBER_DECIMAL_H

#include "base/text.h"

struct eq_dec {
	_Alignas(16) uint64_t w[2]; /* binary integer decimal encoding, low word first */
};

enum eq_dec_flag {
	EQ_DEC_ROUNDED = 1,  /* digits were lost: the result is not the exact one */
	EQ_DEC_OVERFLOW = 2, /* beyond the largest finite number */
	EQ_DEC_DIVZERO = 4,  /* division by zero, 0/0 included */
	EQ_DEC_INVALID = 8,  /* any other operation without a result */
	EQ_DEC_UNDERFLOW = 16
};

#define EQ_DEC_DIGITS 34
#define EQ_DEC_CHARS \
	48 /* room for any eq_dec_write(), with its NUL: sign, 34 digits, point, E+6144 */

struct eq_dec eq_dec_int(int64_t v);
/* v × 10^-scale, exactly. */
struct eq_dec eq_dec_scaled(int64_t v, int scale);
struct eq_dec eq_dec_scaled128(__int128_t v, int scale, unsigned *flags);
extern const struct eq_dec EQ_DEC_ZERO, EQ_DEC_ONE;

struct eq_dec eq_dec_add(struct eq_dec a, struct eq_dec b, unsigned *flags);
struct eq_dec eq_dec_sub(struct eq_dec a, struct eq_dec b, unsigned *flags);
struct eq_dec eq_dec_mul(struct eq_dec a, struct eq_dec b, unsigned *flags);
struct eq_dec eq_dec_div(struct eq_dec a, struct eq_dec b, unsigned *flags);
/* a^n for whole n, correctly rounded to 34 digits (the library's own power is not). 0^0 is 1;
 * 0 to a negative power raises EQ_DEC_DIVZERO. */
struct eq_dec eq_dec_pow(struct eq_dec a, int64_t n, unsigned *flags);
struct eq_dec eq_dec_neg(struct eq_dec a); /* zero stays plus zero */
struct eq_dec eq_dec_abs(struct eq_dec a);

int eq_dec_cmp(struct eq_dec a, struct eq_dec b); /* by value: -1, 0, 1 */
bool eq_dec_is_zero(struct eq_dec a);
bool eq_dec_is_negative(struct eq_dec a); /* minus zero is not */
bool eq_dec_is_finite(struct eq_dec a);
/* Whole numbers that fit: true and *out. 2.00 is whole. */
bool eq_dec_to_int(struct eq_dec a, int64_t *out);
/* Coefficient and exponent of the value as stored: a == ±coefficient × 10^exponent. */
void eq_dec_parts(struct eq_dec a, bool *negative, __uint128_t *coefficient, int *exponent);

/* To `places` decimals (may be negative: -3 rounds to thousands). A number with fewer gets
 * zeros, as far as 34 digits have room; its value stays. */
struct eq_dec eq_dec_round_even(struct eq_dec a, int places, unsigned *flags);
struct eq_dec eq_dec_round_away(struct eq_dec a, int places,
				unsigned *flags); /* half away from zero: for display only */
/* Same value, no trailing zeros in the coefficient, exponent at most 0 unless needed. */
struct eq_dec eq_dec_reduce(struct eq_dec a);
/* IEEE quantize: `a` with the exponent of `b`. */
struct eq_dec eq_dec_quantize(struct eq_dec a, struct eq_dec b, unsigned *flags);

/* Reads [sign] digits [. digits] [E exponent], all of it; no spaces, commas or other marks
 * (those belong to the callers). False when `t` is not such a number. More than 34 significant
 * digits: rounds and raises EQ_DEC_ROUNDED. A number beyond the largest is still a number: true,
 * with EQ_DEC_OVERFLOW raised and *out not finite. */
bool eq_dec_read(struct eq_text t, struct eq_dec *out, unsigned *flags);
/* Writes the value exactly, plain (1250.50, -0.001) while it has at most 34 digits before the
 * point and nine zeros after it, else in scientific notation; trailing zeros as stored; no
 * sign on a zero. Returns the length. */
size_t eq_dec_write(struct eq_dec a, char out[EQ_DEC_CHARS]);
/* The same of eq_dec_reduce(a): 1250.50 gives 1250.5; -0 gives 0. */
size_t eq_dec_write_short(struct eq_dec a, char out[EQ_DEC_CHARS]);
/* Scientific string of the General Decimal Arithmetic specification ("to-scientific-string"),
 * for its test cases: 1E+3, 0E-7, -0. */
size_t eq_dec_write_scientific(struct eq_dec a, char out[EQ_DEC_CHARS]);

#endif
