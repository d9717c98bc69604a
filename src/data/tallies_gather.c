/* tallies_gather.c - the cells of all workers by group, then bucket, each pair once. See tallies.h.
 *
 * A cell is known here by one word: its bucket, its worker, its number there. The words are put in
 * their groups' places first, by all workers side by side; then each part puts those of its groups in the order of
 * their buckets, a few hundred at a time, and makes them cells of its own. */
#include "data/tallies_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"

#define SAMPLE_BITS 8 /* one in 256 of the pairs of group and bucket */

enum { WORKER_AT = 32, BUCKET_AT = 40 };
_Static_assert(EQ_MOST_THREADS <= 1 << (BUCKET_AT - WORKER_AT), "a worker's number needs room");

struct gathering {
	struct eq_tallies *const *from;
	uint32_t n;
	struct eq_tallies **parts;
	uint32_t n_parts;
	uint32_t **group; /* [worker][its group]: that of worker 0 */
	size_t **at;      /* [worker][group]: where its next cell goes */
	uint32_t n_groups;
	size_t *first; /* [n_groups + 1]: where the group's cells begin */
	uint64_t *words;
	int32_t lo, hi; /* buckets of all */
};

/* ---- by group ---- */

/* Worker 0 comes last: it gets to know the groups of the others, and may have cells for them then. */
static void number_groups(struct gathering *g)
{
	for (uint32_t w = g->n; w-- > 0;) {
		struct eq_tallies *t = g->from[w];
		uint32_t n_by = t->plan->n_by;

		g->group[w] = eq_alloc_zero(t->n_groups, sizeof *g->group[w]);
		for (uint32_t k = 1; k < t->n_groups; k++)
			g->group[w][k] =
				w ? eq_tallies_group(g->from[0], t->group_codes + (size_t)k * n_by)
				  : k;
		if (t->lo > t->hi)
			continue;
		bool any = g->lo <= g->hi;
		g->lo = any && g->lo < t->lo ? g->lo : t->lo;
		g->hi = any && g->hi > t->hi ? g->hi : t->hi;
	}
	g->n_groups = g->from[0]->n_groups;
}

static void count_cells(void *of, uint32_t w)
{
	struct gathering *g = of;
	const struct eq_tallies *t = g->from[w];

	g->at[w] = eq_alloc_zero(g->n_groups, sizeof *g->at[w]);
	for (size_t c = 1; c < t->cell_group.n; c++)
		g->at[w][g->group[w][t->cell_group.v[c]]]++;
}

static void find_places(struct gathering *g)
{
	size_t at = 0;

	g->first = eq_alloc(((size_t)g->n_groups + 1) * sizeof *g->first);
	for (uint32_t k = 0; k < g->n_groups; k++) {
		g->first[k] = at;
		for (uint32_t w = 0; w < g->n; w++) {
			size_t n = g->at[w][k];

			g->at[w][k] = at;
			at += n;
		}
	}
	g->first[g->n_groups] = at;
	g->words = eq_alloc_pages((at + 1) * sizeof *g->words);
}

static void put_words(void *of, uint32_t w)
{
	struct gathering *g = of;
	const struct eq_tallies *t = g->from[w];

	for (uint32_t c = 1; c < t->cell_group.n; c++) {
		uint64_t bucket = (uint64_t)((int64_t)t->cell_bucket.v[c] - g->lo);

		g->words[g->at[w][g->group[w][t->cell_group.v[c]]]++] =
			bucket << BUCKET_AT | (uint64_t)w << WORKER_AT | c;
	}
}

/* ---- a part ---- */

