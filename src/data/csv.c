/* csv.c - the CSV reader: bytes to records.
 *
 * One buffer holds the record being read, from its first byte. When its end is not there yet,
 * the record is moved to the buffer's front and more is read behind it; so places in a record
 * are offsets from its start, and become views only when it is whole. What is needed for an
 * error alone (lines and columns of a place) is worked out from those bytes when there is one.
 * Text in Windows-1252 is made UTF-8 on its way into the buffer. */
#include "data/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "data/encoding.h"

#define BUFFER_BYTES 262144

/* What a byte may do to the scan: end or stop an unquoted field, stop a quoted one. */
enum { STOPS_PLAIN = 1, STOPS_QUOTED = 2 };

/* A field while its record is read: offsets from the record's start. */
struct raw_field {
	size_t begin;    /* where the field begins, its opening quote and spaces included */
	size_t from, to; /* its text */
	bool quoted, doubled;
};

struct eq_csv {
	int fd;               /* -1: memory */
	struct eq_text input; /* memory: what is still unread */
	struct eq_text shown;
	struct eq_diags *diags;

	char *buf;
	size_t cap, step;       /* step: the most bytes of one read */
	size_t record, at, end; /* in buf: the record's first byte, the next byte, the end */
	bool ended;             /* the input has no more */
	int read_error;
	struct eq_digest *digest; /* of what was read */

	bool is_1252, decodes;         /* declared; and what is read is decoded from here on */
	char *coded;                   /* room for `step` bytes as they are in the file */
	struct eq_encoding_watch seen; /* when declared */
	uint64_t beyond_line, beyond_column; /* the first character beyond ASCII; 0: none yet */
	uint32_t skip;                       /* lines that are no records */

	char separator; /* 0 until it is found */
	unsigned char stops[256];
	bool started, failed;
	bool after_cr;   /* the last record ended in CR: an LF that follows belongs to it */
	uint64_t line;   /* of the record's first byte */
	uint64_t breaks; /* line ends inside the record's quoted fields */

	EQ_VEC(struct raw_field) raw;
	EQ_VEC(struct eq_csv_field) fields;
};

static struct eq_csv *new_reader(struct eq_text shown, char separator, struct eq_diags *diags)
{
	struct eq_csv *c = eq_alloc_zero(1, sizeof *c);

	c->fd = -1;
	c->shown = shown;
	c->diags = diags;
	c->separator = separator;
	c->step = BUFFER_BYTES;
	c->line = 1;
	c->digest = eq_digest_new();
	return c;
}

