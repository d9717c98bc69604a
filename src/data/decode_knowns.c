/* decode_knowns.c - an open-addressed table of cells. See decode_knowns.h. */
#include "data/decode_knowns.h"

#define FIRST_BITS 8
#define LAST_BITS 14 /* with 4096 cells, which should stay in the processor's cache */

static void make(struct eq_knowns *t, unsigned bits)
{
	t->slots = eq_alloc_zero((size_t)1 << bits, sizeof *t->slots);
	t->mask = (1u << bits) - 1;
	t->shift = 64 - bits;
	t->most = 1u << (bits - 2); /* so sparse that most are found at the first look */
	t->n = 0;
}

void eq_knowns_init(struct eq_knowns *t)
{
	make(t, FIRST_BITS);
}

/* A cell's bytes as its slot has them. */
static struct eq_known known_of(struct eq_raw s)
{
	struct eq_known k = {.n = s.n};
	uint32_t third = s.n > 32 ? 16 : 0;

	eq_load_first(s.p, s.n, &k.w[0], &k.w[1]);
	if (s.n > 16) {
		k.w[2] = eq_load64(s.p + s.n - 16);
		k.w[3] = eq_load64(s.p + s.n - 8);
		k.w[4] = eq_load64(s.p + third);
		k.w[5] = eq_load64(s.p + third + 8);
	}
	return k;
}

static uint32_t slot_of(const struct eq_knowns *t, const struct eq_known *k)
{
	return eq_knowns_slot(t, k->w[0], k->w[1] ^ (k->w[3] + k->w[2] * 3), k->n);
}

const uint32_t *eq_knowns_find_long(const struct eq_knowns *t, struct eq_raw s)
{
	struct eq_known k;

	if (s.n > EQ_KNOWN_BYTES)
		return NULL;
	k = known_of(s);
	for (uint32_t at = slot_of(t, &k); t->slots[at].n; at = (at + 1) & t->mask)
		if (t->slots[at].n == k.n && !memcmp(t->slots[at].w, k.w, sizeof k.w))
			return &t->slots[at].value;
	return NULL;
}

/* Puts in a cell that is not there. */
static void put(struct eq_knowns *t, const struct eq_known *k)
{
	uint32_t at = slot_of(t, k);

	while (t->slots[at].n)
		at = (at + 1) & t->mask;
	t->slots[at] = *k;
	t->n++;
}

static void grow(struct eq_knowns *t)
{
	struct eq_known *old = t->slots;
	uint32_t n = t->mask + 1;

	make(t, 64 - t->shift + 1);
	for (uint32_t i = 0; i < n; i++)
		if (old[i].n)
			put(t, &old[i]);
	eq_free(old);
}

void eq_knowns_add(struct eq_knowns *t, struct eq_raw s, uint32_t value)
{
	struct eq_known k;

	if (!s.n || s.n > EQ_KNOWN_BYTES || t->full || eq_knowns_find(t, s))
		return; /* it may come twice among those that were looked up together */
	if (t->n == t->most && t->shift == 64 - LAST_BITS) {
		t->full = true;
		return;
	}
	if (t->n == t->most)
		grow(t);
	k = known_of(s);
	k.value = value;
	put(t, &k);
}

void eq_knowns_judge(struct eq_knowns *t, uint32_t n, uint32_t unknown)
{
	if (t->full && unknown > n - n / 4)
		t->useless = true;
}
