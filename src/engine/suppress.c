/* suppress.c - what a figure rests on, and how few that is. See suppress.h. */
#include "engine/suppress.h"

#include "base/map.h"

/* A definition in a scenario over a window, each looked at once. */
struct visit {
	uint32_t def, scenario;
	struct eq_range window;
};
struct walk {
	const struct eq_eval *e;
	struct eq_arena arena;
	struct eq_map seen;
	EQ_VEC(struct visit) to_do;
	struct eq_basis *out;
};

static void visit(struct walk *w, struct visit v)
{
	struct visit *own = EQ_NEW(&w->arena, struct visit);
	*own = v;
	struct eq_text key = {(const char *)own, sizeof *own};
	if (eq_map_get(&w->seen, key) != EQ_MAP_NONE)
		return;
	eq_map_put(&w->seen, key, 0);
	EQ_PUSH(&w->to_do, v);
}

static void walk_expr(struct walk *w, const struct eq_expr *x, uint32_t scenario,
		      struct eq_range window)
{
	switch (x->op) {
	case EQ_EXPR_TOTAL:
		EQ_PUSH(&w->out->all, ((struct eq_rests_on){x->measure, window}));
		break;
	case EQ_EXPR_RATE:
		EQ_PUSH(&w->out->all, ((struct eq_rests_on){x->measure_of_rate, window}));
		break;
	case EQ_EXPR_REF:
		visit(w, (struct visit){x->ref.def,
					x->ref.scenario == EQ_SCENARIO_CURRENT ? scenario
									       : x->ref.scenario,
					window});
		break;
	case EQ_EXPR_OVER:
	case EQ_EXPR_AVERAGE:
		window = x->window.kind == EQ_WINDOW_RANGE && x->op == EQ_EXPR_OVER
				 ? x->window.range
				 : eq_range_trailing(window.to, x->window.length);
		break;
	case EQ_EXPR_CUMULATIVE:
		window.from = w->e->model->programme.starts;
		break;
	default:
		break;
	}
	for (uint32_t i = 0; i < x->n; i++)
		walk_expr(w, x->a[i], scenario, window);
}

static void walk_def(struct walk *w, struct visit v)
{
	const struct eq_model *m = w->e->model;
	const struct eq_def *d = &m->defs.v[v.def];
	if (d->kind != EQ_DEF_KPI)
		return;
	const struct eq_kpi *k = &m->kpis.v[d->index];
	const struct eq_expr *x = k->tracked;
	if (v.scenario == EQ_SCENARIO_BASELINE)
		x = k->baseline.n || !k->derived ? k->baseline.expr : x;
	else if (v.scenario == EQ_SCENARIO_TARGET)
		x = k->target.n || !k->derived ? k->target.expr : x;
	else if (v.scenario == EQ_SCENARIO_LIVE)
		x = k->live ? k->live : k->derived ? x : NULL;
	if (x)
		walk_expr(w, x, v.scenario, v.window);
}

static void walk_all(struct walk *w)
{
	while (w->to_do.n)
		walk_def(w, w->to_do.v[--w->to_do.n]);
	eq_free(w->to_do.v);
	eq_map_release(&w->seen);
	eq_arena_release(&w->arena);
}

static void begin(struct walk *w, const struct eq_eval *e, struct eq_basis *out)
{
	*w = (struct walk){.e = e, .out = out};
	eq_arena_init(&w->arena);
	eq_map_init(&w->seen);
	out->all.n = 0;
}

void eq_basis_of_kpi(const struct eq_eval *e, uint32_t kpi, struct eq_basis *out)
{
	static const uint32_t scenarios[] = {EQ_SCENARIO_LIVE, EQ_SCENARIO_BASELINE,
					     EQ_SCENARIO_TARGET};
	struct eq_range now = e->contexts.v[EQ_CONTEXT_AS_AT].windows[0];
	struct walk w;
	begin(&w, e, out);
	for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
		visit(&w, (struct visit){e->model->kpis.v[kpi].def, scenarios[i], now});
	walk_all(&w);
}

void eq_basis_of_kpi_in(const struct eq_eval *e, uint32_t kpi, uint32_t scenario,
			struct eq_basis *out)
{
	struct eq_range now = e->contexts.v[EQ_CONTEXT_AS_AT].windows[0];
	struct walk w;
	begin(&w, e, out);
	visit(&w, (struct visit){e->model->kpis.v[kpi].def, scenario, now});
	walk_all(&w);
}

void eq_basis_of_benefit(const struct eq_eval *e, uint32_t benefit, eq_date as_at,
			 struct eq_basis *out)
{
	const struct eq_expr *equation = e->model->benefits.v[benefit].equation;
	struct eq_range now = e->contexts.v[EQ_CONTEXT_AS_AT].windows[0];
	struct eq_range tracked = {e->model->programme.starts, as_at};
	struct walk w;
	begin(&w, e, out);
	if (equation) {
		walk_expr(&w, equation, EQ_SCENARIO_LIVE, now);
		walk_expr(&w, equation, EQ_SCENARIO_ACTUAL, tracked);
	}
	walk_all(&w);
}

void eq_basis_release(struct eq_basis *b)
{
	eq_free(b->all.v);
}

static bool is_left(const struct eq_source_tally *s, int64_t bucket)
{
	int64_t k = bucket - s->first;

	return k < 0 || k >= s->n || s->state[k] != EQ_BUCKET_EXCEPTED;
}

/* Rows of a dated source that a group's measure takes from a window. */
static uint64_t rows_in(const struct eq_eval *e, uint32_t measure, struct eq_range window)
{
	uint32_t data = e->model->measures.v[measure].data;
	const struct eq_source_tally *s = &e->cube->sources[data];
	uint64_t rows = 0;

	for (uint32_t i = eq_cube_cell_from(&s->cells, window.from);
	     i < s->cells.n && s->cells.bucket[i] <= window.to; i++)
		if (is_left(s->whole, s->cells.bucket[i]))
			rows += eq_cube_cell_rows(e->cube, data, measure, i);
	return rows;
}

static bool is_small(const struct eq_eval *e, uint32_t measure, struct eq_range window, uint32_t n)
{
	const struct eq_measure *me = &e->model->measures.v[measure];
	const struct eq_data *data = &e->model->data.v[me->data];
	bool stock = me->aggregate == EQ_AGG_LEVEL || me->aggregate == EQ_AGG_CLOSING ||
		     me->during == EQ_DURING_OPEN;
	if (e->cube->tallies[measure] == NULL)
		return false;
	if (window.to > e->data_end)
		window.to = e->data_end;
	if (window.from > window.to)
		return false;
	if (!data->by_period && !stock && me->aggregate != EQ_AGG_COUNT) {
		uint64_t rows = rows_in(e, measure, window);
		return rows > 0 && rows < n;
	}
	if (me->aggregate != EQ_AGG_SUM && me->aggregate != EQ_AGG_COUNT && !stock)
		return false;
	struct eq_number total = eq_eval_measured(e, measure, EQ_CONTEXT_TIMELINE, window).total;
	return !total.missing && !eq_dec_is_zero(total.v) && !eq_dec_is_negative(total.v) &&
	       eq_dec_cmp(total.v, eq_dec_int(n)) < 0;
}

bool eq_basis_is_small(const struct eq_eval *group, const struct eq_basis *b, uint32_t n)
{
	for (size_t i = 0; i < b->all.n; i++)
		if (is_small(group, b->all.v[i].measure, b->all.v[i].window, n))
			return true;
	return false;
}
