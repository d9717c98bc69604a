/* expected.c - what could stand where a mistake was found. See expected.h.
 *
 * All token kinds are tried against the parser's tables; those that fit are named in groups, the
 * way a person would say it: "a value", "an operator", the properties of a block by name. */
#include "syntax/expected.h"

static const struct {
	int kind;
	const char *word;
} words[] = {
	{EQ_T_ACCRUES, "accrues"},
	{EQ_T_AFTER, "after"},
	{EQ_T_AGREED, "agreed"},
	{EQ_T_ALERT, "alert"},
	{EQ_T_AND, "and"},
	{EQ_T_ANNUALISE, "annualise"},
	{EQ_T_AS, "as"},
	{EQ_T_AT, "at"},
	{EQ_T_BASELINE, "baseline"},
	{EQ_T_BECAUSE, "because"},
	{EQ_T_BENEFIT, "benefit"},
	{EQ_T_BETTER, "better"},
	{EQ_T_BY, "by"},
	{EQ_T_CHANGE, "change"},
	{EQ_T_COLUMN, "column"},
	{EQ_T_CONFIDENCE, "confidence"},
	{EQ_T_COVERS, "covers"},
	{EQ_T_CURRENCY, "currency"},
	{EQ_T_DATA, "data"},
	{EQ_T_DATE_WORD, "date"},
	{EQ_T_ELSE, "else"},
	{EQ_T_ENCODING, "encoding"},
	{EQ_T_ENDS, "ends"},
	{EQ_T_ENDING, "ending"},
	{EQ_T_EQUATION, "equation"},
	{EQ_T_EXCEPT, "except"},
	{EQ_T_EXPECT, "expect"},
	{EQ_T_EXTENDS, "extends"},
	{EQ_T_FIGURE, "figure"},
	{EQ_T_FISCAL_WORD, "fiscal year"},
	{EQ_T_FIXED, "fixed"},
	{EQ_T_FOR, "for"},
	{EQ_T_FROM, "from"},
	{EQ_T_GIVEN, "given"},
	{EQ_T_GROWING, "growing"},
	{EQ_T_HORIZON, "horizon"},
	{EQ_T_IF, "if"},
	{EQ_T_IMPORT, "import"},
	{EQ_T_IN, "in"},
	{EQ_T_IS, "is"},
	{EQ_T_KEY, "key"},
	{EQ_T_KIND, "kind"},
	{EQ_T_KPI, "kpi"},
	{EQ_T_LEVEL, "level"},
	{EQ_T_LIVE, "live"},
	{EQ_T_MEMBERS, "members"},
	{EQ_T_MINUTE, "minute"},
	{EQ_T_MISSING, "missing"},
	{EQ_T_NOT, "not"},
	{EQ_T_OF, "of"},
	{EQ_T_ON, "on"},
	{EQ_T_ONCE, "once"},
	{EQ_T_ONLY, "only"},
	{EQ_T_OR, "or"},
	{EQ_T_OVER, "over"},
	{EQ_T_OWNER, "owner"},
	{EQ_T_PER, "per"},
	{EQ_T_PERIOD, "period"},
	{EQ_T_PLURAL, "plural"},
	{EQ_T_PRIVATE, "private"},
	{EQ_T_PROFILE, "profile"},
	{EQ_T_PROGRAMME, "programme"},
	{EQ_T_RAG, "rag"},
	{EQ_T_RATING, "rating"},
	{EQ_T_RESTATE, "restate"},
	{EQ_T_REVIEW, "review by"},
	{EQ_T_ROW, "row"},
	{EQ_T_SCALE, "scale"},
	{EQ_T_SCENARIO, "scenario"},
	{EQ_T_SEPARATOR, "separator"},
	{EQ_T_SETTLES, "settles"},
	{EQ_T_SHARE, "share"},
	{EQ_T_SINCE, "since"},
	{EQ_T_SKIP, "skip"},
	{EQ_T_SOURCE, "source"},
	{EQ_T_SPELL, "spell"},
	{EQ_T_STARTS, "starts"},
	{EQ_T_STRETCH, "stretch"},
	{EQ_T_TARGET, "target"},
	{EQ_T_TEST, "test"},
	{EQ_T_THEN, "then"},
	{EQ_T_TO, "to"},
	{EQ_T_TRACKED, "tracked"},
	{EQ_T_UNIT, "unit"},
	{EQ_T_UNTIL, "until"},
	{EQ_T_VALUE, "value"},
	{EQ_T_WHEN, "when"},
	{EQ_T_WHERE, "where"},
	{EQ_T_WHILE, "while"},
	{EQ_T_WITHIN, "within"},
	{EQ_T_WORKSTREAM, "workstream"},
	{EQ_T_YEAR_WORD, "year"},
};

