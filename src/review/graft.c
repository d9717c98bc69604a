/* graft.c - one tree of two, copying only what is on the way to a change. See graft.h. */
#include "review/graft.h"

#include <string.h>

#include "syntax/build.h"

/* ---- new names ---- */

struct renaming {
	const struct eq_changes *c;
	struct eq_pairs names; /* (place, 0) of each name that means a definition: its new symbol */
	struct eq_arena *arena;
};

static uint32_t renamed_to(const struct eq_changes *c, uint32_t name)
{
	for (size_t i = 0; i < c->renamed.n; i++)
		if (c->renamed.v[i].old->name == name)
			return c->renamed.v[i].new->name;
	return 0;
}

static void note_name(void *context, const struct eq_node *n)
{
	struct renaming *r = context;
	uint32_t to = renamed_to(r->c, n->name);

	if (to)
		*eq_pairs_put(&r->names, EQ_PAIR(n->span.at, n->kind), to) = to;
}

static struct eq_node *copy(struct eq_arena *arena, const struct eq_node *n)
{
	struct eq_node *out = EQ_NEW(arena, struct eq_node);

	*out = *n;
	out->next = NULL;
	return out;
}

/* Depth is capped by EQ_LIMIT_DEPTH. */
static struct eq_node *copy_named(struct renaming *r, const struct eq_node *n)
{
	struct eq_node *out = copy(r->arena, n);
	struct eq_chain children = eq_none();

	if (n->kind == EQ_NODE_NAME || n->kind == EQ_NODE_CALL) {
		uint32_t to = eq_pairs_get(&r->names, EQ_PAIR(n->span.at, n->kind));
		if (to != EQ_PAIR_NONE)
			out->name = to;
	}
	for (const struct eq_node *c = n->child; c; c = c->next)
		children = eq_append(children, copy_named(r, c));
	out->child = children.first;
	return out;
}

const struct eq_node *eq_graft_names(const struct eq_changes *c, const struct eq_node *old,
				     struct eq_arena *arena)
{
	struct renaming r = {.c = c, .arena = arena};
	struct eq_chain declarations = eq_none();
	struct eq_node *file;

	if (!c->renamed.n)
		return old;
	file = copy(arena, old);
	for (const struct eq_node *d = old->child; d; d = d->next) {
		bool own = d->kind != EQ_NODE_PROGRAMME && d->kind != EQ_NODE_PROFILE;

		if (own && d->child && d->child->kind == EQ_NODE_NAME)
			note_name(&r, d->child);
		eq_scope_names(&c->old->scope, d, d, note_name, &r);
		declarations = eq_append(declarations, copy_named(&r, d));
	}
	file->child = declarations.first;
	eq_pairs_release(&r.names);
	return file;
}

/* ---- changes ---- */

struct grafting {
	const struct eq_changes *c;
	const bool *apply;
	struct eq_arena *arena;
	const struct eq_meaning *m; /* the declaration that is being changed */
};

static bool says_more(const struct grafting *g, const struct eq_change *x)
{
	return x->kind == EQ_CHANGE_SAID && x->old == g->m && g->apply[x->together];
}

/* The change that takes the place of a node; NULL: there is none. */
static const struct eq_change *in_place_of(const struct grafting *g, const struct eq_node *n)
{
	for (size_t i = 0; i < g->c->all.n; i++)
		if (says_more(g, &g->c->all.v[i]) && g->c->all.v[i].was.node == n)
			return &g->c->all.v[i];
	return NULL;
}

/* What `in` says only in the new text. */
static struct eq_chain added_in(const struct grafting *g, const struct eq_node *in)
{
	struct eq_chain added = eq_none();

	for (size_t i = 0; i < g->c->all.n; i++) {
		const struct eq_change *x = &g->c->all.v[i];
		if (says_more(g, x) && !x->was.node && x->was.in == in)
			added = eq_append(added, copy(g->arena, x->is.node));
	}
	return added;
}

/* Whether a new row has to stand before this one, which holds for what no row before it names. */
static bool is_for_the_rest(const struct eq_node *n)
{
	return n->kind == EQ_NODE_ROW && eq_node_child(n, EQ_NODE_ELSE);
}

static struct eq_node *changed(const struct grafting *g, const struct eq_node *n)
{
	struct eq_node *out = copy(g->arena, n);
	struct eq_chain children = eq_none(), added = added_in(g, n);

	for (const struct eq_node *c = n->child; c; c = c->next) {
		const struct eq_change *x = in_place_of(g, c);
		bool holds_parts = c->kind == EQ_NODE_PROPERTY || c->kind == EQ_NODE_TABLE ||
				   c->kind == EQ_NODE_VALUES;

		if (is_for_the_rest(c)) {
			children = eq_concat(children, added);
			added = eq_none();
		}
		if (x)
			children =
				eq_append(children, x->is.node ? copy(g->arena, x->is.node) : NULL);
		else
			children = eq_append(children,
					     holds_parts ? changed(g, c) : copy(g->arena, c));
	}
	out->child = eq_concat(children, added).first;
	return out;
}

struct eq_node *eq_graft(const struct eq_changes *c, const struct eq_node *named, const bool *apply,
			 struct eq_arena *arena)
{
	struct grafting g = {.c = c, .apply = apply, .arena = arena};
	struct eq_chain declarations = eq_none();
	struct eq_node *file = copy(arena, named);
	enum { SAME, CHANGED, GONE };
	uint8_t *what = eq_alloc_zero(c->old->all.n + 1, 1);

	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].old && apply[c->all.v[i].together])
			what[c->all.v[i].old - c->old->all.v] =
				c->all.v[i].kind == EQ_CHANGE_REMOVED ? GONE : CHANGED;
	for (size_t i = 0; i < c->old->all.n; i++) {
		g.m = &c->old->all.v[i];
		if (what[i] != GONE)
			declarations = eq_append(declarations, what[i] == CHANGED
								       ? changed(&g, g.m->node)
								       : copy(arena, g.m->node));
	}
	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].kind == EQ_CHANGE_ADDED && apply[c->all.v[i].together])
			declarations = eq_append(declarations, copy(arena, c->all.v[i].new->node));
	file->child = declarations.first;
	eq_free(what);
	return file;
}
