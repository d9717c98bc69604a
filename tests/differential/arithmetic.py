"""Numbers as the language has them: 34 digits, rounded half to even after each operation; None is missing."""

from decimal import MAX_EMAX, MIN_EMIN, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, Inexact
from typing import NamedTuple

KEPT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=6144, Emin=-6143, traps=[])
EXACT = Context(prec=2000, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])


class Number(NamedTuple):
    value: Decimal
    rounded: bool = False  # whether digits were lost on the way to it


def whole(n):
    return Number(Decimal(n))


def kept(operation, *parts):
    """What an operation of a context gives of numbers, as many digits as are kept."""
    if None in parts:
        return None
    KEPT.clear_flags()
    value = operation(KEPT, *(part.value for part in parts))
    return Number(value, KEPT.flags[Inexact] or any(part.rounded for part in parts))


def add(a, b):
    return kept(Context.add, a, b)


def subtract(a, b):
    return kept(Context.subtract, a, b)


def multiply(a, b):
    return kept(Context.multiply, a, b)


def divide(a, b):
    return None if b is not None and not b.value else kept(Context.divide, a, b)


def power(a, n):
    """To a whole number, rounded once."""
    return kept(lambda context, value: context.plus(EXACT.power(value, n)), a)


def negate(a):
    return a and Number(a.value.copy_negate(), a.rounded)


def absolute(a):
    return a and Number(a.value.copy_abs(), a.rounded)


def total(numbers):
    """The sum of all, rounded once: the order makes no difference."""
    exact = Decimal(0)
    for number in numbers:
        exact = EXACT.add(exact, number.value)
    return Number(*kept(Context.plus, Number(exact, any(number.rounded for number in numbers))))


def part_of(a, part, of):
    """a × part ÷ of, rounded once."""
    return kept(lambda context, value: context.divide(EXACT.multiply(value, Decimal(part)), Decimal(of)), a)


def floor(a):
    return int(a.value.to_integral_value(ROUND_FLOOR))
