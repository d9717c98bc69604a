/* diff.c - two programmes, found, read, compared and written out for the host. */
#include "api/sides.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "model/literal.h"
#include "syntax/parse.h"

void eq_api_forget_diff(equate_programme *p)
{
	if (p->diff)
		eq_diff_release(p->diff);
	eq_free(p->diff);
	p->diff = NULL;
}

/* ---- options ---- */

static bool read_least(equate_programme *p, const char *written)
{
	struct eq_text t = eq_text_trim(eq_text_of(written));
	struct eq_diff_style *s = &p->diff_style;
	const size_t pound = sizeof "£" - 1;

	s->least_is_share = t.n && t.p[t.n - 1] == '%';
	if (t.n > pound && memcmp(t.p, "£", pound) == 0)
		t = (struct eq_text){t.p + pound, t.n - pound};
	s->written = written;
	s->has_least = t.n && t.p[0] >= '0' && t.p[0] <= '9' &&
		       eq_literal_amount(t,
					 s->least_is_share ? EQ_LITERAL_PERCENT : EQ_LITERAL_MONEY,
					 &s->least);
	if (!s->has_least)
		eq_diag_file(&p->diags, EQ_E0812, EQ_TEXT(""), 0, 0,
			     "`%s` is no least change: write an amount such as £1k, or a share "
			     "such as 1%%",
			     written);
	return s->has_least;
}

static bool read_options(equate_programme *p, const equate_diff_options *o, struct eq_variants *how)
{
	*how = (struct eq_variants){
		.sources = &p->sources,
		.symbols = &p->symbols,
		.overrides = p->overrides.v,
		.n_overrides = p->overrides.n,
		.run = {.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST, .figures_only = true},
		.scan = {.threads = o->threads > 0 ? (uint32_t)o->threads : 0, .memory = o->memory},
	};
	return (!o->as_at || eq_api_read_as_at(p, o->as_at, &how->run.as_at)) &&
	       (!o->least || read_least(p, o->least));
}

static bool read_sides(equate_programme *p, struct eq_side *old, struct eq_side *new)
{
	if (!eq_side_find(p, old) || !eq_side_find(p, new))
		return false;
	/* `equate diff main:costs.eq`: against that file as it is here. */
	if (!new->word && old->kept && old->own_path) {
		eq_buf_clear(&new->path);
		eq_buf_add_text(&new->path, eq_buf_view(&old->path));
	}
	eq_side_lend_path(old, new);
	eq_side_lend_path(new, old);
	return eq_side_read(p, old) && eq_side_read(p, new);
}

/* ---- comparing ---- */

/* Data that are not there are no mistake: the texts are compared all the same. */
static bool lacks_data(const struct eq_variant *v)
{
	return v->program && v->diags.all.n && v->diags.all.v[0]->code == EQ_E0601;
}

static void say_fault(equate_programme *p, const struct eq_variant *faulty, struct eq_text label)
{
	if (lacks_data(faulty)) {
		p->diff->why_not = eq_arena_printf(&p->diff->arena, "No figures: %.*s: %.*s.",
						   EQ_ARG(faulty->diags.all.v[0]->file),
						   EQ_ARG(faulty->diags.all.v[0]->message));
		return;
	}
	for (size_t i = 0; i < faulty->diags.all.n; i++)
		eq_diags_adopt(&p->diags, faulty->diags.all.v[i]);
	p->diff->why_not =
		eq_arena_printf(&p->diff->arena, "No figures: %.*s has mistakes.", EQ_ARG(label));
}

static equate_status compare(equate_programme *p, const struct eq_side *old,
			     const struct eq_side *new, const struct eq_variants *how)
{
	const struct eq_variant *faulty = NULL;

	p->diff = eq_alloc_zero(1, sizeof *p->diff);
	eq_diff_init(p->diff, &old->of, &new->of, &p->sources, &p->symbols);
	if (how && !eq_diff_measure(p->diff, how, &faulty))
		say_fault(p, faulty,
			  faulty == p->diff->variants.all.v[0] ? old->of.label : new->of.label);
	return eq_api_status(p);
}

equate_status equate_diff(equate_programme *p, const char *old_side, const char *new_side,
			  const equate_diff_options *options)
{
	static const equate_diff_options defaults;
	struct eq_side old = {.word = old_side}, new = {.word = new_side};
	struct eq_variants how;
	equate_status status = EQUATE_FAULT_FILES;

	if (p->loaded)
		return eq_api_misused(p, "a programme is loaded already: take a new handle to "
					 "compare two");
	p->loaded = true;
	if (!options)
		options = &defaults;
	if (read_options(p, options, &how) && read_sides(p, &old, &new))
		status = compare(p, &old, &new, options->no_data ? NULL : &how);
	eq_side_release(&old);
	eq_side_release(&new);
	return status;
}

/* ---- two texts of one file ---- */

/* git names /dev/null where there is no file. What cannot be read is taken to say nothing. */
static struct eq_node *read_text(equate_programme *p, const char *name, const char *path)
{
	struct eq_text text;
	int k;

	if (strcmp(path, "/dev/null") == 0)
		path = NULL;
	if (!path || eq_file_read(path, EQ_LIMIT_PROGRAMME_BYTES - 16, &text)) {
		char *nothing = eq_alloc_zero(1, 1);
		text = (struct eq_text){nothing, 0};
	}
	k = eq_sources_add(&p->sources, eq_text_of(name), text, (char *)(uintptr_t)text.p);
	if (k < 0) {
		eq_free((char *)(uintptr_t)text.p);
		return NULL;
	}
	struct eq_source source = p->sources.files.v[k]; /* the list may move */
	return eq_parse(&source, &p->symbols, &p->tree_arena, &p->diags);
}

equate_status equate_diff_texts(equate_programme *p, const char *name, const char *old_path,
				const char *new_path)
{
	struct eq_side old = {.of = {.label = EQ_TEXT("before")}};
	struct eq_side new = {.of = {.label = EQ_TEXT("now")}};

	if (p->loaded)
		return eq_api_misused(p, "a programme is loaded already: take a new handle to "
					 "compare two");
	p->loaded = true;
	old.of.file = read_text(p, name, old_path);
	new.of.file = read_text(p, name, new_path);
	if (!old.of.file || !new.of.file || p->diags.errors)
		return eq_api_status(p);
	return compare(p, &old, &new, NULL);
}

/* ---- writing ---- */

size_t equate_diff_changes(const equate_programme *p)
{
	return p->diff ? eq_diff_count(p->diff) : 0;
}

equate_status equate_write_diff(equate_programme *p, equate_format format, int width, int colour,
				equate_write *write, void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!p->diff)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "nothing was compared: compare first");
	p->diff_style.width = width > 0 ? (size_t)width : 0;
	p->diff_style.colour = colour != 0;
	eq_buf_init(&out);
	if (format == EQUATE_JSON)
		eq_diff_json(p->diff, &p->diff_style, &out);
	else if (format == EQUATE_MARKDOWN)
		eq_diff_markdown(p->diff, &p->diff_style, &out);
	else
		eq_diff_text(p->diff, &p->diff_style, &out);
	status = eq_api_write_out(p, "the comparison", &out, write, context);
	eq_buf_release(&out);
	return status;
}
