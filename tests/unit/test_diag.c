/* test_diag.c - what is said to people: order, repeats, places, carets, escapes, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Prints and compares; says both when they differ. */
static void assert_prints(struct eq_diags *d, bool colour, const char *expected)
{
	struct eq_buf out;

	eq_buf_init(&out);
	eq_diags_print(d, &out, colour);
	if (!eq_text_is(eq_buf_view(&out), expected))
		fail_msg("expected\n%s\nprinted\n%s", expected, eq_buf_view(&out).p);
	eq_buf_release(&out);
}

/* One diagnostic over bytes [at, end) of a one-file programme. */
static void assert_excerpt(struct eq_text programme, uint32_t at, uint32_t end,
			   const char *expected)
{
	struct eq_sources s;
	struct eq_diags d;

	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("p.eq"), programme, NULL);
	eq_diags_init(&d, &s);
	eq_diag_at(&d, EQ_E0101, (struct eq_span){1 + at, 1 + end}, "wrong");
	assert_prints(&d, false, expected);
	eq_diags_release(&d);
	eq_sources_release(&s);
}

static void codes_have_their_texts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < EQ_CODE_COUNT; i++) {
		const struct eq_code_info *info = eq_code_info((enum eq_code)i);

		assert_int_equal(strlen(info->name), 5);
		assert_int_equal(info->name[0], "EWA"[info->severity]);
		assert_true(info->title[0] && info->explanation[0]);
		assert_ptr_equal(eq_code_find(eq_text_of(info->name)), info);
	}
	assert_ptr_equal(eq_code_find(EQ_TEXT("e0101")), eq_code_info(EQ_E0101));
	assert_null(eq_code_find(EQ_TEXT("E010")));
	assert_null(eq_code_find(EQ_TEXT("E01011")));
	assert_null(eq_code_find(EQ_TEXT("")));
}

static void line_caret_notes_and_hint(void **state)
{
	(void)state;
	struct eq_sources s;
	struct eq_diags d;
	struct eq_diag *g;

	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("lib.eq"), EQ_TEXT("kpi finishers = 1\n"), NULL);
	eq_sources_add(&s, EQ_TEXT("plan.eq"), EQ_TEXT("# £\nrate = finshers / 2\r\n"), NULL);
	eq_diags_init(&d, &s);
	assert_int_equal(d.status, EQ_OK);
	/* lib.eq has 18 bytes: plan.eq begins at 20, its second line at 25. */
	g = eq_diag_at(&d, EQ_E0101, (struct eq_span){32, 40}, "there is no KPI called %s",
		       "finshers");
	eq_diag_note(&d, g, (struct eq_span){5, 14}, "the nearest name is here");
	eq_diag_note(&d, g, EQ_NO_SPAN, "no place for this one");
	eq_diag_hint(&d, g, "did you mean `%s`?", "finishers");
	assert_int_equal(d.status, EQ_FAULT_PROGRAMME);
	assert_int_equal(d.errors, 1);
	assert_prints(&d, false,
		      "plan.eq:2:8: error[E0101]: there is no KPI called finshers\n"
		      "    2 | rate = finshers / 2\n"
		      "      |        ^^^^^^^^\n"
		      "lib.eq:1:5: note: the nearest name is here\n"
		      "    1 | kpi finishers = 1\n"
		      "      |     ^^^^^^^^^\n"
		      "  note: no place for this one\n"
		      "  hint: did you mean `finishers`?\n");
	eq_diags_release(&d);
	eq_sources_release(&s);
}

