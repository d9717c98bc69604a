/* tracing.h - what the files that explain a figure share. Private to src/review. */
#ifndef EQ_REVIEW_TRACING_H
#define EQ_REVIEW_TRACING_H

#include "engine/evaluate.h"
#include "engine/figures.h"
#include "review/explain.h"

/* Where a value stands: a scenario, and a window of a context. */
struct eq_moment {
	uint32_t scenario, context, lane;
};

struct eq_asked_place {
	const struct eq_expr *expr;
	uint32_t place;
};
struct eq_explained_before {
	uint32_t def;
	struct eq_moment at;
};

struct eq_tracing {
	const struct eq_program *program;
	const struct eq_model *model;
	struct eq_arena *arena;
	struct eq_eval e;
	const struct eq_cube *whole; /* e.cube may be a group's */
	struct eq_results r;
	struct eq_earned (*earned)[2];
	struct eq_money_of_benefits money;
	struct eq_asked_place *asked; /* in order of address */
	uint32_t n_asked;
	EQ_VEC(struct eq_explained_before) seen;
	EQ_VEC(struct eq_explained *) of_rows; /* nodes that rest on rows */
	uint32_t depth, most;
};

/* explain_ask.c: the figure that stands for what was asked for. */
const struct eq_figure *eq_explain_figure(const struct eq_model *m);

/* ---- trace.c ---- */
struct eq_explained *eq_trace_expr(struct eq_tracing *t, const struct eq_expr *x,
				   struct eq_moment at);
struct eq_explained *eq_explained_new(struct eq_tracing *t, enum eq_explained_rule rule,
				      struct eq_text label, uint32_t unit);
void eq_explained_add(struct eq_tracing *t, struct eq_explained *to, struct eq_explained *part);
/* model->asked, to be found by expression. */
void eq_trace_sort_asked(struct eq_tracing *t);
/* Sets the value of `x` then. */
void eq_trace_work_out(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		       struct eq_explained *n);
/* Sets the equation with its numbers, from the names among the parts. */
void eq_trace_fill_in(struct eq_tracing *t, struct eq_explained *n, struct eq_span span);
struct eq_text eq_trace_words(struct eq_tracing *t, struct eq_span span); /* as written, folded */
struct eq_range eq_moment_days(const struct eq_tracing *t, struct eq_moment at);

/* ---- trace_series.c: averages, totals, limits, changes ---- */
void eq_trace_series(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		     struct eq_explained *n);

/* ---- trace_names.c ---- */
struct eq_explained *eq_trace_def(struct eq_tracing *t, uint32_t def, struct eq_text label,
				  struct eq_span span, struct eq_moment at);
/* What an expression says becomes what `n` says; a name in it stays a part of its own. */
void eq_trace_take_over(struct eq_tracing *t, struct eq_explained *n, const struct eq_expr *x,
			struct eq_moment at);

/* ---- trace_money.c: run_rate, value_add, cash, annualised ---- */
void eq_trace_money(struct eq_tracing *t, const struct eq_expr *x, struct eq_moment at,
		    struct eq_explained *out);

/* ---- trace_rows.c: a measure's rows ---- */
struct eq_explained *eq_trace_measure(struct eq_tracing *t, uint32_t measure, struct eq_text label,
				      struct eq_moment at);
/* Reads the sources again for the lines of rows. False after reporting. */
bool eq_trace_read_rows(struct eq_tracing *t, const struct eq_scan_options *scan, bool list,
			struct eq_diags *diags);

#endif
