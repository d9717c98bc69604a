/* test_meaning.c - what is the same, however it is written, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/meaning.h"
#include "syntax/parse.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Two texts and their meanings. */
struct pair {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_meanings meanings[2];
};

static void read_pair(struct pair *p, const char *const text[2])
{
	eq_sources_init(&p->sources);
	eq_symbols_init(&p->symbols);
	eq_arena_init(&p->arena);
	eq_diags_init(&p->diags, &p->sources);
	for (int i = 0; i < 2; i++) {
		int k = eq_sources_add(&p->sources, EQ_TEXT("a.eq"), eq_text_of(text[i]), NULL);
		struct eq_source source = p->sources.files.v[k];
		struct eq_node *file = eq_parse(&source, &p->symbols, &p->arena, &p->diags);

		assert_int_equal(p->diags.errors, 0);
		eq_meanings_init(&p->meanings[i], file, &p->sources, &p->symbols);
	}
}

static void release_pair(struct pair *p)
{
	eq_meanings_release(&p->meanings[0]);
	eq_meanings_release(&p->meanings[1]);
	eq_diags_release(&p->diags);
	eq_arena_release(&p->arena);
	eq_symbols_release(&p->symbols);
	eq_sources_release(&p->sources);
}

static bool same(const char *a, const char *b, const char *id_a, const char *id_b, bool whole)
{
	struct pair p;
	const char *text[2] = {a, b};

	read_pair(&p, text);
	const struct eq_meaning *x = eq_meanings_find(&p.meanings[0], eq_text_of(id_a));
	const struct eq_meaning *y = eq_meanings_find(&p.meanings[1], eq_text_of(id_b));
	assert_non_null(x);
	assert_non_null(y);
	bool equal =
		memcmp(whole ? x->whole : x->own, whole ? y->whole : y->own, EQ_SHA256_BYTES) == 0;
	release_pair(&p);
	return equal;
}