static void carets_line_up(void **state)
{
	(void)state;
	/* Tabs stand in the caret line too; £ is one column of two bytes. */
	assert_excerpt(EQ_TEXT("\ta\t£b = c"), 3, 6,
		       "p.eq:1:4: error[E0101]: wrong\n"
		       "    1 | \ta\t£b = c\n"
		       "      | \t \t^^\n");
	/* A combining mark has no column of its own. */
	assert_excerpt(EQ_TEXT("e\xcc\x81x y"), 3, 4,
		       "p.eq:1:3: error[E0101]: wrong\n"
		       "    1 | e\xcc\x81x y\n"
		       "      |  ^\n");
	/* A tab itself; the end of a line; an empty place between letters; an empty file. */
	assert_excerpt(EQ_TEXT("a\tb"), 1, 2,
		       "p.eq:1:2: error[E0101]: wrong\n    1 | a\tb\n      |  ^\n");
	assert_excerpt(EQ_TEXT("ab\nc"), 2, 2,
		       "p.eq:1:3: error[E0101]: wrong\n    1 | ab\n      |   ^\n");
	assert_excerpt(EQ_TEXT("ab\nc"), 1, 1,
		       "p.eq:1:2: error[E0101]: wrong\n    1 | ab\n      |  ^\n");
	assert_excerpt(EQ_TEXT(""), 0, 0, "p.eq:1:1: error[E0101]: wrong\n    1 | \n      | ^\n");
	/* A span over several lines is underlined to the end of its first. */
	assert_excerpt(EQ_TEXT("ab\ncd\n"), 1, 5,
		       "p.eq:1:2: error[E0101]: wrong\n    1 | ab\n      |  ^\n");
}

static void controls_are_shown(void **state)
{
	(void)state;
	assert_excerpt(EQ_TEXT("a\0b\x1b[1m c"), 8, 9,
		       "p.eq:1:9: error[E0101]: wrong\n"
		       "    1 | a\\x00b\\x1b[1m c\n"
		       "      |               ^\n");
	assert_excerpt(EQ_TEXT("a\0b"), 1, 2,
		       "p.eq:1:2: error[E0101]: wrong\n"
		       "    1 | a\\x00b\n"
		       "      |  ^^^^\n");
	/* Not UTF-8; a mark that turns the direction of writing (U+202E). */
	assert_excerpt(EQ_TEXT("\xff z"), 2, 3,
		       "p.eq:1:3: error[E0101]: wrong\n"
		       "    1 | \\xff z\n"
		       "      |      ^\n");
	assert_excerpt(EQ_TEXT("\xe2\x80\xae z"), 4, 5,
		       "p.eq:1:3: error[E0101]: wrong\n"
		       "    1 | \\u202e z\n"
		       "      |        ^\n");
}

static void messages_are_shown_safely(void **state)
{
	(void)state;
	struct eq_diags d;
	struct eq_diag *g;

	eq_diags_init(&d, NULL);
	g = eq_diag_file(&d, EQ_E0601, EQ_TEXT("a\nb.csv"), 0, 0, "not a number: %s", "\x1b[2J");
	eq_diag_hint(&d, g, "%s", "\x07");
	assert_prints(&d, false,
		      "a\\x0ab.csv: error[E0601]: not a number: \\x1b[2J\n  hint: \\x07\n");
	eq_diags_release(&d);
}

/* A line of 1,000 numbered places: "0000 0005 0010 …", each 5 columns. */
static void long_lines_are_shown_in_part(void **state)
{
	(void)state;
	static const uint32_t places[] = {0, 5, 35, 40, 45, 500, 940, 990, 995, 999};
	struct eq_buf line, out;
	struct eq_sources s;

	eq_buf_init(&line);
	eq_buf_init(&out);
	for (unsigned i = 0; i < 1000; i += 5)
		eq_buf_addf(&line, "%04u ", i);
	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("p.eq"), eq_buf_view(&line), NULL);
	for (size_t i = 0; i < COUNT(places); i++) {
		struct eq_diags d;
		char *shown, *carets, *end, *marked;
		size_t columns;

		eq_diags_init(&d, &s);
		eq_diag_at(&d, EQ_E0101, (struct eq_span){1 + places[i], 1 + places[i] + 4},
			   "wrong");
		eq_buf_clear(&out);
		eq_diags_print(&d, &out, false);
		shown = strstr(out.p, "    1 | ");
		assert_non_null(shown);
		shown += 8;
		end = strchr(shown, '\n');
		assert_non_null(end);
		*end = 0;
		carets = end + 1 + 8;
		/* What stands over the first caret is what the place holds. */
		columns = strspn(carets, " ");
		assert_true(carets[columns] == '^');
		marked = shown;
		if (strncmp(shown, "…", strlen("…")) == 0) {
			marked += strlen("…") - 1;
			assert_true(places[i] > 30);
		} else {
			assert_true(places[i] < 60);
		}
		marked += columns;
		assert_memory_equal(marked, line.p + places[i], places[i] == 999 ? 1 : 4);
		assert_int_equal(strspn(carets + columns, "^"), places[i] == 999 ? 1 : 4);
		assert_int_equal(strcmp(end - strlen("…"), "…") == 0, places[i] < 940);
		assert_in_range(eq_text_width(eq_text_of(shown)), 100, 102);
		eq_diags_release(&d);
	}
	eq_buf_release(&out);
	eq_buf_release(&line);
	eq_sources_release(&s);
}

