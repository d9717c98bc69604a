"""Writes large programmes, and Lua of the same size, to measure compiling with.

A programme repeats one locality's worth of what a council would write: a KPI over filtered rows, its
costs, its benefit and a figure, then the plans for all of them. It passes `equate check`. The Lua is
functions of local arithmetic.
"""

import datetime

HEAD = """\
# A county with very many localities.

programme "Generated" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "weekly.csv" {
  period  week_ending
  by      locality
  value   started : placement
}
"""

LOCALITY = """
# Locality {i}: fewer people start in residential care than before.
kpi starts_{i} "New residential placements, locality {i}" {{
  tracked   sum(started of weekly where locality = "L{i}") per week
  baseline  {b}.{d} placements/week agreed "Finance Board" on 2023-07-20
  target    {t}.5 placements/week
  better    lower
  live      over 6 weeks
}}

fixed cost_{i}   = £1,{c:03d}.25 per week per placement from 2023-04-01,
                {pad}£1,{e:03d} per week per placement from 2024-04-01
fixed length_{i} = 104 weeks source "Length of stay, 2019 to 2023"

benefit avoided_{i} "Avoided residential placements, locality {i}" {{
  equation  (baseline(starts_{i}) - tracked(starts_{i})) * cost_{i} * length_{i}
  accrues   over length_{i}               # a placement avoided saves for two years
  kind      cost avoidance
}}

figure gap_{i} "Run-rate over what is guaranteed, locality {i}" = run_rate(avoided_{i}) - £{c},000 per year
"""

PLAN = """\
  starts_{i} = ramp(baseline(starts_{i}), {t}.{d} placements/week, 2023-10-01 to 2024-09-30)
"""


def numbers(i):
    return {"i": i, "b": 14 + i % 30, "t": 9 + i % 5, "d": i % 10, "c": 100 + i % 900, "e": (i + 60) % 1000, "pad": " " * len(str(i))}


def localities(n):
    """A programme of four definitions a locality."""
    every = [numbers(i) for i in range(n)]
    high = "\nscenario high \"High\" {\n" + "".join(PLAN.format(**x) for x in every) + "}\n"
    low = "\nscenario low \"Low\" {\n" + "".join(PLAN.format(**{**x, "t": x["t"] + 2}) for x in every) + "}\n"
    return HEAD + "".join(LOCALITY.format(**x) for x in every) + high + low


def rows(n, weeks):
    """Counts of `weeks` weeks for each locality, for that programme."""
    yield "week_ending,locality,started\n"
    first = datetime.date(2022, 4, 3)
    for w in range(weeks):
        day = first + datetime.timedelta(weeks=w)
        for i in range(n):
            yield f"{day},L{i},{3 + (i * 7 + w * 13) % 18}\n"


def programme(size):
    """Text of about `size` bytes."""
    parts, length, i = [HEAD], len(HEAD), 0
    high, low = ["\nscenario high \"High\" {\n"], ["\nscenario low \"Low\" {\n"]
    while length < size:
        n = numbers(i)
        parts.append(LOCALITY.format(**n))
        high.append(PLAN.format(**n))
        low.append(PLAN.format(**{**n, "t": n["t"] + 2}))
        length += len(parts[-1].encode()) + len(high[-1]) + len(low[-1])
        i += 1
    return "".join([*parts, *high, "}\n", *low, "}\n"]).encode()


def lua(size):
    parts, length, i = [], 0, 0
    while length < size:
        body = "".join(f"  local v{j} = (a - {i % 1000}.{j:02d}) * b + c / {j + 1}\n" for j in range(20))
        parts.append(f"function f{i}(a, b, c)\n{body}  g{i % 5000} = v0 + v19\n  return g{i % 5000}\nend\n")
        length += len(parts[-1])
        i += 1
    return "".join(parts).encode()
