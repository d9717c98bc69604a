/* order.c - parts before wholes, and the circles that make that impossible.
 *
 * First by names alone, before any expression is checked: whatever stands in a definition must have
 * its unit first, in whichever scenario it is meant. Then, when all is checked, across scenarios:
 * the baseline of one KPI may lead to the target of another, and back. Both walks keep their own
 * stack. */
#include "model/build.h"

#define SHOWN 12 /* steps of a circle that are written out */

/* Names that stand in a definition. */

static void add_edge(struct eq_build *b, const struct eq_node *n)
{
	uint32_t def = eq_def_named(b, n->name);
	if (def == EQ_NO_DEF)
		return;
	uint8_t kind = b->m->defs.v[def].kind;
	if (kind == EQ_DEF_KPI || kind == EQ_DEF_FIXED || kind == EQ_DEF_BENEFIT ||
	    kind == EQ_DEF_FIGURE)
		EQ_PUSH(&b->edges, ((struct eq_edge){def, n->span}));
}

/* In the expression of a row: a fixed value, where no column has its name. */
static void add_row_edges(struct eq_build *b, const struct eq_node *n, uint32_t data)
{
	if (n->kind == EQ_NODE_NAME) {
		uint32_t def = eq_def_named(b, n->name);
		if (def != EQ_NO_DEF && b->m->defs.v[def].kind == EQ_DEF_FIXED &&
		    eq_column_find(b, data, n->name) == EQ_PAIR_NONE)
			add_edge(b, n);
		return;
	}
	for (const struct eq_node *c = n->child; c; c = c->next)
		add_row_edges(b, c, data);
}

static void add_edges(struct eq_build *b, const struct eq_node *n)
{
	if (n->kind == EQ_NODE_NAME) {
		add_edge(b, n);
	} else if (n->kind == EQ_NODE_ARGUMENT) {
		const struct eq_node *of = eq_node_child(n, EQ_NODE_OF), *source;
		source = of ? of->child : n->child;
		uint32_t def = source->kind == EQ_NODE_NAME ? eq_def_named(b, source->name)
							    : EQ_NO_DEF;
		if (def != EQ_NO_DEF && b->m->defs.v[def].kind == EQ_DEF_DATA)
			add_row_edges(b, n, b->m->defs.v[def].index);
	} else if (n->kind != EQ_NODE_BY) { /* those are names of dimensions */
		for (const struct eq_node *c = n->child; c; c = c->next)
			add_edges(b, c);
	}
}

static void edges_of(struct eq_build *b, uint32_t def)
{
	struct eq_known *k = &b->known.v[def];
	k->first_edge = (uint32_t)b->edges.n;
	switch (b->m->defs.v[def].kind) {
	case EQ_DEF_KPI:
	case EQ_DEF_BENEFIT:
		for (const struct eq_node *c = k->node->child; c; c = c->next)
			if (c->kind == EQ_NODE_PROPERTY &&
			    (c->op == EQ_PROPERTY_TRACKED || c->op == EQ_PROPERTY_EQUATION ||
			     c->op == EQ_PROPERTY_ACCRUES || c->op == EQ_PROPERTY_AFTER))
				for (const struct eq_node *e = c->child; e; e = e->next)
					add_edges(b, e);
		break;
	case EQ_DEF_FIXED:
	case EQ_DEF_FIGURE:
		for (const struct eq_node *c = eq_node_child(k->node, EQ_NODE_NAME)->next; c;
		     c = c->next)
			add_edges(b, c);
		break;
	default:
		break;
	}
	k->n_edges = (uint32_t)b->edges.n - k->first_edge;
}

struct frame {
	uint32_t def, next; /* the edge that is followed is next - 1 */
};
struct walk {
	EQ_VEC(struct frame) stack;
	uint8_t *state; /* 0 not met, 1 on the way, 2 done */
};

