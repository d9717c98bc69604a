/* reason.c - see reason.h. */
#include "report/reason.h"

void eq_kpi_figures(const struct eq_kpi_result *k, struct eq_kpi_named out[EQ_KPI_FIGURES])
{
	const struct eq_kpi_named all[EQ_KPI_FIGURES] = {
		{"live", EQ_KPI_LIVE, &k->live},
		{"baseline", EQ_KPI_BASELINE, &k->baseline},
		{"target", EQ_KPI_TARGET, &k->target},
		{"latest", EQ_KPI_LATEST, &k->latest},
		{"progress", EQ_KPI_PROGRESS, &k->progress},
	};

	for (size_t i = 0; i < EQ_KPI_FIGURES; i++)
		out[i] = all[i];
}

struct eq_text eq_reason_kpi(const struct eq_results *r, const struct eq_kpi_result *k,
			     enum eq_kpi_figure which, struct eq_arena *a)
{
	const struct eq_kpi *kpi = &r->model->kpis.v[k->kpi];
	struct eq_coverage c = {0, 0, false};
	const char *what = "target";

	switch (which) {
	case EQ_KPI_LIVE:
		if (kpi->live_kind == EQ_LIVE_NONE && !kpi->derived)
			return EQ_TEXT("no live window is declared");
		c = k->live_coverage;
		what = "live value";
		break;
	case EQ_KPI_BASELINE:
		if (!kpi->baseline.n && !kpi->derived)
			return EQ_TEXT("no baseline is declared");
		c = k->baseline_coverage;
		what = "baseline";
		break;
	case EQ_KPI_TARGET:
		if (!kpi->target.n && !kpi->derived)
			return EQ_TEXT("no target is declared");
		break;
	case EQ_KPI_LATEST:
		if (r->as_at_lane < 0)
			return eq_arena_printf(a, "no whole %s has ended by the as-at date",
					       eq_grain_word(r->timeline.grain, false));
		return eq_arena_printf(a, "the last whole %s has no value",
				       eq_grain_word(r->timeline.grain, false));
	case EQ_KPI_PROGRESS:
		return EQ_TEXT("it needs a live value, and a target other than the baseline");
	}
	if (c.of && !c.have)
		return eq_arena_printf(
			a, "none of the %lu %s of its %s has a value", (unsigned long)c.of,
			c.in_days ? "days" : eq_grain_word(r->timeline.grain, true), what);
	return eq_arena_printf(a, "a part of its %s is missing", what);
}

struct eq_text eq_reason_line(const struct eq_benefit_line *line, enum eq_benefit_figure which)
{
	if (!line)
		return EQ_TEXT("there are no figures");
	if (!line->shown)
		return line->why_not.n ? line->why_not
				       : EQ_TEXT("there are no figures in this scenario");
	if (which == EQ_BENEFIT_RUN_RATE)
		return EQ_TEXT("something that its equation needs has no live value");
	if (which == EQ_BENEFIT_CASH && line->periods.of && !line->periods.have)
		return EQ_TEXT("no period has a value");
	return EQ_TEXT("something that its equation needs is missing");
}

struct eq_text eq_reason_incomplete(const struct eq_results *r, struct eq_coverage c,
				    struct eq_arena *a)
{
	if (c.have >= c.of)
		return EQ_TEXT("");
	return eq_arena_printf(a, "incomplete, %lu of %lu %s", (unsigned long)c.have,
			       (unsigned long)c.of,
			       c.in_days ? (c.of == 1 ? "day" : "days")
					 : eq_grain_word(r->timeline.grain, c.of != 1));
}
