/* bridge.c - the packs that a bridge stands on, and what lies between them. See bridge.h. */
#include "review/bridge.h"

#include <string.h>

#include "syntax/build.h"

const char *eq_bridge_words(enum eq_bridge_step step)
{
	static const char *const words[] = {
		[EQ_BRIDGE_PROGRAMME] = "programme changed",
		[EQ_BRIDGE_DATA] = "data restated",
		[EQ_BRIDGE_TIME] = "time passing",
		[EQ_BRIDGE_PERFORMANCE] = "performance",
		[EQ_BRIDGE_PRICES] = "prices",
	};
	return words[step];
}

const char *eq_bridge_code(enum eq_bridge_step step)
{
	static const char *const words[] = {
		[EQ_BRIDGE_PROGRAMME] = "programme", [EQ_BRIDGE_DATA] = "data",
		[EQ_BRIDGE_TIME] = "time",           [EQ_BRIDGE_PERFORMANCE] = "performance",
		[EQ_BRIDGE_PRICES] = "prices",
	};
	return words[step];
}

/* ---- prices as they were ---- */

struct places {
	EQ_VEC(uint32_t) v;
};

static void add_later(struct places *p, const struct eq_values *values, eq_date from, eq_date to)
{
	for (uint32_t i = 1; i < values->n; i++)
		if (values->v[i].from > from && values->v[i].from <= to)
			EQ_PUSH(&p->v, values->v[i].span.at);
}

/* Where a fixed value takes another value on a day after `from`, up to `to`. */
static void find_later(const struct eq_model *m, eq_date from, eq_date to, struct places *p)
{
	for (size_t i = 0; i < m->fixed.n; i++) {
		const struct eq_fixed *f = &m->fixed.v[i];

		add_later(p, &f->values, from, to);
		for (uint32_t k = 0; f->table && k < f->table->n_rows; k++)
			add_later(p, &f->table->rows[k].values, from, to);
	}
}

static bool is_later(const struct places *p, const struct eq_node *n)
{
	for (size_t i = 0; n->kind == EQ_NODE_VALUE && i < p->v.n; i++)
		if (p->v.v[i] == n->span.at)
			return true;
	return false;
}

/* Without the values of those places. Fixed values, tables, rows and lists of values are looked into. */
static struct eq_node *without(const struct eq_node *n, const struct places *p,
			       struct eq_arena *arena)
{
	struct eq_node *out = EQ_NEW(arena, struct eq_node);
	struct eq_chain children = eq_none();
	bool opens = n->kind == EQ_NODE_FILE || n->kind == EQ_NODE_FIXED ||
		     n->kind == EQ_NODE_TABLE || n->kind == EQ_NODE_ROW ||
		     n->kind == EQ_NODE_VALUES;

	*out = *n;
	out->next = NULL;
	for (const struct eq_node *c = opens ? n->child : NULL; c; c = c->next)
		if (!is_later(p, c))
			children = eq_append(children, without(c, p, arena));
	if (opens)
		out->child = children.first;
	return out;
}

/* ---- the packs ---- */

enum pack { OLD_OLD, NEW_OLD, NEW_NEW, HELD_LATER, LATER, PACKS };

struct builder {
	struct eq_bridge *b;
	struct eq_variants *of;
	const struct eq_bridge_ask *ask;
	const struct eq_variant **faulty;
	const struct eq_variant *packs[PACKS];
};

static const struct eq_variant *run(struct builder *x, const struct eq_node *file, bool old_data,
				    eq_date as_at)
{
	const struct eq_override *settings = x->of->overrides;
	size_t n = x->of->n_overrides, n_old = old_data ? x->ask->n_old_data : 0;
	struct eq_override *all = EQ_NEW_ARRAY(&x->b->arena, struct eq_override, n + n_old + 1);
	struct eq_variant *v;
	bool well;

	/* What is said of old data comes last, and holds. */
	for (size_t i = 0; i < n; i++)
		all[i] = settings[i];
	if (n_old)
		memcpy(all + n, x->ask->old_data, sizeof *all * n_old);
	x->of->overrides = all;
	x->of->n_overrides = n + n_old;
	x->of->run.as_at = as_at;
	x->of->run.then = x->ask->to;
	v = eq_variant_check(x->of, file);
	well = eq_variant_run(x->of, v);
	x->of->overrides = settings;
	x->of->n_overrides = n;
	if (!well)
		*x->faulty = v;
	return well ? v : NULL;
}

