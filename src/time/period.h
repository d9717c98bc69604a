/* period.h - the timeline: whole days, weeks or months without gaps; fiscal years; trailing
 * windows.
 *
 * A grain says what a period is. Period numbers are global for a grain (the period that
 * holds 1970-01-01 has a fixed number), so a period is found from a date by arithmetic. */
#ifndef EQ_TIME_PERIOD_H
#define EQ_TIME_PERIOD_H

#include "time/date.h"

enum eq_time_unit { EQ_DAY, EQ_WEEK, EQ_MONTH, EQ_YEAR };

struct eq_grain {
	uint8_t unit;     /* EQ_DAY, EQ_WEEK or EQ_MONTH */
	uint8_t week_end; /* weekday on which a week ends, 0 Monday … 6 Sunday */
};

int32_t eq_period_number(struct eq_grain g, eq_date d);             /* the period that holds d */
struct eq_range eq_period_range(struct eq_grain g, int32_t number); /* its first and last day */
/* "week ending 2024-03-24", "March 2024", "2024-03-24" */
#define EQ_PERIOD_CHARS 32
size_t eq_period_write(struct eq_grain g, int32_t number, char out[EQ_PERIOD_CHARS]);
const char *eq_grain_word(struct eq_grain g, bool plural); /* "week", "weeks" */

struct eq_timeline {
	struct eq_grain grain;
	int32_t first; /* number of lane 0 */
	int32_t n;     /* periods */
};
/* All whole periods that touch the range. False when there are more than EQ_LIMIT_PERIODS. */
bool eq_timeline_make(struct eq_grain g, struct eq_range r, struct eq_timeline *out);
struct eq_range eq_timeline_range(const struct eq_timeline *t, int32_t lane);
/* The lane that holds d, or -1 before the first and n after the last. */
int32_t eq_timeline_lane(const struct eq_timeline *t, eq_date d);
/* The last lane that has ended by d (its last day <= d), or -1. */
int32_t eq_timeline_ended(const struct eq_timeline *t, eq_date d);

/* Fiscal years from any month. A fiscal year is known by the calendar year in which it
 * starts: from April, 2023 is FY23/24; from January, 2023 is FY2023. */
struct eq_fiscal {
	uint8_t start_month; /* 1 … 12 */
};
int eq_fiscal_year(struct eq_fiscal f, eq_date d);
struct eq_range eq_fiscal_range(struct eq_fiscal f, int year);
#define EQ_FISCAL_CHARS 16
size_t eq_fiscal_write(struct eq_fiscal f, int year, char out[EQ_FISCAL_CHARS]);
/* "FY23/24" (two digits each, the second one up: FY99/00) or, where years start in January,
 * "FY2023". Two digits mean a year as eq_date_century has it, 1969 to 2068. False with *hint
 * set to the likely meaning ("FY23/24", for "FY23", "2023/24", …) or NULL. */
bool eq_fiscal_read(struct eq_text t, struct eq_fiscal f, int *year, const char **hint,
		    char hint_room[EQ_FISCAL_CHARS]);

/* A length of calendar time as written: 6 weeks, 104 weeks, 3 months, 1 year. */
struct eq_span_of_time {
	int32_t count;
	uint8_t unit; /* enum eq_time_unit */
};
/* The range of that length that ends on `end`, inclusive: 6 weeks are 42 days; 3 months are
 * three calendar months back from the day after. */
struct eq_range eq_range_trailing(eq_date end, struct eq_span_of_time length);

#endif
