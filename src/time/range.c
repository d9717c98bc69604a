/* range.c - ranges of days as people write them on a command line. */
#include "time/range.h"

#include <string.h>

#define MOST_OF_A_LENGTH 366000 /* days, weeks …: more than a thousand years is a slip */

bool eq_month_read(struct eq_text t, struct eq_range *out)
{
	struct eq_date_format format;
	int year, month, day;

	if (!eq_date_format_read(EQ_TEXT("yyyy-mm"), &format) ||
	    !eq_date_read_as(t, &format, &out->to) || out->to == EQ_DATE_NONE)
		return false;
	eq_date_parts(out->to, &year, &month, &day);
	return eq_date_make(year, month, 1, &out->from);
}

static bool fault(struct eq_range_reading *out, enum eq_range_fault what, struct eq_text part)
{
	out->fault = what;
	out->part = part;
	return false;
}

/* Digits and hyphens only, as days and months are written. */
static bool like_a_date(struct eq_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((t.p[i] < '0' || t.p[i] > '9') && t.p[i] != '-')
			return false;
	return t.n == strlen("2024-03");
}

static bool read_day(struct eq_text t, struct eq_fiscal f, struct eq_range *r,
		     struct eq_range_reading *out)
{
	const char *hint;
	int year;

	if (eq_date_read(t, &r->from)) {
		r->to = r->from;
		return r->from != EQ_DATE_NONE || fault(out, EQ_RANGE_NO_SUCH_DAY, t);
	}
	if (eq_month_read(t, r))
		return true;
	if (like_a_date(t) && t.p[4] == '-')
		return fault(out, EQ_RANGE_NO_SUCH_DAY, t);
	if (eq_fiscal_read(t, f, &year, &hint, out->hint)) {
		*r = eq_fiscal_range(f, year);
		return true;
	}
	return fault(out, hint ? EQ_RANGE_FISCAL_YEAR : EQ_RANGE_OTHER_FORM, t);
}

/* "6 weeks", "1 year". */
static bool read_length(struct eq_text t, struct eq_span_of_time *out)
{
	int32_t count = 0;
	size_t n = 0;

	for (; n < t.n && t.p[n] >= '0' && t.p[n] <= '9'; n++)
		if (count <= MOST_OF_A_LENGTH)
			count = count * 10 + (t.p[n] - '0');
	if (!n || !count || count > MOST_OF_A_LENGTH)
		return false;
	t = eq_text_trim((struct eq_text){t.p + n, t.n - n});
	for (int unit = EQ_DAY; unit <= EQ_YEAR; unit++) {
		struct eq_grain g = {(uint8_t)unit, 0};

		if (eq_text_is(t, eq_grain_word(g, true)) ||
		    eq_text_is(t, eq_grain_word(g, false))) {
			*out = (struct eq_span_of_time){count, (uint8_t)unit};
			return true;
		}
	}
	return false;
}

/* Where the word "to" stands by itself; t.n where it does not. */
static size_t find_to(struct eq_text t)
{
	for (size_t i = 1; i + 3 < t.n; i++)
		if (memcmp(t.p + i - 1, " to ", 4) == 0)
			return i;
	return t.n;
}

bool eq_range_read(struct eq_text t, struct eq_fiscal f, struct eq_range_reading *out)
{
	size_t to;
	struct eq_text first, second;
	struct eq_span_of_time length;
	struct eq_range from, until;

	*out = (struct eq_range_reading){.fault = EQ_RANGE_FINE};
	t = eq_text_trim(t);
	to = find_to(t);
	if (to == t.n)
		return read_day(t, f, &out->range, out);
	first = eq_text_trim((struct eq_text){t.p, to});
	second = eq_text_trim((struct eq_text){t.p + to + 2, t.n - to - 2});
	if (!read_day(second, f, &until, out))
		return false;
	if (read_length(first, &length)) {
		out->range = eq_range_trailing(until.to, length);
		return true;
	}
	if (!read_day(first, f, &from, out))
		return false;
	out->range = (struct eq_range){from.from, until.to};
	return from.from <= until.to || fault(out, EQ_RANGE_BACKWARDS, t);
}
