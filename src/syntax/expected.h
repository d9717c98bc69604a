/* expected.h - says, in the user's words, what could stand where a mistake was found. */
#ifndef EQ_SYNTAX_EXPECTED_H
#define EQ_SYNTAX_EXPECTED_H

#include "syntax/build.h"

struct eq_unexpected {
	struct eq_lexeme found;  /* the token at which the parser cannot go on */
	struct eq_lexeme begin;  /* the first of its property or declaration */
	bool line_start;         /* it would be that first one itself */
	enum eq_node_kind block; /* that it stands in; EQ_NODE_FILE: none */
	struct eq_span brace;    /* the block's opening one */
};
void eq_report_unexpected(struct eq_parse *p, const void *parser, const struct eq_unexpected *u);
/* Reports that a block is still open where a declaration begins or the file ends. */
void eq_report_open_block(struct eq_parse *p, struct eq_lexeme found, enum eq_node_kind block,
			  struct eq_span opened);
/* The kind of block that a declaration's word opens; EQ_NODE_FILE for other words. */
enum eq_node_kind eq_block_of_word(int kind);
/* Whether a declaration begins with this word. */
bool eq_declares(int kind);

#endif
