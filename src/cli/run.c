/* run.c - equate run: a programme over its data, and the pack. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	AS_AT,
	FORMAT,
	OUTPUT,
	BY,
	ONLY,
	COMPARE,
	SET,
	DATA,
	SUPPRESS,
	FAIL_ON_ALERT,
	SKIP_BAD_ROWS,
	THREADS,
	MEMORY,
	PROFILE,
	SIMD,
	BLOCK_BYTES
};

/* In the order of enum equate_format. */
static const char *const formats[] = {"text", "json", "csv", "markdown", NULL};

/* The exit status of --fail-on-alert, beside those of enum equate_status. */
enum { ALERT_RAISED = 3 };

static const char *const simd_sets[] = {"plain", "avx2", "avx512", NULL};

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
	 .meaning = "hide counts from 1 to below N in break-downs, those behind alerts too"},
	{.name = "fail-on-alert",
	 .meaning = "end with status 3 when an alert is raised, for schedules; the pack is\n"
		    "written all the same"},
	{.name = "skip-bad-rows",
	 .meaning = "go on without rows that do not fit; each file says how many, and figures\n"
		    "made without them are marked"},
	{.name = "threads",
	 .argument = "N",
	 .meaning = "read data and work break-downs out with N threads; without it, with as many\n"
		    "as there are processors"},
	{.name = "memory",
	 .argument = "SIZE",
	 .meaning = "end with an error when what is remembered of a data file takes more, such as\n"
		    "500MB or 2GB"},
	{.name = "profile",
	 .meaning = "say where the time went, on the terminal, not among the figures"},
	{.name = "simd",
	 .argument = "SET",
	 .meaning = "for measuring: read data with these vector instructions, `plain`, `avx2` or\n"
		    "`avx512`; no figure depends on it",
	 .completes = COMPLETES_WORDS,
	 .words = simd_sets},
	{.name = "block-bytes",
	 .argument = "N",
	 .meaning = "for measuring: read N bytes of data at a time; no figure depends on it"},
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

static int write_stderr(void *context, const char *bytes, size_t n)
{
	(void)context;
	return fwrite(bytes, 1, n, stderr) == n ? 0 : -1;
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
	how->suppress = (int)strtol(written, NULL, 10);
	return EQUATE_OK;
}

/* A whole number from 1 up, of at most nine digits; 0 after saying what is wrong. */
static long read_count(const struct call *call, int option, const char *such_as)
{
	const char *written = call->values[option];
	size_t digits = strspn(written, "0123456789");
	long n = digits && !written[digits] && digits <= 9 ? strtol(written, NULL, 10) : 0;

	if (n == 0)
		misuse(call->command, "--%s takes a whole number from 1 up, such as %s, not `%s`",
		       options[option].name, such_as, written);
	return n;
}

/* "500MB", "2 GB": bytes; 0 after saying what is wrong. */
static size_t read_size(const struct call *call)
{
	static const struct {
		const char *unit;
		size_t bytes;
	} units[] = {{"KB", 1000}, {"MB", 1000000}, {"GB", 1000000000}};
	const char *written = call->values[MEMORY];
	size_t digits = strspn(written, "0123456789");
	const char *unit = written + digits + strspn(written + digits, " ");

	for (size_t i = 0; digits && digits <= 9 && i < sizeof units / sizeof *units; i++)
		if (strcmp(unit, units[i].unit) == 0)
			return (size_t)strtol(written, NULL, 10) * units[i].bytes;
	misuse(call->command, "--memory takes a size, such as 500MB or 2GB, not `%s`", written);
	return 0;
}

/* How data is read. */
static int read_reading(const struct call *call, equate_run_options *how)
{
	if (call->values[THREADS]) {
		how->threads = (int)read_count(call, THREADS, "4");
		if (how->threads == 0)
			return EQUATE_FAULT_FILES;
	}
	if (call->values[MEMORY]) {
		how->memory = read_size(call);
		if (how->memory == 0)
			return EQUATE_FAULT_FILES;
	}
	if (call->values[BLOCK_BYTES]) {
		how->block_bytes = (size_t)read_count(call, BLOCK_BYTES, "65536");
		if (how->block_bytes == 0)
			return EQUATE_FAULT_FILES;
	}
	how->simd = call->values[SIMD];
	how->profile = call->values[PROFILE] != NULL;
	return EQUATE_OK;
}

/* A programme with its settings, loaded, run and written. */
static int run_programme(const struct call *call, equate_run_options *how, const char *output)
{
	struct progress line;
	equate_programme *p = equate_programme_new();
	int status = apply_settings(call, p);

	begin_progress(&line, how);
	if (status == EQUATE_OK)
		status = (int)equate_load(p, call->arguments[0]);
	if (status == EQUATE_OK)
		status = (int)equate_run(p, how);
	end_progress(&line);
	if (status == EQUATE_OK && how->profile)
		equate_write_profile(p, write_stderr, NULL);
	if (status == EQUATE_OK)
		status = (int)equate_write_pack(p, (equate_format)choice(call, FORMAT),
						output ? write_file : write_stdout, (void *)output);
	if (status == EQUATE_OK && call->values[FAIL_ON_ALERT] && equate_alerts_raised(p))
		status = ALERT_RAISED;
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
	if (status == EQUATE_OK)
		status = read_reading(call, &how);
	return status == EQUATE_OK ? run_programme(call, &how, output) : status;
}

const struct command run_command = {
	.name = "run",
	.arguments = "PATH",
	.line = "read a programme and its data, and print the benefit pack",
	.text = "PATH is a programme, or a folder with a main.eq. The pack shows the KPIs, what they\n"
		"are worth, what alerts and who moved, the cash by fiscal year, and notes on all that\n"
		"is missing or left out. Nothing is printed when the programme or its data have a\n"
		"mistake.",
	.least = 1,
	.most = 1,
	.lacking = "which programme? Give a file, or a folder with a main.eq",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = run,
};
