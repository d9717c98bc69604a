/* tallies_add.c - a batch's values to the cells of its lanes. See tallies.h.
 *
 * The loops go over the lanes that count and that a measure takes: straight where these are all, by
 * their bits where they are some. */
#include "data/tallies_parts.h"

#include <string.h>

#include "number/lanes.h"

#define WORDS (EQ_BATCH / 64)

/* ---- the cells of a batch ---- */

/* The group of each lane. Of one dimension a table says it; a code that it does not know yet is looked up. */
static void find_groups(struct eq_tallies *t, uint32_t *group)
{
	const struct eq_tallies_batch *b = &t->batch;

	for (uint32_t k = 0; k < b->n && t->plan->n_by == 1; k++) {
		uint32_t code = b->by[0][k];

		if (code < t->n_known_groups && t->known_groups[code])
			group[k] = t->known_groups[code] - 1;
		else if (eq_lane_counts(b, k))
			group[k] = eq_tallies_know_group(t, code);
	}
	for (uint32_t k = 0; k < b->n && t->plan->n_by > 1; k++) {
		if (!eq_lane_counts(b, k))
			continue;
		for (uint32_t i = 0; i < t->plan->n_by; i++)
			t->by_codes[i] = b->by[i][k];
		group[k] = eq_tallies_group(t, t->by_codes);
	}
}

/* Of each lane that counts and has a bucket, a cell at the end; of others, cell 0. */
static void append_cells(struct eq_tallies *t, const uint32_t *group, const int32_t *bucket,
			 uint32_t *cell)
{
	uint32_t n = t->batch.n, at = eq_tallies_room(t, n);

	for (uint32_t k = 0; k < n; k++) {
		cell[k] = 0;
		if (!eq_lane_counts(&t->batch, k) || bucket[k] == EQ_DATE_NONE)
			continue;
		t->cell_group.v[at] = group[k];
		t->cell_bucket.v[at] = bucket[k];
		eq_tallies_reach(t, bucket[k]);
		cell[k] = at++;
	}
	t->cell_group.n = t->cell_bucket.n = at;
}

static void find_cells(struct eq_tallies *t, const uint32_t *group)
{
	const struct eq_tallies_batch *b = &t->batch;

	for (uint32_t k = 0; k < b->n; k++) {
		t->cell[k] = 0;
		if (!eq_lane_counts(b, k))
			continue;
		uint32_t at = (uint32_t)(b->bucket[k] - t->base);
		uint32_t cell = group[k] < t->table_groups && at < t->span
					? t->table[(size_t)group[k] * t->span + at]
					: 0;

		t->cell[k] = cell ? cell : eq_tallies_cell(t, group[k], b->bucket[k]);
	}
	for (uint32_t k = 0; b->ends && k < b->n; k++)
		t->end_cell[k] = eq_lane_counts(b, k) && b->ends[k] != EQ_DATE_NONE
					 ? eq_tallies_cell(t, group[k], b->ends[k])
					 : 0;
}

static void number_cells(struct eq_tallies *t, const uint32_t *group)
{
	const struct eq_tallies_batch *b = &t->batch;
	uint32_t each = t->plan->n_buckets;

	for (uint32_t k = 0; k < b->n; k++) {
		uint32_t cell = 1 + group[k] * each + (uint32_t)b->bucket[k];

		t->cell[k] = eq_lane_counts(b, k) ? cell : 0;
	}
	for (uint32_t k = 0; b->ends && k < b->n; k++)
		t->end_cell[k] = eq_lane_counts(b, k) && b->ends[k] != EQ_DATE_NONE
					 ? 1 + group[k] * each + (uint32_t)b->ends[k]
					 : 0;
}

void eq_tallies_begin(struct eq_tallies *t, const struct eq_tallies_batch *batch)
{
	uint32_t group[EQ_BATCH];

	if (t->appends && t->cell_group.n >= t->settle_at)
		eq_tallies_settle_some(t);
	t->batch = *batch;
	memset(group, 0, batch->n * sizeof *group);
	if (t->plan->n_by)
		find_groups(t, group);
	if (t->dense) {
		number_cells(t, group);
		return;
	}
	if (!t->appends) {
		find_cells(t, group);
		return;
	}
	append_cells(t, group, batch->bucket, t->cell);
	if (batch->ends)
		append_cells(t, group, batch->ends, t->end_cell);
}

/* ---- decimals ---- */

