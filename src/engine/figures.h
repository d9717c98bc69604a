/* figures.h - the figures that a programme declares. */
#ifndef EQ_ENGINE_FIGURES_H
#define EQ_ENGINE_FIGURES_H

#include "engine/money.h"

/* Fills r->figures, from benefits that are there already and what they earned, by benefit, in
 * actual and forecast. */
void eq_run_figures(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2]);

/* What expressions ask of benefits, in one scenario: eq_eval.money, with this as its context. A benefit
 * that r->benefits has nothing of has no amounts. */
struct eq_money_of_benefits {
	const struct eq_results *r;
	struct eq_earned (*earned)[2]; /* by benefit: by the as-at date, and for later days */
	uint32_t scenario;
};
struct eq_number eq_money_input(void *context, const struct eq_input *in);

#endif
