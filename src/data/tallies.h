/* tallies.h - what the rows of a source add up to, while it is read.
 *
 * Each worker has tallies of its own and adds its batches to them; at the end they are put together,
 * and made a cube's. How rows fell to workers, blocks and batches shows in nothing: sums are exact
 * (integers of 128 bits at one scale, wider where these do not suffice, rounded to a decimal once, at the end);
 * `first` and `last` go by the rows' order, which each row brings; of values that are kept only what does not
 * depend on their order is asked.
 *
 * A PLACE is what one measure adds up (`of while open` has two: what begun and what ended). A CELL is
 * one group of rows in one bucket. With a break-down, rows that lack a value of a dimension are in a group of
 * their own, that is not shown, and the whole source is the sum of its groups: no row is added twice. Groups that
 * are told apart by intervals only (cuts.h) have tallies of their own beside those of the whole, a bucket being an
 * interval then.
 * Memory follows the cells that have rows where they are few among the days, and the days where they
 * are many. */
#ifndef EQ_DATA_TALLIES_H
#define EQ_DATA_TALLIES_H

#include "data/cube.h"
#include "data/dictionary.h"

/* What a place needs to remember of its values. */
enum eq_tally_kind {
	EQ_TALLY_COUNT, /* rows; of a value: those that have one */
	EQ_TALLY_SUM,   /* and how many values: sum, mean */
	EQ_TALLY_LEAST,
	EQ_TALLY_MOST,
	EQ_TALLY_FIRST,
	EQ_TALLY_LAST,
	EQ_TALLY_KEPT,    /* each different value, and how often: median, percentile */
	EQ_TALLY_DISTINCT /* each different value */
};

struct eq_tallies_plan {
	const uint8_t *kinds; /* [n_places]: enum eq_tally_kind */
	uint32_t n_places;
	uint32_t n_by;      /* dimensions of the break-down; 0: one group */
	uint32_t n_members; /* marks a cell of the whole source can have */
	uint32_t n_buckets; /* that there can be, from 0; 0: not known */
};

struct eq_tallies;

struct eq_tallies *eq_tallies_new(const struct eq_tallies_plan *plan);
void eq_tallies_free(struct eq_tallies *t);

/* The lanes of a batch, before anything is added of them: which cell each is in. */
struct eq_tallies_batch {
	uint32_t n;
	uint64_t order;         /* of lane 0 among all rows of the source; lane k: order + k */
	const uint64_t *counts; /* bits of the lanes that count; others are in no cell */
	const int32_t *bucket;  /* of each lane */
	const int32_t *ends;    /* of spells: the bucket of the end, or EQ_DATE_NONE; else NULL */
	const uint32_t *const *by; /* [n_by][n]: codes of the dimensions; 0: none */
};
void eq_tallies_begin(struct eq_tallies *t, const struct eq_tallies_batch *batch);
/* A row of a member counts, in the bucket of its lane. */
void eq_tallies_member(struct eq_tallies *t, uint32_t lane, uint32_t member);
/* The values of a measure: of each lane that counts and whose bit in `takes` is set (NULL: all). `value` NULL: the row
 * itself, worth 1. A missing value is a gap. `at_end`: in the bucket of the spell's end, where it has one. */
void eq_tallies_add(struct eq_tallies *t, uint32_t place, bool at_end, const uint64_t *takes,
		    const struct eq_column *value);

/* Adds all of `from` to `t`; in any order. */
void eq_tallies_join(struct eq_tallies *t, struct eq_tallies *from);
/* One cell for each group and bucket, in their order. */
void eq_tallies_settle(struct eq_tallies *t);
/* Likewise, all that the n tallies in `from` have, shared out by groups: parts[i] has cells of the groups that come before
 * those of parts[i + 1], and each part is made by a thread of its own. A group has its number of from[0], which knows all
 * of them from then on; marks of members are in parts[0]. */
void eq_tallies_gather(struct eq_tallies *const *from, uint32_t n, struct eq_tallies **parts,
		       uint32_t n_parts);
/* Makes room for the bucket, though no row may be there. */
void eq_tallies_reach(struct eq_tallies *t, int32_t bucket);

/* Whether cells may be asked together, of sums and counts: none has a gap, lost digits, or a number that only a decimal
 * holds. */
bool eq_tallies_add_up(const struct eq_tallies *t);
/* Bytes that they take now, and the place that takes the most of them. */
size_t eq_tallies_bytes(const struct eq_tallies *t, uint32_t *most);

#endif
