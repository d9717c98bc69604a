/* test.c - the tests of a programme, run for the host and written out. */
#include "api/programme.h"

#include "review/testing_write.h"
#include "syntax/parse.h"

void eq_api_forget_tests(equate_programme *p)
{
	if (p->testing)
		eq_testing_release(p->testing);
	eq_free(p->testing);
	p->testing = NULL;
}

/* "100%" or "92.5%" as a share. False when reported. */
static bool read_share(equate_programme *p, const char *written, struct eq_dec *out)
{
	struct eq_text t = eq_text_of(written);
	unsigned flags = 0;

	if (t.n && t.p[t.n - 1] == '%')
		t.n--;
	if (eq_dec_read(t, out, &flags) && !flags && !eq_dec_is_negative(*out) &&
	    eq_dec_cmp(*out, eq_dec_int(100)) <= 0)
		return true;
	eq_diag_file(&p->diags, EQ_E0810, EQ_TEXT(""), 0, 0,
		     "`%s` is not how much tests may be asked to try out: write a percentage, such "
		     "as 100%%",
		     written);
	return false;
}

/* A pattern that fits no title is a slip. */
static void check_pattern(equate_programme *p, const char *pattern)
{
	struct eq_nearest nearest;
	struct eq_diag *g;

	g = eq_diag_file(&p->diags, EQ_E0810, EQ_TEXT(""), 0, 0, "no test's title has `%s` in it",
			 pattern);
	eq_nearest_init(&nearest, eq_text_of(pattern));
	for (const struct eq_node *n = p->tree->child; n; n = n->next)
		if (n->kind == EQ_NODE_TEST)
			eq_nearest_try(&nearest,
				       eq_leaf_text(n->child, &p->sources, &p->tree_arena));
	if (nearest.best.n)
		eq_diag_hint(&p->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
}

/* Whether the tests try out as much as they should; says so where they do not. */
static bool covers_enough(equate_programme *p, struct eq_dec least)
{
	uint32_t tried, all = eq_tried_count(&p->testing->tried, EQ_TRIED_KINDS, &tried);
	struct eq_buf share;
	unsigned flags = 0;

	/* tried / all >= least / 100, without rounding */
	if (eq_dec_cmp(eq_dec_int((int64_t)tried * 100),
		       eq_dec_mul(least, eq_dec_int(all), &flags)) >= 0)
		return true;
	eq_buf_init(&share);
	eq_testing_share(tried, all, &share);
	eq_diag_at(&p->diags, EQ_E0710, EQ_NO_SPAN,
		   "the tests try out %.*s of the programme, which is less than they should",
		   EQ_ARG(eq_buf_view(&share)));
	eq_buf_release(&share);
	return false;
}

static equate_status status_of(const struct eq_testing *t)
{
	return t->n_of[EQ_TEST_FAULTY]   ? EQUATE_FAULT_FILES
	       : t->n_of[EQ_TEST_FAILED] ? EQUATE_FAULT_PROGRAMME
					 : EQUATE_OK;
}

equate_status equate_test(equate_programme *p, const equate_test_options *options)
{
	static const equate_test_options defaults;
	struct eq_tested tested;
	struct eq_dec least = EQ_DEC_ZERO;
	equate_status status;

	if (!p->program)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "there is no programme to test: "
							   "load one first");
	if (!options)
		options = &defaults;
	eq_api_forget_tests(p);
	if (options->coverage_least && !read_share(p, options->coverage_least, &least))
		return EQUATE_FAULT_FILES;
	tested = (struct eq_tested){.file = p->tree,
				    .sources = &p->sources,
				    .symbols = &p->symbols,
				    .overrides = p->overrides.v,
				    .n_overrides = p->overrides.n,
				    .model = p->model};
	p->testing = eq_alloc_zero(1, sizeof *p->testing);
	eq_testing_run(p->testing, &tested, eq_text_of(options->only ? options->only : ""),
		       options->coverage || options->coverage_least);
	if (!p->testing->tests.n && options->only) {
		check_pattern(p, options->only);
		eq_api_forget_tests(p);
		return EQUATE_FAULT_FILES;
	}
	status = status_of(p->testing);
	if (options->coverage_least && !covers_enough(p, least) && status == EQUATE_OK)
		status = EQUATE_FAULT_PROGRAMME;
	return status;
}

equate_status equate_write_tests(equate_programme *p, equate_test_format format, int colour,
				 equate_write *write, void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!p->testing)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "no tests were run: run them first");
	eq_buf_init(&out);
	switch (format) {
	case EQUATE_TEST_TAP:
		eq_testing_tap(p->testing, &out);
		break;
	case EQUATE_TEST_JUNIT:
		eq_testing_junit(p->testing, p->model->programme.title, &out);
		break;
	case EQUATE_TEST_JSON:
		eq_testing_json(p->testing, &out);
		break;
	default:
		eq_testing_text(p->testing, colour != 0, &out);
	}
	status = eq_api_write_out(p, "what came of the tests", &out, write, context);
	eq_buf_release(&out);
	return status;
}
