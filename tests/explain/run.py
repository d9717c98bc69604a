"""Explains every figure of every example, and works each line out again from the lines below it.

    python3 tests/explain/run.py build/equate

Every node of `equate explain --format json` says by which rule its value follows from its parts' values. Here the
rules are worked out with exact fractions (rules.py): a value must be exactly what comes of its parts, or, where it is
marked as rounded to 34 digits, right to 28 of them. The figure itself must be the one that the pack has; numbers that
stand in the text, and rows that were counted, are looked up where the explanation says that they are (leaves.py). What
is printed for people is worked out from its own lines, within what they are rounded to (printed.py).

That nothing passes for want of something to look at: each rule must have been met, and each kind of line.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import leaves
import printed
from rules import RULES, SERIES, Wrong, f, follows

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("somerset", "discharge", "residential", "decisions", "review/before", "review/after")
MOST_PARTS = 6  # of a break-down


class Checked:
    """The nodes of one explanation, each held to its rule and its leaves."""

    def __init__(self, folder, met):
        self.folder, self.met = folder, met
        self.above = set()

    def node(self, node, within=None):
        key = (node["value"], node.get("scenario"))
        rule = node.get("rule")
        if node.get("explained_above"):
            if key not in self.above:
                raise Wrong(f"`{node['what']}` is not explained above")
            rule = "explained above"
        elif rule == "rows":
            self.met["rows worked out"] += leaves.rows(node, self.folder)
        elif rule == "written":
            leaves.written(node)
        elif rule == "same" and not node.get("parts"):
            # One period of a series stands for itself: the series shows its value.
            if within not in SERIES:
                raise Wrong(f"`{node['what']}` rests on nothing")
        elif rule not in RULES:
            raise Wrong(f"`{node['what']}` has no rule")
        else:
            for part in node.get("parts", []):
                self.node(part, rule)
            follows(node, node.get("parts", []))
        self.above.add(key)
        self.met[rule] += 1


# ---- what there is to explain ----

def names(folder):
    """The KPIs, fixed values, benefits and figures of a programme, by kind."""
    found = {kind: [] for kind in ("kpi", "fixed", "benefit", "figure")}
    scenarios = []
    for path in sorted(folder.rglob("*.eq")):
        if path.name == "tests.eq":
            continue
        text = path.read_text()
        for kind, name in re.findall(r"^(kpi|fixed|benefit|figure)\s+(\w+)", text, re.M):
            found[kind].append(name)
        scenarios += re.findall(r"^scenario\s+(\w+)", text, re.M)
    return found, ["actual", "target", "forecast", *scenarios]


def whole(pack, workstream, key):
    for total in pack["totals"]:
        if total["workstream"] == workstream and total["split"] == "whole":
            return total["scenarios"]["actual"].get(key, {}).get("value")
    return None


def totals(total, name, scenarios):
    """What a workstream or the programme comes to."""
    for scenario in scenarios:
        line = total["scenarios"].get(scenario) or {}
        if not total["included"]:
            continue
        for key in ("run_rate", "value_add"):
            if line.get(key, {}).get("value") is not None:
                yield f"{key}({name})", scenario, line[key]["value"]
        for cash in line.get("cash_profile") or []:
            if scenario != "actual":
                yield f"cash({name}) over {cash['fiscal_year']}", scenario, cash["cash"]["value"]


def figures(folder, pack):
    """(figure, scenario, the value in the pack or None)"""
    found, scenarios = names(folder)
    by_name = {kind: {x["name"]: x for x in pack[kind]} for kind in ("kpis", "benefits", "figures")}
    for name in found["fixed"]:
        yield name, "actual", None
    for name in found["figure"]:
        yield name, "actual", by_name["figures"][name]["result"]["value"]
    for name in found["kpi"]:
        k = by_name["kpis"][name]
        for scenario in ("live", "baseline", "target"):
            if k[scenario]["value"] is not None:
                yield f"{scenario}({name})", "actual", k[scenario]["value"]
        for scenario in scenarios:
            yield name, scenario, k["scenarios"][scenario]["value"]
        yield f"{name} at {pack['as_at']}", "actual", None
        yield f"previous({name}, 1 week) - {name}", "actual", None
        progress = k["progress"]["value"]
        if progress is not None:
            yield f"progress({name})", "actual", progress
    for alert in pack["alerts"]:
        for limit in alert["limits"] or []:
            for key in ("centre", "upper_limit", "lower_limit"):
                yield f"{key}({limit['kpi']} from {limit['from']})", "actual", limit[key]["value"]
    for total in pack["totals"]:
        if total["split"] == "whole":
            yield from totals(total, total["workstream"] or "programme", scenarios)
    for workstream in {t["workstream"] for t in pack["totals"]} - {None}:
        if any(b["workstream"] == workstream and not b["not_tracked"] and not b["once"] for b in pack["benefits"]):
            yield workstream, "actual", whole(pack, workstream, "run_rate")
    for name in found["benefit"]:
        lines = by_name["benefits"][name].get("scenarios") or {}
        if by_name["benefits"][name]["not_tracked"]:
            continue
        for scenario in scenarios:
            line = lines.get(scenario) or {}
            for key in ("run_rate", "value_add"):
                yield f"{key}({name})", scenario, (line.get(key) or {}).get("value")
            for cash in line.get("cash_profile") or []:
                yield f"cash({name}) over {cash['fiscal_year']}", scenario, \
                    None if scenario == "actual" else cash["cash"]["value"]
        if lines:
            yield f"worth({name})", "actual", None
    for function in ("cumulative(K)", "moving_average(K, 6 weeks)", "change(K)"):
        yield function.replace("K", found["kpi"][0]), "actual", None
    yield "programme", "actual", whole(pack, None, "run_rate")


def run(command, *arguments):
    done = subprocess.run([command, *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def dimensions(folder):
    """Each column by which data can be broken down, and the first two together."""
    found = {}
    for path in sorted(folder.rglob("*.eq")):
        for names in re.findall(r"^  by +(.+)$", path.read_text(), re.M):
            names = [n.strip() for n in names.split("#")[0].split(",")]
            found |= dict.fromkeys(names)
            if len(names) > 1:
                found[",".join(names[:2])] = None
    return list(found)


def parts(command, example, by):
    """(figure, its part, the value in the pack) of each part of a break-down."""
    status, out, _ = run(command, "run", f"examples/{example}", "--by", by, "--format", "json")
    for table in json.loads(out)["breakdowns"] if status == 0 else []:
        keys = {"kpi": ("live", "baseline"), "benefit": ("run_rate", "value_add")}[table["of"]]
        for part in (table["parts"] or [])[:MOST_PARTS]:
            for key in keys:
                value = (part.get(key) or {}).get("value")
                if value is not None and all(part["keys"].values()):
                    named = ",".join(f"{k}={part['keys'][k]}" for k in by.split(","))
                    yield f"{key}({table['name']})", named, value


class Examples:
    def __init__(self, command):
        self.command = command
        self.checked = self.failed = 0
        self.met = Counter()

    def one(self, example, figure, scenario, expected, *more):
        self.checked += 1
        asked = ("explain", figure, f"examples/{example}", "--scenario", scenario, *more)
        try:
            root = self.explain(*asked, "--format", "json")
            Checked(f"examples/{example}", self.met).node(root)
            if expected is not None and root["value"] != expected:
                raise Wrong(f"it is {expected} in the pack, and {root['value']} here")
            if self.checked % 3 == 0 or root.get("rule") in ("accrued", "annualised", "total"):
                printed.check(self.ask(*asked, "--format", "markdown"), self.met)
        except Wrong as why:
            self.failed += 1
            print(f"examples/{example}: {' '.join((figure, scenario, *more))}: {why}")

    def ask(self, *arguments):
        status, out, err = run(self.command, *arguments)
        if status:
            raise Wrong(err.strip().split("\n")[0])
        return out

    def explain(self, *arguments):
        return json.loads(self.ask(*arguments))["explained"]

    def all_of(self, example, *more):
        pack = json.loads(self.ask("run", f"examples/{example}", "--format", "json", *more))
        for figure, scenario, expected in figures(ROOT / "examples" / example, pack):
            rows = ["--rows"] if self.checked % 7 == 0 else []
            self.one(example, figure, scenario, expected, *more, *rows)
        return pack["as_at"]


def main():
    tests = Examples(str(Path(sys.argv[1]).resolve()))
    for example in EXAMPLES:
        as_at = date.fromisoformat(tests.all_of(example))
        # In the midst of a period, too.
        tests.all_of(example, "--as-at", str(as_at - timedelta(days=17)))
        for by in dimensions(ROOT / "examples" / example):
            for figure, part, value in parts(tests.command, example, by):
                tests.one(example, figure, "actual", value, "--by", part)
    print(f"{tests.checked} figures explained; worked out again:", ", ".join(
        f"{n} {what}" for what, n in sorted(tests.met.items())))
    for what in sorted({*RULES, "rows worked out", *printed.KINDS}):
        if not tests.met[what]:
            tests.failed += 1
            print(f"nothing was met of: {what}")
    print(f"{max(tests.checked - tests.failed, 0)} passed, {tests.failed} failed")
    return tests.failed > 0


sys.exit(main())
