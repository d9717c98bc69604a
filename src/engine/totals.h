/* totals.h - what benefits add up to: of the programme and of each workstream, and of their kinds,
 * confidences and partners.
 *
 * A figure that one of them lacks is missing in the total: nothing missing reads as nothing. What is
 * not tracked is in no total, and each total says how many it lacks. */
#ifndef EQ_ENGINE_TOTALS_H
#define EQ_ENGINE_TOTALS_H

#include "engine/evaluate.h"

/* Fills r->totals, from benefits that are there already. */
void eq_run_totals(struct eq_eval *e, struct eq_results *r);

/* The whole of a workstream, or (EQ_NO_WORKSTREAM) of the programme; NULL: it has no benefits. */
const struct eq_total *eq_total_of(const struct eq_results *r, uint32_t workstream);
/* Whether a total adds up this benefit, or would if that were tracked. */
bool eq_total_holds(const struct eq_model *m, const struct eq_total *t, uint32_t benefit);

#endif
