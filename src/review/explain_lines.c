/* explain_lines.c - what is said of each node of an explanation: a line with its number, and below it how it
 * comes about and where it stands. A step of arithmetic has no line of its own: the equation with its
 * numbers shows it. See explain_lines.h. */
#include "review/explain_lines.h"

#include "report/display.h"

enum { INDENT = 2 };

/* ---- texts ---- */

struct eq_text eq_lines_kept(struct eq_explain_lines *l, struct eq_buf *b)
{
	struct eq_text t = eq_arena_copy(&l->arena, eq_buf_view(b));

	eq_buf_release(b);
	return t;
}

struct eq_text eq_lines_quantity(struct eq_explain_lines *l, uint32_t unit,
				 const struct eq_number *v)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_explained_quantity(l->x->model, unit, false, v, &b);
	return eq_lines_kept(l, &b);
}

struct eq_text eq_lines_value(struct eq_explain_lines *l, const struct eq_explained *n)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_explained_value(l->x->model, n, &b);
	return eq_lines_kept(l, &b);
}

struct eq_text eq_lines_share(struct eq_explain_lines *l, struct eq_dec part)
{
	char text[EQ_DEC_CHARS];
	unsigned flags = 0;

	eq_dec_write_short(eq_dec_mul(part, eq_dec_int(100), &flags), text);
	return eq_arena_printf(&l->arena, "%s%%", text);
}

struct eq_text eq_lines_ratio(struct eq_explain_lines *l, struct eq_ratio r)
{
	return r.den == 1 ? eq_arena_printf(&l->arena, "%lld", (long long)r.num)
			  : eq_arena_printf(&l->arena, "%lld/%lld", (long long)r.num,
					    (long long)r.den);
}

struct eq_text eq_lines_count(struct eq_explain_lines *l, uint64_t n, const char *one,
			      const char *many)
{
	struct eq_buf b;

	eq_buf_init(&b);
	eq_display_decimal(&b, eq_dec_int((int64_t)n), 0);
	eq_buf_addf(&b, " %s", n == 1 ? one : many);
	return eq_lines_kept(l, &b);
}

struct eq_text eq_lines_days(struct eq_explain_lines *l, struct eq_range r)
{
	return eq_explained_days(l->x->model, r, &l->arena);
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

void eq_lines_add(struct eq_explain_lines *l, size_t indent, struct eq_text label,
		  struct eq_text value)
{
	struct eq_explain_line line = {.label = label, .indent = indent};

	split(value, &line);
	EQ_PUSH(&l->all, line);
}

void eq_lines_detail(struct eq_explain_lines *l, size_t indent, struct eq_text text)
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
			    EQ_ARG(eq_lines_days(l, n->days)));
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
		eq_lines_detail(l, indent, eq_lines_kept(l, &b));
	else
		eq_buf_release(&b);
	if (says_more && is_equation)
		eq_lines_detail(l, indent, n->written);
	if (n->filled.n && !eq_text_eq(n->filled, n->label))
		eq_lines_detail(l, indent, eq_arena_printf(&l->arena, "= %.*s", EQ_ARG(n->filled)));
}

/* Periods, or days, of a window by name; of many the first few. */
static void add_days(struct eq_explain_lines *l, const char *what, const struct eq_range *v,
		     uint32_t n, struct eq_buf *b)
{
	enum { MOST_NAMED = 3 };

	if (n == 0)
		return;
	eq_buf_addf(b, "; %s: ", what);
	for (uint32_t i = 0; i < n && i < MOST_NAMED; i++)
		eq_buf_addf(b, "%s%.*s", i ? ", " : "", EQ_ARG(eq_lines_days(l, v[i])));
	if (n > MOST_NAMED)
		eq_buf_addf(b, " and %u more", n - MOST_NAMED);
}

