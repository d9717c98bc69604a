/* changes.h - what is different in meaning between two programmes.
 *
 * Declarations are paired by name, then by meaning: one that is gone and one that is new and that say
 * the same are one under another name. What a pair says differently is a change for each saying.
 * Order, layout and the files that things stand in are no changes; they are listed apart. */
#ifndef EQ_REVIEW_CHANGES_H
#define EQ_REVIEW_CHANGES_H

#include "review/meaning.h"

enum eq_change_kind {
	EQ_CHANGE_ADDED,   /* a declaration */
	EQ_CHANGE_REMOVED, /* a declaration */
	EQ_CHANGE_SAID     /* a saying of one that stands in both */
};
/* What a declaration says under one label. */
struct eq_said {
	struct eq_text label;
	const struct eq_node *node; /* NULL: nothing */
	const struct eq_node *in;   /* whose child it is, or, where there is none, would be */
};
struct eq_change {
	uint8_t kind, nature;
	const struct eq_meaning *old, *new; /* NULL: there is none */
	struct eq_said was, is;             /* SAID */
	uint32_t together; /* changes of one number make sense only together; from 0 */
};
struct eq_paired {
	const struct eq_meaning *old, *new;
};

struct eq_changes {
	struct eq_arena arena;
	const struct eq_meanings *old, *new;
	const struct eq_sources *sources;
	EQ_VEC(struct eq_change) all; /* by nature, then in the order of the new text */
	uint32_t n_together;
	EQ_VEC(struct eq_paired) renamed;
	EQ_VEC(struct eq_paired) moved;   /* to another file */
	EQ_VEC(struct eq_paired) layout;  /* written otherwise, and the same */
	const struct eq_meaning **new_of; /* by index in `old`; NULL: it is gone */
};

/* The main files of the two programmes: others are told apart by where they stand from there. The
 * meanings and sources are borrowed. */
void eq_changes_init(struct eq_changes *c, const struct eq_meanings *old,
		     const struct eq_meanings *new, const struct eq_sources *sources,
		     struct eq_text old_main, struct eq_text new_main);
void eq_changes_release(struct eq_changes *c);
/* Makes all changes that have the number `a` or `b` ones that make sense only together. */
void eq_changes_join(struct eq_changes *c, uint32_t a, uint32_t b);
/* Numbers what goes together from 0 on, in order, after some were joined. */
void eq_changes_number(struct eq_changes *c);

#endif
