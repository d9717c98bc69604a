/* kpis.h - the figures of every KPI. */
#ifndef EQ_ENGINE_KPIS_H
#define EQ_ENGINE_KPIS_H

#include "base/diag.h"
#include "engine/evaluate.h"

/* Fills r->kpis; as-at date, scenarios and timeline are set in `r` already. */
void eq_run_kpis(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags);

/* Rates a KPI by its live, baseline and target, and its values in the scenarios low and high. */
void eq_rate_kpi(struct eq_results *r, const struct eq_kpi *k, struct eq_kpi_result *out,
		 struct eq_diags *diags);

/* Days of a window that a stock has a count for, or else periods of the timeline in it that have
 * an actual value; without days that the KPI's `except` takes out. */
struct eq_coverage eq_kpi_coverage(struct eq_eval *e, const struct eq_kpi *k, struct eq_range w);
/* The window over which an expression looks at data, `end` being now; false: it has none. */
bool eq_kpi_window(const struct eq_expr *x, eq_date end, struct eq_range *out);

#endif
