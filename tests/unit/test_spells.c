/* test_spells.c - rows that last from a start to an end: what opens, closes and is open. Figures
 * were worked out by hand, day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/measure.h"
#include "scanned.h"

enum { OPENED, CLOSED, OPEN, OPEN_COST, CLOSED_COST, STAY };

static void wards(struct setup *t)
{
	setup_init(t);
	column(t, "start", EQ_COLUMN_DATE);
	column(t, "end", EQ_COLUMN_DATE);
	column(t, "cost", EQ_COLUMN_NUMBER);
	t->data.spell = true;
	t->data.end_column = 1;
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_OPENED, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_CLOSED, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_OPEN, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_SUM, EQ_DURING_OPEN, value_of(t, 2));
	measure_during(t, EQ_AGG_SUM, EQ_DURING_CLOSED, value_of(t, 2));
	measure_during(t, EQ_AGG_MEAN, EQ_DURING_CLOSED, value_of_two(t, EQ_CODE_DAYS, 1, 0));
}

/* The second is open still, the third is over at once, the fourth has no cost. */
#define WARDS \
	"start,end,cost\n" \
	"2024-01-01,2024-01-04,10\n" \
	"2024-01-02,,5\n" \
	"2024-01-02,2024-01-02,7\n" \
	"2024-01-03,2024-01-06,-\n"

static void assert_tally(const struct eq_tally *t, int sum, uint32_t values, uint32_t gaps)
{
	assert_int_equal(eq_dec_cmp(t->sum, eq_dec_int(sum)), 0);
	assert_int_equal(t->values, values);
	assert_int_equal(t->gaps, gaps);
}

static void the_tallies(void **state)
{
	(void)state;
	/* by day, from 2024-01-01: what opens, closes, is open; costs and gaps of those open */
	static const struct {
		int opened, closed, open, cost, gaps;
	} days[] = {{1, 0, 1, 10, 0}, {2, 1, 2, 15, 0}, {1, 0, 3, 15, 1},
		    {0, 1, 2, 5, 1},  {0, 0, 2, 5, 1},  {0, 1, 1, 5, 0}};
	struct setup t;

	wards(&t);
	struct eq_cube *c = scan(&t, WARDS);
	assert_non_null(c);
	assert_int_equal(c->sources[0].first, day("2024-01-01"));
	assert_int_equal(c->sources[0].n, 6);
	assert_int_equal(c->sources[0].first_date, day("2024-01-01"));
	assert_int_equal(c->sources[0].last_date, day("2024-01-06"));
	assert_int_equal(c->sources[0].state[4], EQ_BUCKET_EMPTY);
	for (int k = 0; k < 6; k++) {
		assert_tally(&c->tallies[OPENED][k], days[k].opened, (uint32_t)days[k].opened, 0);
		assert_tally(&c->tallies[CLOSED][k], days[k].closed, (uint32_t)days[k].closed, 0);
		assert_tally(&c->tallies[OPEN][k], days[k].open, (uint32_t)days[k].open, 0);
		assert_tally(&c->tallies[OPEN_COST][k], days[k].cost,
			     (uint32_t)(days[k].open - days[k].gaps), (uint32_t)days[k].gaps);
	}
	assert_tally(&c->tallies[STAY][3], 3, 1, 0);
	assert_tally(&c->tallies[STAY][1], 0, 1, 0);
	eq_cube_free(c);
	setup_release(&t);
}

static void assert_over(const struct setup *t, const struct eq_cube *c, uint32_t measure,
			const char *from, const char *to, const char *out_from, const char *out_to,
			int total, int64_t counted)
{
	struct eq_range out = {0};
	if (out_from)
		out = (struct eq_range){day(out_from), day(out_to)};
	struct eq_measured have = eq_measure_without(&t->model, c, measure,
						     (struct eq_range){day(from), day(to)}, &out,
						     out_from ? 1 : 0, true);
	assert_int_equal(have.total.missing, total < 0);
	if (total >= 0)
		assert_int_equal(eq_dec_cmp(have.total.v, eq_dec_int(total)), 0);
	assert_int_equal(have.counted, counted);
}

