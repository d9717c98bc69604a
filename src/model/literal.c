/* literal.c - numbers and units as they are written: 1,250.5 £2.5m 12.5% people/week. */
#include "model/literal.h"

#include <string.h>

#include "base/limits.h"
#include "model/build.h"

#define MAX_NUMBER 128 /* bytes: three times what 34 digits with commas take */

static bool starts_with(struct eq_text t, const char *start)
{
	size_t n = strlen(start);
	return t.n >= n && memcmp(t.p, start, n) == 0;
}

static bool cut_end(struct eq_text *t, const char *end)
{
	size_t n = strlen(end);
	if (t->n <= n || memcmp(t->p + t->n - n, end, n) != 0)
		return false;
	t->n -= n;
	return true;
}

/* Digits without their separators, in `out`. That commas stand between thousands the lexer has seen
 * to. */
static size_t plain_digits(struct eq_text t, char out[MAX_NUMBER + 8])
{
	size_t n = 0;
	for (size_t i = 0; i < t.n && n < MAX_NUMBER; i++)
		if (t.p[i] != ',' && t.p[i] != '_')
			out[n++] = t.p[i];
	return n;
}

bool eq_literal_amount(struct eq_text t, enum eq_literal literal, struct eq_dec *value)
{
	const char *exponent = "";
	char digits[MAX_NUMBER + 8];
	unsigned flags = 0;

	if (literal == EQ_LITERAL_MONEY)
		exponent = cut_end(&t, "bn")  ? "E9"
			   : cut_end(&t, "m") ? "E6"
			   : cut_end(&t, "k") ? "E3"
					      : "";
	else if (literal == EQ_LITERAL_PERCENT && cut_end(&t, "%"))
		exponent = "E-2";
	size_t length = plain_digits(t, digits);
	for (const char *c = exponent; *c; c++)
		digits[length++] = *c;
	if (!eq_dec_read((struct eq_text){digits, length}, value, &flags) || flags ||
	    t.n > MAX_NUMBER)
		return false;
	if (*exponent)
		*value = eq_dec_reduce(*value);
	return true;
}

/* Where a leaf stands without the brackets that it was written in: (2 weeks), (2023-08-01). */
struct eq_span eq_inner_span(struct eq_build *b, const struct eq_node *n)
{
	struct eq_span span = n->span;
	if (!(n->flags & EQ_NODE_BRACKETS))
		return span;
	struct eq_text t = eq_node_text(b, span);
	size_t from = 0, to;
	while (from < t.n && strchr("( \t\r\n#", t.p[from])) {
		if (t.p[from] == '#')
			while (from < t.n && t.p[from] != '\n' && t.p[from] != '\r')
				from++;
		else
			from++;
	}
	/* A text may hold what ends anything else. */
	bool text = n->kind == EQ_NODE_TEXT;
	for (to = t.n; text && to > from && strchr(") \t\r\n", t.p[to - 1]);)
		to--;
	for (to = text ? to : from; !text && to < t.n && !strchr(")#\r\n", t.p[to]);)
		to++;
	t = eq_text_trim((struct eq_text){t.p + from, to - from});
	span.at += (uint32_t)from;
	span.end = span.at + (uint32_t)t.n;
	return span;
}

/* A currency's sign or code in front. */
static bool cut_currency(struct eq_build *b, struct eq_text *t, uint32_t *unit)
{
	struct eq_text code = {t->p, 0};
	if (starts_with(*t, "£")) {
		*unit = eq_units_find(b->units, EQ_TEXT("GBP"));
		t->p += sizeof "£" - 1;
		t->n -= sizeof "£" - 1;
		return true;
	}
	while (code.n < t->n && t->p[code.n] >= 'A' && t->p[code.n] <= 'Z')
		code.n++;
	if (!code.n || !eq_units_is_currency(b->units, code))
		return false;
	*unit = eq_units_find(b->units, code);
	t->p += code.n;
	t->n -= code.n;
	while (t->n && (*t->p < '0' || *t->p > '9')) { /* spaces of any width */
		t->p++;
		t->n--;
	}
	return true;
}

