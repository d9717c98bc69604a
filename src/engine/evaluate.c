/* evaluate.c - values by definition, scenario and context, each computed once. See evaluate.h.
 *
 * A node is one such value. Computing it is two steps: name the nodes that it is made of, and,
 * once those are done, make its column. The driver keeps the nodes still to do on a stack. */
#include "engine/evaluate.h"

#include <string.h>

#include "base/diag.h"
#include "engine/contexts.h"
#include "engine/measure.h"
#include "engine/series.h"
#include "engine/xmr.h"

/* What a fixed value is in a scenario: its own values, or those that the scenario gives it. */
static const struct eq_values *values_of(const struct eq_model *m, uint32_t def,
					 const struct eq_binding *binding)
{
	if (binding->kind == EQ_BINDING_ASSIGN)
		return &m->scenarios.v[binding->scenario].assigns[binding->assign].values;
	return &m->fixed.v[m->defs.v[def].index].values;
}

/* --- what a node is made of --------------------------------------------------------------- */

/* Where a definition's value in a scenario really comes from, so that `high(x)`, where high says
 * nothing of x, is the same node as `baseline(x)`. */
struct origin {
	struct eq_binding binding;
	uint32_t chunk, scenario;
	enum {
		AS_ONE,
		BY_PERIODS,
		BY_DATES
	} over; /* how it goes over windows that are not periods */
};

/* Whether an expression takes a period's last day, as ramps do. */
static bool has_shape(const struct eq_expr *x)
{
	if (x->op == EQ_EXPR_RAMP || x->op == EQ_EXPR_STEP || x->op == EQ_EXPR_PATH)
		return true;
	for (uint32_t i = 0; i < x->n; i++)
		if (has_shape(x->a[i]))
			return true;
	return false;
}

static bool is_dated(const struct eq_values *values)
{
	return values->n > 1 || (values->n == 1 && values->v[0].from != EQ_DATE_NONE);
}

/* Whether an expression states a figure, instead of working it out from rows or other KPIs. */
static bool is_stated(const struct eq_model *m, const struct eq_expr *x)
{
	if (x->op == EQ_EXPR_TOTAL || x->op == EQ_EXPR_RATE ||
	    (x->op == EQ_EXPR_REF && m->defs.v[x->ref.def].kind == EQ_DEF_KPI))
		return false;
	for (uint32_t i = 0; i < x->n; i++)
		if (!is_stated(m, x->a[i]))
			return false;
	return true;
}

/* The line of a table that is for the group: of just its dimensions, in any order. */
static uint32_t line_of_table(const struct eq_eval *e, const struct eq_by_table *t)
{
	if (!t || t->n_by != e->n_by)
		return UINT32_MAX;
	const struct eq_symbols *names = e->model->symbols;
	for (uint32_t r = 0; r < t->n_rows; r++) {
		uint32_t fit = 0;
		for (uint32_t i = 0; i < t->n_by; i++)
			for (uint32_t k = 0; k < e->n_by; k++)
				if (eq_text_eq(eq_symbol_text(names, t->by[i]), e->by[k]))
					fit += t->rows[r].keys[i] == 0 ||
					       eq_text_eq(eq_symbol_text(names, t->rows[r].keys[i]),
							  e->group->keys[k]);
		if (fit == t->n_by)
			return r;
	}
	return UINT32_MAX;
}

/* In a group of rows, what the programme states of a KPI is not so: it is said of the whole. Its
 * baseline and target there are those of a table (`baseline by`), or worked out from the rows. */
