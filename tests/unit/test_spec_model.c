/* test_spec_model.c - what is said of the programmes of tests/spec/model. See spec.h. */
#include "reading.h"
#include "spec.h"

#include "model/model.h"
#include "syntax/parse.h"

static void check_programme(const char *path)
{
	struct reading r;
	reading_init(&r);

	struct eq_node *tree = eq_parse_programme(path, &r.sources, &r.symbols, &r.arena, &r.diags);
	struct eq_model *m = NULL;
	if (tree && !r.diags.errors)
		m = eq_model_new(tree, &r.sources, &r.symbols, &r.diags);
	assert_int_equal(m == NULL, r.diags.errors > 0);
	spec_compare(path, &r.sources, &r.diags);
	if (m) { /* what the model says of itself must not fall over either */
		struct eq_buf out;
		eq_buf_init(&out);
		eq_model_print(m, &out);
		assert_true(out.n > 0);
		eq_buf_release(&out);
	}
	eq_model_free(m);
	reading_release(&r);
}

static void all_programmes(void **state)
{
	(void)state;
	spec_folder("tests/spec/model", check_programme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_programmes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
