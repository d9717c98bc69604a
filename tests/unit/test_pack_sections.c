/* test_pack_sections.c - the sections of the pack that only a larger programme has, from results
 * made by hand: workstreams, totals, agreed profiles, ratings, before and after, break-downs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/cube.h"
#include "pack_fixture.h"

/* The whole pack, with the fixture's own small programme taken out where `text` does not need it. */
struct pack {
	struct fixture f;
	struct eq_workstream_result workstreams[2];
	struct eq_total totals[8];
	struct eq_rating_result ratings[1];
	struct eq_comparison comparisons[1];
	struct eq_breakdown breakdowns[2];
	struct eq_profile_result profiles[1];
	struct eq_kpi_result kpis[2];
	struct eq_comparison compared[2];
};

static void begin(struct pack *p)
{
	memset(p, 0, sizeof *p);
	make(&p->f);
}

static void assert_holds(const struct fixture *f, size_t width, const char *expected)
{
	const struct eq_pack_style style = {width, false};
	struct eq_buf out;

	eq_buf_init(&out);
	eq_pack_text(&f->results, &style, &out);
	if (!strstr(out.p, expected))
		fprintf(stderr, "not there:\n%s\nin:\n%s", expected, out.p);
	assert_non_null(strstr(out.p, expected));
	eq_buf_release(&out);
}

static void assert_markdown(const struct fixture *f, const char *expected)
{
	struct eq_buf out;

	eq_buf_init(&out);
	eq_pack_markdown(&f->results, &out);
	if (!strstr(out.p, expected))
		fprintf(stderr, "not there:\n%s\nin:\n%s", expected, out.p);
	assert_non_null(strstr(out.p, expected));
	eq_buf_release(&out);
}

static void assert_lacks(const struct fixture *f, const char *text)
{
	const struct eq_pack_style style = {0, false};
	struct eq_buf out;

	eq_buf_init(&out);
	eq_pack_text(&f->results, &style, &out);
	eq_pack_markdown(&f->results, &out);
	eq_pack_json(&f->results, &out);
	eq_pack_csv(&f->results, &out);
	if (strstr(out.p, text))
		fprintf(stderr, "there: %s\nin:\n%s", text, out.p);
	assert_null(strstr(out.p, text));
	eq_buf_release(&out);
}

/* ---- the header ---- */

static void what_was_set_stands_first(void **state)
{
	static const char set[] = "placement_cost = £1,200 per week, in place of £1,050 per week";
	struct eq_text whatifs[] = {EQ_TEXT(set)};
	struct pack p;

	(void)state;
	begin(&p);
	p.f.results.whatifs = whatifs;
	p.f.results.n_whatifs = 1;
	assert_holds(&p.f, 100,
		     "planned to 2024-06-30.\n\n"
		     "What if: these figures are not those of the programme as it stands\n"
		     "- placement_cost = £1,200 per week, in place of £1,050 per week\n\n");
	assert_markdown(
		&p.f,
		"## What if: these figures are not those of the programme as it stands\n\n"
		"- placement\\_cost = £1,200 per week, in place of £1,050 per week\n\n## KPIs\n");
	release(&p.f);
}

static void fingerprints_stand_last(void **state)
{
	static const struct eq_fingerprint made_from[] = {{{"programme", 9}, {"a1b2", 4}},
							  {{"data/starts.csv", 15}, {"c3d4", 4}}};
	struct pack p;

	(void)state;
	begin(&p);
	p.f.results.fingerprints = (struct eq_fingerprint *)(uintptr_t)made_from;
	p.f.results.n_fingerprints = 2;
	assert_holds(&p.f, 100,
		     "if it continued.\n\n"
		     "Made from\n- programme: a1b2\n- data/starts.csv: c3d4\n");
	release(&p.f);
}

/* ---- KPIs ---- */

