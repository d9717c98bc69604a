/* scanned.h - data and row programs made by hand, instruction by instruction, and scanned: for the
 * tests of the scan, which test it alone. */
#ifndef TESTS_UNIT_SCANNED_H
#define TESTS_UNIT_SCANNED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "data/scan.h"

#define SUNDAY 6

struct setup {
	struct eq_arena arena;
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_model model;
	struct eq_program program;
	struct eq_data data;
	struct eq_buf text; /* of the file */
	char path[32];
	struct eq_scan_options options;
	struct eq_expr values[8], wheres[8]; /* of the measures */
};

static inline void setup_init(struct setup *t)
{
	memset(t, 0, sizeof *t);
	eq_arena_init(&t->arena);
	eq_sources_init(&t->sources);
	eq_symbols_init(&t->symbols);
	eq_diags_init(&t->diags, &t->sources);
	eq_buf_init(&t->text);
	t->model.symbols = &t->symbols;
	t->model.units = eq_units_new();
	t->model.programme.grain = (struct eq_grain){EQ_WEEK, SUNDAY};
	t->program.model = &t->model;
	t->data.covers.from = EQ_DATE_NONE;
	t->data.columns = EQ_NEW_ARRAY(&t->arena, struct eq_data_column, 8);
	t->data.by = EQ_NEW_ARRAY(&t->arena, uint32_t, 8);
	t->data.members = EQ_NEW_ARRAY(&t->arena, struct eq_member, 8);
	t->data.except = EQ_NEW_ARRAY(&t->arena, struct eq_because, 8);
	t->program.data_only = EQ_NEW(&t->arena, uint32_t);
	t->program.data_only[0] = EQ_NO_CHUNK;
	t->program.measure_value = EQ_NEW_ARRAY(&t->arena, uint32_t, 8);
	t->program.measure_where = EQ_NEW_ARRAY(&t->arena, uint32_t, 8);
	assert_true(eq_date_format_read(EQ_TEXT("yyyy-mm-dd"), &t->data.date_format));
	strcpy(t->path, "equate-scan-XXXXXX");
	int fd = mkstemp(t->path);
	assert_true(fd >= 0);
	close(fd);
	t->data.file = eq_text_of(t->path);
}

static inline void setup_release(struct setup *t)
{
	unlink(t->path);
	eq_free(t->model.data.v);
	eq_free(t->model.measures.v);
	eq_free(t->program.chunks.v);
	eq_units_free(t->model.units);
	eq_buf_release(&t->text);
	eq_diags_release(&t->diags);
	eq_symbols_release(&t->symbols);
	eq_sources_release(&t->sources);
	eq_arena_release(&t->arena);
}

/* Columns; the first one is the date. */
static inline uint32_t column(struct setup *t, const char *header, enum eq_column_kind kind)
{
	uint32_t i = t->data.n_columns++;

	t->data.columns[i] =
		(struct eq_data_column){.name = eq_symbol(&t->symbols, eq_text_of(header)),
					.header = eq_text_of(header),
					.kind = (uint8_t)kind};
	return i;
}

static inline uint32_t dimension(struct setup *t, const char *header)
{
	uint32_t i = column(t, header, EQ_COLUMN_TEXT);

	t->data.columns[i].dimension = true;
	t->data.by[t->data.n_by++] = i;
	return i;
}

static inline eq_date day(const char *text)
{
	eq_date d;

	assert_true(eq_date_read(eq_text_of(text), &d));
	return d;
}

static inline void member(struct setup *t, const char *name, const char *from, const char *until)
{
	t->data.members[t->data.n_members++] =
		(struct eq_member){eq_text_of(name), from ? day(from) : EQ_DATE_NONE,
				   until ? day(until) : EQ_DATE_NONE};
}

static inline void except(struct setup *t, const char *from, const char *to)
{
	t->data.except[t->data.n_except++].range = (struct eq_range){day(from), day(to)};
}

static inline uint8_t type_of(const struct setup *t, uint32_t c)
{
	static const uint8_t types[] = {[EQ_COLUMN_TEXT] = EQ_TYPE_TEXT,
					[EQ_COLUMN_NUMBER] = EQ_TYPE_NUMBER,
					[EQ_COLUMN_DATE] = EQ_TYPE_DATE};

	return types[t->data.columns[c].kind];
}

static inline uint32_t add_chunk(struct setup *t, struct eq_chunk c)
{
	EQ_PUSH(&t->program.chunks, c);
	return (uint32_t)t->program.chunks.n - 1;
}

