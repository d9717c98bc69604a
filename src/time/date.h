/* date.h - days of the proleptic Gregorian calendar, counted from 1970-01-01, and ranges of
 * days. Ranges include both ends. Years 0001 to 9999. No clock, no time zone. */
#ifndef EQ_TIME_DATE_H
#define EQ_TIME_DATE_H

#include "base/text.h"

typedef int32_t eq_date; /* a day number: the one scalar typedef of the project */
#define EQ_DATE_NONE INT32_MIN
#define EQ_DATE_MIN (-719162) /* 0001-01-01 */
#define EQ_DATE_MAX 2932896   /* 9999-12-31 */

struct eq_range {
	eq_date from, to; /* both included; empty when from > to */
};

bool eq_date_make(int year, int month, int day, eq_date *out); /* false: no such day */
void eq_date_parts(eq_date d, int *year, int *month, int *day);
int eq_date_weekday(eq_date d); /* 0 Monday … 6 Sunday */
int eq_month_days(int year, int month);
const char *eq_weekday_name(int weekday); /* "Monday" */
const char *eq_month_name(int month);     /* "January", from 1 */
/* By English name in lower or mixed case, whole or the first three letters; -1 when none. */
int eq_weekday_find(struct eq_text name); /* 0 … 6 */
int eq_month_find(struct eq_text name);   /* 1 … 12 */
/* d plus n calendar months, the day cut to the month's last where need be; never outside
 * EQ_DATE_MIN to EQ_DATE_MAX. */
eq_date eq_date_add_months(eq_date d, int n);

/* "YYYY-MM-DD", exactly. False: not of this form. *out is EQ_DATE_NONE, and true returned,
 * when the form is right but there is no such day (2023-02-30). */
bool eq_date_read(struct eq_text t, eq_date *out);
#define EQ_DATE_CHARS 12
size_t eq_date_write(eq_date d, char out[EQ_DATE_CHARS]); /* "2023-08-01" */

/* How a data file writes its dates: from "yyyy-mm-dd", "dd/mm/yyyy", "dd-mmm-yy",
 * "yyyy-mm", "d/m/yy", … : d dd m mm mmm mmmm yy yyyy and the separators - / . and space; or
 * "excel". */
enum eq_date_part {
	EQ_PART_END,
	EQ_PART_DAY,
	EQ_PART_MONTH,
	EQ_PART_MONTH_NAME,
	EQ_PART_YEAR2,
	EQ_PART_YEAR4,
	EQ_PART_TEXT,
	EQ_PART_DAY_NUMBER /* alone: a spreadsheet's day number */
};
/* "excel": a spreadsheet counts days from 1900-01-01, and a 29th of February 1900 that never was;
 * from 61, 1900-03-01, on its numbers are days. 45321, 45321.00 and 45321.75 are 2024-01-30. */
#define EQ_DAY_NUMBER_FIRST 61
struct eq_date_format {
	struct {
		uint8_t part; /* enum eq_date_part */
		char text;    /* for EQ_PART_TEXT the separator, else the letters in the pattern */
	} parts[8];
	bool has_day; /* without: the month's last day is meant */
};
bool eq_date_format_read(struct eq_text pattern, struct eq_date_format *out);
/* As eq_date_read: false when not of the form; true with EQ_DATE_NONE when no such day.
 * "d" and "m" take one digit or two, "dd" and "mm" two; a month's name is taken whole or by
 * its first three letters. */
bool eq_date_read_as(struct eq_text t, const struct eq_date_format *format, eq_date *out);

/* The year that two digits mean: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999. */
int eq_date_century(int two_digits);

int64_t eq_range_days(struct eq_range r); /* 0 when empty */
struct eq_range eq_range_meet(struct eq_range a,
			      struct eq_range b); /* intersection; may be empty */
bool eq_range_has(struct eq_range r, eq_date d);

#endif
