/* alert_change.c - a KPI before and now. See alert_change.h. */
#include "engine/alert_change.h"

#include "engine/adds_up.h"
#include "engine/kpis.h"

/* ---- windows ---- */

/* The days that live values look at, to `end`: of a KPI without a live of its own, those of its parts. By
 * def, from EQ_DATE_NONE where there are none. Parts come before what they make up. */
static eq_date *window_starts(const struct eq_model *m, eq_date end)
{
	eq_date *from = eq_alloc((m->defs.n + 1) * sizeof *from);

	for (size_t i = 0; i < m->defs.n; i++)
		from[i] = EQ_DATE_NONE;
	for (size_t i = 0; i < m->order.n; i++) {
		const struct eq_def *d = &m->defs.v[m->order.v[i]];
		struct eq_range w;
		if (d->kind != EQ_DEF_KPI)
			continue;
		const struct eq_kpi *k = &m->kpis.v[d->index];
		eq_date *own = &from[k->def];
		if (k->live && eq_kpi_window(k->live, end, &w))
			*own = w.from;
		for (uint32_t p = 0; !k->live && k->derived && p < k->n_parts; p++) {
			eq_date part = from[k->parts[p]];
			if (part != EQ_DATE_NONE && (*own == EQ_DATE_NONE || part < *own))
				*own = part;
		}
	}
	return from;
}

static eq_date window_start(const struct eq_model *m, uint32_t def, eq_date end)
{
	eq_date *all = window_starts(m, end), from = all[def];

	eq_free(all);
	return from;
}

/* ---- at one time ---- */

struct eq_number eq_change_value(struct eq_eval *e, const struct eq_change *c)
{
	uint32_t scenario = c->is_live ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL;

	return eq_number_at(eq_eval_def(e, c->k->def, scenario, EQ_CONTEXT_AS_AT), 0);
}

static uint32_t n_parts(const struct eq_eval *e, const struct eq_change *c,
			const struct eq_change_side *s)
{
	uint32_t n = 1;

	if (c->parts != EQ_PARTS_MEAN)
		return n;
	while (s->lane >= (int32_t)n &&
	       eq_timeline_range(&e->timeline, s->lane - (int32_t)n).from >= s->days.from)
		n++;
	return n;
}

/* What is divided, or what it is divided by: side->n values, the latest first. */
static struct eq_number *part_values(struct eq_eval *e, const struct eq_change *c,
				     const struct eq_change_side *s, uint32_t chunk,
				     struct eq_arena *arena)
{
	struct eq_number *v = EQ_NEW_ARRAY(arena, struct eq_number, s->n);
	bool each = c->parts == EQ_PARTS_MEAN;
	uint32_t context = each                          ? EQ_CONTEXT_TIMELINE
			   : c->parts == EQ_PARTS_WINDOW ? eq_eval_range_context(e, s->days)
							 : EQ_CONTEXT_AS_AT;
	uint32_t scenario = c->parts == EQ_PARTS_LIVE ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL;
	const struct eq_column *values = eq_eval_chunk(e, chunk, scenario, context);

	for (uint32_t i = 0; i < s->n; i++)
		v[i] = eq_number_at(values, each ? (uint32_t)s->lane - i : 0);
	return v;
}

/* The mean over the side's times of v / under, `under` being the whole's: of its own quotient, or of a
 * part's share in it. What a part lacks is nothing. */
static struct eq_number mean_of(const struct eq_change_side *s, const struct eq_number *v)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	int64_t n = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		if (eq_number_div(s->over[i], s->under[i]).missing)
			continue;
		n++;
		if (!v[i].missing)
			sum = eq_number_add(sum, eq_number_div(v[i], s->under[i]));
	}
	return eq_number_div(sum, (struct eq_number){eq_dec_int(n), false, false});
}

