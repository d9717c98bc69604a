/* foresee.h - over which windows a break-down will ask of its groups. */
#ifndef EQ_ENGINE_FORESEE_H
#define EQ_ENGINE_FORESEE_H

#include "data/scan.h"
#include "engine/run.h"

/* Where windows over the groups of o->scan->by begin and end, by data. `cube` NULL: before the data are read, as if
 * they were complete to the last day that they cover. NULL where that cannot be said. */
const struct eq_cuts *eq_foresee_cuts(const struct eq_program *p, const struct eq_cube *cube,
				      const struct eq_run_options *o, struct eq_arena *arena);
/* Whether the groups of a cube were told apart finely enough. */
bool eq_foresaw(const struct eq_cube *cube, const struct eq_cuts *cuts);

#endif
