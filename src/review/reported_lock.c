/* reported_lock.c - reported years to lines of the lock, and back. See reported.h. */
#include "review/reported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* Where the words of a line stand. */
enum word { REPORTED, YEAR, TIME, FACT, OF, NAME, SCENARIO, WHAT, VALUE, UNIT, WORDS };

struct line {
	const struct eq_lock_line *line;
	int year;
	uint32_t time;
};

struct reader {
	struct eq_reported_years *to;
	const struct eq_lock *lock;
	struct eq_fiscal fiscal;
	struct eq_diags *diags;
	EQ_VEC(struct line) lines;
};

static bool damaged(const struct reader *r, const struct eq_lock_line *line, const char *what)
{
	eq_lock_damaged(r->lock, line, what, r->diags);
	return false;
}

static struct eq_reported_key key_of(const struct eq_lock_line *line)
{
	const struct eq_text *w = line->words;
	return (struct eq_reported_key){w[OF], w[NAME], w[SCENARIO], w[WHAT]};
}

int eq_reported_key_cmp(const struct eq_reported_key *a, const struct eq_reported_key *b)
{
	int c = eq_text_cmp(a->of, b->of);

	c = c ? c : eq_text_cmp(a->name, b->name);
	c = c ? c : eq_text_cmp(a->scenario, b->scenario);
	return c ? c : eq_text_cmp(a->what, b->what);
}

static bool is_figure(const struct eq_lock_line *line)
{
	return eq_text_is(line->words[FACT], "figure");
}

static bool read_time(struct eq_text t, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] < '0' || t.p[i] > '9' || t.n > 6)
			return false;
		*out = *out * 10 + (uint32_t)(t.p[i] - '0');
	}
	return *out > 0;
}

static bool is_value(const struct eq_lock_line *line)
{
	struct eq_text v = line->words[VALUE];
	struct eq_dec number;
	unsigned flags = 0;

	if (eq_text_is(v, "-"))
		return true;
	for (int rag = EQ_RAG_RED; rag <= EQ_RAG_GREEN; rag++)
		if (eq_text_is(v, eq_rag_word((enum eq_rag)rag)))
			return eq_text_is(line->words[UNIT], "rag");
	return eq_dec_read(v, &number, &flags);
}

static bool read_line(struct reader *r, const struct eq_lock_line *line)
{
	char room[EQ_FISCAL_CHARS];
	const char *hint = NULL;
	struct line x = {.line = line};

	if (line->n <= FACT + 1)
		return damaged(r, line, "it should say a year, which time, and a figure");
	if (!eq_fiscal_read(line->words[YEAR], r->fiscal, &x.year, &hint, room))
		return damaged(r, line, "its year is no fiscal year of this programme");
	if (!read_time(line->words[TIME], &x.time))
		return damaged(r, line, "behind the year it should say which time: 1, 2, …");
	if (is_figure(line) ? line->n != WORDS || !is_value(line)
			    : !eq_text_is(line->words[FACT], "because") || line->n != FACT + 2)
		return damaged(r, line, "it should say a figure and its value, or why");
	EQ_PUSH(&r->lines, x);
	return true;
}

/* By year, figures before reasons, by what they are, then the times in order. */
static int by_place(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	bool figure = is_figure(x->line);

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	if (figure != is_figure(y->line))
		return figure ? -1 : 1;
	if (figure) {
		const struct eq_reported_key k = key_of(x->line), l = key_of(y->line);
		int c = eq_reported_key_cmp(&k, &l);

		if (c)
			return c;
	}
	return x->time != y->time ? (x->time < y->time ? -1 : 1)
				  : eq_text_cmp(x->line->words[FACT + 1], y->line->words[FACT + 1]);
}

/* Adds to the year's last figure, or begins one. */
static bool add_figure(struct reader *r, struct eq_reported_year *y, const struct line *x)
{
	const struct eq_reported_key key = key_of(x->line);
	const struct eq_reported_value value = {x->line->words[VALUE], x->line->words[UNIT]};
	struct eq_reported_figure *last = y->n_figures ? &y->figures[y->n_figures - 1] : NULL;

	if (!last || eq_reported_key_cmp(&last->key, &key) != 0) {
		y->figures[y->n_figures++] =
			(struct eq_reported_figure){key, value, value, x->time};
		return true;
	}
	if (last->time == x->time)
		return damaged(r, x->line, "another line says another value of the same figure");
	last->last = value;
	last->time = x->time;
	return true;
}

