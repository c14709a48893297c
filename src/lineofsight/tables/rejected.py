"""Rows that a load kept apart, each with its reason."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.people import Held
from lineofsight.tables.snapshots import Snapshot

COLUMNS = ("table", "part", "row_number", "rule", "row", AUTHORITY)


@dataclass(frozen=True)
class Rejected:
    """One row: its table, the file or sheet and place it came from, the rule, and its values.

    ``people`` are those whom it names, or may name.
    """

    cells: tuple[str | int | None, ...]
    people: frozenset[str]


def rejected_rows(snapshot: Snapshot, table: str | None = None) -> Iterator[Rejected]:
    """The rejected rows of a snapshot, or of one table of it, in the order they were read.

    Raises :class:`UnusableInput` for a table that it does not hold.
    """
    if table is not None and table not in snapshot.tables:
        raise UnusableInput(f"The snapshot {snapshot.id} holds no table {table!r}.")
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        rows = connection.execute(
            f"select table_name, part, row_number, rule, row, {AUTHORITY} from rejected "
            "where coalesce(?, table_name) = table_name order by rowid",
            [table],
        ).fetchall()
    for row in rows:
        name, text = str(row[0]), row[4]
        yield Rejected(tuple(row), frozenset(who_is_in(name, text) if text else ()))


def who_is_in(table: str, text: str) -> set[str]:
    """Whom a rejected row may name: it is JSON by column, or a line that could not be parted."""
    values, definition = values_of(text), table_definitions().get(table)
    if values is None:
        return cells_of(text)
    names = Held(definition).person_columns if definition else list(values)
    return {str(values[name]) for name in names if values.get(name) is not None}


def values_of(text: str) -> dict[str, object] | None:
    """The values of a rejected row by column; None for a line that could not be parted."""
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def cells_of(line: str) -> set[str]:
    """What may be the cells of a line that could not be parted."""
    return {cell.strip(" \t\r\n\"'") for cell in re.split(r"[,;|\t]", line)}
