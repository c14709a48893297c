"""Every indicator, computed twice: by the product's SQL and by plain Python from its words.

The councils are drawn so that the hard cases are common: month ends, weekends, bank holidays,
29 February, missing teams, future dates, other authorities' plans, flags in every spelling.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.periods import (
    WINDOWS,
    Kind,
    Period,
    Window,
    period_named,
    periods_between,
)
from lineofsight.measuring.records import records
from lineofsight.measuring.results import measure
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support import oracle
from tests.support.councils import AS_AT_DAYS, MONTHS, draw_council, write_council
from tests.support.oracle import Tables
from tests.support.oracle.council import Row

FAST, LONG = range(20), range(20, 200)
SPLITS = (
    (),
    ("team",),
    ("sex", "age_band"),
    ("team", "ethnicity"),
    ("worker", "unaccompanied"),
    ("locality", "disability"),
)
KINDS: Mapping[Kind, tuple[str, str]] = {
    "month": (MONTHS[0], MONTHS[-1]),
    "week": ("2023-W50", "2024-W21"),
    "quarter": ("2023-Q1", "2024-Q2"),
    "year": ("2022-23", "2024-25"),
}
OWN = Path(__file__).parents[1] / "support" / "own_definitions"


@pytest.fixture(
    scope="module",
    params=[*FAST, *(pytest.param(seed, marks=pytest.mark.long) for seed in LONG)],
)
def council(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Tables, Path]]:
    """A drawn council, loaded."""
    seed = request.param
    tables = draw_council(seed)
    tmp_path = tmp_path_factory.mktemp("council")
    extract = tmp_path / "extract"
    extract.mkdir()
    write_council(tables, extract)
    load_tables([extract], tmp_path / "store", max(AS_AT_DAYS))
    return seed, with_children_found(tables, tmp_path / "store"), tmp_path / "store"


def with_children_found(tables: Tables, store: Path) -> Tables:
    """The tables with the children whom loading found through what a row points to.

    Which child that is, is held to its rules where loading is; here only what is counted.
    """
    found: dict[str, list[Row]] = {}
    with duckdb.connect(str(open_snapshot(store).path), read_only=True) as connection:
        for name, rows in tables.items():
            definition = table_definitions()[name]
            person, key = definition.person_column, definition.key[0]
            found[name] = list(rows)
            if person is None or person == key:
                continue
            known = dict(connection.execute(f"select {key}, {person} from {name}").fetchall())
            found[name] = [
                row if row[person] else {**row, person: known.get(row[key]) or ""} for row in rows
            ]
    return found


def product_cells(
    engine: Engine,
    indicators: Sequence[str],
    by: tuple[str, ...],
    window: Window,
    periods: Sequence[Period] = tuple(map(period_named, MONTHS)),
) -> dict[str, dict[tuple[str, ...], oracle.Cell]]:
    """The product's figures in the oracle's shape, without those that count nothing."""
    found: dict[str, dict[tuple[str, ...], oracle.Cell]] = {name: {} for name in indicators}
    for figure in measure(engine, [catalogue()[name] for name in indicators], periods, by, window):
        assert figure.numerator is not None, figure
        assert figure.denominator is not None
        assert figure.too_recent is not None
        cell = oracle.Cell(
            figure.numerator, figure.denominator, figure.open_overdue, figure.too_recent
        )
        if cell.denominator or cell.open_overdue or cell.too_recent:
            found[figure.indicator][(figure.period, *figure.groups)] = cell
    return found


def test_figures_agree_cell_for_cell(council: tuple[int, Tables, Path]) -> None:
    """Numerators, denominators, open overdue and too recent, by month and every group."""
    seed, tables, store = council
    as_at = AS_AT_DAYS[seed % len(AS_AT_DAYS)]
    window = WINDOWS[seed % len(WINDOWS)]
    asked = SPLITS[seed % len(SPLITS)]
    splits: dict[tuple[str, ...], list[str]] = {asked: [], (): []}
    for indicator in oracle.INDICATORS:
        splits[asked if set(asked) <= set(oracle.groups_of(indicator)) else ()].append(indicator)
    with open_engine(open_snapshot(store), as_at) as engine:
        for by, indicators in splits.items():
            cells = product_cells(engine, indicators, by, window)
            for indicator in indicators:
                expected = oracle.measure(tables, indicator, MONTHS, as_at, by, window)
                assert cells[indicator] == expected, indicator


def test_records_agree_row_for_row(council: tuple[int, Tables, Path]) -> None:
    """The children behind each month's figure, and those due or overdue at its end."""
    seed, tables, store = council
    as_at = AS_AT_DAYS[seed % len(AS_AT_DAYS)]
    month = _a_month_before(as_at, seed)
    with open_engine(open_snapshot(store), as_at) as engine:
        for indicator in oracle.INDICATORS:
            for state in (None, "due", "overdue") if catalogue()[indicator].clock else (None,):
                found = records(engine, catalogue()[indicator], period_named(month), state=state)
                expected = oracle.records(tables, indicator, month, as_at, state)
                if catalogue()[indicator].clock is None:
                    # Without a clock the oracle knows no start; the product shows the row's day.
                    found = [replace(record, start=None) for record in found]
                assert sorted(map(_plain, found)) == sorted(map(_plain, expected)), (
                    indicator,
                    state,
                )


