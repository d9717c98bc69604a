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

static void join_sums(const struct eq_layer *to, const struct eq_layer *from,
		      const struct eq_move *moves, size_t n)
{
	const struct eq_cell_sum *f = from->cells;
	struct eq_cell_sum *t = to->cells;

	for (size_t i = 0; i < n; i++) {
		if (moves[i].from >= from->cap)
			continue;
		t[moves[i].to].sum += f[moves[i].from].sum;
		t[moves[i].to].values += f[moves[i].from].values;
	}
	for (size_t i = 0; from->spilt && i < n; i++)
		if (moves[i].from < from->cap)
			to->spilt[moves[i].to] += from->spilt[moves[i].from];
}

static void join_layer(struct eq_tallies *t, uint32_t place, const struct eq_layer *from,
		       const struct eq_move *moves, size_t n)
{
	enum eq_tally_kind kind = (enum eq_tally_kind)t->plan->kinds[place];
	struct eq_layer *to = eq_tallies_layer(t, place, from->scale, from->rep);

	if (from->scale != EQ_LAYER_WIDE && (kind == EQ_TALLY_COUNT || kind == EQ_TALLY_SUM)) {
		if (from->spilt || to->spilt || to->bound + from->bound > EQ_SPILL_AT)
			eq_tallies_spill(t, to);
		to->bound += from->bound;
		join_sums(to, from, moves, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t c = moves[i].from, at = moves[i].to;

		if (c >= from->cap)
			continue;
		if (from->scale == EQ_LAYER_WIDE)
			join_wide((struct eq_cell_wide *)to->cells + at, kind,
				  (const struct eq_cell_wide *)from->cells + c);
		else if (kind == EQ_TALLY_LEAST || kind == EQ_TALLY_MOST)
			join_extreme((struct eq_cell_extreme *)to->cells + at,
				     kind == EQ_TALLY_LEAST,
				     (const struct eq_cell_extreme *)from->cells + c);
		else if (eq_keeps(kind))
			eq_cell_kept_join(&t->places[place], (struct eq_cell_kept *)to->cells + at,
					  kind == EQ_TALLY_KEPT,
					  (struct eq_cell_kept *)from->cells + c);
		else
			join_end((struct eq_cell_end *)to->cells + at, kind == EQ_TALLY_FIRST,
				 (const struct eq_cell_end *)from->cells + c);
	}
}

static uint32_t *join_counts(const struct eq_tallies *t, uint32_t *to, size_t *cap,
			     const uint32_t *from, size_t from_cap, const struct eq_move *moves,
			     size_t n)
{
	if (!from)
		return to;
	to = eq_tallies_by_cell(t, to, cap, sizeof *to);
	for (size_t i = 0; i < n; i++)
		if (moves[i].from < from_cap)
			to[moves[i].to] += from[moves[i].from];
	return to;
}

void eq_place_join(struct eq_tallies *t, uint32_t place, const struct eq_place_tally *from,
		   const struct eq_move *moves, size_t n)
{
	struct eq_place_tally *to = &t->places[place];

	to->rows = join_counts(t, to->rows, &to->rows_cap, from->rows, from->rows_cap, moves, n);
	to->gaps = join_counts(t, to->gaps, &to->gaps_cap, from->gaps, from->gaps_cap, moves, n);
	if (from->rounded) {
		to->rounded =
			eq_tallies_by_cell(t, to->rounded, &to->rounded_cap, sizeof *to->rounded);
		for (size_t i = 0; i < n; i++)
			if (moves[i].from < from->rounded_cap)
				to->rounded[moves[i].to] |= from->rounded[moves[i].from];
	}
	for (size_t i = 0; i < from->layers.n; i++)
		join_layer(t, place, &from->layers.v[i], moves, n);
}

void eq_members_join(struct eq_tallies *t, const struct eq_tallies *from)
{
	for (uint32_t i = 0; i < from->member_span; i++)
		for (uint32_t m = 0; m < t->plan->n_members; m++)
			if (eq_tallies_has_member(from, from->member_base + (int32_t)i, m))
				eq_tallies_mark_member(t, from->member_base + (int32_t)i, m);
}

void eq_tallies_join(struct eq_tallies *t, struct eq_tallies *from)
{
	size_t n = from->cell_group.n - 1;
	uint32_t *group = eq_alloc_zero(from->n_groups, sizeof *group);
	uint32_t n_by = t->plan->n_by; /* none: all groups become one */
	struct eq_move *moves = eq_alloc(n * sizeof *moves);

	for (uint32_t g = 1; n_by && g < from->n_groups; g++)
		group[g] = eq_tallies_group(t, from->group_codes + (size_t)g * n_by);
	for (uint32_t c = 1; c <= n; c++) {
		uint32_t to = eq_tallies_cell(t, n_by ? group[from->cell_group.v[c]] : 0,
					      from->cell_bucket.v[c]);

		moves[c - 1] = (struct eq_move){c, to};
	}
	for (uint32_t p = 0; p < t->plan->n_places; p++)
		eq_place_join(t, p, &from->places[p], moves, n);
	eq_members_join(t, from);
	if (from->lo <= from->hi) {
		eq_tallies_reach(t, from->lo);
		eq_tallies_reach(t, from->hi);
	}
	eq_free(group);
	eq_free(moves);
}