const char *eq_token_word(int kind)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].kind == kind)
			return words[i].word;
	return NULL;
}

const char *eq_token_words(int kind)
{
	switch (kind) {
	case EQ_T_NEWLINE:
		return "the end of the line";
	case EQ_T_LBRACE:
		return "`{`";
	case EQ_T_RBRACE:
		return "`}`";
	case EQ_T_LPAREN:
		return "`(`";
	case EQ_T_RPAREN:
		return "`)`";
	case EQ_T_COMMA:
		return "a comma";
	case EQ_T_COLON:
		return "`:`";
	case EQ_T_EQ:
		return "`=`";
	case EQ_T_ID:
		return "a name";
	case EQ_T_TEXT:
		return "a text in quotes";
	case EQ_T_NUMBER:
	case EQ_T_MONEY:
	case EQ_T_PERCENT:
		return "a number";
	case EQ_T_UNITS:
		return "a unit";
	case EQ_T_DATE:
		return "a date such as 2024-03-24";
	case EQ_T_TIMES_OVER:
		return "`x` and how often";
	case EQ_T_DATEFORMAT:
		return "a form of date such as dd/mm/yyyy";
	case EQ_T_END:
		return "the end of the file";
	default:
		return NULL;
	}
}

enum eq_node_kind eq_block_of_word(int kind)
{
	switch (kind) {
	case EQ_T_PROGRAMME:
		return EQ_NODE_PROGRAMME;
	case EQ_T_DATA:
		return EQ_NODE_DATA;
	case EQ_T_WORKSTREAM:
		return EQ_NODE_WORKSTREAM;
	case EQ_T_KPI:
		return EQ_NODE_KPI;
	case EQ_T_BENEFIT:
		return EQ_NODE_BENEFIT;
	case EQ_T_SCENARIO:
		return EQ_NODE_SCENARIO;
	case EQ_T_RATING:
		return EQ_NODE_RATING;
	case EQ_T_PROFILE:
		return EQ_NODE_PROFILE;
	case EQ_T_TEST:
		return EQ_NODE_TEST;
	case EQ_T_FIXED:
		return EQ_NODE_TABLE;
	default:
		return EQ_NODE_FILE;
	}
}

bool eq_declares(int kind)
{
	return eq_block_of_word(kind) != EQ_NODE_FILE || kind == EQ_T_FIGURE ||
	       kind == EQ_T_IMPORT || kind == EQ_T_ALERT || kind == EQ_T_UNIT ||
	       kind == EQ_T_RESTATE;
}

/* Other blocks hold lines that do not begin with a word of the language. */
static bool has_properties(enum eq_node_kind block)
{
	return block != EQ_NODE_SCENARIO && block != EQ_NODE_PROFILE && block != EQ_NODE_TABLE;
}

/* --- the expected set ------------------------------------------------------------------------ */

struct expected {
	const void *parser;
	struct eq_buf text;
	const char *pending; /* the last item, not written yet */
	unsigned count;
};

static bool fits(const struct expected *e, int kind)
{
	return eq_grammar_accepts(e->parser, kind, true);
}

static void put_item(struct expected *e, const char *item)
{
	if (e->count > 1)
		eq_buf_adds(&e->text, ", ");
	eq_buf_adds(&e->text, item);
}

static void add(struct expected *e, const char *item)
{
	if (e->pending)
		put_item(e, e->pending);
	e->pending = item;
	e->count++;
}

static void finish(struct expected *e, const char *last)
{
	if (!e->pending)
		return;
	if (e->count > 1)
		eq_buf_adds(&e->text, last);
	eq_buf_adds(&e->text, e->pending);
	e->pending = NULL;
}

static bool joining_word(int kind)
{
	switch (kind) {
	case EQ_T_PER:
	case EQ_T_OVER:
	case EQ_T_AT:
	case EQ_T_EXCEPT:
	case EQ_T_IN:
	case EQ_T_IS:
	case EQ_T_AND:
	case EQ_T_OR:
	case EQ_T_NOT:
		return true;
	default:
		return false;
	}
}

