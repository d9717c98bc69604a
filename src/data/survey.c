/* survey.c - the readings of a survey, one after another. See survey.h. */
#include "data/survey.h"

#include <string.h>

#include "base/limits.h"

struct eq_csv *eq_survey_open(const struct eq_survey *p, struct eq_csv_record *header,
			      struct eq_diags *diags)
{
	struct eq_csv *c = eq_csv_open(p->path.p, p->path, p->separator, diags);
	int got;

	if (!c)
		return NULL;
	if (p->encoding == EQ_ENCODING_WINDOWS_1252)
		eq_csv_declare_1252(c);
	eq_csv_skip_lines(c, p->skip);
	got = eq_csv_next(c, header);
	if (got == 1)
		return c;
	if (got == 0)
		eq_diag_file(
			diags, EQ_E0607, p->path, 0, 0,
			"the file is empty: expected a line that names its columns, then rows");
	eq_csv_close(c);
	return NULL;
}

static bool is_empty(const struct eq_csv_record *row)
{
	for (uint32_t i = 0; i < row->n; i++)
		if (eq_cell_trim(row->fields[i].text).n)
			return false;
	return true;
}

int eq_survey_next(const struct eq_survey *p, struct eq_csv *c, struct eq_csv_record *row)
{
	for (;;) {
		int got = eq_csv_next(c, row);

		if (got <= 0)
			return got;
		if (p->footer_line && row->line >= p->footer_line)
			return 0;
		if (!is_empty(row))
			return 1;
	}
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(struct eq_text t, const char *word)
{
	size_t n = strlen(word);

	if (t.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(t.p[i]) != word[i])
			return false;
	return t.n == n || !((lower(t.p[n]) >= 'a' && lower(t.p[n]) <= 'z'));
}

bool eq_survey_is_row(const struct eq_survey *p, const struct eq_csv_record *row)
{
	static const char *const words[] = {"total", "totals", "grand total", "sum",    "subtotal",
					    "note",  "notes",  "source",      "sources"};
	struct eq_text cell = eq_cell_trim(row->fields[0].text);

	if (row->n != p->n_columns)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(cell, words[i]))
			return false;
	return true;
}

enum eq_cell_fault eq_survey_number(struct eq_text cell, struct eq_dec *out)
{
	static const char *const signs[] = {"\xC2\xA3", "\xE2\x82\xAC", "$"};
	enum eq_cell_fault fault = EQ_CELL_NOT_NUMBER;
	struct eq_cell_number n;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		struct eq_cell_signs s = {eq_text_of(signs[i]), true};

		fault = eq_cell_number(cell, s, &n);
		if (fault == EQ_CELL_FITS) {
			*out = n.wide ? n.d : eq_dec_scaled(n.i, n.scale);
			return EQ_CELL_FITS;
		}
		if (fault != EQ_CELL_CURRENCY)
			break;
	}
	return fault;
}

bool eq_survey_is_number(const struct eq_survey_column *c)
{
	return c->kind == EQ_SURVEY_WHOLE || c->kind == EQ_SURVEY_DECIMAL ||
	       c->kind == EQ_SURVEY_MONEY || c->kind == EQ_SURVEY_PERCENT;
}

/* ---- below the rows ---- */

/* Whether the row is one of the table, now that it is known which column holds its dates. */
static bool is_dated(const struct eq_survey *p, const struct eq_csv_record *row)
{
	const struct eq_survey_column *c;
	struct eq_text cell;
	eq_date day;

	if (!eq_survey_is_row(p, row))
		return false;
	if (p->date == UINT32_MAX)
		return true;
	c = &p->columns[p->date];
	cell = eq_cell_trim(row->fields[p->date].text);
	return eq_cell_is_missing(cell, NULL, 0) ||
	       eq_cell_date(cell, &c->format, false, &day) == EQ_CELL_FITS;
}

/* The text that `until` would have for this row: its first cell, but no more of it than a word for
 * totals, or what stands before a number. */
static struct eq_text until_of(struct eq_survey *p, const struct eq_csv_record *row)
{
	struct eq_text cell = eq_cell_trim(row->fields[0].text);
	size_t n = 0;

	if (begins(cell, "total"))
		n = 5;
	while (n < cell.n && n < 40 && !(cell.p[n] >= '0' && cell.p[n] <= '9') &&
	       cell.p[n] != '\n' && cell.p[n] != '\r' && !(n == 5 && begins(cell, "total")))
		n++;
	while (n > 0 && n < cell.n && ((unsigned char)cell.p[n] & 0xC0) == 0x80)
		n--;
	return eq_arena_copy(&p->arena, eq_cell_trim((struct eq_text){cell.p, n}));
}

/* Where the rows end. What is no row and has rows below it is only counted. */
static bool find_footer(struct eq_survey *p, struct eq_diags *diags)
{
	struct eq_csv_record row;
	struct eq_csv *c = eq_survey_open(p, &row, diags);
	uint64_t begins_at = 0, in_run = 0, first_of_run = 0;
	int got;

	if (!c)
		return false;
	while ((got = eq_survey_next(p, c, &row)) == 1) {
		if (!is_dated(p, &row)) {
			if (!in_run++) {
				first_of_run = row.line;
				p->until = until_of(p, &row);
			}
			continue;
		}
		if (in_run && !p->first_odd)
			p->first_odd = first_of_run;
		p->odd += in_run;
		in_run = 0;
	}
	begins_at = in_run ? first_of_run : 0;
	eq_csv_close(c);
	p->footer_line = begins_at;
	if (!begins_at)
		p->until = EQ_TEXT("");
	return got == 0;
}

/* A row above the footer that begins so would end the rows too early. */
static bool check_until(struct eq_survey *p, struct eq_diags *diags)
{
	struct eq_csv_record row;
	struct eq_csv *c;
	int got;

	if (!p->until.n)
		return true;
	c = eq_survey_open(p, &row, diags);
	if (!c)
		return false;
	while ((got = eq_survey_next(p, c, &row)) == 1) {
		struct eq_text cell = eq_cell_trim(row.fields[0].text);

		if (cell.n >= p->until.n && memcmp(cell.p, p->until.p, p->until.n) == 0) {
			p->until = EQ_TEXT("");
			break;
		}
	}
	eq_csv_close(c);
	return got >= 0;
}

bool eq_survey_read(struct eq_survey *p, struct eq_text path, int encoding, struct eq_diags *diags)
{
	memset(p, 0, sizeof *p);
	eq_arena_init(&p->arena);
	p->path = eq_arena_copy(&p->arena, path);
	p->date = p->end = UINT32_MAX;
	return eq_survey_read_head(p, encoding, diags) && eq_survey_read_columns(p, diags) &&
	       find_footer(p, diags) && check_until(p, diags) &&
	       eq_survey_measure_columns(p, diags) && eq_survey_read_time(p, diags);
}

void eq_survey_release(struct eq_survey *p)
{
	for (uint32_t i = 0; i < p->n_columns; i++) {
		eq_symbols_release(&p->columns[i].distinct);
		eq_free(p->columns[i].misfits.v);
	}
	eq_free(p->zeros.v);
	eq_free(p->series.v);
	eq_arena_release(&p->arena);
}
