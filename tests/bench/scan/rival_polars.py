"""Runs the first query in Polars, in its streaming engine.

    rival_polars.py FILE       prints the seconds, and the seconds of processors

It has as many threads as POLARS_MAX_THREADS says. Its start-up is not counted.
"""

import sys
import time

import polars as pl

TYPES = {"case_id": pl.Int32, "start_date": pl.String, "locality": pl.String, "setting": pl.String,
         "weekly_cost": pl.Float64, "hours": pl.Float64, "age": pl.Int16}


def main(file):
    quoted = open(file, encoding="utf-8").read(1) == '"'
    rows = pl.scan_csv(file, schema=TYPES, quote_char='"' if quoted else None)
    setting, cost = pl.col("setting"), pl.col("weekly_cost")
    answer = (
        rows.with_columns(pl.col("start_date").str.to_date("%Y-%m-%d").dt.truncate("1w").alias("week"))
        .group_by("week", "locality")
        .agg(
            (setting == "residential").sum().alias("residential"),
            cost.filter(setting == "residential").sum().alias("residential_cost"),
            pl.col("hours").filter(setting == "homecare").sum().alias("homecare_hours"),
            cost.mean().alias("mean_cost"),
            pl.len().alias("placed"),
            pl.col("age").max().alias("oldest"),
        )
        .sort("week", "locality")
    )
    begin, cpu = time.perf_counter(), time.process_time()
    answer.collect(engine="streaming").write_csv("/dev/null")
    print(time.perf_counter() - begin, time.process_time() - cpu)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: rival_polars.py FILE")
    main(sys.argv[1])
