/* expression.c - checks an expression of the tree: names to what they mean, operands to one unit.
 *
 * The recursion goes as deep as the expression, which the parser has capped; never from one
 * definition into another. A function that returns NULL has reported why. */
#include "model/build.h"

#include "base/limits.h"
#include "syntax/parse.h"

struct eq_expr *eq_expr_new(struct eq_build *b, enum eq_expr_op op, enum eq_type type,
			    uint32_t unit, struct eq_span span, uint32_t n)
{
	struct eq_expr *e = EQ_NEW(b->arena, struct eq_expr);
	e->op = (uint8_t)op;
	e->type = (uint8_t)type;
	e->unit = unit;
	e->span = span;
	e->n = (uint16_t)n;
	if (n)
		e->a = EQ_NEW_ARRAY(b->arena, struct eq_expr *, n);
	return e;
}

struct eq_expr *eq_number_new(struct eq_build *b, struct eq_dec v, uint32_t unit,
			      struct eq_span span)
{
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_NUMBER, EQ_TYPE_NUMBER, unit, span, 0);
	e->number = v;
	return e;
}

/* Names. */

struct eq_expr *eq_ref_new(struct eq_build *b, uint32_t def, uint32_t scenario, struct eq_span span)
{
	struct eq_expr *e =
		eq_expr_new(b, EQ_EXPR_REF, EQ_TYPE_NUMBER, eq_def_unit(b, def), span, 0);
	e->ref.def = def;
	e->ref.scenario = scenario;
	e->flow = b->known.v[def].flow;
	if (scenario != EQ_SCENARIO_CURRENT) {
		EQ_PUSH(&b->uses, ((struct eq_use){def, scenario, span}));
	} else if (b->mark[def] != b->stamp) {
		b->mark[def] = b->stamp;
		EQ_PUSH(&b->parts, def);
	}
	return e;
}

static struct eq_expr *check_def(struct eq_build *b, const struct eq_node *n, uint32_t def,
				 struct eq_scope *s)
{
	const struct eq_def *d = &b->m->defs.v[def];
	struct eq_text name = eq_name(b, n->name);
	struct eq_diag *g;
	switch (d->kind) {
	case EQ_DEF_KPI:
		if (b->known.v[def].broken)
			return NULL;
		if (s->place == EQ_PLACE_FIXED) {
			g = eq_diag_at(
				b->diags, EQ_E0407, n->span,
				"a fixed value does not follow performance, and `%.*s` is a KPI",
				EQ_ARG(name));
			eq_diag_hint(b->diags, g,
				     "say which scenario's value is meant, such as "
				     "`baseline(%.*s)`, or make it a KPI",
				     EQ_ARG(name));
			return NULL;
		}
		return eq_ref_new(b, def, s->current, n->span);
	case EQ_DEF_FIXED:
		if (b->m->fixed.v[d->index].table) {
			g = eq_diag_at(b->diags, EQ_E0407, n->span,
				       "`%.*s` is a table, and has a value only where a row is "
				       "looked at",
				       EQ_ARG(name));
			eq_diag_hint(b->diags, g,
				     "use it over rows: `sum(… * %.*s of data)`, of data that is "
				     "`by` what the table is by",
				     EQ_ARG(name));
			return NULL;
		}
		return b->known.v[def].broken ? NULL
					      : eq_ref_new(b, def, EQ_SCENARIO_CURRENT, n->span);
	case EQ_DEF_FIGURE:
		if (s->place == EQ_PLACE_FIGURE || s->place == EQ_PLACE_ALERT)
			return b->known.v[def].broken
				       ? NULL
				       : eq_ref_new(b, def, EQ_SCENARIO_CURRENT, n->span);
		eq_diag_at(
			b->diags, EQ_E0407, n->span,
			"`%.*s` is a figure, worked out at the end; only other figures may use it",
			EQ_ARG(name));
		return NULL;
	case EQ_DEF_BENEFIT:
		g = eq_diag_at(b->diags, EQ_E0206, n->span,
			       "`%.*s` is a benefit; say which of its amounts is meant",
			       EQ_ARG(name));
		eq_diag_hint(b->diags, g,
			     "write `run_rate(%.*s)`, `value_add(%.*s)` or `worth(%.*s)`",
			     EQ_ARG(name), EQ_ARG(name), EQ_ARG(name));
		return NULL;
	case EQ_DEF_DATA:
		g = eq_diag_at(b->diags, EQ_E0206, n->span, "`%.*s` is data, not a value",
			       EQ_ARG(name));
		eq_diag_hint(b->diags, g,
			     "write what is to be made of its rows, such as `count(%.*s)` or "
			     "`sum(… of %.*s)`",
			     EQ_ARG(name), EQ_ARG(name));
		return NULL;
	case EQ_DEF_WORKSTREAM:
	case EQ_DEF_RATING:
		eq_diag_at(b->diags, EQ_E0206, n->span, "`%.*s` is %s, not a value", EQ_ARG(name),
			   eq_def_kind_word(d->kind));
		return NULL;
	default:
		g = eq_diag_at(b->diags, EQ_E0206, n->span, "`%.*s` is a scenario, not a value",
			       EQ_ARG(name));
		eq_diag_hint(b->diags, g, "write whose value in it is meant, such as `%.*s(x)`",
			     EQ_ARG(name));
		return NULL;
	}
}

