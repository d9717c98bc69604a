/* imports.c - a programme from its files. See parse.h.
 *
 * Files are read depth first, imports where they stand. A file that is imported twice is read
 * once; one that is still being read when it is imported again closes a circle. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "syntax/build.h"
#include "syntax/parse.h"

enum { READING = 1, READ = 2 };

struct imported {
	struct eq_text path; /* folded */
	uint8_t state;
};

struct reader {
	const struct eq_reading *reading;
	struct eq_sources *sources;
	struct eq_symbols *symbols;
	struct eq_arena *arena;
	struct eq_diags *diags;
	struct eq_buf folder; /* of the root file; "" is the current one */
	EQ_VEC(struct imported) files;
	EQ_VEC(uint32_t) open; /* the chain of files being read */
	struct eq_map by_path;
	struct eq_chain declarations;
};

/* Reads and parses one file; NULL after reporting. `span` is the import's, or nowhere for the root. */
static struct eq_node *read_file(struct reader *r, struct eq_text path, struct eq_span span)
{
	struct eq_text text;
	const char *why =
		r->reading->read(r->reading->context, path.p, EQ_LIMIT_PROGRAMME_BYTES - 16, &text);
	if (!why && text.n >= 4 && memcmp(text.p, "PK\3\4", 4) == 0) {
		eq_free((char *)(uintptr_t)text.p);
		why = "it is a workbook or another packed file, not text";
	}
	if (why) {
		struct eq_diag *g;
		if (span.end)
			g = eq_diag_at(r->diags, EQ_E0120, span, "\"%.*s\" cannot be imported: %s",
				       EQ_ARG(path), why);
		else
			g = eq_diag_file(r->diags, EQ_E0124, path, 0, 0,
					 "the programme cannot be read: %s", why);
		if (g && span.end)
			eq_diag_hint(r->diags, g,
				     "paths are taken from the folder of the file that imports");
		return NULL;
	}
	struct eq_text body = text;
	if (body.n >= 3 && memcmp(body.p, "\xef\xbb\xbf", 3) == 0) {
		body.p += 3;
		body.n -= 3;
	}
	int k = r->sources->files.n < EQ_LIMIT_FILES
			? eq_sources_add(r->sources, path, body, (char *)(uintptr_t)text.p)
			: -1;
	if (k < 0) {
		eq_free((char *)(uintptr_t)text.p);
		if (span.end)
			eq_diag_at(r->diags, EQ_E0123, span,
				   "with this file the programme is larger than can be read");
		else
			eq_diag_file(r->diags, EQ_E0123, path, 0, 0,
				     "the programme is larger than can be read");
		return NULL;
	}
	struct eq_source source = r->sources->files.v[k]; /* the list may move */
	return eq_parse(&source, r->symbols, r->arena, r->diags);
}

static void report_circle(struct reader *r, uint32_t again, struct eq_span span)
{
	struct eq_buf circle;
	eq_buf_init(&circle);
	size_t i = 0;
	while (r->open.v[i] != again)
		i++;
	bool itself = i + 1 == r->open.n;
	for (; i < r->open.n; i++)
		eq_buf_addf(&circle, "%.*s -> ", EQ_ARG(r->files.v[r->open.v[i]].path));
	eq_buf_add_text(&circle, r->files.v[again].path);
	struct eq_diag *g = eq_diag_at(
		r->diags, EQ_E0122, span, "%s: %s",
		itself ? "this file imports itself" : "these files import one another", circle.p);
	if (g)
		eq_diag_hint(r->diags, g,
			     "take out this import: what was read before is known here too");
	eq_buf_release(&circle);
}

static void report_outside(struct reader *r, const struct eq_node *text)
{
	struct eq_text written = eq_leaf_text(text, r->sources, r->arena);
	struct eq_diag *g = eq_diag_at(r->diags, EQ_E0121, text->span,
				       "\"%.*s\" is outside the programme's folder",
				       EQ_ARG(written));
	if (g)
		eq_diag_hint(
			r->diags, g,
			"put the file in the first file's folder, or below it; a link counts as the "
			"place that it leads to");
}

