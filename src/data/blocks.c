/* blocks.c - the files of a source, whose turn it is, and what the workers see of them. See blocks.h.
 *
 * One lock guards all that is read in turn. Once a block is handed out it is its worker's alone. What is
 * known of the files (names, headers, separators) stands before the first block, and stays. */
#include "data/blocks.h"

#include <pthread.h>
#include <stdatomic.h>

#include "data/csv_header.h"
#include "data/index.h"
#include "data/input_files.h"

#define HEADER_BYTES 16384 /* read at a time of a file that is opened for its header alone */

struct file {
	struct eq_input_file named;
	struct eq_input_identity identity;
	struct eq_csv_record header;
	char separator;
};

struct eq_blocks {
	struct eq_arena arena;
	struct eq_blocks_options options;
	const struct eq_index_loops *loops;
	EQ_VEC(struct file) files;
	uint64_t bytes; /* of all files; 0: not known */

	pthread_mutex_t turn;
	struct eq_csv_cutter cutter; /* of the file at hand */
	uint32_t file;
	uint64_t bytes_before;    /* of the files before it */
	struct eq_digest *digest; /* of the fingerprints of several files */
	char fingerprint[EQ_DIGEST_CHARS];
	uint64_t number; /* of the next block */
	bool over;
	struct eq_diags said; /* in turn; handed on at the end */

	_Atomic bool stopped;
	_Atomic uint64_t bytes_read;
};

/* ---- the files ---- */

/* Opens the file at hand, and goes on to behind its header, which is kept in `arena` if that is not NULL. False after
 * reporting. */
static bool open_file(struct eq_blocks *b, struct eq_input *input, struct eq_arena *arena,
		      const struct eq_blocks_options *options, struct eq_diags *diags)
{
	struct file *file = &b->files.v[b->file];
	struct eq_csv_record *header = &file->header;

	if (!input)
		return false;
	eq_csv_cutter_init(&b->cutter, input, file->named.shown, options);
	if (!arena && !eq_input_is_still(input, &file->identity, diags))
		return false;
	if (!eq_csv_begin(&b->cutter, diags) ||
	    !eq_csv_read_header(&b->cutter, arena, header, diags))
		return false;
	file->identity = eq_input_identity(input);
	file->separator = b->cutter.separator;
	return true;
}

/* The same of a file that is named. */
static bool open_named(struct eq_blocks *b, struct eq_arena *arena,
		       const struct eq_blocks_options *options, struct eq_diags *diags)
{
	const struct eq_input_file *named = &b->files.v[b->file].named;

	return open_file(b, eq_input_open(named->path.p, named->shown, diags), arena, options,
			 diags);
}

/* Reads the headers of all files, from the last to the first, which stays open. */
static bool open_all(struct eq_blocks *b, struct eq_diags *diags)
{
	struct eq_blocks_options brief = b->options;
	bool known = true, sound = true;

	if (!brief.block_bytes || brief.block_bytes > HEADER_BYTES)
		brief.block_bytes = HEADER_BYTES;
	for (uint32_t i = (uint32_t)b->files.n; i-- > 0;) {
		b->file = i;
		sound &= open_named(b, &b->arena, i ? &brief : &b->options, diags);
		if (!b->cutter.input)
			continue;
		b->bytes += eq_input_bytes(b->cutter.input);
		known &= eq_input_bytes(b->cutter.input) > 0;
		if (i)
			eq_csv_cutter_release(&b->cutter);
	}
	if (!known)
		b->bytes = 0;
	return sound;
}

static struct eq_blocks *new_blocks(const struct eq_blocks_options *options)
{
	struct eq_blocks *b = eq_alloc_zero(1, sizeof *b);

	eq_arena_init(&b->arena);
	eq_diags_init(&b->said, NULL);
	b->options = *options;
	b->loops = eq_index_loops(options->simd);
	b->digest = eq_digest_new();
	pthread_mutex_init(&b->turn, NULL);
	return b;
}

void eq_blocks_close(struct eq_blocks *b)
{
	if (!b)
		return;
	eq_csv_cutter_release(&b->cutter);
	pthread_mutex_destroy(&b->turn);
	eq_digest_free(b->digest);
	eq_diags_release(&b->said);
	eq_free(b->files.v);
	eq_arena_release(&b->arena);
	eq_free(b);
}

static struct eq_blocks *opened(struct eq_blocks *b, bool sound)
{
	if (sound) {
		b->bytes_read = eq_input_bytes_read(b->cutter.input);
		return b;
	}
	eq_blocks_close(b);
	return NULL;
}

