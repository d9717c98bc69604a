/* evaluate.c - values by definition, scenario and context, each computed once. See evaluate.h.
 *
 * A node is one such value. Computing it is two steps: name the nodes that it is made of, and,
 * once those are done, make its column. The driver keeps the nodes still to do on a stack. */
#include "engine/evaluate.h"

#include <string.h>

#include "base/diag.h"
#include "engine/measure.h"
#include "engine/series.h"

enum node_kind {
	NODE_DEF,      /* a = def, b = scenario */
	NODE_CHUNK,    /* a = chunk, b = scenario */
	NODE_MEASURE,  /* a = measure */
	NODE_TRAILING, /* a context: a = time unit, b = count, of the context c */
	NODE_EARLIER,  /* likewise: each window moved back */
	NODE_RANGE,    /* a context of one window: a, b = its days */
	NODE_PIECES /* a context: the windows of c, cut where the fixed value a changes in scenario b */
};

enum node_state { NODE_NEW, NODE_OPEN, NODE_DONE };

/* --- nodes and contexts ------------------------------------------------------------------ */

static size_t hash_key(struct eq_eval_key k)
{
	uint64_t h = ((uint64_t)k.kind << 32 | k.a) * 0x9e3779b97f4a7c15u;
	h ^= ((uint64_t)k.b << 32 | k.context) * 0xc2b2ae3d27d4eb4fu;
	h ^= h >> 29;
	h *= 0xbf58476d1ce4e5b9u;
	return (size_t)(h ^ h >> 32);
}

static void rehash(struct eq_eval *e)
{
	size_t n = e->n_slots ? e->n_slots * 2 : 256;
	eq_free(e->slots);
	e->slots = eq_alloc_zero(n, sizeof *e->slots);
	e->n_slots = n;
	for (size_t i = 0; i < e->nodes.n; i++) {
		size_t at = hash_key(e->nodes.v[i].key) & (n - 1);
		while (e->slots[at])
			at = (at + 1) & (n - 1);
		e->slots[at] = (uint32_t)i + 1;
	}
}

static uint32_t node_of(struct eq_eval *e, struct eq_eval_key key)
{
	if (2 * (e->nodes.n + 1) > e->n_slots)
		rehash(e);
	size_t at = hash_key(key) & (e->n_slots - 1);
	for (; e->slots[at]; at = (at + 1) & (e->n_slots - 1)) {
		uint32_t k = e->slots[at] - 1;
		if (memcmp(&e->nodes.v[k].key, &key, sizeof key) == 0)
			return k;
	}
	struct eq_eval_node n = {.key = key};
	EQ_PUSH(&e->nodes, n);
	e->slots[at] = (uint32_t)e->nodes.n;
	return (uint32_t)e->nodes.n - 1;
}

static uint32_t add_context(struct eq_eval *e, struct eq_range *windows, uint32_t n)
{
	struct eq_context c = {.n = n, .windows = windows};
	EQ_PUSH(&e->contexts, c);
	return (uint32_t)e->contexts.n - 1;
}

uint32_t eq_eval_range_context(struct eq_eval *e, struct eq_range range)
{
	uint32_t k = node_of(
		e, (struct eq_eval_key){NODE_RANGE, (uint32_t)range.from, (uint32_t)range.to, 0});
	if (e->nodes.v[k].state != NODE_DONE) {
		struct eq_range *w = EQ_NEW(&e->arena, struct eq_range);
		*w = range;
		e->nodes.v[k].made_context = add_context(e, w, 1);
		e->nodes.v[k].state = NODE_DONE;
	}
	return e->nodes.v[k].made_context;
}

/* A context whose windows are made from those of another: the trailing length, or the same
 * window so much earlier. */
static uint32_t derived_context(struct eq_eval *e, enum node_kind kind,
				struct eq_span_of_time length, uint32_t of)
{
	uint32_t k =
		node_of(e, (struct eq_eval_key){kind, length.unit, (uint32_t)length.count, of});
	if (e->nodes.v[k].state == NODE_DONE)
		return e->nodes.v[k].made_context;
	uint32_t n = e->contexts.v[of].n;
	struct eq_range *w = EQ_NEW_ARRAY(&e->arena, struct eq_range, n);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_range from = e->contexts.v[of].windows[i];
		if (kind == NODE_TRAILING) {
			w[i] = eq_range_trailing(from.to, length);
		} else {
			w[i].to = eq_range_trailing(from.to, length).from - 1;
			w[i].from = eq_range_trailing(from.from, length).from - 1;
		}
	}
	e->nodes.v[k].made_context = add_context(e, w, n);
	e->nodes.v[k].state = NODE_DONE;
	return e->nodes.v[k].made_context;
}