static void bind_in_group(const struct eq_eval *e, uint32_t def, struct eq_binding *b,
			  uint32_t *chunk)
{
	uint32_t index = e->model->defs.v[def].index, scenario = b->scenario;
	const struct eq_kpi *k = &e->model->kpis.v[index];
	const struct eq_expr *said = NULL;
	*chunk = EQ_NO_CHUNK;
	if (b->kind == EQ_BINDING_ASSIGN) {
		said = e->model->scenarios.v[scenario].assigns[b->assign].values.expr;
	} else if (scenario == EQ_SCENARIO_BASELINE || scenario == EQ_SCENARIO_TARGET) {
		bool baseline = scenario == EQ_SCENARIO_BASELINE;
		uint32_t line = line_of_table(e, baseline ? k->baseline_by : k->target_by);
		if (line != UINT32_MAX) {
			b->kind = baseline ? EQ_BINDING_BASELINE : EQ_BINDING_TARGET;
			*chunk = (baseline ? e->program->baseline_by
					   : e->program->target_by)[index][line];
		} else if (b->kind == EQ_BINDING_BASELINE || b->kind == EQ_BINDING_TARGET) {
			said = baseline ? k->baseline.expr : k->target.expr;
		}
	} else if (b->kind == EQ_BINDING_LIVE) {
		said = k->live;
	}
	if (said && is_stated(e->model, said))
		b->kind = EQ_BINDING_NONE;
}

static struct origin origin_of(const struct eq_eval *e, uint32_t def, uint32_t scenario)
{
	struct origin o = {.binding = {.kind = EQ_BINDING_TRACKED, .scenario = scenario}};
	const struct eq_def_chunks *c = &e->program->of_def[def];
	uint32_t own = EQ_NO_CHUNK; /* of the group at hand */
	uint8_t kind = e->model->defs.v[def].kind;
	if (kind != EQ_DEF_FIGURE)
		o.binding = eq_model_binding(e->model, def, scenario);
	if (e->group && kind == EQ_DEF_KPI)
		bind_in_group(e, def, &o.binding, &own);
	/* A scenario that says nothing of it or its parts has them from the one that does. */
	o.scenario = o.binding.scenario;
	switch (o.binding.kind) {
	case EQ_BINDING_TRACKED:
		o.chunk = c->main;
		break;
	case EQ_BINDING_VALUES:
		o.chunk = c->main;
		if (is_dated(values_of(e->model, def, &o.binding)))
			o.over = BY_DATES;
		else if (has_shape(values_of(e->model, def, &o.binding)->expr))
			o.over = BY_PERIODS;
		break;
	case EQ_BINDING_BASELINE:
		o.chunk = c->baseline;
		o.scenario = EQ_SCENARIO_BASELINE;
		o.over = BY_PERIODS;
		break;
	case EQ_BINDING_TARGET:
		o.chunk = c->target;
		o.scenario = EQ_SCENARIO_TARGET;
		o.over = BY_PERIODS;
		break;
	case EQ_BINDING_LIVE:
		o.chunk = c->live;
		o.scenario = EQ_SCENARIO_LIVE;
		break;
	case EQ_BINDING_ASSIGN:
		o.chunk = e->program->of_assign[o.binding.scenario][o.binding.assign];
		o.over = e->model->defs.v[def].kind == EQ_DEF_FIXED &&
					 is_dated(values_of(e->model, def, &o.binding))
				 ? BY_DATES
				 : BY_PERIODS;
		break;
	default:
		o.chunk = EQ_NO_CHUNK;
	}
	if (own != EQ_NO_CHUNK)
		o.chunk = own;
	return o;
}

static bool ended_by_as_at(const struct eq_eval *e, uint32_t context)
{
	const struct eq_context *c = &e->contexts.v[context];
	for (uint32_t i = 0; i < c->n; i++)
		if (c->windows[i].to > e->data_end)
			return false;
	return true;
}

/* The context in which a definition is worked out: a KPI's `except` takes its days out of it and
 * of all that it is made of. */
static uint32_t context_of_def(struct eq_eval *e, uint32_t def, uint32_t context)
{
	const struct eq_def *d = &e->model->defs.v[def];
	if (d->kind != EQ_DEF_KPI || e->model->kpis.v[d->index].n_except == 0)
		return context;
	const struct eq_kpi *k = &e->model->kpis.v[d->index];
	return eq_context_without(e, context, k->except, k->n_except);
}

