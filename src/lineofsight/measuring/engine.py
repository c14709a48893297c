"""What compiled queries run against: the tables of one snapshot, as they stood on one day.

Which database computes is the engine's own affair; the queries are the same for each.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Literal, Self, get_args

from lineofsight.errors import UnusableInput
from lineofsight.indicators.needs import Need
from lineofsight.indicators.panel import relations
from lineofsight.measuring.periods import Period, Window, window_first_day
from lineofsight.measuring.query import Query
from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.reach import Reach
from lineofsight.tables.snapshots import Snapshot

EngineKind = Literal["duckdb", "spark", "postgres"]
ENGINES: tuple[EngineKind, ...] = get_args(EngineKind)
SECONDS_A_QUERY = 120

Rows = Mapping[str, Sequence[Mapping[str, object]]]
PeriodRow = tuple[str, date, date, date, date, date]


@dataclass(frozen=True)
class Answer:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


@dataclass(frozen=True)
class Held:
    """What an engine holds: a snapshot's id, its day, its authorities and what it lacks.

    ``missing`` holds, for each table that was loaded, the columns it was loaded without.
    ``tables_day`` is the day of the extract, None where they tell of every day.  ``reaches`` is of
    the tables whose source did not hold everything.  ``extract_days`` are those of the tables'
    extracts, where they are not ``tables_day``.  ``empty`` are tables that were loaded and of which
    there is nothing to read.
    """

    snapshot_id: str
    missing: Mapping[str, Collection[str]]
    tables_day: date | None = None
    reaches: Mapping[str, Reach] | None = None
    authorities: Collection[str] = ("",)
    extract_days: Mapping[str, date] | None = None
    empty: Collection[str] = ()


class Engine(ABC):
    """Runs compiled queries on one snapshot as at one day; a context manager.

    The attribute ``known_to`` is the last day of which the tables tell: ``as_at``, or the day of
    the extract where that is earlier.  ``authorities`` are the councils whose rows they are; ids
    are each one's own.  Use :func:`open_engine` or :func:`engine_over_rows`.
    """

    def __init__(
        self,
        held: Held,
        as_at: date,
        columns: Mapping[str, Collection[str]],
        authorities: Collection[str] | None = None,
    ) -> None:
        """Over what is held; ``columns`` are those there are, by table.

        ``authorities`` are those of the held ones that are told of, by default all.
        """
        self.as_at = as_at
        self.known_to = min(as_at, held.tables_day or as_at)
        self.snapshot_id = held.snapshot_id
        self.reaches = held.reaches or {}
        self.authorities = tuple(sorted(held.authorities if authorities is None else authorities))
        self._holds_others = set(held.authorities) != set(self.authorities)
        self._missing: dict[str, set[str]] = {
            name: {*held.missing[name], *_absent(definition, columns[name])}
            for name, definition in table_definitions().items()
            if name in held.missing and name in columns
        }
        self._empty = held.empty
        self._begins: dict[str, date | None] = dict.fromkeys(held.empty)
        self._tables_day = held.tables_day or as_at
        self._extract_days = held.extract_days or {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of the tables, and take away every copy of them."""

    @abstractmethod
    def answers(
        self, queries: Sequence[Query], authorities: Sequence[str] | None = None
    ) -> Iterator[tuple[int, str, Answer]]:
        """The answer of each query over each authority's rows alone, in no certain order.

        With it come the query's place and the authority's name.  ``authorities`` are those that
        are asked for, by default all.
        Raises :class:`UnusableInput` when it takes over two minutes or does not fit the data.
        """

    @abstractmethod
    def _put_periods(self, rows: Sequence[PeriodRow]) -> None:
        """Have ``periods`` hold these rows and no others.

        ``period_days`` has the same columns and ``day``: a row for each day from the window's first
        to the judged one.
        """

    @abstractmethod
    def _forget(self, names: Collection[str]) -> None:
        """Have these relations be told anew when a query next reads them."""

    @abstractmethod
    def _earliest(self, table: str, column: str) -> date | None:
        """The earliest day in a column of a table, of any authority and whatever as-at is."""

    def missing(self, needs: Iterable[Need]) -> tuple[Need, ...]:
        """Those of the needed columns that the snapshot was loaded without."""
        lacking = []
        for need in needs:
            if need.table not in self._missing or need.column in self._missing[need.table]:
                lacking.append(need)
        return tuple(lacking)

    def extract_day(self, table: str) -> date:
        """The day of the extract that a table came from."""
        return self._extract_days.get(table, self._tables_day)

    def set_periods(self, periods: Sequence[Period], window: Window = "period") -> None:
        """Say which periods the next queries count; those that begin after as-at have no days."""
        self._forget([name for name, relation in relations().items() if relation.by_period])
        self._put_periods(
            [
                (
                    period.name,
                    period.first_day,
                    period.last_day,
                    window_first_day(period, window),
                    min(period.last_day, self.as_at),
                    self.known_to,
                )
                for period in periods
                if period.first_day <= self.as_at
            ]
        )

    def begins(self, table: str) -> date | None:
        """The day of the earliest row of a table, of any authority; None where none has a day."""
        if table not in self._begins:
            column = table_definitions()[table].date_of_a_row
            held = table in self._missing and column not in self._missing[table]
            self._begins[table] = self._earliest(table, column) if held and column else None
        return self._begins[table]


