/* Tests of the canonical layout: what it looks like, and that nothing but layout changes. Every
 * programme of the examples and of tests/spec that reads without mistakes goes through it, as it
 * is, with its layout shaken, and with comments and breaks put wherever they may stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "syntax/format.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"

/* One text, read. */
struct reading {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_node *tree;
	char *copy;
};

/* False, and nothing to release, when the text has mistakes. */
static bool reading_init(struct reading *r, struct eq_text text)
{
	eq_sources_init(&r->sources);
	eq_symbols_init(&r->symbols);
	eq_arena_init(&r->arena);
	eq_diags_init(&r->diags, &r->sources);
	r->copy = eq_alloc(text.n + 1);
	if (text.n)
		memcpy(r->copy, text.p, text.n);
	r->copy[text.n] = 0;
	assert_int_equal(eq_sources_add(&r->sources, eq_text_of("test.eq"),
					(struct eq_text){r->copy, text.n}, r->copy),
			 0);
	r->tree = eq_parse(&r->sources.files.v[0], &r->symbols, &r->arena, &r->diags);
	return r->tree && !r->diags.errors;
}

static void reading_release(struct reading *r)
{
	eq_diags_release(&r->diags);
	eq_arena_release(&r->arena);
	eq_symbols_release(&r->symbols);
	eq_sources_release(&r->sources);
}

static void read_right(struct reading *r, struct eq_text text)
{
	if (reading_init(r, text))
		return;
	struct eq_buf said;
	eq_buf_init(&said);
	eq_diags_print(&r->diags, &said, false);
	fail_msg("mistakes in:\n%.*s\n%s", EQ_ARG(text), said.p);
}

static void format_text(struct eq_text text, struct eq_buf *out)
{
	struct reading r;
	read_right(&r, text);
	eq_buf_init(out);
	eq_format(&r.sources.files.v[0], r.tree, out);
	reading_release(&r);
}

static void assert_text(struct eq_text got, struct eq_text expected)
{
	if (!eq_text_eq(got, expected))
		fail_msg("expected:\n%.*s\ngot:\n%.*s", EQ_ARG(expected), EQ_ARG(got));
}

/* ---- what it looks like ---- */

