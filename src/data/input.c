/* input.c - see input.h. */
#include "data/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "data/input_unpack.h"

#define PACKED_BYTES 65536 /* read at a time, where they become more */

struct eq_input {
	int fd;                /* -1: memory */
	struct eq_text memory; /* what is still unread */
	struct eq_text shown;
	struct stat as_opened;
	uint64_t bytes_read;
	struct eq_digest *digest; /* of what was read */

	char magic[EQ_UNPACK_MAGIC]; /* the first bytes, which tell what it is */
	size_t n_magic, given;       /* how many there are; and how many were handed out */
	struct eq_unpacker *unpacker;
	char *room;
	struct eq_text packed; /* in the room: what is still to unpack */
	bool fills; /* the last time all room was written: there may be more in the unpacker */

	bool begun, ended;
	int read_error;
	bool changed;
	const char *damage;
};

/* ---- opening ---- */

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
	bool is_standard = strcmp(path, "-") == 0;
	int fd = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int error = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	if (error) {
		eq_diag_file(diags, EQ_E0601, shown, 0, 0, "the data cannot be read: %s",
			     eq_file_reason(error));
		if (fd >= 0 && !is_standard)
			close(fd);
		return NULL;
	}
	struct eq_input *in = new_input(shown);
	in->fd = fd;
	in->as_opened = st;
	return in;
}

struct eq_input *eq_input_open_memory(struct eq_text text, struct eq_text shown)
{
	struct eq_input *in = new_input(shown);

	in->memory = text;
	in->as_opened.st_size = (off_t)text.n;
	return in;
}

void eq_input_close(struct eq_input *in)
{
	if (!in)
		return;
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	eq_unpacker_free(in->unpacker);
	eq_digest_free(in->digest);
	eq_free(in->room);
	eq_free(in);
}

/* ---- whether it stays the same ---- */

static struct eq_input_identity identity_of(const struct stat *st)
{
	return (struct eq_input_identity){(uint64_t)st->st_dev, (uint64_t)st->st_ino,
					  (uint64_t)st->st_size, (int64_t)st->st_mtim.tv_sec,
					  (int64_t)st->st_mtim.tv_nsec};
}

struct eq_input_identity eq_input_identity(const struct eq_input *in)
{
	return identity_of(&in->as_opened);
}

static bool are_same(const struct eq_input_identity *a, const struct eq_input_identity *b)
{
	return a->device == b->device && a->number == b->number && a->size == b->size &&
	       a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

static bool report_change(const struct eq_input *in, struct eq_diags *diags)
{
	struct eq_diag *g = eq_diag_file(diags, EQ_E0618, in->shown, 0, 0,
					 "the file changed while it was read");

	eq_diag_hint(diags, g, "run again once whoever writes it has finished");
	return false;
}

bool eq_input_is_still(const struct eq_input *in, const struct eq_input_identity *was,
		       struct eq_diags *diags)
{
	struct eq_input_identity is = eq_input_identity(in);

	return are_same(&is, was) || report_change(in, diags);
}

/* At the end of an ordinary file: it is as it was, and all of it was read. */
static bool has_changed(const struct eq_input *in)
{
	struct eq_input_identity was = eq_input_identity(in), is;
	struct stat st;

	if (in->fd < 0 || !S_ISREG(in->as_opened.st_mode))
		return false;
	if (fstat(in->fd, &st) != 0)
		return true;
	is = identity_of(&st);
	/* What the system makes up while it is read says that it has no bytes. */
	return !are_same(&was, &is) || (was.size > 0 && in->bytes_read != was.size);
}

/* ---- reading ---- */

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

/* As the bytes are in the file. */
static size_t read_raw(struct eq_input *in, char *to, size_t room)
{
	size_t n;

	if (in->ended)
		return 0;
	n = in->fd < 0 ? read_memory(in, to, room) : read_file(in, to, room);
	eq_digest_add(in->digest, to, n);
	in->bytes_read += n;
	in->ended = n == 0;
	if (in->ended && !in->read_error)
		in->changed = has_changed(in);
	return n;
}

/* Reads the first bytes, and gets ready for what they say. */
static void begin(struct eq_input *in)
{
	size_t n;

	in->begun = true;
	while (in->n_magic < sizeof in->magic &&
	       (n = read_raw(in, in->magic + in->n_magic, sizeof in->magic - in->n_magic)) > 0)
		in->n_magic += n;
	in->unpacker = eq_unpacker_new(in->magic);
	if (!in->unpacker)
		return;
	in->room = eq_alloc(PACKED_BYTES);
	in->packed = (struct eq_text){in->magic, in->n_magic};
}

static size_t read_packed(struct eq_input *in, char *to, size_t room)
{
	while (!in->damage) {
		if (in->packed.n == 0 && !in->fills)
			in->packed =
				(struct eq_text){in->room, read_raw(in, in->room, PACKED_BYTES)};
		if (in->packed.n == 0 && in->ended) {
			if (!in->read_error)
				in->damage = eq_unpacker_fault_at_end(in->unpacker);
			return 0;
		}
		size_t n = eq_unpack(in->unpacker, &in->packed, to, room);
		in->fills = n == room;
		in->damage = eq_unpacker_fault(in->unpacker);
		if (n)
			return n;
	}
	return 0;
}

size_t eq_input_read(struct eq_input *in, char *to, size_t room)
{
	if (!in->begun)
		begin(in);
	if (in->unpacker)
		return read_packed(in, to, room);
	size_t n = in->n_magic - in->given;
	if (n > room)
		n = room;
	memcpy(to, in->magic + in->given, n);
	in->given += n;
	return n + (room > n ? read_raw(in, to + n, room - n) : 0);
}

/* ---- the end ---- */

bool eq_input_failed(const struct eq_input *in)
{
	return in->read_error || in->changed || in->damage;
}

bool eq_input_sound(const struct eq_input *in, uint64_t line, uint64_t column,
		    struct eq_diags *diags)
{
	if (in->read_error) {
		eq_diag_file(diags, EQ_E0601, in->shown, 0, 0,
			     "the data cannot be read to its end: %s",
			     eq_file_reason(in->read_error));
		return false;
	}
	if (in->changed) /* and may be damaged for that reason alone */
		return report_change(in, diags);
	if (in->damage) {
		struct eq_diag *g =
			eq_diag_file(diags, EQ_E0619, in->shown, line, column, "%s", in->damage);

		eq_diag_hint(diags, g,
			     "no figure is made of it; copy it again from where it came from");
		return false;
	}
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
	return in->fd < 0 || S_ISREG(in->as_opened.st_mode) ? (uint64_t)in->as_opened.st_size : 0;
}
