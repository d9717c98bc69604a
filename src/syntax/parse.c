/* parse.c - drives lexer, line rules and grammar over one file. See parse.h.
 *
 * Twice at most. The first pass is fast and silent; it ends at the first mistake. Only then a
 * second pass reads the file again, asks the parser before each token whether it fits, reports what does
 * not, and goes on behind it. */
#include "syntax/parse.h"

#include "syntax/build.h"
#include "syntax/expected.h"
#include "syntax/feed.h"

void eq_parse_mistake(struct eq_parse *p)
{
	p->failed = true;
	p->triggered = true;
}

void eq_parse_overflow(struct eq_parse *p)
{
	p->failed = true;
	if (!p->too_deep) {
		p->too_deep = true;
		p->deep = EQ_NO_SPAN;
	}
}

void eq_parse_long_name(struct eq_parse *p, struct eq_span span)
{
	p->failed = true;
	if (!p->diags)
		return;
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0117, span,
				       "this name is longer than %d letters", EQ_LIMIT_NAME);
	if (g)
		eq_diag_hint(p->diags, g,
			     "give it a short name, and put the long one in quotes behind it");
}

static struct eq_token token_of(struct eq_lexeme t)
{
	return (struct eq_token){t.span};
}

/* True when the file has no mistake. */
static bool parse_fast(struct eq_parse *p)
{
	struct eq_feed feed;
	void *parser = eq_grammar_Alloc(eq_alloc, p);
	eq_feed_init(&feed, p->source, NULL);
	for (;;) {
		struct eq_lexeme t = eq_feed_next(&feed);
		if (t.kind == EQ_T_BAD) {
			p->failed = true;
			break;
		}
		eq_grammar_(parser, t.kind, token_of(t));
		if (p->failed || p->too_deep || t.kind == EQ_T_END)
			break;
	}
	eq_grammar_Free(parser, eq_free);
	return !p->failed && !p->too_deep;
}

/* --- the pass that reports -------------------------------------------------------------------- */

/* A token adds at most this many entries to the parser's stack: itself, and what was left out
 * before it. */
enum { ROOM = 8 };

struct careful {
	struct eq_parse *p;
	struct eq_feed feed;
	void *parser;
	enum eq_node_kind heading; /* whose heading is being read */
	/* What is open: the file, a block in it, a table in that. */
	struct {
		enum eq_node_kind kind;
		struct eq_span brace;
	} open[3];
	uint32_t braces; /* the number of the innermost */
	bool line_start;
	struct eq_lexeme begin; /* the first token of the property or declaration */
};

static void feed_parser(struct careful *c, struct eq_lexeme t)
{
	if (c->line_start && !c->braces)
		c->heading = eq_block_of_word(t.kind);
	if (t.kind == EQ_T_LBRACE) {
		c->braces++;
		c->open[c->braces].kind = c->braces == 1 ? c->heading : EQ_NODE_TABLE;
		c->open[c->braces].brace = t.span;
	} else if (t.kind == EQ_T_RBRACE) {
		c->braces--;
	}
	if (c->line_start)
		c->begin = t;
	c->line_start = t.kind == EQ_T_NEWLINE || t.kind == EQ_T_LBRACE;
	eq_grammar_(c->parser, t.kind, token_of(t));
}

/* Makes the parser give up the property or declaration that it is in: it is fed what it cannot
 * take, pops to where `error` fits, and goes on behind the line end. */
static void give_up(struct careful *c, struct eq_lexeme at)
{
	c->p->triggered = false;
	if (!eq_grammar_accepts(c->parser, at.kind == EQ_T_BAD ? EQ_T_UNITS : at.kind, false))
		eq_grammar_(c->parser, at.kind == EQ_T_BAD ? EQ_T_UNITS : at.kind, token_of(at));
	else if (!eq_grammar_accepts(c->parser, EQ_T_RPAREN, false))
		eq_grammar_(c->parser, EQ_T_RPAREN, token_of(at));
	else
		eq_grammar_(c->parser, EQ_T_LBRACE, token_of(at));
	struct eq_lexeme end = {EQ_T_NEWLINE, {at.span.end, at.span.end}};
	if (at.kind != EQ_T_NEWLINE)
		eq_grammar_(c->parser, EQ_T_NEWLINE, token_of(end));
	c->line_start = true;
	if (!eq_grammar_accepts(c->parser, EQ_T_RBRACE, false))
		c->braces = 0; /* it gave up the block too */
}

