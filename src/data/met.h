/* met.h - whether a key of small numbers comes twice, among all workers of a source.
 *
 * Which of two rows came first is not kept: most files have no row twice, and in one that has, the rows
 * are read once more, in their order (see repeats.h). What is left is small: for keys of one number a
 * bit for each, for longer ones a table. */
#ifndef EQ_DATA_MET_H
#define EQ_DATA_MET_H

#include "base/memory.h"

struct eq_met;

struct eq_met *eq_met_new(uint32_t width); /* numbers in a key */
void eq_met_free(struct eq_met *m);
/* Safe from several threads. Takes n keys, `width` numbers each; true where one of them was there
 * already, or comes twice among them. */
bool eq_met_put(struct eq_met *m, const uint32_t *keys, uint32_t n);
size_t eq_met_bytes(const struct eq_met *m); /* memory that it takes */

/* The keys of a batch, which are put in together. Zeroed to begin with. */
struct eq_met_batch {
	EQ_VEC(uint32_t) numbers;
};
static inline void eq_met_add(struct eq_met_batch *b, const uint32_t *key, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++)
		EQ_PUSH(&b->numbers, key[i]);
}
/* Puts them in, and empties the batch. */
bool eq_met_end_batch(struct eq_met *m, struct eq_met_batch *b);
void eq_met_batch_release(struct eq_met_batch *b);

#endif
