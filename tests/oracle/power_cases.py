#!/usr/bin/env python3
"""Expected values for eq_dec_pow(), from exact whole-number arithmetic.

    python3 tests/oracle/power_cases.py > tests/unit/power_cases.inc

Where the power is small enough to write out, it is worked out as an exact fraction and
rounded once, half to even. Where it is not, 400 digits of it are taken, and the script stops
if those do not settle the 34th. No code is shared with the product."""
import decimal
import random
import sys
from fractions import Fraction

DIGITS, LOWEST, HIGHEST = 34, -6176, 6111
ROUNDED, OVERFLOW, UNDERFLOW = 1, 2, 16

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def text(sign, c, e):
    return str(decimal.Decimal((sign, tuple(map(int, str(c))), e)))


def floor_log10(v):
    e = len(str(v.numerator)) - len(str(v.denominator))
    return e if v >= Fraction(10) ** e else e - 1


def round_fraction(sign, v, wish):
    """v > 0 exactly; wish is the exponent an exact result should have if it can."""
    first = floor_log10(v)
    e = max(first - DIGITS + 1, LOWEST)
    scaled = v / Fraction(10) ** e
    c, rest = divmod(scaled.numerator, scaled.denominator)
    flags = 0
    if rest:
        flags = ROUNDED | (UNDERFLOW if first < -6143 else 0)
        if 2 * rest > scaled.denominator or (2 * rest == scaled.denominator and c % 2):
            c += 1
        if c == 10 ** DIGITS:
            c, e = c // 10, e + 1
    else:
        while c % 10 == 0 and e < min(wish, HIGHEST):
            c, e = c // 10, e + 1
    if e > HIGHEST:
        return ("-" if sign else "") + "Infinity", OVERFLOW | ROUNDED
    return text(sign, c, e), flags


def power(a, n):
    sign, digits, e = decimal.Decimal(a).as_tuple()
    c = int("".join(map(str, digits)))
    negative = sign and n % 2
    if c == 10 ** -e:
        return round_fraction(negative, Fraction(1), max(min(e * n, HIGHEST), LOWEST))
    if abs(n) * max(len(digits), abs(e)) < 400000:
        return round_fraction(negative, (Fraction(c) * Fraction(10) ** e) ** n, e * n)
    with decimal.localcontext() as ctx:
        ctx.prec, ctx.Emax, ctx.Emin = 400, decimal.MAX_EMAX, decimal.MIN_EMIN
        near = (decimal.Decimal((0, digits, e)).ln(ctx) * n)
        if near > 20000:
            return ("-" if negative else "") + "Infinity", OVERFLOW | ROUNDED
        if near < -20000:
            return text(negative, 0, LOWEST), UNDERFLOW | ROUNDED
        near = near.exp(ctx)
        _, d, x = near.as_tuple()
        assert len(d) == 400
        # 300 good digits, a unit either way
        c = int("".join(map(str, d))) // 10 ** (len(d) - 300)
        x += len(d) - 300
        low, high = (round_fraction(negative, Fraction(v) * Fraction(10) ** x, 0)
                     for v in (c - 1, c + 1))
        assert low == high, (a, n)
        return low


def cases():
    yield from (("2", n) for n in (1, 10, 100, 112, 113, 200, 20000, -1, -10, -48, -49, -60))
    yield from (("5", n) for n in (48, 49, 50, 51, -3, -112, -113, -9000))
    yield from (("10", n) for n in (0, 3, -3, 40, 6144, 6145, -6176, -6177, 9223372036854775807))
    yield from (("1.0", n) for n in (0, 2, -2, 33, 34, 9223372036854775807, -9223372036854775808))
    yield from ((a, n) for a in ("-1", "-1.5", "-3", "-0.001") for n in (2, 3, 21, -1, -2, -2047))
    yield from ((a, n) for a in ("3", "7", "0.3", "1.01", "1.0025", "99.95", "1E+3000", "1E-3088")
                for n in (2, 5, 12, 52, 365, -1, -12, -52))
    # near and on the half between two decimals, and at the ends of the range
    yield from (("1.000000000000000022360679774997897", n) for n in (2, 3, -2))
    # a tie but for the 67th digit
    yield "1.250000000000000000000000000000001", 2
    yield ("35355339059327376", 2), ("35355339059327377", 2)
    yield from ((a, 2) for a in ("22360679774997896965", "100000000000000005", "316227766016837935",
                                 "99999999999999999.5", "1E-3089", "5E-3089", "7.1E-3089"))
    yield from ((a, n) for a in ("5", "15", "25", "35", "1005") for n in (24, 28, 29, 30, 31, 48, 49))
    yield from (("9.999999999999999999999999999999999E+3072", n) for n in (2, -2))
    yield from (("9.999999999999999999999999999999999", n) for n in (6144, 6145, -6143, -6176, -6177))
    # as close to 1 as can be, to the largest powers
    for a in ("1.000000000000000000000000000000001", "0.9999999999999999999999999999999999",
              "1.000000000000000000012345678901234", "1.0000000000000001"):
        for n in (2, 3, 1000, 10 ** 9 + 7, 2 ** 62 + 1, 2 ** 63 - 1, -2, -10 ** 12, -2 ** 63):
            yield a, n
    rng = random.Random(1)
    for _ in range(400):
        digits = rng.choice((1, 2, 3, 5, 9, 17, 18, 19, 33, 34))
        a = decimal.Decimal((rng.random() < 0.3, (rng.randint(1, 9),) + tuple(
            rng.randint(0, 9) for _ in range(digits - 1)), rng.choice((0, 0, -digits, -2, 3, -40, 60))))
        yield str(a), rng.choice((rng.randint(2, 9), rng.randint(2, 60), rng.randint(-60, -1),
                                  rng.randint(-1500, 1500)))


def flat():
    for case in cases():
        if isinstance(case[0], tuple):
            yield from case
        else:
            yield case


print("/* Written by tests/oracle/power_cases.py. Do not edit. */")
for a, n in flat():
    result, flags = power(a, n)
    shown = "INT64_MIN" if n == -2 ** 63 else "INT64_C(%d)" % n
    print('{"%s", %s, "%s", %d},' % (a, shown, result, flags))
