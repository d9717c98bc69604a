/* compare.h - before and after: every KPI over two ranges, each as one period. */
#ifndef EQ_ENGINE_COMPARE_H
#define EQ_ENGINE_COMPARE_H

#include "base/diag.h"
#include "engine/evaluate.h"

/* Fills r->comparisons for r->ranges. False after reporting a range that is not over yet. */
bool eq_run_comparisons(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags);

#endif
