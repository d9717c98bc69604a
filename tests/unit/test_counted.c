/* test_counted.c - the rows behind a number. Rows, lines and what is hashed were worked out by hand;
 * the hashes are Python's:
 *
 *     text = lambda s: struct.pack("<I", len(s)) + s.encode()
 *     hashlib.sha256(b"".join(text(s) for s in ("cost", "day", "kind", "10.5", "2024-01-01", …)))
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/counted.h"
#include "scanned.h"

enum { ALL, COSTS };

static void placements(struct setup *t)
{
	setup_init(t);
	column(t, "day", EQ_COLUMN_DATE);
	dimension(t, "kind");
	column(t, "cost", EQ_COLUMN_NUMBER);
	measure(t, EQ_AGG_COUNT, EQ_NO_CHUNK, EQ_NO_CHUNK);
	measure(t, EQ_AGG_SUM, value_of(t, 2), is(t, 1, "home"));
}

static struct eq_counted count(struct setup *t, const char *text, struct eq_counted asked,
			       eq_counted_take *take, void *context)
{
	struct eq_cube *c = scan(t, text);

	assert_non_null(c);
	assert_true(eq_count_rows(&t->program, &t->options, c, &asked, 1, take, context, &t->arena,
				  &t->diags));
	eq_cube_free(c);
	return asked;
}

static void assert_hash(const struct eq_counted *c, const char *expected)
{
	struct eq_buf hex;

	eq_buf_init(&hex);
	eq_sha256_hex(c->sha256, &hex);
	assert_string_equal(hex.p, expected);
	eq_buf_release(&hex);
}

#define HEAD "day,kind,cost,note\n"
#define HASH_OF_TWO "a14b9463963cc2eb045622322193b3498625c0a8f97d540e3ca86db3a973fd60"

static void counts_what_the_measure_counts(void **state)
{
	static const struct {
		const char *rows;
		unsigned rows_counted, gaps, first, last;
		bool same; /* what they say is the same as in the first case */
	} cases[] = {
		/* a day too early, another kind, two that count, one without a cost, a day too late */
		{"2023-12-31,home,1,\n2024-01-01,ward,2,\n2024-01-01,home,10.5,\n"
		 "2024-01-07,home,-3,\n2024-01-07,home,,\n2024-01-08,home,4,\n",
		 2, 1, 4, 5, true},
		/* rows that do not count say something else, or are not there; and so with a column
		   that nobody reads, and with how a cell is written */
		{"2024-01-01,home,10.500,x\n2024-01-01,ward,99,\n2024-01-07, home ,\"-3\",y\n", 2,
		 0, 2, 4, true},
		{"2024-01-01,home,10.5,\n2024-01-07,home,-4,\n", 2, 0, 2, 3, false},
		{"2024-01-02,home,10.5,\n2024-01-07,home,-3,\n", 2, 0, 2, 3, false},
		{"2024-01-07,home,-3,\n2024-01-01,home,10.5,\n", 2, 0, 2, 3, false},
		{"2024-01-01,home,10.5,\n", 1, 0, 2, 2, false},
		{"2024-01-01,ward,10.5,\n", 0, 0, 0, 0, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_range week = {day("2024-01-01"), day("2024-01-07")};
		struct setup t;
		struct eq_buf text;

		eq_buf_init(&text);
		eq_buf_adds(&text, HEAD);
		eq_buf_adds(&text, cases[i].rows);
		placements(&t);
		struct eq_counted c = count(&t, text.p,
					    (struct eq_counted){.measure = COSTS,
								.days = &week,
								.n_days = 1,
								.hash = true,
								.lines = true},
					    NULL, NULL);
		assert_true(c.read);
		assert_int_equal(c.rows, cases[i].rows_counted);
		assert_int_equal(c.gaps, cases[i].gaps);
		assert_int_equal(c.first.line, cases[i].first);
		assert_int_equal(c.last.line, cases[i].last);
		if (c.rows)
			assert_true(eq_text_is(c.first.file, t.path));
		if (cases[i].same) {
			assert_hash(&c, HASH_OF_TWO);
		} else {
			struct eq_buf hex;

			eq_buf_init(&hex);
			eq_sha256_hex(c.sha256, &hex);
			assert_string_not_equal(hex.p, HASH_OF_TWO);
			eq_buf_release(&hex);
		}
		eq_buf_release(&text);
		setup_release(&t);
	}
}

/* The same whatever blocks the file is read in: lines are counted over all of them. */
static void lines_go_on_from_block_to_block(void **state)
{
	struct eq_range days = {day("2024-01-01"), day("2024-01-07")};
	struct setup t;
	struct eq_buf text;

	(void)state;
	eq_buf_init(&text);
	eq_buf_adds(&text, HEAD);
	for (int i = 0; i < 500; i++)
		eq_buf_adds(&text, i % 100 == 7 ? "2024-01-03,home,1,\"two\nlines\"\n"
						: "2024-02-03,home,1,\n");
	placements(&t);
	t.options.block_bytes = 100;
	struct eq_counted c = count(
		&t, text.p,
		(struct eq_counted){.measure = COSTS, .days = &days, .n_days = 1, .lines = true},
		NULL, NULL);
	assert_int_equal(c.rows, 5);
	assert_int_equal(c.first.line, 9);              /* the header, seven rows */
	assert_int_equal(c.last.line, 1 + 407 + 4 + 1); /* four of two lines are before it */
	eq_buf_release(&text);
	setup_release(&t);
}

