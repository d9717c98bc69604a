/* row_fixed.c - fixed values in the expression of a row: their value at the row's time, or what
 * their table says for the row's dimensions.
 *
 * Rows are read once for all scenarios, so such a value is written into the expression, and no
 * scenario may change it. */
#include "model/build.h"

#include "base/limits.h"

static struct eq_expr *copied(struct eq_build *b, const struct eq_expr *e, uint32_t def,
			      struct eq_span span, uint32_t depth);

static struct eq_expr *refuse_data(struct eq_build *b, uint32_t def, struct eq_span span)
{
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0310, span,
			   "`%.*s` is worked out from data or from scenarios, and a row "
			   "is read before those are known",
			   EQ_ARG(eq_def_name(b, def)));
	eq_diag_hint(b->diags, g, "use it outside of `sum(…)`, or give it a number");
	return NULL;
}

/* What a fixed value is: a number, where that is known; else its expression, with the fixed values
 * that it refers to in their place. */
static struct eq_expr *values_of(struct eq_build *b, uint32_t def, struct eq_span span,
				 uint32_t depth)
{
	struct eq_known *k = &b->known.v[def];
	const struct eq_fixed *f = &b->m->fixed.v[b->m->defs.v[def].index];
	if (k->broken)
		return NULL;
	if (!k->in_rows.at)
		k->in_rows = span;
	return k->constant_known ? eq_number_new(b, k->constant, f->unit, span)
				 : copied(b, f->values.expr, def, span, depth);
}

/* Fixed values made of each other can double in size with each step, hence the limit. */
static struct eq_expr *copied(struct eq_build *b, const struct eq_expr *e, uint32_t def,
			      struct eq_span span, uint32_t depth)
{
	if (depth == EQ_LIMIT_DEPTH || b->copied++ == EQ_LIMIT_COPIED) {
		eq_diag_at(b->diags, EQ_E0902, span,
			   "this is made of more fixed values than the expression of a row can "
			   "hold");
		return NULL;
	}
	if (e->op == EQ_EXPR_REF)
		return b->m->defs.v[e->ref.def].kind == EQ_DEF_FIXED &&
				       e->ref.scenario == EQ_SCENARIO_CURRENT
			       ? values_of(b, e->ref.def, span, depth + 1)
			       : refuse_data(b, def, span);
	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_TOTAL:
	case EQ_EXPR_RATE:
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_PREVIOUS:
	case EQ_EXPR_AVERAGE:
	case EQ_EXPR_CUMULATIVE:
	case EQ_EXPR_CHANGE:
	case EQ_EXPR_WITHOUT:
	case EQ_EXPR_XMR:
		return refuse_data(b, def, span);
	default:
		break;
	}
	struct eq_expr *c = EQ_NEW(b->arena, struct eq_expr);
	*c = *e;
	c->span = span;
	if (e->n)
		c->a = EQ_NEW_ARRAY(b->arena, struct eq_expr *, e->n);
	for (uint32_t i = 0; i < e->n; i++)
		if (!(c->a[i] = copied(b, e->a[i], def, span, depth + 1)))
			return NULL;
	return c;
}

/* Columns of the data for the dimensions of a table. False after reporting. */
static bool find_dimensions(struct eq_build *b, uint32_t def, const struct eq_by_table *t,
			    uint32_t data, struct eq_span span, uint32_t *columns)
{
	const struct eq_data *d = &b->m->data.v[data];
	for (uint32_t i = 0; i < t->n_by; i++) {
		columns[i] = eq_column_find(b, data, t->by[i]);
		if (columns[i] != EQ_PAIR_NONE && d->columns[columns[i]].dimension)
			continue;
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0312, span,
			"`%.*s` is looked up by `%.*s`, and `%.*s` has no such dimension",
			EQ_ARG(eq_def_name(b, def)), EQ_ARG(eq_name(b, t->by[i])),
			EQ_ARG(eq_def_name(b, d->def)));
		eq_diag_note(b->diags, g, t->span, "the table stands here");
		eq_diag_hint(b->diags, g, "declare it in the data: `by %.*s`",
			     EQ_ARG(eq_name(b, t->by[i])));
		return false;
	}
	return true;
}

