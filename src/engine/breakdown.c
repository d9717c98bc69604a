/* breakdown.c - the whole evaluation once more for each group of rows, and the parts in order.
 * See breakdown.h.
 *
 * A group is evaluated by itself and its values let go before the next: only its figures are
 * kept. What may not be printed is not handed on either. */
#include "engine/breakdown.h"

#include <string.h>

#include "base/parallel.h"
#include "engine/adds_up.h"
#include "engine/parts.h"
#include "engine/suppress.h"

#define WORTH_A_THREAD 64 /* groups */

/* --- the figures of a group ------------------------------------------------------------------ */

static const struct eq_part NO_FIGURES = {
	.group = UINT32_MAX,
	.live = {.missing = true},
	.baseline = {.missing = true},
	.target = {.missing = true},
	.run_rate = {.missing = true},
	.value_add = {.missing = true},
	.share = {.missing = true},
	.running = {.missing = true},
};

static void fill_group(struct eq_eval *group, struct eq_results *r, uint32_t g,
		       const struct eq_basis *bases)
{
	for (uint32_t i = 0; i < r->n_breakdowns; i++) {
		struct eq_breakdown *b = &r->breakdowns[i];
		if (b->why_not.n)
			continue;
		struct eq_part *part = &b->parts[g];
		*part = NO_FIGURES;
		part->group = g;
		if (b->of_kpi)
			eq_part_of_kpi(group, b->index, part);
		else
			eq_part_of_benefit(group, r, b->index, part);
		part->hidden = r->suppress && eq_basis_is_small(group, &bases[i], r->suppress);
	}
}

/* Groups are shared out among threads, each with an evaluator of its own that goes from one to the next. */
struct filling {
	const struct eq_eval *whole;
	struct eq_results *r;
	const struct eq_basis *bases;
	uint32_t shares;
};

static void fill_share(void *of, uint32_t share)
{
	const struct filling *f = of;
	struct eq_results *r = f->r;
	uint32_t from = (uint32_t)((uint64_t)r->n_groups * share / f->shares);
	uint32_t to = (uint32_t)((uint64_t)r->n_groups * (share + 1) / f->shares);
	struct eq_eval group;
	eq_eval_init(&group, f->whole->program, f->whole->cube, r->timeline, f->whole->vm.mode);
	group.by = r->by;
	group.n_by = r->n_by;
	eq_eval_set_as_at(&group, r->as_at_lane);
	for (uint32_t g = from; g < to; g++) {
		eq_eval_set_group(&group, &f->whole->cube->of_group[g], &r->groups[g]);
		fill_group(&group, r, g, f->bases);
	}
	eq_eval_release(&group);
}

/* --- order, shares, what is left ------------------------------------------------------------- */

static const struct eq_number *rank_of(const struct eq_breakdown *b, const struct eq_part *p)
{
	return b->of_kpi ? &p->live : &p->run_rate;
}

/* The largest first, then what has no value; ends tell nothing of hidden ones. */
static bool stands_before(const struct eq_breakdown *b, const struct eq_part *x,
			  const struct eq_part *y)
{
	if (x->hidden != y->hidden)
		return y->hidden;
	const struct eq_number *u = rank_of(b, x), *v = rank_of(b, y);
	if (!x->hidden && u->missing != v->missing)
		return v->missing;
	int order = x->hidden || u->missing ? 0 : eq_dec_cmp(v->v, u->v);
	return order ? order < 0 : x->group < y->group;
}

/* Their numbers, from `v` on. */
static void sort_numbers(const struct eq_breakdown *b, uint32_t *v, uint32_t *room, uint32_t n)
{
	if (n < 2)
		return;
	uint32_t half = n / 2, i = 0, j = half;
	sort_numbers(b, v, room, half);
	sort_numbers(b, v + half, room, n - half);
	for (uint32_t k = 0; k < n; k++) {
		bool left = j == n ||
			    (i < half && !stands_before(b, &b->parts[v[j]], &b->parts[v[i]]));
		room[k] = left ? v[i++] : v[j++];
	}
	memcpy(v, room, n * sizeof *v);
}

