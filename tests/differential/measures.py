"""What rows add up to over windows of days, row at a time, by the rules of docs/language.md alone."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from arithmetic import Number, add, divide, floor, multiply, part_of, subtract, total, whole
from decimal import Decimal
from grains import DAY, days_in, each_day, month_of


@dataclass(frozen=True)
class Measure:
    """sum(of data where …), count(data where …), open(data), …"""

    name: str  # as a programme calls it
    of: object = None  # an expression; None: the row itself
    where: object = None
    while_: str = ""  # open, closed; else a spell counts on its start
    part: Number = None  # of a percentile
    per: str = ""  # day, week, month: a rate

    def __str__(self):
        inside = f"{self.of} of rows" if self.of else "rows"
        inside += f" where {self.where}" if self.where else ""
        inside += f" while {self.while_}" if self.while_ and self.name not in ("open", "closed") else ""
        inside += f", {self.part.value * 100:f}%" if self.part else ""
        return f"{self.name}({inside})" + (f" per {self.per}" if self.per else "")

    @property
    def is_open(self):
        return self.while_ == "open"

    @property
    def is_stock(self):
        return self.name in ("level", "closing")


class Tally(NamedTuple):
    """What the rows of one day, or one period, have."""

    values: list
    gaps: int  # rows whose value is missing


class Rows:
    """The rows of a source that count, and which days of it are known."""

    def __init__(self, source, grain):
        self.source, self.grain = source, grain
        self.rows = [row for row in source.rows if self.counts(row)]
        self.begun, self.ended = defaultdict(list), defaultdict(list)
        for row in self.rows:
            self.begun[self.bucket(row[source.date])].append(row)
            if source.end and row[source.end]:
                self.ended[self.bucket(row[source.end])].append(row)
        self.busy = set(self.begun) | set(self.ended)
        self.first, self.last = (min(self.busy), max(self.busy)) if self.busy else (None, None)
        with_rows = {day for day in self.busy if not self.out(day) and not self.lacking(day)}
        self.busy_periods = {grain.last(day) for day in with_rows}

    def counts(self, row):
        """Whether a row is one of those that figures are made of."""
        source, day = self.source, row[self.source.date]
        if row.fault or source.kind != "spell" and self.out(day):
            return False
        if source.members:
            first = self.grain.period(day)[0] if source.kind == "period" else day
            untils = [until for name, until in source.members if name == row[source.by[0]]]
            if not any(until is None or first <= until for until in untils):
                return False
        return source.only is None or source.only.of(row, None) is True

    def bucket(self, day):
        """Rows of a source with one row a period lie on its last day."""
        return self.grain.last(day) if self.source.kind == "period" else day

    def out(self, day):
        """Of a source with one row a period whole periods are taken out here, never parts of one."""
        return any(first <= day <= last for first, last in self.source.excepted)

    def lacking(self, day):
        """Whether somebody who must have a row has none. A spell need not have one a day."""
        if self.source.kind == "spell" or not self.source.members:
            return False
        present = {row[self.source.by[0]] for row in self.begun.get(day, ())}
        return any(name not in present for name, until in self.source.members if until is None or day <= until)

    def held(self):
        """The days that the source speaks of: of its rows' periods, or of what it covers."""
        ends = [self.first, self.last] if self.busy else []
        if self.source.covers:
            ends += self.source.covers
        elif self.busy:
            ends = [self.grain.period(self.first)[0], self.grain.last(self.last)]
        return (min(ends), max(ends)) if ends else None

    def known(self, day, part, measure):
        """Whether a day has a value, be it none."""
        if self.out(day) or (not part.own_days and self.lacking(day)):
            return False
        busy = day in (part.busy if part.own_days else self.busy)
        if busy or measure.is_open:
            return True
        if measure.is_stock:
            return False
        if self.source.covers:
            return self.source.covers[0] <= day <= self.source.covers[1]
        return self.grain.last(day) in self.busy_periods

    def parts(self, names):
        """The rows by the values of columns, those that have all of them."""
        found = defaultdict(list)
        for row in self.rows:
            keys = tuple(row[name] for name in names)
            if None not in keys:
                found[keys].append(row)
        return {keys: Part(self, rows, own_days=self.source.kind in ("period", "snapshot"))
                for keys, rows in found.items()}

    def whole(self):
        return Part(self, self.rows, own_days=False)


