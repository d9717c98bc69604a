/* decode_knowns.h - what cells were found to be, by their bytes as they stand in the text. See
 * decode_parts.h. */
#ifndef EQ_DATA_DECODE_KNOWNS_H
#define EQ_DATA_DECODE_KNOWNS_H

#include "data/decode_parts.h"

/* Where a search for a cell begins. `last`: its last 8 bytes where it has more than 16. */
EQ_INLINE uint32_t eq_knowns_slot(const struct eq_knowns *t, uint64_t first, uint64_t second,
				  uint64_t last, uint32_t n)
{
	uint64_t h = (first + n) * UINT64_C(0x9E3779B97F4A7C15) ^
		     (second + last) * UINT64_C(0xC2B2AE3D27D4EB4F);

	return (uint32_t)(h >> t->shift);
}

/* Of a cell's first and second eight bytes those that are its own, and zeros. No branch: lengths come by
 * chance. */
EQ_INLINE void eq_first_bytes(struct eq_raw s, uint64_t *first, uint64_t *second)
{
	static const uint64_t masks[4] = {~UINT64_C(0), ~UINT64_C(0), 0, 0};
	const char *mask = (const char *)masks + 16 - (s.n < 16 ? s.n : 16);

	*first = eq_load64(s.p) & eq_load64(mask);
	*second = eq_load64(s.p + 8) & eq_load64(mask + 8);
}

/* Whether the rest of a cell of more than 16 bytes is the slot's. */
EQ_INLINE bool eq_known_rest(const struct eq_known *slot, struct eq_raw s)
{
	uint32_t third = s.n > 32 ? 16 : 0;

	return !((slot->w[2] ^ eq_load64(s.p + s.n - 16)) |
		 (slot->w[3] ^ eq_load64(s.p + s.n - 8)) | (slot->w[4] ^ eq_load64(s.p + third)) |
		 (slot->w[5] ^ eq_load64(s.p + third + 8)));
}

/* What the cell is; or NULL: it is not known. */
EQ_INLINE const uint32_t *eq_knowns_find(const struct eq_knowns *t, struct eq_raw s)
{
	uint64_t first, second;
	uint64_t last = __builtin_expect(s.n > 16, 0) ? eq_load64(s.p + s.n - 8) : 0;

	eq_first_bytes(s, &first, &second);
	for (uint32_t at = eq_knowns_slot(t, first, second, last, s.n);; at = (at + 1) & t->mask) {
		const struct eq_known *slot = &t->slots[at];

		if (__builtin_expect(
			    !((slot->w[0] ^ first) | (slot->w[1] ^ second) | (slot->n ^ s.n)), 1) &&
		    (s.n <= 16 || eq_known_rest(slot, s)))
			return &slot->value;
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
