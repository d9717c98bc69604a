"""Random programmes over random files, each worked out twice: by the command, and a row at a time by measures.py.

    python3 tests/differential/run.py build/equate [--cases N] [--first N] [--seed S] [--keep DIR]

Every figure must be the same to the last digit, and so must every place in a file that a message names. Each case runs with
several numbers of threads, each set of vector instructions and small blocks of random sizes: all of that must give the
same bytes. --keep writes the cases that failed, with their files, to look at.
"""

import argparse
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import programmes

THREADS = (1, 2, 7)
SETS = ("plain", "avx2", "avx512")
BLOCKS = (1, 2, 17, 64, 100, 333, 1000, 4096, 0)  # bytes; 0: as always


def settings(equate):
    """Each number of threads with each set of instructions, and those that this processor lacks."""
    help_text = subprocess.run([equate, "run", "--help"], capture_output=True, text=True, check=True).stdout
    for option in ("--threads", "--simd", "--block-bytes"):
        if option not in help_text:
            sys.exit(f"equate run has no {option}: what should not depend on it cannot be tried")
    with tempfile.TemporaryDirectory() as folder:
        case = programmes.make("settings", 0)
        put(case, Path(folder))
        lacking = [name for name in SETS
                   if "this processor" in run(equate, case, folder, ["--simd", name]).stderr.decode()]
    return [(threads, name) for threads in THREADS for name in SETS if name not in lacking], lacking


def put(case, folder):
    (folder / "main.eq").write_text(case.programme, encoding="utf-8", newline="\n")
    for file in case.files:
        if case.stdin:
            continue
        path = folder / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)


def run(equate, case, folder, arguments):
    return subprocess.run([equate, "run", *arguments, *case.arguments, "main.eq"], cwd=folder, input=case.stdin,
                          capture_output=True, check=False, timeout=120)


def failures_of(equate, case, folder, ways):
    """What is wrong, a sentence each."""
    first = {}
    for i, (threads, name) in enumerate(ways):
        block = BLOCKS[(case.number * 7 + i * 4) % len(BLOCKS)]
        how = ["--threads", str(threads), "--simd", name] + (["--block-bytes", str(block)] if block else [])
        for form in ("json", "text") if i % 3 == case.number % 3 else ("json",):
            done = run(equate, case, folder, [*how, "--format", form])
            said = done.returncode, done.stdout, done.stderr
            if form not in first:
                first[form] = said, how
                if form == "json":
                    yield from wrong_in(case, done)
            elif said != first[form][0]:
                yield f"{' '.join(how)} gives another {form} than {' '.join(first[form][1])}"


def wrong_in(case, done):
    messages = done.stderr.decode("utf-8", "replace")
    if case.faults:
        yield from wrong_in_messages(case, done.returncode, messages)
    elif done.returncode:
        yield f"ended with {done.returncode}:\n{messages}"
    else:
        yield from wrong_in_figures(case, json.loads(done.stdout))


def wrong_in_messages(case, status, messages):
    """Each row that does not fit is named, at its place, and nothing else is."""
    said = [(code, file, int(line), int(column)) for file, line, column, code in
            re.findall(r"^(.+?):(\d+):(\d+): error\[(E\d+)\]", messages, re.MULTILINE)]
    if status != 2:
        yield f"ended with {status}, though rows do not fit"
    for code, place in case.faults:
        match = next((one for one in said if one[:3] == (code, place.file, place.line)
                      and place.column in (None, one[3])), None)
        if match:
            said.remove(match)
        else:
            yield f"nothing is said of {code} at {place}:\n{messages}"
    for left in said:
        yield f"said without reason: {left}:\n{messages}"


def shown(pack):
    """The figures of a pack, by what they are, as (value, rounded)."""
    def figure(f):
        return None if f["value"] is None else (Decimal(f["value"]), f["rounded"])

    for kpi in pack["kpis"]:
        for t, value in enumerate(kpi["series"]["values"]):
            yield ("series", kpi["name"], t), value and (Decimal(value), t in kpi["series"]["rounded"])
        for key in ("baseline", "live"):
            yield (key, kpi["name"]), figure(kpi[key])
    for breakdown in pack["breakdowns"]:
        for part in breakdown["parts"]:
            for key in ("baseline", "live"):
                yield (key, breakdown["name"], *part["keys"].values()), figure(part[key])
    for one in pack["figures"]:
        yield ("figure", one["name"]), figure(one["result"])
    yield ("periods",), [(period["from"], period["to"]) for period in pack["periods"]]


def wrong_in_figures(case, pack):
    found = dict(shown(pack))
    for path in [*case.expected, *(path for path in found if path not in case.expected)]:
        if path not in found:
            yield f"{path}: lacks; expected {case.expected[path]}"
        elif path not in case.expected:
            yield f"{path}: {found[path]}, which nobody expects"
        elif found[path] != (tuple(case.expected[path]) if path[0] != "periods" and case.expected[path] else
                             case.expected[path]):
            yield f"{path}: {found[path]}; expected {case.expected[path]}"
    left_out = {kpi["rows_left_out"] or 0 for kpi in pack["kpis"]}
    if left_out != {case.left_out}:
        yield f"rows left out: {left_out}; expected {case.left_out}"


def try_case(equate, seed, ways, keep, number):
    case = programmes.make(seed, number)
    with tempfile.TemporaryDirectory() as folder:
        put(case, Path(folder))
        failures = list(failures_of(equate, case, folder, ways))
    if failures and keep:
        folder = keep / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        put(case, folder)
        (folder / "standard-input").write_bytes(case.stdin)
        (folder / "command").write_text(" ".join(["equate run", *case.arguments, "main.eq"]) + "\n", encoding="utf-8")
    return failures


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("equate")
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    equate = str(Path(asked.equate).resolve())
    ways, lacking = settings(equate)
    numbers = range(asked.first, asked.first + asked.cases)
    passed = failed = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        one = functools.partial(try_case, equate, asked.seed, ways, asked.keep)
        for number, failures in zip(numbers, pool.map(one, numbers)):
            passed, failed = passed + (not failures), failed + bool(failures)
            for failure in failures[:5]:
                print(f"case {number}: {failure}")
            if len(failures) > 5:
                print(f"case {number}: and {len(failures) - 5} more")
    for name in lacking:
        print(f"not tried, this processor has no {name}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
