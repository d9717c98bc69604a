/* suppress.h - small counts: which parts of a break-down say something of a few people, and may
 * not be printed. */
#ifndef EQ_ENGINE_SUPPRESS_H
#define EQ_ENGINE_SUPPRESS_H

#include "engine/evaluate.h"

/* The measures that the figures of a break-down rest on, each over a window of days. */
struct eq_rests_on {
	uint32_t measure;
	struct eq_range window;
};
struct eq_basis {
	EQ_VEC(struct eq_rests_on) all;
};
/* Of a KPI: its live value, and its baseline where that is worked out. */
void eq_basis_of_kpi(const struct eq_eval *e, uint32_t kpi, struct eq_basis *out);
/* Of its value in one scenario, at the as-at date. */
void eq_basis_of_kpi_in(const struct eq_eval *e, uint32_t kpi, uint32_t scenario,
			struct eq_basis *out);
/* Of a benefit: its run-rate and value-add. */
void eq_basis_of_benefit(const struct eq_eval *e, uint32_t benefit, eq_date as_at,
			 struct eq_basis *out);
void eq_basis_release(struct eq_basis *b);

/* Whether one of them is a count from 1 to below `n` in a group: of rows, where a source is dated;
 * of what the rows say, for totals of per-period rows and for stocks. */
bool eq_basis_is_small(const struct eq_eval *group, const struct eq_basis *b, uint32_t n);

#endif
