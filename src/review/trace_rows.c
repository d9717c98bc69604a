/* trace_rows.c - a measure's value to the rows that it was counted from. See explain.h. */
#include "review/tracing.h"

#include <string.h>

#include "engine/contexts.h"

static bool has_days(const struct eq_days *d, struct eq_range r)
{
	for (uint32_t i = 0; i < d->n; i++) {
		struct eq_range both = eq_range_meet(d->v[i], r);

		if (both.from <= both.to)
			return true;
	}
	return false;
}

/* A stock stands for its last day: that others have none is no lack. */
static bool stands_for_its_end(const struct eq_measure *m)
{
	return m->during == EQ_DURING_OPEN || m->aggregate == EQ_AGG_CLOSING;
}

/* Of the days that are taken out of the window. */
static void find_taken_out(struct eq_tracing *t, const struct eq_days_out *out,
			   struct eq_explained_rows *rows)
{
	rows->taken_out = EQ_NEW_ARRAY(t->arena, struct eq_range, (size_t)out->n + 1);
	for (uint32_t i = 0; i < out->n; i++) {
		struct eq_range both = eq_range_meet(out->v[i], rows->window);

		if (both.from <= both.to)
			rows->taken_out[rows->n_taken_out++] = both;
	}
}

static bool is_taken_out(const struct eq_explained_rows *rows, struct eq_range r)
{
	for (uint32_t i = 0; i < rows->n_taken_out; i++)
		if (rows->taken_out[i].from <= r.from && rows->taken_out[i].to >= r.to)
			return true;
	return false;
}

static void find_missing(struct eq_tracing *t, struct eq_explained_rows *rows)
{
	const struct eq_timeline *line = &t->e.timeline;
	int32_t lane = eq_timeline_lane(line, rows->window.from), first = lane < 0 ? 0 : lane;
	int32_t last = eq_timeline_lane(line, rows->window.to);

	last = last < line->n ? last : line->n - 1;
	if (stands_for_its_end(&t->model->measures.v[rows->measure]) || last < first)
		return;
	rows->missing = EQ_NEW_ARRAY(t->arena, struct eq_range, (size_t)(last - first) + 1);
	for (lane = first; lane <= last; lane++) {
		struct eq_range p = eq_timeline_range(line, lane);
		struct eq_range met = eq_range_meet(p, rows->window);

		if (!has_days(&rows->days, met) && !is_taken_out(rows, met))
			rows->missing[rows->n_missing++] = p;
	}
}

struct eq_explained *eq_trace_measure(struct eq_tracing *t, uint32_t measure, struct eq_text label,
				      struct eq_moment at)
{
	const struct eq_model *m = t->model;
	const struct eq_measure *x = &m->measures.v[measure];
	struct eq_explained *n = eq_explained_new(t, EQ_EXPLAINED_ROWS, label, x->unit);
	struct eq_explained_rows *rows = EQ_NEW(t->arena, struct eq_explained_rows);
	const struct eq_days_out *out = &t->e.outs.v[t->e.contexts.v[at.context].out];
	struct eq_range w = eq_moment_days(t, at);
	bool unended = eq_context_is(&t->e, at.context, EQ_CONTEXT_TIMELINE) &&
		       w.to > t->e.data_end;

	n->is_name = true;
	n->days = w;
	n->span = n->at = x->span;
	n->written = eq_trace_words(t, x->span);
	if (w.to > t->e.data_end)
		w.to = t->e.data_end;
	*rows = (struct eq_explained_rows){.measure = measure, .asked = UINT32_MAX, .window = w};
	if (unended || w.from > w.to) {
		n->rule = EQ_EXPLAINED_MISSING;
		n->words = EQ_TEXT("after the as-at date there are no rows yet");
		return n;
	}
	n->value = eq_eval_measured(&t->e, measure, at.context, w).total;
	rows->days = eq_measure_days(m, t->e.cube, measure, w, out->v, out->n, t->arena);
	find_taken_out(t, out, rows);
	find_missing(t, rows);
	n->rows = rows;
	if (n->value.missing)
		n->words = EQ_TEXT("no day has a value");
	EQ_PUSH(&t->of_rows, n);
	return n;
}

/* ---- the rows themselves ---- */

struct listing {
	struct eq_tracing *t;
	struct eq_buf *lists; /* by what was asked */
};

static void list_row(void *context, const struct eq_counted_row *row)
{
	struct listing *l = context;
	struct eq_buf *out = &l->lists[row->asked];

	eq_buf_addf(out, "%.*s:%llu ", EQ_ARG(row->file), (unsigned long long)row->line);
	for (uint32_t i = 0; i < row->n; i++)
		eq_buf_addf(out, "%s%.*s %.*s", i ? ", " : " ",
			    EQ_ARG(row->data->columns[row->columns[i]].header),
			    EQ_ARG(row->cells[i].p ? row->cells[i] : EQ_TEXT("-")));
	eq_buf_addc(out, '\n');
}

bool eq_trace_read_rows(struct eq_tracing *t, const struct eq_scan_options *scan, bool list,
			struct eq_diags *diags)
{
	uint32_t n = (uint32_t)t->of_rows.n;
	struct eq_counted *asked = eq_alloc_zero(n + 1, sizeof *asked);
	struct listing l = {t, eq_alloc_zero(n + 1, sizeof *l.lists)};
	bool done;

	for (uint32_t i = 0; i < n; i++) {
		const struct eq_explained_rows *r = t->of_rows.v[i]->rows;

		asked[i] = (struct eq_counted){.measure = r->measure,
					       .days = r->days.v,
					       .n_days = r->days.n,
					       .keys = t->e.group ? t->e.group->keys : NULL,
					       .lines = true};
		eq_buf_init(&l.lists[i]);
	}
	done = eq_count_rows(t->program, scan, t->e.group ? t->whole : t->e.cube, asked, n,
			     list ? list_row : NULL, &l, t->arena, diags);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_explained_rows *r = t->of_rows.v[i]->rows;

		if (asked[i].read) {
			r->asked = i;
			r->first = asked[i].first;
			r->last = asked[i].last;
			r->listing = eq_arena_copy(t->arena, eq_buf_view(&l.lists[i]));
		}
		eq_buf_release(&l.lists[i]);
	}
	eq_free(l.lists);
	eq_free(asked);
	return done;
}
