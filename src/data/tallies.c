/* tallies.c - adapter over buckets. */
#include "data/tallies_parts.h"

#include <string.h>

struct eq_tallies *eq_tallies_new(const struct eq_tallies_plan *plan)
{
	struct eq_tallies *t = eq_alloc_zero(1, sizeof *t);

	t->plan = plan;
	eq_buckets_init(&t->buckets, plan->n_places, plan->n_members, 32);
	eq_source_groups_init(&t->groups, plan->n_by, plan->n_places);
	return t;
}

void eq_tallies_free(struct eq_tallies *t)
{
	if (!t)
		return;
	eq_source_groups_release(&t->groups);
	eq_buckets_release(&t->buckets);
	eq_free(t);
}

static bool bit(const uint64_t *b, uint32_t k)
{
	return b[k / 64] >> (k % 64) & 1;
}

static void reach_row(struct eq_tallies *t, struct eq_buckets *b, uint32_t k)
{
	eq_buckets_reach(b, t->batch.bucket[k]);
	if (t->batch.ends && t->batch.ends[k] != EQ_DATE_NONE) {
		eq_buckets_reach(b, t->batch.ends[k]);
		eq_buckets_row(b, eq_buckets_slot(b, t->batch.ends[k]));
	}
	eq_buckets_row(b, eq_buckets_slot(b, t->batch.bucket[k]));
}

void eq_tallies_begin(struct eq_tallies *t, const struct eq_tallies_batch *batch)
{
	uint32_t key[64];

	t->batch = *batch;
	for (uint32_t k = 0; k < batch->n; k++) {
		t->group[k] = EQ_NO_GROUP;
		if (!bit(batch->counts, k))
			continue;
		reach_row(t, &t->buckets, k);
		bool all = t->plan->n_by > 0;
		for (uint32_t i = 0; i < t->plan->n_by; i++) {
			key[i] = batch->by[i][k];
			all &= key[i] != 0;
		}
		if (!all)
			continue;
		t->group[k] = eq_source_group(&t->groups, key);
		t->groups.all.v[t->group[k]].rows++;
		reach_row(t, &t->groups.all.v[t->group[k]].buckets, k);
	}
}

void eq_tallies_member(struct eq_tallies *t, uint32_t lane, uint32_t member)
{
	eq_buckets_member(&t->buckets, eq_buckets_slot(&t->buckets, t->batch.bucket[lane]), member);
}

static struct eq_kept kept_of(const struct eq_column *c, uint32_t lane)
{
	struct eq_kept k = {.rows = 1};
	uint32_t at = c->constant ? 0 : lane;

	switch ((enum eq_column_rep)c->rep) {
	case EQ_REP_CODE:
		k.v = EQ_DEC_ZERO;
		k.code = c->code[at];
		break;
	case EQ_REP_DAY:
		k.v = eq_dec_int(c->day[at]);
		break;
	case EQ_REP_BOOL:
		k.v = eq_dec_int(c->b[at]);
		break;
	default:
		k.v = eq_dec_reduce(eq_column_number(c, lane));
		break;
	}
	return k;
}

static void add_lane(struct eq_bucket *b, bool keeps, const struct eq_column *v, uint32_t lane)
{
	if (!v) {
		eq_bucket_add_int(b, 1, 0);
		return;
	}
	if (eq_column_is_missing(v, lane)) {
		eq_bucket_add_gap(b);
		return;
	}
	if (keeps)
		eq_bucket_add_kept(b, kept_of(v, lane));
	else if (v->rep == EQ_REP_INT)
		eq_bucket_add_int(b, v->i[v->constant ? 0 : lane], v->scale);
	else
		eq_bucket_add_dec(b, eq_column_number(v, lane));
	if (eq_column_is_rounded(v, lane))
		b->tally.rounded = true;
}

void eq_tallies_add(struct eq_tallies *t, uint32_t place, bool at_end, const uint64_t *takes,
		    const struct eq_column *value)
{
	bool keeps = t->plan->kinds[place] == EQ_TALLY_KEPT;

	for (uint32_t k = 0; k < t->batch.n; k++) {
		if (!bit(t->batch.counts, k) || (takes && !bit(takes, k)))
			continue;
		int32_t n = at_end ? t->batch.ends[k] : t->batch.bucket[k];
		if (n == EQ_DATE_NONE)
			continue;
		struct eq_buckets *b = &t->buckets;
		add_lane(&b->of[place][eq_buckets_slot(b, n)], keeps, value, k);
		if (t->group[k] == EQ_NO_GROUP)
			continue;
		b = &t->groups.all.v[t->group[k]].buckets;
		add_lane(&b->of[place][eq_buckets_slot(b, n)], keeps, value, k);
	}
}

void eq_tallies_reach(struct eq_tallies *t, int32_t bucket)
{
	eq_buckets_reach(&t->buckets, bucket);
}

void eq_tallies_join(struct eq_tallies *t, struct eq_tallies *from)
{
	(void)t;
	(void)from;
}

size_t eq_tallies_bytes(const struct eq_tallies *t, uint32_t *most)
{
	size_t cell = sizeof(struct eq_bucket), places = t->plan->n_places;
	size_t bytes = t->buckets.slots * cell * places, largest = 0;

	*most = 0;
	for (size_t g = 0; g < t->groups.all.n; g++)
		bytes += t->groups.all.v[g].buckets.slots * cell * places;
	for (uint32_t p = 0; p < places; p++) {
		size_t kept = 0;

		for (uint32_t k = 0; k < t->buckets.slots; k++)
			kept += t->buckets.of[p][k].keeping.cap * sizeof(struct eq_kept);
		bytes += kept;
		if (kept > largest) {
			largest = kept;
			*most = p;
		}
	}
	return bytes;
}
