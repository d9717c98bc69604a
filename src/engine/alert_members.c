/* alert_members.c - the members behind an alert. See alert_members.h.
 *
 * "Now" is the KPI's live value, "before" what that was when its window began: the window before. A KPI
 * without a window is looked at in its last period and the one before. Both are worked out as at their
 * own day, by an evaluator that is set to it, so that whatever a live value is made of is as it was. */
#include "engine/alert_members.h"

#include "base/diag.h"
#include "engine/adds_up.h"
#include "engine/kpis.h"
#include "engine/reach.h"
#include "engine/split.h"
#include "engine/suppress.h"

/* How the parts of a quotient are worked out, as its live value is. */
enum parts {
	PARTS_NONE,   /* its live value is something else than its quotient */
	PARTS_WINDOW, /* over the days of the window as one period */
	PARTS_MEAN,   /* in each period of the window, and then their mean */
	PARTS_LIVE    /* of live values */
};

/* A KPI that an alert is about, at one of the two times. */
struct side {
	int32_t lane;
	struct eq_range days; /* of its window, or its period */
	struct eq_number value;
	struct eq_basis basis;
	struct eq_number *over, *under; /* of the whole, [n] */
	uint32_t n;
};
struct job {
	const struct eq_kpi *k;
	uint32_t kpi;
	struct eq_alert_kpi *out;
	uint32_t over, under; /* chunks */
	uint8_t parts;        /* enum parts */
	bool adds_up;
	struct side before, after;
};

struct work {
	struct eq_eval *e;
	struct eq_results *r;
	const struct eq_scan_options *scan;
	const struct eq_sources *sources;
	bool *adds_up; /* by def */
	EQ_VEC(struct job) jobs;
	EQ_VEC(struct eq_text) dimensions; /* each once */
};

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

/* ---- one KPI at one time ---- */

static struct eq_number now(struct eq_eval *e, const struct job *j)
{
	uint32_t scenario = j->out->is_live ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL;

	return eq_number_at(eq_eval_def(e, j->k->def, scenario, EQ_CONTEXT_AS_AT), 0);
}

static uint32_t n_parts(const struct eq_eval *e, const struct job *j, const struct side *s)
{
	uint32_t n = 1;

	if (j->parts != PARTS_MEAN)
		return n;
	while (s->lane >= (int32_t)n &&
	       eq_timeline_range(&e->timeline, s->lane - (int32_t)n).from >= s->days.from)
		n++;
	return n;
}

/* What is divided, or what it is divided by: side->n values, the latest first. */
static struct eq_number *part_values(struct eq_eval *e, const struct job *j, const struct side *s,
				     uint32_t chunk, struct eq_arena *arena)
{
	struct eq_number *v = EQ_NEW_ARRAY(arena, struct eq_number, s->n);
	uint32_t context = j->parts == PARTS_MEAN     ? EQ_CONTEXT_TIMELINE
			   : j->parts == PARTS_WINDOW ? eq_eval_range_context(e, s->days)
						      : EQ_CONTEXT_AS_AT;
	const struct eq_column *c = eq_eval_chunk(
		e, chunk, j->parts == PARTS_LIVE ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL, context);

	for (uint32_t i = 0; i < s->n; i++)
		v[i] = eq_number_at(c, j->parts == PARTS_MEAN ? (uint32_t)s->lane - i : 0);
	return v;
}

/* The mean over the side's periods of v / under, `under` being the whole's: of its own quotient, or of a
 * part's share in it. What a part lacks is nothing. */
static struct eq_number mean_of(const struct side *s, const struct eq_number *v)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	int64_t n = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		struct eq_number whole = eq_number_div(s->over[i], s->under[i]);
		if (whole.missing)
			continue;
		n++;
		if (!v[i].missing)
			sum = eq_number_add(sum, eq_number_div(v[i], s->under[i]));
	}
	return eq_number_div(sum, (struct eq_number){eq_dec_int(n), false, false});
}

/* Values that agree but for what 34 digits lose. */
static bool agree(struct eq_number a, struct eq_number b)
{
	unsigned ignored = 0;
	struct eq_number off = eq_number_sub(a, b);

	if (off.missing)
		return false;
	struct eq_dec most =
		eq_dec_mul(eq_dec_abs(b.v), eq_dec_scaled128(1, 30, &ignored), &ignored);
	return eq_dec_cmp(eq_dec_abs(off.v), most) <= 0;
}

