"""Measures the command against Lua 5.4, and evaluation against loops over doubles, each pair in the
same run, and prints ratios.

    python3 tests/bench/run.py build/equate build/bench

Absolute times say as much about the machine as about the programme; the ratios are what to compare.
Runs alternate, and the figure is the median.
"""

import statistics
import subprocess
import sys
from pathlib import Path

import generate
from process import Failed, run

ROOT = Path(__file__).resolve().parents[2]
START_UPS, COMPILES = 101, 3
MB = 1_000_000


def alternate(commands, times):
    """The medians of each command's (seconds, peak bytes)."""
    runs = [[run(c) for c in commands] for _ in range(times)]
    return [(statistics.median(r.seconds for r in column), statistics.median(r.peak for r in column)) for column in zip(*runs)]


def start_up(equate):
    print(f"a whole run, from start to pack ({START_UPS} runs each, alternating, medians)")
    commands = [[equate, "run", str(ROOT / "examples/residential")], ["lua5.4", "-e", ""]]
    for c in commands:
        run(c)
    (ours, _), (lua, _) = alternate(commands, START_UPS)
    print(f"  equate run examples/residential  {ours * 1e3:8.2f} ms")
    print(f"  lua5.4 -e ''                     {lua * 1e3:8.2f} ms    equate takes {ours / lua:.2f} of Lua's time")


def compiling(equate, folder):
    print(f"checking a programme, all stages but the data, against luac -p ({COMPILES} runs each, alternating, medians)")
    for size in (10 * MB, 20 * MB, 40 * MB):
        eq, lua = folder / "big.eq", folder / "big.lua"
        eq.write_bytes(generate.programme(size))
        lua.write_bytes(generate.lua(size))
        n = eq.stat().st_size, lua.stat().st_size
        (ours, our_peak), (theirs, their_peak) = alternate(
            [[equate, "check", str(eq)], ["luac5.4", "-p", str(lua)]], COMPILES)
        speed, their_speed = n[0] / MB / ours, n[1] / MB / theirs
        print(f"  {n[0] / MB:5.1f} MB  equate {speed:6.1f} MB/s, {our_peak / n[0]:5.1f} bytes of memory a byte of text   "
              f"luac {their_speed:6.1f} MB/s, {their_peak / n[1]:5.1f}   equate is {speed / their_speed:.2f} times as fast, "
              f"in {our_peak / n[0] / (their_peak / n[1]):.2f} of the memory")
        eq.unlink()
        lua.unlink()


def evaluating(series, folder):
    print("evaluating every definition in every scenario, against a loop over doubles compiled for this machine (one thread, best of seven)", flush=True)
    subprocess.run([str(series), str(folder)], check=True)


def rows(vm, folder):
    print("row programs in the virtual machine, against a loop over doubles compiled for this machine (one thread, best of nine)", flush=True)
    subprocess.run([str(vm), str(folder)], check=True)


def reviewing(equate, folder):
    """10,000 definitions, ten of whose baselines are raised; both texts read one file of data."""
    localities, changes, weeks = 2500, 10, 104
    old, new = generate.localities(localities), generate.localities(localities)
    for k in range(changes):
        n = generate.numbers(k * 200 + 7)
        head, baseline, rest = new.partition(f'locality {n["i"]}" {{\n  tracked   sum(started of weekly where locality = "L{n["i"]}") per week\n  baseline  ')
        new = head + baseline + str(int(rest[:2]) + 2) + rest[2:]
    for name, text in (("old.eq", old), ("new.eq", new), ("weekly.csv", "".join(generate.rows(localities, weeks)))):
        (folder / name).write_text(text, encoding="utf-8")
    runs = [equate, "run", str(folder / "new.eq")]
    diffs = [equate, "diff", str(folder / "old.eq"), str(folder / "new.eq")]
    texts = [*diffs, "--no-data"]
    explains = [equate, "explain", "run_rate(programme)", str(folder / "new.eq")]
    print(f"comparing programmes of {4 * localities:,} definitions with {changes} changes ({COMPILES} runs each, alternating, medians)")
    (one, _), (two, _), (text, _), (why, _) = alternate([runs, diffs, texts, explains], COMPILES)
    print(f"  equate run {one:6.2f} s   equate diff {two:6.2f} s: {two / one:.2f} runs, of which the texts {text / one:.2f}")
    print(f"  equate explain {why:6.2f} s: {why / one:.2f} runs, of {localities:,} benefits in one figure")


def main(equate, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    start_up(equate)
    compiling(equate, folder)
    evaluating(folder / "series", folder)
    rows(folder / "vm", folder)
    reviewing(equate, folder)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: run.py PATH-OF-EQUATE FOLDER-FOR-THE-INPUTS")
    try:
        main(sys.argv[1], sys.argv[2])
    except Failed as failed:
        sys.exit(str(failed))
