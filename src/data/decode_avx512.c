/* decode_avx512.c - numbers and dates, four cells at a time. See decode_parts.h.
 *
 * A vector has four cells, each in the 16 bytes of its own lane; masks have 16 bits for each. Tests
 * of single bytes are all gathered in one mask: where that is empty, as it nearly always is, all
 * four are good. */
#include "data/decode_dates.h"

#if defined(__x86_64__)
#include "number/lanes.h"

#include <immintrin.h>

#define TARGET \
	__attribute__(( \
		target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx512cd,bmi,bmi2,lzcnt")))
#define TARGET_INLINE TARGET __attribute__((always_inline)) static inline

#define EVERY_LANE(bits) (UINT64_C(0x0001000100010001) * (bits))

/* Four of a handful; places beyond its end have what was there before, as no bytes. */
struct four {
	__m128i bytes;  /* of each cell */
	uint32_t lanes; /* bits of those that are there */
};

TARGET_INLINE struct four four_of(const struct eq_handful *h, uint32_t k)
{
	uint32_t left = h->n - k;
	struct four f = {.lanes = left >= 4 ? 0xF : (1u << left) - 1};

	f.bytes = _mm_maskz_loadu_epi32((__mmask8)f.lanes, h->bytes + k);
	return f;
}

/* The 16 bytes from each place on. */
TARGET_INLINE __m512i load_four(const char *a, const char *b, const char *c, const char *d)
{
	__m256i low = _mm256_inserti128_si256(
		_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)a)),
		_mm_loadu_si128((const __m128i *)(const void *)b), 1);
	__m256i high = _mm256_inserti128_si256(
		_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)c)),
		_mm_loadu_si128((const __m128i *)(const void *)d), 1);

	return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

/* The first byte of a cell's count in all bytes of its lane. */
TARGET_INLINE __m512i to_lanes(__m128i counts)
{
	const __m512i places = _mm512_set_epi64(0x0C0C0C0C0C0C0C0C, 0x0C0C0C0C0C0C0C0C,
						0x0808080808080808, 0x0808080808080808,
						0x0404040404040404, 0x0404040404040404, 0, 0);

	return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(counts), places);
}

/* A bit for each lane of which some bit is set. */
TARGET_INLINE uint32_t lanes_of(uint64_t mask)
{
	const uint64_t top = EVERY_LANE(0x8000);

	return (uint32_t)_pext_u64((((mask & ~top) + ~top) | mask) & top, top);
}

/* ---- numbers ---- */

/* Digits as they stand at the ends of their lanes, and what is known of them. */
struct digits {
	__m512i x;        /* 0 to 9; 0 before the number */
	uint64_t present; /* bytes of the number, without its sign */
	uint64_t minus;   /* its sign */
	uint32_t others;  /* lanes that cannot be read here */
};

TARGET_INLINE struct digits digits_of(const struct eq_handful *h, uint32_t k, struct four f)
{
	const __m512i from_end = _mm512_broadcast_i32x4(
		_mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
	const char *text = h->text - 16;
	struct digits d;
	__m512i count = to_lanes(_mm_min_epu32(f.bytes, _mm_set1_epi32(17)));
	__m512i raw;

	if (__builtin_expect(f.lanes == 0xF, 1))
		raw = load_four(text + h->end[k], text + h->end[k + 1], text + h->end[k + 2],
				text + h->end[k + 3]);
	else
		raw = load_four(text + h->end[k], text + h->end[f.lanes > 1 ? k + 1 : k],
				text + h->end[f.lanes > 3 ? k + 2 : k], text + h->end[k]);
	d.present = _mm512_cmpgt_epu8_mask(count, from_end);
	/* The first byte is as far from the end as there are bytes, less one. */
	d.minus = _mm512_mask_cmpeq_epi8_mask(
		_mm512_cmpeq_epi8_mask(count, _mm512_add_epi8(from_end, _mm512_set1_epi8(1))), raw,
		_mm512_set1_epi8('-'));
	d.present &= ~d.minus;
	d.x = _mm512_maskz_mov_epi8(d.present, _mm512_xor_si512(raw, _mm512_set1_epi8('0')));
	d.others = _mm_cmpgt_epu32_mask(f.bytes, _mm_set1_epi32(16));
	return d;
}

/* Of 16 digits in each lane: eight each as a number, the first eight lower. */
TARGET_INLINE __m512i weigh(__m512i x)
{
	x = _mm512_maddubs_epi16(x, _mm512_set1_epi16(0x010A));
	x = _mm512_madd_epi16(x, _mm512_set1_epi32(0x00010064));
	x = _mm512_packus_epi32(x, x);
	x = _mm512_madd_epi16(x, _mm512_set1_epi32(0x00012710));
	return _mm512_add_epi64(_mm512_mul_epu32(x, _mm512_set1_epi64(100000000)),
				_mm512_srli_epi64(x, 32));
}

/* The first of two numbers of each lane. */
TARGET_INLINE __m256i first_of_lanes(__m512i x)
{
	return _mm512_castsi512_si256(
		_mm512_permutexvar_epi64(_mm512_set_epi64(6, 4, 2, 0, 6, 4, 2, 0), x));
}

/* Writes them with their signs; 0 for the others. */
TARGET_INLINE void put_numbers(__m256i v, const struct digits *d, struct four f, uint32_t others,
			       int64_t *to, __m256i *all)
{
	if (__builtin_expect(others, 0))
		v = _mm256_maskz_mov_epi64((__mmask8)~others, v);
	*all = _mm256_or_si256(*all, v);
	if (d->minus)
		v = _mm256_mask_sub_epi64(v, (__mmask8)lanes_of(d->minus), _mm256_setzero_si256(),
					  v);
	if (__builtin_expect(f.lanes == 0xF, 1))
		_mm256_storeu_si256((__m256i *)(void *)to, v);
	else
		_mm256_mask_storeu_epi64(to, (__mmask8)f.lanes, v);
}

TARGET_INLINE uint64_t or_of(__m256i v)
{
	__m128i x = _mm_or_si128(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));

	return (uint64_t)_mm_cvtsi128_si64(x) | (uint64_t)_mm_extract_epi64(x, 1);
}

