"""Changes at random to the examples, and whether `equate diff` says of them what is so.

    python3 tests/review/run.py build/equate [--rounds N]

Edits that keep the meaning - order, layout, comments, other files - must give no change and move no figure. Edits of
numbers must be reported each by itself; what each adds is worked out here again, by running the programme with that edit
alone, and the lines of every figure must add up exactly. Bridges between two days likewise. What was reported of a
year is other exactly where two packs of it are.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("somerset", "decisions", "discharge", "residential", "review/before")
NEAR = Decimal("1e-8")  # figures are compared to twelve decimals, and there are some hundred in a sum
getcontext().prec = 60


def call(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        raise AssertionError(f"{' '.join(map(str, words))}: {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


# ---- texts in parts ----


def declarations(text):
    """The text in pieces, each from the start of a declaration to that of the next."""
    starts = [m.start() for m in re.finditer(r"^[a-z]", text, flags=re.M)]
    ends = [*starts[1:], len(text)]
    return text[: starts[0]], [text[a:b] for a, b in zip(starts, ends)]


def properties(block):
    """Head, properties and foot of a declaration with a block; None where it has none that could be in another order."""
    found = re.fullmatch(r"(\S[^\n]*\{[^\n]*\n)(.*?)(^\}.*)", block, flags=re.S | re.M)
    if not found or not re.match(r"(kpi|benefit|data|workstream|scenario|programme|rating)\b", block):
        return None
    parts = re.split(r"^(?=  [a-z])", found[2], flags=re.M)
    return found[1], parts, found[3]


# ---- edits that keep the meaning ----


def shuffle_declarations(rng, text):
    head, parts = declarations(text)
    parts = [p if p.endswith("\n") else p + "\n" for p in parts]
    rng.shuffle(parts)
    return head + "".join(parts)


def shuffle_properties(rng, text):
    head, parts = declarations(text)
    for i, part in enumerate(parts):
        found = properties(part)
        if found:
            first, middle = found[1][:1], found[1][1:]
            rng.shuffle(middle)
            parts[i] = found[0] + "".join(first + middle) + found[2]
    return head + "".join(parts)


def add_comments(rng, text):
    lines = []
    for line in text.split("\n"):
        if rng.random() < 0.2:
            lines += ["", f"# said by {rng.randrange(1000)}"]
        lines.append(line + f"   # {rng.randrange(1000)}" if line and rng.random() < 0.2 else line)
    return "\n".join(lines)


def other_layout(rng, text):
    text = re.sub(r"(?<=\S)  +(?=\S)", lambda m: " " * rng.randrange(1, 4), text)
    text = re.sub(r"£(\d),(\d{3})\b(?!,)", r"£\1\2", text)
    return re.sub(r" \* ", lambda m: rng.choice([" * ", " × ", "  *  "]), text)


def move_to_a_file(rng, folder):
    main = folder / "main.eq"
    head, parts = declarations(main.read_text(encoding="utf-8"))
    moved = [p for p in parts if re.match(r"(fixed|kpi|benefit|unit|figure)\b", p) and rng.random() < 0.5]
    if not moved:
        return
    kept = [p for p in parts if p not in moved]
    (folder / "moved.eq").write_text("\n".join(moved), encoding="utf-8")
    main.write_text(head + "".join(kept) + '\nimport "moved.eq"\n', encoding="utf-8")


def keep_meaning(rng, folder):
    for path in sorted(folder.rglob("*.eq")):
        text = path.read_text(encoding="utf-8")
        for edit in rng.sample([shuffle_declarations, shuffle_properties, add_comments, other_layout], 3):
            text = edit(rng, text)
        path.write_text(text, encoding="utf-8")
    move_to_a_file(rng, folder)


def check_kept(equate, rng, example, work):
    old, new = work / "old", work / "new"
    shutil.copytree(ROOT / "examples" / example, old)
    shutil.copytree(ROOT / "examples" / example, new)
    keep_meaning(rng, new)
    said = call(equate, "diff", "--format", "json", "--exit-code", old, new)
    assert said["changes"] == [] and said["figures"] == [] and said["renamed"] == [], json.dumps(said, indent=1)[:2000]
    assert said["no_figures_because"] is None, said["no_figures_because"]


# ---- agreements ----

AGREED = ' agreed "Finance Board" on 2024-01-31'


def agree_to_all(equate, folder):
    """Every benefit, scenario, fixed value and baseline is agreed, and in the lock."""
    for path in folder.rglob("*.eq"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^((?:benefit|scenario)\b[^\n#]*?) \{", rf"\1{AGREED} {{", text, flags=re.M)
        text = re.sub(r"^(fixed\b[^\n#]*=[^\n#]*[^\n#,\s])(?=\s*(?:#.*)?$)", rf"\1{AGREED}", text, flags=re.M)
        text = re.sub(r"^(  baseline\b[^\n#{]*[^\n#{,\s])(?=\s*(?:#.*)?$)", rf"\1{AGREED}", text, flags=re.M)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run([equate, "agree", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.count(" stands")


def broken(equate, folder):
    """What `equate check` says of agreements: the things named in each error."""
    done = subprocess.run([equate, "check", folder], capture_output=True, text=True, check=False)
    found = re.findall(r"error\[(E\d+)\]: .*?`(\w+)`", done.stderr)
    assert done.returncode == (1 if found else 0) and "advice[A1001]" not in done.stderr, done.stderr
    return found


def check_lock(equate, rng, example, work):
    folder = work / "agreed"
    shutil.copytree(ROOT / "examples" / example, folder)
    (folder / "equate.lock").unlink(missing_ok=True)
    assert agree_to_all(equate, folder) > 3
    written = (folder / "equate.lock").read_text(encoding="utf-8")
    place = rng.choice([p for p in numbers(folder) if not target_at(folder, p)])
    changed = work / "changed"
    shutil.copytree(folder, changed)
    keep_meaning(rng, folder)
    assert broken(equate, folder) == [], broken(equate, folder)
    assert (folder / "equate.lock").read_text(encoding="utf-8") == written
    raise_number(changed, place)
    assert "E1003" in {code for code, _ in broken(equate, changed)}, (place, broken(equate, changed))


# ---- edits of numbers ----

NUMBER = re.compile(r"^(?:fixed\b[^=\n]*= £?|  baseline  |  target    |  \w+ += )(?=\d)(\d+)", flags=re.M)


def numbers(folder):
    """Places of numbers that can be raised by one: (file, offset of the last digit)."""
    return [
        (path.relative_to(folder), m.end(1) - 1)
        for path in sorted(folder.rglob("*.eq"))
        if path.name != "tests.eq"
        for m in NUMBER.finditer(path.read_text(encoding="utf-8"))
    ]


def raise_number(folder, place):
    """Another last digit; the line of it, from 1."""
    path, at = folder / place[0], place[1]
    text = path.read_text(encoding="utf-8")
    digit = str((int(text[at]) + 1) % 10) if int(text[at]) < 9 else "5"
    path.write_text(text[:at] + digit + text[at + 1 :], encoding="utf-8")
    return text.count("\n", 0, at) + 1


def target_at(folder, place):
    text = (folder / place[0]).read_text(encoding="utf-8")
    return text.rfind("\n  target", 0, place[1]) > text.rfind("\n", 0, place[1]) - 1


def lines_of(pack):
    """(of, name, figure, scenario, year) of a pack's money to its value."""
    found = {}
    things = [("benefit", b["name"], b) for b in pack["benefits"] if not b["not_tracked"]]
    for t in pack["totals"]:
        if t["split"] == "whole":
            things.append(("workstream", t["workstream"], t) if t["workstream"] else ("programme", None, t))
    for of, name, thing in things:
        for scenario, line in thing["scenarios"].items():
            if not line or "cash_profile" not in line:
                continue
            for figure, key in (("run-rate", "run_rate"), ("value-add", "value_add")):
                if line.get(key):
                    found[of, name, figure, scenario, None] = line[key]["value"]
            for year in line["cash_profile"]:
                found[of, name, "cash", scenario, year["fiscal_year"]] = year["cash"]["value"]
    return {k: None if v is None else Decimal(v) for k, v in found.items()}


