/* scan.c - a source's rows to tallies.
 *
 * A row is read cell by cell: its date says its bucket, its member whether it counts; then the
 * cells that any program needs join the batch. A full batch goes through the row programs of the
 * source (`only`, then each measure's `where` and value), and each lane that counts is added to
 * its bucket. Once a cell did not fit, rows are only checked: there will be no figure. */
#include "data/scan.h"

#include <string.h>

#include "base/limits.h"
#include "data/batch.h"
#include "data/buckets.h"
#include "data/cells.h"
#include "data/csv.h"
#include "data/repeats.h"

#define NOT_NEEDED UINT32_MAX

/* A row chunk with what it is bound to, made once. */
struct row_program {
	const struct eq_chunk *chunk; /* NULL: there is none */
	uint32_t *text_codes;
	struct eq_column *inputs;
};

struct source_column {
	uint32_t at;             /* place in the record, or NOT_NEEDED */
	struct eq_text currency; /* the sign that its numbers may have */
	struct eq_batch_column cells;
};

struct source {
	const struct eq_program *program;
	const struct eq_model *model;
	const struct eq_data *data;
	struct eq_diags *diags;
	struct eq_arena arena; /* lives as long as the source is read */
	struct eq_csv *csv;
	struct eq_vm vm;

	struct source_column *columns; /* by the data's columns */
	uint32_t width;                /* cells in the header */
	struct eq_symbols texts; /* one dictionary for all text columns: they may be compared */
	uint32_t *member_codes;
	bool *member_seen;
	bool one_row_each; /* a second row for the same time and dimensions is a mistake */

	uint32_t *measures; /* of this source */
	uint32_t n_measures;
	struct row_program only, *where, *value;

	/* The batch's lanes. */
	uint32_t n;
	int32_t bucket[EQ_BATCH];
	eq_date date[EQ_BATCH];
	uint64_t line[EQ_BATCH];
	uint32_t column[EQ_BATCH];

	struct eq_buckets buckets;
	struct eq_repeats repeats;
	struct eq_source_tally tally;
	uint64_t bad;         /* cells and rows that do not fit */
	struct eq_diag *more; /* stands for those that are not shown; its words come at the end */
};

/* ---- what does not fit ---- */

/* Counts one thing that does not fit. True while it is to be shown. */
static bool count_bad(struct source *s, uint64_t line, uint64_t column)
{
	s->bad++;
	if (s->bad == EQ_LIMIT_BAD_CELLS + 1)
		s->more = eq_diag_file(s->diags, EQ_E0612, s->data->file, line, column, " ");
	return s->bad <= EQ_LIMIT_BAD_CELLS;
}

/* Puts the count of all into the line that stands for those that were not shown. */
static void say_all(struct source *s)
{
	if (s->more)
		s->more->message = eq_arena_printf(
			&s->diags->arena,
			"%llu cells or rows of this file do not fit; the first %d are shown, and "
			"the next is here",
			(unsigned long long)s->bad, EQ_LIMIT_BAD_CELLS);
}

static void bad_cell(struct source *s, const struct eq_csv_field *f, uint32_t column,
		     enum eq_cell_fault fault)
{
	if (!count_bad(s, f->line, f->column))
		return;
	struct eq_buf shown, expected;

	eq_buf_init(&shown);
	eq_buf_init(&expected);
	eq_cell_show(f->text, &shown);
	eq_cell_expected(fault, &s->data->date_format, &expected);
	eq_diag_file(s->diags, EQ_E0611, s->data->file, f->line, f->column,
		     "`%.*s` has \"%.*s\" here; expected %.*s",
		     EQ_ARG(s->data->columns[column].header), EQ_ARG(eq_buf_view(&shown)),
		     EQ_ARG(eq_buf_view(&expected)));
	eq_buf_release(&shown);
	eq_buf_release(&expected);
}

/* ---- getting ready ---- */

static void need(struct source *s, bool *needed, uint32_t chunk)
{
	if (chunk == EQ_NO_CHUNK)
		return;
	const struct eq_chunk *c = &s->program->chunks.v[chunk];

	for (uint32_t i = 0; i < c->n_inputs; i++)
		if (c->inputs[i].kind == EQ_INPUT_COLUMN)
			needed[c->inputs[i].ref] = true;
}

static struct row_program bind(struct source *s, uint32_t chunk)
{
	struct row_program r = {.chunk = NULL};

