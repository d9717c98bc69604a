/* test_lookups.c - rows whose value a table does not list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scanned.h"

struct looked {
	struct setup t;
	struct eq_fixed fixed;
	struct eq_by_table table;
	uint32_t by[1];
	uint32_t listed[1];
};

/* The count of the rows that are not of kind "no" looks up a table that lists "home". */
static void looked_init(struct looked *l, enum eq_during during)
{
	struct setup *t = &l->t;

	setup_init(t);
	column(t, "start", EQ_COLUMN_DATE);
	column(t, "end", EQ_COLUMN_DATE);
	dimension(t, "setting");
	dimension(t, "kind");
	t->data.spell = true;
	t->data.end_column = 1;
	measure(t, EQ_AGG_COUNT, EQ_NO_CHUNK, is(t, 3, "yes"));
	t->model.measures.v[0].during = (uint8_t)during;
	l->by[0] = t->data.columns[2].name;
	l->table = (struct eq_by_table){.by = l->by, .n_by = 1};
	l->fixed = (struct eq_fixed){.table = &l->table};
	EQ_PUSH(&t->model.defs,
		((struct eq_def){.name = eq_symbol(&t->symbols, EQ_TEXT("price"))}));
	EQ_PUSH(&t->model.fixed, l->fixed);
	EQ_PUSH(&t->model.lookups, ((struct eq_lookup){.measure = 0, .fixed = 0}));
	l->listed[0] = is(t, 2, "home");
	t->program.lookup_listed = l->listed;
}

static void looked_release(struct looked *l)
{
	eq_free(l->t.model.defs.v);
	eq_free(l->t.model.fixed.v);
	eq_free(l->t.model.lookups.v);
	setup_release(&l->t);
}

static void rows_that_are_listed(void **state)
{
	(void)state;
	struct looked l;

	/* "respite" is not of the measure's rows; a missing setting has no value to look up; of
	 * what closes, "hotel" does not yet. */
	looked_init(&l, EQ_DURING_CLOSED);
	struct eq_cube *c = scan(&l.t, "start,end,setting,kind\n"
				       "2024-01-01,2024-01-02,home,yes\n"
				       "2024-01-01,2024-01-02,respite,no\n"
				       "2024-01-01,2024-01-02,,yes\n"
				       "2024-01-01,,hotel,yes\n");
	assert_non_null(c);
	assert_int_equal(c->tallies[0][1].values, 2);
	eq_cube_free(c);
	looked_release(&l);
}

static void rows_that_are_not(void **state)
{
	(void)state;
	struct looked l;

	looked_init(&l, EQ_DURING_OPENED);
	assert_null(scan(&l.t, "start,end,setting,kind\n"
			       "2024-01-01,,home,yes\n"
			       "2024-01-01,,respite,yes\n"
			       "2024-01-01,,hotel,yes\n"));
	assert_int_equal(l.t.diags.all.n, 2);
	for (uint32_t i = 0; i < 2; i++) {
		const struct eq_diag *g = l.t.diags.all.v[i];
		assert_int_equal(g->code, EQ_E0621);
		assert_int_equal(g->line, 3 + i);
		assert_true(
			eq_text_is(g->message,
				   i ? "the table of `price` has no line for setting \"hotel\""
				     : "the table of `price` has no line for setting \"respite\""));
	}
	looked_release(&l);

	looked_init(&l, EQ_DURING_OPENED);
	l.t.data.columns[2].hidden = true;
	assert_null(scan(&l.t, "start,end,setting,kind\n2024-01-01,,respite,yes\n"));
	assert_true(eq_text_is(l.t.diags.all.v[0]->message,
			       "the table of `price` has no line for its setting (private)"));
	looked_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_that_are_listed),
		cmocka_unit_test(rows_that_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
