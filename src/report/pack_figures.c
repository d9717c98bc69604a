/* pack_figures.c - the programme's own figures, each by itself with its unit. */
#include "report/pack_parts.h"
#include "report/share.h"

static struct eq_text quantity(struct eq_pack *p, const struct eq_figure *figure,
			       const struct eq_number *v)
{
	struct eq_buf b;
	struct eq_text t;

	eq_buf_init(&b);
	eq_display_quantity(&b, p->m->units, figure->unit, eq_figure_is_share(p->m, figure), v);
	t = eq_arena_copy(&p->arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return t;
}

void eq_pack_figures(struct eq_pack *p)
{
	struct eq_table *t = NULL;

	for (size_t i = 0; i < p->m->figures.n; i++) {
		const struct eq_figure *figure = &p->m->figures.v[i];
		const struct eq_number *v = &p->r->figures[i].value;
		struct eq_marks marks = {{0}};

		if (!eq_pack_shows(p, figure->def))
			continue;
		if (!t) {
			eq_page_heading(p->page, EQ_TEXT("Figures"));
			t = eq_page_table(p->page);
			eq_table_column(t, EQ_TEXT("Figure"), EQ_ALIGN_LEFT);
			eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_RIGHT);
		}
		if (v->missing)
			eq_mark(p, &marks,
				eq_arena_printf(&p->arena,
						"%.*s has no value: a part of it is missing.",
						EQ_ARG(figure->title)));
		eq_mark_def(p, &marks, figure->def);
		eq_table_row(t, eq_marked(p, figure->title, &marks), 0);
		eq_pack_cell(t, 1, quantity(p, figure, v));
	}
}
