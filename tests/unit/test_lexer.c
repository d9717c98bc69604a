/* test_lexer.c - text to tokens: kinds, and where each begins and ends.
 *
 * A case is a text and its tokens as `kind(text of its span)`. A mistake stands as `E0106(text)`,
 * with the code that was reported; where its message matters, a part of it stands beside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "syntax/build.h"

struct token_case {
	const char *text, *tokens, *message;
};

static const char *kind_name(int kind)
{
	switch (kind) {
	case EQ_T_ID:
		return "name";
	case EQ_T_NUMBER:
		return "number";
	case EQ_T_MONEY:
		return "money";
	case EQ_T_PERCENT:
		return "percent";
	case EQ_T_UNITS:
		return "units";
	case EQ_T_DATE:
		return "day";
	case EQ_T_MONTH:
		return "month";
	case EQ_T_FISCAL:
		return "fy";
	case EQ_T_DATEFORMAT:
		return "format";
	case EQ_T_TEXT:
		return "text";
	case EQ_T_COMMENT:
		return "comment";
	default:
		return NULL;
	}
}

static const char *sign(int kind)
{
	switch (kind) {
	case EQ_T_PLUS:
		return "+";
	case EQ_T_MINUS:
		return "-";
	case EQ_T_TIMES:
		return "*";
	case EQ_T_DIVIDE:
		return "/";
	case EQ_T_POWER:
		return "^";
	case EQ_T_LPAREN:
		return "(";
	case EQ_T_RPAREN:
		return ")";
	case EQ_T_LBRACE:
		return "{";
	case EQ_T_RBRACE:
		return "}";
	case EQ_T_COMMA:
		return ",";
	case EQ_T_COLON:
		return ":";
	case EQ_T_EQ:
		return "=";
	case EQ_T_NE:
		return "!=";
	case EQ_T_LT:
		return "<";
	case EQ_T_LE:
		return "<=";
	case EQ_T_GT:
		return ">";
	case EQ_T_GE:
		return ">=";
	default:
		return "?";
	}
}

/* Signs and words of the language stand as [+] and [per]: by their kind, so that a pasted sign
 * stands as the plain one. */
static void put_token(struct eq_buf *out, struct eq_lexeme t, struct eq_text own,
		      struct eq_diags *d)
{
	if (out->n)
		eq_buf_addc(out, ' ');
	const char *name = t.kind == EQ_T_BAD ? eq_code_info(d->all.v[d->all.n - 1]->code)->name
					      : kind_name(t.kind);
	if (t.kind == EQ_T_NEWLINE) {
		eq_buf_adds(out, own.n == 2 ? "NL2" : "NL");
	} else if (name) {
		eq_buf_addf(out, "%s(", name);
		eq_buf_add_text(out, own);
		eq_buf_addc(out, ')');
	} else {
		const char *word = eq_token_word(t.kind);
		eq_buf_addf(out, "[%s]", word ? word : sign(t.kind));
	}
}

static void lex(struct eq_text text, bool comments, struct eq_buf *out, const char *message)
{
	struct eq_sources sources;
	struct eq_diags diags;
	struct eq_lexer l;
	struct eq_lexeme t;
	uint32_t end = 1; /* the first file's positions begin at 1 */

	eq_sources_init(&sources);
	eq_diags_init(&diags, &sources);
	assert_int_equal(eq_sources_add(&sources, EQ_TEXT("t.eq"), text, NULL), 0);
	eq_lexer_init(&l, &sources.files.v[0], &diags);
	l.comments = comments;
	while (t = eq_lexer_next(&l), t.kind != EQ_T_END) {
		assert_true(t.span.at >= end && t.span.end > t.span.at);
		end = t.span.end;
		size_t said = diags.all.n;
		put_token(out, t, eq_sources_text(&sources, t.span), &diags);
		if (t.kind == EQ_T_BAD)
			assert_true(said > 0);
	}
	assert_int_equal(t.span.at, 1 + text.n);
	if (message) {
		if (diags.all.n != 1)
			fail_msg("%.*s: %zu messages", EQ_ARG(text), diags.all.n);
		struct eq_buf said;
		eq_buf_init(&said);
		eq_buf_addf(&said, "%.*s / %.*s", EQ_ARG(diags.all.v[0]->message),
			    EQ_ARG(diags.all.v[0]->hint));
		if (!strstr(said.p, message))
			fail_msg("%.*s\n  said:     %s\n  expected: %s", EQ_ARG(text), said.p,
				 message);
		eq_buf_release(&said);
	}
	eq_diags_release(&diags);
	eq_sources_release(&sources);
}

