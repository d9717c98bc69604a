/* tallies_kept.c - the values that a cell keeps: written down as they come, and settled (in order, each
 * once) when they have doubled, so that memory follows the different values. See tallies.h.
 *
 * Where settling frees little, because most values are different, it is tried again only after
 * four times as many. */
#include "data/tallies_parts.h"

#include <string.h>

#define FIRST_ROOM 4
#define FIRST_SETTLED 16
#define SORT_BY_BYTES 64 /* values from which on it is faster than putting each in its place */

static void sort_few(int64_t *v, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		int64_t one = v[i];
		uint32_t at = i;

		for (; at && v[at - 1] > one; at--)
			v[at] = v[at - 1];
		v[at] = one;
	}
}

/* By bytes, from the lowest that differ on. */
static void sort(int64_t *v, uint32_t n)
{
	int64_t *from = v, *to;
	uint64_t differ = 0;

	if (n < SORT_BY_BYTES) {
		sort_few(v, n);
		return;
	}
	for (uint32_t i = 1; i < n; i++)
		differ |= (uint64_t)v[i] ^ (uint64_t)v[0];
	to = eq_alloc(n * sizeof *to);
	for (int shift = 0; shift < 64; shift += 8) {
		uint32_t count[257] = {0};
		/* The highest byte has the sign: negative ones come first. */
		uint8_t flip = shift == 56 ? 0x80 : 0;

		if (!(differ >> shift & 0xFF))
			continue;
		for (uint32_t i = 0; i < n; i++)
			count[((uint8_t)((uint64_t)from[i] >> shift) ^ flip) + 1]++;
		for (uint32_t i = 1; i < 256; i++)
			count[i] += count[i - 1];
		for (uint32_t i = 0; i < n; i++)
			to[count[(uint8_t)((uint64_t)from[i] >> shift) ^ flip]++] = from[i];
		int64_t *other = from;
		from = to;
		to = other;
	}
	if (from != v) {
		memcpy(v, from, n * sizeof *v);
		to = from;
	}
	eq_free(to);
}

struct list {
	const int64_t *v;
	const uint32_t *rows; /* NULL: one each */
	uint32_t n;
};

static struct list settled_of(const struct eq_cell_kept *c)
{
	return (struct list){c->v, c->rows, c->n_settled};
}

/* Two lists in order, in which a value may stand more than once, to one in which it does not. */
static uint32_t merge(struct list x, struct list y, int64_t *v, uint32_t *rows)
{
	uint32_t i = 0, k = 0, n = 0;

	while (i < x.n || k < y.n) {
		bool first = k == y.n || (i < x.n && x.v[i] <= y.v[k]);
		const struct list *l = first ? &x : &y;
		uint32_t at = first ? i++ : k++, times = l->rows ? l->rows[at] : 1;

		if (n && v[n - 1] == l->v[at]) {
			rows[n - 1] += times;
			continue;
		}
		v[n] = l->v[at];
		rows[n++] = times;
	}
	return n;
}

/* Makes the two lists the cell's, with room for `cap` values; unless that frees little: what is different
 * for the most part takes less room without counts. */
static bool settle_as(struct eq_place_tally *p, struct eq_cell_kept *c, struct list x,
		      struct list y, uint32_t cap, bool counted)
{
	int64_t *v = eq_alloc(cap * sizeof *v);
	uint32_t *rows = eq_alloc(cap * sizeof *rows), n = merge(x, y, v, rows);
	size_t before = c->cap * sizeof *v + (c->rows ? c->n_settled * sizeof *rows : 0);

	if (!x.rows && !y.rows && n > (x.n + y.n) / 4 * 3) {
		eq_free(v);
		eq_free(rows);
		return false;
	}
	eq_cell_kept_release(c);
	c->v = v;
	c->cap = cap;
	c->n = c->n_settled = n;
	c->rows = counted ? eq_realloc(rows, n * sizeof *rows) : NULL;
	if (!c->rows)
		eq_free(rows);
	p->kept_bytes += cap * sizeof *v + (c->rows ? n * sizeof *rows : 0);
	p->kept_bytes -= before;
	return true;
}

static void settle(struct eq_place_tally *p, struct eq_cell_kept *c, bool counted)
{
	struct list rest = {c->v + c->n_settled, NULL, c->n - c->n_settled};

	sort(c->v + c->n_settled, rest.n);
	bool freed = settle_as(p, c, settled_of(c), rest, c->cap, counted);
	c->settle_at = (freed ? 2 : 4) * c->n;
}

static void make_room(struct eq_place_tally *p, struct eq_cell_kept *c, uint32_t cap)
{
	c->v = eq_realloc(c->v, cap * sizeof *c->v);
	p->kept_bytes += (cap - c->cap) * sizeof *c->v;
	c->cap = cap;
}

void eq_cell_kept_grow(struct eq_place_tally *p, struct eq_cell_kept *c, bool counted)
{
	if (c->n >= FIRST_SETTLED && c->n >= c->settle_at)
		settle(p, c, counted);
	/* Settling must free a good part of the room, or it would come again at once. */
	if (c->n >= c->cap / 2)
		make_room(p, c, c->cap ? c->cap * 2 : FIRST_ROOM);
}

/* All that a cell has, in order. */
static struct list in_order(struct eq_place_tally *p, struct eq_cell_kept *c, bool counted)
{
	settle(p, c, counted);
	return (struct list){c->v, c->rows, c->n};
}

void eq_cell_kept_join(struct eq_place_tally *p, struct eq_cell_kept *to, bool counted,
		       struct eq_cell_kept *from)
{
	uint32_t n = to->n + from->n;

	to->values += from->values;
	if (to->rows || from->rows) {
		struct list x = in_order(p, to, counted), y = in_order(p, from, counted);

		settle_as(p, to, x, y, n, counted);
		return;
	}
	if (n > to->cap)
		make_room(p, to, n);
	if (from->n)
		memcpy(to->v + to->n, from->v, from->n * sizeof *to->v);
	to->n = n;
}

void eq_cell_kept_release(struct eq_cell_kept *c)
{
	eq_free(c->v);
	eq_free(c->rows);
}