	if (chunk == EQ_NO_CHUNK)
		return r;
	r.chunk = &s->program->chunks.v[chunk];
	r.inputs = EQ_NEW_ARRAY(&s->arena, struct eq_column, r.chunk->n_inputs + 1);
	for (uint32_t i = 0; i < r.chunk->n_inputs; i++)
		if (r.chunk->inputs[i].kind != EQ_INPUT_COLUMN)
			EQ_BUG("a row program has an input that is not a column");
	for (uint32_t i = 0; i < r.chunk->n_constants; i++) {
		const struct eq_constant *k = &r.chunk->constants[i];

		if (k->type != EQ_TYPE_TEXT)
			continue;
		if (!r.text_codes)
			r.text_codes = EQ_NEW_ARRAY(&s->arena, uint32_t, r.chunk->n_constants);
		r.text_codes[i] = eq_symbol(&s->texts, eq_symbol_text(s->model->symbols, k->text));
	}
	return r;
}

/* The sign that amounts of this unit may carry. */
static struct eq_text currency_sign(struct source *s, uint32_t unit)
{
	static const struct {
		const char *code, *sign;
	} signs[] = {{"GBP", "\xC2\xA3"}, {"EUR", "\xE2\x82\xAC"}, {"USD", "$"}};
	struct eq_text found = EQ_TEXT("");
	struct eq_buf code;

