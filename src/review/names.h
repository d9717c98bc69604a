/* names.h - which names in a programme's text are those of definitions.
 *
 * Over the rows of a source its columns come first; dimensions, partners and the words that a
 * property chooses from are no definitions at all. From the tree alone, like order.c in the model. */
#ifndef EQ_REVIEW_NAMES_H
#define EQ_REVIEW_NAMES_H

#include "model/pairs.h"
#include "syntax/tree.h"

struct eq_scope {
	struct eq_pairs columns; /* (source's name, column's name) */
};

void eq_scope_init(struct eq_scope *s, const struct eq_node *file);
void eq_scope_release(struct eq_scope *s);

/* Tells of each NAME that may be a definition's, and of each CALL, whose function may be a scenario,
 * in `n`, which is a declaration without its own name, or stands in `declaration`. */
void eq_scope_names(const struct eq_scope *s, const struct eq_node *declaration,
		    const struct eq_node *n, void (*named)(void *context, const struct eq_node *n),
		    void *context);

#endif