struct eq_blocks *eq_blocks_open(struct eq_text path, struct eq_text shown,
				 const struct eq_blocks_options *options, struct eq_diags *diags)
{
	struct eq_blocks *b = new_blocks(options);
	struct eq_input_files files = {.all = {0}};
	bool sound = eq_input_files_find(&files, path, shown, &b->arena, diags);

	for (size_t i = 0; i < files.all.n; i++)
		EQ_PUSH(&b->files, (struct file){.named = files.all.v[i]});
	eq_free(files.all.v);
	return opened(b, sound && open_all(b, diags));
}

struct eq_blocks *eq_blocks_open_memory(struct eq_text text, struct eq_text shown,
					const struct eq_blocks_options *options,
					struct eq_diags *diags)
{
	struct eq_blocks *b = new_blocks(options);

	EQ_PUSH(&b->files, (struct file){.named.shown = eq_arena_copy(&b->arena, shown)});
	b->bytes = text.n;
	return opened(b, open_file(b, eq_input_open_memory(text, b->files.v[0].named.shown),
				   &b->arena, &b->options, diags));
}

uint32_t eq_blocks_n_files(const struct eq_blocks *b)
{
	return (uint32_t)b->files.n;
}

struct eq_text eq_blocks_file(const struct eq_blocks *b, uint32_t file)
{
	return b->files.v[file].named.shown;
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
	return b->files.n > 1 || b->bytes == 0 || b->bytes_read < b->bytes;
}

/* ---- in turn ---- */

/* Reads the file at hand to its end, of which nothing more is wanted, and goes on to the next. False when there is none,
 * or something is wrong, which was said then. */
static bool next_file(struct eq_blocks *b)
{
	struct eq_input *input = b->cutter.input;

	b->over = true;
	if (!eq_csv_cutter_end(&b->cutter, &b->said))
		return false;
	eq_input_fingerprint(input, b->fingerprint);
	eq_digest_add(b->digest, b->fingerprint, EQ_DIGEST_CHARS);
	b->bytes_before += eq_input_bytes_read(input);
	if (b->file + 1 == b->files.n)
		return false;
	eq_csv_cutter_release(&b->cutter);
	b->file++;
	b->over = !open_named(b, NULL, &b->options, &b->said);
	return !b->over;
}

static bool next_block(struct eq_blocks *b, struct eq_block *block)
{
	bool got = false;

	while (!b->over && !b->stopped && !got)
		got = eq_csv_cutter_next(&b->cutter, block) || (next_file(b), false);
	block->number = b->number;
	block->file = b->file;
	b->number += got;
	if (!b->over)
		b->bytes_read = b->bytes_before + eq_input_bytes_read(b->cutter.input);
	return got;
}

bool eq_blocks_next(struct eq_blocks *b, struct eq_block *block)
{
	pthread_mutex_lock(&b->turn);
	bool got = next_block(b, block);
	pthread_mutex_unlock(&b->turn);
	return got;
}

/* What was said in turn, to whoever asks at the end. */
static void hand_on(const struct eq_diags *said, struct eq_diags *diags)
{
	for (size_t i = 0; i < said->all.n; i++) {
		const struct eq_diag *from = said->all.v[i];
		struct eq_diag *g = eq_diag_file(diags, from->code, from->file, from->line,
						 from->column, "%.*s", EQ_ARG(from->message));

		if (from->hint.n)
			eq_diag_hint(diags, g, "%.*s", EQ_ARG(from->hint));
	}
}

bool eq_blocks_end(struct eq_blocks *b, char fingerprint[EQ_DIGEST_CHARS], struct eq_diags *diags)
{
	pthread_mutex_lock(&b->turn);
	while (!b->over)
		next_file(b);
	b->bytes_read = b->bytes_before;
	hand_on(&b->said, diags);
	bool sound = b->said.errors == 0;
	if (sound && b->files.n > 1)
		eq_digest_end(b->digest, b->fingerprint);
	for (size_t i = 0; sound && i < EQ_DIGEST_CHARS; i++)
		fingerprint[i] = b->fingerprint[i];
	pthread_mutex_unlock(&b->turn);
	return sound;
}

void eq_blocks_stop(struct eq_blocks *b)
{
	b->stopped = true;
}

uint64_t eq_blocks_bytes_read(const struct eq_blocks *b)
{
	return b->bytes_read;
}

uint64_t eq_blocks_bytes(const struct eq_blocks *b)
{
	return b->bytes;
}

/* ---- beside each other ---- */

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
			    b->options.is_1252, file->named.shown, diags);
	eq_blocks_stop(b);
	return false;
}
