/* index_avx2.c - the loops of index.h with AVX2, BMI and carry-less multiplication. */
#include "data/index.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))

struct chunk {
	__m256i low, high;
};

TARGET static inline struct chunk chunk_load(const char *p)
{
	return (struct chunk){_mm256_loadu_si256((const __m256i *)(const void *)p),
			      _mm256_loadu_si256((const __m256i *)(const void *)(p + 32))};
}

TARGET static inline uint64_t bits_of(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high)
							     << 32;
}

TARGET static inline uint64_t chunk_is(struct chunk c, char b)
{
	__m256i all = _mm256_set1_epi8(b);

	return bits_of(_mm256_cmpeq_epi8(c.low, all), _mm256_cmpeq_epi8(c.high, all));
}

TARGET static inline uint64_t chunk_beyond(struct chunk c)
{
	return bits_of(c.low, c.high);
}

TARGET static inline uint64_t chunk_either(struct chunk c, char a, char b)
{
	__m256i all_a = _mm256_set1_epi8(a), all_b = _mm256_set1_epi8(b);

	return bits_of(
		_mm256_or_si256(_mm256_cmpeq_epi8(c.low, all_a), _mm256_cmpeq_epi8(c.low, all_b)),
		_mm256_or_si256(_mm256_cmpeq_epi8(c.high, all_a),
				_mm256_cmpeq_epi8(c.high, all_b)));
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
	__m256i all, least, quote, cr;
};

TARGET static inline struct gist gist_none(void)
{
	__m256i none = _mm256_setzero_si256();

	return (struct gist){none, _mm256_set1_epi8(1), none, none};
}

TARGET static inline void gist_add_half(struct gist *g, __m256i half)
{
	g->all = _mm256_or_si256(g->all, half);
	g->least = _mm256_min_epu8(g->least, half);
	g->quote = _mm256_or_si256(g->quote, _mm256_cmpeq_epi8(half, _mm256_set1_epi8('"')));
	g->cr = _mm256_or_si256(g->cr, _mm256_cmpeq_epi8(half, _mm256_set1_epi8('\r')));
}

TARGET static inline void gist_add(struct gist *g, struct chunk c)
{
	gist_add_half(g, c.low);
	gist_add_half(g, c.high);
}

TARGET static inline void gist_end(struct gist g, struct eq_index_seen *seen)
{
	__m256i zero = _mm256_cmpeq_epi8(g.least, _mm256_setzero_si256());

	seen->beyond = _mm256_movemask_epi8(g.all) != 0;
	seen->zero = _mm256_movemask_epi8(zero) != 0;
	seen->quote = _mm256_movemask_epi8(g.quote) != 0;
	seen->cr = _mm256_movemask_epi8(g.cr) != 0;
}

/* Multiplying by all ones without carries adds each bit to all above it. */
TARGET static inline uint64_t prefix_xor(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits),
					       _mm_set1_epi8((char)0xFF), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

/* Most chunks have no more than ten, and are done without asking after each. */
TARGET static inline uint32_t *put_places(uint32_t *to, uint32_t base, uint64_t bits)
{
	uint32_t n = (uint32_t)__builtin_popcountll(bits);

	for (uint32_t k = 0; k < 10; k++, bits = _blsr_u64(bits))
		to[k] = base + (uint32_t)_tzcnt_u64(bits);
	for (uint32_t k = 10; k < n; k++, bits = _blsr_u64(bits))
		to[k] = base + (uint32_t)_tzcnt_u64(bits);
	return to + n;
}

#include "data/index_loops.inc"

const struct eq_index_loops eq_index_avx2 = {look, cut, ends, ends_marked, line_like};

#endif
