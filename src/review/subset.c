/* subset.c - downstream of changes, then upstream of that. See subset.h.
 *
 * Names of both the old and the new text lead on. A scenario is no step by itself: only what it
 * assigns is reached, where the assignment is made of what is reached. */
#include "review/subset.h"

#include <string.h>

#include "syntax/build.h"

struct finder {
	struct eq_subset *s;
	const struct eq_changes *c;
	const struct eq_symbols *symbols;
	EQ_VEC(uint32_t) open; /* symbols that were met, and are still to be followed */
};

static void meet(struct finder *f, bool *set, uint32_t name)
{
	if (!name || set[name])
		return;
	set[name] = true;
	EQ_PUSH(&f->open, name);
}

/* ---- where a change begins ---- */

static bool is_assigned(const struct eq_change *x)
{
	const struct eq_meaning *m = x->old ? x->old : x->new;
	const struct eq_node *n = x->was.node ? x->was.node : x->is.node;

	return m->node->kind == EQ_NODE_SCENARIO && n && n->kind == EQ_NODE_ASSIGN;
}

static void begin(struct finder *f, const struct eq_change *x)
{
	const struct eq_meaning *m = x->old ? x->old : x->new;

	switch (m->node->kind) {
	case EQ_NODE_TEST:
	case EQ_NODE_ALERT:
	case EQ_NODE_PROFILE:
	case EQ_NODE_RESTATE:
		return;
	case EQ_NODE_PROGRAMME:
	case EQ_NODE_UNIT:
		f->s->whole = true;
		return;
	case EQ_NODE_SCENARIO:
		f->s->whole |= !is_assigned(x);
		if (is_assigned(x))
			meet(f, f->s->reached,
			     (x->was.node ? x->was.node : x->is.node)->child->name);
		return;
	default:
		if (x->nature != EQ_NATURE_NOTE)
			meet(f, f->s->reached, m->name);
	}
}

/* ---- down ---- */

/* Users of each meaning, as lists: first[k] to first[k + 1] in `v`. */
struct users {
	uint32_t *first, *v;
};

static void find_users(const struct eq_meanings *m, struct users *u)
{
	size_t edges = 0;

	u->first = eq_alloc_zero(m->all.n + 2, sizeof *u->first);
	for (size_t i = 0; i < m->all.n; i++) {
		edges += m->all.v[i].n_uses;
		for (uint32_t k = 0; k < m->all.v[i].n_uses; k++)
			u->first[m->all.v[i].uses[k] + 2]++;
	}
	for (size_t i = 2; i < m->all.n + 2; i++)
		u->first[i] += u->first[i - 1];
	u->v = eq_alloc(sizeof *u->v * (edges + 1));
	for (size_t i = 0; i < m->all.n; i++)
		for (uint32_t k = 0; k < m->all.v[i].n_uses; k++)
			u->v[u->first[m->all.v[i].uses[k] + 1]++] = (uint32_t)i;
}

static void release_users(struct users *u)
{
	eq_free(u->first);
	eq_free(u->v);
}

static bool key_has(struct eq_text key, struct eq_text name)
{
	struct eq_text found;

	for (size_t at = 0; eq_key_name(key, &at, &found);)
		if (eq_text_eq(found, name))
			return true;
	return false;
}

/* What a scenario assigns, made of a name. */
static void meet_assigned(struct finder *f, const struct eq_meaning *scenario, struct eq_text name)
{
	for (uint32_t i = 0; i < scenario->n_sayings; i++) {
		const struct eq_saying *s = &scenario->sayings[i];

		if (s->node->kind == EQ_NODE_ASSIGN && key_has(s->key, name))
			meet(f, f->s->reached, s->node->child->name);
	}
}

static void follow_down(struct finder *f, const struct eq_meanings *m, const struct users *u,
			uint32_t name)
{
	struct eq_text text = eq_symbol_text(f->symbols, name);
	uint32_t k = eq_map_get(&m->by_id, text);

	if (k == EQ_MAP_NONE)
		return;
	for (uint32_t i = u->first[k]; i < u->first[k + 1]; i++) {
		const struct eq_meaning *user = &m->all.v[u->v[i]];

		if (user->node->kind == EQ_NODE_SCENARIO)
			meet_assigned(f, user, text);
		else if (user->node->kind == EQ_NODE_PROGRAMME)
			f->s->whole = true;
		else
			meet(f, f->s->reached, user->name);
	}
}

/* run_rate(programme) is made of every benefit. */
static bool figure_of_all(const struct eq_meanings *m)
{
	for (size_t i = 0; i < m->all.n; i++)
		for (uint32_t k = 0;
		     m->all.v[i].node->kind == EQ_NODE_FIGURE && k < m->all.v[i].n_sayings; k++)
			if (key_has(m->all.v[i].sayings[k].key, EQ_TEXT("programme")))
				return true;
	return false;
}

/* ---- up ---- */

/* What a name is made of, in any scenario. */
struct assigned {
	struct eq_pairs first; /* (name, 0): its last assignment in `v`, + 1 */
	EQ_VEC(struct assignment {
		const struct eq_saying *saying;
		uint32_t next; /* of the same name, + 1 */
	})
	v;
};