static void add_decimal(struct eq_cell_wide *c, enum eq_tally_kind kind, struct eq_dec v,
			uint64_t order)
{
	__uint128_t coefficient;
	bool negative;
	int exponent;

	switch (kind) {
	case EQ_TALLY_LEAST:
		if (c->values == 0 || eq_dec_cmp(v, c->extreme) < 0)
			c->extreme = v;
		break;
	case EQ_TALLY_MOST:
		if (c->values == 0 || eq_dec_cmp(v, c->extreme) > 0)
			c->extreme = v;
		break;
	case EQ_TALLY_FIRST:
		if (c->values == 0) {
			c->extreme = v;
			c->order = order;
		}
		break;
	case EQ_TALLY_LAST:
		c->extreme = v;
		c->order = order;
		break;
	case EQ_TALLY_KEPT:
	case EQ_TALLY_DISTINCT:
		eq_keep(&c->keeping, (struct eq_kept_decimal){eq_dec_reduce(v), 1});
		break;
	case EQ_TALLY_COUNT:
	case EQ_TALLY_SUM:
		eq_dec_parts(v, &negative, &coefficient, &exponent);
		if (negative)
			eq_exact_add(c, -coefficient, coefficient ? -1 : 0, exponent);
		else
			eq_exact_add(c, coefficient, 0, exponent);
		break;
	}
	c->values++;
}

/* ---- sums that cannot overflow ---- */

void eq_tallies_spill(const struct eq_tallies *t, struct eq_layer *l)
{
	struct eq_cell_sum *cells = l->cells;

	if (!l->spilt)
		l->spilt = eq_alloc_zero(l->cap, sizeof *l->spilt);
	for (size_t c = 0; c < t->cell_group.n; c++) {
		l->spilt[c] += cells[c].sum;
		cells[c].sum = 0;
	}
	l->bound = 0;
}

/* Before a batch is added whose values lie in [-2^bits, 2^bits). */
static void make_headroom(const struct eq_tallies *t, struct eq_layer *l, int bits)
{
	uint64_t most = bits > 51 ? EQ_SPILL_AT : (uint64_t)t->batch.n << bits;

	if (l->bound + most > EQ_SPILL_AT)
		eq_tallies_spill(t, l);
	l->bound += most;
}

/* ---- loops ---- */

/* What is taken of a batch: the lanes, their cells, their values. */
struct taking {
	uint64_t lanes[WORDS];
	uint32_t n;
	const uint32_t *cell;
	uint64_t order;
};

/* Runs BODY for each lane k that is taken, with c its cell. */
#define EACH_LANE(t, BODY) \
	for (uint32_t w_ = 0; w_ * 64 < (t)->n; w_++) { \
		uint64_t left_ = (t)->lanes[w_]; \
		if (left_ == UINT64_MAX) { \
			for (uint32_t k = w_ * 64; k < w_ * 64 + 64; k++) { \
				uint32_t c = (t)->cell[k]; \
				BODY; \
			} \
			continue; \
		} \
		for (; left_; left_ &= left_ - 1) { \
			uint32_t k = w_ * 64 + (uint32_t)__builtin_ctzll(left_); \
			uint32_t c = (t)->cell[k]; \
			BODY; \
		} \
	}

static void add_rows(uint32_t *rows, const struct taking *t)
{
	EACH_LANE(t, rows[c]++)
}

static void add_sums(struct eq_cell_sum *cells, const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		cells[c].sum += v[k];
		cells[c].values++;
	})
}

static void add_least(struct eq_cell_extreme *cells, const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		cells[c].v = cells[c].values && cells[c].v < v[k] ? cells[c].v : v[k];
		cells[c].values++;
	})
}

static void add_most(struct eq_cell_extreme *cells, const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		cells[c].v = cells[c].values && cells[c].v > v[k] ? cells[c].v : v[k];
		cells[c].values++;
	})
}

static void add_first(struct eq_cell_end *cells, const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		if (cells[c].values++ == 0) {
			cells[c].v = v[k];
			cells[c].order = t->order + k;
		}
	})
}

static void add_last(struct eq_cell_end *cells, const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		cells[c].v = v[k];
		cells[c].order = t->order + k;
		cells[c].values++;
	})
}

static void add_kept(struct eq_place_tally *p, struct eq_cell_kept *cells, bool counted,
		     const int64_t *v, const struct taking *t)
{
	EACH_LANE(t, {
		struct eq_cell_kept *to = &cells[c];

		if (to->n == to->cap)
			eq_cell_kept_grow(p, to, counted);
		to->v[to->n++] = v[k];
		to->values++;
	})
}

