/* test_vm.c - each instruction in a chunk of its own, in all modes; and what the report is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "number/chain.h"
#include "vm/vm.h"

static const enum eq_column_mode modes[] = {EQ_MODE_BEST, EQ_MODE_DECIMAL_ONLY,
					    EQ_MODE_CHECKED_ONLY};
enum { LANES = 4 };

/* Numbers, truths or dates as people write them: "6 -2.5 - 0", "T F - T", "2024-01-01 - ...". */
static struct eq_column column(struct eq_arena *a, const char *text, enum eq_type type)
{
	struct eq_dec v[LANES];
	bool missing[LANES] = {false};
	static const enum eq_column_rep reps[] = {EQ_REP_INT, EQ_REP_BOOL, EQ_REP_CODE, EQ_REP_DAY};
	struct eq_column c = eq_column_make(a, reps[type], LANES);

	for (uint32_t i = 0; i < LANES; i++) {
		size_t n = strcspn(text, " ");
		struct eq_text t = {text, n};
		unsigned flags = 0;

		v[i] = EQ_DEC_ZERO;
		missing[i] = eq_text_is(t, "-");
		if (missing[i])
			eq_column_set_missing(a, &c, i);
		else if (type == EQ_TYPE_BOOL)
			c.b[i] = *text == 'T';
		else if (type == EQ_TYPE_DATE)
			assert_true(eq_date_read(t, &c.day[i]));
		else if (type == EQ_TYPE_TEXT)
			c.code[i] = (uint32_t)(*text - 'a');
		else
			assert_true(eq_dec_read(t, &v[i], &flags));
		text += n + (text[n] == ' ');
	}
	return type == EQ_TYPE_NUMBER ? eq_column_of_decimals(a, v, missing, LANES) : c;
}

static void write_column(const struct eq_column *c, char *out)
{
	for (uint32_t i = 0; i < LANES; i++) {
		char text[EQ_DEC_CHARS] = "-";

		if (!eq_column_is_missing(c, i)) {
			if (c->rep == EQ_REP_BOOL)
				strcpy(text, eq_column_bool(c, i) ? "T" : "F");
			else if (c->rep == EQ_REP_DAY)
				eq_date_write(c->day[c->constant ? 0 : i], text);
			else if (c->rep == EQ_REP_CODE)
				snprintf(text, sizeof text, "%c",
					 (char)('a' + c->code[c->constant ? 0 : i]));
			else
				eq_dec_write_short(eq_column_number(c, i), text);
		}
		out += sprintf(out, "%s%s", i ? " " : "", text);
	}
}

#define NUMBERS "6 -2.5 0 -", "3 4 0 1"
#define ROUND_NUMBERS "7 -14 1 -", "3 4 0 1"

