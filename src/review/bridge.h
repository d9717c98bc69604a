/* bridge.h - from the money of one as-at date to that of a later one, step by step.
 *
 * Each step is the difference between two packs that differ in one thing, so that the steps add up
 * exactly. In this order:
 *
 *     programme    the programme as it is now, in place of what it was
 *     data         the same days, as the data say now in place of what they said then
 *     time         performance as it was then, for so much longer: the forecast of the first day
 *     performance  what the periods between brought, in place of that forecast
 *     prices       fixed values that have another value from a day between on
 *
 * Worked out by benefit; totals are sums of that. */
#ifndef EQ_REVIEW_BRIDGE_H
#define EQ_REVIEW_BRIDGE_H

#include "report/page.h"
#include "review/effects.h"

enum eq_bridge_step {
	EQ_BRIDGE_PROGRAMME,
	EQ_BRIDGE_DATA,
	EQ_BRIDGE_TIME,
	EQ_BRIDGE_PERFORMANCE,
	EQ_BRIDGE_PRICES,
	EQ_BRIDGE_STEPS
};
const char *eq_bridge_words(enum eq_bridge_step step); /* "time passing" */
const char *eq_bridge_code(enum eq_bridge_step step);  /* "time" */

/* What is compared. The trees may be one and the same. */
struct eq_bridge_ask {
	const struct eq_node *old, *new;
	const struct eq_override *old_data; /* beside the settings of both: data as they were */
	size_t n_old_data;
	eq_date from, to;
};
struct eq_bridge {
	struct eq_arena arena;
	eq_date from, to;
	bool has_old, has_old_data, has_prices; /* what the steps could be told apart by */
	EQ_VEC(struct eq_effect)
	all; /* run-rate and value-add; parts by step; in order of the pack */
	const struct eq_variant *last; /* the later pack */
};

/* False: something cannot be checked or run; `faulty` is it, and its diags say why. */
bool eq_bridge_init(struct eq_bridge *b, struct eq_variants *of, const struct eq_bridge_ask *ask,
		    const struct eq_variant **faulty);
void eq_bridge_release(struct eq_bridge *b);

struct eq_bridge_words {
	struct eq_text title;     /* of the programme */
	struct eq_text old_label; /* what the old programme is called, or empty */
};
void eq_bridge_page(const struct eq_bridge *b, const struct eq_bridge_words *words,
		    struct eq_page *page);
void eq_bridge_json(const struct eq_bridge *b, const struct eq_symbols *symbols,
		    const struct eq_bridge_words *words, struct eq_buf *out);

#endif