/* Words that may follow a value or a heading, but need not. */
static bool optional_word(int kind)
{
	switch (kind) {
	case EQ_T_SOURCE:
	case EQ_T_AGREED:
	case EQ_T_REVIEW:
	case EQ_T_FROM:
	case EQ_T_GROWING:
	case EQ_T_WITHIN:
	case EQ_T_MINUTE:
	case EQ_T_TO:
	case EQ_T_WHILE:
		return true;
	default:
		return false;
	}
}

/* The words that fit, each in backquotes, in alphabetical order. What goes without saying is left
 * out: that an expression may go on, and that notes may follow where the line may end. */
static void add_words(struct expected *e, struct eq_arena *arena, bool after_value, bool value)
{
	bool ends = fits(e, EQ_T_NEWLINE) || fits(e, EQ_T_LBRACE) || fits(e, EQ_T_RPAREN);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		int kind = words[i].kind;
		if ((after_value && joining_word(kind)) ||
		    (value && (kind == EQ_T_NOT || kind == EQ_T_IF)) ||
		    (ends && optional_word(kind)))
			continue;
		if (fits(e, kind))
			add(e, eq_arena_printf(arena, "`%s`", words[i].word).p);
	}
}

static void describe(struct expected *e, struct eq_arena *arena)
{
	bool value = fits(e, EQ_T_LPAREN) && fits(e, EQ_T_ID) && fits(e, EQ_T_NUMBER);
	bool after_value = fits(e, EQ_T_PLUS);
	if (value) {
		add(e, "a value");
	} else {
		/* Of a date's form the only name is one: the day numbers of a spreadsheet. */
		bool form = fits(e, EQ_T_DATEFORMAT);
		if (fits(e, EQ_T_ID) && !form)
			add(e, eq_token_words(EQ_T_ID));
		if (fits(e, EQ_T_NUMBER))
			add(e, eq_token_words(EQ_T_NUMBER));
		bool when = fits(e, EQ_T_MONTH);
		if (when)
			add(e, "a date, month or fiscal year such as FY24/25");
		static const int kinds[] = {EQ_T_TEXT, EQ_T_DATE, EQ_T_DATEFORMAT};
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (fits(e, kinds[i]) && !(when && kinds[i] == EQ_T_DATE))
				add(e, eq_token_words(kinds[i]));
		if (form && fits(e, EQ_T_ID))
			add(e, "`excel`");
	}
	if (after_value)
		add(e, "an operator");
	add_words(e, arena, after_value, value);
	static const int marks[] = {EQ_T_COMMA,  EQ_T_COLON,  EQ_T_EQ,     EQ_T_RPAREN,
				    EQ_T_LBRACE, EQ_T_RBRACE, EQ_T_NEWLINE};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (fits(e, marks[i]) && !(after_value && marks[i] == EQ_T_EQ))
			add(e, eq_token_words(marks[i]));
	if (!e->count && fits(e, EQ_T_LPAREN))
		add(e, eq_token_words(EQ_T_LPAREN));
	finish(e, " or ");
}

/* --- reports --------------------------------------------------------------------------------- */

/* What was found, in backquotes; a long text is cut. */
static struct eq_text found_text(struct eq_parse *p, struct eq_lexeme found)
{
	const char *words_of = eq_token_words(found.kind);
	if (found.kind == EQ_T_NEWLINE || found.kind == EQ_T_END)
		return eq_text_of(words_of);
	struct eq_text t = {p->source->text.p + (found.span.at - p->source->base),
			    found.span.end - found.span.at};
	enum { SHOWN = 40 };
	if (t.n <= SHOWN)
		return eq_arena_printf(p->arena, "`%.*s`", EQ_ARG(t));
	t.n = SHOWN;
	t.n = eq_utf8_valid(t.p, t.n);
	return eq_arena_printf(p->arena, "`%.*s…`", EQ_ARG(t));
}

static bool is_word(int kind)
{
	return kind == EQ_T_ID || kind == EQ_T_UNITS || eq_token_word(kind);
}

static struct eq_text source_text(const struct eq_parse *p, struct eq_span span)
{
	return (struct eq_text){p->source->text.p + (span.at - p->source->base),
				span.end - span.at};
}

