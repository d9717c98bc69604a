/* agreed_compare.h - what is agreed now, beside what the lock says was agreed.
 *
 * They are equal where their digests are: what has another name, place, order or layout, or rests on
 * something that has, is unchanged. Otherwise the sayings tell what is different. */
#ifndef EQ_REVIEW_AGREED_COMPARE_H
#define EQ_REVIEW_AGREED_COMPARE_H

#include "review/agreed_lock.h"

enum eq_standing {
	EQ_STANDS,   /* as it was agreed */
	EQ_UNLOCKED, /* the lock says nothing of it */
	EQ_CHANGED,  /* it means something else than when it was agreed */
	EQ_RENEWED, /* it means the same, and the text says somebody else, or another day or minute */
	EQ_WITHDRAWN, /* the lock has it, and the text does not say any more that it is agreed */
	EQ_STANDINGS
};
const char *eq_standing_words(enum eq_standing s); /* "stands" */

/* What is different behind a thing that changed. */
struct eq_moved {
	uint32_t relied; /* index in the thing's; UINT32_MAX: it is no longer there */
	struct eq_text definition, label;
	struct eq_text was, is; /* as written; empty: nothing */
};
struct eq_beside {
	const struct eq_agreed_thing *now;  /* NULL: WITHDRAWN */
	const struct eq_locked_thing *then; /* NULL: UNLOCKED */
	uint8_t standing;                   /* enum eq_standing */
	bool renewed;                       /* CHANGED: and the agreement is another one, too */
	struct eq_moved *moved;
	uint32_t n_moved;
};
struct eq_besides {
	struct eq_arena arena;
	EQ_VEC(struct eq_beside) all; /* in the order of the text, then those withdrawn */
	uint32_t counts[EQ_STANDINGS];
};

void eq_besides_init(struct eq_besides *b, const struct eq_agreed_things *now,
		     const struct eq_locked_things *then);
void eq_besides_release(struct eq_besides *b);
/* Reports all that does not stand. */
void eq_besides_report(const struct eq_besides *b, const struct eq_agreed_things *now,
		       const struct eq_lock *lock, struct eq_diags *diags);
/* "`rate`, used by `cost`, used by `avoidance`": by which way what moved reaches the thing. */
struct eq_text eq_moved_way(const struct eq_beside *b, const struct eq_moved *m,
			    const struct eq_agreed_things *now, struct eq_arena *arena);

#endif
