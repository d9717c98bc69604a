/* pack_json_money.c - benefits, totals, workstreams and agreed profiles in the JSON pack. */
#include "report/pack_json.h"
#include "report/reason.h"
#include "report/total.h"

static void cash_profile(struct eq_json_pack *w, const struct eq_benefit_line *line,
			 struct eq_text why)
{
	eq_json_key(&w->j, "cash_profile");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; line->cash && i < w->r->n_years; i++) {
		const struct eq_cash *cash = &line->cash[i];

		eq_json_open(&w->j, '{', false);
		eq_json_key_year(w, cash->year);
		eq_json_key_date(w, "from", cash->range.from);
		eq_json_key_date(w, "to", cash->range.to);
		eq_json_key_number(w, "cash", &cash->whole, w->money, why);
		eq_json_key_number(w, "by_as_at", &cash->by_asat, w->money, why);
		eq_json_key_number(w, "by_horizon", &cash->by_horizon, w->money, why);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

/* `worth_unit` is a benefit's; NULL of a total, which has no worth of a period. */
static void scenario(struct eq_json_pack *w, const struct eq_benefit_line *line,
		     const struct eq_text *worth_unit)
{
	struct eq_text why = eq_reason_line(line, EQ_BENEFIT_CASH);

	if (!line->shown) {
		eq_json_open(&w->j, '{', true);
		eq_json_key_string(w, "missing", why);
		eq_json_close(&w->j, '}');
		return;
	}
	eq_json_open(&w->j, '{', false);
	eq_json_key_number(w, "run_rate", &line->run_rate, w->yearly,
			   eq_reason_line(line, EQ_BENEFIT_RUN_RATE));
	eq_json_key_number(w, "value_add", &line->value_add, w->money, why);
	eq_json_key_number(w, "value_add_by_horizon", &line->value_add_horizon, w->money, why);
	eq_json_key_coverage(w, "coverage", line->periods);
	eq_json_key_coverage(w, "coverage_by_horizon", line->all_periods);
	cash_profile(w, line, why);
	eq_json_key_number(w, "later", &line->later, w->money, why);
	if (worth_unit) {
		eq_json_key_number(w, "worth", &line->worth, *worth_unit,
				   eq_reason_line(line, EQ_BENEFIT_WORTH));
		eq_json_key_series(w, "worth_by_period", line->series, *worth_unit);
	}
	eq_json_close(&w->j, '}');
}

static void scenarios(struct eq_json_pack *w, const struct eq_benefit_line *by_scenario,
		      const struct eq_text *worth_unit)
{
	eq_json_key(&w->j, "scenarios");
	eq_json_open(&w->j, '{', false);
	for (uint32_t s = 0; by_scenario && s < w->r->n_scenarios; s++) {
		/* Baseline and live are no course of events: they have no money of their own. */
		if (s == EQ_SCENARIO_BASELINE || s == EQ_SCENARIO_LIVE)
			continue;
		eq_json_key_text(&w->j, w->m->scenarios.v[s].name);
		scenario(w, &by_scenario[s], worth_unit);
	}
	eq_json_close(&w->j, '}');
}

static void rag(struct eq_json_pack *w, const struct eq_rating *value_add,
		const struct eq_rating *run_rate)
{
	eq_json_key(&w->j, "rag");
	eq_json_open(&w->j, '{', false);
	eq_json_key_rating(w, "value_add", value_add);
	eq_json_key_rating(w, "run_rate", run_rate);
	eq_json_close(&w->j, '}');
}

/* ---- benefits ---- */

static void shares(struct eq_json_pack *w, const struct eq_benefit *b)
{
	eq_json_key(&w->j, "shares");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < b->n_shares; i++) {
		const struct eq_number part = {b->shares[i].part, false, false};

		eq_json_open(&w->j, '{', true);
		eq_json_key_string(w, "name", w->m->partners.v[b->shares[i].partner]);
		eq_json_key_number(w, "share", &part, w->plain, EQ_TEXT(""));
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

/* The figures with the days that `except` on a KPI takes out. */
static void with_days(struct eq_json_pack *w, const struct eq_benefit_result *b)
{
	eq_json_key(&w->j, "with_days_taken_out");
	if (!b->without) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', false);
	eq_json_key_number(w, "value_add", &b->value_add_with, w->money,
			   EQ_TEXT("something that its equation needs is missing"));
	eq_json_key_number(w, "run_rate", &b->run_rate_with, w->yearly,
			   EQ_TEXT("something that its equation needs is missing"));
	eq_json_close(&w->j, '}');
}

static void benefit(struct eq_json_pack *w, const struct eq_benefit *declared,
		    const struct eq_benefit_result *b)
{
	struct eq_text worth_unit = eq_json_unit(w, declared->unit);

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, declared->def));
	eq_json_key_string(w, "title", declared->title);
	eq_json_key_workstream(w, declared->workstream);
	eq_json_key_maybe(w, "kind",
			  eq_text_of(eq_kind_word((enum eq_benefit_kind)declared->kind)));
	eq_json_key_maybe(w, "confidence",
			  eq_text_of(eq_confidence_word((enum eq_confidence)declared->confidence)));
	eq_json_key_maybe(w, "not_tracked", declared->not_tracked);
	eq_json_key_maybe(w, "equation", declared->equation_text);
	eq_json_key_maybe(w, "accrues", declared->accrues_text);
	eq_json_key_bool(w, "once", declared->once);
	shares(w, declared);
	eq_json_key_bool(w, "provisional", b->provisional);
	eq_json_key_rows(w, b->rows_lost);
	if (!declared->not_tracked.n) {
		with_days(w, b);
		rag(w, &b->value_add_rating, &b->run_rate_rating);
		scenarios(w, b->by_scenario, &worth_unit);
	}
	eq_json_close(&w->j, '}');
}

