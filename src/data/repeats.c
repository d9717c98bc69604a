/* repeats.c - a hash table with open addressing. See repeats.h. */
#include "data/repeats.h"

#include <string.h>

void eq_repeats_init(struct eq_repeats *r, uint32_t width)
{
	memset(r, 0, sizeof *r);
	r->width = width;
}

void eq_repeats_release(struct eq_repeats *r)
{
	eq_free(r->keys);
	eq_free(r->lines);
	memset(r, 0, sizeof *r);
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t find(const struct eq_repeats *r, const uint32_t *key)
{
	size_t bytes = r->width * sizeof *key;
	size_t k = eq_text_hash((struct eq_text){(const char *)key, bytes}) & (r->slots - 1);

	while (r->lines[k] && memcmp(r->keys + k * r->width, key, bytes) != 0)
		k = (k + 1) & (r->slots - 1);
	return k;
}

static void grow(struct eq_repeats *r)
{
	struct eq_repeats bigger = {
		.width = r->width, .n = r->n, .slots = r->slots ? r->slots * 2 : 256};

	bigger.keys = eq_alloc_zero(bigger.slots, r->width * sizeof *bigger.keys);
	bigger.lines = eq_alloc_zero(bigger.slots, sizeof *bigger.lines);
	for (size_t k = 0; k < r->slots; k++) {
		if (r->lines[k] == 0)
			continue;
		size_t to = find(&bigger, r->keys + k * r->width);

		memcpy(bigger.keys + to * r->width, r->keys + k * r->width,
		       r->width * sizeof *r->keys);
		bigger.lines[to] = r->lines[k];
	}
	eq_free(r->keys);
	eq_free(r->lines);
	*r = bigger;
}

size_t eq_repeats_bytes(const struct eq_repeats *r)
{
	return r->slots * (r->width * sizeof *r->keys + sizeof *r->lines);
}

uint64_t eq_repeats_put(struct eq_repeats *r, const uint32_t *key, uint64_t line)
{
	if (r->n * 4 >= r->slots * 3)
		grow(r);
	size_t k = find(r, key);

	if (r->lines[k])
		return r->lines[k];
	memcpy(r->keys + k * r->width, key, r->width * sizeof *key);
	r->lines[k] = line;
	r->n++;
	return 0;
}