/* The node behind a definition that only stands for another node; UINT32_MAX when it is its own. */
static uint32_t def_part(struct eq_eval *e, const struct eq_eval_key *key, const struct origin *o,
			 uint32_t nth)
{
	bool timeline = eq_context_is(e, key->context, EQ_CONTEXT_TIMELINE);
	uint32_t context = context_of_def(e, key->a, key->context);
	switch (o->binding.kind) {
	case EQ_BINDING_TRACKED:
	case EQ_BINDING_VALUES:
	case EQ_BINDING_BASELINE:
	case EQ_BINDING_TARGET:
	case EQ_BINDING_ASSIGN:
		if (nth)
			return UINT32_MAX;
		if (o->over == BY_PERIODS)
			context = eq_context_like(e, EQ_CONTEXT_TIMELINE, context);
		else if (o->over == BY_DATES && !timeline)
			context = eq_context_pieces(e, key->a, o->binding.scenario,
						    values_of(e->model, key->a, &o->binding),
						    context);
		return eq_context_node(
			e, (struct eq_eval_key){EQ_OF_CHUNK, o->chunk, o->scenario, context});
	case EQ_BINDING_LIVE:
		if (nth)
			return UINT32_MAX;
		context = eq_context_like(e, EQ_CONTEXT_AS_AT, context);
		return eq_context_node(
			e, (struct eq_eval_key){EQ_OF_CHUNK, o->chunk, o->scenario, context});
	case EQ_BINDING_FORECAST:
		if (timeline) {
			if (nth > 1)
				return UINT32_MAX;
			return eq_context_node(
				e, (struct eq_eval_key){EQ_OF_DEF, key->a,
							nth ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL,
							context});
		}
		if (nth)
			return UINT32_MAX;
		if (ended_by_as_at(e, context))
			return eq_context_node(e,
					       (struct eq_eval_key){EQ_OF_DEF, key->a,
								    EQ_SCENARIO_ACTUAL, context});
		return eq_context_node(
			e, (struct eq_eval_key){EQ_OF_DEF, key->a, EQ_SCENARIO_FORECAST,
						eq_context_like(e, EQ_CONTEXT_TIMELINE, context)});
	default:
		return UINT32_MAX;
	}
}

/* The node that holds a definition's value: the chunk's own where nothing is done to it. */
static uint32_t find_node_of_def(struct eq_eval *e, uint32_t def, uint32_t scenario,
				 uint32_t context)
{
	struct eq_eval_key key = {EQ_OF_DEF, def, scenario, context};
	struct origin o = origin_of(e, def, scenario);
	bool periods = eq_context_is(e, context, EQ_CONTEXT_TIMELINE);
	if (o.binding.kind != EQ_BINDING_NONE && o.binding.kind != EQ_BINDING_LIVE &&
	    o.binding.kind != EQ_BINDING_FORECAST && (periods || o.over == AS_ONE) &&
	    context_of_def(e, def, context) == context)
		key = (struct eq_eval_key){EQ_OF_CHUNK, o.chunk, o.scenario, context};
	return eq_context_node(e, key);
}

static uint32_t node_of_def(struct eq_eval *e, uint32_t def, uint32_t scenario, uint32_t context)
{
	if (context != EQ_CONTEXT_TIMELINE)
		return find_node_of_def(e, def, scenario, context);
	uint32_t *known = &e->of_timeline[(size_t)scenario * e->model->defs.n + def];
	if (!*known)
		*known = find_node_of_def(e, def, scenario, context) + 1;
	return *known - 1;
}

