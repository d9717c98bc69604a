/* figures.c - the values of figures, and what they ask of benefits. See figures.h. */
#include "engine/figures.h"

#include "engine/shares.h"

/* What one benefit gives to a figure: run_rate and value_add of what is so; days after the as-at
 * date by the forecast. */
static struct eq_number money_of(const struct eq_money_of_benefits *w, const struct eq_input *in,
				 uint32_t benefit)
{
	const struct eq_results *r = w->r;
	const struct eq_benefit_line *lines = r->benefits[benefit].by_scenario;
	if (!lines || !lines[w->scenario].shown)
		return EQ_NUMBER_MISSING;
	const struct eq_benefit_line *actual = &lines[w->scenario];
	if (in->kind == EQ_INPUT_RUN_RATE)
		return actual->run_rate;
	struct eq_range range = in->window.range;
	if (in->kind == EQ_INPUT_VALUE_ADD && range.to == EQ_DATE_NONE)
		return actual->value_add;
	if (in->kind == EQ_INPUT_VALUE_ADD)
		range.from = r->model->programme.starts;
	/* What is measured ends with the as-at date; cash of later days is expected. */
	bool expected = in->kind != EQ_INPUT_ANNUALISED && range.to > r->as_at;
	const struct eq_earned *m = &w->earned[benefit][expected];
	if (!m->model)
		return EQ_NUMBER_MISSING;
	struct eq_coverage c = eq_earned_coverage(m);
	if (c.of > 0 && c.have == 0)
		return EQ_NUMBER_MISSING;
	return eq_owner_share(r->model, &r->model->benefits.v[benefit],
			      in->kind == EQ_INPUT_ANNUALISED ? eq_earned_annualised(m, range)
							      : eq_earned_cash(m, range));
}

struct eq_number eq_money_input(void *context, const struct eq_input *in)
{
	const struct eq_money_of_benefits *w = context;
	if (in->ref != EQ_ALL_BENEFITS)
		return money_of(w, in, in->ref);
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	const struct eq_model *m = w->r->model;
	bool by_year = in->kind == EQ_INPUT_RUN_RATE || in->kind == EQ_INPUT_ANNUALISED;
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		if (b->not_tracked.n || (b->once && by_year))
			continue;
		sum = eq_number_add(sum, money_of(w, in, i));
	}
	return sum;
}

void eq_run_figures(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2])
{
	const struct eq_model *m = r->model;
	struct eq_money_of_benefits w = {r, earned, EQ_SCENARIO_ACTUAL};
	e->money = eq_money_input;
	e->money_context = &w;
	r->figures = EQ_NEW_ARRAY(&r->arena, struct eq_figure_result, m->figures.n + 1);
	for (uint32_t i = 0; i < m->figures.n; i++) {
		const struct eq_column *c =
			eq_eval_def(e, m->figures.v[i].def, EQ_SCENARIO_ACTUAL, EQ_CONTEXT_AS_AT);
		r->figures[i] = (struct eq_figure_result){i, eq_number_at(c, 0)};
	}
	e->money = NULL;
}
