/* pack_notes.c - the notes under the pack, the marks that refer to them, and what it was made
 * from.
 *
 * Notes are numbered in the order in which rows refer to them; those that no row refers to come
 * last. */
#include "report/pack_parts.h"

#include <stdlib.h>

static uint32_t note_number(struct eq_pack *p, struct eq_text note)
{
	for (size_t i = 0; i < p->notes.n; i++)
		if (eq_text_eq(p->notes.v[i], note))
			return (uint32_t)i + 1;
	EQ_PUSH(&p->notes, note);
	return (uint32_t)p->notes.n;
}

void eq_mark(struct eq_pack *p, struct eq_marks *marks, struct eq_text note)
{
	uint32_t number = note_number(p, note);

	for (size_t i = 0; i < marks->v.n; i++)
		if (marks->v.v[i] == number)
			return;
	EQ_PUSH(&marks->v, number);
}

void eq_mark_def(struct eq_pack *p, struct eq_marks *marks, uint32_t def)
{
	for (size_t i = 0; i < p->r->notes.n; i++)
		if (p->r->notes.v[i].def == def && def != EQ_NO_DEF)
			eq_mark(p, marks, p->r->notes.v[i].text);
}

void eq_mark_data(struct eq_pack *p, struct eq_marks *marks, const struct eq_expr *e)
{
	uint32_t measure = EQ_NO_DEF;

	if (!e)
		return;
	if (e->op == EQ_EXPR_TOTAL)
		measure = e->measure;
	else if (e->op == EQ_EXPR_RATE)
		measure = e->measure_of_rate;
	if (measure < p->m->measures.n)
		eq_mark_def(p, marks, p->m->data.v[p->m->measures.v[measure].data].def);
	for (uint16_t i = 0; i < e->n; i++)
		eq_mark_data(p, marks, e->a[i]);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* "1, 3-5" */
static void add_numbers(struct eq_buf *out, const uint32_t *v, size_t n)
{
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && v[end] == v[end - 1] + 1;)
			end++;
		eq_buf_addf(out, "%s%lu", i ? ", " : "", (unsigned long)v[i]);
		if (end - i > 1)
			eq_buf_addf(out, "%s%lu", end - i > 2 ? "-" : ", ",
				    (unsigned long)v[end - 1]);
	}
}

struct eq_text eq_marked(struct eq_pack *p, struct eq_text label, struct eq_marks *marks)
{
	struct eq_buf b;

	if (!marks->v.n)
		return label;
	qsort(marks->v.v, marks->v.n, sizeof *marks->v.v, by_number);
	eq_buf_init(&b);
	eq_buf_add_text(&b, label);
	eq_buf_adds(&b, " [");
	add_numbers(&b, marks->v.v, marks->v.n);
	eq_buf_addc(&b, ']');
	label = eq_arena_copy(&p->arena, eq_buf_view(&b));
	eq_buf_release(&b);
	eq_free(marks->v.v);
	*marks = (struct eq_marks){{0}};
	return label;
}

void eq_pack_notes(struct eq_pack *p)
{
	for (size_t i = 0; i < p->r->notes.n; i++)
		note_number(p, p->r->notes.v[i].text);
	if (!p->notes.n)
		return;
	eq_page_heading(p->page, EQ_TEXT("Notes"));
	for (size_t i = 0; i < p->notes.n; i++)
		eq_page_numbered(p->page, p->notes.v[i]);
}

void eq_pack_fingerprints(struct eq_pack *p)
{
	if (!p->r->n_fingerprints)
		return;
	eq_page_heading(p->page, EQ_TEXT("Made from"));
	for (uint32_t i = 0; i < p->r->n_fingerprints; i++)
		eq_page_bullet(p->page, p->r->fingerprints[i].what, p->r->fingerprints[i].value);
}
