/* digest.c - a fingerprint over blocks. See digest.h. */
#include "base/digest.h"

#include <stdio.h>
#include <xxhash.h>

#include "base/digest_avx2.h"
#include "base/simd.h"

struct eq_digest {
	XXH3_state_t *block, *whole;
	size_t in_block; /* bytes */
	bool avx2;
};

static XXH3_state_t *new_state(void)
{
	XXH3_state_t *s = XXH3_createState();

	if (!s)
		eq_out_of_memory();
	XXH3_128bits_reset(s);
	return s;
}

struct eq_digest *eq_digest_new(void)
{
	struct eq_digest *d = eq_alloc_zero(1, sizeof *d);

	d->avx2 = eq_simd_has(EQ_SIMD_AVX2);
	d->block = new_state();
	d->whole = new_state();
	return d;
}

void eq_digest_free(struct eq_digest *d)
{
	if (!d)
		return;
	XXH3_freeState(d->block);
	XXH3_freeState(d->whole);
	eq_free(d);
}

/* The block's digest goes into the whole's, in the byte order that all machines agree on. */
static void end_block(struct eq_digest *d)
{
	XXH128_canonical_t bytes;

	XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(d->block));
	XXH3_128bits_update(d->whole, &bytes, sizeof bytes);
	XXH3_128bits_reset(d->block);
	d->in_block = 0;
}

void eq_digest_add(struct eq_digest *d, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		size_t room = EQ_DIGEST_BLOCK - d->in_block, part = n < room ? n : room;

		if (d->avx2)
			eq_digest_update_avx2(d->block, at, part);
		else
			XXH3_128bits_update(d->block, at, part);
		at += part;
		n -= part;
		d->in_block += part;
		if (d->in_block == EQ_DIGEST_BLOCK)
			end_block(d);
	}
}

void eq_digest_end(struct eq_digest *d, char out[EQ_DIGEST_CHARS])
{
	XXH128_canonical_t bytes;

	if (d->in_block)
		end_block(d);
	XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(d->whole));
	for (size_t i = 0; i < sizeof bytes.digest; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes.digest[i]);
}
