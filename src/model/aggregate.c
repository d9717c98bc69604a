/* aggregate.c - what is made of rows: sum(x of data where …), and `per`, which makes totals rates.
 *
 * Equal aggregates over one source are one measure, counted once in the scan. */
#include "model/build.h"

#include <string.h>

/* Columns. */

uint32_t eq_column_find(const struct eq_build *b, uint32_t data, uint32_t symbol)
{
	return eq_pairs_get(&b->columns, EQ_PAIR(data, symbol));
}

void eq_unknown_column(struct eq_build *b, uint32_t data, const struct eq_node *name)
{
	const struct eq_data *d = &b->m->data.v[data];
	struct eq_text text = eq_name(b, name->name), source = eq_def_name(b, d->def);
	uint32_t def = eq_def_named(b, name->name);
	if (b->known.v[d->def].broken)
		return;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0204, name->span,
				       "`%.*s` is not a column of `%.*s`", EQ_ARG(text),
				       EQ_ARG(source));
	struct eq_nearest nearest;
	eq_nearest_init(&nearest, text);
	if (b->suggestions++ < 200)
		for (uint32_t i = 0; i < d->n_columns; i++)
			eq_nearest_try(&nearest, eq_name(b, d->columns[i].name));
	if (nearest.best.n)
		eq_diag_hint(b->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else if (def != EQ_NO_DEF)
		eq_diag_hint(b->diags, g,
			     "`%.*s` is %s; a row's expression is made of columns and fixed values",
			     EQ_ARG(text), eq_def_kind_word(b->m->defs.v[def].kind));
	else
		eq_diag_hint(b->diags, g,
			     "declare it in `%.*s`: with `by %.*s` for text, `value %.*s : unit` "
			     "for numbers",
			     EQ_ARG(source), EQ_ARG(text), EQ_ARG(text));
	eq_diag_note(b->diags, g, d->span, "the data is declared here");
}

/* Measures. */

static uint32_t measure_of(struct eq_build *b, struct eq_measure want,
			   const struct eq_listed_test *tests)
{
	struct eq_model *m = b->m;
	uint64_t kind = (uint64_t)want.aggregate << 8 | want.during;
	uint64_t hash = eq_expr_hash(eq_expr_hash(want.data << 16 | kind, want.value), want.where);
	uint32_t *first = eq_pairs_put(&b->measures, hash, EQ_PAIR_NONE);
	for (uint32_t i = *first; i != EQ_PAIR_NONE; i = b->same_hash.v[i]) {
		const struct eq_measure *have = &m->measures.v[i];
		if (have->data == want.data && have->aggregate == want.aggregate &&
		    have->during == want.during &&
		    (want.aggregate != EQ_AGG_PERCENTILE ||
		     eq_dec_cmp(have->part, want.part) == 0) &&
		    eq_expr_same(have->value, want.value) && eq_expr_same(have->where, want.where))
			return i;
	}
	EQ_PUSH(&m->measures, want);
	EQ_PUSH(&b->same_hash, *first);
	*first = (uint32_t)m->measures.n - 1;
	for (; tests; tests = tests->next)
		EQ_PUSH(&m->lookups,
			((struct eq_lookup){*first, tests->fixed, tests->listed, tests->span}));
	return *first;
}

static void columns_in(const struct eq_data *d, const struct eq_expr *e, bool *level, bool *flow)
{
	if (e->op == EQ_EXPR_COLUMN && e->type == EQ_TYPE_NUMBER)
		*(d->columns[e->column].level ? level : flow) = true;
	for (uint32_t i = 0; i < e->n; i++)
		columns_in(d, e->a[i], level, flow);
}

