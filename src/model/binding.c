/* binding.c - how a KPI or fixed value gets its value in a scenario; see model.h.
 *
 * "The nearest scenario that gives it or any of its parts a value" needs to know, for each
 * definition, which scenarios touch something below it. These sets are unions of the parts' sets,
 * taken in order; equal sets are kept once and unions remembered, so that ten thousand KPIs over
 * three scenarios have eight sets, not ten thousand. */
#include "model/build.h"

struct sets {
	struct eq_build *b;
	struct eq_map by_value;
	struct eq_pairs unions;
	EQ_VEC(uint32_t) room;
};

static uint32_t set_of(struct sets *s, const uint32_t *v, uint32_t n)
{
	struct eq_text key = {(const char *)v, sizeof *v * n};
	uint32_t found = eq_map_get(&s->by_value, key);
	if (found != EQ_MAP_NONE)
		return found;
	uint32_t *own = EQ_NEW_ARRAY(s->b->arena, uint32_t, n ? n : 1);
	for (uint32_t i = 0; i < n; i++)
		own[i] = v[i];
	EQ_PUSH(&s->b->m->scenario_sets, ((struct eq_scenario_set){own, n}));
	return eq_map_put(&s->by_value, (struct eq_text){(const char *)own, key.n},
			  (uint32_t)s->b->m->scenario_sets.n - 1);
}

static uint32_t union_of(struct sets *s, uint32_t x, uint32_t y)
{
	if (x == y || y == 0)
		return x;
	if (x == 0)
		return y;
	uint64_t key = x < y ? EQ_PAIR(x, y) : EQ_PAIR(y, x);
	uint32_t known = eq_pairs_get(&s->unions, key);
	if (known != EQ_PAIR_NONE)
		return known;
	struct eq_scenario_set a = s->b->m->scenario_sets.v[x], b = s->b->m->scenario_sets.v[y];
	uint32_t i = 0, j = 0;
	s->room.n = 0;
	while (i < a.n || j < b.n) {
		uint32_t next = j == b.n || (i < a.n && a.v[i] <= b.v[j]) ? a.v[i] : b.v[j];
		i += i < a.n && a.v[i] == next;
		j += j < b.n && b.v[j] == next;
		EQ_PUSH(&s->room, next);
	}
	uint32_t made = set_of(s, s->room.v, (uint32_t)s->room.n);
	eq_pairs_put(&s->unions, key, made);
	return made;
}

/* To each definition the set of scenarios that assign the definition itself. */
static uint32_t *own_sets(struct sets *s)
{
	const struct eq_model *m = s->b->m;
	uint32_t *sets = eq_alloc_zero(m->defs.n + 1, sizeof *sets);
	uint32_t *start = eq_alloc_zero(m->defs.n + 2, sizeof *start), total = 0;
	for (size_t k = EQ_SCENARIO_OWN; k < m->scenarios.n; k++) {
		total += m->scenarios.v[k].n_assigns;
		for (uint32_t i = 0; i < m->scenarios.v[k].n_assigns; i++)
			start[m->scenarios.v[k].assigns[i].def + 2]++;
	}
	for (size_t d = 2; d < m->defs.n + 2; d++)
		start[d] += start[d - 1];
	/* Filling moves start[d + 1] on to where d's part ends; scenarios come in order. */
	uint32_t *scenarios = eq_alloc(sizeof *scenarios * (total + 1));
	for (uint32_t k = EQ_SCENARIO_OWN; k < m->scenarios.n; k++)
		for (uint32_t i = 0; i < m->scenarios.v[k].n_assigns; i++)
			scenarios[start[m->scenarios.v[k].assigns[i].def + 1]++] = k;
	for (size_t d = 0; d < m->defs.n; d++)
		if (start[d + 1] > start[d])
			sets[d] = set_of(s, scenarios + start[d], start[d + 1] - start[d]);
	eq_free(start);
	eq_free(scenarios);
	return sets;
}

