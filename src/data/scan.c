/* scan.c - a source's rows to tallies.
 *
 * Each batch of rows goes through the row programs of the source (`only`, then each measure's
 * `where` and value), and each lane that counts is added to its bucket. */
#include "data/scan.h"

#include <string.h>

#include "data/buckets.h"
#include "data/cells.h"
#include "data/repeats.h"
#include "data/rows.h"

/* A row chunk with what it is bound to, made once. */
struct row_program {
	const struct eq_chunk *chunk; /* NULL: there is none */
	uint32_t *text_codes;
	struct eq_column *inputs;
};

struct source {
	const struct eq_program *program;
	const struct eq_model *model;
	const struct eq_data *data;
	struct eq_rows rows;
	struct eq_vm vm;
	bool one_row_each; /* a second row for the same time and dimensions is a mistake */

	uint32_t *measures; /* of this source */
	uint32_t n_measures;
	struct row_program only, *where, *value;

	struct eq_buckets buckets;
	struct eq_repeats repeats;
};

/* ---- getting ready ---- */

static void need(struct source *s, uint32_t chunk)
{
	if (chunk == EQ_NO_CHUNK)
		return;
	const struct eq_chunk *c = &s->program->chunks.v[chunk];

	for (uint32_t i = 0; i < c->n_inputs; i++)
		if (c->inputs[i].kind == EQ_INPUT_COLUMN)
			eq_rows_need(&s->rows, c->inputs[i].ref);
}

static struct row_program bind(struct source *s, uint32_t chunk)
{
	struct row_program r = {.chunk = NULL};

