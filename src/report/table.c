/* table.c - see table.h. */
#include "report/table.h"

#include <string.h>

#define GAP 2          /* spaces between columns */
#define NARROWEST 7    /* of a column of numbers */
#define REMARK_ROOM 24 /* columns that a remark wants beside its row */
#define RAGGED 8       /* what two lines of it may lose to words that do not break */
#define LABEL_ROOM 24  /* a label is not wrapped narrower than this */
#define TREND_ROOM 8   /* fewer periods than this show no trend */
#define TREND_LABEL 32 /* a label gives way to a trend, but not further than this */

void eq_table_init(struct eq_table *t)
{
	memset(t, 0, sizeof *t);
	eq_arena_init(&t->arena);
}

void eq_table_release(struct eq_table *t)
{
	eq_arena_release(&t->arena);
	eq_free(t->columns.v);
	eq_free(t->rows.v);
	eq_free(t->cells.v);
	memset(t, 0, sizeof *t);
}

/* Takes the first line off `text`. */
static struct eq_text first_line(struct eq_text *text)
{
	const char *end = text->n ? memchr(text->p, '\n', text->n) : NULL;
	struct eq_text line = *text;

	if (!end) {
		*text = EQ_TEXT("");
		return line;
	}
	line.n = (size_t)(end - text->p);
	text->p += line.n + 1;
	text->n -= line.n + 1;
	return line;
}

void eq_table_column(struct eq_table *t, struct eq_text heading, enum eq_align align)
{
	struct eq_table_column c = {eq_arena_copy(&t->arena, heading), (uint8_t)align, 0, false};
	struct eq_text rest = c.heading;

	if (align == EQ_ALIGN_RIGHT)
		c.width = NARROWEST;
	while (rest.n) {
		size_t width = eq_text_width(first_line(&rest));

		if (width > c.width)
			c.width = width;
	}
	EQ_PUSH(&t->columns, c);
}

static void add_row(struct eq_table *t, enum eq_table_row_kind kind, int indent)
{
	struct eq_table_row row = {(uint8_t)kind, (uint8_t)indent, t->cells.n};

	EQ_PUSH(&t->rows, row);
}

static void add_cell(struct eq_table *t, struct eq_text text, enum eq_style style)
{
	struct eq_cell cell = {eq_arena_copy(&t->arena, text), (uint8_t)style};

	EQ_PUSH(&t->cells, cell);
}

void eq_table_row(struct eq_table *t, struct eq_text label, int indent)
{
	size_t width = eq_text_width(label) + (size_t)indent;

	add_row(t, EQ_ROW_CELLS, indent);
	add_cell(t, label, EQ_STYLE_PLAIN);
	for (size_t i = 1; i < t->columns.n; i++)
		add_cell(t, EQ_TEXT(""), EQ_STYLE_PLAIN);
	if (width > t->columns.v[0].width)
		t->columns.v[0].width = width;
}

void eq_table_label_style(struct eq_table *t, enum eq_style style)
{
	t->cells.v[t->rows.v[t->rows.n - 1].first].style = (uint8_t)style;
}

static bool is_marked(const struct eq_table_column *c, struct eq_text text)
{
	return c->align == EQ_ALIGN_RIGHT && text.n && text.p[text.n - 1] == '*';
}

static size_t full_width(const struct eq_table_column *c)
{
	return c->width + (c->marked ? 1 : 0);
}

void eq_table_cell(struct eq_table *t, size_t column, struct eq_text text, enum eq_style style)
{
	struct eq_cell *cell = &t->cells.v[t->rows.v[t->rows.n - 1].first + column];
	size_t width = eq_text_width(text);

	cell->text = eq_arena_copy(&t->arena, text);
	cell->style = (uint8_t)style;
	if (is_marked(&t->columns.v[column], text)) {
		t->columns.v[column].marked = true;
		width--;
	}
	if (width > t->columns.v[column].width)
		t->columns.v[column].width = width;
}

void eq_table_heading(struct eq_table *t, struct eq_text text)
{
	add_row(t, EQ_ROW_HEADING, 0);
	add_cell(t, text, EQ_STYLE_STRONG);
}

