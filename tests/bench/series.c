/* series.c - how fast definitions are evaluated, as a share of what plain loops over doubles do.
 *
 * A programme of ten measured KPIs over a file of 260 weeks, thousands of KPIs and benefits made of
 * them, and four scenarios is evaluated whole, on one thread. What is counted is element
 * operations: an arithmetic instruction, or an operator of the loop (loop.c), on one lane. The best
 * of several rounds of each is printed: what else the machine does only ever adds to a time.
 *
 *     series FOLDER     writes its inputs there and prints one line */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/reading.h"
#include "data/scan.h"
#include "engine/contexts.h"
#include "loop.h"
#include "syntax/parse.h"

enum {
	WEEKS = 260,
	MEASURED = 10,
	DERIVED = 9000,
	BENEFITS = 1000,
	CHAIN = 5,
	ROUNDS = 7,
	TIMES = 1000
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static unsigned random_below(unsigned n)
{
	static unsigned long long state = 20240324;
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static FILE *open_in(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(2);
	}
	return f;
}

static void write_rows(const char *folder)
{
	FILE *f = open_in(folder, "weekly.csv");
	fprintf(f, "week_ending");
	for (int m = 0; m < MEASURED; m++)
		fprintf(f, ",m%d", m);
	for (int w = 0; w < WEEKS; w++) {
		char day[EQ_DATE_CHARS];
		eq_date first;
		eq_date_read(EQ_TEXT("2019-01-06"), &first);
		eq_date_write(first + 7 * w, day);
		fprintf(f, "\n%s", day);
		for (int m = 0; m < MEASURED; m++)
			fprintf(f, ",%u.%02u", 20 + random_below(900), random_below(100));
	}
	fprintf(f, "\n");
	fclose(f);
}

/* Two to six operators: sums and differences of what is measured or comes before it in its chain,
 * scaled by weights of two decimals. */
static void write_derived(FILE *f, int k)
{
	fprintf(f, "kpi k%d {\n  tracked  ", k);
	if (k % CHAIN)
		fprintf(f, "k%d * 1.%02u", k - 1, 1 + random_below(20));
	else
		fprintf(f, "n%u * 0.%02u", random_below(MEASURED), 10 + random_below(90));
	for (unsigned more = 1 + random_below(2); more--;)
		fprintf(f, " %c n%u * 0.%02u", random_below(2) ? '+' : '-', random_below(MEASURED),
			10 + random_below(90));
	if (random_below(2))
		fprintf(f, " + n%u", random_below(MEASURED));
	fprintf(f, "\n}\n");
}

static void write_programme(const char *folder)
{
	FILE *f = open_in(folder, "main.eq");
	fprintf(f, "programme \"Bench\" {\n  currency GBP\n  starts 2019-01-01\n"
		   "  horizon 2023-12-24\n  period week ending sunday\n  fiscal year from april\n"
		   "  annualise 52 weeks\n}\nunit thing\ndata weekly from \"weekly.csv\" {\n"
		   "  period week_ending\n");
	for (int m = 0; m < MEASURED; m++)
		fprintf(f, "  value m%d : thing\n", m);
	fprintf(f, "}\nfixed price = £12.34 per thing per week\nfixed duration = 35 weeks\n");
	for (int m = 0; m < MEASURED; m++)
		fprintf(f,
			"kpi n%d {\n  tracked sum(m%d of weekly) per week\n"
			"  baseline %d.50 thing/week\n  target %d.25 thing/week\n  live over 6 weeks\n}\n",
			m, m, 100 + m, 200 + m);
	for (int k = 0; k < DERIVED; k++)
		write_derived(f, k);
	for (int b = 0; b < BENEFITS; b++)
		fprintf(f,
			"benefit b%d {\n  equation (tracked(k%d) - baseline(k%d)) * price * duration\n"
			"  accrues over duration\n}\n",
			b, b * (DERIVED / BENEFITS), b * (DERIVED / BENEFITS));
	for (int s = 0; s < 4; s++) {
		fprintf(f, "scenario s%d {\n", s);
		for (int m = 0; m < MEASURED; m++)
			fprintf(f, "  n%d = actual(n%d) * 1.%02d\n", m, m, s + 1);
		fprintf(f, "}\n");
	}
	fclose(f);
}

static int is_arithmetic(uint16_t op)
{
	switch (op) {
	case EQ_CODE_ADD:
	case EQ_CODE_SUB:
	case EQ_CODE_MUL:
	case EQ_CODE_DIV:
	case EQ_CODE_MIN:
	case EQ_CODE_MAX:
	case EQ_CODE_NEG:
	case EQ_CODE_SCALE:
		return 1;
	default:
		return 0;
	}
}

/* Element operations behind all values that were worked out. */
static double operations(const struct eq_eval *e)
{
	double n = 0;
	for (size_t i = 0; i < e->nodes.n; i++) {
		const struct eq_eval_node *node = &e->nodes.v[i];
		if (node->key.kind != EQ_OF_CHUNK)
			continue;
		const struct eq_chunk *c = &e->program->chunks.v[node->key.a];
		for (uint32_t k = 0; k < c->n_code; k++)
			n += is_arithmetic(c->code[k].op) *
			     (double)e->contexts.v[node->key.context].n;
	}
	return n;
}

static double evaluate_all(struct eq_eval *e)
{
	double begin = now();
	eq_eval_set_as_at(e, e->timeline.n - 1);
	const struct eq_model *m = e->model;
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++) {
		for (uint32_t k = 0; k < m->kpis.n; k++)
			eq_eval_def(e, m->kpis.v[k].def, s, EQ_CONTEXT_TIMELINE);
		for (uint32_t b = 0; b < m->benefits.n; b++)
			eq_eval_chunk(e, e->program->of_def[m->benefits.v[b].def].main, s,
				      EQ_CONTEXT_TIMELINE);
	}
	return now() - begin;
}

