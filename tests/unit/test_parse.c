/* test_parse.c - the shapes of trees, and that no text is too wild.
 *
 * Trees are those that eq_tree_print writes, on one line: a(b, c) for a node `a` with two below. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "syntax/parse.h"

struct parsed {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_node *tree;
};

static void parse(struct parsed *p, struct eq_text text)
{
	eq_sources_init(&p->sources);
	eq_symbols_init(&p->symbols);
	eq_arena_init(&p->arena);
	eq_diags_init(&p->diags, &p->sources);
	assert_int_equal(eq_sources_add(&p->sources, EQ_TEXT("t.eq"), text, NULL), 0);
	p->tree = eq_parse(&p->sources.files.v[0], &p->symbols, &p->arena, &p->diags);
	assert_non_null(p->tree);
}

static void release(struct parsed *p)
{
	eq_diags_release(&p->diags);
	eq_arena_release(&p->arena);
	eq_symbols_release(&p->symbols);
	eq_sources_release(&p->sources);
}

/* --- shapes ------------------------------------------------------------------------------------ */

/* Indented lines to one: deeper by two is `(`, as deep is `, `. */
static void fold(struct eq_text lines, struct eq_buf *out)
{
	size_t depth = 0;
	for (size_t i = 0; i < lines.n;) {
		size_t indent = 0, end;
		while (lines.p[i + indent] == ' ')
			indent++;
		for (end = i; lines.p[end] != '\n'; end++)
			;
		if (indent / 2 > depth)
			eq_buf_addc(out, '(');
		else
			eq_buf_fill(out, ')', depth - indent / 2);
		if (i && indent / 2 <= depth)
			eq_buf_adds(out, ", ");
		depth = indent / 2;
		eq_buf_add(out, lines.p + i + indent, end - i - indent);
		i = end + 1;
	}
	eq_buf_fill(out, ')', depth);
}

static void check_shape(const char *text, const char *shape)
{
	struct parsed p;
	struct eq_buf lines, folded;
	eq_buf_init(&lines);
	eq_buf_init(&folded);
	parse(&p, eq_text_of(text));
	eq_tree_print(p.tree, &p.sources, &lines);
	fold(eq_buf_view(&lines), &folded);
	eq_buf_clear(&lines);
	eq_diags_print(&p.diags, &lines, false);
	if (p.diags.all.n || strcmp(folded.p, shape) != 0)
		fail_msg("%s\n%s\n  tree:     %s\n  expected: %s", text, lines.p, folded.p, shape);
	eq_buf_release(&lines);
	eq_buf_release(&folded);
	release(&p);
}

