/* benefits.c - worth, run-rate, value-add and cash of each benefit. See benefits.h; the arithmetic
 * is in money.c, the parts of partners in shares.c, totals in totals.c. */
#include "engine/benefits.h"

#include "engine/rate.h"
#include "engine/reach.h"
#include "engine/shares.h"

/* Missing altogether when no period that counts has a value: then there is nothing to print. */
static struct eq_number or_missing(struct eq_number n, struct eq_coverage c)
{
	return c.of > 0 && c.have == 0 ? EQ_NUMBER_MISSING : n;
}

static struct eq_range until(struct eq_range r, eq_date last)
{
	if (r.to > last)
		r.to = last;
	return r;
}

/* Whether a scenario has figures for a benefit, or the reason why not. */
static bool scenario_applies(const struct eq_model *m, const struct eq_benefit *b,
			     uint32_t scenario, struct eq_text *why, struct eq_arena *arena)
{
	if (b->not_tracked.n) {
		*why = eq_arena_printf(arena, "not tracked: %.*s", EQ_ARG(b->not_tracked));
		return false;
	}
	for (uint32_t i = 0; i < b->n_kpis; i++) {
		uint32_t def = b->kpis[i];
		if (eq_model_binding(m, def, scenario).kind != EQ_BINDING_NONE)
			continue;
		*why = eq_arena_printf(arena, "`%.*s` has no %.*s",
				       EQ_ARG(eq_symbol_text(m->symbols, m->defs.v[def].name)),
				       EQ_ARG(m->scenarios.v[scenario].name));
		return false;
	}
	return true;
}

static void fill_cash(const struct eq_results *r, struct eq_benefit_line *line,
		      const struct eq_earned *all, const struct eq_earned *by_asat,
		      struct eq_arena *arena)
{
	const struct eq_programme *p = &r->model->programme;
	line->cash = EQ_NEW_ARRAY(arena, struct eq_cash, r->n_years + 1);
	for (uint32_t y = 0; y < r->n_years; y++) {
		struct eq_cash *c = &line->cash[y];
		c->year = r->first_year + (int)y;
		c->range = eq_fiscal_range(p->fiscal, c->year);
		c->whole = or_missing(eq_earned_cash(all, c->range), line->all_periods);
		c->by_horizon = or_missing(eq_earned_cash(all, until(c->range, p->horizon)),
					   line->all_periods);
		c->by_asat = or_missing(eq_earned_cash(by_asat, until(c->range, r->as_at)),
					line->periods);
	}
	eq_date listed = eq_fiscal_range(p->fiscal, r->first_year + (int)r->n_years - 1).to;
	eq_date last = eq_earned_last_day(all);
	line->later = (struct eq_number){EQ_DEC_ZERO, false, false};
	if (last != EQ_DATE_NONE && last > listed)
		line->later = eq_earned_cash(all, (struct eq_range){listed + 1, last});
	line->later = or_missing(line->later, line->all_periods);
}

/* Money per year now: at the live values and the prices of now; in a plan, at its own values now. */
static struct eq_number run_rate_now(struct eq_eval *e, const struct eq_results *r,
				     const struct eq_benefit *b, uint32_t scenario)
{
	uint32_t chunk = e->program->of_def[b->def].main;
	struct eq_number now;
	if (b->once)
		return EQ_NUMBER_MISSING;
	if (scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST)
		now = eq_number_at(eq_eval_chunk(e, chunk, EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT), 0);
	else if (r->as_at_lane < 0)
		return EQ_NUMBER_MISSING;
	else
		now = eq_number_at(eq_eval_chunk(e, chunk, scenario, EQ_CONTEXT_TIMELINE),
				   (uint32_t)r->as_at_lane);
	return eq_money_per_year(r->model, b, now);
}

static struct eq_range tracked_days(const struct eq_results *r)
{
	return (struct eq_range){r->model->programme.starts, r->as_at};
}

/* A plan on a later day, performance being what it plans up to then. */
static void fill_then(struct eq_eval *e, struct eq_results *r, uint32_t benefit, uint32_t scenario,
		      struct eq_benefit_line *line)
{
	const struct eq_benefit *b = &r->model->benefits.v[benefit];
	int32_t lane = r->then > r->as_at ? eq_timeline_ended(&r->timeline, r->then) : -1;
	struct eq_earned earned;

	line->run_rate_then = line->value_add_then = EQ_NUMBER_MISSING;
	if (lane < 0 || scenario == EQ_SCENARIO_ACTUAL)
		return;
	if (lane >= r->timeline.n)
		lane = r->timeline.n - 1;
	earned = eq_earned_make(e, benefit, scenario, lane, &r->arena);
	line->value_add_then = or_missing(
		eq_earned_cash(&earned, (struct eq_range){r->model->programme.starts, r->then}),
		eq_earned_coverage(&earned));
	if (!b->once)
		line->run_rate_then = eq_money_per_year(r->model, b, line->series[lane]);
}

