/* pack_json.c - the pack for programs: every figure exact, in full, with its unit.
 *
 * docs/json.md describes the shape. Numbers are strings, because JSON's own are read as binary
 * fractions by most readers; one that is not exact to its last digit says "rounded". Keys are
 * always there; what is missing is null with the reason beside it. */
#include "report/json.h"
#include "report/pack.h"
#include "report/reason.h"
#include "report/total.h"

#define FORMAT_VERSION 1

struct writer {
	struct eq_json j;
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_arena arena;
	struct eq_buf code;   /* room for a unit's code */
	struct eq_buf yearly; /* "GBP/year" */
};

static struct eq_text unit_code(struct writer *w, uint32_t unit)
{
	eq_buf_clear(&w->code);
	eq_unit_write_code(w->m->units, unit, &w->code);
	return eq_buf_view(&w->code);
}

static void key_text(struct writer *w, const char *key, struct eq_text t)
{
	eq_json_key(&w->j, key);
	eq_json_text(&w->j, t);
}

/* Text that may not be there. */
static void key_maybe(struct writer *w, const char *key, struct eq_text t)
{
	eq_json_key(&w->j, key);
	if (t.n)
		eq_json_text(&w->j, t);
	else
		eq_json_null(&w->j);
}

static void key_date(struct writer *w, const char *key, eq_date d)
{
	char text[EQ_DATE_CHARS];

	eq_json_key(&w->j, key);
	if (d == EQ_DATE_NONE)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, (struct eq_text){text, eq_date_write(d, text)});
}

static void number(struct writer *w, const struct eq_number *v, struct eq_text unit,
		   struct eq_text why)
{
	char text[EQ_DEC_CHARS];

	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "value");
	if (v->missing)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, (struct eq_text){text, eq_dec_write_short(v->v, text)});
	key_text(w, "unit", unit);
	if (v->missing) {
		key_text(w, "missing", why);
	} else {
		eq_json_key(&w->j, "rounded");
		eq_json_bool(&w->j, v->rounded);
	}
	eq_json_close(&w->j, '}');
}

static void key_number(struct writer *w, const char *key, const struct eq_number *v,
		       struct eq_text unit, struct eq_text why)
{
	eq_json_key(&w->j, key);
	number(w, v, unit, why);
}

/* One value a period: {"unit", "values": ["1", null, …], "rounded": [places of those that are]}. */
static void key_series(struct writer *w, const char *key, const struct eq_number *v,
		       struct eq_text unit)
{
	int32_t n = w->r->timeline.n;
	char text[EQ_DEC_CHARS];

	eq_json_key(&w->j, key);
	if (!v) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', false);
	key_text(w, "unit", unit);
	eq_json_key(&w->j, "values");
	eq_json_open(&w->j, '[', true);
	for (int32_t i = 0; i < n; i++) {
		if (v[i].missing)
			eq_json_null(&w->j);
		else
			eq_json_text(&w->j,
				     (struct eq_text){text, eq_dec_write_short(v[i].v, text)});
	}
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "rounded");
	eq_json_open(&w->j, '[', true);
	for (int32_t i = 0; i < n; i++)
		if (!v[i].missing && v[i].rounded)
			eq_json_int(&w->j, i);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

static void key_coverage(struct writer *w, const char *key, struct eq_coverage c)
{
	eq_json_key(&w->j, key);
	if (!c.of) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "have");
	eq_json_int(&w->j, c.have);
	eq_json_key(&w->j, "of");
	eq_json_int(&w->j, c.of);
	eq_json_close(&w->j, '}');
}

static void key_rating(struct writer *w, const char *key, const struct eq_rating *rating)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "state");
	if (rating->rag == EQ_RAG_NONE)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, eq_text_of(eq_rag_word((enum eq_rag)rating->rag)));
	key_text(w, "words", rating->words);
	eq_json_close(&w->j, '}');
}

static struct eq_text def_name(const struct writer *w, uint32_t def)
{
	return eq_symbol_text(w->m->symbols, w->m->defs.v[def].name);
}

/* ---- parts ---- */

static void programme(struct writer *w)
{
	const struct eq_programme *p = &w->m->programme;

	eq_json_key(&w->j, "programme");
	eq_json_open(&w->j, '{', false);
	key_text(w, "title", p->title);
	key_text(w, "currency", unit_code(w, p->currency));
	key_date(w, "starts", p->starts);
	key_date(w, "horizon", p->horizon);
	key_text(w, "period", eq_text_of(eq_grain_word(p->grain, false)));
	key_text(w, "annualise", p->annualise);
	if (p->owner < w->m->partners.n)
		key_text(w, "owner", w->m->partners.v[p->owner]);
	eq_json_close(&w->j, '}');
}

