/* workstreams.c - see workstreams.h. */
#include "engine/workstreams.h"

#include "engine/rate.h"
#include "engine/totals.h"

static struct eq_number aim(struct eq_eval *e, const struct eq_results *r, uint32_t chunk)
{
	if (chunk == EQ_NO_CHUNK || r->as_at_lane < 0)
		return EQ_NUMBER_MISSING;
	return eq_number_at(eq_eval_chunk(e, chunk, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE),
			    (uint32_t)r->as_at_lane);
}

static void rate_workstream(struct eq_results *r, const struct eq_workstream *w,
			    struct eq_workstream_result *out)
{
	const char *why = NULL;
	char when[EQ_DATE_CHARS];
	eq_date_write(r->as_at, when);
	out->progress = EQ_NUMBER_MISSING;
	if (w->target.n == 0)
		why = "it has no target";
	else if (!out->whole)
		why = "it has no benefits";
	if (why) {
		out->rating.words = eq_arena_printf(&r->arena, "not rated: %s", why);
		return;
	}
	const struct eq_benefit_line *actual = &out->whole->by_scenario[EQ_SCENARIO_ACTUAL];
	if (!actual->shown) {
		out->rating.words = actual->why_not;
		return;
	}
	out->rating = eq_rate_of(&r->arena, "run-rate", "the target", when, actual->run_rate,
				 out->target, &w->bands, &out->progress);
}

void eq_run_workstreams(struct eq_eval *e, struct eq_results *r)
{
	const struct eq_model *m = r->model;
	r->workstreams = EQ_NEW_ARRAY(&r->arena, struct eq_workstream_result, m->workstreams.n + 1);
	for (uint32_t i = 0; i < m->workstreams.n; i++) {
		const struct eq_workstream *w = &m->workstreams.v[i];
		struct eq_workstream_result *out = &r->workstreams[i];
		out->workstream = i;
		out->whole = eq_total_of(r, i);
		out->target = aim(e, r, e->program->of_def[w->def].target);
		out->stretch = aim(e, r, e->program->of_def[w->def].stretch);
		rate_workstream(r, w, out);
	}
}