static void check(const struct token_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct eq_buf out;
		eq_buf_init(&out);
		eq_buf_adds(&out, "");
		lex(eq_text_of(cases[i].text), false, &out, cases[i].message);
		if (strcmp(out.p ? out.p : "", cases[i].tokens) != 0)
			fail_msg("%s\n  read:     %s\n  expected: %s", cases[i].text, out.p,
				 cases[i].tokens);
		eq_buf_release(&out);
	}
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void numbers(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"1250.5", "number(1250.5)", NULL},
		{"1_250.5", "number(1_250.5)", NULL},
		{"1,250", "number(1,250)", NULL},
		{"1,250,000.75", "number(1,250,000.75)", NULL},
		{"999,999", "number(999,999)", NULL},
		{"1, 250", "number(1) [,] number(250)", NULL},
		{"100,000 people", "number(100,000) units(people)", NULL},
		{"0.5", "number(0.5)", NULL},
		{"12.5%", "percent(12.5%)", NULL},
		{"1,250%", "percent(1,250%)", NULL},
		{"£1,250.50", "money(£1,250.50)", NULL},
		{"£316k £2.5m £1.2bn", "money(£316k) money(£2.5m) money(£1.2bn)", NULL},
		{"GBP 30", "money(GBP 30)", NULL},
		{"EUR 1.5m", "money(EUR 1.5m)", NULL},
		{"USD  30", "money(USD  30)", NULL},
		{"GBP\u00a030", "money(GBP\u00a030)", NULL},
		{"GBP", "name(GBP)", NULL},
		{"GBP30", "name(GBP30)", NULL},
		/* a partner's name in capitals is no currency */
		{"share ICB 15%, NHS 85%",
		 "[share] name(ICB) percent(15%) [,] name(NHS) percent(85%)", NULL},
		{"1,25", "E0105(1,25)", "not between thousands"},
		{"1,2345", "E0105(1,2345)", "put a space after the comma"},
		{"1250,000", "E0105(1250,000)", NULL},
		{"1_250,000", "E0105(1_250,000)", NULL},
		{"1,250,00", "E0105(1,250,00)", NULL},
		{"£1,25", "E0105(£1,25)", NULL},
		{"1,25%", "E0105(1,25%)", NULL},
		{"6weeks", "E0106(6weeks)", "a space between"},
		{"1_", "E0106(1_)", NULL},
		{"5k", "E0106(5k)", "316,000"},
		{"5 k", "number(5) units(k)", NULL},
		{"£2.5M", "E0106(£2.5M)", "£2.5m"},
		{"£5million", "E0106(£5million)", "k, m and bn"},
		{"£2.5mn", "E0106(£2.5mn)", NULL},
		{"85%council", "E0106(85%council)", NULL},
		{"5.", "E0106(5.)", "does not end with a point"},
		{".5", "E0106(.5)", "begins with a digit"},
		{"£ 30", "E0106(£) number(30)", "right in front of a number"},
		{"£-30", "E0106(£) [-] number(30)", "-£300"},
		{"30£", "number(30) E0106(£)", NULL},
		{"30 %", "number(30) E0106(%)", "right behind a number"},
		{"$30", "E0106($) number(30)", "USD 30"},
		{"€30", "E0106(€) number(30)", "EUR 30"},
	};
	CHECK(cases);
}

