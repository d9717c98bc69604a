/* test_compile.c - what equations compute once compiled: chunks run with inputs made by hand.
 *
 * Each expected figure is worked out beside its row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compiled.h"
#include "vm/vm.h"

/* A chunk's inputs by kind, and for definitions by name; one lane a word, "-" for missing. */
struct given {
	enum eq_input_kind kind;
	const char *name; /* of a definition, or NULL */
	const char *values;
};

static uint32_t lanes_of(const char *text)
{
	uint32_t n = 1;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

static struct eq_column column(struct eq_arena *a, const char *text, enum eq_type type)
{
	uint32_t n = lanes_of(text);
	struct eq_dec *v = EQ_NEW_ARRAY(a, struct eq_dec, n);
	bool *missing = EQ_NEW_ARRAY(a, bool, n);
	struct eq_column days = eq_column_make(a, EQ_REP_DAY, n);

	for (uint32_t i = 0; i < n; i++) {
		struct eq_text word = {text, strcspn(text, " ")};
		unsigned flags = 0;

		v[i] = EQ_DEC_ZERO;
		missing[i] = eq_text_is(word, "-");
		if (type == EQ_TYPE_DATE)
			assert_true(eq_date_read(word, &days.day[i]));
		else
			assert_true(missing[i] || eq_dec_read(word, &v[i], &flags));
		text += word.n + 1;
	}
	return type == EQ_TYPE_DATE ? days : eq_column_of_decimals(a, v, missing, n);
}

static const struct given *find(const struct compiled *c, const struct eq_input *in,
				const struct given *g)
{
	for (; g->values; g++) {
		if (g->kind != (enum eq_input_kind)in->kind)
			continue;
		if (!g->name ||
		    eq_text_is(eq_symbol_text(&c->symbols, c->model->defs.v[in->ref].name),
			       g->name))
			return g;
	}
	fail_msg("an input of kind %u that the test does not give", in->kind);
	return NULL;
}

/* Runs a chunk and writes its lanes, "14 - 0.5". Returns the divisions by zero that it met. */
static uint64_t run(const struct compiled *c, uint32_t chunk_number, const struct given *given,
		    char *out)
{
	const struct eq_chunk *chunk = &c->program->chunks.v[chunk_number];
	uint32_t n = lanes_of(given[0].values);
	struct eq_arena a;
	struct eq_vm vm;

	eq_arena_init(&a);
	eq_vm_init(&vm);
	struct eq_column *in = EQ_NEW_ARRAY(&a, struct eq_column, chunk->n_inputs + 1);
	for (uint32_t i = 0; i < chunk->n_inputs; i++) {
		in[i] = column(&a, find(c, &chunk->inputs[i], given)->values,
			       (enum eq_type)chunk->inputs[i].type);
		assert_int_equal(in[i].n, n);
	}
	struct eq_column r = eq_vm_run(&vm, chunk, in, NULL, n, &a);
	for (uint32_t i = 0; i < n; i++) {
		char text[EQ_DEC_CHARS] = "-";

		if (!eq_column_is_missing(&r, i))
			eq_dec_write_short(eq_column_number(&r, i), text);
		out += sprintf(out, "%s%s", i ? " " : "", text);
	}
	uint64_t zeros = vm.events.divided_by_zero;
	eq_vm_release(&vm);
	eq_arena_release(&a);
	return zeros;
}

static uint32_t main_chunk(const struct compiled *c, const char *name)
{
	const struct eq_def *d = eq_model_def(c->model, eq_text_of(name));

	assert_non_null(d);
	return c->program->of_def[d - c->model->defs.v].main;
}

static const struct eq_chunk *chunk_of(const struct compiled *c, const char *name)
{
	return &c->program->chunks.v[main_chunk(c, name)];
}

static uint32_t count(const struct eq_chunk *c, enum eq_opcode op)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->n_code; i++)
		n += c->code[i].op == op;
	return n;
}

/* --- rates -------------------------------------------------------------------------------------- */

static void a_whole_week_of_a_weekly_rate_is_its_total(void **state)
{
	struct compiled c;
	char out[400];

	(void)state;
	compile_text(&c, COMPILED_REST);
	const struct given week[] = {{EQ_INPUT_TOTAL, NULL, "13 10 0 - 0.1 5"},
				     {EQ_INPUT_COUNTED, NULL, "7 5 7 - 7 3"},
				     {0, NULL, NULL}};
	run(&c, main_chunk(&c, "n"), week, out);
	/* 10 in 5 days is 14 in 7; 5 in 3 is 35/3 */
	assert_string_equal(out, "13 14 0 - 0.1 11.66666666666666666666666666666667");
	/* A month is a twelfth of 52 weeks, 364/12 = 91/3 days: 7 in a week is 7 × 91/3 ÷ 7. */
	const struct given month[] = {
		{EQ_INPUT_TOTAL, NULL, "7 3"}, {EQ_INPUT_COUNTED, NULL, "7 91"}, {0, NULL, NULL}};
	run(&c, main_chunk(&c, "s"), month, out);
	assert_string_equal(out, "30.33333333333333333333333333333333 1");
	compiled_release(&c);
}