void eq_table_line(struct eq_table *t, struct eq_text text, int indent, enum eq_style style)
{
	add_row(t, EQ_ROW_LINE, indent);
	add_cell(t, text, style);
}

void eq_table_gap(struct eq_table *t)
{
	add_row(t, EQ_ROW_GAP, 0);
}

size_t eq_table_lines_end(const struct eq_table *t, size_t row)
{
	size_t end = row + 1;

	while (end < t->rows.n && t->rows.v[end].kind == EQ_ROW_LINE && t->rows.v[end].indent)
		end++;
	return end;
}

/* ---- words in lines ---- */

/* The bytes of `text` that fit in `width` columns, up to a space where there is one; at least
 * one code point. *next gets where the following line begins. */
static size_t line_length(struct eq_text text, size_t width, size_t *next)
{
	size_t at = 0, columns = 0, space = 0, length;

	while (at < text.n) {
		struct eq_text rest = {text.p + at, text.n - at};
		uint32_t c = eq_utf8_decode(rest, &length);

		if (c == ' ')
			space = at;
		if (!eq_utf8_combining(c) && ++columns > width && at > 0) {
			*next = space ? space + 1 : at;
			return space ? space : at;
		}
		at += length;
	}
	*next = text.n;
	return text.n;
}

void eq_wrap(struct eq_buf *out, struct eq_text text, size_t width, size_t indent)
{
	size_t room = width, next;

	if (!width) {
		eq_buf_add_text(out, text);
		return;
	}
	for (bool first = true; text.n || first; first = false) {
		size_t n = line_length(text, room, &next);

		if (!first) {
			eq_buf_addc(out, '\n');
			eq_buf_fill(out, ' ', indent);
		}
		eq_buf_add(out, text.p, n);
		text.p += next;
		text.n -= next;
		room = width > indent ? width - indent : 1;
	}
}

