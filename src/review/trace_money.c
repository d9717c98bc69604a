/* trace_money.c - amounts of benefits, to the periods that they are made of. See explain.h. */
#include "review/tracing.h"

#include "engine/benefits.h"
#include "engine/contexts.h"
#include "engine/shares.h"

static bool is_so(uint32_t scenario)
{
	return scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST;
}

static struct eq_text name_of(const struct eq_tracing *t, uint32_t benefit)
{
	const struct eq_model *m = t->model;

	return eq_symbol_text(m->symbols, m->defs.v[m->benefits.v[benefit].def].name);
}

/* The reason may be a result's own, which goes before the explanation does. */
static void say_missing(struct eq_tracing *t, struct eq_explained *n, struct eq_text why)
{
	n->rule = EQ_EXPLAINED_MISSING;
	n->words = eq_arena_copy(t->arena, why);
}

/* The equation, as a step of its own in the tree. */
static struct eq_explained *trace_worth(struct eq_tracing *t, uint32_t benefit, struct eq_moment at)
{
	const struct eq_benefit *b = &t->model->benefits.v[benefit];
	struct eq_explained *n = eq_trace_expr(t, b->equation, at);

	n->label = eq_arena_printf(t->arena, "worth of %.*s", EQ_ARG(name_of(t, benefit)));
	n->written = eq_trace_words(t, b->equation->span);
	n->at = b->equation->span;
	n->days = eq_moment_days(t, at);
	n->scenario = t->model->scenarios.v[at.scenario].name.p;
	n->is_name = true;
	return n;
}

/* The equation now: at live values of what is so, in a plan at its own. */
static void trace_run_rate(struct eq_tracing *t, uint32_t benefit, struct eq_explained *n)
{
	const struct eq_model *m = t->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	uint32_t in = t->money.scenario, lane = (uint32_t)t->r.as_at_lane;
	struct eq_moment now = is_so(in) ? (struct eq_moment){EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT, 0}
					 : (struct eq_moment){in, EQ_CONTEXT_TIMELINE, lane};
	uint32_t per_year =
		eq_unit_div(m->units, m->programme.currency, eq_unit_time(m->units, EQ_YEAR));

	if (b->once) {
		say_missing(t, n, EQ_TEXT("a one-off benefit has no run-rate"));
		return;
	}
	if (!eq_unit_ratio(m->units, b->unit, per_year, &n->factor))
		EQ_BUG("a benefit that is not money per time");
	n->rule = EQ_EXPLAINED_RUN_RATE;
	n->share = eq_share_of_owner(m, b);
	n->days = eq_moment_days(t, now);
	eq_explained_add(t, n, trace_worth(t, benefit, now));
}

static void add_period(const struct eq_earned *e, uint32_t i, bool cash, struct eq_range range,
		       struct eq_explained *n)
{
	const struct eq_earned_period *p = &e->periods[i];
	struct eq_explained_period *to = &n->periods[n->n_periods];
	unsigned flags = 0;

	*to = (struct eq_explained_period){.days = p->counted, .worth = p->worth};
	to->times = cash ? eq_earned_cash_times(e, i, range, &to->each)
			 : eq_earned_times(e, i, range, &to->each);
	to->counted = cash && e->accrues_days ? p->days : to->times;
	to->accrued = to->counted ? to->times / to->counted : 0;
	if (to->times == 0)
		return;
	to->amount = EQ_NUMBER_MISSING;
	if (!p->worth.missing) {
		struct eq_dec v = eq_dec_mul(p->worth.v, eq_dec_int(to->times), &flags);

		v = eq_dec_mul_ratio(v, to->each, &flags);
		v = eq_dec_mul(v, n->share, &flags);
		to->amount = eq_number_of(v, p->worth.rounded, flags);
	}
	n->missing_periods += p->worth.missing;
	n->n_periods++;
}

/* Money that came in over some days, or was earned in them: period by period. */
static void trace_earned(struct eq_tracing *t, uint32_t benefit, const struct eq_expr *x,
			 struct eq_explained *n)
{
	const struct eq_model *m = t->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	const struct eq_benefit_line *line = t->r.benefits[benefit].by_scenario;
	struct eq_range range = x->money.range;
	bool cash = x->op != EQ_EXPR_ANNUALISED;

