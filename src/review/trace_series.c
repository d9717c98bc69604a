/* trace_series.c - averages, totals and limits over periods, and what changes between two, to the values
 * of those periods. See explain.h. */
#include "review/tracing.h"

#include "engine/contexts.h"
#include "engine/xmr.h"

enum {
	MOST_IN_FULL = 13, /* periods of a series that are explained each by itself */
};

/* Lanes of the timeline. */
struct lanes {
	int32_t first, last;
};

/* The value that `x` has in a period, by itself. */
static struct eq_explained *value_in(struct eq_tracing *t, const struct eq_expr *x,
				     struct eq_moment then)
{
	struct eq_range days = eq_timeline_range(&t->e.timeline, (int32_t)then.lane);
	struct eq_explained *p = eq_explained_new(
		t, EQ_EXPLAINED_SAME, eq_explained_days(t->model, days, t->arena), x->unit);

	eq_trace_work_out(t, x, then, p);
	p->days = days;
	p->is_name = true;
	return p;
}

static struct lanes averaged(struct eq_tracing *t, const struct eq_expr *x, struct eq_range window,
			     struct eq_explained *n)
{
	const struct eq_timeline *line = &t->e.timeline;
	eq_date from = eq_range_trailing(window.to, x->window.length).from;
	int32_t last = eq_timeline_ended(line, window.to), first = last;

	while (first > 0 && eq_timeline_range(line, first - 1).to >= from)
		first--;
	n->rule = EQ_EXPLAINED_MEAN;
	n->words = eq_arena_printf(t->arena, "the mean of %d %s", last - first + 1,
				   eq_grain_word(line->grain, last != first));
	return (struct lanes){first, last};
}

static struct lanes added_up(struct eq_tracing *t, struct eq_range window, struct eq_explained *n)
{
	const struct eq_timeline *line = &t->e.timeline;
	struct lanes of = {0, eq_timeline_ended(line, window.to)};

	while (of.first <= of.last &&
	       eq_timeline_range(line, of.first).to < t->model->programme.starts)
		of.first++;
	n->rule = EQ_EXPLAINED_SUM;
	n->words = EQ_TEXT("the total since benefits are tracked");
	return of;
}

static struct eq_text quantity(struct eq_tracing *t, uint32_t unit, const struct eq_number *v)
{
	struct eq_buf text;
	struct eq_text made;

	eq_buf_init(&text);
	eq_explained_quantity(t->model, unit, false, v, &text);
	made = eq_arena_copy(t->arena, eq_buf_view(&text));
	eq_buf_release(&text);
	return made;
}

static struct eq_text limit_words(struct eq_tracing *t, const struct eq_expr *x,
				  const struct eq_xmr_part *part)
{
	if (x->xmr->what == EQ_XMR_SIGNAL)
		return EQ_TEXT("whether the last of these is out of the ordinary");
	const char *sign = x->xmr->what == EQ_XMR_UPPER ? "+" : "-";
	struct eq_text centre, range;

	if (part->centre.missing)
		return eq_arena_printf(t->arena, "fewer than %d values give no limits",
				       EQ_XMR_LEAST);
	if (x->xmr->what == EQ_XMR_CENTRE)
		return eq_arena_printf(t->arena, "the mean of %u values", part->points);
	centre = quantity(t, x->unit, &part->centre);
	range = quantity(t, x->unit, &part->mean_range);
	return eq_arena_printf(t->arena,
			       "= %.*s, the mean of %u values, %s 2.66 × %.*s, the mean distance "
			       "of each from the one before",
			       EQ_ARG(centre), part->points, sign, EQ_ARG(range));
}

/* The periods that the limits of a window are made of. */
static struct lanes limited(struct eq_tracing *t, const struct eq_expr *x, uint32_t context,
			    struct eq_moment at, struct eq_explained *n)
{
	int32_t until = t->e.as_at_lane + 1;
	int32_t lane = eq_timeline_ended(&t->e.timeline, eq_moment_days(t, at).to);
	struct eq_number *v = EQ_NEW_ARRAY(t->arena, struct eq_number, (size_t)until + 1);
	struct eq_xmr limits;

	for (int32_t i = 0; i < until; i++)
		v[i] = value_in(t, x->a[0], (struct eq_moment){at.scenario, context, (uint32_t)i})
			       ->value;
	eq_xmr_make(&t->e.timeline, v, until, x->xmr, t->arena, &limits);
	const struct eq_xmr_part *part = eq_xmr_at(&limits, lane);
	n->rule = EQ_EXPLAINED_LIMITS;
	n->op = x->xmr->what;
	if (!part) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = EQ_TEXT("its limits begin later");
		return (struct lanes){0, -1};
	}
	n->words = limit_words(t, x, part);
	return (struct lanes){part->first, part->made_end - 1};
}

static void add_lanes(struct eq_tracing *t, const struct eq_expr *x, uint32_t scenario,
		      uint32_t context, struct lanes of, struct eq_explained *n)
{
	bool in_full = of.last - of.first < MOST_IN_FULL;

	for (int32_t k = 0; of.first >= 0 && k <= of.last - of.first; k++) {
		/* A change is what is, less what was. */
		int32_t lane = x->op == EQ_EXPR_CHANGE ? of.last - k : of.first + k;
		struct eq_moment then = {scenario, context, (uint32_t)lane};
		struct eq_explained *p = value_in(t, x->a[0], then);

		if (in_full)
			eq_explained_add(t, p, eq_trace_expr(t, x->a[0], then));
		eq_explained_add(t, n, p);
	}
}

void eq_trace_series(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		     struct eq_explained *n)
{
	struct eq_range window = eq_moment_days(t, at);
	uint32_t context = eq_context_like(&t->e, EQ_CONTEXT_TIMELINE, at.context);
	struct lanes of = {0, eq_timeline_ended(&t->e.timeline, window.to)};

	n->is_name = true;
	if (x->op == EQ_EXPR_AVERAGE) {
		of = averaged(t, x, window, n);
	} else if (x->op == EQ_EXPR_CUMULATIVE) {
		of = added_up(t, window, n);
	} else if (x->op == EQ_EXPR_XMR) {
		of = limited(t, x, context, at, n);
	} else {
		of.first = of.last - 1;
		n->rule = EQ_EXPLAINED_OPERATOR;
		n->op = EQ_EXPR_SUB;
	}
	add_lanes(t, x, at.scenario, context, of, n);
}