static bool read_year(struct reader *r, const struct line *lines, size_t n)
{
	struct eq_arena *arena = &r->to->arena;
	struct eq_reported_year y = {.year = lines[0].year, .label = lines[0].line->words[YEAR]};
	bool ok = true;

	y.figures = EQ_NEW_ARRAY(arena, struct eq_reported_figure, n);
	y.reasons = EQ_NEW_ARRAY(arena, struct eq_text, n);
	for (size_t i = 0; ok && i < n; i++) {
		if (lines[i].time > y.times)
			y.times = lines[i].time;
		if (is_figure(lines[i].line))
			ok = add_figure(r, &y, &lines[i]);
		else
			y.reasons[y.n_reasons++] = lines[i].line->words[FACT + 1];
	}
	if (ok && !y.n_figures)
		ok = damaged(r, lines[0].line, "the figures of this year are lost");
	EQ_PUSH(&r->to->all, y);
	return ok;
}

bool eq_reported_years_init(struct eq_reported_years *y, const struct eq_lock *lock,
			    struct eq_fiscal fiscal, struct eq_diags *diags)
{
	struct reader r = {.to = y, .lock = lock, .fiscal = fiscal, .diags = diags};
	bool ok = true;

	*y = (struct eq_reported_years){0};
	eq_arena_init(&y->arena);
	for (size_t i = 0; ok && i < lock->lines.n; i++)
		if (eq_text_is(lock->lines.v[i].words[0], "reported"))
			ok = read_line(&r, &lock->lines.v[i]);
	if (r.lines.n)
		qsort(r.lines.v, r.lines.n, sizeof *r.lines.v, by_place);
	for (size_t from = 0, to; ok && from < r.lines.n; from = to) {
		for (to = from + 1; to < r.lines.n && r.lines.v[to].year == r.lines.v[from].year;)
			to++;
		ok = read_year(&r, &r.lines.v[from], to - from);
	}
	eq_free(r.lines.v);
	if (!ok)
		y->all.n = 0;
	return ok;
}

void eq_reported_years_release(struct eq_reported_years *y)
{
	eq_free(y->all.v);
	eq_arena_release(&y->arena);
}

/* ---- writing ---- */

static void put_figure(struct eq_lock *lock, struct eq_text label, struct eq_text time,
		       const struct eq_reported_pair *x)
{
	const struct eq_reported_key *k = x->then ? &x->then->key : &x->now->key;
	const struct eq_reported_value v =
		x->now ? x->now->value : (struct eq_reported_value){EQ_TEXT("-"), EQ_TEXT("-")};
	const struct eq_text words[WORDS] = {EQ_TEXT("reported"),
					     label,
					     time,
					     EQ_TEXT("figure"),
					     k->of,
					     k->name,
					     k->scenario,
					     k->what,
					     v.value,
					     v.unit};

	eq_lock_add(lock, words, WORDS);
}

void eq_reported_put(struct eq_lock *lock, const struct eq_reported_beside *b, struct eq_text label)
{
	uint32_t time = b->then ? b->then->times + 1 : 1;
	char digits[16];
	int n = snprintf(digits, sizeof digits, "%u", time);
	const struct eq_text said = {digits, (size_t)n};

	if (b->then && !b->n_moved)
		return;
	for (size_t i = 0; i < b->all.n; i++)
		if (!b->then || b->all.v[i].moved || !b->all.v[i].then)
			put_figure(lock, label, said, &b->all.v[i]);
	for (uint32_t i = 0; b->then && i < b->n_open; i++)
		eq_lock_add(lock,
			    (const struct eq_text[]){EQ_TEXT("reported"), label, said,
						     EQ_TEXT("because"), b->open[i]->why},
			    5);
}
