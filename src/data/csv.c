/* csv.c - the CSV reader: bytes to records. How the bytes come is in csv_input.h. */
#include "data/csv_input.h"

#include "base/limits.h"

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
		eq_csv_report(c, EQ_E0603, offset, "this is not text: it has a zero byte here");

	eq_diag_hint(c->diags, g, "save the data again as \"CSV UTF-8\"");
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
		switch (eq_csv_fill(c)) {
		case EQ_CSV_FILL_MORE:
			break;
		case EQ_CSV_FILL_END:
			return -1;
		case EQ_CSV_FILL_FULL:
			return -2;
		}
	}
}

static int peek(struct eq_csv *c)
{
	return eq_csv_byte(c, c->at - c->record);
}

static size_t offset_of(const struct eq_csv *c)
{
	return c->at - c->record;
}

static void report_open_quote(struct eq_csv *c, size_t opened)
{
	struct eq_diag *g = eq_csv_report(c, EQ_E0604, opened,
					  "a quote opens a cell here and no quote closes it");

	eq_diag_hint(c->diags, g,
		     c->ended ? "the file ended on line %llu with the cell still open; a "
				"quote inside a quoted cell is written twice (\"\")"
			      : "the cell was still open on line %llu; a quote inside a "
				"quoted cell is written twice (\"\")",
		     (unsigned long long)(c->line + c->breaks));
}

/* Reads the rest of a quoted field, from behind its opening quote to behind the spaces that may
 * follow the closing one. False after reporting. */
static bool read_quoted(struct eq_csv *c, struct eq_csv_raw *f)
{
	size_t opened = offset_of(c) - 1;

	f->quoted = true;
	f->from = offset_of(c);
	for (;;) {
		int b = next_stop(c, EQ_CSV_STOPS_QUOTED);

		if (b < 0) {
			if (c->read_error)
				eq_csv_report_read_error(c);
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
	while (b >= 0 && eq_csv_is_blank(c, (char)b)) {
		c->at++;
		b = peek(c);
	}
	if (b > 0 && !(c->stops[b] & EQ_CSV_STOPS_PLAIN)) {
		struct eq_diag *g =
			eq_csv_report(c, EQ_E0605, offset_of(c),
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
	struct eq_csv_raw f = {.begin = offset_of(c)};
	int b = peek(c);

	while (b >= 0 && eq_csv_is_blank(c, (char)b)) {
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
	b = next_stop(c, EQ_CSV_STOPS_PLAIN); /* behind a quoted field it stands at one already */
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
		eq_csv_report_read_error(c);
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
		g = eq_csv_report(
			c, EQ_E0616, offset,
			"this text is not Windows-1252, which is declared to be its encoding");
		eq_diag_hint(c->diags, g,
			     "byte %02X means nothing there; save the data again as \"CSV UTF-8\" "
			     "and take `encoding` out",
			     byte);
		return;
	}
	for (size_t i = 0; i < n; i++)
		could_be_1252 &= eq_1252_has((unsigned char)p[i]);
	g = eq_csv_report(c, EQ_E0602, offset, "this text is not UTF-8");
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
	struct eq_csv_walk w = {0, c->line, 1, false};
	size_t at = 0;

	while (at < n && (unsigned char)p[at] < 0x80)
		at++;
	eq_csv_walk_to(c, &w, at);
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
	struct eq_csv_walk w = {0, c->line, 1, false};
	for (size_t i = 0; i < c->raw.n; i++) {
		const struct eq_csv_raw *r = &c->raw.v[i];

		/* Most records are one line of ASCII: there an offset is a column. */
		if (ascii && c->breaks == 0)
			w.column = r->begin + 1;
		else
			eq_csv_walk_to(c, &w, r->begin);
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
			eq_csv_report_read_error(c);
			return -1;
		}
		return eq_csv_declared_rightly(c) ? 0 : -1;
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
	if (c->failed || (!c->started && !eq_csv_begin(c)))
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
