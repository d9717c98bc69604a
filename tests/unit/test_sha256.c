/* test_sha256.c - the examples of FIPS 180-4 (as published in NIST's "SHA256.pdf" of examples). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sha256.h"

static void check(const char *text, size_t times, const char *expected)
{
	uint8_t digest[EQ_SHA256_BYTES];
	struct eq_sha256 s;
	struct eq_buf hex;

	eq_buf_init(&hex);
	eq_sha256_init(&s);
	for (size_t i = 0; i < times; i++)
		eq_sha256_add(&s, text, strlen(text));
	eq_sha256_end(&s, digest);
	eq_sha256_hex(digest, &hex);
	assert_string_equal(hex.p, expected);
	eq_buf_release(&hex);
}

static void published_examples(void **state)
{
	(void)state;
	check("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	check("a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(published_examples)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
