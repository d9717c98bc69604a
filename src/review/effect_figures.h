/* effect_figures.h - the figures of a pack as a list, each known by what it is of. */
#ifndef EQ_REVIEW_EFFECT_FIGURES_H
#define EQ_REVIEW_EFFECT_FIGURES_H

#include "review/effects.h"

struct eq_effect_figure {
	struct eq_effect_key key;
	struct eq_number number; /* of a judgement the number of the RAG */
	struct eq_text title;
	uint32_t order, unit;
	const struct eq_units *units;
};
struct eq_effect_figures {
	EQ_VEC(struct eq_effect_figure) all; /* by key */
};

/* Borrows the results. Names of scenarios become symbols. */
void eq_effect_figures_init(struct eq_effect_figures *f, const struct eq_results *r,
			    struct eq_symbols *symbols);
void eq_effect_figures_release(struct eq_effect_figures *f);
int eq_effect_key_cmp(const struct eq_effect_key *a, const struct eq_effect_key *b);

/* Whether what is measured, in a period up to the as-at date, or its value-add by then, differs in two
 * packs; `from`: the first day of the first such period, or EQ_DATE_NONE where only a sum says so. */
bool eq_effect_restates(const struct eq_results *old, const struct eq_results *new, eq_date *from);

#endif
