/* Runs every programme of tests/spec/run over its data and compares each figure with the value that
 * stands beside it in a comment:
 *
 *     figure pooled = effectiveness over 2024-02-26 to 2024-03-24      #= 213/40
 *
 * A value is a decimal, a ratio of two, or `missing`; equal means to 20 significant digits. A
 * programme without such a comment, or a figure without one, fails: nothing is left unlooked at.
 * Each is run with every kind of column arithmetic, which must agree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading.h"
#include "data/scan.h"
#include "engine/run.h"
#include "syntax/parse.h"

static unsigned compared, differ;

static struct eq_dec decimal(struct eq_text t)
{
	struct eq_dec d;
	unsigned flags = 0;
	if (!eq_dec_read(t, &d, &flags) || flags)
		fail_msg("not an expected value: %.*s", EQ_ARG(t));
	return d;
}

static struct eq_dec expected_value(struct eq_text t)
{
	unsigned flags = 0;
	const char *slash = memchr(t.p, '/', t.n);
	if (!slash)
		return decimal(t);
	struct eq_text a = {t.p, (size_t)(slash - t.p)},
		       b = {slash + 1, (size_t)(t.p + t.n - slash - 1)};
	return eq_dec_div(decimal(eq_text_trim(a)), decimal(eq_text_trim(b)), &flags);
}

/* |a - b| <= |b| * 10^-20 */
static bool agree(struct eq_dec a, struct eq_dec b)
{
	unsigned flags = 0;
	struct eq_dec off = eq_dec_abs(eq_dec_sub(a, b, &flags));
	struct eq_dec room = eq_dec_mul(eq_dec_abs(b), eq_dec_scaled(1, 18), &flags);
	room = eq_dec_mul(room, eq_dec_scaled(1, 2), &flags);
	return eq_dec_cmp(off, room) <= 0;
}

static void compare_figure(const struct eq_model *m, const struct eq_figure_result *f)
{
	const struct eq_def *def = &m->defs.v[m->figures.v[f->figure].def];
	struct eq_place place = eq_sources_place(m->sources, def->span.at);
	char got[EQ_DEC_CHARS] = "missing";
	const char *mark = NULL;
	for (size_t i = 0; i + 1 < place.text.n; i++)
		if (place.text.p[i] == '#' && place.text.p[i + 1] == '=')
			mark = place.text.p + i + 2;
	if (!mark)
		fail_msg("%.*s:%u: no expected value beside this figure", EQ_ARG(place.path),
			 place.line);
	struct eq_text want =
		eq_text_trim((struct eq_text){mark, (size_t)(place.text.p + place.text.n - mark)});
	if (!f->value.missing)
		eq_dec_write_short(f->value.v, got);
	bool same = eq_text_is(want, "missing")
			    ? f->value.missing
			    : !f->value.missing && agree(f->value.v, expected_value(want));
	if (!same) {
		print_error("%.*s:%u: expected %.*s, got %s\n", EQ_ARG(place.path), place.line,
			    EQ_ARG(want), got);
		differ++;
	}
	compared++;
}

static void fail_with(struct eq_diags *diags)
{
	struct eq_buf out;
	eq_buf_init(&out);
	eq_diags_print(diags, &out, false);
	fail_msg("%s", out.p ? out.p : "failed without a message");
}

static void run_programme(const char *path, enum eq_column_mode mode)
{
	struct reading read;
	reading_init(&read);

	struct eq_node *tree =
		eq_parse_programme(path, &read.sources, &read.symbols, &read.arena, &read.diags);
	struct eq_model *m = tree && !read.diags.errors
				     ? eq_model_new(tree, &read.sources, &read.symbols, &read.diags)
				     : NULL;
	struct eq_program *p = m ? eq_compile(m, &read.diags) : NULL;
	if (!p)
		fail_with(&read.diags);
	struct eq_buf why;
	eq_buf_init(&why);
	if (!eq_verify(p, &why))
		fail_msg("%s: %s", path, why.p);
	struct eq_cube *cube = eq_scan(p, &(struct eq_scan_options){.by = NULL}, &read.diags);
	struct eq_run_options options = {.as_at = EQ_DATE_NONE, .mode = mode};
	struct eq_results *r = cube ? eq_run(p, cube, &options, &read.diags) : NULL;
	if (!r)
		fail_with(&read.diags);
	unsigned before = compared;
	for (uint32_t i = 0; i < m->figures.n; i++)
		compare_figure(m, &r->figures[i]);
	if (compared == before)
		fail_msg("%s: no figure to compare", path);

	eq_results_free(r);
	eq_cube_free(cube);
	eq_program_free(p);
	eq_model_free(m);
	eq_buf_release(&why);
	reading_release(&read);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void test_programmes(void **state)
{
	(void)state;
	static const char folder[] = "tests/spec/run";
	char *names[256];
	size_t n = 0;
	DIR *d = opendir(folder);
	assert_non_null(d);
	for (struct dirent *entry; (entry = readdir(d));) {
		size_t length = strlen(entry->d_name);
		if (length > 3 && strcmp(entry->d_name + length - 3, ".eq") == 0 && n < 256)
			names[n++] = strdup(entry->d_name);
	}
	closedir(d);
	assert_true(n > 0);
	qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; i < n; i++) {
		char path[512];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		run_programme(path, EQ_MODE_BEST);
		run_programme(path, EQ_MODE_CHECKED_ONLY);
		run_programme(path, EQ_MODE_DECIMAL_ONLY);
		free(names[i]);
	}
	assert_int_equal(differ, 0);
	print_message("%u figures of %zu programmes compared\n", compared, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_programmes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
