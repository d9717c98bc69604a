/* changes.c - two meanings, paired and compared. See changes.h. */
#include "review/changes.h"

#include <stdlib.h>
#include <string.h>

/* ---- pairs ---- */

struct pairing {
	struct eq_changes *c;
	const struct eq_meaning **old_of; /* by index in `new` */
};

static void pair(struct pairing *p, uint32_t old, uint32_t new)
{
	p->c->new_of[old] = &p->c->new->all.v[new];
	p->old_of[new] = &p->c->old->all.v[old];
}

/* What a name in the old text is called in the new one. */
static struct eq_text new_name(const struct eq_changes *c, struct eq_text name)
{
	uint32_t k = eq_map_get(&c->old->by_id, name);
	return k != EQ_MAP_NONE && c->new_of[k] ? c->new_of[k]->id : name;
}

/* Whether the keys say the same, names being those of the new text. */
static bool same_key(const struct eq_changes *c, struct eq_text old, struct eq_text new)
{
	size_t a = 0, b = 0, from_a = 0, from_b = 0;
	struct eq_text x, y;

	for (;;) {
		bool more_a = eq_key_name(old, &a, &x), more_b = eq_key_name(new, &b, &y);

		if (more_a != more_b)
			return false;
		if (!more_a)
			return eq_text_eq((struct eq_text){old.p + from_a, old.n - from_a},
					  (struct eq_text){new.p + from_b, new.n - from_b});
		if (!eq_text_eq((struct eq_text){old.p + from_a, (size_t)(x.p - old.p) - from_a},
				(struct eq_text){new.p + from_b, (size_t)(y.p - new.p) - from_b}) ||
		    !eq_text_eq(new_name(c, x), y))
			return false;
		from_a = a;
		from_b = b;
	}
}

/* Whether both say the same, notes apart. Labels that are names may differ: their keys decide. */
static bool same_sayings(const struct eq_changes *c, const struct eq_meaning *old,
			 const struct eq_meaning *new)
{
	uint32_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < old->n_sayings && old->sayings[i].nature == EQ_NATURE_NOTE)
			i++;
		while (k < new->n_sayings &&new->sayings[k].nature == EQ_NATURE_NOTE)
			k++;
		if (i == old->n_sayings || k == new->n_sayings)
			return i == old->n_sayings && k == new->n_sayings;
		if (!same_key(c, old->sayings[i].key, new->sayings[k].key))
			return false;
	}
}

/* "kpi finishers". Where a text has two of them, which a correct one has not, the second is another. */
static void name_all(struct eq_changes *c, const struct eq_meanings *m, struct eq_map *map,
		     struct eq_text *names)
{
	for (uint32_t i = 0; i < m->all.n; i++) {
		const struct eq_meaning *x = &m->all.v[i];

		names[i] = eq_arena_printf(&c->arena, "%s %.*s", eq_node_word(x->node->kind),
					   EQ_ARG(x->id));
		while (eq_map_put(map, names[i], i) != i)
			names[i] = eq_arena_printf(&c->arena, "%.*s again", EQ_ARG(names[i]));
	}
}

static void pair_by_name(struct pairing *p)
{
	const struct eq_meanings *old = p->c->old, *new = p->c->new;
	struct eq_text *old_names = EQ_NEW_ARRAY(&p->c->arena, struct eq_text, old->all.n + 1);
	struct eq_text *new_names = EQ_NEW_ARRAY(&p->c->arena, struct eq_text, new->all.n + 1);
	struct eq_map old_map, new_map;

	eq_map_init(&old_map);
	eq_map_init(&new_map);
	name_all(p->c, old, &old_map, old_names);
	name_all(p->c, new, &new_map, new_names);
	for (uint32_t i = 0; i < old->all.n; i++) {
		uint32_t k = eq_map_get(&new_map, old_names[i]);

		if (k != EQ_MAP_NONE)
			pair(p, i, k);
	}
	eq_map_release(&old_map);
	eq_map_release(&new_map);
}

static bool may_be_renamed(const struct eq_meaning *m)
{
	/* A unit's name stands in numbers; what says nothing could be anything. */
	return m->name && m->node->kind != EQ_NODE_UNIT && m->n_sayings;
}

