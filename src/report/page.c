/* page.c - filling a page, and laying it out for a terminal. See page.h. */
#include "report/page.h"

#include <string.h>

/* A page is not wider than this on however wide a screen, nor narrower; and nobody reads prose in
 * longer lines than those. */
#define WIDEST 160
#define NARROWEST 40
#define PROSE 100
/* Tables line up their numbers unless that costs more than this. */
#define COMMON_LABEL 40

void eq_page_init(struct eq_page *p)
{
	memset(p, 0, sizeof *p);
	eq_arena_init(&p->arena);
}

void eq_page_release(struct eq_page *p)
{
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.v[i].table)
			eq_table_release(p->items.v[i].table);
	eq_free(p->items.v);
	eq_arena_release(&p->arena);
	memset(p, 0, sizeof *p);
}

static struct eq_page_item *add(struct eq_page *p, enum eq_page_kind kind, struct eq_text text)
{
	struct eq_page_item item = {.kind = (uint8_t)kind, .text = eq_arena_copy(&p->arena, text)};

	EQ_PUSH(&p->items, item);
	return &p->items.v[p->items.n - 1];
}

void eq_page_title(struct eq_page *p, struct eq_text text, struct eq_text beside)
{
	add(p, EQ_PAGE_TITLE, text)->beside = eq_arena_copy(&p->arena, beside);
}

void eq_page_heading(struct eq_page *p, struct eq_text text)
{
	add(p, EQ_PAGE_HEADING, text);
}

void eq_page_paragraph(struct eq_page *p, struct eq_text text, enum eq_style style)
{
	add(p, EQ_PAGE_PARAGRAPH, text)->style = (uint8_t)style;
}

struct eq_table *eq_page_table(struct eq_page *p)
{
	struct eq_table *t = EQ_NEW(&p->arena, struct eq_table);

	eq_table_init(t);
	add(p, EQ_PAGE_TABLE, EQ_TEXT(""))->table = t;
	return t;
}

void eq_page_numbered(struct eq_page *p, struct eq_text text)
{
	add(p, EQ_PAGE_NUMBERED, text);
}

void eq_page_bullet(struct eq_page *p, struct eq_text text, struct eq_text beside)
{
	add(p, EQ_PAGE_BULLET, text)->beside = eq_arena_copy(&p->arena, beside);
}

void eq_page_fold(struct eq_page *p, struct eq_text text)
{
	add(p, EQ_PAGE_FOLD, text);
}

void eq_page_unfold(struct eq_page *p)
{
	add(p, EQ_PAGE_UNFOLD, EQ_TEXT(""));
}

/* ---- for a terminal ---- */

struct terminal {
	size_t width, prose;
	bool colour;
	struct eq_buf *out;
};

/* Text in lines, those after the first further in by `indent`. */
static void print_prose(const struct terminal *t, struct eq_text text, size_t indent,
			enum eq_style style)
{
	struct eq_buf lines;

	eq_buf_init(&lines);
	eq_wrap(&lines, text, t->prose, indent);
	for (struct eq_text rest = eq_buf_view(&lines); rest.n;) {
		const char *end = memchr(rest.p, '\n', rest.n);
		size_t n = end ? (size_t)(end - rest.p) : rest.n;

		eq_styled(t->out, (struct eq_text){rest.p, n}, style, t->colour);
		eq_buf_addc(t->out, '\n');
		n += end ? 1 : 0;
		rest = (struct eq_text){rest.p + n, rest.n - n};
	}
	eq_buf_release(&lines);
}

static void print_title(const struct terminal *t, const struct eq_page_item *item)
{
	size_t used = eq_text_width(item->text) + eq_text_width(item->beside);

	if (used + 2 > t->width) {
		print_prose(t, item->text, 0, EQ_STYLE_STRONG);
	} else {
		eq_styled(t->out, item->text, EQ_STYLE_STRONG, t->colour);
		eq_buf_fill(t->out, ' ', t->width - used);
	}
	eq_styled(t->out, item->beside, EQ_STYLE_STRONG, t->colour);
	eq_buf_addc(t->out, '\n');
	for (size_t i = 0; i < t->width; i++)
		eq_buf_adds(t->out, "═");
	eq_buf_addc(t->out, '\n');
}

