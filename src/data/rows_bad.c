/* rows_bad.c - what does not fit, said or counted. See rows.h.
 *
 * A worker shows what does not fit in a block whole, and between blocks keeps the first by place: so
 * the first of all workers' are the first of the source, however its blocks were shared out. */
#include "data/rows.h"

#include <stdlib.h>

#include "base/limits.h"

#define KEPT (EQ_LIMIT_BAD_CELLS + 1) /* the next one says where the others begin */

struct eq_text eq_rows_file(const struct eq_rows *r)
{
	return eq_blocks_file(r->source->blocks, r->block.file);
}

struct eq_rows_place eq_rows_place(const struct eq_rows *r, uint32_t lane)
{
	struct eq_rows_place p;

	eq_block_place(&r->block, r->from + lane, r->at[r->source->data->date_column], &p.line,
		       &p.column);
	return p;
}

/* ---- under way ---- */

static int compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_line(const void *left, const void *right)
{
	const struct eq_rows_place *a = left, *b = right;
	int order = compare(a->line, b->line);

	return order ? order : compare(a->column, b->column);
}

/* Counts a row that is left out, and remembers the first by place. */
static void leave_out(struct eq_rows_of_file *f, struct eq_rows_place at)
{
	uint64_t k = f->bad < EQ_ROWS_PLACES ? f->bad : EQ_ROWS_PLACES;

	f->bad++;
	for (; k > 0 && by_line(&at, &f->first[k - 1]) < 0; k--)
		if (k < EQ_ROWS_PLACES)
			f->first[k] = f->first[k - 1];
	if (k < EQ_ROWS_PLACES)
		f->first[k] = at;
}

bool eq_rows_bad(struct eq_rows *r, struct eq_rows_place at)
{
	size_t n = r->bad_blocks.n;

	if (r->source->options->skip_bad_rows) {
		leave_out(&r->files[r->block.file], at);
		r->tally.rows_bad++;
		return false;
	}
	atomic_store(&r->source->faulty, true);
	if (n == 0 || r->bad_blocks.v[n - 1].block != r->block.number)
		EQ_PUSH(&r->bad_blocks, ((struct eq_rows_bad_block){r->block.number, 0}));
	r->bad_blocks.v[r->bad_blocks.n - 1].n++;
	return r->shown_before < KEPT;
}

bool eq_rows_bad_lane(struct eq_rows *r, uint32_t lane, struct eq_rows_place at)
{
	bool again = eq_bit(r->bad, lane);

	r->bad[lane / 64] |= UINT64_C(1) << (lane % 64);
	if (again && r->source->options->skip_bad_rows)
		return false;
	return eq_rows_bad(r, at);
}

static int by_place(const void *left, const void *right)
{
	const struct eq_rows_fault *a = left, *b = right;
	int order = compare(a->file, b->file);

	if (!order)
		order = compare(a->diag->line, b->diag->line);
	if (!order)
		order = compare(a->diag->column, b->diag->column);
	return order ? order : compare(a->diag->serial, b->diag->serial);
}

static void sort_faults(struct eq_rows_fault *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof *v, by_place);
}

void eq_rows_sort_faults(struct eq_rows *r)
{
	if (r->diags.all.n == 0)
		return;
	for (size_t i = 0; i < r->diags.all.n; i++)
		EQ_PUSH(&r->faults, ((struct eq_rows_fault){r->block.file, r->diags.all.v[i]}));
	r->diags.all.n = 0; /* their texts stay */
	sort_faults(r->faults.v, r->faults.n);
	if (r->faults.n > KEPT)
		r->faults.n = KEPT;
	r->shown_before = r->faults.n;
}

/* ---- at the end ---- */

/* The worker that met the end of the reading first, by place; NULL: nobody. */
static const struct eq_rows *ended_by(struct eq_rows *const *workers, uint32_t n)
{
	const struct eq_rows *first = NULL;

	for (uint32_t i = 0; i < n; i++)
		if (workers[i]->ending.all.n &&
		    (!first || workers[i]->ending_block < first->ending_block))
			first = workers[i];
	return first;
}

/* Cells and rows that do not fit, up to a block. */
static uint64_t count_bad(struct eq_rows *const *workers, uint32_t n, uint64_t last)
{
	uint64_t bad = 0;

	for (uint32_t i = 0; i < n; i++)
		for (size_t k = 0; k < workers[i]->bad_blocks.n; k++)
			if (workers[i]->bad_blocks.v[k].block <= last)
				bad += workers[i]->bad_blocks.v[k].n;
	return bad;
}

