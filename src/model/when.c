/* when.c - dates, ranges and lengths of time as they are written in a programme. */
#include "model/build.h"
#include "time/range.h"

#include <limits.h>

bool eq_read_day(struct eq_build *b, const struct eq_node *n, struct eq_range *out)
{
	struct eq_text t = eq_node_text(b, eq_inner_span(b, n));
	char room[EQ_FISCAL_CHARS];
	const char *hint = NULL;
	int year;
	switch (n->kind) {
	case EQ_NODE_DATE:
		if (eq_date_read(t, &out->from) && out->from != EQ_DATE_NONE) {
			out->to = out->from;
			return true;
		}
		eq_diag_at(b->diags, EQ_E0501, n->span, "there is no such day as `%.*s`",
			   EQ_ARG(t));
		return false;
	case EQ_NODE_MONTH:
		if (eq_month_read(t, out))
			return true;
		eq_diag_at(b->diags, EQ_E0501, n->span, "there is no such month as `%.*s`",
			   EQ_ARG(t));
		return false;
	case EQ_NODE_FISCAL:
		if (eq_fiscal_read(t, b->m->programme.fiscal, &year, &hint, room)) {
			*out = eq_fiscal_range(b->m->programme.fiscal, year);
			return true;
		}
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0503, n->span,
					       "`%.*s` is not a fiscal year", EQ_ARG(t));
		if (hint)
			eq_diag_hint(b->diags, g, "write `%s`", hint);
		return false;
	default:
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "a date is expected here, such as 2024-03-31, a month 2024-03 or a "
			   "fiscal year");
		return false;
	}
}

bool eq_read_date(struct eq_build *b, const struct eq_node *n, eq_date *out)
{
	struct eq_range r;
	if (!eq_read_day(b, n, &r))
		return false;
	*out = r.from;
	return true;
}

static bool is_day(const struct eq_node *n)
{
	return n->kind == EQ_NODE_DATE || n->kind == EQ_NODE_MONTH || n->kind == EQ_NODE_FISCAL;
}

bool eq_read_range(struct eq_build *b, const struct eq_node *n, struct eq_range *out)
{
	struct eq_range from, to;
	if (n->kind != EQ_NODE_RANGE)
		return eq_read_day(b, n, out);
	if (n->flags & EQ_NODE_OPEN) {
		eq_diag_at(
			b->diags, EQ_E0504, n->span,
			"this range has no beginning; write one such as 2023-04-01 to 2024-03-31");
		return false;
	}
	const struct eq_node *first = n->child, *second = first->next;
	if (!is_day(first)) { /* 52 weeks to 2024-03-31 */
		struct eq_span_of_time length;
		if (!eq_read_length(b, first, &length) || !eq_read_day(b, second, &to))
			return false;
		*out = eq_range_trailing(to.to, length);
		return true;
	}
	if (!eq_read_day(b, first, &from) || !eq_read_day(b, second, &to))
		return false;
	*out = (struct eq_range){from.from, to.to};
	if (out->from > out->to) {
		eq_diag_at(b->diags, EQ_E0502, n->span, "this range ends before it begins");
		return false;
	}
	return true;
}

/* What a length of time is worth: a literal, or a fixed value that never changes. */
static bool length_of(struct eq_build *b, const struct eq_node *n, struct eq_dec *value,
		      uint32_t *unit)
{
	if (n->kind == EQ_NODE_NUMBER) {
		if (!eq_read_number(b, n, value, unit))
			return false;
	} else if (n->kind == EQ_NODE_NAME) {
		uint32_t def = eq_def_named(b, n->name);
		if (def == EQ_NO_DEF) {
			eq_unknown_name(b, EQ_E0201, n->span, n->name, EQ_WANT_VALUES,
					"fixed value");
			return false;
		}
		struct eq_known *k = &b->known.v[def];
		if (k->broken)
			return false;
		if (!k->constant_known) {
			eq_diag_at(b->diags, EQ_E0405, n->span,
				   "`%.*s` is not one fixed length of time; write a length such as "
				   "`104 weeks` here",
				   EQ_ARG(eq_name(b, n->name)));
			return false;
		}
		*value = k->constant;
		*unit = eq_def_unit(b, def);
		k->length_of = n->span;
	} else {
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "a length of time is expected here, such as `6 weeks`");
		return false;
	}
	if (eq_unit_is_time(b->units, *unit) && !eq_dec_is_negative(*value) &&
	    !eq_dec_is_zero(*value))
		return true;
	eq_diag_at(b->diags, EQ_E0504, n->span,
		   "a length of time is expected here, such as `6 weeks`; this is %.*s",
		   EQ_ARG(eq_unit_words(b, *unit)));
	return false;
}