static struct eq_expr *check_column(struct eq_build *b, const struct eq_node *n, uint32_t column,
				    struct eq_scope *s)
{
	static const uint8_t types[] = {
		[EQ_COLUMN_TEXT] = EQ_TYPE_TEXT,
		[EQ_COLUMN_NUMBER] = EQ_TYPE_NUMBER,
		[EQ_COLUMN_DATE] = EQ_TYPE_DATE,
	};
	const struct eq_data_column *c = &b->m->data.v[s->data].columns[column];
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_COLUMN, types[c->kind],
					c->kind == EQ_COLUMN_NUMBER ? c->unit : EQ_UNIT_PLAIN,
					n->span, 0);
	e->column = column;
	return e;
}

static struct eq_expr *check_name(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	uint32_t def = eq_def_named(b, n->name), unit;
	if (s->place == EQ_PLACE_ROW) {
		uint32_t column = eq_column_find(b, s->data, n->name);
		if (column != EQ_PAIR_NONE)
			return check_column(b, n, column, s);
		if (def != EQ_NO_DEF && b->m->defs.v[def].kind == EQ_DEF_FIXED)
			return eq_fixed_in_row(b, def, s, n->span);
		unit = def == EQ_NO_DEF ? eq_unit_of_symbol(b, n->name) : EQ_UNIT_NONE;
		if (unit != EQ_UNIT_NONE)
			return eq_number_new(b, EQ_DEC_ONE, unit, n->span);
		eq_unknown_column(b, s->data, n);
		return NULL;
	}
	if (eq_word_of(b, n->name) == EQ_WORD_TRACKED && def == EQ_NO_DEF) {
		if ((s->place == EQ_PLACE_VALUE || s->place == EQ_PLACE_LIVE) &&
		    s->self != EQ_NO_DEF && b->m->defs.v[s->self].kind == EQ_DEF_KPI)
			return b->known.v[s->self].broken
				       ? NULL
				       : eq_ref_new(b, s->self, s->current, n->span);
		eq_diag_at(b->diags, EQ_E0201, n->span,
			   "`tracked` of what? Write the KPI: `tracked(x)`");
		return NULL;
	}
	if (def != EQ_NO_DEF)
		return check_def(b, n, def, s);
	unit = eq_unit_of_symbol(b, n->name);
	if (unit != EQ_UNIT_NONE)
		return eq_number_new(b, EQ_DEC_ONE, unit, n->span);
	eq_unknown_name(b, EQ_E0201, n->span, n->name,
			s->place == EQ_PLACE_UNIT
				? EQ_WANT_UNITS
				: EQ_WANT_VALUES | EQ_WANT_UNITS |
					  (s->place == EQ_PLACE_FIGURE ? EQ_WANT_FIGURES : 0u),
			s->place == EQ_PLACE_UNIT ? "unit" : "KPI, fixed value or unit");
	return NULL;
}

