/* strips.c - arithmetic over many rows, a strip of lanes at a time. See strips.h.
 *
 * Instruction by instruction, each result of a batch would be written to memory beyond the first
 * cache and read from there again. Where all of a chunk is arithmetic that is proved to fit, nothing
 * is left to find out on the way: all instructions go over one strip, then over the next. */
#include "vm/strips.h"

#include "number/chain.h"

/* A step's columns at the strip at hand. Constants, and what is on the way, stay where they are. */
struct moving {
	struct eq_column x, y, r;
	uint32_t x_by, y_by, r_by;
};

static bool is_on_the_way(const struct eq_strips *s, const struct eq_column *c)
{
	for (uint32_t k = 0; k < s->n; k++)
		if (s->steps[k].to == c)
			return true;
	return false;
}

static uint32_t moves_by(const struct eq_strips *s, const struct eq_column *c)
{
	return c->constant || is_on_the_way(s, c) ? 0 : EQ_STRIP;
}

void eq_strips_run(const struct eq_strips *s, uint32_t n, struct eq_arena *scratch,
		   struct eq_arena *arena)
{
	struct moving at[EQ_STRIP_STEPS];
	struct eq_column *result = s->steps[s->n - 1].to;

	for (uint32_t k = 0; k < s->n; k++) {
		const struct eq_strip_step *step = &s->steps[k];
		bool last = step->to == result;
		uint32_t lanes = last ? n : EQ_STRIP;

		step->to->i = eq_lanes_room(last ? arena : scratch, lanes * sizeof(int64_t));
		at[k] = (struct moving){.x = *step->x,
					.y = *step->y,
					.r = *step->to,
					.x_by = moves_by(s, step->x),
					.y_by = moves_by(s, step->y),
					.r_by = last ? EQ_STRIP : 0};
	}
	for (uint32_t from = 0; from < n; from += EQ_STRIP)
		for (uint32_t k = 0; k < s->n; k++) {
			struct moving *m = &at[k];

			m->r.n = n - from < EQ_STRIP ? n - from : EQ_STRIP;
			eq_lanes_step(&s->steps[k].how, &m->r, &m->x, &m->y);
			m->x.i += m->x_by;
			m->y.i += m->y_by;
			m->r.i += m->r_by;
		}
}

bool eq_strips_chain(const struct eq_strips *s, uint32_t n, struct eq_arena *arena)
{
	struct eq_chain_link links[EQ_STRIP_STEPS];
	const struct eq_column *first = s->steps[0].x->constant ? s->steps[0].y : s->steps[0].x;
	const struct eq_column *made = first;

	for (uint32_t k = 0; k < s->n; k++) {
		const struct eq_strip_step *step = &s->steps[k];

		if (!eq_chain_link_of(&step->how, step->x, step->y, made, &links[k]) ||
		    (k && is_on_the_way(s, step->x) && is_on_the_way(s, step->y)))
			return false;
		made = step->to;
	}
	struct eq_column *result = s->steps[s->n - 1].to;
	result->i = eq_lanes_room(arena, n * sizeof(int64_t));
	eq_chain_run(result->i, first->i, links, eq_chain_pair(links, s->n), n);
	return true;
}
