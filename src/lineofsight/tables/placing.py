"""A delivery's text made into its table's values, checked, and kept or rejected row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import duckdb

from lineofsight.tables import checks
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import Column, TableDefinition
from lineofsight.tables.reading import Delivery

# The column of typed rows that says why one is rejected; null where it is kept.
_REASON = "rejected_for"


@dataclass(frozen=True)
class TableLoad:
    """One delivery's passage into its table; ``read`` is ``kept`` and ``rejected`` together."""

    delivery: Delivery
    read: int
    kept: int
    rejected: int
    empty_columns: tuple[str, ...]
    problems: tuple[Problem, ...]


def place(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    as_at: date,
    into: str | None = None,
) -> TableLoad:
    """Put a delivery's rows into its table of ``connection``, or into the table ``rejected``.

    ``into`` names another table of the same columns that takes them instead.
    """
    table = delivery.definition.name
    problems = list(delivery.problems)
    problems += _reject_unreadable(connection, delivery)
    emptied, told = _without_empty_words(connection, delivery)
    problems += told
    _type_rows(connection, emptied)
    problems += _check_values(connection, emptied)
    kept = _keep(connection, delivery, into or table)
    reasons = _reject(connection, delivery)
    rejected = len(delivery.unreadable) + sum(reasons.values())
    for rule in (checks.NO_KEY, checks.DUPLICATE_KEY, checks.SAME_ROW_TWICE):
        if rows := reasons.get(rule.id):
            problems.append(rule.told(table, rows, column=" and ".join(delivery.definition.key)))
    problems += _check_rows(connection, delivery.definition, as_at)
    if kept + rejected == 0:
        problems.append(checks.NO_ROWS.told(table, 0, file=delivery.part))
    empty = _empty(connection, delivery)
    connection.execute("drop table typed")
    return TableLoad(delivery, kept + rejected, kept, rejected, empty, tuple(problems))


def _reject_unreadable(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery
) -> Iterator[Problem]:
    table, part = delivery.definition.name, delivery.part
    rows = [
        (table, part, each.row_number, each.rule.id, each.text, delivery.authority)
        for each in delivery.unreadable
    ]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            f"insert into rejected select {', '.join(['unnest(?)'] * len(columns))}", columns
        )
        yield checks.UNREADABLE_ROW.told(table, len(rows), file=part)


def _without_empty_words(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery
) -> tuple[Delivery, list[Problem]]:
    """The delivery with nothing where a word only says that nothing is there."""
    asked = [(column, checks.is_empty_word(column, column.name)) for column in _given(delivery)]
    told, emptied = [], []
    for column, rows in _counted(connection, delivery.relation, asked):
        is_empty = checks.is_empty_word(column, column.name)
        told.append(checks.EMPTY_WORD.told(delivery.definition.name, rows, column=column.name))
        emptied.append(f"case when not {is_empty} then {column.name} end as {column.name}")
    if not emptied:
        return delivery, told
    connection.execute(
        f"create or replace temp view emptied as select * replace ({', '.join(emptied)}) "
        f"from {delivery.relation}"
    )
    return replace(delivery, relation="emptied"), told


def _given(delivery: Delivery) -> list[Column]:
    """The columns whose text is read: free text never is."""
    return [
        column
        for column in delivery.definition.columns
        if column.name in delivery.fields and column.class_ != "free_text"
    ]


