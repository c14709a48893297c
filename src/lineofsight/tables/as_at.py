"""A table as it stood at the end of a day."""

from collections.abc import Collection
from datetime import date

from lineofsight.tables.definition import AUTHORITY, Column, TableDefinition


def as_at_view(
    definition: TableDefinition,
    as_at: date,
    absent: Collection[str] = (),
    authority: str | None = None,
) -> str:
    """The SELECT over ``snapshot.<table>`` that shows only what was so at the end of ``as_at``.

    A row that begins later is gone; the date of something that happened later is empty, and so is
    every value that only that date makes known.  A row without its first date stays.  ``absent``
    names columns that an older snapshot does not hold; they are empty.  ``authority`` is SQL for
    the name of the one authority whose rows are shown; all are where it is None.
    """
    day = f"date '{as_at.isoformat()}'"
    columns = ", ".join(_column(column, day, absent) for column in definition.columns)
    begun = definition.exists_from
    dated = begun is not None and begun not in absent
    rules = [f"({begun} is null or cast({begun} as date) <= {day})"] if dated else []
    rules += [f"{AUTHORITY} = {authority}"] if authority is not None else []
    kept = f" where {' and '.join(rules)}" if rules else ""
    return f"select {columns} from snapshot.{definition.name}{kept}"


def _column(column: Column, day: str, absent: Collection[str]) -> str:
    if column.name in absent:
        return f"cast(null as {column.sql_type}) as {column.name}"
    known_from = column.name if column.happens else column.known_from
    if known_from is None or known_from in absent:
        return column.name
    later = f"cast({known_from} as date) > {day}"
    return f"case when {later} then null else {column.name} end as {column.name}"
