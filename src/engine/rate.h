/* rate.h - red, amber, green, always with the words that say what was compared.
 *
 * Unrounded values are compared, in the direction that is good: at least as good as `high` is
 * green, as `low` amber, else red. With a target only: progress from the baseline to the target,
 * green from 100%, amber from 90%. */
#ifndef EQ_ENGINE_RATE_H
#define EQ_ENGINE_RATE_H

#include "engine/results.h"

/* Against the scenarios low and high. `subject` and `when` go into the words: "value-add", "2024-03-24". *wrong is
 * set, and nothing rated, when low is better than high. */
struct eq_rating eq_rate_between(struct eq_arena *arena, const char *subject, const char *when,
				 struct eq_number value, struct eq_number low,
				 struct eq_number high, bool lower_is_better, bool *wrong);
/* From progress = (live - baseline) / (target - baseline). */
struct eq_rating eq_rate_progress(struct eq_arena *arena, struct eq_number live,
				  struct eq_number baseline, struct eq_number target,
				  struct eq_number *progress);

#endif
