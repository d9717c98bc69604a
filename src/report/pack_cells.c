/* pack_cells.c - the small parts of the sections: texts of cells, rows of money, sums. */
#include "report/pack_parts.h"
#include "report/total.h"

#include <string.h>

/* ---- texts ---- */

static struct eq_text kept(struct eq_pack *p, struct eq_buf *b)
{
	struct eq_text t = eq_arena_copy(&p->arena, eq_buf_view(b));

	eq_buf_release(b);
	return t;
}

struct eq_text eq_pack_date(struct eq_pack *p, eq_date d)
{
	char text[EQ_DATE_CHARS];
	size_t n = eq_date_write(d, text);

	return eq_arena_copy(&p->arena, (struct eq_text){text, n});
}

struct eq_text eq_pack_range(struct eq_pack *p, struct eq_range r)
{
	return eq_arena_printf(&p->arena, "%.*s to %.*s", EQ_ARG(eq_pack_date(p, r.from)),
			       EQ_ARG(eq_pack_date(p, r.to)));
}

struct eq_text eq_pack_year(struct eq_pack *p, uint32_t year)
{
	char name[EQ_FISCAL_CHARS];
	size_t n = eq_fiscal_write(p->m->programme.fiscal, p->r->first_year + (int)year, name);

	return eq_arena_copy(&p->arena, (struct eq_text){name, n});
}

struct eq_text eq_pack_money_text(struct eq_pack *p, const struct eq_number *v)
{
	struct eq_buf b;

	if (v->missing)
		return EQ_TEXT(EQ_DISPLAY_MISSING);
	eq_buf_init(&b);
	eq_display_money(&b, v->v, p->currency);
	return kept(p, &b);
}

struct eq_text eq_pack_number_text(struct eq_pack *p, const struct eq_display *d,
				   const struct eq_number *v)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_display_number(&b, d, v);
	return kept(p, &b);
}

struct eq_text eq_pack_signed(struct eq_pack *p, const struct eq_number *v, struct eq_text text)
{
	bool shows = false; /* what rounds to nothing has no direction either */

	for (size_t i = 0; i < text.n; i++)
		shows |= text.p[i] >= '1' && text.p[i] <= '9';
	if (v->missing || eq_dec_is_negative(v->v) || !shows)
		return text;
	return eq_arena_printf(&p->arena, "+%.*s", EQ_ARG(text));
}

struct eq_text eq_pack_change(struct eq_pack *p, const struct eq_display *d,
			      const struct eq_number *v)
{
	struct eq_text text = eq_pack_number_text(p, d, v);

	if (v->missing || d->look != EQ_LOOK_PERCENT)
		return eq_pack_signed(p, v, text);
	text.n--; /* points, not per cent */
	return eq_arena_printf(&p->arena, "%.*s points", EQ_ARG(eq_pack_signed(p, v, text)));
}

struct eq_text eq_pack_percent(struct eq_pack *p, const struct eq_number *v, int places)
{
	const struct eq_display d = {EQ_LOOK_PERCENT, places, ""};

	return eq_pack_number_text(p, &d, v);
}

/* With as many decimals as it takes not to reach a bound that it misses: 89.6% is not 90%. */
struct eq_text eq_pack_progress(struct eq_pack *p, const struct eq_number *v,
				const struct eq_bands *bands)
{
	const struct eq_dec bounds[] = {EQ_DEC_ONE, bands->said ? bands->green : EQ_DEC_ONE,
					bands->said ? bands->amber : eq_dec_scaled(9, 1)};
	unsigned flags = 0;
	int places = 0;

	for (size_t i = 0; i < sizeof bounds / sizeof *bounds && !v->missing; i++)
		while (places < 6 && eq_dec_cmp(v->v, bounds[i]) < 0 &&
		       eq_dec_cmp(eq_dec_round_away(v->v, places + 2, &flags), bounds[i]) >= 0)
			places++;
	return eq_pack_percent(p, v, places);
}