def check_changed(equate, rng, example, work):
    old, new = work / "old", work / "new"
    shutil.copytree(ROOT / "examples" / example, old)
    places = rng.sample(numbers(old), rng.randrange(1, 4))
    shutil.copytree(old, new)
    said_at = [(str(p[0]), raise_number(new, p)) for p in places]
    said = call(equate, "diff", "--format", "json", old, new)
    assert said["no_figures_because"] is None, said["no_figures_because"]

    # Two numbers of one saying are one change.
    number_of = {}
    for change in said["changes"]:
        assert change["change"] == "changed", change
        at = change["new_place"]
        path = str(Path(at["file"]).relative_to(new))
        for i, (file, line) in enumerate(said_at):
            if file == path and at["line"] <= line:
                best = number_of.get(i)
                if best is None or best[1] < at["line"]:
                    number_of[i] = change["number"], at["line"]
    assert len(number_of) == len(places) and len(said["changes"]) <= len(places), (said_at, said["changes"])
    groups = {}
    for i, (number, _) in number_of.items():
        groups.setdefault(number, []).append(places[i])

    def run(folder):
        return lines_of(call(equate, "run", "--format", "json", "--as-at", said["as_at"], folder))

    before, after = run(old), run(new)
    alone = {}
    for number, edits in groups.items():
        folder = work / f"alone{number}"
        shutil.copytree(old, folder)
        for place in edits:
            raise_number(folder, place)
        alone[number] = run(folder)

    reported = {}
    for figure in said["figures"]:
        if figure["of"] in ("programme", "workstream", "benefit") and "changes" in figure and figure["figure"] != "target":
            key = (figure["of"], figure["name"], figure["figure"], figure["scenario"], figure["fiscal_year"])
            reported[key] = figure
    for key, value in before.items():
        other = after[key]
        if value is None or other is None:
            continue
        figure = reported.get(key)
        adds = {c["number"]: Decimal(c["adds"]) for c in figure["changes"]} if figure else {}
        for number, found in alone.items():
            expected = found[key] - value
            assert abs(adds.get(number, Decimal(0)) - expected) < NEAR, (key, number, adds, expected)
        if figure:
            assert abs(Decimal(figure["before"]) - value) < NEAR and abs(Decimal(figure["after"]) - other) < NEAR, key
            whole = Decimal(figure["before"]) + sum(adds.values()) + Decimal(figure["acting_together"])
            assert whole == Decimal(figure["after"]), (key, figure)
        else:
            assert abs(value - other) < NEAR, (key, value, other)
    return len(reported)


