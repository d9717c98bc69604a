/* test_scan.c - rows to tallies. The row programs are built by hand, instruction by instruction,
 * so that what is tested here is the scan alone (scanned.h); every figure was worked out by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanned.h"

/* A bucket a line: its last day, its state, and for each measure
 *   (sum values gaps), or (- 0 gaps) where there are no values. */
static void expect_cube(struct setup *t, const char *text, const char *expected)
{
	static const char *const states[] = {"empty", "whole", "lacking", "excepted"};
	struct eq_cube *c = scan(t, text);
	struct eq_buf out;

	if (!c) {
		struct eq_buf said;

		eq_buf_init(&said);
		eq_diags_print(&t->diags, &said, false);
		fail_msg("%s", said.p);
	}
	eq_buf_init(&out);
	eq_buf_adds(&out, "");
	const struct eq_source_tally *s = &c->sources[0];
	for (uint32_t k = 0; k < s->n; k++) {
		char date[EQ_DATE_CHARS];
		int32_t number = s->first + (int32_t)k;

		eq_date_write(s->by_period ? eq_period_range(t->model.programme.grain, number).to
					   : number,
			      date);
		eq_buf_addf(&out, "%s %s", date, states[s->state[k]]);
		for (uint32_t m = 0; m < c->n_measures; m++) {
			const struct eq_tally *v = &c->tallies[m][k];

			if (v->values == 0) {
				assert_true(eq_dec_is_zero(v->sum));
				eq_buf_addf(&out, " (- 0 %u)", v->gaps);
				continue;
			}
			eq_buf_adds(&out, " (");
			char sum[EQ_DEC_CHARS];
			eq_dec_write(v->sum, sum);
			eq_buf_addf(&out, "%s %u %u", sum, v->values, v->gaps);
			eq_buf_adds(&out, v->rounded ? ")~" : ")");
		}
		eq_buf_addc(&out, '\n');
	}
	eq_buf_addf(&out, "rows %llu excepted %llu other %llu\n", (unsigned long long)s->rows,
		    (unsigned long long)s->rows_excepted, (unsigned long long)s->rows_other);
	assert_string_equal(out.p, expected);
	eq_buf_release(&out);
	eq_cube_free(c);
}

/* No cube; the messages, "code line:column message" a line, in order. */
static void expect_errors(struct setup *t, const char *text, const char *expected)
{
	struct eq_buf out;

	assert_null(scan(t, text));
	eq_buf_init(&out);
	eq_diags_sort(&t->diags);
	for (size_t i = 0; i < t->diags.all.n; i++) {
		const struct eq_diag *g = t->diags.all.v[i];

		eq_buf_addf(&out, "%s %llu:%llu %.*s\n", eq_code_info(g->code)->name,
			    (unsigned long long)g->line, (unsigned long long)g->column,
			    EQ_ARG(g->message));
	}
	assert_string_equal(out.p, expected);
	eq_buf_release(&out);
}

static void weekly(struct setup *t)
{
	setup_init(t);
	t->data.by_period = true;
	column(t, "week ending", EQ_COLUMN_DATE);
	column(t, "finishers", EQ_COLUMN_NUMBER);
	column(t, "hours", EQ_COLUMN_NUMBER);
	measure(t, EQ_AGG_SUM, value_of(t, 1), EQ_NO_CHUNK);
}

static void test_periods(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t);
	measure(&t, EQ_AGG_SUM, value_of_two(&t, EQ_CODE_MUL, 1, 2), EQ_NO_CHUNK);
	measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, EQ_NO_CHUNK);
	expect_cube(&t,
		    "\xEF\xBB\xBF"
		    "week ending; finishers ;notes;hours\r\n"
		    "2024-02-11;\"1,204.5\";x;2\r\n"
		    "2024-02-18;n/a;#N/A;0.5\r\n"
		    ";;;\r\n"
		    " 2024-03-03 ;-3;;1.25\r\n",
		    "2024-02-11 whole (1204.5 1 0)"
		    " (2409 1 0) (1 1 0)\n"
		    "2024-02-18 whole (- 0 1) (- 0 1) (1 1 0)\n"
		    "2024-02-25 empty (- 0 0) (- 0 0) (- 0 0)\n"
		    "2024-03-03 whole (-3 1 0)"
		    " (-3.75 1 0) (1 1 0)\n"
		    "rows 3 excepted 0 other 0\n");
	setup_release(&t);
}

