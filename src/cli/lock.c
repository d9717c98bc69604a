/* lock.c - equate lock: keeps what was reported of a fiscal year. */
#include "cli.h"

#include <strings.h>
#include <unistd.h>

enum { NO_DATA };

static const struct option options[] = {
	{.name = "no-data",
	 .meaning = "without a year, do not look whether the figures still stand"},
	{.name = NULL},
};

static int list(equate_programme *p, bool no_data)
{
	return (int)equate_write_reported(p, no_data, width_of(STDOUT_FILENO),
					  has_colour(STDOUT_FILENO), write_stdout, NULL);
}

/* A year begins with FY, or with a digit where it is written otherwise. */
static bool is_path(const char *word)
{
	return access(word, F_OK) == 0 ||
	       !(strncasecmp(word, "FY", 2) == 0 || (*word >= '0' && *word <= '9'));
}

static int lock(const struct call *call)
{
	bool named = call->n && is_path(call->arguments[0]);
	const equate_lock_options how = {
		.years = (const char *const *)call->arguments + named,
		.n_years = (size_t)(call->n - named),
	};
	equate_programme *p = equate_programme_new();
	int status = (int)equate_load(p, named ? call->arguments[0] : ".");

	if (status == EQUATE_OK && how.n_years)
		status = (int)equate_lock(p, &how);
	if (status == EQUATE_OK)
		status = list(p, how.n_years || call->values[NO_DATA]);
	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command lock_command = {
	.name = "lock",
	.arguments = "[PATH] [YEAR...]",
	.line = "keep what was reported of a fiscal year, so that it does not change without a word",
	.text = "PATH is a programme, or a folder with a main.eq; without it, this folder. The figures\n"
		"of each YEAR, such as FY23/24, as at its last day, are written to equate.lock beside\n"
		"the programme. A later run or check that makes them other fails, until the text says\n"
		"`restate FY23/24 because \"…\"`; packs then show both. Locking the year again keeps the\n"
		"restated figures beside the first. Without a YEAR those that are locked are listed.",
	.least = 0,
	.most = -1,
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = lock,
};
