/* data.c - equate data: what a data file holds, and a block to declare it with. */
#include "cli.h"

#include <stdio.h>
#include <unistd.h>

enum { NAME, ENCODING };

static const char *const encodings[] = {"utf-8", "windows-1252", NULL};

static const struct option options[] = {
	{.name = "name", .argument = "NAME", .meaning = "what the block calls the data"},
	{.name = "encoding",
	 .argument = "ENCODING",
	 .meaning = "how the file's characters are written: utf-8 or windows-1252;\n"
		    "without it that is found out",
	 .completes = COMPLETES_WORDS,
	 .words = encodings},
	{.name = NULL},
};

static int data(const struct call *call)
{
	equate_data_options how = {
		.encoding = call->values[ENCODING],
		.name = call->values[NAME],
		.width = width_of(STDOUT_FILENO),
		.colour = has_colour(STDOUT_FILENO),
	};
	equate_programme *p = equate_programme_new();
	int status =
		(int)equate_write_data_profile(p, call->arguments[0], &how, write_stdout, NULL);

	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command data_command = {
	.name = "data",
	.arguments = "FILE",
	.line = "look into a data file, and print a block that declares it",
	.text = "FILE is a CSV file. What is printed: what each column holds and how the rows lie in\n"
		"time; questions about what is doubtful, such as a 0 between large values; and a data\n"
		"block for a programme, in which what is a guess is marked as one.",
	.least = 1,
	.most = 1,
	.lacking = "which file? Give a CSV file",
	.completes = COMPLETES_FILES,
	.options = options,
	.run = data,
};
