/* declare_table.c - values by dimension: `by locality { "North" = £5, else = £6 }`.
 *
 * The first line that fits holds. A line that those above it take whole could never hold, so it is a
 * mistake: the same keys twice, or anything below `else`. */
#include "model/build.h"

/* A dimension is a column that some data declares with `by`. */
static bool is_dimension(const struct eq_build *b, uint32_t symbol)
{
	for (uint32_t i = 0; i < b->m->data.n; i++) {
		uint32_t column = eq_column_find(b, i, symbol);
		if (column != EQ_PAIR_NONE && b->m->data.v[i].columns[column].dimension)
			return true;
	}
	return false;
}

static bool unknown_dimension(struct eq_build *b, const struct eq_node *name)
{
	struct eq_nearest nearest;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0204, name->span,
				       "no data declares `%.*s` with `by`, so nothing can be told "
				       "apart by it",
				       EQ_ARG(eq_name(b, name->name)));
	eq_nearest_init(&nearest, eq_name(b, name->name));
	for (size_t i = 0; i < b->m->data.n; i++)
		for (uint32_t k = 0; k < b->m->data.v[i].n_columns; k++)
			if (b->m->data.v[i].columns[k].dimension)
				eq_nearest_try(&nearest,
					       eq_name(b, b->m->data.v[i].columns[k].name));
	if (nearest.best.n)
		eq_diag_hint(b->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	return false;
}

static bool read_dimensions(struct eq_build *b, const struct eq_node *by, struct eq_by_table *t)
{
	bool ok = true;
	uint32_t count = 0;
	for (const struct eq_node *c = by->child; c; c = c->next)
		count++;
	t->by = EQ_NEW_ARRAY(b->arena, uint32_t, count);
	for (const struct eq_node *c = by->child; c; c = c->next) {
		for (uint32_t i = 0; i < t->n_by; i++)
			if (t->by[i] == c->name) {
				eq_diag_at(b->diags, EQ_E0411, c->span,
					   "`%.*s` stands twice in this table's `by`",
					   EQ_ARG(eq_name(b, c->name)));
				ok = false;
			}
		ok &= is_dimension(b, c->name) || unknown_dimension(b, c);
		t->by[t->n_by++] = c->name;
	}
	return ok;
}

/* The keys of a line; `else` alone is any value of every dimension. */
static bool read_keys(struct eq_build *b, const struct eq_node *row, struct eq_by_table *t,
		      struct eq_by_row *out)
{
	uint32_t n = 0;
	out->span = row->span;
	out->keys = EQ_NEW_ARRAY(b->arena, uint32_t, t->n_by);
	for (const struct eq_node *c = row->child; c->kind != EQ_NODE_VALUES; c = c->next, n++)
		if (n < t->n_by && c->kind == EQ_NODE_TEXT)
			out->keys[n] = eq_symbol(b->symbols, eq_quoted(b, c));
	if (n == t->n_by || (n == 1 && row->child->kind == EQ_NODE_ELSE))
		return true;
	eq_diag_at(b->diags, EQ_E0411,
		   (struct eq_span){row->span.at, eq_node_child(row, EQ_NODE_VALUES)->span.at},
		   "this line names %u %s, and the table is by %u %s", n,
		   n == 1 ? "value" : "values", t->n_by, t->n_by == 1 ? "column" : "columns");
	return false;
}

static bool takes(const struct eq_by_table *t, const struct eq_by_row *above,
		  const struct eq_by_row *row)
{
	for (uint32_t i = 0; i < t->n_by; i++)
		if (above->keys[i] && above->keys[i] != row->keys[i])
			return false;
	return true;
}

static bool can_hold(struct eq_build *b, const struct eq_by_table *t, const struct eq_by_row *row)
{
	for (const struct eq_by_row *above = t->rows; above < t->rows + t->n_rows; above++) {
		if (!takes(t, above, row))
			continue;
		bool same = takes(t, row, above);
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0411, row->span,
					       same ? "this line stands twice in the table"
						    : "this line never holds: one above takes all "
						      "that it would");
		eq_diag_note(b->diags, g, above->span, "the line above");
		if (!same)
			eq_diag_hint(b->diags, g,
				     "the first line that fits holds, so `else` "
				     "stands last");
		return false;
	}
	return true;
}

const struct eq_by_table *eq_check_table(struct eq_build *b, const struct eq_node *n,
					 struct eq_scope *s, uint32_t def, uint32_t unit,
					 const char *what)
{
	struct eq_by_table *t = EQ_NEW(b->arena, struct eq_by_table);
	uint32_t count = 0;
	t->span = n->span;
	bool ok = read_dimensions(b, n->child, t);
	for (const struct eq_node *c = n->child->next; c; c = c->next)
		count++;
	if (!count) {
		eq_diag_at(b->diags, EQ_E0411, n->span, "this table has no lines");
		return NULL;
	}
	t->rows = EQ_NEW_ARRAY(b->arena, struct eq_by_row, count);
	for (const struct eq_node *c = n->child->next; c; c = c->next) {
		struct eq_by_row row = {0};
		if (!read_keys(b, c, t, &row) || !can_hold(b, t, &row) ||
		    !eq_check_values(b, eq_node_child(c, EQ_NODE_VALUES), s, def, unit, what,
				     &row.values)) {
			ok = false;
			continue;
		}
		if (unit == EQ_UNIT_NONE) /* the first line's holds for all */
			unit = eq_def_unit(b, def);
		t->rows[t->n_rows++] = row;
	}
	return ok ? t : NULL;
}