/* How dates may be declared is said at the first only. */
static void keep_first_hint(const struct eq_rows_fault *v, size_t n)
{
	bool hinted = false;

	for (size_t i = 0; i < n; i++) {
		if (i && v[i].file != v[i - 1].file)
			hinted = false;
		if (v[i].diag->code != EQ_E0611 || v[i].diag->hint.n == 0)
			continue;
		if (hinted)
			v[i].diag->hint = EQ_TEXT("");
		hinted = true;
	}
}

static void say_faults(struct eq_scan_source *s, struct eq_rows *const *workers, uint32_t n,
		       const struct eq_rows *ended)
{
	EQ_VEC(struct eq_rows_fault) all = {0};
	uint64_t bad = count_bad(workers, n, ended ? ended->ending_block : UINT64_MAX);

	for (uint32_t i = 0; i < n; i++)
		for (size_t k = 0; k < workers[i]->faults.n; k++)
			EQ_PUSH(&all, workers[i]->faults.v[k]);
	sort_faults(all.v, all.n);
	keep_first_hint(all.v, all.n);
	for (size_t i = 0; i < all.n && i < bad && i < KEPT; i++) {
		const struct eq_diag *g = all.v[i].diag;

		if (i < EQ_LIMIT_BAD_CELLS)
			eq_diags_adopt(s->diags, g);
		else
			eq_diag_file(s->diags, EQ_E0612, g->file, g->line, g->column,
				     "%llu cells or rows of this file do not fit; the first %d are "
				     "shown, and the next is here",
				     (unsigned long long)bad, EQ_LIMIT_BAD_CELLS);
	}
	eq_free(all.v);
	for (size_t i = 0; ended && i < ended->ending.all.n; i++)
		eq_diags_adopt(s->diags, ended->ending.all.v[i]);
}

/* "lines 4, 9 and 12", "lines 4, 9, 12, 15, 20 and 37 more" */
static void write_places(const struct eq_rows_of_file *f, struct eq_buf *out)
{
	uint64_t n = f->bad, shown = n < EQ_ROWS_PLACES ? n : EQ_ROWS_PLACES;

	eq_buf_adds(out, n == 1 ? "line " : "lines ");
	for (uint64_t i = 0; i < shown; i++) {
		const char *before = i == 0 ? "" : i + 1 < n ? ", " : " and ";

		eq_buf_addf(out, "%s%llu", before, (unsigned long long)f->first[i].line);
	}
	if (n > shown)
		eq_buf_addf(out, " and %llu more", (unsigned long long)(n - shown));
}

/* One file's counts of all workers, with the first places of all. */
static struct eq_rows_of_file counted(struct eq_rows *const *workers, uint32_t n, uint32_t file)
{
	EQ_VEC(struct eq_rows_place) places = {0};
	struct eq_rows_of_file all = {0};

	for (uint32_t i = 0; i < n; i++) {
		const struct eq_rows_of_file *f = &workers[i]->files[file];

		all.rows += f->rows;
		all.bad += f->bad;
		for (uint64_t k = 0; k < f->bad && k < EQ_ROWS_PLACES; k++)
			EQ_PUSH(&places, f->first[k]);
	}
	if (places.n)
		qsort(places.v, places.n, sizeof *places.v, by_line);
	for (size_t i = 0; i < places.n && i < EQ_ROWS_PLACES; i++)
		all.first[i] = places.v[i];
	eq_free(places.v);
	return all;
}

static void warn_left_out(struct eq_scan_source *s, uint32_t file, const struct eq_rows_of_file *f)
{
	uint64_t n = f->bad;
	struct eq_buf places;
	struct eq_diag *g;

	eq_buf_init(&places);
	write_places(f, &places);
	g = eq_diag_file(s->diags, EQ_W0602, eq_blocks_file(s->blocks, file), f->first[0].line,
			 f->first[0].column,
			 "%llu of %llu row%s %s not fit and %s left out of every figure: %.*s",
			 (unsigned long long)n, (unsigned long long)f->rows,
			 f->rows == 1 ? "" : "s", n == 1 ? "does" : "do", n == 1 ? "is" : "are",
			 EQ_ARG(eq_buf_view(&places)));
	eq_diag_hint(s->diags, g, "without --skip-bad-rows a run says what is wrong with %s",
		     n == 1 ? "it" : "each");
	eq_buf_release(&places);
}

