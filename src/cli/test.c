/* test.c - equate test: runs the tests that stand in a programme. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

enum { ONLY, COVERAGE, MIN_COVERAGE, FORMAT, SET, DATA };

/* In the order of enum equate_test_format. */
static const char *const formats[] = {"text", "tap", "junit", "json", NULL};

static const struct option options[] = {
	{.name = "only",
	 .argument = "NAME",
	 .meaning = "run the tests whose titles have this in them, in capitals or not; a * in it\n"
		    "stands for any text"},
	{.name = "coverage",
	 .meaning = "also say which equations, sides of an `if` and scenarios no test tries out"},
	{.name = "min-coverage",
	 .argument = "SHARE",
	 .meaning = "fail where the tests try out less than this, such as 100%"},
	{.name = "format",
	 .argument = "FORMAT",
	 .meaning =
		 "how it is written: `text`, for people (the default); `tap`, `junit` or `json`,\n"
		 "for programs that watch over changes",
	 .completes = COMPLETES_WORDS,
	 .words = formats},
	SET_OPTION,
	DATA_OPTION,
	{.name = NULL},
};

/* A programme with a mistake in it is not one whose tests failed: that is 1. */
static int load(const struct call *call, equate_programme *p)
{
	int status = apply_settings(call, p);

	if (status == EQUATE_OK)
		status = (int)equate_load(p, call->n ? call->arguments[0] : ".");
	return status == EQUATE_OK ? status : EQUATE_FAULT_FILES;
}

static int test(const struct call *call)
{
	const equate_test_options how = {
		.only = call->values[ONLY],
		.coverage = call->values[COVERAGE] != NULL,
		.coverage_least = call->values[MIN_COVERAGE],
	};
	equate_programme *p = equate_programme_new();
	int status = load(call, p);

	if (status == EQUATE_OK) {
		int written = EQUATE_OK;

		status = (int)equate_test(p, &how);
		if (!equate_errors(p) || status == EQUATE_FAULT_PROGRAMME)
			written = (int)equate_write_tests(
				p, (equate_test_format)choice(call, FORMAT),
				has_colour(STDOUT_FILENO), write_stdout, NULL);
		if (written > status)
			status = written;
	}
	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command test_command = {
	.name = "test",
	.arguments = "[PATH]",
	.line = "run the tests that stand in a programme",
	.text = "PATH is a programme, or a folder with a main.eq; without it, this folder. Each test is\n"
		"worked out by itself, from what it gives and, where its figures need more, from the\n"
		"programme's data. A failure shows what was expected, what came of it, and the values\n"
		"that it was made of. The exit status is 0 when all passed, 1 when one failed, 2 when\n"
		"the programme or a test has a mistake in it.",
	.least = 0,
	.most = 1,
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = test,
};
