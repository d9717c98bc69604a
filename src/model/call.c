/* call.c - functions on the timeline: scenarios, windows, shapes, money. */
#include "model/build.h"

static uint32_t count_of(const struct eq_node *n)
{
	uint32_t count = 0;
	for (const struct eq_node *c = n->child; c; c = c->next)
		count++;
	return count;
}

/* Reports when `n` has another number of arguments. */
static bool arguments(struct eq_build *b, const struct eq_node *n, uint32_t least, uint32_t most,
		      const char *form)
{
	uint32_t count = count_of(n);
	if (count >= least && count <= most)
		return true;
	eq_diag_at(b->diags, EQ_E0210, n->span, "`%.*s` is written `%s`",
		   EQ_ARG(eq_name(b, n->name)), form);
	return false;
}

static struct eq_expr *one_operand(struct eq_build *b, const struct eq_node *n, enum eq_expr_op op,
				   struct eq_expr *x)
{
	if (!x)
		return NULL;
	struct eq_expr *e = eq_expr_new(b, op, EQ_TYPE_NUMBER, x->unit, n->span, 1);
	e->a[0] = x;
	return e;
}

/* baseline(x), high(x), tracked(x). */
static struct eq_expr *in_scenario(struct eq_build *b, const struct eq_node *n, uint32_t scenario,
				   struct eq_scope *s)
{
	const struct eq_node *arg = n->child;
	struct eq_text function = eq_name(b, n->name);
	if (!arg || arg->next || arg->kind != EQ_NODE_NAME) {
		eq_diag_at(b->diags, EQ_E0210, arg ? arg->span : n->span,
			   "`%.*s` takes the name of one KPI or fixed value: `%.*s(x)`",
			   EQ_ARG(function), EQ_ARG(function));
		return NULL;
	}
	uint32_t def = eq_def_named(b, arg->name);
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, arg->span, arg->name, EQ_WANT_VALUES,
				"KPI or fixed value");
		return NULL;
	}
	const struct eq_def *d = &b->m->defs.v[def];
	if (d->kind != EQ_DEF_KPI && d->kind != EQ_DEF_FIXED) {
		eq_diag_at(b->diags, EQ_E0206, arg->span,
			   "`%.*s` takes a KPI or fixed value, and `%.*s` is %s", EQ_ARG(function),
			   EQ_ARG(eq_name(b, arg->name)), eq_def_kind_word(d->kind));
		return NULL;
	}
	if (b->known.v[def].broken)
		return NULL;
	if (scenario == EQ_SCENARIO_CURRENT) {
		if (d->kind == EQ_DEF_KPI && s->place == EQ_PLACE_FIXED) {
			eq_diag_at(b->diags, EQ_E0407, n->span,
				   "a fixed value does not follow performance, and `%.*s` is a KPI",
				   EQ_ARG(eq_name(b, arg->name)));
			return NULL;
		}
		scenario = d->kind == EQ_DEF_KPI ? s->current : EQ_SCENARIO_CURRENT;
	} else if (scenario == EQ_SCENARIO_ACTUAL && s->place == EQ_PLACE_VALUE) {
		scenario = b->measured;
	}
	return eq_ref_new(b, def, scenario, n->span);
}

static struct eq_expr *check_extreme(struct eq_build *b, const struct eq_node *n,
				     struct eq_scope *s)
{
	bool min = eq_word_of(b, n->name) == EQ_WORD_MIN;
	uint32_t count = count_of(n), i = 0;
	if (!arguments(b, n, 2, UINT16_MAX, min ? "min(a, b)" : "max(a, b)"))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, min ? EQ_EXPR_MIN : EQ_EXPR_MAX, EQ_TYPE_NUMBER,
					EQ_UNIT_PLAIN, n->span, count);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (!(e->a[i++] = eq_check_number(b, c, s)))
			return NULL;
	if (!eq_meet_all(b, e->a, count, n->span, min ? "min" : "max"))
		return NULL;
	e->unit = e->a[0]->unit;
	return e;
}

