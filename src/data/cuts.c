/* cuts.c - see cuts.h. */
#include "data/cuts.h"

#include <stdlib.h>
#include <string.h>

#include "data/groups.h"

uint32_t eq_cuts_interval(const struct eq_cuts *c, eq_date day)
{
	uint32_t lo = 0, hi = c->n;

	while (lo < hi) {
		uint32_t half = lo + (hi - lo) / 2;

		if (c->at[half] <= day)
			lo = half + 1;
		else
			hi = half;
	}
	return lo;
}

bool eq_cuts_has(const struct eq_cuts *c, eq_date day)
{
	uint32_t i = eq_cuts_interval(c, day);

	return i && c->at[i - 1] == day;
}

bool eq_cuts_cover(const struct eq_cuts *c, const struct eq_cuts *part)
{
	for (uint32_t i = 0; i < part->n; i++)
		if (!eq_cuts_has(c, part->at[i]))
			return false;
	return true;
}

static bool adds_up(const struct eq_measure *m)
{
	return m->during != EQ_DURING_OPEN &&
	       (m->aggregate == EQ_AGG_SUM || m->aggregate == EQ_AGG_COUNT ||
		m->aggregate == EQ_AGG_MEAN);
}

bool eq_cuts_serve(const struct eq_model *m, uint32_t data)
{
	const struct eq_data *d = &m->data.v[data];
	bool serve = !eq_groups_own_days(d) && d->n_members == 0;

	for (uint32_t i = 0; i < m->measures.n; i++)
		serve &= m->measures.v[i].data != data || adds_up(&m->measures.v[i]);
	return serve;
}

/* ---- as they come ---- */

static int by_day(const void *a, const void *b)
{
	const eq_date *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void settle(struct eq_cuts_noted *c)
{
	size_t n = 0;

	if (c->days.n)
		qsort(c->days.v, c->days.n, sizeof *c->days.v, by_day);
	for (size_t i = 0; i < c->days.n; i++)
		if (n == 0 || c->days.v[n - 1] != c->days.v[i])
			c->days.v[n++] = c->days.v[i];
	c->days.n = c->settled = n;
}

void eq_cuts_note(struct eq_cuts_noted *c, eq_date day)
{
	EQ_PUSH(&c->days, day);
	if (c->days.n > 2 * c->settled + 1024)
		settle(c);
}

struct eq_cuts eq_cuts_of(struct eq_cuts_noted *c, struct eq_arena *arena)
{
	settle(c);
	eq_date *at = EQ_NEW_ARRAY(arena, eq_date, c->days.n + 1);
	struct eq_cuts cuts = {at, (uint32_t)c->days.n};

	if (c->days.n)
		memcpy(at, c->days.v, c->days.n * sizeof *at);
	eq_free(c->days.v);
	memset(c, 0, sizeof *c);
	return cuts;
}