static void sort_parts(struct eq_breakdown *b, struct eq_part *sorted)
{
	uint32_t *order = eq_alloc((b->n_parts + 1) * sizeof *order);
	uint32_t *room = eq_alloc((b->n_parts + 1) * sizeof *room);
	for (uint32_t i = 0; i < b->n_parts; i++)
		order[i] = i;
	sort_numbers(b, order, room, b->n_parts);
	for (uint32_t i = 0; i < b->n_parts; i++)
		sorted[i] = b->parts[order[i]];
	b->parts = sorted;
	eq_free(order);
	eq_free(room);
}

/* One hidden part could be worked out from the total and the others: the smallest of those, of
 * what is not nothing where there is one, is hidden too. */
static void hide_one_more(struct eq_breakdown *b)
{
	uint32_t hidden = 0;
	struct eq_part *least = NULL;
	for (uint32_t i = 0; i < b->n_parts; i++)
		hidden += b->parts[i].hidden;
	if (hidden != 1)
		return;
	for (int nothing = 0; nothing < 2 && !least; nothing++)
		for (uint32_t i = 0; i < b->n_parts; i++) {
			const struct eq_number *v = rank_of(b, &b->parts[i]);
			if (b->parts[i].hidden || v->missing ||
			    eq_dec_is_zero(v->v) != (nothing == 1))
				continue;
			if (!least || eq_dec_cmp(v->v, rank_of(b, least)->v) < 0)
				least = &b->parts[i];
		}
	if (least)
		least->hidden = true;
}

enum { LIVE, BASELINE, TARGET, RUN_RATE, VALUE_ADD, FIGURES };
static struct eq_number *figure(struct eq_part *p, int which)
{
	struct eq_number *const all[FIGURES] = {&p->live, &p->baseline, &p->target, &p->run_rate,
						&p->value_add};
	return all[which];
}

/* Thirds, for one, end after 34 digits, so that parts which add up in full may miss the whole in the
 * last of them: less than 10^-30 of it is nothing. */
static bool is_nothing(struct eq_number rest, struct eq_number whole)
{
	unsigned ignored = 0;
	if (!rest.rounded || eq_dec_is_zero(rest.v))
		return eq_dec_is_zero(rest.v);
	struct eq_dec most =
		eq_dec_mul(eq_dec_abs(whole.v), eq_dec_scaled128(1, 30, &ignored), &ignored);
	return eq_dec_cmp(eq_dec_abs(rest.v), most) < 0;
}

/* whole - parts; missing where that is nothing, or the whole has none. Parts without a live value
 * or money add nothing; without a baseline or target of its own each would be wrong. */
static struct eq_number left_over(struct eq_breakdown *b, int which)
{
	struct eq_number rest = *figure(&b->whole, which);
	bool any = false;
	for (uint32_t i = 0; i < b->n_parts; i++) {
		struct eq_number v = *figure(&b->parts[i], which);
		if (v.missing && (which == BASELINE || which == TARGET))
			return EQ_NUMBER_MISSING;
		if (v.missing)
			continue;
		any = true;
		rest = eq_number_sub(rest, v);
	}
	bool nothing = rest.missing || is_nothing(rest, *figure(&b->whole, which));
	return any && !nothing ? rest : EQ_NUMBER_MISSING;
}

static void share_out(struct eq_breakdown *b)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false}, running = sum;
	bool above = false, below = false;
	for (uint32_t i = 0; i < b->n_parts; i++) {
		const struct eq_number *v = rank_of(b, &b->parts[i]);
		if (v->missing)
			continue;
		sum = eq_number_add(sum, *v);
		above |= eq_dec_cmp(v->v, EQ_DEC_ZERO) > 0;
		below |= eq_dec_cmp(v->v, EQ_DEC_ZERO) < 0;
	}
	if (above && below) /* of gains and losses together, a share says nothing */
		return;
	for (uint32_t i = 0; i < b->n_parts; i++) {
		struct eq_part *p = &b->parts[i];
		if (p->hidden || rank_of(b, p)->missing)
			continue;
		running = eq_number_add(running, *rank_of(b, p));
		p->share = eq_number_div(*rank_of(b, p), sum);
		p->running = eq_number_div(running, sum);
	}
}

static void finish(struct eq_breakdown *b, struct eq_part *sorted)
{
	b->rest = NO_FIGURES;
	hide_one_more(b);
	sort_parts(b, sorted);
	if (b->adds_up) {
		share_out(b);
		for (int which = 0; which < FIGURES; which++)
			*figure(&b->rest, which) = left_over(b, which);
	}
	for (uint32_t i = 0; i < b->n_parts; i++)
		if (b->parts[i].hidden) {
			uint32_t group = b->parts[i].group;
			b->parts[i] = NO_FIGURES;
			b->parts[i].group = group;
			b->parts[i].hidden = true;
		}
}

