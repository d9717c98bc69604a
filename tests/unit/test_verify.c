/* test_verify.c - the verifier against damaged programs.
 *
 * A good program is damaged a field at a time. Each damage in the table must be refused for its
 * reason; every other damage, tried systematically, is either refused or harmless: what passes is
 * run, and under the sanitizers a fault in the VM fails the test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "compiled.h"
#include "vm/vm.h"

enum { LANES = 3 };

/* A column of the type that an input promises. */
static struct eq_column some_column(struct eq_arena *a, enum eq_type type)
{
	static const enum eq_column_rep reps[] = {EQ_REP_INT, EQ_REP_BOOL, EQ_REP_CODE, EQ_REP_DAY};
	struct eq_column c = eq_column_make(a, reps[type], LANES);

	for (int i = 0; i < LANES; i++) {
		switch (type) {
		case EQ_TYPE_NUMBER:
			c.i[i] = i * 7 - 3;
			break;
		case EQ_TYPE_BOOL:
			c.b[i] = (uint8_t)(i & 1);
			break;
		case EQ_TYPE_TEXT:
			c.code[i] = (uint32_t)i;
			break;
		case EQ_TYPE_DATE:
			c.day[i] = 19700 + i;
			break;
		}
	}
	return c;
}

/* Runs a chunk that has passed. The kernels read what the types promise; the sanitizers watch. */
static void run(const struct eq_chunk *chunk)
{
	struct eq_arena a;
	struct eq_vm vm;

	eq_arena_init(&a);
	eq_vm_init(&vm);
	struct eq_column *inputs = EQ_NEW_ARRAY(&a, struct eq_column, chunk->n_inputs + 1);
	uint32_t *codes = EQ_NEW_ARRAY(&a, uint32_t, chunk->n_constants + 1);
	for (uint32_t i = 0; i < chunk->n_inputs; i++)
		inputs[i] = some_column(&a, (enum eq_type)chunk->inputs[i].type);
	struct eq_column r = eq_vm_run(&vm, chunk, inputs, codes, LANES, &a);
	static const enum eq_type types[] = {[EQ_REP_INT] = EQ_TYPE_NUMBER,
					     [EQ_REP_DEC] = EQ_TYPE_NUMBER,
					     [EQ_REP_BOOL] = EQ_TYPE_BOOL,
					     [EQ_REP_DAY] = EQ_TYPE_DATE,
					     [EQ_REP_CODE] = EQ_TYPE_TEXT};
	assert_int_equal(types[r.rep], chunk->type);
	assert_int_equal(r.n, LANES);
	eq_vm_release(&vm);
	eq_arena_release(&a);
}

static bool sound(const struct eq_program *p, struct eq_buf *why)
{
	eq_buf_clear(why);
	return eq_verify(p, why);
}

/* --- damages that must be refused ------------------------------------------------------------ */

enum part { CHUNK, CODE, CONSTANT, INPUT };

#define FIELD(part_, of, field) part_, offsetof(struct of, field), sizeof(((struct of *)0)->field)

/* The first chunk that has this instruction, or this kind of input, or this type of constant. */
enum where { ANY, OPCODE, KIND, TYPE };