struct eq_csv *eq_csv_open(const char *path, struct eq_text shown, char separator,
			   struct eq_diags *diags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int error = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	if (error) {
		eq_diag_file(diags, EQ_E0601, shown, 0, 0, "the data cannot be read: %s",
			     eq_file_reason(error));
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	struct eq_csv *c = new_reader(shown, separator, diags);
	c->fd = fd;
	return c;
}

struct eq_csv *eq_csv_open_memory(struct eq_text text, struct eq_text shown, char separator,
				  struct eq_diags *diags)
{
	struct eq_csv *c = new_reader(shown, separator, diags);

	c->input = text;
	return c;
}

void eq_csv_close(struct eq_csv *c)
{
	if (!c)
		return;
	if (c->fd >= 0)
		close(c->fd);
	eq_digest_free(c->digest);
	eq_free(c->buf);
	eq_free(c->coded);
	eq_free(c->raw.v);
	eq_free(c->fields.v);
	eq_free(c);
}

void eq_csv_set_buffer(struct eq_csv *c, size_t bytes)
{
	c->step = bytes ? bytes : 1;
}

char eq_csv_separator(const struct eq_csv *c)
{
	return c->separator;
}

void eq_csv_declare_1252(struct eq_csv *c)
{
	c->is_1252 = true;
}

void eq_csv_skip_lines(struct eq_csv *c, uint32_t lines)
{
	c->skip = lines;
}

static size_t read_input(struct eq_csv *c, char *to, size_t room)
{
	if (c->fd < 0) {
		size_t n = c->input.n < room ? c->input.n : room;

		if (n)
			memcpy(to, c->input.p, n);
		c->input.p += n;
		c->input.n -= n;
		return n;
	}
	for (;;) {
		ssize_t n = read(c->fd, to, room);

		if (n >= 0)
			return (size_t)n;
		if (errno != EINTR) {
			c->read_error = errno;
			return 0;
		}
	}
}

/* Reads up to `room` bytes to `to`, as they are in the file; 0 at the end or when reading failed
 * (read_error says so). */
static size_t read_some(struct eq_csv *c, char *to, size_t room)
{
	size_t n = read_input(c, to, room < c->step ? room : c->step);

	eq_digest_add(c->digest, to, n);
	if (c->is_1252)
		eq_encoding_see(&c->seen, (struct eq_text){to, n});
	return n;
}

/* The same, decoded. `room` is at least EQ_1252_MOST. */
static size_t read_decoded(struct eq_csv *c, char *to, size_t room)
{
	size_t n = read_some(c, c->coded, room / EQ_1252_MOST);

	return eq_1252_decode((struct eq_text){c->coded, n}, to);
}

enum fill { FILL_MORE, FILL_END, FILL_FULL };

/* Brings more of the input behind what the buffer holds of the record. */
static enum fill fill(struct eq_csv *c)
{
	size_t least = c->decodes ? EQ_1252_MOST : 1; /* bytes of room that a read needs */

	if (c->ended)
		return FILL_END;
	if (c->end - c->record + least > EQ_LIMIT_RECORD_BYTES)
		return FILL_FULL;
	if (c->record > 0) {
		memmove(c->buf, c->buf + c->record, c->end - c->record);
		c->at -= c->record;
		c->end -= c->record;
		c->record = 0;
	}
	if (c->cap - c->end < least) {
		size_t cap = c->cap ? c->cap * 2 : c->step;

		if (cap < c->end + least)
			cap = c->end + least;
		if (cap > EQ_LIMIT_RECORD_BYTES)
			cap = EQ_LIMIT_RECORD_BYTES;
		c->buf = eq_realloc(c->buf, cap);
		c->cap = cap;
	}
	size_t room = c->cap - c->end;
	size_t n = c->decodes ? read_decoded(c, c->buf + c->end, room)
			      : read_some(c, c->buf + c->end, room);
	if (n == 0) {
		c->ended = true;
		return FILL_END;
	}
	c->end += n;
	return FILL_MORE;
}

/* The k-th byte of the record, or -1 where the input ends or the record is too long. */
static int byte_at(struct eq_csv *c, size_t k)
{
	while (c->record + k >= c->end)
		if (fill(c) != FILL_MORE)
			return -1;
	return (unsigned char)c->buf[c->record + k];
}

/* A walk through the record's bytes that knows line and column; only forwards. */
struct walk {
	size_t offset;
	uint64_t line;
	uint64_t column;
	bool after_cr;
};

static void walk_to(const struct eq_csv *c, struct walk *w, size_t offset)
{
	const char *p = c->buf + c->record;

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

static struct eq_diag *report(struct eq_csv *c, enum eq_code code, size_t offset,
			      const char *message)
{
	struct walk w = {0, c->line, 1, false};

	walk_to(c, &w, offset);
	c->failed = true;
	return eq_diag_file(c->diags, code, c->shown, w.line, w.column, "%s", message);
}

static void report_too_long(struct eq_csv *c)
{
	c->failed = true;
	eq_diag_file(c->diags, EQ_E0606, c->shown, c->line, 1,
		     "the row that begins here is longer than %u MB, the most that a row may have",
		     EQ_LIMIT_RECORD_BYTES / 1048576u);
}

static void report_nul(struct eq_csv *c, size_t offset)
{
	struct eq_diag *g =
		report(c, EQ_E0603, offset, "this is not text: it has a zero byte here");

	eq_diag_hint(c->diags, g, "save the data again as \"CSV UTF-8\"");
}

/* Where reading failed under way: what came before it may be cut in the middle. */
static void report_read_error(struct eq_csv *c)
{
	c->failed = true;
	eq_diag_file(c->diags, EQ_E0601, c->shown, 0, 0, "the data cannot be read to its end: %s",
		     eq_file_reason(c->read_error));
}

/* At the end of the input. */
static bool declared_rightly(struct eq_csv *c)
{
	if (!c->is_1252 || !eq_encoding_is_utf8(&c->seen))
		return true;
	struct eq_diag *g =
		eq_diag_file(c->diags, EQ_E0616, c->shown, c->beyond_line, c->beyond_column,
			     "this file is UTF-8, but its encoding is declared to be Windows-1252");

	c->failed = true;
	eq_diag_hint(c->diags, g, "take `encoding \"windows-1252\"` out");
	return false;
}

bool eq_csv_fingerprint(struct eq_csv *c, char out[EQ_DIGEST_CHARS])
{
	char rest[4096];

	while (read_some(c, rest, sizeof rest) > 0)
		;
	c->ended = true;
	if (c->read_error) {
		if (!c->failed)
			report_read_error(c);
		return false;
	}
	if (!c->failed && !declared_rightly(c))
		return false;
	eq_digest_end(c->digest, out);
	return true;
}

static bool is_blank(const struct eq_csv *c, char b)
{
	return b == ' ' || (b == '\t' && c->separator != '\t');
}

/* Commas, semicolons or tabs, whichever the first record has most of outside its quotes; the
 * comma on a tie. The record stays unread. */
static char find_separator(struct eq_csv *c)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[3] = {0};
	bool opens = true; /* a quote here would open a field */
	bool inside = false;

	for (size_t k = 0;; k++) {
		int b = byte_at(c, k);

		if (b < 0 || (!inside && (b == '\n' || b == '\r')))
			break;
		if (inside) {
			inside = b != '"';
			continue;
		}
		bool separates = false;
		for (int i = 0; i < 3; i++)
			if (b == candidates[i]) {
				counts[i]++;
				separates = true;
			}
		if (b == '"' && opens)
			inside = true;
		/* After a closing quote another one (a doubled quote) goes on with the field. */
		opens = separates || (opens && (b == ' ' || b == '"'));
	}
	int best = 0;
	for (int i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static const struct {
	char bytes[5];
	size_t n;
	const char *message;
} not_csv[] = {
	{"PK\3\4", 4, "this is a workbook (or another packed file), not CSV"},
	{"\xD0\xCF\x11\xE0", 4, "this is a workbook in an old Excel format, not CSV"},
	{"\xFF\xFE", 2, "this text is UTF-16 (\"Unicode text\"), not UTF-8"},
	{"\xFE\xFF", 2, "this text is UTF-16 (\"Unicode text\"), not UTF-8"},
	{"\x1F\x8B", 2, "this file is compressed, not CSV"},
};

/* The byte-order mark of UTF-8. False after reporting that there should be none. */
static bool take_mark(struct eq_csv *c)
{
	if (byte_at(c, 0) != 0xEF || byte_at(c, 1) != 0xBB || byte_at(c, 2) != 0xBF)
		return true;
	if (c->is_1252) {
		struct eq_diag *g = report(c, EQ_E0616, 0,
					   "this file begins with the mark of UTF-8, but its "
					   "encoding is declared to be Windows-1252");

		eq_diag_hint(c->diags, g, "take `encoding \"windows-1252\"` out");
		return false;
	}
	c->at += 3;
	c->record = c->at;
	return true;
}

/* What is in the buffer already, and all that comes after it. */
static void start_decoding(struct eq_csv *c)
{
	size_t room = c->end * EQ_1252_MOST;
	char *decoded = eq_alloc(room ? room : 1);

	c->end = eq_1252_decode((struct eq_text){c->buf, c->end}, decoded);
	eq_free(c->buf);
	c->buf = decoded;
	c->cap = room;
	c->coded = eq_alloc(c->step);
	c->decodes = true;
}

/* Lines end as they do elsewhere, but a quote means nothing in them. */
static bool skip_lines(struct eq_csv *c)
{
	for (uint32_t left = c->skip; left > 0;) {
		int b = byte_at(c, 0);

		if (b < 0 && c->read_error) {
			report_read_error(c);
			return false;
		}
		if (b < 0) {
			c->failed = true;
			eq_diag_file(c->diags, EQ_E0607, c->shown, 0, 0,
				     "the file has %u line%s, and %u are to be skipped",
				     c->skip - left, c->skip - left == 1 ? "" : "s", c->skip);
			return false;
		}
		c->record = ++c->at;
		if (b == '\n' && c->after_cr) {
			c->after_cr = false;
			continue; /* it belongs to the line end before */
		}
		c->after_cr = b == '\r';
		if (b == '\n' || b == '\r') {
			c->line++;
			left--;
		}
	}
	if (c->after_cr && byte_at(c, 0) == '\n')
		c->record = ++c->at;
	c->after_cr = false;
	return true;
}

/* Before the first record: the byte-order mark, what is plainly another kind of file, what is to be
 * skipped, blank lines, and the separator. */
static bool begin(struct eq_csv *c)
{
	c->started = true;
	for (size_t i = 0; i < sizeof not_csv / sizeof *not_csv; i++) {
		size_t k = 0;

		while (k < not_csv[i].n && byte_at(c, k) == (unsigned char)not_csv[i].bytes[k])
			k++;
		if (k == not_csv[i].n) {
			struct eq_diag *g = report(c, EQ_E0602, 0, not_csv[i].message);

			eq_diag_hint(c->diags, g, "save the sheet as \"CSV UTF-8\"");
			return false;
		}
	}
	if (!take_mark(c))
		return false;
	if (c->is_1252)
		start_decoding(c);
	if (!skip_lines(c))
		return false;
	for (;;) { /* the blank lines above the header say nothing about separators */
		size_t k = 0;
		int b;

		while ((b = byte_at(c, k)) == ' ')
			k++;
		if (b != '\n' && b != '\r')
			break;
		c->at += k + 1;
		c->record = c->at;
		c->line += b == '\r' || !c->after_cr || k > 0;
		c->after_cr = b == '\r';
	}
	if (c->separator == 0)
		c->separator = find_separator(c);
	c->stops[0] = STOPS_PLAIN | STOPS_QUOTED;
	c->stops['\n'] = STOPS_PLAIN | STOPS_QUOTED;
	c->stops['\r'] = STOPS_PLAIN | STOPS_QUOTED;
	c->stops['"'] |= STOPS_QUOTED;
	c->stops[(unsigned char)c->separator] |= STOPS_PLAIN;
	return true;
}

/* Goes on to the next byte that `mask` stops at. -1 at the input's end, -2 when it reported. */
static int next_stop(struct eq_csv *c, unsigned mask)
{
	for (;;) {
		const char *p = c->buf + c->at, *end = c->buf + c->end;

		while (p < end && !(c->stops[(unsigned char)*p] & mask))
			p++;
		c->at = (size_t)(p - c->buf);
		if (p < end)
			return (unsigned char)*p;
		switch (fill(c)) {
		case FILL_MORE:
			break;
		case FILL_END:
			return -1;
		case FILL_FULL:
			return -2;
		}
	}
}

static int peek(struct eq_csv *c)
{
	return byte_at(c, c->at - c->record);
}

static size_t offset_of(const struct eq_csv *c)
{
	return c->at - c->record;
}

static void report_open_quote(struct eq_csv *c, size_t opened)
{
	struct eq_diag *g =
		report(c, EQ_E0604, opened, "a quote opens a cell here and no quote closes it");

	eq_diag_hint(c->diags, g,
		     c->ended ? "the file ended on line %llu with the cell still open; a "
				"quote inside a quoted cell is written twice (\"\")"
			      : "the cell was still open on line %llu; a quote inside a "
				"quoted cell is written twice (\"\")",
		     (unsigned long long)(c->line + c->breaks));
}

/* Reads the rest of a quoted field, from behind its opening quote to behind the spaces that may
 * follow the closing one. False after reporting. */
static bool read_quoted(struct eq_csv *c, struct raw_field *f)
{
	size_t opened = offset_of(c) - 1;

	f->quoted = true;
	f->from = offset_of(c);
	for (;;) {
		int b = next_stop(c, STOPS_QUOTED);

		if (b < 0) {
			if (c->read_error)
				report_read_error(c);
			else
				report_open_quote(c, opened);
			return false;
		}
		if (b == 0) {
			report_nul(c, offset_of(c));
			return false;
		}
		if (b == '"') {
			f->to = offset_of(c);
			c->at++;
			if (peek(c) != '"')
				break;
			f->doubled = true;
		} else if (b == '\r' || offset_of(c) == f->from || c->buf[c->at - 1] != '\r') {
			c->breaks++; /* the LF of a CRLF was counted with its CR */
		}
		c->at++;
	}
	int b = peek(c);
	while (b >= 0 && is_blank(c, (char)b)) {
		c->at++;
		b = peek(c);
	}
	if (b > 0 && !(c->stops[b] & STOPS_PLAIN)) {
		struct eq_diag *g = report(c, EQ_E0605, offset_of(c),
					   "there is text after the quote that closes this cell");

		eq_diag_hint(c->diags, g, "a quote inside a quoted cell is written twice (\"\")");
		return false;
	}
	return true;
}

enum field_end { END_SEPARATOR, END_LINE, END_INPUT, END_FAILED };

/* Reads one field and what ends it. */
static enum field_end read_field(struct eq_csv *c)
{
	struct raw_field f = {.begin = offset_of(c)};
	int b = peek(c);

	while (b >= 0 && is_blank(c, (char)b)) {
		c->at++;
		b = peek(c);
	}
	if (b == '"') {
		c->at++;
		if (!read_quoted(c, &f))
			return END_FAILED;
	} else {
		f.from = f.begin;
	}
	b = next_stop(c, STOPS_PLAIN); /* behind a quoted field it stands at one already */
	if (!f.quoted)
		f.to = offset_of(c);
	if (b == 0) {
		report_nul(c, offset_of(c));
		return END_FAILED;
	}
	if (b == -2) {
		report_too_long(c);
		return END_FAILED;
	}
	if (b < 0 && c->read_error) {
		report_read_error(c);
		return END_FAILED;
	}
	if (c->raw.n == EQ_LIMIT_COLUMNS) {
		c->failed = true;
		eq_diag_file(c->diags, EQ_E0606, c->shown, c->line, 1,
			     "the row that begins here has more than %u cells", EQ_LIMIT_COLUMNS);
		return END_FAILED;
	}
	EQ_PUSH(&c->raw, f);
	if (b < 0)
		return END_INPUT;
	c->at++;
	c->after_cr = b == '\r';
	return b == c->separator ? END_SEPARATOR : END_LINE;
}

static bool is_ascii(const char *p, size_t n)
{
	unsigned char all = 0;

	for (size_t i = 0; i < n; i++)
		all |= (unsigned char)p[i];
	return all < 0x80;
}

/* Undoes "" in place; the length that is left. */
static size_t undouble(char *p, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		p[to++] = p[i];
		if (p[i] == '"')
			i++; /* inside a quoted field every quote is one of two */
	}
	return to;
}

/* The byte at `offset` of a record of `n` is not of the encoding. */
static void report_encoding(struct eq_csv *c, size_t offset, size_t n)
{
	const char *p = c->buf + c->record;
	unsigned char byte = (unsigned char)p[offset];
	bool could_be_1252 = true;
	struct eq_diag *g;

	if (c->is_1252) {
		g = report(c, EQ_E0616, offset,
			   "this text is not Windows-1252, which is declared to be its encoding");
		eq_diag_hint(c->diags, g,
			     "byte %02X means nothing there; save the data again as \"CSV UTF-8\" "
			     "and take `encoding` out",
			     byte);
		return;
	}
	for (size_t i = 0; i < n; i++)
		could_be_1252 &= eq_1252_has((unsigned char)p[i]);
	g = report(c, EQ_E0602, offset, "this text is not UTF-8");
	if (could_be_1252)
		eq_diag_hint(
			c->diags, g,
			"byte %02X%s; save the data again as \"CSV UTF-8\", or declare "
			"`encoding \"windows-1252\"`",
			byte,
			byte == 0xA3
				? " is a pound sign in Windows-1252, an older way to write text"
				: " cannot stand here; it may be Windows-1252, an older way to "
				  "write text");
	else
		eq_diag_hint(c->diags, g,
			     "byte %02X cannot stand here; save the data again as \"CSV UTF-8\"",
			     byte);
}

/* Remembers the place of the first character beyond ASCII. */
static void note_beyond(struct eq_csv *c, size_t n)
{
	const char *p = c->buf + c->record;
	struct walk w = {0, c->line, 1, false};
	size_t at = 0;

	while (at < n && (unsigned char)p[at] < 0x80)
		at++;
	walk_to(c, &w, at);
	c->beyond_line = w.line;
	c->beyond_column = w.column;
}

/* The whole record's fields as views with their places. False when it is not UTF-8. */
static bool finish_record(struct eq_csv *c, struct eq_csv_record *record)
{
	char *p = c->buf + c->record;
	size_t n = c->raw.v[c->raw.n - 1].to;
	bool ascii = is_ascii(p, n);

	if (!ascii) {
		size_t valid = eq_utf8_valid(p, n);

		if (valid < n) {
			report_encoding(c, valid, n);
			return false;
		}
		if (c->is_1252 && !c->beyond_line)
			note_beyond(c, n);
	}
	c->fields.n = 0;
	struct walk w = {0, c->line, 1, false};
	for (size_t i = 0; i < c->raw.n; i++) {
		const struct raw_field *r = &c->raw.v[i];

		/* Most records are one line of ASCII: there an offset is a column. */
		if (ascii && c->breaks == 0)
			w.column = r->begin + 1;
		else
			walk_to(c, &w, r->begin);
		struct eq_csv_field f = {.text = {p + r->from, r->to - r->from},
					 .line = w.line,
					 .column = (uint32_t)w.column,
					 .quoted = r->quoted};
		EQ_PUSH(&c->fields, f);
	}
	for (size_t i = 0; i < c->raw.n;
	     i++) /* after the walk, which needs the bytes as they were */
		if (c->raw.v[i].doubled)
			c->fields.v[i].text.n =
				undouble(p + c->raw.v[i].from, c->fields.v[i].text.n);
	*record = (struct eq_csv_record){c->fields.v, (uint32_t)c->fields.n, c->line};
	return true;
}

/* One record, blank or not: 1, 0 at the end, -1 after reporting. */
static int read_record(struct eq_csv *c, struct eq_csv_record *record)
{
	enum field_end end;

	c->record = c->at;
	if (c->after_cr && peek(c) == '\n')
		c->record = ++c->at;
	c->after_cr = false;
	c->breaks = 0;
	c->raw.n = 0;
	if (peek(c) < 0) {
		if (c->read_error) {
			report_read_error(c);
			return -1;
		}
		return declared_rightly(c) ? 0 : -1;
	}
	do
		end = read_field(c);
	while (end == END_SEPARATOR);
	if (end == END_FAILED || !finish_record(c, record))
		return -1;
	c->line += c->breaks + 1;
	return 1;
}

int eq_csv_next(struct eq_csv *c, struct eq_csv_record *record)
{
	if (c->failed || (!c->started && !begin(c)))
		return -1;
	for (;;) {
		int got = read_record(c, record);

		if (got <= 0)
			return got;
		if (record->n > 1 || record->fields[0].quoted ||
		    eq_text_trim(record->fields[0].text).n > 0)
			return 1;
	}
}
