/* pack_csv.c - the pack for spreadsheets: one figure a row, exact, with all that says what it is.
 *
 * docs/csv.md describes the columns. What is missing has an empty value and the reason in its
 * words; what is hidden has no row at all. */
#include "data/cube.h"
#include "report/pack.h"
#include "report/pack_breakdown.h"
#include "report/pack_csv_parts.h"
#include "report/reason.h"
#include "report/total.h"

const struct eq_range eq_csv_no_range = {EQ_DATE_NONE, EQ_DATE_NONE};

struct eq_text eq_csv_unit(struct eq_csv_pack *w, uint32_t unit)
{
	struct eq_buf code;
	struct eq_text t;

	eq_buf_init(&code);
	eq_unit_write_code(w->m->units, unit, &code);
	t = eq_arena_copy(&w->arena, eq_buf_view(&code));
	eq_buf_release(&code);
	return t;
}

struct eq_text eq_csv_name(const struct eq_csv_pack *w, uint32_t def)
{
	return def < w->m->defs.n ? eq_symbol_text(w->m->symbols, w->m->defs.v[def].name)
				  : EQ_TEXT("");
}

bool eq_csv_shows(const struct eq_csv_pack *w, uint32_t def)
{
	return !w->r->shown || def >= w->m->defs.n || w->r->shown[def];
}

static struct eq_text scenario_name(const struct eq_csv_pack *w, uint32_t s)
{
	return w->m->scenarios.v[s].name;
}

struct eq_text eq_csv_year(struct eq_csv_pack *w, int year)
{
	char text[EQ_FISCAL_CHARS];
	size_t n = eq_fiscal_write(w->m->programme.fiscal, year, text);

	return eq_arena_copy(&w->arena, (struct eq_text){text, n});
}

/* ---- rows ---- */

static void cell(struct eq_csv_pack *w, struct eq_text text)
{
	eq_csv_cell(&w->csv, text);
}

static void date_cell(struct eq_csv_pack *w, eq_date d)
{
	char text[EQ_DATE_CHARS];

	cell(w, d == EQ_DATE_NONE ? EQ_TEXT("") : (struct eq_text){text, eq_date_write(d, text)});
}

static void header(struct eq_csv_pack *w)
{
	static const char *const first[] = {"as_at", "section", "workstream", "name", "title"};
	static const char *const last[] = {"scenario", "measure", "fiscal_year", "from",
					   "to",       "unit",    "value",       "rounded",
					   "rag",      "words",   "provisional"};

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		cell(w, eq_text_of(first[i]));
	for (uint32_t i = 0; i < w->r->n_by; i++)
		cell(w, eq_arena_printf(&w->arena, "by_%.*s", EQ_ARG(w->r->by[i])));
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		cell(w, eq_text_of(last[i]));
	eq_csv_end(&w->csv);
}

static void subject_cells(struct eq_csv_pack *w, const struct eq_csv_subject *s)
{
	cell(w, w->as_at);
	cell(w, eq_text_of(s->section));
	cell(w, s->workstream < w->m->workstreams.n
			? eq_csv_name(w, w->m->workstreams.v[s->workstream].def)
			: EQ_TEXT(""));
	cell(w, s->name);
	cell(w, s->title);
	for (uint32_t i = 0; i < w->r->n_by; i++)
		cell(w, s->part ? w->r->groups[s->part->group].keys[i] : EQ_TEXT(""));
}

struct eq_text eq_csv_subject_cells(struct eq_csv_pack *w, const struct eq_csv_subject *s,
				    struct eq_buf *room)
{
	struct eq_csv_writer own = w->csv;

	eq_buf_clear(room);
	w->csv = (struct eq_csv_writer){room, false};
	subject_cells(w, s);
	w->csv = own;
	return eq_buf_view(room);
}

