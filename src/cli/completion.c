/* completion.c - what a shell needs to complete a command line, made from the commands' tables. */
#include "page.h"

#include <string.h>

const char *const shells[] = {"bash", "zsh", "fish", NULL};

/* ---- pieces ---- */

static void add_words(struct page *page, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		add(page, "%s%s", i ? " " : "", words[i]);
}

static void add_command_names(struct page *page)
{
	for (size_t i = 0; commands[i]; i++)
		add(page, "%s%s", i ? " " : "", commands[i]->name);
}

/* The beginning of a text, which says enough, inside single quotes; `marked` get a backslash. */
static void add_quoted(struct page *page, const char *text, const char *marked)
{
	for (; *text && !((*text == ';' || *text == ':') && text[1] == ' '); text++) {
		if (*text == '`')
			continue;
		if (strchr(marked, *text))
			add_char(page, '\\');
		if (*text == '\'')
			add(page, "'\\''");
		else
			add_char(page, *text == '\n' ? ' ' : *text);
	}
}

/* ---- bash ---- */

static const char *bash_of(enum completes what)
{
	switch (what) {
	case COMPLETES_FILES:
		return "_equate_paths -f";
	case COMPLETES_FOLDERS:
		return "_equate_paths -d";
	case COMPLETES_PROGRAMMES:
		return "_equate_paths -d; _equate_paths -f -X '!*.eq'";
	case COMPLETES_COMMANDS:
		return "_equate_words \"$commands\"";
	default:
		return ":";
	}
}

static void add_bash_command(struct page *page, const struct command *c)
{
	add(page, "\t%s)\n\t\tcase $option in\n", c->name);
	for (const struct option *o = c->options; o && o->name; o++) {
		if (!o->argument)
			continue;
		add(page, "\t\t--%s) ", o->name);
		if (o->words) {
			add(page, "_equate_words '");
			add_words(page, o->words);
			add(page, "'");
		} else {
			add(page, "%s", bash_of(o->completes));
		}
		add(page, "; return ;;\n");
	}
	add(page, "\t\tesac\n\t\tcase $current in\n\t\t-*) _equate_words '--help");
	for (const struct option *o = c->options; o && o->name; o++)
		add(page, " --%s", o->name);
	add(page, "' ;;\n\t\t*) %s ;;\n\t\tesac\n\t\t;;\n", bash_of(c->completes));
}

