/* reason.h - why a figure is missing, in words. All packs say it. */
#ifndef EQ_REPORT_REASON_H
#define EQ_REPORT_REASON_H

#include "engine/results.h"

enum eq_kpi_figure { EQ_KPI_LIVE, EQ_KPI_BASELINE, EQ_KPI_TARGET, EQ_KPI_LATEST, EQ_KPI_PROGRESS };
/* The figures that every pack has of a KPI, in order. */
struct eq_kpi_named {
	const char *name; /* "live" */
	enum eq_kpi_figure which;
	const struct eq_number *number;
};
#define EQ_KPI_FIGURES 5
void eq_kpi_figures(const struct eq_kpi_result *k, struct eq_kpi_named out[EQ_KPI_FIGURES]);
/* Half a sentence after its title, "no target is declared", for a figure that is missing.
 * In `a`. */
struct eq_text eq_reason_kpi(const struct eq_results *r, const struct eq_kpi_result *k,
			     enum eq_kpi_figure which, struct eq_arena *a);
enum eq_benefit_figure { EQ_BENEFIT_WORTH, EQ_BENEFIT_RUN_RATE, EQ_BENEFIT_CASH };
/* The same of a scenario's line of a benefit or total; NULL: it has none. */
struct eq_text eq_reason_line(const struct eq_benefit_line *line, enum eq_benefit_figure which);
/* "incomplete, 30 of 31 weeks"; empty when nothing lacks. */
struct eq_text eq_reason_incomplete(const struct eq_results *r, struct eq_coverage c,
				    struct eq_arena *a);

#endif
