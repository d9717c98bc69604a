/* equate.c - the public interface: holds the stages of one programme together.
 *
 * Each call runs its stages in order and stops at the first that reports errors. What a stage
 * made stays with the handle until the end, because later ones borrow from it. */
#include "equate.h"

#include "base/file.h"
#include "base/limits.h"
#include "data/scan.h"
#include "engine/run.h"
#include "report/pack.h"
#include "syntax/format.h"
#include "syntax/parse.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

struct equate_programme {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_arena tree_arena;
	struct eq_node *tree; /* NULL until loaded */
	bool parsed;          /* without mistakes */
	struct eq_model *model;
	struct eq_program *program;
	struct eq_cube *cube;
	struct eq_results *results;
	struct eq_pack_style style;
	struct eq_buf messages, summary;
	bool loaded; /* equate_load() was called, whatever came of it */
};

const char *equate_version(void)
{
	return EQUATE_VERSION;
}

equate_programme *equate_programme_new(void)
{
	equate_programme *p = eq_alloc_zero(1, sizeof *p);

	eq_sources_init(&p->sources);
	eq_symbols_init(&p->symbols);
	eq_diags_init(&p->diags, &p->sources);
	eq_arena_init(&p->tree_arena);
	eq_buf_init(&p->messages);
	eq_buf_init(&p->summary);
	return p;
}

static void forget_run(equate_programme *p)
{
	if (p->results)
		eq_results_free(p->results);
	if (p->cube)
		eq_cube_free(p->cube);
	p->results = NULL;
	p->cube = NULL;
}

void equate_programme_free(equate_programme *p)
{
	if (!p)
		return;
	forget_run(p);
	if (p->program)
		eq_program_free(p->program);
	if (p->model)
		eq_model_free(p->model);
	eq_buf_release(&p->summary);
	eq_buf_release(&p->messages);
	eq_arena_release(&p->tree_arena);
	eq_diags_release(&p->diags);
	eq_symbols_release(&p->symbols);
	eq_sources_release(&p->sources);
	eq_free(p);
}

static equate_status status_of(const equate_programme *p)
{
	return (equate_status)p->diags.status;
}

/* For calls in an order that makes no sense; a host's mistake, not a user's. */
static equate_status misused(equate_programme *p, const char *what)
{
	eq_diag_file(&p->diags, EQ_E0803, EQ_TEXT(""), 0, 0, "%s", what);
	return EQUATE_FAULT_FILES;
}

/* ---- loading ---- */

/* The file to read for `path`. A folder without a main.eq is reported as what it is. */
static bool find_main(equate_programme *p, const char *path, struct eq_buf *file)
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

/* Compiles, and verifies what was compiled: nothing unverified is ever kept. */
static bool compile(equate_programme *p)
{
	struct eq_buf why;

	p->program = eq_compile(p->model, &p->diags);
	if (!p->program)
		return false;
	eq_buf_init(&why);
	if (!eq_verify(p->program, &why))
		EQ_BUG("the compiler made bytecode that does not verify: %.*s",
		       EQ_ARG(eq_buf_view(&why)));
	eq_buf_release(&why);
	return true;
}

equate_status equate_load(equate_programme *p, const char *path)
{
	struct eq_buf file;

	if (p->loaded)
		return misused(p, "a programme is loaded already: take a new handle for another");
	p->loaded = true;
	eq_buf_init(&file);
	if (!find_main(p, path, &file)) {
		eq_buf_release(&file);
		return status_of(p);
	}
	p->tree = eq_parse_programme(file.p ? file.p : "", &p->sources, &p->symbols, &p->tree_arena,
				     &p->diags);
	eq_buf_release(&file);
	p->parsed = p->tree && !p->diags.errors;
	if (!p->parsed)
		return status_of(p);
	p->model = eq_model_new(p->tree, &p->sources, &p->symbols, &p->diags);
	if (p->model)
		compile(p);
	return status_of(p);
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

/* ---- running ---- */

equate_status equate_run(equate_programme *p, const equate_run_options *options)
{
	struct eq_run_options run = {.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST};

	if (!p->program)
		return p->diags.errors ? status_of(p)
				       : misused(p, "there is no programme to run: load one first");
	if (options && options->as_at) {
		struct eq_text as_at = eq_text_of(options->as_at);

		if (!eq_date_read(as_at, &run.as_at)) {
			struct eq_diag *g = eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
							 "the as-at date `%.*s` is not a date",
							 EQ_ARG(as_at));

			eq_diag_hint(&p->diags, g, "write year, month and day, such as 2024-03-31");
			return EQUATE_FAULT_FILES;
		}
		if (run.as_at == EQ_DATE_NONE) {
			eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
				     "there is no such day as the as-at date %.*s", EQ_ARG(as_at));
			return EQUATE_FAULT_FILES;
		}
	}
	p->style = (struct eq_pack_style){0, false};
	if (options) {
		p->style.width = options->width > 0 ? (size_t)options->width : 0;
		p->style.colour = options->colour != 0;
	}
	forget_run(p);
	p->cube = eq_scan(p->program, &(struct eq_scan_options){.by = NULL}, &p->diags);
	if (p->cube)
		p->results = eq_run(p->program, p->cube, &run, &p->diags);
	/* Figures that an error casts doubt on are not shown. */
	if (p->diags.errors)
		forget_run(p);
	return status_of(p);
}

