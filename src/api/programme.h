/* programme.h - what stands behind the public handle. Private to src/api.
 *
 * Each call runs its stages in order and stops at the first that reports errors. What a stage
 * made stays with the handle until the end, because later ones borrow from it. */
#ifndef EQ_API_PROGRAMME_H
#define EQ_API_PROGRAMME_H

#include "equate.h"

#include "data/scan.h"
#include "engine/run.h"
#include "report/pack.h"
#include "review/bridge.h"
#include "review/diff.h"
#include "review/explain.h"
#include "review/lint.h"
#include "review/testing.h"

struct equate_programme {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_arena tree_arena;
	EQ_VEC(struct eq_override) overrides; /* texts in tree_arena */
	struct eq_node *tree;                 /* NULL until loaded */
	bool parsed;                          /* without mistakes */
	struct eq_model *model;
	struct eq_program *program;
	struct eq_arena run_arena; /* what a run's options say, for as long as its results */
	struct eq_cube *cube;
	struct eq_results *results;
	struct eq_pack_style style;
	struct eq_testing *testing; /* NULL until tests were run */
	struct eq_diff *diff;       /* NULL until two programmes were compared */
	struct eq_diff_style diff_style;
	struct eq_lint lint; /* what comments allow is asked for later */
	bool linted;
	EQ_VEC(struct eq_override) old_data; /* texts in tree_arena */
	struct eq_bridging *bridging;        /* NULL until a bridge was built */
	struct eq_explaining *explaining;    /* NULL until a figure was explained */
	struct eq_times times;               /* of the last run, where it was asked for */
	bool timed;
	struct eq_buf messages, summary;
	bool loaded; /* equate_load() was called, whatever came of it */
};

/* The worst that was reported so far. */
equate_status eq_api_status(const equate_programme *p);
/* For calls in an order that makes no sense; a host's mistake, not a user's. */
equate_status eq_api_misused(equate_programme *p, const char *what);
/* Hands `b` to the host; "cannot write WHAT" where that fails. */
equate_status eq_api_write_out(equate_programme *p, const char *what, const struct eq_buf *b,
			       equate_write *write, void *context);
/* Lets go of the last run's rows and results. */
void eq_api_forget_run(equate_programme *p);
/* load.c: reads the programme's texts. False when reported. */
bool eq_api_parse(equate_programme *p, const char *path);
/* load.c: the file to read for `path`. A folder without a main.eq is reported as what it is. */
bool eq_api_find_main(equate_programme *p, const char *path, struct eq_buf *file);
/* options.c: "2024-03-31", the day of what is said. False when reported. */
bool eq_api_read_date(equate_programme *p, const char *what, const char *written, eq_date *out);
bool eq_api_read_as_at(equate_programme *p, const char *written, eq_date *out);
/* options.c: reads the options of a run. False when it reported a mistake in them. */
bool eq_api_read_options(equate_programme *p, const equate_run_options *o,
			 struct eq_run_options *run, struct eq_scan_options *scan);

/* test.c: lets go of what came of tests. */
void eq_api_forget_tests(equate_programme *p);
/* agree.c: says what does not stand as it was agreed; reads data only where an agreed baseline is worked
 * out from them. */
bool eq_api_check_agreements(equate_programme *p, bool no_data, struct eq_diags *diags);
/* lock.c: reports what a run, or the programme as it is, makes of reported years; of a run, what is
 * restated joins its results. */
void eq_api_hold_to_reported(equate_programme *p, const struct eq_run_options *run);
void eq_api_check_reported(equate_programme *p, bool no_data, struct eq_diags *diags);
/* check.c: lets go of what was allowed. */
void eq_api_forget_lint(equate_programme *p);
/* diff.c: lets go of a comparison. */
void eq_api_forget_diff(equate_programme *p);
/* bridge.c: lets go of a bridge. */
void eq_api_forget_bridge(equate_programme *p);

#endif
