/* parts.h - what is asked of a group of rows: the figures of a KPI or benefit that a break-down shows. */
#ifndef EQ_ENGINE_PARTS_H
#define EQ_ENGINE_PARTS_H

#include "engine/evaluate.h"
#include "engine/results.h"

/* Why a definition cannot be broken down by r->by; empty where it can. */
struct eq_text eq_part_why_not(struct eq_eval *e, struct eq_results *r, uint32_t def);
/* By the evaluator of a group. */
void eq_part_of_kpi(struct eq_eval *group, uint32_t kpi, struct eq_part *out);
void eq_part_of_benefit(struct eq_eval *group, const struct eq_results *r, uint32_t benefit,
			struct eq_part *out);

#endif
