/* effects.c - figures before, after, and with each change alone. See effects.h. */
#include "review/effects.h"

#include <stdlib.h>
#include <string.h>

#include "review/effect_figures.h"
#include "review/graft.h"
#include "review/subset.h"

struct working {
	struct eq_effects *e;
	struct eq_variants *of;
	struct eq_changes *changes;
	const struct eq_node *old;
	bool *apply; /* by `together` */
	bool *moved; /* by symbol: definitions that some change can reach; NULL: all */
};

/* ---- with some changes alone ---- */

static bool matters(const struct eq_changes *c, uint32_t together)
{
	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].together == together && c->all.v[i].nature != EQ_NATURE_NOTE &&
		    c->all.v[i].nature != EQ_NATURE_TEST)
			return true;
	return false;
}

/* Of the part that they reach. Where that cannot stand alone, with all of the old programme. */
static struct eq_variant *check(struct working *w, struct eq_subset *part)
{
	struct eq_node *tree = eq_graft(w->changes, w->old, w->apply, &w->e->arena);
	struct eq_variant *v;

	eq_subset_init(part, w->changes, w->apply, w->of->symbols);
	v = eq_variant_check(w->of, eq_subset_tree(part, tree, &w->e->arena));
	if (v->program || part->whole)
		return v;
	eq_variant_forget(w->of, v);
	part->whole = true;
	return eq_variant_check(w->of, tree);
}

static bool checks(struct working *w)
{
	struct eq_subset part;
	struct eq_variant *v = check(w, &part);
	bool well = v->program != NULL;

	eq_variant_forget(w->of, v);
	eq_subset_release(&part);
	return well;
}

/* ---- changes that fail alone ---- */

/* Numbers of changes that fail alone, in order. */
static uint32_t find_failing(struct working *w, uint32_t *failing)
{
	uint32_t n = 0;

	for (uint32_t g = 0; g < w->changes->n_together; g++) {
		if (!matters(w->changes, g))
			continue;
		w->apply[g] = true;
		if (!checks(w))
			failing[n++] = g;
		w->apply[g] = false;
	}
	return n;
}

/* One that fails, and another one with which it does not. */
static bool join_two(struct working *w, const uint32_t *failing, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t g = 0; g < w->changes->n_together; g++) {
			bool well;

			if (g == failing[i] || !matters(w->changes, g))
				continue;
			w->apply[failing[i]] = w->apply[g] = true;
			well = checks(w);
			w->apply[failing[i]] = w->apply[g] = false;
			if (well) {
				eq_changes_join(w->changes, failing[i], g);
				return true;
			}
		}
	return false;
}

/* A new unit of a fixed value fails without the equation that fits it: pairs first, then all that
 * fail, then all there are, which is the new programme. Each round leaves fewer. */
static void join_failing(struct working *w)
{
	enum { MOST_PAIRED = 16 };
	uint32_t *failing = EQ_NEW_ARRAY(&w->e->arena, uint32_t, w->changes->n_together + 1);
	uint32_t n;

	while (w->changes->n_together > 1 && (n = find_failing(w, failing)) > 0) {
		if (w->changes->n_together <= MOST_PAIRED && join_two(w, failing, n)) {
			eq_changes_number(w->changes);
			continue;
		}
		for (uint32_t i = 1; i < n; i++)
			eq_changes_join(w->changes, failing[0], failing[i]);
		for (uint32_t g = 1; n == 1 && g < w->changes->n_together; g++)
			eq_changes_join(w->changes, 0, g);
		eq_changes_number(w->changes);
	}
}

/* ---- what each does ---- */

static struct eq_number compared(struct eq_number n)
{
	unsigned flags = 0;

	if (!n.missing)
		n.v = eq_dec_round_even(n.v, EQ_EFFECT_PLACES, &flags);
	return n;
}

static struct eq_number difference(struct eq_number a, struct eq_number b)
{
	unsigned flags = 0;

	if (a.missing || b.missing)
		return (struct eq_number){EQ_DEC_ZERO, true, false};
	return (struct eq_number){eq_dec_sub(a.v, b.v, &flags), false, false};
}

static bool same(struct eq_number a, struct eq_number b)
{
	return a.missing == b.missing && (a.missing || eq_dec_cmp(a.v, b.v) == 0);
}

static const struct eq_number MISSING = {.missing = true};

