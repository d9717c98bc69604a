/* pack_restated.c - reported fiscal years whose figures are other now: as reported, restated, and the
 * difference; and in the value-adds a line for what belongs to the time of such a year. */
#include "report/pack_parts.h"

/* Its title; a scenario that is gone is called as it was. */
static struct eq_text scenario_title(const struct eq_pack *p, struct eq_text name)
{
	uint32_t s = eq_model_any_scenario(p->m, name);

	return s < p->m->scenarios.n ? eq_pack_scenario(p, s) : name;
}

/* "Avoided placements: value-add, Low" */
static struct eq_text label_of(struct eq_pack *p, const struct eq_restated_figure *f)
{
	struct eq_text figure =
		eq_arena_printf(&p->arena, "%.*s: %.*s", EQ_ARG(f->title), EQ_ARG(f->what));

	return f->scenario.n ? eq_pack_joined(p, figure, ", ", scenario_title(p, f->scenario))
			     : figure;
}

static void add_judgements(struct eq_table *t, const struct eq_restated_figure *f)
{
	const struct eq_number *const numbers[] = {&f->reported, &f->now};

	for (size_t i = 0; i < 2; i++) {
		int64_t rag = EQ_RAG_NONE;

		if (!numbers[i]->missing)
			eq_dec_to_int(numbers[i]->v, &rag);
		eq_pack_rag_cell(t, i + 1, (uint8_t)rag);
	}
}

static void add_figure(struct eq_pack *p, struct eq_table *t, const struct eq_restated_figure *f)
{
	const struct eq_number *const numbers[] = {&f->reported, &f->now};
	const struct eq_display d = eq_display_choose(p->m->units, f->unit, f->share, numbers, 2);

	eq_table_row(t, label_of(p, f), 2);
	if (f->judged) {
		add_judgements(t, f);
		return;
	}
	eq_pack_cell(t, 1, eq_pack_number_text(p, &d, &f->reported));
	eq_pack_cell(t, 2, eq_pack_number_text(p, &d, &f->now));
	eq_pack_cell(t, 3, eq_pack_change(p, &d, &f->difference));
}

static struct eq_text year_text(struct eq_pack *p, int year)
{
	char label[EQ_FISCAL_CHARS];

	return eq_arena_copy(
		&p->arena,
		(struct eq_text){label, eq_fiscal_write(p->m->programme.fiscal, year, label)});
}

static void add_year(struct eq_pack *p, struct eq_table *t, const struct eq_restated_year *y)
{
	if (t->rows.n)
		eq_table_gap(t);
	eq_table_heading(t, eq_arena_printf(&p->arena, "%.*s, as at %.*s",
					    EQ_ARG(year_text(p, y->year)),
					    EQ_ARG(eq_pack_date(p, y->end))));
	for (uint32_t i = 0; i < y->n_reasons; i++)
		eq_table_line(t, eq_pack_joined(p, y->reasons[i].kind, ": ", y->reasons[i].why), 2,
			      EQ_STYLE_FAINT);
	for (uint32_t i = 0; i < y->n_figures; i++)
		if (y->figures[i].def == EQ_NO_DEF || eq_pack_shows(p, y->figures[i].def))
			add_figure(p, t, &y->figures[i]);
}

void eq_pack_restated(struct eq_pack *p)
{
	struct eq_table *t;

	if (!p->r->n_restated)
		return;
	eq_page_heading(p->page, EQ_TEXT("Restated"));
	t = eq_page_table(p->page);
	eq_table_column(t, EQ_TEXT("Restated"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("As reported"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Restated"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Difference"), EQ_ALIGN_RIGHT);
	for (uint32_t i = 0; i < p->r->n_restated; i++)
		add_year(p, t, &p->r->restated[i]);
}

void eq_pack_restated_row(struct eq_pack *p, struct eq_table *t, const struct eq_number *v,
			  int indent)
{
	if (v->missing || eq_dec_is_zero(v->v))
		return;
	eq_table_row(t,
		     eq_arena_printf(&p->arena, "of it, %.*s restated",
				     EQ_ARG(year_text(p, eq_fiscal_year(p->m->programme.fiscal,
									p->r->reported_to)))),
		     indent);
	eq_pack_cell(t, 1, eq_pack_signed(p, v, eq_pack_money_text(p, v)));
}
