/* blocks.c - the files of a source, whose turn it is, and what the workers see of them. See blocks.h.
 *
 * One lock guards all that is read in turn. Once a block is handed out, it is its worker's alone, but for
 * the headers and separators of files, which stand before the first block. */
#include "data/blocks.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "data/csv_cutter.h"
#include "data/index.h"

struct file {
	struct eq_text shown;
	struct eq_csv_record header;
	char separator;
};

struct eq_blocks {
	struct eq_arena arena;
	struct eq_blocks_options options;
	const struct eq_index_loops *loops;
	EQ_VEC(struct file) files;

	pthread_mutex_t turn;
	struct eq_csv_cutter cutter;
	uint64_t number; /* of the next block */
	_Atomic bool stopped;
	_Atomic uint64_t bytes_read;
};

static struct eq_blocks *new_blocks(const struct eq_blocks_options *options)
{
	struct eq_blocks *b = eq_alloc_zero(1, sizeof *b);

	eq_arena_init(&b->arena);
	b->options = *options;
	b->loops = eq_index_loops(options->simd);
	pthread_mutex_init(&b->turn, NULL);
	return b;
}

void eq_blocks_close(struct eq_blocks *b)
{
	if (!b)
		return;
	eq_csv_cutter_release(&b->cutter);
	pthread_mutex_destroy(&b->turn);
	eq_free(b->files.v);
	eq_arena_release(&b->arena);
	eq_free(b);
}

/* ---- headers ---- */

/* The cells of a record with their places, for as long as the arena stays. */
static struct eq_csv_record copy_record(struct eq_blocks *b, const struct eq_csv_cutter *c,
					const uint32_t *ends, uint32_t n)
{
	struct eq_csv_record r = {EQ_NEW_ARRAY(&b->arena, struct eq_csv_field, n), n, c->line};
	struct eq_csv_walk w = {0, c->line, 1, false};
	const char *p = c->rest + c->at;
	struct eq_buf room;

	eq_buf_init(&room);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_csv_field *f = &r.fields[i];

		eq_csv_walk_to(p, &w, i ? ends[i - 1] + 1 : 0);
		f->line = w.line;
		f->column = (uint32_t)w.column;
		eq_buf_clear(&room);
		f->text = eq_csv_read_cell(p, w.offset, ends[i], &room, &f->quoted);
		f->text = eq_arena_copy(&b->arena, f->text);
	}
	eq_buf_release(&room);
	return r;
}

/* Where the header ends with the file, a line end is added to it. */
static void end_last_line(struct eq_csv_cutter *c)
{
	if (c->end == c->cap) {
		c->cap = c->end + 1;
		c->rest = eq_realloc(c->rest, c->cap);
	}
	c->rest[c->end] = '\n';
}

static void report_empty(const struct eq_csv_cutter *c, struct eq_diags *diags)
{
	eq_diag_file(diags, EQ_E0607, c->shown, 0, 0,
		     c->skip ? "nothing stands below the lines that are skipped: expected a line "
			       "that names its columns, then rows"
			     : "the file is empty: expected a line that names its columns, then "
			       "rows");
}

/* What was read, as text that a record can be read of: it has one that is whole, or one that is at fault, or the
 * input has ended. False: there is nothing left. */
static bool get_record(struct eq_csv_cutter *c, struct eq_csv_text *t, struct eq_csv_reading *r,
		       enum eq_csv_got *got)
{
	for (;;) {
		size_t n = c->end - c->at;

		if (c->ended && (n == 0 || eq_input_failed(c->input)))
			return false;
		if (c->ended)
			end_last_line(c);
		eq_csv_text_init(t, c->rest + c->at, n + c->ended, c->separator);
		t->real = n;
		t->ended = c->ended;
		r->ends = eq_realloc(r->ends, EQ_INDEX_ROOM(t->n) * sizeof *r->ends);
		*r = (struct eq_csv_reading){.text = t, .ends = r->ends};
		*got = t->n ? eq_csv_read_record(r) : EQ_CSV_PARTIAL;
		if (*got != EQ_CSV_PARTIAL)
			return true;
		eq_csv_byte(c, n ? 2 * n : 1); /* as much again */
	}
}

/* Goes on to behind the record. */
static void pass_record(struct eq_csv_cutter *c, const struct eq_csv_reading *r)
{
	struct eq_csv_walk w = {0, c->line, 1, false};
	size_t n = c->end - c->at;

	eq_csv_walk_to(r->text->p, &w, r->at);
	c->line = w.line;
	c->at += r->at < n ? r->at : n;
}

/* Takes the first record, which names the columns. False after reporting. */
static bool read_header(struct eq_blocks *b, struct file *file, struct eq_csv_cutter *c,
			struct eq_diags *diags)
{
	struct eq_csv_text t;
	struct eq_csv_reading r = {.text = &t};
	enum eq_csv_got got;
	bool found;