/* --- shapes -------------------------------------------------------------------------------------- */

static void shapes_on_the_days_that_matter(void **state)
{
	static const struct {
		const char *value, *days, *want;
	} rows[] = {
		/* Half-way from 2024-01-01 to 2024-01-11 is the 6th; exactly the end on the last day. */
		{"ramp(10 people/week, 20 people/week, 2024-01-01 to 2024-01-11)",
		 "2023-12-31 2024-01-01 2024-01-02 2024-01-06 2024-01-11 2024-01-12 2030-01-01",
		 "10 10 11 15 20 20 20"},
		/* The worked example: a half each week. */
		{"ramp(14.2 people/week, 10.2 people/week, 2024-02-04 to 2024-03-31)",
		 "2024-02-04 2024-02-11 2024-02-18 2024-02-25 2024-03-03 2024-03-10 2024-03-17 2024-03-24 2024-03-31",
		 "14.2 13.7 13.2 12.7 12.2 11.7 11.2 10.7 10.2"},
		{"step(5 people/week, 6 people/week, 2024-01-01)",
		 "2023-12-31 2024-01-01 2024-01-02", "5 6 6"},
		/* 40 to 50 over 10 days, then 50 to 20 over 30: one a day down. */
		{"path(2024-01-01: 40 people/week, 2024-01-11: 50 people/week, 2024-02-10: 20 people/week)",
		 "2023-01-01 2024-01-01 2024-01-05 2024-01-11 2024-01-12 2024-02-09 2024-02-10 2025-01-01",
		 "40 40 44 50 49 21 20 20"},
		{"path(2024-01-01: 40 people/week, 2024-01-11: 50 people/week)",
		 "2023-01-01 2024-01-06 2025-01-01", "40 45 50"},
	};
	struct compiled c;
	char text[600], out[400];

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		snprintf(text, sizeof text, "scenario low \"Low\" {\n n = %s\n}\n", rows[k].value);
		compile_text(&c, text);
		const struct given days[] = {{EQ_INPUT_LAST_DAY, NULL, rows[k].days},
					     {0, NULL, NULL}};
		run(&c, c.program->of_assign[EQ_SCENARIO_OWN][0], days, out);
		assert_string_equal(out, rows[k].want);
		compiled_release(&c);
	}
}

static void dated_values_are_missing_before_the_first(void **state)
{
	struct compiled c;
	char out[400];
	const struct given days[] = {
		{EQ_INPUT_LAST_DAY, NULL, "2023-03-31 2023-04-01 2024-03-31 2024-04-01 2030-01-01"},
		{0, NULL, NULL}};

	(void)state;
	compile_text(&c, COMPILED_REST);
	run(&c, main_chunk(&c, "rate"), days, out);
	assert_string_equal(out, "- 22.4 22.4 23 23");
	compiled_release(&c);
}

/* --- divisions by zero ------------------------------------------------------------------------------ */

static void only_divisions_that_are_used_are_counted(void **state)
{
	static const struct {
		const char *figure, *n, *e, *want;
		unsigned zeros;
	} rows[] = {
		{"e / n", "0 2 -", "6 6 6", "- 3 -", 1},
		{"if n = 0 people/week then 0 * e / (1 person/week) else e / n", "0 2 -", "6 6 6",
		 "0 3 -", 0},
		{"if n > 0 people/week then e / n else 0 * e / (1 person/week)", "0 2 -1", "6 6 6",
		 "0 3 0", 0},
		{"if n = 0 people/week then e / n else e / (1 person/week)", "0 2 0", "6 6 6",
		 "- 6 -", 2},
		/* Two conditions, one inside the other: the division is used in the last lane alone. */
		{"if n > 1 people/week then (if n < 5 people/week then e / (n - 3 people/week) else e / (1 person/week))"
		 " else e / (1 person/week)",
		 "0 7 2 3", "6 6 6 6", "6 6 -6 -", 1},
		{"if n > 1 people/week then e * n ^ -1 else e / (1 person/week)", "0 2 1", "6 6 6",
		 "6 3 6", 0},
	};
	struct compiled c;
	char text[600], out[400];

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		snprintf(text, sizeof text, "figure f = %s\n", rows[k].figure);
		compile_text(&c, text);
		const struct given given[] = {{EQ_INPUT_DEF, "n", rows[k].n},
					      {EQ_INPUT_DEF, "e", rows[k].e},
					      {0, NULL, NULL}};
		uint64_t zeros = run(&c, main_chunk(&c, "f"), given, out);
		assert_string_equal(out, rows[k].want);
		assert_int_equal(zeros, rows[k].zeros);
		compiled_release(&c);
	}
}

