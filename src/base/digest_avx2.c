/* digest_avx2.c - see digest_avx2.h. The library's header has its code; what it is compiled for is said here, for all
 * functions in it. */
#include "base/digest_avx2.h"

#if defined(__x86_64__)

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#define XXH_VECTOR 2 /* XXH_AVX2 */
#define XXH_INLINE_ALL
#include <xxhash.h>

void eq_digest_update_avx2(void *state, const void *p, size_t n)
{
	XXH3_128bits_update(state, p, n);
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#else

#include <xxhash.h>

void eq_digest_update_avx2(void *state, const void *p, size_t n)
{
	XXH3_128bits_update(state, p, n);
}

#endif
