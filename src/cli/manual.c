/* manual.c - the manual of all commands, made from their tables: docs/commands.md and equate.1. */
#include "page.h"

#include <string.h>

/* ---- Markdown ---- */

static void add_markdown_options(struct page *page, const struct option *o)
{
	add(page, "\n| option | |\n|---|---|\n");
	for (; o->name; o++) {
		char text[64];

		write_option(o, text, sizeof text);
		add(page, "| `%s` | ", text);
		add_unwrapped(page, o->meaning);
		add(page, " |\n");
	}
}

void add_markdown(struct page *page)
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
	    "| 2 | the command, or the files that it names, are at fault |\n"
	    "| 3 | an alert is raised, where `equate run --fail-on-alert` asks |\n\n"
	    "On a terminal, text takes the terminal's width up to 100 columns (`COLUMNS` overrides it) and has\n"
	    "colours, unless `NO_COLOR` is set. Elsewhere it is plain and at most 100 columns wide, so that the\n"
	    "same inputs give the same bytes. A reader that stops early (`equate run … | head -3`) ends the\n"
	    "command without a word, with status 2.\n");
	for (size_t i = 0; commands[i]; i++) {
		const struct command *c = commands[i];

		add(page, "\n## equate %s\n\n```\n", c->name);
		add_usage(page, c);
		add(page, "\n```\n\n");
		add_upper(page, c->line);
		add(page, ". ");
		add_unwrapped(page, c->text);
		add(page, "\n");
		if (c->options)
			add_markdown_options(page, c->options);
	}
}

/* ---- the man page ---- */

/* Text for a man page, on one line: `words` in bold, and nothing read as a request. */
static void add_roff(struct page *page, const char *text)
{
	bool bold = false;

	if (*text == '.' || *text == '\'')
		add(page, "\\&");
	for (; *text; text++) {
		switch (*text) {
		case '\\':
			add(page, "\\e");
			break;
		case '-':
			add(page, "\\-");
			break;
		case '`':
			bold = !bold;
			add(page, bold ? "\\fB" : "\\fR");
			break;
		default:
			add_char(page, *text == '\n' ? ' ' : *text);
		}
	}
}

/* "PATH..." in italics, as what stands for something else. */
static void add_synopsis(struct page *page, const struct command *c)
{
	add(page, ".B equate %s\n", c->name);
	if (c->options)
		add(page, ".RI [ OPTIONS ]\n");
	if (*c->arguments)
		add(page, ".I %s\n", c->arguments);
}

static void add_man_options(struct page *page, const struct option *o)
{
	for (; o->name; o++) {
		add(page, ".TP\n\\fB\\-\\-");
		add_roff(page, o->name);
		add(page, "\\fR");
		if (o->argument)
			add(page, " \\fI%s\\fR", o->argument);
		add(page, "\n");
		add_roff(page, o->meaning);
		add(page, ".\n");
	}
}

void add_man_page(struct page *page)
{
	add(page,
	    ".TH EQUATE 1 \"\" \"Equate %s\" \"User Commands\"\n"
	    ".SH NAME\nequate \\- equations of KPIs and benefits, checked and run over data\n"
	    ".SH SYNOPSIS\n",
	    equate_version());
	for (size_t i = 0; commands[i]; i++) {
		if (i)
			add(page, ".br\n");
		add_synopsis(page, commands[i]);
	}
	add(page,
	    ".SH DESCRIPTION\n"
	    "Equate reads a programme: KPIs, what they are worth, and plans. It checks the units,\n"
	    "runs the equations over data with exact decimals, and prints the benefit pack.\n"
	    ".PP\n"
	    "Results go to standard output, messages to standard error. Options may stand before or\n"
	    "after the arguments; \\fB\\-\\-name value\\fR and \\fB\\-\\-name=value\\fR mean the same;\n"
	    "after \\fB\\-\\-\\fR there are only arguments.\n"
	    ".SH COMMANDS\n");
	for (size_t i = 0; commands[i]; i++) {
		const struct command *c = commands[i];

		add(page, ".SS equate %s\n", c->name);
		add_upper(page, c->line);
		add(page, ".\n");
		add_roff(page, c->text);
		add(page, "\n");
		if (c->options)
			add_man_options(page, c->options);
	}
	add(page,
	    ".SH EXIT STATUS\n"
	    ".TP\n0\ndone\n"
	    ".TP\n1\nthe programme is at fault\n"
	    ".TP\n2\nthe command, or the files that it names, are at fault\n"
	    ".TP\n3\nan alert is raised, where \\-\\-fail\\-on\\-alert asks\n"
	    ".SH ENVIRONMENT\n"
	    ".TP\n.B NO_COLOR\nWhere it is set, text has no colours. Only a terminal gets them at all.\n"
	    ".TP\n.B COLUMNS\nThe width of text on a terminal. Elsewhere text is at most 100 columns wide.\n"
	    ".SH EXAMPLES\n"
	    ".nf\n"
	    "equate new reablement\n"
	    "equate check reablement\n"
	    "equate run reablement \\-\\-as\\-at 2025\\-06\\-29\n"
	    "equate run reablement \\-\\-format csv \\-\\-output pack.csv\n"
	    "equate run reablement \\-\\-compare 2025\\-05 2025\\-06\n"
	    ".fi\n");
}
