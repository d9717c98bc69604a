/* csv_record.c - see csv_record.h. */
#include "data/csv_record.h"

#include <string.h>

#include "base/limits.h"

/* What a byte may do: end or stop an unquoted cell, stop a quoted one, stand around quotes. */
enum { STOPS_PLAIN = 1, STOPS_QUOTED = 2, IS_BLANK = 4 };

void eq_csv_text_init(struct eq_csv_text *t, const char *p, size_t n, char separator)
{
	memset(t, 0, sizeof *t);
	t->p = p;
	t->n = t->real = n;
	t->separator = (unsigned char)separator;
	t->stops[0] = t->stops['\n'] = t->stops['\r'] = STOPS_PLAIN | STOPS_QUOTED;
	t->stops['"'] = STOPS_QUOTED;
	t->stops[' '] = t->stops['\t'] = IS_BLANK;
	t->stops[t->separator] = STOPS_PLAIN;
}

/* A record while it is read: the least there is to know. */
struct record {
	const struct eq_csv_text *t;
	size_t at, bound; /* behind `bound` it would be too long, or is not there */
	struct eq_csv_fault fault;
};

/* The byte at hand, or -1 at the bound. */
static int peek(const struct record *r)
{
	return r->at < r->bound ? (unsigned char)r->t->p[r->at] : -1;
}

/* Goes on to the next byte that `mask` stops at, or -1. */
static int next_stop(struct record *r, unsigned mask)
{
	const unsigned char *p = (const unsigned char *)r->t->p;

	while (r->at < r->bound && !(r->t->stops[p[r->at]] & mask))
		r->at++;
	return peek(r);
}

static bool fails(struct record *r, enum eq_csv_fault_kind kind, size_t at)
{
	r->fault.kind = kind;
	r->fault.at = at;
	return false;
}

static void skip_blanks(struct record *r)
{
	while (r->at < r->bound && r->t->stops[(unsigned char)r->t->p[r->at]] & IS_BLANK)
		r->at++;
}

/* Where the bytes run out, in a cell whose quote was opened at `opened`. */
static bool runs_out_quoted(struct record *r, size_t opened)
{
	size_t from = r->fault.from;

	if (r->bound - from < EQ_LIMIT_RECORD_BYTES && !r->t->ended)
		return false; /* there is more to come */
	r->fault.ended = r->bound - from < EQ_LIMIT_RECORD_BYTES;
	return fails(r, EQ_CSV_OPEN_QUOTE, opened);
}

/* From behind the opening quote to behind the blanks that may follow the closing one. False: it fails, or the
 * bytes run out. */
static bool read_quoted(struct record *r)
{
	size_t opened = r->at - 1;

	for (;; r->at++) {
		int b = next_stop(r, STOPS_QUOTED);

		if (b < 0)
			return runs_out_quoted(r, opened);
		if (b == 0)
			return fails(r, EQ_CSV_ZERO, r->at);
		if (b != '"')
			continue;
		r->at++;
		if (peek(r) != '"')
			break;
	}
	skip_blanks(r);
	int b = peek(r);
	if (b > 0 && !(r->t->stops[b] & STOPS_PLAIN))
		return fails(r, EQ_CSV_AFTER_QUOTE, r->at);
	return true;
}

/* One cell, to the byte that ends it, which is returned; -1: it fails, or the bytes run out. */
static int read_cell(struct record *r)
{
	skip_blanks(r);
	if (peek(r) == '"') {
		r->at++;
		if (!read_quoted(r))
			return -1;
	}
	int b = next_stop(r, STOPS_PLAIN);
	if (b == 0)
		fails(r, EQ_CSV_ZERO, r->at);
	return b == 0 ? -1 : b;
}

/* Behind a CR stands an LF that belongs to it, or not; -1: that cannot be told yet. */
static int lf_follows(const struct record *r)
{
	if (r->at + 1 < r->t->n)
		return r->t->p[r->at + 1] == '\n';
	return r->t->ended || r->t->whole ? 0 : -1;
}

