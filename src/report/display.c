/* display.c - see display.h. */
#include "report/display.h"

#include <string.h>

#define MOST_PLACES 9
/* From here on a number is written in scientific notation: nobody reads a row of digits, and a
 * slip in a unit should look like one. */
#define FIRST_SCIENTIFIC 15

static const struct {
	const char *code, *symbol;
} symbols[] = {{"GBP", "£"}, {"EUR", "€"}, {"USD", "$"}, {"JPY", "¥"}};

static struct eq_dec ten_to(int n)
{
	return eq_dec_scaled(1, -n);
}

/* v × 10^n. A change of the exponent only: no digit is lost. */
static struct eq_dec shifted(struct eq_dec v, int n)
{
	unsigned flags = 0;

	return eq_dec_mul(v, ten_to(n), &flags);
}

static struct eq_dec rounded(struct eq_dec v, int places)
{
	unsigned flags = 0;

	return eq_dec_round_away(v, places, &flags);
}

/* The power of ten of the first digit: 2 for 250, -1 for 0.25. Not for zero. */
static int magnitude(struct eq_dec v)
{
	__uint128_t coefficient;
	bool negative;
	int exponent;

	eq_dec_parts(v, &negative, &coefficient, &exponent);
	while (coefficient >= 10) {
		coefficient /= 10;
		exponent++;
	}
	return exponent;
}

static void add_grouped(struct eq_buf *out, const char *digits, size_t n)
{
	size_t whole = 0;

	while (whole < n && digits[whole] >= '0' && digits[whole] <= '9')
		whole++;
	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			eq_buf_addc(out, ',');
		eq_buf_addc(out, digits[i]);
	}
	eq_buf_add(out, digits + whole, n - whole);
}

/* |v| to three digits, 1.23E+40. */
static void add_scientific(struct eq_buf *out, struct eq_dec a)
{
	int power = magnitude(a);
	struct eq_dec digits = rounded(shifted(a, -power), 2);
	char text[EQ_DEC_CHARS];

	if (eq_dec_cmp(digits, ten_to(1)) >= 0) { /* 9.999 */
		digits = EQ_DEC_ONE;
		power++;
	}
	eq_buf_add(out, text, eq_dec_write_short(digits, text));
	eq_buf_addf(out, "E+%d", power);
}

/* The digits of |v|, rounded, with commas. */
static void add_digits(struct eq_buf *out, struct eq_dec v, int places)
{
	struct eq_dec a = eq_dec_abs(v);
	char text[EQ_DEC_CHARS];
	size_t n;

	if (!eq_dec_is_zero(a) && magnitude(a) >= FIRST_SCIENTIFIC) {
		add_scientific(out, a);
		return;
	}
	n = eq_dec_write(rounded(a, places), text);
	add_grouped(out, text, n);
}

/* A number that rounds to zero has no sign. */
static bool shows_sign(struct eq_dec v, int places)
{
	return eq_dec_is_negative(v) && !eq_dec_is_zero(rounded(v, places));
}

void eq_display_decimal(struct eq_buf *out, struct eq_dec v, int places)
{
	if (shows_sign(v, places))
		eq_buf_addc(out, '-');
	add_digits(out, v, places);
}

static void add_currency(struct eq_buf *out, struct eq_text code)
{
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		if (eq_text_is(code, symbols[i].code)) {
			eq_buf_adds(out, symbols[i].symbol);
			return;
		}
	}
	eq_buf_add_text(out, code);
	eq_buf_addc(out, ' ');
}

void eq_display_money(struct eq_buf *out, struct eq_dec v, struct eq_text code)
{
	static const struct {
		int power, places;
		int64_t below;
		const char *word;
	} steps[] = {
		{0, 0, 100000, ""},
		{3, 0, 1000, "k"},
		{6, 1, 1000, "m"},
		{9, 1, INT64_MAX, "bn"},
	};
	struct eq_dec a = eq_dec_abs(v), scaled = a;
	size_t step = 0;
	int places;

	if (!eq_dec_is_zero(a) && eq_dec_cmp(a, ten_to(1)) < 0) {
		places = 2;
	} else {
		for (;; step++) {
			scaled = shifted(a, -steps[step].power);
			places = steps[step].places;
			if (eq_dec_cmp(rounded(scaled, places), eq_dec_int(steps[step].below)) <
				    0 ||
			    step + 1 == sizeof steps / sizeof *steps)
				break;
		}
	}
	if (eq_dec_is_negative(v) && !eq_dec_is_zero(rounded(scaled, places)))
		eq_buf_addc(out, '-');
	add_currency(out, code);
	if (!eq_dec_is_zero(a) && magnitude(a) >= FIRST_SCIENTIFIC) {
		add_digits(out, a, 0);
		return;
	}
	add_digits(out, scaled, places);
	eq_buf_adds(out, steps[step].word);
}

/* ---- units ---- */

/* The currency that a unit counts in, "GBP" of GBP/week; empty when it is not money. */
static struct eq_text currency_of(const struct eq_units *units, uint32_t unit, struct eq_buf *room)
{
	struct eq_text code;

	eq_buf_clear(room);
	eq_unit_write_code(units, unit, room);
	code = eq_buf_view(room);
	for (size_t i = 0; i < code.n; i++)
		if (code.p[i] == '/' || code.p[i] == '*')
			code.n = i;
	if (code.n != 3 || !eq_units_is_currency(units, code))
		code.n = 0;
	return code;
}

