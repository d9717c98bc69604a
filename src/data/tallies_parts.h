/* tallies_parts.h - what tallies are made of. Private to tallies*.c, cube.c and finish.c.
 *
 * A cell is known by a number, from 1, in the order in which cells first had a row; 0 is the cell of
 * lanes that do not count, which nothing reads. For each place there is a LAYER for each scale that its
 * batches came with, nearly always one: an array by cell, of what the place's kind needs. Values that are
 * no integers of 64 bits stand in a layer of decimals. So nothing is ever brought to another scale under
 * way, and nothing can overflow that is not seen. */
#ifndef EQ_DATA_TALLIES_PARTS_H
#define EQ_DATA_TALLIES_PARTS_H

#include "data/kept.h"
#include "data/scan.h"
#include "data/tallies.h"

/* What a cell of a layer of integers is, by the place's kind. */
struct eq_cell_sum {
	int64_t sum; /* since the last spill */
	uint32_t values;
};
struct eq_cell_extreme { /* LEAST, MOST */
	int64_t v;
	uint32_t values;
};
struct eq_cell_end { /* FIRST, LAST */
	int64_t v;
	uint64_t order;
	uint32_t values;
};
struct eq_cell_kept { /* KEPT, DISTINCT: tallies_kept.c */
	int64_t *v;
	uint32_t *rows; /* KEPT: how often each of the settled came; NULL: once */
	uint32_t n, cap;
	uint32_t n_settled; /* in order, each once; those after them as they came */
	uint32_t settle_at; /* values at which it is worth while again */
	uint32_t values;
};
/* What a cell of a layer of decimals is, whatever the kind: its sum as integers of 192 bits, one for each exponent. */
struct eq_exact_part {
	__uint128_t low;
	int64_t high;
	int32_t exponent;
};
struct eq_cell_wide {
	struct eq_exact_part *parts;
	struct eq_dec extreme; /* LEAST, MOST, FIRST, LAST */
	uint64_t order;
	struct eq_keeping keeping;
	uint32_t n_parts, values;
};

#define EQ_LAYER_WIDE INT16_MAX
struct eq_layer {
	int16_t scale; /* or EQ_LAYER_WIDE */
	uint8_t rep;   /* enum eq_column_rep: days, codes and truths are integers of scale 0 */
	size_t cap;    /* cells there is room for */
	void *cells;
	__int128_t
		*spilt; /* SUM: what was taken out of the sums so that none can overflow; or NULL */
	uint64_t bound; /* SUM: no cell's sum is larger since the last spill */
};
struct eq_place_tally {
	EQ_VEC(struct eq_layer) layers;
	uint32_t *rows; /* COUNT without a value: by cell */
	size_t rows_cap;
	uint32_t *gaps; /* by cell, or NULL: none so far */
	size_t gaps_cap;
	uint8_t *rounded; /* likewise */
	size_t rounded_cap;
	size_t kept_bytes; /* of values that are kept */
};

struct eq_tallies {
	const struct eq_tallies_plan *plan; /* its own */
	struct eq_tallies_plan own_plan;
	uint8_t *kinds;
	struct eq_place_tally *places;

	/* Groups, from 0: of a break-down, group 0 has the rows that lack a dimension. */
	uint32_t *group_slots; /* hash of the codes: group + 1, 0: free */
	uint32_t n_groups, n_group_slots;
	uint32_t *group_codes; /* [n_groups][n_by] */
	size_t group_codes_cap;

	/* Cells. */
	EQ_VEC(uint32_t) cell_group;
	EQ_VEC(int32_t) cell_bucket;
	int32_t lo, hi; /* buckets with a row, or reached; lo > hi: none */
	/* The cell of (group, bucket), by a table. Where that would be large, each row makes a cell of its own
	 * instead, at the end; from time to time they are settled, where that is worth while: those of one group and
	 * bucket are made one. */
	uint32_t *table; /* [group][bucket - base] */
	int32_t base;
	uint32_t span, table_groups;
	bool appends;
	bool dense; /* few buckets: each group has a cell for each of them, one after another, from its first row on */
	size_t settle_at; /* cells at which it is looked whether it is */

