/* reported_compare.c - a reported year beside what it comes to now. See reported.h. */
#include "review/reported.h"

#include <stdlib.h>

static bool same_value(const struct eq_reported_value *a, const struct eq_reported_value *b)
{
	return eq_text_eq(a->value, b->value) && eq_text_eq(a->unit, b->unit);
}

static bool is_gone(const struct eq_reported_value *v)
{
	return eq_text_is(v->value, "-");
}

/* ---- other names ---- */

struct renamed {
	struct eq_text of, from, to;
};
/* One of the words that figures of one thing have in common: its name, or that of a scenario. */
struct naming {
	const struct eq_reported_year *then;
	const struct eq_reported_list *now;
	bool of_scenario;
	EQ_VEC(struct renamed) all;
};

static struct eq_text word_of(const struct naming *n, const struct eq_reported_key *k)
{
	return n->of_scenario ? k->scenario : k->name;
}

/* Two of one kind: scenarios are all of one. */
static bool same_kind(const struct naming *n, const struct eq_reported_key *a,
		      const struct eq_reported_key *b)
{
	return n->of_scenario || eq_text_eq(a->of, b->of);
}

static bool is_there(const struct naming *n, const struct eq_reported_key *k)
{
	for (size_t i = 0; i < n->now->all.n; i++)
		if (same_kind(n, &n->now->all.v[i].key, k) &&
		    eq_text_eq(word_of(n, &n->now->all.v[i].key), word_of(n, k)))
			return true;
	return false;
}

static bool was_there(const struct naming *n, const struct eq_reported_key *k)
{
	for (uint32_t i = 0; i < n->then->n_figures; i++)
		if (same_kind(n, &n->then->figures[i].key, k) &&
		    eq_text_eq(word_of(n, &n->then->figures[i].key), word_of(n, k)))
			return true;
	return false;
}

static int by_key(const void *key, const void *element)
{
	const struct eq_reported_now *const *x = element;
	return eq_reported_key_cmp(key, &(*x)->key);
}

static const struct eq_reported_now *find(const struct eq_reported_list *l,
					  const struct eq_reported_key *k)
{
	const struct eq_reported_now **found =
		l->all.n ? bsearch(k, l->by_key, l->all.n, sizeof *l->by_key, by_key) : NULL;

	return found ? *found : NULL;
}

/* Whether all that was reported under the word is so now under the other. What has another word of
 * the other kind, too, does not say it. */
static bool agrees(const struct naming *n, const struct eq_reported_key *was, struct eq_text to)
{
	const struct naming other = {
		.then = n->then, .now = n->now, .of_scenario = !n->of_scenario};
	bool any = false;

	for (uint32_t i = 0; i < n->then->n_figures; i++) {
		const struct eq_reported_figure *f = &n->then->figures[i];
		struct eq_reported_key k = f->key;
		const struct eq_reported_now *now;

		if (!same_kind(n, &k, was) || !eq_text_eq(word_of(n, &k), word_of(n, was)) ||
		    !is_there(&other, &k))
			continue;
		*(n->of_scenario ? &k.scenario : &k.name) = to;
		now = find(n->now, &k);
		if (now ? !same_value(&now->value, &f->last) : !is_gone(&f->last))
			return false;
		any |= now != NULL;
	}
	return any;
}

static void look_for(struct naming *n, const struct eq_reported_key *was)
{
	for (size_t i = 0; i < n->all.n; i++)
		if (eq_text_eq(n->all.v[i].from, word_of(n, was)) &&
		    (n->of_scenario || eq_text_eq(n->all.v[i].of, was->of)))
			return;
	for (size_t i = 0; i < n->now->all.n; i++) {
		const struct eq_reported_key *k = &n->now->all.v[i].key;

		if (!same_kind(n, k, was) || was_there(n, k) || !agrees(n, was, word_of(n, k)))
			continue;
		EQ_PUSH(&n->all, ((struct renamed){was->of, word_of(n, was), word_of(n, k)}));
		return;
	}
}

