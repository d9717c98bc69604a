/* survey_columns.c - what each column of a surveyed file is, and what it holds.
 *
 * A first reading counts what each cell could be; a column is what nine in ten of its cells are. A
 * second one takes the cells as that, and keeps the first of those that are not. */
#include "data/survey.h"

#include <string.h>

#include "base/limits.h"

/* Of 10 cells, those that may be of another kind. */
#define MISFITS_OF_TEN 1
#define SURE_ROWS 20 /* rows before which no form of dates is given up */
#define MOST_MARKS 3 /* texts that stand in place of numbers */
#define LIST_MOST 50 /* distinct texts of a dimension, whatever the rows */

/* ---- names ---- */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* Whether the header has the word, whole: "case id" has "id", "paid" has not. */
static bool has_word(struct eq_text header, const char *word)
{
	size_t n = strlen(word);

	for (size_t at = 0; at + n <= header.n; at++) {
		size_t k = 0;

		while (k < n && lower(header.p[at + k]) == word[k])
			k++;
		if (k == n && (at == 0 || !is_letter(header.p[at - 1])) &&
		    (at + n == header.n || !is_letter(header.p[at + n])))
			return true;
	}
	return false;
}

static bool has_any(struct eq_text header, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (has_word(header, words[i]))
			return true;
	return false;
}

static bool one_line(struct eq_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.p[i] < 0x20)
			return false;
	return t.n <= EQ_LIMIT_NAME;
}

static void read_names(struct eq_survey *p, const struct eq_csv_record *header)
{
	p->n_columns = header->n;
	p->columns = EQ_NEW_ARRAY(&p->arena, struct eq_survey_column, header->n);
	for (uint32_t i = 0; i < header->n; i++) {
		struct eq_survey_column *c = &p->columns[i];
		struct eq_text name = eq_cell_trim(header->fields[i].text);

		c->header = eq_arena_copy(&p->arena, name);
		c->usable = name.n > 0 && one_line(name);
		eq_symbols_init(&c->distinct);
	}
	for (uint32_t i = 0; i < header->n; i++)
		for (uint32_t k = 0; k < header->n; k++)
			if (i != k && eq_text_eq(p->columns[i].header, p->columns[k].header))
				p->columns[i].usable = false;
}

/* ---- the first reading ---- */

struct forms {
	struct eq_date_format of[EQ_CELL_DATE_FORMS][2];
	struct eq_date_format excel;
};

static void init_forms(struct forms *f)
{
	eq_date_format_read(EQ_TEXT("excel"), &f->excel);
	for (size_t i = 0; i < EQ_CELL_DATE_FORMS; i++)
		for (int k = 0; k < 2; k++) {
			const char *form = eq_cell_date_form_at(i, k);

			if (form)
				eq_date_format_read(eq_text_of(form), &f->of[i][k]);
		}
}

static void count_dates(struct eq_survey_column *c, const struct forms *f, struct eq_text cell)
{
	eq_date day;

	for (size_t i = 0; i < EQ_CELL_DATE_FORMS; i++)
		for (int k = 0; k < 2; k++) {
			if (c->no_date[i][k] || !eq_cell_date_form_at(i, k))
				continue;
			if (eq_cell_date(cell, &f->of[i][k], false, &day) == EQ_CELL_FITS)
				c->as_date[i][k]++;
			else if (c->n > SURE_ROWS &&
				 (c->n - c->as_date[i][k]) * 10 > c->n * (MISFITS_OF_TEN + 1))
				c->no_date[i][k] = true;
		}
}

static bool has(struct eq_text cell, char c)
{
	return cell.n && memchr(cell.p, c, cell.n) != NULL;
}

