/* cube.h - what a scan leaves: for each measure a tally a bucket, a bucket being one day of a
 * dated source or one period of a source with one row per period.
 *
 * Tallies add, so that any window of days is answered without the rows.
 *
 * Where days and periods do not fall together: a source with one row per period is EXCEPTED in a
 * period that lies in the excepted days wholly (one that they only cut stays WHOLE: how much of it
 * counts is a matter of days, not of rows). A member's row counts in a period that its dates meet,
 * and must be there in one that lies in its dates wholly. Where there are members, the buckets
 * reach over all that the source covers, and one without any row is LACKING if a member is due. */
#ifndef EQ_DATA_CUBE_H
#define EQ_DATA_CUBE_H

#include "code/program.h"

struct eq_tally {
	struct eq_dec sum;         /* of the values; for COUNT the number of rows */
	struct eq_dec min, max;    /* meaningless while values == 0 */
	struct eq_dec first, last; /* by file and row within the bucket */
	uint32_t values;           /* rows that gave a value */
	uint32_t gaps;             /* rows (that pass `where`) whose value is missing */
	bool rounded;
};

enum eq_bucket_state {
	EQ_BUCKET_EMPTY,   /* no row that counts */
	EQ_BUCKET_WHOLE,   /* rows, and of every member that must have one */
	EQ_BUCKET_LACKING, /* a member has no row */
	EQ_BUCKET_EXCEPTED /* taken out by `except` */
};

struct eq_source_tally {
	bool by_period;
	int32_t first;                 /* day number, or period number, of bucket 0 */
	uint32_t n;                    /* buckets */
	uint8_t *state;                /* enum eq_bucket_state, by bucket */
	uint64_t rows;                 /* records read, without the header */
	uint64_t rows_excepted;        /* left out by `except` */
	uint64_t rows_other;           /* left out by `only`, or of no member on their date */
	eq_date first_date, last_date; /* of rows that count; EQ_DATE_NONE when there are none */
	struct eq_text file;           /* what was read */
};

struct eq_cube {
	struct eq_arena arena;
	struct eq_source_tally *sources; /* by data index */
	struct eq_tally **tallies;       /* [measure][bucket of its source] */
	uint32_t n_sources, n_measures;
};

#endif
