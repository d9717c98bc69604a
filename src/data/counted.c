/* counted.c - a source read again, for the rows that a measure counted. See counted.h. */
#include "data/counted.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/groups.h"
#include "data/scanning.h"

/* One thing asked, while its source is read. */
struct asking {
	struct eq_counted *to;
	uint32_t place;   /* among what was asked */
	uint32_t measure; /* among the source's */
	uint32_t *columns, n_columns;
	uint32_t *codes; /* of its group's texts; NULL: all rows */
	struct eq_sha256 sha;
};
struct counting {
	const struct eq_program *program;
	const struct eq_scan_source *source;
	struct asking *asked;
	uint32_t n;
	eq_counted_take *take;
	void *context;
	struct eq_arena *arena;
	struct eq_buf room;
	struct eq_text file; /* that the batch is of, in the caller's arena */
	uint32_t file_number;
};

/* ---- whether a row counts ---- */

/* Whether a day of `r` is among days in order. */
static bool meets(const struct eq_range *days, uint32_t n, struct eq_range r)
{
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (days[mid].to < r.from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && days[lo].from <= r.to;
}

static bool counts_then(const struct asking *a, const struct eq_scanning *w, uint32_t lane)
{
	const struct eq_counted *to = a->to;
	const struct eq_scan_source *s = w->source;
	int32_t bucket = w->rows.bucket[lane];

	if (to->n_days == 0)
		return false;
	switch ((enum eq_during)s->measures[a->measure].m->during) {
	case EQ_DURING_OPEN: {
		eq_date last = to->days[to->n_days - 1].to;

		return bucket <= last && (w->end[lane] == EQ_DATE_NONE || w->end[lane] > last);
	}
	case EQ_DURING_CLOSED:
		bucket = w->end[lane];
		break;
	case EQ_DURING_OPENED:
		break;
	}
	return meets(to->days, to->n_days, eq_bucket_days(s->model, s->data, bucket));
}

static bool is_of_group(const struct asking *a, const struct eq_scanning *w, uint32_t lane)
{
	const struct eq_scan_source *s = w->source;

	for (uint32_t i = 0; a->codes && i < s->n_by; i++)
		if (w->rows.columns[s->by[i]].cells.code[lane] != a->codes[i])
			return false;
	return true;
}

/* ---- what it says ---- */

/* False: the cell is missing. */
static bool write_cell(const struct eq_scanning *w, uint32_t column, uint32_t lane,
		       struct eq_buf *out)
{
	const struct eq_batch_column *c = &w->rows.columns[column].cells;
	char text[EQ_DEC_CHARS];

	if (eq_bit(c->missing, lane))
		return false;
	switch ((enum eq_column_kind)c->kind) {
	case EQ_COLUMN_NUMBER:
		eq_dec_write_short(eq_batch_number(c, lane), text);
		eq_buf_adds(out, text);
		break;
	case EQ_COLUMN_DATE:
		eq_date_write(c->day[lane], text);
		eq_buf_adds(out, text);
		break;
	case EQ_COLUMN_TEXT: {
		struct eq_text t = eq_dictionary_text(w->source->texts, c->code[lane]);

		if (!t.n)
			return false;
		eq_buf_add_text(out, t);
		break;
	}
	}
	return true;
}

static void hash_length(struct eq_sha256 *sha, uint32_t n)
{
	const uint8_t bytes[4] = {(uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16),
				  (uint8_t)(n >> 24)};

	eq_sha256_add(sha, bytes, sizeof bytes);
}

static void hash_text(struct eq_sha256 *sha, struct eq_text t)
{
	hash_length(sha, (uint32_t)t.n);
	eq_sha256_add(sha, t.p, t.n);
}

static void hash_row(struct counting *c, struct asking *a, const struct eq_scanning *w,
		     uint32_t lane)
{
	for (uint32_t i = 0; i < a->n_columns; i++) {
		eq_buf_clear(&c->room);
		if (write_cell(w, a->columns[i], lane, &c->room))
			hash_text(&a->sha, eq_buf_view(&c->room));
		else
			hash_length(&a->sha, UINT32_MAX);
	}
}

static void hand_out(struct counting *c, const struct asking *a, struct eq_scanning *w,
		     uint32_t lane, struct eq_row_place at)
{
	const struct eq_data *d = w->source->data;
	struct eq_counted_row row = {
		.asked = a->place, .file = at.file, .line = at.line, .data = d};
	uint32_t *columns = EQ_NEW_ARRAY(&w->arena, uint32_t, a->n_columns);
	struct eq_text *cells = EQ_NEW_ARRAY(&w->arena, struct eq_text, a->n_columns);

	for (uint32_t i = 0; i < a->n_columns; i++) {
		if (d->columns[a->columns[i]].hidden)
			continue;
		eq_buf_clear(&c->room);
		columns[row.n] = a->columns[i];
		if (write_cell(w, a->columns[i], lane, &c->room))
			cells[row.n] = eq_arena_copy(&w->arena, eq_buf_view(&c->room));
		row.n++;
	}
	row.columns = columns;
	row.cells = cells;
	c->take(c->context, &row);
}

/* ---- a batch ---- */

static void take_row(struct counting *c, struct asking *a, struct eq_scanning *w, uint32_t lane)
{
	const struct eq_measuring *m = &w->source->measures[a->measure];
	struct eq_counted *to = a->to;

	if (m->value.chunk && eq_column_is_missing(&w->measured[a->measure].value, lane)) {
		to->gaps++;
		return;
	}
	to->rows++;
	if (to->lines || c->take) {
		to->last = (struct eq_row_place){c->file, w->rows.lines[w->rows.from + lane]};
		if (to->rows == 1)
			to->first = to->last;
	}
	if (to->hash)
		hash_row(c, a, w, lane);
	if (c->take)
		hand_out(c, a, w, lane, to->last);
}

static void take_batch(void *context, struct eq_scanning *w)
{
	struct counting *c = context;

	if (!c->file.p || c->file_number != w->rows.block.file) {
		c->file_number = w->rows.block.file;
		c->file = eq_arena_copy(c->arena, eq_rows_file(&w->rows));
	}
	for (uint32_t i = 0; i < c->n; i++) {
		struct asking *a = &c->asked[i];

		for (uint32_t k = 0; k < w->rows.n; k++)
			if (eq_bit(w->rows.counts, k) && eq_measure_takes(w, a->measure, k) &&
			    is_of_group(a, w, k) && counts_then(a, w, k))
				take_row(c, a, w, k);
	}
}

/* ---- a source ---- */

static void add_column(struct asking *a, const struct eq_data *d, uint32_t column)
{
	uint32_t k = a->n_columns;

	for (uint32_t i = 0; i < a->n_columns; i++)
		if (a->columns[i] == column)
			return;
	for (;
	     k && eq_text_cmp(d->columns[a->columns[k - 1]].header, d->columns[column].header) > 0;
	     k--)
		a->columns[k] = a->columns[k - 1];
	a->columns[k] = column;
	a->n_columns++;
}

static void add_columns(struct asking *a, const struct eq_data *d, const struct eq_row_program *r)
{
	for (uint32_t i = 0; r->chunk && i < r->chunk->n_inputs; i++)
		if (r->chunk->inputs[i].kind == EQ_INPUT_COLUMN)
			add_column(a, d, r->chunk->inputs[i].ref);
}

static void begin(struct asking *a, struct eq_scan_source *s)
{
	const struct eq_data *d = s->data;

	while (s->measures[a->measure].index != a->to->measure)
		a->measure++;
	const struct eq_measuring *m = &s->measures[a->measure];

	a->columns = EQ_NEW_ARRAY(&s->arena, uint32_t, d->n_columns + 1);
	add_column(a, d, d->date_column);
	if (m->m->during != EQ_DURING_OPENED)
		add_column(a, d, d->end_column);
	add_columns(a, d, &s->only);
	add_columns(a, d, &m->where);
	add_columns(a, d, &m->value);
	if (a->to->keys && s->by) {
		a->codes = EQ_NEW_ARRAY(&s->arena, uint32_t, s->n_by + 1);
		for (uint32_t i = 0; i < s->n_by; i++)
			a->codes[i] = eq_dictionary_code(s->texts, a->to->keys[i]);
	}
	eq_sha256_init(&a->sha);
	for (uint32_t i = 0; i < a->n_columns; i++)
		hash_text(&a->sha, d->columns[a->columns[i]].header);
}

/* Without a table that rows must be in, what nobody asks for need not be worked out. */
static void keep_asked(struct eq_scan_source *s, const struct asking *asked, uint32_t n)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; s->n_lookups == 0 && i < s->n_measures; i++) {
		bool wanted = false;

		for (uint32_t k = 0; k < n; k++)
			wanted |= asked[k].to->measure == s->measures[i].index;
		if (wanted)
			s->measures[kept++] = s->measures[i];
	}
	if (s->n_lookups == 0)
		s->n_measures = kept;
}

