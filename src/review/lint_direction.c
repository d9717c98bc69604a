/* lint_direction.c - which way a benefit goes with each KPI, and so whether it rewards what is better,
 * and whether two benefits reward the same. See lint.h.
 *
 * From the equation down to what it is made of, wholes before parts, each definition gathers the ways in
 * which the benefit follows it: up, down, or both, where nothing can be told. Only performance counts: what is
 * tracked, live or forecast. A baseline in the same equation stands still. */
#include "review/lint_parts.h"

struct directions {
	const struct eq_linter *l;
	const uint8_t *signs;
	uint32_t *place;   /* [def]: in the model's order of parts and wholes */
	uint8_t *way;      /* [def]: enum eq_way, of the benefit at hand */
	size_t low, high;  /* the places that have a way: [low, high) */
	uint32_t *same_as; /* [def]: the first KPI that tracks the same */
	uint32_t *before;  /* [def]: a benefit that follows it, of the latest days, + 1; or 0 */
};

/* ---- down through what it is made of ---- */

static void follow(struct directions *d, const struct eq_expr *e, uint8_t way);

static void follow_all(struct directions *d, const struct eq_expr *e, uint8_t way)
{
	for (uint32_t i = 0; i < e->n; i++)
		follow(d, e->a[i], way);
}

static bool is_performance(const struct eq_expr *ref)
{
	return ref->ref.scenario == EQ_SCENARIO_CURRENT ||
	       ref->ref.scenario == EQ_SCENARIO_ACTUAL || ref->ref.scenario == EQ_SCENARIO_LIVE ||
	       ref->ref.scenario == EQ_SCENARIO_FORECAST;
}

static void follow_ref(struct directions *d, const struct eq_expr *e, uint8_t way)
{
	uint32_t def = e->ref.def;

	if (!is_performance(e))
		return;
	d->way[def] |= way;
	if (d->place[def] < d->low)
		d->low = d->place[def];
	if (d->place[def] >= d->high)
		d->high = d->place[def] + (size_t)1;
}

static uint8_t way_of_power(uint8_t way, uint8_t base, int64_t power)
{
	if (power % 2 == 0 && (base & EQ_SIGN_BELOW))
		return EQ_WAY_EITHER;
	return eq_way_times(way, power < 0 ? EQ_SIGN_BELOW : EQ_SIGN_ABOVE);
}

/* What `e` does, the benefit does this `way`. Depth is capped by EQ_LIMIT_DEPTH. */
static void follow(struct directions *d, const struct eq_expr *e, uint8_t way)
{
	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_REF:
		follow_ref(d, e, way);
		return;
	case EQ_EXPR_ADD:
	case EQ_EXPR_MIN:
	case EQ_EXPR_MAX:
	case EQ_EXPR_CONVERT:
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_WITHOUT:
	case EQ_EXPR_SINCE:
		follow_all(d, e, way);
		return;
	case EQ_EXPR_SUB:
		follow(d, e->a[0], way);
		follow(d, e->a[1], eq_way_times(way, EQ_SIGN_BELOW));
		return;
	case EQ_EXPR_NEGATE:
		follow(d, e->a[0], eq_way_times(way, EQ_SIGN_BELOW));
		return;
	case EQ_EXPR_MUL:
		follow(d, e->a[0], eq_way_times(way, eq_lint_sign(d->l, d->signs, e->a[1])));
		follow(d, e->a[1], eq_way_times(way, eq_lint_sign(d->l, d->signs, e->a[0])));
		return;
	case EQ_EXPR_DIV: /* d(a / b) = a' / b - a b' / b² */
		follow(d, e->a[0], eq_way_times(way, eq_lint_sign(d->l, d->signs, e->a[1])));
		follow(d, e->a[1],
		       eq_way_times(eq_way_times(way, EQ_SIGN_BELOW),
				    eq_lint_sign(d->l, d->signs, e->a[0])));
		return;
	case EQ_EXPR_POWER:
		follow(d, e->a[0],
		       way_of_power(way, eq_lint_sign(d->l, d->signs, e->a[0]), e->power));
		return;
	case EQ_EXPR_IF:
		follow(d, e->a[0], EQ_WAY_EITHER);
		follow(d, e->a[1], way);
		follow(d, e->a[2], way);
		return;
	case EQ_EXPR_OVER: /* a range of fixed days stands still */
		if (e->window.kind == EQ_WINDOW_TRAILING)
			follow(d, e->a[0], way);
		return;
	case EQ_EXPR_AT:
		return;
	default:
		follow_all(d, e, EQ_WAY_EITHER);
	}
}

