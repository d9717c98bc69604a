/* decode_numbers.c - cells of digits to integers of one scale. See decode_parts.h.
 *
 * Eight digits are read as one word, whose bytes are weighed by three multiplications. A column is
 * taken to have the decimals that its first cells have: where all have as many, the point's place
 * is known, and only checked. */
#include "data/decode_parts.h"

#include "number/lanes.h"

#define ZEROS EQ_EVERY_BYTE('0')
#define POINT ('.' ^ '0')
#define MOST_CHARACTERS 20 /* a sign, a point and 18 digits */
#define LONGEST_REST 64
#define MOST_EXACT 6  /* decimals that stand in a word with their point */
#define MOST_MIXED 15 /* the same of 16 bytes */

/* Eight bytes of 0 to 9, the first digit lowest. */
EQ_INLINE uint64_t weigh(uint64_t x)
{
	const uint64_t pairs = UINT64_C(0x000000FF000000FF);

	x = x * 10 + (x >> 8);
	return ((x & pairs) * UINT64_C(0x000F424000000064) +
		(x >> 16 & pairs) * UINT64_C(0x0000271000000001)) >>
	       32;
}

/* Not 0: some byte is more than 9. */
EQ_INLINE uint64_t beyond_nine(uint64_t x)
{
	return ((x + EQ_EVERY_BYTE(6)) | x) & EQ_EVERY_BYTE(0xF0);
}

/* The last n bytes of a word, 1 to 8 of them. */
EQ_INLINE uint64_t last_bytes(uint32_t n)
{
	return ~UINT64_C(0) << (-n * 8 & 63);
}

/* The place of the last point among digits, counted from the end; 8: there is none. */
EQ_INLINE unsigned point_place(uint64_t x)
{
	const uint64_t low = EQ_EVERY_BYTE(0x7F);
	uint64_t y = x ^ EQ_EVERY_BYTE(POINT);
	uint64_t points = ~(((y & low) + low) | y | low);

	return points ? (unsigned)__builtin_clzll(points) / 8 : 8;
}

/* The word without the byte at `place` from its end: those before it come nearer by one. */
EQ_INLINE uint64_t without(uint64_t x, unsigned place, uint64_t carried)
{
	uint64_t behind = place ? ~UINT64_C(0) << (64 - 8 * place) : 0;

	return (x & behind) | ((x << 8 | carried) & ~behind);
}

/* Digits and at most one point, in at most 16 bytes that end at `end`. */
static bool read_words(const char *end, uint32_t n, uint64_t *v, unsigned *decimals)
{
	uint64_t low = eq_load64(end - 8) ^ ZEROS, high = 0;
	unsigned place;

	if (n <= 8) {
		low &= last_bytes(n);
	} else {
		high = (eq_load64(end - 16) ^ ZEROS) & last_bytes(n - 8);
	}
	*decimals = 0;
	place = point_place(low);
	if (place < 8) {
		*decimals = place;
		low = without(low, place, high >> 56);
		high <<= 8;
		n--;
	} else if ((place = point_place(high)) < 8) {
		*decimals = 8 + place;
		high = without(high, place, 0);
		n--;
	}
	*v = weigh(high) * 100000000 + weigh(low);
	return n && !(beyond_nine(low) | beyond_nine(high));
}

/* The same of any length. */
static bool read_bytes(const char *p, uint32_t n, uint64_t *v, unsigned *decimals)
{
	uint32_t digits = 0, point = n;

	*v = 0;
	for (uint32_t i = 0; i < n; i++) {
		unsigned digit = (unsigned char)p[i] ^ '0';

		if (digit <= 9) {
			*v = *v * 10 + digit;
			digits++;
		} else if (digit == POINT && point == n) {
			point = i;
		} else {
			return false;
		}
	}
	*decimals = point < n ? n - 1 - point : 0;
	return digits && digits <= 18;
}

struct sign {
	bool minus;
	uint32_t length;
};

EQ_INLINE struct sign sign_of(struct eq_raw s)
{
	char c = s.p[0]; /* can be read though the cell is empty */

	return (struct sign){c == '-', c == '-' || c == '+'};
}

/* Any number of plain digits, with as many decimals as it has. `v` has no sign. */
static bool read_plain(struct eq_raw s, uint64_t *v, unsigned *decimals)
{
	uint32_t n;

	if (!s.n || s.n > MOST_CHARACTERS)
		return false;
	n = s.n - sign_of(s).length;
	if (!n)
		return false;
	return n <= 16 ? read_words(s.p + s.n, n, v, decimals)
		       : read_bytes(s.p + s.n - n, n, v, decimals);
}

