"""Where the columns of a table of fixed width begin, and which piece of a line is in which."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[\s_=+—–-]{4,}")
_BULLET = re.compile(r"[•▪●◦‣∙*–-]")
# Dots that lead to the number of a page: a list of contents, and no table.
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}")
# Characters by which pieces of one column may begin apart, and columns must.
_DRIFT = 3
_APART = 4
# No line of a page is longer, nor has more pieces.
_LONGEST = 500
_PIECES = 40
# Characters by which a cell that a single space parts from another may begin beside its column.
_BESIDE = 2
# Columns of the table above that may stand empty below it.
_EMPTY = 2


@dataclass(frozen=True)
class Part:
    """A piece of a line that stands apart, from the character ``start`` up to ``end``."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the piece ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Line:
    """A line as its pieces; ``rule`` where it is only drawn."""

    number: int
    parts: tuple[Part, ...]
    after_blank: bool = False
    rule: bool = False


def line_of(number: int, text: str, *, after_blank: bool = False) -> Line | None:
    """A line in its pieces, or None where it can be none of a table of fixed width."""
    if len(text) > _LONGEST:
        return None
    text = text.replace("\f", "").replace("\xa0", " ").rstrip()
    if "\t" in text or text.lstrip()[:1] in ("|", "#") or _LEADERS.search(text) or not text:
        return None
    parts: list[Part] = []
    for match in _PIECE.finditer(text):
        if parts and _BULLET.fullmatch(parts[-1].text):
            mark = parts.pop()
            parts.append(Part(mark.start, f"{mark.text} {match[0]}"))
        else:
            parts.append(Part(match.start(), match[0]))
    if len(parts) > _PIECES:
        return None
    return Line(number, tuple(parts), after_blank, _RULE.fullmatch(text) is not None)


def columns_of(lines: Sequence[Line], before: Sequence[int]) -> list[int]:
    """Where the columns begin that ``lines`` keep to.

    A column begins where pieces do on several lines, and few others run through, or where its
    name stands over nothing.  Lines that fit into the columns ``before`` have those: a column may
    stand empty.
    """
    texts = [line for line in lines if not line.rule]
    starts = Counter(part.start for line in texts for part in line.parts)
    votes = {at: sum(starts[at + by] for by in range(-2, 3)) for at in starts}
    heads = {
        part.start
        for part in texts[0].parts
        if not any(
            other.start < part.end and other.end > part.start
            for line in texts[1:]
            for other in line.parts
        )
    }
    columns: list[int] = []
    for at in sorted(votes, key=lambda at: (-votes[at], -starts[at], at)):
        if any(abs(at - other) < _APART for other in columns):
            continue
        through = sum(
            part.start < at - _DRIFT and part.end > at + _DRIFT
            for line in texts
            for part in line.parts
        )
        if (votes[at] > 1 and 2 * through < votes[at]) or at in heads:
            columns.append(at)
    columns.sort()
    few = len(columns) < max(2, len(before) - _EMPTY)
    if columns and not few and all(fits_one(at, before) for at in columns):
        return list(before)
    return columns


def fits(line: Line, columns: Sequence[int]) -> bool:
    """Whether every piece of ``line`` begins where one of ``columns`` does."""
    return all(fits_one(part.start, columns) for part in line.parts)


def fits_one(start: int, columns: Sequence[int]) -> bool:
    """Whether one of ``columns`` begins where ``start`` is, or hardly beside it."""
    return any(abs(start - column) <= _DRIFT for column in columns)


def placed(line: Line, columns: Sequence[int]) -> dict[int, Part] | None:
    """The piece of ``line`` in each column, or None where one runs through several."""
    cells: dict[int, Part] = {}
    if line.rule:
        return cells
    for part in line.parts:
        for piece in _cut(part, columns):
            at = _column(piece, columns)
            following = columns[at + 1] if at + 1 < len(columns) else piece.end
            if piece.start <= columns[at] + _DRIFT and piece.end > following + 2 * _DRIFT:
                return None
            if at in cells:
                held = cells[at]
                piece = Part(held.start, f"{held.text} {piece.text}")
            cells[at] = piece
    return cells


def _cut(part: Part, columns: Sequence[int]) -> list[Part]:
    """``part`` cut where the next column begins behind a single space."""
    for column in columns:
        if not part.start + _DRIFT < column < part.end - 1:
            continue
        gaps = [match.start() for match in re.finditer(" ", part.text)]
        gap = min(gaps, key=lambda gap: abs(part.start + gap + 1 - column), default=None)
        if gap is not None and abs(part.start + gap + 1 - column) <= _BESIDE:
            left = Part(part.start, part.text[:gap])
            right = Part(part.start + gap + 1, part.text[gap + 1 :])
            return [left, *_cut(right, columns)]
    return [part]


def _column(part: Part, columns: Sequence[int]) -> int:
    """The column where a piece begins, or the one that it shares most of its width with."""
    nearest = min(range(len(columns)), key=lambda at: abs(columns[at] - part.start))
    if abs(columns[nearest] - part.start) <= _DRIFT:
        return nearest

    def shared(at: int) -> int:
        end = columns[at + 1] if at + 1 < len(columns) else max(part.end, columns[at])
        start = columns[at] if at else min(part.start, columns[at])
        return min(part.end, end) - max(part.start, start)

    return max(range(len(columns)), key=shared)
