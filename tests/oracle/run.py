"""Runs the examples and compares every figure of their packs with an independent calculation's.

    python3 tests/oracle/run.py build/equate

Each example has a module of its name, which works out its KPIs and benefits from the data alone. A figure
agrees when it is right to 20 significant digits, and exactly right unless the pack marks it as rounded. Every
number in the pack must have been compared: one that was not is a failure too.
"""

import itertools
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import decisions
import discharge
import residential
import somerset
from calendars import day, fiscal_name, fiscal_range
from programme import coverage, number, rag, rag_of_progress, shared, total
from sources import EXAMPLES

OWNER = "council"  # whose part the lines of a benefit are

# Worked out by hand; docs/language.md goes through them.
BY_HAND = {
    "kpis.starts.live.value": Fraction(34, 3),
    "benefits.avoidance.scenarios.actual.run_rate.value": Fraction(16_278_080),
    "benefits.avoidance.scenarios.actual.value_add.value": Fraction(374_520, 7),
    "benefits.avoidance.scenarios.actual.cash_profile.FY23/24.cash.value": Fraction(507_240, 7),
    "benefits.avoidance.scenarios.actual.cash_profile.FY24/25.cash.value": Fraction(6_920_400, 7),
    "benefits.avoidance.scenarios.forecast.value_add_by_horizon.value": Fraction(4_444_950, 7),
    "benefits.avoidance.scenarios.forecast.cash_profile.FY23/24.cash.value": Fraction(528_310, 7),
    "benefits.avoidance.scenarios.forecast.cash_profile.FY24/25.by_horizon.value": Fraction(559_520),
    "benefits.avoidance.scenarios.forecast.cash_profile.FY24/25.cash.value": Fraction(20_658_040, 7),
    "benefits.avoidance.scenarios.high.value_add.value": Fraction(300_600, 7),
    "benefits.avoidance.scenarios.high.run_rate.value": Fraction(19_874_400),
    "benefits.avoidance.scenarios.low.value_add.value": Fraction(150_300, 7),
    "benefits.avoidance.scenarios.low.run_rate.value": Fraction(9_937_200),
    "benefits.avoidance.rag.value_add.state": "green",
    "benefits.avoidance.rag.run_rate.state": "amber",
    "benefits.avoidance.scenarios.actual.worth_by_period.values.1": Fraction(131_040),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.2": Fraction(21_840),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.3": Fraction(240_240),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.4": Fraction(349_440),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.5": Fraction(240_240),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.6": Fraction(458_640),
    "benefits.avoidance.scenarios.actual.worth_by_period.values.7": Fraction(567_840),
    **{
        f"benefits.avoidance.scenarios.high.worth_by_period.values.{i}": (i * Fraction("0.5")) * 1050 * 104
        for i in range(8)
    },
}