static void a_kpi_says_what_to_know_of_it(void **state)
{
	struct pack p;
	struct eq_kpi_result *k;

	(void)state;
	begin(&p);
	k = &p.f.kpis[0];
	k->target = num("11");
	k->progress = num("0.8958333333333333333333333333333333");
	k->record = EQ_RECORD_LOWEST;
	k->record_of = 31;
	k->provisional = true;
	k->rows_lost = 3;
	k->without = true;
	k->live_with = num("11.8");
	k->baseline_with = num("14");
	/* 89.58% is not 90%: amber begins there. */
	assert_holds(
		&p.f, 120,
		"New residential placements     11.3*      14.2     11.0      9.0     89.6%  -  "
		"     █▁\n"
		"  not rated: there is no target; placements per week; live over 6 weeks; lower "
		"is");
	assert_holds(&p.f, 120,
		     "  with the days taken out      11.8       14.0\n"
		     "* provisional: some of its weeks are not settled yet\n");
	release(&p.f);
}

/* Notes about a definition, whatever they begin with; and about the data that it measures. */
static void rows_refer_to_notes_by_definition(void **state)
{
	struct pack p;
	struct eq_data data = {0};
	struct eq_measure measure = {0};
	struct eq_expr total = {.op = EQ_EXPR_TOTAL};

	(void)state;
	begin(&p);
	data.def = define(&p.f, "weekly", EQ_DEF_DATA, 0);
	EQ_PUSH(&p.f.model.data, data);
	EQ_PUSH(&p.f.model.measures, measure);
	p.f.model.kpis.v[0].tracked = &total;
	EQ_PUSH(&p.f.results.notes,
		((struct eq_footnote){data.def, EQ_TEXT("2 rows of weekly are left out.")}));
	EQ_PUSH(&p.f.results.notes,
		((struct eq_footnote){p.f.model.kpis.v[0].def, EQ_TEXT("A ward was closed.")}));
	p.f.kpis[0].target = num("11");
	assert_holds(&p.f, 100, "New residential placements [1, 2] ");
	assert_holds(&p.f, 100,
		     "Notes\n[1] A ward was closed.\n[2] 2 rows of weekly are left out.\n"
		     "[3] A run-rate");
	eq_free(p.f.model.data.v);
	eq_free(p.f.model.measures.v);
	release(&p.f);
}

/* ---- workstreams and totals ---- */

/* Money of a total: value-add and run-rate live, low and high; nothing else. */
static struct eq_benefit_line *lines(struct pack *p, const char *const value_add[3],
				     const char *const run_rate[3])
{
	static const uint32_t scenarios[] = {EQ_SCENARIO_ACTUAL, LOW, HIGH};
	struct eq_benefit_line *v =
		EQ_NEW_ARRAY(&p->f.results.arena, struct eq_benefit_line, N_SCENARIOS);

	for (int s = 0; s < N_SCENARIOS; s++) {
		v[s].value_add = v[s].run_rate = v[s].value_add_horizon = v[s].later = missing();
		v[s].cash = EQ_NEW_ARRAY(&p->f.results.arena, struct eq_cash, N_YEARS);
		for (int y = 0; y < N_YEARS; y++)
			v[s].cash[y].whole = v[s].cash[y].by_asat = v[s].cash[y].by_horizon =
				missing();
	}
	for (int i = 0; i < 3; i++) {
		v[scenarios[i]].shown = true;
		v[scenarios[i]].value_add = num(value_add[i]);
		v[scenarios[i]].run_rate = num(run_rate[i]);
	}
	return v;
}

static struct eq_total total(struct pack *p, uint32_t workstream, enum eq_split split,
			     uint32_t part, const char *const value_add[3],
			     const char *const run_rate[3])
{
	return (struct eq_total){
		.workstream = workstream,
		.split = (uint8_t)split,
		.part = part,
		.n_benefits = 1,
		.by_scenario = lines(p, value_add, run_rate),
		.value_add_rating = {EQ_RAG_AMBER, EQ_TEXT("value-add is between low and high")},
		.run_rate_rating = {EQ_RAG_GREEN, EQ_TEXT("run-rate is at least high")}};
}

static const char *const added[3] = {"104400", "191000", "316000"},
			 *const rate[3] = {"2450000", "6000000", "7800000"},
			 *const avoided_added[3] = {"53503", "21471", "42943"},
			 *const avoided_rate[3] = {"16278080", "9937200", "19874400"},
			 /* 104,400 + 53,503; £104k and £53,503 do not print as £158k. */
				 *const all_added[3] = {"157903", "212471", "358943"},
			 *const all_rate[3] = {"18728080", "15937200", "27674400"};

