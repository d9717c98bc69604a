/* table.h - text tables: labels left, numbers right, remarks wrapped into what room is left.
 *
 * A table is filled, then measured and printed. Widths are those of a terminal (text.h). Where
 * the columns do not all fit, they come in several bands, each with the labels again; before
 * that, a column of trends gives up its oldest periods, and then goes. */
#ifndef EQ_REPORT_TABLE_H
#define EQ_REPORT_TABLE_H

#include "base/memory.h"

enum eq_align {
	EQ_ALIGN_LEFT,
	EQ_ALIGN_RIGHT,
	EQ_ALIGN_TREND, /* one character a period; what has no room is cut from the left */
	EQ_ALIGN_REMARK /* last column only: left, in up to two lines; without room, below the row */
};
enum eq_style {
	EQ_STYLE_PLAIN,
	EQ_STYLE_STRONG,
	EQ_STYLE_FAINT,
	EQ_STYLE_RED,
	EQ_STYLE_AMBER,
	EQ_STYLE_GREEN
};

struct eq_cell {
	struct eq_text text;
	uint8_t style; /* enum eq_style */
};
struct eq_table_column {
	struct eq_text heading; /* at most two lines, parted by \n */
	uint8_t align;          /* enum eq_align */
	size_t width;           /* without the marks */
	bool marked; /* RIGHT: some cell ends with a `*`, which stands outside the column of digits */
};
enum eq_table_row_kind {
	EQ_ROW_CELLS,
	EQ_ROW_HEADING, /* a line across, again in every band */
	EQ_ROW_LINE,    /* a line across, wrapped, in the first band only */
	EQ_ROW_GAP
};
struct eq_table_row {
	uint8_t kind;
	uint8_t indent; /* of the label, or of the line */
	size_t first;   /* CELLS: index of its cells, one a column; LINE, HEADING: its one */
};
struct eq_table {
	struct eq_arena arena;
	EQ_VEC(struct eq_table_column) columns;
	EQ_VEC(struct eq_table_row) rows;
	EQ_VEC(struct eq_cell) cells;
	size_t label_width; /* at least; to line up several tables */
};

void eq_table_init(struct eq_table *t);
void eq_table_release(struct eq_table *t);
/* Columns first, then rows. Texts are copied. */
void eq_table_column(struct eq_table *t, struct eq_text heading, enum eq_align align);
/* Starts a row of empty cells; `cell` fills one of them, `label_style` sets its first apart. */
void eq_table_row(struct eq_table *t, struct eq_text label, int indent);
void eq_table_label_style(struct eq_table *t, enum eq_style style);
void eq_table_cell(struct eq_table *t, size_t column, struct eq_text text, enum eq_style style);
void eq_table_heading(struct eq_table *t, struct eq_text text);
void eq_table_line(struct eq_table *t, struct eq_text text, int indent, enum eq_style style);
void eq_table_gap(struct eq_table *t);

/* Width that the labels want, and the whole table; remarks in one line each. */
size_t eq_table_label_width(const struct eq_table *t);
size_t eq_table_width(const struct eq_table *t);
/* In at most `width` columns (0: as wide as it needs); rules are `width` wide. */
void eq_table_print(const struct eq_table *t, size_t width, bool colour, struct eq_buf *out);

/* The row, from 0, after which the lines about row `row` end: those that stand right below it,
 * further in than the margin. */
size_t eq_table_lines_end(const struct eq_table *t, size_t row);

/* `text` in lines of at most `width` columns (0: one line), broken at spaces; every line but
 * the first begins with `indent` spaces, which count. No line end after the last. */
void eq_wrap(struct eq_buf *out, struct eq_text text, size_t width, size_t indent);
/* `text` in a style, where there is colour. Control characters become spaces. */
void eq_styled(struct eq_buf *out, struct eq_text text, enum eq_style style, bool colour);

#endif
