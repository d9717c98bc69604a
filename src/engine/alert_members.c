/* alert_members.c - the members behind an alert. See alert_members.h. */
#include "engine/alert_members.h"

#include "base/diag.h"
#include "engine/adds_up.h"
#include "engine/alert_change.h"
#include "engine/reach.h"

/* A KPI of an alert. */
struct job {
	struct eq_change change;
	struct eq_alert_kpi *out;
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
		if (eq_reach_source(w->e, j->change.k->def, i))
			d = &m->data.v[i];
	if (!d)
		return;
	j->out->cuts = EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_cut, d->n_by + 1);
	for (uint32_t i = 0; i < d->n_by; i++) {
		struct eq_text name = eq_symbol_text(m->symbols, d->columns[d->by[i]].name);
		if (!has_dimension(w, j->change.k, name))
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

static bool is_small(const struct work *w, struct eq_eval *group, const struct eq_change_side *s)
{
	return w->r->suppress && eq_basis_is_small(group, &s->basis, w->r->suppress);
}

static void add_member(struct work *w, struct eq_eval *group, const struct eq_change *c,
		       struct eq_text name, struct eq_alert_cut *cut)
{
	struct eq_alert_member *m = &cut->members[cut->n_members];
	struct eq_split_part before = {EQ_NUMBER_MISSING, EQ_NUMBER_MISSING};
	bool split = c->parts != EQ_PARTS_NONE;

	*m = (struct eq_alert_member){.name = eq_arena_copy(&w->r->arena, name),
				      .before = EQ_NUMBER_MISSING,
				      .rate = EQ_NUMBER_MISSING,
				      .mix = EQ_NUMBER_MISSING};
	if (c->before.lane >= 0) {
		eq_eval_set_as_at(group, c->before.lane);
		m->before = eq_change_value(group, c);
		m->hidden = is_small(w, group, &c->before);
		if (split)
			before = eq_change_part(group, c, &c->before, &w->r->arena);
	}
	eq_eval_set_as_at(group, c->after.lane);
	m->after = eq_change_value(group, c);
	m->hidden |= is_small(w, group, &c->after);
	m->change = eq_number_sub(m->after, m->before);
	if (m->before.missing && m->after.missing)
		return; /* not there at either time */
	if (split) {
		struct eq_rate_mix s =
			eq_split_change(before, eq_change_part(group, c, &c->after, &w->r->arena),
					c->before.value, c->after.value);
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
	if (!eq_number_agree(whole, j->out->after))
		cut->rest = eq_number_sub(j->out->change, sum);
}

static void finish_cut(struct work *w, const struct job *j, struct eq_alert_cut *cut)
{
	struct eq_alert_member *room =
		EQ_NEW_ARRAY(&w->r->arena, struct eq_alert_member, cut->n_members + 1);
	bool falls = !j->out->change.missing && eq_dec_is_negative(j->out->change.v);

	cut->adds_up = w->adds_up[j->change.k->def];
	cut->is_split = j->change.parts != EQ_PARTS_NONE && !j->out->change.missing;
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
				add_member(w, &group, &w->jobs.v[i].change, cube->groups[g].keys[0],
					   cut);
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
				   eq_reach_source(w->e, w->jobs.v[i].change.k->def, d);
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

/* What its groups can be asked is what the break-down asks. */
static bool is_cut(const struct eq_cube *cube)
{
	bool any = false;

	for (uint32_t i = 0; i < cube->n_sources; i++)
		any |= cube->sources[i].cuts != NULL;
	return any;
}

static void read_members(struct work *w, struct eq_text by)
{
	const struct eq_cube *whole = w->e->cube;

	if (whole->n_by == 1 && eq_text_eq(whole->by[0], by) && !is_cut(whole)) {
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
	again.cuts = NULL;
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
		struct job j = {.out = &a->kpis[a->n_kpis++]};
		eq_change_begin(w->e, w->r, w->adds_up, a->alert, s, &j.change);
		*j.out = (struct eq_alert_kpi){
			.kpi = j.change.kpi,
			.is_live = j.change.is_live,
			.before_days = j.change.before.days,
			.after_days = j.change.after.days,
			.before = j.change.before.value,
			.after = j.change.after.value,
			.change = eq_number_sub(j.change.after.value, j.change.before.value)};
		if (w->scan)
			begin_cuts(w, &j);
		EQ_PUSH(&w->jobs, j);
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
	for (size_t i = 0; i < w.jobs.n; i++)
		eq_change_release(&w.jobs.v[i].change);
	eq_free(w.jobs.v);
	eq_free(w.dimensions.v);
	eq_free(w.adds_up);
}
