/* buckets.h - tallies under way: for each measure a tally a bucket, in buckets that grow to
 * where the rows fall. Memory follows the days between first and last row, not the rows. */
#ifndef EQ_DATA_BUCKETS_H
#define EQ_DATA_BUCKETS_H

#include "data/cube.h"

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
};

struct eq_buckets {
	int32_t base;   /* number of slot 0 */
	uint32_t slots; /* room */
	int32_t lo, hi; /* numbers in use; lo > hi: none */
	uint32_t n_measures;
	struct eq_bucket **of; /* [measure][slot] */
	bool *has_row;         /* by slot */
	uint32_t n_members, member_words;
	uint64_t *members; /* by slot, a bit a member: it has a row */
};

void eq_buckets_init(struct eq_buckets *b, uint32_t n_measures, uint32_t n_members);
void eq_buckets_release(struct eq_buckets *b);
/* Makes room for bucket `number`, and counts all up to it as in use. */
void eq_buckets_reach(struct eq_buckets *b, int32_t number);
/* Its slot; only after it was reached, and until the next reach. */
uint32_t eq_buckets_slot(const struct eq_buckets *b, int32_t number);

void eq_buckets_row(struct eq_buckets *b, uint32_t slot);
void eq_buckets_member(struct eq_buckets *b, uint32_t slot, uint32_t member);
bool eq_buckets_has_member(const struct eq_buckets *b, uint32_t slot, uint32_t member);

/* One more value of a measure: v × 10^-scale; a decimal; none. */
void eq_bucket_add_int(struct eq_bucket *k, int64_t v, int16_t scale);
void eq_bucket_add_dec(struct eq_bucket *k, struct eq_dec v);
void eq_bucket_add_gap(struct eq_bucket *k);
/* The tally with nothing pending, its numbers without trailing zeros: how the rows fell into
 * batches shows in nothing. */
struct eq_tally eq_bucket_finish(struct eq_bucket *k);

#endif