static const struct {
	const char *what, *input, *expected;
} layouts[] = {
	{"nothing", "", ""},
	{"nothing but blanks", " \n\t\n\r\n", ""},
	{"the words of a block",
	 "programme \"P\"{\ncurrency GBP\nfiscal year from april\nannualise 52   weeks\n}",
	 "programme \"P\" {\n  currency     GBP\n  fiscal year  from april\n  annualise    52 weeks\n}\n"},
	{"words that are too long stand out of line",
	 "benefit b {\nkind cost avoidance\nconfidence high\nnot tracked because \"x\"\n}\n",
	 "benefit b {\n  kind      cost avoidance\n  confidence high\n  not tracked because \"x\"\n}\n"},
	{"columns",
	 "data d from \"d.csv\" {\nperiod week\nsettles after 2 weeks\nvalue a:person\nvalue hours_less \"Less\" : hour / week\n"
	 "level b : GBP per week\nby a,b\ndate x as dd/mm/yyyy\nvalue c : GBP*hour\n}\n",
	 "data d from \"d.csv\" {\n  period  week\n  settles after 2 weeks\n  value   a                 : person\n"
	 "  value   hours_less \"Less\" : hour/week\n  level   b                 : GBP per week\n  by      a, b\n"
	 "  date    x as dd/mm/yyyy\n  value   c : GBP * hour\n}\n"},
	{"blank lines",
	 "\n\nunit a\n\n\n\nunit b\nkpi k {\n\n\n  tracked a\n\n\n  better lower\n\n}\n\n\n",
	 "unit a\n\nunit b\nkpi k {\n  tracked   a\n\n  better    lower\n}\n"},
	{"values of a run line up, over comments and continued lines",
	 "fixed a = 1,\n 2 from 2024-01-01\n# why\nfixed long_one = 3\n\nfixed b = 4\nfigure c = 5\nfigure dd \"D\" = 6\n",
	 "fixed a        = 1,\n                 2 from 2024-01-01\n# why\nfixed long_one = 3\n\nfixed b = 4\n"
	 "figure c      = 5\nfigure dd \"D\" = 6\n"},
	{"scenarios", "scenario s {\na=1\nlonger = 2\n}\n",
	 "scenario s {\n  a      = 1\n  longer = 2\n}\n"},
	{"tests",
	 "test \"t\" {\nas at 2024-03-24\nin   scenario high\ngiven a=1\ngiven b = 2\n+ 3\nexpect a=1 within £1\n}\n",
	 "test \"t\" {\n  as at   2024-03-24\n  in scenario high\n  given   a = 1\n  given   b = 2\n              + 3\n"
	 "  expect  a = 1 within £1\n}\n"},
	{"a table in a block",
	 "kpi k {\nbaseline by locality {\n\"East\"=3\nelse = 4, 5 from 2024-01\n}\ntracked a\n}\n",
	 "kpi k {\n  baseline  by locality {\n    \"East\" = 3\n    else   = 4, 5 from 2024-01\n  }\n  tracked   a\n}\n"},
	{"a table of its own", "fixed f by a,b {\n\"x\",\"y\" = 1\n}",
	 "fixed f by a, b {\n  \"x\", \"y\" = 1\n}\n"},
	{"a value that goes on", "benefit b {\nequation (a - b)\n* c\n* f(\nd,\ne\n)\n}\n",
	 "benefit b {\n  equation  (a - b)\n            * c\n            * f(\n              d,\n              e\n            )\n}\n"},
	{"signs and brackets",
	 "figure x=-a*- ( b+-3 )/f ( a,b )^ - 2+f( )- - c\nfigure y = not(a)and(b or c)\nfigure z = a in(1 , 2) and b is not missing\n",
	 "figure x = -a * -(b + -3) / f(a, b) ^ -2 + f() - -c\nfigure y = not (a) and (b or c)\n"
	 "figure z = a in (1, 2) and b is not missing\n"},
	{"brackets around calls and signs",
	 "figure x = ((- (f (a) )))+( ( g( b ) ) )*(if (a > 1)then (b) else (-c))\n",
	 "figure x = ((-(f(a)))) + ((g(b))) * (if (a > 1) then (b) else (-c))\n"},
	{"pasted signs become plain",
	 "figure x = a \xc3\x97 b \xc3\xb7 c \xe2\x88\x92 d \xe2\x80\x93 \xe2\x88\x92"
	 "e\nfigure y = a <> 1 and b \xe2\x89\xa0 2 and c \xe2\x89\xa4 3 and d \xe2\x89\xa5 4\n",
	 "figure x = a * b / c - d - -e\nfigure y = a != 1 and b != 2 and c <= 3 and d >= 4\n"},
	{"pasted quotes and blanks become plain",
	 "kpi\xc2\xa0k \xe2\x80\x9c"
	 "A \\\"b\\\"\xe2\x80\x9d {\n\ttracked\xe2\x80\xaf"
	 "35\xc2\xa0people / week\n}\n",
	 "kpi k \"A \\\"b\\\"\" {\n  tracked   35 people / week\n}\n"},
	{"a backslash before a curly quote is doubled",
	 "import \xe2\x80\x9c"
	 "a\\\xe2\x80\x9d\n",
	 "import \"a\\\\\"\n"},
	{"a pair of backslashes is not",
	 "import \xe2\x80\x9c"
	 "a\\\\\xe2\x80\x9d\n",
	 "import \"a\\\\\"\n"},
	{"money",
	 "fixed a = GBP   30 per week\nfixed b = \xc2\xa3"
	 "1,250.50   per week\n",
	 "fixed a = GBP 30 per week\nfixed b = \xc2\xa3"
	 "1,250.50 per week\n"},
	{"joined words", "benefit b {\nkind non - cashable\n}\n",
	 "benefit b {\n  kind      non-cashable\n}\n"},
	{"points of a path", "figure x = path( 2024-01-01 :5 ,2024-02 : 6 )\n",
	 "figure x = path(2024-01-01: 5, 2024-02: 6)\n"},
	{"what a file is like",
	 "data d from \"d.csv\" {\ncolumn   \"Week ending\"as week_ending\nperiod week_ending\nskip 4   rows\nuntil \"Total\"\n"
	 "encoding \"windows-1252\"\nprivate a,b\ndate   x as   excel\n}\n",
	 "data d from \"d.csv\" {\n  column  \"Week ending\" as week_ending\n  period  week_ending\n"
	 "  skip    4 rows\n  until   \"Total\"\n  encoding \"windows-1252\"\n  private a, b\n"
	 "  date    x as excel\n}\n"},
	{"a rating",
	 "rating r \"R\" in w source \"s\"\n{\nscale \"Red\",\"Gold\"\ntarget   80% at \"Gold\"\n"
	 "change \"A\" \"Red\" on 2023-11-01,\n\"Gold\" on 2024-02-01\ntracked last( level of d ) by team\nrag green 1,amber 0.9\n}\n",
	 "rating r \"R\" in w source \"s\" {\n  scale    \"Red\", \"Gold\"\n  target   80% at \"Gold\"\n"
	 "  change   \"A\" \"Red\" on 2023-11-01,\n           \"Gold\" on 2024-02-01\n"
	 "  tracked  last(level of d) by team\n  rag      green 1, amber 0.9\n}\n"},
	{"a workstream and an agreement",
	 "workstream w agreed \"B\"   on 2024-01-01 minute \"m\"{\nstretch £1m per year\nrag green 1,amber 0.9\n}\nworkstream v source \"s\"\n",
	 "workstream w agreed \"B\" on 2024-01-01 minute \"m\" {\n  stretch  £1m per year\n  rag      green 1, amber 0.9\n}\n"
	 "workstream v source \"s\"\n"},
	{"growth",
	 "fixed a = £5 growing 2% per year since   2023-04-01 source \"s\",\n£6 from 2024-04-01\nfixed longer by x {\n\"a\" = £5 growing 2%\n per year since FY23/24\nelse = 1\n}\n",
	 "fixed a = £5 growing 2% per year since 2023-04-01 source \"s\",\n          £6 from 2024-04-01\n"
	 "fixed longer by x {\n  \"a\"  = £5 growing 2%\n         per year since FY23/24\n  else = 1\n}\n"},
	{"profiles on one line line up",
	 "profile low{FY23/24 1,FY24/25 2}\nprofile higher for b { FY23/24 1 }\n",
	 "profile low          { FY23/24 1, FY24/25 2 }\nprofile higher for b { FY23/24 1 }\n"},
	{"a profile of many lines",
	 "profile low\n{ FY23/24 1, FY24/25 2,\nFY25/26 3,\n FY26/27 4}\n",
	 "profile low {\n  FY23/24 1, FY24/25 2,\n  FY25/26 3,\n  FY26/27 4\n}\n"},
	{"a block on one line stays there",
	 "kpi k{tracked a}\nscenario s{ab=1}\nkpi kk { }\ndata d from \"x\" { value n:a/b }\n",
	 "kpi k { tracked  a }\nscenario s { ab = 1 }\nkpi kk {}\ndata d from \"x\" { value  n : a/b }\n"},
	{"a block on two lines gets three", "kpi k { tracked a\n}\nkpi e {\n}\n",
	 "kpi k {\n  tracked   a\n}\nkpi e {}\n"},
	{"breaks that only part a word from its value",
	 "kpi k\n{\nlive\nover 6 weeks\nbaseline 1,\n2\n}\nfixed a\n=\n3\nfigure p = path(2024-01\n:\n5)\n",
	 "kpi k {\n  live      over 6 weeks\n  baseline  1,\n            2\n}\nfixed a = 3\nfigure p = path(2024-01: 5)\n"},
	{"a head that goes on",
	 "kpi k \"K\" in w\nagreed \"B\" on 2024-01-01 {\n}\nalert \"a\"\nwhen x > 1\nfor 2 weeks\n",
	 "kpi k \"K\" in w\n    agreed \"B\" on 2024-01-01 {}\nalert \"a\"\n    when x > 1\n    for 2 weeks\n"},
	{"line ends of other systems", "unit a\r\nunit b # x \r\runit c",
	 "unit a\nunit b                                  # x\n\nunit c\n"},
	{"a file of comments", "\n# a\n\n\n  # b\t\n#c", "# a\n\n# b\n#c\n"},
	{"comments at the ends of lines line up",
	 "unit a # one\nunit b\nunit c   # two\n\nunit a_very_very_long_name plural very_long_names # x\nunit d # y\n",
	 "unit a                                  # one\nunit b\nunit c                                  # two\n\n"
	 "unit a_very_very_long_name plural very_long_names  # x\nunit d                                             # y\n"},
	{"comments in a block", "kpi k { # a\n\n# b\n\n\n# c\ntracked x # d\n# e\n\n}# f\n# g\n",
	 "kpi k {                                 # a\n  # b\n\n  # c\n  tracked   x                           # d\n  # e\n"
	 "}                                       # f\n# g\n"},
	{"comments where none belong",
	 "kpi # a\n\nk # b\n# c\n{ # d\nlive # e\nover # f\n\n# g\n6 weeks\n}\nfixed x # h\n= # i\n3 # j\n",
	 NULL},
	{"a comment between the head and its brace", "kpi k # b\n# c\n\n# d\n{ # e\ntracked a\n}\n",
	 "kpi k {                                 # b\n  # c\n\n  # d\n  # e\n  tracked   a\n}\n"},
	{"an empty block with a comment",
	 "kpi j # a\n# b\n{}\nkpi k { # a\n}\nkpi k # b\n{}\nkpi k {\n# c\n}\n",
	 "kpi j {                                 # a\n  # b\n}\nkpi k {                                 # a\n}\nkpi k {                                 # b\n}\nkpi k {\n  # c\n}\n"},
	{"comments inside a value",
	 "fixed aa = (1 # one\n# two\n+ 2\n)\nfixed b # c\n= # d\n3\n+ 4\n",
	 "fixed aa = (1                           # one\n             # two\n             + 2\n           )\n"
	 "fixed b                                 # c\n    =                                   # d\n      3\n      + 4\n"},
};