/* Two workstreams: one of cashable benefits with a target, one of avoided costs of which a part is
 * not tracked. */
static void with_workstreams(struct pack *p)
{
	struct eq_model *m = &p->f.model;
	struct eq_workstream reablement = {.title = EQ_TEXT("Reablement")},
			     decisions = {.title = EQ_TEXT("Decision making")};
	struct eq_benefit packages = {.title = EQ_TEXT("Smaller packages"),
				      .kind = EQ_KIND_CASHABLE,
				      .workstream = 0},
			  community = {.title = EQ_TEXT("Community-based support"),
				       .workstream = 1,
				       .kind = EQ_KIND_AVOIDANCE,
				       .not_tracked = EQ_TEXT("data model not yet in place")};
	static struct eq_benefit_result results[3];
	uint32_t n = 0;

	reablement.def = define(&p->f, "reablement", EQ_DEF_WORKSTREAM, 0);
	decisions.def = define(&p->f, "decisions", EQ_DEF_WORKSTREAM, 1);
	reablement.target.n = 1;
	EQ_PUSH(&m->workstreams, reablement);
	EQ_PUSH(&m->workstreams, decisions);
	packages.def = define(&p->f, "packages", EQ_DEF_BENEFIT, 1);
	community.def = define(&p->f, "community", EQ_DEF_BENEFIT, 2);
	EQ_PUSH(&m->benefits, packages);
	EQ_PUSH(&m->benefits, community);
	m->benefits.v[0].workstream = 1;
	m->kpis.v[0].workstream = 1;
	results[0] = p->f.benefits[0];
	results[1] = (struct eq_benefit_result){.benefit = 1, .by_scenario = lines(p, added, rate)};
	results[2] = (struct eq_benefit_result){.benefit = 2};
	p->f.results.benefits = results;
	EQ_PUSH(&m->partners, EQ_TEXT("council"));
	EQ_PUSH(&m->partners, EQ_TEXT("icb"));

	p->totals[n++] = total(p, EQ_NO_WORKSTREAM, EQ_SPLIT_WHOLE, 0, all_added, all_rate);
	p->totals[n++] = total(p, EQ_NO_WORKSTREAM, EQ_SPLIT_KIND, EQ_KIND_CASHABLE, added, rate);
	p->totals[n++] = total(p, EQ_NO_WORKSTREAM, EQ_SPLIT_KIND, EQ_KIND_AVOIDANCE, avoided_added,
			       avoided_rate);
	p->totals[n++] = total(p, EQ_NO_WORKSTREAM, EQ_SPLIT_PARTNER, 1, added, rate);
	p->totals[n++] = total(p, 0, EQ_SPLIT_WHOLE, 0, added, rate);
	p->totals[n++] = total(p, 0, EQ_SPLIT_KIND, EQ_KIND_CASHABLE, added, rate);
	p->totals[n++] = total(p, 1, EQ_SPLIT_WHOLE, 0, avoided_added, avoided_rate);
	p->totals[n++] = total(p, 1, EQ_SPLIT_KIND, EQ_KIND_AVOIDANCE, avoided_added, avoided_rate);
	p->totals[0].n_benefits = 2;
	p->totals[0].n_untracked = p->totals[2].n_untracked = p->totals[6].n_untracked =
		p->totals[7].n_untracked = 1;
	p->f.results.totals = p->totals;
	p->f.results.n_totals = n;
	p->workstreams[0] = (struct eq_workstream_result){
		0,
		&p->totals[4],
		num("9500000"),
		num("11400000"),
		num("0.2578947368421052631578947368421053"),
		{EQ_RAG_RED, EQ_TEXT("26% of target (amber from 90%)")}};
	p->workstreams[1] = (struct eq_workstream_result){
		1,         &p->totals[6], missing(),
		missing(), missing(),     {EQ_RAG_NONE, EQ_TEXT("not rated: there is no target")}};
	p->f.results.workstreams = p->workstreams;
}