/* What is gone and what is new, and the same. `whole`: with all below it; else as the text says, by
 * the pairs known so far. */
static bool pair_by_meaning(struct pairing *p, bool whole)
{
	const struct eq_meanings *old = p->c->old, *new = p->c->new;
	bool any = false;

	for (uint32_t k = 0; k < new->all.n; k++) {
		const struct eq_meaning *y = &new->all.v[k];

		for (uint32_t i = 0; !p->old_of[k] && may_be_renamed(y) && i < old->all.n; i++) {
			const struct eq_meaning *x = &old->all.v[i];

			if (p->c->new_of[i] || x->node->kind != y->node->kind || !may_be_renamed(x))
				continue;
			if (whole ? memcmp(x->whole, y->whole, EQ_SHA256_BYTES) != 0
				  : !same_sayings(p->c, x, y))
				continue;
			pair(p, i, k);
			any = true;
		}
	}
	return any;
}

/* How many sayings, notes apart, both have, of how many each has. */
static uint32_t alike(const struct eq_changes *c, const struct eq_meaning *old,
		      const struct eq_meaning *new, uint32_t *most)
{
	uint32_t n = 0, a = 0, b = 0;

	for (uint32_t k = 0; k < new->n_sayings; k++)
		b += new->sayings[k].nature != EQ_NATURE_NOTE;
	for (uint32_t i = 0; i < old->n_sayings; i++) {
		if (old->sayings[i].nature == EQ_NATURE_NOTE)
			continue;
		a++;
		for (uint32_t k = 0; k < new->n_sayings; k++)
			if (new->sayings[k].nature != EQ_NATURE_NOTE &&
			    same_key(c, old->sayings[i].key, new->sayings[k].key)) {
				n++;
				break;
			}
	}
	*most = a > b ? a : b;
	return n;
}

/* One that is gone and one that is new, of which at least half is the same: another name, and some
 * change with it. */
static void pair_by_likeness(struct pairing *p)
{
	enum { MOST = 64 }; /* compared with each other: no more than a person would */
	const struct eq_meanings *old = p->c->old, *new = p->c->new;
	uint32_t gone[MOST], n = 0;

	for (uint32_t i = 0; i < old->all.n && n < MOST; i++)
		if (!p->c->new_of[i] && may_be_renamed(&old->all.v[i]))
			gone[n++] = i;
	for (uint32_t k = 0; n && k < new->all.n; k++) {
		uint32_t best = 0, of = 0;

		if (p->old_of[k] || !may_be_renamed(&new->all.v[k]))
			continue;
		for (uint32_t i = 0; i < n; i++) {
			uint32_t most, same;

			if (p->c->new_of[gone[i]] ||
			    old->all.v[gone[i]].node->kind != new->all.v[k].node->kind)
				continue;
			same = alike(p->c, &old->all.v[gone[i]], &new->all.v[k], &most);
			if (most > 1 && same * 2 >= most && same > best) {
				best = same;
				of = gone[i];
			}
		}
		if (best)
			pair(p, of, k);
	}
}

/* ---- what a pair says differently ---- */

static void add(struct eq_changes *c, struct eq_change change)
{
	change.together = (uint32_t)c->all.n;
	EQ_PUSH(&c->all, change);
}

static void add_said(struct eq_changes *c, struct eq_paired p, enum eq_nature nature,
		     struct eq_said was, struct eq_said is)
{
	add(c, (struct eq_change){.kind = EQ_CHANGE_SAID,
				  .nature = (uint8_t)nature,
				  .old = p.old,
				  .new = p.new,
				  .was = was,
				  .is = is});
}

static struct eq_said said_by(const struct eq_saying *s)
{
	return (struct eq_said){s->label, s->node, s->in};
}

/* Nothing, where the other side says something. */
static struct eq_said said_nothing(const struct eq_saying *other, const struct eq_node *in)
{
	return (struct eq_said){other->label, NULL, in};
}

