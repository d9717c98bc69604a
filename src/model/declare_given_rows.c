/* declare_given_rows.c - rows that a test has in line: each cell checked against its column, and
 * written down as the file that the data would be read from.
 *
 * The columns that the test does not name are in that file too, and empty. */
#include "model/build.h"

/* The rows of one `given`. */
struct rows {
	struct eq_build *b;
	uint32_t data;
	uint32_t *columns; /* of the cells, in order */
	uint32_t n;
	struct eq_buf text;
};

static struct eq_data *data_of(const struct rows *r)
{
	return &r->b->m->data.v[r->data];
}

/* ---- columns ---- */

static bool named_already(const struct rows *r, uint32_t column)
{
	for (uint32_t i = 0; i < r->n; i++)
		if (r->columns[i] == column)
			return true;
	return false;
}

static bool read_column(struct rows *r, const struct eq_node *cell)
{
	struct eq_build *b = r->b;
	uint32_t column;

	if (cell->kind != EQ_NODE_NAME) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0416, cell->span,
					       "the first line of rows names their columns");
		eq_diag_hint(b->diags, g, "for example `week_ending, finishers`");
		return false;
	}
	column = eq_column_find(b, r->data, cell->name);
	if (column == EQ_PAIR_NONE) {
		eq_unknown_column(b, r->data, cell);
		return false;
	}
	if (named_already(r, column)) {
		eq_diag_at(b->diags, EQ_E0609, cell->span, "the column `%.*s` stands here twice",
			   EQ_ARG(eq_name(b, cell->name)));
		return false;
	}
	r->columns[r->n++] = column;
	return true;
}

static bool read_columns(struct rows *r, const struct eq_node *line)
{
	struct eq_build *b = r->b;
	const struct eq_data *d = data_of(r);
	uint32_t count = 0;
	bool right = true;

	for (const struct eq_node *c = line->child; c; c = c->next)
		count++;
	r->columns = EQ_NEW_ARRAY(b->arena, uint32_t, count);
	for (const struct eq_node *c = line->child; c; c = c->next)
		right &= read_column(r, c);
	if (!right || named_already(r, d->date_column))
		return right;
	eq_diag_at(b->diags, EQ_E0416, line->span,
		   "each row has a date: name the column `%.*s` too",
		   EQ_ARG(eq_name(b, d->columns[d->date_column].name)));
	return false;
}

/* ---- cells ---- */

static bool misfit(struct rows *r, const struct eq_node *cell, uint32_t column, const char *wanted)
{
	struct eq_build *b = r->b;

	eq_diag_at(b->diags, EQ_E0611, cell->span, "the column `%.*s` holds %s",
		   EQ_ARG(eq_name(b, data_of(r)->columns[column].name)), wanted);
	return false;
}

/* A number as a file would have it: without the commas between thousands. */
static bool put_number(struct rows *r, const struct eq_node *cell, uint32_t column)
{
	const struct eq_node *number = cell->kind == EQ_NODE_NEGATE ? cell->child : cell;
	struct eq_text t = eq_node_text(r->b, number->span);

	if (number->kind != EQ_NODE_NUMBER || number->op != EQ_LITERAL_PLAIN || number->child)
		return misfit(
			r, cell, column,
			"numbers, which are written without a unit here: they are in its own");
	if (number != cell)
		eq_buf_addc(&r->text, '-');
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] != ',' && t.p[i] != '_')
			eq_buf_addc(&r->text, t.p[i]);
	return true;
}

static bool put_date(struct rows *r, const struct eq_node *cell, uint32_t column)
{
	struct eq_build *b = r->b;
	const struct eq_data *d = data_of(r);
	struct eq_grain grain = b->m->programme.grain;
	char day[EQ_DATE_CHARS];
	struct eq_range days;

	if (cell->kind != EQ_NODE_DATE && cell->kind != EQ_NODE_MONTH)
		return misfit(r, cell, column, "dates, such as 2024-03-24");
	if (!eq_read_day(b, cell, &days))
		return false;
	if (d->by_period && column == d->date_column &&
	    eq_period_range(grain, eq_period_number(grain, days.to)).to != days.to) {
		eq_diag_at(b->diags, EQ_E0614, cell->span, "this is not the last day of a %s",
			   eq_grain_word(grain, false));
		return false;
	}
	eq_date_write(days.to, day);
	eq_buf_adds(&r->text, day);
	return true;
}

