/* page_markdown.c - a page as GitHub's Markdown. See page.h.
 *
 * A table has one line a row: what stands below a row in the text goes into its first cell, after
 * a line break. Numbers stand right, colours are words. */
#include "report/page.h"

#include <string.h>

/* ---- texts ---- */

/* What Markdown, or GitHub in it, would read something into. */
static bool is_mark(char c)
{
	return c && strchr("\\`*_~<>|&$", c);
}

/* A link is `[…](…)` or `[…]: …`: without what follows, brackets are only brackets. */
static bool ends_link(struct eq_text text, size_t i)
{
	return text.p[i] == ']' && i + 1 < text.n && memchr("([:", text.p[i + 1], 3);
}

static void add_escaped(struct eq_buf *out, struct eq_text text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (is_mark(text.p[i]) || ends_link(text, i))
			eq_buf_addc(out, '\\');
		eq_buf_addc(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
}

/* The same at the start of a line, where more has a meaning: a heading, a list, a rule. */
static void add_line(struct eq_buf *out, struct eq_text text)
{
	size_t digits = 0;

	while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	if (digits && digits < text.n && (text.p[digits] == '.' || text.p[digits] == ')')) {
		eq_buf_add(out, text.p, digits);
		text.p += digits;
		text.n -= digits;
		eq_buf_addc(out, '\\');
	} else if (text.n && memchr("#+-=", text.p[0], 4)) {
		eq_buf_addc(out, '\\');
	}
	add_escaped(out, text);
}

static void add_wrapped(struct eq_buf *out, struct eq_text text, const char *mark)
{
	if (!text.n)
		return;
	eq_buf_adds(out, mark);
	add_escaped(out, text);
	eq_buf_adds(out, mark);
}

static void add_styled(struct eq_buf *out, struct eq_text text, enum eq_style style)
{
	add_wrapped(out, text,
		    style == EQ_STYLE_STRONG  ? "**"
		    : style == EQ_STYLE_FAINT ? "*"
					      : "");
}

/* ---- tables ---- */

/* A column that says nothing, in its heading or in any row. */
static bool is_blank(const struct eq_table *t, size_t column)
{
	if (column == 0 || t->columns.v[column].heading.n)
		return false;
	for (size_t i = 0; i < t->rows.n; i++)
		if (t->rows.v[i].kind == EQ_ROW_CELLS &&
		    t->cells.v[t->rows.v[i].first + column].text.n)
			return false;
	return true;
}

static void add_headings(struct eq_buf *out, const struct eq_table *t)
{
	eq_buf_addc(out, '|');
	for (size_t i = 0; i < t->columns.n; i++) {
		if (is_blank(t, i))
			continue;
		eq_buf_addc(out, ' ');
		add_escaped(out, t->columns.v[i].heading);
		eq_buf_adds(out, " |");
	}
	eq_buf_adds(out, "\n|");
	for (size_t i = 0; i < t->columns.n; i++)
		if (!is_blank(t, i))
			eq_buf_adds(out,
				    t->columns.v[i].align == EQ_ALIGN_RIGHT ? " ---: |" : " --- |");
	eq_buf_addc(out, '\n');
}

static void add_lines(struct eq_buf *out, const struct eq_table *t, size_t row)
{
	for (size_t i = row + 1; i < eq_table_lines_end(t, row); i++) {
		eq_buf_adds(out, "<br>");
		add_wrapped(out, t->cells.v[t->rows.v[i].first].text, "*");
	}
}

static void add_row(struct eq_buf *out, const struct eq_table *t, size_t row)
{
	const struct eq_table_row *r = &t->rows.v[row];
	const struct eq_cell *cells = &t->cells.v[r->first];

	eq_buf_adds(out, "| ");
	for (int i = 0; i < r->indent; i++)
		eq_buf_adds(out, "&nbsp;");
	add_styled(out, cells[0].text, (enum eq_style)cells[0].style);
	add_lines(out, t, row);
	eq_buf_adds(out, " |");
	for (size_t i = 1; i < t->columns.n; i++) {
		if (is_blank(t, i))
			continue;
		eq_buf_addc(out, ' ');
		add_escaped(out, cells[i].text);
		eq_buf_adds(out, " |");
	}
	eq_buf_addc(out, '\n');
}

static void add_heading_row(struct eq_buf *out, const struct eq_table *t, size_t row)
{
	eq_buf_adds(out, "| ");
	add_wrapped(out, t->cells.v[t->rows.v[row].first].text, "**");
	add_lines(out, t, row);
	for (size_t i = 0; i < t->columns.n; i++)
		if (!is_blank(t, i))
			eq_buf_adds(out, " |");
	eq_buf_addc(out, '\n');
}

static void add_table(struct eq_buf *out, const struct eq_table *t)
{
	add_headings(out, t);
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct eq_table_row *r = &t->rows.v[i];

		if (r->kind == EQ_ROW_HEADING)
			add_heading_row(out, t, i);
		else if (r->kind == EQ_ROW_CELLS)
			add_row(out, t, i);
	}
	/* Lines at the margin are about the whole table. */
	for (size_t i = 0; i < t->rows.n; i++)
		if (t->rows.v[i].kind == EQ_ROW_LINE && !t->rows.v[i].indent) {
			eq_buf_addc(out, '\n');
			add_wrapped(out, t->cells.v[t->rows.v[i].first].text, "*");
			eq_buf_addc(out, '\n');
		}
}

