/* series.h - series of values over periods and windows: averages, shifts and totals. Used by
 * evaluate.c alone. A value that is missing stays out of means and totals. */
#ifndef EQ_ENGINE_SERIES_H
#define EQ_ENGINE_SERIES_H

#include "engine/evaluate.h"

/* Room for n numbers, and columns made of them; in the evaluator's arena. */
struct eq_number *eq_series_room(struct eq_eval *e, uint32_t n);
struct eq_column eq_series_column(struct eq_eval *e, const struct eq_number *v, uint32_t n);
struct eq_column eq_series_constant(struct eq_eval *e, struct eq_number v, uint32_t n);
struct eq_column eq_series_broadcast(struct eq_eval *e, const struct eq_column *one, uint32_t lane,
				     uint32_t n);
/* A step function of the periods over other windows, and pieces of windows put together again:
 * means weighted by the days that are not `out`. */
struct eq_column eq_series_over_windows(struct eq_eval *e, const struct eq_column *periods,
					uint32_t context, uint32_t out);
struct eq_column eq_series_over_pieces(struct eq_eval *e, const struct eq_column *values,
				       uint32_t pieces, uint32_t context);
/* Missing where all days of a window of `context` are out in its sibling `without`. */
struct eq_column eq_series_without(struct eq_eval *e, struct eq_column of, uint32_t without,
				   uint32_t context);
/* What the inputs of a chunk ask of a series: see enum eq_input_kind. */
struct eq_column eq_series_last_days(struct eq_eval *e, uint32_t context);
struct eq_column eq_series_at(struct eq_eval *e, const struct eq_column *series, eq_date date,
			      uint32_t n);
struct eq_column eq_series_previous(struct eq_eval *e, const struct eq_column *series,
				    struct eq_span_of_time length, uint32_t context);
struct eq_column eq_series_average(struct eq_eval *e, const struct eq_column *series,
				   struct eq_span_of_time length, uint32_t context);
struct eq_column eq_series_cumulative(struct eq_eval *e, const struct eq_column *series,
				      uint32_t context);
struct eq_column eq_series_change(struct eq_eval *e, const struct eq_column *series,
				  uint32_t context);
/* Actual up to the as-at date, live after it. */
struct eq_column eq_series_forecast(struct eq_eval *e, const struct eq_column *actual,
				    const struct eq_column *live);

#endif
