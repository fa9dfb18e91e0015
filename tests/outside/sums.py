"""The same sums of an export as CSV and as Parquet, by DuckDB, pandas and ours: sums.py CSV PARQUET OURS.json."""
import json
import sys
import time

import duckdb
import pandas

csv, parquet, ours = sys.argv[1:]
NINE = ["overall", "relationship", "interest", "listening", "value", "presence", "equality", "trust", "grace"]
COLUMNS = [f"{name}_{part}" for name in NINE for part in ("gained", "span", "moments")]
SUMS = ", ".join(f"coalesce(sum({column}), 0)::BIGINT" for column in COLUMNS)
engine = duckdb.connect(config={"threads": 2})
wrong = 0


def same(what, left, right):
    global wrong
    if left == right:
        print(f"{what}: equal, {len(left) if hasattr(left, '__len__') else left}")
    else:
        wrong += 1
        print(f"{what}: DIFFERENT: {str(left)[:300]} / {str(right)[:300]}")


def grouped(source, month):
    return engine.execute(f"""
        SELECT coalesce(team, ''), scenario, {month} AS month, attempt = 1 AND NOT practice AS first, count(*), {SUMS}
        FROM {source} WHERE overall_span IS NOT NULL AND attempt IS NOT NULL GROUP BY ALL ORDER BY ALL""").fetchall()


from_parquet = f"read_parquet('{parquet}/encounters/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
from_csv = f"read_csv('{csv}/encounters.csv', header = true, all_varchar = false, sample_size = -1)"
begun = time.time()
by_duckdb = grouped(from_parquet, "month")
took = round((time.time() - begun) * 1000)
same("DuckDB, Parquet and CSV by team, scenario, month and principle", by_duckdb,
     grouped(from_csv, "strftime(started AT TIME ZONE 'UTC', '%Y-%m')"))
read = json.load(open(ours, encoding="utf-8"))
mine = sorted((*row[:4], row[4], *[number for three in row[5] for number in three]) for row in read["rows"])
same("DuckDB and ours over the same Parquet", sorted(by_duckdb), mine)
print(f"sums over Parquet, 2 threads: DuckDB {took} ms, ours {read['milliseconds']} ms, ratio {read['milliseconds'] / max(took, 1):.2f}")
left = pandas.read_csv(f"{csv}/encounters.csv", dtype={"staff": str, "person": str})[COLUMNS].sum().astype(int).tolist()
same("pandas, Parquet and CSV", left, pandas.read_parquet(f"{parquet}/encounters")[COLUMNS].sum().astype(int).tolist())
decisions = [f"{name}_{part}" for name in NINE for part in ("gained", "span")]
left = pandas.read_csv(f"{csv}/decisions.csv", usecols=decisions).sum().astype(int).tolist()
same("pandas, decisions", sorted(left), sorted(pandas.read_parquet(f"{parquet}/decisions", columns=decisions).sum().astype(int).tolist()))
sys.exit(1 if wrong else 0)