static void test_months(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t);
	t.model.programme.grain = (struct eq_grain){EQ_MONTH, 0};
	expect_cube(&t, "week ending,finishers\n2024-01-31,1\n2024-03,3\n2024-02-01,2\n",
		    "2024-01-31 whole (1 1 0)\n"
		    "2024-02-29 whole (2 1 0)\n"
		    "2024-03-31 whole (3 1 0)\n"
		    "rows 3 excepted 0 other 0\n");
	setup_release(&t);
}

static void events(struct setup *t)
{
	setup_init(t);
	column(t, "start", EQ_COLUMN_DATE);
	column(t, "setting", EQ_COLUMN_TEXT);
	column(t, "cost", EQ_COLUMN_NUMBER);
}

#define PLACEMENTS \
	"case,start,setting,cost\n" \
	"1,2024-03-05,residential,100\n" \
	"2,2024-03-01,nursing,900.25\n" \
	"3,2024-03-05,\"residential \",30.5\n" \
	"4,2024-03-05,residential,-\n" \
	"5,2024-03-05,nursing,70\n" \
	"6,2024-03-03,,5\n" \
	"7,2024-03-05,residential,-2.125\n"

static void test_events(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	uint32_t residential = is(&t, 1, "residential");
	measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, residential);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), residential);
	measure(&t, EQ_AGG_MAX, value_of(&t, 2), is(&t, 1, "respite"));
	expect_cube(
		&t, PLACEMENTS,
		"2024-03-01 whole (- 0 0) (- 0 0) (- 0 0)\n"
		"2024-03-02 empty (- 0 0) (- 0 0) (- 0 0)\n"
		"2024-03-03 whole (- 0 0) (- 0 0) (- 0 0)\n" /* a missing setting is no setting */
		"2024-03-04 empty (- 0 0) (- 0 0) (- 0 0)\n"
		"2024-03-05 whole (4 4 0) (128.375 3 1) (- 0 0)\n"
		"rows 7 excepted 0 other 0\n");
	setup_release(&t);
}

static void test_only(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	t.program.data_only[0] = is(&t, 1, "nursing");
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	expect_cube(&t, PLACEMENTS,
		    "2024-03-01 whole (900.25 1 0)\n"
		    "2024-03-02 empty (- 0 0)\n"
		    "2024-03-03 empty (- 0 0)\n"
		    "2024-03-04 empty (- 0 0)\n"
		    "2024-03-05 whole (70 1 0)\n"
		    "rows 7 excepted 0 other 5\n");
	setup_release(&t);
}

static void snapshots(struct setup *t)
{
	setup_init(t);
	column(t, "date", EQ_COLUMN_DATE);
	dimension(t, "trust");
	column(t, "waiting", EQ_COLUMN_NUMBER);
	t->data.columns[2].level = true;
	measure(t, EQ_AGG_LEVEL, value_of(t, 2), EQ_NO_CHUNK);
}

static void test_members(void **state)
{
	(void)state;
	struct setup t;

	snapshots(&t);
	member(&t, "RH5", NULL, NULL);
	member(&t, "RA4", NULL, "2023-03-31");
	member(&t, "RA9", "2023-04-01", NULL);
	expect_cube(&t,
		    "date,trust,waiting\n"
		    "2023-03-30,RH5,10\n2023-03-30,RA4,5\n2023-03-30,XXX,broken\n"
		    "2023-03-31,RH5,11\n"
		    "2023-04-01,RH5,12\n2023-04-01,RA9,7\n2023-04-01,RA4,9\n"
		    "2023-04-03,RA9,8\n2023-04-03,RH5,NA\n",
		    "2023-03-30 whole (15 2 0)\n"
		    "2023-03-31 lacking (11 1 0)\n"
		    "2023-04-01 whole (19 2 0)\n"
		    "2023-04-02 lacking (- 0 0)\n"
		    "2023-04-03 whole (8 1 1)\n"
		    "rows 9 excepted 0 other 2\n");
	assert_int_equal(t.diags.warnings, 0);
	setup_release(&t);
}

