/* decode.h - the cells of one column of a block to the lanes of a batch, many at a time.
 *
 * The cells that nearly every file has are done here: plain numbers, dates in the declared order,
 * texts; in quotes or not. A cell that is anything else (missing, a thousands comma, a sign of
 * currency, 19 digits, doubled quotes, a mistake) is UNUSUAL: its lane is marked, holds 0, and is
 * left to whoever reads cells one by one (cells.h), which decides what it is. So what a cell means
 * stands in cells.h alone, and nothing here accepts what is refused there. What a decoder has
 * learned changes how fast it is, and may change which cells are unusual; never a value. */
#ifndef EQ_DATA_DECODE_H
#define EQ_DATA_DECODE_H

#include "data/batch.h"
#include "data/blocks.h"
#include "data/dictionary.h"

/* One column, of one worker: with what it has learned from the cells so far. */
struct eq_decoder;

/* `format` is for dates, `texts` for texts; `missing` are the source's own words for a missing
 * cell. All live as long as the decoder. */
struct eq_decoder *eq_decoder_new(enum eq_column_kind kind, const struct eq_date_format *format,
				  const struct eq_text *missing, uint32_t n_missing,
				  struct eq_dictionary *texts, enum eq_simd simd);
void eq_decoder_free(struct eq_decoder *d);

/* Cells of column `at` (place in the record) of rows from … from + n - 1 to lanes 0 … n - 1 of
 * `cells`, which was cleared. Sets the bits of unusual lanes in `unusual` (EQ_BATCH bits, all
 * written), and returns how many there are. */
uint32_t eq_decode(struct eq_decoder *d, const struct eq_block *block, uint32_t at, uint32_t from,
		   uint32_t n, struct eq_batch_column *cells, uint64_t *unusual);

#endif
