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

/* How many of a kind there are, and how many of them were tried; EQ_TRIED_KINDS: of all. */
uint32_t eq_tried_count(const struct eq_tried *t, enum eq_tried_kind kind, uint32_t *tried);

#endif
