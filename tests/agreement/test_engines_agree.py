"""Every figure of drawn councils, on DuckDB, PostgreSQL and Apache Spark: equal in every cell.

The councils are authorities of one store.  DuckDB looks at one after the other; the others count
all in one query, which so is held to counting each alone.  That DuckDB counts right is held to the
plain-Python oracle in test_indicators_agree.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import EngineKind, open_engine
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.results import Figure, measure
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from tests.support.councils import AS_AT_DAYS, MONTHS, draw_council, write_council
from tests.support.engines import postgres_url, spark_master

OWN = Path(__file__).parents[1] / "support" / "own_definitions"
FEW, MANY = 20, 200
BY = ("authority", "sex")


class Councils:
    """Drawn councils loaded as authorities of one store, and what DuckDB counts of them."""

    def __init__(self, number: int, folder: Path) -> None:
        for seed in range(number):
            source = folder / "sources" / f"Council {seed:03}"
            source.mkdir(parents=True)
            write_council(draw_council(seed), source)
        load_tables([folder / "sources"], folder / "store", max(AS_AT_DAYS))
        self.snapshot: Snapshot = open_snapshot(folder / "store")
        self.figures = figures_on("duckdb", self.snapshot)


def figures_on(kind: EngineKind, snapshot: Snapshot, url: str | None = None) -> list[Figure]:
    """The whole catalogue by month, authority and one more."""
    with open_engine(snapshot, a_day(), kind, url) as engine:
        return measure(engine, catalogue(OWN).values(), months(), BY)


def a_day() -> date:
    return AS_AT_DAYS[1]


def months() -> Sequence:
    return [period_named(name) for name in MONTHS[-6:]]


@pytest.fixture(scope="module", params=[FEW, pytest.param(MANY, marks=pytest.mark.long)])
def councils(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Councils:
    """Twenty drawn councils, and two hundred where there is time."""
    return Councils(request.param, tmp_path_factory.mktemp("councils"))


def test_postgresql_counts_what_duckdb_counts(councils: Councils) -> None:
    """Each panel one query over all authorities, in a schema of their own."""
    url = postgres_url()
    assert_same(figures_on("postgres", councils.snapshot, url), councils.figures)


def test_spark_counts_what_duckdb_counts(councils: Councils) -> None:
    """Each panel one query over all authorities, of tables in Parquet."""
    master = spark_master()
    assert_same(figures_on("spark", councils.snapshot, master), councils.figures)


def assert_same(found: Sequence[Figure], expected: Sequence[Figure]) -> None:
    """Equal figure by figure, in all that a figure says; the first that differs is told."""
    assert len(found) == len(expected)
    assert any(figure.denominator for figure in expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours == theirs
