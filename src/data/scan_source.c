/* scan_source.c - what a source's programs need, before its rows are read. See scan_source.h. */
#include "data/scan_source.h"

#include <string.h>

#include "data/groups.h"

/* ---- the days of buckets and members ---- */

bool eq_bucket_excepted(const struct eq_data *d, struct eq_range days)
{
	for (eq_date day = days.from; day <= days.to; day++) {
		bool out = false;

		for (uint32_t i = 0; !out && i < d->n_except; i++)
			out = eq_range_has(d->except[i].range, day);
		if (!out)
			return false;
	}
	return true;
}

struct eq_range eq_bucket_days(const struct eq_model *m, const struct eq_data *d, int32_t number)
{
	if (d->by_period)
		return eq_period_range(m->programme.grain, number);
	return (struct eq_range){number, number};
}

/* The days on which a member is one; open ends are far away. */
static struct eq_range member_days(const struct eq_member *m)
{
	return (struct eq_range){m->from == EQ_DATE_NONE ? EQ_DATE_MIN : m->from,
				 m->until == EQ_DATE_NONE ? EQ_DATE_MAX : m->until};
}

bool eq_member_counts(const struct eq_member *m, struct eq_range days)
{
	struct eq_range meet = eq_range_meet(member_days(m), days);

	return meet.from <= meet.to;
}

bool eq_member_due(const struct eq_member *m, struct eq_range days)
{
	struct eq_range in = member_days(m);

	return in.from <= days.from && days.to <= in.to;
}

/* ---- columns ---- */

/* The sign that amounts of this unit may carry. */
static struct eq_text currency_sign(const struct eq_model *m, uint32_t unit)
{
	static const struct {
		const char *code, *sign;
	} signs[] = {{"GBP", "\xC2\xA3"}, {"EUR", "\xE2\x82\xAC"}, {"USD", "$"}};
	struct eq_text found = EQ_TEXT("");
	struct eq_buf code;

	eq_buf_init(&code);
	eq_unit_write_code(m->units, unit, &code);
	for (size_t from = 0, at = 0; at <= code.n;
	     at++) { /* factor by factor: GBP/week/placement */
		if (at < code.n && code.p[at] != '/' && code.p[at] != '*')
			continue;
		struct eq_text factor = {code.p + from, at - from};

		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (eq_text_is(factor, signs[i].code))
				found = eq_text_of(signs[i].sign);
		from = at + 1;
	}
	eq_buf_release(&code);
	return found;
}

static void need_column(struct eq_scan_source *s, uint32_t column)
{
	const struct eq_data_column *c = &s->data->columns[column];

	if (s->needed[column])
		return;
	s->needed[column] = true;
	if (c->kind == EQ_COLUMN_NUMBER)
		s->signs[column] =
			(struct eq_cell_signs){.currency = currency_sign(s->model, c->unit),
					       .percent = c->unit == EQ_UNIT_PLAIN};
}

/* ---- programs ---- */

static struct eq_row_program ready(struct eq_scan_source *s, uint32_t chunk)
{
	struct eq_row_program r = {.chunk = NULL};

	if (chunk == EQ_NO_CHUNK)
		return r;
	r.chunk = &s->program->chunks.v[chunk];
	for (uint32_t i = 0; i < r.chunk->n_inputs; i++) {
		const struct eq_input *in = &r.chunk->inputs[i];

		if (in->kind == EQ_INPUT_COLUMN)
			need_column(s, in->ref);
		else if (in->kind != EQ_INPUT_LAST_DAY)
			EQ_BUG("a row program has an input that is not of a row");
	}
	for (uint32_t i = 0; i < r.chunk->n_constants; i++) {
		const struct eq_constant *k = &r.chunk->constants[i];

		if (k->type != EQ_TYPE_TEXT)
			continue;
		if (!r.text_codes)
			r.text_codes = EQ_NEW_ARRAY(&s->arena, uint32_t, r.chunk->n_constants);
		r.text_codes[i] =
			eq_dictionary_code(s->texts, eq_symbol_text(s->model->symbols, k->text));
	}
	return r;
}

