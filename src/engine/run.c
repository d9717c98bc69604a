/* run.c - a run: timeline, as-at date, KPIs, benefits, figures, notes. See run.h. */
#include "engine/run.h"

#include "base/diag.h"
#include "data/scan.h"
#include "engine/alert_members.h"
#include "engine/alerts.h"
#include "engine/asat.h"
#include "engine/benefits.h"
#include "engine/breakdown.h"
#include "engine/compare.h"
#include "engine/figures.h"
#include "engine/fingerprints.h"
#include "engine/kpis.h"
#include "engine/notes.h"
#include "engine/profiles.h"
#include "engine/ratings.h"
#include "engine/totals.h"
#include "engine/workstreams.h"
#include "engine/ranges.h"

bool eq_run_settle_as_at(struct eq_eval *e, struct eq_results *r, const struct eq_run_options *o,
			 struct eq_diags *diags)
{
	char day[EQ_DATE_CHARS];
	r->as_at_given = o->as_at != EQ_DATE_NONE;
	if (!r->as_at_given) {
		r->as_at_lane = eq_run_default_lane(e, &r->as_at_kpi);
		if (r->as_at_lane < 0) {
			struct eq_diag *g = eq_diag_at(
				diags, EQ_E0703, r->model->programme.span,
				"there is no whole %s for which every tracked KPI has a value",
				eq_grain_word(r->timeline.grain, false));
			eq_diag_hint(diags, g,
				     "look at the data's dates, or say `--as-at` and a date");
			return false;
		}
		r->as_at = eq_timeline_range(&r->timeline, r->as_at_lane).to;
	} else {
		r->as_at = o->as_at;
		r->as_at_lane = eq_timeline_ended(&r->timeline, r->as_at);
		eq_date first = EQ_DATE_NONE;
		for (uint32_t i = 0; i < e->cube->n_sources; i++) {
			eq_date d = e->cube->sources[i].first_date;
			if (d != EQ_DATE_NONE && (first == EQ_DATE_NONE || d < first))
				first = d;
		}
		eq_date_write(r->as_at, day);
		if (r->as_at_lane < 0 || (first != EQ_DATE_NONE && r->as_at < first)) {
			struct eq_diag *g = eq_diag_file(
				diags, EQ_E0704, (struct eq_text){0}, 0, 0,
				"the as-at date %s is before the data and the programme begin",
				day);
			if (first != EQ_DATE_NONE) {
				eq_date_write(first, day);
				eq_diag_hint(diags, g, "the data begin on %s", day);
			}
			return false;
		}
	}
	eq_eval_set_as_at(e, r->as_at_lane);
	return true;
}

/* --only: what a name stands for; a workstream with its members. */
static void choose_shown(struct eq_results *r, const struct eq_run_options *o)
{
	const struct eq_model *m = r->model;
	if (o->n_only == 0)
		return;
	r->shown = EQ_NEW_ARRAY(&r->arena, bool, m->defs.n + 1);
	for (uint32_t i = 0; i < o->n_only; i++) {
		const struct eq_def *d = eq_model_def(m, o->only[i]);
		if (!d)
			continue; /* reported by who read the option */
		r->shown[d - m->defs.v] = true;
		if (d->kind != EQ_DEF_WORKSTREAM)
			continue;
		for (uint32_t k = 0; k < m->kpis.n; k++)
			r->shown[m->kpis.v[k].def] |= m->kpis.v[k].workstream == d->index;
		for (uint32_t k = 0; k < m->benefits.n; k++)
			r->shown[m->benefits.v[k].def] |= m->benefits.v[k].workstream == d->index;
		for (uint32_t k = 0; k < m->ratings.n; k++)
			r->shown[m->ratings.v[k].def] |= m->ratings.v[k].workstream == d->index;
	}
}

/* What stages of a run are called where the time goes. */
enum stage { KPIS, COMPARISONS, BENEFITS, TOTALS, ALERTS, BREAKDOWNS, NOTES, STAGES };