static uint32_t input_part(struct eq_eval *e, const struct eq_eval_key *key,
			   const struct eq_input *in)
{
	uint32_t scenario = in->scenario == EQ_SCENARIO_CURRENT ? key->b : in->scenario;
	uint32_t context = key->context;
	switch (in->kind) {
	case EQ_INPUT_DEF:
		if (e->contexts.v[context].out == EQ_OUT_UNHEEDED && !eq_eval_takes_out(e, in->ref))
			context = e->contexts.v[context].whole;
		return node_of_def(e, in->ref, scenario, context);
	case EQ_INPUT_TOTAL:
	case EQ_INPUT_COUNTED:
	case EQ_INPUT_MONTHS:
		if (e->contexts.v[context].out == EQ_OUT_UNHEEDED)
			context = e->contexts.v[context].whole;
		return eq_context_node(e, (struct eq_eval_key){EQ_OF_MEASURE, in->ref, 0, context});
	case EQ_INPUT_OVER:
		context = eq_context_window(e, &in->window, context);
		break;
	case EQ_INPUT_WITHOUT:
		context = eq_context_without(e, context, in->except, in->n_except);
		break;
	case EQ_INPUT_PREVIOUS:
		context = eq_context_of_periods(e, context)
				  ? eq_context_like(e, EQ_CONTEXT_TIMELINE, context)
				  : eq_context_earlier(e, in->window.length, context);
		break;
	case EQ_INPUT_AT:
	case EQ_INPUT_AVERAGE:
	case EQ_INPUT_CUMULATIVE:
	case EQ_INPUT_CHANGE:
	case EQ_INPUT_XMR:
		context = eq_context_like(e, EQ_CONTEXT_TIMELINE, context);
		break;
	case EQ_INPUT_WORTH: {
		uint32_t def = e->model->benefits.v[in->ref].def;
		return eq_context_node(e, (struct eq_eval_key){EQ_OF_CHUNK,
							       e->program->of_def[def].main, key->b,
							       context});
	}
	default:
		return UINT32_MAX; /* a column of days, or money of a benefit */
	}
	return eq_context_node(e, (struct eq_eval_key){EQ_OF_CHUNK, in->chunk, key->b, context});
}

static void push_part(struct eq_eval *e, uint32_t part)
{
	if (e->nodes.v[part].state == EQ_VALUE_OPEN)
		EQ_BUG("a value depends on itself: the model let a cycle through");
	if (e->nodes.v[part].state == EQ_VALUE_NEW)
		EQ_PUSH(&e->stack, part);
}

/* Puts the parts of a node that are not done yet on the stack. */
static void push_parts(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	if (key.kind == EQ_OF_DEF) {
		struct origin o = origin_of(e, key.a, key.b);
		uint32_t part;
		for (uint32_t nth = 0; (part = def_part(e, &key, &o, nth)) != UINT32_MAX; nth++)
			push_part(e, part);
	} else if (key.kind == EQ_OF_CHUNK) {
		const struct eq_chunk *c = &e->program->chunks.v[key.a];
		for (uint32_t i = 0; i < c->n_inputs; i++) {
			uint32_t part = input_part(e, &key, &c->inputs[i]);
			if (part != UINT32_MAX)
				push_part(e, part);
		}
	}
}

/* --- making a node's column ---------------------------------------------------------------- */

static struct eq_measured measured(const struct eq_eval *e, uint32_t measure, uint32_t context,
				   struct eq_range window, bool in_months)
{
	const struct eq_days_out *out = &e->outs.v[e->contexts.v[context].out];
	return eq_measure_without(e->model, e->cube, measure, window, out->v, out->n, in_months);
}

struct eq_measured eq_eval_measured(const struct eq_eval *e, uint32_t measure, uint32_t context,
				    struct eq_range window)
{
	return measured(e, measure, context, window, true);
}