/* Levels are sums of a day's rows, and a mean needs its sum. */
static enum eq_tally_kind kind_of(const struct eq_measure *m)
{
	switch ((enum eq_aggregate)m->aggregate) {
	case EQ_AGG_MIN:
		return EQ_TALLY_LEAST;
	case EQ_AGG_MAX:
		return EQ_TALLY_MOST;
	case EQ_AGG_FIRST:
		return EQ_TALLY_FIRST;
	case EQ_AGG_LAST:
		return EQ_TALLY_LAST;
	case EQ_AGG_MEDIAN:
	case EQ_AGG_PERCENTILE:
		return EQ_TALLY_KEPT;
	case EQ_AGG_DISTINCT:
		return EQ_TALLY_DISTINCT;
	case EQ_AGG_COUNT:
		return EQ_TALLY_COUNT;
	case EQ_AGG_SUM:
	case EQ_AGG_MEAN:
	case EQ_AGG_LEVEL:
	case EQ_AGG_CLOSING:
		break;
	}
	return EQ_TALLY_SUM;
}

/* The measures of a source by what they remember. */
struct alike {
	uint32_t *slots; /* hashed: its number among the source's + 1; 0: free */
	uint32_t mask;
};

static bool are_alike(const struct eq_measure *x, const struct eq_measure *y)
{
	return kind_of(x) == kind_of(y) && x->during == y->during &&
	       eq_expr_same(x->value, y->value) && eq_expr_same(x->where, y->where);
}

/* The first that remembers the same, as a mean does of what a sum does; NULL: the measure, which will be the next of the
 * source, is put in. */
static const struct eq_measuring *first_alike(const struct eq_scan_source *s, struct alike *a,
					      const struct eq_measure *m)
{
	uint64_t h = eq_expr_hash(eq_expr_hash((uint64_t)kind_of(m) << 8 | m->during, m->value),
				  m->where);
	uint32_t at = (uint32_t)(h >> 32) & a->mask;

	for (; a->slots[at]; at = (at + 1) & a->mask)
		if (are_alike(s->measures[a->slots[at] - 1].m, m))
			return &s->measures[a->slots[at] - 1];
	a->slots[at] = s->n_measures + 1;
	return NULL;
}

static void prepare_measures(struct eq_scan_source *s)
{
	const struct eq_program *p = s->program;
	size_t n = s->model->measures.n;
	uint8_t *kinds = EQ_NEW_ARRAY(&s->arena, uint8_t, 2 * n + 1);
	uint32_t places = 0;
	struct alike alike = {.mask = 1};

	while (alike.mask < 2 * n)
		alike.mask = alike.mask << 1 | 1;
	alike.slots = EQ_NEW_ARRAY(&s->arena, uint32_t, (size_t)alike.mask + 1);
	s->measures = EQ_NEW_ARRAY(&s->arena, struct eq_measuring, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const struct eq_measure *m = &s->model->measures.v[i];

		if (m->data != s->index)
			continue;
		const struct eq_measuring *same = first_alike(s, &alike, m);
		struct eq_measuring *to = &s->measures[s->n_measures++];
		*to = (struct eq_measuring){.index = i, .m = m};
		to->where = ready(s, p->measure_where[i]);
		to->value = ready(s, p->measure_value[i]);
		to->where.by_end = to->value.by_end = m->during == EQ_DURING_CLOSED;
		if (same) {
			to->begun = same->begun;
			to->ended = same->ended;
			to->shares = true;
			continue;
		}
		to->begun = to->ended = places++;
		kinds[to->begun] = (uint8_t)kind_of(m);
		if (m->during == EQ_DURING_OPEN) {
			to->ended = places++;
			kinds[to->ended] = kinds[to->begun];
		}
	}
	s->plan = (struct eq_tallies_plan){.kinds = kinds,
					   .n_places = places,
					   .n_by = s->n_by,
					   .n_members = s->data->n_members};
}