/* Operators. */

static const char *type_words(enum eq_type t)
{
	static const char *const words[] = {
		[EQ_TYPE_NUMBER] = "a number",
		[EQ_TYPE_BOOL] = "a yes or no",
		[EQ_TYPE_TEXT] = "a text",
		[EQ_TYPE_DATE] = "a date",
	};
	return words[t];
}

static struct eq_expr *check_type(struct eq_build *b, const struct eq_node *n, struct eq_scope *s,
				  enum eq_type t)
{
	struct eq_expr *e = eq_check(b, n, s);
	if (!e || e->type == t)
		return e;
	eq_diag_at(b->diags, EQ_E0304, n->span, "%s is expected here, and this is %s",
		   type_words(t), type_words(e->type));
	return NULL;
}

struct eq_expr *eq_check_number(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	return check_type(b, n, s, EQ_TYPE_NUMBER);
}

struct eq_expr *eq_check_bool(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	return check_type(b, n, s, EQ_TYPE_BOOL);
}

bool eq_is_constant(const struct eq_build *b, const struct eq_expr *e)
{
	if (e->op == EQ_EXPR_REF)
		return b->m->defs.v[e->ref.def].kind == EQ_DEF_FIXED;
	if (e->n == 0)
		return e->op == EQ_EXPR_NUMBER;
	for (uint32_t i = 0; i < e->n; i++)
		if (!eq_is_constant(b, e->a[i]))
			return false;
	return e->op <= EQ_EXPR_CONVERT;
}

static bool is_plain_literal(const struct eq_node *n, bool units)
{
	return n->kind == EQ_NODE_NUMBER && !(n->flags & EQ_NODE_BRACKETS) &&
	       (eq_node_child(n, EQ_NODE_UNITS) != NULL) == units;
}

static bool in_brackets(const struct eq_node *n)
{
	return n->flags & EQ_NODE_BRACKETS;
}

static bool windowed(const struct eq_build *b, const struct eq_node *n)
{
	if (n->kind == EQ_NODE_AT)
		return !in_brackets(n);
	/* `cash(x) over FY24/25` is one amount: the range is part of the function. */
	return n->kind == EQ_NODE_OVER && !in_brackets(n) &&
	       !(n->child->kind == EQ_NODE_CALL && eq_word_of(b, n->child->name) == EQ_WORD_CASH);
}

/* What can be read in two ways, where a wrong guess would be a wrong amount of money. */
static bool two_readings(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *left = n->child, *right = left->next;
	struct eq_diag *g;
	if (n->op == EQ_OP_DIV && right->kind == EQ_NODE_PER && !in_brackets(right)) {
		const struct eq_node *of = right;
		while (of->kind == EQ_NODE_PER && !in_brackets(of))
			of = of->child;
		if (of->kind == EQ_NODE_NUMBER || in_brackets(of))
			return false;
		g = eq_diag_at(b->diags, EQ_E0307, n->span, "this can be read in two ways");
		eq_diag_hint(b->diags, g,
			     "write `(a / b) per week` or `a / (b per week)`, whichever is meant");
		return true;
	}
	if (n->op == EQ_OP_DIV && is_plain_literal(left, false) && left->op == EQ_LITERAL_PLAIN &&
	    is_plain_literal(right, true) && right->op == EQ_LITERAL_PLAIN) {
		g = eq_diag_at(b->diags, EQ_E0307, n->span, "this can be read in two ways");
		eq_diag_hint(b->diags, g,
			     "write a part as a decimal, such as `0.5 weeks`; to divide by a "
			     "quantity, put it in brackets: `1/(2 weeks)`");
		return true;
	}
	if ((n->op == EQ_OP_ADD || n->op == EQ_OP_SUB) && windowed(b, right) &&
	    !windowed(b, left) && !in_brackets(left) && left->kind != EQ_NODE_NUMBER &&
	    !(left->kind == EQ_NODE_BINARY && (left->op == EQ_OP_ADD || left->op == EQ_OP_SUB) &&
	      windowed(b, left->child->next))) {
		g = eq_diag_at(b->diags, EQ_E0307, n->span,
			       "the window at the end belongs to the last part only, and the first "
			       "has none");
		eq_diag_hint(b->diags, g,
			     "write `(a %s b) over …` or `a %s (b over …)`, whichever is meant",
			     eq_operator_text(n->op), eq_operator_text(n->op));
		return true;
	}
	return false;
}