static void workstreams_stand_side_by_side(void **state)
{
	struct pack p;

	(void)state;
	begin(&p);
	with_workstreams(&p);
	assert_markdown(
		&p.f,
		"## Workstreams: Value-add to 2024-03-24, and run-rate\n\n"
		"| Workstream (run-rate: per year) | Value-add Live | Low | High | RAG | Run-rate "
		"Live | Low | High | RAG |\n"
		"| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |\n"
		"| Reablement<br>*cashable* | £104k | £191k | £316k | amber | £2.5m | £6.0m | "
		"£7.8m | green |\n");
	assert_markdown(&p.f, "<br>*cost avoidance; only Avoided residential placements is tracked "
			      "so far* | £53,503 | £21,471 | £42,943 | amber | ");
	assert_markdown(&p.f, "<br>*only 2 of 3 benefits are tracked so far* | £158k | £212k | "
			      "£359k | amber | ");
	assert_markdown(&p.f, "| &nbsp;&nbsp;cashable | £104k | £191k | £316k |  | ");
	assert_markdown(&p.f, "| Reablement | £2.5m | £9.5m | £11.4m | 26% | red |  |\n");
	/* One with benefits has no target, so there is no sum of targets. */
	p.f.model.workstreams.v[0].stretch.n = 1;
	assert_markdown(&p.f, "| **Targets of all workstreams** |  | - | - |  |  | Decision making "
			      "has no target |\n");
	/* One without benefits needs none. */
	p.workstreams[1].whole = NULL;
	assert_markdown(&p.f, "| **Targets of all workstreams** |  | £9.5m | £11.4m |  |  |  |\n");
	assert_holds(&p.f, 100, "Benefits of Reablement ");
	assert_holds(&p.f, 100, "Decision making\n  New residential placements ");
	release(&p.f);
}

/* £2.5m and £16.3m are £18.8m as printed; the whole is £18.7m. */
static void columns_that_do_not_add_up_say_so(void **state)
{
	struct pack p;

	(void)state;
	begin(&p);
	with_workstreams(&p);
	assert_holds(&p.f, 100,
		     "Totals are of unrounded figures, so the printed ones need not add up.\n");
	release(&p.f);
}

static void totals_are_split(void **state)
{
	struct pack p;

	(void)state;
	begin(&p);
	with_workstreams(&p);
	assert_markdown(&p.f, "## Totals\n\n| Total | Live | Low | High | RAG |  |\n");
	assert_markdown(&p.f, "| &nbsp;&nbsp;&nbsp;&nbsp;All cashable benefits | £104k | £191k | "
			      "£316k | amber |  |\n");
	assert_markdown(&p.f, "| &nbsp;&nbsp;Share of icb | £104k | £191k | £316k | amber |");
	release(&p.f);
}

/* --only leaves rows out; totals stay those of all, and say so. */
static void only_what_was_asked_for_is_shown(void **state)
{
	struct pack p;
	bool shown[16] = {false};

	(void)state;
	begin(&p);
	with_workstreams(&p);
	shown[p.f.model.benefits.v[1].def] = true;
	p.f.results.shown = shown;
	assert_markdown(&p.f, "| Total, whole programme |");
	assert_markdown(&p.f, "| **Smaller packages (cashable)** |");
	assert_lacks(&p.f, "over 6 weeks");
	assert_lacks(&p.f, "Workstreams:");
	release(&p.f);
}

/* ---- agreed profiles ---- */

static void agreed_profiles_stand_beside_the_forecast(void **state)
{
	struct pack p;
	struct eq_profile low_profile = {.name = EQ_TEXT("low"), .of = EQ_NO_DEF};
	struct eq_number agreed[N_YEARS] = {num("500000"), missing()},
			 off[N_YEARS] = {num("-424527.1428571428571428571428571429"), missing()};

	(void)state;
	begin(&p);
	EQ_PUSH(&p.f.model.profiles, low_profile);
	p.profiles[0] = (struct eq_profile_result){
		0, &p.f.benefits[0].by_scenario[EQ_SCENARIO_FORECAST], agreed, off};
	p.f.results.profiles = p.profiles;
	assert_markdown(&p.f, "## Agreed profiles\n\n"
			      "| Agreed profile | FY23/24 | FY24/25 |\n"
			      "| --- | ---: | ---: |\n"
			      "| **Whole programme** | | |\n"
			      "| &nbsp;&nbsp;Forecast | £75,473 | £3.0m |\n"
			      "| &nbsp;&nbsp;Agreed, low | £500k | - |\n"
			      "| &nbsp;&nbsp;&nbsp;&nbsp;Forecast less agreed | -£425k | - |\n");
	release(&p.f);
}

