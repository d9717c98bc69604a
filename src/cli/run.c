/* run.c - equate run: a programme over its data, and the pack. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

enum { AS_AT, FORMAT, OUTPUT };

static const struct option options[] = {
	{"as-at", "DATE",
	 "what \"now\" is, such as 2024-03-24; without it, the end of the last whole\n"
	 "period that every tracked KPI has"},
	{"format", "FORMAT", "`text`, for people (the default), or `json`, exact, for programs"},
	{"output", "FILE", "write there, in place of the old file, wholly or not at all"},
	{NULL, NULL, NULL},
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

static int run(const struct call *call)
{
	const char *output = call->values[OUTPUT], *format = call->values[FORMAT];
	bool to_file = output && strcmp(output, "-") != 0;
	const equate_run_options how = {
		.as_at = call->values[AS_AT],
		.width = width_of(to_file ? -1 : STDOUT_FILENO),
		.colour = !to_file && has_colour(STDOUT_FILENO),
	};
	equate_programme *p;
	equate_status status;
	bool json = format && strcmp(format, "json") == 0;

	if (format && !json && strcmp(format, "text") != 0)
		return misuse(call->command, "there is no format `%s`: it is text or json", format);
	if (output && !*output)
		return misuse(call->command, "--output names no file");
	p = equate_programme_new();
	status = equate_load(p, call->arguments[0]);
	if (status == EQUATE_OK)
		status = equate_run(p, &how);
	if (status == EQUATE_OK)
		status = equate_write_pack(p, json ? EQUATE_JSON : EQUATE_TEXT,
					   to_file ? write_file : write_stdout, (void *)output);
	print_messages(p);
	equate_programme_free(p);
	return (int)status;
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
	.options = options,
	.run = run,
};
