/* test_equate.c - the public interface: order of calls, statuses, what is said. Includes only
 * equate.h, as a host would. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "equate.h"

#include <errno.h>
#include <string.h>

#define EXAMPLE "examples/residential"

struct sink {
	int answer; /* what the writer returns */
	int calls;
	size_t n;
};

static int take(void *context, const char *bytes, size_t n)
{
	struct sink *sink = context;

	assert_non_null(bytes);
	sink->calls++;
	sink->n = n;
	return sink->answer;
}

static void wrong_order_is_said(void **state)
{
	equate_programme *p = equate_programme_new();
	struct sink sink = {0, 0, 0};

	(void)state;
	assert_int_equal(equate_run(p, NULL), EQUATE_FAULT_FILES);
	assert_string_equal(equate_messages(p, 0),
			    "error[E0803]: there is no programme to run: load one first\n");
	assert_int_equal(equate_errors(p), 1);
	assert_string_equal(equate_summary(p), "");
	equate_programme_free(p);

	p = equate_programme_new();
	assert_int_equal(equate_write_pack(p, EQUATE_TEXT, take, &sink), EQUATE_FAULT_FILES);
	assert_int_equal(sink.calls, 0);
	assert_string_equal(
		equate_messages(p, 0),
		"error[E0803]: there are no results to write: run the programme first\n");
	equate_programme_free(p);

	p = equate_programme_new();
	assert_int_equal(equate_write_dump(p, EQUATE_DUMP_MODEL, take, &sink), EQUATE_FAULT_FILES);
	assert_int_equal(sink.calls, 0);
	equate_programme_free(p);

	p = equate_programme_new();
	assert_int_equal(equate_load(p, EXAMPLE), EQUATE_OK);
	assert_string_equal(equate_summary(p), "1 KPI, 1 benefit, 2 scenarios");
	assert_string_equal(equate_messages(p, 0), "");
	assert_int_equal(equate_load(p, EXAMPLE), EQUATE_FAULT_FILES);
	assert_non_null(strstr(equate_messages(p, 0), "take a new handle"));
	equate_programme_free(p);
	equate_programme_free(NULL);
}