def _type_rows(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    """Each row with values of its columns' types, and the reason for which it is rejected."""
    definition = delivery.definition
    given = {column.name for column in _given(delivery)}
    values = []
    for column in definition.columns:
        value = checks.value_sql(column, column.name) if column.name in given else "null"
        values.append(f"cast({value} as {column.sql_type}) as {column.name}")
    required = [column.name for column in definition.columns if column.required]
    no_key = " or ".join(f"{name} is null" for name in required) or "false"
    connection.execute(
        f"create temp table typed as select *, case when {no_key} then '{checks.NO_KEY.id}' end "
        f"as {_REASON} from (select row_number, {', '.join(values)} from {delivery.relation})"
    )
    _part_duplicates(connection, definition)


def _part_duplicates(connection: duckdb.DuckDBPyConnection, definition: TableDefinition) -> None:
    """Reject rows whose key an earlier row has, and apart those that are that row once more."""
    key = ", ".join(definition.key)
    # Looking for a key that comes twice is far cheaper than numbering the rows of every key.
    twice = (
        f"select {key}, min(row_number) as first from typed where {_REASON} is null "
        f"group by {key} having count(*) > 1"
    )
    if not _count(connection, f"select count(*) from ({twice})"):
        return
    connection.execute(
        f"update typed set {_REASON} = '{checks.DUPLICATE_KEY.id}' from ({twice}) as kept "
        f"where typed.{_REASON} is null and typed.row_number > kept.first "
        f"and {_alike(definition.key)}"
    )
    # Joins in a source's own script give some rows twice: that is no contradiction.
    connection.execute(
        f"update typed set {_REASON} = '{checks.SAME_ROW_TWICE.id}' "
        f"from (select * from typed where {_REASON} is null) as kept "
        f"where typed.{_REASON} = '{checks.DUPLICATE_KEY.id}' "
        f"and {_alike(column.name for column in definition.columns)}"
    )


def _alike(columns: Iterable[str]) -> str:
    return " and ".join(f"typed.{name} is not distinct from kept.{name}" for name in columns)


def _check_values(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> Iterator[Problem]:
    """All checks of values in one pass over the text."""
    asked: list[tuple[Rule, Column, str]] = []
    for column in _given(delivery):
        value = checks.value_sql(column, column.name)
        asked += [
            (rule, column, sql) for rule, sql in checks.value_rules(column, column.name, value)
        ]
    yield from _told(connection, delivery.definition, delivery.relation, asked)


def _keep(connection: duckdb.DuckDBPyConnection, delivery: Delivery, into: str) -> int:
    """Put the rows with a key of their own into a table; how many they are."""
    columns = ", ".join(column.name for column in delivery.definition.columns)
    kept = connection.execute(
        f"insert into {into} select {columns}, ? from typed "
        f"where {_REASON} is null order by row_number",
        [delivery.authority],
    ).fetchone()
    assert kept is not None
    return int(kept[0])


def _reject(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> Mapping[str, int]:
    """Put every other row into ``rejected``; how many there are for each rule."""
    definition = delivery.definition
    reasons = dict(
        connection.execute(
            f"select {_REASON}, count(*) from typed where {_REASON} is not null group by all"
        ).fetchall()
    )
    if reasons:
        packed = ", ".join(f"{column.name} := {column.name}" for column in definition.columns)
        connection.execute(
            f"insert into rejected select ?, ?, row_number, {_REASON}, "
            f"to_json(struct_pack({packed})), ? from typed where {_REASON} is not null",
            [definition.name, delivery.part, delivery.authority],
        )
    return reasons


def _check_rows(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, as_at: date
) -> Iterator[Problem]:
    """Dates against each other and against the day of the extract, of the rows that were kept."""
    day = f"date '{as_at.isoformat()}'"
    kept = f"(select * from typed where {_REASON} is null)"
    late = [
        (checks.AFTER_AS_AT, column, f"cast({column.name} as date) > {day}")
        for column in definition.columns
        if column.happens
    ]
    dated = checks.dated_code_rules(definition)
    yield from _told(connection, definition, kept, late + dated)
    in_order = [(pair, f"{pair[1]} < {pair[0]}") for pair in definition.in_order]
    for (first, second), rows in _counted(connection, kept, in_order):
        yield checks.OUT_OF_ORDER.told(definition.name, rows, column=first, other=second)


def _empty(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> tuple[str, ...]:
    """The columns that the source has and in which no row that was kept holds anything."""
    given = [column.name for column in _given(delivery)]
    counts = ", ".join(f"count({name})" for name in given) or "0"
    found = connection.execute(f"select {counts} from typed where {_REASON} is null").fetchone()
    return tuple(name for name, rows in zip(given, found or (), strict=False) if not rows)


def _told(
    connection: duckdb.DuckDBPyConnection,
    definition: TableDefinition,
    relation: str,
    asked: Iterable[tuple[Rule, Column, str]],
) -> Iterator[Problem]:
    conditions = [((rule, column), sql) for rule, column, sql in asked]
    for (rule, column), rows in _counted(connection, relation, conditions):
        yield rule.told(definition.name, rows, column=column.name)


_Asked = TypeVar("_Asked")


def _counted(
    connection: duckdb.DuckDBPyConnection, relation: str, asked: Sequence[tuple[_Asked, str]]
) -> Iterator[tuple[_Asked, int]]:
    """What is true of a row or more, with their number, of all that is asked in one pass."""
    if not asked:
        return
    counts = ", ".join(f"count(*) filter (where {sql})" for _, sql in asked)
    found = connection.execute(f"select {counts} from {relation}").fetchone()
    for (each, _), rows in zip(asked, found or (), strict=True):
        if rows:
            yield each, int(rows)


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    assert found is not None
    return int(found[0])
