/* declare_kpi.c - KPIs and fixed values, and the values that both of them declare. */
#include "model/build.h"

void eq_check_notes(struct eq_build *b, const struct eq_node *first, struct eq_text *source,
		    const struct eq_agreed **agreed)
{
	for (const struct eq_node *c = first; c; c = c->next) {
		if (c->kind == EQ_NODE_SOURCE) {
			*source = eq_quoted(b, c->child);
		} else if (c->kind == EQ_NODE_AGREED) {
			struct eq_agreed *a = EQ_NEW(b->arena, struct eq_agreed);
			const struct eq_node *date = c->child->next;
			a->by = eq_quoted(b, c->child);
			if (date->next)
				a->minute = eq_quoted(b, date->next);
			if (eq_read_date(b, date, &a->on))
				*agreed = a;
		} else if (c->kind == EQ_NODE_REVIEW) {
			eq_date by; /* no figure depends on it: `equate check` looks at it in the tree */
			eq_read_date(b, c->child, &by);
		}
	}
}

static uint32_t values_in(const struct eq_node *values)
{
	uint32_t n = 0;
	for (const struct eq_node *c = values->child; c; c = c->next)
		n++;
	return n;
}

static bool check_value(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
			struct eq_value *v)
{
	const struct eq_node *from = eq_node_child(n, EQ_NODE_FROM),
			     *growing = eq_node_child(n, EQ_NODE_GROWING);
	bool ok = true;
	*v = (struct eq_value){.from = EQ_DATE_NONE, .span = n->span};
	if (from)
		ok &= eq_read_date(b, from->child, &v->from);
	eq_check_notes(b, n->child, &v->source, &v->agreed);
	v->expr = eq_check_number(b, n->child, s);
	if (growing) {
		struct eq_expr *rate = eq_check_number(b, growing->child, s);
		eq_date since;
		ok &= eq_read_date(b, growing->child->next, &since) && rate && v->expr;
		if (ok)
			v->expr = eq_grown(b, v->expr, rate, since, n->span);
	}
	return ok && v->expr;
}

/* Dates go forward; only the first value may lack one, and then holds until the second's. */
static bool in_order_of_date(struct eq_build *b, const struct eq_values *values)
{
	for (uint32_t i = 1; i < values->n; i++) {
		const struct eq_value *v = &values->v[i], *before = v - 1;
		struct eq_diag *g;
		if (v->from == EQ_DATE_NONE) {
			g = eq_diag_at(b->diags, EQ_E0505, v->span,
				       "this value does not say from when it holds");
			eq_diag_hint(b->diags, g,
				     "write a date after it, such as `from 2024-04-01`");
			return false;
		}
		if (before->from != EQ_DATE_NONE && v->from <= before->from) {
			g = eq_diag_at(b->diags, EQ_E0505, v->span,
				       "values stand in order of their dates, and this date is not "
				       "after the one before");
			eq_diag_note(b->diags, g, before->span, "the value before it");
			return false;
		}
	}
	return true;
}

static struct eq_expr *dated(struct eq_build *b, const struct eq_values *values,
			     struct eq_span span)
{
	if (values->n == 1 && values->v[0].from == EQ_DATE_NONE)
		return values->v[0].expr;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_SINCE, EQ_TYPE_NUMBER, values->v[0].expr->unit,
					span, values->n * 2);
	for (uint32_t i = 0; i < values->n; i++) {
		struct eq_expr *date = eq_expr_new(b, EQ_EXPR_DATE, EQ_TYPE_DATE, EQ_UNIT_PLAIN,
						   values->v[i].span, 0);
		date->date = values->v[i].from == EQ_DATE_NONE ? EQ_DATE_MIN : values->v[i].from;
		e->a[i * 2] = date;
		e->a[i * 2 + 1] = values->v[i].expr;
	}
	return e;
}

bool eq_check_values(struct eq_build *b, const struct eq_node *values, struct eq_scope *s,
		     uint32_t def, uint32_t unit, const char *what, struct eq_values *out)
{
	bool ok = true;
	uint32_t count = values_in(values);
	if (count > UINT16_MAX / 2) {
		eq_diag_at(b->diags, EQ_E0902, values->span, "more than 32,767 dated values");
		return false;
	}
	struct eq_values all = {EQ_NEW_ARRAY(b->arena, struct eq_value, count), 0, NULL};
	for (const struct eq_node *c = values->child; c; c = c->next)
		ok &= check_value(b, c, s, &all.v[all.n++]);
	if (!ok || !in_order_of_date(b, &all))
		return false;
	if (unit == EQ_UNIT_NONE) {
		unit = eq_unit_named(b->units, all.v[0].expr->unit, b->m->programme.grain.unit);
		b->m->fixed.v[b->m->defs.v[def].index].unit = unit;
	}
	for (uint32_t i = 0; i < all.n; i++)
		if (!(all.v[i].expr = eq_to_unit_of(b, all.v[i].expr, def, what)))
			return false;
	all.expr = dated(b, &all, values->span);
	*out = all;
	return true;
}

