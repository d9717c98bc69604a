/* workstreams.h - each workstream's run-rate against its target and stretch. */
#ifndef EQ_ENGINE_WORKSTREAMS_H
#define EQ_ENGINE_WORKSTREAMS_H

#include "engine/evaluate.h"

/* Fills r->workstreams, from totals that are there already. A dated target is the one of now. */
void eq_run_workstreams(struct eq_eval *e, struct eq_results *r);

#endif
