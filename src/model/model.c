/* model.c - from the tree to the checked programme; see model.h, and build.h for the way there. */
#include "model/build.h"

static void check_definitions(struct eq_build *b)
{
	struct eq_model *m = b->m;
	for (size_t i = 0; i < m->data.n; i++)
		eq_check_data(b, m->data.v[i].def);
	eq_settle_overrides(b);
	eq_put_in_order(b);
	for (size_t i = 0; i < m->order.n; i++) {
		uint32_t def = m->order.v[i];
		switch (m->defs.v[def].kind) {
		case EQ_DEF_KPI:
			eq_check_kpi(b, def);
			break;
		case EQ_DEF_FIXED:
			eq_check_fixed(b, def);
			break;
		case EQ_DEF_BENEFIT:
			eq_check_benefit(b, def);
			break;
		default:
			eq_check_figure(b, def);
			break;
		}
	}
	for (size_t i = 0; i < m->kpis.n; i++)
		eq_check_kpi_values(b, m->kpis.v[i].def);
	for (size_t i = EQ_SCENARIO_OWN; i < m->scenarios.n; i++)
		eq_check_scenario(b, m->scenarios.v[i].def);
	for (size_t i = 0; i < m->workstreams.n; i++)
		eq_check_workstream(b, m->workstreams.v[i].def);
	for (size_t i = 0; i < m->ratings.n; i++)
		eq_check_rating(b, m->ratings.v[i].def);
	for (size_t i = 0; i < b->others.n; i++)
		if (b->others.v[i].node->kind == EQ_NODE_PROFILE)
			eq_check_profile(b, b->others.v[i].node);
		else if (b->others.v[i].node->kind == EQ_NODE_RESTATE)
			eq_check_restate(b, b->others.v[i].node);
	eq_check_owner(b);
	eq_check_lengths_in_scenarios(b);
	for (size_t i = 0; i < b->others.n; i++)
		if (b->others.v[i].node->kind == EQ_NODE_ALERT && !b->test)
			eq_check_alert(b, b->others.v[i].node);
	/* Last of all: what they would measure is forgotten again. */
	for (size_t i = 0; i < b->others.n; i++)
		if (b->others.v[i].node->kind == EQ_NODE_TEST)
			eq_check_test(b, b->others.v[i].node);
}

/* Beside `actual`, what the data say: see model.h. Its number is known before it is there. */
static void add_measured(struct eq_build *b)
{
	if (b->measured == b->m->scenarios.n)
		EQ_PUSH(&b->m->scenarios, ((struct eq_scenario){.def = UINT32_MAX,
								.name = EQ_TEXT("actual"),
								.title = EQ_TEXT("actual"),
								.extends = EQ_SCENARIO_ACTUAL}));
	b->m->measured = b->measured;
}

/* `set`: what to take `overrides` into; NULL where there are none. */
static struct eq_model *make(const struct eq_node *file, const struct eq_sources *sources,
			     struct eq_symbols *symbols, struct eq_diags *diags,
			     struct eq_sources *set, const struct eq_override *overrides, size_t n,
			     const struct eq_node *test)
{
	struct eq_model *m = eq_alloc_zero(1, sizeof *m);
	struct eq_build b = {
		.m = m, .arena = &m->arena, .symbols = symbols, .diags = diags, .test = test};
	size_t errors = diags->errors;

	eq_arena_init(&m->arena);
	eq_map_init(&b.unit_texts);
	m->sources = sources;
	m->symbols = symbols;
	m->units = b.units = eq_units_new();
	eq_sort_declarations(&b, file);
	eq_take_overrides(&b, set, overrides, n); /* their names too are names of the text */
	eq_take_given(&b);
	eq_declare_words(&b);
	eq_declare_built_in_scenarios(&b);
	/* The length of a year comes first: units are made with it. */
	eq_check_programme(&b, file);
	eq_declare_units(&b);
	eq_declare_names(&b);
	b.mark = EQ_NEW_ARRAY(b.arena, uint32_t, m->defs.n + 1);
	eq_declare_scenarios(&b);
	if (eq_gives_kpis(&b))
		b.measured = (uint32_t)m->scenarios.n;
	check_definitions(&b);
	add_measured(&b);
	eq_bind_scenarios(&b);
	eq_check_across_scenarios(&b);
	eq_benefit_kpis(&b);

	eq_map_release(&b.unit_texts);
	eq_pairs_release(&b.columns);
	eq_pairs_release(&b.measures);
	eq_free(b.programmes.v);
	eq_free(b.unit_nodes.v);
	eq_free(b.definitions.v);
	eq_free(b.others.v);
	eq_free(b.accruals.v);
	eq_free(b.known.v);
	eq_free(b.edges.v);
	eq_free(b.uses.v);
	eq_free(b.parts.v);
	eq_free(b.same_hash.v);
	if (diags->errors == errors)
		return m;
	eq_model_free(m);
	return NULL;
}

struct eq_model *eq_model_new(const struct eq_node *file, const struct eq_sources *sources,
			      struct eq_symbols *symbols, struct eq_diags *diags)
{
	return make(file, sources, symbols, diags, NULL, NULL, 0, NULL);
}

struct eq_model *eq_model_new_with(const struct eq_node *file, struct eq_sources *sources,
				   struct eq_symbols *symbols, struct eq_diags *diags,
				   const struct eq_override *overrides, size_t n)
{
	uint32_t first = sources->next_base;
	struct eq_model *m = make(file, sources, symbols, diags, sources, overrides, n, NULL);
	for (size_t i = 0; i < diags->all.n; i++)
		if (diags->all.v[i]->span.at >= first) /* the command's fault, not the text's */
			diags->status = EQ_FAULT_FILES;
	return m;
}

struct eq_model *eq_model_new_for_test(const struct eq_node *file, struct eq_sources *sources,
				       struct eq_symbols *symbols, struct eq_diags *diags,
				       const struct eq_override *overrides, size_t n,
				       const struct eq_node *test)
{
	return make(file, sources, symbols, diags, sources, overrides, n, test);
}

void eq_model_free(struct eq_model *m)
{
	if (!m)
		return;
	eq_units_free(m->units);
	eq_free(m->defs.v);
	eq_free(m->data.v);
	eq_free(m->measures.v);
	eq_free(m->lookups.v);
	eq_free(m->kpis.v);
	eq_free(m->fixed.v);
	eq_free(m->benefits.v);
	eq_free(m->scenarios.v);
	eq_free(m->figures.v);
	eq_free(m->workstreams.v);
	eq_free(m->ratings.v);
	eq_free(m->profiles.v);
	eq_free(m->restates.v);
	eq_free(m->alerts.v);
	eq_free(m->partners.v);
	eq_free(m->order.v);
	eq_free(m->scenario_sets.v);
	eq_free(m->overridden.v);
	eq_free(m->asked.v);
	eq_arena_release(&m->arena);
	eq_free(m);
}

const struct eq_def *eq_model_def(const struct eq_model *m, struct eq_text name)
{
	uint32_t symbol = eq_symbol_find(m->symbols, name);
	return symbol < m->n_def_of && m->def_of[symbol] ? &m->defs.v[m->def_of[symbol] - 1] : NULL;
}

uint32_t eq_model_any_scenario(const struct eq_model *m, struct eq_text name)
{
	uint32_t s = 0;

	while (s < m->scenarios.n && !eq_text_eq(m->scenarios.v[s].name, name))
		s++;
	return s;
}

int32_t eq_model_scenario(const struct eq_model *m, const char *name)
{
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++)
		if (eq_text_is(m->scenarios.v[s].name, name))
			return (int32_t)s;
	return -1;
}
