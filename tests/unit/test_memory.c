/* test_memory.c - arenas, vectors, and the end when memory runs out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Pieces of many sizes, among them one larger than any block: zeroed, aligned, and none
 * touches another. */
static void pieces_are_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	enum { PIECES = 3000 };
	static unsigned char *piece[PIECES];
	static size_t size[PIECES];
	struct eq_arena a;
	size_t asked = 0;

	eq_arena_init(&a);
	for (size_t i = 0; i < PIECES; i++) {
		size[i] = i == 1500 ? 9u << 20 : i % 100 == 7 ? 40000 : i * 7 % 301;
		asked += size[i];
		piece[i] = eq_arena_alloc(&a, size[i]);
		assert_non_null(piece[i]);
		assert_int_equal((uintptr_t)piece[i] % 16, 0);
		assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
		for (size_t j = 0; j < size[i]; j++)
			if (piece[i][j])
				fail_msg("piece %zu is not zeroed", i);
		memset(piece[i], (int)(i % 255 + 1), size[i]);
	}
	for (size_t i = 0; i < PIECES; i++)
		for (size_t j = 0; j < size[i]; j++)
			if (piece[i][j] != i % 255 + 1)
				fail_msg("piece %zu was overwritten", i);
	assert_true(a.used >= asked);
	eq_arena_release(&a);
	assert_null(a.blocks);
	assert_int_equal(a.used, 0);
	eq_arena_release(&a);
}

static void copies_and_formats(void **state)
{
	(void)state;
	struct eq_arena a;
	struct eq_text t;
	char from[] = "a\0b";

	eq_arena_init(&a);
	t = eq_arena_copy(&a, (struct eq_text){from, 3});
	from[0] = 'z';
	assert_int_equal(t.n, 3);
	assert_memory_equal(t.p, "a\0b", 4);
	t = eq_arena_copy(&a, (struct eq_text){NULL, 0});
	assert_int_equal(t.n, 0);
	assert_string_equal(t.p, "");
	t = eq_arena_printf(&a, "%s-%05d", "x", 42);
	assert_int_equal(t.n, 7);
	assert_string_equal(t.p, "x-00042");
	eq_arena_release(&a);
}

static void vectors_grow(void **state)
{
	(void)state;
	EQ_VEC(int) v = {0};

	for (int i = 0; i < 100000; i++)
		EQ_PUSH(&v, i * 3);
	assert_int_equal(v.n, 100000);
	assert_true(v.cap >= v.n);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(v.v[i], i * 3);
	eq_free(v.v);
}

static void zeroed_memory_and_nothing(void **state)
{
	(void)state;
	unsigned char *p = eq_alloc_zero(100, 3);

	for (size_t i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	p = eq_realloc(p, 1);
	eq_free(p);
	p = eq_alloc(0);
	assert_non_null(p);
	eq_free(p);
	p = eq_alloc_zero(0, 8);
	assert_non_null(p);
	eq_free(p);
	eq_free(NULL);
}

/* Under AddressSanitizer malloc() too shall say no, rather than end the run. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void ask_for_all_there_is(void)
{
	volatile size_t size = SIZE_MAX / 2;

	eq_free(eq_alloc(size));
}

static void widen_too_far(void)
{
	volatile size_t size = SIZE_MAX / 2;

	eq_free(eq_realloc(eq_alloc(10), size));
}

/* Pieces of a cleared arena are zeroed again, and its memory does not grow with each round. */
static void cleared_arenas_begin_again(void **state)
{
	(void)state;
	struct eq_arena a;

	eq_arena_init(&a);
	eq_arena_clear(&a);
	for (int round = 0; round < 50; round++) {
		for (size_t size = 1; size < 3000; size += 7 + (size_t)round) {
			unsigned char *piece = eq_arena_alloc(&a, size);

			for (size_t i = 0; i < size; i++) {
				assert_int_equal(piece[i], 0);
				piece[i] = 0xa5;
			}
		}
		eq_arena_clear(&a);
		assert_int_equal(a.used, 0);
	}
	/* a piece that has a block of its own */
	memset(eq_arena_alloc(&a, 1 << 22), 0xa5, 1 << 22);
	eq_arena_clear(&a);
	assert_int_equal(*(char *)eq_arena_alloc(&a, 1 << 22), 0);
	eq_arena_release(&a);
}

static void ask_for_a_size_that_wraps(void)
{
	eq_free(eq_alloc_zero(SIZE_MAX / 2, 16));
}

static void grow_too_far(void)
{
	size_t cap = SIZE_MAX / 16 + 1;

	eq_free(eq_grow(NULL, &cap, 16));
}

static void fill_beyond_all(void)
{
	struct eq_arena a;

	eq_arena_init(&a);
	eq_arena_alloc(&a, SIZE_MAX - 3);
}

/* In a child, since it ends the process: one line, status 2. */
static void out_of_memory_says_so(void **state)
{
	(void)state;
	static void (*const ways[])(void) = {
		ask_for_all_there_is, widen_too_far,   ask_for_a_size_that_wraps,
		grow_too_far,         fill_beyond_all,
	};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		static const char line[] = "equate: out of memory\n";
		char said[20000];
		size_t n = 0;
		ssize_t got;
		int ends[2], status;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			dup2(ends[1], STDERR_FILENO);
			close(ends[0]);
			close(ends[1]);
			ways[i]();
			_exit(0);
		}
		close(ends[1]);
		while (n < sizeof said - 1 &&
		       (got = read(ends[0], said + n, sizeof said - 1 - n)) > 0)
			n += (size_t)got;
		said[n] = 0;
		close(ends[0]);
		assert_int_equal(waitpid(child, &status, 0), child);
		/* The last line: a sanitizer may have warned before it. */
		assert_true(n >= strlen(line) && strcmp(said + n - strlen(line), line) == 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(copies_and_formats),
		cmocka_unit_test(cleared_arenas_begin_again),
		cmocka_unit_test(vectors_grow),
		cmocka_unit_test(zeroed_memory_and_nothing),
		cmocka_unit_test(out_of_memory_says_so),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