/* ---- writing ---- */

static equate_status write_out(equate_programme *p, const char *what, const struct eq_buf *b,
			       equate_write *write, void *context)
{
	int error = write(context, b->p ? b->p : "", b->n);

	if (!error)
		return EQUATE_OK;
	if (error > 0 && error != EPIPE)
		eq_diag_file(&p->diags, EQ_E0802, EQ_TEXT(""), 0, 0, "cannot write %s: %s", what,
			     eq_file_reason(error));
	return EQUATE_FAULT_FILES;
}

equate_status equate_write_pack(equate_programme *p, equate_format format, equate_write *write,
				void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!p->results)
		return p->diags.errors
			       ? status_of(p)
			       : misused(p,
					 "there are no results to write: run the programme first");
	eq_buf_init(&out);
	if (format == EQUATE_JSON)
		eq_pack_json(p->results, &out);
	else
		eq_pack_text(p->results, &p->style, &out);
	status = write_out(p, "the pack", &out, write, context);
	eq_buf_release(&out);
	return status;
}

equate_status equate_write_dump(equate_programme *p, equate_dump what, equate_write *write,
				void *context)
{
	struct eq_buf out;
	equate_status status;
	bool there = what == EQUATE_DUMP_TREE    ? p->parsed
		     : what == EQUATE_DUMP_MODEL ? p->model != NULL
						 : p->program != NULL;

	if (!there)
		return p->diags.errors
			       ? status_of(p)
			       : misused(p, "there is nothing to show: load a programme first");
	eq_buf_init(&out);
	if (what == EQUATE_DUMP_TREE)
		eq_tree_print(p->tree, &p->sources, &out);
	else if (what == EQUATE_DUMP_MODEL)
		eq_model_print(p->model, &out);
	else
		eq_disassemble(p->program, &out);
	status = write_out(p, "the dump", &out, write, context);
	eq_buf_release(&out);
	return status;
}

equate_status equate_format_text(equate_programme *p, const char *path, const char *text, size_t n,
				 equate_write *write, void *context)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t before = p->diags.errors, skip = n >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
	struct eq_buf out;
	struct eq_node *tree;
	equate_status status;
	char *copy, *shown;
	int file;

	/* The messages point into the text, so it must live as long as the handle. */
	copy = eq_alloc(n + 1);
	memcpy(copy, text, n);
	copy[n] = 0;
	shown = eq_arena_alloc(&p->tree_arena, strlen(path) + 1);
	memcpy(shown, path, strlen(path));
	file = n > INT_MAX ? -1
			   : eq_sources_add(&p->sources, eq_text_of(shown),
					    (struct eq_text){copy + skip, n - skip}, copy);
	if (file < 0) {
		eq_free(copy);
		eq_diag_file(&p->diags, EQ_E0804, eq_text_of(path), 0, 0,
			     "the texts of a programme may hold %u MB together; this is more",
			     EQ_LIMIT_PROGRAMME_BYTES / (1024 * 1024));
		return EQUATE_FAULT_FILES;
	}
	tree = eq_parse(&p->sources.files.v[file], &p->symbols, &p->tree_arena, &p->diags);
	if (!tree || p->diags.errors > before)
		return status_of(p);
	eq_buf_init(&out);
	eq_format(&p->sources.files.v[file], tree, &out);
	status = write_out(p, "the formatted text", &out, write, context);
	eq_buf_release(&out);
	return status;
}

/* ---- messages ---- */

const char *equate_messages(equate_programme *p, int colour)
{
	eq_buf_clear(&p->messages);
	eq_diags_print(&p->diags, &p->messages, colour != 0);
	return p->messages.p ? p->messages.p : "";
}

size_t equate_errors(const equate_programme *p)
{
	return p->diags.errors;
}

size_t equate_warnings(const equate_programme *p)
{
	return p->diags.warnings;
}

const char *equate_code_title(const char *code)
{
	const struct eq_code_info *info = eq_code_find(eq_text_of(code));

	return info ? info->title : NULL;
}

const char *equate_code_explanation(const char *code)
{
	const struct eq_code_info *info = eq_code_find(eq_text_of(code));

	return info ? info->explanation : NULL;
}

const char *equate_code_name(size_t n)
{
	return n < EQ_CODE_COUNT ? eq_code_info((enum eq_code)n)->name : NULL;
}

/* ---- for hosts that talk to people ---- */

const char *equate_nearest(const char *name, const char *const *candidates)
{
	struct eq_nearest nearest;

	eq_nearest_init(&nearest, eq_text_of(name));
	for (size_t i = 0; candidates[i]; i++)
		eq_nearest_try(&nearest, eq_text_of(candidates[i]));
	for (size_t i = 0; candidates[i]; i++)
		if (nearest.best.n && nearest.best.p == candidates[i])
			return candidates[i];
	return NULL;
}

const char *equate_reason(int error)
{
	return eq_file_reason(error);
}

const char *equate_replace_file(const char *path, const char *bytes, size_t n)
{
	return eq_file_write(path, (struct eq_text){bytes, n});
}
