/* pack_csv.c - the pack for spreadsheets: one figure a row, exact, with all that says what it is.
 *
 * docs/csv.md describes the columns. What is missing has an empty value and the reason in its
 * words; what is hidden has no row at all. */
#include "data/cube.h"
#include "report/alert_words.h"
#include "report/csv_write.h"
#include "report/pack.h"
#include "report/pack_breakdown.h"
#include "report/reason.h"
#include "report/total.h"

struct writer {
	struct eq_csv_writer csv;
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_arena arena;
	struct eq_text money, yearly, plain, as_at;
};

/* What the figures of one thing have in common. */
struct subject {
	const char *section;
	uint32_t workstream;
	struct eq_text name, title;
	const struct eq_part *part; /* NULL: the whole */
	bool provisional;
};

struct figure {
	const char *measure;
	struct eq_text scenario, fiscal_year;
	struct eq_range range; /* from EQ_DATE_NONE: it has none */
	struct eq_text unit;
	const struct eq_number *v;      /* NULL: the words are all there is */
	const struct eq_rating *rating; /* or NULL */
	struct eq_text why;             /* that it is missing */
};

static const struct eq_range no_range = {EQ_DATE_NONE, EQ_DATE_NONE};

static struct eq_text unit_code(struct writer *w, uint32_t unit)
{
	struct eq_buf code;
	struct eq_text t;

	eq_buf_init(&code);
	eq_unit_write_code(w->m->units, unit, &code);
	t = eq_arena_copy(&w->arena, eq_buf_view(&code));
	eq_buf_release(&code);
	return t;
}

static struct eq_text name_of(const struct writer *w, uint32_t def)
{
	return def < w->m->defs.n ? eq_symbol_text(w->m->symbols, w->m->defs.v[def].name)
				  : EQ_TEXT("");
}

static bool shows(const struct writer *w, uint32_t def)
{
	return !w->r->shown || def >= w->m->defs.n || w->r->shown[def];
}

static struct eq_text scenario_name(const struct writer *w, uint32_t s)
{
	return w->m->scenarios.v[s].name;
}

static struct eq_text year_name(struct writer *w, int year)
{
	char text[EQ_FISCAL_CHARS];
	size_t n = eq_fiscal_write(w->m->programme.fiscal, year, text);

	return eq_arena_copy(&w->arena, (struct eq_text){text, n});
}

/* ---- rows ---- */

static void cell(struct writer *w, struct eq_text text)
{
	eq_csv_cell(&w->csv, text);
}

static void date_cell(struct writer *w, eq_date d)
{
	char text[EQ_DATE_CHARS];

	cell(w, d == EQ_DATE_NONE ? EQ_TEXT("") : (struct eq_text){text, eq_date_write(d, text)});
}

static void header(struct writer *w)
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

static void subject_cells(struct writer *w, const struct subject *s)
{
	cell(w, w->as_at);
	cell(w, eq_text_of(s->section));
	cell(w, s->workstream < w->m->workstreams.n
			? name_of(w, w->m->workstreams.v[s->workstream].def)
			: EQ_TEXT(""));
	cell(w, s->name);
	cell(w, s->title);
	for (uint32_t i = 0; i < w->r->n_by; i++)
		cell(w, s->part ? w->r->groups[s->part->group].keys[i] : EQ_TEXT(""));
}

