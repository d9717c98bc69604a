/* test_totals.c - what benefits add up to, workstreams against their targets, profiles, and the notes
 * of a programme that partners share: tests/spec/run/partners.eq, whose head says how its figures
 * were worked out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reading.h"
#include "data/scan.h"
#include "engine/run.h"
#include "engine/totals.h"
#include "syntax/parse.h"

struct run {
	struct reading read;
	struct eq_model *model;
	struct eq_program *program;
	struct eq_cube *cube;
	struct eq_results *results;
};

static struct run *run_new(const char *path)
{
	struct run *t = eq_alloc_zero(1, sizeof *t);
	const struct eq_run_options options = {.as_at = EQ_DATE_NONE};

	reading_init(&t->read);
	struct eq_node *tree = eq_parse_programme(path, &t->read.sources, &t->read.symbols,
						  &t->read.arena, &t->read.diags);
	assert_int_equal(t->read.diags.errors, 0);
	t->model = eq_model_new(tree, &t->read.sources, &t->read.symbols, &t->read.diags);
	assert_non_null(t->model);
	t->program = eq_compile(t->model, &t->read.diags);
	t->cube = eq_scan(t->program, &(struct eq_scan_options){.by = NULL}, &t->read.diags);
	assert_non_null(t->cube);
	t->results = eq_run(t->program, t->cube, &options, &t->read.diags);
	assert_non_null(t->results);
	return t;
}

static void run_free(struct run *t)
{
	eq_results_free(t->results);
	eq_cube_free(t->cube);
	eq_program_free(t->program);
	eq_model_free(t->model);
	reading_release(&t->read);
	eq_free(t);
}

static int run_it(void **state)
{
	*state = run_new("tests/spec/run/partners.eq");
	return 0;
}

static int give_back(void **state)
{
	run_free(*state);
	return 0;
}

#define MISSING INT64_MIN

static bool is(struct eq_number n, int64_t want)
{
	return want == MISSING ? n.missing : !n.missing && eq_dec_cmp(n.v, eq_dec_int(want)) == 0;
}

/* Every total, in order. The fourth column counts benefits that are tracked, the fifth those that
 * are not; then value-add and run-rate, actual, and the forecast's cash of both years. */