static void add_wide(struct eq_cell_wide *cells, enum eq_tally_kind kind, const struct eq_column *v,
		     const struct taking *t)
{
	EACH_LANE(t, add_decimal(&cells[c], kind, eq_column_number(v, k), t->order + k))
}

/* The lanes' values as whole numbers, each of its own; `room` is used where they are not that yet. */
static const int64_t *whole_numbers(const struct eq_column *v, uint32_t n, int64_t *room)
{
	if (v->rep == EQ_REP_INT && !v->constant)
		return v->i;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t at = v->constant ? 0 : k;

		switch ((enum eq_column_rep)v->rep) {
		case EQ_REP_DAY:
			room[k] = v->day[at];
			break;
		case EQ_REP_CODE:
			room[k] = v->code[at];
			break;
		case EQ_REP_BOOL:
			room[k] = v->b[at];
			break;
		default:
			room[k] = v->i[at];
			break;
		}
	}
	return room;
}

static void add_values(struct eq_tallies *t, uint32_t place, const struct eq_column *v,
		       const struct taking *taking)
{
	enum eq_tally_kind kind = (enum eq_tally_kind)t->plan->kinds[place];
	bool wide = v->rep == EQ_REP_DEC;
	struct eq_layer *l = eq_tallies_layer(t, place,
					      wide                   ? EQ_LAYER_WIDE
					      : v->rep == EQ_REP_INT ? v->scale
								     : (int16_t)0,
					      v->rep);
	int64_t room[EQ_BATCH];

	if (wide) {
		add_wide(l->cells, kind, v, taking);
		return;
	}
	const int64_t *whole = whole_numbers(v, taking->n, room);
	switch (kind) {
	case EQ_TALLY_LEAST:
		add_least(l->cells, whole, taking);
		break;
	case EQ_TALLY_MOST:
		add_most(l->cells, whole, taking);
		break;
	case EQ_TALLY_FIRST:
		add_first(l->cells, whole, taking);
		break;
	case EQ_TALLY_LAST:
		add_last(l->cells, whole, taking);
		break;
	case EQ_TALLY_KEPT:
	case EQ_TALLY_DISTINCT:
		add_kept(&t->places[place], l->cells, kind == EQ_TALLY_KEPT, whole, taking);
		break;
	case EQ_TALLY_COUNT:
	case EQ_TALLY_SUM:
		make_headroom(t, l, v->rep == EQ_REP_INT ? eq_bound(v) : 32);
		add_sums(l->cells, whole, taking);
		break;
	}
}

/* Rows whose value is missing, and values that lost digits. */
static void add_gaps(struct eq_tallies *t, uint32_t place, const struct eq_column *v,
		     struct taking *taking)
{
	struct eq_place_tally *p = &t->places[place];
	struct taking gaps = *taking;

	for (uint32_t w = 0; w * 64 < taking->n; w++) {
		uint64_t missing = v->constant ? (v->missing[0] & 1 ? UINT64_MAX : 0)
					       : v->missing[w];

		gaps.lanes[w] &= missing;
		taking->lanes[w] &= ~missing;
	}
	p->gaps = eq_tallies_by_cell(t, p->gaps, &p->gaps_cap, sizeof *p->gaps);
	add_rows(p->gaps, &gaps);
}

static void add_rounded(struct eq_tallies *t, uint32_t place, const struct eq_column *v,
			const struct taking *taking)
{
	struct eq_place_tally *p = &t->places[place];

	p->rounded = eq_tallies_by_cell(t, p->rounded, &p->rounded_cap, sizeof *p->rounded);
	EACH_LANE(taking, p->rounded[c] |= eq_column_is_rounded(v, k))
}

void eq_tallies_add(struct eq_tallies *t, uint32_t place, bool at_end, const uint64_t *takes,
		    const struct eq_column *value)
{
	struct taking taking = {
		.n = t->batch.n, .cell = at_end ? t->end_cell : t->cell, .order = t->batch.order};
	struct eq_place_tally *p = &t->places[place];

	for (uint32_t w = 0; w * 64 < taking.n; w++)
		taking.lanes[w] = t->batch.counts[w] & (takes ? takes[w] : UINT64_MAX);
	if (!value) {
		p->rows = eq_tallies_by_cell(t, p->rows, &p->rows_cap, sizeof *p->rows);
		add_rows(p->rows, &taking);
		return;
	}
	if (value->missing)
		add_gaps(t, place, value, &taking);
	if (value->rounded)
		add_rounded(t, place, value, &taking);
	add_values(t, place, value, &taking);
}