static void row(struct writer *w, const struct subject *s, const struct figure *f)
{
	char text[EQ_DEC_CHARS];
	bool there = f->v && !f->v->missing;
	struct eq_text words = f->rating ? f->rating->words : EQ_TEXT("");

	if (f->v && !there)
		words = f->why;
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

/* A figure that is known by its measure alone. */
static void plain_row(struct writer *w, const struct subject *s, const char *measure,
		      struct eq_text unit, const struct eq_number *v, struct eq_text why)
{
	row(w, s,
	    &(struct figure){
		    .measure = measure, .range = no_range, .unit = unit, .v = v, .why = why});
}

static void words_row(struct writer *w, const char *section, struct eq_text name,
		      struct eq_text words)
{
	const struct subject s = {.section = section, .workstream = EQ_NO_WORKSTREAM, .name = name};
	const struct eq_rating said = {EQ_RAG_NONE, words};

	row(w, &s, &(struct figure){.measure = "", .range = no_range, .rating = &said});
}

/* ---- KPIs ---- */

static void kpi(struct writer *w, const struct eq_kpi_result *k)
{
	struct eq_kpi_named figures[EQ_KPI_FIGURES];
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	const struct subject s = {
		"kpi", declared->workstream, name_of(w, declared->def), declared->title,
		NULL,  k->provisional};
	struct eq_text unit = unit_code(w, declared->unit);

	eq_kpi_figures(k, figures);
	for (size_t i = 0; i < EQ_KPI_FIGURES; i++)
		row(w, &s,
		    &(struct figure){.measure = figures[i].name,
				     .range = no_range,
				     .unit = figures[i].which == EQ_KPI_PROGRESS ? w->plain : unit,
				     .v = figures[i].number,
				     .rating = figures[i].which == EQ_KPI_LIVE ? &k->rating : NULL,
				     .why = eq_reason_kpi(w->r, k, figures[i].which, &w->arena)});
	if (k->without) {
		plain_row(w, &s, "live with the days taken out", unit, &k->live_with,
			  EQ_TEXT("a part of it is missing"));
		plain_row(w, &s, "baseline with the days taken out", unit, &k->baseline_with,
			  EQ_TEXT("a part of it is missing"));
	}
	for (uint32_t i = 0; k->by_scenario && i < w->r->n_scenarios; i++)
		row(w, &s,
		    &(struct figure){.measure = "in the last whole period",
				     .scenario = scenario_name(w, i),
				     .range = no_range,
				     .unit = unit,
				     .v = &k->by_scenario[i],
				     .why = EQ_TEXT("it has no value in this scenario")});
	for (int32_t i = 0; k->series && i < w->r->timeline.n; i++)
		if (!k->series[i].missing)
			row(w, &s,
			    &(struct figure){.measure = "by period",
					     .scenario = scenario_name(w, EQ_SCENARIO_ACTUAL),
					     .range = eq_timeline_range(&w->r->timeline, i),
					     .unit = unit,
					     .v = &k->series[i]});
}

/* ---- money ---- */

static void cash_rows(struct writer *w, const struct subject *s, struct eq_text scenario,
		      const struct eq_benefit_line *line, struct eq_text why)
{
	for (uint32_t i = 0; line->cash && i < w->r->n_years; i++) {
		const struct eq_cash *c = &line->cash[i];
		const struct eq_number *const v[] = {&c->whole, &c->by_asat, &c->by_horizon};
		static const char *const measures[] = {"cash", "cash by the as-at date",
						       "cash by the horizon"};

		for (size_t k = 0; k < 3; k++)
			row(w, s,
			    &(struct figure){.measure = measures[k],
					     .scenario = scenario,
					     .fiscal_year = year_name(w, c->year),
					     .range = c->range,
					     .unit = w->money,
					     .v = v[k],
					     .why = why});
	}
	row(w, s,
	    &(struct figure){.measure = "cash later",
			     .scenario = scenario,
			     .range = no_range,
			     .unit = w->money,
			     .v = &line->later,
			     .why = why});
}

static void money_rows(struct writer *w, const struct subject *s, uint32_t scenario,
		       const struct eq_benefit_line *line, const struct eq_rating *value_add,
		       const struct eq_rating *run_rate)
{
	const struct eq_programme *p = &w->m->programme;
	struct eq_text why = eq_reason_line(line, EQ_BENEFIT_CASH);
	struct eq_text name = scenario_name(w, scenario);
	const struct eq_number none = {EQ_DEC_ZERO, true, false};
	bool actual = scenario == EQ_SCENARIO_ACTUAL;

	row(w, s,
	    &(struct figure){.measure = "run-rate",
			     .scenario = name,
			     .range = no_range,
			     .unit = w->yearly,
			     .v = line->shown ? &line->run_rate : &none,
			     .rating = actual ? run_rate : NULL,
			     .why = eq_reason_line(line, EQ_BENEFIT_RUN_RATE)});
	row(w, s,
	    &(struct figure){.measure = "value-add",
			     .scenario = name,
			     .range = {p->starts, w->r->as_at},
			     .unit = w->money,
			     .v = line->shown ? &line->value_add : &none,
			     .rating = actual ? value_add : NULL,
			     .why = why});
	if (!line->shown)
		return;
	row(w, s,
	    &(struct figure){.measure = "value-add by the horizon",
			     .scenario = name,
			     .range = {p->starts, p->horizon},
			     .unit = w->money,
			     .v = &line->value_add_horizon,
			     .why = why});
	cash_rows(w, s, name, line, why);
}

static void all_money(struct writer *w, const struct subject *s,
		      const struct eq_benefit_line *by_scenario, const struct eq_rating *value_add,
		      const struct eq_rating *run_rate)
{
	for (uint32_t i = 0; by_scenario && i < w->r->n_scenarios; i++)
		if (i != EQ_SCENARIO_BASELINE && i != EQ_SCENARIO_LIVE)
			money_rows(w, s, i, &by_scenario[i], value_add, run_rate);
}

static void benefit(struct writer *w, const struct eq_benefit *declared,
		    const struct eq_benefit_result *b)
{
	const struct subject s = {
		"benefit", declared->workstream, name_of(w, declared->def), declared->title,
		NULL,      b->provisional};
	const struct eq_text why = EQ_TEXT("something that its equation needs is missing");

	if (declared->not_tracked.n) {
		words_row(w, "benefit not tracked", s.name, declared->not_tracked);
		return;
	}
	all_money(w, &s, b->by_scenario, &b->value_add_rating, &b->run_rate_rating);
	if (b->without) {
		plain_row(w, &s, "value-add with the days taken out", w->money, &b->value_add_with,
			  why);
		plain_row(w, &s, "run-rate with the days taken out", w->yearly, &b->run_rate_with,
			  why);
	}
}

static void total(struct writer *w, const struct eq_total *t)
{
	struct eq_text part = eq_part_word(w->m, t);
	const struct subject s = {
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

static void workstream(struct writer *w, uint32_t i)
{
	const struct eq_workstream *declared = &w->m->workstreams.v[i];
	const struct eq_workstream_result *result = &w->r->workstreams[i];
	const struct subject s = {
		"workstream",    i,    name_of(w, declared->def),
		declared->title, NULL, result->whole && result->whole->provisional};

	plain_row(w, &s, "target", w->yearly, &result->target, EQ_TEXT("no target is declared"));
	plain_row(w, &s, "stretch", w->yearly, &result->stretch, EQ_TEXT("no stretch is declared"));
	row(w, &s,
	    &(struct figure){.measure = "progress",
			     .range = no_range,
			     .unit = w->plain,
			     .v = &result->progress,
			     .rating = &result->rating,
			     .why = EQ_TEXT("it needs a run-rate and a target")});
}

static void profile(struct writer *w, uint32_t i)
{
	const struct eq_profile *declared = &w->m->profiles.v[i];
	const struct eq_profile_result *result = &w->r->profiles[i];
	const struct subject s = {
		"profile", EQ_NO_WORKSTREAM, declared->name, name_of(w, declared->of), NULL, false};

	for (uint32_t y = 0; y < w->r->n_years; y++) {
		struct figure f = {
			.measure = "agreed",
			.fiscal_year = year_name(w, w->r->first_year + (int)y),
			.range = eq_fiscal_range(w->m->programme.fiscal, w->r->first_year + (int)y),
			.unit = w->money,
			.v = &result->agreed[y],
			.why = EQ_TEXT("the profile says nothing of this year")};

		row(w, &s, &f);
		f.measure = "forecast less agreed";
		f.v = &result->difference[y];
		f.why = EQ_TEXT("it needs both");
		row(w, &s, &f);
	}
}

/* ---- judgements, comparisons, break-downs, figures ---- */

static void rating(struct writer *w, uint32_t i)
{
	const struct eq_rating_scale *scale = &w->m->ratings.v[i];
	const struct eq_rating_result *result = &w->r->ratings[i];
	const struct subject s = {
		"rating", scale->workstream, name_of(w, scale->def), scale->title, NULL, false};

	for (uint32_t level = 0; level < scale->n_levels; level++) {
		const struct eq_number count = {eq_dec_int(result->counts[level]), false, false};
		bool target = scale->has_target && scale->target_level == level;
		struct figure f = {.measure = "changes",
				   .scenario = scale->levels[level],
				   .range = no_range,
				   .unit = w->plain,
				   .v = &count};

		row(w, &s, &f);
		f.measure = "share at it or better";
		f.v = &result->at_least[level];
		f.rating = target ? &result->rag : NULL;
		f.why = EQ_TEXT("no change is judged yet");
		row(w, &s, &f);
	}
	for (uint32_t k = 0; k < result->n_changes; k++) {
		const struct eq_judged_result *change = &result->changes[k];
		const struct eq_rating said = {EQ_RAG_NONE, change->title};

		row(w, &s,
		    &(struct figure){
			    .measure = "judged",
			    .scenario = change->judged ? scale->levels[change->level]
						       : EQ_TEXT("not judged yet"),
			    .range = {change->judged ? change->on : EQ_DATE_NONE, EQ_DATE_NONE},
			    .rating = &said});
	}
}

static void comparison(struct writer *w, const struct eq_comparison *c)
{
	const struct eq_kpi *declared = &w->m->kpis.v[c->kpi];
	const struct subject s = {"comparison",
				  declared->workstream,
				  name_of(w, declared->def),
				  declared->title,
				  NULL,
				  false};
	const struct eq_rating direction = {EQ_RAG_NONE, c->direction > 0   ? EQ_TEXT("better")
							 : c->direction < 0 ? EQ_TEXT("worse")
									    : EQ_TEXT("")};
	struct figure f = {.measure = "before",
			   .range = w->r->ranges[0],
			   .unit = unit_code(w, declared->unit),
			   .v = &c->before,
			   .why = EQ_TEXT("it has no value in this range")};

	row(w, &s, &f);
	f.measure = "after";
	f.range = w->r->ranges[1];
	f.v = &c->after;
	row(w, &s, &f);
	f.measure = "change";
	f.range = no_range;
	f.v = &c->change;
	f.rating = &direction;
	f.why = EQ_TEXT("it needs both");
	row(w, &s, &f);
	f.measure = "change as a share";
	f.unit = w->plain;
	f.v = &c->ratio;
	f.why = EQ_TEXT("it needs both, and a value other than 0 before");
	row(w, &s, &f);
}

static void part_rows(struct writer *w, const struct eq_breakdown *b, const struct subject *s,
		      const struct eq_part *part)
{
	const struct eq_text none = EQ_TEXT("it has none of its own");
	struct eq_text unit;

	if (!b->of_kpi) {
		plain_row(w, s, "run-rate", w->yearly, &part->run_rate, none);
		plain_row(w, s, "value-add", w->money, &part->value_add, none);
		return;
	}
	unit = unit_code(w, w->m->kpis.v[b->index].unit);
	plain_row(w, s, "live", unit, &part->live, none);
	plain_row(w, s, "baseline", unit, &part->baseline, none);
	plain_row(w, s, "target", unit, &part->target, none);
}

static void breakdown(struct writer *w, const struct eq_breakdown *b)
{
	const struct eq_text none = EQ_TEXT("the parts do not add up");
	uint32_t def = b->of_kpi ? w->m->kpis.v[b->index].def : w->m->benefits.v[b->index].def;
	struct subject s = {"break-down",
			    b->of_kpi ? w->m->kpis.v[b->index].workstream
				      : w->m->benefits.v[b->index].workstream,
			    name_of(w, def),
			    b->of_kpi ? w->m->kpis.v[b->index].title
				      : w->m->benefits.v[b->index].title,
			    NULL,
			    false};

	if (!b->n_parts) {
		words_row(w, "break-down", s.name, b->why_not);
		return;
	}
	for (uint32_t i = 0; i < b->n_parts; i++) {
		if (b->parts[i].hidden)
			continue;
		s.part = &b->parts[i];
		part_rows(w, b, &s, s.part);
		plain_row(w, &s, "share", w->plain, &s.part->share, none);
		if (eq_part_runs(b, i))
			plain_row(w, &s, "running share", w->plain, &s.part->running, none);
	}
	s.part = NULL;
	s.section = "break-down, not attributed";
	part_rows(w, b, &s, &b->rest);
	s.section = "break-down, whole";
	part_rows(w, b, &s, &b->whole);
}

/* ---- alerts ---- */

static void alert_limits(struct writer *w, struct subject *s, const struct eq_alert_limits *l)
{
	const struct eq_text few = EQ_TEXT("there are too few values for limits");
	const struct eq_kpi *kpi = &w->m->kpis.v[l->kpi];
	struct eq_alert_signal signals[EQ_ALERT_SIGNALS];
	struct eq_text unit = unit_code(w, kpi->unit);
	uint32_t n = eq_alert_signals(l, signals);

	s->name = name_of(w, kpi->def);
	plain_row(w, s, "latest", unit, &l->latest,
		  EQ_TEXT("it has no value in the last whole period"));
	plain_row(w, s, "lower limit", unit, &l->lower, few);
	plain_row(w, s, "centre", unit, &l->centre, few);
	plain_row(w, s, "upper limit", unit, &l->upper, few);
	for (uint32_t i = 0; i < n; i++)
		row(w, s,
		    &(struct figure){.measure = "signal",
				     .range = no_range,
				     .rating = &(struct eq_rating){EQ_RAG_NONE, signals[i].words}});
}

/* One figure before or now, of a member or of the whole. */
static void alert_row(struct writer *w, const struct subject *s, const char *measure,
		      struct eq_range days, struct eq_text unit, const struct eq_number *v)
{
	row(w, s,
	    &(struct figure){.measure = measure,
			     .range = days.to < days.from ? no_range : days,
			     .unit = unit,
			     .v = v,
			     .why = EQ_TEXT("it has no value then")});
}

static void alert_member(struct writer *w, const struct subject *s, const struct eq_alert_kpi *k,
			 const struct eq_alert_cut *cut, const struct eq_alert_member *m)
{
	struct eq_text unit = unit_code(w, w->m->kpis.v[k->kpi].unit);
	struct subject of = *s;

	if (m->hidden)
		return;
	of.section = "alert, by member";
	of.name = eq_arena_printf(&w->arena, "%.*s: %.*s = %.*s", EQ_ARG(s->name), EQ_ARG(cut->by),
				  EQ_ARG(m->name));
	alert_row(w, &of, "before", k->before_days, unit, &m->before);
	alert_row(w, &of, "now", k->after_days, unit, &m->after);
	alert_row(w, &of, "change", no_range, unit, &m->change);
	if (!cut->is_split)
		return;
	alert_row(w, &of, "rate", no_range, unit, &m->rate);
	alert_row(w, &of, "mix", no_range, unit, &m->mix);
}

static void alert_kpi(struct writer *w, struct subject *s, const struct eq_alert_kpi *k)
{
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	struct eq_text unit = unit_code(w, declared->unit);

	s->name = name_of(w, declared->def);
	alert_row(w, s, "before", k->before_days, unit, &k->before);
	alert_row(w, s, "now", k->after_days, unit, &k->after);
	alert_row(w, s, "change", no_range, unit, &k->change);
	for (uint32_t c = 0; c < k->n_cuts; c++)
		for (uint32_t i = 0; i < k->cuts[c].n_members; i++)
			alert_member(w, s, k, &k->cuts[c], &k->cuts[c].members[i]);
}

static void alert(struct writer *w, const struct eq_alert_result *a)
{
	const struct eq_alert *declared = &w->m->alerts.v[a->alert];
	struct subject s = {"alert", EQ_NO_WORKSTREAM, EQ_TEXT(""), declared->title, NULL, false};
	struct eq_rating state = {EQ_RAG_NONE, eq_text_of(eq_alert_state_word(a))};

	if (a->why.n)
		state.words = eq_arena_printf(&w->arena, "%.*s: %.*s", EQ_ARG(state.words),
					      EQ_ARG(a->why));
	row(w, &s,
	    &(struct figure){
		    .measure = "state",
		    .range = {a->since,
			      a->since == EQ_DATE_NONE
				      ? EQ_DATE_NONE
				      : eq_timeline_range(&w->r->timeline, w->r->as_at_lane).to},
		    .rating = &state});
	for (uint32_t i = 0; i < a->n_limits; i++)
		alert_limits(w, &s, &a->limits[i]);
	for (uint32_t i = 0; i < a->n_kpis; i++)
		alert_kpi(w, &s, &a->kpis[i]);
}

static void figures(struct writer *w)
{
	for (size_t i = 0; i < w->m->figures.n; i++) {
		const struct eq_figure *declared = &w->m->figures.v[i];
		const struct subject s = {"figure",
					  EQ_NO_WORKSTREAM,
					  name_of(w, declared->def),
					  declared->title,
					  NULL,
					  false};

		if (shows(w, declared->def))
			plain_row(w, &s, "result", unit_code(w, declared->unit),
				  &w->r->figures[i].value, EQ_TEXT("a part of it is missing"));
	}
}

/* ---- the whole ---- */

static void money_sections(struct writer *w)
{
	for (size_t i = 0; i < w->m->benefits.n; i++)
		if (shows(w, w->m->benefits.v[i].def))
			benefit(w, &w->m->benefits.v[i], &w->r->benefits[i]);
	for (uint32_t i = 0; w->r->workstreams && i < w->m->workstreams.n; i++)
		if (shows(w, w->m->workstreams.v[i].def))
			workstream(w, i);
	for (uint32_t i = 0; i < w->r->n_totals; i++)
		total(w, &w->r->totals[i]);
	for (uint32_t i = 0; w->r->profiles && i < w->m->profiles.n; i++)
		if (shows(w, w->m->profiles.v[i].of))
			profile(w, i);
}

static void other_sections(struct writer *w)
{
	for (uint32_t i = 0; w->r->ratings && i < w->m->ratings.n; i++)
		if (shows(w, w->m->ratings.v[i].def))
			rating(w, i);
	for (uint32_t i = 0; w->r->compared && w->r->comparisons && i < w->m->kpis.n; i++)
		if (shows(w, w->m->kpis.v[i].def))
			comparison(w, &w->r->comparisons[i]);
	for (uint32_t i = 0; i < w->r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &w->r->breakdowns[i];

		if (shows(w,
			  b->of_kpi ? w->m->kpis.v[b->index].def : w->m->benefits.v[b->index].def))
			breakdown(w, b);
	}
	figures(w);
}

void eq_pack_csv(const struct eq_results *r, struct eq_buf *out)
{
	struct writer w = {.csv = {out, false}, .r = r, .m = r->model};
	char day[EQ_DATE_CHARS];

	eq_arena_init(&w.arena);
	w.plain = unit_code(&w, EQ_UNIT_PLAIN);
	w.money = unit_code(&w, w.m->programme.currency);
	w.yearly = eq_arena_printf(&w.arena, "%.*s/year", EQ_ARG(w.money));
	w.as_at = (struct eq_text){day, eq_date_write(r->as_at, day)};
	header(&w);
	for (uint32_t i = 0; i < r->n_whatifs; i++)
		words_row(&w, "what-if", EQ_TEXT(""), r->whatifs[i]);
	for (size_t i = 0; i < w.m->kpis.n; i++)
		if (shows(&w, w.m->kpis.v[i].def))
			kpi(&w, &r->kpis[i]);
	for (uint32_t i = 0; r->alerts && i < w.m->alerts.n; i++)
		if (eq_alert_is_shown(r, &r->alerts[i]))
			alert(&w, &r->alerts[i]);
	money_sections(&w);
	other_sections(&w);
	for (size_t i = 0; i < r->notes.n; i++)
		words_row(&w, "note", name_of(&w, r->notes.v[i].def), r->notes.v[i].text);
	for (uint32_t i = 0; i < r->n_fingerprints; i++)
		words_row(&w, "made from", r->fingerprints[i].what, r->fingerprints[i].value);
	eq_arena_release(&w.arena);
}
