/* xmr.c - limits from moving ranges, and the four rules. See xmr.h.
 *
 * Each limit is one quotient of exact sums, so that a value that lies just on a limit is found to. */
#include "engine/xmr.h"

#include "engine/series.h"

/* ---- limits ---- */

/* Of the values that limits are made of: their sum, and that of their moving ranges. */
struct spread {
	struct eq_number sum, ranges;
	int32_t points, pairs;
};

static struct eq_number whole(int64_t v)
{
	return (struct eq_number){eq_dec_int(v), false, false};
}

static struct spread spread_of(const struct eq_number *v, int32_t first, int32_t end)
{
	struct spread s = {whole(0), whole(0), 0, 0};

	for (int32_t i = first; i < end; i++) {
		if (v[i].missing)
			continue;
		s.sum = eq_number_add(s.sum, v[i]);
		s.points++;
		if (i == first || v[i - 1].missing)
			continue;
		struct eq_number range = eq_number_sub(v[i], v[i - 1]);
		range.v = eq_dec_abs(range.v);
		s.ranges = eq_number_add(s.ranges, range);
		s.pairs++;
	}
	return s;
}

/* mean + hundredths / 100 / thirds × mean range, of which mean = sum / points and mean range =
 * ranges / pairs, divided once. */
static struct eq_number line(const struct spread *s, int64_t hundredths, int64_t thirds)
{
	struct eq_number factor = {eq_dec_scaled(hundredths, 2), false, false};
	struct eq_number sums = eq_number_mul(s->sum, whole(thirds * s->pairs));
	struct eq_number way = eq_number_mul(eq_number_mul(factor, s->ranges), whole(s->points));

	return eq_number_div(eq_number_add(sums, way),
			     whole(thirds * s->points * (int64_t)s->pairs));
}

static struct eq_xmr_part part_of(struct spread s, int32_t first, int32_t end)
{
	struct eq_xmr_part p = {.first = first,
				.end = end,
				.made_end = end,
				.points = (uint32_t)s.points,
				.centre = EQ_NUMBER_MISSING,
				.mean_range = EQ_NUMBER_MISSING,
				.upper = EQ_NUMBER_MISSING,
				.lower = EQ_NUMBER_MISSING,
				.near_upper = EQ_NUMBER_MISSING,
				.near_lower = EQ_NUMBER_MISSING};

	if (s.points < EQ_XMR_LEAST || s.pairs == 0)
		return p;
	p.centre = eq_number_div(s.sum, whole(s.points));
	p.mean_range = eq_number_div(s.ranges, whole(s.pairs));
	p.upper = line(&s, 266, 1);
	p.lower = line(&s, -266, 1);
	p.near_upper = line(&s, 2 * 266, 3);
	p.near_lower = line(&s, -2 * 266, 3);
	return p;
}

/* The first lane whose period ends on the day or later. */
static int32_t lane_from(const struct eq_timeline *t, eq_date day, int32_t n)
{
	int32_t lane = eq_timeline_lane(t, day);
	return lane < 0 ? 0 : lane > n ? n : lane;
}

/* Limits of some periods, which stand from the first of them on. */
static void make_baseline(const struct eq_timeline *t, const struct eq_number *v, int32_t n,
			  struct eq_range days, struct eq_xmr *out)
{
	int32_t first = lane_from(t, days.from, n), end = eq_timeline_ended(t, days.to) + 1;

	if (first < n && eq_timeline_range(t, first).from < days.from)
		first++; /* whole periods only */
	if (end > n)
		end = n;
	struct eq_xmr_part *p = &out->parts[out->n_parts++];
	*p = part_of(spread_of(v, first, end), first, n);
	p->made_end = end > first ? end : first;
}

static void make_parts(const struct eq_timeline *t, const struct eq_number *v, int32_t n,
		       const struct eq_xmr_spec *spec, struct eq_xmr *out)
{
	int32_t first = 0;

	for (uint32_t i = 0; i <= spec->n_anew; i++) {
		int32_t end = i < spec->n_anew ? lane_from(t, spec->anew[i], n) : n;
		if (end > first)
			out->parts[out->n_parts++] = part_of(spread_of(v, first, end), first, end);
		first = end;
	}
}

const struct eq_xmr_part *eq_xmr_at(const struct eq_xmr *x, int32_t lane)
{
	for (uint32_t i = x->n_parts; i-- > 0;)
		if (lane >= x->parts[i].first && (lane < x->parts[i].end || i + 1 == x->n_parts))
			return &x->parts[i];
	return NULL;
}

/* ---- rules ---- */

/* How the points stand to their limits, a lane each. */
struct points {
	const struct eq_number *v;
	int32_t n;
	bool *plotted;  /* has a value, and limits */
	int8_t *side;   /* of the centre: 1 above, -1 below, 0 on it */
	int8_t *beyond; /* the same of two thirds of the way */
	int8_t *turn;   /* the same of the point before, where there is one */
	struct eq_xmr *out;
};

static int8_t outside(struct eq_number v, struct eq_number upper, struct eq_number lower)
{
	return eq_dec_cmp(v.v, upper.v) > 0 ? 1 : eq_dec_cmp(v.v, lower.v) < 0 ? -1 : 0;
}

static void mark(const struct points *p, int32_t lane, int8_t side, enum eq_xmr_rule rule)
{
	if (side > 0)
		p->out->above[lane] |= (uint8_t)rule;
	else if (side < 0)
		p->out->below[lane] |= (uint8_t)rule;
}

