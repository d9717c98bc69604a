/* check.c - advice on a loaded programme, and all that was said, for programs to read. */
#include "api/programme.h"

#include "base/file.h"
#include "review/messages.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void eq_api_forget_lint(equate_programme *p)
{
	if (p->linted)
		eq_lint_release(&p->lint);
	p->linted = false;
}

/* ---- what is denied ---- */

static bool refuse(equate_programme *p, struct eq_text name)
{
	const struct eq_code_info *info = eq_code_find(name);
	struct eq_diag *g =
		eq_diag_file(&p->diags, EQ_E0815, EQ_TEXT(""), 0, 0,
			     !info ? "there is no advice `%.*s` to deny"
			     : info->severity == EQ_WARNING
				     ? "`%.*s` is a warning, and only advice can be denied"
				     : "`%.*s` is a mistake already, and only advice can be denied",
			     EQ_ARG(name));

	eq_diag_hint(&p->diags, g, "write `all`, or codes that begin with A: --deny A0201,A0403");
	return false;
}

/* "all", or "A0201, A0403". False when reported. */
static bool read_denied(equate_programme *p, const char *written, struct eq_denied *out)
{
	struct eq_text rest = eq_text_of(written ? written : "");
	enum eq_code *codes;

	if (!rest.n)
		return true;
	out->all = eq_text_is(eq_text_trim(rest), "all");
	if (out->all)
		return true;
	codes = EQ_NEW_ARRAY(&p->tree_arena, enum eq_code, rest.n);
	for (size_t from = 0, at = 0; at <= rest.n; at++) {
		struct eq_text name;
		const struct eq_code_info *info;

		if (at < rest.n && rest.p[at] != ',')
			continue;
		name = eq_text_trim((struct eq_text){rest.p + from, at - from});
		from = at + 1;
		info = eq_code_find(name);
		if (!info || info->severity != EQ_ADVICE)
			return refuse(p, name);
		codes[out->n++] = (enum eq_code)(info - eq_code_info((enum eq_code)0));
	}
	out->codes = codes;
	return true;
}

equate_status equate_check(equate_programme *p, const equate_check_options *options)
{
	static const equate_check_options defaults;
	struct eq_linted what = {.file = p->tree, .model = p->model, .on = EQ_DATE_NONE};
	struct eq_denied denied = {0};
	struct eq_diags agreements;

	if (!p->program)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "there is no programme to check: "
							   "load one first");
	if (p->linted)
		return eq_api_misused(p, "a programme is checked once");
	if (!options)
		options = &defaults;
	if (!read_denied(p, options->deny, &denied) ||
	    (options->on && !eq_api_read_date(p, "day of the check", options->on, &what.on)))
		return eq_api_status(p);
	p->linted = true;
	eq_diags_init(&agreements, &p->sources);
	if (eq_api_check_agreements(p, options->no_data != 0, &agreements))
		eq_api_check_reported(p, options->no_data != 0, &agreements);
	for (size_t i = 0; i < agreements.all.n; i++)
		if (agreements.all.v[i]->severity != EQ_ADVICE)
			eq_diags_adopt(&p->diags, agreements.all.v[i]);
	what.also = &agreements;
	eq_lint(&p->lint, &what, &denied, &p->diags);
	eq_diags_release(&agreements);
	return eq_api_status(p);
}

/* ---- messages for programs ---- */

/* The nearest folder from `folder` up that is the root of a repository; else `folder` itself. */
static struct eq_text find_root(struct eq_text folder)
{
	struct eq_buf path;
	struct eq_text root = folder;
	struct stat about;

	eq_buf_init(&path);
	for (size_t n = folder.n; n; n--) {
		if (n < folder.n && folder.p[n] != '/')
			continue;
		eq_buf_clear(&path);
		eq_buf_add(&path, folder.p, n);
		eq_buf_adds(&path, "/.git");
		if (stat(path.p, &about) == 0) {
			root.n = n;
			break;
		}
	}
	eq_buf_release(&path);
	return root;
}

static void write_messages(equate_programme *const *programmes, size_t n,
			   equate_messages_format format, struct eq_buf *out)
{
	struct eq_messages_of *said = eq_alloc((n + 1) * sizeof *said);
	char *folder = getcwd(NULL, 0); /* unknown: paths stay as they are given */
	struct eq_messages m = {.v = said, .n = n, .version = EQ_TEXT(EQUATE_VERSION)};

	m.folder = eq_text_of(folder ? folder : "");
	if (m.folder.n == 1)
		m.folder.n = 0; /* the one folder that ends with its `/` */
	m.root = find_root(m.folder);
	for (size_t i = 0; i < n; i++)
		said[i] = (struct eq_messages_of){.diags = &programmes[i]->diags,
						  .allowed = programmes[i]->lint.allowed.v,
						  .n_allowed = programmes[i]->lint.allowed.n};
	switch (format) {
	case EQUATE_MESSAGES_SARIF:
		eq_messages_sarif(&m, out);
		break;
	case EQUATE_MESSAGES_GITHUB:
		eq_messages_github(&m, out);
		break;
	default:
		eq_messages_json(&m, out);
	}
	free(folder);
	eq_free(said);
}

equate_status equate_write_messages(equate_programme *const *programmes, size_t n,
				    equate_messages_format format, equate_write *write,
				    void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!n)
		return EQUATE_FAULT_FILES;
	eq_buf_init(&out);
	write_messages(programmes, n, format, &out);
	status = eq_api_write_out(programmes[0], "the messages", &out, write, context);
	eq_buf_release(&out);
	return status;
}
