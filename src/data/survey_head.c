/* survey_head.c - where a file's table begins: its encoding, its separator, the line that names the
 * columns. */
#include "data/survey.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "data/encoding.h"
#include "data/input.h"

#define HEAD_BYTES 65536
#define HEAD_ROWS 60

/* The file's first bytes, and what all of them say of its encoding. */
struct head {
	struct eq_buf bytes;
	struct eq_encoding_watch seen;
};

static bool cannot(const struct eq_survey *p, struct eq_diags *diags, const char *reason)
{
	eq_diag_file(diags, EQ_E0601, p->path, 0, 0, "the data cannot be read: %s", reason);
	return false;
}

static bool read_bytes(const struct eq_survey *p, struct head *h, struct eq_diags *diags)
{
	char piece[HEAD_BYTES];
	struct stat st;
	size_t n;

	if (stat(p->path.p, &st) != 0)
		return cannot(p, diags, eq_file_reason(errno));
	if (!S_ISREG(st.st_mode))
		return cannot(p, diags,
			      S_ISDIR(st.st_mode)
				      ? eq_file_reason(EISDIR)
				      : "it is read several times, so it must be an ordinary file");
	struct eq_input *in = eq_input_open(p->path.p, p->path, diags);
	if (!in)
		return false;
	while ((n = eq_input_read(in, piece, sizeof piece)) > 0) {
		eq_encoding_see(&h->seen, (struct eq_text){piece, n});
		if (h->bytes.n < HEAD_BYTES)
			eq_buf_add(&h->bytes, piece, n);
	}
	bool sound = eq_input_sound(in, 0, 0, diags);
	eq_input_close(in);
	return sound;
}

/* The head in UTF-8, up to the last whole line if there is more of the file. */
static struct eq_text decoded_head(struct eq_survey *p, const struct head *h)
{
	struct eq_text t = eq_buf_view(&h->bytes);
	size_t n = t.n;

	if (n >= HEAD_BYTES)
		while (n > 0 && t.p[n - 1] != '\n' && t.p[n - 1] != '\r')
			n--;
	if (n)
		t.n = n;
	if (p->encoding != EQ_ENCODING_WINDOWS_1252)
		return t;
	char *to = eq_arena_alloc(&p->arena, t.n * EQ_1252_MOST + 1);
	return (struct eq_text){to, eq_1252_decode(t, to)};
}

/* ---- the separator ---- */

static struct eq_csv *open_head(struct eq_text head, char separator, struct eq_diags *scratch)
{
	return eq_csv_open_memory(head, EQ_TEXT(""), separator, scratch);
}

/* The commonest width above 1 of the head's rows, and how many have it. */
static uint32_t common_width(struct eq_text head, char separator, uint32_t *rows)
{
	uint32_t widths[HEAD_ROWS], n = 0, best = 1;
	struct eq_csv_record r;
	struct eq_diags scratch;

	eq_diags_init(&scratch, NULL);
	struct eq_csv *c = open_head(head, separator, &scratch);
	while (n < HEAD_ROWS && eq_csv_next(c, &r) == 1)
		widths[n++] = r.n;
	eq_csv_close(c);
	eq_diags_release(&scratch);
	*rows = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t same = 0;

		for (uint32_t k = 0; k < n; k++)
			same += widths[k] == widths[i];
		if (widths[i] > 1 && (same > *rows || (same == *rows && widths[i] > best))) {
			*rows = same;
			best = widths[i];
		}
	}
	return best;
}

static uint32_t find_separator(struct eq_survey *p, struct eq_text head)
{
	static const char candidates[] = {',', ';', '\t', '|'};
	uint32_t most = 0, width = 1;

	p->separator = ',';
	for (size_t i = 0; i < sizeof candidates; i++) {
		uint32_t rows, w = common_width(head, candidates[i], &rows);

		if (rows > most || (rows == most && w > width)) {
			most = rows;
			width = w;
			p->separator = candidates[i];
		}
	}
	return width;
}

/* ---- the header ---- */

static bool is_value(struct eq_text cell)
{
	struct eq_dec number;
	const char *other;

	return eq_survey_number(cell, &number) == EQ_CELL_FITS ||
	       eq_cell_date_form(cell, &other) != NULL;
}

/* Names, all of them texts, in at least half of the cells. */
static bool names_columns(const struct eq_csv_record *r, uint32_t width)
{
	uint32_t names = 0;

	if (r->n != width)
		return false;
	for (uint32_t i = 0; i < r->n; i++) {
		struct eq_text cell = eq_cell_trim(r->fields[i].text);

		if (cell.n && is_value(cell))
			return false;
		names += cell.n > 0;
	}
	return names * 2 >= width && names > 0 && (width == 1 || names > 1);
}

/* The first line that names columns; failing that, the first one of the table's width. */
static void find_header(struct eq_survey *p, struct eq_text head, uint32_t width)
{
	struct eq_csv_record r;
	struct eq_diags scratch;
	uint64_t first = 0, named = 0;
	bool above = false;

	eq_diags_init(&scratch, NULL);
	struct eq_csv *c = open_head(head, p->separator, &scratch);
	for (uint32_t i = 0; i < HEAD_ROWS && !named && eq_csv_next(c, &r) == 1; i++) {
		if (r.n == width && !first)
			first = r.line;
		if (names_columns(&r, width))
			named = r.line;
		else
			above = true;
	}
	eq_csv_close(c);
	eq_diags_release(&scratch);
	p->unnamed = !named;
	p->header_line = named ? named : first ? first : 1;
	/* Blank lines alone are no lines above a header. */
	if (above && p->header_line > 1 && (named || first))
		p->skip = (uint32_t)(p->header_line - 1);
}

bool eq_survey_read_head(struct eq_survey *p, int encoding, struct eq_diags *diags)
{
	struct head h = {.seen = {.beyond = false}};
	bool ok;

	eq_buf_init(&h.bytes);
	ok = read_bytes(p, &h, diags);
	if (ok) {
		p->has_mark = h.bytes.n >= 3 && memcmp(h.bytes.p, "\xEF\xBB\xBF", 3) == 0;
		p->encoding = encoding >= 0 ? (uint8_t)encoding : EQ_ENCODING_UTF8;
		if (encoding < 0 && h.seen.not_utf8 && !h.seen.not_1252)
			p->encoding = EQ_ENCODING_WINDOWS_1252;
		struct eq_text head = decoded_head(p, &h);
		find_header(p, head, find_separator(p, head));
	}
	eq_buf_release(&h.bytes);
	return ok;
}
