/* finish.c - tallies to the cube: of the whole source a tally for each bucket, with its state; of the groups which
 * cells they are. See finish.h. */
#include "data/finish.h"

#include <string.h>

#include "base/parallel.h"
#include "data/scan_source.h"
#include "data/tallies_parts.h"

#define WORTH_A_THREAD 1024 /* cells */

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
		out[k] = eq_tally_of_cell(t, place, c->cell[k], arena);
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

static void place(const struct eq_finishing *f, const struct eq_tallies *t, const struct cells *c,
		  struct eq_source_tally *s, struct eq_arena *arena)
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
		else if (lacks_member(d, t, days, bucket))
			s->state[k] = EQ_BUCKET_LACKING;
		else
			s->state[k] = c->cell[k] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
	}
}

/* ---- groups, and the whole ---- */

/* Of spells that are open each cell stands for all that came before it: those of all groups are made at once. */
static struct eq_tally *open_by_cell(const struct eq_tallies *t, const struct eq_finish_measure *m,
				     struct eq_arena *arena)
{
	size_t n = t->cell_group.n;
	struct eq_tally *begun = EQ_NEW_ARRAY(arena, struct eq_tally, n);
	struct eq_tally *ended = eq_alloc(n * sizeof *ended);

	for (uint32_t c = 1; c < n; c++) {
		begun[c] = eq_tally_of_cell(t, m->begun, c, arena);
		ended[c] = eq_tally_of_cell(t, m->ended, c, arena);
	}
	for (size_t from = 1, to; from < n; from = to) {
		for (to = from; to < n && t->cell_group.v[to] == t->cell_group.v[from];)
			to++;
		open_of(begun + from, ended + from, (uint32_t)(to - from));
	}
	eq_free(ended);
	return begun;
}

/* The cells from `from` up to `to` of a part, all of one group. `names`: the tallies that know the groups' codes. */
static void finish_group(const struct eq_finishing *f, const struct eq_tallies *names,
			 const struct eq_tallies *t, uint32_t from, uint32_t to,
			 struct eq_tally *const *made, const struct eq_cuts *cuts,
			 struct eq_cube *cube, struct eq_groups_found *found)
{
	struct eq_text *keys = EQ_NEW_ARRAY(&cube->arena, struct eq_text, f->n_by);
	const uint32_t *codes = names->group_codes + (size_t)t->cell_group.v[from] * f->n_by;
	const int32_t *bucket = t->cell_bucket.v + from;
	struct eq_group_found o = {
		.data = f->index, .keys = keys, .source = cube->sources[f->index]};

	for (uint32_t i = 0; i < f->n_by; i++)
		keys[i] = eq_arena_copy(&cube->arena, eq_dictionary_text(f->texts, codes[i]));
	o.source.rows = 0;
	if (!f->cuts) {
		o.source.first = bucket[0];
		o.source.n = (uint32_t)(bucket[to - from - 1] - bucket[0]) + 1;
	}
	o.source.state = NULL;
	o.source.whole = &cube->sources[f->index];
	o.source.own_days = eq_groups_own_days(&f->program->model->data.v[f->index]);
	o.source.cells = (struct eq_group_cells){t, bucket, from, to - from, cuts};
	o.tallies = EQ_NEW_ARRAY(&cube->arena, struct eq_tally *, f->n_measures + 1);
	for (uint32_t i = 0; i < f->n_measures; i++)
		o.tallies[i] = made[i] ? made[i] + from : NULL;
	EQ_PUSH(&found->all, o);
}

static void finish_groups(const struct eq_finishing *f, const struct eq_tallies *names,
			  const struct eq_tallies *t, const struct eq_cuts *cuts,
			  struct eq_cube *cube, struct eq_groups_found *found)
{
	struct eq_tally **made = eq_alloc_zero(f->n_measures + 1, sizeof *made);
	uint32_t n = (uint32_t)t->cell_group.n;

	for (uint32_t i = 0; i < f->n_measures; i++) {
		const struct eq_finish_measure *m = &f->measures[i];

		if (m->begun != m->ended)
			made[i] = open_by_cell(t, m, &cube->arena);
		cube->places[m->measure] = (struct eq_cell_place){m->begun, made[i] != NULL};
	}
	for (uint32_t from = 1, to; from < n; from = to) {
		for (to = from; to < n && t->cell_group.v[to] == t->cell_group.v[from];)
			to++;
		if (t->cell_group.v[from]) /* else rows that lack a value of a dimension */
			finish_group(f, names, t, from, to, made, cuts, cube, found);
	}
	eq_free(made);
}

