/* spec.h - programmes with what is said about them in comments beside their lines:
 *
 *     baseline  14.2          #! this baseline is in `a plain number`
 *
 * Each message must contain the text of a `#!` of its line (or its hint must), each `#!` must be in
 * a message, and no line has more messages than `#!`: nothing may be said twice. A programme without any must be without
 * mistakes. A test gives the folder, and what is done with each programme. */
#ifndef TESTS_UNIT_SPEC_H
#define TESTS_UNIT_SPEC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"

struct spec_line {
	uint32_t line;
	struct eq_text text;
	bool met;
};
struct spec_lines {
	EQ_VEC(struct spec_line) all;
};

static bool spec_contains(struct eq_text t, struct eq_text part)
{
	for (size_t i = 0; part.n && i + part.n <= t.n; i++)
		if (memcmp(t.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/* Every `#!` of a text; several may stand on a line. */
static void spec_read(struct eq_text t, struct spec_lines *out)
{
	uint32_t line = 1;
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '\n')
			line++;
		if (t.p[i] != '#' || i + 1 >= t.n || t.p[i + 1] != '!')
			continue;
		size_t end = i + 2;
		while (end < t.n && t.p[end] != '\n' && !(t.p[end] == '#' && t.p[end + 1] == '!'))
			end++;
		struct eq_text text = eq_text_trim((struct eq_text){t.p + i + 2, end - i - 2});
		if (!text.n)
			fail_msg("line %u: an empty expectation", line);
		EQ_PUSH(&out->all, ((struct spec_line){line, text, false}));
	}
}

static unsigned spec_failures;

/* Says what is wrong, with all that was said, and goes on: one run shows every difference. */
static void spec_differs(struct eq_diags *diags, const char *path, const char *format, ...)
{
	struct eq_buf out;
	va_list args;
	eq_buf_init(&out);
	eq_buf_addf(&out, "%s: ", path);
	va_start(args, format);
	eq_buf_vaddf(&out, format, args);
	va_end(args);
	eq_buf_addc(&out, '\n');
	eq_diags_print(diags, &out, false);
	fwrite(out.p, 1, out.n, stderr);
	eq_buf_release(&out);
	spec_failures++;
}

/* Compares what was said of the first source with its comments. */
static void spec_compare(const char *path, struct eq_sources *sources, struct eq_diags *diags)
{
	struct spec_lines expected = {0};
	spec_read(sources->files.v[0].text, &expected);
	eq_diags_sort(diags);
	uint32_t line = 0;
	unsigned said = 0; /* messages about this line so far */
	for (size_t i = 0; i < diags->all.n; i++) {
		const struct eq_diag *g = diags->all.v[i];
		struct eq_place place = eq_sources_place(sources, g->span.at);
		bool met = false;
		unsigned lines = 0;
		for (size_t k = 0; k < expected.all.n; k++) {
			struct spec_line *x = &expected.all.v[k];
			if (x->line != place.line)
				continue;
			lines++;
			if (spec_contains(g->message, x->text) || spec_contains(g->hint, x->text))
				met = x->met = true;
		}
		said = place.line == line ? said + 1 : 1;
		line = place.line;
		if (said > lines)
			met = false;
		if (!met)
			spec_differs(diags, path, "line %u: not expected: %.*s", place.line,
				     EQ_ARG(g->message));
	}
	for (size_t k = 0; k < expected.all.n; k++)
		if (!expected.all.v[k].met)
			spec_differs(diags, path, "line %u: not said: %.*s", expected.all.v[k].line,
				     EQ_ARG(expected.all.v[k].text));
	eq_free(expected.all.v);
}

/* Calls `check` for every programme of the folder. */
static void spec_folder(const char *name, void (*check)(const char *path))
{
	unsigned programmes = 0;
	spec_failures = 0;
	DIR *folder = opendir(name);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[512];
		size_t n = strlen(entry->d_name);
		if (n < 4 || strcmp(entry->d_name + n - 3, ".eq") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
		check(path);
		programmes++;
	}
	closedir(folder);
	assert_true(programmes > 0);
	assert_int_equal(spec_failures, 0);
}

#endif
