/* pack_text.c - the pack as text: KPIs, benefits, cash profile, totals, figures, notes.
 *
 * The tables are those that people expect of a benefits report. RAG is a word first and a
 * colour second. What is missing prints "-", and a numbered note says why. */
#include "report/display.h"
#include "report/pack.h"
#include "report/reason.h"
#include "report/table.h"

#include <string.h>

/* A pack is not wider than this on however wide a screen, nor narrower. */
#define WIDEST 100
#define NARROWEST 40

struct pack {
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_arena arena;
	struct eq_buf currency;
	EQ_VEC(struct eq_text) notes; /* each once; printed with numbers from 1 */
	EQ_VEC(uint32_t) columns;     /* scenarios beside the live one */
	struct eq_benefit_result *totals;
};

/* ---- small parts ---- */

/* The numbers of the notes that a row refers to, as " [1, 3]" after its label. */
struct marks {
	struct eq_buf text;
};

static uint32_t note_number(struct pack *p, struct eq_text note)
{
	for (size_t i = 0; i < p->notes.n; i++)
		if (eq_text_eq(p->notes.v[i], note))
			return (uint32_t)i + 1;
	EQ_PUSH(&p->notes, note);
	return (uint32_t)p->notes.n;
}

static void mark(struct pack *p, struct marks *marks, struct eq_text note)
{
	struct eq_buf wanted;
	bool there;

	eq_buf_init(&wanted);
	eq_buf_addf(&wanted, " %lu,", (unsigned long)note_number(p, note));
	there = marks->text.n && strstr(marks->text.p, wanted.p);
	if (!there)
		eq_buf_add_text(&marks->text, eq_buf_view(&wanted));
	eq_buf_release(&wanted);
}

/* The engine's sentences about one thing begin with its title. */
static void mark_notes_about(struct pack *p, struct marks *marks, struct eq_text title)
{
	for (size_t i = 0; i < p->r->notes.n; i++) {
		struct eq_text note = p->r->notes.v[i].text, after = note;

		if (note.n <= title.n || memcmp(note.p, title.p, title.n) != 0)
			continue;
		after.p += title.n;
		after.n -= title.n;
		if (*after.p == ':' || *after.p == ',' ||
		    (after.n > 4 && memcmp(after.p, " is ", 4) == 0))
			mark(p, marks, note);
	}
}

/* The label with its marks, in the pack's arena. Empties the marks. */
static struct eq_text marked(struct pack *p, struct eq_text label, struct marks *marks)
{
	struct eq_text m = eq_buf_view(&marks->text);

	if (m.n) /* " 1, 3," */
		label = eq_arena_printf(&p->arena, "%.*s [%.*s]", EQ_ARG(label), (int)(m.n - 2),
					m.p + 1);
	eq_buf_release(&marks->text);
	eq_buf_init(&marks->text);
	return label;
}

static struct eq_text date_text(struct pack *p, eq_date d)
{
	char text[EQ_DATE_CHARS];
	size_t n = eq_date_write(d, text);

	return eq_arena_copy(&p->arena, (struct eq_text){text, n});
}

static struct eq_text money_text(struct pack *p, const struct eq_number *v)
{
	struct eq_buf b;
	struct eq_text t;

	eq_buf_init(&b);
	if (v->missing)
		eq_buf_adds(&b, EQ_DISPLAY_MISSING);
	else
		eq_display_money(&b, v->v, eq_buf_view(&p->currency));
	t = eq_arena_copy(&p->arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return t;
}

static enum eq_style rag_style(uint8_t rag)
{
	switch (rag) {
	case EQ_RAG_RED:
		return EQ_STYLE_RED;
	case EQ_RAG_AMBER:
		return EQ_STYLE_AMBER;
	case EQ_RAG_GREEN:
		return EQ_STYLE_GREEN;
	default:
		return EQ_STYLE_PLAIN;
	}
}

/* The word and, in the last column, the words. */
static void rag_cells(struct eq_table *t, size_t column, const struct eq_rating *rating,
		      struct eq_text otherwise)
{
	eq_table_cell(t, column, eq_text_of(eq_rag_word((enum eq_rag)rating->rag)),
		      rag_style(rating->rag));
	eq_table_cell(t, column + 1, rating->words.n ? rating->words : otherwise, EQ_STYLE_PLAIN);
}

static struct eq_number sum(struct eq_number a, const struct eq_number *b)
{
	unsigned flags = 0;

