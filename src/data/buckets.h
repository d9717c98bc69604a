/* buckets.h - tallies under way: for each measure a tally a bucket, in buckets that grow to
 * where the rows fall. Memory follows the days between first and last row, not the rows. */
#ifndef EQ_DATA_BUCKETS_H
#define EQ_DATA_BUCKETS_H

#include "data/kept.h"

/* Values of one scale, added up exactly as integers before they join the tally's decimals:
 * 2^64 of them could not overflow the sum. */
struct eq_pending {
	__int128_t sum;
	int64_t min, max, first, last;
	uint32_t values;
	int16_t scale;
};
struct eq_bucket {
	struct eq_tally tally;
	struct eq_pending pending;
	struct eq_keeping keeping;
};

struct eq_buckets {
	int32_t base;   /* number of slot 0 */
	uint32_t slots; /* room */
	int32_t lo, hi; /* numbers in use; lo > hi: none */
	int32_t spare;  /* room on each side, at least */
	uint32_t n_measures;
	struct eq_bucket **of; /* [measure][slot] */
	bool *has_row;         /* by slot */
	uint32_t n_members, member_words;
	uint64_t *members; /* by slot, a bit a member: it has a row */
};

/* `spare`: room beyond what is reached, so that reaching on is cheap; there may be many of them. */
void eq_buckets_init(struct eq_buckets *b, uint32_t n_measures, uint32_t n_members, int32_t spare);
void eq_buckets_release(struct eq_buckets *b);
/* Makes room for bucket `number`, and counts all up to it as in use. */
void eq_buckets_reach(struct eq_buckets *b, int32_t number);
/* Its slot; only after it was reached, and until the next reach. */
uint32_t eq_buckets_slot(const struct eq_buckets *b, int32_t number);

void eq_buckets_row(struct eq_buckets *b, uint32_t slot);
void eq_buckets_member(struct eq_buckets *b, uint32_t slot, uint32_t member);
bool eq_buckets_has_member(const struct eq_buckets *b, uint32_t slot, uint32_t member);

/* Number of buckets in use. */
uint32_t eq_buckets_n(const struct eq_buckets *b);
/* One more value of a measure: v × 10^-scale; a decimal; one to keep; none. */
void eq_bucket_add_int(struct eq_bucket *k, int64_t v, int16_t scale);
void eq_bucket_add_dec(struct eq_bucket *k, struct eq_dec v);
void eq_bucket_add_kept(struct eq_bucket *k, struct eq_kept one);
void eq_bucket_add_gap(struct eq_bucket *k);
/* The tallies of a measure from the first bucket in use to the last, with nothing pending, their
 * numbers without trailing zeros: how the rows fell into batches shows in nothing. */
struct eq_tally *eq_buckets_finish(struct eq_buckets *b, uint32_t measure, struct eq_arena *arena);
/* What is open at the end of each: all that has begun by it, without what has ended by it. */
struct eq_tally *eq_buckets_finish_open(struct eq_buckets *b, uint32_t begun, uint32_t ended,
					struct eq_arena *arena);

#endif