/* A product that ends without a dimension is a plain number at once: 52 weeks / 1 year is 1. */
static struct eq_expr *plain_if_so(struct eq_build *b, struct eq_expr *e)
{
	return e->unit != EQ_UNIT_PLAIN && eq_unit_is_plain(b->units, e->unit)
		       ? eq_converted(b, e, EQ_UNIT_PLAIN)
		       : e;
}

static struct eq_expr *check_product(struct eq_build *b, const struct eq_node *n,
				     struct eq_scope *s)
{
	bool mul = n->op == EQ_OP_MUL;
	struct eq_expr *x = eq_check_number(b, n->child, s),
		       *y = eq_check_number(b, n->child->next, s);
	if (!x || !y)
		return NULL;
	if (!mul && eq_flow_by_time(b, x, y))
		return eq_flow_per(b, x, y, n->span);
	uint32_t unit = mul ? eq_unit_mul(b->units, x->unit, y->unit)
			    : eq_unit_div(b->units, x->unit, y->unit);
	if (unit == EQ_UNIT_NONE) {
		eq_diag_at(b->diags, EQ_E0305, n->span,
			   "the unit of this has too many factors: %.*s %s %.*s",
			   EQ_ARG(eq_unit_words(b, x->unit)), mul ? "times" : "divided by",
			   EQ_ARG(eq_unit_words(b, y->unit)));
		return NULL;
	}
	struct eq_expr *e =
		eq_expr_new(b, mul ? EQ_EXPR_MUL : EQ_EXPR_DIV, EQ_TYPE_NUMBER, unit, n->span, 2);
	e->a[0] = x;
	e->a[1] = y;
	e->flow = (x->flow && eq_is_constant(b, y)) || (mul && y->flow && eq_is_constant(b, x));
	return plain_if_so(b, e);
}

static struct eq_expr *check_sum(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	struct eq_expr *x = eq_check(b, n->child, s), *y = eq_check(b, n->child->next, s);
	bool add = n->op == EQ_OP_ADD;
	uint32_t unit;
	if (!x || !y)
		return NULL;
	if (!add && x->type == EQ_TYPE_DATE && y->type == EQ_TYPE_DATE) {
		unit = eq_unit_time(b->units, EQ_DAY);
		if (s->place != EQ_PLACE_ROW) {
			struct eq_diag *g = eq_diag_at(b->diags, EQ_E0304, n->span,
						       "a date less a date is a number of days");
			eq_diag_hint(b->diags, g,
				     "for a range write `to`: 2023-04-01 to 2024-03-31");
			return NULL;
		}
	} else if (x->type != EQ_TYPE_NUMBER || y->type != EQ_TYPE_NUMBER) {
		const struct eq_expr *wrong = x->type != EQ_TYPE_NUMBER ? x : y;
		eq_diag_at(b->diags, EQ_E0304, wrong->span, "`%s` needs numbers, and this is %s",
			   eq_operator_text(n->op), type_words(wrong->type));
		return NULL;
	} else {
		if (!eq_meet(b, &x, &y, n->span, eq_operator_text(n->op)))
			return NULL;
		unit = x->unit;
	}
	struct eq_expr *e =
		eq_expr_new(b, add ? EQ_EXPR_ADD : EQ_EXPR_SUB, EQ_TYPE_NUMBER, unit, n->span, 2);
	e->a[0] = x;
	e->a[1] = y;
	e->flow = x->flow && y->flow;
	return e;
}