	uint64_t *members; /* [bucket - member_base][words] */
	int32_t member_base;
	uint32_t member_span;

	/* The batch. */
	struct eq_tallies_batch batch;
	uint32_t cell[EQ_BATCH], end_cell[EQ_BATCH];
	uint32_t *known_groups; /* of one dimension: by code, group + 1; 0: not known yet */
	uint32_t n_known_groups;
	uint32_t *by_codes; /* [n_by]: of a lane */
};

static inline bool eq_lane_counts(const struct eq_tallies_batch *b, uint32_t k)
{
	return b->counts[k / 64] >> k % 64 & 1;
}

size_t eq_layer_cell_size(const struct eq_tallies *t, uint32_t place, const struct eq_layer *l);
/* The place's layer of this scale and representation, with room for all cells. */
struct eq_layer *eq_tallies_layer(struct eq_tallies *t, uint32_t place, int16_t scale, uint8_t rep);
/* An array by cell of uint32_t or bytes, with room for all cells. */
void *eq_tallies_by_cell(const struct eq_tallies *t, void *v, size_t *cap, size_t size);
uint32_t eq_tallies_cell(struct eq_tallies *t, uint32_t group, int32_t bucket);
/* Room for n more cells; the number of the first. */
uint32_t eq_tallies_room(struct eq_tallies *t, uint32_t n);
/* Settles them if that frees half the cells, and says when to look again. */
void eq_tallies_settle_some(struct eq_tallies *t);
/* Of one dimension: its group, which is known from now on. */
uint32_t eq_tallies_know_group(struct eq_tallies *t, uint32_t code);
uint32_t eq_tallies_group(struct eq_tallies *t, const uint32_t *codes);
#define EQ_SPILL_AT (UINT64_C(1) << 62)
void eq_tallies_release_place(struct eq_tallies *t, uint32_t place);
void eq_tallies_spill(const struct eq_tallies *t, struct eq_layer *l);
/* tallies_exact.c: adds high × 2^128 + low, × 10^exponent; all that was added, rounded once. */
void eq_exact_add(struct eq_cell_wide *c, __uint128_t low, int64_t high, int32_t exponent);
struct eq_dec eq_exact_total(const struct eq_cell_wide *c, unsigned *flags);
void eq_tallies_mark_member(struct eq_tallies *t, int32_t bucket, uint32_t member);
bool eq_tallies_has_member(const struct eq_tallies *t, int32_t bucket, uint32_t member);

/* tallies_join.c: cells of one into cells of another, which may have something already. */
struct eq_move {
	uint32_t from, to;
};
void eq_place_join(struct eq_tallies *t, uint32_t place, const struct eq_place_tally *from,
		   const struct eq_move *moves, size_t n);
void eq_members_join(struct eq_tallies *t, const struct eq_tallies *from);

/* tallies_kept.c: room for one more; all of one cell into another. */
void eq_cell_kept_grow(struct eq_place_tally *p, struct eq_cell_kept *c, bool counted);
void eq_cell_kept_join(struct eq_place_tally *p, struct eq_cell_kept *to, bool counted,
		       struct eq_cell_kept *from);
void eq_cell_kept_release(struct eq_cell_kept *c);

/* Whether several cells of a sum or count may be asked at once: none has a gap, lost digits, or a number that only a
 * decimal holds. */
static inline bool eq_place_adds_up(const struct eq_place_tally *p)
{
	bool wide = p->gaps || p->rounded;

	for (size_t i = 0; i < p->layers.n; i++)
		wide |= p->layers.v[i].scale == EQ_LAYER_WIDE;
	return !wide;
}

static inline bool eq_keeps(enum eq_tally_kind kind)
{
	return kind == EQ_TALLY_KEPT || kind == EQ_TALLY_DISTINCT;
}

#endif
