/* profiles.h - cash profiles agreed elsewhere, beside what the run expects. */
#ifndef EQ_ENGINE_PROFILES_H
#define EQ_ENGINE_PROFILES_H

#include "engine/results.h"

/* Fills r->profiles, from benefits and totals that are there already. What is expected is the
 * forecast of what the profile is for, the owner's share of it, over whole fiscal years. */
void eq_run_profiles(struct eq_results *r);

#endif