struct eq_text eq_pack_joined(struct eq_pack *p, struct eq_text a, const char *glue,
			      struct eq_text b)
{
	if (!a.n || !b.n || eq_text_eq(a, b))
		return a.n ? a : b;
	return eq_arena_printf(&p->arena, "%.*s%s%.*s", EQ_ARG(a), glue, EQ_ARG(b));
}

struct eq_text eq_pack_lost(struct eq_pack *p, uint64_t rows)
{
	return rows ? eq_arena_printf(&p->arena, "without %llu %s not fit",
				      (unsigned long long)rows,
				      rows == 1 ? "row that does" : "rows that do")
		    : EQ_TEXT("");
}

struct eq_text eq_pack_provisional(struct eq_pack *p, struct eq_text figure, bool provisional)
{
	return provisional ? eq_arena_printf(&p->arena, "%.*s*", EQ_ARG(figure)) : figure;
}

void eq_pack_provisional_line(struct eq_pack *p, struct eq_table *t, bool any)
{
	if (any)
		eq_table_line(t,
			      eq_arena_printf(&p->arena,
					      "* provisional: some of its %s are not settled yet",
					      eq_grain_word(p->r->timeline.grain, true)),
			      0, EQ_STYLE_FAINT);
}

static struct eq_text without_subject(struct eq_text words)
{
	static const char *const subjects[] = {"live is ", "value-add is ", "run-rate is "};

	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		size_t n = strlen(subjects[i]);

		if (words.n > n && memcmp(words.p, subjects[i], n) == 0)
			return (struct eq_text){words.p + n, words.n - n};
	}
	return words;
}

struct eq_text eq_pack_rag_words(struct eq_pack *p, struct eq_text words)
{
	struct eq_text when =
		eq_arena_printf(&p->arena, " on %.*s", EQ_ARG(eq_pack_date(p, p->r->as_at)));

	words = without_subject(words);
	for (size_t i = 0; i + when.n <= words.n; i++)
		if (memcmp(words.p + i, when.p, when.n) == 0)
			return eq_arena_printf(&p->arena, "%.*s%.*s", (int)i, words.p,
					       (int)(words.n - i - when.n), words.p + i + when.n);
	return words;
}

struct eq_text eq_pack_scenario(const struct eq_pack *p, uint32_t scenario)
{
	const struct eq_scenario *s = &p->m->scenarios.v[scenario];

	if (scenario == EQ_SCENARIO_TARGET)
		return EQ_TEXT("Target");
	return s->title.n ? s->title : s->name;
}

bool eq_pack_shows(const struct eq_pack *p, uint32_t def)
{
	return !p->r->shown || def >= p->m->defs.n || p->r->shown[def];
}

/* ---- cells ---- */

void eq_pack_cell(struct eq_table *t, size_t column, struct eq_text text)
{
	eq_table_cell(t, column, text, EQ_STYLE_PLAIN);
}

void eq_pack_money_cell(struct eq_pack *p, struct eq_table *t, size_t column, struct eq_number v)
{
	eq_pack_cell(t, column, eq_pack_money_text(p, &v));
}

void eq_pack_rag_cell(struct eq_table *t, size_t column, uint8_t rag)
{
	static const uint8_t styles[] = {EQ_STYLE_PLAIN, EQ_STYLE_RED, EQ_STYLE_AMBER,
					 EQ_STYLE_GREEN};

	eq_table_cell(t, column, eq_text_of(eq_rag_word((enum eq_rag)rag)),
		      (enum eq_style)styles[rag]);
}

/* ---- money ---- */

struct eq_pack_money eq_pack_benefit(const struct eq_pack *p, uint32_t benefit)
{
	const struct eq_benefit_result *b = &p->r->benefits[benefit];
	const struct eq_benefit *declared = &p->m->benefits.v[benefit];

	return (struct eq_pack_money){declared->title,
				      declared,
				      NULL,
				      declared->not_tracked.n ? NULL : b->by_scenario,
				      &b->value_add_rating,
				      &b->run_rate_rating,
				      b->provisional};
}

