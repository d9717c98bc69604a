/* agreed_page.c - the list of what is agreed. See agreed_page.h. */
#include "review/agreed_page.h"

static struct eq_text who(const struct eq_beside *b, struct eq_arena *arena)
{
	const struct eq_agreement *a = b->now ? &b->now->agreements[b->now->n_agreements - 1]
					      : &b->then->agreements[b->then->n_agreements - 1];
	if (!a->minute.n)
		return a->by;
	return eq_arena_printf(arena, "%.*s, %.*s", EQ_ARG(a->by), EQ_ARG(a->minute));
}

static struct eq_text when(const struct eq_beside *b)
{
	return b->now ? b->now->agreements[b->now->n_agreements - 1].on
		      : b->then->agreements[b->then->n_agreements - 1].on;
}

/* Without quotes and without "the": it begins a line. */
static struct eq_text what(const struct eq_beside *b, struct eq_arena *arena)
{
	struct eq_text name = b->now ? b->now->name : b->then->name;
	struct eq_text of = b->now ? b->now->what : b->then->what;

	return eq_arena_printf(arena, "%.*s, %.*s", EQ_ARG(name),
			       EQ_ARG(eq_text_is(of, "fixed") ? EQ_TEXT("fixed value") : of));
}

void eq_agreed_page(const struct eq_besides *b, const bool *other_rows, struct eq_page *page)
{
	struct eq_table *t;

	eq_page_init(page);
	if (!b->all.n) {
		eq_page_paragraph(page, EQ_TEXT("Nothing is agreed."), EQ_STYLE_PLAIN);
		return;
	}
	t = eq_page_table(page);
	eq_table_column(t, EQ_TEXT("Agreed"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("On"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("By"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Now"), EQ_ALIGN_LEFT);
	for (size_t i = 0; i < b->all.n; i++) {
		const struct eq_beside *x = &b->all.v[i];
		bool rows = x->standing == EQ_STANDS && other_rows[i];
		enum eq_style style = x->standing == EQ_STANDS && !rows ? EQ_STYLE_GREEN
				      : x->standing == EQ_UNLOCKED      ? EQ_STYLE_AMBER
									: EQ_STYLE_RED;

		eq_table_row(t, what(x, &page->arena), 0);
		eq_table_cell(t, 1, when(x), EQ_STYLE_PLAIN);
		eq_table_cell(t, 2, who(x, &page->arena), EQ_STYLE_PLAIN);
		eq_table_cell(t, 3,
			      rows ? EQ_TEXT("other data")
				   : eq_text_of(eq_standing_words((enum eq_standing)x->standing)),
			      style);
	}
}