class Part:
    """All rows of a source, or those of one group."""

    def __init__(self, source, rows, own_days):
        self.source, self.rows, self.own_days = source, rows, own_days
        self.busy = {source.bucket(row[source.source.date]) for row in rows}
        self.tallies = {}

    def tallied(self, measure):
        """The tally of each day that has rows, of those that are taken."""
        if measure not in self.tallies:
            values, gaps = defaultdict(list), defaultdict(int)
            by = self.source.source.end if measure.while_ == "closed" else self.source.source.date
            for row in self.rows:
                day = row[by]
                last = day and self.source.grain.last(day)
                if day is None or (measure.where is not None and measure.where.of(row, last) is not True):
                    continue
                value = whole(1) if measure.of is None else measure.of.of(row, last)
                if value is None:
                    gaps[self.source.bucket(day)] += 1
                else:
                    values[self.source.bucket(day)].append(value)
            self.tallies[measure] = {day: Tally(values[day], gaps[day]) for day in [*values, *gaps]}
        return self.tallies[measure]

    def open_on(self, measure, day):
        """What is open at the end of a day: begun by it, and not over."""
        source = self.source.source
        values, gaps = [], 0
        for row in self.rows:
            start, end = row[source.date], row[source.end]
            if start > day or (end and end <= day):
                continue
            last = self.source.grain.last(start)
            if measure.where is not None and measure.where.of(row, last) is not True:
                continue
            value = whole(1) if measure.of is None else measure.of.of(row, last)
            if value is None:
                gaps += 1
            else:
                values.append(value)
        return Tally(values, gaps)

    def over(self, measure, window):
        """The measure over a window of days; a rate by the days that have a value."""
        shares = list(self.shares_of_periods(measure, window) if self.source.source.kind == "period"
                      else self.shares_of_days(measure, window))
        if not shares:
            return None
        value = aggregate(measure, shares)
        if not measure.per:
            return value
        counted = [day for share in shares for day in share.days]
        if measure.per == "month":
            return divide(value, months_in(counted))
        return divide(multiply(value, whole({"day": 1, "week": 7}[measure.per])), whole(len(counted)))

    def shares_of_days(self, measure, window):
        held = self.source.held()
        if held is None:
            return
        tallied = {} if measure.is_open else self.tallied(measure)
        days = list(each_day(max(window[0], held[0]), min(window[1], held[1])))
        for day in reversed(days) if measure.is_open else days:
            if not self.source.known(day, self, measure):
                continue
            tally = self.open_on(measure, day) if measure.is_open else tallied.get(day, Tally([], 0))
            if stands(measure, tally):
                yield Share(tally, (day,), 1)
                if measure.is_open:  # the last day stands for the window
                    return

    def shares_of_periods(self, measure, window):
        tallied = self.tallied(measure)
        for last in sorted(self.busy):
            period = self.source.grain.period(last)
            if self.source.out(last) or (not self.own_days and self.source.lacking(last)):
                continue
            tally = tallied.get(last, Tally([], 0))
            inside = period[0] <= window[0] and window[1] <= period[1]
            if not stands_for_period(measure, tally) or measure.is_stock and last > window[1] and not inside:
                continue
            days = tuple(each_day(max(period[0], window[0]), min(last, window[1])))
            if days:
                yield Share(tally, days, days_in(*period))


class Share(NamedTuple):
    """What a day or a period gives to a window."""

    tally: Tally
    days: tuple  # of the window
    of: int  # days that the tally is of


def stands(measure, tally):
    """Among events a missing value is left out, unless a day has no other; in a snapshot the day has none."""
    if measure.name == "count":
        return True
    if measure.is_stock:
        return not tally.gaps and bool(tally.values)
    return bool(tally.values) or not tally.gaps


def stands_for_period(measure, tally):
    if measure.name == "count":
        return True
    return not tally.gaps and (bool(tally.values) or measure.name == "sum")


def aggregate(measure, shares):
    tallies = [share.tally for share in shares]
    values = [value for tally in tallies for value in tally.values]
    rounded = any(isinstance(value, Number) and value.rounded for value in values)
    if measure.name in ("sum", "count", "open", "opened", "closed"):
        return added(measure, shares)
    if measure.name == "distinct":
        return Number(whole(len({plain(value) for value in values})).value, rounded)
    if not values:
        return None
    if measure.name == "mean":
        return divide(running(total(tally.values) for tally in tallies), whole(len(values)))
    if measure.name == "level":
        return divide(running(total(tally.values) for tally in tallies), whole(len(tallies)))
    if measure.name == "closing":
        return Number(total(tallies[-1].values).value, rounded)
    if measure.name in ("median", "percentile"):
        value = percentile(sorted(values, key=plain), measure.part or Number(Decimal("0.5")))
    else:
        pick = {"min": lambda of: min(of, key=plain), "max": lambda of: max(of, key=plain),
                "first": lambda of: of[0], "last": lambda of: of[-1]}[measure.name]
        value = pick(values)
    return Number(value.value, value.rounded or rounded)


def plain(value):
    return value.value if isinstance(value, Number) else value


def added(measure, shares):
    """Each day's or period's total, rounded once; of a period that the window cuts, the part of its days."""
    totals = (total(share.tally.values) for share in shares)
    return running(one if len(share.days) == share.of else part_of(one, len(share.days), share.of)
                   for one, share in zip(totals, shares))


def running(numbers):
    value = whole(0)
    for number in numbers:
        value = add(value, number)
    return value


def percentile(values, part):
    """As PERCENTILE.INC: straight between the two nearest of n values, at (n - 1) × part from the first."""
    at = multiply(part, whole(len(values) - 1))
    low = floor(at)
    rest = subtract(at, whole(low))
    if not rest.value:
        return values[low]
    return add(values[low], multiply(rest, subtract(values[low + 1], values[low])))


def months_in(days):
    """Days as parts of their own calendar months: whole months first."""
    counted = defaultdict(int)
    for day in days:
        counted[days_in(*month_of(day))] += 1
    months = whole(0)
    for length in sorted(counted):
        if counted[length] % length:
            months = add(months, divide(whole(counted[length] % length), whole(length)))
    return add(months, whole(sum(n // length for length, n in counted.items())))


__all__ = ["DAY", "Measure", "Rows"]
