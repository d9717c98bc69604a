/* finish.c - tallies to the cube: each cell a tally, each group's days with their states. See finish.h. */
#include "data/finish.h"

#include <stdlib.h>
#include <string.h>

#include "data/scan_source.h"
#include "data/tallies_parts.h"

/* ---- one cell's tally ---- */

static struct eq_dec of_whole(const struct eq_layer *l, int64_t v)
{
	return eq_dec_reduce(eq_dec_scaled(v, l->rep == EQ_REP_INT ? l->scale : 0));
}

/* high × 2^128 + low, × 10^exponent. */
static struct eq_dec of_part(const struct eq_exact_part *p, unsigned *flags)
{
	__int128_t low = (__int128_t)p->low;

	if ((p->high == 0 && low >= 0) || (p->high == -1 && low < 0))
		return eq_dec_scaled128(low, -p->exponent, flags);
	/* Rare: beyond 38 digits, more than a decimal has. Halves of 64 bits, the highest first. */
	struct eq_dec v = eq_dec_int(p->high), two32 = eq_dec_int(INT64_C(1) << 32);

	for (int i = 3; i >= 0; i--)
		v = eq_dec_add(eq_dec_mul(v, two32, flags),
			       eq_dec_int((int64_t)(uint32_t)(p->low >> (32 * i))), flags);
	return eq_dec_mul(v, eq_dec_scaled128(1, -p->exponent, flags), flags);
}

/* The sums of all layers: exact as long as a decimal holds them. */
static struct eq_dec sum_of(const struct eq_place_tally *p, uint32_t cell, unsigned *flags)
{
	struct eq_cell_wide all = {.n_parts = 0};
	struct eq_dec sum = EQ_DEC_ZERO;

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
	/* The largest exponent first, always: what is rounded then does not depend on the rows' order. */
	for (uint32_t k = 0; k < all.n_parts; k++)
		sum = eq_dec_add(sum, of_part(&all.parts[k], flags), flags);
	eq_free(all.parts);
	return eq_dec_reduce(sum);
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

static struct eq_tally tally_of(const struct eq_tallies *t, uint32_t place, uint32_t cell,
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

/* ---- the tallies of a group ---- */

/* The cells of one group, by bucket from lo to hi; 0: none. */
struct cells {
	uint32_t *cell;
	int32_t lo, hi;
};

static uint32_t n_of(const struct cells *c)
{
	return c->lo > c->hi ? 0 : (uint32_t)(c->hi - c->lo) + 1;
}

static struct eq_tally *tallies_of(const struct eq_tallies *t, uint32_t place,
				   const struct cells *c, struct eq_arena *arena)
{
	uint32_t n = n_of(c);
	struct eq_tally *out = EQ_NEW_ARRAY(arena, struct eq_tally, n + 1);

	for (uint32_t k = 0; k < n; k++)
		out[k] = tally_of(t, place, c->cell[k], arena);
	return out;
}

/* What is open at the end of each: all that has begun by it, without what has ended by it. */
static void open_of(struct eq_tally *begun, const struct eq_tally *ended, uint32_t n)
{
	struct eq_tally open = {.sum = EQ_DEC_ZERO,
				.min = EQ_DEC_ZERO,
				.max = EQ_DEC_ZERO,
				.first = EQ_DEC_ZERO,
				.last = EQ_DEC_ZERO};

	for (uint32_t k = 0; k < n; k++) {
		unsigned flags = 0;

		open.sum = eq_dec_add(open.sum, begun[k].sum, &flags);
		open.sum = eq_dec_reduce(eq_dec_sub(open.sum, ended[k].sum, &flags));
		open.values += begun[k].values - ended[k].values;
		open.gaps += begun[k].gaps - ended[k].gaps;
		/* Lost digits stay lost when what brought them has ended. */
		open.rounded |= begun[k].rounded || ended[k].rounded || (flags & EQ_DEC_ROUNDED);
		begun[k] = open;
	}
}

static void finish_measures(const struct eq_finishing *f, const struct eq_tallies *t,
			    const struct cells *c, struct eq_tally **out, struct eq_arena *arena)
{
	for (uint32_t i = 0; i < f->n_measures; i++) {
		const struct eq_finish_measure *m = &f->measures[i];

		out[m->measure] = tallies_of(t, m->begun, c, arena);
		if (m->ended != m->begun)
			open_of(out[m->measure], tallies_of(t, m->ended, c, arena), n_of(c));
	}
}

/* ---- states ---- */

/* Where there are members, what the source covers is asked for day by day. */
static void reach_covers(const struct eq_finishing *f, struct eq_tallies *t)
{
	const struct eq_data *d = &f->program->model->data.v[f->index];
	eq_date first, last;

	if (!d->n_members || d->covers.from == EQ_DATE_NONE ||
	    !eq_date_make(EQ_CELL_FIRST_YEAR, 1, 1, &first) ||
	    !eq_date_make(EQ_CELL_LAST_YEAR, 12, 31, &last))
		return;
	struct eq_range r = eq_range_meet(d->covers, (struct eq_range){first, last});
	if (r.from > r.to)
		return;
	struct eq_grain g = f->program->model->programme.grain;
	eq_tallies_reach(t, d->by_period ? eq_period_number(g, r.from) : r.from);
	eq_tallies_reach(t, d->by_period ? eq_period_number(g, r.to) : r.to);
}

/* A spell's member need not have a row on each day. */
static bool lacks_member(const struct eq_data *d, const struct eq_tallies *t, struct eq_range days,
			 int32_t bucket)
{
	for (uint32_t i = 0; i < d->n_members && !d->spell; i++)
		if (eq_member_due(&d->members[i], days) && !eq_tallies_has_member(t, bucket, i))
			return true;
	return false;
}

/* Of the whole source, or of a group, of which no member is due. */
static void place(const struct eq_finishing *f, const struct eq_tallies *t, const struct cells *c,
		  bool whole, struct eq_source_tally *s, struct eq_arena *arena)
{
	const struct eq_model *m = f->program->model;
	const struct eq_data *d = &m->data.v[f->index];

	s->n = n_of(c);
	s->first = s->n ? c->lo : 0;
	s->state = EQ_NEW_ARRAY(arena, uint8_t, s->n + 1);
	for (uint32_t k = 0; k < s->n; k++) {
		int32_t bucket = c->lo + (int32_t)k;
		struct eq_range days = eq_bucket_days(m, d, bucket);

		if (d->n_except && eq_bucket_excepted(d, days))
			s->state[k] = EQ_BUCKET_EXCEPTED;
		else if (whole && lacks_member(d, t, days, bucket))
			s->state[k] = EQ_BUCKET_LACKING;
		else
			s->state[k] = c->cell[k] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
	}
}

/* ---- groups, and the whole ---- */

static void finish_group(const struct eq_finishing *f, const struct eq_tallies *t, uint32_t group,
			 const struct cells *c, uint64_t rows, struct eq_cube *cube,
			 struct eq_groups_found *found)
{
	struct eq_text *keys = EQ_NEW_ARRAY(&cube->arena, struct eq_text, f->n_by);
	struct eq_group_found o = {
		.data = f->index, .keys = keys, .source = cube->sources[f->index]};

	for (uint32_t i = 0; i < f->n_by; i++)
		keys[i] = eq_arena_copy(
			&cube->arena,
			eq_dictionary_text(f->texts, t->group_codes[(size_t)group * f->n_by + i]));
	o.source.rows = rows;
	place(f, t, c, false, &o.source, &cube->arena);
	if (!eq_groups_own_days(&f->program->model->data.v[f->index]))
		o.source.whole = &cube->sources[f->index];
	o.tallies = EQ_NEW_ARRAY(&cube->arena, struct eq_tally *, cube->n_measures);
	finish_measures(f, t, c, o.tallies, &cube->arena);
	EQ_PUSH(&found->all, o);
}

/* The cells by group, then bucket. */
struct listed {
	uint32_t group, cell;
	int32_t bucket;
};

static int order_cells(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->bucket > y->bucket) - (x->bucket < y->bucket);
}

static void finish_groups(const struct eq_finishing *f, const struct eq_tallies *t,
			  struct eq_cube *cube, struct eq_groups_found *found)
{
	size_t n = t->cell_group.n - 1;
	struct listed *all = eq_alloc((n + 1) * sizeof *all);
	uint32_t *room = eq_alloc(((size_t)(t->hi - t->lo) + 2) * sizeof *room);

