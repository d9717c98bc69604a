/* trend.h - a row of numbers as a row of small bars: "▂▃▅·▇█". */
#ifndef EQ_REPORT_TREND_H
#define EQ_REPORT_TREND_H

#include "engine/results.h"

#define EQ_TREND_MOST 26 /* periods: half a year of weeks */

/* The last periods of v[0..n), at most EQ_TREND_MOST, from the first that has a value; the lowest
 * of them is the lowest bar, and one without a value a dot. Nothing where fewer than two have one.
 * Appends. */
void eq_trend(const struct eq_number *v, size_t n, struct eq_buf *out);

#endif
