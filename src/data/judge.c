/* judge.c - which rows of a batch count, and what is wrong with one that cannot. See scanning.h. */
#include "data/scanning.h"

#include "data/cells.h"

/* A dimension of a row for a message: setting "respite". */
static void add_value(const struct eq_scanning *w, uint32_t column, uint32_t lane,
		      struct eq_buf *out)
{
	const struct eq_data_column *c = &w->source->data->columns[column];
	uint32_t code = w->rows.columns[column].cells.code[lane];

	if (c->hidden) {
		eq_buf_addf(out, "its %.*s (private)", EQ_ARG(c->header));
		return;
	}
	eq_buf_addf(out, "%.*s \"", EQ_ARG(c->header));
	eq_cell_show(eq_dictionary_text(w->source->texts, code), out);
	eq_buf_addc(out, '"');
}

/* Two rows for the same time and dimensions. */
static void report_repeat(struct eq_scanning *w, uint32_t lane, uint64_t first)
{
	const struct eq_data *d = w->source->data;
	struct eq_buf of;
	char when[EQ_PERIOD_CHARS];

	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (!eq_rows_bad_lane(&w->rows, lane, at))
		return;
	if (d->by_period)
		eq_period_write(w->source->model->programme.grain, w->rows.bucket[lane], when);
	else
		eq_date_write(eq_rows_date(&w->rows, lane), when);
	eq_buf_init(&of);
	eq_buf_adds(&of, "");
	for (uint32_t i = 0; i < d->n_by; i++) {
		eq_buf_adds(&of, i ? ", " : " with ");
		add_value(w, d->by[i], lane, &of);
	}
	eq_diag_file(&w->rows.diags, EQ_E0615, eq_rows_file(&w->rows), at.line, at.column,
		     "this is a second row for %s%.*s: line %llu has the first", when,
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

/* False after reporting a spell that ends before it starts. */
static bool ends_after(struct eq_scanning *w, uint32_t lane)
{
	const struct eq_data *d = w->source->data;
	char start[EQ_DATE_CHARS], end[EQ_DATE_CHARS];

	if (w->end[lane] == EQ_DATE_NONE || w->end[lane] >= eq_rows_date(&w->rows, lane))
		return true;
	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (!eq_rows_bad_lane(&w->rows, lane, at))
		return false;
	eq_date_write(eq_rows_date(&w->rows, lane), start);
	eq_date_write(w->end[lane], end);
	struct eq_diag *g;
	if (d->columns[d->date_column].hidden || d->columns[d->end_column].hidden)
		g = eq_diag_file(&w->rows.diags, EQ_E0620, eq_rows_file(&w->rows), at.line,
				 at.column, "`%.*s` of this row is before `%.*s`",
				 EQ_ARG(d->columns[d->end_column].header),
				 EQ_ARG(d->columns[d->date_column].header));
	else
		g = eq_diag_file(&w->rows.diags, EQ_E0620, eq_rows_file(&w->rows), at.line,
				 at.column, "`%.*s` of this row, %s, is before `%.*s`, %s",
				 EQ_ARG(d->columns[d->end_column].header), end,
				 EQ_ARG(d->columns[d->date_column].header), start);
	eq_diag_hint(&w->rows.diags, g,
		     "mend the dates; of a spell that is not over the end stays empty");
	return false;
}

/* Whether a row for the same time and dimensions came before, which is reported. */
static bool is_repeat(struct eq_scanning *w, uint32_t lane, uint32_t *key)
{
	const struct eq_data *d = w->source->data;

	key[0] = (uint32_t)w->rows.bucket[lane];
	for (uint32_t i = 0; i < d->n_by; i++)
		key[1 + i] = w->rows.columns[d->by[i]].cells.code[lane];
	if (w->source->first_reading) {
		eq_met_add(&w->met, key, 1 + d->n_by);
		return false;
	}
	uint64_t first = eq_repeats_put(&w->repeats, key, w->rows.lines[w->rows.from + lane]);
	if (first)
		report_repeat(w, lane, first);
	return first != 0;
}

/* A row with a value for which a table has no line. */
static void report_unlisted(struct eq_scanning *w, const struct eq_looking_up *l, uint32_t lane)
{
	const struct eq_data *d = w->source->data;
	const struct eq_by_table *t = l->fixed->table;
	struct eq_text name = eq_symbol_text(w->source->model->symbols,
					     w->source->model->defs.v[l->fixed->def].name);
	struct eq_buf of;

	struct eq_rows_place at = eq_rows_place(&w->rows, lane);

	if (!eq_rows_bad_lane(&w->rows, lane, at))
		return;
	eq_buf_init(&of);
	for (uint32_t i = 0; i < t->n_by; i++)
		for (uint32_t k = 0; k < d->n_by; k++) {
			const struct eq_data_column *c = &d->columns[d->by[k]];

			if (c->name != t->by[i])
				continue;
			eq_buf_adds(&of, of.n ? ", " : "");
			add_value(w, d->by[k], lane, &of);
		}
	struct eq_diag *g = eq_diag_file(&w->rows.diags, EQ_E0621, eq_rows_file(&w->rows), at.line,
					 at.column, "the table of `%.*s` has no line for %.*s",
					 EQ_ARG(name), EQ_ARG(eq_buf_view(&of)));
	eq_diag_note(&w->rows.diags, g, t->span, "the table stands here");
	eq_diag_hint(&w->rows.diags, g,
		     "add a line for it, or `else = …` for all others; or leave such rows out with "
		     "`where`");
	eq_buf_release(&of);
}

/* Whether each table that a measure looks up for the lane has a line for it. */
static bool is_listed(struct eq_scanning *w, uint32_t lane)
{
	for (uint32_t i = 0; i < w->source->n_lookups; i++) {
		const struct eq_looking_up *l = &w->source->lookups[i];

		if (!eq_measure_takes(w, l->measure, lane) ||
		    eq_column_is_missing(&w->listed[i], lane) ||
		    eq_column_bool(&w->listed[i], lane))
			continue;
		report_unlisted(w, l, lane);
		return false;
	}
	return true;
}

static bool takes_marks(struct eq_scanning *w, uint32_t lane)
{
	for (uint32_t i = 0; i < w->source->n_markings; i++)
		if (!eq_mark_take(w, i, lane))
			return false;
	return true;
}

/* Whether the row can be. False after reporting. */
static bool can_be(struct eq_scanning *w, uint32_t lane)
{
	return (!w->source->data->spell || ends_after(w, lane)) && is_listed(w, lane) &&
	       (!w->source->one_row_each || !is_repeat(w, lane, w->key)) && takes_marks(w, lane);
}

/* What the batch has put aside. */
static void meet(struct eq_scanning *w)
{
	struct eq_scan_source *s = w->source;

	if (s->one_row_each)
		eq_scan_source_meet(s, s->met_rows, &w->met);
	for (uint32_t i = 0; i < s->n_markings; i++)
		eq_scan_source_meet(s, s->met_marks[i], &w->marks[i].met);
}

void eq_judge_rows(struct eq_scanning *w, const struct eq_column *only)
{
	const struct eq_scan_source *s = w->source;
	uint64_t *counts = w->rows.counts;

	if (s->only.chunk) {
		uint64_t takes[EQ_BATCH_WORDS];

		eq_true_lanes(only, w->rows.n, takes);
		for (uint32_t i = 0; i < EQ_BATCH_WORDS; i++) {
			w->rows.tally.rows_other +=
				(uint64_t)__builtin_popcountll(counts[i] & ~takes[i]);
			counts[i] &= takes[i];
		}
	}
	if (!s->data->spell && !s->n_lookups && !s->one_row_each && !s->n_markings)
		return;
	for (uint32_t i = 0; i < EQ_BATCH_WORDS; i++)
		for (uint64_t left = counts[i]; left; left &= left - 1) {
			uint32_t k = i * 64 + (uint32_t)__builtin_ctzll(left);

			if (!can_be(w, k))
				counts[i] &= ~(left & -left);
		}
	if (s->first_reading)
		meet(w);
}
