/* meet.c - where two units meet: which conversion is exact, and what to say when none is.
 *
 * Also the values that nothing can change, which lengths of time and units are made of. */
#include "model/build.h"

#include <string.h>

struct eq_text eq_unit_words(struct eq_build *b, uint32_t unit)
{
	struct eq_buf words;
	if (eq_unit_is_plain(b->units, unit))
		return EQ_TEXT("a plain number");
	eq_buf_init(&words);
	eq_unit_write(b->units, unit, true, &words);
	struct eq_text t = eq_arena_copy(b->arena, eq_buf_view(&words));
	eq_buf_release(&words);
	return t;
}

uint32_t eq_def_unit(const struct eq_build *b, uint32_t def)
{
	const struct eq_def *d = &b->m->defs.v[def];
	switch (d->kind) {
	case EQ_DEF_KPI:
		return b->m->kpis.v[d->index].unit;
	case EQ_DEF_FIXED:
		return b->m->fixed.v[d->index].unit;
	case EQ_DEF_BENEFIT:
		return b->m->benefits.v[d->index].unit;
	case EQ_DEF_FIGURE:
		return b->m->figures.v[d->index].unit;
	case EQ_DEF_WORKSTREAM: /* of its target and stretch */
		return eq_unit_div(b->units, b->m->programme.currency,
				   eq_unit_time(b->units, EQ_YEAR));
	default:
		return EQ_UNIT_PLAIN;
	}
}

bool eq_units_fit(const struct eq_build *b, uint32_t x, uint32_t y)
{
	return x == y || eq_unit_same_dimension(b->units, x, y);
}

struct eq_expr *eq_converted(struct eq_build *b, struct eq_expr *e, uint32_t unit)
{
	struct eq_ratio ratio;
	if (e->unit == unit)
		return e;
	if (!eq_unit_ratio(b->units, e->unit, unit, &ratio)) {
		eq_diag_at(b->diags, EQ_E0305, e->span,
			   "the conversion from %.*s to %.*s has too many digits",
			   EQ_ARG(eq_unit_words(b, e->unit)), EQ_ARG(eq_unit_words(b, unit)));
		return NULL;
	}
	struct eq_expr *c = eq_expr_new(b, EQ_EXPR_CONVERT, EQ_TYPE_NUMBER, unit, e->span, 1);
	c->ratio = ratio;
	c->flow = e->flow;
	c->a[0] = e;
	return c;
}

/* The same in a sentence: a unit in backquotes, and a plain number without. */
static struct eq_text quoted_unit(struct eq_build *b, uint32_t unit)
{
	struct eq_text words = eq_unit_words(b, unit);
	return eq_unit_is_plain(b->units, unit)
		       ? words
		       : eq_arena_printf(b->arena, "`%.*s`", EQ_ARG(words));
}

/* Where one factor makes x and y the same, says which, as `per week`. */
void eq_hint_difference(struct eq_build *b, struct eq_diag *g, uint32_t x, uint32_t y)
{
	uint32_t d = eq_unit_div(b->units, y, x);
	if (d == EQ_UNIT_NONE)
		return;
	if (eq_unit_is_plain(b->units, x) || eq_unit_is_plain(b->units, y)) {
		struct eq_text unit = eq_unit_words(b, eq_unit_is_plain(b->units, x) ? y : x);
		struct eq_text pound = EQ_TEXT("£");
		bool money = unit.n >= pound.n && memcmp(unit.p, pound.p, pound.n) == 0;
		if (money)
			unit = (struct eq_text){unit.p + pound.n, unit.n - pound.n};
		eq_diag_hint(b->diags, g,
			     "if the plain number is meant in that unit, say so: `%s%.*s`",
			     money ? "£12" : "12 ", EQ_ARG(unit));
		return;
	}
	struct eq_buf words;
	eq_buf_init(&words);
	for (int inverse = 0; inverse < 2; inverse++) {
		uint32_t u = inverse ? eq_unit_div(b->units, EQ_UNIT_PLAIN, d) : d;
		if (u == EQ_UNIT_NONE)
			break;
		eq_buf_clear(&words);
		eq_unit_write(b->units, eq_unit_named(b->units, u, b->m->programme.grain.unit),
			      false, &words);
		struct eq_text t = eq_buf_view(&words);
		/* One factor below the line, and nothing above it: "per X" without a second "per".
		 */
		if (t.n < 4 || !eq_text_is((struct eq_text){t.p, 4}, "per "))
			continue;
		bool single = true;
		for (size_t i = 4; i < t.n; i++)
			single &= t.p[i] != ' ';
		if (single) {
			eq_diag_hint(b->diags, g, "`%.*s` and `%.*s` differ by `%.*s`",
				     EQ_ARG(eq_unit_words(b, x)), EQ_ARG(eq_unit_words(b, y)),
				     EQ_ARG(t));
			break;
		}
	}
	eq_buf_release(&words);
}

