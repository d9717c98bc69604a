/* sides.c - programmes to compare: found on the disk or in git, and read. See sides.h. */
#include "api/sides.h"

#include <string.h>
#include <sys/stat.h>

#include "syntax/parse.h"

static bool is_here(const char *word)
{
	struct stat about;

	return stat(word, &about) == 0;
}

/* "main:costs.eq", a path from where the repository begins, or "main:./costs.eq", from here. */
static bool read_object(equate_programme *p, struct eq_side *s, const char *colon)
{
	const char *path = colon + 1;

	s->revision.name =
		eq_arena_copy(&p->tree_arena, (struct eq_text){s->word, (size_t)(colon - s->word)});
	if (path[0] != '.' && !eq_revision_root(&s->path))
		return false;
	eq_buf_adds(&s->path, path);
	if (!s->path.n)
		eq_buf_addc(&s->path, '.');
	s->own_path = true;
	return eq_revision_exists(s->revision.name.p);
}

bool eq_side_find(equate_programme *p, struct eq_side *s)
{
	const char *colon = s->word ? strchr(s->word, ':') : NULL;
	bool found;

	eq_buf_init(&s->path);
	s->of.label = s->word ? eq_text_of(s->word) : EQ_TEXT("what is here");
	if (!s->word || is_here(s->word)) {
		eq_buf_adds(&s->path, s->word ? s->word : is_here("main.eq") ? "main.eq" : ".");
		s->own_path = s->word != NULL;
		return true;
	}
	s->kept = true;
	s->revision.name = eq_arena_copy(&p->tree_arena, eq_text_of(s->word));
	found = colon ? read_object(p, s, colon) : eq_revision_exists(s->word);
	if (!found) {
		struct eq_diag *g = eq_diag_file(
			&p->diags, EQ_E0811, EQ_TEXT(""), 0, 0,
			"`%s` is neither a file or folder here, nor a revision that git knows",
			s->word);
		eq_diag_hint(&p->diags, g,
			     "for example HEAD~1, a branch, or main:costs.eq, in a folder of the "
			     "repository");
	}
	return found;
}

/* A revision's folder stands for its main.eq, as a folder here does. */
static bool find_kept_main(equate_programme *p, struct eq_side *s)
{
	const char *path = s->path.p;

	if (strncmp(path, "./", 2) == 0)
		path += 2;
	struct eq_text copy = eq_arena_copy(&p->tree_arena, eq_text_of(path));
	eq_buf_clear(&s->path);
	if (eq_text_is(copy, ".") || eq_text_is(copy, "")) {
		eq_buf_adds(&s->path, "main.eq");
	} else {
		eq_buf_add_text(&s->path, copy);
		if (eq_revision_kind(&s->revision, copy.p) == EQ_REVISION_FOLDER)
			eq_buf_adds(&s->path, copy.p[copy.n - 1] == '/' ? "main.eq" : "/main.eq");
	}
	if (eq_revision_kind(&s->revision, s->path.p) == EQ_REVISION_FILE)
		return true;
	eq_diag_file(&p->diags, EQ_E0811, EQ_TEXT(""), 0, 0,
		     "%.*s has no file or folder `%.*s` with a programme", EQ_ARG(s->revision.name),
		     EQ_ARG(copy));
	return false;
}

static bool find_file(equate_programme *p, struct eq_side *s)
{
	struct eq_buf file;
	bool found;

	if (s->kept)
		return find_kept_main(p, s);
	eq_buf_init(&file);
	found = eq_api_find_main(p, s->path.p, &file);
	eq_buf_clear(&s->path);
	eq_buf_add_text(&s->path, eq_buf_view(&file));
	eq_buf_release(&file);
	return found;
}

bool eq_side_read(equate_programme *p, struct eq_side *s)
{
	size_t errors = p->diags.errors;
	struct eq_reading kept = eq_revision_reading(&s->revision);
	struct eq_node *file;

	if (!find_file(p, s))
		return false;
	file = s->kept ? eq_parse_programme_from(&kept, s->path.p, &p->sources, &p->symbols,
						 &p->tree_arena, &p->diags)
		       : eq_parse_programme(s->path.p, &p->sources, &p->symbols, &p->tree_arena,
					    &p->diags);
	s->of.file = file;
	s->of.main = eq_arena_copy(&p->tree_arena, eq_buf_view(&s->path));
	if (file && p->diags.errors == errors)
		return true;
	eq_diag_file(&p->diags, EQ_E0811, EQ_TEXT(""), 0, 0,
		     "%.*s cannot be compared before its mistakes are mended", EQ_ARG(s->of.label));
	return false;
}

void eq_side_lend_path(struct eq_side *to, const struct eq_side *from)
{
	if (to->own_path || !to->kept)
		return;
	eq_buf_clear(&to->path);
	eq_buf_adds(&to->path, from->path.n ? from->path.p : ".");
}

void eq_side_release(struct eq_side *s)
{
	eq_buf_release(&s->path);
}