static void test_members_of_periods(void **state)
{
	(void)state;
	struct setup t;

	snapshots(&t);
	t.data.by_period = true;
	t.data.covers = (struct eq_range){day("2023-03-20"), day("2023-04-16")};
	member(&t, "RH5", NULL, NULL);
	member(&t, "RA4", NULL, "2023-03-31"); /* a Friday: may count to 2 April, need not */
	member(&t, "RX1", NULL, NULL);
	member(&t, "RA9", "2023-03-29", NULL); /* a Wednesday: due from the week after */
	expect_cube(&t,
		    "date,trust,waiting\n"
		    "2023-04-02,RH5,1\n2023-04-02,RX1,1\n"
		    "2023-04-09,RH5,2\n2023-04-09,RX1,2\n2023-04-09,RA4,2\n2023-04-09,RA9,3\n",
		    "2023-03-26 lacking (- 0 0)\n"
		    "2023-04-02 whole (2 2 0)\n"
		    "2023-04-09 whole (7 3 0)\n"
		    "2023-04-16 lacking (- 0 0)\n"
		    "rows 6 excepted 0 other 1\n");
	setup_release(&t);

	snapshots(&t);
	member(&t, "RH5", NULL, NULL);
	member(&t, "rh6", NULL, NULL);
	expect_cube(&t, "date,trust,waiting\n2023-04-02,RH5,1\n",
		    "2023-04-02 lacking (1 1 0)\nrows 1 excepted 0 other 0\n");
	assert_int_equal(t.diags.all.v[0]->code, EQ_W0601);
	setup_release(&t);
}

static void test_except(void **state)
{
	(void)state;
	struct setup t;

	snapshots(&t);
	except(&t, "2022-06-19", "2022-06-19");
	expect_cube(&t,
		    "date,trust,waiting\n"
		    "2022-06-18,A,4\n2022-06-19,A,#REF!\n2022-06-20,A,6\n2022-06-20,B,1\n",
		    "2022-06-18 whole (4 1 0)\n"
		    "2022-06-19 excepted (- 0 0)\n"
		    "2022-06-20 whole (7 2 0)\n"
		    "rows 4 excepted 1 other 0\n");
	setup_release(&t);

	/* Weeks: out only when every day is, by one range or by two that meet. */
	weekly(&t);
	except(&t, "2024-02-05", "2024-02-08");
	except(&t, "2024-02-09", "2024-02-12");
	expect_cube(&t, "week ending,finishers\n2024-02-04,1\n2024-02-11,2\n2024-02-18,3\n",
		    "2024-02-04 whole (1 1 0)\n"
		    "2024-02-11 excepted (- 0 0)\n"
		    "2024-02-18 whole (3 1 0)\n"
		    "rows 3 excepted 1 other 0\n");
	setup_release(&t);
}