static void print_numbered(const struct terminal *t, struct eq_text text, size_t number,
			   size_t indent)
{
	struct eq_buf line;

	eq_buf_init(&line);
	eq_buf_addf(&line, "[%lu]", (unsigned long)number);
	eq_buf_fill(&line, ' ', indent > line.n ? indent - line.n : 1);
	eq_buf_add_text(&line, text);
	print_prose(t, eq_buf_view(&line), indent, EQ_STYLE_PLAIN);
	eq_buf_release(&line);
}

static void print_bullet(const struct terminal *t, const struct eq_page_item *item)
{
	struct eq_buf line;

	eq_buf_init(&line);
	eq_buf_adds(&line, "- ");
	eq_buf_add_text(&line, item->text);
	if (item->beside.n) {
		eq_buf_adds(&line, ": ");
		eq_buf_add_text(&line, item->beside);
	}
	print_prose(t, eq_buf_view(&line), 2, EQ_STYLE_PLAIN);
	eq_buf_release(&line);
}

static bool is_left_out(const struct eq_page *p, size_t i)
{
	return p->items.v[i].kind == EQ_PAGE_HEADING && i + 1 < p->items.n &&
	       p->items.v[i + 1].kind == EQ_PAGE_TABLE;
}

/* A blank line parts what is not of one kind; tables and headings stand alone. */
static bool parted(const struct eq_page_item *before, const struct eq_page_item *item)
{
	if (!before || before->kind == EQ_PAGE_HEADING)
		return false;
	if (before->kind == EQ_PAGE_TITLE)
		return item->kind != EQ_PAGE_PARAGRAPH;
	/* A remark under a table belongs to it. */
	if (before->kind == EQ_PAGE_TABLE)
		return item->kind != EQ_PAGE_PARAGRAPH;
	return item->kind != before->kind;
}

/* How many entries the numbered list has that begins at item i. */
static size_t entries(const struct eq_page *p, size_t i)
{
	size_t n = 0;

	while (i + n < p->items.n && p->items.v[i + n].kind == EQ_PAGE_NUMBERED)
		n++;
	return n;
}

static size_t page_width(const struct eq_page *p, size_t width)
{
	size_t page = NARROWEST, most = width && width < WIDEST ? width : WIDEST;

	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.v[i].table && eq_table_width(p->items.v[i].table) > page)
			page = eq_table_width(p->items.v[i].table);
	if (width && page > most)
		page = most > NARROWEST ? most : NARROWEST;
	return page;
}

/* The label column that tables have in common, so that their numbers stand below one another. */
static void line_up(const struct eq_page *p)
{
	size_t label = 0;

	for (size_t i = 0; i < p->items.n; i++) {
		const struct eq_table *t = p->items.v[i].table;

		if (t && eq_table_label_width(t) > label && eq_table_label_width(t) <= COMMON_LABEL)
			label = eq_table_label_width(t);
	}
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.v[i].table)
			p->items.v[i].table->label_width = label;
}

void eq_page_text(const struct eq_page *p, size_t width, bool colour, struct eq_buf *out)
{
	struct terminal t = {.colour = colour, .out = out};
	const struct eq_page_item *before = NULL;
	size_t number = 0, indent = 4;

	line_up(p);
	t.width = page_width(p, width);
	t.prose = t.width < PROSE ? t.width : PROSE;
	for (size_t i = 0; i < p->items.n; i++) {
		const struct eq_page_item *item = &p->items.v[i];

		if (is_left_out(p, i) || item->kind == EQ_PAGE_UNFOLD)
			continue;
		if (parted(before, item))
			eq_buf_addc(out, '\n');
		before = item;
		switch (item->kind) {
		case EQ_PAGE_TITLE:
			print_title(&t, item);
			break;
		case EQ_PAGE_HEADING:
		case EQ_PAGE_FOLD:
			print_prose(&t, item->text, 0, EQ_STYLE_STRONG);
			break;
		case EQ_PAGE_PARAGRAPH:
			print_prose(&t, item->text, 0, (enum eq_style)item->style);
			break;
		case EQ_PAGE_TABLE:
			eq_table_print(item->table, t.width, colour, out);
			break;
		case EQ_PAGE_NUMBERED:
			if (i == 0 || item[-1].kind != EQ_PAGE_NUMBERED) {
				size_t n = entries(p, i);

				indent = n < 10 ? 4 : n < 100 ? 5 : 6;
				number = 0;
			}
			print_numbered(&t, item->text, ++number, indent);
			break;
		default:
			print_bullet(&t, item);
		}
	}
}