void eq_csv_row(struct eq_csv_pack *w, const struct eq_csv_subject *s,
		const struct eq_csv_figure *f)
{
	char text[EQ_DEC_CHARS];
	bool there = f->v && !f->v->missing;
	struct eq_text words = f->rating ? f->rating->words : EQ_TEXT("");

	if (f->v && !there)
		words = f->why;
	if (w->subject.n)
		eq_csv_cells(&w->csv, w->subject);
	else
		subject_cells(w, s);
	cell(w, f->scenario);
	cell(w, eq_text_of(f->measure));
	cell(w, f->fiscal_year);
	date_cell(w, f->range.from);
	date_cell(w, f->range.to);
	cell(w, f->unit);
	cell(w, there ? (struct eq_text){text, eq_dec_write_short(f->v->v, text)} : EQ_TEXT(""));
	cell(w, !there ? EQ_TEXT("") : f->v->rounded ? EQ_TEXT("true") : EQ_TEXT("false"));
	cell(w, f->rating && f->rating->rag ? eq_text_of(eq_rag_word((enum eq_rag)f->rating->rag))
					    : EQ_TEXT(""));
	cell(w, words);
	cell(w, !f->v ? EQ_TEXT("") : s->provisional ? EQ_TEXT("true") : EQ_TEXT("false"));
	eq_csv_end(&w->csv);
}

void eq_csv_plain_row(struct eq_csv_pack *w, const struct eq_csv_subject *s, const char *measure,
		      struct eq_text unit, const struct eq_number *v, struct eq_text why)
{
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = measure,
					   .range = eq_csv_no_range,
					   .unit = unit,
					   .v = v,
					   .why = why});
}

void eq_csv_words(struct eq_csv_pack *w, const char *section, struct eq_text name,
		  struct eq_text words)
{
	const struct eq_csv_subject s = {
		.section = section, .workstream = EQ_NO_WORKSTREAM, .name = name};
	const struct eq_rating said = {EQ_RAG_NONE, words};

	eq_csv_row(
		w, &s,
		&(struct eq_csv_figure){.measure = "", .range = eq_csv_no_range, .rating = &said});
}

/* ---- KPIs ---- */

static void kpi(struct eq_csv_pack *w, const struct eq_kpi_result *k)
{
	struct eq_kpi_named figures[EQ_KPI_FIGURES];
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	const struct eq_csv_subject s = {
		"kpi", declared->workstream, eq_csv_name(w, declared->def), declared->title,
		NULL,  k->provisional};
	struct eq_text unit = eq_csv_unit(w, declared->unit);

	eq_kpi_figures(k, figures);
	for (size_t i = 0; i < EQ_KPI_FIGURES; i++)
		eq_csv_row(w, &s,
			   &(struct eq_csv_figure){
				   .measure = figures[i].name,
				   .range = eq_csv_no_range,
				   .unit = figures[i].which == EQ_KPI_PROGRESS ? w->plain : unit,
				   .v = figures[i].number,
				   .rating = figures[i].which == EQ_KPI_LIVE ? &k->rating : NULL,
				   .why = eq_reason_kpi(w->r, k, figures[i].which, &w->arena)});
	if (k->without) {
		eq_csv_plain_row(w, &s, "live with the days taken out", unit, &k->live_with,
				 EQ_TEXT("a part of it is missing"));
		eq_csv_plain_row(w, &s, "baseline with the days taken out", unit, &k->baseline_with,
				 EQ_TEXT("a part of it is missing"));
	}
	for (uint32_t i = 0; k->by_scenario && i < w->r->n_scenarios; i++)
		eq_csv_row(w, &s,
			   &(struct eq_csv_figure){
				   .measure = "in the last whole period",
				   .scenario = scenario_name(w, i),
				   .range = eq_csv_no_range,
				   .unit = unit,
				   .v = &k->by_scenario[i],
				   .why = EQ_TEXT("it has no value in this scenario")});
	for (int32_t i = 0; k->series && i < w->r->timeline.n; i++)
		if (!k->series[i].missing)
			eq_csv_row(w, &s,
				   &(struct eq_csv_figure){
					   .measure = "by period",
					   .scenario = scenario_name(w, EQ_SCENARIO_ACTUAL),
					   .range = eq_timeline_range(&w->r->timeline, i),
					   .unit = unit,
					   .v = &k->series[i]});
}

/* ---- money ---- */

