/* agreed_rows.c - the value of a baseline, and the rows behind it. See agreed_rows.h.
 *
 * Each baseline is worked out by an evaluator of its own, so that the measures which stand in it
 * afterwards are those that it needed, over the days that it asked for. */
#include "review/agreed_rows.h"

#include <stdlib.h>
#include <string.h>

#include "data/counted.h"
#include "engine/asat.h"
#include "engine/contexts.h"

struct worker {
	const struct eq_agreed_things *things;
	const struct eq_program *program;
	const struct eq_scan_options *scan;
	const struct eq_cube *cube;
	struct eq_timeline timeline;
	struct eq_arena *arena;
	struct eq_diags *diags;
};

static const struct eq_model *model_of(const struct worker *w)
{
	return w->program->model;
}

/* ---- which data ---- */

/* By data: whether one of the wanted baselines rests on it. */
static bool *choose_sources(const struct worker *w, const bool *wanted)
{
	const struct eq_model *m = model_of(w);
	bool *sources = EQ_NEW_ARRAY(w->arena, bool, m->data.n + 1);

	for (size_t i = 0; i < w->things->all.n; i++) {
		const struct eq_agreed_thing *t = &w->things->all.v[i];

		for (uint32_t k = 0; wanted[i] && t->is_computed && k < t->n_relied; k++) {
			uint32_t name = w->things->meanings->all.v[t->relied[k].meaning].name;
			const struct eq_def *d =
				eq_model_def(m, eq_symbol_text(w->things->rests.symbols, name));

			if (d && d->kind == EQ_DEF_DATA)
				sources[d->index] = true;
		}
	}
	return sources;
}

/* ---- one baseline ---- */

static int by_day(const void *a, const void *b)
{
	const struct eq_range *x = a, *y = b;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* In order, and those that meet as one. */
static uint32_t join_days(struct eq_range *v, uint32_t n)
{
	uint32_t kept = 0;

	if (n)
		qsort(v, n, sizeof *v, by_day);
	for (uint32_t i = 0; i < n; i++) {
		if (!kept || v[i].from > v[kept - 1].to + 1)
			v[kept++] = v[i];
		else if (v[i].to > v[kept - 1].to)
			v[kept - 1].to = v[i].to;
	}
	return kept;
}

/* The days of all windows over which the measure was worked out. */
static struct eq_counted counted_of(const struct worker *w, const struct eq_eval *e,
				    const struct eq_eval_key *key)
{
	const struct eq_context *c = &e->contexts.v[key->context];
	const struct eq_days_out *out = &e->outs.v[c->out];
	struct eq_counted asked = {.measure = key->a, .hash = true};
	EQ_VEC(struct eq_range) all = {0};
	struct eq_range *days;

	for (uint32_t i = 0; i < c->n; i++) {
		struct eq_days d = eq_measure_days(model_of(w), w->cube, key->a, c->windows[i],
						   out->v, out->n, w->arena);
		for (uint32_t k = 0; k < d.n; k++)
			EQ_PUSH(&all, d.v[k]);
	}
	days = EQ_NEW_ARRAY(w->arena, struct eq_range, all.n + 1);
	if (all.n)
		memcpy(days, all.v, sizeof *days * all.n);
	asked.days = days;
	asked.n_days = join_days(days, (uint32_t)all.n);
	eq_free(all.v);
	return asked;
}

static int by_rows(const void *a, const void *b)
{
	const struct eq_locked_rows *x = a, *y = b;
	int c = eq_text_cmp(x->source, y->source);

	c = c ? c : eq_text_cmp(x->count, y->count);
	return c ? c : eq_text_cmp(x->digest, y->digest);
}

static bool count(const struct worker *w, const struct eq_eval *e, struct eq_computed *out)
{
	EQ_VEC(struct eq_counted) asked = {0};
	bool ok;

	for (size_t i = 0; i < e->nodes.n; i++)
		if (e->nodes.v[i].key.kind == EQ_OF_MEASURE && e->nodes.v[i].state == EQ_VALUE_DONE)
			EQ_PUSH(&asked, counted_of(w, e, &e->nodes.v[i].key));
	ok = eq_count_rows(w->program, w->scan, w->cube, asked.v, (uint32_t)asked.n, NULL, NULL,
			   w->arena, w->diags);
	out->rows = EQ_NEW_ARRAY(w->arena, struct eq_locked_rows, asked.n + 1);
	for (size_t i = 0; ok && i < asked.n; i++) {
		const struct eq_model *m = model_of(w);
		const struct eq_data *d = &m->data.v[m->measures.v[asked.v[i].measure].data];
		struct eq_buf hex;

		if (!asked.v[i].read)
			continue;
		eq_buf_init(&hex);
		eq_sha256_hex(asked.v[i].sha256, &hex);
		out->rows[out->n_rows++] = (struct eq_locked_rows){
			eq_symbol_text(w->things->rests.symbols, m->defs.v[d->def].name),
			eq_arena_printf(w->arena, "%llu", (unsigned long long)asked.v[i].rows),
			eq_arena_copy(w->arena, eq_buf_view(&hex))};
		eq_buf_release(&hex);
	}
	qsort(out->rows, out->n_rows, sizeof *out->rows, by_rows);
	eq_free(asked.v);
	return ok;
}

static bool compute(const struct worker *w, const struct eq_agreed_thing *t,
		    struct eq_computed *out)
{
	const struct eq_model *m = model_of(w);
	const struct eq_def *d = eq_model_def(m, t->name);
	struct eq_eval e;
	struct eq_number value;
	struct eq_buf unit;
	uint32_t decides;
	bool ok;

	if (!d || d->kind != EQ_DEF_KPI)
		return true;
	eq_eval_init(&e, w->program, w->cube, w->timeline, EQ_MODE_BEST);
	eq_eval_set_as_at(&e, eq_run_default_lane(&e, &decides));
	value = eq_number_at(
		eq_eval_def(&e, (uint32_t)(d - m->defs.v), EQ_SCENARIO_BASELINE, EQ_CONTEXT_AS_AT),
		0);
	if (value.missing) {
		out->value = EQ_TEXT("missing");
	} else {
		char digits[EQ_DEC_CHARS];
		out->value = eq_arena_copy(w->arena,
					   (struct eq_text){digits, eq_dec_write(value.v, digits)});
	}
	eq_buf_init(&unit);
	eq_unit_write(m->units, m->kpis.v[d->index].unit, true, &unit);
	out->unit = eq_arena_copy(w->arena, eq_buf_view(&unit));
	eq_buf_release(&unit);
	ok = count(w, &e, out);
	eq_eval_release(&e);
	return ok;
}

bool eq_agreed_compute(const struct eq_agreed_things *things, const bool *wanted,
		       const struct eq_program *program, struct eq_scan_options scan,
		       struct eq_computed *out, struct eq_arena *arena, struct eq_diags *diags)
{
	struct worker w = {.things = things,
			   .program = program,
			   .scan = &scan,
			   .arena = arena,
			   .diags = diags};
	struct eq_cube *cube;
	bool any = false, ok;

	memset(out, 0, sizeof *out * things->all.n);
	for (size_t i = 0; i < things->all.n; i++)
		any |= wanted[i] && things->all.v[i].is_computed;
	if (!any)
		return true;
	scan.sources = choose_sources(&w, wanted);
	cube = eq_scan(program, &scan, diags);
	if (!cube)
		return false;
	w.cube = cube;
	ok = eq_run_timeline(program->model, cube, EQ_DATE_NONE, &w.timeline, diags);
	for (size_t i = 0; ok && i < things->all.n; i++)
		if (wanted[i] && things->all.v[i].is_computed)
			ok = compute(&w, &things->all.v[i], &out[i]);
	eq_cube_free(cube);
	return ok;
}

/* ---- then and now ---- */

static bool same_rows(const struct eq_computed *a, const struct eq_computed *b)
{
	if (a->n_rows != b->n_rows)
		return false;
	for (uint32_t i = 0; i < a->n_rows; i++)
		if (!eq_text_eq(a->rows[i].count, b->rows[i].count) ||
		    !eq_text_eq(a->rows[i].digest, b->rows[i].digest))
			return false;
	return true;
}

static uint64_t rows_in(const struct eq_computed *c)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < c->n_rows; i++)
		n += strtoull(c->rows[i].count.p, NULL, 10);
	return n;
}