/* ---- nothing but layout changes ---- */

/* What a leaf says. Blanks within it are left out: those of `GBP 30` and `as dd/mm/yyyy`. */
static void leaf_text(struct reading *r, const struct eq_node *n, struct eq_buf *out)
{
	struct eq_span span = n->span;
	eq_buf_init(out);
	if (n->kind == EQ_NODE_TEXT) {
		eq_buf_add_text(out, eq_leaf_text(n, &r->sources, &r->arena));
		return;
	}
	if (n->child) /* a number: its units are a leaf of their own */
		span.end = n->child->span.at;
	struct eq_text t = eq_sources_text(&r->sources, span);
	for (size_t i = 0; i < t.n; i++)
		if ((t.p[i] > ' ' && t.p[i] <= '~') ||
		    t.p[i] == '\xa3') /* the last byte of a pound sign */
			eq_buf_addc(out, t.p[i]);
}

static bool is_leaf(const struct eq_node *n)
{
	switch (n->kind) {
	case EQ_NODE_NUMBER:
	case EQ_NODE_UNITS:
	case EQ_NODE_DATE:
	case EQ_NODE_MONTH:
	case EQ_NODE_FISCAL:
	case EQ_NODE_TEXT:
	case EQ_NODE_NAME:
		return true;
	case EQ_NODE_AS:
		return !n->child;
	default:
		return false;
	}
}

