/* testing.c - the tests of a programme, one after another. See testing.h. */
#include "review/testing.h"

#include "review/trial.h"
#include "syntax/parse.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(struct eq_text t, struct eq_text part)
{
	if (t.n < part.n)
		return false;
	for (size_t i = 0; i < part.n; i++)
		if (lower(t.p[i]) != lower(part.p[i]))
			return false;
	return true;
}

static struct eq_text after(struct eq_text t, size_t n)
{
	return (struct eq_text){t.p + n, t.n - n};
}

/* Whether the parts of the pattern, between its stars, stand in the title in their order. */
static bool fits(struct eq_text title, struct eq_text pattern)
{
	while (pattern.n) {
		struct eq_text part = pattern;

		for (part.n = 0; part.n < pattern.n && pattern.p[part.n] != '*'; part.n++)
			;
		while (!begins(title, part)) {
			if (!title.n)
				return false;
			title = after(title, 1);
		}
		title = after(title, part.n);
		pattern = after(pattern, part.n + (part.n < pattern.n));
	}
	return true;
}

static void run_test(struct eq_testing *t, const struct eq_tested *p, const struct eq_node *test,
		     struct eq_text title)
{
	struct eq_test_result result = {.title = title, .span = test->span};

	eq_trial_run(t, p, test, &result);
	t->n_of[result.outcome]++;
	EQ_PUSH(&t->tests, result);
}

void eq_testing_run(struct eq_testing *t, const struct eq_tested *p, struct eq_text pattern,
		    bool covers)
{
	*t = (struct eq_testing){.sources = p->sources, .covers = covers};
	eq_arena_init(&t->arena);
	eq_tried_init(&t->tried, p->model);
	for (const struct eq_node *n = p->file->child; n; n = n->next) {
		if (n->kind != EQ_NODE_TEST)
			continue;
		struct eq_text title =
			eq_arena_copy(&t->arena, eq_leaf_text(n->child, p->sources, &t->arena));
		if (fits(title, pattern))
			run_test(t, p, n, title);
	}
}

void eq_testing_release(struct eq_testing *t)
{
	eq_tried_release(&t->tried);
	eq_free(t->tests.v);
	eq_arena_release(&t->arena);
}
