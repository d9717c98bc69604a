/* alert_change.h - a KPI that an alert is about, before and now.
 *
 * "Now" is its live value, "before" what that was when its window began: the window before. A KPI without a
 * window is looked at in its last period and the one before. Both are worked out as at their own day, by an
 * evaluator that is set to it, so that whatever a live value is made of is as it was. */
#ifndef EQ_ENGINE_ALERT_CHANGE_H
#define EQ_ENGINE_ALERT_CHANGE_H

#include "engine/evaluate.h"
#include "engine/split.h"
#include "engine/suppress.h"

/* How what is divided by what in a quotient is worked out, as its live value is. */
enum eq_change_parts {
	EQ_PARTS_NONE,   /* it is none, or its live value is something else than its quotient */
	EQ_PARTS_WINDOW, /* over the days of the window as one period */
	EQ_PARTS_MEAN,   /* in each period of the window, and then their mean */
	EQ_PARTS_LIVE    /* of live values */
};

struct eq_change_side {
	int32_t lane; /* of its last day; -1: before all data */
	struct eq_range days;
	struct eq_number value;
	struct eq_basis basis;          /* with --suppress */
	struct eq_number *over, *under; /* of the whole, [n] */
	uint32_t n;                     /* times that the value is the mean of */
};
struct eq_change {
	const struct eq_kpi *k;
	uint32_t kpi;
	bool is_live;         /* else of periods */
	uint8_t parts;        /* enum eq_change_parts */
	uint32_t over, under; /* chunks */
	struct eq_change_side before, after;
};

/* Of a subject of an alert; `e` is at the as-at date. `adds_up` by def. */
void eq_change_begin(struct eq_eval *e, struct eq_results *r, const bool *adds_up, uint32_t alert,
		     uint32_t subject, struct eq_change *c);
void eq_change_release(struct eq_change *c);
/* The value at the evaluator's as-at date, of the whole or of a group. */
struct eq_number eq_change_value(struct eq_eval *e, const struct eq_change *c);
/* Where there are parts: a group's share of what is divided by, and its own quotient, at the time of the
 * side, to which `group` is set. */
struct eq_split_part eq_change_part(struct eq_eval *group, const struct eq_change *c,
				    const struct eq_change_side *s, struct eq_arena *arena);

#endif
