/* pack_cash.c - cash by fiscal year: what has come in, what is earned and still to come, and each
 * scenario; and beside it the profiles agreed elsewhere.
 *
 * The last column is cut at the horizon, because scenarios are compared only up to it; what comes
 * later has a line of its own. */
#include "report/pack_parts.h"
#include "report/total.h"

/* The columns: the fiscal years in which performance is planned, the last one cut at the horizon. */
struct span {
	uint32_t n_years; /* shown */
	bool cut;         /* the last of them ends after the horizon */
};

static struct eq_number cash_in(const struct eq_pack *p, const struct eq_benefit_line *line,
				uint32_t year)
{
	return line->cash[year].range.to > p->m->programme.horizon ? line->cash[year].by_horizon
								   : line->cash[year].whole;
}

/* What comes after the horizon. */
static struct eq_number cash_later(const struct eq_pack *p, const struct eq_benefit_line *line)
{
	struct eq_number v = line->later;

	for (uint32_t i = 0; i < p->r->n_years; i++)
		if (line->cash[i].range.to > p->m->programme.horizon) {
			v = eq_pack_sum(v, &line->cash[i].whole);
			v = eq_pack_difference(v, &line->cash[i].by_horizon);
		}
	return v;
}

/* The last day of a year's column. */
static eq_date column_end(const struct eq_pack *p, const struct eq_benefit_line *line,
			  uint32_t year)
{
	eq_date horizon = p->m->programme.horizon, end = line->cash[year].range.to;

	return end > horizon ? horizon : end;
}

/* What of a year's column had come in by the as-at date. */
static struct eq_number realised_in(const struct eq_pack *p, const struct eq_benefit_line *line,
				    uint32_t year)
{
	return column_end(p, line, year) <= p->r->as_at ? cash_in(p, line, year)
							: line->cash[year].by_asat;
}

/* What of the cash after the horizon had come in: nothing, unless the as-at date is after it. */
static struct eq_number realised_later(const struct eq_pack *p, const struct eq_benefit_line *line)
{
	struct eq_number v = line->value_add;

	if (p->r->as_at <= p->m->programme.horizon)
		return eq_pack_zero();
	for (uint32_t y = 0; y < p->r->n_years; y++) {
		struct eq_number year = realised_in(p, line, y);

		v = eq_pack_difference(v, &year);
	}
	return v;
}

static const struct eq_benefit_line *shown_line(const struct eq_pack_money *money,
						uint32_t scenario)
{
	const struct eq_benefit_line *line;

	if (!money->by_scenario)
		return NULL;
	line = &money->by_scenario[scenario];
	return line->shown && line->cash ? line : NULL;
}

/* `i` counts actual, forecast, then the columns' scenarios. */
static uint32_t scenario_at(const struct eq_pack *p, size_t i)
{
	return i == 0 ? EQ_SCENARIO_ACTUAL : i == 1 ? EQ_SCENARIO_FORECAST : p->columns.v[i - 2];
}

static void widen(const struct eq_pack *p, struct span *span, const struct eq_benefit_line *line)
{
	for (uint32_t y = 0; y < p->r->n_years; y++) {
		if (line->cash[y].range.from > p->m->programme.horizon)
			break;
		span->n_years = y + 1;
		span->cut = line->cash[y].range.to > p->m->programme.horizon;
	}
}

static struct span measure(const struct eq_pack *p)
{
	struct span span = {0, false};

	for (uint32_t i = 0; i < p->m->benefits.n; i++) {
		const struct eq_pack_money money = eq_pack_benefit(p, i);

		for (size_t k = 0; k < p->columns.n + 2; k++) {
			const struct eq_benefit_line *line = shown_line(&money, scenario_at(p, k));

			if (line)
				widen(p, &span, line);
		}
	}
	return span;
}

static void add_columns(struct eq_pack *p, struct eq_table *t, const struct span *span)
{
	eq_table_column(t, EQ_TEXT("Cash by fiscal year"), EQ_ALIGN_LEFT);
	for (uint32_t y = 0; y < span->n_years; y++) {
		struct eq_text heading = eq_pack_year(p, y);

		if (span->cut && y + 1 == span->n_years)
			heading = eq_arena_printf(&p->arena, "%.*s\nto %.*s", EQ_ARG(heading),
						  EQ_ARG(eq_pack_date(p, p->m->programme.horizon)));
		eq_table_column(t, heading, EQ_ALIGN_RIGHT);
	}
}

