/* expr_write.c - checked expressions as text, with brackets only where they are needed. */
#include "model/model.h"

enum level {
	LEVEL_OR,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_COMPARE,
	LEVEL_SUM,
	LEVEL_WINDOW,
	LEVEL_PRODUCT,
	LEVEL_UNARY,
	LEVEL_POWER,
	LEVEL_PRIMARY
};

static enum level level_of(const struct eq_expr *e)
{
	switch (e->op) {
	case EQ_EXPR_OR:
	case EQ_EXPR_IF:
		return LEVEL_OR;
	case EQ_EXPR_AND:
		return LEVEL_AND;
	case EQ_EXPR_NOT:
		return LEVEL_NOT;
	case EQ_EXPR_EQ:
	case EQ_EXPR_NE:
	case EQ_EXPR_LT:
	case EQ_EXPR_LE:
	case EQ_EXPR_GT:
	case EQ_EXPR_GE:
	case EQ_EXPR_IN:
	case EQ_EXPR_IS_MISSING:
		return LEVEL_COMPARE;
	case EQ_EXPR_ADD:
	case EQ_EXPR_SUB:
		return LEVEL_SUM;
	case EQ_EXPR_OVER:
	case EQ_EXPR_AT:
	case EQ_EXPR_WITHOUT:
	case EQ_EXPR_CASH:
	case EQ_EXPR_CONVERT:
		return LEVEL_WINDOW;
	case EQ_EXPR_MUL:
	case EQ_EXPR_DIV:
		return LEVEL_PRODUCT;
	case EQ_EXPR_NEGATE:
		return LEVEL_UNARY;
	case EQ_EXPR_POWER:
		return LEVEL_POWER;
	case EQ_EXPR_RATE: /* `sum(…) per week` binds as a quantity does */
	default:
		return LEVEL_PRIMARY;
	}
}

const char *eq_expr_word(enum eq_expr_op op)
{
	static const char *const words[] = {
#define X(name, text, operands) [EQ_EXPR_##name] = text,
#include "model/expr.def"
#undef X
	};
	return words[op];
}

struct writer {
	const struct eq_model *m;
	uint32_t data; /* whose columns stand in a row's expression */
	struct eq_buf *out;
};

static void write_expr(const struct writer *w, const struct eq_expr *e, enum level least);

static void write_date(struct eq_buf *out, eq_date d)
{
	char text[EQ_DATE_CHARS];
	eq_buf_add(out, text, eq_date_write(d, text));
}

static void write_length(struct eq_buf *out, struct eq_span_of_time s)
{
	static const char *const words[] = {
		[EQ_DAY] = "day", [EQ_WEEK] = "week", [EQ_MONTH] = "month", [EQ_YEAR] = "year"};
	eq_buf_addf(out, "%d %s%s", s.count, words[s.unit], s.count == 1 ? "" : "s");
}

static void write_range(struct eq_buf *out, struct eq_range r)
{
	write_date(out, r.from);
	eq_buf_adds(out, " to ");
	write_date(out, r.to);
}

static void write_quoted(struct eq_buf *out, struct eq_text t)
{
	eq_buf_addc(out, '"');
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '"' || t.p[i] == '\\')
			eq_buf_addc(out, '\\');
		eq_buf_addc(out, t.p[i]);
	}
	eq_buf_addc(out, '"');
}

static void write_name(const struct writer *w, uint32_t def)
{
	eq_buf_add_text(w->out, eq_symbol_text(w->m->symbols, w->m->defs.v[def].name));
}

static void write_number(const struct writer *w, const struct eq_expr *e)
{
	char text[EQ_DEC_CHARS];
	eq_buf_add(w->out, text, eq_dec_write_short(e->number, text));
	if (e->unit != EQ_UNIT_PLAIN) {
		eq_buf_addc(w->out, ' ');
		eq_unit_write_code(w->m->units, e->unit, w->out);
	}
}

