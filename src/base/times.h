/* times.h - where the time of a run went, for whoever asks: stages, each of something. No figure
 * depends on it, and nothing is measured where nobody asks. */
#ifndef EQ_BASE_TIMES_H
#define EQ_BASE_TIMES_H

#include "base/memory.h"

struct eq_time {
	struct eq_text stage; /* "reading", "adding up" */
	struct eq_text of;    /* a source, a scenario, … */
	struct eq_text part;  /* a measure of the source, or empty */
	uint64_t ns;          /* nanoseconds; of threads side by side: of all together */
};
struct eq_times {
	struct eq_arena arena;
	EQ_VEC(struct eq_time) all; /* in the order in which stages ended */
};
void eq_times_init(struct eq_times *t);
void eq_times_release(struct eq_times *t);
/* `t` NULL: nobody asks. Texts are copied. */
void eq_times_add(struct eq_times *t, const char *stage, struct eq_text of, struct eq_text part,
		  uint64_t ns);

/* A watch that is looked at from stage to stage, each of which has a number; zeroed: it stands. */
struct eq_laps {
	uint64_t *ns; /* by stage; NULL: nobody asks */
	uint64_t last;
};
void eq_laps_start(struct eq_laps *l);
/* What went by since the last look was spent on `stage`. */
void eq_lap(struct eq_laps *l, uint32_t stage);
/* Nanoseconds of a clock that only goes forwards. */
uint64_t eq_clock(void);

#endif
