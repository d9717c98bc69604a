"""examples/somerset: five workstreams."""

from fractions import Fraction

import alerts
from calendars import day, fiscal_name, range_of, trailing, week_of
from programme import Benefit, Kpi, Model, break_down, minus, number, over, ramp, rag_of_progress, times, total
from sources import Periods, Rows, amount, date_as, read

COVERS = range_of("2022-04-01 to 2024-03-05")
BEFORE = range_of("2022-08-01 to 2023-07-30")
MOVES_BEFORE = range_of("2022-10-03 to 2023-07-30")
PROFILES = {
    "low": ["0.5", "7.3", "13.3", "13.9", "14.1", "14.2"],
    "high": ["0.8", "9.5", "16.0", "16.3", "16.5", "16.5"],
}
TARGETS = {
    "reablement": ("9.5", "11.44"), "decision_making": ("2.3", "2.74"), "preparing_for_adulthood": ("0.4", "0.62"),
    "progression": ("2.0", "2.42"), "culture": (None, None),
}


def reablement(column, locality):
    """By week, all localities together; the row below the table is their total, and no week."""
    weeks = {}
    for r in read("somerset/data/reablement.csv", skip=2):
        if r["Week ending"] != "Total" and locality in (None, r["Locality"]):
            sunday = date_as("%d/%m/%Y", r["Week ending"])
            weeks[sunday] = weeks.get(sunday, 0) + amount(r[column])
    return Periods(weeks, week_of)


class Spells:
    """Placements of one setting: from the start to before the end; an empty end is still open."""

    def __init__(self, setting, locality):
        self.all = [
            (date_as("%d/%m/%Y", r["start_date"]), r["end_date"] and date_as("%d/%m/%Y", r["end_date"]) or None,
             amount(r["weekly_cost"]))
            for r in read("somerset/data/placements.csv")
            if r["setting"] == setting and locality in (None, r["locality"])]
        self.closed = Rows([(end, (start, end)) for start, end, _ in self.all if end and end <= COVERS[1]],
                           covers=COVERS)
        self.started = Rows([(start, 1) for start, _, _ in self.all], covers=COVERS)

    def open_on(self, window):
        """Those open at the end of a window's last day: how many, and what they cost a week."""
        if not COVERS[0] <= window[1] <= COVERS[1]:
            return None, None
        costs = [c for start, end, c in self.all if start <= window[1] and (end is None or window[1] < end)]
        return Fraction(len(costs)), sum(costs, Fraction(0))

    def per_week(self, window):
        return self.closed.per_week(self.closed.count(window), window)

    def stay(self, window):
        return self.closed.mean(window, lambda spell: Fraction((spell[1] - spell[0]).days))


