/* pack_alerts.c - early warning: every alert, and for those that are raised what lies behind them: the KPI
 * now and in the window before, and the members of its break-downs, those with most of the change first. */
#include "report/alert_words.h"
#include "report/pack_parts.h"
#include "report/share.h"

/* Members that a page shows of one break-down; the other packs have all. */
enum { MOST_SHOWN = 10 };

static bool has_limits(const struct eq_pack *p)
{
	for (uint32_t i = 0; i < p->m->alerts.n; i++)
		if (eq_alert_is_shown(p->r, &p->r->alerts[i]) && p->r->alerts[i].n_limits)
			return true;
	return false;
}

/* ---- the list of alerts ---- */

/* "3 weeks", "1 week" */
static struct eq_text periods_text(struct eq_pack *p, uint32_t n)
{
	return eq_arena_printf(&p->arena, "%u %s", n, eq_grain_word(p->r->timeline.grain, n != 1));
}

static struct eq_text condition_text(struct eq_pack *p, const struct eq_alert_result *a)
{
	const struct eq_alert *declared = &p->m->alerts.v[a->alert];
	struct eq_text text = declared->condition;

	if (declared->length_text.n)
		text = eq_arena_printf(&p->arena, "%.*s for %.*s", EQ_ARG(text),
				       EQ_ARG(declared->length_text));
	return text;
}

/* Since when it is so; or how near it is; or why nobody knows. */
static struct eq_text since_text(struct eq_pack *p, const struct eq_alert_result *a)
{
	if (a->state == EQ_ALERT_UNKNOWN)
		return a->why;
	if (!a->periods)
		return EQ_TEXT("");
	if (a->state == EQ_ALERT_QUIET)
		return eq_arena_printf(&p->arena, "so for %.*s, of %.*s that it asks for",
				       EQ_ARG(periods_text(p, a->periods)),
				       EQ_ARG(periods_text(p, a->wanted)));
	return eq_arena_printf(&p->arena, "so for %.*s, since %.*s",
			       EQ_ARG(periods_text(p, a->periods)),
			       EQ_ARG(eq_pack_date(p, a->since)));
}

static void limit_cells(struct eq_pack *p, struct eq_table *t, const struct eq_alert_limits *l)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[l->kpi];
	const struct eq_number *const numbers[] = {&l->latest, &l->lower, &l->centre, &l->upper};
	const struct eq_display d =
		eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, 4);

	for (size_t i = 0; i < 4; i++)
		eq_pack_cell(t, 2 + i, eq_pack_number_text(p, &d, numbers[i]));
}

static struct eq_text signals_text(struct eq_pack *p, const struct eq_alert_limits *l)
{
	struct eq_alert_signal signals[EQ_ALERT_SIGNALS];
	uint32_t n = eq_alert_signals(l, signals);
	struct eq_text text = EQ_TEXT("");

	for (uint32_t i = 0; i < n; i++)
		text = eq_pack_joined(p, text, "; ", signals[i].words);
	return text;
}

static void add_limits(struct eq_pack *p, struct eq_table *t, const struct eq_alert_result *a)
{
	for (uint32_t i = 0; i < a->n_limits; i++) {
		if (a->n_limits > 1)
			eq_table_row(t, p->m->kpis.v[a->limits[i].kpi].title, 2);
		limit_cells(p, t, &a->limits[i]);
	}
}

/* "New residential placements: 16.3 a week over …, +2.1 on the 14.2 of … before" */
static struct eq_text change_line(struct eq_pack *p, const struct eq_alert_kpi *k)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[k->kpi];
	const struct eq_number *const numbers[] = {&k->before, &k->after};
	const struct eq_display d =
		eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, 2);

	return eq_arena_printf(&p->arena, "%.*s: %.*s over %.*s, %.*s before (%.*s)",
			       EQ_ARG(kpi->title), EQ_ARG(eq_pack_number_text(p, &d, &k->after)),
			       EQ_ARG(eq_pack_range(p, k->after_days)),
			       EQ_ARG(eq_pack_number_text(p, &d, &k->before)),
			       EQ_ARG(eq_pack_change(p, &d, &k->change)));
}

static void add_alert(struct eq_pack *p, struct eq_table *t, const struct eq_alert_result *a)
{
	static const uint8_t styles[] = {[EQ_ALERT_QUIET] = EQ_STYLE_GREEN,
					 [EQ_ALERT_RAISED] = EQ_STYLE_RED,
					 [EQ_ALERT_UNKNOWN] = EQ_STYLE_PLAIN};

	eq_table_row(t, p->m->alerts.v[a->alert].title, 0);
	eq_table_cell(t, 1, eq_text_of(eq_alert_state_word(a)), styles[a->state]);
	add_limits(p, t, a);
	eq_table_line(t, eq_pack_joined(p, condition_text(p, a), "; ", since_text(p, a)), 2,
		      EQ_STYLE_FAINT);
	for (uint32_t i = 0; a->state == EQ_ALERT_RAISED && i < a->n_limits; i++) {
		struct eq_text text = signals_text(p, &a->limits[i]);
		if (text.n && a->n_limits > 1)
			text = eq_arena_printf(&p->arena, "%.*s: %.*s",
					       EQ_ARG(p->m->kpis.v[a->limits[i].kpi].title),
					       EQ_ARG(text));
		if (text.n)
			eq_table_line(t, text, 2, EQ_STYLE_FAINT);
	}
	for (uint32_t i = 0; i < a->n_kpis; i++)
		if (!a->kpis[i].change.missing)
			eq_table_line(t, change_line(p, &a->kpis[i]), 2, EQ_STYLE_FAINT);
}