static void report_circle(struct eq_build *b, const struct walk *w, uint32_t def)
{
	size_t from = w->stack.n - 1, shown = 0;
	struct eq_buf circle;
	while (w->stack.v[from].def != def)
		from--;
	eq_buf_init(&circle);
	for (size_t i = from; i < w->stack.n; i++) {
		if (shown++ < SHOWN)
			eq_buf_addf(&circle, "%.*s -> ", EQ_ARG(eq_def_name(b, w->stack.v[i].def)));
		else if (shown == SHOWN + 2)
			eq_buf_adds(&circle, "… -> ");
		b->known.v[w->stack.v[i].def].broken = true;
	}
	eq_buf_add_text(&circle, eq_def_name(b, def));
	/* The message stands at the first step, so that the notes go on from there. */
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0401, b->edges.v[w->stack.v[from].next - 1].span,
			   "this goes round in a circle: %.*s", EQ_ARG(eq_buf_view(&circle)));
	for (size_t i = from + 1; i < w->stack.n && i < from + SHOWN; i++)
		eq_diag_note(b->diags, g, b->edges.v[w->stack.v[i].next - 1].span,
			     "`%.*s` uses `%.*s`", EQ_ARG(eq_def_name(b, w->stack.v[i].def)),
			     EQ_ARG(eq_def_name(b, b->edges.v[w->stack.v[i].next - 1].def)));
	eq_buf_release(&circle);
}

static void visit(struct eq_build *b, struct walk *w, uint32_t root)
{
	if (w->state[root])
		return;
	w->state[root] = 1;
	EQ_PUSH(&w->stack, ((struct frame){root, b->known.v[root].first_edge}));
	while (w->stack.n) {
		struct frame *top = &w->stack.v[w->stack.n - 1];
		const struct eq_known *k = &b->known.v[top->def];
		if (top->next == k->first_edge + k->n_edges) {
			w->state[top->def] = 2;
			EQ_PUSH(&b->m->order, top->def);
			w->stack.n--;
			continue;
		}
		uint32_t to = b->edges.v[top->next++].def;
		if (w->state[to] == 0) {
			w->state[to] = 1;
			EQ_PUSH(&w->stack, ((struct frame){to, b->known.v[to].first_edge}));
		} else if (w->state[to] == 1 &&
			   !(b->known.v[to].broken && b->known.v[top->def].broken)) {
			report_circle(b, w, to);
		}
	}
}

void eq_put_in_order(struct eq_build *b)
{
	struct walk w = {.state = eq_alloc_zero(b->m->defs.n + 1, 1)};
	for (uint32_t i = 0; i < b->m->defs.n; i++)
		edges_of(b, i);
	/* Figures last: run_rate(programme) is made of every benefit without naming one. */
	for (uint32_t figures = 0; figures < 2; figures++)
		for (uint32_t i = 0; i < b->m->defs.n; i++) {
			uint8_t kind = b->m->defs.v[i].kind;
			if (kind != EQ_DEF_DATA && kind != EQ_DEF_SCENARIO &&
			    kind != EQ_DEF_WORKSTREAM && kind != EQ_DEF_RATING &&
			    (kind == EQ_DEF_FIGURE) == (figures == 1))
				visit(b, &w, i);
		}
	eq_free(w.stack.v);
	eq_free(w.state);
}

/* The KPIs that benefits depend on, through parts. */

void eq_benefit_kpis(struct eq_build *b)
{
	EQ_VEC(uint32_t) open = {0};
	EQ_VEC(uint32_t) kpis = {0};
	for (size_t i = 0; i < b->m->benefits.n; i++) {
		struct eq_benefit *x = &b->m->benefits.v[i];
		b->stamp++;
		open.n = kpis.n = 0;
		for (uint32_t k = 0; k < x->n_kpis; k++)
			EQ_PUSH(&open, x->kpis[k]);
		for (size_t at = 0; at < open.n; at++) {
			uint32_t def = open.v[at];
			const struct eq_known *k = &b->known.v[def];
			if (b->mark[def] == b->stamp)
				continue;
			b->mark[def] = b->stamp;
			if (b->m->defs.v[def].kind == EQ_DEF_KPI)
				EQ_PUSH(&kpis, def);
			for (uint32_t e = 0; e < k->n_edges; e++)
				if (b->mark[b->edges.v[k->first_edge + e].def] != b->stamp)
					EQ_PUSH(&open, b->edges.v[k->first_edge + e].def);
		}
		x->kpis = EQ_NEW_ARRAY(b->arena, uint32_t, kpis.n ? kpis.n : 1);
		x->n_kpis = (uint32_t)kpis.n;
		for (size_t k = 0; k < kpis.n; k++)
			x->kpis[k] = kpis.v[k];
	}
	eq_free(open.v);
	eq_free(kpis.v);
}

/* Across scenarios: a node is a definition in a scenario. */

