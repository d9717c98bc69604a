/* benefits.h - the figures of every benefit in every scenario, gross and as the owner's share. */
#ifndef EQ_ENGINE_BENEFITS_H
#define EQ_ENGINE_BENEFITS_H

#include "base/diag.h"
#include "engine/money.h"

/* Fills r->benefits; as-at date, scenarios and years are set in `r` already. What is earned in
 * actual and forecast, gross, is kept in earned[benefit][0 and 1], for figures. */
void eq_run_benefits(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2],
		     struct eq_diags *diags);

/* One of them alone; r->benefits has room for all. */
void eq_run_benefit(struct eq_eval *e, struct eq_results *r, uint32_t i, struct eq_earned earned[2],
		    struct eq_diags *diags);

/* Rates what lines say: of a benefit, or (b NULL) of a total. Low better than high is reported to
 * `diags`, unless that is NULL. */
void eq_rate_money(struct eq_results *r, const struct eq_benefit *b,
		   const struct eq_benefit_line *by_scenario, struct eq_rating *value_add,
		   struct eq_rating *run_rate, struct eq_diags *diags);

#endif
