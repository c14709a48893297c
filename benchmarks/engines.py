"""Eleven indicators over sixty months by team on Apache Spark, beside DuckDB on the same snapshot.

``python -m benchmarks.engines STORE`` measures on both, once the tables are copied to Spark, and
prints what each took and the first figure that differs.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.council import AS_AT
from benchmarks.timing import run, seconds_in_turn


@dataclass(frozen=True)
class Engines:
    """Median seconds on each, how many figures were compared, and the first that differs."""

    duckdb: float
    spark: float
    figures: int
    differs: str | None


def engines(store: Path) -> Engines | None:
    """A store measured on both, in a process of its own; None where Spark is not installed."""
    from lineofsight.measuring.engines.spark import wanting

    if wanting():
        return None
    told = run([sys.executable, "-m", __name__, str(store)])
    return Engines(**json.loads(told.said))


def _measure_on_both(store: Path) -> Engines:
    from benchmarks import analyst
    from benchmarks.measuring import MONTHS
    from lineofsight.indicators.catalogue import indicator_named
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.periods import periods_between
    from lineofsight.measuring.results import measure
    from lineofsight.tables.snapshots import open_snapshot

    day = date.fromisoformat(AS_AT)
    first = day.year * 12 + day.month - MONTHS
    months = periods_between(f"{first // 12}-{first % 12 + 1:02}", f"{day:%Y-%m}")
    indicators = [indicator_named(name) for name in analyst.INDICATORS]
    snapshot = open_snapshot(store)
    with open_engine(snapshot, day) as duckdb, open_engine(snapshot, day, "spark") as spark:
        ours = measure(duckdb, indicators, months, ("team",))
        theirs = measure(spark, indicators, months, ("team",))
        seconds = seconds_in_turn(
            {
                "duckdb": lambda: measure(duckdb, indicators, months, ("team",)),
                "spark": lambda: measure(spark, indicators, months, ("team",)),
            },
            times=3,
        )
    differing = [
        f"{one} on DuckDB is {other} on Spark"
        for one, other in zip(ours, theirs, strict=True)
        if one != other
    ]
    return Engines(
        seconds["duckdb"], seconds["spark"], len(ours), differing[0] if differing else None
    )


if __name__ == "__main__":
    print(json.dumps(vars(_measure_on_both(Path(sys.argv[1])))))
