"""A sheet's rows as a reader sees them: tables parted by empty rows, and lines that stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lineofsight.documents.model import Block, Cell, Paragraph, Place, Row, Table


@dataclass
class SheetReader:
    """Makes blocks of the rows of one sheet after another, and counts them through."""

    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def read(self, rows: Sequence[Sequence[str]], sheet: int | None = None) -> None:
        """Take in ``rows``; places number them and their columns as the sheet does."""
        for first, region in _regions(rows):
            alone = 0
            while alone < len(region) and sum(map(bool, region[alone])) == 1:
                self._line(sheet, first + alone, region[alone])
                alone += 1
            if alone < len(region):
                self._table(sheet, first + alone, region[alone:])

    def _line(self, sheet: int | None, row: int, cells: Sequence[str]) -> None:
        self.paragraphs += 1
        column = next(at for at, text in enumerate(cells) if text)
        place = Place(page=sheet, paragraph=self.paragraphs, row=row + 1, column=column + 1)
        self.blocks.append(Paragraph(cells[column], place))

    def _table(self, sheet: int | None, first: int, region: Sequence[Sequence[str]]) -> None:
        self.tables += 1
        filled = [at for row in region for at, text in enumerate(row) if text]
        left, right = min(filled), max(filled) + 1
        rows = tuple(
            Row(
                tuple(
                    Cell(text, Place(sheet, None, self.tables, number, column))
                    for column, text in enumerate(_padded(row, right)[left:right], left + 1)
                ),
                Place(page=sheet, table=self.tables, row=number),
            )
            for number, row in enumerate(region, first + 1)
        )
        self.blocks.append(Table(rows, Place(page=sheet, table=self.tables)))


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _regions(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[Sequence[str]]]]:
    """Runs of rows that are not empty, each with the number of its first row, from 0."""
    region: list[Sequence[str]] = []
    for at, row in enumerate(rows):
        if any(row):
            region.append(row)
        elif region:
            yield at - len(region), region
            region = []
    if region:
        yield len(rows) - len(region), region
