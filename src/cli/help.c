/* help.c - equate help: of the command, of one command, of a message's code. All of it is made
 * from the commands' tables and from the codes; so is docs/commands.md. */
#include "page.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_COLUMN 20 /* where the meaning of an option begins */

enum { MARKDOWN, MAN, COMPLETION, LIST };

static const struct option options[] = {
	{.name = "markdown", .meaning = "print the manual of all commands as Markdown"},
	{.name = "man", .meaning = "print it as a man page"},
	{.name = "completion",
	 .argument = "SHELL",
	 .meaning = "print what `bash`, `zsh` or `fish` needs to complete command lines",
	 .completes = COMPLETES_WORDS,
	 .words = shells},
	{.name = "list",
	 .meaning =
		 "print the names of all commands, options and messages, one a line, for programs"},
	{.name = NULL},
};

static void add_options(struct page *page, const struct command *c)
{
	if (!c->options)
		return;
	add(page, "\nOptions:\n");
	for (const struct option *o = c->options; o->name; o++) {
		const char *line = o->meaning;
		char text[64];

		if (write_option(o, text, sizeof text) > LIST_COLUMN - 4)
			add(page, "  %s\n%*s", text, LIST_COLUMN, "");
		else
			add(page, "  %-*s", LIST_COLUMN - 2, text);
		for (;;) {
			size_t n = strcspn(line, "\n");

			add(page, "%.*s\n", (int)n, line);
			if (!line[n])
				break;
			line += n + 1;
			add(page, "%*s", LIST_COLUMN, "");
		}
	}
}

static void add_command(struct page *page, const struct command *c)
{
	add(page, "usage: ");
	add_usage(page, c);
	add(page, "\n\n");
	add_upper(page, c->line);
	add(page, ".\n\n%s\n", c->text);
	add_options(page, c);
}

static void add_overview(struct page *page)
{
	add(page, "Equate %s: equations of KPIs and benefits, checked and run over data.\n\n",
	    equate_version());
	add(page, "usage: equate COMMAND [OPTIONS] [ARGUMENTS]\n\n");
	for (size_t i = 0; commands[i]; i++)
		add(page, "  %-*s%s\n", 10, commands[i]->name, commands[i]->line);
	add(page,
	    "\n`equate help COMMAND` explains a command, `equate help E0101` a message.\n"
	    "Exit status: 0 done; 1 the programme is at fault; 2 the command or its files are.\n");
}

static void add_list(struct page *page)
{
	for (size_t i = 0; commands[i]; i++) {
		add(page, "command %s\n", commands[i]->name);
		for (const struct option *o = commands[i]->options; o && o->name; o++)
			add(page, "option %s --%s\n", commands[i]->name, o->name);
	}
	for (size_t i = 0; equate_code_name(i); i++)
		add(page, "message %s\n", equate_code_name(i));
}

/* ---- one subject ---- */

static int unknown(const struct command *command, const char *name)
{
	size_t n = 0, codes = 0, at = 0;
	const char **names, *meant;

	while (commands[n])
		n++;
	while (equate_code_name(codes))
		codes++;
	names = malloc((n + codes + 1) * sizeof *names);
	if (!names)
		return misuse(command, "there is no command or message called `%s`", name);
	for (size_t i = 0; i < n; i++)
		names[at++] = commands[i]->name;
	for (size_t i = 0; i < codes; i++)
		names[at++] = equate_code_name(i);
	names[at] = NULL;
	meant = equate_nearest(name, names);
	free(names);
	if (meant)
		return misuse(command,
			      "there is no command or message called `%s`; did you mean `%s`?",
			      name, meant);
	return misuse(command, "there is no command or message called `%s`", name);
}

static int explain(const struct call *call, const char *subject, struct page *page)
{
	const struct command *command = find_command(subject);

	if (command) {
		add_command(page, command);
		return EQUATE_OK;
	}
	if (!equate_code_title(subject))
		return unknown(call->command, subject);
	for (const char *c = subject; *c; c++)
		add_char(page, (char)toupper((unsigned char)*c));
	add(page, ": %s\n\n%s\n", equate_code_title(subject), equate_code_explanation(subject));
	return EQUATE_OK;
}

static int help(const struct call *call)
{
	struct page page = {.text = NULL};
	int status;

	if (call->n_given > 1)
		return misuse(call->command, "--%s and --%s exclude each other",
			      call->given[0].option->name, call->given[1].option->name);
	if (call->n_given && call->n)
		return misuse(call->command, "--%s is of all commands: `%s` is too many",
			      call->given[0].option->name, call->arguments[0]);
	if (call->values[MARKDOWN])
		add_markdown(&page);
	else if (call->values[MAN])
		add_man_page(&page);
	else if (call->values[COMPLETION])
		add_completion(&page, call->values[COMPLETION]);
	else if (call->values[LIST])
		add_list(&page);
	else if (!call->n)
		add_overview(&page);
	else if ((status = explain(call, call->arguments[0], &page)) != EQUATE_OK)
		return status;
	return print_page(&page);
}

const struct command help_command = {
	.name = "help",
	.arguments = "[COMMAND | CODE]",
	.line = "explain the commands, one command, or the code of a message",
	.text = "Every message has a code, such as E0101 in `error[E0101]`; `equate help E0101` says more\n"
		"about it.",
	.most = 1,
	.completes = COMPLETES_COMMANDS,
	.options = options,
	.run = help,
};