static bool same_tree(struct reading *ra, const struct eq_node *a, struct reading *rb,
		      const struct eq_node *b)
{
	if (a->kind != b->kind || a->op != b->op || a->flags != b->flags ||
	    !eq_text_eq(eq_symbol_text(&ra->symbols, a->name),
			eq_symbol_text(&rb->symbols, b->name)))
		return false;
	if (is_leaf(a)) {
		struct eq_buf ta, tb;
		leaf_text(ra, a, &ta);
		leaf_text(rb, b, &tb);
		bool same = eq_text_eq(eq_buf_view(&ta), eq_buf_view(&tb));
		eq_buf_release(&ta);
		eq_buf_release(&tb);
		if (!same)
			return false;
	}
	const struct eq_node *ca = a->child, *cb = b->child;
	for (; ca && cb; ca = ca->next, cb = cb->next)
		if (!same_tree(ra, ca, rb, cb))
			return false;
	return !ca && !cb;
}

struct texts {
	EQ_VEC(struct eq_text) all;
};

static int by_bytes(const void *a, const void *b)
{
	return eq_text_cmp(*(const struct eq_text *)a, *(const struct eq_text *)b);
}

static void gather_comments(const struct reading *r, struct texts *out)
{
	struct eq_lexer l;
	eq_lexer_init(&l, &r->sources.files.v[0], NULL);
	l.comments = true;
	for (struct eq_lexeme t; (t = eq_lexer_next(&l)).kind != EQ_T_END;)
		if (t.kind == EQ_T_COMMENT)
			EQ_PUSH(&out->all, eq_text_trim(eq_sources_text(&r->sources, t.span)));
	if (out->all.n)
		qsort(out->all.v, out->all.n, sizeof *out->all.v, by_bytes);
}

