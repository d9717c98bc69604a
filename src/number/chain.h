/* chain.h - sums and products one after another, each made of the last, in one pass over the lanes.
 *
 * What is on the way stays in the registers of the processor. All of it is proved to fit: see
 * eq_lanes_foreseen. Private to the virtual machine. */
#ifndef EQ_NUMBER_CHAIN_H
#define EQ_NUMBER_CHAIN_H

#include "number/lanes.h"

enum eq_chain_op {
	EQ_CHAIN_ADD,
	EQ_CHAIN_SUB,
	EQ_CHAIN_MUL,
	EQ_CHAIN_MUL_NARROW, /* both of at most 32 bits */
	EQ_CHAIN_MUL_PAIR    /* by y × z, which is of at most 32 bits too */
};

/* What is done with what has been made so far, and y; or k, where y is NULL. */
struct eq_chain_link {
	enum eq_chain_op op;
	const int64_t *y, *z;
	int64_t k;
	uint8_t bits; /* of y, where they are known */
};

/* *link is what `step` does with x, or with y where that is the one made last. False where no link
 * does it: smallest and largest, what is taken from a constant, scales that differ. */
bool eq_chain_link_of(const struct eq_lane_step *step, const struct eq_column *x,
		      const struct eq_column *y, const struct eq_column *made_last,
		      struct eq_chain_link *link);

/* Two products in a row as one, where that is cheaper: in whole numbers a product is the same in any
 * order. Gives the links that are left. */
uint32_t eq_chain_pair(struct eq_chain_link *links, uint32_t n_links);

/* r[i] = x[i], and then each link in turn, for n lanes. */
void eq_chain_run(int64_t *r, const int64_t *x, const struct eq_chain_link *links, uint32_t n_links,
		  uint32_t n);
/* The same by one set of instructions; false, with nothing done, where this processor lacks it. For
 * tests. */
bool eq_chain_with(enum eq_lane_set set, int64_t *r, const int64_t *x,
		   const struct eq_chain_link *links, uint32_t n_links, uint32_t n);

#endif