TARGET_INLINE uint64_t exact(const struct eq_handful *h, unsigned decimals, int64_t *to,
			     uint64_t *magnitudes, bool whole)
{
	/* Where the point must stand, or the last digit; and the bytes behind the point. */
	const uint64_t needed = EVERY_LANE(0x8000u >> decimals);
	const uint64_t behind = EVERY_LANE(0xFFFFu << (16 - decimals) & 0xFFFF);
	__m256i all = _mm256_setzero_si256();
	uint64_t unread = 0;

	for (uint32_t k = 0; k < h->n; k += 4) {
		struct four f = four_of(h, k);
		struct digits d = digits_of(h, k, f);
		uint64_t wrong;

		if (whole) {
			wrong = needed & ~d.present;
		} else {
			wrong = needed ^ _mm512_mask_cmpeq_epi8_mask(needed, d.x,
								     _mm512_set1_epi8('.' ^ '0'));
			d.x = _mm512_mask_mov_epi8(_mm512_bslli_epi128(d.x, 1), behind, d.x);
		}
		wrong |= _mm512_cmpgt_epu8_mask(d.x, _mm512_set1_epi8(9));
		uint32_t others = d.others;
		if (__builtin_expect(wrong != 0, 0))
			others |= lanes_of(wrong);
		others &= f.lanes;
		unread |= (uint64_t)others << k;
		put_numbers(first_of_lanes(weigh(d.x)), &d, f, others, to + k, &all);
	}
	*magnitudes |= or_of(all);
	return unread;
}

TARGET uint64_t eq_numbers_exact_avx512(const struct eq_handful *h, unsigned decimals, int64_t *to,
					uint64_t *magnitudes)
{
	return decimals ? exact(h, decimals, to, magnitudes, false)
			: exact(h, 0, to, magnitudes, true);
}

/* For each lane, the bytes up to and with its first point; none where it has none. The last byte
 * is not looked at. */
TARGET_INLINE uint64_t up_to_point(uint64_t points)
{
	const uint64_t top = EVERY_LANE(0x8000);
	uint64_t less = (points | top) - EVERY_LANE(1);
	uint64_t found = less & top; /* its top bit is gone where there was no other */

	return ((points | top) ^ less) & (found - (found >> 15));
}

/* Each from a table of 16. */
TARGET_INLINE __m256i choose(__m512i low, __m512i high, __m256i at)
{
	return _mm512_castsi512_si256(
		_mm512_permutex2var_epi64(low, _mm512_castsi256_si512(at), high));
}

