/* explain_lines.c - what is said of each node of an explanation: a line with its number, and below it how it
 * comes about and where it stands. A step of arithmetic has no line of its own: the equation with its
 * numbers shows it. See explain_lines.h. */
#include "review/explain_lines.h"

#include "report/display.h"

enum {
	INDENT = 2,
	MOST_LINES = 13, /* of a series; of a longer one so many at both ends */
	AT_ENDS = 4
};

/* ---- texts ---- */

static struct eq_text kept(struct eq_explain_lines *l, struct eq_buf *b)
{
	struct eq_text t = eq_arena_copy(&l->arena, eq_buf_view(b));

	eq_buf_release(b);
	return t;
}

static struct eq_text quantity(struct eq_explain_lines *l, uint32_t unit, const struct eq_number *v)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_explained_quantity(l->x->model, unit, false, v, &b);
	return kept(l, &b);
}

static struct eq_text value_of(struct eq_explain_lines *l, const struct eq_explained *n)
{
	struct eq_buf b;

	if (n->is_truth)
		return n->value.missing ? EQ_TEXT("-") : n->truth ? EQ_TEXT("yes") : EQ_TEXT("no");
	eq_buf_init(&b);
	eq_explained_quantity(l->x->model, n->unit, n->percent, &n->value, &b);
	return kept(l, &b);
}

static struct eq_text share(struct eq_explain_lines *l, struct eq_dec part)
{
	char text[EQ_DEC_CHARS];
	unsigned flags = 0;

	eq_dec_write_short(eq_dec_mul(part, eq_dec_int(100), &flags), text);
	return eq_arena_printf(&l->arena, "%s%%", text);
}

static struct eq_text count(struct eq_explain_lines *l, uint64_t n, const char *one,
			    const char *many)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_display_decimal(&b, eq_dec_int((int64_t)n), 0);
	eq_buf_addf(&b, " %s", n == 1 ? one : many);
	return kept(l, &b);
}

static struct eq_text span_of_days(struct eq_explain_lines *l, struct eq_range r)
{
	struct eq_grain g = l->x->model->programme.grain;
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS], period[EQ_PERIOD_CHARS];
	int32_t number = eq_period_number(g, r.from);
	struct eq_range whole = eq_period_range(g, number);

	if (whole.from == r.from && whole.to == r.to) {
		eq_period_write(g, number, period);
		return eq_arena_printf(&l->arena, "%s", period);
	}
	eq_date_write(r.from, from);
	eq_date_write(r.to, to);
	return r.from == r.to ? eq_arena_printf(&l->arena, "%s", from)
			      : eq_arena_printf(&l->arena, "%s to %s", from, to);
}

/* ---- lines ---- */

/* The number and its unit apart, so that numbers line up. */
static void split(struct eq_text quantity, struct eq_explain_line *to)
{
	size_t n = 0;

	while (n < quantity.n && quantity.p[n] != ' ')
		n++;
	to->number = (struct eq_text){quantity.p, n};
	n += n < quantity.n;
	to->unit = (struct eq_text){quantity.p + n, quantity.n - n};
}

static void add_line(struct eq_explain_lines *l, size_t indent, struct eq_text label,
		     struct eq_text value)
{
	struct eq_explain_line line = {.label = label, .indent = indent};

	split(value, &line);
	EQ_PUSH(&l->all, line);
}

static void add_detail(struct eq_explain_lines *l, size_t indent, struct eq_text text)
{
	if (text.n)
		EQ_PUSH(&l->all, ((struct eq_explain_line){
					 .label = text, .indent = indent, .is_detail = true}));
}

/* ---- what is said below a line ---- */

static struct eq_text place_of(struct eq_explain_lines *l, struct eq_span span)
{
	struct eq_place p;

	if (span.at >= span.end)
		return EQ_TEXT("");
	p = eq_sources_place(l->x->model->sources, span.at);
	if (eq_text_is(p.path, "FIGURE"))
		return EQ_TEXT("");
	return eq_arena_printf(&l->arena, "%.*s:%u", EQ_ARG(p.path), p.line);
}

/* In which scenario, and when. */
static void add_when(struct eq_explain_lines *l, const struct eq_explained *n, struct eq_buf *b)
{
	if (n->scenario && n->n_parts && n->rule != EQ_EXPLAINED_DATED &&
	    n->days.from <= n->days.to)
		eq_buf_addf(b, "%s%s, %.*s", b->n ? "; " : "", n->scenario,
			    EQ_ARG(span_of_days(l, n->days)));
}

