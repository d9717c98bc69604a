/* lexer.h - text to tokens, one at a time.
 *
 * A token is a kind and a span; nothing is copied. The lexer is a small value: copying it looks
 * ahead. Kinds are those of the grammar (tokens.h, made by Lemon from grammar/equate.y) plus
 * EQ_T_END, EQ_T_BAD and EQ_T_COMMENT here. Every text ends in a NUL after its last byte, which
 * the lexer relies on. */
#ifndef EQ_SYNTAX_LEXER_H
#define EQ_SYNTAX_LEXER_H

#include "base/diag.h"
#include "tokens.h"

enum {
	EQ_T_END = 0,       /* the end of the text, as Lemon wants it */
	EQ_T_COMMENT = 254, /* only when asked for */
	EQ_T_BAD = 255      /* a mistake; reported when there is a sink */
};

struct eq_lexer {
	const char *start, *at, *limit; /* limit points at the NUL */
	uint32_t base;                  /* position of `start` */
	uint8_t previous;               /* kind of the token before: units follow numbers */
	bool comments;                  /* hand out comments as tokens */
	struct eq_diags *diags;         /* NULL: mistakes are only EQ_T_BAD */
};

struct eq_lexeme {
	uint8_t kind;
	struct eq_span span;
};

void eq_lexer_init(struct eq_lexer *l, const struct eq_source *source, struct eq_diags *diags);
/* Blanks are skipped; a line end is a token, EQ_T_NEWLINE. */
struct eq_lexeme eq_lexer_next(struct eq_lexer *l);
/* Moves to the end of the line that holds the current place. */
void eq_lexer_skip_line(struct eq_lexer *l);

/* What the grammar calls a token, for messages: "`tracked`", "a name", "an operator". */
const char *eq_token_words(int kind);
/* The word itself of a soft or hard word, else NULL. */
const char *eq_token_word(int kind);

#endif
