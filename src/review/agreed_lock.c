/* agreed_lock.c - agreed things to lines of the lock, and back. See agreed_lock.h. */
#include "review/agreed_lock.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* What the lines at hand, all of one thing, say. */
struct reader {
	struct eq_locked_things *to;
	const struct eq_lock *lock;
	struct eq_diags *diags;
	struct eq_locked_thing thing;
	EQ_VEC(struct eq_agreement) agreements;
	EQ_VEC(struct eq_locked_saying) says;
	EQ_VEC(struct eq_locked_rows) rows;
	const struct eq_lock_line *first;
};

static bool damaged(const struct reader *r, const struct eq_lock_line *line, const char *what)
{
	eq_lock_damaged(r->lock, line, what, r->diags);
	return false;
}

static bool is_hex(struct eq_text t, size_t n)
{
	for (size_t i = 0; i < t.n; i++)
		if (!((t.p[i] >= '0' && t.p[i] <= '9') || (t.p[i] >= 'a' && t.p[i] <= 'f')))
			return false;
	return t.n == n;
}

static bool read_agreement(struct reader *r, const struct eq_lock_line *line,
			   const struct eq_text *w, uint32_t n)
{
	if ((n != 3 && n != 5) || !eq_text_is(w[1], "on") ||
	    (n == 5 && !eq_text_is(w[3], "minute")))
		return damaged(r, line, "it should say by whom, on which day, in which minute");
	EQ_PUSH(&r->agreements,
		((struct eq_agreement){w[0], w[2], n == 5 ? w[4] : EQ_TEXT(""), EQ_NO_SPAN}));
	return true;
}

/* `w` is what stands behind the name of the fact. */
static bool read_fact(struct reader *r, const struct eq_lock_line *line, struct eq_text fact,
		      const struct eq_text *w, uint32_t n)
{
	if (eq_text_is(fact, "by"))
		return read_agreement(r, line, w, n);
	if (eq_text_is(fact, "meaning")) {
		if (n != 1 || !is_hex(w[0], 2 * EQ_SHA256_BYTES))
			return damaged(r, line, "a meaning has 64 digits");
		if (r->thing.meaning.n && !eq_text_eq(r->thing.meaning, w[0]))
			return damaged(r, line, "the line above it says another meaning");
		r->thing.meaning = w[0];
		return true;
	}
	if (eq_text_is(fact, "says")) {
		if (n != 4 || !is_hex(w[2], EQ_LOCK_SIGN_CHARS))
			return damaged(r, line, "it should say a definition and its text");
		EQ_PUSH(&r->says, ((struct eq_locked_saying){w[0], w[1], w[2], w[3]}));
		return true;
	}
	if (eq_text_is(fact, "value")) {
		if (n != 2 ||
		    (r->thing.computed.value.n && !eq_text_eq(r->thing.computed.value, w[0])))
			return damaged(r, line, "a baseline has one value, and a unit");
		r->thing.computed.value = w[0];
		r->thing.computed.unit = w[1];
		return true;
	}
	if (!eq_text_is(fact, "rows"))
		return damaged(r, line, "nothing of an agreement is called so");
	if (n != 3 || !is_hex(w[2], 2 * EQ_SHA256_BYTES))
		return damaged(r, line, "it should say a source, how many rows, and 64 digits");
	EQ_PUSH(&r->rows, ((struct eq_locked_rows){w[0], w[1], w[2]}));
	return true;
}

static void *copied(struct eq_arena *arena, const void *p, size_t n)
{
	void *copy = eq_arena_alloc(arena, n + 1);

	if (n)
		memcpy(copy, p, n);
	return copy;
}

static bool end_thing(struct reader *r)
{
	struct eq_arena *arena = &r->to->arena;
	struct eq_locked_thing *t = &r->thing;

	if (!r->first)
		return true;
	if (!t->meaning.n || !r->agreements.n)
		return damaged(r, r->first,
			       "other lines of it are lost: by whom, or which meaning");
	t->words = eq_agreed_words(t->name, t->what, arena);
	t->n_agreements = (uint32_t)r->agreements.n;
	t->agreements = copied(arena, r->agreements.v, sizeof *t->agreements * r->agreements.n);
	t->n_says = (uint32_t)r->says.n;
	t->says = copied(arena, r->says.v, sizeof *t->says * r->says.n);
	t->computed.n_rows = (uint32_t)r->rows.n;
	t->computed.rows = copied(arena, r->rows.v, sizeof *t->computed.rows * r->rows.n);
	EQ_PUSH(&r->to->all, *t);
	r->agreements.n = r->says.n = r->rows.n = 0;
	return true;
}

static bool read_line(struct reader *r, const struct eq_lock_line *line)
{
	if (line->n < 5)
		return damaged(r, line, "it should say what is agreed, and a fact of it");
	if (!r->first || !eq_lock_begins(line, r->first->words, 3)) {
		if (!end_thing(r))
			return false;
		r->thing = (struct eq_locked_thing){.name = line->words[1], .what = line->words[2]};
		r->first = line;
	}
	return read_fact(r, line, line->words[3], line->words + 4, line->n - 4);
}