static void forget(struct directions *d)
{
	for (size_t i = d->low; i < d->high; i++)
		d->way[d->l->model->order.v[i]] = EQ_WAY_STILL;
	d->low = d->l->model->order.n;
	d->high = 0;
}

/* Ways of everything that the benefit's equation is made of. */
static void follow_benefit(struct directions *d, const struct eq_benefit *b)
{
	const struct eq_model *m = d->l->model;

	forget(d);
	follow(d, b->equation, EQ_WAY_UP);
	for (size_t i = d->high; i > d->low; i--) {
		uint32_t def = m->order.v[i - 1];
		const struct eq_def *of = &m->defs.v[def];

		if (d->way[def] == EQ_WAY_STILL)
			continue;
		if (of->kind == EQ_DEF_KPI)
			follow(d, m->kpis.v[of->index].tracked, d->way[def]);
		else if (of->kind == EQ_DEF_FIXED && m->fixed.v[of->index].values.expr)
			follow(d, m->fixed.v[of->index].values.expr, d->way[def]);
	}
}

/* ---- A0401 ---- */

static const struct eq_expr *performance_of(const struct eq_expr *e, uint32_t def)
{
	const struct eq_expr *found = NULL;

	if (e->op == EQ_EXPR_REF && e->ref.def == def && is_performance(e))
		return e;
	for (uint32_t i = 0; i < e->n && !found; i++)
		found = performance_of(e->a[i], def);
	return found;
}

static bool goes_wrong(const struct directions *d, const struct eq_kpi *k)
{
	return d->way[k->def] == (k->lower_is_better ? EQ_WAY_UP : EQ_WAY_DOWN);
}

/* `at`: where the equation names it; NULL: it is a part of what it names. */
static void say_wrong(const struct directions *d, const struct eq_benefit *b,
		      const struct eq_kpi *k, const struct eq_expr *at)
{
	const struct eq_linter *l = d->l;
	struct eq_text name = eq_lint_name(l, k->def), benefit = eq_lint_name(l, b->def);
	struct eq_diag *g = eq_diag_at(
		l->found, EQ_A0401, at ? at->span : b->equation->span,
		"the better `%.*s` gets, the less `%.*s` is worth: %s is better, and the equation "
		"goes the other way",
		EQ_ARG(name), EQ_ARG(benefit), k->lower_is_better ? "lower" : "higher");

	eq_diag_note(l->found, g, l->model->defs.v[k->def].span,
		     k->better_said
			     ? "the KPI says which way is better"
			     : "it does not say which way is better, and higher is taken to be");
	if (!at)
		eq_diag_hint(
			l->found, g,
			"look at what the equation's KPIs make of `%.*s`, or mend its `better`",
			EQ_ARG(name));
	else if (k->lower_is_better)
		eq_diag_hint(l->found, g,
			     "write `baseline(%.*s) - tracked(%.*s)`, so that going down is worth "
			     "something, or mend the KPI's `better`",
			     EQ_ARG(name), EQ_ARG(name));
	else
		eq_diag_hint(l->found, g,
			     "write `tracked(%.*s) - baseline(%.*s)`, so that going up is worth "
			     "something, or say `better lower` in the KPI",
			     EQ_ARG(name), EQ_ARG(name));
}

/* What the equation itself names is to blame first; the parts of a KPI only where all of that is right. */
static void check_sense(const struct directions *d, const struct eq_benefit *b)
{
	const struct eq_model *m = d->l->model;
	bool said = false;

	for (int parts = 0; parts < 2 && !said; parts++)
		for (size_t i = d->high; i > d->low; i--) {
			const struct eq_def *of = &m->defs.v[m->order.v[i - 1]];
			const struct eq_kpi *k;
			const struct eq_expr *at;

			if (of->kind != EQ_DEF_KPI)
				continue;
			k = &m->kpis.v[of->index];
			at = performance_of(b->equation, k->def);
			if (!goes_wrong(d, k) || (at != NULL) == (parts == 1))
				continue;
			/* Whether a part should rise by itself only its own words tell. */
			if (parts && !k->better_said)
				continue;
			say_wrong(d, b, k, at);
			said = true;
		}
}

