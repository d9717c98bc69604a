/* benefits.c - worth, run-rate, value-add and cash of each benefit, and their totals.
 * See benefits.h; the arithmetic is in money.c. */
#include "engine/benefits.h"

#include "engine/rate.h"

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

static void fill_line(struct eq_eval *e, struct eq_results *r, uint32_t benefit, uint32_t scenario,
		      struct eq_benefit_line *line, struct eq_earned *kept)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	uint32_t chunk = e->program->of_def[b->def].main;
	int32_t last = scenario == EQ_SCENARIO_ACTUAL ? r->as_at_lane : r->timeline.n - 1;
	struct eq_earned all = eq_earned_make(e, benefit, scenario, last, &r->arena);
	struct eq_earned by_asat = all;
	if (scenario != EQ_SCENARIO_ACTUAL)
		by_asat = eq_earned_make(e, benefit, scenario, r->as_at_lane, &r->arena);

	line->shown = true;
	line->periods = eq_earned_coverage(&by_asat);
	line->all_periods = eq_earned_coverage(&all);
	const struct eq_column *worth = eq_eval_chunk(e, chunk, scenario, EQ_CONTEXT_TIMELINE);
	line->series = EQ_NEW_ARRAY(&r->arena, struct eq_number, (size_t)r->timeline.n + 1);
	for (int32_t lane = 0; lane < r->timeline.n; lane++)
		line->series[lane] = eq_number_at(worth, (uint32_t)lane);
	line->worth = r->as_at_lane < 0 ? EQ_NUMBER_MISSING : line->series[r->as_at_lane];

	/* Now, at the live values and the prices of now; in a plan, at its own values now. */
	struct eq_number now = line->worth;
	if (scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST)
		now = eq_number_at(eq_eval_chunk(e, chunk, EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT), 0);
	line->run_rate = b->once ? EQ_NUMBER_MISSING : eq_money_per_year(m, b, now);

	struct eq_range tracked = {m->programme.starts, r->as_at},
			planned = {m->programme.starts, m->programme.horizon};
	line->value_add = or_missing(eq_earned_cash(&by_asat, tracked), line->periods);
	line->value_add_horizon = or_missing(eq_earned_cash(&all, planned), line->all_periods);
	fill_cash(r, line, &all, &by_asat, &r->arena);
	*kept = all;
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

/* At most one message for a benefit, and none for a total, where `diags` is NULL: low can only be
 * better there when it is for one of the benefits. */
static void rate(struct eq_results *r, const struct eq_benefit *b,
		 const struct eq_benefit_line *by_scenario, struct eq_rating *value_add,
		 struct eq_rating *run_rate, struct eq_diags *diags)
{
	struct eq_arena *a = &r->arena;
	const struct eq_benefit_line *actual = &by_scenario[EQ_SCENARIO_ACTUAL];
	struct eq_rating unrated = {
		EQ_RAG_NONE, eq_arena_printf(a, "not rated: there %s",
					     r->high >= 0  ? "is no scenario low"
					     : r->low >= 0 ? "is no scenario high"
							   : "are no scenarios low and high")};
	*value_add = *run_rate = unrated;
	if (!actual->shown) {
		value_add->words = run_rate->words = actual->why_not;
		return;
	}
	if (r->low < 0 || r->high < 0)
		return;
	const struct eq_benefit_line *low = &by_scenario[r->low], *high = &by_scenario[r->high];
	char when[EQ_DATE_CHARS];
	eq_date_write(r->as_at, when);
	bool wrong = false;
	if (actual->periods.have < actual->periods.of)
		value_add->words = eq_arena_printf(a, "not rated: incomplete, %u of %u %s",
						   actual->periods.have, actual->periods.of,
						   eq_grain_word(r->timeline.grain, true));
	else
		*value_add = eq_rate_between(a, "value-add", when, actual->value_add,
					     low->value_add, high->value_add, false, &wrong);
	if (wrong && diags) {
		low_better_than_high(r, diags, b->title, "value-add", when);
		diags = NULL;
	}
	if (b->once) {
		run_rate->words =
			eq_arena_printf(a, "not rated: a one-off benefit has no run-rate");
		return;
	}
	wrong = false;
	*run_rate = eq_rate_between(a, "run-rate", when, actual->run_rate, low->run_rate,
				    high->run_rate, false, &wrong);
	if (wrong && diags)
		low_better_than_high(r, diags, b->title, "run-rate", when);
}

static void add_coverage(struct eq_coverage *to, struct eq_coverage c)
{
	to->have += c.have;
	to->of += c.of;
}

