/* totals.c - see totals.h. */
#include "engine/totals.h"

#include "engine/benefits.h"
#include "engine/reach.h"
#include "engine/shares.h"

static void add_coverage(struct eq_coverage *to, struct eq_coverage c)
{
	to->have += c.have;
	to->of += c.of;
}

/* Adds one benefit's line to a total. A number that is missing makes the total missing. */
static void add_line(const struct eq_results *r, struct eq_benefit_line *to,
		     const struct eq_benefit_line *line, bool once)
{
	if (!to->shown)
		return; /* the first reason is the one to print */
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

static struct eq_benefit_line empty_line(struct eq_results *r)
{
	const struct eq_number zero = {EQ_DEC_ZERO, false, false};
	struct eq_benefit_line line = {.shown = true,
				       .worth = EQ_NUMBER_MISSING,
				       .run_rate = zero,
				       .value_add = zero,
				       .value_add_horizon = zero,
				       .later = zero};
	line.cash = EQ_NEW_ARRAY(&r->arena, struct eq_cash, r->n_years + 1);
	for (uint32_t y = 0; y < r->n_years; y++)
		line.cash[y].whole = line.cash[y].by_asat = line.cash[y].by_horizon = zero;
	return line;
}

bool eq_total_holds(const struct eq_model *m, const struct eq_total *t, uint32_t benefit)
{
	const struct eq_benefit *b = &m->benefits.v[benefit];

	if (t->workstream != EQ_NO_WORKSTREAM && b->workstream != t->workstream)
		return false;
	switch (t->split) {
	case EQ_SPLIT_KIND:
		return b->kind == t->part;
	case EQ_SPLIT_CONFIDENCE:
		return b->confidence == t->part;
	case EQ_SPLIT_PARTNER:
		return !eq_dec_is_zero(eq_share_of(m, b, t->part));
	default:
		return true;
	}
}

/* One benefit's money in a total of scenario s: the owner's, or what is the partner's. */
static struct eq_benefit_line line_for(struct eq_results *r, const struct eq_total *t,
				       uint32_t benefit, uint32_t s)
{
	const struct eq_benefit_result *b = &r->benefits[benefit];
	if (t->split != EQ_SPLIT_PARTNER)
		return b->by_scenario[s];
	struct eq_dec part = eq_share_of(r->model, &r->model->benefits.v[benefit], t->part);
	return eq_share_line(&b->gross[s], part, r->n_years, &r->arena);
}

/* Rows lost are those of each source once, however many benefits rest on it. */
static void gather_doubts(struct eq_eval *e, struct eq_results *r, struct eq_total *t)
{
	const struct eq_model *m = r->model;
	for (uint32_t i = 0; i < m->benefits.n; i++)
		if (eq_total_holds(m, t, i))
			t->provisional |= r->benefits[i].provisional;
	for (uint32_t d = 0; d < m->data.n; d++)
		for (uint32_t i = 0; i < m->benefits.n; i++) {
			const struct eq_benefit *b = &m->benefits.v[i];
			if (!eq_total_holds(m, t, i) || b->not_tracked.n ||
			    !eq_reach_source(e, b->def, d))
				continue;
			t->rows_lost += e->cube->sources[d].rows_bad;
			break;
		}
}

static void add_total(struct eq_eval *e, struct eq_results *r, struct eq_total t)
{
	const struct eq_model *m = r->model;
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		if (eq_total_holds(m, &t, i))
			b->not_tracked.n ? t.n_untracked++ : t.n_benefits++;
	}
	/* A part in which nothing is tracked has no figures; its whole says what it lacks. */
	if (t.n_benefits == 0 && (t.split != EQ_SPLIT_WHOLE || t.n_untracked == 0))
		return;
	t.by_scenario = EQ_NEW_ARRAY(&r->arena, struct eq_benefit_line, r->n_scenarios);
	for (uint32_t s = 0; s < r->n_scenarios; s++) {
		struct eq_benefit_line *to = &t.by_scenario[s];
		if (t.n_benefits == 0) {
			to->why_not = EQ_TEXT("nothing is tracked so far");
			continue;
		}
		*to = empty_line(r);
		for (uint32_t i = 0; i < m->benefits.n; i++) {
			const struct eq_benefit *b = &m->benefits.v[i];
			if (b->not_tracked.n || !eq_total_holds(m, &t, i))
				continue;
			struct eq_benefit_line line = line_for(r, &t, i, s);
			add_line(r, to, &line, b->once);
		}
	}
	gather_doubts(e, r, &t);
	eq_rate_money(r, NULL, t.by_scenario, &t.value_add_rating, &t.run_rate_rating, NULL);
	r->totals[r->n_totals++] = t;
}

/* Whether any benefit of a whole says how certain it is, or who shares it: otherwise a whole by
 * confidence or partner is just the whole. */
static bool is_said(const struct eq_model *m, uint32_t workstream, enum eq_split split)
{
	const struct eq_total whole = {.workstream = workstream, .split = EQ_SPLIT_WHOLE};
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		if (eq_total_holds(m, &whole, i) &&
		    (split == EQ_SPLIT_CONFIDENCE ? b->confidence != EQ_CONFIDENCE_UNSAID
						  : b->n_shares > 0))
			return true;
	}
	return false;
}

static void add_totals_of(struct eq_eval *e, struct eq_results *r, uint32_t workstream)
{
	const struct eq_model *m = r->model;
	struct eq_total t = {.workstream = workstream, .split = EQ_SPLIT_WHOLE};
	add_total(e, r, t);
	t.split = EQ_SPLIT_KIND;
	for (t.part = EQ_KIND_UNSAID; t.part <= EQ_KIND_NON_CASHABLE; t.part++)
		add_total(e, r, t);
	t.split = EQ_SPLIT_CONFIDENCE;
	if (is_said(m, workstream, EQ_SPLIT_CONFIDENCE))
		for (t.part = EQ_CONFIDENCE_UNSAID; t.part <= EQ_CONFIDENCE_LOW; t.part++)
			add_total(e, r, t);
	t.split = EQ_SPLIT_PARTNER;
	if (!is_said(m, workstream, EQ_SPLIT_PARTNER))
		return;
	t.part = m->programme.owner;
	if (t.part != EQ_NO_PARTNER)
		add_total(e, r, t);
	for (t.part = 0; t.part < m->partners.n; t.part++)
		if (t.part != m->programme.owner)
			add_total(e, r, t);
}

void eq_run_totals(struct eq_eval *e, struct eq_results *r)
{
	const struct eq_model *m = r->model;
	size_t splits = 1 + EQ_KIND_NON_CASHABLE + 1 + EQ_CONFIDENCE_LOW + 1 + m->partners.n;
	r->totals = EQ_NEW_ARRAY(&r->arena, struct eq_total, (m->workstreams.n + 1) * splits);
	add_totals_of(e, r, EQ_NO_WORKSTREAM);
	for (uint32_t w = 0; w < m->workstreams.n; w++)
		add_totals_of(e, r, w);
}

const struct eq_total *eq_total_of(const struct eq_results *r, uint32_t workstream)
{
	for (uint32_t i = 0; i < r->n_totals; i++)
		if (r->totals[i].split == EQ_SPLIT_WHOLE && r->totals[i].workstream == workstream)
			return &r->totals[i];
	return NULL;
}