/* Whether the aggregate and the columns it adds up go together: stocks do not add over time. */
static bool fits_column(struct eq_build *b, const struct eq_data *d, const struct eq_expr *value,
			enum eq_word word)
{
	bool level = false, flow = false;
	columns_in(d, value, &level, &flow);
	struct eq_text text = eq_node_text(b, value->span);
	struct eq_diag *g;
	if (word == EQ_WORD_SUM && level) {
		g = eq_diag_at(b->diags, EQ_E0306, value->span,
			       "`%.*s` is a level, the same people or things counted again each "
			       "time, so its days do not add up",
			       EQ_ARG(text));
		eq_diag_hint(b->diags, g,
			     "write `level(%.*s of %.*s)` for the average over the period, or "
			     "`closing(…)` for its last day",
			     EQ_ARG(text), EQ_ARG(eq_def_name(b, d->def)));
		return false;
	}
	if ((word == EQ_WORD_LEVEL || word == EQ_WORD_CLOSING) && (!level || flow)) {
		g = eq_diag_at(b->diags, EQ_E0306, value->span,
			       "`%s` takes a column that is declared with `level`",
			       eq_word_text(word));
		if (flow)
			eq_diag_hint(
				b->diags, g,
				"a column declared with `value` adds up: write `sum(%.*s of %.*s)`",
				EQ_ARG(text), EQ_ARG(eq_def_name(b, d->def)));
		return false;
	}
	return true;
}

/* What an aggregate was written as. */
struct written {
	const char *function;
	bool count; /* of rows: there is no value */
	const struct eq_node *value, *source, *where, *during, *part;
};

/* open(data), opened(data), closed(data): a count with its `while` in its name. */
static bool counts_rows(enum eq_word word)
{
	return word == EQ_WORD_COUNT || word == EQ_WORD_OPEN || word == EQ_WORD_OPENED ||
	       word == EQ_WORD_CLOSED;
}

static bool read_arguments(struct eq_build *b, const struct eq_node *n, enum eq_word word,
			   const struct eq_scope *s, struct written *w)
{
	const struct eq_node *arg = n->child, *of = NULL;
	bool percentile = word == EQ_WORD_PERCENTILE;
	*w = (struct written){.function = eq_word_text(word), .count = counts_rows(word)};
	if (!arg || (percentile ? !arg->next || arg->next->next : arg->next != NULL)) {
		eq_diag_at(b->diags, EQ_E0210, n->span,
			   w->count     ? "`%s` is written `%s(data)` or `%s(data where …)`"
			   : percentile ? "`%s` is written `%s(column of data, 90%%)`"
					: "`%s` is written `%s(column of data)`",
			   w->function, w->function, w->function);
		return false;
	}
	w->part = arg->next;
	w->value = arg;
	if (arg->kind == EQ_NODE_ARGUMENT) {
		of = eq_node_child(arg, EQ_NODE_OF);
		w->where = eq_node_child(arg, EQ_NODE_WHERE);
		w->during = eq_node_child(arg, EQ_NODE_WHILE);
		w->value = arg->child;
		if (w->value->kind == EQ_NODE_OF || w->value->kind == EQ_NODE_WHERE ||
		    w->value->kind == EQ_NODE_WHILE)
			w->value = NULL;
	}
	if (!w->value || (w->count ? of || w->value->kind != EQ_NODE_NAME : !of)) {
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0210, arg->span,
			w->count ? "`%s` counts the rows of data: `%s(data where …)`"
				 : "`%s` needs to know of which data: `%s(column of data)`",
			w->function, w->function);
		if (!w->count && w->value && w->value->kind == EQ_NODE_NAME &&
		    s->place != EQ_PLACE_ROW)
			eq_diag_hint(b->diags, g,
				     "for a KPI over several periods, write `x over …` or "
				     "`moving_average(x, …)`");
		return false;
	}
	w->source = w->count ? w->value : of->child;
	return true;
}