static void units(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"35.3 people/week", "number(35.3) units(people/week)", NULL},
		{"5 hours/week/person", "number(5) units(hours/week/person)", NULL},
		{"6 weeks", "number(6) units(weeks)", NULL},
		{"£5 people", "money(£5) units(people)", NULL},
		{"2% year", "percent(2%) units(year)", NULL},
		/* a spaced / divides, and so does one without a unit before it */
		{"£7m / 35 people/week", "money(£7m) [/] number(35) units(people/week)", NULL},
		{"35 people / week", "number(35) units(people) [/] name(week)", NULL},
		{"5/week", "number(5) [/] name(week)", NULL},
		{"a/b", "name(a) [/] name(b)", NULL},
		{"5 people/7", "number(5) units(people) [/] number(7)", NULL},
		/* words of the language that may be units, and those that never are */
		{"5 data", "number(5) units(data)", NULL},
		{"5 row/period", "number(5) units(row/period)", NULL},
		{"5 per week", "number(5) [per] name(week)", NULL},
		{"5 source \"x\"", "number(5) [source] text(\"x\")", NULL},
		{"5 agreed", "number(5) [agreed]", NULL},
		{"85% review by", "percent(85%) [review by] [by]", NULL},
		{"5 over", "number(5) [over]", NULL},
		{"5 at", "number(5) [at]", NULL},
		{"5 to", "number(5) [to]", NULL},
		{"5 of", "number(5) [of]", NULL},
		{"5 where", "number(5) [where]", NULL},
		{"5 while", "number(5) [while]", NULL},
		{"5 from", "number(5) [from]", NULL},
		{"5 for", "number(5) [for]", NULL},
		{"5 when", "number(5) [when]", NULL},
		{"5 in", "number(5) [in]", NULL},
		{"5 and", "number(5) [and]", NULL},
		{"5 or", "number(5) [or]", NULL},
		{"5 not", "number(5) [not]", NULL},
		{"5 growing", "number(5) [growing]", NULL},
		{"5 since", "number(5) [since]", NULL},
		{"5 then", "number(5) [then]", NULL},
		{"5 else", "number(5) [else]", NULL},
		{"5 because", "number(5) [because]", NULL},
		{"5 within", "number(5) [within]", NULL},
		{"5 on", "number(5) [on]", NULL},
		{"5 is", "number(5) [is]", NULL},
		{"5 after", "number(5) [after]", NULL},
		{"5 except", "number(5) [except]", NULL},
		{"5 until", "number(5) [until]", NULL},
		{"5 minute", "number(5) [minute]", NULL},
		/* only right after the number */
		{"5 people people", "number(5) units(people) name(people)", NULL},
		{"5 # five\n people", "number(5) NL name(people)", NULL},
		{"2024-03-24 people", "day(2024-03-24) name(people)", NULL},
	};
	CHECK(cases);
}

static void dates(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"2024-03-24", "day(2024-03-24)", NULL},
		{"2024-03", "month(2024-03)", NULL},
		{"2024-12 2024-01", "month(2024-12) month(2024-01)", NULL},
		{"FY23/24", "fy(FY23/24)", NULL},
		{"FY2023", "fy(FY2023)", NULL},
		{"FYTD", "name(FYTD)", NULL},
		{"FY24_cost", "name(FY24_cost)", NULL},
		{"2022-08-01 to 2023-07-31", "day(2022-08-01) [to] day(2023-07-31)", NULL},
		{"2024-03-24 - 2024-03-01", "day(2024-03-24) [-] day(2024-03-01)", NULL},
		/* arithmetic that only looks like dates */
		{"2000/366", "number(2000) [/] number(366)", NULL},
		{"1234.50/12", "number(1234.50) [/] number(12)", NULL},
		{"12.5-2000", "number(12.5) [-] number(2000)", NULL},
		{"2024 - 25", "number(2024) [-] number(25)", NULL},
		{"2024-03-241", "E0107(2024-03-24) number(1)", "too many digits"},
		{"2024-25", "E0107(2024-25)", "FY24/25"},
		{"2024-00", "E0107(2024-00)", "no such month"},
		{"2024-13", "E0107(2024-13)", "no such month"},
		{"2024-3-24", "E0107(2024-3-24)", "two digits: 2024-03-24"},
		{"2024/03/24", "E0107(2024/03/24)", "hyphens between them"},
		{"2024.3.24", "E0107(2024.3.24)", NULL},
		{"24/03/2024", "E0107(24/03/2024)", "write the year first: 2024-03-24"},
		{"1/4/24", "E0107(1/4/24)", "in two ways"},
		{"24-03-2024", "E0107(24-03-2024)", "in two ways"},
		{"24.3.2024", "E0107(24.3.2024)", "in two ways"},
		{"24 March 2024", "E0107(24 March 2024)", "2024-03-24"},
		{"Mar 2024", "E0107(Mar 2024)", "a month 2024-03"},
		{"2024\u201303\u201324", "E0107(2024\u201303\u201324)", "long dash"},
		{"2024\u201403-24", "E0107(2024\u201403-24)", "long dash"},
		{"2024-03\u201324", "E0107(2024-03\u201324)", "long dash"},
		{"2024\u201325", "E0107(2024\u201325)", "long dash"},
		{"2024/25", "E0108(2024/25)", "FY24/25"},
		{"FY24", "E0108(FY24)", "FY24/25"},
		{"FY2024/25", "E0108(FY2024/25)", "two digits each"},
		{"FY24/2025", "E0108(FY24/2025)", "two digits each"},
		{"FY24/5", "E0108(FY24/5)", NULL},
	};
	CHECK(cases);
}