/* Formats `text`, checks that tree and comments stay and that a second time changes nothing. */
static void check_kept(struct eq_text text)
{
	struct reading before, after;
	struct eq_buf out, again;
	struct texts comments_before = {0}, comments_after = {0};
	format_text(text, &out);
	read_right(&before, text);
	read_right(&after, eq_buf_view(&out));

	if (!same_tree(&before, before.tree, &after, after.tree))
		fail_msg("the tree changed:\n%.*s\n-- to --\n%s", EQ_ARG(text), out.p);
	gather_comments(&before, &comments_before);
	gather_comments(&after, &comments_after);
	if (comments_before.all.n != comments_after.all.n)
		fail_msg("%zu comments became %zu in:\n%.*s", comments_before.all.n,
			 comments_after.all.n, EQ_ARG(text));
	for (size_t i = 0; i < comments_before.all.n; i++)
		assert_text(comments_after.all.v[i], comments_before.all.v[i]);

	format_text(eq_buf_view(&out), &again);
	assert_text(eq_buf_view(&again), eq_buf_view(&out));
	for (size_t i = 1; i < out.n; i++)
		if (out.p[i] == '\n' && (out.p[i - 1] == ' ' ||
					 (i > 1 && out.p[i - 1] == '\n' && out.p[i - 2] == '\n')))
			fail_msg("a blank at the end of a line, or two empty lines, in:\n%s",
				 out.p);

	eq_free(comments_before.all.v);
	eq_free(comments_after.all.v);
	eq_buf_release(&out);
	eq_buf_release(&again);
	reading_release(&before);
	reading_release(&after);
}

static void test_layouts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		struct reading r;
		struct eq_buf out, again;
		if (!layouts[i].expected) { /* not a programme; nothing to lay out */
			assert_false(reading_init(&r, eq_text_of(layouts[i].input)));
			reading_release(&r);
			continue;
		}
		if (!strstr(layouts[i].input, "non -")) /* where the pasted blanks are the name's */
			check_kept(eq_text_of(layouts[i].input));
		format_text(eq_text_of(layouts[i].input), &out);
		if (!eq_text_is(eq_buf_view(&out), layouts[i].expected))
			fail_msg("%s: expected:\n%s\ngot:\n%.*s", layouts[i].what,
				 layouts[i].expected, EQ_ARG(eq_buf_view(&out)));
		format_text(eq_buf_view(&out), &again);
		assert_text(eq_buf_view(&again), eq_buf_view(&out));
		eq_buf_release(&out);
		eq_buf_release(&again);
	}
}

/* ---- shaking ---- */

static uint64_t seed = 0x9e3779b97f4a7c15u;

static uint32_t chance(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % n;
}

static void add_blanks(struct eq_buf *out, uint32_t least)
{
	static const char *const blanks[] = {" ", "\t", "\xc2\xa0", "\xe2\x80\xaf", "  "};
	for (uint32_t n = least + chance(3); n > 0; n--)
		eq_buf_adds(out, blanks[chance(5)]);
}

/* One for a whole text: "\r" and then "\n" would be one line end, not two. */
static const char *const line_ends[] = {"\n", "\r\n", "\r"};

