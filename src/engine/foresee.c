/* foresee.c - see foresee.h.
 *
 * All that a break-down asks of a group is asked of the whole, as if it were one, and each window is noted: which they are
 * hangs on the programme and on what "now" is, never on what the rows say. */
#include "engine/foresee.h"

#include <string.h>

#include "base/diag.h"
#include "engine/asat.h"
#include "engine/parts.h"

/* No row is read yet. */
static void make_empty(struct eq_cube *c, const struct eq_model *m, struct eq_arena *arena)
{
	memset(c, 0, sizeof *c);
	c->n_sources = (uint32_t)m->data.n;
	c->n_measures = (uint32_t)m->measures.n;
	c->sources = EQ_NEW_ARRAY(arena, struct eq_source_tally, c->n_sources + 1);
	c->tallies = EQ_NEW_ARRAY(arena, struct eq_tally *, c->n_measures + 1);
	c->places = EQ_NEW_ARRAY(arena, struct eq_cell_place, c->n_measures + 1);
	for (uint32_t i = 0; i < c->n_sources; i++)
		c->sources[i].first_date = c->sources[i].last_date = EQ_DATE_NONE;
}

static bool settle_as_at(struct eq_eval *e, struct eq_results *r, const struct eq_run_options *o,
			 bool is_read)
{
	uint32_t kpi;

	if (o->as_at != EQ_DATE_NONE)
		r->as_at_lane = eq_timeline_ended(&e->timeline, o->as_at);
	else
		r->as_at_lane = is_read ? eq_run_default_lane(e, &kpi) : eq_run_covered_lane(e);
	if (r->as_at_lane < 0)
		return false;
	r->as_at = eq_timeline_range(&e->timeline, r->as_at_lane).to;
	eq_eval_set_as_at(e, r->as_at_lane);
	return true;
}

/* Each line of a table may ask for other windows. */
static void ask_lines(struct eq_eval *e, const struct eq_by_table *t, const uint32_t *chunks,
		      uint32_t scenario)
{
	for (uint32_t i = 0; t && i < t->n_rows; i++)
		if (chunks[i] != EQ_NO_CHUNK)
			eq_eval_chunk(e, chunks[i], scenario, EQ_CONTEXT_TIMELINE);
}

static void ask_all(struct eq_eval *e, struct eq_results *r)
{
	const struct eq_program *p = e->program;
	const struct eq_model *m = e->model;
	struct eq_part unused;

	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];

		if (eq_part_why_not(e, r, k->def).n)
			continue;
		eq_part_of_kpi(e, i, &unused);
		ask_lines(e, k->baseline_by, p->baseline_by[i], EQ_SCENARIO_BASELINE);
		ask_lines(e, k->target_by, p->target_by[i], EQ_SCENARIO_TARGET);
	}
	for (uint32_t i = 0; i < m->benefits.n; i++)
		if (!eq_part_why_not(e, r, m->benefits.v[i].def).n)
			eq_part_of_benefit(e, r, i, &unused);
}

static struct eq_cuts *note_all(struct eq_eval *e, struct eq_results *r,
				const struct eq_run_options *o, bool is_read,
				struct eq_arena *arena)
{
	struct eq_cube asked = *e->cube;
	struct eq_group any = {EQ_NEW_ARRAY(&r->arena, struct eq_text, r->n_by + 1)};
	struct eq_cuts *cuts = EQ_NEW_ARRAY(arena, struct eq_cuts, asked.n_sources + 1);

	if (!settle_as_at(e, r, o, is_read))
		return NULL;
	asked.noted = EQ_NEW_ARRAY(&r->arena, struct eq_cuts_noted, asked.n_sources + 1);
	e->by = r->by;
	e->n_by = r->n_by;
	eq_eval_set_group(e, &asked, &any);
	ask_all(e, r);
	for (uint32_t i = 0; i < asked.n_sources; i++)
		cuts[i] = eq_cuts_of(&asked.noted[i], arena);
	return cuts;
}

const struct eq_cuts *eq_foresee_cuts(const struct eq_program *p, const struct eq_cube *cube,
				      const struct eq_run_options *o, struct eq_arena *arena)
{
	struct eq_results r = {.model = p->model, .by = o->scan->by, .n_by = o->scan->n_by};
	const struct eq_cuts *cuts = NULL;
	struct eq_diags unsaid; /* the run says it */
	struct eq_cube empty;
	struct eq_eval e;

	/* How few a figure rests on is a matter of other windows. */
	if (!r.n_by || o->suppress || o->figures_only)
		return NULL;
	eq_arena_init(&r.arena);
	eq_diags_init(&unsaid, NULL);
	if (!cube)
		make_empty(&empty, p->model, &r.arena);
	if (eq_run_timeline(p->model, cube ? cube : &empty, o->as_at, &r.timeline, &unsaid)) {
		eq_eval_init(&e, p, cube ? cube : &empty, r.timeline, o->mode);
		cuts = note_all(&e, &r, o, cube != NULL, arena);
		eq_eval_release(&e);
	}
	eq_diags_release(&unsaid);
	eq_arena_release(&r.arena);
	return cuts;
}

bool eq_foresaw(const struct eq_cube *cube, const struct eq_cuts *cuts)
{
	for (uint32_t i = 0; i < cube->n_sources; i++) {
		const struct eq_cuts *used = cube->sources[i].cuts;

		if (used && !(cuts && eq_cuts_cover(used, &cuts[i])))
			return false;
	}
	return true;
}
