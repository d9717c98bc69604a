/* scan.c - a source's rows to tallies.
 *
 * Each batch of rows goes through the row programs of the source (`only`, then each measure's
 * `where` and value), and each lane that counts is added to its bucket. */
#include "data/scan.h"

#include <string.h>

#include "data/cells.h"
#include "data/marks.h"
#include "data/scanning.h"

#define ROOM 32 /* of buckets, on each side */

/* ---- getting ready ---- */

static void need(struct eq_scanning *s, uint32_t chunk)
{
	if (chunk == EQ_NO_CHUNK)
		return;
	const struct eq_chunk *c = &s->program->chunks.v[chunk];

	for (uint32_t i = 0; i < c->n_inputs; i++)
		if (c->inputs[i].kind == EQ_INPUT_COLUMN)
			eq_rows_need(&s->rows, c->inputs[i].ref);
}

static struct eq_row_program bind(struct eq_scanning *s, uint32_t chunk)
{
	struct eq_row_program r = {.chunk = NULL};

	if (chunk == EQ_NO_CHUNK)
		return r;
	r.chunk = &s->program->chunks.v[chunk];
	r.inputs = EQ_NEW_ARRAY(&s->rows.arena, struct eq_column, r.chunk->n_inputs + 1);
	for (uint32_t i = 0; i < r.chunk->n_inputs; i++)
		if (r.chunk->inputs[i].kind != EQ_INPUT_COLUMN &&
		    r.chunk->inputs[i].kind != EQ_INPUT_LAST_DAY)
			EQ_BUG("a row program has an input that is not of a row");
	for (uint32_t i = 0; i < r.chunk->n_constants; i++) {
		const struct eq_constant *k = &r.chunk->constants[i];

		if (k->type != EQ_TYPE_TEXT)
			continue;
		if (!r.text_codes)
			r.text_codes = EQ_NEW_ARRAY(&s->rows.arena, uint32_t, r.chunk->n_constants);
		r.text_codes[i] =
			eq_symbol(&s->rows.texts, eq_symbol_text(s->model->symbols, k->text));
	}
	return r;
}

static struct eq_row_program ready(struct eq_scanning *s, uint32_t chunk)
{
	need(s, chunk);
	return bind(s, chunk);
}

static bool keeps(const struct eq_measure *m)
{
	return m->aggregate == EQ_AGG_MEDIAN || m->aggregate == EQ_AGG_PERCENTILE ||
	       m->aggregate == EQ_AGG_DISTINCT;
}

/* The measures of the source. Returns how many rows of buckets they take. */
static uint32_t prepare_measures(struct eq_scanning *s, uint32_t index)
{
	const struct eq_program *p = s->program;
	uint32_t places = 0;

	s->measures = EQ_NEW_ARRAY(&s->rows.arena, struct eq_measuring, s->model->measures.n);
	for (uint32_t i = 0; i < s->model->measures.n; i++) {
		const struct eq_measure *m = &s->model->measures.v[i];

		if (m->data != index)
			continue;
		struct eq_measuring *to = &s->measures[s->n_measures++];
		*to = (struct eq_measuring){.index = i, .m = m, .keeps = keeps(m)};
		to->where = ready(s, p->measure_where[i]);
		to->value = ready(s, p->measure_value[i]);
		to->where.by_end = to->value.by_end = m->during == EQ_DURING_CLOSED;
		to->begun = places++;
		to->ended = m->during == EQ_DURING_OPEN ? places++ : to->begun;
	}
	return places;
}

/* The tables that they look up. */
static void prepare_lookups(struct eq_scanning *s)
{
	s->lookups = EQ_NEW_ARRAY(&s->rows.arena, struct eq_looking_up, s->model->lookups.n);
	for (uint32_t i = 0; i < s->model->lookups.n; i++) {
		const struct eq_lookup *l = &s->model->lookups.v[i];

		for (uint32_t k = 0; k < s->n_measures; k++)
			if (s->measures[k].index == l->measure)
				s->lookups[s->n_lookups++] = (struct eq_looking_up){
					&s->measures[k], &s->model->fixed.v[l->fixed],
					ready(s, s->program->lookup_listed[i])};
	}
}

/* The ratings whose marks stand in the source. */
static void prepare_marks(struct eq_scanning *s, uint32_t index)
{
	s->markings = EQ_NEW_ARRAY(&s->rows.arena, struct eq_marking, s->model->ratings.n);
	for (uint32_t i = 0; i < s->model->ratings.n; i++) {
		if (s->model->ratings.v[i].data != index)
			continue;
		struct eq_marking *m = &s->markings[s->n_markings++];
		eq_marking_init(m, s, i);
		m->where = ready(s, s->program->rating_where[i]);
	}
}

