/* test_model.c - what the model makes of a programme: units, conversions, measures, order, parts.
 *
 * The messages about mistakes are checked by tests/spec/model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/model.h"
#include "syntax/parse.h"

#define HEAD \
	"programme \"P\" {\n currency GBP\n starts 2023-08-01\n horizon 2029-03-31\n" \
	" period week ending sunday\n fiscal year from april\n annualise 52 weeks\n}\n" \
	"unit person plural people\nunit placement\nunit hour\n" \
	"data weekly from \"../w.csv\" {\n period day\n by locality\n value n : person\n" \
	" value h : hour/week\n}\n" \
	"data cases from \"c.csv\" {\n row placement\n date d\n by setting\n" \
	" value cost : GBP/week\n}\n" \
	"data beds from \"b.csv\" {\n date d\n level waiting : person\n}\n"

struct programme {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_model *m;
	char text[8192];
};

static void release(struct programme *p)
{
	eq_model_free(p->m);
	eq_diags_release(&p->diags);
	eq_arena_release(&p->arena);
	eq_symbols_release(&p->symbols);
	eq_sources_release(&p->sources);
}

static void read_programme(struct programme *p, const char *rest)
{
	snprintf(p->text, sizeof p->text, "%s%s", HEAD, rest);
	eq_sources_init(&p->sources);
	eq_symbols_init(&p->symbols);
	eq_arena_init(&p->arena);
	eq_diags_init(&p->diags, &p->sources);
	eq_sources_add(&p->sources, EQ_TEXT("folder/main.eq"), eq_text_of(p->text), NULL);
	struct eq_node *tree = eq_parse(&p->sources.files.v[0], &p->symbols, &p->arena, &p->diags);
	p->m = p->diags.errors ? NULL : eq_model_new(tree, &p->sources, &p->symbols, &p->diags);
	if (!p->m) {
		struct eq_buf out;
		eq_buf_init(&out);
		eq_diags_print(&p->diags, &out, false);
		fail_msg("%s\n%s", rest, out.p);
	}
}

static const struct eq_kpi *kpi(const struct programme *p, const char *name)
{
	const struct eq_def *d = eq_model_def(p->m, eq_text_of(name));
	assert_non_null(d);
	assert_int_equal(d->kind, EQ_DEF_KPI);
	return &p->m->kpis.v[d->index];
}

static uint32_t def(const struct programme *p, const char *name)
{
	const struct eq_def *d = eq_model_def(p->m, eq_text_of(name));
	assert_non_null(d);
	return (uint32_t)(d - p->m->defs.v);
}

static void assert_text(const struct eq_buf *out, const char *want, const char *of)
{
	if (!eq_text_is(eq_buf_view(out), want))
		fail_msg("%s: \"%.*s\" is not \"%s\"", of, EQ_ARG(eq_buf_view(out)), want);
}

/* An expression as a KPI's `tracked`: its unit, and how it was understood. */
static void expressions(void **state)
{
	(void)state;
	static const struct {
		const char *text, *unit, *checked;
	} cases[] = {
		{"sum(n of weekly)", "person", "sum(n of weekly)"},
		{"sum(n of weekly) per week", "person/week", "sum(n of weekly) per week"},
		{"sum(n of weekly) per month", "person/month", "sum(n of weekly) per month"},
		{"sum(n * 2 of weekly where locality = \"E\\\"\") per day", "person/day",
		 "sum(n * 2 of weekly where locality = \"E\\\"\") per day"},
		{"count(cases)", "placement", "count(cases)"},
		{"count(weekly)", "1", "count(weekly)"},
		{"count(cases where cost > £3 per week and not (setting in (\"a\", \"b\") or d >= "
		 "2024-01-01))",
		 "placement",
		 "count(cases where cost > 3 GBP/week and not (setting in (\"a\", \"b\") or d >= "
		 "2024-01-01))"},
		{"sum(h of weekly) / sum(n of weekly)", "hour/week/person",
		 "sum(h of weekly) / sum(n of weekly)"},
		/* a rate goes down to the measures, through sums and constants */
		{"(sum(n of weekly) + 2 * sum(n of weekly where locality = \"E\")) per week",
		 "person/week",
		 "sum(n of weekly) per week + 2 * sum(n of weekly where locality = \"E\") per "
		 "week"},
		{"(-sum(n of weekly) over 6 weeks) per week", "person/week",
		 "-sum(n of weekly) per week over 6 weeks"},
		{"sum(n of weekly) / 1 week", "person/week", "sum(n of weekly) per week"},
		{"sum(n of weekly) per 2 weeks", "person/week", "sum(n of weekly) per week / 2"},
		{"count(cases) per 4 placements", "1", "count(cases) / 4 placement"},
		/* but a ratio is divided */
		{"(sum(h of weekly) / sum(n of weekly)) per week", "hour/week/week/person",
		 "sum(h of weekly) / sum(n of weekly) / 1 week"},
		{"mean(cost of cases) per placement", "GBP/week/placement",
		 "mean(cost of cases) / 1 placement"},
		{"level(waiting of beds)", "person", "level(waiting of beds)"},
		/* only where units meet is there a conversion, to the side that stays exact */
		{"1 week + 1 day", "day", "1 week in day + 1 day"},
		{"1 day + 1 week", "day", "1 day + 1 week in day"},
		{"(3 people/week) - (1 person/day)", "person/week",
		 "3 person/week - 1 person/day in person/week"},
		{"52 weeks / 1 year", "1", "52 week / 1 year in 1"},
		{"2 weeks * 3 people/week", "person", "2 week * 3 person/week"},
		{"3 weeks * 2 people/day", "person", "3 week * 2 person/day in person"},
		{"£1,050.50", "GBP", "1050.5 GBP"},
		{"£316k", "GBP", "316000 GBP"},
		{"£2.5m per year", "GBP/year", "2500000 GBP/year"},
		{"£1.2bn", "GBP", "1200000000 GBP"},
		{"EUR 30", "EUR", "30 EUR"},
		{"12.5%", "1", "0.125"},
		{"1_250.5 + 1,250.5", "1", "1250.5 + 1250.5"},
		{"(2 people)", "person", "2 person"},
		{"2 ^ -3", "1", "2 ^ -3"},
		{"(2 people) ^ 2", "person^2", "2 person ^ 2"},
		{"1 - (2 - 3)", "1", "1 - (2 - 3)"},
		{"1 - 2 - 3", "1", "1 - 2 - 3"},
		{"(1 - 2) * 3", "1", "(1 - 2) * 3"},
		{"if 1 < 2 or 3 > 4 then 5 else 6", "1", "if 1 < 2 or 3 > 4 then 5 else 6"},
		{"min(1 week, 8 days, 1 year)", "day", "min(1 week in day, 8 day, 1 year in day)"},
		{"base over 6 weeks", "person/week", "base over 6 weeks"},
		{"base over 2023-08", "person/week", "base over 2023-08-01 to 2023-08-31"},
		{"base over 2023-08 to 2024-02", "person/week",
		 "base over 2023-08-01 to 2024-02-29"},
		{"base over FY23/24", "person/week", "base over 2023-04-01 to 2024-03-31"},
		/* 52 weeks end on the day: 364 days */
		{"base over 52 weeks to 2024-03-31", "person/week",
		 "base over 2023-04-03 to 2024-03-31"},
		{"base at 2024-03-31", "person/week", "base at 2024-03-31"},
		{"previous(base)", "person/week", "previous(base, 1 week)"},
		{"baseline(base) - tracked(base)", "person/week", "baseline(base) - base"},
		{"ramp(base, 1 person/day, FY23/24)", "person/week",
		 "ramp(base, 1 person/day in person/week, 2023-04-01 to 2024-03-31)"},
		{"path(2023-10-01: 1, 2024-01: 2)", "1", "path(2023-10-01: 1, 2024-01-01: 2)"},
		{"grow(base, 2% per year, 2023-04-01)", "person/week",
		 "grow(base, 0.02 1/year, 2023-04-01)"},
		{"grow(sum(n of weekly), 1% per month, 2023-04) per week", "person/week",
		 "grow(sum(n of weekly) per week, 0.01 1/month, 2023-04-01)"},
		{"base except 2023-12-25 because \"x\"", "person/week",
		 "base except 2023-12-25 to 2023-12-25"},
		{"percentile(cost of cases, 12.5%)", "GBP/week",
		 "percentile(cost of cases, 0.125)"},
		{"distinct(setting of cases where d > 2024-01-01)", "1",
		 "distinct(setting of cases where d > 2024-01-01)"},
		{"mean(d - 2024-01-01 of cases)", "day", "mean(d - 2024-01-01 of cases)"},
		/* a running total of a rate is an amount */
		{"cumulative(base)", "person", "cumulative(base)"},
		{"cumulative(1 person/day + 0 people/day)", "person",
		 "cumulative((1 person/day + 0 person/day) in person/week)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct programme p;
		char text[1024];
		snprintf(text, sizeof text,
			 "kpi base {\n tracked sum(n of weekly) per week\n baseline 3 "
			 "people/week\n}\n"
			 "kpi x { tracked %s }\n",
			 cases[i].text);
		read_programme(&p, text);
		struct eq_buf out;
		eq_buf_init(&out);
		eq_unit_write_code(p.m->units, kpi(&p, "x")->unit, &out);
		assert_text(&out, cases[i].unit, cases[i].text);
		eq_buf_clear(&out);
		eq_expr_write(p.m, kpi(&p, "x")->tracked, &out);
		assert_text(&out, cases[i].checked, cases[i].text);
		eq_buf_release(&out);
		release(&p);
	}
}

static void measures_once(void **state)
{
	(void)state;
	struct programme p;
	read_programme(&p, "kpi a { tracked sum(n of weekly) per week }\n"
			   "kpi b { tracked sum(n of weekly) per month }\n"
			   "kpi c { tracked sum(n of weekly where locality = \"E\") }\n"
			   "kpi d { tracked sum(n of weekly where locality = \"E\") * 2 }\n"
			   "kpi e { tracked sum(n of weekly where locality = \"W\") }\n"
			   "kpi f { tracked mean(n of weekly) }\n"
			   "kpi g { tracked sum(n * 2 of weekly) + sum(n * 2.0 of weekly) }\n"
			   "kpi h { tracked count(weekly) * count(cases) }\n");
	/* sum(n); where E; where W; mean; n * 2; two counts */
	assert_int_equal(p.m->measures.n, 7);
	assert_int_equal(kpi(&p, "a")->tracked->measure_of_rate,
			 kpi(&p, "b")->tracked->measure_of_rate);
	release(&p);
}

/* What looks alike and is not: by when a row counts, by its share, by what grows how. */
static void measures_apart(void **state)
{
	(void)state;
	static const struct {
		const char *x, *y;
		bool same;
	} rows[] = {
		{"open(stays)", "count(stays while open)", true},
		{"opened(stays)", "count(stays)", true},
		{"opened(stays)", "count(stays while opened)", true},
		{"closed(stays)", "count(stays)", false},
		{"open(stays)", "closed(stays)", false},
		{"open(stays where ward = \"A\")", "count(stays while open)", false},
		{"sum(cost of stays)", "sum(cost of stays while opened)", true},
		{"sum(cost of stays)", "sum(cost of stays while closed)", false},
		{"median(cost of stays)", "percentile(cost of stays, 50%)", false},
		{"percentile(cost of stays, 90%)", "percentile(cost of stays, 0.90)", true},
		{"percentile(cost of stays, 90%)", "percentile(cost of stays, 95%)", false},
		{"distinct(ward of stays)", "distinct(ward of stays)", true},
		{"distinct(ward of stays)", "distinct(start of stays)", false},
		{"count(stays where end > 2024-01-01)", "count(stays where end > 2024-01-02)",
		 false},
		{"sum(yearly of stays)", "sum(yearly of stays)", true},
		{"sum(yearly of stays)", "sum(monthly of stays)", false},
		{"sum(yearly of stays)", "sum(later of stays)", false},
		{"sum(plain of stays)", "sum(£3 of stays)", true},
		{"sum(ramp_a of stays)", "sum(ramp_b of stays)", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct programme p;
		char text[1024];
		snprintf(text, sizeof text,
			 "data stays from \"s.csv\" {\n row placement\n spell start to end\n"
			 " by ward\n value cost : GBP\n}\n"
			 "fixed plain = £3\n"
			 "fixed yearly = £3 growing 2%% per year since 2023-04-01\n"
			 "fixed monthly = £3 growing 2%% per month since 2023-04-01\n"
			 "fixed later = £3 growing 2%% per year since 2023-04-02\n"
			 "fixed ramp_a = ramp(£1, £2, 2023-10-01 to 2024-03-31)\n"
			 "fixed ramp_b = ramp(£1, £2, 2023-10-01 to 2024-04-30)\n"
			 "kpi x { tracked %s }\nkpi y { tracked %s }\n",
			 rows[i].x, rows[i].y);
		read_programme(&p, text);
		if (p.m->measures.n != (rows[i].same ? 1 : 2))
			fail_msg("%s and %s: %zu measures", rows[i].x, rows[i].y, p.m->measures.n);
		release(&p);
	}
}

/* A table without `else` asks of each row whether it is listed, once for each measure that looks it up. */
static void tables_in_rows(void **state)
{
	(void)state;
	struct programme p;
	read_programme(&p, "kpi a { tracked sum(fee of cases) }\n"
			   "kpi b { tracked sum(fee of cases) * 2 }\n"
			   "kpi c { tracked sum(fee * 2 of cases where fee > £1) }\n"
			   "kpi d { tracked sum(whole of cases) }\n"
			   "fixed fee by setting {\n \"a\" = £2\n \"b\" = £3\n}\n"
			   "fixed whole by setting {\n \"a\" = £2\n else = £3\n}\n");
	assert_int_equal(p.m->measures.n, 3);
	assert_int_equal(p.m->lookups.n, 3); /* one of a and b, two of c */
	struct eq_buf out;
	eq_buf_init(&out);
	for (size_t i = 0; i < p.m->lookups.n; i++) {
		const struct eq_lookup *l = &p.m->lookups.v[i];
		assert_int_equal(l->measure, i ? 1 : 0);
		assert_int_equal(p.m->fixed.v[l->fixed].def, def(&p, "fee"));
		eq_buf_clear(&out);
		eq_row_expr_write(p.m, p.m->measures.v[l->measure].data, l->listed, &out);
		assert_text(&out, "setting = \"b\" or setting = \"a\"", "listed");
	}
	eq_buf_release(&out);
	release(&p);
}

static void parts_before_wholes(void **state)
{
	(void)state;
	struct programme p;
	read_programme(&p, "figure last = middle * half + run_rate(b) * 1 year\n"
			   "figure middle = tracked(d) * 1 week\n"
			   "benefit b {\n equation d * price\n}\n"
			   "kpi d { tracked c + a + c }\n"
			   "kpi c { tracked baseline(a) }\n"
			   "kpi a {\n tracked sum(n of weekly) per week\n baseline 3 people/week\n"
			   " target 1.1 * baseline(a)\n live over 6 weeks\n}\n"
			   "fixed price = 2 * half\n"
			   "fixed half = £3 per person\n");
	static const char *const pairs[][2] = {
		{"c", "d"},         {"a", "d"},      {"a", "c"},
		{"d", "b"},         {"price", "b"},  {"half", "price"},
		{"middle", "last"}, {"d", "middle"}, {"b", "last"},
	};
	assert_int_equal(p.m->order.n, 8);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t at[2] = {SIZE_MAX, SIZE_MAX};
		for (size_t k = 0; k < p.m->order.n; k++)
			for (int side = 0; side < 2; side++)
				if (p.m->order.v[k] == def(&p, pairs[i][side]))
					at[side] = k;
		assert_true(at[0] < at[1]);
		assert_int_not_equal(at[1], SIZE_MAX);
	}
	/* parts once each, in the scenario that is being evaluated only */
	assert_int_equal(kpi(&p, "d")->n_parts, 2);
	assert_int_equal(kpi(&p, "c")->n_parts, 0);
	assert_true(kpi(&p, "d")->derived);
	assert_false(kpi(&p, "a")->derived);
	/* the benefit depends on d, and through it on c and a */
	assert_int_equal(p.m->benefits.v[0].n_kpis, 3);
	release(&p);
}

static void declarations(void **state)
{
	(void)state;
	struct programme p;
	read_programme(
		&p,
		"kpi a \"The A\" {\n tracked sum(n of weekly) per week\n"
		" baseline tracked over 2022-08-01 to 2023-07-30\n"
		" better lower\n live  over  6   weeks # as agreed\n}\n"
		"fixed f = £3 per hour, £4 per hour from 2024-04-01 source \"tariff\"\n"
		"fixed g = £5 per hour from 2024-04 agreed \"Board\" on 2024-03-01 minute \"7\"\n"
		"benefit b {\n equation (a - baseline(a)) * (£100 per person)\n  * 1.5 weeks\n"
		" * 2 # twice\n per week\n"
		" accrues over 1.5 weeks\n after 2 weeks\n kind non-cashable\n once\n"
		" except 2023-12-25 because \"Christmas\"\n}\n"
		"benefit n { not tracked because \"no data\" }\n"
		"scenario s \"S\" extends forecast {\n f = £6 per hour\n a = 3 people/day\n}\n");
	const struct eq_kpi *a = kpi(&p, "a");
	assert_true(eq_text_is(a->title, "The A"));
	assert_true(eq_text_is(a->live_text, "over 6 weeks"));
	assert_true(a->lower_is_better);
	assert_int_equal(a->live_kind, EQ_LIVE_OVER);
	assert_int_equal(a->live->op, EQ_EXPR_OVER);
	assert_int_equal(a->live->window.length.count, 6);
	assert_int_equal(a->live->window.length.unit, EQ_WEEK);
	assert_int_equal(a->live->a[0]->ref.scenario, EQ_SCENARIO_ACTUAL);
	assert_int_equal(a->baseline.n, 1);
	assert_int_equal(a->target.n, 0);
	assert_int_equal(a->baseline.expr->a[0]->ref.scenario, EQ_SCENARIO_ACTUAL);

	const struct eq_fixed *f = &p.m->fixed.v[0], *g = &p.m->fixed.v[1];
	assert_int_equal(f->values.n, 2);
	assert_int_equal(f->values.expr->op, EQ_EXPR_SINCE);
	assert_int_equal(f->values.v[0].from, EQ_DATE_NONE);
	assert_int_equal(f->values.expr->a[0]->date, EQ_DATE_MIN);
	assert_true(eq_text_is(f->values.v[1].source, "tariff"));
	assert_int_equal(g->values.expr->op, EQ_EXPR_SINCE); /* missing before its date */
	assert_true(eq_text_is(g->values.v[0].agreed->minute, "7"));

	const struct eq_benefit *b = &p.m->benefits.v[0];
	assert_int_equal(b->accrues_days, 11); /* 10.5 days, to whole ones */
	assert_int_equal(b->after_days, 14);
	assert_int_equal(b->kind, EQ_KIND_NON_CASHABLE);
	assert_true(b->once);
	assert_int_equal(b->n_except, 1);
	assert_true(eq_text_is(b->equation_text,
			       "(a - baseline(a)) * (£100 per person) * 1.5 weeks * 2 per week"));
	assert_true(eq_text_is(p.m->benefits.v[1].not_tracked, "no data"));
	assert_null(p.m->benefits.v[1].equation);

	assert_int_equal(p.m->scenarios.n, EQ_SCENARIO_OWN + 1);
	const struct eq_scenario *s = &p.m->scenarios.v[EQ_SCENARIO_OWN];
	assert_int_equal(s->extends, EQ_SCENARIO_FORECAST);
	assert_int_equal(s->n_assigns, 2);
	assert_true(s->assigns[0].def < s->assigns[1].def);
	/* 3 a day is 21 a week, said by a conversion into the KPI's unit */
	assert_int_equal(s->assigns[0].values.expr->op, EQ_EXPR_CONVERT);
	assert_int_equal(s->assigns[0].values.expr->ratio.num, 7);
	assert_int_equal(s->assigns[0].values.expr->ratio.den, 1);

	const struct eq_data *d = &p.m->data.v[0];
	assert_true(eq_text_is(d->file, "w.csv")); /* beside folder/main.eq, one up */
	assert_true(d->by_period);
	assert_int_equal(d->n_columns, 4);
	assert_int_equal(d->n_by, 1);
	assert_true(d->columns[d->by[0]].dimension);
	assert_int_equal(d->columns[d->date_column].kind, EQ_COLUMN_DATE);
	assert_true(p.m->data.v[2].columns[1].level);
	release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions),         cmocka_unit_test(measures_once),
		cmocka_unit_test(measures_apart),      cmocka_unit_test(tables_in_rows),
		cmocka_unit_test(parts_before_wholes), cmocka_unit_test(declarations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
