/* tallies_join.c - one worker's tallies into another's. See tallies.h.
 *
 * Everything that is joined is exact or ordered by itself, so that the order of joining shows in
 * nothing. */
#include "data/tallies_parts.h"

#include <string.h>

static void join_wide(struct eq_cell_wide *to, enum eq_tally_kind kind,
		      const struct eq_cell_wide *from)
{
	bool better = from->values > 0;

	if (from->values && to->values)
		switch (kind) {
		case EQ_TALLY_LEAST:
			better = eq_dec_cmp(from->extreme, to->extreme) < 0;
			break;
		case EQ_TALLY_MOST:
			better = eq_dec_cmp(from->extreme, to->extreme) > 0;
			break;
		case EQ_TALLY_FIRST:
			better = from->order < to->order;
			break;
		default:
			better = from->order > to->order;
			break;
		}
	if (better) {
		to->extreme = from->extreme;
		to->order = from->order;
	}
	for (uint32_t i = 0; i < from->n_parts; i++)
		eq_exact_add(to, from->parts[i].low, from->parts[i].high, from->parts[i].exponent);
	for (uint32_t i = 0; i < from->keeping.n; i++)
		eq_keep(&to->keeping, from->keeping.v[i]);
	to->values += from->values;
}

static void join_extreme(struct eq_cell_extreme *to, bool least, const struct eq_cell_extreme *from)
{
	if (from->values && (!to->values || (least ? from->v < to->v : from->v > to->v)))
		to->v = from->v;
	to->values += from->values;
}

static void join_end(struct eq_cell_end *to, bool first, const struct eq_cell_end *from)
{
	if (from->values &&
	    (!to->values || (first ? from->order < to->order : from->order > to->order))) {
		to->v = from->v;
		to->order = from->order;
	}
	to->values += from->values;
}

/* Cell c of `from` into cell at[c] of `to`. */
static void join_layer(struct eq_tallies *t, uint32_t place, const struct eq_layer *from, size_t n,
		       const uint32_t *at)
{
	enum eq_tally_kind kind = (enum eq_tally_kind)t->plan->kinds[place];
	struct eq_layer *to = eq_tallies_layer(t, place, from->scale, from->rep);
	bool sums = kind == EQ_TALLY_COUNT || kind == EQ_TALLY_SUM;

	if (n > from->cap)
		n = from->cap;
	if (sums && from->scale != EQ_LAYER_WIDE) {
		if (from->spilt || to->spilt || to->bound + from->bound > EQ_SPILL_AT)
			eq_tallies_spill(t, to);
		to->bound += from->bound;
	}
	for (size_t c = 1; c < n; c++) {
		if (from->scale == EQ_LAYER_WIDE) {
			join_wide((struct eq_cell_wide *)to->cells + at[c], kind,
				  (const struct eq_cell_wide *)from->cells + c);
		} else if (sums) {
			const struct eq_cell_sum *s = (const struct eq_cell_sum *)from->cells + c;
			struct eq_cell_sum *o = (struct eq_cell_sum *)to->cells + at[c];

			o->sum += s->sum;
			o->values += s->values;
			if (from->spilt)
				to->spilt[at[c]] += from->spilt[c];
		} else if (kind == EQ_TALLY_LEAST || kind == EQ_TALLY_MOST) {
			join_extreme((struct eq_cell_extreme *)to->cells + at[c],
				     kind == EQ_TALLY_LEAST,
				     (const struct eq_cell_extreme *)from->cells + c);
		} else if (eq_keeps(kind)) {
			eq_cell_kept_join(
				&t->places[place], (struct eq_cell_kept *)to->cells + at[c],
				kind == EQ_TALLY_KEPT, (struct eq_cell_kept *)from->cells + c);
		} else {
			join_end((struct eq_cell_end *)to->cells + at[c], kind == EQ_TALLY_FIRST,
				 (const struct eq_cell_end *)from->cells + c);
		}
	}
}

static uint32_t *join_counts(const struct eq_tallies *t, uint32_t *to, size_t *cap,
			     const uint32_t *from, size_t n, size_t from_cap, const uint32_t *at)
{
	if (!from)
		return to;
	to = eq_tallies_by_cell(t, to, cap, sizeof *to);
	for (size_t c = 1; c < n && c < from_cap; c++)
		to[at[c]] += from[c];
	return to;
}

static void join_place(struct eq_tallies *t, uint32_t place, const struct eq_place_tally *from,
		       size_t n, const uint32_t *at)
{
	struct eq_place_tally *to = &t->places[place];

	to->rows = join_counts(t, to->rows, &to->rows_cap, from->rows, n, from->rows_cap, at);
	to->gaps = join_counts(t, to->gaps, &to->gaps_cap, from->gaps, n, from->gaps_cap, at);
	if (from->rounded) {
		to->rounded =
			eq_tallies_by_cell(t, to->rounded, &to->rounded_cap, sizeof *to->rounded);
		for (size_t c = 1; c < n && c < from->rounded_cap; c++)
			to->rounded[at[c]] |= from->rounded[c];
	}
	for (size_t i = 0; i < from->layers.n; i++)
		join_layer(t, place, &from->layers.v[i], n, at);
}