/* The tables that they look up. */
static void prepare_lookups(struct eq_scan_source *s)
{
	s->lookups = EQ_NEW_ARRAY(&s->arena, struct eq_looking_up, s->model->lookups.n + 1);
	for (uint32_t i = 0; i < s->model->lookups.n; i++) {
		const struct eq_lookup *l = &s->model->lookups.v[i];

		for (uint32_t k = 0; k < s->n_measures; k++)
			if (s->measures[k].index == l->measure)
				s->lookups[s->n_lookups++] = (struct eq_looking_up){
					k, &s->model->fixed.v[l->fixed],
					ready(s, s->program->lookup_listed[i])};
	}
}

static void prepare_markings(struct eq_scan_source *s)
{
	s->markings = EQ_NEW_ARRAY(&s->arena, struct eq_mark_reading, s->model->ratings.n + 1);
	for (uint32_t i = 0; i < s->model->ratings.n; i++) {
		const struct eq_rating_scale *scale = &s->model->ratings.v[i];

		if (scale->data != s->index)
			continue;
		struct eq_mark_reading *m = &s->markings[s->n_markings++];
		*m = (struct eq_mark_reading){.rating = i, .scale = scale};
		m->level_codes = EQ_NEW_ARRAY(&s->arena, uint32_t, scale->n_levels);
		for (uint32_t k = 0; k < scale->n_levels; k++)
			m->level_codes[k] = eq_dictionary_code(s->texts, scale->levels[k]);
		need_column(s, scale->level_column);
		need_column(s, scale->change_column);
		m->where = ready(s, s->program->rating_where[i]);
	}
}

static void prepare(struct eq_scan_source *s)
{
	const struct eq_data *d = s->data;

	s->member_codes = EQ_NEW_ARRAY(&s->arena, uint32_t, d->n_members + 1);
	for (uint32_t i = 0; i < d->n_members; i++)
		s->member_codes[i] = eq_dictionary_code(s->texts, d->members[i].name);
	need_column(s, d->date_column);
	if (d->spell)
		need_column(s, d->end_column);
	if (d->n_members)
		need_column(s, d->by[0]);
	for (uint32_t i = 0; i < d->n_key; i++)
		need_column(s, d->key[i]);
	for (uint32_t i = 0; i < d->n_by && s->one_row_each; i++)
		need_column(s, d->by[i]);
	for (uint32_t i = 0; i < s->n_by; i++)
		need_column(s, s->by[i]);
	s->only = ready(s, s->program->data_only[s->index]);
	prepare_measures(s);
	prepare_lookups(s);
	prepare_markings(s);
	s->n_watched = eq_dictionary_n(s->texts);
}

void eq_scan_source_init(struct eq_scan_source *s, const struct eq_program *p, uint32_t index,
			 const uint32_t *by, const struct eq_scan_options *options,
			 struct eq_diags *diags)
{
	const struct eq_data *d = &p->model->data.v[index];

	memset(s, 0, sizeof *s);
	s->program = p;
	s->model = p->model;
	s->data = d;
	s->index = index;
	s->options = options;
	s->diags = diags;
	s->by = by;
	s->n_by = by ? options->n_by : 0;
	s->one_row_each = eq_groups_own_days(d);
	eq_arena_init(&s->arena);
	s->texts = eq_dictionary_new();
	s->needed = EQ_NEW_ARRAY(&s->arena, bool, d->n_columns + 1);
	s->signs = EQ_NEW_ARRAY(&s->arena, struct eq_cell_signs, d->n_columns + 1);
	prepare(s);
}

bool eq_scan_source_has_repeats(const struct eq_scan_source *s)
{
	return s->one_row_each || s->data->n_key > 0 || s->n_markings > 0;
}

/* ---- a first reading, which looks for no more than whether a row comes twice ---- */

void eq_scan_source_begin_first(struct eq_scan_source *s)
{
	s->first_reading = true;
	s->met_keys = s->data->n_key ? eq_met_new(s->data->n_key) : NULL;
	s->met_rows = s->one_row_each ? eq_met_new(1 + s->data->n_by) : NULL;
	s->met_marks = EQ_NEW_ARRAY(&s->arena, struct eq_met *, s->n_markings + 1);
	for (uint32_t i = 0; i < s->n_markings; i++)
		s->met_marks[i] = eq_met_new(EQ_MARK_KEY);
}