/* The word that fits here and is spelt nearly like the one found. */
static bool hint_near_word(struct eq_parse *p, const struct expected *e, struct eq_lexeme found,
			   struct eq_diag *g)
{
	struct eq_nearest near;
	eq_nearest_init(&near, source_text(p, found.span));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (fits(e, words[i].kind))
			eq_nearest_try(&near, eq_text_of(words[i].word));
	if (!near.best.n)
		return false;
	eq_diag_hint(p->diags, g, "did you mean `%.*s`?", EQ_ARG(near.best));
	return true;
}

static const char *article(const char *word)
{
	return strchr("aeiou", *word) ? "an" : "a";
}

/* What a block is called in a sentence: "a data" would be none. */
static const char *block_name(enum eq_node_kind block)
{
	return block == EQ_NODE_DATA ? "data block" : eq_node_word(block);
}

/* The block that a property belongs in, where it was found in another. */
static const char *home_of(struct eq_text word)
{
	static const enum eq_node_kind blocks[] = {
		EQ_NODE_PROGRAMME, EQ_NODE_DATA,   EQ_NODE_WORKSTREAM, EQ_NODE_KPI,
		EQ_NODE_BENEFIT,   EQ_NODE_RATING, EQ_NODE_TEST};
	for (enum eq_property k = 0; k < EQ_PROPERTY_COUNT; k++) {
		const struct eq_property_info *info = eq_property_info(k);
		struct eq_text full = eq_text_of(info->word);
		if (full.n < word.n || !eq_text_eq((struct eq_text){full.p, word.n}, word) ||
		    (full.n > word.n && full.p[word.n] != ' '))
			continue;
		for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
			if (info->blocks >> blocks[i] & 1)
				return block_name(blocks[i]);
	}
	return NULL;
}

void eq_report_open_block(struct eq_parse *p, struct eq_lexeme found, enum eq_node_kind block,
			  struct eq_span opened)
{
	const char *name = block_name(block);
	struct eq_diag *g;
	if (found.kind == EQ_T_END) {
		g = eq_diag_at(p->diags, EQ_E0114, opened, "the block of this %s is not closed",
			       name);
		if (g)
			eq_diag_hint(p->diags, g,
				     "put a `}` on a line of its own behind what belongs in it");
		return;
	}
	struct eq_text word = source_text(p, found.span);
	g = eq_diag_at(p->diags, EQ_E0114, found.span,
		       "`%.*s` begins here, but the block of the %s before it is not closed",
		       EQ_ARG(word), name);
	if (g) {
		eq_diag_note(p->diags, g, opened, "the block begins here");
		eq_diag_hint(p->diags, g, "put a `}` on a line of its own above");
	}
}

static void report_property(struct eq_parse *p, struct expected *e, struct eq_lexeme found,
			    enum eq_node_kind block)
{
	const char *name = block_name(block);
	struct eq_text word = source_text(p, found.span);
	struct eq_diag *g;
	if (is_word(found.kind))
		g = eq_diag_at(p->diags, EQ_E0112, found.span, "%s %s has no property `%.*s`",
			       article(name), name, EQ_ARG(word));
	else
		g = eq_diag_at(p->diags, EQ_E0112, found.span,
			       "a property of %s %s begins with its name, not with %.*s",
			       article(name), name, EQ_ARG(found_text(p, found)));
	if (!g || (is_word(found.kind) && hint_near_word(p, e, found, g)))
		return;
	const char *home = is_word(found.kind) ? home_of(word) : NULL;
	if (home) {
		eq_diag_hint(p->diags, g, "`%.*s` belongs in %s %s", EQ_ARG(word), article(home),
			     home);
		return;
	}
	for (enum eq_property k = 0; k < EQ_PROPERTY_COUNT; k++)
		if (eq_property_info(k)->blocks >> block & 1)
			add(e, eq_property_info(k)->word);
	finish(e, " and ");
	eq_diag_hint(p->diags, g, "the properties of %s %s are %.*s", article(name), name,
		     EQ_ARG(eq_buf_view(&e->text)));
}

