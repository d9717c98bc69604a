"""Runs test suites and adds them up.

    python3 tests/run.py BUILD SUITE...

A suite is one of those below. What passes is a line; what fails is shown whole. The last line is
`N passed, N failed`, and the exit status says the same.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def unit(build):
    """One program for each tests/unit/test_*.c; cmocka counts."""
    for source in sorted((ROOT / "tests/unit").glob("test_*.c")):
        yield source.stem, [str(build / "tests" / source.stem)]


def cli(build):
    """One folder for each case in tests/cli."""
    yield "cli", ["env", f"EQUATE={build / 'equate'}", "bash", str(ROOT / "tests/cli/run.sh")]


def script(name):
    def suite(build):
        yield name, [sys.executable, str(ROOT / "tests" / name / "run.py"), str(build / "equate")]

    return suite


SUITES = {"unit": unit, "cli": cli, "oracle": script("oracle"), "docs": script("docs"), "installed": script("installed"),
          "spectrum": script("spectrum"), "differential": script("differential"),
          "review": script("review"), "explain": script("explain")}


def count(output, status):
    """(passed, failed) from what a test program printed: cmocka's summary or a last line with both counts."""
    total = re.findall(r"(\d+) passed, (\d+) failed", output)
    if total:
        passed, failed = map(int, total[-1])
    else:
        ran = sum(map(int, re.findall(r"\[==========\] (\d+) test\(s\) run", output)))
        passed = sum(map(int, re.findall(r"\[  PASSED  \] (\d+) test\(s\)", output)))
        failed = ran - passed
    if status != 0 and failed == 0:
        failed = 1  # it ended before it could say so
    if passed + failed == 0:
        failed = 1  # a suite that tests nothing is no suite
    return passed, failed


def run(name, command):
    # Enough of a limit that only a program that hangs meets it.
    try:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=600, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"})
        output, status = done.stdout.decode("utf-8", "replace"), done.returncode
    except subprocess.TimeoutExpired as e:
        output, status = (e.stdout or b"").decode("utf-8", "replace") + "\nran for too long\n", 1
    except OSError as e:
        output, status = f"{command[0]}: {e.strerror}\n", 1
    passed, failed = count(output, status)
    print(f"{'ok  ' if not failed else 'FAIL'} {name:<28} {passed:>6} passed" + (f", {failed} failed" if failed else ""), flush=True)
    if failed:
        print("".join(f"     {line}\n" for line in output.splitlines()), end="", flush=True)
    return passed, failed


def main(build, suites):
    build = (ROOT / build).resolve()
    passed = failed = 0
    for suite in suites:
        for name, command in SUITES[suite](build):
            p, f = run(name, command)
            passed, failed = passed + p, failed + f
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[2:]) <= set(SUITES):
        sys.exit(f"usage: run.py BUILD SUITE...; a suite is one of {', '.join(SUITES)}")
    sys.exit(main(sys.argv[1], sys.argv[2:]))
