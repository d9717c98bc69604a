/* test_dectest.c - the General Decimal Arithmetic test cases, as far as they apply.
 *
 * Reads the .decTest files that come with Python (Debian: libpython3.11-testsuite); DECTEST
 * names another folder. A case runs where decimal128 must give the very digits and flags it
 * asks for: those for 34 digits and half-even, and those of other precisions and roundings
 * whose result is exact, since an exact result is the same in all of them. Every other case
 * is counted under the reason that leaves it out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "number/decimal.h"

#define FOLDER "/usr/lib/python3.11/test/decimaltestdata"

static const char *const files[] = {
	"dqAbs",      "dqAdd",  "dqBase",     "dqCompare", "dqDivide",   "dqMinus",
	"dqMultiply", "dqPlus", "dqQuantize", "dqReduce",  "dqSubtract", "abs",
	"add",        "base",   "compare",    "divide",    "inexact",    "minus",
	"multiply",   "plus",   "power",      "quantize",  "reduce",     "subtract",
};

enum reason {
	RAN,
	NOT_FINITE,
	ENCODED,
	NO_SUCH_OPERATION,
	NOT_OUR_FORM,
	OTHER_PRECISION,
	OTHER_ROUNDING,
	OTHER_RANGE,
	FRACTIONAL_POWER,
	HUGE_POWER,
	ZERO_TO_ZERO,
	NOT_ALLOWED,
	REASONS
};

static const char *const reason_text[REASONS] = {
	[NOT_FINITE] = "an infinity or NaN goes in: not values of the language",
	[ENCODED] = "an operand given as encoded bits, or none at all",
	[NO_SUCH_OPERATION] = "an operation the language has no use for (toEng, apply, ...)",
	[NOT_OUR_FORM] = "a number written without digits before or after the point (.5, 17.)",
	[OTHER_PRECISION] = "rounded to a precision other than 34",
	[OTHER_ROUNDING] = "rounded by a mode other than half-even",
	[OTHER_RANGE] = "a number outside decimal128, or an exponent range other than its own",
	[FRACTIONAL_POWER] = "a power that is not a whole number",
	[HUGE_POWER] = "a whole-number power beyond 64 bits",
	[ZERO_TO_ZERO] = "0^0, which the language defines as 1",
	[NOT_ALLOWED] = "an operation the specification refuses by its size (Invalid_context)",
};

/* What directives have set; it holds from one line to the next. */
struct context {
	int precision;
	long max_exponent, min_exponent;
	char rounding[16];
	bool clamp;
};

#define MAX_WORDS 24
#define MAX_WORD 2048

struct line {
	char word[MAX_WORDS][MAX_WORD];
	int n;
};

