/* lint.c - every check after another, and what of it is reported. See lint.h. */
#include "review/lint_parts.h"

struct eq_text eq_lint_name(const struct eq_linter *l, uint32_t def)
{
	return eq_symbol_text(l->model->symbols, l->model->defs.v[def].name);
}

bool eq_lint_overridden(const struct eq_linter *l, uint32_t def)
{
	for (size_t i = 0; i < l->model->overridden.n; i++)
		if (l->model->overridden.v[i].def == def)
			return true;
	return false;
}

bool eq_lint_amount(const struct eq_expr *e, struct eq_dec *out)
{
	unsigned flags = 0;

	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_NUMBER:
		*out = e->number;
		return true;
	case EQ_EXPR_NEGATE:
		if (!eq_lint_amount(e->a[0], out))
			return false;
		*out = eq_dec_neg(*out);
		return true;
	case EQ_EXPR_CONVERT:
		if (!eq_lint_amount(e->a[0], out))
			return false;
		*out = eq_dec_mul_ratio(*out, e->ratio, &flags);
		return eq_dec_is_finite(*out);
	default:
		return false;
	}
}

static bool is_denied(const struct eq_denied *denied, enum eq_code code)
{
	for (size_t i = 0; i < denied->n; i++)
		if (denied->codes[i] == code)
			return true;
	return denied->all;
}

void eq_lint(struct eq_lint *lint, const struct eq_linted *what, const struct eq_denied *denied,
	     struct eq_diags *out)
{
	const struct eq_linter l = {what->file, what->model, what->on, &lint->found};
	size_t before = out->all.n;

	*lint = (struct eq_lint){0};
	eq_diags_init(&lint->found, what->model->sources);
	eq_lint_unused(&l);
	eq_lint_direction(&l);
	eq_lint_sources(&l);
	eq_lint_bands(&l);
	eq_lint_years(&l);
	eq_lint_reviews(&l);
	for (size_t i = 0; what->also && i < what->also->all.n; i++)
		if (what->also->all.v[i]->severity == EQ_ADVICE)
			eq_diags_adopt(&lint->found, what->also->all.v[i]);
	eq_lint_allow(lint, &l, out);
	for (size_t i = before; i < out->all.n; i++)
		if (is_denied(denied, out->all.v[i]->code))
			eq_diag_deny(out, out->all.v[i]);
}

void eq_lint_release(struct eq_lint *lint)
{
	eq_diags_release(&lint->found);
	eq_free(lint->allowed.v);
	*lint = (struct eq_lint){0};
}
