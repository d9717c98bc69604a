/* adds_up.h - which figures of the groups of rows add up to that of the whole: sums and counts, and what is
 * made of them by adding and scaling; quotients, means and extremes do not. */
#ifndef EQ_ENGINE_ADDS_UP_H
#define EQ_ENGINE_ADDS_UP_H

#include "model/model.h"

/* Of an expression; `defs` says it of what the expression refers to. */
bool eq_expr_adds_up(const struct eq_model *m, const bool *defs, const struct eq_expr *x);
/* By def; to be freed. Parts come before what they make up. */
bool *eq_what_adds_up(const struct eq_model *m);

#endif
