/* test_text.c - text views, buffers, hashing, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void compares_by_bytes(void **state)
{
	(void)state;
	/* In order; each must come before all after it. */
	const struct eq_text ordered[] = {
		{NULL, 0},    EQ_TEXT("\0"), EQ_TEXT("A"),        EQ_TEXT("Ab"),
		EQ_TEXT("a"), EQ_TEXT("b"),  EQ_TEXT("\xc2\xa3"),
	};

	for (size_t i = 0; i < COUNT(ordered); i++)
		for (size_t j = 0; j < COUNT(ordered); j++) {
			int order = eq_text_cmp(ordered[i], ordered[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
			assert_int_equal(eq_text_eq(ordered[i], ordered[j]), i == j);
		}
	assert_true(eq_text_is(EQ_TEXT("abc"), "abc"));
	assert_false(eq_text_is(EQ_TEXT("abc\0"), "abc"));
	assert_int_equal(eq_text_of("four").n, 4);
	assert_int_equal(eq_text_of(NULL).n, 0);
}

static void trims_spaces_and_tabs(void **state)
{
	(void)state;
	const struct {
		struct eq_text text;
		const char *trimmed;
	} cases[] = {
		{EQ_TEXT(""), ""},           {EQ_TEXT(" \t "), ""},   {EQ_TEXT("a"), "a"},
		{EQ_TEXT("\t a b "), "a b"}, {EQ_TEXT("a\n"), "a\n"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_true(eq_text_is(eq_text_trim(cases[i].text), cases[i].trimmed));
}

/* Every bit of every byte must count, at every length around the steps of the hash. */
static void hash_sees_every_bit(void **state)
{
	(void)state;
	char bytes[70];

	for (size_t n = 0; n <= sizeof bytes; n++) {
		uint64_t whole;

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)(i * 37 + 11);
		whole = eq_text_hash((struct eq_text){bytes, n});
		if (n)
			assert_true(whole != eq_text_hash((struct eq_text){bytes, n - 1}));
		for (size_t bit = 0; bit < n * 8; bit++) {
			bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
			assert_true(whole != eq_text_hash((struct eq_text){bytes, n}));
			bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		}
	}
}

/* Names that differ in a digit, the usual kind, must spread evenly in the low bits, which
 * choose the slot. 65,536 names thrown at 65,536 slots fill 63.2% of them (1 - 1/e). */
static void hash_spreads_similar_names(void **state)
{
	(void)state;
	static unsigned char hit[65536];
	size_t filled = 0;
	struct eq_buf name;

	eq_buf_init(&name);
	for (unsigned i = 0; i < 65536; i++) {
		eq_buf_clear(&name);
		eq_buf_addf(&name, "kpi_%u", i);
		hit[eq_text_hash(eq_buf_view(&name)) & 0xffff] = 1;
	}
	for (size_t i = 0; i < sizeof hit; i++)
		filled += hit[i];
	assert_in_range(filled, 65536 * 62 / 100, 65536 * 65 / 100);
	eq_buf_release(&name);
}

static void buffers_grow(void **state)
{
	(void)state;
	struct eq_buf b;
	char expected[3001];

	eq_buf_init(&b);
	assert_string_equal(eq_buf_view(&b).p, "");
	eq_buf_add(&b, NULL, 0);
	assert_string_equal(b.p, "");
	eq_buf_adds(&b, "a");
	eq_buf_addc(&b, 'b');
	eq_buf_add_text(&b, EQ_TEXT("c\0d"));
	eq_buf_fill(&b, '-', 3);
	eq_buf_fill(&b, '+', 0);
	eq_buf_addf(&b, "%d%s", 42, "!");
	assert_int_equal(b.n, 11);
	assert_memory_equal(b.p, "abc\0d---42!", 12);
	eq_buf_clear(&b);
	assert_int_equal(b.n, 0);
	assert_string_equal(b.p, "");
	/* Formatted text of every length, so that each way of just fitting is met. */
	memset(expected, 'x', sizeof expected);
	for (size_t n = 0; n < 300; n++) {
		eq_buf_clear(&b);
		eq_buf_addf(&b, "%.*s", (int)n, expected);
		assert_int_equal(b.n, n);
		assert_memory_equal(b.p, expected, n);
		assert_int_equal(b.p[n], 0);
	}
	eq_buf_release(&b);
	eq_buf_addf(&b, "%.*s", 3000, expected);
	assert_int_equal(b.n, 3000);
	eq_buf_release(&b);
	assert_null(b.p);
}

static void measures_width(void **state)
{
	(void)state;
	assert_int_equal(eq_text_width(EQ_TEXT("")), 0);
	assert_int_equal(eq_text_width(EQ_TEXT("abc")), 3);
	assert_int_equal(eq_text_width(EQ_TEXT("£1½")), 3);
	assert_int_equal(eq_text_width(EQ_TEXT("e\xcc\x81")), 1); /* e and U+0301 */
	assert_int_equal(eq_text_width(EQ_TEXT("\xff\xc3")), 2);
}

/* Encodes any number the way of UTF-8 in `n` bytes, rightly or not. */
static void encode(uint32_t c, size_t n, char out[4])
{
	static const unsigned lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[n] | c);
}

static void utf8_every_code_point(void **state)
{
	(void)state;
	static const uint32_t beyond[] = {0, 0x80, 0x800, 0x10000, 0x200000};

	for (size_t n = 1; n <= 4; n++)
		for (uint32_t c = 0; c < beyond[n]; c++) {
			/* Valid: in its shortest form, not a surrogate, within Unicode. */
			bool valid = c >= beyond[n - 1] && !(c >= 0xd800 && c <= 0xdfff) &&
				     c <= 0x10ffff;
			char bytes[4];
			size_t length;
			uint32_t read;

			encode(c, n, bytes);
			if (eq_utf8_valid(bytes, n) != (valid ? n : 0))
				fail_msg("U+%04X in %zu bytes", (unsigned)c, n);
			read = eq_utf8_decode((struct eq_text){bytes, n}, &length);
			if (read != (valid ? c : EQ_UTF8_BAD) || length != (valid ? n : 1))
				fail_msg("U+%04X read from %zu bytes", (unsigned)c, n);
			if (valid && n > 1 && eq_utf8_valid(bytes, n - 1) != 0)
				fail_msg("U+%04X cut short passes", (unsigned)c);
		}
}

/* A bad byte at every place of a text, on either side of the eight-byte steps. Each text is
 * a block of just its length, so that a sanitizer sees a step beyond its end. */
static void utf8_finds_the_place(void **state)
{
	(void)state;
	for (size_t n = 1; n < 40; n++) {
		char *text = eq_alloc(n);

		for (size_t bad = 0; bad < n; bad++) {
			memset(text, 'a', n);
			assert_int_equal(eq_utf8_valid(text, n), n);
			text[bad] = (char)0x80;
			assert_int_equal(eq_utf8_valid(text, n), bad);
			if (bad + 1 == n)
				continue;
			memcpy(text + bad, "\xc2\xa3", 2);
			assert_int_equal(eq_utf8_valid(text, n), n);
			text[bad + 1] = 'a';
			assert_int_equal(eq_utf8_valid(text, n), bad);
		}
		eq_free(text);
	}
	assert_int_equal(eq_utf8_valid("", 0), 0);
	assert_int_equal(eq_utf8_valid("a\0b", 3), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_by_bytes),
		cmocka_unit_test(trims_spaces_and_tabs),
		cmocka_unit_test(hash_sees_every_bit),
		cmocka_unit_test(hash_spreads_similar_names),
		cmocka_unit_test(buffers_grow),
		cmocka_unit_test(measures_width),
		cmocka_unit_test(utf8_every_code_point),
		cmocka_unit_test(utf8_finds_the_place),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
