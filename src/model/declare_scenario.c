/* declare_scenario.c - scenarios: what they extend, and the values that they give. */
#include "model/build.h"

#include <stdlib.h>

static const char *const built_in[EQ_SCENARIO_OWN] = {
	[EQ_SCENARIO_ACTUAL] = "actual",     [EQ_SCENARIO_BASELINE] = "baseline",
	[EQ_SCENARIO_TARGET] = "target",     [EQ_SCENARIO_LIVE] = "live",
	[EQ_SCENARIO_FORECAST] = "forecast",
};

void eq_declare_built_in_scenarios(struct eq_build *b)
{
	for (uint32_t i = 0; i < EQ_SCENARIO_OWN; i++)
		EQ_PUSH(&b->m->scenarios, ((struct eq_scenario){.def = UINT32_MAX,
								.name = eq_text_of(built_in[i]),
								.title = eq_text_of(built_in[i]),
								.extends = i}));
}

static void find_extended(struct eq_build *b, struct eq_scenario *s, const struct eq_node *extends)
{
	const struct eq_node *name = extends->child;
	uint32_t def = eq_def_named(b, name->name);
	enum eq_word w = eq_word_of(b, name->name);
	if (w >= EQ_WORD_ACTUAL && w <= EQ_WORD_FORECAST)
		s->extends = (uint32_t)(w - EQ_WORD_ACTUAL);
	else if (def == EQ_NO_DEF)
		eq_unknown_name(b, EQ_E0201, name->span, name->name, EQ_WANT_SCENARIOS, "scenario");
	else if (b->m->defs.v[def].kind != EQ_DEF_SCENARIO)
		eq_diag_at(b->diags, EQ_E0206, name->span, "`%.*s` is %s, not a scenario",
			   EQ_ARG(eq_name(b, name->name)),
			   eq_def_kind_word(b->m->defs.v[def].kind));
	else
		s->extends = b->m->defs.v[def].index;
}

/* A scenario that extends itself, through others or at once. Each is walked up once. */
static void refuse_circles(struct eq_build *b)
{
	struct eq_model *m = b->m;
	uint32_t *walk = eq_alloc_zero(m->scenarios.n, sizeof *walk);
	for (uint32_t i = EQ_SCENARIO_OWN; i < m->scenarios.n; i++) {
		uint32_t s = i;
		while (s >= EQ_SCENARIO_OWN && !walk[s]) {
			walk[s] = i;
			s = m->scenarios.v[s].extends;
		}
		if (s < EQ_SCENARIO_OWN || walk[s] != i)
			continue;
		struct eq_buf circle;
		eq_buf_init(&circle);
		uint32_t at = s;
		do {
			eq_buf_addf(&circle, "%.*s -> ", EQ_ARG(m->scenarios.v[at].name));
			at = m->scenarios.v[at].extends;
		} while (at != s);
		eq_buf_add_text(&circle, m->scenarios.v[s].name);
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0401, m->scenarios.v[s].span,
					       "scenarios extend one another in a circle: %.*s",
					       EQ_ARG(eq_buf_view(&circle)));
		for (at = m->scenarios.v[s].extends; at != s; at = m->scenarios.v[at].extends)
			eq_diag_note(b->diags, g, m->scenarios.v[at].span, "`%.*s` extends `%.*s`",
				     EQ_ARG(m->scenarios.v[at].name),
				     EQ_ARG(m->scenarios.v[m->scenarios.v[at].extends].name));
		m->scenarios.v[s].extends = EQ_SCENARIO_BASELINE; /* so that walks end */
		eq_buf_release(&circle);
	}
	eq_free(walk);
}

void eq_declare_scenarios(struct eq_build *b)
{
	for (uint32_t i = EQ_SCENARIO_OWN; i < b->m->scenarios.n; i++) {
		struct eq_scenario *s = &b->m->scenarios.v[i];
		const struct eq_node *n = b->known.v[s->def].node,
				     *extends = eq_node_child(n, EQ_NODE_EXTENDS);
		s->title = eq_title_of(b, s->def);
		eq_check_notes(b, n->child, &s->notes.source, &s->notes.agreed);
		if (extends)
			find_extended(b, s, extends);
	}
	refuse_circles(b);
}

