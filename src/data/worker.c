/* worker.c - one worker: each batch goes through the source's row programs, and what they make is
 * added to the worker's tallies. See scanning.h. */
#include <string.h>

#include "data/scanning.h"

void eq_scanning_init(struct eq_scanning *w, struct eq_scan_source *s)
{
	uint32_t most = 0, n_keys = 1 + s->data->n_by;

	memset(w, 0, sizeof *w);
	w->source = s;
	eq_rows_init(&w->rows, s);
	eq_vm_init(&w->vm);
	eq_arena_init(&w->arena);
	w->tallies = eq_tallies_new(&s->plan);
	if (s->cuts)
		w->parts = eq_tallies_new(&s->parts_plan);
	for (size_t i = 0; i < s->program->chunks.n; i++)
		if (s->program->chunks.v[i].n_inputs > most)
			most = s->program->chunks.v[i].n_inputs;
	w->columns = eq_alloc_zero(s->data->n_columns + 1, sizeof *w->columns);
	w->inputs = eq_alloc_zero(most + 1, sizeof *w->inputs);
	w->measured = eq_alloc_zero(s->n_measures + 1, sizeof *w->measured);
	w->listed = eq_alloc_zero(s->n_lookups + 1, sizeof *w->listed);
	w->mark_made = eq_alloc_zero(s->n_markings + 1, sizeof *w->mark_made);
	w->marks = eq_alloc_zero(s->n_markings + 1, sizeof *w->marks);
	w->key = eq_alloc_zero(n_keys, sizeof *w->key);
	eq_repeats_init(&w->repeats, n_keys);
	for (uint32_t i = 0; i < s->n_markings; i++)
		eq_repeats_init(&w->marks[i].seen, EQ_MARK_KEY);
}

void eq_scanning_release(struct eq_scanning *w)
{
	for (uint32_t i = 0; i < w->source->n_markings; i++) {
		eq_repeats_release(&w->marks[i].seen);
		eq_met_batch_release(&w->marks[i].met);
		eq_free(w->marks[i].all.v);
	}
	eq_repeats_release(&w->repeats);
	eq_met_batch_release(&w->met);
	eq_free(w->key);
	eq_free(w->marks);
	eq_free(w->mark_made);
	eq_free(w->listed);
	eq_free(w->measured);
	eq_free(w->inputs);
	eq_free(w->columns);
	eq_tallies_free(w->tallies);
	eq_tallies_free(w->parts);
	eq_arena_release(&w->arena);
	eq_vm_release(&w->vm);
	eq_rows_release(&w->rows);
}

/* ---- programs over a batch ---- */

/* The last day of each row's period. */
static struct eq_column last_days(struct eq_scanning *w, bool by_end)
{
	struct eq_column c = eq_column_make(&w->arena, EQ_REP_DAY, w->rows.n);
	struct eq_grain g = w->source->model->programme.grain;

	for (uint32_t k = 0; k < w->rows.n; k++) {
		eq_date day = by_end ? w->end[k] : eq_rows_date(&w->rows, k);

		if (day == EQ_DATE_NONE)
			eq_column_set_missing(&w->arena, &c, k);
		else
			c.day[k] = eq_period_range(g, eq_period_number(g, day)).to;
	}
	return c;
}

static struct eq_column run(struct eq_scanning *w, const struct eq_row_program *r)
{
	for (uint32_t i = 0; i < r->chunk->n_inputs; i++) {
		const struct eq_input *in = &r->chunk->inputs[i];

		w->inputs[i] = in->kind == EQ_INPUT_LAST_DAY ? last_days(w, r->by_end)
							     : w->columns[in->ref];
	}
	return eq_vm_run(&w->vm, r->chunk, w->inputs, r->text_codes, w->rows.n, &w->arena);
}

/* The lanes that are true, eight bytes of 0 and 1 to eight bits at a time. */
void eq_true_lanes(const struct eq_column *c, uint32_t n, uint64_t *bits)
{
	memset(bits, 0, EQ_BATCH_WORDS * sizeof *bits);
	if (c->constant) {
		if (eq_column_true(c, 0))
			memset(bits, 0xFF, EQ_BATCH_WORDS * sizeof *bits);
		return;
	}
	uint32_t k = 0;
	for (; k + 8 <= n; k += 8) {
		uint64_t eight;

		memcpy(&eight, c->b + k, sizeof eight);
		bits[k / 64] |= (eight * UINT64_C(0x0102040810204080) >> 56) << (k % 64);
	}
	for (; k < n; k++)
		bits[k / 64] |= (uint64_t)(c->b[k] & 1) << (k % 64);
	for (uint32_t i = 0; c->missing && i < (n + 63) / 64; i++)
		bits[i] &= ~c->missing[i];
}