static struct eq_expr *check_earlier(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				     struct eq_scope *s)
{
	bool previous = word == EQ_WORD_PREVIOUS;
	if (!arguments(b, n, previous ? 1 : 2, 2,
		       previous ? "previous(x, 1 week)" : "moving_average(x, 6 weeks)"))
		return NULL;
	struct eq_expr *x = eq_check_number(b, n->child, s);
	struct eq_span_of_time length = {1, b->m->programme.grain.unit};
	bool ok = !n->child->next || eq_read_length(b, n->child->next, &length);
	struct eq_expr *e = ok ? one_operand(b, n, previous ? EQ_EXPR_PREVIOUS : EQ_EXPR_AVERAGE, x)
			       : NULL;
	if (!e)
		return NULL;
	e->window = (struct eq_window){.kind = EQ_WINDOW_TRAILING, .length = length};
	e->flow = x->flow;
	return e;
}

static struct eq_expr *check_running(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				     struct eq_scope *s)
{
	bool sum = word == EQ_WORD_CUMULATIVE;
	if (!arguments(b, n, 1, 1, sum ? "cumulative(x)" : "change(x)"))
		return NULL;
	struct eq_expr *x = eq_check_number(b, n->child, s);
	if (!x)
		return NULL;
	if (!sum || x->flow || eq_unit_time_exponent(b->units, x->unit) >= 0)
		return one_operand(b, n, sum ? EQ_EXPR_CUMULATIVE : EQ_EXPR_CHANGE, x);
	/* 13 a week and 14 a week are 27 in all, not 27 a week: each period's rate, told per period of
	 * the timeline, is that period's total. */
	uint32_t period = eq_unit_time(b->units, b->m->programme.grain.unit);
	uint32_t total = eq_unit_named(b->units, eq_unit_mul(b->units, x->unit, period),
				       b->m->programme.grain.unit);
	x = eq_converted(b, x, eq_unit_div(b->units, total, period));
	struct eq_expr *e = one_operand(b, n, EQ_EXPR_CUMULATIVE, x);
	if (e)
		e->unit = total;
	return e;
}

/* ramp(from, to, RANGE) and step(from, to, DATE). */
static struct eq_expr *check_shape(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				   struct eq_scope *s)
{
	bool ramp = word == EQ_WORD_RAMP;
	struct eq_range range;
	if (!arguments(b, n, 3, 3,
		       ramp ? "ramp(from, to, 2023-10-01 to 2024-06-30)"
			    : "step(from, to, 2023-10-01)"))
		return NULL;
	const struct eq_node *second = n->child->next, *when = second->next;
	struct eq_expr *x = eq_check_number(b, n->child, s), *y = eq_check_number(b, second, s);
	bool ok;
	if (ramp && when->kind != EQ_NODE_RANGE && when->kind != EQ_NODE_MONTH &&
	    when->kind != EQ_NODE_FISCAL) {
		eq_diag_at(b->diags, EQ_E0504, when->span,
			   "a range is expected here, such as 2023-10-01 to 2024-06-30");
		ok = false;
	} else if (ramp) {
		ok = eq_read_range(b, when, &range);
	} else {
		ok = eq_read_date(b, when, &range.from);
		range.to = range.from;
	}
	if (!ok || !x || !y || !eq_meet(b, &x, &y, n->span, ramp ? "ramp" : "step"))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, ramp ? EQ_EXPR_RAMP : EQ_EXPR_STEP, EQ_TYPE_NUMBER,
					x->unit, n->span, 2);
	e->window = (struct eq_window){.kind = EQ_WINDOW_RANGE, .range = range};
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

static struct eq_expr *check_path(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	uint32_t count = count_of(n), i = 0;
	eq_date last = EQ_DATE_NONE;
	if (!arguments(b, n, 2, UINT16_MAX / 2,
		       "path(2023-10-01: 12 people, 2024-06-30: 20 people)"))
		return NULL;
	struct eq_expr *e =
		eq_expr_new(b, EQ_EXPR_PATH, EQ_TYPE_NUMBER, EQ_UNIT_PLAIN, n->span, count * 2);
	struct eq_expr **values = EQ_NEW_ARRAY(b->arena, struct eq_expr *, count);
	for (const struct eq_node *c = n->child; c; c = c->next, i++) {
		eq_date date;
		if (c->kind != EQ_NODE_POINT) {
			eq_diag_at(
				b->diags, EQ_E0210, c->span,
				"a point of a path is a date and a value: `2023-10-01: 12 people`");
			return NULL;
		}
		if (!eq_read_date(b, c->child, &date) ||
		    !(values[i] = eq_check_number(b, c->child->next, s)))
			return NULL;
		if (last != EQ_DATE_NONE && date <= last) {
			eq_diag_at(b->diags, EQ_E0505, c->child->span,
				   "the points of a path go forward in time, and this date is not "
				   "after the one before");
			return NULL;
		}
		last = date;
		e->a[i * 2] = eq_expr_new(b, EQ_EXPR_DATE, EQ_TYPE_DATE, EQ_UNIT_PLAIN,
					  c->child->span, 0);
		e->a[i * 2]->date = date;
	}
	if (!eq_meet_all(b, values, count, n->span, "path"))
		return NULL;
	for (i = 0; i < count; i++)
		e->a[i * 2 + 1] = values[i];
	e->unit = values[0]->unit;
	return e;
}

