/* lint_bands.c - A0404, A0405: ratings of which some colour can never be. See lint.h.
 *
 * Only what is certain: targets and baselines that are plain amounts, bounds that follow from what is
 * counted. */
#include "review/lint_parts.h"

struct bands {
	const struct eq_linter *l;
	const uint8_t *signs; /* [def]: proved ones */
};

/* The one amount that is stated, for all time. */
static bool stated(const struct eq_values *v, struct eq_dec *out)
{
	return v->n == 1 && v->v[0].from == EQ_DATE_NONE && v->expr && eq_lint_amount(v->expr, out);
}

static struct eq_text percent(const struct bands *b, struct eq_dec part)
{
	char text[EQ_DEC_CHARS];
	unsigned flags = 0;
	size_t n = eq_dec_write_short(eq_dec_mul(part, eq_dec_int(100), &flags), text);

	return eq_arena_printf(&b->l->found->arena, "%.*s%%", (int)n, text);
}

static struct eq_dec green_of(const struct eq_bands *said)
{
	return said->said ? said->green : EQ_DEC_ONE;
}

static struct eq_dec amber_of(const struct eq_bands *said)
{
	return said->said ? said->amber : eq_dec_scaled(9, 1);
}

/* ---- what a KPI can be ---- */

static const struct eq_measure *measure_of(const struct eq_model *m, const struct eq_expr *e)
{
	while (e->op == EQ_EXPR_CONVERT || e->op == EQ_EXPR_AVERAGE || e->op == EQ_EXPR_WITHOUT)
		e = e->a[0];
	if (e->op == EQ_EXPR_TOTAL)
		return &m->measures.v[e->measure];
	return e->op == EQ_EXPR_RATE ? &m->measures.v[e->measure_of_rate] : NULL;
}

/* Rows out of all rows: a part of a whole. */
static bool is_share(const struct eq_model *m, const struct eq_expr *e)
{
	const struct eq_measure *part, *whole;

	if (e->op != EQ_EXPR_DIV || e->a[0]->op != e->a[1]->op)
		return false;
	part = measure_of(m, e->a[0]);
	whole = measure_of(m, e->a[1]);
	return part && whole && part->data == whole->data && part->during == whole->during &&
	       part->aggregate == EQ_AGG_COUNT && whole->aggregate == EQ_AGG_COUNT &&
	       (!whole->where || part->where == whole->where);
}

/* ---- one rating by progress ---- */

static void say_equal(const struct bands *b, const struct eq_kpi *k)
{
	struct eq_diag *g =
		eq_diag_at(b->l->found, EQ_A0404, k->target.v[0].span,
			   "the target is the baseline: there is no way between them, and "
			   "`%.*s` is never red, amber or green",
			   EQ_ARG(eq_lint_name(b->l, k->def)));

	eq_diag_note(b->l->found, g, k->baseline.v[0].span, "the baseline");
	eq_diag_hint(b->l->found, g, "set a target that differs, or take it away");
}

static void say_worse(const struct bands *b, const struct eq_kpi *k)
{
	struct eq_diag *g = eq_diag_at(b->l->found, EQ_A0405, k->target.v[0].span,
				       "the target is %s the baseline, and %s is better: getting "
				       "worse would turn `%.*s` green",
				       k->lower_is_better ? "above" : "below",
				       k->lower_is_better ? "lower" : "higher",
				       EQ_ARG(eq_lint_name(b->l, k->def)));

	eq_diag_note(b->l->found, g, k->baseline.v[0].span, "the baseline");
	if (k->better_said)
		eq_diag_hint(b->l->found, g, "exchange the two, or mend `better`");
	else
		eq_diag_hint(
			b->l->found, g,
			"exchange the two, or say `better lower`: without it higher is better");
}

/* Whether no performance of the KPI makes that part of the way. */
static bool out_of_reach(const struct bands *b, const struct eq_kpi *k, struct eq_dec from,
			 struct eq_dec way, struct eq_dec part)
{
	unsigned flags = 0;
	struct eq_dec needed = eq_dec_add(from, eq_dec_mul(way, part, &flags), &flags);

	if (k->live_kind == EQ_LIVE_EXPR)
		return false; /* it may be anything */
	if (eq_dec_is_negative(needed) && !(b->signs[k->def] & EQ_SIGN_BELOW))
		return true;
	return eq_dec_cmp(needed, EQ_DEC_ONE) > 0 && is_share(b->l->model, k->tracked);
}

static void check_reach(const struct bands *b, const struct eq_kpi *k, struct eq_dec from,
			struct eq_dec to)
{
	unsigned flags = 0;
	struct eq_dec way = eq_dec_sub(to, from, &flags);
	const char *colour = NULL;
	struct eq_dec part;
	struct eq_diag *g;