static void find_ends(struct eq_scanning *w)
{
	const struct eq_column *ends = &w->columns[w->source->data->end_column];

	for (uint32_t k = 0; k < w->rows.n; k++)
		w->end[k] = eq_column_is_missing(ends, k) ? EQ_DATE_NONE : ends->day[k];
}

static void run_programs(struct eq_scanning *w)
{
	const struct eq_scan_source *s = w->source;

	for (uint32_t i = 0; i < s->n_measures; i++) {
		const struct eq_measuring *m = &s->measures[i];

		if (m->shares && !w->take)
			continue;
		if (m->where.chunk) {
			struct eq_column where = run(w, &m->where);

			eq_true_lanes(&where, w->rows.n, w->measured[i].takes);
		}
		if (m->value.chunk)
			w->measured[i].value = run(w, &m->value);
		eq_lap(&w->rows.laps, EQ_SCAN_MEASURES + 2 * i);
	}
	for (uint32_t i = 0; i < s->n_lookups; i++)
		w->listed[i] = run(w, &s->lookups[i].listed);
	for (uint32_t i = 0; i < s->n_markings; i++)
		if (s->markings[i].where.chunk)
			w->mark_made[i] = run(w, &s->markings[i].where);
}

/* ---- what counts, added up ---- */

static void widen(struct eq_source_tally *t, eq_date day)
{
	if (t->first_date == EQ_DATE_NONE || day < t->first_date)
		t->first_date = day;
	if (t->last_date == EQ_DATE_NONE || day > t->last_date)
		t->last_date = day;
}

static void widen_all(struct eq_scanning *w)
{
	struct eq_source_tally *t = &w->rows.tally;

	for (uint32_t i = 0; i < (w->rows.n + 63) / 64; i++)
		for (uint64_t left = w->rows.counts[i]; left; left &= left - 1) {
			uint32_t k = i * 64 + (uint32_t)__builtin_ctzll(left);

			widen(t, eq_rows_date(&w->rows, k));
			if (w->source->data->spell && w->end[k] != EQ_DATE_NONE)
				widen(t, w->end[k]);
		}
}

static void add_members(struct eq_scanning *w)
{
	const struct eq_scan_source *s = w->source;
	const uint32_t *code = w->rows.columns[s->data->by[0]].cells.code;

	for (uint32_t k = 0; k < w->rows.n; k++)
		for (uint32_t i = 0; eq_bit(w->rows.counts, k) && i < s->data->n_members; i++)
			if (s->member_codes[i] == code[k])
				eq_tallies_member(w->tallies, k, i);
}

static void add_measures(struct eq_scanning *w, struct eq_tallies *to)
{
	const struct eq_scan_source *s = w->source;

	for (uint32_t i = 0; i < s->n_measures; i++) {
		const struct eq_measuring *m = &s->measures[i];

		if (m->shares)
			continue;
		const uint64_t *takes = m->where.chunk ? w->measured[i].takes : NULL;
		const struct eq_column *value = m->value.chunk ? &w->measured[i].value : NULL;

		eq_tallies_add(to, m->begun, m->m->during == EQ_DURING_CLOSED, takes, value);
		if (m->m->during == EQ_DURING_OPEN)
			eq_tallies_add(to, m->ended, true, takes, value);
		eq_lap(&w->rows.laps, EQ_SCAN_MEASURES + 2 * i + 1);
	}
}

/* The interval that each lane's day is in; EQ_DATE_NONE stays. */
static const int32_t *intervals(struct eq_scanning *w, const int32_t *day)
{
	const struct eq_scan_source *s = w->source;
	eq_date first = s->cuts->at[0], last = s->cuts->at[s->cuts->n - 1];
	int32_t *to = eq_arena_room(&w->arena, EQ_BATCH * sizeof *to);

	for (uint32_t k = 0; k < w->rows.n; k++)
		to[k] = day[k] == EQ_DATE_NONE ? EQ_DATE_NONE
			: day[k] < first       ? 0
					 : s->interval[(day[k] < last ? day[k] : last) - first];
	return to;
}

static void add(struct eq_scanning *w)
{
	const struct eq_scan_source *s = w->source;
	const uint32_t **by = EQ_NEW_ARRAY(&w->arena, const uint32_t *, s->n_by + 1);

	for (uint32_t i = 0; i < s->n_by; i++)
		by[i] = w->rows.columns[s->by[i]].cells.code;
	struct eq_tallies_batch batch = {.n = w->rows.n,
					 .order = w->rows.block.number << 32 | w->rows.from,
					 .counts = w->rows.counts,
					 .bucket = w->rows.bucket,
					 .ends = s->data->spell ? w->end : NULL,
					 .by = by};

	widen_all(w);
	eq_tallies_begin(w->tallies, &batch);
	if (s->data->n_members)
		add_members(w);
	eq_lap(&w->rows.laps, EQ_SCAN_PLACE);
	add_measures(w, w->tallies);
	if (!w->parts)
		return;
	batch.bucket = intervals(w, batch.bucket);
	if (batch.ends)
		batch.ends = intervals(w, batch.ends);
	eq_tallies_begin(w->parts, &batch);
	eq_lap(&w->rows.laps, EQ_SCAN_PLACE);
	add_measures(w, w->parts);
}

