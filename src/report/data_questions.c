/* data_questions.c - questions about a surveyed file. See data_questions.h. */
#include "report/data_questions.h"

#include <string.h>

#include "report/display.h"

void eq_survey_write_count(struct eq_buf *out, uint64_t n)
{
	eq_display_decimal(out, eq_dec_int((int64_t)n), 0);
}

void eq_survey_write_number(struct eq_buf *out, const struct eq_survey_column *c, struct eq_dec v)
{
	bool percent = c->kind == EQ_SURVEY_PERCENT, negative;
	__uint128_t coefficient;
	unsigned flags = 0;
	int exponent, places;

	if (percent)
		v = eq_dec_mul(v, eq_dec_int(100), &flags);
	v = eq_dec_reduce(v);
	eq_dec_parts(v, &negative, &coefficient, &exponent);
	if (c->kind == EQ_SURVEY_MONEY) {
		if (eq_dec_is_negative(v))
			eq_buf_addc(out, '-');
		eq_buf_add_text(out, c->currency);
		v = eq_dec_abs(v);
	}
	places = exponent < 0 ? -exponent : 0;
	if (c->kind == EQ_SURVEY_MONEY && places == 1)
		places = 2;
	eq_display_decimal(out, v, places);
	if (percent)
		eq_buf_addc(out, '%');
}

/* ---- asking ---- */

struct asking {
	const struct eq_survey *s;
	struct eq_page *page;
	struct eq_buf b; /* the question at hand */
	bool any;
};

static void ask(struct asking *a)
{
	if (!a->any)
		eq_page_heading(a->page, EQ_TEXT("Questions"));
	a->any = true;
	eq_page_numbered(a->page, eq_buf_view(&a->b));
	eq_buf_clear(&a->b);
}

static void add_day(struct asking *a, eq_date day)
{
	char text[EQ_DATE_CHARS];

	eq_buf_add(&a->b, text, eq_date_write(day, text));
}

static void add_count(struct asking *a, uint64_t n, const char *one, const char *many)
{
	eq_survey_write_count(&a->b, n);
	eq_buf_addf(&a->b, " %s", n == 1 ? one : many);
}

/* Between the entries of a list of `shown`, of which there are `n`. */
static void add_between(struct asking *a, uint64_t i, uint64_t shown, uint64_t n)
{
	if (i > 0)
		eq_buf_adds(&a->b, i + 1 == shown && shown == n ? " and " : ", ");
}

static void add_more(struct asking *a, uint64_t shown, uint64_t n)
{
	if (n > shown) {
		eq_buf_adds(&a->b, " and ");
		eq_survey_write_count(&a->b, n - shown);
		eq_buf_adds(&a->b, " more");
	}
}

static uint64_t at_most(uint64_t n)
{
	return n < EQ_SURVEY_SHOWN ? n : EQ_SURVEY_SHOWN;
}

/* ---- columns ---- */

static void ask_names(struct asking *a)
{
	if (a->s->unnamed) {
		eq_buf_addf(&a->b,
			    "Line %llu is taken for the names of the columns, but it does not look "
			    "like names: is there a line of names, and where?",
			    (unsigned long long)a->s->header_line);
		ask(a);
	}
	for (uint32_t i = 0; i < a->s->n_columns; i++) {
		const struct eq_survey_column *c = &a->s->columns[i];

		if (c->usable || (c->kind == EQ_SURVEY_EMPTY && !c->header.n))
			continue;
		if (!c->header.n)
			eq_buf_addf(
				&a->b,
				"Column %u has no name, so nothing can refer to it: what is it?",
				i + 1);
		else
			eq_buf_addf(
				&a->b,
				"Column %u, `%.*s`, cannot be told apart by its name: another has "
				"the same one, or it is broken over lines. What should it be called?",
				i + 1, EQ_ARG(c->header));
		ask(a);
	}
}