static void add_actual(struct eq_pack *p, struct eq_table *t, const struct span *span,
		       const struct eq_benefit_line *actual)
{
	eq_table_row(t,
		     eq_arena_printf(&p->arena, "Realised to %.*s",
				     EQ_ARG(eq_pack_date(p, p->r->as_at))),
		     2);
	for (uint32_t y = 0; y < span->n_years; y++)
		if (actual->cash[y].range.from <= p->r->as_at)
			eq_pack_money_cell(p, t, y + 1, realised_in(p, actual, y));
	eq_table_row(t, EQ_TEXT("Earned, still to come"), 2);
	for (uint32_t y = 0; y < span->n_years; y++)
		if (column_end(p, actual, y) > p->r->as_at)
			eq_pack_money_cell(p, t, y + 1,
					   eq_pack_difference(cash_in(p, actual, y),
							      &actual->cash[y].by_asat));
}

/* "; low £3.9m", where that is something. */
static struct eq_text and_amount(struct eq_pack *p, struct eq_text text, struct eq_text what,
				 struct eq_number v)
{
	if (!v.missing && eq_dec_is_zero(v.v))
		return text;
	return eq_pack_joined(p, text, ", ",
			      eq_arena_printf(&p->arena, "%.*s %.*s", EQ_ARG(what),
					      EQ_ARG(eq_pack_money_text(p, &v))));
}

/* What was earned by the horizon and comes in after it: a line under the block, where a column
 * would be for very little. */
static void add_later(struct eq_pack *p, struct eq_table *t, const struct eq_pack_money *money)
{
	const struct eq_benefit_line *actual = shown_line(money, EQ_SCENARIO_ACTUAL);
	struct eq_text text = EQ_TEXT("");

	if (actual) {
		struct eq_number realised = realised_later(p, actual);

		text = and_amount(p, text, EQ_TEXT("realised"), realised);
		text = and_amount(p, text, EQ_TEXT("earned, still to come"),
				  eq_pack_difference(cash_later(p, actual), &realised));
	}
	for (size_t k = 1; k < p->columns.n + 2; k++) {
		uint32_t s = scenario_at(p, k);
		const struct eq_benefit_line *line = shown_line(money, s);

		if (line)
			text = and_amount(p, text,
					  k == 1 ? EQ_TEXT("forecast") : p->m->scenarios.v[s].name,
					  cash_later(p, line));
	}
	if (text.n)
		eq_table_line(t,
			      eq_arena_printf(&p->arena, "after %.*s: %.*s",
					      EQ_ARG(eq_pack_date(p, p->m->programme.horizon)),
					      EQ_ARG(text)),
			      2, EQ_STYLE_FAINT);
}

static void add_block(struct eq_pack *p, struct eq_table *t, const struct span *span,
		      const struct eq_pack_money *money, struct eq_text label)
{
	const struct eq_benefit_line *actual = shown_line(money, EQ_SCENARIO_ACTUAL);

	if (t->rows.n)
		eq_table_gap(t);
	eq_table_heading(t, label);
	if (actual)
		add_actual(p, t, span, actual);
	for (size_t k = 1; k < p->columns.n + 2; k++) {
		uint32_t s = scenario_at(p, k);
		const struct eq_benefit_line *line = shown_line(money, s);

		if (!line)
			continue;
		eq_table_row(t, k == 1 ? EQ_TEXT("Forecast, all of it") : eq_pack_scenario(p, s),
			     2);
		for (uint32_t y = 0; y < span->n_years; y++)
			eq_pack_money_cell(p, t, y + 1, cash_in(p, line, y));
	}
	add_later(p, t, money);
}

/* Workstreams of several benefits as a whole, and the programme as a whole; what is cashable of it
 * stands under Totals. */
static bool is_wanted(const struct eq_pack *p, const struct eq_total *t)
{
	if (!t->n_benefits || t->split != EQ_SPLIT_WHOLE)
		return false;
	return t->workstream == EQ_NO_WORKSTREAM ||
	       (t->n_benefits > 1 && eq_pack_shows(p, p->m->workstreams.v[t->workstream].def));
}