/* Break-downs are shared out as groups were. */
struct finishing {
	struct eq_results *r;
	struct eq_part **sorted; /* room for each one's parts */
	uint32_t shares;
};

static void finish_share(void *of, uint32_t share)
{
	const struct finishing *f = of;
	for (uint32_t i = share; i < f->r->n_breakdowns; i += f->shares)
		if (f->r->breakdowns[i].why_not.n == 0)
			finish(&f->r->breakdowns[i], f->sorted[i]);
}

static void finish_all(struct eq_results *r, uint32_t shares)
{
	struct finishing f = {r, eq_alloc((r->n_breakdowns + 1) * sizeof *f.sorted), shares};
	for (uint32_t i = 0; i < r->n_breakdowns; i++)
		f.sorted[i] = eq_arena_room(&r->arena, (r->breakdowns[i].n_parts + 1) *
							       sizeof(struct eq_part));
	eq_parallel(shares, finish_share, &f);
	eq_free(f.sorted);
}

/* --- all of them ----------------------------------------------------------------------------- */

static struct eq_breakdown *begin(struct eq_results *r, bool of_kpi, uint32_t index)
{
	struct eq_breakdown *b = &r->breakdowns[r->n_breakdowns++];
	b->of_kpi = of_kpi;
	b->index = index;
	b->whole = NO_FIGURES;
	return b;
}

static void begin_parts(struct eq_eval *e, struct eq_results *r, struct eq_breakdown *b,
			uint32_t def, const bool *adds_up)
{
	if (b->why_not.n == 0)
		b->why_not = eq_part_why_not(e, r, def);
	if (b->why_not.n)
		return;
	b->n_parts = r->n_groups;
	b->parts = eq_arena_room(&r->arena, (r->n_groups + 1) * sizeof *b->parts);
	b->adds_up = adds_up[def];
}

static void begin_all(struct eq_eval *e, struct eq_results *r, const bool *adds_up)
{
	const struct eq_model *m = r->model;
	r->breakdowns = EQ_NEW_ARRAY(&r->arena, struct eq_breakdown, m->kpis.n + m->benefits.n + 1);
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		if (r->shown && !r->shown[k->def])
			continue;
		struct eq_breakdown *b = begin(r, true, i);
		b->whole.live = r->kpis[i].live;
		b->whole.baseline = r->kpis[i].baseline;
		b->whole.target = r->kpis[i].target;
		begin_parts(e, r, b, k->def, adds_up);
	}
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		const struct eq_benefit *x = &m->benefits.v[i];
		const struct eq_benefit_line *line =
			&r->benefits[i].by_scenario[EQ_SCENARIO_ACTUAL];
		if (r->shown && !r->shown[x->def])
			continue;
		struct eq_breakdown *b = begin(r, false, i);
		if (line->shown) {
			b->whole.run_rate = line->run_rate;
			b->whole.value_add = line->value_add;
		} else {
			b->why_not = line->why_not;
		}
		begin_parts(e, r, b, x->def, adds_up);
	}
}

void eq_run_breakdowns(struct eq_eval *e, struct eq_results *r)
{
	bool *adds_up = eq_what_adds_up(r->model);
	r->by = e->cube->by;
	r->n_by = e->cube->n_by;
	r->groups = e->cube->groups;
	r->n_groups = e->cube->n_groups;
	begin_all(e, r, adds_up);
	eq_free(adds_up);

	struct eq_basis *bases = eq_alloc_zero(r->n_breakdowns + 1, sizeof *bases);
	for (uint32_t i = 0; r->suppress && i < r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &r->breakdowns[i];
		if (b->of_kpi)
			eq_basis_of_kpi(e, b->index, &bases[i]);
		else
			eq_basis_of_benefit(e, b->index, r->as_at, &bases[i]);
	}
	uint32_t worth = r->n_groups / WORTH_A_THREAD + 1, most = eq_threads(r->threads);
	struct filling f = {e, r, bases, worth < most ? worth : most};
	eq_parallel(f.shares, fill_share, &f);
	for (uint32_t i = 0; i < r->n_breakdowns; i++)
		eq_basis_release(&bases[i]);
	eq_free(bases);
	finish_all(r, f.shares);
}