static int label_cmp(const void *label, const void *saying)
{
	const struct eq_text *l = label;
	const struct eq_saying *s = saying;
	return eq_text_cmp(*l, s->label);
}

static const struct eq_saying *labelled(const struct eq_meaning *m, struct eq_text label)
{
	return m->n_sayings
		       ? bsearch(&label, m->sayings, m->n_sayings, sizeof *m->sayings, label_cmp)
		       : NULL;
}

/* A saying is one part of several, or says its property whole. */
static bool is_part(const struct eq_saying *s)
{
	return s->node != s->property;
}

/* Of the parts of one property, the one that stands first in the text. */
static bool leads(const struct eq_saying *s)
{
	return is_part(s) && s->in->child == s->node;
}

/* What leads the parts of a base, or says it whole. */
static const struct eq_saying *of_base(const struct eq_meaning *m, struct eq_text base)
{
	for (uint32_t i = 0; i < m->n_sayings; i++)
		if (eq_text_eq(m->sayings[i].base, base) &&
		    (!is_part(&m->sayings[i]) || leads(&m->sayings[i])))
			return &m->sayings[i];
	return NULL;
}

static bool has_all_labels(const struct eq_meaning *m, const struct eq_node *property,
			   const struct eq_meaning *in)
{
	for (uint32_t i = 0; i < m->n_sayings; i++)
		if (m->sayings[i].property == property && is_part(&m->sayings[i]) &&
		    !labelled(in, m->sayings[i].label))
			return false;
	return true;
}

/* Whether the parts of two properties can be compared one by one: rows of tables by the same
 * dimensions, or values from the same days. */
static bool have_the_same_parts(const struct eq_changes *c, struct eq_paired p,
				const struct eq_saying *x, const struct eq_saying *y)
{
	if (x->in->kind != y->in->kind)
		return false;
	if (x->in->kind == EQ_NODE_TABLE)
		return same_key(c, x->key, y->key);
	return has_all_labels(p.old, x->property, p.new) &&
	       has_all_labels(p.new, y->property, p.old);
}

static void compare_parts(struct eq_changes *c, struct eq_paired p, const struct eq_saying *x,
			  const struct eq_saying *y)
{
	for (uint32_t i = 0; i < p.old->n_sayings; i++) {
		const struct eq_saying *s = &p.old->sayings[i], *t;

		if (s->property != x->property || !is_part(s))
			continue;
		t = labelled(p.new, s->label);
		if (!t || t->property != y->property)
			add_said(c, p, s->nature, said_by(s), said_nothing(s, y->in));
		else if (!same_key(c, s->key, t->key))
			add_said(c, p, s->nature, said_by(s), said_by(t));
	}
	for (uint32_t i = 0; i < p.new->n_sayings; i++) {
		const struct eq_saying *t = &p.new->sayings[i];

		if (t->property == y->property && is_part(t) && !labelled(p.old, t->label))
			add_said(c, p, t->nature, said_nothing(t, x->in), said_by(t));
	}
}

static struct eq_said said_whole(const struct eq_meaning *m, const struct eq_saying *s)
{
	return (struct eq_said){s->base, s->property, m->node};
}

/* `s` is the old saying, or leads its parts; the new text may say it, too. */
static void compare_saying(struct eq_changes *c, struct eq_paired p, const struct eq_saying *s)
{
	bool assigned = p.old->node->kind == EQ_NODE_SCENARIO;
	const struct eq_saying *t = of_base(p.new, assigned ? new_name(c, s->base) : s->base);

	if (!t)
		add_said(c, p, s->nature, said_whole(p.old, s),
			 (struct eq_said){s->base, NULL, p.new->node});
	else if (is_part(s) && is_part(t) && have_the_same_parts(c, p, s, t))
		compare_parts(c, p, s, t);
	else if (is_part(s) || is_part(t) || !same_key(c, s->key, t->key))
		add_said(c, p, s->nature, said_whole(p.old, s), said_whole(p.new, t));
}

