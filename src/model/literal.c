/* literal.c - numbers and units as they are written: 1,250.5 £2.5m 12.5% people/week. */
#include "model/build.h"

#include <string.h>

#include "base/limits.h"

#define MAX_NUMBER 128 /* bytes: three times what 34 digits with commas take */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

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

/* Digits without their separators, in `out`. A comma is followed by exactly three digits: 1,25 is
 * a decimal comma or a slip, and must not be read as 125. */
static const char *plain_digits(struct eq_text t, char out[MAX_NUMBER + 8], size_t *n)
{
	bool point = false, comma = false;
	size_t since = 0;
	*n = 0;
	if (t.n > MAX_NUMBER)
		return "has more than 34 digits";
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];
		if (is_digit(c)) {
			since++;
		} else if (c == ',' && !point && i > 0 && is_digit(t.p[i - 1])) {
			if (comma ? since != 3 : since > 3)
				return "has a comma in the wrong place: thousands have three "
				       "digits after each comma";
			comma = true;
			since = 0;
			continue;
		} else if (c == '_' && i > 0) {
			continue;
		} else if (c == '.' && !point) {
			if (comma && since != 3)
				return "has a comma in the wrong place: thousands have three "
				       "digits after each comma";
			point = true;
			comma = false;
		} else {
			return "is not a number as this language writes them, such as 1,250.5";
		}
		out[(*n)++] = c;
	}
	if (comma && since != 3)
		return "has a comma in the wrong place: thousands have three digits after each "
		       "comma";
	return NULL;
}

/* A currency's sign or code in front. */
static bool cut_currency(struct eq_build *b, struct eq_text *t, uint32_t *unit)
{
	static const struct {
		const char *sign, *code;
	} signs[] = {{"£", "GBP"}, {"€", "EUR"}, {"$", "USD"}};
	struct eq_text code = {t->p, 0};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (starts_with(*t, signs[i].sign)) {
			*unit = eq_units_find(b->units, eq_text_of(signs[i].code));
			t->p += strlen(signs[i].sign);
			t->n -= strlen(signs[i].sign);
			*t = eq_text_trim(*t);
			return true;
		}
	while (code.n < t->n && t->p[code.n] >= 'A' && t->p[code.n] <= 'Z')
		code.n++;
	if (!code.n || !eq_units_is_currency(b->units, code))
		return false;
	*unit = eq_units_find(b->units, code);
	t->p += code.n;
	t->n -= code.n;
	*t = eq_text_trim(*t);
	return true;
}

bool eq_read_number(struct eq_build *b, const struct eq_node *n, struct eq_dec *value,
		    uint32_t *unit)
{
	const struct eq_node *units = eq_node_child(n, EQ_NODE_UNITS);
	struct eq_span span = n->span;
	if (units)
		span.end = units->span.at;
	struct eq_text t = eq_text_trim(eq_node_text(b, span)), whole = t;
	const char *exponent = "";
	char digits[MAX_NUMBER + 8];
	size_t length;
	unsigned flags = 0;

	*unit = EQ_UNIT_PLAIN;
	if (n->op == EQ_LITERAL_MONEY) {
		if (!cut_currency(b, &t, unit)) {
			eq_diag_at(
				b->diags, EQ_E0308, span,
				"`%.*s` is not an amount of money; write `£1,250.50` or `GBP 30`",
				EQ_ARG(whole));
			return false;
		}
		exponent = cut_end(&t, "bn")  ? "E9"
			   : cut_end(&t, "m") ? "E6"
			   : cut_end(&t, "k") ? "E3"
					      : "";
	} else if (n->op == EQ_LITERAL_PERCENT && cut_end(&t, "%")) {
		exponent = "E-2";
	}
	const char *wrong = plain_digits(eq_text_trim(t), digits, &length);
	if (!wrong) {
		memcpy(digits + length, exponent, strlen(exponent));
		length += strlen(exponent);
		if (!eq_dec_read((struct eq_text){digits, length}, value, &flags))
			wrong = "is not a number as this language writes them, such as 1,250.5";
		else if (flags)
			wrong = "has more than 34 digits";
	}
	if (wrong) {
		eq_diag_at(b->diags, EQ_E0308, span, "`%.*s` %s", EQ_ARG(whole), wrong);
		return false;
	}
	if (*exponent)
		*value = eq_dec_reduce(*value);
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