/* The same at a scale. False where that takes more than 18 digits, or digits away. */
static bool read_at_scale(struct eq_raw s, unsigned scale, unsigned *decimals, uint64_t *v)
{
	if (!read_plain(s, v, decimals) || *decimals > scale ||
	    *v >= (uint64_t)eq_ten_to_64[EQ_MOST_PLACES - (scale - *decimals)])
		return false;
	*v *= (uint64_t)eq_ten_to_64[scale - *decimals];
	return true;
}

/* What the numbers of a batch come to. */
struct made {
	uint64_t magnitudes; /* OR-ed */
	uint32_t odd;        /* cells that are not as the column is taken to be */
};

/* Lanes of at most 8 bytes with exactly these decimals, and 0 for the others, whose bits are
 * returned. */
EQ_INLINE uint64_t read_exact(const struct eq_handful *h, unsigned decimals, int64_t *to,
			      uint64_t *magnitudes)
{
	uint64_t others = 0, all = 0;

	for (uint32_t k = 0; k < h->n; k++) {
		struct eq_raw s = eq_handful_cell(h, k);
		struct sign sign = sign_of(s);
		uint32_t n = s.n - sign.length;
		uint64_t x = eq_load64(s.p + s.n - 8) ^ ZEROS;
		bool good = (n > decimals) & (n <= 8);

		if (decimals) {
			good &= (x >> (56 - 8 * decimals) & 0xFF) == POINT;
			x = without(x, decimals, 0);
			n--;
		}
		x &= last_bytes(n);
		good &= !beyond_nine(x);
		uint64_t v = good ? weigh(x) : 0;
		others |= (uint64_t)!good << k;
		all |= v;
		to[k] = (int64_t)(sign.minus ? -v : v);
	}
	*magnitudes |= all;
	return others;
}

/* The same with up to so many decimals. */
EQ_INLINE uint64_t read_mixed(const struct eq_handful *h, unsigned decimals, int64_t *to,
			      uint64_t *magnitudes)
{
	uint64_t others = 0, all = 0;

	for (uint32_t k = 0; k < h->n; k++) {
		struct eq_raw s = eq_handful_cell(h, k);
		struct sign sign = sign_of(s);
		uint32_t n = s.n - sign.length;
		bool good = n - 1 < 8;
		uint64_t x = (eq_load64(s.p + s.n - 8) ^ ZEROS) & last_bytes(n);
		unsigned place = point_place(x), more = decimals - (place & 7);

		x = without(x, place, 0);
		good &= (n > (place < 8)) & (more <= decimals) & !beyond_nine(x);
		more = good ? more : 0;
		uint64_t v = good ? weigh(x) : 0;
		good &= v < (uint64_t)eq_ten_to_64[EQ_MOST_PLACES - more];
		v = good ? v * (uint64_t)eq_ten_to_64[more] : 0;
		others |= (uint64_t)!good << k;
		all |= v;
		to[k] = (int64_t)(sign.minus ? -v : v);
	}
	*magnitudes |= all;
	return others;
}

struct kernels {
	uint64_t (*exact)(const struct eq_handful *, unsigned, int64_t *, uint64_t *);
	uint64_t (*mixed)(const struct eq_handful *, unsigned, int64_t *, uint64_t *);
};

#define KERNEL(name, kind, target) \
	target static uint64_t name(const struct eq_handful *h, unsigned decimals, int64_t *to, \
				    uint64_t *magnitudes) \
	{ \
		return kind(h, decimals, to, magnitudes); \
	}
KERNEL(exact_plain, read_exact, )
KERNEL(mixed_plain, read_mixed, )
KERNEL(exact_bmi, read_exact, EQ_BMI)
KERNEL(mixed_bmi, read_mixed, EQ_BMI)

static const struct kernels *kernels_of(enum eq_simd simd)
{
	static const struct kernels plain = {exact_plain, mixed_plain},
				    bmi = {exact_bmi, mixed_bmi};
#if defined(__x86_64__)
	static const struct kernels avx512 = {eq_numbers_exact_avx512, eq_numbers_mixed_avx512};

	if (simd == EQ_SIMD_AVX512)
		return &avx512;
#endif
	return simd == EQ_SIMD_PLAIN ? &plain : &bmi;
}

/* The long way for the lanes that `others` says. Returns those that are unusual. */
static uint64_t read_others(const struct eq_decoder *d, const struct eq_handful *h, uint64_t others,
			    int64_t *to, struct made *made)
{
	uint64_t unusual = 0;

	for (; others; others &= others - 1) {
		uint32_t k = (uint32_t)__builtin_ctzll(others);
		struct eq_raw s = eq_handful_cell(h, k);
		unsigned decimals;
		uint64_t v;
		bool good = read_at_scale(s, d->decimals, &decimals, &v);

		made->odd += !good || (!d->mixed && decimals != d->decimals);
		unusual |= (uint64_t)!good << k;
		if (!good)
			continue;
		made->magnitudes |= v;
		to[k] = (int64_t)(sign_of(s).minus ? -v : v);
	}
	return unusual;
}

