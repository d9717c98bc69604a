/* kept.h - values kept one by one, for what sums cannot answer: medians, percentiles, how many
 * different ones. Each value stands once with its count, in order: memory follows the different
 * values, not the rows. */
#ifndef EQ_DATA_KEPT_H
#define EQ_DATA_KEPT_H

#include "data/cube.h"

/* A heap of values under way; zeroed: empty. */
struct eq_keeping {
	struct eq_kept *v;
	uint32_t n, cap;
};
void eq_keeping_release(struct eq_keeping *k);
/* Numbers come reduced: equal ones have equal digits. */
void eq_keep(struct eq_keeping *k, struct eq_kept one);
/* In order, each value once. */
void eq_keeping_settle(struct eq_keeping *k);

/* Several lists, each in order, as one. */
struct eq_kept_list {
	const struct eq_kept *v;
	uint32_t n;
};
void eq_kept_merge(const struct eq_kept_list *lists, size_t n, struct eq_keeping *out);

#endif