/* A full disk is said, a reader that left is not, nor what the writer has said itself. */
static void writer_ends_it(void **state)
{
	static const struct {
		int answer;
		equate_status status;
		const char *said;
	} cases[] = {
		{0, EQUATE_OK, ""},
		{ENOSPC, EQUATE_FAULT_FILES,
		 "error[E0802]: cannot write the dump: the disk is full\n"},
		{EPIPE, EQUATE_FAULT_FILES, ""},
		{-1, EQUATE_FAULT_FILES, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		equate_programme *p = equate_programme_new();
		struct sink sink = {cases[i].answer, 0, 0};

		assert_int_equal(equate_load(p, EXAMPLE), EQUATE_OK);
		assert_int_equal(equate_write_dump(p, EQUATE_DUMP_MODEL, take, &sink),
				 cases[i].status);
		assert_int_equal(sink.calls, 1);
		assert_true(sink.n > 100);
		assert_string_equal(equate_messages(p, 0), cases[i].said);
		equate_programme_free(p);
	}
}

/* One handle may run again, as at another day; two handles do not know of each other. */
static void runs_again(void **state)
{
	const equate_run_options earlier = {.as_at = "2024-03-17"},
				 nonsense = {.as_at = "17/03/2024"};
	equate_programme *p = equate_programme_new(), *q = equate_programme_new();
	struct sink first = {0, 0, 0}, again = {0, 0, 0}, other = {0, 0, 0};

	(void)state;
	assert_int_equal(equate_load(p, EXAMPLE), EQUATE_OK);
	assert_int_equal(equate_load(q, EXAMPLE "/main.eq"), EQUATE_OK);
	assert_int_equal(equate_run(p, NULL), EQUATE_OK);
	assert_int_equal(equate_write_pack(p, EQUATE_JSON, take, &first), EQUATE_OK);
	assert_int_equal(equate_run(q, &nonsense), EQUATE_FAULT_FILES);
	assert_int_equal(equate_run(p, &earlier), EQUATE_OK);
	assert_int_equal(equate_write_pack(p, EQUATE_TEXT, take, &other), EQUATE_OK);
	assert_int_equal(equate_run(p, NULL), EQUATE_OK);
	assert_int_equal(equate_write_pack(p, EQUATE_JSON, take, &again), EQUATE_OK);
	assert_int_equal(first.n, again.n);
	assert_int_equal(equate_errors(p), 0);
	assert_int_equal(equate_errors(q), 1);
	equate_programme_free(q);
	equate_programme_free(p);
}

/* More than a programme may have is refused before a byte of it is looked at. */
static void large_texts_are_refused(void **state)
{
	equate_programme *p = equate_programme_new();
	struct sink sink = {0, 0, 0};

	(void)state;
	assert_int_equal(equate_format_text(p, "x.eq", "", 1073741825u, take, &sink),
			 EQUATE_FAULT_FILES);
	assert_int_equal(sink.calls, 0);
	assert_string_equal(
		equate_messages(p, 0),
		"x.eq: error[E0804]: the texts of a programme may hold 1024 MB together; "
		"this is more\n");
	equate_programme_free(p);
}

/* Settings come before loading; options that are mistaken are said, one of them at a time. */
static void options_are_read(void **state)
{
	static const struct {
		equate_run_options o;
		const char *code;
	} cases[] = {
		{{.compare = {"2024-02", NULL}}, "E0803"},
		{{.compare = {"2024-02", "soon"}}, "E0806"},
		{{.only = ""}, "E0807"},
		{{.only = "starts, starts"}, "E0807"},
		{{.only = "starts,nothing"}, "E0807"},
		{{.by = "a,,b"}, "E0807"},
		{{.suppress = -1}, "E0803"},
		{{.as_at = "soon", .only = "nothing"}, "E0801"},
	};
	const equate_run_options only = {.only = " starts , avoidance "};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		equate_programme *p = equate_programme_new();

		assert_int_equal(equate_load(p, EXAMPLE), EQUATE_OK);
		assert_int_equal(equate_run(p, &cases[i].o), EQUATE_FAULT_FILES);
		assert_int_equal(equate_errors(p), 1);
		assert_non_null(strstr(equate_messages(p, 0), cases[i].code));
		assert_int_equal(equate_set(p, "placement_cost", "£1"), EQUATE_FAULT_FILES);
		assert_int_equal(equate_use_data(p, "weekly", "x.csv"), EQUATE_FAULT_FILES);
		equate_programme_free(p);
	}
	equate_programme *p = equate_programme_new();

	assert_int_equal(equate_load(p, EXAMPLE), EQUATE_OK);
	assert_int_equal(equate_run(p, &only), EQUATE_OK);
	equate_programme_free(p);
}

static void codes_are_explained(void **state)
{
	(void)state;
	assert_string_equal(equate_code_title("E0801"), "not a date");
	assert_string_equal(equate_code_title("e0801"), "not a date");
	assert_null(equate_code_title("E0000"));
	assert_null(equate_code_explanation(""));
	for (size_t i = 0; equate_code_name(i); i++) {
		const char *name = equate_code_name(i), *text = equate_code_explanation(name);

		assert_true(strlen(name) == 5 &&
			    (name[0] == 'E' || name[0] == 'W' || name[0] == 'A'));
		const char *before = i ? equate_code_name(i - 1) : "";

		assert_true(*before != *name || strcmp(before, name) < 0);
		assert_non_null(text);
		assert_true(strlen(text) > 20 && text[strlen(text) - 1] == '.');
	}
}

static void nearest_of_a_list(void **state)
{
	static const char *const list[] = {"run", "check", "fmt", NULL}, *const none[] = {NULL};

	(void)state;
	assert_string_equal(equate_nearest("chekc", list), "check");
	assert_null(equate_nearest("benefit", list));
	assert_null(equate_nearest("run", none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_order_is_said), cmocka_unit_test(writer_ends_it),
		cmocka_unit_test(runs_again),          cmocka_unit_test(codes_are_explained),
		cmocka_unit_test(nearest_of_a_list),   cmocka_unit_test(large_texts_are_refused),
		cmocka_unit_test(options_are_read),
	};

	return cmocka_run_group_tests_name("equate", tests, NULL, NULL);
}
