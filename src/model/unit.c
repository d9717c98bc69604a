/* unit.c - units and dimensions; see unit.h.
 *
 * A dimension is a sorted list of (base unit, exponent); a unit is a dimension and a ratio. Both
 * are kept once, so equal ones have one number. Base unit 0 is the day: every length of time is
 * a ratio of it. Products are remembered by their operands' numbers. */
#include "model/unit.h"

#include <string.h>

#include "base/diag.h"
#include "model/pairs.h"

#define MAX_FACTORS 16
#define MAX_EXPONENT 99
#define BASE_DAY 0u
#define TIME_UNITS 4

enum { OP_MUL, OP_DIV, OP_NAMED, OPS = OP_NAMED + TIME_UNITS };

struct factor {
	uint32_t base;
	int32_t exponent;
};
struct dimension {
	uint32_t n;
	struct factor *f; /* by base */
};
struct unit {
	uint32_t dim;
	struct eq_ratio ratio;
};
struct base {
	struct eq_text name, plural;
	bool currency;
	uint32_t derived; /* first of the derived units made of this base alone, as index + 1 */
};
struct derived { /* a declared unit that is a multiple of others */
	struct eq_text name, plural;
	uint32_t unit;
	struct eq_ratio ratio;
	uint32_t next; /* of the same base, as index + 1 */
};
struct word { /* what a name stands for */
	struct eq_text text;
	uint32_t unit;
	bool guessed; /* a plural that nobody wrote: any declared name takes its place */
	bool currency;
};

struct eq_units {
	struct eq_arena arena;
	struct eq_map words_by_text, dims_by_factors, units_by_value;
	struct eq_pairs products[OPS];
	EQ_VEC(struct word) words;
	EQ_VEC(struct base) bases;
	EQ_VEC(struct derived) derived;
	EQ_VEC(struct dimension) dims;
	EQ_VEC(struct unit) units;
	struct eq_pairs derived_by_unit;
	uint32_t time[TIME_UNITS]; /* unit of enum eq_time_unit */
	uint32_t time_word[TIME_UNITS][2];
};

static const char *const time_names[TIME_UNITS][2] = {
	[EQ_DAY] = {"day", "days"},
	[EQ_WEEK] = {"week", "weeks"},
	[EQ_MONTH] = {"month", "months"},
	[EQ_YEAR] = {"year", "years"},
};

static const char currencies[] = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF "
				 "BMD BND BOB BRL BSD BTN BWP BYN "
				 "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP "
				 "ERN ETB EUR FJD FKP GBP GEL GHS "
				 "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD "
				 "JOD JPY KES KGS KHR KMF KPW KRW "
				 "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP "
				 "MRU MUR MVR MWK MXN MYR MZN NAD "
				 "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
				 "RUB RWF SAR SBD SCR SDG SEK SGD "
				 "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
				 "TWD TZS UAH UGX USD UYU UZS VED "
				 "VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ";

/* Dimensions and units, each once. */

static uint32_t dim_of(struct eq_units *u, const struct factor *f, uint32_t n)
{
	struct eq_text key = {(const char *)f, sizeof *f * n};
	uint32_t found = eq_map_get(&u->dims_by_factors, key);
	if (found != EQ_MAP_NONE)
		return found;
	struct factor *own = EQ_NEW_ARRAY(&u->arena, struct factor, n ? n : 1);
	if (n)
		memcpy(own, f, key.n);
	EQ_PUSH(&u->dims, ((struct dimension){n, own}));
	return eq_map_put(&u->dims_by_factors, (struct eq_text){(const char *)own, key.n},
			  (uint32_t)u->dims.n - 1);
}

static uint32_t unit_of(struct eq_units *u, uint32_t dim, struct eq_ratio ratio)
{
	uint64_t value[3] = {dim, (uint64_t)ratio.num, (uint64_t)ratio.den};
	uint32_t found =
		eq_map_get(&u->units_by_value, (struct eq_text){(const char *)value, sizeof value});
	if (found != EQ_MAP_NONE)
		return found;
	char *own = eq_arena_alloc(&u->arena, sizeof value);
	memcpy(own, value, sizeof value);
	EQ_PUSH(&u->units, ((struct unit){dim, ratio}));
	return eq_map_put(&u->units_by_value, (struct eq_text){own, sizeof value},
			  (uint32_t)u->units.n - 1);
}