static void end_first(struct eq_scan_source *s)
{
	eq_met_free(s->met_keys);
	eq_met_free(s->met_rows);
	for (uint32_t i = 0; s->first_reading && i < s->n_markings; i++)
		eq_met_free(s->met_marks[i]);
	s->met_keys = s->met_rows = NULL;
	s->first_reading = false;
}

void eq_scan_source_cut(struct eq_scan_source *s)
{
	const struct eq_cuts *c = s->options->cuts ? &s->options->cuts[s->index] : NULL;

	if (!c || c->n == 0 || !s->n_by || !eq_cuts_serve(s->model, s->index))
		return;
	s->cuts = c;
	s->parts_plan = s->plan;
	s->parts_plan.n_members = 0;
	s->parts_plan.n_buckets = c->n + 1;
	s->plan.n_by = 0;
	s->interval = EQ_NEW_ARRAY(&s->arena, int32_t, (size_t)(c->at[c->n - 1] - c->at[0]) + 1);
	for (uint32_t i = 1; i < c->n; i++)
		for (eq_date day = c->at[i - 1]; day < c->at[i]; day++)
			s->interval[day - c->at[0]] = (int32_t)i;
	s->interval[c->at[c->n - 1] - c->at[0]] = (int32_t)c->n;
}

static void uncut(struct eq_scan_source *s)
{
	if (s->cuts)
		s->plan.n_by = s->parts_plan.n_by;
	s->cuts = NULL;
	atomic_store(&s->uncut, false);
}

void eq_scan_source_meet(struct eq_scan_source *s, struct eq_met *m, struct eq_met_batch *b)
{
	if (!eq_met_end_batch(m, b))
		return;
	atomic_store(&s->met, true);
	eq_blocks_stop(s->blocks);
}

bool eq_scan_source_open_again(struct eq_scan_source *s)
{
	struct eq_diags *diags = s->diags, own;
	bool open;

	end_first(s);
	if (atomic_load(&s->uncut))
		uncut(s);
	eq_blocks_close(s->blocks);
	atomic_store(&s->rows, 0);
	atomic_store(&s->bytes, 0);
	atomic_store(&s->too_much, false);
	atomic_store(&s->faulty, false);
	/* What it warns of was said the first time. */
	eq_diags_init(&own, diags->sources);
	s->diags = &own;
	open = eq_scan_source_open(s);
	s->diags = diags;
	for (size_t i = 0; !open && i < own.all.n; i++)
		eq_diags_adopt(diags, own.all.v[i]);
	eq_diags_release(&own);
	return open;
}

void eq_scan_source_release(struct eq_scan_source *s)
{
	end_first(s);
	eq_blocks_close(s->blocks);
	eq_dictionary_free(s->texts);
	eq_arena_release(&s->arena);
}

bool eq_scan_source_open(struct eq_scan_source *s)
{
	const struct eq_data *d = s->data;
	struct eq_blocks_options o = {.separator = d->separator,
				      .skip = d->skip,
				      .is_1252 = d->encoding == EQ_ENCODING_WINDOWS_1252,
				      .until = d->until,
				      .block_bytes = s->options->block_bytes,
				      .simd = s->options->simd};
	size_t said = s->diags->all.n;
	bool ok = true;

	s->blocks = d->given.p ? eq_blocks_open_memory(d->given, d->file, &o, s->diags)
			       : eq_blocks_open(d->file, d->file, &o, s->diags);
	if (!s->blocks) {
		/* What is wrong in the file has a place of its own. */
		if (s->diags->all.n > said && s->diags->all.v[said]->code == EQ_E0601)
			eq_diag_note(s->diags, s->diags->all.v[said], d->span, "it is named here");
		return false;
	}
	uint32_t n = eq_blocks_n_files(s->blocks);
	s->at = EQ_NEW_ARRAY(&s->arena, uint32_t *, n);
	for (uint32_t i = 0; i < n; i++)
		ok &= eq_scan_read_header(s, i);
	return ok;
}