static void report_declaration(struct eq_parse *p, const struct expected *e, struct eq_lexeme found)
{
	if (found.kind == EQ_T_RBRACE) {
		struct eq_diag *g =
			eq_diag_at(p->diags, EQ_E0116, found.span, "this `}` closes nothing");
		if (g)
			eq_diag_hint(
				p->diags, g,
				"take it out, or look for a block above that was closed too early");
		return;
	}
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0113, found.span,
				       "expected a declaration, found %.*s",
				       EQ_ARG(found_text(p, found)));
	if (!g || (is_word(found.kind) && hint_near_word(p, e, found, g)))
		return;
	const char *home = is_word(found.kind) ? home_of(source_text(p, found.span)) : NULL;
	if (home)
		eq_diag_hint(p->diags, g, "`%.*s` belongs inside the { } of %s %s",
			     EQ_ARG(source_text(p, found.span)), article(home), home);
	else
		eq_diag_hint(
			p->diags, g,
			"a declaration begins with one of: programme, import, unit, data, kpi, fixed, benefit, scenario, figure, workstream, rating, profile, alert, restate, test");
}

/* How the property or declaration that begins with this word is written. */
static const char *example_of(int kind, enum eq_node_kind block)
{
	switch (block == EQ_NODE_FILE ? kind : 0) {
	case EQ_T_PROGRAMME:
		return "programme \"My Life, My Future\" {";
	case EQ_T_IMPORT:
		return "import \"fixed/unit-costs.eq\"";
	case EQ_T_UNIT:
		return "unit person plural people";
	case EQ_T_DATA:
		return "data placements from \"data/placements.csv\" {";
	case EQ_T_WORKSTREAM:
		return "workstream reablement \"Reablement\" {";
	case EQ_T_KPI:
		return "kpi finishers \"Finishers\" in reablement {";
	case EQ_T_FIXED:
		return "fixed homecare_rate = £22.40 per hour";
	case EQ_T_BENEFIT:
		return "benefit smaller_packages \"Smaller packages\" in reablement {";
	case EQ_T_SCENARIO:
		return "scenario high \"High\" {";
	case EQ_T_PROFILE:
		return "profile high { FY23/24 £0.8m, FY24/25 £9.5m }";
	case EQ_T_FIGURE:
		return "figure fee_share = min(100%, run_rate(programme) / guaranteed)";
	case EQ_T_ALERT:
		return "alert \"Starts rising\" when starts > 14 placements/week for 2 weeks";
	case EQ_T_RESTATE:
		return "restate FY23/24 because \"two weeks came in late\" kind late data";
	case EQ_T_TEST:
		return "test \"performance at baseline is worth nothing\" {";
	default:
		break;
	}
	if (block == EQ_NODE_DATA && kind == EQ_T_PERIOD) /* its form in a programme is another */
		return "period week_ending as dd/mm/yyyy";
	const char *word = eq_token_word(kind);
	for (enum eq_property k = 0; word && k < EQ_PROPERTY_COUNT; k++) {
		const struct eq_property_info *info = eq_property_info(k);
		if ((info->blocks >> block & 1) && strncmp(info->word, word, strlen(word)) == 0)
			return info->form;
	}
	return NULL;
}

static void report_inside(struct eq_parse *p, struct expected *e, const struct eq_unexpected *u)
{
	struct eq_lexeme found = u->found;
	describe(e, p->arena);
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0101, found.span, "expected %.*s, found %.*s",
				       EQ_ARG(eq_buf_view(&e->text)), EQ_ARG(found_text(p, found)));
	if (!g || (is_word(found.kind) && hint_near_word(p, e, found, g)))
		return;
	const char *example = u->line_start || found.kind == EQ_T_RPAREN || fits(e, EQ_T_PLUS)
				      ? NULL
				      : example_of(u->begin.kind, u->block);
	if (is_word(found.kind) && found.kind != EQ_T_ID && found.kind != EQ_T_UNITS &&
	    fits(e, EQ_T_ID))
		eq_diag_hint(p->diags, g, "`%s` is a word of the language; choose another name",
			     eq_token_word(found.kind));
	else if (example)
		eq_diag_hint(p->diags, g, "for example: %s", example);
}

void eq_report_unexpected(struct eq_parse *p, const void *parser, const struct eq_unexpected *u)
{
	struct expected e = {.parser = parser};
	eq_buf_init(&e.text);
	if (u->found.kind == EQ_T_END && u->block != EQ_NODE_FILE)
		eq_report_open_block(p, u->found, u->block, u->brace);
	else if (u->line_start && u->block == EQ_NODE_FILE)
		report_declaration(p, &e, u->found);
	else if (u->line_start && has_properties(u->block))
		report_property(p, &e, u->found, u->block);
	else
		report_inside(p, &e, u);
	eq_buf_release(&e.text);
}