/* growing 2% per year since …, grow(x, 2% per year, …). */

struct eq_expr *eq_grown(struct eq_build *b, struct eq_expr *value, struct eq_expr *rate,
			 eq_date since, struct eq_span span)
{
	if (!eq_is_constant(b, rate)) {
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0313, rate->span,
			"the share that a value grows by is a number or a fixed value, and this "
			"follows performance");
		eq_diag_hint(b->diags, g, "write, for example, `2%% per year`");
		return NULL;
	}
	for (int t = EQ_DAY; t <= EQ_YEAR; t++) {
		uint32_t unit =
			eq_unit_pow(b->units, eq_unit_time(b->units, (enum eq_time_unit)t), -1);
		if (rate->unit != unit)
			continue;
		struct eq_expr *e =
			eq_expr_new(b, EQ_EXPR_GROW, EQ_TYPE_NUMBER, value->unit, span, 2);
		e->growth.since = since;
		e->growth.unit = (uint8_t)t;
		e->a[0] = value;
		e->a[1] = rate;
		e->flow = value->flow;
		return e;
	}
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0313, rate->span,
				       "growth is a share for each unit of time, and this is %.*s",
				       EQ_ARG(eq_unit_words(b, rate->unit)));
	eq_diag_hint(b->diags, g, "write, for example, `2%% per year`");
	return NULL;
}

static struct eq_expr *check_grow(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	eq_date since;
	if (!arguments(b, n, 3, 3, "grow(x, 2% per year, 2023-04-01)"))
		return NULL;
	const struct eq_node *second = n->child->next;
	struct eq_expr *value = eq_check_number(b, n->child, s),
		       *rate = eq_check_number(b, second, s);
	if (!eq_read_date(b, second->next, &since) || !value || !rate)
		return NULL;
	return eq_grown(b, value, rate, since, n->span);
}

bool eq_is_averaged(const struct eq_build *b, const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_AVERAGE || e->op == EQ_EXPR_CUMULATIVE ||
	    (e->op == EQ_EXPR_OVER && e->window.kind == EQ_WINDOW_TRAILING))
		return true;
	if (e->op == EQ_EXPR_REF)
		return b->known.v[e->ref.def].averaged;
	for (uint32_t i = 0; i < e->n; i++)
		if (eq_is_averaged(b, e->a[i]))
			return true;
	return false;
}

/* Amounts of a benefit or of the programme. */

/* `arg` is the argument of the call `n` that names it. */
static bool which_benefit(struct eq_build *b, const struct eq_node *n, const struct eq_node *arg,
			  bool programme, uint32_t *benefit)
{
	struct eq_text function = eq_name(b, n->name);
	if (!arg || arg->kind != EQ_NODE_NAME) {
		eq_diag_at(b->diags, EQ_E0210, arg ? arg->span : n->span,
			   "`%.*s` takes the name of a benefit%s", EQ_ARG(function),
			   programme ? ", or `programme`" : "");
		return false;
	}
	uint32_t def = eq_def_named(b, arg->name);
	*benefit = EQ_ALL_BENEFITS;
	if (def == EQ_NO_DEF && programme && eq_word_of(b, arg->name) == EQ_WORD_PROGRAMME)
		return true;
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, arg->span, arg->name, EQ_WANT_BENEFITS, "benefit");
		return false;
	}
	if (b->m->defs.v[def].kind != EQ_DEF_BENEFIT) {
		eq_diag_at(b->diags, EQ_E0206, arg->span,
			   "`%.*s` takes a benefit, and `%.*s` is %s", EQ_ARG(function),
			   EQ_ARG(eq_name(b, arg->name)), eq_def_kind_word(b->m->defs.v[def].kind));
		return false;
	}
	if (b->known.v[def].broken)
		return false;
	*benefit = b->m->defs.v[def].index;
	if (b->m->benefits.v[*benefit].equation)
		return true;
	eq_diag_at(b->diags, EQ_E0206, arg->span, "`%.*s` is not tracked, so it has no amount",
		   EQ_ARG(eq_name(b, arg->name)));
	return false;
}

