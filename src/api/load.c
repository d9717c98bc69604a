/* load.c - a handle: made, given a programme's text, let go. */
#include "api/programme.h"

#include "base/file.h"
#include "syntax/parse.h"

#include <errno.h>
#include <sys/stat.h>

equate_programme *equate_programme_new(void)
{
	equate_programme *p = eq_alloc_zero(1, sizeof *p);

	eq_sources_init(&p->sources);
	eq_symbols_init(&p->symbols);
	eq_diags_init(&p->diags, &p->sources);
	eq_arena_init(&p->tree_arena);
	eq_arena_init(&p->run_arena);
	eq_buf_init(&p->messages);
	eq_buf_init(&p->summary);
	return p;
}

void eq_api_forget_run(equate_programme *p)
{
	if (p->results)
		eq_results_free(p->results);
	if (p->cube)
		eq_cube_free(p->cube);
	p->results = NULL;
	p->cube = NULL;
	eq_times_release(&p->times);
	p->timed = false;
	eq_arena_release(&p->run_arena);
	eq_arena_init(&p->run_arena);
}

void equate_programme_free(equate_programme *p)
{
	if (!p)
		return;
	eq_api_forget_lint(p);
	eq_api_forget_tests(p);
	eq_api_forget_diff(p);
	eq_api_forget_bridge(p);
	eq_explaining_free(p->explaining);
	eq_api_forget_run(p);
	if (p->program)
		eq_program_free(p->program);
	if (p->model)
		eq_model_free(p->model);
	eq_buf_release(&p->summary);
	eq_buf_release(&p->messages);
	eq_arena_release(&p->run_arena);
	eq_free(p->overrides.v);
	eq_free(p->old_data.v);
	eq_arena_release(&p->tree_arena);
	eq_diags_release(&p->diags);
	eq_symbols_release(&p->symbols);
	eq_sources_release(&p->sources);
	eq_free(p);
}

/* ---- settings ---- */

static struct eq_override setting(equate_programme *p, const char *name, const char *value,
				  bool data)
{
	return (struct eq_override){eq_arena_copy(&p->tree_arena, eq_text_of(name)),
				    eq_arena_copy(&p->tree_arena, eq_text_of(value)), data};
}

static equate_status loaded_already(equate_programme *p)
{
	return p->loaded ? eq_api_misused(p, "values and data are set before a programme is loaded")
			 : EQUATE_OK;
}

equate_status equate_set(equate_programme *p, const char *name, const char *value)
{
	EQ_PUSH(&p->overrides, setting(p, name, value, false));
	return loaded_already(p);
}

equate_status equate_use_data(equate_programme *p, const char *name, const char *path)
{
	EQ_PUSH(&p->overrides, setting(p, name, path, true));
	return loaded_already(p);
}

equate_status equate_use_old_data(equate_programme *p, const char *name, const char *path)
{
	EQ_PUSH(&p->old_data, setting(p, name, path, true));
	return loaded_already(p);
}

/* ---- loading ---- */

bool eq_api_find_main(equate_programme *p, const char *path, struct eq_buf *file)
{
	struct stat about;
	struct eq_diag *g;

	eq_buf_adds(file, path);
	if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
		return true;
	if (file->p[file->n - 1] != '/')
		eq_buf_addc(file, '/');
	eq_buf_adds(file, "main.eq");
	if (stat(file->p, &about) == 0 || errno != ENOENT)
		return true;
	g = eq_diag_file(&p->diags, EQ_E0805, eq_text_of(path), 0, 0, "the folder has no main.eq");
	eq_diag_hint(&p->diags, g, "name the programme's own file, or call it main.eq");
	return false;
}

bool eq_api_parse(equate_programme *p, const char *path)
{
	struct eq_buf file;

	if (p->loaded) {
		eq_api_misused(p, "a programme is loaded already: take a new handle for another");
		return false;
	}
	p->loaded = true;
	eq_buf_init(&file);
	if (eq_api_find_main(p, path, &file))
		p->tree = eq_parse_programme(file.p ? file.p : "", &p->sources, &p->symbols,
					     &p->tree_arena, &p->diags);
	eq_buf_release(&file);
	p->parsed = p->tree && !p->diags.errors;
	return p->parsed;
}

equate_status equate_load(equate_programme *p, const char *path)
{
	if (!eq_api_parse(p, path))
		return eq_api_status(p);
	p->model = eq_model_new_with(p->tree, &p->sources, &p->symbols, &p->diags, p->overrides.v,
				     p->overrides.n);
	if (p->model)
		p->program = eq_compile_verified(p->model, &p->diags);
	return eq_api_status(p);
}

static void add_count(struct eq_buf *b, size_t n, const char *one, const char *many)
{
	if (n)
		eq_buf_addf(b, "%s%lu %s", b->n ? ", " : "", (unsigned long)n, n == 1 ? one : many);
}

const char *equate_summary(equate_programme *p)
{
	const struct eq_model *m = p->model;

	eq_buf_clear(&p->summary);
	eq_buf_adds(&p->summary, "");
	if (!m)
		return "";
	add_count(&p->summary, m->kpis.n, "KPI", "KPIs");
	add_count(&p->summary, m->benefits.n, "benefit", "benefits");
	add_count(&p->summary, m->scenarios.n - EQ_SCENARIO_OWN, "scenario", "scenarios");
	add_count(&p->summary, m->figures.n, "figure", "figures");
	return p->summary.n ? p->summary.p : "nothing to compute yet";
}
