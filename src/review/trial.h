/* trial.h - one test, from its own model to what came of it. Private to src/review. */
#ifndef EQ_REVIEW_TRIAL_H
#define EQ_REVIEW_TRIAL_H

#include "review/testing.h"

/* `test` is a node of the programme's tree. Texts of the result live in t->arena. What it tried is
 * noted where t->covers. */
void eq_trial_run(struct eq_testing *t, const struct eq_tested *p, const struct eq_node *test,
		  struct eq_test_result *out);

#endif