static void each_instruction(void **state)
{
	/* Registers 0, 1 and 2 hold x, y and z; the instruction writes over register 0. */
	static const struct {
		enum eq_opcode op;
		enum eq_type type; /* of x; y and z are alike, but for choose */
		const char *x, *y, *want;
		uint16_t b, c; /* where not registers 1 and 2 */
	} rows[] = {
		{EQ_CODE_ADD, EQ_TYPE_NUMBER, NUMBERS, "9 1.5 0 -", 1, 0},
		{EQ_CODE_SUB, EQ_TYPE_NUMBER, NUMBERS, "3 -6.5 0 -", 1, 0},
		{EQ_CODE_MUL, EQ_TYPE_NUMBER, NUMBERS, "18 -10 0 -", 1, 0},
		{EQ_CODE_DIV, EQ_TYPE_NUMBER, NUMBERS, "2 -0.625 - -", 1, 0},
		{EQ_CODE_MIN, EQ_TYPE_NUMBER, NUMBERS, "3 -2.5 0 -", 1, 0},
		{EQ_CODE_MAX, EQ_TYPE_NUMBER, NUMBERS, "6 4 0 -", 1, 0},
		{EQ_CODE_NEG, EQ_TYPE_NUMBER, NUMBERS, "-6 2.5 0 -", 0, 0},
		{EQ_CODE_ABS, EQ_TYPE_NUMBER, NUMBERS, "6 2.5 0 -", 0, 0},
		{EQ_CODE_POW, EQ_TYPE_NUMBER, NUMBERS, "36 6.25 0 -", 0, 0}, /* K[0] is 2 */
		{EQ_CODE_POW, EQ_TYPE_NUMBER, "2 -4 0 -", "1 1 1 1", "0.5 -0.25 - -", 3,
		 0}, /* K[3] is -1 */
		/* 1.02^3 = 1.061208; 0.5^0 = 1; -3^3 = -27. */
		{EQ_CODE_RAISE, EQ_TYPE_NUMBER, "1.02 0.5 -3 -", "3 0 3 1", "1.061208 1 -27 -", 1,
		 0},
		{EQ_CODE_RAISE, EQ_TYPE_NUMBER, "2 2 0 0", "- 10 5 0", "- 1024 0 1", 1, 0},
		{EQ_CODE_RAISE, EQ_TYPE_NUMBER, "2 4 0 -", "-1 1.5 -1 -", "0.5 - - -", 1, 0},
		{EQ_CODE_SCALE, EQ_TYPE_NUMBER, ROUND_NUMBERS,
		 "2 -4 0.2857142857142857142857142857142857 -", 0, 1},
		{EQ_CODE_EQ, EQ_TYPE_NUMBER, NUMBERS, "F F T -", 1, 0},
		{EQ_CODE_NE, EQ_TYPE_NUMBER, NUMBERS, "T T F -", 1, 0},
		{EQ_CODE_LT, EQ_TYPE_NUMBER, NUMBERS, "F T F -", 1, 0},
		{EQ_CODE_LE, EQ_TYPE_NUMBER, NUMBERS, "F T T -", 1, 0},
		{EQ_CODE_EQ, EQ_TYPE_TEXT, "a b c -", "a a c c", "T F T -", 1, 0},
		{EQ_CODE_NE, EQ_TYPE_TEXT, "a b c -", "a a c c", "F T F -", 1, 0},
		{EQ_CODE_LT, EQ_TYPE_DATE, "2024-01-01 2023-12-31 - 0001-01-01",
		 "2024-01-01 2024-01-01 2024-01-01 9999-12-31", "F T - T", 1, 0},
		{EQ_CODE_LE, EQ_TYPE_DATE, "2024-01-01 2024-01-02 - 0001-01-01",
		 "2024-01-01 2024-01-01 2024-01-01 9999-12-31", "T F - T", 1, 0},
		{EQ_CODE_DAYS, EQ_TYPE_DATE, "2024-01-03 2024-03-01 - 2023-12-31",
		 "2024-01-01 2024-02-28 2024-01-01 2024-01-01", "2 2 - -1", 1, 0},
		{EQ_CODE_AND, EQ_TYPE_BOOL, "T T F -", "T - - F", "T - F F", 1, 0},
		{EQ_CODE_OR, EQ_TYPE_BOOL, "T F F -", "F - F T", "T - F T", 1, 0},
		{EQ_CODE_NOT, EQ_TYPE_BOOL, "T F - T", "T T T T", "F T - F", 0, 0},
		{EQ_CODE_MISSING, EQ_TYPE_NUMBER, NUMBERS, "F F F T", 0, 0},
		{EQ_CODE_MISSING, EQ_TYPE_BOOL, "T F - T", "T T T T", "F F T F", 0, 0},
	};
	struct eq_constant k[] = {{.type = EQ_TYPE_NUMBER, .number = eq_dec_int(2)},
				  {.type = EQ_TYPE_NUMBER, .number = eq_dec_int(7)},
				  {.type = EQ_TYPE_NUMBER, .number = eq_dec_int(0)},
				  {.type = EQ_TYPE_NUMBER, .number = eq_dec_int(-1)}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t m = 0; m < 3; m++) {
			struct eq_arena a;
			struct eq_vm vm;
			char text[4 * EQ_DEC_CHARS];
			struct eq_instruction code[] = {
				{.op = EQ_CODE_INPUT, .to = 0, .a = 0},
				{.op = EQ_CODE_INPUT, .to = 1, .a = 1},
				{.op = (uint16_t)rows[i].op,
				 .to = 0,
				 .a = 0,
				 .b = rows[i].b,
				 .c = rows[i].c},
				{.op = EQ_CODE_RETURN, .a = 0},
			};
			struct eq_chunk chunk = {.code = code,
						 .n_code = 4,
						 .constants = k,
						 .n_constants = 4,
						 .n_inputs = 2,
						 .n_registers = 2};

			eq_arena_init(&a);
			eq_vm_init(&vm);
			vm.mode = modes[m];
			struct eq_column in[] = {column(&a, rows[i].x, rows[i].type),
						 column(&a, rows[i].y, rows[i].type)};
			struct eq_column r = eq_vm_run(&vm, &chunk, in, NULL, LANES, &a);
			assert_int_equal(r.n, LANES);
			write_column(&r, text);
			if (strcmp(text, rows[i].want) != 0)
				fail_msg("row %zu, mode %zu: %s, not %s", i, m, text, rows[i].want);
			/* The same inputs once more: nothing was changed by the first run. */
			r = eq_vm_run(&vm, &chunk, in, NULL, LANES, &a);
			write_column(&r, text);
			assert_string_equal(text, rows[i].want);
			eq_vm_release(&vm);
			eq_arena_release(&a);
		}
}