static int32_t exponent_of(const struct dimension *d, uint32_t base)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (d->f[i].base == base)
			return d->f[i].exponent;
	return 0;
}

static const struct dimension *dim_at(const struct eq_units *u, uint32_t a)
{
	return &u->dims.v[u->units.v[a].dim];
}

/* a^1 × b^sign. */
static uint32_t combine(struct eq_units *u, uint32_t a, uint32_t b, int sign)
{
	if (a == EQ_UNIT_NONE || b == EQ_UNIT_NONE)
		return EQ_UNIT_NONE;
	if (b == EQ_UNIT_PLAIN)
		return a;
	struct eq_pairs *memo = &u->products[sign > 0 ? OP_MUL : OP_DIV];
	uint64_t key = EQ_PAIR(a, b);
	if (memo->cap) {
		uint32_t known = eq_pairs_get(memo, key);
		/* EQ_PAIR_NONE is also what does not fit: rare, so worked out again. */
		if (known != EQ_PAIR_NONE)
			return known;
	}
	const struct dimension *x = dim_at(u, a), *y = dim_at(u, b);
	struct factor f[MAX_FACTORS * 2];
	uint32_t n = 0, i = 0, j = 0;
	memset(f, 0, sizeof f); /* the bytes are a key */
	while (i < x->n || j < y->n) {
		struct factor t;
		if (j == y->n || (i < x->n && x->f[i].base < y->f[j].base)) {
			t = x->f[i++];
		} else if (i == x->n || y->f[j].base < x->f[i].base) {
			t = y->f[j++];
			t.exponent *= sign;
		} else {
			t = x->f[i++];
			t.exponent += sign * y->f[j++].exponent;
		}
		if (t.exponent > MAX_EXPONENT || t.exponent < -MAX_EXPONENT)
			return EQ_UNIT_NONE;
		if (t.exponent)
			f[n++] = t;
	}
	struct eq_ratio ratio;
	struct eq_ratio ra = u->units.v[a].ratio, rb = u->units.v[b].ratio;
	if (n > MAX_FACTORS ||
	    !(sign > 0 ? eq_ratio_mul(ra, rb, &ratio) : eq_ratio_div(ra, rb, &ratio)))
		return EQ_UNIT_NONE;
	uint32_t result = unit_of(u, dim_of(u, f, n), ratio);
	eq_pairs_put(memo, key, result);
	return result;
}

uint32_t eq_unit_mul(struct eq_units *u, uint32_t a, uint32_t b)
{
	return combine(u, a, b, 1);
}

uint32_t eq_unit_div(struct eq_units *u, uint32_t a, uint32_t b)
{
	return combine(u, a, b, -1);
}

uint32_t eq_unit_pow(struct eq_units *u, uint32_t a, int n)
{
	if (a == EQ_UNIT_NONE)
		return EQ_UNIT_NONE;
	const struct dimension *x = dim_at(u, a);
	struct factor f[MAX_FACTORS];
	struct eq_ratio ratio;
	memset(f, 0, sizeof f);
	if (n > MAX_EXPONENT || n < -MAX_EXPONENT)
		return a == EQ_UNIT_PLAIN ? a : EQ_UNIT_NONE;
	for (uint32_t i = 0; i < x->n; i++) {
		f[i] = (struct factor){x->f[i].base, x->f[i].exponent * n};
		if (f[i].exponent > MAX_EXPONENT || f[i].exponent < -MAX_EXPONENT)
			return EQ_UNIT_NONE;
	}
	if (!eq_ratio_pow(u->units.v[a].ratio, n, &ratio))
		return EQ_UNIT_NONE;
	return unit_of(u, dim_of(u, f, n ? x->n : 0), ratio);
}

uint32_t eq_unit_time(const struct eq_units *u, enum eq_time_unit t)
{
	return u->time[t];
}

/* Names. */

static struct word *word_at(const struct eq_units *u, struct eq_text name)
{
	uint32_t i = eq_map_get(&u->words_by_text, name);
	return i == EQ_MAP_NONE ? NULL : &u->words.v[i];
}