/* More rows than a batch, scales that change on the way: the sums stay exact. */
static void test_batches(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, is(&t, 1, "b"));
	eq_buf_adds(&t.text, "start,setting,cost\n");
	for (int i = 1; i <= 5000; i++) { /* 1 … 3000 whole, then 30.01 … 50.00; b is every fifth */
		if (i == 7 || i == 2502) /* missing, in two batches and at different lanes */
			eq_buf_addf(&t.text, "2024-01-0%d,a,\n", 1 + i % 2);
		else if (i <= 3000)
			eq_buf_addf(&t.text, "2024-01-0%d,%s,%d\n", 1 + i % 2, i % 5 ? "a" : "b",
				    i);
		else
			eq_buf_addf(&t.text, "2024-01-0%d,%s,%d.%02d\n", 1 + i % 2,
				    i % 5 ? "a" : "b", i / 100, i % 100);
	}
	eq_buf_adds(&t.text, "2024-01-02,a,12345678901234567890\n");
	/* Even i: 2+4+…+3000 = 1500×1501 = 2,251,500; 30.02+30.04+…+50.00: 1000 terms of mean
	 * 40.01 = 40,010; less the 2502 that is missing. Odd: 1500² = 2,250,000; 30.01+…+49.99:
	 * 1000 terms of mean 40; less the 7 that is missing; and the long one. b: each tenth
	 * number on either day: 500. */
	expect_cube(&t, NULL,
		    "2024-01-01 whole (2289008 2499 1) (500 500 0)\n"
		    "2024-01-02 whole (12345678901236857883 2500 1) (500 500 0)\n"
		    "rows 5001 excepted 0 other 0\n");
	setup_release(&t);
}

static void test_wide_and_rounded(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	column(&t, "n", EQ_COLUMN_NUMBER);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	measure(&t, EQ_AGG_SUM, value_of_two(&t, EQ_CODE_DIV, 2, 3), EQ_NO_CHUNK);
	expect_cube(&t,
		    "start,setting,cost,n\n"
		    "2024-01-01,x,1234567890123456789012.5,1\n"
		    "2024-01-01,x,0.5,2\n"
		    "2024-01-01,x,1,0\n" /* divided by zero: missing */
		    "2024-01-02,x,2,3\n",
		    "2024-01-01 whole (1234567890123456789014 3 0)"
		    " (1234567890123456789012.75 2 1)\n"
		    "2024-01-02 whole (2 1 0) (0.6666666666666666666666666666666667 1 0)~\n"
		    "rows 4 excepted 0 other 0\n");
	setup_release(&t);
}

/* 18 digits that would be 20 at the scale of their neighbour. */
static void test_far_scales(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	expect_cube(&t, "start,setting,cost\n2024-01-03,x,990000000000000000\n2024-01-03,x,0.12\n",
		    "2024-01-03 whole (990000000000000000.12 2 0)\n"
		    "rows 2 excepted 0 other 0\n");
	setup_release(&t);
}

static void test_money(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	t.data.columns[2].unit = eq_units_find(t.model.units, EQ_TEXT("GBP"));
	assert_int_not_equal(t.data.columns[2].unit, EQ_UNIT_NONE);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	expect_cube(&t,
		    "start,cost\n2024-01-01,\"\xC2\xA3"
		    "1,250.50\"\n2024-01-01,-\xC2\xA3"
		    "0.50\n",
		    "2024-01-01 whole (1250 2 0)\n"
		    "rows 2 excepted 0 other 0\n");
	expect_errors(
		&t, "start,cost\n2024-01-01,$5\n",
		"E0611 2:12 `cost` has \"$5\" here; expected a number without a currency sign, or "
		"with that of the column's unit\n");
	setup_release(&t);
}