/* Counted on a calendar by hand. */
static void whole_units_of_time(void **state)
{
	static const struct {
		const char *since;
		enum eq_time_unit unit;
		const char *days, *want;
	} rows[] = {
		{"2023-04-01", EQ_DAY, "2023-03-31 2023-04-01 2023-04-02 2024-04-01", "0 0 1 366"},
		{"2023-04-01", EQ_WEEK, "2023-04-07 2023-04-08 2023-04-15 2022-04-01", "0 1 2 0"},
		{"2023-04-01", EQ_MONTH, "2023-04-30 2023-05-01 2024-03-31 2024-04-01",
		 "0 1 11 12"},
		{"2023-04-01", EQ_YEAR, "2024-03-31 2024-04-01 2025-03-31 2033-04-01", "0 1 1 10"},
		{"2023-04-01", EQ_YEAR, "- 2023-04-01 0001-01-01 9999-12-31", "- 0 0 7976"},
		/* the 31st, in months that lack it: their last day */
		{"2024-01-31", EQ_MONTH, "2024-02-28 2024-02-29 2024-03-30 2024-03-31", "0 1 1 2"},
		{"2024-02-29", EQ_YEAR, "2025-02-27 2025-02-28 2028-02-28 2028-02-29", "0 1 3 4"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t m = 0; m < 3; m++) {
			struct eq_constant k[] = {
				{.type = EQ_TYPE_DATE},
				{.type = EQ_TYPE_NUMBER, .number = eq_dec_int(rows[i].unit)}};
			struct eq_instruction code[] = {
				{.op = EQ_CODE_INPUT, .to = 0, .a = 0},
				{.op = EQ_CODE_ELAPSED, .to = 0, .a = 0, .b = 0, .c = 1},
				{.op = EQ_CODE_RETURN, .a = 0}};
			struct eq_chunk chunk = {.code = code,
						 .n_code = 3,
						 .constants = k,
						 .n_constants = 2,
						 .n_inputs = 1,
						 .n_registers = 1};
			char text[4 * EQ_DEC_CHARS];
			struct eq_arena a;
			struct eq_vm vm;

			assert_true(eq_date_read(eq_text_of(rows[i].since), &k[0].date));
			eq_arena_init(&a);
			eq_vm_init(&vm);
			vm.mode = modes[m];
			struct eq_column in = column(&a, rows[i].days, EQ_TYPE_DATE);
			struct eq_column r = eq_vm_run(&vm, &chunk, &in, NULL, LANES, &a);
			assert_int_equal(r.n, LANES);
			write_column(&r, text);
			if (strcmp(text, rows[i].want) != 0)
				fail_msg("row %zu: %s, not %s", i, text, rows[i].want);
			/* One day for all lanes, and none for any. */
			in = eq_column_constant_day(&a, k[0].date + 14, LANES);
			r = eq_vm_run(&vm, &chunk, &in, NULL, LANES, &a);
			assert_true(eq_column_number(&r, LANES - 1).w[0] ==
				    eq_column_number(&r, 0).w[0]);
			assert_int_equal(eq_column_number(&r, 0).w[0], rows[i].unit == EQ_DAY ? 14
								       : rows[i].unit == EQ_WEEK
									       ? 2
									       : 0);
			in = eq_column_missing_of(&a, EQ_REP_DAY, LANES);
			r = eq_vm_run(&vm, &chunk, &in, NULL, LANES, &a);
			write_column(&r, text);
			assert_string_equal(text, "- - - -");
			eq_vm_release(&vm);
			eq_arena_release(&a);
		}
}

static void choose_and_constants(void **state)
{
	static const struct {
		struct eq_constant k;
		const char *want;
	} rows[] = {
		{{.type = EQ_TYPE_NUMBER, .number = {{2250, 0x303c000000000000u}}},
		 "22.5 22.5 22.5 22.5"},
		{{.type = EQ_TYPE_DATE, .date = 19723},
		 "2024-01-01 2024-01-01 2024-01-01 2024-01-01"},
		{{.type = EQ_TYPE_TEXT, .text = 77}, "c c c c"}, /* the caller's code for it is 2 */
		{{.type = EQ_TYPE_NUMBER, .missing = 1}, "- - - -"},
		{{.type = EQ_TYPE_DATE, .missing = 1}, "- - - -"},
		{{.type = EQ_TYPE_TEXT, .missing = 1}, "- - - -"},
	};
	struct eq_arena a;
	struct eq_vm vm;
	char text[4 * EQ_DEC_CHARS];
	const uint32_t codes[] = {2};

	(void)state;
	eq_arena_init(&a);
	eq_vm_init(&vm);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct eq_constant k = rows[i].k;
		struct eq_instruction code[] = {{.op = EQ_CODE_CONST, .to = 0, .a = 0},
						{.op = EQ_CODE_RETURN, .a = 0}};
		struct eq_chunk chunk = {.code = code,
					 .n_code = 2,
					 .constants = &k,
					 .n_constants = 1,
					 .n_registers = 1};
		struct eq_column r = eq_vm_run(&vm, &chunk, NULL, codes, LANES, &a);

		assert_int_equal(r.n, LANES);
		write_column(&r, text);
		assert_string_equal(text, rows[i].want);
	}
	struct eq_instruction code[] = {
		{.op = EQ_CODE_INPUT, .to = 2, .a = 0},
		{.op = EQ_CODE_INPUT, .to = 0, .a = 1},
		{.op = EQ_CODE_INPUT, .to = 1, .a = 2},
		{.op = EQ_CODE_CHOOSE, .to = 2, .a = 2, .b = 0, .c = 1},
		{.op = EQ_CODE_RETURN, .a = 2},
	};
	struct eq_chunk chunk = {.code = code, .n_code = 5, .n_inputs = 3, .n_registers = 3};
	struct eq_column in[] = {column(&a, "T F - T", EQ_TYPE_BOOL),
				 column(&a, "1.25 2 3 -", EQ_TYPE_NUMBER),
				 column(&a, "10 20 30 40", EQ_TYPE_NUMBER)};
	struct eq_column r = eq_vm_run(&vm, &chunk, in, NULL, LANES, &a);
	write_column(&r, text);
	assert_string_equal(text, "1.25 20 - -");
	eq_vm_release(&vm);
	eq_arena_release(&a);
}

