/* tallies.c - groups, cells, and room for what each place remembers of them. See tallies.h. */
#include "data/tallies_parts.h"

#include <string.h>

#define TABLE_MOST (1u << 22) /* cells that a table of all groups and buckets may have */
#define APPENDED (1u << 20)   /* cells at which it is first looked whether to settle them */
#define ROOM 64               /* buckets, on each side */
#define FEW_BUCKETS 16

uint32_t eq_tallies_room(struct eq_tallies *t, uint32_t n)
{
	while (t->cell_group.n + n > t->cell_group.cap) {
		t->cell_group.v =
			eq_grow(t->cell_group.v, &t->cell_group.cap, sizeof *t->cell_group.v);
		t->cell_bucket.v =
			eq_grow(t->cell_bucket.v, &t->cell_bucket.cap, sizeof *t->cell_bucket.v);
	}
	return (uint32_t)t->cell_group.n;
}

/* All cells of a group, those of the group before it being the last. */
static void add_group_cells(struct eq_tallies *t, uint32_t group)
{
	uint32_t at = eq_tallies_room(t, t->plan->n_buckets);

	for (uint32_t i = 0; i < t->plan->n_buckets; i++) {
		t->cell_group.v[at + i] = group;
		t->cell_bucket.v[at + i] = (int32_t)i;
	}
	t->cell_group.n = t->cell_bucket.n = at + t->plan->n_buckets;
}

struct eq_tallies *eq_tallies_new(const struct eq_tallies_plan *plan)
{
	struct eq_tallies *t = eq_alloc_zero(1, sizeof *t);

	t->own_plan = *plan;
	t->own_plan.kinds = t->kinds = eq_alloc(plan->n_places + 1);
	memcpy(t->kinds, plan->kinds, plan->n_places);
	t->plan = &t->own_plan;
	t->places = eq_alloc_zero(plan->n_places + 1, sizeof *t->places);
	t->lo = 1;
	t->by_codes = eq_alloc_zero(plan->n_by + 1, sizeof *t->by_codes);
	t->n_groups = 1;
	if (plan->n_by) {
		t->n_group_slots = 64;
		t->group_slots = eq_alloc_zero(t->n_group_slots, sizeof *t->group_slots);
		t->group_codes_cap = 64;
		t->group_codes =
			eq_alloc_zero(t->group_codes_cap * plan->n_by, sizeof *t->group_codes);
	}
	t->dense = plan->n_buckets && plan->n_buckets <= FEW_BUCKETS;
	EQ_PUSH(&t->cell_group, 0); /* the cell of lanes that do not count */
	EQ_PUSH(&t->cell_bucket, 0);
	if (t->dense) {
		t->lo = 0;
		t->hi = (int32_t)plan->n_buckets - 1;
		add_group_cells(t, 0);
	}
	return t;
}

static void release_layer(const struct eq_tallies *t, uint32_t place, struct eq_layer *l)
{
	bool keeps = eq_keeps((enum eq_tally_kind)t->plan->kinds[place]);
	struct eq_cell_kept *kept = l->cells;
	struct eq_cell_wide *wide = l->cells;

	for (size_t i = 0; l->scale == EQ_LAYER_WIDE && i < l->cap; i++) {
		eq_free(wide[i].parts);
		eq_keeping_release(&wide[i].keeping);
	}
	for (size_t i = 0; l->scale != EQ_LAYER_WIDE && keeps && i < l->cap; i++)
		eq_cell_kept_release(&kept[i]);
	eq_free(l->cells);
	eq_free(l->spilt);
}

void eq_tallies_release_place(struct eq_tallies *t, uint32_t place)
{
	struct eq_place_tally *p = &t->places[place];

	for (size_t i = 0; i < p->layers.n; i++)
		release_layer(t, place, &p->layers.v[i]);
	eq_free(p->layers.v);
	eq_free(p->rows);
	eq_free(p->gaps);
	eq_free(p->rounded);
	memset(p, 0, sizeof *p);
}

void eq_tallies_free(struct eq_tallies *t)
{
	if (!t)
		return;
	for (uint32_t p = 0; p < t->plan->n_places; p++)
		eq_tallies_release_place(t, p);
	eq_free(t->places);
	eq_free(t->kinds);
	eq_free(t->group_slots);
	eq_free(t->group_codes);
	eq_free(t->by_codes);
	eq_free(t->known_groups);
	eq_free(t->cell_group.v);
	eq_free(t->cell_bucket.v);
	eq_free(t->table);
	eq_free(t->members);
	eq_free(t);
}

/* ---- groups ---- */

static uint32_t hash_codes(const uint32_t *codes, uint32_t n)
{
	uint64_t h = 0;

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ codes[i]) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(h >> 32);
}

