/* decode.c - the cells of a column to lanes: what its parts have in common. See decode.h. */
#include "data/decode_dates.h"
#include "data/decode_knowns.h"

/* ---- cells ---- */

static inline bool in_quotes(const char *p, size_t n)
{
	return n >= 2 && p[0] == '"' && p[n - 1] == '"';
}

struct eq_raw eq_cells_bare(const struct eq_cells *c, struct eq_raw cell)
{
	if (c->quotes && in_quotes(cell.p, cell.n))
		return (struct eq_raw){cell.p + 1, cell.n - 2};
	return cell;
}

static void take_off_cr(struct eq_handful *h)
{
	for (uint32_t k = 0; k < h->n; k++) {
		uint32_t cr = h->bytes[k] && h->text[h->end[k] - 1] == '\r';

		h->end[k] -= cr;
		h->bytes[k] -= cr;
	}
}

static void take_off_quotes(struct eq_handful *h)
{
	for (uint32_t k = 0; k < h->n; k++) {
		uint32_t n = h->bytes[k];
		uint32_t quote = in_quotes(h->text + h->end[k] - n, n);

		h->end[k] -= quote;
		h->bytes[k] -= 2 * quote;
	}
}

void eq_cells_take(const struct eq_cells *c, uint32_t from, bool bare, struct eq_handful *h)
{
	uint32_t n = c->n - from < EQ_HANDFUL ? c->n - from : EQ_HANDFUL;
	const uint32_t *end = c->ends + c->first + from * c->width;

	h->text = c->text;
	h->n = n;
	for (uint32_t k = 0; k < n; k++, end += c->width) {
		if (c->row)
			end = c->ends + c->row[from + k];
		h->end[k] = *end;
		h->bytes[k] = *end - (end[-1] + 1);
	}
	if (c->cr)
		take_off_cr(h);
	if (bare && c->quotes)
		take_off_quotes(h);
}

/* ---- decoders ---- */

struct eq_decoder *eq_decoder_new(enum eq_column_kind kind, const struct eq_date_format *format,
				  const struct eq_text *missing, uint32_t n_missing,
				  struct eq_dictionary *texts, enum eq_simd simd)
{
	struct eq_decoder *d = eq_alloc_zero(1, sizeof *d);

	d->kind = kind;
	d->simd = eq_simd_choice(simd);
	d->format = format;
	d->missing = missing;
	d->n_missing = n_missing;
	d->texts = texts;
	d->missing_lengths = 0xF; /* those that cells.h has: at most three bytes */
	for (uint32_t i = 0; i < n_missing; i++)
		d->missing_lengths |= UINT64_C(1) << (missing[i].n < 63 ? missing[i].n : 63);
	if (kind == EQ_COLUMN_NUMBER)
		eq_decode_numbers_init(d);
	else if (kind == EQ_COLUMN_DATE)
		eq_decode_dates_init(d);
	else
		eq_knowns_init(&d->knowns);
	return d;
}

void eq_decoder_free(struct eq_decoder *d)
{
	if (!d)
		return;
	eq_free(d->missing_numbers);
	eq_free(d->shape);
	eq_free(d->knowns.slots);
	eq_free(d);
}

bool eq_decoder_leaves(const struct eq_decoder *d, struct eq_text cell)
{
	unsigned char first, last;

	if (!cell.n)
		return true;
	first = (unsigned char)cell.p[0];
	last = (unsigned char)cell.p[cell.n - 1];
	/* A no-break space is C2 A0. */
	if ((first <= ' ' || first == 0xC2 || last <= ' ' || last == 0xA0) &&
	    eq_cell_trim(cell).n != cell.n)
		return true;
	return d->missing_lengths >> (cell.n < 63 ? cell.n : 63) & 1 &&
	       eq_cell_is_missing(cell, d->missing, d->n_missing);
}

uint32_t eq_decode(struct eq_decoder *d, const struct eq_block *block, uint32_t at, uint32_t from,
		   uint32_t n, struct eq_batch_column *cells, uint64_t *unusual)
{
	uint32_t count = 0;
	struct eq_cells run = {.text = block->text,
			       .ends = block->ends + at,
			       .row = block->row ? block->row + from : NULL,
			       .first = block->row ? 0 : from * block->width,
			       .width = block->width,
			       .n = n,
			       .quotes = block->has_quotes,
			       .cr = block->has_cr && at == block->width - 1};

	memset(unusual, 0, EQ_BATCH / 8);
	switch (d->kind) {
	case EQ_COLUMN_NUMBER:
		eq_decode_numbers(d, &run, cells, unusual);
		break;
	case EQ_COLUMN_DATE:
		eq_decode_dates(d, &run, cells, unusual);
		break;
	case EQ_COLUMN_TEXT:
		eq_decode_texts(d, &run, cells, unusual);
		break;
	}
	for (uint32_t i = 0; i < (n + 63) / 64; i++)
		count += (uint32_t)__builtin_popcountll(unusual[i]);
	return count;
}
