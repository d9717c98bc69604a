/* testing.h - the tests of a programme, run: what each expected, and what came of it.
 *
 * Each test is a programme of its own: the text with what the test gives put in its place. It reads
 * the data files that its figures ask for and that it does not give, and none where nothing asks for
 * one. Nothing of one test reaches another. */
#ifndef EQ_REVIEW_TESTING_H
#define EQ_REVIEW_TESTING_H

#include "model/model.h"
#include "review/tried.h"

/* A value that a failure shows: what as it is written, and what it came to. */
struct eq_test_value {
	struct eq_text what, value;
	uint32_t depth; /* 0: a part of what was expected; 1: what a definition is made of; … */
};
/* One expectation that did not hold. */
struct eq_test_failure {
	struct eq_span span;
	struct eq_text expected, actual;
	struct eq_test_value *values;
	uint32_t n_values;
};
enum eq_test_outcome {
	EQ_TEST_PASSED,
	EQ_TEST_FAILED,
	EQ_TEST_FAULTY /* it could not be worked out: `messages` says why */
};
struct eq_test_result {
	struct eq_text title;
	struct eq_span span;
	uint8_t outcome; /* enum eq_test_outcome */
	struct eq_test_failure *failures;
	uint32_t n_failures;
	struct eq_text messages; /* as the command prints them, or empty */
};

struct eq_testing {
	struct eq_arena arena;
	const struct eq_sources *sources;
	EQ_VEC(struct eq_test_result) tests; /* in the order of the text */
	uint32_t n_of[EQ_TEST_FAULTY + 1];   /* by outcome */
	bool covers;                         /* coverage was asked for */
	struct eq_tried tried;
};

/* The checked programme whose tests are run: its tree, and what the command sets in it. */
struct eq_tested {
	const struct eq_node *file;
	struct eq_sources *sources;
	struct eq_symbols *symbols;
	const struct eq_override *overrides;
	size_t n_overrides;
	const struct eq_model *model;
};

/* Runs the tests whose title `pattern` fits (empty: all): a part of it, in any case of letters, where
 * `*` stands for any text. */
void eq_testing_run(struct eq_testing *t, const struct eq_tested *p, struct eq_text pattern,
		    bool covers);
void eq_testing_release(struct eq_testing *t);

#endif
