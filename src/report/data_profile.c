/* data_profile.c - the survey of a data file as a page. See data_profile.h. */
#include "report/data_profile.h"

#include <string.h>

#include "report/data_questions.h"

/* ---- the table of columns ---- */

static const char *kind_word(const struct eq_survey_column *c)
{
	switch ((enum eq_survey_kind)c->kind) {
	case EQ_SURVEY_EMPTY:
		return "empty";
	case EQ_SURVEY_WHOLE:
		return "whole numbers";
	case EQ_SURVEY_DECIMAL:
		return "numbers";
	case EQ_SURVEY_MONEY:
		return "money";
	case EQ_SURVEY_PERCENT:
		return "percentages";
	case EQ_SURVEY_DATE:
		return strcmp(c->form, "excel") == 0 ? "spreadsheet's days" : "dates";
	case EQ_SURVEY_ID:
		return "identifiers";
	case EQ_SURVEY_DIMENSION:
		return "names, repeated";
	case EQ_SURVEY_TEXT:
		return "texts";
	}
	return "";
}

static void cell(struct eq_table *t, size_t column, struct eq_buf *b)
{
	eq_table_cell(t, column, eq_buf_view(b), EQ_STYLE_PLAIN);
	eq_buf_clear(b);
}

static void write_range(struct eq_table *t, const struct eq_survey_column *c, struct eq_buf *b)
{
	char day[EQ_DATE_CHARS];

	if (c->numbers == 0)
		return;
	if (c->kind == EQ_SURVEY_DATE) {
		eq_buf_add(b, day, eq_date_write(c->first, day));
		cell(t, 2, b);
		eq_buf_add(b, day, eq_date_write(c->last, day));
		cell(t, 3, b);
	} else if (eq_survey_is_number(c)) {
		eq_survey_write_number(b, c, c->least);
		cell(t, 2, b);
		eq_survey_write_number(b, c, c->most);
		cell(t, 3, b);
	}
}

#define LISTED 8 /* values of a column that are all listed, if there are no more */

static void write_values(const struct eq_survey_column *c, struct eq_buf *b)
{
	size_t n = c->distinct.texts.n - 1, shown = n <= LISTED ? n : 3;

	if (c->kind == EQ_SURVEY_DATE) {
		eq_buf_addf(b, "as %s", c->form);
		return;
	}
	if (c->kind == EQ_SURVEY_EMPTY)
		return;
	if (c->many)
		eq_buf_addf(b, "more than %d different", EQ_SURVEY_DISTINCT);
	else
		eq_buf_addf(b, "%zu different", n);
	if (c->kind == EQ_SURVEY_ID)
		return; /* they may name people */
	for (size_t i = 1; i <= shown; i++) {
		eq_buf_adds(b, i > 1 ? ", " : n <= LISTED ? ": " : ", such as ");
		eq_cell_show(c->distinct.texts.v[i], b);
	}
}

static void add_columns(const struct eq_survey *s, struct eq_page *page)
{
	struct eq_table *t = eq_page_table(page);
	struct eq_buf b;

	eq_buf_init(&b);
	eq_table_column(t, EQ_TEXT("Column"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("What it holds"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("From"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("To"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Missing"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Values"), EQ_ALIGN_REMARK);
	for (uint32_t i = 0; i < s->n_columns; i++) {
		const struct eq_survey_column *c = &s->columns[i];

		if (c->header.n)
			eq_cell_show(c->header, &b);
		else
			eq_buf_addf(&b, "(column %u)", i + 1);
		eq_table_row(t, eq_buf_view(&b), 0);
		eq_buf_clear(&b);
		eq_table_cell(t, 1, eq_text_of(kind_word(c)), EQ_STYLE_PLAIN);
		write_range(t, c, &b);
		eq_survey_write_count(&b, c->missing);
		cell(t, 4, &b);
		write_values(c, &b);
		cell(t, 5, &b);
	}
	eq_buf_release(&b);
}

/* ---- the rest ---- */

static void add_file(const struct eq_survey *s, struct eq_page *page)
{
	const char *separator = s->separator == '\t'  ? "tabs"
				: s->separator == ';' ? "semicolons"
				: s->separator == '|' ? "bars (|)"
						      : "commas";
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_addf(&b, "%s text, cells parted by %s. Line %llu names the columns",
		    s->encoding == EQ_ENCODING_WINDOWS_1252 ? "Windows-1252" : "UTF-8", separator,
		    (unsigned long long)s->header_line);
	if (s->skip)
		eq_buf_addf(&b, "; the %u line%s above it %s no part of the table", s->skip,
			    s->skip == 1 ? "" : "s", s->skip == 1 ? "is" : "are");
	eq_buf_adds(&b, ".");
	if (s->footer_line)
		eq_buf_addf(&b, " The rows end before line %llu.",
			    (unsigned long long)s->footer_line);
	eq_page_paragraph(page, eq_buf_view(&b), EQ_STYLE_PLAIN);
	eq_buf_release(&b);
}

static void write_grain(const struct eq_survey *s, struct eq_buf *b)
{
	const struct eq_survey_column *date = &s->columns[s->date];

	switch ((enum eq_survey_grain)s->grain) {
	case EQ_SURVEY_WEEKLY:
		eq_buf_addf(b, "one row a week, which ends on %s,", eq_weekday_name(s->week_end));
		break;
	case EQ_SURVEY_MONTHLY:
		eq_buf_adds(b, "one row a month,");
		break;
	case EQ_SURVEY_DAILY:
		eq_buf_adds(b, "one row a day,");
		break;
	default:
		eq_buf_adds(b, s->end == UINT32_MAX ? "one row an event, on any day,"
						    : "one row a spell, open on each day from ");
		if (s->end != UINT32_MAX)
			eq_buf_addf(b, "`%.*s` to before `%.*s`,", EQ_ARG(date->header),
				    EQ_ARG(s->columns[s->end].header));
	}
	if (s->series.n > 1 && s->grain != EQ_SURVEY_EVENTS) {
		eq_buf_adds(b, " for each of ");
		eq_survey_write_count(b, s->series.n);
		eq_buf_adds(b, " series,");
	}
}

static void add_time(const struct eq_survey *s, struct eq_page *page)
{
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	const struct eq_survey_column *date;
	struct eq_buf b;

	if (s->date == UINT32_MAX) {
		eq_page_paragraph(page,
				  EQ_TEXT("No column holds dates. A row counts on its date, so the "
					  "file needs one before a programme can use it."),
				  EQ_STYLE_PLAIN);
		return;
	}
	eq_buf_init(&b);
	date = &s->columns[s->date];
	eq_date_write(date->first, from);
	eq_date_write(date->last, to);
	eq_buf_addf(&b, "By `%.*s`: ", EQ_ARG(date->header));
	write_grain(s, &b);
	eq_buf_addf(&b, " from %s to %s; ", from, to);
	eq_survey_write_count(&b, s->days);
	eq_buf_addf(&b, " different day%s.", s->days == 1 ? "" : "s");
	eq_page_paragraph(page, eq_buf_view(&b), EQ_STYLE_PLAIN);
	eq_buf_release(&b);
}

void eq_data_profile_page(const struct eq_survey *s, struct eq_page *page)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_survey_write_count(&b, s->rows);
	eq_buf_adds(&b, s->rows == 1 ? " row" : " rows");
	eq_page_title(page, s->path, eq_buf_view(&b));
	eq_buf_release(&b);
	add_file(s, page);
	add_time(s, page);
	add_columns(s, page);
	eq_data_questions(s, page);
}
