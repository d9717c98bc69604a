/* equate.c - the rest of the public interface: what was reported, what its codes mean, and what a host
 * needs that talks to people as the command does. */
#include "api/programme.h"

#include "base/file.h"

const char *equate_version(void)
{
	return EQUATE_VERSION;
}

equate_status eq_api_status(const equate_programme *p)
{
	return (equate_status)p->diags.status;
}

equate_status eq_api_misused(equate_programme *p, const char *what)
{
	eq_diag_file(&p->diags, EQ_E0803, EQ_TEXT(""), 0, 0, "%s", what);
	return EQUATE_FAULT_FILES;
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

size_t equate_advice(const equate_programme *p)
{
	return p->diags.advice;
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
