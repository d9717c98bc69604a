/* shares.h - whose money it is. Equations are gross; a benefit's `share` parts what comes of them
 * among partners, and what is shown is the part of the programme's `owner`.
 *
 * A share is an exact decimal product of a figure. */
#ifndef EQ_ENGINE_SHARES_H
#define EQ_ENGINE_SHARES_H

#include "engine/results.h"

/* The part of a benefit that is a partner's: 0 where it has none. A benefit without shares is the
 * owner's alone. */
struct eq_dec eq_share_of(const struct eq_model *m, const struct eq_benefit *b, uint32_t partner);
/* The owner's part; all of it where the programme names no owner. */
struct eq_dec eq_share_of_owner(const struct eq_model *m, const struct eq_benefit *b);
struct eq_number eq_share_times(struct eq_number n, struct eq_dec part);
/* The owner's part of a benefit's money. */
struct eq_number eq_owner_share(const struct eq_model *m, const struct eq_benefit *b,
				struct eq_number money);

/* The money of a line times `part`, in `arena`; the line's worth and series stay gross. */
struct eq_benefit_line eq_share_line(const struct eq_benefit_line *line, struct eq_dec part,
				     uint32_t n_years, struct eq_arena *arena);

#endif
