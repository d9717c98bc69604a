/* pack_breakdown.h - what all packs say of the parts of a break-down. Private to src/report. */
#ifndef EQ_REPORT_PACK_BREAKDOWN_H
#define EQ_REPORT_PACK_BREAKDOWN_H

#include "engine/results.h"

/* Its values of the dimensions: "North, nursing". In `a`. */
struct eq_text eq_part_label(const struct eq_results *r, const struct eq_part *part,
			     const char *glue, struct eq_arena *a);
/* Whether the running share of part i may be printed: after a hidden part it would give that
 * away. */
bool eq_part_runs(const struct eq_breakdown *b, uint32_t i);

#endif