static void cash_rows(struct eq_csv_pack *w, const struct eq_csv_subject *s,
		      struct eq_text scenario, const struct eq_benefit_line *line,
		      struct eq_text why)
{
	for (uint32_t i = 0; line->cash && i < w->r->n_years; i++) {
		const struct eq_cash *c = &line->cash[i];
		const struct eq_number *const v[] = {&c->whole, &c->by_asat, &c->by_horizon};
		static const char *const measures[] = {"cash", "cash by the as-at date",
						       "cash by the horizon"};

		for (size_t k = 0; k < 3; k++)
			eq_csv_row(w, s,
				   &(struct eq_csv_figure){.measure = measures[k],
							   .scenario = scenario,
							   .fiscal_year = eq_csv_year(w, c->year),
							   .range = c->range,
							   .unit = w->money,
							   .v = v[k],
							   .why = why});
	}
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = "cash later",
					   .scenario = scenario,
					   .range = eq_csv_no_range,
					   .unit = w->money,
					   .v = &line->later,
					   .why = why});
}

static void money_rows(struct eq_csv_pack *w, const struct eq_csv_subject *s, uint32_t scenario,
		       const struct eq_benefit_line *line, const struct eq_rating *value_add,
		       const struct eq_rating *run_rate)
{
	const struct eq_programme *p = &w->m->programme;
	struct eq_text why = eq_reason_line(line, EQ_BENEFIT_CASH);
	struct eq_text name = scenario_name(w, scenario);
	const struct eq_number none = {EQ_DEC_ZERO, true, false};
	bool actual = scenario == EQ_SCENARIO_ACTUAL;

	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = "run-rate",
					   .scenario = name,
					   .range = eq_csv_no_range,
					   .unit = w->yearly,
					   .v = line->shown ? &line->run_rate : &none,
					   .rating = actual ? run_rate : NULL,
					   .why = eq_reason_line(line, EQ_BENEFIT_RUN_RATE)});
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = "value-add",
					   .scenario = name,
					   .range = {p->starts, w->r->as_at},
					   .unit = w->money,
					   .v = line->shown ? &line->value_add : &none,
					   .rating = actual ? value_add : NULL,
					   .why = why});
	if (!line->shown)
		return;
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = "value-add by the horizon",
					   .scenario = name,
					   .range = {p->starts, p->horizon},
					   .unit = w->money,
					   .v = &line->value_add_horizon,
					   .why = why});
	cash_rows(w, s, name, line, why);
}

static void all_money(struct eq_csv_pack *w, const struct eq_csv_subject *s,
		      const struct eq_benefit_line *by_scenario, const struct eq_rating *value_add,
		      const struct eq_rating *run_rate)
{
	for (uint32_t i = 0; by_scenario && i < w->r->n_scenarios; i++)
		if (i != EQ_SCENARIO_BASELINE && i != EQ_SCENARIO_LIVE)
			money_rows(w, s, i, &by_scenario[i], value_add, run_rate);
}

static void benefit(struct eq_csv_pack *w, const struct eq_benefit *declared,
		    const struct eq_benefit_result *b)
{
	const struct eq_csv_subject s = {
		"benefit", declared->workstream, eq_csv_name(w, declared->def), declared->title,
		NULL,      b->provisional};
	const struct eq_text why = EQ_TEXT("something that its equation needs is missing");

	if (declared->not_tracked.n) {
		eq_csv_words(w, "benefit not tracked", s.name, declared->not_tracked);
		return;
	}
	all_money(w, &s, b->by_scenario, &b->value_add_rating, &b->run_rate_rating);
	if (b->without) {
		eq_csv_plain_row(w, &s, "value-add with the days taken out", w->money,
				 &b->value_add_with, why);
		eq_csv_plain_row(w, &s, "run-rate with the days taken out", w->yearly,
				 &b->run_rate_with, why);
	}
}

static void total(struct eq_csv_pack *w, const struct eq_total *t)
{
	struct eq_text part = eq_part_word(w->m, t);
	const struct eq_csv_subject s = {
		"total",
		t->workstream,
		part.n ? part : EQ_TEXT("all"),
		t->split == EQ_SPLIT_WHOLE && t->workstream != EQ_NO_WORKSTREAM
			? eq_arena_printf(&w->arena, "All benefits of %.*s",
					  EQ_ARG(eq_total_title(w->m, t, &w->arena)))
			: eq_total_title(w->m, t, &w->arena),
		NULL,
		t->provisional};

	if (t->n_benefits)
		all_money(w, &s, t->by_scenario, &t->value_add_rating, &t->run_rate_rating);
}