static const struct damage {
	enum where where;
	uint32_t which;
	enum part part;
	size_t offset, size;
	uint64_t value;
	const char *why;
} damages[] = {
	{ANY, 0, FIELD(CHUNK, eq_chunk, part), 99, "a chunk of no kind"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, type), 9, "a chunk of no kind"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, owner), 100000, "of nothing in the programme"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, scenario), 100000, "a chunk in no scenario"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_code), 0, "without instructions"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_code), 1, "without `return`"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, code), 0, "without instructions"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, inputs), 0, "operands that are not there"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, constants), 0, "operands that are not there"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_registers), 0, "no such register"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_registers), 65536, "more registers than there are"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_inputs), 65536, "more operands"},
	{ANY, 0, FIELD(CHUNK, eq_chunk, n_constants), 65536, "more operands"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, op), EQ_OPCODE_COUNT,
	 "no such instruction"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, op), 65535, "no such instruction"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, op), EQ_CODE_RETURN, "before the end"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, op), EQ_CODE_AND, "of another type"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, op), EQ_CODE_DAYS, "of another type"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, to), 60000, "no such register"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, a), 60000, "no such register"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, b), 60000, "no such register"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, c), 1, "where none belongs"},
	{OPCODE, EQ_CODE_ADD, FIELD(CODE, eq_instruction, pad), 1, "more in it"},
	{OPCODE, EQ_CODE_CONST, FIELD(CODE, eq_instruction, a), 60000, "no such constant"},
	{OPCODE, EQ_CODE_CONST, FIELD(CODE, eq_instruction, b), 1, "where none belongs"},
	{OPCODE, EQ_CODE_INPUT, FIELD(CODE, eq_instruction, a), 60000, "no such input"},
	{OPCODE, EQ_CODE_POW, FIELD(CODE, eq_instruction, b), 60000, "no such constant"},
	{OPCODE, EQ_CODE_POW, FIELD(CODE, eq_instruction, b), 1,
	 "a power that is not whole"}, /* 1.5 */
	{OPCODE, EQ_CODE_SCALE, FIELD(CODE, eq_instruction, c), 60000, "no such constant"},
	{OPCODE, EQ_CODE_RAISE, FIELD(CODE, eq_instruction, b), 60000, "no such register"},
	{OPCODE, EQ_CODE_RAISE, FIELD(CODE, eq_instruction, c), 1, "where none belongs"},
	{OPCODE, EQ_CODE_ELAPSED, FIELD(CODE, eq_instruction, b), 60000, "no such constant"},
	{OPCODE, EQ_CODE_ELAPSED, FIELD(CODE, eq_instruction, b), 0, "begins on no day"},
	{OPCODE, EQ_CODE_ELAPSED, FIELD(CODE, eq_instruction, c), 60000, "no such constant"},
	{OPCODE, EQ_CODE_ELAPSED, FIELD(CODE, eq_instruction, c), 1, "in no unit"}, /* a share */
	{OPCODE, EQ_CODE_LT, FIELD(CODE, eq_instruction, b), 0,
	 "of different types"}, /* a day and a number */
	{OPCODE, EQ_CODE_RETURN, FIELD(CODE, eq_instruction, a), 60000, "no such register"},
	{OPCODE, EQ_CODE_RETURN, FIELD(CODE, eq_instruction, to), 1, "where none belongs"},
	{OPCODE, EQ_CODE_CHOOSE, FIELD(CODE, eq_instruction, a), 0, "of another type"},
	{TYPE, EQ_TYPE_DATE, FIELD(CONSTANT, eq_constant, date), 3000000, "not a date"},
	{TYPE, EQ_TYPE_DATE, FIELD(CONSTANT, eq_constant, type), 7, "a constant of no type"},
	{TYPE, EQ_TYPE_DATE, FIELD(CONSTANT, eq_constant, type), EQ_TYPE_BOOL,
	 "a truth as a constant"},
	{TYPE, EQ_TYPE_DATE, FIELD(CONSTANT, eq_constant, type), EQ_TYPE_TEXT,
	 "a text outside a row program"},
	{TYPE, EQ_TYPE_TEXT, FIELD(CONSTANT, eq_constant, text), 100000, "not a text"},
	{TYPE, EQ_TYPE_NUMBER, FIELD(CONSTANT, eq_constant, missing), 2,
	 "neither there nor missing"},
	{TYPE, EQ_TYPE_NUMBER, FIELD(CONSTANT, eq_constant, number.w[1]), 0x7800000000000000,
	 "finite"},
	{TYPE, EQ_TYPE_NUMBER, FIELD(CONSTANT, eq_constant, number.w[1]), 0x7c00000000000000,
	 "finite"},
	{TYPE, EQ_TYPE_NUMBER, FIELD(CONSTANT, eq_constant, number.w[1]), 0x3041ffffffffffff,
	 "finite"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, kind), 200, "an input of no kind"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, ref), 100000, "names no definition"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, ref), 0, "that has no value"}, /* the data */
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, scenario), 77, "in no scenario"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, type), EQ_TYPE_DATE, "of another type"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, type), 200, "of another type"},
	{KIND, EQ_INPUT_DEF, FIELD(INPUT, eq_input, kind), EQ_INPUT_COLUMN,
	 "outside a row program"},
	{KIND, EQ_INPUT_TOTAL, FIELD(INPUT, eq_input, ref), 100000, "names no measure"},
	{KIND, EQ_INPUT_TOTAL, FIELD(INPUT, eq_input, type), EQ_TYPE_BOOL, "not a number"},
	{KIND, EQ_INPUT_COUNTED, FIELD(INPUT, eq_input, ref), UINT32_MAX, "names no measure"},
	{KIND, EQ_INPUT_LAST_DAY, FIELD(INPUT, eq_input, type), EQ_TYPE_NUMBER, "not a date"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, chunk), 100000, "not before it"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, chunk), 2, "not before it"}, /* itself */
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, type), EQ_TYPE_BOOL, "of another type"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, window.kind), 9, "a window of no kind"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, window.range.from), INT32_MAX, "no days"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, window.range.to), 0, "no days"},
	{KIND, EQ_INPUT_AVERAGE, FIELD(INPUT, eq_input, window.length.count), 0,
	 "without a length"},
	{KIND, EQ_INPUT_AVERAGE, FIELD(INPUT, eq_input, window.length.unit), 4, "without a length"},
	{KIND, EQ_INPUT_PREVIOUS, FIELD(INPUT, eq_input, window.length.count), (uint32_t)-5,
	 "without a length"},
	{KIND, EQ_INPUT_PREVIOUS, FIELD(INPUT, eq_input, chunk), 99, "not before it"},
	{KIND, EQ_INPUT_CUMULATIVE, FIELD(INPUT, eq_input, chunk), 99, "not before it"},
	{KIND, EQ_INPUT_CHANGE, FIELD(INPUT, eq_input, chunk), 99, "not before it"},
	{KIND, EQ_INPUT_AT, FIELD(INPUT, eq_input, date), INT32_MAX, "on no day"},
	{KIND, EQ_INPUT_RUN_RATE, FIELD(INPUT, eq_input, ref), 1000, "names no benefit"},
	{KIND, EQ_INPUT_RUN_RATE, FIELD(INPUT, eq_input, type), EQ_TYPE_TEXT, "not a number"},
	{KIND, EQ_INPUT_WORTH, FIELD(INPUT, eq_input, ref), EQ_ALL_BENEFITS, "names no benefit"},
	{KIND, EQ_INPUT_CASH, FIELD(INPUT, eq_input, window.range.from), INT32_MAX, "no days"},
	{KIND, EQ_INPUT_VALUE_ADD, FIELD(INPUT, eq_input, window.range.to), INT32_MAX, "on no day"},
	{KIND, EQ_INPUT_WITHOUT, FIELD(INPUT, eq_input, chunk), 100000, "not before it"},
	{KIND, EQ_INPUT_WITHOUT, FIELD(INPUT, eq_input, type), EQ_TYPE_BOOL, "of another type"},
	{KIND, EQ_INPUT_WITHOUT, FIELD(INPUT, eq_input, n_except), 0, "no days are taken out"},
	{KIND, EQ_INPUT_WITHOUT, FIELD(INPUT, eq_input, except), 0, "no days are taken out"},
	{KIND, EQ_INPUT_OVER, FIELD(INPUT, eq_input, n_except), 1, "taken out elsewhere"},
	{KIND, EQ_INPUT_ANNUALISED, FIELD(INPUT, eq_input, ref), 1000, "names no benefit"},
	{KIND, EQ_INPUT_ANNUALISED, FIELD(INPUT, eq_input, window.range.from), INT32_MAX,
	 "no days"},
	{KIND, EQ_INPUT_COUNTED, FIELD(INPUT, eq_input, kind), EQ_INPUT_ANNUALISED,
	 "outside a figure"},
	{KIND, EQ_INPUT_COLUMN, FIELD(INPUT, eq_input, kind), EQ_INPUT_WITHOUT,
	 "more than its row"},
	{KIND, EQ_INPUT_COUNTED, FIELD(INPUT, eq_input, kind), EQ_INPUT_RUN_RATE,
	 "outside a figure"},
	{KIND, EQ_INPUT_COUNTED, FIELD(INPUT, eq_input, kind), EQ_INPUT_WORTH, "outside a figure"},
	{KIND, EQ_INPUT_AVERAGE, FIELD(INPUT, eq_input, chunk), 0, "to another definition"},
	{KIND, EQ_INPUT_COLUMN, FIELD(INPUT, eq_input, ref), 1000, "does not have"},
	{KIND, EQ_INPUT_COLUMN, FIELD(INPUT, eq_input, type), EQ_TYPE_BOOL, "of another type"},
	{KIND, EQ_INPUT_COLUMN, FIELD(INPUT, eq_input, kind), EQ_INPUT_TOTAL, "more than its row"},
};

