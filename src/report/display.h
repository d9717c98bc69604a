/* display.h - numbers as people read them: £53,503, £16.3m, 11.3, 71.7%.
 *
 * The last step before paper. Rounds half away from zero, as finance expects, once, from the
 * unrounded value; nothing that is printed here is ever calculated with. */
#ifndef EQ_REPORT_DISPLAY_H
#define EQ_REPORT_DISPLAY_H

#include "engine/results.h"

#define EQ_DISPLAY_MISSING "-"

/* Whole pounds below 100,000 (£53,503), whole thousands below a million (£104k), then one
 * decimal (£16.3m, £1.2bn); pence for less than £10, so that no amount reads as nothing. The
 * step is that of the rounded amount: £99,999.60 is £100k. `code` is the currency's ISO code. */
void eq_display_money(struct eq_buf *out, struct eq_dec v, struct eq_text code);
/* With thousands commas, to `places` decimals; no sign on a zero. */
void eq_display_decimal(struct eq_buf *out, struct eq_dec v, int places);

/* How the numbers of one row are shown, all alike so that they can be compared. */
enum eq_look { EQ_LOOK_NUMBER, EQ_LOOK_PERCENT, EQ_LOOK_MONEY };
struct eq_display {
	uint8_t look; /* enum eq_look */
	int places;   /* NUMBER and PERCENT; MONEY: decimals, or -1 for eq_display_money() */
	char code[4]; /* MONEY: the currency */
};
/* Decides it from all the numbers of the row (missing ones do not count). None where all are
 * whole or the largest is 100 or more; one decimal down to 1; below 1, two digits that say
 * something (0.71, 0.024). `percent` is for plain numbers that are shares: one decimal, or none
 * where all are whole. */
struct eq_display eq_display_choose(const struct eq_units *units, uint32_t unit, bool percent,
				    const struct eq_number *const *numbers, size_t n);
/* The number, or "-" when it is missing. */
void eq_display_number(struct eq_buf *out, const struct eq_display *d, const struct eq_number *v);
/* The unit in words as far as the number does not say it: "placements per week"; for money
 * what comes after the currency, "per year"; "" for plain numbers. */
void eq_display_unit(struct eq_buf *out, const struct eq_units *units, uint32_t unit);
/* One quantity by itself: "£10.0m per year", "72 people", "71.7%". */
void eq_display_quantity(struct eq_buf *out, const struct eq_units *units, uint32_t unit,
			 bool percent, const struct eq_number *v);
/* The same with every decimal that it has, up to `most`: £12,345.678 per week. */
void eq_display_in_full(struct eq_buf *out, const struct eq_units *units, uint32_t unit, int most,
			const struct eq_number *v);

#endif
