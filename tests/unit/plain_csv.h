/* plain_csv.h - CSV read in the plainest way there is, a byte at a time over the whole text: what the
 * reader of src/data must give, whatever it does to be fast. Shared by test_blocks.c and test_index.c.
 *
 * What a text has is written as line:column<cell> for each cell, `;` behind each record, and !code line:column for what
 * ends the reading. */
#ifndef PLAIN_CSV_H
#define PLAIN_CSV_H

#include "base/text.h"

struct plain_place {
	size_t at;
	unsigned long long line, column;
};

/* One byte on. */
static void plain_step(struct eq_text t, struct plain_place *p)
{
	unsigned char b = (unsigned char)t.p[p->at];
	bool in_crlf = b == '\n' && p->at > 0 && t.p[p->at - 1] == '\r';

	p->at++;
	if (in_crlf)
		return;
	if (b == '\n' || b == '\r') {
		p->line++;
		p->column = 1;
	} else if ((b & 0xC0) != 0x80) {
		p->column++;
	}
}

static int plain_byte(struct eq_text t, const struct plain_place *p)
{
	return p->at < t.n ? (unsigned char)t.p[p->at] : -1;
}

static void plain_blanks(struct eq_text t, struct plain_place *p, char separator)
{
	while (plain_byte(t, p) == ' ' || (plain_byte(t, p) == '\t' && separator != '\t'))
		plain_step(t, p);
}

static void plain_fault(struct eq_buf *out, const char *code, struct plain_place p)
{
	eq_buf_addf(out, "!%s %llu:%llu", code, p.line, p.column);
}

/* Whether the byte at hand ends a cell. */
static bool plain_ends(struct eq_text t, const struct plain_place *p, char separator)
{
	int b = plain_byte(t, p);

	return b < 0 || b == '\n' || b == '\r' || b == (unsigned char)separator;
}

/* One cell. False after writing a fault to `fault`. */
static bool plain_cell(struct eq_text t, struct plain_place *p, char separator, bool *quoted,
		       struct eq_buf *cell, struct eq_buf *fault)
{
	struct plain_place begin = *p;

	plain_blanks(t, p, separator);
	*quoted = plain_byte(t, p) == '"';
	if (*quoted) {
		struct plain_place opened = *p;

		for (plain_step(t, p);; plain_step(t, p)) {
			int b = plain_byte(t, p);

			if (b < 0)
				plain_fault(fault, "E0604", opened);
			else if (b == 0)
				plain_fault(fault, "E0603", *p);
			if (b <= 0)
				return false;
			if (b == '"') {
				plain_step(t, p);
				if (plain_byte(t, p) != '"')
					break;
			}
			eq_buf_addc(cell, (char)b);
		}
		plain_blanks(t, p, separator);
		if (plain_byte(t, p) != 0 && !plain_ends(t, p, separator)) {
			plain_fault(fault, "E0605", *p);
			return false;
		}
	}
	while (!plain_ends(t, p, separator) && plain_byte(t, p) != 0)
		plain_step(t, p);
	if (plain_byte(t, p) == 0) {
		plain_fault(fault, "E0603", *p);
		return false;
	}
	if (!*quoted)
		eq_buf_add(cell, t.p + begin.at, p->at - begin.at);
	return true;
}

/* One record; its cells to `out`, unless it is a blank line. False at the end, and after a fault. */
static bool plain_record(struct eq_text t, struct plain_place *p, char separator,
			 struct eq_buf *out)
{
	struct plain_place begin = *p;
	struct eq_buf cell, record, fault;
	bool quoted = false, blank = false;
	unsigned cells = 0;