void eq_styled(struct eq_buf *out, struct eq_text text, enum eq_style style, bool colour)
{
	static const char *const codes[] = {"", "1", "2", "31", "33", "32"};

	colour = colour && style != EQ_STYLE_PLAIN && text.n;
	if (colour)
		eq_buf_addf(out, "\033[%sm", codes[style]);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		eq_buf_addc(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
	if (colour)
		eq_buf_adds(out, "\033[0m");
}

/* ---- printing ---- */

size_t eq_table_label_width(const struct eq_table *t)
{
	return t->columns.v[0].width;
}

size_t eq_table_width(const struct eq_table *t)
{
	size_t width = t->label_width > t->columns.v[0].width ? t->label_width
							      : t->columns.v[0].width;

	for (size_t i = 1; i < t->columns.n; i++)
		width += GAP + full_width(&t->columns.v[i]);
	return width;
}

/* One band of columns: the label, and [from, to). */
struct layout {
	const struct eq_table *t;
	struct eq_buf *out;
	size_t width, label, from, to;
	size_t trend;  /* the width of that column; 0: it is left out */
	size_t remark; /* its width beside the row in this band; 0: it has none, or goes below */
	bool colour, first;
};

static bool is_out(const struct layout *l, size_t column)
{
	return l->t->columns.v[column].align == EQ_ALIGN_TREND && !l->trend;
}

static size_t width_of(const struct layout *l, size_t column)
{
	const struct eq_table_column *c = &l->t->columns.v[column];

	return c->align == EQ_ALIGN_TREND ? l->trend : full_width(c);
}

/* The last `n` characters: of a trend, its latest periods. */
static struct eq_text last_of(struct eq_text text, size_t n)
{
	for (size_t width = eq_text_width(text); width > n; width--) {
		size_t length;

		eq_utf8_decode(text, &length);
		text.p += length;
		text.n -= length;
	}
	return text;
}

/* Blanks are held back until something follows, so that no line ends in one. */
static void add_padded(struct eq_buf *out, size_t *owed, struct eq_text text, size_t width,
		       bool right, enum eq_style style, bool colour)
{
	size_t own = eq_text_width(text), blank = width > own ? width - own : 0;

	if (right)
		*owed += blank;
	if (text.n) {
		eq_buf_fill(out, ' ', *owed);
		*owed = 0;
		eq_styled(out, text, style, colour);
	}
	if (!right)
		*owed += blank;
}

static void print_headings(const struct layout *l)
{
	const struct eq_table *t = l->t;
	bool two = false;

	for (size_t i = 0; i < t->columns.n; i++)
		if ((i == 0 || (i >= l->from && i < l->to)) && t->columns.v[i].heading.n &&
		    memchr(t->columns.v[i].heading.p, '\n', t->columns.v[i].heading.n))
			two = true;
	for (int line = two ? 0 : 1; line < 2; line++) {
		size_t owed = 0;

		for (size_t i = 0; i < t->columns.n; i++) {
			const struct eq_table_column *c = &t->columns.v[i];
			struct eq_text lower = c->heading, upper = first_line(&lower);
			bool remark = c->align == EQ_ALIGN_REMARK;

			if (i && (i < l->from || i >= l->to || is_out(l, i)) &&
			    !(remark && l->remark))
				continue;
			/* One line stands at the bottom of two. */
			if (!lower.n) {
				lower = upper;
				upper = EQ_TEXT("");
			}
			owed += i ? GAP : 0;
			add_padded(l->out, &owed, line ? lower : upper,
				   i ? (remark ? l->remark : width_of(l, i)) : l->label,
				   c->align == EQ_ALIGN_RIGHT || c->align == EQ_ALIGN_TREND,
				   EQ_STYLE_STRONG, l->colour);
		}
		eq_buf_addc(l->out, '\n');
	}
	for (size_t i = 0; i < l->width; i++)
		eq_buf_adds(l->out, "─");
	eq_buf_addc(l->out, '\n');
}

static void print_line(const struct layout *l, struct eq_text text, size_t indent,
		       enum eq_style style)
{
	struct eq_buf lines;
	struct eq_text rest;

	eq_buf_init(&lines);
	eq_wrap(&lines, text, l->width > indent ? l->width - indent : 1, 0);
	for (rest = eq_buf_view(&lines); rest.n;) {
		struct eq_text line = first_line(&rest);

		eq_buf_fill(l->out, ' ', indent);
		eq_styled(l->out, line, style, l->colour);
		eq_buf_addc(l->out, '\n');
	}
	eq_buf_release(&lines);
}

static void print_cells(const struct layout *l, const struct eq_table_row *row)
{
	const struct eq_table *t = l->t;
	const struct eq_cell *cells = &t->cells.v[row->first];
	const struct eq_cell *remark = NULL;
	struct eq_buf labels, remarks;
	struct eq_text label, beside = EQ_TEXT("");
	size_t last = t->columns.n - 1;

	eq_buf_init(&labels);
	eq_buf_init(&remarks);
	eq_wrap(&labels, cells[0].text, l->label - row->indent, 2);
	label = eq_buf_view(&labels);
	if (t->columns.v[last].align == EQ_ALIGN_REMARK)
		remark = &cells[last];
	if (remark && l->remark) {
		eq_wrap(&remarks, remark->text, l->remark, 0);
		beside = eq_buf_view(&remarks);
	}
	for (bool first = true; first || label.n || beside.n; first = false) {
		size_t owed = row->indent;

		add_padded(l->out, &owed, first_line(&label), l->label - row->indent, false,
			   cells[0].style, l->colour);
		for (size_t i = l->from; i < l->to; i++) {
			uint8_t align = t->columns.v[i].align;
			struct eq_text text = first ? cells[i].text : EQ_TEXT("");
			size_t beyond = t->columns.v[i].marked &&
					!is_marked(&t->columns.v[i], text);

			if (is_out(l, i))
				continue;
			if (align == EQ_ALIGN_TREND)
				text = last_of(text, l->trend);
			owed += GAP;
			add_padded(l->out, &owed, text, width_of(l, i) - beyond,
				   align == EQ_ALIGN_RIGHT || align == EQ_ALIGN_TREND,
				   cells[i].style, l->colour);
			owed += beyond;
		}
		if (beside.n) {
			owed += GAP;
			add_padded(l->out, &owed, first_line(&beside), l->remark, false,
				   remark->style, l->colour);
		}
		eq_buf_addc(l->out, '\n');
	}
	if (remark && !l->remark && l->to == last && remark->text.n)
		print_line(l, remark->text, row->indent + 2u, remark->style);
	eq_buf_release(&remarks);
	eq_buf_release(&labels);
}

static void print_band(const struct layout *l)
{
	print_headings(l);
	for (size_t i = 0; i < l->t->rows.n; i++) {
		const struct eq_table_row *row = &l->t->rows.v[i];

		switch (row->kind) {
		case EQ_ROW_CELLS:
			print_cells(l, row);
			break;
		case EQ_ROW_HEADING:
			print_line(l, l->t->cells.v[row->first].text, row->indent,
				   l->t->cells.v[row->first].style);
			break;
		case EQ_ROW_LINE:
			if (l->first)
				print_line(l, l->t->cells.v[row->first].text, row->indent,
					   l->t->cells.v[row->first].style);
			break;
		default:
			eq_buf_addc(l->out, '\n');
		}
	}
}

/* How wide the trends may be beside all else, and how wide the labels. */
static void share_out(struct layout *l, size_t width, size_t end)
{
	const struct eq_table *t = l->t;
	size_t others = 0, left, share;

	for (size_t i = 1; i < end; i++) {
		if (t->columns.v[i].align == EQ_ALIGN_TREND)
			l->trend = t->columns.v[i].width;
		else
			others += GAP + full_width(&t->columns.v[i]);
	}
	l->label = t->label_width > t->columns.v[0].width ? t->label_width : t->columns.v[0].width;
	if (!width)
		return;
	if (l->trend) {
		size_t least = l->trend < TREND_ROOM ? l->trend : TREND_ROOM;

		left = width > others + GAP ? width - others - GAP : 0;
		if (l->label + least > left && TREND_LABEL + least <= left)
			l->label = left - least;
		left = left > l->label ? left - l->label : 0;
		if (l->trend > left)
			l->trend = left < least ? 0 : left;
		others += l->trend ? GAP + l->trend : 0;
	}
	/* A long label gives way, but not to less than its room. */
	if (l->label + others <= width)
		return;
	left = width > others ? width - others : 0;
	share = width * 2 / 5 > LABEL_ROOM ? width * 2 / 5 : LABEL_ROOM;
	if (left < LABEL_ROOM)
		left = share; /* several bands in any case */
	if (l->label > left)
		l->label = left;
}

/* The room beside the row for its remark: all that it wants, or half, or none. */
static size_t remark_room(const struct layout *l, size_t used, size_t wanted)
{
	size_t left = l->width > used + GAP ? l->width - used - GAP : 0;

	if (wanted <= left)
		return wanted;
	return left >= REMARK_ROOM && wanted <= 2 * left - RAGGED ? left : 0;
}

void eq_table_print(const struct eq_table *t, size_t width, bool colour, struct eq_buf *out)
{
	struct layout l = {.t = t, .out = out, .colour = colour, .first = true};
	size_t n = t->columns.n, end = n;
	bool remarks = n > 1 && t->columns.v[n - 1].align == EQ_ALIGN_REMARK;

	if (remarks)
		end--;
	l.width = width ? width : eq_table_width(t);
	share_out(&l, width, end);
	for (l.from = 1;; l.from = l.to) {
		size_t used = l.label;

		for (l.to = l.from; l.to < end; l.to++) {
			size_t more = is_out(&l, l.to) ? 0 : GAP + width_of(&l, l.to);

			if (width && used + more > width && l.to > l.from)
				break;
			used += more;
		}
		l.remark = remarks && l.to == end ? remark_room(&l, used, t->columns.v[n - 1].width)
						  : 0;
		print_band(&l);
		if (l.to >= end)
			break;
		l.first = false;
		eq_buf_addc(out, '\n');
	}
}