static void place(struct points *p)
{
	for (int32_t i = 0; i < p->n; i++) {
		const struct eq_xmr_part *part = eq_xmr_at(p->out, i);
		if (p->v[i].missing || !part || part->centre.missing)
			continue;
		p->plotted[i] = true;
		p->side[i] = outside(p->v[i], part->centre, part->centre);
		p->beyond[i] = outside(p->v[i], part->near_upper, part->near_lower);
		if (i && p->plotted[i - 1])
			p->turn[i] = outside(p->v[i], p->v[i - 1], p->v[i - 1]);
		mark(p, i, outside(p->v[i], part->upper, part->lower), EQ_XMR_OUTSIDE);
	}
}

/* Marks the points of each run of equal signs, other than 0, that is long enough; the point before a run
 * of turns is where it starts from. */
static void mark_runs(const struct points *p, const int8_t *signs, int32_t least, int32_t before,
		      enum eq_xmr_rule rule)
{
	for (int32_t from = 0, to; from < p->n; from = to) {
		to = from + 1;
		while (to < p->n && signs[to] == signs[from])
			to++;
		if (signs[from] == 0 || to - from < least)
			continue;
		for (int32_t i = from - before; i < to; i++)
			mark(p, i, signs[from], rule);
	}
}

static void mark_near(const struct points *p)
{
	for (int32_t i = 2; i < p->n; i++) {
		int8_t side = p->side[i];
		if (!side || p->side[i - 1] != side || p->side[i - 2] != side)
			continue;
		int32_t beyond = 0;
		for (int32_t k = i - 2; k <= i; k++)
			beyond += p->beyond[k] == side;
		for (int32_t k = i - 2; beyond >= 2 && k <= i; k++)
			if (p->beyond[k] == side)
				mark(p, k, side, EQ_XMR_NEAR);
	}
}

void eq_xmr_make(const struct eq_timeline *t, const struct eq_number *v, int32_t n,
		 const struct eq_xmr_spec *spec, struct eq_arena *arena, struct eq_xmr *out)
{
	size_t room = (size_t)n + 1;

	*out = (struct eq_xmr){.parts = EQ_NEW_ARRAY(arena, struct eq_xmr_part, spec->n_anew + 1),
			       .n = n,
			       .above = EQ_NEW_ARRAY(arena, uint8_t, room),
			       .below = EQ_NEW_ARRAY(arena, uint8_t, room)};
	if (spec->baseline.from != EQ_DATE_NONE)
		make_baseline(t, v, n, spec->baseline, out);
	else
		make_parts(t, v, n, spec, out);
	struct points p = {.v = v,
			   .n = n,
			   .plotted = EQ_NEW_ARRAY(arena, bool, room),
			   .side = EQ_NEW_ARRAY(arena, int8_t, room),
			   .beyond = EQ_NEW_ARRAY(arena, int8_t, room),
			   .turn = EQ_NEW_ARRAY(arena, int8_t, room),
			   .out = out};
	place(&p);
	mark_runs(&p, p.side, spec->run, 0, EQ_XMR_SHIFT);
	mark_runs(&p, p.turn, spec->run - 1, 1, EQ_XMR_TREND);
	mark_near(&p);
}

uint8_t eq_xmr_rules(const struct eq_xmr *x, int32_t lane, enum eq_xmr_sense sense)
{
	uint8_t above = sense == EQ_XMR_DOWN ? 0 : x->above[lane];
	uint8_t below = sense == EQ_XMR_UP ? 0 : x->below[lane];
	return above | below;
}

/* ---- as a column ---- */

static const struct eq_number *line_of(const struct eq_xmr_part *part, uint8_t what)
{
	return what == EQ_XMR_UPPER   ? &part->upper
	       : what == EQ_XMR_LOWER ? &part->lower
				      : &part->centre;
}

static struct eq_column signals(struct eq_eval *e, const struct eq_number *v,
				const struct eq_xmr *x, const struct eq_xmr_spec *spec,
				uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	struct eq_column r = eq_column_make(&e->arena, EQ_REP_BOOL, c.n);

	for (uint32_t i = 0; i < c.n; i++) {
		int32_t lane = eq_timeline_ended(&e->timeline, c.windows[i].to);
		const struct eq_xmr_part *part = eq_xmr_at(x, lane);
		bool known = lane >= 0 && lane < x->n && !v[lane].missing && part &&
			     !part->centre.missing;
		r.b[i] = known && eq_xmr_rules(x, lane, (enum eq_xmr_sense)spec->sense) != 0;
		if (!known)
			eq_column_set_missing(&e->arena, &r, i);
	}
	return r;
}

struct eq_column eq_xmr_column(struct eq_eval *e, const struct eq_column *series,
			       const struct eq_xmr_spec *spec, uint32_t context)
{
	struct eq_context c = e->contexts.v[context];
	int32_t n = e->as_at_lane + 1;
	struct eq_number *v = eq_series_room(e, (uint32_t)n), *out = eq_series_room(e, c.n);
	struct eq_xmr x;

	for (int32_t i = 0; i < n; i++)
		v[i] = eq_number_at(series, (uint32_t)i);
	eq_xmr_make(&e->timeline, v, n, spec, &e->arena, &x);
	if (spec->what == EQ_XMR_SIGNAL)
		return signals(e, v, &x, spec, context);
	for (uint32_t i = 0; i < c.n; i++) {
		int32_t lane = eq_timeline_ended(&e->timeline, c.windows[i].to);
		const struct eq_xmr_part *part = eq_xmr_at(&x, lane);
		out[i] = part ? *line_of(part, spec->what) : EQ_NUMBER_MISSING;
	}
	return eq_series_column(e, out, c.n);
}