static bool comparable(struct eq_build *b, struct eq_expr **x, struct eq_expr **y,
		       struct eq_span span, const char *what, bool order)
{
	if ((*x)->type != (*y)->type) {
		eq_diag_at(b->diags, EQ_E0304, span,
			   "`%s` compares things of one sort; here are %s and %s", what,
			   type_words((*x)->type), type_words((*y)->type));
		return false;
	}
	if (order && (*x)->type != EQ_TYPE_NUMBER && (*x)->type != EQ_TYPE_DATE) {
		eq_diag_at(b->diags, EQ_E0304, span,
			   "`%s` compares numbers or dates, and this is %s", what,
			   type_words((*x)->type));
		return false;
	}
	return (*x)->type != EQ_TYPE_NUMBER || eq_meet(b, x, y, span, what);
}

static struct eq_expr *check_comparison(struct eq_build *b, const struct eq_node *n,
					struct eq_scope *s)
{
	static const uint8_t ops[] = {
		[EQ_OP_EQ] = EQ_EXPR_EQ, [EQ_OP_NE] = EQ_EXPR_NE, [EQ_OP_LT] = EQ_EXPR_LT,
		[EQ_OP_LE] = EQ_EXPR_LE, [EQ_OP_GT] = EQ_EXPR_GT, [EQ_OP_GE] = EQ_EXPR_GE,
	};
	struct eq_expr *x = eq_check(b, n->child, s), *y = eq_check(b, n->child->next, s);
	if (!x || !y ||
	    !comparable(b, &x, &y, n->span, eq_operator_text(n->op),
			n->op != EQ_OP_EQ && n->op != EQ_OP_NE))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, ops[n->op], EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, 2);
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

static struct eq_expr *check_binary(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	if (two_readings(b, n))
		return NULL;
	switch (n->op) {
	case EQ_OP_ADD:
	case EQ_OP_SUB:
		return check_sum(b, n, s);
	case EQ_OP_MUL:
	case EQ_OP_DIV:
		return check_product(b, n, s);
	case EQ_OP_AND:
	case EQ_OP_OR:
		break;
	default:
		return check_comparison(b, n, s);
	}
	struct eq_expr *x = eq_check_bool(b, n->child, s), *y = eq_check_bool(b, n->child->next, s);
	if (!x || !y)
		return NULL;
	struct eq_expr *e = eq_expr_new(b, n->op == EQ_OP_AND ? EQ_EXPR_AND : EQ_EXPR_OR,
					EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, 2);
	e->a[0] = x;
	e->a[1] = y;
	return e;
}

static struct eq_expr *check_power(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	struct eq_expr *x = eq_check_number(b, n->child, s);
	struct eq_dec value;
	uint32_t unit;
	int64_t power;
	if (!x || !eq_read_number(b, n->child->next, &value, &unit))
		return NULL;
	if (unit != EQ_UNIT_PLAIN || !eq_dec_to_int(value, &power) || power > 999 || power < -999) {
		eq_diag_at(b->diags, EQ_E0309, n->child->next->span,
			   "`^` takes a whole number up to 999");
		return NULL;
	}
	if (n->flags & EQ_NODE_MINUS)
		power = -power;
	unit = eq_unit_pow(b->units, x->unit, (int)power);
	if (unit == EQ_UNIT_NONE) {
		eq_diag_at(b->diags, EQ_E0305, n->span, "the unit of this has too many factors");
		return NULL;
	}
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_POWER, EQ_TYPE_NUMBER, unit, n->span, 1);
	e->power = power;
	e->a[0] = x;
	return plain_if_so(b, e);
}

static struct eq_expr *check_if(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	const struct eq_node *yes = n->child->next;
	struct eq_expr *c = eq_check_bool(b, n->child, s), *x = eq_check(b, yes, s),
		       *y = eq_check(b, yes->next, s);
	if (!c || !x || !y || !comparable(b, &x, &y, n->span, "if", false))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_IF, x->type, x->unit, n->span, 3);
	e->a[0] = c;
	e->a[1] = x;
	e->a[2] = y;
	return e;
}