static void take_batch(struct eq_scanning *w)
{
	const struct eq_scan_source *s = w->source;
	struct eq_column only = {.n = 0};

	eq_arena_clear(&w->arena);
	for (uint32_t i = 0; i < s->data->n_columns; i++)
		if (s->needed[i])
			w->columns[i] =
				eq_batch_view(&w->rows.columns[i].cells, w->rows.n, &w->arena);
	if (s->data->spell)
		find_ends(w);
	if (s->only.chunk)
		only = run(w, &s->only);
	run_programs(w);
	eq_judge_rows(w, &only);
	eq_lap(&w->rows.laps, EQ_SCAN_JUDGE);
	/* Where something does not fit there will be no figure. */
	if (atomic_load_explicit(&s->faulty, memory_order_relaxed))
		return;
	if (w->take)
		w->take(w->take_context, w);
	else
		add(w);
}

/* ---- memory ---- */

#define NO_PLACE UINT32_MAX

static void say_too_much(struct eq_scanning *w, struct eq_span span, const char *what,
			 const char *hint)
{
	const struct eq_scan_source *s = w->source;
	size_t bound = s->options->memory;
	bool large = bound % 1000000 == 0;
	struct eq_diag *g = eq_diag_at(&w->rows.ending, EQ_E0624, span,
				       "the scan of %.*s takes more than the %zu %s that it may "
				       "have, and most of it is for %s",
				       EQ_ARG(s->data->file), bound / (large ? 1000000 : 1000),
				       large ? "MB" : "KB", what);

	eq_diag_hint(&w->rows.ending, g, "%s", hint);
	w->rows.ending_block = w->rows.block.number;
}

/* Names the measure that takes the most; NO_PLACE: the key does. */
static void report_too_much(struct eq_scanning *w, uint32_t place)
{
	const struct eq_scan_source *s = w->source;

	if (place == NO_PLACE)
		say_too_much(w, s->data->span, "the `key` of these data",
			     "to see that no row comes twice, the key of each is remembered: "
			     "allow more with --memory, or do without `key`");
	for (uint32_t i = 0; place != NO_PLACE && i < s->n_measures; i++) {
		const struct eq_measuring *m = &s->measures[i];

		if (m->begun != place && m->ended != place)
			continue;
		say_too_much(w, m->m->span, "this",
			     "medians, percentiles and counts of distinct values remember each "
			     "value, and a break-down each group: allow more with --memory, or "
			     "ask for less");
		return;
	}
}

/* What is remembered to see that no row comes twice. */
static size_t remembered(const struct eq_scanning *w)
{
	const struct eq_scan_source *s = w->source;
	size_t bytes = eq_repeats_bytes(&w->rows.keys) + eq_repeats_bytes(&w->repeats) +
		       eq_met_bytes(s->met_keys) + eq_met_bytes(s->met_rows);

	for (uint32_t i = 0; i < s->n_markings; i++)
		bytes += eq_repeats_bytes(&w->marks[i].seen) +
			 (s->first_reading ? eq_met_bytes(s->met_marks[i]) : 0);
	return bytes;
}

/* Whether the bound that was asked for, if any, still holds. */
static bool fits_memory(struct eq_scanning *w)
{
	struct eq_scan_source *s = w->source;
	uint32_t most;

	if (!s->options->memory)
		return true;
	size_t bytes = eq_tallies_bytes(w->tallies, &most);
	if (w->parts)
		bytes += eq_tallies_bytes(w->parts, &most);
	size_t all = atomic_fetch_add(&s->bytes, bytes - w->bytes) + (bytes - w->bytes);
	w->bytes = bytes;
	size_t keys = remembered(w) + eq_dictionary_bytes(s->texts);
	if (all + keys <= s->options->memory)
		return true;
	eq_blocks_stop(s->blocks);
	if (!atomic_exchange(&s->too_much, true))
		report_too_much(w, s->data->n_key && keys > all ? NO_PLACE : most);
	return false;
}

/* False where a group's days must be told apart after all. */
static bool serves(struct eq_scanning *w)
{
	if (!w->parts || eq_tallies_add_up(w->parts))
		return true;
	atomic_store(&w->source->uncut, true);
	eq_blocks_stop(w->source->blocks);
	return false;
}

void eq_scanning_run(struct eq_scanning *w)
{
	while (eq_rows_next_block(&w->rows)) {
		while (eq_rows_next(&w->rows))
			take_batch(w);
		if (w->rows.ending.all.n || !serves(w) || !fits_memory(w))
			return;
	}
}
