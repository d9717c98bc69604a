/* period.c - days, weeks and months as numbered periods; fiscal years; trailing windows; see
 * period.h.
 *
 * Period 0 of every grain is the one that holds 1970-01-01, so a number is found from a date
 * without looking anything up. */
#include "time/period.h"

#include "base/diag.h"
#include "base/limits.h"

#include <stdio.h>

/* The weekday of 1970-01-01, a Thursday. */
#define EPOCH_WEEKDAY 3

/* The last day of week 0: the first day from 1970-01-01 on that ends a week. */
static int32_t first_week_end(struct eq_grain g)
{
	return (g.week_end + 7 - EPOCH_WEEKDAY) % 7;
}

/* Rounds down, where C's division rounds towards zero. */
static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t eq_period_number(struct eq_grain g, eq_date d)
{
	int year, month, day;

	switch (g.unit) {
	case EQ_DAY:
		return d;
	case EQ_WEEK:
		/* Week 0 begins six days before it ends. */
		return (int32_t)floor_div((int64_t)d - (first_week_end(g) - 6), 7);
	case EQ_MONTH:
		eq_date_parts(d, &year, &month, &day);
		return (year - 1970) * 12 + month - 1;
	default:
		EQ_BUG("a period is a day, a week or a month, not unit %d", g.unit);
	}
}

static int month_year(int32_t number)
{
	return (int)(1970 + floor_div(number, 12));
}

static int month_of_year(int32_t number)
{
	return (int)(number - 12 * floor_div(number, 12)) + 1;
}

struct eq_range eq_period_range(struct eq_grain g, int32_t number)
{
	struct eq_range r;
	int year, month;

	switch (g.unit) {
	case EQ_DAY:
		return (struct eq_range){number, number};
	case EQ_WEEK:
		r.to = (eq_date)(first_week_end(g) + (int64_t)number * 7);
		r.from = r.to - 6;
		return r;
	case EQ_MONTH:
		year = month_year(number);
		month = month_of_year(number);
		if (!eq_date_make(year, month, 1, &r.from))
			EQ_BUG("month %d is outside the calendar", number);
		r.to = r.from + eq_month_days(year, month) - 1;
		return r;
	default:
		EQ_BUG("a period is a day, a week or a month, not unit %d", g.unit);
	}
}

size_t eq_period_write(struct eq_grain g, int32_t number, char out[EQ_PERIOD_CHARS])
{
	char date[EQ_DATE_CHARS];

	if (g.unit == EQ_MONTH)
		return (size_t)snprintf(out, EQ_PERIOD_CHARS, "%s %04d",
					eq_month_name(month_of_year(number)), month_year(number));
	eq_date_write(eq_period_range(g, number).to, date);
	return (size_t)snprintf(out, EQ_PERIOD_CHARS, "%s%s",
				g.unit == EQ_WEEK ? "week ending " : "", date);
}

const char *eq_grain_word(struct eq_grain g, bool plural)
{
	switch (g.unit) {
	case EQ_DAY:
		return plural ? "days" : "day";
	case EQ_WEEK:
		return plural ? "weeks" : "week";
	case EQ_MONTH:
		return plural ? "months" : "month";
	default:
		return plural ? "years" : "year";
	}
}

/* ---- timelines ---- */

bool eq_timeline_make(struct eq_grain g, struct eq_range r, struct eq_timeline *out)
{
	int64_t n;

	*out = (struct eq_timeline){.grain = g, .first = eq_period_number(g, r.from)};
	if (r.from > r.to)
		return true;
	n = (int64_t)eq_period_number(g, r.to) - out->first + 1;
	if (n > EQ_LIMIT_PERIODS)
		return false;
	out->n = (int32_t)n;
	return true;
}

struct eq_range eq_timeline_range(const struct eq_timeline *t, int32_t lane)
{
	return eq_period_range(t->grain, t->first + lane);
}

int32_t eq_timeline_lane(const struct eq_timeline *t, eq_date d)
{
	int64_t lane = (int64_t)eq_period_number(t->grain, d) - t->first;

	return lane < 0 ? -1 : lane > t->n ? t->n : (int32_t)lane;
}