static void prepare(struct eq_scanning *s, uint32_t index)
{
	const struct eq_data *d = s->data;

	s->one_row_each = eq_groups_own_days(d);
	if (s->one_row_each)
		for (uint32_t i = 0; i < d->n_by; i++)
			eq_rows_need(&s->rows, d->by[i]);
	for (uint32_t i = 0; i < s->n_by; i++)
		eq_rows_need(&s->rows, s->by[i]);
	s->only = ready(s, s->program->data_only[index]);
	uint32_t places = prepare_measures(s, index);
	prepare_lookups(s);
	prepare_marks(s, index);
	eq_buckets_init(&s->buckets, places, d->n_members, ROOM);
	eq_source_groups_init(&s->groups, s->n_by, places);
	eq_repeats_init(&s->repeats, 1 + d->n_by);
}

/* ---- a batch ---- */

/* The last day of each row's period. */
static struct eq_column last_days(struct eq_scanning *s, bool by_end, struct eq_arena *arena)
{
	struct eq_column c = eq_column_make(arena, EQ_REP_DAY, s->rows.n);
	struct eq_grain g = s->model->programme.grain;

	for (uint32_t k = 0; k < s->rows.n; k++) {
		eq_date day = by_end ? s->end[k] : s->rows.date[k];

		if (day == EQ_DATE_NONE)
			eq_column_set_missing(arena, &c, k);
		else
			c.day[k] = eq_period_range(g, eq_period_number(g, day)).to;
	}
	return c;
}

