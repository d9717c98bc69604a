/* Runs every programme of tests/spec/run over its data and compares each figure with the value that
 * stands beside it in a comment:
 *
 *     figure pooled = effectiveness over 2024-02-26 to 2024-03-24      #= 213/40
 *
 * A value is a decimal, a ratio of two, or `missing`; equal means to 20 significant digits. A
 * programme without such a comment, or a figure without one, fails: nothing is left unlooked at.
 * Each is run with every kind of column arithmetic, which must agree.
 *
 * Beside a KPI or benefit, and on the lines of comment below, stand other results of it, by name:
 *
 *     kpi starts {      #: live 12; baseline 21/2; live_with 11; North 7; North share 7/12; rest 2
 *
 * with a group of rows by its keys, and `hidden` for what may not be shown. Options of the run stand
 * on lines of their own: `#? by locality`, `#? suppress 5`, `#? as at 2024-01-28`,
 * `#? compare 2024-01-01 to 2024-01-14, 2024-01-15 to 2024-01-28`. */
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

/* --- other results, by name ------------------------------------------------------------------- */

static bool ends_with(struct eq_text t, const char *end, struct eq_text *before)
{
	size_t n = strlen(end);
	if (t.n < n || memcmp(t.p + t.n - n, end, n) != 0)
		return false;
	*before = eq_text_trim((struct eq_text){t.p, t.n - n});
	return true;
}

/* A break-down's part by its keys, joined by blanks; NULL: there is none. */
static const struct eq_part *part_named(const struct eq_results *r, const struct eq_breakdown *b,
					struct eq_text name)
{
	if (eq_text_is(name, "rest"))
		return &b->rest;
	if (eq_text_is(name, "whole"))
		return &b->whole;
	for (uint32_t i = 0; i < b->n_parts; i++) {
		char keys[256];
		size_t n = 0;
		for (uint32_t k = 0; k < r->n_by; k++)
			n += (size_t)snprintf(keys + n, sizeof keys - n, "%s%.*s", k ? " " : "",
					      EQ_ARG(r->groups[b->parts[i].group].keys[k]));
		if (eq_text_is(name, keys))
			return &b->parts[i];
	}
	return NULL;
}

struct named {
	const char *name;
	const struct eq_number *v;
};

static const struct eq_number *among(const struct named *all, size_t n, struct eq_text name)
{
	for (size_t i = 0; i < n; i++)
		if (eq_text_is(name, all[i].name))
			return all[i].v;
	return NULL;
}

static const struct eq_number *part_result(const struct eq_results *r, bool of_kpi, uint32_t index,
					   struct eq_text name, bool *hidden)
{
	for (uint32_t i = 0; i < r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &r->breakdowns[i];
		struct eq_text of = name;
		if (b->of_kpi != of_kpi || b->index != index)
			continue;
		bool share = ends_with(name, " share", &of),
		     running = ends_with(name, " running", &of),
		     baseline = ends_with(name, " baseline", &of),
		     target = ends_with(name, " target", &of),
		     money = ends_with(name, " value_add", &of);
		const struct eq_part *p = part_named(r, b, of);
		if (!p)
			return NULL;
		*hidden = p->hidden;
		return share      ? &p->share
		       : running  ? &p->running
		       : baseline ? &p->baseline
		       : target   ? &p->target
		       : money    ? &p->value_add
		       : of_kpi   ? &p->live
				  : &p->run_rate;
	}
	return NULL;
}

static const struct eq_number *kpi_result(const struct eq_results *r, uint32_t k,
					  struct eq_text name)
{
	const struct eq_kpi_result *q = &r->kpis[k];
	const struct eq_comparison none = {0}, *c = r->compared ? &r->comparisons[k] : &none;
	const struct named all[] = {
		{"live", &q->live},           {"baseline", &q->baseline},
		{"target", &q->target},       {"latest", &q->latest},
		{"live_with", &q->live_with}, {"baseline_with", &q->baseline_with},
	};
	const struct named compare[] = {
		{"before", &c->before},
		{"after", &c->after},
		{"change", &c->change},
		{"ratio", &c->ratio},
	};
	const struct eq_number *v = among(all, sizeof all / sizeof *all, name);
	return v || !r->compared ? v : among(compare, sizeof compare / sizeof *compare, name);
}

static const struct eq_number *benefit_result(const struct eq_results *r, uint32_t b,
					      struct eq_text name)
{
	const struct eq_benefit_result *q = &r->benefits[b];
	const struct named all[] = {
		{"run_rate", &q->by_scenario[EQ_SCENARIO_ACTUAL].run_rate},
		{"value_add", &q->by_scenario[EQ_SCENARIO_ACTUAL].value_add},
		{"run_rate_with", &q->run_rate_with},
		{"value_add_with", &q->value_add_with},
	};
	return among(all, sizeof all / sizeof *all, name);
}

static void compare_named(const struct eq_results *r, bool of_kpi, uint32_t index,
			  struct eq_place place, struct eq_text item)
{
	size_t blank = item.n;
	while (blank && item.p[blank - 1] != ' ')
		blank--;
	struct eq_text name = eq_text_trim((struct eq_text){item.p, blank}),
		       want = eq_text_trim((struct eq_text){item.p + blank, item.n - blank});
	bool hidden = false;
	const struct eq_number *v = of_kpi ? kpi_result(r, index, name)
					   : benefit_result(r, index, name);
	if (!v)
		v = part_result(r, of_kpi, index, name, &hidden);
	if (!v)
		fail_msg("%.*s:%u: there is no result `%.*s`", EQ_ARG(place.path), place.line,
			 EQ_ARG(name));
	char got[EQ_DEC_CHARS] = "missing";
	if (!v->missing)
		eq_dec_write_short(v->v, got);
	bool same = eq_text_is(want, "hidden") ? hidden && v->missing
		    : eq_text_is(want, "missing")
			    ? v->missing && !hidden
			    : !v->missing && agree(v->v, expected_value(want));
	if (!same) {
		print_error("%.*s:%u: %.*s: expected %.*s, got %s\n", EQ_ARG(place.path),
			    place.line, EQ_ARG(name), EQ_ARG(want), hidden ? "hidden" : got);
		differ++;
	}
	compared++;
}