static void make_measure(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	struct eq_context c = e->contexts.v[key.context];
	struct eq_number *total = eq_series_room(e, c.n), *counted = eq_series_room(e, c.n),
			 *months = eq_series_room(e, c.n);
	bool timeline = eq_context_is(e, key.context, EQ_CONTEXT_TIMELINE);
	for (uint32_t i = 0; i < c.n; i++) {
		struct eq_range w = c.windows[i];
		struct eq_measured m = {.total = EQ_NUMBER_MISSING};
		/* A period that has not ended by the as-at date has no value yet; a longer window
		 * takes the part of it that has. */
		bool unended = timeline && w.to > e->data_end;
		if (w.to > e->data_end)
			w.to = e->data_end;
		if (!unended && w.from <= w.to)
			m = measured(e, key.a, key.context, w, e->days_asked[key.a]);
		total[i] = m.total;
		counted[i] = (struct eq_number){eq_dec_int(m.counted), m.total.missing, false};
		months[i] = m.months;
		months[i].missing = m.total.missing;
		if (m.shared)
			e->shared_by_days[key.a] = true;
	}
	*e->nodes.v[k].value = eq_series_column(e, total, c.n);
	if (!e->days_asked[key.a])
		return;
	e->nodes.v[k].days = EQ_NEW_ARRAY(&e->arena, struct eq_column, 2);
	e->nodes.v[k].days[0] = eq_series_column(e, counted, c.n);
	e->nodes.v[k].days[1] = eq_series_column(e, months, c.n);
}

static struct eq_column bind_input(struct eq_eval *e, const struct eq_eval_key *key,
				   const struct eq_input *in)
{
	uint32_t n = e->contexts.v[key->context].n;
	if (in->kind == EQ_INPUT_LAST_DAY)
		return eq_series_last_days(e, key->context);
	uint32_t part = input_part(e, key, in);
	if (part == UINT32_MAX) {
		if (!e->money)
			EQ_BUG("an input of kind %u outside a figure", in->kind);
		return eq_series_constant(e, e->money(e->money_context, in), n);
	}
	struct eq_column value = *e->nodes.v[part].value;
	switch (in->kind) {
	case EQ_INPUT_COUNTED:
		return e->nodes.v[part].days[0];
	case EQ_INPUT_MONTHS:
		return e->nodes.v[part].days[1];
	case EQ_INPUT_OVER:
		return value.n == n ? value : eq_series_broadcast(e, &value, 0, n);
	case EQ_INPUT_WITHOUT:
		return eq_series_without(e, value, e->nodes.v[part].key.context, key->context);
	case EQ_INPUT_AT:
		return eq_series_at(e, &value, in->date, n);
	case EQ_INPUT_PREVIOUS:
		return eq_context_of_periods(e, key->context)
			       ? eq_series_previous(e, &value, in->window.length, key->context)
			       : value;
	case EQ_INPUT_AVERAGE:
		return eq_series_average(e, &value, in->window.length, key->context);
	case EQ_INPUT_CUMULATIVE:
		return eq_series_cumulative(e, &value, key->context);
	case EQ_INPUT_CHANGE:
		return eq_series_change(e, &value, key->context);
	case EQ_INPUT_XMR:
		return eq_xmr_column(e, &value, in->xmr, key->context);
	default:
		return value;
	}
}

static void note_event(void *context, const struct eq_instruction *at, uint64_t divided_by_zero,
		       uint64_t overflowed)
{
	struct eq_eval *e = context;
	for (size_t i = 0; i < e->events.n; i++) {
		struct eq_event *ev = &e->events.v[i];
		if (ev->at != at->at)
			continue;
		if (divided_by_zero > ev->divided_by_zero)
			ev->divided_by_zero = divided_by_zero;
		if (overflowed > ev->overflowed)
			ev->overflowed = overflowed;
		return;
	}
	struct eq_event ev = {at->at, divided_by_zero, overflowed};
	EQ_PUSH(&e->events, ev);
}

static void tell_choice(void *context, const struct eq_instruction *at,
			const struct eq_column *condition)
{
	const struct eq_eval *e = context;
	uint32_t n = condition->constant ? 1 : condition->n;
	bool yes = false, no = false;
	for (uint32_t lane = 0; lane < n; lane++) {
		if (eq_column_is_missing(condition, lane))
			continue;
		yes |= condition->b[lane];
		no |= !condition->b[lane];
	}
	e->on_choice(e->choice_context, at->at, yes, no);
}

