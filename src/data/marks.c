/* marks.c - the marks of a rating from rows. See marks.h. */
#include "data/marks.h"

#include <stdlib.h>
#include <string.h>

#include "data/cells.h"

void eq_marking_init(struct eq_marking *m, struct eq_scanning *s, uint32_t rating)
{
	memset(m, 0, sizeof *m);
	m->rating = rating;
	m->scale = &s->model->ratings.v[rating];
	m->level_codes = EQ_NEW_ARRAY(&s->rows.arena, uint32_t, m->scale->n_levels);
	for (uint32_t i = 0; i < m->scale->n_levels; i++)
		m->level_codes[i] = eq_symbol(&s->rows.texts, m->scale->levels[i]);
	eq_rows_need(&s->rows, m->scale->level_column);
	eq_rows_need(&s->rows, m->scale->change_column);
	eq_repeats_init(&m->seen, 2);
}

void eq_marking_release(struct eq_marking *m)
{
	eq_repeats_release(&m->seen);
	eq_free(m->all.v);
}

static void report_level(const struct eq_marking *m, struct eq_scanning *s, uint32_t lane)
{
	const struct eq_data_column *c = &s->data->columns[m->scale->level_column];
	uint32_t code = s->rows.columns[m->scale->level_column].cells.code[lane];
	struct eq_text level = eq_symbol_text(&s->rows.texts, code);
	struct eq_nearest nearest;
	struct eq_buf shown;

	if (!eq_rows_bad_lane(&s->rows, lane))
		return;
	eq_buf_init(&shown);
	eq_cell_show(level, &shown);
	struct eq_diag *g = eq_diag_file(
		s->rows.diags, EQ_E0412, s->data->file, s->rows.line[lane], s->rows.column[lane],
		"`%.*s` %s%.*s%s is not a level of the rating", EQ_ARG(c->header),
		c->hidden ? "of this row" : "\"",
		EQ_ARG(c->hidden ? EQ_TEXT("") : eq_buf_view(&shown)), c->hidden ? "" : "\"");
	eq_diag_note(s->rows.diags, g, m->scale->span, "its scale stands here");
	eq_nearest_init(&nearest, level);
	for (uint32_t i = 0; i < m->scale->n_levels; i++)
		eq_nearest_try(&nearest, m->scale->levels[i]);
	eq_buf_clear(&shown);
	for (uint32_t i = 0; i < m->scale->n_levels; i++)
		eq_buf_addf(&shown, "%s\"%.*s\"", i ? ", " : "", EQ_ARG(m->scale->levels[i]));
	if (nearest.best.n && !c->hidden)
		eq_diag_hint(s->rows.diags, g, "did you mean \"%.*s\"? The levels are %.*s",
			     EQ_ARG(nearest.best), EQ_ARG(eq_buf_view(&shown)));
	else
		eq_diag_hint(s->rows.diags, g, "the levels are %.*s", EQ_ARG(eq_buf_view(&shown)));
	eq_buf_release(&shown);
}

static bool report_no_change(const struct eq_marking *m, struct eq_scanning *s, uint32_t lane)
{
	if (eq_rows_bad_lane(&s->rows, lane))
		eq_diag_file(s->rows.diags, EQ_E0412, s->data->file, s->rows.line[lane],
			     s->rows.column[lane],
			     "this row has a level, and no `%.*s` to which it is given",
			     EQ_ARG(s->data->columns[m->scale->change_column].header));
	return false;
}

static bool report_second(const struct eq_marking *m, struct eq_scanning *s, uint32_t lane,
			  uint64_t first)
{
	const struct eq_data_column *c = &s->data->columns[m->scale->change_column];
	uint32_t code = s->rows.columns[m->scale->change_column].cells.code[lane];
	char day[EQ_DATE_CHARS];
	struct eq_buf of;

	if (!eq_rows_bad_lane(&s->rows, lane))
		return false;
	eq_buf_init(&of);
	eq_buf_adds(&of, c->hidden ? "the same " : "\"");
	if (c->hidden)
		eq_buf_add_text(&of, c->header);
	else
		eq_cell_show(eq_symbol_text(&s->rows.texts, code), &of);
	eq_buf_adds(&of, c->hidden ? "" : "\"");
	eq_date_write(s->rows.date[lane], day);
	eq_diag_file(s->rows.diags, EQ_E0412, s->data->file, s->rows.line[lane],
		     s->rows.column[lane],
		     "this is a second mark of %.*s on %s: line %llu has the first",
		     EQ_ARG(eq_buf_view(&of)), day, (unsigned long long)first);
	eq_buf_release(&of);
	return false;
}

bool eq_marking_take(struct eq_marking *m, struct eq_scanning *s, uint32_t lane)
{
	uint32_t level = 0, key[2];

	if (m->where.chunk && !eq_column_true(&m->where_made, lane))
		return true;
	if (eq_cell_missing(s, m->scale->level_column, lane))
		return true; /* not judged that day */
	if (eq_cell_missing(s, m->scale->change_column, lane))
		return report_no_change(m, s, lane);
	uint32_t code = s->rows.columns[m->scale->level_column].cells.code[lane];
	while (level < m->scale->n_levels && m->level_codes[level] != code)
		level++;
	if (level == m->scale->n_levels) {
		report_level(m, s, lane);
		return false;
	}
	key[0] = s->rows.columns[m->scale->change_column].cells.code[lane];
	key[1] = (uint32_t)s->rows.date[lane];
	uint64_t first = eq_repeats_put(&m->seen, key, s->rows.line[lane]);
	if (first)
		return report_second(m, s, lane, first);
	EQ_PUSH(&m->all, ((struct eq_mark_found){key[0], level, s->rows.date[lane]}));
	return true;
}

static int order(const void *a, const void *b)
{
	const struct eq_row_mark *x = a, *y = b;
	int by = eq_text_cmp(x->change, y->change);

	return by ? by : (x->on > y->on) - (x->on < y->on);
}

void eq_marking_finish(const struct eq_marking *m, const struct eq_scanning *s,
		       struct eq_cube *cube)
{
	size_t n = m->all.n;
	struct eq_row_mark *marks = EQ_NEW_ARRAY(&cube->arena, struct eq_row_mark, n + 1);

	for (size_t i = 0; i < n; i++)
		marks[i] = (struct eq_row_mark){
			eq_arena_copy(&cube->arena,
				      eq_symbol_text(&s->rows.texts, m->all.v[i].change)),
			m->all.v[i].on, m->all.v[i].level};
	qsort(marks, n, sizeof *marks, order);
	cube->marks[m->rating] = marks;
	cube->n_marks[m->rating] = (uint32_t)n;
}
