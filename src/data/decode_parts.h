/* decode_parts.h - what the parts of decoding share: numbers, dates and texts each have a file.
 *
 * Every part takes the cells of a column by the handful, and marks those that it leaves to
 * cells.h. */
#ifndef EQ_DATA_DECODE_PARTS_H
#define EQ_DATA_DECODE_PARTS_H

#include "base/word.h"
#include "data/decode.h"

#define EQ_INLINE static inline __attribute__((always_inline))

/* What EQ_SIMD_AVX2 has beside its vectors: shifts and masks of one step. The same loop is made
 * once for it, and once plain. */
#if defined(__x86_64__)
#define EQ_BMI __attribute__((target("bmi,bmi2,lzcnt")))
#else
#define EQ_BMI
#endif

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

/* Some cells: where each ends in the text, and its bytes. */
#define EQ_HANDFUL 64
struct eq_handful {
	const char *text;
	uint32_t n;
	uint32_t end[EQ_HANDFUL], bytes[EQ_HANDFUL];
};

EQ_INLINE struct eq_raw eq_handful_cell(const struct eq_handful *h, uint32_t k)
{
	return (struct eq_raw){h->text + (h->end[k] - h->bytes[k]), h->bytes[k]};
}

/* The cells from one on, without a CR behind them; and, with `bare`, without quotes on both ends:
 * others may stand inside. */
void eq_cells_take(const struct eq_cells *c, uint32_t from, bool bare, struct eq_handful *h);
/* The same of one cell that was taken as it is. */
struct eq_raw eq_cells_bare(const struct eq_cells *c, struct eq_raw cell);

/* ---- a small table from cells to what they are ---- */

#define EQ_KNOWN_BYTES 48 /* longer cells are not kept */

/* A cell as it stands in the text. All zero: free, which is also what an empty cell is. */
struct eq_known {
	/* The first 16 bytes, with zeros behind them where there are fewer. Of more than 16: the
	 * last 16, and the 16 from the 17th on, or the first again. */
	uint64_t w[6];
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
	const struct eq_text *missing; /* words for a missing cell */
	uint32_t n_missing;
	uint64_t missing_lengths; /* bit n: a word of n bytes (63: or more) may be one */

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

/* The lanes of a handful of numbers of at most 16 bytes, with exactly or up to so many decimals,
 * and 0 for the others, whose bits are returned. */
uint64_t eq_numbers_exact_avx512(const struct eq_handful *h, unsigned decimals, int64_t *to,
				 uint64_t *magnitudes);
uint64_t eq_numbers_mixed_avx512(const struct eq_handful *h, unsigned decimals, int64_t *to,
				 uint64_t *magnitudes);

/* Whether a cell without quotes is one that means no value, or has blanks around it: a cheap test
 * first, cells.h where that is not sure. */
bool eq_decoder_leaves(const struct eq_decoder *d, struct eq_text cell);

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
