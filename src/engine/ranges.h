/* ranges.h - ranges of days that a programme names and its data do not reach. */
#ifndef EQ_ENGINE_RANGES_H
#define EQ_ENGINE_RANGES_H

#include "base/diag.h"
#include "engine/evaluate.h"

/* Warns of each baseline, live value and figure over a range in which one of its sources has no
 * day at all: what comes of it is missing, and the range is likely a slip. */
void eq_run_range_warnings(struct eq_eval *e, struct eq_diags *diags);

#endif
