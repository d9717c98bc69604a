/* benefits.h - the figures of every benefit in every scenario, and the totals by kind. */
#ifndef EQ_ENGINE_BENEFITS_H
#define EQ_ENGINE_BENEFITS_H

#include "base/diag.h"
#include "engine/money.h"

/* Fills r->benefits and r->totals; as-at date, scenarios and years are set in `r` already. What is
 * earned in actual and forecast is kept in earned[benefit][0 and 1], for figures. */
void eq_run_benefits(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2],
		     struct eq_diags *diags);

#endif
