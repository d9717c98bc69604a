/* check.c - equate check: is a programme right, and is it meant so, as far as can be told without its
 * data?
 *
 * Reviews are due today, by the clock of this machine: no figure depends on it. */
#include "cli.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FORMAT, DENY, ON, NO_DATA, SET, DATA };

enum { TEXT };
/* `text`, and then in the order of enum equate_messages_format. */
static const char *const formats[] = {"text", "json", "sarif", "github", NULL};

/* `all`, or what begins like a code: any other word is a path. */
static bool is_advice(const char *word)
{
	return strcmp(word, "all") == 0 ||
	       (isalpha((unsigned char)word[0]) && strspn(word + 1, "0123456789") == 4 &&
		(word[5] == 0 || word[5] == ','));
}

static const struct option options[] = {
	{.name = "format",
	 .argument = "FORMAT",
	 .meaning =
		 "how messages are written: `text`, for people (the default), on standard error;\n"
		 "`json`, `sarif` or `github`, for programs, on standard output",
	 .completes = COMPLETES_WORDS,
	 .words = formats},
	{.name = "deny",
	 .argument = "[CODE,...]",
	 .is_argument = is_advice,
	 .meaning = "advice counts as a mistake: all of it, or that of these codes"},
	{.name = "on",
	 .argument = "DATE",
	 .meaning = "reviews are due on this day, such as 2024-03-31; without it, today"},
	{.name = "no-data", .meaning = "do not work agreed baselines out again from their data"},
	SET_OPTION,
	DATA_OPTION,
	{.name = NULL},
};

static int print_found(const char *path, equate_programme *p)
{
	const char *found = equate_summary(p);
	size_t room = strlen(path) + strlen(found) + 80;
	size_t advice = equate_advice(p);
	char *line = malloc(room);
	int n, status;

	if (!line)
		return complain("%s", equate_reason(ENOMEM));
	if (advice)
		n = snprintf(line, room, "%s: no mistakes, %zu %s of advice: %s\n", path, advice,
			     advice == 1 ? "piece" : "pieces", found);
	else
		n = snprintf(line, room, "%s: no mistakes: %s\n", path, found);
	status = print(line, (size_t)n);
	free(line);
	return status;
}

static const char *today(char out[11])
{
	time_t now = time(NULL);
	struct tm parts;

	if (!localtime_r(&now, &parts) || !strftime(out, 11, "%Y-%m-%d", &parts))
		return NULL;
	return out;
}

static int check_one(const struct call *call, const char *path, equate_programme *p)
{
	char day[11];
	const equate_check_options how = {
		.deny = !call->values[DENY]   ? NULL
			: *call->values[DENY] ? call->values[DENY]
					      : "all",
		.on = call->values[ON] ? call->values[ON] : today(day),
		.no_data = call->values[NO_DATA] != NULL,
	};
	int status = apply_settings(call, p);

	if (status == EQUATE_OK)
		status = (int)equate_load(p, path);
	if (status == EQUATE_OK)
		status = (int)equate_check(p, &how);
	return status;
}

static int check(const struct call *call)
{
	equate_programme **all = malloc((size_t)call->n * sizeof *all);
	int format = choice(call, FORMAT), worst = EQUATE_OK;

	if (!all)
		return complain("%s", equate_reason(ENOMEM));
	for (int i = 0; i < call->n; i++) {
		int status;

		all[i] = equate_programme_new();
		status = check_one(call, call->arguments[i], all[i]);
		if (format == TEXT) {
			print_messages(all[i]);
			if (status == EQUATE_OK)
				status = print_found(call->arguments[i], all[i]);
		}
		if (status > worst)
			worst = status;
	}
	if (format != TEXT) {
		int status = (int)equate_write_messages(all, (size_t)call->n,
							(equate_messages_format)(format - 1),
							write_stdout, NULL);

		if (status != EQUATE_OK)
			print_messages(all[0]);
		if (status > worst)
			worst = status;
	}
	for (int i = 0; i < call->n; i++)
		equate_programme_free(all[i]);
	free(all);
	return worst;
}

const struct command check_command = {
	.name = "check",
	.arguments = "PATH...",
	.line = "find the mistakes in programmes, give advice, and see that what is agreed stands",
	.text = "Each PATH is a programme, or a folder with a main.eq. Names, units, dates and the\n"
		"order of definitions are checked, in the programme and in all that it imports, and\n"
		"every mistake is shown at its place. The exit status is 1 when there are any. What\n"
		"is right, but likely not meant, is advice; a comment allows it on its line, with a\n"
		"reason: # allow A0201 because \"kept for next year\". What equate.lock holds is compared\n"
		"with the text; data are read only for agreed baselines that are worked out from them.",
	.least = 1,
	.most = -1,
	.lacking = "which programme? Give a file, or a folder with a main.eq",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = check,
};
