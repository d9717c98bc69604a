/* compiled.h - a programme from its text to bytecode, for the tests of src/code. */
#ifndef EQ_TESTS_COMPILED_H
#define EQ_TESTS_COMPILED_H

#include <stdio.h>
#include <string.h>

#include "code/program.h"
#include "syntax/parse.h"

struct compiled {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_model *model;
	struct eq_program *program; /* NULL after errors */
	struct eq_buf text;
};

#define COMPILED_HEAD \
	"programme \"P\" {\n currency GBP\n starts 2023-08-01\n horizon 2029-03-31\n" \
	" period week ending sunday\n fiscal year from april\n annualise 52 weeks\n}\n" \
	"unit person plural people\nunit placement\nunit hour\n" \
	"data weekly from \"w.csv\" {\n period day\n by locality\n" \
	" only locality != \"test\" and not (n is missing)\n value n : person\n value h : hour/week\n}\n" \
	"data cases from \"c.csv\" {\n row placement\n date d\n by setting\n value cost : GBP/week\n}\n" \
	"kpi n \"N\" {\n" \
	" tracked sum(n of weekly where locality in (\"a\", \"b\") or h > 2 hours/week) per week\n" \
	" baseline tracked over 2022-08-01 to 2023-07-30\n target 60 people/week\n live over 6 weeks\n}\n" \
	"kpi e \"E\" {\n tracked sum(h * 2 of weekly) / sum(n of weekly)\n" \
	" baseline 5.3 hours/week/person\n target 7 hours/week/person\n" \
	" live moving_average(e, 6 weeks)\n}\n" \
	"kpi s \"S\" {\n tracked count(cases where d >= 2023-01-01 and cost < £5 per week) per month\n" \
	" baseline 3 placements/month\n" \
	" target max(2 placements/month, previous(s, 4 weeks) * 1.5 ^ 2)\n}\n"

/* Every kind of input and every instruction, between this and the head. */
#define COMPILED_REST \
	"fixed rate = £22.40 per hour from 2023-04-01, £23 per hour from 2024-04-01\n" \
	"fixed factor = min(3, abs(-2), 1 / 3)\n" \
	"figure odd = if n > 3 people/week then s / previous(s, 1 week) else 0 - 1\n" \
	"figure so_far = cumulative(s)\nfigure step_up = change(n)\n" \
	"figure later = (n at 2024-01-07) over 4 weeks\n" \
	"figure money = run_rate(b) + run_rate(programme)\n" \
	"figure cashed = cash(b) over FY24/25\n" \
	"figure added = value_add(b) + value_add(b, to 2024-05-01)\n" \
	"figure worthy = worth(b) * 2\n" \
	"figure grown = grow(s, 2% per year, 2023-04-01)\n" \
	"figure without = n except 2023-12-25 to 2024-01-01 because \"Christmas\"\n" \
	"figure of_a_year = annualised(b over FY23/24) + annualised(programme over 2024-01-01 to 2024-03-31)\n" \
	"fixed fee by setting {\n \"a\" = £2\n \"b\" = £3 from 2023-04-01, £4 from 2024-04-01\n}\n" \
	"kpi fees \"F\" { tracked sum(fee of cases) per week }\n" \
	"kpi grow_row \"G\" { tracked sum(yearly of cases) per week }\n" \
	"fixed yearly = £2 growing 3% per month since 2023-04-15\n" \
	"kpi kinds \"K\" { tracked distinct(setting of cases) }\n" \
	"kpi high \"H\" { tracked percentile(cost of cases, 90%) }\n" \
	"benefit b \"B\" {\n" \
	" equation (tracked(n) - baseline(n)) * e * rate * 10 weeks * 1 day / 1 week\n" \
	" accrues over 10 weeks\n kind cashable\n}\n" \
	"scenario low \"Low\" {\n" \
	" n = path(2023-08-06: 40 people/week, 2024-01-07: 50 people/week, 2024-06-30: 55 people/week)\n" \
	" e = step(5 hours/week/person, 6 hours/week/person, 2024-01-01)\n" \
	" s = ramp(baseline(s), 2 placements/month, 2023-10-01 to 2024-06-30)\n}\n"

/* Compiles the head and `rest`. The programme's text is taken to be right as far as the model. */
static inline void compile_text(struct compiled *c, const char *rest)
{
	struct eq_buf why;

	memset(c, 0, sizeof *c);
	eq_sources_init(&c->sources);
	eq_symbols_init(&c->symbols);
	eq_arena_init(&c->arena);
	eq_diags_init(&c->diags, &c->sources);
	eq_buf_init(&c->text);
	eq_buf_init(&why);
	eq_buf_adds(&c->text, COMPILED_HEAD);
	eq_buf_adds(&c->text, rest);
	eq_sources_add(&c->sources, EQ_TEXT("main.eq"), eq_buf_view(&c->text), NULL);
	struct eq_node *tree = eq_parse(&c->sources.files.v[0], &c->symbols, &c->arena, &c->diags);
	if (!c->diags.errors)
		c->model = eq_model_new(tree, &c->sources, &c->symbols, &c->diags);
	if (!c->model) {
		eq_diags_print(&c->diags, &why, false);
		fail_msg("%.300s", why.p);
	}
	c->program = eq_compile(c->model, &c->diags);
	if (c->program && !eq_verify(c->program, &why))
		fail_msg("%s", why.p);
	eq_buf_release(&why);
}

static inline void compiled_release(struct compiled *c)
{
	eq_program_free(c->program);
	eq_model_free(c->model);
	eq_diags_release(&c->diags);
	eq_arena_release(&c->arena);
	eq_symbols_release(&c->symbols);
	eq_sources_release(&c->sources);
	eq_buf_release(&c->text);
}

#endif