static void date_formats(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"d as dd/mm/yyyy", "name(d) [as] format(dd/mm/yyyy)", NULL},
		{"d as d/m/yy", "name(d) [as] format(d/m/yy)", NULL},
		{"d as yyyy-mm-dd", "name(d) [as] format(yyyy-mm-dd)", NULL},
		{"d as DD.MM.YYYY", "name(d) [as] format(DD.MM.YYYY)", NULL},
		{"d as yyyymmdd", "name(d) [as] format(yyyymmdd)", NULL},
		{"d as \"dd mmm yyyy\"", "name(d) [as] text(\"dd mmm yyyy\")", NULL},
		{"as at 2024-03-24", "[as] [at] day(2024-03-24)", NULL},
		{"as day", "[as] name(day)", NULL}, /* begins like one */
		{"as my_date", "[as] name(my_date)", NULL},
		{"dd/mm/yyyy", "name(dd) [/] name(mm) [/] name(yyyy)", NULL}, /* only behind `as` */
	};
	CHECK(cases);
}

static void words(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"kpi kpis KPI", "[kpi] name(kpis) name(KPI)", NULL},
		{"fiscal year from april", "[fiscal year] [year] [from] name(april)", NULL},
		{"to tot t", "[to] name(tot) name(t)", NULL},
		{"_x x_1 A9", "name(_x) name(x_1) name(A9)", NULL},
		{"not_in", "name(not_in)", NULL},
	};
	CHECK(cases);
}

static void signs(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"+-*/^", "[+] [-] [*] [/] [^]", NULL},
		{"( ) { } , :", "[(] [)] [{] [}] [,] [:]", NULL},
		{"= != < <= > >=", "[=] [!=] [<] [<=] [>] [>=]", NULL},
		{"<> \u2260 \u2264 \u2265", "[!=] [!=] [<=] [>=]", NULL},
		{"\u00d7 \u00f7 \u2212 \u2013 \u2010 \u2011", "[*] [/] [-] [-] [-] [-]", NULL},
		{"a\u00a0+\u2009b\u202f+\u2003c", "name(a) [+] name(b) [+] name(c)", NULL},
		{"a == b", "name(a) E0109(==) name(b)", "one `=`"},
		{"a => b", "name(a) E0109(=>) name(b)", ">= or <="},
		{"a =< b", "name(a) E0109(=<) name(b)", ">= or <="},
		{"a ** b", "name(a) E0109(**) name(b)", "`^`"},
		{"a && b", "name(a) E0109(&&) name(b)", "the word `and`"},
		{"A&E", "name(A) E0109(&) name(E)", "a name has no such signs"},
		{"a || b", "name(a) E0109(||) name(b)", "the word `or`"},
		{"! a", "E0109(!) name(a)", "write `not`"},
		{"a // b", "name(a) E0109(//) name(b)", "begins with `#`"},
		{"[", "E0109([)", "round"},
		{"]", "E0109(])", "round"},
		{"a \u2014 b", "name(a) E0109(\u2014) name(b)", "too long for a minus"},
		{"a;", "name(a) E0109(;)", "line of its own"},
		{"caf\u00e9", "name(caf) E0109(\u00e9)", "a to z"},
		{"\u20ac", "E0106(\u20ac)", NULL},
		{"@", "E0109(@)", NULL},
		{"\U0001f600", "E0109(\U0001f600)", NULL},
		{"a\u200bb", "name(a) E0103(\u200b) name(b)", "cannot be seen"},
		{"\ufeff", "E0103(\ufeff)", "cannot be seen"},
		{"\f", "E0103(\f)", "cannot be printed"},
		{"\x7f", "E0103(\x7f)", NULL},
	};
	CHECK(cases);
}