static void put_word(struct eq_units *u, struct eq_text name, uint32_t unit, bool guessed,
		     bool currency)
{
	struct word *w = word_at(u, name);
	if (w) {
		if (!guessed)
			*w = (struct word){w->text, unit, guessed, currency};
		return;
	}
	eq_map_put(&u->words_by_text, name, (uint32_t)u->words.n);
	EQ_PUSH(&u->words, ((struct word){name, unit, guessed, currency}));
}

static bool ends_with(struct eq_text t, const char *end)
{
	size_t n = strlen(end);
	return t.n >= n && memcmp(t.p + t.n - n, end, n) == 0;
}

/* The regular English plural, for units that do not say theirs. */
static struct eq_text plural_of(struct eq_units *u, struct eq_text name)
{
	if (ends_with(name, "s") || ends_with(name, "x") || ends_with(name, "ch") ||
	    ends_with(name, "sh"))
		return eq_arena_printf(&u->arena, "%.*ses", EQ_ARG(name));
	if (ends_with(name, "y") && name.n > 1 && !strchr("aeiou_", name.p[name.n - 2]))
		return eq_arena_printf(&u->arena, "%.*sies",
				       EQ_ARG(((struct eq_text){name.p, name.n - 1})));
	return eq_arena_printf(&u->arena, "%.*ss", EQ_ARG(name));
}

static bool taken(const struct eq_units *u, struct eq_text name)
{
	const struct word *w = name.n ? word_at(u, name) : NULL;
	return w && !w->guessed;
}

bool eq_units_owns(const struct eq_units *u, struct eq_text name)
{
	return taken(u, name);
}

static uint32_t add_base(struct eq_units *u, struct eq_text name, struct eq_text plural,
			 bool currency)
{
	struct factor f = {(uint32_t)u->bases.n, 1};
	EQ_PUSH(&u->bases, ((struct base){name, plural, currency, 0}));
	return unit_of(u, dim_of(u, &f, 1), EQ_RATIO_ONE);
}

bool eq_units_declare(struct eq_units *u, struct eq_text name, struct eq_text plural)
{
	if (taken(u, name) || taken(u, plural))
		return false;
	name = eq_arena_copy(&u->arena, name);
	bool guessed = plural.n == 0;
	plural = guessed ? plural_of(u, name) : eq_arena_copy(&u->arena, plural);
	uint32_t unit = add_base(u, name, plural, false);
	put_word(u, name, unit, false, false);
	put_word(u, plural, unit, guessed, false);
	return true;
}

bool eq_units_declare_as(struct eq_units *u, struct eq_text name, struct eq_text plural,
			 uint32_t unit, struct eq_ratio times)
{
	struct eq_ratio ratio;
	if (taken(u, name) || taken(u, plural) || unit == EQ_UNIT_NONE ||
	    !eq_ratio_mul(u->units.v[unit].ratio, times, &ratio))
		return false;
	name = eq_arena_copy(&u->arena, name);
	bool guessed = plural.n == 0;
	plural = guessed ? plural_of(u, name) : eq_arena_copy(&u->arena, plural);
	uint32_t made = unit_of(u, u->units.v[unit].dim, ratio);
	struct derived d = {name, plural, made, ratio, 0};
	const struct dimension *x = dim_at(u, made);
	if (x->n == 1 && x->f[0].exponent == 1 && x->f[0].base != BASE_DAY) {
		struct base *base = &u->bases.v[x->f[0].base];
		d.next = base->derived;
		base->derived = (uint32_t)u->derived.n + 1;
	}
	EQ_PUSH(&u->derived, d);
	eq_pairs_put(&u->derived_by_unit, made, (uint32_t)u->derived.n - 1);
	put_word(u, name, made, false, false);
	put_word(u, plural, made, guessed, false);
	return true;
}

static void set_time(struct eq_units *u, enum eq_time_unit t, struct eq_ratio days)
{
	struct factor day = {BASE_DAY, 1};
	u->time[t] = unit_of(u, dim_of(u, &day, 1), days);
	for (int i = 0; i < 2; i++)
		put_word(u, eq_text_of(time_names[t][i]), u->time[t], false, false);
}