static void add_bash(struct page *page)
{
	add(page,
	    "# Completion of equate's command line, for bash. Made by `equate help --completion bash`.\n"
	    "_equate_words() {\n"
	    "\tlocal IFS=$'\\n'\n"
	    "\tCOMPREPLY+=($(IFS=' '; compgen -W \"$1\" -- \"$current\"))\n"
	    "}\n"
	    "_equate_paths() {\n"
	    "\tlocal IFS=$'\\n'\n"
	    "\tcompopt -o filenames 2>/dev/null\n"
	    "\tCOMPREPLY+=($(compgen \"$@\" -- \"$current\"))\n"
	    "}\n"
	    "_equate() {\n"
	    "\tlocal current=${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD - 1)) option commands\n"
	    "\tcommands='");
	add_command_names(page);
	add(page, "'\n"
		  "\tCOMPREPLY=()\n"
		  "\tif [ \"$COMP_CWORD\" -le 1 ]; then\n"
		  "\t\t_equate_words \"$commands\"\n"
		  "\t\treturn\n"
		  "\tfi\n"
		  "\t# Bash takes --format=json for three words, and --data=name=path for five.\n"
		  "\t[ \"$current\" != = ] || { current=; at=$((at + 1)); }\n"
		  "\twhile [ \"${COMP_WORDS[at]}\" = = ] && [ \"$at\" -gt 2 ]; do\n"
		  "\t\tat=$((at - 1))\n"
		  "\t\t[[ ${COMP_WORDS[at]} == --* ]] || at=$((at - 1))\n"
		  "\tdone\n"
		  "\toption=${COMP_WORDS[at]}\n"
		  "\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; commands[i]; i++)
		add_bash_command(page, commands[i]);
	add(page, "\tesac\n"
		  "}\n"
		  "complete -F _equate equate\n");
}

/* ---- zsh ---- */

static const char *zsh_of(enum completes what)
{
	switch (what) {
	case COMPLETES_FILES:
		return "_files";
	case COMPLETES_FOLDERS:
		return "_files -/";
	case COMPLETES_PROGRAMMES:
		return "_files -g \"*.eq\"";
	case COMPLETES_COMMANDS:
		return "_equate_commands";
	default:
		return " ";
	}
}

static void add_zsh_option(struct page *page, const struct option *o)
{
	const char *argument = o->argument;

	/* With "=" zsh takes both --name=value and --name value. */
	add(page, "\t\t'%s--%s%s[", o->repeats ? "*" : "", o->name,
	    argument && !strchr(argument, ' ') ? "=" : "");
	add_quoted(page, o->meaning, "[]\\:");
	add(page, "]");
	/* One description and action for each word. */
	while (argument && *argument) {
		size_t n = strcspn(argument, " ");

		add(page, ":%.*s:", (int)n, argument);
		if (o->words) {
			add(page, "(");
			add_words(page, o->words);
			add(page, ")");
		} else {
			add(page, "%s", zsh_of(o->completes));
		}
		argument += n + (argument[n] == ' ');
	}
	add(page, "' \\\n");
}

static void add_zsh(struct page *page)
{
	add(page,
	    "#compdef equate\n"
	    "# Completion of equate's command line, for zsh. Made by `equate help --completion zsh`.\n"
	    "_equate_commands() {\n"
	    "\tlocal -a commands\n"
	    "\tcommands=(\n");
	for (size_t i = 0; commands[i]; i++) {
		add(page, "\t\t'%s:", commands[i]->name);
		add_quoted(page, commands[i]->line, "\\:");
		add(page, "'\n");
	}
	add(page, "\t)\n"
		  "\t_describe command commands\n"
		  "}\n"
		  "_equate() {\n"
		  "\tif (( CURRENT == 2 )); then\n"
		  "\t\t_equate_commands\n"
		  "\t\treturn\n"
		  "\tfi\n"
		  "\tlocal command=$words[2]\n"
		  "\tshift words\n"
		  "\t(( CURRENT-- ))\n"
		  "\tcase $command in\n");
	for (size_t i = 0; commands[i]; i++) {
		const struct command *c = commands[i];

		add(page, "\t%s)\n\t\t_arguments \\\n", c->name);
		for (const struct option *o = c->options; o && o->name; o++)
			add_zsh_option(page, o);
		add(page, "\t\t'--help[explain the command]'");
		if (*c->arguments)
			add(page, " \\\n\t\t'*:%s:%s'", c->name, zsh_of(c->completes));
		add(page, "\n\t\t;;\n");
	}
	add(page, "\tesac\n"
		  "}\n"
		  "# As a file of $fpath it is the function; sourced, it declares it.\n"
		  "if [ \"$funcstack[1]\" = _equate ]; then\n"
		  "\t_equate \"$@\"\n"
		  "else\n"
		  "\tcompdef _equate equate\n"
		  "fi\n");
}

/* ---- fish ---- */

static void add_fish_of(struct page *page, enum completes what, const char *const *words)
{
	if (words) {
		add(page, " -x -a '");
		add_words(page, words);
		add(page, "'");
		return;
	}
	switch (what) {
	case COMPLETES_FILES:
		add(page, " -r -F");
		break;
	case COMPLETES_FOLDERS:
		add(page, " -x -a '(__fish_complete_directories)'");
		break;
	case COMPLETES_PROGRAMMES:
		add(page, " -x -a '(__fish_complete_suffix .eq)'");
		break;
	case COMPLETES_COMMANDS:
		add(page, " -x -a '");
		add_command_names(page);
		add(page, "'");
		break;
	default:
		add(page, " -x");
	}
}

static void add_fish_command(struct page *page, const struct command *c)
{
	add(page, "complete -c equate -n __fish_use_subcommand -a %s -d '", c->name);
	add_quoted(page, c->line, "\\");
	add(page, "'\n");
	for (const struct option *o = c->options; o && o->name; o++) {
		add(page, "complete -c equate -n '__fish_seen_subcommand_from %s' -l %s", c->name,
		    o->name);
		if (o->argument)
			add_fish_of(page, o->completes, o->words);
		add(page, " -d '");
		add_quoted(page, o->meaning, "\\");
		add(page, "'\n");
	}
	if (!*c->arguments)
		return;
	add(page, "complete -c equate -n '__fish_seen_subcommand_from %s'", c->name);
	add_fish_of(page, c->completes, NULL);
	add(page, "\n");
}

static void add_fish(struct page *page)
{
	add(page,
	    "# Completion of equate's command line, for fish. Made by `equate help --completion fish`.\n"
	    "complete -c equate -f\n");
	for (size_t i = 0; commands[i]; i++)
		add_fish_command(page, commands[i]);
}

bool add_completion(struct page *page, const char *shell)
{
	static void (*const makers[])(struct page *) = {add_bash, add_zsh, add_fish};

	for (size_t i = 0; shells[i]; i++)
		if (strcmp(shells[i], shell) == 0) {
			makers[i](page);
			return true;
		}
	return false;
}
