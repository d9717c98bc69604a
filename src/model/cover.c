/* cover.c - which days the data under an expression cover, as far as they say so.
 *
 * A range that lies wholly outside what one of them covers has no value, whatever the rows are:
 * that is known before any row is read. A definition's cover is kept, so that no definition is
 * looked through twice. */
#include "model/build.h"

static void narrow(struct eq_cover *c, const struct eq_cover *by)
{
	if (by->from == EQ_DATE_NONE)
		return;
	if (c->from == EQ_DATE_NONE) {
		*c = *by;
		return;
	}
	if (by->from > c->from) {
		c->from = by->from;
		c->from_data = by->from_data;
	}
	if (by->to < c->to) {
		c->to = by->to;
		c->to_data = by->to_data;
	}
}

static void narrow_to_data(struct eq_cover *c, const struct eq_model *m, uint32_t measure)
{
	uint32_t data = m->measures.v[measure].data;
	struct eq_range r = m->data.v[data].covers;
	struct eq_cover by = {r.from, r.to, data, data};
	narrow(c, &by);
}

/* Only what is missing where an operand is: an `if` may stand for just that case. What has a
 * window of its own looks at other days. */
static void look_through(const struct eq_build *b, const struct eq_expr *e, bool current,
			 struct eq_cover *c)
{
	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_TOTAL:
		narrow_to_data(c, b->m, e->measure);
		return;
	case EQ_EXPR_RATE:
		narrow_to_data(c, b->m, e->measure_of_rate);
		return;
	case EQ_EXPR_REF:
		if (e->ref.scenario == EQ_SCENARIO_ACTUAL ||
		    (current && e->ref.scenario == EQ_SCENARIO_CURRENT))
			narrow(c, &b->known.v[e->ref.def].cover);
		return;
	case EQ_EXPR_ADD:
	case EQ_EXPR_SUB:
	case EQ_EXPR_MUL:
	case EQ_EXPR_DIV:
	case EQ_EXPR_POWER:
	case EQ_EXPR_NEGATE:
	case EQ_EXPR_CONVERT:
	case EQ_EXPR_MIN:
	case EQ_EXPR_MAX:
	case EQ_EXPR_ABS:
	case EQ_EXPR_GROW:
	case EQ_EXPR_WITHOUT:
		for (uint32_t i = 0; i < e->n; i++)
			look_through(b, e->a[i], current, c);
		return;
	default:
		return;
	}
}

struct eq_cover eq_cover_of(const struct eq_build *b, const struct eq_expr *e, bool current)
{
	struct eq_cover c = {.from = EQ_DATE_NONE, .to = EQ_DATE_NONE};
	look_through(b, e, current, &c);
	return c;
}

bool eq_check_covered(struct eq_build *b, const struct eq_expr *e, const struct eq_scope *s,
		      struct eq_range range, struct eq_span span)
{
	/* The scenario at hand is the actual one where a figure stands by itself. */
	struct eq_cover c = eq_cover_of(b, e, s->place == EQ_PLACE_FIGURE && s->self != EQ_NO_DEF);
	if (c.from == EQ_DATE_NONE || (range.to >= c.from && range.from <= c.to))
		return true;
	const struct eq_data *d = &b->m->data.v[range.to < c.from ? c.from_data : c.to_data];
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	eq_date_write(d->covers.from, from);
	eq_date_write(d->covers.to, to);
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0508, span,
			   "`%.*s` covers %s to %s, and this range lies wholly outside of it",
			   EQ_ARG(eq_def_name(b, d->def)), from, to);
	eq_diag_note(b->diags, g, d->span, "the data is declared here");
	eq_diag_hint(b->diags, g,
		     "write a range within those days; if the file has more, say so in `covers`");
	return false;
}