void eq_display_unit(struct eq_buf *out, const struct eq_units *units, uint32_t unit)
{
	struct eq_buf words, room;
	struct eq_text text;

	if (eq_unit_is_plain(units, unit))
		return;
	eq_buf_init(&words);
	eq_buf_init(&room);
	eq_unit_write(units, unit, true, &words);
	text = eq_buf_view(&words);
	if (currency_of(units, unit, &room).n) {
		const char *space = text.n ? memchr(text.p, ' ', text.n) : NULL;

		text = space ? (struct eq_text){space + 1, text.n - (size_t)(space + 1 - text.p)}
			     : EQ_TEXT("");
	}
	eq_buf_add_text(out, text);
	eq_buf_release(&room);
	eq_buf_release(&words);
}

/* ---- rows ---- */

/* What the numbers of a row have in common. */
struct range {
	struct eq_dec largest, smallest; /* but for zeros */
	bool any, whole;
};

static struct range range_of(const struct eq_number *const *numbers, size_t n, int shift)
{
	struct range r = {EQ_DEC_ZERO, EQ_DEC_ZERO, false, true};

	for (size_t i = 0; i < n; i++) {
		struct eq_dec a;

		if (numbers[i]->missing)
			continue;
		a = shifted(eq_dec_abs(numbers[i]->v), shift);
		if (eq_dec_cmp(a, rounded(a, 0)) != 0)
			r.whole = false;
		if (eq_dec_is_zero(a))
			continue;
		if (!r.any || eq_dec_cmp(a, r.largest) > 0)
			r.largest = a;
		if (!r.any || eq_dec_cmp(a, r.smallest) < 0)
			r.smallest = a;
		r.any = true;
	}
	return r;
}

static int places_for(const struct range *r)
{
	int first;

	if (!r->any || r->whole)
		return 0;
	first = magnitude(r->largest);
	if (first < 0)
		return 1 - first < MOST_PLACES ? 1 - first : MOST_PLACES;
	/* 5.3 beside 150.0 keeps its decimal; 98.7 beside 102 need not. */
	return first >= 2 && magnitude(r->smallest) >= 1 ? 0 : 1;
}

struct eq_display eq_display_choose(const struct eq_units *units, uint32_t unit, bool percent,
				    const struct eq_number *const *numbers, size_t n)
{
	struct eq_display d = {EQ_LOOK_NUMBER, 0, ""};
	struct range r;
	struct eq_buf room;
	struct eq_text code;

	if (eq_unit_is_plain(units, unit) && percent)
		d.look = EQ_LOOK_PERCENT;
	r = range_of(numbers, n, d.look == EQ_LOOK_PERCENT ? 2 : 0);
	d.places = d.look == EQ_LOOK_PERCENT ? !r.whole : places_for(&r);

	eq_buf_init(&room);
	code = currency_of(units, unit, &room);
	if (code.n) {
		d.look = EQ_LOOK_MONEY;
		memcpy(d.code, code.p, 3);
		/* A unit cost says its pence, £22.40; a sum of money does not. */
		d.places = !r.whole && eq_dec_cmp(r.largest, ten_to(3)) < 0 ? 2 : -1;
	}
	eq_buf_release(&room);
	return d;
}

void eq_display_number(struct eq_buf *out, const struct eq_display *d, const struct eq_number *v)
{
	if (v->missing) {
		eq_buf_adds(out, EQ_DISPLAY_MISSING);
	} else if (d->look == EQ_LOOK_MONEY && d->places < 0) {
		eq_display_money(out, v->v, eq_text_of(d->code));
	} else if (d->look == EQ_LOOK_MONEY) {
		if (shows_sign(v->v, d->places))
			eq_buf_addc(out, '-');
		add_currency(out, eq_text_of(d->code));
		add_digits(out, v->v, d->places);
	} else if (d->look == EQ_LOOK_PERCENT) {
		eq_display_decimal(out, shifted(v->v, 2), d->places);
		eq_buf_addc(out, '%');
	} else {
		eq_display_decimal(out, v->v, d->places);
	}
}

static void add_quantity(struct eq_buf *out, const struct eq_display *d,
			 const struct eq_units *units, uint32_t unit, const struct eq_number *v)
{
	size_t before;

	eq_display_number(out, d, v);
	if (v->missing || eq_unit_is_plain(units, unit))
		return;
	eq_buf_addc(out, ' ');
	before = out->n;
	eq_display_unit(out, units, unit);
	if (out->n == before) /* money alone says it with its sign */
		out->n--;
	out->p[out->n] = 0;
}

void eq_display_quantity(struct eq_buf *out, const struct eq_units *units, uint32_t unit,
			 bool percent, const struct eq_number *v)
{
	const struct eq_display d = eq_display_choose(units, unit, percent, &v, 1);

	add_quantity(out, &d, units, unit, v);
}

void eq_display_in_full(struct eq_buf *out, const struct eq_units *units, uint32_t unit, int most,
			const struct eq_number *v)
{
	struct eq_display d = eq_display_choose(units, unit, false, &v, 1);
	__uint128_t coefficient;
	bool negative;
	int exponent;

	if (!v->missing) {
		eq_dec_parts(eq_dec_reduce(v->v), &negative, &coefficient, &exponent);
		d.places = exponent >= 0 ? 0 : -exponent < most ? -exponent : most;
		if (d.look == EQ_LOOK_MONEY && d.places == 1)
			d.places = 2;
	}
	add_quantity(out, &d, units, unit, v);
}
