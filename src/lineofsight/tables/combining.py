"""Sources of different kinds that tell of the same things, made one table.

The source that ranks first (:data:`RANK`) stands.  A row of a later source that is the same thing,
by its key or by what the definition calls ``same``, fills what the first leaves empty; where both
hold a value and differ, and where a thing is in one that the other claims to hold, it is a
contradiction: counted, listed by the ids of its rows, and left to the council to put right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import duckdb

from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.reading import Delivery
from lineofsight.tables.sources import Kind

# The council's own system first, then what it returned of it, then what was put together by hand.
RANK: Sequence[Kind] = ("ssd", "cin_census", "ssda903", "annex_a", "templates", "site")

CONTRADICTIONS = "contradictions"
CONTRADICTIONS_COLUMNS = (
    f"table_name varchar, {AUTHORITY} varchar, record_id varchar, child_id varchar, "
    "field varchar, first_source varchar, second_source varchar, what varchar"
)
DIFFERS, ONLY_IN_FIRST, ONLY_IN_SECOND = "differs", "only in first", "only in second"

VALUES_DIFFER = Rule(
    "sources_differ",
    "warning",
    "{rows} have a {column} that {first} and {second} tell differently; that of {first} is kept.",
)
NOT_IN_FIRST = Rule(
    "only_in_second",
    "warning",
    "{rows} are in {second} and not in {first}, which should hold them; they are kept.",
)
NOT_IN_SECOND = Rule(
    "only_in_first",
    "warning",
    "{rows} are in {first} and not in {second}, which should hold them; they are kept.",
)

# Ids of persons, workers and teams are the council's own, the same in every source.
_SAME_EVERYWHERE = ("ssd_person", "ssd_professionals", "ssd_department")


@dataclass(frozen=True)
class Later:
    """A later source's delivery of a table that another source has filled, staged and typed."""

    staged: str
    delivery: Delivery
    kind: Kind
    first: Delivery
    first_kind: Kind


@dataclass(frozen=True)
class Combined:
    """What came of a later source's rows: rows added, and fields filled, by name."""

    later: Later
    added: int
    filled: Mapping[str, int]
    problems: tuple[Problem, ...]


def make_room(connection: duckdb.DuckDBPyConnection) -> None:
    """The table of contradictions, and that of ids which other sources have for the same thing."""
    connection.execute(f"create table {CONTRADICTIONS} ({CONTRADICTIONS_COLUMNS})")
    connection.execute(
        f"create temp table known_as (table_name varchar, {AUTHORITY} varchar, "
        "from_id varchar, to_id varchar)"
    )


def combine(connection: duckdb.DuckDBPyConnection, later: Sequence[Later]) -> Iterator[Combined]:
    """Join the staged rows to their tables, those that others refer to before those that refer."""
    if not later:
        return
    ranked = sorted(later, key=lambda each: RANK.index(each.kind))
    for definition in in_order_of_references():
        _refer_anew(connection, definition, definition.name)
        for each in ranked:
            if each.delivery.definition.name == definition.name:
                _refer_anew(connection, definition, each.staged)
                yield _combine_one(connection, each)
                connection.execute(f"drop table {each.staged}")


def in_order_of_references() -> Iterator[TableDefinition]:
    """Every table after those that it refers to; a ring is broken at its alphabetical first."""
    known = table_definitions()
    waiting = {
        name: {
            column.references[0]
            for column in definition.columns
            if column.references and column.references[0] not in (name, *_SAME_EVERYWHERE)
        }
        for name, definition in known.items()
    }
    for name in sorted(waiting):
        # A reference back to a table that itself waits for this one cannot be waited for.
        waiting[name] -= {other for other in waiting[name] if _reaches(waiting, other, name)}
    yield from (known[name] for name in TopologicalSorter(waiting).static_order())


