/* rows.h - the rows of a source's blocks, as batches of typed cells: one worker's.
 *
 * A batch is a run of rows of one block. Its columns are decoded many cells at a time; what is unusual
 * is read cell by cell, and what does not fit is reported where it stands. A row's date says its bucket, its
 * member whether it counts. Each worker reports to a sink of its own; at the end the first
 * EQ_LIMIT_BAD_CELLS of all, by place, are shown, and the count of all. From the first on there will be
 * no figure, and rows are only checked. Or, where bad rows are skipped, rows that do not fit are left out,
 * and one warning a file counts them. What is wrong with a file as a whole is reported all the same. No
 * message shows a cell of a private column. */
#ifndef EQ_DATA_ROWS_H
#define EQ_DATA_ROWS_H

#include "data/batch.h"
#include "data/decode.h"
#include "data/scan_source.h"

#define EQ_BATCH_WORDS (EQ_BATCH / 64)
#define EQ_ROWS_PLACES 5 /* lines that the warning about rows left out names */

struct eq_rows_column {
	struct eq_decoder *decoder; /* NULL: not needed */
	struct eq_batch_column cells;
	uint64_t unusual[EQ_BATCH_WORDS];
	uint32_t n_unusual;
};

struct eq_rows_place {
	uint64_t line, column;
};
/* Of one file: its rows, and those left out. */
struct eq_rows_of_file {
	uint64_t rows, bad;
	struct eq_rows_place first[EQ_ROWS_PLACES];
};
struct eq_rows_fault {
	uint32_t file;
	struct eq_diag *diag;
};
struct eq_rows_bad_block {
	uint64_t block, n; /* cells and rows that do not fit */
};

/* What a worker's time goes to; a measure's programs and its adding up come behind these. */
enum eq_scan_stage {
	EQ_SCAN_READ,
	EQ_SCAN_INDEX,
	EQ_SCAN_DECODE,
	EQ_SCAN_JUDGE,
	EQ_SCAN_PLACE,
	EQ_SCAN_MEASURES
};

struct eq_rows {
	struct eq_laps laps; /* by stage, then two for each measure: its programs, its tallies */
	struct eq_scan_source *source;
	struct eq_block block;
	const uint32_t *at;             /* places of the columns in the block's records */
	struct eq_rows_column *columns; /* by the data's columns */
	struct eq_buf room;
	bool *met; /* [n_watched + 1]: whether a cell has the text */
	uint32_t to_meet;
	bool *member_seen;
	uint64_t *lines; /* of the block's rows, where rows may come twice */
	size_t lines_cap;
	uint32_t *key;

	/* The batch: rows from … from + n - 1 of the block. */
	uint32_t from, n;
	const int32_t *bucket;
	int32_t bucket_room[EQ_BATCH];
	uint64_t counts[EQ_BATCH_WORDS]; /* lanes whose row fits and counts, so far */
	uint64_t bad[EQ_BATCH_WORDS];    /* lanes at fault */

	struct eq_repeats keys;        /* of rows that were read, where the data has a `key` */
	struct eq_met_batch key_batch; /* the same of this batch, in a first reading */
	struct eq_source_tally tally;  /* counts of rows */

	/* What does not fit. */
	struct eq_diags diags;
	EQ_VEC(struct eq_rows_fault) faults; /* the first, by place */
	EQ_VEC(struct eq_rows_bad_block) bad_blocks;
	size_t shown_before; /* faults of earlier blocks */
	struct eq_rows_of_file *files;
	struct eq_diags ending; /* what ended the reading */
	uint64_t ending_block;
};

void eq_rows_init(struct eq_rows *r, struct eq_scan_source *s);
void eq_rows_release(struct eq_rows *r);
/* The next block, indexed; false at the end. */
bool eq_rows_next_block(struct eq_rows *r);
/* The block's next batch, 1 to EQ_BATCH lanes of which some may not count; false at its end. */
bool eq_rows_next(struct eq_rows *r);
/* After all workers are done: says what was found, in order of the rows. False when that leaves no
 * figures. `all`: the counts of all. */
bool eq_rows_end(struct eq_scan_source *s, struct eq_rows *const *workers, uint32_t n,
		 struct eq_source_tally *all);

/* The day of a lane; of a spell its start. */
static inline eq_date eq_rows_date(const struct eq_rows *r, uint32_t lane)
{
	return r->columns[r->source->data->date_column].cells.day[lane];
}
static inline bool eq_bit(const uint64_t *bits, uint32_t k)
{
	return bits[k / 64] >> (k % 64) & 1;
}
/* Where a lane's date stands: the place of messages about the row. */
struct eq_rows_place eq_rows_place(const struct eq_rows *r, uint32_t lane);
struct eq_text eq_rows_file(const struct eq_rows *r);

/* Counts one thing that does not fit. True where it is to be reported, to r->diags. */
bool eq_rows_bad(struct eq_rows *r, struct eq_rows_place at);
/* The same of a lane, whose row does not count then. */
bool eq_rows_bad_lane(struct eq_rows *r, uint32_t lane, struct eq_rows_place at);
/* A cell that does not fit its column. */
void eq_rows_bad_cell(struct eq_rows *r, uint32_t lane, uint32_t column, struct eq_text cell,
		      enum eq_cell_fault fault);
/* At a block's end: keeps the first by place. */
void eq_rows_sort_faults(struct eq_rows *r);

#endif
