/* loop.h - the loop that arithmetic is measured against: the simplest interpreter of columns, an
 * operator at a time. */
#ifndef EQ_BENCH_LOOP_H
#define EQ_BENCH_LOOP_H

#include <stddef.h>
#include <stdint.h>

enum { LOOP_ROWS = 1024, LOOP_EQUATIONS = 100 };

/* Equations e = 0 … 99 are (x - e/4) × y × z, each summed over `rows`, which is a multiple of
 * LOOP_ROWS. Gives the element operations done, the closing sums not counted. */
double loop_over_rows(const double *x, const double *y, const double *z, size_t rows,
		      double sums[LOOP_EQUATIONS]);
/* The same `times` over rows of its own that stay in the cache. */
double loop_over_doubles(int times);
/* A plain sum of whole numbers, compiled as the loops are. */
int64_t loop_sum(const int64_t *v, size_t n);

#endif