/* The folded path of an import, or false after reporting. */
static bool import_path(struct reader *r, struct eq_text importing, const struct eq_node *text,
			struct eq_buf *path)
{
	struct eq_text written = eq_leaf_text(text, r->sources, r->arena);
	if (!written.n || written.p[0] == '/' || memchr(written.p, '\0', written.n)) {
		struct eq_diag *g = eq_diag_at(r->diags, EQ_E0121, text->span,
					       "an import is a path from this file's folder");
		if (g)
			eq_diag_hint(r->diags, g, "for example import \"fixed/unit-costs.eq\"");
		return false;
	}
	eq_path_beside(importing, written, path);
	return true;
}

/* A file's declarations join the programme's, its imports in their place. It calls itself once for
 * each file of a chain of imports, of which EQ_LIMIT_FILES is the most. */
static void take_in(struct reader *r, uint32_t file, struct eq_node *tree)
{
	struct eq_node *next;
	EQ_PUSH(&r->open, file);
	r->files.v[file].state = READING;
	for (struct eq_node *d = tree->child; d; d = next) {
		next = d->next;
		d->next = NULL;
		if (d->kind != EQ_NODE_IMPORT) {
			r->declarations = eq_append(r->declarations, d);
			continue;
		}
		struct eq_buf path;
		eq_buf_init(&path);
		const struct eq_node *text = d->child;
		if (!import_path(r, r->files.v[file].path, text, &path)) {
			eq_buf_release(&path);
			continue;
		}
		uint32_t known = eq_map_get(&r->by_path, eq_buf_view(&path));
		if (known != EQ_MAP_NONE) {
			if (r->files.v[known].state == READING)
				report_circle(r, known, text->span);
			eq_buf_release(&path);
			continue;
		}
		struct imported f = {.path = eq_arena_copy(r->arena, eq_buf_view(&path)),
				     .state = READ};
		eq_buf_release(&path);
		EQ_PUSH(&r->files, f);
		uint32_t k = (uint32_t)r->files.n - 1;
		eq_map_put(&r->by_path, f.path, k);
		/* Before it is read: a programme from elsewhere must not show what other folders hold. */
		if (!eq_path_inside(r->folder.p, f.path.p)) {
			report_outside(r, text);
			continue;
		}
		struct eq_node *sub = read_file(r, f.path, text->span);
		if (sub)
			take_in(r, k, sub);
	}
	r->files.v[file].state = READ;
	r->open.n--;
}

struct eq_node *eq_parse_programme_from(const struct eq_reading *reading, const char *path,
					struct eq_sources *sources, struct eq_symbols *symbols,
					struct eq_arena *arena, struct eq_diags *diags)
{
	struct reader r = {.reading = reading,
			   .sources = sources,
			   .symbols = symbols,
			   .arena = arena,
			   .diags = diags};
	struct imported root = {.path = eq_arena_copy(arena, eq_text_of(path)), .state = READ};
	struct eq_parse empty = {.arena = arena};
	struct eq_node *out = NULL;

	eq_buf_init(&r.folder);
	eq_buf_add_text(&r.folder, root.path);
	while (r.folder.n && r.folder.p[r.folder.n - 1] != '/')
		r.folder.n--;
	eq_buf_addc(&r.folder, '\0');
	eq_map_init(&r.by_path);
	struct eq_buf folded;
	eq_buf_init(&folded);
	eq_path_beside(root.path, eq_text_of(strrchr(path, '/') ? strrchr(path, '/') + 1 : path),
		       &folded);
	EQ_PUSH(&r.files, root);
	eq_map_put(&r.by_path, eq_arena_copy(arena, eq_buf_view(&folded)), 0);
	eq_buf_release(&folded);

	struct eq_node *tree = read_file(&r, root.path, EQ_NO_SPAN);
	if (tree) {
		take_in(&r, 0, tree);
		out = eq_n(&empty, EQ_NODE_FILE, tree->span.at, r.declarations, tree->span);
	}
	eq_map_release(&r.by_path);
	eq_buf_release(&r.folder);
	eq_free(r.files.v);
	eq_free(r.open.v);
	return out;
}

static const char *read_from_disk(void *context, const char *path, size_t limit,
				  struct eq_text *out)
{
	(void)context;
	return eq_file_read(path, limit, out);
}

struct eq_node *eq_parse_programme(const char *path, struct eq_sources *sources,
				   struct eq_symbols *symbols, struct eq_arena *arena,
				   struct eq_diags *diags)
{
	static const struct eq_reading disk = {read_from_disk, NULL};

	return eq_parse_programme_from(&disk, path, sources, symbols, arena, diags);
}