/* "costs.eq:4: £1,050 per week (Fair cost of care 2023)"; an equation stands on a line of its own. */
static void add_written(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	bool is_equation = n->n_parts && n->rule != EQ_EXPLAINED_DATED;
	bool says_more = n->written.n && !eq_text_eq(n->written, n->label) &&
			 !(n->n_parts == 1 && n->parts[0]->is_name &&
			   eq_text_eq(n->written, n->parts[0]->label));
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_add_text(&b, place_of(l, n->at));
	if (says_more && !is_equation)
		eq_buf_addf(&b, "%s%.*s", b.n ? ": " : "", EQ_ARG(n->written));
	if (n->source.n)
		eq_buf_addf(&b, "%s(%.*s)", b.n ? " " : "", EQ_ARG(n->source));
	add_when(l, n, &b);
	if (b.n)
		add_detail(l, indent, kept(l, &b));
	else
		eq_buf_release(&b);
	if (says_more && is_equation)
		add_detail(l, indent, n->written);
	if (n->filled.n && !eq_text_eq(n->filled, n->label))
		add_detail(l, indent, eq_arena_printf(&l->arena, "= %.*s", EQ_ARG(n->filled)));
}

static void add_missing_periods(struct eq_explain_lines *l, const struct eq_explained_rows *r,
				struct eq_buf *b)
{
	enum { MOST_NAMED = 3 };
	const char *word = eq_grain_word(l->x->model->programme.grain, r->n_missing != 1);

	if (r->n_missing == 0)
		return;
	eq_buf_addf(b, "; without a value: ");
	for (uint32_t i = 0; i < r->n_missing && i < MOST_NAMED; i++)
		eq_buf_addf(b, "%s%.*s", i ? ", " : "", EQ_ARG(span_of_days(l, r->missing[i])));
	if (r->n_missing > MOST_NAMED)
		eq_buf_addf(b, " and %u more %s", r->n_missing - MOST_NAMED, word);
}

static void add_listing(struct eq_explain_lines *l, size_t indent, struct eq_text list)
{
	while (list.n) {
		size_t n = 0;

		while (n < list.n && list.p[n] != '\n')
			n++;
		add_detail(l, indent, (struct eq_text){list.p, n});
		n += n < list.n;
		list = (struct eq_text){list.p + n, list.n - n};
	}
}

static void add_rows(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	const struct eq_explained_rows *r = n->rows;
	const struct eq_model *m = l->x->model;
	const struct eq_data *d = &m->data.v[m->measures.v[r->measure].data];
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_addf(&b, "%.*s of %.*s", EQ_ARG(count(l, r->days.rows, "row", "rows")),
		    EQ_ARG(d->given.p ? EQ_TEXT("what is given") : d->file));
	if (r->first.line && eq_text_eq(r->first.file, r->last.file))
		eq_buf_addf(&b,
			    r->first.line == r->last.line ? ", line %llu" : ", lines %llu to %llu",
			    (unsigned long long)r->first.line, (unsigned long long)r->last.line);
	else if (r->first.line)
		eq_buf_addf(&b, ", from %.*s:%llu to %.*s:%llu", EQ_ARG(r->first.file),
			    (unsigned long long)r->first.line, EQ_ARG(r->last.file),
			    (unsigned long long)r->last.line);
	eq_buf_addf(&b, "; %.*s", EQ_ARG(span_of_days(l, r->window)));
	if (r->asked == UINT32_MAX && r->days.rows)
		eq_buf_adds(&b, " (--rows says which)");
	if (r->days.gaps)
		eq_buf_addf(&b, "; %.*s no value there and left out",
			    EQ_ARG(count(l, r->days.gaps, "row has", "rows have")));
	add_missing_periods(l, r, &b);
	add_detail(l, indent, kept(l, &b));
	add_listing(l, indent, r->listing);
}

static struct eq_text ratio(struct eq_explain_lines *l, struct eq_ratio r)
{
	return r.den == 1 ? eq_arena_printf(&l->arena, "%lld", (long long)r.num)
			  : eq_arena_printf(&l->arena, "%lld/%lld", (long long)r.num,
					    (long long)r.den);
}

static void add_share(struct eq_explain_lines *l, const struct eq_explained *n, struct eq_buf *b)
{
	const struct eq_model *m = l->x->model;
	uint32_t owner = m->programme.owner;

	if (eq_dec_cmp(n->share, EQ_DEC_ONE) == 0)
		return;
	eq_buf_addf(b, " × %.*s", EQ_ARG(share(l, n->share)));
	if (owner != EQ_NO_PARTNER)
		eq_buf_addf(b, " (the share of %.*s)", EQ_ARG(m->partners.v[owner]));
}

