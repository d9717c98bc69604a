/* dump.c - equate dump: a programme as the stages inside see it. */
#include "cli.h"

/* In the order of enum equate_dump. */
static const struct option options[] = {
	{.name = "tree", .meaning = "the syntax tree: what was written"},
	{.name = "model",
	 .meaning = "the checked model: every definition with its unit, in order of evaluation"},
	{.name = "bytecode",
	 .meaning = "the bytecode, with the source line above what comes from it"},
	{.name = NULL},
};

static int dump(const struct call *call)
{
	equate_programme *p;
	equate_status status;
	int what = -1, given = 0;

	for (int i = 0; options[i].name; i++)
		if (call->values[i]) {
			what = i;
			given++;
		}
	if (given != 1)
		return misuse(call->command,
			      "which of its stages? Give one of --tree, --model, --bytecode");
	p = equate_programme_new();
	status = equate_load(p, call->arguments[0]);
	/* A programme with mistakes in its meaning still has a tree to look at. */
	if (status == EQUATE_OK || what == EQUATE_DUMP_TREE) {
		equate_status written = equate_write_dump(p, (equate_dump)what, write_stdout, NULL);

		if (written > status)
			status = written;
	}
	print_messages(p);
	equate_programme_free(p);
	return (int)status;
}

const struct command dump_command = {
	.name = "dump",
	.arguments = "PATH",
	.line = "show a programme as the stages inside see it",
	.text = "PATH is a programme, or a folder with a main.eq. No data is read.",
	.least = 1,
	.most = 1,
	.lacking = "which programme? Give a file, or a folder with a main.eq",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = dump,
};
