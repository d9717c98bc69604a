#!/usr/bin/env python3
"""Makes the data of this example. Every row is made up; nobody in it exists.

    python3 make_data.py FOLDER

The same seed gives the same bytes everywhere. Some weeks are set by hand, so that on 2024-03-05 the live
figures are the published ones: finishers 39.5 a week, effectiveness 6.4 hours, net impact 250 hours a week.
"""

import csv
import datetime
import sys
from fractions import Fraction
from pathlib import Path

DAY = datetime.timedelta(days=1)
FIRST_SUNDAY, LAST_SUNDAY = datetime.date(2022, 8, 7), datetime.date(2024, 3, 3)
LOCALITIES = ["Mendip", "Sedgemoor", "Somerset West", "South Somerset"]
PARTS = [24, 26, 22, 28]  # of a hundred

# The last six weeks: people who finished, and the hours a week that they need less, together.
LAST_SIX = [(34, 258), (46, 248), (36, 248), (44, 246), (38, 251), (39, 249)]

# And the residential placements of those weeks, by their Mondays.
LAST_STARTS = {datetime.date(2024, 1, 22) + n * 7 * DAY: starts for n, starts in enumerate([14, 13, 15, 13, 14, 14])}


class Dice:
    """A generator of its own (Knuth's MMIX): that of a library may change with its version."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def between(self, first, last):
        return first + self.below(last - first + 1)

    def one_of(self, weighted):
        roll = self.below(sum(weight for _, weight in weighted))
        for what, weight in weighted:
            if roll < weight:
                return what
            roll -= weight
        raise AssertionError


def sundays():
    day = FIRST_SUNDAY
    while day <= LAST_SUNDAY:
        yield day
        day += 7 * DAY


def shared(total, dice):
    """A whole number in parts, one a locality, that add up to it."""
    parts = [total * p // 100 for p in PARTS]
    while sum(parts) < total:
        parts[dice.below(len(parts))] += 1
    return parts


def write(path, header, rows, before=(), after=()):
    with open(path, "w", newline="", encoding="utf-8") as file:
        for line in before:
            file.write(line + "\n")
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
        for line in after:
            file.write(line + "\n")


def reablement(folder):
    """One row a week and locality, as a team exports it: a title above, a total below."""
    dice = Dice(20230801)
    weeks = list(sundays())
    rows, people, hours = [], 0, Fraction(0)
    for i, sunday in enumerate(weeks):
        if i >= len(weeks) - 6:
            finished, less = LAST_SIX[i - (len(weeks) - 6)]
        else:
            since = max((sunday - datetime.date(2023, 9, 24)).days // 7, 0)  # growth begins in autumn
            finished = 35 + since // 7 + dice.between(-4, 4)
            less = finished * (530 + 4 * since + dice.between(-40, 40)) // 100
        tenths = [part for part in shared(less * 10, dice)]
        for locality, n, t in zip(LOCALITIES, shared(finished, dice), tenths):
            rows.append([sunday.strftime("%d/%m/%Y"), locality, n, f"{t // 10}.{t % 10}"])
            people, hours = people + n, hours + Fraction(t, 10)
    write(folder / "reablement.csv", ["Week ending", "Locality", "People finished", "Hours a week less"], rows,
          before=["Reablement: people who finished (made up)", ""],
          after=[f'Total,,"{people:,}","{float(hours):,.1f}"'])


def placements(folder):
    """One row a placement."""
    dice = Dice(11)
    first, last = datetime.date(2022, 4, 1), datetime.date(2024, 3, 5)
    rows, number = [], 0
    monday = datetime.date(2022, 3, 28)
    while monday <= last:
        weeks_in = max((monday - datetime.date(2023, 7, 24)).days // 7, 0)
        if monday in LAST_STARTS:
            starts = ["residential"] * LAST_STARTS[monday]
        else:
            nudge = 1 if monday.toordinal() // 7 % 5 == 0 else 0  # a few more before the programme, fewer since
            starts = ["residential"] * (14 + dice.between(-2, 2) + (-nudge if weeks_in else nudge))
        starts += ["nursing"] * dice.between(4, 8) + ["enablement"] * dice.between(8, 11)
        sooner = min(max((monday - datetime.date(2023, 5, 1)).days // 7, 0), 36)  # days less in enablement
        for setting in starts:
            start = monday + dice.below(7) * DAY
            number += 1
            stay = {"residential": dice.between(300, 900), "nursing": dice.between(120, 500),
                    "enablement": dice.between(110, 175) - sooner}[setting]
            cost = {"residential": dice.between(98000, 112000), "nursing": dice.between(115000, 131000),
                    "enablement": dice.between(76000, 88000)}[setting]
            locality = dice.one_of(list(zip(LOCALITIES, PARTS)))
            if not first <= start <= last:
                continue
            end = start + stay * DAY
            rows.append([f"P{number:05d}", start.strftime("%d/%m/%Y"),
                         end.strftime("%d/%m/%Y") if end <= last else "", locality, setting,
                         f"£{cost // 100:,}.{cost % 100:02d}"])
        monday += 7 * DAY
    rows.sort(key=lambda r: (r[1][6:], r[1][3:5], r[1][:2], r[0]))
    write(folder / "placements.csv", ["case_id", "start_date", "end_date", "locality", "setting", "weekly_cost"], rows)


def judgements(folder):
    """How far each change has become part of the service: judged twice, by people."""
    changes = ["Reablement huddles", "One referral route", "Home first conversations", "Decision forum",
               "Peer review of placements", "Outcome tracker", "Move-on planning", "Supported living panel",
               "Locality scorecards", "Preparing for adulthood pathway", "Strengths-based training"]
    autumn = ["Bronze", "Silver", "Bronze", "Silver", "Red", "Bronze", "Red", "Bronze", "Silver", "Red", "Bronze"]
    spring = ["Silver", "Gold", "Silver", "Gold", "Bronze", "Silver", "Bronze", "Bronze", "Gold", "Red", "Silver"]
    rows = [[change, "2023-11-15", level] for change, level in zip(changes, autumn)]
    rows += [[change, "2024-02-21", level] for change, level in zip(changes, spring)]
    write(folder / "sustainability.csv", ["change", "judged_on", "level"], rows)


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data")
    where.mkdir(parents=True, exist_ok=True)
    reablement(where)
    placements(where)
    judgements(where)
