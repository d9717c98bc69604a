"""Every figure of the two examples, worked out again with exact fractions.

This shares nothing with the programme under test: it does not read the .eq files, only the CSV data, and
each rule of money is written out here as docs/language.md states it. Where the two disagree, one is wrong.

A missing value is None. Days are datetime.date; ranges include both ends.
"""

import csv
import datetime
from fractions import Fraction
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text)


def days_in(first, last):
    return max((last - first).days + 1, 0)


def weeks_to_sunday(first, last):
    """The whole weeks, Monday to Sunday, that hold every day from `first` to `last`."""
    monday = first - first.weekday() * DAY
    weeks = []
    while monday <= last:
        weeks.append((monday, monday + 6 * DAY))
        monday += 7 * DAY
    return weeks


def fiscal_year(d):
    """The year in which the fiscal year of a day begins, on 1 April."""
    return d.year if d.month >= 4 else d.year - 1


def fiscal_range(year):
    return datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)


def fiscal_name(year):
    return f"FY{year % 100:02d}/{(year + 1) % 100:02d}"


def ramp(a, b, first, last, on):
    """Straight from `a` on the first day to `b` on the last; level before and after."""
    if on <= first:
        return a
    if on >= last:
        return b
    return a + (b - a) * Fraction((on - first).days, (last - first).days)


def minus(a, b):
    return None if a is None or b is None else a - b


def times(a, b):
    return None if a is None or b is None else a * b


class Programme:
    """The frame of one programme: its weeks, and from when to when performance counts."""

    def __init__(self, starts, horizon, as_at, first_data, last_data, year_days, excepted=()):
        self.starts, self.horizon, self.as_at = starts, horizon, as_at
        self.excepted = excepted  # whole weeks, by their Monday, that the benefit takes out
        self.year_days = year_days
        self.weeks = weeks_to_sunday(min(first_data, starts), max(last_data, horizon))
        # The last whole week by the as-at date.
        self.latest = max(i for i, (_, sunday) in enumerate(self.weeks) if sunday <= as_at)
        self.years = list(range(fiscal_year(starts), fiscal_year(horizon) + 1))

    def counted(self, week):
        """The days of a week that count: none before the start, after the horizon or in a week taken out."""
        if week[0] in self.excepted:
            return week[0], 0
        first, last = max(week[0], self.starts), min(week[1], self.horizon)
        return first, days_in(first, last)

    def coverage(self, worth, last):
        """How many of the weeks that count, ended by a day, have a value."""
        due = [v for week, v in zip(self.weeks, worth) if week[1] <= last and self.counted(week)[1] > 0]
        return len([v for v in due if v is not None]), len(due)

    def scenarios(self, actual, baseline, target, live, **ramps):
        """A KPI's value in each week, in each scenario."""
        values = {
            "actual": [v if i <= self.latest else None for i, v in enumerate(actual)],
            "baseline": [baseline for _ in self.weeks],
            "target": [target for _ in self.weeks],
            "live": [live for _ in self.weeks],
            "forecast": [v if i <= self.latest else live for i, v in enumerate(actual)],
        }
        for name, (end, first, last) in ramps.items():
            values[name] = [ramp(baseline, end, first, last, sunday) for _, sunday in self.weeks]
        return values

    def benefit(self, values, live, baseline, price, per_days, accrues):
        """A benefit whose equation is (baseline - tracked) × price, in each scenario.

        `price` makes it money per `per_days` days. An amount comes in evenly over the `accrues` days that
        begin with the week's first counted day, or (None) over the week's own counted days.
        """
        lines = {}
        for name, series in values.items():
            worth = [times(minus(baseline, v), price) for v in series]
            amounts = []
            for week, value in zip(self.weeks, worth):
                first, counted = self.counted(week)
                if value is not None and counted > 0:
                    amounts.append((first, value * counted / per_days, accrues or counted, week[1]))

            # By the as-at date only whole weeks that have ended have earned; their cash counts up to the day.
            by_as_at = [a for a in amounts if a[3] <= self.as_at]
            # What the data says ends with the as-at date; a plan goes on to the horizon.
            planned = by_as_at if name == "actual" else amounts
            rated = live if name in ("actual", "forecast") else series[self.latest]
            last_year = fiscal_range(self.years[-1])[1]
            lines[name] = {
                "worth": worth[self.latest],
                "series": worth,
                "run_rate": times(times(minus(baseline, rated), price), Fraction(self.year_days, per_days)),
                "value_add": cumulated(by_as_at, self.as_at),
                "value_add_by_horizon": cumulated(planned, self.horizon),
                "coverage": self.coverage(worth, self.as_at),
                "coverage_by_horizon": self.coverage(worth, self.as_at if name == "actual" else self.horizon + 6 * DAY),
                "cash": {
                    year: {
                        "cash": between(planned, first, last),
                        "by_as_at": between(by_as_at, first, min(last, self.as_at)),
                        "by_horizon": between(planned, first, min(last, self.horizon)),
                    }
                    for year in self.years
                    for first, last in [fiscal_range(year)]
                },
                "later": sum((a[1] for a in planned), Fraction(0)) - cumulated(planned, last_year),
            }
        return lines


