/* test_spec_syntax.c - what is said of the programmes of tests/spec/syntax, and that nothing is said
 * of those of tests/spec/language. See spec.h. */
#include "spec.h"

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
	assert_non_null(eq_parse_programme(path, &sources, &symbols, &arena, &diags));
	spec_compare(path, &sources, &diags);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
}

static void mistakes(void **state)
{
	(void)state;
	spec_folder("tests/spec/syntax", check_programme);
}

static void language(void **state)
{
	(void)state;
	spec_folder("tests/spec/language", check_programme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(mistakes), cmocka_unit_test(language)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
