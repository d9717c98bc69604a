/* ranges.c - ranges without any data. See ranges.h. */
#include "engine/ranges.h"

#include "engine/reach.h"

struct asked {
	struct eq_eval *e;
	struct eq_diags *diags;
	struct eq_text title;
};

/* The first of the sources under an expression that has no day in the range; UINT32_MAX: none. */
static uint32_t source_without(struct eq_eval *e, const struct eq_expr *x, struct eq_range range)
{
	const struct eq_model *m = e->model;
	uint32_t measure = x->op == EQ_EXPR_TOTAL  ? x->measure
			   : x->op == EQ_EXPR_RATE ? x->measure_of_rate
						   : UINT32_MAX;
	for (uint32_t i = 0; i < m->data.n; i++) {
		const struct eq_source_tally *s = &e->cube->sources[i];
		const struct eq_data *d = &m->data.v[i];
		bool under = measure != UINT32_MAX && m->measures.v[measure].data == i;
		if (x->op == EQ_EXPR_REF && (x->ref.scenario == EQ_SCENARIO_ACTUAL ||
					     x->ref.scenario == EQ_SCENARIO_CURRENT))
			under = eq_reach_source(e, x->ref.def, i);
		if (!under || s->first_date == EQ_DATE_NONE)
			continue;
		eq_date from = s->first_date, to = s->last_date;
		if (d->by_period) /* a date is its period's last day */
			from = eq_period_range(m->programme.grain,
					       eq_period_number(m->programme.grain, from))
				       .from;
		if (d->covers.from != EQ_DATE_NONE) {
			from = from < d->covers.from ? from : d->covers.from;
			to = to > d->covers.to ? to : d->covers.to;
		}
		if (range.to < from || range.from > to)
			return i;
	}
	for (uint32_t i = 0; i < x->n; i++) {
		uint32_t found = source_without(e, x->a[i], range);
		if (found != UINT32_MAX)
			return found;
	}
	return UINT32_MAX;
}

static void warn(const struct asked *a, const struct eq_expr *x, struct eq_range range,
		 uint32_t data)
{
	const struct eq_model *m = a->e->model;
	const struct eq_source_tally *s = &a->e->cube->sources[data];
	struct eq_text name = eq_symbol_text(m->symbols, m->defs.v[m->data.v[data].def].name);
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	eq_date_write(range.from, from);
	eq_date_write(range.to, to);
	struct eq_diag *g = eq_diag_at(a->diags, EQ_W0701, x->span,
				       "there are no data for \"%.*s\" from %s to %s",
				       EQ_ARG(a->title), from, to);
	eq_date_write(s->first_date, from);
	eq_date_write(s->last_date, to);
	eq_diag_hint(a->diags, g, "the data of `%.*s` begin on %s and end on %s", EQ_ARG(name),
		     from, to);
}

static void look(const struct asked *a, const struct eq_expr *x)
{
	if (!x)
		return;
	if (x->op == EQ_EXPR_OVER && x->window.kind == EQ_WINDOW_RANGE) {
		uint32_t data = source_without(a->e, x->a[0], x->window.range);
		if (data != UINT32_MAX)
			warn(a, x, x->window.range, data);
		return;
	}
	for (uint32_t i = 0; i < x->n; i++)
		look(a, x->a[i]);
}

void eq_run_range_warnings(struct eq_eval *e, struct eq_diags *diags)
{
	const struct eq_model *m = e->model;
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		struct asked a = {e, diags, k->title};
		look(&a, k->tracked);
		look(&a, k->baseline.expr);
		look(&a, k->target.expr);
		look(&a, k->live);
	}
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		struct asked a = {e, diags, m->benefits.v[i].title};
		look(&a, m->benefits.v[i].equation);
	}
	for (uint32_t i = 0; i < m->figures.n; i++) {
		struct asked a = {e, diags, m->figures.v[i].title};
		look(&a, m->figures.v[i].expr);
	}
}
