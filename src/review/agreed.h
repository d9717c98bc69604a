/* agreed.h - what people agreed to, and all that it rests on.
 *
 * A thing is agreed where the text says `agreed "WHO" on DATE` of it: a baseline, a target or a fixed
 * value with all its dates and rows, or a whole benefit, scenario or other block. It rests on what
 * stands in its equation, and on what stands in that, but only on the side of it that is asked for:
 * `baseline(finishers)` on the baseline alone, a sum over data on its own column and on how rows are
 * read. That side is a part. All of it comes from the tree, through meaning.h. */
#ifndef EQ_REVIEW_AGREED_H
#define EQ_REVIEW_AGREED_H

#include "review/meaning.h"

/* Which side of a definition. A saying by itself is one, too: EQ_SIDE_SAYING plus its index. */
enum eq_side {
	EQ_SIDE_WHOLE,
	EQ_SIDE_ACTUAL,
	EQ_SIDE_LIVE,
	EQ_SIDE_BASELINE,
	EQ_SIDE_TARGET,
	EQ_SIDE_SAYING
};

struct eq_part_saying {
	uint32_t saying;   /* index in its meaning's */
	uint32_t first, n; /* in rests.edges: the parts whose names stand in it, in order */
};
struct eq_part_of_meaning {
	uint32_t meaning, side;
	uint32_t first, n; /* in rests.sayings */
	uint8_t digest
		[EQ_SHA256_BYTES]; /* of all that it says and rests on, whatever it is called */
	bool known;                /* the digest is */
};

/* Which part rests on which: for all agreed things together. */
struct eq_rests {
	const struct eq_meanings *meanings;
	const struct eq_symbols *symbols;
	struct eq_map plurals; /* of units, to their meanings */
	struct eq_pairs index; /* (meaning, side) to part */
	EQ_VEC(struct eq_part_of_meaning) parts;
	EQ_VEC(struct eq_part_saying) sayings;
	EQ_VEC(uint32_t) edges;
};

/* Somebody's word: who, on which day, and where that is written down. */
struct eq_agreement {
	struct eq_text by, on, minute; /* minute: may be empty */
	struct eq_span span;
};

/* Something that an agreed thing says or rests on. */
struct eq_relied {
	uint32_t meaning, saying;
	uint32_t
		from; /* what it is in: an index in the thing's `relied`; UINT32_MAX: the thing itself */
	struct eq_text text;             /* as it is written, without its notes */
	uint8_t digest[EQ_SHA256_BYTES]; /* of its key alone, names as they stand */
};

struct eq_agreed_thing {
	uint32_t meaning;
	uint32_t part;
	struct eq_text name; /* "finishers" */
	struct eq_text
		what; /* "baseline"; a block's own word where it is agreed whole: "benefit" */
	struct eq_text words; /* "the baseline of finishers" */
	struct eq_span span;  /* of the first agreement */
	struct eq_agreement *agreements;
	uint32_t n_agreements;
	uint8_t digest[EQ_SHA256_BYTES];
	struct eq_relied *relied;
	uint32_t n_relied;
	uint32_t n_own;   /* of them, the thing's own sayings, which stand first */
	bool is_computed; /* a KPI's baseline that is worked out from data */
};

struct eq_agreed_things {
	struct eq_arena arena;
	struct eq_rests rests;
	const struct eq_meanings *meanings;
	const struct eq_sources *sources;
	EQ_VEC(struct eq_agreed_thing) all; /* in the order of the text */
};

void eq_agreed_things_init(struct eq_agreed_things *a, const struct eq_meanings *meanings,
			   const struct eq_sources *sources, const struct eq_symbols *symbols);
void eq_agreed_things_release(struct eq_agreed_things *a);
/* "the baseline of finishers", of a name and what of it. */
struct eq_text eq_agreed_words(struct eq_text name, struct eq_text what, struct eq_arena *arena);

/* agreed_rests.c: puts a part among the others; its index. Once all were, reads what each rests on, and
 * adds that, too. */
uint32_t eq_rests_add(struct eq_rests *r, uint32_t meaning, uint32_t side);
void eq_rests_read(struct eq_rests *r);
void eq_rests_release(struct eq_rests *r);

#endif
