/* Checks every programme of tests/spec/model and compares what is said about it with the comments
 * beside its lines:
 *
 *     baseline  14.2          #! this baseline is in `a plain number`
 *
 * Each message must contain the text of a `#!` of its line (or its hint must), and each `#!` must
 * be in a message. A programme without any must be without mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "model/model.h"
#include "syntax/parse.h"

#define FOLDER "tests/spec/model"

struct expected {
	uint32_t line;
	struct eq_text text;
	bool met;
};
struct expectations {
	EQ_VEC(struct expected) all;
};

static bool contains(struct eq_text t, struct eq_text part)
{
	for (size_t i = 0; part.n && i + part.n <= t.n; i++)
		if (memcmp(t.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/* Every `#!` of a text; several may stand on a line. */
static void read_expectations(struct eq_text t, struct expectations *out)
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
		EQ_PUSH(&out->all, ((struct expected){line, text, false}));
	}
}

static unsigned failures;

/* Says what is wrong, with all that was said, and goes on: one run shows every difference. */
static void differs(struct eq_diags *diags, const char *path, const char *format, ...)
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
	failures++;
}

static void check_programme(const char *path)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct expectations expected = {0};
	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_arena_init(&arena);
	eq_diags_init(&diags, &sources);

	struct eq_node *tree = eq_parse_programme(path, &sources, &symbols, &arena, &diags);
	struct eq_model *m = NULL;
	if (tree && !diags.errors)
		m = eq_model_new(tree, &sources, &symbols, &diags);
	assert_int_equal(m == NULL, diags.errors > 0);
	read_expectations(sources.files.v[0].text, &expected);
	eq_diags_sort(&diags);
	for (size_t i = 0; i < diags.all.n; i++) {
		const struct eq_diag *g = diags.all.v[i];
		struct eq_place place = eq_sources_place(&sources, g->span.at);
		bool met = false;
		for (size_t k = 0; k < expected.all.n; k++) {
			struct expected *x = &expected.all.v[k];
			if (x->line == place.line &&
			    (contains(g->message, x->text) || contains(g->hint, x->text)))
				met = x->met = true;
		}
		if (!met)
			differs(&diags, path, "line %u: not expected: %.*s", place.line,
				EQ_ARG(g->message));
	}
	for (size_t k = 0; k < expected.all.n; k++)
		if (!expected.all.v[k].met)
			differs(&diags, path, "line %u: not said: %.*s", expected.all.v[k].line,
				EQ_ARG(expected.all.v[k].text));
	if (m) { /* what the model says of itself must not fall over either */
		struct eq_buf out;
		eq_buf_init(&out);
		eq_model_print(m, &out);
		assert_true(out.n > 0);
		eq_buf_release(&out);
	}
	eq_free(expected.all.v);
	eq_model_free(m);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
}

static void all_programmes(void **state)
{
	(void)state;
	unsigned programmes = 0;
	DIR *folder = opendir(FOLDER);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[512];
		size_t n = strlen(entry->d_name);
		if (n < 4 || strcmp(entry->d_name + n - 3, ".eq") != 0)
			continue;
		snprintf(path, sizeof path, FOLDER "/%s", entry->d_name);
		check_programme(path);
		programmes++;
	}
	closedir(folder);
	assert_true(programmes > 0);
	assert_int_equal(failures, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_programmes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
