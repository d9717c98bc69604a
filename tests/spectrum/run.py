"""Reads the files of csv-spectrum, a published suite of what CSV files are like, and compares the records with its own.

    python3 tests/spectrum/run.py build/equate

csvs/ and json/ are the suite's, unchanged; LICENSE is theirs. The reader is driven by records.c, because no
command prints a file as it stands: record by record, and as the blocks of a scan, with each set of vector instructions,
read in pieces of several sizes.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WAYS = ("records", "plain", "avx2", "avx512")
PIECES = (0, 1, 7, 64)  # bytes at a time; 0: as always
NOT_HERE = 3


def published(path):
    """The suite's records of a file. Of one it has another telephone number than the file, and no list around it."""
    records = json.loads((HERE / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    if path.stem == "location_coordinates":
        assert records["Contact Phone Number"] == "1234567890" and "2095257564" in path.read_text(encoding="utf-8")
        records = [{**records, "Contact Phone Number": "2095257564"}]
    return records


def read(reader, way, pieces, path):
    """The records; None where the processor lacks the instructions; else why there are none."""
    done = subprocess.run([reader, way, str(pieces), path], capture_output=True, check=False)
    if done.returncode == NOT_HERE:
        return None
    if done.returncode:
        return f"ended with {done.returncode}: {done.stderr.decode()}"
    return json.loads(done.stdout)


def main(equate):
    reader = Path(equate).resolve().parent / "spectrum" / "records"
    passed = failed = 0
    files = sorted((HERE / "csvs").glob("*.csv"))
    lacking = set()
    for path in files:
        expected = published(path)
        for way in WAYS:
            for pieces in PIECES:
                found = read(reader, way, pieces, path)
                if found is None:
                    lacking.add(way)
                elif found == expected:
                    passed += 1
                else:
                    failed += 1
                    print(f"{path.stem}, {way}, {pieces} bytes at a time:\n  expected {expected}\n  read     {found}")
    for way in sorted(lacking):
        print(f"not tried, this processor has no {way}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
