/* rows.c - blocks to batches. See rows.h. */
#include "data/rows.h"

#include <stdio.h>
#include <string.h>

/* ---- getting ready ---- */

void eq_rows_init(struct eq_rows *r, struct eq_scan_source *s)
{
	const struct eq_data *d = s->data;

	memset(r, 0, sizeof *r);
	r->source = s;
	if (s->options->times)
		r->laps.ns =
			eq_alloc_zero(EQ_SCAN_MEASURES + 2 * s->n_measures, sizeof *r->laps.ns);
	eq_block_init(&r->block);
	eq_buf_init(&r->room);
	eq_diags_init(&r->diags, s->diags->sources);
	eq_diags_init(&r->ending, s->diags->sources);
	r->tally.first_date = r->tally.last_date = EQ_DATE_NONE;
	r->columns = eq_alloc_zero(d->n_columns + 1, sizeof *r->columns);
	for (uint32_t i = 0; i < d->n_columns; i++) {
		if (!s->needed[i])
			continue;
		enum eq_column_kind kind = (enum eq_column_kind)d->columns[i].kind;

		eq_batch_column_init(&r->columns[i].cells, kind);
		r->columns[i].decoder = eq_decoder_new(kind, &d->date_format, d->missing,
						       d->n_missing, s->texts, s->options->simd);
	}
	r->met = eq_alloc_zero(s->n_watched + 1, sizeof *r->met);
	r->to_meet = s->n_watched;
	r->member_seen = eq_alloc_zero(d->n_members + 1, sizeof *r->member_seen);
	r->files = eq_alloc_zero(eq_blocks_n_files(s->blocks), sizeof *r->files);
	r->key = eq_alloc_zero(d->n_key + 1, sizeof *r->key);
	eq_repeats_init(&r->keys, d->n_key);
}

void eq_rows_release(struct eq_rows *r)
{
	for (uint32_t i = 0; i < r->source->data->n_columns; i++) {
		if (!r->columns[i].decoder)
			continue;
		eq_decoder_free(r->columns[i].decoder);
		eq_batch_column_release(&r->columns[i].cells);
	}
	eq_repeats_release(&r->keys);
	eq_met_batch_release(&r->key_batch);
	eq_diags_release(&r->diags);
	eq_diags_release(&r->ending);
	eq_block_release(&r->block);
	eq_buf_release(&r->room);
	eq_free(r->laps.ns);
	eq_free(r->columns);
	eq_free(r->met);
	eq_free(r->member_seen);
	eq_free(r->files);
	eq_free(r->key);
	eq_free(r->lines);
	eq_free(r->faults.v);
	eq_free(r->bad_blocks.v);
}

/* ---- cells one by one ---- */

static bool is_missing(const struct eq_rows *r, struct eq_text cell)
{
	return eq_cell_is_missing(cell, r->source->data->missing, r->source->data->n_missing);
}

static struct eq_text cell_of(struct eq_rows *r, uint32_t lane, uint32_t column)
{
	return eq_cell_trim(eq_block_cell(&r->block, r->from + lane, r->at[column], &r->room));
}

static void take_cell(struct eq_rows *r, uint32_t lane, uint32_t column)
{
	struct eq_batch_column *c = &r->columns[column].cells;
	struct eq_text cell = cell_of(r, lane, column);
	enum eq_cell_fault fault = EQ_CELL_FITS;

	if (is_missing(r, cell)) {
		eq_batch_set_missing(c, lane);
		return;
	}
	switch ((enum eq_column_kind)c->kind) {
	case EQ_COLUMN_NUMBER: {
		struct eq_cell_number v;

		fault = eq_cell_number(cell, r->source->signs[column], &v);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_number(c, lane, &v);
		break;
	}
	case EQ_COLUMN_DATE: {
		eq_date day;

		fault = eq_cell_date(cell, &r->source->data->date_format, false, &day);
		if (fault == EQ_CELL_FITS)
			eq_batch_set_day(c, lane, day);
		break;
	}
	case EQ_COLUMN_TEXT:
		eq_batch_set_code(c, lane, eq_dictionary_code(r->source->texts, cell));
		break;
	}
	if (fault != EQ_CELL_FITS)
		eq_rows_bad_cell(r, lane, column, cell, fault);
}