/* ---- ratings ---- */

/* 5 changes judged: 1 red, 1 bronze, 3 silver: 60% silver or better, 80% bronze or better. */
static void ratings_count_their_levels(void **state)
{
	static struct eq_text levels[] = {{"Red", 3}, {"Bronze", 6}, {"Silver", 6}, {"Gold", 4}};
	struct eq_rating_scale scale = {.title = EQ_TEXT("Sustainability"),
					.workstream = EQ_NO_WORKSTREAM,
					.levels = levels,
					.n_levels = 4,
					.has_target = true,
					.target = eq_dec_scaled(8, 1),
					.target_level = 2};
	struct eq_judged_result changes[] = {{EQ_TEXT("Ward | round"), true, 0, day("2024-02-01")},
					     {EQ_TEXT("Hub"), false, 0, EQ_DATE_NONE}};
	uint32_t counts[] = {1, 1, 3, 0};
	struct eq_number at_least[] = {num("1"), num("0.8"), num("0.6"), num("0")};
	struct pack p;

	(void)state;
	begin(&p);
	scale.def = define(&p.f, "sustainability", EQ_DEF_RATING, 0);
	EQ_PUSH(&p.f.model.ratings, scale);
	p.ratings[0] = (struct eq_rating_result){
		.changes = changes,
		.n_changes = 2,
		.counts = counts,
		.at_least = at_least,
		.unjudged = 1,
		.progress = num("0.75"),
		.rag = {EQ_RAG_RED, EQ_TEXT("75% of the target (amber from 90%)")}};
	p.f.results.ratings = p.ratings;
	assert_markdown(&p.f,
			"## Sustainability\n\n"
			"| Sustainability | Changes | Share at it or better | Target | RAG |  |\n"
			"| --- | ---: | ---: | ---: | --- | --- |\n"
			"| Gold | 0 | 0% |  |  |  |\n"
			"| Silver | 3 | 60% | 80% | red | 75% of the target (amber from 90%) |\n"
			"| Bronze | 1 | 80% |  |  |  |\n"
			"| Red | 1 | 100% |  |  |  |\n"
			"| **Judged** | 5 |  |  |  |  |\n"
			"| Not judged yet | 1 |  |  |  |  |\n\n"
			"| Change | Level | Since |\n"
			"| --- | --- | --- |\n"
			"| Ward \\| round | Red | 2024-02-01 |\n"
			"| Hub | - | not judged yet |\n");
	release(&p.f);
}

/* ---- before and after ---- */

/* Admissions 81 to 67 are -17%; on track to an ideal outcome 40% to 59% is +19 points, +48%. */
static void a_change_says_which_per_cent(void **state)
{
	struct eq_expr quotient = {.op = EQ_EXPR_DIV};
	struct eq_kpi ideal = {.title = EQ_TEXT("Ideal outcome"), .tracked = &quotient};
	struct pack p;

	(void)state;
	begin(&p);
	ideal.def = define(&p.f, "ideal", EQ_DEF_KPI, 1);
	ideal.workstream = EQ_NO_WORKSTREAM;
	EQ_PUSH(&p.f.model.kpis, ideal);
	p.kpis[0] = p.f.kpis[0];
	p.kpis[1] = (struct eq_kpi_result){.kpi = 1,
					   .live = num("0.59"),
					   .baseline = missing(),
					   .target = missing(),
					   .latest = missing(),
					   .progress = missing()};
	p.f.results.kpis = p.kpis;
	p.compared[0] = (struct eq_comparison){0,
					       num("81"),
					       num("67"),
					       num("-14"),
					       num("-0.1728395061728395061728395061728395"),
					       {26, 26, false},
					       {25, 26, false},
					       1};
	p.compared[1] = (struct eq_comparison){1,
					       num("0.40"),
					       num("0.59"),
					       num("0.19"),
					       num("0.475"),
					       {0, 0, false},
					       {0, 0, false},
					       1};
	p.f.results.compared = true;
	p.f.results.comparisons = p.compared;
	p.f.results.ranges[0] = (struct eq_range){day("2023-04-01"), day("2023-09-30")};
	p.f.results.ranges[1] = (struct eq_range){day("2023-10-01"), day("2024-03-24")};
	assert_markdown(
		&p.f,
		"| Before and after | 2023-04-01 to 2023-09-30 | 2023-10-01 to 2024-03-24 | Change "
		"| In % | Is |  |\n"
		"| --- | ---: | ---: | ---: | ---: | --- | --- |\n"
		"| New residential placements<br>*placements per week; lower is better* | 81 | 67 "
		"| -14 | -17% | better | after is incomplete, 25 of 26 weeks |\n"
		"| Ideal outcome | 40% | 59% | +19 points | +48% | better |  |\n");
	release(&p.f);
}

