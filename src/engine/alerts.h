/* alerts.h - early warning: which alerts are raised, since when, and what their limits are. */
#ifndef EQ_ENGINE_ALERTS_H
#define EQ_ENGINE_ALERTS_H

#include "engine/figures.h"

/* Fills r->alerts, but for their KPIs (alert_members.h); benefits are in `r` already. */
void eq_run_alerts(struct eq_eval *e, struct eq_results *r, struct eq_earned (*earned)[2]);

#endif
