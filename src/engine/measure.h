/* measure.h - a measure over any window of days, from the tallies of a cube.
 *
 * The rules of language.md, "Time, rows and missing values": which days of a window count, what a
 * day without rows means, and how a period's value is shared by days where a window cuts it. */
#ifndef EQ_ENGINE_MEASURE_H
#define EQ_ENGINE_MEASURE_H

#include "data/cube.h"
#include "engine/results.h"
#include "time/period.h"

struct eq_measured {
	struct eq_number total;  /* the aggregate over the counted part of the window */
	int64_t counted;         /* days of the window that have a value */
	struct eq_number months; /* the same days, each as its part of its own calendar month */
	bool shared;             /* a period was cut, and its value shared by days */
};

struct eq_measured eq_measure_over(const struct eq_model *m, const struct eq_cube *cube,
				   uint32_t measure, struct eq_range window);

#endif