static void does_not_fit(struct eq_build *b, uint32_t x, uint32_t y, struct eq_span span,
			 const char *what)
{
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0301, span, "`%s` needs one unit %s; here are %.*s and %.*s", what,
		*what >= 'a' && *what <= 'z' ? "in all its values" : "on both sides",
		EQ_ARG(quoted_unit(b, x)), EQ_ARG(quoted_unit(b, y)));
	eq_hint_difference(b, g, x, y);
	/* Money beside what is not: it lacks its price. */
	bool money = eq_unit_is_money(b->units, x);
	uint32_t other = money ? y : x;
	if (g->hint.n || money == eq_unit_is_money(b->units, y) ||
	    eq_unit_is_plain(b->units, other))
		return;
	uint32_t price = eq_unit_div(b->units, money ? x : y, other);
	if (price != EQ_UNIT_NONE)
		eq_diag_hint(b->diags, g, "multiply %.*s by a price, in %.*s, to have money",
			     EQ_ARG(quoted_unit(b, other)), EQ_ARG(quoted_unit(b, price)));
}

bool eq_meet(struct eq_build *b, struct eq_expr **x, struct eq_expr **y, struct eq_span span,
	     const char *what)
{
	struct eq_expr *pair[2] = {*x, *y};
	if (!eq_meet_all(b, pair, 2, span, what))
		return false;
	*x = pair[0];
	*y = pair[1];
	return true;
}

static bool all_exact(const struct eq_build *b, struct eq_expr *const *a, uint32_t n, uint32_t unit)
{
	struct eq_ratio ratio;
	for (uint32_t i = 0; i < n; i++)
		if (a[i]->unit != unit && (!eq_unit_ratio(b->units, a[i]->unit, unit, &ratio) ||
					   !eq_ratio_is_exact(ratio)))
			return false;
	return true;
}

bool eq_meet_all(struct eq_build *b, struct eq_expr **a, uint32_t n, struct eq_span span,
		 const char *what)
{
	uint32_t unit = a[0]->unit, last = unit;
	bool same = true;
	for (uint32_t i = 1; i < n; i++) {
		if (!eq_units_fit(b, a[0]->unit, a[i]->unit)) {
			does_not_fit(b, a[0]->unit, a[i]->unit, span, what);
			return false;
		}
		same &= a[i]->unit == unit;
	}
	if (same)
		return true;
	/* Weeks to days is × 7 and exact, days to weeks is not: take a unit that loses nothing. */
	for (uint32_t i = 0; i < n; i++) {
		if (i > 0 && a[i]->unit == last)
			continue;
		last = a[i]->unit;
		if (all_exact(b, a, n, last)) {
			unit = last;
			break;
		}
	}
	for (uint32_t i = 0; i < n; i++)
		if (!(a[i] = eq_converted(b, a[i], unit)))
			return false;
	return true;
}

struct eq_expr *eq_to_unit_of(struct eq_build *b, struct eq_expr *e, uint32_t def, const char *what)
{
	uint32_t unit = eq_def_unit(b, def);
	if (eq_units_fit(b, e->unit, unit))
		return eq_converted(b, e, unit);
	struct eq_text name = eq_def_name(b, def);
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0302, e->span, "this %s is %s%.*s, but `%.*s` is %s%.*s", what,
		eq_unit_is_plain(b->units, e->unit) ? "" : "in ", EQ_ARG(quoted_unit(b, e->unit)),
		EQ_ARG(name), eq_unit_is_plain(b->units, unit) ? "" : "in ",
		EQ_ARG(quoted_unit(b, unit)));
	eq_hint_difference(b, g, e->unit, unit);
	return NULL;
}

/* The value of an expression that nothing can change: literals and fixed values without dates. */
bool eq_constant(const struct eq_build *b, const struct eq_expr *e, struct eq_dec *out)
{
	struct eq_dec x, y;
	unsigned flags = 0;
	if (e->op == EQ_EXPR_NUMBER) {
		*out = e->number;
		return true;
	}
	if (e->op == EQ_EXPR_REF) {
		const struct eq_known *k = &b->known.v[e->ref.def];
		*out = k->constant;
		return k->constant_known && e->ref.scenario == EQ_SCENARIO_CURRENT;
	}
	if (e->n == 0 || e->n > 2 || e->type != EQ_TYPE_NUMBER || !eq_constant(b, e->a[0], &x) ||
	    (e->n == 2 && (e->a[0]->type != EQ_TYPE_NUMBER || !eq_constant(b, e->a[1], &y))))
		return false;
	switch (e->op) {
	case EQ_EXPR_ADD:
		*out = eq_dec_add(x, y, &flags);
		break;
	case EQ_EXPR_SUB:
		*out = eq_dec_sub(x, y, &flags);
		break;
	case EQ_EXPR_MUL:
		*out = eq_dec_mul(x, y, &flags);
		break;
	case EQ_EXPR_DIV:
		*out = eq_dec_div(x, y, &flags);
		break;
	case EQ_EXPR_NEGATE:
		*out = eq_dec_neg(x);
		break;
	case EQ_EXPR_POWER:
		*out = eq_dec_pow(x, e->power, &flags);
		break;
	case EQ_EXPR_CONVERT:
		*out = eq_dec_mul_ratio(x, e->ratio, &flags);
		break;
	default:
		return false;
	}
	return eq_dec_is_finite(*out);
}