static const struct {
	const char *text, *shape;
} declarations[] =
	{
		{"programme \"P\" { }", "file(programme(text \"P\"))"},
		{"programme \"P\" {\n currency GBP\n starts 2023-08-01\n horizon 2029-03-31\n period week ending sunday\n fiscal year from april\n annualise 52 weeks\n owner council\n}",
		 "file(programme(text \"P\", currency(name GBP), starts(date 2023-08-01), horizon(date 2029-03-31), period(name week, name sunday), fiscal year(name april), annualise(number 52(units weeks)), owner(name council)))"},
		{"programme \"P\" { period month }",
		 "file(programme(text \"P\", period(name month)))"},
		{"import \"a.eq\"", "file(import(text \"a.eq\"))"},
		{"unit person", "file(unit(name person))"},
		{"unit person plural people", "file(unit(name person, plural(name people)))"},
		{"unit bed_night plural bed_nights = 1 placement * day",
		 "file(unit(name bed_night, plural(name bed_nights), binary *(number 1(units placement), name day)))"},
		{"data d from \"d.csv\" {\n period week_ending\n by a, b\n value n : person\n value m \"M\" : hour/week\n level l : person\n}",
		 "file(data(name d, text \"d.csv\", period(name week_ending), by(name a, name b), value(name n, name person), value(name m, text \"M\", binary /(name hour, name week)), level(name l, name person)))"},
		{"data d from \"d.csv\" {\n row placement\n key a, b\n date x as dd/mm/yyyy\n spell x to y as \"dd mmm yyyy\"\n covers 2022-04-01 to 2024-03-05\n settles after 2 weeks\n}",
		 "file(data(name d, text \"d.csv\", row(name placement), key(name a, name b), date(name x, as dd/mm/yyyy), spell(name x, name y, as(text \"dd mmm yyyy\")), covers(range(date 2022-04-01, date 2024-03-05)), settles(number 2(units weeks))))"},
		{"data d from \"d.csv\" {\n members \"A\", \"B\" until 2023-03-31, \"C\" from 2023-01-01 until 2023-02-01\n except 2022-06-19 because \"x\"\n except 2022-01-01 to 2022-02-01 because \"y\"\n only a != \"b\"\n missing \"-\", \"n/a\"\n separator \";\"\n}",
		 "file(data(name d, text \"d.csv\", members(member(text \"A\"), member(text \"B\", until(date 2023-03-31)), member(text \"C\", from(date 2023-01-01), until(date 2023-02-01))), except(date 2022-06-19, because(text \"x\")), except(range(date 2022-01-01, date 2022-02-01), because(text \"y\")), only(binary !=(name a, text \"b\")), missing(text \"-\", text \"n/a\"), separator(text \";\")))"},
		{"workstream w", "file(workstream(name w))"},
		{"workstream w \"W\" source \"s\"",
		 "file(workstream(name w, text \"W\", source(text \"s\")))"},
		{"workstream w agreed \"B\" on 2024-01-01 { target £9m }",
		 "file(workstream(name w, agreed(text \"B\", date 2024-01-01), target(values(value(number £9m)))))"},
		{"data d from \"d.csv\" {\n date x as excel\n column \"Week ending\" as week_ending\n skip 4 rows\n until \"Total\"\n encoding \"windows-1252\"\n private a, b\n}",
		 "file(data(name d, text \"d.csv\", date(name x, as(name excel)), column(text \"Week ending\", name week_ending), skip(number 4(units rows)), until(text \"Total\"), encoding(text \"windows-1252\"), private(name a, name b)))"},
		{"rating r { }", "file(rating(name r))"},
		{"rating r \"R\" in w source \"s\" {\n scale \"Red\", \"Gold\"\n target 80% at \"Gold\"\n change \"A\" \"Red\" on 2023-11-01, \"Gold\" on 2024-02-01\n tracked last(level of d) by team\n rag green 100%, amber 90%\n}", "file(rating(name r, text \"R\", in(name w), source(text \"s\"), scale(text \"Red\", text \"Gold\"), target(number 80%, text \"Gold\"), change(text \"A\", mark(text \"Red\", date 2023-11-01), mark(text \"Gold\", date 2024-02-01)), tracked(call last(argument(name level, of(name d))), name team), rag(share(name green, number 100%), share(name amber, number 90%))))"},
		{"workstream w \"W\" { target £9m per year\n stretch £1m\n rag green 100%, amber 90% }",
		 "file(workstream(name w, text \"W\", target(values(value(per(number £9m, name year)))), stretch(values(value(number £1m))), rag(share(name green, number 100%), share(name amber, number 90%))))"},
		{"kpi k { }", "file(kpi(name k))"},
		{"kpi k \"K\" in w source \"s\" agreed \"B\" on 2024-01-01 minute \"m\" {\n tracked a\n baseline 5\n target 6\n live over 6 weeks\n better lower\n}",
		 "file(kpi(name k, text \"K\", in(name w), source(text \"s\"), agreed(text \"B\", date 2024-01-01, text \"m\"), tracked(name a), baseline(values(value(number 5))), target(values(value(number 6))), live over(number 6(units weeks)), better(name lower)))"},
		{"kpi k { live over 2024-01-01 to 2024-02-01\n live moving_average(k, 6 weeks)\n rag green 1\n except 2024-01 because \"x\" }",
		 "file(kpi(name k, live over(range(date 2024-01-01, date 2024-02-01)), live(call moving_average(name k, number 6(units weeks))), rag(share(name green, number 1)), except(month 2024-01, because(text \"x\"))))"},
		{"kpi k { baseline by a, b { \"x\", \"y\" = 1, 2 from 2024-01-01\n else = 3 }\n target by a { \"x\" = 1 } }",
		 "file(kpi(name k, baseline(table(by(name a, name b), row(text \"x\", text \"y\", values(value(number 1), value(number 2, from(date 2024-01-01)))), row(else, values(value(number 3))))), target(table(by(name a), row(text \"x\", values(value(number 1)))))))"},
		{"fixed f = 1 from 2023-04-01 source \"s\", 2 growing 2% since FY23/24 from 2024-04 agreed \"B\" on 2024-01-01",
		 "file(fixed(name f, values(value(number 1, from(date 2023-04-01), source(text \"s\")), value(number 2, growing(number 2%, fiscal year FY23/24), from(month 2024-04), agreed(text \"B\", date 2024-01-01)))))"},
		{"fixed f = if a then 1 else 2 from FY24/25",
		 "file(fixed(name f, values(value(if(name a, number 1, number 2), from(fiscal year FY24/25)))))"},
		{"fixed f \"F\" by a { \"x\" = 1 }",
		 "file(fixed(name f, text \"F\", table(by(name a), row(text \"x\", values(value(number 1))))))"},
		{"benefit b \"B\" in w agreed \"B\" on 2024-01-01 {\n equation a * b\n accrues over 4 weeks\n accrues over p after 2 weeks because \"x\"\n accrues over p because \"y\"\n after 4 weeks\n}", "file(benefit(name b, text \"B\", in(name w), agreed(text \"B\", date 2024-01-01), equation(binary *(name a, name b)), accrues(number 4(units weeks)), accrues(name p, number 2(units weeks), because(text \"x\")), accrues(name p, because(text \"y\")), after(number 4(units weeks))))"},
		{"benefit b {\n not tracked because \"x\"\n kind cost avoidance\n kind non-cashable\n share council 85%, icb 15%\n rag green 1, amber 0.9\n starts 2024-01-01\n ends 2025-01-01\n confidence high\n once\n except 2024-01-01 because \"x\"\n}",
		 "file(benefit(name b, not tracked(because(text \"x\")), kind(name cost, name avoidance), kind(name non-cashable), share(share(name council, number 85%), share(name icb, number 15%)), rag(share(name green, number 1), share(name amber, number 0.9)), starts(date 2024-01-01), ends(date 2025-01-01), confidence(name high), once, except(date 2024-01-01, because(text \"x\"))))"},
		{"scenario s { }", "file(scenario(name s))"},
		{"scenario s \"S\" extends t source \"x\" {\n a = 1\n b = ramp(baseline(b), target(b), 2023-10-01 to 2024-06-30), 2 from FY24/25\n}",
		 "file(scenario(name s, text \"S\", extends(name t), source(text \"x\"), assign(name a, values(value(number 1))), assign(name b, values(value(call ramp(call baseline(name b), call target(name b), range(date 2023-10-01, date 2024-06-30))), value(number 2, from(fiscal year FY24/25))))))"},
		{"profile p { FY23/24 £1m, 2024-03 £2m }",
		 "file(profile(name p, point(fiscal year FY23/24, number £1m), point(month 2024-03, number £2m)))"},
		{"profile p for b {\n FY23/24 £1m,\n FY24/25 £2m\n 2025-01-01 £3m\n}",
		 "file(profile(name p, name b, point(fiscal year FY23/24, number £1m), point(fiscal year FY24/25, number £2m), point(date 2025-01-01, number £3m)))"},
		{"figure f \"F\" = a source \"s\"",
		 "file(figure(name f, text \"F\", name a, source(text \"s\")))"},
		{"alert \"A\" when x > 1", "file(alert(text \"A\", binary >(name x, number 1)))"},
		{"alert \"A\" when x > 1 for 2 weeks",
		 "file(alert(text \"A\", binary >(name x, number 1), for(number 2(units weeks))))"},
		{"test \"t\" {\n as at 2024-03-24\n in scenario high\n given a = 1\n expect a = 1\n expect a = 1 within 0.1\n}",
		 "file(test(text \"t\", as at(date 2024-03-24), in scenario(name high), given(assign(name a, values(value(number 1)))), expect(binary =(name a, number 1)), expect(binary =(name a, number 1), number 0.1)))"},
		{"test \"t\" {\n given a = 12, 13 x 4, missing x 2\n given b = 5 people x 3\n}",
		 "file(test(text \"t\", given(assign(name a, values(value(number 12), run(number 13, number 4), run(missing, number 2)))), given(assign(name b, values(run(number 5(units people), number 3))))))"},
		{"test \"t\" {\n given d { a, b\n \"x\", -2\n }\n expect a is green\n expect a is not rated\n expect error \"x\"\n}",
		 "file(test(text \"t\", given(name d, rows(line(name a, name b), line(text \"x\", negate(number 2)))), expect(rated(name a, name green)), expect(rated not(name a, name rated)), expect(name error, text \"x\")))"},
},
  expressions[] = {
	  {"1", "number 1"},
	  {"£5m", "number £5m"},
	  {"12.5% people", "number 12.5%(units people)"},
	  {"\"x\"", "text \"x\""},
	  {"2024-01-01", "date 2024-01-01"},
	  {"2024-01", "month 2024-01"},
	  {"FY24/25", "fiscal year FY24/25"},
	  {"a", "name a"},
	  {"(a)", "name a"},
	  {"f()", "call f"},
	  {"f(a, b)", "call f(name a, name b)"},
	  {"a + b - c", "binary -(binary +(name a, name b), name c)"},
	  {"a - (b - c)", "binary -(name a, binary -(name b, name c))"},
	  {"a * b / c * d", "binary *(binary /(binary *(name a, name b), name c), name d)"},
	  {"a + b * c", "binary +(name a, binary *(name b, name c))"},
	  {"a * b + c", "binary +(binary *(name a, name b), name c)"},
	  {"-a * b", "binary *(negate(name a), name b)"},
	  {"-a ^ 2", "negate(power(name a, number 2))"},
	  {"- - a", "negate(negate(name a))"},
	  {"a ^ -2", "power -(name a, number 2)"},
	  {"a * -b", "binary *(name a, negate(name b))"},
	  {"a / b per week", "binary /(name a, per(name b, name week))"},
	  {"a per week per person", "per(per(name a, name week), name person)"},
	  {"a per 100,000 people", "per(name a, number 100,000(units people))"},
	  {"-a per week", "negate(per(name a, name week))"},
	  {"a * b over 6 weeks", "over(binary *(name a, name b), number 6(units weeks))"},
	  {"a + b over 6 weeks", "binary +(name a, over(name b, number 6(units weeks)))"},
	  {"a over 6 weeks + b", "binary +(over(name a, number 6(units weeks)), name b)"},
	  {"a over 2022-08-01 to 2023-07-30",
	   "over(name a, range(date 2022-08-01, date 2023-07-30))"},
	  {"a at 2024-01-01 over 6 weeks",
	   "over(at(name a, date 2024-01-01), number 6(units weeks))"},
	  {"a over 6 weeks except 2024-01-01 because \"x\"",
	   "except(over(name a, number 6(units weeks)), date 2024-01-01, because(text \"x\"))"},
	  {"a = b", "binary =(name a, name b)"},
	  {"a != b or a < b and a <= c",
	   "binary or(binary !=(name a, name b), binary and(binary <(name a, name b), binary <=(name a, name c)))"},
	  {"a > b and not a >= c",
	   "binary and(binary >(name a, name b), not(binary >=(name a, name c)))"},
	  {"not a and b", "binary and(not(name a), name b)"},
	  {"not not a", "not(not(name a))"},
	  {"a + 1 = b * 2", "binary =(binary +(name a, number 1), binary *(name b, number 2))"},
	  {"a in (\"x\", \"y\")", "in(name a, text \"x\", text \"y\")"},
	  {"a not in (\"x\")", "in not(name a, text \"x\")"},
	  {"a is missing", "is missing(name a)"},
	  {"a is not missing", "is missing not(name a)"},
	  {"if a then b else c", "if(name a, name b, name c)"},
	  {"if a then b else if c then d else e", "if(name a, name b, if(name c, name d, name e))"},
	  {"if if a then b else c then d else e", "if(if(name a, name b, name c), name d, name e)"},
	  {"a or b and c or d", "binary or(binary or(name a, binary and(name b, name c)), name d)"},
	  {"(a or b) and c", "binary and(binary or(name a, name b), name c)"},
	  {"sum(a of d)", "call sum(argument(name a, of(name d)))"},
	  {"sum(a of d where b = \"x\")",
	   "call sum(argument(name a, of(name d), where(binary =(name b, text \"x\"))))"},
	  {"sum(a of d where b while s)",
	   "call sum(argument(name a, of(name d), where(name b), while(name s)))"},
	  {"sum(a of d while s where b)",
	   "call sum(argument(name a, of(name d), where(name b), while(name s)))"},
	  {"sum(a of d while s)", "call sum(argument(name a, of(name d), while(name s)))"},
	  {"count(d where a)", "call count(argument(name d, where(name a)))"},
	  {"count(d while s)", "call count(argument(name d, while(name s)))"},
	  {"cash(b, 2024-01-01 to 2024-02-01)",
	   "call cash(name b, range(date 2024-01-01, date 2024-02-01))"},
	  {"value_add(b, to 2024-01-01)", "call value_add(name b, range to(date 2024-01-01))"},
	  {"path(2024-01-01: 1, 2024-02: 2, FY24/25: 3 per week)",
	   "call path(point(date 2024-01-01, number 1), point(month 2024-02, number 2), point(fiscal year FY24/25, per(number 3, name week)))"},
};