def model(as_at=None, locality=None):
    people, hours = reablement("People finished", locality), reablement("Hours a week less", locality)
    residential, enablement = Spells("residential", locality), Spells("enablement", locality)
    # The last whole week by 2024-02-20, two weeks before the end of what is covered: later ones are provisional.
    m = Model(week_of, day("2023-08-01"), day("2029-03-31"), as_at or day("2024-02-18"), COVERS[0], COVERS[1],
              52 * 7, own=("high", "low"))

    def six_weeks(m):
        return trailing(m.data_end, weeks=6)

    def whole_weeks(source):
        return lambda m: (len([w for w in m.periods if six_weeks(m)[0] <= w[0] and w[1] <= m.data_end
                               and source(w) is not None]), 6)

    def towards(base, end, until):
        return lambda on: ramp(base, Fraction(end), day("2023-10-01"), day(until), on)

    def hours_each(window):
        return over(hours.total(window)[0], people.total(window)[0])

    m.kpis["finishers"] = Kpi(
        "person/week", actual=people.per_week, baseline=Fraction("35.3"), target=Fraction(60),
        live=lambda m: people.per_week(six_weeks(m)), live_coverage=whole_weeks(people.per_week),
        assigned={"high": towards(Fraction("35.3"), 60, "2024-06-30"),
                  "low": towards(Fraction("35.3"), 52, "2024-09-30")})
    m.kpis["effectiveness"] = Kpi(
        "hour/week/person", actual=hours_each, baseline=Fraction("5.3"), target=Fraction(7),
        live=lambda m: m.average("effectiveness", *six_weeks(m)), live_coverage=whole_weeks(hours_each),
        assigned={"high": towards(Fraction("5.3"), "7.4", "2024-09-30"),
                  "low": towards(Fraction("5.3"), "6.6", "2024-09-30")})
    m.kpis["net_impact"] = Kpi(
        "hour/week/week", parts=lambda get: times(get("finishers"), get("effectiveness")),
        made_of=("finishers", "effectiveness"), baseline=Fraction(188), target=Fraction(419),
        live=lambda m: m.average("net_impact", *six_weeks(m)), live_coverage=whole_weeks(hours_each))

    def starts(window):
        return residential.started.per_week(residential.started.count(window), window)

    base = starts(BEFORE)
    m.kpis["residential_starts"] = Kpi(
        "placement/week", actual=starts, baseline=base, target=Fraction("13.7"), lower=True,
        live=lambda m: starts(six_weeks(m)), live_coverage=whole_weeks(starts), baseline_coverage=(52, 52),
        assigned={"high": towards(base, "13.6", "2024-06-30"), "low": towards(base, "13.8", "2024-09-30")})
    m.kpis["enablement_open"] = Kpi(
        "placement", actual=lambda w: enablement.open_on(w)[0], lower=True,
        live=lambda m: enablement.open_on(six_weeks(m))[0], live_coverage=whole_weeks(lambda w: 1))
    moves, stay = enablement.per_week(MOVES_BEFORE), enablement.stay(MOVES_BEFORE)
    m.kpis["moves_on"] = Kpi(
        "placement/week", actual=enablement.per_week, baseline=moves, live=lambda m: enablement.per_week(six_weeks(m)),
        live_coverage=whole_weeks(enablement.per_week), baseline_coverage=(43, 43),
        assigned={name: lambda on: moves for name in ("high", "low")})
    m.kpis["enablement_stay"] = Kpi(
        "day", actual=enablement.stay, baseline=stay, target=Fraction(112), lower=True,
        live=lambda m: enablement.stay(six_weeks(m)), live_coverage=whole_weeks(enablement.stay),
        baseline_coverage=(43, 43),
        assigned={"high": towards(stay, 112, "2024-06-30"), "low": towards(stay, 124, "2024-09-30")})
    m.kpis["open_cost"] = Kpi(
        "GBP/week", actual=lambda w: enablement.open_on(w)[1], lower=True,
        live=lambda m: enablement.open_on(six_weeks(m))[1], live_coverage=whole_weeks(lambda w: 1))

    m.benefits["smaller_packages"] = Benefit(
        lambda get, on: times(minus(get("net_impact"), get("net_impact", "baseline")), Fraction("22.40"), 35),
        kpis=("net_impact", "finishers", "effectiveness"), per_days=7, unit="GBP/week", accrues=35 * 7,
        kind="cost avoidance", confidence="high", workstream="reablement")

    def price(on):
        return None if on < day("2023-04-01") else Fraction(1050 if on < day("2024-04-01") else 1113)

    m.benefits["residential_avoidance"] = Benefit(
        lambda get, on: times(minus(base, get("residential_starts")), price(on), 104),
        kpis=("residential_starts",), per_days=7, unit="GBP/week", accrues=104 * 7, part=Fraction(85, 100),
        kind="cost avoidance", confidence="high", workstream="decision_making",
        shares={"council": Fraction(85, 100), "icb": Fraction(15, 100)})
    m.benefits["shorter_stays"] = Benefit(  # days × placements a week × £ a week: £ × days a week², a seventh in £ a week
        lambda get, on: times(minus(stay, get("enablement_stay")), get("moves_on"), 820, Fraction(1, 7)),
        kpis=("enablement_stay", "moves_on"), per_days=7, unit="GBP/week", kind="cashable", confidence="medium",
        workstream="progression")
    m.quotients = {  # what is divided by what, in each of the times that the live value is the mean of
        "effectiveness": lambda window: [(hours.total(w)[0], people.total(w)[0]) for w in m.periods
                                         if window[0] <= w[0] and w[1] <= window[1]],
        "enablement_stay": lambda window: [
            (enablement.closed.sum(window, lambda spell: Fraction((spell[1] - spell[0]).days)),
             enablement.closed.count(window))]}
    if locality:  # what is stated of the county is nothing of its parts; what rows say of them is
        for name, k in m.kpis.items():
            k.target = None
            if name in ("finishers", "effectiveness", "net_impact"):
                k.baseline = None
    return m