static void add_rate(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	const struct eq_explained *total = n->parts[0];
	char counted[EQ_DEC_CHARS];
	struct eq_buf b;

	if (n->value.missing)
		return;
	eq_dec_write_short(n->counted.v, counted);
	eq_buf_init(&b);
	eq_buf_addf(&b, "= %.*s ÷ %s %s counted", EQ_ARG(value_of(l, total)), counted,
		    n->times ? "months" : "days");
	if (n->factor.num != 1 || n->factor.den != 1)
		eq_buf_addf(&b, " × %.*s", EQ_ARG(ratio(l, n->factor)));
	add_detail(l, indent, kept(l, &b));
}

static void add_run_rate(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_buf b;

	if (!n->n_parts)
		return;
	eq_buf_init(&b);
	eq_buf_addf(&b, "= %.*s × %.*s a year", EQ_ARG(value_of(l, n->parts[0])),
		    EQ_ARG(ratio(l, n->factor)));
	add_share(l, n, &b);
	add_detail(l, indent, kept(l, &b));
}

static void add_ramp(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	char on[EQ_DATE_CHARS];
	int64_t of = (int64_t)n->range.to - n->range.from, done = (int64_t)n->on - n->range.from;

	done = done < 0 ? 0 : done > of ? of : done;
	eq_date_write(n->on, on);
	add_detail(l, indent,
		   eq_arena_printf(
			   &l->arena, "= %.*s, and %lld/%lld of the way from there to %.*s, on %s",
			   EQ_ARG(value_of(l, n->parts[0])), (long long)done,
			   (long long)(of > 0 ? of : 1), EQ_ARG(value_of(l, n->parts[1])), on));
}

/* ---- series ---- */

static void add_sum_between(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	int64_t weight = 0, parts = 0;

	for (uint32_t i = AT_ENDS; i < n->n_parts - AT_ENDS; i++) {
		const struct eq_explained *p = n->parts[i];

		if (p->value.missing)
			continue;
		struct eq_number w = {eq_dec_int(p->weight), false, false};

		sum = eq_number_add(sum, eq_number_mul(p->value, w));
		weight += p->weight;
		parts++;
	}
	if (n->rule == EQ_EXPLAINED_MEAN && weight) {
		struct eq_number w = {eq_dec_int(weight), false, false};

		sum = eq_number_div(sum, w);
	}
	add_line(l, indent,
		 eq_arena_printf(&l->arena, "… %lld between, %s", (long long)parts,
				 n->rule == EQ_EXPLAINED_MEAN ? "their mean" : "in all"),
		 quantity(l, n->unit, &sum));
}

static void add_node(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		     const struct eq_explained *above);

/* One of a series: its number, and the equation with its numbers. The last one shows the rest. */
static void add_in_short(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	const struct eq_explained *of = n->n_parts ? n->parts[0] : n;

	add_line(l, indent, n->label, value_of(l, n));
	if (of->filled.n)
		add_detail(l, indent + INDENT,
			   eq_arena_printf(&l->arena, "= %.*s", EQ_ARG(of->filled)));
	if (of->rule == EQ_EXPLAINED_RATE && of->n_parts)
		add_rate(l, indent + INDENT, of);
}

static void add_parts(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	bool is_series = n->rule == EQ_EXPLAINED_MEAN || n->rule == EQ_EXPLAINED_SUM ||
			 n->rule == EQ_EXPLAINED_LIMITS;

	for (uint32_t i = 0; i < n->n_parts; i++) {
		const struct eq_explained *p = n->parts[i];

		if (is_series && n->n_parts > MOST_LINES && i == AT_ENDS) {
			i = n->n_parts - AT_ENDS;
			p = n->parts[i];
			if (n->rule != EQ_EXPLAINED_LIMITS)
				add_sum_between(l, indent, n);
		}
		if (is_series && i + 1 < n->n_parts)
			add_in_short(l, indent, p);
		else if (p->is_name || is_series)
			add_node(l, indent, p, n);
		else
			add_parts(l, indent, p);
	}
}

/* ---- amounts ---- */

static void add_period(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		       const struct eq_explained_period *p)
{
	const struct eq_benefit *b = n->benefit;
	struct eq_buf label;

	eq_buf_init(&label);
	eq_buf_addf(&label, "%.*s: ", EQ_ARG(span_of_days(l, p->days)));
	if (p->worth.missing) {
		eq_buf_adds(&label, "no value");
	} else {
		eq_buf_addf(&label, "%.*s × %lld days", EQ_ARG(quantity(l, b->unit, &p->worth)),
			    (long long)p->counted);
		if (n->accrues_days)
			eq_buf_addf(&label, " × %lld/%d", (long long)p->accrued, n->accrues_days);
	}
	add_line(l, indent, kept(l, &label),
		 quantity(l, l->x->model->programme.currency, &p->amount));
}

