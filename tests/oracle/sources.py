"""The data of the examples, read with the csv module, and the windows over it that KPIs are made of."""

import csv
import datetime
from fractions import Fraction
from pathlib import Path

from calendars import DAY, day, days_in, each_day, months_in

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def read(path, skip=0):
    with open(EXAMPLES / path, newline="", encoding="utf-8") as file:
        for _ in range(skip):
            next(file)
        return list(csv.DictReader(file))


def amount(text):
    """`£1,050.00` and `8` as exact numbers."""
    return Fraction(text.replace(",", "").replace("£", ""))


def date_as(form, text):
    return datetime.datetime.strptime(text, form).date()


class Rows:
    """One row an event; a day inside `covers` (or a period that has any row) without a row means none."""

    def __init__(self, dated, covers=None, grain=None, without=()):
        self.dated = dated  # pairs of a day and the row
        self.covers, self.grain, self.without = covers, grain, set(without)
        self.first, self.last = min(d for d, _ in dated), max(d for d, _ in dated)
        self.by_day = {}
        for d, row in dated:
            self.by_day.setdefault(d, []).append(row)
        self.with_rows = {self.grain(d)[0] for d in self.by_day} if grain else set()

    def excluding(self, *ranges):
        return Rows(self.dated, self.covers, self.grain,
                    [*self.without, *(d for first, last in ranges for d in each_day(first, last))])

    def known(self, d):
        """Whether a day has a value, be it none."""
        if d in self.without:
            return False
        if d in self.by_day or (self.covers and self.covers[0] <= d <= self.covers[1]):
            return True
        return not self.covers and self.grain is not None and self.grain(d)[0] in self.with_rows

    def days(self, window):
        return [d for d in each_day(*window) if self.known(d)]

    def rows(self, window, where=lambda row: True):
        return [row for d in self.days(window) for row in self.by_day.get(d, ()) if where(row)]

    def sum(self, window, value, where=lambda row: True):
        return sum((value(row) for row in self.rows(window, where)), Fraction(0)) if self.days(window) else None

    def count(self, window, where=lambda row: True):
        return self.sum(window, lambda row: Fraction(1), where)

    def per_week(self, total, window):
        """A rate divides by the days that have a value."""
        return None if total is None else total * 7 / len(self.days(window))

    def per_month(self, total, window):
        """On a monthly timeline: by the calendar months, each day its part of its own."""
        return None if total is None else total / months_in(self.days(window))

    def mean(self, window, value, where=lambda row: True):
        have = [value(row) for row in self.rows(window, where)]
        return sum(have) / len(have) if have else None

    def percentile(self, window, value, part, where=lambda row: True):
        """As Excel's PERCENTILE.INC: straight between the two nearest of n values, at 1 + (n - 1) * part."""
        have = sorted(value(row) for row in self.rows(window, where))
        if not have:
            return None
        place = (len(have) - 1) * part
        low = int(place)
        high = min(low + 1, len(have) - 1)
        return have[low] + (have[high] - have[low]) * (place - low)


class Periods:
    """One row a period (and perhaps a dimension): the value of each, added up; keyed by its last day."""

    def __init__(self, values, grain):
        self.values, self.grain = values, grain

    def total(self, window):
        """The sum over the periods of a window that are listed, and their days. Windows are whole periods here."""
        have = [(v, days_in(*self.grain(last))) for last, v in self.values.items()
                if window[0] <= self.grain(last)[0] and last <= window[1]]
        return (sum(v for v, _ in have), sum(n for _, n in have)) if have else (None, 0)

    def per_week(self, window):
        total, days = self.total(window)
        return None if total is None else total * 7 / days


__all__ = ["DAY", "EXAMPLES", "Periods", "Rows", "amount", "date_as", "day", "read"]