/* --- both, in turn ---------------------------------------------------------------------------- */

static double least(const double *v)
{
	double best = v[0];
	for (int i = 1; i < ROUNDS; i++)
		best = v[i] < best ? v[i] : best;
	return best;
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	write_rows(argv[1]);
	write_programme(argv[1]);
	char path[4096];
	snprintf(path, sizeof path, "%s/main.eq", argv[1]);
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
	struct eq_cube *cube =
		p && eq_verify(p, &why)
			? eq_scan(p, &(struct eq_scan_options){.by = NULL}, &read.diags)
			: NULL;
	struct eq_timeline timeline;
	struct eq_range days = {m ? m->programme.starts : 0, m ? m->programme.horizon : 0};
	if (!cube || !eq_timeline_make(m->programme.grain, days, &timeline)) {
		eq_diags_print(&read.diags, &why, false);
		fprintf(stderr, "%.*s\n", (int)why.n, why.p);
		return 1;
	}
	struct eq_eval e;
	eq_eval_init(&e, p, cube, timeline, EQ_MODE_BEST);
	double ours[ROUNDS], loops[ROUNDS], done = 0, looped = 0;
	for (int i = 0; i < ROUNDS; i++) {
		ours[i] = evaluate_all(&e);
		done = operations(&e);
		double begin = now();
		looped = loop_over_doubles(TIMES);
		loops[i] = now() - begin;
	}
	double speed = done / least(ours), loop = looped / least(loops);
	unsigned decimals = 0;
	for (size_t i = 0; i < e.nodes.n; i++)
		decimals += e.nodes.v[i].value && e.nodes.v[i].value->rep == EQ_REP_DEC;
	printf("  %d definitions x %d weeks x 4 scenarios  %7.1f ms, %5.0f million element operations a second\n"
	       "  a loop over doubles, an operator at a time  %18.0f million                 equate is at %.3f of it",
	       MEASURED + DERIVED + BENEFITS, WEEKS, least(ours) * 1e3, speed / 1e6, loop / 1e6,
	       speed / loop);
	if (decimals)
		printf(" (%u of %zu values in decimal128)", decimals, e.nodes.n);
	printf("\n");
	eq_eval_release(&e);
	eq_cube_free(cube);
	eq_program_free(p);
	eq_model_free(m);
	eq_buf_release(&why);
	reading_release(&read);
	return 0;
}
