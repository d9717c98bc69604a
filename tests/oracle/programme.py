"""KPIs in scenarios, and benefits from worth to cash, with exact fractions.

It shares nothing with the programme under test: it does not read the .eq files, and each rule is written out
here as docs/language.md states it. Where the two disagree, one is wrong. A missing value is None.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Callable

from calendars import DAY, days_in, fiscal_range, fiscal_year, periods

BUILT_IN = ("actual", "baseline", "target", "live", "forecast")


def minus(a, b):
    return None if a is None or b is None else a - b


def times(*factors):
    product = Fraction(1)
    for f in factors:
        if f is None:
            return None
        product *= f
    return product


def over(a, b):
    return None if a is None or b is None or b == 0 else a / b


def added(numbers):
    total = Fraction(0)
    for n in numbers:
        if n is None:
            return None
        total += n
    return total


def ramp(a, b, first, last, on):
    """Straight from `a` on the first day to `b` on the last; level before and after."""
    if on <= first:
        return a
    if on >= last:
        return b
    return a + (b - a) * Fraction((on - first).days, (last - first).days)


def rag(value, low, high, lower_is_better=False):
    """At least as good as high: green; as low: amber; else red. None where it cannot be said."""
    if None in (value, low, high) or low == high:
        return None
    if lower_is_better:
        value, low, high = -value, -low, -high
    return "green" if value >= high else "amber" if value >= low else "red"


def rag_of_progress(progress):
    if progress is None:
        return None
    return "green" if progress >= 1 else "amber" if progress >= Fraction(9, 10) else "red"


@dataclass
class Kpi:
    unit: str
    actual: Callable = None  # over a range of days, as one period: its value from the rows
    parts: Callable = None  # or from other KPIs: a function of `get`, which gives them in the same scenario
    made_of: tuple = ()  # their names
    baseline: Fraction = None
    target: Fraction = None
    live: Callable = None  # a function of the model: the live value, where it has one of its own
    lower: bool = False
    assigned: dict = field(default_factory=dict)  # scenario to a function of a period's last day
    live_coverage: Callable = None  # of the model: (have, of)
    baseline_coverage: tuple = None


@dataclass
class Benefit:
    worth: Callable  # of `get(kpi)`, `baseline(kpi)` and the period's last day: money per `per_days` days
    kpis: tuple  # what it depends on, parts included
    per_days: int
    unit: str
    accrues: int = None  # days; None: over the period's own counted days
    by_month: bool = False  # a monthly rate on a monthly timeline: over the period's own days
    part: Fraction = Fraction(1)  # the owner's share
    kind: str = ""
    confidence: str = None
    workstream: str = None
    shares: dict = None
    excepted: tuple = ()  # days that are not counted


class Model:
    """One programme: its timeline, KPIs and benefits, at one as-at date."""

    def __init__(self, grain, starts, horizon, as_at, first_data, last_data, year_days, own, months_a_year=12):
        self.starts, self.horizon, self.as_at, self.year_days = starts, horizon, as_at, year_days
        self.months_a_year = months_a_year
        self.periods = periods(grain, min(first_data, starts), max(last_data, horizon))
        self.latest = max(i for i, (_, last) in enumerate(self.periods) if last <= as_at)
        self.data_end = self.periods[self.latest][1]
        self.years = list(range(fiscal_year(starts), fiscal_year(horizon) + 1))
        self.scenarios = (*BUILT_IN, *own)
        self.kpis, self.benefits = {}, {}
        self.known = {}

    # --- KPIs ---

    def given(self, name, scenario):
        """Whether a scenario of the programme's own gives a KPI, or any of its parts, a value."""
        k = self.kpis[name]
        return scenario in k.assigned or any(self.given(p, scenario) for p in k.made_of)

    def value(self, name, scenario, i):
        """A KPI in a scenario in period i."""
        key = name, scenario, i
        if key not in self.known:
            self.known[key] = self.work_out(name, scenario, i)
        return self.known[key]

    def work_out(self, name, scenario, i):
        k = self.kpis[name]
        derive = k.parts and (lambda s: k.parts(lambda part, of=None: self.value(part, of or s, i)))
        if scenario == "actual":
            if derive:
                return derive("actual")
            return k.actual(self.periods[i]) if i <= self.latest else None
        if scenario == "forecast":
            return self.value(name, "actual" if i <= self.latest else "live", i)
        if scenario in ("baseline", "target"):
            stated = k.baseline if scenario == "baseline" else k.target
            return stated if stated is not None or not derive else derive(scenario)
        if scenario == "live":
            if k.live:
                return k.live(self)
            return derive("live") if derive else None
        if scenario in k.assigned:
            return k.assigned[scenario](self.periods[i][1])
        if derive and self.given(name, scenario):
            return derive(scenario)
        return self.value(name, "baseline", i)

    def has(self, name, scenario):
        """Whether a KPI says anything in a scenario."""
        k = self.kpis[name]
        if scenario in ("actual", "forecast"):
            return scenario == "actual" or self.has(name, "live")
        if scenario in ("baseline", "target", "live"):
            own = {"baseline": k.baseline, "target": k.target, "live": k.live}[scenario]
            return own is not None or (bool(k.made_of) and all(self.has(p, scenario) for p in k.made_of))
        return scenario in k.assigned or self.given(name, scenario) or self.has(name, "baseline")

    def over(self, name, window):
        """What a KPI was over a range, as one period; one made of others by theirs."""
        k = self.kpis[name]
        if k.actual:
            return k.actual(window)
        return k.parts(lambda part, of=None: self.value(part, of, self.latest) if of else self.over(part, window))

    def live(self, name):
        return self.value(name, "live", self.latest)

    def progress(self, name):
        now, base, target = (self.value(name, s, self.latest) for s in ("live", "baseline", "target"))
        return over(minus(now, base), minus(target, base))

    def series_of(self, name):
        return [self.value(name, "actual", i) for i in range(len(self.periods))]

    def average(self, name, first, last):
        """moving_average: the mean of the values of the periods that lie in a window."""
        have = [v for i, p in enumerate(self.periods) if first <= p[0] and p[1] <= last
                for v in [self.value(name, "actual", i)] if v is not None]
        return sum(have) / len(have) if have else None

    # --- benefits ---

    def counted(self, benefit, i):
        """The first day of a period that counts, and how many do: none before the start or after the horizon."""
        first, last = max(self.periods[i][0], self.starts), min(self.periods[i][1], self.horizon)
        days = [first + n * DAY for n in range(days_in(first, last)) if first + n * DAY not in benefit.excepted]
        return (days[0] if days else None), len(days)

    def amounts(self, benefit, scenario):
        """What each period earns: (first counted day, amount, days it comes in over, the period)."""
        made = []
        for i, period in enumerate(self.periods):
            first, counted = self.counted(benefit, i)
            worth = self.worth(benefit, scenario, i)
            if worth is not None and counted:
                unit = days_in(*period) if benefit.by_month else benefit.per_days
                made.append((first, worth * counted / unit * benefit.part, benefit.accrues or counted, period))
        return made

    def worth(self, benefit, scenario, i):
        return benefit.worth(lambda name, of=None: self.value(name, of or scenario, i), self.periods[i][1])

    def lines(self, benefit):
        """A benefit in every scenario in which it has figures."""
        lines = {}
        for scenario in self.scenarios:
            if scenario in ("baseline", "live") or not all(self.has(k, scenario) for k in benefit.kpis):
                continue
            series = [self.worth(benefit, scenario, i) for i in range(len(self.periods))]
            every = self.amounts(benefit, scenario)
            by_as_at = [a for a in every if a[3][1] <= self.as_at]
            planned = by_as_at if scenario == "actual" else every
            now = self.worth(benefit, "live", self.latest) if scenario in ("actual", "forecast") \
                else series[self.latest]
            a_year = Fraction(self.months_a_year) if benefit.by_month else Fraction(self.year_days, benefit.per_days)
            through = self.as_at if scenario == "actual" else self.horizon + 31 * DAY
            lines[scenario] = {
                "worth": series[self.latest],
                "series": series,
                "run_rate": times(now, a_year, benefit.part),
                "value_add": cumulated(by_as_at, self.as_at),
                "value_add_by_horizon": cumulated(planned, self.horizon),
                "coverage": self.coverage(benefit, series, self.as_at),
                "coverage_by_horizon": self.coverage(benefit, series, through),
                "cash": {
                    year: {
                        "cash": between(planned, first, last),
                        "by_as_at": between(by_as_at, first, min(last, self.as_at)),
                        "by_horizon": between(planned, first, min(last, self.horizon)),
                    }
                    for year in self.years
                    for first, last in [fiscal_range(year)]
                },
                "later": added(a[1] for a in planned) - cumulated(planned, fiscal_range(self.years[-1])[1]),
            }
        return lines

    def coverage(self, benefit, series, last):
        """How many of the periods that count, ended by a day, have a value."""
        due = [v for i, v in enumerate(series) if self.periods[i][1] <= last and self.counted(benefit, i)[1]]
        return len([v for v in due if v is not None]), len(due)

    def annualised(self, benefit, first, last):
        """What performance in a range earned, over its counted days, for one year."""
        amount, days = Fraction(0), 0  # days; of what goes by months, months
        for i, period in enumerate(self.periods):
            if first <= period[0] and period[1] <= last and period[1] <= self.as_at:
                worth, counted = self.worth(benefit, "actual", i), self.counted(benefit, i)[1]
                if worth is not None and counted:
                    unit = days_in(*period) if benefit.by_month else benefit.per_days
                    amount += worth * counted / unit * benefit.part
                    days += Fraction(counted, unit) if benefit.by_month else counted
        return amount / days * (self.months_a_year if benefit.by_month else self.year_days) if days else None


