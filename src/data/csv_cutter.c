/* csv_cutter.c - see csv_cutter.h. */
#include "data/csv_cutter.h"

#include <string.h>

#include "base/limits.h"
#include "data/blocks_room.h"
#include "data/cells.h"
#include "data/index.h"

void eq_csv_cutter_init(struct eq_csv_cutter *c, struct eq_input *input, struct eq_text shown,
			const struct eq_blocks_options *options)
{
	memset(c, 0, sizeof *c);
	c->input = input;
	c->shown = shown;
	c->loops = eq_index_loops(options->simd);
	c->step = options->block_bytes ? options->block_bytes : EQ_CSV_STEP;
	if (c->step > EQ_LIMIT_RECORD_BYTES)
		c->step = EQ_LIMIT_RECORD_BYTES;
	c->skip = options->skip;
	c->until = options->until;
	c->separator = options->separator;
	c->is_1252 = options->is_1252;
	c->line = 1;
}

void eq_csv_cutter_release(struct eq_csv_cutter *c)
{
	eq_input_close(c->input);
	eq_free(c->rest);
	eq_free(c->coded);
	memset(c, 0, sizeof *c);
}

/* ---- reading ---- */

static size_t read_some(struct eq_csv_cutter *c, char *to, size_t room)
{
	size_t n = eq_input_read(c->input, to, room);

	if (c->is_1252)
		eq_encoding_see(&c->seen, (struct eq_text){to, n});
	c->ended = n == 0;
	return n;
}

/* Reads up to `n` bytes of the input to `to`, where they may become EQ_1252_MOST times as many. */
static size_t read_text(struct eq_csv_cutter *c, char *to, size_t n)
{
	if (!c->decodes)
		return read_some(c, to, n);
	if (n > c->step)
		n = c->step;
	n = read_some(c, c->coded, n);
	return eq_1252_decode((struct eq_text){c->coded, n}, to);
}

static size_t room_for(const struct eq_csv_cutter *c, size_t n)
{
	return c->decodes ? n * EQ_1252_MOST : n;
}

int eq_csv_byte(struct eq_csv_cutter *c, size_t k)
{
	while (c->at + k >= c->end) {
		if (c->ended || k >= EQ_LIMIT_RECORD_BYTES)
			return -1;
		size_t room = room_for(c, c->step);
		if (c->cap - c->end < room) {
			c->cap = c->end + (c->end > room ? c->end : room);
			c->rest = eq_realloc(c->rest, c->cap);
		}
		c->end += read_text(c, c->rest + c->end, c->step);
	}
	return (unsigned char)c->rest[c->at + k];
}

void eq_csv_start_decoding(struct eq_csv_cutter *c)
{
	struct eq_text read = {c->rest + c->at, c->end - c->at};
	char *decoded = eq_alloc(read.n * EQ_1252_MOST + 1);

	c->end = read.n ? eq_1252_decode(read, decoded) : 0;
	c->at = 0;
	c->cap = read.n * EQ_1252_MOST + 1;
	eq_free(c->rest);
	c->rest = decoded;
	c->coded = eq_alloc(c->step);
	c->decodes = true;
}

/* ---- cutting ---- */

/* Behind the last line end, where there is no quote. A CR at the very end may have its LF still to come. */
static size_t after_last_line(const char *p, size_t n, bool lone_cr)
{
	for (size_t at = n; at > 0; at--)
		if (p[at - 1] == '\n' || (lone_cr && p[at - 1] == '\r' && at < n))
			return at;
	return 0;
}

/* The same from the exact reader. False: what ends the reading is in the text. */
static bool cut_carefully(const struct eq_csv_cutter *c, const char *p, size_t n, size_t *cut)
{
	struct eq_csv_text t;
	struct eq_csv_reading r = {.text = &t};
	enum eq_csv_got got = EQ_CSV_WHOLE;

	eq_csv_text_init(&t, p, n, c->separator);
	while (r.at < n && got == EQ_CSV_WHOLE)
		got = eq_csv_read_record(&r);
	*cut = r.at;
	return got != EQ_CSV_FAULTY;
}

