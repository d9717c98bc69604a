/* reported_page.c - the list of reported years. See reported_page.h. */
#include "review/reported_page.h"

static struct eq_text count(uint32_t n, struct eq_arena *arena)
{
	return n ? eq_arena_printf(arena, "%u", n) : EQ_TEXT("-");
}

static void add_now(struct eq_table *t, const struct eq_reported_beside *b, struct eq_arena *arena)
{
	if (!b->n_moved)
		eq_table_cell(t, 3, EQ_TEXT("stands"), EQ_STYLE_GREEN);
	else
		eq_table_cell(t, 3,
			      eq_arena_printf(arena, "%u %s%s", b->n_moved,
					      b->n_moved == 1 ? "is other" : "are other",
					      b->n_open ? ", and restated" : ""),
			      b->n_open ? EQ_STYLE_AMBER : EQ_STYLE_RED);
}

void eq_reported_page(const struct eq_reported_years *y, const struct eq_reported_beside *besides,
		      struct eq_page *page)
{
	struct eq_table *t;

	eq_page_init(page);
	if (!y->all.n) {
		eq_page_paragraph(page, EQ_TEXT("No year is locked."), EQ_STYLE_PLAIN);
		return;
	}
	t = eq_page_table(page);
	eq_table_column(t, EQ_TEXT("Reported"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Figures"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Restated"), EQ_ALIGN_RIGHT);
	if (besides)
		eq_table_column(t, EQ_TEXT("Now"), EQ_ALIGN_LEFT);
	for (size_t i = 0; i < y->all.n; i++) {
		const struct eq_reported_year *x = &y->all.v[i];

		eq_table_row(t, x->label, 0);
		eq_table_cell(t, 1, count(x->n_figures, &page->arena), EQ_STYLE_PLAIN);
		eq_table_cell(t, 2, count(x->times - 1, &page->arena), EQ_STYLE_PLAIN);
		if (besides)
			add_now(t, &besides[i], &page->arena);
		for (uint32_t k = 0; k < x->n_reasons; k++)
			eq_table_line(t, x->reasons[k], 2, EQ_STYLE_FAINT);
	}
}
