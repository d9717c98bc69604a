/* vm.c - how fast the virtual machine works through rows, as a share of what plain loops over doubles
 * do.
 *
 * A hundred row programs (b - k) * c * d over two million rows of numbers with two decimals, on one
 * thread, in batches as the loop has them and as a scan has them; each result is summed. The loop
 * (loop.c) does the same in doubles. Both count three operations a row and equation. They take turns
 * over slices of the rows, and the least time of the processor that each took for a slice counts:
 * what else the machine does only ever adds to it. Every sum is held against one in whole numbers of
 * 128 bits; if one differs, nothing is printed but that.
 *
 *     vm FOLDER     writes its programme there and prints two pairs of lines */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../unit/reading.h"
#include "data/scan.h"
#include "loop.h"
#include "model/model.h"
#include "syntax/parse.h"
#include "vm/vm.h"

enum {
	COLUMNS = 3,
	SLICE = 16 * EQ_BATCH,
	SLICES = 61,
	ROWS = SLICES * SLICE,
	ROUNDS = 9,
	LINE = 64
};

struct rows {
	int64_t *pennies[COLUMNS]; /* values × 100, as a scan reads them */
	double *doubles[COLUMNS];
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *room(size_t bytes)
{
	void *p = aligned_alloc(LINE, bytes);
	if (!p) {
		perror("memory");
		exit(2);
	}
	return p;
}

static struct rows make_rows(void)
{
	struct rows r;
	for (int c = 0; c < COLUMNS; c++) {
		r.pennies[c] = room(ROWS * sizeof(int64_t));
		r.doubles[c] = room(ROWS * sizeof(double));
	}
	for (int64_t i = 0; i < ROWS; i++) {
		r.pennies[0][i] = i * 7919 % 200000;
		r.pennies[1][i] = 100 + i * 104729 % 5000;
		r.pennies[2][i] = 100 + i * 1299709 % 3000;
		for (int c = 0; c < COLUMNS; c++)
			r.doubles[c][i] = (double)r.pennies[c][i] / 100.0;
	}
	return r;
}

static void write_programme(const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(2);
	}
	fprintf(f,
		"programme \"Bench\" {\n  currency GBP\n  starts 2024-01-01\n  horizon 2024-12-29\n"
		"  period week ending sunday\n  fiscal year from april\n  annualise 52 weeks\n}\n"
		"data cases from \"cases.csv\" {\n  date day\n");
	for (int c = 0; c < COLUMNS; c++)
		fprintf(f, "  value %c : 1\n", 'b' + c);
	fprintf(f, "}\n");
	for (int e = 0; e < LOOP_EQUATIONS; e++)
		fprintf(f,
			"kpi k%d {\n  tracked sum((b - %d.%02d) * c * d of cases)\n"
			"  baseline 0\n  target 1\n}\n",
			e, e / 4, e % 4 * 25);
	fclose(f);
}

/* A batch's columns, as the scan hands them on: with what is known of their size. */
static struct eq_column view(const struct rows *rows, int column, size_t from, uint32_t n)
{
	uint64_t seen = 0;
	for (size_t i = 0; i < n; i++)
		seen |= (uint64_t)rows->pennies[column][from + i];
	return (struct eq_column){.n = n,
				  .rep = EQ_REP_INT,
				  .scale = 2,
				  .bits = (uint8_t)(65 - (seen ? __builtin_clzll(seen) : 64)),
				  .i = rows->pennies[column] + from};
}

/* One equation over a batch: the sum of its results, which have six decimals. */
static int64_t sum_of(struct eq_vm *vm, const struct eq_program *p, uint32_t equation,
		      const struct eq_column *columns, struct eq_arena *arena)
{
	const struct eq_chunk *chunk = &p->chunks.v[p->measure_value[equation]];
	struct eq_column inputs[COLUMNS], result;
	for (uint32_t i = 0; i < chunk->n_inputs; i++)
		inputs[i] = columns[chunk->inputs[i].ref - 1]; /* the first column is the day */
	eq_vm_run_to(vm, chunk, inputs, NULL, columns[0].n, arena, &result);
	if (result.rep != EQ_REP_INT || result.scale != 6) {
		fprintf(stderr, "equation %u is not in whole numbers of six decimals\n", equation);
		exit(1);
	}
	return loop_sum(result.i, result.n);
}

