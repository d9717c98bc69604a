/* times.c - see times.h. */
#include "base/times.h"

#include <time.h>

void eq_times_init(struct eq_times *t)
{
	*t = (struct eq_times){.all = {0}};
	eq_arena_init(&t->arena);
}

void eq_times_release(struct eq_times *t)
{
	eq_arena_release(&t->arena);
	eq_free(t->all.v);
	eq_times_init(t);
}

void eq_times_add(struct eq_times *t, const char *stage, struct eq_text of, struct eq_text part,
		  uint64_t ns)
{
	if (!t)
		return;
	EQ_PUSH(&t->all, ((struct eq_time){eq_text_of(stage), eq_arena_copy(&t->arena, of),
					   eq_arena_copy(&t->arena, part), ns}));
}

uint64_t eq_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void eq_laps_start(struct eq_laps *l)
{
	if (l->ns)
		l->last = eq_clock();
}

void eq_lap(struct eq_laps *l, uint32_t stage)
{
	if (!l->ns)
		return;
	uint64_t now = eq_clock();

	l->ns[stage] += now - l->last;
	l->last = now;
}