static void put(void *object, const struct damage *d, uint64_t value)
{
	memcpy((char *)object + d->offset, &value,
	       d->size); /* lowest bytes first, as on every machine we build for */
}

/* The object that a damage is done to: the first of its kind in the program. */
static void *victim(struct eq_program *p, const struct damage *d)
{
	for (size_t k = 0; k < p->chunks.n; k++) {
		struct eq_chunk *c = &p->chunks.v[k];

		/* One that only other chunks lead to, so that no table speaks first. */
		if (d->where == ANY && c->part == EQ_PART_WINDOW && c->n_inputs && c->n_constants)
			return c;
		for (uint32_t i = 0; d->where == OPCODE && i < c->n_code; i++)
			if (c->code[i].op == d->which)
				return &c->code[i];
		for (uint32_t i = 0; d->where == KIND && i < c->n_inputs; i++)
			if (c->inputs[i].kind == d->which)
				return &c->inputs[i];
		for (uint32_t i = 0; d->where == TYPE && i < c->n_constants; i++)
			if (c->constants[i].type == d->which)
				return &c->constants[i];
	}
	return NULL;
}

static void each_damage_is_refused(void **state)
{
	struct compiled c;
	struct eq_buf why;

	(void)state;
	compile_text(&c, COMPILED_REST);
	eq_buf_init(&why);
	for (size_t k = 0; k < sizeof damages / sizeof *damages; k++) {
		const struct damage *d = &damages[k];
		char before[sizeof(struct eq_input) + sizeof(struct eq_chunk)];
		void *object = victim(c.program, d);

		assert_non_null(object);
		memcpy(before, (char *)object + d->offset, d->size);
		put(object, d, d->value);
		if (sound(c.program, &why))
			fail_msg("damage %zu passed (%s)", k, d->why);
		if (!strstr(why.p, d->why))
			fail_msg("damage %zu: \"%s\", not \"%s\"", k, why.p, d->why);
		memcpy((char *)object + d->offset, before, d->size);
		assert_true(sound(c.program, &why));
	}
	eq_buf_release(&why);
	compiled_release(&c);
}

