/* profiles.c - see profiles.h. */
#include "engine/profiles.h"

#include "engine/money.h"
#include "engine/totals.h"

static const struct eq_benefit_line *forecast_of(const struct eq_results *r, uint32_t of)
{
	const struct eq_model *m = r->model;
	if (of != EQ_NO_DEF && m->defs.v[of].kind == EQ_DEF_BENEFIT)
		return &r->benefits[m->defs.v[of].index].by_scenario[EQ_SCENARIO_FORECAST];
	const struct eq_total *whole =
		eq_total_of(r, of == EQ_NO_DEF ? EQ_NO_WORKSTREAM : m->defs.v[of].index);
	return whole ? &whole->by_scenario[EQ_SCENARIO_FORECAST] : NULL;
}

static struct eq_number agreed_in(const struct eq_profile *p, int year)
{
	for (uint32_t i = 0; i < p->n_years; i++)
		if (p->years[i].year == year)
			return (struct eq_number){p->years[i].amount, false, false};
	return EQ_NUMBER_MISSING;
}

static void fill_profile(struct eq_results *r, const struct eq_profile *p,
			 struct eq_profile_result *out)
{
	out->forecast = forecast_of(r, p->of);
	out->agreed = EQ_NEW_ARRAY(&r->arena, struct eq_number, r->n_years + 1);
	out->difference = EQ_NEW_ARRAY(&r->arena, struct eq_number, r->n_years + 1);
	for (uint32_t y = 0; y < r->n_years; y++) {
		out->agreed[y] = agreed_in(p, r->first_year + (int)y);
		out->difference[y] = EQ_NUMBER_MISSING;
		if (out->forecast && out->forecast->shown)
			out->difference[y] =
				eq_number_sub(out->forecast->cash[y].whole, out->agreed[y]);
	}
}

void eq_run_profiles(struct eq_results *r)
{
	const struct eq_model *m = r->model;
	r->profiles = EQ_NEW_ARRAY(&r->arena, struct eq_profile_result, m->profiles.n + 1);
	for (uint32_t i = 0; i < m->profiles.n; i++) {
		r->profiles[i].profile = i;
		fill_profile(r, &m->profiles.v[i], &r->profiles[i]);
	}
}