def total(lines_of_each):
    """The lines of several benefits, added up scenario by scenario; a scenario that one lacks has no total."""
    sums = {}
    for scenario in lines_of_each[0]:
        if not all(scenario in lines for lines in lines_of_each):
            continue
        each = [lines[scenario] for lines in lines_of_each]
        sums[scenario] = {
            **{key: added(line[key] for line in each)
               for key in ("run_rate", "value_add", "value_add_by_horizon", "later")},
            **{key: tuple(sum(line[key][n] for line in each) for n in (0, 1))
               for key in ("coverage", "coverage_by_horizon")},
            "cash": {year: {key: added(line["cash"][year][key] for line in each) for key in each[0]["cash"][year]}
                     for year in each[0]["cash"]},
        }
    return sums


def shared(lines, part):
    """The lines of a benefit, or a partner's part of them."""
    return {
        scenario: {
            **line,
            **{key: times(line[key], part) for key in ("run_rate", "value_add", "value_add_by_horizon", "later")},
            "cash": {year: {k: times(v, part) for k, v in cash.items()} for year, cash in line["cash"].items()},
        }
        for scenario, line in lines.items()
    }


def cumulated(amounts, last):
    """Cash up to and including a day."""
    total_cash = Fraction(0)
    for first, amount, spread, _ in amounts:
        total_cash += amount * min(Fraction(days_in(first, last), spread), 1)
    return total_cash