static bool run_all(struct builder *x)
{
	const struct eq_bridge_ask *a = x->ask;
	const struct eq_node *held = a->new;
	struct places later = {{0}};

	x->b->has_old = a->old != a->new;
	x->b->has_old_data = a->n_old_data > 0;
	x->packs[LATER] = run(x, a->new, false, a->to);
	if (!x->packs[LATER])
		return false;
	find_later(x->packs[LATER]->model, a->from, a->to, &later);
	x->b->has_prices = later.v.n > 0;
	if (x->b->has_prices)
		held = without(a->new, &later, &x->b->arena);
	eq_free(later.v.v);
	x->packs[HELD_LATER] = x->b->has_prices ? run(x, held, false, a->to) : x->packs[LATER];
	x->packs[NEW_NEW] = run(x, held, false, a->from);
	x->packs[NEW_OLD] = x->b->has_old_data ? run(x, a->new, true, a->from) : x->packs[NEW_NEW];
	x->packs[OLD_OLD] = x->b->has_old ? run(x, a->old, true, a->from) : x->packs[NEW_OLD];
	for (int i = 0; i < PACKS; i++)
		if (!x->packs[i])
			return false;
	x->b->last = x->packs[LATER];
	return true;
}

/* ---- between them ---- */

static struct eq_number compared(struct eq_number n)
{
	unsigned flags = 0;

	if (!n.missing)
		n.v = eq_dec_round_even(n.v, EQ_EFFECT_PLACES, &flags);
	return n;
}

/* A benefit's figure in a pack. One that is not there yet, or no more, is worth nothing. */
static struct eq_number figure(const struct eq_variant *v, uint32_t name, enum eq_effect_what what,
			       bool forecast, bool *there)
{
	const struct eq_model *m = v->model;
	uint32_t k = name < m->n_def_of ? m->def_of[name] : 0;
	const struct eq_def *d = k ? &m->defs.v[k - 1] : NULL;
	const struct eq_benefit_line *line;

	*there = d && d->kind == EQ_DEF_BENEFIT && !m->benefits.v[d->index].not_tracked.n;
	if (!*there)
		return (struct eq_number){EQ_DEC_ZERO, false, false};
	if (what == EQ_EFFECT_RUN_RATE && m->benefits.v[d->index].once)
		return (struct eq_number){EQ_DEC_ZERO, false, false};
	line = &v->results->benefits[d->index]
			.by_scenario[forecast ? EQ_SCENARIO_FORECAST : EQ_SCENARIO_ACTUAL];
	if (!line->shown)
		return (struct eq_number){.missing = true};
	if (forecast)
		return compared(what == EQ_EFFECT_RUN_RATE ? line->run_rate_then
							   : line->value_add_then);
	return compared(what == EQ_EFFECT_RUN_RATE ? line->run_rate : line->value_add);
}

static struct eq_number difference(struct eq_number a, struct eq_number b)
{
	unsigned flags = 0;

	if (a.missing || b.missing)
		return (struct eq_number){.missing = true};
	return (struct eq_number){eq_dec_sub(a.v, b.v, &flags), false, false};
}

static struct eq_effect *add_effect(struct eq_bridge *b, enum eq_effect_of of, uint32_t name,
				    enum eq_effect_what what, struct eq_text title)
{
	struct eq_effect x = {
		.key = {.of = (uint8_t)of, .what = (uint8_t)what, .name = name},
		.title = title,
		.units = b->last->model->units,
		.unit = b->last->model->programme.currency,
		.had = true,
		.has = true,
		.parts = EQ_NEW_ARRAY(&b->arena, struct eq_number, EQ_BRIDGE_STEPS),
	};

	EQ_PUSH(&b->all, x);
	return &b->all.v[b->all.n - 1];
}

