/* settings.c - the options `--set`, `--data` and `--old-data`: what a call changes of a programme, without an edit. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* NAME=VALUE in two parts, both ended by a NUL; the caller frees the result. */
static char *part(const char *written, const char **value)
{
	size_t n = strlen(written);
	char *copy = malloc(n + 1), *equals;

	if (!copy)
		return NULL;
	memcpy(copy, written, n + 1);
	equals = strchr(copy, '=');
	*equals = 0;
	*value = equals + 1;
	return copy;
}

int apply_settings(const struct call *call, equate_programme *p)
{
	for (int i = 0; i < call->n_given; i++) {
		const struct given *given = &call->given[i];
		const bool set = strcmp(given->option->name, "set") == 0;
		const bool old = strcmp(given->option->name, "old-data") == 0;
		const char *equals, *value;
		equate_status status;
		char *name;

		if (!set && !old && strcmp(given->option->name, "data") != 0)
			continue;
		equals = strchr(given->values[0], '=');
		if (!equals || equals == given->values[0] || !equals[1])
			return misuse(call->command,
				      "--%s %s: write a name, = and a %s, such as --%s %s",
				      given->option->name, given->values[0], set ? "value" : "path",
				      given->option->name,
				      set ? "\"rate=£23.10 per hour\"" : "weekly=new/weekly.csv");
		name = part(given->values[0], &value);
		if (!name)
			return complain("%s", equate_reason(ENOMEM));
		status = set   ? equate_set(p, name, value)
			 : old ? equate_use_old_data(p, name, value)
			       : equate_use_data(p, name, value);
		free(name);
		if (status != EQUATE_OK)
			return (int)status;
	}
	return EQUATE_OK;
}
