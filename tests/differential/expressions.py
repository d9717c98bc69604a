"""Expressions over one row: each writes itself as a programme would, and says what it comes to in a row.

A value is a Number, a date, a text or a truth; None is missing. A row maps names of columns to values. The `day`
beside it is the last day of its period, by which fixed values are taken.
"""

import datetime
from dataclasses import dataclass

import arithmetic
from arithmetic import Number, whole


@dataclass(frozen=True)
class Column:
    name: str

    def __str__(self):
        return self.name

    def of(self, row, day):
        return row[self.name]


@dataclass(frozen=True)
class Literal:
    value: object
    text: str

    def __str__(self):
        return self.text

    def of(self, row, day):
        return self.value


@dataclass(frozen=True)
class Fixed:
    """A fixed value, or a table of them that is looked up by columns of the row."""

    name: str
    by: tuple
    lines: tuple  # pairs of keys, or None for all others, and dated values

    def __str__(self):
        return self.name

    def declaration(self):
        if not self.by:
            return f"fixed {self.name} = " + self.lines[0][1].text
        lines = "".join(f"  {'else' if keys is None else ', '.join(map(quoted, keys))} = {values.text}\n"
                        for keys, values in self.lines)
        return f"fixed {self.name} by {', '.join(self.by)} {{\n{lines}}}"

    def line(self, row):
        """The values of the first line that fits the row; None where that cannot be told, for a value is missing."""
        for keys, values in self.lines:
            same = [row[name] and row[name] == key for name, key in zip(self.by, keys or ())]
            if False not in same:
                return None if None in same else values
        return None

    def of(self, row, day):
        values = self.line(row)
        return values and values.on(day)


@dataclass(frozen=True)
class Dated:
    """Values, each from its day on: none before the first, where that has a day."""

    steps: tuple  # pairs of a day, or None, and a number
    text: str

    def on(self, day):
        value = None
        for begins, number in self.steps:
            if day is not None and (begins is None or begins <= day):
                value = number
        return value


def days_between(later, earlier):
    return None if None in (later, earlier) else whole((later - earlier).days)


ARITHMETIC = {"+": arithmetic.add, "-": arithmetic.subtract, "*": arithmetic.multiply, "/": arithmetic.divide}


@dataclass(frozen=True)
class Sum:
    """Two operands and what stands between them."""

    a: object
    operator: str
    b: object

    def __str__(self):
        return f"({self.a} {self.operator} {self.b})"

    def of(self, row, day):
        a, b = self.a.of(row, day), self.b.of(row, day)
        if isinstance(a, datetime.date) or isinstance(b, datetime.date):
            return days_between(a, b)
        return ARITHMETIC[self.operator](a, b)


@dataclass(frozen=True)
class Power:
    base: object
    exponent: int

    def __str__(self):
        return f"({self.base} ^ {self.exponent})"

    def of(self, row, day):
        return arithmetic.power(self.base.of(row, day), self.exponent)


def extreme(pick, numbers):
    if None in numbers:
        return None
    return Number(pick(number.value for number in numbers), any(number.rounded for number in numbers))


CALLS = {
    "abs": arithmetic.absolute,
    "min": lambda *of: extreme(min, of),
    "max": lambda *of: extreme(max, of),
    "-": arithmetic.negate,
}


@dataclass(frozen=True)
class Call:
    name: str
    operands: tuple

    def __str__(self):
        if self.name == "-":
            return f"(-{self.operands[0]})"
        return f"{self.name}({', '.join(map(str, self.operands))})"

    def of(self, row, day):
        return CALLS[self.name](*(operand.of(row, day) for operand in self.operands))


@dataclass(frozen=True)
class Choice:
    condition: object
    then: object
    other: object

    def __str__(self):
        return f"(if {self.condition} then {self.then} else {self.other})"

    def of(self, row, day):
        truth = self.condition.of(row, day)
        return None if truth is None else (self.then if truth else self.other).of(row, day)


def plain(value):
    return value.value if isinstance(value, Number) else value


COMPARISONS = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}


@dataclass(frozen=True)
class Comparison:
    a: object
    operator: str
    b: object

    def __str__(self):
        return f"{self.a} {self.operator} {self.b}"

    def of(self, row, day):
        a, b = plain(self.a.of(row, day)), plain(self.b.of(row, day))
        return None if a is None or b is None else COMPARISONS[self.operator](a, b)


@dataclass(frozen=True)
class Among:
    a: object
    of_these: tuple
    negated: bool

    def __str__(self):
        return f"{self.a} {'not in' if self.negated else 'in'} ({', '.join(map(str, self.of_these))})"

    def of(self, row, day):
        a = plain(self.a.of(row, day))
        these = [plain(one.of(row, day)) for one in self.of_these]
        return None if a is None else (a in these) != self.negated


@dataclass(frozen=True)
class Missing:
    a: object
    negated: bool

    def __str__(self):
        return f"{self.a} is {'not ' if self.negated else ''}missing"

    def of(self, row, day):
        return (self.a.of(row, day) is None) != self.negated


@dataclass(frozen=True)
class Joined:
    """`and`, `or`: decided where one side decides, else missing where one is."""

    a: object
    word: str
    b: object

    def __str__(self):
        return f"({self.a} {self.word} {self.b})"

    def of(self, row, day):
        decides = self.word == "or"
        sides = self.a.of(row, day), self.b.of(row, day)
        if decides in sides:
            return decides
        return None if None in sides else not decides


@dataclass(frozen=True)
class Not:
    a: object

    def __str__(self):
        return f"(not ({self.a}))"

    def of(self, row, day):
        truth = self.a.of(row, day)
        return None if truth is None else not truth


def quoted(text):
    """A text as a programme writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
