"""Columns of a plan's tables whose names say nothing to us: told, never passed over in silence."""

from collections.abc import Iterator

from lineofsight.documents import Document, Table
from lineofsight.plan.headers import header_of, role_of
from lineofsight.plan.model import Doubt


def unread_columns(document: Document) -> tuple[Doubt, ...]:
    """A doubt for each column that has a name, and words below it, and was read as nothing."""
    found: dict[str, Doubt] = {}
    for table in document.blocks:
        if isinstance(table, Table):
            for name, cells, doubt_place in _unknown(table):
                message = (
                    f"The column {name!r} was not understood and its "
                    f"{'cell was' if cells == 1 else f'{cells} cells were'} not read: "
                    "name it as what it holds, such as Action, Lead, By when or Measure."
                )
                found.setdefault(name, Doubt("column", message, doubt_place.place))
    return tuple(found.values())


def _unknown(table: Table) -> Iterator[tuple[str, int, Table]]:
    heads = [(at, header_of(table.rows, at)) for at in range(len(table.rows))]
    starts = [(at, roles, taken) for at, (roles, taken) in heads if taken]
    for number, (at, roles, taken) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(table.rows)
        names = table.rows[at].texts
        for column, role in enumerate(roles):
            name = " ".join(names[column].split()) if column < len(names) else ""
            if role != "other" or not name or role_of(name) is not None:
                continue
            below = (row.texts for row in table.rows[at + taken : end])
            cells = sum(bool(texts[column].strip()) for texts in below if column < len(texts))
            if cells:
                yield name, cells, table
