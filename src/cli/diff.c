/* diff.c - equate diff: two programmes, compared by meaning and in money. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AS_AT, NO_DATA, FORMAT, MIN_CHANGE, EXIT_CODE, SET, DATA, INSTALL_GIT, GIT_DRIVER };

static const char *const formats[] = {"text", "markdown", "json", NULL};
static const equate_format format_numbers[] = {EQUATE_TEXT, EQUATE_MARKDOWN, EQUATE_JSON};

static const struct option options[] = {
	{.name = "as-at",
	 .argument = "DATE",
	 .meaning =
		 "what \"now\" is for both, such as 2024-03-24; without it, that of the new one"},
	{.name = "no-data", .meaning = "compare the texts alone, and read no data"},
	{.name = "format",
	 .argument = "FORMAT",
	 .meaning =
		 "how it is written: `text`, for people (the default); `markdown`, for a comment\n"
		 "on a proposed change; `json`, exact, for programs",
	 .completes = COMPLETES_WORDS,
	 .words = formats},
	{.name = "min-change",
	 .argument = "AMOUNT",
	 .meaning = "leave out figures that move by less, such as £1k, or 1% of what they were"},
	{.name = "exit-code", .meaning = "end with 1 when something means something else"},
	SET_OPTION,
	DATA_OPTION,
	{.name = "install-git",
	 .meaning = "let `git diff` and `git difftool` in this repository show programmes by\n"
		    "meaning, and say what was written"},
	{.name = "git-driver",
	 .meaning = "for git, which calls it with the seven words of a diff driver"},
	{.name = NULL},
};

/* ---- git ---- */

static const struct {
	const char *key, *value;
} git_settings[] = {
	{"diff.equate.command", "equate diff --git-driver"},
	{"difftool.equate.cmd",
	 "equate diff --git-driver \"$MERGED\" \"$LOCAL\" . . \"$REMOTE\" . ."},
};
static const char attribute[] = "*.eq diff=equate\n";

/* One setting of this repository, by git. */
static int set_git(const char *key, const char *value)
{
	char command[512];

	/* The values are the table's own, and have no quote in them. */
	snprintf(command, sizeof command, "git config '%s' '%s'", key, value);
	return system(command) == 0 ? 0 : -1;
}

static bool has_line(const char *text, size_t n, const char *line)
{
	size_t length = strlen(line);

	for (size_t i = 0; i + length <= n; i++)
		if ((i == 0 || text[i - 1] == '\n') && memcmp(text + i, line, length) == 0)
			return true;
	return false;
}

/* Adds the attribute to .gitattributes, unless it is there. */
static int add_attribute(void)
{
	char *old = NULL, *whole;
	size_t n = 0, length = strlen(attribute);
	const char *why;

	if (read_all(".gitattributes", &old, &n)) {
		old = NULL;
		n = 0;
	}
	if (has_line(old, n, attribute)) {
		printf(".gitattributes has it already: %s", attribute);
		free(old);
		return EQUATE_OK;
	}
	whole = malloc(n + length + 2);
	if (!whole) {
		free(old);
		return complain("there is not enough memory");
	}
	if (n)
		memcpy(whole, old, n);
	if (n && whole[n - 1] != '\n')
		whole[n++] = '\n';
	memcpy(whole + n, attribute, length);
	why = equate_replace_file(".gitattributes", whole, n + length);
	free(whole);
	free(old);
	if (why)
		return complain("cannot write .gitattributes: %s", why);
	printf("wrote to .gitattributes: %s", attribute);
	return EQUATE_OK;
}

static int install_git(void)
{
	for (size_t i = 0; i < sizeof git_settings / sizeof *git_settings; i++) {
		if (set_git(git_settings[i].key, git_settings[i].value) != 0)
			return complain("git cannot be set up here: is this folder in a "
					"repository?");
		printf("wrote to this repository's git configuration: %s = %s\n",
		       git_settings[i].key, git_settings[i].value);
	}
	return add_attribute();
}

/* path old-file old-hex old-mode new-file new-hex new-mode, and of a renamed file two more. What has
 * mistakes is shown as such: git stops at any other status. */
static int as_driver(const struct call *call)
{
	equate_programme *p = equate_programme_new();
	int status;

	if (call->n < 7) {
		equate_programme_free(p);
		return misuse(call->command, "--git-driver takes the seven words that git gives");
	}
	status = (int)equate_diff_texts(p, call->arguments[0], call->arguments[1],
					call->arguments[4]);
	printf("%s\n", call->arguments[0]);
	fflush(stdout);
	if (status == EQUATE_OK)
		equate_write_diff(p, EQUATE_TEXT, width_of(STDOUT_FILENO),
				  has_colour(STDOUT_FILENO), write_stdout, NULL);
	else
		printf("%s", equate_messages(p, has_colour(STDOUT_FILENO)));
	fflush(stdout);
	equate_programme_free(p);
	return EQUATE_OK;
}

/* ---- the command ---- */

/* A path by itself is compared with what git has of it. */
static void choose_sides(const struct call *call, const char **old_side, const char **new_side)
{
	*old_side = call->n ? call->arguments[0] : "HEAD";
	*new_side = call->n > 1 ? call->arguments[1] : NULL;
	if (call->n == 1 && access(*old_side, F_OK) == 0) {
		*new_side = *old_side;
		*old_side = "HEAD";
	}
}

static int compare(const struct call *call)
{
	const equate_diff_options how = {
		.as_at = call->values[AS_AT],
		.no_data = call->values[NO_DATA] != NULL,
		.least = call->values[MIN_CHANGE],
	};
	const char *old_side, *new_side;
	equate_programme *p = equate_programme_new();
	int status = apply_settings(call, p);

	choose_sides(call, &old_side, &new_side);
	if (status == EQUATE_OK) {
		int written = EQUATE_OK;

		status = (int)equate_diff(p, old_side, new_side, &how);
		written = (int)equate_write_diff(p, format_numbers[choice(call, FORMAT)],
						 width_of(STDOUT_FILENO), has_colour(STDOUT_FILENO),
						 write_stdout, NULL);
		if (written > status)
			status = written;
	}
	if (status == EQUATE_OK && call->values[EXIT_CODE] && equate_diff_changes(p))
		status = EQUATE_FAULT_PROGRAMME;
	print_messages(p);
	equate_programme_free(p);
	return status;
}

static int diff(const struct call *call)
{
	if (call->values[GIT_DRIVER])
		return as_driver(call);
	if (call->n > 2)
		return misuse(call->command, "two sides can be compared, and %d are given",
			      call->n);
	return call->values[INSTALL_GIT] ? install_git() : compare(call);
}

const struct command diff_command = {
	.name = "diff",
	.arguments = "[OLD [NEW]]",
	.line = "say what a change to a programme means, and what it does to the money",
	.text = "OLD and NEW are files, folders with a main.eq, or revisions that git knows: HEAD~1,\n"
		"main, main:costs.eq. One revision is compared with what is here, one path with what\n"
		"git has of it; without either, this folder is compared with HEAD. A revision reads\n"
		"data as they are now. Order, layout, comments and the files that things stand in are\n"
		"no changes. The exit status is 0 also where there are changes, unless --exit-code\n"
		"asks for 1.",
	.least = 0,
	.most = -1,
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = diff,
};
