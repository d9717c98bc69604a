/* met.c - bits for single numbers, shards of hash tables for more. See met.h. */
#include "data/met.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "data/repeats.h"

enum {
	PAGE_BITS = 1 << 20,
	PAGE_WORDS = PAGE_BITS / 64,
	PAGES = 1 << 12, /* all numbers of 32 bits */
	SHARDS = 64
};

struct shard {
	pthread_mutex_t lock;
	struct eq_repeats seen;
};

struct eq_met {
	uint32_t width;
	_Atomic(atomic_uint_fast64_t *) *pages; /* [PAGES], of bits; NULL: none of them was met */
	struct shard *shards;
	atomic_size_t bytes;
};

struct eq_met *eq_met_new(uint32_t width)
{
	struct eq_met *m = eq_alloc_zero(1, sizeof *m);

	m->width = width;
	if (width == 1) {
		m->pages = eq_alloc_zero(PAGES, sizeof *m->pages);
		return m;
	}
	m->shards = eq_alloc_zero(SHARDS, sizeof *m->shards);
	for (uint32_t i = 0; i < SHARDS; i++) {
		pthread_mutex_init(&m->shards[i].lock, NULL);
		eq_repeats_init(&m->shards[i].seen, width);
	}
	return m;
}

void eq_met_free(struct eq_met *m)
{
	if (!m)
		return;
	for (uint32_t i = 0; m->pages && i < PAGES; i++)
		eq_free(atomic_load(&m->pages[i]));
	for (uint32_t i = 0; m->shards && i < SHARDS; i++) {
		eq_repeats_release(&m->shards[i].seen);
		pthread_mutex_destroy(&m->shards[i].lock);
	}
	eq_free((void *)m->pages);
	eq_free(m->shards);
	eq_free(m);
}

/* ---- bits ---- */

/* Two workers may make the same page at once; one of them is kept. */
static atomic_uint_fast64_t *page_of(struct eq_met *m, uint32_t number)
{
	_Atomic(atomic_uint_fast64_t *) *place = &m->pages[number / PAGE_BITS];
	atomic_uint_fast64_t *page = atomic_load_explicit(place, memory_order_acquire), *made;

	if (page)
		return page;
	made = eq_alloc_zero(PAGE_WORDS, sizeof *made);
	if (atomic_compare_exchange_strong(place, &page, made)) {
		atomic_fetch_add(&m->bytes, PAGE_WORDS * sizeof *made);
		return made;
	}
	eq_free(made);
	return page;
}

static bool put_bits(struct eq_met *m, const uint32_t *numbers, uint32_t n)
{
	bool met = false;

	for (uint32_t k = 0; k < n; k++) {
		uint32_t in_page = numbers[k] % PAGE_BITS;
		uint64_t bit = UINT64_C(1) << (in_page % 64);
		uint64_t before = atomic_fetch_or_explicit(page_of(m, numbers[k]) + in_page / 64,
							   bit, memory_order_relaxed);

		met |= (before & bit) != 0;
	}
	return met;
}

/* ---- tables ---- */

static uint32_t shard_of(const struct eq_met *m, const uint32_t *key)
{
	const struct eq_text bytes = {(const char *)key, m->width * sizeof *key};

	/* Other bits than those that say the place in a table. */
	return (uint32_t)(eq_text_hash(bytes) >> 56) % SHARDS;
}

static bool put_in_shard(struct eq_met *m, uint32_t shard, const uint32_t *keys,
			 const uint32_t *which, uint32_t n)
{
	struct shard *s = &m->shards[shard];
	bool met = false;

	pthread_mutex_lock(&s->lock);
	size_t before = eq_repeats_bytes(&s->seen);
	for (uint32_t k = 0; k < n; k++)
		met |= eq_repeats_put(&s->seen, keys + (size_t)which[k] * m->width, 1) != 0;
	atomic_fetch_add(&m->bytes, eq_repeats_bytes(&s->seen) - before);
	pthread_mutex_unlock(&s->lock);
	return met;
}

/* Shard by shard, so that each is locked once for many keys. */
static bool put_tables(struct eq_met *m, const uint32_t *keys, uint32_t n)
{
	uint32_t first[SHARDS + 1] = {0}, at[SHARDS];
	uint32_t *shard = eq_alloc((n + 1) * sizeof *shard),
		 *which = eq_alloc((n + 1) * sizeof *which);
	bool met = false;

	for (uint32_t k = 0; k < n; k++) {
		shard[k] = shard_of(m, keys + (size_t)k * m->width);
		first[shard[k] + 1]++;
	}
	for (uint32_t i = 0; i < SHARDS; i++) {
		first[i + 1] += first[i];
		at[i] = first[i];
	}
	for (uint32_t k = 0; k < n; k++)
		which[at[shard[k]]++] = k;
	for (uint32_t i = 0; i < SHARDS; i++)
		if (first[i + 1] > first[i])
			met |= put_in_shard(m, i, keys, which + first[i], first[i + 1] - first[i]);
	eq_free(which);
	eq_free(shard);
	return met;
}

bool eq_met_put(struct eq_met *m, const uint32_t *keys, uint32_t n)
{
	return m->width == 1 ? put_bits(m, keys, n) : put_tables(m, keys, n);
}

size_t eq_met_bytes(const struct eq_met *m)
{
	return m ? atomic_load(&m->bytes) : 0;
}

/* ---- batches ---- */

bool eq_met_end_batch(struct eq_met *m, struct eq_met_batch *b)
{
	bool met = eq_met_put(m, b->numbers.v, (uint32_t)b->numbers.n / m->width);

	b->numbers.n = 0;
	return met;
}

void eq_met_batch_release(struct eq_met_batch *b)
{
	eq_free(b->numbers.v);
}
