/* sha256.h - fingerprints that nobody can make to order: SHA-256 (FIPS 180-4), of GNU Nettle.
 *
 * For what people agree to. Where only an accident is to be noticed, digest.h is faster. */
#ifndef EQ_BASE_SHA256_H
#define EQ_BASE_SHA256_H

#include <nettle/sha2.h>

#include "base/text.h"

#define EQ_SHA256_BYTES SHA256_DIGEST_SIZE

struct eq_sha256 {
	struct sha256_ctx state;
};

void eq_sha256_init(struct eq_sha256 *s);
void eq_sha256_add(struct eq_sha256 *s, const void *p, size_t n);
/* The fingerprint of all that was added. To add more, init again. */
void eq_sha256_end(struct eq_sha256 *s, uint8_t out[EQ_SHA256_BYTES]);
/* Appends it in 64 hexadecimal digits. */
void eq_sha256_hex(const uint8_t digest[EQ_SHA256_BYTES], struct eq_buf *out);

#endif
