"""examples/residential, as docs/language.md works it out by hand."""

from fractions import Fraction

from calendars import DAY, day, trailing, week_of
from programme import Benefit, Kpi, Model, ramp
from sources import Periods, read


def model(as_at=None):
    rows = {day(r["week_ending"]): Fraction(r["started"]) for r in read("residential/data/starts.csv")}
    weekly = Periods(rows, week_of)
    m = Model(week_of, day("2024-02-07"), day("2024-06-30"), as_at or max(rows), min(rows) - 6 * DAY, max(rows),
              52 * 7, own=("high", "low"))
    first, last = day("2024-02-04"), day("2024-03-31")
    base = Fraction("14.2")

    def towards(end):
        return lambda on: ramp(base, Fraction(end), first, last, on)

    m.kpis["starts"] = Kpi(
        "placement/week", actual=weekly.per_week, baseline=base, target=Fraction(11), lower=True,
        live=lambda m: weekly.per_week(trailing(m.data_end, weeks=6)),
        live_coverage=lambda m: (weekly.total(trailing(m.data_end, weeks=6))[1] // 7, 6),
        assigned={"high": towards("10.2"), "low": towards("12.2")})
    m.benefits["avoidance"] = Benefit(  # £ per week per placement × weeks
        lambda get, on: None if get("starts") is None else (get("starts", "baseline") - get("starts")) * 1050 * 104,
        kpis=("starts",), per_days=7, unit="GBP/week", accrues=104 * 7, kind="cost avoidance")
    return m
