/* feed.h - the tokens as the grammar wants them: which line ends count.
 *
 * A property ends with its line, unless the line end stands inside brackets, after a comma, an
 * equals sign, a colon or `{`, or before a line that begins with an operator or a joining word.
 * A line end is supplied before `}` and at the end of the text. */
#ifndef EQ_SYNTAX_FEED_H
#define EQ_SYNTAX_FEED_H

#include "syntax/lexer.h"

struct eq_feed {
	struct eq_lexer lexer;
	struct eq_lexeme ahead; /* read but not handed out; valid when has_ahead */
	bool has_ahead;
	uint8_t previous;       /* kind handed out last */
	bool fresh;             /* it is the first of its line */
	struct eq_span last;    /* its span */
	uint32_t depth;         /* open brackets */
	struct eq_span opened;  /* the outermost open one */
	uint32_t ifs;           /* `if` without its `else` on this property */
	struct eq_diags *diags; /* NULL in the fast pass */
};

void eq_feed_init(struct eq_feed *f, const struct eq_source *source, struct eq_diags *diags);
/* EQ_T_BAD: a mistake, reported when there is a sink. */
struct eq_lexeme eq_feed_next(struct eq_feed *f);
/* After a mistake: past the rest of the property, with the blocks it opens. Brackets are
 * forgotten. The next token is then a line end, `}` or the end of the text. */
void eq_feed_recover(struct eq_feed *f, struct eq_lexeme at);
/* Reports the open bracket, and hands out `ahead` next. */
struct eq_lexeme eq_feed_unclosed(struct eq_feed *f, struct eq_lexeme ahead);
/* The token handed out last comes once more, as the first of a property. */
void eq_feed_again(struct eq_feed *f, struct eq_lexeme t);
/* The token after the one handed out last. */
struct eq_lexeme eq_feed_peek(const struct eq_feed *f);
/* Whether the open bracket is closed before the block is. */
bool eq_feed_bracket_closes(const struct eq_feed *f);
/* Whether the current line still holds a `{`: then everything before it is skipped. */
bool eq_feed_skip_to_brace(struct eq_feed *f);

#endif
