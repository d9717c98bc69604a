/* declare_restate.c - fiscal years whose figures are no longer as they were reported, and why.
 *
 * What was reported stands in the lock, beside the programme: whether a year is in it, and whether
 * its figures did change, is known only there. */
#include "model/build.h"

static const char *const kinds[] = {
	[EQ_RESTATE_UNSAID] = "",
	[EQ_RESTATE_ERROR] = "error",
	[EQ_RESTATE_POLICY] = "policy",
	[EQ_RESTATE_ESTIMATE] = "estimate",
	[EQ_RESTATE_LATE_DATA] = "late data",
};
enum { KINDS = sizeof kinds / sizeof *kinds };

const char *eq_restate_word(enum eq_restate_kind kind)
{
	return kinds[kind];
}

static bool read_kind(struct eq_build *b, const struct eq_node *n, uint8_t *out)
{
	struct eq_buf words;

	eq_buf_init(&words);
	eq_kind_words(b, n->child, &words);
	for (size_t i = EQ_RESTATE_UNSAID + 1; i < KINDS; i++)
		if (eq_text_is(eq_buf_view(&words), kinds[i]))
			*out = (uint8_t)i;
	if (!*out)
		eq_diag_at(b->diags, EQ_E0209, n->span,
			   "`%.*s` is not a kind of restatement; write `error`, `policy`, "
			   "`estimate` or `late data`",
			   EQ_ARG(eq_buf_view(&words)));
	eq_buf_release(&words);
	return *out != EQ_RESTATE_UNSAID;
}

static bool read_year(struct eq_build *b, const struct eq_node *n, int *year)
{
	struct eq_range days;

	if (n->kind != EQ_NODE_FISCAL) {
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "what is reported, and restated, is a fiscal year: write, for example, "
			   "`restate FY23/24 because \"…\"`");
		return false;
	}
	if (!eq_read_day(b, n, &days))
		return false;
	*year = eq_fiscal_year(b->m->programme.fiscal, days.from);
	return true;
}

/* Two of one year have reasons of their own, by which they are told apart. */
static bool is_new(struct eq_build *b, const struct eq_restate *x)
{
	for (size_t i = 0; i < b->m->restates.n; i++) {
		const struct eq_restate *other = &b->m->restates.v[i];
		struct eq_diag *g;

		if (other->year != x->year || !eq_text_eq(other->why, x->why))
			continue;
		g = eq_diag_at(b->diags, EQ_E0205, x->span,
			       "this year is restated for the same reason already");
		eq_diag_note(b->diags, g, other->span, "it stands here first");
		return false;
	}
	return true;
}

void eq_check_restate(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *because = n->child->next, *kind = because->next;
	struct eq_restate x = {.why = eq_quoted(b, because->child), .span = n->span};
	bool ok = read_year(b, n->child, &x.year);

	if (kind)
		ok &= read_kind(b, kind, &x.kind);
	if (!eq_text_trim(x.why).n) {
		eq_diag_at(
			b->diags, EQ_E0209, because->child->span,
			"this says nothing: why are the figures no longer as they were reported?");
		ok = false;
	}
	if (ok && is_new(b, &x))
		EQ_PUSH(&b->m->restates, x);
}