static void every_total(void **state)
{
	enum { COUNCIL, ICB };
	static const uint32_t all = EQ_NO_WORKSTREAM;
	static const struct {
		uint32_t workstream;
		enum eq_split split;
		uint32_t part, n, untracked;
		int64_t value_add, run_rate, cash_23, cash_24;
	} rows[] = {
		{all, EQ_SPLIT_WHOLE, 0, 3, 1, 2180, 42796, 9587, 1646},
		{all, EQ_SPLIT_KIND, EQ_KIND_CASHABLE, 1, 0, 1700, 30940, 7055, 1190},
		{all, EQ_SPLIT_KIND, EQ_KIND_AVOIDANCE, 2, 0, 480, 11856, 2532, 456},
		{all, EQ_SPLIT_CONFIDENCE, EQ_CONFIDENCE_UNSAID, 1, 1, 400, 10400, 2200, 400},
		{all, EQ_SPLIT_CONFIDENCE, EQ_CONFIDENCE_HIGH, 1, 0, 1700, 30940, 7055, 1190},
		{all, EQ_SPLIT_CONFIDENCE, EQ_CONFIDENCE_LOW, 1, 0, 80, 1456, 332, 56},
		{all, EQ_SPLIT_PARTNER, COUNCIL, 3, 1, 2180, 42796, 9587, 1646},
		/* 2,000 * 0.15 + 200 * 0.6; 36,400 * 0.15 + 3,640 * 0.6; 8,300 * 0.15 + 830 * 0.6;
		 * 1,400 * 0.15 + 140 * 0.6 */
		{all, EQ_SPLIT_PARTNER, ICB, 2, 0, 420, 7644, 1743, 294},
		{0, EQ_SPLIT_WHOLE, 0, 2, 0, 1780, 32396, 7387, 1246},
		{0, EQ_SPLIT_KIND, EQ_KIND_CASHABLE, 1, 0, 1700, 30940, 7055, 1190},
		{0, EQ_SPLIT_KIND, EQ_KIND_AVOIDANCE, 1, 0, 80, 1456, 332, 56},
		{0, EQ_SPLIT_CONFIDENCE, EQ_CONFIDENCE_HIGH, 1, 0, 1700, 30940, 7055, 1190},
		{0, EQ_SPLIT_CONFIDENCE, EQ_CONFIDENCE_LOW, 1, 0, 80, 1456, 332, 56},
		{0, EQ_SPLIT_PARTNER, COUNCIL, 2, 0, 1780, 32396, 7387, 1246},
		{0, EQ_SPLIT_PARTNER, ICB, 2, 0, 420, 7644, 1743, 294},
		{1, EQ_SPLIT_WHOLE, 0, 1, 1, 400, 10400, 2200, 400},
		{1, EQ_SPLIT_KIND, EQ_KIND_AVOIDANCE, 1, 0, 400, 10400, 2200, 400},
	};
	const struct run *t = *state;
	const struct eq_results *r = t->results;

	assert_int_equal(r->n_totals, sizeof rows / sizeof *rows);
	assert_true(eq_text_is(t->model->partners.v[t->model->programme.owner], "council"));
	for (size_t k = 0; k < r->n_totals; k++) {
		const struct eq_total *have = &r->totals[k];
		const struct eq_benefit_line *actual = &have->by_scenario[EQ_SCENARIO_ACTUAL],
					     *forecast = &have->by_scenario[EQ_SCENARIO_FORECAST];
		uint32_t part = rows[k].part;

		if (rows[k].split == EQ_SPLIT_PARTNER)
			part = (t->model->programme.owner + part) % 2;
		if (have->workstream != rows[k].workstream || have->split != rows[k].split ||
		    have->part != part)
			fail_msg("row %zu: another total stands there", k);
		if (have->n_benefits != rows[k].n || have->n_untracked != rows[k].untracked)
			fail_msg("row %zu: of %u benefits, %u are lacking", k, have->n_benefits,
				 have->n_untracked);
		if (!is(actual->value_add, rows[k].value_add) ||
		    !is(actual->run_rate, rows[k].run_rate))
			fail_msg("row %zu: value-add or run-rate", k);
		if (!is(forecast->cash[0].whole, rows[k].cash_23) ||
		    !is(forecast->cash[1].whole, rows[k].cash_24))
			fail_msg("row %zu: cash", k);
		assert_int_equal(actual->periods.have, actual->periods.of);
	}
	assert_ptr_equal(eq_total_of(r, EQ_NO_WORKSTREAM), &r->totals[0]);
	assert_null(eq_total_of(r, 2));
}

static void a_benefit_keeps_what_is_gross(void **state)
{
	const struct run *t = *state;
	const struct eq_benefit_result *first = &t->results->benefits[0],
				       *second = &t->results->benefits[1];

	assert_true(is(first->gross[EQ_SCENARIO_ACTUAL].value_add, 2000));
	assert_true(is(first->gross[EQ_SCENARIO_ACTUAL].run_rate, 36400));
	assert_true(is(first->by_scenario[EQ_SCENARIO_ACTUAL].worth, 800));
	/* with the strike's week: 4 people more, at £50; live is the week after it */
	assert_false(first->without);
	assert_true(first->value_add_with.missing);
	assert_true(second->without);
	assert_true(is(second->value_add_with, 600));
	assert_true(is(second->run_rate_with, 10400));
	/* its own `rag`, against the scenario target: 400 of 600 */
	assert_int_equal(second->value_add_rating.rag, EQ_RAG_RED);
	assert_true(eq_text_is(second->value_add_rating.words,
			       "value-add is 67% of that in scenario target on 2024-01-28 "
			       "(amber from 75%)"));
	assert_int_equal(second->run_rate_rating.rag, EQ_RAG_GREEN);
}

/* tests/spec/run/lengths.eq: in its scenario each week earns twice as much, 800 to 3,200, over four
 * weeks. By the as-at date all of the first has come in, then 21, 14 and 7 of 28 days of the others:
 * 800 + 1,200 + 1,200 + 800. Of what begins four weeks later, nothing. */
static void a_length_of_its_own_scenario(void **state)
{
	struct run *t = run_new("tests/spec/run/lengths.eq");
	const struct eq_benefit_line *spread =
		&t->results->benefits[0].by_scenario[EQ_SCENARIO_OWN];
	const struct eq_benefit_line *late = &t->results->benefits[1].by_scenario[EQ_SCENARIO_OWN];

	(void)state;
	assert_true(is(spread->value_add, 4000));
	assert_true(is(spread->cash[0].whole, 8000));
	assert_true(is(late->value_add, 0));
	assert_true(is(late->cash[0].whole, 8000)); /* the last by 03-17 */
	assert_true(is(t->results->benefits[0].by_scenario[EQ_SCENARIO_ACTUAL].value_add, 3200));
	run_free(t);
}

