"""Which lines of a table of fixed width make one row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lineofsight.documents.aligned_columns import Line, Part

_CODE = re.compile(r"(?:[A-Z]{1,4}[ -]?)?\d{1,3}(?:\.\d{1,3})*[.)]?[a-z]?[.)]?")
_OPEN = re.compile(r"(?:,|/|&|-|\b(?:and|or|of|for|the|to|in|with|by|a|an))$")
# Shares of the rows that say how the rows of a table are parted.
_CODED = 0.6
_BLOCKS = 0.7

_Cells: TypeAlias = Mapping[int, Part]


def rows_of(
    lines: Sequence[tuple[Line, _Cells]], columns: Sequence[int]
) -> list[tuple[int, dict[int, list[str]]]]:
    """The rows, each with the number of its first line and the lines of its cells.

    Rules, numbers in the first column or empty lines part rows.  Without these a row begins
    where a cell that had ended is filled again, or where a line breaks that had room to go on.
    """
    reader = _Rows(lines, columns)
    for at, (line, cells) in enumerate(lines):
        reader.take(at, line, cells)
    return reader.rows


@dataclass
class _Rows:
    lines: Sequence[tuple[Line, _Cells]]
    columns: Sequence[int]
    rows: list[tuple[int, dict[int, list[str]]]] = field(default_factory=list)
    above: _Cells = field(default_factory=dict)
    heading: list[tuple[str, ...]] = field(default_factory=list)
    repeats: int = 0
    ruled: bool = False

    def __post_init__(self) -> None:
        text = [(line, cells) for line, cells in self.lines if cells]
        firsts = [cells[0].text for _, cells in text[1:] if 0 in cells]
        coded = sum(bool(_CODE.fullmatch(first.split(" ")[0])) for first in firsts)
        self.coded = coded >= max(1, _CODED * len(firsts))
        rules = sum(line.rule for line, _ in self.lines)
        self.by_rules = rules > 2
        blocks = [cells for line, cells in text[1:] if line.after_blank]
        begun = sum(0 in cells or 2 * len(cells) >= len(self.columns) for cells in blocks)
        self.by_blanks = len(blocks) > 1 and begun >= _BLOCKS * len(blocks)
        self.widths = {
            at: max((len(cells[at].text) for _, cells in text if at in cells), default=0)
            for at in range(len(self.columns))
        }

    def take(self, at: int, line: Line, cells: _Cells) -> None:
        if line.rule:
            self.ruled = True
            return
        if self.begins(at, line, cells):
            self.rows.append((line.number, {}))
        if len(self.rows) == 1:
            self.heading.append(_texts(cells))
        held = self.rows[-1][1]
        for column, part in cells.items():
            held.setdefault(column, []).append(part.text)
        self.above, self.ruled = cells, False

    def begins(self, at: int, line: Line, cells: _Cells) -> bool:
        if not self.rows:
            return True
        if self.repeats:
            self.repeats -= 1
            return self.repeats == 0
        if len(self.rows) > 1 and self.repeated(at):
            self.repeats = len(self.heading)
            return True
        if self.ruled:
            return True
        if self.by_rules:
            return False
        if self.coded and 0 in cells and _CODE.fullmatch(cells[0].text.split(" ")[0]):
            return True
        if line.after_blank and len(self.rows) == 1 and not self.opens_coded():
            # An empty line below the names of the columns, whatever a page's end left below it.
            return True
        small = any(part.text[0].islower() for part in cells.values())
        if line.after_blank:
            full = 2 * len(cells) >= len(self.columns) and not small
            return full or (self.by_blanks and (not self.coded or 0 in cells))
        if self.coded or self.by_blanks or small:
            return False
        return self.parted(cells)

    def opens_coded(self) -> bool:
        """Whether the row at hand is a numbered one."""
        firsts = self.rows[-1][1].get(0, [])
        return bool(firsts) and _CODE.fullmatch(firsts[0].split(" ")[0]) is not None

    def repeated(self, at: int) -> bool:
        """Whether the names of the columns are printed again from here on."""
        near = self.lines[at : at + 2 * len(self.heading)]
        texts = [_texts(cells) for line, cells in near if not line.rule]
        return texts[: len(self.heading)] == self.heading

    def parted(self, cells: _Cells) -> bool:
        held = self.rows[-1][1]
        if 0 not in held:
            # The names of narrow columns may stand a line above the others.
            return False
        again = [column for column in cells if column in held and column not in self.above]
        if again and len(cells) > 1:
            return True
        both = [column for column in cells if column in self.above]
        open_ended = any(_OPEN.search(self.above[column].text) for column in both)
        return 0 in both and not open_ended and any(self.had_room(c, cells[c]) for c in both)

    def had_room(self, column: int, part: Part) -> bool:
        """Whether the first word would have fitted on the line above."""
        word = part.text.split(" ")[0]
        return len(self.above[column].text) + 1 + len(word) < self.widths[column]


def _texts(cells: _Cells) -> tuple[str, ...]:
    return tuple(part.text for _, part in sorted(cells.items()))
