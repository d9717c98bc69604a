/* tried.h - what tests have tried out of a programme: its equations, the two sides of each `if`, its
 * scenarios; and so what they leave untried.
 *
 * An equation is tried when some test works it out, a side of an `if` when a value of some period took
 * it, a scenario when something is worked out in it. */
#ifndef EQ_REVIEW_TRIED_H
#define EQ_REVIEW_TRIED_H

#include "engine/evaluate.h"

enum eq_tried_kind { EQ_TRIED_EQUATION, EQ_TRIED_BRANCH, EQ_TRIED_SCENARIO, EQ_TRIED_KINDS };
struct eq_tried_item {
	uint8_t kind; /* enum eq_tried_kind */
	bool tried;
	bool yes;    /* BRANCH: the side after `then` */
	uint32_t of; /* EQUATION: def; SCENARIO: its number; BRANCH: where its `if` stands */
	struct eq_text what; /* "kpi net_impact", "if … then", "scenario high" */
	struct eq_span span;
};
struct eq_tried {
	struct eq_arena arena;
	EQ_VEC(struct eq_tried_item) items; /* by kind, then in the order of the text */
};

/* All that there is to try, and nothing of it tried yet. */
void eq_tried_init(struct eq_tried *t, const struct eq_model *m);
void eq_tried_release(struct eq_tried *t);
/* What a test has worked out. Definitions have the same numbers in its model. */
void eq_tried_note(struct eq_tried *t, const struct eq_eval *e);
/* An eq_eval.on_choice; the context is the eq_tried. */
void eq_tried_choice(void *context, uint32_t at, bool yes, bool no);

/* In expressions over rows sides are not seen as they are taken. So rows are counted: of each `if`, those
 * for which its condition holds, and those for which it does not, by measures of their own. Before the
 * test's model is compiled; and when it was worked out, of the measures that it asked for. */
struct eq_tried_rows {
	uint32_t measure; /* whose expression the `if` stands in */
	uint32_t count;   /* the measure that counts */
	uint32_t at;      /* where the `if` stands */
	bool yes;
};
struct eq_tried_counts {
	EQ_VEC(struct eq_tried_rows) all;
};
void eq_tried_count_rows(struct eq_model *m, struct eq_tried_counts *out);
void eq_tried_note_rows(struct eq_tried *t, const struct eq_eval *e,
			const struct eq_tried_counts *counts);
/* Whether an `if` was written as one: tables that rows look up are made of the same operation. */
bool eq_tried_is_written(const struct eq_model *m, const struct eq_expr *e);

/* How many of a kind there are, and how many of them were tried; EQ_TRIED_KINDS: of all. */
uint32_t eq_tried_count(const struct eq_tried *t, enum eq_tried_kind kind, uint32_t *tried);

#endif