/* The sign of currency that the number has, if any. */
static struct eq_text sign_of(struct eq_text cell)
{
	static const char *const signs[] = {"\xC2\xA3", "\xE2\x82\xAC", "$"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (size_t at = 0, n = strlen(signs[i]); at + n <= cell.n; at++)
			if (memcmp(cell.p + at, signs[i], n) == 0)
				return eq_text_of(signs[i]);
	return EQ_TEXT("");
}

static void count_number(struct eq_survey_column *c, const struct forms *f, struct eq_text cell)
{
	struct eq_dec number;
	struct eq_text sign;
	eq_date day;
	int64_t whole;

	if (eq_survey_number(cell, &number) != EQ_CELL_FITS)
		return;
	c->as_number++;
	sign = sign_of(cell);
	c->as_percent += has(cell, '%');
	c->as_decimal += !eq_dec_to_int(number, &whole);
	c->as_long_code += cell.n > 1 && cell.p[0] == '0' && !has(cell, '.');
	if (sign.n) {
		c->as_money++;
		c->currency = sign;
	}
	if (eq_cell_date(cell, &f->excel, false, &day) == EQ_CELL_FITS && day > 0)
		c->as_excel++; /* from 1970 on: lower ones are amounts */
}

static void keep_distinct(struct eq_survey_column *c, struct eq_text cell)
{
	if (c->many || eq_symbol_find(&c->distinct, cell))
		return;
	if (c->distinct.texts.n > EQ_SURVEY_DISTINCT)
		c->many = true;
	else
		eq_symbol(&c->distinct, cell);
}

static void count_cell(struct eq_survey_column *c, const struct forms *f, struct eq_text cell)
{
	if (eq_cell_is_missing(cell, NULL, 0)) {
		c->missing++;
		return;
	}
	c->n++;
	count_dates(c, f, cell);
	count_number(c, f, cell);
	keep_distinct(c, cell);
}

static bool nearly_all(const struct eq_survey_column *c, uint64_t n)
{
	return n > 0 && n * 10 >= c->n * (10 - MISFITS_OF_TEN);
}

/* The form of most of the cells; day first where both orders fit all the same. */
static bool decide_date(struct eq_survey_column *c)
{
	static const char *const words[] = {"date",  "day", "week", "month", "ending", "period",
					    "start", "end", "from", "to",    "on",     NULL};
	uint64_t most = 0;

	for (size_t i = 0; i < EQ_CELL_DATE_FORMS; i++) {
		uint64_t first = c->as_date[i][0], second = c->as_date[i][1];
		int k = second > first;

		if (c->as_date[i][k] <= most)
			continue;
		most = c->as_date[i][k];
		c->form = eq_cell_date_form_at(i, k);
		c->other_form = first == second ? eq_cell_date_form_at(i, 1) : NULL;
	}
	if (!nearly_all(c, most)) {
		c->form = c->other_form = NULL;
		if (!nearly_all(c, c->as_excel) || !has_any(c->header, words) || c->as_money)
			return false;
		c->form = "excel";
	}
	eq_date_format_read(eq_text_of(c->form), &c->format);
	return true;
}

static uint64_t distinct(const struct eq_survey_column *c)
{
	return c->distinct.texts.n - 1; /* symbol 0 is no name */
}

/* Numbers but for a text or two in their place: "*" for a small count, "TBC". */
static bool numbers_with_marks(const struct eq_survey_column *c)
{
	uint32_t marks = 0;
	struct eq_dec v;

	if (c->as_number * 2 < c->n)
		return false;
	for (size_t i = 1; i < c->distinct.texts.n; i++) {
		struct eq_text t = c->distinct.texts.v[i];

		if (eq_survey_number(t, &v) == EQ_CELL_FITS)
			continue;
		for (size_t k = 0; k < t.n; k++)
			if (t.p[k] >= '0' && t.p[k] <= '9')
				return false;
		if (++marks > MOST_MARKS)
			return false;
	}
	return true;
}

static void decide(struct eq_survey_column *c)
{
	static const char *const names[] = {"id",         "ref",      "reference", "code",
					    "identifier", "postcode", "upn",       "nhs_number",
					    "nhs number", NULL};

	bool numbers = nearly_all(c, c->as_number) || numbers_with_marks(c);

	if (c->n == 0)
		c->kind = EQ_SURVEY_EMPTY;
	else if (decide_date(c))
		c->kind = EQ_SURVEY_DATE;
	else if (numbers && c->as_money)
		c->kind = EQ_SURVEY_MONEY;
	else if (numbers && c->as_percent)
		c->kind = EQ_SURVEY_PERCENT;
	else if (numbers && c->as_decimal)
		c->kind = EQ_SURVEY_DECIMAL;
	else if (numbers && !c->as_long_code && !has_any(c->header, names))
		c->kind = EQ_SURVEY_WHOLE;
	else if (!c->many && (distinct(c) <= 3 || distinct(c) * 2 <= c->n) &&
		 (distinct(c) <= LIST_MOST || distinct(c) * 10 <= c->n))
		c->kind = EQ_SURVEY_DIMENSION;
	else
		c->kind = has_any(c->header, names) || c->as_long_code ? EQ_SURVEY_ID
								       : EQ_SURVEY_TEXT;
}

/* The column of dates that a row counts on: the one whose header says so, else the first. */
static void choose_date(struct eq_survey *p)
{
	static const char *const periods[] = {"week", "ending", "period", "month", "w/e", NULL};
	static const char *const starts[] = {"start",     "started",  "begin", "opened", "open",
					     "admission", "admitted", "from",  "starts", NULL};
	static const char *const ends[] = {"end",        "ended",  "ends",     "closed",
					   "close",      "finish", "finished", "discharge",
					   "discharged", "to",     "until",    NULL};
	uint32_t start = UINT32_MAX;

	for (uint32_t i = 0; i < p->n_columns; i++) {
		const struct eq_survey_column *c = &p->columns[i];

		if (c->kind != EQ_SURVEY_DATE || !c->usable)
			continue;
		if (p->date == UINT32_MAX ||
		    (has_any(c->header, periods) && !has_any(p->columns[p->date].header, periods)))
			p->date = i;
		if (start == UINT32_MAX && has_any(c->header, starts))
			start = i;
	}
	for (uint32_t i = 0; i < p->n_columns && start != UINT32_MAX; i++) {
		const struct eq_survey_column *c = &p->columns[i];

		if (i == start || c->kind != EQ_SURVEY_DATE || !c->usable ||
		    !has_any(c->header, ends) || strcmp(c->form, p->columns[start].form) != 0)
			continue;
		p->date = start;
		p->end = i;
		return;
	}
}

bool eq_survey_read_columns(struct eq_survey *p, struct eq_diags *diags)
{
	struct eq_csv_record row;
	struct eq_csv *c = eq_survey_open(p, &row, diags);
	struct forms forms;
	int got;

	if (!c)
		return false;
	memset(&forms, 0, sizeof forms);
	init_forms(&forms);
	read_names(p, &row);
	while ((got = eq_survey_next(p, c, &row)) == 1)
		for (uint32_t i = 0; i < p->n_columns && eq_survey_is_row(p, &row); i++)
			count_cell(&p->columns[i], &forms, eq_cell_trim(row.fields[i].text));
	eq_csv_close(c);
	for (uint32_t i = 0; i < p->n_columns; i++)
		decide(&p->columns[i]);
	choose_date(p);
	return got == 0;
}

/* ---- the second reading ---- */

static void keep_misfit(struct eq_survey *p, struct eq_survey_column *c, struct eq_text cell,
			uint64_t line)
{
	c->n_misfits++;
	for (size_t i = 0; i < c->misfits.n; i++)
		if (eq_text_eq(c->misfits.v[i].cell, cell)) {
			c->misfits.v[i].n++;
			return;
		}
	if (c->misfits.n < EQ_SURVEY_SHOWN) {
		struct eq_survey_misfit m = {eq_arena_copy(&p->arena, cell), line, 1};

		EQ_PUSH(&c->misfits, m);
	}
}

static void measure_date(struct eq_survey *p, struct eq_survey_column *c, struct eq_text cell,
			 uint64_t line)
{
	eq_date day;

	if (eq_cell_date(cell, &c->format, false, &day) != EQ_CELL_FITS) {
		keep_misfit(p, c, cell, line);
		return;
	}
	if (!c->numbers++ || day < c->first)
		c->first = day;
	if (c->numbers == 1 || day > c->last)
		c->last = day;
}

static void measure_number(struct eq_survey *p, struct eq_survey_column *c, struct eq_text cell,
			   uint64_t line)
{
	struct eq_dec v;

	if (eq_survey_number(cell, &v) != EQ_CELL_FITS) {
		keep_misfit(p, c, cell, line);
		return;
	}
	if (!c->numbers++ || eq_dec_cmp(v, c->least) < 0)
		c->least = v;
	if (c->numbers == 1 || eq_dec_cmp(v, c->most) > 0)
		c->most = v;
	c->zeros += eq_dec_is_zero(v);
	if (eq_dec_is_negative(v) && !c->negatives++)
		c->first_negative = line;
}

static void measure_row(struct eq_survey *p, const struct eq_csv_record *row)
{
	p->rows++;
	for (uint32_t i = 0; i < p->n_columns; i++) {
		struct eq_survey_column *c = &p->columns[i];
		struct eq_text cell = eq_cell_trim(row->fields[i].text);

		if (eq_cell_is_missing(cell, NULL, 0)) {
			c->missing++;
			continue;
		}
		c->n++;
		if (c->kind == EQ_SURVEY_DATE)
			measure_date(p, c, cell, row->fields[i].line);
		else if (eq_survey_is_number(c))
			measure_number(p, c, cell, row->fields[i].line);
	}
}

bool eq_survey_measure_columns(struct eq_survey *p, struct eq_diags *diags)
{
	struct eq_csv_record row;
	struct eq_csv *c = eq_survey_open(p, &row, diags);
	int got;

	if (!c)
		return false;
	for (uint32_t i = 0; i < p->n_columns; i++)
		p->columns[i].n = p->columns[i].missing = 0;
	while ((got = eq_survey_next(p, c, &row)) == 1)
		if (eq_survey_is_row(p, &row))
			measure_row(p, &row);
	eq_csv_close(c);
	return got == 0;
}
