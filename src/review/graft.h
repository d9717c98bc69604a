/* graft.h - the old programme with some of the changes to it, and no others.
 *
 * The tree that comes of it shares what is not changed with the two it is made of. It has the new
 * names throughout: a new name is no change. */
#ifndef EQ_REVIEW_GRAFT_H
#define EQ_REVIEW_GRAFT_H

#include "review/changes.h"

/* The old tree in the names of the new one; `old` where no name is new. */
const struct eq_node *eq_graft_names(const struct eq_changes *c, const struct eq_node *old,
				     struct eq_arena *arena);
/* `named` (of eq_graft_names) with the changes for which `apply`, by their `together`, is true. */
struct eq_node *eq_graft(const struct eq_changes *c, const struct eq_node *named, const bool *apply,
			 struct eq_arena *arena);

#endif
