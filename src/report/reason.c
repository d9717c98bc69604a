/* reason.c - see reason.h. */
#include "report/reason.h"

#include <string.h>

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

struct eq_text eq_reason_benefit(const struct eq_results *r, const struct eq_benefit_result *b,
				 uint32_t scenario, enum eq_benefit_figure which)
{
	const struct eq_benefit_line *line;

	if (b->benefit != EQ_ALL_BENEFITS && r->model->benefits.v[b->benefit].not_tracked.n)
		return r->model->benefits.v[b->benefit].not_tracked;
	if (!b->by_scenario)
		return EQ_TEXT("there are no figures");
	line = &b->by_scenario[scenario];
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

const char *eq_kind_word(enum eq_benefit_kind kind)
{
	switch (kind) {
	case EQ_KIND_CASHABLE:
		return "cashable";
	case EQ_KIND_AVOIDANCE:
		return "cost avoidance";
	case EQ_KIND_NON_CASHABLE:
		return "non-cashable";
	default:
		return "";
	}
}

struct eq_text eq_benefit_title(const struct eq_results *r, const struct eq_benefit_result *b)
{
	if (b->benefit != EQ_ALL_BENEFITS)
		return r->model->benefits.v[b->benefit].title;
	switch (b->kind) {
	case EQ_KIND_CASHABLE:
		return EQ_TEXT("All cashable benefits");
	case EQ_KIND_AVOIDANCE:
		return EQ_TEXT("All cost avoidance");
	case EQ_KIND_NON_CASHABLE:
		return EQ_TEXT("All non-cashable benefits");
	default:
		return EQ_TEXT("All benefits without a kind");
	}
}

/* ---- shares ---- */

static bool written_in_percent(const struct eq_model *m, struct eq_span span)
{
	struct eq_text text;

	if (!m->sources || span.end <= span.at)
		return false;
	text = eq_sources_text(m->sources, span);
	return text.n && memchr(text.p, '%', text.n);
}

static bool values_in_percent(const struct eq_model *m, const struct eq_values *values)
{
	for (uint32_t i = 0; i < values->n; i++)
		if (values->v[i].expr && written_in_percent(m, values->v[i].expr->span))
			return true;
	return false;
}

bool eq_kpi_is_share(const struct eq_model *m, const struct eq_kpi *kpi)
{
	if (!eq_unit_is_plain(m->units, kpi->unit))
		return false;
	return (kpi->tracked && kpi->tracked->op == EQ_EXPR_DIV) ||
	       values_in_percent(m, &kpi->baseline) || values_in_percent(m, &kpi->target);
}

bool eq_figure_is_share(const struct eq_model *m, const struct eq_figure *figure)
{
	const struct eq_expr *e = figure->expr;

	if (!e || !eq_unit_is_plain(m->units, figure->unit))
		return false;
	return e->op == EQ_EXPR_DIV || written_in_percent(m, e->span);
}
