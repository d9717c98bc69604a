/* test_binding.c - how KPIs and fixed values get their values in scenarios.
 *
 * One programme; the table says for each definition and scenario what language.md's rule gives:
 * the nearest scenario along `extends` that gives it or any of its parts a value decides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "syntax/parse.h"

static const char text[] =
	"programme \"P\" {\n currency GBP\n starts 2023-08-01\n horizon 2029-03-31\n"
	" period week ending sunday\n fiscal year from april\n annualise 52 weeks\n}\n"
	"unit person plural people\nunit hour\n"
	"data weekly from \"w.csv\" {\n period day\n value n : person\n value h : hour/week\n}\n"
	/* leaves: all declared; nothing declared */
	"kpi leaf {\n tracked sum(n of weekly) per week\n baseline 3 people/week\n"
	" target 4 people/week\n live over 6 weeks\n}\n"
	"kpi bare { tracked sum(h of weekly) per week }\n"
	/* made of others: nothing declared; a baseline; over two steps */
	"kpi made { tracked leaf * bare }\n"
	"kpi own {\n tracked leaf * rate\n baseline £5 per week\n}\n"
	"kpi top { tracked own * made }\n"
	"fixed rate = 2 * unit_rate\n"
	"fixed unit_rate = £3 per person\n"
	/* extends baseline; extends a; extends forecast; extends b */
	"scenario a { leaf = 5 people/week }\n"
	"scenario b extends a {\n own = £6 per week\n bare = 2 hours/week/week\n}\n"
	"scenario c extends forecast { unit_rate = £4 per person }\n"
	"scenario d extends b { rate = £1 per person }\n"
	"scenario e extends d { leaf = 9 people/week }\n";

enum { A = EQ_SCENARIO_OWN, B, C, D, E };

static const struct {
	const char *def;
	uint32_t scenario;
	enum eq_binding_kind kind;
	uint32_t decided; /* by this scenario */
} cases[] = {
	{"leaf", EQ_SCENARIO_ACTUAL, EQ_BINDING_TRACKED, EQ_SCENARIO_ACTUAL},
	{"leaf", EQ_SCENARIO_BASELINE, EQ_BINDING_BASELINE, EQ_SCENARIO_BASELINE},
	{"leaf", EQ_SCENARIO_TARGET, EQ_BINDING_TARGET, EQ_SCENARIO_TARGET},
	{"leaf", EQ_SCENARIO_LIVE, EQ_BINDING_LIVE, EQ_SCENARIO_LIVE},
	{"leaf", EQ_SCENARIO_FORECAST, EQ_BINDING_FORECAST, EQ_SCENARIO_FORECAST},
	{"leaf", A, EQ_BINDING_ASSIGN, A},
	{"leaf", B, EQ_BINDING_ASSIGN, A},
	{"leaf", C, EQ_BINDING_FORECAST, EQ_SCENARIO_FORECAST},
	{"leaf", D, EQ_BINDING_ASSIGN, A},
	{"leaf", E, EQ_BINDING_ASSIGN, E},
	/* a leaf without a declaration has no value there */
	{"bare", EQ_SCENARIO_ACTUAL, EQ_BINDING_TRACKED, EQ_SCENARIO_ACTUAL},
	{"bare", EQ_SCENARIO_BASELINE, EQ_BINDING_NONE, EQ_SCENARIO_BASELINE},
	{"bare", EQ_SCENARIO_TARGET, EQ_BINDING_NONE, EQ_SCENARIO_TARGET},
	{"bare", EQ_SCENARIO_LIVE, EQ_BINDING_NONE, EQ_SCENARIO_LIVE},
	{"bare", A, EQ_BINDING_NONE, EQ_SCENARIO_BASELINE},
	{"bare", B, EQ_BINDING_ASSIGN, B},
	/* what is made of others is evaluated from its parts, unless it declares its own */
	{"made", EQ_SCENARIO_BASELINE, EQ_BINDING_TRACKED, EQ_SCENARIO_BASELINE},
	{"made", EQ_SCENARIO_LIVE, EQ_BINDING_TRACKED, EQ_SCENARIO_LIVE},
	{"made", A, EQ_BINDING_TRACKED, A},
	{"made", B, EQ_BINDING_TRACKED, B},
	{"own", EQ_SCENARIO_BASELINE, EQ_BINDING_BASELINE, EQ_SCENARIO_BASELINE},
	{"own", EQ_SCENARIO_TARGET, EQ_BINDING_TRACKED, EQ_SCENARIO_TARGET},
	/* nearest first: in a its part leaf; in b itself, though a is further; in d its part rate
	 * is nearer than b's own value */
	{"own", A, EQ_BINDING_TRACKED, A},
	{"own", B, EQ_BINDING_ASSIGN, B},
	{"own", C, EQ_BINDING_TRACKED, C},
	{"own", D, EQ_BINDING_TRACKED, D},
	{"own", E, EQ_BINDING_TRACKED, E},
	/* parts of parts count */
	{"top", A, EQ_BINDING_TRACKED, A},
	{"top", C, EQ_BINDING_TRACKED, C},
	{"top", EQ_SCENARIO_FORECAST, EQ_BINDING_FORECAST, EQ_SCENARIO_FORECAST},
	/* fixed values: the nearest value, else their own; their parts count too */
	{"rate", EQ_SCENARIO_BASELINE, EQ_BINDING_VALUES, EQ_SCENARIO_BASELINE},
	{"rate", C, EQ_BINDING_VALUES, C},
	{"rate", D, EQ_BINDING_ASSIGN, D},
	{"rate", E, EQ_BINDING_ASSIGN, D},
	{"unit_rate", C, EQ_BINDING_ASSIGN, C},
	{"unit_rate", D, EQ_BINDING_VALUES, EQ_SCENARIO_BASELINE},
};