/* Whether a declaration begins where a property could: the `}` above it is missing. */
static bool declares_in_block(const struct careful *c, struct eq_lexeme t)
{
	if (!c->line_start || !c->braces || !eq_declares(t.kind))
		return false;
	/* In a scenario every word of the language may be a name: `target = 5`. */
	return c->open[c->braces].kind != EQ_NODE_SCENARIO ||
	       eq_feed_peek(&c->feed).kind != EQ_T_EQ;
}

/* Whether a line ended with `=` or a comma, and the next one begins something else. */
static bool value_forgotten(const struct careful *c, int previous, struct eq_lexeme t)
{
	if (!c->feed.fresh || c->feed.depth || (previous != EQ_T_EQ && previous != EQ_T_COMMA))
		return false;
	int next = eq_feed_peek(&c->feed).kind;
	if (c->braces)
		return c->open[c->braces].kind == EQ_NODE_SCENARIO && next == EQ_T_EQ;
	return eq_declares(t.kind) && (next == EQ_T_ID || next == EQ_T_TEXT);
}

/* Supplies the missing `}`. */
static void close_blocks(struct careful *c, struct eq_lexeme t)
{
	struct eq_lexeme brace = {EQ_T_RBRACE, {t.span.at, t.span.at}},
			 end = {EQ_T_NEWLINE, {t.span.at, t.span.at}};
	while (c->braces) {
		feed_parser(c, brace);
		feed_parser(c, end);
	}
	feed_parser(c, t);
}

/* Gives up what stands before `t`, and reads on there. */
static void resume_at(struct careful *c, struct eq_lexeme t)
{
	eq_feed_again(&c->feed, t);
	give_up(c, (struct eq_lexeme){EQ_T_BAD, t.span});
}

/* In a heading: reads on from the brace, so that the block's own mistakes are found too. What is
 * lacking before the brace is supplied. */
static bool reach_brace(struct careful *c, struct eq_lexeme t)
{
	static const int supplies[] = {EQ_T_LBRACE, EQ_T_TEXT, EQ_T_FROM, EQ_T_ID};
	enum { KINDS = sizeof supplies / sizeof *supplies };
	struct eq_span nowhere = {t.span.at, t.span.at};

	if (c->heading == EQ_NODE_FILE || !eq_feed_skip_to_brace(&c->feed))
		return false;
	for (int steps = 0; steps < 4; steps++) {
		int k = 0;
		while (k < KINDS && !eq_grammar_accepts(c->parser, supplies[k], false))
			k++;
		if (k == 0)
			return true;
		if (k == KINDS)
			break;
		eq_grammar_(c->parser, supplies[k], (struct eq_token){nowhere});
	}
	return false;
}

static void recover(struct careful *c, struct eq_lexeme t)
{
	if (c->braces == 0 && !c->line_start && t.kind != EQ_T_NEWLINE && reach_brace(c, t))
		return;
	if (t.kind == EQ_T_END)
		return;
	if (t.kind != EQ_T_NEWLINE) {
		/* A `}` ends the property before it and is read again. */
		if (t.kind == EQ_T_RBRACE && c->braces) {
			resume_at(c, t);
			return;
		}
		if (t.kind == EQ_T_RBRACE)
			t.kind = EQ_T_BAD; /* it closes nothing, and is passed over */
		eq_feed_recover(&c->feed, t);
		if (t.kind == EQ_T_LBRACE)
			t.kind = EQ_T_BAD;
	}
	give_up(c, t);
}

static void too_deep(struct careful *c, struct eq_lexeme t, struct eq_span span,
		     const char *message)
{
	struct eq_parse *p = c->p;
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0110, span, "%s", message);
	if (g)
		eq_diag_hint(p->diags, g,
			     "give its parts names of their own: figures, fixed values or KPIs");
	p->too_deep = false;
	if (t.kind != EQ_T_END && t.kind != EQ_T_NEWLINE) {
		eq_feed_recover(&c->feed, t);
		give_up(c, (struct eq_lexeme){EQ_T_BAD, t.span});
	}
}

static void unexpected(struct careful *c, struct eq_lexeme t)
{
	if (c->feed.depth && !c->line_start && !eq_feed_bracket_closes(&c->feed)) {
		/* What is inside a bracket that is never closed would only confuse. */
		bool begins = c->feed.fresh &&
			      (eq_token_word(t.kind) || eq_feed_peek(&c->feed).kind == EQ_T_EQ);
		eq_feed_unclosed(&c->feed, t);
		if (begins) {
			resume_at(c, t);
			return;
		}
		c->feed.has_ahead = false;
	} else {
		eq_report_unexpected(c->p, c->parser,
				     &(struct eq_unexpected){.found = t,
							     .begin = c->begin,
							     .line_start = c->line_start,
							     .block = c->open[c->braces].kind,
							     .brace = c->open[c->braces].brace});
	}
	recover(c, t);
}

