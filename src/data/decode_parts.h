/* decode_parts.h - what the parts of decoding share: numbers, dates and texts each have a file.
 *
 * Every part takes a run of cells to lanes, and marks those that it leaves to cells.h. A loop over
 * cells is written once and made twice: for cells that stand bare in the text, and for those that
 * may have quotes or a CR about them. */
#ifndef EQ_DATA_DECODE_PARTS_H
#define EQ_DATA_DECODE_PARTS_H

#include "base/word.h"
#include "data/decode.h"

#define EQ_INLINE static inline __attribute__((always_inline))

/* The cells of a column in a block, from one row on. */
struct eq_cells {
	const char *text;
	const uint32_t *ends; /* of the column: that of a row is ends[at] */
	const uint32_t *row;  /* where rows begin in `ends`, from the first row; or NULL: */
	uint32_t first, width;
	uint32_t n;
	bool quotes, cr; /* cells may be in quotes; may end in a CR */
};

/* A cell of which it is known that 64 bytes before and behind it can be read. */
struct eq_raw {
	const char *p;
	uint32_t n;
};

EQ_INLINE struct eq_raw eq_cells_raw(const struct eq_cells *c, uint32_t lane)
{
	const uint32_t *end = c->ends + (c->row ? c->row[lane] : c->first + lane * c->width);
	uint32_t from = end[-1] + 1;

	return (struct eq_raw){c->text + from, *end - from};
}

/* Without a CR behind it, and, where `quotes` are on both ends, without them: others may stand inside. */
EQ_INLINE struct eq_raw eq_raw_bare(const struct eq_cells *c, struct eq_raw s, bool quotes)
{
	if (c->cr)
		s.n -= s.n && s.p[s.n - 1] == '\r';
	if (quotes && c->quotes && s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"') {
		s.p++;
		s.n -= 2;
	}
	return s;
}

EQ_INLINE struct eq_raw eq_cells_bare(const struct eq_cells *c, uint32_t lane, bool dressed)
{
	struct eq_raw s = eq_cells_raw(c, lane);

	return dressed ? eq_raw_bare(c, s, true) : s;
}

/* ---- a small table from cells to what they are ---- */

#define EQ_KNOWN_BYTES 48 /* longer cells are not kept */

/* A cell as it stands in the text. All zero: free, which is also what an empty cell is. */
struct eq_known {
	uint64_t w
		[6]; /* the first 16 bytes; the last 16; the 16 behind the first: where there are as many */
	uint32_t n;
	uint32_t value;  /* 0: unusual */
	uint64_t unused; /* a cache line each */
};

/* Of a column whose cells are often the same. It grows until it is plain that they are not. */
struct eq_knowns {
	struct eq_known *slots;
	uint32_t mask;    /* slots - 1 */
	uint32_t n, most; /* kept, and how many can be before it grows or is full */
	unsigned shift;   /* of a hash, for a slot */
	bool full;
	bool useless; /* nearly every cell is another */
};

struct eq_decoder {
	enum eq_column_kind kind;
	enum eq_simd simd;
	const struct eq_text *missing;
	uint32_t n_missing;
	uint64_t
		missing_lengths; /* bit n: a word of n bytes may mean a missing cell; 63: or more */

	/* Numbers. */
	unsigned decimals; /* of the column's cells; of those with the most, where they are mixed */
	bool mixed;
	uint32_t rest; /* batches until it may be learned again */
	uint32_t last_rest;
	struct eq_cell_number *missing_numbers; /* words for missing cells that are numbers */
	uint32_t n_missing_numbers;

	/* Dates. */
	const struct eq_date_format *format;
	struct eq_date_shape *shape; /* NULL: cells are not of one width */
	struct eq_knowns knowns;     /* and texts */

	/* Texts. */
	struct eq_dictionary *texts;
	struct eq_dictionary_pen pen;
};

/* Whether a cell without quotes is one that means no value, or has blanks around it: a cheap test
 * first, cells.h where that is not sure. */
bool eq_decoder_leaves(const struct eq_decoder *d, struct eq_text cell);

/* What the numbers of a batch come to. */
struct eq_numbers_made {
	int64_t *to;
	uint64_t magnitudes; /* OR-ed */
	uint32_t odd;        /* cells that are not as the column is taken to be */
};
/* The long way: any plain number at a scale, without its sign. False where it needs more than 18 digits, or
 * is none. `odd`: it has other decimals. */
bool eq_number_at_scale(struct eq_raw s, unsigned scale, bool *odd, uint64_t *v);

/* Lanes 0 … cells->n - 1. `unusual` comes zeroed. */
void eq_decode_numbers(struct eq_decoder *d, const struct eq_cells *cells,
		       struct eq_batch_column *to, uint64_t *unusual);
void eq_decode_dates(struct eq_decoder *d, const struct eq_cells *cells, struct eq_batch_column *to,
		     uint64_t *unusual);
void eq_decode_texts(struct eq_decoder *d, const struct eq_cells *cells, struct eq_batch_column *to,
		     uint64_t *unusual);
void eq_decode_numbers_init(struct eq_decoder *d);
void eq_decode_dates_init(struct eq_decoder *d);

#endif
