/* check.c - equate check: is a programme right, as far as can be told without its data? */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
	SET_OPTION,
	DATA_OPTION,
	{.name = NULL},
};

static int print_found(const char *path, const char *found)
{
	size_t room = strlen(path) + strlen(found) + 32;
	char *line = malloc(room);
	int n, status;

	if (!line)
		return complain("%s", equate_reason(ENOMEM));
	n = snprintf(line, room, "%s: no mistakes: %s\n", path, found);
	status = print(line, (size_t)n);
	free(line);
	return status;
}

static int check(const struct call *call)
{
	int worst = EQUATE_OK;

	for (int i = 0; i < call->n; i++) {
		equate_programme *p = equate_programme_new();
		int status = apply_settings(call, p);

		if (status == EQUATE_OK)
			status = (int)equate_load(p, call->arguments[i]);
		print_messages(p);
		if (status == EQUATE_OK)
			status = print_found(call->arguments[i], equate_summary(p));
		equate_programme_free(p);
		if (status > worst)
			worst = status;
	}
	return worst;
}

const struct command check_command = {
	.name = "check",
	.arguments = "PATH...",
	.line = "find the mistakes in programmes, without reading data",
	.text = "Each PATH is a programme, or a folder with a main.eq. Names, units, dates and the\n"
		"order of definitions are checked, in the programme and in all that it imports, and\n"
		"every mistake is shown at its place. The exit status is 1 when there are any.",
	.least = 1,
	.most = -1,
	.lacking = "which programme? Give a file, or a folder with a main.eq",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = check,
};