	for (uint32_t c = 1; c <= n; c++)
		all[c - 1] = (struct listed){t->cell_group.v[c], c, t->cell_bucket.v[c]};
	qsort(all, n, sizeof *all, order_cells);
	for (size_t from = 0, to; from < n; from = to) {
		uint64_t rows = 0;

		for (to = from; to < n && all[to].group == all[from].group; to++)
			rows += t->cell_rows.v[all[to].cell];
		if (all[from].group == 0)
			continue; /* rows that lack a value of a dimension */
		struct cells c = {room, all[from].bucket, all[to - 1].bucket};
		memset(room, 0, n_of(&c) * sizeof *room);
		for (size_t i = from; i < to; i++)
			room[all[i].bucket - c.lo] = all[i].cell;
		finish_group(f, t, all[from].group, &c, rows, cube, found);
	}
	eq_free(room);
	eq_free(all);
}

/* The same tallies without the break-down: its groups as one. */
static struct eq_tallies *whole_of(struct eq_tallies *t)
{
	struct eq_tallies_plan plan = *t->plan;

	plan.n_by = 0;
	struct eq_tallies *whole = eq_tallies_new(&plan);

	eq_tallies_join(whole, t);
	return whole;
}

void eq_finish_source(const struct eq_finishing *f, struct eq_tallies *t, struct eq_cube *cube,
		      struct eq_groups_found *found)
{
	struct eq_tallies *whole = f->n_by ? whole_of(t) : t;

	reach_covers(f, whole);
	struct cells c = {.lo = whole->lo, .hi = whole->hi};
	c.cell = eq_alloc_zero((size_t)n_of(&c) + 1, sizeof *c.cell);
	for (uint32_t i = 1; i < whole->cell_group.n; i++)
		c.cell[whole->cell_bucket.v[i] - c.lo] = i;
	cube->sources[f->index] = *f->tally;
	place(f, whole, &c, true, &cube->sources[f->index], &cube->arena);
	finish_measures(f, whole, &c, cube->tallies, &cube->arena);
	eq_free(c.cell);
	EQ_PUSH(&cube->held, whole);
	if (f->n_by) {
		finish_groups(f, t, cube, found);
		EQ_PUSH(&cube->held, t);
	}
}