static bool is_empty_row(struct eq_rows *r, uint32_t lane)
{
	for (uint32_t i = 0; i < r->block.width; i++)
		if (eq_cell_trim(eq_block_cell(&r->block, r->from + lane, i, &r->room)).n)
			return false;
	return true;
}

static void drop(uint64_t *bits, uint32_t lane)
{
	bits[lane / 64] &= ~(UINT64_C(1) << (lane % 64));
}

/* ---- dates and buckets ---- */

static void report_no_date(struct eq_rows *r, uint32_t lane)
{
	const struct eq_data *d = r->source->data;
	struct eq_rows_place at = eq_rows_place(r, lane);

	if (eq_rows_bad_lane(r, lane, at))
		eq_diag_file(&r->diags, EQ_E0613, eq_rows_file(r), at.line, at.column,
			     "this row has no `%.*s`, so it cannot count in any %s",
			     EQ_ARG(d->columns[d->date_column].header),
			     eq_grain_word(r->source->model->programme.grain, false));
}

/* A date that is not one of the usual form. */
static void take_date(struct eq_rows *r, uint32_t lane)
{
	const struct eq_data *d = r->source->data;
	struct eq_grain grain = r->source->model->programme.grain;
	struct eq_text cell = cell_of(r, lane, d->date_column);
	eq_date date;

	if (is_missing(r, cell)) {
		if (is_empty_row(r, lane)) { /* what spreadsheets leave below a table */
			drop(r->counts, lane);
			r->tally.rows--;
			r->files[r->block.file].rows--;
			return;
		}
		report_no_date(r, lane);
		return;
	}
	enum eq_cell_fault fault =
		eq_cell_date(cell, &d->date_format, d->by_period && grain.unit == EQ_MONTH, &date);
	if (fault != EQ_CELL_FITS)
		eq_rows_bad_cell(r, lane, d->date_column, cell, fault);
	else
		eq_batch_set_day(&r->columns[d->date_column].cells, lane, date);
}

static void report_weekday(struct eq_rows *r, uint32_t lane)
{
	const struct eq_data *d = r->source->data;
	struct eq_grain grain = r->source->model->programme.grain;
	struct eq_rows_place at = eq_rows_place(r, lane);
	eq_date date = eq_rows_date(r, lane);
	const char *should = eq_weekday_name(grain.week_end);
	char text[EQ_DATE_CHARS], end[EQ_DATE_CHARS];
	struct eq_diag *g;

	if (!eq_rows_bad_lane(r, lane, at))
		return;
	if (d->columns[d->date_column].hidden) {
		eq_diag_file(&r->diags, EQ_E0614, eq_rows_file(r), at.line, at.column,
			     "the `%.*s` of this row is not a %s; the weeks of this programme end "
			     "on %s",
			     EQ_ARG(d->columns[d->date_column].header), should, should);
		return;
	}
	eq_date_write(date, text);
	eq_date_write(eq_period_range(grain, eq_period_number(grain, date)).to, end);
	g = eq_diag_file(&r->diags, EQ_E0614, eq_rows_file(r), at.line, at.column,
			 "%s is a %s; the weeks of this programme end on %s", text,
			 eq_weekday_name(eq_date_weekday(date)), should);
	eq_diag_hint(&r->diags, g, "the week that holds it ends on %s", end);
}

