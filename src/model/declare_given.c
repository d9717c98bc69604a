/* declare_given.c - what a test gives: values, series of values, rows in line.
 *
 * A fixed value is given in the declaration itself, so that lengths of time and the expressions of rows
 * follow it. A KPI is given as a scenario gives it: in the test's own scenario, which is `actual` unless
 * the test names another. Rows become the text of the file that the data are read from. */
#include "model/build.h"

#include "base/limits.h"

/* ---- series ---- */

static bool is_series(const struct eq_node *values)
{
	for (const struct eq_node *v = values->child; v; v = v->next)
		if (v->kind == EQ_NODE_RUN ||
		    (v != values->child && !eq_node_child(v, EQ_NODE_FROM)))
			return true;
	return false;
}

static struct eq_expr *missing(struct eq_build *b, uint32_t unit, struct eq_span span)
{
	return eq_expr_new(b, EQ_EXPR_MISSING, EQ_TYPE_NUMBER, unit, span, 0);
}

/* One value of a series, in the KPI's unit: a number without a unit has that one. */
static struct eq_expr *check_item(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
				  uint32_t def)
{
	const struct eq_node *number = n->kind == EQ_NODE_NEGATE ? n->child : n;
	struct eq_expr *e;

	if (n->kind == EQ_NODE_GAP)
		return missing(b, eq_def_unit(b, def), n->span);
	if (!(e = eq_check_number(b, n, s)))
		return NULL;
	if (number->kind == EQ_NODE_NUMBER && number->op == EQ_LITERAL_PLAIN && !number->child) {
		e->unit = eq_def_unit(b, def);
		if (e->n)
			e->a[0]->unit = e->unit;
		return e;
	}
	return eq_to_unit_of(b, e, def, "value");
}

static bool times(struct eq_build *b, const struct eq_node *n, int32_t *out)
{
	struct eq_dec value;
	int64_t count;
	uint32_t unit;

	*out = 1;
	if (!n)
		return true;
	if (!eq_read_number(b, n, &value, &unit))
		return false;
	if (unit != EQ_UNIT_PLAIN || !eq_dec_to_int(value, &count) || count < 1 ||
	    count > EQ_LIMIT_PERIODS) {
		eq_diag_at(b->diags, EQ_E0415, n->span,
			   "a value stands in a series a whole number of times, up to %d",
			   EQ_LIMIT_PERIODS);
		return false;
	}
	*out = (int32_t)count;
	return true;
}

/* What may not stand with a value of a series; the first one says from when the series runs. */
static bool plain_item(struct eq_build *b, const struct eq_node *v, bool first)
{
	const struct eq_node *more = v->child->next;

	if (v->kind == EQ_NODE_RUN || !more || (first && more->kind == EQ_NODE_FROM && !more->next))
		return true;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0415, more->span,
				       "this cannot stand in a series, which has a value a %s",
				       eq_grain_word(b->m->programme.grain, false));
	eq_diag_hint(b->diags, g,
		     "only the first value says from when: `12 from 2023-08-06, 13, 9`");
	return false;
}

/* The values of a series, each with the period that it begins with. */
struct series {
	struct eq_build *b;
	struct eq_expr *e; /* SINCE */
	struct eq_grain grain;
	int32_t period; /* of the next value */
};

static void put(struct series *s, struct eq_expr *value)
{
	struct eq_expr *date =
		eq_expr_new(s->b, EQ_EXPR_DATE, EQ_TYPE_DATE, EQ_UNIT_PLAIN, value->span, 0);

	date->date = eq_period_range(s->grain, s->period).from;
	s->e->a[s->e->n++] = date;
	s->e->a[s->e->n++] = value;
}

static uint32_t count_children(const struct eq_node *n)
{
	uint32_t count = 0;

	for (const struct eq_node *c = n->child; c; c = c->next)
		count++;
	return count;
}

/* A value a period: missing before the first and after the last. */
static struct eq_expr *check_series(struct eq_build *b, const struct eq_node *values,
				    struct eq_scope *s, uint32_t def, struct eq_range *days)
{
	uint32_t count = count_children(values);
	const struct eq_node *from = eq_node_child(values->child, EQ_NODE_FROM);
	struct series made = {.b = b, .grain = b->m->programme.grain};
	eq_date first = b->m->programme.starts;
	int32_t repeated;

