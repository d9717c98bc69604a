/* test_map.c - maps, symbols, and "did you mean". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/map.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void puts_and_gets(void **state)
{
	(void)state;
	struct eq_map m;

	eq_map_init(&m);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("a")), EQ_MAP_NONE);
	assert_int_equal(eq_map_put(&m, EQ_TEXT("a"), 7), 7);
	assert_int_equal(eq_map_put(&m, EQ_TEXT("a"), 8), 7); /* the first stays */
	assert_int_equal(eq_map_put(&m, EQ_TEXT(""), 0), 0);
	assert_int_equal(eq_map_put(&m, EQ_TEXT("a\0b"), 9), 9);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("a")), 7);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("")), 0);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("a\0b")), 9);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("a\0c")), EQ_MAP_NONE);
	assert_int_equal(m.n, 3);
	eq_map_release(&m);
	assert_int_equal(eq_map_get(&m, EQ_TEXT("a")), EQ_MAP_NONE);
}

static void symbols_of_many_names(void **state)
{
	(void)state;
	enum { NAMES = 300000 };
	struct eq_symbols s;
	char name[32];

	eq_symbols_init(&s);
	assert_int_equal(eq_symbol(&s, EQ_TEXT("")), 0);
	assert_int_equal(eq_symbol_text(&s, 0).n, 0);
	assert_int_equal(eq_symbol_find(&s, EQ_TEXT("name_0")), 0);
	for (int round = 0; round < 2; round++)
		for (unsigned i = 0; i < NAMES; i++) {
			int n = snprintf(name, sizeof name, "name_%u", i);

			/* Numbered from 1 in order of arrival, and the same the second time. */
			if (eq_symbol(&s, (struct eq_text){name, (size_t)n}) != i + 1)
				fail_msg("%s, round %d", name, round);
		}
	for (unsigned i = 0; i < NAMES; i++) {
		int n = snprintf(name, sizeof name, "name_%u", i);

		if (eq_symbol_find(&s, (struct eq_text){name, (size_t)n}) != i + 1 ||
		    !eq_text_is(eq_symbol_text(&s, i + 1), name))
			fail_msg("%s is not found again", name);
	}
	assert_int_equal(eq_symbol_find(&s, EQ_TEXT("name_300000")), 0);
	assert_int_equal(s.texts.n, NAMES + 1);
	eq_symbols_release(&s);
}

static void nearest_name(void **state)
{
	(void)state;
	static const struct {
		const char *name, *candidates, *best; /* candidates with a space between */
	} cases[] = {
		{"finshers", "starters finishers leavers", "finishers"}, /* a letter left out */
		{"finisherss", "finishers", "finishers"},                /* put in */
		{"fimishers", "finishers", "finishers"},                 /* changed */
		{"finihsers", "finishers", "finishers"},                 /* swapped */
		{"Finishers", "finisher finishers", "finishers"},        /* case is half a slip */
		{"FINISHERS", "finishers", ""}, /* nine halves are more than three slips */
		{"fin", "fan fun", "fan"},      /* the first of equals */
		{"cost", "coost post", "coost"},
		{"cost", "benefit", ""},
		{"cost", "cots", "cots"},
		{"cost", "csots", ""}, /* two slips, four letters */
		{"ab", "ba", "ba"},
		{"x", "y", ""}, /* all of it would be the slip */
		{"x", "X", "X"},
		{"x", "", ""},
		{"", "a", ""},
		{"cost", "cost", ""},                                /* itself is no proposal */
		{"caf\xc3\xa9s", "cafes", "cafes"},                  /* one letter, not two bytes */
		{"throughput_rate", "thruput_rate", "thruput_rate"}, /* three left out */
		{"throughput_rate", "thruput_rat", ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct eq_nearest s;
		const char *p = cases[i].candidates;

		eq_nearest_init(&s, eq_text_of(cases[i].name));
		for (;;) {
			size_t n = strcspn(p, " ");

			eq_nearest_try(&s, (struct eq_text){p, n});
			if (!p[n])
				break;
			p += n + 1;
		}
		if (!eq_text_is(s.best, cases[i].best))
			fail_msg("%s among %s: %.*s", cases[i].name, cases[i].candidates,
				 EQ_ARG(s.best));
	}
}

/* The plain definition, without rows, bounds or early ends. */
static unsigned plain(const char *a, size_t an, const char *b, size_t bn)
{
	unsigned best, other;

	if (!an || !bn)
		return (unsigned)(an + bn);
	best = plain(a, an - 1, b, bn - 1) + (a[an - 1] != b[bn - 1]);
	other = plain(a, an - 1, b, bn) + 1;
	best = other < best ? other : best;
	other = plain(a, an, b, bn - 1) + 1;
	best = other < best ? other : best;
	if (an > 1 && bn > 1 && a[an - 1] == b[bn - 2] && a[an - 2] == b[bn - 1]) {
		other = plain(a, an - 2, b, bn - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

/* All words of two letters up to six long, against one another: near exactly when the plain
 * definition says so. */
static void nearest_agrees_with_the_definition(void **state)
{
	(void)state;
	char words[126][7];
	size_t n = 0;

	for (size_t length = 1; length <= 6; length++)
		for (unsigned bits = 0; bits < 1u << length; bits++, n++) {
			for (size_t k = 0; k < length; k++)
				words[n][k] = bits >> k & 1 ? 'b' : 'a';
			words[n][length] = 0;
		}
	assert_int_equal(n, COUNT(words));
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			size_t length = strlen(words[i]);
			unsigned d = plain(words[i], length, words[j], strlen(words[j]));
			bool near = d > 0 && length > 1 && d <= (length == 6 ? 2 : 1);
			struct eq_nearest s;

			eq_nearest_init(&s, eq_text_of(words[i]));
			eq_nearest_try(&s, eq_text_of(words[j]));
			if ((s.best.n != 0) != near)
				fail_msg("%s and %s, %u apart", words[i], words[j], d);
		}
}

static void nearest_of_long_names(void **state)
{
	(void)state;
	char long_name[EQ_LIMIT_NAME + 10], other[EQ_LIMIT_NAME + 10];
	struct eq_nearest s;

	memset(long_name, 'a', sizeof long_name);
	memset(other, 'a', sizeof other);
	other[100] = 'b';
	eq_nearest_init(&s, (struct eq_text){long_name, EQ_LIMIT_NAME});
	eq_nearest_try(&s, (struct eq_text){other, EQ_LIMIT_NAME});
	assert_int_equal(s.best.n, EQ_LIMIT_NAME);
	eq_nearest_init(&s, (struct eq_text){long_name, sizeof long_name});
	eq_nearest_try(&s, (struct eq_text){other, sizeof other});
	assert_int_equal(s.best.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_and_gets),
		cmocka_unit_test(symbols_of_many_names),
		cmocka_unit_test(nearest_name),
		cmocka_unit_test(nearest_agrees_with_the_definition),
		cmocka_unit_test(nearest_of_long_names),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
