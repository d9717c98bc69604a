/* kept.c - values in order, each once. See kept.h. */
#include "data/kept.h"

#include <stdlib.h>
#include <string.h>

static int order(const struct eq_kept *x, const struct eq_kept *y)
{
	int by_value = eq_dec_cmp(x->v, y->v);

	return by_value ? by_value : (x->code > y->code) - (x->code < y->code);
}

static int order_any(const void *x, const void *y)
{
	return order(x, y);
}

void eq_keeping_release(struct eq_keeping *k)
{
	eq_free(k->v);
	memset(k, 0, sizeof *k);
}

void eq_keeping_settle(struct eq_keeping *k)
{
	uint32_t to = 0;

	if (k->n == 0)
		return;
	qsort(k->v, k->n, sizeof *k->v, order_any);
	for (uint32_t i = 1; i < k->n; i++) {
		if (order(&k->v[to], &k->v[i]) == 0)
			k->v[to].rows += k->v[i].rows;
		else
			k->v[++to] = k->v[i];
	}
	k->n = to + 1;
}

void eq_keep(struct eq_keeping *k, struct eq_kept one)
{
	if (k->n == k->cap) {
		eq_keeping_settle(k);
		/* Settling must free a good part of the room, or it would come again at once. */
		if (k->n >= k->cap / 2) {
			k->cap = k->cap ? k->cap * 2 : 4;
			k->v = eq_realloc(k->v, k->cap * sizeof *k->v);
		}
	}
	k->v[k->n++] = one;
}

/* Two lists to `to`; returns how many values. */
static uint32_t merge_two(struct eq_kept_list x, struct eq_kept_list y, struct eq_kept *to)
{
	uint32_t i = 0, j = 0, n = 0;

	while (i < x.n && j < y.n) {
		int by = order(&x.v[i], &y.v[j]);

		to[n] = by <= 0 ? x.v[i++] : y.v[j++];
		if (by == 0)
			to[n].rows += y.v[j++].rows;
		n++;
	}
	if (i < x.n)
		memcpy(to + n, x.v + i, (x.n - i) * sizeof *to);
	n += x.n - i;
	if (j < y.n)
		memcpy(to + n, y.v + j, (y.n - j) * sizeof *to);
	return n + (y.n - j);
}

/* Neighbours are merged, round by round, so that no value is moved more than log2(n) times. */
void eq_kept_merge(const struct eq_kept_list *lists, size_t n, struct eq_keeping *out)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += lists[i].n;
	memset(out, 0, sizeof *out);
	if (all == 0)
		return;
	struct eq_kept *from = eq_alloc(all * sizeof *from), *to = eq_alloc(all * sizeof *to);
	struct eq_kept_list *now = eq_alloc(n * sizeof *now);

	memcpy(now, lists, n * sizeof *now);
	while (n > 1) {
		struct eq_kept *at = to, *other;
		size_t left = 0;

		for (size_t i = 0; i < n; i += 2) {
			struct eq_kept_list none = {NULL, 0};
			uint32_t count = merge_two(now[i], i + 1 < n ? now[i + 1] : none, at);

			now[left++] = (struct eq_kept_list){at, count};
			at += count;
		}
		n = left;
		other = from;
		from = to;
		to = other;
	}
	if (now[0].v != from)
		memcpy(from, now[0].v, now[0].n * sizeof *from);
	*out = (struct eq_keeping){from, now[0].n, (uint32_t)all};
	eq_free(now);
	eq_free(to);
}
