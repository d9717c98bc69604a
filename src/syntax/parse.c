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
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0117, span, "this name is longer than %d letters", EQ_LIMIT_NAME);
	if (g)
		eq_diag_hint(p->diags, g, "give it a short name, and put the long one in quotes behind it");
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

struct careful {
	struct eq_parse *p;
	struct eq_feed feed;
	void *parser;
	enum eq_node_kind block;   /* that is open, EQ_NODE_FILE: none */
	enum eq_node_kind heading; /* whose heading is being read */
	struct eq_span opened;     /* the open block's brace */
	uint32_t braces;           /* open ones: a table's stands inside a block's */
	bool line_start;
};

static void feed_parser(struct careful *c, struct eq_lexeme t)
{
	if (c->line_start && c->block == EQ_NODE_FILE)
		c->heading = eq_block_of_word(t.kind);
	if (t.kind == EQ_T_LBRACE && c->braces++ == 0) {
		c->block = c->heading;
		c->opened = t.span;
	} else if (t.kind == EQ_T_RBRACE && c->braces && --c->braces == 0) {
		c->block = EQ_NODE_FILE;
	}
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
}

/* A declaration begins where a property was expected: the `}` above it is missing. */
static bool close_block_before(struct careful *c, struct eq_lexeme t)
{
	bool declares = eq_block_of_word(t.kind) != EQ_NODE_FILE || t.kind == EQ_T_FIXED ||
			t.kind == EQ_T_FIGURE || t.kind == EQ_T_IMPORT || t.kind == EQ_T_ALERT || t.kind == EQ_T_UNIT;
	if (!c->line_start || c->braces != 1 || !declares)
		return false;
	struct eq_lexeme brace = {EQ_T_RBRACE, {t.span.at, t.span.at}}, end = {EQ_T_NEWLINE, {t.span.at, t.span.at}};
	feed_parser(c, brace);
	feed_parser(c, end);
	feed_parser(c, t);
	return true;
}

static void recover(struct careful *c, struct eq_lexeme t)
{
	if (close_block_before(c, t))
		return;
	/* In a heading: read on from the brace, so that the block's own mistakes are found too. */
	if (c->braces == 0 && !c->line_start && t.kind != EQ_T_NEWLINE &&
	    eq_grammar_accepts(c->parser, EQ_T_LBRACE, false) && eq_feed_skip_to_brace(&c->feed))
		return;
	if (t.kind == EQ_T_END)
		return;
	if (t.kind != EQ_T_NEWLINE) {
		/* A `}` ends the property before it and is read again. */
		if (t.kind == EQ_T_RBRACE && c->braces) {
			c->feed.ahead = t;
			c->feed.has_ahead = true;
			c->feed.previous = EQ_T_NEWLINE;
			t.kind = EQ_T_BAD;
			give_up(c, t);
			return;
		}
		eq_feed_recover(&c->feed, t);
		if (t.kind == EQ_T_LBRACE || t.kind == EQ_T_RBRACE)
			t.kind = EQ_T_BAD;
	}
	give_up(c, t);
}

static void report_depth(struct careful *c)
{
	struct eq_parse *p = c->p;
	struct eq_diag *g = eq_diag_at(p->diags, EQ_E0110, p->deep.end ? p->deep : c->feed.last,
				       "this expression has more than %d operators inside one another", EQ_LIMIT_DEPTH);
	if (g)
		eq_diag_hint(p->diags, g, "give its parts names of their own: figures, fixed values or KPIs");
}

static void parse_careful(struct eq_parse *p)
{
	struct careful c = {.p = p, .line_start = true, .block = EQ_NODE_FILE, .heading = EQ_NODE_FILE};
	c.parser = eq_grammar_Alloc(eq_alloc, p);
	eq_feed_init(&c.feed, p->source, p->diags);
	for (;;) {
		struct eq_lexeme t = eq_feed_next(&c.feed);
		if (t.kind == EQ_T_BAD) {
			recover(&c, t);
		} else if (!eq_grammar_accepts(c.parser, t.kind, false)) {
			eq_report_unexpected(p, c.parser, t, c.block, c.opened, c.line_start);
			recover(&c, t);
			if (t.kind == EQ_T_END)
				break;
		} else {
			feed_parser(&c, t);
			if (p->too_deep) {
				report_depth(&c);
				p->too_deep = false;
				if (t.kind != EQ_T_END && t.kind != EQ_T_NEWLINE) {
					eq_feed_recover(&c.feed, t);
					give_up(&c, (struct eq_lexeme){EQ_T_BAD, t.span});
				}
			}
			if (t.kind == EQ_T_END)
				break;
		}
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
		eq_diag_hint(diags, g, "in the editor or spreadsheet, save the file with the encoding UTF-8");
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
		struct eq_parse careful = {.source = source, .symbols = symbols, .arena = arena, .diags = diags};
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

struct eq_text eq_leaf_text(const struct eq_node *text, const struct eq_sources *sources, struct eq_arena *arena)
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
