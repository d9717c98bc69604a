/* counted.h - the rows behind a number: which rows of its source a measure counted over some days.
 *
 * Tallies have forgotten their rows, so the source is read again, by one worker in the order of its
 * rows, with the same row programs, filters, exceptions and judgement as the scan: what counted
 * there counts here. A file that says something else by now is an error. What was scanned without
 * errors is read again without messages.
 *
 * What the counted rows say is hashed with SHA-256, so that rows which do not count do not matter, nor
 * how a cell is written, nor columns that nobody asks for. The COLUMNS of a measure are the row's
 * date, those that its `where` and its value read, those that the source's `only` reads, and,
 * while or when spells end, the end; each once, in order of their headers' bytes. Hashed are, as
 * strings (four bytes of length, the lowest first, then the bytes):
 *
 *     the header of each column; then of each counted row, in order of files and rows,
 *     the cell of each column: a number in plain digits without trailing zeros (1250.5), a date
 *     as 2024-03-24, a text as it stands without blanks around it; a missing cell is the
 *     length 0xFFFFFFFF alone. */
#ifndef EQ_DATA_COUNTED_H
#define EQ_DATA_COUNTED_H

#include "base/sha256.h"
#include "data/scan.h"

struct eq_row_place {
	struct eq_text file; /* in the caller's arena */
	uint64_t line;       /* 0: there is none */
};

/* What one figure asks of a measure. */
struct eq_counted {
	uint32_t measure;
	/* Days that count, in order and apart: eq_measure_days() has those of a figure. Of spells that are
	 * open, and of other stocks, the last of them alone decides. */
	const struct eq_range *days;
	uint32_t n_days;
	const struct eq_text *keys; /* a group's, by options->by; NULL: all rows */
	bool hash, lines;           /* what is wanted beside the count */

	/* What came of it. */
	bool read;                       /* false: the source is a pipe, and cannot be read again */
	uint64_t rows;                   /* that gave a value */
	uint64_t gaps;                   /* that would have, but for a missing cell */
	struct eq_row_place first, last; /* of those that gave one */
	uint8_t sha256[EQ_SHA256_BYTES];
};

/* A row that counts. */
struct eq_counted_row {
	uint32_t asked; /* its place among what was asked */
	struct eq_text file;
	uint64_t line;
	const struct eq_data *data;
	const uint32_t *columns; /* of the measure, without private ones */
	const struct eq_text
		*cells; /* as they are hashed; of no length, and p NULL, where missing */
	uint32_t n;
};
typedef void eq_counted_take(void *context, const struct eq_counted_row *row);

/* Fills in what came of each. `options` as the scan had them, `cube` what it made. `take` may be NULL.
 * False after reporting. */
bool eq_count_rows(const struct eq_program *p, const struct eq_scan_options *options,
		   const struct eq_cube *cube, struct eq_counted *asked, uint32_t n,
		   eq_counted_take *take, void *context, struct eq_arena *arena,
		   struct eq_diags *diags);

#endif
