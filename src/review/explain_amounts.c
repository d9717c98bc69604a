/* explain_amounts.c - what is said of an amount of a benefit: its share, and the periods that contribute. See
 * explain_lines.h. */
#include "review/explain_lines.h"

static void add_share(struct eq_explain_lines *l, const struct eq_explained *n, struct eq_buf *b)
{
	const struct eq_model *m = l->x->model;
	uint32_t owner = m->programme.owner;

	if (eq_dec_cmp(n->share, EQ_DEC_ONE) == 0)
		return;
	eq_buf_addf(b, " × %.*s", EQ_ARG(eq_lines_share(l, n->share)));
	if (owner != EQ_NO_PARTNER)
		eq_buf_addf(b, " (the share of %.*s)", EQ_ARG(m->partners.v[owner]));
}

void eq_lines_run_rate(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_buf b;

	if (!n->n_parts || n->parts[0]->value.missing)
		return;
	eq_buf_init(&b);
	eq_buf_addf(&b, "= %.*s × %.*s a year", EQ_ARG(eq_lines_value(l, n->parts[0])),
		    EQ_ARG(eq_lines_ratio(l, n->factor)));
	add_share(l, n, &b);
	eq_lines_detail(l, indent, eq_lines_kept(l, &b));
}

/* For how long a worth of so much a week, a month or a year was earned. */
static struct eq_text earned_for(struct eq_explain_lines *l, const struct eq_explained *n,
				 const struct eq_explained_period *p)
{
	const struct eq_model *m = l->x->model;
	uint32_t per = eq_unit_div(m->units, m->programme.currency, n->benefit->unit);
	struct eq_ratio times = {p->counted, 1}, all = {n->accrues_days ? n->accrues_days : 1, 1};
	struct eq_buf b;

	eq_buf_init(&b);
	if (per == eq_unit_time(m->units, EQ_DAY) || per == eq_unit_time(m->units, EQ_WEEK)) {
		eq_buf_addf(&b, "%lld %s", (long long)p->counted, p->counted == 1 ? "day" : "days");
		return eq_lines_kept(l, &b);
	}
	if (!eq_ratio_mul(times, p->each, &times) || !eq_ratio_mul(times, all, &times))
		EQ_BUG("days of a period out of range");
	eq_buf_addf(&b, "%.*s ", EQ_ARG(eq_lines_ratio(l, times)));
	eq_unit_write(m->units, per, !eq_ratio_eq(times, EQ_RATIO_ONE), &b);
	return eq_lines_kept(l, &b);
}

static void add_period(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		       const struct eq_explained_period *p)
{
	const struct eq_benefit *b = n->benefit;
	struct eq_buf label;

	eq_buf_init(&label);
	eq_buf_addf(&label, "%.*s: ", EQ_ARG(eq_lines_days(l, p->days)));
	if (p->worth.missing) {
		eq_buf_adds(&label, "no value");
	} else {
		eq_buf_addf(&label, "%.*s × %.*s", EQ_ARG(eq_lines_quantity(l, b->unit, &p->worth)),
			    EQ_ARG(earned_for(l, n, p)));
		if (n->accrues_days)
			eq_buf_addf(&label, " × %lld/%d", (long long)p->accrued, n->accrues_days);
	}
	eq_lines_add(l, indent, eq_lines_kept(l, &label),
		     eq_lines_quantity(l, l->x->model->programme.currency, &p->amount));
}

static void add_amounts_between(struct eq_explain_lines *l, size_t indent,
				const struct eq_explained *n)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	uint32_t have = 0;

	for (uint32_t i = EQ_LINES_AT_ENDS; i < n->n_periods - EQ_LINES_AT_ENDS; i++) {
		if (n->periods[i].amount.missing)
			continue;
		sum = eq_number_add(sum, n->periods[i].amount);
		have++;
	}
	eq_lines_add(l, indent,
		     eq_arena_printf(&l->arena, "… %u %s between, in all", have,
				     eq_grain_word(l->x->model->programme.grain, have != 1)),
		     eq_lines_quantity(l, l->x->model->programme.currency, &sum));
}

/* What is annualised: all that was earned, by the days or months in which it was. */
static void add_by_year(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	struct eq_dec over = EQ_DEC_ZERO;
	char text[EQ_DEC_CHARS];
	unsigned flags = 0;

	if (n->value.missing)
		return;
	for (uint32_t i = 0; i < n->n_periods; i++) {
		const struct eq_explained_period *p = &n->periods[i];
		struct eq_dec counted = eq_dec_int(p->times);

		if (p->amount.missing)
			continue;
		sum = eq_number_add(sum, p->amount);
		if (n->times)
			counted = eq_dec_mul_ratio(counted, p->each, &flags);
		over = eq_dec_add(over, counted, &flags);
	}
	eq_dec_write_short(eq_dec_reduce(eq_dec_round_away(over, 6, &flags)), text);
	struct eq_text total = eq_lines_quantity(l, l->x->model->programme.currency, &sum);
	eq_lines_detail(l, indent,
			eq_arena_printf(&l->arena, "= %.*s ÷ %s %s × %.*s a year", EQ_ARG(total),
					text, n->times ? "months" : "days",
					EQ_ARG(eq_lines_ratio(l, n->factor))));
}

void eq_lines_amounts(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_grain g = l->x->model->programme.grain;
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_addf(&b, "what %.*s earned",
		    EQ_ARG(eq_lines_count(l, n->n_periods - n->missing_periods,
					  eq_grain_word(g, false), eq_grain_word(g, true))));
	if (n->accrues_days)
		eq_buf_addf(&b, ", each spread over %d days", n->accrues_days);
	if (n->after_days)
		eq_buf_addf(&b, " from %d days later on", n->after_days);
	eq_buf_addf(&b,
		    n->rule == EQ_EXPLAINED_ANNUALISED ? ", over its part of a year, in %.*s"
						       : ", as far as it falls in %.*s",
		    EQ_ARG(eq_lines_days(l, n->days)));
	if (n->missing_periods)
		eq_buf_addf(&b, "; %.*s no value",
			    EQ_ARG(eq_lines_count(l, n->missing_periods,
						  g.unit == EQ_MONTH ? "month has"
						  : g.unit == EQ_DAY ? "day has"
								     : "week has",
						  g.unit == EQ_MONTH ? "months have"
						  : g.unit == EQ_DAY ? "days have"
								     : "weeks have")));
	add_share(l, n, &b);
	eq_lines_detail(l, indent, eq_lines_kept(l, &b));
	if (n->rule == EQ_EXPLAINED_ANNUALISED)
		add_by_year(l, indent, n);
	for (uint32_t i = 0; i < n->n_periods; i++) {
		if (n->n_periods > EQ_LINES_MOST && i == EQ_LINES_AT_ENDS) {
			add_amounts_between(l, indent, n);
			i = n->n_periods - EQ_LINES_AT_ENDS;
		}
		add_period(l, indent, n, &n->periods[i]);
	}
}
