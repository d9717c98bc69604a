/* pack_compare.c - before and after: each KPI over two ranges, the change in its unit and in per
 * cent, and whether that is the good direction. The change of a share is in points. */
#include "report/pack_parts.h"
#include "report/reason.h"
#include "report/share.h"

static struct eq_text coverage_text(struct eq_pack *p, const struct eq_comparison *c)
{
	struct eq_text before = eq_reason_incomplete(p->r, c->before_coverage, &p->arena);
	struct eq_text after = eq_reason_incomplete(p->r, c->after_coverage, &p->arena);

	if (before.n)
		before = eq_arena_printf(&p->arena, "before is %.*s", EQ_ARG(before));
	if (after.n)
		after = eq_arena_printf(&p->arena, "after is %.*s", EQ_ARG(after));
	return eq_pack_joined(p, before, "; ", after);
}

static void add_kpi(struct eq_pack *p, struct eq_table *t, const struct eq_comparison *c)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[c->kpi];
	const struct eq_number *const numbers[] = {&c->before, &c->after};
	const struct eq_display display =
		eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, 2);
	struct eq_marks marks = {{0}};
	struct eq_buf unit;

	eq_mark_def(p, &marks, kpi->def);
	eq_mark_data(p, &marks, kpi->tracked);
	eq_table_row(t, eq_marked(p, kpi->title, &marks), 0);
	eq_pack_cell(t, 1, eq_pack_number_text(p, &display, &c->before));
	eq_pack_cell(t, 2, eq_pack_number_text(p, &display, &c->after));
	eq_pack_cell(t, 3, eq_pack_change(p, &display, &c->change));
	eq_pack_cell(t, 4, eq_pack_signed(p, &c->ratio, eq_pack_percent(p, &c->ratio, 0)));
	if (c->direction > 0)
		eq_table_cell(t, 5, EQ_TEXT("better"), EQ_STYLE_GREEN);
	else if (c->direction < 0)
		eq_table_cell(t, 5, EQ_TEXT("worse"), EQ_STYLE_RED);
	else
		eq_pack_cell(t, 5, EQ_TEXT(EQ_DISPLAY_MISSING));
	eq_pack_cell(t, 6, coverage_text(p, c));
	eq_buf_init(&unit);
	eq_display_unit(&unit, p->m->units, kpi->unit);
	if (kpi->lower_is_better)
		eq_buf_addf(&unit, "%slower is better", unit.n ? "; " : "");
	if (unit.n)
		eq_table_line(t, eq_buf_view(&unit), 2, EQ_STYLE_FAINT);
	eq_buf_release(&unit);
}

/* "2023-04-01\nto 2023-09-30" */
static struct eq_text range_heading(struct eq_pack *p, struct eq_range r)
{
	return eq_arena_printf(&p->arena, "%.*s\nto %.*s", EQ_ARG(eq_pack_date(p, r.from)),
			       EQ_ARG(eq_pack_date(p, r.to)));
}

void eq_pack_comparisons(struct eq_pack *p)
{
	struct eq_table *t = NULL;

	for (uint32_t i = 0; p->r->compared && p->r->comparisons && i < p->m->kpis.n; i++) {
		if (!eq_pack_shows(p, p->m->kpis.v[i].def))
			continue;
		if (!t) {
			eq_page_heading(p->page, EQ_TEXT("Before and after"));
			t = eq_page_table(p->page);
			eq_table_column(t, EQ_TEXT("Before and after"), EQ_ALIGN_LEFT);
			eq_table_column(t, range_heading(p, p->r->ranges[0]), EQ_ALIGN_RIGHT);
			eq_table_column(t, range_heading(p, p->r->ranges[1]), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Change"), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("In %"), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Is"), EQ_ALIGN_LEFT);
			eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
		}
		add_kpi(p, t, &p->r->comparisons[i]);
	}
}
