/* input.c - see input.h. */
#include "data/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

struct eq_input {
	int fd;                /* -1: memory */
	struct eq_text memory; /* what is still unread */
	struct eq_text shown;
	uint64_t bytes, bytes_read;
	int read_error;
	struct eq_digest *digest; /* of what was read */
};

static struct eq_input *new_input(struct eq_text shown)
{
	struct eq_input *in = eq_alloc_zero(1, sizeof *in);

	in->fd = -1;
	in->shown = shown;
	in->digest = eq_digest_new();
	return in;
}

struct eq_input *eq_input_open(const char *path, struct eq_text shown, struct eq_diags *diags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int error = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	if (error) {
		eq_diag_file(diags, EQ_E0601, shown, 0, 0, "the data cannot be read: %s",
			     eq_file_reason(error));
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	struct eq_input *in = new_input(shown);
	in->fd = fd;
	if (S_ISREG(st.st_mode))
		in->bytes = (uint64_t)st.st_size;
	return in;
}

struct eq_input *eq_input_open_memory(struct eq_text text, struct eq_text shown)
{
	struct eq_input *in = new_input(shown);

	in->memory = text;
	in->bytes = text.n;
	return in;
}

void eq_input_close(struct eq_input *in)
{
	if (!in)
		return;
	if (in->fd >= 0)
		close(in->fd);
	eq_digest_free(in->digest);
	eq_free(in);
}

static size_t read_memory(struct eq_input *in, char *to, size_t room)
{
	size_t n = in->memory.n < room ? in->memory.n : room;

	if (n)
		memcpy(to, in->memory.p, n);
	in->memory.p += n;
	in->memory.n -= n;
	return n;
}

static size_t read_file(struct eq_input *in, char *to, size_t room)
{
	for (;;) {
		ssize_t n = read(in->fd, to, room);

		if (n >= 0)
			return (size_t)n;
		if (errno != EINTR) {
			in->read_error = errno;
			return 0;
		}
	}
}

size_t eq_input_read(struct eq_input *in, char *to, size_t room)
{
	size_t n = in->fd < 0 ? read_memory(in, to, room) : read_file(in, to, room);

	eq_digest_add(in->digest, to, n);
	in->bytes_read += n;
	return n;
}

bool eq_input_failed(const struct eq_input *in)
{
	return in->read_error != 0;
}

bool eq_input_report(struct eq_input *in, uint64_t line, uint64_t column, struct eq_diags *diags)
{
	(void)line;
	(void)column;
	if (!eq_input_failed(in))
		return false;
	eq_diag_file(diags, EQ_E0601, in->shown, 0, 0, "the data cannot be read to its end: %s",
		     eq_file_reason(in->read_error));
	return true;
}

void eq_input_fingerprint(struct eq_input *in, char out[EQ_DIGEST_CHARS])
{
	eq_digest_end(in->digest, out);
}

uint64_t eq_input_bytes_read(const struct eq_input *in)
{
	return in->bytes_read;
}

uint64_t eq_input_bytes(const struct eq_input *in)
{
	return in->bytes;
}
