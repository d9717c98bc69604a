/* fmt.c - equate fmt: programmes in their one canonical layout. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK, WRITE };

static const struct option options[] = {
	{.name = "check",
	 .meaning =
		 "print only the names of files whose layout differs; exit status 1 if any does"},
	{.name = "write", .meaning = "rewrite the files in place, those that change"},
	{.name = NULL},
};

/* A file on its way through the formatter. */
struct text {
	const char *path;
	char *bytes;
	size_t n;
	const struct call *call;
	bool differs;
};

/* An equate_write: does with the canonical text what the call asks for. */
static int take(void *context, const char *bytes, size_t n)
{
	struct text *text = context;
	const char *reason;

	if (!text->call->values[CHECK] && !text->call->values[WRITE])
		return write_stdout(NULL, bytes, n);
	text->differs = n != text->n || memcmp(bytes, text->bytes, n) != 0;
	if (!text->differs || text->call->values[CHECK])
		return 0;
	reason = equate_replace_file(text->path, bytes, n);
	if (!reason)
		return 0;
	complain("cannot write %s: %s", text->path, reason);
	return -1;
}

static int name_file(const char *path)
{
	int status = print(path, strlen(path));

	return status == EQUATE_OK ? print("\n", 1) : status;
}

static int format_file(const struct call *call, const char *path)
{
	struct text text = {.path = path, .call = call};
	const bool input = strcmp(path, "-") == 0;
	const char *reason = read_all(path, &text.bytes, &text.n);
	equate_programme *p;
	int status;

	if (reason) {
		complain("cannot read %s: %s", input ? "standard input" : path, reason);
		free(text.bytes);
		return EQUATE_FAULT_FILES;
	}
	p = equate_programme_new();
	status = (int)equate_format_text(p, input ? "standard input" : path,
					 text.bytes ? text.bytes : "", text.n, take, &text);
	print_messages(p);
	equate_programme_free(p);
	if (status == EQUATE_OK && text.differs && call->values[CHECK]) {
		status = name_file(input ? "standard input" : path);
		if (status == EQUATE_OK)
			status = EQUATE_FAULT_PROGRAMME;
	}
	free(text.bytes);
	return status;
}

static int fmt(const struct call *call)
{
	int worst = EQUATE_OK;

	if (call->values[CHECK] && call->values[WRITE])
		return misuse(call->command, "--check and --write exclude each other");
	for (int i = 0; i < call->n; i++)
		if (call->values[WRITE] && strcmp(call->arguments[i], "-") == 0)
			return misuse(call->command, "standard input cannot be rewritten in place");
	for (int i = 0; i < call->n; i++) {
		int status = format_file(call, call->arguments[i]);

		if (status > worst)
			worst = status;
	}
	return worst;
}

const struct command fmt_command = {
	.name = "fmt",
	.arguments = "FILE...",
	.line = "print programmes in their one canonical layout",
	.text = "FILE is a programme, or - for standard input; imported files are not followed. Only\n"
		"the layout changes, never the meaning, and comments stay where they are. A file with\n"
		"mistakes is left as it is, and its mistakes are shown.",
	.least = 1,
	.most = -1,
	.lacking = "which file? Give one or more, or - for standard input",
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = fmt,
};
