/* lexer.re - the words of the language, read by re2c. See src/syntax/lexer.h.
 *
 * Small blocks, each with its own end rule; whatever no rule knows becomes one clear message.
 * UTF-8 has been checked before, so that every multi-byte character here is a whole one. */
#include "syntax/lexer.h"

#include <string.h>

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:define:YYCURSOR = "cursor";
	re2c:define:YYMARKER = "marker";
	re2c:define:YYLIMIT = "limit";
	re2c:yyfill:enable = 0;
	re2c:eof = 0;
	re2c:encoding:utf8 = 1;
	re2c:encoding-policy = substitute;

	blank   = [ \t\u00a0\u2000-\u200a\u202f\u205f\u3000];
	hidden  = [\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff];
	control = [\x00-\x08\x0b\x0c\x0e-\x1f\x7f];
	quote   = ["\u201c\u201d\u201e];
	letter  = [a-zA-Z_];
	digit   = [0-9];
	name    = letter (letter | digit)*;
	digits  = digit+ ("_" digit+)*;
	number  = digits ("," digit+)* ("." digit+)?;
	code    = [A-Z]{3} blank+;
	scale   = "k" | "m" | "bn";
	date    = digit{4} "-" digit{2} "-" digit{2};
	month   = digit{4} "-" digit{2};
	long    = [\u2010-\u2015\u2212];
	spoken  = ("Jan" | "Feb" | "Mar" | "Apr" | "May" | "Jun" | "Jul" | "Aug" | "Sep" | "Oct" | "Nov" | "Dec") [a-z]*;
*/

typedef unsigned char byte;

void eq_lexer_init(struct eq_lexer *l, const struct eq_source *source, struct eq_diags *diags)
{
	memset(l, 0, sizeof *l);
	l->start = l->at = source->text.p;
	l->limit = source->text.p + source->text.n;
	l->base = source->base;
	l->previous = EQ_T_NEWLINE;
	l->diags = diags;
}

void eq_lexer_skip_line(struct eq_lexer *l)
{
	/* A lone carriage return ends a line too. */
	while (l->at < l->limit && *l->at != '\n' && *l->at != '\r')
		l->at++;
}

static struct eq_span span_of(const struct eq_lexer *l, const byte *from, const byte *to)
{
	return (struct eq_span){l->base + (uint32_t)((const char *)from - l->start),
				l->base + (uint32_t)((const char *)to - l->start)};
}

/* --- mistakes ------------------------------------------------------------------------------ */

static struct eq_lexeme bad(struct eq_lexer *l, enum eq_code code, const byte *from, const byte *to,
			    const char *message, const char *hint)
{
	struct eq_lexeme t = {EQ_T_BAD, span_of(l, from, to)};
	if (l->diags) {
		struct eq_diag *g = eq_diag_at(l->diags, code, t.span, "%s", message);
		if (g && hint)
			eq_diag_hint(l->diags, g, "%s", hint);
	}
	l->at = (const char *)to;
	l->previous = EQ_T_BAD;
	return t;
}

/* One to three digits, then groups of exactly three, each after a comma. */
static bool groups_of_three(const byte *p, const byte *end)
{
	const byte *first = memchr(p, ',', (size_t)(end - p));
	if (!first)
		return true;
	if (first - p > 3)
		return false;
	for (const byte *c = first; c < end && *c == ',';) {
		const byte *d = ++c;
		while (d < end && *d >= '0' && *d <= '9')
			d++;
		if (d - c != 3)
			return false;
		c = d;
	}
	return true;
}

static struct eq_lexeme make(struct eq_lexer *l, int kind, const byte *from, const byte *to)
{
	l->at = (const char *)to;
	l->previous = (uint8_t)kind;
	return (struct eq_lexeme){(uint8_t)kind, span_of(l, from, to)};
}

static bool is_letter(byte c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Whether these letters are what a spreadsheet writes behind thousands or millions. */
static bool is_scale(const byte *p, const byte *end)
{
	size_t n = (size_t)(end - p);
	return (n == 1 && strchr("kKmM", *p)) || (n == 2 && strchr("bBmM", *p) && strchr("nN", p[1]));
}

/* A number, with the look at what follows it that catches the common slips. */
static struct eq_lexeme number(struct eq_lexer *l, int kind, const byte *from, const byte *digits,
			       const byte *end, const byte *to)
{
	if (!groups_of_three(digits, end))
		return bad(l, EQ_E0105, from, to, "the comma in this number is not between thousands",
			   "write 1,250 or 1250; between two values of a list, put a space after the comma");
	const byte *behind = to;
	while (is_letter(*behind))
		behind++;
	if (behind == to)
		return make(l, kind, from, to);
	if (kind == EQ_T_MONEY || is_scale(to, behind))
		return bad(l, EQ_E0106, from, behind, "only money is written in thousands, millions and billions, as k, m and bn",
			   "for example £316k, £2.5m or £1.2bn; other numbers in full: 316,000");
	return bad(l, EQ_E0106, from, behind, "a number and the word after it need a space between them",
		   "for example 6 weeks, 35 people/week");
}

/* --- words --------------------------------------------------------------------------------- */

/* The kind of a name: a word of the language, or EQ_T_ID. */
static int word_kind(const byte *p, const byte *limit, const byte **end)
{
	const byte *cursor = p;
	/*!re2c
		*                { return -1; }
		$                { return -1; }
		"accrues"        { *end = cursor; return EQ_T_ACCRUES; }
		"after"          { *end = cursor; return EQ_T_AFTER; }
		"agreed"         { *end = cursor; return EQ_T_AGREED; }
		"alert"          { *end = cursor; return EQ_T_ALERT; }
		"and"            { *end = cursor; return EQ_T_AND; }
		"annualise"      { *end = cursor; return EQ_T_ANNUALISE; }
		"as"             { *end = cursor; return EQ_T_AS; }
		"at"             { *end = cursor; return EQ_T_AT; }
		"baseline"       { *end = cursor; return EQ_T_BASELINE; }
		"because"        { *end = cursor; return EQ_T_BECAUSE; }
		"benefit"        { *end = cursor; return EQ_T_BENEFIT; }
		"better"         { *end = cursor; return EQ_T_BETTER; }
		"by"             { *end = cursor; return EQ_T_BY; }
		"change"         { *end = cursor; return EQ_T_CHANGE; }
		"column"         { *end = cursor; return EQ_T_COLUMN; }
		"confidence"     { *end = cursor; return EQ_T_CONFIDENCE; }
		"covers"         { *end = cursor; return EQ_T_COVERS; }
		"currency"       { *end = cursor; return EQ_T_CURRENCY; }
		"data"           { *end = cursor; return EQ_T_DATA; }
		"date"           { *end = cursor; return EQ_T_DATE_WORD; }
		"else"           { *end = cursor; return EQ_T_ELSE; }
		"encoding"       { *end = cursor; return EQ_T_ENCODING; }
		"ends"           { *end = cursor; return EQ_T_ENDS; }
		"ending"         { *end = cursor; return EQ_T_ENDING; }
		"equation"       { *end = cursor; return EQ_T_EQUATION; }
		"except"         { *end = cursor; return EQ_T_EXCEPT; }
		"expect"         { *end = cursor; return EQ_T_EXPECT; }
		"extends"        { *end = cursor; return EQ_T_EXTENDS; }
		"figure"         { *end = cursor; return EQ_T_FIGURE; }
		"fiscal"         { *end = cursor; return EQ_T_FISCAL_WORD; }
		"fixed"          { *end = cursor; return EQ_T_FIXED; }
		"for"            { *end = cursor; return EQ_T_FOR; }
		"from"           { *end = cursor; return EQ_T_FROM; }
		"given"          { *end = cursor; return EQ_T_GIVEN; }
		"growing"        { *end = cursor; return EQ_T_GROWING; }
		"horizon"        { *end = cursor; return EQ_T_HORIZON; }
		"if"             { *end = cursor; return EQ_T_IF; }
		"import"         { *end = cursor; return EQ_T_IMPORT; }
		"in"             { *end = cursor; return EQ_T_IN; }
		"is"             { *end = cursor; return EQ_T_IS; }
		"key"            { *end = cursor; return EQ_T_KEY; }
		"kind"           { *end = cursor; return EQ_T_KIND; }
		"kpi"            { *end = cursor; return EQ_T_KPI; }
		"level"          { *end = cursor; return EQ_T_LEVEL; }
		"live"           { *end = cursor; return EQ_T_LIVE; }
		"members"        { *end = cursor; return EQ_T_MEMBERS; }
		"minute"         { *end = cursor; return EQ_T_MINUTE; }
		"missing"        { *end = cursor; return EQ_T_MISSING; }
		"not"            { *end = cursor; return EQ_T_NOT; }
		"of"             { *end = cursor; return EQ_T_OF; }
		"on"             { *end = cursor; return EQ_T_ON; }
		"once"           { *end = cursor; return EQ_T_ONCE; }
		"only"           { *end = cursor; return EQ_T_ONLY; }
		"or"             { *end = cursor; return EQ_T_OR; }
		"over"           { *end = cursor; return EQ_T_OVER; }
		"owner"          { *end = cursor; return EQ_T_OWNER; }
		"per"            { *end = cursor; return EQ_T_PER; }
		"period"         { *end = cursor; return EQ_T_PERIOD; }
		"plural"         { *end = cursor; return EQ_T_PLURAL; }
		"private"        { *end = cursor; return EQ_T_PRIVATE; }
		"profile"        { *end = cursor; return EQ_T_PROFILE; }
		"programme"      { *end = cursor; return EQ_T_PROGRAMME; }
		"rag"            { *end = cursor; return EQ_T_RAG; }
		"rating"         { *end = cursor; return EQ_T_RATING; }
		"restate"        { *end = cursor; return EQ_T_RESTATE; }
		"review"         { *end = cursor; return EQ_T_REVIEW; }
		"row"            { *end = cursor; return EQ_T_ROW; }
		"scale"          { *end = cursor; return EQ_T_SCALE; }
		"scenario"       { *end = cursor; return EQ_T_SCENARIO; }
		"separator"      { *end = cursor; return EQ_T_SEPARATOR; }
		"settles"        { *end = cursor; return EQ_T_SETTLES; }
		"share"          { *end = cursor; return EQ_T_SHARE; }
		"since"          { *end = cursor; return EQ_T_SINCE; }
		"skip"           { *end = cursor; return EQ_T_SKIP; }
		"source"         { *end = cursor; return EQ_T_SOURCE; }
		"spell"          { *end = cursor; return EQ_T_SPELL; }
		"starts"         { *end = cursor; return EQ_T_STARTS; }
		"stretch"        { *end = cursor; return EQ_T_STRETCH; }
		"target"         { *end = cursor; return EQ_T_TARGET; }
		"test"           { *end = cursor; return EQ_T_TEST; }
		"then"           { *end = cursor; return EQ_T_THEN; }
		"to"             { *end = cursor; return EQ_T_TO; }
		"tracked"        { *end = cursor; return EQ_T_TRACKED; }
		"unit"           { *end = cursor; return EQ_T_UNIT; }
		"until"          { *end = cursor; return EQ_T_UNTIL; }
		"value"          { *end = cursor; return EQ_T_VALUE; }
		"when"           { *end = cursor; return EQ_T_WHEN; }
		"where"          { *end = cursor; return EQ_T_WHERE; }
		"while"          { *end = cursor; return EQ_T_WHILE; }
		"within"         { *end = cursor; return EQ_T_WITHIN; }
		"workstream"     { *end = cursor; return EQ_T_WORKSTREAM; }
		"year"           { *end = cursor; return EQ_T_YEAR_WORD; }
		name             { *end = cursor; return EQ_T_ID; }
	*/
}

/* Words that may follow a number but are never its unit. */
static bool never_a_unit(int kind)
{
	switch (kind) {
	case EQ_T_PER: case EQ_T_OVER: case EQ_T_AT: case EQ_T_TO: case EQ_T_OF: case EQ_T_WHERE:
	case EQ_T_WHILE: case EQ_T_FROM: case EQ_T_FOR: case EQ_T_WHEN: case EQ_T_IN: case EQ_T_AND:
	case EQ_T_OR: case EQ_T_NOT: case EQ_T_GROWING: case EQ_T_SINCE: case EQ_T_ELSE: case EQ_T_THEN:
	case EQ_T_SOURCE: case EQ_T_AGREED: case EQ_T_REVIEW: case EQ_T_BECAUSE: case EQ_T_WITHIN: case EQ_T_ON:
	case EQ_T_IS: case EQ_T_AFTER: case EQ_T_EXCEPT: case EQ_T_UNTIL: case EQ_T_MINUTE:
		return true;
	default:
		return false;
	}
}

static bool takes_units(int kind)
{
	return kind == EQ_T_NUMBER || kind == EQ_T_MONEY || kind == EQ_T_PERCENT;
}

/* The `x` of `13 x 4`: after a value of a series, and before the number of times. */
static bool times_over(const struct eq_lexer *l, const byte *from)
{
	const byte *cursor = from, *marker = from, *limit = (const byte *)l->limit;
	if (!takes_units(l->previous) && l->previous != EQ_T_UNITS && l->previous != EQ_T_MISSING)
		return false;
	/*!re2c
		"x" blank+ digit { return true; }
		*                { return false; }
		$                { return false; }
	*/
}

/* A name; after a number all of people/week is one token. */
static struct eq_lexeme word(struct eq_lexer *l, const byte *from)
{
	const byte *limit = (const byte *)l->limit, *end = from;
	int kind = word_kind(from, limit, &end);
	if (times_over(l, from))
		return make(l, EQ_T_TIMES_OVER, from, end);
	if (takes_units(l->previous) && !never_a_unit(kind)) {
		while (*end == '/') {
			const byte *more = end + 1;
			if (word_kind(end + 1, limit, &more) < 0)
				break;
			end = more;
		}
		kind = EQ_T_UNITS;
	}
	return make(l, kind, from, end);
}

/* --- text in quotes -------------------------------------------------------------------------- */

/* A brace at the line's end opens a block, and is not lost with the text: its properties would
 * each be a mistake too. */
static struct eq_lexeme never_closed(struct eq_lexer *l, const byte *from, const byte *line_end)
{
	const byte *to = line_end;
	while (to[-1] == ' ' || to[-1] == '\t')
		to--;
	if (to[-1] == '{' && to - 1 > from)
		to--;
	else
		to = line_end;
	return bad(l, EQ_E0104, from, to, "this text has no closing quote", "a text ends on its own line: \"like this\"");
}

static struct eq_lexeme text(struct eq_lexer *l, const byte *from, const byte *p)
{
	const byte *cursor = p, *marker = p, *limit = (const byte *)l->limit;
	for (;;) {
		const byte *here = cursor;
		/*!re2c
			$                { return never_closed(l, from, here); }
			[\r\n]           { return never_closed(l, from, here); }
			quote            { return make(l, EQ_T_TEXT, from, cursor); }
			"\\" ["\\]       { continue; }
			control          {
				return bad(l, EQ_E0103, here, cursor, "a character here cannot be printed",
					   "the file may be damaged, or not be a text file; delete the character"); }
			*                { continue; }
		*/
	}
}

/* --- the tokens ------------------------------------------------------------------------------ */

static struct eq_lexeme date_format(struct eq_lexer *l)
{
	const byte *from = (const byte *)l->at, *cursor = from, *marker = from, *limit = (const byte *)l->limit;
	/*!re2c
		[dmyDMY]+ ([-/.] [dmyDMY]+)*  { return make(l, EQ_T_DATEFORMAT, from, cursor); }
		*                             { return (struct eq_lexeme){EQ_T_END, EQ_NO_SPAN}; }
		$                             { return (struct eq_lexeme){EQ_T_END, EQ_NO_SPAN}; }
	*/
}

struct eq_lexeme eq_lexer_next(struct eq_lexer *l)
{
	const byte *cursor = (const byte *)l->at, *marker = cursor, *limit = (const byte *)l->limit;
	for (;;) {
		const byte *from = cursor;
		const byte *digits = NULL, *end = NULL;
		/*!stags:re2c format = 'const byte *@@ = NULL;'; */
		(void)digits;
		(void)end;
		/*!re2c
			$                   { return make(l, EQ_T_END, from, from); }
			blank+              { continue; }
			"\r\n" | "\n" | "\r" { return make(l, EQ_T_NEWLINE, from, cursor); }
			"#"                 {
				l->at = (const char *)from;
				eq_lexer_skip_line(l);
				if (l->comments)
					return (struct eq_lexeme){EQ_T_COMMENT, span_of(l, from, (const byte *)l->at)};
				cursor = (const byte *)l->at;
				continue;
			}
			quote               { return text(l, from, cursor); }

			date                {
				if (*cursor >= '0' && *cursor <= '9')
					return bad(l, EQ_E0107, from, cursor, "this date has too many digits", "dates are written 2024-03-24");
				return make(l, EQ_T_DATE, from, cursor);
			}
			month               {
				int m = (cursor[-2] - '0') * 10 + (cursor[-1] - '0');
				if (m < 1 || m > 12)
					return bad(l, EQ_E0107, from, cursor, "there is no such month",
						   "a month is written 2024-03, a fiscal year FY24/25; a subtraction has spaces: 2024 - 25");
				return make(l, EQ_T_MONTH, from, cursor);
			}
			digit{4} (long digit{2} ((long | "-") digit{2})? | "-" digit{2} long digit{2}) {
				return bad(l, EQ_E0107, from, cursor, "this date has a long dash in it", "write it with plain hyphens: 2024-03-24");
			}
			digit{4} ("-" digit{1,2} "-" | "/" digit{1,2} "/" | "." digit{1,2} ".") digit{1,2} {
				return bad(l, EQ_E0107, from, cursor, "this is not how a date is written",
					   "year, month and day have hyphens between them, the last two have two digits: 2024-03-24");
			}
			digit{1,2} ("-" digit{1,2} "-" | "/" digit{1,2} "/" | "." digit{1,2} ".") digit{4} | digit{1,2} "/" digit{1,2} "/" digit{2} {
				return bad(l, EQ_E0107, from, cursor, "this date can be read in two ways", "write the year first: 2024-03-24");
			}
			(digit{1,2} blank+)? spoken blank+ digit{4} {
				return bad(l, EQ_E0107, from, cursor, "this is not how a date is written",
					   "a day is written 2024-03-24, a month 2024-03");
			}
			("19" | "20") digit{2} "/" digit{2} {
				if (*cursor >= '0' && *cursor <= '9') { /* 2000/366 */
					cursor = from + 4;
					return make(l, EQ_T_NUMBER, from, cursor);
				}
				return bad(l, EQ_E0108, from, cursor, "a fiscal year is written with FY", "for example FY24/25");
			}
			"FY" digit{2} "/" digit{2} | "FY" digit{4} { return make(l, EQ_T_FISCAL, from, cursor); }
			"FY" digit+ ("/" digit+)? {
				return bad(l, EQ_E0108, from, cursor, "this is not how a fiscal year is written",
					   "write both years, two digits each: FY24/25");
			}
			number              { return number(l, EQ_T_NUMBER, from, from, cursor, cursor); }
			number "%"          { return number(l, EQ_T_PERCENT, from, from, cursor - 1, cursor); }
			"\u00a3" @digits number @end scale? { return number(l, EQ_T_MONEY, from, digits, end, cursor); }
			code @digits number @end scale? { return number(l, EQ_T_MONEY, from, digits, end, cursor); }
			code number "%"     { return word(l, from); /* share ICB 15% */ }
			number "."          { return bad(l, EQ_E0106, from, cursor, "a number does not end with a point", "write 5 or 5.0"); }
			"\u00a3"            { return bad(l, EQ_E0106, from, cursor, "a `£` stands right in front of a number", "for example £1,250.50, £2.5m or -£300"); }
			"%"                 { return bad(l, EQ_E0106, from, cursor, "a `%` stands right behind a number", "for example 12.5%"); }
			[$\u20ac]           { return bad(l, EQ_E0106, from, cursor, "of all currencies, only pounds are written with a sign", "write the code of any other: EUR 30, USD 30"); }
			"." digit+          { return bad(l, EQ_E0106, from, cursor, "a number begins with a digit", "write 0.5"); }

			name                {
				l->at = (const char *)from;
				if (l->previous == EQ_T_AS) {
					struct eq_lexeme t = date_format(l);
					if (t.kind != EQ_T_END && t.span.end - t.span.at >= (uint32_t)(cursor - from))
						return t;
					l->at = (const char *)from;
				}
				return word(l, from);
			}

			"{"                 { return make(l, EQ_T_LBRACE, from, cursor); }
			"}"                 { return make(l, EQ_T_RBRACE, from, cursor); }
			"("                 { return make(l, EQ_T_LPAREN, from, cursor); }
			")"                 { return make(l, EQ_T_RPAREN, from, cursor); }
			","                 { return make(l, EQ_T_COMMA, from, cursor); }
			":"                 { return make(l, EQ_T_COLON, from, cursor); }
			"="                 { return make(l, EQ_T_EQ, from, cursor); }
			"+"                 { return make(l, EQ_T_PLUS, from, cursor); }
			[-\u2010-\u2013\u2212] { return make(l, EQ_T_MINUS, from, cursor); }
			[*\u00d7]           { return make(l, EQ_T_TIMES, from, cursor); }
			[/\u00f7]           { return make(l, EQ_T_DIVIDE, from, cursor); }
			"^"                 { return make(l, EQ_T_POWER, from, cursor); }
			"!=" | "<>" | "\u2260" { return make(l, EQ_T_NE, from, cursor); }
			"<"                 { return make(l, EQ_T_LT, from, cursor); }
			"<=" | "\u2264"     { return make(l, EQ_T_LE, from, cursor); }
			">"                 { return make(l, EQ_T_GT, from, cursor); }
			">=" | "\u2265"     { return make(l, EQ_T_GE, from, cursor); }
			"=="                { return bad(l, EQ_E0109, from, cursor, "a comparison is written with one `=`", NULL); }
			"=>" | "=<"         { return bad(l, EQ_E0109, from, cursor, "the `=` of a comparison stands last", "write >= or <="); }
			"**"                { return bad(l, EQ_E0109, from, cursor, "a power is written with `^`", "for example 1.02 ^ 3"); }
			"&" | "&&"          { return bad(l, EQ_E0109, from, cursor, "this sign has no meaning here", "write the word `and`; a name has no such signs in it"); }
			"|" | "||"          { return bad(l, EQ_E0109, from, cursor, "this sign has no meaning here", "write the word `or`"); }
			"!"                 { return bad(l, EQ_E0109, from, cursor, "a `!` alone has no meaning", "write `not`, or != for `is not equal to`"); }
			"//"                { return bad(l, EQ_E0109, from, cursor, "a comment begins with `#`", NULL); }
			[[\]]               { return bad(l, EQ_E0109, from, cursor, "brackets are round here", "write ( and )"); }
			[\u2014\u2015]      { return bad(l, EQ_E0109, from, cursor, "this dash is too long for a minus", "write a - with a space on both sides"); }
			['`\u2018\u2019]    { return bad(l, EQ_E0109, from, cursor, "a text stands in double quotes", "\"like this\""); }
			";"                 { return bad(l, EQ_E0109, from, cursor, "a `;` has no meaning here", "each property stands on a line of its own"); }
			control             {
				return bad(l, EQ_E0103, from, cursor, "a character here cannot be printed",
					   "the file may be damaged, or not be a text file; delete the character");
			}
			hidden              {
				return bad(l, EQ_E0103, from, cursor, "a character that cannot be seen stands here",
					   "it was pasted with the text around it: delete what stands between its neighbours and type it again");
			}
			[^]                 {
				return bad(l, EQ_E0109, from, cursor, "this character has no meaning in the language",
					   "names are made of a to z, 0 to 9 and _; any other text stands in double quotes");
			}
			*                   { return bad(l, EQ_E0102, from, cursor, "this byte is not UTF-8 text", NULL); }
		*/
	}
}
