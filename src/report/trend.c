/* trend.c - see trend.h. */
#include "report/trend.h"

#define BARS 8

struct bounds {
	struct eq_dec low, high;
	size_t values;
};

static struct bounds bounds_of(const struct eq_number *v, size_t n)
{
	struct bounds b = {EQ_DEC_ZERO, EQ_DEC_ZERO, 0};

	for (size_t i = 0; i < n; i++) {
		if (v[i].missing)
			continue;
		if (!b.values || eq_dec_cmp(v[i].v, b.low) < 0)
			b.low = v[i].v;
		if (!b.values || eq_dec_cmp(v[i].v, b.high) > 0)
			b.high = v[i].v;
		b.values++;
	}
	return b;
}

/* 0 for the lowest to BARS - 1 for the highest; all alike stand half way up. */
static int64_t bar_of(const struct bounds *b, struct eq_dec v)
{
	unsigned flags = 0;
	struct eq_dec reach = eq_dec_sub(b->high, b->low, &flags), share;
	int64_t bar;

	if (eq_dec_is_zero(reach))
		return BARS / 2 - 1;
	share = eq_dec_div(eq_dec_sub(v, b->low, &flags), reach, &flags);
	share = eq_dec_round_away(eq_dec_mul(share, eq_dec_int(BARS - 1), &flags), 0, &flags);
	return eq_dec_to_int(share, &bar) && bar >= 0 && bar < BARS ? bar : BARS / 2 - 1;
}

void eq_trend(const struct eq_number *v, size_t n, struct eq_buf *out)
{
	static const char *const bars[BARS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	struct bounds b;

	if (n > EQ_TREND_MOST) {
		v += n - EQ_TREND_MOST;
		n = EQ_TREND_MOST;
	}
	while (n && v->missing) {
		v++;
		n--;
	}
	b = bounds_of(v, n);
	if (b.values < 2)
		return;
	for (size_t i = 0; i < n; i++)
		eq_buf_adds(out, v[i].missing ? "·" : bars[bar_of(&b, v[i].v)]);
}
