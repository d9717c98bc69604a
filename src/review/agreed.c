/* agreed.c - what is agreed in a text: by whom, and what it rests on. See agreed.h. */
#include "review/agreed.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is agreed ---- */

struct finder {
	struct eq_agreed_things *to;
	EQ_VEC(struct eq_agreement) found; /* of the thing at hand */
};

static struct eq_text quoted(const struct finder *f, const struct eq_node *n)
{
	struct eq_text t = eq_sources_text(f->to->sources, n->span);
	size_t open = t.p[0] == '"' ? 1 : 3, close = t.p[t.n - 1] == '"' ? 1 : 3;

	return (struct eq_text){t.p + open, t.n - open - close};
}

static void find_agreements(struct finder *f, const struct eq_node *n)
{
	const struct eq_node *by = n->child, *on = by ? by->next : NULL;

	if (n->kind != EQ_NODE_AGREED) {
		for (const struct eq_node *c = n->child; c; c = c->next)
			find_agreements(f, c);
		return;
	}
	EQ_PUSH(&f->found,
		((struct eq_agreement){quoted(f, by), eq_sources_text(f->to->sources, on->span),
				       on->next ? quoted(f, on->next) : EQ_TEXT(""), n->span}));
}

struct eq_text eq_agreed_words(struct eq_text name, struct eq_text what, struct eq_arena *arena)
{
	if (eq_text_is(what, "baseline") || eq_text_is(what, "target"))
		return eq_arena_printf(arena, "the %.*s of `%.*s`", EQ_ARG(what), EQ_ARG(name));
	return eq_arena_printf(arena, "the %.*s `%.*s`",
			       EQ_ARG(eq_text_is(what, "fixed")
					      ? EQ_TEXT("fixed value")
					      : (eq_text_is(what, "kpi") ? EQ_TEXT("KPI") : what)),
			       EQ_ARG(name));
}

static void add_thing(struct finder *f, uint32_t meaning, uint32_t side, const char *what)
{
	struct eq_agreed_things *a = f->to;
	const struct eq_meaning *m = &a->meanings->all.v[meaning];
	struct eq_agreed_thing t = {.meaning = meaning, .name = m->id, .what = eq_text_of(what)};

	if (!f->found.n)
		return;
	t.part = eq_rests_add(&a->rests, meaning, side);
	t.words = eq_agreed_words(t.name, t.what, &a->arena);
	t.span = f->found.v[0].span;
	t.n_agreements = (uint32_t)f->found.n;
	t.agreements = EQ_NEW_ARRAY(&a->arena, struct eq_agreement, f->found.n);
	memcpy(t.agreements, f->found.v, sizeof *t.agreements * f->found.n);
	EQ_PUSH(&a->all, t);
	f->found.n = 0;
}

/* A property is agreed by itself where it has values of its own; else with its block. */
static bool stands_alone(const struct eq_node *d, const struct eq_node *c)
{
	return (d->kind == EQ_NODE_KPI || d->kind == EQ_NODE_WORKSTREAM) &&
	       c->kind == EQ_NODE_PROPERTY &&
	       (c->op == EQ_PROPERTY_BASELINE || c->op == EQ_PROPERTY_TARGET ||
		c->op == EQ_PROPERTY_STRETCH);
}

static void find_things(struct finder *f, uint32_t meaning)
{
	const struct eq_node *d = f->to->meanings->all.v[meaning].node;

	if (!f->to->meanings->all.v[meaning].name)
		return;
	for (const struct eq_node *c = d->child; c; c = c->next)
		if (!stands_alone(d, c))
			find_agreements(f, c);
	add_thing(f, meaning, EQ_SIDE_WHOLE, eq_node_word(d->kind));
	for (const struct eq_node *c = d->child; c; c = c->next)
		if (stands_alone(d, c) && c->op == EQ_PROPERTY_BASELINE)
			find_agreements(f, c);
	add_thing(f, meaning, EQ_SIDE_BASELINE, "baseline");
	for (const struct eq_node *c = d->child; c; c = c->next)
		if (stands_alone(d, c) && c->op != EQ_PROPERTY_BASELINE)
			find_agreements(f, c);
	add_thing(f, meaning, EQ_SIDE_TARGET, "target");
}

/* ---- what it rests on ---- */

struct gatherer {
	const struct eq_agreed_things *things;
	struct eq_arena *arena;
	struct eq_pairs seen_parts, seen_sayings;
	EQ_VEC(struct eq_relied) relied;
	EQ_VEC(uint32_t) parts; /* still to read */
	EQ_VEC(uint32_t) from;  /* of each: the saying in which its name stands */
};