/* ---- break-downs ---- */

static const struct eq_text localities[] = {{"North", 5}, {"South", 5}, {"East", 4}, {"", 0}};
static const struct eq_group groups[] = {
	{&localities[0]}, {&localities[1]}, {&localities[2]}, {&localities[3]}};
static const struct eq_text by[] = {{"locality", 8}};

/* North has 6 of 10 a week, South 3, one part is hidden; 0.5 are nowhere. */
static void with_breakdown(struct pack *p, struct eq_part parts[3])
{
	struct eq_part none = {.live = missing(),
			       .baseline = missing(),
			       .target = missing(),
			       .run_rate = missing(),
			       .value_add = missing(),
			       .share = missing(),
			       .running = missing()};
	struct eq_breakdown *b = p->breakdowns;

	for (uint32_t i = 0; i < 3; i++) {
		parts[i] = none;
		parts[i].group = i;
	}
	parts[0].live = num("6");
	parts[0].baseline = num("8");
	parts[0].share = num("0.6");
	parts[0].running = num("0.6");
	parts[1].live = num("3");
	parts[1].share = num("0.3");
	parts[1].running = num("0.9");
	parts[2].live = num("0.9192");
	parts[2].share = num("0.8181");
	parts[2].running = num("1");
	parts[2].hidden = true;
	b[0] = (struct eq_breakdown){.of_kpi = true,
				     .parts = parts,
				     .n_parts = 3,
				     .adds_up = true,
				     .whole = none,
				     .rest = none};
	b[0].whole.live = num("10");
	b[0].whole.baseline = num("14");
	b[0].rest.live = num("0.5");
	b[1] = (struct eq_breakdown){.of_kpi = false,
				     .why_not = EQ_TEXT("its rows have no locality")};
	p->f.results.breakdowns = b;
	p->f.results.n_breakdowns = 2;
	p->f.results.by = by;
	p->f.results.n_by = 1;
	p->f.results.groups = groups;
	p->f.results.n_groups = 4;
	p->f.results.suppress = 5;
}

static void parts_are_ranked_with_their_share(void **state)
{
	struct eq_part parts[3];
	struct pack p;

	(void)state;
	begin(&p);
	with_breakdown(&p, parts);
	assert_markdown(
		&p.f,
		"## New residential placements by locality\n\n"
		"| New residential placements by locality | Live | Baseline | Change | Share | Running "
		"share |\n"
		"| --- | ---: | ---: | ---: | ---: | ---: |\n"
		"| North | 6.0 | 8.0 | -2.0 | 60.0% | 60.0% |\n"
		"| South | 3.0 | - | - | 30.0% | 90.0% |\n"
		"| East | \\<5 |  |  |  |  |\n"
		"| Not attributed | 0.5 | - | - |  |  |\n"
		"| **Total** | 10.0 | 14.0 | -4.0 |  |  |\n\n"
		"*placements per week; live over 6 weeks*\n\n"
		"## Not broken down by locality\n\n"
		"- Avoided residential placements: its rows have no locality\n");
	/* A table of dashes says less than a line. */
	for (size_t i = 0; i < 3; i++) {
		parts[i].hidden = false;
		parts[i].live = missing();
	}
	assert_markdown(&p.f, "- New residential placements: its parts lack something that the "
			      "whole has, such as a baseline\n");
	release(&p.f);
}

