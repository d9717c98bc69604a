/* numbers.h - arithmetic on the figures of a run: missing stays missing, what was rounded stays
 * marked, and what is too large for a number is missing. */
#ifndef EQ_ENGINE_NUMBERS_H
#define EQ_ENGINE_NUMBERS_H

#include "engine/results.h"

extern const struct eq_number EQ_NUMBER_MISSING;

/* What arithmetic with these flags made of operands of which one was perhaps rounded. */
struct eq_number eq_number_of(struct eq_dec v, bool rounded, unsigned flags);
struct eq_number eq_number_add(struct eq_number a, struct eq_number b);
struct eq_number eq_number_sub(struct eq_number a, struct eq_number b);
struct eq_number eq_number_mul(struct eq_number a, struct eq_number b);
struct eq_number eq_number_div(struct eq_number a, struct eq_number b); /* missing where b is 0 */
/* Whether both are there and the same, but for what 34 digits lose on the way: 10^-30 of b. */
bool eq_number_agree(struct eq_number a, struct eq_number b);

#endif