static void workstream(struct eq_csv_pack *w, uint32_t i)
{
	const struct eq_workstream *declared = &w->m->workstreams.v[i];
	const struct eq_workstream_result *result = &w->r->workstreams[i];
	const struct eq_csv_subject s = {
		"workstream",    i,    eq_csv_name(w, declared->def),
		declared->title, NULL, result->whole && result->whole->provisional};

	eq_csv_plain_row(w, &s, "target", w->yearly, &result->target,
			 EQ_TEXT("no target is declared"));
	eq_csv_plain_row(w, &s, "stretch", w->yearly, &result->stretch,
			 EQ_TEXT("no stretch is declared"));
	eq_csv_row(w, &s,
		   &(struct eq_csv_figure){.measure = "progress",
					   .range = eq_csv_no_range,
					   .unit = w->plain,
					   .v = &result->progress,
					   .rating = &result->rating,
					   .why = EQ_TEXT("it needs a run-rate and a target")});
}

static void profile(struct eq_csv_pack *w, uint32_t i)
{
	const struct eq_profile *declared = &w->m->profiles.v[i];
	const struct eq_profile_result *result = &w->r->profiles[i];
	const struct eq_csv_subject s = {"profile",      EQ_NO_WORKSTREAM,
					 declared->name, eq_csv_name(w, declared->of),
					 NULL,           false};

	for (uint32_t y = 0; y < w->r->n_years; y++) {
		struct eq_csv_figure f = {
			.measure = "agreed",
			.fiscal_year = eq_csv_year(w, w->r->first_year + (int)y),
			.range = eq_fiscal_range(w->m->programme.fiscal, w->r->first_year + (int)y),
			.unit = w->money,
			.v = &result->agreed[y],
			.why = EQ_TEXT("the profile says nothing of this year")};

		eq_csv_row(w, &s, &f);
		f.measure = "forecast less agreed";
		f.v = &result->difference[y];
		f.why = EQ_TEXT("it needs both");
		eq_csv_row(w, &s, &f);
	}
}

/* ---- judgements, comparisons, break-downs, figures ---- */

static void rating(struct eq_csv_pack *w, uint32_t i)
{
	const struct eq_rating_scale *scale = &w->m->ratings.v[i];
	const struct eq_rating_result *result = &w->r->ratings[i];
	const struct eq_csv_subject s = {
		"rating", scale->workstream, eq_csv_name(w, scale->def), scale->title, NULL, false};

	for (uint32_t level = 0; level < scale->n_levels; level++) {
		const struct eq_number count = {eq_dec_int(result->counts[level]), false, false};
		bool target = scale->has_target && scale->target_level == level;
		struct eq_csv_figure f = {.measure = "changes",
					  .scenario = scale->levels[level],
					  .range = eq_csv_no_range,
					  .unit = w->plain,
					  .v = &count};

		eq_csv_row(w, &s, &f);
		f.measure = "share at it or better";
		f.v = &result->at_least[level];
		f.rating = target ? &result->rag : NULL;
		f.why = EQ_TEXT("no change is judged yet");
		eq_csv_row(w, &s, &f);
	}
	for (uint32_t k = 0; k < result->n_changes; k++) {
		const struct eq_judged_result *change = &result->changes[k];
		const struct eq_rating said = {EQ_RAG_NONE, change->title};

		eq_csv_row(
			w, &s,
			&(struct eq_csv_figure){
				.measure = "judged",
				.scenario = change->judged ? scale->levels[change->level]
							   : EQ_TEXT("not judged yet"),
				.range = {change->judged ? change->on : EQ_DATE_NONE, EQ_DATE_NONE},
				.rating = &said});
	}
}

static void comparison(struct eq_csv_pack *w, const struct eq_comparison *c)
{
	const struct eq_kpi *declared = &w->m->kpis.v[c->kpi];
	const struct eq_csv_subject s = {"comparison",
					 declared->workstream,
					 eq_csv_name(w, declared->def),
					 declared->title,
					 NULL,
					 false};
	const struct eq_rating direction = {EQ_RAG_NONE, c->direction > 0   ? EQ_TEXT("better")
							 : c->direction < 0 ? EQ_TEXT("worse")
									    : EQ_TEXT("")};
	struct eq_csv_figure f = {.measure = "before",
				  .range = w->r->ranges[0],
				  .unit = eq_csv_unit(w, declared->unit),
				  .v = &c->before,
				  .why = EQ_TEXT("it has no value in this range")};

	eq_csv_row(w, &s, &f);
	f.measure = "after";
	f.range = w->r->ranges[1];
	f.v = &c->after;
	eq_csv_row(w, &s, &f);
	f.measure = "change";
	f.range = eq_csv_no_range;
	f.v = &c->change;
	f.rating = &direction;
	f.why = EQ_TEXT("it needs both");
	eq_csv_row(w, &s, &f);
	f.measure = "change as a share";
	f.unit = w->plain;
	f.v = &c->ratio;
	f.why = EQ_TEXT("it needs both, and a value other than 0 before");
	eq_csv_row(w, &s, &f);
}