/* An effect on each figure of the old pack and of the new one that a change may move. */
static void list_figures(struct working *w, const struct eq_effect_figures *old,
			 const struct eq_effect_figures *new)
{
	struct eq_effects *e = w->e;

	for (size_t i = 0, k = 0; i < old->all.n || k < new->all.n;) {
		int c = i == old->all.n ? 1
			: k == new->all.n
				? -1
				: eq_effect_key_cmp(&old->all.v[i].key, &new->all.v[k].key);
		const struct eq_effect_figure *was = c <= 0 ? &old->all.v[i] : NULL;
		const struct eq_effect_figure *is = c >= 0 ? &new->all.v[k] : NULL;
		const struct eq_effect_figure *any = is ? is : was;
		struct eq_effect x = {.key = any->key,
				      .title = any->title,
				      .order = is ? is->order : was->order | 1u << 31,
				      .units = any->units,
				      .unit = any->unit,
				      .had = was != NULL,
				      .has = is != NULL,
				      .before = was ? compared(was->number) : MISSING,
				      .after = is ? compared(is->number) : MISSING};

		i += c <= 0;
		k += c >= 0;
		if (was && is && same(x.before, x.after) && w->moved && x.key.name &&
		    x.key.of != EQ_EFFECT_WORKSTREAM && !w->moved[x.key.name])
			continue;
		x.parts = EQ_NEW_ARRAY(&e->arena, struct eq_number, e->n_parts + 1);
		EQ_PUSH(&e->all, x);
	}
}

/* ---- what a change adds to each figure ---- */

static bool is_total(const struct eq_effect_key *k)
{
	return k->of == EQ_EFFECT_PROGRAMME || k->of == EQ_EFFECT_WORKSTREAM;
}

/* Adds what the benefits of a part differ by to the totals that they stand in: `sign` times each. */
static void add_to_totals(struct eq_effects *e, uint32_t group, const struct eq_results *r,
			  const struct eq_effect_figures *f, const bool *reached, bool minus)
{
	unsigned flags = 0;

	for (size_t i = 0; i < f->all.n; i++) {
		const struct eq_effect_figure *x = &f->all.v[i];
		struct eq_number n = compared(x->number);

		if (x->key.of != EQ_EFFECT_BENEFIT || EQ_EFFECT_JUDGES(x->key.what) ||
		    !reached[x->key.name])
			continue;
		uint32_t ws = r->model->benefits.v[x->order].workstream;
		for (int whole = 0; whole < 2; whole++) {
			struct eq_effect_key key = x->key;
			struct eq_effect *total;

			if (!whole && ws == EQ_NO_WORKSTREAM)
				continue;
			key.of = whole ? EQ_EFFECT_PROGRAMME : EQ_EFFECT_WORKSTREAM;
			key.name = whole ? 0
					 : r->model->defs.v[r->model->workstreams.v[ws].def].name;
			total = eq_effects_find(e, &key);
			if (!total)
				continue;
			if (n.missing)
				total->parts[group].missing = true;
			else
				total->parts[group].v = (minus ? eq_dec_sub : eq_dec_add)(
					total->parts[group].v, n.v, &flags);
		}
	}
}

/* A figure of the part itself: what is not in the part does not move. */
static void add_part(struct eq_effects *e, uint32_t group, const struct eq_effect_figures *alone,
		     const struct eq_subset *part)
{
	for (size_t i = 0, k = 0; i < e->all.n; i++) {
		struct eq_effect *x = &e->all.v[i];
		struct eq_number with = MISSING;

		x->parts[group] = (struct eq_number){EQ_DEC_ZERO, x->after.missing, false};
		while (k < alone->all.n && eq_effect_key_cmp(&alone->all.v[k].key, &x->key) < 0)
			k++;
		if (!part->whole && (is_total(&x->key) || !part->reached[x->key.name]))
			continue;
		if (k < alone->all.n && eq_effect_key_cmp(&alone->all.v[k].key, &x->key) == 0)
			with = compared(alone->all.v[k].number);
		x->parts[group] = x->after.missing ? MISSING : difference(with, x->before);
	}
}

/* What is left of a whole. Less than a billionth is what rounding leaves, and goes to the change that
 * does most. */
