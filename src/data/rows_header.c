/* rows_header.c - the line that names a file's columns. */
#include "data/rows.h"

#include "data/cells.h"

#define LOOKED_FOR_A_HEADER 30 /* rows, where a column is not in the first */

static struct eq_diag *report_no_column(struct eq_rows *r, const struct eq_data_column *c,
					const struct eq_csv_record *header)
{
	struct eq_nearest nearest;
	struct eq_buf names;
	struct eq_diag *g = eq_diag_at(r->diags, EQ_E0608, c->span,
				       "the file %.*s has no column called `%.*s`",
				       EQ_ARG(r->data->file), EQ_ARG(c->header));

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
		eq_diag_hint(r->diags, g, "did you mean `%.*s`? The file's columns are: %.*s",
			     EQ_ARG(nearest.best), EQ_ARG(eq_buf_view(&names)));
	else
		eq_diag_hint(r->diags, g, "the file's columns are: %.*s",
			     EQ_ARG(eq_buf_view(&names)));
	eq_buf_release(&names);
	return g;
}

static bool names_column(const struct eq_csv_record *record, struct eq_text header)
{
	for (uint32_t i = 0; i < record->n; i++)
		if (eq_text_eq(eq_cell_trim(record->fields[i].text), header))
			return true;
	return false;
}

/* A line further down may be the one that names the columns. */
static void hint_skip(struct eq_rows *r, struct eq_diag *g, struct eq_text header)
{
	struct eq_csv_record record;

	for (int i = 0; i < LOOKED_FOR_A_HEADER && eq_csv_next(r->csv, &record) == 1; i++)
		if (names_column(&record, header)) {
			eq_diag_hint(r->diags, g,
				     "line %llu of the file names it: write `skip %llu row%s`",
				     (unsigned long long)record.line,
				     (unsigned long long)record.line - 1,
				     record.line == 2 ? "" : "s");
			return;
		}
}

/* Finds a column's place. False after reporting that it stands twice. */
static bool find_column(struct eq_rows *r, uint32_t column, const struct eq_csv_record *header,
			bool *found)
{
	const struct eq_data *d = r->data;
	uint32_t at = 0;

	*found = false;
	for (uint32_t k = 0; k < header->n; k++) {
		const struct eq_csv_field *f = &header->fields[k];

		if (!eq_text_eq(eq_cell_trim(f->text), d->columns[column].header))
			continue;
		if (*found) {
			eq_diag_file(r->diags, EQ_E0609, d->file, f->line, f->column,
				     "columns %u and %u are both called `%.*s`; rename one of them",
				     at + 1, k + 1, EQ_ARG(d->columns[column].header));
			return false;
		}
		*found = true;
		at = k;
	}
	if (*found && r->columns[column].at != EQ_NOT_NEEDED)
		r->columns[column].at = at;
	return true;
}

bool eq_rows_read_header(struct eq_rows *r)
{
	const struct eq_data *d = r->data;
	struct eq_csv_record header;
	struct eq_text lacking = EQ_TEXT("");
	struct eq_diag *g = NULL;
	int got = eq_csv_next(r->csv, &header);
	bool ok = true;

	if (got < 0)
		return false;
	if (got == 0) {
		eq_diag_file(
			r->diags, EQ_E0607, d->file, 0, 0,
			d->skip ? "nothing stands below the lines that are skipped: expected a line "
				  "that names its columns, then rows"
				: "the file is empty: expected a line that names its columns, then "
				  "rows");
		return false;
	}
	r->width = header.n;
	r->header_line = header.line;
	for (uint32_t i = 0; i < d->n_columns; i++) {
		bool found;

		/* A private column with a slip in its name would hide nothing. */
		if (r->columns[i].at == EQ_NOT_NEEDED && !d->columns[i].hidden)
			continue;
		if (!find_column(r, i, &header, &found)) {
			ok = false;
		} else if (!found) {
			struct eq_diag *lacks = report_no_column(r, &d->columns[i], &header);

			ok = false;
			if (g)
				continue;
			g = lacks;
			lacking = d->columns[i].header;
		}
	}
	if (g)
		hint_skip(r, g, lacking);
	return ok;
}
