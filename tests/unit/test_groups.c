/* test_groups.c - break-downs: each group of rows as a cube of its own. Figures by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/measure.h"
#include "scanned.h"

static const struct eq_text by_ward[] = {{"ward", 4}}, by_both[] = {{"kind", 4}, {"ward", 4}};

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static struct eq_measured week(const struct setup *t, const struct eq_cube *c, uint32_t measure,
			       const char *to)
{
	struct eq_range r = {day(to) - 6, day(to)};
	return eq_measure_over(&t->model, c, measure, r);
}

/* `total` < 0: missing. */
static void assert_week(const struct setup *t, const struct eq_cube *c, uint32_t measure,
			const char *to, int total, int64_t counted)
{
	struct eq_measured have = week(t, c, measure, to);
	assert_int_equal(have.total.missing, total < 0);
	if (total >= 0)
		assert_int_equal(eq_dec_cmp(have.total.v, eq_dec_int(total)), 0);
	assert_int_equal(have.counted, counted);
}

static void assert_keys(const struct eq_cube *c, uint32_t group, const char *first,
			const char *second)
{
	assert_true(eq_text_is(c->groups[group].keys[0], first));
	if (second)
		assert_true(eq_text_is(c->groups[group].keys[1], second));
}

/* A day that counts in the source counts in each group; a row without a ward is of none. */
static void of_dated_flows(void **state)
{
	(void)state;
	struct setup t;

	setup_init(&t);
	column(&t, "start", EQ_COLUMN_DATE);
	dimension(&t, "ward");
	dimension(&t, "kind");
	column(&t, "cost", EQ_COLUMN_NUMBER);
	measure(&t, EQ_AGG_SUM, value_of(&t, 3), EQ_NO_CHUNK);
	measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, is(&t, 2, "x"));
	t.options = (struct eq_scan_options){.by = by_ward, .n_by = 1};
	struct eq_cube *c = scan(&t, "start,ward,kind,cost\n"
				     "2024-01-02,B,x,10\n"
				     "2024-01-03,A,y,20\n"
				     "2024-01-03,B,x,30\n"
				     "2024-01-05,,x,40\n"
				     "2024-01-16,A,x,50\n");
	assert_non_null(c);
	assert_int_equal(c->n_groups, 2);
	assert_int_equal(c->n_by, 1);
	assert_true(eq_text_is(c->by[0], "ward"));
	assert_keys(c, 0, "A", NULL);
	assert_keys(c, 1, "B", NULL);
	const struct eq_cube *a = &c->of_group[0], *b = &c->of_group[1];
	/* Weeks to 01-07, 01-14 (no row of any ward) and 01-21 (none of B). */
	assert_week(&t, c, 0, "2024-01-07", 100, 7);
	assert_week(&t, a, 0, "2024-01-07", 20, 7);
	assert_week(&t, b, 0, "2024-01-07", 40, 7);
	assert_week(&t, a, 0, "2024-01-14", -1, 0);
	assert_week(&t, a, 0, "2024-01-21", 50, 7);
	assert_week(&t, b, 0, "2024-01-21", 0, 7);
	assert_week(&t, c, 1, "2024-01-07", 3, 7);
	assert_week(&t, a, 1, "2024-01-07", 0, 7);
	assert_week(&t, b, 1, "2024-01-07", 2, 7);
	/* Memory follows the days on which a group has rows. */
	assert_int_equal(b->sources[0].n, 2);
	eq_cube_free(c);

	/* In the order asked for, not of the columns; only what occurs is a group. */
	t.options = (struct eq_scan_options){.by = by_both, .n_by = 2};
	c = scan(&t, "start,ward,kind,cost\n2024-01-02,B,x,10\n2024-01-02,A,x,1\n"
		     "2024-01-03,C,,2\n2024-01-02,C,w,3\n2024-01-02,B,x,4\n");
	assert_non_null(c);
	assert_int_equal(c->n_groups, 3);
	assert_keys(c, 0, "w", "C");
	assert_keys(c, 1, "x", "A");
	assert_keys(c, 2, "x", "B");
	assert_week(&t, &c->of_group[2], 0, "2024-01-07", 14, 7);
	eq_cube_free(c);
	setup_release(&t);
}

/* One row a period and ward: a ward without a row has no value, whatever the others have; and it
 * is not held against it that another one's is lacking. */