static void test_bad_cells(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t);
	expect_errors(
		&t,
		"week ending,note,finishers\n"
		"2024-02-11,\"a\n\xC2\xA3\",12x\n"
		"2024-02-10,,1\n"
		"11/02/2024,,1\n"
		",,1\n"
		"2024-02-18,1\n"
		"2024-02-18,,1,204\n"
		"Total,,45\n",
		"E0611 3:4 `finishers` has \"12x\" here; expected a number such as 1250.5\n"
		"E0614 4:1 2024-02-10 is a Saturday; the weeks of this programme end on Sunday\n"
		"E0611 5:1 `week ending` has \"11/02/2024\" here; expected a date as yyyy-mm-dd\n"
		"E0613 6:1 this row has no `week ending`, so it cannot count in any week\n"
		"E0610 7:12 this row has 2 cells, but the first line names 3 columns\n"
		"E0610 8:15 this row has 4 cells, but the first line names 3 columns\n"
		"E0611 9:1 `week ending` has \"Total\" here; expected a date as yyyy-mm-dd\n");
	assert_int_equal(t.diags.status, EQ_FAULT_FILES);
	setup_release(&t);

	/* The first ones, then how many there are. */
	weekly(&t);
	eq_buf_adds(&t.text, "week ending,finishers\n");
	for (int i = 0; i < EQ_LIMIT_BAD_CELLS + 37; i++)
		eq_buf_adds(&t.text, "2024-02-11,x\n");
	assert_null(scan(&t, NULL));
	assert_int_equal(t.diags.all.n, EQ_LIMIT_BAD_CELLS + 1);
	assert_int_equal(t.diags.all.v[EQ_LIMIT_BAD_CELLS]->code, EQ_E0612);
	assert_true(eq_text_is(t.diags.all.v[EQ_LIMIT_BAD_CELLS]->message,
			       "57 cells or rows of this file do not fit; the first 20 are shown, "
			       "and the next is here"));
	setup_release(&t);
}

static void test_repeats(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t);
	expect_errors(
		&t, "week ending,finishers\n2024-02-11,1\n2024-02-18,1\n\n2024-02-11,1\n",
		"E0615 5:1 this is a second row for week ending 2024-02-11: line 2 has the first\n");
	setup_release(&t);

	snapshots(&t);
	expect_errors(
		&t, "date,trust,waiting\n2024-02-11,A,1\n2024-02-11,B,1\n2024-02-11,A,2\n",
		"E0615 4:1 this is a second row for 2024-02-11 with trust \"A\": line 2 has the "
		"first\n");
	setup_release(&t);

	/* What does not count is not compared; events may come as often as they like. */
	snapshots(&t);
	t.program.data_only[0] = is(&t, column(&t, "kind", EQ_COLUMN_TEXT), "x");
	expect_cube(&t, "date,trust,waiting,kind\n2024-02-11,A,1,x\n2024-02-11,A,1,y\n",
		    "2024-02-11 whole (1 1 0)\nrows 2 excepted 0 other 1\n");
	setup_release(&t);

	/* Many: a second row is found, whenever the first one came. */
	snapshots(&t);
	eq_buf_adds(&t.text, "date,trust,waiting\n");
	for (int i = 0; i < 3000; i++)
		eq_buf_addf(&t.text, "2024-02-11,T%d,1\n", i);
	eq_buf_adds(&t.text, "2024-02-11,T2999,1\n2024-02-11,T1,1\n");
	expect_errors(
		&t, NULL,
		"E0615 3002:1 this is a second row for 2024-02-11 with trust \"T2999\": line 3001 "
		"has the first\n"
		"E0615 3003:1 this is a second row for 2024-02-11 with trust \"T1\": line 3 has "
		"the first\n");
	setup_release(&t);
}

static void test_headers(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t); /* `hours` is declared and not needed */
	expect_cube(&t, "finishers,week ending\n1,2024-02-11\n",
		    "2024-02-11 whole (1 1 0)\nrows 1 excepted 0 other 0\n");
	expect_cube(&t, "x,finishers,x,week ending\n,1,,2024-02-11\n", /* nobody needs x */
		    "2024-02-11 whole (1 1 0)\nrows 1 excepted 0 other 0\n");
	expect_errors(&t, "",
		      "E0607 0:0 the file is empty: expected a line that names its columns, then "
		      "rows\n");
	setup_release(&t);

	weekly(&t);
	expect_errors(&t, "week ending,finishers\n\n",
		      "E0607 0:0 the file has no rows below the line that names its columns\n");
	setup_release(&t);

	events(&t);
	t.data.covers = (struct eq_range){day("2024-01-01"), day("2024-01-31")};
	measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, EQ_NO_CHUNK);
	expect_cube(&t, "start\n", "rows 0 excepted 0 other 0\n");
	setup_release(&t);

	weekly(&t);
	expect_errors(
		&t, "finishers,week ending,finishers\n1,2024-02-11,2\n",
		"E0609 1:23 columns 1 and 3 are both called `finishers`; rename one of them\n");
	setup_release(&t);

	weekly(&t);
	assert_null(scan(&t, "week ending,Finishers\n2024-02-11,2\n"));
	assert_int_equal(t.diags.all.n, 1);
	assert_int_equal(t.diags.all.v[0]->code, EQ_E0608);
	assert_true(eq_text_is(t.diags.all.v[0]->hint,
			       "did you mean `Finishers`? The file's columns are: week ending, "
			       "Finishers"));
	setup_release(&t);

	weekly(&t);
	t.data.file = EQ_TEXT("no-such-folder/x.csv");
	assert_null(scan(&t, "x\n"));
	assert_int_equal(t.diags.all.v[0]->code, EQ_E0601);
	assert_non_null(t.diags.all.v[0]->notes);
	setup_release(&t);
}

