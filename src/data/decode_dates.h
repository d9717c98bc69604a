/* decode_dates.h - a form of dates whose digits all have their places. See decode_dates.c. */
#ifndef EQ_DATA_DECODE_DATES_H
#define EQ_DATA_DECODE_DATES_H

#include "data/decode_parts.h"

#define EQ_DATE_SHAPE_MONTHS ((EQ_CELL_LAST_YEAR - EQ_CELL_FIRST_YEAR + 1) * 12)
#define EQ_DATE_SHAPE_FIRST (EQ_CELL_FIRST_YEAR * 12 + 1) /* as year * 12 + month */

struct eq_date_shape {
	uint32_t n; /* bytes of a cell */
	/* Byte by byte, two words: a zero for a digit, or what stands there; 6 for a digit, to add
	 * to its difference from that; and which bits must be 0 then. */
	uint64_t look[2], add[2], check[2];
	/* The same for vectors: the most that a difference can be; and which bytes are the eight
	 * digits of year, month and day: 128 for none. */
	uint64_t most[2], order[2];
	uint8_t year, month, day; /* where they begin */
	bool short_year, has_day;
	int32_t first[EQ_DATE_SHAPE_MONTHS + 1]; /* days of the months */
};

/* The days of a handful, 0 for those that are unusual, whose bits are returned. For years of four
 * digits. */
uint64_t eq_dates_avx512(const struct eq_date_shape *shape, const struct eq_handful *h,
			 int32_t *to);

#endif