static void make_chunk(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	const struct eq_chunk *c = &e->program->chunks.v[key.a];
	while (e->cap_inputs < c->n_inputs)
		e->inputs = eq_grow(e->inputs, &e->cap_inputs, sizeof *e->inputs);
	for (uint32_t i = 0; i < c->n_inputs; i++)
		e->inputs[i] = bind_input(e, &key, &c->inputs[i]);
	/* What happens to figures with all days is no news of the run's own figures. */
	e->vm.on_event = e->contexts.v[key.context].out == EQ_OUT_UNHEEDED ? NULL : note_event;
	e->vm.on_choice = e->on_choice ? tell_choice : NULL;
	eq_vm_run_to(&e->vm, c, e->inputs, NULL, e->contexts.v[key.context].n, &e->arena,
		     e->nodes.v[k].value);
}

static void make_def(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	struct origin o = origin_of(e, key.a, key.b);
	uint32_t n = e->contexts.v[key.context].n;
	bool timeline = eq_context_is(e, key.context, EQ_CONTEXT_TIMELINE);
	struct eq_column v;

	if (o.binding.kind == EQ_BINDING_NONE) {
		v = eq_column_all_missing(&e->arena, n);
	} else if (o.binding.kind == EQ_BINDING_FORECAST && timeline) {
		uint32_t actual = def_part(e, &key, &o, 0), live = def_part(e, &key, &o, 1);
		v = eq_series_forecast(e, e->nodes.v[actual].value, e->nodes.v[live].value);
	} else {
		uint32_t part = def_part(e, &key, &o, 0);
		struct eq_column of = *e->nodes.v[part].value;
		uint32_t in = e->nodes.v[part].key.context;
		if (o.binding.kind == EQ_BINDING_LIVE)
			v = eq_series_broadcast(e, &of, 0, n);
		else if (o.over == BY_DATES && !timeline)
			v = eq_series_over_pieces(e, &of, in, key.context);
		else if (e->contexts.v[in].whole != e->contexts.v[key.context].whole)
			v = eq_series_over_windows(e, &of, key.context, e->contexts.v[in].out);
		else
			v = of;
		if (o.binding.kind == EQ_BINDING_TRACKED &&
		    (o.scenario == EQ_SCENARIO_ACTUAL || o.scenario == e->model->measured))
			v = eq_series_without(e, v, in, key.context);
	}
	*e->nodes.v[k].value = v;
}

static void make(struct eq_eval *e, uint32_t k)
{
	/* Nodes move when more are made; a column in the arena does not. */
	e->nodes.v[k].value = EQ_NEW(&e->arena, struct eq_column);
	switch (e->nodes.v[k].key.kind) {
	case EQ_OF_DEF:
		make_def(e, k);
		break;
	case EQ_OF_CHUNK:
		make_chunk(e, k);
		break;
	case EQ_OF_MEASURE:
		make_measure(e, k);
		break;
	default:
		EQ_BUG("a context on the stack");
	}
	e->nodes.v[k].state = EQ_VALUE_DONE;
}

/* Computes a node and all that it needs. A node is open from when its parts are put above it on
 * the stack until they are done, so that an open one is met again only in a circle. */
static void evaluate(struct eq_eval *e, uint32_t wanted)
{
	EQ_PUSH(&e->stack, wanted);
	while (e->stack.n) {
		uint32_t k = e->stack.v[e->stack.n - 1];
		if (e->nodes.v[k].state == EQ_VALUE_NEW) {
			e->nodes.v[k].state = EQ_VALUE_OPEN;
			push_parts(e, k);
			continue;
		}
		if (e->nodes.v[k].state == EQ_VALUE_OPEN)
			make(e, k);
		e->stack.n--;
	}
}

static const struct eq_column *value_of(struct eq_eval *e, uint32_t k)
{
	if (e->nodes.v[k].state != EQ_VALUE_DONE)
		evaluate(e, k);
	return e->nodes.v[k].value;
}