static void begin_side(struct work *w, struct eq_eval *e, struct job *j, struct side *s)
{
	s->value = now(e, j);
	if (w->r->suppress)
		eq_basis_of_kpi_in(e, j->kpi,
				   j->out->is_live ? EQ_SCENARIO_LIVE : EQ_SCENARIO_ACTUAL,
				   &s->basis);
	if (j->parts == PARTS_NONE)
		return;
	s->n = n_parts(e, j, s);
	s->over = part_values(e, j, s, j->over, &w->r->arena);
	s->under = part_values(e, j, s, j->under, &w->r->arena);
	if (!agree(mean_of(s, s->over), s->value))
		j->parts = PARTS_NONE;
}

static uint8_t choose_parts(const struct work *w, const struct eq_kpi *k,
			    const struct eq_alert_subject *s, bool is_live)
{
	const struct eq_model *m = w->r->model;

	if (!s->under || !eq_expr_adds_up(m, w->adds_up, s->over) ||
	    !eq_expr_adds_up(m, w->adds_up, s->under))
		return PARTS_NONE;
	if (!is_live || k->live_kind == EQ_LIVE_OVER)
		return PARTS_WINDOW;
	if (!k->live)
		return PARTS_LIVE;
	return k->live->op == EQ_EXPR_AVERAGE ? PARTS_MEAN : PARTS_NONE;
}

/* The evaluator of the whole, at the side's own time. */
static void evaluate_before(struct work *w, struct job *j)
{
	struct eq_eval then;

	if (j->before.lane < 0)
		return;
	eq_eval_init(&then, w->e->program, w->e->cube, w->r->timeline, w->e->vm.mode);
	eq_eval_set_as_at(&then, j->before.lane);
	begin_side(w, &then, j, &j->before);
	eq_eval_release(&then);
}

static void begin_job(struct work *w, uint32_t alert, uint32_t subject, struct eq_alert_kpi *out)
{
	const struct eq_model *m = w->r->model;
	const struct eq_alert_subject *s = &m->alerts.v[alert].subjects[subject];
	const struct eq_alert_chunks *chunks = &w->e->program->alerts[alert];
	const struct eq_kpi *k = &m->kpis.v[s->kpi];
	const struct eq_timeline *t = &w->r->timeline;
	struct eq_range last = eq_timeline_range(t, w->r->as_at_lane);
	eq_date from = window_start(m, k->def, last.to);
	struct job j = {.k = k,
			.kpi = s->kpi,
			.out = out,
			.over = chunks->over[subject],
			.under = chunks->under[subject],
			.adds_up = w->adds_up[k->def]};

	*out = (struct eq_alert_kpi){.kpi = s->kpi, .is_live = from != EQ_DATE_NONE};
	j.parts = choose_parts(w, k, s, out->is_live);
	j.after.lane = w->r->as_at_lane;
	j.after.days = (struct eq_range){out->is_live ? from : last.from, last.to};
	j.before.lane = eq_timeline_ended(t, j.after.days.from - 1);
	j.before.value = EQ_NUMBER_MISSING;
	if (j.before.lane >= 0) {
		j.before.days = eq_timeline_range(t, j.before.lane);
		if (out->is_live)
			j.before.days.from = window_start(m, k->def, j.before.days.to);
	}
	evaluate_before(w, &j);
	begin_side(w, w->e, &j, &j.after);
	out->before_days = j.before.days;
	out->after_days = j.after.days;
	out->before = j.before.value;
	out->after = j.after.value;
	out->change = eq_number_sub(out->after, out->before);
	EQ_PUSH(&w->jobs, j);
}

/* ---- by what it can be broken down ---- */

static const struct eq_data_column *dimension(const struct eq_model *m, const struct eq_data *d,
					      struct eq_text name)
{
	for (uint32_t i = 0; i < d->n_by; i++) {
		const struct eq_data_column *c = &d->columns[d->by[i]];
		if (!c->hidden && eq_text_eq(eq_symbol_text(m->symbols, c->name), name))
			return c;
	}
	return NULL;
}

/* Whether all sources of the KPI have it. */
static bool has_dimension(struct work *w, const struct eq_kpi *k, struct eq_text name)
{
	const struct eq_model *m = w->r->model;

	for (uint32_t i = 0; i < m->data.n; i++)
		if (eq_reach_source(w->e, k->def, i) && !dimension(m, &m->data.v[i], name))
			return false;
	return true;
}

