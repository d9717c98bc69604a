/* alert_members.h - what lies behind an alert that is raised: each KPI that it is about before and now, and
 * the members of each dimension of its data, those with most of the change first.
 *
 * Which dimensions are asked for is known only when an alert is raised, so that the sources concerned are
 * then read once more for each. Runs in which nothing alerts read nothing twice. */
#ifndef EQ_ENGINE_ALERT_MEMBERS_H
#define EQ_ENGINE_ALERT_MEMBERS_H

#include "data/scan.h"
#include "engine/evaluate.h"

/* Fills the KPIs of r->alerts; `e` is at the as-at date. `scan` says how the data were read. */
void eq_run_alert_members(struct eq_eval *e, struct eq_results *r,
			  const struct eq_scan_options *scan, const struct eq_sources *sources);

#endif