/* A sign as it comes out of a slide, or as it is. */
static void add_pasted(struct eq_buf *out, int kind, struct eq_text t)
{
	static const struct {
		int kind;
		const char *pasted;
	} signs[] = {
		{EQ_T_TIMES, "\xc3\x97"},
		{EQ_T_DIVIDE, "\xc3\xb7"},
		{EQ_T_MINUS, "\xe2\x88\x92"},
		{EQ_T_MINUS, "\xe2\x80\x93"},
		{EQ_T_NE, "<>"},
		{EQ_T_NE, "\xe2\x89\xa0"},
		{EQ_T_LE, "\xe2\x89\xa4"},
		{EQ_T_GE, "\xe2\x89\xa5"},
	};
	if (kind == EQ_T_TEXT && chance(2)) {
		eq_buf_adds(out, "\xe2\x80\x9c");
		eq_buf_add(out, t.p + 1, t.n - 2);
		eq_buf_adds(out, "\xe2\x80\x9d");
		return;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].kind == kind && chance(2)) {
			eq_buf_adds(out, signs[i].pasted);
			return;
		}
	eq_buf_add_text(out, t);
}

enum shake { SHAKE_LAYOUT, SHAKE_COMMENTS };

/* Writes `text`, which is in its canonical layout, in another one.
 * SHAKE_LAYOUT: only what the canonical layout takes back: blanks, signs, line ends, empty lines.
 * SHAKE_COMMENTS: comments and breaks wherever the grammar lets a line end. */
static void shake(struct eq_text text, enum shake how, struct eq_buf *out)
{
	struct reading r;
	struct eq_lexer l;
	struct eq_lexeme before = {EQ_T_NEWLINE, {0, 0}};
	uint32_t depth = 0;
	bool pasted = how == SHAKE_LAYOUT;
	const char *line_end = line_ends[chance(3)];
	read_right(&r, text);
	eq_buf_init(out);
	eq_lexer_init(&l, &r.sources.files.v[0], NULL);
	l.comments = true;
	if (chance(2))
		eq_buf_adds(out, line_end);
	for (struct eq_lexeme t; (t = eq_lexer_next(&l)).kind != EQ_T_END; before = t) {
		struct eq_lexer ahead = l;
		uint8_t next = eq_lexer_next(&ahead).kind;
		if (t.kind == EQ_T_NEWLINE) {
			if (how == SHAKE_COMMENTS && !chance(3))
				eq_buf_addf(out, " # end %u", chance(1000));
			else if (before.kind !=
				 EQ_T_COMMENT) /* where a pasted blank would be the comment's */
				add_blanks(out, 0);
			eq_buf_adds(out, line_end);
			bool empty = before.kind == EQ_T_NEWLINE || before.kind == EQ_T_LBRACE ||
				     next == EQ_T_RBRACE || next == EQ_T_END;
			if (pasted && empty && chance(2))
				eq_buf_adds(out, line_end);
			if (how == SHAKE_COMMENTS && !chance(4))
				eq_buf_addf(out, "%s# own %u%s%s", line_end, chance(1000), line_end,
					    chance(2) ? line_end : "");
			continue;
		}
		if (how == SHAKE_COMMENTS && before.kind != EQ_T_NEWLINE && t.kind != EQ_T_UNITS &&
		    t.kind != EQ_T_COMMENT) {
			bool may = (depth && before.kind != EQ_T_MINUS) ||
				   before.kind == EQ_T_COMMA || before.kind == EQ_T_EQ ||
				   before.kind == EQ_T_LBRACE || t.kind == EQ_T_LBRACE ||
				   t.kind == EQ_T_RBRACE;
			if (may && !chance(4)) {
				if (chance(2))
					eq_buf_addf(out, " # in %u", chance(1000));
				eq_buf_addf(out, "%s%s", line_end, chance(3) ? "" : line_end);
				if (!chance(3))
					eq_buf_addf(out, "# between %u%s", chance(1000), line_end);
			}
		}
		/* A brace that ends its line may stand on the next. */
		if (pasted && t.kind == EQ_T_LBRACE && next == EQ_T_NEWLINE && !chance(3))
			eq_buf_adds(out, line_end);
		bool joined = before.span.end == t.span.at;
		bool dash = t.kind == EQ_T_MINUS || before.kind == EQ_T_MINUS;
		if (pasted || !joined || !dash) /* blanks in non-cashable would be the name's */
			add_blanks(out, joined || before.kind == EQ_T_NEWLINE ? 0 : 1);
		if (pasted)
			add_pasted(out, t.kind, eq_sources_text(&r.sources, t.span));
		else
			eq_buf_add_text(out, eq_sources_text(&r.sources, t.span));
		if (t.kind == EQ_T_LPAREN)
			depth++;
		else if (t.kind == EQ_T_RPAREN)
			depth--;
	}
	reading_release(&r);
}

