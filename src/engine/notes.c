/* notes.c - the sentences under a pack. See notes.h. Each is about one thing that a reader must
 * know to trust a figure; they stand in the order of the pack. What several definitions share is
 * said in the same words of each, so that a pack prints it once. */
#include "engine/notes.h"

#include "engine/asat.h"

/* A sentence about a definition; EQ_NO_DEF: about the run. */
static void note(struct eq_results *r, uint32_t def, struct eq_text text)
{
	EQ_PUSH(&r->notes, ((struct eq_footnote){def, text}));
}

static bool is_shown(const struct eq_results *r, uint32_t def)
{
	return !r->shown || r->shown[def];
}

static struct eq_text name_of(const struct eq_model *m, uint32_t def)
{
	return eq_symbol_text(m->symbols, m->defs.v[def].name);
}

static void write_range(struct eq_range r, struct eq_buf *out)
{
	char day[EQ_DATE_CHARS];
	eq_date_write(r.from, day);
	eq_buf_adds(out, day);
	if (r.to == r.from)
		return;
	eq_date_write(r.to, day);
	eq_buf_addf(out, " to %s", day);
}

static struct eq_text exception(struct eq_results *r, struct eq_text title,
				const struct eq_because *v)
{
	struct eq_buf days;
	eq_buf_init(&days);
	write_range(v->range, &days);
	struct eq_text t = eq_arena_printf(&r->arena, "%.*s: %s taken out: %.*s.", EQ_ARG(title),
					   days.p, EQ_ARG(v->reason));
	eq_buf_release(&days);
	return t;
}

static void note_exceptions(struct eq_results *r, uint32_t def, struct eq_text title,
			    const struct eq_because *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		note(r, def, exception(r, title, &v[i]));
}

/* Days for which a source may still change. */
static void note_unsettled(const struct eq_eval *e, struct eq_results *r, uint32_t data)
{
	static const char *const units[] = {"day", "week", "month", "year"};
	const struct eq_data *d = &r->model->data.v[data];
	eq_date settled = eq_run_settled_to(r->model, e->cube, data);
	if (d->settles.count == 0 || settled >= e->data_end)
		return;
	char day[EQ_DATE_CHARS];
	struct eq_text since = EQ_TEXT("all of its days");
	if (settled != EQ_DATE_NONE) {
		eq_date_write(settled + 1, day);
		since = eq_arena_printf(&r->arena, "days from %s on", day);
	}
	note(r, d->def,
	     eq_arena_printf(&r->arena, "%.*s: settles after %d %s%s; %.*s are provisional.",
			     EQ_ARG(name_of(r->model, d->def)), (int)d->settles.count,
			     units[d->settles.unit], d->settles.count == 1 ? "" : "s",
			     EQ_ARG(since)));
}

static void note_sources(const struct eq_eval *e, struct eq_results *r)
{
	const struct eq_model *m = r->model;
	for (uint32_t i = 0; i < m->data.n; i++) {
		const struct eq_data *d = &m->data.v[i];
		const struct eq_source_tally *s = &e->cube->sources[i];
		struct eq_text name = name_of(m, d->def);
		note_exceptions(r, d->def, name, d->except, d->n_except);
		if (s->rows_other)
			note(r, d->def,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s: %llu of %llu rows are left out by `only` or `members`.",
				     EQ_ARG(name), (unsigned long long)s->rows_other,
				     (unsigned long long)s->rows));
		if (s->rows_bad)
			note(r, d->def,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s: %llu of %llu rows do not fit and are left out of every "
				     "figure that rests on it.",
				     EQ_ARG(name), (unsigned long long)s->rows_bad,
				     (unsigned long long)s->rows));
		note_unsettled(e, r, i);
		uint64_t lacking = 0;
		for (uint32_t k = 0; k < s->n; k++)
			lacking += s->state[k] == EQ_BUCKET_LACKING;
		if (lacking)
			note(r, d->def,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s: %llu %s without a row of every member count as missing.",
				     EQ_ARG(name), (unsigned long long)lacking,
				     s->by_period   ? eq_grain_word(r->timeline.grain, true)
				     : lacking == 1 ? "day"
						    : "days"));
	}
	for (uint32_t i = 0; i < m->measures.n; i++) {
		const struct eq_data *d = &m->data.v[m->measures.v[i].data];
		const struct eq_source_tally *s = &e->cube->sources[m->measures.v[i].data];
		uint64_t gaps = 0;
		for (uint32_t k = 0; k < s->n; k++)
			gaps += e->cube->tallies[i][k].gaps;
		if (gaps)
			note(r, d->def,
			     eq_arena_printf(&r->arena,
					     "%.*s: %llu %s a value that is counted; %s.",
					     EQ_ARG(name_of(m, d->def)), (unsigned long long)gaps,
					     gaps == 1 ? "row lacks" : "rows lack",
					     d->by_period ? "their periods are missing"
							  : "they are left out"));
		if (e->shared_by_days[i])
			note(r, d->def,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s: a range cuts a %s; its value is shared by days.",
				     EQ_ARG(name_of(m, d->def)),
				     eq_grain_word(r->timeline.grain, false)));
	}
}

