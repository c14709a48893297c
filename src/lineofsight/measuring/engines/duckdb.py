"""DuckDB over a snapshot's own file, one authority at a time."""

import os
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import date
from functools import cache
from queue import SimpleQueue

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.indicators.panel import CALENDAR, PERIODS, relations
from lineofsight.measuring.engine import (
    SECONDS_A_QUERY,
    Answer,
    Engine,
    Held,
    PeriodRow,
    Rows,
    does_not_fit,
    empty_select,
    too_slow,
)
from lineofsight.measuring.engines.attached import attached, columns_held, connected, held_in
from lineofsight.measuring.query import Query
from lineofsight.tables.as_at import as_at_view
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.snapshots import Snapshot
from lineofsight.tables.working_days import calendar_rows

_LOOKED_AT = "getvariable('authority')"
# Most queries are over before a second core could help with one: each has one, some at a time.
_AT_ONCE = min(os.cpu_count() or 1, 4)


class DuckDBEngine(Engine):
    """DuckDB in this process.

    Nothing outside the snapshot can be read or written once it is open, and its settings can no
    longer be changed: definitions are code, but they get no more than they need.  Memory is bounded
    by looking at one authority at a time.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        held: Held,
        as_at: date,
        columns: Mapping[str, Collection[str]],
        authorities: Collection[str] | None = None,
    ) -> None:
        """Take over a connection to which the tables are attached as ``snapshot``.

        ``columns`` are those there are, by table.
        """
        super().__init__(held, as_at, columns, authorities)
        self._connection = connection
        self._cursors = [connection.cursor() for _ in range(_AT_ONCE)]
        self._columns = columns
        self._seen: set[str] = set()
        self._made: set[str] = set()
        connection.execute("create view calendar as select * from snapshot.calendar")
        connection.execute("set threads = 1")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        self.look_at(self.authorities[0])

    def close(self) -> None:
        """Close the connection."""
        for cursor in self._cursors:
            cursor.close()
        self._connection.close()

    def look_at(self, authority: str) -> None:
        """Have the next queries see the rows of one authority alone."""
        for cursor in (self._connection, *self._cursors):
            cursor.execute("set variable authority = ?", [authority])
        if len(self.authorities) > 1:
            self._forget(relations())

    def answers(
        self, queries: Sequence[Query], authorities: Sequence[str] | None = None
    ) -> Iterator[tuple[int, str, Answer]]:
        """All answers over one authority's rows, then over the next one's."""
        for authority in self.authorities if authorities is None else authorities:
            self.look_at(authority)
            for place, answer in self._side_by_side(queries):
                yield place, authority, answer

    def _side_by_side(self, queries: Sequence[Query]) -> Iterator[tuple[int, Answer]]:
        """Each query's answer with its place, as they come."""
        for query in queries:
            self._make_ready(query)
        free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
        for cursor in self._cursors:
            free.put(cursor)

        def asked(query: Query) -> Answer:
            cursor = free.get()
            try:
                return _answer(cursor, query)
            finally:
                free.put(cursor)

        pool = ThreadPoolExecutor(len(self._cursors))
        try:
            places = {pool.submit(asked, query): place for place, query in enumerate(queries)}
            for done in as_completed(places):
                yield places.pop(done), done.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _put_periods(self, rows: Sequence[PeriodRow]) -> None:
        self._connection.execute(f"create or replace table periods ({_PERIOD_COLUMNS})")
        if rows:
            places = ", ".join("(?, ?, ?, ?, ?, ?)" for _ in rows)
            given = [value for row in rows for value in row]
            self._connection.execute(f"insert into periods values {places}", given)
        self._connection.execute(
            "create or replace table period_days as select *, cast(unnest(generate_series("
            "window_first_day, judged_on, interval '1 day')) as date) as day from periods"
        )

    def _earliest(self, table: str, column: str) -> date | None:
        (first,) = self._connection.execute(
            f"select cast(min({column}) as date) from snapshot.{table}"
        ).fetchall()[0]
        return None if first is None else date.fromisoformat(str(first))

    def _make_ready(self, query: Query) -> None:
        """Views of tables as at the day, and relations whole: many panels read the same."""
        with _in_time(self._connection, query.of):
            for name in query.reads:
                if name in relations() and name not in self._made:
                    self._made.add(name)
                    sql = relations()[name].sql
                    self._connection.execute(f"create table {name} as {sql}")
                elif name not in relations() and name not in self._seen:
                    self._seen.add(name)
                    self._connection.execute(f"create view {name} as {self._as_at(name)}")

    def _as_at(self, name: str) -> str:
        definition = table_definitions()[name]
        if name not in self._missing or name in self._empty:
            return empty_select(definition)
        absent = {column.name for column in definition.columns} - set(self._columns[name])
        several = self._holds_others or len(self.authorities) > 1
        looked_at = _LOOKED_AT if several else None
        return as_at_view(definition, self.as_at, absent, looked_at)

    def _forget(self, names: Collection[str]) -> None:
        for name in self._made & set(names):
            self._connection.execute(f"drop table if exists {name}")
            self._made.remove(name)


