/* test_verify_run.c - what the verifier passes runs from end to end.
 *
 * Each field of a good program is damaged in turn; what is not refused is run over the program's
 * own data, and under the sanitizers a fault of the evaluator fails the test. Which definition an
 * input names, and in which scenario, is left as it is: that definitions form no circle is proved
 * by the model, and the evaluator stops at one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "data/scan.h"
#include "engine/run.h"
#include "syntax/parse.h"

struct ready {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_model *model;
	struct eq_program *program;
	struct eq_cube *cube;
	struct eq_buf why;
	unsigned tried, passed;
};

static void make_ready(struct ready *r, const char *path)
{
	memset(r, 0, sizeof *r);
	eq_sources_init(&r->sources);
	eq_symbols_init(&r->symbols);
	eq_arena_init(&r->arena);
	eq_diags_init(&r->diags, &r->sources);
	eq_buf_init(&r->why);
	struct eq_node *tree =
		eq_parse_programme(path, &r->sources, &r->symbols, &r->arena, &r->diags);
	assert_int_equal(r->diags.errors, 0);
	r->model = eq_model_new(tree, &r->sources, &r->symbols, &r->diags);
	assert_non_null(r->model);
	r->program = eq_compile(r->model, &r->diags);
	assert_non_null(r->program);
	assert_true(eq_verify(r->program, &r->why));
	r->cube = eq_scan(r->program, &(struct eq_scan_options){.by = NULL}, &r->diags);
	assert_non_null(r->cube);
}

static void release(struct ready *r)
{
	eq_cube_free(r->cube);
	eq_program_free(r->program);
	eq_model_free(r->model);
	eq_buf_release(&r->why);
	eq_diags_release(&r->diags);
	eq_arena_release(&r->arena);
	eq_symbols_release(&r->symbols);
	eq_sources_release(&r->sources);
}

/* Whether a run has results is no matter here, only that it ends in order. */
static void run(struct ready *r)
{
	struct eq_run_options options = {.as_at = EQ_DATE_NONE};
	struct eq_diags diags;

	eq_diags_init(&diags, &r->sources);
	eq_results_free(eq_run(r->program, r->cube, &options, &diags));
	eq_diags_release(&diags);
}

static void damage(struct ready *r, void *field, size_t size)
{
	static const uint64_t values[] = {0,  1,  2,    3,     5,        8,         11,
					  12, 14, 1000, 65535, 1u << 31, INT32_MAX, UINT32_MAX};
	uint64_t was = 0;

	memcpy(&was, field, size);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		memcpy(field, &values[i], size);
		if (memcmp(field, &was, size) == 0)
			continue;
		r->tried++;
		eq_buf_clear(&r->why);
		if (eq_verify(r->program, &r->why)) {
			r->passed++;
			run(r);
		}
	}
	memcpy(field, &was, size);
}

static void damage_chunk(struct ready *r, struct eq_chunk *c)
{
	for (uint32_t i = 0; i < c->n_code; i++) {
		damage(r, &c->code[i].op, sizeof c->code[i].op);
		damage(r, &c->code[i].to, sizeof c->code[i].to);
		damage(r, &c->code[i].a, sizeof c->code[i].a);
		damage(r, &c->code[i].b, sizeof c->code[i].b);
	}
	for (uint32_t i = 0; i < c->n_inputs; i++) {
		struct eq_input *in = &c->inputs[i];
		if (in->kind == EQ_INPUT_TOTAL || in->kind == EQ_INPUT_COUNTED)
			damage(r, &in->kind, sizeof in->kind);
		if (in->kind != EQ_INPUT_DEF)
			damage(r, &in->ref, sizeof in->ref);
		damage(r, &in->type, sizeof in->type);
		damage(r, &in->chunk, sizeof in->chunk);
		damage(r, &in->date, sizeof in->date);
		damage(r, &in->window.kind, sizeof in->window.kind);
		damage(r, &in->window.length.count, sizeof in->window.length.count);
		damage(r, &in->window.length.unit, sizeof in->window.length.unit);
		damage(r, &in->window.range.from, sizeof in->window.range.from);
		damage(r, &in->window.range.to, sizeof in->window.range.to);
	}
	for (uint32_t i = 0; i < c->n_constants; i++) {
		struct eq_constant *k = &c->constants[i];
		damage(r, &k->missing, sizeof k->missing);
		if (k->type == EQ_TYPE_DATE)
			damage(r, &k->date, sizeof k->date);
		else if (k->type == EQ_TYPE_NUMBER)
			damage(r, &k->number.w[1], sizeof k->number.w[1]);
	}
}

static void what_passes_runs(void **state)
{
	static const char *const programmes[] = {"tests/spec/run/order_of_aggregation.eq",
						 "tests/spec/run/fiscal_october.eq",
						 "tests/spec/run/residential.eq"};

	(void)state;
	for (size_t k = 0; k < sizeof programmes / sizeof *programmes; k++) {
		struct ready r;

		make_ready(&r, programmes[k]);
		for (size_t i = 0; i < r.program->chunks.n; i++)
			damage_chunk(&r, &r.program->chunks.v[i]);
		assert_true(eq_verify(r.program, &r.why));
		/* Both must be usual, or the values above try nothing. */
		assert_true(r.passed > r.tried / 50);
		assert_true(r.tried - r.passed > r.tried / 4);
		release(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_passes_runs)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
