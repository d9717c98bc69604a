/* reported_results.c - what is other than reported, into the results that a pack is written from. See
 * reported.h. */
#include "review/reported.h"

static struct eq_number number_of(const struct eq_reported_value *v)
{
	struct eq_number n = {.missing = true};
	unsigned flags = 0;

	for (int rag = EQ_RAG_RED; rag <= EQ_RAG_GREEN; rag++)
		if (eq_text_is(v->value, eq_rag_word((enum eq_rag)rag)))
			return (struct eq_number){eq_dec_int(rag), false, false};
	n.missing = !eq_dec_read(v->value, &n.v, &flags);
	return n;
}

static struct eq_number difference(const struct eq_number *now, const struct eq_number *then)
{
	unsigned flags = 0;

	if (now->missing || then->missing)
		return (struct eq_number){.missing = true};
	return (struct eq_number){eq_dec_sub(now->v, then->v, &flags), false, false};
}

static struct eq_text copied(struct eq_results *r, struct eq_text t)
{
	return eq_arena_copy(&r->arena, t);
}

static bool is_actual(const struct eq_reported_key *k)
{
	return eq_text_is(k->scenario, "actual");
}

/* Something that is gone is called as it was. */
static struct eq_restated_figure figure_of(const struct eq_reported_pair *x, struct eq_results *r)
{
	const struct eq_reported_key *was = &x->then->key;
	const struct eq_reported_key *is = x->now ? &x->now->key : was;
	struct eq_restated_figure f = {
		.def = EQ_NO_DEF,
		.title = copied(r, !was->name.n ? EQ_TEXT("Whole programme")
				   : x->now     ? x->now->title
						: was->name),
		.what = copied(r, was->what),
		.judged = eq_text_is(x->then->first.unit, "rag") || (x->now && x->now->judged),
		.share = eq_text_is(was->what, "progress"),
		.unit = eq_reported_unit(r->model, x->then->first.unit),
		.reported = number_of(&x->then->first),
		.now = {.missing = true},
	};

	if (!is_actual(is))
		f.scenario = copied(r, is->scenario);
	if (x->now) {
		f.def = x->now->def;
		f.unit = x->now->unit;
		f.now = x->now->number;
	}
	f.difference = f.judged ? (struct eq_number){.missing = true}
				: difference(&f.now, &f.reported);
	return f;
}

static void show_reasons(const struct eq_reported_beside *b, struct eq_results *r,
			 struct eq_restated_year *y)
{
	const struct eq_model *m = r->model;

	y->reasons = EQ_NEW_ARRAY(&r->arena, struct eq_restated_reason, m->restates.n + 1);
	for (size_t i = 0; i < m->restates.n; i++) {
		const struct eq_restate *x = &m->restates.v[i];

		if (x->year == b->then->year)
			y->reasons[y->n_reasons++] = (struct eq_restated_reason){
				eq_text_of(eq_restate_word((enum eq_restate_kind)x->kind)), x->why};
	}
}

static void show_year(const struct eq_reported_beside *b, struct eq_results *r)
{
	struct eq_restated_year *y = &r->restated[r->n_restated++];

	y->year = b->then->year;
	y->end = eq_fiscal_range(r->model->programme.fiscal, y->year).to;
	show_reasons(b, r, y);
	y->figures = EQ_NEW_ARRAY(&r->arena, struct eq_restated_figure, b->n_restated);
	for (size_t i = 0; i < b->all.n; i++)
		if (b->all.v[i].restated)
			y->figures[y->n_figures++] = figure_of(&b->all.v[i], r);
}

/* Where the amount that value-adds have in common with the last reported year belongs. */
static struct eq_number *place_of(struct eq_results *r, const struct eq_reported_now *x)
{
	const struct eq_model *m = r->model;
	const struct eq_def *d = x->def == EQ_NO_DEF ? NULL : &m->defs.v[x->def];

	if (d && d->kind == EQ_DEF_BENEFIT)
		return &r->benefits[d->index].value_add_restated;
	for (uint32_t i = 0; i < r->n_totals; i++) {
		struct eq_total *t = &r->totals[i];

		if (t->split == EQ_SPLIT_WHOLE &&
		    (d ? d->kind == EQ_DEF_WORKSTREAM && t->workstream == d->index
		       : t->workstream == EQ_NO_WORKSTREAM))
			return &t->value_add_restated;
	}
	return NULL;
}

/* A year that was reported after another was restated has that in it: only the last one counts. */
static void show_in_value_adds(const struct eq_reported_beside *last, struct eq_results *r)
{
	for (size_t i = 0; i < last->all.n; i++) {
		const struct eq_reported_pair *x = &last->all.v[i];
		struct eq_number then, *place;

		if (!x->then || !x->now || !x->restated ||
		    !eq_text_is(x->now->key.what, "value-add") || !is_actual(&x->now->key))
			continue;
		place = place_of(r, x->now);
		then = number_of(&x->then->first);
		if (place)
			*place = difference(&x->now->number, &then);
	}
}

void eq_reported_show(const struct eq_reported_beside *besides, uint32_t n, struct eq_results *r)
{
	r->restated = EQ_NEW_ARRAY(&r->arena, struct eq_restated_year, n + 1);
	for (uint32_t i = 0; i < n; i++)
		if (besides[i].n_restated)
			show_year(&besides[i], r);
	if (!n)
		return;
	r->reported_to = eq_fiscal_range(r->model->programme.fiscal, besides[n - 1].then->year).to;
	show_in_value_adds(&besides[n - 1], r);
}