static void layout_says_nothing(void **state)
{
	static const char *const pairs[][2] = {
		{"fixed x = £1,050 per week\n", "fixed x=GBP 1.05k per week # a comment\n"},
		{"fixed x = 0.50\n", "fixed x = 0.5\n"},
		{"fixed x = a × b ÷ c\n", "fixed x = (a) * b / c\n"},
		{"fixed x = a + b * c\n", "fixed x = (a + (b * c))\n"},
		{"fixed x = ((a + b)) * c\n", "fixed x = (a + b) * c\n"},
		{"fixed x = max(((a + b)), c)\n", "fixed x = max(a + b, c)\n"},
		{"fixed x = a * (b * c)\n", "fixed x = a * b * c\n"},
		{"fixed x = (a - b) + c\n", "fixed x = a - b + c\n"},
		{"fixed x = max(a + b, c)\n", "fixed x = max((a + b),\n  c)\n"},
		{"benefit x \"T\" {\n equation a * b\n accrues over 4 weeks\n}\n",
		 "benefit x \"T\" {\n\n accrues over 4 weeks # why\n equation a\n  * b\n}\n"},
		{"benefit x \"T\" {\n equation a\n}\n",
		 "benefit x \"Another\" {\n equation a\n}\n"},
		{"fixed x = 1 source \"S\"\n", "fixed x = 1 source \"T\"\n"},
		{"fixed x = 1\n", "fixed x = 1 agreed \"Board\" on 2024-01-01 minute \"4\"\n"},
		{"kpi x \"K\" {\n tracked a\n except 2024-01-01 because \"snow\"\n}\n",
		 "kpi x \"K\" {\n tracked a\n except 2024-01-01 because \"ice\"\n}\n"},
		{"scenario x \"S\" {\n a = 1\n b = 2\n}\n",
		 "scenario x \"S\" {\n b = 2\n a = 1\n}\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		if (!same(pairs[i][0], pairs[i][1], "x", "x", true))
			fail_msg("these mean the same:\n%s%s", pairs[i][0], pairs[i][1]);
}

static void content_is_told_apart(void **state)
{
	static const char *const pairs[][2] = {
		{"fixed x = £1,050 per week\n", "fixed x = £1,050 per year\n"},
		{"fixed x = 10%\n", "fixed x = 10\n"},
		{"fixed x = £10\n", "fixed x = 10\n"},
		{"fixed x = £10\n", "fixed x = EUR 10\n"},
		{"fixed x = (a + b) * c\n", "fixed x = a + b * c\n"},
		{"fixed x = a - (b - c)\n", "fixed x = a - b - c\n"},
		{"fixed x = a * (b / c)\n", "fixed x = a * b / c\n"},
		{"fixed x = a / (b / c)\n", "fixed x = a / b / c\n"},
		{"fixed x = a\n", "fixed x = b\n"},
		{"fixed x by place {\n \"North\" = 1\n else = 2\n}\n",
		 "fixed x by place {\n \"North\" = 2\n else = 1\n}\n"},
		{"kpi x \"K\" {\n tracked a\n baseline 1\n}\n",
		 "kpi x \"K\" {\n tracked a\n target 1\n}\n"},
		{"kpi x \"K\" {\n tracked a\n except 2024-01-01 because \"snow\"\n}\n",
		 "kpi x \"K\" {\n tracked a\n except 2024-01-02 because \"snow\"\n}\n"},
		{"fixed x = 1\n", "figure x \"\" = 1\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		if (same(pairs[i][0], pairs[i][1], "x", "x", true))
			fail_msg("these do not mean the same:\n%s%s", pairs[i][0], pairs[i][1]);
}

static void wholes_hold_what_stands_below(void **state)
{
	static const char before[] =
		"fixed cost = £10\nfixed half = cost / 2\nfixed x = half * 3\n";
	static const char dearer[] =
		"fixed cost = £11\nfixed half = cost / 2\nfixed x = half * 3\n";
	static const char renamed[] = "fixed x = middle * 3\nfixed middle = price / 2\n"
				      "fixed price = £10\n";

	(void)state;
	assert_true(same(before, dearer, "x", "x", false));
	assert_false(same(before, dearer, "x", "x", true));
	assert_false(same(before, renamed, "x", "x", false));
	assert_true(same(before, renamed, "x", "x", true));
	assert_true(same(before, renamed, "half", "middle", true));
	/* A column's name is not that of the KPI. */
	assert_true(same("data d from \"d.csv\" {\n date day\n value n : person\n}\n"
			 "kpi n \"K\" {\n tracked sum(n of d where n > 1) per week\n}\n",
			 "data d from \"d.csv\" {\n date day\n value n : person\n}\n"
			 "kpi m \"K\" {\n tracked sum(n of d where n > 1) per week\n}\n",
			 "n", "m", true));
	/* A scenario is one where it is a function. */
	assert_false(same("scenario s \"\" {\n a = 1\n}\nfixed x = s(a)\n",
			  "scenario s \"\" {\n a = 2\n}\nfixed x = s(a)\n", "x", "x", true));
}

/* Definitions in a circle: whatever the order, and never the same as another circle. */
static void circles_have_an_end(void **state)
{
	static const char circle[] = "fixed x = y + 1\nfixed y = x + 2\nfixed z = x\n";
	static const char turned[] = "fixed z = x\nfixed y = x + 2\nfixed x = y + 1\n";
	static const char other[] = "fixed x = y + 1\nfixed y = x + 3\nfixed z = x\n";

	(void)state;
	assert_true(same(circle, turned, "x", "x", true));
	assert_true(same(circle, turned, "z", "z", true));
	assert_true(same(circle, other, "x", "x", false));
	assert_false(same(circle, other, "y", "y", true));
}

static void sayings_have_labels(void **state)
{
	static const char *const text[2] = {
		"kpi k \"K\" in ws {\n"
		" tracked sum(n of d) per week\n"
		" baseline 35.3 agreed \"Board\" on 2023-07-20\n"
		" except 2024-01-01 because \"snow\"\n"
		"}\n",
		"fixed f by place {\n \"North\" = £1 from 2024-04-01, £2 from 2025-04-01\n else = £3\n}\n"};
	static const char *const labels[2][6] = {{"baseline", "baseline, notes",
						  "except 2024-01-01", "except 2024-01-01, notes",
						  "title", "tracked"},
						 {"\"North\"", "by place", "else"}};
	struct pair p;

	(void)state;
	read_pair(&p, text);
	for (int i = 0; i < 2; i++) {
		const struct eq_meaning *m = &p.meanings[i].all.v[0];
		for (uint32_t k = 0; k < 6 && labels[i][k]; k++) {
			assert_true(k < m->n_sayings);
			if (!eq_text_is(m->sayings[k].label, labels[i][k]))
				fail_msg("%.*s is not %s", EQ_ARG(m->sayings[k].label),
					 labels[i][k]);
		}
	}
	assert_int_equal(p.meanings[0].all.v[0].n_sayings, 7); /* and the workstream */
	assert_int_equal(p.meanings[0].all.v[0].sayings[0].nature, EQ_NATURE_BASELINE);
	assert_int_equal(p.meanings[0].all.v[0].sayings[1].nature, EQ_NATURE_NOTE);
	release_pair(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_says_nothing),
		cmocka_unit_test(content_is_told_apart),
		cmocka_unit_test(wholes_hold_what_stands_below),
		cmocka_unit_test(circles_have_an_end),
		cmocka_unit_test(sayings_have_labels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