static int by_thing(const void *a, const void *b)
{
	const struct eq_lock_line *x = *(const struct eq_lock_line *const *)a;
	const struct eq_lock_line *y = *(const struct eq_lock_line *const *)b;

	for (uint32_t i = 1; i < 3 && i < x->n && i < y->n; i++) {
		int c = eq_text_cmp(x->words[i], y->words[i]);
		if (c)
			return c;
	}
	return x->number < y->number ? -1 : x->number > y->number;
}

bool eq_locked_things_init(struct eq_locked_things *l, const struct eq_lock *lock,
			   struct eq_diags *diags)
{
	struct reader r = {.to = l, .lock = lock, .diags = diags};
	EQ_VEC(const struct eq_lock_line *) lines = {0};
	bool ok = true;

	*l = (struct eq_locked_things){0};
	eq_arena_init(&l->arena);
	for (size_t i = 0; i < lock->lines.n; i++)
		if (eq_text_is(lock->lines.v[i].words[0], "agreed"))
			EQ_PUSH(&lines, &lock->lines.v[i]);
	if (lines.n)
		qsort(lines.v, lines.n, sizeof(struct eq_lock_line *), by_thing);
	for (size_t i = 0; ok && i < lines.n; i++)
		ok = read_line(&r, lines.v[i]);
	ok = ok && end_thing(&r);
	eq_free(lines.v);
	eq_free(r.agreements.v);
	eq_free(r.says.v);
	eq_free(r.rows.v);
	return ok;
}

void eq_locked_things_release(struct eq_locked_things *l)
{
	eq_free(l->all.v);
	eq_arena_release(&l->arena);
}

/* ---- writing ---- */

void eq_lock_sign(const uint8_t digest[EQ_SHA256_BYTES], struct eq_buf *out)
{
	struct eq_buf hex;

	eq_buf_init(&hex);
	eq_sha256_hex(digest, &hex);
	eq_buf_add(out, hex.p, EQ_LOCK_SIGN_CHARS);
	eq_buf_release(&hex);
}

void eq_lock_drop_thing(struct eq_lock *lock, struct eq_text name, struct eq_text what)
{
	eq_lock_drop(lock, (const struct eq_text[]){EQ_TEXT("agreed"), name, what}, 3);
}

/* What every line of one thing begins with, and room for the rest. */
struct line {
	struct eq_lock *lock;
	struct eq_text words[9];
	uint32_t n;
};

static void add_word(struct line *l, struct eq_text word)
{
	l->words[l->n++] = word;
}

static void end_line(struct line *l)
{
	eq_lock_add(l->lock, l->words, l->n);
	l->n = 3;
}

static void put_agreements(struct line *l, const struct eq_agreed_thing *t)
{
	for (uint32_t i = 0; i < t->n_agreements; i++) {
		add_word(l, EQ_TEXT("by"));
		add_word(l, t->agreements[i].by);
		add_word(l, EQ_TEXT("on"));
		add_word(l, t->agreements[i].on);
		if (t->agreements[i].minute.n) {
			add_word(l, EQ_TEXT("minute"));
			add_word(l, t->agreements[i].minute);
		}
		end_line(l);
	}
}

static void put_says(struct line *l, const struct eq_agreed_things *things,
		     const struct eq_agreed_thing *t)
{
	struct eq_buf sign;

	eq_buf_init(&sign);
	for (uint32_t i = 0; i < t->n_relied; i++) {
		const struct eq_relied *r = &t->relied[i];
		const struct eq_meaning *m = &things->meanings->all.v[r->meaning];

		eq_buf_clear(&sign);
		eq_lock_sign(r->digest, &sign);
		add_word(l, EQ_TEXT("says"));
		add_word(l, m->id);
		add_word(l, m->sayings[r->saying].label);
		add_word(l, eq_buf_view(&sign));
		add_word(l, r->text);
		end_line(l);
	}
	eq_buf_release(&sign);
}

void eq_lock_put_thing(struct eq_lock *lock, const struct eq_agreed_things *things,
		       const struct eq_agreed_thing *t, const struct eq_computed *computed)
{
	struct line l = {.lock = lock, .words = {EQ_TEXT("agreed"), t->name, t->what}, .n = 3};
	struct eq_buf hex;

	eq_lock_drop_thing(lock, t->name, t->what);
	put_agreements(&l, t);
	eq_buf_init(&hex);
	eq_sha256_hex(t->digest, &hex);
	add_word(&l, EQ_TEXT("meaning"));
	add_word(&l, eq_buf_view(&hex));
	end_line(&l);
	eq_buf_release(&hex);
	put_says(&l, things, t);
	if (!computed || !computed->value.n)
		return;
	add_word(&l, EQ_TEXT("value"));
	add_word(&l, computed->value);
	add_word(&l, computed->unit);
	end_line(&l);
	for (uint32_t i = 0; i < computed->n_rows; i++) {
		add_word(&l, EQ_TEXT("rows"));
		add_word(&l, computed->rows[i].source);
		add_word(&l, computed->rows[i].count);
		add_word(&l, computed->rows[i].digest);
		end_line(&l);
	}
}