/* `value` of `unit` in days. */
static bool in_days(struct eq_build *b, struct eq_dec value, uint32_t unit, struct eq_ratio *out)
{
	struct eq_ratio ratio;
	return eq_ratio_of_decimal(value, &ratio) &&
	       eq_unit_ratio(b->units, unit, eq_unit_time(b->units, EQ_DAY), out) &&
	       eq_ratio_mul(ratio, *out, out);
}

bool eq_read_length(struct eq_build *b, const struct eq_node *n, struct eq_span_of_time *out)
{
	struct eq_dec value;
	struct eq_ratio days;
	uint32_t unit;
	int64_t count;
	if (!length_of(b, n, &value, &unit))
		return false;
	for (int t = EQ_DAY; t <= EQ_YEAR; t++)
		if (unit == eq_unit_time(b->units, (enum eq_time_unit)t) &&
		    eq_dec_to_int(value, &count) && count <= INT32_MAX) {
			*out = (struct eq_span_of_time){(int32_t)count, (uint8_t)t};
			goto found;
		}
	if (!in_days(b, value, unit, &days) || days.den != 1 || days.num > INT32_MAX) {
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "this length is not a whole number of days");
		return false;
	}
	*out = (struct eq_span_of_time){(int32_t)days.num, EQ_DAY};
found:
	/* Calendars go from year 1 to 9999: a longer window is a slip. */
	if ((int64_t)out->count * (out->unit == EQ_DAY     ? 1
				   : out->unit == EQ_WEEK  ? 7
				   : out->unit == EQ_MONTH ? 31
							   : 366) >
	    366 * 1000) {
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "a length of time of more than a thousand years");
		return false;
	}
	return true;
}

bool eq_whole_days(struct eq_build *b, struct eq_dec value, uint32_t unit, struct eq_ratio *exact,
		   int32_t *days)
{
	if (!in_days(b, value, unit, exact) || exact->num <= 0 ||
	    exact->num / exact->den > 366 * 1000)
		return false;
	/* Cash comes in on whole days: 3 months of a year of 365.25 days are 91.3125, so 91. */
	int64_t rest = exact->num % exact->den;
	*days = (int32_t)(exact->num / exact->den) + (rest >= exact->den - rest);
	return *days >= 1;
}

bool eq_read_days(struct eq_build *b, const struct eq_node *n, struct eq_ratio *exact,
		  int32_t *days)
{
	struct eq_dec value;
	uint32_t unit;
	if (!length_of(b, n, &value, &unit))
		return false;
	if (eq_whole_days(b, value, unit, exact, days))
		return true;
	eq_diag_at(b->diags, EQ_E0504, n->span,
		   "this is not a length between a day and a thousand years");
	return false;
}

bool eq_read_window(struct eq_build *b, const struct eq_node *n, struct eq_window *out)
{
	*out = (struct eq_window){.range = {EQ_DATE_NONE, EQ_DATE_NONE}};
	if (n->kind == EQ_NODE_RANGE || is_day(n)) {
		out->kind = EQ_WINDOW_RANGE;
		return eq_read_range(b, n, &out->range);
	}
	out->kind = EQ_WINDOW_TRAILING;
	return eq_read_length(b, n, &out->length);
}

struct eq_because *eq_read_because(struct eq_build *b, const struct eq_node *range,
				   const struct eq_node *why, struct eq_span span)
{
	struct eq_because *one = EQ_NEW(b->arena, struct eq_because);
	if (!eq_read_range(b, range, &one->range))
		return NULL;
	one->reason = eq_quoted(b, why->child);
	one->span = span;
	return one;
}

struct eq_because *eq_read_excepts(struct eq_build *b, const struct eq_node *block, uint32_t *n)
{
	uint32_t count = 0;
	for (const struct eq_node *c = block->child; c; c = c->next)
		count += c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_EXCEPT;
	struct eq_because *all = EQ_NEW_ARRAY(b->arena, struct eq_because, count ? count : 1);
	*n = 0;
	for (const struct eq_node *c = block->child; c; c = c->next) {
		if (c->kind != EQ_NODE_PROPERTY || c->op != EQ_PROPERTY_EXCEPT)
			continue;
		const struct eq_because *one =
			eq_read_because(b, c->child, eq_node_child(c, EQ_NODE_BECAUSE), c->span);
		if (one)
			all[(*n)++] = *one;
	}
	return all;
}
