/* lock_file.c - lines of words, read, put in order and written. See lock_file.h. */
#include "review/lock_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

static const char head[] =
	"# equate.lock: what was agreed and reported, written by `equate agree` and `equate lock`. Keep it\n"
	"# with the programme, and read what changes in it.\n";

/* ---- reading ---- */

struct reader {
	struct eq_lock *to;
	struct eq_diags *diags;
	EQ_VEC(struct eq_text) words; /* of the line at hand */
	struct eq_buf word;
	uint32_t number;
};

static void damaged(const struct reader *r, const char *what)
{
	const struct eq_lock_line line = {.number = r->number};
	eq_lock_damaged(r->to, &line, what, r->diags);
}

void eq_lock_damaged(const struct eq_lock *l, const struct eq_lock_line *line, const char *what,
		     struct eq_diags *diags)
{
	struct eq_diag *g = eq_diag_file(diags, EQ_E1001, l->path, line->number, 0,
					 "this line of the lock is damaged: %s", what);
	eq_diag_hint(diags, g, "take the file as git has it: git checkout -- equate.lock");
}

/* The word in quotes at *at, which moves behind it. False: it is not closed, or has another sign
 * behind the backslash than those that are written. */
static bool read_quoted(struct reader *r, struct eq_text line, size_t *at)
{
	eq_buf_clear(&r->word);
	for (size_t i = *at + 1; i < line.n; i++) {
		char c = line.p[i];

		if (c == '"') {
			*at = i + 1;
			return i + 1 == line.n || line.p[i + 1] == ' ';
		}
		if (c == '\\') {
			c = ++i < line.n ? line.p[i] : 0;
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c == '"' || c == '\\' ? c : 0;
			if (!c)
				return false;
		}
		eq_buf_addc(&r->word, c);
	}
	return false;
}

static bool read_word(struct reader *r, struct eq_text line, size_t *at)
{
	size_t end = *at;

	if (line.p[end] == '"') {
		if (!read_quoted(r, line, at))
			return false;
		EQ_PUSH(&r->words, eq_arena_copy(&r->to->arena, eq_buf_view(&r->word)));
		return true;
	}
	while (end < line.n && line.p[end] != ' ' && line.p[end] != '"')
		end++;
	EQ_PUSH(&r->words, eq_arena_copy(&r->to->arena, (struct eq_text){line.p + *at, end - *at}));
	*at = end;
	return end == line.n || line.p[end] == ' ';
}

static bool begins(struct eq_text line, const char *with)
{
	size_t n = strlen(with);
	return line.n >= n && memcmp(line.p, with, n) == 0;
}

static bool is_conflict(struct eq_text line)
{
	return begins(line, "<<<<<<<") || begins(line, "=======") || begins(line, ">>>>>>>") ||
	       begins(line, "|||||||");
}

static void keep(struct eq_lock *l, const struct eq_text *words, uint32_t n, uint32_t number)
{
	struct eq_text *copy = EQ_NEW_ARRAY(&l->arena, struct eq_text, n + 1);

	memcpy(copy, words, sizeof *copy * n);
	EQ_PUSH(&l->lines, ((struct eq_lock_line){copy, n, number}));
}

static bool read_line(struct reader *r, struct eq_text line)
{
	line = eq_text_trim(line);
	if (!line.n || line.p[0] == '#')
		return true;
	if (is_conflict(line)) {
		struct eq_diag *g =
			eq_diag_file(r->diags, EQ_E1002, r->to->path, r->number, 0,
				     "the lock is half-merged: here two versions of it meet");
		eq_diag_hint(r->diags, g,
			     "keep the lines of what the programme says now, take the marks away, "
			     "and see what `equate check` says");
		return false;
	}
	r->words.n = 0;
	for (size_t at = 0; at < line.n;) {
		if (!read_word(r, line, &at)) {
			damaged(r, "a text in quotes does not end where it should");
			return false;
		}
		while (at < line.n && line.p[at] == ' ')
			at++;
	}
	if (!eq_text_is(r->words.v[0], "agreed") && !eq_text_is(r->words.v[0], "reported")) {
		damaged(r, "a line begins with `agreed` or `reported`");
		return false;
	}
	keep(r->to, r->words.v, (uint32_t)r->words.n, r->number);
	return true;
}

static bool read_lines(struct reader *r, struct eq_text text)
{
	for (size_t from = 0; from < text.n;) {
		const char *end = memchr(text.p + from, '\n', text.n - from);
		size_t n = end ? (size_t)(end - text.p) - from : text.n - from;
		struct eq_text line = {text.p + from, n};

		r->number++;
		if (!end) {
			damaged(r, "it ends in the middle");
			return false;
		}
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (!read_line(r, line))
			return false;
		from += n + 1;
	}
	return true;
}

/* The bytes of the file, and their digest. NULL, or the reason; a file that is not there is empty. */
static const char *read_file(struct eq_lock *l, struct eq_text *text)
{
	struct eq_digest *digest;
	const char *why;

	if (access(l->path.p, F_OK) != 0 && errno == ENOENT)
		return NULL;
	why = eq_file_read(l->path.p, EQ_LIMIT_PROGRAMME_BYTES, text);
	if (why)
		return why;
	l->there = true;
	digest = eq_digest_new();
	eq_digest_add(digest, text->p, text->n);
	eq_digest_end(digest, l->digest);
	eq_digest_free(digest);
	return NULL;
}

