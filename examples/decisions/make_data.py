#!/usr/bin/env python3
"""Makes the data of this example. Every row is made up; nobody in it exists.

    python3 make_data.py FOLDER

The same seed gives the same bytes everywhere. Two half years are brought to round figures by hand, so that a
table of before and after can be checked in the head: October 2022 to March 2023 has 81 placements a month, a
wait of 80 days and 40% ideal outcomes; October 2023 to March 2024 has 67, 17.5 days and 59%.
"""

import csv
import datetime
import sys
from pathlib import Path

LOCALITIES = ["East", "North", "South", "West"]
REASONS = [("Awaiting assessment", 31), ("No provider found", 24), ("Awaiting funding decision", 17),
           ("Family choice", 11), ("Equipment or adaptations", 9), ("Legal or capacity question", 5), ("Other", 3)]

# By month, from April 2022: decisions, of them placed, in the ideal setting, and the days waited together.
MONTHS = [
    (195, 77, 80, 14900), (204, 82, 83, 15600), (198, 79, 78, 15300), (201, 80, 79, 15800),
    (190, 76, 75, 15200), (199, 80, 81, 16100),
    (205, 83, 82, 16400), (201, 82, 80, 16080), (188, 76, 75, 15040), (210, 85, 85, 16800), (194, 79, 78, 15520),
    (202, 81, 80, 16160),  # the six months to March 2023: 1,200 decisions, 486 placed, 480 ideal, 96,000 days
    (203, 80, 84, 15200), (206, 79, 90, 13900), (199, 77, 92, 12300), (204, 76, 98, 10800),
    (197, 73, 101, 9000), (202, 72, 109, 7100),
    (209, 71, 116, 5000), (204, 68, 119, 3900), (181, 61, 106, 3100), (212, 70, 127, 3400), (195, 65, 118, 2900),
    (199, 67, 122, 2700),  # the six months to March 2024: 1,200 decisions, 402 placed, 708 ideal, 21,000 days
]


class Dice:
    """A generator of its own (Knuth's MMIX): that of a library may change with its version."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            k = self.below(i + 1)
            items[i], items[k] = items[k], items[i]
        return items


def months():
    for i, figures in enumerate(MONTHS):
        year, month = 2022 + (3 + i) // 12, (3 + i) % 12 + 1
        first = datetime.date(year, month, 1)
        days = (datetime.date(year + month // 12, month % 12 + 1, 1) - first).days
        yield i, first, days, figures


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def decisions(folder):
    """One row a decision. The trial area, part of North and East, changes first."""
    dice = Dice(81067)
    rows, number = [], 0
    for i, first, days, (total, placed, ideal, waited) in months():
        settings = dice.shuffled(["residential"] * placed + ["home"] * (total - placed))
        outcomes = dice.shuffled(["yes"] * ideal + ["no"] * (total - ideal))
        areas = dice.shuffled(["trial"] * (total // 5) + ["county"] * (total - total // 5))
        if i >= 14:  # in the trial area outcomes become better first: exchange some with the county
            bad = [k for k in range(total) if areas[k] == "trial" and outcomes[k] == "no"]
            good = [k for k in range(total) if areas[k] == "county" and outcomes[k] == "yes"]
            for x, y in list(zip(bad, good))[: len(bad) // 3]:
                outcomes[x], outcomes[y] = "yes", "no"
        waits = [waited // total] * total
        for _ in range(waited - sum(waits)):
            waits[dice.below(total)] += 1
        for _ in range(total):  # unequal, with the same sum
            x, y = dice.below(total), dice.below(total)
            move = dice.below(waits[x] // 3 + 1) if x != y else 0
            waits[x], waits[y] = waits[x] - move, waits[y] + move
        made = []
        for setting, outcome, area, wait in zip(settings, outcomes, areas, waits):
            number += 1
            day = first + datetime.timedelta(days=dice.below(days))
            locality = LOCALITIES[dice.below(2)] if area == "trial" else LOCALITIES[dice.below(4)]
            made.append([f"D{number:05d}", day.strftime("%d-%b-%y"), locality, area, setting, outcome, wait])
        rows += sorted(made, key=lambda r: (datetime.datetime.strptime(r[1], "%d-%b-%y"), r[0]))
    write(folder / "decisions.csv",
          ["decision", "decided", "locality", "area", "setting", "ideal", "days_waited"], rows)


def delays(folder):
    """One row a month and reason: days lost. Every 50th day has no reason: it is not attributed."""
    dice = Dice(17)
    rows = []
    for _, first, days, (_, _, _, waited) in months():
        last = first + datetime.timedelta(days=days - 1)
        lost = waited // 4
        parts = [lost * weight * (90 + dice.below(21)) // 10000 for _, weight in REASONS]
        for (reason, _), part in zip(REASONS, parts):
            rows.append([last.isoformat(), reason, f"{part:,}"])
        rows.append([last.isoformat(), "", f"{lost // 50:,}"])
    write(folder / "delays.csv", ["month", "reason", "days_lost"], rows)


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data")
    where.mkdir(parents=True, exist_ok=True)
    decisions(where)
    delays(where)
