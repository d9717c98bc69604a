/* parse.c - the words after a command's name: options, wherever they stand, and arguments.
 *
 * `--name value` and `--name=value` mean the same; after `--` all is arguments; `-` alone is
 * one. Options have no short forms, so that a line in a script reads by itself. */
#include "cli.h"

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

int parse_call(const struct command *command, char **words, struct call *call)
{
	bool options = true;

	*call = (struct call){.command = command, .arguments = words};
	for (char **at = words; *at; at++) {
		const char *word = *at, *value;
		const struct option *option;
		size_t n, k;

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
		word += 2;
		n = strcspn(word, "=");
		value = word[n] ? word + n + 1 : NULL;
		option = find_option(command, word, n);
		if (!option)
			return unknown_option(command, word, n);
		k = (size_t)(option - command->options);
		if (call->values[k])
			return misuse(command, "--%s is given twice", option->name);
		if (option->argument && !value) {
			if (!at[1] || strncmp(at[1], "--", 2) == 0)
				return misuse(command, "--%s lacks its value: --%s %s",
					      option->name, option->name, option->argument);
			value = *++at;
		} else if (!option->argument && value) {
			return misuse(command, "--%s takes no value, but `%s` is given",
				      option->name, value);
		}
		call->values[k] = value ? value : "";
	}
	if (call->n < command->least)
		return misuse(command, "%s", command->lacking);
	if (command->most >= 0 && call->n > command->most) {
		if (command->most == 0)
			return misuse(command, "it takes no arguments, but `%s` is given",
				      call->arguments[0]);
		return misuse(command, "`%s` is one argument too many",
			      call->arguments[command->most]);
	}
	return 0;
}
