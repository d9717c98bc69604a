/* finish.c - adapter. */
#include "data/finish.h"
#include "data/scan_source.h"
#include "data/tallies_parts.h"

static void reach_covers(const struct eq_finishing *f, struct eq_tallies *t)
{
	const struct eq_data *d = &f->program->model->data.v[f->index];
	eq_date first, last;

	if (!d->n_members || d->covers.from == EQ_DATE_NONE ||
	    !eq_date_make(EQ_CELL_FIRST_YEAR, 1, 1, &first) ||
	    !eq_date_make(EQ_CELL_LAST_YEAR, 12, 31, &last))
		return;
	struct eq_range r = eq_range_meet(d->covers, (struct eq_range){first, last});
	if (r.from > r.to)
		return;
	struct eq_grain g = f->program->model->programme.grain;
	eq_tallies_reach(t, d->by_period ? eq_period_number(g, r.from) : r.from);
	eq_tallies_reach(t, d->by_period ? eq_period_number(g, r.to) : r.to);
}

static uint8_t *states_of(const struct eq_finishing *f, struct eq_tallies *t,
			  const struct eq_buckets *b, struct eq_arena *arena)
{
	const struct eq_data *d = &f->program->model->data.v[f->index];
	uint32_t n = eq_buckets_n(b);
	uint8_t *state = EQ_NEW_ARRAY(arena, uint8_t, n + 1);

	for (uint32_t k = 0; k < n; k++) {
		uint32_t slot = eq_buckets_slot(b, b->lo) + k;
		struct eq_range days =
			eq_bucket_days(f->program->model, d, b->lo + (int32_t)k);
		bool lacks = false;

		for (uint32_t i = 0; b == &t->buckets && i < d->n_members && !d->spell; i++)
			lacks |= eq_member_due(&d->members[i], days) &&
				 !eq_buckets_has_member(b, slot, i);
		if (eq_bucket_excepted(d, days))
			state[k] = EQ_BUCKET_EXCEPTED;
		else if (lacks)
			state[k] = EQ_BUCKET_LACKING;
		else
			state[k] = b->has_row[slot] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
	}
	return state;
}

static void finish_tallies(const struct eq_finishing *f, struct eq_buckets *b,
			   struct eq_tally **tallies, struct eq_arena *arena)
{
	for (uint32_t i = 0; i < f->n_measures; i++) {
		const struct eq_finish_measure *m = &f->measures[i];

		tallies[m->measure] = m->begun != m->ended
					      ? eq_buckets_finish_open(b, m->begun, m->ended, arena)
					      : eq_buckets_finish(b, m->begun, arena);
	}
}

static void place_buckets(const struct eq_finishing *f, struct eq_tallies *t,
			  const struct eq_buckets *b, struct eq_source_tally *s,
			  struct eq_arena *arena)
{
	s->n = eq_buckets_n(b);
	s->first = s->n ? b->lo : 0;
	s->state = states_of(f, t, b, arena);
}

void eq_finish_source(const struct eq_finishing *f, struct eq_tallies *t, struct eq_cube *cube,
		      struct eq_groups_found *found)
{
	const struct eq_data *d = &f->program->model->data.v[f->index];

	reach_covers(f, t);
	cube->sources[f->index] = *f->tally;
	place_buckets(f, t, &t->buckets, &cube->sources[f->index], &cube->arena);
	finish_tallies(f, &t->buckets, cube->tallies, &cube->arena);
	for (uint32_t g = 0; g < t->groups.all.n; g++) {
		struct eq_group_rows *rows = &t->groups.all.v[g];
		struct eq_text *keys = EQ_NEW_ARRAY(&cube->arena, struct eq_text, f->n_by);
		struct eq_group_found o = {
			.data = f->index, .keys = keys, .source = cube->sources[f->index]};

		for (uint32_t i = 0; i < f->n_by; i++)
			keys[i] = eq_arena_copy(
				&cube->arena,
				eq_dictionary_text(f->texts,
						   t->groups.codes.v[(size_t)g * f->n_by + i]));
		o.source.rows = rows->rows;
		place_buckets(f, t, &rows->buckets, &o.source, &cube->arena);
		if (!eq_groups_own_days(d))
			o.source.whole = &cube->sources[f->index];
		o.tallies = EQ_NEW_ARRAY(&cube->arena, struct eq_tally *, cube->n_measures);
		finish_tallies(f, &rows->buckets, o.tallies, &cube->arena);
		EQ_PUSH(&found->all, o);
	}
}
