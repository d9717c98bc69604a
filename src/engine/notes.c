/* notes.c - the sentences under a pack. See notes.h. Each is about one thing that a reader must
 * know to trust a figure; they stand in the order of the pack. */
#include "engine/notes.h"

/* A sentence about a definition; EQ_NO_DEF: about the run. */
static void note(struct eq_results *r, uint32_t def, struct eq_text text)
{
	EQ_PUSH(&r->notes, ((struct eq_footnote){def, text}));
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

static void note_exceptions(struct eq_results *r, uint32_t def, struct eq_text title,
			    const struct eq_because *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct eq_buf days;
		eq_buf_init(&days);
		write_range(v[i].range, &days);
		note(r, def,
		     eq_arena_printf(&r->arena, "%.*s: %s taken out: %.*s.", EQ_ARG(title), days.p,
				     EQ_ARG(v[i].reason)));
		eq_buf_release(&days);
	}
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
		note_coverage(r, k->def, k->title, "the live value", r->kpis[i].live_coverage);
		note_coverage(r, k->def, k->title, "the baseline", r->kpis[i].baseline_coverage);
	}
}

static void note_benefits(struct eq_results *r)
{
	const struct eq_model *m = r->model;
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
		for (uint32_t s = 0; s < r->n_scenarios; s++) {
			const struct eq_benefit_line *line = &r->benefits[i].by_scenario[s];
			if (!line->shown)
				continue;
			struct eq_coverage c = line->all_periods;
			if (c.have < c.of)
				note(r, b->def,
				     eq_arena_printf(
					     &r->arena,
					     "%.*s, %.*s: incomplete, %u of %u %s have a value; the others add nothing.",
					     EQ_ARG(b->title), EQ_ARG(m->scenarios.v[s].title),
					     c.have, c.of, eq_grain_word(r->timeline.grain, true)));
		}
		if (b->once)
			note(r, b->def,
			     eq_arena_printf(&r->arena, "%.*s is one-off: it is in no run-rate.",
					     EQ_ARG(b->title)));
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
	if (p->year_days.den != 1)
		return;
	struct eq_text in_days =
		eq_arena_printf(&r->arena, "%lld days", (long long)p->year_days.num);
	note(r, EQ_NO_DEF,
	     eq_arena_printf(
		     &r->arena,
		     "A run-rate is performance now, for a year of %.*s%s%s%s, if it continued.%s",
		     EQ_ARG(p->annualise), eq_text_eq(in_days, p->annualise) ? "" : " (",
		     eq_text_eq(in_days, p->annualise) ? "" : in_days.p,
		     eq_text_eq(in_days, p->annualise) ? "" : ")",
		     p->year_days.num < 365 ? " A calendar year has a day or two more." : ""));
}

void eq_run_notes(const struct eq_eval *e, struct eq_results *r)
{
	note_sources(e, r);
	note_kpis(r);
	note_benefits(r);
	note_events(e, r);
	if (r->model->benefits.n)
		note_year(r);
}
