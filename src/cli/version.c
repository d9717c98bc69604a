/* version.c - equate version. */
#include "cli.h"

#include <string.h>

static int version(const struct call *call)
{
	char text[64] = "equate ";
	size_t n = strlen(text), more = strlen(equate_version());

	(void)call;
	if (more > sizeof text - n - 1)
		more = sizeof text - n - 1;
	memcpy(text + n, equate_version(), more);
	text[n + more] = '\n';
	return print(text, n + more + 1);
}

const struct command version_command = {
	.name = "version",
	.arguments = "",
	.line = "print the version",
	.text = "`equate --version` does the same.",
	.run = version,
};
