/* explain_ask.c - all that a figure can reach asked for, before the model is compiled. See explain.h. */
#include "review/tracing.h"

struct asking {
	struct eq_model *m;
	bool *met; /* by def */
};

static void ask_def(struct asking *a, uint32_t def);

static void ask_expr(struct asking *a, const struct eq_expr *x)
{
	if (!x)
		return;
	if (x->type == EQ_TYPE_NUMBER || x->type == EQ_TYPE_BOOL)
		EQ_PUSH(&a->m->asked, x);
	if (x->op == EQ_EXPR_REF)
		ask_def(a, x->ref.def);
	if (x->op >= EQ_EXPR_RUN_RATE && x->op <= EQ_EXPR_ANNUALISED)
		for (uint32_t i = 0; i < a->m->benefits.n; i++)
			if (x->money.benefit == EQ_ALL_BENEFITS || x->money.benefit == i)
				ask_def(a, a->m->benefits.v[i].def);
	for (uint32_t i = 0; i < x->n; i++)
		ask_expr(a, x->a[i]);
}

static void ask_table(struct asking *a, const struct eq_by_table *t)
{
	for (uint32_t i = 0; t && i < t->n_rows; i++)
		ask_expr(a, t->rows[i].values.expr);
}

static void ask_assigned(struct asking *a, uint32_t def)
{
	for (size_t s = 0; s < a->m->scenarios.n; s++) {
		const struct eq_scenario *in = &a->m->scenarios.v[s];

		for (uint32_t i = 0; i < in->n_assigns; i++)
			if (in->assigns[i].def == def)
				ask_expr(a, in->assigns[i].values.expr);
	}
}

static void ask_def(struct asking *a, uint32_t def)
{
	const struct eq_def *d = &a->m->defs.v[def];

	if (a->met[def])
		return;
	a->met[def] = true;
	ask_assigned(a, def);
	if (d->kind == EQ_DEF_KPI) {
		const struct eq_kpi *k = &a->m->kpis.v[d->index];

		ask_expr(a, k->tracked);
		ask_expr(a, k->baseline.expr);
		ask_expr(a, k->target.expr);
		ask_expr(a, k->live);
		ask_table(a, k->baseline_by);
		ask_table(a, k->target_by);
	} else if (d->kind == EQ_DEF_FIXED) {
		ask_expr(a, a->m->fixed.v[d->index].values.expr);
	} else if (d->kind == EQ_DEF_FIGURE) {
		ask_expr(a, a->m->figures.v[d->index].expr);
	} else if (d->kind == EQ_DEF_BENEFIT) {
		ask_expr(a, a->m->benefits.v[d->index].equation);
	}
}

/* The figure that was put in stands last. */
const struct eq_figure *eq_explain_figure(const struct eq_model *m)
{
	return &m->figures.v[m->figures.n - 1];
}

void eq_explain_ask(struct eq_model *m)
{
	struct asking a = {m, eq_alloc_zero(m->defs.n + 1, sizeof *a.met)};

	ask_def(&a, eq_explain_figure(m)->def);
	eq_free(a.met);
}