static void widen(struct eq_source_tally *t, eq_date first, eq_date last)
{
	if (first == EQ_DATE_NONE)
		return;
	if (t->first_date == EQ_DATE_NONE || first < t->first_date)
		t->first_date = first;
	if (t->last_date == EQ_DATE_NONE || last > t->last_date)
		t->last_date = last;
}

bool eq_rows_end(struct eq_scan_source *s, struct eq_rows *const *workers, uint32_t n,
		 struct eq_source_tally *all)
{
	const struct eq_rows *ended = ended_by(workers, n);
	size_t errors = s->diags->errors;

	*all = (struct eq_source_tally){.first_date = EQ_DATE_NONE, .last_date = EQ_DATE_NONE};
	for (uint32_t i = 0; i < n; i++) {
		const struct eq_source_tally *t = &workers[i]->tally;

		eq_rows_sort_faults(workers[i]);
		all->rows += t->rows;
		all->rows_excepted += t->rows_excepted;
		all->rows_other += t->rows_other;
		all->rows_bad += t->rows_bad;
		widen(all, t->first_date, t->last_date);
	}
	say_faults(s, workers, n, ended);
	for (uint32_t i = 0; !ended && i < eq_blocks_n_files(s->blocks); i++) {
		struct eq_rows_of_file f = counted(workers, n, i);

		if (f.bad)
			warn_left_out(s, i, &f);
	}
	if (ended || s->diags->errors > errors ||
	    !eq_blocks_end(s->blocks, all->fingerprint, s->diags))
		return false;
	if (all->rows == 0 && s->data->covers.from == EQ_DATE_NONE && !s->data->given.p) {
		eq_diag_file(s->diags, EQ_E0607, s->data->file, 0, 0,
			     "the file has no rows below the line that names its columns");
		return false;
	}
	return true;
}

/* ---- cells ---- */

/* How the dates of a file that writes them so would be declared. */
static void hint_date_form(struct eq_rows *r, struct eq_diag *g, struct eq_text cell)
{
	const struct eq_data *d = r->source->data;
	const char *other, *form = eq_cell_date_form(eq_cell_trim(cell), &other);
	struct eq_buf declared;

	if (!form)
		return;
	eq_buf_init(&declared);
	eq_buf_addf(
		&declared, "%s %.*s",
		d->by_period ? "period"
		: d->spell   ? "spell"
			     : "date",
		EQ_ARG(eq_symbol_text(r->source->model->symbols, d->columns[d->date_column].name)));
	if (d->spell)
		eq_buf_addf(&declared, " to %.*s",
			    EQ_ARG(eq_symbol_text(r->source->model->symbols,
						  d->columns[d->end_column].name)));
	if (other)
		eq_diag_hint(&r->diags, g,
			     "where all dates of the file are written so, declare `%.*s as %s`; "
			     "or, if the month comes first, `as %s`",
			     EQ_ARG(eq_buf_view(&declared)), form, other);
	else
		eq_diag_hint(&r->diags, g,
			     "where all dates of the file are written so, declare `%.*s as %s`",
			     EQ_ARG(eq_buf_view(&declared)), form);
	eq_buf_release(&declared);
}

void eq_rows_bad_cell(struct eq_rows *r, uint32_t lane, uint32_t column, struct eq_text cell,
		      enum eq_cell_fault fault)
{
	const struct eq_data_column *c = &r->source->data->columns[column];
	struct eq_rows_place at;
	struct eq_buf shown, expected;
	struct eq_diag *g;

	eq_block_place(&r->block, r->from + lane, r->at[column], &at.line, &at.column);
	if (!eq_rows_bad_lane(r, lane, at))
		return;
	eq_buf_init(&shown);
	eq_buf_init(&expected);
	if (c->hidden) {
		eq_buf_adds(&shown, "(private)");
	} else {
		eq_buf_addc(&shown, '"');
		eq_cell_show(cell, &shown);
		eq_buf_addc(&shown, '"');
	}
	eq_cell_expected(fault, &r->source->data->date_format, &expected);
	g = eq_diag_file(&r->diags, EQ_E0611, eq_rows_file(r), at.line, at.column,
			 "`%.*s` has %.*s here; expected %.*s", EQ_ARG(c->header),
			 EQ_ARG(eq_buf_view(&shown)), EQ_ARG(eq_buf_view(&expected)));
	if (fault == EQ_CELL_NOT_DATE || fault == EQ_CELL_DAY_NUMBER)
		hint_date_form(r, g, cell);
	eq_buf_release(&shown);
	eq_buf_release(&expected);
}
