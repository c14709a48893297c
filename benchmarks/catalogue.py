"""The whole catalogue over sixty months by team and locality, and the same for all of England.

``python -m benchmarks.catalogue`` prints how long a council takes, warm, beside a scan of the
columns that are read, and how long as many councils as England has, each the same one again.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.council import AS_AT, BUILD, council
from benchmarks.timing import run, seconds_in_turn

if TYPE_CHECKING:
    from lineofsight.measuring.periods import Period

CHILDREN = 15_500
ENGLAND = 150
MONTHS = 60
BY = ("team", "locality")


@dataclass(frozen=True)
class Whole:
    """Rows, indicators and figures; median seconds warm and of a scan of the columns."""

    rows: int
    indicators: int
    figures: int
    ours: float
    scan: float


@dataclass(frozen=True)
class Region:
    """So many councils one after the other: seconds in all."""

    councils: int
    seconds: float


def lines(councils: Sequence[int] = (1, 15)) -> Iterator[str]:
    """A line each; England itself takes minutes and is asked for by name."""
    made = council(CHILDREN)
    told = run([sys.executable, "-m", "benchmarks.catalogue", str(made.folder)])
    whole = Whole(**json.loads(told.said))
    yield (
        f"The whole catalogue, {whole.indicators} indicators and variants, {MONTHS} months, by "
        f"{' and '.join(BY)}, of {whole.rows:,} rows: {whole.ours:.2f} s warm, "
        f"{whole.figures:,} figures; a scan of its columns {whole.scan:.3f} s, "
        f"ratio {whole.ours / whole.scan:.1f}"
    )
    alone: float | None = None
    for number in councils:
        several = run([sys.executable, "-m", "benchmarks.catalogue", str(made.folder), str(number)])
        region = Region(**json.loads(several.said))
        each = region.seconds / region.councils
        alone = alone or each
        yield (
            f"{region.councils} councils of {whole.rows:,} rows: {region.seconds:.1f} s, "
            f"{each:.2f} s each, {each / alone:.2f} of one alone; "
            f"peak {several.peak_bytes / 1_000_000:.0f} MB"
        )


def _whole(folder: Path) -> Whole:
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.results import measure
    from lineofsight.tables.snapshots import open_snapshot

    indicators = tuple(catalogue().values())
    with _loaded(folder) as store:
        snapshot = open_snapshot(store)
        rows = sum(kept.rows for kept in snapshot.manifest.tables.values())
        with open_engine(snapshot) as engine:
            months = _months()
            figures = len(measure(engine, indicators, months, BY))
            seconds = seconds_in_turn(
                {"ours": lambda: measure(engine, indicators, months, BY)}, times=3
            )
        scan = _scanned(snapshot.path)
    return Whole(rows, len(indicators), figures, seconds["ours"], scan)


def _scanned(path: Path) -> float:
    """How long DuckDB takes to look at every value once of the columns that indicators need."""
    import duckdb

    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.indicators.needs import needs_of

    columns: dict[str, set[str]] = {}
    for indicator in catalogue().values():
        for need in needs_of(indicator):
            columns.setdefault(need.table, set()).add(need.column)
    with duckdb.connect(str(path), read_only=True) as connection:
        held = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        queries = [
            f"select {', '.join(f'bit_xor(hash({name}))' for name in sorted(names))} from {table}"
            for table, names in columns.items()
            if table in held
        ]

        def scan() -> None:
            for query in queries:
                connection.execute(query).fetchall()

        return seconds_in_turn({"scan": scan}, times=3)["scan"]


def _region(folder: Path, councils: int) -> Region:
    """The figures of councils, one after the other, added up as those of authorities are."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.results import measure
    from lineofsight.tables.snapshots import open_snapshot

    indicators = tuple(catalogue().values())
    with _loaded(folder) as store, open_engine(open_snapshot(store)) as engine:
        # Once its views are made they show the one council's rows under whatever name it is asked.
        measure(engine, indicators, _months()[-1:])
        engine.authorities = tuple(f"Council {number:03}" for number in range(councils))
        start = perf_counter()
        measure(engine, indicators, _months())
        return Region(councils, perf_counter() - start)


def _months() -> "list[Period]":
    from lineofsight.measuring.periods import periods_between

    last = date.fromisoformat(AS_AT)
    first = last.year * 12 + last.month - MONTHS
    return list(periods_between(f"{first // 12}-{first % 12 + 1:02}", f"{last:%Y-%m}"))


@contextmanager
def _loaded(folder: Path) -> Iterator[Path]:
    """A store of the council, kept while it is measured."""
    from lineofsight.tables.loading import load_tables

    store = Path(tempfile.mkdtemp(prefix="store-", dir=BUILD))
    try:
        load_tables([folder], store, date.fromisoformat(AS_AT))
        yield store
    finally:
        shutil.rmtree(store)


def main() -> None:
    """A folder measures it; with a number, as so many councils; without a folder, England."""
    if not sys.argv[1:]:
        for line in lines((1, 15, ENGLAND)):
            print(line, flush=True)
        return
    folder, numbers = Path(sys.argv[1]), [int(each) for each in sys.argv[2:]]
    told = _region(folder, numbers[0]) if numbers else _whole(folder)
    print(json.dumps(vars(told)))


if __name__ == "__main__":
    main()