static void check_programme(struct eq_text text)
{
	struct eq_buf canonical;
	check_kept(text);
	format_text(text, &canonical);
	for (int round = 0; round < 12; round++) {
		struct eq_buf shaken, out;
		shake(eq_buf_view(&canonical), SHAKE_LAYOUT, &shaken);
		format_text(eq_buf_view(&shaken), &out);
		if (!eq_text_eq(eq_buf_view(&out), eq_buf_view(&canonical)))
			fail_msg("shaken:\n%s\nbecame:\n%s\nnot:\n%s", shaken.p, out.p,
				 canonical.p);
		eq_buf_release(&shaken);
		eq_buf_release(&out);

		shake(eq_buf_view(&canonical), SHAKE_COMMENTS, &shaken);
		check_kept(eq_buf_view(&shaken));
		eq_buf_release(&shaken);
	}
	eq_buf_release(&canonical);
}

static void test_layouts_shaken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
		if (layouts[i].expected && !strchr(layouts[i].expected, '\\'))
			check_programme(eq_text_of(layouts[i].expected));
}

/* ---- the programmes of the project ---- */

static unsigned checked;

static void check_folder(const char *folder)
{
	DIR *d = opendir(folder);
	if (!d)
		fail_msg("cannot read %s", folder);
	for (const struct dirent *e; (e = readdir(d));) {
		size_t n = strlen(e->d_name);
		char path[512];
		if (e->d_name[0] == '.')
			continue;
		assert_true((size_t)snprintf(path, sizeof path, "%s/%s", folder, e->d_name) <
			    sizeof path);
		if (!strchr(e->d_name, '.')) {
			DIR *inner = opendir(path);
			if (inner) {
				closedir(inner);
				check_folder(path);
			}
		} else if (n > 3 && strcmp(e->d_name + n - 3, ".eq") == 0) {
			struct eq_text text;
			struct reading r;
			assert_null(eq_file_read(path, 1 << 20, &text));
			bool right = reading_init(&r, text);
			reading_release(&r);
			if (right) {
				check_programme(text);
				checked++;
			}
			eq_free((void *)(uintptr_t)text.p);
		}
	}
	closedir(d);
}

static void test_programmes(void **state)
{
	(void)state;
	checked = 0;
	check_folder("examples");
	check_folder("tests/spec");
	assert_true(checked >= 10);
}

/* A whole programme in the canonical layout. */
static void test_whole(void **state)
{
	(void)state;
	struct eq_text text;
	struct eq_buf out;
	assert_null(eq_file_read("tests/unit/format/programme.eq", 1 << 20, &text));
	format_text(text, &out);
	assert_text(eq_buf_view(&out), text);
	check_programme(text);
	eq_buf_release(&out);
	eq_free((void *)(uintptr_t)text.p);
}

/* ---- size ---- */

/* One long left side and one long commented line must not push a thousand short lines away. */
static void test_size(void **state)
{
	(void)state;
	struct eq_buf in, out;
	eq_buf_init(&in);
	eq_buf_adds(&in, "fixed a \"");
	eq_buf_fill(&in, 'x', 20000);
	eq_buf_adds(&in, "\" = 1,\n 2,\n 3 # long\n");
	for (int i = 0; i < 1000; i++)
		eq_buf_addf(&in, "fixed b%d = 1,\n 2 # short\n", i);
	eq_buf_adds(&in, "figure deep = ");
	eq_buf_fill(&in, '(', 150);
	for (int i = 0; i < 1000; i++)
		eq_buf_adds(&in, "\n1 + ");
	eq_buf_adds(&in, "1");
	eq_buf_fill(&in, ')', 150);
	format_text(eq_buf_view(&in), &out);
	assert_true(out.n < 6 * in.n);
	check_kept(eq_buf_view(&in));
	eq_buf_release(&in);
	eq_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layouts),    cmocka_unit_test(test_layouts_shaken),
		cmocka_unit_test(test_programmes), cmocka_unit_test(test_whole),
		cmocka_unit_test(test_size),
	};
	return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