static void begin(struct eq_lock *l, struct eq_text main)
{
	struct eq_buf path;

	*l = (struct eq_lock){0};
	eq_arena_init(&l->arena);
	eq_buf_init(&path);
	eq_path_beside(main, EQ_TEXT("equate.lock"), &path);
	l->path = eq_arena_copy(&l->arena, eq_buf_view(&path));
	eq_buf_release(&path);
}

bool eq_lock_digest(struct eq_text main, char out[EQ_DIGEST_CHARS])
{
	struct eq_text text = {0};
	struct eq_lock l;
	bool there;

	begin(&l, main);
	read_file(&l, &text);
	there = l.there;
	memcpy(out, l.digest, EQ_DIGEST_CHARS);
	eq_free((char *)(uintptr_t)text.p);
	eq_lock_release(&l);
	return there;
}

bool eq_lock_read(struct eq_lock *l, struct eq_text main, struct eq_diags *diags)
{
	struct reader r = {.to = l, .diags = diags};
	struct eq_text text = {0};
	const char *why;
	bool ok;

	begin(l, main);
	why = read_file(l, &text);
	if (why) {
		eq_diag_file(diags, EQ_E1001, l->path, 0, 0, "the lock cannot be read: %s", why);
		return false;
	}
	eq_buf_init(&r.word);
	ok = read_lines(&r, text);
	if (!ok)
		l->lines.n = 0;
	eq_buf_release(&r.word);
	eq_free(r.words.v);
	eq_free((char *)(uintptr_t)text.p);
	return ok;
}

void eq_lock_release(struct eq_lock *l)
{
	eq_free(l->lines.v);
	eq_arena_release(&l->arena);
}

/* ---- changing ---- */

bool eq_lock_begins(const struct eq_lock_line *line, const struct eq_text *words, uint32_t n)
{
	if (line->n < n)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (!eq_text_eq(line->words[i], words[i]))
			return false;
	return true;
}

void eq_lock_drop(struct eq_lock *l, const struct eq_text *words, uint32_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < l->lines.n; i++)
		if (!eq_lock_begins(&l->lines.v[i], words, n))
			l->lines.v[kept++] = l->lines.v[i];
	l->lines.n = kept;
}

void eq_lock_add(struct eq_lock *l, const struct eq_text *words, uint32_t n)
{
	struct eq_text *copy = EQ_NEW_ARRAY(&l->arena, struct eq_text, n + 1);

	for (uint32_t i = 0; i < n; i++)
		copy[i] = eq_arena_copy(&l->arena, words[i]);
	keep(l, copy, n, 0);
}

/* ---- writing ---- */

static bool is_plain(struct eq_text word)
{
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.p[i] <= ' ' || word.p[i] == '"' || word.p[i] == '\\' ||
		    word.p[i] == 0x7f)
			return false;
	return word.n > 0;
}

static void print_word(struct eq_text word, struct eq_buf *out)
{
	if (is_plain(word)) {
		eq_buf_add_text(out, word);
		return;
	}
	eq_buf_addc(out, '"');
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (c == '\n' || c == '\t' || c == '"' || c == '\\')
			eq_buf_addc(out, '\\');
		eq_buf_addc(out, c == '\n' ? 'n' : c == '\t' ? 't' : c);
	}
	eq_buf_addc(out, '"');
}

static int by_text(const void *a, const void *b)
{
	return eq_text_cmp(*(const struct eq_text *)a, *(const struct eq_text *)b);
}

void eq_lock_print(const struct eq_lock *l, struct eq_buf *out)
{
	struct eq_text *lines = eq_alloc(sizeof *lines * (l->lines.n + 1));
	struct eq_arena arena;
	struct eq_buf line;

	eq_arena_init(&arena);
	eq_buf_init(&line);
	for (size_t i = 0; i < l->lines.n; i++) {
		eq_buf_clear(&line);
		for (uint32_t k = 0; k < l->lines.v[i].n; k++) {
			if (k)
				eq_buf_addc(&line, ' ');
			print_word(l->lines.v[i].words[k], &line);
		}
		lines[i] = eq_arena_copy(&arena, eq_buf_view(&line));
	}
	if (l->lines.n)
		qsort(lines, l->lines.n, sizeof *lines, by_text);
	eq_buf_adds(out, head);
	for (size_t i = 0; i < l->lines.n; i++) {
		if (i && eq_text_eq(lines[i], lines[i - 1]))
			continue;
		eq_buf_add_text(out, lines[i]);
		eq_buf_addc(out, '\n');
	}
	eq_buf_release(&line);
	eq_arena_release(&arena);
	eq_free(lines);
}

bool eq_lock_write(struct eq_lock *l, struct eq_diags *diags)
{
	struct eq_buf out;
	const char *why;

	eq_buf_init(&out);
	eq_lock_print(l, &out);
	why = eq_file_write(l->path.p, eq_buf_view(&out));
	eq_buf_release(&out);
	if (!why) {
		l->there = true;
		return true;
	}
	eq_diag_file(diags, EQ_E0802, EQ_TEXT(""), 0, 0, "cannot write %.*s: %s", EQ_ARG(l->path),
		     why);
	return false;
}
