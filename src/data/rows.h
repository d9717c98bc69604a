/* rows.h - the rows of one data file, as batches of typed cells.
 *
 * A record is read cell by cell: its date says its bucket, its member whether it counts; then the
 * needed cells join the batch's columns. What does not fit is reported where it stands, the first
 * EQ_LIMIT_BAD_CELLS of a file and the count of all; from the first on rows are only checked, for
 * there will be no figure. Or, where `skip_bad` says so, rows that do not fit are left out, and one
 * warning counts them. What is wrong with the file as a whole is reported all the same. No message
 * shows a cell of a private column. */
#ifndef EQ_DATA_ROWS_H
#define EQ_DATA_ROWS_H

#include "data/batch.h"
#include "data/csv.h"
#include "data/repeats.h"

struct eq_rows_column {
	uint32_t at;                /* place in the record, or EQ_NOT_NEEDED */
	struct eq_cell_signs signs; /* that its numbers may have */
	struct eq_batch_column cells;
};
#define EQ_NOT_NEEDED UINT32_MAX
#define EQ_ROWS_PLACES 5 /* lines that the warning about rows left out names */

struct eq_rows {
	const struct eq_model *model;
	const struct eq_data *data;
	struct eq_diags *diags;
	struct eq_arena arena; /* lives as long as the source is read */
	struct eq_csv *csv;

	struct eq_rows_column *columns; /* by the data's columns */
	uint32_t width;                 /* cells in the header */
	uint64_t header_line;
	struct eq_symbols texts; /* one dictionary for all text columns: they may be compared */
	uint32_t n_watched;      /* texts up to this code: those that programs ask for */
	bool *met;               /* [n_watched + 1]: whether a cell has it */
	uint32_t *member_codes;
	bool *member_seen;

	/* The batch's lanes. */
	uint32_t n;
	int32_t bucket[EQ_BATCH];
	eq_date date[EQ_BATCH];
	uint64_t line[EQ_BATCH];
	uint32_t column[EQ_BATCH];
	bool lane_bad[EQ_BATCH]; /* left out since */

	struct eq_repeats keys; /* of rows that were read, where the data has a `key` */
	uint32_t *key;          /* [n_key]: of a row */

	bool skip_bad;                /* set after the init: go on without rows that do not fit */
	bool over;                    /* the rows have ended */
	bool broken;                  /* the file could not be read on: reported */
	struct eq_source_tally tally; /* counts of rows */
	uint64_t bad;                 /* cells and rows that do not fit */
	struct eq_diag *more; /* stands for those that are not shown; its words come at the end */
	bool hinted;          /* how else its dates may be written */
	bool row_counted;     /* the row that is being read is among rows_bad */
	uint64_t bad_lines[EQ_ROWS_PLACES];
	uint64_t first_bad_column;
};

void eq_rows_init(struct eq_rows *r, const struct eq_model *m, uint32_t data,
		  struct eq_diags *diags);
void eq_rows_release(struct eq_rows *r);
/* From now on it is noted which of the texts in the dictionary the cells have. */
void eq_rows_watch(struct eq_rows *r);
/* A column that will be read; before the file is opened. */
void eq_rows_need(struct eq_rows *r, uint32_t column);
/* Opens the file and finds the needed columns. False after reporting. */
bool eq_rows_open(struct eq_rows *r);
/* The next lanes, 1 to EQ_BATCH of them; false at the end. Each lane has a bucket and a date, and
 * every needed column a cell. */
bool eq_rows_next(struct eq_rows *r);
/* After the last batch. False when something was reported: then there are no figures. */
bool eq_rows_end(struct eq_rows *r);

/* Counts one thing that does not fit, found in a row. True while it is to be shown. */
bool eq_rows_bad(struct eq_rows *r, uint64_t line, uint64_t column);
/* The same of a lane, whose row does not count then. */
bool eq_rows_bad_lane(struct eq_rows *r, uint32_t lane);
/* Whether rows are only checked: there will be no figure. */
bool eq_rows_stopped(const struct eq_rows *r);

/* A cell that does not fit its column. */
void eq_rows_bad_cell(struct eq_rows *r, const struct eq_csv_field *f, uint32_t column,
		      enum eq_cell_fault fault);
/* After the last row: how many there were. */
void eq_rows_say_all(struct eq_rows *r);
/* rows_header.c: finds the needed columns. False after reporting. */
bool eq_rows_read_header(struct eq_rows *r);

/* The days of a bucket: one, or the period's. */
struct eq_range eq_bucket_days(const struct eq_model *m, const struct eq_data *d, int32_t number);
/* Whether all of them are taken out. */
bool eq_bucket_excepted(const struct eq_data *d, struct eq_range days);
/* Whether all of them are days on which the member must have a row. */
bool eq_member_due(const struct eq_member *m, struct eq_range days);

#endif
