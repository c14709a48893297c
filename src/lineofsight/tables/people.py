"""Which rows of a snapshot are about some people: theirs by name, and by way of each other.

A row is about a person whom it names, in any column that refers to a person.  A row that names
nobody is about a person when it refers to a row that is, or when only such rows refer to it.  A row
that names somebody else stays theirs, whatever it refers to.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from lineofsight.tables.definition import AUTHORITY, Column, TableDefinition, table_definitions
from lineofsight.tables.snapshots import Snapshot, columns_held

MEMORY_LIMIT = "1GB"
PERSON = ("ssd_person", "pers_person_id")


@dataclass(frozen=True)
class Held:
    """A table of the attached snapshot: the view ``seen_<table>`` has ``row_id`` and every column.

    The rows about the people asked for stand in ``about_<table>`` by their ``row_id``.
    """

    definition: TableDefinition

    @property
    def seen(self) -> str:
        """The view of all its rows."""
        return f"seen_{self.definition.name}"

    @property
    def about(self) -> str:
        """The table of the row ids that are about the people."""
        return f"about_{self.definition.name}"

    @property
    def person_columns(self) -> list[str]:
        """The columns that name a person."""
        return [
            column.name
            for column in self.definition.columns
            if PERSON in (column.references, (self.definition.name, column.name))
        ]

    @property
    def other_references(self) -> Iterator[tuple[Column, str, str]]:
        """Its columns that refer to a row of another thing, with that table and its key."""
        for column in self.definition.columns:
            if column.references is not None and column.references != PERSON:
                yield (column, *column.references)


def look_for(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, people: Iterable[tuple[str, str]]
) -> Mapping[str, Held]:
    """The tables of an attached snapshot that hold rows, made ready to look for some people.

    People are given as authority and id, and stand in the table ``people``.
    """
    connection.execute("create or replace temp table people (authority varchar, id varchar)")
    columns = [list(column) for column in zip(*people, strict=True)] or [[], []]
    connection.execute(
        "insert into people select unnest(?::varchar[]), unnest(?::varchar[])", columns
    )
    tables = {
        name: Held(definition)
        for name, definition in table_definitions().items()
        if name in snapshot.tables and snapshot.manifest.tables[name].rows
    }
    for held in tables.values():
        connection.execute(f"create or replace temp view {held.seen} as {_seen(connection, held)}")
    return tables


def find_rows_about(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]) -> None:
    """Find the rows about the people looked for, into the table that each :class:`Held` names."""
    for held in tables.values():
        connection.execute(f"create or replace temp table {held.about} (row_id bigint)")
        _add(connection, held, names_one_of_them(held))
    found = -1
    while found != (found := _number_found(connection, tables)):
        for held in tables.values():
            _add_what_refers(connection, held, tables)
            _add_what_is_referred_to(connection, held, tables)


def names_one_of_them(held: Held) -> str:
    """The condition that a row names one of the people."""
    return _any(f"({AUTHORITY}, {name}) in (from people)" for name in held.person_columns)


def theirs_alone(held: Held, column: str) -> str:
    """The SQL of a column's values, with their authority, that only rows about the people have."""
    rows = f"select {AUTHORITY}, {column} from {held.seen} where {column} is not null and row_id"
    return f"{rows} in (from {held.about}) except {rows} not in (from {held.about})"


def open_attached(
    snapshot: Snapshot, file: str = ":memory:", scratch: str = ""
) -> duckdb.DuckDBPyConnection:
    """A connection to ``file`` with a snapshot attached, read-only, as ``snapshot``.

    Rows that do not fit into memory go to the folder ``scratch``, where one is given.
    """
    connection = duckdb.connect(
        file, config={"memory_limit": MEMORY_LIMIT, "temp_directory": scratch}
    )
    place = str(snapshot.path.resolve()).replace("'", "''")
    connection.execute(f"attach '{place}' as snapshot (read_only)")
    return connection


def _add_what_refers(
    connection: duckdb.DuckDBPyConnection, held: Held, tables: Mapping[str, Held]
) -> None:
    refers = [
        f"({AUTHORITY}, {column.name}) in (select {AUTHORITY}, {key} from {tables[table].seen} "
        f"where row_id in (from {tables[table].about}))"
        for column, table, key in held.other_references
        if table in tables
    ]
    _add(connection, held, f"{_names_nobody(held)} and {_any(refers)}")


def _add_what_is_referred_to(
    connection: duckdb.DuckDBPyConnection, held: Held, tables: Mapping[str, Held]
) -> None:
    """Rows below ``held`` that could name a person, do not, and are referred to from it alone."""
    for column, table, key in held.other_references:
        if table not in tables or not tables[table].person_columns:
            continue
        referred = (
            f"select {AUTHORITY}, {column.name} from {held.seen} "
            f"where {column.name} is not null and row_id"
        )
        _add(
            connection,
            tables[table],
            f"{_names_nobody(tables[table])} "
            f"and ({AUTHORITY}, {key}) in ({referred} in (from {held.about})) "
            f"and ({AUTHORITY}, {key}) not in ({referred} not in (from {held.about}))",
        )


def _add(connection: duckdb.DuckDBPyConnection, held: Held, condition: str) -> None:
    connection.execute(
        f"insert into {held.about} select row_id from {held.seen} "
        f"where row_id not in (from {held.about}) and {condition}"
    )


def _names_nobody(held: Held) -> str:
    return " and ".join(["true", *(f"{name} is null" for name in held.person_columns)])


def _any(conditions: Iterable[str]) -> str:
    return f"({' or '.join(conditions) or 'false'})"


def _number_found(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]) -> int:
    counts = " + ".join(f"(select count(*) from {held.about})" for held in tables.values())
    found = connection.execute(f"select {counts or '0'}").fetchone()
    assert found is not None
    return int(found[0])


def _seen(connection: duckdb.DuckDBPyConnection, held: Held) -> str:
    """All rows with every column of today's definition; an older snapshot may lack some."""
    there = columns_held(connection, "snapshot", held.definition.name)
    columns = [
        column.name if column.name in there else f"cast(null as {column.sql_type}) as {column.name}"
        for column in held.definition.columns
    ]
    return (
        f"select rowid as row_id, {', '.join(columns)}, {AUTHORITY} "
        f"from snapshot.{held.definition.name}"
    )
