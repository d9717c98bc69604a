/* range.h - a range of days as people write one outside of a programme, by the rules of the language:
 *
 *     2024-03-24    2024-03    FY23/24    2023-04-01 to 2023-09-30    FY22/23 to 2024-03    6 weeks to 2024-03-24
 *
 * Both ends belong to it. */
#ifndef EQ_TIME_RANGE_H
#define EQ_TIME_RANGE_H

#include "time/period.h"

/* "2024-03", exactly: the days of the month. False: of another form, or no such month. */
bool eq_month_read(struct eq_text t, struct eq_range *out);

enum eq_range_fault {
	EQ_RANGE_FINE,
	EQ_RANGE_OTHER_FORM,  /* neither a day nor a month nor a fiscal year */
	EQ_RANGE_NO_SUCH_DAY, /* 2023-02-30 */
	EQ_RANGE_FISCAL_YEAR, /* 2023/24: `hint` says how it is written */
	EQ_RANGE_BACKWARDS    /* it ends before it begins */
};
struct eq_range_reading {
	struct eq_range range;
	enum eq_range_fault fault;
	struct eq_text part; /* of the text: what is at fault */
	char hint[EQ_FISCAL_CHARS];
};
/* Returns whether there is no fault; `range` is meaningless otherwise. */
bool eq_range_read(struct eq_text t, struct eq_fiscal f, struct eq_range_reading *out);

#endif