/* The data that an aggregate is of; EQ_NO_DEF after reporting. */
static uint32_t data_of(struct eq_build *b, const struct eq_node *n, const struct eq_node *source,
			const struct eq_scope *s)
{
	uint32_t def = eq_def_named(b, source->name);
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, source->span, source->name, EQ_WANT_DATA, "data");
		return EQ_NO_DEF;
	}
	if (b->m->defs.v[def].kind != EQ_DEF_DATA) {
		eq_diag_at(b->diags, EQ_E0206, source->span, "`%.*s` is %s, not data",
			   EQ_ARG(eq_name(b, source->name)),
			   eq_def_kind_word(b->m->defs.v[def].kind));
		return EQ_NO_DEF;
	}
	if (b->known.v[def].broken)
		return EQ_NO_DEF;
	if (s->place == EQ_PLACE_FIXED && !s->pinned) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0407, n->span,
				   "a fixed value does not follow the data period by period");
		eq_diag_hint(b->diags, g,
			     "say over which days: `(…) over 2022-04-01 to 2023-03-31`, or make it "
			     "a KPI");
		return EQ_NO_DEF;
	}
	return def;
}

/* When a row counts: by `while`, or by the word itself. */
static bool read_during(struct eq_build *b, const struct eq_node *n, enum eq_word word,
			const struct written *w, const struct eq_data *d, uint8_t *during)
{
	static const char *const states[] = {[EQ_DURING_OPENED] = "opened",
					     [EQ_DURING_CLOSED] = "closed",
					     [EQ_DURING_OPEN] = "open",
					     NULL};
	struct eq_diag *g;
	*during = word == EQ_WORD_OPEN     ? EQ_DURING_OPEN
		  : word == EQ_WORD_CLOSED ? EQ_DURING_CLOSED
					   : EQ_DURING_OPENED;
	bool by_word = w->count && word != EQ_WORD_COUNT;
	if (w->during && by_word) {
		eq_diag_at(b->diags, EQ_E0210, w->during->span,
			   "`%s` says already when a row counts", w->function);
		return false;
	}
	if (w->during) {
		int state = eq_choose(b, w->during->child, states, "a state of a spell");
		if (state < 0)
			return false;
		*during = (uint8_t)state;
	}
	if ((w->during || by_word) && !d->spell) {
		g = eq_diag_at(b->diags, EQ_E0314, w->during ? w->during->span : n->span,
			       "the rows of `%.*s` are not spells: they are not open for a time",
			       EQ_ARG(eq_def_name(b, d->def)));
		eq_diag_hint(
			b->diags, g,
			"write in the data block, for example, `spell start_date to end_date`");
		return false;
	}
	if (*during == EQ_DURING_OPEN && !w->count && word != EQ_WORD_SUM) {
		g = eq_diag_at(
			b->diags, EQ_E0314, n->span,
			"`while open` values what is open at the end of a period, and goes with "
			"`sum` only");
		eq_diag_hint(b->diags, g,
			     "for a mean, divide: `sum(x of data while open) / open(data)`");
		return false;
	}
	return true;
}

static bool read_part(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
		      struct eq_dec *part)
{
	struct eq_expr *e = eq_check_number(b, n, s);
	if (!e)
		return false;
	if (e->unit == EQ_UNIT_PLAIN && eq_constant(b, e, part) &&
	    eq_dec_cmp(*part, EQ_DEC_ZERO) >= 0 && eq_dec_cmp(*part, EQ_DEC_ONE) <= 0)
		return true;
	eq_diag_at(b->diags, EQ_E0315, n->span,
		   "a percentile is a share from 0%% to 100%%, such as 90%%");
	return false;
}