static void add_listing(struct eq_explain_lines *l, size_t indent, struct eq_text list)
{
	while (list.n) {
		size_t n = 0;

		while (n < list.n && list.p[n] != '\n')
			n++;
		eq_lines_detail(l, indent, (struct eq_text){list.p, n});
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
	eq_buf_addf(&b, "%.*s of %.*s", EQ_ARG(eq_lines_count(l, r->days.rows, "row", "rows")),
		    EQ_ARG(d->given.p ? EQ_TEXT("what is given") : d->file));
	if (r->first.line && eq_text_eq(r->first.file, r->last.file))
		eq_buf_addf(&b,
			    r->first.line == r->last.line ? ", line %llu" : ", lines %llu to %llu",
			    (unsigned long long)r->first.line, (unsigned long long)r->last.line);
	else if (r->first.line)
		eq_buf_addf(&b, ", from %.*s:%llu to %.*s:%llu", EQ_ARG(r->first.file),
			    (unsigned long long)r->first.line, EQ_ARG(r->last.file),
			    (unsigned long long)r->last.line);
	eq_buf_addf(&b, "; %.*s", EQ_ARG(eq_lines_days(l, r->window)));
	if (r->asked == UINT32_MAX && r->days.rows)
		eq_buf_adds(&b, " (--rows says which)");
	if (r->days.gaps)
		eq_buf_addf(&b, "; %.*s no value there and left out",
			    EQ_ARG(eq_lines_count(l, r->days.gaps, "row has", "rows have")));
	add_days(l, "without a value", r->missing, r->n_missing, &b);
	add_days(l, "taken out", r->taken_out, r->n_taken_out, &b);
	eq_lines_detail(l, indent, eq_lines_kept(l, &b));
	add_listing(l, indent, r->listing);
}

static void add_rate(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	const struct eq_explained *total = n->parts[0];
	bool one = eq_dec_cmp(n->counted.v, EQ_DEC_ONE) == 0;
	char counted[EQ_DEC_CHARS];
	struct eq_buf b;

	if (n->value.missing)
		return;
	eq_dec_write_short(n->counted.v, counted);
	eq_buf_init(&b);
	eq_buf_addf(&b, "= %.*s ÷ %s %s counted", EQ_ARG(eq_lines_value(l, total)), counted,
		    n->times ? one ? "month" : "months"
		    : one    ? "day"
			     : "days");
	if (n->factor.num != 1 || n->factor.den != 1)
		eq_buf_addf(&b, " × %.*s", EQ_ARG(eq_lines_ratio(l, n->factor)));
	eq_lines_detail(l, indent, eq_lines_kept(l, &b));
}

static void add_ramp(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	char on[EQ_DATE_CHARS];
	int64_t of = (int64_t)n->range.to - n->range.from, done = (int64_t)n->on - n->range.from;

	done = done < 0 ? 0 : done > of ? of : done;
	eq_date_write(n->on, on);
	eq_lines_detail(
		l, indent,
		eq_arena_printf(
			&l->arena, "= %.*s, and %lld/%lld of the way from there to %.*s, on %s",
			EQ_ARG(eq_lines_value(l, n->parts[0])), (long long)done,
			(long long)(of > 0 ? of : 1), EQ_ARG(eq_lines_value(l, n->parts[1])), on));
}

/* Of a step of growth: from what, and how often. */
static void add_growth(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	char since[EQ_DATE_CHARS];

	eq_date_write(n->range.from, since);
	eq_lines_detail(l, indent,
			eq_arena_printf(&l->arena, "= %.*s × (1 + %.*s) ^ %lld, since %s",
					EQ_ARG(eq_lines_value(l, n->parts[0])),
					EQ_ARG(eq_lines_share(l, n->parts[1]->value.v)),
					(long long)n->times, since));
}

/* ---- series ---- */

static void add_sum_between(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	bool is_mean = n->rule != EQ_EXPLAINED_SUM;
	struct eq_number sum = {EQ_DEC_ZERO, false, false};
	int64_t weight = 0, parts = 0;

	for (uint32_t i = EQ_LINES_AT_ENDS; i < n->n_parts - EQ_LINES_AT_ENDS; i++) {
		const struct eq_explained *p = n->parts[i];

		if (p->value.missing)
			continue;
		struct eq_number w = {eq_dec_int(p->weight), false, false};

		sum = eq_number_add(sum, eq_number_mul(p->value, w));
		weight += p->weight;
		parts++;
	}
	if (is_mean && weight) {
		struct eq_number w = {eq_dec_int(weight), false, false};

		sum = eq_number_div(sum, w);
	}
	eq_lines_add(l, indent,
		     eq_arena_printf(&l->arena, "… %lld between, %s", (long long)parts,
				     is_mean ? "their mean" : "in all"),
		     eq_lines_quantity(l, n->unit, &sum));
}

static void add_node(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		     const struct eq_explained *above);

/* One of a series: its number, and the equation with its numbers. The last one shows the rest. */
static void add_in_short(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n)
{
	const struct eq_explained *of = n->n_parts ? n->parts[0] : n;

	eq_lines_add(l, indent, n->label, eq_lines_value(l, n));
	if (of->filled.n)
		eq_lines_detail(l, indent + INDENT,
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

		if (is_series && n->n_parts > EQ_LINES_MOST && i == EQ_LINES_AT_ENDS) {
			i = n->n_parts - EQ_LINES_AT_ENDS;
			p = n->parts[i];
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
	return eq_lines_kept(l, &b);
}

static void add_node(struct eq_explain_lines *l, size_t indent, const struct eq_explained *n,
		     const struct eq_explained *above)
{
	size_t in = indent + INDENT;

	eq_lines_add(l, indent, label_of(l, n, above), eq_lines_value(l, n));
	if (n->again) {
		eq_lines_detail(l, in, EQ_TEXT("as above"));
		return;
	}
	if (n->cut)
		return;
	if (!n->rows || n->scenario)
		add_written(l, in, n);
	eq_lines_detail(l, in, n->words);
	if (n->rows && n->rule == EQ_EXPLAINED_ROWS)
		add_rows(l, in, n);
	if (n->rule == EQ_EXPLAINED_RATE)
		add_rate(l, in, n);
	else if (n->rule == EQ_EXPLAINED_RUN_RATE)
		eq_lines_run_rate(l, in, n);
	else if (n->rule == EQ_EXPLAINED_RAMP)
		add_ramp(l, in, n);
	else if (n->rule == EQ_EXPLAINED_GROWN)
		add_growth(l, in, n);
	else if (n->rule == EQ_EXPLAINED_ACCRUED || n->rule == EQ_EXPLAINED_ANNUALISED)
		eq_lines_amounts(l, in, n);
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
