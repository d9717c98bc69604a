/* format.h - the one canonical layout of a programme's text: what `equate fmt` writes.
 *
 * Only layout changes: the tree of the result is that of the input, comments stay with what
 * they stood beside, and formatting twice changes nothing. Pasted signs become plain ones
 * (× → *, − → -, curly quotes → straight). Four rules: two spaces of indent in a block, one
 * property a line with the values of a block aligned, one empty line at most, spaces around
 * operators. Call only for a file that parsed without errors. */
#ifndef EQ_SYNTAX_FORMAT_H
#define EQ_SYNTAX_FORMAT_H

#include "syntax/tree.h"

void eq_format(const struct eq_source *source, const struct eq_node *file, struct eq_buf *out);

#endif