	a.missing |= b->missing;
	a.rounded |= b->rounded;
	if (!a.missing)
		a.v = eq_dec_add(a.v, b->v, &flags);
	return a;
}

static struct eq_number difference(struct eq_number a, const struct eq_number *b)
{
	unsigned flags = 0;

	a.missing |= b->missing;
	a.rounded |= b->rounded;
	if (!a.missing)
		a.v = eq_dec_sub(a.v, b->v, &flags);
	return a;
}

static struct eq_number zero(void)
{
	return (struct eq_number){EQ_DEC_ZERO, false, false};
}

/* ---- KPIs ---- */

static void kpi_row(struct pack *p, struct eq_table *t, const struct eq_kpi_result *k)
{
	static const uint8_t figures[] = {EQ_KPI_LIVE, EQ_KPI_BASELINE, EQ_KPI_TARGET,
					  EQ_KPI_LATEST};
	const struct eq_kpi *kpi = &p->m->kpis.v[k->kpi];
	const struct eq_number *const numbers[] = {&k->live, &k->baseline, &k->target, &k->latest};
	const struct eq_display display =
		eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, 4);
	struct marks marks = {{0}};
	struct eq_text lacking;
	struct eq_buf b;

	eq_buf_init(&b);
	for (size_t i = 0; i < 4; i++)
		if (numbers[i]->missing)
			mark(p, &marks,
			     eq_arena_printf(
				     &p->arena, "%.*s: %.*s.", EQ_ARG(kpi->title),
				     EQ_ARG(eq_reason_kpi(p->r, k, (enum eq_kpi_figure)figures[i],
							  &p->arena))));
	mark_notes_about(p, &marks, kpi->title);
	eq_table_row(t, marked(p, kpi->title, &marks), 0);
	for (size_t i = 0; i < 4; i++) {
		eq_buf_clear(&b);
		eq_display_number(&b, &display, numbers[i]);
		eq_table_cell(t, i + 1, eq_buf_view(&b), EQ_STYLE_PLAIN);
	}
	rag_cells(t, 5, &k->rating, EQ_TEXT(""));

	/* Below: what the numbers count, and how live came about. */
	eq_buf_clear(&b);
	eq_display_unit(&b, p->m->units, kpi->unit);
	if (kpi->live_text.n)
		eq_buf_addf(&b, "%slive %.*s", b.n ? "; " : "", EQ_ARG(kpi->live_text));
	lacking = eq_reason_incomplete(p->r, k->live_coverage, &p->arena);
	if (lacking.n)
		eq_buf_addf(&b, "%s%.*s", b.n ? ", " : "live ", EQ_ARG(lacking));
	if (kpi->lower_is_better)
		eq_buf_addf(&b, "%slower is better", b.n ? "; " : "");
	if (b.n)
		eq_table_line(t, eq_buf_view(&b), 2, EQ_STYLE_FAINT);
	eq_buf_release(&b);
}