static void add_totals(struct eq_pack *p, struct eq_table *t, const struct span *span,
		       bool of_programme)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_total *total = &p->r->totals[i];
		const struct eq_pack_money money = eq_pack_total(p, total);
		struct eq_text label;

		if ((total->workstream == EQ_NO_WORKSTREAM) != of_programme || !is_wanted(p, total))
			continue;
		label = eq_pack_money_label(p, &money);
		if (!of_programme)
			label = eq_arena_printf(&p->arena, "%.*s, all benefits", EQ_ARG(label));
		else if (p->r->shown)
			label = eq_arena_printf(&p->arena, "%.*s, whole programme", EQ_ARG(label));
		add_block(p, t, span, &money, label);
	}
}

void eq_pack_cash(struct eq_pack *p)
{
	struct span span = measure(p);
	struct eq_table *t;

	if (!span.n_years)
		return;
	eq_page_heading(p->page, EQ_TEXT("Cash by fiscal year"));
	t = eq_page_table(p->page);
	add_columns(p, t, &span);
	for (uint32_t i = 0; i < p->m->benefits.n; i++) {
		const struct eq_pack_money money = eq_pack_benefit(p, i);

		if (eq_pack_has_money(&money) && eq_pack_shows(p, money.benefit->def))
			add_block(p, t, &span, &money, eq_pack_money_label(p, &money));
	}
	if (p->m->benefits.n < 2)
		return;
	add_totals(p, t, &span, false);
	add_totals(p, t, &span, true);
}

/* ---- agreed profiles ---- */

static struct eq_text profile_subject(const struct eq_pack *p, const struct eq_profile *profile)
{
	const struct eq_def *def;

	if (profile->of >= p->m->defs.n)
		return EQ_TEXT("Whole programme");
	def = &p->m->defs.v[profile->of];
	return def->kind == EQ_DEF_WORKSTREAM ? p->m->workstreams.v[def->index].title
					      : p->m->benefits.v[def->index].title;
}

static void add_profile(struct eq_pack *p, struct eq_table *t, uint32_t i, bool forecast)
{
	const struct eq_profile_result *result = &p->r->profiles[i];
	const struct eq_profile *profile = &p->m->profiles.v[i];

	if (forecast) {
		if (t->rows.n)
			eq_table_gap(t);
		eq_table_heading(t, profile_subject(p, profile));
		eq_table_row(t, EQ_TEXT("Forecast"), 2);
		for (uint32_t y = 0; y < p->r->n_years; y++)
			eq_pack_money_cell(p, t, y + 1,
					   result->forecast && result->forecast->shown
						   ? result->forecast->cash[y].whole
						   : eq_pack_missing());
	}
	eq_table_row(t, eq_arena_printf(&p->arena, "Agreed, %.*s", EQ_ARG(profile->name)), 2);
	for (uint32_t y = 0; y < p->r->n_years; y++)
		eq_pack_money_cell(p, t, y + 1, result->agreed[y]);
	eq_table_row(t, EQ_TEXT("Forecast less agreed"), 4);
	for (uint32_t y = 0; y < p->r->n_years; y++)
		eq_pack_money_cell(p, t, y + 1, result->difference[y]);
}

void eq_pack_profiles(struct eq_pack *p)
{
	struct eq_table *t;
	uint32_t before = EQ_NO_DEF - 1; /* no profile is of this */
	bool any = false;

	for (uint32_t i = 0; p->r->profiles && i < p->m->profiles.n; i++)
		any |= eq_pack_shows(p, p->m->profiles.v[i].of);
	if (!any)
		return;
	eq_page_heading(p->page, EQ_TEXT("Agreed profiles"));
	t = eq_page_table(p->page);
	eq_table_column(t, EQ_TEXT("Agreed profile"), EQ_ALIGN_LEFT);
	for (uint32_t y = 0; y < p->r->n_years; y++)
		eq_table_column(t, eq_pack_year(p, y), EQ_ALIGN_RIGHT);
	for (uint32_t i = 0; i < p->m->profiles.n; i++) {
		if (!eq_pack_shows(p, p->m->profiles.v[i].of))
			continue;
		add_profile(p, t, i, p->m->profiles.v[i].of != before);
		before = p->m->profiles.v[i].of;
	}
}