void eq_units_set_year(struct eq_units *u, struct eq_ratio days)
{
	struct eq_ratio month;
	if (!eq_ratio_mul(days, (struct eq_ratio){1, 12}, &month))
		EQ_BUG("a year of too many days");
	set_time(u, EQ_YEAR, days);
	set_time(u, EQ_MONTH, month);
	eq_pairs_release(&u->products[OP_NAMED + EQ_MONTH]);
	eq_pairs_release(&u->products[OP_NAMED + EQ_YEAR]);
}

struct eq_units *eq_units_new(void)
{
	struct eq_units *u = eq_alloc_zero(1, sizeof *u);
	eq_arena_init(&u->arena);
	eq_map_init(&u->words_by_text);
	eq_map_init(&u->dims_by_factors);
	eq_map_init(&u->units_by_value);
	unit_of(u, dim_of(u, NULL, 0), EQ_RATIO_ONE); /* EQ_UNIT_PLAIN */
	add_base(u, EQ_TEXT("day"), EQ_TEXT("days"), false);
	set_time(u, EQ_DAY, EQ_RATIO_ONE);
	set_time(u, EQ_WEEK, (struct eq_ratio){7, 1});
	eq_units_set_year(u, (struct eq_ratio){1461, 4});
	for (const char *c = currencies; *c; c += 4) {
		struct eq_text name = {c, 3};
		put_word(u, name, add_base(u, name, name, true), false, true);
	}
	return u;
}

void eq_units_free(struct eq_units *u)
{
	if (!u)
		return;
	eq_map_release(&u->words_by_text);
	eq_map_release(&u->dims_by_factors);
	eq_map_release(&u->units_by_value);
	for (int i = 0; i < OPS; i++)
		eq_pairs_release(&u->products[i]);
	eq_pairs_release(&u->derived_by_unit);
	eq_free(u->words.v);
	eq_free(u->bases.v);
	eq_free(u->derived.v);
	eq_free(u->dims.v);
	eq_free(u->units.v);
	eq_arena_release(&u->arena);
	eq_free(u);
}

uint32_t eq_units_find(const struct eq_units *u, struct eq_text name)
{
	const struct word *w = word_at(u, name);
	return w ? w->unit : EQ_UNIT_NONE;
}

bool eq_units_is_currency(const struct eq_units *u, struct eq_text name)
{
	const struct word *w = word_at(u, name);
	return w && w->currency;
}

void eq_units_suggest(const struct eq_units *u, struct eq_nearest *nearest)
{
	for (size_t i = 0; i < u->words.n; i++)
		eq_nearest_try(nearest, u->words.v[i].text);
}

/* Questions. */

bool eq_unit_same_dimension(const struct eq_units *u, uint32_t a, uint32_t b)
{
	return u->units.v[a].dim == u->units.v[b].dim;
}

bool eq_unit_is_plain(const struct eq_units *u, uint32_t a)
{
	return dim_at(u, a)->n == 0;
}

bool eq_unit_is_time(const struct eq_units *u, uint32_t a)
{
	const struct dimension *d = dim_at(u, a);
	return d->n == 1 && d->f[0].base == BASE_DAY && d->f[0].exponent == 1;
}

static bool has_currency(const struct eq_units *u, const struct dimension *d)
{
	const struct factor *last = &d->f[d->n - 1];
	return u->bases.v[last->base].currency && last->exponent == 1;
}

bool eq_unit_is_money(const struct eq_units *u, uint32_t a)
{
	const struct dimension *d = dim_at(u, a);
	return d->n == 1 && has_currency(u, d);
}

bool eq_unit_is_money_per_time(const struct eq_units *u, uint32_t a)
{
	const struct dimension *d = dim_at(u, a);
	return d->n == 2 && d->f[0].base == BASE_DAY && d->f[0].exponent == -1 &&
	       has_currency(u, d);
}

int eq_unit_time_exponent(const struct eq_units *u, uint32_t a)
{
	return exponent_of(dim_at(u, a), BASE_DAY);
}

bool eq_unit_ratio(const struct eq_units *u, uint32_t from, uint32_t to, struct eq_ratio *out)
{
	return eq_unit_same_dimension(u, from, to) &&
	       eq_ratio_div(u->units.v[from].ratio, u->units.v[to].ratio, out);
}

