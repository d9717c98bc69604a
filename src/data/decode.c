/* decode.c - the cells of a column to lanes. See decode.h. */
#include "data/decode.h"

#include <string.h>

struct eq_decoder {
	enum eq_column_kind kind;
	const struct eq_date_format *format;
	const struct eq_text *missing;
	uint32_t n_missing;
	struct eq_dictionary *texts;
	struct eq_dictionary_pen pen;
};

struct eq_decoder *eq_decoder_new(enum eq_column_kind kind, const struct eq_date_format *format,
				  const struct eq_text *missing, uint32_t n_missing,
				  struct eq_dictionary *texts, enum eq_simd simd)
{
	struct eq_decoder *d = eq_alloc_zero(1, sizeof *d);

	(void)simd;
	d->kind = kind;
	d->format = format;
	d->missing = missing;
	d->n_missing = n_missing;
	d->texts = texts;
	return d;
}

void eq_decoder_free(struct eq_decoder *d)
{
	eq_free(d);
}

/* What a cell says, without its quotes. False when quotes stand in it otherwise. */
static bool bare(const struct eq_block *block, struct eq_text *cell, bool last)
{
	if (last && block->has_cr && cell->n && cell->p[cell->n - 1] == '\r')
		cell->n--;
	if (cell->n >= 2 && cell->p[0] == '"' && cell->p[cell->n - 1] == '"') {
		cell->p++;
		cell->n -= 2;
	}
	return !cell->n || !memchr(cell->p, '"', cell->n);
}

static bool take(struct eq_decoder *d, struct eq_text cell, struct eq_batch_column *cells,
		 uint32_t lane)
{
	if (eq_cell_trim(cell).n != cell.n || eq_cell_is_missing(cell, d->missing, d->n_missing))
		return false;
	if (d->kind == EQ_COLUMN_NUMBER) {
		struct eq_cell_number v;

		if (eq_cell_number(cell, (struct eq_cell_signs){.percent = false}, &v) !=
			    EQ_CELL_FITS ||
		    v.wide)
			return false;
		eq_batch_set_number(cells, lane, &v);
	} else if (d->kind == EQ_COLUMN_DATE) {
		return eq_cell_date(cell, d->format, false, &cells->day[lane]) == EQ_CELL_FITS;
	} else {
		eq_dictionary_codes(d->texts, &d->pen, &cell, 1, &cells->code[lane]);
	}
	return true;
}

uint32_t eq_decode(struct eq_decoder *d, const struct eq_block *block, uint32_t at, uint32_t from,
		   uint32_t n, struct eq_batch_column *cells, uint64_t *unusual)
{
	uint32_t count = 0;

	memset(unusual, 0, EQ_BATCH / 8);
	for (uint32_t lane = 0; lane < n; lane++) {
		struct eq_text cell = eq_block_raw(block, from + lane, at);

		if (cells->i)
			cells->i[lane] = 0;
		if (cells->day)
			cells->day[lane] = 0;
		if (cells->code)
			cells->code[lane] = 0;
		if (bare(block, &cell, at == block->width - 1) && take(d, cell, cells, lane))
			continue;
		unusual[lane / 64] |= UINT64_C(1) << (lane % 64);
		count++;
	}
	return count;
}