	if (count > UINT16_MAX / 2 - 1) {
		eq_diag_at(b->diags, EQ_E0902, values->span, "more than 32,766 values");
		return NULL;
	}
	if (from && !eq_read_date(b, from->child, &first))
		return NULL;
	made.e = eq_expr_new(b, EQ_EXPR_SINCE, EQ_TYPE_NUMBER, eq_def_unit(b, def), values->span,
			     2 * count + 2);
	made.e->n = 0;
	made.period = eq_period_number(made.grain, first);
	int32_t end = made.period + EQ_LIMIT_PERIODS;
	for (const struct eq_node *v = values->child; v; v = v->next) {
		struct eq_expr *value = check_item(b, v->child, s, def);

		if (!value || !plain_item(b, v, v == values->child) ||
		    !times(b, v->kind == EQ_NODE_RUN ? v->child->next : NULL, &repeated))
			return NULL;
		put(&made, value);
		made.period += repeated;
		if (made.period > end) {
			eq_diag_at(b->diags, EQ_E0415, v->span, "this series is too long");
			return NULL;
		}
	}
	put(&made, missing(b, made.e->unit, values->span));
	days->from = made.e->a[0]->date;
	days->to = eq_period_range(made.grain, made.period - 1).to;
	return made.e;
}

/* ---- values ---- */

static void replace_or_add(struct eq_build *b, struct eq_scenario *s, struct eq_assign given)
{
	struct eq_assign *all = EQ_NEW_ARRAY(b->arena, struct eq_assign, s->n_assigns + 1);
	uint32_t n = 0, i = 0;

	while (i < s->n_assigns && s->assigns[i].def < given.def)
		all[n++] = s->assigns[i++];
	all[n++] = given;
	i += i < s->n_assigns && s->assigns[i].def == given.def;
	while (i < s->n_assigns)
		all[n++] = s->assigns[i++];
	s->assigns = all;
	s->n_assigns = n;
}

static bool already_given(struct eq_build *b, const struct eq_node *test,
			  const struct eq_node *name)
{
	for (const struct eq_node *c = test->child; c; c = c->next) {
		const struct eq_node *other =
			c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_GIVEN
				? (c->child->kind == EQ_NODE_ASSIGN ? c->child->child : c->child)
				: NULL;

		if (other == name)
			return false;
		if (!other || other->name != name->name)
			continue;
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0408, name->span,
					       "this test gives `%.*s` already",
					       EQ_ARG(eq_name(b, name->name)));
		eq_diag_note(b->diags, g, other->span, "it stands here first");
		return true;
	}
	return false;
}

static void note_days(struct eq_test *t, struct eq_range days)
{
	bool first = t->given_to == EQ_DATE_NONE;

	if (first || days.to < t->given_to)
		t->given_to = days.to;
	if (first || days.from < t->given_from)
		t->given_from = days.from;
	if (first || days.to > t->given_last)
		t->given_last = days.to;
}

static void check_kpi(struct eq_build *b, const struct eq_node *n, struct eq_test *t)
{
	const struct eq_node *name = n->child, *values = name->next;
	struct eq_assign given = {.def = eq_def_named(b, name->name), .span = name->span};
	uint32_t into = t->scenario == EQ_SCENARIO_LIVE || t->scenario == EQ_SCENARIO_FORECAST
				? (uint32_t)EQ_SCENARIO_ACTUAL
				: t->scenario;
	struct eq_scope s = {.place = EQ_PLACE_ASSIGN,
			     .self = given.def,
			     .current = into >= EQ_SCENARIO_OWN ? EQ_SCENARIO_CURRENT
								: b->measured};
	struct eq_range days;

	if (!is_series(values)) {
		if (!eq_check_assign(b, n, "test", s.current, &given))
			return;
	} else {
		if (b->known.v[given.def].broken)
			return;
		eq_begin_parts(b);
		given.values.n = 1;
		given.values.v = EQ_NEW(b->arena, struct eq_value);
		given.values.v[0] = (struct eq_value){.from = EQ_DATE_NONE, .span = values->span};
		bool constant = !values->child->next && values->child->kind == EQ_NODE_RUN &&
				!values->child->child->next;
		given.values.expr = constant ? check_item(b, values->child->child, &s, given.def)
					     : check_series(b, values, &s, given.def, &days);
		given.values.v[0].expr = given.values.expr;
		if (!given.values.expr)
			return;
		if (!constant)
			note_days(t, days);
	}
	if (b->test)
		replace_or_add(b, &b->m->scenarios.v[into], given);
}

