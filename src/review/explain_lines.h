/* explain_lines.h - a figure and all that it is made of as the lines of an indented tree, before they are
 * laid out. Private to src/review. */
#ifndef EQ_REVIEW_EXPLAIN_LINES_H
#define EQ_REVIEW_EXPLAIN_LINES_H

#include "review/explain.h"

/* A line of the tree: what it is, its number, and what it is a number of. */
struct eq_explain_line {
	struct eq_text label, number, unit;
	bool is_detail; /* a sentence below a line */
	size_t indent;
};
enum {
	EQ_LINES_MOST = 13, /* of a series; of a longer one so many at both ends: */
	EQ_LINES_AT_ENDS = 4
};
struct eq_explain_lines {
	struct eq_arena arena;
	const struct eq_explaining *x;
	EQ_VEC(struct eq_explain_line) all;
};

void eq_explain_gather(struct eq_explain_lines *l, const struct eq_explaining *x);
void eq_explain_lines_release(struct eq_explain_lines *l);
/* As at when, in which scenario, of which part: a line. */
void eq_explain_say_when(const struct eq_explaining *x, struct eq_buf *out);

/* ---- for the files that gather: texts in the lines' arena, and lines ---- */

/* The buffer's text; the buffer is released. */
struct eq_text eq_lines_kept(struct eq_explain_lines *l, struct eq_buf *b);
struct eq_text eq_lines_quantity(struct eq_explain_lines *l, uint32_t unit,
				 const struct eq_number *v);
struct eq_text eq_lines_value(struct eq_explain_lines *l, const struct eq_explained *n);
struct eq_text eq_lines_count(struct eq_explain_lines *l, uint64_t n, const char *one,
			      const char *many);
struct eq_text eq_lines_days(struct eq_explain_lines *l, struct eq_range r);
struct eq_text eq_lines_share(struct eq_explain_lines *l, struct eq_dec part); /* "85%" */
struct eq_text eq_lines_ratio(struct eq_explain_lines *l, struct eq_ratio r);
void eq_lines_add(struct eq_explain_lines *l, size_t indent, struct eq_text label,
		  struct eq_text value);
/* A sentence below a line; none where it is empty. */
void eq_lines_detail(struct eq_explain_lines *l, size_t indent, struct eq_text text);

/* ---- explain_amounts.c ---- */
void eq_lines_run_rate(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n);
void eq_lines_amounts(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n);

#endif
