"""What a document is, whatever its format: blocks in reading order, each with its place."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


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
MAX_TABLES = 5_000

Block: TypeAlias = Heading | Paragraph | Table


Aside: TypeAlias = Literal["struck", "withdrawn", "hidden", "deleted", "comments", "boxes"]


@dataclass(frozen=True)
class LeftOut:
    """Words that a document holds and that are no part of what it says, so they are not in it.

    ``struck`` and ``hidden`` words stand at one place, a ``withdrawn`` row is struck through
    altogether; ``deleted`` words, ``comments`` and text ``boxes`` are counted once a document.
    ``words`` are the first of them, all where they are few.
    """

    kind: Aside
    words: str
    place: Place
    count: int = 1


@dataclass(frozen=True)
class Document:
    """A document's blocks in reading order, the name of its file, and what was left out."""

    name: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