def test_weeks_quarters_and_years_agree(council: tuple[int, Tables, Path]) -> None:
    """The same counting over other periods, and their windows."""
    seed, tables, store = council
    as_at, window = AS_AT_DAYS[seed % len(AS_AT_DAYS)], WINDOWS[(seed + 1) % len(WINDOWS)]
    kind = tuple(KINDS)[seed % len(KINDS)]
    periods = periods_between(*KINDS[kind], kind)
    names = [period.name for period in periods]
    with open_engine(open_snapshot(store), as_at) as engine:
        indicators = oracle.INDICATORS[seed % 3 :: 3]
        found = product_cells(engine, indicators, (), window, periods)
    for indicator in indicators:
        expected = oracle.measure(tables, indicator, names, as_at, (), window, kind)
        assert found[indicator] == expected, indicator


def test_values_agree(council: tuple[int, Tables, Path]) -> None:
    """Medians, means, sums and counts, by every kind of period and group."""
    seed, tables, store = council
    as_at, window = AS_AT_DAYS[seed % len(AS_AT_DAYS)], WINDOWS[seed % len(WINDOWS)]
    kind, by = tuple(KINDS)[seed % len(KINDS)], SPLITS[seed % len(SPLITS)]
    periods = periods_between(*KINDS[kind], kind)
    names = [period.name for period in periods]
    known = catalogue(OWN)
    with open_engine(open_snapshot(store), as_at) as engine:
        for indicator in oracle.VALUES:
            found = {}
            for figure in measure(engine, [known[indicator]], periods, by, window):
                rows = figure.numerator if figure.denominator is None else figure.denominator
                if rows and figure.value is not None:
                    found[(figure.period, *figure.groups)] = (rows, figure.value)
            expected = oracle.values(tables, indicator, names, as_at, by, window, kind)
            assert found == {key: (n, float(value)) for key, (n, value) in expected.items()}, (
                indicator
            )


def test_the_oracle_knows_every_indicator() -> None:
    """An indicator that nobody calculated a second way would agree with nothing."""
    assert {*oracle.INDICATORS, *oracle.VALUES} == set(catalogue(OWN))


def _a_month_before(as_at: date, seed: int) -> str:
    begun = [month for month in MONTHS if period_named(month).first_day <= as_at]
    return begun[-1 - seed % min(4, len(begun))]


def _plain(record: object) -> tuple[str, ...]:
    names = ("subject", "record", "team", "worker", "start", "due", "done", "state")
    return tuple(str(getattr(record, name) or "") for name in names)
