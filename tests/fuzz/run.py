"""Runs every fuzz target for so many seconds each, from the project's own programmes and data.

    python3 tests/fuzz/run.py build/fuzz SECONDS

The targets are build/fuzz/fuzz_*. What they learn stays in build/fuzz/corpus, and is where the next
run begins. A target that finds something leaves the input in build/fuzz/found and prints how to run it again.
"""

import gzip
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def words():
    """What programmes are made of: the words of the lexer and of the tables, and the marks."""
    found = set(re.findall(r'"([^"\\ ]+)" *\{ *\*end', (ROOT / "grammar/lexer.re").read_text(encoding="utf-8")))
    for text in re.findall(r'^X\([A-Z_]+, "([^"]+)"', (ROOT / "src/syntax/properties.def").read_text(encoding="utf-8"), re.M):
        found.add(text)
    found |= set(re.findall(r'^\tX\([A-Z_]+, "([^"]+)"', (ROOT / "src/model/build.h").read_text(encoding="utf-8"), re.M))
    found |= set("higher lower cashable day week month year weeks GBP £ £2.5m 12.5% FY23/24 2024-01 2024-02-29 april sunday".split())
    found |= {"+", "-", "*", "/", "^", "=", "!=", "<=", ">=", "(", ")", "{", "}", ",", ":", '"', "#", "%%", "NA", "−", "×"}
    return sorted(found)


def dictionary(path):
    def quoted(word):
        return "".join(chr(b) if 32 < b < 127 and b not in (34, 92) else f"\\x{b:02x}" for b in word.encode())

    path.write_text("".join(f'"{quoted(w)}"\n' for w in words()), encoding="ascii")


def seeds():
    """By target, the inputs to begin with."""
    programmes = sorted([*ROOT.glob("examples/**/*.eq"), *ROOT.glob("tests/**/*.eq")])
    data = sorted([*ROOT.glob("examples/**/*.csv"), *ROOT.glob("tests/**/*.csv")])
    cut = {p: b"".join(p.read_bytes().splitlines(keepends=True)[:60]) for p in data}
    yield "fuzz_parse", [p.read_bytes() for p in programmes]
    yield "fuzz_format", [p.read_bytes() for p in programmes]
    pairs = zip(programmes, programmes[1:] + programmes[:1])
    yield "fuzz_diff", [a.read_bytes().rstrip(b"\n") + b"\n%%\n" + b.read_bytes() for a, b in pairs]
    yield "fuzz_csv", [b"\x00" + t for text in cut.values() for t in (text, gzip.compress(text))]
    yield "fuzz_data", list(cut.values())
    runs = []
    for p in programmes:
        named = [(p.parent / name).resolve() for name in re.findall(r'from "([^"]+\.csv)"', p.read_text(encoding="utf-8", errors="replace"))]
        runs += [p.read_bytes().rstrip(b"\n") + b"\n%%\n" + cut[d] for d in named if d in cut]
    # Imports read files; what is imported stands in the text instead.
    costs = (ROOT / "examples/discharge/fixed/unit-costs.eq").read_bytes()
    yield "fuzz_run", [r.replace(b'import "fixed/unit-costs.eq"', costs) for r in runs]


def fuzz(target, seconds, build, corpus, dict_path):
    command = [str(target), f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=16384",
               f"-artifact_prefix={build}/found/{target.name}-", "-print_final_stats=1", "-verbosity=0", str(corpus)]
    if target.name != "fuzz_csv":
        command.insert(1, f"-dict={dict_path}")
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    runs = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
    if done.returncode == 0 and runs and int(runs[1]) > 100:
        print(f"ok   {target.name:<12} {int(runs[1]):>9} inputs, nothing found", flush=True)
        return True
    print(f"FAIL {target.name} found something; to see it again: {target} FILE\n{done.stderr[-6000:]}", flush=True)
    return False


def main(build, seconds):
    build = Path(build).resolve()
    dictionary(build / "equate.dict")
    begin = dict(seeds())
    (build / "found").mkdir(parents=True, exist_ok=True)
    good = []
    for target in sorted(p for p in build.glob("fuzz_*") if p.suffix == "" and p.is_file()):
        corpus = build / "corpus" / target.name
        corpus.mkdir(parents=True, exist_ok=True)
        for i, text in enumerate(begin.get(target.name, [])):
            (corpus / f"seed-{i}").write_bytes(text)
        good.append(fuzz(target, seconds, build, corpus, build / "equate.dict"))
    if not good:
        print("there are no fuzz targets")
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: run.py BUILD SECONDS")
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