static bool says_base(const struct eq_changes *c, struct eq_paired p, struct eq_text base)
{
	if (p.old->node->kind != EQ_NODE_SCENARIO)
		return of_base(p.old, base) != NULL;
	for (uint32_t i = 0; i < p.old->n_sayings; i++)
		if (eq_text_eq(new_name(c, p.old->sayings[i].base), base))
			return true;
	return false;
}

static void compare_pair(struct eq_changes *c, struct eq_paired p)
{
	size_t before = c->all.n;

	for (uint32_t i = 0; i < p.old->n_sayings; i++)
		if (!is_part(&p.old->sayings[i]) || leads(&p.old->sayings[i]))
			compare_saying(c, p, &p.old->sayings[i]);
	for (uint32_t i = 0; i < p.new->n_sayings; i++) {
		const struct eq_saying *t = &p.new->sayings[i];

		if ((!is_part(t) || leads(t)) && !says_base(c, p, t->base))
			add_said(c, p, t->nature, (struct eq_said){t->base, NULL, p.old->node},
				 said_whole(p.new, t));
	}
	/* One place of several of a kind, such as `except`, that moved to another. */
	for (size_t i = before; i < c->all.n; i++)
		for (size_t k = before; k < i; k++)
			if (!c->all.v[i].was.node != !c->all.v[k].was.node &&
			    !c->all.v[i].is.node != !c->all.v[k].is.node &&
			    c->all.v[i].nature == c->all.v[k].nature &&
			    c->all.v[i].nature != EQ_NATURE_NOTE)
				eq_changes_join(c, c->all.v[i].together, c->all.v[k].together);
}

/* ---- what makes sense only together ---- */

void eq_changes_join(struct eq_changes *c, uint32_t a, uint32_t b)
{
	uint32_t to = a < b ? a : b, from = a < b ? b : a;

	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].together == from)
			c->all.v[i].together = to;
}

/* The change that adds or removes a declaration, by index of it; UINT32_MAX: there is none. */
static uint32_t *changes_of(const struct eq_changes *c, bool added)
{
	const struct eq_meanings *m = added ? c->new : c->old;
	uint32_t *of = eq_alloc(sizeof *of * (m->all.n + 1));

	memset(of, 0xff, sizeof *of * (m->all.n + 1));
	for (uint32_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].kind == (added ? EQ_CHANGE_ADDED : EQ_CHANGE_REMOVED))
			of[(added ? c->all.v[i].new : c->all.v[i].old) - m->all.v] = i;
	return of;
}

static void join_names_in(struct eq_changes *c, uint32_t change, const struct eq_meanings *m,
			  struct eq_text key, const uint32_t *of)
{
	struct eq_text name;

	for (size_t at = 0; eq_key_name(key, &at, &name);) {
		uint32_t k = eq_map_get(&m->by_id, name);
		if (k != EQ_MAP_NONE && of[k] != UINT32_MAX)
			eq_changes_join(c, c->all.v[change].together, c->all.v[of[k]].together);
	}
}

/* Nothing can use what is not there: what is new goes with what uses it, what is gone with what used
 * it. */
static void join_users(struct eq_changes *c, bool added)
{
	const struct eq_meanings *m = added ? c->new : c->old;
	uint32_t *of = changes_of(c, added);

	for (uint32_t i = 0; i < c->all.n; i++) {
		const struct eq_change *x = &c->all.v[i];
		const struct eq_meaning *d = added ? x->new : x->old;
		const struct eq_said *said = added ? &x->is : &x->was;

		if (!d || (x->kind == EQ_CHANGE_SAID && !said->node))
			continue;
		for (uint32_t k = 0; k < d->n_sayings; k++)
			if (x->kind != EQ_CHANGE_SAID || d->sayings[k].node == said->node ||
			    d->sayings[k].property == said->node)
				join_names_in(c, i, m, d->sayings[k].key, of);
	}
	eq_free(of);
}

void eq_changes_number(struct eq_changes *c)
{
	uint32_t *number = eq_alloc(sizeof *number * (c->all.n + 1));

	memset(number, 0xff, sizeof *number * (c->all.n + 1));
	c->n_together = 0;
	for (size_t i = 0; i < c->all.n; i++) {
		uint32_t *n = &number[c->all.v[i].together];
		if (*n == UINT32_MAX)
			*n = c->n_together++;
		c->all.v[i].together = *n;
	}
	eq_free(number);
}