/* What has another name now, as long as its figures are as they were: then only the name changed. */
static void find_names(struct naming *n)
{
	for (uint32_t i = 0; i < n->then->n_figures; i++) {
		const struct eq_reported_key *k = &n->then->figures[i].key;

		if (!find(n->now, k) && !is_there(n, k))
			look_for(n, k);
	}
}

static struct eq_text name_now(const struct naming *n, const struct eq_reported_key *k)
{
	for (size_t i = 0; i < n->all.n; i++)
		if (eq_text_eq(n->all.v[i].from, word_of(n, k)) &&
		    (n->of_scenario || eq_text_eq(n->all.v[i].of, k->of)))
			return n->all.v[i].to;
	return word_of(n, k);
}

/* ---- then beside now ---- */

static void pair(struct eq_reported_beside *b, const struct eq_reported_figure *then,
		 const struct eq_reported_now *now)
{
	struct eq_reported_pair x = {.then = then, .now = now};

	if (then && now) {
		x.moved = !same_value(&then->last, &now->value);
		x.restated = !same_value(&then->first, &now->value);
	} else if (then) {
		x.moved = !is_gone(&then->last);
		x.restated = !is_gone(&then->first);
	}
	b->n_moved += x.moved;
	b->n_restated += x.restated;
	EQ_PUSH(&b->all, x);
}

static void pair_all(struct eq_reported_beside *b, const struct eq_reported_list *now)
{
	struct naming names = {.then = b->then, .now = now}, scenarios = names;
	const struct eq_reported_figure **then_of =
		EQ_NEW_ARRAY(&b->arena, const struct eq_reported_figure *, now->all.n + 1);
	bool *met = EQ_NEW_ARRAY(&b->arena, bool, b->then->n_figures + 1);

	scenarios.of_scenario = true;
	find_names(&scenarios);
	find_names(&names);
	for (uint32_t i = 0; i < b->then->n_figures; i++) {
		struct eq_reported_key k = b->then->figures[i].key;
		const struct eq_reported_now *x;

		k.scenario = name_now(&scenarios, &b->then->figures[i].key);
		k.name = name_now(&names, &b->then->figures[i].key);
		x = find(now, &k);
		met[i] = x != NULL;
		if (x)
			then_of[x - now->all.v] = &b->then->figures[i];
	}
	for (size_t i = 0; i < now->all.n; i++)
		pair(b, then_of[i], &now->all.v[i]);
	for (uint32_t i = 0; i < b->then->n_figures; i++)
		if (!met[i])
			pair(b, &b->then->figures[i], NULL);
	eq_free(names.all.v);
	eq_free(scenarios.all.v);
}

static bool is_taken_in(const struct eq_reported_year *y, const struct eq_restate *x)
{
	for (uint32_t i = 0; y && i < y->n_reasons; i++)
		if (eq_text_eq(y->reasons[i], x->why))
			return true;
	return false;
}

void eq_reported_beside_init(struct eq_reported_beside *b, const struct eq_reported_year *then,
			     const struct eq_reported_list *now, const struct eq_model *m, int year)
{
	*b = (struct eq_reported_beside){.then = then};
	eq_arena_init(&b->arena);
	b->open = EQ_NEW_ARRAY(&b->arena, const struct eq_restate *, m->restates.n + 1);
	for (size_t i = 0; i < m->restates.n; i++)
		if (m->restates.v[i].year == year && !is_taken_in(then, &m->restates.v[i]))
			b->open[b->n_open++] = &m->restates.v[i];
	if (then)
		pair_all(b, now);
	else
		for (size_t i = 0; i < now->all.n; i++)
			pair(b, NULL, &now->all.v[i]);
}

void eq_reported_beside_release(struct eq_reported_beside *b)
{
	eq_free(b->all.v);
	eq_arena_release(&b->arena);
}
