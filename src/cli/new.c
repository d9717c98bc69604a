/* new.c - equate new: a first programme in a folder of its own, that runs as it stands.
 *
 * What is written stands as files in src/cli/new, which the tests check and run like any other
 * programme. It is written beside the folder that it shall be, and renamed when it is whole. */
#include "cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TITLE "My programme" /* in the files: what --title replaces */
#define MOST_OF_A_TITLE 120
#define MOST_OF_A_PATH 3000

static const struct {
	const char *path;
	const unsigned char *bytes;
	size_t n;
} files[] = {
#include "new.inc"
};
#define FILES (sizeof files / sizeof *files)

enum { TITLE_OPTION };

static const struct option options[] = {
	{.name = "title",
	 .argument = "TITLE",
	 .meaning = "what the programme is called in reports, such as \"Reablement\""},
	{.name = NULL},
};

/* ---- what is in the way ---- */

/* 0 where there is no such folder, or an empty one; otherwise says what stands there. */
static int check_place(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *e;
	char first[256] = "";
	int n = 0;

	if (!folder && errno == ENOENT)
		return 0;
	if (!folder && errno == ENOTDIR)
		return complain("%s is a file: name a folder to make", path);
	if (!folder)
		return complain("cannot look into %s: %s", path, equate_reason(errno));
	while ((e = readdir(folder))) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		/* The first by name: a folder gives its files in no order. */
		if (!n++ || strcmp(e->d_name, first) < 0)
			snprintf(first, sizeof first, "%s", e->d_name);
	}
	closedir(folder);
	if (n > 1)
		return complain("%s is not empty, so nothing was written: there is %s, and %d more",
				path, first, n - 1);
	return n ? complain("%s is not empty, so nothing was written: there is %s", path, first)
		 : 0;
}

static int check_title(const struct call *call, const char *title)
{
	bool blank = true;

	for (const char *c = title; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			return misuse(call->command, "a title stands on one line");
		blank = blank && *c == ' ';
	}
	if (blank)
		return misuse(call->command, "--title is empty");
	if (strlen(title) > MOST_OF_A_TITLE)
		return misuse(call->command, "a title has at most %d letters", MOST_OF_A_TITLE);
	return 0;
}

/* ---- writing ---- */

/* File `i` with its title, malloc'd; NULL without memory. A text in a programme has its quotes marked. */
static char *text_of(size_t i, const char *title, size_t *n)
{
	const char *bytes = (const char *)files[i].bytes;
	const char *place = strstr(bytes, TITLE); /* a NUL ends each file */
	const size_t length = strlen(files[i].path);
	const bool quoted = length > 3 && strcmp(files[i].path + length - 3, ".eq") == 0;
	char *text = malloc(files[i].n + 2 * (title ? strlen(title) : 0) + 1), *at = text;

	if (!text)
		return NULL;
	if (!title || !place) {
		memcpy(text, bytes, files[i].n);
		*n = files[i].n;
		return text;
	}
	memcpy(at, bytes, (size_t)(place - bytes));
	at += place - bytes;
	for (const char *c = title; *c; c++) {
		if (quoted && (*c == '"' || *c == '\\'))
			*at++ = '\\';
		*at++ = *c;
	}
	place += strlen(TITLE);
	memcpy(at, place, files[i].n - (size_t)(place - bytes));
	*n = (size_t)(at - text) + files[i].n - (size_t)(place - bytes);
	return text;
}

/* Makes the folders between `root` and the file at `path` below it. */
static const char *make_folders(const char *root, const char *path)
{
	char at[MOST_OF_A_PATH + 256];

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(at, sizeof at, "%s/%.*s", root, (int)(slash - path), path);
		if (mkdir(at, 0777) != 0 && errno != EEXIST)
			return equate_reason(errno);
	}
	return NULL;
}

static const char *write_files(const char *root, const char *title)
{
	char at[MOST_OF_A_PATH + 256];

	for (size_t i = 0; i < FILES; i++) {
		const char *reason = make_folders(root, files[i].path);
		size_t n = 0;
		char *text;

		if (reason)
			return reason;
		text = text_of(i, title, &n);
		if (!text)
			return equate_reason(ENOMEM);
		snprintf(at, sizeof at, "%s/%s", root, files[i].path);
		reason = equate_replace_file(at, text, n);
		free(text);
		if (reason)
			return reason;
	}
	return NULL;
}

