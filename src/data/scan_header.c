/* scan_header.c - the line that names a file's columns. */
#include "data/scan_source.h"

#include "data/cells.h"

#define LOOKED_FOR_A_HEADER 30 /* rows, where a column is not in the first */

static struct eq_diag *report_no_column(struct eq_scan_source *s, uint32_t file,
					const struct eq_data_column *c)
{
	const struct eq_csv_record *header = eq_blocks_header(s->blocks, file);
	struct eq_nearest nearest;
	struct eq_buf names;
	struct eq_diag *g = eq_diag_at(s->diags, EQ_E0608, c->span,
				       "the file %.*s has no column called `%.*s`",
				       EQ_ARG(eq_blocks_file(s->blocks, file)), EQ_ARG(c->header));

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
	return g;
}

static bool names_column(const struct eq_csv_record *record, struct eq_text header)
{
	for (uint32_t i = 0; i < record->n; i++)
		if (eq_text_eq(eq_cell_trim(record->fields[i].text), header))
			return true;
	return false;
}

/* A line further down may be the one that names the columns. The file is read once more for it, which
 * a pipe cannot be. */
static void hint_skip(struct eq_scan_source *s, uint32_t file, struct eq_diag *g,
		      struct eq_text header)
{
	struct eq_text name = eq_arena_copy(&s->arena, eq_blocks_file(s->blocks, file));
	struct eq_csv_record record;
	struct eq_diags unsaid;

	eq_diags_init(&unsaid, NULL);
	struct eq_csv *c = eq_text_is(name, "-")
				   ? NULL
				   : eq_csv_open(name.p, name, s->data->separator, &unsaid);
	if (c) {
		eq_csv_skip_lines(c, s->data->skip);
		if (s->data->encoding == EQ_ENCODING_WINDOWS_1252)
			eq_csv_declare_1252(c);
	}
	for (int i = 0; c && i <= LOOKED_FOR_A_HEADER && eq_csv_next(c, &record) == 1; i++)
		if (names_column(&record, header)) {
			eq_diag_hint(s->diags, g,
				     "line %llu of the file names it: write `skip %llu row%s`",
				     (unsigned long long)record.line,
				     (unsigned long long)record.line - 1,
				     record.line == 2 ? "" : "s");
			break;
		}
	if (c)
		eq_csv_close(c);
	eq_diags_release(&unsaid);
}

/* Finds a column's place; EQ_NOT_NEEDED: there is none. False after reporting that it stands twice. */
static bool find_column(struct eq_scan_source *s, uint32_t file, uint32_t column, uint32_t *at)
{
	const struct eq_csv_record *header = eq_blocks_header(s->blocks, file);
	struct eq_text name = s->data->columns[column].header;

	*at = EQ_NOT_NEEDED;
	for (uint32_t k = 0; k < header->n; k++) {
		const struct eq_csv_field *f = &header->fields[k];

		if (!eq_text_eq(eq_cell_trim(f->text), name))
			continue;
		if (*at != EQ_NOT_NEEDED) {
			eq_diag_file(s->diags, EQ_E0609, eq_blocks_file(s->blocks, file), f->line,
				     f->column,
				     "columns %u and %u are both called `%.*s`; rename one of them",
				     *at + 1, k + 1, EQ_ARG(name));
			return false;
		}
		*at = k;
	}
	return true;
}

bool eq_scan_read_header(struct eq_scan_source *s, uint32_t file)
{
	const struct eq_data *d = s->data;
	struct eq_text lacking = EQ_TEXT("");
	struct eq_diag *g = NULL;
	bool ok = true;

	s->at[file] = EQ_NEW_ARRAY(&s->arena, uint32_t, d->n_columns + 1);
	for (uint32_t i = 0; i < d->n_columns; i++) {
		uint32_t at;

		s->at[file][i] = EQ_NOT_NEEDED;
		/* A private column with a slip in its name would hide nothing. */
		if (!s->needed[i] && !d->columns[i].hidden)
			continue;
		if (!find_column(s, file, i, &at)) {
			ok = false;
		} else if (at == EQ_NOT_NEEDED) {
			struct eq_diag *lacks = report_no_column(s, file, &d->columns[i]);

			ok = false;
			if (g)
				continue;
			g = lacks;
			lacking = d->columns[i].header;
		}
		if (s->needed[i])
			s->at[file][i] = at;
	}
	if (g)
		hint_skip(s, file, g, lacking);
	return ok;
}