const char *eq_aggregate_word(enum eq_aggregate aggregate)
{
	static const char *const words[] = {
		[EQ_AGG_SUM] = "sum",
		[EQ_AGG_COUNT] = "count",
		[EQ_AGG_MEAN] = "mean",
		[EQ_AGG_MIN] = "min",
		[EQ_AGG_MAX] = "max",
		[EQ_AGG_FIRST] = "first",
		[EQ_AGG_LAST] = "last",
		[EQ_AGG_LEVEL] = "level",
		[EQ_AGG_CLOSING] = "closing",
		[EQ_AGG_MEDIAN] = "median",
		[EQ_AGG_PERCENTILE] = "percentile",
		[EQ_AGG_DISTINCT] = "distinct",
	};
	return words[aggregate];
}

static void write_measure(const struct writer *w, uint32_t measure)
{
	const struct eq_measure *x = &w->m->measures.v[measure];
	struct writer rows = {w->m, x->data, w->out};
	eq_buf_addf(w->out, "%s(", eq_aggregate_word((enum eq_aggregate)x->aggregate));
	if (x->value) {
		write_expr(&rows, x->value, LEVEL_OR);
		eq_buf_adds(w->out, " of ");
	}
	write_name(w, w->m->data.v[x->data].def);
	if (x->where) {
		eq_buf_adds(w->out, " where ");
		write_expr(&rows, x->where, LEVEL_OR);
	}
	if (x->during != EQ_DURING_OPENED)
		eq_buf_addf(w->out, " while %s", x->during == EQ_DURING_OPEN ? "open" : "closed");
	if (x->aggregate == EQ_AGG_PERCENTILE) {
		char part[EQ_DEC_CHARS];
		eq_dec_write_short(x->part, part);
		eq_buf_addf(w->out, ", %s", part);
	}
	eq_buf_addc(w->out, ')');
}

static void write_rate(const struct writer *w, const struct eq_expr *e)
{
	static const char *const words[] = {
		[EQ_DAY] = "day", [EQ_WEEK] = "week", [EQ_MONTH] = "month", [EQ_YEAR] = "year"};
	struct eq_ratio days;
	write_measure(w, e->measure_of_rate);
	if (eq_ratio_eq(e->ratio, EQ_RATE_BY_MONTHS)) {
		eq_buf_adds(w->out, " per month");
		return;
	}
	for (int t = EQ_DAY; t <= EQ_YEAR; t++)
		if (eq_unit_ratio(w->m->units, eq_unit_time(w->m->units, (enum eq_time_unit)t),
				  eq_unit_time(w->m->units, EQ_DAY), &days) &&
		    eq_ratio_eq(days, e->ratio)) {
			eq_buf_addf(w->out, " per %s", words[t]);
			return;
		}
}

static void write_call(const struct writer *w, const struct eq_expr *e)
{
	eq_buf_addf(w->out, "%s(", eq_expr_word(e->op));
	bool pairs = e->op == EQ_EXPR_PATH || e->op == EQ_EXPR_SINCE;
	for (uint32_t i = 0; i < e->n; i++) {
		if (i > 0)
			eq_buf_adds(w->out, pairs && i % 2 ? ": " : ", ");
		write_expr(w, e->a[i], LEVEL_OR);
	}
	if (e->op == EQ_EXPR_RAMP || e->op == EQ_EXPR_STEP) {
		eq_buf_adds(w->out, ", ");
		if (e->op == EQ_EXPR_RAMP)
			write_range(w->out, e->window.range);
		else
			write_date(w->out, e->window.range.from);
	} else if (e->op == EQ_EXPR_GROW) {
		eq_buf_adds(w->out, ", "); /* the unit of the share says how often */
		write_date(w->out, e->growth.since);
	} else if (e->op == EQ_EXPR_PREVIOUS || e->op == EQ_EXPR_AVERAGE) {
		eq_buf_adds(w->out, ", ");
		write_length(w->out, e->window.length);
	}
	eq_buf_addc(w->out, ')');
}