static void fill_line(struct eq_eval *e, struct eq_results *r, uint32_t benefit, uint32_t scenario,
		      struct eq_benefit_line *line, struct eq_earned *kept)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	int32_t last = scenario == EQ_SCENARIO_ACTUAL ? r->as_at_lane : r->timeline.n - 1;
	struct eq_earned all = eq_earned_make(e, benefit, scenario, last, &r->arena);
	struct eq_earned by_asat = all;
	if (scenario != EQ_SCENARIO_ACTUAL)
		by_asat = eq_earned_make(e, benefit, scenario, r->as_at_lane, &r->arena);

	line->shown = true;
	line->periods = eq_earned_coverage(&by_asat);
	line->all_periods = eq_earned_coverage(&all);
	const struct eq_column *worth =
		eq_eval_chunk(e, e->program->of_def[b->def].main, scenario, EQ_CONTEXT_TIMELINE);
	line->series = EQ_NEW_ARRAY(&r->arena, struct eq_number, (size_t)r->timeline.n + 1);
	for (int32_t lane = 0; lane < r->timeline.n; lane++)
		line->series[lane] = eq_number_at(worth, (uint32_t)lane);
	line->worth = r->as_at_lane < 0 ? EQ_NUMBER_MISSING : line->series[r->as_at_lane];
	line->run_rate = run_rate_now(e, r, b, scenario);

	struct eq_range planned = {m->programme.starts, m->programme.horizon};
	line->value_add = or_missing(eq_earned_cash(&by_asat, tracked_days(r)), line->periods);
	line->value_add_horizon = or_missing(eq_earned_cash(&all, planned), line->all_periods);
	fill_cash(r, line, &all, &by_asat, &r->arena);
	fill_then(e, r, benefit, scenario, line);
	*kept = all;
}

/* The figures with the days that `except` on KPIs takes out. */
static void fill_with(struct eq_eval *e, struct eq_results *r, uint32_t benefit,
		      struct eq_benefit_result *out)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	out->without = eq_eval_takes_out(e, b->def);
	if (!out->without || (r->asked && !r->asked[EQ_SCENARIO_ACTUAL]))
		return;
	e->all_days = true;
	struct eq_earned earned =
		eq_earned_make(e, benefit, EQ_SCENARIO_ACTUAL, r->as_at_lane, &r->arena);
	struct eq_number added =
		or_missing(eq_earned_cash(&earned, tracked_days(r)), eq_earned_coverage(&earned));
	out->value_add_with = eq_owner_share(m, b, added);
	out->run_rate_with = eq_owner_share(m, b, run_rate_now(e, r, b, EQ_SCENARIO_ACTUAL));
	e->all_days = false;
}

static void low_better_than_high(const struct eq_results *r, struct eq_diags *diags,
				 struct eq_text title, const char *what, const char *when)
{
	const struct eq_scenario *low = &r->model->scenarios.v[r->low],
				 *high = &r->model->scenarios.v[r->high];
	struct eq_diag *g =
		eq_diag_at(diags, EQ_E0702, low->span,
			   "on %s the scenario low is better than high for the %s of \"%.*s\"",
			   when, what, EQ_ARG(title));
	eq_diag_note(diags, g, high->span, "high is here");
	eq_diag_hint(diags, g, "low is the cautious plan: exchange the two, or mend the values");
}

/* By its `rag`: what came, of what the scenario target has. */
static void rate_by_bands(struct eq_results *r, const struct eq_benefit *b,
			  const struct eq_benefit_line *by_scenario, struct eq_rating *value_add,
			  struct eq_rating *run_rate)
{
	struct eq_arena *a = &r->arena;
	const struct eq_benefit_line *actual = &by_scenario[EQ_SCENARIO_ACTUAL],
				     *target = &by_scenario[EQ_SCENARIO_TARGET];
	char when[EQ_DATE_CHARS];
	eq_date_write(r->as_at, when);
	if (!target->shown) {
		value_add->words = run_rate->words =
			eq_arena_printf(a, "not rated: %.*s", EQ_ARG(target->why_not));
		return;
	}
	if (actual->periods.have == actual->periods.of)
		*value_add = eq_rate_of(a, "value-add", "that in scenario target", when,
					actual->value_add, target->value_add, &b->bands, NULL);
	if (!b->once)
		*run_rate = eq_rate_of(a, "run-rate", "that in scenario target", when,
				       actual->run_rate, target->run_rate, &b->bands, NULL);
}

/* Of a benefit's or total's figures against the scenarios low and high. At most one message for a
 * benefit, and none for a total, where `diags` is NULL: low can only be better there when it is for
 * one of the benefits. */