	if (p->at == t.n)
		return false;
	eq_buf_init(&cell);
	eq_buf_init(&record);
	eq_buf_init(&fault);
	for (;;) {
		struct plain_place at = *p;

		eq_buf_clear(&cell);
		eq_buf_adds(&cell, "");
		if (!plain_cell(t, p, separator, &quoted, &cell, &fault))
			break;
		eq_buf_addf(&record, "%llu:%llu<", at.line, at.column);
		eq_buf_add_text(&record, eq_buf_view(&cell));
		eq_buf_addc(&record, '>');
		blank = cells++ == 0 && !quoted && eq_text_trim(eq_buf_view(&cell)).n == 0;
		if (plain_byte(t, p) != (unsigned char)separator)
			break;
		plain_step(t, p);
	}
	size_t n = p->at - begin.at, valid = eq_utf8_valid(t.p + begin.at, n);
	if (fault.n == 0 && valid < n) {
		while (begin.at < p->at - n + valid)
			plain_step(t, &begin);
		plain_fault(&fault, "E0602", begin);
	}
	if (fault.n == 0 && !blank) {
		eq_buf_add_text(out, eq_buf_view(&record));
		eq_buf_addc(out, ';');
	}
	eq_buf_add_text(out, eq_buf_view(&fault));
	bool sound = fault.n == 0;
	if (plain_byte(t, p) == '\r')
		plain_step(t, p);
	if (plain_byte(t, p) == '\n')
		plain_step(t, p);
	eq_buf_release(&cell);
	eq_buf_release(&record);
	eq_buf_release(&fault);
	return sound;
}

/* All records of the text. */
static void plain_csv(struct eq_text text, char separator, struct eq_buf *out)
{
	struct plain_place p = {0, 1, 1};

	while (plain_record(text, &p, separator, out))
		;
}

/* ---- texts to read ---- */

static uint64_t plain_random(uint64_t *state) /* xorshift64* */
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static uint32_t plain_below(uint64_t *state, uint32_t n)
{
	return (uint32_t)(plain_random(state) >> 33) % n;
}

/* Anything: what means something in CSV, in any order. */
static void plain_wild(uint64_t *state, struct eq_buf *out)
{
	static const char *const parts[] = {",",          ",",
					    ",",          "\n",
					    "\n",         "\r\n",
					    "\r",         "\"",
					    "\"",         "\"\"",
					    ",\"",        "\",",
					    "\"\n",       "\n\"",
					    " ",          "\t",
					    "a",          "bcd",
					    "\xC2\xA3",   "12",
					    "1234567890", "x;",
					    "\" ,",       ", \"",
					    "\"\r\n",     "longer text of words"};
	uint32_t n = plain_below(state, 60);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = plain_below(state, 400);

		if (k == 0)
			eq_buf_addc(out, (char)0xFF);
		else if (k == 1)
			eq_buf_addc(out, 0);
		else
			eq_buf_adds(out, parts[k % (sizeof parts / sizeof *parts)]);
	}
}

/* A table as files have it: quotes where `quotes` says, of 8; now and then a blank line, or a row of another
 * width. */
static void plain_table(uint64_t *state, uint32_t quotes, struct eq_buf *out)
{
	static const char *const plain[] = {
		"", "a", "2024-03-05", "12.50", "caf\xC3\xA9", "Shepton Mallet", "-3"};
	static const char *const inner[] = {
		"", "a", "x,y", "line\nend", "a \"\"b\"\"", "\"\"", "r\r\nn", "residential"};
	uint32_t width = 1 + plain_below(state, 9), rows = plain_below(state, 40);
	const char *line_end = plain_below(state, 3) ? "\n" : plain_below(state, 4) ? "\r\n" : "\r";

	for (uint32_t r = 0; r <= rows; r++) {
		uint32_t cells = plain_below(state, 60) ? width : 1 + plain_below(state, 12);

		if (!plain_below(state, 60)) {
			eq_buf_adds(out, plain_below(state, 2) ? "  " : "");
			cells = 0;
		}
		for (uint32_t i = 0; i < cells; i++) {
			bool quoted = plain_below(state, 8) < quotes;

			eq_buf_adds(out, i ? "," : "");
			eq_buf_adds(out, quoted ? "\"" : "");
			eq_buf_adds(out, quoted ? inner[plain_below(state, 8)]
						: plain[plain_below(state, 7)]);
			eq_buf_adds(out, quoted ? "\"" : "");
		}
		if (r < rows || plain_below(state, 2))
			eq_buf_adds(out, line_end);
	}
}

static void plain_text(uint64_t *state, struct eq_buf *out)
{
	eq_buf_clear(out);
	eq_buf_adds(out, "");
	if (plain_below(state, 2))
		plain_wild(state, out);
	else
		plain_table(state, plain_below(state, 2) ? 0 : 1 + plain_below(state, 8), out);
}

#endif
