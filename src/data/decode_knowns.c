/* decode_knowns.c - an open-addressed table of cells. See decode_knowns.h. */
#include "data/decode_knowns.h"

#define FIRST_BITS 6
#define LAST_BITS 13 /* half a megabyte: it should stay in the processor's cache */

static void make(struct eq_knowns *t, unsigned bits)
{
	t->slots = eq_alloc_zero((size_t)1 << bits, sizeof *t->slots);
	t->mask = (1u << bits) - 1;
	t->shift = 64 - bits;
	t->most = 1u << (bits - 1);
	t->n = 0;
}

void eq_knowns_init(struct eq_knowns *t)
{
	make(t, FIRST_BITS);
}

static void put(struct eq_knowns *t, const struct eq_known *k)
{
	uint32_t at = eq_known_slot(t, k);

	while (t->slots[at].n) {
		if (eq_known_is(&t->slots[at], k))
			return; /* it came twice among those that were looked up together */
		at = (at + 1) & t->mask;
	}
	t->slots[at] = *k;
	t->n++;
}

void eq_knowns_add(struct eq_knowns *t, struct eq_raw s, uint32_t value)
{
	unsigned bits = 64 - t->shift;
	struct eq_known k;

	if (!s.n || s.n > EQ_KNOWN_BYTES || t->full)
		return;
	if (t->n == t->most && bits == LAST_BITS) {
		t->full = true;
		return;
	}
	if (t->n == t->most) {
		struct eq_known *old = t->slots;

		make(t, bits + 1);
		for (uint32_t i = 0; i < 1u << bits; i++)
			if (old[i].n)
				put(t, &old[i]);
		eq_free(old);
	}
	k = eq_known_of(s);
	k.value = value;
	put(t, &k);
}

void eq_knowns_judge(struct eq_knowns *t, uint32_t n, uint32_t unknown)
{
	if (t->full && unknown > n - n / 4)
		t->useless = true;
}
