/* compare.c - KPIs over two ranges. See compare.h. What is compared is what happened: actual, and
 * not before all of it is known. */
#include "engine/compare.h"

#include "engine/kpis.h"

static bool range_is_over(const struct eq_results *r, struct eq_range range, struct eq_diags *diags)
{
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	if (range.to <= r->as_at)
		return true;
	eq_date_write(range.from, from);
	eq_date_write(range.to, to);
	struct eq_diag *g = eq_diag_file(diags, EQ_E0706, EQ_TEXT(""), 0, 0,
					 "the range %s to %s goes beyond the as-at date", from, to);
	eq_date_write(r->as_at, to);
	eq_diag_hint(diags, g, "compare ranges that end by %s, or say a later `--as-at`", to);
	return false;
}

static struct eq_number over(struct eq_eval *e, const struct eq_kpi *k, struct eq_range range)
{
	uint32_t context = eq_eval_range_context(e, range);
	return eq_number_at(eq_eval_def(e, k->def, EQ_SCENARIO_ACTUAL, context), 0);
}

bool eq_run_comparisons(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags)
{
	const struct eq_model *m = r->model;
	bool first = range_is_over(r, r->ranges[0], diags);
	if (!range_is_over(r, r->ranges[1], diags) || !first)
		return false;
	r->comparisons = EQ_NEW_ARRAY(&r->arena, struct eq_comparison, m->kpis.n + 1);
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		struct eq_comparison *c = &r->comparisons[i];
		c->kpi = i;
		c->before = over(e, k, r->ranges[0]);
		c->after = over(e, k, r->ranges[1]);
		c->change = eq_number_sub(c->after, c->before);
		c->ratio = eq_number_div(c->change, c->before);
		c->before_coverage = eq_kpi_coverage(e, k, r->ranges[0]);
		c->after_coverage = eq_kpi_coverage(e, k, r->ranges[1]);
		if (!c->change.missing && !eq_dec_is_zero(c->change.v))
			c->direction = eq_dec_is_negative(c->change.v) == k->lower_is_better ? 1
											     : -1;
	}
	return true;
}
