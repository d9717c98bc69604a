/* explain_lines.h - a figure and all that it is made of as the lines of an indented tree, before they are
 * laid out. Private to src/review. */
#ifndef EQ_REVIEW_EXPLAIN_LINES_H
#define EQ_REVIEW_EXPLAIN_LINES_H

#include "review/explain.h"

/* A line of the tree: what it is, its number, and what it is a number of. */
struct eq_explain_line {
	struct eq_text label, number, unit;
	struct eq_text title;
	bool is_detail; /* a sentence below a line */
	size_t indent;
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

#endif