static void settle_one(struct eq_effects *e, struct eq_effect *x)
{
	const struct eq_dec nothing = eq_dec_scaled(1, 9);
	unsigned flags = 0;
	uint32_t most = UINT32_MAX;

	x->together = difference(x->after, x->before);
	for (uint32_t g = 0; g < e->n_parts; g++) {
		if (!e->groups[g].ran || x->parts[g].missing || x->together.missing)
			continue;
		x->together.v = eq_dec_sub(x->together.v, x->parts[g].v, &flags);
		if (most == UINT32_MAX ||
		    eq_dec_cmp(eq_dec_abs(x->parts[g].v), eq_dec_abs(x->parts[most].v)) > 0)
			most = g;
	}
	if (most == UINT32_MAX || x->together.missing || eq_dec_is_zero(x->parts[most].v) ||
	    eq_dec_cmp(eq_dec_abs(x->together.v), nothing) > 0)
		return;
	x->parts[most].v = eq_dec_add(x->parts[most].v, x->together.v, &flags);
	x->together.v = EQ_DEC_ZERO;
}

/* Only those figures that something moves are kept. */
static void settle(struct eq_effects *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < e->all.n; i++) {
		struct eq_effect *x = &e->all.v[i];
		bool moved = x->had != x->has || !same(x->before, x->after);

		if (!EQ_EFFECT_JUDGES(x->key.what))
			settle_one(e, x);
		for (uint32_t g = 0; g < e->n_parts && !EQ_EFFECT_JUDGES(x->key.what); g++)
			moved |= e->groups[g].ran && !x->parts[g].missing &&
				 !eq_dec_is_zero(x->parts[g].v);
		if (moved)
			e->all.v[kept++] = *x;
	}
	e->all.n = kept;
}

struct eq_effect *eq_effects_find(struct eq_effects *e, const struct eq_effect_key *key)
{
	size_t from = 0, to = e->all.n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int c = eq_effect_key_cmp(&e->all.v[middle].key, key);