static void ask_date_order(struct asking *a)
{
	for (uint32_t i = 0; i < a->s->n_columns; i++) {
		const struct eq_survey_column *c = &a->s->columns[i];

		if (c->kind != EQ_SURVEY_DATE || !c->other_form)
			continue;
		eq_buf_addf(
			&a->b,
			"`%.*s` never has a day after the 12th, so its dates can be read as %s or "
			"as %s: does the day come first, as is taken here?",
			EQ_ARG(c->header), c->form, c->other_form);
		ask(a);
	}
}

static void ask_misfits(struct asking *a)
{
	for (uint32_t i = 0; i < a->s->n_columns; i++) {
		const struct eq_survey_column *c = &a->s->columns[i];

		if (!c->n_misfits)
			continue;
		eq_buf_addf(&a->b, "`%.*s` has ", EQ_ARG(c->header));
		for (size_t k = 0; k < c->misfits.n; k++) {
			const struct eq_survey_misfit *m = &c->misfits.v[k];

			add_between(a, k, c->misfits.n, c->misfits.n);
			eq_buf_addc(&a->b, '"');
			eq_cell_show(m->cell, &a->b);
			eq_buf_adds(&a->b, "\" ");
			if (m->n > 1) {
				add_count(a, m->n, "", "times from line ");
				eq_buf_addf(&a->b, "%llu on", (unsigned long long)m->line);
			} else {
				eq_buf_addf(&a->b, "on line %llu", (unsigned long long)m->line);
			}
		}
		eq_buf_adds(&a->b, c->kind == EQ_SURVEY_DATE
					   ? ": is the date not known, or is it a slip?"
					   : ": is there no value, or is it a slip?");
		ask(a);
	}
}

/* A few of them among many that are not negative. */
static void ask_negatives(struct asking *a)
{
	for (uint32_t i = 0; i < a->s->n_columns; i++) {
		const struct eq_survey_column *c = &a->s->columns[i];

		if (!eq_survey_is_number(c) || !c->negatives || c->negatives * 10 > c->numbers)
			continue;
		eq_buf_addf(&a->b, "`%.*s` is negative in ", EQ_ARG(c->header));
		add_count(a, c->negatives, "row", "rows");
		eq_buf_adds(&a->b, " of ");
		eq_survey_write_count(&a->b, c->numbers);
		eq_buf_addf(&a->b, " (%sline %llu), down to ", c->negatives > 1 ? "first on " : "",
			    (unsigned long long)c->first_negative);
		eq_survey_write_number(&a->b, c, c->least);
		eq_buf_adds(&a->b, ": is it a correction, or a slip?");
		ask(a);
	}
}

/* ---- rows ---- */

static void ask_odd_rows(struct asking *a)
{
	const struct eq_survey *s = a->s;

	if (s->odd) {
		add_count(a, s->odd, "line", "lines");
		eq_buf_addf(
			&a->b,
			" among the rows %s no row of the table (%sline %llu): a run stops there. "
			"Can the file be written without?",
			s->odd == 1 ? "is" : "are", s->odd == 1 ? "" : "the first is ",
			(unsigned long long)s->first_odd);
		ask(a);
	}
	if (s->footer_line && !s->until.n) {
		eq_buf_addf(
			&a->b,
			"The lines from %llu on are no rows, and their first cell does not tell "
			"them apart: can they be taken out of the file?",
			(unsigned long long)s->footer_line);
		ask(a);
	}
	if (s->rows_without_date) {
		add_count(a, s->rows_without_date, "row has", "rows have");
		eq_buf_adds(&a->b, " no date to count on: can it be found?");
		ask(a);
	}
	if (s->ends_before) {
		add_count(a, s->ends_before, "row ends", "rows end");
		eq_buf_addf(&a->b, " before %s (%sline %llu): which of the dates is right?",
			    s->ends_before == 1 ? "it starts" : "they start",
			    s->ends_before == 1 ? "" : "the first is ",
			    (unsigned long long)s->first_end_before);
		ask(a);
	}
}

