/* tried_rows.c - which sides of an `if` the rows of a test took. See tried.h. */
#include "engine/measure.h"
#include "review/tried.h"

static struct eq_expr *truth(struct eq_model *m, enum eq_expr_op op, struct eq_expr *x,
			     struct eq_expr *y)
{
	struct eq_expr *e = EQ_NEW(&m->arena, struct eq_expr);

	e->op = (uint8_t)op;
	e->type = EQ_TYPE_BOOL;
	e->unit = EQ_UNIT_PLAIN;
	e->span = x->span;
	e->n = y ? 2 : 1;
	e->a = EQ_NEW_ARRAY(&m->arena, struct eq_expr *, 2);
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

/* A measure that counts the rows of another one for which `condition` holds; `filtered`: of those that
 * it takes. */
static uint32_t add_count(struct eq_model *m, uint32_t of, struct eq_expr *condition, bool filtered)
{
	struct eq_measure count = m->measures.v[of];

	if (filtered && count.where)
		condition = truth(m, EQ_EXPR_AND, count.where, condition);
	count.aggregate = EQ_AGG_COUNT;
	count.during = EQ_DURING_OPENED;
	count.value = NULL;
	count.where = condition;
	count.unit = m->data.v[count.data].row_unit;
	EQ_PUSH(&m->measures, count);
	return (uint32_t)m->measures.n - 1;
}

static void count_sides(struct eq_model *m, uint32_t measure, const struct eq_expr *e,
			bool filtered, struct eq_tried_counts *out)
{
	if (!e)
		return;
	if (eq_tried_is_written(m, e)) {
		struct eq_expr *not = truth(m, EQ_EXPR_NOT, e->a[0], NULL);
		uint32_t yes = add_count(m, measure, e->a[0], filtered),
			 no = add_count(m, measure, not, filtered);

		EQ_PUSH(&out->all, ((struct eq_tried_rows){measure, yes, e->span.at, true}));
		EQ_PUSH(&out->all, ((struct eq_tried_rows){measure, no, e->span.at, false}));
	}
	for (uint32_t i = 0; i < e->n; i++)
		count_sides(m, measure, e->a[i], filtered, out);
}

void eq_tried_count_rows(struct eq_model *m, struct eq_tried_counts *out)
{
	for (uint32_t i = 0, n = (uint32_t)m->measures.n; i < n; i++) {
		count_sides(m, i, m->measures.v[i].value, true, out);
		count_sides(m, i, m->measures.v[i].where, false, out);
	}
}

static bool has_rows(const struct eq_eval *e, uint32_t count)
{
	struct eq_range all = {eq_timeline_range(&e->timeline, 0).from,
			       eq_timeline_range(&e->timeline, e->timeline.n - 1).to};
	struct eq_measured m = eq_measure_over(e->model, e->cube, count, all);

	return !m.total.missing && !eq_dec_is_zero(m.total.v);
}

void eq_tried_note_rows(struct eq_tried *t, const struct eq_eval *e,
			const struct eq_tried_counts *counts)
{
	struct eq_worked_out w;
	size_t at = 0;

	while (counts->all.n && eq_eval_worked_out(e, &at, &w)) {
		if (!w.is_measure)
			continue;
		for (size_t i = 0; i < counts->all.n; i++) {
			const struct eq_tried_rows *r = &counts->all.v[i];

			if (r->measure == w.which && has_rows(e, r->count))
				eq_tried_choice(t, r->at, r->yes, !r->yes);
		}
	}
}