static uint32_t count_nodes(const struct eq_node *n)
{
	uint32_t count = 0;
	for (; n; n = n->next)
		count++;
	return count;
}

static struct eq_expr *negated(struct eq_build *b, const struct eq_node *n, struct eq_expr *e)
{
	if (!(n->flags & EQ_NODE_NEGATED))
		return e;
	struct eq_expr *not = eq_expr_new(b, EQ_EXPR_NOT, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, 1);
	not ->a[0] = e;
	return not ;
}

static struct eq_expr *check_in(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	uint32_t count = count_nodes(n->child), i = 0;
	if (count > UINT16_MAX) {
		eq_diag_at(b->diags, EQ_E0902, n->span, "a list of more than 65,534 values");
		return NULL;
	}
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_IN, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, count);
	for (const struct eq_node *c = n->child; c; c = c->next, i++) {
		e->a[i] = eq_check(b, c, s);
		if (!e->a[i])
			return NULL;
		if (e->a[i]->type != e->a[0]->type) {
			eq_diag_at(b->diags, EQ_E0304, c->span,
				   "`in` compares things of one sort; here are %s and %s",
				   type_words(e->a[0]->type), type_words(e->a[i]->type));
			return NULL;
		}
	}
	if (e->a[0]->type == EQ_TYPE_NUMBER && !eq_meet_all(b, e->a, count, n->span, "in"))
		return NULL;
	return negated(b, n, e);
}

static struct eq_expr *check_over(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	const struct eq_node *window = n->child->next;
	struct eq_window w;
	if (n->child->kind == EQ_NODE_CALL && eq_word_of(b, n->child->name) == EQ_WORD_CASH)
		return eq_check_cash(b, n, s);
	bool ok = eq_read_window(b, window, &w);
	s->pinned += ok && w.kind == EQ_WINDOW_RANGE;
	struct eq_expr *x = eq_check_number(b, n->child, s);
	s->pinned -= ok && w.kind == EQ_WINDOW_RANGE;
	if (!ok || !x)
		return NULL;
	if (w.kind == EQ_WINDOW_RANGE && !eq_check_covered(b, x, s, w.range, window->span))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_OVER, EQ_TYPE_NUMBER, x->unit, n->span, 1);
	e->window = w;
	e->flow = x->flow;
	e->a[0] = x;
	return e;
}

static struct eq_expr *check_at(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	eq_date date;
	bool ok = eq_read_date(b, n->child->next, &date);
	s->pinned++;
	struct eq_expr *x = eq_check_number(b, n->child, s);
	s->pinned--;
	if (!ok || !x)
		return NULL;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_AT, EQ_TYPE_NUMBER, x->unit, n->span, 1);
	e->date = date;
	e->flow = x->flow;
	e->a[0] = x;
	return e;
}

static struct eq_expr *check_literal(struct eq_build *b, const struct eq_node *n)
{
	struct eq_dec value;
	uint32_t unit;
	return eq_read_number(b, n, &value, &unit)
		       ? plain_if_so(b, eq_number_new(b, value, unit, n->span))
		       : NULL;
}

/* x except 2022-06-19 because "…": its days are in no window of it. */
static struct eq_expr *check_without(struct eq_build *b, const struct eq_node *n,
				     struct eq_scope *s)
{
	const struct eq_node *range = n->child->next, *why = eq_node_child(n, EQ_NODE_BECAUSE);
	struct eq_expr *x = eq_check_number(b, n->child, s);
	const struct eq_because *days = eq_read_because(b, range, why, n->span);
	if (!x || !days)
		return NULL;
	if (s->place == EQ_PLACE_ROW || s->place == EQ_PLACE_UNIT || eq_is_constant(b, x)) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0310, n->span,
					       "days can be taken out of what is measured only");
		eq_diag_hint(b->diags, g, "write `except` in the data block or in the KPI");
		return NULL;
	}
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_WITHOUT, EQ_TYPE_NUMBER, x->unit, n->span, 1);
	e->a[0] = x;
	e->except.v = days;
	e->except.n = 1;
	e->flow = x->flow;
	return e;
}

