"""Measures what Equate makes of millions of rows, beside its rivals, in ratios from one run.

    python3 tests/bench/scan/run.py --build build [--rows N] [--rounds N] [--only NAMES]

Every query is answered by Equate and by DuckDB; the answers must be equal before anything is timed.
Then all take turns, some rounds of it, and the best of each counts: what else the machine does only
ever adds to a time. DuckDB's and Polars' start-up is not counted, Equate's is. `make bench-rivals`
installs the two; without them Equate's own figures are printed, and what is missing.

Beside the seconds stand those of all processors together. On a machine that has other work to do
they are the steadier figure; the marks go by the clock.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import answers  # noqa: E402
from process import Failed, Taken, run  # noqa: E402

MB = 1_000_000
MILLION = 1_000_000
TIME = "/usr/bin/time"
KEPT = 2000 * MB  # files larger than that are not left behind


class Query(NamedTuple):
    name: str
    title: str
    shape: str  # of the file: see placements.c
    by: str = ""  # what it is broken down by
    of_rows: int = 1  # it reads one in so many of the rows
    faster: float = 2  # than DuckDB, so many times


FIRST = Query("localities", "six KPIs by week and by locality", "plain", by="locality", faster=5)
QUOTED = FIRST._replace(title=FIRST.title + ", every cell in quotes", shape="quoted")
QUERIES = [
    Query("wide", "three columns of sixty", "wide", of_rows=10),
    Query("postcodes", "broken down by 100,000 postcodes", "postcodes", by="postcode"),
    Query("reach", "how many of 100,000 postcodes each week has", "postcodes"),
    Query("percentiles", "median and 90th percentile by week", "plain"),
    Query("cases", "different cases by week, and in all", "plain"),
    Query("spells", "open at each week's end, their cost, length of stay", "spells"),
    Query("ten", "ten measures, each of other rows", "plain"),
]
LIMIT_WITHIN, QUOTED_WITHIN = 1.6, 1.5


class Bench:
    def __init__(self, options):
        self.options = options
        self.build = Path(options.build)
        self.data = self.build / "bench/data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.equate = self.build / "equate"
        self.out = self.build / "bench/answer"
        self.rivals = self.build / "rivals"
        self.versions = {name: version_of(self.rivals, name) for name in ("duckdb", "polars")}
        if self.rivals.is_dir():
            os.environ["PYTHONPATH"] = str(self.rivals.resolve())
        self.missed = []

    # --- what takes part ---

    def file(self, shape, rows):
        path = self.data / f"{shape}-{rows}.csv"
        if not path.exists():
            print(f"  writing {path}", file=sys.stderr, flush=True)
            part = path.with_suffix(".part")
            run([self.build / "bench/placements", shape, rows], part)
            part.rename(path)
        with path.open("rb") as f:  # into the page cache
            while f.read(4 * MB):
                pass
        return path

    def our_command(self, query, file, threads, form="csv"):
        by = ["--by", query.by] if query.by else []
        return [self.equate, "run", "--format", form, "--threads", threads, *by,
                "--data", f"placements={file}", HERE / "queries" / f"{query.name}.eq"]

    def small(self, command):
        """A run by GNU time: below a process as large as this one, memory would read as at least its own."""
        taken = run([TIME, "--format", "%M", "--output", self.out, *command])
        return taken._replace(peak=int(self.out.read_text(encoding="utf-8")) * 1024)

    def ours(self, query, file, threads):
        return lambda: self.small(self.our_command(query, file, threads))

    def limit(self, file, threads):
        return lambda: self.small([self.build / "bench/limit", file, threads])

    def timed(self, command):
        """A rival that says itself what it took, without its start-up."""
        taken = run([sys.executable, *command], self.out)
        seconds, cpu = map(float, self.out.read_text(encoding="utf-8").split())
        return Taken(seconds, cpu, taken.peak)

    def duckdb(self, query, file, threads):
        return lambda: self.timed([HERE / "rival_duckdb.py", file, HERE / "queries" / f"{query.name}.sql", threads])

    def polars(self, file, threads):
        def once():
            os.environ["POLARS_MAX_THREADS"] = str(threads)
            return self.timed([HERE / "rival_polars.py", file])
        return once

    # --- answers first ---

    def check(self, query, file, limit=False):
        run(self.our_command(query, file, self.options.threads, "json"), self.out)
        ours = answers.of_pack(self.out.read_text(encoding="utf-8"))
        if not self.versions["duckdb"]:
            return "  the answers are not compared: DuckDB is not installed"
        sql = HERE / "queries" / f"{query.name}.sql"
        run([sys.executable, HERE / "rival_duckdb.py", file, sql, self.options.threads, "--answers"], self.out)
        theirs = answers.of_sql(self.out.read_text(encoding="utf-8"))
        same = self.compare(query, ours, theirs, answers.NEAR)
        if limit:
            run([self.build / "bench/limit", file, self.options.threads], self.out)
            by_hand = answers.of_limit(self.out.read_text(encoding="utf-8"))
            same += self.compare(query, by_hand, theirs, MEANS_BY_HAND)
        return f"  {same:,} figures equal DuckDB's"

    @staticmethod
    def compare(query, ours, theirs, near):
        wrong, same = answers.differences(ours, theirs, near)
        if wrong or not same:
            shown = "; ".join(f"{key}: {ours.get(key)}, and in DuckDB {theirs.get(key)}" for key in wrong[:3])
            raise Failed(f"{query.name}: {len(wrong)} figures differ, {same} are equal, so nothing is timed: {shown}")
        return same

    # --- then times ---

    def race(self, contestants):
        """Each contestant's runs, taken in turn."""
        runs = {name: [] for name in contestants}
        for _ in range(self.options.rounds):
            for name, once in contestants.items():
                runs[name].append(once())
        print(f"  {'':34}{'best s':>9}{'median s':>10}{'CPU s':>8}{'peak MB':>9}")
        for name, taken in runs.items():
            median = statistics.median(t.seconds for t in taken)
            print(f"  {name:34}{best(taken).seconds:9.3f}{median:10.3f}{best(taken).cpu:8.3f}{best(taken).peak / MB:9.0f}")
        return {name: best(taken) for name, taken in runs.items()}

    def mark(self, what, seconds, cpu, wanted, at_least):
        """A line that says whether a ratio is as asked for."""
        reached = seconds >= wanted if at_least else seconds <= wanted
        if not reached:
            self.missed.append(what)
        bound = "at least" if at_least else "at most"
        print(f"  {'reached' if reached else 'MISSED ':8}{what}: {seconds:.2f} by the clock, {cpu:.2f} by CPU; {bound} {wanted:g} is asked for", flush=True)

    def faster(self, query, took, ours, theirs):
        if theirs in took:
            self.mark(f"times as fast as {theirs}", took[theirs].seconds / took[ours].seconds, took[theirs].cpu / took[ours].cpu, query.faster, True)

    def within(self, took, ours, other, wanted):
        self.mark(f"of the time of {other}", took[ours].seconds / took[other].seconds, took[ours].cpu / took[other].cpu, wanted, False)

    def heading(self, query, file, rows):
        print(f"\n{query.name}: {query.title} ({rows:,} rows, {file.stat().st_size / MB:,.0f} MB)", flush=True)

    def threads(self):
        return sorted({self.options.threads, 1}, reverse=True)

    def first(self):
        rows = self.options.rows
        file, quoted = self.file("plain", rows), self.file("quoted", rows)
        self.heading(FIRST, file, rows)
        print(self.check(FIRST, file, limit=True))
        print(self.check(QUOTED, quoted).replace("equal", "with every cell in quotes equal"))
        runs = {}
        for n in self.threads():
            runs[f"Equate, {threads(n)}"] = self.ours(FIRST, file, n)
            runs[f"Equate, quoted, {threads(n)}"] = self.ours(FIRST, quoted, n)
            runs[f"by hand, {threads(n)}"] = self.limit(file, n)
            if self.versions["duckdb"]:
                runs[f"DuckDB, {threads(n)}"] = self.duckdb(FIRST, file, n)
            if self.versions["polars"]:
                runs[f"Polars, {threads(n)}"] = self.polars(file, n)
        took = self.race(runs)
        for n in self.threads():
            ours = f"Equate, {threads(n)}"
            self.faster(FIRST, took, ours, f"DuckDB, {threads(n)}")
            self.within(took, ours, f"by hand, {threads(n)}", LIMIT_WITHIN)
            self.within(took, f"Equate, quoted, {threads(n)}", ours, QUOTED_WITHIN)

    def query(self, query):
        rows = max(self.options.rows // query.of_rows, 1)
        file = self.file(query.shape, rows)
        self.heading(query, file, rows)
        print(self.check(query, file))
        n = self.options.threads
        runs = {f"Equate, {threads(n)}": self.ours(query, file, n)}
        if self.versions["duckdb"]:
            runs[f"DuckDB, {threads(n)}"] = self.duckdb(query, file, n)
        took = self.race(runs)
        self.faster(query, took, f"Equate, {threads(n)}", f"DuckDB, {threads(n)}")

    def attempt(self, what, *of):
        """One that fails is a miss, and the others go on."""
        try:
            what(*of)
        except Failed as failed:
            self.missed.append(str(failed))
            print(f"  FAILED  {failed}", flush=True)

    def sizes(self):
        """Time and memory as the file grows ten times, and ten times again."""
        rows = self.options.rows
        sizes = [n for n in (rows // 100, rows // 10, rows) if n >= MILLION] or [rows]
        print(f"\nsizes: {FIRST.title}, {threads(self.options.threads)}")
        files = {n: self.file("plain", n) for n in sizes}
        runs = {f"{n:,} rows": self.ours(FIRST, files[n], self.options.threads) for n in sizes}
        took = self.race(runs)
        for n in sizes:
            if files[n].stat().st_size > KEPT:
                files[n].unlink()
            t = took[f"{n:,} rows"]
            print(f"  {n:>13,} rows: {t.seconds / n * 1e9:6.1f} ns a row by the clock, {t.cpu / n * 1e9:6.1f} by CPU")


MEANS_BY_HAND = answers.Decimal("1e-8")  # it prints six decimals


def best(taken):
    return Taken(*(min(column) for column in zip(*taken)))


def threads(n):
    return f"{n} thread" + "s" * (n != 1)


def version_of(folder, package):
    found = next(folder.glob(f"{package}-*.dist-info"), None)
    return found.name.removesuffix(".dist-info").split("-")[1] if found else None


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), "")
    return f"{model}, {os.cpu_count()} processors; {os.getloadavg()[0]:.1f} processes were at work when it began"


def limit_memory():
    """What asks for more than the machine has must fail by itself, and leave the rest alone."""
    most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--build", required=True)
    parser.add_argument("--rows", type=int, default=10 * MILLION)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--only", default="", help="names of queries, and sizes; commas between")
    options = parser.parse_args()
    only = set(filter(None, options.only.split(",")))
    unknown = only - {FIRST.name, "sizes", *(query.name for query in QUERIES)}
    if unknown:
        sys.exit(f"there is no benchmark {', '.join(sorted(unknown))}; there are {FIRST.name}, "
                 f"{', '.join(query.name for query in QUERIES)} and sizes")
    limit_memory()
    bench = Bench(options)

    print(f"millions of rows: best of {options.rounds} runs each, taken in turn; {machine()}")
    for name, version in bench.versions.items():
        print(f"  {name} {version or 'is missing: make bench-rivals installs it'}")
    if not only or FIRST.name in only:
        bench.attempt(bench.first)
    for query in QUERIES:
        if not only or query.name in only:
            bench.attempt(bench.query, query)
    if not only or "sizes" in only:
        bench.attempt(bench.sizes)
    print(f"\nmissed: {len(bench.missed)}" if bench.missed else "\neverything was reached")


if __name__ == "__main__":
    main()