	part = amber_of(&k->bands);
	if (out_of_reach(b, k, from, way, part)) {
		colour = "amber";
	} else {
		part = green_of(&k->bands);
		if (out_of_reach(b, k, from, way, part))
			colour = "green";
	}
	if (!colour)
		return;
	g = eq_diag_at(
		b->l->found, EQ_A0404, k->target.v[0].span,
		"`%.*s` can never be %s: %.*s of the way from the baseline to this target is %s",
		EQ_ARG(eq_lint_name(b->l, k->def)), colour, EQ_ARG(percent(b, part)),
		eq_dec_cmp(way, EQ_DEC_ZERO) < 0 ? "below nothing" : "more than all there are");
	eq_diag_note(b->l->found, g, k->baseline.v[0].span, "the baseline");
	eq_diag_hint(b->l->found, g, "look at the target, and at `rag`");
}

static void check_kpi(const struct bands *b, const struct eq_kpi *k)
{
	struct eq_dec from, to;
	int order;

	if (!stated(&k->baseline, &from) || !stated(&k->target, &to))
		return;
	order = eq_dec_cmp(to, from);
	if (order == 0)
		say_equal(b, k);
	else if (order == (k->lower_is_better ? 1 : -1))
		say_worse(b, k);
	else
		check_reach(b, k, from, to);
}

/* ---- what is judged ---- */

static void check_rating(const struct bands *b, const struct eq_rating_scale *r)
{
	unsigned flags = 0;
	struct eq_dec green;
	struct eq_diag *g;

	if (!r->has_target)
		return;
	if (r->target_level == 0) {
		g = eq_diag_at(b->l->found, EQ_A0404, r->span,
			       "the target is the worst level, which every change has or betters: "
			       "this rating is always green");
		eq_diag_hint(b->l->found, g, "aim for a better level: `target … at \"%.*s\"`",
			     EQ_ARG(r->levels[r->n_levels - 1]));
		return;
	}
	if (eq_dec_is_zero(r->target)) {
		g = eq_diag_at(b->l->found, EQ_A0404, r->span,
			       "the target is none of the changes, so nothing is ever rated");
		eq_diag_hint(b->l->found, g, "write the share of the changes that is aimed for");
		return;
	}
	green = eq_dec_mul(green_of(&r->bands), r->target, &flags);
	if (eq_dec_cmp(green, EQ_DEC_ONE) <= 0)
		return;
	g = eq_diag_at(b->l->found, EQ_A0404, r->span,
		       "this rating can never be green: %.*s of a target of %.*s is more than all "
		       "changes",
		       EQ_ARG(percent(b, green_of(&r->bands))), EQ_ARG(percent(b, r->target)));
	eq_diag_hint(b->l->found, g, "let green begin at 100%% of the target or below");
}

/* ---- money ---- */

static void check_workstream(const struct bands *b, const struct eq_workstream *w)
{
	struct eq_dec target, stretch;
	struct eq_diag *g;

	if (!stated(&w->target, &target))
		return;
	if (eq_dec_is_zero(target) || eq_dec_is_negative(target)) {
		g = eq_diag_at(b->l->found, EQ_A0404, w->target.v[0].span,
			       "the target is not above nothing, so `%.*s` is never red, amber or "
			       "green",
			       EQ_ARG(eq_lint_name(b->l, w->def)));
		eq_diag_hint(b->l->found, g, "write what is aimed for, or take the target away");
		return;
	}
	if (!stated(&w->stretch, &stretch) || eq_dec_cmp(stretch, target) > 0)
		return;
	g = eq_diag_at(b->l->found, EQ_A0405, w->stretch.v[0].span,
		       "the stretch is not above the target, so whoever reaches the target has "
		       "reached both");
	eq_diag_note(b->l->found, g, w->target.v[0].span, "the target");
	eq_diag_hint(b->l->found, g, "exchange the two, or take the stretch away");
}

void eq_lint_bands(const struct eq_linter *l)
{
	const struct eq_model *m = l->model;
	uint8_t *signs = eq_alloc_zero(m->defs.n + 1, sizeof *signs);
	const struct bands b = {l, signs};

	eq_lint_signs(l, true, signs);
	for (size_t i = 0; i < m->kpis.n; i++)
		check_kpi(&b, &m->kpis.v[i]);
	for (size_t i = 0; i < m->ratings.n; i++)
		check_rating(&b, &m->ratings.v[i]);
	for (size_t i = 0; i < m->workstreams.n; i++)
		check_workstream(&b, &m->workstreams.v[i]);
	eq_free(signs);
}