/* Words at white space; quotes of either kind hold one together; "--" ends the line. */
static void split(const char *p, struct line *line)
{
	line->n = 0;
	for (;;) {
		char *out = line->word[line->n], quote;
		size_t n = 0;

		while (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
			p++;
		if (*p == '\0' || (p[0] == '-' && p[1] == '-'))
			return;
		assert_true(line->n < MAX_WORDS - 1);
		if (*p == '\'' || *p == '"') {
			quote = *p++;
			for (; *p && (*p != quote || p[1] == quote); p++) {
				if (*p == quote)
					p++;
				assert_true(n < MAX_WORD - 1);
				out[n++] = *p;
			}
			if (*p)
				p++;
		} else {
			for (; *p && !strchr(" \t\r\n", *p); p++) {
				assert_true(n < MAX_WORD - 1);
				out[n++] = *p;
			}
		}
		out[n] = '\0';
		line->n++;
	}
}

static bool is_directive(const struct line *line, struct context *context)
{
	const char *key = line->word[0], *value = line->word[1];
	const char *colon = strchr(key, ':');

	if (!colon || colon[1] != '\0')
		return false;
	if (strcasecmp(key, "precision:") == 0)
		context->precision = atoi(value);
	else if (strcasecmp(key, "maxexponent:") == 0)
		context->max_exponent = atol(value);
	else if (strcasecmp(key, "minexponent:") == 0)
		context->min_exponent = atol(value);
	else if (strcasecmp(key, "clamp:") == 0)
		context->clamp = atoi(value) != 0;
	else if (strcasecmp(key, "rounding:") == 0)
		snprintf(context->rounding, sizeof context->rounding, "%.15s", value);
	return true;
}

struct test_case {
	const char *id, *operation, *operand[2], *result;
	int operands;
	bool inexact, rounded, overflow, underflow, subnormal, clamped;
	bool zero_division, invalid, conversion, refused;
};

static void take_case(const struct line *line, struct test_case *c)
{
	int i = 2;

	memset(c, 0, sizeof *c);
	c->id = line->word[0];
	c->operation = line->word[1];
	for (; i < line->n && strcmp(line->word[i], "->") != 0; i++)
		if (c->operands < 2)
			c->operand[c->operands++] = line->word[i];
	assert_true(i + 1 < line->n);
	c->result = line->word[i + 1];
	for (i += 2; i < line->n; i++) {
		const char *w = line->word[i];

		c->inexact |= strcasecmp(w, "Inexact") == 0;
		c->rounded |= strcasecmp(w, "Rounded") == 0;
		c->overflow |= strcasecmp(w, "Overflow") == 0;
		c->underflow |= strcasecmp(w, "Underflow") == 0;
		c->subnormal |= strcasecmp(w, "Subnormal") == 0;
		c->clamped |= strcasecmp(w, "Clamped") == 0;
		c->zero_division |= strcasecmp(w, "Division_by_zero") == 0 ||
				    strcasecmp(w, "Division_undefined") == 0;
		c->invalid |= strcasecmp(w, "Invalid_operation") == 0;
		c->refused |= strcasecmp(w, "Invalid_context") == 0;
		c->conversion |= strcasecmp(w, "Conversion_syntax") == 0;
	}
}

/* The words the specification reads as infinities and NaNs. */
static bool is_word(const char *s)
{
	s += *s == '+' || *s == '-';
	return strncasecmp(s, "inf", 3) == 0 || strncasecmp(s, "nan", 3) == 0 ||
	       strncasecmp(s, "snan", 4) == 0;
}

static bool is_operation(const char *name, const char *wanted)
{
	return strcasecmp(name, wanted) == 0;
}

struct outcome {
	char text[EQ_DEC_CHARS];
	unsigned flags;
	bool read; /* toSci: whether it is a number at all */
};

static void write_outcome(struct outcome *o, struct eq_dec value)
{
	eq_dec_write_scientific(value, o->text);
}

static bool has_top_exponent(struct eq_dec a)
{
	__uint128_t coefficient;
	bool negative;
	int exponent;

	eq_dec_parts(a, &negative, &coefficient, &exponent);
	return exponent == 6111;
}

/* Runs the case, or says why it does not apply. */
static enum reason run(const struct context *context, const struct test_case *c, struct outcome *o)
{
	bool half_even = strcasecmp(context->rounding, "half_even") == 0;
	bool half_up = strcasecmp(context->rounding, "half_up") == 0;
	bool floor = strcasecmp(context->rounding, "floor") == 0;
	bool own_range = context->max_exponent == 6144 && context->min_exponent == -6143;
	bool lost = c->inexact || c->rounded || c->overflow || c->underflow;
	bool edge = c->overflow || c->underflow || c->subnormal || c->clamped;
	bool quantize = is_operation(c->operation, "quantize");
	bool to_sci = is_operation(c->operation, "toSci");
	struct eq_dec a = EQ_DEC_ZERO, b = EQ_DEC_ZERO, expected;
	unsigned lost_reading = 0;
	int64_t n = 0;

	memset(o, 0, sizeof *o);
	o->read = true;
	for (int i = 0; i < c->operands; i++)
		if (c->operand[i][0] == '#')
			return ENCODED;
	if (c->result[0] == '#' || c->result[0] == '?' || c->operands == 0)
		return ENCODED;
	for (int i = 0; i < c->operands; i++)
		if (is_word(c->operand[i]) && !(to_sci && c->conversion))
			return NOT_FINITE;

	if (c->refused)
		return NOT_ALLOWED;
	/* Whatever is not exact must be asked for in decimal128's own terms. */
	if (edge && !own_range)
		return OTHER_RANGE;
	if (c->clamped && !context->clamp)
		return OTHER_RANGE;
	if (context->precision != 34 && (quantize ? c->invalid : lost))
		return OTHER_PRECISION;
	if (lost && !half_even && !(quantize && half_up))
		return OTHER_ROUNDING;
	if (quantize && half_up && c->invalid)
		return OTHER_ROUNDING;
	if (floor && (c->result[0] == '-' || c->result[0] == '0')) /* x - x is -0 there */
		return OTHER_ROUNDING;

	if (to_sci) {
		const char *point = strchr(c->operand[0], '.');
		struct eq_text text = eq_text_of(c->operand[0]);

		if (point && !c->conversion &&
		    (point == c->operand[0] || !strchr("0123456789", point[-1]) ||
		     point[1] == '\0' || !strchr("0123456789", point[1])))
			return NOT_OUR_FORM;
		if (!own_range) {
			unsigned flags = 0;

			if (eq_dec_read(text, &a, &flags) && flags)
				return OTHER_RANGE;
		}
		o->read = eq_dec_read(text, &a, &o->flags);
		if (o->read)
			write_outcome(o, a);
		return RAN;
	}

	if (!eq_dec_read(eq_text_of(c->operand[0]), &a, &lost_reading) ||
	    (c->operands > 1 && !eq_dec_read(eq_text_of(c->operand[1]), &b, &lost_reading)))
		return NOT_OUR_FORM;
	/* Where nothing is clamped, 1E+6143 keeps its exponent; in decimal128 it cannot. */
	if (lost_reading ||
	    (!context->clamp && (has_top_exponent(a) || (c->operands > 1 && has_top_exponent(b)))))
		return OTHER_RANGE;
	if (!is_word(c->result)) {
		assert_true(eq_dec_read(eq_text_of(c->result), &expected, &lost_reading));
		if (lost_reading)
			return OTHER_RANGE;
	}

	if (is_operation(c->operation, "add")) {
		write_outcome(o, eq_dec_add(a, b, &o->flags));
	} else if (is_operation(c->operation, "subtract")) {
		write_outcome(o, eq_dec_sub(a, b, &o->flags));
	} else if (is_operation(c->operation, "multiply")) {
		write_outcome(o, eq_dec_mul(a, b, &o->flags));
	} else if (is_operation(c->operation, "divide")) {
		write_outcome(o, eq_dec_div(a, b, &o->flags));
	} else if (is_operation(c->operation, "compare")) {
		snprintf(o->text, sizeof o->text, "%d", eq_dec_cmp(a, b));
	} else if (quantize && half_up) {
		__uint128_t coefficient;
		bool negative;
		int exponent;

		eq_dec_parts(b, &negative, &coefficient, &exponent);
		write_outcome(o, eq_dec_round_away(a, -exponent, &o->flags));
	} else if (quantize) {
		write_outcome(o, eq_dec_quantize(a, b, &o->flags));
	} else if (is_operation(c->operation, "abs")) {
		write_outcome(o, eq_dec_abs(a));
	} else if (is_operation(c->operation, "minus")) {
		write_outcome(o, eq_dec_neg(a));
	} else if (is_operation(c->operation, "plus")) {
		/* 0 + a, the 0 with a's own exponent, as the specification has it */
		struct eq_dec zero = eq_dec_sub(eq_dec_abs(a), eq_dec_abs(a), &o->flags);

		write_outcome(o, eq_dec_add(zero, a, &o->flags));
	} else if (is_operation(c->operation, "reduce")) {
		/* Ours writes 1000 for 1E+3 and has no -0: the same number, and from any form of
		 * it the same form. Everything else is digit for digit. */
		__uint128_t coefficient;
		bool negative;
		int exponent;

		eq_dec_parts(expected, &negative, &coefficient, &exponent);
		a = eq_dec_reduce(a);
		write_outcome(o, a);
		if (exponent > 0 || coefficient == 0) {
			expected = eq_dec_reduce(expected);
			if (memcmp(&a, &expected, sizeof a) == 0)
				snprintf(o->text, sizeof o->text, "%s", c->result);
		}
	} else if (is_operation(c->operation, "power")) {
		if (!eq_dec_to_int(b, &n)) {
			struct eq_dec whole = eq_dec_round_even(b, 0, &lost_reading);

			return eq_dec_cmp(whole, b) == 0 ? HUGE_POWER : FRACTIONAL_POWER;
		}
		if (n == 0 && eq_dec_is_zero(a))
			return ZERO_TO_ZERO;
		write_outcome(o, eq_dec_pow(a, n, &o->flags));
		/* The specification calls 0^-1 infinite, without a word; here it is a division
		 * by zero, and must be. */
		if (n < 0 && eq_dec_is_zero(a))
			o->flags ^= EQ_DEC_DIVZERO;
	} else {
		return NO_SUCH_OPERATION;
	}
	return RAN;
}

static unsigned expected_flags(const struct test_case *c)
{
	return (c->inexact ? (unsigned)EQ_DEC_ROUNDED : 0u) |
	       (c->overflow ? (unsigned)EQ_DEC_OVERFLOW : 0u) |
	       (c->underflow ? (unsigned)EQ_DEC_UNDERFLOW : 0u) |
	       (c->zero_division ? (unsigned)EQ_DEC_DIVZERO : 0u) |
	       (c->invalid ? (unsigned)EQ_DEC_INVALID : 0u);
}

static bool agrees(const struct test_case *c, const struct outcome *o)
{
	if (c->conversion)
		return !o->read;
	if (!o->read || o->flags != expected_flags(c))
		return false;
	/* The flag says it all: 0/0 is infinite to nobody, and the value is thrown away. */
	if (c->zero_division || c->invalid)
		return true;
	return strcmp(o->text, c->result) == 0;
}

struct tally {
	long ran, passed, left_out[REASONS];
};

static void run_file(const char *folder, const char *name, struct tally *total)
{
	static struct line line; /* large */
	char path[4096], text[8192];
	struct context context = {9, 999999999, -999999999, "half_up", false};
	struct tally tally = {0};
	long out = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.decTest", folder, name);
	f = fopen(path, "r");
	if (!f)
		fail_msg("cannot open %s", path);
	while (fgets(text, sizeof text, f)) {
		struct test_case c;
		struct outcome o;
		enum reason reason;

		split(text, &line);
		if (line.n == 0 || is_directive(&line, &context))
			continue;
		take_case(&line, &c);
		reason = run(&context, &c, &o);
		if (reason != RAN) {
			tally.left_out[reason]++;
			total->left_out[reason]++;
			out++;
			continue;
		}
		tally.ran++;
		if (agrees(&c, &o))
			tally.passed++;
		else
			print_error("%s: %s %s %s -> expected %s (flags %u), got %s (flags %u)\n",
				    c.id, c.operation, c.operand[0],
				    c.operands > 1 ? c.operand[1] : "", c.result,
				    expected_flags(&c), o.read ? o.text : "no number", o.flags);
	}
	fclose(f);
	print_message("  %-11s ran %5ld  passed %5ld  left out %5ld\n", name, tally.ran,
		      tally.passed, out);
	if (tally.ran == 0)
		print_error("%s: not one case ran\n", name);
	total->ran += tally.ran;
	/* a file without a case that ran is a mismatch: it tested nothing */
	total->passed += tally.passed - (tally.ran == 0);
}

static void runs_the_general_decimal_cases(void **state)
{
	const char *folder = getenv("DECTEST");
	struct tally total = {0};
	struct stat st;
	long out = 0;

	(void)state;
	if (!folder)
		folder = FOLDER;
	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
		if (getenv("CI"))
			fail_msg("%s is not there; install libpython3.11-testsuite", folder);
		print_message(
			"The General Decimal Arithmetic cases did not run: %s is not there. "
			"Install libpython3.11-testsuite, or say where they are in DECTEST.\n",
			folder);
		skip();
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		run_file(folder, files[i], &total);
	for (int i = RAN + 1; i < REASONS; i++) {
		if (total.left_out[i])
			print_message("  left out %5ld: %s\n", total.left_out[i], reason_text[i]);
		out += total.left_out[i];
	}
	print_message("  General Decimal Arithmetic: ran %ld, passed %ld, left out %ld\n",
		      total.ran, total.passed, out);
	assert_int_equal(total.passed, total.ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_the_general_decimal_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
