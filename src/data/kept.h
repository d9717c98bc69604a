/* kept.h - values kept one by one, for what sums cannot answer: medians, percentiles, how many
 * different ones.
 *
 * They stay what the scan made of them, whole numbers at one scale or codes of texts, in the order in
 * which they came; what is asked of a window is counted from the runs of its buckets, and depends on
 * none of that. A bucket has a run for each scale that its values came with, nearly always one. */
#ifndef EQ_DATA_KEPT_H
#define EQ_DATA_KEPT_H

#include "number/decimal.h"

struct eq_kept_decimal {
	struct eq_dec v; /* reduced: equal ones have equal digits */
	uint32_t rows;
};
struct eq_kept {
	const int64_t *v;     /* × 10^-scale; of texts, their codes */
	const uint32_t *rows; /* of the first `n_settled`: how many rows have it; NULL: one each */
	const struct eq_kept_decimal *decimals; /* instead of all these: what has no room in them */
	uint32_t n, n_settled;
	int16_t scale;
};

/* Of all runs together. */
uint64_t eq_kept_rows(const struct eq_kept *runs, size_t n);
uint64_t eq_kept_distinct(const struct eq_kept *runs, size_t n);
/* The k-th value in order, from 0, each as often as it came; and the one after it (the last has itself). */
struct eq_kept_pair {
	struct eq_dec at, after;
};
struct eq_kept_pair eq_kept_nth(const struct eq_kept *runs, size_t n, uint64_t k);

/* Decimals under way; zeroed: none. */
struct eq_keeping {
	struct eq_kept_decimal *v;
	uint32_t n, cap;
};
void eq_keep(struct eq_keeping *k, struct eq_kept_decimal one);
void eq_keeping_release(struct eq_keeping *k);

#endif