/* ---- the page ---- */

static void add_bullet(struct eq_buf *out, const struct eq_page_item *item)
{
	eq_buf_adds(out, "- ");
	add_line(out, item->text);
	if (item->beside.n) {
		eq_buf_adds(out, ": ");
		add_escaped(out, item->beside);
	}
	eq_buf_addc(out, '\n');
}

void eq_page_markdown(const struct eq_page *p, struct eq_buf *out)
{
	size_t number = 0;

	for (size_t i = 0; i < p->items.n; i++) {
		const struct eq_page_item *item = &p->items.v[i];
		bool list = item->kind == EQ_PAGE_NUMBERED || item->kind == EQ_PAGE_BULLET;

		if (i && !(list && item[-1].kind == item->kind))
			eq_buf_addc(out, '\n');
		number = item->kind == EQ_PAGE_NUMBERED ? number + 1 : 0;
		switch (item->kind) {
		case EQ_PAGE_TITLE:
			eq_buf_adds(out, "# ");
			add_escaped(out, item->text);
			if (item->beside.n) {
				eq_buf_adds(out, "\n\n");
				add_wrapped(out, item->beside, "**");
			}
			eq_buf_addc(out, '\n');
			break;
		case EQ_PAGE_HEADING:
			eq_buf_adds(out, "## ");
			add_escaped(out, item->text);
			eq_buf_addc(out, '\n');
			break;
		case EQ_PAGE_PARAGRAPH:
			if (item->style == EQ_STYLE_PLAIN)
				add_line(out, item->text);
			else
				add_styled(out, item->text, (enum eq_style)item->style);
			eq_buf_addc(out, '\n');
			break;
		case EQ_PAGE_TABLE:
			add_table(out, item->table);
			break;
		case EQ_PAGE_FOLD: /* an empty line behind it: Markdown goes on inside */
			eq_buf_adds(out, "<details><summary>");
			add_escaped(out, item->text);
			eq_buf_adds(out, "</summary>\n");
			break;
		case EQ_PAGE_UNFOLD:
			eq_buf_adds(out, "</details>\n");
			break;
		case EQ_PAGE_NUMBERED:
			eq_buf_addf(out, "%lu. ", (unsigned long)number);
			add_line(out, item->text);
			eq_buf_addc(out, '\n');
			break;
		default:
			add_bullet(out, item);
		}
	}
}
