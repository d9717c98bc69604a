/* loop.h - the loop that evaluation is measured against: the simplest interpreter of columns. */
#ifndef EQ_BENCH_LOOP_H
#define EQ_BENCH_LOOP_H

/* Runs it `times` over; gives the element operations done, the closing sums not counted. */
double loop_over_doubles(int times);

#endif