static void periods(struct writer *w)
{
	eq_json_key(&w->j, "periods");
	eq_json_open(&w->j, '[', false);
	for (int32_t i = 0; i < w->r->timeline.n; i++) {
		struct eq_range range = eq_timeline_range(&w->r->timeline, i);

		eq_json_open(&w->j, '{', true);
		key_date(w, "from", range.from);
		key_date(w, "to", range.to);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

static void kpi(struct writer *w, const struct eq_kpi_result *k)
{
	static const struct {
		const char *key;
		enum eq_kpi_figure which;
	} figures[] = {{"live", EQ_KPI_LIVE},
		       {"baseline", EQ_KPI_BASELINE},
		       {"target", EQ_KPI_TARGET},
		       {"latest", EQ_KPI_LATEST},
		       {"progress", EQ_KPI_PROGRESS}};
	const struct eq_number *const numbers[] = {&k->live, &k->baseline, &k->target, &k->latest,
						   &k->progress};
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];

	eq_json_open(&w->j, '{', false);
	key_text(w, "name", def_name(w, declared->def));
	key_text(w, "title", declared->title);
	key_text(w, "unit", unit_code(w, declared->unit));
	key_text(w, "better", declared->lower_is_better ? EQ_TEXT("lower") : EQ_TEXT("higher"));
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		key_number(w, figures[i].key, numbers[i],
			   unit_code(w, figures[i].which == EQ_KPI_PROGRESS ? EQ_UNIT_PLAIN
									    : declared->unit),
			   eq_reason_kpi(w->r, k, figures[i].which, &w->arena));
	key_maybe(w, "live_window", declared->live_text);
	key_coverage(w, "live_coverage", k->live_coverage);
	key_coverage(w, "baseline_coverage", k->baseline_coverage);
	key_rating(w, "rag", &k->rating);
	eq_json_key(&w->j, "scenarios");
	eq_json_open(&w->j, '{', false);
	for (uint32_t s = 0; k->by_scenario && s < w->r->n_scenarios; s++) {
		eq_json_key_text(&w->j, w->m->scenarios.v[s].name);
		number(w, &k->by_scenario[s], unit_code(w, declared->unit),
		       EQ_TEXT("it has no value in this scenario in the last whole period"));
	}
	eq_json_close(&w->j, '}');
	key_series(w, "series", k->series, unit_code(w, declared->unit));
	eq_json_close(&w->j, '}');
}

static void cash_profile(struct writer *w, const struct eq_benefit_line *line, struct eq_text unit,
			 struct eq_text why)
{
	eq_json_key(&w->j, "cash_profile");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; line->cash && i < w->r->n_years; i++) {
		const struct eq_cash *cash = &line->cash[i];
		char year[EQ_FISCAL_CHARS];

		eq_json_open(&w->j, '{', false);
		key_text(w, "fiscal_year",
			 (struct eq_text){
				 year, eq_fiscal_write(w->m->programme.fiscal, cash->year, year)});
		key_date(w, "from", cash->range.from);
		key_date(w, "to", cash->range.to);
		key_number(w, "cash", &cash->whole, unit, why);
		key_number(w, "by_as_at", &cash->by_asat, unit, why);
		key_number(w, "by_horizon", &cash->by_horizon, unit, why);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

static void scenarios(struct writer *w, const struct eq_benefit_line *by_scenario, bool whole,
		      uint32_t worth_unit)
{
	struct eq_text money = eq_arena_copy(&w->arena, unit_code(w, w->m->programme.currency));
	struct eq_text worth = eq_arena_copy(&w->arena, unit_code(w, worth_unit));

	eq_json_key(&w->j, "scenarios");
	eq_json_open(&w->j, '{', false);
	for (uint32_t s = 0; by_scenario && s < w->r->n_scenarios; s++) {
		const struct eq_benefit_line *line = &by_scenario[s];
		struct eq_text why = eq_reason_line(line, EQ_BENEFIT_CASH);

		/* Baseline and live are no course of events: they have no money of their own. */
		if (s == EQ_SCENARIO_BASELINE || s == EQ_SCENARIO_LIVE)
			continue;
		eq_json_key_text(&w->j, w->m->scenarios.v[s].name);
		if (!line->shown) {
			eq_json_open(&w->j, '{', true);
			key_text(w, "missing", why);
			eq_json_close(&w->j, '}');
			continue;
		}
		eq_json_open(&w->j, '{', false);
		key_number(w, "run_rate", &line->run_rate, eq_buf_view(&w->yearly),
			   eq_reason_line(line, EQ_BENEFIT_RUN_RATE));
		key_number(w, "value_add", &line->value_add, money, why);
		key_number(w, "value_add_by_horizon", &line->value_add_horizon, money, why);
		key_coverage(w, "coverage", line->periods);
		key_coverage(w, "coverage_by_horizon", line->all_periods);
		cash_profile(w, line, money, why);
		key_number(w, "later", &line->later, money, why);
		if (!whole) {
			key_number(w, "worth", &line->worth, worth,
				   eq_reason_line(line, EQ_BENEFIT_WORTH));
			key_series(w, "worth_by_period", line->series, worth);
		}
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, '}');
}

static void ratings(struct writer *w, const struct eq_rating *value_add,
		    const struct eq_rating *run_rate)
{
	eq_json_key(&w->j, "rag");
	eq_json_open(&w->j, '{', false);
	key_rating(w, "value_add", value_add);
	key_rating(w, "run_rate", run_rate);
	eq_json_close(&w->j, '}');
}

static void benefit(struct writer *w, const struct eq_benefit_result *b)
{
	const struct eq_benefit *declared = &w->m->benefits.v[b->benefit];

	eq_json_open(&w->j, '{', false);
	key_text(w, "name", def_name(w, declared->def));
	key_text(w, "title", declared->title);
	key_maybe(w, "kind", eq_text_of(eq_kind_word((enum eq_benefit_kind)declared->kind)));
	key_maybe(w, "not_tracked", declared->not_tracked);
	key_maybe(w, "equation", declared->equation_text);
	key_maybe(w, "accrues", declared->accrues_text);
	eq_json_key(&w->j, "once");
	eq_json_bool(&w->j, declared->once);
	if (!declared->not_tracked.n) {
		ratings(w, &b->value_add_rating, &b->run_rate_rating);
		scenarios(w, b->by_scenario, false, declared->unit);
	}
	eq_json_close(&w->j, '}');
}

static void total(struct writer *w, const struct eq_total *t)
{
	eq_json_open(&w->j, '{', false);
	key_maybe(w, "kind", t->split == EQ_SPLIT_KIND ? eq_part_word(w->m, t) : EQ_TEXT(""));
	eq_json_key(&w->j, "not_included");
	eq_json_open(&w->j, '[', true);
	for (uint32_t i = 0; i < w->m->benefits.n; i++)
		if (eq_total_holds(w->m, t, i) && w->m->benefits.v[i].not_tracked.n)
			eq_json_text(&w->j, def_name(w, w->m->benefits.v[i].def));
	eq_json_close(&w->j, ']');
	ratings(w, &t->value_add_rating, &t->run_rate_rating);
	scenarios(w, t->by_scenario, true, w->m->programme.currency);
	eq_json_close(&w->j, '}');
}

static void figure(struct writer *w, const struct eq_figure_result *f)
{
	const struct eq_figure *declared = &w->m->figures.v[f->figure];

	eq_json_open(&w->j, '{', false);
	key_text(w, "name", def_name(w, declared->def));
	key_text(w, "title", declared->title);
	key_number(w, "result", &f->value, unit_code(w, declared->unit),
		   EQ_TEXT("a part of it is missing"));
	eq_json_close(&w->j, '}');
}

void eq_pack_json(const struct eq_results *r, struct eq_buf *out)
{
	struct writer w = {.r = r, .m = r->model};

	eq_arena_init(&w.arena);
	eq_buf_init(&w.code);
	eq_buf_init(&w.yearly);
	eq_buf_add_text(&w.yearly, unit_code(&w, w.m->programme.currency));
	eq_buf_adds(&w.yearly, "/year");
	eq_json_init(&w.j, out);

	eq_json_open(&w.j, '{', false);
	eq_json_key(&w.j, "format_version");
	eq_json_int(&w.j, FORMAT_VERSION);
	programme(&w);
	key_date(&w, "as_at", r->as_at);
	key_maybe(&w, "as_at_decided_by",
		  r->as_at_given || r->as_at_kpi >= w.m->kpis.n
			  ? EQ_TEXT("")
			  : def_name(&w, w.m->kpis.v[r->as_at_kpi].def));
	eq_json_key(&w.j, "last_period");
	if (r->as_at_lane >= 0)
		eq_json_int(&w.j, r->as_at_lane);
	else
		eq_json_null(&w.j);
	periods(&w);
	eq_json_key(&w.j, "kpis");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; i < w.m->kpis.n; i++)
		kpi(&w, &r->kpis[i]);
	eq_json_close(&w.j, ']');
	eq_json_key(&w.j, "benefits");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; i < w.m->benefits.n; i++)
		benefit(&w, &r->benefits[i]);
	eq_json_close(&w.j, ']');
	eq_json_key(&w.j, "totals");
	eq_json_open(&w.j, '[', false);
	for (uint32_t i = 0; i < r->n_totals; i++)
		total(&w, &r->totals[i]);
	eq_json_close(&w.j, ']');
	eq_json_key(&w.j, "figures");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; i < w.m->figures.n; i++)
		figure(&w, &r->figures[i]);
	eq_json_close(&w.j, ']');
	eq_json_key(&w.j, "notes");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; i < r->notes.n; i++)
		eq_json_text(&w.j, r->notes.v[i].text);
	eq_json_close(&w.j, ']');
	eq_json_close(&w.j, '}');

	eq_buf_release(&w.yearly);
	eq_buf_release(&w.code);
	eq_arena_release(&w.arena);
}
