/* pack_fixture.h - results made by hand, for the tests of the packs.
 *
 * The figures are those of a small programme that was computed with exact fractions apart from
 * any code here: 14.2 placements a week at baseline, seven weeks of data, 104 weeks of accrual. */
#ifndef TESTS_PACK_FIXTURE_H
#define TESTS_PACK_FIXTURE_H

#include "base/file.h"
#include "report/pack.h"

#include <stdio.h>
#include <string.h>

enum {
	LOW = EQ_SCENARIO_OWN + 1,
	HIGH = EQ_SCENARIO_OWN,
	N_SCENARIOS = EQ_SCENARIO_OWN + 2,
	N_YEARS = 2,
	LANES = 3
};

struct fixture {
	struct eq_model model;
	struct eq_results results;
	struct eq_symbols symbols;
	struct eq_kpi_result kpis[1];
	struct eq_benefit_result benefits[2];
	struct eq_total totals[1];
	struct eq_figure_result figures[1];
	struct eq_expr share;
	struct eq_number series[LANES];
};

static struct eq_number num(const char *text)
{
	struct eq_number n = {EQ_DEC_ZERO, false, false};
	unsigned flags = 0;

	if (!text)
		n.missing = true;
	else if (*text == '~') { /* not exact */
		n.rounded = true;
		text++;
	}
	if (text)
		assert_true(eq_dec_read(eq_text_of(text), &n.v, &flags));
	return n;
}

static eq_date day(const char *text)
{
	eq_date d;

	assert_true(eq_date_read(eq_text_of(text), &d));
	return d;
}

static struct eq_number missing(void)
{
	return num(NULL);
}

static uint32_t define(struct fixture *f, const char *name, uint8_t kind, uint32_t index)
{
	struct eq_def def = {
		.name = eq_symbol(&f->symbols, eq_text_of(name)), .kind = kind, .index = index};

	EQ_PUSH(&f->model.defs, def);
	return (uint32_t)f->model.defs.n - 1;
}

/* Money of one scenario, in the order of the pack. */
struct money {
	const char *value_add, *run_rate, *horizon;
	const char *whole[N_YEARS], *by_asat[N_YEARS], *by_horizon[N_YEARS], *later;
};
static const struct money actual = {
	"~53502.85714285714285714285714285714",
	"16278080",
	"~318942.8571428571428571428571428571",
	{"~72462.85714285714285714285714285714", "~988628.5714285714285714285714285714"},
	{"~53502.85714285714285714285714285714", "0"},
	{"~72462.85714285714285714285714285714", "246480"},
	"~910748.5714285714285714285714285714"};
static const struct money forecast = {
	"~53502.85714285714285714285714285714",
	"16278080",
	"~634992.8571428571428571428571428571",
	{"~75472.85714285714285714285714285714", "~2951148.571428571428571428571428571"},
	{"~53502.85714285714285714285714285714", "0"},
	{"~75472.85714285714285714285714285714", "559520"},
	"~3327778.571428571428571428571428571"};
static const struct money low = {
	"~21471.42857142857142857142857142857",
	"9937200",
	"~343821.4285714285714285714285714286",
	{"~30846.42857142857142857142857142857", "~1748539.285714285714285714285714286"},
	{"~21471.42857142857142857142857142857", "0"},
	{"~30846.42857142857142857142857142857", "312975"},
	"~2034814.285714285714285714285714286"};
static const struct money high = {
	"~42942.85714285714285714285714285714",
	"19874400",
	"~687642.8571428571428571428571428571",
	{"~61692.85714285714285714285714285714", "~3497078.571428571428571428571428571"},
	{"~42942.85714285714285714285714285714", "0"},
	{"~61692.85714285714285714285714285714", "625950"},
	"~4069628.571428571428571428571428571"};

static void fill(struct fixture *f, struct eq_benefit_line *line, const struct money *m)
{
	static const char *const from[] = {"2023-04-01", "2024-04-01"}, *const to[] = {
										"2024-03-31",
										"2025-03-31"};

	line->shown = true;
	line->value_add = num(m->value_add);
	line->run_rate = num(m->run_rate);
	line->value_add_horizon = num(m->horizon);
	line->later = num(m->later);
	line->periods = line->all_periods = (struct eq_coverage){7, 7, false};
	line->worth = num("567840");
	line->cash = EQ_NEW_ARRAY(&f->results.arena, struct eq_cash, N_YEARS);
	line->series = EQ_NEW_ARRAY(&f->results.arena, struct eq_number, LANES);
	line->series[0] = num("458640");
	line->series[1] = num("567840");
	line->series[2] = num(NULL);
	for (int y = 0; y < N_YEARS; y++)
		line->cash[y] = (struct eq_cash){2023 + y,
						 {day(from[y]), day(to[y])},
						 num(m->whole[y]),
						 num(m->by_asat[y]),
						 num(m->by_horizon[y])};
}

static struct eq_benefit_line *money_lines(struct fixture *f)
{
	struct eq_benefit_line *lines =
		EQ_NEW_ARRAY(&f->results.arena, struct eq_benefit_line, N_SCENARIOS);

	fill(f, &lines[EQ_SCENARIO_ACTUAL], &actual);
	fill(f, &lines[EQ_SCENARIO_FORECAST], &forecast);
	fill(f, &lines[LOW], &low);
	fill(f, &lines[HIGH], &high);
	lines[EQ_SCENARIO_TARGET].why_not = EQ_TEXT("New placements has no target");
	return lines;
}