TARGET uint64_t eq_numbers_mixed_avx512(const struct eq_handful *h, unsigned decimals, int64_t *to,
					uint64_t *magnitudes)
{
	const uint64_t top = EVERY_LANE(0x8000);
	const __m512i low_powers = _mm512_loadu_si512(eq_ten_to_64);
	const __m512i high_powers = _mm512_loadu_si512(eq_ten_to_64 + 8);
	/* From 10^18 down: what a number must stay below. */
	const __m512i low_limits = _mm512_loadu_si512(eq_ten_to_64 + 3);
	const __m512i high_limits = _mm512_loadu_si512(eq_ten_to_64 + 11);
	__m256i all = _mm256_setzero_si256();
	uint64_t unread = 0;

	for (uint32_t k = 0; k < h->n; k += 4) {
		struct four f = four_of(h, k);
		struct digits d = digits_of(h, k, f);
		uint64_t points = _mm512_cmpeq_epi8_mask(d.x, _mm512_set1_epi8('.' ^ '0'));
		/* A point at the very end is left; so is nothing at all. */
		uint64_t wrong = (points | ~d.present) & top;
		uint64_t shift = up_to_point(points & ~top);

		d.x = _mm512_mask_mov_epi8(d.x, shift, _mm512_bslli_epi128(d.x, 1));
		wrong |= _mm512_cmpgt_epu8_mask(d.x, _mm512_set1_epi8(9));
		/* The highest of a lane's bits is its point, as many places before the last as
		 * there are decimals. */
		__m256i place = _mm256_cvtepu16_epi64(_mm_cvtsi64_si128((long long)shift));
		__m256i behind =
			_mm256_sub_epi64(_mm256_lzcnt_epi64(place), _mm256_set1_epi64x(48));
		behind = _mm256_maskz_mov_epi64(_mm256_test_epi64_mask(place, place), behind);
		/* Wraps where there are more decimals than are taken. */
		__m256i more = _mm256_sub_epi64(_mm256_set1_epi64x(decimals), behind);
		__m256i v = first_of_lanes(weigh(d.x));
		__m256i limit = choose(low_limits, high_limits,
				       _mm256_sub_epi64(_mm256_set1_epi64x(15), more));
		uint32_t others = d.others;

		others |= _mm256_cmpgt_epu64_mask(more, _mm256_set1_epi64x(decimals));
		others |= _mm256_cmpge_epu64_mask(v, limit);
		v = _mm256_mullo_epi64(v, choose(low_powers, high_powers, more));
		if (__builtin_expect(wrong != 0, 0))
			others |= lanes_of(wrong);
		others &= f.lanes;
		unread |= (uint64_t)others << k;
		put_numbers(v, &d, f, others, to + k, &all);
	}
	*magnitudes |= or_of(all);
	return unread;
}

/* ---- dates ---- */

TARGET_INLINE __m512i load_begins(const struct eq_handful *h, uint32_t k, struct four f)
{
	const char *p[4];

	for (uint32_t i = 0; i < 4; i++)
		p[i] = eq_handful_cell(h, f.lanes >> i & 1 ? k + i : k).p;
	return load_four(p[0], p[1], p[2], p[3]);
}

TARGET_INLINE __m512i in_every_lane(const uint64_t words[2])
{
	return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)words));
}

TARGET uint64_t eq_dates_avx512(const struct eq_date_shape *shape, const struct eq_handful *h,
				int32_t *to)
{
	const __m512i look = in_every_lane(shape->look), most = in_every_lane(shape->most),
		      order = in_every_lane(shape->order);
	/* Years to months, and the month; days stand for themselves. */
	const __m512i months = _mm512_set1_epi64(INT64_C(0x00000001000C04B0));
	const __m512i gather =
		_mm512_castsi256_si512(_mm256_set_epi32(29, 25, 21, 17, 12, 8, 4, 0));
	uint64_t unusual = 0;

	for (uint32_t k = 0; k < h->n; k += 4) {
		struct four f = four_of(h, k);
		__m512i x = _mm512_xor_si512(load_begins(h, k, f), look);
		uint64_t wrong = _mm512_cmpgt_epu8_mask(x, most);
		uint32_t good = _mm_cmpeq_epi32_mask(f.bytes, _mm_set1_epi32((int)shape->n));

		/* Two digits each: of the century, the year, the month, the day. */
		x = _mm512_maddubs_epi16(_mm512_shuffle_epi8(x, order), _mm512_set1_epi16(0x010A));
		__m512i sum = _mm512_madd_epi16(x, months);
		sum = _mm512_add_epi32(sum, _mm512_shuffle_epi32(sum, _MM_PERM_BBBB));
		__m256i both = _mm512_castsi512_si256(_mm512_permutex2var_epi32(sum, gather, x));
		__m128i at = _mm_sub_epi32(_mm256_castsi256_si128(both),
					   _mm_set1_epi32(EQ_DATE_SHAPE_FIRST));
		__m128i month =
			_mm_and_si128(_mm256_extracti128_si256(both, 1), _mm_set1_epi32(0xFFFF));
		__m128i day = _mm_srli_epi32(_mm256_extracti128_si256(both, 1), 16);

		if (__builtin_expect(wrong != 0, 0))
			good &= ~lanes_of(wrong);
		good &= _mm_cmplt_epu32_mask(at, _mm_set1_epi32(EQ_DATE_SHAPE_MONTHS));
		good &= _mm_cmplt_epu32_mask(_mm_sub_epi32(month, _mm_set1_epi32(1)),
					     _mm_set1_epi32(12));
		/* The first day of the month and that of the next stand side by side. */
		__m256i days = _mm256_mmask_i32gather_epi64(_mm256_setzero_si256(), (__mmask8)good,
							    at, (const void *)shape->first, 4);
		__m128i first = _mm256_cvtepi64_epi32(days);
		__m128i length =
			_mm_sub_epi32(_mm256_cvtepi64_epi32(_mm256_srli_epi64(days, 32)), first);
		day = _mm_sub_epi32(shape->has_day ? day : length, _mm_set1_epi32(1));
		good &= _mm_cmplt_epu32_mask(day, length);
		_mm_mask_storeu_epi32(to + k, (__mmask8)f.lanes,
				      _mm_maskz_add_epi32((__mmask8)good, first, day));
		unusual |= (uint64_t)(~good & f.lanes) << k;
	}
	return unusual;
}
#endif
