/* parts.c - see parts.h. */
#include "engine/parts.h"

#include "engine/money.h"
#include "engine/reach.h"
#include "engine/shares.h"

/* --- why there are no parts ------------------------------------------------------------------ */

static struct eq_text def_name(const struct eq_model *m, uint32_t def)
{
	return eq_symbol_text(m->symbols, m->defs.v[def].name);
}

static const struct eq_data_column *dimension(const struct eq_model *m, const struct eq_data *d,
					      struct eq_text name)
{
	for (uint32_t i = 0; i < d->n_columns; i++)
		if (d->columns[i].dimension &&
		    eq_text_eq(eq_symbol_text(m->symbols, d->columns[i].name), name))
			return &d->columns[i];
	return NULL;
}

struct eq_text eq_part_why_not(struct eq_eval *e, struct eq_results *r, uint32_t def)
{
	const struct eq_model *m = r->model;
	bool any = false;
	for (uint32_t i = 0; i < m->data.n; i++) {
		const struct eq_data *d = &m->data.v[i];
		if (!eq_reach_source(e, def, i))
			continue;
		any = true;
		for (uint32_t k = 0; k < r->n_by; k++) {
			const struct eq_data_column *c = dimension(m, d, r->by[k]);
			if (!c)
				return eq_arena_printf(
					&r->arena, "the rows of `%.*s` have no `%.*s`",
					EQ_ARG(def_name(m, d->def)), EQ_ARG(r->by[k]));
			if (c->hidden)
				return eq_arena_printf(&r->arena, "`%.*s` is private in `%.*s`",
						       EQ_ARG(r->by[k]),
						       EQ_ARG(def_name(m, d->def)));
		}
	}
	return any ? EQ_TEXT("") : EQ_TEXT("it does not rest on rows of data");
}

/* --- the figures of a group ------------------------------------------------------------------ */

static struct eq_number now(struct eq_eval *e, uint32_t def, uint32_t scenario)
{
	return eq_number_at(eq_eval_def(e, def, scenario, EQ_CONTEXT_AS_AT), 0);
}

void eq_part_of_kpi(struct eq_eval *group, uint32_t kpi, struct eq_part *out)
{
	uint32_t def = group->model->kpis.v[kpi].def;
	out->live = now(group, def, EQ_SCENARIO_LIVE);
	out->baseline = now(group, def, EQ_SCENARIO_BASELINE);
	out->target = now(group, def, EQ_SCENARIO_TARGET);
}

void eq_part_of_benefit(struct eq_eval *group, const struct eq_results *r, uint32_t benefit,
			struct eq_part *out)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	uint32_t chunk = group->program->of_def[b->def].main;
	struct eq_earned earned =
		eq_earned_make(group, benefit, EQ_SCENARIO_ACTUAL, r->as_at_lane, &group->arena);
	struct eq_coverage c = eq_earned_coverage(&earned);
	struct eq_range tracked = {m->programme.starts, r->as_at};
	if (!b->once)
		out->run_rate =
			eq_money_per_year(m, b,
					  eq_number_at(eq_eval_chunk(group, chunk, EQ_SCENARIO_LIVE,
								     EQ_CONTEXT_AS_AT),
						       0));
	if (c.of == 0 || c.have)
		out->value_add = eq_owner_share(m, b, eq_earned_cash(&earned, tracked));
	out->run_rate = eq_owner_share(m, b, out->run_rate);
}
