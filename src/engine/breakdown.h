/* breakdown.h - KPIs and benefits over the groups of rows that --by asks for. */
#ifndef EQ_ENGINE_BREAKDOWN_H
#define EQ_ENGINE_BREAKDOWN_H

#include "engine/evaluate.h"

/* Fills r->breakdowns, by the cube's groups; KPIs and benefits of the whole are in `r` already. */
void eq_run_breakdowns(struct eq_eval *e, struct eq_results *r);

#endif