static void over_windows(void **state)
{
	(void)state;
	struct setup t;

	wards(&t);
	struct eq_cube *c = scan(&t, WARDS);
	assert_non_null(c);
	/* The week ends on 01-07, after the last date in the file: one is open, and goes on. */
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-07", NULL, NULL, 1, 7);
	assert_over(&t, c, OPEN_COST, "2024-01-01", "2024-01-07", NULL, NULL, 5, 7);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-04", NULL, NULL, 2, 4);
	/* Without the last days the third of January stands for the week. */
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-07", "2024-01-04", "2024-01-09", 3, 3);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-07", "2024-01-01", "2024-01-03", 1, 4);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-03", "2024-01-01", "2024-01-03", -1, 0);
	/* Weeks before and after say nothing. */
	assert_over(&t, c, OPEN, "2023-12-25", "2023-12-31", NULL, NULL, -1, 0);
	assert_over(&t, c, OPEN, "2024-01-08", "2024-01-14", NULL, NULL, -1, 0);
	assert_over(&t, c, OPENED, "2024-01-01", "2024-01-07", NULL, NULL, 4, 7);
	assert_over(&t, c, OPENED, "2024-01-01", "2024-01-07", "2024-01-02", "2024-01-02", 2, 6);
	assert_over(&t, c, CLOSED, "2024-01-01", "2024-01-07", NULL, NULL, 3, 7);
	/* Of three that closed, one has no cost; stays are 3, 0 and 3 days. */
	assert_over(&t, c, CLOSED_COST, "2024-01-01", "2024-01-07", NULL, NULL, 17, 6);
	assert_over(&t, c, STAY, "2024-01-01", "2024-01-07", NULL, NULL, 2, 7);
	eq_cube_free(c);
	setup_release(&t);
}

/* What the source covers is known: nobody before the first, and who is open stays so. */
static void over_what_is_covered(void **state)
{
	(void)state;
	struct setup t;

	wards(&t);
	t.data.covers = (struct eq_range){day("2023-12-30"), day("2024-02-29")};
	struct eq_cube *c = scan(&t, WARDS);
	assert_non_null(c);
	assert_over(&t, c, OPEN, "2023-12-25", "2023-12-31", NULL, NULL, 0, 2);
	assert_over(&t, c, OPEN_COST, "2023-12-25", "2023-12-31", NULL, NULL, 0, 2);
	assert_over(&t, c, OPEN, "2024-02-01", "2024-03-31", NULL, NULL, 1, 29);
	assert_over(&t, c, OPEN, "2024-03-01", "2024-03-31", NULL, NULL, -1, 0);
	assert_over(&t, c, CLOSED, "2024-02-01", "2024-02-29", NULL, NULL, 0, 29);
	eq_cube_free(c);
	setup_release(&t);
}

/* A spell that starts on a day taken out is open on the next. */
static void over_days_taken_out(void **state)
{
	(void)state;
	struct setup t;

	wards(&t);
	except(&t, "2024-01-02", "2024-01-02");
	except(&t, "2024-01-07", "2024-01-07");
	struct eq_cube *c = scan(&t, WARDS);
	assert_non_null(c);
	assert_int_equal(c->sources[0].rows_excepted, 0);
	assert_over(&t, c, OPENED, "2024-01-01", "2024-01-07", NULL, NULL, 2, 5);
	assert_over(&t, c, CLOSED, "2024-01-01", "2024-01-07", NULL, NULL, 2, 5);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-03", NULL, NULL, 3, 2);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-02", NULL, NULL, 1, 1);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-07", NULL, NULL, 1, 5);
	eq_cube_free(c);
	setup_release(&t);
}

/* Members say whose rows count, and need no row a day. */
static void of_members(void **state)
{
	(void)state;
	struct setup t;

	wards(&t);
	dimension(&t, "ward");
	member(&t, "A", NULL, NULL);
	member(&t, "B", NULL, NULL);
	struct eq_cube *c = scan(&t, "start,end,ward,cost\n2024-01-01,2024-01-04,A,1\n"
				     "2024-01-02,,B,1\n2024-01-02,,C,1\n");
	assert_non_null(c);
	assert_int_equal(c->sources[0].rows_other, 1);
	assert_over(&t, c, OPEN, "2024-01-01", "2024-01-03", NULL, NULL, 2, 3);
	eq_cube_free(c);
	setup_release(&t);
}

static void that_end_before_they_start(void **state)
{
	(void)state;
	struct setup t;

	wards(&t);
	assert_null(scan(&t, "start,end,cost\n2024-01-05,2024-01-05,1\n2024-01-05,2024-01-04,1\n"));
	assert_int_equal(t.diags.all.n, 1);
	const struct eq_diag *g = t.diags.all.v[0];
	assert_int_equal(g->code, EQ_E0620);
	assert_int_equal(g->line, 3);
	assert_true(eq_text_is(g->message,
			       "`end` of this row, 2024-01-04, is before `start`, 2024-01-05"));
	setup_release(&t);

	wards(&t); /* of a private column no value is printed */
	t.data.columns[1].hidden = true;
	assert_null(scan(&t, "start,end,cost\n2024-01-05,2024-01-04,1\n"));
	assert_true(eq_text_is(t.diags.all.v[0]->message, "`end` of this row is before `start`"));
	setup_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tallies),
		cmocka_unit_test(over_windows),
		cmocka_unit_test(over_what_is_covered),
		cmocka_unit_test(over_days_taken_out),
		cmocka_unit_test(of_members),
		cmocka_unit_test(that_end_before_they_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