/* Whether the record, which was read to its end, is UTF-8. */
static bool is_utf8(struct record *r)
{
	size_t n = r->fault.to - r->fault.from;
	size_t valid = eq_utf8_valid(r->t->p + r->fault.from, n);

	return valid == n || fails(r, EQ_CSV_ENCODING, r->fault.from + valid);
}

static enum eq_csv_got got_nothing(struct eq_csv_reading *reading, struct record *r,
				   uint32_t n_ends)
{
	reading->n_ends = n_ends;
	if (r->fault.kind == EQ_CSV_SOUND) {
		if (r->bound - r->fault.from < EQ_LIMIT_RECORD_BYTES)
			return EQ_CSV_PARTIAL;
		fails(r, EQ_CSV_TOO_LONG, r->fault.from);
	}
	r->fault.to = r->at;
	reading->fault = r->fault;
	return EQ_CSV_FAULTY;
}

enum eq_csv_got eq_csv_read_record(struct eq_csv_reading *reading)
{
	const struct eq_csv_text *t = reading->text;
	struct record r = {t, reading->at, t->n, {.from = reading->at}};
	uint32_t before = reading->n_ends;

	reading->cells = 0;
	if (t->n - r.at > EQ_LIMIT_RECORD_BYTES)
		r.bound = r.at + EQ_LIMIT_RECORD_BYTES;
	for (;;) {
		int b = read_cell(&r), lf = 0;

		if (b == '\r' && b != t->separator)
			lf = lf_follows(&r);
		if (b < 0 || lf < 0)
			return got_nothing(reading, &r, before);
		if (reading->cells++ == EQ_LIMIT_COLUMNS) {
			fails(&r, EQ_CSV_TOO_MANY_CELLS, r.fault.from);
			return got_nothing(reading, &r, before);
		}
		r.fault.to = r.at;
		r.at += (size_t)lf;
		if (reading->ends)
			reading->ends[reading->n_ends] = (uint32_t)r.at;
		reading->n_ends++;
		r.at++;
		if (b != t->separator)
			break;
	}
	if (!is_utf8(&r))
		return got_nothing(reading, &r, before);
	reading->at = r.at;
	return EQ_CSV_WHOLE;
}

bool eq_csv_is_blank_line(struct eq_text raw)
{
	if (raw.n && raw.p[raw.n - 1] == '\r')
		raw.n--;
	return eq_text_trim(raw).n == 0;
}

/* Inside a quoted cell every quote is one of two. */
static struct eq_text undouble(struct eq_text t, struct eq_buf *room)
{
	size_t before = room->n;

	eq_buf_add(room, "", 0);
	for (const char *end = t.p + t.n; t.p < end;) {
		const char *quote = memchr(t.p, '"', (size_t)(end - t.p));
		const char *to = quote ? quote + 1 : end;

		eq_buf_add(room, t.p, (size_t)(to - t.p));
		t.p = quote ? to + 1 : end;
	}
	return (struct eq_text){room->p + before, room->n - before};
}

struct eq_text eq_csv_read_cell(const char *p, size_t from, size_t end, struct eq_buf *room,
				bool *quoted)
{
	struct eq_text cell = {p + from, end - from}, inside;

	if (p[end] == '\n' && cell.n && cell.p[cell.n - 1] == '\r')
		cell.n--;
	inside = eq_text_trim(cell);
	bool in_quotes = inside.n >= 2 && inside.p[0] == '"';
	if (quoted)
		*quoted = in_quotes;
	if (!in_quotes)
		return cell;
	inside = (struct eq_text){inside.p + 1, inside.n - 2};
	return inside.n && memchr(inside.p, '"', inside.n) ? undouble(inside, room) : inside;
}

void eq_csv_walk_to(const char *p, struct eq_csv_walk *w, size_t offset)
{
	for (; w->offset < offset; w->offset++) {
		char b = p[w->offset];

		if (b == '\r' || (b == '\n' && !w->after_cr)) {
			w->line++;
			w->column = 1;
		} else if (b != '\n' && ((unsigned char)b & 0xC0) != 0x80) {
			w->column++;
		}
		w->after_cr = b == '\r';
	}
}
