/* effect_figures.c - every figure of a pack that a review compares. See effect_figures.h. */
#include "review/effect_figures.h"

#include <stdlib.h>

#include "engine/totals.h"

int eq_effect_key_cmp(const struct eq_effect_key *a, const struct eq_effect_key *b)
{
	if (a->of != b->of)
		return a->of < b->of ? -1 : 1;
	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	if (a->scenario != b->scenario)
		return a->scenario < b->scenario ? -1 : 1;
	if (a->what != b->what)
		return a->what < b->what ? -1 : 1;
	return a->year != b->year ? (a->year < b->year ? -1 : 1) : 0;
}

static int by_key(const void *a, const void *b)
{
	const struct eq_effect_figure *x = a, *y = b;
	return eq_effect_key_cmp(&x->key, &y->key);
}

struct lister {
	struct eq_effect_figures *to;
	const struct eq_results *r;
	const struct eq_model *m;
	const uint32_t *scenarios;  /* by number: symbol of the name */
	struct eq_effect_figure at; /* what the next figures are of */
};

static void about(struct lister *l, enum eq_effect_of of, uint32_t def, struct eq_text title,
		  uint32_t order)
{
	l->at = (struct eq_effect_figure){
		.key = {.of = (uint8_t)of}, .title = title, .order = order, .units = l->m->units};
	if (def != EQ_NO_DEF)
		l->at.key.name = l->m->defs.v[def].name;
}

static void list(struct lister *l, enum eq_effect_what what, struct eq_number number)
{
	l->at.key.what = (uint8_t)what;
	l->at.number = number;
	EQ_PUSH(&l->to->all, l->at);
}

static void list_rag(struct lister *l, enum eq_effect_what what, const struct eq_rating *r)
{
	l->at.key.scenario = l->scenarios[EQ_SCENARIO_ACTUAL];
	list(l, what, (struct eq_number){eq_dec_int(r->rag), r->rag == EQ_RAG_NONE, false});
}

/* A benefit or a total in each scenario in which it has figures. */
static void list_lines(struct lister *l, const struct eq_benefit_line *by_scenario, bool once)
{
	for (uint32_t s = 0; s < l->r->n_scenarios; s++) {
		const struct eq_benefit_line *line = &by_scenario[s];

		if (!line->shown)
			continue;
		l->at.key.scenario = l->scenarios[s];
		l->at.unit = l->m->programme.currency;
		if (!once)
			list(l, EQ_EFFECT_RUN_RATE, line->run_rate);
		list(l, EQ_EFFECT_VALUE_ADD, line->value_add);
		for (uint32_t y = 0; line->cash && y < l->r->n_years; y++) {
			l->at.key.year = line->cash[y].year;
			list(l, EQ_EFFECT_CASH, line->cash[y].whole);
		}
		l->at.key.year = 0;
	}
}

static void list_kpi(struct lister *l, const struct eq_kpi_result *k)
{
	const struct eq_kpi *kpi = &l->m->kpis.v[k->kpi];

	about(l, EQ_EFFECT_KPI, kpi->def, kpi->title, k->kpi);
	l->at.key.scenario = l->scenarios[EQ_SCENARIO_ACTUAL];
	l->at.unit = kpi->unit;
	list(l, EQ_EFFECT_LIVE, k->live);
	list(l, EQ_EFFECT_BASELINE, k->baseline);
	list(l, EQ_EFFECT_TARGET, k->target);
	l->at.unit = EQ_UNIT_PLAIN;
	list(l, EQ_EFFECT_PROGRESS, k->progress);
	list_rag(l, EQ_EFFECT_RAG, &k->rating);
}

static void list_benefit(struct lister *l, const struct eq_benefit_result *x)
{
	const struct eq_benefit *b = &l->m->benefits.v[x->benefit];

	if (b->not_tracked.n)
		return;
	about(l, EQ_EFFECT_BENEFIT, b->def, b->title, x->benefit);
	list_lines(l, x->by_scenario, b->once);
	list_rag(l, EQ_EFFECT_VALUE_ADD_RAG, &x->value_add_rating);
	if (!b->once)
		list_rag(l, EQ_EFFECT_RUN_RATE_RAG, &x->run_rate_rating);
}

static void list_total(struct lister *l, const struct eq_total *t)
{
	if (t->split != EQ_SPLIT_WHOLE || !t->n_benefits)
		return;
	if (t->workstream == EQ_NO_WORKSTREAM)
		about(l, EQ_EFFECT_PROGRAMME, EQ_NO_DEF, l->m->programme.title, 0);
	else
		about(l, EQ_EFFECT_WORKSTREAM, l->m->workstreams.v[t->workstream].def,
		      l->m->workstreams.v[t->workstream].title, t->workstream);
	list_lines(l, t->by_scenario, false);
	list_rag(l, EQ_EFFECT_VALUE_ADD_RAG, &t->value_add_rating);
	list_rag(l, EQ_EFFECT_RUN_RATE_RAG, &t->run_rate_rating);
}

