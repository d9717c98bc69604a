/* agreed_rows.h - agreed baselines that are worked out from data: what they come to, and which rows
 * that is. The text alone does not say it: late rows change a baseline without a change of the text. */
#ifndef EQ_REVIEW_AGREED_ROWS_H
#define EQ_REVIEW_AGREED_ROWS_H

#include "data/scan.h"
#include "review/agreed_compare.h"

/* Works out the baselines of those of `wanted` (by index in things->all) that are computed: out[i], its
 * texts in `arena`. Reads the sources that they rest on, and no others. False after reporting. */
bool eq_agreed_compute(const struct eq_agreed_things *things, const bool *wanted,
		       const struct eq_program *program, struct eq_scan_options scan,
		       struct eq_computed *out, struct eq_arena *arena, struct eq_diags *diags);
/* Whether it is the same value of the same rows; else, where there are diags, reports what is different. */
bool eq_agreed_same_rows(const struct eq_beside *b, const struct eq_computed *now,
			 struct eq_diags *diags);

#endif