/* What stands after `#:` on the line of a definition and on those below that begin so. */
static void compare_named_results(const struct eq_results *r, bool of_kpi, uint32_t index,
				  uint32_t def)
{
	const struct eq_model *m = r->model;
	struct eq_place place = eq_sources_place(m->sources, m->defs.v[def].span.at);
	const char *p = place.text.p, *end = m->sources->files.v[0].text.p;
	end += m->sources->files.v[0].text.n;
	for (bool first = true; p < end; first = false) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		const char *mark = p;
		while (mark + 1 < stop && !(mark[0] == '#' && mark[1] == ':') &&
		       (first || *mark == ' '))
			mark++;
		if (mark + 1 >= stop || mark[0] != '#')
			return;
		struct eq_text rest = {mark + 2, (size_t)(stop - mark - 2)};
		while (rest.n) {
			const char *cut = memchr(rest.p, ';', rest.n);
			size_t n = cut ? (size_t)(cut - rest.p) : rest.n;
			compare_named(r, of_kpi, index, place,
				      eq_text_trim((struct eq_text){rest.p, n}));
			n += cut != NULL;
			rest = (struct eq_text){rest.p + n, rest.n - n};
		}
		p = stop + 1;
	}
}

/* --- options of a run -------------------------------------------------------------------------- */

struct asked {
	struct eq_text by[4];
	uint32_t n_by;
	struct eq_run_options run;
};

static eq_date day(struct eq_text t)
{
	eq_date d = EQ_DATE_NONE;
	if (!eq_date_read(eq_text_trim(t), &d) || d == EQ_DATE_NONE)
		fail_msg("not a date: %.*s", EQ_ARG(t));
	return d;
}

static struct eq_range range(struct eq_text t)
{
	enum { DATE = 10 };
	t = eq_text_trim(t);
	if (t.n <= 2 * DATE)
		fail_msg("not a range: %.*s", EQ_ARG(t));
	return (struct eq_range){day((struct eq_text){t.p, DATE}),
				 day((struct eq_text){t.p + t.n - DATE, DATE})};
}

static bool begins_with(struct eq_text t, const char *word, struct eq_text *rest)
{
	size_t n = strlen(word);
	if (t.n < n || memcmp(t.p, word, n) != 0)
		return false;
	*rest = eq_text_trim((struct eq_text){t.p + n, t.n - n});
	return true;
}

static void read_option(struct eq_text t, struct asked *a)
{
	struct eq_text rest;
	const char *comma;
	if (begins_with(t, "by ", &rest)) {
		while (rest.n && a->n_by < 4) {
			comma = memchr(rest.p, ',', rest.n);
			size_t n = comma ? (size_t)(comma - rest.p) : rest.n;
			a->by[a->n_by++] = eq_text_trim((struct eq_text){rest.p, n});
			n += comma != NULL;
			rest = (struct eq_text){rest.p + n, rest.n - n};
		}
	} else if (begins_with(t, "suppress ", &rest)) {
		a->run.suppress = (uint32_t)strtoul(rest.p, NULL, 10);
	} else if (begins_with(t, "as at ", &rest)) {
		a->run.as_at = day(rest);
	} else if (begins_with(t, "compare ", &rest) && (comma = memchr(rest.p, ',', rest.n))) {
		size_t n = (size_t)(comma - rest.p);
		a->run.compare = true;
		a->run.ranges[0] = range((struct eq_text){rest.p, n});
		a->run.ranges[1] = range((struct eq_text){comma + 1, rest.n - n - 1});
	} else {
		fail_msg("not an option: %.*s", EQ_ARG(t));
	}
}

static void read_options(struct eq_text t, struct asked *a)
{
	for (size_t i = 0; i + 1 < t.n; i++) {
		if (t.p[i] != '#' || t.p[i + 1] != '?')
			continue;
		size_t end = i + 2;
		while (end < t.n && t.p[end] != '\n')
			end++;
		read_option(eq_text_trim((struct eq_text){t.p + i + 2, end - i - 2}), a);
	}
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
	struct asked a = {.run = {.as_at = EQ_DATE_NONE, .mode = mode}};
	read_options(read.sources.files.v[0].text, &a);
	struct eq_cube *cube =
		eq_scan(p, &(struct eq_scan_options){.by = a.by, .n_by = a.n_by}, &read.diags);
	struct eq_results *r = cube ? eq_run(p, cube, &a.run, &read.diags) : NULL;
	if (!r)
		fail_with(&read.diags);
	unsigned before = compared;
	for (uint32_t i = 0; i < m->figures.n; i++)
		compare_figure(m, &r->figures[i]);
	for (uint32_t i = 0; i < m->kpis.n; i++)
		compare_named_results(r, true, i, m->kpis.v[i].def);
	for (uint32_t i = 0; i < m->benefits.n; i++)
		compare_named_results(r, false, i, m->benefits.v[i].def);
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
