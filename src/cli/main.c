/* main.c - the equate command: finds the command that is meant and calls it.
 *
 * The exit status is 0 when it is done, 1 when the programme is at fault, 2 when the command or
 * its files are. */
#include "cli.h"

#include <signal.h>
#include <string.h>

const struct command *const commands[] = {
	&run_command,     &check_command, &test_command, &diff_command,    &bridge_command,
	&explain_command, &agree_command, &lock_command, &data_command,    &fmt_command,
	&new_command,     &dump_command,  &help_command, &version_command, NULL,
};

const struct command *find_command(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int call_command(const struct command *command, char **words)
{
	char *name = (char *)command->name;
	struct call call;
	int status = parse_call(command, words, &call);

	if (status < 0) {
		release_call(&call);
		call = (struct call){.command = &help_command, .arguments = &name, .n = 1};
		status = 0;
	}
	if (status == 0)
		status = call.command->run(&call);
	release_call(&call);
	return status;
}

static int unknown(const char *name)
{
	const char *names[32];
	const char *meant;
	size_t n = 0;

	while (commands[n] && n + 1 < sizeof names / sizeof *names) {
		names[n] = commands[n]->name;
		n++;
	}
	names[n] = NULL;
	meant = equate_nearest(name, names);
	if (meant)
		complain("there is no command called `%s`; did you mean `%s`?", name, meant);
	else
		complain("there is no command called `%s`", name);
	return complain("`equate help` lists the commands");
}

int main(int argc, char **argv)
{
	const struct command *command;

	/* A reader that stops early is no accident: the write says so, and all is released. */
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2)
		return complain("which command? `equate help` lists them");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return call_command(&help_command, argv + 2);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return call_command(&version_command, argv + 2);
	command = find_command(argv[1]);
	return command ? call_command(command, argv + 2) : unknown(argv[1]);
}
