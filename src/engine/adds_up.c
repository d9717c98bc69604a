/* adds_up.c - what adds up over groups of rows. See adds_up.h. */
#include "engine/adds_up.h"

static bool measure_adds_up(const struct eq_model *m, uint32_t measure)
{
	switch (m->measures.v[measure].aggregate) {
	case EQ_AGG_SUM:
	case EQ_AGG_COUNT:
	case EQ_AGG_LEVEL:
	case EQ_AGG_CLOSING:
		return true;
	default:
		return false;
	}
}

/* Whether it is the same in every group: made of stated figures alone. */
static bool is_same_everywhere(const struct eq_model *m, const struct eq_expr *x)
{
	if (x->op == EQ_EXPR_TOTAL || x->op == EQ_EXPR_RATE ||
	    (x->op == EQ_EXPR_REF && m->defs.v[x->ref.def].kind != EQ_DEF_FIXED))
		return false;
	for (uint32_t i = 0; i < x->n; i++)
		if (!is_same_everywhere(m, x->a[i]))
			return false;
	return true;
}

bool eq_expr_adds_up(const struct eq_model *m, const bool *defs, const struct eq_expr *x)
{
	switch (x->op) {
	case EQ_EXPR_TOTAL:
		return measure_adds_up(m, x->measure);
	case EQ_EXPR_RATE:
		return measure_adds_up(m, x->measure_of_rate);
	case EQ_EXPR_REF:
		return defs[x->ref.def];
	case EQ_EXPR_ADD:
	case EQ_EXPR_SUB:
		return eq_expr_adds_up(m, defs, x->a[0]) && eq_expr_adds_up(m, defs, x->a[1]);
	case EQ_EXPR_MUL:
		return (is_same_everywhere(m, x->a[0]) && eq_expr_adds_up(m, defs, x->a[1])) ||
		       (is_same_everywhere(m, x->a[1]) && eq_expr_adds_up(m, defs, x->a[0]));
	case EQ_EXPR_DIV:
		return is_same_everywhere(m, x->a[1]) && eq_expr_adds_up(m, defs, x->a[0]);
	case EQ_EXPR_NEGATE:
	case EQ_EXPR_CONVERT:
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_PREVIOUS:
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_CHANGE:
	case EQ_EXPR_WITHOUT:
		return eq_expr_adds_up(m, defs, x->a[0]);
	default:
		return false;
	}
}

bool *eq_what_adds_up(const struct eq_model *m)
{
	bool *defs = eq_alloc_zero(m->defs.n + 1, sizeof *defs);
	for (size_t i = 0; i < m->order.n; i++) {
		const struct eq_def *d = &m->defs.v[m->order.v[i]];
		const struct eq_expr *x = NULL;
		if (d->kind == EQ_DEF_KPI)
			x = m->kpis.v[d->index].tracked;
		else if (d->kind == EQ_DEF_BENEFIT)
			x = m->benefits.v[d->index].equation;
		defs[m->order.v[i]] = x && eq_expr_adds_up(m, defs, x);
	}
	return defs;
}
