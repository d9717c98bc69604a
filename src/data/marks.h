/* marks.h - the marks of a rating whose judgements stand in rows: a change, a date and a level of
 * the rating's scale. A change is judged once a day. */
#ifndef EQ_DATA_MARKS_H
#define EQ_DATA_MARKS_H

#include "data/scanning.h"

struct eq_mark_found {
	uint32_t change, level; /* a code; a number */
	eq_date on;
};
/* One rating while its source is read. */
struct eq_marking {
	uint32_t rating;
	const struct eq_rating_scale *scale;
	struct eq_row_program where;
	struct eq_column where_made; /* of the batch */
	uint32_t *level_codes;       /* by level, in the dictionary of the source */
	struct eq_repeats seen;      /* change and day */
	EQ_VEC(struct eq_mark_found) all;
};

void eq_marking_init(struct eq_marking *m, struct eq_scanning *s, uint32_t rating);
void eq_marking_release(struct eq_marking *m);
/* Takes the mark of a lane, if it has one. False after reporting: a level outside the scale, no
 * change, or a second mark for one change and day. */
bool eq_marking_take(struct eq_marking *m, struct eq_scanning *s, uint32_t lane);
/* The marks by change, then date. */
void eq_marking_finish(const struct eq_marking *m, const struct eq_scanning *s,
		       struct eq_cube *cube);

#endif