void eq_tallies_join(struct eq_tallies *t, struct eq_tallies *from)
{
	size_t n = from->cell_group.n;
	uint32_t *group = eq_alloc_zero(from->n_groups, sizeof *group);
	uint32_t n_by = t->plan->n_by; /* none: all groups become one */
	uint32_t *at = eq_alloc_zero(n, sizeof *at);

	for (uint32_t g = 1; n_by && g < from->n_groups; g++)
		group[g] = eq_tallies_group(t, from->group_codes + (size_t)g * n_by);
	for (size_t c = 1; c < n; c++) {
		at[c] = eq_tallies_cell(t, group[from->cell_group.v[c]], from->cell_bucket.v[c]);
		t->cell_rows.v[at[c]] += from->cell_rows.v[c];
	}
	for (uint32_t p = 0; p < t->plan->n_places; p++)
		join_place(t, p, &from->places[p], n, at);
	/* Members: a bit for each bucket in which one has a row. */
	for (uint32_t i = 0; i < from->member_span; i++)
		for (uint32_t m = 0; m < t->plan->n_members; m++)
			if (eq_tallies_has_member(from, from->member_base + (int32_t)i, m))
				eq_tallies_mark_member(t, from->member_base + (int32_t)i, m);
	if (from->lo <= from->hi) {
		eq_tallies_reach(t, from->lo);
		eq_tallies_reach(t, from->hi);
	}
	eq_free(group);
	eq_free(at);
}

/* ---- cells in order ---- */

/* Stable: `order` to `to`, by a number below `n_keys` that each cell has. */
static void sort_by(const uint32_t *key, uint32_t least, uint32_t n_keys, const uint32_t *order,
		    uint32_t *to, size_t n)
{
	uint32_t *at = eq_alloc_zero((size_t)n_keys + 1, sizeof *at);

	for (size_t i = 0; i < n; i++)
		at[key[order[i]] - least + 1]++;
	for (uint32_t k = 1; k < n_keys; k++)
		at[k] += at[k - 1];
	for (size_t i = 0; i < n; i++)
		to[at[key[order[i]] - least]++] = order[i];
	eq_free(at);
}

/* The cells from 1 on by group, then bucket. */
static uint32_t *in_order(const struct eq_tallies *t, size_t n)
{
	uint32_t *order = eq_alloc((n + 1) * sizeof *order),
		 *room = eq_alloc((n + 1) * sizeof *room);
	/* A bucket before 1970 is a large number; only differences matter. */
	const uint32_t *bucket = (const uint32_t *)t->cell_bucket.v;

	for (uint32_t c = 0; c < n; c++)
		order[c] = c + 1;
	if (n) {
		sort_by(bucket, (uint32_t)t->lo, (uint32_t)(t->hi - t->lo) + 1, order, room, n);
		sort_by(t->cell_group.v, 0, t->n_groups, room, order, n);
	}
	eq_free(room);
	return order;
}

static void take_cells(struct eq_tallies *t, struct eq_tallies *from)
{
	eq_free(t->cell_group.v);
	eq_free(t->cell_bucket.v);
	eq_free(t->cell_rows.v);
	memcpy(&t->cell_group, &from->cell_group, sizeof t->cell_group);
	memcpy(&t->cell_bucket, &from->cell_bucket, sizeof t->cell_bucket);
	memcpy(&t->cell_rows, &from->cell_rows, sizeof t->cell_rows);
	memset(&from->cell_group, 0, sizeof from->cell_group);
	memset(&from->cell_bucket, 0, sizeof from->cell_bucket);
	memset(&from->cell_rows, 0, sizeof from->cell_rows);
}

void eq_tallies_settle(struct eq_tallies *t)
{
	size_t n = t->cell_group.n - 1;
	uint32_t *order = in_order(t, n), *at = eq_alloc_zero(n + 1, sizeof *at), last = 0;
	struct eq_tallies *to = eq_tallies_new(t->plan);

	for (size_t i = 0; i < n; i++) {
		uint32_t c = order[i], group = t->cell_group.v[c];
		int32_t bucket = t->cell_bucket.v[c];

		if (!last || to->cell_group.v[last] != group || to->cell_bucket.v[last] != bucket) {
			last = (uint32_t)to->cell_group.n;
			EQ_PUSH(&to->cell_group, group);
			EQ_PUSH(&to->cell_bucket, bucket);
			EQ_PUSH(&to->cell_rows, 0);
		}
		to->cell_rows.v[last] += t->cell_rows.v[c];
		at[c] = last;
	}
	for (uint32_t p = 0; p < t->plan->n_places; p++) {
		join_place(to, p, &t->places[p], n + 1, at);
		eq_tallies_release_place(t, p);
		t->places[p] = to->places[p];
		memset(&to->places[p], 0, sizeof to->places[p]);
	}
	t->settle_at = to->cell_group.n * (to->cell_group.n > n / 4 * 3 ? 4 : 2);
	take_cells(t, to);
	/* A table knows the cells by the numbers that they had: from now on they are appended. */
	t->appends = true;
	eq_free(t->table);
	t->table = NULL;
	t->span = t->table_groups = 0;
	eq_tallies_free(to);
	eq_free(order);
	eq_free(at);
}
