/* write.c - what a handle holds, written out: packs, dumps, formatted text. */
#include "api/programme.h"

#include "base/file.h"
#include "base/limits.h"
#include "report/time_profile.h"
#include "syntax/format.h"
#include "syntax/parse.h"

#include <errno.h>
#include <string.h>

equate_status eq_api_write_out(equate_programme *p, const char *what, const struct eq_buf *b,
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
			       ? eq_api_status(p)
			       : eq_api_misused(
					 p,
					 "there are no results to write: run the programme first");
	eq_buf_init(&out);
	switch (format) {
	case EQUATE_JSON:
		eq_pack_json(p->results, &out);
		break;
	case EQUATE_MARKDOWN:
		eq_pack_markdown(p->results, &out);
		break;
	case EQUATE_CSV:
		eq_pack_csv(p->results, &out);
		break;
	default:
		eq_pack_text(p->results, &p->style, &out);
	}
	status = eq_api_write_out(p, "the pack", &out, write, context);
	eq_buf_release(&out);
	return status;
}

equate_status equate_write_profile(equate_programme *p, equate_write *write, void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!p->timed)
		return eq_api_misused(p, "no run has noted where its time went");
	eq_buf_init(&out);
	eq_time_profile(&p->times, &out);
	status = eq_api_write_out(p, "the profile", &out, write, context);
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
			       ? eq_api_status(p)
			       : eq_api_misused(p,
						"there is nothing to show: load a programme first");
	eq_buf_init(&out);
	if (what == EQUATE_DUMP_TREE)
		eq_tree_print(p->tree, &p->sources, &out);
	else if (what == EQUATE_DUMP_MODEL)
		eq_model_print(p->model, &out);
	else
		eq_disassemble(p->program, &out);
	status = eq_api_write_out(p, "the dump", &out, write, context);
	eq_buf_release(&out);
	return status;
}

static equate_status too_large(equate_programme *p, const char *path)
{
	eq_diag_file(&p->diags, EQ_E0804, eq_text_of(path), 0, 0,
		     "the texts of a programme may hold %u MB together; this is more",
		     EQ_LIMIT_PROGRAMME_BYTES / (1024 * 1024));
	return EQUATE_FAULT_FILES;
}

equate_status equate_format_text(equate_programme *p, const char *path, const char *text, size_t n,
				 equate_write *write, void *context)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t before = p->diags.errors, skip;
	struct eq_buf out;
	struct eq_node *tree;
	equate_status status;
	char *copy, *shown;
	int file;

	if (n > EQ_LIMIT_PROGRAMME_BYTES)
		return too_large(p, path);
	skip = n >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
	/* The messages point into the text, so it must live as long as the handle. */
	copy = eq_alloc(n + 1);
	memcpy(copy, text, n);
	copy[n] = 0;
	shown = eq_arena_alloc(&p->tree_arena, strlen(path) + 1);
	memcpy(shown, path, strlen(path));
	file = eq_sources_add(&p->sources, eq_text_of(shown),
			      (struct eq_text){copy + skip, n - skip}, copy);
	if (file < 0) {
		eq_free(copy);
		return too_large(p, path);
	}
	tree = eq_parse(&p->sources.files.v[file], &p->symbols, &p->tree_arena, &p->diags);
	if (!tree || p->diags.errors > before)
		return eq_api_status(p);
	eq_buf_init(&out);
	eq_format(&p->sources.files.v[file], tree, &out);
	status = eq_api_write_out(p, "the formatted text", &out, write, context);
	eq_buf_release(&out);
	return status;
}
