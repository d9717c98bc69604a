/* pairs.h - a table from two small numbers to one: products of units, columns of a source.
 *
 * Open addressing; grows; nothing is ever taken out. */
#ifndef EQ_MODEL_PAIRS_H
#define EQ_MODEL_PAIRS_H

#include "base/memory.h"

struct eq_pairs {
	struct eq_pair *slots;
	size_t n, cap; /* cap: a power of two, or 0 */
};
struct eq_pair {
	uint64_t key;
	uint32_t value;
	bool used;
};

#define EQ_PAIR(a, b) ((uint64_t)(a) << 32 | (uint64_t)(b))
#define EQ_PAIR_NONE UINT32_MAX

void eq_pairs_release(struct eq_pairs *p);                     /* {0} is an empty table */
uint32_t eq_pairs_get(const struct eq_pairs *p, uint64_t key); /* EQ_PAIR_NONE when absent */
/* Where the value of `key` stands: put there as `value` when it was absent. Holds until the next put. */
uint32_t *eq_pairs_put(struct eq_pairs *p, uint64_t key, uint32_t value);

#endif