static void add_part(struct gatherer *g, uint32_t part, uint32_t from)
{
	uint32_t index = (uint32_t)g->parts.n;

	if (*eq_pairs_put(&g->seen_parts, EQ_PAIR(part, 0), index) != index)
		return;
	EQ_PUSH(&g->parts, part);
	EQ_PUSH(&g->from, from);
}

/* Where the saying stands among what is relied on; it is added where it is new. */
static uint32_t add_saying(struct gatherer *g, uint32_t meaning, uint32_t saying, uint32_t from)
{
	const struct eq_saying *s = &g->things->meanings->all.v[meaning].sayings[saying];
	uint32_t index = (uint32_t)g->relied.n;
	struct eq_relied r = {.meaning = meaning, .saying = saying, .from = from};
	struct eq_sha256 state;
	uint32_t known = *eq_pairs_put(&g->seen_sayings, EQ_PAIR(meaning, saying), index);

	if (known != index)
		return known;
	r.text = eq_said_text(g->things->sources, s->node, false, g->arena);
	eq_sha256_init(&state);
	eq_sha256_add(&state, s->key.p, s->key.n);
	eq_sha256_end(&state, r.digest);
	EQ_PUSH(&g->relied, r);
	return index;
}

/* In widening rings, so that the shortest way to each is the one that is kept. */
static void gather(struct gatherer *g, uint32_t part)
{
	const struct eq_rests *r = &g->things->rests;

	add_part(g, part, UINT32_MAX);
	for (size_t at = 0; at < g->parts.n; at++) {
		const struct eq_part_of_meaning *p = &r->parts.v[g->parts.v[at]];

		for (uint32_t i = 0; i < p->n; i++) {
			const struct eq_part_saying *s = &r->sayings.v[p->first + i];
			uint32_t index = add_saying(g, p->meaning, s->saying, g->from.v[at]);

			for (uint32_t k = 0; k < s->n; k++)
				add_part(g, r->edges.v[s->first + k], index);
		}
	}
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, EQ_SHA256_BYTES);
}

/* In a circle of definitions what the part comes to is not known by itself: all that it relies on is. */
static void digest_circle(struct eq_agreed_thing *t)
{
	uint8_t(*all)[EQ_SHA256_BYTES] = eq_alloc(sizeof *all * (t->n_relied + 1));
	struct eq_sha256 state;

	for (uint32_t i = 0; i < t->n_relied; i++)
		memcpy(all[i], t->relied[i].digest, sizeof *all);
	qsort(all, t->n_relied, sizeof *all, by_bytes);
	eq_sha256_init(&state);
	eq_sha256_add(&state, all, sizeof *all * t->n_relied);
	eq_sha256_end(&state, t->digest);
	eq_free(all);
}

static void complete(struct eq_agreed_things *a, struct eq_agreed_thing *t)
{
	const struct eq_part_of_meaning *p = &a->rests.parts.v[t->part];
	struct gatherer g = {.things = a, .arena = &a->arena};

	gather(&g, t->part);
	t->n_relied = (uint32_t)g.relied.n;
	t->n_own = p->n;
	t->relied = EQ_NEW_ARRAY(&a->arena, struct eq_relied, g.relied.n + 1);
	if (g.relied.n)
		memcpy(t->relied, g.relied.v, sizeof *t->relied * g.relied.n);
	memcpy(t->digest, p->digest, sizeof t->digest);
	if (!p->known)
		digest_circle(t);
	for (uint32_t i = 0; p->side == EQ_SIDE_BASELINE && i < t->n_relied; i++)
		t->is_computed |= a->meanings->all.v[t->relied[i].meaning].node->kind ==
				  EQ_NODE_DATA;
	eq_pairs_release(&g.seen_parts);
	eq_pairs_release(&g.seen_sayings);
	eq_free(g.relied.v);
	eq_free(g.parts.v);
	eq_free(g.from.v);
}

void eq_agreed_things_init(struct eq_agreed_things *a, const struct eq_meanings *meanings,
			   const struct eq_sources *sources, const struct eq_symbols *symbols)
{
	struct finder f = {.to = a};

	*a = (struct eq_agreed_things){.rests = {.meanings = meanings, .symbols = symbols},
				       .meanings = meanings,
				       .sources = sources};
	eq_arena_init(&a->arena);
	for (uint32_t i = 0; i < meanings->all.n; i++)
		find_things(&f, i);
	eq_free(f.found.v);
	eq_rests_read(&a->rests);
	for (size_t i = 0; i < a->all.n; i++)
		complete(a, &a->all.v[i]);
}

void eq_agreed_things_release(struct eq_agreed_things *a)
{
	eq_rests_release(&a->rests);
	eq_free(a->all.v);
	eq_arena_release(&a->arena);
}
