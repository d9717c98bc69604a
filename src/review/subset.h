/* subset.h - the part of a programme that some changes can reach, and what that part needs.
 *
 * What a change does is worked out over this part alone: of ten thousand definitions, ten. */
#ifndef EQ_REVIEW_SUBSET_H
#define EQ_REVIEW_SUBSET_H

#include "review/changes.h"

struct eq_subset {
	bool whole;    /* the change can reach everything, or what it reaches cannot be told */
	bool *reached; /* by symbol: definitions whose figures may move */
	bool *needed;  /* by symbol: those, and all that they are made of */
	size_t n;      /* symbols */
};

/* Of the changes for which `apply`, by their `together`, is true. */
void eq_subset_init(struct eq_subset *s, const struct eq_changes *c, const bool *apply,
		    const struct eq_symbols *symbols);
void eq_subset_release(struct eq_subset *s);
/* `file` with what the part needs, and nothing else; with the whole, `file` itself. */
const struct eq_node *eq_subset_tree(const struct eq_subset *s, const struct eq_node *file,
				     struct eq_arena *arena);

#endif