static void what_is_hidden_is_nowhere(void **state)
{
	struct eq_part parts[3];
	struct pack p;

	(void)state;
	begin(&p);
	with_breakdown(&p, parts);
	assert_lacks(&p.f, "9192");
	assert_lacks(&p.f, "8181");
	release(&p.f);
}

/* ---- CSV ---- */

static void csv_has_one_figure_a_row(void **state)
{
	static const char *const expected[] = {
		"as_at,section,workstream,name,title,by_locality,scenario,measure,fiscal_year,from,to,"
		"unit,value,rounded,rag,words,provisional\n",
		"2024-03-24,kpi,,starts,New residential placements,,,live,,,,placement/week,"
		"11.33333333333333333333333333333333,true,,not rated: there is no target,false\n",
		"2024-03-24,kpi,,starts,New residential placements,,,target,,,,placement/week,,,,no "
		"target is declared,false\n",
		",,actual,by period,,2024-03-18,2024-03-24,placement/week,9,false,,,false\n",
		"2024-03-24,benefit,,avoidance,Avoided residential placements,,actual,run-rate,,,,"
		"GBP/year,16278080,false,amber,run-rate is between low and high on 2024-03-24,false\n",
		",,high,cash,FY23/24,2023-04-01,2024-03-31,GBP,61692.85714285714285714285714285714,"
		"true,,,false\n",
		"2024-03-24,total,,cost avoidance,All cost avoidance,,actual,run-rate,",
		"2024-03-24,break-down,,starts,New residential placements,North,,live,,,,"
		"placement/week,6,false,,,false\n",
		"2024-03-24,note,,,,,,,,,,,,,,\"A run-rate is performance now, for a year of 52 weeks "
		"(364 days), if it continued.\",\n",
	};
	struct eq_part parts[3];
	struct pack p;
	struct eq_buf out;
	const char *at;

	(void)state;
	begin(&p);
	with_breakdown(&p, parts);
	eq_buf_init(&out);
	eq_pack_csv(&p.f.results, &out);
	at = out.p;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const char *found = strstr(at, expected[i]);

		if (!found)
			print_error("%s", out.p);
		if (!found)
			fail_msg("not there, or not in its order: %s", expected[i]);
		at = found + strlen(expected[i]);
	}
	assert_int_equal(*at, 0);
	eq_buf_release(&out);
	release(&p.f);
}

/* However narrow or wide, with every section. */
static void all_of_it_keeps_its_width(void **state)
{
	struct eq_part parts[3];
	struct pack p;

	(void)state;
	begin(&p);
	with_workstreams(&p);
	with_breakdown(&p, parts);
	for (size_t width = 60; width <= 200; width += 7) {
		const struct eq_pack_style style = {width, false};
		struct eq_buf out;

		eq_buf_init(&out);
		eq_pack_text(&p.f.results, &style, &out);
		for (const char *line = out.p; *line;) {
			size_t n = strcspn(line, "\n");

			if (eq_text_width((struct eq_text){line, n}) > width)
				fail_msg("wider than %zu: %.*s", width, (int)n, line);
			assert_true(n == 0 || line[n - 1] != ' ');
			line += n + 1;
		}
		eq_buf_release(&out);
	}
	release(&p.f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_set_stands_first),
		cmocka_unit_test(fingerprints_stand_last),
		cmocka_unit_test(a_kpi_says_what_to_know_of_it),
		cmocka_unit_test(rows_refer_to_notes_by_definition),
		cmocka_unit_test(workstreams_stand_side_by_side),
		cmocka_unit_test(columns_that_do_not_add_up_say_so),
		cmocka_unit_test(totals_are_split),
		cmocka_unit_test(only_what_was_asked_for_is_shown),
		cmocka_unit_test(agreed_profiles_stand_beside_the_forecast),
		cmocka_unit_test(ratings_count_their_levels),
		cmocka_unit_test(a_change_says_which_per_cent),
		cmocka_unit_test(parts_are_ranked_with_their_share),
		cmocka_unit_test(what_is_hidden_is_nowhere),
		cmocka_unit_test(csv_has_one_figure_a_row),
		cmocka_unit_test(all_of_it_keeps_its_width),
	};

	return cmocka_run_group_tests_name("pack_sections", tests, NULL, NULL);
}