const struct eq_column *eq_eval_def(struct eq_eval *e, uint32_t def, uint32_t scenario,
				    uint32_t context)
{
	if (e->all_days)
		context = eq_context_with_set(e, context, EQ_OUT_UNHEEDED);
	return value_of(e, node_of_def(e, def, scenario, context));
}

const struct eq_column *eq_eval_chunk(struct eq_eval *e, uint32_t chunk, uint32_t scenario,
				      uint32_t context)
{
	if (e->all_days)
		context = eq_context_with_set(e, context, EQ_OUT_UNHEEDED);
	return value_of(
		e, eq_context_node(e, (struct eq_eval_key){EQ_OF_CHUNK, chunk, scenario, context}));
}

struct eq_origin eq_eval_origin(struct eq_eval *e, uint32_t def, uint32_t scenario,
				uint32_t context, uint32_t lane)
{
	struct eq_eval_key key = {EQ_OF_DEF, def, scenario, context};
	struct origin o = origin_of(e, def, scenario);
	struct eq_origin out = {
		.binding = o.binding, .chunk = o.chunk, .scenario = o.scenario, .lane = lane};
	bool timeline = eq_context_is(e, context, EQ_CONTEXT_TIMELINE);
	uint32_t part;

	if (o.binding.kind == EQ_BINDING_NONE)
		return out;
	if (o.binding.kind == EQ_BINDING_FORECAST && timeline) {
		out.kind = EQ_ORIGIN_DEF;
		out.context = context;
		out.scenario = (int32_t)lane <= e->as_at_lane ? EQ_SCENARIO_ACTUAL
							      : EQ_SCENARIO_LIVE;
		return out;
	}
	part = def_part(e, &key, &o, 0);
	out.context = e->nodes.v[part].key.context;
	out.kind = EQ_ORIGIN_EXPR;
	if (o.binding.kind == EQ_BINDING_FORECAST) {
		out.scenario = e->nodes.v[part].key.b;
		out.kind = out.scenario == EQ_SCENARIO_ACTUAL ? EQ_ORIGIN_DEF : EQ_ORIGIN_PERIODS;
	} else if (o.binding.kind == EQ_BINDING_LIVE) {
		out.lane = 0;
	} else if (o.over == BY_DATES && !timeline) {
		out.kind = EQ_ORIGIN_PIECES;
	} else if (e->contexts.v[out.context].whole != e->contexts.v[context].whole) {
		out.kind = EQ_ORIGIN_PERIODS;
	}
	return out;
}

bool eq_eval_worked_out(const struct eq_eval *e, size_t *at, struct eq_worked_out *out)
{
	while (*at < e->nodes.n) {
		const struct eq_eval_node *node = &e->nodes.v[(*at)++];
		if (node->state != EQ_VALUE_DONE ||
		    (node->key.kind != EQ_OF_CHUNK && node->key.kind != EQ_OF_MEASURE))
			continue;
		*out = (struct eq_worked_out){node->key.kind == EQ_OF_MEASURE, node->key.a,
					      node->key.b};
		return true;
	}
	return false;
}

uint32_t eq_eval_range_context(struct eq_eval *e, struct eq_range range)
{
	return eq_context_range(e, range, EQ_CONTEXT_TIMELINE);
}

/* --- the evaluator's life ------------------------------------------------------------------- */

