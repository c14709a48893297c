"""Loading a county's tables, beside DuckDB and pandas that only read them.

``python -m benchmarks.loading WAY FOLDER STORE`` loads once and prints what it took, so that each
way has a process, and a peak of memory, of its own.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.council import AS_AT
from benchmarks.timing import runs_in_turn


@dataclass(frozen=True)
class Loading:
    """One way of loading: rows, median seconds (start-up left out), and most memory in bytes."""

    rows: int
    seconds: float
    peak_bytes: int


def loadings(folder: Path, store: Path) -> dict[str, Loading]:
    """Each way of loading a folder; our store is left with snapshots of it."""
    commands = {
        way: [sys.executable, "-m", __name__, way, str(folder), str(store)] for way in _WAYS
    }
    found = {}
    for way, runs in runs_in_turn(commands, times=3).items():
        told = [json.loads(run.said) for run in runs]
        found[way] = Loading(
            told[0]["rows"],
            median(one["seconds"] for one in told),
            max(run.peak_bytes for run in runs),
        )
    return found


def _ours(folder: Path, store: Path) -> tuple[float, int]:
    """Read, checked, and kept on disk as a snapshot."""
    from lineofsight.tables.loading import load_tables

    start = perf_counter()
    report = load_tables([folder], store, date.fromisoformat(AS_AT), fresh=True)
    return perf_counter() - start, sum(load.read for load in report.loads)


def _duckdb(folder: Path, store: Path) -> tuple[float, int]:
    """The floor: every cell read as text by the same engine, counted, and let go."""
    import duckdb

    rows = 0
    start = perf_counter()
    with duckdb.connect(":memory:") as connection:
        for file in sorted(folder.glob("*.csv")):
            counted = connection.execute(
                "select count(*), count(columns(*)) from read_csv(?, all_varchar = true)",
                [str(file)],
            ).fetchone()
            assert counted is not None
            rows += counted[0]
    return perf_counter() - start, rows


def _pandas(folder: Path, store: Path) -> tuple[float, int]:
    """Every file read into memory, its types guessed."""
    import pandas as pd

    start = perf_counter()
    frames = [pd.read_csv(file, low_memory=False) for file in sorted(folder.glob("*.csv"))]
    return perf_counter() - start, sum(len(frame) for frame in frames)


_WAYS = {"ours": _ours, "DuckDB reading only": _duckdb, "pandas reading only": _pandas}

if __name__ == "__main__":
    way, folder, store = sys.argv[1:]
    seconds, rows = _WAYS[way](Path(folder), Path(store))
    print(json.dumps({"seconds": seconds, "rows": rows}))