static void bindings(void **state)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	(void)state;
	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_arena_init(&arena);
	eq_diags_init(&diags, &sources);
	eq_sources_add(&sources, EQ_TEXT("main.eq"), EQ_TEXT(text), NULL);
	struct eq_node *tree = eq_parse(&sources.files.v[0], &symbols, &arena, &diags);
	struct eq_model *m = diags.errors ? NULL : eq_model_new(tree, &sources, &symbols, &diags);
	assert_non_null(m);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct eq_def *d = eq_model_def(m, eq_text_of(cases[i].def));
		struct eq_binding b =
			eq_model_binding(m, (uint32_t)(d - m->defs.v), cases[i].scenario);
		if (b.kind != cases[i].kind || b.scenario != cases[i].decided)
			fail_msg("%s in %.*s: %d by %u, not %d by %u", cases[i].def,
				 EQ_ARG(m->scenarios.v[cases[i].scenario].name), b.kind, b.scenario,
				 cases[i].kind, cases[i].decided);
		if (b.kind == EQ_BINDING_ASSIGN)
			assert_int_equal(m->scenarios.v[b.scenario].assigns[b.assign].def,
					 d - m->defs.v);
	}
	eq_model_free(m);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
}

/* Against the rule as it is written, followed step by step, on random programmes. */

#define DEFS 30
#define OWN 12

struct random_programme {
	bool part[DEFS][DEFS], assigned[OWN][DEFS], baseline[DEFS];
	int extends[OWN]; /* -1: baseline */
};

static bool touches(const struct random_programme *r, int s, int def)
{
	for (int p = 0; p < def; p++)
		if (r->part[def][p] && (r->assigned[s][p] || touches(r, s, p)))
			return true;
	return false;
}

static void random_bindings(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 40; round++) {
		struct random_programme r = {0};
		struct eq_buf out;
		eq_buf_init(&out);
		eq_buf_adds(&out, "programme \"P\" {\n currency GBP\n starts 2023-08-01\n"
				  " horizon 2029-03-31\n period day\n fiscal year from april\n"
				  " annualise 365 days\n}\ndata w from \"w.csv\" {\n date day\n"
				  " value n : number\n}\n");
		for (int d = 0; d < DEFS; d++) {
			bool leaf = true;
			r.baseline[d] = rand() % 4 != 0;
			eq_buf_addf(&out, "kpi k%d {\n tracked 0", d);
			for (int p = 0; p < d; p++)
				if (rand() % (d + 1) < 2) {
					r.part[d][p] = true;
					leaf = false;
					eq_buf_addf(&out, " + k%d", p);
				}
			eq_buf_adds(&out, leaf ? " + sum(n of w)\n" : "\n");
			eq_buf_addf(&out, r.baseline[d] ? " baseline %d\n}\n" : "}\n", d);
		}
		for (int s = 0; s < OWN; s++) {
			r.extends[s] = rand() % (s + 1) - 1;
			eq_buf_addf(&out, "scenario s%d", s);
			if (r.extends[s] >= 0)
				eq_buf_addf(&out, " extends s%d", r.extends[s]);
			eq_buf_adds(&out, " {\n");
			for (int d = 0; d < DEFS; d++)
				if (rand() % 12 == 0) {
					r.assigned[s][d] = true;
					eq_buf_addf(&out, " k%d = 1\n", d);
				}
			eq_buf_adds(&out, "}\n");
		}
		struct eq_sources sources;
		struct eq_symbols symbols;
		struct eq_arena arena;
		struct eq_diags diags;
		eq_sources_init(&sources);
		eq_symbols_init(&symbols);
		eq_arena_init(&arena);
		eq_diags_init(&diags, &sources);
		eq_sources_add(&sources, EQ_TEXT("main.eq"), eq_buf_view(&out), NULL);
		struct eq_node *tree = eq_parse(&sources.files.v[0], &symbols, &arena, &diags);
		struct eq_model *m = diags.errors ? NULL
						  : eq_model_new(tree, &sources, &symbols, &diags);
		assert_non_null(m);
		for (int d = 0; d < DEFS; d++)
			for (int s = 0; s < OWN; s++) {
				int at = s;
				while (at >= 0 && !r.assigned[at][d] && !touches(&r, at, d))
					at = r.extends[at];
				bool derived = m->kpis.v[d].n_parts > 0;
				enum eq_binding_kind want = at >= 0         ? (r.assigned[at][d]
										       ? EQ_BINDING_ASSIGN
										       : EQ_BINDING_TRACKED)
							    : r.baseline[d] ? EQ_BINDING_BASELINE
							    : derived       ? EQ_BINDING_TRACKED
									    : EQ_BINDING_NONE;
				struct eq_binding b =
					eq_model_binding(m, m->kpis.v[d].def, (uint32_t)(A + s));
				assert_int_equal(b.kind, want);
				assert_int_equal(b.scenario,
						 at >= 0 ? A + at : EQ_SCENARIO_BASELINE);
			}
		eq_model_free(m);
		eq_diags_release(&diags);
		eq_arena_release(&arena);
		eq_symbols_release(&symbols);
		eq_sources_release(&sources);
		eq_buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bindings),
		cmocka_unit_test(random_bindings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
