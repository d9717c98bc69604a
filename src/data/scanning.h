/* scanning.h - one source while it is scanned. Private to scan.c, judge.c and marks.c. */
#ifndef EQ_DATA_SCANNING_H
#define EQ_DATA_SCANNING_H

#include "data/groups.h"
#include "data/rows.h"

/* A row chunk with what it is bound to, made once. */
struct eq_row_program {
	const struct eq_chunk *chunk; /* NULL: there is none */
	uint32_t *text_codes;
	struct eq_column *inputs;
	bool by_end; /* the row's day is the spell's last, not its first */
};

struct eq_measuring {
	uint32_t index; /* in the model */
	const struct eq_measure *m;
	struct eq_row_program where, value;
	bool keeps;                              /* its values are kept one by one */
	uint32_t begun;                          /* its place among the buckets */
	uint32_t ended;                          /* EQ_DURING_OPEN: of what ends */
	struct eq_column where_made, value_made; /* of the batch */
};

/* A table that a measure looks up: rows for which it has no line are at fault. */
struct eq_looking_up {
	const struct eq_measuring *m;
	const struct eq_fixed *fixed;
	struct eq_row_program listed;
};

struct eq_scanning {
	const struct eq_program *program;
	const struct eq_model *model;
	const struct eq_data *data;
	struct eq_rows rows;
	struct eq_vm vm;
	bool one_row_each; /* a second row for the same time and dimensions is a mistake */

	struct eq_measuring *measures; /* of this source */
	uint32_t n_measures;
	struct eq_row_program only;
	struct eq_looking_up *lookups;
	uint32_t n_lookups;
	struct eq_marking *markings; /* of ratings whose marks stand in this source; see marks.h */
	uint32_t n_markings;

	/* The batch's lanes, beside those of the rows. */
	bool counts[EQ_BATCH];
	eq_date end[EQ_BATCH]; /* of a spell; EQ_DATE_NONE: open still */
	uint32_t group[EQ_BATCH];

	struct eq_buckets buckets;
	struct eq_repeats repeats;
	const uint32_t *by; /* columns to break down by; NULL: none, or not of this source */
	uint32_t n_by;
	struct eq_source_groups groups;
};

/* Whether a lane of the batch has no value in a column of the data. */
static inline bool eq_cell_missing(const struct eq_scanning *s, uint32_t column, uint32_t lane)
{
	return s->rows.columns[column].cells.missing[lane / 64] >> (lane % 64) & 1;
}

static inline bool eq_column_true(const struct eq_column *c, uint32_t lane)
{
	return !eq_column_is_missing(c, lane) && eq_column_bool(c, lane);
}

/* Whether a measure takes a lane of the batch that counts. */
static inline bool eq_measuring_takes(const struct eq_scanning *s, const struct eq_measuring *m,
				      uint32_t lane)
{
	if (m->where.chunk && !eq_column_true(&m->where_made, lane))
		return false;
	/* What is open still has not closed. */
	return m->m->during != EQ_DURING_CLOSED || s->end[lane] != EQ_DATE_NONE;
}

/* After the last row: texts that `only` or a `where` asks for, and no row has. */
void eq_warn_of_unmet_texts(struct eq_scanning *s);
/* The ends of the batch's spells. */
void eq_judge_ends(struct eq_scanning *s, const struct eq_column *columns);
/* Which lanes of the batch count: `only` and `listed`, the columns made of the programs of the
 * source and of its lookups. What cannot be is reported; what counts is marked in the buckets, which
 * reach it then. */
void eq_judge_rows(struct eq_scanning *s, const struct eq_column *only,
		   const struct eq_column *listed);

#endif
