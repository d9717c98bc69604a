/* map.c - text to number, symbols, and the nearest name; see map.h. */
#include "base/map.h"

#include "base/diag.h"
#include "base/limits.h"

#include <string.h>

/* ---- maps ---- */

struct eq_map_slot {
	struct eq_text key;
	uint32_t hash;  /* the low half: tells most strangers apart without looking at the key */
	uint32_t value; /* EQ_MAP_NONE: the slot is free */
};

void eq_map_init(struct eq_map *m)
{
	*m = (struct eq_map){0};
}

void eq_map_release(struct eq_map *m)
{
	eq_free(m->slots);
	eq_map_init(m);
}

/* The slot that holds the key, or the free one where it would go. There is always one: the
 * table is never more than three quarters full. */
static struct eq_map_slot *slot_of(const struct eq_map *m, struct eq_text key, uint32_t hash)
{
	size_t mask = m->cap - 1, i = hash & mask;

	while (m->slots[i].value != EQ_MAP_NONE &&
	       !(m->slots[i].hash == hash && eq_text_eq(m->slots[i].key, key)))
		i = (i + 1) & mask;
	return &m->slots[i];
}

static void widen(struct eq_map *m)
{
	struct eq_map old = *m;

	m->cap = old.cap ? old.cap * 2 : 16;
	if (m->cap > SIZE_MAX / sizeof *m->slots)
		eq_out_of_memory();
	m->slots = eq_alloc(m->cap * sizeof *m->slots);
	for (size_t i = 0; i < m->cap; i++)
		m->slots[i] = (struct eq_map_slot){.value = EQ_MAP_NONE};
	for (size_t i = 0; i < old.cap; i++) {
		const struct eq_map_slot *from = &old.slots[i];

		if (from->value == EQ_MAP_NONE)
			continue;
		/* The keys differ from one another: the first free slot is the right one. */
		size_t mask = m->cap - 1, to = from->hash & mask;

		while (m->slots[to].value != EQ_MAP_NONE)
			to = (to + 1) & mask;
		m->slots[to] = *from;
	}
	eq_free(old.slots);
}

uint32_t eq_map_get(const struct eq_map *m, struct eq_text key)
{
	return m->n ? slot_of(m, key, (uint32_t)eq_text_hash(key))->value : EQ_MAP_NONE;
}

uint32_t eq_map_put(struct eq_map *m, struct eq_text key, uint32_t value)
{
	uint32_t hash = (uint32_t)eq_text_hash(key);
	struct eq_map_slot *slot;

	if (value == EQ_MAP_NONE)
		EQ_BUG("a map cannot hold the value that means none");
	if (m->n + 1 > m->cap / 4 * 3)
		widen(m);
	slot = slot_of(m, key, hash);
	if (slot->value == EQ_MAP_NONE) {
		*slot = (struct eq_map_slot){key, hash, value};
		m->n++;
	}
	return slot->value;
}

/* ---- symbols ---- */

void eq_symbols_init(struct eq_symbols *s)
{
	*s = (struct eq_symbols){0};
	eq_map_init(&s->map);
	eq_arena_init(&s->arena);
	EQ_PUSH(&s->texts, EQ_TEXT(""));
}

void eq_symbols_release(struct eq_symbols *s)
{
	eq_map_release(&s->map);
	eq_arena_release(&s->arena);
	eq_free(s->texts.v);
	*s = (struct eq_symbols){0};
}

uint32_t eq_symbol(struct eq_symbols *s, struct eq_text name)
{
	uint32_t symbol = eq_symbol_find(s, name);
	struct eq_text kept;

	if (symbol || !name.n)
		return symbol;
	if (s->texts.n >= EQ_MAP_NONE)
		eq_out_of_memory();
	kept = eq_arena_copy(&s->arena, name);
	symbol = (uint32_t)s->texts.n;
	EQ_PUSH(&s->texts, kept);
	return eq_map_put(&s->map, kept, symbol);
}

