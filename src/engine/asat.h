/* asat.h - "now": the timeline of a run, and the as-at date where none is given. */
#ifndef EQ_ENGINE_ASAT_H
#define EQ_ENGINE_ASAT_H

#include "engine/evaluate.h"

/* Whole periods over the data, the programme and its horizon. False after reporting. */
bool eq_run_timeline(const struct eq_model *m, const struct eq_cube *cube, eq_date as_at,
		     struct eq_timeline *out, struct eq_diags *diags);

/* The end of the last whole, settled period that every tracked KPI has; *kpi is the one that
 * decided it. -1 when there is no such period. Uses all data: set the as-at lane afterwards. */
int32_t eq_run_default_lane(struct eq_eval *e, uint32_t *kpi);

/* The same before any data are read: for what they cover, as if each KPI had a value in each period of it. */
int32_t eq_run_covered_lane(struct eq_eval *e);

/* The last day for which a source is complete and settled; EQ_DATE_NONE: it has none. */
eq_date eq_run_settled_to(const struct eq_model *m, const struct eq_cube *cube, uint32_t data);

#endif
