/* pack_json.c - the pack for programs: every figure exact, in full, with its unit.
 *
 * docs/json.md describes the shape. Numbers are strings, because JSON's own are read as binary
 * fractions by most readers; one that is not exact to its last digit says "rounded". Keys are
 * always there; what is missing is null with the reason beside it. */
#include "report/pack_json.h"

#include "report/pack.h"
#include "report/reason.h"

#define FORMAT_VERSION 1

static void programme(struct eq_json_pack *w)
{
	const struct eq_programme *p = &w->m->programme;

	eq_json_key(&w->j, "programme");
	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "title", p->title);
	eq_json_key_string(w, "currency", w->money);
	eq_json_key_date(w, "starts", p->starts);
	eq_json_key_date(w, "horizon", p->horizon);
	eq_json_key_string(w, "period", eq_text_of(eq_grain_word(p->grain, false)));
	eq_json_key_string(w, "annualise", p->annualise);
	eq_json_key_maybe(w, "owner",
			  p->owner < w->m->partners.n ? w->m->partners.v[p->owner] : EQ_TEXT(""));
	eq_json_close(&w->j, '}');
}

static void as_at(struct eq_json_pack *w)
{
	const struct eq_results *r = w->r;

	eq_json_key_date(w, "as_at", r->as_at);
	eq_json_key_maybe(w, "as_at_decided_by",
			  r->as_at_given || r->as_at_kpi >= w->m->kpis.n
				  ? EQ_TEXT("")
				  : eq_json_name(w, w->m->kpis.v[r->as_at_kpi].def));
	eq_json_key(&w->j, "last_period");
	if (r->as_at_lane >= 0)
		eq_json_int(&w->j, r->as_at_lane);
	else
		eq_json_null(&w->j);
}

static void texts(struct eq_json_pack *w, const char *key, const struct eq_text *v, size_t n)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < n; i++)
		eq_json_text(&w->j, v[i]);
	eq_json_close(&w->j, ']');
}

static void periods(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "periods");
	eq_json_open(&w->j, '[', false);
	for (int32_t i = 0; i < w->r->timeline.n; i++) {
		struct eq_range range = eq_timeline_range(&w->r->timeline, i);

		eq_json_open(&w->j, '{', true);
		eq_json_key_date(w, "from", range.from);
		eq_json_key_date(w, "to", range.to);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

/* ---- KPIs ---- */

static void kpi_figures(struct eq_json_pack *w, const struct eq_kpi_result *k, struct eq_text unit)
{
	struct eq_kpi_named figures[EQ_KPI_FIGURES];

	eq_kpi_figures(k, figures);
	for (size_t i = 0; i < EQ_KPI_FIGURES; i++)
		eq_json_key_number(w, figures[i].name, figures[i].number,
				   figures[i].which == EQ_KPI_PROGRESS ? w->plain : unit,
				   eq_reason_kpi(w->r, k, figures[i].which, &w->arena));
}

static void record(struct eq_json_pack *w, const struct eq_kpi_result *k)
{
	eq_json_key(&w->j, "record");
	if (k->record == EQ_RECORD_NONE) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', true);
	eq_json_key_string(w, "latest_is",
			   k->record == EQ_RECORD_HIGHEST ? EQ_TEXT("highest") : EQ_TEXT("lowest"));
	eq_json_key(&w->j, "of");
	eq_json_int(&w->j, k->record_of);
	eq_json_close(&w->j, '}');
}

/* The figures with the days that `except` takes out. */
static void with_days(struct eq_json_pack *w, const struct eq_kpi_result *k, struct eq_text unit)
{
	eq_json_key(&w->j, "with_days_taken_out");
	if (!k->without) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', false);
	eq_json_key_number(w, "live", &k->live_with, unit,
			   eq_reason_kpi(w->r, k, EQ_KPI_LIVE, &w->arena));
	eq_json_key_number(w, "baseline", &k->baseline_with, unit,
			   eq_reason_kpi(w->r, k, EQ_KPI_BASELINE, &w->arena));
	eq_json_close(&w->j, '}');
}

static void kpi(struct eq_json_pack *w, const struct eq_kpi_result *k)
{
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	struct eq_text unit = eq_json_unit(w, declared->unit);

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, declared->def));
	eq_json_key_string(w, "title", declared->title);
	eq_json_key_workstream(w, declared->workstream);
	eq_json_key_string(w, "unit", unit);
	eq_json_key_string(w, "better",
			   declared->lower_is_better ? EQ_TEXT("lower") : EQ_TEXT("higher"));
	kpi_figures(w, k, unit);
	eq_json_key_maybe(w, "live_window", declared->live_text);
	eq_json_key_coverage(w, "live_coverage", k->live_coverage);
	eq_json_key_coverage(w, "baseline_coverage", k->baseline_coverage);
	eq_json_key_rating(w, "rag", &k->rating);
	record(w, k);
	eq_json_key_bool(w, "provisional", k->provisional);
	eq_json_key_rows(w, k->rows_lost);
	with_days(w, k, unit);
	eq_json_key(&w->j, "scenarios");
	eq_json_open(&w->j, '{', false);
	for (uint32_t s = 0; k->by_scenario && s < w->r->n_scenarios; s++) {
		eq_json_key_text(&w->j, w->m->scenarios.v[s].name);
		eq_json_number(
			w, &k->by_scenario[s], unit,
			EQ_TEXT("it has no value in this scenario in the last whole period"));
	}
	eq_json_close(&w->j, '}');
	eq_json_key_series(w, "series", k->series, unit);
	eq_json_close(&w->j, '}');
}

void eq_json_kpis(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "kpis");
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < w->m->kpis.n; i++)
		if (eq_json_shows(w, w->m->kpis.v[i].def))
			kpi(w, &w->r->kpis[i]);
	eq_json_close(&w->j, ']');
}

/* ---- the whole ---- */

static void notes(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "notes");
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < w->r->notes.n; i++)
		eq_json_text(&w->j, w->r->notes.v[i].text);
	eq_json_close(&w->j, ']');
}

static void fingerprints(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "fingerprints");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < w->r->n_fingerprints; i++) {
		eq_json_open(&w->j, '{', true);
		eq_json_key_string(w, "of", w->r->fingerprints[i].what);
		eq_json_key_string(w, "fingerprint", w->r->fingerprints[i].value);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

void eq_pack_json(const struct eq_results *r, struct eq_buf *out)
{
	static void (*const sections[])(struct eq_json_pack *) = {
		periods,         eq_json_kpis,        eq_json_alerts,     eq_json_benefits,
		eq_json_totals,  eq_json_workstreams, eq_json_profiles,   eq_json_restated,
		eq_json_ratings, eq_json_comparisons, eq_json_breakdowns, eq_json_figures,
		notes,           fingerprints};
	struct eq_json_pack w = {.r = r, .m = r->model};

	eq_arena_init(&w.arena);
	w.plain = eq_json_unit(&w, EQ_UNIT_PLAIN);
	w.money = eq_json_unit(&w, w.m->programme.currency);
	w.yearly = eq_arena_printf(&w.arena, "%.*s/year", EQ_ARG(w.money));
	eq_json_init(&w.j, out);

	eq_json_open(&w.j, '{', false);
	eq_json_key(&w.j, "format_version");
	eq_json_int(&w.j, FORMAT_VERSION);
	programme(&w);
	as_at(&w);
	texts(&w, "what_ifs", r->whatifs, r->n_whatifs);
	eq_json_key_bool(&w, "all_shown", !r->shown);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		sections[i](&w);
	eq_json_close(&w.j, '}');
	eq_arena_release(&w.arena);
}
