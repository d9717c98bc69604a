/* sha256.c - SHA-256 by Nettle. See sha256.h. */
#include "base/sha256.h"

void eq_sha256_init(struct eq_sha256 *s)
{
	sha256_init(&s->state);
}

void eq_sha256_add(struct eq_sha256 *s, const void *p, size_t n)
{
	sha256_update(&s->state, n, p);
}

void eq_sha256_end(struct eq_sha256 *s, uint8_t out[EQ_SHA256_BYTES])
{
	sha256_digest(&s->state, EQ_SHA256_BYTES, out);
}

void eq_sha256_hex(const uint8_t digest[EQ_SHA256_BYTES], struct eq_buf *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < EQ_SHA256_BYTES; i++) {
		eq_buf_addc(out, digits[digest[i] >> 4]);
		eq_buf_addc(out, digits[digest[i] & 15]);
	}
}