static void say_times(struct eq_times *t, const struct eq_laps *laps)
{
	static const char *const names[] = {
		[KPIS] = "KPIs",         [COMPARISONS] = "comparisons",
		[BENEFITS] = "benefits", [TOTALS] = "totals, workstreams, figures",
		[ALERTS] = "alerts",     [BREAKDOWNS] = "break-downs",
		[NOTES] = "notes",
	};

	for (uint32_t i = 0; laps->ns && i < STAGES; i++)
		eq_times_add(t, names[i], EQ_TEXT(""), EQ_TEXT(""), laps->ns[i]);
}

/* All that the run asks for, in order: each rests on what stands before it. */
static void fill(struct eq_eval *e, struct eq_results *r, const struct eq_run_options *options,
		 size_t errors, struct eq_laps *laps, struct eq_diags *diags)
{
	struct eq_earned(*earned)[2] = eq_alloc_zero(r->model->benefits.n + 1, sizeof *earned);
	eq_run_range_warnings(e, diags);
	eq_run_kpis(e, r, diags);
	eq_lap(laps, KPIS);
	if (r->compared)
		eq_run_comparisons(e, r, diags);
	eq_lap(laps, COMPARISONS);
	/* What a mistake in a KPI does to the benefits needs no message of its own. */
	if (diags->errors == errors) {
		eq_run_benefits(e, r, earned, diags);
		eq_lap(laps, BENEFITS);
		eq_run_totals(e, r);
		eq_run_workstreams(e, r);
		eq_run_profiles(r);
		eq_run_ratings(e->cube, r);
		eq_run_figures(e, r, earned);
		eq_lap(laps, TOTALS);
	}
	if (diags->errors == errors && !options->figures_only) {
		eq_run_alerts(e, r, earned);
		eq_run_alert_members(e, r, options->scan, diags->sources);
		eq_lap(laps, ALERTS);
		if (e->cube->n_by)
			eq_run_breakdowns(e, r);
		eq_lap(laps, BREAKDOWNS);
		eq_run_notes(e, r);
		eq_lap(laps, NOTES);
	}
	eq_free(earned);
}

struct eq_results *eq_run(const struct eq_program *p, const struct eq_cube *cube,
			  const struct eq_run_options *options, struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	size_t errors = diags->errors;
	struct eq_timeline timeline;
	if (!eq_run_timeline(m, cube, options->as_at, &timeline, diags))
		return NULL;

	struct eq_results *r = eq_alloc_zero(1, sizeof *r);
	eq_arena_init(&r->arena);
	r->model = m;
	r->timeline = timeline;
	r->threads = options->scan ? options->scan->threads : 1;
	r->then = options->then;
	r->reported_to = EQ_DATE_NONE;
	r->n_scenarios = (uint32_t)m->scenarios.n;
	r->suppress = options->suppress;
	r->compared = options->compare;
	r->ranges[0] = options->ranges[0];
	r->ranges[1] = options->ranges[1];
	choose_shown(r, options);
	r->low = eq_model_scenario(m, "low");
	r->high = eq_model_scenario(m, "high");
	r->first_year = eq_fiscal_year(m->programme.fiscal, m->programme.starts);
	r->n_years = (uint32_t)(eq_fiscal_year(m->programme.fiscal, m->programme.horizon) -
				r->first_year + 1);

	uint64_t spent[STAGES] = {0};
	struct eq_laps laps = {.ns = options->times ? spent : NULL};
	eq_laps_start(&laps);
	struct eq_eval e;
	eq_eval_init(&e, p, cube, timeline, options->mode);
	if (eq_run_settle_as_at(&e, r, options, diags))
		fill(&e, r, options, errors, &laps, diags);
	eq_run_fingerprints(cube, options->lock, options->version, r);
	eq_eval_release(&e);
	say_times(options->times, &laps);
	if (diags->errors == errors)
		return r;
	eq_results_free(r);
	return NULL;
}

void eq_results_free(struct eq_results *r)
{
	if (!r)
		return;
	eq_free(r->notes.v);
	eq_arena_release(&r->arena);
	eq_free(r);
}