/* A sequence that is the same in each run. */
static uint32_t below(uint32_t n)
{
	static uint64_t state = 20240401;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

/* Whole numbers of up to so many bits, with some decimals; some lanes are missing. */
static struct eq_column rows_of(struct eq_arena *a, uint32_t n, unsigned bits)
{
	struct eq_column c = eq_column_make(a, EQ_REP_INT, n);

	c.scale = (int16_t)below(4);
	c.bits = (uint8_t)(bits + 1);
	for (uint32_t i = 0; i < n; i++) {
		c.i[i] = (int64_t)(((uint64_t)below(1u << 31) << 31 | below(1u << 31)) >>
				   (62 - bits));
		if (below(2))
			c.i[i] = -c.i[i];
		if (below(500) == 0)
			eq_column_set_missing(a, &c, i);
	}
	return c;
}

/* Programmes of arithmetic over as many rows as a scan has at once: what is made in one pass or strip
 * by strip is what decimals give, row by row. */
static void many_rows_as_in_decimals(void **state)
{
	enum { MOST = 1400, STEPS = 6, INPUTS = 3, REGISTERS = INPUTS + 1 + STEPS };
	struct eq_arena a;
	struct eq_vm vm;

	(void)state;
	eq_vm_init(&vm);
	for (int round = 0; round < 300; round++) {
		struct eq_instruction code[REGISTERS + 1];
		struct eq_column in[INPUTS];
		struct eq_constant k = {.type = EQ_TYPE_NUMBER,
					.number = eq_dec_scaled((int64_t)below(900) - 450, 2)};
		struct eq_chunk chunk = {.code = code,
					 .constants = &k,
					 .n_constants = 1,
					 .n_inputs = INPUTS,
					 .n_registers = REGISTERS};
		uint32_t n = 600 + below(MOST - 600), steps = 1 + below(STEPS), at = 0;

		eq_arena_init(&a);
		for (; at < INPUTS; at++) {
			in[at] = rows_of(&a, n, 3 + below(20));
			code[at] = (struct eq_instruction){
				.op = EQ_CODE_INPUT, .to = (uint16_t)at, .a = (uint16_t)at};
		}
		code[at] = (struct eq_instruction){.op = EQ_CODE_CONST, .to = (uint16_t)at};
		for (at++; steps--; at++) {
			static const uint16_t ops[] = {EQ_CODE_ADD, EQ_CODE_SUB, EQ_CODE_MUL,
						       EQ_CODE_MUL, EQ_CODE_MIN, EQ_CODE_MAX};
			/* Mostly what was made last, as people write. */
			uint16_t x = (uint16_t)(below(4) ? at - 1 : below(at));

			code[at] = (struct eq_instruction){.op = ops[below(below(3) ? 4 : 6)],
							   .to = (uint16_t)at,
							   .a = x,
							   .b = (uint16_t)below(at)};
		}
		code[at] = (struct eq_instruction){.op = EQ_CODE_RETURN, .a = (uint16_t)(at - 1)};
		chunk.n_code = at + 1;
		vm.mode = EQ_MODE_BEST;
		struct eq_column best = eq_vm_run(&vm, &chunk, in, NULL, n, &a);
		vm.mode = EQ_MODE_DECIMAL_ONLY;
		struct eq_column decimal = eq_vm_run(&vm, &chunk, in, NULL, n, &a);
		for (uint32_t i = 0; i < n; i++) {
			bool missing = eq_column_is_missing(&best, i);

			assert_int_equal(missing, eq_column_is_missing(&decimal, i));
			assert_true(missing || eq_dec_cmp(eq_column_number(&best, i),
							  eq_column_number(&decimal, i)) == 0);
		}
		eq_arena_release(&a);
	}
	eq_vm_release(&vm);
}

/* Each set of vector instructions that this processor has, against the loop without. */
static void chains_alike_in_all_sets(void **state)
{
	enum { N = 200, LINKS = 5 };
	int64_t x[N], y[N], z[N], want[N], got[N];

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct eq_chain_link links[LINKS];
		uint32_t n = below(N), n_links = 1 + below(LINKS), wide = 0;

		for (uint32_t i = 0; i < N; i++) {
			x[i] = (int64_t)below(4000) - 2000;
			y[i] = (int64_t)below(400) - 200;
			z[i] = (int64_t)below(60) - 30;
		}
		for (uint32_t k = 0; k < n_links; k++) {
			enum eq_chain_op op = (enum eq_chain_op)below(EQ_CHAIN_MUL_PAIR + 1);

			/* What is narrow stays so for a product or two. */
			wide += op >= EQ_CHAIN_MUL;
			if (wide > 1 && op > EQ_CHAIN_MUL)
				op = EQ_CHAIN_MUL;
			links[k] = (struct eq_chain_link){
				.op = op,
				.y = op == EQ_CHAIN_MUL_PAIR || below(2) ? y : NULL,
				.z = z,
				.k = (int64_t)below(300) - 150};
		}
		assert_true(eq_chain_with(EQ_LANES_PLAIN, want, x, links, n_links, n));
		for (enum eq_lane_set set = EQ_LANES_AVX2; set <= EQ_LANES_AVX512; set++)
			if (eq_chain_with(set, got, x, links, n_links, n))
				assert_memory_equal(got, want, n * sizeof *got);
	}
}

