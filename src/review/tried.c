/* tried.c - what tests have tried out of a programme. See tried.h. */
#include "review/tried.h"

#include <stdlib.h>

/* ---- what there is ---- */

static struct eq_text name_of(const struct eq_model *m, uint32_t def)
{
	return eq_symbol_text(m->symbols, m->defs.v[def].name);
}

static void add(struct eq_tried *t, struct eq_tried_item item)
{
	EQ_PUSH(&t->items, item);
}

static void add_equation(struct eq_tried *t, const struct eq_model *m, const char *kind,
			 uint32_t def)
{
	add(t, (struct eq_tried_item){
		       .kind = EQ_TRIED_EQUATION,
		       .of = def,
		       .what = eq_arena_printf(&t->arena, "%s %.*s", kind, EQ_ARG(name_of(m, def))),
		       .span = m->defs.v[def].span});
}

bool eq_tried_is_written(const struct eq_model *m, const struct eq_expr *e)
{
	struct eq_text t = eq_sources_text(m->sources, e->span);

	while (t.n && t.p[0] == '(')
		t = eq_text_trim((struct eq_text){t.p + 1, t.n - 1});
	return e->op == EQ_EXPR_IF && t.n > 2 && t.p[0] == 'i' && t.p[1] == 'f';
}

static void add_branches(struct eq_tried *t, const struct eq_model *m, const struct eq_expr *e)
{
	if (!e)
		return;
	if (eq_tried_is_written(m, e))
		for (int side = 1; side <= 2; side++)
			add(t, (struct eq_tried_item){.kind = EQ_TRIED_BRANCH,
						      .of = e->span.at,
						      .yes = side == 1,
						      .what = side == 1 ? EQ_TEXT("if … then")
									: EQ_TEXT("if … else"),
						      .span = e->a[side]->span});
	for (uint32_t i = 0; i < e->n; i++)
		add_branches(t, m, e->a[i]);
}

static void add_kpi(struct eq_tried *t, const struct eq_model *m, const struct eq_kpi *k)
{
	add_equation(t, m, "kpi", k->def);
	add_branches(t, m, k->tracked);
	add_branches(t, m, k->baseline.expr);
	add_branches(t, m, k->target.expr);
	add_branches(t, m, k->live);
}

static void add_benefit(struct eq_tried *t, const struct eq_model *m, const struct eq_benefit *b)
{
	if (!b->equation)
		return;
	add_equation(t, m, "benefit", b->def);
	add_branches(t, m, b->equation);
}

static void add_scenario(struct eq_tried *t, const struct eq_model *m, uint32_t number)
{
	const struct eq_scenario *s = &m->scenarios.v[number];

	add(t, (struct eq_tried_item){
		       .kind = EQ_TRIED_SCENARIO,
		       .of = number,
		       .what = eq_arena_printf(&t->arena, "scenario %.*s", EQ_ARG(s->name)),
		       .span = s->span});
	for (uint32_t i = 0; i < s->n_assigns; i++)
		add_branches(t, m, s->assigns[i].values.expr);
}

static int by_place(const void *a, const void *b)
{
	const struct eq_tried_item *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->span.at != y->span.at)
		return x->span.at < y->span.at ? -1 : 1;
	return (x->of > y->of) - (x->of < y->of);
}

/* An expression may stand in several others. */
static void leave_out_repeats(struct eq_tried *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->items.n; i++)
		if (!n || by_place(&t->items.v[n - 1], &t->items.v[i]) != 0)
			t->items.v[n++] = t->items.v[i];
	t->items.n = n;
}

void eq_tried_init(struct eq_tried *t, const struct eq_model *m)
{
	*t = (struct eq_tried){.items = {NULL, 0, 0}};
	eq_arena_init(&t->arena);
	for (size_t i = 0; i < m->kpis.n; i++)
		add_kpi(t, m, &m->kpis.v[i]);
	for (size_t i = 0; i < m->fixed.n; i++)
		add_branches(t, m, m->fixed.v[i].values.expr);
	for (size_t i = 0; i < m->benefits.n; i++)
		add_benefit(t, m, &m->benefits.v[i]);
	for (size_t i = 0; i < m->figures.n; i++) {
		add_equation(t, m, "figure", m->figures.v[i].def);
		add_branches(t, m, m->figures.v[i].expr);
	}
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++)
		add_scenario(t, m, s);
	for (size_t i = 0; i < m->measures.n; i++) {
		add_branches(t, m, m->measures.v[i].value);
		add_branches(t, m, m->measures.v[i].where);
	}
	if (t->items.n)
		qsort(t->items.v, t->items.n, sizeof *t->items.v, by_place);
	leave_out_repeats(t);
}

void eq_tried_release(struct eq_tried *t)
{
	eq_free(t->items.v);
	eq_arena_release(&t->arena);
}

/* ---- what was tried ---- */

static void mark(struct eq_tried *t, enum eq_tried_kind kind, uint32_t of)
{
	for (size_t i = 0; i < t->items.n; i++)
		t->items.v[i].tried |= t->items.v[i].kind == kind && t->items.v[i].of == of;
}

void eq_tried_note(struct eq_tried *t, const struct eq_eval *e)
{
	struct eq_worked_out w;
	size_t at = 0;

	while (eq_eval_worked_out(e, &at, &w)) {
		if (w.is_measure)
			continue;
		const struct eq_chunk *c = &e->program->chunks.v[w.which];
		if (c->part == EQ_PART_MAIN)
			mark(t, EQ_TRIED_EQUATION, c->owner);
		else if (c->part == EQ_PART_ASSIGN)
			mark(t, EQ_TRIED_SCENARIO, c->scenario);
		mark(t, EQ_TRIED_SCENARIO, w.scenario);
	}
}

void eq_tried_choice(void *context, uint32_t at, bool yes, bool no)
{
	struct eq_tried *t = context;

	for (size_t i = 0; i < t->items.n; i++) {
		struct eq_tried_item *item = &t->items.v[i];

		if (item->kind == EQ_TRIED_BRANCH && item->of == at)
			item->tried |= item->yes ? yes : no;
	}
}

uint32_t eq_tried_count(const struct eq_tried *t, enum eq_tried_kind kind, uint32_t *tried)
{
	uint32_t n = 0;

	*tried = 0;
	for (size_t i = 0; i < t->items.n; i++) {
		if (kind != EQ_TRIED_KINDS && t->items.v[i].kind != kind)
			continue;
		n++;
		*tried += t->items.v[i].tried;
	}
	return n;
}
