/* kept.c - windows of values that are kept: how many different ones, and which is the k-th. See kept.h.
 *
 * Runs of one scale are answered from whole numbers as they stand; runs of several are brought to
 * one first. Only where that has no room in 64 bits are they compared as decimals. */
#include "data/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* ---- decimals ---- */

static int by_value(const void *a, const void *b)
{
	const struct eq_kept_decimal *x = a, *y = b;

	return eq_dec_cmp(x->v, y->v);
}

void eq_keeping_release(struct eq_keeping *k)
{
	eq_free(k->v);
	memset(k, 0, sizeof *k);
}

/* In order, each value once. */
static void settle(struct eq_keeping *k)
{
	uint32_t to = 0;

	if (k->n == 0)
		return;
	qsort(k->v, k->n, sizeof *k->v, by_value);
	for (uint32_t i = 1; i < k->n; i++) {
		if (eq_dec_cmp(k->v[to].v, k->v[i].v) == 0)
			k->v[to].rows += k->v[i].rows;
		else
			k->v[++to] = k->v[i];
	}
	k->n = to + 1;
}

void eq_keep(struct eq_keeping *k, struct eq_kept_decimal one)
{
	if (k->n == k->cap) {
		settle(k);
		/* Settling must free a good part of the room, or it would come again at once. */
		if (k->n >= k->cap / 2) {
			k->cap = k->cap ? k->cap * 2 : 4;
			k->v = eq_realloc(k->v, k->cap * sizeof *k->v);
		}
	}
	k->v[k->n++] = one;
}

static uint32_t rows_of(const struct eq_kept *r, uint32_t i)
{
	return r->decimals ? r->decimals[i].rows : r->rows && i < r->n_settled ? r->rows[i] : 1;
}

/* All runs as decimals, in order. */
static struct eq_keeping as_decimals(const struct eq_kept *runs, size_t n)
{
	struct eq_keeping all = {.v = NULL};

	for (size_t r = 0; r < n; r++)
		for (uint32_t i = 0; i < runs[r].n; i++) {
			struct eq_dec v = runs[r].decimals
						  ? runs[r].decimals[i].v
						  : eq_dec_scaled(runs[r].v[i], runs[r].scale);

			eq_keep(&all,
				(struct eq_kept_decimal){eq_dec_reduce(v), rows_of(&runs[r], i)});
		}
	settle(&all);
	return all;
}

static struct eq_kept_pair nth_decimal(const struct eq_keeping *all, uint64_t k)
{
	uint32_t i = 0;

	while (k >= all->v[i].rows)
		k -= all->v[i++].rows;
	bool last = k + 1 == all->v[i].rows;
	return (struct eq_kept_pair){all->v[i].v, all->v[i + (last && i + 1 < all->n)].v};
}

/* ---- one scale ---- */

/* The runs at one scale: as they are, or, where they differ, with values of their own in `room`. */
struct level {
	const struct eq_kept *runs;
	size_t n;
	struct eq_kept *own;
	int64_t *room;
};

static void release_level(struct level *l)
{
	eq_free(l->own);
	eq_free(l->room);
}

static bool raise(int64_t *to, const int64_t *from, uint32_t n, int by)
{
	int64_t factor = 1;

	for (; by; by--)
		if (__builtin_mul_overflow(factor, 10, &factor))
			return false;
	for (uint32_t i = 0; i < n; i++)
		if (__builtin_mul_overflow(from[i], factor, &to[i]))
			return false;
	return true;
}

/* False where some value has no room in 64 bits: nothing is to be released then. */
static bool to_level(const struct eq_kept *runs, size_t n, struct level *out)
{
	int scale = n ? runs[0].scale : 0;
	bool differ = false, fits = true;
	size_t values = 0;

	*out = (struct level){.runs = runs, .n = n};
	for (size_t r = 0; r < n; r++) {
		if (runs[r].decimals)
			return false;
		differ |= runs[r].scale != scale;
		scale = runs[r].scale > scale ? runs[r].scale : scale;
		values += runs[r].n;
	}
	if (!differ)
		return true;
	out->runs = out->own = eq_alloc(n * sizeof *out->own);
	out->room = eq_alloc((values + 1) * sizeof *out->room);
	int64_t *at = out->room;
	for (size_t r = 0; r < n && fits; r++) {
		out->own[r] = runs[r];
		out->own[r].v = at;
		out->own[r].scale = (int16_t)scale;
		fits = raise(at, runs[r].v, runs[r].n, scale - runs[r].scale);
		at += runs[r].n;
	}
	if (!fits)
		release_level(out);
	return fits;
}

/* The least and the most of all values. */
struct reach {
	int64_t least, most;
};

static struct reach reach_of(const struct level *l)
{
	struct reach all = {INT64_MAX, INT64_MIN};

	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			int64_t v = l->runs[r].v[i];

			all.least = v < all.least ? v : all.least;
			all.most = v > all.most ? v : all.most;
		}
	return all;
}

/* ---- how many rows, how many different ---- */

uint64_t eq_kept_rows(const struct eq_kept *runs, size_t n)
{
	uint64_t rows = 0;

	for (size_t r = 0; r < n; r++) {
		uint32_t counted = runs[r].decimals ? runs[r].n
				   : runs[r].rows   ? runs[r].n_settled
						    : 0;

		for (uint32_t i = 0; i < counted; i++)
			rows += rows_of(&runs[r], i);
		rows += runs[r].n - counted;
	}
	return rows;
}