static bool figures_only(struct eq_build *b, const struct eq_node *n, const struct eq_scope *s)
{
	if (s->place == EQ_PLACE_FIGURE || s->place == EQ_PLACE_ALERT)
		return true;
	eq_diag_at(b->diags, EQ_E0407, n->span,
		   "`%.*s` is worked out at the end; only a `figure` may use it",
		   EQ_ARG(eq_name(b, n->name)));
	return false;
}

/* annualised(x over RANGE): the range is of performance, so it is fixed and has to be said. */
static struct eq_expr *check_annualised(struct eq_build *b, const struct eq_node *n,
					struct eq_scope *s)
{
	const struct eq_node *over = n->child;
	struct eq_window w;
	uint32_t benefit;
	if (!figures_only(b, n, s) || !arguments(b, n, 1, 1, "annualised(x over FY23/24)"))
		return NULL;
	if (over->kind != EQ_NODE_OVER) {
		eq_diag_at(
			b->diags, EQ_E0210, over->span,
			"`annualised` needs to know over which days: `annualised(x over FY23/24)`");
		return NULL;
	}
	if (!which_benefit(b, n, over->child, true, &benefit) ||
	    !eq_read_window(b, over->child->next, &w))
		return NULL;
	if (w.kind != EQ_WINDOW_RANGE) {
		eq_diag_at(
			b->diags, EQ_E0504, over->child->next->span,
			"`annualised` needs a range of dates or a fiscal year: `annualised(x over "
			"FY23/24)`");
		return NULL;
	}
	uint32_t unit =
		eq_unit_div(b->units, b->m->programme.currency, eq_unit_time(b->units, EQ_YEAR));
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_ANNUALISED, EQ_TYPE_NUMBER, unit, n->span, 0);
	e->money.benefit = benefit;
	e->money.range = w.range;
	return e;
}

static struct eq_expr *check_money(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				   struct eq_scope *s)
{
	struct eq_range range = {EQ_DATE_NONE, EQ_DATE_NONE};
	uint32_t benefit, unit = b->m->programme.currency;
	enum eq_expr_op op;
	if (word == EQ_WORD_ANNUALISED)
		return check_annualised(b, n, s);
	if (word == EQ_WORD_CASH) {
		eq_diag_at(b->diags, EQ_E0210, n->span,
			   "`cash` needs a range: `cash(x) over FY24/25`");
		return NULL;
	}
	if (!figures_only(b, n, s) ||
	    !which_benefit(b, n, n->child, word != EQ_WORD_WORTH, &benefit))
		return NULL;
	if (word == EQ_WORD_VALUE_ADD) {
		const struct eq_node *to = n->child->next;
		op = EQ_EXPR_VALUE_ADD;
		if (!arguments(b, n, 1, 2, "value_add(x, to 2024-03-31)"))
			return NULL;
		if (to && to->kind == EQ_NODE_RANGE && to->flags & EQ_NODE_OPEN) {
			struct eq_range day;
			if (!eq_read_day(b, to->child, &day))
				return NULL;
			range.to = day.to;
		} else if (to) {
			eq_diag_at(b->diags, EQ_E0210, to->span,
				   "`value_add` is written `value_add(x, to 2024-03-31)`");
			return NULL;
		}
	} else if (word == EQ_WORD_RUN_RATE) {
		op = EQ_EXPR_RUN_RATE;
		if (!arguments(b, n, 1, 1, "run_rate(x)"))
			return NULL;
		unit = eq_unit_div(b->units, unit, eq_unit_time(b->units, EQ_YEAR));
	} else {
		op = EQ_EXPR_WORTH;
		if (!arguments(b, n, 1, 1, "worth(x)"))
			return NULL;
		unit = b->m->benefits.v[benefit].unit;
	}
	struct eq_expr *e = eq_expr_new(b, op, EQ_TYPE_NUMBER, unit, n->span, 0);
	e->money.benefit = benefit;
	e->money.range = range;
	return e;
}