def _reaches(waiting: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            ahead += waiting[name]
    return False


def _refer_anew(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, relation: str
) -> None:
    """Have rows that refer to a later source's id of a thing refer to the first source's."""
    for column in definition.columns:
        if column.references is None or column.references[0] in _SAME_EVERYWHERE:
            continue
        table, key = column.references
        connection.execute(
            f"update {relation} set {column.name} = known_as.to_id from known_as "
            f"where known_as.table_name = ? and known_as.{AUTHORITY} = {relation}.{AUTHORITY} "
            f"and known_as.from_id = {relation}.{column.name} and not exists ("
            f"select 1 from {table} as own where own.{key} = {relation}.{column.name} "
            f"and own.{AUTHORITY} = {relation}.{AUTHORITY})",
            [table],
        )


def _combine_one(connection: duckdb.DuckDBPyConnection, later: Later) -> Combined:
    definition = later.delivery.definition
    _pair(connection, definition, later.staged, later.delivery.authority)
    problems = [
        *_differing(connection, later),
        *_only_in_one(connection, later),
    ]
    _learn_ids(connection, definition, later.staged)
    filled = _fill(connection, later)
    added = _add_others(connection, definition, later.staged)
    connection.execute("drop table pairs")
    return Combined(later, added, filled, tuple(problems))


def _pair(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, staged: str, authority: str
) -> None:
    """``pairs``: rows of the table and of the staged one that are the same thing, by their rowids.

    By the key first; the others by ``same``, the n-th with the n-th where several are alike.
    """
    table, key = definition.name, definition.key
    by_key = " and ".join(f"second.{name} = first.{name}" for name in key)
    connection.execute(
        "create or replace temp table pairs as "
        "select first.rowid as first_row, second.rowid as second_row "
        f"from {table} as first join {staged} as second on {by_key} "
        f"where first.{AUTHORITY} = ?",
        [authority],
    )
    known, *others = definition.same
    alike = [f"second.{known} = first.{known}"]
    alike += [f"second.{name} is not distinct from first.{name}" for name in others]
    numbered = (
        f"row_number() over (partition by {', '.join(definition.same)} "
        f"order by {', '.join(key)}) as place"
    )
    columns = ", ".join(definition.same)
    connection.execute(
        "insert into pairs select first.row, second.row from ("
        f"select rowid as row, {columns}, {numbered} from {table} where {AUTHORITY} = ? "
        "and rowid not in (select first_row from pairs)) as first join ("
        f"select rowid as row, {columns}, {numbered} from {staged} "
        "where rowid not in (select second_row from pairs)) as second "
        f"on {' and '.join(alike)} and second.place = first.place",
        [authority],
    )


def _differing(connection: duckdb.DuckDBPyConnection, later: Later) -> Iterator[Problem]:
    definition = later.delivery.definition
    for column in definition.columns:
        refers = column.references is not None and column.references[0] not in _SAME_EVERYWHERE
        if column.name in definition.key or refers:
            continue
        if not {column.name} <= set(later.delivery.fields) & set(later.first.fields):
            continue
        both = _pairs(definition, later.staged)
        rows = _list(
            connection,
            later,
            column.name,
            DIFFERS,
            f"select {definition.record_sql('first')} from {both} "
            f"where first.{column.name} <> second.{column.name}",
        )
        if rows:
            yield VALUES_DIFFER.told(definition.name, rows, column=column.name, **_sources(later))


def _only_in_one(connection: duckdb.DuckDBPyConnection, later: Later) -> Iterator[Problem]:
    """Things that one source holds and that the other, by what it covers, should hold too."""
    definition = later.delivery.definition
    day = definition.date_of_a_row
    if day is None or definition.extension:
        return
    for rule, what, own, other, paired, other_rows in (
        (NOT_IN_SECOND, ONLY_IN_FIRST, definition.name, later.delivery, "first_row", later.staged),
        (NOT_IN_FIRST, ONLY_IN_SECOND, later.staged, later.first, "second_row", definition.name),
    ):
        person = definition.person_column
        if other.one_row_a is not None and person is None:
            continue
        covered = (
            f"own.{day} >= date '{other.covers_from.isoformat()}'"
            if other.covers_from
            else f"own.{day} >= (select min({day}) from {other_rows} where {AUTHORITY} = ?)"
        )
        # A source with a row a child holds, of a child, the latest alone.
        absent = (
            f" and not exists (select 1 from {other_rows} as other "
            f"where other.{person} = own.{person} and other.{AUTHORITY} = own.{AUTHORITY})"
            if other.one_row_a is not None
            else ""
        )
        given = [] if other.covers_from else [later.delivery.authority]
        rows = _list(
            connection,
            later,
            None,
            what,
            f"select {definition.record_sql('own')} from {own} as own "
            f"where {covered} and own.{AUTHORITY} = ? "
            f"and own.rowid not in (select {paired} from pairs){absent}",
            [*given, later.delivery.authority],
        )
        if rows:
            yield rule.told(definition.name, rows, **_sources(later))


def _learn_ids(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, staged: str
) -> None:
    if len(definition.key) == 1:
        key = definition.key[0]
        connection.execute(
            f"insert into known_as select ?, first.{AUTHORITY}, second.{key}, first.{key} "
            f"from {_pairs(definition, staged)} where first.{key} <> second.{key}",
            [definition.name],
        )


def _fill(connection: duckdb.DuckDBPyConnection, later: Later) -> Mapping[str, int]:
    """Put into empty fields of the table what the staged rows know; how many, by field."""
    definition = later.delivery.definition
    fields = [name for name in later.delivery.fields if name not in definition.key]
    if not fields:
        return {}
    counts = ", ".join(
        f"count(*) filter (where first.{name} is null and second.{name} is not null)"
        for name in fields
    )
    found = connection.execute(
        f"select {counts} from {_pairs(definition, later.staged)}"
    ).fetchone()
    filled = {name: rows for name, rows in zip(fields, found or (), strict=True) if rows}
    if filled:
        known = ", ".join(
            f"{name} = coalesce({definition.name}.{name}, second.{name})" for name in filled
        )
        connection.execute(
            f"update {definition.name} set {known} from pairs "
            f"join {later.staged} as second on second.rowid = pairs.second_row "
            f"where {definition.name}.rowid = pairs.first_row"
        )
    return filled


def _add_others(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, staged: str
) -> int:
    [(added,)] = connection.execute(
        f"insert into {definition.name} by name select * from {staged} "
        "where rowid not in (select second_row from pairs)"
    ).fetchall()
    return int(added)


def _list(
    connection: duckdb.DuckDBPyConnection,
    later: Later,
    field: str | None,
    what: str,
    records: str,
    given: Sequence[str] = (),
) -> int:
    """Put records (id and child) among the contradictions, and say how many they were."""
    [(rows,)] = connection.execute(
        f"insert into {CONTRADICTIONS} select ?, ?, record_id, child_id, ?, ?, ?, ? "
        f"from ({records})",
        [
            later.delivery.definition.name,
            later.delivery.authority,
            field,
            later.first_kind,
            later.kind,
            what,
            *given,
        ],
    ).fetchall()
    return int(rows)


def _pairs(definition: TableDefinition, staged: str) -> str:
    return (
        f"pairs join {definition.name} as first on first.rowid = pairs.first_row "
        f"join {staged} as second on second.rowid = pairs.second_row"
    )


def _sources(later: Later) -> Mapping[str, str]:
    return {"first": later.first.part, "second": later.delivery.part}
