/* run.c - a programme over its data. */
#include "api/programme.h"

#include <sys/stat.h>

#include "engine/foresee.h"
#include "review/lock_file.h"

/* What a programme names can be read a second time, where the first was not all that was needed. */
static bool can_be_read_again(const struct eq_model *m, struct eq_arena *arena)
{
	bool can = true;

	for (size_t i = 0; i < m->data.n; i++) {
		const struct eq_data *d = &m->data.v[i];
		const char *name = eq_arena_copy(arena, d->file).p;
		struct stat about;

		if (d->given.p)
			continue;
		can &= !eq_text_is(d->file, "-") &&
		       (stat(name, &about) != 0 || S_ISREG(about.st_mode) ||
			S_ISDIR(about.st_mode));
	}
	return can;
}

/* Groups may be very many: where it can be foreseen over which windows they are asked, they are told apart by those.
 * What was foreseen wrongly is read again. */
static void read_data(equate_programme *p, struct eq_scan_options *scan,
		      const struct eq_run_options *run)
{
	const struct eq_cuts *cuts;
	struct eq_diags said; /* the first time */

	if (can_be_read_again(p->model, &p->run_arena))
		scan->cuts = eq_foresee_cuts(p->program, NULL, run, &p->run_arena);
	p->cube = eq_scan(p->program, scan, &p->diags);
	if (!p->cube || !scan->cuts)
		return;
	cuts = eq_foresee_cuts(p->program, p->cube, run, &p->run_arena);
	if (eq_foresaw(p->cube, cuts))
		return;
	scan->cuts = cuts;
	eq_cube_free(p->cube);
	eq_diags_init(&said, &p->sources);
	p->cube = eq_scan(p->program, scan, &said);
	for (size_t i = 0; !p->cube && i < said.all.n; i++)
		eq_diags_adopt(&p->diags, said.all.v[i]);
	eq_diags_release(&said);
}

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
	read_data(p, &scan, &run);
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