static void shapes_of_declarations(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++)
		check_shape(declarations[i].text, declarations[i].shape);
}

static void shapes_of_expressions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
		char text[256], shape[512];
		snprintf(text, sizeof text, "figure z = %s", expressions[i].text);
		snprintf(shape, sizeof shape, "file(figure(name z, %s))", expressions[i].shape);
		check_shape(text, shape);
	}
}

/* A span is what was written: from the first to the last character of it. */
static void spans(void **state)
{
	(void)state;
	static const struct {
		const char *text, *span;
	} cases[] = {
		{"figure z = a + b  # x", "a + b"},
		{"figure z = (a + b)", "(a + b)"},
		{"figure z = (a)", "a"},
		{"figure z = 5 people/week over 6 weeks", "5 people/week over 6 weeks"},
		{"figure z = f(a,\n b)", "f(a,\n b)"},
		{"figure z = -a ^ 2", "-a ^ 2"},
		{"figure z = a not in (1, 2)", "a not in (1, 2)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct parsed p;
		parse(&p, eq_text_of(cases[i].text));
		assert_int_equal(p.diags.all.n, 0);
		struct eq_text own = eq_sources_text(&p.sources, p.tree->child->child->next->span);
		if (!eq_text_is(own, cases[i].span))
			fail_msg("%s\n  span:     %.*s\n  expected: %s", cases[i].text, EQ_ARG(own),
				 cases[i].span);
		release(&p);
	}
}

static void texts(void **state)
{
	(void)state;
	static const struct {
		const char *text, *means;
	} cases[] = {
		{"import \"a b\"", "a b"},
		{"import \"\"", ""},
		{"import \u201ca b\u201d", "a b"},
		{"import \u201ca b\"", "a b"},
		{"import \"a \\\"b\\\" \\\\ \\n\"", "a \"b\" \\ \\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct parsed p;
		parse(&p, eq_text_of(cases[i].text));
		struct eq_text t = eq_leaf_text(p.tree->child->child, &p.sources, &p.arena);
		assert_int_equal(p.diags.all.n, 0);
		assert_true(eq_text_is(t, cases[i].means));
		release(&p);
	}
}

/* --- what nobody would write ---------------------------------------------------------------------- */

static void repeat(struct eq_buf *out, const char *part, size_t times)
{
	for (size_t i = 0; i < times; i++)
		eq_buf_adds(out, part);
}

/* The first message's code, or "" when there is none; and how many there are. */
static const char *first_code(struct eq_text text, size_t *messages)
{
	struct parsed p;
	parse(&p, text);
	const char *code = p.diags.all.n ? eq_code_info(p.diags.all.v[0]->code)->name : "";
	*messages = p.diags.all.n;
	struct eq_buf out;
	eq_buf_init(&out);
	eq_diags_print(&p.diags, &out, false);
	assert_true(out.n < 100000); /* long lines are shown in part */
	eq_buf_release(&out);
	release(&p);
	return code;
}

static void check_repeat(const char *before, const char *part, size_t times, const char *middle,
			 const char *after, const char *code)
{
	struct eq_buf text;
	size_t messages;
	eq_buf_init(&text);
	eq_buf_adds(&text, before);
	repeat(&text, part, times);
	eq_buf_adds(&text, middle);
	repeat(&text, after, times);
	eq_buf_adds(&text, "\nfigure y = 1\n");
	const char *first = first_code(eq_buf_view(&text), &messages);
	if (strcmp(first, code) != 0 || messages != (*code ? 1 : 0))
		fail_msg("%s%s... %zu times: %s and %zu messages, expected %s", before, part, times,
			 first, messages, *code ? code : "none");
	eq_buf_release(&text);
}

static void limits(void **state)
{
	(void)state;
	char name[EQ_LIMIT_NAME + 2];
	memset(name, 'a', sizeof name);
	name[EQ_LIMIT_NAME] = '\0';
	check_repeat("unit ", name, 1, "", "", "");
	check_repeat("unit a", name, 1, "", "", "E0117");
	check_repeat("figure z = ", "(", EQ_LIMIT_NESTING, "1", ")", "");
	check_repeat("figure z = ", "(", EQ_LIMIT_NESTING + 1, "1", ")", "E0110");
	/* n operators in a row are one inside another n deep */
	check_repeat("figure z = 1", " + 1", EQ_LIMIT_DEPTH, "", "", "");
	check_repeat("figure z = 1", " + 1", EQ_LIMIT_DEPTH + 1, "", "", "E0110");
	check_repeat("figure z = ", "- ", 1000, "1", "", "");
	check_repeat("figure z = ", "- ", 100000, "1", "", "E0110");
	check_repeat("figure z = ", "not ", 100000, "1", "", "E0110");
	check_repeat("figure z = ", "if a then ", 100000, "1", " else 2", "E0110");
	check_repeat("figure z = ", "if a then 1 else ", 100000, "1", "", "E0110");
	check_repeat("figure z = ", "f(", 100000, "", "", "E0110");
	check_repeat("figure z = ", "a or not b and c + d * - (", EQ_LIMIT_NESTING, "1", ")", "");
	check_repeat("kpi a { tracked ", "- ", 100000, "1 }", "", "E0110");
	check_repeat("figure z = max(1", ", 1", 100000, ")", "", "");
}

/* Every text below is as long as a programme may well be handed in by mistake. None may take longer
 * than its reading, go deep on the stack, or say more than it can show. */
static void huge(void **state)
{
	(void)state;
	size_t messages;
	struct eq_buf text;
	static const struct {
		const char *part;
		size_t bytes;
		const char *code;
	} cases[] = {
		{"(", 100000000, "E0113"},
		{"{", 10000000, "E0113"},
		{"}", 10000000, "E0116"},
		{"a ", 10000000, "E0113"},
		{"\"", 10000001, "E0113"},
		{"# ", 10000000, ""},
		{"#\r", 10000000, ""},
		{"\n", 10000000, ""},
		{"kpi a (", 10000000, "E0115"},
		{"kpi a (\n", 10000000, "E0115"},
		{"figure a = (\n", 10000000, "E0115"},
		{"figure a = 1 +\n", 10000000, "E0111"},
		{"kpi a {\n", 10000000, "E0114"},
		{"5 5\n", 10000000, "E0113"},
		{"\xe2\x80\x94", 9999999, "E0109"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		eq_buf_init(&text);
		repeat(&text, cases[i].part, cases[i].bytes / strlen(cases[i].part));
		const char *code = first_code(eq_buf_view(&text), &messages);
		if (strcmp(code, cases[i].code) != 0 || messages > EQ_LIMIT_ERRORS + 2)
			fail_msg("%.10s: %s and %zu messages, expected %s", cases[i].part, code,
				 messages, cases[i].code);
		eq_buf_release(&text);
	}
}

static void not_text(void **state)
{
	(void)state;
	const struct {
		struct eq_text text;
		const char *code;
	} cases[] = {
		{EQ_TEXT(""), ""},
		{EQ_TEXT("\n"), ""},
		{EQ_TEXT("\0"), "E0103"},
		{EQ_TEXT("\0\0\0\0"), "E0103"},
		{EQ_TEXT("unit a\0"), "E0103"},
		{EQ_TEXT("unit a # \0\n"), ""},
		{EQ_TEXT("import \"a\0b\""), "E0103"},
		{EQ_TEXT("unit a \x80"), "E0102"},         /* goes on with nothing before it */
		{EQ_TEXT("unit a # \xc3"), "E0102"},       /* cut short at the end */
		{EQ_TEXT("unit a # \xe2\x80\n"), "E0102"}, /* and before another character */
		{EQ_TEXT("unit a # \xc0\xaf"), "E0102"},   /* longer than need be */
		{EQ_TEXT("unit a # \xe0\x80\xaf"), "E0102"},
		{EQ_TEXT("unit a # \xf0\x80\x80\xaf"), "E0102"},
		{EQ_TEXT("unit a # \xed\xa0\x80"), "E0102"},     /* half of a pair */
		{EQ_TEXT("unit a # \xf4\x90\x80\x80"), "E0102"}, /* beyond the last */
		{EQ_TEXT("unit a # \xff\xfeu"), "E0102"},        /* another encoding's mark */
		{EQ_TEXT("\xa3"
			 "5"),
		 "E0102"}, /* an older program's £ */
		{EQ_TEXT("import \"a"), "E0104"},
		{EQ_TEXT("import \""), "E0104"},
		{EQ_TEXT("import \"a\\"), "E0104"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t messages;
		const char *code = first_code(cases[i].text, &messages);
		if (strcmp(code, cases[i].code) != 0)
			fail_msg("case %zu: %s, expected %s", i, code, cases[i].code);
	}
}

/* The place of a byte that is not UTF-8 is that of the byte. */
static void where_it_is_not_text(void **state)
{
	(void)state;
	struct parsed p;
	parse(&p, EQ_TEXT("unit a\nunit \xa3\n"));
	assert_int_equal(p.diags.all.n, 1);
	assert_int_equal(p.diags.all.v[0]->span.at, 1 + 12);
	assert_non_null(strstr(p.diags.all.v[0]->message.p, "A3"));
	release(&p);
}

/* With mistakes the tree is complete as far as it was understood. */
static void tree_with_mistakes(void **state)
{
	(void)state;
	struct parsed p;
	struct eq_buf lines;
	parse(&p, EQ_TEXT("unit a\nunit =\nkpi k { tracked +\n baseline 5 }\nunit b\n"));
	assert_int_equal(p.diags.errors, 2);
	eq_buf_init(&lines);
	eq_tree_print(p.tree, &p.sources, &lines);
	assert_string_equal(
		lines.p,
		"file\n"
		"  unit\n    name a\n"
		"  kpi\n    name k\n    baseline\n      values\n        value\n          number 5\n"
		"  unit\n    name b\n");
	eq_buf_release(&lines);
	release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_of_declarations),
		cmocka_unit_test(shapes_of_expressions),
		cmocka_unit_test(spans),
		cmocka_unit_test(texts),
		cmocka_unit_test(limits),
		cmocka_unit_test(huge),
		cmocka_unit_test(not_text),
		cmocka_unit_test(where_it_is_not_text),
		cmocka_unit_test(tree_with_mistakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