static void fill_benefit(const struct builder *b, struct eq_effect *x)
{
	uint32_t name = x->key.name;
	enum eq_effect_what what = (enum eq_effect_what)x->key.what;
	bool there;
	struct eq_number at[PACKS], forecast;

	for (int i = 0; i < PACKS; i++)
		at[i] = figure(b->packs[i], name, what, false, &there);
	forecast = figure(b->packs[NEW_NEW], name, what, true, &there);
	x->before = at[OLD_OLD];
	x->after = at[LATER];
	figure(b->packs[OLD_OLD], name, what, false, &x->had);
	figure(b->packs[LATER], name, what, false, &x->has);
	x->parts[EQ_BRIDGE_PROGRAMME] = difference(at[NEW_OLD], at[OLD_OLD]);
	x->parts[EQ_BRIDGE_DATA] = difference(at[NEW_NEW], at[NEW_OLD]);
	x->parts[EQ_BRIDGE_TIME] = difference(forecast, at[NEW_NEW]);
	x->parts[EQ_BRIDGE_PERFORMANCE] = difference(at[HELD_LATER], forecast);
	x->parts[EQ_BRIDGE_PRICES] = difference(at[LATER], at[HELD_LATER]);
}

static void add_number(struct eq_number *to, struct eq_number n)
{
	unsigned flags = 0;

	to->missing |= n.missing;
	if (!to->missing)
		to->v = eq_dec_add(to->v, n.v, &flags);
}

static void add_to(struct eq_effect *total, const struct eq_effect *x)
{
	add_number(&total->before, x->before);
	add_number(&total->after, x->after);
	for (int i = 0; i < EQ_BRIDGE_STEPS; i++)
		add_number(&total->parts[i], x->parts[i]);
}

static bool is_benefit(const struct eq_model *m, uint32_t name)
{
	uint32_t k = name < m->n_def_of ? m->def_of[name] : 0;
	return k && m->defs.v[k - 1].kind == EQ_DEF_BENEFIT;
}

/* Both figures of one benefit, and of what they are counted in. */
static void add_benefit(struct builder *x, const struct eq_model *m, const struct eq_benefit *b,
			size_t programme, const size_t *workstream)
{
	for (int i = 0; i < 2; i++) {
		struct eq_effect *e = add_effect(x->b, EQ_EFFECT_BENEFIT, m->defs.v[b->def].name,
						 i ? EQ_EFFECT_VALUE_ADD : EQ_EFFECT_RUN_RATE,
						 b->title);

		fill_benefit(x, e);
		add_to(&x->b->all.v[programme + (size_t)i], e);
		if (workstream)
			add_to(&x->b->all.v[*workstream + (size_t)i], e);
	}
}

static void add_totals(struct builder *x, size_t *workstreams)
{
	const struct eq_model *m = x->b->last->model;

	for (uint32_t w = 0; w <= m->workstreams.n; w++) {
		bool whole = w == 0;
		const struct eq_workstream *ws = whole ? NULL : &m->workstreams.v[w - 1];

		workstreams[w] = x->b->all.n;
		for (int i = 0; i < 2; i++)
			add_effect(x->b, whole ? EQ_EFFECT_PROGRAMME : EQ_EFFECT_WORKSTREAM,
				   whole ? 0 : m->defs.v[ws->def].name,
				   i ? EQ_EFFECT_VALUE_ADD : EQ_EFFECT_RUN_RATE,
				   whole ? m->programme.title : ws->title);
	}
}

/* A benefit is counted where the later pack counts it; one that is gone in the programme alone. */
static void add_all(struct builder *x)
{
	const struct eq_model *m = x->b->last->model, *old = x->packs[OLD_OLD]->model;
	size_t *totals = EQ_NEW_ARRAY(&x->b->arena, size_t, m->workstreams.n + 1);

	add_totals(x, totals);
	for (size_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];

		if (!b->not_tracked.n)
			add_benefit(x, m, b, totals[0],
				    b->workstream == EQ_NO_WORKSTREAM ? NULL
								      : &totals[b->workstream + 1]);
	}
	for (size_t i = 0; i < old->benefits.n; i++)
		if (!is_benefit(m, old->defs.v[old->benefits.v[i].def].name) &&
		    !old->benefits.v[i].not_tracked.n)
			add_benefit(x, old, &old->benefits.v[i], totals[0], NULL);
}

bool eq_bridge_init(struct eq_bridge *b, struct eq_variants *of, const struct eq_bridge_ask *ask,
		    const struct eq_variant **faulty)
{
	struct builder x = {.b = b, .of = of, .ask = ask, .faulty = faulty};

	*b = (struct eq_bridge){.from = ask->from, .to = ask->to};
	eq_arena_init(&b->arena);
	if (!run_all(&x))
		return false;
	add_all(&x);
	return true;
}

void eq_bridge_release(struct eq_bridge *b)
{
	eq_free(b->all.v);
	eq_arena_release(&b->arena);
}