static void workstreams_and_their_targets(void **state)
{
	static const struct {
		int64_t target, stretch;
		const char *progress; /* NULL: missing */
		enum eq_rag rag;
		const char *words;
	} rows[] = {
		/* 32,396 / 30,000 = 1.0798666…; the stretch of January holds */
		{30000, 40000, "1.079866666666666666666666666666667", EQ_RAG_GREEN,
		 "run-rate is 108% of the target on 2024-01-28 (green from 100%)"},
		{13000, MISSING, "0.8", EQ_RAG_AMBER,
		 "run-rate is 80% of the target on 2024-01-28 (green from 100%, amber from 75%)"},
		{1000, MISSING, NULL, EQ_RAG_NONE, "not rated: it has no benefits"},
	};
	const struct run *t = *state;

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		const struct eq_workstream_result *w = &t->results->workstreams[k];
		char progress[EQ_DEC_CHARS];

		eq_dec_write_short(w->progress.v, progress);
		if (!is(w->target, rows[k].target) || !is(w->stretch, rows[k].stretch))
			fail_msg("row %zu: target or stretch", k);
		if (w->progress.missing != !rows[k].progress)
			fail_msg("row %zu: progress", k);
		if (rows[k].progress)
			assert_string_equal(progress, rows[k].progress);
		assert_int_equal(w->rating.rag, rows[k].rag);
		if (!eq_text_is(w->rating.words, rows[k].words))
			fail_msg("row %zu: %.*s", k, EQ_ARG(w->rating.words));
	}
	assert_null(t->results->workstreams[2].whole);
}

static void profiles_beside_the_forecast(void **state)
{
	static const int64_t agreed[][2] = {{9000, 1000}, {7500, MISSING}, {2000, 400}};
	static const int64_t difference[][2] = {{587, 646}, {-113, MISSING}, {200, 0}};
	const struct run *t = *state;

	for (size_t k = 0; k < 3; k++)
		for (size_t y = 0; y < 2; y++) {
			const struct eq_profile_result *p = &t->results->profiles[k];

			assert_non_null(p->forecast);
			if (!is(p->agreed[y], agreed[k][y]))
				fail_msg("profile %zu, year %zu: agreed", k, y);
			if (!is(p->difference[y], difference[k][y]))
				fail_msg("profile %zu, year %zu: difference", k, y);
		}
}

/* What they say, and of how many definitions: each cause is one sentence. */
static void notes_of_what_they_are_about(void **state)
{
	static const struct {
		const char *text;
		unsigned times;
	} rows[] = {
		{"people_b: 2024-01-15 to 2024-01-21 taken out: a strike.", 2},
		{"Run-rate, value-add and cash of a shared benefit are the part of council; its "
		 "worth is the whole.",
		 2},
		{"Third is not tracked, and in no total: no data yet.", 1},
		{"A run-rate is performance now, for a year of 52 weeks (364 days), if it "
		 "continued. A calendar year has a day or two more.",
		 1},
	};
	const struct run *t = *state;
	size_t all = 0;

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		unsigned times = 0;

		for (size_t i = 0; i < t->results->notes.n; i++)
			times += eq_text_is(t->results->notes.v[i].text, rows[k].text);
		if (times != rows[k].times)
			fail_msg("said %u times: %s", times, rows[k].text);
		all += times;
	}
	assert_int_equal(t->results->notes.n, all);
	assert_int_equal(t->results->notes.v[0].def, t->model->kpis.v[1].def);
	assert_int_equal(t->results->notes.v[1].def, t->model->benefits.v[1].def);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_total),
		cmocka_unit_test(a_benefit_keeps_what_is_gross),
		cmocka_unit_test(a_length_of_its_own_scenario),
		cmocka_unit_test(workstreams_and_their_targets),
		cmocka_unit_test(profiles_beside_the_forecast),
		cmocka_unit_test(notes_of_what_they_are_about),
	};

	return cmocka_run_group_tests(tests, run_it, give_back);
}