def _answer(cursor: duckdb.DuckDBPyConnection, query: Query) -> Answer:
    with _in_time(cursor, query.of):
        cursor.execute(query.sql)
        return Answer(tuple(column[0] for column in cursor.description), cursor.fetchall())


@contextmanager
def _in_time(cursor: duckdb.DuckDBPyConnection, of: str) -> Iterator[None]:
    """Stops what is asked when it takes too long, and refuses what fails, for what it computes."""
    timer = threading.Timer(SECONDS_A_QUERY, cursor.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        raise too_slow(of) from None
    except duckdb.Error as error:
        raise does_not_fit(of, type(error).__name__) from None
    finally:
        timer.cancel()


def open_duckdb(
    snapshot: Snapshot, as_at: date, authorities: Collection[str] | None = None
) -> DuckDBEngine:
    """DuckDB over a snapshot's file, of all its authorities or of some."""
    with attached(snapshot) as connection:
        columns = columns_held(connection)
        return DuckDBEngine(connection, held_in(snapshot), as_at, columns, authorities)


def duckdb_over_rows(rows: Rows, as_at: date) -> DuckDBEngine:
    """DuckDB over a few rows by table."""
    connection = connected()
    try:
        connection.execute("attach ':memory:' as snapshot")
        connection.execute(f"create table snapshot.calendar ({_columns(CALENDAR)})")
        connection.execute(
            "insert into snapshot.calendar select unnest(?), unnest(?), unnest(?)", _days()
        )
        for name, given in rows.items():
            columns = {each.name: each.sql_type for each in table_definitions()[name].columns}
            connection.execute(f"create table snapshot.{name} ({_columns(columns)})")
            places = ", ".join("?" for _ in columns)
            for row in given:
                values = [row.get(column) for column in columns]
                connection.execute(f"insert into snapshot.{name} values ({places})", values)
        columns_of = {
            name: [column.name for column in definition.columns]
            for name, definition in table_definitions().items()
        }
        # To make every table each time would take longer than all that is asked of them.
        empty = columns_of.keys() - rows.keys()
        held = Held("example", dict.fromkeys(columns_of, ()), empty=empty)
        return DuckDBEngine(connection, held, as_at, columns_of)
    except duckdb.ConversionException as error:
        connection.close()
        raise UnusableInput(
            f"The rows given do not fit their tables: {str(error).splitlines()[0]}"
        ) from error
    except BaseException:
        connection.close()
        raise


@cache
def _days() -> list[list[object]]:
    return [list(column) for column in zip(*calendar_rows(), strict=True)]


def _columns(of: Mapping[str, str]) -> str:
    """Names and types as a table's are written."""
    return ", ".join(f"{name} {kind}" for name, kind in of.items())


_PERIOD_COLUMNS = _columns(PERIODS)
