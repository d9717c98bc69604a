/* kpis.h - the figures of every KPI. */
#ifndef EQ_ENGINE_KPIS_H
#define EQ_ENGINE_KPIS_H

#include "base/diag.h"
#include "engine/evaluate.h"

/* Fills r->kpis; as-at date, scenarios and timeline are set in `r` already. */
void eq_run_kpis(struct eq_eval *e, struct eq_results *r, struct eq_diags *diags);

#endif
