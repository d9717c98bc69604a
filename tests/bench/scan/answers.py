"""Whether two answers to one query say the same.

An answer is a dict from (measure, week, part) to a number: the week as its Monday, None for all weeks
together; the part as its text, None for all parts together. What only one of them has must be
nothing there: a week without rows has no row in SQL, and the count 0 in a pack.
"""

import csv
import io
import json
from decimal import Decimal

NEAR = Decimal("1e-12")  # binary fractions agree to so many digits


def of_pack(text):
    """What `equate run --format json` says."""
    pack = json.loads(text)
    weeks = [period["from"] for period in pack["periods"]]
    found = {}
    for kpi in pack["kpis"]:
        for week, value in zip(weeks, kpi["series"]["values"]):
            found[kpi["name"], week, None] = value
        if kpi["live_window"]:
            found[kpi["name"], None, None] = kpi["live"]["value"]
    for parts in pack["breakdowns"]:
        for part in parts["parts"]:
            found[parts["name"], None, part["name"]] = part["live"]["value"]
    return {key: Decimal(value) for key, value in found.items() if value is not None}


def of_sql(text):
    """What rival_duckdb.py --answers prints."""
    names, *rows = (json.loads(line, parse_float=Decimal) for line in text.splitlines())
    found = {}
    for row in rows:
        row = dict(zip(names, row))
        week, part = row.pop("week"), row.pop("part", None)
        for name, value in row.items():
            found[name, week, part] = value
    return {key: Decimal(value) for key, value in found.items() if value is not None}


def of_limit(text):
    """What the query written by hand prints: each week's parts."""
    names = ["residential", "residential_cost", "homecare_hours", "mean_cost", "placed", "oldest"]
    return {(name, week, part): Decimal(value)
            for week, part, *values in csv.reader(io.StringIO(text)) for name, value in zip(names, values)}


def differences(ours, theirs, near=NEAR):
    """The keys at which they differ, of those where both can have an answer; and how many are the same."""
    def kind(key):
        return key[0], key[1] is None, key[2] is None
    both = {kind(key) for key in ours} & {kind(key) for key in theirs}
    keys = {key for key in ours | theirs if kind(key) in both}
    wrong = [key for key in keys if not equal(ours.get(key, 0), theirs.get(key, 0), near)]
    return sorted(wrong, key=str), len(keys) - len(wrong)


def equal(a, b, near):
    return a == b or abs(a - b) <= near * max(abs(a), abs(b))
