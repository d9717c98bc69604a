/* trace.c - a figure's expression to the tree that explains it. See explain.h.
 *
 * A name stands for what it is bound to: its node takes the expression's parts for its own, so that the
 * tree has one node for each thing that people call by a name, and one for each step of arithmetic. */
#include "review/tracing.h"

#include <stdlib.h>
#include <string.h>

#include "engine/contexts.h"
#include "report/share.h"
#include "syntax/words.h"

enum {
	MOST_SERIES = 13, /* periods of an average that are explained each by itself */
};

/* ---- nodes ---- */

struct eq_explained *eq_explained_new(struct eq_tracing *t, enum eq_explained_rule rule,
				      struct eq_text label, uint32_t unit)
{
	struct eq_explained *n = EQ_NEW(t->arena, struct eq_explained);

	*n = (struct eq_explained){.rule = (uint8_t)rule,
				   .label = label,
				   .unit = unit,
				   .value = EQ_NUMBER_MISSING,
				   .days = {1, 0},
				   .factor = EQ_RATIO_ONE,
				   .share = EQ_DEC_ONE,
				   .weight = 1};
	return n;
}

void eq_explained_add(struct eq_tracing *t, struct eq_explained *to, struct eq_explained *part)
{
	if (to->n_parts == to->cap_parts) {
		uint32_t cap = to->cap_parts ? 2 * to->cap_parts : 4;
		struct eq_explained **v = EQ_NEW_ARRAY(t->arena, struct eq_explained *, cap);

		for (uint32_t i = 0; i < to->n_parts; i++)
			v[i] = to->parts[i];
		to->parts = v;
		to->cap_parts = cap;
	}
	to->parts[to->n_parts++] = part;
}

struct eq_range eq_moment_days(const struct eq_tracing *t, struct eq_moment at)
{
	const struct eq_context *c = &t->e.contexts.v[at.context];

	return at.lane < c->n ? c->windows[at.lane] : (struct eq_range){1, 0};
}

struct eq_text eq_period_text(struct eq_tracing *t, struct eq_range days)
{
	struct eq_grain g = t->model->programme.grain;
	char text[EQ_PERIOD_CHARS], from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	int32_t number = eq_period_number(g, days.from);
	struct eq_range whole = eq_period_range(g, number);

	if (whole.from == days.from && whole.to == days.to) {
		eq_period_write(g, number, text);
		return eq_arena_copy(t->arena, eq_text_of(text));
	}
	eq_date_write(days.from, from);
	eq_date_write(days.to, to);
	return eq_arena_printf(t->arena, "%s to %s", from, to);
}

/* ---- texts ---- */

struct eq_text eq_trace_words(struct eq_tracing *t, struct eq_span span)
{
	struct eq_buf text;
	struct eq_text made;

	eq_buf_init(&text);
	eq_written(t->model->sources, span, &text);
	made = eq_arena_copy(t->arena, eq_buf_view(&text));
	eq_buf_release(&text);
	return made;
}

static struct eq_text quantity(struct eq_tracing *t, const struct eq_explained *n)
{
	struct eq_buf text;
	struct eq_text made;

	eq_buf_init(&text);
	eq_buf_adds(&text, "");
	if (n->is_truth)
		eq_buf_adds(&text, n->value.missing ? "-" : n->truth ? "yes" : "no");
	else
		eq_explained_quantity(t->model, n->unit, n->percent, &n->value, &text);
	made = eq_arena_copy(t->arena, eq_buf_view(&text));
	eq_buf_release(&text);
	return made;
}

static bool is_inside(struct eq_span in, struct eq_span out)
{
	return in.at >= out.at && in.end <= out.end && in.at < in.end;
}

/* The names that stand in an expression's text, in the order in which they stand there. */
struct names {
	EQ_VEC(const struct eq_explained *) all;
};

