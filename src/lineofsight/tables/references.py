"""What rows refer to in other tables, looked at once all tables are loaded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

import duckdb

from lineofsight.tables import checks
from lineofsight.tables.checks import Problem
from lineofsight.tables.definition import PERSONS, Column, TableDefinition, table_definitions
from lineofsight.tables.names import Pointer, plain
from lineofsight.tables.reading import Delivery


@dataclass(frozen=True)
class Found:
    """Rows of a table that were given the child whom their other columns point to."""

    table: str
    column: str
    rows: int
    left: int
    through: tuple[str, ...]

    @property
    def told(self) -> Problem:
        """What is to be told of it."""
        return checks.FOUND_THROUGH.told(
            self.table,
            self.rows,
            column=self.column,
            names=" or ".join(self.through),
            other=f"{self.left:,}",
        )


@dataclass(frozen=True)
class _Way:
    """One way from a row to a child: SQL that gives ``place``, the row, and ``person``."""

    column: str
    sql: str


def keep_pointers(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    """Keep what a delivery's rows point to by columns that their table does not have."""
    if not delivery.pointers:
        return
    connection.execute(
        "create temp table if not exists pointers "
        "(table_name varchar, authority varchar, id varchar, points_to varchar, value varchar)"
    )
    key = delivery.definition.column(delivery.definition.key[0])
    for number, pointer in enumerate(delivery.pointers):
        referred = table_definitions()[pointer.table].column(pointer.key)
        connection.execute(
            f"insert into pointers select ?, ?, {checks.value_sql(key, key.name)}, ?, "
            f"{checks.value_sql(referred, f'pointer{number}')} from {delivery.relation}",
            [delivery.definition.name, delivery.authority, f"{pointer.table}.{pointer.key}"],
        )


def find_children(
    connection: duckdb.DuckDBPyConnection, deliveries: Sequence[Delivery], present: Set[str]
) -> list[Found]:
    """Give each row without its child the one whom all rows that it points to agree on.

    ``present`` are the tables that are loaded.  What a plan is given, its visits may be given in
    turn, so that tables are gone through until no more is found.
    """
    known: defaultdict[TableDefinition, dict[Pointer, None]] = defaultdict(dict)
    for delivery in deliveries:
        known[delivery.definition] |= dict.fromkeys(delivery.pointers)
    ways = {
        definition: list(_ways(definition, pointers, present))
        for definition, pointers in known.items()
    }
    rows: defaultdict[TableDefinition, int] = defaultdict(int)
    more = True
    while more:
        more = False
        for definition, own in ways.items():
            given = _given(connection, definition, own) if own else 0
            rows[definition] += given
            more = more or given > 0
    found = []
    for definition, number in rows.items():
        person = _person_column(definition)
        if number and person:
            left = _without(connection, definition, person)
            through = tuple(way.column for way in ways[definition])
            found.append(Found(definition.name, person.name, number, left, through))
    return found


def _person_column(definition: TableDefinition) -> Column | None:
    """The column that names a row's child; None where there is none, or more than one person."""
    persons = [
        column
        for column in definition.columns
        if column.references and column.references[0] == PERSONS
    ]
    return persons[0] if len(persons) == 1 else None


def _ways(
    definition: TableDefinition, pointers: Iterable[Pointer], present: Set[str]
) -> Iterator[_Way]:
    person = _person_column(definition)
    if person is None:
        return
    rows = f"select own.rowid as place, referred.{{}} as person from {definition.name} as own "
    end = f"and referred.authority = own.authority where own.{person.name} is null"
    for column in definition.columns:
        if column.references and (name := _child_of(*column.references, present)):
            table, key = column.references
            sql = f"join {table} as referred on referred.{key} = own.{column.name} {end}"
            yield _Way(column.name, rows.format(name) + sql)
    for pointer in pointers:
        if name := _child_of(pointer.table, pointer.key, present):
            sql = (
                f"join pointers on pointers.table_name = '{definition.name}' "
                f"and pointers.authority = own.authority and pointers.id = own.{definition.key[0]} "
                f"and pointers.points_to = '{pointer.table}.{pointer.key}' "
                f"join {pointer.table} as referred on referred.{pointer.key} = pointers.value {end}"
            )
            yield _Way(plain(pointer.column), rows.format(name) + sql)


def _child_of(table: str, key: str, present: Set[str]) -> str | None:
    """The column with the child of the row that a key points to, where a key has one child."""
    definition = table_definitions()[table]
    person = _person_column(definition)
    # Brothers and sisters share a number that tells rows apart only together with the child.
    shared = key in definition.key and len(definition.key) > 1
    return person.name if person and table in present and not shared else None


def _given(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, ways: Sequence[_Way]
) -> int:
    """Fill in the children who can be known now; how many rows were given one."""
    person = _person_column(definition)
    if person is None or not _without(connection, definition, person):
        return 0
    agreed = " union all ".join(way.sql for way in ways)
    alone = ""
    if person.name in definition.key:
        others = [name for name in definition.key if name != person.name]
        same = " and ".join(f"other.{name} = own.{name}" for name in others)
        alone = (
            f"and not exists (select 1 from {definition.name} as other where {same} "
            "and other.authority = own.authority and other.rowid <> own.rowid)"
        )
    given = connection.execute(
        f"update {definition.name} as own set {person.name} = agreed.person from ("
        f"select place, min(person) as person from ({agreed}) group by place "
        f"having min(person) = max(person)) as agreed where own.rowid = agreed.place {alone}"
    ).fetchone()
    return int(given[0]) if given else 0


def _without(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, person: Column
) -> int:
    return _count(connection, f"{definition.name} where {person.name} is null")


def unresolved(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, present: set[str]
) -> Iterator[Problem]:
    """References of a table to rows that the tables do not hold, once all are loaded."""
    for column in definition.columns:
        if column.references is None or column.references[0] not in present:
            continue
        table, key = column.references
        rows = _count(
            connection,
            f"{definition.name} as referring where {column.name} is not null "
            f"and not exists (select 1 from {table} as referred where "
            f"referred.{key} = referring.{column.name} "
            "and referred.authority = referring.authority)",
        )
        if rows:
            yield checks.UNRESOLVED.told(definition.name, rows, column=column.name, other=table)


def _count(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    found = connection.execute(f"select count(*) from {rows}").fetchone()
    assert found is not None
    return int(found[0])
