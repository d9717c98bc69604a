/* test_file.c - whole files read and written, and paths, in a folder of its own. */
#define _XOPEN_SOURCE 700 /* P_tmpdir */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NO_LIMIT ((size_t)1 << 30)

/* The tests run inside a new folder, which goes at the end. */
static char folder[] = "equate-test-XXXXXX";
static char before[4096];

static int enter(void **state)
{
	const char *where = getenv("TMPDIR");

	(void)state;
	if (!getcwd(before, sizeof before) || chdir(where ? where : P_tmpdir) != 0)
		return -1;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static size_t entries(void)
{
	DIR *d = opendir(".");
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static int leave(void **state)
{
	static const char *const files[] = {"f", "link", "dangling", "real", "fifo"};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		unlink(files[i]);
	unlink("outer/out");
	unlink("outer/in");
	unlink("outer/file");
	rmdir("outer/inner");
	rmdir("outer");
	rmdir("elsewhere");
	/* The test fails when something else is left behind. */
	return chdir("..") != 0 || rmdir(folder) != 0 || chdir(before) != 0;
}

static void assert_holds(const char *path, struct eq_text text)
{
	struct eq_text read;

	assert_null(eq_file_read(path, NO_LIMIT, &read));
	assert_true(eq_text_eq(read, text));
	assert_int_equal(read.p[read.n], 0);
	eq_free((void *)(uintptr_t)read.p);
}

static void writes_and_reads(void **state)
{
	(void)state;
	struct stat about;
	struct eq_buf big;
	mode_t mask = umask(022);

	assert_null(eq_file_write("f", EQ_TEXT("a\0b\n")));
	assert_holds("f", EQ_TEXT("a\0b\n"));
	assert_int_equal(stat("f", &about), 0);
	assert_int_equal(about.st_mode & 07777, 0644); /* as any new file */
	assert_int_equal(chmod("f", 0640), 0);
	assert_null(eq_file_write("./f", EQ_TEXT("")));
	assert_holds("f", EQ_TEXT(""));
	assert_int_equal(stat("f", &about), 0);
	assert_int_equal(about.st_mode & 07777, 0640); /* kept */
	eq_buf_init(&big);
	eq_buf_fill(&big, 'x', 3000000);
	assert_null(eq_file_write("f", eq_buf_view(&big)));
	assert_holds("f", eq_buf_view(&big));
	eq_buf_release(&big);
	umask(mask);
	assert_int_equal(entries(), 1); /* nothing beside it */
}

static void limits_what_it_reads(void **state)
{
	(void)state;
	struct eq_text read;

	assert_null(eq_file_write("f", EQ_TEXT("12345")));
	assert_null(eq_file_read("f", 5, &read));
	assert_int_equal(read.n, 5);
	eq_free((void *)(uintptr_t)read.p);
	assert_string_equal(eq_file_read("f", 4, &read), "it is too large");
	assert_int_equal(read.n, 0);
	/* A device has no size that could be looked at first. */
	assert_string_equal(eq_file_read("/dev/zero", 1000000, &read), "it is too large");
}

static void says_why_not(void **state)
{
	(void)state;
	struct eq_text read;

	assert_null(eq_file_write("f", EQ_TEXT("kept")));
	assert_string_equal(eq_file_read("none", NO_LIMIT, &read), "there is no such file");
	assert_string_equal(eq_file_read(".", NO_LIMIT, &read), "it is a folder, not a file");
	assert_string_equal(eq_file_read("f/x", NO_LIMIT, &read),
			    "a part of its path is a file, not a folder");
	assert_string_equal(eq_file_write(".", EQ_TEXT("x")), "it is a folder, not a file");
	assert_string_equal(eq_file_write("none/f", EQ_TEXT("x")), "there is no such folder");
	assert_string_equal(eq_file_write("", EQ_TEXT("x")), "there is no such folder");
	assert_string_equal(eq_file_write("/dev/full", EQ_TEXT("x")), "the disk is full");
	assert_null(eq_file_write("/dev/null", EQ_TEXT("x")));
	assert_string_equal(eq_file_reason(EPIPE), "whoever was reading the output has stopped");
	if (geteuid() != 0) { /* nothing is refused to root */
		assert_int_equal(chmod("f", 0), 0);
		assert_string_equal(eq_file_read("f", NO_LIMIT, &read), "permission is refused");
		assert_string_equal(eq_file_write("f", EQ_TEXT("x")), "permission is refused");
		assert_int_equal(chmod("f", 0600), 0);
	}
	assert_holds("f", EQ_TEXT("kept"));
	assert_int_equal(entries(), 1);
}

/* A write that fails half-way leaves the old text, and nothing beside it. */
static void a_failed_write_leaves_the_old(void **state)
{
	(void)state;
	int status;
	pid_t child;

	assert_null(eq_file_write("f", EQ_TEXT("old")));
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		/* No file of this process may grow past 1 KiB. */
		struct rlimit most = {1024, 1024};
		struct eq_buf big;
		const char *reason;

		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &most) != 0)
			_exit(3);
		eq_buf_init(&big);
		eq_buf_fill(&big, 'x', 100000);
		reason = eq_file_write("f", eq_buf_view(&big));
		_exit(reason && strcmp(reason, "it is too large") == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_holds("f", EQ_TEXT("old"));
	assert_int_equal(entries(), 1);
}

static void links_stay_links(void **state)
{
	(void)state;
	struct stat about;

	assert_null(eq_file_write("real", EQ_TEXT("old")));
	assert_int_equal(symlink("real", "link"), 0);
	assert_int_equal(symlink("gone", "dangling"), 0);
	assert_null(eq_file_write("link", EQ_TEXT("new")));
	assert_holds("real", EQ_TEXT("new"));
	assert_int_equal(lstat("link", &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_string_equal(eq_file_write("dangling", EQ_TEXT("x")),
			    "it is a symbolic link that leads nowhere");
	assert_int_equal(unlink("real") | unlink("link") | unlink("dangling"), 0);
}

/* A pipe comes in pieces and has no size. */
static void reads_a_pipe(void **state)
{
	(void)state;
	enum { PIECES = 300, PIECE = 1000 };
	struct eq_text read;
	int status;
	pid_t child;

	assert_int_equal(mkfifo("fifo", 0600), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int fd = open("fifo", O_WRONLY);
		char piece[PIECE];
		int error = fd < 0;

		for (int i = 0; i < PIECES && !error; i++) {
			memset(piece, 'a' + i % 26, sizeof piece);
			error = eq_fd_write(fd, (struct eq_text){piece, sizeof piece});
		}
		_exit(error != 0);
	}
	assert_null(eq_file_read("fifo", NO_LIMIT, &read));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(read.n, PIECES * PIECE);
	for (size_t i = 0; i < read.n; i++)
		if (read.p[i] != (char)('a' + i / PIECE % 26))
			fail_msg("byte %zu differs", i);
	eq_free((void *)(uintptr_t)read.p);
	assert_int_equal(unlink("fifo"), 0);
}

static void writes_to_a_closed_pipe(void **state)
{
	(void)state;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	signal(SIGPIPE, SIG_IGN);
	close(ends[0]);
	assert_int_equal(eq_fd_write(ends[1], EQ_TEXT("x")), EPIPE);
	assert_int_equal(eq_fd_write(ends[1], EQ_TEXT("")), 0);
	close(ends[1]);
	signal(SIGPIPE, SIG_DFL);
}

static void folds_paths(void **state)
{
	(void)state;
	static const struct {
		const char *base, *relative, *joined;
	} cases[] = {
		{"plan.eq", "data.csv", "data.csv"},
		{"a/plan.eq", "data.csv", "a/data.csv"},
		{"a/b/plan.eq", "../data.csv", "a/data.csv"},
		{"a/plan.eq", "../data.csv", "data.csv"},
		{"a/plan.eq", "../../data.csv", "../data.csv"},
		{"plan.eq", "../data.csv", "../data.csv"},
		{"../plan.eq", "../data.csv", "../../data.csv"},
		{"./plan.eq", "./x//y/./z/", "x/y/z"},
		{"/a/plan.eq", "data.csv", "/a/data.csv"},
		{"/plan.eq", "../../data.csv", "/data.csv"},
		{"/a/b/plan.eq", "../../c", "/c"},
		{"a/plan.eq", "/etc/data.csv", "/etc/data.csv"},
		{"a/plan.eq", "/etc/../data.csv", "/data.csv"},
		{"a/plan.eq", "..", "."},
		{"/a/plan.eq", "..", "/"},
		{"", "", "."},
		{"a/", "b", "a/b"},
		{"a/plan.eq", "...", "a/..."},
		{"..a/plan.eq", "..", "."},
	};
	struct eq_buf out;

	eq_buf_init(&out);
	for (size_t i = 0; i < COUNT(cases); i++) {
		eq_path_beside(eq_text_of(cases[i].base), eq_text_of(cases[i].relative), &out);
		if (!eq_text_is(eq_buf_view(&out), cases[i].joined))
			fail_msg("%s beside %s: %s", cases[i].relative, cases[i].base, out.p);
	}
	eq_buf_release(&out);
}

static void paths_inside(void **state)
{
	(void)state;
	static const struct {
		const char *folder, *path;
		bool inside;
	} cases[] = {
		{"", "x", true},
		{"", "no/such/x", true},
		{"", "..", false},
		{"", "../x", false},
		{"", "x/../../y", false},
		{"", "x/../y", true},
		{"", "/etc/passwd", false},
		{"/", "/etc/passwd", true},
		{"outer", "outer", true},
		{"outer", "outer/inner/x", true},
		{"outer", "outer-not", false},
		{"outer", "x", false},
		{"outer/", "outer/x", true},
		{"outer", "outer/file/x", true},
		{"outer", "outer/out/x", false}, /* a link to elsewhere */
		{"outer", "outer/in/x", true},   /* a link to outer/inner */
		{"", "outer/out/x", true},       /* elsewhere is inside here */
		{"", "dangling", false},         /* leads nowhere that could be checked */
	};

	assert_int_equal(
		mkdir("outer", 0700) | mkdir("outer/inner", 0700) | mkdir("elsewhere", 0700), 0);
	assert_int_equal(symlink("../elsewhere", "outer/out") | symlink("inner", "outer/in") |
				 symlink("/no/such/place", "dangling"),
			 0);
	assert_null(eq_file_write("outer/file", EQ_TEXT("x")));
	for (size_t i = 0; i < COUNT(cases); i++)
		if (eq_path_inside(cases[i].folder, cases[i].path) != cases[i].inside)
			fail_msg("%s inside \"%s\"", cases[i].path, cases[i].folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_and_reads),
		cmocka_unit_test(limits_what_it_reads),
		cmocka_unit_test(says_why_not),
		cmocka_unit_test(a_failed_write_leaves_the_old),
		cmocka_unit_test(links_stay_links),
		cmocka_unit_test(reads_a_pipe),
		cmocka_unit_test(writes_to_a_closed_pipe),
		cmocka_unit_test(folds_paths),
		cmocka_unit_test(paths_inside),
	};

	return cmocka_run_group_tests_name("file", tests, enter, leave);
}
