/* feed.c - which line ends count. See feed.h. */
#include "syntax/feed.h"

#include <string.h>

#include "base/limits.h"

void eq_feed_init(struct eq_feed *f, const struct eq_source *source, struct eq_diags *diags)
{
	memset(f, 0, sizeof *f);
	eq_lexer_init(&f->lexer, source, diags);
	f->previous = EQ_T_NEWLINE;
	f->diags = diags;
}

static bool is_operator(int kind)
{
	switch (kind) {
	case EQ_T_PLUS:
	case EQ_T_MINUS:
	case EQ_T_TIMES:
	case EQ_T_DIVIDE:
	case EQ_T_POWER:
	case EQ_T_NE:
	case EQ_T_LT:
	case EQ_T_LE:
	case EQ_T_GT:
	case EQ_T_GE:
		return true;
	default:
		return false;
	}
}

/* No line ends with these: more must follow. */
static bool wants_more(int kind)
{
	switch (kind) {
	case EQ_T_PER:
	case EQ_T_OVER:
	case EQ_T_AT:
	case EQ_T_TO:
	case EQ_T_OF:
	case EQ_T_WHERE:
	case EQ_T_WHILE:
	case EQ_T_FROM:
	case EQ_T_FOR:
	case EQ_T_WHEN:
	case EQ_T_IN:
	case EQ_T_AND:
	case EQ_T_OR:
	case EQ_T_GROWING:
	case EQ_T_SINCE:
		return true;
	default:
		return is_operator(kind);
	}
}

/* After these a line end means nothing. */
static bool opens_line(int kind)
{
	return kind == EQ_T_NEWLINE || kind == EQ_T_COMMA || kind == EQ_T_EQ ||
	       kind == EQ_T_COLON || kind == EQ_T_LBRACE;
}

static struct eq_lexeme look_past(const struct eq_lexer *from)
{
	struct eq_lexer l = *from;
	l.diags = NULL;
	return eq_lexer_next(&l);
}

/* Whether a line that begins with this token goes on with the one before. */
static bool joins(const struct eq_feed *f, struct eq_lexeme t)
{
	switch (t.kind) {
	case EQ_T_EQ:
	case EQ_T_COMMA:
	case EQ_T_COLON:
	case EQ_T_RPAREN:
	case EQ_T_LBRACE:
		return true;
	case EQ_T_SOURCE:
	case EQ_T_AGREED:
	case EQ_T_MINUTE:
	case EQ_T_BECAUSE:
		/* names may be called so too: `source = 5` in a scenario */
		return look_past(&f->lexer).kind != EQ_T_EQ;
	case EQ_T_REVIEW: /* a name, too */
		return look_past(&f->lexer).kind == EQ_T_BY;
	case EQ_T_IN: /* `in scenario high` is a property */
		return look_past(&f->lexer).kind != EQ_T_SCENARIO;
	case EQ_T_NOT: /* and so is `not tracked because` */
		return look_past(&f->lexer).kind == EQ_T_IN;
	case EQ_T_THEN:
	case EQ_T_ELSE: /* a table has a row `else` */
		return f->ifs > 0;
	default: /* what wants more behind it wants something before it too */
		return wants_more(t.kind);
	}
}

static struct eq_lexeme mistake(struct eq_feed *f, enum eq_code code, struct eq_span span,
				const char *message, const char *hint)
{
	if (f->diags) {
		struct eq_diag *g = eq_diag_at(f->diags, code, span, "%s", message);
		if (g)
			eq_diag_hint(f->diags, g, "%s", hint);
	}
	f->previous = EQ_T_BAD;
	return (struct eq_lexeme){EQ_T_BAD, span};
}

static struct eq_lexeme hand_out(struct eq_feed *f, struct eq_lexeme t)
{
	f->previous = t.kind;
	f->last = t.span;
	return t;
}

static struct eq_lexeme line_end(struct eq_feed *f, struct eq_lexeme ahead)
{
	f->ahead = ahead;
	f->has_ahead = true;
	f->ifs = 0;
	uint32_t at = f->last.end ? f->last.end : ahead.span.at;
	return hand_out(f, (struct eq_lexeme){EQ_T_NEWLINE, {at, at}});
}

struct eq_lexeme eq_feed_unclosed(struct eq_feed *f, struct eq_lexeme ahead)
{
	f->depth = 0;
	f->ahead = ahead;
	f->has_ahead = true;
	return mistake(f, EQ_E0115, f->opened, "this bracket is never closed",
		       "put the missing `)` where its part ends");
}

/* After a line that ended too early: the next one was meant to go on with it, unless it begins
 * like a property. */
static void pass_line_end(struct eq_feed *f, struct eq_lexeme line_end)
{
	struct eq_lexer l = f->lexer;
	struct eq_lexeme t;
	l.diags = NULL;
	do
		t = eq_lexer_next(&l);
	while (t.kind == EQ_T_NEWLINE);
	f->ahead = line_end;
	f->has_ahead = true;
	if (eq_token_word(t.kind) || t.kind == EQ_T_RBRACE || look_past(&l).kind == EQ_T_EQ)
		return;
	f->ahead = t;
	f->lexer.at = l.at;
	f->lexer.previous = l.previous;
}