/* False where it cannot be, as it was. */
static bool read_again(struct counting *c, struct eq_scan_source *s, const char *fingerprint)
{
	struct eq_source_tally tally;
	struct eq_scanning w;
	struct eq_rows *rows = &w.rows;

	keep_asked(s, c->asked, c->n);
	for (uint32_t i = 0; i < c->n; i++) {
		begin(&c->asked[i], s);
		s->finds_lines |= c->asked[i].to->lines || c->take;
	}
	if (!eq_scan_source_open(s))
		return false;
	eq_scanning_init(&w, s);
	w.take = take_batch;
	w.take_context = c;
	eq_scanning_run(&w);
	bool same = eq_rows_end(s, &rows, 1, &tally) && strcmp(tally.fingerprint, fingerprint) == 0;
	eq_scanning_release(&w);
	for (uint32_t i = 0; i < c->n; i++) {
		eq_sha256_end(&c->asked[i].sha, c->asked[i].to->sha256);
		c->asked[i].to->read = true;
	}
	return same;
}

/* What a pipe said is gone. */
static bool can_be_read_again(const struct eq_data *d)
{
	struct eq_buf path;
	struct stat st;

	if (d->given.p)
		return true;
	if (eq_text_is(d->file, "-"))
		return false;
	eq_buf_init(&path);
	eq_buf_add_text(&path, d->file);
	bool is_special = stat(path.p, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
	eq_buf_release(&path);
	return !is_special;
}

static bool count_source(struct counting *c, const uint32_t *by, uint32_t data,
			 const struct eq_scan_options *options, const struct eq_cube *cube,
			 struct eq_diags *diags)
{
	struct eq_scan_options how = *options;
	struct eq_scan_source s;
	struct eq_diags own; /* all that it says was said when it was scanned */

	how.times = NULL;
	how.on_progress = NULL;
	eq_diags_init(&own, diags->sources);
	eq_scan_source_init(&s, c->program, data, by, &how, &own);
	bool same = read_again(c, &s, cube->sources[data].fingerprint);
	if (!same) {
		struct eq_diag *g = eq_diag_file(diags, EQ_E0618, s.data->file, 0, 0,
						 "the data changed while they were worked with");
		eq_diag_hint(diags, g, "run again once whoever writes them has finished");
	}
	eq_scan_source_release(&s);
	eq_diags_release(&own);
	return same;
}

bool eq_count_rows(const struct eq_program *p, const struct eq_scan_options *options,
		   const struct eq_cube *cube, struct eq_counted *asked, uint32_t n,
		   eq_counted_take *take, void *context, struct eq_arena *arena,
		   struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	struct counting c = {.program = p, .take = take, .context = context, .arena = arena};
	uint32_t **by = EQ_NEW_ARRAY(arena, uint32_t *, m->data.n + 1);
	bool right = eq_groups_columns(m, options, arena, by, diags);

	eq_buf_init(&c.room);
	c.asked = eq_alloc_zero(n + 1, sizeof *c.asked);
	for (uint32_t d = 0; right && d < m->data.n; d++) {
		c.n = 0;
		c.file = (struct eq_text){NULL, 0};
		for (uint32_t i = 0; i < n; i++)
			if (m->measures.v[asked[i].measure].data == d)
				c.asked[c.n++] = (struct asking){.to = &asked[i], .place = i};
		if (c.n && can_be_read_again(&m->data.v[d]))
			right = count_source(&c, by[d], d, options, cube, diags);
	}
	eq_free(c.asked);
	eq_buf_release(&c.room);
	return right;
}
