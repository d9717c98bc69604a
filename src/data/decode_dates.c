/* decode_dates.c - cells of dates to days. See decode_parts.h.
 *
 * Dates whose digits all have their places, as in 2024-01-30 and 30/01/24, are checked as two words
 * against what they look like, and their months are looked up. Of others it is remembered what each
 * cell was: there are few days in many rows. */
#include "data/decode_dates.h"

#include "data/decode_knowns.h"

#define MONTHS EQ_DATE_SHAPE_MONTHS
#define FIRST_MONTH (EQ_CELL_FIRST_YEAR * 12 + 1)

static void add_character(struct eq_date_shape *s, char c, bool digit)
{
	unsigned at = s->n % 8 * 8, word = s->n / 8;

	s->look[word] |= (uint64_t)(unsigned char)c << at;
	s->add[word] |= (uint64_t)(digit ? 6 : 0) << at;
	s->check[word] |= (uint64_t)(digit ? 0xF0 : 0xFF) << at;
	s->n++;
}

/* Where each part stands. False: the format has other parts than digits in their places. */
static bool shape_of(const struct eq_date_format *f, struct eq_date_shape *s)
{
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
	uint32_t at = year * 12 + month - FIRST_MONTH;
	*good = !other & (month - 1 < 12) & (at < MONTHS);
	at = *good ? at : 0;
	uint32_t days = (uint32_t)(f->first[at + 1] - f->first[at]);
	day = f->has_day ? two_digits(s.p + f->day) : days;
	*good &= day - 1 < days;
	return *good ? f->first[at] + (int32_t)day - 1 : 0;
}

EQ_INLINE uint64_t read_lanes(const struct eq_date_shape *f, const struct eq_cells *cells,
			      uint32_t from, int32_t *to, bool dressed)
{
	uint32_t n = cells->n - from < 64 ? cells->n - from : 64;
	uint64_t unusual = 0;

	for (uint32_t k = 0; k < n; k++) {
		bool good;

		to[from + k] = day_of(f, eq_cells_bare(cells, from + k, dressed), &good);
		unusual |= (uint64_t)!good << k;
	}
	return unusual;
}

static void read_shaped(const struct eq_decoder *d, const struct eq_cells *cells, int32_t *to,
			uint64_t *unusual)
{
	for (uint32_t from = 0; from < cells->n; from += 64)
		unusual[from / 64] = cells->quotes || cells->cr
					     ? read_lanes(d->shape, cells, from, to, true)
					     : read_lanes(d->shape, cells, from, to, false);
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
	struct eq_raw s = eq_raw_bare(cells, raw, true);
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

	for (uint32_t k = 0; k < cells->n; k++) {
		struct eq_raw s = eq_raw_bare(cells, eq_cells_raw(cells, k), false);
		const struct eq_known *found = d->knowns.useless ? NULL
								 : eq_knowns_find(&d->knowns, s);
		uint32_t value = found ? found->value : look_at(d, cells, s);

		if (!found) {
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