struct eq_lexeme eq_feed_next(struct eq_feed *f)
{
	struct eq_lexeme t;
	if (f->has_ahead) {
		t = f->ahead;
		f->has_ahead = false;
	} else {
		t = eq_lexer_next(&f->lexer);
		f->fresh = f->previous == EQ_T_NEWLINE;
	}
	if (t.kind == EQ_T_NEWLINE) {
		if (wants_more(f->previous) && f->depth == 0) {
			pass_line_end(f, t);
			return mistake(
				f, EQ_E0111, f->last,
				is_operator(f->previous)
					? "a line cannot end with an operator"
					: "a line cannot end with this word: more must follow",
				"begin the next line with it, or put the whole in brackets");
		}
		f->fresh = true;
		do
			t = eq_lexer_next(&f->lexer);
		while (t.kind == EQ_T_NEWLINE);
		if (!f->depth && !opens_line(f->previous) && !joins(f, t))
			return line_end(f, t);
	}
	switch (t.kind) {
	case EQ_T_LPAREN:
		if (f->depth++ == 0)
			f->opened = t.span;
		if (f->depth > EQ_LIMIT_NESTING) {
			f->depth = 0;
			return mistake(
				f, EQ_E0110, t.span, "brackets are nested too deeply",
				"give the inner parts names of their own: figures, fixed values or KPIs");
		}
		break;
	case EQ_T_RPAREN:
		if (f->depth)
			f->depth--;
		break;
	case EQ_T_IF:
		f->ifs++;
		break;
	case EQ_T_ELSE:
		if (f->ifs)
			f->ifs--;
		break;
	case EQ_T_LBRACE:
		if (f->depth)
			return eq_feed_unclosed(f, t);
		break;
	case EQ_T_RBRACE:
	case EQ_T_END:
		if (f->depth)
			return eq_feed_unclosed(f, t);
		if (f->previous != EQ_T_NEWLINE && f->previous != EQ_T_LBRACE)
			return line_end(f, t);
		break;
	default:
		break;
	}
	return hand_out(f, t);
}

void eq_feed_recover(struct eq_feed *f, struct eq_lexeme at)
{
	struct eq_diags *diags = f->lexer.diags;
	uint32_t level = 0;
	struct eq_lexeme t = at;

	f->depth = f->ifs = 0;
	f->lexer.diags = NULL; /* one message for a property is enough */
	f->previous = EQ_T_ID;
	for (bool first = true;; first = false) {
		if (!first || t.kind == EQ_T_BAD) {
			if (f->has_ahead) {
				t = f->ahead;
				f->has_ahead = false;
			} else if (level == 0) {
				/* Nothing on the line matters but braces: go straight to the next. */
				struct eq_lexer *l = &f->lexer;
				while (l->at < l->limit && *l->at != '{' && *l->at != '}' &&
				       *l->at != '\n' && *l->at != '\r' && *l->at != '#' &&
				       *l->at != '"')
					l->at++;
				t = eq_lexer_next(l);
			} else {
				t = eq_lexer_next(&f->lexer);
			}
		}
		if (t.kind == EQ_T_LBRACE) {
			level++;
		} else if (t.kind == EQ_T_RBRACE && level) {
			level--;
		} else if (t.kind == EQ_T_RBRACE || t.kind == EQ_T_END) {
			break;
		} else if (t.kind == EQ_T_NEWLINE && !level) {
			do
				t = eq_lexer_next(&f->lexer);
			while (t.kind == EQ_T_NEWLINE);
			if (!joins(f, t) || t.kind == EQ_T_LBRACE)
				break;
			if (t.kind == EQ_T_END)
				break;
		}
	}
	f->lexer.diags = diags;
	line_end(f, t); /* handed out: the caller feeds it */
}

void eq_feed_again(struct eq_feed *f, struct eq_lexeme t)
{
	f->depth = f->ifs = 0;
	f->ahead = t;
	f->has_ahead = f->fresh = true;
	f->previous = EQ_T_NEWLINE;
}

struct eq_lexeme eq_feed_peek(const struct eq_feed *f)
{
	return f->has_ahead ? f->ahead : look_past(&f->lexer);
}

bool eq_feed_bracket_closes(const struct eq_feed *f)
{
	struct eq_lexer l = f->lexer;
	l.diags = NULL;
	enum {
		FAR = 10000
	}; /* tokens: nobody's bracket is that long, and a mistake must not cost more */
	uint32_t depth = f->depth;
	for (int i = 0; i < FAR; i++) {
		struct eq_lexeme t = eq_lexer_next(&l);
		if (t.kind == EQ_T_LBRACE || t.kind == EQ_T_RBRACE || t.kind == EQ_T_END)
			return false;
		if (t.kind == EQ_T_LPAREN)
			depth++;
		else if (t.kind == EQ_T_RPAREN && --depth == 0)
			return true;
	}
	return false;
}

bool eq_feed_skip_to_brace(struct eq_feed *f)
{
	struct eq_feed saved = *f;
	f->lexer.diags = NULL;
	for (;;) {
		struct eq_lexeme t = eq_lexer_next(&f->lexer);
		if (t.kind == EQ_T_LBRACE) {
			f->lexer.diags = saved.lexer.diags;
			f->ahead = t;
			f->has_ahead = true;
			f->depth = 0;
			return true;
		}
		if (t.kind == EQ_T_NEWLINE || t.kind == EQ_T_END || t.kind == EQ_T_RBRACE)
			break;
	}
	*f = saved;
	return false;
}