/* A bit for each value from the least to the most. */
static uint64_t distinct_bits(const struct level *l, struct reach of)
{
	uint64_t span = (uint64_t)of.most - (uint64_t)of.least, count = 0;
	uint64_t *bits = eq_alloc_zero(span / 64 + 1, sizeof *bits);

	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			uint64_t at = (uint64_t)l->runs[r].v[i] - (uint64_t)of.least;
			uint64_t had = bits[at / 64] >> at % 64 & 1;

			bits[at / 64] |= UINT64_C(1) << at % 64;
			count += !had;
		}
	eq_free(bits);
	return count;
}

/* A table of the values; the one that marks a free slot is seen to apart. */
static uint64_t distinct_hashed(const struct level *l, size_t values)
{
	size_t slots = 64;
	uint64_t count = 0;
	bool has_free = false;
	const int64_t free_slot = 0;

	while (slots < 2 * values)
		slots *= 2;
	int64_t *table = eq_alloc_pages(slots * sizeof *table);
	int shift = __builtin_clzll(slots) + 1;
	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			int64_t v = l->runs[r].v[i];
			size_t at = (uint64_t)v * UINT64_C(0x9E3779B97F4A7C15) >> shift;

			while (table[at] != free_slot && table[at] != v)
				at = (at + 1) & (slots - 1);
			if (v == free_slot)
				has_free = true;
			else
				count += table[at] == free_slot;
			table[at] = v;
		}
	eq_free_pages(table, slots * sizeof *table);
	return count + has_free;
}

uint64_t eq_kept_distinct(const struct eq_kept *runs, size_t n)
{
	struct level l;
	uint64_t count = 0;
	size_t values = 0;

	if (!to_level(runs, n, &l)) {
		struct eq_keeping all = as_decimals(runs, n);

		count = all.n;
		eq_keeping_release(&all);
		return count;
	}
	for (size_t r = 0; r < n; r++)
		values += runs[r].n;
	if (values) {
		struct reach of = reach_of(&l);

		/* Bits take no more room then than the values have. */
		count = ((uint64_t)of.most - (uint64_t)of.least) / 64 <= values
				? distinct_bits(&l, of)
				: distinct_hashed(&l, values);
	}
	release_level(&l);
	return count;
}

/* ---- the k-th ---- */

#define BUCKET_BITS 11
#define BUCKETS (1u << BUCKET_BITS)

/* Where the k-th lies: in a reach, in which so many values are, that stand for so many rows. */
struct place {
	struct reach in;
	uint64_t k; /* among them, from 0 */
	uint64_t rows;
	size_t values;
};

/* To one of BUCKETS parts of the reach. */
static void narrow(const struct level *l, struct place *p)
{
	uint64_t rows[BUCKETS] = {0};
	uint32_t values[BUCKETS] = {0}, b = 0;
	uint64_t base = (uint64_t)p->in.least, span = (uint64_t)p->in.most - base;
	int bits = span ? 64 - __builtin_clzll(span) : 0;
	int shift = bits > BUCKET_BITS ? bits - BUCKET_BITS : 0;

	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			uint64_t at = ((uint64_t)l->runs[r].v[i] - base) >> shift;

			rows[at] += rows_of(&l->runs[r], i);
			values[at]++;
		}
	while (p->k >= rows[b])
		p->k -= rows[b++];
	uint64_t from = (uint64_t)b << shift, to = from + ((UINT64_C(1) << shift) - 1);
	p->in.least = (int64_t)(base + from);
	p->in.most = (int64_t)(base + (to < span ? to : span));
	p->rows = rows[b];
	p->values = values[b];
}

/* The values of a place, as one run. */
static struct eq_kept pick(const struct level *l, const struct place *p)
{
	int64_t *v = eq_alloc((p->values + 1) * sizeof *v);
	uint32_t *rows = eq_alloc((p->values + 1) * sizeof *rows), n = 0;

	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			int64_t w = l->runs[r].v[i];

			/* One too many is written, and written over. */
			v[n] = w;
			rows[n] = rows_of(&l->runs[r], i);
			n += w >= p->in.least && w <= p->in.most;
		}
	return (struct eq_kept){.v = v, .rows = rows, .n = n, .n_settled = n};
}

/* The least value above one; itself where there is none. */
static int64_t least_above(const struct level *l, int64_t v)
{
	int64_t least = INT64_MAX;
	bool any = false;

	for (size_t r = 0; r < l->n; r++)
		for (uint32_t i = 0; i < l->runs[r].n; i++) {
			int64_t w = l->runs[r].v[i];

			any |= w > v;
			least = w > v && w < least ? w : least;
		}
	return any ? least : v;
}

static struct eq_kept_pair nth_whole(const struct level *l, uint64_t k)
{
	struct place p = {.in = reach_of(l), .k = k};
	struct eq_kept left = {.v = NULL};
	struct level of = *l;

	do {
		narrow(&of, &p);
		if (p.in.least == p.in.most)
			break;
		struct eq_kept fewer = pick(&of, &p);

		eq_free((void *)left.v);
		eq_free((void *)left.rows);
		left = fewer;
		of = (struct level){.runs = &left, .n = 1};
	} while (true);
	eq_free((void *)left.v);
	eq_free((void *)left.rows);
	int64_t after = p.k + 1 < p.rows ? p.in.least : least_above(l, p.in.least);
	return (struct eq_kept_pair){eq_dec_scaled(p.in.least, l->runs[0].scale),
				     eq_dec_scaled(after, l->runs[0].scale)};
}

struct eq_kept_pair eq_kept_nth(const struct eq_kept *runs, size_t n, uint64_t k)
{
	struct eq_kept_pair pair;
	struct level l;

	if (!to_level(runs, n, &l)) {
		struct eq_keeping all = as_decimals(runs, n);

		pair = nth_decimal(&all, k);
		eq_keeping_release(&all);
		return pair;
	}
	pair = nth_whole(&l, k);
	release_level(&l);
	return pair;
}
