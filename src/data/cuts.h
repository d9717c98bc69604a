/* cuts.h - the days at which a window over groups of rows may begin, or have ended: between two of them no day of a
 * group need be told from another.
 *
 * Groups may be very many, and windows few. Where the windows are known before the rows are read, and what
 * is asked of the rows adds up, a group has a cell for each interval between two cuts, not for each of its days. */
#ifndef EQ_DATA_CUTS_H
#define EQ_DATA_CUTS_H

#include "model/model.h"

struct eq_cuts {
	const eq_date *at; /* [n], in order, each once */
	uint32_t n;
};

/* How many cuts there are up to a day: the number of the interval that it is in. */
uint32_t eq_cuts_interval(const struct eq_cuts *c, eq_date day);
bool eq_cuts_has(const struct eq_cuts *c, eq_date day);
/* Whether each cut of `part` is one of `c`. */
bool eq_cuts_cover(const struct eq_cuts *c, const struct eq_cuts *part);
/* Whether the rows of a source may be told apart by intervals only: what has one row per period, levels, members and spells
 * that are open need their days, and only sums and counts add up. */
bool eq_cuts_serve(const struct eq_model *m, uint32_t data);

/* Days that are noted as they come, to be made cuts. */
struct eq_cuts_noted {
	EQ_VEC(eq_date) days;
	size_t settled; /* in order, each once, up to here */
};
void eq_cuts_note(struct eq_cuts_noted *c, eq_date day);
/* In the arena; the notes are released. */
struct eq_cuts eq_cuts_of(struct eq_cuts_noted *c, struct eq_arena *arena);

#endif