struct step {
	uint32_t def, scenario;
	struct eq_span span; /* where it stands in what leads to it */
};
struct across_frame {
	struct step at;
	size_t first, next, end; /* in across.steps */
};
struct across {
	struct eq_build *b;
	struct eq_pairs state; /* by (def, scenario): 1 on the way, 2 done */
	EQ_VEC(struct across_frame) stack;
	EQ_VEC(struct step) steps;
	size_t errors; /* before the walk */
};

static void steps_in(struct across *a, const struct eq_expr *e, uint32_t scenario)
{
	if (e->op == EQ_EXPR_REF) {
		uint8_t kind = a->b->m->defs.v[e->ref.def].kind;
		if (kind == EQ_DEF_KPI || kind == EQ_DEF_FIXED)
			EQ_PUSH(&a->steps, ((struct step){e->ref.def,
							  e->ref.scenario == EQ_SCENARIO_CURRENT
								  ? scenario
								  : e->ref.scenario,
							  e->span}));
	}
	for (uint32_t i = 0; i < e->n; i++)
		steps_in(a, e->a[i], scenario);
}

static void steps_from(struct across *a, struct step at, const struct eq_expr *e)
{
	if (e) {
		steps_in(a, e, at.scenario);
	} else {
		EQ_PUSH(&a->steps, ((struct step){at.def, EQ_SCENARIO_ACTUAL, at.span}));
		EQ_PUSH(&a->steps, ((struct step){at.def, EQ_SCENARIO_LIVE, at.span}));
	}
}

static struct eq_text step_text(struct across *a, struct step s)
{
	struct eq_build *b = a->b;
	return eq_arena_printf(b->arena, "%.*s(%.*s)", EQ_ARG(b->m->scenarios.v[s.scenario].name),
			       EQ_ARG(eq_def_name(b, s.def)));
}

/* The root wants a value, and `at`, which it leads to, has none. */
static void report_none(struct across *a, struct step root, struct step at)
{
	struct eq_build *b = a->b;
	struct eq_binding bound = eq_model_binding(b->m, at.def, at.scenario);
	struct eq_text name = eq_def_name(b, root.def), part = eq_def_name(b, at.def);
	struct eq_text what = b->m->scenarios.v[bound.scenario].name;
	struct eq_diag *g;
	if (b->known.v[at.def].half || b->known.v[at.def].broken ||
	    (root.scenario >= EQ_SCENARIO_OWN && a->errors))
		return;
	if (root.def == at.def && root.scenario == bound.scenario)
		g = eq_diag_at(b->diags, EQ_E0402, root.span,
			       "`%.*s` has no %.*s: write one in its block", EQ_ARG(name),
			       EQ_ARG(what));
	else if (root.def == at.def)
		g = eq_diag_at(b->diags, EQ_E0402, root.span,
			       "`%.*s` has no value in `%.*s`, nor a %.*s: write one in its block",
			       EQ_ARG(name), EQ_ARG(b->m->scenarios.v[root.scenario].name),
			       EQ_ARG(what));
	else
		g = eq_diag_at(
			b->diags, EQ_E0402, root.span,
			"`%.*s` has no value in `%.*s`: it is made of `%.*s`, which has no %.*s",
			EQ_ARG(name), EQ_ARG(b->m->scenarios.v[root.scenario].name), EQ_ARG(part),
			EQ_ARG(what));
	eq_diag_note(b->diags, g, b->m->defs.v[at.def].span, "`%.*s` is defined here",
		     EQ_ARG(part));
}

static void report_circle_across(struct across *a, struct step to)
{
	struct eq_build *b = a->b;
	size_t from = a->stack.n - 1, shown = 0;
	struct eq_buf circle;
	while (a->stack.v[from].at.def != to.def || a->stack.v[from].at.scenario != to.scenario)
		from--;
	eq_buf_init(&circle);
	for (size_t i = from; i < a->stack.n; i++)
		if (shown++ < SHOWN)
			eq_buf_addf(&circle, "%.*s -> ", EQ_ARG(step_text(a, a->stack.v[i].at)));
		else if (shown == SHOWN + 2)
			eq_buf_adds(&circle, "… -> ");
	eq_buf_add_text(&circle, step_text(a, to));
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0401, a->steps.v[a->stack.v[from].next - 1].span,
			   "this goes round in a circle: %.*s", EQ_ARG(eq_buf_view(&circle)));
	for (size_t i = from + 1; i < a->stack.n && i < from + SHOWN; i++) {
		struct step next = a->steps.v[a->stack.v[i].next - 1];
		eq_diag_note(b->diags, g, next.span, "`%.*s` uses `%.*s`",
			     EQ_ARG(step_text(a, a->stack.v[i].at)), EQ_ARG(step_text(a, next)));
	}
	if (from + 1 == a->stack.n && to.scenario >= EQ_SCENARIO_OWN)
		eq_diag_hint(b->diags, g,
			     "say which other scenario's value is meant, such as `baseline(%.*s)`",
			     EQ_ARG(eq_def_name(b, to.def)));
	eq_buf_release(&circle);
}

