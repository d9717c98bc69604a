/* split.h - a change in a ratio told apart into what its parts' own ratios changed (rate) and what their
 * shares of the denominator changed (mix).
 *
 * With w the share of a part and r its own ratio, the ratio of the whole is R = Σ w·r, and of its change
 *
 *     rate = (w₀ + w₁) / 2 · (r₁ − r₀)      mix = (w₁ − w₀) · ((r₀ + r₁) / 2 − (R₀ + R₁) / 2)
 *
 * come from one part. Over all parts rate + mix is R₁ − R₀, without a remainder; a part whose ratio is
 * that of the whole has no mix, however its share changes. A part that is not there before or after has no
 * ratio to change: all that it adds is mix.
 *
 * Source: E. M. Kitagawa, "Components of a difference between two rates", Journal of the American Statistical
 * Association 50 (1955), 1168-1194. Taking the shares' part from the whole's mean ratio moves it between
 * parts, and leaves the sum as it is, because the shares' changes add up to 0. */
#ifndef EQ_ENGINE_SPLIT_H
#define EQ_ENGINE_SPLIT_H

#include "engine/numbers.h"

/* One part at one time; its ratio is missing where its share is 0. */
struct eq_split_part {
	struct eq_number share, ratio;
};
struct eq_rate_mix {
	struct eq_number rate, mix;
};
/* Missing where a ratio is missing that should not be. */
struct eq_rate_mix eq_split_change(struct eq_split_part before, struct eq_split_part after,
				   struct eq_number whole_before, struct eq_number whole_after);

#endif
