/* shown.c - which values a failed expectation shows. See shown.h. */
#include "review/shown.h"

enum { MOST_SHOWN = 60 };

uint32_t eq_ask(struct eq_model *m, const struct eq_expr *e)
{
	EQ_PUSH(&m->asked, e);
	return (uint32_t)m->asked.n - 1;
}

/* What stands under these is worked out over other days: it has no value beside the others. */
static bool looks_elsewhere(const struct eq_expr *e)
{
	switch (e->op) {
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_PREVIOUS:
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_CHANGE:
	case EQ_EXPR_XMR:
	case EQ_EXPR_WITHOUT:
		return true;
	default:
		return false;
	}
}

static bool says_itself(const struct eq_expr *e)
{
	return e->op == EQ_EXPR_NUMBER || e->op == EQ_EXPR_DATE || e->op == EQ_EXPR_TEXT ||
	       e->op == EQ_EXPR_MISSING;
}

static bool is_source(const struct eq_expr *e)
{
	return e->n == 0 || looks_elsewhere(e);
}

static bool is_number_or_truth(const struct eq_expr *e)
{
	return e->type == EQ_TYPE_NUMBER || e->type == EQ_TYPE_BOOL;
}

static bool same_words(const struct eq_shown *s, const struct eq_expr *e, uint32_t scenario)
{
	return s->expr->span.at == e->span.at && s->expr->span.end == e->span.end &&
	       s->scenario == scenario;
}

static void show(struct eq_model *m, const struct eq_expr *e, uint32_t scenario, uint32_t depth,
		 struct eq_shown_list *out)
{
	if (out->all.n >= MOST_SHOWN || says_itself(e) || !is_number_or_truth(e))
		return;
	for (size_t i = 0; i < out->all.n; i++)
		if (same_words(&out->all.v[i], e, scenario))
			return;
	EQ_PUSH(&out->all, ((struct eq_shown){e, eq_ask(m, e), scenario, depth}));
}

/* What the expression of a definition takes its values from. */
static void show_sources(struct eq_model *m, const struct eq_expr *e, uint32_t scenario,
			 struct eq_shown_list *out)
{
	if (!e || is_source(e)) {
		if (e)
			show(m, e, scenario, 1, out);
		return;
	}
	for (uint32_t i = 0; i < e->n; i++)
		show_sources(m, e->a[i], scenario, out);
}

static void show_definition(struct eq_model *m, const struct eq_expr *e, uint32_t scenario,
			    struct eq_shown_list *out)
{
	uint32_t in = e->ref.scenario == EQ_SCENARIO_CURRENT ? scenario : e->ref.scenario;
	const struct eq_def *d = &m->defs.v[e->ref.def];

	if (d->kind == EQ_DEF_FIGURE) {
		show_sources(m, m->figures.v[d->index].expr, in, out);
	} else {
		struct eq_binding b = eq_model_binding(m, e->ref.def, in);
		show_sources(m, eq_model_bound_expr(m, e->ref.def, b), b.scenario, out);
	}
}

/* The equation as it was worked out: a run-rate is of live performance where the scenario is what is so. */
static void show_equation(struct eq_model *m, const struct eq_expr *e, uint32_t scenario,
			  struct eq_shown_list *out)
{
	bool now = scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST;

	if (e->money.benefit != EQ_ALL_BENEFITS)
		show_sources(m, m->benefits.v[e->money.benefit].equation,
			     e->op == EQ_EXPR_RUN_RATE && now ? (uint32_t)EQ_SCENARIO_LIVE
							      : scenario,
			     out);
}

void eq_show_parts(struct eq_model *m, const struct eq_expr *e, uint32_t scenario,
		   struct eq_shown_list *out)
{
	if (e->op != EQ_EXPR_CONVERT)
		show(m, e, scenario, 0, out);
	if (e->op == EQ_EXPR_REF)
		show_definition(m, e, scenario, out);
	else if (e->op == EQ_EXPR_WORTH || e->op == EQ_EXPR_RUN_RATE)
		show_equation(m, e, scenario, out);
	if (!looks_elsewhere(e))
		for (uint32_t i = 0; i < e->n; i++)
			eq_show_parts(m, e->a[i], scenario, out);
}