struct heard {
	int calls;
	uint32_t at[4];
	uint64_t zero[4], over[4];
};

static void hear(void *context, const struct eq_instruction *i, uint64_t zero, uint64_t over)
{
	struct heard *h = context;

	assert_true(h->calls < 4);
	h->at[h->calls] = i->at;
	h->zero[h->calls] = zero;
	h->over[h->calls] = over;
	h->calls++;
}

/* x / y, then (x / y) / z, then × a number too large: three places, each told by itself. */
static void events_are_told_where_they_happen(void **state)
{
	struct eq_instruction code[] = {
		{.op = EQ_CODE_INPUT, .to = 0, .a = 0, .at = 10},
		{.op = EQ_CODE_INPUT, .to = 1, .a = 1, .at = 20},
		{.op = EQ_CODE_DIV, .to = 0, .a = 0, .b = 1, .at = 30},
		{.op = EQ_CODE_INPUT, .to = 1, .a = 2, .at = 40},
		{.op = EQ_CODE_DIV, .to = 0, .a = 0, .b = 1, .at = 50},
		{.op = EQ_CODE_CONST, .to = 1, .a = 0, .at = 60},
		{.op = EQ_CODE_MUL, .to = 0, .a = 0, .b = 1, .at = 70},
		{.op = EQ_CODE_RETURN, .a = 0, .at = 80},
	};
	struct eq_constant k = {.type = EQ_TYPE_NUMBER};
	unsigned flags = 0;

	(void)state;
	assert_true(eq_dec_read(EQ_TEXT("9E+6144"), &k.number, &flags));
	for (size_t m = 0; m < 3; m++) {
		struct eq_chunk chunk = {.code = code,
					 .n_code = 8,
					 .constants = &k,
					 .n_constants = 1,
					 .n_inputs = 3,
					 .n_registers = 2};
		struct heard h = {0};
		struct eq_arena a;
		struct eq_vm vm;
		char text[4 * EQ_DEC_CHARS];

		eq_arena_init(&a);
		eq_vm_init(&vm);
		vm.mode = modes[m];
		vm.on_event = hear;
		vm.context = &h;
		struct eq_column in[] = {column(&a, "6 20 30 -", EQ_TYPE_NUMBER),
					 column(&a, "3 2 0 0", EQ_TYPE_NUMBER),
					 column(&a, "0 1 0 1", EQ_TYPE_NUMBER)};
		struct eq_column r = eq_vm_run(&vm, &chunk, in, NULL, LANES, &a);
		write_column(&r, text);
		assert_string_equal(text, "- - - -");
		assert_int_equal(h.calls, 3);
		assert_int_equal(h.at[0], 30);
		assert_int_equal(h.zero[0], 1); /* 30 / 0; missing / 0 is no division */
		assert_int_equal(h.at[1], 50);
		assert_int_equal(h.zero[1], 1); /* 2 / 0; the third was missing already */
		assert_int_equal(h.at[2], 70);
		assert_int_equal(h.zero[2], 0);
		assert_int_equal(h.over[2], 1);
		assert_int_equal(vm.events.divided_by_zero, 2);
		assert_int_equal(vm.events.overflowed, 1);
		vm.on_event = NULL;
		eq_vm_run(&vm, &chunk, in, NULL, LANES, &a);
		assert_int_equal(vm.events.divided_by_zero, 4); /* over all runs */
		eq_vm_release(&vm);
		eq_arena_release(&a);
	}
}

static void no_lanes(void **state)
{
	struct eq_instruction code[] = {{.op = EQ_CODE_INPUT, .to = 0, .a = 0},
					{.op = EQ_CODE_ADD, .to = 0, .a = 0, .b = 0},
					{.op = EQ_CODE_RETURN, .a = 0}};
	struct eq_chunk chunk = {.code = code, .n_code = 3, .n_inputs = 1, .n_registers = 1};
	struct eq_arena a;
	struct eq_vm vm;

	(void)state;
	eq_arena_init(&a);
	eq_vm_init(&vm);
	struct eq_column in = eq_column_make(&a, EQ_REP_INT, 0);
	assert_int_equal(eq_vm_run(&vm, &chunk, &in, NULL, 0, &a).n, 0);
	eq_vm_release(&vm);
	eq_arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_instruction),
		cmocka_unit_test(whole_units_of_time),
		cmocka_unit_test(choose_and_constants),
		cmocka_unit_test(many_rows_as_in_decimals),
		cmocka_unit_test(chains_alike_in_all_sets),
		cmocka_unit_test(events_are_told_where_they_happen),
		cmocka_unit_test(no_lanes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
