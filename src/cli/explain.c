/* explain.c - equate explain: why a figure is what it is. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AS_AT, SCENARIO, BY, ROWS, DEPTH, FORMAT, SET, DATA };

static const char *const formats[] = {"text", "markdown", "json", NULL};
static const equate_format format_numbers[] = {EQUATE_TEXT, EQUATE_MARKDOWN, EQUATE_JSON};

static const struct option options[] = {
	{.name = "as-at",
	 .argument = "DATE",
	 .meaning = "what \"now\" is, such as 2024-03-24; without it, decided from the data"},
	{.name = "scenario",
	 .argument = "NAME",
	 .meaning = "in this scenario, such as forecast, target or one of the programme's own"},
	{.name = "by",
	 .argument = "PART",
	 .meaning = "of one part of a break-down alone, such as locality=North"},
	{.name = "rows",
	 .meaning = "list the rows that were counted; private columns are never printed"},
	{.name = "depth",
	 .argument = "N",
	 .meaning = "explain names down to this depth below the figure; without it, all"},
	{.name = "format",
	 .argument = "FORMAT",
	 .meaning = "how it is written: `text`, for people (the default); `markdown`, for pages;\n"
		    "`json`, exact, for programs",
	 .completes = COMPLETES_WORDS,
	 .words = formats},
	SET_OPTION,
	DATA_OPTION,
	{.name = NULL},
};

/* -1 after saying what is wrong. */
static int depth_of(const struct call *call)
{
	const char *written = call->values[DEPTH];
	char *end;

	if (!written)
		return 0;
	long n = strtol(written, &end, 10);
	if (*end || end == written || n < 1 || n > 1000) {
		misuse(call->command, "--depth takes a whole number from 1 to 1000, not `%s`",
		       written);
		return -1;
	}
	return (int)n;
}

static int explain(const struct call *call)
{
	const equate_explain_options how = {
		.as_at = call->values[AS_AT],
		.scenario = call->values[SCENARIO],
		.by = call->values[BY],
		.rows = call->values[ROWS] != NULL,
		.depth = depth_of(call),
	};
	equate_programme *p;
	int status;

	if (how.depth < 0)
		return EQUATE_FAULT_FILES;
	p = equate_programme_new();
	status = apply_settings(call, p);
	if (status == EQUATE_OK)
		status = (int)equate_explain(p, call->n > 1 ? call->arguments[1] : ".",
					     call->arguments[0], &how);
	if (status == EQUATE_OK)
		status = (int)equate_write_explanation(
			p, format_numbers[choice(call, FORMAT)], width_of(STDOUT_FILENO),
			has_colour(STDOUT_FILENO), write_stdout, NULL);
	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command explain_command = {
	.name = "explain",
	.arguments = "FIGURE [PATH]",
	.line = "say why a figure is what it is, down to the rows and lines that made it",
	.text = "FIGURE is the name of a KPI, benefit, fixed value or figure, or an expression, in\n"
		"quotes: \"run_rate(x)\", \"x at 2024-03-05\", \"cash(programme) over FY24/25\". PATH\n"
		"is a programme, or a folder with a main.eq; without it, this folder. A benefit's\n"
		"name alone stands for its run-rate.",
	.least = 1,
	.most = 2,
	.lacking = "which figure? Give a name, or an expression such as \"run_rate(programme)\"",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = explain,
};
