/* test_share.c - which plain numbers are shares, from programmes as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "reading.h"
#include "report/share.h"
#include "syntax/parse.h"

static const char programme[] =
	"programme \"Shares\" {\n"
	"  currency GBP\n  starts 2024-01-01\n  horizon 2024-12-29\n"
	"  period week ending sunday\n  fiscal year from april\n  annualise 52 weeks\n}\n"
	"unit person plural people\n"
	"data weekly from \"weekly.csv\" {\n"
	"  period week_ending\n"
	"  value asked : person\n  value met : person\n  value score : 1\n}\n"
	"kpi asked \"Asked\" {\n  tracked sum(asked of weekly) per week\n}\n"
	"kpi quotient {\n  tracked sum(met of weekly) / sum(asked of weekly)\n}\n"
	/* its baseline is computed from data, and says nothing of how it is written */
	"kpi computed {\n  tracked sum(met of weekly) / sum(asked of weekly)\n"
	"  baseline tracked over 2024-01-01 to 2024-03-31\n}\n"
	"kpi averaged {\n  tracked moving_average(quotient, 6 weeks)\n}\n"
	"kpi planned {\n  tracked min(quotient, 1)\n  live over 6 weeks\n}\n"
	"kpi written_so {\n  tracked mean(score of weekly)\n  target 80%\n}\n"
	"kpi written_plain {\n  tracked sum(met of weekly) / sum(asked of weekly)\n"
	"  target 3.2\n}\n"
	"kpi mean_score {\n  tracked mean(score of weekly)\n}\n"
	"fixed floor = 12.5%\n"
	"figure capped = min(100%, quotient)\n"
	"figure at_floor = 2 * floor\n"
	"figure ratio_of_scores = mean_score + 1\n";

static bool kpi_is_share(const struct eq_model *m, const char *name)
{
	const struct eq_def *def = eq_model_def(m, eq_text_of(name));

	assert_non_null(def);
	return eq_kpi_is_share(m, &m->kpis.v[def->index]);
}

static bool figure_is_share(const struct eq_model *m, const char *name)
{
	const struct eq_def *def = eq_model_def(m, eq_text_of(name));

	assert_non_null(def);
	return eq_figure_is_share(m, &m->figures.v[def->index]);
}

static void shares(void **state)
{
	static const struct {
		const char *name;
		bool share;
	} kpis[] = {{"asked", false},      {"quotient", true},      {"computed", true},
		    {"averaged", true},    {"planned", true},       {"written_so", true},
		    {"mean_score", false}, {"written_plain", false}},
	  figures[] = {{"capped", true}, {"at_floor", true}, {"ratio_of_scores", false}};
	struct reading read;
	struct eq_model *m = NULL;

	(void)state;
	reading_init(&read);
	eq_sources_add(&read.sources, EQ_TEXT("main.eq"), eq_text_of(programme), NULL);
	m = eq_model_new(
		eq_parse(&read.sources.files.v[0], &read.symbols, &read.arena, &read.diags),
		&read.sources, &read.symbols, &read.diags);
	if (!m) {
		struct eq_buf out;

		eq_buf_init(&out);
		eq_diags_print(&read.diags, &out, false);
		fail_msg("%s", out.p);
	}
	for (size_t i = 0; i < sizeof kpis / sizeof *kpis; i++)
		if (kpi_is_share(m, kpis[i].name) != kpis[i].share)
			fail_msg("%s", kpis[i].name);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		if (figure_is_share(m, figures[i].name) != figures[i].share)
			fail_msg("%s", figures[i].name);
	eq_model_free(m);
	reading_release(&read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(shares)};

	return cmocka_run_group_tests_name("share", tests, NULL, NULL);
}