int32_t eq_timeline_ended(const struct eq_timeline *t, eq_date d)
{
	int32_t lane = eq_timeline_lane(t, d);

	if (lane < 0)
		return -1;
	if (lane == t->n)
		return t->n - 1;
	return eq_timeline_range(t, lane).to <= d ? lane : lane - 1;
}

/* ---- fiscal years ---- */

int eq_fiscal_year(struct eq_fiscal f, eq_date d)
{
	int year, month, day;

	eq_date_parts(d, &year, &month, &day);
	return year - (month < f.start_month);
}

struct eq_range eq_fiscal_range(struct eq_fiscal f, int year)
{
	struct eq_range r;
	eq_date next;

	/* A year that the calendar cuts through has the days that are in the calendar. */
	if (!eq_date_make(year, f.start_month, 1, &r.from))
		r.from = year < 1 ? EQ_DATE_MIN : EQ_DATE_MAX;
	r.to = eq_date_make(year + 1, f.start_month, 1, &next) ? next - 1
	       : year < 1                                      ? EQ_DATE_MIN
							       : EQ_DATE_MAX;
	return r;
}

static unsigned two_digits(int year)
{
	return (unsigned)((year % 100 + 100) % 100);
}

size_t eq_fiscal_write(struct eq_fiscal f, int year, char out[EQ_FISCAL_CHARS])
{
	if (f.start_month == 1)
		return (size_t)snprintf(out, EQ_FISCAL_CHARS, "FY%04d", year);
	return (size_t)snprintf(out, EQ_FISCAL_CHARS, "FY%02u/%02u", two_digits(year),
				two_digits(year + 1));
}

/* Takes two or four digits as a year; 0 where there are none such. */
static int take_year(struct eq_text *t)
{
	size_t n = 0;
	int year = 0;

	for (; n < t->n && t->p[n] >= '0' && t->p[n] <= '9'; n++)
		if (n < 4)
			year = year * 10 + (t->p[n] - '0');
	if (n != 2 && n != 4)
		return 0;
	t->p += n;
	t->n -= n;
	return n == 2 ? eq_date_century(year) : year;
}

/* Anything that shows which fiscal year is meant: "FY24", "2024/25", "fy2024-2025". */
static bool guess(struct eq_text t, int *year)
{
	if (t.n >= 2 && (t.p[0] | 0x20) == 'f' && (t.p[1] | 0x20) == 'y') {
		t.p += 2;
		t.n -= 2;
	}
	t = eq_text_trim(t);
	*year = take_year(&t);
	if (!*year)
		return false;
	if (!t.n)
		return true;
	if (t.p[0] != '/' && t.p[0] != '-')
		return false;
	t.p++;
	t.n--;
	/* The year it starts in is what it is known by, whatever follows. */
	return take_year(&t) && !t.n;
}

bool eq_fiscal_read(struct eq_text t, struct eq_fiscal f, int *year, const char **hint,
		    char hint_room[EQ_FISCAL_CHARS])
{
	char written[EQ_FISCAL_CHARS];
	int meant;

	*hint = NULL;
	if (!guess(t, &meant))
		return false;
	/* There is one way to write a fiscal year: the one in which it is printed. */
	eq_fiscal_write(f, meant, written);
	if (eq_text_is(t, written)) {
		*year = meant;
		return true;
	}
	/* Two digits must not turn 2083 into 1983. */
	if (f.start_month == 1 || eq_date_century((int)two_digits(meant)) == meant) {
		eq_fiscal_write(f, meant, hint_room);
		*hint = hint_room;
	}
	return false;
}

/* ---- trailing windows ---- */

struct eq_range eq_range_trailing(eq_date end, struct eq_span_of_time length)
{
	struct eq_range r = {end, end};
	int64_t count = length.count, from;

	switch (length.unit) {
	case EQ_DAY:
	case EQ_WEEK:
		from = (int64_t)end + 1 - (length.unit == EQ_WEEK ? count * 7 : count);
		break;
	case EQ_MONTH:
	case EQ_YEAR:
		if (length.unit == EQ_YEAR)
			count *= 12;
		/* More months than the calendar has: all of it before. */
		if (count > 120000)
			count = 120000;
		from = eq_date_add_months(end + 1, (int)-count);
		break;
	default:
		EQ_BUG("there is no unit of time %d", length.unit);
	}
	r.from = from < EQ_DATE_MIN ? EQ_DATE_MIN : (eq_date)from;
	return r;
}
