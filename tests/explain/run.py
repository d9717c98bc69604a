"""Explains every figure of every example, and works each line out again from the lines below it.

    python3 tests/explain/run.py build/equate

Every node of `equate explain --format json` says by which rule its value follows from its parts' values. Here the
rules are worked out with exact fractions: a value must be exactly what comes of its parts, or, where it is marked
as rounded to 34 digits, right to 28 of them. The figure itself must be the one that the pack has; numbers that
stand in the text, and rows that were counted, are looked up where the explanation says that they are.
"""

import csv
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("somerset", "discharge", "residential", "decisions", "review/before", "review/after")
RIGHT = Fraction(1, 10**28)


def f(text):
    return None if text is None else Fraction(text)


def number(node):
    v = node["value"]
    return v if isinstance(v, bool) or v is None else f(v)


def ratio(pair):
    return Fraction(*pair)


class Wrong(Exception):
    pass


# ---- the rules: each gives the value, and the largest number that went into it ----

def operator(node, parts):
    op = node["operator"]
    if op == "if":
        return parts[1] if parts[0] else parts[2] if parts[0] is not None else None
    if op == "is missing":
        return parts[0] is None
    if op in ("and", "or"):
        decided = op == "or"
        return decided if decided in parts else None if None in parts else not decided
    if None in parts:
        return None
    a, b = parts[0], parts[1] if len(parts) > 1 else None
    if op == "-" and b is None:
        return -a
    if op == "^":
        return a ** node["power"]
    return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b if b else None,
            "=": lambda: a == b, "!=": lambda: a != b, "<": lambda: a < b, "<=": lambda: a <= b,
            ">": lambda: a > b, ">=": lambda: a >= b, "not": lambda: not a, "abs": lambda: abs(a),
            "min": lambda: min(parts), "max": lambda: max(parts)}[op]()


def rate(node, parts):
    counted = f(node.get("counted_days") or node.get("counted_months"))
    return None if parts[0] is None or not counted else parts[0] * ratio(node["factor"]) / counted


def mean(node, parts):
    have = [(v, p.get("weight", 1)) for v, p in zip(parts, node["parts"]) if v is not None]
    days = sum(w for _, w in have)
    return sum(v * w for v, w in have) / days if days else None


def ramp(node, parts):
    on, begins, ends = (date.fromisoformat(node[k]) for k in ("on", "begins", "ends"))
    if None in parts:
        return None
    if ends <= begins:
        return parts[on >= begins]
    done = min(max((on - begins).days, 0), (ends - begins).days)
    return parts[0] + (parts[1] - parts[0]) * done / (ends - begins).days


def amounts(node):
    for p in node["periods"]:
        worth, each = f(p["worth"]), ratio(p["each"])
        if p["times"] != p["days"] * p.get("accrued_days", 1):
            raise Wrong(f"{p['times']} days are not {p['days']} times {p.get('accrued_days')}")
        if worth is not None:
            amount = worth * p["times"] * each * f(node["share"])
            near(f(p["amount"]), amount, True, abs(amount), "the amount of a period")
            yield worth, p, worth * p["times"] * each


def accrued(node, parts):
    have = list(amounts(node))
    return f(node["share"]) * sum(v for _, _, v in have) if have else Fraction(0)


def annualised(node, parts):
    have = list(amounts(node))
    if not have:
        return None
    days = sum(p["times"] * (ratio(p["each"]) if node.get("by_months") else 1) for _, p, _ in have)
    return f(node["share"]) * sum(v for _, _, v in have) * ratio(node["factor"]) / days


RULES = {
    "operator": operator,
    "rate": rate,
    "mean": mean,
    "ramp": ramp,
    "accrued": accrued,
    "annualised": annualised,
    "same": lambda node, parts: parts[0],
    "dated": lambda node, parts: parts[0],
    "converted": lambda node, parts: None if parts[0] is None else parts[0] * ratio(node["factor"]),
    "sum": lambda node, parts: sum(v for v in parts if v is not None),
    "total": lambda node, parts: None if None in parts else sum(parts),
    "grown": lambda node, parts: parts[0] * (1 + parts[1]) ** node["times"],
    "run_rate": lambda node, parts: None if parts[0] is None
    else parts[0] * ratio(node["factor"]) * f(node["share"]),
    "missing": lambda node, parts: None,
}


def near(said, comes, rounded, size, what):
    if said is None or comes is None or isinstance(said, bool):
        if said != comes:
            raise Wrong(f"{what} is {said}, and {comes} comes of its parts")
    elif abs(said - comes) > (RIGHT * max(size, abs(comes)) if rounded else 0):
        raise Wrong(f"{what} is {said}, and {comes} comes of its parts")


# ---- leaves ----