/* ---- who moved ---- */

/* Two numbers of a member, or of the whole. */
struct two {
	const struct eq_number *first, *second;
};

static struct two values_of(const struct eq_alert_member *m)
{
	return (struct two){&m->before, &m->after};
}

/* What a member adds to the change of the whole. */
static struct two effects_of(const struct eq_alert_member *m)
{
	return (struct two){&m->rate, &m->mix};
}

/* Both columns alike, of all members and the whole. Effects may be much less than values. */
static struct eq_display display_of(struct eq_pack *p, const struct eq_kpi *kpi,
				    const struct eq_alert_cut *cut,
				    struct two (*of)(const struct eq_alert_member *),
				    struct two whole)
{
	const struct eq_number **numbers =
		EQ_NEW_ARRAY(&p->arena, const struct eq_number *, 2 * (size_t)cut->n_members + 2);
	size_t n = 0;

	for (uint32_t i = 0; i < cut->n_members; i++) {
		struct two k = of(&cut->members[i]);

		numbers[n++] = k.first;
		numbers[n++] = k.second;
	}
	numbers[n++] = whole.first;
	numbers[n++] = whole.second;
	return eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, n);
}

static struct eq_text days_heading(struct eq_pack *p, struct eq_range r)
{
	return eq_arena_printf(&p->arena, "%.*s\nto %.*s", EQ_ARG(eq_pack_date(p, r.from)),
			       EQ_ARG(eq_pack_date(p, r.to)));
}

static void add_columns(struct eq_pack *p, struct eq_table *t, const struct eq_alert_kpi *k,
			const struct eq_alert_cut *cut)
{
	eq_table_column(t,
			eq_arena_printf(&p->arena, "%.*s\nby %.*s",
					EQ_ARG(p->m->kpis.v[k->kpi].title), EQ_ARG(cut->by)),
			EQ_ALIGN_LEFT);
	eq_table_column(t, days_heading(p, k->before_days), EQ_ALIGN_RIGHT);
	eq_table_column(t, days_heading(p, k->after_days), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Change"), EQ_ALIGN_RIGHT);
	if (!cut->is_split)
		return;
	eq_table_column(t, EQ_TEXT("Whole:\nfrom rate"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Whole:\nfrom mix"), EQ_ALIGN_RIGHT);
}

/* How a table's values are shown, and its effects. */
struct looks {
	struct eq_display values, effects;
};

static void add_member(struct eq_pack *p, struct eq_table *t, const struct looks *look,
		       const struct eq_alert_cut *cut, const struct eq_alert_member *m)
{
	eq_table_row(t, m->name.n ? m->name : EQ_TEXT("(not said)"), 0);
	if (m->hidden) {
		eq_pack_cell(t, 1, EQ_TEXT("hidden"));
		return;
	}
	eq_pack_cell(t, 1, eq_pack_number_text(p, &look->values, &m->before));
	eq_pack_cell(t, 2, eq_pack_number_text(p, &look->values, &m->after));
	eq_pack_cell(t, 3, eq_pack_change(p, &look->values, &m->change));
	if (!cut->is_split)
		return;
	eq_pack_cell(t, 4, eq_pack_change(p, &look->effects, &m->rate));
	eq_pack_cell(t, 5, eq_pack_change(p, &look->effects, &m->mix));
}

static void add_whole(struct eq_pack *p, struct eq_table *t, const struct looks *look,
		      const struct eq_alert_kpi *k, const struct eq_alert_cut *cut)
{
	if (!cut->rest.missing) {
		eq_table_row(t, EQ_TEXT("Not attributed"), 0);
		eq_pack_cell(t, 3, eq_pack_change(p, &look->values, &cut->rest));
	}
	eq_table_row(t, cut->adds_up ? EQ_TEXT("Total") : EQ_TEXT("Overall"), 0);
	eq_table_label_style(t, EQ_STYLE_STRONG);
	eq_pack_cell(t, 1, eq_pack_number_text(p, &look->values, &k->before));
	eq_pack_cell(t, 2, eq_pack_number_text(p, &look->values, &k->after));
	eq_pack_cell(t, 3, eq_pack_change(p, &look->values, &k->change));
	if (!cut->is_split)
		return;
	eq_pack_cell(t, 4, eq_pack_change(p, &look->effects, &cut->rate));
	eq_pack_cell(t, 5, eq_pack_change(p, &look->effects, &cut->mix));
}

static void add_unit_line(struct eq_pack *p, struct eq_table *t, const struct eq_kpi *kpi)
{
	struct eq_buf unit;

	eq_buf_init(&unit);
	eq_display_unit(&unit, p->m->units, kpi->unit);
	if (kpi->lower_is_better)
		eq_buf_addf(&unit, "%slower is better", unit.n ? "; " : "");
	if (unit.n)
		eq_table_line(t, eq_buf_view(&unit), 0, EQ_STYLE_FAINT);
	eq_buf_release(&unit);
}

static void add_cut(struct eq_pack *p, const struct eq_alert_result *a,
		    const struct eq_alert_kpi *k, const struct eq_alert_cut *cut)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[k->kpi];
	const struct looks look = {
		display_of(p, kpi, cut, values_of, (struct two){&k->before, &k->after}),
		display_of(p, kpi, cut, effects_of, (struct two){&cut->rate, &cut->mix})};
	struct eq_table *t;

	eq_page_heading(p->page, eq_arena_printf(&p->arena, "%.*s: %.*s by %.*s",
						 EQ_ARG(p->m->alerts.v[a->alert].title),
						 EQ_ARG(kpi->title), EQ_ARG(cut->by)));
	t = eq_page_table(p->page);
	add_columns(p, t, k, cut);
	for (uint32_t i = 0; i < cut->n_members && i < MOST_SHOWN; i++)
		add_member(p, t, &look, cut, &cut->members[i]);
	if (cut->n_members > MOST_SHOWN)
		eq_table_row(t,
			     eq_arena_printf(&p->arena, "and %u that moved less",
					     cut->n_members - MOST_SHOWN),
			     0);
	add_whole(p, t, &look, k, cut);
	add_unit_line(p, t, kpi);
}

/* By what a condition of the KPI chooses its rows by, all stand with one member. */
static bool says_something(const struct eq_alert_cut *cut)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < cut->n_members; i++) {
		const struct eq_alert_member *m = &cut->members[i];
		bool nothing = (m->before.missing || eq_dec_is_zero(m->before.v)) &&
			       (m->after.missing || eq_dec_is_zero(m->after.v));

		n += m->hidden || !nothing;
	}
	return n > 1;
}

