/* test_imports.c - programmes of several files, in a folder of their own.
 *
 * A case is a folder: each line `name: text` is a file, in whose text `;` ends a line and 'x' is
 * a text. Expected are the names of the units declared, in order, and a part of each message. */
#define _XOPEN_SOURCE 700 /* P_tmpdir, nftw */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reading.h"
#include "base/file.h"
#include "base/limits.h"
#include "syntax/parse.h"

static const struct {
	const char *files, *units, *messages[3];
} cases[] = {
	{"main.eq: unit a", "a", {0}},
	{"main.eq: ", "", {0}},
	{"main.eq: \xef\xbb\xbfunit a", "a", {0}},
	/* imports stand for what they bring in, paths are those of the importing file */
	{"main.eq: unit a;import 'b.eq';unit c\nb.eq: unit b", "a b c", {0}},
	{"main.eq: import 'sub/b.eq';unit c\nsub/b.eq: import 'a.eq';unit b\nsub/a.eq: unit a",
	 "a b c",
	 {0}},
	{"main.eq: import 'sub/b.eq'\nsub/b.eq: import '../a.eq'\na.eq: unit a", "a", {0}},
	{"main.eq: import './sub/../a.eq'\na.eq: unit a\nsub/x.eq: ", "a", {0}},
	{"main.eq: import 'b.eq'\nb.eq: \xef\xbb\xbfunit b", "b", {0}},
	{"main.eq: import \u201cb.eq\u201d\nb.eq: unit b", "b", {0}},
	/* a file is read once, however it is called */
	{"main.eq: import 'a.eq';import 'a.eq';import './a.eq';import 'sub/../a.eq'\na.eq: unit a\nsub/x.eq: ",
	 "a",
	 {0}},
	{"main.eq: import 'b.eq';import 'c.eq'\nb.eq: import 'a.eq';unit b\nc.eq: import 'a.eq';unit c\na.eq: unit a",
	 "a b c",
	 {0}},
	/* mistakes of every file are reported */
	{"main.eq: import 'b.eq';unti a\nb.eq: unti b",
	 "",
	 {"main.eq:2:1: error[E0113]", "b.eq:1:1: error[E0113]"}},
	/* missing, a folder, nothing, not text */
	{"main.eq: import 'b.eq';unit a",
	 "a",
	 {"main.eq:1:8: error[E0120]: \"b.eq\" cannot be imported: there is no such file"}},
	{"main.eq: import 'sub';unit a\nsub/x.eq: ",
	 "a",
	 {"\"sub\" cannot be imported: it is a folder, not a file"}},
	{"main.eq: import '';unit a", "a", {"E0121"}},
	{"main.eq: import 'b.eq';unit a\nb.eq: unit b # \xff", "a", {"b.eq:1:10: error[E0102]"}},
	/* outside */
	{"main.eq: import '../b.eq';unit a", "a", {"E0121"}},
	{"main.eq: import 'sub/../../b.eq';unit a\nsub/x.eq: ", "a", {"E0121"}},
	{"main.eq: import '/etc/hostname';unit a", "a", {"E0121"}},
	{"main.eq: import 'link-out';unit a",
	 "a",
	 {"\"link-out\" is outside the programme's folder"}},
	/* a link inside the folder is as good as the file */
	{"main.eq: import 'link-in'\na.eq: unit a", "a", {0}},
	/* circles are shown */
	{"main.eq: import 'main.eq';unit a", "a", {"this file imports itself: main.eq -> main.eq"}},
	{"main.eq: import 'b.eq';unit a\nb.eq: import 'main.eq';unit b",
	 "b a",
	 {"b.eq:1:8: error[E0122]: these files import one another: main.eq -> b.eq -> main.eq"}},
	{"main.eq: import 'b.eq';unit a\nb.eq: import 'c.eq';unit b\nc.eq: import 'b.eq';unit c",
	 "c b a",
	 {"these files import one another: b.eq -> c.eq -> b.eq"}},
	{"main.eq: import 'b.eq'\nb.eq: import 'c.eq'\nc.eq: import 'main.eq'",
	 "",
	 {"main.eq -> b.eq -> c.eq -> main.eq"}},
	{"main.eq: import 'sub/b.eq'\nsub/b.eq: import '../main.eq'",
	 "",
	 {"main.eq -> sub/b.eq -> main.eq"}},
};

/* Each case gets a new folder `programme` inside this one; beside it stands a file `b.eq` that no
 * programme may bring in. */
static char folder[] = "equate-test-XXXXXX";

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static void write_file(const char *path, const char *text)
{
	assert_null(eq_file_write(path, eq_text_of(text)));
}

static int enter(void **state)
{
	const char *where = getenv("TMPDIR");
	(void)state;
	if (chdir(where ? where : P_tmpdir) != 0 || !mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	write_file("b.eq", "unit stolen\n");
	return 0;
}

static int leave(void **state)
{
	(void)state;
	return chdir("..") == 0 ? nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) : -1;
}

static void new_programme(void)
{
	nftw("programme", remove_one, 16, FTW_DEPTH | FTW_PHYS);
	assert_int_equal(mkdir("programme", 0777), 0);
	assert_int_equal(chdir("programme"), 0);
	assert_int_equal(symlink("../b.eq", "link-out"), 0);
	assert_int_equal(symlink("a.eq", "link-in"), 0);
}