static struct eq_expr *both(struct eq_build *b, enum eq_expr_op op, struct eq_expr *x,
			    struct eq_expr *y, struct eq_span span)
{
	if (!x)
		return y;
	struct eq_expr *e = eq_expr_new(b, op, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, span, 2);
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

/* Whether a line of a table fits a row; NULL: it fits every row. */
static struct eq_expr *fits(struct eq_build *b, const struct eq_by_table *t,
			    const struct eq_by_row *line, const uint32_t *columns,
			    struct eq_span span)
{
	struct eq_expr *all = NULL;
	for (uint32_t i = 0; i < t->n_by; i++) {
		if (line->keys[i] == 0)
			continue;
		struct eq_expr *column =
			eq_expr_new(b, EQ_EXPR_COLUMN, EQ_TYPE_TEXT, EQ_UNIT_PLAIN, span, 0);
		struct eq_expr *key =
			eq_expr_new(b, EQ_EXPR_TEXT, EQ_TYPE_TEXT, EQ_UNIT_PLAIN, span, 0);
		column->column = columns[i];
		key->text = line->keys[i];
		struct eq_expr *same =
			eq_expr_new(b, EQ_EXPR_EQ, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, span, 2);
		same->a[0] = column;
		same->a[1] = key;
		all = both(b, EQ_EXPR_AND, all, same, span);
	}
	return all;
}

/* if the first line fits then its value else … The lines are few: depth follows their number. */
static struct eq_expr *looked_up(struct eq_build *b, uint32_t def, struct eq_scope *s,
				 struct eq_span span)
{
	const struct eq_fixed *f = &b->m->fixed.v[b->m->defs.v[def].index];
	const struct eq_by_table *t = f->table;
	if (t->n_rows > EQ_LIMIT_LOOKUP) {
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0902, span,
			"`%.*s` has more than 1,000 lines, and each row would be compared with each",
			EQ_ARG(eq_def_name(b, def)));
		eq_diag_hint(b->diags, g, "give the data a column with the value instead");
		return NULL;
	}
	uint32_t *columns = EQ_NEW_ARRAY(b->arena, uint32_t, t->n_by);
	if (!find_dimensions(b, def, t, s->data, span, columns))
		return NULL;
	if (!b->known.v[def].in_rows.at)
		b->known.v[def].in_rows = span;
	struct eq_expr *listed = NULL;
	/* A row without a line: no value. The row is reported, unless `else` takes it. */
	struct eq_expr *value = eq_expr_new(b, EQ_EXPR_SINCE, EQ_TYPE_NUMBER, f->unit, span, 0);
	bool whole = false;
	for (uint32_t i = t->n_rows; i-- > 0;) {
		struct eq_expr *line = copied(b, t->rows[i].values.expr, def, span, 0);
		if (!line)
			return NULL;
		struct eq_expr *here = fits(b, t, &t->rows[i], columns, span);
		if (!here) {
			whole = true;
			value = line;
			continue;
		}
		listed = both(b, EQ_EXPR_OR, listed, here, span);
		struct eq_expr *e = eq_expr_new(b, EQ_EXPR_IF, EQ_TYPE_NUMBER, f->unit, span, 3);
		e->a[0] = here;
		e->a[1] = line;
		e->a[2] = value;
		value = e;
	}
	if (!whole && listed) {
		struct eq_listed_test *test = EQ_NEW(b->arena, struct eq_listed_test);
		*test = (struct eq_listed_test){b->m->defs.v[def].index, listed, span, s->tests};
		s->tests = test;
	}
	return value;
}

struct eq_expr *eq_fixed_in_row(struct eq_build *b, uint32_t def, struct eq_scope *s,
				struct eq_span span)
{
	const struct eq_fixed *f = &b->m->fixed.v[b->m->defs.v[def].index];
	if (b->known.v[def].broken)
		return NULL;
	b->copied = 0;
	if (s->looks_up)
		return f->table ? looked_up(b, def, s, span) : values_of(b, def, span, 0);
	/* `only` of data and `where` of a rating: which rows there are at all. */
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0310, span,
		"which rows there are is said by their columns alone, and `%.*s` is a fixed value",
		EQ_ARG(eq_def_name(b, def)));
	eq_diag_hint(b->diags, g, "write its value here, or use it in `sum(… where …)`");
	return NULL;
}
