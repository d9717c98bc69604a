/* lint_values.c - what stands behind values: a source, a day of review, a whole year. See lint.h. */
#include "review/lint_parts.h"

/* ---- A0403: fixed values without a source ---- */

/* Stated and not worked out: what is made of other definitions has their sources. */
static bool is_stated(const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_REF)
		return false;
	for (uint32_t i = 0; i < e->n; i++)
		if (!is_stated(e->a[i]))
			return false;
	return true;
}

static bool lacks_source(const struct eq_value *v)
{
	return !v->source.n && !v->agreed && v->expr && is_stated(v->expr);
}

static void hint_at_source(const struct eq_linter *l, struct eq_diag *g)
{
	eq_diag_hint(l->found, g,
		     "write where it is from behind the value: source \"…\"; or who agreed it: "
		     "agreed \"…\" on 2024-03-31");
}

struct lacking {
	uint32_t n, of;
	const struct eq_value *v[2]; /* the first two */
};

static void look_at(const struct eq_values *values, struct lacking *lacking)
{
	for (uint32_t i = 0; i < values->n; i++) {
		lacking->of++;
		if (!lacks_source(&values->v[i]))
			continue;
		if (lacking->n < 2)
			lacking->v[lacking->n] = &values->v[i];
		lacking->n++;
	}
}

/* One message where none of its values has a source; else one for each that lacks its own. */
static void say_lacking(const struct eq_linter *l, const struct eq_values *values)
{
	for (uint32_t i = 0; i < values->n; i++)
		if (lacks_source(&values->v[i]))
			hint_at_source(l, eq_diag_at(l->found, EQ_A0403, values->v[i].span,
						     "this value does not say where it is from, as "
						     "others beside it do"));
}

static void check_sources(const struct eq_linter *l, const struct eq_fixed *f)
{
	struct lacking lacking = {0};
	uint32_t rows = f->table ? f->table->n_rows : 0;

	look_at(&f->values, &lacking);
	for (uint32_t i = 0; i < rows; i++)
		look_at(&f->table->rows[i].values, &lacking);
	if (!lacking.n)
		return;
	if (lacking.n == lacking.of) {
		hint_at_source(l, eq_diag_at(l->found, EQ_A0403, l->model->defs.v[f->def].span,
					     lacking.n == 1
						     ? "`%.*s` does not say where its value is from"
						     : "`%.*s` does not say where its values are "
						       "from",
					     EQ_ARG(eq_lint_name(l, f->def))));
		return;
	}
	say_lacking(l, &f->values);
	for (uint32_t i = 0; i < rows; i++)
		say_lacking(l, &f->table->rows[i].values);
}

void eq_lint_sources(const struct eq_linter *l)
{
	for (size_t i = 0; i < l->model->fixed.n; i++)
		if (!eq_lint_overridden(l, l->model->fixed.v[i].def))
			check_sources(l, &l->model->fixed.v[i]);
}

/* ---- A0502: reviews that are due ---- */

static void check_review(const struct eq_linter *l, const struct eq_node *review)
{
	struct eq_text by = eq_sources_text(l->model->sources, review->child->span);
	char on[EQ_DATE_CHARS];
	struct eq_diag *g;
	eq_date due;

	if (!eq_date_read(by, &due) || due == EQ_DATE_NONE || due >= l->on)
		return;
	eq_date_write(l->on, on);
	g = eq_diag_at(l->found, EQ_A0502, review->span,
		       "this was to be reviewed by %.*s, and it is %s", EQ_ARG(by), on);
	eq_diag_hint(l->found, g,
		     "look whether it still holds, mend it if it does not, and write the day of "
		     "the next review");
}

/* Depth is capped by EQ_LIMIT_DEPTH. */
static void check_reviews(const struct eq_linter *l, const struct eq_node *n)
{
	if (n->kind == EQ_NODE_REVIEW)
		check_review(l, n);
	for (const struct eq_node *c = n->child; c; c = c->next)
		check_reviews(l, c);
}

void eq_lint_reviews(const struct eq_linter *l)
{
	if (l->on != EQ_DATE_NONE)
		check_reviews(l, l->file);
}

/* ---- A0501: parts of a year ---- */

static struct eq_range days_of(const struct eq_linter *l, const struct eq_expr *e)
{
	const struct eq_programme *p = &l->model->programme;
	struct eq_range of = {p->starts, p->horizon};

	if (e->money.benefit != EQ_ALL_BENEFITS) {
		const struct eq_benefit *b = &l->model->benefits.v[e->money.benefit];
		struct eq_range own = {b->starts == EQ_DATE_NONE ? p->starts : b->starts,
				       b->ends == EQ_DATE_NONE ? p->horizon : b->ends};

		of = eq_range_meet(of, own);
	}
	return eq_range_meet(of, e->money.range);
}

/* A year of 52 weeks has 364 days, and one of the calendar 365 or 366: all of them are years. */
#define DAYS_OF_GRACE 2

static void check_year(const struct eq_linter *l, const struct eq_expr *e)
{
	const struct eq_ratio year = l->model->programme.year_days;
	int64_t n = eq_range_days(days_of(l, e));
	struct eq_diag *g;

	if (n == 0 || (n + DAYS_OF_GRACE) * year.den >= year.num)
		return;
	g = eq_diag_at(
		l->found, EQ_A0501, e->span,
		"%lld days are stretched to a year: what happens in the rest of it is taken to "
		"be the same",
		(long long)n);
	eq_diag_hint(
		l->found, g,
		"take a whole year, or say why these days stand for one: # allow A0501 because "
		"\"…\"");
}

static void check_years(const struct eq_linter *l, const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_ANNUALISED)
		check_year(l, e);
	for (uint32_t i = 0; i < e->n; i++)
		check_years(l, e->a[i]);
}

void eq_lint_years(const struct eq_linter *l)
{
	for (size_t i = 0; i < l->model->figures.n; i++)
		if (l->model->figures.v[i].expr)
			check_years(l, l->model->figures.v[i].expr);
	for (size_t i = 0; i < l->model->alerts.n; i++)
		if (l->model->alerts.v[i].expr)
			check_years(l, l->model->alerts.v[i].expr);
}
