/* lint_unused.c - A0201: definitions that no figure of the pack needs. See lint.h.
 *
 * What a pack shows for its own sake is needed, and so is what stands in it, and so on. Tests only try
 * things out. */
#include "review/lint_parts.h"

#include "review/names.h"

struct uses {
	const struct eq_linter *l;
	struct eq_scope scope;
	const struct eq_node **node_of; /* [def]: its declaration */
	bool *used;                     /* [def] */
	EQ_VEC(uint32_t) waiting;       /* used ones, to be looked through */
	EQ_VEC(uint32_t) units;         /* used ones, by the model's numbers */
};

static void use_unit(struct uses *u, struct eq_text name)
{
	uint32_t unit = eq_units_find(u->l->model->units, name);

	if (unit != EQ_UNIT_NONE)
		EQ_PUSH(&u->units, unit);
}

static void use_name(void *context, const struct eq_node *n)
{
	struct uses *u = context;
	const struct eq_model *m = u->l->model;
	uint32_t def = n->name < m->n_def_of ? m->def_of[n->name] : 0;

	if (!def) {
		use_unit(u, eq_symbol_text(m->symbols, n->name));
	} else if (!u->used[def - 1]) {
		u->used[def - 1] = true;
		EQ_PUSH(&u->waiting, def - 1);
	}
}

/* `people/week` behind a number is one leaf. Depth is capped by EQ_LIMIT_DEPTH. */
static void use_units(struct uses *u, const struct eq_node *n)
{
	struct eq_text t;

	for (const struct eq_node *c = n->child; c; c = c->next)
		use_units(u, c);
	if (n->kind != EQ_NODE_UNITS)
		return;
	t = eq_sources_text(u->l->model->sources, n->span);
	for (size_t at = 0, from = 0; at <= t.n; at++)
		if (at == t.n || t.p[at] == '/') {
			use_unit(u, eq_text_trim((struct eq_text){t.p + from, at - from}));
			from = at + 1;
		}
}

static void look_through(struct uses *u, const struct eq_node *declaration)
{
	use_units(u, declaration);
	if (declaration->kind != EQ_NODE_SCENARIO) {
		eq_scope_names(&u->scope, declaration, declaration, use_name, u);
		return;
	}
	/* To give something a value is not to need it. */
	for (const struct eq_node *c = declaration->child->next; c; c = c->next)
		eq_scope_names(&u->scope, declaration,
			       c->kind == EQ_NODE_ASSIGN ? c->child->next : c, use_name, u);
}

/* Whether the pack shows it, or what it says, for its own sake. */
static bool is_shown(const struct eq_node *declaration)
{
	switch (declaration->kind) {
	case EQ_NODE_DATA:
	case EQ_NODE_FIXED:
	case EQ_NODE_WORKSTREAM:
	case EQ_NODE_UNIT:
	case EQ_NODE_TEST:
		return false;
	default:
		return true;
	}
}

static void say_unused(const struct eq_linter *l, const struct eq_node *declaration)
{
	const struct eq_node *name = declaration->child;
	struct eq_text called = eq_symbol_text(l->model->symbols, name->name);
	struct eq_diag *g;

	if (declaration->kind == EQ_NODE_WORKSTREAM) {
		g = eq_diag_at(l->found, EQ_A0201, name->span,
			       "nothing is in the workstream `%.*s`", EQ_ARG(called));
		eq_diag_hint(l->found, g,
			     "put what belongs to it there: `benefit … in %.*s`, or take it away",
			     EQ_ARG(called));
		return;
	}
	g = eq_diag_at(l->found, EQ_A0201, name->span,
		       declaration->kind == EQ_NODE_FIXED  ? "no figure uses the fixed value `%.*s`"
		       : declaration->kind == EQ_NODE_DATA ? "no figure uses the data `%.*s`"
							   : "no figure uses the unit `%.*s`",
		       EQ_ARG(called));
	eq_diag_hint(l->found, g, "take it away, or use it where it was meant to be used");
}

static bool is_used(const struct uses *u, const struct eq_node *declaration)
{
	const struct eq_model *m = u->l->model;
	const struct eq_node *name = declaration->child;
	uint32_t unit;

	if (declaration->kind != EQ_NODE_UNIT)
		return u->used[m->def_of[name->name] - 1];
	unit = eq_units_find(m->units, eq_symbol_text(m->symbols, name->name));
	for (size_t i = 0; i < u->units.n; i++)
		if (u->units.v[i] == unit)
			return true;
	return false;
}

static bool is_judged(const struct eq_node *declaration)
{
	return !is_shown(declaration) && declaration->kind != EQ_NODE_TEST;
}

void eq_lint_unused(const struct eq_linter *l)
{
	const struct eq_model *m = l->model;
	struct uses u = {.l = l};
	struct eq_arena arena;

	eq_arena_init(&arena);
	u.node_of = EQ_NEW_ARRAY(&arena, const struct eq_node *, m->defs.n + 1);
	u.used = EQ_NEW_ARRAY(&arena, bool, m->defs.n + 1);
	eq_scope_init(&u.scope, l->file);
	for (const struct eq_node *d = l->file->child; d; d = d->next) {
		const struct eq_node *name = d->child;

		if (name && name->kind == EQ_NODE_NAME && name->name < m->n_def_of &&
		    m->def_of[name->name])
			u.node_of[m->def_of[name->name] - 1] = d;
	}
	for (const struct eq_node *d = l->file->child; d; d = d->next)
		if (is_shown(d))
			look_through(&u, d);
	while (u.waiting.n) {
		const struct eq_node *d = u.node_of[u.waiting.v[--u.waiting.n]];

		if (d && !is_shown(d))
			look_through(&u, d);
	}
	for (const struct eq_node *d = l->file->child; d; d = d->next)
		if (is_judged(d) && !is_used(&u, d))
			say_unused(l, d);
	eq_free(u.waiting.v);
	eq_free(u.units.v);
	eq_scope_release(&u.scope);
	eq_arena_release(&arena);
}
