/* tallies_exact.c - sums of decimals, exact until they are asked for. See tallies_parts.h.
 *
 * Numbers of one exponent are added as integers of 192 bits. What these come to together is written down in limbs of
 * eighteen digits, as many as there are from the smallest exponent to the largest, and rounded once. */
#include "data/tallies_parts.h"

#include <string.h>

#include "number/digits.h"

#define LIMB_DIGITS 18
#define PART_LIMBS 4 /* that 192 bits fill: 58 digits */

void eq_exact_add(struct eq_cell_wide *c, __uint128_t low, int64_t high, int32_t exponent)
{
	uint32_t at = 0;

	while (at < c->n_parts && c->parts[at].exponent > exponent)
		at++;
	if (at == c->n_parts || c->parts[at].exponent != exponent) {
		c->parts = eq_realloc(c->parts, (c->n_parts + 1) * sizeof *c->parts);
		memmove(c->parts + at + 1, c->parts + at, (c->n_parts - at) * sizeof *c->parts);
		c->parts[at] = (struct eq_exact_part){.exponent = exponent};
		c->n_parts++;
	}
	struct eq_exact_part *p = &c->parts[at];
	p->low += low;
	p->high += high + (p->low < low);
}

/* ---- all together ---- */

static const int64_t LIMB = INT64_C(1000000000000000000);

/* high × 2^128 + low, which is not negative, to limbs, the lowest first. */
static void write_limbs(__uint128_t low, uint64_t high, int64_t limbs[PART_LIMBS])
{
	uint64_t words[3] = {high, (uint64_t)(low >> 64), (uint64_t)low};

	for (int i = 0; i < PART_LIMBS; i++) {
		__uint128_t rest = 0;

		for (int w = 0; w < 3; w++) {
			rest = rest << 64 | words[w];
			words[w] = (uint64_t)(rest / (uint64_t)LIMB);
			rest %= (uint64_t)LIMB;
		}
		limbs[i] = (int64_t)rest;
	}
}

/* Adds v at a limb, which may be negative, and what it carries to those above. */
static void add_limb(int64_t *to, __int128_t v)
{
	for (; v; to++) {
		v += *to;
		*to = (int64_t)(v % LIMB);
		v /= LIMB;
	}
}

static void add_part(int64_t *limbs, const struct eq_exact_part *p, int32_t least)
{
	bool negative = p->high < 0;
	__uint128_t low = negative ? -p->low : p->low;
	uint64_t high = negative ? ~(uint64_t)p->high + (p->low == 0) : (uint64_t)p->high;
	uint32_t shift = (uint32_t)(p->exponent - least);
	int64_t times = (int64_t)eq_ten_to((int)(shift % LIMB_DIGITS)), own[PART_LIMBS];

	write_limbs(low, high, own);
	for (uint32_t i = 0; i < PART_LIMBS; i++)
		add_limb(limbs + shift / LIMB_DIGITS + i,
			 (__int128_t)own[i] * (negative ? -times : times));
}

/* Makes each of the limbs from 0 to LIMB - 1; the highest that is not 0 is positive. */
static void borrow(int64_t *limbs, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (limbs[i] < 0) {
			limbs[i] += LIMB;
			limbs[i + 1]--;
		}
}

/* The first 36 digits, and whether there are more. */
static struct eq_dec round_limbs(const int64_t *limbs, size_t top, bool negative, int64_t exponent,
				 unsigned *flags)
{
	__uint128_t c = (__uint128_t)limbs[top];
	size_t left = top; /* limbs below that are not taken yet */
	bool more = false;

	if (left)
		c = c * (uint64_t)LIMB + (uint64_t)limbs[--left];
	int room = 36 - eq_digit_count(c);
	if (left && room > 0) {
		uint64_t unit = (uint64_t)eq_ten_to(LIMB_DIGITS - room);

		left--;
		c = c * eq_ten_to(room) + (uint64_t)limbs[left] / unit;
		more = (uint64_t)limbs[left] % unit != 0;
		exponent += LIMB_DIGITS - room;
	}
	exponent += (int64_t)left * LIMB_DIGITS;
	for (size_t i = 0; i < left; i++)
		more |= limbs[i] != 0;
	return eq_dec_finish(negative, c, more, exponent, flags);
}

struct eq_dec eq_exact_total(const struct eq_cell_wide *c, unsigned *flags)
{
	int32_t most, least;

	if (c->n_parts == 0)
		return EQ_DEC_ZERO;
	most = c->parts[0].exponent; /* the largest comes first */
	least = c->parts[c->n_parts - 1].exponent;
	size_t n = (size_t)(most - least) / LIMB_DIGITS + PART_LIMBS + 3;
	int64_t *limbs = eq_alloc_zero(n, sizeof *limbs);
	size_t top = n - 1;
	for (uint32_t i = 0; i < c->n_parts; i++)
		add_part(limbs, &c->parts[i], least);
	while (top && limbs[top] == 0)
		top--;
	bool negative = limbs[top] < 0;
	for (size_t i = 0; negative && i <= top; i++)
		limbs[i] = -limbs[i];
	borrow(limbs, top + 1);
	while (top && limbs[top] == 0)
		top--;
	struct eq_dec total = limbs[top] ? round_limbs(limbs, top, negative, least, flags)
					 : EQ_DEC_ZERO;
	eq_free(limbs);
	return eq_dec_reduce(total);
}