void eq_bind_scenarios(struct eq_build *b)
{
	struct eq_model *m = b->m;
	struct sets s = {.b = b};
	eq_map_init(&s.by_value);
	set_of(&s, NULL, 0);
	m->assigned_below = EQ_NEW_ARRAY(b->arena, uint32_t, m->defs.n + 1);
	uint32_t *own = own_sets(&s);
	for (size_t i = 0; i < m->order.n; i++) {
		uint32_t def = m->order.v[i], set = 0, n = 0;
		const struct eq_def *d = &m->defs.v[def];
		const uint32_t *parts = NULL;
		if (d->kind == EQ_DEF_KPI) {
			parts = m->kpis.v[d->index].parts;
			n = m->kpis.v[d->index].n_parts;
		} else if (d->kind == EQ_DEF_FIXED) {
			parts = m->fixed.v[d->index].parts;
			n = m->fixed.v[d->index].n_parts;
		}
		for (uint32_t p = 0; p < n; p++)
			set = union_of(&s, set,
				       union_of(&s, m->assigned_below[parts[p]], own[parts[p]]));
		m->assigned_below[def] = set;
	}
	eq_free(own);
	eq_free(s.room.v);
	eq_map_release(&s.by_value);
	eq_pairs_release(&s.unions);
}

static uint32_t assign_of(const struct eq_scenario *s, uint32_t def)
{
	uint32_t low = 0, high = s->n_assigns;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->assigns[middle].def < def)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n_assigns && s->assigns[low].def == def ? low : UINT32_MAX;
}

static bool has_scenario(const struct eq_scenario_set *s, uint32_t scenario)
{
	uint32_t low = 0, high = s->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->v[middle] < scenario)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n && s->v[low] == scenario;
}

struct eq_binding eq_model_binding(const struct eq_model *m, uint32_t def, uint32_t scenario)
{
	const struct eq_def *d = &m->defs.v[def];
	bool fixed = d->kind == EQ_DEF_FIXED;
	const struct eq_kpi *k = fixed ? NULL : &m->kpis.v[d->index];
	uint32_t s = scenario;
	if (s == m->measured && s != EQ_SCENARIO_ACTUAL)
		return (struct eq_binding){fixed ? EQ_BINDING_VALUES : EQ_BINDING_TRACKED, s, 0};
	for (; s >= EQ_SCENARIO_OWN; s = m->scenarios.v[s].extends) {
		uint32_t assign = assign_of(&m->scenarios.v[s], def);
		if (assign != UINT32_MAX)
			return (struct eq_binding){EQ_BINDING_ASSIGN, s, assign};
		if (has_scenario(&m->scenario_sets.v[m->assigned_below[def]], s))
			return (struct eq_binding){fixed ? EQ_BINDING_VALUES : EQ_BINDING_TRACKED,
						   s, 0};
	}
	uint32_t given = assign_of(&m->scenarios.v[s], def); /* by a test */
	if (given != UINT32_MAX)
		return (struct eq_binding){EQ_BINDING_ASSIGN, s, given};
	if (fixed)
		return (struct eq_binding){EQ_BINDING_VALUES, s, 0};
	bool declared = true;
	enum eq_binding_kind kind = EQ_BINDING_TRACKED;
	if (s == EQ_SCENARIO_BASELINE) {
		kind = EQ_BINDING_BASELINE;
		declared = k->baseline.n > 0;
	} else if (s == EQ_SCENARIO_TARGET) {
		kind = EQ_BINDING_TARGET;
		declared = k->target.n > 0;
	} else if (s == EQ_SCENARIO_LIVE) {
		kind = EQ_BINDING_LIVE;
		declared = k->live_kind != EQ_LIVE_NONE;
	} else if (s == EQ_SCENARIO_FORECAST) {
		kind = EQ_BINDING_FORECAST;
	}
	if (!declared)
		kind = k->derived ? EQ_BINDING_TRACKED : EQ_BINDING_NONE;
	return (struct eq_binding){(uint8_t)kind, s, 0};
}

const struct eq_expr *eq_model_bound_expr(const struct eq_model *m, uint32_t def,
					  struct eq_binding bound)
{
	uint32_t index = m->defs.v[def].index;
	switch (bound.kind) {
	case EQ_BINDING_TRACKED:
		return m->kpis.v[index].tracked;
	case EQ_BINDING_BASELINE:
		return m->kpis.v[index].baseline.expr;
	case EQ_BINDING_TARGET:
		return m->kpis.v[index].target.expr;
	case EQ_BINDING_LIVE:
		return m->kpis.v[index].live;
	case EQ_BINDING_VALUES:
		return m->fixed.v[index].values.expr;
	case EQ_BINDING_ASSIGN:
		return m->scenarios.v[bound.scenario].assigns[bound.assign].values.expr;
	default:
		return NULL;
	}
}