static uint32_t window_context(struct eq_eval *e, const struct eq_window *w, uint32_t of)
{
	if (w->kind == EQ_WINDOW_RANGE)
		return eq_eval_range_context(e, w->range);
	return derived_context(e, NODE_TRAILING, w->length, of);
}

/* What a fixed value is in a scenario: its own values, or those that the scenario gives it. */
static const struct eq_values *values_of(const struct eq_model *m, uint32_t def,
					 const struct eq_binding *binding)
{
	if (binding->kind == EQ_BINDING_ASSIGN)
		return &m->scenarios.v[binding->scenario].assigns[binding->assign].values;
	return &m->fixed.v[m->defs.v[def].index].values;
}

/* A fixed value over windows goes by days, each priced on its own date: the windows are cut where
 * a dated value begins, and the chunk is run on the pieces. */
static uint32_t pieces_context(struct eq_eval *e, uint32_t def, const struct eq_binding *binding,
			       uint32_t of)
{
	uint32_t k = node_of(e, (struct eq_eval_key){NODE_PIECES, def, binding->scenario, of});
	if (e->nodes.v[k].state == NODE_DONE)
		return e->nodes.v[k].made_context;
	const struct eq_values *values = values_of(e->model, def, binding);
	struct eq_context c = e->contexts.v[of];
	EQ_VEC(struct eq_range) pieces = {0};
	EQ_VEC(uint32_t) owners = {0};
	for (uint32_t i = 0; i < c.n; i++) {
		struct eq_range w = c.windows[i];
		for (uint32_t v = 0; v < values->n; v++) {
			eq_date cut = values->v[v].from;
			if (cut == EQ_DATE_NONE || cut <= w.from || cut > w.to)
				continue;
			struct eq_range piece = {w.from, cut - 1};
			EQ_PUSH(&pieces, piece);
			EQ_PUSH(&owners, i);
			w.from = cut;
		}
		EQ_PUSH(&pieces, w);
		EQ_PUSH(&owners, i);
	}
	struct eq_range *windows = EQ_NEW_ARRAY(&e->arena, struct eq_range, pieces.n);
	memcpy(windows, pieces.v, pieces.n * sizeof *windows);
	uint32_t made = add_context(e, windows, (uint32_t)pieces.n);
	e->contexts.v[made].owner = EQ_NEW_ARRAY(&e->arena, uint32_t, owners.n);
	memcpy(e->contexts.v[made].owner, owners.v, owners.n * sizeof(uint32_t));
	eq_free(pieces.v);
	eq_free(owners.v);
	e->nodes.v[k].made_context = made;
	e->nodes.v[k].state = NODE_DONE;
	return made;
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

static struct origin origin_of(const struct eq_eval *e, uint32_t def, uint32_t scenario)
{
	struct origin o = {.binding = {.kind = EQ_BINDING_TRACKED}, .scenario = scenario};
	const struct eq_def_chunks *c = &e->program->of_def[def];
	if (e->model->defs.v[def].kind != EQ_DEF_FIGURE)
		o.binding = eq_model_binding(e->model, def, scenario);
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

/* The node behind a definition that only stands for another node; UINT32_MAX when it is its own. */
static uint32_t def_part(struct eq_eval *e, const struct eq_eval_key *key, const struct origin *o,
			 uint32_t nth)
{
	bool timeline = key->context == EQ_CONTEXT_TIMELINE;
	uint32_t context = key->context;
	switch (o->binding.kind) {
	case EQ_BINDING_TRACKED:
	case EQ_BINDING_VALUES:
	case EQ_BINDING_BASELINE:
	case EQ_BINDING_TARGET:
	case EQ_BINDING_ASSIGN:
		if (nth)
			return UINT32_MAX;
		if (o->over == BY_PERIODS)
			context = EQ_CONTEXT_TIMELINE;
		else if (o->over == BY_DATES && !timeline)
			context = pieces_context(e, key->a, &o->binding, context);
		return node_of(e, (struct eq_eval_key){NODE_CHUNK, o->chunk, o->scenario, context});
	case EQ_BINDING_LIVE:
		return nth ? UINT32_MAX
			   : node_of(e, (struct eq_eval_key){NODE_CHUNK, o->chunk, o->scenario,
							     EQ_CONTEXT_AS_AT});
	case EQ_BINDING_FORECAST:
		if (timeline) {
			if (nth > 1)
				return UINT32_MAX;
			return node_of(
				e, (struct eq_eval_key){NODE_DEF, key->a,
							nth ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL,
							EQ_CONTEXT_TIMELINE});
		}
		if (nth)
			return UINT32_MAX;
		if (ended_by_as_at(e, key->context))
			return node_of(e, (struct eq_eval_key){NODE_DEF, key->a, EQ_SCENARIO_ACTUAL,
							       key->context});
		return node_of(e, (struct eq_eval_key){NODE_DEF, key->a, EQ_SCENARIO_FORECAST,
						       EQ_CONTEXT_TIMELINE});
	default:
		return UINT32_MAX;
	}
}

/* Whether the windows of a context are periods of the timeline: then what is earlier is an earlier
 * period, whole. */
static bool of_periods(uint32_t context)
{
	return context == EQ_CONTEXT_TIMELINE || context == EQ_CONTEXT_AS_AT;
}

static uint32_t input_part(struct eq_eval *e, const struct eq_eval_key *key,
			   const struct eq_input *in)
{
	uint32_t scenario = in->scenario == EQ_SCENARIO_CURRENT ? key->b : in->scenario;
	switch (in->kind) {
	case EQ_INPUT_DEF:
		return node_of(e, (struct eq_eval_key){NODE_DEF, in->ref, scenario, key->context});
	case EQ_INPUT_TOTAL:
	case EQ_INPUT_COUNTED:
	case EQ_INPUT_MONTHS:
		return node_of(e, (struct eq_eval_key){NODE_MEASURE, in->ref, 0, key->context});
	case EQ_INPUT_OVER:
		return node_of(e,
			       (struct eq_eval_key){NODE_CHUNK, in->chunk, key->b,
						    window_context(e, &in->window, key->context)});
	case EQ_INPUT_PREVIOUS:
		if (!of_periods(key->context))
			return node_of(e, (struct eq_eval_key){NODE_CHUNK, in->chunk, key->b,
							       derived_context(e, NODE_EARLIER,
									       in->window.length,
									       key->context)});
		/* fall through */
	case EQ_INPUT_AT:
	case EQ_INPUT_AVERAGE:
	case EQ_INPUT_CUMULATIVE:
	case EQ_INPUT_CHANGE:
		return node_of(e, (struct eq_eval_key){NODE_CHUNK, in->chunk, key->b,
						       EQ_CONTEXT_TIMELINE});
	case EQ_INPUT_WORTH: {
		uint32_t def = e->model->benefits.v[in->ref].def;
		return node_of(e, (struct eq_eval_key){NODE_CHUNK, e->program->of_def[def].main,
						       key->b, key->context});
	}
	default:
		return UINT32_MAX; /* a column of days, or money of a benefit */
	}
}

/* Puts the parts of a node that are not done yet on the stack; true when there was none. */
static bool parts_done(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	size_t before = e->stack.n;
	if (key.kind == NODE_DEF) {
		struct origin o = origin_of(e, key.a, key.b);
		for (uint32_t nth = 0;; nth++) {
			uint32_t part = def_part(e, &key, &o, nth);
			if (part == UINT32_MAX)
				break;
			if (e->nodes.v[part].state != NODE_DONE)
				EQ_PUSH(&e->stack, part);
		}
	} else if (key.kind == NODE_CHUNK) {
		const struct eq_chunk *c = &e->program->chunks.v[key.a];
		for (uint32_t i = 0; i < c->n_inputs; i++) {
			uint32_t part = input_part(e, &key, &c->inputs[i]);
			if (part != UINT32_MAX && e->nodes.v[part].state != NODE_DONE)
				EQ_PUSH(&e->stack, part);
		}
	}
	return e->stack.n == before;
}

/* --- making a node's column ---------------------------------------------------------------- */

static void make_measure(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	struct eq_context c = e->contexts.v[key.context];
	struct eq_number *total = eq_series_room(e, c.n), *counted = eq_series_room(e, c.n),
			 *months = eq_series_room(e, c.n);
	for (uint32_t i = 0; i < c.n; i++) {
		struct eq_range w = c.windows[i];
		struct eq_measured m = {.total = EQ_NUMBER_MISSING};
		/* A period that has not ended by the as-at date has no value yet; a longer window
		 * takes the part of it that has. */
		bool unended = key.context == EQ_CONTEXT_TIMELINE && w.to > e->data_end;
		if (w.to > e->data_end)
			w.to = e->data_end;
		if (!unended && w.from <= w.to)
			m = eq_measure_over(e->model, e->cube, key.a, w);
		total[i] = m.total;
		counted[i] = (struct eq_number){eq_dec_int(m.counted), m.total.missing, false};
		months[i] = m.months;
		months[i].missing = m.total.missing;
		if (m.shared)
			e->shared_by_days[key.a] = true;
	}
	e->nodes.v[k].value = eq_series_column(e, total, c.n);
	e->nodes.v[k].counted = eq_series_column(e, counted, c.n);
	e->nodes.v[k].months = eq_series_column(e, months, c.n);
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
	struct eq_column value = e->nodes.v[part].value;
	switch (in->kind) {
	case EQ_INPUT_COUNTED:
		return e->nodes.v[part].counted;
	case EQ_INPUT_MONTHS:
		return e->nodes.v[part].months;
	case EQ_INPUT_OVER:
		return value.n == n ? value : eq_series_broadcast(e, &value, 0, n);
	case EQ_INPUT_AT:
		return eq_series_at(e, &value, in->date, n);
	case EQ_INPUT_PREVIOUS:
		return of_periods(key->context)
			       ? eq_series_previous(e, &value, in->window.length, key->context)
			       : value;
	case EQ_INPUT_AVERAGE:
		return eq_series_average(e, &value, in->window.length, key->context);
	case EQ_INPUT_CUMULATIVE:
		return eq_series_cumulative(e, &value, key->context);
	case EQ_INPUT_CHANGE:
		return eq_series_change(e, &value, key->context);
	default:
		return value;
	}
}

static void make_chunk(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	const struct eq_chunk *c = &e->program->chunks.v[key.a];
	while (e->cap_inputs < c->n_inputs)
		e->inputs = eq_grow(e->inputs, &e->cap_inputs, sizeof *e->inputs);
	for (uint32_t i = 0; i < c->n_inputs; i++)
		e->inputs[i] = bind_input(e, &key, &c->inputs[i]);
	e->nodes.v[k].value =
		eq_vm_run(&e->vm, c, e->inputs, NULL, e->contexts.v[key.context].n, &e->arena);
}

static void make_def(struct eq_eval *e, uint32_t k)
{
	struct eq_eval_key key = e->nodes.v[k].key;
	struct origin o = origin_of(e, key.a, key.b);
	uint32_t n = e->contexts.v[key.context].n;
	bool timeline = key.context == EQ_CONTEXT_TIMELINE;
	struct eq_column v;

	if (o.binding.kind == EQ_BINDING_NONE) {
		v = eq_column_all_missing(&e->arena, n);
	} else if (o.binding.kind == EQ_BINDING_FORECAST && timeline) {
		uint32_t actual = def_part(e, &key, &o, 0), live = def_part(e, &key, &o, 1);
		v = eq_series_forecast(e, &e->nodes.v[actual].value, &e->nodes.v[live].value);
	} else {
		uint32_t part = def_part(e, &key, &o, 0);
		struct eq_column of = e->nodes.v[part].value;
		if (o.binding.kind == EQ_BINDING_LIVE)
			v = eq_series_broadcast(e, &of, 0, n);
		else if (o.over == BY_DATES && !timeline)
			v = eq_series_over_pieces(e, &of, e->nodes.v[part].key.context,
						  key.context);
		else if (e->nodes.v[part].key.context != key.context)
			v = eq_series_over_windows(e, &of, key.context);
		else
			v = of;
	}
	e->nodes.v[k].value = v;
}

/* Computes a node and all that it needs. */
static void evaluate(struct eq_eval *e, uint32_t wanted)
{
	EQ_PUSH(&e->stack, wanted);
	while (e->stack.n) {
		uint32_t k = e->stack.v[e->stack.n - 1];
		if (e->nodes.v[k].state == NODE_DONE) {
			e->stack.n--;
			continue;
		}
		bool opened = e->nodes.v[k].state == NODE_OPEN;
		e->nodes.v[k].state = NODE_OPEN;
		if (!parts_done(e, k)) {
			if (opened)
				EQ_BUG("a value depends on itself: the model let a cycle through");
			continue;
		}
		switch (e->nodes.v[k].key.kind) {
		case NODE_DEF:
			make_def(e, k);
			break;
		case NODE_CHUNK:
			make_chunk(e, k);
			break;
		case NODE_MEASURE:
			make_measure(e, k);
			break;
		default:
			EQ_BUG("a context on the stack");
		}
		e->nodes.v[k].state = NODE_DONE;
	}
}

static const struct eq_column *value_of(struct eq_eval *e, struct eq_eval_key key)
{
	uint32_t k = node_of(e, key);
	if (e->nodes.v[k].state != NODE_DONE)
		evaluate(e, k);
	/* Nodes move when more are made; a column in the arena does not. */
	struct eq_column *out = EQ_NEW(&e->arena, struct eq_column);
	*out = e->nodes.v[k].value;
	return out;
}

const struct eq_column *eq_eval_def(struct eq_eval *e, uint32_t def, uint32_t scenario,
				    uint32_t context)
{
	return value_of(e, (struct eq_eval_key){NODE_DEF, def, scenario, context});
}

const struct eq_column *eq_eval_chunk(struct eq_eval *e, uint32_t chunk, uint32_t scenario,
				      uint32_t context)
{
	return value_of(e, (struct eq_eval_key){NODE_CHUNK, chunk, scenario, context});
}

/* --- the evaluator's life ------------------------------------------------------------------- */

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

void eq_eval_init(struct eq_eval *e, const struct eq_program *p, const struct eq_cube *cube,
		  struct eq_timeline timeline, enum eq_column_mode mode)
{
	memset(e, 0, sizeof *e);
	e->program = p;
	e->model = p->model;
	e->cube = cube;
	e->timeline = timeline;
	eq_arena_init(&e->arena);
	eq_vm_init(&e->vm);
	e->vm.mode = mode;
	e->vm.on_event = note_event;
	e->vm.context = e;
	e->shared_by_days = eq_alloc_zero(p->model->measures.n + 1, sizeof *e->shared_by_days);
	eq_eval_set_as_at(e, timeline.n - 1);
}

void eq_eval_release(struct eq_eval *e)
{
	eq_vm_release(&e->vm);
	eq_arena_release(&e->arena);
	eq_free(e->contexts.v);
	eq_free(e->nodes.v);
	eq_free(e->stack.v);
	eq_free(e->slots);
	eq_free(e->events.v);
	eq_free(e->shared_by_days);
	eq_free(e->inputs);
}

void eq_eval_set_as_at(struct eq_eval *e, int32_t lane)
{
	e->as_at_lane = lane;
	e->data_end = lane < 0 ? eq_timeline_range(&e->timeline, 0).from - 1
			       : eq_timeline_range(&e->timeline, lane).to;
	e->contexts.n = 0;
	e->nodes.n = 0;
	e->events.n = 0;
	if (e->n_slots)
		memset(e->slots, 0, e->n_slots * sizeof *e->slots);
	eq_arena_release(&e->arena);
	eq_arena_init(&e->arena);
	memset(e->shared_by_days, 0, e->model->measures.n * sizeof *e->shared_by_days);

	uint32_t n = (uint32_t)e->timeline.n;
	struct eq_range *periods = EQ_NEW_ARRAY(&e->arena, struct eq_range, n ? n : 1);
	for (uint32_t i = 0; i < n; i++)
		periods[i] = eq_timeline_range(&e->timeline, (int32_t)i);
	add_context(e, periods, n); /* EQ_CONTEXT_TIMELINE */
	struct eq_range *now = EQ_NEW(&e->arena, struct eq_range);
	*now = lane < 0 ? (struct eq_range){e->data_end + 1, e->data_end} : periods[lane];
	add_context(e, now, 1); /* EQ_CONTEXT_AS_AT */
}
