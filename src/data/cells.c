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
	if (starts_with(rest, "\xC2\xA3") || starts_with(rest, "\xE2\x82\xAC") ||
	    starts_with(rest, "$"))
		return EQ_CELL_CURRENCY;
	if (rest.n && is_digit(cell.p[0]) && (rest.p[0] == 'e' || rest.p[0] == 'E'))
		return EQ_CELL_EXPONENT;
	return EQ_CELL_NOT_NUMBER;
}

/* ( … ): what a spreadsheet shows for a minus. */
static bool take_brackets(struct eq_text *t)
{
	if (t->n < 3 || t->p[0] != '(' || t->p[t->n - 1] != ')')
		return false;
	*t = eq_cell_trim((struct eq_text){t->p + 1, t->n - 2});
	return true;
}

static bool take_currency(struct eq_text *t, struct eq_text currency)
{
	if (!currency.n || t->n < currency.n || memcmp(t->p, currency.p, currency.n) != 0)
		return false;
	*t = eq_cell_trim((struct eq_text){t->p + currency.n, t->n - currency.n});
	return true;
}

/* Takes sign, brackets and currency in the orders that people write: -£5, £-5, (£5), £(5), -5.
 * Whether they make the number negative. */
static bool take_signs(struct eq_text *t, struct eq_text currency)
{
	bool brackets = take_brackets(t);
	bool negative = !brackets && take_minus(t);
	bool sign = brackets || negative || take(t, "+");

	if (take_currency(t, currency) && !sign) {
		negative = take_brackets(t) || take_minus(t);
		(void)(negative || take(t, "+"));
	}
	return brackets || negative;
}

enum eq_cell_fault eq_cell_number(struct eq_text cell, struct eq_cell_signs signs,
				  struct eq_cell_number *out)
{
	struct eq_text t = cell;
	bool negative = take_signs(&t, signs.currency);
	__uint128_t digits = 0;
	unsigned significant = 0,
		 decimals = 0;        /* digits from the first that is not 0; after the point */
	unsigned group = 0, seen = 0; /* digits since the last comma; in all */
	bool commas = false, point = false, crooked = false, percent;
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
	struct eq_text rest = {t.p + k, t.n - k};

	percent = seen && rest.n && eq_text_is(eq_cell_trim(rest), "%");
	if ((rest.n && !percent) || !seen)
		return number_fault(cell, rest);
	if (crooked || (commas && !point && group != 3))
		return EQ_CELL_COMMAS;
	if (percent && !signs.percent)
		return EQ_CELL_PERCENT;
	if (percent)
		decimals += 2;
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

/* ---- dates ---- */

static size_t take_run(struct eq_text *t)
{
	size_t n = 0;

	while (n < t->n && is_digit(t->p[n]))
		n++;
	t->p += n;
	t->n -= n;
	return n;
}

static bool take_two(struct eq_text *t, size_t least)
{
	size_t n = take_run(t);

	return n >= least && n <= 2;
}

/* hh:mm, hh:mm:ss, fractions of a second, then Z or the distance from it. */
static bool is_time(struct eq_text t)
{
	if (!take_two(&t, 1) || !take(&t, ":") || !take_two(&t, 2))
		return false;
	if (take(&t, ":") && (!take_two(&t, 2) || (take(&t, ".") && take_run(&t) == 0)))
		return false;
	if (take(&t, "Z") || t.n == 0)
		return t.n == 0;
	if (!take(&t, "+") && !take(&t, "-"))
		return false;
	if (!take_two(&t, 2))
		return false;
	(void)take(&t, ":");
	return take_two(&t, 2) && t.n == 0;
}

/* The cell without the time of the day behind its date. */
static struct eq_text without_time(struct eq_text cell)
{
	size_t colon = 0, at;

