/* reported.h - fiscal years that were reported: what the lock holds of them, and what they come to now.
 *
 * A year's figures are those of the pack as at its last day: what KPIs, benefits, workstreams and the
 * programme came to, their plans, the cash of that year, the judgements. They are kept as a pack says
 * them, money to the penny, and known by words, so that a lock can be read and merged as text. Of each
 * year, in lines that begin with `reported YEAR TIME`, the time 1 when it was first reported and one
 * more each time that it was restated:
 *
 *     figure OF NAME SCENARIO WHAT VALUE UNIT   `figure benefit avoidance actual value-add 243000 GBP`;
 *                                    of a later time only what is other than before; `-`: it is gone
 *     because TEXT                   the restatements that this time took in
 */
#ifndef EQ_REVIEW_REPORTED_H
#define EQ_REVIEW_REPORTED_H

#include "engine/results.h"
#include "review/lock_file.h"

struct eq_reported_key {
	struct eq_text of, name; /* "benefit", "avoidance"; the programme has no name */
	struct eq_text scenario, what;
};
struct eq_reported_value {
	struct eq_text value, unit; /* "243000", "GBP"; of a judgement "green", "rag"; "-", "-" */
};
struct eq_reported_figure {
	struct eq_reported_key key;
	struct eq_reported_value first, last; /* as first reported; as last restated */
	uint32_t time;                        /* of `last` */
};
struct eq_reported_year {
	int year;
	struct eq_text label;               /* "FY23/24" */
	uint32_t times;                     /* 1: as it was reported; 2 and more: restated since */
	struct eq_reported_figure *figures; /* by key */
	uint32_t n_figures;
	struct eq_text *reasons; /* of restatements that were taken in */
	uint32_t n_reasons;
};
struct eq_reported_years {
	struct eq_arena arena;
	EQ_VEC(struct eq_reported_year) all; /* in order */
};

/* False after reporting a line that is damaged. The lock is borrowed. */
bool eq_reported_years_init(struct eq_reported_years *y, const struct eq_lock *lock,
			    struct eq_fiscal fiscal, struct eq_diags *diags);
void eq_reported_years_release(struct eq_reported_years *y);
int eq_reported_key_cmp(const struct eq_reported_key *a, const struct eq_reported_key *b);

/* ---- what a year comes to ---- */

struct eq_reported_now {
	struct eq_reported_key key;
	struct eq_reported_value value;
	struct eq_number number; /* of a judgement the number of the RAG */
	bool judged;
	uint32_t unit;
	struct eq_text title;
	uint32_t def; /* EQ_NO_DEF: the programme */
};
struct eq_reported_list {
	struct eq_arena arena;
	EQ_VEC(struct eq_reported_now) all; /* in the order of a pack */
	const struct eq_reported_now **by_key;
};
/* `r` are the results as at the year's last day; they are borrowed. What has no value is left out. */
void eq_reported_list_init(struct eq_reported_list *l, const struct eq_results *r, int year,
			   struct eq_symbols *symbols);
void eq_reported_list_release(struct eq_reported_list *l);

/* ---- then and now ---- */

struct eq_reported_pair {
	const struct eq_reported_figure *then; /* NULL: it is new since */
	const struct eq_reported_now *now;     /* NULL: it is gone */
	bool moved;                            /* it is other than last reported or restated */
	bool restated;                         /* it is other than first reported */
};
struct eq_reported_beside {
	struct eq_arena arena;
	const struct eq_reported_year *then; /* NULL: the year is not in the lock */
	EQ_VEC(struct eq_reported_pair) all; /* in the order of a pack; then those that are gone */
	uint32_t n_moved, n_restated;
	const struct eq_restate **open; /* restatements in the text that the lock does not know */
	uint32_t n_open;
};
/* A definition or scenario that has another name since, and all figures as they were, is the same. */
void eq_reported_beside_init(struct eq_reported_beside *b, const struct eq_reported_year *then,
			     const struct eq_reported_list *now, const struct eq_model *m,
			     int year);
void eq_reported_beside_release(struct eq_reported_beside *b);

/* ---- what follows ---- */

/* The unit of what the lock says, as far as it is money; EQ_UNIT_PLAIN of others. */
uint32_t eq_reported_unit(const struct eq_model *m, struct eq_text unit);

/* reported_report.c: reports figures that moved and that no restatement is for. False: there are. */
bool eq_reported_stands(const struct eq_reported_beside *b, const struct eq_model *m,
			struct eq_diags *diags);
/* Restatements of which the text or the lock knows, and the other not; and those that restate nothing:
 * `besides` has the years that were worked out, or is NULL. */
void eq_reported_reasons(const struct eq_reported_years *y, const struct eq_model *m,
			 const struct eq_reported_beside *besides, struct eq_text lock,
			 struct eq_diags *diags);
/* reported_results.c: puts into the results what is other than reported. */
void eq_reported_show(const struct eq_reported_beside *besides, uint32_t n, struct eq_results *r);
/* reported_lock.c: puts a year into the lock, or what was restated since. */
void eq_reported_put(struct eq_lock *lock, const struct eq_reported_beside *b,
		     struct eq_text label);

#endif
