/* decode_dates.h - a form of dates whose digits all have their places. See decode_dates.c. */
#ifndef EQ_DATA_DECODE_DATES_H
#define EQ_DATA_DECODE_DATES_H

#include "data/decode_parts.h"

#define EQ_DATE_SHAPE_MONTHS ((EQ_CELL_LAST_YEAR - EQ_CELL_FIRST_YEAR + 1) * 12)

struct eq_date_shape {
	uint32_t n; /* bytes of a cell */
	/* Byte by byte, two words: 0 for a digit, or what stands there; 6 for a digit; and which bits must
	 * be 0 then. */
	uint64_t look[2], add[2], check[2];
	uint8_t year, month, day; /* where they begin */
	bool short_year, has_day;
	int32_t first[EQ_DATE_SHAPE_MONTHS + 1]; /* days of the months */
};

#endif
