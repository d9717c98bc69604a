/* run.c - a programme over its data: the options as a host gives them, read and handed on. */
#include "api/programme.h"

equate_status equate_run(equate_programme *p, const equate_run_options *options)
{
	struct eq_run_options run = {.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST};

	if (!p->program)
		return p->diags.errors
			       ? eq_api_status(p)
			       : eq_api_misused(p, "there is no programme to run: load one first");
	if (options && options->as_at) {
		struct eq_text as_at = eq_text_of(options->as_at);

		if (!eq_date_read(as_at, &run.as_at)) {
			struct eq_diag *g = eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
							 "the as-at date `%.*s` is not a date",
							 EQ_ARG(as_at));

			eq_diag_hint(&p->diags, g, "write year, month and day, such as 2024-03-31");
			return EQUATE_FAULT_FILES;
		}
		if (run.as_at == EQ_DATE_NONE) {
			eq_diag_file(&p->diags, EQ_E0801, EQ_TEXT(""), 0, 0,
				     "there is no such day as the as-at date %.*s", EQ_ARG(as_at));
			return EQUATE_FAULT_FILES;
		}
	}
	p->style = (struct eq_pack_style){0, false};
	if (options) {
		p->style.width = options->width > 0 ? (size_t)options->width : 0;
		p->style.colour = options->colour != 0;
	}
	eq_api_forget_run(p);
	p->cube = eq_scan(p->program, &(struct eq_scan_options){.by = NULL}, &p->diags);
	if (p->cube)
		p->results = eq_run(p->program, p->cube, &run, &p->diags);
	/* Figures that an error casts doubt on are not shown. */
	if (p->diags.errors)
		eq_api_forget_run(p);
	return eq_api_status(p);
}
