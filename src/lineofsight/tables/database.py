"""Tables taken straight from a council's database, through an account that may only read.

The database is asked for the tables that are used and, of these, for the columns that are loaded:
names and free text never leave it.  What it gives lies aside as CSV and is read as any extract.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import SQLAlchemyError

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.names import Names, pointers
from lineofsight.tables.reading import Progress

_ROWS_AT_A_TIME = 10_000
_SECONDS_TO_CONNECT = 15
_POSTGRESQL = ("postgres", "postgresql")


@dataclass(frozen=True)
class Fetched:
    """What a database gave: its name, a file of each table that is used, and how many others."""

    name: str
    files: tuple[Path, ...]
    others: int


def fetch(address: str, kind: str, names: Names, aside: Path, tell: Progress) -> Fetched:
    """Write every table of a database that is used to a CSV file of its name in ``aside``.

    ``address`` is as SQLAlchemy has it: ``postgresql://reader@host/db?schema=ssd``, or
    ``mssql+pyodbc://...`` with the council's own driver.  Its name in reports is the address
    without account and password.  Raises :class:`UnusableInput` where it cannot be read.
    """
    url, schema = _url(address)
    name = f"{url.get_backend_name()}://{url.host or ''}/{url.database or ''}"
    with _told_without_secrets(name), _reading(url) as connection:
        inspector = sqlalchemy.inspect(connection)
        held = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
        used = [table for table in held if table.lower() in table_definitions()]
        for number, table in enumerate(used, start=1):
            tell(f"{number} of {len(used)}: {name} {table}")
            columns = [column["name"] for column in inspector.get_columns(table, schema)]
            _write(connection, schema, table, columns, kind, names, aside)
    files = tuple(aside / f"{table.lower()}.csv" for table in used)
    return Fetched(name, files, len(held) - len(used))


def _url(address: str) -> tuple[URL, str | None]:
    """The address without its schema, and the schema."""
    try:
        url = sqlalchemy.make_url(address)
        schema = url.query.get("schema")
        if url.drivername in _POSTGRESQL:
            url = url.set(drivername="postgresql+psycopg")
    except (SQLAlchemyError, ValueError):
        # Its own words quote the address, and with it the password.
        raise UnusableInput(
            "The address of the database is none: write it as "
            "postgresql://account@host/database?schema=name."
        ) from None
    return url.difference_update_query(["schema"]), schema if isinstance(schema, str) else None


@contextmanager
def _reading(url: URL) -> Iterator[Connection]:
    """A connection that changes nothing and, where the database can, sees one moment throughout."""
    is_postgresql = url.get_backend_name() == "postgresql"
    wait = {"connect_timeout" if is_postgresql else "timeout": _SECONDS_TO_CONNECT}
    engine: Engine = sqlalchemy.create_engine(url, connect_args=wait, hide_parameters=True)
    options: dict[str, Any] = {"stream_results": True, "yield_per": _ROWS_AT_A_TIME}
    if is_postgresql:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with engine.connect().execution_options(**options) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _told_without_secrets(name: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        # Its own words may quote the password or a row.
        raise UnusableInput(
            f"The database {name} cannot be read ({type(error).__name__}): see that its driver is "
            "installed, that it can be reached from here, and that the account may read its tables."
        ) from None


def _write(
    connection: Connection,
    schema: str | None,
    table: str,
    columns: Sequence[str],
    kind: str,
    names: Names,
    aside: Path,
) -> None:
    """A table as CSV: every column's name, and the values of those that are loaded."""
    definition = table_definitions()[table.lower()]
    free = {column.name for column in definition.columns if column.class_ == "free_text"}
    pointing = {pointer.column for pointer in pointers(definition.name, columns)}
    named = names.fields_of(kind, definition.name, columns)
    wanted = [
        sqlalchemy.column(column)
        if column in pointing or (each.field and each.field not in free)
        else sqlalchemy.null().label(column)
        for column, each in zip(columns, named, strict=True)
    ]
    rows = connection.execute(
        sqlalchemy.select(*wanted).select_from(sqlalchemy.table(table, schema=schema))
    )
    with (aside / f"{definition.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_text(value) for value in row])


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case dict() | list():
            return json.dumps(value)
        case float() if value.is_integer():
            # A number that its database keeps as a fraction.
            return str(int(value))
        case _:
            return str(value).replace("\0", "")
