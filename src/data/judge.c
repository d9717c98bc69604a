/* judge.c - which rows of a batch count, and what is wrong with one that cannot. See scanning.h. */
#include "data/scanning.h"

#include "data/cells.h"
#include "data/marks.h"

/* A dimension of a row for a message: setting "respite". */
static void add_value(const struct eq_scanning *s, uint32_t column, uint32_t lane,
		      struct eq_buf *out)
{
	const struct eq_data_column *c = &s->data->columns[column];
	uint32_t code = s->rows.columns[column].cells.code[lane];

	if (c->hidden) {
		eq_buf_addf(out, "its %.*s (private)", EQ_ARG(c->header));
		return;
	}
	eq_buf_addf(out, "%.*s \"", EQ_ARG(c->header));
	eq_cell_show(eq_symbol_text(&s->rows.texts, code), out);
	eq_buf_addc(out, '"');
}

/* Two rows for the same time and dimensions. */
static void report_repeat(struct eq_scanning *s, uint32_t lane, uint64_t first)
{
	const struct eq_data *d = s->data;
	struct eq_buf of;
	char when[EQ_PERIOD_CHARS];

	if (!eq_rows_bad_lane(&s->rows, lane))
		return;
	if (d->by_period)
		eq_period_write(s->model->programme.grain, s->rows.bucket[lane], when);
	else
		eq_date_write(s->rows.date[lane], when);
	eq_buf_init(&of);
	eq_buf_adds(&of, "");
	for (uint32_t i = 0; i < d->n_by; i++) {
		eq_buf_adds(&of, i ? ", " : " with ");
		add_value(s, d->by[i], lane, &of);
	}
	eq_diag_file(s->rows.diags, EQ_E0615, d->file, s->rows.line[lane], s->rows.column[lane],
		     "this is a second row for %s%.*s: line %llu has the first", when,
		     EQ_ARG(eq_buf_view(&of)), (unsigned long long)first);
	eq_buf_release(&of);
}

void eq_judge_ends(struct eq_scanning *s, const struct eq_column *columns)
{
	const struct eq_column *ends = &columns[s->data->end_column];

	for (uint32_t k = 0; s->data->spell && k < s->rows.n; k++)
		s->end[k] = eq_column_is_missing(ends, k) ? EQ_DATE_NONE
							  : ends->day[ends->constant ? 0 : k];
}

/* False after reporting a spell that ends before it starts. */
static bool ends_after(struct eq_scanning *s, uint32_t lane)
{
	const struct eq_data *d = s->data;
	char start[EQ_DATE_CHARS], end[EQ_DATE_CHARS];

	if (s->end[lane] == EQ_DATE_NONE || s->end[lane] >= s->rows.date[lane])
		return true;
	if (!eq_rows_bad_lane(&s->rows, lane))
		return false;
	eq_date_write(s->rows.date[lane], start);
	eq_date_write(s->end[lane], end);
	struct eq_diag *g;
	if (d->columns[d->date_column].hidden || d->columns[d->end_column].hidden)
		g = eq_diag_file(s->rows.diags, EQ_E0620, d->file, s->rows.line[lane],
				 s->rows.column[lane], "`%.*s` of this row is before `%.*s`",
				 EQ_ARG(d->columns[d->end_column].header),
				 EQ_ARG(d->columns[d->date_column].header));
	else
		g = eq_diag_file(s->rows.diags, EQ_E0620, d->file, s->rows.line[lane],
				 s->rows.column[lane],
				 "`%.*s` of this row, %s, is before `%.*s`, %s",
				 EQ_ARG(d->columns[d->end_column].header), end,
				 EQ_ARG(d->columns[d->date_column].header), start);
	eq_diag_hint(s->rows.diags, g,
		     "mend the dates; of a spell that is not over the end stays empty");
	return false;
}

/* Whether a row for the same time and dimensions came before, which is reported. */
static bool is_repeat(struct eq_scanning *s, uint32_t lane, uint32_t *key)
{
	const struct eq_data *d = s->data;

	key[0] = (uint32_t)s->rows.bucket[lane];
	for (uint32_t i = 0; i < d->n_by; i++)
		key[1 + i] = s->rows.columns[d->by[i]].cells.code[lane];
	uint64_t first = eq_repeats_put(&s->repeats, key, s->rows.line[lane]);
	if (first)
		report_repeat(s, lane, first);
	return first != 0;
}

/* The group that the lane belongs to, if any. */
static uint32_t group_of(struct eq_scanning *s, uint32_t lane, uint32_t *key)
{
	for (uint32_t i = 0; i < s->n_by; i++) {
		if (eq_cell_missing(s, s->by[i], lane))
			return EQ_NO_GROUP;
		key[i] = s->rows.columns[s->by[i]].cells.code[lane];
	}
	return s->n_by ? eq_source_group(&s->groups, key) : EQ_NO_GROUP;
}