struct eq_expr *eq_check_aggregate(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				   struct eq_scope *s)
{
	static const uint8_t aggregates[] = {
		[EQ_WORD_SUM] = EQ_AGG_SUM,
		[EQ_WORD_COUNT] = EQ_AGG_COUNT,
		[EQ_WORD_MEAN] = EQ_AGG_MEAN,
		[EQ_WORD_MIN] = EQ_AGG_MIN,
		[EQ_WORD_MAX] = EQ_AGG_MAX,
		[EQ_WORD_FIRST] = EQ_AGG_FIRST,
		[EQ_WORD_LAST] = EQ_AGG_LAST,
		[EQ_WORD_LEVEL] = EQ_AGG_LEVEL,
		[EQ_WORD_CLOSING] = EQ_AGG_CLOSING,
		[EQ_WORD_MEDIAN] = EQ_AGG_MEDIAN,
		[EQ_WORD_PERCENTILE] = EQ_AGG_PERCENTILE,
		[EQ_WORD_DISTINCT] = EQ_AGG_DISTINCT,
		[EQ_WORD_OPEN] = EQ_AGG_COUNT,
		[EQ_WORD_OPENED] = EQ_AGG_COUNT,
		[EQ_WORD_CLOSED] = EQ_AGG_COUNT,
	};
	struct written w;
	if (!read_arguments(b, n, word, s, &w))
		return NULL;
	uint32_t def = data_of(b, n, w.source, s);
	if (def == EQ_NO_DEF)
		return NULL;
	uint32_t data = b->m->defs.v[def].index;
	const struct eq_data *d = &b->m->data.v[data];
	struct eq_scope row = {.place = EQ_PLACE_ROW,
			       .self = EQ_NO_DEF,
			       .data = data,
			       .current = EQ_SCENARIO_CURRENT,
			       .looks_up = true};
	struct eq_measure want = {.data = data, .aggregate = aggregates[word], .span = n->span};
	bool distinct = word == EQ_WORD_DISTINCT;
	want.where = w.where ? eq_check_bool(b, w.where->child, &row) : NULL;
	if (!w.count)
		want.value = distinct ? eq_check(b, w.value, &row)
				      : eq_check_number(b, w.value, &row);
	s->measured = true;
	if ((w.where && !want.where) || (!w.count && !want.value) ||
	    !read_during(b, n, word, &w, d, &want.during) ||
	    (w.part && !read_part(b, w.part, s, &want.part)))
		return NULL;
	if (distinct && want.value->type == EQ_TYPE_BOOL) {
		eq_diag_at(
			b->diags, EQ_E0304, want.value->span,
			"`distinct` counts different texts, numbers or dates, and this is a yes or "
			"no");
		return NULL;
	}
	if (!w.count && !fits_column(b, d, want.value, word))
		return NULL;
	want.unit = w.count ? d->row_unit : distinct ? EQ_UNIT_PLAIN : want.value->unit;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_TOTAL, EQ_TYPE_NUMBER, want.unit, n->span, 0);
	e->measure = measure_of(b, want, row.tests);
	/* What is open now is there again the next time: it is no total over the period. */
	e->flow = (w.count || word == EQ_WORD_SUM) && want.during != EQ_DURING_OPEN;
	return e;
}

/* per. */

/* The rows that a mean is of: those that have a value. */
static struct eq_expr *with_a_value(struct eq_build *b, const struct eq_measure *m)
{
	struct eq_expr *missing = eq_expr_new(b, EQ_EXPR_IS_MISSING, EQ_TYPE_BOOL, EQ_UNIT_PLAIN,
					      m->span, 1),
		       *has = eq_expr_new(b, EQ_EXPR_NOT, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, m->span, 1);
	missing->a[0] = m->value;
	has->a[0] = missing;
	if (!m->where)
		return has;
	struct eq_expr *both = eq_expr_new(b, EQ_EXPR_AND, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, m->span, 2);
	both->a[0] = m->where;
	both->a[1] = has;
	return both;
}

