/* Evaluation with days taken out: a KPI's `except` reaches what the KPI is made of, and nothing
 * else. The figures are worked out beside the programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reading.h"
#include "data/scan.h"
#include "engine/reach.h"
#include "syntax/parse.h"

/* n of all places by week: 15, 20, 24, 22 (see the file); `bare` is made of `starts`. */
static const char programme[] =
	"programme \"P\" {\n  currency GBP\n  starts 2024-01-01\n  horizon 2024-01-28\n"
	"  period week ending sunday\n  fiscal year from april\n  annualise 52 weeks\n}\n"
	"unit person plural people\n"
	"data weekly from \"by_place.csv\" {\n  period week_ending\n  by place\n  value n : person\n"
	"  value hours : person\n}\n"
	"kpi starts {\n  tracked sum(n of weekly) per week\n"
	"  baseline tracked over 2024-01-01 to 2024-01-21\n  live over 2 weeks\n}\n"
	"kpi total {\n  tracked sum(n of weekly)\n}\n"
	"kpi outer {\n  tracked starts * 2\n}\n"
	"kpi mean {\n  tracked moving_average(starts, 2 weeks)\n}\n";

struct run {
	struct reading read;
	struct eq_model *model;
	struct eq_program *program;
	struct eq_cube *cube;
	struct eq_eval e;
};

static void begin(struct run *r)
{
	reading_init(&r->read);
	struct eq_text text = {programme, sizeof programme - 1};
	int file = eq_sources_add(&r->read.sources, EQ_TEXT("tests/spec/run/data/main.eq"), text,
				  NULL);
	assert_true(file >= 0);
	struct eq_node *tree = eq_parse(&r->read.sources.files.v[file], &r->read.symbols,
					&r->read.arena, &r->read.diags);
	assert_non_null(tree);
	r->model = eq_model_new(tree, &r->read.sources, &r->read.symbols, &r->read.diags);
	assert_non_null(r->model);
	r->program = eq_compile(r->model, &r->read.diags);
	assert_non_null(r->program);
	r->cube = eq_scan(r->program, &(struct eq_scan_options){.by = NULL}, &r->read.diags);
	assert_non_null(r->cube);
	struct eq_timeline timeline;
	struct eq_range days = {r->model->programme.starts, r->model->programme.horizon};
	assert_true(eq_timeline_make(r->model->programme.grain, days, &timeline));
	eq_eval_init(&r->e, r->program, r->cube, timeline, EQ_MODE_BEST);
}

static void end(struct run *r)
{
	eq_eval_release(&r->e);
	eq_cube_free(r->cube);
	eq_program_free(r->program);
	eq_model_free(r->model);
	reading_release(&r->read);
}

static struct eq_kpi *kpi(struct run *r, const char *name)
{
	const struct eq_def *d = eq_model_def(r->model, eq_text_of(name));
	assert_non_null(d);
	return &r->model->kpis.v[d->index];
}

static eq_date day(const char *text)
{
	eq_date d;
	assert_true(eq_date_read(eq_text_of(text), &d));
	return d;
}

static void except(struct run *r, const char *name, struct eq_because *b, const char *from,
		   const char *to)
{
	struct eq_kpi *k = kpi(r, name);
	b->range = (struct eq_range){day(from), day(to)};
	k->except = b;
	k->n_except = 1;
}

/* num/den to 30 decimals, since quotients are rounded; or missing where den is 0. */
static void is(struct run *r, const char *name, uint32_t scenario, uint32_t context, uint32_t lane,
	       int64_t num, int64_t den)
{
	struct eq_number v =
		eq_number_at(eq_eval_def(&r->e, kpi(r, name)->def, scenario, context), lane);
	unsigned flags = 0;
	assert_int_equal(v.missing, den == 0);
	if (den == 0)
		return;
	struct eq_dec want = eq_dec_div(eq_dec_int(num), eq_dec_int(den), &flags);
	struct eq_dec off = eq_dec_sub(v.v, want, &flags);
	if (!eq_dec_is_zero(eq_dec_round_away(off, 30, &flags))) {
		char got[EQ_DEC_CHARS];
		eq_dec_write_short(v.v, got);
		fail_msg("%s: %s is not %ld/%ld", name, got, (long)num, (long)den);
	}
}

static void a_whole_period_is_out(void **state)
{
	(void)state;
	struct run r;
	struct eq_because week = {.reason = EQ_TEXT("a strike")};
	begin(&r);
	except(&r, "starts", &week, "2024-01-15", "2024-01-21");
	is(&r, "starts", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 0, 0);
	is(&r, "starts", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 3, 22, 1);
	/* the other week of two; the first two of three */
	is(&r, "starts", EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT, 0, 22, 1);
	is(&r, "starts", EQ_SCENARIO_BASELINE, EQ_CONTEXT_TIMELINE, 0, 35, 2);
	/* what is made of it lacks it too; what shares its rows does not */
	is(&r, "outer", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 0, 0);
	is(&r, "total", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 24, 1);
	/* its mean is of the weeks that are left */
	is(&r, "mean", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 20, 1);
	end(&r);
}