static double run_programs(struct eq_vm *vm, const struct eq_program *p, const struct rows *rows,
			   size_t first, uint32_t batch, __int128_t sums[LOOP_EQUATIONS])
{
	struct eq_arena arena;
	double begin = now();
	eq_arena_init(&arena);
	for (size_t from = first; from < first + SLICE; from += batch) {
		struct eq_column columns[COLUMNS];
		for (int c = 0; c < COLUMNS; c++)
			columns[c] = view(rows, c, from, batch);
		for (uint32_t e = 0; e < LOOP_EQUATIONS; e++) {
			eq_arena_clear(&arena);
			sums[e] += sum_of(vm, p, e, columns, &arena);
		}
	}
	eq_arena_release(&arena);
	return now() - begin;
}

static double run_loop(const struct rows *rows, size_t first, double sums[LOOP_EQUATIONS])
{
	double begin = now();
	loop_over_rows(rows->doubles[0] + first, rows->doubles[1] + first, rows->doubles[2] + first,
		       SLICE, sums);
	return now() - begin;
}

/* Measures stand in the order of the equations. */
static void check_sums(const struct rows *rows, const __int128_t sums[LOOP_EQUATIONS], int rounds)
{
	for (int e = 0; e < LOOP_EQUATIONS; e++) {
		__int128_t sum = 0;
		for (size_t i = 0; i < ROWS; i++)
			sum += (__int128_t)(rows->pennies[0][i] - 25 * e) * rows->pennies[1][i] *
			       rows->pennies[2][i];
		if (sum * rounds != sums[e]) {
			fprintf(stderr, "equation %d has another sum\n", e);
			exit(1);
		}
	}
}

static void keep_least(double *least, double v)
{
	if (*least == 0 || v < *least)
		*least = v;
}

static void measure(const struct eq_program *p, const struct rows *rows, uint32_t batch)
{
	double ours[SLICES] = {0}, loops[SLICES] = {0}, our = 0, loop = 0;
	double in_doubles[LOOP_EQUATIONS] = {0}, done = 3.0 * LOOP_EQUATIONS * ROWS;
	__int128_t sums[LOOP_EQUATIONS] = {0};
	struct eq_vm vm;
	eq_vm_init(&vm);
	for (int i = 0; i < ROUNDS; i++)
		for (size_t s = 0; s < SLICES; s++) {
			keep_least(&ours[s], run_programs(&vm, p, rows, s * SLICE, batch, sums));
			keep_least(&loops[s], run_loop(rows, s * SLICE, in_doubles));
		}
	for (size_t s = 0; s < SLICES; s++) {
		our += ours[s];
		loop += loops[s];
	}
	check_sums(rows, sums, ROUNDS);
	printf("  %d equations x %d rows, %u at a time      %7.1f ms, %5.0f million element operations a second\n"
	       "  a loop over doubles, an operator at a time     %7.1f ms, %5.0f million                  equate is at %.3f of it\n",
	       LOOP_EQUATIONS, ROWS, batch, our * 1e3, done / our / 1e6, loop * 1e3,
	       done / loop / 1e6, loop / our);
	eq_vm_release(&vm);
}

static void measure_all(const struct eq_program *p)
{
	struct rows rows = make_rows();
	measure(p, &rows, LOOP_ROWS);
	measure(p, &rows, EQ_BATCH);
	for (int c = 0; c < COLUMNS; c++) {
		free(rows.pennies[c]);
		free(rows.doubles[c]);
	}
}

int main(int argc, char **argv)
{
	char path[4096];
	if (argc != 2)
		return 2;
	snprintf(path, sizeof path, "%s/rows.eq", argv[1]);
	write_programme(path);
	struct reading read;
	reading_init(&read);
	struct eq_node *tree =
		eq_parse_programme(path, &read.sources, &read.symbols, &read.arena, &read.diags);
	struct eq_model *m = tree && !read.diags.errors
				     ? eq_model_new(tree, &read.sources, &read.symbols, &read.diags)
				     : NULL;
	struct eq_program *p = m ? eq_compile(m, &read.diags) : NULL;
	struct eq_buf why;
	eq_buf_init(&why);
	if (p && eq_verify(p, &why) && m->measures.n == LOOP_EQUATIONS) {
		measure_all(p);
	} else {
		eq_diags_print(&read.diags, &why, false);
		fprintf(stderr, "%.*s\n", (int)why.n, why.p);
		return 1;
	}
	eq_program_free(p);
	eq_model_free(m);
	eq_buf_release(&why);
	reading_release(&read);
	return 0;
}
