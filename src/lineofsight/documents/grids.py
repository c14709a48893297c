"""Tables as pages show them: columns by their places, rows that go on over a page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lineofsight.documents.colours import Shaded, told
from lineofsight.documents.model import Cell, Place, Row, Table

# Points by which the same rule may lie elsewhere on the next page.
_SAME = 4.0
_MAX_HEADER = 3
_BEGINS = re.compile(
    r"(?:[A-Z]{0,3}\d{1,2}(?:\.\d{1,2}){1,3}|[A-Z]{1,3}\d{1,3}|\d{1,3}[.)])(?:\s|$)"
)


@dataclass
class Grid:
    """A table on one page or several: ``edges`` are its columns' left ends and its right end.

    ``pages`` holds the page of each row, ``opened`` the columns in which no rule ends the last
    row, so that their cells go on, and ``spanned`` those whose cell in it began in a row above.
    Where columns are told ``by_words``, the right end is only that of the longest words.
    """

    edges: list[float]
    rows: list[list[Shaded]]
    pages: list[int] = field(default_factory=list)
    opened: frozenset[int] = frozenset()
    spanned: frozenset[int] = frozenset()
    by_words: bool = False

    def take(self, other: "Grid") -> bool:
        """Take in ``other``, found at the top of the next page, if it is this table's next part."""
        edges = self._common(other)
        if edges is None:
            return False
        self.rows = [_moved(row, self.edges, edges) for row in self.rows]
        more = [_moved(row, other.edges, edges) for row in other.rows]
        pages = list(other.pages)
        repeated = 0
        while (
            repeated < min(_MAX_HEADER, len(more), len(self.rows))
            and _texts(more[repeated]) == _texts(self.rows[repeated])
            and any(_texts(more[repeated]))
        ):
            repeated += 1
        more, pages = more[repeated:], pages[repeated:]
        if more and len(self.rows) > repeated:
            if self._cut_through(len(edges) - 1) or _goes_on(self.rows[-1], more[0]):
                self._add(more[0], range(len(edges) - 1))
                more, pages = more[1:], pages[1:]
            else:
                self._add(more[0], self.opened)
                more[0] = [
                    Shaded("", cell.fill) if at in self.opened else cell
                    for at, cell in enumerate(more[0])
                ]
        self.rows += more
        self.pages += pages
        self.edges, self.opened, self.spanned = edges, other.opened, other.spanned
        return True

    def _cut_through(self, columns: int) -> bool:
        """Whether the page ended within the last row, and not only within cells that span it."""
        own = set(range(columns)) - self.spanned
        return bool(own) and own <= self.opened

    def _add(self, cells: Sequence[Shaded], columns: Iterable[int]) -> None:
        """Let the cells above, of the last row or spanning it, go on with the text of ``cells``."""
        for column in columns:
            if not cells[column].text:
                continue
            row = len(self.rows) - 1
            while column in self.spanned and row and not self.rows[row][column].text:
                row -= 1
            held = self.rows[row][column]
            joined = f"{held.text} {cells[column].text}".strip()
            self.rows[row][column] = Shaded(joined, held.fill or cells[column].fill)

    def _common(self, other: "Grid") -> list[float] | None:
        """The columns of both, where one of the two has all that the other has."""
        wide, narrow = sorted((self.edges, other.edges), key=len, reverse=True)
        if self.by_words and other.by_words:
            # Words in the middle of their columns begin elsewhere on each page.
            named = len(wide) == len(narrow) and _texts(self.rows[0]) == _texts(other.rows[0])
            return wide if named or _same(wide[:-1], narrow[:-1]) else None
        ends = abs(wide[0] - narrow[0]) < _SAME and abs(wide[-1] - narrow[-1]) < _SAME
        if ends and _same(wide, narrow):
            return wide
        return None

    def table(self, number: int) -> Table:
        """The table, the document's ``number``-th."""
        texts = told(self.rows)
        rows = [
            Row(
                tuple(
                    Cell(text, Place(page=page, table=number, row=at, column=column))
                    for column, text in enumerate(cells, 1)
                ),
                Place(page=page, table=number, row=at),
            )
            for at, (cells, page) in enumerate(zip(texts, self.pages, strict=True), 1)
        ]
        return Table(tuple(rows), Place(page=self.pages[0], table=number))


def _same(wide: Sequence[float], narrow: Sequence[float]) -> bool:
    return all(any(abs(edge - at) < _SAME for at in wide) for edge in narrow)


def _texts(row: Sequence[Shaded]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _moved(row: list[Shaded], edges: Sequence[float], onto: Sequence[float]) -> list[Shaded]:
    if len(edges) == len(onto):
        return row
    moved = [Shaded("")] * (len(onto) - 1)
    for cell, edge in zip(row, edges, strict=False):
        moved[min(range(len(moved)), key=lambda at: abs(onto[at] - edge))] = cell
    return moved


def _goes_on(above: Sequence[Shaded], below: Sequence[Shaded]) -> bool:
    """Whether a row on a new page is the rest of the last one: each cell ends one above it."""
    pairs = [(a.text, b.text) for a, b in zip(above, below, strict=True) if b.text]
    if not pairs or len(pairs) == len(below):
        return False
    if any(not a or _BEGINS.match(b) for a, b in pairs):
        return False
    return any(b[0].islower() for _, b in pairs)
