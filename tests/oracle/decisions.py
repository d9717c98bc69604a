"""examples/decisions: months, a rate of what would have been expected, days taken out of one KPI."""

from fractions import Fraction

from calendars import day, range_of, trailing, month_of, years_since
from programme import Benefit, Kpi, Model, break_down, coverage, minus, number, over, ramp, times
from sources import Rows, amount, date_as, read

COVERS = range_of("2022-04-01 to 2024-03-31")
BEFORE = range_of("FY22/23")
WARD = range_of("2022-07-01 to 2022-07-31")


def model(as_at=None, with_all_days=False):
    rows = Rows([(date_as("%d-%b-%y", r["decided"]), r) for r in read("decisions/data/decisions.csv")], covers=COVERS)
    usual = rows if with_all_days else rows.excluding(WARD)
    delays = {}
    for r in read("decisions/data/delays.csv"):
        delays[day(r["month"])] = delays.get(day(r["month"]), 0) + amount(r["days_lost"])
    m = Model(month_of, day("2023-04-01"), day("2025-03-31"), as_at or COVERS[1], *COVERS, 365, own=("high", "low"))

    def half_year(m):
        return trailing(m.data_end, months=6)

    def placed_where(row):
        return row["setting"] == "residential"

    def made(w):
        return rows.per_month(rows.count(w), w)

    def placed(w):
        return rows.per_month(rows.count(w, placed_where), w)

    def per_decision(w):
        return over(usual.count(w, placed_where), usual.count(w))

    def ideal(area=None):
        def share(w):
            def inside(row):
                return area is None or row["area"] == area
            return over(rows.count(w, lambda row: inside(row) and row["ideal"] == "yes"), rows.count(w, inside))
        return share

    def waited(row):
        return Fraction(row["days_waited"])

    def lost(w):
        have = [n for last, n in delays.items() if w[0] <= month_of(last)[0] and last <= w[1]]
        return sum(have) / len(have) if have else None

    def measured(name, unit, actual, **more):
        m.kpis[name] = Kpi(unit, actual=actual, baseline=actual(BEFORE), live=lambda m: actual(half_year(m)),
                           live_coverage=lambda m: (6, 6), baseline_coverage=(12, 12), **more)

    measured("made", "person/month", made)
    measured("placed_per_decision", "1", per_decision, lower=True)
    if not with_all_days:
        m.kpis["placed_per_decision"].baseline_coverage = (11, 11)  # a month that is taken out is not lacking
    base = placed(BEFORE)

    def towards(end):
        return lambda on: ramp(base, Fraction(end), day("2023-04-01"), day("2024-06-30"), on)

    measured("placed", "person/month", placed, lower=True, target=Fraction(62),
             assigned={"high": towards(62), "low": towards(70)})
    m.kpis["expected"] = Kpi(
        "person/month", parts=lambda get: times(get("placed_per_decision", "baseline"), get("made")),
        made_of=("made",), lower=True)
    for name, area in (("ideal", None), ("ideal_trial", "trial"), ("ideal_county", "county")):
        measured(name, "1", ideal(area), target=Fraction(65, 100))
    measured("wait", "day", lambda w: rows.mean(w, waited), lower=True, target=Fraction(14))
    measured("long_wait", "day", lambda w: rows.percentile(w, waited, Fraction(9, 10)), lower=True)
    measured("delay", "delayed_day/month", lost, lower=True)

    def price(on):
        return Fraction(1050) * Fraction(104, 100) ** years_since(day("2023-04-01"), on)

    m.benefits["fewer_placements"] = Benefit(
        lambda get, on: times(minus(get("expected"), get("placed")), price(on), 104),
        kpis=("expected", "made", "placed"), per_days=0, unit="GBP/month", by_month=True, accrues=104 * 7,
        kind="cost avoidance")
    return m


BEFORE_AND_AFTER = ("2022-10-01 to 2023-03-31", "2023-10-01 to 2024-03-31")


def also(m):
    """The one KPI with days taken out, what depends on it, and a half year as of one year."""
    with_days = model(m.as_at, with_all_days=True)
    for name in ("placed_per_decision", "expected"):
        path = f"kpis.{name}.with_days_taken_out"
        for key in ("live", "baseline"):
            yield from number(f"{path}.{key}", with_days.value(name, key, with_days.latest), m.kpis[name].unit)
    line = with_days.lines(with_days.benefits["fewer_placements"])["actual"]
    path = "benefits.fewer_placements.with_days_taken_out"
    yield from number(f"{path}.value_add", line["value_add"], "GBP")
    yield from number(f"{path}.run_rate", line["run_rate"], "GBP/year")
    half_year = range_of(BEFORE_AND_AFTER[1])
    yield from number("figures.measured_year.result",
                      m.annualised(m.benefits["fewer_placements"], *half_year), "GBP/year")


def compared(m):
    """Two half years beside each other, each as one period."""
    for name, k in m.kpis.items():
        path, values = f"comparison.kpis.{name}", []
        for key, text in zip(("before", "after"), BEFORE_AND_AFTER):
            value = m.over(name, range_of(text))
            values.append(value)
            yield from number(f"{path}.{key}", value, k.unit)
            yield from coverage(f"{path}.{key}_coverage", (6, 6))
        change = minus(values[1], values[0])
        yield from number(f"{path}.change", change, k.unit)
        yield from number(f"{path}.ratio", over(change, values[0]), "1")
        better = change != 0 and (change < 0) == k.lower
        yield f"{path}.direction", "better" if better else "worse" if change else None


def broken_down(m):
    """Days lost by reason; those without one are in no part."""
    parts = {}
    for r in read("decisions/data/delays.csv"):
        if r["reason"]:
            parts.setdefault(r["reason"], {})[day(r["month"])] = amount(r["days_lost"])

    def figures(months):
        def mean(first, last):
            have = [n for d, n in months.items() if first <= d <= last]
            return sum(have) / len(have)
        return {"live": mean(*trailing(m.data_end, months=6)), "baseline": mean(*BEFORE), "target": None}

    whole = {key: m.value("delay", key, m.latest) for key in ("live", "baseline", "target")}
    yield from break_down("delay", True, "delayed_day/month", whole,
                          {reason: figures(months) for reason, months in parts.items()}, adds_up=True)
