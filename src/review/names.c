/* names.c - names of definitions, told from those of columns and from words. See names.h. */
#include "review/names.h"

/* ---- columns ---- */

static void add_column(struct eq_scope *s, uint32_t data, const struct eq_node *name)
{
	if (name && name->kind == EQ_NODE_NAME)
		eq_pairs_put(&s->columns, EQ_PAIR(data, name->name), 0);
}

/* Every name that a property of `data` gives to a column. */
static void add_columns(struct eq_scope *s, uint32_t data, const struct eq_node *p)
{
	switch (p->op) {
	case EQ_PROPERTY_COLUMN:
		add_column(s, data, p->child ? p->child->next : NULL);
		break;
	case EQ_PROPERTY_SPELL:
	case EQ_PROPERTY_KEY:
	case EQ_PROPERTY_BY:
	case EQ_PROPERTY_PRIVATE:
		for (const struct eq_node *c = p->child; c; c = c->next)
			add_column(s, data, c);
		break;
	case EQ_PROPERTY_PERIOD:
	case EQ_PROPERTY_DATE:
	case EQ_PROPERTY_VALUE:
	case EQ_PROPERTY_LEVEL:
		add_column(s, data, p->child);
		break;
	default:
		break;
	}
}

void eq_scope_init(struct eq_scope *s, const struct eq_node *file)
{
	*s = (struct eq_scope){0};
	for (const struct eq_node *d = file->child; d; d = d->next)
		if (d->kind == EQ_NODE_DATA && d->child)
			for (const struct eq_node *p = d->child; p; p = p->next)
				if (p->kind == EQ_NODE_PROPERTY)
					add_columns(s, d->child->name, p);
}

void eq_scope_release(struct eq_scope *s)
{
	eq_pairs_release(&s->columns);
}

/* ---- names ---- */

struct walk {
	const struct eq_scope *scope;
	uint32_t rows_of; /* symbol of the source over whose rows an expression goes, or 0 */
	void (*named)(void *context, const struct eq_node *n);
	void *context;
};

static void walk(struct walk *w, const struct eq_node *n);

static void walk_all(struct walk *w, const struct eq_node *first)
{
	for (const struct eq_node *c = first; c; c = c->next)
		walk(w, c);
}

/* An aggregate's argument: what stands before `of`, `where` and `while` is about rows. */
static void walk_argument(struct walk *w, const struct eq_node *n)
{
	const struct eq_node *of = eq_node_child(n, EQ_NODE_OF);
	const struct eq_node *source = of ? of->child : n->child;
	struct walk rows = *w;

	if (source && source->kind == EQ_NODE_NAME)
		rows.rows_of = source->name;
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c == of)
			walk(w, source);
		else if (c == source)
			walk(w, c);
		else if (c->kind != EQ_NODE_WHILE)
			walk(&rows, c);
}

/* Whether a property's own names are words, columns, partners or dimensions. */
static bool has_words(enum eq_property p)
{
	switch (p) {
	case EQ_PROPERTY_CURRENCY:
	case EQ_PROPERTY_PERIOD:
	case EQ_PROPERTY_FISCAL_YEAR:
	case EQ_PROPERTY_OWNER:
	case EQ_PROPERTY_DATE:
	case EQ_PROPERTY_SPELL:
	case EQ_PROPERTY_KEY:
	case EQ_PROPERTY_BY:
	case EQ_PROPERTY_COLUMN:
	case EQ_PROPERTY_PRIVATE:
	case EQ_PROPERTY_BETTER:
	case EQ_PROPERTY_KIND:
	case EQ_PROPERTY_SHARE:
	case EQ_PROPERTY_CONFIDENCE:
		return true;
	default:
		return false;
	}
}

static void walk_property(struct walk *w, const struct eq_node *p)
{
	const struct eq_node *first = p->child;

	if (has_words(p->op) || !first)
		return;
	if (p->op == EQ_PROPERTY_VALUE || p->op == EQ_PROPERTY_LEVEL)
		walk_all(w, first->next); /* its unit */
	else if (p->op == EQ_PROPERTY_TRACKED)
		walk(w, first); /* not the dimension of a rating */
	else
		walk_all(w, first);
}

/* Depth is capped by EQ_LIMIT_DEPTH. */
static void walk(struct walk *w, const struct eq_node *n)
{
	switch (n->kind) {
	case EQ_NODE_NAME:
		if (!w->rows_of ||
		    eq_pairs_get(&w->scope->columns, EQ_PAIR(w->rows_of, n->name)) == EQ_PAIR_NONE)
			w->named(w->context, n);
		break;
	case EQ_NODE_CALL:
		w->named(w->context, n);
		walk_all(w, n->child);
		break;
	case EQ_NODE_ARGUMENT:
		walk_argument(w, n);
		break;
	case EQ_NODE_PROPERTY:
		walk_property(w, n);
		break;
	case EQ_NODE_BY:
	case EQ_NODE_AS:
	case EQ_NODE_PLURAL:
	case EQ_NODE_KINDS:
	case EQ_NODE_ROWS:
		break;
	default:
		walk_all(w, n->child);
	}
}

void eq_scope_names(const struct eq_scope *s, const struct eq_node *declaration,
		    const struct eq_node *n, void (*named)(void *context, const struct eq_node *n),
		    void *context)
{
	struct walk w = {.scope = s, .named = named, .context = context};
	const struct eq_node *own = n->child;

	if (declaration->kind == EQ_NODE_DATA && declaration->child)
		w.rows_of = declaration->child->name;
	if (n != declaration)
		walk(&w, n);
	else if (own && own->kind == EQ_NODE_NAME)
		walk_all(&w, own->next);
	else
		walk_all(&w, own);
}