static void some_days_of_a_period_are_out(void **state)
{
	(void)state;
	struct run r;
	struct eq_because days = {.reason = EQ_TEXT("a strike")};
	begin(&r);
	/* Four days: 24 * 3/7 people on three days are 24 a week. */
	except(&r, "starts", &days, "2024-01-18", "2024-01-21");
	except(&r, "total", &days, "2024-01-18", "2024-01-21");
	is(&r, "starts", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 24, 1);
	is(&r, "total", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 72, 7);
	/* (24 * 3/7 + 22) people on ten days, a week of it */
	is(&r, "starts", EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT, 0, 226, 10);
	end(&r);
}

static void it_reaches_parts_only_from_above(void **state)
{
	(void)state;
	struct run r;
	struct eq_because week = {.reason = EQ_TEXT("a strike")};
	begin(&r);
	except(&r, "mean", &week, "2024-01-15", "2024-01-21");
	is(&r, "starts", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 24, 1);
	is(&r, "mean", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 0, 0);
	is(&r, "mean", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 3, 22, 1);
	assert_false(eq_eval_takes_out(&r.e, kpi(&r, "starts")->def));
	assert_true(eq_eval_takes_out(&r.e, kpi(&r, "mean")->def));
	end(&r);
}

static void figures_with_all_days(void **state)
{
	(void)state;
	struct run r;
	struct eq_because week = {.reason = EQ_TEXT("a strike")};
	begin(&r);
	except(&r, "starts", &week, "2024-01-15", "2024-01-21");
	assert_true(eq_eval_takes_out(&r.e, kpi(&r, "outer")->def));
	assert_false(eq_eval_takes_out(&r.e, kpi(&r, "total")->def));
	for (int again = 0; again < 2; again++) {
		r.e.all_days = true;
		is(&r, "outer", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 48, 1);
		is(&r, "starts", EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT, 0, 23, 1);
		is(&r, "starts", EQ_SCENARIO_BASELINE, EQ_CONTEXT_TIMELINE, 0, 59, 3);
		r.e.all_days = false;
		is(&r, "outer", EQ_SCENARIO_ACTUAL, EQ_CONTEXT_TIMELINE, 2, 0, 0);
		is(&r, "starts", EQ_SCENARIO_LIVE, EQ_CONTEXT_AS_AT, 0, 22, 1);
	}
	end(&r);
}

static void over_ranges(void **state)
{
	(void)state;
	struct run r;
	struct eq_because week = {.reason = EQ_TEXT("a strike")};
	begin(&r);
	except(&r, "starts", &week, "2024-01-15", "2024-01-21");
	uint32_t all = eq_eval_range_context(
		&r.e, (struct eq_range){day("2024-01-01"), day("2024-01-28")});
	uint32_t out = eq_eval_range_context(
		&r.e, (struct eq_range){day("2024-01-15"), day("2024-01-21")});
	is(&r, "starts", EQ_SCENARIO_ACTUAL, all, 0, 57, 3); /* 15, 20 and 22 in three weeks */
	is(&r, "total", EQ_SCENARIO_ACTUAL, all, 0, 81, 1);
	is(&r, "starts", EQ_SCENARIO_ACTUAL, out, 0, 0, 0);
	is(&r, "outer", EQ_SCENARIO_ACTUAL, all, 0, 38, 1);
	end(&r);
}

static void what_rests_on_what(void **state)
{
	(void)state;
	struct run r;
	begin(&r);
	assert_true(eq_reach_source(&r.e, kpi(&r, "mean")->def, 0));
	r.cube->sources[0].rows_bad = 3;
	assert_int_equal(eq_reach_rows_lost(&r.e, kpi(&r, "outer")->def), 3);
	assert_false(eq_reach_unsettled(&r.e, kpi(&r, "outer")->def));
	/* Settled two weeks later: to 2024-01-14, while data to the 28th are used. */
	r.model->data.v[0].settles = (struct eq_span_of_time){2, EQ_WEEK};
	assert_true(eq_reach_unsettled(&r.e, kpi(&r, "outer")->def));
	eq_eval_set_as_at(&r.e, 1);
	assert_false(eq_reach_unsettled(&r.e, kpi(&r, "outer")->def));
	end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_period_is_out),
		cmocka_unit_test(some_days_of_a_period_are_out),
		cmocka_unit_test(it_reaches_parts_only_from_above),
		cmocka_unit_test(figures_with_all_days),
		cmocka_unit_test(over_ranges),
		cmocka_unit_test(what_rests_on_what),
	};

	return cmocka_run_group_tests_name("evaluate", tests, NULL, NULL);
}
