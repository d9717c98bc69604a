/* cells.c - cells to values. See cells.h. */
#include "data/cells.h"

#include <string.h>

#define SHOWN_CHARACTERS 40

static bool starts_with(struct eq_text t, const char *prefix)
{
	size_t n = strlen(prefix);

	return t.n >= n && memcmp(t.p, prefix, n) == 0;
}

static bool take(struct eq_text *t, const char *prefix)
{
	size_t n = strlen(prefix);

	if (!starts_with(*t, prefix))
		return false;
	t->p += n;
	t->n -= n;
	return true;
}

struct eq_text eq_cell_trim(struct eq_text cell)
{
	while (take(&cell, " ") || take(&cell, "\t") || take(&cell, "\xC2\xA0"))
		;
	for (;;) {
		if (cell.n && (cell.p[cell.n - 1] == ' ' || cell.p[cell.n - 1] == '\t'))
			cell.n--;
		else if (cell.n >= 2 && memcmp(cell.p + cell.n - 2, "\xC2\xA0", 2) == 0)
			cell.n -= 2;
		else
			return cell;
	}
}

bool eq_cell_is_missing(struct eq_text cell, const struct eq_text *own, uint32_t n_own)
{
	static const char *const built_in[] = {"NA", "N/A", "n/a", "-", "\xE2\x80\x93", ".."};

	if (cell.n == 0)
		return true;
	if (cell.n <= 3)
		for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
			if (eq_text_is(cell, built_in[i]))
				return true;
	for (uint32_t i = 0; i < n_own; i++)
		if (eq_text_eq(cell, own[i]))
			return true;
	return false;
}

