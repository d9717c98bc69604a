/* numbers.c - arithmetic on figures. See numbers.h. */
#include "engine/numbers.h"

const struct eq_number EQ_NUMBER_MISSING = {.v = {{0, 0}}, .missing = true};

struct eq_number eq_number_of(struct eq_dec v, bool rounded, unsigned flags)
{
	if (flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID))
		return EQ_NUMBER_MISSING;
	return (struct eq_number){v, false, rounded || (flags & EQ_DEC_ROUNDED)};
}

static struct eq_number made(struct eq_number a, struct eq_number b,
			     struct eq_dec (*operation)(struct eq_dec, struct eq_dec, unsigned *))
{
	unsigned flags = 0;

	if (a.missing || b.missing)
		return EQ_NUMBER_MISSING;
	struct eq_dec v = operation(a.v, b.v, &flags);
	return eq_number_of(v, a.rounded || b.rounded, flags);
}

struct eq_number eq_number_add(struct eq_number a, struct eq_number b)
{
	return made(a, b, eq_dec_add);
}

struct eq_number eq_number_sub(struct eq_number a, struct eq_number b)
{
	return made(a, b, eq_dec_sub);
}

struct eq_number eq_number_mul(struct eq_number a, struct eq_number b)
{
	return made(a, b, eq_dec_mul);
}

struct eq_number eq_number_div(struct eq_number a, struct eq_number b)
{
	if (!b.missing && eq_dec_is_zero(b.v))
		return EQ_NUMBER_MISSING;
	return made(a, b, eq_dec_div);
}

bool eq_number_agree(struct eq_number a, struct eq_number b)
{
	unsigned ignored = 0;
	struct eq_number off = eq_number_sub(a, b);

	if (off.missing)
		return false;
	struct eq_dec most =
		eq_dec_mul(eq_dec_abs(b.v), eq_dec_scaled128(1, 30, &ignored), &ignored);
	return eq_dec_cmp(eq_dec_abs(off.v), most) <= 0;
}
