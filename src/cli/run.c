/* run.c - equate run: a programme over its data, and the pack. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AS_AT, FORMAT, OUTPUT, BY, ONLY, COMPARE, SET, DATA, SUPPRESS, SKIP_BAD_ROWS };

/* In the order of enum equate_format. */
static const char *const formats[] = {"text", "json", "csv", "markdown", NULL};

static const struct option options[] = {
	{.name = "as-at",
	 .argument = "DATE",
	 .meaning = "what \"now\" is, such as 2024-03-24; without it, the end of the last whole\n"
		    "period that every tracked KPI has"},
	{.name = "format",
	 .argument = "FORMAT",
	 .meaning = "how it is written: `text`, for people (the default); `json`, exact, for\n"
		    "programs; `csv`, for spreadsheets; `markdown`, for pages",
	 .completes = COMPLETES_WORDS,
	 .words = formats},
	{.name = "output",
	 .argument = "FILE",
	 .meaning = "write there, in place of the old file, wholly or not at all",
	 .completes = COMPLETES_FILES},
	{.name = "by",
	 .argument = "NAMES",
	 .meaning = "break the figures down by these columns of the data, such as locality or\n"
		    "locality,setting"},
	{.name = "only",
	 .argument = "NAMES",
	 .meaning = "show these KPIs, benefits, workstreams, ratings and figures only, such as\n"
		    "finishers,reablement"},
	{.name = "compare",
	 .argument = "RANGE RANGE",
	 .meaning =
		 "show two ranges of days beside one another: 2024-02 2024-03, FY22/23 FY23/24,\n"
		 "\"2023-04-01 to 2023-09-30\" \"2023-10-01 to 2024-03-31\""},
	SET_OPTION,
	DATA_OPTION,
	{.name = "suppress",
	 .argument = "N",
	 .meaning = "hide counts from 1 to below N in break-downs"},
	{.name = "skip-bad-rows",
	 .meaning = "go on without rows that do not fit; each file says how many, and figures\n"
		    "made without them are marked"},
	{.name = NULL},
};

/* An equate_write to the file that `context` names. */
static int write_file(void *context, const char *bytes, size_t n)
{
	const char *reason = equate_replace_file(context, bytes, n);

	if (!reason)
		return 0;
	complain("cannot write %s: %s", (const char *)context, reason);
	return -1;
}

static equate_format format_of(const struct call *call)
{
	int f = 0;

	while (call->values[FORMAT] && strcmp(call->values[FORMAT], formats[f]) != 0)
		f++;
	return (equate_format)f;
}

static void read_compare(const struct call *call, equate_run_options *how)
{
	for (int i = 0; i < call->n_given; i++)
		if (call->given[i].option == &options[COMPARE]) {
			how->compare[0] = call->given[i].values[0];
			how->compare[1] = call->given[i].values[1];
		}
}

static int read_suppress(const struct call *call, equate_run_options *how)
{
	const char *written = call->values[SUPPRESS];
	size_t digits = written ? strspn(written, "0123456789") : 0;

	if (!written)
		return EQUATE_OK;
	if (!digits || written[digits] || digits > 6)
		return misuse(call->command,
			      "--suppress takes a whole number up to 999999, such as 5, not `%s`",
			      written);
	if (!how->by)
		return misuse(call->command,
			      "--suppress hides counts in break-downs: say by what, --by NAMES");
	how->suppress = (int)strtol(written, NULL, 10);
	return EQUATE_OK;
}

/* A programme with its settings, loaded, run and written. */
static int run_programme(const struct call *call, const equate_run_options *how, const char *output)
{
	equate_programme *p = equate_programme_new();
	int status = apply_settings(call, p);

	if (status == EQUATE_OK)
		status = (int)equate_load(p, call->arguments[0]);
	if (status == EQUATE_OK)
		status = (int)equate_run(p, how);
	if (status == EQUATE_OK)
		status = (int)equate_write_pack(p, format_of(call),
						output ? write_file : write_stdout, (void *)output);
	print_messages(p);
	equate_programme_free(p);
	return status;
}

static int run(const struct call *call)
{
	const char *output = call->values[OUTPUT];
	equate_run_options how = {
		.as_at = call->values[AS_AT],
		.by = call->values[BY],
		.only = call->values[ONLY],
		.skip_bad_rows = call->values[SKIP_BAD_ROWS] != NULL,
	};
	int status;

	if (output && !*output)
		return misuse(call->command, "--output names no file");
	if (output && strcmp(output, "-") == 0)
		output = NULL;
	how.width = width_of(output ? -1 : STDOUT_FILENO);
	how.colour = !output && has_colour(STDOUT_FILENO);
	read_compare(call, &how);
	status = read_suppress(call, &how);
	return status == EQUATE_OK ? run_programme(call, &how, output) : status;
}

const struct command run_command = {
	.name = "run",
	.arguments = "PATH",
	.line = "read a programme and its data, and print the benefit pack",
	.text = "PATH is a programme, or a folder with a main.eq. The pack shows the KPIs, what they\n"
		"are worth, the cash by fiscal year, and notes on all that is missing or left out.\n"
		"Nothing is printed when the programme or its data have a mistake.",
	.least = 1,
	.most = 1,
	.lacking = "which programme? Give a file, or a folder with a main.eq",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = run,
};