static int by_def(const void *x, const void *y)
{
	const struct eq_assign *a = x, *b = y;
	return a->def != b->def          ? (a->def < b->def ? -1 : 1)
	       : a->span.at < b->span.at ? -1
					 : a->span.at > b->span.at;
}

bool eq_check_assign(struct eq_build *b, const struct eq_node *n, const char *what,
		     uint32_t current, struct eq_assign *out)
{
	const struct eq_node *name = n->child, *values = name->next;
	uint32_t def = eq_def_named(b, name->name);
	struct eq_scope s = {.place = EQ_PLACE_ASSIGN, .self = def, .current = current};
	struct eq_diag *g;
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, name->span, name->name, EQ_WANT_VALUES,
				"KPI or fixed value");
		return false;
	}
	if (b->m->defs.v[def].kind != EQ_DEF_KPI && b->m->defs.v[def].kind != EQ_DEF_FIXED) {
		eq_diag_at(b->diags, EQ_E0206, name->span,
			   "a %s gives values to KPIs and fixed values, and `%.*s` is %s", what,
			   EQ_ARG(eq_name(b, name->name)),
			   eq_def_kind_word(b->m->defs.v[def].kind));
		return false;
	}
	if (b->known.v[def].length_of.at) {
		g = eq_diag_at(b->diags, EQ_E0413, name->span,
			       "`%.*s` is the length of a window, which is the same in every "
			       "scenario",
			       EQ_ARG(eq_name(b, name->name)));
		eq_diag_note(b->diags, g, b->known.v[def].length_of, "the window");
		return false;
	}
	if (b->known.v[def].in_rows.at) {
		g = eq_diag_at(
			b->diags, EQ_E0414, name->span,
			"`%.*s` stands in the expression of a row, and rows are read once for "
			"all scenarios",
			EQ_ARG(eq_name(b, name->name)));
		eq_diag_note(b->diags, g, b->known.v[def].in_rows, "it is used here");
		eq_diag_hint(b->diags, g,
			     "multiply outside of the `sum(…)`: `sum(x of data) * %.*s`",
			     EQ_ARG(eq_name(b, name->name)));
		return false;
	}
	if (b->m->defs.v[def].kind == EQ_DEF_FIXED &&
	    b->m->fixed.v[b->m->defs.v[def].index].table) {
		eq_diag_at(b->diags, EQ_E0407, name->span,
			   "`%.*s` is a table, which is looked up where rows are read: it is the "
			   "same in every scenario",
			   EQ_ARG(eq_name(b, name->name)));
		return false;
	}
	*out = (struct eq_assign){.def = def, .span = name->span};
	if (b->known.v[def].broken)
		return false;
	eq_begin_parts(b);
	return eq_check_values(b, values, &s, def, eq_def_unit(b, def), "value", &out->values);
}

void eq_check_scenario(struct eq_build *b, uint32_t def)
{
	struct eq_scenario *s = &b->m->scenarios.v[b->m->defs.v[def].index];
	uint32_t count = 0;
	for (const struct eq_node *c = b->known.v[def].node->child; c; c = c->next)
		count += c->kind == EQ_NODE_ASSIGN;
	s->assigns = EQ_NEW_ARRAY(b->arena, struct eq_assign, count ? count : 1);
	for (const struct eq_node *c = b->known.v[def].node->child; c; c = c->next)
		if (c->kind == EQ_NODE_ASSIGN &&
		    eq_check_assign(b, c, "scenario", EQ_SCENARIO_CURRENT,
				    &s->assigns[s->n_assigns]))
			s->n_assigns++;
	qsort(s->assigns, s->n_assigns, sizeof *s->assigns, by_def);
	for (uint32_t i = 1; i < s->n_assigns; i++)
		if (s->assigns[i].def == s->assigns[i - 1].def) {
			struct eq_diag *g =
				eq_diag_at(b->diags, EQ_E0408, s->assigns[i].span,
					   "`%.*s` has a value in this scenario already",
					   EQ_ARG(eq_def_name(b, s->assigns[i].def)));
			eq_diag_note(b->diags, g, s->assigns[i - 1].span, "it stands here first");
		}
}
