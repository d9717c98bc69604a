/* test_pack.c - the pack in text and JSON, from results made by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pack_fixture.h"

/* Compares what was written with a page that was read and reckoned line by line:
 * tests/unit/pack/NAME. */
static void assert_written(const struct eq_buf *out, const char *name)
{
	struct eq_text expected;
	struct eq_buf path;
	const char *reason;

	eq_buf_init(&path);
	eq_buf_addf(&path, "tests/unit/pack/%s", name);
	reason = eq_file_read(path.p, 1 << 20, &expected);
	if (reason)
		fail_msg("%s: %s", path.p, reason);
	if (!eq_text_eq(eq_buf_view(out), expected))
		print_error("%s, but the pack is\n", path.p), fputs(out->p, stderr);
	assert_true(eq_text_eq(eq_buf_view(out), expected));
	eq_free((char *)expected.p);
	eq_buf_release(&path);
}

static void assert_pack(const struct fixture *f, size_t width, const char *name)
{
	const struct eq_pack_style style = {width, false};
	struct eq_buf out;

	eq_buf_init(&out);
	eq_pack_text(&f->results, &style, &out);
	assert_written(&out, name);
	eq_buf_release(&out);
}

/* The words are those of the engine, of their full length. */
static void fits_100_columns(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	assert_pack(&f, 100, "wide.txt");
	release(&f);
}

static void fits_80_columns(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	f.kpis[0].target = num("11");
	f.kpis[0].rating = (struct eq_rating){
		EQ_RAG_AMBER,
		EQ_TEXT("90% of the way from baseline to target (green from 100%, amber from 90%)")};
	assert_pack(&f, 80, "narrow.txt");
	release(&f);
}

/* A second benefit that nobody tracks is "-" everywhere, and the totals say that they lack it. */
static void gaps_are_shown(void **state)
{
	struct eq_benefit community = {.title = EQ_TEXT("Community-based support"),
				       .workstream = EQ_NO_WORKSTREAM,
				       .kind = EQ_KIND_AVOIDANCE,
				       .not_tracked = EQ_TEXT("data model not yet in place")};
	struct eq_figure share = {.title = EQ_TEXT("Fee share")};
	struct fixture f;

	(void)state;
	make(&f);
	community.def = define(&f, "community", EQ_DEF_BENEFIT, 1);
	EQ_PUSH(&f.model.benefits, community);
	f.benefits[1] = (struct eq_benefit_result){.benefit = 1};
	f.totals[0].n_untracked = 1;
	share.def = define(&f, "fee_share", EQ_DEF_FIGURE, 0);
	f.share.op = EQ_EXPR_DIV;
	share.expr = &f.share;
	EQ_PUSH(&f.model.figures, share);
	f.figures[0].value = num("0.875");
	f.benefits[0].by_scenario[EQ_SCENARIO_ACTUAL].periods.have = 6;
	f.benefits[0].value_add_rating =
		(struct eq_rating){EQ_RAG_NONE, EQ_TEXT("not rated: incomplete, 6 of 7 weeks")};
	f.benefits[0].by_scenario[LOW].shown = false;
	f.benefits[0].by_scenario[LOW].why_not = EQ_TEXT("it has no value for starts");
	EQ_PUSH(&f.results.notes,
		((struct eq_footnote){
			community.def,
			EQ_TEXT("Community-based support is not tracked, and in no total: data model not yet in place.")}));
	assert_pack(&f, 100, "gaps.txt");
	release(&f);
}

static void colour_only_adds(void **state)
{
	struct eq_pack_style style = {100, true};
	struct fixture f;
	struct eq_buf out, plain;
	size_t n = 0;

	(void)state;
	make(&f);
	eq_buf_init(&out);
	eq_buf_init(&plain);
	eq_pack_text(&f.results, &style, &out);
	assert_non_null(strstr(out.p, "\033[32mgreen\033[0m"));
	assert_non_null(strstr(out.p, "\033[33mamber\033[0m"));
	for (size_t i = 0; i < out.n; i++) {
		if (out.p[i] == '\033')
			while (out.p[i] != 'm')
				i++;
		else
			out.p[n++] = out.p[i];
	}
	style.colour = false;
	eq_pack_text(&f.results, &style, &plain);
	assert_int_equal(n, plain.n);
	assert_memory_equal(out.p, plain.p, n);
	eq_buf_release(&plain);
	eq_buf_release(&out);
	release(&f);
}

