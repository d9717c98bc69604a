/* ratings.c - see ratings.h. */
#include "engine/ratings.h"

#include <stdlib.h>

#include "engine/evaluate.h"
#include "engine/rate.h"

/* Marks of one change come in order of date. */
static void take_mark(const struct eq_results *r, struct eq_judged_result *to, uint32_t level,
		      eq_date on)
{
	if (on > r->as_at)
		return;
	to->judged = true;
	to->level = level;
	to->on = on;
}

static void take_written(struct eq_results *r, const struct eq_rating_scale *scale,
			 struct eq_rating_result *out)
{
	out->changes = EQ_NEW_ARRAY(&r->arena, struct eq_judged_result, scale->n_judged + 1);
	for (uint32_t i = 0; i < scale->n_judged; i++) {
		const struct eq_judged *j = &scale->judged[i];
		struct eq_judged_result *to = &out->changes[out->n_changes++];
		to->title = j->title;
		for (uint32_t k = 0; k < j->n_marks; k++)
			take_mark(r, to, j->marks[k].level, j->marks[k].on);
	}
}

/* Rows come by change, then date. A change whose first row is after the as-at date is not judged
 * yet: it is counted so. */
static void take_rows(struct eq_results *r, const struct eq_row_mark *marks, uint32_t n,
		      struct eq_rating_result *out)
{
	out->changes = EQ_NEW_ARRAY(&r->arena, struct eq_judged_result, (size_t)n + 1);
	for (uint32_t i = 0; i < n; i++) {
		if (i == 0 || !eq_text_eq(marks[i].change, marks[i - 1].change))
			out->changes[out->n_changes++].title =
				eq_arena_copy(&r->arena, marks[i].change);
		take_mark(r, &out->changes[out->n_changes - 1], marks[i].level, marks[i].on);
	}
}

/* The worst first, then by title; those that are not judged last. */
static int worst_first(const void *a, const void *b)
{
	const struct eq_judged_result *x = a, *y = b;
	if (x->judged != y->judged)
		return x->judged ? -1 : 1;
	if (x->judged && x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return eq_text_cmp(x->title, y->title);
}

static uint32_t judged_at_least(const struct eq_rating_scale *scale,
				const struct eq_rating_result *out, uint32_t level)
{
	uint32_t n = 0;
	for (uint32_t l = level; l < scale->n_levels; l++)
		n += out->counts[l];
	return n;
}

static struct eq_number share(uint32_t n, uint32_t of)
{
	return eq_number_div((struct eq_number){eq_dec_int(n), false, false},
			     (struct eq_number){eq_dec_int(of), false, false});
}

static void fill_rating(struct eq_results *r, const struct eq_rating_scale *scale,
			struct eq_rating_result *out)
{
	qsort(out->changes, out->n_changes, sizeof *out->changes, worst_first);
	out->counts = EQ_NEW_ARRAY(&r->arena, uint32_t, scale->n_levels + 1);
	out->at_least = EQ_NEW_ARRAY(&r->arena, struct eq_number, scale->n_levels + 1);
	for (uint32_t i = 0; i < out->n_changes; i++) {
		if (out->changes[i].judged)
			out->counts[out->changes[i].level]++;
		else
			out->unjudged++;
	}
	uint32_t of = out->n_changes - out->unjudged;
	for (uint32_t l = 0; l < scale->n_levels; l++)
		out->at_least[l] = share(judged_at_least(scale, out, l), of);
	out->progress = EQ_NUMBER_MISSING;
	if (!scale->has_target) {
		out->rag.words = EQ_TEXT("not rated: it has no target");
		return;
	}
	uint32_t level = scale->target_level;
	out->rag = eq_rate_judged(&r->arena, judged_at_least(scale, out, level), of,
				  scale->levels[level], level + 1 == scale->n_levels, scale->target,
				  &scale->bands, &out->progress);
}

void eq_run_ratings(const struct eq_cube *cube, struct eq_results *r)
{
	const struct eq_model *m = r->model;
	r->ratings = EQ_NEW_ARRAY(&r->arena, struct eq_rating_result, m->ratings.n + 1);
	for (uint32_t i = 0; i < m->ratings.n; i++) {
		const struct eq_rating_scale *scale = &m->ratings.v[i];
		struct eq_rating_result *out = &r->ratings[i];
		out->rating = i;
		if (scale->data == UINT32_MAX)
			take_written(r, scale, out);
		else if (cube->marks)
			take_rows(r, cube->marks[i], cube->n_marks[i], out);
		if (!out->changes)
			out->changes = EQ_NEW(&r->arena, struct eq_judged_result);
		fill_rating(r, scale, out);
	}
}