	eq_buf_init(&code);
	eq_unit_write_code(s->model->units, unit, &code);
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

static void prepare(struct source *s, uint32_t index)
{
	const struct eq_data *d = s->data;
	const struct eq_program *p = s->program;
	bool *needed = EQ_NEW_ARRAY(&s->arena, bool, d->n_columns);

	s->measures = EQ_NEW_ARRAY(&s->arena, uint32_t, s->model->measures.n);
	for (uint32_t m = 0; m < s->model->measures.n; m++)
		if (s->model->measures.v[m].data == index)
			s->measures[s->n_measures++] = m;

	s->one_row_each = d->by_period;
	for (uint32_t i = 0; i < d->n_columns; i++)
		s->one_row_each |= d->columns[i].level;

	needed[d->date_column] = true;
	if (d->n_members)
		needed[d->by[0]] = true;
	if (s->one_row_each)
		for (uint32_t i = 0; i < d->n_by; i++)
			needed[d->by[i]] = true;
	need(s, needed, p->data_only[index]);
	s->only = bind(s, p->data_only[index]);
	s->where = EQ_NEW_ARRAY(&s->arena, struct row_program, s->n_measures);
	s->value = EQ_NEW_ARRAY(&s->arena, struct row_program, s->n_measures);
	for (uint32_t i = 0; i < s->n_measures; i++) {
		need(s, needed, p->measure_where[s->measures[i]]);
		need(s, needed, p->measure_value[s->measures[i]]);
		s->where[i] = bind(s, p->measure_where[s->measures[i]]);
		s->value[i] = bind(s, p->measure_value[s->measures[i]]);
	}
	s->member_codes = EQ_NEW_ARRAY(&s->arena, uint32_t, d->n_members);
	s->member_seen = EQ_NEW_ARRAY(&s->arena, bool, d->n_members);
	for (uint32_t i = 0; i < d->n_members; i++)
		s->member_codes[i] = eq_symbol(&s->texts, d->members[i].name);

	s->columns = EQ_NEW_ARRAY(&s->arena, struct source_column, d->n_columns);
	for (uint32_t i = 0; i < d->n_columns; i++) {
		struct source_column *c = &s->columns[i];

		c->at = NOT_NEEDED;
		if (!needed[i])
			continue;
		c->at = 0; /* read_header() says where */
		eq_batch_column_init(&c->cells, d->columns[i].kind);
		if (d->columns[i].kind == EQ_COLUMN_NUMBER)
			c->currency = currency_sign(s, d->columns[i].unit);
	}
	eq_buckets_init(&s->buckets, s->n_measures, d->n_members);
	eq_repeats_init(&s->repeats, 1 + d->n_by);
}

/* ---- the header ---- */

static void report_no_column(struct source *s, const struct eq_data_column *c,
			     const struct eq_csv_record *header)
{
	struct eq_nearest nearest;
	struct eq_buf names;
	struct eq_diag *g = eq_diag_at(s->diags, EQ_E0608, c->span,
				       "the file %.*s has no column called `%.*s`",
				       EQ_ARG(s->data->file), EQ_ARG(c->header));

	eq_nearest_init(&nearest, c->header);
	eq_buf_init(&names);
	for (uint32_t i = 0; i < header->n; i++) {
		struct eq_text name = eq_cell_trim(header->fields[i].text);

		eq_nearest_try(&nearest, name);
		if (names.n < 200) {
			eq_buf_adds(&names, i ? ", " : "");
			eq_cell_show(name, &names);
		} else if (names.p[names.n - 1] != '.') {
			eq_buf_adds(&names, ", ...");
		}
	}
	if (nearest.best.n)
		eq_diag_hint(s->diags, g, "did you mean `%.*s`? The file's columns are: %.*s",
			     EQ_ARG(nearest.best), EQ_ARG(eq_buf_view(&names)));
	else
		eq_diag_hint(s->diags, g, "the file's columns are: %.*s",
			     EQ_ARG(eq_buf_view(&names)));
	eq_buf_release(&names);
}

/* Finds the needed columns. False after reporting. */
static bool read_header(struct source *s)
{
	const struct eq_data *d = s->data;
	struct eq_csv_record r;
	int got = eq_csv_next(s->csv, &r);
	bool ok = true;

	if (got < 0)
		return false;
	if (got == 0) {
		eq_diag_file(
			s->diags, EQ_E0607, d->file, 0, 0,
			"the file is empty: expected a line that names its columns, then rows");
		return false;
	}
	s->width = r.n;
	for (uint32_t i = 0; i < d->n_columns; i++) {
		const struct eq_csv_field *found = NULL;

		if (s->columns[i].at == NOT_NEEDED)
			continue;
		for (uint32_t k = 0; k < r.n; k++) {
			const struct eq_csv_field *f = &r.fields[k];

			if (!eq_text_eq(eq_cell_trim(f->text), d->columns[i].header))
				continue;
			if (found) {
				eq_diag_file(
					s->diags, EQ_E0609, d->file, f->line, f->column,
					"columns %u and %u are both called `%.*s`; rename one of them",
					s->columns[i].at + 1, k + 1, EQ_ARG(d->columns[i].header));
				ok = false;
				break;
			}
			found = f;
			s->columns[i].at = k;
		}
		if (!found) {
			report_no_column(s, &d->columns[i], &r);
			ok = false;
		}
	}
	return ok;
}

/* ---- a row ---- */

static bool is_excepted(const struct eq_data *d, struct eq_range days)
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

/* The days of a bucket: one, or the period's. */
static struct eq_range bucket_days(const struct source *s, int32_t number)
{
	if (s->data->by_period)
		return eq_period_range(s->model->programme.grain, number);
	return (struct eq_range){number, number};
}

/* The days on which a member is one; open ends are far away. */
static struct eq_range member_days(const struct eq_member *m)
{
	return (struct eq_range){m->from == EQ_DATE_NONE ? EQ_DATE_MIN : m->from,
				 m->until == EQ_DATE_NONE ? EQ_DATE_MAX : m->until};
}

static bool member_counts(const struct eq_member *m, struct eq_range days)
{
	struct eq_range meet = eq_range_meet(member_days(m), days);

	return meet.from <= meet.to;
}

static bool member_due(const struct eq_member *m, struct eq_range days)
{
	struct eq_range in = member_days(m);

	return in.from <= days.from && days.to <= in.to;
}

static bool is_empty_row(const struct eq_csv_record *r)
{
	for (uint32_t i = 0; i < r->n; i++)
		if (eq_cell_trim(r->fields[i].text).n)
			return false;
	return true;
}

static bool is_missing(const struct source *s, struct eq_text cell)
{
	return eq_cell_is_missing(cell, s->data->missing, s->data->n_missing);
}

/* One needed cell into the batch. False when it does not fit. */
static bool take_cell(struct source *s, uint32_t column, const struct eq_csv_field *f)
{
	struct source_column *c = &s->columns[column];
	struct eq_text cell = eq_cell_trim(f->text);
	enum eq_cell_fault fault = EQ_CELL_FITS;

	if (is_missing(s, cell)) {
		eq_batch_set_missing(&c->cells, s->n);
		return true;
	}
	switch ((enum eq_column_kind)c->cells.kind) {
	case EQ_COLUMN_NUMBER: {
		struct eq_cell_number v;

		fault = eq_cell_number(cell, c->currency, &v);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_number(&c->cells, s->n, &v);
		break;
	}
	case EQ_COLUMN_DATE: {
		eq_date day;

		fault = eq_cell_date(cell, &s->data->date_format, false, &day);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_day(&c->cells, s->n, day);
		break;
	}
	case EQ_COLUMN_TEXT:
		eq_batch_set_code(&c->cells, s->n, eq_symbol(&s->texts, cell));
		break;
	}
	if (fault != EQ_CELL_FITS)
		bad_cell(s, f, column, fault);
	return fault == EQ_CELL_FITS;
}

/* Reads the row's date and bucket. False after reporting. */
static bool take_date(struct source *s, const struct eq_csv_field *f, eq_date *date,
		      int32_t *bucket)
{
	const struct eq_data *d = s->data;
	struct eq_grain grain = s->model->programme.grain;
	struct eq_text cell = eq_cell_trim(f->text);

	if (is_missing(s, cell)) {
		if (count_bad(s, f->line, f->column))
			eq_diag_file(s->diags, EQ_E0613, d->file, f->line, f->column,
				     "this row has no `%.*s`, so it cannot count in any %s",
				     EQ_ARG(d->columns[d->date_column].header),
				     eq_grain_word(grain, false));
		return false;
	}
	enum eq_cell_fault fault =
		eq_cell_date(cell, &d->date_format, d->by_period && grain.unit == EQ_MONTH, date);
	if (fault != EQ_CELL_FITS) {
		bad_cell(s, f, d->date_column, fault);
		return false;
	}
	*bucket = *date;
	if (!d->by_period)
		return true;
	*bucket = eq_period_number(grain, *date);
	if (grain.unit == EQ_WEEK && eq_date_weekday(*date) != grain.week_end) {
		if (count_bad(s, f->line, f->column)) {
			char text[EQ_DATE_CHARS], end[EQ_DATE_CHARS];

			eq_date_write(*date, text);
			eq_date_write(eq_period_range(grain, *bucket).to, end);
			struct eq_diag *g =
				eq_diag_file(s->diags, EQ_E0614, d->file, f->line, f->column,
					     "%s is a %s; the weeks of this programme end on %s",
					     text, eq_weekday_name(eq_date_weekday(*date)),
					     eq_weekday_name(grain.week_end));
			eq_diag_hint(s->diags, g, "the week that holds it ends on %s", end);
		}
		return false;
	}
	return true;
}

/* Whether the row is of a member on its days. */
static bool take_member(struct source *s, const struct eq_csv_field *f, struct eq_range days)
{
	uint32_t code = eq_symbol_find(&s->texts, eq_cell_trim(f->text));
	bool counts = false;

	if (code == 0)
		return false;
	for (uint32_t i = 0; i < s->data->n_members; i++) {
		if (s->member_codes[i] != code)
			continue;
		s->member_seen[i] = true;
		counts |= member_counts(&s->data->members[i], days);
	}
	return counts;
}

static void take_batch(struct source *s);

static void take_row(struct source *s, const struct eq_csv_record *r)
{
	const struct eq_data *d = s->data;
	eq_date date;
	int32_t bucket;

	if (is_empty_row(r))
		return; /* separators alone: what spreadsheets leave below a table */
	s->tally.rows++;
	if (r->n != s->width) {
		const struct eq_csv_field *f = &r->fields[r->n > s->width ? s->width : r->n - 1];

		if (count_bad(s, f->line, f->column)) {
			struct eq_diag *g = eq_diag_file(
				s->diags, EQ_E0610, d->file, f->line, f->column,
				"this row has %u cell%s, but the first line names %u column%s",
				r->n, r->n == 1 ? "" : "s", s->width, s->width == 1 ? "" : "s");

			if (r->n > s->width)
				eq_diag_hint(s->diags, g,
					     "a cell that holds a `%c` stands in quotes",
					     eq_csv_separator(s->csv));
			else
				eq_diag_hint(s->diags, g,
					     "a note or a line of another table does not "
					     "belong in the file");
		}
		return;
	}
	const struct eq_csv_field *date_field = &r->fields[s->columns[d->date_column].at];
	if (!take_date(s, date_field, &date, &bucket))
		return;
	struct eq_range days = bucket_days(s, bucket);
	if (d->n_except && is_excepted(d, days)) {
		s->tally.rows_excepted++;
		return;
	}
	if (d->n_members && !take_member(s, &r->fields[s->columns[d->by[0]].at], days)) {
		s->tally.rows_other++;
		return;
	}

	bool fits = true;
	for (uint32_t i = 0; i < d->n_columns; i++)
		if (s->columns[i].at != NOT_NEEDED && i != d->date_column)
			fits &= take_cell(s, i, &r->fields[s->columns[i].at]);
	if (!fits || s->bad)
		return;
	eq_batch_set_day(&s->columns[d->date_column].cells, s->n, date);
	s->bucket[s->n] = bucket;
	s->date[s->n] = date;
	s->line[s->n] = date_field->line;
	s->column[s->n] = date_field->column;
	if (++s->n == EQ_BATCH)
		take_batch(s);
}

/* ---- a batch ---- */

static struct eq_column run(struct source *s, const struct row_program *r,
			    const struct eq_column *columns, struct eq_arena *arena)
{
	for (uint32_t i = 0; i < r->chunk->n_inputs; i++)
		r->inputs[i] = columns[r->chunk->inputs[i].ref];
	return eq_vm_run(&s->vm, r->chunk, r->inputs, r->text_codes, s->n, arena);
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

	if (!count_bad(s, s->line[lane], s->column[lane]))
		return;
	if (d->by_period)
		eq_period_write(s->model->programme.grain, s->bucket[lane], when);
	else
		eq_date_write(s->date[lane], when);
	eq_buf_init(&of);
	eq_buf_adds(&of, "");
	for (uint32_t i = 0; i < d->n_by; i++) {
		uint32_t code = s->columns[d->by[i]].cells.code[lane];

		eq_buf_addf(&of, "%s%.*s \"", i ? ", " : " with ",
			    EQ_ARG(d->columns[d->by[i]].header));
		eq_cell_show(eq_symbol_text(&s->texts, code), &of);
		eq_buf_addc(&of, '"');
	}
	eq_diag_file(s->diags, EQ_E0615, d->file, s->line[lane], s->column[lane],
		     "this is a second row for %s%.*s: line %llu has the first", when,
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

/* Marks the lane's bucket as having a row, of its member too. */
static void mark_row(struct source *s, uint32_t lane)
{
	const struct eq_data *d = s->data;
	uint32_t slot;

	eq_buckets_reach(&s->buckets, s->bucket[lane]);
	slot = eq_buckets_slot(&s->buckets, s->bucket[lane]);
	eq_buckets_row(&s->buckets, slot);
	for (uint32_t i = 0; i < d->n_members; i++)
		if (s->member_codes[i] == s->columns[d->by[0]].cells.code[lane])
			eq_buckets_member(&s->buckets, slot, i);
	if (s->tally.first_date == EQ_DATE_NONE || s->date[lane] < s->tally.first_date)
		s->tally.first_date = s->date[lane];
	if (s->tally.last_date == EQ_DATE_NONE || s->date[lane] > s->tally.last_date)
		s->tally.last_date = s->date[lane];
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
	for (uint32_t k = 0; k < s->n; k++) {
		if (!counts[k] || (s->where[i].chunk && !is_true(&where, k)))
			continue;
		struct eq_bucket *b = &buckets[eq_buckets_slot(&s->buckets, s->bucket[k])];

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
		if (s->columns[i].at != NOT_NEEDED)
			columns[i] = eq_batch_view(&s->columns[i].cells, s->n, &arena);
	if (s->only.chunk)
		only = run(s, &s->only, columns, &arena);
	for (uint32_t k = 0; k < s->n; k++) {
		counts[k] = !s->only.chunk || is_true(&only, k);
		if (!counts[k]) {
			s->tally.rows_other++;
			continue;
		}
		if (s->one_row_each) {
			key[0] = (uint32_t)s->bucket[k];
			for (uint32_t i = 0; i < d->n_by; i++)
				key[1 + i] = s->columns[d->by[i]].cells.code[k];
			uint64_t first = eq_repeats_put(&s->repeats, key, s->line[k]);
			if (first)
				report_repeat(s, k, first);
		}
		mark_row(s, k);
	}
	for (uint32_t i = 0; i < s->n_measures && !s->bad; i++)
		add_measure(s, i, columns, counts, &arena);

	for (uint32_t i = 0; i < d->n_columns; i++)
		if (s->columns[i].at != NOT_NEEDED)
			eq_batch_column_clear(&s->columns[i].cells);
	s->n = 0;
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
	struct eq_range days = bucket_days(s, number);

	if (is_excepted(s->data, days))
		return EQ_BUCKET_EXCEPTED;
	for (uint32_t i = 0; i < s->data->n_members; i++)
		if (member_due(&s->data->members[i], days) &&
		    !eq_buckets_has_member(&s->buckets, slot, i))
			return EQ_BUCKET_LACKING;
	return s->buckets.has_row[slot] ? EQ_BUCKET_WHOLE : EQ_BUCKET_EMPTY;
}

static void warn_of_absent_members(struct source *s)
{
	const struct eq_data *d = s->data;

	for (uint32_t i = 0; i < d->n_members; i++) {
		if (s->member_seen[i])
			continue;
		struct eq_diag *g = eq_diag_at(s->diags, EQ_W0601, d->span,
					       "no row of %.*s has the member \"%.*s\"",
					       EQ_ARG(d->file), EQ_ARG(d->members[i].name));
		eq_diag_hint(s->diags, g, "every total over the members is missing without it");
	}
}

static void finish(struct source *s, struct eq_cube *cube, uint32_t index)
{
	struct eq_buckets *b = &s->buckets;

	reach_covers(s);
	warn_of_absent_members(s);
	uint32_t n = b->lo > b->hi ? 0 : (uint32_t)(b->hi - b->lo) + 1;
	s->tally.by_period = s->data->by_period;
	s->tally.first = n ? b->lo : 0;
	s->tally.n = n;
	s->tally.file = s->data->file;
	s->tally.state = EQ_NEW_ARRAY(&cube->arena, uint8_t, n);
	for (uint32_t k = 0; k < n; k++)
		s->tally.state[k] = (uint8_t)state_of(s, b->lo + (int32_t)k,
						      eq_buckets_slot(b, b->lo + (int32_t)k));
	cube->sources[index] = s->tally;
	for (uint32_t i = 0; i < s->n_measures; i++) {
		struct eq_tally *t = EQ_NEW_ARRAY(&cube->arena, struct eq_tally, n);

		for (uint32_t k = 0; k < n; k++)
			t[k] = eq_bucket_finish(&b->of[i][eq_buckets_slot(b, b->lo + (int32_t)k)]);
		cube->tallies[s->measures[i]] = t;
	}
}

/* Reads all rows. False after reporting. */
static bool read_rows(struct source *s)
{
	struct eq_csv_record r;
	int got;

	while ((got = eq_csv_next(s->csv, &r)) == 1)
		take_row(s, &r);
	if (s->n && !s->bad)
		take_batch(s);
	say_all(s);
	if (got < 0 || s->bad)
		return false;
	if (s->tally.rows == 0 && s->data->covers.from == EQ_DATE_NONE) {
		eq_diag_file(s->diags, EQ_E0607, s->data->file, 0, 0,
			     "the file has no rows below the line that names its columns");
		return false;
	}
	return true;
}

static bool open_file(struct source *s)
{
	struct eq_text path = eq_arena_copy(&s->arena, s->data->file); /* ends in a NUL */

	s->csv = eq_csv_open(path.p, s->data->file, s->data->separator, s->diags);
	if (!s->csv)
		eq_diag_note(s->diags, s->diags->all.v[s->diags->all.n - 1], s->data->span,
			     "it is named here");
	return s->csv != NULL;
}

static void scan_source(const struct eq_program *p, uint32_t index, struct eq_cube *cube,
			struct eq_diags *diags)
{
	struct source *s = eq_alloc_zero(1, sizeof *s);

	s->program = p;
	s->model = p->model;
	s->data = &p->model->data.v[index];
	s->diags = diags;
	s->tally.first_date = s->tally.last_date = EQ_DATE_NONE;
	eq_arena_init(&s->arena);
	eq_symbols_init(&s->texts);
	eq_vm_init(&s->vm);
	prepare(s, index);
	if (open_file(s) && read_header(s) && read_rows(s))
		finish(s, cube, index);
	eq_csv_close(s->csv);
	for (uint32_t i = 0; i < s->data->n_columns; i++)
		eq_batch_column_release(&s->columns[i].cells);
	eq_repeats_release(&s->repeats);
	eq_buckets_release(&s->buckets);
	eq_vm_release(&s->vm);
	eq_symbols_release(&s->texts);
	eq_arena_release(&s->arena);
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