/* ---- what a column is like ---- */

/* From a handful of cells. Where none is a number nothing is learned. */
static void learn(struct eq_decoder *d, const struct eq_cells *cells)
{
	unsigned least = EQ_MOST_PLACES, most = 0;
	uint64_t largest = 0; /* of the whole parts */
	bool any = false;
	struct eq_handful h;

	eq_cells_take(cells, cells->n > EQ_HANDFUL ? (cells->n - EQ_HANDFUL) / 2 : 0, true, &h);
	for (uint32_t i = 0; i < h.n; i++) {
		unsigned decimals;
		uint64_t v;

		if (!read_plain(eq_handful_cell(&h, i), &v, &decimals))
			continue;
		any = true;
		least = decimals < least ? decimals : least;
		most = decimals > most ? decimals : most;
		v /= (uint64_t)eq_ten_to_64[decimals];
		largest = v > largest ? v : largest;
	}
	if (!any)
		return;
	while (most > least && largest >= (uint64_t)eq_ten_to_64[EQ_MOST_PLACES - most])
		most--; /* else the largest would not fit: better the longest do not */
	d->decimals = most;
	d->mixed = least < most;
}

void eq_decode_numbers_init(struct eq_decoder *d)
{
	d->missing_numbers = eq_alloc(d->n_missing * sizeof *d->missing_numbers);
	for (uint32_t i = 0; i < d->n_missing; i++) {
		struct eq_cell_number *v = &d->missing_numbers[d->n_missing_numbers];

		d->n_missing_numbers += eq_cell_number(d->missing[i],
						       (struct eq_cell_signs){.percent = false},
						       v) == EQ_CELL_FITS &&
					!v->wide;
	}
}

/* Leaves numbers to cells.h that stand for a missing cell: 9999, if the cell is written so. */
static void leave_missing(const struct eq_decoder *d, int64_t *lanes, uint32_t n, uint64_t *unusual)
{
	for (uint32_t i = 0; i < d->n_missing_numbers; i++) {
		const struct eq_cell_number *m = &d->missing_numbers[i];
		__int128_t v = m->i;

		if (m->scale > d->decimals) /* a cell written so has too many decimals as well */
			continue;
		v *= eq_ten_to_64[d->decimals - m->scale];
		for (uint32_t k = 0; k < n; k++)
			if (lanes[k] == v) {
				unusual[k / 64] |= UINT64_C(1) << (k % 64);
				lanes[k] = 0;
			}
	}
}

static struct made read_all(const struct eq_decoder *d, const struct eq_cells *cells, int64_t *to,
			    uint64_t *unusual)
{
	const struct kernels *kernels = kernels_of(d->simd);
	struct made made = {0};
	struct eq_handful h;

	for (uint32_t from = 0; from < cells->n; from += EQ_HANDFUL) {
		uint64_t others;

		eq_cells_take(cells, from, true, &h);
		if (d->decimals > MOST_MIXED)
			others = ~UINT64_C(0) >> (EQ_HANDFUL - h.n);
		else if (d->mixed || d->decimals > MOST_EXACT)
			others = kernels->mixed(&h, d->decimals, to + from, &made.magnitudes);
		else
			others = kernels->exact(&h, d->decimals, to + from, &made.magnitudes);
		unusual[from / 64] = 0;
		if (others)
			unusual[from / 64] = read_others(d, &h, others, to + from, &made);
	}
	return made;
}

void eq_decode_numbers(struct eq_decoder *d, const struct eq_cells *cells,
		       struct eq_batch_column *to, uint64_t *unusual)
{
	struct made made = read_all(d, cells, to->i, unusual);

	if (d->rest) {
		d->rest--;
	} else if (made.odd > cells->n / 16) {
		learn(d, cells);
		made = read_all(d, cells, to->i, unusual);
		/* Where it does not help it is not tried at every batch. */
		d->last_rest = d->last_rest < LONGEST_REST ? d->last_rest * 2 + 1 : LONGEST_REST;
		d->rest = d->last_rest;
	}
	leave_missing(d, to->i, cells->n, unusual);
	to->decimals = (uint8_t)d->decimals;
	to->magnitudes = made.magnitudes;
	to->any = made.magnitudes != 0; /* 0 is 0 at any scale */
}
