"""DuckDB over a snapshot, as the tables stood at the end of a day."""

import threading
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.indicators.needs import Need
from lineofsight.indicators.panel import CALENDAR, PERIODS
from lineofsight.measuring.periods import Period, Window, window_first_day
from lineofsight.tables.as_at import as_at_view
from lineofsight.tables.definition import TableDefinition, table_definitions
from lineofsight.tables.reach import Reach, reaches
from lineofsight.tables.snapshots import Snapshot
from lineofsight.tables.working_days import calendar_rows

MEMORY_LIMIT = "2GB"
SECONDS_A_QUERY = 120
_LOOKED_AT = "getvariable('authority')"
ATTEMPTS, SECONDS_BETWEEN_ATTEMPTS = 10, 0.1


Rows = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True)
class Answer:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


class Engine:
    """Runs compiled queries on one snapshot as at one day; a context manager.

    Nothing outside the snapshot can be read or written once it is open, and its settings can no
    longer be changed: definitions are code, but they get no more than they need.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        snapshot_id: str,
        as_at: date,
        missing: Mapping[str, Collection[str]],
        tables_day: date | None = None,
        reaches: Mapping[str, Reach] | None = None,
        authorities: Collection[str] = ("",),
    ) -> None:
        """Take over a connection to which the tables are attached as ``snapshot``.

        ``missing`` holds, for each table that was loaded, the columns it was loaded without.  The
        attribute ``known_to`` is the last day of which they tell: ``as_at``, or ``tables_day``, the
        day of the extract, where that is earlier.  ``reaches`` is of the tables whose source did
        not hold everything.  ``authorities`` are the councils whose rows they are: ids are each
        one's own, so that one is looked at at a time (:meth:`look_at`), at first the first.  Use
        :func:`open_engine` or :func:`engine_over_rows`.
        """
        self.as_at = as_at
        self.known_to = min(as_at, tables_day or as_at)
        self.snapshot_id = snapshot_id
        self.reaches = reaches or {}
        self.authorities = tuple(sorted(authorities))
        self._connection = connection
        self._missing: dict[str, set[str]] = {}
        self._begins: dict[str, date | None] = {}
        held = _columns_held(connection)
        connection.execute("create view calendar as select * from snapshot.calendar")
        for name, definition in table_definitions().items():
            if name in missing and name in held:
                absent = {column.name for column in definition.columns} - held[name]
                self._missing[name] = {*missing[name], *absent}
                several = len(self.authorities) > 1
                select = as_at_view(definition, as_at, absent, _LOOKED_AT if several else None)
            else:
                select = _empty(definition)
            connection.execute(f"create view {name} as {select}")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        self.look_at(self.authorities[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def missing(self, needs: Iterable[Need]) -> tuple[Need, ...]:
        """Those of the needed columns that the snapshot was loaded without."""
        lacking = []
        for need in needs:
            if need.table not in self._missing or need.column in self._missing[need.table]:
                lacking.append(need)
        return tuple(lacking)

    def look_at(self, authority: str) -> None:
        """Have the next queries see the rows of one authority alone."""
        self._connection.execute("set variable authority = ?", [authority])

    def set_periods(self, periods: Sequence[Period], window: Window = "period") -> None:
        """Say which periods the next queries count; those that begin after as-at have no days."""
        self._connection.execute(f"create or replace temp table periods ({_PERIOD_COLUMNS})")
        rows = [
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
        if rows:
            self._connection.executemany("insert into periods values (?, ?, ?, ?, ?, ?)", rows)

    def begins(self, table: str) -> date | None:
        """The day of the earliest row of a table, of any authority; None where none has a day."""
        if table not in self._begins:
            column = table_definitions()[table].date_of_a_row
            held = table in self._missing and column not in self._missing[table]
            self._begins[table] = None
            if held and column:
                (first,) = self._connection.execute(
                    f"select cast(min({column}) as date) from snapshot.{table}"
                ).fetchall()[0]
                self._begins[table] = first
        return self._begins[table]

    def run(self, sql: str, of: str) -> Answer:
        """The answer of a query that computes what ``of`` names.

        Raises :class:`UnusableInput` when it takes over two minutes or does not fit the data.
        """
        timer = threading.Timer(SECONDS_A_QUERY, self._connection.interrupt)
        timer.start()
        try:
            cursor = self._connection.execute(sql)
            columns = tuple(column[0] for column in cursor.description)
            return Answer(columns, cursor.fetchall())
        except duckdb.InterruptException:
            raise UnusableInput(
                f"Computing {of} took over {SECONDS_A_QUERY} seconds and was stopped; "
                "ask for fewer periods or groups."
            ) from None
        except duckdb.Error as error:
            # DuckDB's own words can quote a value, and so a child: only the kind of error is told.
            raise UnusableInput(
                f"The SQL of {of} does not fit the data ({type(error).__name__}): "
                "correct the definition."
            ) from None
        finally:
            timer.cancel()


def open_engine(snapshot: Snapshot, as_at: date | None = None) -> Engine:
    """An engine over a snapshot's file, by default as at the day it was loaded for.

    Raises :class:`UnusableInput` where the file is damaged.
    """
    connection = _connection()
    try:
        # The whole path, so that no name can be taken for the address of something else.
        place = str(snapshot.path.resolve()).replace("'", "''")
        _attach(connection, place)
        missing = {name: snapshot.missing_columns(name) for name in snapshot.tables}
        return Engine(
            connection,
            snapshot.id,
            as_at or snapshot.as_at,
            missing,
            snapshot.as_at,
            reaches(snapshot),
            snapshot.authorities,
        )
    except duckdb.Error as error:
        connection.close()
        raise UnusableInput(
            f"The snapshot {snapshot.id} cannot be read ({type(error).__name__}): load it again."
        ) from None
    except BaseException:
        connection.close()
        raise


def _attach(connection: duckdb.DuckDBPyConnection, place: str) -> None:
    """Attach a snapshot, waiting a little for one that this process is just letting go of."""
    for _ in range(ATTEMPTS - 1):
        try:
            connection.execute(f"attach '{place}' as snapshot (read_only)")
        except duckdb.ResourceInUseException:
            time.sleep(SECONDS_BETWEEN_ATTEMPTS)
        else:
            return
    connection.execute(f"attach '{place}' as snapshot (read_only)")


def engine_over_rows(rows: Rows, as_at: date) -> Engine:
    """An engine over a few rows by table, as worked examples hold them; absent values are null."""
    connection = _connection()
    try:
        connection.execute("attach ':memory:' as snapshot")
        connection.execute(f"create table snapshot.calendar ({_CALENDAR_COLUMNS})")
        days = [list(column) for column in zip(*calendar_rows(), strict=True)]
        connection.execute(
            "insert into snapshot.calendar select unnest(?), unnest(?), unnest(?)", days
        )
        for name, definition in table_definitions().items():
            columns = ", ".join(f"{column.name} {column.sql_type}" for column in definition.columns)
            connection.execute(f"create table snapshot.{name} ({columns})")
            places = ", ".join("?" for _ in definition.columns)
            for row in rows.get(name, ()):
                values = [row.get(column.name) for column in definition.columns]
                connection.execute(f"insert into snapshot.{name} values ({places})", values)
        return Engine(connection, "example", as_at, dict.fromkeys(table_definitions(), ()))
    except duckdb.ConversionException as error:
        connection.close()
        raise UnusableInput(
            f"The rows given do not fit their tables: {str(error).splitlines()[0]}"
        ) from error
    except BaseException:
        connection.close()
        raise


_PERIOD_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in PERIODS.items())
_CALENDAR_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in CALENDAR.items())


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
            # Rows about children are never spilled into a folder: a query too large fails.
            "temp_directory": "",
        },
    )


def _columns_held(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns that the attached file has, by table: an older one may lack some or a table."""
    rows = connection.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
    ).fetchall()
    held: dict[str, set[str]] = {}
    for table, column in rows:
        held.setdefault(table, set()).add(column)
    return held


def _empty(definition: TableDefinition) -> str:
    """An absent table is empty, so that the panels beside it still run."""
    columns = ", ".join(
        f"cast(null as {column.sql_type}) as {column.name}" for column in definition.columns
    )
    return f"select {columns} where false"