static void of_periods(void **state)
{
	(void)state;
	struct setup t;

	setup_init(&t);
	t.data.by_period = true;
	column(&t, "week", EQ_COLUMN_DATE);
	dimension(&t, "ward");
	column(&t, "done", EQ_COLUMN_NUMBER);
	member(&t, "A", NULL, NULL);
	member(&t, "B", NULL, NULL);
	measure(&t, EQ_AGG_SUM, value_of(&t, 2), EQ_NO_CHUNK);
	t.options = (struct eq_scan_options){.by = by_ward, .n_by = 1};
	struct eq_cube *c = scan(&t, "week,ward,done\n2024-01-07,A,1\n2024-01-07,B,2\n"
				     "2024-01-14,A,4\n2024-01-21,A,8\n2024-01-21,B,16\n");
	assert_non_null(c);
	assert_int_equal(c->n_groups, 2);
	const struct eq_cube *a = &c->of_group[0], *b = &c->of_group[1];
	assert_week(&t, c, 0, "2024-01-07", 3, 7);
	assert_week(&t, c, 0, "2024-01-14", -1, 0);
	assert_week(&t, a, 0, "2024-01-14", 4, 7);
	assert_week(&t, b, 0, "2024-01-14", -1, 0);
	assert_week(&t, b, 0, "2024-01-21", 16, 7);
	eq_cube_free(c);
	setup_release(&t);
}

static void of_snapshots(void **state)
{
	(void)state;
	struct setup t;

	setup_init(&t);
	column(&t, "day", EQ_COLUMN_DATE);
	dimension(&t, "ward");
	uint32_t beds = column(&t, "beds", EQ_COLUMN_NUMBER);
	t.data.columns[beds].level = true;
	measure(&t, EQ_AGG_LEVEL, value_of(&t, beds), EQ_NO_CHUNK);
	t.options = (struct eq_scan_options){.by = by_ward, .n_by = 1};
	struct eq_cube *c = scan(&t, "day,ward,beds\n2024-01-01,A,10\n2024-01-01,B,20\n"
				     "2024-01-02,A,12\n");
	assert_non_null(c);
	assert_week(&t, c, 0, "2024-01-07", 21, 2); /* 30 and 12 */
	assert_week(&t, &c->of_group[0], 0, "2024-01-07", 11, 2);
	assert_week(&t, &c->of_group[1], 0, "2024-01-07", 20, 1);
	eq_cube_free(c);
	setup_release(&t);
}

/* Each ward's spells, beyond its own last date as well. */
static void of_spells(void **state)
{
	(void)state;
	struct setup t;

	setup_init(&t);
	column(&t, "start", EQ_COLUMN_DATE);
	column(&t, "end", EQ_COLUMN_DATE);
	dimension(&t, "ward");
	t.data.spell = true;
	t.data.end_column = 1;
	measure_during(&t, EQ_AGG_COUNT, EQ_DURING_OPEN, EQ_NO_CHUNK);
	t.options = (struct eq_scan_options){.by = by_ward, .n_by = 1};
	struct eq_cube *c = scan(&t, "start,end,ward\n2024-01-01,2024-01-03,A\n2024-01-02,,A\n"
				     "2024-01-10,,B\n2024-01-18,2024-01-19,A\n");
	assert_non_null(c);
	const struct eq_cube *a = &c->of_group[0], *b = &c->of_group[1];
	assert_week(&t, a, 0, "2024-01-07", 1, 7);
	assert_week(&t, b, 0, "2024-01-07", 0, 7);
	assert_week(&t, b, 0, "2024-01-14", 1, 7);
	assert_week(&t, b, 0, "2024-01-21", 1, 7); /* B's last date is 01-10 */
	assert_week(&t, c, 0, "2024-01-21", 2, 7);
	eq_cube_free(c);
	setup_release(&t);
}

/* A source that lacks the dimension says nothing in any group; one that has it, and has no row of
 * a group, has none of it. */
