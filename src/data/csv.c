/* csv.c - CSV a record at a time: the texts that the cutter cuts, with their index, one record after
 * another. See csv.h. */
#include "data/csv.h"

#include <string.h>

#include "data/csv_cutter.h"
#include "data/index.h"

struct eq_csv {
	struct eq_text shown;
	struct eq_diags *diags;
	struct eq_input *input; /* until it is the cutter's */
	struct eq_blocks_options options;
	struct eq_csv_cutter cutter;
	bool started, failed, ended;

	struct eq_block block;
	size_t next; /* of its records; they are all odd ones */
	struct eq_csv_fault fault;
	struct eq_csv_walk walk; /* in its text, to the last cell that was handed out */
	EQ_VEC(struct eq_csv_field) fields;
	struct eq_buf room; /* for cells with doubled quotes */
};

static struct eq_csv *new_reader(struct eq_input *input, struct eq_text shown, char separator,
				 struct eq_diags *diags)
{
	if (!input)
		return NULL;
	struct eq_csv *c = eq_alloc_zero(1, sizeof *c);

	c->shown = shown;
	c->diags = diags;
	c->input = input;
	c->options.separator = separator;
	eq_block_init(&c->block);
	eq_buf_init(&c->room);
	return c;
}

struct eq_csv *eq_csv_open(const char *path, struct eq_text shown, char separator,
			   struct eq_diags *diags)
{
	return new_reader(eq_input_open(path, shown, diags), shown, separator, diags);
}

struct eq_csv *eq_csv_open_memory(struct eq_text text, struct eq_text shown, char separator,
				  struct eq_diags *diags)
{
	return new_reader(eq_input_open_memory(text, shown), shown, separator, diags);
}

void eq_csv_close(struct eq_csv *c)
{
	if (!c)
		return;
	if (c->started)
		eq_csv_cutter_release(&c->cutter);
	else
		eq_input_close(c->input);
	eq_block_release(&c->block);
	eq_free(c->fields.v);
	eq_buf_release(&c->room);
	eq_free(c);
}

void eq_csv_set_buffer(struct eq_csv *c, size_t bytes)
{
	c->options.block_bytes = bytes ? bytes : 1;
}

void eq_csv_declare_1252(struct eq_csv *c)
{
	c->options.is_1252 = true;
}

void eq_csv_skip_lines(struct eq_csv *c, uint32_t lines)
{
	c->options.skip = lines;
}

char eq_csv_separator(const struct eq_csv *c)
{
	return c->started ? c->cutter.separator : c->options.separator;
}

static void start(struct eq_csv *c)
{
	c->started = true;
	eq_csv_cutter_init(&c->cutter, c->input, c->shown, &c->options);
	c->failed = !eq_csv_begin(&c->cutter, c->diags);
}

/* The next text. False at the end, or after reporting what ended the reading. */
static bool next_text(struct eq_csv *c)
{
	struct eq_index_how how = {c->cutter.loops, c->cutter.separator, 0};

	if (c->fault.kind != EQ_CSV_SOUND) {
		struct eq_csv_text t = eq_index_text(&c->block, c->cutter.separator);

		eq_csv_report_fault(&t, &c->fault, c->walk, c->options.is_1252, c->shown, c->diags);
		c->failed = true;
		return false;
	}
	if (!eq_csv_cutter_next(&c->cutter, &c->block)) {
		c->ended = true;
		c->failed = !eq_csv_cutter_end(&c->cutter, c->diags);
		return false;
	}
	eq_index_block(&c->block, &how, &c->fault);
	c->next = 0;
	c->walk = (struct eq_csv_walk){0, c->block.line, 1, false};
	return true;
}

/* Where a cell begins. Where each record is a line, of ASCII, no byte of it needs a look. */
static void place_field(struct eq_csv *c, const struct eq_odd_record *odd, uint32_t begin,
			struct eq_csv_field *f)
{
	const struct eq_block *b = &c->block;

	if (b->ascii && b->lines == b->odd.n) {
		f->line = b->line + (uint64_t)(odd - b->odd.v);
		f->column = begin - odd->from + 1;
		return;
	}
	eq_csv_walk_to(b->text, &c->walk, begin);
	f->line = c->walk.line;
	f->column = (uint32_t)c->walk.column;
}

/* The cells of a record with their places. */
static struct eq_csv_record make_record(struct eq_csv *c, const struct eq_odd_record *odd)
{
	const struct eq_block *b = &c->block;
	const uint32_t *end = b->ends + odd->first;
	uint32_t begin = odd->from;

	c->fields.n = 0;
	eq_buf_clear(&c->room);
	if (b->has_quotes) { /* views of the room stay where they are, so it is large enough at once */
		eq_buf_fill(&c->room, ' ', end[odd->cells - 1] - odd->from + 1);
		eq_buf_clear(&c->room);
	}
	for (uint32_t i = 0; i < odd->cells; i++) {
		struct eq_csv_field f;

		place_field(c, odd, begin, &f);
		f.text = eq_csv_read_cell(b->text, begin, end[i], &c->room, &f.quoted);
		EQ_PUSH(&c->fields, f);
		begin = end[i] + 1;
	}
	return (struct eq_csv_record){c->fields.v, odd->cells, c->fields.v[0].line};
}

int eq_csv_next(struct eq_csv *c, struct eq_csv_record *record)
{
	if (!c->started)
		start(c);
	while (!c->failed && !c->ended && c->next == c->block.odd.n)
		next_text(c);
	if (c->failed || c->ended)
		return c->failed ? -1 : 0;
	*record = make_record(c, &c->block.odd.v[c->next++]);
	return 1;
}

bool eq_csv_fingerprint(struct eq_csv *c, char out[EQ_DIGEST_CHARS])
{
	if (!c->started)
		start(c);
	if (!c->ended && !c->failed) {
		c->ended = true;
		c->failed = !eq_csv_cutter_end(&c->cutter, c->diags);
	}
	if (c->failed)
		return false;
	eq_input_fingerprint(c->cutter.input, out);
	return true;
}
