/* judge.h - what a test expects, worked out and judged. Private to src/review.
 *
 * Before the test's model is compiled the judge says what is to be worked out; then, with data, it
 * works out just that: the amounts of no other benefit, and in no other scenario. */
#ifndef EQ_REVIEW_JUDGE_H
#define EQ_REVIEW_JUDGE_H

#include "engine/figures.h"
#include "report/display.h"
#include "review/shown.h"
#include "review/testing.h"

/* One expectation: places in model->asked of what it is made of. */
struct eq_expectation {
	uint32_t whole; /* the truth that is expected */
	uint32_t left,
		right; /* of a comparison of numbers; of `is missing` its operand is `left` */
	uint32_t within;
	struct eq_shown_list shown;
	bool holds;
	struct eq_rating rating; /* RAG: what came of it */
};

struct eq_judge {
	const struct eq_model *model;
	struct eq_expectation *expected; /* by place in model->test */
	bool *needs;                     /* by data: asked for by other than measures */
	bool *benefits;                  /* by benefit: its amounts are asked for */
	bool totals;                     /* of workstreams or the programme */
	bool ratings;
	bool *scenarios; /* in which amounts are asked for */
	uint32_t in;     /* the one of the test's own amounts */

	struct eq_eval e;
	struct eq_results r;
	struct eq_earned (*earned)[2];
	struct eq_money_of_benefits money;
};

/* Puts what is expected into model->asked. */
void eq_judge_ask(struct eq_judge *j, struct eq_model *m);
void eq_judge_forget(struct eq_judge *j); /* what eq_judge_ask made */

void eq_judge_init(struct eq_judge *j, const struct eq_program *p, const struct eq_cube *cube,
		   struct eq_timeline timeline);
void eq_judge_release(struct eq_judge *j); /* what eq_judge_init made */
/* When the as-at date is settled, in `e` and `r`. */
void eq_judge_work_out(struct eq_judge *j, struct eq_diags *diags);
bool eq_judge_holds(const struct eq_judge *j, uint32_t i);
/* Why the i-th does not. Texts live in `a`. */
void eq_judge_explain(struct eq_judge *j, uint32_t i, struct eq_arena *a,
		      struct eq_test_failure *out);

#endif
