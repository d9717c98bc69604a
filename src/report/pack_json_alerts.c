/* pack_json_alerts.c - alerts in the JSON pack, with all members of what they are broken down by. */
#include "report/alert_words.h"
#include "report/pack_json.h"

static void days(struct eq_json_pack *w, const char *key, struct eq_range r)
{
	eq_json_key(&w->j, key);
	if (r.from == EQ_DATE_NONE || r.to < r.from) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', true);
	eq_json_key_date(w, "from", r.from);
	eq_json_key_date(w, "to", r.to);
	eq_json_close(&w->j, '}');
}

static void limits(struct eq_json_pack *w, const struct eq_alert_limits *l)
{
	const struct eq_kpi *kpi = &w->m->kpis.v[l->kpi];
	const struct eq_text few = EQ_TEXT("there are too few values for limits");
	struct eq_text unit = eq_json_unit(w, kpi->unit);
	struct eq_alert_signal signals[EQ_ALERT_SIGNALS];
	uint32_t n = eq_alert_signals(l, signals);

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "kpi", eq_json_name(w, kpi->def));
	eq_json_key_date(w, "from", l->from);
	eq_json_key(&w->j, "points");
	eq_json_int(&w->j, l->points);
	eq_json_key_number(w, "latest", &l->latest, unit,
			   EQ_TEXT("it has no value in the last whole period"));
	eq_json_key_number(w, "lower_limit", &l->lower, unit, few);
	eq_json_key_number(w, "centre", &l->centre, unit, few);
	eq_json_key_number(w, "upper_limit", &l->upper, unit, few);
	eq_json_key(&w->j, "signals");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < n; i++) {
		eq_json_open(&w->j, '{', true);
		eq_json_key_string(w, "rule", eq_text_of(signals[i].rule));
		eq_json_key_string(w, "direction",
				   signals[i].above ? EQ_TEXT("up") : EQ_TEXT("down"));
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

static void member(struct eq_json_pack *w, const struct eq_alert_cut *cut,
		   const struct eq_alert_member *m, struct eq_text unit)
{
	const struct eq_text none = EQ_TEXT("it has no value then");

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", m->name);
	eq_json_key_bool(w, "hidden", m->hidden);
	if (!m->hidden) {
		eq_json_key_number(w, "before", &m->before, unit, none);
		eq_json_key_number(w, "now", &m->after, unit, none);
		eq_json_key_number(w, "change", &m->change, unit, EQ_TEXT("it needs both"));
	}
	if (!m->hidden && cut->is_split) {
		eq_json_key_number(w, "rate", &m->rate, unit, none);
		eq_json_key_number(w, "mix", &m->mix, unit, none);
	}
	eq_json_close(&w->j, '}');
}

static void cut(struct eq_json_pack *w, const struct eq_alert_cut *c, struct eq_text unit)
{
	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", c->by);
	eq_json_key_maybe(w, "missing", c->why_not);
	eq_json_key_bool(w, "adds_up", c->adds_up);
	eq_json_key_bool(w, "rate_and_mix", c->is_split);
	eq_json_key(&w->j, "members");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < c->n_members; i++)
		member(w, c, &c->members[i], unit);
	eq_json_close(&w->j, ']');
	if (c->is_split) {
		eq_json_key_number(w, "rate", &c->rate, unit, EQ_TEXT(""));
		eq_json_key_number(w, "mix", &c->mix, unit, EQ_TEXT(""));
	}
	eq_json_key_number(w, "not_attributed", &c->rest, unit,
			   c->adds_up || c->is_split ? EQ_TEXT("nothing is left")
						     : EQ_TEXT("the parts do not add up"));
	eq_json_close(&w->j, '}');
}

static void kpi(struct eq_json_pack *w, const struct eq_alert_kpi *k)
{
	const struct eq_kpi *declared = &w->m->kpis.v[k->kpi];
	const struct eq_text none = EQ_TEXT("it has no value then");
	struct eq_text unit = eq_json_unit(w, declared->unit);

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", eq_json_name(w, declared->def));
	eq_json_key_bool(w, "live", k->is_live);
	days(w, "before_days", k->before_days);
	days(w, "now_days", k->after_days);
	eq_json_key_number(w, "before", &k->before, unit, none);
	eq_json_key_number(w, "now", &k->after, unit, none);
	eq_json_key_number(w, "change", &k->change, unit, EQ_TEXT("it needs both"));
	eq_json_key(&w->j, "by");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < k->n_cuts; i++)
		cut(w, &k->cuts[i], unit);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

static void alert(struct eq_json_pack *w, const struct eq_alert_result *a)
{
	const struct eq_alert *declared = &w->m->alerts.v[a->alert];

	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "name", declared->title);
	eq_json_key_string(w, "condition", declared->condition);
	eq_json_key_maybe(w, "for", declared->length_text);
	eq_json_key_string(w, "state", eq_text_of(eq_alert_state_word(a)));
	eq_json_key_maybe(w, "missing", a->why);
	eq_json_key_date(w, "since", a->since);
	eq_json_key(&w->j, "periods");
	eq_json_int(&w->j, a->periods);
	eq_json_key(&w->j, "periods_wanted");
	eq_json_int(&w->j, a->wanted);
	eq_json_key(&w->j, "limits");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < a->n_limits; i++)
		limits(w, &a->limits[i]);
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "kpis");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < a->n_kpis; i++)
		kpi(w, &a->kpis[i]);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

void eq_json_alerts(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "alerts");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; w->r->alerts && i < w->m->alerts.n; i++)
		if (eq_alert_is_shown(w->r, &w->r->alerts[i]))
			alert(w, &w->r->alerts[i]);
	eq_json_close(&w->j, ']');
}
