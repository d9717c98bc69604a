/* index_avx512.c - the loops of index.h with AVX-512: comparisons give their bits at once, and the places of bits
 * are packed sixteen at a time. */
#include "data/index.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET \
	__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx2,bmi,bmi2," \
			      "lzcnt,popcnt,pclmul")))

struct chunk {
	__m512i of;
};

TARGET static inline struct chunk chunk_load(const char *p)
{
	return (struct chunk){_mm512_loadu_si512(p)};
}

TARGET static inline uint64_t chunk_is(struct chunk c, char b)
{
	return _mm512_cmpeq_epi8_mask(c.of, _mm512_set1_epi8(b));
}

TARGET static inline uint64_t chunk_beyond(struct chunk c)
{
	return _mm512_movepi8_mask(c.of);
}

TARGET static inline uint64_t chunk_either(struct chunk c, char a, char b)
{
	return chunk_is(c, a) | chunk_is(c, b);
}

TARGET static inline uint32_t count_bits(uint64_t bits)
{
	return (uint32_t)__builtin_popcountll(bits);
}

TARGET static inline uint32_t chunk_count(struct chunk c, char b)
{
	return count_bits(chunk_is(c, b));
}

/* A byte that is 0 stays the least of its place. */
struct gist {
	__m512i all, least;
	uint64_t quote, cr;
};

TARGET static inline struct gist gist_none(void)
{
	return (struct gist){.all = _mm512_setzero_si512(), .least = _mm512_set1_epi8(1)};
}

TARGET static inline void gist_add(struct gist *g, struct chunk c)
{
	g->all = _mm512_or_si512(g->all, c.of);
	g->least = _mm512_min_epu8(g->least, c.of);
	g->quote |= chunk_is(c, '"');
	g->cr |= chunk_is(c, '\r');
}

TARGET static inline void gist_end(struct gist g, struct eq_index_seen *seen)
{
	seen->beyond = _mm512_movepi8_mask(g.all) != 0;
	seen->zero = _mm512_testn_epi8_mask(g.least, g.least) != 0;
	seen->quote = g.quote != 0;
	seen->cr = g.cr != 0;
}

/* Multiplying by all ones without carries adds each bit to all above it. */
TARGET static inline uint64_t prefix_xor(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits),
					       _mm_set1_epi8((char)0xFF), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

TARGET static inline void put_sixteen(uint32_t *to, __m512i base, __m128i places)
{
	_mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(places)));
}

TARGET static inline uint32_t *put_places(uint32_t *to, uint32_t base, uint64_t bits)
{
	static const uint8_t order[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
					  13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
					  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
					  39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
					  52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
	__m512i places = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(order));
	__m512i all = _mm512_set1_epi32((int)base);
	uint32_t n = (uint32_t)__builtin_popcountll(bits);

	put_sixteen(to, all, _mm512_castsi512_si128(places));
	if (__builtin_expect(n > 16, 0)) {
		put_sixteen(to + 16, all, _mm512_extracti32x4_epi32(places, 1));
		put_sixteen(to + 32, all, _mm512_extracti32x4_epi32(places, 2));
		put_sixteen(to + 48, all, _mm512_extracti32x4_epi32(places, 3));
	}
	return to + n;
}

#include "data/index_loops.inc"

const struct eq_index_loops eq_index_avx512 = {look, cut, ends, ends_marked, line_like};

#endif