bool eq_read_number(struct eq_build *b, const struct eq_node *n, struct eq_dec *value,
		    uint32_t *unit)
{
	const struct eq_node *units = eq_node_child(n, EQ_NODE_UNITS);
	struct eq_span span = eq_inner_span(b, n);
	if (units)
		span.end = units->span.at;
	struct eq_text t = eq_text_trim(eq_node_text(b, span));

	*unit = EQ_UNIT_PLAIN;
	if (n->op == EQ_LITERAL_MONEY && !cut_currency(b, &t, unit)) {
		eq_diag_at(b->diags, EQ_E0203, span,
			   "`%.*s` does not begin with a currency; write `£1,250.50` or "
			   "`GBP 30`",
			   EQ_ARG(t));
		return false;
	}
	if (!eq_literal_amount(t, n->op, value)) {
		eq_diag_at(b->diags, EQ_E0308, span,
			   "`%.*s` has more than the 34 digits that a number can have",
			   EQ_ARG(eq_text_trim(eq_node_text(b, span))));
		return false;
	}
	if (units) {
		uint32_t own = eq_read_units(b, units->span);
		if (own == EQ_UNIT_NONE)
			return false;
		*unit = eq_unit_mul(b->units, *unit, own);
		if (*unit == EQ_UNIT_NONE) {
			eq_diag_at(b->diags, EQ_E0305, n->span, "this unit has too many factors");
			return false;
		}
	}
	return true;
}

static uint32_t unit_named(struct eq_build *b, struct eq_text name, struct eq_span span)
{
	uint32_t unit = eq_units_find(b->units, name);
	if (unit == EQ_UNIT_NONE)
		eq_unknown_name(b, EQ_E0203, span, eq_symbol(b->symbols, name), EQ_WANT_UNITS,
				"unit");
	return unit;
}

uint32_t eq_read_units(struct eq_build *b, struct eq_span span)
{
	struct eq_text t = eq_text_trim(eq_node_text(b, span));
	uint32_t known = eq_map_get(&b->unit_texts, t), unit = EQ_UNIT_PLAIN;
	if (known != EQ_MAP_NONE)
		return known;
	bool first = t.n == 0 ||
		     t.p[0] != '/'; /* `£22.40/hour`: the amount stands above the line */
	for (size_t i = first ? 0 : 1; i <= t.n;) {
		size_t end = i;
		while (end < t.n && t.p[end] != '/')
			end++;
		struct eq_text name = eq_text_trim((struct eq_text){t.p + i, end - i});
		uint32_t at = span.at + (uint32_t)(name.p - t.p);
		uint32_t one = unit_named(b, name, (struct eq_span){at, at + (uint32_t)name.n});
		if (one == EQ_UNIT_NONE)
			return EQ_UNIT_NONE;
		unit = first ? one : eq_unit_div(b->units, unit, one);
		first = false;
		i = end + 1;
	}
	if (unit == EQ_UNIT_NONE) {
		eq_diag_at(b->diags, EQ_E0305, span, "this unit has too many factors");
		return EQ_UNIT_NONE;
	}
	eq_map_put(&b->unit_texts, t, unit);
	return unit;
}

uint32_t eq_read_unit_expression(struct eq_build *b, const struct eq_node *n)
{
	uint32_t x, y, unit = EQ_UNIT_NONE;
	if (n->kind == EQ_NODE_NAME) {
		if (eq_text_is(eq_name(b, n->name), "number"))
			return EQ_UNIT_PLAIN;
		unit = eq_unit_of_symbol(b, n->name);
		if (unit == EQ_UNIT_NONE)
			eq_unknown_name(b, EQ_E0203, n->span, n->name, EQ_WANT_UNITS, "unit");
		return unit;
	}
	if (n->kind == EQ_NODE_NUMBER) {
		struct eq_dec one;
		if (!eq_read_number(b, n, &one, &unit))
			return EQ_UNIT_NONE;
		if (eq_dec_cmp(one, EQ_DEC_ONE) == 0)
			return unit;
	} else if (n->kind == EQ_NODE_PER ||
		   (n->kind == EQ_NODE_BINARY && (n->op == EQ_OP_MUL || n->op == EQ_OP_DIV))) {
		x = eq_read_unit_expression(b, n->child);
		y = eq_read_unit_expression(b, n->child->next);
		if (x == EQ_UNIT_NONE || y == EQ_UNIT_NONE)
			return EQ_UNIT_NONE;
		unit = n->kind == EQ_NODE_BINARY && n->op == EQ_OP_MUL
			       ? eq_unit_mul(b->units, x, y)
			       : eq_unit_div(b->units, x, y);
		if (unit == EQ_UNIT_NONE)
			eq_diag_at(b->diags, EQ_E0305, n->span, "this unit has too many factors");
		return unit;
	}
	eq_diag_at(b->diags, EQ_E0203, n->span,
		   "this is not a unit; write one such as `hour/week`, or `number`");
	return EQ_UNIT_NONE;
}
