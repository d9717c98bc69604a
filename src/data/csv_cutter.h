/* csv_cutter.h - the bytes of one input, cut into texts that begin and end where a record does. Private to
 * the reading of CSV.
 *
 * This is what is done in turn, whoever the text is for, and so it does the least: it reads, makes
 * UTF-8 of Windows-1252, counts lines, and finds the last record's end. What is read beyond it waits for
 * the next text. */
#ifndef EQ_DATA_CSV_CUTTER_H
#define EQ_DATA_CSV_CUTTER_H

#include "data/blocks.h"
#include "data/csv_record.h"
#include "data/encoding.h"
#include "data/input.h"

struct eq_index_loops;

struct eq_csv_cutter {
	struct eq_input *input; /* owned */
	struct eq_text shown;
	const struct eq_index_loops *loops;
	size_t step; /* bytes read at a time */
	uint32_t skip;
	struct eq_text until;
	char separator; /* 0 until it is found */

	/* What was read and not handed out. */
	char *rest;
	size_t at, end, cap;
	uint64_t line; /* of its first byte */
	bool after_cr; /* before the first record: an LF here belongs to the line before */
	bool started, ended, over; /* the input; the records */

	bool is_1252, decodes;         /* declared; and what is read is decoded from here on */
	char *coded;                   /* room for `step` bytes as they are in the file */
	struct eq_encoding_watch seen; /* when declared */
	uint64_t beyond_line, beyond_column; /* the first character beyond ASCII; 0: none yet */
};

#define EQ_CSV_STEP 262144 /* the standard: two of them stay in a core's own cache */

/* Takes the input; the rest as in `options`. */
void eq_csv_cutter_init(struct eq_csv_cutter *c, struct eq_input *input, struct eq_text shown,
			const struct eq_blocks_options *options);
void eq_csv_cutter_release(struct eq_csv_cutter *c);

/* Before the first record: what is no CSV at all, the mark, lines to skip, blank lines, the separator. False
 * after reporting. See csv_begin.c. */
bool eq_csv_begin(struct eq_csv_cutter *c, struct eq_diags *diags);
/* Text that was read is there from c->rest + c->at on: its k-th byte, or -1 where the input ends or a record would
 * be too long. */
int eq_csv_byte(struct eq_csv_cutter *c, size_t k);
/* Makes `rest` what it is in UTF-8, and all that is read from now on. */
void eq_csv_start_decoding(struct eq_csv_cutter *c);

/* The next text, in `block`, without its index. False at the end. */
bool eq_csv_cutter_next(struct eq_csv_cutter *c, struct eq_block *block);
/* Reads on to the end of the input, for no more records. False after reporting what shows only there: it could not
 * be read on, or is not in the encoding declared. */
bool eq_csv_cutter_end(struct eq_csv_cutter *c, struct eq_diags *diags);

#endif
