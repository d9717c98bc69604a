/* decode_numbers.c - cells of digits to integers of one scale. See decode_parts.h.
 *
 * Eight digits are read as one word, whose bytes are weighed by three multiplications. A column
 * is taken to have the decimals that its first cells have: where all have as many, the point's place
 * is known, and only checked. */
#include "data/decode_parts.h"

#include "number/lanes.h"

#define ZEROS EQ_EVERY_BYTE('0')
#define POINT ('.' ^ '0')
#define MOST_CHARACTERS 20 /* a sign, a point and 18 digits */
#define SAMPLE 64          /* cells that decimals are learned from */
#define LONGEST_REST 64

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

bool eq_number_at_scale(struct eq_raw s, unsigned scale, bool *odd, uint64_t *v)
{
	unsigned decimals;
	bool good = read_plain(s, v, &decimals);

	*odd = !good || decimals != scale;
	if (!good || decimals > scale ||
	    *v >= (uint64_t)eq_ten_to_64[EQ_MOST_PLACES - (scale - decimals)])
		return false;
	*v *= (uint64_t)eq_ten_to_64[scale - decimals];
	return true;
}

/* A number of at most 8 bytes with exactly these decimals. */
EQ_INLINE bool read_short(const char *end, uint32_t n, unsigned decimals, uint64_t *v)
{
	uint64_t x = eq_load64(end - 8) ^ ZEROS;
	bool good = n > decimals && n <= 8;

	if (decimals) {
		good &= (x >> (56 - 8 * decimals) & 0xFF) == POINT;
		x = without(x, decimals, 0);
		n--;
	}
	x &= last_bytes(n);
	*v = weigh(x);
	return good && !beyond_nine(x);
}

/* 64 lanes, or as many as there are. Returns those that are unusual. */
EQ_INLINE uint64_t read_lanes(const struct eq_decoder *d, const struct eq_cells *cells,
			      uint32_t from, struct eq_numbers_made *made, bool dressed, bool mixed)
{
	uint32_t n = cells->n - from < 64 ? cells->n - from : 64;
	unsigned decimals = d->decimals;
	uint64_t unusual = 0, magnitudes = 0;

	for (uint32_t k = 0; k < n; k++) {
		struct eq_raw s = eq_cells_bare(cells, from + k, dressed);
		struct sign sign = sign_of(s);
		uint64_t v;
		bool odd, good = !mixed && decimals < 7 &&
				 read_short(s.p + s.n, s.n - sign.length, decimals, &v);

		if (!good) {
			good = eq_number_at_scale(s, decimals, &odd, &v);
			made->odd += mixed ? !good : odd;
		}
		v = good ? v : 0;
		unusual |= (uint64_t)!good << k;
		magnitudes |= v;
		made->to[from + k] = (int64_t)(sign.minus ? -v : v);
	}
	made->magnitudes |= magnitudes;
	return unusual;
}

static uint64_t read_bare(const struct eq_decoder *d, const struct eq_cells *cells, uint32_t from,
			  struct eq_numbers_made *made)
{
	return d->mixed ? read_lanes(d, cells, from, made, false, true)
			: read_lanes(d, cells, from, made, false, false);
}

static uint64_t read_dressed(const struct eq_decoder *d, const struct eq_cells *cells,
			     uint32_t from, struct eq_numbers_made *made)
{
	return d->mixed ? read_lanes(d, cells, from, made, true, true)
			: read_lanes(d, cells, from, made, true, false);
}

/* ---- what a column is like ---- */

/* From cells here and there. Where none is a number nothing is learned. */
static void learn(struct eq_decoder *d, const struct eq_cells *cells)
{
	unsigned least = EQ_MOST_PLACES, most = 0;
	uint64_t largest = 0; /* of the whole parts */
	bool any = false;

	for (uint32_t i = 0; i < SAMPLE; i++) {
		struct eq_raw s =
			eq_cells_bare(cells, (uint32_t)((uint64_t)cells->n * i / SAMPLE), true);
		unsigned decimals;
		uint64_t v;

		if (!read_plain(s, &v, &decimals))
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

static void read_all(struct eq_decoder *d, const struct eq_cells *cells,
		     struct eq_numbers_made *made, uint64_t *unusual)
{
	bool dressed = cells->quotes || cells->cr;

	made->magnitudes = 0;
	made->odd = 0;
	for (uint32_t from = 0; from < cells->n; from += 64)
		unusual[from / 64] = dressed ? read_dressed(d, cells, from, made)
					     : read_bare(d, cells, from, made);
}

void eq_decode_numbers(struct eq_decoder *d, const struct eq_cells *cells,
		       struct eq_batch_column *to, uint64_t *unusual)
{
	struct eq_numbers_made made = {.to = to->i};

	read_all(d, cells, &made, unusual);
	if (d->rest) {
		d->rest--;
	} else if (made.odd > cells->n / 16) {
		learn(d, cells);
		read_all(d, cells, &made, unusual);
		/* Where it does not help it is not tried at every batch. */
		d->last_rest = d->last_rest < LONGEST_REST ? d->last_rest * 2 + 1 : LONGEST_REST;
		d->rest = d->last_rest;
	}
	leave_missing(d, to->i, cells->n, unusual);
	to->decimals = (uint8_t)d->decimals;
	to->magnitudes = made.magnitudes;
	to->any = made.magnitudes != 0; /* 0 is 0 at any scale */
}
