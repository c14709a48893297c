"""PostgreSQL: the snapshot's tables in a schema of their own, which is dropped afterwards.

The schema's name is drawn at random and its session holds a lock by that name.  So whatever a
killed process left behind is known by its lock being free, and the next one drops it.
"""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import psycopg
from psycopg import errors, sql
from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.measuring.engine import (
    SECONDS_A_QUERY,
    Answer,
    PeriodRow,
    does_not_fit,
    too_slow,
)
from lineofsight.measuring.engines.copied import PERIOD_COLUMNS, CopiedEngine, rows_for_each
from lineofsight.measuring.engines.dialects import as_postgres
from lineofsight.tables.snapshots import Snapshot

SETTING = "LINEOFSIGHT_ENGINE_URL"
SCHEMES = ("postgres://", "postgresql://")
SECONDS_TO_CONNECT = 10
_NAMED = "lineofsight_"
_ROWS_AT_ONCE = 10_000
_TYPES = {"varchar": 'text collate "C"', "double": "double precision"}
# Collations that know every alphabet's capitals, one letter for one as DuckDB has it where it can.
_LETTERS = ("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu")


class PostgresEngine(CopiedEngine):
    """A schema in the scratch database that ``LINEOFSIGHT_ENGINE_URL`` names.

    The account needs the right to make schemas there, and no other.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        as_at: date,
        url: str | None,
        authorities: Collection[str] | None = None,
    ) -> None:
        """Connect and make the schema.

        Raises :class:`UnusableInput` where no database is named, or it cannot be used; no error
        tells the address, which can hold a password.
        """
        self._connection = _connected(url)
        self._schema = _NAMED + secrets.token_hex(8)
        try:
            super().__init__(snapshot, as_at, authorities)
            try:
                with _told():
                    self._begin()
            except BaseException:
                self._source.close()
                raise
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Drop the schema with all that is in it."""
        super().close()
        with self._connection, _told():
            _drop(self._connection, self._schema)

    def _begin(self) -> None:
        run = self._connection.execute
        for statement in (
            f"set statement_timeout = '{SECONDS_A_QUERY}s'",
            "set timezone = 'UTC'",
            "set client_min_messages = warning",
            # To make machine code of a query of many columns takes longer than to run it.
            "set jit = off",
        ):
            run(statement)
        _drop_left_behind(self._connection)
        run("select pg_advisory_lock(hashtextextended(%s, 0))", [self._schema])
        run(sql.SQL("create schema {}").format(sql.Identifier(self._schema)))
        run(sql.SQL("set search_path = {}").format(sql.Identifier(self._schema)))
        self._letters = _letters(self._connection)

    def _copy(self, name: str, select: str, columns: Mapping[str, str]) -> None:
        with _told():
            self._create(name, columns)
            rows = self._source.execute(select)
            with self._copying(name) as copy:
                while batch := rows.fetchmany(_ROWS_AT_ONCE):
                    for row in batch:
                        copy.write_row(row)
            self._connection.execute(sql.SQL("analyze {}").format(sql.Identifier(name)))

    def _create(self, name: str, columns: Mapping[str, str]) -> None:
        declared = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(_TYPES.get(kind, kind)))
            for column, kind in columns.items()
        )
        self._connection.execute(
            sql.SQL("create unlogged table {} ({})").format(sql.Identifier(name), declared)
        )

    @contextmanager
    def _copying(self, name: str) -> Iterator[psycopg.Copy]:
        with self._connection.cursor() as cursor:
            statement = sql.SQL("copy {} from stdin").format(sql.Identifier(name))
            with cursor.copy(statement) as copy:
                yield copy

    def _see(self, name: str, query: exp.Query) -> None:
        select = as_postgres(query, self._letters)
        with _told():
            self._connection.execute(f'create view "{name}" as {select}'.encode())

    def _put_periods(self, rows: Sequence[PeriodRow]) -> None:
        with _told():
            self._connection.execute("drop table if exists periods cascade")
            self._create("periods", PERIOD_COLUMNS)
            with self._copying("periods") as copy:
                for row in rows_for_each(rows, self.authorities):
                    copy.write_row(row)
            self._connection.execute("analyze periods")
            self._connection.execute(
                "create view period_days as select *, cast(generate_series("
                "window_first_day, judged_on, interval '1 day') as date) as day from periods"
            )

    def _run(self, query: exp.Query, of: str) -> Answer:
        written = as_postgres(query, self._letters)
        try:
            cursor = self._connection.execute(written.encode())
            columns = tuple(column.name for column in cursor.description or ())
            return Answer(columns, cursor.fetchall())
        except errors.QueryCanceled:
            raise too_slow(of) from None
        except psycopg.OperationalError as error:
            raise _unreachable(error) from None
        except psycopg.Error as error:
            raise does_not_fit(of, type(error).__name__) from None


def _connected(url: str | None) -> psycopg.Connection:
    if not url or not url.startswith(SCHEMES):
        raise UnusableInput(
            "PostgreSQL can be measured on once a scratch database is named: set "
            f"{SETTING}=postgresql://user:password@host/name."
        )
    with _told():
        return psycopg.connect(url, autocommit=True, connect_timeout=SECONDS_TO_CONNECT)


@contextmanager
def _told() -> Iterator[None]:
    """What PostgreSQL refuses becomes a sentence: its own words can hold a password or a value."""
    try:
        yield
    except psycopg.Error as error:
        raise _unreachable(error) from None


def _unreachable(error: psycopg.Error) -> UnusableInput:
    return UnusableInput(
        f"The PostgreSQL database that {SETTING} names cannot be used ({type(error).__name__}): "
        "see that it answers, and that the account may make schemas in it."
    )


def _letters(connection: psycopg.Connection) -> str:
    held = connection.execute(
        "select collname from pg_collation where collencoding in (-1, "
        "(select encoding from pg_database where datname = current_database()))"
    )
    names = {str(name) for (name,) in held}
    return next((name for name in _LETTERS if name in names), "default")


def _drop_left_behind(connection: psycopg.Connection) -> None:
    """Drop the schemas of this account whose process ended without dropping its own."""
    found = connection.execute(
        "select nspname from pg_namespace "
        "where starts_with(nspname, %s) and pg_get_userbyid(nspowner) = current_user",
        [_NAMED],
    ).fetchall()
    for (name,) in found:
        locked = connection.execute(
            "select pg_try_advisory_lock(hashtextextended(%s, 0))", [name]
        ).fetchone()
        if locked == (True,):
            _drop(connection, name)
            connection.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def _drop(connection: psycopg.Connection, schema: str) -> None:
    connection.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))