/* The value of a column. */
static inline uint32_t value_of(struct setup *t, uint32_t c)
{
	struct eq_instruction *code = EQ_NEW_ARRAY(&t->arena, struct eq_instruction, 2);
	struct eq_input *in = EQ_NEW(&t->arena, struct eq_input);

	*in = (struct eq_input){.kind = EQ_INPUT_COLUMN, .type = type_of(t, c), .ref = c};
	code[0] = (struct eq_instruction){.op = EQ_CODE_INPUT, .to = 0, .a = 0};
	code[1] = (struct eq_instruction){.op = EQ_CODE_RETURN, .a = 0};
	return add_chunk(t, (struct eq_chunk){.code = code,
					      .n_code = 2,
					      .inputs = in,
					      .n_inputs = 1,
					      .n_registers = 1,
					      .type = in->type});
}

/* Two columns, with an operation between them. */
static inline uint32_t value_of_two(struct setup *t, enum eq_opcode op, uint32_t x, uint32_t y)
{
	struct eq_instruction *code = EQ_NEW_ARRAY(&t->arena, struct eq_instruction, 4);
	struct eq_input *in = EQ_NEW_ARRAY(&t->arena, struct eq_input, 2);

	in[0] = (struct eq_input){.kind = EQ_INPUT_COLUMN, .type = type_of(t, x), .ref = x};
	in[1] = (struct eq_input){.kind = EQ_INPUT_COLUMN, .type = type_of(t, y), .ref = y};
	code[0] = (struct eq_instruction){.op = EQ_CODE_INPUT, .to = 0, .a = 0};
	code[1] = (struct eq_instruction){.op = EQ_CODE_INPUT, .to = 1, .a = 1};
	code[2] = (struct eq_instruction){.op = (uint16_t)op, .to = 2, .a = 0, .b = 1};
	code[3] = (struct eq_instruction){.op = EQ_CODE_RETURN, .a = 2};
	return add_chunk(t, (struct eq_chunk){.code = code,
					      .n_code = 4,
					      .inputs = in,
					      .n_inputs = 2,
					      .n_registers = 3,
					      .type = EQ_TYPE_NUMBER});
}

/* A text column equal to a text. */
static inline uint32_t is(struct setup *t, uint32_t c, const char *text)
{
	struct eq_instruction *code = EQ_NEW_ARRAY(&t->arena, struct eq_instruction, 4);
	struct eq_input *in = EQ_NEW(&t->arena, struct eq_input);
	struct eq_constant *k = EQ_NEW(&t->arena, struct eq_constant);

	*in = (struct eq_input){.kind = EQ_INPUT_COLUMN, .type = EQ_TYPE_TEXT, .ref = c};
	*k = (struct eq_constant){.type = EQ_TYPE_TEXT};
	k->text = eq_symbol(&t->symbols, eq_text_of(text));
	code[0] = (struct eq_instruction){.op = EQ_CODE_INPUT, .to = 0, .a = 0};
	code[1] = (struct eq_instruction){.op = EQ_CODE_CONST, .to = 1, .a = 0};
	code[2] = (struct eq_instruction){.op = EQ_CODE_EQ, .to = 2, .a = 0, .b = 1};
	code[3] = (struct eq_instruction){.op = EQ_CODE_RETURN, .a = 2};
	return add_chunk(t, (struct eq_chunk){.code = code,
					      .n_code = 4,
					      .constants = k,
					      .n_constants = 1,
					      .inputs = in,
					      .n_inputs = 1,
					      .n_registers = 3,
					      .type = EQ_TYPE_BOOL});
}

static inline void measure(struct setup *t, enum eq_aggregate aggregate, uint32_t value,
			   uint32_t where)
{
	size_t i = t->model.measures.n;

	/* What the chunk stands for; of different chunks, different expressions. */
	t->values[i] = (struct eq_expr){.op = EQ_EXPR_COLUMN, .column = value};
	t->wheres[i] = (struct eq_expr){.op = EQ_EXPR_COLUMN, .column = where};
	EQ_PUSH(&t->model.measures,
		((struct eq_measure){.aggregate = (uint8_t)aggregate,
				     .value = value == EQ_NO_CHUNK ? NULL : &t->values[i],
				     .where = where == EQ_NO_CHUNK ? NULL : &t->wheres[i]}));
	t->program.measure_value[i] = value;
	t->program.measure_where[i] = where;
}

/* The same of spells: rows of the day on which they are counted. */
static inline void measure_during(struct setup *t, enum eq_aggregate aggregate,
				  enum eq_during during, uint32_t value)
{
	measure(t, aggregate, value, EQ_NO_CHUNK);
	t->model.measures.v[t->model.measures.n - 1].during = (uint8_t)during;
}

static inline struct eq_cube *scan(struct setup *t, const char *text)
{
	FILE *f = fopen(t->path, "wb");

	assert_non_null(f);
	if (text)
		assert_true(fputs(text, f) >= 0);
	else
		assert_int_equal(fwrite(t->text.p, 1, t->text.n, f), t->text.n);
	assert_int_equal(fclose(f), 0);
	t->model.data.n = 0;
	EQ_PUSH(&t->model.data, t->data);
	return eq_scan(&t->program, &t->options, &t->diags);
}

#endif