static void note_coverage(struct eq_results *r, uint32_t def, struct eq_text title,
			  const char *what, struct eq_coverage c)
{
	/* One that rests on nothing is missing, and the pack says why. */
	if (c.have && c.have < c.of)
		note(r, def,
		     eq_arena_printf(&r->arena, "%.*s: %s rests on %u of %u %s.", EQ_ARG(title),
				     what, c.have, c.of,
				     c.in_days ? "days"
					       : eq_grain_word(r->timeline.grain, c.of != 1)));
}

static void note_kpis(struct eq_results *r)
{
	for (uint32_t i = 0; i < r->model->kpis.n; i++) {
		const struct eq_kpi *k = &r->model->kpis.v[i];
		if (!is_shown(r, k->def))
			continue;
		note_coverage(r, k->def, k->title, "the live value", r->kpis[i].live_coverage);
		note_coverage(r, k->def, k->title, "the baseline", r->kpis[i].baseline_coverage);
	}
}

static bool is_made_of(const struct eq_kpi *k, const bool *marked)
{
	for (uint32_t i = 0; i < k->n_parts; i++)
		if (marked[k->parts[i]])
			return true;
	return false;
}

/* Says of a KPI's `except` to all that depends on it. */
static void spread_exceptions(struct eq_results *r, const struct eq_kpi *of, bool *marked)
{
	const struct eq_model *m = r->model;
	for (size_t i = 0; i < m->defs.n; i++)
		marked[i] = false;
	marked[of->def] = true;
	for (size_t i = 0; i < m->order.n; i++) { /* parts stand before wholes */
		const struct eq_def *d = &m->defs.v[m->order.v[i]];
		if (d->kind == EQ_DEF_KPI && is_made_of(&m->kpis.v[d->index], marked))
			marked[m->order.v[i]] = true;
	}
	for (uint32_t n = 0; n < of->n_except; n++) {
		struct eq_text text = exception(r, of->title, &of->except[n]);
		for (uint32_t i = 0; i < m->kpis.n; i++)
			if (marked[m->kpis.v[i].def] && is_shown(r, m->kpis.v[i].def))
				note(r, m->kpis.v[i].def, text);
		for (uint32_t i = 0; i < m->benefits.n; i++)
			for (uint32_t k = 0; k < m->benefits.v[i].n_kpis; k++)
				if (m->benefits.v[i].kpis[k] == of->def)
					note(r, m->benefits.v[i].def, text);
	}
}

static void note_days_out(struct eq_results *r)
{
	const struct eq_model *m = r->model;
	bool *marked = eq_alloc_zero(m->defs.n + 1, sizeof *marked);
	for (uint32_t i = 0; i < m->kpis.n; i++)
		if (m->kpis.v[i].n_except)
			spread_exceptions(r, &m->kpis.v[i], marked);
	eq_free(marked);
}

/* Periods without a worth, in one sentence for all scenarios that lack as many: what the data lack,
 * the forecast lacks too. A scenario that has none is missing, and the pack says why. */
static void note_incomplete(struct eq_results *r, uint32_t benefit)
{
	const struct eq_model *m = r->model;
	const struct eq_benefit *b = &m->benefits.v[benefit];
	const struct eq_benefit_line *lines = r->benefits[benefit].by_scenario;
	for (uint32_t s = 0; s < r->n_scenarios; s++) {
		uint32_t lacks = lines[s].all_periods.of - lines[s].all_periods.have;
		bool said = false;
		if (!lines[s].shown || lacks == 0 || lines[s].all_periods.have == 0)
			continue;
		struct eq_buf in;
		eq_buf_init(&in);
		for (uint32_t t = 0; t < r->n_scenarios && !said; t++) {
			const struct eq_coverage c = lines[t].all_periods;
			if (!lines[t].shown || c.have == 0 || c.of - c.have != lacks)
				continue;
			said = t < s;
			eq_buf_addf(&in, "%s%.*s", in.n ? ", " : "",
				    EQ_ARG(m->scenarios.v[t].title));
		}
		if (!said)
			note(r, b->def,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s: incomplete, %u %s without a value %s nothing (%s).",
				     EQ_ARG(b->title), lacks,
				     eq_grain_word(r->timeline.grain, lacks != 1),
				     lacks == 1 ? "adds" : "add", in.p));
		eq_buf_release(&in);
	}
}

