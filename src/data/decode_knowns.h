/* decode_knowns.h - what cells were found to be, by their bytes as they stand in the text. See
 * decode_parts.h. */
#ifndef EQ_DATA_DECODE_KNOWNS_H
#define EQ_DATA_DECODE_KNOWNS_H

#include "data/decode_parts.h"

/* Where a search for a cell begins. */
EQ_INLINE uint32_t eq_knowns_slot(const struct eq_knowns *t, uint64_t first, uint64_t second,
				  uint32_t n)
{
	uint64_t h = (first + n) * UINT64_C(0x9E3779B97F4A7C15) ^
		     second * UINT64_C(0xC2B2AE3D27D4EB4F);

	return (uint32_t)(h >> t->shift);
}

/* What follows, for cells of more than 16 bytes. */
const uint32_t *eq_knowns_find_long(const struct eq_knowns *t, struct eq_raw s);

/* What the cell is; or NULL: it is not known. */
EQ_INLINE const uint32_t *eq_knowns_find(const struct eq_knowns *t, struct eq_raw s)
{
	uint64_t first, second;

	if (__builtin_expect(s.n > 16, 0))
		return eq_knowns_find_long(t, s);
	eq_load_first(s.p, s.n, &first, &second);
	for (uint32_t at = eq_knowns_slot(t, first, second, s.n);; at = (at + 1) & t->mask) {
		const struct eq_known *slot = &t->slots[at];

		if (__builtin_expect(
			    !((slot->w[0] ^ first) | (slot->w[1] ^ second) | (slot->n ^ s.n)), 1))
			return &slot->value;
		if (!slot->n)
			return NULL;
	}
}

void eq_knowns_init(struct eq_knowns *t);
/* Keeps what an unknown cell is, if there is room. */
void eq_knowns_add(struct eq_knowns *t, struct eq_raw s, uint32_t value);
/* Of n cells `unknown` were not found: where that is nearly all of them, and there is no more room,
 * the table is given up. */
void eq_knowns_judge(struct eq_knowns *t, uint32_t n, uint32_t unknown);

#endif