static void a_line_that_fits_is_whole(void **state)
{
	(void)state;
	char line[102], expected[400];

	memset(line, 'a', sizeof line);
	line[100] = 0;
	for (uint32_t at = 0; at < 100; at++) {
		struct eq_buf out;

		eq_buf_init(&out);
		eq_buf_addf(&out, "p.eq:1:%u: error[E0101]: wrong\n    1 | %s\n      | %*s^\n",
			    at + 1, line, (int)at, "");
		assert_true(out.n < sizeof expected);
		memcpy(expected, out.p, out.n + 1);
		assert_excerpt((struct eq_text){line, 100}, at, at + 1, expected);
		eq_buf_release(&out);
	}
}

static void order_and_repeats(void **state)
{
	(void)state;
	struct eq_sources s;
	struct eq_diags d;

	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("p.eq"), EQ_TEXT("abcd"), NULL);
	eq_diags_init(&d, &s);
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("z.csv"), 7, 2, "cell");
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("a.csv"), 1, 1, "cell");
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("z.csv"), 7, 1, "cell");
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("z.csv"), 2, 0, "row");
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("z.csv"), 7, 2, "cell"); /* again */
	eq_diag_file(&d, EQ_E0602, EQ_TEXT("z.csv"), 7, 2, "cell"); /* another code */
	eq_diag_at(&d, EQ_E0101, (struct eq_span){3, 4}, "late");
	eq_diag_at(&d, EQ_E0101, (struct eq_span){2, 3}, "second here");
	eq_diag_at(&d, EQ_E0101, (struct eq_span){2, 3}, "first here");
	eq_diag_at(&d, EQ_E0101, (struct eq_span){2, 3}, "second here"); /* again */
	eq_diag_at(&d, EQ_E0101, (struct eq_span){3, 5}, "late");        /* longer: not the same */
	eq_diag_at(&d, EQ_E0101, EQ_NO_SPAN, "the whole");
	assert_int_equal(d.errors, 12);
	assert_int_equal(d.status, EQ_FAULT_FILES);
	/* Twice: sorting what is sorted changes nothing. */
	for (int round = 0; round < 2; round++) {
		assert_prints(&d, false,
			      "error[E0101]: the whole\n"
			      "p.eq:1:2: error[E0101]: second here\n    1 | abcd\n      |  ^\n"
			      "p.eq:1:2: error[E0101]: first here\n    1 | abcd\n      |  ^\n"
			      "p.eq:1:3: error[E0101]: late\n    1 | abcd\n      |   ^\n"
			      "p.eq:1:3: error[E0101]: late\n    1 | abcd\n      |   ^^\n"
			      "z.csv:2: error[E0601]: row\n"
			      "z.csv:7:1: error[E0601]: cell\n"
			      "z.csv:7:2: error[E0601]: cell\n"
			      "z.csv:7:2: error[E0602]: cell\n"
			      "a.csv:1:1: error[E0601]: cell\n");
		assert_int_equal(d.errors, 10);
	}
	eq_diags_release(&d);
	eq_sources_release(&s);
}