/* However narrow or wide the screen, no line is wider than the page, but for what cannot break. */
static void keeps_its_width(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	for (size_t width = 40; width <= 200; width++) {
		const struct eq_pack_style style = {width, false};
		struct eq_buf out;

		eq_buf_init(&out);
		eq_pack_text(&f.results, &style, &out);
		for (const char *line = out.p; *line;) {
			size_t n = strcspn(line, "\n");

			assert_true(eq_text_width((struct eq_text){line, n}) <= width);
			assert_true(n == 0 || line[n - 1] != ' ');
			line += n + 1;
		}
		eq_buf_release(&out);
	}
	release(&f);
}

static void json_is_exact(void **state)
{
	/* Lines that must stand in it, in this order. */
	static const char *const expected[] = {
		"{\n  \"format_version\": 1,\n",
		"    \"title\": \"Residential placements\",\n    \"currency\": \"GBP\",\n",
		"  \"as_at\": \"2024-03-24\",\n  \"as_at_decided_by\": \"starts\",\n  \"last_period\": 1,\n",
		"    {\"from\": \"2024-03-18\", \"to\": \"2024-03-24\"},\n",
		"      \"live\": {\"value\": \"11.33333333333333333333333333333333\", \"unit\": \"placement/week\", \"rounded\": true},\n",
		"      \"baseline\": {\"value\": \"14.2\", \"unit\": \"placement/week\", \"rounded\": false},\n",
		"      \"target\": {\"value\": null, \"unit\": \"placement/week\", \"missing\": \"no target is declared\"},\n",
		"      \"live_coverage\": {\"have\": 6, \"of\": 6},\n      \"baseline_coverage\": null,\n",
		"        \"value_add\": {\"state\": \"green\", \"words\": \"value-add is at least as good as high on 2024-03-24\"},\n",
		"          \"run_rate\": {\"value\": \"16278080\", \"unit\": \"GBP/year\", \"rounded\": false},\n",
		"          \"value_add\": {\"value\": \"53502.85714285714285714285714285714\", \"unit\": \"GBP\", \"rounded\": true},\n",
		"              \"fiscal_year\": \"FY23/24\",\n              \"from\": \"2023-04-01\",\n              \"to\": \"2024-03-31\",\n",
		"              \"by_horizon\": {\"value\": \"246480\", \"unit\": \"GBP\", \"rounded\": false}\n",
		"            \"values\": [\"458640\", \"567840\", null],\n            \"rounded\": []\n",
		"        \"target\": {\"missing\": \"New placements has no target\"},\n",
		"      \"split\": \"kind\",\n      \"part\": \"cost avoidance\",\n      \"kind\": \"cost avoidance\",\n",
		"      \"included\": [\"avoidance\"],\n      \"not_included\": [],\n",
		"  \"figures\": [],\n  \"notes\": [\n    \"A run-rate",
		"\"\n  ],\n  \"fingerprints\": []\n}\n",
	};
	struct fixture f;
	struct eq_buf out;
	const char *at;

	(void)state;
	make(&f);
	eq_buf_init(&out);
	eq_pack_json(&f.results, &out);
	at = out.p;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const char *found = strstr(at, expected[i]);

		if (!found)
			fail_msg("not there, or not in its order: %s", expected[i]);
		at = found + strlen(expected[i]);
	}
	assert_int_equal(*at, 0);
	eq_buf_release(&out);
	release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fits_100_columns), cmocka_unit_test(fits_80_columns),
		cmocka_unit_test(gaps_are_shown),   cmocka_unit_test(colour_only_adds),
		cmocka_unit_test(keeps_its_width),  cmocka_unit_test(json_is_exact),
	};

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