static void say_rows(const struct eq_computed *then, const struct eq_computed *now,
		     struct eq_diag *g, struct eq_diags *diags)
{
	unsigned long long was = rows_in(then), is = rows_in(now);

	if (was == is)
		eq_diag_note(diags, g, EQ_NO_SPAN,
			     "as many rows count, %llu, and some of them say something else", is);
	else
		eq_diag_note(diags, g, EQ_NO_SPAN, "%llu rows counted, and %llu do now", was, is);
}

bool eq_agreed_same_rows(const struct eq_beside *b, const struct eq_computed *now,
			 struct eq_diags *diags)
{
	const struct eq_computed *then = &b->then->computed;
	bool same_value = eq_text_eq(then->value, now->value);
	struct eq_diag *g;

	if (same_value && same_rows(then, now))
		return true;
	if (!diags)
		return false;
	if (!then->value.n) {
		g = eq_diag_at(diags, EQ_E1001, b->now->span,
			       "the lock has lost what %.*s came to when it was agreed",
			       EQ_ARG(b->now->words));
		eq_diag_hint(diags, g, "take the file as git has it: git checkout -- equate.lock");
		return false;
	}
	if (!same_value)
		g = eq_diag_at(diags, EQ_E1006, b->now->span,
			       "%.*s was %.*s %.*s when it was agreed, and the data make it %.*s "
			       "now",
			       EQ_ARG(b->now->words), EQ_ARG(then->value), EQ_ARG(then->unit),
			       EQ_ARG(now->value));
	else
		g = eq_diag_at(diags, EQ_E1007, b->now->span,
			       "%.*s comes to the same as when it was agreed, and from other rows",
			       EQ_ARG(b->now->words));
	if (!same_rows(then, now))
		say_rows(then, now, g, diags);
	eq_diag_hint(diags, g,
		     "find out why the data changed; once the new value is agreed, write by whom "
		     "and when, and run `equate agree %.*s`",
		     EQ_ARG(b->now->name));
	return false;
}
