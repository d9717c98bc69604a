/* run.c - a programme over its data. */
#include "api/programme.h"

#include "review/lock_file.h"

equate_status equate_run(equate_programme *p, const equate_run_options *options)
{
	static const equate_run_options defaults;
	struct eq_run_options run;
	struct eq_scan_options scan;
	char lock[EQ_DIGEST_CHARS];

	if (!p->program)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "there is no programme to run: "
							   "load one first");
	if (!options)
		options = &defaults;
	eq_api_forget_run(p);
	if (!eq_api_read_options(p, options, &run, &scan))
		return EQUATE_FAULT_FILES;
	p->style = (struct eq_pack_style){
		.width = options->width > 0 ? (size_t)options->width : 0,
		.colour = options->colour != 0,
	};
	p->timed = options->profile != 0;
	if (p->timed)
		scan.times = run.times = &p->times;
	run.scan = &scan;
	if (eq_lock_digest(p->sources.files.v[0].path, lock))
		run.lock = lock;
	p->cube = eq_scan(p->program, &scan, &p->diags);
	if (p->cube)
		p->results = eq_run(p->program, p->cube, &run, &p->diags);
	if (p->results)
		eq_api_hold_to_reported(p, &run);
	/* Figures that an error casts doubt on are not shown. */
	if (p->diags.errors)
		eq_api_forget_run(p);
	return eq_api_status(p);
}

size_t equate_alerts_raised(const equate_programme *p)
{
	return p->results ? p->results->n_raised : 0;
}
