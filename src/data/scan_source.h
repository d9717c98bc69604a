/* scan_source.h - one source while it is scanned: what all its workers share.
 *
 * It is made before the workers start, and only read by them, but for what is safe to share: blocks,
 * dictionary and repeats have locks of their own, and what is atomic is. */
#ifndef EQ_DATA_SCAN_SOURCE_H
#define EQ_DATA_SCAN_SOURCE_H

#include <stdatomic.h>

#include "data/blocks.h"
#include "data/cells.h"
#include "data/dictionary.h"
#include "data/met.h"
#include "data/repeats.h"
#include "data/scan.h"
#include "data/tallies.h"

#define EQ_NOT_NEEDED UINT32_MAX
#define EQ_MARK_KEY 2 /* numbers that a mark is known by: change and day */

/* A row chunk with the codes of its texts. */
struct eq_row_program {
	const struct eq_chunk *chunk; /* NULL: there is none */
	uint32_t *text_codes;
	bool by_end; /* the row's day is the spell's last, not its first */
};

struct eq_measuring {
	uint32_t index; /* in the model */
	const struct eq_measure *m;
	struct eq_row_program where, value;
	uint32_t begun; /* its place among the tallies */
	uint32_t ended; /* EQ_DURING_OPEN: of what ends */
	bool shares; /* these are an earlier measure's, which remembers the same of the same rows */
};

/* A table that a measure looks up: rows for which it has no line are at fault. */
struct eq_looking_up {
	uint32_t measure; /* among the source's */
	const struct eq_fixed *fixed;
	struct eq_row_program listed;
};

/* A rating whose marks stand in the source. */
struct eq_mark_reading {
	uint32_t rating;
	const struct eq_rating_scale *scale;
	struct eq_row_program where;
	uint32_t *level_codes; /* by level */
};

struct eq_scan_source {
	const struct eq_program *program;
	const struct eq_model *model;
	const struct eq_data *data;
	uint32_t index; /* of the data in the model */
	const struct eq_scan_options *options;
	struct eq_diags *diags; /* of the scan: never a worker's */
	struct eq_arena arena;

	struct eq_blocks *blocks;
	struct eq_dictionary *texts; /* of all text columns: they may be compared */
	uint32_t n_watched;          /* texts up to this code: those that programs ask for */
	uint32_t *member_codes;
	bool *needed;                /* by the data's columns */
	struct eq_cell_signs *signs; /* that their numbers may have */
	uint32_t **at;               /* [file][column]: place in the record, or EQ_NOT_NEEDED */

	struct eq_row_program only;
	struct eq_measuring *measures;
	uint32_t n_measures;
	struct eq_looking_up *lookups;
	uint32_t n_lookups;
	struct eq_mark_reading *markings;
	uint32_t n_markings;

	const uint32_t *by; /* columns to break down by; NULL: none, or not of this source */
	uint32_t n_by;
	bool finds_lines;  /* the line of each row is asked for */
	bool one_row_each; /* a second row for the same time and dimensions is a mistake */
	struct eq_tallies_plan plan;
	/* Where groups are told apart by intervals only, they have tallies of their own beside those of the whole. */
	const struct eq_cuts *cuts; /* NULL: there are no such intervals */
	struct eq_tallies_plan parts_plan;
	int32_t *interval; /* of each day from the first cut to the last */

	/* While all that is asked of keys is whether one comes twice: by several workers. */
	bool first_reading;
	struct eq_met *met_keys;   /* `key`; or NULL */
	struct eq_met *met_rows;   /* one row each; or NULL */
	struct eq_met **met_marks; /* by marking */
	atomic_bool met;           /* one does: this reading is for nothing */
	atomic_bool uncut;         /* the intervals do not serve: likewise */

	atomic_uint_fast64_t rows; /* indexed so far */
	atomic_size_t bytes;       /* of memory that the workers' tallies take */
	atomic_bool too_much;      /* more than options->memory: said already */
	atomic_bool faulty; /* something does not fit: no figure will be, rows are only checked */
};

/* `by`: columns to break down by, or NULL. */
void eq_scan_source_init(struct eq_scan_source *s, const struct eq_program *p, uint32_t index,
			 const uint32_t *by, const struct eq_scan_options *options,
			 struct eq_diags *diags);
void eq_scan_source_release(struct eq_scan_source *s);
/* Opens the files and finds the needed columns in each. False after reporting. */
bool eq_scan_source_open(struct eq_scan_source *s);
/* Whether rows, or marks in them, that come twice are looked for. */
bool eq_scan_source_has_repeats(const struct eq_scan_source *s);
/* Tells groups apart by intervals, where that can be: before a reading of what can be read again. */
void eq_scan_source_cut(struct eq_scan_source *s);
/* Makes the reading that follows a first one; it can be opened again, and that ends it. */
void eq_scan_source_begin_first(struct eq_scan_source *s);
bool eq_scan_source_open_again(struct eq_scan_source *s);
/* Puts the keys of a batch in, and stops the reading where one was met before. */
void eq_scan_source_meet(struct eq_scan_source *s, struct eq_met *m, struct eq_met_batch *b);

/* scan_header.c: where the needed columns stand in a file. False after reporting. */
bool eq_scan_read_header(struct eq_scan_source *s, uint32_t file);

/* The days of a bucket: one, or the period's. */
struct eq_range eq_bucket_days(const struct eq_model *m, const struct eq_data *d, int32_t number);
/* Whether all of them are taken out. */
bool eq_bucket_excepted(const struct eq_data *d, struct eq_range days);
/* Whether all of them are days on which the member must have a row; whether some are. */
bool eq_member_due(const struct eq_member *m, struct eq_range days);
bool eq_member_counts(const struct eq_member *m, struct eq_range days);

#endif