static void figures(struct eq_csv_pack *w)
{
	for (size_t i = 0; i < w->m->figures.n; i++) {
		const struct eq_figure *declared = &w->m->figures.v[i];
		const struct eq_csv_subject s = {"figure",
						 EQ_NO_WORKSTREAM,
						 eq_csv_name(w, declared->def),
						 declared->title,
						 NULL,
						 false};

		if (eq_csv_shows(w, declared->def))
			eq_csv_plain_row(w, &s, "result", eq_csv_unit(w, declared->unit),
					 &w->r->figures[i].value,
					 EQ_TEXT("a part of it is missing"));
	}
}

/* ---- the whole ---- */

static void money_sections(struct eq_csv_pack *w)
{
	for (size_t i = 0; i < w->m->benefits.n; i++)
		if (eq_csv_shows(w, w->m->benefits.v[i].def))
			benefit(w, &w->m->benefits.v[i], &w->r->benefits[i]);
	for (uint32_t i = 0; w->r->workstreams && i < w->m->workstreams.n; i++)
		if (eq_csv_shows(w, w->m->workstreams.v[i].def))
			workstream(w, i);
	for (uint32_t i = 0; i < w->r->n_totals; i++)
		total(w, &w->r->totals[i]);
	for (uint32_t i = 0; w->r->profiles && i < w->m->profiles.n; i++)
		if (eq_csv_shows(w, w->m->profiles.v[i].of))
			profile(w, i);
}

static void other_sections(struct eq_csv_pack *w)
{
	for (uint32_t i = 0; w->r->ratings && i < w->m->ratings.n; i++)
		if (eq_csv_shows(w, w->m->ratings.v[i].def))
			rating(w, i);
	for (uint32_t i = 0; w->r->compared && w->r->comparisons && i < w->m->kpis.n; i++)
		if (eq_csv_shows(w, w->m->kpis.v[i].def))
			comparison(w, &w->r->comparisons[i]);
	for (uint32_t i = 0; i < w->r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &w->r->breakdowns[i];

		if (eq_csv_shows(w, b->of_kpi ? w->m->kpis.v[b->index].def
					      : w->m->benefits.v[b->index].def))
			eq_csv_breakdown(w, b);
	}
	figures(w);
}

void eq_pack_csv(const struct eq_results *r, struct eq_buf *out)
{
	struct eq_csv_pack w = {.csv = {out, false}, .r = r, .m = r->model};
	char day[EQ_DATE_CHARS];

	eq_arena_init(&w.arena);
	w.plain = eq_csv_unit(&w, EQ_UNIT_PLAIN);
	w.money = eq_csv_unit(&w, w.m->programme.currency);
	w.yearly = eq_arena_printf(&w.arena, "%.*s/year", EQ_ARG(w.money));
	w.as_at = (struct eq_text){day, eq_date_write(r->as_at, day)};
	header(&w);
	for (uint32_t i = 0; i < r->n_whatifs; i++)
		eq_csv_words(&w, "what-if", EQ_TEXT(""), r->whatifs[i]);
	for (size_t i = 0; i < w.m->kpis.n; i++)
		if (eq_csv_shows(&w, w.m->kpis.v[i].def))
			kpi(&w, &r->kpis[i]);
	eq_csv_alerts(&w);
	money_sections(&w);
	eq_csv_restated(&w);
	other_sections(&w);
	for (size_t i = 0; i < r->notes.n; i++)
		eq_csv_words(&w, "note", eq_csv_name(&w, r->notes.v[i].def), r->notes.v[i].text);
	for (uint32_t i = 0; i < r->n_fingerprints; i++)
		eq_csv_words(&w, "made from", r->fingerprints[i].what, r->fingerprints[i].value);
	eq_arena_release(&w.arena);
}