void eq_json_benefits(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "benefits");
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < w->m->benefits.n; i++)
		if (eq_json_shows(w, w->m->benefits.v[i].def))
			benefit(w, &w->m->benefits.v[i], &w->r->benefits[i]);
	eq_json_close(&w->j, ']');
}

/* ---- totals ---- */

/* The names of the benefits that a total adds up, or of those that it lacks. */
static void held(struct eq_json_pack *w, const char *key, const struct eq_total *t, bool tracked)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '[', true);
	for (uint32_t i = 0; i < w->m->benefits.n; i++) {
		const struct eq_benefit *b = &w->m->benefits.v[i];

		if (eq_total_holds(w->m, t, i) && !b->not_tracked.n == tracked)
			eq_json_text(&w->j, eq_json_name(w, b->def));
	}
	eq_json_close(&w->j, ']');
}

static void total(struct eq_json_pack *w, const struct eq_total *t)
{
	struct eq_text part = eq_part_word(w->m, t);

	eq_json_open(&w->j, '{', false);
	eq_json_key_workstream(w, t->workstream);
	eq_json_key_string(w, "split", eq_text_of(eq_split_word((enum eq_split)t->split)));
	eq_json_key_maybe(w, "part", part);
	eq_json_key_maybe(w, "kind", t->split == EQ_SPLIT_KIND ? part : EQ_TEXT(""));
	held(w, "included", t, true);
	held(w, "not_included", t, false);
	eq_json_key_bool(w, "provisional", t->provisional);
	eq_json_key_rows(w, t->rows_lost);
	rag(w, &t->value_add_rating, &t->run_rate_rating);
	scenarios(w, t->n_benefits ? t->by_scenario : NULL, NULL);
	eq_json_close(&w->j, '}');
}

void eq_json_totals(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "totals");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < w->r->n_totals; i++)
		total(w, &w->r->totals[i]);
	eq_json_close(&w->j, ']');
}

/* ---- workstreams ---- */

static void workstream(struct eq_json_pack *w, uint32_t i)
{
	const struct eq_workstream *declared = &w->m->workstreams.v[i];
	const struct eq_workstream_result *result = &w->r->workstreams[i];

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, declared->def));
	eq_json_key_string(w, "title", declared->title);
	eq_json_key_number(w, "target", &result->target, w->yearly,
			   EQ_TEXT("no target is declared"));
	eq_json_key_number(w, "stretch", &result->stretch, w->yearly,
			   EQ_TEXT("no stretch is declared"));
	eq_json_key_number(w, "progress", &result->progress, w->plain,
			   EQ_TEXT("it needs a run-rate and a target"));
	eq_json_key_rating(w, "rag", &result->rating);
	eq_json_close(&w->j, '}');
}

void eq_json_workstreams(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "workstreams");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; w->r->workstreams && i < w->m->workstreams.n; i++)
		if (eq_json_shows(w, w->m->workstreams.v[i].def))
			workstream(w, i);
	eq_json_close(&w->j, ']');
}

/* ---- agreed profiles ---- */

static void profile(struct eq_json_pack *w, uint32_t i)
{
	const struct eq_profile *declared = &w->m->profiles.v[i];
	const struct eq_profile_result *result = &w->r->profiles[i];
	const struct eq_benefit_line *line = result->forecast;
	const struct eq_number none = {EQ_DEC_ZERO, true, false};

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name",
			   eq_arena_printf(&w->arena, "%.*s%s%.*s", EQ_ARG(declared->name),
					   declared->of < w->m->defs.n ? " for " : "",
					   EQ_ARG(eq_json_name(w, declared->of))));
	eq_json_key_string(w, "profile", declared->name);
	eq_json_key_maybe(w, "for", eq_json_name(w, declared->of));
	eq_json_key(&w->j, "years");
	eq_json_open(&w->j, '[', false);
	for (uint32_t y = 0; y < w->r->n_years; y++) {
		eq_json_open(&w->j, '{', false);
		eq_json_key_year(w, w->r->first_year + (int)y);
		eq_json_key_number(w, "agreed", &result->agreed[y], w->money,
				   EQ_TEXT("the profile says nothing of this year"));
		eq_json_key_number(w, "forecast",
				   line && line->shown && line->cash ? &line->cash[y].whole : &none,
				   w->money, eq_reason_line(line, EQ_BENEFIT_CASH));
		eq_json_key_number(w, "difference", &result->difference[y], w->money,
				   EQ_TEXT("it needs both"));
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

void eq_json_profiles(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "profiles");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; w->r->profiles && i < w->m->profiles.n; i++)
		if (eq_json_shows(w, w->m->profiles.v[i].of))
			profile(w, i);
	eq_json_close(&w->j, ']');
}
