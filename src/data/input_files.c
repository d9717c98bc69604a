/* input_files.c - see input_files.h. */
#include "data/input_files.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static int by_name(const void *a, const void *b)
{
	const struct eq_input_file *x = a, *y = b;

	return eq_text_cmp(x->path, y->path);
}

static void sort(struct eq_input_files *files)
{
	if (files->all.n > 1)
		qsort(files->all.v, files->all.n, sizeof *files->all.v, by_name);
}

static bool cannot(struct eq_diags *diags, struct eq_text shown, const char *reason)
{
	eq_diag_file(diags, EQ_E0601, shown, 0, 0, "the data cannot be read: %s", reason);
	return false;
}

/* ---- a folder ---- */

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n > m && strcasecmp(name + n - m, end) == 0;
}

static bool is_data(const char *name)
{
	return name[0] != '.' &&
	       (ends_in(name, ".csv") || ends_in(name, ".csv.gz") || ends_in(name, ".csv.zst"));
}

static struct eq_text inside(struct eq_text folder, const char *name, struct eq_arena *arena)
{
	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder.n--;
	return eq_arena_printf(arena, "%.*s%s%s", EQ_ARG(folder),
			       eq_text_is(folder, "/") ? "" : "/", name);
}

static bool find_in_folder(struct eq_input_files *files, struct eq_text path, struct eq_text shown,
			   struct eq_arena *arena, struct eq_diags *diags)
{
	DIR *folder = opendir(path.p);
	struct dirent *entry;

	if (!folder)
		return cannot(diags, shown, eq_file_reason(errno));
	while ((entry = readdir(folder))) {
		struct eq_input_file file;

		if (!is_data(entry->d_name))
			continue;
		file.path = inside(path, entry->d_name, arena);
		file.shown = inside(shown, entry->d_name, arena);
		if (!is_folder(file.path.p))
			EQ_PUSH(&files->all, file);
	}
	closedir(folder);
	sort(files);
	return files->all.n > 0 ||
	       cannot(diags, shown,
		      "it is a folder, and no file in it ends in .csv, .csv.gz or .csv.zst");
}

/* ---- a pattern ---- */

/* To glob() brackets mean something, and so does a backslash; here they are as they are. */
static void write_pattern(struct eq_text path, struct eq_buf *out)
{
	eq_buf_adds(out, "");
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] == '[' || path.p[i] == '\\')
			eq_buf_addc(out, '\\');
		eq_buf_addc(out, path.p[i]);
	}
}

/* What a path that was found is called, where its pattern is shown without its first `hidden` bytes. */
static struct eq_text shown_part(struct eq_text path, size_t hidden)
{
	return path.n > hidden ? (struct eq_text){path.p + hidden, path.n - hidden} : path;
}

static bool find_pattern(struct eq_input_files *files, struct eq_text path, struct eq_text shown,
			 struct eq_arena *arena, struct eq_diags *diags)
{
	bool ends_shown = path.n >= shown.n &&
			  memcmp(path.p + path.n - shown.n, shown.p, shown.n) == 0;
	struct eq_buf pattern;
	glob_t found;
	int got;

	eq_buf_init(&pattern);
	write_pattern(path, &pattern);
	got = glob(pattern.p, GLOB_NOSORT, NULL, &found);
	eq_buf_release(&pattern);
	if (got == GLOB_NOSPACE)
		eq_out_of_memory();
	for (size_t i = 0; got == 0 && i < found.gl_pathc; i++) {
		struct eq_input_file file = {
			.path = eq_arena_copy(arena, eq_text_of(found.gl_pathv[i]))};

		file.shown = shown_part(file.path, ends_shown ? path.n - shown.n : 0);
		if (!is_folder(file.path.p))
			EQ_PUSH(&files->all, file);
	}
	if (got == 0)
		globfree(&found);
	sort(files);
	return files->all.n > 0 || cannot(diags, shown, "no file fits this pattern");
}

bool eq_input_files_find(struct eq_input_files *files, struct eq_text path, struct eq_text shown,
			 struct eq_arena *arena, struct eq_diags *diags)
{
	path = eq_arena_copy(arena, path);
	shown = eq_arena_copy(arena, shown);
	if (is_folder(path.p))
		return find_in_folder(files, path, shown, arena, diags);
	if ((memchr(path.p, '*', path.n) || memchr(path.p, '?', path.n)) && !is_there(path.p))
		return find_pattern(files, path, shown, arena, diags);
	struct eq_input_file file = {path, shown};
	EQ_PUSH(&files->all, file);
	return true;
}
