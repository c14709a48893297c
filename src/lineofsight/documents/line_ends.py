"""Rows of a text whose cells hold line ends, each line of which stands on its own."""

from collections.abc import Sequence
from typing import TypeAlias

# The number of a line and its cells; a line without marks of cells is one.
Line: TypeAlias = tuple[int, list[str]]

_NARROWEST = 3


def rejoined(lines: Sequence[Line]) -> list[Line] | None:
    """``lines`` with each row whole, or None where they are not such rows.

    The first line has all columns.  A cell's line end parts its row into lines that have one cell
    more than the row, all told; only where every row comes out as wide as the first is it so.
    """
    width = len(lines[0][1])
    if width < _NARROWEST or all(len(cells) == width for _, cells in lines):
        return None
    rows: list[Line] = []
    joined = False
    for number, cells in lines:
        last = len(rows[-1][1]) if rows else width
        if last == width and len(cells) == 1 and rows:
            # A line below a whole row goes on with its last cell, or begins the next.
            rows.append((number, list(cells)))
        elif last < width:
            begun = rows[-1][1]
            if last == 1 and len(cells) == width and len(rows) > 1 and cells[0].strip():
                rows.pop()
                rows[-1][1][-1] += f"\n{begun[0]}"
                rows.append((number, list(cells)))
                continue
            if last + len(cells) - 1 > width:
                return None
            rows[-1] = (rows[-1][0], [*begun[:-1], f"{begun[-1]}\n{cells[0]}", *cells[1:]])
            joined = joined or (last > 1 and len(cells) > 1)
        elif len(cells) > width:
            return None
        else:
            rows.append((number, list(cells)))
    return rows if joined and all(len(cells) == width for _, cells in rows) else None