static void add_dimension(struct work *w, struct eq_text name)
{
	for (size_t i = 0; i < w->dimensions.n; i++)
		if (eq_text_eq(w->dimensions.v[i], name))
			return;
	EQ_PUSH(&w->dimensions, name);
}

static void begin_cuts(struct work *w, struct job *j)
{
	const struct eq_model *m = w->r->model;
	const struct eq_data *d = NULL;

	for (uint32_t i = 0; i < m->data.n && !d; i++)
		if (eq_reach_source(w->e, j->k->def, i))
			d = &m->data.v[i];
	if (!d)
		return;
	j->out->cuts = EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_cut, d->n_by + 1);
	for (uint32_t i = 0; i < d->n_by; i++) {
		struct eq_text name = eq_symbol_text(m->symbols, d->columns[d->by[i]].name);
		if (!has_dimension(w, j->k, name))
			continue;
		struct eq_alert_cut *cut = &j->out->cuts[j->out->n_cuts++];
		*cut = (struct eq_alert_cut){.by = name,
					     .rate = EQ_NUMBER_MISSING,
					     .mix = EQ_NUMBER_MISSING,
					     .rest = EQ_NUMBER_MISSING};
		add_dimension(w, name);
	}
}

/* ---- the members of one dimension ---- */

static struct eq_alert_cut *cut_by(const struct job *j, struct eq_text by)
{
	for (uint32_t i = 0; i < j->out->n_cuts; i++)
		if (eq_text_eq(j->out->cuts[i].by, by))
			return &j->out->cuts[i];
	return NULL;
}

static struct eq_split_part part_of(struct work *w, struct eq_eval *group, const struct job *j,
				    const struct side *s)
{
	const struct eq_number *over = part_values(group, j, s, j->over, &w->r->arena);
	const struct eq_number *under = part_values(group, j, s, j->under, &w->r->arena);
	struct eq_split_part p = {mean_of(s, under), EQ_NUMBER_MISSING};

	/* At one time its own quotient is the plainest; over several, that of the means of its parts. */
	p.ratio = s->n == 1 ? eq_number_div(*over, *under)
			    : eq_number_div(mean_of(s, over), p.share);
	return p;
}

static bool is_small(const struct work *w, struct eq_eval *group, const struct side *s)
{
	return w->r->suppress && eq_basis_is_small(group, &s->basis, w->r->suppress);
}

static void add_member(struct work *w, struct eq_eval *group, const struct job *j,
		       struct eq_text name, struct eq_alert_cut *cut)
{
	struct eq_alert_member *m = &cut->members[cut->n_members];
	struct eq_split_part before = {{.missing = true}, {.missing = true}}, after;
	bool split = j->parts != PARTS_NONE && j->before.lane >= 0;

	*m = (struct eq_alert_member){.name = eq_arena_copy(&w->r->arena, name),
				      .before = EQ_NUMBER_MISSING,
				      .rate = EQ_NUMBER_MISSING,
				      .mix = EQ_NUMBER_MISSING};
	if (j->before.lane >= 0) {
		eq_eval_set_as_at(group, j->before.lane);
		m->before = now(group, j);
		m->hidden = is_small(w, group, &j->before);
		if (split)
			before = part_of(w, group, j, &j->before);
	}
	eq_eval_set_as_at(group, j->after.lane);
	m->after = now(group, j);
	m->hidden |= is_small(w, group, &j->after);
	m->change = eq_number_sub(m->after, m->before);
	if (m->before.missing && m->after.missing)
		return; /* not there at either time */
	if (split) {
		after = part_of(w, group, j, &j->after);
		struct eq_rate_mix s =
			eq_split_change(before, after, j->before.value, j->after.value);
		m->rate = s.rate;
		m->mix = s.mix;
	}
	cut->n_members++;
}

/* ---- order, and what is left ---- */

/* What a member adds to the change of the whole; of others its own change. */
static struct eq_number weight_of(const struct eq_alert_cut *cut, const struct eq_alert_member *m)
{
	return cut->is_split ? eq_number_add(m->rate, m->mix) : m->change;
}

/* Those that moved most, the way that the whole did; then those without a value; hidden ones tell
 * nothing by where they stand. */
static bool stands_before(const struct eq_alert_cut *cut, bool falls,
			  const struct eq_alert_member *x, const struct eq_alert_member *y)
{
	struct eq_number u = weight_of(cut, x), v = weight_of(cut, y);

	if (x->hidden != y->hidden)
		return y->hidden;
	if (x->hidden)
		return false;
	if (u.missing != v.missing)
		return v.missing;
	int order = u.missing ? 0 : eq_dec_cmp(u.v, v.v);
	return falls ? order < 0 : order > 0;
}

