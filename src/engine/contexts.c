/* contexts.c - windows, the days taken out of them, and the table of values. See contexts.h. */
#include "engine/contexts.h"

#include <stdlib.h>
#include <string.h>

/* --- values by what they are of ------------------------------------------------------------ */

static size_t hash_key(struct eq_eval_key k)
{
	uint64_t h = ((uint64_t)k.kind << 32 | k.a) * 0x9e3779b97f4a7c15u;
	h ^= ((uint64_t)k.b << 32 | k.context) * 0xc2b2ae3d27d4eb4fu;
	h ^= h >> 29;
	h *= 0xbf58476d1ce4e5b9u;
	return (size_t)(h ^ h >> 32);
}

/* Where the node of that key is told, for those that stand in a table without hashing: what comes
 * one after another stands so in it. */
static uint32_t *known_place(struct eq_eval *e, struct eq_eval_key k)
{
	if (k.kind != EQ_OF_CHUNK || k.context != EQ_CONTEXT_TIMELINE)
		return NULL;
	return &e->chunk_on_timeline[(size_t)k.b * e->program->chunks.n + k.a];
}

static void rehash(struct eq_eval *e)
{
	size_t n = e->n_slots ? e->n_slots * 2 : 256;
	eq_free(e->slots);
	e->slots = eq_alloc_zero(n, sizeof *e->slots);
	e->n_slots = n;
	for (size_t i = 0; i < e->nodes.n; i++) {
		if (known_place(e, e->nodes.v[i].key))
			continue;
		size_t at = hash_key(e->nodes.v[i].key) & (n - 1);
		while (e->slots[at])
			at = (at + 1) & (n - 1);
		e->slots[at] = (uint32_t)i + 1;
	}
}

static uint32_t *hashed_place(struct eq_eval *e, struct eq_eval_key key)
{
	if (2 * (e->nodes.n + 1) > e->n_slots)
		rehash(e);
	size_t at = hash_key(key) & (e->n_slots - 1);
	while (e->slots[at] && memcmp(&e->nodes.v[e->slots[at] - 1].key, &key, sizeof key) != 0)
		at = (at + 1) & (e->n_slots - 1);
	return &e->slots[at];
}

uint32_t eq_context_node(struct eq_eval *e, struct eq_eval_key key)
{
	uint32_t *place = known_place(e, key);
	if (!place)
		place = hashed_place(e, key);
	if (!*place) {
		struct eq_eval_node n = {.key = key};
		EQ_PUSH(&e->nodes, n);
		*place = (uint32_t)e->nodes.n;
	}
	return *place - 1;
}

/* --- days taken out ------------------------------------------------------------------------ */

static int by_first_day(const void *a, const void *b)
{
	const struct eq_range *x = a, *y = b;
	return (x->from > y->from) - (x->from < y->from);
}

/* The set of these ranges, which may meet and stand in any order; the same days are one set. */
static uint32_t set_of(struct eq_eval *e, struct eq_range *v, uint32_t n)
{
	uint32_t kept = 0;
	qsort(v, n, sizeof *v, by_first_day);
	for (uint32_t i = 0; i < n; i++) {
		if (kept && v[i].from <= v[kept - 1].to + 1) {
			if (v[i].to > v[kept - 1].to)
				v[kept - 1].to = v[i].to;
		} else {
			v[kept++] = v[i];
		}
	}
	if (kept == 0)
		return EQ_OUT_NONE;
	for (uint32_t s = EQ_OUT_FIRST; s < e->outs.n; s++)
		if (e->outs.v[s].n == kept && memcmp(e->outs.v[s].v, v, kept * sizeof *v) == 0)
			return s;
	struct eq_range *own = EQ_NEW_ARRAY(&e->windows, struct eq_range, kept);
	memcpy(own, v, kept * sizeof *own);
	EQ_PUSH(&e->outs, ((struct eq_days_out){own, kept}));
	return (uint32_t)e->outs.n - 1;
}

static uint32_t set_with(struct eq_eval *e, uint32_t set, const struct eq_because *days, uint32_t n)
{
	const struct eq_days_out *s = &e->outs.v[set];
	struct eq_range *v = eq_alloc(sizeof *v * (s->n + n + 1));
	for (uint32_t i = 0; i < s->n; i++)
		v[i] = s->v[i];
	for (uint32_t i = 0; i < n; i++)
		v[s->n + i] = days[i].range;
	uint32_t made = set_of(e, v, s->n + n);
	eq_free(v);
	return made;
}

int64_t eq_context_days(const struct eq_eval *e, uint32_t context, struct eq_range range)
{
	const struct eq_days_out *out = &e->outs.v[e->contexts.v[context].out];
	int64_t days = eq_range_days(range);
	for (uint32_t i = 0; i < out->n; i++)
		days -= eq_range_days(eq_range_meet(out->v[i], range));
	return days;
}

/* --- contexts ------------------------------------------------------------------------------ */

uint32_t eq_context_add(struct eq_eval *e, struct eq_range *windows, uint32_t n)
{
	struct eq_context c = {.n = n, .windows = windows, .whole = (uint32_t)e->contexts.n};
	EQ_PUSH(&e->contexts, c);
	return (uint32_t)e->contexts.n - 1;
}

uint32_t eq_context_with_set(struct eq_eval *e, uint32_t context, uint32_t set)
{
	struct eq_context c = e->contexts.v[context];
	if (set == c.out)
		return context;
	if (set == EQ_OUT_NONE)
		return c.whole;
	uint32_t k = eq_context_node(e, (struct eq_eval_key){EQ_OF_SIBLING, set, 0, c.whole});
	if (e->nodes.v[k].state != EQ_VALUE_DONE) {
		e->nodes.v[k].made_context = (uint32_t)e->contexts.n;
		e->nodes.v[k].state = EQ_VALUE_DONE;
		c.out = set;
		EQ_PUSH(&e->contexts, c);
	}
	return e->nodes.v[k].made_context;
}