	while (colon < cell.n && cell.p[colon] != ':')
		colon++;
	if (colon == cell.n)
		return cell;
	for (at = colon; at > 0 && is_digit(cell.p[at - 1]); at--)
		;
	if (at < 2 || (cell.p[at - 1] != ' ' && cell.p[at - 1] != 'T') ||
	    !is_time((struct eq_text){cell.p + at, cell.n - at}))
		return cell;
	return eq_cell_trim((struct eq_text){cell.p, at - 1});
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
	    !eq_date_read_as(without_time(cell), format, &d) &&
	    !(or_month && eq_date_format_read(EQ_TEXT("yyyy-mm"), &month) &&
	      eq_date_read_as(cell, &month, &d)))
		return is_day_number(cell) ? EQ_CELL_DAY_NUMBER : EQ_CELL_NOT_DATE;
	if (d == EQ_DATE_NONE)
		return format->parts[0].part == EQ_PART_DAY_NUMBER ? EQ_CELL_DAY_EARLY
								   : EQ_CELL_NO_DAY;
	int year, m, day;
	eq_date_parts(d, &year, &m, &day);
	if (year < EQ_CELL_FIRST_YEAR || year > EQ_CELL_LAST_YEAR)
		return EQ_CELL_YEAR;
	*out = d;
	return EQ_CELL_FITS;
}

static bool fits_form(struct eq_text cell, const char *form)
{
	struct eq_date_format f;
	eq_date day;

	return form && eq_date_format_read(eq_text_of(form), &f) &&
	       eq_cell_date(cell, &f, false, &day) == EQ_CELL_FITS;
}

/* Day first, and beside it what the same cell could be with the month first. */
static const char *const forms[EQ_CELL_DATE_FORMS][2] = {
	{"yyyy-mm-dd", NULL},
	{"dd/mm/yyyy", "mm/dd/yyyy"},
	{"d/m/yyyy", "m/d/yyyy"},
	{"dd/mm/yy", "mm/dd/yy"},
	{"d/m/yy", "m/d/yy"},
	{"dd-mmm-yy", NULL},
	{"d-mmm-yy", NULL},
	{"dd-mmm-yyyy", NULL},
	{"d-mmm-yyyy", NULL},
	{"d mmm yyyy", NULL},
	{"d mmm yy", NULL},
	{"dd.mm.yyyy", "mm.dd.yyyy"},
	{"d.m.yyyy", "m.d.yyyy"},
	{"d.m.yy", "m.d.yy"},
	{"dd-mm-yyyy", "mm-dd-yyyy"},
	{"d-m-yyyy", "m-d-yyyy"},
	{"dd-mm-yy", "mm-dd-yy"},
	{"yyyy/mm/dd", NULL},
	{"yyyy-mm", NULL},
	{"mmm-yy", NULL},
	{"mmm yyyy", NULL},
	{"mmm-yyyy", NULL},
};

const char *eq_cell_date_form_at(size_t k, bool month_first)
{
	return forms[k][month_first];
}

const char *eq_cell_date_form(struct eq_text cell, const char **other)
{
	*other = NULL;
	if (is_day_number(cell))
		return "excel";
	for (size_t i = 0; i < EQ_CELL_DATE_FORMS; i++) {
		bool first = fits_form(cell, forms[i][0]), second = fits_form(cell, forms[i][1]);

		if (!first && !second)
			continue;
		if (first && second)
			*other = forms[i][1];
		return forms[i][first ? 0 : 1];
	}
	return NULL;
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
		case EQ_PART_DAY_NUMBER:
			eq_buf_adds(out, "a spreadsheet's day number, such as 45321");
			break;
		case EQ_PART_END:
			break;
		}
	}
}

static void write_date(const struct eq_date_format *f, struct eq_buf *out)
{
	if (f->parts[0].part != EQ_PART_DAY_NUMBER)
		eq_buf_adds(out, "a date as ");
	write_format(f, out);
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
		eq_buf_adds(out, "a number without %: this column has a unit, and a percentage "
				 "is a plain number");
		break;
	case EQ_CELL_CURRENCY:
		eq_buf_adds(out,
			    "a number without a currency sign, or with that of the column's unit");
		break;
	case EQ_CELL_DIGITS:
		eq_buf_addf(out, "a number of at most %d digits", EQ_DEC_DIGITS);
		break;
	case EQ_CELL_NOT_DATE:
		write_date(format, out);
		break;
	case EQ_CELL_DAY_NUMBER:
		write_date(format, out);
		eq_buf_adds(out, ", not a spreadsheet's day number");
		break;
	case EQ_CELL_DAY_EARLY:
		eq_buf_addf(out,
			    "a day number from %d, 1900-03-01: spreadsheets disagree about "
			    "those before it",
			    EQ_DAY_NUMBER_FIRST);
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
