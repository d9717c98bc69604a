/* test_spec_model.c - what is said of the programmes of tests/spec/model. See spec.h. */
#include "spec.h"

#include "model/model.h"
#include "syntax/parse.h"

static void check_programme(const char *path)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_arena_init(&arena);
	eq_diags_init(&diags, &sources);

	struct eq_node *tree = eq_parse_programme(path, &sources, &symbols, &arena, &diags);
	struct eq_model *m = NULL;
	if (tree && !diags.errors)
		m = eq_model_new(tree, &sources, &symbols, &diags);
	assert_int_equal(m == NULL, diags.errors > 0);
	spec_compare(path, &sources, &diags);
	if (m) { /* what the model says of itself must not fall over either */
		struct eq_buf out;
		eq_buf_init(&out);
		eq_model_print(m, &out);
		assert_true(out.n > 0);
		eq_buf_release(&out);
	}
	eq_model_free(m);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
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