struct eq_expr *eq_check(struct eq_build *b, const struct eq_node *n, struct eq_scope *s)
{
	struct eq_expr *e, *x;
	/* What only makes sense on the timeline cannot stand in a row's expression. */
	if (s->place == EQ_PLACE_ROW && (n->kind == EQ_NODE_OVER || n->kind == EQ_NODE_AT)) {
		eq_diag_at(b->diags, EQ_E0310, n->span,
			   "a row of data has no window: `%s` cannot stand here",
			   n->kind == EQ_NODE_OVER ? "over" : "at");
		return NULL;
	}
	switch (n->kind) {
	case EQ_NODE_NUMBER:
		return check_literal(b, n);
	case EQ_NODE_NAME:
		return check_name(b, n, s);
	case EQ_NODE_CALL:
		return eq_check_call(b, n, s);
	case EQ_NODE_BINARY:
		return check_binary(b, n, s);
	case EQ_NODE_PER:
		return eq_check_per(b, n, s);
	case EQ_NODE_POWER:
		return check_power(b, n, s);
	case EQ_NODE_NEGATE:
		if (!(x = eq_check_number(b, n->child, s)))
			return NULL;
		e = eq_expr_new(b, EQ_EXPR_NEGATE, EQ_TYPE_NUMBER, x->unit, n->span, 1);
		e->flow = x->flow;
		e->a[0] = x;
		return e;
	case EQ_NODE_NOT:
		if (!(x = eq_check_bool(b, n->child, s)))
			return NULL;
		e = eq_expr_new(b, EQ_EXPR_NOT, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, 1);
		e->a[0] = x;
		return e;
	case EQ_NODE_IS_MISSING:
		if (!(x = eq_check(b, n->child, s)))
			return NULL;
		e = eq_expr_new(b, EQ_EXPR_IS_MISSING, EQ_TYPE_BOOL, EQ_UNIT_PLAIN, n->span, 1);
		e->a[0] = x;
		return negated(b, n, e);
	case EQ_NODE_IN:
		return check_in(b, n, s);
	case EQ_NODE_IF:
		return check_if(b, n, s);
	case EQ_NODE_OVER:
		return check_over(b, n, s);
	case EQ_NODE_AT:
		return check_at(b, n, s);
	case EQ_NODE_WITHOUT:
		return check_without(b, n, s);
	case EQ_NODE_TEXT:
		e = eq_expr_new(b, EQ_EXPR_TEXT, EQ_TYPE_TEXT, EQ_UNIT_PLAIN, n->span, 0);
		e->text = eq_symbol(b->symbols, eq_quoted(b, n));
		return e;
	case EQ_NODE_DATE:
		e = eq_expr_new(b, EQ_EXPR_DATE, EQ_TYPE_DATE, EQ_UNIT_PLAIN, n->span, 0);
		return eq_read_date(b, n, &e->date) ? e : NULL;
	case EQ_NODE_MONTH:
	case EQ_NODE_FISCAL:
		eq_diag_at(
			b->diags, EQ_E0304, n->span,
			"a month or year is not a value; it can stand after `over`, or in a range");
		return NULL;
	case EQ_NODE_RANGE:
		eq_diag_at(b->diags, EQ_E0304, n->span,
			   "a range of dates is not a value; it can stand after `over`");
		return NULL;
	case EQ_NODE_FROM_DAYS:
		eq_diag_at(b->diags, EQ_E0210, n->span,
			   "`from` can stand in `centre`, `upper_limit`, `lower_limit` and "
			   "`signal` only");
		return NULL;
	case EQ_NODE_ARGUMENT:
		eq_diag_at(b->diags, EQ_E0210, n->span,
			   "`of` and `where` can stand in `sum`, `count` and their like only");
		return NULL;
	default:
		EQ_BUG("a %s where an expression is checked", eq_node_word(n->kind));
	}
}
