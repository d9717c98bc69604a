/* test_feed.c - which line ends count.
 *
 * A case is a text and its tokens as the grammar gets them: each by its own text, a line end that
 * counts as `|`. A mistake ends the case with its code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/limits.h"
#include "syntax/feed.h"

static const struct {
	const char *text, *fed;
} cases[] = {
	{"", ""},
	{"\n\n# nothing\n\n", ""},
	{"a", "a |"},
	{"a\n", "a |"},
	{"a\n\n\n# x\n\nb\n", "a | b |"},
	{"a # x\nb", "a | b |"},
	{"a\r\nb\rc", "a | b | c |"},
	/* inside brackets */
	{"f(\na\n,\nb\n)\nc", "f ( a , b ) | c |"},
	{"((a\n)\nb\n)", "( ( a ) b ) |"},
	/* after , = : { */
	{"a,\nb", "a , b |"},
	{"a =\n\nb", "a = b |"},
	{"a :\n# x\nb", "a : b |"},
	{"a {\nb\n}\nc", "a { b | } | c |"},
	/* a line end is supplied before } and at the end */
	{"a { b }", "a { b | } |"},
	{"a { }", "a { } |"},
	{"a { b } c",
	 "a { b | } c |"}, /* what follows a block on its line is a mistake for the grammar */
	/* before an operator, comma, colon, ) or { */
	{"a\n+ b", "a + b |"},
	{"a\n- b", "a - b |"},
	{"a\n\u2212 b", "a \u2212 b |"},
	{"a\n* b\n/ c\n^ d", "a * b / c ^ d |"},
	{"a\n< b", "a < b |"},
	{"a\n<= b\n>= c\n> d\n!= e", "a <= b >= c > d != e |"},
	{"a\n= b", "a = b |"},
	{"a\n, b", "a , b |"},
	{"a\n: b", "a : b |"},
	{"a\n{ b }", "a { b | } |"},
	{"a\n) b", "a ) b |"}, /* closes nothing: for the grammar to say */
	/* before a joining word */
	{"a\nper b", "a per b |"},
	{"a\nover b", "a over b |"},
	{"a\nat b", "a at b |"},
	{"a\nto b", "a to b |"},
	{"a\nof b", "a of b |"},
	{"a\nwhere b", "a where b |"},
	{"a\nwhile b", "a while b |"},
	{"a\nfrom b", "a from b |"},
	{"a\nfor b", "a for b |"},
	{"a\nwhen b", "a when b |"},
	{"a\nin (b)", "a in ( b ) |"},
	{"a\nand b", "a and b |"},
	{"a\nor b", "a or b |"},
	{"a\nnot in (b)", "a not in ( b ) |"},
	{"a\ngrowing b", "a growing b |"},
	{"a\nsince b", "a since b |"},
	{"a\nsource \"b\"", "a source \"b\" |"},
	{"a\nagreed \"b\"", "a agreed \"b\" |"},
	{"a\nreview by 2025-04-01", "a review by 2025-04-01 |"},
	{"a\nreview = 5", "a | review = 5 |"},
	{"a\nminute \"b\"", "a minute \"b\" |"},
	{"a\nbecause \"b\"", "a because \"b\" |"},
	/* those that begin properties of their own */
	{"a\nuntil \"b\"", "a | until \"b\" |"},
	{"a\nnot tracked because \"b\"", "a | not tracked because \"b\" |"},
	{"a\nin scenario b", "a | in scenario b |"},
	{"a\nexcept b", "a | except b |"},
	{"a\nafter b", "a | after b |"},
	{"a\non b", "a | on b |"},
	{"a\nby b", "a | by b |"},
	{"a\nas at b", "a | as at b |"},
	/* and names that are called like joining words */
	{"a\nsource = b\nagreed = c", "a | source = b | agreed = c |"},
	/* `then` and `else` go on only with an `if` */
	{"if a\nthen b\nelse c\nd", "if a then b else c | d |"},
	{"if a\nthen if b\nthen c\nelse d\nelse e", "if a then if b then c else d else e |"},
	{"\"x\" = 1\nelse = 2", "\"x\" = 1 | else = 2 |"},
	{"\"x\" = if a then b else c\nelse = 2", "\"x\" = if a then b else c | else = 2 |"},
	{"if a\nb\nelse c", "if a | b | else c |"}, /* the `if` ended with its line */
	/* a line cannot end with what more must follow */
	{"a *\nb", "a * E0111"},
	{"a -\nb", "a - E0111"},
	{"a # x\n + # y\n b", "a + E0111"},
	{"a and\nb", "a and E0111"},
	{"a per\nb", "a per E0111"},
	{"a over\nb", "a over E0111"},
	{"a to\nb", "a to E0111"},
	{"(a *\nb)", "( a * b ) |"},
	{"(a and\nb)", "( a and b ) |"},
	/* a brace ends what is open */
	{"a (b\n}", "a ( b E0115"},
	{"a (b {", "a ( b E0115"},
	{"a ((b)", "a ( ( b ) E0115"},
};