/* Begins on a node that was not met; false when there is nothing to walk. */
static bool enter(struct across *a, struct step root, struct step at)
{
	const struct eq_model *m = a->b->m;
	struct eq_binding bound = eq_model_binding(m, at.def, at.scenario);
	const struct eq_expr *e = eq_model_bound_expr(m, at.def, bound);
	if (e && e->n == 0 && e->op != EQ_EXPR_REF) /* a number or a measure: the end of the way */
		return false;
	if (!e && bound.kind != EQ_BINDING_FORECAST && bound.kind != EQ_BINDING_NONE)
		return false; /* a mistake was reported there */
	uint32_t *state = eq_pairs_put(&a->state, EQ_PAIR(at.def, at.scenario), 0);
	if (bound.kind == EQ_BINDING_NONE) {
		if (*state == 0 || at.def == root.def)
			report_none(a, root, at);
		*state = 2;
		return false;
	}
	if (*state == 1)
		report_circle_across(a, at);
	if (*state)
		return false;
	*state = 1;
	size_t first = a->steps.n;
	steps_from(a, at, e);
	EQ_PUSH(&a->stack, ((struct across_frame){at, first, first, a->steps.n}));
	return true;
}

static void walk_from(struct across *a, struct step root)
{
	if (a->b->known.v[root.def].broken || !enter(a, root, root))
		return;
	while (a->stack.n) {
		struct across_frame *top = &a->stack.v[a->stack.n - 1];
		if (top->next == top->end) {
			*eq_pairs_put(&a->state, EQ_PAIR(top->at.def, top->at.scenario), 2) = 2;
			a->steps.n = top->first;
			a->stack.n--;
			continue;
		}
		struct step next = a->steps.v[top->next++];
		enter(a, root, next);
	}
}

static bool follows_current(const struct eq_build *b, const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_REF && e->ref.scenario == EQ_SCENARIO_CURRENT)
		return true;
	for (uint32_t i = 0; i < e->n; i++)
		if (follows_current(b, e->a[i]))
			return true;
	return false;
}

void eq_check_across_scenarios(struct eq_build *b)
{
	struct eq_model *m = b->m;
	struct across a = {.b = b, .errors = b->diags->errors};
	EQ_VEC(struct step) following = {0}; /* values that are made of the current scenario's */
	for (size_t i = 0; i < b->uses.n; i++) {
		struct eq_use u = b->uses.v[i];
		walk_from(&a, (struct step){u.def, u.scenario, u.span});
	}
	uint32_t *first = eq_alloc_zero(m->scenarios.n + 1, sizeof *first);
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++) {
		first[s] = (uint32_t)following.n;
		for (uint32_t i = 0; i < m->scenarios.v[s].n_assigns; i++) {
			const struct eq_assign *x = &m->scenarios.v[s].assigns[i];
			walk_from(&a, (struct step){x->def, s, x->span});
			if (follows_current(b, x->values.expr))
				EQ_PUSH(&following, ((struct step){x->def, s, x->span}));
		}
	}
	first[m->scenarios.n] = (uint32_t)following.n;
	/* A value of an extended scenario that follows others may close a circle in one that
	 * extends it. */
	for (uint32_t s = EQ_SCENARIO_OWN; following.n && s < m->scenarios.n; s++)
		for (uint32_t up = m->scenarios.v[s].extends; up >= EQ_SCENARIO_OWN;
		     up = m->scenarios.v[up].extends)
			for (uint32_t i = first[up]; i < first[up + 1]; i++)
				walk_from(&a, (struct step){following.v[i].def, s,
							    following.v[i].span});
	eq_free(first);
	eq_free(following.v);
	eq_free(a.stack.v);
	eq_free(a.steps.v);
	eq_pairs_release(&a.state);
}
