/* run.h - runs a programme over its data: cube and bytecode in, results out. */
#ifndef EQ_ENGINE_RUN_H
#define EQ_ENGINE_RUN_H

#include "base/times.h"
#include "data/cube.h"
#include "engine/results.h"
#include "number/column.h"

struct eq_scan_options;
struct eq_run_options {
	struct eq_times *times; /* NULL: nobody asks where the time went */
	eq_date as_at;          /* EQ_DATE_NONE: decided from the data */
	enum eq_column_mode mode;
	const char *version; /* that made the pack, for its fingerprints; NULL: not said */
	const char *lock;    /* digest of the lock, for the same; NULL: there is none */
	bool compare;        /* --compare: these two */
	struct eq_range ranges[2];
	const struct eq_text
		*only; /* names of KPIs, benefits, workstreams, figures, ratings to show */
	uint32_t n_only;
	/* Plans are also worked out to this day, where it is after the as-at date. */
	eq_date then;
	uint32_t suppress; /* counts from 1 to below it are not shown in break-downs; 0: all are */
	bool figures_only; /* no alerts, break-downs and notes */
	/* How the data were read, for what an alert needs of them beside; NULL: it does without. */
	const struct eq_scan_options *scan;
};

/* The program must have been verified. NULL only after reporting. */
struct eq_results *eq_run(const struct eq_program *p, const struct eq_cube *cube,
			  const struct eq_run_options *options, struct eq_diags *diags);

/* What "now" is, in `r` and `e`: as asked for, or decided by the data. False after reporting. */
struct eq_eval;
bool eq_run_settle_as_at(struct eq_eval *e, struct eq_results *r, const struct eq_run_options *o,
			 struct eq_diags *diags);

#endif
