/* records.c - prints a CSV file as JSON: an array of records, each an object by the names in the first.
 *
 *     records records|plain|avx2|avx512 BYTES FILE
 *
 * Read as records one after another, or as the blocks that a scan reads, with these vector instructions. BYTES are read
 * at a time; 0: the standard. Exit status 3: this processor has no such instructions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/blocks.h"
#include "report/json.h"

#define NOT_HERE 3

struct output {
	struct eq_buf text;
	struct eq_json json;
	const struct eq_csv_record *header;
};

static void begin(struct output *o)
{
	eq_buf_init(&o->text);
	eq_json_init(&o->json, &o->text);
	eq_json_open(&o->json, '[', false);
}

static int end(struct output *o, struct eq_diags *diags)
{
	bool sound = diags->errors == 0;

	eq_json_close(&o->json, ']');
	if (!sound) {
		eq_buf_clear(&o->text);
		eq_diags_print(diags, &o->text, false);
	}
	fprintf(sound ? stdout : stderr, "%.*s\n", EQ_ARG(eq_buf_view(&o->text)));
	eq_buf_release(&o->text);
	eq_diags_release(diags);
	return sound ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void cell(struct output *o, uint32_t column, struct eq_text text)
{
	eq_json_key_text(&o->json, o->header->fields[column].text);
	eq_json_text(&o->json, text);
}

/* The fields of a record hold until the next one, and the header's are wanted to the end. */
static struct eq_csv_record kept(const struct eq_csv_record *r, struct eq_arena *arena)
{
	struct eq_csv_record copy = *r;

	copy.fields = EQ_NEW_ARRAY(arena, struct eq_csv_field, r->n);
	for (uint32_t i = 0; i < r->n; i++) {
		copy.fields[i] = r->fields[i];
		copy.fields[i].text = eq_arena_copy(arena, r->fields[i].text);
	}
	return copy;
}

static void print_records(struct output *o, const char *path, size_t bytes, struct eq_diags *diags)
{
	struct eq_csv_record header, r;
	struct eq_arena arena;
	struct eq_csv *c = eq_csv_open(path, eq_text_of(path), 0, diags);

	if (!c)
		return;
	if (bytes)
		eq_csv_set_buffer(c, bytes);
	eq_arena_init(&arena);
	if (eq_csv_next(c, &r) == 1) {
		header = kept(&r, &arena);
		o->header = &header;
	}
	while (o->header && eq_csv_next(c, &r) == 1) {
		eq_json_open(&o->json, '{', false);
		for (uint32_t i = 0; i < r.n && i < header.n; i++)
			cell(o, i, r.fields[i].text);
		eq_json_close(&o->json, '}');
	}
	eq_csv_close(c);
	eq_arena_release(&arena);
}

static void print_block(struct output *o, const struct eq_block *block)
{
	struct eq_buf room;

	eq_buf_init(&room);
	for (uint32_t r = 0; r < block->rows; r++) {
		eq_json_open(&o->json, '{', false);
		for (uint32_t i = 0; i < block->width; i++)
			cell(o, i, eq_block_cell(block, r, i, &room));
		eq_json_close(&o->json, '}');
	}
	eq_buf_release(&room);
}

static void print_blocks(struct output *o, const char *path, size_t bytes, enum eq_simd simd,
			 struct eq_diags *diags)
{
	struct eq_blocks_options options = {.block_bytes = bytes, .simd = simd};
	char fingerprint[EQ_DIGEST_CHARS];
	struct eq_block block;
	struct eq_blocks *b = eq_blocks_open(eq_text_of(path), eq_text_of(path), &options, diags);

	if (!b)
		return;
	eq_block_init(&block);
	while (eq_blocks_next(b, &block)) {
		o->header = eq_blocks_header(b, block.file);
		if (!eq_block_index(b, &block, diags))
			eq_blocks_stop(b);
		print_block(o, &block);
	}
	(void)eq_blocks_end(b, fingerprint, diags);
	eq_block_release(&block);
	eq_blocks_close(b);
}

int main(int argc, char **argv)
{
	struct output o = {.header = NULL};
	struct eq_diags diags;
	enum eq_simd simd = EQ_SIMD_PLAIN;

	if (argc != 4)
		return EXIT_FAILURE;
	size_t bytes = (size_t)strtoul(argv[2], NULL, 10);
	eq_diags_init(&diags, NULL);
	begin(&o);
	if (strcmp(argv[1], "records") == 0) {
		print_records(&o, argv[3], bytes, &diags);
		return end(&o, &diags);
	}
	while (strcmp(argv[1], eq_simd_name(simd)) != 0)
		if (++simd > EQ_SIMD_AVX512)
			return EXIT_FAILURE;
	if (!eq_simd_has(simd))
		return NOT_HERE;
	print_blocks(&o, argv[3], bytes, simd, &diags);
	return end(&o, &diags);
}