struct eq_split_part eq_change_part(struct eq_eval *group, const struct eq_change *c,
				    const struct eq_change_side *s, struct eq_arena *arena)
{
	const struct eq_number *over = part_values(group, c, s, c->over, arena);
	const struct eq_number *under = part_values(group, c, s, c->under, arena);
	struct eq_split_part p = {mean_of(s, under), EQ_NUMBER_MISSING};

	/* At one time its own quotient is the plainest; over several, that of the means of its parts. */
	p.ratio = s->n == 1 ? eq_number_div(*over, *under)
			    : eq_number_div(mean_of(s, over), p.share);
	return p;
}

/* ---- both times ---- */

static uint8_t choose_parts(const struct eq_model *m, const bool *adds_up,
			    const struct eq_alert_subject *s, bool is_live)
{
	const struct eq_kpi *k = &m->kpis.v[s->kpi];

	if (!s->under || !eq_expr_adds_up(m, adds_up, s->over) ||
	    !eq_expr_adds_up(m, adds_up, s->under))
		return EQ_PARTS_NONE;
	if (!is_live || k->live_kind == EQ_LIVE_OVER)
		return EQ_PARTS_WINDOW;
	if (!k->live)
		return EQ_PARTS_LIVE;
	return k->live->op == EQ_EXPR_AVERAGE ? EQ_PARTS_MEAN : EQ_PARTS_NONE;
}

/* The days of both sides. Where the live value has no window, or none is known, they are periods. */
static void set_days(struct eq_eval *e, const struct eq_results *r, struct eq_change *c)
{
	struct eq_range last = eq_timeline_range(&r->timeline, r->as_at_lane);
	eq_date from = window_start(r->model, c->k->def, last.to);

	c->is_live = true;
	c->is_live = from != EQ_DATE_NONE && !eq_change_value(e, c).missing;
	c->after.lane = r->as_at_lane;
	c->after.days = (struct eq_range){c->is_live ? from : last.from, last.to};
	c->before.lane = eq_timeline_ended(&r->timeline, c->after.days.from - 1);
	c->before.days = (struct eq_range){EQ_DATE_NONE, EQ_DATE_NONE};
	if (c->before.lane < 0)
		return;
	c->before.days = eq_timeline_range(&r->timeline, c->before.lane);
	if (c->is_live)
		c->before.days.from = window_start(r->model, c->k->def, c->before.days.to);
}

/* The whole at one time. */
static void begin_side(struct eq_eval *e, struct eq_results *r, struct eq_change *c,
		       struct eq_change_side *s)
{
	s->value = eq_change_value(e, c);
	if (r->suppress)
		eq_basis_of_kpi_in(e, c->kpi, c->is_live ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL,
				   &s->basis);
	if (c->parts == EQ_PARTS_NONE)
		return;
	s->n = n_parts(e, c, s);
	s->over = part_values(e, c, s, c->over, &r->arena);
	s->under = part_values(e, c, s, c->under, &r->arena);
	if (!eq_number_agree(mean_of(s, s->over), s->value))
		c->parts = EQ_PARTS_NONE;
}

void eq_change_begin(struct eq_eval *e, struct eq_results *r, const bool *adds_up, uint32_t alert,
		     uint32_t subject, struct eq_change *c)
{
	const struct eq_alert_subject *s = &r->model->alerts.v[alert].subjects[subject];
	const struct eq_alert_chunks *chunks = &e->program->alerts[alert];
	struct eq_eval then;

	*c = (struct eq_change){.k = &r->model->kpis.v[s->kpi],
				.kpi = s->kpi,
				.over = chunks->over[subject],
				.under = chunks->under[subject],
				.before = {.value = EQ_NUMBER_MISSING}};
	set_days(e, r, c);
	c->parts = choose_parts(r->model, adds_up, s, c->is_live);
	if (c->before.lane < 0) {
		c->parts = EQ_PARTS_NONE;
	} else {
		eq_eval_init(&then, e->program, e->cube, r->timeline, e->vm.mode);
		eq_eval_set_as_at(&then, c->before.lane);
		begin_side(&then, r, c, &c->before);
		eq_eval_release(&then);
	}
	begin_side(e, r, c, &c->after);
}

void eq_change_release(struct eq_change *c)
{
	eq_basis_release(&c->before.basis);
	eq_basis_release(&c->after.basis);
}
