/* trace_names.c - what a name in an expression stands for, to the tree that explains it. See explain.h.
 *
 * A name's node takes the parts of the expression that it is bound to for its own, so that the tree has
 * one node for each thing that people call by a name, and one for each step of arithmetic. */
#include "review/tracing.h"

#include "engine/contexts.h"
#include "report/share.h"

static bool seen_before(struct eq_tracing *t, uint32_t def, struct eq_moment at)
{
	for (size_t i = 0; i < t->seen.n; i++) {
		const struct eq_explained_before *s = &t->seen.v[i];

		if (s->def == def && s->at.scenario == at.scenario && s->at.context == at.context &&
		    s->at.lane == at.lane)
			return true;
	}
	EQ_PUSH(&t->seen, ((struct eq_explained_before){def, at}));
	return false;
}

/* What an expression says becomes what a name says; a name in it stays a part of its own. */
void eq_trace_take_over(struct eq_tracing *t, struct eq_explained *n, const struct eq_expr *x,
			struct eq_moment at)
{
	struct eq_explained *of = eq_trace_expr(t, x, at), own = *n;

	if (x->op == EQ_EXPR_REF) {
		n->rule = EQ_EXPLAINED_SAME;
		eq_explained_add(t, n, of);
	} else {
		*n = *of;
		n->label = own.label;
		n->span = own.span;
		n->is_name = own.is_name;
		n->percent = own.percent;
		n->source = own.source;
		n->scenario = own.scenario;
		n->weight = own.weight;
		if (own.title.n)
			n->title = own.title;
		if (of->days.from > of->days.to)
			n->days = own.days;
		if (own.scenario) { /* a definition has a value of its own */
			n->unit = own.unit;
			n->value = own.value;
		}
	}
	n->at = x->span;
	if (x->op == EQ_EXPR_SINCE && n->rule == EQ_EXPLAINED_DATED)
		n->at = n->parts[0]->span; /* the line of the value that holds */
	n->written = eq_trace_words(t, n->at);
	if (!n->filled.n)
		eq_trace_fill_in(t, n, x->span);
	if (n->value.missing != of->value.missing) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = EQ_TEXT("all of its days are taken out");
	}
}

static struct eq_text source_of(const struct eq_model *m, const struct eq_def *d,
				struct eq_binding b, eq_date on)
{
	const struct eq_values *v = NULL;
	struct eq_text found = {NULL, 0};

	if (b.kind == EQ_BINDING_ASSIGN)
		v = &m->scenarios.v[b.scenario].assigns[b.assign].values;
	else if (b.kind == EQ_BINDING_VALUES)
		v = &m->fixed.v[d->index].values;
	else if (b.kind == EQ_BINDING_BASELINE)
		v = &m->kpis.v[d->index].baseline;
	else if (b.kind == EQ_BINDING_TARGET)
		v = &m->kpis.v[d->index].target;
	for (uint32_t i = 0; v && i < v->n; i++)
		if (v->v[i].from == EQ_DATE_NONE || v->v[i].from <= on)
			found = v->v[i].source.n ? v->v[i].source
				: v->v[i].agreed ? v->v[i].agreed->by
						 : found;
	return found;
}

static const struct eq_expr *bound_expr(struct eq_tracing *t, uint32_t def,
					const struct eq_origin *o)
{
	const struct eq_model *m = t->model;
	const struct eq_def *d = &m->defs.v[def];
	const struct eq_by_table *table = NULL;

	if (d->kind == EQ_DEF_FIGURE)
		return m->figures.v[d->index].expr;
	/* In a group its own line of a table may stand in its place. */
	if (t->e.group && d->kind == EQ_DEF_KPI &&
	    (o->binding.kind == EQ_BINDING_BASELINE || o->binding.kind == EQ_BINDING_TARGET)) {
		bool baseline = o->binding.kind == EQ_BINDING_BASELINE;
		uint32_t *const *lines = baseline ? t->program->baseline_by : t->program->target_by;

		table = baseline ? m->kpis.v[d->index].baseline_by : m->kpis.v[d->index].target_by;
		for (uint32_t i = 0; table && i < table->n_rows; i++)
			if (lines[d->index][i] == o->chunk)
				return table->rows[i].values.expr;
	}
	return eq_model_bound_expr(m, def, o->binding);
}