static void write_limits(const struct writer *w, const struct eq_expr *e)
{
	static const char *const words[] = {[EQ_XMR_CENTRE] = "centre",
					    [EQ_XMR_UPPER] = "upper_limit",
					    [EQ_XMR_LOWER] = "lower_limit",
					    [EQ_XMR_SIGNAL] = "signal"};
	static const char *const senses[] = {[EQ_XMR_UP] = ", up", [EQ_XMR_DOWN] = ", down"};
	const struct eq_xmr_spec *x = e->xmr;
	eq_buf_addf(w->out, "%s(", words[x->what]);
	write_expr(w, e->a[0], LEVEL_OR);
	if (x->baseline.from != EQ_DATE_NONE) {
		eq_buf_adds(w->out, " from ");
		write_range(w->out, x->baseline);
	}
	for (uint32_t i = 0; i < x->n_anew; i++) {
		eq_buf_adds(w->out, i ? ", " : " from ");
		write_date(w->out, x->anew[i]);
	}
	if (x->what == EQ_XMR_SIGNAL)
		eq_buf_addf(w->out, "%s, %u", x->sense ? senses[x->sense] : "", x->run);
	eq_buf_addc(w->out, ')');
}

static void write_money(const struct writer *w, const struct eq_expr *e)
{
	eq_buf_addf(w->out, "%s(", eq_expr_word(e->op));
	if (e->money.benefit == EQ_ALL_BENEFITS)
		eq_buf_adds(w->out, "programme");
	else
		write_name(w, w->m->benefits.v[e->money.benefit].def);
	if (e->op == EQ_EXPR_VALUE_ADD && e->money.range.to != EQ_DATE_NONE) {
		eq_buf_adds(w->out, ", to ");
		write_date(w->out, e->money.range.to);
	}
	if (e->op == EQ_EXPR_ANNUALISED) {
		eq_buf_adds(w->out, " over ");
		write_range(w->out, e->money.range);
	}
	eq_buf_addc(w->out, ')');
	if (e->op == EQ_EXPR_CASH) {
		eq_buf_adds(w->out, " over ");
		write_range(w->out, e->money.range);
	}
}

static void write_operator(const struct writer *w, const struct eq_expr *e, enum level own)
{
	/* a - (b - c) keeps its brackets, (a - b) - c needs none; comparisons do not chain. */
	write_expr(w, e->a[0], own == LEVEL_COMPARE ? LEVEL_SUM : own);
	eq_buf_addf(w->out, " %s ", eq_expr_word(e->op));
	write_expr(w, e->a[1], (enum level)(own + 1));
}

