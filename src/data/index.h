/* index.h - where the cells of a block end. Private to the reading of CSV.
 *
 * Loops over 64 bytes at a time, in a form for each set of vector instructions (index_loops.inc). They
 * prove what they take for granted: that each quote opens a cell, closes one, or is one of two in a cell, and
 * that each CR has its LF. Where that does not hold, csv_record.h reads the block. */
#ifndef EQ_DATA_INDEX_H
#define EQ_DATA_INDEX_H

#include "data/blocks.h"
#include "data/csv_record.h"

/* What stands in some bytes. */
struct eq_index_seen {
	uint64_t lines;           /* line ends, LF, CRLF or CR, in quotes or not */
	bool quote, beyond, zero; /* beyond: ASCII */
	bool cr, lone_cr;         /* a CR that is the last byte is not alone */
};

/* The loops. Bytes can be read up to 64 behind the text, whatever they are. */
struct eq_index_loops {
	void (*look)(const char *p, size_t n, struct eq_index_seen *seen);
	/* Behind the last line end outside quotes; 0: there is none. In `marks` a bit for each byte that ends a cell, 64 to a
	 * word. False: not proved. */
	bool (*cut)(const char *p, size_t n, char separator, uint64_t *marks, size_t *at);
	/* The ends of the cells, and how many of them are of lines; `ends` has EQ_INDEX_ROOM(n).
	 * False: not proved. */
	bool (*ends)(const char *p, size_t n, char separator, bool quotes, uint32_t *ends,
		     uint32_t *n_ends, uint32_t *n_lines);
	/* The same by the marks that were made when the block was cut. */
	void (*ends_marked)(const char *p, size_t n, const uint64_t *marks, uint32_t *ends,
			    uint32_t *n_ends, uint32_t *n_lines);
	/* The first line from `at` on that begins with `b`, a quote, a blank or a byte beyond
	 * ASCII; n: none. */
	size_t (*line_like)(const char *p, size_t n, size_t at, char b);
};
extern const struct eq_index_loops eq_index_plain, eq_index_avx2, eq_index_avx512;
const struct eq_index_loops *eq_index_loops(enum eq_simd simd);
#define EQ_INDEX_ROOM(n) ((n) + 64)

/* What a block needs to be indexed. */
struct eq_index_how {
	const struct eq_index_loops *loops;
	char separator;
	uint32_t width; /* 0: all records are odd ones */
};
/* The index of the block, and in `fault` what ends the reading, if anything does. */
void eq_index_block(struct eq_block *block, const struct eq_index_how *how,
		    struct eq_csv_fault *fault);
/* The text as the exact reader takes it. */
struct eq_csv_text eq_index_text(const struct eq_block *block, char separator);

#endif
