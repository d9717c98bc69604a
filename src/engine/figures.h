/* figures.h - the figures that a programme declares. */
#ifndef EQ_ENGINE_FIGURES_H
#define EQ_ENGINE_FIGURES_H

#include "engine/money.h"

/* Fills r->figures, from benefits that are there already and what they earned, by benefit, in
 * actual and forecast. */
void eq_run_figures(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2]);

#endif