static void find_names(const struct eq_explained *n, struct eq_span within, struct names *out)
{
	for (uint32_t i = 0; i < n->n_parts; i++) {
		const struct eq_explained *p = n->parts[i];

		if (p->is_name && is_inside(p->span, within))
			EQ_PUSH(&out->all, p);
		else if (!p->is_name)
			find_names(p, within, out);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct eq_explained *const *x = a, *const *y = b;

	return ((*x)->span.at > (*y)->span.at) - ((*x)->span.at < (*y)->span.at);
}

/* A piece of text in one line, without comments: blanks become one, also at its ends. */
static void fold(struct eq_text t, struct eq_buf *out)
{
	bool quoted = false;

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		quoted ^= c == '"';
		while (c == '#' && !quoted && i < t.n && t.p[i] != '\n')
			i++;
		if (i < t.n && t.p[i] != ' ' && t.p[i] != '\t' && t.p[i] != '\n' && t.p[i] != '\r')
			eq_buf_addc(out, t.p[i]);
		else if (out->n && out->p[out->n - 1] != ' ')
			eq_buf_addc(out, ' ');
	}
}

/* The expression as written, with the values in place of the names. */
static void fill_in(struct eq_tracing *t, struct eq_explained *n, struct eq_span span)
{
	const struct eq_sources *sources = t->model->sources;
	struct names names = {.all = {0}};
	struct eq_buf out;
	uint32_t at = span.at;

	/* What is one name, or one total per week, says nothing new so. */
	if (n->rule == EQ_EXPLAINED_SAME || n->rule == EQ_EXPLAINED_RATE ||
	    n->rule == EQ_EXPLAINED_RAMP)
		return;
	find_names(n, span, &names);
	if (names.all.n == 0)
		return;
	qsort(names.all.v, names.all.n, sizeof *names.all.v, by_place);
	eq_buf_init(&out);
	for (size_t i = 0; i < names.all.n; i++) {
		const struct eq_explained *p = names.all.v[i];

		if (p->span.at < at)
			continue;
		fold(eq_sources_text(sources, (struct eq_span){at, p->span.at}), &out);
		eq_buf_add_text(&out, quantity(t, p));
		at = p->span.end;
	}
	fold(eq_sources_text(sources, (struct eq_span){at, span.end}), &out);
	n->filled = eq_arena_copy(t->arena, eq_text_trim(eq_buf_view(&out)));
	eq_buf_release(&out);
	eq_free(names.all.v);
}

/* ---- values ---- */

static int by_address(const void *a, const void *b)
{
	const struct eq_asked_place *x = a, *y = b;
	uintptr_t p = (uintptr_t)x->expr, q = (uintptr_t)y->expr;

	return (p > q) - (p < q);
}

static void work_out(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		     struct eq_explained *n)
{
	struct eq_asked_place key = {x, 0};
	const struct eq_asked_place *a =
		bsearch(&key, t->asked, t->n_asked, sizeof *t->asked, by_address);

	if (!a)
		EQ_BUG("an expression that nobody asked for");
	const struct eq_column *c =
		eq_eval_chunk(&t->e, t->program->asked[a->place], at.scenario, at.context);
	n->is_truth = x->type == EQ_TYPE_BOOL;
	if (at.lane >= t->e.contexts.v[at.context].n)
		return;
	if (!n->is_truth) {
		n->value = eq_number_at(c, at.lane);
		return;
	}
	n->value.missing = eq_column_is_missing(c, at.lane);
	n->truth = !n->value.missing && eq_column_bool(c, at.lane);
}

/* ---- names ---- */

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
static void take_over(struct eq_tracing *t, struct eq_explained *n, const struct eq_expr *x,
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
		fill_in(t, n, x->span);
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

static struct eq_explained *trace_def(struct eq_tracing *t, uint32_t def, struct eq_text label,
				      struct eq_span span, struct eq_moment at);

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
		p = eq_explained_new(t, EQ_EXPLAINED_SAME, eq_period_text(t, days), n->unit);
		p->weight = eq_context_days(&t->e, o->context, days);
		p->days = days;
		if (x)
			work_out(t, x, then, p);
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
		take_over(t, n, x, then);
	else
		eq_explained_add(t, n, trace_def(t, def, n->label, EQ_NO_SPAN, then));
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
		eq_explained_add(t, n, trace_def(t, def, n->label, EQ_NO_SPAN, of));
		return;
	}
	if (o.binding.kind != EQ_BINDING_FORECAST)
		x = bound_expr(t, def, &o);
	n->source = source_of(t->model, d, o.binding, eq_moment_days(t, at).to);
	if (x)
		n->written = eq_trace_words(t, x->span);
	if (o.kind == EQ_ORIGIN_EXPR)
		take_over(t, n, x, of);
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

