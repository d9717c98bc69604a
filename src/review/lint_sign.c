/* lint_sign.c - which signs a value can have, from what it is made of. See lint_parts.h.
 *
 * A set of signs is always right, but for the one assumption that the header names, and may be
 * larger than it need be: where nothing is known it is all of them. */
#include "review/lint_parts.h"

uint8_t eq_way_times(uint8_t way, uint8_t sign)
{
	const uint8_t turned = (uint8_t)((way & EQ_WAY_UP ? EQ_WAY_DOWN : 0) |
					 (way & EQ_WAY_DOWN ? EQ_WAY_UP : 0));

	return (uint8_t)((sign & EQ_SIGN_ABOVE ? way : 0) | (sign & EQ_SIGN_BELOW ? turned : 0));
}

static uint8_t turned(uint8_t sign)
{
	return (uint8_t)((sign & EQ_SIGN_ZERO) | (sign & EQ_SIGN_BELOW ? EQ_SIGN_ABOVE : 0) |
			 (sign & EQ_SIGN_ABOVE ? EQ_SIGN_BELOW : 0));
}

/* What a sum of two can be: zero in between where they pull apart. */
static uint8_t sum(uint8_t a, uint8_t b)
{
	const uint8_t both = EQ_SIGN_BELOW | EQ_SIGN_ABOVE;
	uint8_t either = a | b;

	if ((either & both) == both)
		return EQ_SIGN_ANY;
	if (!(a & b & EQ_SIGN_ZERO))
		either = (uint8_t)(either & ~EQ_SIGN_ZERO);
	return either;
}

static uint8_t product(uint8_t a, uint8_t b)
{
	uint8_t out = (uint8_t)((a | b) & EQ_SIGN_ZERO);

	if (b & EQ_SIGN_ABOVE)
		out |= (uint8_t)(a & ~EQ_SIGN_ZERO);
	if (b & EQ_SIGN_BELOW)
		out |= (uint8_t)(turned(a) & ~EQ_SIGN_ZERO);
	return out;
}

static uint8_t of_number(struct eq_dec v)
{
	return eq_dec_is_zero(v)       ? EQ_SIGN_ZERO
	       : eq_dec_is_negative(v) ? EQ_SIGN_BELOW
				       : EQ_SIGN_ABOVE;
}

static uint8_t of_measure(const struct eq_linter *l, uint32_t measure)
{
	const struct eq_measure *m = &l->model->measures.v[measure];
	bool counts = m->aggregate == EQ_AGG_COUNT || m->aggregate == EQ_AGG_DISTINCT;

	return counts ? EQ_SIGN_ZERO | EQ_SIGN_ABOVE : EQ_SIGN_ANY;
}

/* The union of what the operands from `first` on, each `step`th, can be. */
static uint8_t of_some(const struct eq_linter *l, const uint8_t *signs, const struct eq_expr *e,
		       uint32_t first, uint32_t step)
{
	uint8_t out = 0;

	for (uint32_t i = first; i < e->n; i += step)
		out |= eq_lint_sign(l, signs, e->a[i]);
	return out;
}

static uint8_t of_power(uint8_t base, int64_t power)
{
	if (power == 0)
		return EQ_SIGN_ABOVE;
	if (power % 2 == 0)
		return (uint8_t)((base & EQ_SIGN_ZERO) |
				 (base & ~EQ_SIGN_ZERO ? EQ_SIGN_ABOVE : 0));
	return base;
}

/* Depth is capped by EQ_LIMIT_DEPTH. */
uint8_t eq_lint_sign(const struct eq_linter *l, const uint8_t *signs, const struct eq_expr *e)
{
	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_NUMBER:
		return of_number(e->number);
	case EQ_EXPR_ADD:
		return sum(eq_lint_sign(l, signs, e->a[0]), eq_lint_sign(l, signs, e->a[1]));
	case EQ_EXPR_SUB:
		return sum(eq_lint_sign(l, signs, e->a[0]),
			   turned(eq_lint_sign(l, signs, e->a[1])));
	case EQ_EXPR_MUL:
	case EQ_EXPR_DIV:
		return product(eq_lint_sign(l, signs, e->a[0]), eq_lint_sign(l, signs, e->a[1]));
	case EQ_EXPR_NEGATE:
		return turned(eq_lint_sign(l, signs, e->a[0]));
	case EQ_EXPR_POWER:
		return of_power(eq_lint_sign(l, signs, e->a[0]), e->power);
	case EQ_EXPR_ABS:
		return of_power(eq_lint_sign(l, signs, e->a[0]), 2);
	case EQ_EXPR_CONVERT:
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_PREVIOUS:
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_WITHOUT:
		return eq_lint_sign(l, signs, e->a[0]);
	case EQ_EXPR_IF:
		return of_some(l, signs, e, 1, 1);
	case EQ_EXPR_MIN:
	case EQ_EXPR_MAX:
	case EQ_EXPR_RAMP:
	case EQ_EXPR_STEP:
		return of_some(l, signs, e, 0, 1);
	case EQ_EXPR_SINCE:
	case EQ_EXPR_PATH:
		return of_some(l, signs, e, 1, 2);
	case EQ_EXPR_TOTAL:
		return of_measure(l, e->measure);
	case EQ_EXPR_RATE:
		return of_measure(l, e->measure_of_rate);
	case EQ_EXPR_REF:
		return signs[e->ref.def];
	default:
		return EQ_SIGN_ANY;
	}
}

/* Both declared, and above zero throughout. */
static bool is_stated_above(const struct eq_linter *l, const uint8_t *signs, const struct eq_kpi *k)
{
	const struct eq_expr *stated[] = {k->baseline.expr, k->target.expr};
	bool any = false;

	for (int i = 0; i < 2; i++) {
		if (!stated[i])
			continue;
		if (eq_lint_sign(l, signs, stated[i]) != EQ_SIGN_ABOVE)
			return false;
		any = true;
	}
	return any;
}

void eq_lint_signs(const struct eq_linter *l, bool proved, uint8_t *signs)
{
	const struct eq_model *m = l->model;

	/* Baselines look ahead of the order of parts and wholes: until then a sign is not known. */
	for (size_t i = 0; i < m->defs.n; i++)
		signs[i] = EQ_SIGN_ANY;
	for (size_t i = 0; i < m->order.n; i++) {
		uint32_t def = m->order.v[i];
		const struct eq_def *d = &m->defs.v[def];

		if (d->kind == EQ_DEF_FIXED && m->fixed.v[d->index].values.expr) {
			signs[def] = eq_lint_sign(l, signs, m->fixed.v[d->index].values.expr);
		} else if (d->kind == EQ_DEF_KPI) {
			const struct eq_kpi *k = &m->kpis.v[d->index];

			signs[def] = eq_lint_sign(l, signs, k->tracked);
			if (!proved && is_stated_above(l, signs, k))
				signs[def] = EQ_SIGN_ZERO | EQ_SIGN_ABOVE;
		}
	}
}