static void of_two_sources(void **state)
{
	(void)state;
	struct setup t;
	uint32_t columns[1] = {1};

	setup_init(&t);
	column(&t, "start", EQ_COLUMN_DATE);
	dimension(&t, "ward");
	struct setup other, third; /* for their files */
	setup_init(&other);
	setup_init(&third);
	write_file(t.path, "start,ward\n2024-01-04,B\n2024-01-04,B\n");
	write_file(other.path, "start,ward\n2024-01-02,B\n2024-01-03,A\n");
	write_file(third.path, "start\n2024-01-02\n");
	t.options = (struct eq_scan_options){.by = by_ward, .n_by = 1};
	struct eq_data second = t.data, last = t.data;
	second.file = eq_text_of(other.path);
	second.by = columns;
	last.file = eq_text_of(third.path);
	last.n_by = 0;
	last.n_columns = 1;
	uint32_t only[] = {EQ_NO_CHUNK, EQ_NO_CHUNK, EQ_NO_CHUNK};
	t.program.data_only = only;
	EQ_PUSH(&t.model.data, t.data);
	EQ_PUSH(&t.model.data, second);
	EQ_PUSH(&t.model.data, last);
	for (uint32_t i = 0; i < 3; i++) {
		measure(&t, EQ_AGG_COUNT, EQ_NO_CHUNK, EQ_NO_CHUNK);
		t.model.measures.v[i].data = i;
	}
	struct eq_cube *c = eq_scan(&t.program, &t.options, &t.diags);
	assert_non_null(c);
	assert_int_equal(c->n_groups, 2);
	const struct eq_cube *a = &c->of_group[0], *b = &c->of_group[1];
	assert_keys(c, 0, "A", NULL);
	assert_week(&t, a, 0, "2024-01-07", 0, 7);
	assert_week(&t, b, 0, "2024-01-07", 2, 7);
	assert_week(&t, a, 1, "2024-01-07", 1, 7);
	assert_week(&t, b, 1, "2024-01-07", 1, 7);
	assert_null(a->tallies[2]);
	assert_week(&t, a, 2, "2024-01-07", -1, 0);
	assert_week(&t, c, 2, "2024-01-07", 1, 7);
	eq_cube_free(c);
	setup_release(&third);
	setup_release(&other);
	setup_release(&t);
}

static void assert_refused(struct setup *t, const struct eq_text *by, uint32_t n, const char *code,
			   const char *message, const char *hint)
{
	t->options = (struct eq_scan_options){.by = by, .n_by = n};
	assert_null(scan(t, "start,ward,kind\n2024-01-02,B,x\n"));
	assert_int_equal(t->diags.all.n, 1);
	const struct eq_diag *g = t->diags.all.v[0];
	assert_string_equal(eq_code_info(g->code)->name, code);
	assert_true(eq_text_is(g->message, message));
	assert_true(eq_text_is(g->hint, hint));
	setup_release(t);
}

static void two_dimensions(struct setup *t)
{
	setup_init(t);
	column(t, "start", EQ_COLUMN_DATE);
	dimension(t, "ward");
	dimension(t, "kind");
}

static void that_cannot_be(void **state)
{
	(void)state;
	struct eq_text slip[] = {{"wards", 5}}, other[] = {{"locality", 8}};
	struct setup t;

	two_dimensions(&t);
	assert_refused(&t, slip, 1, "E0807", "no data has a dimension called `wards`",
		       "did you mean `ward`?");
	two_dimensions(&t);
	assert_refused(&t, other, 1, "E0807", "no data has a dimension called `locality`",
		       "dimensions are what `by` declares in a `data` block");
	two_dimensions(&t);
	t.data.columns[1].hidden = true;
	assert_refused(&t, by_ward, 1, "E0809",
		       "`ward` is private: a break-down by it would print its values", "");
}

/* One source has the wards, another the kinds: no row has both. */
static void that_do_not_meet(void **state)
{
	(void)state;
	struct setup t;
	uint32_t kind[] = {2}, only[] = {EQ_NO_CHUNK, EQ_NO_CHUNK};

	two_dimensions(&t);
	write_file(t.path, "start,ward,kind\n2024-01-02,B,x\n");
	t.options = (struct eq_scan_options){.by = by_both, .n_by = 2};
	t.program.data_only = only;
	struct eq_data second = t.data;
	t.data.n_by = second.n_by = 1;
	second.by = kind;
	EQ_PUSH(&t.model.data, t.data);
	EQ_PUSH(&t.model.data, second);
	assert_null(eq_scan(&t.program, &t.options, &t.diags));
	assert_int_equal(t.diags.all.n, 1);
	assert_int_equal(t.diags.all.v[0]->code, EQ_E0807);
	assert_true(eq_text_is(t.diags.all.v[0]->hint, "break down by one of them at a time"));
	setup_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_dated_flows),   cmocka_unit_test(of_periods),
		cmocka_unit_test(of_snapshots),     cmocka_unit_test(of_spells),
		cmocka_unit_test(of_two_sources),   cmocka_unit_test(that_cannot_be),
		cmocka_unit_test(that_do_not_meet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
