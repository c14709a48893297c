"""The lists of Annex A as sheets of cells, on their way to a workbook."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | date | None


@dataclass
class ListSheet:
    """One sheet: what its columns are called here and headed there, and its rows.

    ``number`` is the list's, or 0 for a sheet that is none; ``above`` are rows over the headings.
    """

    number: int
    name: str
    columns: list[str]
    headings: list[str]
    rows: list[list[Cell]]
    above: list[list[str]] = field(default_factory=list)

    def place(self, column: str) -> int:
        """Where a column stands."""
        return self.columns.index(column)


Spoil = Callable[[list[ListSheet]], None]
