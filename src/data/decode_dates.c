/* decode_dates.c - cells of dates to days. See decode_parts.h.
 *
 * Dates whose digits all have their places, as in 2024-01-30 and 30/01/24, are checked as two words
 * against what they look like, and their months are looked up. Of others it is remembered what each
 * cell was: there are few days in many rows. */
#include "data/decode_dates.h"

#include "data/decode_knowns.h"

#define MONTHS EQ_DATE_SHAPE_MONTHS

static void add_character(struct eq_date_shape *s, char c, bool digit)
{
	unsigned at = s->n % 8 * 8, word = s->n / 8;

	s->look[word] |= (uint64_t)(unsigned char)c << at;
	s->add[word] |= (uint64_t)(digit ? 6 : 0) << at;
	s->check[word] |= (uint64_t)(digit ? 0xF0 : 0xFF) << at;
	s->most[word] ^= (uint64_t)(digit ? 0xF6 : 0xFF) << at; /* 9 or 0 instead of 255 */
	s->n++;
}

/* The two digits at `from` are the n-th pair. */
static void put_in_order(struct eq_date_shape *s, uint8_t from, unsigned n)
{
	s->order[0] &= ~(UINT64_C(0xFFFF) << (16 * n));
	s->order[0] |= (from | (uint64_t)(from + 1) << 8) << (16 * n);
}

/* Where each part stands. False: the format has other parts than digits in their places. */
static bool shape_of(const struct eq_date_format *f, struct eq_date_shape *s)
{
	s->most[0] = s->most[1] = ~UINT64_C(0);
	s->order[0] = s->order[1] = EQ_EVERY_BYTE(0x80);
	for (size_t i = 0; f->parts[i].part != EQ_PART_END; i++) {
		uint32_t digits = 2;

		switch ((enum eq_date_part)f->parts[i].part) {
		case EQ_PART_TEXT:
			add_character(s, f->parts[i].text, false);
			continue;
		case EQ_PART_DAY:
			s->day = (uint8_t)s->n;
			break;
		case EQ_PART_MONTH:
			s->month = (uint8_t)s->n;
			break;
		case EQ_PART_YEAR4:
			digits = 4;
			s->year = (uint8_t)s->n;
			break;
		case EQ_PART_YEAR2:
			s->year = (uint8_t)s->n;
			s->short_year = true;
			break;
		case EQ_PART_MONTH_NAME:
		case EQ_PART_DAY_NUMBER:
		case EQ_PART_END:
			return false;
		}
		if (f->parts[i].text != (char)digits || s->n + digits > 16)
			return false;
		for (uint32_t k = 0; k < digits; k++)
			add_character(s, '0', true);
	}
	s->has_day = f->has_day;
	if (!s->short_year)
		put_in_order(s, s->year, 0);
	put_in_order(s, (uint8_t)(s->year + 2), 1);
	put_in_order(s, s->month, 2);
	if (s->has_day)
		put_in_order(s, s->day, 3);
	return true;
}

void eq_decode_dates_init(struct eq_decoder *d)
{
	struct eq_date_shape *s = eq_alloc_zero(1, sizeof *s);

	if (!shape_of(d->format, s)) {
		eq_free(s);
		eq_knowns_init(&d->knowns);
		return;
	}
	for (int m = 0; m <= MONTHS; m++)
		eq_date_make(EQ_CELL_FIRST_YEAR + m / 12, m % 12 + 1, 1, &s->first[m]);
	d->shape = s;
}

/* ---- digits in their places ---- */

EQ_INLINE uint32_t two_digits(const char *p)
{
	return ((unsigned char)p[0] & 0xFu) * 10 + ((unsigned char)p[1] & 0xFu);
}

/* The day of a cell; good: it is one. */
EQ_INLINE int32_t day_of(const struct eq_date_shape *f, struct eq_raw s, bool *good)
{
	uint64_t a = eq_load64(s.p) ^ f->look[0], b = eq_load64(s.p + 8) ^ f->look[1];
	uint64_t other = (((a + f->add[0]) | a) & f->check[0]) |
			 (((b + f->add[1]) | b) & f->check[1]) | (s.n ^ f->n);
	uint32_t year = two_digits(s.p + f->year), month = two_digits(s.p + f->month), day = 1;

	if (f->short_year)
		year += year < 69 ? 2000 : 1900;
	else
		year = year * 100 + two_digits(s.p + f->year + 2);
	uint32_t at = year * 12 + month - EQ_DATE_SHAPE_FIRST;
	*good = !other & (month - 1 < 12) & (at < MONTHS);
	at = *good ? at : 0;
	uint32_t days = (uint32_t)(f->first[at + 1] - f->first[at]);
	day = f->has_day ? two_digits(s.p + f->day) : days;
	*good &= day - 1 < days;
	return *good ? f->first[at] + (int32_t)day - 1 : 0;
}

