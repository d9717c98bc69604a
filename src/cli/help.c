/* help.c - equate help: of the command, of one command, of a message's code. All of it is made
 * from the commands' tables and from the codes; so is docs/commands.md. */
#include "cli.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_COLUMN 20 /* where the meaning of an option begins */

enum { MARKDOWN };

static const struct option options[] = {
	{.name = "markdown", .meaning = "print the manual of all commands as Markdown"},
	{.name = NULL},
};

/* The text that is gathered; more than all the help there is. */
struct page {
	char text[32768];
	size_t n;
};

static void add(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(struct page *page, const char *format, ...)
{
	size_t room = sizeof page->text - page->n;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(page->text + page->n, room, format, args);
	va_end(args);
	if (n > 0)
		page->n += (size_t)n < room ? (size_t)n : room - 1;
}

static void add_usage(struct page *page, const struct command *c)
{
	add(page, "equate %s%s%s%s", c->name, c->options ? " [OPTIONS]" : "",
	    *c->arguments ? " " : "", c->arguments);
}

/* "--as-at DATE" */
static int write_option(const struct option *o, char *text, size_t room)
{
	return snprintf(text, room, "--%s%s%s", o->name, o->argument ? " " : "",
			o->argument ? o->argument : "");
}

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
	add(page, "\n\n%c%s.\n\n%s\n", toupper((unsigned char)c->line[0]), c->line + 1, c->text);
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

/* ---- docs/commands.md ---- */

static void add_unwrapped(struct page *page, const char *text)
{
	for (; *text; text++)
		add(page, "%c", *text == '\n' ? ' ' : *text);
}

static void add_manual(struct page *page)
{
	add(page,
	    "# The command line\n\n"
	    "This page is printed by `equate help --markdown`; a test compares the two.\n\n"
	    "```\nequate COMMAND [OPTIONS] [ARGUMENTS]\n```\n\n"
	    "Results go to standard output, messages to standard error. Options may stand before or\n"
	    "after the arguments; `--name value` and `--name=value` mean the same; after `--` there\n"
	    "are only arguments.\n\n"
	    "| exit status | |\n|---:|---|\n"
	    "| 0 | done |\n"
	    "| 1 | the programme is at fault |\n"
	    "| 2 | the command, or the files that it names, are at fault |\n\n"
	    "On a terminal, text takes the terminal's width up to 100 columns (`COLUMNS` overrides it) and has\n"
	    "colours, unless `NO_COLOR` is set. Elsewhere it is plain and at most 100 columns wide, so that the\n"
	    "same inputs give the same bytes. A reader that stops early (`equate run … | head -3`) ends the\n"
	    "command without a word, with status 2.\n");
	for (size_t i = 0; commands[i]; i++) {
		const struct command *c = commands[i];

		add(page, "\n## equate %s\n\n```\n", c->name);
		add_usage(page, c);
		add(page, "\n```\n\n%c%s. ", toupper((unsigned char)c->line[0]), c->line + 1);
		add_unwrapped(page, c->text);
		add(page, "\n");
		if (!c->options)
			continue;
		add(page, "\n| option | |\n|---|---|\n");
		for (const struct option *o = c->options; o->name; o++) {
			char text[64];

			write_option(o, text, sizeof text);
			add(page, "| `%s` | ", text);
			add_unwrapped(page, o->meaning);
			add(page, " |\n");
		}
	}
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

static int help(const struct call *call)
{
	struct page page = {.n = 0};
	const char *subject = call->n ? call->arguments[0] : NULL;
	const struct command *command = subject ? find_command(subject) : NULL;

	if (call->values[MARKDOWN]) {
		if (subject)
			return misuse(call->command,
				      "--markdown prints all commands: `%s` is too many", subject);
		add_manual(&page);
	} else if (!subject) {
		add_overview(&page);
	} else if (command) {
		add_command(&page, command);
	} else if (equate_code_title(subject)) {
		char name[16];
		size_t n = 0;

		for (; subject[n] && n + 1 < sizeof name; n++)
			name[n] = (char)toupper((unsigned char)subject[n]);
		name[n] = 0;
		add(&page, "%s: %s\n\n%s\n", name, equate_code_title(subject),
		    equate_code_explanation(subject));
	} else {
		return unknown(call->command, subject);
	}
	return print(page.text, page.n);
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