static struct eq_explained *trace_def(struct eq_tracing *t, uint32_t def, struct eq_text label,
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

/* ---- windows ---- */

/* The moment that `x`, which looks elsewhere, takes its operand from. False: there is none. */
static bool moment_of(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		      struct eq_moment *out)
{
	struct eq_eval *e = &t->e;
	int32_t lane = (int32_t)at.lane;

	*out = at;
	switch ((enum eq_expr_op)x->op) {
	case EQ_EXPR_OVER:
		out->context = eq_context_window(e, &x->window, at.context);
		if (e->contexts.v[out->context].n != e->contexts.v[at.context].n)
			out->lane = 0;
		return true;
	case EQ_EXPR_WITHOUT:
		out->context = eq_context_without(e, at.context, x->except.v, x->except.n);
		return true;
	case EQ_EXPR_AT:
		out->context = eq_context_like(e, EQ_CONTEXT_TIMELINE, at.context);
		lane = eq_timeline_lane(&e->timeline, x->date);
		break;
	case EQ_EXPR_PREVIOUS:
		if (!eq_context_of_periods(e, at.context)) {
			out->context = eq_context_earlier(e, x->window.length, at.context);
			return true;
		}
		out->context = eq_context_like(e, EQ_CONTEXT_TIMELINE, at.context);
		lane = eq_timeline_lane(
			&e->timeline,
			eq_range_trailing(eq_moment_days(t, at).to, x->window.length).from - 1);
		break;
	default:
		EQ_BUG("not a look elsewhere");
	}
	out->lane = (uint32_t)lane;
	return lane >= 0 && lane < e->timeline.n;
}

static void trace_elsewhere(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			    struct eq_explained *n)
{
	struct eq_moment then;

	n->is_name = true;
	if (!moment_of(t, x, at, &then)) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = EQ_TEXT("the timeline does not reach that day");
		return;
	}
	n->days = eq_moment_days(t, then);
	take_over(t, n, x->a[0], then);
}

/* Averages and totals over periods, and what changes between two. */
static void trace_series(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			 struct eq_explained *n)
{
	struct eq_eval *e = &t->e;
	struct eq_range window = eq_moment_days(t, at);
	uint32_t context = eq_context_like(e, EQ_CONTEXT_TIMELINE, at.context);
	int32_t last = eq_timeline_ended(&e->timeline, window.to), first = last;

	n->is_name = true;
	if (x->op == EQ_EXPR_AVERAGE) {
		eq_date from = eq_range_trailing(window.to, x->window.length).from;

		while (first > 0 && eq_timeline_range(&e->timeline, first - 1).to >= from)
			first--;
		n->rule = EQ_EXPLAINED_MEAN;
		n->words = eq_arena_printf(t->arena, "the mean of %d %s", last - first + 1,
					   eq_grain_word(e->timeline.grain, last != first));
	} else if (x->op == EQ_EXPR_CHANGE) {
		first = last - 1;
		n->rule = EQ_EXPLAINED_OPERATOR;
		n->op = EQ_EXPR_SUB;
	} else {
		eq_date from = t->model->programme.starts;

		first = 0;
		while (x->op == EQ_EXPR_CUMULATIVE && first <= last &&
		       eq_timeline_range(&e->timeline, first).to < from)
			first++;
		n->rule = x->op == EQ_EXPR_CUMULATIVE ? EQ_EXPLAINED_SUM : EQ_EXPLAINED_LIMITS;
		if (x->op == EQ_EXPR_CUMULATIVE)
			n->words = EQ_TEXT("the total since benefits are tracked");
		else
			n->words = EQ_TEXT("from the mean of these, and how far each is from the "
					   "one before");
	}
	bool in_full = last - first < MOST_SERIES;
	for (int32_t k = 0; last >= 0 && first >= 0 && k <= last - first; k++) {
		/* A change is what is, less what was. */
		int32_t lane = x->op == EQ_EXPR_CHANGE ? last - k : first + k;
		struct eq_moment then = {at.scenario, context, (uint32_t)lane};
		struct eq_range days = eq_timeline_range(&e->timeline, lane);
		struct eq_explained *p = eq_explained_new(t, EQ_EXPLAINED_SAME,
							  eq_period_text(t, days), x->a[0]->unit);

		work_out(t, x->a[0], then, p);
		p->days = days;
		p->is_name = true;
		if (in_full)
			eq_explained_add(t, p, eq_trace_expr(t, x->a[0], then));
		eq_explained_add(t, n, p);
	}
}

