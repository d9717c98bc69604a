/* date.c - days of the calendar and ranges of them; see date.h.
 *
 * The two conversions are days_from_civil and civil_from_days of Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms". They count years from 1 March, so that the
 * leap day is the last of its year, in eras of 400 years, which all have 146097 days. */
#include "time/date.h"

#include <stdio.h>
#include <string.h>

#define ERA_DAYS 146097
#define EPOCH_IN_ERA 719468      /* days from 0000-03-01 to 1970-01-01 */
#define DAY_NUMBER_OF_1970 25569 /* a spreadsheet's, of 1970-01-01 */

static int64_t days_from_civil(int64_t year, int month, int day)
{
	int64_t era, year_of_era, day_of_year, day_of_era;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * ERA_DAYS + day_of_era - EPOCH_IN_ERA;
}

void eq_date_parts(eq_date d, int *year, int *month, int *day)
{
	int64_t z = (int64_t)d + EPOCH_IN_ERA;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t day_of_era = z - era * ERA_DAYS;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;

	*day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
	*month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int eq_month_days(int year, int month)
{
	static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool eq_date_make(int year, int month, int day, eq_date *out)
{
	if (year < 1 || year > 9999 || day < 1 || day > eq_month_days(year, month))
		return false;
	*out = (eq_date)days_from_civil(year, month, day);
	return true;
}

int eq_date_weekday(eq_date d)
{
	/* 1970-01-01 was a Thursday, 3. */
	int64_t weekday = ((int64_t)d + 3) % 7;

	return (int)(weekday < 0 ? weekday + 7 : weekday);
}

eq_date eq_date_add_months(eq_date d, int n)
{
	int year, month, day, last;
	int64_t count; /* months since January of the year 0 */

	eq_date_parts(d, &year, &month, &day);
	count = (int64_t)year * 12 + (month - 1) + n;
	if (count < 12)
		return EQ_DATE_MIN;
	if (count > INT64_C(9999) * 12 + 11)
		return EQ_DATE_MAX;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	last = eq_month_days(year, month);
	return (eq_date)days_from_civil(year, month, day < last ? day : last);
}

/* ---- names ---- */

static const char *const weekdays[7] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};
static const char *const months[12] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December",
};

const char *eq_weekday_name(int weekday)
{
	return weekday >= 0 && weekday < 7 ? weekdays[weekday] : "";
}

