/* xmr.h - the limits within which a KPI's single values move, and signals that something has changed:
 * the XmR chart (individual values and moving ranges) as the NHS draws it.
 *
 *     centre = mean of the values          limits = centre ± 2.66 × mean moving range
 *
 * A moving range is the distance of a value from that of the period before. 2.66 is 3 / 1.128: three
 * standard deviations, estimated from the ranges of pairs. Source of the factor, the rules and the least
 * number of points: NHS England, "Making Data Count", SPC charts SQL query 2.6 (January 2024) and the
 * checks for XmR charts that go with its single chart tool 5.0.
 *
 * A period without a value parts the points: no moving range leads across it, and no run of points.
 * Ranges that are far from the others are not left out, as in those tools. */
#ifndef EQ_ENGINE_XMR_H
#define EQ_ENGINE_XMR_H

#include "engine/evaluate.h"

/* Fewer points give no limits. */
#define EQ_XMR_LEAST 13

/* What is out of the ordinary about a period's value, above the centre (or rising) and below it. */
enum eq_xmr_rule {
	EQ_XMR_OUTSIDE = 1, /* beyond a limit */
	EQ_XMR_SHIFT = 2,   /* one of `run` or more in a row on the same side of the centre */
	EQ_XMR_TREND = 4,   /* one of `run` or more in a row that rise, or fall, without a pause */
	EQ_XMR_NEAR = 8     /* beyond two thirds of the way to a limit, as is another of three in a
			       row, all on the same side of the centre */
};

/* Lanes from `first` to before `end` have these limits; they are made of the `points` values that there are
 * from `first` to before `made_end`. */
struct eq_xmr_part {
	int32_t first, end, made_end;
	uint32_t points;
	struct eq_number centre, mean_range, upper, lower;
	struct eq_number near_upper, near_lower; /* two thirds of the way */
};
struct eq_xmr {
	struct eq_xmr_part *parts; /* in order, apart from each other */
	uint32_t n_parts;
	int32_t n;              /* lanes with a value or none: up to now */
	uint8_t *above, *below; /* [n] sets of enum eq_xmr_rule */
};

/* Of a value a lane of the timeline, the first n of which are known. In the arena. */
void eq_xmr_make(const struct eq_timeline *t, const struct eq_number *v, int32_t n,
		 const struct eq_xmr_spec *spec, struct eq_arena *arena, struct eq_xmr *out);
/* The limits of a lane: after now those of the last part. NULL: it has none. */
const struct eq_xmr_part *eq_xmr_at(const struct eq_xmr *x, int32_t lane);
/* The rules by which a lane, before n, signals in that sense. */
uint8_t eq_xmr_rules(const struct eq_xmr *x, int32_t lane, enum eq_xmr_sense sense);

/* What the spec asks for, in each window of the context the value of the last period that ended in it;
 * `series` has a value a period. */
struct eq_column eq_xmr_column(struct eq_eval *e, const struct eq_column *series,
			       const struct eq_xmr_spec *spec, uint32_t context);

#endif
