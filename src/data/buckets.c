/* buckets.c - tallies under way. See buckets.h. */
#include "data/buckets.h"

#include <string.h>

void eq_buckets_init(struct eq_buckets *b, uint32_t n_measures, uint32_t n_members, int32_t spare)
{
	memset(b, 0, sizeof *b);
	b->spare = spare;
	b->lo = 1;
	b->hi = 0;
	b->n_measures = n_measures;
	b->of = eq_alloc_zero(n_measures ? n_measures : 1, sizeof *b->of);
	b->n_members = n_members;
	b->member_words = (n_members + 63) / 64;
}

void eq_buckets_release(struct eq_buckets *b)
{
	for (uint32_t m = 0; m < b->n_measures; m++) {
		for (uint32_t k = 0; k < b->slots; k++)
			eq_keeping_release(&b->of[m][k].keeping);
		eq_free(b->of[m]);
	}
	eq_free(b->of);
	eq_free(b->has_row);
	eq_free(b->members);
	memset(b, 0, sizeof *b);
}

/* An array of `slots` items of `size`; the n items of `old` from `skip` on stand at `to`. */
static void *moved(void *old, size_t size, uint32_t skip, uint32_t n, uint32_t to, uint32_t slots)
{
	char *p = eq_alloc_zero(slots, size);

	if (n)
		memcpy(p + to * size, (char *)old + skip * size, n * size);
	eq_free(old);
	return p;
}

/* Room from `base` on; what is in use moves over. */
static void make_room(struct eq_buckets *b, int32_t base, uint32_t slots)
{
	bool none = b->lo > b->hi;
	uint32_t n = none ? 0 : (uint32_t)(b->hi - b->lo) + 1;
	uint32_t skip = none ? 0 : (uint32_t)(b->lo - b->base);
	uint32_t to = none ? 0 : (uint32_t)(b->lo - base);

	for (uint32_t m = 0; m < b->n_measures; m++)
		b->of[m] = moved(b->of[m], sizeof *b->of[m], skip, n, to, slots);
	b->has_row = moved(b->has_row, sizeof *b->has_row, skip, n, to, slots);
	if (b->member_words)
		b->members =
			moved(b->members, b->member_words * sizeof *b->members, skip, n, to, slots);
	b->base = base;
	b->slots = slots;
}

void eq_buckets_reach(struct eq_buckets *b, int32_t number)
{
	bool none = b->lo > b->hi;
	int32_t lo = none || number < b->lo ? number : b->lo;
	int32_t hi = none || number > b->hi ? number : b->hi;

	if (b->slots == 0 || lo < b->base || (int64_t)hi - b->base >= b->slots) {
		/* Room on both sides, in proportion, so that reaching stays cheap. Dates lie
		 * within some centuries: none of this comes near the ends of int32. */
		int32_t spare = (hi - lo) / 2 + b->spare;

		make_room(b, lo - spare, (uint32_t)(hi - lo + 2 * spare) + 1);
	}
	b->lo = lo;
	b->hi = hi;
}

uint32_t eq_buckets_n(const struct eq_buckets *b)
{
	return b->lo > b->hi ? 0 : (uint32_t)(b->hi - b->lo) + 1;
}

uint32_t eq_buckets_slot(const struct eq_buckets *b, int32_t number)
{
	return (uint32_t)(number - b->base);
}

void eq_buckets_row(struct eq_buckets *b, uint32_t slot)
{
	b->has_row[slot] = true;
}

void eq_buckets_member(struct eq_buckets *b, uint32_t slot, uint32_t member)
{
	b->members[(size_t)slot * b->member_words + member / 64] |= UINT64_C(1) << (member % 64);
}

bool eq_buckets_has_member(const struct eq_buckets *b, uint32_t slot, uint32_t member)
{
	return b->members[(size_t)slot * b->member_words + member / 64] >> (member % 64) & 1;
}

/* Adds `values` values whose sum, extremes and ends are given, to the tally. */
static void merge(struct eq_tally *t, uint32_t values, struct eq_dec sum, struct eq_dec min,
		  struct eq_dec max, struct eq_dec first, struct eq_dec last, unsigned flags)
{
	if (t->values == 0) {
		t->sum = sum;
		t->min = min;
		t->max = max;
		t->first = first;
	} else {
		t->sum = eq_dec_add(t->sum, sum, &flags);
		if (eq_dec_cmp(min, t->min) < 0)
			t->min = min;
		if (eq_dec_cmp(max, t->max) > 0)
			t->max = max;
	}
	t->last = last;
	t->values += values;
	t->rounded |= (flags & EQ_DEC_ROUNDED) != 0;
}