/* Behind the last whole record; 0: there is none yet. False: what ends the reading is in the text. */
static bool find_cut(const struct eq_csv_cutter *c, struct eq_block *block, size_t n,
		     const struct eq_index_seen *seen, size_t *cut)
{
	const char *p = block->text;

	if (seen->zero || n > EQ_LIMIT_RECORD_BYTES || (seen->quote && seen->lone_cr))
		return cut_carefully(c, p, n, cut);
	if (seen->quote) {
		block->marked = c->loops->cut(p, n, c->separator, eq_block_marks_room(block), cut);
		return block->marked || cut_carefully(c, p, n, cut);
	}
	*cut = after_last_line(p, n, seen->lone_cr);
	return true;
}

/* Whether the rows end before the record at `at`. */
static bool begins_as_until(const struct eq_csv_cutter *c, const struct eq_block *block,
			    uint32_t end, uint32_t from, struct eq_buf *room)
{
	eq_buf_clear(room);
	struct eq_text cell = eq_cell_trim(eq_csv_read_cell(block->text, from, end, room, NULL));

	return cell.n >= c->until.n && memcmp(cell.p, c->until.p, c->until.n) == 0;
}

/* What may stand before the text of a cell: blanks, the two bytes of one that does not break, a quote. */
static bool stands_before(char b)
{
	return memchr(" \t\"\xC2\xA0", b, 5) != NULL;
}

/* Whether a line of the block may begin as `until` says. Nearly none does, and that shows at once. */
static bool may_end_rows(const struct eq_csv_cutter *c, const struct eq_block *block)
{
	const char *p = block->text, *quote = memchr(c->until.p, '"', c->until.n);
	size_t n = block->n, same = quote ? (size_t)(quote - c->until.p) : c->until.n;

	if (same == 0 || stands_before(c->until.p[0]))
		return true;
	for (size_t at = 0; (at = c->loops->line_like(p, n, at, c->until.p[0])) < n; at++) {
		size_t k = at;

		while (k < n && stands_before(p[k]))
			k++;
		if (n - k >= same && memcmp(p + k, c->until.p, same) == 0)
			return true;
	}
	return false;
}

/* Ends the block before the first record that begins as `until` says. */
static void end_rows(struct eq_csv_cutter *c, struct eq_block *block)
{
	struct eq_csv_text t = eq_index_text(block, c->separator);
	uint32_t *ends = eq_block_ends_room(block);
	struct eq_csv_reading r = {.text = &t, .ends = ends};
	struct eq_buf room;

	eq_buf_init(&room);
	while (r.at < t.n) {
		size_t from = r.at;

		r.n_ends = 0;
		if (eq_csv_read_record(&r) != EQ_CSV_WHOLE)
			break;
		if (begins_as_until(c, block, ends[0], (uint32_t)from, &room)) {
			block->n = (uint32_t)from;
			c->over = true;
			break;
		}
	}
	eq_buf_release(&room);
}

/* Keeps what stands behind the cut for the next block. */
static void keep_rest(struct eq_csv_cutter *c, const char *p, size_t n)
{
	if (n > c->cap) {
		eq_free(c->rest);
		c->rest = eq_alloc(n);
		c->cap = n;
	}
	if (n)
		memcpy(c->rest, p, n);
	c->at = 0;
	c->end = n;
}

/* Remembers the place of the first character beyond ASCII. */
static void note_beyond(struct eq_csv_cutter *c, const struct eq_block *block)
{
	struct eq_csv_walk w = {0, block->line, 1, false};
	size_t at = 0;

	while (at < block->n && (unsigned char)block->text[at] < 0x80)
		at++;
	if (at == block->n)
		return;
	eq_csv_walk_to(block->text, &w, at);
	c->beyond_line = w.line;
	c->beyond_column = w.column;
}