static struct eq_column run(struct eq_scanning *s, const struct eq_row_program *r,
			    const struct eq_column *columns, struct eq_arena *arena)
{
	for (uint32_t i = 0; i < r->chunk->n_inputs; i++) {
		const struct eq_input *in = &r->chunk->inputs[i];

		r->inputs[i] = in->kind == EQ_INPUT_LAST_DAY ? last_days(s, r->by_end, arena)
							     : columns[in->ref];
	}
	return eq_vm_run(&s->vm, r->chunk, r->inputs, r->text_codes, s->rows.n, arena);
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

static void add_lane(const struct eq_measuring *m, struct eq_bucket *b, uint32_t lane)
{
	const struct eq_column *v = &m->value_made;

	if (!m->value.chunk) {
		eq_bucket_add_int(b, 1, 0); /* count: a row is worth 1 */
		return;
	}
	if (eq_column_is_missing(v, lane)) {
		eq_bucket_add_gap(b);
		return;
	}
	if (m->keeps)
		eq_bucket_add_kept(b, kept_of(v, lane));
	else if (v->rep == EQ_REP_INT)
		eq_bucket_add_int(b, v->i[v->constant ? 0 : lane], v->scale);
	else
		eq_bucket_add_dec(b, eq_column_number(v, lane));
	if (eq_column_is_rounded(v, lane))
		b->tally.rounded = true;
}

static void add_to(const struct eq_scanning *s, const struct eq_measuring *m, struct eq_buckets *b,
		   uint32_t lane)
{
	eq_date end = s->end[lane];

	if (m->m->during == EQ_DURING_CLOSED) {
		add_lane(m, &b->of[m->begun][eq_buckets_slot(b, end)], lane);
		return;
	}
	add_lane(m, &b->of[m->begun][eq_buckets_slot(b, s->rows.bucket[lane])], lane);
	if (m->m->during == EQ_DURING_OPEN && end != EQ_DATE_NONE)
		add_lane(m, &b->of[m->ended][eq_buckets_slot(b, end)], lane);
}

static void add_measure(struct eq_scanning *s, const struct eq_measuring *m)
{
	for (uint32_t k = 0; k < s->rows.n; k++) {
		if (!s->counts[k] || !eq_measuring_takes(s, m, k))
			continue;
		add_to(s, m, &s->buckets, k);
		if (s->group[k] != EQ_NO_GROUP)
			add_to(s, m, &s->groups.all.v[s->group[k]].buckets, k);
	}
}

static void take_batch(struct eq_scanning *s)
{
	const struct eq_data *d = s->data;
	struct eq_arena arena;

	eq_arena_init(&arena);
	struct eq_column *columns = EQ_NEW_ARRAY(&arena, struct eq_column, d->n_columns);
	struct eq_column *listed = EQ_NEW_ARRAY(&arena, struct eq_column, s->n_lookups);
	struct eq_column only = {.n = 0};

	for (uint32_t i = 0; i < d->n_columns; i++)
		if (s->rows.columns[i].at != EQ_NOT_NEEDED)
			columns[i] = eq_batch_view(&s->rows.columns[i].cells, s->rows.n, &arena);
	eq_judge_ends(s, columns);
	if (s->only.chunk)
		only = run(s, &s->only, columns, &arena);
	for (uint32_t i = 0; i < s->n_measures; i++) {
		struct eq_measuring *m = &s->measures[i];

		if (m->where.chunk)
			m->where_made = run(s, &m->where, columns, &arena);
		if (m->value.chunk)
			m->value_made = run(s, &m->value, columns, &arena);
	}
	for (uint32_t i = 0; i < s->n_lookups; i++)
		listed[i] = run(s, &s->lookups[i].listed, columns, &arena);
	for (uint32_t i = 0; i < s->n_markings; i++)
		if (s->markings[i].where.chunk)
			s->markings[i].where_made = run(s, &s->markings[i].where, columns, &arena);
	eq_judge_rows(s, &only, listed);
	for (uint32_t i = 0; i < s->n_measures && !eq_rows_stopped(&s->rows); i++)
		add_measure(s, &s->measures[i]);
	eq_arena_release(&arena);
}

/* ---- the end of a source ---- */

/* Where there are members, what the source covers is asked for day by day. */
static void reach_covers(struct eq_scanning *s)
{
	eq_date first, last;

	if (!s->data->n_members || s->data->covers.from == EQ_DATE_NONE ||
	    !eq_date_make(EQ_CELL_FIRST_YEAR, 1, 1, &first) ||
	    !eq_date_make(EQ_CELL_LAST_YEAR, 12, 31, &last))
		return;
	struct eq_range r = eq_range_meet(s->data->covers, (struct eq_range){first, last});
	if (r.from > r.to)
		return;
	struct eq_grain g = s->model->programme.grain;
	eq_buckets_reach(&s->buckets, s->data->by_period ? eq_period_number(g, r.from) : r.from);
	eq_buckets_reach(&s->buckets, s->data->by_period ? eq_period_number(g, r.to) : r.to);
}

/* A spell's member need not have a row on each day. */
static bool lacks_member(const struct eq_scanning *s, struct eq_range days, uint32_t slot)
{
	for (uint32_t i = 0; i < s->data->n_members && !s->data->spell; i++)
		if (eq_member_due(&s->data->members[i], days) &&
		    !eq_buckets_has_member(&s->buckets, slot, i))
			return true;
	return false;
}

/* Of the source's buckets, or a group's, of which no member is due. */
static uint8_t *states_of(const struct eq_scanning *s, const struct eq_buckets *b,
			  struct eq_arena *arena)
{
	uint32_t n = eq_buckets_n(b);
	uint8_t *state = EQ_NEW_ARRAY(arena, uint8_t, n + 1);

	for (uint32_t k = 0; k < n; k++) {
		uint32_t slot = eq_buckets_slot(b, b->lo) + k;
		struct eq_range days = eq_bucket_days(s->model, s->data, b->lo + (int32_t)k);

		if (eq_bucket_excepted(s->data, days))
			state[k] = EQ_BUCKET_EXCEPTED;
		else if (b == &s->buckets && lacks_member(s, days, slot))
			state[k] = EQ_BUCKET_LACKING;
		else
			state[k] = b->has_row[slot] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
	}
	return state;
}

static void warn_of_absent_members(struct eq_scanning *s)
{
	const struct eq_data *d = s->data;

	for (uint32_t i = 0; i < d->n_members; i++) {
		if (s->rows.member_seen[i])
			continue;
		struct eq_diag *g = eq_diag_at(s->rows.diags, EQ_W0601, d->span,
					       "no row of %.*s has the member \"%.*s\"",
					       EQ_ARG(d->file), EQ_ARG(d->members[i].name));
		eq_diag_hint(s->rows.diags, g,
			     "every total over the members is missing without it");
	}
}

static void finish_tallies(struct eq_scanning *s, struct eq_buckets *b, struct eq_tally **tallies,
			   struct eq_arena *arena)
{
	for (uint32_t i = 0; i < s->n_measures; i++) {
		const struct eq_measuring *m = &s->measures[i];

		tallies[m->index] = m->m->during == EQ_DURING_OPEN
					    ? eq_buckets_finish_open(b, m->begun, m->ended, arena)
					    : eq_buckets_finish(b, m->begun, arena);
	}
}

static void place_buckets(const struct eq_scanning *s, const struct eq_buckets *b,
			  struct eq_source_tally *t, struct eq_arena *arena)
{
	t->n = eq_buckets_n(b);
	t->first = t->n ? b->lo : 0;
	t->state = states_of(s, b, arena);
}

static void finish_group(struct eq_scanning *s, struct eq_cube *cube, uint32_t index,
			 uint32_t group, struct eq_groups_found *found)
{
	struct eq_group_rows *g = &s->groups.all.v[group];
	struct eq_text *keys = EQ_NEW_ARRAY(&cube->arena, struct eq_text, s->n_by);
	struct eq_group_found f = {.data = index, .keys = keys, .source = cube->sources[index]};

	for (uint32_t i = 0; i < s->n_by; i++) {
		uint32_t code = s->groups.codes.v[(size_t)group * s->n_by + i];

		keys[i] = eq_arena_copy(&cube->arena, eq_symbol_text(&s->rows.texts, code));
	}
	f.source.rows = g->rows;
	place_buckets(s, &g->buckets, &f.source, &cube->arena);
	if (!eq_groups_own_days(s->data))
		f.source.whole = &cube->sources[index];
	f.tallies = EQ_NEW_ARRAY(&cube->arena, struct eq_tally *, cube->n_measures);
	finish_tallies(s, &g->buckets, f.tallies, &cube->arena);
	EQ_PUSH(&found->all, f);
}

static void finish(struct eq_scanning *s, struct eq_cube *cube, uint32_t index,
		   struct eq_groups_found *found)
{
	reach_covers(s);
	warn_of_absent_members(s);
	eq_warn_of_unmet_texts(s);
	s->rows.tally.by_period = s->data->by_period;
	s->rows.tally.file = s->data->file;
	place_buckets(s, &s->buckets, &s->rows.tally, &cube->arena);
	cube->sources[index] = s->rows.tally;
	finish_tallies(s, &s->buckets, cube->tallies, &cube->arena);
	for (uint32_t i = 0; i < s->n_markings; i++)
		eq_marking_finish(&s->markings[i], s, cube);
	for (uint32_t g = 0; g < s->groups.all.n; g++)
		finish_group(s, cube, index, g, found);
}

static void scan_source(const struct eq_program *p, uint32_t index, const uint32_t *by,
			const struct eq_scan_options *options, struct eq_cube *cube,
			struct eq_groups_found *found, struct eq_diags *diags)
{
	struct eq_scanning *s = eq_alloc_zero(1, sizeof *s);

	s->program = p;
	s->model = p->model;
	s->data = &p->model->data.v[index];
	s->by = by;
	s->n_by = by ? options->n_by : 0;
	eq_rows_init(&s->rows, p->model, index, diags);
	s->rows.skip_bad = options->skip_bad_rows;
	eq_vm_init(&s->vm);
	prepare(s, index);
	eq_rows_watch(&s->rows);
	if (eq_rows_open(&s->rows)) {
		while (eq_rows_next(&s->rows))
			take_batch(s);
		if (eq_rows_end(&s->rows))
			finish(s, cube, index, found);
	}
	for (uint32_t i = 0; i < s->n_markings; i++)
		eq_marking_release(&s->markings[i]);
	eq_repeats_release(&s->repeats);
	eq_source_groups_release(&s->groups);
	eq_buckets_release(&s->buckets);
	eq_vm_release(&s->vm);
	eq_rows_release(&s->rows);
	eq_free(s);
}

struct eq_cube *eq_scan(const struct eq_program *p, const struct eq_scan_options *options,
			struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	struct eq_cube *c = eq_alloc_zero(1, sizeof *c);
	struct eq_groups_found found = {.all = {0}};
	size_t errors = diags->errors;

	eq_arena_init(&c->arena);
	c->n_sources = (uint32_t)m->data.n;
	c->n_measures = (uint32_t)m->measures.n;
	c->sources = EQ_NEW_ARRAY(&c->arena, struct eq_source_tally, c->n_sources);
	c->tallies = EQ_NEW_ARRAY(&c->arena, struct eq_tally *, c->n_measures);
	c->marks = EQ_NEW_ARRAY(&c->arena, struct eq_row_mark *, m->ratings.n + 1);
	c->n_marks = EQ_NEW_ARRAY(&c->arena, uint32_t, m->ratings.n + 1);
	uint32_t **columns = EQ_NEW_ARRAY(&c->arena, uint32_t *, c->n_sources + 1);
	eq_groups_columns(m, options, &c->arena, columns, diags);
	for (uint32_t i = 0; i < c->n_sources; i++)
		scan_source(p, i, columns[i], options, c, &found, diags);
	if (diags->errors == errors && options->n_by)
		eq_groups_join(c, m, options, columns, &found);
	eq_free(found.all.v);
	if (diags->errors > errors) {
		eq_cube_free(c);
		return NULL;
	}
	return c;
}

void eq_cube_free(struct eq_cube *c)
{
	if (!c)
		return;
	eq_arena_release(&c->arena);
	eq_free(c);
}
