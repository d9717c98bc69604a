"""Runs one query in DuckDB, with the settings that suit it best.

    rival_duckdb.py FILE QUERY.sql THREADS             prints the seconds, and the seconds of processors
    rival_duckdb.py FILE QUERY.sql THREADS --answers   prints the answers, one JSON list a line

It is told what equate finds out: the separator, the type of each column, that no cell is quoted
where none is. Numbers are binary fractions, which it reads faster than decimals; only the answers
that equate's are held against are worked out in decimals. Its start-up is not counted.
"""

import json
import string
import sys
import time
from pathlib import Path

import duckdb

TYPES = {"case_id": "INTEGER", "start_date": "DATE", "end_date": "DATE", "weekly_cost": "DOUBLE", "hours": "DOUBLE", "age": "SMALLINT"}
EXACT = {"weekly_cost": "DECIMAL(9,2)", "hours": "DECIMAL(5,1)"}
BUFFER = 8_000_000


def rows_of(file, exact):
    """How it reads the file."""
    head = Path(file).open(encoding="utf-8").readline().strip()
    types = {**TYPES, **EXACT} if exact else TYPES
    columns = {name: types.get(name, "VARCHAR") for name in head.replace('"', "").split(",")}
    quote = '"' if head.startswith('"') else ""
    return (f"read_csv('{file}', buffer_size={BUFFER}, header=true, auto_detect=false, delim=',', "
            f"quote='{quote}', escape='{quote}', columns={columns})")


def main(file, query, threads, exact):
    db = duckdb.connect()
    db.execute(f"SET threads={threads}")
    db.execute(f"CREATE TEMP VIEW placements AS SELECT * FROM {rows_of(file, exact)}")
    groups = "GROUPING SETS ((week, part), (week), (part))" if exact else "week, part"
    sql = string.Template(Path(query).read_text(encoding="utf-8")).substitute(groups=groups)
    if exact:
        found = db.execute(sql)
        print(json.dumps([column[0] for column in found.description]))
        for row in found.fetchall():
            print(json.dumps(row, default=str))
        return
    begin, cpu = time.perf_counter(), time.process_time()
    db.execute(f"COPY ({sql}) TO '/dev/null' (FORMAT csv)")
    print(time.perf_counter() - begin, time.process_time() - cpu)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit("usage: rival_duckdb.py FILE QUERY.sql THREADS [--answers]")
    main(*sys.argv[1:4], len(sys.argv) == 5)
