/* cube.h - what a scan leaves: for each measure a tally a bucket, a bucket being one day of a
 * dated source or one period of a source with one row per period.
 *
 * Tallies add, so that any window of days is answered without the rows. A break-down has a cube for
 * each group of rows, so that whatever reads a cube can read a part. Of a group only the buckets in
 * which it has rows are there, as the scan left them, and a tally is made when it is asked for: groups
 * may be very many.
 *
 * Where days and periods do not fall together: a source with one row per period is EXCEPTED in a
 * period that lies in the excepted days wholly (one that they only cut stays WHOLE: how much of it
 * counts is a matter of days, not of rows). A member's row counts in a period that its dates meet,
 * and must be there in one that lies in its dates wholly. Where there are members, the buckets
 * reach over all that the source covers, and one without any row is LACKING if a member is due. */
#ifndef EQ_DATA_CUBE_H
#define EQ_DATA_CUBE_H

#include "code/program.h"
#include "data/cuts.h"
#include "data/kept.h"

struct eq_tally {
	struct eq_dec sum;         /* of the values; for COUNT the number of rows */
	struct eq_dec min, max;    /* meaningless while values == 0 */
	struct eq_dec first, last; /* by file and row within the bucket */
	uint32_t values;           /* rows that gave a value */
	uint32_t gaps;             /* rows (that pass `where`) whose value is missing */
	bool rounded;
	const struct eq_kept *kept; /* MEDIAN, PERCENTILE, DISTINCT: what came, by scale */
	uint32_t n_kept;
};

enum eq_bucket_state {
	EQ_BUCKET_EMPTY,   /* no row that counts */
	EQ_BUCKET_WHOLE,   /* rows, and of every member that must have one */
	EQ_BUCKET_LACKING, /* a member has no row */
	EQ_BUCKET_EXCEPTED /* taken out by `except` */
};

/* Of a group: which of a source's cells are its own, a cell being a bucket in which it has a row; where there are
 * cuts, an interval between two of them. */
struct eq_tallies;
struct eq_group_cells {
	const struct eq_tallies *of; /* NULL: it has none */
	const int32_t *bucket;       /* [n], in order */
	uint32_t first, n;
	const struct eq_cuts *cuts; /* or NULL */
};

struct eq_source_tally {
	bool by_period;
	int32_t first;                 /* day number, or period number, of bucket 0 */
	uint32_t n;                    /* buckets */
	uint8_t *state;                /* enum eq_bucket_state, by bucket */
	uint64_t rows;                 /* records read, without the header; in a group 0 */
	uint64_t rows_excepted;        /* left out by `except` */
	uint64_t rows_other;           /* left out by `only`, or of no member on their date */
	eq_date first_date, last_date; /* of rows that count; EQ_DATE_NONE when there are none */
	uint64_t rows_bad;             /* left out because a cell or the row does not fit */
	struct eq_text file;           /* what was read */
	char fingerprint[33];          /* of its bytes, in hexadecimal digits */
	/* In a group: the whole source, and the group's cells of it; `state` is NULL. A bucket that counts in
	 * the whole counts in the group, with or without a row, except of a source that has OWN DAYS: there
	 * the group's own rows say which count. */
	const struct eq_source_tally *whole;
	bool own_days;
	struct eq_group_cells cells;
	const struct eq_cuts
		*cuts; /* in the whole: those that its groups are told apart by, or NULL */
};

/* What a row says of a rating. Rows of one change and day: once only. */
struct eq_row_mark {
	struct eq_text change;
	eq_date on;
	uint32_t level;
};

/* One combination of the values of the dimensions that a break-down asks for. */
struct eq_group {
	const struct eq_text *keys; /* [n_by] */
};

/* Where a measure stands in a source's cells; or tallies by cell have been made of it. */
struct eq_cell_place {
	uint32_t place;
	bool made;
};

struct eq_cube {
	struct eq_arena arena;
	EQ_VEC(struct eq_tallies *) held; /* in which what is kept stands */
	struct eq_source_tally *sources;  /* by data index */
	/* [measure][bucket of its source]. While a spell is open (EQ_DURING_OPEN), the tally of a day
	 * is of the spells open at its end. In a group, NULL where the source lacks a dimension, and else for
	 * eq_cube_cell() only. */
	struct eq_tally **tallies;
	struct eq_cell_place *places; /* [measure], for groups */
	struct eq_row_mark **marks;   /* [rating] whose marks stand in rows: by change, then date */
	uint32_t *n_marks;
	uint32_t n_sources, n_measures;
	/* Break-downs: in order of their keys, with the groups' own tallies and bucket states. */
	const struct eq_text *by; /* names of the dimensions */
	uint32_t n_by;
	struct eq_group *groups;
	uint32_t n_groups;
	struct eq_cube
		*of_group; /* [n_groups]: cubes that borrow from this one; no groups of their own */
	/* By data: told of each day at which a window begins, or has ended; NULL: nobody asks. */
	struct eq_cuts_noted *noted;
};

/* Of a group, the tally of one of its cells of a source; what is kept of it is listed in the arena. */
struct eq_tally eq_cube_cell(const struct eq_cube *group, uint32_t data, uint32_t measure,
			     uint32_t i, struct eq_arena *arena);
/* Its rows, with a value or a gap. */
uint64_t eq_cube_cell_rows(const struct eq_cube *group, uint32_t data, uint32_t measure,
			   uint32_t i);
/* The first cell of that bucket or a later one. Not where there are cuts. */
uint32_t eq_cube_cell_from(const struct eq_group_cells *c, int32_t bucket);
/* The cells of these days: from *from up to *to. Where there are cuts, the days begin and end at one. */
void eq_cube_cells_over(const struct eq_group_cells *c, struct eq_range days, uint32_t *from,
			uint32_t *to);
/* The sums and counts of the cells from `from` up to `to`. False where they must be asked one by one,
 * because one may have a gap or lost digits; where there are cuts none has. */
bool eq_cube_add_cells(const struct eq_cube *group, uint32_t data, uint32_t measure, uint32_t from,
		       uint32_t to, struct eq_dec *sum, uint64_t *values, unsigned *flags);

#endif