static void comparisons_and_lists(void **state)
{
	static const struct {
		const char *condition, *n, *want; /* 1 where it holds */
	} rows[] = {
		{"n < 2 people/week", "1 2 3 -", "1 0 0 -"},
		{"n <= 2 people/week", "1 2 3 -", "1 1 0 -"},
		{"n > 2 people/week", "1 2 3 -", "0 0 1 -"},
		{"n >= 2 people/week", "1 2 3 -", "0 1 1 -"},
		{"n = 2 people/week", "1 2 3 -", "0 1 0 -"},
		{"n != 2 people/week", "1 2 3 -", "1 0 1 -"},
		{"n is missing", "1 2 3 -", "0 0 0 1"},
		{"n is not missing", "1 2 3 -", "1 1 1 0"},
		{"not n = 2 people/week", "1 2 3 -", "1 0 1 -"},
		{"n > 1 people/week and n < 3 people/week", "1 2 3 -", "0 1 0 -"},
		{"n = 1 people/week or n is missing", "1 2 3 -", "1 0 0 1"},
	};
	struct compiled c;
	char text[600], out[400];

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		snprintf(text, sizeof text, "figure f = if %s then 1 else 0\n", rows[k].condition);
		compile_text(&c, text);
		const struct given given[] = {{EQ_INPUT_DEF, "n", rows[k].n}, {0, NULL, NULL}};
		run(&c, main_chunk(&c, "f"), given, out);
		assert_string_equal(out, rows[k].want);
		compiled_release(&c);
	}
}

/* --- size -------------------------------------------------------------------------------------------- */

/* A value used twice is computed once: nested shapes grow by a stretch each, not twofold. */
static void nested_shapes_stay_small(void **state)
{
	struct compiled c;
	struct eq_buf text;

	(void)state;
	eq_buf_init(&text);
	eq_buf_adds(&text, "scenario low \"Low\" {\n n = ");
	for (int i = 0; i < 60; i++)
		eq_buf_adds(&text, "ramp(");
	eq_buf_adds(&text, "9 people/week");
	for (int i = 0; i < 60; i++)
		eq_buf_adds(&text, ", 5 people/week, 2024-01-01 to 2024-06-30)");
	eq_buf_adds(&text, "\n}\n");
	compile_text(&c, text.p);
	const struct eq_chunk *chunk =
		&c.program->chunks.v[c.program->of_assign[EQ_SCENARIO_OWN][0]];
	assert_int_equal(count(chunk, EQ_CODE_SUB), 60);
	assert_int_equal(chunk->n_constants, 5); /* 9, 5, the first day, 0 and 181 */
	assert_int_equal(chunk->n_inputs, 1);
	compiled_release(&c);
	eq_buf_release(&text);
}

static void long_lists_are_whole(void **state)
{
	struct compiled c;
	struct eq_buf text;

	(void)state;
	eq_buf_init(&text);
	eq_buf_adds(&text, "figure f = if n in (0 people/week");
	for (int i = 1; i < 1000; i++)
		eq_buf_addf(&text, ", %d people/week", i);
	eq_buf_adds(&text, ") then 1 else 0\nfigure g = max(0");
	for (int i = 1; i < 1000; i++)
		eq_buf_addf(&text, ", %d", i);
	eq_buf_adds(&text, ")\n");
	compile_text(&c, text.p);
	assert_int_equal(count(chunk_of(&c, "f"), EQ_CODE_EQ), 1000);
	assert_int_equal(count(chunk_of(&c, "f"), EQ_CODE_INPUT), 1);
	assert_int_equal(count(chunk_of(&c, "g"), EQ_CODE_MAX), 999);
	assert_int_equal(chunk_of(&c, "g")->n_registers, 2);
	char out[400];
	const struct given given[] = {{EQ_INPUT_DEF, "n", "999 1000 0 300.5 -"}, {0, NULL, NULL}};
	run(&c, main_chunk(&c, "f"), given, out);
	assert_string_equal(out, "1 0 1 0 -");
	compiled_release(&c);
	eq_buf_release(&text);
}

static void registers_are_given_back(void **state)
{
	struct compiled c;
	struct eq_buf text;

	(void)state;
	eq_buf_init(&text);
	eq_buf_adds(&text, "figure chain = 1");
	for (int i = 0; i < 500; i++)
		eq_buf_adds(&text, " + 2 * 3");
	eq_buf_adds(&text, "\nfigure nest = ");
	for (int i = 0; i < 100; i++)
		eq_buf_adds(&text, "1 + (");
	eq_buf_adds(&text, "2");
	for (int i = 0; i < 100; i++)
		eq_buf_adds(&text, ")");
	eq_buf_adds(&text, "\n");
	compile_text(&c, text.p);
	assert_int_equal(chunk_of(&c, "chain")->n_registers, 3);
	assert_int_equal(chunk_of(&c, "nest")->n_registers, 101);
	compiled_release(&c);
	eq_buf_release(&text);
}