static void ask_gaps(struct asking *a)
{
	const struct eq_survey *s = a->s;
	struct eq_grain g = eq_survey_periods(s);
	uint64_t shown = at_most(s->n_gaps);

	if (!s->n_gaps)
		return;
	eq_buf_adds(&a->b, "No row for ");
	add_count(a, s->n_gaps, eq_grain_word(g, false), eq_grain_word(g, true));
	eq_buf_adds(&a->b, ": ");
	for (uint64_t i = 0; i < shown; i++) {
		char text[EQ_PERIOD_CHARS];

		add_between(a, i, shown, s->n_gaps);
		eq_period_write(g, s->gaps[i], text);
		eq_buf_adds(&a->b, text);
	}
	add_more(a, shown, s->n_gaps);
	eq_buf_adds(&a->b, ". Was nothing reported, or was there nothing to count?");
	ask(a);
}

static void ask_weekdays(struct asking *a)
{
	const struct eq_survey *s = a->s;
	uint64_t shown = at_most(s->n_other_weekdays);

	if (!s->n_other_weekdays)
		return;
	eq_buf_addf(&a->b, "The weeks end on %s, but ", eq_weekday_name(s->week_end));
	for (uint64_t i = 0; i < shown; i++) {
		add_between(a, i, shown, s->n_other_weekdays);
		add_day(a, s->other_weekdays[i]);
		eq_buf_addf(&a->b, " is a %s",
			    eq_weekday_name(eq_date_weekday(s->other_weekdays[i])));
	}
	add_more(a, shown, s->n_other_weekdays);
	eq_buf_adds(&a->b, ": which week is meant?");
	ask(a);
}

static void ask_repeats(struct asking *a)
{
	const struct eq_survey *s = a->s;
	uint64_t shown = at_most(s->n_repeats);

	if (!s->n_repeats || s->grain == EQ_SURVEY_EVENTS)
		return;
	eq_buf_adds(&a->b, "More than one row for ");
	for (uint64_t i = 0; i < shown; i++) {
		add_between(a, i, shown, s->n_repeats);
		add_day(a, s->repeats[i].day);
		eq_buf_addf(&a->b, " (lines %llu and %llu)",
			    (unsigned long long)s->repeats[i].first,
			    (unsigned long long)s->repeats[i].line);
	}
	add_more(a, shown, s->n_repeats);
	eq_buf_adds(&a->b, ": which one holds, or do they add up?");
	ask(a);
}

static void ask_zero(struct asking *a, const struct eq_survey_zero *z)
{
	const struct eq_survey_column *c = &a->s->columns[z->column];

	eq_buf_addf(&a->b, "`%.*s`: 0 on ", EQ_ARG(c->header));
	add_day(a, z->day);
	if (a->s->series.n > 1) {
		eq_buf_addf(&a->b, " for %.*s", EQ_ARG(a->s->series.v[z->series]));
		if (z->others > 1) {
			eq_buf_adds(&a->b, " and ");
			add_count(a, z->others - 1, "other series", "other series");
		}
	}
	eq_buf_adds(&a->b, z->others > 1 ? ", there between " : " stands between ");
	eq_survey_write_number(&a->b, c, z->before);
	eq_buf_adds(&a->b, " and ");
	eq_survey_write_number(&a->b, c, z->after);
	eq_buf_adds(&a->b, ": is it a count, or not reported?");
	ask(a);
}

static void ask_zeros(struct asking *a)
{
	uint64_t shown = at_most(a->s->zeros.n);

	for (uint64_t i = 0; i < shown; i++)
		ask_zero(a, &a->s->zeros.v[i]);
	if (a->s->zeros.n > shown) {
		eq_buf_adds(&a->b, "A 0 between large values stands on ");
		add_count(a, a->s->zeros.n - shown, "more day", "more days");
		eq_buf_adds(&a->b, ": are all of them counts?");
		ask(a);
	}
}

void eq_data_questions(const struct eq_survey *s, struct eq_page *page)
{
	struct asking a = {.s = s, .page = page};

	eq_buf_init(&a.b);
	ask_names(&a);
	ask_date_order(&a);
	ask_odd_rows(&a);
	ask_misfits(&a);
	ask_gaps(&a);
	ask_weekdays(&a);
	ask_repeats(&a);
	ask_zeros(&a);
	ask_negatives(&a);
	eq_buf_release(&a.b);
}
