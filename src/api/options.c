/* options.c - the options of a run, as a host gives them in texts, read into what the stages take.
 *
 * What a stage can say better is left to it: a dimension that no source has is the scan's to report. */
#include "api/programme.h"

#include "time/range.h"

/* ---- dates ---- */

bool eq_api_read_date(equate_programme *p, const char *what, const char *written, eq_date *out)
{
	struct eq_text date = eq_text_of(written);
	struct eq_diag *g;

	if (!eq_date_read(date, out)) {
		g = eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
				 "the %s `%.*s` is not a date", what, EQ_ARG(date));
		eq_diag_hint(&p->diags, g, "write year, month and day, such as 2024-03-31");
		return false;
	}
	if (*out == EQ_DATE_NONE)
		eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
			     "there is no such day as the %s %.*s", what, EQ_ARG(date));
	return *out != EQ_DATE_NONE;
}

bool eq_api_read_as_at(equate_programme *p, const char *written, eq_date *out)
{
	return eq_api_read_date(p, "as-at date", written, out);
}

static bool read_range(equate_programme *p, const char *written, struct eq_range *out)
{
	struct eq_range_reading r;
	struct eq_diag *g;

	if (eq_range_read(eq_text_of(written), p->model->programme.fiscal, &r)) {
		*out = r.range;
		return true;
	}
	switch (r.fault) {
	case EQ_RANGE_NO_SUCH_DAY:
		eq_diag_file(&p->diags, EQ_E0806, EQ_TEXT(""), 0, 0, "the calendar has no `%.*s`",
			     EQ_ARG(r.part));
		return false;
	case EQ_RANGE_BACKWARDS:
		eq_diag_file(&p->diags, EQ_E0806, EQ_TEXT(""), 0, 0,
			     "the range `%.*s` ends before it begins", EQ_ARG(r.part));
		return false;
	case EQ_RANGE_FISCAL_YEAR:
		g = eq_diag_file(&p->diags, EQ_E0806, EQ_TEXT(""), 0, 0,
				 "`%.*s` is not how a fiscal year is written", EQ_ARG(r.part));
		eq_diag_hint(&p->diags, g, "write `%s`", r.hint);
		return false;
	default:
		g = eq_diag_file(&p->diags, EQ_E0806, EQ_TEXT(""), 0, 0,
				 "`%.*s` is not a range of days", EQ_ARG(r.part));
		eq_diag_hint(&p->diags, g,
			     "write one such as \"2023-04-01 to 2023-09-30\", 2024-03 or FY23/24");
		return false;
	}
}

static bool read_compare(equate_programme *p, const equate_run_options *o,
			 struct eq_run_options *run)
{
	if (!o->compare[0] && !o->compare[1])
		return true;
	if (!o->compare[0] || !o->compare[1]) {
		eq_api_misused(p, "two ranges can be compared, and one is given");
		return false;
	}
	run->compare = true;
	return read_range(p, o->compare[0], &run->ranges[0]) &&
	       read_range(p, o->compare[1], &run->ranges[1]);
}

/* ---- names ---- */

/* "a, b" as names, in the run's arena. `what`: "to show". False when reported. */
static bool read_names(equate_programme *p, const char *written, const char *what,
		       const struct eq_text **names, uint32_t *n)
{
	struct eq_text rest;
	struct eq_text *all;
	uint32_t most = 1;

	*names = NULL;
	*n = 0;
	if (!written)
		return true;
	rest = eq_arena_copy(&p->run_arena, eq_text_of(written));
	for (size_t i = 0; i < rest.n; i++)
		most += rest.p[i] == ',';
	all = EQ_NEW_ARRAY(&p->run_arena, struct eq_text, most);
	for (uint32_t k = 0; k < most; k++) {
		size_t end = 0;

		while (end < rest.n && rest.p[end] != ',')
			end++;
		all[k] = eq_text_trim((struct eq_text){rest.p, end});
		if (!all[k].n) {
			eq_diag_file(&p->diags, EQ_E0807, EQ_TEXT(""), 0, 0,
				     "a name is lacking in the list of names %s, `%s`", what,
				     written);
			return false;
		}
		for (uint32_t i = 0; i < k; i++)
			if (eq_text_eq(all[i], all[k])) {
				eq_diag_file(&p->diags, EQ_E0807, EQ_TEXT(""), 0, 0,
					     "`%.*s` stands twice in the list of names %s",
					     EQ_ARG(all[k]), what);
				return false;
			}
		if (end < rest.n)
			rest = (struct eq_text){rest.p + end + 1, rest.n - end - 1};
	}
	*names = all;
	*n = most;
	return true;
}