/* In a model for the test, the value stands in its declaration already. */
static void check_fixed(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *name = n->child, *values = name->next;
	uint32_t def = eq_def_named(b, name->name);
	struct eq_scope s = {.place = EQ_PLACE_FIXED, .self = def, .current = EQ_SCENARIO_CURRENT};
	struct eq_values out;

	if (is_series(values)) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0415, values->span,
				   "only a KPI is given a series, and `%.*s` is a fixed "
				   "value",
				   EQ_ARG(eq_name(b, name->name)));
		eq_diag_hint(b->diags, g, "say from when each value holds: `from 2024-04-01`");
		return;
	}
	if (b->test || b->known.v[def].broken)
		return;
	eq_begin_parts(b);
	eq_check_values(b, values, &s, def, eq_def_unit(b, def), "value", &out);
}

void eq_check_given(struct eq_build *b, const struct eq_node *test, const struct eq_node *p,
		    struct eq_test *t)
{
	const struct eq_node *name = p->child->kind == EQ_NODE_ASSIGN ? p->child->child : p->child;
	uint32_t def = eq_def_named(b, name->name);
	bool rows = name == p->child;

	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, name->span, name->name,
				rows ? EQ_WANT_DATA : EQ_WANT_VALUES,
				rows ? "data" : "KPI or fixed value");
		return;
	}
	enum eq_def_kind kind = (enum eq_def_kind)b->m->defs.v[def].kind;
	if (already_given(b, test, name))
		return;
	if (rows && kind == EQ_DEF_DATA)
		eq_check_given_rows(b, name);
	else if (!rows && kind == EQ_DEF_KPI)
		check_kpi(b, p->child, t);
	else if (!rows && kind == EQ_DEF_FIXED)
		check_fixed(b, p->child);
	else if (rows)
		eq_diag_at(b->diags, EQ_E0206, name->span,
			   "a test gives rows to data, and `%.*s` is %s",
			   EQ_ARG(eq_name(b, name->name)), eq_def_kind_word(kind));
	else
		eq_diag_at(b->diags, EQ_E0206, name->span,
			   "a test gives values to KPIs and fixed values, and `%.*s` is %s",
			   EQ_ARG(eq_name(b, name->name)), eq_def_kind_word(kind));
}

/* ---- before names are declared ---- */

static void give(struct eq_build *b, const struct eq_node *assign)
{
	const struct eq_node *name = assign->child;
	struct eq_text written;

	if (is_series(name->next))
		return; /* reported with the rest of the test */
	for (size_t i = 0; i < b->definitions.n; i++) {
		struct eq_listed *d = &b->definitions.v[i];
		const struct eq_node *of = eq_node_child(d->node, EQ_NODE_NAME);

		if (d->node->kind == EQ_NODE_FIXED && of->name == name->name)
			d->node = eq_with_value(b, d->node, name->next, &written);
	}
}

void eq_take_given(struct eq_build *b)
{
	for (const struct eq_node *c = b->test ? b->test->child : NULL; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_GIVEN &&
		    c->child->kind == EQ_NODE_ASSIGN)
			give(b, c->child);
}

bool eq_gives_kpis(const struct eq_build *b)
{
	for (const struct eq_node *c = b->test ? b->test->child : NULL; c; c = c->next) {
		if (c->kind != EQ_NODE_PROPERTY || c->op != EQ_PROPERTY_GIVEN ||
		    c->child->kind != EQ_NODE_ASSIGN)
			continue;
		uint32_t def = eq_def_named(b, c->child->child->name);
		if (def != EQ_NO_DEF && b->m->defs.v[def].kind == EQ_DEF_KPI)
			return true;
	}
	return false;
}