uint32_t eq_context_without(struct eq_eval *e, uint32_t context, const struct eq_because *days,
			    uint32_t n)
{
	uint32_t set = e->contexts.v[context].out;
	if (n == 0 || set == EQ_OUT_UNHEEDED)
		return context;
	return eq_context_with_set(e, context, set_with(e, set, days, n));
}

uint32_t eq_context_like(struct eq_eval *e, uint32_t base, uint32_t context)
{
	return eq_context_with_set(e, base, e->contexts.v[context].out);
}

bool eq_context_is(const struct eq_eval *e, uint32_t context, uint32_t base)
{
	return e->contexts.v[context].whole == base;
}

bool eq_context_of_periods(const struct eq_eval *e, uint32_t context)
{
	return eq_context_is(e, context, EQ_CONTEXT_TIMELINE) ||
	       eq_context_is(e, context, EQ_CONTEXT_AS_AT);
}

uint32_t eq_context_range(struct eq_eval *e, struct eq_range range, uint32_t like)
{
	uint32_t k = eq_context_node(
		e, (struct eq_eval_key){EQ_OF_RANGE, (uint32_t)range.from, (uint32_t)range.to, 0});
	if (e->nodes.v[k].state != EQ_VALUE_DONE) {
		struct eq_range *w = EQ_NEW(&e->windows, struct eq_range);
		*w = range;
		e->nodes.v[k].made_context = eq_context_add(e, w, 1);
		e->nodes.v[k].state = EQ_VALUE_DONE;
	}
	return eq_context_like(e, e->nodes.v[k].made_context, like);
}

/* A context whose windows are made from those of another: the trailing length, or the same
 * window so much earlier. */
static uint32_t derived_context(struct eq_eval *e, enum eq_value_kind kind,
				struct eq_span_of_time length, uint32_t of)
{
	uint32_t whole = e->contexts.v[of].whole;
	uint32_t k = eq_context_node(
		e, (struct eq_eval_key){kind, length.unit, (uint32_t)length.count, whole});
	if (e->nodes.v[k].state != EQ_VALUE_DONE) {
		uint32_t n = e->contexts.v[whole].n;
		struct eq_range *w = EQ_NEW_ARRAY(&e->windows, struct eq_range, n ? n : 1);
		for (uint32_t i = 0; i < n; i++) {
			struct eq_range from = e->contexts.v[whole].windows[i];
			if (kind == EQ_OF_TRAILING) {
				w[i] = eq_range_trailing(from.to, length);
			} else {
				w[i].to = eq_range_trailing(from.to, length).from - 1;
				w[i].from = eq_range_trailing(from.from, length).from - 1;
			}
		}
		e->nodes.v[k].made_context = eq_context_add(e, w, n);
		e->nodes.v[k].state = EQ_VALUE_DONE;
	}
	return eq_context_like(e, e->nodes.v[k].made_context, of);
}

uint32_t eq_context_earlier(struct eq_eval *e, struct eq_span_of_time length, uint32_t of)
{
	return derived_context(e, EQ_OF_EARLIER, length, of);
}

uint32_t eq_context_window(struct eq_eval *e, const struct eq_window *w, uint32_t of)
{
	if (w->kind == EQ_WINDOW_RANGE)
		return eq_context_range(e, w->range, of);
	return derived_context(e, EQ_OF_TRAILING, w->length, of);
}

uint32_t eq_context_pieces(struct eq_eval *e, uint32_t def, uint32_t scenario,
			   const struct eq_values *values, uint32_t of)
{
	uint32_t whole = e->contexts.v[of].whole;
	uint32_t k = eq_context_node(e, (struct eq_eval_key){EQ_OF_PIECES, def, scenario, whole});
	if (e->nodes.v[k].state == EQ_VALUE_DONE)
		return eq_context_like(e, e->nodes.v[k].made_context, of);
	struct eq_context c = e->contexts.v[whole];
	EQ_VEC(struct eq_range) pieces = {0};
	EQ_VEC(uint32_t) owners = {0};
	for (uint32_t i = 0; i < c.n; i++) {
		struct eq_range w = c.windows[i];
		for (uint32_t v = 0; v < values->n; v++) {
			eq_date cut = values->v[v].from;
			if (cut == EQ_DATE_NONE || cut <= w.from || cut > w.to)
				continue;
			struct eq_range piece = {w.from, cut - 1};
			EQ_PUSH(&pieces, piece);
			EQ_PUSH(&owners, i);
			w.from = cut;
		}
		EQ_PUSH(&pieces, w);
		EQ_PUSH(&owners, i);
	}
	struct eq_range *windows = EQ_NEW_ARRAY(&e->windows, struct eq_range, pieces.n + 1);
	memcpy(windows, pieces.v, pieces.n * sizeof *windows);
	uint32_t made = eq_context_add(e, windows, (uint32_t)pieces.n);
	e->contexts.v[made].owner = EQ_NEW_ARRAY(&e->windows, uint32_t, owners.n + 1);
	memcpy(e->contexts.v[made].owner, owners.v, owners.n * sizeof(uint32_t));
	eq_free(pieces.v);
	eq_free(owners.v);
	e->nodes.v[k].made_context = made;
	e->nodes.v[k].state = EQ_VALUE_DONE;
	return eq_context_like(e, made, of);
}
