"""Alerts: when they hold, between which limits, and what of a change comes from whom."""

from fractions import Fraction

from calendars import DAY
from programme import minus, number, over
from xmr import RULES, chart, signals


def any_signal(value, line, marks):
    return bool(marks)


def rises(value, line, marks):
    return 1 in marks


def truth(m, kpi, condition, since=None, run=7):
    """Of each period so far whether the condition holds (None: not known), and the last one's limits and points.

    `condition` is of the value, its limits and its signals; limits begin anew with the period of `since`."""
    values = [m.value(kpi, "actual", i) for i in range(m.latest + 1)]
    first = next(i for i, (_, last) in enumerate(m.periods) if since is None or last >= since)
    lines = chart(values, ((0, first), (first, None)))
    marks = signals(values, lines, run)
    holds = [None if v is None or line is None else
             condition(v, line, set().union(*(marks[rule][i] for rule in RULES)))
             for i, (v, line) in enumerate(zip(values, lines))]
    return holds, values[-1], lines[-1], len([v for v in values[first:] if v is not None]), m.periods[first][0]


def expected(m, title, kpi, condition, wanted=1, since=None, run=7, **lies_behind):
    """What the pack says of an alert on one KPI, and of what lies behind it where it is raised."""
    path, k = f"alerts.{title}", m.kpis[kpi]
    holds, latest, line, points, first = truth(m, kpi, condition, since, run)
    stretch = next((n for n, h in enumerate(reversed(holds)) if not h), len(holds))
    raised = stretch >= wanted
    yield f"{path}.state", "raised" if raised else "quiet"
    yield f"{path}.periods", stretch
    yield f"{path}.periods_wanted", wanted
    yield f"{path}.since", m.periods[m.latest - stretch + 1][0].isoformat() if stretch else None
    yield f"{path}.limits.0.points", points
    yield f"{path}.limits.0.from", first.isoformat()
    for key, value in (("latest", latest), ("centre", line[0]), ("lower_limit", line[1]), ("upper_limit", line[2])):
        yield from number(f"{path}.limits.0.{key}", value, k.unit)
    if raised:
        yield from behind(m, title, kpi, **lies_behind)


def split(before, after, whole_before, whole_after):
    """Kitagawa's two parts of a change in a ratio: from (share, ratio) before and after of one part."""
    (w0, r0), (w1, r1) = before, after
    r0, r1 = (r1 if r0 is None else r0), (r0 if r1 is None else r1)
    rate = (w0 + w1) / 2 * (r1 - r0)
    return rate, (w1 - w0) * ((r0 + r1) / 2 - (whole_before + whole_after) / 2)


def behind(m, title, kpi, weeks, models, cuts, parts=None):
    """What lies behind a raised alert: `models(as_at, member)` gives the programme as it was, the whole without a
    member; `cuts` maps dimensions to their members. A quotient has `parts(model, window)`: what is divided by what
    in each of the times that its live value is the mean of."""
    path, k = f"alerts.{title}.kpis.{kpi}", m.kpis[kpi]
    end = m.data_end
    ends = [end - weeks * 7 * DAY, end]
    days = [(last - (weeks * 7 - 1) * DAY, last) for last in ends]
    whole = [models(last, None) for last in ends]
    live = [of.live(kpi) for of in whole]
    for name, value, window in zip(("before", "now"), live, days):
        yield from number(f"{path}.{name}", value, k.unit)
        yield f"{path}.{name}_days.from", window[0].isoformat()
        yield f"{path}.{name}_days.to", window[1].isoformat()
    yield from number(f"{path}.change", minus(live[1], live[0]), k.unit)
    for by, members in cuts.items():
        changes = rates = mixes = Fraction(0)
        for member in members:
            at = f"{path}.by.{by}.members.{member}"
            own = [models(last, (by, member)) for last in ends]
            lives = [of.live(kpi) for of in own]
            for name, value in zip(("before", "now"), lives):
                yield from number(f"{at}.{name}", value, k.unit)
            yield from number(f"{at}.change", minus(lives[1], lives[0]), k.unit)
            changes += minus(lives[1], lives[0])
            if not parts:
                continue
            sides = []
            for of, all_of, window in zip(own, whole, days):
                shares, ratios = [], []
                for (mine, under), (_, of_all) in zip(parts(of, window), parts(all_of, window)):
                    shares.append((under or 0) / of_all)
                    ratios.append((mine or 0) / of_all)
                share = sum(shares) / len(shares)
                sides.append((share, over(sum(ratios) / len(ratios), share)))
            rate, mix = split(*sides, *live)
            yield from number(f"{at}.rate", rate, k.unit)
            yield from number(f"{at}.mix", mix, k.unit)
            rates, mixes = rates + rate, mixes + mix
        if parts:
            assert rates + mixes == live[1] - live[0], "the parts of a change must add up to it"
            yield from number(f"{path}.by.{by}.rate", rates, k.unit)
            yield from number(f"{path}.by.{by}.mix", mixes, k.unit)
            yield from number(f"{path}.by.{by}.not_attributed", None, k.unit)
        else:
            rest = live[1] - live[0] - changes
            yield from number(f"{path}.by.{by}.not_attributed", rest or None, k.unit)