/* Of a KPI that several alerts are about, once. */
static bool was_shown(const struct eq_pack *p, uint32_t alert, uint32_t kpi)
{
	for (uint32_t i = 0; i < alert; i++) {
		const struct eq_alert_result *a = &p->r->alerts[i];

		for (uint32_t k = 0; k < a->n_kpis && eq_alert_is_shown(p->r, a); k++)
			if (a->kpis[k].kpi == kpi)
				return true;
	}
	return false;
}

static void add_cuts(struct eq_pack *p, const struct eq_alert_result *a)
{
	for (uint32_t i = 0; i < a->n_kpis; i++) {
		const struct eq_alert_kpi *k = &a->kpis[i];

		for (uint32_t c = 0; c < k->n_cuts && !was_shown(p, a->alert, k->kpi); c++) {
			const struct eq_alert_cut *cut = &k->cuts[c];

			if (cut->why_not.n)
				eq_page_bullet(p->page,
					       eq_arena_printf(&p->arena, "%.*s by %.*s",
							       EQ_ARG(p->m->kpis.v[k->kpi].title),
							       EQ_ARG(cut->by)),
					       cut->why_not);
			else if (says_something(cut))
				add_cut(p, a, k, cut);
		}
	}
}

void eq_pack_alerts(struct eq_pack *p)
{
	struct eq_table *t = NULL;
	bool limits = p->r->alerts && has_limits(p);

	for (uint32_t i = 0; p->r->alerts && i < p->m->alerts.n; i++) {
		if (!eq_alert_is_shown(p->r, &p->r->alerts[i]))
			continue;
		if (!t) {
			eq_page_heading(p->page, EQ_TEXT("Early warning"));
			t = eq_page_table(p->page);
			eq_table_column(t, EQ_TEXT("Early warning"), EQ_ALIGN_LEFT);
			eq_table_column(t, EQ_TEXT("Alert"), EQ_ALIGN_LEFT);
		}
		if (limits) {
			eq_table_column(t,
					eq_arena_printf(&p->arena, "Latest\n%s",
							eq_grain_word(p->r->timeline.grain, false)),
					EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Lower\nlimit"), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Centre"), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Upper\nlimit"), EQ_ALIGN_RIGHT);
			limits = false;
		}
		add_alert(p, t, &p->r->alerts[i]);
	}
	for (uint32_t i = 0; p->r->alerts && i < p->m->alerts.n; i++)
		if (eq_alert_is_shown(p->r, &p->r->alerts[i]))
			add_cuts(p, &p->r->alerts[i]);
}