def flatten(node, path=""):
    """Every leaf of a pack by its path; things with a name are known by it, not by their place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from flatten(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            key = i
            if isinstance(value, dict):
                key = total_key(value) if "split" in value else value.get("name", value.get("fiscal_year", i))
            yield from flatten(value, f"{path}.{key}")
    else:
        yield path, node


def total_key(total):
    return "/".join(total[key] or "-" for key in ("workstream", "split", "part"))


def series(path, values, unit):
    yield f"{path}.unit", unit
    for i, value in enumerate(values):
        yield f"{path}.values.{i}", value


def expected_kpi(m, name):
    k, path = m.kpis[name], f"kpis.{name}"
    live = m.live(name)
    baseline, target, latest = (m.value(name, s, m.latest) for s in ("baseline", "target", "actual"))
    for key, value in (("live", live), ("baseline", baseline), ("target", target), ("latest", latest)):
        yield from number(f"{path}.{key}", value, k.unit)
    yield from number(f"{path}.progress", m.progress(name), "1")
    low, high = (m.value(name, s, m.latest) for s in ("low", "high"))
    state = rag(live, low, high, k.lower)
    yield f"{path}.rag.state", rag_of_progress(m.progress(name)) if None in (live, low, high) or low == high else state
    yield from coverage(f"{path}.live_coverage", k.live_coverage and k.live_coverage(m))
    yield from coverage(f"{path}.baseline_coverage", k.baseline_coverage)
    for s in m.scenarios:
        yield from number(f"{path}.scenarios.{s}", m.value(name, s, m.latest), k.unit)
    yield from series(f"{path}.series", m.series_of(name), k.unit)
    yield from record(f"{path}.record", m, m.series_of(name))


def record(path, m, values):
    """The latest among all since tracking began: nothing to say of fewer than three, or of one that others equal."""
    tracked = [v for (_, end), v in zip(m.periods[: m.latest + 1], values) if end >= m.starts]
    before = [v for v in tracked[:-1] if v is not None]
    latest = tracked[-1] if tracked else None
    which = None
    if latest is not None and len(before) >= 2:
        which = "highest" if latest > max(before) else "lowest" if latest < min(before) else None
    if which is None:
        yield path, None
    else:
        yield f"{path}.latest_is", which
        yield f"{path}.of", len(before) + 1


def expected_lines(path, lines, worth_unit=None):
    """A benefit's lines; those of a total (no `worth_unit`) lack what has no sum, the worth of a period."""
    actual, low, high = (lines[name] for name in ("actual", "low", "high"))
    complete = actual["coverage"][0] == actual["coverage"][1]
    value_add = rag(actual["value_add"], low["value_add"], high["value_add"])
    yield f"{path}.rag.value_add.state", value_add if complete else None
    yield f"{path}.rag.run_rate.state", rag(actual["run_rate"], low["run_rate"], high["run_rate"])
    for name, line in lines.items():
        at = f"{path}.scenarios.{name}"
        yield from number(f"{at}.run_rate", line["run_rate"], "GBP/year")
        for key in ("value_add", "value_add_by_horizon", "later"):
            yield from number(f"{at}.{key}", line[key], "GBP")
        for key in ("coverage", "coverage_by_horizon"):
            yield from coverage(f"{at}.{key}", line[key])
        for year, cash in line["cash"].items():
            profile = f"{at}.cash_profile.{fiscal_name(year)}"
            yield f"{profile}.from", fiscal_range(year)[0].isoformat()
            yield f"{profile}.to", fiscal_range(year)[1].isoformat()
            for key, value in cash.items():
                yield from number(f"{profile}.{key}", value, "GBP")
        if worth_unit:
            yield from number(f"{at}.worth", line["worth"], worth_unit)
            yield from series(f"{at}.worth_by_period", line["series"], worth_unit)


def expected_pack(m):
    yield "as_at", m.as_at.isoformat()
    yield "last_period", m.latest
    for i, (first, last) in enumerate(m.periods):
        yield f"periods.{i}.from", first.isoformat()
        yield f"periods.{i}.to", last.isoformat()
    for name in m.kpis:
        yield from expected_kpi(m, name)
    lines = {name: m.lines(b) for name, b in m.benefits.items()}
    for name, b in m.benefits.items():
        yield from expected_lines(f"benefits.{name}", lines[name], b.unit)
    for workstream in (None, *dict.fromkeys(b.workstream for b in m.benefits.values() if b.workstream)):
        of = {n: b for n, b in m.benefits.items() if workstream in (None, b.workstream)}
        for split, part, members in splits(of, lines):
            path = f"totals.{total_key({'workstream': workstream, 'split': split, 'part': part})}"
            yield from expected_lines(path, total(members))
    for name, b in m.benefits.items():
        for partner, part in (b.shares or {}).items():
            yield from number(f"benefits.{name}.shares.{partner}.share", part, "1")


def splits(benefits, lines):
    """What a whole is parted into: (split, part, the lines to add up)."""
    yield "whole", None, [lines[n] for n in benefits]
    for split, of in (("kind", lambda b: b.kind or None), ("confidence", lambda b: b.confidence)):
        parts = dict.fromkeys(of(b) for b in benefits.values())
        if split == "kind" or any(parts):
            for part in parts:
                yield split, part, [lines[n] for n, b in benefits.items() if of(b) == part]
    if any(b.shares for b in benefits.values()):
        for partner in dict.fromkeys(p for b in benefits.values() for p in (b.shares or {})):
            parts = [(lines[n], b.part, b.shares.get(partner, 0) if b.shares else partner == OWNER)
                     for n, b in benefits.items()]
            yield "partner", partner, [shared(line, Fraction(part) / owners) for line, owners, part in parts if part]


