/* test_met.c - whether a key came twice, by one worker and by several. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/met.h"

#include <pthread.h>
#include <string.h>

enum { WIDEST = 3, KEYS = 200000, PORTION = 1000, THREADS = 4 };

/* The k-th of keys that are all different, spread over all numbers that there are. */
static void make_key(uint32_t k, uint32_t width, uint32_t *key)
{
	for (uint32_t i = 0; i + 1 < width; i++)
		key[i] = k / (i + 2) % 97;
	key[width - 1] = k * 2654435761u; /* odd: no two are the same */
}

static uint32_t *make_keys(uint32_t from, uint32_t n, uint32_t width)
{
	uint32_t *keys = eq_alloc(sizeof *keys * n * width);

	for (uint32_t k = 0; k < n; k++)
		make_key(from + k, width, keys + (size_t)k * width);
	return keys;
}

static void keys_that_differ(void **state)
{
	(void)state;
	for (uint32_t width = 1; width <= WIDEST; width++) {
		struct eq_met *m = eq_met_new(width);
		uint32_t *keys = make_keys(0, KEYS, width);

		for (uint32_t k = 0; k < KEYS; k += PORTION)
			assert_false(eq_met_put(m, keys + (size_t)k * width, PORTION));
		assert_true(eq_met_bytes(m) >= KEYS / 8);
		/* Every one of them was there, wherever it stands. */
		for (uint32_t k = 0; k < KEYS; k += 997)
			assert_true(eq_met_put(m, keys + (size_t)k * width, 1));
		eq_free(keys);
		eq_met_free(m);
	}
}

static void twice_in_one_batch(void **state)
{
	(void)state;
	static const uint32_t ones[] = {5, 0, 4294967295u, 1048576, 0};
	static const uint32_t pairs[] = {1, 2, 2, 1, 1, 2};
	struct eq_met *m = eq_met_new(1);
	struct eq_met_batch batch = {{0}};

	assert_false(eq_met_put(m, ones, 4));
	eq_met_free(m);
	m = eq_met_new(1);
	assert_true(eq_met_put(m, ones, 5));
	eq_met_free(m);

	/* The other way round is another key. */
	m = eq_met_new(2);
	eq_met_add(&batch, pairs, 2);
	eq_met_add(&batch, pairs + 2, 2);
	assert_false(eq_met_end_batch(m, &batch));
	assert_int_equal(batch.numbers.n, 0);
	assert_false(eq_met_end_batch(m, &batch));
	eq_met_add(&batch, pairs + 4, 2);
	assert_true(eq_met_end_batch(m, &batch));
	eq_met_batch_release(&batch);
	eq_met_free(m);
}

struct worker {
	struct eq_met *m;
	const uint32_t *keys;
	uint32_t width, n;
	bool met;
};

static void *put_all(void *of)
{
	struct worker *w = of;

	for (uint32_t k = 0; k < w->n; k += PORTION) {
		uint32_t n = w->n - k < PORTION ? w->n - k : PORTION;
		w->met |= eq_met_put(w->m, w->keys + (size_t)k * w->width, n);
	}
	return NULL;
}

/* Whether one of the workers met a key; each has its own, and `shared` of them are the next one's, too. */
static bool several_meet(uint32_t width, uint32_t shared)
{
	struct eq_met *m = eq_met_new(width);
	struct worker workers[THREADS];
	pthread_t threads[THREADS];
	bool met = false;

	for (uint32_t i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){.m = m, .width = width, .n = KEYS + shared};
		workers[i].keys = make_keys(i * KEYS, workers[i].n, width);
		assert_int_equal(pthread_create(&threads[i], NULL, put_all, &workers[i]), 0);
	}
	for (uint32_t i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		met |= workers[i].met;
		eq_free((void *)(uintptr_t)workers[i].keys);
	}
	eq_met_free(m);
	return met;
}

static void several_workers(void **state)
{
	(void)state;
	for (uint32_t width = 1; width <= WIDEST; width++) {
		assert_false(several_meet(width, 0));
		assert_true(several_meet(width, 1));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_that_differ),
		cmocka_unit_test(twice_in_one_batch),
		cmocka_unit_test(several_workers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
