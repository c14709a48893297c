"""Rows that a load kept apart, each with its reason."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.people import Held
from lineofsight.tables.snapshots import Snapshot

COLUMNS = ("table", "part", "row_number", "rule", "row", AUTHORITY)


@dataclass(frozen=True)
class Rejected:
    """One row: its table, the file or sheet and place it came from, the rule, and its values.

    ``people`` are those whom it names, or may name; ``is_of_unnamed`` tells of a row that names
    nobody although a person is behind every row of its table, such as a factor of an assessment.
    """

    cells: tuple[str | int | None, ...]
    people: frozenset[str]
    is_of_unnamed: bool

    def may_be_about(self, people: Collection[str]) -> bool:
        """Whether one of some people is behind it, as far as can be told from the row alone."""
        return not self.people.isdisjoint(people) or (self.is_of_unnamed and bool(people))


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
        people = frozenset(who_is_in(name, text) if text else ())
        yield Rejected(tuple(row), people, bool(text) and _is_of_unnamed(name, text, people))


def _is_of_unnamed(table: str, text: str, people: Collection[str]) -> bool:
    definition = table_definitions().get(table)
    if definition is None:
        return True
    # A line that could not be parted may name by any cell whom its table names.
    named = Held(definition).person_columns if values_of(text) is None else people
    return table in tables_of_people() and not named


@cache
def tables_of_people() -> frozenset[str]:
    """The tables whose rows name a person, or refer to rows of such a table."""
    held = [Held(definition) for definition in table_definitions().values()]
    found: set[str] = set()
    before = -1
    while before != (before := len(found)):
        found |= {
            each.definition.name
            for each in held
            if each.person_columns or found & {table for _, table, _ in each.other_references}
        }
    return frozenset(found)


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
