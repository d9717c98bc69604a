/* batch.c - gathering a batch's columns. See batch.h. */
#include "data/batch.h"

#include "number/lanes.h"

#include <string.h>

void eq_batch_column_init(struct eq_batch_column *c, enum eq_column_kind kind)
{
	memset(c, 0, sizeof *c);
	c->kind = (uint8_t)kind;
	switch (kind) {
	case EQ_COLUMN_NUMBER:
		c->i = eq_alloc_zero(EQ_BATCH, sizeof *c->i);
		c->scale = eq_alloc_zero(EQ_BATCH, sizeof *c->scale);
		break;
	case EQ_COLUMN_DATE:
		c->day = eq_alloc_zero(EQ_BATCH, sizeof *c->day);
		break;
	case EQ_COLUMN_TEXT:
		c->code = eq_alloc_zero(EQ_BATCH, sizeof *c->code);
		break;
	}
}

void eq_batch_column_release(struct eq_batch_column *c)
{
	eq_free(c->i);
	eq_free(c->scale);
	eq_free(c->wide);
	eq_free(c->day);
	eq_free(c->code);
	memset(c, 0, sizeof *c);
}

void eq_batch_column_clear(struct eq_batch_column *c)
{
	c->any_missing = c->any_wide = false;
	c->any = c->mixed = false;
	c->decimals = 0;
	c->magnitudes = 0;
	memset(c->missing, 0, sizeof c->missing);
}

/* Marks a lane of numbers as one whose value stands in `wide`. */
#define SCALE_WIDE 255

/* With this many decimals more. False when it would have more than 18 digits. */
static bool to_scale(int64_t *v, unsigned more)
{
	int64_t limit =
		eq_ten_to_64[18 - more]; /* exclusive; no number has more than 18 decimals */

	if (*v >= limit || *v <= -limit)
		return false;
	*v *= eq_ten_to_64[more];
	return true;
}

/* From here on each lane has its own scale. */
static void mix(struct eq_batch_column *c)
{
	if (c->mixed)
		return;
	memset(c->scale, c->decimals, EQ_BATCH);
	c->mixed = true;
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? (uint64_t)-v : (uint64_t)v; /* 18 digits: there is an opposite */
}

void eq_batch_set_number(struct eq_batch_column *c, uint32_t lane, const struct eq_cell_number *v)
{
	int64_t i = v->i;
	uint8_t scale = v->scale;

	if (v->wide) {
		mix(c);
		if (!c->wide)
			c->wide = eq_alloc(EQ_BATCH * sizeof *c->wide);
		c->wide[lane] = v->d;
		c->i[lane] = 0;
		c->scale[lane] = SCALE_WIDE;
		c->any_wide = true;
		return;
	}
	if (!c->any && !c->mixed)
		c->decimals = scale;
	if (!c->mixed && scale < c->decimals && to_scale(&i, c->decimals - scale))
		scale = c->decimals;
	if (scale != c->decimals)
		mix(c);
	if (c->mixed)
		c->scale[lane] = scale;
	if (scale > c->decimals)
		c->decimals = scale;
	c->any = true;
	c->i[lane] = i;
	c->magnitudes |= magnitude(i);
}

void eq_batch_set_day(struct eq_batch_column *c, uint32_t lane, eq_date day)
{
	c->day[lane] = day;
}

void eq_batch_set_code(struct eq_batch_column *c, uint32_t lane, uint32_t code)
{
	c->code[lane] = code;
}

void eq_batch_set_missing(struct eq_batch_column *c, uint32_t lane)
{
	c->any_missing = true;
	c->missing[lane / 64] |= UINT64_C(1) << (lane % 64);
	if (c->kind == EQ_COLUMN_NUMBER) {
		c->i[lane] = 0;
		if (c->mixed)
			c->scale[lane] = 0;
	} else if (c->kind == EQ_COLUMN_DATE) {
		c->day[lane] = 0;
	} else {
		c->code[lane] = 0;
	}
}

struct eq_dec eq_batch_number(const struct eq_batch_column *c, uint32_t lane)
{
	if (!c->mixed)
		return eq_dec_scaled(c->i[lane], c->decimals);
	return c->scale[lane] == SCALE_WIDE ? c->wide[lane]
					    : eq_dec_scaled(c->i[lane], c->scale[lane]);
}

/* Brings all lanes to one scale in place. False when one of them then has more than 18 digits;
 * lanes before it are changed, but lane and scale always agree. */
static bool to_one_scale(struct eq_batch_column *c, uint32_t n)
{
	if (!c->mixed)
		return true;
	if (c->any_wide)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		if (!to_scale(&c->i[k], c->decimals - c->scale[k]))
			return false;
		c->scale[k] = c->decimals;
		c->magnitudes |= magnitude(c->i[k]);
	}
	return true;
}

struct eq_column eq_batch_view(struct eq_batch_column *c, uint32_t n, struct eq_arena *arena)
{
	struct eq_column v = {.n = n, .missing = c->any_missing ? c->missing : NULL};

	switch ((enum eq_column_kind)c->kind) {
	case EQ_COLUMN_DATE:
		v.rep = EQ_REP_DAY;
		v.day = c->day;
		break;
	case EQ_COLUMN_TEXT:
		v.rep = EQ_REP_CODE;
		v.code = c->code;
		break;
	case EQ_COLUMN_NUMBER:
		if (to_one_scale(c, n)) {
			v.rep = EQ_REP_INT;
			v.scale = c->decimals;
			v.i = c->i;
			v.bits = (uint8_t)(65 -
					   (c->magnitudes ? __builtin_clzll(c->magnitudes) : 64));
			break;
		}
		v.rep = EQ_REP_DEC;
		v.d = EQ_NEW_ARRAY(arena, struct eq_dec, n);
		for (uint32_t k = 0; k < n; k++)
			v.d[k] = eq_batch_number(c, k);
		break;
	}
	return v;
}
