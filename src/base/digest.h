/* digest.h - a fingerprint of bytes, by which a changed file is known from the one that was read.
 *
 * XXH3 with 128 bits over blocks of 1 MiB, then over the blocks' digests in order: blocks could be
 * worked out beside each other, and the digest would be the same. It tells that something changed;
 * it does not keep out who wants to deceive, for whom another text of the same digest can be made. */
#ifndef EQ_BASE_DIGEST_H
#define EQ_BASE_DIGEST_H

#include "base/memory.h"

#define EQ_DIGEST_CHARS 33 /* 32 hexadecimal digits and a NUL */
#define EQ_DIGEST_BLOCK 1048576

struct eq_digest;

struct eq_digest *eq_digest_new(void);
void eq_digest_free(struct eq_digest *d);
void eq_digest_add(struct eq_digest *d, const void *p, size_t n);
/* Of all that was added; nothing may be added after it. How it came in pieces shows in nothing. */
void eq_digest_end(struct eq_digest *d, char out[EQ_DIGEST_CHARS]);

#endif