static void texts(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"\"\"", "text(\"\")", NULL},
		{"\"a b\"c", "text(\"a b\") name(c)", NULL},
		{"\u201ca\u201d", "text(\u201ca\u201d)", NULL},
		{"\u201ca\"", "text(\u201ca\")", NULL},
		{"\"a \\\" b\"", "text(\"a \\\" b\")", NULL},
		{"\"a\\\\\" b", "text(\"a\\\\\") name(b)", NULL},
		{"\"a\\n\"", "text(\"a\\n\")", NULL}, /* no such escape: the text as it stands */
		{"\"# {\tx\"", "text(\"# {\tx\")", NULL},
		{"\"a", "E0104(\"a)", "no closing quote"},
		{"\"a\\", "E0104(\"a\\)", NULL},
		{"\"a\nb", "E0104(\"a) NL name(b)", NULL},
		{"\"a\r\nb", "E0104(\"a) NL2 name(b)", NULL},
		{"\"", "E0104(\")", NULL},
		{"\"a\x01", "E0103(\x01)", NULL},
		{"'a", "E0109(') name(a)", "double quotes"},
		{"\u2018a", "E0109(\u2018) name(a)", "double quotes"},
	};
	CHECK(cases);
}

static void lines(void **state)
{
	(void)state;
	static const struct token_case cases[] = {
		{"", "", NULL},
		{"a\nb", "name(a) NL name(b)", NULL},
		{"a\rb", "name(a) NL name(b)", NULL},
		{"a\r\nb", "name(a) NL2 name(b)", NULL},
		{"a\n\rb", "name(a) NL NL name(b)", NULL},
		{"# all\na", "NL name(a)", NULL},
		{"a # to the end \" } \u00e9\r\nb", "name(a) NL2 name(b)", NULL},
		{"a #\rb", "name(a) NL name(b)", NULL},
		{"a # at the end", "name(a)", NULL},
	};
	CHECK(cases);
}

static void comments_when_asked(void **state)
{
	(void)state;
	struct eq_buf out;
	eq_buf_init(&out);
	lex(EQ_TEXT("5 # five\n#\n people"), true, &out, NULL);
	assert_string_equal(out.p, "number(5) comment(# five) NL comment(#) NL name(people)");
	eq_buf_release(&out);
}

/* A zero byte is a character like any other that cannot be printed; it does not end the text. */
static void zero_bytes(void **state)
{
	(void)state;
	struct eq_buf out;
	eq_buf_init(&out);
	lex(EQ_TEXT("a\0b"), false, &out, "cannot be printed");
	assert_int_equal(out.n, strlen("name(a) E0103(?) name(b)"));
	eq_buf_clear(&out);
	lex(EQ_TEXT("# a\0b\nc"), false, &out, NULL);
	assert_string_equal(out.p, "NL name(c)");
	eq_buf_clear(&out);
	lex(EQ_TEXT("\"a\0b\""), false, &out, NULL);
	assert_non_null(strstr(out.p, "E0103"));
	eq_buf_release(&out);
}

/* The lexer's words and those that messages name are two lists: each word of the messages is read
 * as its kind, and each kind that the grammar knows has a word, or words, for a message, or
 * is named with its group ("an operator", "a date"). */
static void words_have_names(void **state)
{
	(void)state;
	static const int grouped[] = {EQ_T_PLUS,  EQ_T_MINUS, EQ_T_TIMES, EQ_T_DIVIDE,
				      EQ_T_POWER, EQ_T_NE,    EQ_T_LT,    EQ_T_LE,
				      EQ_T_GT,    EQ_T_GE,    EQ_T_MONTH, EQ_T_FISCAL};
	unsigned found = 0;
	for (int kind = 1; kind < eq_grammar_kinds(); kind++) {
		const char *word = eq_token_word(kind);
		bool in_group = false;
		for (size_t i = 0; i < sizeof grouped / sizeof *grouped; i++)
			in_group |= grouped[i] == kind;
		if (!word) {
			if (!in_group && !eq_token_words(kind))
				fail_msg("kind %d has no name for messages", kind);
			continue;
		}
		struct eq_source source = {.text = eq_text_of(word), .base = 1};
		struct eq_lexer l;
		eq_lexer_init(&l, &source, NULL);
		if (eq_lexer_next(&l).kind != kind)
			fail_msg("`%s` is not read as itself", word);
		found++;
	}
	assert_true(found > 70);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),    cmocka_unit_test(units),
		cmocka_unit_test(dates),      cmocka_unit_test(date_formats),
		cmocka_unit_test(words),      cmocka_unit_test(words_have_names),
		cmocka_unit_test(signs),      cmocka_unit_test(texts),
		cmocka_unit_test(lines),      cmocka_unit_test(comments_when_asked),
		cmocka_unit_test(zero_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