static void equal_windows_share_a_chunk(void **state)
{
	struct compiled c;

	(void)state;
	compile_text(&c,
		     "figure f = moving_average(n * e, 4 weeks) / moving_average(n * e, 4 weeks)\n"
		     "figure g = (n * e over 4 weeks) / (n * e over 6 weeks)\n");
	const struct eq_chunk *f = chunk_of(&c, "f"), *g = chunk_of(&c, "g");
	assert_int_equal(f->n_inputs, 1);
	assert_int_equal(g->n_inputs, 2);                         /* two windows … */
	assert_int_equal(g->inputs[0].chunk, g->inputs[1].chunk); /* … of one thing */
	compiled_release(&c);
}

static void too_many_constants_are_refused(void **state)
{
	struct compiled c;
	struct eq_buf text;

	(void)state;
	eq_buf_init(&text);
	eq_buf_adds(&text, "figure f = max(0");
	for (int k = 0; k < 2; k++) {
		eq_buf_adds(&text, ", max(0");
		for (int i = 1; i < 40000; i++)
			eq_buf_addf(&text, ", %d", k * 40000 + i);
		eq_buf_adds(&text, ")");
	}
	eq_buf_adds(&text, ")\n");
	compile_text(&c, text.p);
	assert_null(c.program);
	assert_int_equal(c.diags.errors, 1);
	assert_int_equal(c.diags.all.v[0]->code, EQ_E0902);
	compiled_release(&c);
	eq_buf_release(&text);
}

/* --- the dump ------------------------------------------------------------------------------------------ */

static void the_dump_shows_text_and_effect(void **state)
{
	static const char *const wanted[] = {
		"n: tracked  (number person/week, 2 registers)\n",
		"; R0 = measure 0 (sum of weekly)\n",
		"; R1 = days counted by measure 0 (sum of weekly)\n",
		"; R0 = R0 / R1\n",
		"; result = R0\n",
		"mean of chunk ",
		" over the periods of 6 weeks\n",
		" 4 weeks before\n",
		"running total of chunk ",
		"change of chunk ",
		" at 2024-01-07\n",
		"run-rate of the programme\n",
		"cash of b over 2024-04-01 to 2025-03-31\n",
		"value-add of b\n",
		"value-add of b to 2024-05-01\n",
		"worth of b\n",
		"; R0 = missing\n",
		"the period's last day\n",
		"low: n  (number person/week",
		"rows of weekly: where, for measure 0  (truth",
		"rows of weekly: only  (truth",
		"; R1 = \"a\"\n",
		"column locality\n",
		"n in baseline\n",
		"n in the scenario being run\n",
		"; R0 = R0 * 1 / 7\n",
	};
	struct compiled c;
	struct eq_buf out;

	(void)state;
	compile_text(&c, COMPILED_REST);
	eq_buf_init(&out);
	eq_disassemble(c.program, &out);
	for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
		if (!strstr(out.p, wanted[k]))
			fail_msg("the dump lacks: %s", wanted[k]);
	/* Above each chunk's first instruction stands the line that it comes from. */
	const char *chunk = strstr(out.p, "n: tracked  (");
	assert_non_null(chunk);
	chunk = strchr(chunk, '\n') + 1;
	unsigned line = 1;
	char begins[40];
	for (const char *t = c.text.p; t < strstr(c.text.p, " tracked sum(n of weekly"); t++)
		line += *t == '\n';
	snprintf(begins, sizeof begins, "  main.eq:%u: tracked", line);
	assert_int_equal(strncmp(chunk, begins, strlen(begins)), 0);
	assert_non_null(strstr(
		chunk,
		": tracked sum(n of weekly where locality in (\"a\", \"b\") or h > 2 hours/week) per week\n"));
	eq_buf_release(&out);
	compiled_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_week_of_a_weekly_rate_is_its_total),
		cmocka_unit_test(shapes_on_the_days_that_matter),
		cmocka_unit_test(dated_values_are_missing_before_the_first),
		cmocka_unit_test(only_divisions_that_are_used_are_counted),
		cmocka_unit_test(comparisons_and_lists),
		cmocka_unit_test(nested_shapes_stay_small),
		cmocka_unit_test(long_lists_are_whole),
		cmocka_unit_test(registers_are_given_back),
		cmocka_unit_test(equal_windows_share_a_chunk),
		cmocka_unit_test(too_many_constants_are_refused),
		cmocka_unit_test(the_dump_shows_text_and_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
