/* cube.c - what a cell says, made when it is asked for. See cube.h. */
#include "data/cube.h"

#include "base/diag.h"
#include "data/finish.h"
#include "data/tallies_parts.h"

/* ---- one cell's tally ---- */

static struct eq_dec of_whole(const struct eq_layer *l, int64_t v)
{
	return eq_dec_reduce(eq_dec_scaled(v, l->rep == EQ_REP_INT ? l->scale : 0));
}

/* The sums of all layers, rounded once. */
static struct eq_dec sum_of(const struct eq_place_tally *p, uint32_t cell, unsigned *flags)
{
	struct eq_cell_wide all = {.n_parts = 0};

	for (size_t i = 0; i < p->layers.n; i++) {
		const struct eq_layer *l = &p->layers.v[i];

		if (cell >= l->cap)
			continue;
		if (l->scale == EQ_LAYER_WIDE) {
			const struct eq_cell_wide *w = (const struct eq_cell_wide *)l->cells + cell;

			for (uint32_t k = 0; k < w->n_parts; k++)
				eq_exact_add(&all, w->parts[k].low, w->parts[k].high,
					     w->parts[k].exponent);
			continue;
		}
		__int128_t v = ((const struct eq_cell_sum *)l->cells)[cell].sum;
		if (l->spilt)
			v += l->spilt[cell];
		if (v && p->layers.n == 1)
			return eq_dec_reduce(eq_dec_scaled128(v, l->scale, flags));
		if (v)
			eq_exact_add(&all, (__uint128_t)v, v < 0 ? -1 : 0, -l->scale);
	}
	struct eq_dec sum = eq_exact_total(&all, flags);
	eq_free(all.parts);
	return sum;
}

/* The best of all layers, by value or by the rows' order. */
struct pick {
	bool any;
	struct eq_dec v;
	uint64_t order;
};

static void take(struct pick *p, enum eq_tally_kind kind, struct eq_dec v, uint64_t order)
{
	bool better = !p->any || (kind == EQ_TALLY_LEAST   ? eq_dec_cmp(v, p->v) < 0
				  : kind == EQ_TALLY_MOST  ? eq_dec_cmp(v, p->v) > 0
				  : kind == EQ_TALLY_FIRST ? order < p->order
							   : order > p->order);
	if (better)
		*p = (struct pick){true, v, order};
}

static struct eq_dec pick_of(const struct eq_place_tally *p, enum eq_tally_kind kind, uint32_t cell)
{
	struct pick best = {.v = EQ_DEC_ZERO};

	for (size_t i = 0; i < p->layers.n; i++) {
		const struct eq_layer *l = &p->layers.v[i];

		if (cell >= l->cap)
			continue;
		if (l->scale == EQ_LAYER_WIDE) {
			const struct eq_cell_wide *w = (const struct eq_cell_wide *)l->cells + cell;

			if (w->values)
				take(&best, kind, w->extreme, w->order);
		} else if (kind == EQ_TALLY_LEAST || kind == EQ_TALLY_MOST) {
			const struct eq_cell_extreme *e =
				(const struct eq_cell_extreme *)l->cells + cell;

			if (e->values)
				take(&best, kind, of_whole(l, e->v), 0);
		} else {
			const struct eq_cell_end *e = (const struct eq_cell_end *)l->cells + cell;

			if (e->values)
				take(&best, kind, of_whole(l, e->v), e->order);
		}
	}
	return eq_dec_reduce(best.v);
}

static uint32_t values_of(const struct eq_place_tally *p, enum eq_tally_kind kind, uint32_t cell)
{
	uint32_t n = p->rows && cell < p->rows_cap ? p->rows[cell] : 0;

	for (size_t i = 0; i < p->layers.n; i++) {
		const struct eq_layer *l = &p->layers.v[i];

		if (cell >= l->cap)
			continue;
		if (l->scale == EQ_LAYER_WIDE)
			n += ((const struct eq_cell_wide *)l->cells)[cell].values;
		else if (kind == EQ_TALLY_LEAST || kind == EQ_TALLY_MOST)
			n += ((const struct eq_cell_extreme *)l->cells)[cell].values;
		else if (kind == EQ_TALLY_FIRST || kind == EQ_TALLY_LAST)
			n += ((const struct eq_cell_end *)l->cells)[cell].values;
		else if (eq_keeps(kind))
			n += ((const struct eq_cell_kept *)l->cells)[cell].values;
		else
			n += ((const struct eq_cell_sum *)l->cells)[cell].values;
	}
	return n;
}

/* What is kept of a layer's cell: a run that borrows it. */
static struct eq_kept kept_of(const struct eq_layer *l, uint32_t cell)
{
	if (l->scale == EQ_LAYER_WIDE) {
		const struct eq_keeping *k = &((const struct eq_cell_wide *)l->cells)[cell].keeping;

		return (struct eq_kept){.decimals = k->v, .n = k->n};
	}
	const struct eq_cell_kept *c = (const struct eq_cell_kept *)l->cells + cell;

	return (struct eq_kept){.v = c->v,
				.rows = c->rows,
				.n = c->n,
				.n_settled = c->n_settled,
				.scale = l->scale};
}

static void keep_all(const struct eq_place_tally *p, uint32_t cell, struct eq_tally *out,
		     struct eq_arena *arena)
{
	struct eq_kept *kept = EQ_NEW_ARRAY(arena, struct eq_kept, p->layers.n + 1);

	out->kept = kept;
	for (size_t i = 0; i < p->layers.n; i++) {
		if (cell >= p->layers.v[i].cap)
			continue;
		kept[out->n_kept] = kept_of(&p->layers.v[i], cell);
		out->n_kept += kept[out->n_kept].n > 0;
	}
}

