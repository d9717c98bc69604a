/* canonical.h - a piece of a programme in the one form that all ways of writing it have.
 *
 * Layout, comments, brackets that change nothing, signs (× and *) and the ways to write a number
 * (£1k, £1,000) do not show in it. It is for comparing, not for reading: a name that may be that of
 * a definition stands behind EQ_CANONICAL_NAME and ends at the next blank. */
#ifndef EQ_REVIEW_CANONICAL_H
#define EQ_REVIEW_CANONICAL_H

#include "review/names.h"

#define EQ_CANONICAL_NAME '\1'

/* What is left out. Notes say who agreed, where a value comes from and why: they change no figure. */
enum eq_canonical_part {
	EQ_CANONICAL_SAID, /* all but the notes */
	EQ_CANONICAL_NOTES /* the notes alone */
};

struct eq_canonical {
	const struct eq_scope *scope;
	const struct eq_sources *sources;
	const struct eq_symbols
		*symbols; /* names are those of the tree, whatever the text calls them */
};
/* Appends the tokens of `n`, which stands in `declaration`, with a blank behind each. */
void eq_canonical_write(const struct eq_node *declaration, const struct eq_node *n,
			const struct eq_canonical *from, enum eq_canonical_part part,
			struct eq_buf *out);

#endif