def between(amounts, first, last):
    """Cash from one day to another."""
    if first > last:
        return Fraction(0)
    return cumulated(amounts, last) - cumulated(amounts, first - DAY)


# --- paths of the pack ---


def number(path, value, unit):
    yield f"{path}.value", value
    yield f"{path}.unit", unit


def coverage(path, pair):
    if pair is None:
        yield path, None
    else:
        yield f"{path}.have", pair[0]
        yield f"{path}.of", pair[1]


def break_down(name, of_kpi, unit, whole, parts, adds_up):
    """What a break-down shows: `whole` and `parts` map figures (live or run_rate first) to values; the parts by name."""
    path = f"breakdowns.{name}"
    keys = ("live", "baseline", "target") if of_kpi else ("run_rate", "value_add")
    units = (unit,) * 3 if of_kpi else ("GBP/year", "GBP")
    ranked = [part[keys[0]] for part in parts.values() if part[keys[0]] is not None]
    one_way = all(v >= 0 for v in ranked) or all(v <= 0 for v in ranked)
    running = Fraction(0)
    for part in sorted(parts, key=lambda p: (parts[p][keys[0]] is None, -(parts[p][keys[0]] or 0), p)):
        value = parts[part][keys[0]]
        share = value / sum(ranked) if adds_up and one_way and value is not None and sum(ranked) else None
        running = running + share if share is not None else running
        yield from number(f"{path}.parts.{part}.share", share, "1")
        yield from number(f"{path}.parts.{part}.running_share", None if share is None else running, "1")
        for key, of in zip(keys, units):
            yield from number(f"{path}.parts.{part}.{key}", parts[part][key], of)
    for key, of in zip(keys, units):
        every = [part[key] for part in parts.values()]
        rest = None
        if adds_up and whole[key] is not None and (None not in every or key in ("live", "run_rate", "value_add")):
            have = [v for v in every if v is not None]
            rest = whole[key] - sum(have) if have and whole[key] != sum(have) else None
        yield from number(f"{path}.not_attributed.{key}", rest, of)
        yield from number(f"{path}.whole.{key}", whole[key], of)