static void write_files(const char *files)
{
	while (*files) {
		char name[64];
		struct eq_buf text;
		size_t n = strcspn(files, ":"), end = strcspn(files, "\n");
		eq_buf_init(&text);
		eq_buf_adds(&text, "");
		snprintf(name, sizeof name, "%.*s", (int)n, files);
		for (size_t i = n + 2; i < end; i++)
			eq_buf_addc(&text, files[i] == ';'    ? '\n'
					   : files[i] == '\'' ? '"'
							      : files[i]);
		if (strchr(name, '/'))
			mkdir("sub", 0777);
		write_file(name, text.p ? text.p : "");
		eq_buf_release(&text);
		files += end + (files[end] != 0);
	}
}

struct outcome {
	struct eq_buf units, messages;
	size_t errors, files;
	bool read;
};

static void read_programme(const char *path, struct outcome *out)
{
	struct reading r;
	reading_init(&r);
	eq_buf_init(&out->units);
	eq_buf_init(&out->messages);
	eq_buf_adds(&out->units, "");
	struct eq_node *tree = eq_parse_programme(path, &r.sources, &r.symbols, &r.arena, &r.diags);
	out->read = tree != NULL;
	for (struct eq_node *d = tree ? tree->child : NULL; d; d = d->next) {
		assert_int_equal(d->kind, EQ_NODE_UNIT);
		if (out->units.n)
			eq_buf_addc(&out->units, ' ');
		eq_buf_add_text(&out->units, eq_symbol_text(&r.symbols, d->child->name));
	}
	eq_diags_print(&r.diags, &out->messages, false);
	out->errors = r.diags.errors;
	out->files = r.sources.files.n;
	reading_release(&r);
}

static void release(struct outcome *o)
{
	eq_buf_release(&o->units);
	eq_buf_release(&o->messages);
}

static void check(const char *root, size_t i)
{
	struct outcome o;
	size_t messages = 0;
	read_programme(root, &o);
	const char *units = o.units.p ? o.units.p : "", *said = o.messages.p ? o.messages.p : "";
	assert_true(o.read);
	for (; messages < 3 && cases[i].messages[messages]; messages++)
		if (!strstr(said, cases[i].messages[messages]))
			fail_msg("%s\n  said:     %s\n  expected: %s", cases[i].files, said,
				 cases[i].messages[messages]);
	if (o.errors != messages)
		fail_msg("%s\n  said: %s", cases[i].files, said);
	if (strcmp(units, cases[i].units) != 0)
		fail_msg("%s\n  read:     %s\n  expected: %s", cases[i].files, units,
			 cases[i].units);
	release(&o);
}

static void programmes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		new_programme();
		write_files(cases[i].files);
		check("main.eq", i);
		assert_int_equal(chdir(".."), 0);
	}
}

/* The same from the folder above: paths are then shown with it. */
static void from_elsewhere(void **state)
{
	struct outcome o;
	(void)state;
	new_programme();
	write_files(
		"main.eq: import 'sub/a.eq';import '../b.eq';import 'main.eq'\nsub/a.eq: unit a");
	assert_int_equal(chdir(".."), 0);
	read_programme("programme/main.eq", &o);
	assert_string_equal(o.units.p, "a");
	assert_int_equal(o.errors, 2);
	assert_non_null(strstr(o.messages.p, "programme/main.eq:2:8: error[E0121]"));
	assert_non_null(strstr(o.messages.p,
			       "this file imports itself: programme/main.eq -> programme/main.eq"));
	release(&o);
}

static void root_file(void **state)
{
	struct outcome o;
	(void)state;
	read_programme("nowhere.eq", &o);
	assert_false(o.read);
	assert_non_null(strstr(
		o.messages.p,
		"nowhere.eq: error[E0124]: the programme cannot be read: there is no such file"));
	release(&o);
	read_programme("programme", &o);
	assert_false(o.read);
	assert_non_null(strstr(o.messages.p, "E0124"));
	release(&o);
}

/* A file that imports the next, and so on: as many as a programme may have, and one more. */
static void long_chain(void **state)
{
	struct outcome o;
	(void)state;
	static const size_t lengths[] = {300, EQ_LIMIT_FILES, EQ_LIMIT_FILES + 1};
	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
		new_programme();
		for (size_t i = 0; i < lengths[k]; i++) {
			char name[32], text[64];
			snprintf(name, sizeof name, "f%zu.eq", i);
			if (i + 1 < lengths[k])
				snprintf(text, sizeof text, "import \"f%zu.eq\"\n", i + 1);
			else
				snprintf(text, sizeof text, "unit deep\n");
			FILE *f = fopen(name, "w"); /* not eq_file_write: that syncs */
			assert_non_null(f);
			fputs(text, f);
			fclose(f);
		}
		read_programme("f0.eq", &o);
		if (lengths[k] <= EQ_LIMIT_FILES) {
			assert_int_equal(o.errors, 0);
			assert_int_equal(o.files, lengths[k]);
			assert_string_equal(o.units.p, "deep");
		} else {
			assert_int_equal(o.errors, 1);
			assert_non_null(strstr(o.messages.p, "E0123"));
		}
		release(&o);
		assert_int_equal(chdir(".."), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programmes), cmocka_unit_test(from_elsewhere),
		cmocka_unit_test(root_file), cmocka_unit_test(long_chain)};
	return cmocka_run_group_tests(tests, enter, leave);
}