/* Names of ratios: which lengths of time, and at most one derived unit, a ratio is made of. */

#define MAX_TIMES 4
struct named {
	uint32_t derived;              /* in the place of its base: index + 1, or 0 */
	int times[MAX_TIMES], n_times; /* enum eq_time_unit, one a power of time */
};

static const int time_order[TIME_UNITS] = {EQ_WEEK, EQ_DAY, EQ_MONTH, EQ_YEAR};

/* `left` lengths of time, from time_order[first] on, whose product is `ratio`. */
static bool find_times(const struct eq_units *u, struct eq_ratio ratio, int left, int first,
		       struct named *out)
{
	if (left == 0)
		return eq_ratio_eq(ratio, EQ_RATIO_ONE);
	for (int i = first; i < TIME_UNITS; i++) {
		struct eq_ratio rest;
		if (!eq_ratio_div(ratio, u->units.v[u->time[time_order[i]]].ratio, &rest))
			continue;
		out->times[out->n_times++] = time_order[i];
		if (find_times(u, rest, left - 1, i, out))
			return true;
		out->n_times--;
	}
	return false;
}

static bool name_ratio(const struct eq_units *u, uint32_t a, struct named *out)
{
	const struct dimension *d = dim_at(u, a);
	int32_t power = exponent_of(d, BASE_DAY);
	int times = power < 0 ? -power : power;
	*out = (struct named){0};
	if (times > MAX_TIMES)
		return false;
	struct eq_ratio ratio = u->units.v[a].ratio, r = ratio;
	if ((power >= 0 || eq_ratio_div(EQ_RATIO_ONE, ratio, &r)) &&
	    find_times(u, r, times, 0, out))
		return true;
	for (uint32_t i = 0; i < d->n; i++) {
		int32_t e = d->f[i].exponent;
		if (e != 1 && e != -1)
			continue;
		for (uint32_t k = u->bases.v[d->f[i].base].derived; k;
		     k = u->derived.v[k - 1].next) {
			struct eq_ratio by = u->derived.v[k - 1].ratio, rest;
			if (!(e > 0 ? eq_ratio_div(ratio, by, &rest)
				    : eq_ratio_mul(ratio, by, &rest)) ||
			    (power < 0 && !eq_ratio_div(EQ_RATIO_ONE, rest, &rest)))
				continue;
			out->n_times = 0;
			if (find_times(u, rest, times, 0, out)) {
				out->derived = k;
				return true;
			}
		}
	}
	return false;
}

uint32_t eq_unit_named(struct eq_units *u, uint32_t a, enum eq_time_unit prefer)
{
	uint32_t known = eq_pairs_get(&u->products[OP_NAMED + prefer], a);
	if (known != EQ_PAIR_NONE)
		return known;
	struct named named;
	uint32_t result = a;
	if (eq_unit_is_plain(u, a)) {
		result = EQ_UNIT_PLAIN;
	} else if (eq_pairs_get(&u->derived_by_unit, a) == EQ_PAIR_NONE &&
		   !name_ratio(u, a, &named)) {
		struct eq_ratio ratio = EQ_RATIO_ONE;
		/* Where even that does not fit, days do: their ratio is one. */
		if (!eq_ratio_pow(u->units.v[u->time[prefer]].ratio, eq_unit_time_exponent(u, a),
				  &ratio))
			ratio = EQ_RATIO_ONE;
		result = unit_of(u, u->units.v[a].dim, ratio);
	}
	eq_pairs_put(&u->products[OP_NAMED + prefer], a, result);
	return result;
}

/* Words. */

struct writer {
	const struct eq_units *u;
	struct eq_buf *out;
	struct named named;
	uint32_t derived_base; /* the base that named.derived stands for */
	bool code, plural;
};

static struct eq_text word_of_base(const struct writer *w, uint32_t base, bool plural)
{
	const struct base *b = &w->u->bases.v[base];
	if (w->named.derived && base == w->derived_base) {
		const struct derived *d = &w->u->derived.v[w->named.derived - 1];
		return plural ? d->plural : d->name;
	}
	if (b->currency && !w->code) {
		if (eq_text_is(b->name, "GBP"))
			return EQ_TEXT("£");
		if (eq_text_is(b->name, "EUR"))
			return EQ_TEXT("€");
	}
	return plural ? b->plural : b->name;
}

