/* pack_csv_alerts.c - alerts in the CSV pack: the state of each, its limits, and who moved. */
#include "report/alert_words.h"
#include "report/pack_csv_parts.h"

static void alert_limits(struct eq_csv_pack *w, struct eq_csv_subject *s,
			 const struct eq_alert_limits *l)
{
	const struct eq_text few = EQ_TEXT("there are too few values for limits");
	const struct eq_kpi *kpi = &w->m->kpis.v[l->kpi];
	struct eq_alert_signal signals[EQ_ALERT_SIGNALS];
	struct eq_text unit = eq_csv_unit(w, kpi->unit);
	uint32_t n = eq_alert_signals(l, signals);

	s->name = eq_csv_name(w, kpi->def);
	eq_csv_plain_row(w, s, "latest", unit, &l->latest,
			 EQ_TEXT("it has no value in the last whole period"));
	eq_csv_plain_row(w, s, "lower limit", unit, &l->lower, few);
	eq_csv_plain_row(w, s, "centre", unit, &l->centre, few);
	eq_csv_plain_row(w, s, "upper limit", unit, &l->upper, few);
	for (uint32_t i = 0; i < n; i++)
		eq_csv_row(w, s,
			   &(struct eq_csv_figure){
				   .measure = "signal",
				   .range = eq_csv_no_range,
				   .rating = &(struct eq_rating){EQ_RAG_NONE, signals[i].words}});
}

/* One figure before or now, of a member or of the whole. */
static void alert_row(struct eq_csv_pack *w, const struct eq_csv_subject *s, const char *measure,
		      struct eq_range days, struct eq_text unit, const struct eq_number *v)
{
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){.measure = measure,
					   .range = days.to < days.from ? eq_csv_no_range : days,
					   .unit = unit,
					   .v = v,
					   .why = EQ_TEXT("it has no value then")});
}

static void alert_member(struct eq_csv_pack *w, const struct eq_csv_subject *s,
			 const struct eq_alert_kpi *k, const struct eq_alert_cut *cut,
			 const struct eq_alert_member *m)
{
	struct eq_text unit = eq_csv_unit(w, w->m->kpis.v[k->kpi].unit);
	struct eq_csv_subject of = *s;

	if (m->hidden)
		return;
	of.section = "alert, by member";
	of.name = eq_arena_printf(&w->arena, "%.*s: %.*s = %.*s", EQ_ARG(s->name), EQ_ARG(cut->by),
				  EQ_ARG(m->name));
	alert_row(w, &of, "before", k->before_days, unit, &m->before);
	alert_row(w, &of, "now", k->after_days, unit, &m->after);
	alert_row(w, &of, "change", eq_csv_no_range, unit, &m->change);
	if (!cut->is_split)
		return;
	alert_row(w, &of, "rate", eq_csv_no_range, unit, &m->rate);
	alert_row(w, &of, "mix", eq_csv_no_range, unit, &m->mix);
}

static void alert_kpi(struct eq_csv_pack *w, struct eq_csv_subject *s, const struct eq_alert_kpi *k)
{
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	struct eq_text unit = eq_csv_unit(w, declared->unit);

	s->name = eq_csv_name(w, declared->def);
	alert_row(w, s, "before", k->before_days, unit, &k->before);
	alert_row(w, s, "now", k->after_days, unit, &k->after);
	alert_row(w, s, "change", eq_csv_no_range, unit, &k->change);
	for (uint32_t c = 0; c < k->n_cuts; c++)
		for (uint32_t i = 0; i < k->cuts[c].n_members; i++)
			alert_member(w, s, k, &k->cuts[c], &k->cuts[c].members[i]);
}

static void alert(struct eq_csv_pack *w, const struct eq_alert_result *a)
{
	const struct eq_alert *declared = &w->m->alerts.v[a->alert];
	struct eq_csv_subject s = {"alert", EQ_NO_WORKSTREAM, EQ_TEXT(""), declared->title, NULL,
				   false};
	struct eq_rating state = {EQ_RAG_NONE, eq_text_of(eq_alert_state_word(a))};

	if (a->why.n)
		state.words = eq_arena_printf(&w->arena, "%.*s: %.*s", EQ_ARG(state.words),
					      EQ_ARG(a->why));
	eq_csv_row(w, &s,
		   &(struct eq_csv_figure){
			   .measure = "state",
			   .range = {a->since,
				     a->since == EQ_DATE_NONE
					     ? EQ_DATE_NONE
					     : eq_timeline_range(&w->r->timeline, w->r->as_at_lane)
						       .to},
			   .rating = &state});
	for (uint32_t i = 0; i < a->n_limits; i++)
		alert_limits(w, &s, &a->limits[i]);
	for (uint32_t i = 0; i < a->n_kpis; i++)
		alert_kpi(w, &s, &a->kpis[i]);
}

void eq_csv_alerts(struct eq_csv_pack *w)
{
	for (uint32_t i = 0; w->r->alerts && i < w->m->alerts.n; i++)
		if (eq_alert_is_shown(w->r, &w->r->alerts[i]))
			alert(w, &w->r->alerts[i]);
}