/* The block of `cut` bytes of the `n` that stand in its text. */
static void make_block(struct eq_csv_cutter *c, struct eq_block *block, size_t n, size_t cut,
		       const struct eq_index_seen *seen)
{
	struct eq_index_seen behind;

	c->loops->look(block->text + cut, n - cut, &behind);
	keep_rest(c, block->text + cut, n - cut);
	block->n = block->real = (uint32_t)cut;
	block->line = c->line;
	block->lines = seen->lines - behind.lines;
	block->has_quotes = seen->quote;
	block->ascii = !seen->beyond;
	block->has_cr = seen->cr;
	block->careful = seen->zero || seen->lone_cr || cut > EQ_LIMIT_RECORD_BYTES;
	c->line += block->lines;
	if (block->ended && cut > 0 && block->text[cut - 1] != '\n') {
		block->lines += block->text[cut - 1] != '\r';
		block->text[block->n++] = '\n';
	}
	if (c->until.n && may_end_rows(c, block))
		end_rows(c, block);
	if (c->is_1252 && !c->beyond_line && seen->beyond)
		note_beyond(c, block);
}

/* Reads behind the `n` bytes of the text: a step, or as much again where that is more. */
static size_t read_behind(struct eq_csv_cutter *c, struct eq_block *block, size_t n)
{
	size_t more = n > c->step ? n : c->step;

	if (more > EQ_LIMIT_RECORD_BYTES)
		more = EQ_LIMIT_RECORD_BYTES;
	/* One byte more: a line end may be added. */
	if (eq_block_text_cap(block) < n + room_for(c, more) + 1)
		eq_block_text_room(block, n + room_for(c, more) + 1, n);
	return n + read_text(c, block->text + n, more);
}

bool eq_csv_cutter_next(struct eq_csv_cutter *c, struct eq_block *block)
{
	size_t n = c->end - c->at, cut = 0;
	struct eq_index_seen seen;

	if (c->over)
		return false;
	eq_block_text_room(block, n + room_for(c, c->step) + 1, 0);
	if (n)
		memcpy(block->text, c->rest + c->at, n);
	if (n < c->step && !c->ended)
		n = read_behind(c, block, n);
	for (;;) {
		block->marked = false;
		c->loops->look(block->text, n, &seen);
		if (c->ended && !eq_input_failed(c->input)) {
			cut = n;
			break;
		}
		if (!find_cut(c, block, n, &seen, &cut)) {
			cut = n;
			c->over = true;
		}
		if (cut > 0 || c->ended)
			break;
		n = read_behind(c, block, n);
	}
	block->ended = c->ended && !eq_input_failed(c->input);
	c->over |= c->ended;
	make_block(c, block, n, cut, &seen);
	return block->n > 0;
}

/* ---- the end ---- */

static bool is_declared_rightly(const struct eq_csv_cutter *c, struct eq_diags *diags)
{
	if (!c->is_1252 || !eq_encoding_is_utf8(&c->seen))
		return true;
	struct eq_diag *g =
		eq_diag_file(diags, EQ_E0616, c->shown, c->beyond_line, c->beyond_column,
			     "this file is UTF-8, but its encoding is declared to be Windows-1252");

	eq_diag_hint(diags, g, "take `encoding \"windows-1252\"` out");
	return false;
}

bool eq_csv_cutter_end(struct eq_csv_cutter *c, struct eq_diags *diags)
{
	struct eq_csv_walk w = {c->at, c->line, 1, false};
	char *scratch = NULL;

	c->over = true;
	if (!c->ended)
		scratch = eq_alloc(c->step);
	while (!c->ended)
		read_some(c, scratch, c->step);
	eq_free(scratch);
	eq_csv_walk_to(c->rest, &w, c->end);
	return eq_input_sound(c->input, w.line, w.column, diags) && is_declared_rightly(c, diags);
}
