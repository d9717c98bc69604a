/* total.h - what the totals of a run are called. */
#ifndef EQ_REPORT_TOTAL_H
#define EQ_REPORT_TOTAL_H

#include "engine/totals.h"

/* "All benefits", "All cost avoidance", "High confidence", "Share of icb". In `a`. */
struct eq_text eq_total_title(const struct eq_model *m, const struct eq_total *t,
			      struct eq_arena *a);

/* "cashable", "cost avoidance", "non-cashable"; "" when unsaid. */
const char *eq_kind_word(enum eq_benefit_kind kind);
/* "high", "medium", "low"; "" when unsaid. */
const char *eq_confidence_word(enum eq_confidence confidence);
/* "whole", "kind", "confidence", "partner" */
const char *eq_split_word(enum eq_split split);
/* The part of a split in words: "cost avoidance", "high", "icb"; "" of a whole, or when unsaid. */
struct eq_text eq_part_word(const struct eq_model *m, const struct eq_total *t);

#endif
