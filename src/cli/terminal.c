/* terminal.c - where output goes: its width and colours, and how it is written. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_OF_FILES 100    /* of text that does not go to a terminal: always the same */
#define WIDTH_OF_TERMINALS 80 /* of one that does not tell */
#define MOST_BYTES 1073741824u

bool has_colour(int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fd) && !(no && *no) && term && *term && strcmp(term, "dumb") != 0;
}

int width_of(int fd)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (!isatty(fd))
		return WIDTH_OF_FILES;
	if (columns) {
		char *end;
		long n = strtol(columns, &end, 10);

		if (end != columns && !*end && n > 0 && n < 10000)
			return (int)n;
	}
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH_OF_TERMINALS;
}

int complain(const char *format, ...)
{
	va_list args;

	fputs("equate: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return EQUATE_FAULT_FILES;
}

int misuse(const struct command *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "equate %s: ", command->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\n`equate help %s` shows how it is used\n", command->name);
	return EQUATE_FAULT_FILES;
}

void print_messages(equate_programme *p)
{
	if (equate_errors(p) || equate_warnings(p) || equate_advice(p))
		fputs(equate_messages(p, has_colour(STDERR_FILENO)), stderr);
}

int write_stdout(void *context, const char *bytes, size_t n)
{
	(void)context;
	while (n) {
		ssize_t written = write(STDOUT_FILENO, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		bytes += written;
		n -= (size_t)written;
	}
	return 0;
}

int print(const char *text, size_t n)
{
	int error = write_stdout(NULL, text, n);

	if (!error)
		return EQUATE_OK;
	if (error != EPIPE)
		complain("cannot write the output: %s", equate_reason(error));
	return EQUATE_FAULT_FILES;
}

const char *read_all(const char *path, char **bytes, size_t *n)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	const char *reason = NULL;
	size_t cap = 0;

	*bytes = NULL;
	*n = 0;
	if (fd < 0)
		return equate_reason(errno);
	for (;;) {
		ssize_t got;

		if (*n == cap) {
			char *more = cap < MOST_BYTES ? realloc(*bytes, cap = cap ? cap * 2 : 65536)
						      : NULL;

			if (!more) {
				reason = cap < MOST_BYTES ? equate_reason(ENOMEM)
							  : equate_reason(EFBIG);
				break;
			}
			*bytes = more;
		}
		got = read(fd, *bytes + *n, cap - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			reason = equate_reason(errno);
		if (got <= 0)
			break;
		*n += (size_t)got;
	}
	if (fd != STDIN_FILENO)
		close(fd);
	return reason;
}
