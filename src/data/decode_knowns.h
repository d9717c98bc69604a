/* decode_knowns.h - what cells were found to be, by their bytes as they stand in the text. See
 * decode_parts.h. */
#ifndef EQ_DATA_DECODE_KNOWNS_H
#define EQ_DATA_DECODE_KNOWNS_H

#include "data/decode_parts.h"

/* A cell's bytes as its slot has them. */
EQ_INLINE struct eq_known eq_known_of(struct eq_raw s)
{
	struct eq_known k = {.n = s.n};

	if (__builtin_expect(s.n <= 16, 1)) {
		static const uint64_t all = ~UINT64_C(0);
		uint64_t low = s.n >= 8 ? all : ~(all << (s.n * 8 & 63));
		uint64_t high = s.n >= 16 ? all : ~(all << (s.n * 8 & 63));

		k.w[0] = eq_load64(s.p) & low;
		k.w[1] = s.n > 8 ? eq_load64(s.p + 8) & high : 0;
		return k;
	}
	k.w[0] = eq_load64(s.p);
	k.w[1] = eq_load64(s.p + 8);
	k.w[2] = eq_load64(s.p + s.n - 16);
	k.w[3] = eq_load64(s.p + s.n - 8);
	if (s.n > 32) {
		k.w[4] = eq_load64(s.p + 16);
		k.w[5] = eq_load64(s.p + 24);
	}
	return k;
}

EQ_INLINE uint32_t eq_known_slot(const struct eq_knowns *t, const struct eq_known *k)
{
	uint64_t h = (k->w[0] ^ k->n) * UINT64_C(0x9E3779B97F4A7C15) ^
		     (k->w[1] ^ k->w[3]) * UINT64_C(0xC2B2AE3D27D4EB4F);

	if (k->n > 16)
		h ^= (k->w[2] ^ k->w[4]) * UINT64_C(0x165667B19E3779F9);
	return (uint32_t)(h * UINT64_C(0x9E3779B97F4A7C15) >> t->shift);
}

EQ_INLINE bool eq_known_is(const struct eq_known *a, const struct eq_known *b)
{
	uint64_t other = (a->w[0] ^ b->w[0]) | (a->w[1] ^ b->w[1]) | (a->n ^ b->n);

	if (__builtin_expect(b->n > 16, 0))
		other |= (a->w[2] ^ b->w[2]) | (a->w[3] ^ b->w[3]) | (a->w[4] ^ b->w[4]) |
			 (a->w[5] ^ b->w[5]);
	return !other;
}

/* What the cell is; or NULL: it is not known. */
EQ_INLINE const struct eq_known *eq_knowns_find(const struct eq_knowns *t, struct eq_raw s)
{
	struct eq_known k;

	if (s.n > EQ_KNOWN_BYTES)
		return NULL;
	k = eq_known_of(s);
	for (uint32_t at = eq_known_slot(t, &k);; at = (at + 1) & t->mask) {
		const struct eq_known *slot = &t->slots[at];

		if (__builtin_expect(eq_known_is(slot, &k), 1))
			return slot;
		if (!slot->n)
			return NULL;
	}
}

void eq_knowns_init(struct eq_knowns *t);
/* Keeps what an unknown cell is, if there is room. */
void eq_knowns_add(struct eq_knowns *t, struct eq_raw s, uint32_t value);
/* Of n cells `unknown` were not found: when there is no more room, and that is nearly all of them, the
 * table is given up. */
void eq_knowns_judge(struct eq_knowns *t, uint32_t n, uint32_t unknown);

#endif