uint32_t eq_symbol_find(const struct eq_symbols *s, struct eq_text name)
{
	uint32_t symbol = name.n ? eq_map_get(&s->map, name) : 0;

	return symbol == EQ_MAP_NONE ? 0 : symbol;
}

struct eq_text eq_symbol_text(const struct eq_symbols *s, uint32_t symbol)
{
	if (symbol >= s->texts.n)
		EQ_BUG("there is no symbol %u", symbol);
	return s->texts.v[symbol];
}

/* ---- the nearest name ----
 *
 * The distance is that of optimal string alignment: one letter put in, left out, changed, or
 * two neighbours swapped is one slip. Slips count double here so that a letter in the other
 * case can count as half a one: for `speed`, `Speed` is nearer than `speeds`. */

#define SLIP 2
#define HALF_SLIP 1

/* The code points of t; at most EQ_LIMIT_NAME, for a name has no more. */
static size_t letters(struct eq_text t, uint32_t out[EQ_LIMIT_NAME])
{
	size_t n = 0;

	while (t.n && n < EQ_LIMIT_NAME) {
		size_t length;

		out[n++] = eq_utf8_decode(t, &length);
		t.p += length;
		t.n -= length;
	}
	return n;
}

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static unsigned change(uint32_t a, uint32_t b)
{
	return a == b ? 0 : lower(a) == lower(b) ? HALF_SLIP : SLIP;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The distance, or some number above `limit` as soon as it cannot be within it. */
static size_t distance(struct eq_text left, struct eq_text right, size_t limit)
{
	uint32_t a[EQ_LIMIT_NAME], b[EQ_LIMIT_NAME];
	/* Row i tells how far a[0..i) is from each b[0..j); a swap looks back two rows. */
	unsigned rows[3][EQ_LIMIT_NAME + 1];
	size_t an = letters(left, a), bn = letters(right, b);
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];

	if ((an > bn ? an - bn : bn - an) * SLIP > limit)
		return limit + 1;
	for (size_t j = 0; j <= bn; j++)
		above[j] = (unsigned)j * SLIP;
	memcpy(before, above, sizeof rows[0]);
	for (size_t i = 1; i <= an; i++) {
		unsigned lowest, *spare;

		row[0] = lowest = (unsigned)i * SLIP;
		for (size_t j = 1; j <= bn; j++) {
			unsigned d = above[j - 1] + change(a[i - 1], b[j - 1]);

			d = least(d, least(above[j], row[j - 1]) + SLIP);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				d = least(d, before[j - 2] + SLIP);
			row[j] = d;
			lowest = least(lowest, d);
		}
		/* A swap passes over a row, yet never undercuts it: leaving a letter out of
		 * before[j - 2] costs a slip too. So what is too far here stays too far. */
		if (lowest > limit)
			return limit + 1;
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[bn];
}

void eq_nearest_init(struct eq_nearest *s, struct eq_text name)
{
	uint32_t points[EQ_LIMIT_NAME];
	size_t n = letters(name, points), slips = n / 3;

	slips = slips < 1 ? 1 : slips > 3 ? 3 : slips;
	*s = (struct eq_nearest){.name = name, .best = EQ_TEXT("")};
	/* One more than is allowed. With a single letter, a slip would be all of it. */
	s->distance = (n > 1 ? slips * SLIP : HALF_SLIP) + 1;
}

void eq_nearest_try(struct eq_nearest *s, struct eq_text candidate)
{
	size_t d;

	if (candidate.n > EQ_LIMIT_NAME || s->name.n > EQ_LIMIT_NAME)
		return;
	d = distance(s->name, candidate, s->distance - 1);
	/* The name itself is not another name to propose; of two as near, the first stays. */
	if (d > 0 && d < s->distance) {
		s->distance = d;
		s->best = candidate;
	}
}
