/* expected.h - says, in the user's words, what could stand where a mistake was found. */
#ifndef EQ_SYNTAX_EXPECTED_H
#define EQ_SYNTAX_EXPECTED_H

#include "syntax/build.h"

/* Reports the token `found` at which the parser cannot go on. `block` is the kind of block that it
 * stands in (EQ_NODE_FILE: none), `opened` its opening brace, `line_start` whether it is the first of its property. */
void eq_report_unexpected(struct eq_parse *p, const void *parser, struct eq_lexeme found,
			  enum eq_node_kind block, struct eq_span opened, bool line_start);
/* The kind of block that a declaration's word opens; EQ_NODE_FILE for other words. */
enum eq_node_kind eq_block_of_word(int kind);

#endif
