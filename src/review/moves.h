/* moves.h - figures that move, in tables that add up from top to bottom: what it was, what each part
 * adds, what is.
 *
 * Amounts are rounded first and then subtracted, so that the printed lines add up, too. */
#ifndef EQ_REVIEW_MOVES_H
#define EQ_REVIEW_MOVES_H

#include "report/display.h"
#include "report/page.h"
#include "review/effects.h"

struct eq_moves_page {
	struct eq_page *page;
	struct eq_arena *arena;
	struct eq_text before, after, together; /* labels of the lines around the parts */
	const struct eq_text *labels;           /* [n]: of the parts */
	uint32_t n;
	struct eq_fiscal fiscal;
	struct eq_text value_add; /* heading: "Value-add to\n2024-03-24" */
};
/* What stands in one table: effects on one thing. */
struct eq_moves {
	EQ_VEC(const struct eq_effect *) columns, judged;
};

void eq_moves_add(struct eq_moves *m, const struct eq_effect *x);
void eq_moves_release(struct eq_moves *m);
/* Puts them on the page; where there are none, nothing. */
void eq_moves_table(const struct eq_moves_page *p, struct eq_text title, const struct eq_moves *m);
/* "£1,355,058 → £1,214,408 a year (-£140,650)"; `per`: " a year". Empty where one is missing. */
struct eq_text eq_moves_words(const struct eq_effect *x, const char *per, struct eq_arena *arena);

#endif