static void find_assigned(const struct eq_meanings *m, struct assigned *a)
{
	for (size_t i = 0; i < m->all.n; i++)
		for (uint32_t k = 0;
		     m->all.v[i].node->kind == EQ_NODE_SCENARIO && k < m->all.v[i].n_sayings; k++) {
			const struct eq_saying *s = &m->all.v[i].sayings[k];
			uint32_t *first;

			if (s->node->kind != EQ_NODE_ASSIGN)
				continue;
			first = eq_pairs_put(&a->first, EQ_PAIR(s->node->child->name, 0), 0);
			EQ_PUSH(&a->v, ((struct assignment){s, *first}));
			*first = (uint32_t)a->v.n;
		}
}

static void need_key(struct finder *f, struct eq_text key)
{
	struct eq_text name;

	for (size_t at = 0; eq_key_name(key, &at, &name);)
		meet(f, f->s->needed, eq_symbol_find(f->symbols, name));
}

static void follow_up(struct finder *f, const struct eq_meanings *m, const struct assigned *a,
		      uint32_t name)
{
	uint32_t k = eq_map_get(&m->by_id, eq_symbol_text(f->symbols, name));
	uint32_t i = eq_pairs_get(&a->first, EQ_PAIR(name, 0));

	if (k != EQ_MAP_NONE && m->all.v[k].node->kind != EQ_NODE_SCENARIO)
		for (uint32_t n = 0; n < m->all.v[k].n_uses; n++)
			meet(f, f->s->needed, m->all.v[m->all.v[k].uses[n]].name);
	for (i = i == EQ_PAIR_NONE ? 0 : i; i; i = a->v.v[i - 1].next)
		need_key(f, a->v.v[i - 1].saying->key);
}

/* ---- the part ---- */

static void find_reached(struct finder *f)
{
	struct users old, new;

	find_users(f->c->old, &old);
	find_users(f->c->new, &new);
	for (size_t at = 0; at < f->open.n && !f->s->whole; at++) {
		follow_down(f, f->c->old, &old, f->open.v[at]);
		follow_down(f, f->c->new, &new, f->open.v[at]);
	}
	release_users(&old);
	release_users(&new);
}

static void find_needed(struct finder *f)
{
	struct assigned old = {.first = {0}}, new = {.first = {0}};

	find_assigned(f->c->old, &old);
	find_assigned(f->c->new, &new);
	f->open.n = 0;
	for (uint32_t i = 1; i < f->s->n; i++)
		if (f->s->reached[i])
			meet(f, f->s->needed, i);
	for (size_t at = 0; at < f->open.n; at++) {
		follow_up(f, f->c->old, &old, f->open.v[at]);
		follow_up(f, f->c->new, &new, f->open.v[at]);
	}
	eq_pairs_release(&old.first);
	eq_pairs_release(&new.first);
	eq_free(old.v.v);
	eq_free(new.v.v);
}

void eq_subset_init(struct eq_subset *s, const struct eq_changes *c, const bool *apply,
		    const struct eq_symbols *symbols)
{
	struct finder f = {.s = s, .c = c, .symbols = symbols};

	*s = (struct eq_subset){.n = symbols->texts.n + 1};
	s->reached = eq_alloc_zero(s->n, sizeof *s->reached);
	s->needed = eq_alloc_zero(s->n, sizeof *s->needed);
	s->whole = figure_of_all(c->old) || figure_of_all(c->new);
	for (size_t i = 0; i < c->all.n; i++)
		if (apply[c->all.v[i].together])
			begin(&f, &c->all.v[i]);
	if (!s->whole)
		find_reached(&f);
	if (!s->whole)
		find_needed(&f);
	eq_free(f.open.v);
}

void eq_subset_release(struct eq_subset *s)
{
	eq_free(s->reached);
	eq_free(s->needed);
}

/* ---- its tree ---- */

static struct eq_node *copy(struct eq_arena *arena, const struct eq_node *n)
{
	struct eq_node *out = EQ_NEW(arena, struct eq_node);

	*out = *n;
	out->next = NULL;
	return out;
}

static struct eq_node *scenario(const struct eq_subset *s, const struct eq_node *n,
				struct eq_arena *arena)
{
	struct eq_node *out = copy(arena, n);
	struct eq_chain children = eq_none();

	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind != EQ_NODE_ASSIGN || s->needed[c->child->name])
			children = eq_append(children, copy(arena, c));
	out->child = children.first;
	return out;
}

static bool is_needed(const struct eq_subset *s, const struct eq_node *d)
{
	switch (d->kind) {
	case EQ_NODE_PROGRAMME:
	case EQ_NODE_UNIT:
		return true;
	case EQ_NODE_PROFILE:
	case EQ_NODE_ALERT:
	case EQ_NODE_RESTATE:
	case EQ_NODE_TEST:
		return false;
	default:
		return d->child && d->child->kind == EQ_NODE_NAME && d->child->name < s->n &&
		       s->needed[d->child->name];
	}
}

const struct eq_node *eq_subset_tree(const struct eq_subset *s, const struct eq_node *file,
				     struct eq_arena *arena)
{
	struct eq_chain declarations = eq_none();
	struct eq_node *out;

	if (s->whole)
		return file;
	out = copy(arena, file);
	for (const struct eq_node *d = file->child; d; d = d->next)
		if (d->kind == EQ_NODE_SCENARIO)
			declarations = eq_append(declarations, scenario(s, d, arena));
		else if (is_needed(s, d))
			declarations = eq_append(declarations, copy(arena, d));
	out->child = declarations.first;
	return out;
}