static void feed_all(struct eq_text text, struct eq_buf *out, struct eq_span *last)
{
	struct eq_sources sources;
	struct eq_diags diags;
	struct eq_feed f;

	eq_sources_init(&sources);
	eq_diags_init(&diags, &sources);
	assert_int_equal(eq_sources_add(&sources, EQ_TEXT("t.eq"), text, NULL), 0);
	eq_feed_init(&f, &sources.files.v[0], &diags);
	for (;;) {
		struct eq_lexeme t = eq_feed_next(&f);
		if (t.kind == EQ_T_END)
			break;
		eq_buf_adds(out, out->n ? " " : "");
		if (t.kind == EQ_T_BAD) {
			assert_int_equal(diags.all.n, 1);
			eq_buf_adds(out, eq_code_info(diags.all.v[0]->code)->name);
			*last = diags.all.v[0]->span;
			break;
		}
		if (t.kind == EQ_T_NEWLINE)
			eq_buf_addc(out, '|');
		else
			eq_buf_add_text(out, eq_sources_text(&sources, t.span));
	}
	eq_diags_release(&diags);
	eq_sources_release(&sources);
}

static void line_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_buf out;
		struct eq_span last;
		eq_buf_init(&out);
		eq_buf_adds(&out, "");
		feed_all(eq_text_of(cases[i].text), &out, &last);
		if (strcmp(out.p ? out.p : "", cases[i].fed) != 0)
			fail_msg("%s\n  fed:      %s\n  expected: %s", cases[i].text, out.p,
				 cases[i].fed);
		eq_buf_release(&out);
	}
}

/* Mistakes are shown where they are: the operator, the outermost open bracket. */
static void places(void **state)
{
	(void)state;
	struct eq_buf out;
	struct eq_span span;
	eq_buf_init(&out);
	feed_all(EQ_TEXT("ab *\nc"), &out, &span);
	assert_int_equal(span.at, 1 + 3);
	assert_int_equal(span.end, 1 + 4);
	feed_all(EQ_TEXT("(a) + (b (c)"), &out, &span);
	assert_int_equal(span.at, 1 + 6);
	eq_buf_release(&out);
}

static void nesting(void **state)
{
	(void)state;
	struct eq_buf text, out;
	struct eq_span span;
	eq_buf_init(&text);
	eq_buf_init(&out);
	eq_buf_fill(&text, '(', EQ_LIMIT_NESTING);
	eq_buf_fill(&text, ')', EQ_LIMIT_NESTING);
	feed_all(eq_buf_view(&text), &out, &span);
	assert_int_equal(out.p[out.n - 1], '|');
	eq_buf_clear(&text);
	eq_buf_fill(&text, '(', EQ_LIMIT_NESTING + 1);
	feed_all(eq_buf_view(&text), &out, &span);
	assert_string_equal(out.p + out.n - 5, "E0110");
	assert_int_equal(span.at, 1 + EQ_LIMIT_NESTING);
	eq_buf_release(&out);
	eq_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(line_ends), cmocka_unit_test(places),
					   cmocka_unit_test(nesting)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