static void parse_careful(struct eq_parse *p)
{
	struct careful c = {.p = p, .line_start = true, .heading = EQ_NODE_FILE};
	c.parser = eq_grammar_Alloc(eq_alloc, p);
	eq_feed_init(&c.feed, p->source, p->diags);
	for (;;) {
		struct eq_span before = {c.feed.last.end, c.feed.last.end};
		int previous = c.feed.previous;
		struct eq_lexeme t = eq_feed_next(&c.feed);
		if (t.kind == EQ_T_BAD) {
			recover(&c, t);
		} else if (declares_in_block(&c, t)) {
			eq_report_open_block(p, t, c.open[c.braces].kind, c.open[c.braces].brace);
			close_blocks(&c, t);
		} else if (value_forgotten(&c, previous, t)) {
			eq_report_unexpected(
				p, c.parser,
				&(struct eq_unexpected){.found = {EQ_T_NEWLINE, before},
							.begin = c.begin});
			resume_at(&c, t);
		} else if (!eq_grammar_accepts(c.parser, t.kind, false)) {
			unexpected(&c, t);
		} else if (eq_grammar_room(c.parser) < ROOM) {
			too_deep(&c, t, t.span, "too many parts stand inside one another here");
		} else {
			feed_parser(&c, t);
			if (p->too_deep)
				too_deep(
					&c, t, p->deep,
					"this expression has too many operators inside one another");
		}
		if (t.kind == EQ_T_END)
			break;
		if (p->diags->errors > EQ_LIMIT_ERRORS + 1)
			break; /* more than are ever printed */
	}
	eq_grammar_Free(c.parser, eq_free);
}

/* --- one file ---------------------------------------------------------------------------------- */

static bool check_utf8(const struct eq_source *source, struct eq_diags *diags)
{
	size_t valid = eq_utf8_valid(source->text.p, source->text.n);
	if (valid == source->text.n)
		return true;
	uint32_t at = source->base + (uint32_t)valid;
	struct eq_diag *g = eq_diag_at(diags, EQ_E0102, (struct eq_span){at, at + 1},
				       "this file is not UTF-8 text: the byte %02X stands here",
				       (unsigned)(unsigned char)source->text.p[valid]);
	if (g)
		eq_diag_hint(diags, g,
			     "in the editor or spreadsheet, save the file with the encoding UTF-8");
	return false;
}

struct eq_node *eq_parse(const struct eq_source *source, struct eq_symbols *symbols,
			 struct eq_arena *arena, struct eq_diags *diags)
{
	struct eq_parse fast = {.source = source, .symbols = symbols, .arena = arena};
	struct eq_span none = {source->base, source->base};
	if (check_utf8(source, diags)) {
		if (parse_fast(&fast) && fast.root)
			return fast.root;
		struct eq_parse careful = {
			.source = source, .symbols = symbols, .arena = arena, .diags = diags};
		size_t errors = diags->errors;
		parse_careful(&careful);
		if (diags->errors == errors)
			EQ_BUG("a mistake that the second reading did not find");
		if (careful.root)
			return careful.root;
	}
	struct eq_parse empty = {.source = source, .symbols = symbols, .arena = arena};
	return eq_n(&empty, EQ_NODE_FILE, source->base, eq_none(), none);
}

struct eq_text eq_leaf_text(const struct eq_node *text, const struct eq_sources *sources,
			    struct eq_arena *arena)
{
	struct eq_text t = eq_sources_text(sources, text->span);
	/* Straight quotes are one byte, curly ones three. */
	size_t open = t.n && t.p[0] == '"' ? 1 : 3;
	size_t close = t.n && t.p[t.n - 1] == '"' ? 1 : 3;
	if (t.n < open + close)
		return (struct eq_text){t.p, 0};
	t.p += open;
	t.n -= open + close;
	if (!memchr(t.p, '\\', t.n))
		return t;
	char *out = eq_arena_alloc(arena, t.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '\\' && i + 1 < t.n && (t.p[i + 1] == '"' || t.p[i + 1] == '\\'))
			i++;
		out[n++] = t.p[i];
	}
	return (struct eq_text){out, n};
}