const char *eq_month_name(int month)
{
	return month >= 1 && month <= 12 ? months[month - 1] : "";
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The name of which t is the whole or the first three letters, or -1. */
static int find_name(struct eq_text t, const char *const *names, int n)
{
	for (int i = 0; i < n; i++) {
		size_t length = strlen(names[i]), same = 0;

		while (same < t.n && same < length && lower(t.p[same]) == lower(names[i][same]))
			same++;
		if (same == t.n && (t.n == length || t.n == 3))
			return i;
	}
	return -1;
}

int eq_weekday_find(struct eq_text name)
{
	return find_name(name, weekdays, 7);
}

int eq_month_find(struct eq_text name)
{
	int found = find_name(name, months, 12);

	return found < 0 ? -1 : found + 1;
}

/* ---- reading and writing ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes the digits at the start of t, `most` of them at most, and their number. */
static size_t take_digits(struct eq_text *t, size_t most, int *number)
{
	size_t n = 0;

	for (*number = 0; n < most && n < t->n && is_digit(t->p[n]); n++)
		*number = *number * 10 + (t->p[n] - '0');
	t->p += n;
	t->n -= n;
	return n;
}

static bool take(struct eq_text *t, char c)
{
	if (!t->n || t->p[0] != c)
		return false;
	t->p++;
	t->n--;
	return true;
}

bool eq_date_read(struct eq_text t, eq_date *out)
{
	int year, month, day;

	if (take_digits(&t, 4, &year) != 4 || !take(&t, '-') || take_digits(&t, 2, &month) != 2 ||
	    !take(&t, '-') || take_digits(&t, 2, &day) != 2 || t.n)
		return false;
	if (!eq_date_make(year, month, day, out))
		*out = EQ_DATE_NONE;
	return true;
}

size_t eq_date_write(eq_date d, char out[EQ_DATE_CHARS])
{
	int year, month, day;

	eq_date_parts(d, &year, &month, &day);
	/* A week that begins or ends just outside the calendar still has its days. */
	if (year < 0 || year > 10000)
		return (size_t)snprintf(out, EQ_DATE_CHARS, "(no date)");
	return (size_t)snprintf(out, EQ_DATE_CHARS, "%04u-%02u-%02u", (unsigned)year % 100000,
				(unsigned)month % 100, (unsigned)day % 100);
}

/* ---- the forms of data files ---- */

/* As POSIX has it for strptime's %y. */
int eq_date_century(int two_digits)
{
	return two_digits + (two_digits < 69 ? 2000 : 1900);
}

/* What a run of one letter in a pattern stands for, or EQ_PART_END. */
static enum eq_date_part part_of(char letter, size_t n)
{
	switch (letter) {
	case 'd':
		return n <= 2 ? EQ_PART_DAY : EQ_PART_END;
	case 'm':
		return n <= 2 ? EQ_PART_MONTH : n <= 4 ? EQ_PART_MONTH_NAME : EQ_PART_END;
	case 'y':
		return n == 2 ? EQ_PART_YEAR2 : n == 4 ? EQ_PART_YEAR4 : EQ_PART_END;
	default:
		return EQ_PART_END;
	}
}

bool eq_date_format_read(struct eq_text pattern, struct eq_date_format *out)
{
	const size_t most = sizeof out->parts / sizeof out->parts[0] - 1; /* the last is END */
	size_t n = 0, days = 0, months_seen = 0, years = 0;
	bool open_ended = false; /* the part before may have one digit or two */

	*out = (struct eq_date_format){.has_day = false};
	if (eq_text_is(pattern, "excel")) {
		out->parts[0].part = EQ_PART_DAY_NUMBER;
		out->has_day = true;
		return true;
	}
	while (pattern.n) {
		char letter = lower(pattern.p[0]);
		size_t run = 0;
		enum eq_date_part part;

		if (n == most)
			return false;
		if (memchr("-/. ", letter, 4)) {
			take(&pattern, letter);
			out->parts[n].part = EQ_PART_TEXT;
			out->parts[n++].text = letter;
			open_ended = false;
			continue;
		}
		while (run < pattern.n && lower(pattern.p[run]) == letter)
			run++;
		pattern.p += run;
		pattern.n -= run;
		part = part_of(letter, run);
		/* "dm": 111 could be 1 November or 11 January. */
		if (part == EQ_PART_END || (open_ended && part != EQ_PART_MONTH_NAME))
			return false;
		days += letter == 'd';
		months_seen += letter == 'm';
		years += letter == 'y';
		open_ended = run == 1;
		out->parts[n].part = (uint8_t)part;
		/* How many digits there must be at least. */
		out->parts[n++].text = (char)run;
	}
	out->has_day = days == 1;
	return days <= 1 && months_seen == 1 && years == 1;
}

/* Takes the letters at the start of t that name a month. */
static bool take_month_name(struct eq_text *t, int *month)
{
	struct eq_text name = {t->p, 0};

	while (name.n < t->n && lower(t->p[name.n]) >= 'a' && lower(t->p[name.n]) <= 'z')
		name.n++;
	*month = eq_month_find(name);
	t->p += name.n;
	t->n -= name.n;
	return *month > 0;
}

/* Digits, perhaps with a fraction, which is the time of the day. */
static bool read_day_number(struct eq_text t, eq_date *out)
{
	int32_t number = 0;
	size_t k = 0;

	for (; k < t.n && t.p[k] >= '0' && t.p[k] <= '9'; k++) {
		if (k == 7)
			return false;
		number = number * 10 + (t.p[k] - '0');
	}
	if (k == 0 || (k < t.n && t.p[k] != '.') || k + 1 == t.n)
		return false;
	for (size_t i = k + 1; i < t.n; i++)
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
	*out = EQ_DATE_NONE;
	if (number >= EQ_DAY_NUMBER_FIRST && number - DAY_NUMBER_OF_1970 <= EQ_DATE_MAX)
		*out = number - DAY_NUMBER_OF_1970;
	return true;
}

bool eq_date_read_as(struct eq_text t, const struct eq_date_format *format, eq_date *out)
{
	int year = 0, month = 0, day = 0;

	if (format->parts[0].part == EQ_PART_DAY_NUMBER)
		return read_day_number(t, out);
	for (size_t i = 0; format->parts[i].part != EQ_PART_END; i++) {
		char text = format->parts[i].text;
		bool ok = false;

		switch ((enum eq_date_part)format->parts[i].part) {
		case EQ_PART_DAY:
			ok = take_digits(&t, 2, &day) >= (size_t)text;
			break;
		case EQ_PART_MONTH:
			ok = take_digits(&t, 2, &month) >= (size_t)text;
			break;
		case EQ_PART_MONTH_NAME:
			ok = take_month_name(&t, &month);
			break;
		case EQ_PART_YEAR2:
			ok = take_digits(&t, 2, &year) == 2;
			year = eq_date_century(year);
			break;
		case EQ_PART_YEAR4:
			ok = take_digits(&t, 4, &year) == 4;
			break;
		case EQ_PART_TEXT:
			ok = take(&t, text);
			break;
		case EQ_PART_DAY_NUMBER:
		case EQ_PART_END:
			break;
		}
		if (!ok)
			return false;
	}
	if (t.n)
		return false;
	if (!format->has_day)
		day = eq_month_days(year, month);
	if (!eq_date_make(year, month, day, out))
		*out = EQ_DATE_NONE;
	return true;
}

/* ---- ranges ---- */

int64_t eq_range_days(struct eq_range r)
{
	return r.from > r.to ? 0 : (int64_t)r.to - r.from + 1;
}

struct eq_range eq_range_meet(struct eq_range a, struct eq_range b)
{
	return (struct eq_range){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

bool eq_range_has(struct eq_range r, eq_date d)
{
	return d >= r.from && d <= r.to;
}
