/* lint.h - advice on a programme that is correct: what is likely not meant.
 *
 * Advice is a message like any other, with a code of its own, and no figure depends on it. On the
 * line that it is about, or in the comments right above that line, `# allow A0201 because "…"` takes
 * it away; who allows too much is told so. The model and the tree are those of a programme without
 * mistakes. Nothing here asks a clock: the day on which reviews are due is said. */
#ifndef EQ_REVIEW_LINT_H
#define EQ_REVIEW_LINT_H

#include "model/model.h"

struct eq_linted {
	const struct eq_node *file;
	const struct eq_model *model; /* made of it; it has the sources and symbols */
	eq_date on;                   /* reviews are due on this day; EQ_DATE_NONE: none is */
	const struct eq_diags *also;  /* advice that others found, to be allowed and denied too */
};

/* What makes errors of advice. */
struct eq_denied {
	bool all;
	const enum eq_code *codes;
	size_t n;
};

/* A piece of advice that a comment took away. */
struct eq_allowed {
	const struct eq_diag *diag; /* in `found` */
	struct eq_text reason;
};
struct eq_lint {
	struct eq_diags found; /* all of it, and what was allowed */
	EQ_VEC(struct eq_allowed) allowed;
};

/* Reports into `out`. *lint is initialised here, and lives as long as somebody asks what was allowed. */
void eq_lint(struct eq_lint *lint, const struct eq_linted *what, const struct eq_denied *denied,
	     struct eq_diags *out);
void eq_lint_release(struct eq_lint *lint);

#endif