static bool put_text(struct rows *r, const struct eq_node *cell, uint32_t column)
{
	struct eq_text t;

	if (cell->kind == EQ_NODE_NEGATE || cell->kind == EQ_NODE_DATE)
		return misfit(r, cell, column, "texts, such as \"North\"");
	t = cell->kind == EQ_NODE_TEXT ? eq_quoted(r->b, cell) : eq_node_text(r->b, cell->span);
	eq_buf_addc(&r->text, '"');
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '"')
			eq_buf_addc(&r->text, '"');
		eq_buf_addc(&r->text, t.p[i]);
	}
	eq_buf_addc(&r->text, '"');
	return true;
}

static bool put_cell(struct rows *r, const struct eq_node *cell, uint32_t column)
{
	if (cell->kind == EQ_NODE_GAP)
		return column != data_of(r)->date_column ||
		       misfit(r, cell, column, "the date of each row");
	switch (data_of(r)->columns[column].kind) {
	case EQ_COLUMN_NUMBER:
		return put_number(r, cell, column);
	case EQ_COLUMN_DATE:
		return put_date(r, cell, column);
	default:
		return put_text(r, cell, column);
	}
}

/* ---- lines ---- */

static const struct eq_node *cell_of(const struct rows *r, const struct eq_node *line,
				     uint32_t column)
{
	const struct eq_node *cell = line->child;

	for (uint32_t i = 0; i < r->n; i++, cell = cell->next)
		if (r->columns[i] == column)
			return cell;
	return NULL;
}

static void put_row(struct rows *r, const struct eq_node *line)
{
	const struct eq_data *d = data_of(r);
	uint32_t count = 0;

	for (const struct eq_node *c = line->child; c; c = c->next)
		count++;
	if (count != r->n) {
		eq_diag_at(r->b->diags, EQ_E0610, line->span,
			   "this row has %u cell%s, and there are %u columns", count,
			   count == 1 ? "" : "s", r->n);
		return;
	}
	for (uint32_t i = 0; i < d->n_columns; i++) {
		const struct eq_node *cell = cell_of(r, line, i);

		if (i)
			eq_buf_addc(&r->text, ',');
		if (cell)
			put_cell(r, cell, i);
	}
	eq_buf_addc(&r->text, '\n');
}

static void put_header(struct eq_buf *text, const struct eq_data *d)
{
	for (uint32_t i = 0; i < d->n_columns; i++) {
		eq_buf_adds(text, i ? ",\"" : "\"");
		for (size_t k = 0; k < d->columns[i].header.n; k++) {
			if (d->columns[i].header.p[k] == '"')
				eq_buf_addc(text, '"');
			eq_buf_addc(text, d->columns[i].header.p[k]);
		}
		eq_buf_addc(text, '"');
	}
	eq_buf_addc(text, '\n');
}

/* The text is plain CSV, whatever the file is. */
static void read_from(struct eq_data *d, struct eq_text text, struct eq_text shown)
{
	d->given = text;
	d->path = d->file = shown;
	d->skip = 0;
	d->until = (struct eq_text){NULL, 0};
	d->encoding = EQ_ENCODING_UTF8;
	d->separator = ',';
	eq_date_format_read(EQ_TEXT("yyyy-mm-dd"), &d->date_format);
}

void eq_leave_unread(struct eq_model *m, uint32_t data)
{
	struct eq_data *d = &m->data.v[data];
	struct eq_buf text;

	eq_buf_init(&text);
	put_header(&text, d);
	read_from(d, eq_arena_copy(&m->arena, eq_buf_view(&text)), d->file);
	d->unread = true;
	eq_buf_release(&text);
}

void eq_check_given_rows(struct eq_build *b, const struct eq_node *name)
{
	struct rows r = {.b = b};
	const struct eq_node *line = name->next->child;
	size_t errors = b->diags->errors;

	r.data = b->m->defs.v[eq_def_named(b, name->name)].index;
	if (b->known.v[b->m->data.v[r.data].def].broken)
		return;
	eq_buf_init(&r.text);
	put_header(&r.text, data_of(&r));
	if (line && read_columns(&r, line))
		for (line = line->next; line; line = line->next)
			put_row(&r, line);
	if (b->test && b->diags->errors == errors)
		read_from(data_of(&r), eq_arena_copy(b->arena, eq_buf_view(&r.text)),
			  eq_arena_printf(b->arena, "rows given to %.*s",
					  EQ_ARG(eq_name(b, name->name))));
	eq_buf_release(&r.text);
}
