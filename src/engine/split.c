/* split.c - rate and mix. See split.h. */
#include "engine/split.h"

static struct eq_number half(struct eq_number v)
{
	return eq_number_mul(v, (struct eq_number){eq_dec_scaled(5, 1), false, false});
}

static struct eq_number mean(struct eq_number a, struct eq_number b)
{
	return half(eq_number_add(a, b));
}

static bool is_absent(const struct eq_split_part *p)
{
	return p->ratio.missing && !p->share.missing && eq_dec_is_zero(p->share.v);
}

struct eq_rate_mix eq_split_change(struct eq_split_part before, struct eq_split_part after,
				   struct eq_number whole_before, struct eq_number whole_after)
{
	struct eq_number none = {EQ_DEC_ZERO, false, false};

	if (is_absent(&before) && is_absent(&after))
		return (struct eq_rate_mix){none, none};
	if (is_absent(&before))
		before.ratio = after.ratio;
	if (is_absent(&after))
		after.ratio = before.ratio;
	struct eq_number above =
		eq_number_sub(mean(before.ratio, after.ratio), mean(whole_before, whole_after));
	return (struct eq_rate_mix){
		.rate = eq_number_mul(mean(before.share, after.share),
				      eq_number_sub(after.ratio, before.ratio)),
		.mix = eq_number_mul(eq_number_sub(after.share, before.share), above),
	};
}