def is_figure(path, value):
    """Whether a leaf holds a figure or a count, so that leaving it out would be an oversight."""
    keys = path.split(".")
    if path == "format_version" or "rounded" in keys[-2:]:
        return False
    return keys[-1] == "value" or keys[-2:-1] == ["values"] or type(value) is int


class Comparison:
    def __init__(self, name, pack):
        self.name, self.passed, self.failed = name, 0, 0
        self.leaves = dict(flatten(pack))
        self.seen = set()

    def say(self, path, why):
        self.failed += 1
        print(f"FAIL {self.name}: {path}: {why}")

    def exact(self, path):
        """Whether the pack says that the number is exact to its last digit."""
        if path.endswith(".value"):
            return not self.leaves.get(path[: -len("value")] + "rounded", False)
        base, _, i = path.rpartition(".values.")
        rounded = {v for k, v in self.leaves.items() if k.startswith(f"{base}.rounded.")}
        return int(i) not in rounded

    def compare(self, path, want):
        self.seen.add(path)
        if path not in self.leaves:
            return self.say(path, f"is not there; expected {want}")
        got = self.leaves[path]
        if not isinstance(want, Fraction):
            right = got == want and type(got) is type(want)
        elif not isinstance(got, str):
            right = False
        else:
            off = abs(Fraction(Decimal(got)) - want)
            right = off == 0 if self.exact(path) else off * 10**20 <= abs(want)
        if right:
            self.passed += 1
        else:
            self.say(path, f"{got}, expected {float(want) if isinstance(want, Fraction) else want}")

    def leave_nothing_out(self):
        for path, value in self.leaves.items():
            if is_figure(path, value) and path not in self.seen:
                self.say(path, f"{value} was compared with nothing")


def run(equate, example, *options):
    command = [equate, "run", str(EXAMPLES / example), "--format", "json", *options]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def made_again(example):
    """Whether the generator of an example makes the very bytes that stand in its folder; files that differ."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(EXAMPLES / example / "make_data.py"), folder], check=True)
        return [f"{example}/data/{made.name}" for made in sorted(Path(folder).iterdir())
                if made.read_bytes() != (EXAMPLES / example / "data" / made.name).read_bytes()]


def main(equate):
    passed = failed = 0
    for example in ("somerset", "decisions"):
        differ = made_again(example)
        for path in differ:
            print(f"FAIL {path}: make_data.py makes other bytes")
        passed, failed = passed + (not differ), failed + len(differ)
    every = ("also",)
    for example, module, date, options, parts in (
        ("residential", residential, None, [], every),
        ("residential", residential, "2024-03-20", [], every),
        ("residential", residential, "2024-03-31", [], every),
        ("discharge", discharge, None, [], every),
        ("discharge", discharge, "2024-03-31", [], every),
        ("discharge", discharge, "2024-12-31", [], every),
        ("discharge", discharge, "2025-02-09", [], every),
        ("somerset", somerset, None, [], every),
        ("somerset", somerset, "2024-03-05", ["--by", "locality"], ("also", "broken_down")),
        ("decisions", decisions, None, ["--compare", *decisions.BEFORE_AND_AFTER], ("also", "compared")),
        ("decisions", decisions, None, ["--by", "reason"], ("also", "broken_down")),
    ):
        options = [*(["--as-at", date] if date else []), *options]
        c = Comparison(" ".join([example, *options]), run(equate, example, *options))
        m = module.model(day(date) if date else None)
        wanted = [expected_pack(m), *(getattr(module, part)(m) for part in parts if hasattr(module, part))]
        for path, want in itertools.chain(*wanted):
            c.compare(path, want)
        c.leave_nothing_out()
        if example == "residential" and not date:
            for path, want in BY_HAND.items():
                c.compare(path, want)
        print(f"oracle: {c.name}: {c.passed} figures agree, {c.failed} do not")
        passed, failed = passed + c.passed, failed + c.failed
    print(f"oracle: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: run.py PATH-OF-EQUATE")
    sys.exit(main(sys.argv[1]))
