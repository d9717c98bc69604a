/* shown.h - the values that a failed expectation shows: of each part of the expression that was
 * expected, and of what the definitions in it are made of, one level down.
 *
 * Which they are is decided before the test's model is compiled, because each is an expression to be
 * worked out: it gets its place in model->asked. */
#ifndef EQ_REVIEW_SHOWN_H
#define EQ_REVIEW_SHOWN_H

#include "model/model.h"

struct eq_shown {
	const struct eq_expr *expr;
	uint32_t asked, scenario, depth;
};
struct eq_shown_list {
	EQ_VEC(struct eq_shown) all;
};

/* Has an expression worked out: its place in model->asked. */
uint32_t eq_ask(struct eq_model *m, const struct eq_expr *e);
/* The parts of `e`, which is worked out in `scenario`, in the order of the text. */
void eq_show_parts(struct eq_model *m, const struct eq_expr *e, uint32_t scenario,
		   struct eq_shown_list *out);

#endif