static void make(struct fixture *f)
{
	static const char *const names[] = {"actual",   "baseline", "target", "live",
					    "forecast", "high",     "low"};
	static const char *const titles[] = {"Actual",   "Baseline", "Target", "Live",
					     "Forecast", "High",     "Low"};
	struct eq_model *m = &f->model;
	struct eq_results *r = &f->results;
	struct eq_kpi kpi = {.title = EQ_TEXT("New residential placements"),
			     .live_kind = EQ_LIVE_OVER,
			     .live_text = EQ_TEXT("over 6 weeks"),
			     .lower_is_better = true};
	struct eq_benefit benefit = {.title = EQ_TEXT("Avoided residential placements"),
				     .equation_text =
					     EQ_TEXT("(baseline(starts) - tracked(starts)) * cost"),
				     .accrues_text = EQ_TEXT("104 weeks"),
				     .kind = EQ_KIND_AVOIDANCE};
	uint32_t gbp, week, placement;

	memset(f, 0, sizeof *f);
	eq_symbols_init(&f->symbols);
	eq_arena_init(&m->arena);
	eq_arena_init(&r->arena);
	m->symbols = &f->symbols;
	m->units = eq_units_new();
	eq_units_set_year(m->units, (struct eq_ratio){364, 1});
	assert_true(eq_units_declare(m->units, EQ_TEXT("placement"), EQ_TEXT("")));
	gbp = eq_units_find(m->units, EQ_TEXT("GBP"));
	week = eq_unit_time(m->units, EQ_WEEK);
	placement = eq_units_find(m->units, EQ_TEXT("placement"));
	m->programme = (struct eq_programme){.owner = EQ_NO_PARTNER,
					     .title = EQ_TEXT("Residential placements"),
					     .currency = gbp,
					     .starts = day("2024-02-07"),
					     .horizon = day("2024-06-30"),
					     .grain = {EQ_WEEK, 6},
					     .fiscal = {4},
					     .year_days = {364, 1},
					     .annualise = EQ_TEXT("52 weeks")};
	for (int i = 0; i < N_SCENARIOS; i++) {
		struct eq_scenario s = {.def = UINT32_MAX,
					.name = eq_text_of(names[i]),
					.title = eq_text_of(titles[i])};

		EQ_PUSH(&m->scenarios, s);
	}
	kpi.workstream = EQ_NO_WORKSTREAM;
	kpi.def = define(f, "starts", EQ_DEF_KPI, 0);
	kpi.unit = eq_unit_div(m->units, placement, week);
	kpi.baseline.n = 1;
	kpi.baseline.v = EQ_NEW(&m->arena, struct eq_value);
	EQ_PUSH(&m->kpis, kpi);
	benefit.workstream = EQ_NO_WORKSTREAM;
	benefit.def = define(f, "avoidance", EQ_DEF_BENEFIT, 0);
	benefit.unit = eq_unit_div(m->units, gbp, week);
	EQ_PUSH(&m->benefits, benefit);

	r->model = m;
	r->as_at = day("2024-03-24");
	assert_true(eq_timeline_make(m->programme.grain,
				     (struct eq_range){day("2024-03-11"), day("2024-03-31")},
				     &r->timeline));
	assert_int_equal(r->timeline.n, LANES);
	r->as_at_lane = 1;
	r->n_scenarios = N_SCENARIOS;
	r->low = LOW;
	r->high = HIGH;
	r->n_years = N_YEARS;
	r->first_year = 2023;
	r->kpis = f->kpis;
	f->kpis[0] = (struct eq_kpi_result){
		.live = num("~11.33333333333333333333333333333333"),
		.baseline = num("14.2"),
		.target = num(NULL),
		.latest = num("9"),
		.progress = num(NULL),
		.live_coverage = {6, 6, false},
		.rating = {EQ_RAG_NONE, EQ_TEXT("not rated: there is no target")}};
	f->series[0] = num("10");
	f->series[1] = num("9");
	f->series[2] = missing();
	f->kpis[0].series = f->series;
	r->benefits = f->benefits;
	f->benefits[0] = (struct eq_benefit_result){
		.by_scenario = money_lines(f),
		.value_add_rating =
			{EQ_RAG_GREEN,
			 EQ_TEXT("value-add is at least as good as high on 2024-03-24")},
		.run_rate_rating = {EQ_RAG_AMBER,
				    EQ_TEXT("run-rate is between low and high on 2024-03-24")}};
	r->totals = f->totals;
	f->totals[0] = (struct eq_total){
		.workstream = EQ_NO_WORKSTREAM,
		.split = EQ_SPLIT_KIND,
		.part = EQ_KIND_AVOIDANCE,
		.n_benefits = 1,
		.by_scenario = f->benefits[0].by_scenario,
		.value_add_rating = f->benefits[0].value_add_rating,
		.run_rate_rating = f->benefits[0].run_rate_rating,
	};
	r->n_totals = 1;
	r->figures = f->figures;
	EQ_PUSH(&r->notes,
		((struct eq_footnote){
			EQ_NO_DEF,
			EQ_TEXT("A run-rate is performance now, for a year of 52 weeks (364 days), if it continued.")}));
}

static void release(struct fixture *f)
{
	eq_free(f->results.notes.v);
	eq_free(f->model.defs.v);
	eq_free(f->model.kpis.v);
	eq_free(f->model.benefits.v);
	eq_free(f->model.scenarios.v);
	eq_free(f->model.figures.v);
	eq_free(f->model.workstreams.v);
	eq_free(f->model.ratings.v);
	eq_free(f->model.profiles.v);
	eq_free(f->model.partners.v);
	eq_units_free(f->model.units);
	eq_arena_release(&f->model.arena);
	eq_arena_release(&f->results.arena);
	eq_symbols_release(&f->symbols);
}

#endif
