/* test_json.c - the JSON writer: nesting, escapes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/json.h"

#include <string.h>

static void escapes(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		const char *json;
	} cases[] = {
		{"", 0, "\"\""},
		{"plain £ and 日本", 19, "\"plain £ and 日本\""},
		{"\"\\/", 3, "\"\\\"\\\\/\""},
		{"a\nb\tc\rd", 7, "\"a\\nb\\tc\\u000dd\""},
		{"\0\x1f\x7f", 3, "\"\\u0000\\u001f\\u007f\""},
		{"x\xff\xc3", 3, "\"x\xef\xbf\xbd\xef\xbf\xbd\""},
		{"\xf0\x9f\x93\x88", 4, "\"\xf0\x9f\x93\x88\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_buf b;
		struct eq_json j;

		eq_buf_init(&b);
		eq_json_init(&j, &b);
		eq_json_text(&j, (struct eq_text){cases[i].text, cases[i].n});
		assert_string_equal(b.p, cases[i].json);
		eq_buf_release(&b);
	}
}

static void nesting(void **state)
{
	struct eq_buf b;
	struct eq_json j;

	(void)state;
	eq_buf_init(&b);
	eq_json_init(&j, &b);
	eq_json_open(&j, '{', false);
	eq_json_key(&j, "none");
	eq_json_open(&j, '[', false);
	eq_json_close(&j, ']');
	eq_json_key(&j, "rows");
	eq_json_open(&j, '[', false);
	for (int i = 1; i <= 2; i++) {
		eq_json_open(&j, '{', true);
		eq_json_key(&j, "n");
		eq_json_int(&j, i == 1 ? INT64_MIN : 2);
		eq_json_key(&j, "in");
		eq_json_open(&j, '[', true);
		eq_json_bool(&j, i == 1);
		eq_json_null(&j);
		eq_json_close(&j, ']');
		eq_json_close(&j, '}');
	}
	eq_json_close(&j, ']');
	eq_json_key_text(&j, EQ_TEXT("a\"b"));
	eq_json_text(&j, EQ_TEXT("last"));
	eq_json_close(&j, '}');
	assert_string_equal(b.p, "{\n"
				 "  \"none\": [],\n"
				 "  \"rows\": [\n"
				 "    {\"n\": -9223372036854775808, \"in\": [true, null]},\n"
				 "    {\"n\": 2, \"in\": [false, null]}\n"
				 "  ],\n"
				 "  \"a\\\"b\": \"last\"\n"
				 "}\n");
	eq_buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(escapes), cmocka_unit_test(nesting)};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