/* Makes room for the lane, whose start and end have a row. */
static void reach_row(const struct eq_scanning *s, struct eq_buckets *b, uint32_t lane)
{
	eq_buckets_reach(b, s->rows.bucket[lane]);
	if (s->data->spell && s->end[lane] != EQ_DATE_NONE) {
		eq_buckets_reach(b, s->end[lane]);
		eq_buckets_row(b, eq_buckets_slot(b, s->end[lane]));
	}
	eq_buckets_row(b, eq_buckets_slot(b, s->rows.bucket[lane]));
}

static void widen(struct eq_source_tally *t, eq_date day)
{
	if (t->first_date == EQ_DATE_NONE || day < t->first_date)
		t->first_date = day;
	if (t->last_date == EQ_DATE_NONE || day > t->last_date)
		t->last_date = day;
}

/* Marks the lane's bucket as having a row, of its member and group too. */
static void mark_row(struct eq_scanning *s, uint32_t lane)
{
	const struct eq_data *d = s->data;

	reach_row(s, &s->buckets, lane);
	uint32_t slot = eq_buckets_slot(&s->buckets, s->rows.bucket[lane]);
	for (uint32_t i = 0; i < d->n_members; i++)
		if (s->rows.member_codes[i] == s->rows.columns[d->by[0]].cells.code[lane])
			eq_buckets_member(&s->buckets, slot, i);
	widen(&s->rows.tally, s->rows.date[lane]);
	if (d->spell && s->end[lane] != EQ_DATE_NONE)
		widen(&s->rows.tally, s->end[lane]);
	if (s->group[lane] != EQ_NO_GROUP) {
		struct eq_group_rows *g = &s->groups.all.v[s->group[lane]];

		g->rows++;
		reach_row(s, &g->buckets, lane);
	}
}

/* A row with a value for which a table has no line. */
static void report_unlisted(struct eq_scanning *s, const struct eq_looking_up *l, uint32_t lane)
{
	const struct eq_data *d = s->data;
	const struct eq_by_table *t = l->fixed->table;
	struct eq_text name =
		eq_symbol_text(s->model->symbols, s->model->defs.v[l->fixed->def].name);
	struct eq_buf of;

	if (!eq_rows_bad_lane(&s->rows, lane))
		return;
	eq_buf_init(&of);
	for (uint32_t i = 0; i < t->n_by; i++)
		for (uint32_t k = 0; k < d->n_by; k++) {
			const struct eq_data_column *c = &d->columns[d->by[k]];

			if (c->name != t->by[i])
				continue;
			eq_buf_adds(&of, of.n ? ", " : "");
			add_value(s, d->by[k], lane, &of);
		}
	struct eq_diag *g = eq_diag_file(
		s->rows.diags, EQ_E0621, d->file, s->rows.line[lane], s->rows.column[lane],
		"the table of `%.*s` has no line for %.*s", EQ_ARG(name), EQ_ARG(eq_buf_view(&of)));
	eq_diag_note(s->rows.diags, g, t->span, "the table stands here");
	eq_diag_hint(s->rows.diags, g,
		     "add a line for it, or `else = …` for all others; or leave such rows out with "
		     "`where`");
	eq_buf_release(&of);
}

/* Takes the marks of ratings that the lane has. False after reporting one that cannot be. */
static bool take_marks(struct eq_scanning *s, uint32_t lane)
{
	for (uint32_t i = 0; i < s->n_markings; i++)
		if (!eq_marking_take(&s->markings[i], s, lane))
			return false;
	return true;
}

/* Whether each table that a measure looks up for the lane has a line for it. */
static bool is_listed(struct eq_scanning *s, const struct eq_column *listed, uint32_t lane)
{
	for (uint32_t i = 0; i < s->n_lookups; i++) {
		const struct eq_looking_up *l = &s->lookups[i];

		if (!eq_measuring_takes(s, l->m, lane) || eq_column_is_missing(&listed[i], lane) ||
		    eq_column_bool(&listed[i], lane))
			continue;
		report_unlisted(s, l, lane);
		return false;
	}
	return true;
}

void eq_judge_rows(struct eq_scanning *s, const struct eq_column *only,
		   const struct eq_column *listed)
{
	struct eq_arena arena;

	eq_arena_init(&arena);
	uint32_t *key = EQ_NEW_ARRAY(&arena, uint32_t, 1 + s->data->n_by + s->n_by);
	for (uint32_t k = 0; k < s->rows.n; k++) {
		s->counts[k] = !s->only.chunk || eq_column_true(only, k);
		if (!s->counts[k]) {
			s->rows.tally.rows_other++;
			continue;
		}
		s->counts[k] = (!s->data->spell || ends_after(s, k)) && is_listed(s, listed, k) &&
			       (!s->one_row_each || !is_repeat(s, k, key));
		s->counts[k] = s->counts[k] && take_marks(s, k);
		if (!s->counts[k])
			continue;
		s->group[k] = group_of(s, k, key);
		mark_row(s, k);
	}
	eq_arena_release(&arena);
}