static void write_above(struct writer *w, struct eq_text word, int32_t exponent, bool *any)
{
	if (*any)
		eq_buf_addc(w->out, w->code ? '*' : ' ');
	eq_buf_add_text(w->out, word);
	if (exponent != 1)
		eq_buf_addf(w->out, "^%d", exponent);
	*any = true;
}

static void write_below(struct writer *w, struct eq_text word, int32_t times, bool *any)
{
	for (int32_t i = 0; i < times; i++) {
		if (w->code)
			eq_buf_adds(w->out, *any ? "/" : "1/");
		else
			eq_buf_adds(w->out, *any ? " per " : "per ");
		eq_buf_add_text(w->out, word);
		*any = true;
	}
}

static void write_unit(const struct eq_units *u, uint32_t a, bool plural, bool code,
		       struct eq_buf *out)
{
	const struct dimension *d = dim_at(u, a);
	struct writer w = {u, out, {0}, UINT32_MAX, code, plural};
	uint32_t derived = eq_pairs_get(&u->derived_by_unit, a);
	if (derived != EQ_PAIR_NONE) {
		const struct derived *own = &u->derived.v[derived];
		eq_buf_add_text(out, plural && !code ? own->plural : own->name);
		return;
	}
	bool named = name_ratio(u, a, &w.named), any = false;
	struct eq_ratio ratio = u->units.v[a].ratio;
	if (!named) {
		/* The amount is in multiples of a unit that has no name: say so, in days. */
		w.named = (struct named){0};
		if (!eq_ratio_eq(ratio, EQ_RATIO_ONE)) {
			eq_buf_addf(out, "%lld", (long long)ratio.num);
			if (ratio.den != 1)
				eq_buf_addf(out, "/%lld", (long long)ratio.den);
			if (d->n)
				eq_buf_adds(out, code ? "*" : " ");
		}
	}
	if (w.named.derived)
		w.derived_base = dim_at(u, u->derived.v[w.named.derived - 1].unit)->f[0].base;
	int32_t power = exponent_of(d, BASE_DAY);
	uint32_t last = UINT32_MAX; /* the last above the line takes the plural */
	for (uint32_t i = 0; i < d->n; i++)
		if (d->f[i].base != BASE_DAY && d->f[i].exponent > 0)
			last = i;
	/* Money first, as it is spoken: "£ hours", not "hour £". Currencies stand before the
	 * programme's own units in the order of bases, and time, the very first, goes last. */
	for (uint32_t i = 0; i < d->n; i++)
		if (d->f[i].base != BASE_DAY && d->f[i].exponent > 0)
			write_above(&w,
				    word_of_base(&w, d->f[i].base,
						 plural && !code && power <= 0 && i == last),
				    d->f[i].exponent, &any);
	if (power > 0 && w.named.n_times) {
		for (int i = 0; i < w.named.n_times; i++)
			write_above(
				&w,
				eq_text_of(time_names[w.named.times[i]]
						     [plural && !code && i + 1 == w.named.n_times]),
				1, &any);
	} else if (power > 0) {
		write_above(&w, eq_text_of(time_names[EQ_DAY][plural && !code]), power, &any);
	}
	if (power < 0 && w.named.n_times) {
		for (int i = 0; i < w.named.n_times; i++)
			write_below(&w, eq_text_of(time_names[w.named.times[i]][0]), 1, &any);
	} else if (power < 0) {
		write_below(&w, EQ_TEXT("day"), -power, &any);
	}
	for (uint32_t i = 0; i < d->n; i++)
		if (d->f[i].base != BASE_DAY && d->f[i].exponent < 0)
			write_below(&w, word_of_base(&w, d->f[i].base, false), -d->f[i].exponent,
				    &any);
}

void eq_unit_write(const struct eq_units *u, uint32_t a, bool plural, struct eq_buf *out)
{
	write_unit(u, a, plural, false, out);
}

void eq_unit_write_code(const struct eq_units *u, uint32_t a, struct eq_buf *out)
{
	if (a == EQ_UNIT_PLAIN)
		eq_buf_addc(out, '1');
	else
		write_unit(u, a, false, true, out);
}
