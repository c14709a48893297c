"""What a reader is given, and what it gives back: one table's rows as text, before any check."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import TableDefinition
from lineofsight.tables.names import Names, Pointer
from lineofsight.tables.sources import SourceFile

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Mapped:
    """What one column of a source became, and how; ``field`` is None where it was not loaded."""

    source: str
    column: str
    table: str
    field: str | None
    how: str


@dataclass(frozen=True)
class Unreadable:
    """A row that could not be parted into cells; ``text`` is None where it may not be kept."""

    row_number: int
    rule: Rule
    text: str | None = None


@dataclass(frozen=True)
class Delivery:
    """The rows of one table as a source holds them.

    ``part`` is how reports name what was read: the file or sheet for the table it mostly fills,
    and ``List 7: ssd_person`` for a further table that it fills.  ``files`` are those it was read
    from.  ``relation`` names a temporary
    table with a ``row_number`` (1 is the first row below the header) and, named as the field, a
    column of text for each of ``fields``; and ``pointer0``, ``pointer1`` ... for each of
    ``pointers``, columns of the source that are none of the table but point to rows of another.
    ``covers_from`` is the first day of which the source tells, and ``one_row_a`` (such as
    ``child``) of what it holds the latest alone, and ``only_of`` (such as ``children in care``) of
    whom alone it tells; all are None where it holds everything.
    """

    part: str
    files: tuple[SourceFile, ...]
    definition: TableDefinition
    relation: str
    fields: tuple[str, ...]
    mapping: tuple[Mapped, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    problems: tuple[Problem, ...] = ()
    covers_from: date | None = None
    one_row_a: str | None = None
    only_of: str | None = None
    pointers: tuple[Pointer, ...] = ()

    @property
    def authority(self) -> str:
        """The council whose rows they are."""
        return self.files[0].authority

    @property
    def missing_columns(self) -> tuple[str, ...]:
        """The table's columns that the source does not hold."""
        return tuple(
            column.name for column in self.definition.columns if column.name not in self.fields
        )


@dataclass(frozen=True)
class Reading:
    """What every reader is given: where to put rows, and what it may need to know.

    ``aside`` is a folder of the load's own; ``as_at`` the day on which the extract was taken;
    ``names`` what sources call columns.
    """

    connection: duckdb.DuckDBPyConnection
    as_at: date
    aside: Path
    tell: Progress
    names: Names = field(default_factory=Names)


Reader = Callable[[Reading, Sequence[SourceFile]], Iterable[Delivery]]


def made_id(prefix: str, *columns: str) -> str:
    """The SQL of an id for a thing that its source gives none, from what tells it from others.

    The same values give the same id in every load; without the first value there is none.
    """
    told = ", ".join(f"coalesce({column}, '')" for column in columns)
    return (
        f"case when {columns[0]} is not null "
        f"then '{prefix}' || substr(md5(concat_ws('|', {told})), 1, 16) end"
    )
