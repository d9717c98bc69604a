/* page.h - a report as a page: a title, headings, paragraphs, tables, lists, one below another.
 *
 * The sections of the pack fill a page without knowing how it will look; two writers lay it out,
 * for a terminal and as Markdown. Texts are copied. */
#ifndef EQ_REPORT_PAGE_H
#define EQ_REPORT_PAGE_H

#include "report/table.h"

enum eq_page_kind {
	EQ_PAGE_TITLE,
	EQ_PAGE_HEADING,
	EQ_PAGE_PARAGRAPH,
	EQ_PAGE_TABLE,
	EQ_PAGE_NUMBERED, /* one entry of a numbered list: the n-th in a row is number n */
	EQ_PAGE_BULLET,   /* one entry of a list: what it is about, and the rest */
	EQ_PAGE_FOLD,     /* what follows, up to UNFOLD, need not be seen at once: its heading */
	EQ_PAGE_UNFOLD
};
struct eq_page_item {
	uint8_t kind;  /* enum eq_page_kind */
	uint8_t style; /* enum eq_style, of a paragraph */
	struct eq_text text;
	struct eq_text beside;  /* TITLE: on the right; BULLET: after the text */
	struct eq_table *table; /* TABLE */
};
struct eq_page {
	struct eq_arena arena;
	EQ_VEC(struct eq_page_item) items;
};

void eq_page_init(struct eq_page *p);
void eq_page_release(struct eq_page *p);
void eq_page_title(struct eq_page *p, struct eq_text text, struct eq_text beside);
/* In the text not where a table follows, whose own first heading says it. */
void eq_page_heading(struct eq_page *p, struct eq_text text);
void eq_page_paragraph(struct eq_page *p, struct eq_text text, enum eq_style style);
struct eq_table *eq_page_table(struct eq_page *p); /* to fill; the page's own */
void eq_page_numbered(struct eq_page *p, struct eq_text text);
void eq_page_bullet(struct eq_page *p, struct eq_text text, struct eq_text beside);

/* Around what need not be seen at once, under a heading of its own. */
void eq_page_fold(struct eq_page *p, struct eq_text text);
void eq_page_unfold(struct eq_page *p);

/* For people: tables share where their numbers begin, no line is wider than `width` columns (0: as
 * wide as it needs) but for a word that does not break, and none ends in a blank. */
void eq_page_text(const struct eq_page *p, size_t width, bool colour, struct eq_buf *out);
/* As GitHub reads it. Nothing in a text is taken for Markdown: what would be is escaped. */
void eq_page_markdown(const struct eq_page *p, struct eq_buf *out);

#endif
