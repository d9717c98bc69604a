/* test_page.c - a page in text and in Markdown, trends, and cells of CSV. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/csv_write.h"
#include "report/page.h"
#include "report/trend.h"

#include <string.h>

static void fill(struct eq_page *p)
{
	struct eq_table *t;

	eq_page_init(p);
	eq_page_title(p, EQ_TEXT("A *pack*"), EQ_TEXT("as at 2024-03-24"));
	eq_page_paragraph(p, EQ_TEXT("Planned."), EQ_STYLE_FAINT);
	eq_page_heading(p, EQ_TEXT("KPIs"));
	t = eq_page_table(p);
	eq_table_column(t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Latest\nweek"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	eq_table_heading(t, EQ_TEXT("Reablement"));
	eq_table_row(t, EQ_TEXT("Home | away"), 2);
	eq_table_cell(t, 1, EQ_TEXT("-39.5"), EQ_STYLE_PLAIN);
	eq_table_line(t, EQ_TEXT("people"), 4, EQ_STYLE_FAINT);
	eq_table_line(t, EQ_TEXT("of all"), 0, EQ_STYLE_FAINT);
	eq_page_heading(p, EQ_TEXT("Notes"));
	eq_page_numbered(p, EQ_TEXT("2. is no list."));
	eq_page_numbered(p, EQ_TEXT("[a link](http://example.org) is none."));
	eq_page_heading(p, EQ_TEXT("Made from"));
	eq_page_bullet(p, EQ_TEXT("programme"), EQ_TEXT("a1b2"));
}

static void as_text(void **state)
{
	struct eq_page p;
	struct eq_buf out;

	(void)state;
	fill(&p);
	eq_buf_init(&out);
	eq_page_text(&p, 40, false, &out);
	assert_string_equal(out.p, "A *pack*                as at 2024-03-24\n"
				   "════════════════════════════════════════\n"
				   "Planned.\n"
				   "\n"
				   "                Latest\n"
				   "KPI               week\n"
				   "────────────────────────────────────────\n"
				   "Reablement\n"
				   "  Home | away    -39.5\n"
				   "    people\n"
				   "of all\n"
				   "\n"
				   "Notes\n"
				   "[1] 2. is no list.\n"
				   "[2] [a link](http://example.org) is\n"
				   "    none.\n"
				   "\n"
				   "Made from\n"
				   "- programme: a1b2\n");
	eq_buf_release(&out);
	eq_page_release(&p);
}

static void as_markdown(void **state)
{
	struct eq_page p;
	struct eq_buf out;

	(void)state;
	fill(&p);
	eq_buf_init(&out);
	eq_page_markdown(&p, &out);
	assert_string_equal(out.p, "# A \\*pack\\*\n"
				   "\n"
				   "**as at 2024-03-24**\n"
				   "\n"
				   "*Planned.*\n"
				   "\n"
				   "## KPIs\n"
				   "\n"
				   "| KPI | Latest week |\n"
				   "| --- | ---: |\n"
				   "| **Reablement** | |\n"
				   "| &nbsp;&nbsp;Home \\| away<br>*people* | -39.5 |\n"
				   "\n"
				   "*of all*\n"
				   "\n"
				   "## Notes\n"
				   "\n"
				   "1. 2\\. is no list.\n"
				   "2. [a link\\](http://example.org) is none.\n"
				   "\n"
				   "## Made from\n"
				   "\n"
				   "- programme: a1b2\n");
	eq_buf_release(&out);
	eq_page_release(&p);
}

/* ---- trends ---- */

static struct eq_number num(const char *text)
{
	struct eq_number n = {EQ_DEC_ZERO, !*text, false};
	unsigned flags = 0;

	if (*text)
		assert_true(eq_dec_read(eq_text_of(text), &n.v, &flags));
	return n;
}

