/* explain_ask.c - the figure that is asked for put into the programme, and all that it can reach asked
 * for, before the model is compiled. See explain.h. */
#include "base/diag.h"
#include "review/tracing.h"
#include "syntax/parse.h"

/* What the figure is called in the programme; a longer name where that is taken. */
#define NAME "explained_figure"

/* ---- before the model ---- */

static const struct eq_node *named(const struct eq_node *file, uint32_t symbol)
{
	for (const struct eq_node *n = file->child; n; n = n->next) {
		const struct eq_node *name = eq_node_child(n, EQ_NODE_NAME);

		if (name && name->name == symbol)
			return n;
	}
	return NULL;
}

static bool has_property(const struct eq_node *n, enum eq_property p)
{
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == p)
			return true;
	return false;
}

/* What a workstream's name asks for: the run-rates that its benefits have, in all. */
static void write_workstream(const struct eq_node *file, uint32_t workstream,
			     const struct eq_symbols *symbols, struct eq_buf *out)
{
	for (const struct eq_node *n = file->child; n; n = n->next) {
		const struct eq_node *in = eq_node_child(n, EQ_NODE_IN_WORKSTREAM);

		if (n->kind != EQ_NODE_BENEFIT || !in || in->child->name != workstream ||
		    has_property(n, EQ_PROPERTY_NOT_TRACKED) || has_property(n, EQ_PROPERTY_ONCE))
			continue;
		struct eq_text name = eq_symbol_text(symbols, eq_node_child(n, EQ_NODE_NAME)->name);
		eq_buf_addf(out, "%srun_rate(%.*s)", out->n ? " + " : "", EQ_ARG(name));
	}
}

/* The name of a benefit or workstream asks for its run-rate; of a one-off, for what it added. */
static void write_figure(const struct eq_node *file, struct eq_text figure,
			 struct eq_symbols *symbols, struct eq_buf *out)
{
	uint32_t symbol = eq_symbol_find(symbols, figure);
	const struct eq_node *n = symbol ? named(file, symbol) : NULL;

	if (n && n->kind == EQ_NODE_BENEFIT)
		eq_buf_addf(out, "%s(%.*s)",
			    has_property(n, EQ_PROPERTY_ONCE) ? "value_add" : "run_rate",
			    EQ_ARG(figure));
	else if (n && n->kind == EQ_NODE_WORKSTREAM)
		write_workstream(file, symbol, symbols, out);
	if (!out->n)
		eq_buf_add_text(out, figure);
}

static void append(struct eq_node *file, struct eq_node *figure)
{
	struct eq_node **to = &file->child;

	while (*to)
		to = &(*to)->next;
	*to = figure;
}

/* The declaration in which the figure is parsed stands in front of it: what is shown of the source, and its
 * columns, begin where the figure does. */
static struct eq_node *parse_figure(struct eq_text figure, struct eq_sources *sources,
				    struct eq_symbols *symbols, struct eq_arena *arena,
				    struct eq_diags *diags)
{
	struct eq_buf text;

	eq_buf_init(&text);
	eq_buf_adds(&text, "figure " NAME);
	while (eq_symbol_find(symbols, (struct eq_text){text.p + 7, text.n - 7}))
		eq_buf_addc(&text, '_');
	eq_buf_adds(&text, " = ");
	size_t before = text.n;
	eq_buf_add_text(&text, figure);
	struct eq_text all = eq_arena_copy(arena, eq_buf_view(&text));
	eq_buf_release(&text);
	int k = eq_sources_add(sources, EQ_TEXT("FIGURE"),
			       (struct eq_text){all.p + before, all.n - before}, NULL);
	if (k < 0)
		return NULL;
	struct eq_source source = sources->files.v[k];
	source.text = all;
	source.base -= (uint32_t)before;
	return eq_parse(&source, symbols, arena, diags);
}

bool eq_explain_add(struct eq_node *file, struct eq_text figure, struct eq_sources *sources,
		    struct eq_symbols *symbols, struct eq_arena *arena, struct eq_diags *diags)
{
	size_t errors = diags->errors;
	struct eq_node *parsed = NULL;
	struct eq_buf text;

	eq_buf_init(&text);
	write_figure(file, eq_text_trim(figure), symbols, &text);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n' || text.p[i] == '\r')
			text.p[i] = ' ';
	if (text.n)
		parsed = parse_figure(eq_buf_view(&text), sources, symbols, arena, diags);
	eq_buf_release(&text);
	if (diags->errors > errors)
		return false;
	const struct eq_node *d = parsed ? parsed->child : NULL;
	if (!d || d->next || d->kind != EQ_NODE_FIGURE) {
		struct eq_diag *g =
			eq_diag_file(diags, EQ_E0814, EQ_TEXT(""), 0, 0, "no figure is asked for");
		eq_diag_hint(diags, g,
			     "write a name, or an expression such as "
			     "\"run_rate(programme)\"");
		return false;
	}
	append(file, parsed->child);
	return true;
}

/* ---- what is asked for ---- */

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