static void note_benefits(struct eq_results *r)
{
	const struct eq_model *m = r->model;
	struct eq_text shared = {0};
	if (m->programme.owner != EQ_NO_PARTNER)
		shared = eq_arena_printf(&r->arena,
					 "Run-rate, value-add and cash of a shared benefit are "
					 "the part of %.*s; its worth is the whole.",
					 EQ_ARG(m->partners.v[m->programme.owner]));
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *b = &m->benefits.v[i];
		if (b->not_tracked.n) {
			note(r, b->def,
			     eq_arena_printf(&r->arena,
					     "%.*s is not tracked, and in no total: %.*s.",
					     EQ_ARG(b->title), EQ_ARG(b->not_tracked)));
			continue;
		}
		note_exceptions(r, b->def, b->title, b->except, b->n_except);
		note_incomplete(r, i);
		if (b->once)
			note(r, b->def,
			     eq_arena_printf(&r->arena, "%.*s is one-off: it is in no run-rate.",
					     EQ_ARG(b->title)));
		if (b->n_shares && shared.n)
			note(r, b->def, shared);
	}
}

/* Whether a line has cash after the horizon. */
static bool comes_later(const struct eq_results *r, const struct eq_benefit_line *line)
{
	bool later = line->shown && !line->later.missing && !eq_dec_is_zero(line->later.v);
	for (uint32_t y = 0; line->shown && y < r->n_years; y++) {
		const struct eq_cash *c = &line->cash[y];
		later |= !c->whole.missing && !c->by_horizon.missing &&
			 eq_dec_cmp(c->whole.v, c->by_horizon.v) != 0;
	}
	return later;
}

static void note_later(struct eq_results *r)
{
	for (uint32_t i = 0; i < r->model->benefits.n; i++) {
		const struct eq_benefit_line *lines = r->benefits[i].by_scenario;
		char day[EQ_DATE_CHARS];
		if (!comes_later(r, &lines[EQ_SCENARIO_ACTUAL]) &&
		    !comes_later(r, &lines[EQ_SCENARIO_FORECAST]))
			continue;
		eq_date_write(r->model->programme.horizon, day);
		note(r, EQ_NO_DEF,
		     eq_arena_printf(&r->arena,
				     "No performance after %s, the horizon, earns anything; what "
				     "was earned by then goes on coming in.",
				     day));
		return;
	}
}

static void note_events(const struct eq_eval *e, struct eq_results *r)
{
	for (size_t i = 0; i < e->events.n; i++) {
		const struct eq_event *v = &e->events.v[i];
		struct eq_place p = eq_sources_place(r->model->sources, v->at);
		if (v->divided_by_zero)
			note(r, EQ_NO_DEF,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s, line %u: a division by zero left %llu %s missing.",
				     EQ_ARG(p.path), p.line, (unsigned long long)v->divided_by_zero,
				     v->divided_by_zero == 1 ? "value" : "values"));
		if (v->overflowed)
			note(r, EQ_NO_DEF,
			     eq_arena_printf(
				     &r->arena,
				     "%.*s, line %u: a number too large to hold left %llu %s missing.",
				     EQ_ARG(p.path), p.line, (unsigned long long)v->overflowed,
				     v->overflowed == 1 ? "value" : "values"));
	}
}

static void note_year(struct eq_results *r)
{
	const struct eq_programme *p = &r->model->programme;
	struct eq_text in_days = {0};
	if (p->year_days.den == 1)
		in_days = eq_arena_printf(&r->arena, "%lld days", (long long)p->year_days.num);
	if (in_days.n && !eq_text_eq(in_days, p->annualise))
		in_days = eq_arena_printf(&r->arena, " (%.*s)", EQ_ARG(in_days));
	else
		in_days.n = 0;
	note(r, EQ_NO_DEF,
	     eq_arena_printf(
		     &r->arena,
		     "A run-rate is performance now, for a year of %.*s%.*s, if it continued.%s",
		     EQ_ARG(p->annualise), EQ_ARG(in_days),
		     p->year_days.num < 365 * p->year_days.den
			     ? " A calendar year has a day or two more."
			     : ""));
}

/* What a command set in place of the programme's text. */
static void say_what_was_set(struct eq_results *r)
{
	const struct eq_model *m = r->model;
	if (m->overridden.n == 0)
		return;
	r->whatifs = EQ_NEW_ARRAY(&r->arena, struct eq_text, m->overridden.n);
	for (size_t i = 0; i < m->overridden.n; i++) {
		const struct eq_overridden *o = &m->overridden.v[i];
		uint8_t kind = m->defs.v[o->def].kind;
		r->whatifs[r->n_whatifs++] = eq_arena_printf(
			&r->arena, "%.*s %s %.*s%s%.*s", EQ_ARG(o->name),
			kind == EQ_DEF_DATA  ? "from"
			: kind == EQ_DEF_KPI ? "live ="
					     : "=",
			EQ_ARG(o->value), o->written.n ? ", in place of " : "", EQ_ARG(o->written));
	}
}

void eq_run_notes(const struct eq_eval *e, struct eq_results *r)
{
	say_what_was_set(r);
	note_sources(e, r);
	note_kpis(r);
	note_days_out(r);
	note_benefits(r);
	note_events(e, r);
	if (r->model->benefits.n)
		note_year(r);
	note_later(r);
}
