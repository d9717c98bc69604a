"""Plants faults, one at a time, and looks whether run.py's comparison finds each: a test that cannot fail is none.

    python3 tests/differential/faults.py build/equate

Most stand in the calculation that the command is compared with; to the comparison it is the same which of the two is wrong. The
others stand before the command, and change what it says with some settings only.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from decimal import ROUND_DOWN, Context, Decimal
from pathlib import Path
from unittest import mock

import arithmetic
import expressions
import files
import measures
import programmes
import run
from arithmetic import Number, divide, whole
from grains import DAY, days_in

CASES = 400  # that may pass before a fault is found


def of_class(target, name, wrong):
    """A method that does something else; `wrong` has the right one as its first argument."""
    right = getattr(target, name)
    return mock.patch.object(target, name, lambda *given, **named: wrong(right, *given, **named))


def without(**properties):
    """Rows of a source that does not say something."""
    def init(right, self, source, grain):
        right(self, mock.Mock(wraps=source, **{**vars(source), "columns": source.columns, **properties}), grain)

    return of_class(measures.Rows, "__init__", init)


FAULTS = {
    "a digit less is kept": lambda: mock.patch.object(
        arithmetic, "KEPT", Context(prec=33, Emax=6144, Emin=-6143, traps=[])),
    "digits are cut off": lambda: mock.patch.object(
        arithmetic, "KEPT", Context(prec=34, rounding=ROUND_DOWN, Emax=6144, Emin=-6143, traps=[])),
    "what lost digits is not marked": lambda: of_class(
        measures.Part, "over", lambda right, *of: (right(*of) or None) and Number(right(*of).value)),
    "a missing cell is 0": lambda: of_class(
        expressions.Column, "of", lambda right, self, row, day:
        whole(0) if right(self, row, day) is None and self.name in ("cost", "hours", "score") else right(self, row, day)),
    "a negative number is positive": lambda: of_class(
        expressions.Column, "of", lambda right, self, row, day: arithmetic.absolute(right(self, row, day))
        if isinstance(right(self, row, day), Number) else right(self, row, day)),
    "a wide number is a binary fraction": lambda: of_class(
        expressions.Column, "of", lambda right, self, row, day: Number(Decimal(float(right(self, row, day).value)))
        if isinstance(right(self, row, day), Number) and abs(right(self, row, day).value) > 10**20
        else right(self, row, day)),
    "a text that begins like another is the same": lambda: of_class(
        expressions.Column, "of", lambda right, self, row, day: right(self, row, day)[:15]
        if isinstance(right(self, row, day), str) else right(self, row, day)),
    "a day is the next one": lambda: of_class(
        expressions.Column, "of", lambda right, self, row, day: right(self, row, day) + DAY
        if hasattr(right(self, row, day), "weekday") else right(self, row, day)),
    "a choice that cannot be made is the other": lambda: of_class(
        expressions.Choice, "of", lambda right, self, row, day:
        (self.then if self.condition.of(row, day) else self.other).of(row, day)),
    "not in, of what is missing": lambda: of_class(
        expressions.Among, "of", lambda right, self, row, day: bool(right(self, row, day)) if not self.negated
        else right(self, row, day) is not False),
    "not, of what is not known": lambda: of_class(
        expressions.Not, "of", lambda right, self, row, day: not self.a.of(row, day)),
    "or, of what is not known": lambda: of_class(
        expressions.Joined, "of", lambda right, self, row, day:
        None if None in (self.a.of(row, day), self.b.of(row, day)) else right(self, row, day)),
    "a fixed value of the first step": lambda: of_class(
        expressions.Dated, "on", lambda right, self, day: self.steps[0][1]),
    "a table's last line": lambda: of_class(
        expressions.Fixed, "line", lambda right, self, row: right(self, row) and self.lines[-1][1]),
    "days taken out count": lambda: without(excepted=[]),
    "nobody must have a row": lambda: without(members=[]),
    "all rows count": lambda: without(only=None),
    "no row means none nowhere": lambda: without(covers=None),
    "a day of missing values counts": lambda: mock.patch.object(measures, "stands", lambda measure, tally: True),
    "a period with a gap counts": lambda: mock.patch.object(measures, "stands_for_period", lambda measure, tally: True),
    "a spell is open on its last day": lambda: of_class(
        measures.Part, "open_on", lambda right, self, measure, day: right(self, measure, day - DAY)),
    "a median between two is the lower": lambda: mock.patch.object(
        measures, "percentile", lambda values, part: values[arithmetic.floor(
            arithmetic.multiply(part, whole(len(values) - 1)))]),
    "a mean of the days": lambda: of_class(
        measures, "aggregate", lambda right, measure, shares: right(measure, shares) if measure.name != "mean" or
        not any(share.tally.values for share in shares) else
        divide(measures.running(measures.total(share.tally.values) for share in shares), whole(len(shares)))),
    "a cut period counts whole": lambda: mock.patch.object(measures, "part_of", lambda a, part, of: a),
    "every month has 30 days": lambda: mock.patch.object(
        measures, "months_in", lambda days: divide(whole(len(days)), whole(30))),
    "a week has 5 days": lambda: mock.patch.object(measures, "days_in", lambda first, last: min(5, days_in(first, last))),
    "the first is the last": lambda: of_class(
        measures, "aggregate", lambda right, measure, shares: right(
            measure._replace(name="last") if hasattr(measure, "_replace") else
            measures.Measure("last", measure.of, measure.where, measure.while_) if measure.name == "first" else measure,
            shares)),
    "a row in a group too many": lambda: of_class(
        measures.Rows, "parts", lambda right, self, names: {
            keys: measures.Part(self, part.rows + part.rows[-1:], part.own_days)
            for keys, part in right(self, names).items()}),
    "messages are a line too low": lambda: of_class(
        files.Written, "place", lambda right, self, row, column: right(self, row, column)._replace(
            line=right(self, row, column).line + 1)),
    "messages are a column too far": lambda: of_class(
        files.Written, "place", lambda right, self, row, column: right(self, row, column)._replace(
            column=right(self, row, column).column + 1)),
}

# Commands that say something else with some settings.
BEFORE = {
    "7 threads show a row less": """case "$*" in *"--threads 7"*) out=$(mktemp)