def open_engine(
    snapshot: Snapshot,
    as_at: date | None = None,
    kind: EngineKind = "duckdb",
    url: str | None = None,
    folder: str | None = None,
    authorities: Collection[str] | None = None,
) -> Engine:
    """An engine over a snapshot, by default as at the day it was loaded for.

    ``authorities`` are those of the snapshot's that it tells of, by default all.
    ``url`` names the Spark master or the PostgreSQL database, ``folder`` one that a Spark cluster
    reads as well as this machine.  Raises :class:`UnusableInput` where the snapshot is damaged, or
    the engine is not there or cannot be reached.
    """
    day = as_at or snapshot.as_at
    if kind == "postgres":
        from lineofsight.measuring.engines.postgres import PostgresEngine

        return PostgresEngine(snapshot, day, url, authorities)
    if kind == "spark":
        from lineofsight.measuring.engines.spark import SparkEngine

        return SparkEngine(snapshot, day, url, folder, authorities)
    from lineofsight.measuring.engines.duckdb import open_duckdb

    return open_duckdb(snapshot, day, authorities)


def engine_over_rows(rows: Rows, as_at: date) -> Engine:
    """An engine over a few rows by table, as worked examples hold them; absent values are null.

    Raises :class:`UnusableInput` for a value that does not fit its column.
    """
    from lineofsight.measuring.engines.duckdb import duckdb_over_rows

    return duckdb_over_rows(rows, as_at)


def empty_select(definition: TableDefinition) -> str:
    """The SELECT of an absent table: empty, so that the panels beside it still run."""
    columns = ", ".join(
        f"cast(null as {column.sql_type}) as {column.name}" for column in definition.columns
    )
    return f"select {columns} where false"


def too_slow(of: str) -> UnusableInput:
    """The refusal of a query that took too long."""
    return UnusableInput(
        f"Computing {of} took over {SECONDS_A_QUERY} seconds and was stopped; "
        "ask for fewer periods or groups."
    )


def does_not_fit(of: str, why: str) -> UnusableInput:
    """The refusal of a query that failed.

    A database's own words can quote a value, and so a child: ``why`` is the kind of error alone.
    """
    return UnusableInput(f"The SQL of {of} does not fit the data ({why}): correct the definition.")


def _absent(definition: TableDefinition, held: Collection[str]) -> set[str]:
    """The columns that a table has not: an older snapshot may lack some."""
    return {column.name for column in definition.columns} - set(held)