static void the_worst_status_stays(void **state)
{
	(void)state;
	struct eq_diags d;

	eq_diags_init(&d, NULL);
	eq_diag_file(&d, EQ_E0601, EQ_TEXT("a.csv"), 0, 0, "gone");
	eq_diag_at(&d, EQ_E0101, EQ_NO_SPAN, "wrong");
	assert_int_equal(d.status, EQ_FAULT_FILES);
	eq_diags_release(&d);
}

static void warnings_leave_the_status(void **state)
{
	(void)state;
	struct eq_diags d;
	struct eq_buf out;
	unsigned code = 0;

	while (code < EQ_CODE_COUNT && eq_code_info((enum eq_code)code)->severity != EQ_WARNING)
		code++;
	if (code == EQ_CODE_COUNT)
		skip();
	eq_diags_init(&d, NULL);
	eq_buf_init(&out);
	for (int i = 0; i < EQ_LIMIT_ERRORS + 20; i++)
		eq_diag_at(&d, (enum eq_code)code, EQ_NO_SPAN, "warning %d", i);
	assert_int_equal(d.status, EQ_OK);
	assert_int_equal(d.errors, 0);
	assert_int_equal(d.warnings, EQ_LIMIT_ERRORS + 20);
	/* However many there are, the error is seen. */
	eq_diag_at(&d, EQ_E0101, EQ_NO_SPAN, "the one error");
	eq_diags_print(&d, &out, false);
	assert_non_null(strstr(out.p, "error[E0101]: the one error\nand 21 more\n"));
	eq_buf_release(&out);
	eq_diags_release(&d);
}

static void no_more_than_the_limit(void **state)
{
	(void)state;
	struct eq_diags d;
	struct eq_buf expected;

	for (unsigned extra = 0; extra < 13; extra += 12) {
		eq_diags_init(&d, NULL);
		eq_buf_init(&expected);
		for (unsigned i = 1; i <= EQ_LIMIT_ERRORS + extra; i++) {
			eq_diag_file(&d, EQ_E0601, EQ_TEXT("a.csv"), i, 1, "bad");
			if (i <= 100)
				eq_buf_addf(&expected, "a.csv:%u:1: error[E0601]: bad\n", i);
		}
		if (extra)
			eq_buf_adds(&expected, "and 12 more\n");
		assert_prints(&d, false, expected.p);
		eq_buf_release(&expected);
		eq_diags_release(&d);
	}
}

static void colour_only_when_asked(void **state)
{
	(void)state;
	struct eq_sources s;
	struct eq_diags d;

	eq_sources_init(&s);
	eq_sources_add(&s, EQ_TEXT("p"), EQ_TEXT("ab"), NULL);
	eq_diags_init(&d, &s);
	eq_diag_at(&d, EQ_E0101, (struct eq_span){2, 3}, "wrong");
	assert_prints(&d, true,
		      "\033[1mp:1:2: \033[0m\033[1;31merror[E0101]:\033[0m wrong\n"
		      "    1 | ab\n"
		      "      |  \033[1;31m^\033[0m\n");
	assert_prints(&d, false, "p:1:2: error[E0101]: wrong\n    1 | ab\n      |  ^\n");
	eq_diags_release(&d);
	eq_sources_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_have_their_texts),
		cmocka_unit_test(line_caret_notes_and_hint),
		cmocka_unit_test(carets_line_up),
		cmocka_unit_test(controls_are_shown),
		cmocka_unit_test(messages_are_shown_safely),
		cmocka_unit_test(long_lines_are_shown_in_part),
		cmocka_unit_test(a_line_that_fits_is_whole),
		cmocka_unit_test(order_and_repeats),
		cmocka_unit_test(the_worst_status_stays),
		cmocka_unit_test(warnings_leave_the_status),
		cmocka_unit_test(no_more_than_the_limit),
		cmocka_unit_test(colour_only_when_asked),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