/* The lanes of a context that a window of days meets, as parts with their days for weights. */
static void trace_mean(struct eq_tracing *t, struct eq_explained *n, uint32_t def,
		       const struct eq_expr *x, const struct eq_origin *o, struct eq_moment at)
{
	const struct eq_context *c = &t->e.contexts.v[o->context];
	struct eq_range window = eq_moment_days(t, at);
	struct eq_explained *last = NULL;
	bool differ = false;

	n->rule = EQ_EXPLAINED_MEAN;
	n->words = o->kind == EQ_ORIGIN_PIECES
			   ? EQ_TEXT("the mean of the values that held then, by days")
			   : EQ_TEXT("the mean over the periods, by days");
	for (uint32_t lane = 0; lane < c->n; lane++) {
		struct eq_range days = eq_range_meet(c->windows[lane], window);
		struct eq_moment then = {o->scenario, o->context, lane};
		struct eq_explained *p;

		if (days.from > days.to ||
		    (o->kind == EQ_ORIGIN_PIECES && c->owner[lane] != at.lane))
			continue;
		p = eq_explained_new(t, EQ_EXPLAINED_SAME,
				     eq_explained_days(t->model, days, t->arena), n->unit);
		p->weight = eq_context_days(&t->e, o->context, days);
		p->days = days;
		if (x)
			eq_trace_work_out(t, x, then, p);
		else
			p->value = eq_number_at(eq_eval_def(&t->e, def, o->scenario, o->context),
						lane);
		if (!p->value.missing && p->weight) {
			differ |= last && eq_dec_cmp(last->value.v, p->value.v) != 0;
			last = p;
		}
		p->times = lane;
		eq_explained_add(t, n, p);
	}
	if (differ || !last)
		return;
	/* The same throughout: one of them stands for all. */
	n->n_parts = 0;
	n->words = EQ_TEXT("");
	struct eq_moment then = {o->scenario, o->context, (uint32_t)last->times};
	if (x)
		eq_trace_take_over(t, n, x, then);
	else
		eq_explained_add(t, n, eq_trace_def(t, def, n->label, EQ_NO_SPAN, then));
	if (!x)
		n->rule = EQ_EXPLAINED_SAME;
}

static struct eq_text why_none(struct eq_tracing *t, uint32_t def, uint32_t scenario)
{
	return eq_arena_printf(
		t->arena, "`%.*s` has no %.*s%s",
		EQ_ARG(eq_symbol_text(t->model->symbols, t->model->defs.v[def].name)),
		EQ_ARG(t->model->scenarios.v[scenario].name), t->e.group ? " of this part" : "");
}

static bool explains_its_shape(enum eq_def_kind kind)
{
	return kind == EQ_DEF_KPI || kind == EQ_DEF_FIXED || kind == EQ_DEF_FIGURE;
}

static void trace_origin(struct eq_tracing *t, struct eq_explained *n, uint32_t def,
			 struct eq_moment at)
{
	const struct eq_def *d = &t->model->defs.v[def];
	struct eq_origin o = eq_eval_origin(&t->e, def, at.scenario, at.context, at.lane);
	struct eq_moment of = {o.scenario, o.context, o.lane};
	const struct eq_expr *x = NULL;

	if (o.kind == EQ_ORIGIN_NONE) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = why_none(t, def, at.scenario);
		return;
	}
	if (o.kind == EQ_ORIGIN_DEF) {
		n->rule = EQ_EXPLAINED_SAME;
		n->words = eq_arena_printf(t->arena, "as %.*s",
					   EQ_ARG(t->model->scenarios.v[o.scenario].name));
		eq_explained_add(t, n, eq_trace_def(t, def, n->label, EQ_NO_SPAN, of));
		return;
	}
	if (o.binding.kind != EQ_BINDING_FORECAST)
		x = bound_expr(t, def, &o);
	n->source = source_of(t->model, d, o.binding, eq_moment_days(t, at).to);
	if (x)
		n->written = eq_trace_words(t, x->span);
	if (o.kind == EQ_ORIGIN_EXPR)
		eq_trace_take_over(t, n, x, of);
	else
		trace_mean(t, n, def, x, &o, at);
}

static struct eq_text title_of(const struct eq_model *m, const struct eq_def *d)
{
	return d->kind == EQ_DEF_KPI      ? m->kpis.v[d->index].title
	       : d->kind == EQ_DEF_FIXED  ? m->fixed.v[d->index].title
	       : d->kind == EQ_DEF_FIGURE ? m->figures.v[d->index].title
					  : EQ_TEXT("");
}

static uint32_t unit_of(const struct eq_model *m, const struct eq_def *d)
{
	return d->kind == EQ_DEF_KPI     ? m->kpis.v[d->index].unit
	       : d->kind == EQ_DEF_FIXED ? m->fixed.v[d->index].unit
					 : m->figures.v[d->index].unit;
}

static bool is_share(const struct eq_model *m, const struct eq_def *d)
{
	return eq_unit_is_plain(m->units, unit_of(m, d)) &&
	       (d->kind == EQ_DEF_KPI ? eq_kpi_is_share(m, &m->kpis.v[d->index])
				      : d->kind == EQ_DEF_FIGURE &&
						eq_figure_is_share(m, &m->figures.v[d->index]));
}

struct eq_explained *eq_trace_def(struct eq_tracing *t, uint32_t def, struct eq_text label,
				  struct eq_span span, struct eq_moment at)
{
	const struct eq_def *d = &t->model->defs.v[def];
	struct eq_explained *n;

	if (!explains_its_shape((enum eq_def_kind)d->kind))
		EQ_BUG("a name without a value");
	n = eq_explained_new(t, EQ_EXPLAINED_SAME, label, unit_of(t->model, d));
	n->is_name = true;
	n->percent = is_share(t->model, d);
	n->span = span;
	n->title = title_of(t->model, d);
	n->days = eq_moment_days(t, at);
	n->scenario = t->model->scenarios.v[at.scenario].name.p;
	const struct eq_column *c = eq_eval_def(&t->e, def, at.scenario, at.context);
	if (at.lane < t->e.contexts.v[at.context].n)
		n->value = eq_number_at(c, at.lane);
	n->cut = t->most && t->depth >= t->most;
	n->again = !n->cut && seen_before(t, def, at);
	if (n->cut || n->again)
		return n;
	t->depth++;
	trace_origin(t, n, def, at);
	t->depth--;
	return n;
}
