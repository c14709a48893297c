"""Tables of fixed width: columns held apart by nothing but runs of spaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.documents.aligned_columns import (
    Line,
    Part,
    columns_of,
    fits,
    fits_one,
    line_of,
    placed,
)
from lineofsight.documents.aligned_rows import rows_of

# Fewer columns or lines may be any text with gaps in it.
_COLUMNS = 3
_LINES = 3
_BLANKS = 2
# A longer table is read in pieces, each in the columns of the one before.
_LONGEST = 1_000
# Lines of a table that have several cells, at the least, of all its lines.
_SEVERAL = 0.3
_FOOT = re.compile(r"[\s\f]*(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*", re.I)


@dataclass(frozen=True)
class Aligned:
    """A table on the lines from ``first`` up to ``end``: its rows, each with its first line."""

    first: int
    end: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def aligned_tables(lines: Sequence[str]) -> dict[int, Aligned]:
    """The tables of fixed width among ``lines``, by their first line.

    A table begins where three pieces of text or more stand apart on a line, and goes on as long
    as lines keep to its columns; a line that runs through them, a heading or a new page ends it.
    """
    found: dict[int, Aligned] = {}
    before: list[int] = []
    at = 0
    while at < len(lines):
        region = _region(lines, at, before)
        if region is None:
            at += 1
            continue
        columns = columns_of(region, before)
        table = _table(region, columns, rest=columns == before)
        if table is None:
            at += 1
        elif _is_contents(table):
            at = table.end
        else:
            found[at], before = table, columns
            at = table.end
    return found


def _region(lines: Sequence[str], at: int, before: Sequence[int]) -> list[Line] | None:
    """The lines that may belong to a table that begins on ``lines[at]``.

    A row that a page cut may begin with fewer pieces, in the columns ``before``.
    """
    first = line_of(at, lines[at])
    if first is None or first.rule or _FOOT.fullmatch(lines[at]):
        return None
    goes_on = len(first.parts) > 1 and fits(first, before)
    if len(first.parts) < _COLUMNS and not goes_on:
        return None
    region = [first]
    left, second = (before if goes_on else [part.start for part in first.parts])[:2]
    blanks = 0
    for number in range(at + 1, min(len(lines), at + _LONGEST)):
        if "\f" in lines[number]:
            break
        if not lines[number].strip():
            blanks += 1
            if blanks > _BLANKS:
                break
            continue
        if _FOOT.fullmatch(lines[number]):
            continue
        line = line_of(number, lines[number], after_blank=blanks > 0)
        if line is None:
            break
        if not line.rule:
            if len(line.parts) == 1 and _runs_across(line, left, second, lines):
                break
            if blanks and _sets_up_others(line, region):
                break
            if len(line.parts) >= _COLUMNS:
                left = min(left, line.parts[0].start)
                second = min(second, line.parts[1].start)
        region.append(line)
        blanks = 0
    while region and region[-1].rule:
        region.pop()
    return region


def _sets_up_others(line: Line, region: Sequence[Line]) -> bool:
    """Whether a line below an empty one begins a table with columns of its own."""
    if len(line.parts) < _COLUMNS:
        return False
    starts = [part.start for above in region for part in above.parts]
    kept = sum(fits_one(part.start, starts) for part in line.parts)
    # Names of columns alone may stand in the middle of their columns.
    return 2 * kept <= len(line.parts) if len(region) >= _LINES else not kept


def _runs_across(line: Line, left: int, second: int, lines: Sequence[str]) -> bool:
    """Whether a line of one piece is a title or a sentence over the columns."""
    part = line.parts[0]
    if part.start > left + 2:
        return False
    below = lines[line.number + 1] if line.number + 1 < len(lines) else ""
    parted = line.after_blank and not below.strip()
    return part.end > second + 1 or parted


def _table(region: Sequence[Line], columns: Sequence[int], *, rest: bool) -> Aligned | None:
    if len(columns) < _COLUMNS:
        return None
    rows: list[tuple[Line, dict[int, Part]]] = []
    for line in region:
        cells = placed(line, columns)
        if cells is None:
            break
        rows.append((line, cells))
    several = sum(len(cells) > 1 for _, cells in rows)
    if several < (1 if rest else max(_LINES, _SEVERAL * len(rows))):
        return None
    gathered = rows_of(rows, columns)
    texts = tuple(
        (number, tuple(_text(cells.get(at, [])) for at in range(len(columns))))
        for number, cells in gathered
    )
    return Aligned(region[0].number, rows[-1][0].number + 1, texts)


def _is_contents(table: Aligned) -> bool:
    """Whether each row ends with the number of a page: a list of contents."""
    ends = [next((text for text in reversed(texts) if text), "") for _, texts in table.rows]
    pages = [int(end) for end in ends if end.isdecimal() and len(end) < 4]
    return len(pages) == len(ends) and pages == sorted(pages)


_MARK = re.compile(r"[•▪●◦‣∙*–-]\s|\(?[a-z]\)\s|\d{1,2}[.)]\s")


def _text(lines: Sequence[str]) -> str:
    """The text of a cell: wrapped lines run on, a mark begins a line of its own."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif _MARK.match(line):
            text += f"\n{line}"
        elif text.endswith("-") and not text.endswith(" -") and line[:1].islower():
            text += line
        else:
            text += f" {line}"
    return text
