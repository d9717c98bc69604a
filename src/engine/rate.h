/* rate.h - red, amber, green, always with the words that say what was compared.
 *
 * Unrounded values are compared, in the direction that is good: at least as good as `high` is
 * green, as `low` amber, else red. With a target only, or by `rag`: progress from the baseline to the
 * target, or the part of the target that there is; green from 100%, amber from 90%, unless `rag`
 * says otherwise. */
#ifndef EQ_ENGINE_RATE_H
#define EQ_ENGINE_RATE_H

#include "engine/results.h"

/* Against the scenarios low and high. `subject` and `when` go into the words: "value-add", "2024-03-24". *wrong is
 * set, and nothing rated, when low is better than high. */
struct eq_rating eq_rate_between(struct eq_arena *arena, const char *subject, const char *when,
				 struct eq_number value, struct eq_number low,
				 struct eq_number high, bool lower_is_better, bool *wrong);
/* From progress = (live - baseline) / (target - baseline). `bands` may be NULL: green from 100%,
 * amber from 90%. */
struct eq_rating eq_rate_progress(struct eq_arena *arena, struct eq_number live,
				  struct eq_number baseline, struct eq_number target,
				  const struct eq_bands *bands, struct eq_number *progress);
/* From progress = value / target: "run-rate is 92% of the target on 2024-03-24 (…)", of subject
 * "run-rate" and goal "the target". `progress` may be NULL. */
struct eq_rating eq_rate_of(struct eq_arena *arena, const char *subject, const char *goal,
			    const char *when, struct eq_number value, struct eq_number target,
			    const struct eq_bands *bands, struct eq_number *progress);
/* Of judged changes: n of `of` stand at `level` or better, and `target` is the share that should.
 * progress = that share / target. */
struct eq_rating eq_rate_judged(struct eq_arena *arena, uint32_t n, uint32_t of,
				struct eq_text level, bool is_best, struct eq_dec target,
				const struct eq_bands *bands, struct eq_number *progress);

#endif
