/* reach.h - what a definition depends on, through all that it is made of: sources of rows, and
 * `except` on KPIs. */
#ifndef EQ_ENGINE_REACH_H
#define EQ_ENGINE_REACH_H

#include "engine/evaluate.h"

/* Whether any figure of the definition rests on rows of model->data[data]. */
bool eq_reach_source(struct eq_eval *e, uint32_t def, uint32_t data);
/* Rows that were left out because they do not fit, of all its sources. */
uint64_t eq_reach_rows_lost(struct eq_eval *e, uint32_t def);
/* Whether a source of it is not settled on the last day of the data that are used. */
bool eq_reach_unsettled(struct eq_eval *e, uint32_t def);

#endif