void eq_mean_parts(struct eq_build *b, const struct eq_expr *mean, struct eq_expr **sum,
		   struct eq_expr **count)
{
	struct eq_measure want = b->m->measures.v[mean->measure];
	want.where = with_a_value(b, &want);
	want.aggregate = EQ_AGG_SUM;
	*sum = eq_expr_new(b, EQ_EXPR_TOTAL, EQ_TYPE_NUMBER, want.unit, mean->span, 0);
	(*sum)->measure = measure_of(b, want, NULL);
	want.aggregate = EQ_AGG_COUNT;
	want.value = NULL;
	want.unit = EQ_UNIT_PLAIN;
	*count = eq_expr_new(b, EQ_EXPR_TOTAL, EQ_TYPE_NUMBER, want.unit, mean->span, 0);
	(*count)->measure = measure_of(b, want, NULL);
}

/* A total as a rate: `per week` goes down to the measures, each of which then divides by the days
 * that it counts; dividing by a week would be wrong for a period that is cut, or a month. */
static struct eq_expr *as_rate(struct eq_build *b, struct eq_expr *e, enum eq_time_unit t,
			       struct eq_span span)
{
	uint32_t time = eq_unit_time(b->units, t), unit = eq_unit_div(b->units, e->unit, time);
	struct eq_ratio days;
	if (unit == EQ_UNIT_NONE) {
		eq_diag_at(b->diags, EQ_E0305, span, "the unit of this has too many factors");
		return NULL;
	}
	if (e->op == EQ_EXPR_TOTAL) {
		if (!eq_unit_ratio(b->units, time, eq_unit_time(b->units, EQ_DAY), &days))
			EQ_BUG("a time unit without days");
		struct eq_expr *r = eq_expr_new(b, EQ_EXPR_RATE, EQ_TYPE_NUMBER, unit, span, 0);
		/* A calendar month is not so many days: on a monthly timeline months are counted.
		 */
		if (t == EQ_MONTH && b->m->programme.grain.unit == EQ_MONTH)
			days = EQ_RATE_BY_MONTHS;
		r->ratio = days;
		r->measure_of_rate = e->measure;
		return r;
	}
	if (e->op == EQ_EXPR_REF) {
		struct eq_text name = eq_def_name(b, e->ref.def);
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0311, span,
			"`%.*s` is a total over the period, and a period need not be one %s long",
			EQ_ARG(name),
			t == EQ_DAY     ? "day"
			: t == EQ_WEEK  ? "week"
			: t == EQ_MONTH ? "month"
					: "year");
		eq_diag_hint(b->diags, g,
			     "write `per …` where `%.*s` is defined, after its `sum` or `count`",
			     EQ_ARG(name));
		return NULL;
	}
	struct eq_expr *r = eq_expr_new(b, e->op, EQ_TYPE_NUMBER, unit, e->span, e->n);
	struct eq_expr **operands = r->a;
	*r = *e;
	r->a = operands;
	r->unit = unit;
	r->flow = 0;
	for (uint32_t i = 0; i < e->n; i++) {
		r->a[i] = e->a[i]->flow ? as_rate(b, e->a[i], t, span) : e->a[i];
		if (!r->a[i])
			return NULL;
	}
	return r;
}

bool eq_flow_by_time(const struct eq_build *b, const struct eq_expr *x, const struct eq_expr *y)
{
	return x->flow && y->op == EQ_EXPR_NUMBER && eq_unit_is_time(b->units, y->unit);
}

/* A total by `2 weeks`: the rate a week, by 2. */
struct eq_expr *eq_flow_per(struct eq_build *b, struct eq_expr *x, struct eq_expr *y,
			    struct eq_span span)
{
	enum eq_time_unit t = EQ_DAY;
	for (int known = EQ_DAY; known <= EQ_YEAR; known++)
		if (y->unit == eq_unit_time(b->units, (enum eq_time_unit)known))
			t = (enum eq_time_unit)known;
	y = eq_converted(b, y, eq_unit_time(b->units, t));
	x = y ? as_rate(b, x, t, span) : NULL;
	if (!x)
		return NULL;
	if (y->op == EQ_EXPR_NUMBER && eq_dec_cmp(y->number, EQ_DEC_ONE) == 0)
		return x;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_DIV, EQ_TYPE_NUMBER, x->unit, span, 2);
	y->unit = EQ_UNIT_PLAIN; /* the time is in the rate now */
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

