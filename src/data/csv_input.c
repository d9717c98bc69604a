/* csv_input.c - bytes from a file or memory into the buffer of the CSV reader. See csv_input.h. */
#include "data/csv_input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

#define BUFFER_BYTES 262144

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
size_t eq_csv_read_some(struct eq_csv *c, char *to, size_t room)
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
	size_t n = eq_csv_read_some(c, c->coded, room / EQ_1252_MOST);

	return eq_1252_decode((struct eq_text){c->coded, n}, to);
}

/* Brings more of the input behind what the buffer holds of the record. */
enum eq_csv_fill eq_csv_fill(struct eq_csv *c)
{
	size_t least = c->decodes ? EQ_1252_MOST : 1; /* bytes of room that a read needs */

	if (c->ended)
		return EQ_CSV_FILL_END;
	if (c->end - c->record + least > EQ_LIMIT_RECORD_BYTES)
		return EQ_CSV_FILL_FULL;
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
			      : eq_csv_read_some(c, c->buf + c->end, room);
	if (n == 0) {
		c->ended = true;
		return EQ_CSV_FILL_END;
	}
	c->end += n;
	return EQ_CSV_FILL_MORE;
}

void eq_csv_walk_to(const struct eq_csv *c, struct eq_csv_walk *w, size_t offset)
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

struct eq_diag *eq_csv_report(struct eq_csv *c, enum eq_code code, size_t offset,
			      const char *message)
{
	struct eq_csv_walk w = {0, c->line, 1, false};

	eq_csv_walk_to(c, &w, offset);
	c->failed = true;
	return eq_diag_file(c->diags, code, c->shown, w.line, w.column, "%s", message);
}

/* Where reading failed under way: what came before it may be cut in the middle. */
void eq_csv_report_read_error(struct eq_csv *c)
{
	c->failed = true;
	eq_diag_file(c->diags, EQ_E0601, c->shown, 0, 0, "the data cannot be read to its end: %s",
		     eq_file_reason(c->read_error));
}

/* At the end of the input. */
bool eq_csv_declared_rightly(struct eq_csv *c)
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

	while (eq_csv_read_some(c, rest, sizeof rest) > 0)
		;
	c->ended = true;
	if (c->read_error) {
		if (!c->failed)
			eq_csv_report_read_error(c);
		return false;
	}
	if (!c->failed && !eq_csv_declared_rightly(c))
		return false;
	eq_digest_end(c->digest, out);
	return true;
}