/* Powers and scales whose constants are damaged: whole, positive, within a ratio. */
static void scales_are_ratios(void **state)
{
	static const struct {
		const char *num, *den;
		bool sound;
	} rows[] = {
		{"1", "7", true},
		{"-3", "4", true},
		{"0", "5", true},
		{"9223372036854775807", "1", true},
		{"1", "0", false},
		{"1", "-7", false},
		{"1.5", "7", false},
		{"1", "0.5", false},
		{"-9223372036854775808", "7", false},
		{"9223372036854775808", "7", false},
		{"1E+30", "7", false},
	};
	struct compiled c;
	struct eq_buf why;

	(void)state;
	compile_text(&c, COMPILED_REST);
	eq_buf_init(&why);
	for (size_t k = 0; k < c.program->chunks.n; k++) {
		struct eq_chunk *chunk = &c.program->chunks.v[k];
		for (uint32_t i = 0; i < chunk->n_code; i++) {
			if (chunk->code[i].op != EQ_CODE_SCALE ||
			    chunk->code[i].b == chunk->code[i].c)
				continue;
			for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
				unsigned flags = 0;
				struct eq_constant *num = &chunk->constants[chunk->code[i].b];
				struct eq_constant *den = &chunk->constants[chunk->code[i].c];
				assert_true(
					eq_dec_read(eq_text_of(rows[r].num), &num->number, &flags));
				assert_true(
					eq_dec_read(eq_text_of(rows[r].den), &den->number, &flags));
				assert_int_equal(sound(c.program, &why), rows[r].sound);
				if (rows[r].sound)
					run(chunk);
			}
			eq_buf_release(&why);
			compiled_release(&c);
			return;
		}
	}
	fail_msg("no scale to damage");
}