# ---- reported years ----

REPORTED = {"decisions": ("FY23/24", "2024-03-31"), "discharge": ("FY24/25", "2025-03-31"), "residential": ("FY23/24", "2024-03-31")}


def to_the_penny(value):
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def money_of_year(equate, folder, year, end):
    """What is kept of a year's money, from the pack as at its last day."""
    found = lines_of(call(equate, "run", "--format", "json", "--as-at", end, folder))
    return {
        (of, name, figure, scenario): to_the_penny(value)
        for (of, name, figure, scenario, of_year), value in found.items()
        if value is not None and scenario != "forecast" and of_year in (None, year)
    }


def restated_money(equate, folder):
    pack = call(equate, "run", "--format", "json", folder)
    workstreams = {t["workstream"] for t in pack["totals"]}
    benefits = {b["name"] for b in pack["benefits"]}
    found = {}
    for year in pack["restated"]:
        for f in year["figures"]:
            if f["figure"] in ("run-rate", "value-add", "cash"):
                of = "programme" if f["name"] is None else "benefit" if f["name"] in benefits else "workstream"
                assert of != "workstream" or f["name"] in workstreams
                found[of, f["name"], f["figure"], f["scenario"] or "actual"] = [
                    None if f[key]["value"] is None else Decimal(f[key]["value"]) for key in ("reported", "restated")
                ]
    return found


