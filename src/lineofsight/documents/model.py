"""What a document is, whatever its format: blocks in reading order, each with its place."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Place:
    """Where in its source something was read, counted from 1; ``None`` where a format has none."""

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading as the document marks it; ``level`` counts from 1, the highest."""

    text: str
    level: int
    place: Place


@dataclass(frozen=True)
class Paragraph:
    """Running text; a bullet or number that stood before it is part of the text."""

    text: str
    place: Place


@dataclass(frozen=True)
class Cell:
    """One cell.  A line break in ``text`` is one that the document itself marks."""

    text: str
    place: Place


@dataclass(frozen=True)
class Row:
    """The cells of a row, left to right; an empty cell keeps its position."""

    cells: tuple[Cell, ...]
    place: Place

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Rows that stand together; a converter may cut one printed table into several of these."""

    rows: tuple[Row, ...]
    place: Place


# No table of a plan has a cell as long as this; what has is no table, or means harm.
MAX_CELL = 20_000
MAX_COLUMNS = 300

Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A document's blocks in reading order, and the name of the file they came from."""

    name: str
    blocks: tuple[Block, ...]
