/* repeats.h - which row came first for a key of small numbers (a day and its dimensions). Its memory
 * follows the rows, and it is for one worker; it is used where a row does come twice (see met.h). */
#ifndef EQ_DATA_REPEATS_H
#define EQ_DATA_REPEATS_H

#include "base/memory.h"

struct eq_repeats {
	uint32_t width;  /* numbers in a key */
	uint32_t *keys;  /* by slot, `width` each */
	uint64_t *lines; /* by slot; 0: free */
	size_t n, slots;
};

void eq_repeats_init(struct eq_repeats *r, uint32_t width);
void eq_repeats_release(struct eq_repeats *r);
/* The line (from 1) that had the key before, or 0 when `line` is the first. */
uint64_t eq_repeats_put(struct eq_repeats *r, const uint32_t *key, uint64_t line);
size_t eq_repeats_bytes(const struct eq_repeats *r); /* memory that it takes */

#endif