static void rate_by_scenarios(struct eq_results *r, const struct eq_benefit *b,
			      const struct eq_benefit_line *by_scenario,
			      struct eq_rating *value_add, struct eq_rating *run_rate,
			      struct eq_diags *diags)
{
	struct eq_arena *a = &r->arena;
	const struct eq_benefit_line *actual = &by_scenario[EQ_SCENARIO_ACTUAL],
				     *low = &by_scenario[r->low], *high = &by_scenario[r->high];
	char when[EQ_DATE_CHARS];
	bool wrong = false;
	eq_date_write(r->as_at, when);
	if (actual->periods.have == actual->periods.of)
		*value_add = eq_rate_between(a, "value-add", when, actual->value_add,
					     low->value_add, high->value_add, false, &wrong);
	if (wrong && diags) {
		low_better_than_high(r, diags, b->title, "value-add", when);
		diags = NULL;
	}
	if (b && b->once)
		return;
	wrong = false;
	*run_rate = eq_rate_between(a, "run-rate", when, actual->run_rate, low->run_rate,
				    high->run_rate, false, &wrong);
	if (wrong && diags)
		low_better_than_high(r, diags, b->title, "run-rate", when);
}

void eq_rate_money(struct eq_results *r, const struct eq_benefit *b,
		   const struct eq_benefit_line *by_scenario, struct eq_rating *value_add,
		   struct eq_rating *run_rate, struct eq_diags *diags)
{
	struct eq_arena *a = &r->arena;
	const struct eq_benefit_line *actual = &by_scenario[EQ_SCENARIO_ACTUAL];
	bool by_bands = b && b->bands.said;
	*value_add = *run_rate = (struct eq_rating){EQ_RAG_NONE, {0}};
	if (!actual->shown) {
		value_add->words = run_rate->words = actual->why_not;
		return;
	}
	if (!by_bands && (r->low < 0 || r->high < 0)) {
		value_add->words = run_rate->words =
			eq_arena_printf(a, "not rated: there %s",
					r->high >= 0  ? "is no scenario low"
					: r->low >= 0 ? "is no scenario high"
						      : "are no scenarios low and high");
		return;
	}
	if (actual->periods.have < actual->periods.of)
		value_add->words = eq_arena_printf(a, "not rated: incomplete, %u of %u %s",
						   actual->periods.have, actual->periods.of,
						   eq_grain_word(r->timeline.grain, true));
	if (b && b->once)
		run_rate->words =
			eq_arena_printf(a, "not rated: a one-off benefit has no run-rate");
	if (by_bands)
		rate_by_bands(r, b, by_scenario, value_add, run_rate);
	else
		rate_by_scenarios(r, b, by_scenario, value_add, run_rate, diags);
}

/* The owner's part of what the lines say. */
static struct eq_benefit_line *of_owner(struct eq_results *r, const struct eq_benefit *b,
					struct eq_benefit_line *gross)
{
	struct eq_dec part = eq_share_of_owner(r->model, b);
	if (eq_dec_cmp(part, EQ_DEC_ONE) == 0)
		return gross;
	struct eq_benefit_line *v = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_line, r->n_scenarios);
	for (uint32_t s = 0; s < r->n_scenarios; s++)
		v[s] = eq_share_line(&gross[s], part, r->n_years, &r->arena);
	return v;
}

void eq_run_benefit(struct eq_eval *e, struct eq_results *r, uint32_t i, struct eq_earned earned[2],
		    struct eq_diags *diags)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[i];
	struct eq_benefit_result *out = &r->benefits[i];
	struct eq_benefit_line *gross =
		EQ_NEW_ARRAY(&r->arena, struct eq_benefit_line, r->n_scenarios);
	out->benefit = i;
	for (uint32_t s = 0; s < r->n_scenarios; s++) {
		struct eq_earned kept;
		/* Benefits against the baseline are nothing by definition, and live is no course of
		 * time: neither has a cash profile. */
		if (s == EQ_SCENARIO_BASELINE || s == EQ_SCENARIO_LIVE ||
		    (r->asked && !r->asked[s]))
			continue;
		if (!scenario_applies(m, b, s, &gross[s].why_not, &r->arena))
			continue;
		fill_line(e, r, i, s, &gross[s], &kept);
		if (s == EQ_SCENARIO_ACTUAL)
			earned[0] = kept;
		else if (s == EQ_SCENARIO_FORECAST)
			earned[1] = kept;
	}
	out->gross = gross;
	out->by_scenario = of_owner(r, b, gross);
	out->value_add_with = out->run_rate_with = EQ_NUMBER_MISSING;
	if (!b->not_tracked.n) {
		out->provisional = eq_reach_unsettled(e, b->def);
		out->rows_lost = eq_reach_rows_lost(e, b->def);
		fill_with(e, r, i, out);
	}
	eq_rate_money(r, b, out->by_scenario, &out->value_add_rating, &out->run_rate_rating, diags);
}

void eq_run_benefits(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2],
		     struct eq_diags *diags)
{
	uint32_t n = (uint32_t)r->model->benefits.n;
	r->benefits = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_result, n + 1);
	for (uint32_t i = 0; i < n; i++)
		eq_run_benefit(e, r, i, earned[i], diags);
}
