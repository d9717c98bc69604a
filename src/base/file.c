/* file.c - whole files in, whole files out; see file.h. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *eq_file_reason(int error)
{
	switch (error) {
	case ENOENT:
		return "there is no such file";
	case EISDIR:
		return "it is a folder, not a file";
	case ENOTDIR:
		return "a part of its path is a file, not a folder";
	case EACCES:
	case EPERM:
		return "permission is refused";
	case EROFS:
		return "the disk can only be read";
	case ENOSPC:
		return "the disk is full";
	case EDQUOT:
		return "the disk space you are allowed is used up";
	case EFBIG:
		return "it is too large";
	case ENAMETOOLONG:
		return "its name is too long";
	case ELOOP:
		return "its symbolic links lead round in a circle";
	case EMFILE:
	case ENFILE:
		return "too many files are open";
	case EIO:
		return "the disk reports a fault";
	case EBADF:
		return "it is closed";
	case EPIPE:
		return "whoever was reading the output has stopped";
	default:
		return strerror(error);
	}
}

/* ---- reading ---- */

const char *eq_file_read(const char *path, size_t limit, struct eq_text *out)
{
	const char *reason = NULL;
	struct stat about;
	size_t n = 0, cap = 64 * 1024;
	char *p = NULL;
	int fd;

	*out = EQ_TEXT("");
	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return eq_file_reason(errno);
	if (fstat(fd, &about) != 0) {
		reason = eq_file_reason(errno);
		goto cleanup;
	}
	if (S_ISDIR(about.st_mode)) {
		reason = eq_file_reason(EISDIR);
		goto cleanup;
	}
	if (S_ISREG(about.st_mode) && about.st_size > 0) {
		if ((uintmax_t)about.st_size > limit) {
			reason = eq_file_reason(EFBIG);
			goto cleanup;
		}
		/* One more than the file, so that the read that finds its end needs no more
		 * room, and one for the NUL. */
		cap = (size_t)about.st_size + 2;
	}
	/* The size is only where to start: a pipe has none, and a file may grow meanwhile. */
	p = eq_alloc(cap);
	for (;;) {
		ssize_t got = read(fd, p + n, cap - 1 - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			reason = eq_file_reason(errno);
			goto cleanup;
		}
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > limit) {
			reason = eq_file_reason(EFBIG);
			goto cleanup;
		}
		if (n == cap - 1) {
			if (cap > SIZE_MAX / 2)
				eq_out_of_memory();
			cap *= 2;
			p = eq_realloc(p, cap);
		}
	}
	p[n] = 0;
	*out = (struct eq_text){p, n};
	p = NULL;
cleanup:
	eq_free(p);
	close(fd);
	return reason;
}

/* ---- writing ---- */

int eq_fd_write(int fd, struct eq_text text)
{
	while (text.n) {
		/* Some systems refuse more than this at once. */
		size_t most = text.n < 0x40000000 ? text.n : 0x40000000;
		ssize_t written = write(fd, text.p, most);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		text.p += written;
		text.n -= (size_t)written;
	}
	return 0;
}

/* A terminal, a pipe, /dev/null: nothing to put in place of, so it is written to. */
static int write_into(const char *path, struct eq_text text)
{
	int fd, error;

	do
		fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return errno;
	error = eq_fd_write(fd, text);
	if (close(fd) != 0 && !error && errno != EINTR)
		error = errno;
	return error;
}

/* A new file beside `path`, its name in `name`. A descriptor, or -1 with errno set. It is
 * mkstemp(), but for the permissions: open() gives a new file those that any other new file
 * gets in this folder, where mkstemp() would shut everyone else out. */