/* The order of the names stands where nothing else decides. */
static void sort_members(struct eq_alert_cut *cut, bool falls, struct eq_alert_member *v,
			 struct eq_alert_member *room, uint32_t n)
{
	uint32_t middle = n / 2, i = 0, j = middle;

	if (n < 2)
		return;
	sort_members(cut, falls, v, room, middle);
	sort_members(cut, falls, v + middle, room, n - middle);
	for (uint32_t k = 0; k < n; k++) {
		bool left = j == n || (i < middle && !stands_before(cut, falls, &v[j], &v[i]));
		room[k] = left ? v[i++] : v[j++];
	}
	for (uint32_t k = 0; k < n; k++)
		v[k] = room[k];
}

/* A single hidden member could be worked out from the whole and the others: the one with the least
 * value is hidden too. */
static void hide_one_more(struct eq_alert_cut *cut)
{
	struct eq_alert_member *least = NULL;
	uint32_t hidden = 0;

	for (uint32_t i = 0; i < cut->n_members; i++)
		hidden += cut->members[i].hidden;
	for (uint32_t i = 0; hidden == 1 && i < cut->n_members; i++) {
		struct eq_alert_member *m = &cut->members[i];
		if (!m->hidden && !m->after.missing &&
		    (!least || eq_dec_cmp(m->after.v, least->after.v) < 0))
			least = m;
	}
	if (least)
		least->hidden = true;
}

/* What all that adds up to the whole's change leaves of it. */
static void find_rest(const struct job *j, struct eq_alert_cut *cut)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};

	if (cut->is_split) {
		cut->rate = cut->mix = sum;
		for (uint32_t i = 0; i < cut->n_members; i++) {
			cut->rate = eq_number_add(cut->rate, cut->members[i].rate);
			cut->mix = eq_number_add(cut->mix, cut->members[i].mix);
		}
		sum = eq_number_add(cut->rate, cut->mix);
	} else if (cut->adds_up) {
		for (uint32_t i = 0; i < cut->n_members; i++)
			if (!cut->members[i].change.missing)
				sum = eq_number_add(sum, cut->members[i].change);
	} else {
		return;
	}
	/* As against the value itself: the change may be next to nothing. */
	struct eq_number whole = eq_number_add(j->out->before, sum);
	if (!agree(whole, j->out->after))
		cut->rest = eq_number_sub(j->out->change, sum);
}

static void finish_cut(struct work *w, const struct job *j, struct eq_alert_cut *cut)
{
	struct eq_alert_member *room =
		EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_member, cut->n_members + 1);
	bool falls = !j->out->change.missing && eq_dec_is_negative(j->out->change.v);

	cut->adds_up = j->adds_up;
	cut->is_split = j->parts != PARTS_NONE && j->before.lane >= 0 && !j->out->change.missing;
	find_rest(j, cut);
	hide_one_more(cut);
	sort_members(cut, falls, cut->members, room, cut->n_members);
	for (uint32_t i = 0; i < cut->n_members; i++)
		if (cut->members[i].hidden)
			cut->members[i] = (struct eq_alert_member){.name = cut->members[i].name,
								   .before = EQ_NUMBER_MISSING,
								   .after = EQ_NUMBER_MISSING,
								   .change = EQ_NUMBER_MISSING,
								   .rate = EQ_NUMBER_MISSING,
								   .mix = EQ_NUMBER_MISSING,
								   .hidden = true};
}

/* The cube of the dimension's groups is there. */
static void fill_members(struct work *w, const struct eq_cube *cube, struct eq_text by)
{
	for (size_t i = 0; i < w->jobs.n; i++) {
		struct eq_alert_cut *cut = cut_by(&w->jobs.v[i], by);
		if (cut)
			cut->members = EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_member,
						    cube->n_groups + 1);
	}
	for (uint32_t g = 0; g < cube->n_groups; g++) {
		struct eq_eval group;
		eq_eval_init(&group, w->e->program, &cube->of_group[g], w->r->timeline,
			     w->e->vm.mode);
		group.group = &cube->groups[g];
		group.by = cube->by;
		group.n_by = cube->n_by;
		for (size_t i = 0; i < w->jobs.n; i++) {
			struct eq_alert_cut *cut = cut_by(&w->jobs.v[i], by);
			if (cut)
				add_member(w, &group, &w->jobs.v[i], cube->groups[g].keys[0], cut);
		}
		eq_eval_release(&group);
	}
	for (size_t i = 0; i < w->jobs.n; i++) {
		struct eq_alert_cut *cut = cut_by(&w->jobs.v[i], by);
		if (cut)
			finish_cut(w, &w->jobs.v[i], cut);
	}
}