static void flush(struct eq_bucket *k)
{
	struct eq_pending *p = &k->pending;
	unsigned flags = 0;

	if (p->values == 0)
		return;
	struct eq_dec sum = eq_dec_scaled128(p->sum, p->scale, &flags);
	merge(&k->tally, p->values, sum, eq_dec_scaled(p->min, p->scale),
	      eq_dec_scaled(p->max, p->scale), eq_dec_scaled(p->first, p->scale),
	      eq_dec_scaled(p->last, p->scale), flags);
	p->values = 0;
}

void eq_bucket_add_int(struct eq_bucket *k, int64_t v, int16_t scale)
{
	struct eq_pending *p = &k->pending;

	if (p->values && p->scale != scale)
		flush(k);
	if (p->values == 0) {
		*p = (struct eq_pending){v, v, v, v, v, 1, scale};
		return;
	}
	p->sum += v;
	if (v < p->min)
		p->min = v;
	if (v > p->max)
		p->max = v;
	p->last = v;
	p->values++;
}

void eq_bucket_add_dec(struct eq_bucket *k, struct eq_dec v)
{
	flush(k);
	merge(&k->tally, 1, v, v, v, v, v, 0);
}

void eq_bucket_add_gap(struct eq_bucket *k)
{
	k->tally.gaps++;
}

void eq_bucket_add_kept(struct eq_bucket *k, struct eq_kept one)
{
	eq_keep(&k->keeping, one);
	k->tally.values++;
}

/* Trailing zeros come from the scale of whatever else was in the batch. */
static void reduce(struct eq_tally *t)
{
	t->sum = eq_dec_reduce(t->sum);
	t->min = eq_dec_reduce(t->min);
	t->max = eq_dec_reduce(t->max);
	t->first = eq_dec_reduce(t->first);
	t->last = eq_dec_reduce(t->last);
}

static struct eq_tally finish(struct eq_bucket *k, struct eq_arena *arena)
{
	struct eq_tally *t = &k->tally;

	flush(k);
	if (t->values == 0 || k->keeping.n)
		t->sum = t->min = t->max = t->first = t->last = EQ_DEC_ZERO;
	if (k->keeping.n) {
		eq_keeping_settle(&k->keeping);
		struct eq_kept *kept = EQ_NEW_ARRAY(arena, struct eq_kept, k->keeping.n);

		memcpy(kept, k->keeping.v, k->keeping.n * sizeof *kept);
		t->kept = kept;
		t->n_kept = k->keeping.n;
	}
	reduce(t);
	return *t;
}

struct eq_tally *eq_buckets_finish(struct eq_buckets *b, uint32_t measure, struct eq_arena *arena)
{
	uint32_t n = eq_buckets_n(b);
	struct eq_tally *t = EQ_NEW_ARRAY(arena, struct eq_tally, n + 1);

	for (uint32_t k = 0; k < n; k++)
		t[k] = finish(&b->of[measure][eq_buckets_slot(b, b->lo) + k], arena);
	return t;
}

struct eq_tally *eq_buckets_finish_open(struct eq_buckets *b, uint32_t begun, uint32_t ended,
					struct eq_arena *arena)
{
	struct eq_tally *t = eq_buckets_finish(b, begun, arena);
	struct eq_tally *less = eq_buckets_finish(b, ended, arena);
	struct eq_tally open = {.sum = EQ_DEC_ZERO,
				.min = EQ_DEC_ZERO,
				.max = EQ_DEC_ZERO,
				.first = EQ_DEC_ZERO,
				.last = EQ_DEC_ZERO};

	for (uint32_t k = 0; k < eq_buckets_n(b); k++) {
		unsigned flags = 0;

		open.sum = eq_dec_add(open.sum, t[k].sum, &flags);
		open.sum = eq_dec_reduce(eq_dec_sub(open.sum, less[k].sum, &flags));
		open.values += t[k].values - less[k].values;
		open.gaps += t[k].gaps - less[k].gaps;
		/* Lost digits stay lost when what brought them has ended. */
		open.rounded |= t[k].rounded || less[k].rounded || (flags & EQ_DEC_ROUNDED);
		t[k] = open;
	}
	return t;
}
