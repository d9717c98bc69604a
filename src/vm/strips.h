/* strips.h - arithmetic over many rows, a strip of lanes at a time. Private to the virtual machine. */
#ifndef EQ_VM_STRIPS_H
#define EQ_VM_STRIPS_H

#include "number/column.h"

enum {
	EQ_STRIP = 256, /* lanes: what is on the way stays in the first cache */
	EQ_STRIP_STEPS = 12
};

struct eq_strip_step {
	struct eq_lane_step how;
	const struct eq_column *x, *y;
	struct eq_column *to;
};

/* Instructions that were foreseen one after another, the last of which makes the result. */
struct eq_strips {
	uint32_t n;
	struct eq_strip_step steps[EQ_STRIP_STEPS];
};

/* Makes the lanes of the last step's column, n of them, in `arena`; what is on the way, in `scratch`. */
void eq_strips_run(const struct eq_strips *s, uint32_t n, struct eq_arena *scratch,
		   struct eq_arena *arena);
/* The same, where each step takes what the one before it made: in one pass. False where they do not. */
bool eq_strips_chain(const struct eq_strips *s, uint32_t n, struct eq_arena *arena);

#endif