/* The period that each row is of. */
static void take_periods(struct eq_rows *r)
{
	struct eq_grain grain = r->source->model->programme.grain;

	for (uint32_t k = 0; k < r->n; k++) {
		if (!eq_bit(r->counts, k))
			continue;
		eq_date date = eq_rows_date(r, k);

		r->bucket_room[k] = eq_period_number(grain, date);
		if (grain.unit == EQ_WEEK && eq_date_weekday(date) != grain.week_end)
			report_weekday(r, k);
	}
	r->bucket = r->bucket_room;
}

static void leave_out_excepted(struct eq_rows *r)
{
	const struct eq_data *d = r->source->data;

	for (uint32_t k = 0; k < r->n; k++) {
		if (!eq_bit(r->counts, k) ||
		    !eq_bucket_excepted(d, eq_bucket_days(r->source->model, d, r->bucket[k])))
			continue;
		drop(r->counts, k);
		r->tally.rows_excepted++;
	}
}

/* ---- members ---- */

/* Whether the row is of a member on its days. */
static bool is_of_member(struct eq_rows *r, uint32_t code, struct eq_range days)
{
	const struct eq_scan_source *s = r->source;
	bool counts = false;

	for (uint32_t i = 0; code && i < s->data->n_members; i++) {
		if (s->member_codes[i] != code)
			continue;
		r->member_seen[i] = true;
		counts |= eq_member_counts(&s->data->members[i], days);
	}
	return counts;
}

static void leave_out_others(struct eq_rows *r)
{
	const struct eq_scan_source *s = r->source;
	const uint32_t *code = r->columns[s->data->by[0]].cells.code;

	for (uint32_t k = 0; k < r->n; k++) {
		if (!eq_bit(r->counts, k) ||
		    is_of_member(r, code[k], eq_bucket_days(s->model, s->data, r->bucket[k])))
			continue;
		drop(r->counts, k);
		r->tally.rows_other++;
	}
}

/* ---- keys ---- */

/* A number for the lane's value: the same for the same value. Missing is 0. */
static uint32_t key_code(struct eq_rows *r, uint32_t column, uint32_t lane)
{
	const struct eq_batch_column *c = &r->columns[column].cells;
	char text[EQ_DEC_CHARS];

	if (eq_bit(c->missing, lane))
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

	return eq_dictionary_code(r->source->texts, (struct eq_text){text, n});
}

