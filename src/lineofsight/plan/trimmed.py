"""Tables of text whose rows leave out the empty cells at their ends."""

from collections.abc import Sequence
from dataclasses import replace

from lineofsight.documents import Cell, Row, Table


def whole_width(table: Table, width: int) -> Table:
    """``table`` with the cells that its narrow rows leave out, up to its widest row or ``width``.

    Where no row ends in an empty cell and a narrow row of several texts keeps one before them,
    those at the ends are what is left out: each cell stands below its own column.
    """
    rows = table.rows
    most = max(width, *(len(row.cells) for row in rows))
    return replace(table, rows=tuple(_filled(row, most) for row in rows)) if _ends(rows) else table


def _ends(rows: Sequence[Row]) -> bool:
    written = rows[0].place.line is not None
    narrow = [row for row in rows if len(row.cells) < max(len(each.cells) for each in rows)]
    kept = any(not all(row.texts) and sum(map(bool, row.texts)) > 1 for row in narrow)
    return written and kept and all(row.texts[-1] for row in rows)


def _filled(row: Row, width: int) -> Row:
    missing = range(len(row.cells) + 1, width + 1)
    empty = (Cell("", replace(row.place, column=column)) for column in missing)
    return replace(row, cells=(*row.cells, *empty))