static void list_workstream(struct lister *l, const struct eq_workstream_result *w)
{
	const struct eq_workstream *x = &l->m->workstreams.v[w->workstream];

	about(l, EQ_EFFECT_WORKSTREAM, x->def, x->title, w->workstream);
	l->at.key.scenario = l->scenarios[EQ_SCENARIO_ACTUAL];
	l->at.unit = l->m->programme.currency;
	if (x->target.n)
		list(l, EQ_EFFECT_TARGET, w->target);
	list_rag(l, EQ_EFFECT_RAG, &w->rating);
}

static void list_figure(struct lister *l, const struct eq_figure_result *f)
{
	const struct eq_figure *x = &l->m->figures.v[f->figure];

	about(l, EQ_EFFECT_FIGURE, x->def, x->title, f->figure);
	l->at.key.scenario = l->scenarios[EQ_SCENARIO_ACTUAL];
	l->at.unit = x->unit;
	list(l, EQ_EFFECT_VALUE, f->value);
}

static void list_rating(struct lister *l, const struct eq_rating_result *x)
{
	const struct eq_rating_scale *s = &l->m->ratings.v[x->rating];

	about(l, EQ_EFFECT_RATING, s->def, s->title, x->rating);
	l->at.key.scenario = l->scenarios[EQ_SCENARIO_ACTUAL];
	l->at.unit = EQ_UNIT_PLAIN;
	list(l, EQ_EFFECT_PROGRESS, x->progress);
	list_rag(l, EQ_EFFECT_RAG, &x->rag);
}

void eq_effect_figures_init(struct eq_effect_figures *f, const struct eq_results *r,
			    struct eq_symbols *symbols)
{
	const struct eq_model *m = r->model;
	uint32_t *scenarios = eq_alloc(sizeof *scenarios * m->scenarios.n);
	struct lister l = {.to = f, .r = r, .m = m, .scenarios = scenarios};

	*f = (struct eq_effect_figures){{0}};
	for (size_t s = 0; s < m->scenarios.n; s++)
		scenarios[s] = eq_symbol(symbols, m->scenarios.v[s].name);
	for (uint32_t i = 0; i < r->n_totals; i++)
		list_total(&l, &r->totals[i]);
	for (uint32_t i = 0; i < m->workstreams.n; i++)
		list_workstream(&l, &r->workstreams[i]);
	for (uint32_t i = 0; i < m->benefits.n; i++)
		list_benefit(&l, &r->benefits[i]);
	for (uint32_t i = 0; i < m->kpis.n; i++)
		list_kpi(&l, &r->kpis[i]);
	for (uint32_t i = 0; i < m->figures.n; i++)
		list_figure(&l, &r->figures[i]);
	for (uint32_t i = 0; i < m->ratings.n; i++)
		list_rating(&l, &r->ratings[i]);
	if (f->all.n)
		qsort(f->all.v, f->all.n, sizeof *f->all.v, by_key);
	eq_free(scenarios);
}

void eq_effect_figures_release(struct eq_effect_figures *f)
{
	eq_free(f->all.v);
}

/* ---- history ---- */

static bool same(struct eq_number a, struct eq_number b)
{
	return a.missing == b.missing && (a.missing || eq_dec_cmp(a.v, b.v) == 0);
}

/* Two series of one thing, period by period up to the as-at date: sets the earliest difference. */
static bool series_differ(const struct eq_results *old, const struct eq_number *a,
			  const struct eq_results *new, const struct eq_number *b, eq_date *from)
{
	for (int32_t lane = 0; a && b && lane <= old->as_at_lane; lane++) {
		struct eq_range days = eq_timeline_range(&old->timeline, lane);
		int32_t other = eq_timeline_lane(&new->timeline, days.from);
		static const struct eq_number none = {.missing = true};

		if (same(a[lane], other >= 0 && other < new->timeline.n ? b[other] : none))
			continue;
		if (*from == EQ_DATE_NONE || days.from < *from)
			*from = days.from;
		return true;
	}
	return false;
}

static const struct eq_def *def_like(const struct eq_results *old, uint32_t def,
				     const struct eq_results *new)
{
	uint32_t name = old->model->defs.v[def].name;
	uint32_t k = name < new->model->n_def_of ? new->model->def_of[name] : 0;
	const struct eq_def *d = k ? &new->model->defs.v[k - 1] : NULL;

	return d && d->kind == old->model->defs.v[def].kind ? d : NULL;
}

bool eq_effect_restates(const struct eq_results *old, const struct eq_results *new, eq_date *from)
{
	const struct eq_model *m = old->model;
	bool differ = false;

	*from = EQ_DATE_NONE;
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_def *d = def_like(old, m->kpis.v[i].def, new);

		differ |= d && series_differ(old, old->kpis[i].series, new,
					     new->kpis[d->index].series, from);
	}
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_def *d = def_like(old, m->benefits.v[i].def, new);
		const struct eq_benefit_line *a, *b;

		if (!d || m->benefits.v[i].not_tracked.n ||
		    new->model->benefits.v[d->index].not_tracked.n)
			continue;
		a = &old->benefits[i].by_scenario[EQ_SCENARIO_ACTUAL];
		b = &new->benefits[d->index].by_scenario[EQ_SCENARIO_ACTUAL];
		differ |= series_differ(old, a->series, new, b->series, from);
		differ |= !same(a->value_add, b->value_add);
	}
	return differ;
}
