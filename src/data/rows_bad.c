/* rows_bad.c - what does not fit, said or counted. */
#include "data/rows.h"

#include "base/limits.h"
#include "data/cells.h"

/* Counts the row that is being read, once, and remembers the first of them. */
static void leave_out(struct eq_rows *r, uint64_t line, uint64_t column)
{
	if (r->tally.rows_bad == 0)
		r->first_bad_column = column;
	if (r->tally.rows_bad < EQ_ROWS_PLACES)
		r->bad_lines[r->tally.rows_bad] = line;
	r->tally.rows_bad++;
}

bool eq_rows_bad(struct eq_rows *r, uint64_t line, uint64_t column)
{
	if (r->skip_bad) {
		if (!r->row_counted)
			leave_out(r, line, column);
		r->row_counted = true;
		return false;
	}
	r->bad++;
	if (r->bad == EQ_LIMIT_BAD_CELLS + 1)
		r->more = eq_diag_file(r->diags, EQ_E0612, r->data->file, line, column, " ");
	return r->bad <= EQ_LIMIT_BAD_CELLS;
}

bool eq_rows_bad_lane(struct eq_rows *r, uint32_t lane)
{
	r->row_counted = r->lane_bad[lane];
	r->lane_bad[lane] = true;
	return eq_rows_bad(r, r->line[lane], r->column[lane]);
}

bool eq_rows_stopped(const struct eq_rows *r)
{
	return r->bad > 0;
}

/* "lines 4, 9 and 12", "lines 4, 9, 12, 15, 20 and 37 more" */
static void write_places(const struct eq_rows *r, struct eq_buf *out)
{
	uint64_t n = r->tally.rows_bad, shown = n < EQ_ROWS_PLACES ? n : EQ_ROWS_PLACES;

	eq_buf_adds(out, n == 1 ? "line " : "lines ");
	for (uint64_t i = 0; i < shown; i++) {
		const char *before = i == 0 ? "" : i + 1 < n ? ", " : " and ";

		eq_buf_addf(out, "%s%llu", before, (unsigned long long)r->bad_lines[i]);
	}
	if (n > shown)
		eq_buf_addf(out, " and %llu more", (unsigned long long)(n - shown));
}

static void warn_left_out(struct eq_rows *r)
{
	uint64_t n = r->tally.rows_bad;
	struct eq_buf places;
	struct eq_diag *g;

	eq_buf_init(&places);
	write_places(r, &places);
	g = eq_diag_file(r->diags, EQ_W0602, r->data->file, r->bad_lines[0], r->first_bad_column,
			 "%llu of %llu row%s %s not fit and %s left out of every figure: %.*s",
			 (unsigned long long)n, (unsigned long long)r->tally.rows,
			 r->tally.rows == 1 ? "" : "s", n == 1 ? "does" : "do",
			 n == 1 ? "is" : "are", EQ_ARG(eq_buf_view(&places)));
	eq_diag_hint(r->diags, g, "without --skip-bad-rows a run says what is wrong with %s",
		     n == 1 ? "it" : "each");
	eq_buf_release(&places);
}

void eq_rows_say_all(struct eq_rows *r)
{
	if (r->more)
		r->more->message = eq_arena_printf(
			&r->diags->arena,
			"%llu cells or rows of this file do not fit; the first %d are shown, and "
			"the next is here",
			(unsigned long long)r->bad, EQ_LIMIT_BAD_CELLS);
	if (r->tally.rows_bad && !r->broken)
		warn_left_out(r);
}

/* How the dates of a file that writes them so would be declared, once a file. */
static void hint_date_form(struct eq_rows *r, struct eq_diag *g, struct eq_text cell)
{
	const struct eq_data *d = r->data;
	const char *other, *form = eq_cell_date_form(eq_cell_trim(cell), &other);
	struct eq_buf declared;

	if (!form || r->hinted)
		return;
	r->hinted = true;
	eq_buf_init(&declared);
	eq_buf_addf(&declared, "%s %.*s",
		    d->by_period ? "period"
		    : d->spell   ? "spell"
				 : "date",
		    EQ_ARG(eq_symbol_text(r->model->symbols, d->columns[d->date_column].name)));
	if (d->spell)
		eq_buf_addf(
			&declared, " to %.*s",
			EQ_ARG(eq_symbol_text(r->model->symbols, d->columns[d->end_column].name)));
	if (other)
		eq_diag_hint(r->diags, g,
			     "where all dates of the file are written so, declare `%.*s as %s`; "
			     "or, if the month comes first, `as %s`",
			     EQ_ARG(eq_buf_view(&declared)), form, other);
	else
		eq_diag_hint(r->diags, g,
			     "where all dates of the file are written so, declare `%.*s as %s`",
			     EQ_ARG(eq_buf_view(&declared)), form);
	eq_buf_release(&declared);
}

void eq_rows_bad_cell(struct eq_rows *r, const struct eq_csv_field *f, uint32_t column,
		      enum eq_cell_fault fault)
{
	const struct eq_data_column *c = &r->data->columns[column];
	struct eq_buf shown, expected;
	struct eq_diag *g;

	if (!eq_rows_bad(r, f->line, f->column))
		return;
	eq_buf_init(&shown);
	eq_buf_init(&expected);
	if (c->hidden) {
		eq_buf_adds(&shown, "(private)");
	} else {
		eq_buf_addc(&shown, '"');
		eq_cell_show(f->text, &shown);
		eq_buf_addc(&shown, '"');
	}
	eq_cell_expected(fault, &r->data->date_format, &expected);
	g = eq_diag_file(r->diags, EQ_E0611, r->data->file, f->line, f->column,
			 "`%.*s` has %.*s here; expected %.*s", EQ_ARG(c->header),
			 EQ_ARG(eq_buf_view(&shown)), EQ_ARG(eq_buf_view(&expected)));
	if (fault == EQ_CELL_NOT_DATE || fault == EQ_CELL_DAY_NUMBER)
		hint_date_form(r, g, f->text);
	eq_buf_release(&shown);
	eq_buf_release(&expected);
}