static void days_and_groups(void **state)
{
	struct eq_range days[] = {{day("2024-01-01"), day("2024-01-02")},
				  {day("2024-01-05"), day("2024-01-05")}};
	struct eq_text by = EQ_TEXT("kind"), home = EQ_TEXT("home");
	struct setup t;

	(void)state;
	placements(&t);
	t.options.by = &by;
	t.options.n_by = 1;
	struct eq_counted c = count(
		&t,
		HEAD "2024-01-01,home,1,\n2024-01-03,home,1,\n2024-01-05,home,1,\n"
		     "2024-01-05,ward,1,\n2024-01-06,home,1,\n2024-01-02,,1,\n",
		(struct eq_counted){
			.measure = ALL, .days = days, .n_days = 2, .keys = &home, .lines = true},
		NULL, NULL);
	assert_int_equal(c.rows, 2);
	assert_int_equal(c.first.line, 2);
	assert_int_equal(c.last.line, 4);
	setup_release(&t);
}

/* Spells on the day on which they start, on which they end, and those open at its end. */
static void spells(void **state)
{
	static const unsigned rows[] = {
		[EQ_DURING_OPENED] = 1, [EQ_DURING_CLOSED] = 1, [EQ_DURING_OPEN] = 3};
	(void)state;
	for (uint8_t during = EQ_DURING_OPENED; during <= EQ_DURING_OPEN; during++) {
		struct eq_range then = {day("2024-01-03"), day("2024-01-03")};
		struct setup t;

		setup_init(&t);
		column(&t, "start", EQ_COLUMN_DATE);
		column(&t, "end", EQ_COLUMN_DATE);
		t.data.spell = true;
		t.data.end_column = 1;
		measure_during(&t, EQ_AGG_COUNT, (enum eq_during)during, EQ_NO_CHUNK);
		struct eq_counted c = count(
			&t,
			"start,end\n2024-01-01,2024-01-03\n2024-01-01,\n"
			"2024-01-03,2024-01-09\n2024-01-02,2024-01-04\n2024-01-04,\n",
			(struct eq_counted){.measure = 0, .days = &then, .n_days = 1}, NULL, NULL);
		assert_int_equal(c.rows, rows[during]);
		setup_release(&t);
	}
}

static void note(void *context, const struct eq_counted_row *row)
{
	struct eq_buf *out = context;

	eq_buf_addf(out, "%llu:", (unsigned long long)row->line);
	for (uint32_t i = 0; i < row->n; i++)
		eq_buf_addf(out, " %.*s=%.*s", EQ_ARG(row->data->columns[row->columns[i]].header),
			    EQ_ARG(row->cells[i]));
	eq_buf_addc(out, '\n');
}

static void rows_are_handed_out_without_private_columns(void **state)
{
	struct eq_range days = {day("2024-01-01"), day("2024-01-07")};
	struct setup t;
	struct eq_buf out;

	(void)state;
	eq_buf_init(&out);
	placements(&t);
	t.data.columns[1].hidden = true;
	count(&t, HEAD "2024-01-01,home,1.50,secret\n2024-01-02,ward,2,\n2024-01-03,home,3,\n",
	      (struct eq_counted){.measure = COSTS, .days = &days, .n_days = 1}, note, &out);
	assert_string_equal(out.p, "2: cost=1.5 day=2024-01-01\n4: cost=3 day=2024-01-03\n");
	eq_buf_release(&out);
	setup_release(&t);
}

static void a_file_that_changed(void **state)
{
	struct eq_range days = {day("2024-01-01"), day("2024-01-07")};
	struct eq_counted asked = {.measure = ALL, .days = &days, .n_days = 1};
	struct setup t;

	(void)state;
	placements(&t);
	struct eq_cube *c = scan(&t, HEAD "2024-01-01,home,1,\n");
	FILE *f = fopen(t.path, "ab");
	assert_non_null(f);
	fputs("2024-01-02,home,1,\n", f);
	fclose(f);
	assert_false(eq_count_rows(&t.program, &t.options, c, &asked, 1, NULL, NULL, &t.arena,
				   &t.diags));
	assert_int_equal(t.diags.all.n, 1);
	assert_int_equal(t.diags.all.v[0]->code, EQ_E0618);
	eq_cube_free(c);
	setup_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_the_measure_counts),
		cmocka_unit_test(lines_go_on_from_block_to_block),
		cmocka_unit_test(days_and_groups),
		cmocka_unit_test(spells),
		cmocka_unit_test(rows_are_handed_out_without_private_columns),
		cmocka_unit_test(a_file_that_changed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