struct eq_text eq_title_of(struct eq_build *b, uint32_t def)
{
	/* The first child is the name; a title is the text right after it. */
	const struct eq_node *t = eq_node_child(b->known.v[def].node, EQ_NODE_NAME)->next;
	return t && t->kind == EQ_NODE_TEXT ? eq_quoted(b, t) : eq_def_name(b, def);
}

static uint32_t *copy_parts(struct eq_build *b, uint32_t *n)
{
	uint32_t *parts = EQ_NEW_ARRAY(b->arena, uint32_t, b->parts.n ? b->parts.n : 1);
	for (size_t i = 0; i < b->parts.n; i++)
		parts[i] = b->parts.v[i];
	*n = (uint32_t)b->parts.n;
	return parts;
}

void eq_begin_parts(struct eq_build *b)
{
	b->stamp++;
	b->parts.n = 0;
}

void eq_check_kpi(struct eq_build *b, uint32_t def)
{
	static const char *const directions[] = {"higher", "lower", NULL};
	struct eq_known *known = &b->known.v[def];
	struct eq_kpi *k = &b->m->kpis.v[b->m->defs.v[def].index];
	struct eq_scope s = {
		.place = EQ_PLACE_TRACKED, .self = def, .current = EQ_SCENARIO_CURRENT};
	struct eq_block block;

	eq_read_block(b, known->node, &block);
	k->title = eq_title_of(b, def);
	k->workstream = eq_read_workstream(b, known->node);
	k->except = eq_read_excepts(b, known->node, &k->n_except);
	eq_read_bands(b, block.p[EQ_PROPERTY_RAG], &k->bands);
	eq_check_notes(b, known->node->child, &k->notes.source, &k->notes.agreed);
	if (block.p[EQ_PROPERTY_BETTER]) {
		k->better_said = true;
		k->lower_is_better = eq_choose(b, block.p[EQ_PROPERTY_BETTER]->child, directions,
					       "a direction") == 1;
	}
	if (!block.p[EQ_PROPERTY_TRACKED]) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0208, k->span,
					       "`%.*s` does not say how it is tracked",
					       EQ_ARG(eq_def_name(b, def)));
		eq_diag_hint(b->diags, g,
			     "write, for example, `tracked sum(finishers of weekly) per week`");
		known->broken = true;
		return;
	}
	if (known->broken) /* in a circle, or declared twice */
		return;
	eq_begin_parts(b);
	struct eq_expr *e = eq_check_number(b, block.p[EQ_PROPERTY_TRACKED]->child, &s);
	known->broken = true;
	if (!e)
		return;
	k->unit = eq_unit_named(b->units, e->unit, b->m->programme.grain.unit);
	k->tracked = eq_converted(b, e, k->unit);
	if (!k->tracked)
		return;
	known->broken = false;
	known->flow = e->flow;
	known->measured = s.measured;
	k->derived = !s.measured;
	known->averaged = eq_is_averaged(b, k->tracked);
	known->cover = eq_cover_of(b, k->tracked, true);
	k->parts = copy_parts(b, &k->n_parts);
}

/* A baseline or target: a plain one, or one by dimension. Second ones are reported already. */
static bool read_aim(struct eq_build *b, const struct eq_node *p, struct eq_scope *s,
		     const char *what, struct eq_values *plain, const struct eq_by_table **by)
{
	uint32_t unit = eq_def_unit(b, s->self);
	if (p->child->kind != EQ_NODE_TABLE)
		return plain->n || eq_check_values(b, p->child, s, s->self, unit, what, plain);
	if (!*by)
		*by = eq_check_table(b, p->child, s, s->self, unit, what);
	return *by != NULL;
}