/* Rows in any order reach the same buckets as rows in order. */
static void test_far_apart(void **state)
{
	(void)state;
	struct setup t;

	events(&t);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	eq_buf_adds(&t.text, "start,cost\n");
	for (int i = 0; i < EQ_BATCH; i++)
		eq_buf_adds(&t.text, "2024-01-01,1\n");
	eq_buf_adds(&t.text, "2199-12-31,2\n1900-01-01,3\n2024-01-01,10\n1999-01-01,4\n");
	struct eq_cube *c = scan(&t, NULL);
	assert_non_null(c);
	const struct eq_source_tally *s = &c->sources[0];
	assert_int_equal(s->first, day("1900-01-01"));
	assert_int_equal(s->n, 109573); /* 300 years with 73 leap days: 1900, 2100 have none */
	assert_int_equal(s->first_date, day("1900-01-01"));
	assert_int_equal(s->last_date, day("2199-12-31"));
	static const struct {
		const char *date;
		int sum;
	} sums[] = {{"1900-01-01", 3},
		    {"1999-01-01", 4},
		    {"2024-01-01", EQ_BATCH + 10},
		    {"2199-12-31", 2}};
	uint32_t values = 0;
	for (uint32_t k = 0; k < s->n; k++)
		values += c->tallies[0][k].values;
	assert_int_equal(values, EQ_BATCH + 4);
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		uint32_t k = (uint32_t)(day(sums[i].date) - s->first);

		assert_int_equal(s->state[k], EQ_BUCKET_WHOLE);
		assert_int_equal(eq_dec_cmp(c->tallies[0][k].sum, eq_dec_int(sums[i].sum)), 0);
	}
	eq_cube_free(c);
	setup_release(&t);
}

/* A mean of what a sum is of, and not of other rows or another column. */
static void test_the_same_values(void **state)
{
	(void)state;
	struct setup t;

	weekly(&t);
	uint32_t hours = value_of(&t, 2);
	measure(&t, EQ_AGG_MEAN, t.program.measure_value[0], EQ_NO_CHUNK);
	measure(&t, EQ_AGG_SUM, hours, EQ_NO_CHUNK);
	measure(&t, EQ_AGG_MEAN, hours, EQ_NO_CHUNK);
	expect_cube(&t, "week ending,finishers,hours\n2024-02-11,3,0.5\n2024-02-18,,1.25\n",
		    "2024-02-11 whole (3 1 0) (3 1 0) (0.5 1 0) (0.5 1 0)\n"
		    "2024-02-18 whole (- 0 1) (- 0 1) (1.25 1 0) (1.25 1 0)\n"
		    "rows 2 excepted 0 other 0\n");
	setup_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_only),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_members_of_periods),
		cmocka_unit_test(test_except),
		cmocka_unit_test(test_batches),
		cmocka_unit_test(test_wide_and_rounded),
		cmocka_unit_test(test_far_scales),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_bad_cells),
		cmocka_unit_test(test_repeats),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_far_apart),
		cmocka_unit_test(test_the_same_values),
	};
	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
