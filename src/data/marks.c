/* marks.c - the marks of a rating from rows. See scanning.h. A change is judged once a day. */
#include "data/scanning.h"

#include <stdlib.h>
#include <string.h>

#include "data/cells.h"

static void report_level(struct eq_scanning *w, const struct eq_mark_reading *m, uint32_t lane)
{
	const struct eq_data_column *c = &w->source->data->columns[m->scale->level_column];
	uint32_t code = w->rows.columns[m->scale->level_column].cells.code[lane];
	struct eq_text level = eq_dictionary_text(w->source->texts, code);
	struct eq_nearest nearest;
	struct eq_buf shown;

	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (!eq_rows_bad_lane(&w->rows, lane, at))
		return;
	eq_buf_init(&shown);
	eq_cell_show(level, &shown);
	struct eq_diag *g = eq_diag_file(&w->rows.diags, EQ_E0412, eq_rows_file(&w->rows), at.line,
					 at.column, "`%.*s` %s%.*s%s is not a level of the rating",
					 EQ_ARG(c->header), c->hidden ? "of this row" : "\"",
					 EQ_ARG(c->hidden ? EQ_TEXT("") : eq_buf_view(&shown)),
					 c->hidden ? "" : "\"");
	eq_diag_note(&w->rows.diags, g, m->scale->span, "its scale stands here");
	eq_nearest_init(&nearest, level);
	for (uint32_t i = 0; i < m->scale->n_levels; i++)
		eq_nearest_try(&nearest, m->scale->levels[i]);
	eq_buf_clear(&shown);
	for (uint32_t i = 0; i < m->scale->n_levels; i++)
		eq_buf_addf(&shown, "%s\"%.*s\"", i ? ", " : "", EQ_ARG(m->scale->levels[i]));
	if (nearest.best.n && !c->hidden)
		eq_diag_hint(&w->rows.diags, g, "did you mean \"%.*s\"? The levels are %.*s",
			     EQ_ARG(nearest.best), EQ_ARG(eq_buf_view(&shown)));
	else
		eq_diag_hint(&w->rows.diags, g, "the levels are %.*s", EQ_ARG(eq_buf_view(&shown)));
	eq_buf_release(&shown);
}

static bool report_no_change(struct eq_scanning *w, const struct eq_mark_reading *m, uint32_t lane)
{
	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (eq_rows_bad_lane(&w->rows, lane, at))
		eq_diag_file(&w->rows.diags, EQ_E0412, eq_rows_file(&w->rows), at.line, at.column,
			     "this row has a level, and no `%.*s` to which it is given",
			     EQ_ARG(w->source->data->columns[m->scale->change_column].header));
	return false;
}

static bool report_second(struct eq_scanning *w, const struct eq_mark_reading *m, uint32_t lane,
			  uint64_t first)
{
	const struct eq_data_column *c = &w->source->data->columns[m->scale->change_column];
	uint32_t code = w->rows.columns[m->scale->change_column].cells.code[lane];
	char day[EQ_DATE_CHARS];
	struct eq_buf of;

	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (!eq_rows_bad_lane(&w->rows, lane, at))
		return false;
	eq_buf_init(&of);
	eq_buf_adds(&of, c->hidden ? "the same " : "\"");
	if (c->hidden)
		eq_buf_add_text(&of, c->header);
	else
		eq_cell_show(eq_dictionary_text(w->source->texts, code), &of);
	eq_buf_adds(&of, c->hidden ? "" : "\"");
	eq_date_write(eq_rows_date(&w->rows, lane), day);
	eq_diag_file(&w->rows.diags, EQ_E0412, eq_rows_file(&w->rows), at.line, at.column,
		     "this is a second mark of %.*s on %s: line %llu has the first",
		     EQ_ARG(eq_buf_view(&of)), day, (unsigned long long)first);
	eq_buf_release(&of);
	return false;
}

static bool is_missing(const struct eq_scanning *w, uint32_t column, uint32_t lane)
{
	return eq_bit(w->rows.columns[column].cells.missing, lane);
}

bool eq_mark_take(struct eq_scanning *w, uint32_t marking, uint32_t lane)
{
	const struct eq_mark_reading *m = &w->source->markings[marking];
	struct eq_mark_list *list = &w->marks[marking];
	eq_date on = eq_rows_date(&w->rows, lane);
	uint32_t level = 0;

	if (m->where.chunk && !eq_column_true(&w->mark_made[marking], lane))
		return true;
	if (is_missing(w, m->scale->level_column, lane))
		return true; /* not judged that day */
	if (is_missing(w, m->scale->change_column, lane))
		return report_no_change(w, m, lane);
	uint32_t code = w->rows.columns[m->scale->level_column].cells.code[lane];
	while (level < m->scale->n_levels && m->level_codes[level] != code)
		level++;
	if (level == m->scale->n_levels) {
		report_level(w, m, lane);
		return false;
	}
	uint32_t change = w->rows.columns[m->scale->change_column].cells.code[lane];
	uint32_t key[EQ_MARK_KEY] = {change, (uint32_t)on};
	if (w->source->first_reading) {
		eq_met_add(&list->met, key, EQ_MARK_KEY);
	} else {
		uint64_t first =
			eq_repeats_put(&list->seen, key, w->rows.lines[w->rows.from + lane]);
		if (first)
			return report_second(w, m, lane, first);
	}
	EQ_PUSH(&list->all, ((struct eq_mark_found){change, level, on}));
	return true;
}

static int order(const void *a, const void *b)
{
	const struct eq_row_mark *x = a, *y = b;
	int by = eq_text_cmp(x->change, y->change);

	return by ? by : (x->on > y->on) - (x->on < y->on);
}

void eq_marks_finish(const struct eq_scan_source *s, struct eq_scanning *const *workers, uint32_t n,
		     struct eq_cube *cube)
{
	for (uint32_t k = 0; k < s->n_markings; k++) {
		struct eq_row_mark *marks;
		uint32_t all = 0, at = 0;

		for (uint32_t i = 0; i < n; i++)
			all += (uint32_t)workers[i]->marks[k].all.n;
		marks = EQ_NEW_ARRAY(&cube->arena, struct eq_row_mark, all + 1);
		for (uint32_t i = 0; i < n; i++)
			for (size_t m = 0; m < workers[i]->marks[k].all.n; m++) {
				const struct eq_mark_found *f = &workers[i]->marks[k].all.v[m];

				marks[at++] = (struct eq_row_mark){
					eq_arena_copy(&cube->arena,
						      eq_dictionary_text(s->texts, f->change)),
					f->on, f->level};
			}
		qsort(marks, all, sizeof *marks, order);
		cube->marks[s->markings[k].rating] = marks;
		cube->n_marks[s->markings[k].rating] = all;
	}
}