/* Takes away what write_files made, as far as it came. */
static void remove_files(const char *root)
{
	char at[MOST_OF_A_PATH + 256];

	for (size_t i = 0; i < FILES; i++) {
		int n = snprintf(at, sizeof at, "%s/%s", root, files[i].path);

		unlink(at);
		for (; n > 0 && (size_t)n > strlen(root); n--)
			if (at[n] == '/') {
				at[n] = 0;
				rmdir(at);
			}
	}
	rmdir(root);
}

/* An empty folder of a name nobody uses, beside `path`. NULL, or the reason. */
static const char *make_beside(const char *path, char *beside, size_t room)
{
	for (int i = 1; i < 100; i++) {
		snprintf(beside, room, "%s.part%d", path, i);
		if (mkdir(beside, 0777) == 0)
			return NULL;
		if (errno != EEXIST)
			break;
	}
	return errno == ENOENT ? "the folder that it should stand in is not there"
			       : equate_reason(errno);
}

/* A title can be text that no programme may hold, such as bytes that are not UTF-8. */
static bool reads_well(const char *root)
{
	equate_programme *p = equate_programme_new();
	bool well = equate_load(p, root) == EQUATE_OK;

	equate_programme_free(p);
	return well;
}

static int say_next(const char *path)
{
	const char *quote = strpbrk(path, " '\"$&()*;<>?[]\\`{|}~#!") ? "'" : "";
	char text[4 * MOST_OF_A_PATH];
	int n = snprintf(text, sizeof text, "Wrote a programme to %s:\n", path);

	for (size_t i = 0; i < FILES; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "  %s\n", files[i].path);
	n += snprintf(text + n, sizeof text - (size_t)n,
		      "\nIts figures are made up. To see its pack:\n"
		      "  equate run %s%s%s\n"
		      "README.md says what to change first.\n",
		      quote, path, quote);
	return print(text, (size_t)n);
}

static int create(const struct call *call)
{
	const char *title = call->values[TITLE_OPTION], *reason;
	char path[MOST_OF_A_PATH + 1], beside[MOST_OF_A_PATH + 32];
	size_t n = strlen(call->arguments[0]);
	int status = title ? check_title(call, title) : 0;

	if (status)
		return status;
	if (n > MOST_OF_A_PATH)
		return complain("the path of the folder is too long");
	memcpy(path, call->arguments[0], n + 1);
	while (n > 1 && path[n - 1] == '/')
		path[--n] = 0;
	if (!n || path[n - 1] == '/' || strcmp(path, ".") == 0 || strcmp(path, "..") == 0 ||
	    (n > 1 && strcmp(path + n - 2, "/.") == 0) ||
	    (n > 2 && strcmp(path + n - 3, "/..") == 0))
		return misuse(call->command,
			      "name a folder to make, such as `equate new reablement`");
	status = check_place(path);
	if (status)
		return status;
	reason = make_beside(path, beside, sizeof beside);
	if (reason)
		return complain("cannot make the folder %s: %s", path, reason);
	reason = write_files(beside, title);
	if (!reason && !reads_well(beside)) {
		remove_files(beside);
		return misuse(call->command,
			      "a programme cannot hold this title: it is not UTF-8 text");
	}
	if (!reason && rename(beside, path) != 0)
		reason = equate_reason(errno);
	if (!reason)
		return say_next(path);
	remove_files(beside);
	return complain("cannot write %s: %s", path, reason);
}

const struct command new_command = {
	.name = "new",
	.arguments = "DIR",
	.line = "write a small programme to begin with, which runs",
	.text = "DIR is a folder that is not there yet, or is empty. It gets a programme with comments,\n"
		"made-up data and a page that says what to change first.",
	.least = 1,
	.most = 1,
	.lacking = "which folder? Name one to make, such as `equate new reablement`",
	.completes = COMPLETES_FOLDERS,
	.options = options,
	.run = create,
};