def also(m):
    """What stands in the pack beside KPIs, benefits and totals."""
    lines = {name: m.lines(b) for name, b in m.benefits.items()}
    every = total(list(lines.values()))
    yield from workstreams(m, lines)
    yield from profiles(every)
    yield from judgements(m)
    yield from warnings(m)
    guaranteed = Fraction("1.3") * 7_700_000
    yield from number("figures.guaranteed.result", guaranteed, "GBP/year")
    yield from number("figures.fee_share.result", min(Fraction(1), every["actual"]["run_rate"] / guaranteed), "1")
    half_year = range_of("2023-09-04 to 2024-03-03")
    yield from number("figures.measured_year.result", m.annualised(m.benefits["smaller_packages"], *half_year), "GBP/year")


def workstreams(m, lines):
    for name, (target, stretch) in TARGETS.items():
        path = f"workstreams.{name}"
        of = [lines[n] for n, b in m.benefits.items() if b.workstream == name]
        target, stretch = (t and Fraction(t) * 1_000_000 for t in (target, stretch))
        progress = target and of and total(of)["actual"]["run_rate"] / target or None
        yield from number(f"{path}.target", target, "GBP/year")
        yield from number(f"{path}.stretch", stretch, "GBP/year")
        yield from number(f"{path}.progress", progress, "1")
        yield f"{path}.rag.state", rag_of_progress(progress)


def profiles(every):
    for name, years in PROFILES.items():
        for year, agreed in zip(range(2023, 2029), years):
            path = f"profiles.{name}.years.{fiscal_name(year)}"
            agreed, expected = Fraction(agreed) * 1_000_000, every["forecast"]["cash"][year]["cash"]
            yield from number(f"{path}.agreed", agreed, "GBP")
            yield from number(f"{path}.forecast", expected, "GBP")
            yield from number(f"{path}.difference", expected - agreed, "GBP")


def judgements(m):
    scale = ["Red", "Bronze", "Silver", "Gold"]
    latest = {}
    for r in sorted(read("somerset/data/sustainability.csv"), key=lambda r: r["judged_on"]):
        if day(r["judged_on"]) <= m.as_at:
            latest[r["change"]] = r["level"]
    path, changes = "ratings.sustainability", len(latest)
    for i, level in enumerate(scale):
        yield f"{path}.levels.{level}.changes", sum(1 for have in latest.values() if have == level)
        share = Fraction(sum(1 for have in latest.values() if scale.index(have) >= i), changes)
        yield from number(f"{path}.levels.{level}.at_it_or_better", share, "1")
        if level == "Silver":
            yield from number(f"{path}.target.share", Fraction(80, 100), "1")
            yield from number(f"{path}.progress", share / Fraction(80, 100), "1")
            yield f"{path}.rag.state", rag_of_progress(share / Fraction(80, 100))
    for change, level in latest.items():
        yield f"{path}.changes.{change}.level", level
    yield f"{path}.not_judged", 0


def warnings(m):
    def models(as_at, member):
        return model(as_at, member[1] if member and member[0] == "locality" else None)

    def parts(kpi):
        return lambda of, window: of.quotients[kpi](window)

    yield from alerts.expected(m, "Residential starts rising", "residential_starts", lambda v, line, marks: v > line[2], 2)
    yield from alerts.expected(m, "Effectiveness out of the ordinary", "effectiveness", alerts.any_signal, 2, weeks=6,
                               models=models, cuts={"locality": LOCALITIES}, parts=parts("effectiveness"))
    yield from alerts.expected(m, "Stays in enablement out of the ordinary", "enablement_stay", alerts.any_signal, weeks=6,
                               models=models, cuts={"locality": LOCALITIES, "setting": ["enablement"]},
                               parts=parts("enablement_stay"))


LOCALITIES = ["Mendip", "Sedgemoor", "Somerset West", "South Somerset"]
ADD_UP = ("finishers", "residential_starts", "enablement_open", "moves_on", "open_cost", "residential_avoidance")


def broken_down(m):
    """Each locality as a county of its own."""
    parts = {locality: model(m.as_at, locality) for locality in LOCALITIES}
    for name, k in m.kpis.items():
        def figures(of):
            return {key: of.value(name, key, of.latest) for key in ("live", "baseline", "target")}
        yield from break_down(name, True, k.unit, figures(m), {p: figures(of) for p, of in parts.items()}, name in ADD_UP)
    for name in m.benefits:
        def money(of):
            line = of.lines(of.benefits[name])["actual"]
            return {key: line[key] if line["run_rate"] is not None else None for key in ("run_rate", "value_add")}
        yield from break_down(name, False, None, money(m), {p: money(of) for p, of in parts.items()}, name in ADD_UP)
