/* test_table.c - tables: widths, wrapping, bands. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/table.h"

#include <string.h>

static void wrapping(void **state)
{
	static const struct {
		const char *text;
		size_t width, indent;
		const char *lines;
	} cases[] = {
		{"", 10, 2, ""},
		{"one two three", 0, 2, "one two three"},
		{"one two three", 13, 2, "one two three"},
		{"one two three", 12, 2, "one two\n  three"},
		{"one two three", 7, 0, "one two\nthree"},
		{"one two three", 6, 2, "one\n  two\n  thre\n  e"},
		{"abcdef", 4, 0, "abcd\nef"},
		{"££££ ££", 4, 0, "££££\n££"}, /* columns, not bytes */
		{"e\xcc\x81"
		 "e\xcc\x81 x",
		 2, 0,
		 "e\xcc\x81"
		 "e\xcc\x81\nx"},                   /* an accent takes none */
		{"abc", 1, 5, "a\n     b\n     c"}, /* no room at all still ends */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_buf b;

		eq_buf_init(&b);
		eq_buf_adds(&b, "");
		eq_wrap(&b, eq_text_of(cases[i].text), cases[i].width, cases[i].indent);
		assert_string_equal(b.p ? b.p : "", cases[i].lines);
		eq_buf_release(&b);
	}
}

static void styles(void **state)
{
	struct eq_buf b;

	(void)state;
	eq_buf_init(&b);
	eq_styled(&b, EQ_TEXT("green"), EQ_STYLE_GREEN, false);
	assert_string_equal(b.p, "green");
	eq_buf_clear(&b);
	eq_styled(&b, EQ_TEXT("green"), EQ_STYLE_GREEN, true);
	assert_string_equal(b.p, "\033[32mgreen\033[0m");
	eq_buf_clear(&b);
	eq_styled(&b, EQ_TEXT("a\033[31mb\x7f£"), EQ_STYLE_PLAIN,
		  true); /* a title cannot drive a terminal */
	assert_string_equal(b.p, "a [31mb £");
	eq_buf_release(&b);
}

static void assert_table(const struct eq_table *t, size_t width, const char *expected)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_table_print(t, width, false, &b);
	assert_string_equal(b.p, expected);
	eq_buf_release(&b);
}

static void make(struct eq_table *t)
{
	eq_table_init(t);
	eq_table_column(t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Latest\nweek"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	eq_table_heading(t, EQ_TEXT("Reablement"));
	eq_table_row(t, EQ_TEXT("Finishers"), 2);
	eq_table_cell(t, 1, EQ_TEXT("39.5"), EQ_STYLE_PLAIN);
	eq_table_cell(t, 2, EQ_TEXT("£1.2m"), EQ_STYLE_PLAIN);
	eq_table_cell(t, 3, EQ_TEXT("green"), EQ_STYLE_GREEN);
	eq_table_cell(t, 4, EQ_TEXT("at least as good as high"), EQ_STYLE_PLAIN);
	eq_table_line(t, EQ_TEXT("people per week"), 4, EQ_STYLE_FAINT);
	eq_table_gap(t);
	eq_table_row(t, EQ_TEXT("Waiting"), 0);
	eq_table_cell(t, 1, EQ_TEXT("7"), EQ_STYLE_PLAIN);
}

/* 11 for the label, 7 and 7 for the numbers, 5 for RAG, 24 for the remark, 4 gaps of 2: 62. */
static void columns_line_up(void **state)
{
	static const char rule[] =
		"──────────────────────────────────────────────────────────────\n";
	struct eq_buf expected;
	struct eq_table t;

	(void)state;
	make(&t);
	assert_int_equal(eq_table_label_width(&t), 11);
	assert_int_equal(eq_table_width(&t), 62);
	eq_buf_init(&expected);
	eq_buf_addf(&expected, "%s%s%s",
		    "                       Latest\n"
		    "KPI             Live     week  RAG\n",
		    rule,
		    "Reablement\n"
		    "  Finishers     39.5    £1.2m  green  at least as good as high\n"
		    "    people per week\n"
		    "\n"
		    "Waiting            7\n");
	assert_table(&t, 0, expected.p);
	assert_table(&t, 62, expected.p);
	eq_buf_release(&expected);
	eq_table_release(&t);
}

static void remark_goes_below(void **state)
{
	struct eq_table t;

	(void)state;
	make(&t);
	assert_table(&t, 40,
		     "                       Latest\n"
		     "KPI             Live     week  RAG\n"
		     "────────────────────────────────────────\n"
		     "Reablement\n"
		     "  Finishers     39.5    £1.2m  green\n"
		     "    at least as good as high\n"
		     "    people per week\n"
		     "\n"
		     "Waiting            7\n");
	eq_table_release(&t);
}

/* Four years do not fit beside the label in 30 columns (10 + 4 × 9 = 46): two and two do. */
static void columns_come_in_bands(void **state)
{
	static const char *const years[] = {"FY23/24", "FY24/25", "FY25/26", "FY26/27"};
	static const char *const values[] = {"£1", "£2", "£3", "£4"};
	struct eq_table t;

	(void)state;
	eq_table_init(&t);
	eq_table_column(&t, EQ_TEXT("Cash"), EQ_ALIGN_LEFT);
	for (size_t i = 0; i < 4; i++)
		eq_table_column(&t, eq_text_of(years[i]), EQ_ALIGN_RIGHT);
	eq_table_heading(&t, EQ_TEXT("Reablement"));
	eq_table_row(&t, EQ_TEXT("Forecast"), 2);
	for (size_t i = 0; i < 4; i++)
		eq_table_cell(&t, i + 1, eq_text_of(values[i]), EQ_STYLE_PLAIN);
	eq_table_line(&t, EQ_TEXT("once"), 0, EQ_STYLE_PLAIN);
	assert_table(&t, 30,
		     "Cash        FY23/24  FY24/25\n"
		     "──────────────────────────────\n"
		     "Reablement\n"
		     "  Forecast       £1       £2\n"
		     "once\n"
		     "\n"
		     "Cash        FY25/26  FY26/27\n"
		     "──────────────────────────────\n"
		     "Reablement\n"
		     "  Forecast       £3       £4\n");
	eq_table_release(&t);
}

static void long_label_gives_way(void **state)
{
	struct eq_table t;

	(void)state;
	eq_table_init(&t);
	eq_table_column(&t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(&t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_row(&t, EQ_TEXT("Patients who no longer need to be in hospital"), 0);
	eq_table_cell(&t, 1, EQ_TEXT("250"), EQ_STYLE_PLAIN);
	assert_table(&t, 40,
		     "KPI                                 Live\n"
		     "────────────────────────────────────────\n"
		     "Patients who no longer need to       250\n"
		     "  be in hospital\n");
	eq_table_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapping),
		cmocka_unit_test(styles),
		cmocka_unit_test(columns_line_up),
		cmocka_unit_test(remark_goes_below),
		cmocka_unit_test(columns_come_in_bands),
		cmocka_unit_test(long_label_gives_way),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
