/* test_marks.c - judgements that stand in rows: levels of a scale, once a change and day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scanned.h"

struct judged {
	struct setup t;
	struct eq_text levels[3];
	uint32_t where[1];
};

static void judged_init(struct judged *j)
{
	struct setup *t = &j->t;

	setup_init(t);
	column(t, "on", EQ_COLUMN_DATE);
	dimension(t, "change");
	dimension(t, "level");
	dimension(t, "state");
	j->levels[0] = EQ_TEXT("Red");
	j->levels[1] = EQ_TEXT("Amber");
	j->levels[2] = EQ_TEXT("Green");
	EQ_PUSH(&t->model.ratings, ((struct eq_rating_scale){.levels = j->levels,
							     .n_levels = 3,
							     .data = 0,
							     .level_column = 2,
							     .change_column = 1}));
	j->where[0] = is(t, 3, "final");
	t->program.rating_where = j->where;
}

static void judged_release(struct judged *j)
{
	eq_free(j->t.model.ratings.v);
	setup_release(&j->t);
}

/* Drafts do not count, whatever they say; a day without a level is not a mark. */
static void marks_of_rows(void **state)
{
	(void)state;
	static const struct {
		const char *change, *on;
		uint32_t level;
	} expected[] = {
		{"Beds", "2024-01-09", 0}, {"Beds", "2024-02-01", 2}, {"Hub", "2024-01-05", 1}};
	struct judged j;

	judged_init(&j);
	struct eq_cube *c = scan(&j.t, "on,change,level,state\n"
				       "2024-02-01,Beds,Green,final\n"
				       "2024-01-05,Hub,Amber,final\n"
				       "2024-01-05,Hub,Purple,draft\n"
				       "2024-01-07,Hub,,final\n"
				       "2024-01-09,Beds,Red,final\n");
	assert_non_null(c);
	assert_int_equal(c->n_marks[0], 3);
	for (int i = 0; i < 3; i++) {
		assert_true(eq_text_is(c->marks[0][i].change, expected[i].change));
		assert_int_equal(c->marks[0][i].on, day(expected[i].on));
		assert_int_equal(c->marks[0][i].level, expected[i].level);
	}
	eq_cube_free(c);
	judged_release(&j);
}

static void marks_that_cannot_be(void **state)
{
	(void)state;
	static const struct {
		uint64_t line;
		const char *message, *hint;
	} expected[] = {
		{3, "`level` \"Ambr\" is not a level of the rating",
		 "did you mean \"Amber\"? The levels are \"Red\", \"Amber\", \"Green\""},
		{4, "this is a second mark of \"Hub\" on 2024-01-05: line 2 has the first", ""},
		{5, "this row has a level, and no `change` to which it is given", ""},
	};
	struct judged j;

	judged_init(&j);
	assert_null(scan(&j.t, "on,change,level,state\n"
			       "2024-01-05,Hub,Amber,final\n"
			       "2024-01-06,Hub,Ambr,final\n"
			       "2024-01-05,Hub,Green,final\n"
			       "2024-01-05,,Green,final\n"));
	assert_int_equal(j.t.diags.all.n, 3);
	for (int i = 0; i < 3; i++) {
		const struct eq_diag *g = j.t.diags.all.v[i];

		assert_int_equal(g->code, EQ_E0412);
		assert_int_equal(g->line, expected[i].line);
		assert_true(eq_text_is(g->message, expected[i].message));
		assert_true(eq_text_is(g->hint, expected[i].hint));
	}
	judged_release(&j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_of_rows),
		cmocka_unit_test(marks_that_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
