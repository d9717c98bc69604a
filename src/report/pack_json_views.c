/* pack_json_views.c - ratings, comparisons, break-downs and figures in the JSON pack. */
#include "data/cube.h"
#include "report/pack_breakdown.h"
#include "report/pack_json.h"

/* ---- ratings ---- */

static void levels(struct eq_json_pack *w, const struct eq_rating_scale *scale,
		   const struct eq_rating_result *result)
{
	eq_json_key(&w->j, "levels");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < scale->n_levels; i++) {
		eq_json_open(&w->j, '{', false);
		eq_json_key_string(w, "name", scale->levels[i]);
		eq_json_key(&w->j, "changes");
		eq_json_int(&w->j, result->counts[i]);
		eq_json_key_number(w, "at_it_or_better", &result->at_least[i], w->plain,
				   EQ_TEXT("no change is judged yet"));
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

static void changes(struct eq_json_pack *w, const struct eq_rating_scale *scale,
		    const struct eq_rating_result *result)
{
	eq_json_key(&w->j, "changes");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < result->n_changes; i++) {
		const struct eq_judged_result *change = &result->changes[i];

		eq_json_open(&w->j, '{', true);
		eq_json_key_string(w, "name", change->title);
		eq_json_key_maybe(w, "level",
				  change->judged ? scale->levels[change->level] : EQ_TEXT(""));
		eq_json_key_date(w, "since", change->judged ? change->on : EQ_DATE_NONE);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

static void rating(struct eq_json_pack *w, uint32_t i)
{
	const struct eq_rating_scale *scale = &w->m->ratings.v[i];
	const struct eq_rating_result *result = &w->r->ratings[i];
	const struct eq_number target = {scale->target, false, false};

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, scale->def));
	eq_json_key_string(w, "title", scale->title);
	eq_json_key_workstream(w, scale->workstream);
	levels(w, scale, result);
	eq_json_key(&w->j, "not_judged");
	eq_json_int(&w->j, result->unjudged);
	eq_json_key(&w->j, "target");
	if (scale->has_target) {
		eq_json_open(&w->j, '{', false);
		eq_json_key_string(w, "level", scale->levels[scale->target_level]);
		eq_json_key_number(w, "share", &target, w->plain, EQ_TEXT(""));
		eq_json_close(&w->j, '}');
	} else {
		eq_json_null(&w->j);
	}
	eq_json_key_number(w, "progress", &result->progress, w->plain,
			   EQ_TEXT("it needs a target and a change that is judged"));
	eq_json_key_rating(w, "rag", &result->rag);
	changes(w, scale, result);
	eq_json_close(&w->j, '}');
}

void eq_json_ratings(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "ratings");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; w->r->ratings && i < w->m->ratings.n; i++)
		if (eq_json_shows(w, w->m->ratings.v[i].def))
			rating(w, i);
	eq_json_close(&w->j, ']');
}

/* ---- before and after ---- */

static void range(struct eq_json_pack *w, const char *key, struct eq_range r)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '{', true);
	eq_json_key_date(w, "from", r.from);
	eq_json_key_date(w, "to", r.to);
	eq_json_close(&w->j, '}');
}

static void comparison(struct eq_json_pack *w, const struct eq_comparison *c)
{
	const struct eq_kpi *kpi = &w->m->kpis.v[c->kpi];
	struct eq_text unit = eq_json_unit(w, kpi->unit);

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, kpi->def));
	eq_json_key_number(w, "before", &c->before, unit, EQ_TEXT("it has no value in this range"));
	eq_json_key_number(w, "after", &c->after, unit, EQ_TEXT("it has no value in this range"));
	eq_json_key_number(w, "change", &c->change, unit, EQ_TEXT("it needs both"));
	eq_json_key_number(w, "ratio", &c->ratio, w->plain,
			   EQ_TEXT("it needs both, and a value other than 0 before"));
	eq_json_key_coverage(w, "before_coverage", c->before_coverage);
	eq_json_key_coverage(w, "after_coverage", c->after_coverage);
	eq_json_key_maybe(w, "direction",
			  c->direction > 0   ? EQ_TEXT("better")
			  : c->direction < 0 ? EQ_TEXT("worse")
					     : EQ_TEXT(""));
	eq_json_close(&w->j, '}');
}