		if (c == 0)
			return &e->all.v[middle];
		if (c < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static int in_order(const void *a, const void *b)
{
	const struct eq_effect *x = a, *y = b;

	if (x->key.of != y->key.of)
		return x->key.of < y->key.of ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return eq_effect_key_cmp(&x->key, &y->key);
}

/* ---- data of their own ---- */

/* The source of that name in another model; NULL: there is none. */
static const struct eq_data *data_like(const struct eq_model *m, uint32_t def,
				       const struct eq_model *in, uint32_t *index)
{
	uint32_t name = m->defs.v[def].name;
	uint32_t k = name < in->n_def_of ? in->def_of[name] : 0;

	if (!k || in->defs.v[k - 1].kind != EQ_DEF_DATA)
		return NULL;
	*index = in->defs.v[k - 1].index;
	return &in->data.v[*index];
}

/* Whether both sides read a source of one name from files that do not hold the same. */
static bool reads_other_data(const struct eq_effects *e)
{
	const struct eq_model *m = e->old->model;

	for (uint32_t i = 0; i < m->data.n; i++) {
		uint32_t k;
		const struct eq_data *d = data_like(m, m->data.v[i].def, e->new->model, &k);

		if (d && !eq_text_eq(d->file, m->data.v[i].file) &&
		    strcmp(e->old->cube->sources[i].fingerprint,
			   e->new->cube->sources[k].fingerprint) != 0)
			return true;
	}
	return false;
}

/* The old programme over the data of the new one. */
static struct eq_variant *check_with_new_data(struct working *w, struct eq_subset *part)
{
	const struct eq_model *m = w->e->old->model;
	const struct eq_override *settings = w->of->overrides;
	size_t n = w->of->n_overrides;
	struct eq_override *all = EQ_NEW_ARRAY(&w->e->arena, struct eq_override, n + m->data.n + 1);
	struct eq_variant *v;

	if (n)
		memcpy(all, settings, sizeof *all * n);
	w->of->overrides = all;
	for (uint32_t i = 0; i < m->data.n; i++) {
		uint32_t k;
		const struct eq_data *d = data_like(m, m->data.v[i].def, w->e->new->model, &k);

		if (d && !eq_text_eq(d->file, m->data.v[i].file))
			all[w->of->n_overrides++] = (struct eq_override){
				eq_symbol_text(w->of->symbols, m->defs.v[m->data.v[i].def].name),
				d->file, true};
	}
	eq_subset_init(part, w->changes, w->apply, w->of->symbols);
	part->whole = true;
	v = eq_variant_check(w->of, w->old);
	w->of->overrides = settings;
	w->of->n_overrides = n;
	return v;
}

static void work_out_group(struct working *w, const struct eq_effect_figures *before,
			   uint32_t group)
{
	struct eq_effects *e = w->e;
	struct eq_effect_group *g = &e->groups[group];
	struct eq_effect_figures alone;
	struct eq_subset part;
	struct eq_variant *v;

	if (group < w->changes->n_together) {
		w->apply[group] = true;
		v = check(w, &part);
		w->apply[group] = false;
	} else {
		v = check_with_new_data(w, &part);
	}
	g->ran = true;
	if (eq_variant_run(w->of, v)) {
		eq_effect_figures_init(&alone, v->results, w->of->symbols);
		g->restates = eq_effect_restates(e->old->results, v->results, &g->from);
		add_part(e, group, &alone, &part);
		if (!part.whole) {
			add_to_totals(e, group, v->results, &alone, part.reached, false);
			add_to_totals(e, group, e->old->results, before, part.reached, true);
		}
		eq_effect_figures_release(&alone);
	} else { /* what cannot be worked out alone is missing in every figure */
		for (size_t i = 0; i < e->all.n; i++)
			e->all.v[i].parts[group] = MISSING;
	}
	eq_variant_forget(w->of, v);
	eq_subset_release(&part);
}

/* What any of the changes can reach. */
static void find_moved(struct working *w)
{
	struct eq_subset all;

	for (uint32_t g = 0; g < w->changes->n_together; g++)
		w->apply[g] = matters(w->changes, g);
	eq_subset_init(&all, w->changes, w->apply, w->of->symbols);
	memset(w->apply, 0, sizeof *w->apply * (w->changes->n_together + 1));
	if (!all.whole) {
		w->moved = EQ_NEW_ARRAY(&w->e->arena, bool, all.n);
		memcpy(w->moved, all.reached, sizeof *w->moved * all.n);
	}
	eq_subset_release(&all);
}

/* ---- both sides ---- */

static bool run_sides(struct working *w, const struct eq_node *new,
		      const struct eq_variant **faulty)
{
	struct eq_variant *before = eq_variant_check(w->of, w->old);
	struct eq_variant *after = eq_variant_check(w->of, new);
	struct eq_effects *e = w->e;

	e->old = before;
	e->new = after;
	e->as_at_given = w->of->run.as_at != EQ_DATE_NONE;
	*faulty = !before->program ? before : after;
	if (!before->program || !after->program || !eq_variant_run(w->of, after))
		return false;
	w->of->run.as_at = e->as_at = after->results->as_at;
	*faulty = before;
	return eq_variant_run(w->of, before);
}

bool eq_effects_init(struct eq_effects *e, struct eq_variants *of, struct eq_changes *changes,
		     const struct eq_node *old, const struct eq_node *new,
		     const struct eq_variant **faulty)
{
	struct working w = {.e = e, .of = of, .changes = changes, .old = old};
	struct eq_effect_figures before, after;
	uint32_t n;

	*e = (struct eq_effects){.as_at = EQ_DATE_NONE};
	eq_arena_init(&e->arena);
	w.apply = EQ_NEW_ARRAY(&e->arena, bool, changes->n_together + 1);
	if (!run_sides(&w, new, faulty))
		return false;
	join_failing(&w);
	n = changes->n_together;
	e->data_differ = reads_other_data(e);
	e->n_parts = n + e->data_differ;
	e->groups = EQ_NEW_ARRAY(&e->arena, struct eq_effect_group, e->n_parts + 1);
	if (!e->data_differ)
		find_moved(&w);
	eq_effect_figures_init(&before, e->old->results, of->symbols);
	eq_effect_figures_init(&after, e->new->results, of->symbols);
	list_figures(&w, &before, &after);
	eq_effect_figures_release(&after);
	for (uint32_t g = 0; g < n; g++)
		if (matters(changes, g))
			work_out_group(&w, &before, g);
	if (e->data_differ)
		work_out_group(&w, &before, n);
	eq_effect_figures_release(&before);
	settle(e);
	if (e->all.n)
		qsort(e->all.v, e->all.n, sizeof *e->all.v, in_order);
	return true;
}

void eq_effects_release(struct eq_effects *e)
{
	eq_free(e->all.v);
	eq_arena_release(&e->arena);
}