void eq_eval_init(struct eq_eval *e, const struct eq_program *p, const struct eq_cube *cube,
		  struct eq_timeline timeline, enum eq_column_mode mode)
{
	memset(e, 0, sizeof *e);
	e->program = p;
	e->model = p->model;
	e->cube = cube;
	e->timeline = timeline;
	eq_arena_init(&e->arena);
	eq_arena_init(&e->windows);
	eq_vm_init(&e->vm);
	e->vm.mode = mode;
	e->vm.context = e;
	e->shared_by_days = eq_alloc_zero(p->model->measures.n + 1, sizeof *e->shared_by_days);
	e->days_asked = eq_alloc_zero(p->model->measures.n + 1, sizeof *e->days_asked);
	for (size_t i = 0; i < p->chunks.n; i++)
		for (uint32_t k = 0; k < p->chunks.v[i].n_inputs; k++) {
			const struct eq_input *in = &p->chunks.v[i].inputs[k];

			if (in->kind == EQ_INPUT_COUNTED || in->kind == EQ_INPUT_MONTHS)
				e->days_asked[in->ref] = true;
		}
	e->of_timeline =
		eq_alloc_zero(e->model->defs.n * e->model->scenarios.n + 1, sizeof *e->of_timeline);
	e->chunk_on_timeline = eq_alloc_zero(p->chunks.n * e->model->scenarios.n + 1,
					     sizeof *e->chunk_on_timeline);
	eq_eval_set_as_at(e, timeline.n - 1);
}

void eq_eval_release(struct eq_eval *e)
{
	eq_vm_release(&e->vm);
	eq_arena_release(&e->arena);
	eq_arena_release(&e->windows);
	eq_free(e->contexts.v);
	eq_free(e->nodes.v);
	eq_free(e->stack.v);
	eq_free(e->slots);
	eq_free(e->of_timeline);
	eq_free(e->chunk_on_timeline);
	eq_free(e->events.v);
	eq_free(e->shared_by_days);
	eq_free(e->days_asked);
	eq_reach_free(e->reach);
	eq_free(e->outs.v);
	eq_free(e->inputs);
}

/* All that was worked out, but for windows and nodes. */
static void forget_values(struct eq_eval *e)
{
	e->events.n = 0;
	memset(e->of_timeline, 0,
	       e->model->defs.n * e->model->scenarios.n * sizeof *e->of_timeline);
	memset(e->shared_by_days, 0, e->model->measures.n * sizeof *e->shared_by_days);
	eq_arena_clear(&e->arena);
}

void eq_eval_set_group(struct eq_eval *e, const struct eq_cube *cube, const struct eq_group *group)
{
	e->cube = cube;
	e->group = group;
	forget_values(e);
	for (size_t i = 0; i < e->nodes.n; i++)
		if (!eq_context_makes(e->nodes.v[i].key.kind))
			e->nodes.v[i].state = EQ_VALUE_NEW;
}

void eq_eval_set_as_at(struct eq_eval *e, int32_t lane)
{
	e->as_at_lane = lane;
	e->data_end = lane < 0 ? eq_timeline_range(&e->timeline, 0).from - 1
			       : eq_timeline_range(&e->timeline, lane).to;
	forget_values(e);
	e->contexts.n = 0;
	e->outs.n = 0;
	e->nodes.n = 0;
	memset(e->chunk_on_timeline, 0,
	       e->program->chunks.n * e->model->scenarios.n * sizeof *e->chunk_on_timeline);
	if (e->n_slots)
		memset(e->slots, 0, e->n_slots * sizeof *e->slots);
	eq_arena_clear(&e->windows);

	for (uint32_t set = 0; set < EQ_OUT_FIRST; set++)
		EQ_PUSH(&e->outs, ((struct eq_days_out){NULL, 0}));

	uint32_t n = (uint32_t)e->timeline.n;
	struct eq_range *periods = EQ_NEW_ARRAY(&e->windows, struct eq_range, n ? n : 1);
	for (uint32_t i = 0; i < n; i++)
		periods[i] = eq_timeline_range(&e->timeline, (int32_t)i);
	eq_context_add(e, periods, n); /* EQ_CONTEXT_TIMELINE */
	struct eq_range *now = EQ_NEW(&e->windows, struct eq_range);
	*now = lane < 0 ? (struct eq_range){e->data_end + 1, e->data_end} : periods[lane];
	eq_context_add(e, now, 1); /* EQ_CONTEXT_AS_AT */
}