struct eq_tally eq_tally_of_cell(const struct eq_tallies *t, uint32_t place, uint32_t cell,
				 struct eq_arena *arena)
{
	const struct eq_place_tally *p = &t->places[place];
	enum eq_tally_kind kind = (enum eq_tally_kind)t->plan->kinds[place];
	struct eq_tally o = {.sum = EQ_DEC_ZERO,
			     .min = EQ_DEC_ZERO,
			     .max = EQ_DEC_ZERO,
			     .first = EQ_DEC_ZERO,
			     .last = EQ_DEC_ZERO};
	unsigned flags = 0;

	if (cell == 0)
		return o;
	o.values = values_of(p, kind, cell);
	o.gaps = p->gaps && cell < p->gaps_cap ? p->gaps[cell] : 0;
	o.rounded = p->rounded && cell < p->rounded_cap && p->rounded[cell];
	if (eq_keeps(kind)) {
		keep_all(p, cell, &o, arena);
	} else if (kind == EQ_TALLY_SUM || kind == EQ_TALLY_COUNT) {
		o.sum = p->rows ? eq_dec_int(o.values) : sum_of(p, cell, &flags);
		o.rounded |= (flags & EQ_DEC_ROUNDED) != 0;
	} else if (o.values) {
		struct eq_dec v = pick_of(p, kind, cell);

		*(kind == EQ_TALLY_LEAST   ? &o.min
		  : kind == EQ_TALLY_MOST  ? &o.max
		  : kind == EQ_TALLY_FIRST ? &o.first
					   : &o.last) = v;
	}
	return o;
}

/* ---- cells of groups ---- */

struct eq_tally eq_cube_cell(const struct eq_cube *group, uint32_t data, uint32_t measure,
			     uint32_t i, struct eq_arena *arena)
{
	const struct eq_group_cells *c = &group->sources[data].cells;

	if (group->places[measure].made)
		return group->tallies[measure][i];
	return eq_tally_of_cell(c->of, group->places[measure].place, c->first + i, arena);
}

uint64_t eq_cube_cell_rows(const struct eq_cube *group, uint32_t data, uint32_t measure, uint32_t i)
{
	const struct eq_group_cells *c = &group->sources[data].cells;

	if (group->places[measure].made) {
		const struct eq_tally *t = &group->tallies[measure][i];

		return (uint64_t)t->values + t->gaps;
	}
	uint32_t place = group->places[measure].place, cell = c->first + i;
	const struct eq_place_tally *p = &c->of->places[place];

	return (uint64_t)values_of(p, (enum eq_tally_kind)c->of->plan->kinds[place], cell) +
	       (p->gaps && cell < p->gaps_cap ? p->gaps[cell] : 0);
}

static uint32_t cell_from(const struct eq_group_cells *c, int32_t bucket)
{
	uint32_t lo = 0, hi = c->n;

	while (lo < hi) {
		uint32_t half = lo + (hi - lo) / 2;

		if (c->bucket[half] < bucket)
			lo = half + 1;
		else
			hi = half;
	}
	return lo;
}

uint32_t eq_cube_cell_from(const struct eq_group_cells *c, int32_t bucket)
{
	if (c->cuts)
		EQ_BUG("a day asked of a group whose days are not told apart");
	return cell_from(c, bucket);
}

void eq_cube_cells_over(const struct eq_group_cells *c, struct eq_range days, uint32_t *from,
			uint32_t *to)
{
	if (!c->cuts) {
		*from = cell_from(c, days.from);
		*to = cell_from(c, days.to + 1);
		return;
	}
	if (!eq_cuts_has(c->cuts, days.from) || !eq_cuts_has(c->cuts, days.to + 1))
		EQ_BUG("a window over a group that nobody foresaw");
	*from = cell_from(c, (int32_t)eq_cuts_interval(c->cuts, days.from));
	*to = cell_from(c, (int32_t)eq_cuts_interval(c->cuts, days.to + 1));
}

/* Of one layer of integers, whose cells are from `from` on. */
static __int128_t sum_cells(const struct eq_layer *l, uint32_t from, uint32_t to, uint64_t *values)
{
	const struct eq_cell_sum *cells = l->cells;
	__int128_t all = 0;

	for (uint32_t i = from; i < to && i < l->cap; i++) {
		all += cells[i].sum;
		*values += cells[i].values;
	}
	for (uint32_t i = from; l->spilt && i < to && i < l->cap; i++)
		all += l->spilt[i];
	return all;
}

bool eq_cube_add_cells(const struct eq_cube *group, uint32_t data, uint32_t measure, uint32_t from,
		       uint32_t to, struct eq_dec *sum, uint64_t *values, unsigned *flags)
{
	const struct eq_group_cells *c = &group->sources[data].cells;

	*values = 0;
	*sum = EQ_DEC_ZERO;
	if (group->places[measure].made || !c->of)
		return false;
	const struct eq_place_tally *p = &c->of->places[group->places[measure].place];
	if (!eq_place_adds_up(p))
		return false;
	from += c->first;
	to += c->first;
	for (uint32_t i = from; p->rows && i < to && i < p->rows_cap; i++)
		*values += p->rows[i];
	if (p->rows)
		*sum = eq_dec_int((int64_t)*values);
	for (size_t i = 0; i < p->layers.n; i++) {
		const struct eq_layer *l = &p->layers.v[i];
		struct eq_dec part =
			eq_dec_scaled128(sum_cells(l, from, to, values), l->scale, flags);

		*sum = eq_dec_reduce(p->layers.n == 1 ? part : eq_dec_add(*sum, part, flags));
	}
	return true;
}
