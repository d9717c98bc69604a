/* revision.c - asking git. See revision.h. */
#include "review/revision.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

extern char **environ;

/* Reads all that comes through a pipe; false: more than `limit`. */
static bool read_pipe(int fd, size_t limit, struct eq_buf *out)
{
	char part[65536];

	for (;;) {
		ssize_t n = read(fd, part, sizeof part);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (out->n + (size_t)n > limit)
			return false;
		eq_buf_add(out, part, (size_t)n);
	}
}

/* What git says on standard output. NULL, or why there is nothing; what it says on standard error is
 * for people who called git, and is dropped. */
static const char *ask_git(const char *const *words, size_t limit, struct eq_buf *out)
{
	posix_spawn_file_actions_t actions;
	int ends[2], failed, status = 0;
	bool whole;
	pid_t git;

	if (pipe(ends) != 0)
		return eq_file_reason(errno);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	failed =
		posix_spawnp(&git, "git", &actions, NULL, (char *const *)(uintptr_t)words, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (failed) {
		close(ends[0]);
		return failed == ENOENT ? "git is not installed" : eq_file_reason(failed);
	}
	whole = read_pipe(ends[0], limit, out);
	close(ends[0]);
	while (waitpid(git, &status, 0) < 0 && errno == EINTR)
		;
	if (!whole)
		return "it is too large";
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? NULL : "git has no such file there";
}

static bool asked(const char *const *words, struct eq_buf *out)
{
	const char *why = ask_git(words, 1 << 16, out);

	while (out->n && (out->p[out->n - 1] == '\n' || out->p[out->n - 1] == '\r'))
		out->p[--out->n] = '\0';
	return !why;
}

bool eq_revision_exists(const char *name)
{
	struct eq_buf commit, said;
	bool exists = false;

	if (!*name || *name == '-')
		return false;
	eq_buf_init(&commit);
	eq_buf_init(&said);
	eq_buf_addf(&commit, "%s^{commit}", name);
	const char *const words[] = {"git", "rev-parse", "--verify", "--quiet", commit.p, NULL};
	exists = asked(words, &said);
	eq_buf_release(&said);
	eq_buf_release(&commit);
	return exists;
}

bool eq_revision_root(struct eq_buf *out)
{
	static const char *const words[] = {"git", "rev-parse", "--show-cdup", NULL};

	eq_buf_adds(out, "");
	return asked(words, out);
}

/* "HEAD~1:./costs.eq" */
static void write_object(const struct eq_revision *r, const char *path, struct eq_buf *out)
{
	eq_buf_add_text(out, r->name);
	eq_buf_addc(out, ':');
	if (strncmp(path, "../", 3) != 0 && strcmp(path, "..") != 0)
		eq_buf_adds(out, "./");
	eq_buf_adds(out, path);
}

enum eq_revision_kind eq_revision_kind(const struct eq_revision *r, const char *path)
{
	enum eq_revision_kind kind = EQ_REVISION_NOTHING;
	struct eq_buf object, said;

	eq_buf_init(&object);
	eq_buf_init(&said);
	write_object(r, path, &object);
	const char *const words[] = {"git", "cat-file", "-t", object.p, NULL};
	if (asked(words, &said))
		kind = eq_text_is(eq_buf_view(&said), "tree") ? EQ_REVISION_FOLDER
							      : EQ_REVISION_FILE;
	eq_buf_release(&said);
	eq_buf_release(&object);
	return kind;
}

static const char *read_object(void *context, const char *path, size_t limit, struct eq_text *out)
{
	const struct eq_revision *r = context;
	struct eq_buf object, bytes;
	const char *why;

	eq_buf_init(&object);
	eq_buf_init(&bytes);
	write_object(r, path, &object);
	const char *const words[] = {"git", "cat-file", "blob", object.p, NULL};
	why = ask_git(words, limit, &bytes);
	eq_buf_release(&object);
	if (why) {
		eq_buf_release(&bytes);
		return why;
	}
	eq_buf_adds(&bytes, "");
	*out = eq_buf_view(&bytes);
	return NULL;
}

struct eq_reading eq_revision_reading(const struct eq_revision *r)
{
	return (struct eq_reading){read_object, (void *)(uintptr_t)r};
}