/* The tables that lead to chunks. */
static void each_entry_is_checked(void **state)
{
	static const uint32_t wrong[] = {EQ_NO_CHUNK, 0, 1, 5, 1000000, EQ_NO_CHUNK - 1};
	struct compiled c;
	struct eq_buf why;
	uint32_t *entries[64];
	size_t n = 0;

	(void)state;
	compile_text(&c, COMPILED_REST);
	eq_buf_init(&why);
	struct eq_program *p = c.program;
	for (size_t d = 0; d < c.model->defs.n; d++)
		if (p->of_def[d].main != EQ_NO_CHUNK)
			entries[n++] = &p->of_def[d].main;
	struct eq_def_chunks *kpi = &p->of_def[c.model->kpis.v[0].def];
	entries[n++] = &kpi->baseline;
	entries[n++] = &kpi->target;
	entries[n++] = &kpi->live;
	entries[n++] = &p->of_assign[EQ_SCENARIO_OWN][0];
	entries[n++] = &p->measure_value[0];
	entries[n++] = &p->measure_where[0];
	entries[n++] = &p->data_only[0];
	for (size_t i = 0; i < n; i++)
		for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
			uint32_t was = *entries[i];
			if (wrong[w] == was)
				continue;
			*entries[i] = wrong[w];
			if (sound(p, &why))
				fail_msg("entry %zu may be chunk %u", i, wrong[w]);
			*entries[i] = was;
		}
	assert_true(sound(p, &why));
	eq_buf_release(&why);
	compiled_release(&c);
}

/* --- any damage at all ------------------------------------------------------------------------- */

static size_t tried, passed;

/* Puts values into a field of one chunk; what the verifier lets through must run. */
static void try_field(struct eq_program *p, struct eq_chunk *chunk, void *field, size_t size,
		      struct eq_buf *why)
{
	static const uint64_t values[] = {0,
					  1,
					  2,
					  3,
					  4,
					  5,
					  7,
					  20,
					  21,
					  22,
					  23,
					  24,
					  127,
					  128,
					  255,
					  4095,
					  4096,
					  32768,
					  65534,
					  65535,
					  0x7fffffff,
					  0x80000000,
					  0xffffffff,
					  0x3041ffffffffffff,
					  0x7800000000000000,
					  0x8000000000000000,
					  0xffffffffffffffff};
	uint64_t was = 0, now;

