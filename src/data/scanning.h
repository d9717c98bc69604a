/* scanning.h - one worker over a source: its rows, its programs' results, its tallies. Private to
 * scan.c, worker.c, judge.c, marks.c and unmet.c. */
#ifndef EQ_DATA_SCANNING_H
#define EQ_DATA_SCANNING_H

#include "data/rows.h"
#include "vm/vm.h"

struct eq_mark_found {
	uint32_t change, level; /* a code; a number */
	eq_date on;
};
struct eq_mark_list {
	EQ_VEC(struct eq_mark_found) all;
	struct eq_repeats seen;  /* change and day */
	struct eq_met_batch met; /* the same of this batch, in a first reading */
};

/* What a measure's programs made of the batch. */
struct eq_measured {
	struct eq_column value;
	uint64_t takes[EQ_BATCH_WORDS]; /* lanes that pass `where`; meaningless without one */
};

struct eq_scanning {
	struct eq_scan_source *source;
	struct eq_rows rows;
	struct eq_vm vm;
	struct eq_tallies *tallies;
	struct eq_tallies
		*parts; /* of groups, by interval; NULL: groups are in `tallies`, by day */
	size_t bytes;   /* that they took when it was last looked */

	/* The batch. */
	struct eq_arena arena;
	struct eq_column *columns; /* by the data's */
	struct eq_column *inputs;  /* of the program that runs */
	struct eq_measured *measured;
	struct eq_column *listed;    /* by lookup */
	struct eq_column *mark_made; /* by marking: its `where` */
	eq_date end[EQ_BATCH];       /* of a spell; EQ_DATE_NONE: open still */

	/* What is done with the rows of a batch that count; NULL: they are added to the tallies. */
	void (*take)(void *context, struct eq_scanning *w);
	void *take_context;

	struct eq_repeats repeats;
	struct eq_met_batch met; /* the batch's rows, in a first reading */
	uint32_t *key;
	struct eq_mark_list *marks; /* by marking */
};

void eq_scanning_init(struct eq_scanning *w, struct eq_scan_source *s);
void eq_scanning_release(struct eq_scanning *w);
/* Takes blocks until there are no more. */
void eq_scanning_run(struct eq_scanning *w);

/* worker.c: the lanes of a truth that are true. */
void eq_true_lanes(const struct eq_column *c, uint32_t n, uint64_t *bits);

/* judge.c: of the lanes that count so far, those whose row really does: rows that `only` takes, with spells
 * that end after they start, a line in each table, and not a second time. What cannot be is
 * reported. */
void eq_judge_rows(struct eq_scanning *w, const struct eq_column *only);

/* marks.c: takes the mark of a lane, if it has one. False after reporting: a level outside the scale, no
 * change, or a second mark for one change and day. */
bool eq_mark_take(struct eq_scanning *w, uint32_t marking, uint32_t lane);
/* The marks of all workers, by change, then date. */
void eq_marks_finish(const struct eq_scan_source *s, struct eq_scanning *const *workers, uint32_t n,
		     struct eq_cube *cube);

/* unmet.c: after the last row: texts that `only` or a `where` asks for, and no row has. `met`: [n_watched + 1]. */
void eq_warn_of_unmet_texts(struct eq_scan_source *s, bool *met);

static inline bool eq_column_true(const struct eq_column *c, uint32_t lane)
{
	return !eq_column_is_missing(c, lane) && eq_column_bool(c, lane);
}

/* Whether a measure takes a lane that counts. */
static inline bool eq_measure_takes(const struct eq_scanning *w, uint32_t measure, uint32_t lane)
{
	const struct eq_measuring *m = &w->source->measures[measure];

	if (m->where.chunk && !eq_bit(w->measured[measure].takes, lane))
		return false;
	/* What is open still has not closed. */
	return m->m->during != EQ_DURING_CLOSED || w->end[lane] != EQ_DATE_NONE;
}

#endif