static void finish_whole(const struct eq_finishing *f, struct eq_tallies *t, struct eq_cube *cube)
{
	reach_covers(f, t);
	struct cells c = {.lo = t->lo, .hi = t->hi};
	c.cell = eq_alloc_zero((size_t)n_of(&c) + 1, sizeof *c.cell);
	for (uint32_t i = 1; i < t->cell_group.n; i++)
		c.cell[t->cell_bucket.v[i] - c.lo] = i;
	cube->sources[f->index] = *f->tally;
	place(f, t, &c, &cube->sources[f->index], &cube->arena);
	finish_measures(f, t, &c, cube->tallies, &cube->arena);
	eq_free(c.cell);
	EQ_PUSH(&cube->held, t);
}

/* ---- the parts of a break-down ---- */

struct wholes {
	struct eq_tallies **parts;
	struct eq_tallies **of; /* [part] */
};

/* The same tallies without the break-down: their groups as one. */
static void make_whole(void *of, uint32_t part)
{
	const struct wholes *w = of;
	struct eq_tallies_plan plan = *w->parts[part]->plan;

	plan.n_by = 0;
	w->of[part] = eq_tallies_new(&plan);
	eq_tallies_join(w->of[part], w->parts[part]);
}

/* To the first of them. */
static struct eq_tallies *join_all(struct eq_tallies **t, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		eq_tallies_join(t[0], t[i]);
		eq_tallies_free(t[i]);
	}
	return t[0];
}

static uint32_t n_parts(const struct eq_finishing *f, struct eq_tallies *const *t, uint32_t n)
{
	size_t worth = 0;

	for (uint32_t i = 0; i < n; i++)
		worth += t[i]->cell_group.n / WORTH_A_THREAD;
	return worth < 1 ? 1 : worth < f->threads ? (uint32_t)worth : f->threads;
}

/* Of the cuts, the cube's own. */
static const struct eq_cuts *keep_cuts(const struct eq_cuts *c, struct eq_arena *arena)
{
	if (!c)
		return NULL;
	struct eq_cuts *kept = EQ_NEW(arena, struct eq_cuts);
	eq_date *at = EQ_NEW_ARRAY(arena, eq_date, c->n + 1);

	memcpy(at, c->at, c->n * sizeof *at);
	*kept = (struct eq_cuts){at, c->n};
	return kept;
}

/* The groups of all n tallies; where `whole` is asked for, what they add up to. */
static void finish_parts(const struct eq_finishing *f, struct eq_tallies **t, uint32_t n,
			 bool whole, struct eq_cube *cube, struct eq_groups_found *found)
{
	uint32_t parts = n_parts(f, t, n);
	const struct eq_cuts *cuts = keep_cuts(f->cuts, &cube->arena);
	cube->sources[f->index].cuts = cuts;
	struct wholes w = {.parts = eq_alloc_zero(parts, sizeof(struct eq_tallies *)),
			   .of = eq_alloc_zero(parts, sizeof(struct eq_tallies *))};

	eq_tallies_gather(t, n, w.parts, parts);
	for (uint32_t i = 1; i < n; i++)
		eq_tallies_free(t[i]);
	if (whole) {
		eq_parallel(parts, make_whole, &w);
		finish_whole(f, join_all(w.of, parts), cube);
	}
	for (uint32_t i = 0; i < parts; i++) {
		finish_groups(f, t[0], w.parts[i], cuts, cube, found);
		EQ_PUSH(&cube->held, w.parts[i]);
	}
	eq_tallies_free(t[0]);
	eq_free(w.parts);
	eq_free(w.of);
}

void eq_finish_source(const struct eq_finishing *f, struct eq_tallies **t,
		      struct eq_tallies **parts, uint32_t n, struct eq_cube *cube,
		      struct eq_groups_found *found)
{
	if (parts || !f->n_by)
		finish_whole(f, join_all(t, n), cube);
	if (f->n_by)
		finish_parts(f, parts ? parts : t, n, !parts, cube, found);
}