EQ_INLINE uint64_t read_handful(const struct eq_date_shape *f, const struct eq_handful *h,
				int32_t *to)
{
	uint64_t unusual = 0;

	for (uint32_t k = 0; k < h->n; k++) {
		bool good;

		to[k] = day_of(f, eq_handful_cell(h, k), &good);
		unusual |= (uint64_t)!good << k;
	}
	return unusual;
}

static uint64_t read_plain(const struct eq_date_shape *f, const struct eq_handful *h, int32_t *to)
{
	return read_handful(f, h, to);
}

EQ_BMI static uint64_t read_bmi(const struct eq_date_shape *f, const struct eq_handful *h,
				int32_t *to)
{
	return read_handful(f, h, to);
}

static uint64_t (*kernel_of(const struct eq_decoder *d))(const struct eq_date_shape *,
							 const struct eq_handful *, int32_t *)
{
#if defined(__x86_64__)
	if (d->simd == EQ_SIMD_AVX512 && !d->shape->short_year)
		return eq_dates_avx512;
#endif
	return d->simd == EQ_SIMD_PLAIN ? read_plain : read_bmi;
}

static void read_shaped(const struct eq_decoder *d, const struct eq_cells *cells, int32_t *to,
			uint64_t *unusual)
{
	uint64_t (*read)(const struct eq_date_shape *, const struct eq_handful *, int32_t *) =
		kernel_of(d);
	struct eq_handful h;

	for (uint32_t from = 0; from < cells->n; from += EQ_HANDFUL) {
		eq_cells_take(cells, from, true, &h);
		unusual[from / 64] = read(d->shape, &h, to + from);
	}
	/* A day may be the word for a missing one. */
	for (uint32_t i = 0; i < d->n_missing; i++) {
		eq_date day;

		if (eq_cell_date(d->missing[i], d->format, false, &day) != EQ_CELL_FITS)
			continue;
		for (uint32_t k = 0; k < cells->n; k++)
			if (to[k] == day) {
				unusual[k / 64] |= UINT64_C(1) << (k % 64);
				to[k] = 0;
			}
	}
}

/* ---- any format ---- */

#define DAY_BEFORE (-25568) /* 1899-12-31: the day before the first that fits */

static uint32_t look_at(const struct eq_decoder *d, const struct eq_cells *cells, struct eq_raw raw)
{
	struct eq_raw s = eq_cells_bare(cells, raw);
	struct eq_text cell = {s.p, s.n};
	eq_date day;

	if (eq_decoder_leaves(d, cell) ||
	    eq_cell_date(cell, d->format, false, &day) != EQ_CELL_FITS)
		return 0;
	return (uint32_t)(day - DAY_BEFORE);
}

static void read_any(struct eq_decoder *d, const struct eq_cells *cells, int32_t *to,
		     uint64_t *unusual)
{
	uint32_t unknown = 0;
	struct eq_handful h;

	for (uint32_t k = 0; k < cells->n; k++) {
		if (k % EQ_HANDFUL == 0)
			eq_cells_take(cells, k, false, &h);
		struct eq_raw s = eq_handful_cell(&h, k % EQ_HANDFUL);
		const uint32_t *known = d->knowns.useless ? NULL : eq_knowns_find(&d->knowns, s);
		uint32_t value = known ? *known : look_at(d, cells, s);

		if (!known) {
			unknown++;
			eq_knowns_add(&d->knowns, s, value);
		}
		to[k] = value ? (int32_t)value + DAY_BEFORE : 0;
		unusual[k / 64] |= (uint64_t)!value << (k % 64);
	}
	eq_knowns_judge(&d->knowns, cells->n, unknown);
}

void eq_decode_dates(struct eq_decoder *d, const struct eq_cells *cells, struct eq_batch_column *to,
		     uint64_t *unusual)
{
	uint32_t count = 0;

	if (!d->shape) {
		read_any(d, cells, to->day, unusual);
		return;
	}
	read_shaped(d, cells, to->day, unusual);
	for (uint32_t i = 0; i < (cells->n + 63) / 64; i++)
		count += (uint32_t)__builtin_popcountll(unusual[i]);
	if (count <= cells->n / 2)
		return;
	/* Dates with a time, perhaps: remembering them is quicker than leaving them. */
	eq_free(d->shape);
	d->shape = NULL;
	eq_knowns_init(&d->knowns);
	memset(unusual, 0, (cells->n + 63) / 64 * sizeof *unusual);
	read_any(d, cells, to->day, unusual);
}