def written(node):
    """The number stands in the text, on the line that is named."""
    if "file" not in node or "written" not in node and "what" not in node:
        return
    line = (ROOT / node["file"]).read_text().split("\n")[node["line"] - 1]
    text = node.get("written", node["what"])
    if text.split(" ")[0] not in line:
        raise Wrong(f"{text} does not stand in {node['file']}:{node['line']}")


def rows(node):
    r = node["rows"]
    if r["aggregate"] == "count" and node["value"] is not None and "while" not in node["written"] \
            and f(node["value"]) != r["counted"]:
        raise Wrong(f"{node['value']} rows are counted, and {r['counted']} are said to be")
    if not r["counted"]:
        return
    for end in ("first", "last"):
        if end in r:
            with open(ROOT / r[end]["file"], encoding="utf-8-sig", newline="") as lines:
                if r[end]["line"] > sum(1 for _ in csv.reader(lines)):
                    raise Wrong(f"there is no line {r[end]['line']} in {r[end]['file']}")
    if "listing" in r and len(r["listing"]) != r["counted"]:
        raise Wrong(f"{len(r['listing'])} rows are listed, and {r['counted']} counted")


def check(node):
    """Returns how many nodes there are."""
    parts = node.get("parts", [])
    below = sum(map(check, parts))
    what = f"`{node['what']}`"
    if node.get("explained_above") or node.get("deeper") or not node.get("rule") or not any(
            (parts, node["rule"] not in ("same", "operator", "mean"))):
        return 1 + below
    if node["rule"] == "rows":
        rows(node)
    elif node["rule"] == "written":
        written(node)
    elif node["rule"] == "limits":
        pass
    else:
        values = [number(p) for p in parts]
        numbers = [abs(v) for v in values if v is not None and not isinstance(v, bool)]
        for p in node.get("periods", []):
            if p["amount"] is not None:
                numbers.append(abs(f(p["amount"])))
        size = max(numbers, default=Fraction(0))
        near(number(node), RULES[node["rule"]](node, values), node.get("rounded", False), size, what)
    return 1 + below


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
    tracked = {b["workstream"] for b in pack["benefits"] if not b["not_tracked"]}
    for workstream in pack["workstreams"]:
        if workstream["name"] in tracked:
            yield workstream["name"], "actual", None
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
    for key in ("run_rate", "value_add"):
        yield f"{key}(programme)", "actual", None
    yield "cash(programme) over FY24/25", "forecast", None


def run(command, *arguments):
    done = subprocess.run([command, *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def explain(command, example, figure, scenario, *more):
    status, out, err = run(command, "explain", figure, f"examples/{example}", "--scenario", scenario, "--format",
                           "json", *more)
    if status:
        raise Wrong(err.strip().split("\n")[0])
    return json.loads(out)["explained"]


def parts(command, example, by):
    """(figure, member, the value in the pack) of each part of a break-down."""
    _, out, _ = run(command, "run", f"examples/{example}", "--by", by, "--format", "json")
    for table in json.loads(out)["breakdowns"]:
        for part in table["parts"] or []:
            keys = {"kpi": ("live", "baseline"), "benefit": ("run_rate", "value_add")}[table["of"]]
            for key in keys:
                value = (part.get(key) or {}).get("value")
                if value is not None:
                    yield f"{key}({table['name']})", part["keys"][by], value


class Examples:
    def __init__(self, command):
        self.command = command
        self.checked = self.failed = self.nodes = 0

    def one(self, example, figure, scenario, expected, *more):
        self.checked += 1
        try:
            root = explain(self.command, example, figure, scenario, *more)
            self.nodes += check(root)
            if expected is not None and root["value"] != expected:
                raise Wrong(f"it is {expected} in the pack, and {root['value']} here")
        except Wrong as why:
            self.failed += 1
            print(f"examples/{example}: {' '.join((figure, scenario, *more))}: {why}")

    def all_of(self, example, *more):
        _, out, _ = run(self.command, "run", f"examples/{example}", "--format", "json", *more)
        pack = json.loads(out)
        for figure, scenario, expected in figures(ROOT / "examples" / example, pack):
            self.one(example, figure, scenario, expected, *more, *(["--rows"] if self.checked % 7 == 0 else []))
        return pack["as_at"]


def main():
    tests = Examples(str(Path(sys.argv[1]).resolve()))
    for example in EXAMPLES:
        as_at = date.fromisoformat(tests.all_of(example))
        # In the midst of a period, too.
        tests.all_of(example, "--as-at", str(as_at - timedelta(days=17)))
    for figure, member, value in parts(tests.command, "somerset", "locality"):
        tests.one("somerset", figure, "actual", value, "--by", f"locality={member}")
    print(f"{tests.checked} figures explained, {tests.nodes} lines worked out again")
    print(f"{tests.checked - tests.failed} passed, {tests.failed} failed")
    return tests.failed > 0


sys.exit(main())