	if (chunk == EQ_NO_CHUNK)
		return r;
	r.chunk = &s->program->chunks.v[chunk];
	r.inputs = EQ_NEW_ARRAY(&s->rows.arena, struct eq_column, r.chunk->n_inputs + 1);
	for (uint32_t i = 0; i < r.chunk->n_inputs; i++)
		if (r.chunk->inputs[i].kind != EQ_INPUT_COLUMN)
			EQ_BUG("a row program has an input that is not a column");
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

static struct row_program ready(struct source *s, uint32_t chunk)
{
	need(s, chunk);
	return bind(s, chunk);
}

static void prepare(struct source *s, uint32_t index)
{
	const struct eq_data *d = s->data;
	const struct eq_program *p = s->program;

	s->measures = EQ_NEW_ARRAY(&s->rows.arena, uint32_t, s->model->measures.n);
	for (uint32_t m = 0; m < s->model->measures.n; m++)
		if (s->model->measures.v[m].data == index)
			s->measures[s->n_measures++] = m;

	s->one_row_each = d->by_period;
	for (uint32_t i = 0; i < d->n_columns; i++)
		s->one_row_each |= d->columns[i].level;
	if (s->one_row_each)
		for (uint32_t i = 0; i < d->n_by; i++)
			eq_rows_need(&s->rows, d->by[i]);
	s->only = ready(s, p->data_only[index]);
	s->where = EQ_NEW_ARRAY(&s->rows.arena, struct row_program, s->n_measures);
	s->value = EQ_NEW_ARRAY(&s->rows.arena, struct row_program, s->n_measures);
	for (uint32_t i = 0; i < s->n_measures; i++) {
		s->where[i] = ready(s, p->measure_where[s->measures[i]]);
		s->value[i] = ready(s, p->measure_value[s->measures[i]]);
	}
	eq_buckets_init(&s->buckets, s->n_measures, d->n_members);
	eq_repeats_init(&s->repeats, 1 + d->n_by);
}

/* ---- a batch ---- */

static struct eq_column run(struct source *s, const struct row_program *r,
			    const struct eq_column *columns, struct eq_arena *arena)
{
	for (uint32_t i = 0; i < r->chunk->n_inputs; i++)
		r->inputs[i] = columns[r->chunk->inputs[i].ref];
	return eq_vm_run(&s->vm, r->chunk, r->inputs, r->text_codes, s->rows.n, arena);
}

static bool is_true(const struct eq_column *c, uint32_t lane)
{
	return !eq_column_is_missing(c, lane) && eq_column_bool(c, lane);
}

/* Two rows for the same time and dimensions. */
static void report_repeat(struct source *s, uint32_t lane, uint64_t first)
{
	const struct eq_data *d = s->data;
	struct eq_buf of;
	char when[EQ_PERIOD_CHARS];

	if (!eq_rows_bad(&s->rows, s->rows.line[lane], s->rows.column[lane]))
		return;
	if (d->by_period)
		eq_period_write(s->model->programme.grain, s->rows.bucket[lane], when);
	else
		eq_date_write(s->rows.date[lane], when);
	eq_buf_init(&of);
	eq_buf_adds(&of, "");
	for (uint32_t i = 0; i < d->n_by; i++) {
		uint32_t code = s->rows.columns[d->by[i]].cells.code[lane];

		eq_buf_addf(&of, "%s%.*s \"", i ? ", " : " with ",
			    EQ_ARG(d->columns[d->by[i]].header));
		eq_cell_show(eq_symbol_text(&s->rows.texts, code), &of);
		eq_buf_addc(&of, '"');
	}
	eq_diag_file(s->rows.diags, EQ_E0615, d->file, s->rows.line[lane], s->rows.column[lane],
		     "this is a second row for %s%.*s: line %llu has the first", when,
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

/* Marks the lane's bucket as having a row, of its member too. */
static void mark_row(struct source *s, uint32_t lane)
{
	const struct eq_data *d = s->data;
	uint32_t slot;

	eq_buckets_reach(&s->buckets, s->rows.bucket[lane]);
	slot = eq_buckets_slot(&s->buckets, s->rows.bucket[lane]);
	eq_buckets_row(&s->buckets, slot);
	for (uint32_t i = 0; i < d->n_members; i++)
		if (s->rows.member_codes[i] == s->rows.columns[d->by[0]].cells.code[lane])
			eq_buckets_member(&s->buckets, slot, i);
	if (s->rows.tally.first_date == EQ_DATE_NONE ||
	    s->rows.date[lane] < s->rows.tally.first_date)
		s->rows.tally.first_date = s->rows.date[lane];
	if (s->rows.tally.last_date == EQ_DATE_NONE || s->rows.date[lane] > s->rows.tally.last_date)
		s->rows.tally.last_date = s->rows.date[lane];
}

static void add_measure(struct source *s, uint32_t i, const struct eq_column *columns,
			const bool *counts, struct eq_arena *arena)
{
	struct eq_bucket *buckets = s->buckets.of[i];
	struct eq_column where = {.n = 0}, value = {.n = 0};

	if (s->where[i].chunk)
		where = run(s, &s->where[i], columns, arena);
	if (s->value[i].chunk)
		value = run(s, &s->value[i], columns, arena);
	for (uint32_t k = 0; k < s->rows.n; k++) {
		if (!counts[k] || (s->where[i].chunk && !is_true(&where, k)))
			continue;
		struct eq_bucket *b = &buckets[eq_buckets_slot(&s->buckets, s->rows.bucket[k])];

		if (!s->value[i].chunk) {
			eq_bucket_add_int(b, 1, 0); /* count: a row is worth 1 */
		} else if (eq_column_is_missing(&value, k)) {
			eq_bucket_add_gap(b);
		} else {
			if (value.rep == EQ_REP_INT)
				eq_bucket_add_int(b, value.i[value.constant ? 0 : k], value.scale);
			else
				eq_bucket_add_dec(b, eq_column_number(&value, k));
			if (eq_column_is_rounded(&value, k))
				b->tally.rounded = true;
		}
	}
}

static void take_batch(struct source *s)
{
	const struct eq_data *d = s->data;
	bool counts[EQ_BATCH];
	struct eq_arena arena;

	eq_arena_init(&arena);
	struct eq_column *columns = EQ_NEW_ARRAY(&arena, struct eq_column, d->n_columns);
	struct eq_column only = {.n = 0};
	uint32_t *key = EQ_NEW_ARRAY(&arena, uint32_t, 1 + d->n_by);

	for (uint32_t i = 0; i < d->n_columns; i++)
		if (s->rows.columns[i].at != EQ_NOT_NEEDED)
			columns[i] = eq_batch_view(&s->rows.columns[i].cells, s->rows.n, &arena);
	if (s->only.chunk)
		only = run(s, &s->only, columns, &arena);
	for (uint32_t k = 0; k < s->rows.n; k++) {
		counts[k] = !s->only.chunk || is_true(&only, k);
		if (!counts[k]) {
			s->rows.tally.rows_other++;
			continue;
		}
		if (s->one_row_each) {
			key[0] = (uint32_t)s->rows.bucket[k];
			for (uint32_t i = 0; i < d->n_by; i++)
				key[1 + i] = s->rows.columns[d->by[i]].cells.code[k];
			uint64_t first = eq_repeats_put(&s->repeats, key, s->rows.line[k]);
			if (first)
				report_repeat(s, k, first);
		}
		mark_row(s, k);
	}
	for (uint32_t i = 0; i < s->n_measures && !s->rows.bad; i++)
		add_measure(s, i, columns, counts, &arena);
	eq_arena_release(&arena);
}

/* ---- the end of a source ---- */

/* Where there are members, what the source covers is asked for day by day. */
static void reach_covers(struct source *s)
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

static enum eq_bucket_state state_of(const struct source *s, int32_t number, uint32_t slot)
{
	struct eq_range days = eq_bucket_days(s->model, s->data, number);

	if (eq_bucket_excepted(s->data, days))
		return EQ_BUCKET_EXCEPTED;
	for (uint32_t i = 0; i < s->data->n_members; i++)
		if (eq_member_due(&s->data->members[i], days) &&
		    !eq_buckets_has_member(&s->buckets, slot, i))
			return EQ_BUCKET_LACKING;
	return s->buckets.has_row[slot] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
}

static void warn_of_absent_members(struct source *s)
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

static void finish(struct source *s, struct eq_cube *cube, uint32_t index)
{
	struct eq_buckets *b = &s->buckets;

	reach_covers(s);
	warn_of_absent_members(s);
	uint32_t n = b->lo > b->hi ? 0 : (uint32_t)(b->hi - b->lo) + 1;
	s->rows.tally.by_period = s->data->by_period;
	s->rows.tally.first = n ? b->lo : 0;
	s->rows.tally.n = n;
	s->rows.tally.file = s->data->file;
	s->rows.tally.state = EQ_NEW_ARRAY(&cube->arena, uint8_t, n);
	for (uint32_t k = 0; k < n; k++)
		s->rows.tally.state[k] = (uint8_t)state_of(s, b->lo + (int32_t)k,
							   eq_buckets_slot(b, b->lo + (int32_t)k));
	cube->sources[index] = s->rows.tally;
	for (uint32_t i = 0; i < s->n_measures; i++) {
		struct eq_tally *t = EQ_NEW_ARRAY(&cube->arena, struct eq_tally, n);

		for (uint32_t k = 0; k < n; k++)
			t[k] = eq_bucket_finish(&b->of[i][eq_buckets_slot(b, b->lo + (int32_t)k)]);
		cube->tallies[s->measures[i]] = t;
	}
}

static void scan_source(const struct eq_program *p, uint32_t index, struct eq_cube *cube,
			struct eq_diags *diags)
{
	struct source *s = eq_alloc_zero(1, sizeof *s);

	s->program = p;
	s->model = p->model;
	s->data = &p->model->data.v[index];
	eq_rows_init(&s->rows, p->model, index, diags);
	eq_vm_init(&s->vm);
	prepare(s, index);
	if (eq_rows_open(&s->rows)) {
		while (eq_rows_next(&s->rows))
			take_batch(s);
		if (eq_rows_end(&s->rows))
			finish(s, cube, index);
	}
	eq_repeats_release(&s->repeats);
	eq_buckets_release(&s->buckets);
	eq_vm_release(&s->vm);
	eq_rows_release(&s->rows);
	eq_free(s);
}

struct eq_cube *eq_scan(const struct eq_program *p, const struct eq_scan_options *options,
			struct eq_diags *diags)
{
	(void)options;
	struct eq_cube *c = eq_alloc_zero(1, sizeof *c);
	size_t errors = diags->errors;

	eq_arena_init(&c->arena);
	c->n_sources = (uint32_t)p->model->data.n;
	c->n_measures = (uint32_t)p->model->measures.n;
	c->sources = EQ_NEW_ARRAY(&c->arena, struct eq_source_tally, c->n_sources);
	c->tallies = EQ_NEW_ARRAY(&c->arena, struct eq_tally *, c->n_measures);
	for (uint32_t i = 0; i < c->n_sources; i++)
		scan_source(p, i, c, diags);
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
