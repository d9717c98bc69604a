/* rows.c - the rows of one data file. See rows.h. */
#include "data/rows.h"

#include <stdio.h>
#include <string.h>

#include "data/cells.h"

/* ---- getting ready ---- */

/* The sign that amounts of this unit may carry. */
static struct eq_text currency_sign(struct eq_rows *r, uint32_t unit)
{
	static const struct {
		const char *code, *sign;
	} signs[] = {{"GBP", "\xC2\xA3"}, {"EUR", "\xE2\x82\xAC"}, {"USD", "$"}};
	struct eq_text found = EQ_TEXT("");
	struct eq_buf code;

	eq_buf_init(&code);
	eq_unit_write_code(r->model->units, unit, &code);
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

void eq_rows_init(struct eq_rows *r, const struct eq_model *m, uint32_t data,
		  struct eq_diags *diags)
{
	const struct eq_data *d = &m->data.v[data];

	memset(r, 0, sizeof *r);
	r->model = m;
	r->data = d;
	r->diags = diags;
	r->tally.first_date = r->tally.last_date = EQ_DATE_NONE;
	eq_arena_init(&r->arena);
	eq_symbols_init(&r->texts);
	r->columns = EQ_NEW_ARRAY(&r->arena, struct eq_rows_column, d->n_columns);
	for (uint32_t i = 0; i < d->n_columns; i++)
		r->columns[i].at = EQ_NOT_NEEDED;
	r->member_codes = EQ_NEW_ARRAY(&r->arena, uint32_t, d->n_members);
	r->member_seen = EQ_NEW_ARRAY(&r->arena, bool, d->n_members);
	for (uint32_t i = 0; i < d->n_members; i++)
		r->member_codes[i] = eq_symbol(&r->texts, d->members[i].name);
	eq_rows_need(r, d->date_column);
	if (d->spell)
		eq_rows_need(r, d->end_column);
	if (d->n_members)
		eq_rows_need(r, d->by[0]);
	for (uint32_t i = 0; i < d->n_key; i++)
		eq_rows_need(r, d->key[i]);
	eq_repeats_init(&r->keys, d->n_key);
	r->key = EQ_NEW_ARRAY(&r->arena, uint32_t, d->n_key + 1);
}

void eq_rows_release(struct eq_rows *r)
{
	eq_csv_close(r->csv);
	for (uint32_t i = 0; i < r->data->n_columns; i++)
		eq_batch_column_release(&r->columns[i].cells);
	eq_symbols_release(&r->texts);
	eq_repeats_release(&r->keys);
	eq_arena_release(&r->arena);
}

void eq_rows_need(struct eq_rows *r, uint32_t column)
{
	struct eq_rows_column *c = &r->columns[column];

	if (c->at != EQ_NOT_NEEDED)
		return;
	c->at = 0; /* the header says where */
	eq_batch_column_init(&c->cells, r->data->columns[column].kind);
	if (r->data->columns[column].kind == EQ_COLUMN_NUMBER)
		c->signs = (struct eq_cell_signs){
			.currency = currency_sign(r, r->data->columns[column].unit),
			.percent = r->data->columns[column].unit == EQ_UNIT_PLAIN};
}

/* ---- a row ---- */

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

/* The days of a bucket: one, or the period's. */
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

static bool member_counts(const struct eq_member *m, struct eq_range days)
{
	struct eq_range meet = eq_range_meet(member_days(m), days);

	return meet.from <= meet.to;
}

bool eq_member_due(const struct eq_member *m, struct eq_range days)
{
	struct eq_range in = member_days(m);

	return in.from <= days.from && days.to <= in.to;
}

static bool is_empty_row(const struct eq_csv_record *record)
{
	for (uint32_t i = 0; i < record->n; i++)
		if (eq_cell_trim(record->fields[i].text).n)
			return false;
	return true;
}

static bool is_missing(const struct eq_rows *r, struct eq_text cell)
{
	return eq_cell_is_missing(cell, r->data->missing, r->data->n_missing);
}

/* One needed cell into the batch. False when it does not fit. */
static bool take_cell(struct eq_rows *r, uint32_t column, const struct eq_csv_field *f)
{
	struct eq_rows_column *c = &r->columns[column];
	struct eq_text cell = eq_cell_trim(f->text);
	enum eq_cell_fault fault = EQ_CELL_FITS;

	if (is_missing(r, cell)) {
		eq_batch_set_missing(&c->cells, r->n);
		return true;
	}
	switch ((enum eq_column_kind)c->cells.kind) {
	case EQ_COLUMN_NUMBER: {
		struct eq_cell_number v;

		fault = eq_cell_number(cell, c->signs, &v);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_number(&c->cells, r->n, &v);
		break;
	}
	case EQ_COLUMN_DATE: {
		eq_date day;

		fault = eq_cell_date(cell, &r->data->date_format, false, &day);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_day(&c->cells, r->n, day);
		break;
	}
	case EQ_COLUMN_TEXT: {
		uint32_t code = eq_symbol(&r->texts, cell);

		if (code <= r->n_watched)
			r->met[code] = true;
		eq_batch_set_code(&c->cells, r->n, code);
		break;
	}
	}
	if (fault != EQ_CELL_FITS)
		eq_rows_bad_cell(r, f, column, fault);
	return fault == EQ_CELL_FITS;
}

static void report_weekday(struct eq_rows *r, const struct eq_csv_field *f, eq_date date,
			   eq_date week_end)
{
	const struct eq_data *d = r->data;
	int should = r->model->programme.grain.week_end;
	char text[EQ_DATE_CHARS], end[EQ_DATE_CHARS];
	struct eq_diag *g;

	if (!eq_rows_bad(r, f->line, f->column))
		return;
	if (d->columns[d->date_column].hidden) {
		eq_diag_file(r->diags, EQ_E0614, d->file, f->line, f->column,
			     "the `%.*s` of this row is not a %s; the weeks of this programme end "
			     "on %s",
			     EQ_ARG(d->columns[d->date_column].header), eq_weekday_name(should),
			     eq_weekday_name(should));
		return;
	}
	eq_date_write(date, text);
	eq_date_write(week_end, end);
	g = eq_diag_file(r->diags, EQ_E0614, d->file, f->line, f->column,
			 "%s is a %s; the weeks of this programme end on %s", text,
			 eq_weekday_name(eq_date_weekday(date)), eq_weekday_name(should));
	eq_diag_hint(r->diags, g, "the week that holds it ends on %s", end);
}

/* Reads the row's date and bucket. False after reporting. */
static bool take_date(struct eq_rows *r, const struct eq_csv_field *f, eq_date *date,
		      int32_t *bucket)
{
	const struct eq_data *d = r->data;
	struct eq_grain grain = r->model->programme.grain;
	struct eq_text cell = eq_cell_trim(f->text);

	if (is_missing(r, cell)) {
		if (eq_rows_bad(r, f->line, f->column))
			eq_diag_file(r->diags, EQ_E0613, d->file, f->line, f->column,
				     "this row has no `%.*s`, so it cannot count in any %s",
				     EQ_ARG(d->columns[d->date_column].header),
				     eq_grain_word(grain, false));
		return false;
	}
	enum eq_cell_fault fault =
		eq_cell_date(cell, &d->date_format, d->by_period && grain.unit == EQ_MONTH, date);
	if (fault != EQ_CELL_FITS) {
		eq_rows_bad_cell(r, f, d->date_column, fault);
		return false;
	}
	*bucket = *date;
	if (!d->by_period)
		return true;
	*bucket = eq_period_number(grain, *date);
	if (grain.unit == EQ_WEEK && eq_date_weekday(*date) != grain.week_end) {
		report_weekday(r, f, *date, eq_period_range(grain, *bucket).to);
		return false;
	}
	return true;
}

/* Whether the row is of a member on its days. */
static bool take_member(struct eq_rows *r, const struct eq_csv_field *f, struct eq_range days)
{
	uint32_t code = eq_symbol_find(&r->texts, eq_cell_trim(f->text));
	bool counts = false;

	if (code == 0)
		return false;
	for (uint32_t i = 0; i < r->data->n_members; i++) {
		if (r->member_codes[i] != code)
			continue;
		r->member_seen[i] = true;
		counts |= member_counts(&r->data->members[i], days);
	}
	return counts;
}

static void report_width(struct eq_rows *r, const struct eq_csv_record *record,
			 const struct eq_csv_field *f)
{
	char names[48] = "the first line names";
	struct eq_diag *g;

	if (!eq_rows_bad(r, f->line, f->column))
		return;
	if (r->header_line > 1)
		snprintf(names, sizeof names, "line %llu names",
			 (unsigned long long)r->header_line);
	g = eq_diag_file(r->diags, EQ_E0610, r->data->file, f->line, f->column,
			 "this row has %u cell%s, but %s %u column%s", record->n,
			 record->n == 1 ? "" : "s", names, r->width, r->width == 1 ? "" : "s");
	if (record->n > r->width)
		eq_diag_hint(r->diags, g, "a cell that holds a `%c` stands in quotes",
			     eq_csv_separator(r->csv));
	else if (r->data->until.n)
		eq_diag_hint(r->diags, g,
			     "a note or a line of another table does not belong in the file");
	else
		eq_diag_hint(r->diags, g,
			     "a note or a line of another table does not belong in the file; "
			     "`until \"Total\"` ends the rows before a line that begins so");
}

/* ---- keys ---- */

/* A number for the lane's value: the same for the same value. Missing is 0. */
static uint32_t key_code(struct eq_rows *r, uint32_t column, uint32_t lane)
{
	const struct eq_batch_column *c = &r->columns[column].cells;
	char text[EQ_DEC_CHARS];

	if (c->missing[lane / 64] >> (lane % 64) & 1)
		return 0;
	switch ((enum eq_column_kind)c->kind) {
	case EQ_COLUMN_TEXT:
		return c->code[lane];
	case EQ_COLUMN_DATE:
		return (uint32_t)(c->day[lane] - EQ_DATE_MIN) + 1;
	case EQ_COLUMN_NUMBER:
		break;
	}
	struct eq_dec value = eq_dec_reduce(eq_batch_number(c, lane));
	size_t n = eq_dec_write(value, text);

	return eq_symbol(&r->texts, (struct eq_text){text, n});
}

static void report_key(struct eq_rows *r, const struct eq_csv_record *record, uint64_t first)
{
	const struct eq_data *d = r->data;
	const struct eq_csv_field *f = &record->fields[r->columns[d->key[0]].at];
	struct eq_buf of;

	if (!eq_rows_bad(r, f->line, f->column))
		return;
	eq_buf_init(&of);
	for (uint32_t i = 0; i < d->n_key; i++) {
		const struct eq_data_column *c = &d->columns[d->key[i]];
		struct eq_text cell = eq_cell_trim(record->fields[r->columns[d->key[i]].at].text);

		eq_buf_addf(&of, "%s`%.*s` ", i ? ", " : "", EQ_ARG(c->header));
		if (c->hidden) {
			eq_buf_adds(&of, "(private)");
			continue;
		}
		eq_buf_addc(&of, '"');
		eq_cell_show(cell, &of);
		eq_buf_addc(&of, '"');
	}
	eq_diag_file(r->diags, EQ_E0617, d->file, f->line, f->column,
		     "this is a second row with %.*s: line %llu has the first",
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

/* Whether the row in the next lane is the first with its key. False after reporting. */
static bool take_key(struct eq_rows *r, const struct eq_csv_record *record)
{
	const struct eq_data *d = r->data;
	uint32_t *key = r->key;

	if (!d->n_key)
		return true;
	for (uint32_t i = 0; i < d->n_key; i++)
		key[i] = key_code(r, d->key[i], r->n);
	uint64_t first = eq_repeats_put(&r->keys, key, record->line);
	if (first)
		report_key(r, record, first);
	return first == 0;
}

static void take_row(struct eq_rows *r, const struct eq_csv_record *record)
{
	const struct eq_data *d = r->data;
	eq_date date;
	int32_t bucket;

	if (is_empty_row(record))
		return; /* separators alone: what spreadsheets leave below a table */
	r->tally.rows++;
	r->row_counted = false;
	if (record->n != r->width) {
		const struct eq_csv_field *f =
			&record->fields[record->n > r->width ? r->width : record->n - 1];

		report_width(r, record, f);
		return;
	}
	const struct eq_csv_field *date_field = &record->fields[r->columns[d->date_column].at];
	if (!take_date(r, date_field, &date, &bucket))
		return;
	struct eq_range days = eq_bucket_days(r->model, d, bucket);
	/* A spell that starts on a day taken out may still be open on later ones. */
	if (d->n_except && !d->spell && eq_bucket_excepted(d, days)) {
		r->tally.rows_excepted++;
		return;
	}
	if (d->n_members && !take_member(r, &record->fields[r->columns[d->by[0]].at], days)) {
		r->tally.rows_other++;
		return;
	}

	bool fits = true;
	for (uint32_t i = 0; i < d->n_columns; i++)
		if (r->columns[i].at != EQ_NOT_NEEDED && i != d->date_column)
			fits &= take_cell(r, i, &record->fields[r->columns[i].at]);
	eq_batch_set_day(&r->columns[d->date_column].cells, r->n, date);
	if (!fits || !take_key(r, record) || eq_rows_stopped(r))
		return;
	r->bucket[r->n] = bucket;
	r->date[r->n] = date;
	r->line[r->n] = date_field->line;
	r->column[r->n] = date_field->column;
	r->lane_bad[r->n] = false;
	r->n++;
}

/* ---- from the first to the last ---- */

/* Whether the rows end before this record. */
static bool ends_rows(const struct eq_rows *r, const struct eq_csv_record *record)
{
	struct eq_text until = r->data->until, cell = eq_cell_trim(record->fields[0].text);

	return until.n && cell.n >= until.n && memcmp(cell.p, until.p, until.n) == 0;
}

static bool open_file(struct eq_rows *r)
{
	struct eq_text path = eq_arena_copy(&r->arena, r->data->file); /* ends in a NUL */

	if (r->data->given.p)
		r->csv = eq_csv_open_memory(r->data->given, r->data->file, r->data->separator,
					    r->diags);
	else
		r->csv = eq_csv_open(path.p, r->data->file, r->data->separator, r->diags);
	if (r->csv) {
		eq_csv_skip_lines(r->csv, r->data->skip);
		if (r->data->encoding == EQ_ENCODING_WINDOWS_1252)
			eq_csv_declare_1252(r->csv);
	} else {
		eq_diag_note(r->diags, r->diags->all.v[r->diags->all.n - 1], r->data->span,
			     "it is named here");
	}
	return r->csv != NULL;
}

void eq_rows_watch(struct eq_rows *r)
{
	r->n_watched = (uint32_t)r->texts.texts.n - 1; /* 0 is no text */
	r->met = EQ_NEW_ARRAY(&r->arena, bool, r->n_watched + 1);
}

bool eq_rows_open(struct eq_rows *r)
{
	return open_file(r) && eq_rows_read_header(r);
}

bool eq_rows_next(struct eq_rows *r)
{
	struct eq_csv_record record;

	for (uint32_t i = 0; i < r->data->n_columns; i++)
		if (r->columns[i].at != EQ_NOT_NEEDED)
			eq_batch_column_clear(&r->columns[i].cells);
	r->n = 0;
	while (r->n < EQ_BATCH && !r->broken && !r->over) {
		int got = eq_csv_next(r->csv, &record);

		r->broken = got < 0;
		r->over = got <= 0 || ends_rows(r, &record);
		if (!r->over)
			take_row(r, &record);
	}
	return r->n > 0 && !r->broken && !eq_rows_stopped(r);
}

bool eq_rows_end(struct eq_rows *r)
{
	eq_rows_say_all(r);
	if (r->broken || eq_rows_stopped(r) || !eq_csv_fingerprint(r->csv, r->tally.fingerprint))
		return false;
	if (r->tally.rows == 0 && r->data->covers.from == EQ_DATE_NONE) {
		eq_diag_file(r->diags, EQ_E0607, r->data->file, 0, 0,
			     "the file has no rows below the line that names its columns");
		return false;
	}
	return true;
}
