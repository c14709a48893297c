"""Every indicator, computed twice: by the product's SQL and by plain Python from its words.

The councils are drawn so that the hard cases are common: month ends, weekends, bank holidays,
29 February, missing teams, future dates, other authorities' plans, flags in every spelling.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue
from lineofsight.indicators.definition import State
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.periods import (
    WINDOWS,
    Kind,
    Period,
    Window,
    period_named,
    periods_between,
)
from lineofsight.measuring.records import Record, records
from lineofsight.measuring.results import measure
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support import oracle
from tests.support.councils import AS_AT_DAYS, MONTHS, draw_council, write_council
from tests.support.oracle import Tables
from tests.support.oracle.council import Row
from tests.support.oracle.dates import EXTRACT_DAY

FAST, LONG = range(20), range(20, 200)
TOGETHER = 20
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
STATES: tuple[State | None, ...] = (None, "due", "overdue")
OWN = Path(__file__).parents[1] / "support" / "own_definitions"
KNOWN = catalogue(OWN, as_written=True)


Store = tuple[Path, dict[int, Tables]]
Council = tuple[int, Tables, Callable[[date], Engine]]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Store]:
    """The store that holds a seed's council as one of twenty authorities, loaded once."""

    @cache
    def store_of(first: int) -> Store:
        folder = tmp_path_factory.mktemp("councils")
        drawn = {seed: draw_council(seed) for seed in range(first, first + TOGETHER)}
        for seed, tables in drawn.items():
            (folder / "extract" / named(seed)).mkdir(parents=True)
            write_council(tables, folder / "extract" / named(seed))
        load_tables([folder / "extract"], folder / "store", EXTRACT_DAY)
        return folder / "store", drawn

    return lambda seed: store_of(seed - seed % TOGETHER)


def named(seed: int) -> str:
    return f"Council {seed:03}"


@pytest.fixture(
    scope="module",
    params=[*FAST, *(pytest.param(seed, marks=pytest.mark.long) for seed in LONG)],
)
def council(request: pytest.FixtureRequest, stores: Callable[[int], Store]) -> Council:
    """A drawn council, and how to open what was loaded of it."""
    seed = request.param
    store, drawn = stores(seed)

    def opened(as_at: date) -> Engine:
        return open_engine(open_snapshot(store), as_at, authorities=[named(seed)])

    return seed, with_children_found(drawn[seed], store, named(seed)), opened


