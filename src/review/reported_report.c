/* reported_report.c - reported years that are other now, and restatements, said to people. See
 * reported.h. */
#include "review/reported.h"

#include "report/display.h"

enum { MOST_NOTES = 8, MOST_PLACES = 6 };

/* "£243,000", "green"; what was is read back from the lock. */
static void put_value(const struct eq_reported_value *v, const struct eq_reported_now *now,
		      const struct eq_model *m, struct eq_buf *out)
{
	struct eq_number number = {.missing = false};
	uint32_t unit = now ? now->unit : eq_reported_unit(m, v->unit);
	bool same = now ? eq_text_eq(v->unit, now->value.unit) : unit != EQ_UNIT_PLAIN;
	unsigned flags = 0;

	if (eq_text_is(v->value, "-"))
		eq_buf_adds(out, "nothing");
	else if (eq_text_is(v->unit, "rag"))
		eq_buf_add_text(out, v->value);
	else if (!same || !eq_dec_read(v->value, &number.v, &flags))
		eq_buf_addf(out, "%.*s %.*s", EQ_ARG(v->value), EQ_ARG(v->unit));
	else if (now && eq_text_is(now->key.what, "progress"))
		eq_display_quantity(out, m->units, unit, true, &number);
	else
		eq_display_in_full(out, m->units, unit, MOST_PLACES, &number);
}

static void note_pair(const struct eq_reported_pair *x, const struct eq_model *m, struct eq_diag *g,
		      struct eq_diags *diags)
{
	const struct eq_reported_key *k = x->now ? &x->now->key : &x->then->key;
	struct eq_buf text;

	eq_buf_init(&text);
	eq_buf_addf(&text, "%.*s of ", EQ_ARG(k->what));
	if (k->name.n)
		eq_buf_addf(&text, "`%.*s`", EQ_ARG(k->name));
	else
		eq_buf_adds(&text, "the programme");
	if (!eq_text_is(k->scenario, "actual"))
		eq_buf_addf(&text, ", in %.*s", EQ_ARG(k->scenario));
	eq_buf_adds(&text, ": ");
	put_value(&x->then->last, x->now, m, &text);
	eq_buf_adds(&text, " was reported, and it is ");
	if (x->now)
		put_value(&x->now->value, x->now, m, &text);
	else
		eq_buf_adds(&text, "gone");
	eq_buf_adds(&text, " now");
	eq_diag_note(diags, g, EQ_NO_SPAN, "%.*s", EQ_ARG(eq_buf_view(&text)));
	eq_buf_release(&text);
}

bool eq_reported_stands(const struct eq_reported_beside *b, const struct eq_model *m,
			struct eq_diags *diags)
{
	struct eq_diag *g;
	uint32_t told = 0;

	if (!b->then || !b->n_moved || b->n_open)
		return true;
	g = eq_diag_at(diags, EQ_E1009, m->programme.span,
		       "%.*s would be restated: %u of the %u figures that were reported for it %s "
		       "not as they were, and nothing says why",
		       EQ_ARG(b->then->label), b->n_moved, b->then->n_figures,
		       b->n_moved == 1 ? "is" : "are");
	for (size_t i = 0; i < b->all.n && told < MOST_NOTES; i++)
		if (b->all.v[i].moved) {
			note_pair(&b->all.v[i], m, g, diags);
			told++;
		}
	if (b->n_moved > told)
		eq_diag_note(diags, g, EQ_NO_SPAN, "and %u more", b->n_moved - told);
	eq_diag_hint(diags, g,
		     "find out what changed; where it has to stand, say why, and of which kind it "
		     "is (error, policy, estimate or late data): restate %.*s because \"…\" kind "
		     "error",
		     EQ_ARG(b->then->label));
	return false;
}

/* ---- restatements ---- */

static const struct eq_reported_year *year_in(const struct eq_reported_years *y, int year)
{
	for (size_t i = 0; i < y->all.n; i++)
		if (y->all.v[i].year == year)
			return &y->all.v[i];
	return NULL;
}

static void report_idle(const struct eq_reported_years *y, const struct eq_model *m,
			const struct eq_restate *x, const struct eq_reported_beside *besides,
			struct eq_diags *diags)
{
	const struct eq_reported_year *year = year_in(y, x->year);
	char label[EQ_FISCAL_CHARS];
	struct eq_diag *g;

	eq_fiscal_write(m->programme.fiscal, x->year, label);
	if (!year) {
		g = eq_diag_at(diags, EQ_A1002, x->span,
			       "this restates %s, and no figures of it were reported", label);
		eq_diag_hint(diags, g, "`equate lock %s` keeps what is reported", label);
		return;
	}
	if (!besides)
		return;
	besides += year - y->all.v;
	for (uint32_t i = 0; !besides->n_moved && i < besides->n_open; i++)
		if (besides->open[i] == x)
			eq_diag_at(diags, EQ_A1002, x->span,
				   "this restates nothing: all figures of %s are as they were last "
				   "reported",
				   label);
}

static void report_withdrawn(const struct eq_reported_year *y, struct eq_text why,
			     const struct eq_model *m, struct eq_text lock, struct eq_diags *diags)
{
	struct eq_diag *g;

	for (size_t i = 0; i < m->restates.n; i++)
		if (m->restates.v[i].year == y->year && eq_text_eq(m->restates.v[i].why, why))
			return;
	g = eq_diag_at(diags, EQ_E1010, m->programme.span,
		       "%.*s: %.*s was restated because \"%.*s\", and the text does not say so any "
		       "more",
		       EQ_ARG(lock), EQ_ARG(y->label), EQ_ARG(why));
	eq_diag_hint(diags, g, "bring the line back: restate %.*s because \"%.*s\"",
		     EQ_ARG(y->label), EQ_ARG(why));
}

void eq_reported_reasons(const struct eq_reported_years *y, const struct eq_model *m,
			 const struct eq_reported_beside *besides, struct eq_text lock,
			 struct eq_diags *diags)
{
	for (size_t i = 0; i < m->restates.n; i++)
		report_idle(y, m, &m->restates.v[i], besides, diags);
	for (size_t i = 0; i < y->all.n; i++)
		for (uint32_t k = 0; k < y->all.v[i].n_reasons; k++)
			report_withdrawn(&y->all.v[i], y->all.v[i].reasons[k], m, lock, diags);
}