static void kpi_table(struct pack *p, struct eq_table *t)
{
	eq_table_column(t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Baseline"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
	eq_table_column(t,
			eq_arena_printf(&p->arena, "Latest\n%s",
					eq_grain_word(p->r->timeline.grain, false)),
			EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	for (size_t i = 0; i < p->m->kpis.n; i++)
		kpi_row(p, t, &p->r->kpis[i]);
}

/* ---- benefits ---- */

static const struct eq_benefit *declared(const struct pack *p, const struct eq_benefit_result *b)
{
	return b->benefit == EQ_ALL_BENEFITS ? NULL : &p->m->benefits.v[b->benefit];
}

static bool has_figures(const struct pack *p, const struct eq_benefit_result *b)
{
	const struct eq_benefit *benefit = declared(p, b);

	return b->by_scenario && !(benefit && benefit->not_tracked.n);
}

static struct eq_text scenario_title(const struct pack *p, uint32_t s)
{
	const struct eq_scenario *scenario = &p->m->scenarios.v[s];

	if (s == EQ_SCENARIO_TARGET)
		return EQ_TEXT("Target");
	return scenario->title.n ? scenario->title : scenario->name;
}

/* Low and high first, then the programme's other scenarios; the target's own figures where
 * there are none of these to compare with. */
static void choose_columns(struct pack *p)
{
	const struct eq_results *r = p->r;

	if (r->low >= 0)
		EQ_PUSH(&p->columns, (uint32_t)r->low);
	if (r->high >= 0)
		EQ_PUSH(&p->columns, (uint32_t)r->high);
	for (uint32_t s = EQ_SCENARIO_OWN; s < r->n_scenarios; s++)
		if ((int32_t)s != r->low && (int32_t)s != r->high)
			EQ_PUSH(&p->columns, s);
	if (p->columns.n)
		return;
	for (size_t i = 0; i < p->m->benefits.n; i++)
		if (has_figures(p, &r->benefits[i]) &&
		    r->benefits[i].by_scenario[EQ_SCENARIO_TARGET].shown) {
			EQ_PUSH(&p->columns, EQ_SCENARIO_TARGET);
			return;
		}
}

/* What a benefit's heading says and refers to, in every table where it stands. */
static struct eq_text benefit_label(struct pack *p, const struct eq_benefit_result *b)
{
	const struct eq_benefit *benefit = declared(p, b);
	const struct eq_text name = eq_benefit_title(p->r, b);
	struct eq_text title = name;
	struct marks marks = {{0}};

	if (!benefit) {
		/* A total refers to all that it should hold and does not. */
		for (size_t i = 0; i < p->m->benefits.n; i++)
			if (p->m->benefits.v[i].kind == b->kind)
				mark_notes_about(p, &marks, p->m->benefits.v[i].title);
	} else {
		const char *kind = eq_kind_word((enum eq_benefit_kind)benefit->kind);

		mark_notes_about(p, &marks, name);
		if (*kind && !benefit->not_tracked.n)
			title = eq_arena_printf(&p->arena, "%.*s (%s)", EQ_ARG(name), kind);
	}
	for (size_t i = 0; has_figures(p, b) && i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : EQ_SCENARIO_ACTUAL;
		const struct eq_benefit_line *line = &b->by_scenario[s];
		const struct eq_text in = i ? scenario_title(p, s) : EQ_TEXT("fact");

		if (!line->shown || line->value_add.missing)
			mark(p, &marks,
			     eq_arena_printf(
				     &p->arena, "%.*s has no value-add in %.*s: %.*s.",
				     EQ_ARG(name), EQ_ARG(in),
				     EQ_ARG(eq_reason_benefit(p->r, b, s, EQ_BENEFIT_CASH))));
		if (line->shown && line->run_rate.missing && !(benefit && benefit->once))
			mark(p, &marks,
			     eq_arena_printf(
				     &p->arena, "%.*s has no run-rate in %.*s: %.*s.", EQ_ARG(name),
				     EQ_ARG(in),
				     EQ_ARG(eq_reason_benefit(p->r, b, s, EQ_BENEFIT_RUN_RATE))));
	}
	return marked(p, title, &marks);
}

static struct eq_number missing(void)
{
	return (struct eq_number){EQ_DEC_ZERO, true, false};
}

static struct eq_number value_add(const struct eq_benefit_line *line, int unused)
{
	(void)unused;
	return line->shown ? line->value_add : missing();
}

static struct eq_number run_rate(const struct eq_benefit_line *line, int unused)
{
	(void)unused;
	return line->shown ? line->run_rate : missing();
}

static struct eq_number by_horizon(const struct eq_benefit_line *line, int unused)
{
	(void)unused;
	return line->shown ? line->value_add_horizon : missing();
}

/* Cash up to the end of the n-th of the listed fiscal years. */
static struct eq_number by_year_end(const struct eq_benefit_line *line, int n)
{
	struct eq_number v = line->shown ? zero() : missing();

	for (int i = 0; i <= n && !v.missing; i++)
		v = sum(v, &line->cash[i].whole);
	return v;
}

/* One row of a benefit: the live column from scenario `live`, then the others. */
static void benefit_row(struct pack *p, struct eq_table *t, const struct eq_benefit_result *b,
			struct eq_text label, uint32_t live,
			struct eq_number (*figure)(const struct eq_benefit_line *, int), int n)
{
	eq_table_row(t, label, 2);
	for (size_t i = 0; i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : live;
		struct eq_number v = figure(&b->by_scenario[s], n);

		eq_table_cell(t, i + 1, money_text(p, &v), EQ_STYLE_PLAIN);
	}
}

/* The listed year that holds the as-at date, or -1. */
static int current_year(const struct pack *p, const struct eq_cash *cash)
{
	for (uint32_t i = 0; i < p->r->n_years; i++)
		if (eq_range_has(cash[i].range, p->r->as_at))
			return (int)i;
	return -1;
}

static void benefit_block(struct pack *p, struct eq_table *t, const struct eq_benefit_result *b)
{
	const struct eq_results *r = p->r;
	const struct eq_cash *cash;
	size_t rag = p->columns.n + 2;
	int year;

	if (!has_figures(p, b)) {
		eq_table_row(t, benefit_label(p, b), 0);
		for (size_t i = 0; i <= p->columns.n; i++)
			eq_table_cell(t, i + 1, EQ_TEXT(EQ_DISPLAY_MISSING), EQ_STYLE_PLAIN);
		eq_table_cell(t, rag, EQ_TEXT(EQ_DISPLAY_MISSING), EQ_STYLE_PLAIN);
		eq_table_cell(t, rag + 1, EQ_TEXT("not tracked"), EQ_STYLE_PLAIN);
		return;
	}
	eq_table_heading(t, benefit_label(p, b));
	benefit_row(p, t, b,
		    eq_arena_printf(&p->arena, "Value-add to %.*s", EQ_ARG(date_text(p, r->as_at))),
		    EQ_SCENARIO_ACTUAL, value_add, 0);
	rag_cells(t, rag, &b->value_add_rating,
		  eq_reason_incomplete(r, b->by_scenario[EQ_SCENARIO_ACTUAL].periods, &p->arena));
	benefit_row(p, t, b, EQ_TEXT("Run-rate, per year"), EQ_SCENARIO_ACTUAL, run_rate, 0);
	rag_cells(t, rag, &b->run_rate_rating, EQ_TEXT(""));

	/* The outlook: by the end of this fiscal year and the next, and by the horizon. */
	cash = b->by_scenario[EQ_SCENARIO_FORECAST].cash;
	year = cash ? current_year(p, cash) : -1;
	for (int i = year; year >= 0 && i <= year + 1 && (uint32_t)i < r->n_years; i++)
		if (cash[i].range.to > r->as_at && cash[i].range.to < p->m->programme.horizon)
			benefit_row(p, t, b,
				    eq_arena_printf(&p->arena, "Value-add by %.*s",
						    EQ_ARG(date_text(p, cash[i].range.to))),
				    EQ_SCENARIO_FORECAST, by_year_end, i);
	if (r->as_at < p->m->programme.horizon)
		benefit_row(p, t, b,
			    eq_arena_printf(&p->arena, "Value-add by %.*s",
					    EQ_ARG(date_text(p, p->m->programme.horizon))),
			    EQ_SCENARIO_FORECAST, by_horizon, 0);
}

static void benefit_table(struct pack *p, struct eq_table *t, struct eq_text heading,
			  const struct eq_benefit_result *b, size_t n)
{
	eq_table_column(t, heading, EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	for (size_t i = 0; i < p->columns.n; i++)
		eq_table_column(t, scenario_title(p, p->columns.v[i]), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	for (size_t i = 0; i < n; i++) {
		if (i && (has_figures(p, &b[i]) || has_figures(p, &b[i - 1])))
			eq_table_gap(t);
		benefit_block(p, t, &b[i]);
	}
}

/* ---- cash profile ---- */

/* The columns of the cash profile: the fiscal years in which performance is planned, the last
 * one cut at the horizon, and whether anything comes after. */
struct profile {
	uint32_t n_years; /* shown */
	bool cut;         /* the last of them ends after the horizon */
	bool later;       /* some cash comes after the horizon */
};

static struct eq_number cash_in(const struct pack *p, const struct eq_benefit_line *line,
				uint32_t year)
{
	return line->cash[year].range.to > p->m->programme.horizon ? line->cash[year].by_horizon
								   : line->cash[year].whole;
}

/* What comes after the horizon. */
static struct eq_number cash_later(const struct pack *p, const struct eq_benefit_line *line)
{
	struct eq_number v = line->later;

	for (uint32_t i = 0; i < p->r->n_years; i++)
		if (line->cash[i].range.to > p->m->programme.horizon) {
			v = sum(v, &line->cash[i].whole);
			v = difference(v, &line->cash[i].by_horizon);
		}
	return v;
}

/* The last day of a year's column. */
static eq_date column_end(const struct pack *p, const struct eq_benefit_line *line, uint32_t year)
{
	eq_date horizon = p->m->programme.horizon, end = line->cash[year].range.to;

	return end > horizon ? horizon : end;
}

/* What of a year's column had come in by the as-at date. */
static struct eq_number realised_in(const struct pack *p, const struct eq_benefit_line *line,
				    uint32_t year)
{
	return column_end(p, line, year) <= p->r->as_at ? cash_in(p, line, year)
							: line->cash[year].by_asat;
}

/* What of the cash after the horizon had come in: nothing, unless the as-at date is after it. */
static struct eq_number realised_later(const struct pack *p, const struct eq_benefit_line *line)
{
	struct eq_number v = line->value_add;

	if (p->r->as_at <= p->m->programme.horizon)
		return zero();
	for (uint32_t y = 0; y < p->r->n_years; y++) {
		struct eq_number year = realised_in(p, line, y);
		v = difference(v, &year);
	}
	return v;
}

static const struct eq_benefit_line *
shown_line(const struct pack *p, const struct eq_benefit_result *b, uint32_t scenario)
{
	const struct eq_benefit_line *line;

	if (!has_figures(p, b))
		return NULL;
	line = &b->by_scenario[scenario];
	return line->shown && line->cash ? line : NULL;
}

/* `i` counts actual, forecast, then the columns' scenarios. */
static uint32_t profile_scenario(const struct pack *p, size_t i)
{
	return i == 0 ? EQ_SCENARIO_ACTUAL : i == 1 ? EQ_SCENARIO_FORECAST : p->columns.v[i - 2];
}

static struct profile measure_profile(const struct pack *p)
{
	struct profile profile = {0, false, false};

	for (size_t i = 0; i < p->m->benefits.n; i++) {
		for (size_t k = 0; k < p->columns.n + 2; k++) {
			const struct eq_benefit_line *line =
				shown_line(p, &p->r->benefits[i], profile_scenario(p, k));
			struct eq_number v;

			if (!line)
				continue;
			for (uint32_t y = 0; y < p->r->n_years; y++) {
				if (line->cash[y].range.from > p->m->programme.horizon)
					break;
				profile.n_years = y + 1;
				profile.cut = line->cash[y].range.to > p->m->programme.horizon;
			}
			v = cash_later(p, line);
			if (v.missing || !eq_dec_is_zero(v.v))
				profile.later = true;
		}
	}
	return profile;
}

static void profile_columns(struct pack *p, struct eq_table *t, const struct profile *profile)
{
	eq_table_column(t, EQ_TEXT("Cash by fiscal year"), EQ_ALIGN_LEFT);
	for (uint32_t y = 0; y < profile->n_years; y++) {
		char name[EQ_FISCAL_CHARS];
		size_t n = eq_fiscal_write(p->m->programme.fiscal, p->r->first_year + (int)y, name);
		struct eq_text heading = {name, n};

		if (profile->cut && y + 1 == profile->n_years)
			heading = eq_arena_printf(&p->arena, "%.*s\nto %.*s", EQ_ARG(heading),
						  EQ_ARG(date_text(p, p->m->programme.horizon)));
		eq_table_column(t, heading, EQ_ALIGN_RIGHT);
	}
	if (profile->later)
		eq_table_column(t,
				p->r->as_at > p->m->programme.horizon
					? EQ_TEXT("Later, all\nof it earned")
					: EQ_TEXT("Later: earned,\nstill to come"),
				EQ_ALIGN_RIGHT);
}

static void money_cell(struct pack *p, struct eq_table *t, size_t column, struct eq_number v)
{
	eq_table_cell(t, column, money_text(p, &v), EQ_STYLE_PLAIN);
}

static void profile_block(struct pack *p, struct eq_table *t, const struct profile *profile,
			  const struct eq_benefit_result *b)
{
	const struct eq_benefit_line *actual = shown_line(p, b, EQ_SCENARIO_ACTUAL);

	eq_table_heading(t, benefit_label(p, b));
	if (actual) {
		eq_table_row(t,
			     eq_arena_printf(&p->arena, "Realised to %.*s",
					     EQ_ARG(date_text(p, p->r->as_at))),
			     2);
		for (uint32_t y = 0; y < profile->n_years; y++)
			if (actual->cash[y].range.from <= p->r->as_at)
				money_cell(p, t, y + 1, realised_in(p, actual, y));
		struct eq_number later = realised_later(p, actual);
		if (profile->later && p->r->as_at > p->m->programme.horizon)
			money_cell(p, t, profile->n_years + 1, later);
		eq_table_row(t, EQ_TEXT("Earned, still to come"), 2);
		for (uint32_t y = 0; y < profile->n_years; y++)
			if (column_end(p, actual, y) > p->r->as_at)
				money_cell(p, t, y + 1,
					   difference(cash_in(p, actual, y),
						      &actual->cash[y].by_asat));
		if (profile->later)
			money_cell(p, t, profile->n_years + 1,
				   difference(cash_later(p, actual), &later));
	}
	for (size_t k = 1; k < p->columns.n + 2; k++) {
		uint32_t s = profile_scenario(p, k);
		const struct eq_benefit_line *line = shown_line(p, b, s);

		if (!line)
			continue;
		eq_table_row(t, k == 1 ? EQ_TEXT("Forecast, all of it") : scenario_title(p, s), 2);
		for (uint32_t y = 0; y < profile->n_years; y++)
			money_cell(p, t, y + 1, cash_in(p, line, y));
		if (profile->later)
			money_cell(p, t, profile->n_years + 1, cash_later(p, line));
	}
}

static void profile_table(struct pack *p, struct eq_table *t, const struct profile *profile)
{
	const struct eq_results *r = p->r;
	bool any = false;

	profile_columns(p, t, profile);
	for (size_t i = 0; i < p->m->benefits.n + (p->m->benefits.n > 1 ? r->n_totals : 0); i++) {
		const struct eq_benefit_result *b =
			i < p->m->benefits.n ? &r->benefits[i] : &p->totals[i - p->m->benefits.n];

		if (!has_figures(p, b))
			continue;
		if (any)
			eq_table_gap(t);
		profile_block(p, t, profile, b);
		any = true;
	}
}

/* ---- totals that do not add up as printed ---- */

/* What was printed of v, as a number: £2.5m is 2,500,000. */
static struct eq_dec as_printed(struct eq_dec v)
{
	static const struct {
		int64_t below;
		int places;
	} steps[] = {{10, 2}, {100000, 0}, {1000000, -3}, {1000000000, -5}, {INT64_MAX, -8}};
	unsigned flags = 0;
	size_t i = 0;

	for (;; i++) {
		struct eq_dec shown = eq_dec_round_away(v, steps[i].places, &flags);

		if (i + 1 == sizeof steps / sizeof *steps ||
		    eq_dec_cmp(eq_dec_abs(i ? shown : v), eq_dec_int(steps[i].below)) < 0)
			return shown;
	}
}

static bool adds_up(struct pack *p, const struct eq_benefit_result *total, uint32_t scenario,
		    struct eq_number (*figure)(const struct eq_benefit_line *, int))
{
	struct eq_number whole = figure(&total->by_scenario[scenario], 0), parts = zero();

	for (size_t i = 0; i < p->m->benefits.n; i++) {
		const struct eq_benefit_result *b = &p->r->benefits[i];
		struct eq_number part;

		if (p->m->benefits.v[i].kind != total->kind || !has_figures(p, b))
			continue;
		part = figure(&b->by_scenario[scenario], 0);
		if (part.missing)
			return true; /* the gap is noted already */
		part.v = as_printed(part.v);
		parts = sum(parts, &part);
	}
	return whole.missing || eq_text_eq(money_text(p, &whole), money_text(p, &parts));
}

static void note_totals(struct pack *p)
{
	static struct eq_number (*const figures[])(const struct eq_benefit_line *,
						   int) = {value_add, run_rate, by_horizon};

	for (size_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_benefit_result *total = &p->totals[i];
		bool all = true;

		for (size_t f = 0; f < 3; f++)
			for (size_t k = 0; k <= p->columns.n; k++) {
				uint32_t live = f == 2 ? EQ_SCENARIO_FORECAST : EQ_SCENARIO_ACTUAL;

				all = all &&
				      adds_up(p, total, k ? p->columns.v[k - 1] : live, figures[f]);
			}
		if (!all)
			note_number(
				p,
				eq_arena_printf(
					&p->arena,
					"%.*s: totals are of unrounded figures, so the printed ones "
					"need not add up.",
					EQ_ARG(eq_benefit_title(p->r, total))));
	}
}

/* ---- figures ---- */

static void figure_table(struct pack *p, struct eq_table *t)
{
	struct marks marks = {{0}};
	struct eq_buf b;

	eq_buf_init(&b);
	eq_table_column(t, EQ_TEXT("Figure"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_RIGHT);
	for (size_t i = 0; i < p->m->figures.n; i++) {
		const struct eq_figure *figure = &p->m->figures.v[i];
		const struct eq_number *v = &p->r->figures[i].value;

		if (v->missing)
			mark(p, &marks,
			     eq_arena_printf(&p->arena,
					     "%.*s has no value: a part of it is missing.",
					     EQ_ARG(figure->title)));
		eq_table_row(t, marked(p, figure->title, &marks), 0);
		eq_buf_clear(&b);
		eq_display_quantity(&b, p->m->units, figure->unit, eq_figure_is_share(p->m, figure),
				    v);
		eq_table_cell(t, 1, eq_buf_view(&b), EQ_STYLE_PLAIN);
	}
	eq_buf_release(&b);
}

/* ---- the whole ---- */

static void title_lines(struct pack *p, size_t width, bool colour, struct eq_buf *out)
{
	const struct eq_results *r = p->r;
	const char *period = eq_grain_word(r->timeline.grain, false);
	struct eq_text as_at =
		eq_arena_printf(&p->arena, "as at %.*s", EQ_ARG(date_text(p, r->as_at)));
	struct eq_text title = p->m->programme.title;
	size_t used = eq_text_width(title) + eq_text_width(as_at);
	struct eq_buf b;
	struct eq_text rest;

	eq_buf_init(&b);
	eq_styled(out, title, EQ_STYLE_STRONG, colour);
	if (used + 2 > width)
		eq_buf_addc(out, '\n');
	else
		eq_buf_fill(out, ' ', width - used);
	eq_styled(out, as_at, EQ_STYLE_STRONG, colour);
	eq_buf_addc(out, '\n');
	for (size_t i = 0; i < width; i++)
		eq_buf_adds(out, "═");
	eq_buf_addc(out, '\n');

	if (r->as_at_given)
		rest = eq_arena_printf(&p->arena, "The as-at date was asked for.");
	else if (r->as_at_kpi < p->m->kpis.n)
		rest = eq_arena_printf(
			&p->arena,
			"The end of the last whole %s that every KPI has, as decided by "
			"%.*s.",
			period, EQ_ARG(p->m->kpis.v[r->as_at_kpi].title));
	else
		rest = EQ_TEXT("");
	if (r->as_at_lane >= 0) {
		eq_date last = eq_timeline_range(&r->timeline, r->as_at_lane).to;

		if (last != r->as_at)
			rest = eq_arena_printf(&p->arena, "%.*s%sThe last whole %s ended on %.*s.",
					       EQ_ARG(rest), rest.n ? " " : "", period,
					       EQ_ARG(date_text(p, last)));
	}
	eq_wrap(&b, rest, width, 0);
	for (rest = eq_buf_view(&b); rest.n;) {
		const char *end = memchr(rest.p, '\n', rest.n);
		size_t n = end ? (size_t)(end - rest.p) : rest.n;

		eq_styled(out, (struct eq_text){rest.p, n}, EQ_STYLE_FAINT, colour);
		eq_buf_addc(out, '\n');
		n += end ? 1 : 0;
		rest = (struct eq_text){rest.p + n, rest.n - n};
	}
	eq_buf_release(&b);
}

static void notes_section(struct pack *p, size_t width, bool colour, struct eq_buf *out)
{
	size_t indent = p->notes.n < 10 ? 4 : p->notes.n < 100 ? 5 : 6;

	if (!p->notes.n)
		return;
	eq_buf_addc(out, '\n');
	eq_styled(out, EQ_TEXT("Notes"), EQ_STYLE_STRONG, colour);
	eq_buf_addc(out, '\n');
	for (size_t i = 0; i < p->notes.n; i++) {
		struct eq_buf line, lines;
		struct eq_text rest;

		eq_buf_init(&line);
		eq_buf_init(&lines);
		eq_buf_addf(&line, "[%lu]", (unsigned long)(i + 1));
		eq_buf_fill(&line, ' ', indent > line.n ? indent - line.n : 1);
		eq_buf_add_text(&line, p->notes.v[i]);
		eq_wrap(&lines, eq_buf_view(&line), width, indent);
		for (rest = eq_buf_view(&lines); rest.n; rest.p++, rest.n--)
			eq_buf_addc(out, *rest.p == '\n' || (unsigned char)*rest.p >= 0x20 ? *rest.p
											   : ' ');
		eq_buf_addc(out, '\n');
		eq_buf_release(&lines);
		eq_buf_release(&line);
	}
}

enum { KPIS, BENEFITS, TOTALS, PROFILE, FIGURES, TABLES };

void eq_pack_text(const struct eq_results *r, const struct eq_pack_style *style, struct eq_buf *out)
{
	struct pack p = {.r = r, .m = r->model};
	struct eq_table tables[TABLES];
	struct profile profile;
	size_t label = 0, page = NARROWEST;
	bool print[TABLES];

	eq_arena_init(&p.arena);
	eq_buf_init(&p.currency);
	eq_unit_write_code(p.m->units, p.m->programme.currency, &p.currency);
	choose_columns(&p);
	p.totals = EQ_NEW_ARRAY(&p.arena, struct eq_benefit_result, r->n_totals + 1);
	for (uint32_t i = 0; i < r->n_totals; i++)
		p.totals[i] = (struct eq_benefit_result){
			.benefit = EQ_ALL_BENEFITS,
			.kind = (uint8_t)r->totals[i].part,
			.by_scenario = r->totals[i].by_scenario,
			.value_add_rating = r->totals[i].value_add_rating,
			.run_rate_rating = r->totals[i].run_rate_rating,
		};
	profile = measure_profile(&p);

	for (int i = 0; i < TABLES; i++)
		eq_table_init(&tables[i]);
	print[KPIS] = p.m->kpis.n > 0;
	print[BENEFITS] = p.m->benefits.n > 0;
	print[TOTALS] = p.m->benefits.n > 1 && r->n_totals > 0;
	print[PROFILE] = profile.n_years > 0;
	print[FIGURES] = p.m->figures.n > 0;
	if (print[KPIS])
		kpi_table(&p, &tables[KPIS]);
	if (print[BENEFITS])
		benefit_table(&p, &tables[BENEFITS], EQ_TEXT("Benefit"), r->benefits,
			      p.m->benefits.n);
	if (print[TOTALS])
		benefit_table(&p, &tables[TOTALS], EQ_TEXT("Total"), p.totals, r->n_totals);
	if (print[PROFILE])
		profile_table(&p, &tables[PROFILE], &profile);
	if (print[FIGURES])
		figure_table(&p, &tables[FIGURES]);
	if (print[PROFILE] && r->as_at < p.m->programme.horizon)
		eq_table_line(
			&tables[BENEFITS],
			EQ_TEXT("Live by a later date is the forecast: what is earned so far, and live "
				"performance going on."),
			0, EQ_STYLE_FAINT);
	if (print[TOTALS])
		note_totals(&p);
	for (size_t i = 0; i < r->notes.n; i++)
		note_number(&p, r->notes.v[i].text);

	/* One page: the tables share their width and where their numbers begin. */
	for (int i = 0; i < TABLES; i++)
		if (print[i] && eq_table_label_width(&tables[i]) > label)
			label = eq_table_label_width(&tables[i]);
	for (int i = 0; i < TABLES; i++) {
		if (!print[i])
			continue;
		tables[i].label_width = label;
		if (eq_table_width(&tables[i]) > page)
			page = eq_table_width(&tables[i]);
	}
	if (style->width) {
		size_t most = style->width < WIDEST ? style->width : WIDEST;

		if (page > most)
			page = most > NARROWEST ? most : NARROWEST;
	}

	title_lines(&p, page, style->colour, out);
	for (int i = 0; i < TABLES; i++)
		if (print[i]) {
			eq_buf_addc(out, '\n');
			eq_table_print(&tables[i], page, style->colour, out);
		}
	notes_section(&p, page, style->colour, out);

	for (int i = 0; i < TABLES; i++)
		eq_table_release(&tables[i]);
	eq_free(p.notes.v);
	eq_free(p.columns.v);
	eq_buf_release(&p.currency);
	eq_arena_release(&p.arena);
}