/* The slot of a combination: its own, or the free one where it belongs. */
static uint32_t group_slot(const struct eq_tallies *t, const uint32_t *codes)
{
	uint32_t n = t->plan->n_by, at = hash_codes(codes, n) & (t->n_group_slots - 1);

	while (t->group_slots[at] && memcmp(t->group_codes + (size_t)(t->group_slots[at] - 1) * n,
					    codes, n * sizeof *codes) != 0)
		at = (at + 1) & (t->n_group_slots - 1);
	return at;
}

static void grow_groups(struct eq_tallies *t)
{
	uint32_t n = t->plan->n_by;

	if (t->n_groups == t->group_codes_cap) {
		t->group_codes_cap *= 2;
		t->group_codes =
			eq_realloc(t->group_codes, t->group_codes_cap * n * sizeof *t->group_codes);
	}
	if (t->n_groups * 2 < t->n_group_slots)
		return;
	eq_free(t->group_slots);
	t->n_group_slots *= 2;
	t->group_slots = eq_alloc_zero(t->n_group_slots, sizeof *t->group_slots);
	for (uint32_t g = 1; g < t->n_groups; g++)
		t->group_slots[group_slot(t, t->group_codes + (size_t)g * n)] = g + 1;
}

uint32_t eq_tallies_group(struct eq_tallies *t, const uint32_t *codes)
{
	uint32_t n = t->plan->n_by;

	for (uint32_t i = 0; i < n; i++)
		if (codes[i] == 0)
			return 0;
	if (n == 0)
		return 0;
	uint32_t at = group_slot(t, codes);
	if (t->group_slots[at])
		return t->group_slots[at] - 1;
	grow_groups(t);
	memcpy(t->group_codes + (size_t)t->n_groups * n, codes, n * sizeof *codes);
	t->group_slots[group_slot(t, codes)] = t->n_groups + 1;
	if (t->dense)
		add_group_cells(t, t->n_groups);
	return t->n_groups++;
}

uint32_t eq_tallies_know_group(struct eq_tallies *t, uint32_t code)
{
	uint32_t group = eq_tallies_group(t, &code), n = t->n_known_groups;

	if (code >= n) {
		t->n_known_groups = code + code / 2 + 64;
		t->known_groups =
			eq_realloc(t->known_groups, t->n_known_groups * sizeof *t->known_groups);
		memset(t->known_groups + n, 0, (t->n_known_groups - n) * sizeof *t->known_groups);
	}
	t->known_groups[code] = group + 1;
	return group;
}

/* ---- cells ---- */

/* Makes the table reach; or gives it up, where it would be large: each row has a cell of its own then, until they
 * are settled. */
static void rebuild_table(struct eq_tallies *t, int32_t bucket)
{
	int32_t lo = t->cell_group.n > 1 ? t->base : bucket, hi = lo + (int32_t)t->span - 1;
	uint32_t groups = t->table_groups < t->n_groups ? t->n_groups * 3 / 2 + 1 : t->table_groups;

	if (t->plan->n_buckets) {
		lo = 0;
		hi = (int32_t)t->plan->n_buckets - 1;
	} else if (!t->span || bucket < lo || bucket > hi) {
		lo = !t->span || bucket < lo ? bucket - ROOM - (int32_t)t->span / 2 : lo;
		hi = !t->span || bucket > hi ? bucket + ROOM + (int32_t)t->span / 2 : hi;
	}
	eq_free(t->table);
	t->table = NULL;
	if ((uint64_t)groups * (uint64_t)(hi - lo + 1) > TABLE_MOST) {
		t->span = t->table_groups = 0;
		t->appends = true;
		t->settle_at = APPENDED;
		return;
	}
	t->base = lo;
	t->span = (uint32_t)(hi - lo + 1);
	t->table_groups = groups;
	t->table = eq_alloc_zero((size_t)groups * t->span, sizeof *t->table);
	for (uint32_t c = 1; c < t->cell_group.n; c++)
		t->table[(size_t)t->cell_group.v[c] * t->span +
			 (uint32_t)(t->cell_bucket.v[c] - lo)] = c;
}

static uint32_t new_cell(struct eq_tallies *t, uint32_t group, int32_t bucket)
{
	uint32_t cell = (uint32_t)t->cell_group.n;

	EQ_PUSH(&t->cell_group, group);
	EQ_PUSH(&t->cell_bucket, bucket);
	eq_tallies_reach(t, bucket);
	return cell;
}

uint32_t eq_tallies_cell(struct eq_tallies *t, uint32_t group, int32_t bucket)
{
	if (t->dense)
		return 1 + group * t->plan->n_buckets + (uint32_t)bucket;
	if (!t->appends && (group >= t->table_groups || bucket < t->base ||
			    (uint32_t)(bucket - t->base) >= t->span))
		rebuild_table(t, bucket);
	if (t->appends)
		return new_cell(t, group, bucket);
	uint32_t *at = &t->table[(size_t)group * t->span + (uint32_t)(bucket - t->base)];

	if (!*at)
		*at = new_cell(t, group, bucket);
	return *at;
}