struct eq_pack_money eq_pack_total(struct eq_pack *p, const struct eq_total *t)
{
	return (struct eq_pack_money){eq_total_title(p->m, t, &p->arena),
				      NULL,
				      t,
				      t->n_benefits ? t->by_scenario : NULL,
				      &t->value_add_rating,
				      &t->run_rate_rating,
				      t->provisional};
}

bool eq_pack_has_money(const struct eq_pack_money *m)
{
	return m->by_scenario;
}

struct eq_number eq_pack_zero(void)
{
	return (struct eq_number){EQ_DEC_ZERO, false, false};
}

struct eq_number eq_pack_missing(void)
{
	return (struct eq_number){EQ_DEC_ZERO, true, false};
}

struct eq_number eq_pack_sum(struct eq_number a, const struct eq_number *b)
{
	unsigned flags = 0;

	a.missing |= b->missing;
	a.rounded |= b->rounded;
	if (!a.missing)
		a.v = eq_dec_add(a.v, b->v, &flags);
	return a;
}

struct eq_number eq_pack_difference(struct eq_number a, const struct eq_number *b)
{
	unsigned flags = 0;

	a.missing |= b->missing;
	a.rounded |= b->rounded;
	if (!a.missing)
		a.v = eq_dec_sub(a.v, b->v, &flags);
	return a;
}

struct eq_number eq_pack_figure_of(const struct eq_benefit_line *line,
				   const struct eq_pack_row *row)
{
	struct eq_number v = eq_pack_zero();

	if (!line->shown)
		return eq_pack_missing();
	switch (row->figure) {
	case EQ_PACK_VALUE_ADD:
		return line->value_add;
	case EQ_PACK_RUN_RATE:
		return line->run_rate;
	case EQ_PACK_BY_HORIZON:
		return line->value_add_horizon;
	default:
		for (uint32_t y = 0; y <= row->year && !v.missing; y++)
			v = line->cash ? eq_pack_sum(v, &line->cash[y].whole) : eq_pack_missing();
		return v;
	}
}

void eq_pack_money_cells(struct eq_pack *p, struct eq_table *t, size_t first,
			 const struct eq_pack_money *money, const struct eq_pack_row *row)
{
	for (size_t i = 0; i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : row->live;
		struct eq_number v = money && money->by_scenario
					     ? eq_pack_figure_of(&money->by_scenario[s], row)
					     : eq_pack_missing();
		bool provisional = money && money->provisional && s == EQ_SCENARIO_ACTUAL;

		eq_pack_cell(t, first + i,
			     eq_pack_provisional(p, eq_pack_money_text(p, &v),
						 provisional && !v.missing));
	}
}

void eq_pack_scenario_columns(struct eq_pack *p, struct eq_table *t)
{
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	for (size_t i = 0; i < p->columns.n; i++)
		eq_table_column(t, eq_pack_scenario(p, p->columns.v[i]), EQ_ALIGN_RIGHT);
}

/* ---- columns that do not add up as printed ---- */

/* What was printed of v, as a number: £2.5m is 2,500,000. */
static struct eq_dec as_printed(struct eq_dec v)
{
	static const struct {
		int64_t below;
		int places;
	} steps[] = {{10, 2}, {100000, 0}, {1000000, -3}, {1000000000, -5}, {INT64_MAX, -8}};
	unsigned flags = 0;
	size_t i = 0;

	for (;; i++) {
		struct eq_dec shown = eq_dec_round_away(v, steps[i].places, &flags);

		if (i + 1 == sizeof steps / sizeof *steps ||
		    eq_dec_cmp(eq_dec_abs(i ? shown : v), eq_dec_int(steps[i].below)) < 0)
			return shown;
	}
}

void eq_pack_column_add(struct eq_pack_column *c, const struct eq_number *part)
{
	struct eq_number printed = *part;

	if (!part->missing)
		printed.v = as_printed(part->v);
	c->parts = eq_pack_sum(c->parts, &printed);
}

bool eq_pack_column_adds_up(struct eq_pack *p, const struct eq_pack_column *c,
			    const struct eq_number *whole)
{
	return whole->missing || c->parts.missing ||
	       eq_text_eq(eq_pack_money_text(p, whole), eq_pack_money_text(p, &c->parts));
}