static int open_beside(const char *path, struct eq_buf *name)
{
	int fd = -1;

	for (unsigned attempt = 0; attempt < 1000 && fd < 0; attempt++) {
		eq_buf_clear(name);
		eq_buf_addf(name, "%s.equate-%ld-%u", path, (long)getpid(), attempt);
		fd = open(name->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (fd < 0 && errno != EEXIST && errno != EINTR)
			break;
	}
	return fd;
}

/* Puts the text in place of what is at `path`. `about` is NULL when there is nothing yet. */
static int replace(const char *path, const struct stat *about, struct eq_text text)
{
	struct eq_buf name;
	int fd, error = 0;

	eq_buf_init(&name);
	fd = open_beside(path, &name);
	if (fd < 0) {
		error = errno;
		goto cleanup;
	}
	if (about && fchmod(fd, about->st_mode & 07777) != 0)
		error = errno;
	if (!error)
		error = eq_fd_write(fd, text);
	/* Some file systems have no fsync; that is not the text's fault. */
	if (!error && fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	if (close(fd) != 0 && !error && errno != EINTR)
		error = errno;
	if (!error && rename(name.p, path) != 0)
		error = errno;
	if (error)
		unlink(name.p);
cleanup:
	eq_buf_release(&name);
	return error;
}

const char *eq_file_write(const char *path, struct eq_text text)
{
	struct stat about, link;
	char *real = NULL;
	int error;

	/* A symbolic link stays one: what it leads to is written. */
	if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
		real = realpath(path, NULL);
		if (!real)
			return errno == ENOENT ? "it is a symbolic link that leads nowhere"
					       : eq_file_reason(errno);
		path = real;
	}
	if (stat(path, &about) != 0) {
		error = errno == ENOENT ? replace(path, NULL, text) : errno;
		/* The file was to be made: what is missing is where to make it. */
		if (error == ENOENT) {
			free(real);
			return "there is no such folder";
		}
	} else if (S_ISDIR(about.st_mode)) {
		error = EISDIR;
	} else if (!S_ISREG(about.st_mode)) {
		error = write_into(path, text);
	} else if (access(path, W_OK) != 0) {
		/* A rename would not ask whether the file itself may be written. */
		error = errno;
	} else {
		error = replace(path, &about, text);
	}
	free(real);
	return error ? eq_file_reason(error) : NULL;
}

/* ---- paths ---- */

/* Adds the parts of `path` to `out`, which holds a folded path, "" or "/" to begin with:
 * "." goes, ".." takes the part before it, where there is one. */
static void fold_onto(struct eq_buf *out, struct eq_text path)
{
	while (path.n) {
		const char *slash = memchr(path.p, '/', path.n);
		struct eq_text part = {path.p, slash ? (size_t)(slash - path.p) : path.n};
		size_t taken = part.n + (slash != NULL), last;

		path.p += taken;
		path.n -= taken;
		if (part.n == 0 || eq_text_is(part, "."))
			continue;
		/* Where the last part so far begins; out->n when there is none. */
		for (last = out->n; last > 0 && out->p[last - 1] != '/';)
			last--;
		if (eq_text_is(part, "..")) {
			struct eq_text before = {last < out->n ? out->p + last : "", out->n - last};

			if (eq_text_is(eq_buf_view(out), "/"))
				continue; /* above the root is the root */
			if (before.n && !eq_text_is(before, "..")) {
				/* The slash goes with the part, unless it is the root. */
				out->n = last > 1 ? last - 1 : last;
				out->p[out->n] = 0;
				continue;
			}
		}
		if (out->n && out->p[out->n - 1] != '/')
			eq_buf_addc(out, '/');
		eq_buf_add_text(out, part);
	}
}

void eq_path_beside(struct eq_text base, struct eq_text relative, struct eq_buf *out)
{
	bool rooted = relative.n && relative.p[0] == '/';

	eq_buf_clear(out);
	if (rooted || (base.n && base.p[0] == '/'))
		eq_buf_addc(out, '/');
	if (!rooted) {
		while (base.n && base.p[base.n - 1] != '/')
			base.n--;
		fold_onto(out, base);
	}
	fold_onto(out, relative);
	if (out->n == 0)
		eq_buf_addc(out, '.');
}

/* The path as the system sees it, without symbolic links, in `out`; what does not exist
 * stays as written. False when that cannot be told. */
static bool resolve(const char *path, struct eq_buf *out)
{
	struct eq_buf whole;
	struct stat about;
	char *here = NULL, *real = NULL;
	size_t known;
	bool told = false;

	eq_buf_init(&whole);
	eq_buf_addc(&whole, '/');
	if (path[0] != '/') {
		here = realpath(".", NULL);
		if (!here)
			goto cleanup;
		fold_onto(&whole, eq_text_of(here));
	}
	fold_onto(&whole, eq_text_of(path));

	/* The longest part that exists, and what is left after it. */
	for (known = whole.n;;) {
		char cut = whole.p[known];

		whole.p[known] = 0;
		real = realpath(whole.p, NULL);
		/* Something is there and yet leads nowhere: a link whose end anybody might
		 * make later, anywhere. */
		if (!real && lstat(whole.p, &about) == 0)
			goto cleanup;
		whole.p[known] = cut;
		if (real)
			break;
		while (known > 1 && whole.p[known - 1] != '/')
			known--;
		if (known > 1)
			known--;
	}
	eq_buf_clear(out);
	eq_buf_addc(out, '/');
	fold_onto(out, eq_text_of(real));
	fold_onto(out, (struct eq_text){whole.p + known, whole.n - known});
	told = true;
cleanup:
	free(real);
	free(here);
	eq_buf_release(&whole);
	return told;
}

bool eq_path_inside(const char *folder, const char *path)
{
	struct eq_buf outer, inner;
	bool inside = false;

	eq_buf_init(&outer);
	eq_buf_init(&inner);
	if (resolve(folder, &outer) && resolve(path, &inner))
		inside = outer.n == 1 ||
			 (inner.n >= outer.n && memcmp(inner.p, outer.p, outer.n) == 0 &&
			  (inner.n == outer.n || inner.p[outer.n] == '/'));
	eq_buf_release(&outer);
	eq_buf_release(&inner);
	return inside;
}
