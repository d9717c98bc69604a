/* test_dictionary.c - texts and their codes: one by one, many at once, from several threads. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "data/dictionary.h"

static void assert_text(struct eq_text got, struct eq_text wanted)
{
	assert_int_equal(got.n, wanted.n);
	assert_memory_equal(got.p, wanted.p, wanted.n);
}

static void test_codes_in_order(void **state)
{
	(void)state;
	struct eq_dictionary *d = eq_dictionary_new();
	char text[32];

	assert_int_equal(eq_dictionary_n(d), 0);
	assert_int_equal(eq_dictionary_room(d), 0);
	assert_int_equal(eq_dictionary_code(d, EQ_TEXT("")), 0);
	for (uint32_t i = 1; i <= 5000; i++) {
		int n = snprintf(text, sizeof text, "place %u", i);

		assert_int_equal(eq_dictionary_find(d, (struct eq_text){text, (size_t)n}), 0);
		assert_int_equal(eq_dictionary_code(d, (struct eq_text){text, (size_t)n}), i);
		assert_int_equal(eq_dictionary_code(d, (struct eq_text){text, (size_t)n}), i);
		assert_int_equal(eq_dictionary_n(d), i);
		assert_int_equal(eq_dictionary_room(d), i);
	}
	for (uint32_t i = 1; i <= 5000; i++) {
		int n = snprintf(text, sizeof text, "place %u", i);
		struct eq_text t = {text, (size_t)n};

		assert_int_equal(eq_dictionary_find(d, t), i);
		assert_text(eq_dictionary_text(d, i), t);
	}
	assert_int_equal(eq_dictionary_text(d, 0).n, 0);
	assert_int_equal(eq_dictionary_find(d, EQ_TEXT("")), 0);
	assert_true(eq_dictionary_bytes(d) > 5000 * 16);
	eq_dictionary_free(d);
	eq_dictionary_free(NULL);
}

/* Texts of every length, those that differ in one byte alone among them; zero bytes count. */
static void test_lengths(void **state)
{
	(void)state;
	enum { MOST = 300 };
	struct eq_dictionary *d = eq_dictionary_new();
	struct eq_dictionary_pen pen = {0};
	static char bytes[MOST + 2];

	for (uint32_t n = 1; n <= MOST; n++) {
		struct eq_text t = {bytes, n};
		uint32_t code[3];

		memset(bytes, 'a', sizeof bytes);
		eq_dictionary_codes(d, &pen, &t, 1, &code[0]);
		bytes[n - 1] = '\0';
		eq_dictionary_codes(d, &pen, &t, 1, &code[1]);
		bytes[n - 1] = 'a';
		bytes[n / 2] = (char)0xC3;
		code[2] = eq_dictionary_code(d, t);
		assert_int_not_equal(code[0], code[1]);
		assert_int_not_equal(code[1], code[2]);
		assert_int_not_equal(code[0], code[2]);
		assert_text(eq_dictionary_text(d, code[2]), t);
		bytes[n / 2] = 'a';
		assert_int_equal(eq_dictionary_find(d, t), code[0]);
		assert_text(eq_dictionary_text(d, code[0]), t);
	}
	assert_int_equal(eq_dictionary_n(d), 3 * MOST);
	eq_dictionary_free(d);
}

/* So many texts of one length that some pairs have the same shard and the same 32 bits of hash: of
 * 38 bits in all, which 1.5 million texts share four times on average. They are not taken for
 * one another. */
static void test_strangers(void **state)
{
	(void)state;
	enum { MANY = 1500000, RUN_OF = 1000 };
	static const char *const forms[] = {"%08u", "%08u in a long text"};

	for (size_t f = 0; f < 2; f++) {
		struct eq_dictionary *d = eq_dictionary_new();
		struct eq_dictionary_pen pen = {0};
		static char room[RUN_OF][32];
		static uint32_t codes[RUN_OF];

		for (uint32_t i = 0; i < MANY; i += RUN_OF) {
			struct eq_text texts[RUN_OF];

			for (uint32_t k = 0; k < RUN_OF; k++)
				texts[k] = (struct eq_text){
					room[k], (size_t)snprintf(room[k], 32, forms[f], i + k)};
			eq_dictionary_codes(d, &pen, texts, RUN_OF, codes);
		}
		assert_int_equal(eq_dictionary_n(d), MANY);
		eq_dictionary_free(d);
	}
}

/* ---- many at once, by several threads ---- */

enum { THREADS = 4, TEXTS = 40000, RUN = 100, DIFFERENT = 30000 };

/* The i-th text that a worker puts in: half of them what all of them have, some long. */
static size_t nth(uint32_t worker, uint32_t i, char out[64])
{
	uint32_t shared = i % 2;

	return (size_t)snprintf(out, 64, i % 7 ? "%s%u" : "%s%u in a much longer text",
				shared ? "s" : (const char *[]){"a", "b", "c", "d"}[worker],
				(i * 7919u) % DIFFERENT);
}

struct worker {
	pthread_t thread;
	uint32_t number;
	struct eq_dictionary *d;
	uint32_t *codes;
	bool lost; /* some text was not there behind its putting in */
};

static void *work(void *of)
{
	struct worker *w = of;
	struct eq_dictionary_pen pen = {0};
	char room[RUN][64];

	for (uint32_t from = 0; from < TEXTS; from += RUN) {
		struct eq_text texts[RUN];

		for (uint32_t k = 0; k < RUN; k++)
			texts[k] = (struct eq_text){room[k], nth(w->number, from + k, room[k])};
		if (from / RUN % 3)
			eq_dictionary_codes(w->d, &pen, texts, RUN, w->codes + from);
		else
			for (uint32_t k = 0; k < RUN; k++)
				w->codes[from + k] = eq_dictionary_code(w->d, texts[k]);
		w->lost |= eq_dictionary_find(w->d, texts[RUN - 1]) != w->codes[from + RUN - 1];
	}
	return NULL;
}

static void test_threads(void **state)
{
	(void)state;
	struct eq_dictionary *d = eq_dictionary_new();
	struct worker workers[THREADS];
	uint32_t first = eq_dictionary_code(d, EQ_TEXT("before the workers")), with_text = 0;
	char text[64];

	for (uint32_t i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){
			.number = i, .d = d, .codes = eq_alloc(TEXTS * sizeof(uint32_t))};
		assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
	}
	for (uint32_t i = 0; i < THREADS; i++)
		pthread_join(workers[i].thread, NULL);
	for (uint32_t i = 0; i < THREADS; i++)
		assert_false(workers[i].lost);
	assert_int_equal(first, 1);
	assert_int_equal(eq_dictionary_find(d, EQ_TEXT("before the workers")), 1);

	/* A code has its text, a text one code, and no code is without a text but a pen's last. */
	for (uint32_t i = 0; i < THREADS; i++)
		for (uint32_t k = 0; k < TEXTS; k++) {
			struct eq_text t = {text, nth(i, k, text)};

			assert_text(eq_dictionary_text(d, workers[i].codes[k]), t);
			assert_int_equal(eq_dictionary_find(d, t), workers[i].codes[k]);
		}
	for (uint32_t code = 1; code <= eq_dictionary_room(d); code++)
		with_text += eq_dictionary_text(d, code).n > 0;
	assert_int_equal(with_text, eq_dictionary_n(d));
	assert_true(eq_dictionary_room(d) - eq_dictionary_n(d) < THREADS * 32);
	for (uint32_t i = 0; i < THREADS; i++)
		eq_free(workers[i].codes);
	eq_dictionary_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_in_order),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_strangers),
		cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