/* ---- arithmetic ---- */

static void trace_operands(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			   struct eq_explained *n)
{
	n->op = x->op;
	n->times = x->op == EQ_EXPR_POWER ? x->power : 0;
	for (uint32_t i = 0; i < x->n; i++)
		if (x->a[i]->type == EQ_TYPE_NUMBER || x->a[i]->type == EQ_TYPE_BOOL)
			eq_explained_add(t, n, eq_trace_expr(t, x->a[i], at));
}

/* Of several dated values the one that holds; of a path its two ends. */
static void trace_dated(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			struct eq_explained *n)
{
	uint32_t k = 0;

	n->on = eq_moment_days(t, at).to;
	while (k + 3 < x->n && x->a[k + 2]->date <= n->on)
		k += 2;
	bool begun = x->a[k]->date <= n->on, over = k + 3 >= x->n;
	if (x->op == EQ_EXPR_SINCE && !begun) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = EQ_TEXT("it has no value so early");
		return;
	}
	n->rule = EQ_EXPLAINED_DATED;
	n->range = (struct eq_range){x->a[k]->date, x->a[k]->date};
	eq_explained_add(t, n, eq_trace_expr(t, x->a[k + 1], at));
	if (x->op == EQ_EXPR_SINCE || !begun || over)
		return;
	n->rule = EQ_EXPLAINED_RAMP;
	n->range.to = x->a[k + 2]->date;
	eq_explained_add(t, n, eq_trace_expr(t, x->a[k + 3], at));
}

static void trace_shape(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			struct eq_explained *n)
{
	n->on = eq_moment_days(t, at).to;
	n->range = x->window.range;
	if (x->op == EQ_EXPR_STEP) {
		n->rule = EQ_EXPLAINED_DATED;
		eq_explained_add(t, n, eq_trace_expr(t, x->a[n->on >= x->window.range.from], at));
		return;
	}
	n->rule = EQ_EXPLAINED_RAMP;
	for (uint32_t i = 0; i < 2; i++)
		eq_explained_add(t, n, eq_trace_expr(t, x->a[i], at));
}

/* Whole units of time from one day to another: 0 before it. */
static int64_t elapsed(eq_date since, eq_date on, enum eq_time_unit unit)
{
	int64_t n = 0;
	int y0, m0, d0, y1, m1, d1;

	if (on < since)
		return 0;
	if (unit == EQ_DAY || unit == EQ_WEEK)
		return (on - since) / (unit == EQ_DAY ? 1 : 7);
	eq_date_parts(since, &y0, &m0, &d0);
	eq_date_parts(on, &y1, &m1, &d1);
	n = (int64_t)(y1 - y0) * 12 + m1 - m0;
	if (d1 < d0 && d1 < eq_month_days(y1, m1))
		n--;
	return unit == EQ_MONTH ? n : n / 12;
}