struct eq_expr *eq_check_cash(struct eq_build *b, const struct eq_node *over, struct eq_scope *s)
{
	const struct eq_node *n = over->child;
	struct eq_window w;
	uint32_t benefit;
	if (!figures_only(b, n, s) || !arguments(b, n, 1, 1, "cash(x) over FY24/25") ||
	    !which_benefit(b, n, n->child, true, &benefit) || !eq_read_window(b, n->next, &w))
		return NULL;
	if (w.kind != EQ_WINDOW_RANGE) {
		eq_diag_at(
			b->diags, EQ_E0504, n->next->span,
			"`cash` needs a range of dates or a fiscal year: `cash(x) over FY24/25`");
		return NULL;
	}
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_CASH, EQ_TYPE_NUMBER, b->m->programme.currency,
					over->span, 0);
	e->money.benefit = benefit;
	e->money.range = w.range;
	return e;
}

static bool is_aggregate(const struct eq_node *n, enum eq_word word)
{
	if (word != EQ_WORD_MIN && word != EQ_WORD_MAX)
		return true;
	return n->child && n->child->kind == EQ_NODE_ARGUMENT;
}

struct eq_expr *eq_check_call(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	enum eq_word word = eq_word_of(b, n->name);
	uint32_t def = eq_def_named(b, n->name);
	if (word == EQ_WORD_NONE || word == EQ_WORD_PROGRAMME) {
		if (def == EQ_NO_DEF) {
			struct eq_span name = {n->span.at,
					       n->span.at + (uint32_t)eq_name(b, n->name).n};
			eq_unknown_name(b, EQ_E0202, name, n->name,
					EQ_WANT_FUNCTIONS | EQ_WANT_SCENARIOS,
					"function or scenario");
			return NULL;
		}
		if (b->m->defs.v[def].kind != EQ_DEF_SCENARIO) {
			eq_diag_at(b->diags, EQ_E0202, n->span, "`%.*s` is %s, not a function",
				   EQ_ARG(eq_name(b, n->name)),
				   eq_def_kind_word(b->m->defs.v[def].kind));
			return NULL;
		}
	}
	if (s->place == EQ_PLACE_ROW || s->place == EQ_PLACE_UNIT) {
		bool extreme = (word == EQ_WORD_MIN || word == EQ_WORD_MAX) &&
			       !is_aggregate(n, word);
		if (!extreme && word != EQ_WORD_ABS) {
			eq_diag_at(b->diags, EQ_E0310, n->span, "`%.*s` cannot stand in %s",
				   EQ_ARG(eq_name(b, n->name)),
				   s->place == EQ_PLACE_ROW ? "the expression of a row" : "a unit");
			return NULL;
		}
	}
	if (word == EQ_WORD_NONE)
		return in_scenario(b, n, b->m->defs.v[def].index, s);
	switch (eq_word_class(word)) {
	case EQ_CLASS_SCENARIO:
		return in_scenario(b, n,
				   word == EQ_WORD_TRACKED ? EQ_SCENARIO_CURRENT
							   : (uint32_t)(word - EQ_WORD_ACTUAL),
				   s);
	case EQ_CLASS_MONEY:
		return check_money(b, n, word, s);
	case EQ_CLASS_AGGREGATE:
		return is_aggregate(n, word) ? eq_check_aggregate(b, n, word, s)
					     : check_extreme(b, n, s);
	default:
		break;
	}
	switch (word) {
	case EQ_WORD_ABS:
		return arguments(b, n, 1, 1, "abs(x)")
			       ? one_operand(b, n, EQ_EXPR_ABS, eq_check_number(b, n->child, s))
			       : NULL;
	case EQ_WORD_PREVIOUS:
	case EQ_WORD_MOVING_AVERAGE:
		return check_earlier(b, n, word, s);
	case EQ_WORD_CUMULATIVE:
	case EQ_WORD_CHANGE:
		return check_running(b, n, word, s);
	case EQ_WORD_RAMP:
	case EQ_WORD_STEP:
		return check_shape(b, n, word, s);
	case EQ_WORD_PATH:
		return check_path(b, n, s);
	case EQ_WORD_GROW:
		return check_grow(b, n, s);
	case EQ_WORD_UPPER_LIMIT:
	case EQ_WORD_LOWER_LIMIT:
	case EQ_WORD_CENTRE:
	case EQ_WORD_SIGNAL:
		return eq_check_xmr(b, n, word, s);
	default:
		EQ_BUG("a function without a rule: %s", eq_word_text(word));
	}
}