static void write_expr(const struct writer *w, const struct eq_expr *e, enum level least)
{
	enum level own = level_of(e);
	bool brackets = own < least;
	if (brackets)
		eq_buf_addc(w->out, '(');
	switch (e->op) {
	case EQ_EXPR_NUMBER:
		write_number(w, e);
		break;
	case EQ_EXPR_DATE:
		write_date(w->out, e->date);
		break;
	case EQ_EXPR_TEXT:
		write_quoted(w->out, eq_symbol_text(w->m->symbols, e->text));
		break;
	case EQ_EXPR_COLUMN:
		eq_buf_add_text(w->out,
				eq_symbol_text(w->m->symbols,
					       w->m->data.v[w->data].columns[e->column].name));
		break;
	case EQ_EXPR_NEGATE:
		eq_buf_addc(w->out, '-');
		write_expr(w, e->a[0], LEVEL_UNARY);
		break;
	case EQ_EXPR_NOT:
		eq_buf_adds(w->out, "not ");
		write_expr(w, e->a[0], LEVEL_NOT);
		break;
	case EQ_EXPR_POWER:
		write_expr(w, e->a[0], LEVEL_PRIMARY);
		eq_buf_addf(w->out, " ^ %lld", (long long)e->power);
		break;
	case EQ_EXPR_CONVERT:
		write_expr(w, e->a[0], LEVEL_WINDOW);
		eq_buf_adds(w->out, " in ");
		eq_unit_write_code(w->m->units, e->unit, w->out);
		break;
	case EQ_EXPR_IS_MISSING:
		write_expr(w, e->a[0], LEVEL_SUM);
		eq_buf_adds(w->out, " is missing");
		break;
	case EQ_EXPR_IN:
		write_expr(w, e->a[0], LEVEL_SUM);
		eq_buf_adds(w->out, " in (");
		for (uint32_t i = 1; i < e->n; i++) {
			eq_buf_adds(w->out, i > 1 ? ", " : "");
			write_expr(w, e->a[i], LEVEL_OR);
		}
		eq_buf_addc(w->out, ')');
		break;
	case EQ_EXPR_IF:
		eq_buf_adds(w->out, "if ");
		write_expr(w, e->a[0], LEVEL_OR);
		eq_buf_adds(w->out, " then ");
		write_expr(w, e->a[1], LEVEL_OR);
		eq_buf_adds(w->out, " else ");
		write_expr(w, e->a[2], LEVEL_OR);
		break;
	case EQ_EXPR_TOTAL:
		write_measure(w, e->measure);
		break;
	case EQ_EXPR_RATE:
		write_rate(w, e);
		break;
	case EQ_EXPR_REF:
		if (e->ref.scenario != EQ_SCENARIO_CURRENT) {
			eq_buf_add_text(w->out, w->m->scenarios.v[e->ref.scenario].name);
			eq_buf_addc(w->out, '(');
		}
		write_name(w, e->ref.def);
		if (e->ref.scenario != EQ_SCENARIO_CURRENT)
			eq_buf_addc(w->out, ')');
		break;
	case EQ_EXPR_OVER:
		write_expr(w, e->a[0], LEVEL_WINDOW);
		eq_buf_adds(w->out, " over ");
		if (e->window.kind == EQ_WINDOW_RANGE)
			write_range(w->out, e->window.range);
		else
			write_length(w->out, e->window.length);
		break;
	case EQ_EXPR_AT:
		write_expr(w, e->a[0], LEVEL_WINDOW);
		eq_buf_adds(w->out, " at ");
		write_date(w->out, e->date);
		break;
	case EQ_EXPR_WITHOUT:
		write_expr(w, e->a[0], LEVEL_WINDOW);
		for (uint32_t i = 0; i < e->except.n; i++) {
			eq_buf_adds(w->out, i ? ", " : " except ");
			write_range(w->out, e->except.v[i].range);
		}
		break;
	case EQ_EXPR_RUN_RATE:
	case EQ_EXPR_VALUE_ADD:
	case EQ_EXPR_CASH:
	case EQ_EXPR_WORTH:
	case EQ_EXPR_ANNUALISED:
		write_money(w, e);
		break;
	case EQ_EXPR_XMR:
		write_limits(w, e);
		break;
	case EQ_EXPR_MISSING:
		eq_buf_adds(w->out, "missing");
		break;
	case EQ_EXPR_ADD:
	case EQ_EXPR_SUB:
	case EQ_EXPR_MUL:
	case EQ_EXPR_DIV:
	case EQ_EXPR_EQ:
	case EQ_EXPR_NE:
	case EQ_EXPR_LT:
	case EQ_EXPR_LE:
	case EQ_EXPR_GT:
	case EQ_EXPR_GE:
	case EQ_EXPR_AND:
	case EQ_EXPR_OR:
		write_operator(w, e, own);
		break;
	default:
		write_call(w, e);
		break;
	}
	if (brackets)
		eq_buf_addc(w->out, ')');
}

void eq_expr_write(const struct eq_model *m, const struct eq_expr *e, struct eq_buf *out)
{
	struct writer w = {m, 0, out};
	write_expr(&w, e, LEVEL_OR);
}

void eq_row_expr_write(const struct eq_model *m, uint32_t data, const struct eq_expr *e,
		       struct eq_buf *out)
{
	struct writer w = {m, data, out};
	write_expr(&w, e, LEVEL_OR);
}
