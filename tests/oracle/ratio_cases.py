#!/usr/bin/env python3
"""Expected values for eq_dec_mul_ratio(), from exact fractions rounded once.

    python3 tests/oracle/ratio_cases.py > tests/unit/ratio_cases.inc

Long numbers, large ratios, and products that a second rounding would get wrong; results that
are exact are left to the tests' own rows."""
import random
from fractions import Fraction
from math import gcd

DIGITS = 34
rng = random.Random(2)


def rounded(v):
    """Digits and exponent of v > 0, or None where it is exact."""
    e = len(str(v.numerator)) - len(str(v.denominator))
    e -= v < Fraction(10) ** e
    e -= DIGITS - 1
    scaled = v / Fraction(10) ** e
    c = round(scaled)  # half to even
    if c == scaled:
        return None
    return (c, e) if c < 10 ** DIGITS else (c // 10, e + 1)


def text(c, e):
    s = str(c)
    first = e + len(s) - 1
    if e <= 0 and first >= -6:
        if e == 0:
            return s
        s = s.rjust(-e + 1, "0")
        return s[:e] + "." + s[e:]
    return "%s.%sE%+d" % (s[0], s[1:], first)


def twice(c, num, den):
    """What rounding the product before dividing it would give."""
    first = rounded(Fraction(c * num))
    return None if first is None else rounded(Fraction(first[0]) * Fraction(10) ** first[1] / den)


print("/* Written by tests/oracle/ratio_cases.py. Do not edit. */")
shown, differ = 0, 0
while shown < 60 or differ < 30:
    digits = rng.choice((18, 30, 33, 34))
    c = rng.randint(10 ** (digits - 1), 10 ** digits - 1)
    e = rng.choice((0, -2, -33, 5))
    num = rng.choice((rng.randint(1, 99), rng.randint(1, 10 ** 9), rng.randint(1, 2 ** 63 - 1)))
    den = rng.choice((rng.randint(2, 99), rng.randint(2, 10 ** 9), rng.randint(2, 2 ** 63 - 1)))
    d = gcd(num, den)
    num, den = num // d, den // d
    right = rounded(Fraction(c * num, den))
    if right is None or den == 1:
        continue
    trap = twice(c, num, den) not in (None, right)
    if not trap and shown - differ >= 30:
        continue
    shown, differ = shown + 1, differ + trap
    print('{"%dE%d", INT64_C(%d), INT64_C(%d), "%s", EQ_DEC_ROUNDED},'
          % (c, e, num, den, text(right[0], right[1] + e)))