/* Eighths of the way from the lowest to the highest. */
static void trends(void **state)
{
	static const struct {
		const char *values[10];
		const char *bars;
	} cases[] = {
		{{"0", "1", "2", "3", "4", "5", "6", "7"}, "▁▂▃▄▅▆▇█"},
		{{"", "10", "", "20"}, "▁·█"},      /* what is before the first value is no gap */
		{{"5", "5", "5"}, "▄▄▄"},           /* neither low nor high */
		{{"5", "", ""}, ""},                /* one value is no trend */
		{{"-1", "0.49", "1", "1"}, "▁▆██"}, /* 1.49 of 2, times 7: 5.2 */
		{{"1E+40", "-1E+40"}, "█▁"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_number v[10];
		struct eq_buf b;
		size_t n = 0;

		for (; cases[i].values[n]; n++)
			v[n] = num(cases[i].values[n]);
		eq_buf_init(&b);
		eq_buf_adds(&b, "");
		eq_trend(v, n, &b);
		assert_string_equal(b.p ? b.p : "", cases[i].bars);
		eq_buf_release(&b);
	}
}

static void trends_are_of_the_last_periods(void **state)
{
	struct eq_number v[EQ_TREND_MOST + 4];
	struct eq_buf b;

	(void)state;
	for (size_t i = 0; i < EQ_TREND_MOST + 4; i++)
		v[i] = num(i < 4 ? "1000" : i == 4 ? "1" : "2");
	eq_buf_init(&b);
	eq_trend(v, EQ_TREND_MOST + 4, &b);
	assert_int_equal(eq_text_width(eq_buf_view(&b)), EQ_TREND_MOST);
	assert_memory_equal(b.p, "▁█", strlen("▁█"));
	eq_buf_release(&b);
}

/* In a table a trend gives up its oldest periods, and then goes. */
static void trends_take_what_room_is_left(void **state)
{
	struct eq_table t;
	struct eq_buf out;

	(void)state;
	eq_table_init(&t);
	eq_table_column(&t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(&t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_column(&t, EQ_TEXT("Trend"), EQ_ALIGN_TREND);
	eq_table_row(&t, EQ_TEXT("Finishers"), 0);
	eq_table_cell(&t, 1, EQ_TEXT("39.5"), EQ_STYLE_PLAIN);
	eq_table_cell(&t, 2, EQ_TEXT("▁▂▃▄▅▆▇█▇▆"), EQ_STYLE_PLAIN);
	eq_buf_init(&out);
	eq_table_print(&t, 28, false, &out);
	assert_non_null(strstr(out.p, "Finishers     39.5  ▃▄▅▆▇█▇▆\n"));
	assert_null(strstr(out.p, "▂"));
	eq_buf_clear(&out);
	eq_table_print(&t, 27, false, &out);
	assert_non_null(strstr(out.p, "Finishers     39.5\n"));
	assert_null(strstr(out.p, "Trend"));
	eq_buf_release(&out);
	eq_table_release(&t);
}

/* ---- CSV ---- */

static void csv_cells(void **state)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
		{"", ""},
		{"plain", "plain"},
		{"a, b", "\"a, b\""},
		{"say \"no\"", "\"say \"\"no\"\"\""},
		{"two\nlines", "\"two\nlines\""},
		{"=SUM(A1:A9)", "'=SUM(A1:A9)"},
		{"+44 20", "'+44 20"},
		{"@home", "'@home"},
		{"-5.2", "-5.2"},
		{"-1E+40", "-1E+40"},
		{"- not said", "'- not said"},
		{"=1,2", "\"'=1,2\""},
		{"\t=1", "'\t=1"},
	};
	struct eq_buf b;

	(void)state;
	eq_buf_init(&b);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_csv_writer w = {&b, false};
		struct eq_buf want;

		eq_buf_clear(&b);
		eq_csv_cell(&w, eq_text_of(cases[i].text));
		eq_csv_cell(&w, EQ_TEXT("x"));
		eq_csv_end(&w);
		eq_buf_init(&want);
		eq_buf_addf(&want, "%s,x\n", cases[i].cell);
		assert_string_equal(b.p, want.p);
		eq_buf_release(&want);
	}
	eq_buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_text),
		cmocka_unit_test(as_markdown),
		cmocka_unit_test(trends),
		cmocka_unit_test(trends_are_of_the_last_periods),
		cmocka_unit_test(trends_take_what_room_is_left),
		cmocka_unit_test(csv_cells),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
