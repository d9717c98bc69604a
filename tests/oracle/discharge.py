"""examples/discharge: a stock that two trusts count, and a flow."""

from fractions import Fraction

import alerts
from calendars import DAY, day, days_in, each_day, range_of, trailing, week_of
from programme import Benefit, Kpi, Model, over, ramp
from sources import read

JOINED = day("2023-04-01")  # Yeovil, RA4, is a part of RH5 from here
ODD_DAYS = {day("2022-05-05"), day("2022-06-19")}
ODD_WEEK = set(each_day(day("2025-01-20"), day("2025-01-26")))


class County:
    """The county's number on each day; none where a trust's is lacking or was taken out."""

    def __init__(self, path, column, taken_out):
        self.trusts, self.taken_out = {}, taken_out
        for r in read(path):
            n = r[column]
            self.trusts.setdefault(day(r["date"]), {})[r["nhs_trust22_code"]] = None if n == "NA" else Fraction(n)

    def on(self, d):
        parts = [self.trusts.get(d, {}).get(t) for t in (["RH5", "RA4"] if d < JOINED else ["RH5"])]
        return None if d in self.taken_out or None in parts else sum(parts)

    def have(self, window):
        return [n for n in map(self.on, each_day(*window)) if n is not None]

    def mean(self, window):
        """Of the days that have a number: what a stock is over a range, and a flow per day."""
        have = self.have(window)
        return sum(have) / len(have) if have else None


def model(as_at=None):
    waiting = County("discharge/data/criteria_to_reside_RH5_RA4.csv", "do_not_meet_criteria_to_reside",
                     ODD_DAYS | ODD_WEEK)
    home = County("discharge/data/discharged_patients_RH5_RA4.csv", "discharged_total", ODD_DAYS)
    m = Model(week_of, JOINED, day("2026-03-31"), as_at or max(waiting.trusts), min(waiting.trusts),
              max(waiting.trusts), 365, own=("high", "low"))
    before = range_of("2022-04-01 to 2023-03-31")
    first, last = day("2023-04-01"), day("2025-03-31")
    base = waiting.mean(before)

    def six_weeks(m):
        return trailing(m.data_end, weeks=6)

    def towards(end):
        return lambda on: ramp(base, Fraction(end), first, last, on)

    m.kpis["waiting"] = Kpi(
        "patient", actual=waiting.mean, baseline=base, target=Fraction(250), lower=True,
        live=lambda m: waiting.mean(six_weeks(m)),
        live_coverage=lambda m: (len(waiting.have(six_weeks(m))), 42),
        baseline_coverage=(len(waiting.have(before)), 365),
        assigned={"high": towards(250), "low": towards(290)})

    def weeks_with_a_day(window):  # of a flow, a week has a value when one of its days has
        weeks = [w for w in m.periods if w[1] >= window[0] and w[0] <= window[1]]
        return len([w for w in weeks if home.have((w[0], min(w[1], m.data_end)))]), len(weeks)

    m.kpis["discharged"] = Kpi(
        "patient/day", actual=home.mean, baseline=home.mean(before), live=lambda m: home.mean(six_weeks(m)),
        live_coverage=lambda m: (len([w for w in m.periods if six_weeks(m)[0] <= w[0] and w[1] <= m.data_end
                                      and home.have(w)]), 6),
        baseline_coverage=weeks_with_a_day(before))
    m.kpis["delay"] = Kpi(
        "day", parts=lambda get: over(get("waiting"), get("discharged")), made_of=("waiting", "discharged"),
        target=Fraction("2.5"), lower=True)
    m.benefits["bed_days"] = Benefit(
        lambda get, on: None if get("waiting") is None else (get("waiting", "baseline") - get("waiting")) * 395,
        kpis=("waiting",), per_days=1, unit="GBP/day", kind="non-cashable", excepted=tuple(ODD_WEEK))
    assert days_in(*before) == 365
    return m


def also(m):
    """The alert; behind it stands one trust only, since the two are one."""
    yield from alerts.expected(m, "More patients wait", "waiting", alerts.rises, since=JOINED, weeks=6,
                               models=lambda as_at, member: model(as_at), cuts={"nhs_trust22_code": ["RH5"]})
