/* parse.c - the words after a command's name: options, wherever they stand, and arguments.
 *
 * `--name value` and `--name=value` mean the same; after `--` all is arguments; `-` alone is
 * one. Options have no short forms, so that a line in a script reads by itself. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option *find_option(const struct command *command, const char *name, size_t n)
{
	for (const struct option *o = command->options; o && o->name; o++)
		if (strlen(o->name) == n && memcmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

static int unknown_option(const struct command *command, const char *word, size_t n)
{
	const char *names[MOST_OPTIONS + 1];
	char name[64];
	const char *meant = NULL;
	size_t count = 0;

	for (const struct option *o = command->options; o && o->name && count < MOST_OPTIONS; o++)
		names[count++] = o->name;
	names[count] = NULL;
	if (n < sizeof name) {
		memcpy(name, word, n);
		name[n] = 0;
		meant = equate_nearest(name, names);
	}
	if (meant)
		return misuse(command, "there is no option --%.*s; did you mean --%s?", (int)n,
			      word, meant);
	return misuse(command, "there is no option --%.*s", (int)n, word);
}

/* How many words an option takes. */
static int takes(const struct option *o)
{
	return !o->argument ? 0 : strchr(o->argument, ' ') ? 2 : 1;
}

static int check_words(const struct command *command, const struct given *given)
{
	const struct option *o = given->option;
	const char *value = given->values[0];
	char list[128];
	size_t n = 0;

	for (size_t i = 0; o->words && o->words[i]; i++)
		if (strcmp(o->words[i], value) == 0)
			return 0;
	if (!o->words)
		return 0;
	/* "text, csv or json" */
	for (size_t i = 0; o->words[i]; i++) {
		const char *before = i == 0 ? "" : o->words[i + 1] ? ", " : " or ";

		n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", before, o->words[i]);
	}
	return misuse(command, "there is no %s `%s`: it is %s", o->name, value, list);
}

/* Takes the option at **at with its values, and moves *at to its last word. */
static int take_option(struct call *call, char ***at)
{
	const struct command *command = call->command;
	const char *word = **at + 2;
	size_t n = strcspn(word, "="), k;
	const char *value = word[n] ? word + n + 1 : NULL;
	const struct option *option = find_option(command, word, n);
	struct given *given = &call->given[call->n_given];
	int wanted, got = 0;

	if (!option)
		return unknown_option(command, word, n);
	k = (size_t)(option - command->options);
	wanted = takes(option);
	if (call->values[k] && !option->repeats)
		return misuse(command, "--%s is given twice", option->name);
	if (!wanted && value)
		return misuse(command, "--%s takes no value, but `%s` is given", option->name,
			      value);
	*given = (struct given){.option = option};
	if (value)
		given->values[got++] = value;
	for (; got < wanted; got++) {
		const char *next = (*at)[1];

		if (option->is_argument && (!next || !option->is_argument(next)))
			break;
		if (!next || strncmp(next, "--", 2) == 0)
			return misuse(command, "--%s lacks its %s: --%s %s", option->name,
				      wanted == 1 ? "value"
				      : got       ? "second value"
						  : "values",
				      option->name, option->argument);
		given->values[got] = *++*at;
	}
	/* Of a range that is not quoted the shell makes three words. */
	if (wanted == 2 && strcmp(given->values[1], "to") == 0)
		return misuse(command, "what has spaces stands in quotes: --%s \"%s to …\" …",
			      option->name, given->values[0]);
	call->n_given++;
	if (!call->values[k])
		call->values[k] = got ? given->values[0] : "";
	return got ? check_words(command, given) : 0;
}

static int check_count(const struct call *call)
{
	const struct command *command = call->command;

	if (call->n < command->least)
		return misuse(command, "%s", command->lacking);
	if (command->most < 0 || call->n <= command->most)
		return 0;
	if (command->most == 0)
		return misuse(command, "it takes no arguments, but `%s` is given",
			      call->arguments[0]);
	return misuse(command, "`%s` is one argument too many", call->arguments[command->most]);
}

int parse_call(const struct command *command, char **words, struct call *call)
{
	bool options = true;
	size_t n = 0;
	int status;

	while (words[n])
		n++;
	*call = (struct call){.command = command, .arguments = words};
	call->given = malloc((n + 1) * sizeof *call->given);
	if (!call->given)
		return complain("%s", equate_reason(ENOMEM));
	for (char **at = words; *at; at++) {
		const char *word = *at;

		if (!options || word[0] != '-' || !word[1]) {
			call->arguments[call->n++] = *at; /* never ahead of `at` */
			continue;
		}
		if (strcmp(word, "--") == 0) {
			options = false;
			continue;
		}
		if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
			return -1;
		if (word[1] != '-')
			return misuse(command,
				      "there is no option %s; options begin with two dashes", word);
		status = take_option(call, &at);
		if (status)
			return status;
	}
	return check_count(call);
}

void release_call(struct call *call)
{
	free(call->given);
}

int choice(const struct call *call, int option)
{
	const char *const *words = call->command->options[option].words;
	int place = 0;

	while (call->values[option] && strcmp(call->values[option], words[place]) != 0)
		place++;
	return place;
}