void eq_tallies_reach(struct eq_tallies *t, int32_t bucket)
{
	if (t->lo > t->hi)
		t->lo = t->hi = bucket;
	t->lo = bucket < t->lo ? bucket : t->lo;
	t->hi = bucket > t->hi ? bucket : t->hi;
}

/* ---- members ---- */

static size_t member_words(const struct eq_tallies *t)
{
	return (t->plan->n_members + 63) / 64;
}

void eq_tallies_member(struct eq_tallies *t, uint32_t lane, uint32_t member)
{
	eq_tallies_mark_member(t, t->batch.bucket[lane], member);
}

void eq_tallies_mark_member(struct eq_tallies *t, int32_t bucket, uint32_t member)
{
	size_t words = member_words(t);

	if (!t->member_span || bucket < t->member_base ||
	    (uint32_t)(bucket - t->member_base) >= t->member_span) {
		int32_t lo = (bucket < t->lo ? bucket : t->lo) - ROOM;
		int32_t hi = (bucket > t->hi ? bucket : t->hi) + ROOM;
		uint64_t *wider = eq_alloc_zero((size_t)(hi - lo + 1) * words, sizeof *wider);

		if (t->member_span)
			memcpy(wider + (size_t)(t->member_base - lo) * words, t->members,
			       t->member_span * words * sizeof *wider);
		eq_free(t->members);
		t->members = wider;
		t->member_base = lo;
		t->member_span = (uint32_t)(hi - lo + 1);
	}
	t->members[(size_t)(bucket - t->member_base) * words + member / 64] |= UINT64_C(1)
									       << member % 64;
}

bool eq_tallies_has_member(const struct eq_tallies *t, int32_t bucket, uint32_t member)
{
	if (bucket < t->member_base || (uint32_t)(bucket - t->member_base) >= t->member_span)
		return false;
	return t->members[(size_t)(bucket - t->member_base) * member_words(t) + member / 64] >>
		       member % 64 &
	       1;
}

/* ---- room ---- */

size_t eq_layer_cell_size(const struct eq_tallies *t, uint32_t place, const struct eq_layer *l)
{
	if (l->scale == EQ_LAYER_WIDE)
		return sizeof(struct eq_cell_wide);
	switch ((enum eq_tally_kind)t->plan->kinds[place]) {
	case EQ_TALLY_LEAST:
	case EQ_TALLY_MOST:
		return sizeof(struct eq_cell_extreme);
	case EQ_TALLY_FIRST:
	case EQ_TALLY_LAST:
		return sizeof(struct eq_cell_end);
	case EQ_TALLY_KEPT:
	case EQ_TALLY_DISTINCT:
		return sizeof(struct eq_cell_kept);
	case EQ_TALLY_COUNT:
	case EQ_TALLY_SUM:
		break;
	}
	return sizeof(struct eq_cell_sum);
}

void *eq_tallies_by_cell(const struct eq_tallies *t, void *v, size_t *cap, size_t size)
{
	size_t n = *cap;

	if (n >= t->cell_group.n)
		return v;
	*cap = t->cell_group.cap;
	v = eq_realloc(v, *cap * size);
	memset((char *)v + n * size, 0, (*cap - n) * size);
	return v;
}

struct eq_layer *eq_tallies_layer(struct eq_tallies *t, uint32_t place, int16_t scale, uint8_t rep)
{
	struct eq_place_tally *p = &t->places[place];
	struct eq_layer *l = NULL;

	for (size_t i = 0; !l && i < p->layers.n; i++)
		if (p->layers.v[i].scale == scale && p->layers.v[i].rep == rep)
			l = &p->layers.v[i];
	if (!l) {
		EQ_PUSH(&p->layers, ((struct eq_layer){.scale = scale, .rep = rep}));
		l = &p->layers.v[p->layers.n - 1];
	}
	size_t cap = l->cap;
	l->cells = eq_tallies_by_cell(t, l->cells, &l->cap, eq_layer_cell_size(t, place, l));
	if (l->spilt)
		l->spilt = eq_tallies_by_cell(t, l->spilt, &cap, sizeof *l->spilt);
	return l;
}

bool eq_tallies_add_up(const struct eq_tallies *t)
{
	bool all = true;

	for (uint32_t p = 0; p < t->plan->n_places; p++)
		all &= eq_place_adds_up(&t->places[p]);
	return all;
}

size_t eq_tallies_bytes(const struct eq_tallies *t, uint32_t *most)
{
	size_t bytes = 0, largest = 0;

	*most = 0;
	for (uint32_t p = 0; p < t->plan->n_places; p++) {
		const struct eq_place_tally *place = &t->places[p];
		size_t own = place->kept_bytes + place->rows_cap * sizeof *place->rows;

		for (size_t i = 0; i < place->layers.n; i++)
			own += place->layers.v[i].cap *
			       eq_layer_cell_size(t, p, &place->layers.v[i]);
		bytes += own;
		if (own > largest) {
			largest = own;
			*most = p;
		}
	}
	return bytes + t->cell_group.cap * 8 + (size_t)t->table_groups * t->span * 4;
}
