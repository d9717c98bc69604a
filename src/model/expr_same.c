/* expr_same.c - whether two checked expressions are one. See expr.h. */
#include "model/expr.h"

static uint64_t mixed(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static uint64_t hash_of(const struct eq_expr *e)
{
	if (!e)
		return 1;
	uint64_t h = mixed(e->op, e->unit);
	switch (e->op) {
	case EQ_EXPR_NUMBER: {
		struct eq_dec d = eq_dec_reduce(e->number);
		h = mixed(mixed(h, d.w[0]), d.w[1]);
		break;
	}
	case EQ_EXPR_DATE:
		h = mixed(h, (uint64_t)e->date);
		break;
	case EQ_EXPR_TEXT:
		h = mixed(h, e->text);
		break;
	case EQ_EXPR_COLUMN:
		h = mixed(h, e->column);
		break;
	case EQ_EXPR_POWER:
		h = mixed(h, (uint64_t)e->power);
		break;
	case EQ_EXPR_GROW:
		h = mixed(mixed(h, (uint64_t)e->growth.since), e->growth.unit);
		break;
	case EQ_EXPR_RAMP:
	case EQ_EXPR_STEP:
		h = mixed(mixed(h, (uint64_t)e->window.range.from), (uint64_t)e->window.range.to);
		break;
	default: /* a conversion follows from the two units */
		break;
	}
	for (uint32_t i = 0; i < e->n; i++)
		h = mixed(h, hash_of(e->a[i]));
	return mixed(h, e->n);
}

uint64_t eq_expr_hash(uint64_t h, const struct eq_expr *e)
{
	return mixed(h, hash_of(e));
}

bool eq_expr_same(const struct eq_expr *x, const struct eq_expr *y)
{
	if (!x || !y)
		return x == y;
	if (x->op != y->op || x->unit != y->unit || x->n != y->n)
		return false;
	switch (x->op) {
	case EQ_EXPR_NUMBER:
		if (eq_dec_cmp(x->number, y->number) != 0)
			return false;
		break;
	case EQ_EXPR_DATE:
		if (x->date != y->date)
			return false;
		break;
	case EQ_EXPR_TEXT:
		if (x->text != y->text)
			return false;
		break;
	case EQ_EXPR_COLUMN:
		if (x->column != y->column)
			return false;
		break;
	case EQ_EXPR_POWER:
		if (x->power != y->power)
			return false;
		break;
	case EQ_EXPR_GROW:
		if (x->growth.since != y->growth.since || x->growth.unit != y->growth.unit)
			return false;
		break;
	case EQ_EXPR_RAMP:
	case EQ_EXPR_STEP:
		if (x->window.range.from != y->window.range.from ||
		    x->window.range.to != y->window.range.to)
			return false;
		break;
	default:
		break;
	}
	for (uint32_t i = 0; i < x->n; i++)
		if (!eq_expr_same(x->a[i], y->a[i]))
			return false;
	return true;
}