static int by_nature(const void *a, const void *b)
{
	const struct eq_change *x = a, *y = b;
	const struct eq_node *m = x->new ? x->new->node : x->old->node;
	const struct eq_node *n = y->new ? y->new->node : y->old->node;

	if (x->nature != y->nature)
		return (int)x->nature - (int)y->nature;
	if (m != n)
		return m->span.at < n->span.at ? -1 : 1;
	return eq_text_cmp(x->is.label, y->is.label);
}

/* ---- what is only written otherwise ---- */

/* Where it stands from the main file; "" in that itself. */
static struct eq_text file_of(const struct eq_changes *c, const struct eq_meaning *m,
			      struct eq_text main)
{
	struct eq_text path = eq_sources_at(c->sources, m->node->span.at)->path;
	size_t folder = main.n;

	if (eq_text_eq(path, main))
		return EQ_TEXT("");
	while (folder && main.p[folder - 1] != '/')
		folder--;
	if (folder && path.n >= folder && memcmp(path.p, main.p, folder) == 0)
		path = (struct eq_text){path.p + folder, path.n - folder};
	return path;
}

static bool same_text(const struct eq_changes *c, struct eq_paired p)
{
	return eq_text_eq(eq_sources_text(c->sources, p.old->node->span),
			  eq_sources_text(c->sources, p.new->node->span));
}

static void note_pair(struct eq_changes *c, struct eq_paired p, size_t before,
		      struct eq_text old_main, struct eq_text new_main)
{
	if (!eq_text_eq(p.old->id, p.new->id) && p.old->name)
		EQ_PUSH(&c->renamed, p);
	if (!eq_text_eq(file_of(c, p.old, old_main), file_of(c, p.new, new_main)))
		EQ_PUSH(&c->moved, p);
	if (c->all.n == before && !same_text(c, p) && eq_text_eq(p.old->id, p.new->id) &&
	    memcmp(p.old->own, p.new->own, EQ_SHA256_BYTES) == 0)
		EQ_PUSH(&c->layout, p);
}

void eq_changes_init(struct eq_changes *c, const struct eq_meanings *old,
		     const struct eq_meanings *new, const struct eq_sources *sources,
		     struct eq_text old_main, struct eq_text new_main)
{
	struct pairing p = {.c = c};

	*c = (struct eq_changes){.old = old, .new = new, .sources = sources};
	eq_arena_init(&c->arena);
	c->new_of = EQ_NEW_ARRAY(&c->arena, const struct eq_meaning *, old->all.n + 1);
	p.old_of = EQ_NEW_ARRAY(&c->arena, const struct eq_meaning *, new->all.n + 1);
	pair_by_name(&p);
	pair_by_meaning(&p, true);
	while (pair_by_meaning(&p, false))
		;
	pair_by_likeness(&p);
	for (uint32_t k = 0; k < new->all.n; k++) {
		struct eq_paired pair = {p.old_of[k], &new->all.v[k]};
		size_t before = c->all.n;

		if (!pair.old) {
			add(c, (struct eq_change){.kind = EQ_CHANGE_ADDED,
						  .nature = pair.new->nature,
						  .new = pair.new});
			continue;
		}
		compare_pair(c, pair);
		note_pair(c, pair, before, old_main, new_main);
	}
	for (uint32_t i = 0; i < old->all.n; i++)
		if (!c->new_of[i])
			add(c, (struct eq_change){.kind = EQ_CHANGE_REMOVED,
						  .nature = old->all.v[i].nature,
						  .old = &old->all.v[i]});
	if (c->all.n)
		qsort(c->all.v, c->all.n, sizeof *c->all.v, by_nature);
	join_users(c, true);
	join_users(c, false);
	eq_changes_number(c);
}

void eq_changes_release(struct eq_changes *c)
{
	eq_free(c->all.v);
	eq_free(c->renamed.v);
	eq_free(c->moved.v);
	eq_free(c->layout.v);
	eq_arena_release(&c->arena);
}