	while ((found = get_record(c, &t, &r, &got)) && got == EQ_CSV_WHOLE && r.cells == 1 &&
	       eq_csv_is_blank_line((struct eq_text){t.p, r.ends[0]}))
		pass_record(c, &r);
	if (!found) {
		if (eq_csv_cutter_end(c, diags))
			report_empty(c, diags);
	} else if (got == EQ_CSV_FAULTY) {
		eq_csv_report_fault(&t, &r.fault, (struct eq_csv_walk){0, c->line, 1, false},
				    c->is_1252, c->shown, diags);
	} else {
		file->separator = c->separator;
		file->header = copy_record(b, c, r.ends, r.cells);
		pass_record(c, &r);
	}
	eq_free(r.ends);
	return found && got == EQ_CSV_WHOLE;
}

static struct eq_blocks *open_input(struct eq_input *input, struct eq_text shown,
				    const struct eq_blocks_options *options, struct eq_diags *diags)
{
	struct eq_blocks *b;
	struct file file = {.shown = shown};

	if (!input)
		return NULL;
	b = new_blocks(options);
	file.shown = eq_arena_copy(&b->arena, shown);
	eq_csv_cutter_init(&b->cutter, input, file.shown, options);
	if (!eq_csv_begin(&b->cutter, diags) || !read_header(b, &file, &b->cutter, diags)) {
		eq_blocks_close(b);
		return NULL;
	}
	EQ_PUSH(&b->files, file);
	b->bytes_read = eq_input_bytes_read(b->cutter.input);
	return b;
}

struct eq_blocks *eq_blocks_open(struct eq_text path, struct eq_text shown,
				 const struct eq_blocks_options *options, struct eq_diags *diags)
{
	struct eq_buf name;
	struct eq_input *input;

	eq_buf_init(&name);
	eq_buf_add_text(&name, path);
	eq_buf_addc(&name, 0);
	input = eq_input_open(name.p, shown, diags);
	eq_buf_release(&name);
	return open_input(input, shown, options, diags);
}

struct eq_blocks *eq_blocks_open_memory(struct eq_text text, struct eq_text shown,
					const struct eq_blocks_options *options,
					struct eq_diags *diags)
{
	return open_input(eq_input_open_memory(text, shown), shown, options, diags);
}

uint32_t eq_blocks_n_files(const struct eq_blocks *b)
{
	return (uint32_t)b->files.n;
}

struct eq_text eq_blocks_file(const struct eq_blocks *b, uint32_t file)
{
	return b->files.v[file].shown;
}

const struct eq_csv_record *eq_blocks_header(const struct eq_blocks *b, uint32_t file)
{
	return &b->files.v[file].header;
}

char eq_blocks_separator(const struct eq_blocks *b, uint32_t file)
{
	return b->files.v[file].separator;
}

bool eq_blocks_many(const struct eq_blocks *b)
{
	return b->files.n > 1 || eq_blocks_bytes(b) == 0 ||
	       eq_blocks_bytes_read(b) < eq_blocks_bytes(b);
}

/* ---- blocks ---- */

bool eq_blocks_next(struct eq_blocks *b, struct eq_block *block)
{
	bool got;

	pthread_mutex_lock(&b->turn);
	got = !b->stopped && eq_csv_cutter_next(&b->cutter, block);
	block->number = b->number;
	block->file = 0;
	b->number += got;
	b->bytes_read = eq_input_bytes_read(b->cutter.input);
	pthread_mutex_unlock(&b->turn);
	return got;
}

bool eq_block_index(struct eq_blocks *b, struct eq_block *block, struct eq_diags *diags)
{
	const struct file *file = &b->files.v[block->file];
	struct eq_index_how how = {b->loops, file->separator, file->header.n};
	struct eq_csv_fault fault;

	eq_index_block(block, &how, &fault);
	if (fault.kind == EQ_CSV_SOUND)
		return true;
	struct eq_csv_text t = eq_index_text(block, file->separator);
	eq_csv_report_fault(&t, &fault, (struct eq_csv_walk){0, block->line, 1, false},
			    b->options.is_1252, file->shown, diags);
	eq_blocks_stop(b);
	return false;
}

void eq_blocks_stop(struct eq_blocks *b)
{
	b->stopped = true;
}

bool eq_blocks_end(struct eq_blocks *b, char fingerprint[EQ_DIGEST_CHARS], struct eq_diags *diags)
{
	bool sound;

	pthread_mutex_lock(&b->turn);
	sound = eq_csv_cutter_end(&b->cutter, diags);
	if (sound)
		eq_input_fingerprint(b->cutter.input, fingerprint);
	pthread_mutex_unlock(&b->turn);
	return sound;
}

uint64_t eq_blocks_bytes_read(const struct eq_blocks *b)
{
	return b->bytes_read;
}

uint64_t eq_blocks_bytes(const struct eq_blocks *b)
{
	return eq_input_bytes(b->cutter.input);
}