void eq_json_comparisons(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "comparison");
	if (!w->r->compared || !w->r->comparisons) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', false);
	range(w, "before", w->r->ranges[0]);
	range(w, "after", w->r->ranges[1]);
	eq_json_key(&w->j, "kpis");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < w->m->kpis.n; i++)
		if (eq_json_shows(w, w->m->kpis.v[i].def))
			comparison(w, &w->r->comparisons[i]);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

/* ---- break-downs ---- */

/* `unit`: of a KPI. */
static void part_figures(struct eq_json_pack *w, const struct eq_breakdown *b, struct eq_text unit,
			 const struct eq_part *part)
{
	const struct eq_text none = EQ_TEXT("it has none of its own");

	if (b->of_kpi) {
		eq_json_key_number(w, "live", &part->live, unit, none);
		eq_json_key_number(w, "baseline", &part->baseline, unit, none);
		eq_json_key_number(w, "target", &part->target, unit, none);
	} else {
		eq_json_key_number(w, "run_rate", &part->run_rate, w->yearly, none);
		eq_json_key_number(w, "value_add", &part->value_add, w->money, none);
	}
}

static void part(struct eq_json_pack *w, const struct eq_breakdown *b, struct eq_text unit,
		 uint32_t i)
{
	const struct eq_part *p = &b->parts[i];

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_part_label(w->r, p, ", ", &w->arena));
	eq_json_key(&w->j, "keys");
	eq_json_open(&w->j, '{', true);
	for (uint32_t k = 0; k < w->r->n_by; k++) {
		eq_json_key_text(&w->j, w->r->by[k]);
		eq_json_text(&w->j, w->r->groups[p->group].keys[k]);
	}
	eq_json_close(&w->j, '}');
	eq_json_key_bool(w, "hidden", p->hidden);
	if (!p->hidden) {
		part_figures(w, b, unit, p);
		eq_json_key_number(w, "share", &p->share, w->plain,
				   EQ_TEXT("the parts do not add up"));
		if (eq_part_runs(b, i))
			eq_json_key_number(w, "running_share", &p->running, w->plain,
					   EQ_TEXT("the parts do not add up"));
	}
	eq_json_close(&w->j, '}');
}

static void breakdown(struct eq_json_pack *w, const struct eq_breakdown *b, uint32_t def)
{
	struct eq_text unit = b->of_kpi ? eq_json_unit(w, w->m->kpis.v[b->index].unit) : w->money;

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, def));
	eq_json_key_string(w, "of", b->of_kpi ? EQ_TEXT("kpi") : EQ_TEXT("benefit"));
	eq_json_key_maybe(w, "missing", b->n_parts ? EQ_TEXT("") : b->why_not);
	eq_json_key_bool(w, "adds_up", b->adds_up);
	eq_json_key(&w->j, "parts");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < b->n_parts; i++)
		part(w, b, unit, i);
	eq_json_close(&w->j, ']');
	if (b->n_parts) {
		eq_json_key(&w->j, "not_attributed");
		eq_json_open(&w->j, '{', false);
		part_figures(w, b, unit, &b->rest);
		eq_json_close(&w->j, '}');
		eq_json_key(&w->j, "whole");
		eq_json_open(&w->j, '{', false);
		part_figures(w, b, unit, &b->whole);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, '}');
}

void eq_json_breakdowns(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "by");
	eq_json_open(&w->j, '[', true);
	for (uint32_t i = 0; i < w->r->n_by; i++)
		eq_json_text(&w->j, w->r->by[i]);
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "breakdowns");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < w->r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &w->r->breakdowns[i];
		uint32_t def = b->of_kpi ? w->m->kpis.v[b->index].def
					 : w->m->benefits.v[b->index].def;

		if (eq_json_shows(w, def))
			breakdown(w, b, def);
	}
	eq_json_close(&w->j, ']');
}

/* ---- figures ---- */

void eq_json_figures(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "figures");
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < w->m->figures.n; i++) {
		const struct eq_figure *declared = &w->m->figures.v[i];

		if (!eq_json_shows(w, declared->def))
			continue;
		eq_json_open(&w->j, '{', false);
		eq_json_key_string(w, "name", eq_json_name(w, declared->def));
		eq_json_key_string(w, "title", declared->title);
		eq_json_key_number(w, "result", &w->r->figures[i].value,
				   eq_json_unit(w, declared->unit),
				   EQ_TEXT("a part of it is missing"));
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}