/* Minus as it is typed, and as it is pasted from a document. */
static bool take_minus(struct eq_text *t)
{
	return take(t, "-") || take(t, "\xE2\x88\x92") || take(t, "\xE2\x80\x93");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool any_digit(struct eq_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (is_digit(t.p[i]))
			return true;
	return false;
}

/* Why a text that is not a number is not one. `rest` begins with what cannot stand there. */
static enum eq_cell_fault number_fault(struct eq_text cell, struct eq_text rest)
{
	if (!any_digit(cell))
		return EQ_CELL_NOT_NUMBER;
	if (cell.p[0] == '(' && cell.p[cell.n - 1] == ')')
		return EQ_CELL_BRACKETS;
	if (starts_with(rest, "\xC2\xA3") || starts_with(rest, "\xE2\x82\xAC") ||
	    starts_with(rest, "$"))
		return EQ_CELL_CURRENCY;
	if (rest.n && is_digit(cell.p[0]) && (rest.p[0] == 'e' || rest.p[0] == 'E'))
		return EQ_CELL_EXPONENT;
	if (rest.n && eq_text_is(eq_cell_trim(rest), "%"))
		return EQ_CELL_PERCENT;
	return EQ_CELL_NOT_NUMBER;
}

enum eq_cell_fault eq_cell_number(struct eq_text cell, struct eq_text currency,
				  struct eq_cell_number *out)
{
	struct eq_text t = cell;
	bool negative = take_minus(&t);
	bool sign = negative || take(&t, "+");

	if (currency.n && t.n >= currency.n && memcmp(t.p, currency.p, currency.n) == 0) {
		t.p += currency.n;
		t.n -= currency.n;
		if (!sign) { /* £-5 */
			negative = take_minus(&t);
			(void)(negative || take(&t, "+"));
		}
	}

	__uint128_t digits = 0;
	unsigned significant = 0,
		 decimals = 0;        /* digits from the first that is not 0; after the point */
	unsigned group = 0, seen = 0; /* digits since the last comma; in all */
	bool commas = false, point = false, crooked = false;
	bool zero_first = t.n && t.p[0] == '0';
	size_t k = 0;

	for (; k < t.n; k++) {
		char c = t.p[k];

		if (is_digit(c)) {
			if (significant || c != '0')
				significant++;
			if (significant > EQ_DEC_DIGITS || decimals > EQ_DEC_DIGITS)
				continue; /* refused below, once the whole is known to be a number */
			digits = digits * 10 + (unsigned)(c - '0');
			seen = 1;
			if (point)
				decimals++;
			else
				group++;
		} else if (c == ',') {
			/* 0,125 is a decimal comma, not a group of thousands. */
			crooked |= point || group == 0 || group > 3 || (commas && group != 3) ||
				   (!commas && zero_first);
			commas = true;
			group = 0;
		} else if (c == '.' && !point) {
			crooked |= commas && group != 3;
			point = true;
		} else {
			break;
		}
	}
	if (k < t.n || !seen)
		return number_fault(cell, (struct eq_text){t.p + k, t.n - k});
	if (crooked || (commas && !point && group != 3))
		return EQ_CELL_COMMAS;
	if (significant > EQ_DEC_DIGITS || decimals > EQ_DEC_DIGITS)
		return EQ_CELL_DIGITS;
	*out = (struct eq_cell_number){.wide = significant > 18 || decimals > 18};
	if (out->wide) {
		unsigned flags = 0;
		__int128_t v = (__int128_t)digits; /* below 10^34: there is room for the sign */

		out->d = eq_dec_scaled128(negative ? -v : v, (int)decimals, &flags);
	} else {
		out->i = negative ? -(int64_t)digits : (int64_t)digits;
		out->scale = (uint8_t)decimals;
	}
	return EQ_CELL_FITS;
}

/* Five digits are how a spreadsheet counts the days from 1927 to 2173. */
static bool is_day_number(struct eq_text cell)
{
	if (cell.n != 5)
		return false;
	for (size_t i = 0; i < cell.n; i++)
		if (!is_digit(cell.p[i]))
			return false;
	return true;
}

enum eq_cell_fault eq_cell_date(struct eq_text cell, const struct eq_date_format *format,
				bool or_month, eq_date *out)
{
	struct eq_date_format month;
	eq_date d;

	if (!eq_date_read_as(cell, format, &d) &&
	    !(or_month && eq_date_format_read(EQ_TEXT("yyyy-mm"), &month) &&
	      eq_date_read_as(cell, &month, &d)))
		return is_day_number(cell) ? EQ_CELL_DAY_NUMBER : EQ_CELL_NOT_DATE;
	if (d == EQ_DATE_NONE)
		return EQ_CELL_NO_DAY;
	int year, m, day;
	eq_date_parts(d, &year, &m, &day);
	if (year < EQ_CELL_FIRST_YEAR || year > EQ_CELL_LAST_YEAR)
		return EQ_CELL_YEAR;
	*out = d;
	return EQ_CELL_FITS;
}

/* The pattern again: "dd/mm/yyyy". A part's text is the number of its letters, as it was read. */
static void write_format(const struct eq_date_format *f, struct eq_buf *out)
{
	for (size_t i = 0; f->parts[i].part != EQ_PART_END; i++) {
		size_t letters = (size_t)f->parts[i].text;

		switch ((enum eq_date_part)f->parts[i].part) {
		case EQ_PART_DAY:
			eq_buf_fill(out, 'd', letters);
			break;
		case EQ_PART_MONTH:
		case EQ_PART_MONTH_NAME:
			eq_buf_fill(out, 'm', letters);
			break;
		case EQ_PART_YEAR2:
		case EQ_PART_YEAR4:
			eq_buf_fill(out, 'y', letters);
			break;
		case EQ_PART_TEXT:
			eq_buf_addc(out, f->parts[i].text);
			break;
		case EQ_PART_END:
			break;
		}
	}
}

void eq_cell_expected(enum eq_cell_fault fault, const struct eq_date_format *format,
		      struct eq_buf *out)
{
	switch (fault) {
	case EQ_CELL_FITS:
		break;
	case EQ_CELL_NOT_NUMBER:
		eq_buf_adds(out, "a number such as 1250.5");
		break;
	case EQ_CELL_COMMAS:
		eq_buf_adds(out,
			    "a number whose commas stand between groups of three digits, as in "
			    "1,250.50");
		break;
	case EQ_CELL_EXPONENT:
		eq_buf_adds(out,
			    "a number written in full: with an exponent (E) digits may have been "
			    "lost");
		break;
	case EQ_CELL_PERCENT:
		eq_buf_adds(out, "a plain number: 34.9% is written 0.349");
		break;
	case EQ_CELL_BRACKETS:
		eq_buf_adds(out, "a plain number: (264.53) is written -264.53");
		break;
	case EQ_CELL_CURRENCY:
		eq_buf_adds(out,
			    "a number without a currency sign, or with that of the column's unit");
		break;
	case EQ_CELL_DIGITS:
		eq_buf_addf(out, "a number of at most %d digits", EQ_DEC_DIGITS);
		break;
	case EQ_CELL_NOT_DATE:
		eq_buf_adds(out, "a date as ");
		write_format(format, out);
		break;
	case EQ_CELL_DAY_NUMBER:
		eq_buf_adds(out, "a date as ");
		write_format(format, out);
		eq_buf_adds(out, ", not a spreadsheet's day number");
		break;
	case EQ_CELL_NO_DAY:
		eq_buf_adds(out, "a day that exists");
		break;
	case EQ_CELL_YEAR:
		eq_buf_addf(out, "a year from %d to %d", EQ_CELL_FIRST_YEAR, EQ_CELL_LAST_YEAR);
		break;
	}
}

void eq_cell_show(struct eq_text cell, struct eq_buf *out)
{
	size_t characters = 0;

	for (size_t i = 0; i < cell.n; i++) {
		unsigned char b = (unsigned char)cell.p[i];

		if ((b & 0xC0) != 0x80 && characters++ == SHOWN_CHARACTERS) {
			eq_buf_adds(out, "\xE2\x80\xA6");
			return;
		}
		eq_buf_addc(out, b < 0x20 || b == 0x7F ? ' ' : cell.p[i]);
	}
}
