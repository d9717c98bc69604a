/* trace.c - a figure's expression to the tree that explains it: its steps, its windows, its shapes. See
 * explain.h; names are in trace_names.c. */
#include "review/tracing.h"

#include <stdlib.h>
#include <string.h>

#include "engine/contexts.h"
#include "syntax/words.h"

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
void eq_trace_fill_in(struct eq_tracing *t, struct eq_explained *n, struct eq_span span)
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
		eq_explained_value(t->model, p, &out);
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

void eq_trace_sort_asked(struct eq_tracing *t)
{
	t->n_asked = (uint32_t)t->model->asked.n;
	t->asked = EQ_NEW_ARRAY(t->arena, struct eq_asked_place, t->n_asked + 1);
	for (uint32_t i = 0; i < t->n_asked; i++)
		t->asked[i] = (struct eq_asked_place){t->model->asked.v[i], i};
	qsort(t->asked, t->n_asked, sizeof *t->asked, by_address);
}

void eq_trace_work_out(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
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

static struct eq_text beyond_timeline(struct eq_tracing *t)
{
	const struct eq_timeline *line = &t->e.timeline;
	struct eq_range days = {eq_timeline_range(line, 0).from,
				eq_timeline_range(line, line->n - 1).to};

	return eq_arena_printf(t->arena, "beyond the days that the programme has, which are %.*s",
			       EQ_ARG(eq_explained_days(t->model, days, t->arena)));
}

static void trace_elsewhere(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
			    struct eq_explained *n)
{
	struct eq_moment then;

	n->is_name = true;
	if (!moment_of(t, x, at, &then)) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = beyond_timeline(t);
		return;
	}
	n->days = eq_moment_days(t, then);
	eq_trace_take_over(t, n, x->a[0], then);
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
		eq_trace_series(t, x, at, n);
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
		eq_trace_take_over(t, n, b->equation, at);
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
		return eq_trace_def(t, x->ref.def, label, x->span,
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
	eq_trace_work_out(t, x, at, n);
	trace_into(t, x, at, n);
	if (n->at.at == n->at.end)
		n->at = x->span;
	if (!n->filled.n && !n->is_name)
		eq_trace_fill_in(t, n, x->span);
	return n;
}