/* A mean, a level or what is open, by itself or in a window: the same however long a period is. */
static bool is_no_total(const struct eq_expr *e)
{
	while (e->n == 1 && !e->flow)
		e = e->a[0];
	return e->op == EQ_EXPR_TOTAL && !e->flow;
}

static bool refuse_rate(struct eq_build *b, const struct eq_node *n, const struct eq_expr *x,
			uint32_t by)
{
	if (!eq_unit_is_time(b->units, by) || !is_no_total(x))
		return false;
	struct eq_text text = eq_folded_text(b, x->span);
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0316, n->span,
			   "`%.*s` is no total over the period, so it has no rate per %.*s",
			   EQ_ARG(text), EQ_ARG(eq_folded_text(b, n->child->next->span)));
	eq_diag_hint(b->diags, g,
		     "leave `per …` away; where a row is so much a week, the column's unit says "
		     "so: `value cost : GBP/week`");
	return true;
}

/* x per week, £22.40 per hour: one of a unit, which needs no node of its own. */
static struct eq_expr *per_unit(struct eq_build *b, const struct eq_node *n, struct eq_expr *x,
				uint32_t by)
{
	for (int t = EQ_DAY; x->flow && t <= EQ_YEAR; t++)
		if (by == eq_unit_time(b->units, (enum eq_time_unit)t))
			return as_rate(b, x, (enum eq_time_unit)t, n->span);
	if (refuse_rate(b, n, x, by))
		return NULL;
	uint32_t unit = eq_unit_div(b->units, x->unit, by);
	if (unit == EQ_UNIT_NONE) {
		eq_diag_at(b->diags, EQ_E0305, n->span, "the unit of this has too many factors");
		return NULL;
	}
	if (x->op == EQ_EXPR_NUMBER) {
		x->unit = unit;
		x->span = n->span;
		return x;
	}
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_DIV, EQ_TYPE_NUMBER, unit, n->span, 2);
	e->a[0] = x;
	e->a[1] = eq_number_new(b, EQ_DEC_ONE, by, n->child->next->span);
	return e;
}

struct eq_expr *eq_check_per(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	const struct eq_node *by = n->child->next;
	struct eq_expr *x = eq_check_number(b, n->child, s), *y, *e;
	bool name =
		by->kind == EQ_NODE_NAME && eq_def_named(b, by->name) == EQ_NO_DEF &&
		(s->place != EQ_PLACE_ROW || eq_column_find(b, s->data, by->name) == EQ_PAIR_NONE);
	uint32_t unit = name ? eq_unit_of_symbol(b, by->name) : EQ_UNIT_NONE;
	if (unit != EQ_UNIT_NONE) {
		e = x ? per_unit(b, n, x, unit) : NULL;
	} else {
		y = eq_check_number(b, by, s);
		if (!x || !y)
			return NULL;
		if (eq_flow_by_time(b, x, y))
			return eq_flow_per(b, x, y, n->span);
		if (refuse_rate(b, n, x, y->unit))
			return NULL;
		unit = eq_unit_div(b->units, x->unit, y->unit);
		if (unit == EQ_UNIT_NONE) {
			eq_diag_at(b->diags, EQ_E0305, n->span,
				   "the unit of this has too many factors");
			return NULL;
		}
		e = eq_expr_new(b, EQ_EXPR_DIV, EQ_TYPE_NUMBER, unit, n->span, 2);
		e->a[0] = x;
		e->a[1] = y;
	}
	if (!e || e->unit == EQ_UNIT_PLAIN || !eq_unit_is_plain(b->units, e->unit))
		return e;
	return eq_converted(b, e, EQ_UNIT_PLAIN);
}
