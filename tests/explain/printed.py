"""What an explanation prints for people, worked out from the numbers that it prints: within what they are rounded to.

The Markdown has the same lines as the text, each in one line."""

import re
from fractions import Fraction

from rules import Wrong

HALF = Fraction(1, 2 * 10**6)  # six decimals are shown
NUMBER = r"-?[£$€]?[\d,]+(?:\.\d+)?%?"
KINDS = ("printed equation", "printed rate", "printed run-rate", "printed period", "printed sum", "printed average",
         "printed ramp", "printed limit", "printed year")
# What units of time turn into one another by: 7 days a week, and as many weeks, months and days as a year has.
TIMES = {Fraction(7) ** a * y for a in (-2, -1, 0, 1, 2)
         for y in (1, 52, Fraction(1, 52), 12, Fraction(1, 12), Fraction(12, 52), Fraction(52, 12), 364, Fraction(1, 364))}


class Between:
    """A number that was rounded lies between two."""

    def __init__(self, low, high):
        self.low, self.high = min(low, high), max(low, high)

    @classmethod
    def of(cls, text):
        plain = re.sub("[£$€,%]", "", text)
        half = HALF if "." in plain else 0  # of zeros at the end none are shown
        part = Fraction(1, 100) if text.endswith("%") else 1
        return cls((Fraction(plain) - half) * part, (Fraction(plain) + half) * part)

    def _of_all(self, other, how):
        ends = [how(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Between(min(ends), max(ends))

    def __add__(self, other):
        return Between(self.low + other.low, self.high + other.high)

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return Between(-self.high, -self.low)

    def __mul__(self, other):
        return self._of_all(other, lambda a, b: a * b)

    def __truediv__(self, other):
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self._of_all(other, lambda a, b: a / b)

    def times(self, factor):
        return Between(self.low * factor, self.high * factor)

    def meets(self, other):
        return self.low <= other.high and other.low <= self.high


def smallest(*of):
    return Between(min(b.low for b in of), min(b.high for b in of))


def largest(*of):
    return Between(max(b.low for b in of), max(b.high for b in of))


class Line:
    def __init__(self, indent, label, value):
        self.indent, self.label, self.details, self.lines = indent, label, [], []
        self.value = value
        number = re.match(NUMBER, value)
        self.number = Between.of(number[0]) if number else None


def tree(markdown):
    """The lines with what stands below each."""
    root, open_lines = None, []
    for text in markdown.split("\n"):
        entry = re.match(r"( *)- (?:<sub>`(.*)`</sub>|`(.*)` \*\*(.*)\*\*)$", text)
        if not entry:
            continue
        indent = len(entry[1])
        while open_lines and open_lines[-1].indent >= indent:
            open_lines.pop()
        if entry[2] is not None:
            open_lines[-1].details.append(entry[2])
            continue
        line = Line(indent, entry[3], entry[4])
        if open_lines:
            open_lines[-1].lines.append(line)
        root = root or line
        open_lines.append(line)
    return root


def numbers(pattern, text):
    found = re.fullmatch(pattern.replace("N", f"({NUMBER})").replace("Q", "[^×÷]*"), text)
    return found and [g if g is None or not re.fullmatch(NUMBER, g) else Between.of(g) for g in found.groups()]


def equation(text):
    """What an equation with numbers comes to, leaving units aside; None where a number is missing, or it is of
    another kind."""
    quantity = rf"({NUMBER})((?: (?!and\b|or\b|is\b|then\b|else\b)[a-z_]+)*(?:/[a-z_]+)*)"
    plain = re.sub(quantity, lambda m: f"N({m[1]!r})", text)
    if not re.fullmatch(r"(?:N\('[^']*'\)|min|max|abs|[-+*/(), ])*", plain):
        return None
    try:
        return eval(plain, {"N": Between.of, "min": smallest, "max": largest,  # noqa: S307 - of what was matched
                            "abs": lambda b: largest(b, -b)})
    except (ZeroDivisionError, SyntaxError, TypeError):
        return None


def of_detail(line, text):
    """(kind, what the detail comes to), or None."""
    if m := numbers(r"= NQ÷ N (?:days?|months?) counted(?: × N)?", text):
        return "printed rate", (m[0] / m[1]) * (m[2] or Between.of("1"))
    if m := numbers(r"= NQ× (\d+(?:/\d+)?) a year(?: × N \(the share of .*\)| × N)?", text):
        times = m[1] if isinstance(m[1], Between) else Between(*[Fraction(m[1])] * 2)
        return "printed run-rate", m[0] * times * (m[2] or m[3] or Between.of("1"))
    if m := numbers(r"= N ÷ N (?:days|months) × N a year", text):
        return "printed year", m[0] / m[1] * m[2]
    if m := numbers(r"= N(?: .*?)?, and N/N of the way from there to N.*", text):
        return "printed ramp", m[0] + (m[3] - m[0]) * m[1] / m[2]
    if m := numbers(r"= N .*, the mean of N values, ([-+]) 2.66 × N.*", text):
        way = m[3].times(Fraction("2.66"))
        return "printed limit", m[0] + way if m[2] == "+" else m[0] - way
    if text.startswith("= ") and "^" not in text and (comes := equation(text[2:])):
        return "printed equation", comes
    return None


def period(label, share):
    m = re.fullmatch(rf"[^:]*: ({NUMBER}) per (\w+) × (\d+(?:/\d+)?) (\w+)(?: × (\d+/\d+))?", label)
    if not m:
        return None
    unit = {"week": Fraction(1, 7), "day": 1}.get(m[2]) if m[4].startswith("day") else 1
    return Between.of(m[1]).times(Fraction(m[3]) * unit * Fraction(m[5] or 1)) * share


def agree(line, comes, what):
    if line.number is None or not any(line.number.meets(comes.times(t)) for t in
                                      (TIMES if what == "printed equation" else (1,))):
        raise Wrong(f"`{line.label}` is printed as {line.value}, which its {what.removeprefix('printed ')} is not")


def of_periods(line, met):
    """The periods of an amount, and that they add up."""
    heading = next((d for d in line.details if d.startswith("what ")), None)
    if heading is None:
        return
    found = re.search(rf" × ({NUMBER})(?: \(the share of .*\))?$", heading)
    share = Between.of(found[1]) if found else Between.of("1")
    sum_of = Between(Fraction(0), Fraction(0))
    for below in line.lines:
        comes = period(below.label, share)
        if comes:
            agree(below, comes, "printed period")
            met["printed period"] += 1
        if comes or "between, in all" in below.label:
            sum_of += below.number
    if "over its part of a year" not in heading:
        agree(line, sum_of, "printed sum")
        met["printed sum"] += 1
    elif line.number:
        total = Between.of(next(filter(None, (re.match(rf"= ({NUMBER}) ÷", d) for d in line.details)))[1])
        if not total.meets(sum_of):
            raise Wrong(f"`{line.label}`: its periods do not add up to what is annualised")


def of_average(line, met):
    if not any(re.fullmatch(r"the mean of \d+ \w+", d) for d in line.details):
        return
    total, n = Between(Fraction(0), Fraction(0)), 0
    for below in line.lines:
        between = re.match(r"… (\d+) between, their mean", below.label)
        if below.number:
            k = int(between[1]) if between else 1
            total, n = total + below.number.times(k), n + k
    agree(line, total.times(Fraction(1, n)), "printed average")
    met["printed average"] += 1


def check(markdown, met):
    """Raises Wrong where a printed line is not what comes of the lines and numbers below it."""
    def walk(line):
        for detail in line.details:
            found = of_detail(line, detail)
            if found and line.number:
                agree(line, found[1], found[0])
                met[found[0]] += 1
        of_periods(line, met)
        of_average(line, met)
        for below in line.lines:
            walk(below)

    walk(tree(markdown))
