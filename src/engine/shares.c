/* shares.c - see shares.h. */
#include "engine/shares.h"

#include "engine/numbers.h"

struct eq_dec eq_share_of(const struct eq_model *m, const struct eq_benefit *b, uint32_t partner)
{
	for (uint32_t i = 0; i < b->n_shares; i++)
		if (b->shares[i].partner == partner)
			return b->shares[i].part;
	return b->n_shares == 0 && partner == m->programme.owner ? EQ_DEC_ONE : EQ_DEC_ZERO;
}

struct eq_dec eq_share_of_owner(const struct eq_model *m, const struct eq_benefit *b)
{
	if (m->programme.owner == EQ_NO_PARTNER)
		return EQ_DEC_ONE;
	return eq_share_of(m, b, m->programme.owner);
}

struct eq_number eq_share_times(struct eq_number n, struct eq_dec part)
{
	if (eq_dec_cmp(part, EQ_DEC_ONE) == 0)
		return n;
	return eq_number_mul(n, (struct eq_number){part, false, false});
}

struct eq_number eq_owner_share(const struct eq_model *m, const struct eq_benefit *b,
				struct eq_number money)
{
	return eq_share_times(money, eq_share_of_owner(m, b));
}

struct eq_benefit_line eq_share_line(const struct eq_benefit_line *line, struct eq_dec part,
				     uint32_t n_years, struct eq_arena *arena)
{
	struct eq_benefit_line out = *line;
	if (!line->shown || eq_dec_cmp(part, EQ_DEC_ONE) == 0)
		return out;
	out.run_rate = eq_share_times(line->run_rate, part);
	out.value_add = eq_share_times(line->value_add, part);
	out.value_add_horizon = eq_share_times(line->value_add_horizon, part);
	out.run_rate_then = eq_share_times(line->run_rate_then, part);
	out.value_add_then = eq_share_times(line->value_add_then, part);
	out.later = eq_share_times(line->later, part);
	out.cash = EQ_NEW_ARRAY(arena, struct eq_cash, n_years + 1);
	for (uint32_t y = 0; y < n_years; y++) {
		out.cash[y] = line->cash[y];
		out.cash[y].whole = eq_share_times(line->cash[y].whole, part);
		out.cash[y].by_asat = eq_share_times(line->cash[y].by_asat, part);
		out.cash[y].by_horizon = eq_share_times(line->cash[y].by_horizon, part);
	}
	return out;
}
