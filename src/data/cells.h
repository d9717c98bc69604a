/* cells.h - one cell of a data file to a typed value, or the reason why it does not fit.
 *
 * Nothing is guessed: a cell that could mean two things is refused, and the reader of the
 * message is told what to write. Cells come trimmed by eq_cell_trim(). */
#ifndef EQ_DATA_CELLS_H
#define EQ_DATA_CELLS_H

#include "number/decimal.h"
#include "time/date.h"

enum eq_cell_fault {
	EQ_CELL_FITS,
	EQ_CELL_NOT_NUMBER,
	EQ_CELL_COMMAS,   /* commas that do not group by three */
	EQ_CELL_EXPONENT, /* 1.2E+05 */
	EQ_CELL_PERCENT,  /* 34.9% in a column that has a unit */
	EQ_CELL_CURRENCY, /* a currency sign that the column's unit does not have */
	EQ_CELL_DIGITS,   /* more digits than a number has */
	EQ_CELL_NOT_DATE,
	EQ_CELL_DAY_NUMBER, /* 45321: a spreadsheet's day number */
	EQ_CELL_DAY_EARLY,  /* a spreadsheet's day number that spreadsheets disagree about */
	EQ_CELL_NO_DAY,     /* 2023-02-30 */
	EQ_CELL_YEAR        /* outside 1900 to 2199: a slip */
};
#define EQ_CELL_FIRST_YEAR 1900
#define EQ_CELL_LAST_YEAR 2199

/* Without spaces, tabs and no-break spaces at both ends. */
struct eq_text eq_cell_trim(struct eq_text cell);
/* Empty, NA, N/A, n/a, -, –, .. or one of `own`. */
bool eq_cell_is_missing(struct eq_text cell, const struct eq_text *own, uint32_t n_own);

/* A number: i × 10^-scale where it has at most 18 digits and 18 decimals, else d. */
struct eq_cell_number {
	bool wide;
	uint8_t scale;
	int64_t i;
	struct eq_dec d; /* when wide */
};
/* What numbers of a column may carry. */
struct eq_cell_signs {
	struct eq_text currency; /* "£", or empty */
	bool percent;            /* 34.9% is 0.349 */
};
/* [sign] [currency] digits [. digits] [%]; brackets, inside the sign of currency or around it, stand
 * for a minus. Thousands commas are allowed where they group by three. */
enum eq_cell_fault eq_cell_number(struct eq_text cell, struct eq_cell_signs signs,
				  struct eq_cell_number *out);
/* A date in `format`, with or without a time of the day, which is not used; with `or_month` also
 * yyyy-mm, which means the month's last day. */
enum eq_cell_fault eq_cell_date(struct eq_text cell, const struct eq_date_format *format,
				bool or_month, eq_date *out);
/* How a cell that is no date in its column's format may have to be declared: "yyyy-mm-dd",
 * "dd/mm/yyyy", "excel", …; NULL where it is no date at all. `other` is the second way to read it,
 * where the order of day and month cannot be told, or NULL. */
const char *eq_cell_date_form(struct eq_text cell, const char **other);
/* The forms that are tried, in their order; NULL where the month cannot come first. */
#define EQ_CELL_DATE_FORMS 22
const char *eq_cell_date_form_at(size_t k, bool month_first);

/* "a number such as 1250.5", "a date as dd/mm/yyyy": what would have fitted. `format` is for
 * dates. */
void eq_cell_expected(enum eq_cell_fault fault, const struct eq_date_format *format,
		      struct eq_buf *out);
/* The cell as written, for a message: line ends as spaces, cut after 40 characters. */
void eq_cell_show(struct eq_text cell, struct eq_buf *out);

#endif
