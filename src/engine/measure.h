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

/* Missing, with no day counted, where the cube has no tallies of the measure. */
struct eq_measured eq_measure_over(const struct eq_model *m, const struct eq_cube *cube,
				   uint32_t measure, struct eq_range window);
/* The same without some days: `out`, in order and apart from each other. A stock stands for the
 * last day that is left. `in_months`: the counted days are told as months too. */
struct eq_measured eq_measure_without(const struct eq_model *m, const struct eq_cube *cube,
				      uint32_t measure, struct eq_range window,
				      const struct eq_range *out, uint32_t n_out, bool in_months);

/* The days of the window that count, in order and apart, in `arena`: those whose rows make the value. Of
 * a stock that stands for its last day (`closing`, spells that are open) that day alone. */
struct eq_days {
	const struct eq_range *v;
	uint32_t n;
	uint64_t rows, gaps; /* of them: those that gave a value, and those that lack it */
};
struct eq_days eq_measure_days(const struct eq_model *m, const struct eq_cube *cube,
			       uint32_t measure, struct eq_range window, const struct eq_range *out,
			       uint32_t n_out, struct eq_arena *arena);

#endif
