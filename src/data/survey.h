/* survey.h - what a data file holds, for somebody who has to declare it: where its rows are, what
 * its columns are, how its dates lie in time, and what is doubtful.
 *
 * Everything is a finding or a guess; nothing that is found here enters a figure. The file is read
 * several times, a row at a time; what is kept of it is capped, so that memory follows the number
 * of columns and days and not that of rows. */
#ifndef EQ_DATA_SURVEY_H
#define EQ_DATA_SURVEY_H

#include "data/cells.h"
#include "data/csv.h"
#include "model/model.h"

#define EQ_SURVEY_DISTINCT 1000 /* distinct cells kept of a column */
#define EQ_SURVEY_SHOWN 5       /* of anything that can be many */

enum eq_survey_kind {
	EQ_SURVEY_EMPTY,
	EQ_SURVEY_WHOLE,
	EQ_SURVEY_DECIMAL,
	EQ_SURVEY_MONEY,
	EQ_SURVEY_PERCENT,
	EQ_SURVEY_DATE,
	EQ_SURVEY_ID,        /* numbers or texts that name a case, not an amount */
	EQ_SURVEY_DIMENSION, /* few texts, many times */
	EQ_SURVEY_TEXT
};

/* A cell that is not of its column's kind, and how often it stands there. */
struct eq_survey_misfit {
	struct eq_text cell;
	uint64_t line, n;
};

struct eq_survey_column {
	struct eq_text header;
	bool usable;         /* its header names it, and it alone */
	uint8_t kind;        /* enum eq_survey_kind */
	uint64_t n, missing; /* cells with something in them, and without */

	/* The first reading: how many cells could be what. */
	uint64_t as_date[EQ_CELL_DATE_FORMS][2], as_excel, as_number, as_money, as_percent,
		as_decimal, as_long_code;
	bool no_date[EQ_CELL_DATE_FORMS][2]; /* too many are not */
	struct eq_text currency;             /* the sign that was met, or empty */
	struct eq_symbols distinct;          /* up to EQ_SURVEY_DISTINCT */
	bool many;                           /* there are more */

	/* The second one, of the kind that it is. */
	const char *form,
		*other_form; /* DATE; other_form where its days and months cannot be told */
	struct eq_date_format format;
	eq_date first, last;
	struct eq_dec least, most;
	uint64_t numbers, zeros, negatives, first_negative; /* the last a line */
	EQ_VEC(struct eq_survey_misfit) misfits; /* up to EQ_SURVEY_SHOWN different ones */
	uint64_t n_misfits;
};

enum eq_survey_grain {
	EQ_SURVEY_NO_DATES,
	EQ_SURVEY_DAILY,
	EQ_SURVEY_WEEKLY,
	EQ_SURVEY_MONTHLY,
	EQ_SURVEY_EVENTS
};
/* 0 on one day between large values. */
struct eq_survey_zero {
	uint32_t column, series;
	eq_date day;
	struct eq_dec before, after;
	uint32_t others; /* series that have one on the same day */
};
struct eq_survey_repeat {
	eq_date day;
	uint64_t line, first;
};

struct eq_survey {
	struct eq_arena arena;
	struct eq_text path;
	uint8_t encoding; /* enum eq_encoding */
	bool has_mark;    /* of UTF-8 */
	char separator;
	uint32_t skip; /* lines above the header */
	uint64_t header_line;
	bool unnamed; /* it does not look like names */
	uint64_t rows;
	uint64_t footer_line; /* the first line below the rows; 0: there is none */
	struct eq_text
		until; /* what its first cell begins with, or empty: it cannot be told apart */
	uint64_t odd, first_odd; /* rows of another kind among the others; a line */
	struct eq_survey_column *columns;
	uint32_t n_columns;

	uint32_t date, end; /* columns, or UINT32_MAX: none */
	uint8_t grain;      /* enum eq_survey_grain */
	uint8_t week_end;
	uint64_t days; /* distinct ones */
	int32_t *gaps; /* periods without a row, up to EQ_SURVEY_SHOWN */
	uint64_t n_gaps;
	eq_date other_weekdays[EQ_SURVEY_SHOWN];
	uint64_t n_other_weekdays; /* distinct days */
	struct eq_survey_repeat repeats[EQ_SURVEY_SHOWN];
	uint64_t n_repeats;
	uint64_t ends_before; /* rows of spells whose end is before their start */
	uint64_t first_end_before;
	uint64_t rows_without_date;
	EQ_VEC(struct eq_survey_zero) zeros; /* a day and column once, the most telling first */
	uint64_t n_zeros;
	EQ_VEC(struct eq_text) series; /* what a series is called: "RH5", "RH5, Home" */
};

/* False after reporting. `encoding`: enum eq_encoding, or -1: found. */
bool eq_survey_read(struct eq_survey *p, struct eq_text path, int encoding, struct eq_diags *diags);
void eq_survey_release(struct eq_survey *p);

struct eq_grain eq_survey_periods(const struct eq_survey *p); /* of its grain; EVENTS: days */

/* ---- shared by the files that read a survey ---- */

/* Opens the rows: the header line is read, and handed on. NULL after reporting. */
struct eq_csv *eq_survey_open(const struct eq_survey *p, struct eq_csv_record *header,
			      struct eq_diags *diags);
/* The next row that is not empty, up to the footer: 1, 0 at the end, -1 after reporting. */
int eq_survey_next(const struct eq_survey *p, struct eq_csv *c, struct eq_csv_record *row);
/* Whether it has the form of a row of the table at all. */
bool eq_survey_is_row(const struct eq_survey *p, const struct eq_csv_record *row);
enum eq_cell_fault eq_survey_number(struct eq_text cell, struct eq_dec *out);
bool eq_survey_is_number(const struct eq_survey_column *c); /* by its kind */
/* survey_head.c: encoding, separator, the header's line. */
bool eq_survey_read_head(struct eq_survey *p, int encoding, struct eq_diags *diags);
/* survey_columns.c: what each column is, and what it holds. */
bool eq_survey_read_columns(struct eq_survey *p, struct eq_diags *diags);
bool eq_survey_measure_columns(struct eq_survey *p, struct eq_diags *diags);
/* survey_time.c */
bool eq_survey_read_time(struct eq_survey *p, struct eq_diags *diags);

#endif