static void report_key(struct eq_rows *r, uint32_t lane, uint64_t first)
{
	const struct eq_data *d = r->source->data;
	struct eq_rows_place at;
	struct eq_buf of;

	eq_block_place(&r->block, r->from + lane, r->at[d->key[0]], &at.line, &at.column);
	if (!eq_rows_bad_lane(r, lane, at))
		return;
	eq_buf_init(&of);
	for (uint32_t i = 0; i < d->n_key; i++) {
		const struct eq_data_column *c = &d->columns[d->key[i]];

		eq_buf_addf(&of, "%s`%.*s` ", i ? ", " : "", EQ_ARG(c->header));
		if (c->hidden) {
			eq_buf_adds(&of, "(private)");
			continue;
		}
		eq_buf_addc(&of, '"');
		eq_cell_show(cell_of(r, lane, d->key[i]), &of);
		eq_buf_addc(&of, '"');
	}
	eq_diag_file(&r->diags, EQ_E0617, eq_rows_file(r), at.line, at.column,
		     "this is a second row with %.*s: line %llu has the first",
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

static void take_keys(struct eq_rows *r)
{
	const struct eq_data *d = r->source->data;

	for (uint32_t k = 0; k < r->n; k++) {
		if (!eq_bit(r->counts, k))
			continue;
		for (uint32_t i = 0; i < d->n_key; i++)
			r->key[i] = key_code(r, d->key[i], k);
		if (r->source->first_reading) {
			eq_met_add(&r->key_batch, r->key, d->n_key);
			continue;
		}
		uint64_t first = eq_repeats_put(&r->keys, r->key, r->lines[r->from + k]);
		if (first)
			report_key(r, k, first);
	}
	if (r->source->first_reading)
		eq_scan_source_meet(r->source, r->source->met_keys, &r->key_batch);
}

/* ---- texts that programs ask for ---- */

/* Most are met in the first rows; then nothing is looked for. */
static void meet_texts(struct eq_rows *r)
{
	uint32_t watched = r->source->n_watched;

	for (uint32_t i = 0; i < r->source->data->n_columns && r->to_meet; i++) {
		const struct eq_rows_column *c = &r->columns[i];

		if (!c->decoder || c->cells.kind != EQ_COLUMN_TEXT)
			continue;
		for (uint32_t k = 0; k < r->n; k++) {
			uint32_t code = c->cells.code[k];

			if (code == 0 || code > watched || r->met[code] || !eq_bit(r->counts, k))
				continue;
			r->met[code] = true;
			r->to_meet--;
		}
	}
}

/* ---- a batch ---- */

static void decode(struct eq_rows *r, uint32_t column)
{
	struct eq_rows_column *c = &r->columns[column];

	eq_batch_column_clear(&c->cells);
	c->n_unusual = eq_decode(c->decoder, &r->block, r->at[column], r->from, r->n, &c->cells,
				 c->unusual);
}

/* Reads the unusual cells of the rows that count. */
static void take_unusual(struct eq_rows *r, uint32_t column,
			 void (*take)(struct eq_rows *r, uint32_t lane, uint32_t column))
{
	const struct eq_rows_column *c = &r->columns[column];

	for (uint32_t w = 0; c->n_unusual && w < EQ_BATCH_WORDS; w++)
		for (uint64_t left = c->unusual[w] & r->counts[w]; left; left &= left - 1)
			take(r, w * 64 + (uint32_t)__builtin_ctzll(left), column);
}

static void take_date_of(struct eq_rows *r, uint32_t lane, uint32_t column)
{
	(void)column;
	take_date(r, lane);
}

static void leave_out_bad(struct eq_rows *r)
{
	for (uint32_t w = 0; w < EQ_BATCH_WORDS; w++)
		r->counts[w] &= ~r->bad[w];
}

static void take_batch(struct eq_rows *r)
{
	const struct eq_data *d = r->source->data;
	uint32_t member = d->n_members ? d->by[0] : EQ_NOT_NEEDED;

	memset(r->bad, 0, sizeof r->bad);
	memset(r->counts, 0, sizeof r->counts);
	memset(r->counts, 0xFF, r->n / 64 * sizeof *r->counts);
	if (r->n % 64)
		r->counts[r->n / 64] = (UINT64_C(1) << (r->n % 64)) - 1;
	decode(r, d->date_column);
	take_unusual(r, d->date_column, take_date_of);
	r->bucket = r->columns[d->date_column].cells.day;
	leave_out_bad(r);
	if (d->by_period)
		take_periods(r);
	leave_out_bad(r);
	/* A spell that starts on a day taken out may still be open on later ones. */
	if (d->n_except && !d->spell)
		leave_out_excepted(r);
	if (member != EQ_NOT_NEEDED) {
		decode(r, member);
		take_unusual(r, member, take_cell);
		leave_out_others(r);
	}
	for (uint32_t i = 0; i < d->n_columns; i++) {
		if (!r->columns[i].decoder || i == d->date_column || i == member)
			continue;
		decode(r, i);
		take_unusual(r, i, take_cell);
	}
	if (r->to_meet)
		meet_texts(r);
	leave_out_bad(r);
	if (d->n_key)
		take_keys(r);
	leave_out_bad(r);
}

bool eq_rows_next(struct eq_rows *r)
{
	r->from += r->n;
	uint32_t left = r->block.rows - r->from;

	if (left == 0)
		return false;
	/* Even parts: the last is not a rest of some rows. */
	uint32_t parts = (left + EQ_BATCH - 1) / EQ_BATCH;
	r->n = (left + parts - 1) / parts;
	take_batch(r);
	eq_lap(&r->laps, EQ_SCAN_DECODE);
	return true;
}

/* ---- a block ---- */

static void report_odd(struct eq_rows *r, const struct eq_odd_record *o)
{
	uint32_t width = r->block.width, file = r->block.file;
	uint64_t header_line = eq_blocks_header(r->source->blocks, file)->line;
	uint32_t cell = o->cells > width ? width : o->cells - 1;
	uint32_t from = cell ? r->block.ends[o->first + cell - 1] + 1 : o->from;
	char names[48] = "the first line names";
	struct eq_rows_place at;
	struct eq_diag *g;

	eq_block_place_of(&r->block, from, &at.line, &at.column);
	if (!eq_rows_bad(r, at))
		return;
	if (header_line > 1)
		snprintf(names, sizeof names, "line %llu names", (unsigned long long)header_line);
	g = eq_diag_file(&r->diags, EQ_E0610, eq_rows_file(r), at.line, at.column,
			 "this row has %u cell%s, but %s %u column%s", o->cells,
			 o->cells == 1 ? "" : "s", names, width, width == 1 ? "" : "s");
	if (o->cells > width)
		eq_diag_hint(&r->diags, g, "a cell that holds a `%c` stands in quotes",
			     eq_blocks_separator(r->source->blocks, file));
	else if (r->source->data->until.n)
		eq_diag_hint(&r->diags, g,
			     "a note or a line of another table does not belong in the file");
	else
		eq_diag_hint(&r->diags, g,
			     "a note or a line of another table does not belong in the file; "
			     "`until \"Total\"` ends the rows before a line that begins so");
}

/* Separators alone: what spreadsheets leave below a table. */
static bool is_empty_odd(const struct eq_rows *r, const struct eq_odd_record *o)
{
	uint32_t from = o->from;

	for (uint32_t i = 0; i < o->cells; i++) {
		uint32_t end = r->block.ends[o->first + i];
		struct eq_text cell =
			eq_text_trim((struct eq_text){r->block.text + from, end - from});

		if (eq_cell_trim(cell).n && !eq_text_is(cell, "\"\""))
			return false;
		from = end + 1;
	}
	return true;
}

static void take_odd(struct eq_rows *r)
{
	for (size_t i = 0; i < r->block.odd.n; i++) {
		if (is_empty_odd(r, &r->block.odd.v[i]))
			continue;
		r->tally.rows++;
		r->files[r->block.file].rows++;
		report_odd(r, &r->block.odd.v[i]);
	}
}

static void find_lines(struct eq_rows *r)
{
	if (r->lines_cap < r->block.rows) {
		r->lines_cap = r->block.rows;
		r->lines = eq_realloc(r->lines, r->lines_cap * sizeof *r->lines);
	}
	eq_block_lines(&r->block, r->lines);
}

bool eq_rows_next_block(struct eq_rows *r)
{
	eq_rows_sort_faults(r);
	eq_laps_start(&r->laps);
	if (!eq_blocks_next(r->source->blocks, &r->block))
		return false;
	eq_lap(&r->laps, EQ_SCAN_READ);
	size_t said = r->ending.all.n;
	if (!eq_block_index(r->source->blocks, &r->block, &r->ending)) {
		eq_blocks_stop(r->source->blocks);
		atomic_store(&r->source->faulty, true);
		if (said == 0)
			r->ending_block = r->block.number;
	}
	atomic_fetch_add_explicit(&r->source->rows, r->block.rows, memory_order_relaxed);
	r->at = r->source->at[r->block.file];
	r->from = r->n = 0;
	r->tally.rows += r->block.rows;
	r->files[r->block.file].rows += r->block.rows;
	if (r->source->finds_lines ||
	    (eq_scan_source_has_repeats(r->source) && !r->source->first_reading))
		find_lines(r);
	take_odd(r);
	eq_lap(&r->laps, EQ_SCAN_INDEX);
	return true;
}
