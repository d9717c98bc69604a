/* pack_csv_restated.c - reported years whose figures are other now, in the CSV pack: what was reported
 * in a row of its own, beside what it is now. */
#include "report/pack_csv_parts.h"

static void row(struct eq_csv_pack *w, const struct eq_csv_subject *s,
		const struct eq_restated_year *y, const struct eq_restated_figure *f,
		const char *which, const struct eq_number *v)
{
	struct eq_text measure = eq_arena_printf(&w->arena, "%.*s, %s", EQ_ARG(f->what), which);
	struct eq_rating rating = {.rag = EQ_RAG_NONE};
	int64_t rag = EQ_RAG_NONE;

	if (f->judged && !v->missing && eq_dec_to_int(v->v, &rag))
		rating.rag = (uint8_t)rag;
	eq_csv_row(w, s,
		   &(struct eq_csv_figure){
			   .measure = measure.p,
			   .scenario = f->scenario,
			   .fiscal_year = eq_csv_year(w, y->year),
			   .range = eq_csv_no_range,
			   .unit = f->judged ? EQ_TEXT("") : eq_csv_unit(w, f->unit),
			   .v = f->judged ? NULL : v,
			   .rating = f->judged ? &rating : NULL,
			   .why = EQ_TEXT("it had no value then, or has none now"),
		   });
}

static void figure(struct eq_csv_pack *w, const struct eq_restated_year *y,
		   const struct eq_restated_figure *f)
{
	const struct eq_csv_subject s = {
		"restated", EQ_NO_WORKSTREAM, eq_csv_name(w, f->def), f->title, NULL, false};

	row(w, &s, y, f, "as reported", &f->reported);
	row(w, &s, y, f, "restated", &f->now);
	if (!f->judged)
		row(w, &s, y, f, "difference", &f->difference);
}

/* "late data: two weeks came in late" */
static struct eq_text reason(struct eq_csv_pack *w, const struct eq_restated_reason *x)
{
	return x->kind.n ? eq_arena_printf(&w->arena, "%.*s: %.*s", EQ_ARG(x->kind), EQ_ARG(x->why))
			 : x->why;
}

void eq_csv_restated(struct eq_csv_pack *w)
{
	const struct eq_number none = {.missing = true};

	for (uint32_t i = 0; i < w->r->n_restated; i++) {
		const struct eq_restated_year *y = &w->r->restated[i];
		const struct eq_csv_subject s = {
			"restated", EQ_NO_WORKSTREAM, EQ_TEXT(""), EQ_TEXT(""), NULL, false};

		for (uint32_t k = 0; k < y->n_reasons; k++)
			eq_csv_row(w, &s,
				   &(struct eq_csv_figure){
					   .measure = "because",
					   .fiscal_year = eq_csv_year(w, y->year),
					   .range = eq_csv_no_range,
					   .v = &none,
					   .why = reason(w, &y->reasons[k]),
				   });
		for (uint32_t k = 0; k < y->n_figures; k++)
			if (eq_csv_shows(w, y->figures[k].def))
				figure(w, y, &y->figures[k]);
	}
}
