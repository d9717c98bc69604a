/* test_source.c - positions, lines and columns of a programme's texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/source.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void positions_of_several_files(void **state)
{
	(void)state;
	struct eq_sources s;
	char *owned = eq_alloc(7);

	memcpy(owned, "\xef\xbb\xbfxyz", 7);
	eq_sources_init(&s);
	assert_null(eq_sources_at(&s, 0));
	assert_null(eq_sources_at(&s, 1));
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("a.eq"), EQ_TEXT("abc"), NULL), 0);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("empty.eq"), EQ_TEXT(""), NULL), 1);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("c.eq"), (struct eq_text){owned + 3, 3}, owned),
			 2);
	/* a b c end | end | x y z end */
	static const char *const path_of[] = {
		NULL,   "a.eq", "a.eq", "a.eq", "a.eq", "empty.eq",
		"c.eq", "c.eq", "c.eq", "c.eq", NULL,
	};

	for (uint32_t at = 0; at < COUNT(path_of); at++) {
		const struct eq_source *file = eq_sources_at(&s, at);

		if (path_of[at])
			assert_true(file && eq_text_is(file->path, path_of[at]));
		else
			assert_null(file);
	}
	assert_true(eq_text_is(eq_sources_text(&s, (struct eq_span){1, 4}), "abc"));
	assert_true(eq_text_is(eq_sources_text(&s, (struct eq_span){7, 8}), "y"));
	assert_true(eq_text_is(eq_sources_text(&s, (struct eq_span){3, 8}), "c")); /* cut */
	assert_true(eq_text_is(eq_sources_text(&s, (struct eq_span){4, 5}), ""));
	assert_true(eq_text_is(eq_sources_text(&s, EQ_NO_SPAN), ""));
	eq_sources_release(&s);
}

static void lines_and_columns(void **state)
{
	(void)state;
	/* Offsets:                  0 2     5 6 8  (£ is two bytes) */
	static const char text[] = "ab\r\n\n£x\ty\nlast";
	static const struct {
		uint32_t offset, line, column;
		const char *whole;
	} cases[] = {
		{0, 1, 1, "ab"},    {1, 1, 2, "ab"},    {2, 1, 3, "ab"},
		{3, 1, 3, "ab"}, /* the line's end, two bytes of it */
		{4, 2, 1, ""},      {5, 3, 1, "£x\ty"}, {7, 3, 2, "£x\ty"},
		{8, 3, 3, "£x\ty"}, {9, 3, 4, "£x\ty"}, {10, 3, 5, "£x\ty"},
		{11, 4, 1, "last"}, {15, 4, 5, "last"},
	};
	struct eq_sources s;
	struct eq_place place;

	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("first"), EQ_TEXT("one\ntwo\n"), NULL);
	eq_sources_add(&s, EQ_TEXT("p"), eq_text_of(text), NULL);
	for (size_t i = 0; i < COUNT(cases); i++) {
		place = eq_sources_place(&s, s.files.v[1].base + cases[i].offset);
		assert_true(eq_text_is(place.path, "p"));
		assert_int_equal(place.line, cases[i].line);
		assert_int_equal(place.column, cases[i].column);
		assert_true(eq_text_is(place.text, cases[i].whole));
	}
	place = eq_sources_place(&s, 9); /* after the last newline of the first file */
	assert_true(eq_text_is(place.path, "first"));
	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 1);
	assert_int_equal(place.text.n, 0);
	assert_int_equal(eq_sources_place(&s, 0).line, 0);
	eq_sources_release(&s);
}

static void joins_spans(void **state)
{
	(void)state;
	struct eq_span a = {3, 5}, b = {8, 9}, j;

	j = eq_span_join(b, a);
	assert_true(j.at == 3 && j.end == 9);
	j = eq_span_join(EQ_NO_SPAN, b);
	assert_true(j.at == 8 && j.end == 9);
	j = eq_span_join(a, EQ_NO_SPAN);
	assert_true(j.at == 3 && j.end == 5);
}

static void caps(void **state)
{
	(void)state;
	struct eq_sources s;
	/* No byte of these texts is looked at when they are added. */
	struct eq_text half = {"", EQ_LIMIT_PROGRAMME_BYTES / 2};
	struct eq_text more = {"", EQ_LIMIT_PROGRAMME_BYTES / 2 + 1};

	eq_sources_init(&s);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("a"), half, NULL), 0);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("b"), more, NULL), -1);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("b"), half, NULL), 1);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("c"), EQ_TEXT("x"), NULL), -1);
	eq_sources_release(&s);
	for (int i = 0; i < EQ_LIMIT_FILES; i++)
		assert_int_equal(eq_sources_add(&s, EQ_TEXT("f"), EQ_TEXT(""), NULL), i);
	assert_int_equal(eq_sources_add(&s, EQ_TEXT("f"), EQ_TEXT(""), NULL), -1);
	eq_sources_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(positions_of_several_files),
		cmocka_unit_test(lines_and_columns),
		cmocka_unit_test(joins_spans),
		cmocka_unit_test(caps),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
