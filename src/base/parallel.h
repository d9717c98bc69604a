/* parallel.h - the same work on several parts, side by side. */
#ifndef EQ_BASE_PARALLEL_H
#define EQ_BASE_PARALLEL_H

#include <stdint.h>

#define EQ_MOST_THREADS 256

/* As many threads as are asked for; 0: one for each processor. */
uint32_t eq_threads(uint32_t asked);
/* work(context, i) for each i below n, a thread each, in any order; those for which no thread can be had, and the
 * last, in this one. Returns when all are done. */
void eq_parallel(uint32_t n, void (*work)(void *context, uint32_t i), void *context);

#endif
