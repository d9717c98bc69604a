/* effects.h - what changes to a programme do to its figures, each by itself and all together.
 *
 * Each change is applied alone to the old programme (those that make sense only together, together),
 * and the figures are worked out again over the same data, as at the same day. What the whole change
 * does beyond the sum of that is what the changes do by acting together, so that
 *     before + each change + acting together = after
 * holds exactly, whatever the order of the text. Figures are compared to twelve decimals. */
#ifndef EQ_REVIEW_EFFECTS_H
#define EQ_REVIEW_EFFECTS_H

#include "review/changes.h"
#include "review/variant.h"

enum eq_effect_of {
	EQ_EFFECT_PROGRAMME,
	EQ_EFFECT_WORKSTREAM,
	EQ_EFFECT_BENEFIT,
	EQ_EFFECT_KPI,
	EQ_EFFECT_FIGURE,
	EQ_EFFECT_RATING
};
enum eq_effect_what {
	EQ_EFFECT_RUN_RATE,
	EQ_EFFECT_VALUE_ADD, /* to the as-at date */
	EQ_EFFECT_CASH,      /* of a fiscal year */
	EQ_EFFECT_LIVE,
	EQ_EFFECT_BASELINE,
	EQ_EFFECT_TARGET,
	EQ_EFFECT_PROGRESS,
	EQ_EFFECT_VALUE, /* of a figure */
	/* Judgements: a RAG, in words. */
	EQ_EFFECT_RUN_RATE_RAG,
	EQ_EFFECT_VALUE_ADD_RAG,
	EQ_EFFECT_RAG
};
#define EQ_EFFECT_PLACES 12 /* decimals that figures are compared to */
#define EQ_EFFECT_JUDGES(what) ((what) >= EQ_EFFECT_RUN_RATE_RAG)

/* What a figure is of. */
struct eq_effect_key {
	uint8_t of, what;  /* enum eq_effect_of, enum eq_effect_what */
	uint32_t name;     /* symbol; 0: the programme */
	uint32_t scenario; /* symbol of its name */
	int32_t year;      /* CASH: the fiscal year */
};
struct eq_effect {
	struct eq_effect_key key;
	struct eq_text title;
	uint32_t order; /* of what it is of, among its kind */
	const struct eq_units *units;
	uint32_t unit;
	bool had, has;                  /* it stands in the old pack, in the new one */
	struct eq_number before, after; /* of judgements the number of the RAG, enum eq_rag */
	/* [n_parts] what each change adds by itself; missing where before or after is, or where the
	 * figure is missing with that change alone. Not of judgements. */
	struct eq_number *parts;
	struct eq_number together; /* what the changes add by acting together */
};

/* What is known of changes that go together. */
struct eq_effect_group {
	bool ran;      /* some figure could depend on them */
	bool restates; /* a figure of a period before the as-at date changes, from this day on */
	eq_date from;
};

struct eq_effects {
	struct eq_arena arena;
	EQ_VEC(struct eq_effect)
	all; /* that some change moves: by kind, order, scenario, figure, year */
	struct eq_effect_group *groups; /* [n_parts] */
	/* A part for each number of changes that go together; and, where the sides read data of their own
	 * that are not the same, one for those, the last. */
	uint32_t n_parts;
	bool data_differ;
	eq_date as_at;
	bool as_at_given;
	const struct eq_variant *old, *new;
};

/* `old` (in the new names) and `new` are FILE nodes. of->run.as_at may be EQ_DATE_NONE: then it is that
 * of the new programme. Changes that fail alone are joined. False: a side cannot be checked or run;
 * `faulty` is it, and its diags say why. */
bool eq_effects_init(struct eq_effects *e, struct eq_variants *of, struct eq_changes *changes,
		     const struct eq_node *old, const struct eq_node *new,
		     const struct eq_variant **faulty);
void eq_effects_release(struct eq_effects *e);
/* While they are in the order of their keys. */
struct eq_effect *eq_effects_find(struct eq_effects *e, const struct eq_effect_key *key);

#endif