"$equate" "$@" >"$out"; status=$?; sed -i '$d' "$out"; cat "$out"; exit $status ;; esac; exec "$equate" "$@" """,
    "small blocks lose a message": """case "$*" in *"--block-bytes 17 "*) "$equate" "$@" 2>/dev/null; exit ;; esac
exec "$equate" "$@" """,
    "AVX2 has another status": """case "$*" in *avx2*) "$equate" "$@"; exit 3 ;; esac; exec "$equate" "$@" """,
}


def is_found(equate, number, ways):
    """Whether a case shows that something is wrong with a figure or a message."""
    try:
        case = programmes.make("1", number)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return False  # the fault broke the calculation, which is no comparison
    with tempfile.TemporaryDirectory() as folder:
        run.put(case, Path(folder))
        return any(not failure.startswith("ended with") for failure in run.failures_of(equate, case, folder, ways))


def found_in_calculation(name, equate):
    with FAULTS[name]():
        return next((n for n in range(CASES) if is_found(equate, n, [(1, "plain")])), None)


def found_in_command(name, equate):
    with tempfile.TemporaryDirectory() as folder:
        command = Path(folder) / "equate"
        command.write_text(f"#!/bin/bash\nequate='{equate}'\n{BEFORE[name]}\n", encoding="utf-8")
        command.chmod(0o755)
        ways = [(threads, name) for threads in run.THREADS for name in run.SETS]
        return next((n for n in range(CASES) if is_found(str(command), n, ways)), None)


def main(equate):
    equate = str(Path(equate).resolve())
    passed = failed = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        asked = [(name, pool.submit(found_in_calculation, name, equate)) for name in FAULTS]
        asked += [(name, pool.submit(found_in_command, name, equate)) for name in BEFORE]
        for name, found in asked:
            passed, failed = passed + (found.result() is not None), failed + (found.result() is None)
            print(f"{name}: {'NOT FOUND' if found.result() is None else f'found by case {found.result()}'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