	memcpy(&was, field, size);
	for (size_t i = 0; i < sizeof values / sizeof *values + 64; i++) {
		now = i < sizeof values / sizeof *values
			      ? values[i]
			      : was ^ (uint64_t)1 << (i - sizeof values / sizeof *values);
		memcpy(field, &now, size);
		tried++;
		if (sound(p, why)) {
			passed++;
			run(chunk);
		}
	}
	memcpy(field, &was, size);
}

static void any_damage_is_refused_or_harmless(void **state)
{
	struct compiled c;
	struct eq_buf why;

	(void)state;
	compile_text(&c, COMPILED_REST);
	eq_buf_init(&why);
	struct eq_program *p = c.program;
	for (size_t k = 0; k < p->chunks.n; k++) {
		struct eq_chunk *chunk = &p->chunks.v[k];
		run(chunk);
		/* Counts can only be lowered: how long an array is, its owner has to know. */
		for (uint32_t n = chunk->n_code; n-- > 0;) {
			struct eq_chunk was = *chunk;
			chunk->n_code = n;
			assert_false(sound(p, &why));
			*chunk = was;
		}
		for (uint32_t n = chunk->n_registers; n-- > 0;) {
			struct eq_chunk was = *chunk;
			chunk->n_registers = n;
			assert_false(sound(p, &why)); /* none is spare */
			*chunk = was;
		}
		try_field(p, chunk, &chunk->type, sizeof chunk->type, &why);
		try_field(p, chunk, &chunk->part, sizeof chunk->part, &why);
		try_field(p, chunk, &chunk->owner, sizeof chunk->owner, &why);
		try_field(p, chunk, &chunk->scenario, sizeof chunk->scenario, &why);
		for (uint32_t i = 0; i < chunk->n_code; i++) {
			struct eq_instruction *at = &chunk->code[i];
			try_field(p, chunk, &at->op, sizeof at->op, &why);
			try_field(p, chunk, &at->to, sizeof at->to, &why);
			try_field(p, chunk, &at->a, sizeof at->a, &why);
			try_field(p, chunk, &at->b, sizeof at->b, &why);
			try_field(p, chunk, &at->c, sizeof at->c, &why);
			try_field(p, chunk, &at->pad, sizeof at->pad, &why);
		}
		for (uint32_t i = 0; i < chunk->n_constants; i++) {
			struct eq_constant *at = &chunk->constants[i];
			try_field(p, chunk, &at->type, sizeof at->type, &why);
			try_field(p, chunk, &at->missing, sizeof at->missing, &why);
			try_field(p, chunk, &at->number.w[0], 8, &why);
			try_field(p, chunk, &at->number.w[1], 8, &why);
		}
		for (uint32_t i = 0; i < chunk->n_inputs; i++) {
			struct eq_input *at = &chunk->inputs[i];
			try_field(p, chunk, &at->kind, sizeof at->kind, &why);
			try_field(p, chunk, &at->type, sizeof at->type, &why);
			try_field(p, chunk, &at->ref, sizeof at->ref, &why);
			try_field(p, chunk, &at->scenario, sizeof at->scenario, &why);
			try_field(p, chunk, &at->chunk, sizeof at->chunk, &why);
			try_field(p, chunk, &at->date, sizeof at->date, &why);
			try_field(p, chunk, &at->window.kind, sizeof at->window.kind, &why);
			try_field(p, chunk, &at->window.length.count, 4, &why);
			try_field(p, chunk, &at->window.length.unit, 1, &why);
			try_field(p, chunk, &at->window.range.from, 4, &why);
			try_field(p, chunk, &at->window.range.to, 4, &why);
		}
	}
	assert_true(sound(p, &why));
	/* Both must be usual, or the values above try nothing. */
	assert_true(passed > tried / 100);
	assert_true(tried - passed > tried / 4);
	eq_buf_release(&why);
	compiled_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_damage_is_refused),
		cmocka_unit_test(scales_are_ratios),
		cmocka_unit_test(each_entry_is_checked),
		cmocka_unit_test(any_damage_is_refused_or_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