def cumulated(amounts, last):
    """Cash up to and including a day."""
    total = Fraction(0)
    for first, amount, spread, _ in amounts:
        total += amount * min(Fraction(days_in(first, last), spread), 1)
    return total


def between(amounts, first, last):
    """Cash from one day to another."""
    if first > last:
        return Fraction(0)
    return cumulated(amounts, last) - cumulated(amounts, first - DAY)


def rag(value, low, high, lower_is_better=False):
    """At least as good as high: green; as low: amber; else red. None where it cannot be said."""
    if None in (value, low, high) or low == high:
        return None
    if lower_is_better:
        value, low, high = -value, -low, -high
    return "green" if value >= high else "amber" if value >= low else "red"


def progress(live, baseline, target):
    return (live - baseline) / (target - baseline)


def residential(as_at=None):
    with open(EXAMPLES / "residential/data/starts.csv", newline="", encoding="utf-8") as file:
        rows = {day(r["week_ending"]): Fraction(r["started"]) for r in csv.DictReader(file)}
    as_at = as_at or max(rows)
    frame = Programme(day("2024-02-07"), day("2024-06-30"), as_at, min(rows) - 6 * DAY, max(rows), 52 * 7)
    actual = [rows.get(sunday) for _, sunday in frame.weeks]  # placements per week, of 7 days
    baseline, target = Fraction("14.2"), Fraction(11)
    window = actual[frame.latest - 5 : frame.latest + 1]
    have = [v for v in window if v is not None]
    live = sum(have) / (len(have) * 7) * 7  # a rate over a range divides by the days that have a value
    first, last = day("2024-02-04"), day("2024-03-31")
    values = frame.scenarios(actual, baseline, target, live,
                             high=(Fraction("10.2"), first, last), low=(Fraction("12.2"), first, last))
    price = Fraction(1050) * 104  # £ per week per placement × weeks
    return {
        "frame": frame,
        "kpi": "starts",
        "values": values,
        "live": live, "baseline": baseline, "target": target, "latest": actual[frame.latest],
        "progress": progress(live, baseline, target),
        "live_coverage": (len(have), 6), "baseline_coverage": None,
        "unit": "placement/week", "worth_unit": "GBP/week",
        "benefit": "avoidance",
        "lines": frame.benefit(values, live, baseline, price, per_days=7, accrues=104 * 7),
    }


def discharge(as_at=None):
    waiting = {}  # by day, by trust
    with open(EXAMPLES / "discharge/data/criteria_to_reside_RH5_RA4.csv", newline="", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            n = r["do_not_meet_criteria_to_reside"]
            waiting.setdefault(day(r["date"]), {})[r["nhs_trust22_code"]] = None if n == "NA" else Fraction(n)

    joined = day("2023-04-01")  # Yeovil, RA4, is a part of RH5 from here
    taken_out = {day("2022-05-05"), day("2022-06-19")} | {day("2025-01-20") + i * DAY for i in range(7)}

    def county(d):
        """Patients waiting in the county on a day; None where a trust's count is lacking or was taken out."""
        trusts = waiting.get(d, {})
        parts = [trusts.get(t) for t in (["RH5", "RA4"] if d < joined else ["RH5"])]
        return None if d in taken_out or None in parts else sum(parts)

    def level(first, last):
        """A stock averages over the days that have a count: its mean, and how many days those are."""
        counts = [c for c in (county(first + i * DAY) for i in range(days_in(first, last))) if c is not None]
        return (sum(counts) / len(counts) if counts else None), len(counts)

    as_at = as_at or max(waiting)
    frame = Programme(day("2023-04-01"), day("2026-03-31"), as_at, min(waiting), max(waiting), 365,
                      excepted=[day("2025-01-20")])
    actual = [level(*week)[0] for week in frame.weeks]
    baseline, baseline_days = level(day("2022-04-01"), day("2023-03-31"))
    sunday = frame.weeks[frame.latest][1]
    live, live_days = level(sunday - 41 * DAY, sunday)
    target = Fraction(250)
    first, last = day("2023-04-01"), day("2025-03-31")
    values = frame.scenarios(actual, baseline, target, live,
                             high=(Fraction(250), first, last), low=(Fraction(290), first, last))
    return {
        "frame": frame,
        "kpi": "waiting",
        "values": values,
        "live": live, "baseline": baseline, "target": target, "latest": actual[frame.latest],
        "progress": progress(live, baseline, target),
        "live_coverage": (live_days, 42), "baseline_coverage": (baseline_days, 365),
        "unit": "patient", "worth_unit": "GBP/day",
        "benefit": "bed_days",
        "lines": frame.benefit(values, live, baseline, Fraction(395), per_days=1, accrues=None),
    }