void eq_check_kpi_values(struct eq_build *b, uint32_t def)
{
	struct eq_known *known = &b->known.v[def];
	struct eq_kpi *k = &b->m->kpis.v[b->m->defs.v[def].index];
	struct eq_scope s = {.place = EQ_PLACE_VALUE, .self = def, .current = b->measured};
	struct eq_block block = {{NULL}};

	for (const struct eq_node *c = known->node->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && !block.p[c->op])
			block.p[c->op] = c;
	if (known->broken)
		return;
	eq_begin_parts(b);
	for (const struct eq_node *c = known->node->child; c; c = c->next) {
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_BASELINE)
			known->half |=
				!read_aim(b, c, &s, "baseline", &k->baseline, &k->baseline_by);
		else if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_TARGET)
			known->half |= !read_aim(b, c, &s, "target", &k->target, &k->target_by);
	}
	const struct eq_node *live = block.p[EQ_PROPERTY_LIVE];
	if (!live)
		return;
	struct eq_text text = eq_folded_text(b, live->child->span);
	if (live->flags & EQ_NODE_WINDOW) {
		struct eq_window w;
		if (!eq_read_window(b, live->child, &w)) {
			known->half = true;
			return;
		}
		k->live = eq_expr_new(b, EQ_EXPR_OVER, EQ_TYPE_NUMBER, k->unit, live->span, 1);
		k->live->window = w;
		k->live->a[0] = eq_ref_new(b, def, EQ_SCENARIO_ACTUAL, k->span);
		k->live_kind = EQ_LIVE_OVER;
		k->live_text = eq_arena_printf(b->arena, "over %.*s", EQ_ARG(text));
		return;
	}
	s.place = EQ_PLACE_LIVE;
	s.current = EQ_SCENARIO_ACTUAL;
	struct eq_expr *e = eq_check_number(b, live->child, &s);
	if (!e || !(k->live = eq_to_unit_of(b, e, def, "live"))) {
		known->half = true;
		return;
	}
	k->live_kind = EQ_LIVE_EXPR;
	k->live_text = text;
}

/* What the command sets stands behind what it replaces, and in its unit. A table becomes one whose
 * only line takes every value. */
static bool set_value(struct eq_build *b, struct eq_fixed *f, const struct eq_node *set,
		      struct eq_scope *s)
{
	struct eq_values values;
	eq_begin_parts(b);
	if (!eq_check_values(b, set, s, f->def, f->unit, "value", &values))
		return false;
	if (!f->table) {
		f->values = values;
		return true;
	}
	struct eq_by_table *t = EQ_NEW(b->arena, struct eq_by_table);
	*t = *f->table;
	t->rows = EQ_NEW(b->arena, struct eq_by_row);
	t->n_rows = 1;
	t->rows->keys = EQ_NEW_ARRAY(b->arena, uint32_t, t->n_by);
	t->rows->values = values;
	t->rows->span = set->span;
	f->table = t;
	return true;
}

void eq_check_fixed(struct eq_build *b, uint32_t def)
{
	struct eq_known *known = &b->known.v[def];
	struct eq_fixed *f = &b->m->fixed.v[b->m->defs.v[def].index];
	struct eq_scope s = {.place = EQ_PLACE_FIXED, .self = def, .current = EQ_SCENARIO_CURRENT};
	const struct eq_node *table = eq_node_child(known->node, EQ_NODE_TABLE);
	const struct eq_node *values = table ? table : eq_node_child(known->node, EQ_NODE_VALUES);
	f->title = eq_title_of(b, def);
	if (known->broken)
		return;
	eq_begin_parts(b);
	if (table)
		f->table = eq_check_table(b, table, &s, def, EQ_UNIT_NONE, "value");
	known->broken =
		table ? !f->table
		      : !eq_check_values(b, values, &s, def, EQ_UNIT_NONE, "value", &f->values);
	for (const struct eq_node *set = values->next; set && !known->broken; set = set->next)
		known->broken = !set_value(b, f, set, &s);
	if (!known->broken && f->values.n == 1 && f->values.v[0].from == EQ_DATE_NONE)
		known->constant_known = eq_constant(b, f->values.expr, &known->constant);
	f->parts = copy_parts(b, &f->n_parts);
}

void eq_check_figure(struct eq_build *b, uint32_t def)
{
	struct eq_known *known = &b->known.v[def];
	struct eq_figure *f = &b->m->figures.v[b->m->defs.v[def].index];
	struct eq_scope s = {.place = EQ_PLACE_FIGURE, .self = def, .current = EQ_SCENARIO_CURRENT};
	const struct eq_node *name = eq_node_child(known->node, EQ_NODE_NAME), *e = name->next;
	struct eq_text source;
	const struct eq_agreed *agreed;
	if (e->kind == EQ_NODE_TEXT && e->next && e->next->kind != EQ_NODE_SOURCE &&
	    e->next->kind != EQ_NODE_AGREED && e->next->kind != EQ_NODE_REVIEW)
		e = e->next;
	f->title = eq_title_of(b, def);
	if (known->broken)
		return;
	eq_begin_parts(b);
	eq_check_notes(b, e->next, &source, &agreed);
	struct eq_expr *x = eq_check_number(b, e, &s);
	if (x) {
		f->unit = eq_unit_named(b->units, x->unit, b->m->programme.grain.unit);
		f->expr = eq_converted(b, x, f->unit);
	}
	known->broken = !f->expr;
}