static void add_amounts_between(struct eq_explain_lines *l, size_t indent,
				const struct eq_explained *n)
{
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	uint32_t have = 0;

	for (uint32_t i = AT_ENDS; i < n->n_periods - AT_ENDS; i++) {
		if (n->periods[i].amount.missing)
			continue;
		sum = eq_number_add(sum, n->periods[i].amount);
		have++;
	}
	add_line(l, indent,
		 eq_arena_printf(&l->arena, "… %u %s between, in all", have,
				 eq_grain_word(l->x->model->programme.grain, have != 1)),
		 quantity(l, l->x->model->programme.currency, &sum));
}

static void add_amounts(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	struct eq_grain g = l->x->model->programme.grain;
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_addf(&b, "what %.*s earned",
		    EQ_ARG(count(l, n->n_periods - n->missing_periods, eq_grain_word(g, false),
				 eq_grain_word(g, true))));
	if (n->accrues_days)
		eq_buf_addf(&b, ", each spread over %d days", n->accrues_days);
	if (n->after_days)
		eq_buf_addf(&b, " from %d days later on", n->after_days);
	eq_buf_addf(&b,
		    n->rule == EQ_EXPLAINED_ANNUALISED ? ", over its part of a year, in %.*s"
						       : ", as far as it falls in %.*s",
		    EQ_ARG(span_of_days(l, n->days)));
	if (n->missing_periods)
		eq_buf_addf(&b, "; %.*s no value",
			    EQ_ARG(count(l, n->missing_periods,
					 g.unit == EQ_MONTH ? "month has"
					 : g.unit == EQ_DAY ? "day has"
							    : "week has",
					 g.unit == EQ_MONTH ? "months have"
					 : g.unit == EQ_DAY ? "days have"
							    : "weeks have")));
	add_share(l, n, &b);
	add_detail(l, indent, kept(l, &b));
	for (uint32_t i = 0; i < n->n_periods; i++) {
		if (n->n_periods > MOST_LINES && i == AT_ENDS) {
			add_amounts_between(l, indent, n);
			i = n->n_periods - AT_ENDS;
		}
		add_period(l, indent, n, &n->periods[i]);
	}
}

/* ---- a node ---- */

/* A title is said once on the way down. */
static struct eq_text label_of(struct eq_explain_lines *l, const struct eq_explained *n,
			       const struct eq_explained *above)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_add_text(&b, n->label);
	if (n->title.n && !eq_text_eq(n->title, n->label) &&
	    (!above || !eq_text_eq(n->title, above->title)))
		eq_buf_addf(&b, "  %.*s", EQ_ARG(n->title));
	return kept(l, &b);
}

static void add_node(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		     const struct eq_explained *above)
{
	size_t in = indent + INDENT;

	add_line(l, indent, label_of(l, n, above), value_of(l, n));
	if (n->again) {
		add_detail(l, in, EQ_TEXT("as above"));
		return;
	}
	if (n->cut)
		return;
	if (!n->rows || n->scenario)
		add_written(l, in, n);
	add_detail(l, in, n->words);
	if (n->rows && n->rule == EQ_EXPLAINED_ROWS)
		add_rows(l, in, n);
	if (n->rule == EQ_EXPLAINED_RATE)
		add_rate(l, in, n);
	else if (n->rule == EQ_EXPLAINED_RUN_RATE)
		add_run_rate(l, in, n);
	else if (n->rule == EQ_EXPLAINED_RAMP)
		add_ramp(l, in, n);
	else if (n->rule == EQ_EXPLAINED_ACCRUED || n->rule == EQ_EXPLAINED_ANNUALISED)
		add_amounts(l, in, n);
	add_parts(l, in, n);
}

/* ---- all of it ---- */

void eq_explain_say_when(const struct eq_explaining *x, struct eq_buf *out)
{
	char day[EQ_DATE_CHARS];

	eq_date_write(x->as_at, day);
	eq_buf_addf(out, "As at %s", day);
	if (x->as_at_kpi.n)
		eq_buf_addf(out, ", which is as far as %.*s goes", EQ_ARG(x->as_at_kpi));
	if (!eq_text_is(x->scenario, "actual"))
		eq_buf_addf(out, "; in the scenario %.*s", EQ_ARG(x->scenario));
	if (x->members.n)
		eq_buf_addf(out, "; of the rows with %.*s alone", EQ_ARG(x->members));
	eq_buf_addc(out, '\n');
}

void eq_explain_gather(struct eq_explain_lines *l, const struct eq_explaining *x)
{
	eq_arena_init(&l->arena);
	l->x = x;
	add_node(l, 0, x->root, NULL);
	/* What was asked for, as it was. */
	l->all.v[0].label = x->figure;
}

void eq_explain_lines_release(struct eq_explain_lines *l)
{
	eq_free(l->all.v);
	eq_arena_release(&l->arena);
}
