/* contexts.h - the windows over which values are computed, and the table of values by what they
 * are of. Used by the evaluator's own files.
 *
 * A context may have days taken out (`except`): then it is a sibling of the same windows with all
 * their days, and has siblings for other days. What is made from its windows has the same days out. */
#ifndef EQ_ENGINE_CONTEXTS_H
#define EQ_ENGINE_CONTEXTS_H

#include "engine/evaluate.h"

/* What a value is of, by the fields of its key. */
enum eq_value_kind {
	EQ_OF_DEF,     /* a = def, b = scenario */
	EQ_OF_CHUNK,   /* a = chunk, b = scenario */
	EQ_OF_MEASURE, /* a = measure */
	/* The rest stand for contexts, made from the context of the key. */
	EQ_OF_TRAILING, /* a = time unit, b = count: so long to each window's end */
	EQ_OF_EARLIER,  /* likewise: each window so much earlier */
	EQ_OF_RANGE,    /* one window: a, b = its days */
	EQ_OF_PIECES,   /* the windows, cut where the fixed value a changes in scenario b */
	EQ_OF_SIBLING   /* the windows without the days of set a */
};
/* Whether such a node stands for a context, not a value. */
static inline bool eq_context_makes(uint32_t kind)
{
	return kind > EQ_OF_MEASURE;
}
enum eq_value_state { EQ_VALUE_NEW, EQ_VALUE_OPEN, EQ_VALUE_DONE };

/* The node of that key, made where there is none. Nodes move when more are made. */
uint32_t eq_context_node(struct eq_eval *e, struct eq_eval_key key);
uint32_t eq_context_add(struct eq_eval *e, struct eq_range *windows, uint32_t n);

/* The same windows with just the days of `set` out. */
uint32_t eq_context_with_set(struct eq_eval *e, uint32_t context, uint32_t set);
/* The same windows with these days out too. */
uint32_t eq_context_without(struct eq_eval *e, uint32_t context, const struct eq_because *days,
			    uint32_t n);
/* The timeline, or the period of now, with the days out that `context` has out. */
uint32_t eq_context_like(struct eq_eval *e, uint32_t base, uint32_t context);
bool eq_context_is(const struct eq_eval *e, uint32_t context, uint32_t base);
/* Whether the windows are periods of the timeline: then what is earlier is an earlier period. */
bool eq_context_of_periods(const struct eq_eval *e, uint32_t context);
/* Days of a range that the context leaves in. */
int64_t eq_context_days(const struct eq_eval *e, uint32_t context, struct eq_range range);

uint32_t eq_context_range(struct eq_eval *e, struct eq_range range, uint32_t like);
uint32_t eq_context_earlier(struct eq_eval *e, struct eq_span_of_time length, uint32_t of);
uint32_t eq_context_window(struct eq_eval *e, const struct eq_window *w, uint32_t of);
/* A fixed value over windows goes by days, each priced on its own date: the windows, cut where
 * one of `values` begins. */
uint32_t eq_context_pieces(struct eq_eval *e, uint32_t def, uint32_t scenario,
			   const struct eq_values *values, uint32_t of);

#endif
