/* pairs.c - see pairs.h. */
#include "model/pairs.h"

static size_t slot_of(uint64_t key, size_t cap)
{
	/* Fibonacci hashing with the halves folded together: keys are small and regular. */
	uint64_t h = key * 0x9E3779B97F4A7C15u;
	return (size_t)(h ^ h >> 32) & (cap - 1);
}

static struct eq_pair *find(const struct eq_pairs *p, uint64_t key)
{
	size_t i = slot_of(key, p->cap);
	while (p->slots[i].used && p->slots[i].key != key)
		i = (i + 1) & (p->cap - 1);
	return &p->slots[i];
}

void eq_pairs_release(struct eq_pairs *p)
{
	eq_free(p->slots);
	*p = (struct eq_pairs){0};
}

uint32_t eq_pairs_get(const struct eq_pairs *p, uint64_t key)
{
	if (!p->cap)
		return EQ_PAIR_NONE;
	const struct eq_pair *s = find(p, key);
	return s->used ? s->value : EQ_PAIR_NONE;
}

uint32_t *eq_pairs_put(struct eq_pairs *p, uint64_t key, uint32_t value)
{
	if (p->n * 2 >= p->cap) {
		struct eq_pairs old = *p;
		p->cap = old.cap ? old.cap * 2 : 32;
		p->slots = eq_alloc_zero(p->cap, sizeof *p->slots);
		for (size_t i = 0; i < old.cap; i++)
			if (old.slots[i].used)
				*find(p, old.slots[i].key) = old.slots[i];
		eq_free(old.slots);
	}
	struct eq_pair *s = find(p, key);
	if (!s->used) {
		*s = (struct eq_pair){key, value, true};
		p->n++;
	}
	return &s->value;
}
