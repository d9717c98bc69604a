/* test_digest.c - fingerprints of bytes. What is expected was worked out block by block with the
 * one-shot function of the xxHash library, from another language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digest.h"
#include "data/csv.h"

#define BIG (2 * EQ_DIGEST_BLOCK + 5)

/* Byte i is i × 7 + i ÷ 251. */
static char *big_text(void)
{
	char *p = eq_alloc(BIG);

	for (size_t i = 0; i < BIG; i++)
		p[i] = (char)(unsigned char)((i * 7 + i / 251) % 256);
	return p;
}

static void assert_digest(const char *p, size_t n, size_t piece, const char *expected)
{
	struct eq_digest *d = eq_digest_new();
	char out[EQ_DIGEST_CHARS];

	for (size_t at = 0; at < n; at += piece)
		eq_digest_add(d, p + at, n - at < piece ? n - at : piece);
	eq_digest_end(d, out);
	eq_digest_free(d);
	assert_string_equal(out, expected);
}

static void of_blocks(void **state)
{
	(void)state;
	char *big = big_text();

	assert_digest("", 0, 1, "99aa06d3014798d86001c324468d497f");
	assert_digest("a,b\n1,2\n", 8, 1, "dc3460a3054aa99cc2b8c734d7ef896b");
	assert_digest("a,b\n1,2\n", 8, 8, "dc3460a3054aa99cc2b8c734d7ef896b");
	assert_digest(big, EQ_DIGEST_BLOCK, 4096, "060706d7093234edecd43ef17fcabed7");
	assert_digest(big, BIG, BIG, "49c21fbcc65d18daf8b3f4d27e3a7413");
	assert_digest(big, BIG, 999983, "49c21fbcc65d18daf8b3f4d27e3a7413");
	assert_digest(big, BIG, 1000, "49c21fbcc65d18daf8b3f4d27e3a7413");
	eq_free(big);
}

/* However far the records were read, and in whatever pieces: the whole input. */
static void of_a_file(void **state)
{
	(void)state;

	for (int records = 0; records <= 3; records++)
		for (size_t piece = 1; piece <= 8; piece++) {
			struct eq_diags diags;
			struct eq_csv_record r;
			char out[EQ_DIGEST_CHARS];

			eq_diags_init(&diags, NULL);
			struct eq_csv *c = eq_csv_open_memory(EQ_TEXT("a,b\n1,2\n"),
							      EQ_TEXT("a.csv"), 0, &diags);
			eq_csv_set_buffer(c, piece);
			for (int k = 0; k < records; k++)
				eq_csv_next(c, &r);
			assert_true(eq_csv_fingerprint(c, out));
			assert_string_equal(out, "dc3460a3054aa99cc2b8c734d7ef896b");
			eq_csv_close(c);
			eq_diags_release(&diags);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_blocks),
		cmocka_unit_test(of_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