static void trace_rate(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		       struct eq_explained *n)
{
	const struct eq_measure *of = &t->model->measures.v[x->measure_of_rate];
	struct eq_explained *total =
		eq_trace_measure(t, x->measure_of_rate, eq_trace_words(t, of->span), at);
	bool months = eq_ratio_eq(x->ratio, EQ_RATE_BY_MONTHS);
	struct eq_range w = eq_moment_days(t, at);
	struct eq_measured m;

	n->rule = EQ_EXPLAINED_RATE;
	n->is_name = true;
	n->factor = months ? EQ_RATIO_ONE : x->ratio;
	if (w.to > t->e.data_end)
		w.to = t->e.data_end;
	m = eq_eval_measured(&t->e, x->measure_of_rate, at.context, w);
	n->counted = months ? m.months : (struct eq_number){eq_dec_int(m.counted), false, false};
	n->times = months; /* which of the two it is */
	eq_explained_add(t, n, total);
}

static bool is_arithmetic(const struct eq_expr *x)
{
	return (x->op >= EQ_EXPR_ADD && x->op <= EQ_EXPR_NEGATE) ||
	       (x->op >= EQ_EXPR_EQ && x->op <= EQ_EXPR_ABS);
}

static void trace_into(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		       struct eq_explained *n)
{
	if (is_arithmetic(x)) {
		trace_operands(t, x, at, n);
		return;
	}
	switch ((enum eq_expr_op)x->op) {
	case EQ_EXPR_CONVERT:
		n->rule = EQ_EXPLAINED_CONVERTED;
		n->factor = x->ratio;
		eq_explained_add(t, n, eq_trace_expr(t, x->a[0], at));
		break;
	case EQ_EXPR_RATE:
		trace_rate(t, x, at, n);
		break;
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_PREVIOUS:
	case EQ_EXPR_WITHOUT:
		trace_elsewhere(t, x, at, n);
		break;
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_CHANGE:
	case EQ_EXPR_XMR:
		trace_series(t, x, at, n);
		break;
	case EQ_EXPR_RAMP:
	case EQ_EXPR_STEP:
		trace_shape(t, x, at, n);
		break;
	case EQ_EXPR_PATH:
	case EQ_EXPR_SINCE:
		trace_dated(t, x, at, n);
		break;
	case EQ_EXPR_GROW:
		n->rule = EQ_EXPLAINED_GROWN;
		n->on = eq_moment_days(t, at).to;
		n->range.from = x->growth.since;
		n->times = elapsed(x->growth.since, n->on, (enum eq_time_unit)x->growth.unit);
		for (uint32_t i = 0; i < 2; i++)
			eq_explained_add(t, n, eq_trace_expr(t, x->a[i], at));
		break;
	case EQ_EXPR_WORTH: {
		const struct eq_benefit *b = &t->model->benefits.v[x->money.benefit];

		n->is_name = true;
		n->title = b->title;
		n->benefit = b;
		n->days = eq_moment_days(t, at);
		take_over(t, n, b->equation, at);
		break;
	}
	case EQ_EXPR_RUN_RATE:
	case EQ_EXPR_VALUE_ADD:
	case EQ_EXPR_CASH:
	case EQ_EXPR_ANNUALISED:
		n->is_name = true;
		eq_trace_money(t, x, at, n);
		break;
	default: /* a number, as it stands there */
		n->rule = EQ_EXPLAINED_WRITTEN;
	}
}

struct eq_explained *eq_trace_expr(struct eq_tracing *t, const struct eq_expr *x,
				   struct eq_moment at)
{
	struct eq_text label = eq_trace_words(t, x->span);
	struct eq_explained *n;

	if (x->op == EQ_EXPR_REF)
		return trace_def(t, x->ref.def, label, x->span,
				 (struct eq_moment){x->ref.scenario == EQ_SCENARIO_CURRENT
							    ? at.scenario
							    : x->ref.scenario,
						    at.context, at.lane});
	if (x->op == EQ_EXPR_TOTAL) {
		n = eq_trace_measure(t, x->measure, label, at);
		n->span = x->span;
		return n;
	}
	n = eq_explained_new(t, EQ_EXPLAINED_OPERATOR, label, x->unit);
	n->span = x->span;
	work_out(t, x, at, n);
	trace_into(t, x, at, n);
	if (n->at.at == n->at.end)
		n->at = x->span;
	if (!n->filled.n && !n->is_name)
		fill_in(t, n, x->span);
	return n;
}
