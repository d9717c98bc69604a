/* bridge.c - equate bridge: from the money of one as-at date to that of a later one. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

enum { OLD, OLD_DATA, FORMAT, SET, DATA };

static const char *const formats[] = {"text", "markdown", "json", NULL};
static const equate_format format_numbers[] = {EQUATE_TEXT, EQUATE_MARKDOWN, EQUATE_JSON};

static const struct option options[] = {
	{.name = "old",
	 .argument = "SIDE",
	 .meaning =
		 "the programme as it was: a file, a folder, or a revision that git knows, such\n"
		 "as HEAD~1; a folder brings its own data",
	 .completes = COMPLETES_PROGRAMMES},
	{.name = "old-data",
	 .argument = "NAME=PATH",
	 .repeats = true,
	 .meaning = "the data NAME as they were are in this file; may be given more than once",
	 .completes = COMPLETES_FILES},
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

static int bridge(const struct call *call)
{
	const equate_bridge_options how = {.old_side = call->values[OLD]};
	equate_programme *p = equate_programme_new();
	int status = apply_settings(call, p);

	if (status == EQUATE_OK)
		status = (int)equate_bridge(p, call->n > 2 ? call->arguments[2] : NULL,
					    call->arguments[0], call->arguments[1], &how);
	if (status == EQUATE_OK)
		status = (int)equate_write_bridge(p, format_numbers[choice(call, FORMAT)],
						  width_of(STDOUT_FILENO),
						  has_colour(STDOUT_FILENO), write_stdout, NULL);
	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command bridge_command = {
	.name = "bridge",
	.arguments = "OLD-DATE NEW-DATE [PATH]",
	.line = "take the money from one as-at date to a later one, in steps that add up",
	.text = "PATH is a programme, or a folder with a main.eq; without it, this folder. The steps\n"
		"are: the programme changed, the data restated, time passing, performance, prices.\n"
		"Without --old the programme is taken to be the same on both days, and without\n"
		"--old-data (or data of its own beside an old programme) the data, too.",
	.least = 2,
	.most = 3,
	.lacking = "from which day to which? Give two, such as 2024-02-25 2024-03-24",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = bridge,
};