	if (!line || !line[t->money.scenario].shown) {
		say_missing(t, n,
			    line ? line[t->money.scenario].why_not : EQ_TEXT("it is not tracked"));
		return;
	}
	if (x->op == EQ_EXPR_VALUE_ADD) {
		range.from = m->programme.starts;
		if (range.to == EQ_DATE_NONE)
			range.to = t->r.as_at;
	}
	/* What is so ends with the as-at date: later days are as forecast. */
	bool expected = cash && range.to > t->r.as_at;
	uint32_t in = expected && is_so(t->money.scenario) ? (uint32_t)EQ_SCENARIO_FORECAST
							   : t->money.scenario;
	const struct eq_earned *e = &t->earned[benefit][expected];
	struct eq_earned by_now;
	if (x->op == EQ_EXPR_VALUE_ADD && x->money.range.to == EQ_DATE_NONE) {
		by_now = eq_earned_make(&t->e, benefit, in, t->r.as_at_lane, t->arena);
		e = &by_now;
	}
	if (!e->model) {
		say_missing(t, n, EQ_TEXT("there are no amounts in this scenario"));
		return;
	}
	n->rule = cash ? EQ_EXPLAINED_ACCRUED : EQ_EXPLAINED_ANNUALISED;
	n->days = range;
	n->share = eq_share_of_owner(m, b);
	if (cash) {
		n->accrues_days = e->accrues_days;
		n->after_days = e->after_days;
	}
	n->times = e->by_own_days;
	n->factor = e->by_own_days ? (struct eq_ratio){12, 1} : m->programme.year_days;
	n->periods = EQ_NEW_ARRAY(t->arena, struct eq_explained_period, e->n + 1);
	for (uint32_t i = 0; i < e->n; i++)
		add_period(e, i, cash, range, n);
	/* How a period's worth comes about is shown of the last one. */
	for (uint32_t i = n->n_periods; i-- > 0;) {
		if (n->periods[i].worth.missing)
			continue;
		struct eq_moment then = {
			in, EQ_CONTEXT_TIMELINE,
			(uint32_t)eq_timeline_lane(&t->e.timeline, n->periods[i].days.to)};
		eq_explained_add(t, n, trace_worth(t, benefit, then));
		break;
	}
}

static void trace_one(struct eq_tracing *t, uint32_t benefit, const struct eq_expr *x,
		      struct eq_explained *n)
{
	const struct eq_benefit *b = &t->model->benefits.v[benefit];

	n->title = b->title;
	n->benefit = b;
	if (b->not_tracked.n)
		say_missing(t, n,
			    eq_arena_printf(t->arena, "not tracked: %.*s", EQ_ARG(b->not_tracked)));
	else if (x->op == EQ_EXPR_RUN_RATE)
		trace_run_rate(t, benefit, n);
	else
		trace_earned(t, benefit, x, n);
}

/* What a total lacks, in words. */
static struct eq_text left_out(struct eq_tracing *t, bool by_year)
{
	const struct eq_model *m = t->model;
	struct eq_text words;
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_adds(&b, "");
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *of = &m->benefits.v[i];

		if (of->not_tracked.n || (of->once && by_year))
			eq_buf_addf(&b, "%s%.*s (%s)",
				    b.n ? ", " : "not in it: ", EQ_ARG(name_of(t, i)),
				    of->not_tracked.n ? "not tracked" : "one-off");
	}
	words = eq_arena_copy(t->arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return words;
}

void eq_trace_money(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		    struct eq_explained *out)
{
	const struct eq_model *m = t->model;
	static const enum eq_input_kind kinds[] = {EQ_INPUT_RUN_RATE, EQ_INPUT_VALUE_ADD,
						   EQ_INPUT_CASH, EQ_INPUT_WORTH,
						   EQ_INPUT_ANNUALISED};
	bool by_year = x->op == EQ_EXPR_RUN_RATE || x->op == EQ_EXPR_ANNUALISED;

	(void)at;
	if (x->money.benefit != EQ_ALL_BENEFITS) {
		trace_one(t, x->money.benefit, x, out);
		return;
	}
	out->rule = EQ_EXPLAINED_TOTAL;
	out->words = left_out(t, by_year);
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];

		if (b->not_tracked.n || (b->once && by_year))
			continue;
		struct eq_input in = {.kind = (uint8_t)kinds[x->op - EQ_EXPR_RUN_RATE], .ref = i};
		in.window.range = x->money.range;
		struct eq_explained *n =
			eq_explained_new(t, EQ_EXPLAINED_TOTAL, name_of(t, i), x->unit);
		n->value = eq_money_input(&t->money, &in);
		n->is_name = true;
		trace_one(t, i, x, n);
		eq_explained_add(t, out, n);
	}
}