/* By bucket. */
static void sort_words(uint64_t *v, size_t n, uint64_t *room)
{
	size_t count[257];
	uint64_t differ = 0;
	uint64_t *from = v, *to = room;

	for (size_t i = 1; i < n; i++)
		differ |= (v[i] ^ v[0]) >> BUCKET_AT;
	if (n < 32) {
		for (size_t i = 1; i < n; i++) {
			uint64_t one = v[i];
			size_t at = i;

			for (; at && v[at - 1] > one; at--)
				v[at] = v[at - 1];
			v[at] = one;
		}
		return;
	}
	for (int shift = BUCKET_AT; shift < 64; shift += 8) {
		if (!(differ >> (shift - BUCKET_AT) & 0xFF))
			continue;
		memset(count, 0, sizeof count);
		for (size_t i = 0; i < n; i++)
			count[(from[i] >> shift & 0xFF) + 1]++;
		for (int i = 1; i < 256; i++)
			count[i] += count[i - 1];
		for (size_t i = 0; i < n; i++)
			to[count[from[i] >> shift & 0xFF]++] = from[i];
		uint64_t *other = from;
		from = to;
		to = other;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
}

/* The first group of a part, so that all have as many cells as each other, as near as may be. */
static uint32_t first_group(const struct gathering *g, uint32_t part)
{
	size_t before = g->first[g->n_groups] / g->n_parts * part;
	uint32_t lo = 0, hi = g->n_groups;

	if (part == g->n_parts)
		return g->n_groups;
	while (lo < hi) {
		uint32_t half = lo + (hi - lo) / 2;

		if (g->first[half] < before)
			lo = half + 1;
		else
			hi = half;
	}
	return lo;
}

struct cells {
	struct eq_tallies *to;
	struct eq_move **moves; /* [worker] */
	size_t *n_moves;
};

/* Makes cells of a group's words, which are in order. */
static void make_cells(const struct gathering *g, struct cells *c, uint32_t group,
		       const uint64_t *words, size_t n)
{
	struct eq_tallies *to = c->to;
	uint64_t last = UINT64_MAX;

	for (size_t i = 0; i < n; i++) {
		uint32_t w = (uint32_t)(words[i] >> WORKER_AT) & (EQ_MOST_THREADS - 1);
		uint32_t cell = (uint32_t)words[i];

		if (words[i] >> BUCKET_AT != last) {
			last = words[i] >> BUCKET_AT;
			EQ_PUSH(&to->cell_group, group);
			EQ_PUSH(&to->cell_bucket, (int32_t)last + g->lo);
		}
		c->moves[w][c->n_moves[w]++] =
			(struct eq_move){cell, (uint32_t)to->cell_group.n - 1};
	}
}

/* No more room than there are cells: layers take as much. */
static void trim_cells(struct eq_tallies *t)
{
	size_t n = t->cell_group.n;

	t->cell_group.v = eq_realloc(t->cell_group.v, n * sizeof *t->cell_group.v);
	t->cell_bucket.v = eq_realloc(t->cell_bucket.v, n * sizeof *t->cell_bucket.v);
	t->cell_group.cap = t->cell_bucket.cap = n;
}

static void make_part(void *of, uint32_t part)
{
	struct gathering *g = of;
	uint32_t from = first_group(g, part), to = first_group(g, part + 1);
	size_t n = g->first[to] - g->first[from], most = 0;
	struct cells c = {.to = eq_tallies_new(g->from[0]->plan)};

	c.moves = eq_alloc(g->n * sizeof *c.moves);
	c.n_moves = eq_alloc_zero(g->n, sizeof *c.n_moves);
	for (uint32_t w = 0; w < g->n; w++)
		c.moves[w] =
			eq_alloc((n < g->from[w]->cell_group.n ? n : g->from[w]->cell_group.n) *
				 sizeof **c.moves);
	for (uint32_t k = from; k < to; k++)
		if (g->first[k + 1] - g->first[k] > most)
			most = g->first[k + 1] - g->first[k];
	uint64_t *room = eq_alloc(most * sizeof *room);
	for (uint32_t k = from; k < to; k++) {
		uint64_t *words = g->words + g->first[k];
		size_t n_words = g->first[k + 1] - g->first[k];

		sort_words(words, n_words, room);
		make_cells(g, &c, k, words, n_words);
	}
	eq_free(room);
	trim_cells(c.to);
	c.to->lo = g->lo;
	c.to->hi = g->hi;
	for (uint32_t w = 0; w < g->n; w++) {
		for (uint32_t p = 0; p < c.to->plan->n_places; p++)
			eq_place_join(c.to, p, &g->from[w]->places[p], c.moves[w], c.n_moves[w]);
		eq_free(c.moves[w]);
	}
	eq_free(c.moves);
	eq_free(c.n_moves);
	g->parts[part] = c.to;
}

void eq_tallies_gather(struct eq_tallies *const *from, uint32_t n, struct eq_tallies **parts,
		       uint32_t n_parts)
{
	struct gathering g = {
		.from = from, .n = n, .parts = parts, .n_parts = n_parts, .lo = 1, .hi = 0};

	g.group = eq_alloc(n * sizeof *g.group);
	g.at = eq_alloc(n * sizeof *g.at);
	number_groups(&g);
	eq_parallel(n, count_cells, &g);
	find_places(&g);
	eq_parallel(n, put_words, &g);
	eq_parallel(n_parts, make_part, &g);
	for (uint32_t w = 0; w < n; w++) {
		eq_members_join(parts[0], from[w]);
		eq_free(g.group[w]);
		eq_free(g.at[w]);
	}
	eq_free(g.group);
	eq_free(g.at);
	eq_free_pages(g.words, (g.first[g.n_groups] + 1) * sizeof *g.words);
	eq_free(g.first);
}

/* ---- while rows come ---- */

static void take_cells(struct eq_tallies *t, struct eq_tallies *from)
{
	eq_free(t->cell_group.v);
	eq_free(t->cell_bucket.v);
	memcpy(&t->cell_group, &from->cell_group, sizeof t->cell_group);
	memcpy(&t->cell_bucket, &from->cell_bucket, sizeof t->cell_bucket);
	memset(&from->cell_group, 0, sizeof from->cell_group);
	memset(&from->cell_bucket, 0, sizeof from->cell_bucket);
}

void eq_tallies_settle(struct eq_tallies *t)
{
	struct eq_tallies *to;

	eq_tallies_gather(&t, 1, &to, 1);
	for (uint32_t p = 0; p < t->plan->n_places; p++) {
		eq_tallies_release_place(t, p);
		t->places[p] = to->places[p];
		memset(&to->places[p], 0, sizeof to->places[p]);
	}
	take_cells(t, to);
	/* A table knows the cells by the numbers that they had: from now on they are appended. */
	t->appends = true;
	eq_free(t->table);
	t->table = NULL;
	t->span = t->table_groups = 0;
	eq_tallies_free(to);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Whether half the cells or more would go: asked of a sample of the pairs of group and bucket, with all
 * cells of each. */
static bool worth_while(const struct eq_tallies *t)
{
	EQ_VEC(uint64_t) sample = {0};
	size_t different = 0;

	for (size_t c = 1; c < t->cell_group.n; c++) {
		uint64_t pair = (uint64_t)t->cell_group.v[c] << 32 | (uint32_t)t->cell_bucket.v[c];
		uint64_t h = pair * 0x9e3779b97f4a7c15u;

		if ((h ^ h >> 32) * 0xc2b2ae3d27d4eb4fu >> (64 - SAMPLE_BITS) == 0)
			EQ_PUSH(&sample, pair);
	}
	if (sample.n)
		qsort(sample.v, sample.n, sizeof *sample.v, by_number);
	for (size_t i = 0; i < sample.n; i++)
		different += i == 0 || sample.v[i] != sample.v[i - 1];
	eq_free(sample.v);
	return different <= sample.n / 2;
}

void eq_tallies_settle_some(struct eq_tallies *t)
{
	if (worth_while(t))
		eq_tallies_settle(t);
	t->settle_at = t->cell_group.n * 2;
}