static bool shown(enum eq_def_kind kind)
{
	return kind == EQ_DEF_KPI || kind == EQ_DEF_BENEFIT || kind == EQ_DEF_FIGURE ||
	       kind == EQ_DEF_WORKSTREAM || kind == EQ_DEF_RATING;
}

static struct eq_text def_name(const struct eq_model *m, const struct eq_def *d)
{
	return eq_symbol_text(m->symbols, d->name);
}

/* The names to show are those of things that have a place in the pack. */
static bool check_only(equate_programme *p, const struct eq_run_options *run)
{
	const struct eq_model *m = p->model;
	bool right = true;

	for (uint32_t i = 0; i < run->n_only; i++) {
		const struct eq_def *def = eq_model_def(m, run->only[i]);
		struct eq_nearest nearest;
		struct eq_diag *g;

		if (def && shown((enum eq_def_kind)def->kind))
			continue;
		right = false;
		if (def) {
			g = eq_diag_file(&p->diags, EQ_E0807, EQ_TEXT(""), 0, 0,
					 "`%.*s` has no place of its own in the pack",
					 EQ_ARG(run->only[i]));
			eq_diag_hint(&p->diags, g,
				     "name KPIs, benefits, workstreams, ratings or figures");
			continue;
		}
		g = eq_diag_file(&p->diags, EQ_E0807, EQ_TEXT(""), 0, 0,
				 "nothing in the programme is called `%.*s`", EQ_ARG(run->only[i]));
		eq_nearest_init(&nearest, run->only[i]);
		for (size_t d = 0; d < m->defs.n; d++)
			if (shown((enum eq_def_kind)m->defs.v[d].kind))
				eq_nearest_try(&nearest, def_name(m, &m->defs.v[d]));
		if (nearest.best.n)
			eq_diag_hint(&p->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	}
	return right;
}

/* ---- how data is read ---- */

static void pass_progress(void *context, const struct eq_scan_progress *p)
{
	const equate_run_options *o = context;
	equate_progress shown = {p->file.p, p->rows, p->bytes, p->of};

	o->on_progress(o->progress_context, &shown);
}

static bool read_simd(equate_programme *p, const char *written, enum eq_simd *out)
{
	*out = EQ_SIMD_BEST;
	for (enum eq_simd s = EQ_SIMD_PLAIN; written && s <= EQ_SIMD_AVX512; s++)
		if (eq_text_is(eq_text_of(written), eq_simd_name(s)))
			*out = s;
	if (!written || (*out != EQ_SIMD_BEST && eq_simd_has(*out)))
		return true;
	eq_api_misused(p, *out == EQ_SIMD_BEST
				  ? "vector instructions are `plain`, `avx2` or `avx512`"
				  : "this processor lacks the vector instructions asked for");
	return false;
}

static bool read_reading(equate_programme *p, const equate_run_options *o,
			 struct eq_scan_options *scan)
{
	if (o->threads < 0) {
		eq_api_misused(p, "data cannot be read by a negative number of threads");
		return false;
	}
	scan->threads = (uint32_t)o->threads;
	scan->memory = o->memory;
	scan->block_bytes = o->block_bytes;
	if (o->on_progress) {
		scan->on_progress = pass_progress;
		scan->context = (void *)o;
	}
	return read_simd(p, o->simd, &scan->simd);
}

bool eq_api_read_options(equate_programme *p, const equate_run_options *o,
			 struct eq_run_options *run, struct eq_scan_options *scan)
{
	*run = (struct eq_run_options){
		.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST, .version = EQUATE_VERSION};
	*scan = (struct eq_scan_options){.skip_bad_rows = o->skip_bad_rows != 0};
	if (o->suppress < 0) {
		eq_api_misused(p, "counts cannot be hidden below a negative number");
		return false;
	}
	run->suppress = (uint32_t)o->suppress;
	return read_reading(p, o, scan) &&
	       (!o->as_at || eq_api_read_as_at(p, o->as_at, &run->as_at)) &&
	       read_compare(p, o, run) &&
	       read_names(p, o->by, "to break down by", &scan->by, &scan->n_by) &&
	       read_names(p, o->only, "to show", &run->only, &run->n_only) && check_only(p, run);
}
