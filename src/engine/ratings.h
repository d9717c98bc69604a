/* ratings.h - what is judged, not measured: the level of each change, and how many changes stand
 * high enough. */
#ifndef EQ_ENGINE_RATINGS_H
#define EQ_ENGINE_RATINGS_H

#include "data/cube.h"
#include "engine/results.h"

/* Fills r->ratings, from marks in the programme's text or in rows. The latest mark of a change by
 * the as-at date counts. */
void eq_run_ratings(const struct eq_cube *cube, struct eq_results *r);

#endif