def with_children_found(tables: Tables, store: Path, authority: str) -> Tables:
    """The tables with the children whom loading found through what a row points to.

    Which child that is, is held to its rules where loading is; here only what is counted.
    """
    found: dict[str, list[Row]] = {}
    with duckdb.connect(str(open_snapshot(store).path), read_only=True) as connection:
        for name, rows in tables.items():
            definition = table_definitions()[name]
            person, key = definition.person_column, definition.key
            found[name] = list(rows)
            if person is None or person in key:
                continue
            told = connection.execute(
                f"select {', '.join((*key, person))} from {name} where authority = ?", [authority]
            ).fetchall()
            known = {tuple(of): child for *of, child in told}
            found[name] = [
                row
                if row[person]
                else {**row, person: known.get(tuple(row[column] for column in key)) or ""}
                for row in rows
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
    named = {period.name: period for period in periods}
    for figure in measure(engine, [KNOWN[name] for name in indicators], periods, by, window):
        stands = stood_on_another_day(engine, figure.indicator, named[figure.period])
        assert (figure.state == "not_computable") == stands, figure
        if stands:
            continue
        assert figure.numerator is not None, figure
        assert figure.denominator is not None
        assert figure.too_recent is not None
        cell = oracle.Cell(
            figure.numerator, figure.denominator, figure.open_overdue, figure.too_recent
        )
        if cell.denominator or cell.open_overdue or cell.too_recent:
            found[figure.indicator][(figure.period, *figure.groups)] = cell
    return found


def stood_on_another_day(engine: Engine, indicator: str, period: Period) -> bool:
    """Whether an indicator tells how things stand on a day that is not of the period."""
    of_the_period = period.first_day <= EXTRACT_DAY <= min(period.last_day, engine.as_at)
    return bool(KNOWN[indicator].panel.as_things_stand) and not of_the_period


def product_records(
    engine: Engine, indicator: str, period: Period, state: State | None
) -> list[Record]:
    """The product's rows behind a figure; none of how things stood on a day nobody knows of."""
    if stood_on_another_day(engine, indicator, period):
        with pytest.raises(UnusableInput, match="tells how things stood on"):
            records(engine, KNOWN[indicator], period, state=state)
        return []
    return records(engine, KNOWN[indicator], period, state=state)


def test_figures_agree_cell_for_cell(council: Council) -> None:
    """Numerators, denominators, open overdue and too recent, by month and every group."""
    seed, tables, opened = council
    as_at = AS_AT_DAYS[seed % len(AS_AT_DAYS)]
    window = WINDOWS[seed % len(WINDOWS)]
    asked = SPLITS[seed % len(SPLITS)]
    splits: dict[tuple[str, ...], list[str]] = {asked: [], (): []}
    for indicator in oracle.INDICATORS:
        splits[asked if set(asked) <= set(oracle.groups_of(indicator)) else ()].append(indicator)
    with opened(as_at) as engine:
        for by, indicators in splits.items():
            cells = product_cells(engine, indicators, by, window)
            for indicator in indicators:
                expected = oracle.measure(tables, indicator, MONTHS, as_at, by, window)
                assert cells[indicator] == expected, indicator


def test_records_agree_row_for_row(council: Council) -> None:
    """The children behind each month's figure, and those due or overdue at its end."""
    seed, tables, opened = council
    as_at = AS_AT_DAYS[seed % len(AS_AT_DAYS)]
    month = _a_month_before(as_at, seed)
    with opened(as_at) as engine:
        for indicator in oracle.INDICATORS[seed % 3 :: 3]:
            for state in STATES if KNOWN[indicator].clock else STATES[:1]:
                found = product_records(engine, indicator, period_named(month), state)
                expected = oracle.records(tables, indicator, month, as_at, state)
                if KNOWN[indicator].clock is None:
                    # Without a clock the oracle knows no start; the product shows the row's day.
                    found = [replace(record, start=None) for record in found]
                assert sorted(map(_plain, found)) == sorted(map(_plain, expected)), (
                    indicator,
                    state,
                )


def test_weeks_quarters_and_years_agree(council: Council) -> None:
    """The same counting over other periods, and their windows."""
    seed, tables, opened = council
    as_at, window = AS_AT_DAYS[seed % len(AS_AT_DAYS)], WINDOWS[(seed + 1) % len(WINDOWS)]
    kind = tuple(KINDS)[seed % len(KINDS)]
    periods = periods_between(*KINDS[kind], kind)
    names = [period.name for period in periods]
    with opened(as_at) as engine:
        indicators = oracle.INDICATORS[seed % 3 :: 3]
        found = product_cells(engine, indicators, (), window, periods)
    for indicator in indicators:
        expected = oracle.measure(tables, indicator, names, as_at, (), window, kind)
        assert found[indicator] == expected, indicator


def test_values_agree(council: Council) -> None:
    """Medians, means, sums and counts, by every kind of period and group."""
    seed, tables, opened = council
    as_at, window = AS_AT_DAYS[seed % len(AS_AT_DAYS)], WINDOWS[seed % len(WINDOWS)]
    kind, asked = tuple(KINDS)[seed % len(KINDS)], SPLITS[seed % len(SPLITS)]
    periods = periods_between(*KINDS[kind], kind)
    names = [period.name for period in periods]
    splits: dict[tuple[str, ...], list[str]] = {asked: [], (): []}
    for indicator in oracle.VALUES:
        splits[asked if set(asked) <= set(oracle.groups_of(indicator)) else ()].append(indicator)
    with opened(as_at) as engine:
        for by, indicators in splits.items():
            found: dict[str, dict[tuple[str, ...], tuple[int, float]]] = {}
            for figure in measure(
                engine, [KNOWN[name] for name in indicators], periods, by, window
            ):
                rows = figure.numerator if figure.denominator is None else figure.denominator
                if rows and figure.value is not None:
                    cells = found.setdefault(figure.indicator, {})
                    cells[(figure.period, *figure.groups)] = (rows, figure.value)
            for indicator in indicators:
                expected = oracle.values(tables, indicator, names, as_at, by, window, kind)
                # A median of weeks is halfway between two numbers that no machine holds exactly.
                assert found.get(indicator, {}) == {
                    key: (rows, pytest.approx(float(value), rel=1e-14))
                    for key, (rows, value) in expected.items()
                }, indicator


def test_the_oracle_knows_every_indicator() -> None:
    """An indicator that nobody calculated a second way would agree with nothing."""
    assert {*oracle.INDICATORS, *oracle.VALUES} == set(KNOWN)


def _a_month_before(as_at: date, seed: int) -> str:
    begun = [month for month in MONTHS if period_named(month).first_day <= as_at]
    return begun[-1 - seed % min(4, len(begun))]


def _plain(record: object) -> tuple[str, ...]:
    names = ("subject", "record", "team", "worker", "start", "due", "done", "state")
    return tuple(str(getattr(record, name) or "") for name in names)