/* Adds one benefit's line to a total. A number that is missing makes the total missing. */
static void add_line(const struct eq_results *r, struct eq_benefit_line *to,
		     const struct eq_benefit_line *line, bool once)
{
	if (!line->shown) {
		to->shown = false;
		to->why_not = line->why_not;
		return;
	}
	if (!once)
		to->run_rate = eq_number_add(to->run_rate, line->run_rate);
	to->value_add = eq_number_add(to->value_add, line->value_add);
	to->value_add_horizon = eq_number_add(to->value_add_horizon, line->value_add_horizon);
	to->later = eq_number_add(to->later, line->later);
	add_coverage(&to->periods, line->periods);
	add_coverage(&to->all_periods, line->all_periods);
	for (uint32_t y = 0; y < r->n_years; y++) {
		to->cash[y].year = line->cash[y].year;
		to->cash[y].range = line->cash[y].range;
		to->cash[y].whole = eq_number_add(to->cash[y].whole, line->cash[y].whole);
		to->cash[y].by_asat = eq_number_add(to->cash[y].by_asat, line->cash[y].by_asat);
		to->cash[y].by_horizon =
			eq_number_add(to->cash[y].by_horizon, line->cash[y].by_horizon);
	}
}

static struct eq_benefit_line empty_line(const struct eq_results *r, struct eq_arena *arena)
{
	const struct eq_number zero = {EQ_DEC_ZERO, false, false};
	struct eq_benefit_line line = {.shown = true,
				       .worth = EQ_NUMBER_MISSING,
				       .run_rate = zero,
				       .value_add = zero,
				       .value_add_horizon = zero,
				       .later = zero};
	line.cash = EQ_NEW_ARRAY(arena, struct eq_cash, r->n_years + 1);
	for (uint32_t y = 0; y < r->n_years; y++)
		line.cash[y].whole = line.cash[y].by_asat = line.cash[y].by_horizon = zero;
	return line;
}

/* One total for each kind that occurs; benefits that are not tracked are in none of them, and a
 * note says so. */
static void add_totals(struct eq_results *r)
{
	const struct eq_model *m = r->model;
	r->totals = EQ_NEW_ARRAY(&r->arena, struct eq_total, EQ_KIND_NON_CASHABLE + 1);
	for (int kind = EQ_KIND_UNSAID; kind <= EQ_KIND_NON_CASHABLE; kind++) {
		struct eq_total t = {.workstream = EQ_NO_WORKSTREAM,
				     .split = EQ_SPLIT_KIND,
				     .part = (uint32_t)kind};
		for (uint32_t i = 0; i < m->benefits.n; i++) {
			const struct eq_benefit *b = &m->benefits.v[i];
			if (b->kind != kind || b->not_tracked.n)
				continue;
			if (t.n_benefits++ == 0) {
				t.by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_line,
							     r->n_scenarios);
				for (uint32_t s = 0; s < r->n_scenarios; s++)
					t.by_scenario[s] = empty_line(r, &r->arena);
			}
			for (uint32_t s = 0; s < r->n_scenarios; s++)
				add_line(r, &t.by_scenario[s], &r->benefits[i].by_scenario[s],
					 b->once);
		}
		if (t.n_benefits == 0)
			continue;
		struct eq_benefit whole = {0};
		rate(r, &whole, t.by_scenario, &t.value_add_rating, &t.run_rate_rating, NULL);
		r->totals[r->n_totals++] = t;
	}
}

void eq_run_benefits(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2],
		     struct eq_diags *diags)
{
	const struct eq_model *m = r->model;
	r->benefits = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_result, m->benefits.n + 1);
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		struct eq_benefit_result *out = &r->benefits[i];
		out->benefit = i;
		out->by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_line, r->n_scenarios);
		for (uint32_t s = 0; s < r->n_scenarios; s++) {
			struct eq_benefit_line *line = &out->by_scenario[s];
			struct eq_earned kept;
			/* Benefits against the baseline are nothing by definition, and live is no
			 * course of time: neither has a cash profile. */
			if (s == EQ_SCENARIO_BASELINE || s == EQ_SCENARIO_LIVE)
				continue;
			if (!scenario_applies(m, b, s, &line->why_not, &r->arena))
				continue;
			fill_line(e, r, i, s, line, &kept);
			if (s == EQ_SCENARIO_ACTUAL)
				earned[i][0] = kept;
			else if (s == EQ_SCENARIO_FORECAST)
				earned[i][1] = kept;
		}
		rate(r, b, out->by_scenario, &out->value_add_rating, &out->run_rate_rating, diags);
	}
	add_totals(r);
}