def check_reported(equate, rng, example, work):
    """A locked year stands through edits that keep the meaning; of others just that is restated which a pack says."""
    if example not in REPORTED:
        return 0
    year, end = REPORTED[example]
    folder, changed = work / "reported", work / "changed"
    shutil.copytree(ROOT / "examples" / example, folder)
    if example == "residential":  # its data end a week before the year does
        with (folder / "data" / "starts.csv").open("a", encoding="utf-8") as file:
            file.write("\n2024-03-31,12\n")
    shutil.copytree(folder, changed)
    was = money_of_year(equate, folder, year, end)
    assert was
    done = subprocess.run([equate, "lock", folder, year], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written = (folder / "equate.lock").read_text(encoding="utf-8")
    keep_meaning(rng, folder)
    assert broken(equate, folder) == [] and restated_money(equate, folder) == {}

    for place in rng.sample(numbers(changed), rng.randrange(1, 3)):
        raise_number(changed, place)
    now = money_of_year(equate, changed, year, end)
    expected = {k: [was[k], now.get(k)] for k in was if was[k] != now.get(k)}
    (changed / "equate.lock").write_text(written, encoding="utf-8")
    done = subprocess.run([equate, "check", changed], capture_output=True, text=True, check=False)
    assert ("error[E1009]" in done.stderr) >= bool(expected), done.stderr
    with (changed / "main.eq").open("a", encoding="utf-8") as file:
        file.write(f'\nrestate {year} because "a number was wrong" kind error\n')
    assert restated_money(equate, changed) == expected, (restated_money(equate, changed), expected)
    return len(expected)


# ---- bridges ----


def check_bridge(equate, rng, example, work):
    """The ends are those of two packs, and the steps add up."""
    old = work / "old"
    shutil.copytree(ROOT / "examples" / example, old)
    last = call(equate, "run", "--format", "json", old)["as_at"]
    days = [(date.fromisoformat(last) - timedelta(weeks=n)).isoformat() for n in (rng.randrange(1, 7), 0)]
    said = call(equate, "bridge", *days, old, "--format", "json")
    packs = [lines_of(call(equate, "run", "--format", "json", "--as-at", day, old)) for day in days]
    checked = 0
    for figure in said["figures"]:
        key = (figure["of"], figure["name"], figure["figure"], "actual", None)
        for end, pack in zip(("from", "to"), packs):
            if pack.get(key) is not None:
                assert abs(Decimal(figure[end]) - pack[key]) < NEAR, (key, end, figure[end], pack[key])
                checked += 1
        if figure["from"] and figure["to"] and all(figure["steps"].values()):
            assert Decimal(figure["from"]) + sum(map(Decimal, figure["steps"].values())) == Decimal(figure["to"]), figure
    assert checked, said
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("equate", type=Path)
    parser.add_argument("--rounds", type=int, default=4, help="of each kind, for each example")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    equate = options.equate.resolve()
    passed = failed = moved = 0
    for example in EXAMPLES:
        for check in (check_kept, check_changed, check_lock, check_reported, check_bridge):
            for i in range(options.rounds):
                seed = f"{options.seed} {example} {check.__name__} {i}"
                with tempfile.TemporaryDirectory() as work:
                    try:
                        moved += check(equate, random.Random(seed), example, Path(work)) or 0
                        passed += 1
                    except AssertionError as why:
                        failed += 1
                        print(f"FAIL {seed}\n{str(why)[:3000]}")
    if not moved:
        failed += 1
        print("FAIL no edit moved any figure")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