/* ---- A0402 ---- */

static bool share_days(const struct eq_benefit *a, const struct eq_benefit *b)
{
	return (a->ends == EQ_DATE_NONE || b->starts == EQ_DATE_NONE || a->ends >= b->starts) &&
	       (b->ends == EQ_DATE_NONE || a->starts == EQ_DATE_NONE || b->ends >= a->starts);
}

static void say_twice(const struct eq_linter *l, const struct eq_benefit *b,
		      const struct eq_benefit *before, uint32_t kpi, uint32_t same_as)
{
	struct eq_text name = eq_lint_name(l, kpi), other = eq_lint_name(l, before->def);
	struct eq_diag *g = eq_diag_at(
		l->found, EQ_A0402, l->model->defs.v[b->def].span,
		"`%.*s` and `%.*s` both come from how `%.*s` performs: what is in both is counted "
		"twice in the totals",
		EQ_ARG(eq_lint_name(l, b->def)), EQ_ARG(other), EQ_ARG(name));

	eq_diag_note(l->found, g, l->model->defs.v[before->def].span, "the other benefit");
	if (same_as != kpi)
		eq_diag_note(l->found, g, l->model->defs.v[same_as].span,
			     "`%.*s` tracks the same as `%.*s`", EQ_ARG(eq_lint_name(l, same_as)),
			     EQ_ARG(name));
	eq_diag_hint(
		l->found, g,
		"leave the effect out of one of them, let one `ends` before the other `starts`, "
		"or say why both count: # allow A0402 because \"…\"");
}

/* The KPIs nearest to the equation come first: they say most. */
static void check_twice(struct directions *d, uint32_t benefit)
{
	const struct eq_model *m = d->l->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	bool said = false;

	for (size_t i = d->high; i > d->low; i--) {
		uint32_t kpi = m->order.v[i - 1], of;
		const struct eq_benefit *before;

		if (m->defs.v[kpi].kind != EQ_DEF_KPI || d->way[kpi] == EQ_WAY_STILL)
			continue;
		of = d->same_as[kpi];
		before = d->before[of] ? &m->benefits.v[d->before[of] - 1] : NULL;
		if (!before || !share_days(b, before)) {
			d->before[of] = benefit + 1;
		} else if (!said) {
			say_twice(d->l, b, before, kpi, of);
			said = true;
		}
	}
}

/* Two KPIs that track the same have one text of it. */
static void find_same(struct directions *d, struct eq_arena *arena)
{
	const struct eq_model *m = d->l->model;
	struct eq_map by_text;
	struct eq_buf text;

	eq_map_init(&by_text);
	eq_buf_init(&text);
	for (size_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];

		eq_buf_clear(&text);
		eq_expr_write(m, k->tracked, &text);
		d->same_as[k->def] =
			eq_map_put(&by_text, eq_arena_copy(arena, eq_buf_view(&text)), k->def);
	}
	eq_buf_release(&text);
	eq_map_release(&by_text);
}

void eq_lint_direction(const struct eq_linter *l)
{
	const struct eq_model *m = l->model;
	struct eq_arena arena;
	uint8_t *signs;
	struct directions d = {.l = l};

	eq_arena_init(&arena);
	signs = EQ_NEW_ARRAY(&arena, uint8_t, m->defs.n + 1);
	eq_lint_signs(l, false, signs);
	d.signs = signs;
	d.way = EQ_NEW_ARRAY(&arena, uint8_t, m->defs.n + 1);
	d.place = EQ_NEW_ARRAY(&arena, uint32_t, m->defs.n + 1);
	d.same_as = EQ_NEW_ARRAY(&arena, uint32_t, m->defs.n + 1);
	d.before = EQ_NEW_ARRAY(&arena, uint32_t, m->defs.n + 1);
	for (size_t i = 0; i < m->order.n; i++)
		d.place[m->order.v[i]] = (uint32_t)i;
	find_same(&d, &arena);
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		if (!m->benefits.v[i].equation)
			continue;
		follow_benefit(&d, &m->benefits.v[i]);
		check_sense(&d, &m->benefits.v[i]);
		check_twice(&d, i);
	}
	eq_arena_release(&arena);
}
