/* money.h - from worth to money: amounts, accrual, cash, value-add, run-rate.
 *
 * The rules of money of language.md. A period's amount is its worth (money per time) times its
 * counted days over the days of the unit; `accrues over D` spreads it evenly over the D days from the
 * period's first counted day. With w the worth of a period, c its counted days, u the days
 * of the unit and k(t) the days of accrual reached by day t, the cash up to t is
 *
 *     C(t) = sum over periods of  w * c * k(t) / (u * D)
 *
 * Products of whole numbers are gathered first and divided once, at the end: the sum is as exact
 * as 34 digits allow, whatever the order. */
#ifndef EQ_ENGINE_MONEY_H
#define EQ_ENGINE_MONEY_H

#include "engine/evaluate.h"

/* One benefit's periods in one scenario, ready to be added up over any days. */
struct eq_earned_period {
	struct eq_number worth;
	struct eq_range counted; /* first and last counted day */
	int64_t days;            /* counted days between them */
	int64_t period_days;     /* days of the whole period */
};
struct eq_earned {
	const struct eq_model *model;
	const struct eq_benefit *benefit;
	struct eq_earned_period *periods; /* those that count, in order */
	uint32_t n;
	int32_t accrues_days, after_days; /* of the scenario */
	const struct eq_range *out;       /* days that do not count: in order, apart */
	uint32_t n_out;
	struct eq_ratio per_day; /* one of the worth's unit, in the currency, a day */
	bool by_own_days; /* a monthly rate on a monthly timeline: over the period's own days */
};

/* The benefit's worth in a scenario, by lane; lanes after `last_lane` do not count, nor do days
 * that `except` takes out of the benefit or (unless e->all_days) of a KPI that it depends on. All
 * of it is gross: see shares.h for the owner's part. */
struct eq_earned eq_earned_make(struct eq_eval *e, uint32_t benefit, uint32_t scenario,
				int32_t last_lane, struct eq_arena *arena);
/* Cash that comes in on the days of `range`. */
struct eq_number eq_earned_cash(const struct eq_earned *m, struct eq_range range);
/* What performance on the days of `range` earned, whenever it comes in, and its counted days:
 * those of periods that have a worth. */
struct eq_number eq_earned_amount(const struct eq_earned *m, struct eq_range range, int64_t *days);
/* The same as money per year: over its counted days, times the days of a year. Missing without
 * counted days. */
struct eq_number eq_earned_annualised(const struct eq_earned *m, struct eq_range range);
/* How one period comes into it, for who explains it: the cash of `range`, and what performance on its
 * days earned, are sums over the periods of worth x times x each; `times` is a whole number of
 * days, `each` an exact ratio to the currency. */
int64_t eq_earned_cash_times(const struct eq_earned *m, uint32_t period, struct eq_range range,
			     struct eq_ratio *each);
int64_t eq_earned_times(const struct eq_earned *m, uint32_t period, struct eq_range range,
			struct eq_ratio *each);
/* Counted periods that have a worth, of all that count. */
struct eq_coverage eq_earned_coverage(const struct eq_earned *m);
/* The last day on which any of it comes in; EQ_DATE_NONE when nothing does. */
eq_date eq_earned_last_day(const struct eq_earned *m);

/* `worth`, in the benefit's unit, as money per year. */
struct eq_number eq_money_per_year(const struct eq_model *m, const struct eq_benefit *b,
				   struct eq_number worth);

#endif
