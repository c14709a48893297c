"""Which rejected rows go with people who are forgotten.

Those that name one of them; and, where a row names nobody, those that are a row which goes once
more, refer to one, or are referred to from such rows alone, by way of each other too.  A line that
could not be parted goes by any of its cells: too much is taken rather than too little, for the
source has it still.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import duckdb

from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.people import Held, theirs_alone
from lineofsight.tables.rejected import cells_of, values_of, who_is_in

# A row by what tells it: its authority and table, and columns with the values in them.
_Known = tuple[str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class _Row:
    row_id: int
    names: frozenset[tuple[str, str]]
    is_parted: bool
    is_known_by: frozenset[_Known]
    refers_to: frozenset[_Known]


def rejected_that_go(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]
) -> list[int]:
    """The row ids, once the rows of ``tables`` about the people looked for are found."""
    people = set(connection.execute("from people").fetchall())
    waiting = list(_rows(connection))
    gone = set(_known_of_what_goes(connection, tables))
    # Any cell of a line that goes may be its number; among the cells of other lines that is chance.
    perhaps: set[_Known] = set()
    found: list[int] = []
    before = -1
    while before != (before := len(found)):
        stay = []
        for row in waiting:
            hangs_on = gone & (row.is_known_by | row.refers_to)
            if row.is_parted:
                hangs_on = set() if row.names else hangs_on | (perhaps & row.refers_to)
            if row.names & people or hangs_on:
                found.append(row.row_id)
                (gone if row.is_parted else perhaps).update(row.is_known_by)
            else:
                stay.append(row)
        waiting = stay
    return found


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[_Row]:
    rows = connection.execute(
        f"select rowid, table_name, row, {AUTHORITY} from snapshot.rejected "
        f"where row is not null and {AUTHORITY} in (select authority from people)"
    ).fetchall()
    for row_id, table, text, authority in rows:
        names = frozenset((authority, person) for person in who_is_in(table, text))
        definition, values = table_definitions().get(table), values_of(text)
        if definition is None:
            # Of a table that there no longer is, so that it goes by whom it names alone.
            yield _Row(row_id, names, True, frozenset(), frozenset())
            continue
        references = [(of, key, each.name) for each, of, key in Held(definition).other_references]
        told_by = _told_by(definition)
        own: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
        others: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
        if values is None:
            cells = cells_of(text)
            own = [(table, each, (cell,)) for each in told_by if len(each) == 1 for cell in cells]
            others = [(of, (key,), (cell,)) for of, key, _ in references for cell in cells]
        else:
            own = [(table, each, _in(values, each)) for each in told_by]
            others = [(of, (key,), _in(values, (name,))) for of, key, name in references]
        yield _Row(
            row_id,
            names,
            values is not None,
            frozenset((authority, *each) for each in own if all(each[2])),
            frozenset((authority, *each) for each in others if all(each[2])),
        )


def _in(values: Mapping[str, object], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("" if values.get(name) is None else str(values[name]) for name in columns)


def _known_of_what_goes(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]
) -> Iterator[_Known]:
    for name, held in tables.items():
        for columns in _told_by(held.definition):
            texts = ", ".join(f"{each}::varchar" for each in columns)
            for authority, *values in connection.execute(
                f"select distinct {AUTHORITY}, {texts} from {held.seen} "
                f"where row_id in (from {held.about})"
            ).fetchall():
                if all(values):
                    yield authority, name, columns, tuple(values)
        for column, of, key in held.other_references:
            # Whoever else a record of a worker or a team is shared with, it is about no child.
            if Held(table_definitions()[of]).person_columns:
                for authority, value in connection.execute(
                    theirs_alone(held, column.name)
                ).fetchall():
                    yield authority, of, (key,), (value,)


def _told_by(definition: TableDefinition) -> list[tuple[str, ...]]:
    """The columns by which a row of a table is known: its key, and what others refer to."""
    return list({definition.key, *_referred_to()[definition.name]})


@cache
def _referred_to() -> Mapping[str, set[tuple[str, ...]]]:
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for definition in table_definitions().values():
        for _, table, key in Held(definition).other_references:
            found[table].add((key,))
    return found