static void say_why_not(struct work *w, struct eq_text by, struct eq_text why)
{
	for (size_t i = 0; i < w->jobs.n; i++) {
		struct eq_alert_cut *cut = cut_by(&w->jobs.v[i], by);
		if (cut)
			cut->why_not = why;
	}
}

/* ---- reading the data again ---- */

static bool *sources_of(struct work *w, struct eq_text by)
{
	bool *read = eq_alloc_zero(w->r->model->data.n + 1, sizeof *read);

	for (size_t i = 0; i < w->jobs.n; i++)
		for (uint32_t d = 0; d < w->r->model->data.n; d++)
			read[d] |= cut_by(&w->jobs.v[i], by) &&
				   eq_reach_source(w->e, w->jobs.v[i].k->def, d);
	return read;
}

static struct eq_text why_not_again(const struct work *w, const bool *read)
{
	for (uint32_t d = 0; d < w->r->model->data.n; d++)
		if (read[d] && eq_text_is(w->r->model->data.v[d].path, "-"))
			return EQ_TEXT(
				"its rows came from standard input, which is read once only");
	return EQ_TEXT("");
}

static bool are_the_same(const struct work *w, const struct eq_cube *cube, const bool *read)
{
	for (uint32_t d = 0; d < w->r->model->data.n; d++)
		if (read[d] && !eq_text_eq(eq_text_of(cube->sources[d].fingerprint),
					   eq_text_of(w->e->cube->sources[d].fingerprint)))
			return false;
	return true;
}

static void read_members(struct work *w, struct eq_text by)
{
	const struct eq_cube *whole = w->e->cube;

	if (whole->n_by == 1 && eq_text_eq(whole->by[0], by)) {
		fill_members(w, whole, by);
		return;
	}
	bool *read = sources_of(w, by);
	struct eq_text why = why_not_again(w, read);
	struct eq_scan_options again = *w->scan;
	struct eq_diags quiet; /* all that there is to say was said the first time */
	again.by = &by;
	again.n_by = 1;
	again.sources = read;
	again.times = NULL;
	eq_diags_init(&quiet, w->sources);
	struct eq_cube *cube = why.n ? NULL : eq_scan(w->e->program, &again, &quiet);
	if (!why.n && (!cube || !are_the_same(w, cube, read)))
		why = EQ_TEXT("its data changed while they were read");
	if (why.n)
		say_why_not(w, by, why);
	else
		fill_members(w, cube, by);
	eq_cube_free(cube);
	eq_diags_release(&quiet);
	eq_free(read);
}

/* ---- all of them ---- */

static void begin_alert(struct work *w, struct eq_alert_result *a)
{
	const struct eq_alert *declared = &w->r->model->alerts.v[a->alert];

	a->kpis = EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_kpi, declared->n_subjects + 1);
	for (uint32_t s = 0; s < declared->n_subjects; s++) {
		begin_job(w, a->alert, s, &a->kpis[a->n_kpis++]);
		if (w->scan)
			begin_cuts(w, &w->jobs.v[w->jobs.n - 1]);
	}
}

void eq_run_alert_members(struct eq_eval *e, struct eq_results *r,
			  const struct eq_scan_options *scan, const struct eq_sources *sources)
{
	struct work w = {.e = e, .r = r, .scan = scan, .sources = sources};

	if (r->n_raised == 0)
		return;
	w.adds_up = eq_what_adds_up(r->model);
	for (uint32_t i = 0; i < r->model->alerts.n; i++)
		if (r->alerts[i].state == EQ_ALERT_RAISED)
			begin_alert(&w, &r->alerts[i]);
	for (size_t i = 0; i < w.dimensions.n; i++)
		read_members(&w, w.dimensions.v[i]);
	for (size_t i = 0; i < w.jobs.n; i++) {
		eq_basis_release(&w.jobs.v[i].before.basis);
		eq_basis_release(&w.jobs.v[i].after.basis);
	}
	eq_free(w.jobs.v);
	eq_free(w.dimensions.v);
	eq_free(w.adds_up);
}
