/* fuzz_data.c - any bytes, as a data file that is looked into: nothing breaks, and what is printed is
 * the same twice. That the block parses is checked where it is made. Built with
 *   clang -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/fuzz_data.c libequate.a */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "equate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct printed {
	char *p;
	size_t n;
};

static int keep(void *context, const char *bytes, size_t n)
{
	struct printed *to = context;

	to->p = malloc(n + 1);
	memcpy(to->p, bytes, n);
	to->n = n;
	return 0;
}

static struct printed look_into(const char *path)
{
	equate_programme *p = equate_programme_new();
	struct printed out = {NULL, 0};
	equate_status status = equate_write_data_profile(p, path, NULL, keep, &out);

	if ((status == EQUATE_OK) != (equate_errors(p) == 0) ||
	    (status == EQUATE_OK) != (out.p != NULL))
		abort();
	equate_programme_free(p);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/fuzz-data-XXXXXX";
	int fd = mkstemp(path);
	struct printed one, other;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	close(fd);
	one = look_into(path);
	other = look_into(path);
	if (one.n != other.n || (one.n && memcmp(one.p, other.p, one.n) != 0))
		abort();
	free(one.p);
	free(other.p);
	unlink(path);
	return 0;
}
