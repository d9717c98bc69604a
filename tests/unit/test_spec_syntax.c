/* test_spec_syntax.c - what is said of the programmes of tests/spec/syntax, and that nothing is said
 * of those of tests/spec/language. See spec.h. */
#include "reading.h"
#include "spec.h"

#include "syntax/parse.h"

static void check_programme(const char *path)
{
	struct reading r;
	reading_init(&r);
	assert_non_null(eq_parse_programme(path, &r.sources, &r.symbols, &r.arena, &r.diags));
	spec_compare(path, &r.sources, &r.diags);
	reading_release(&r);
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
