/* share.c - see share.h. */
#include "report/share.h"

#include <string.h>

/* A definition that leads to itself (a KPI's live window over the KPI) says nothing new, and so
 * does one deeper than anybody reads. */
#define DEEPEST 8

enum look { UNSAID, PLAIN, SHARE };

static enum look look_of(const struct eq_model *m, const struct eq_expr *e, int depth);

static enum look either(enum look a, enum look b)
{
	return a > b ? a : b;
}

/* As written: 70% is a share, 0.7 is not; 0 and 1 are the ends of both. */
static enum look look_of_number(const struct eq_model *m, const struct eq_expr *e)
{
	struct eq_text text;

	if (eq_dec_is_zero(e->number) || eq_dec_cmp(e->number, EQ_DEC_ONE) == 0 || !m->sources ||
	    e->span.end <= e->span.at)
		return UNSAID;
	text = eq_sources_text(m->sources, e->span);
	return text.n && memchr(text.p, '%', text.n) ? SHARE : PLAIN;
}

static enum look look_of_values(const struct eq_model *m, const struct eq_values *values, int depth)
{
	enum look look = UNSAID;

	for (uint32_t i = 0; i < values->n; i++)
		if (values->v[i].expr)
			look = either(look, look_of(m, values->v[i].expr, depth));
	return look;
}

static enum look look_of_kpi(const struct eq_model *m, const struct eq_kpi *kpi, int depth)
{
	enum look look = either(look_of_values(m, &kpi->baseline, depth),
				look_of_values(m, &kpi->target, depth));

	if (look == UNSAID && kpi->tracked)
		look = look_of(m, kpi->tracked, depth);
	return look;
}

static enum look look_of_def(const struct eq_model *m, uint32_t def, int depth)
{
	uint32_t i;

	if (def >= m->defs.n)
		return UNSAID;
	i = m->defs.v[def].index;
	switch (m->defs.v[def].kind) {
	case EQ_DEF_KPI:
		return look_of_kpi(m, &m->kpis.v[i], depth);
	case EQ_DEF_FIXED:
		return look_of_values(m, &m->fixed.v[i].values, depth);
	case EQ_DEF_FIGURE:
		return m->figures.v[i].expr ? look_of(m, m->figures.v[i].expr, depth) : UNSAID;
	default:
		return UNSAID;
	}
}

static enum look look_of(const struct eq_model *m, const struct eq_expr *e, int depth)
{
	enum look look = UNSAID;
	uint16_t first = 0;

	if (depth >= DEEPEST || !eq_unit_is_plain(m->units, e->unit))
		return UNSAID;
	switch (e->op) {
	case EQ_EXPR_NUMBER:
		return look_of_number(m, e);
	case EQ_EXPR_REF:
		return look_of_def(m, e->ref.def, depth + 1);
	case EQ_EXPR_DIV:
		return SHARE;
	case EQ_EXPR_IF:
		first = 1;
		break;
	case EQ_EXPR_MUL:
		/* A factor may be a number of anything: 1.3 times a share is one. */
		for (uint16_t i = 0; i < e->n; i++)
			if (look_of(m, e->a[i], depth + 1) == SHARE)
				return SHARE;
		return UNSAID;
	default:
		break;
	}
	for (uint16_t i = first; i < e->n; i++)
		look = either(look, look_of(m, e->a[i], depth + 1));
	return look;
}

bool eq_kpi_is_share(const struct eq_model *m, const struct eq_kpi *kpi)
{
	return eq_unit_is_plain(m->units, kpi->unit) && look_of_kpi(m, kpi, 0) == SHARE;
}

bool eq_figure_is_share(const struct eq_model *m, const struct eq_figure *figure)
{
	return figure->expr && eq_unit_is_plain(m->units, figure->unit) &&
	       look_of(m, figure->expr, 0) == SHARE;
}
