"""Tables without rules: lines whose words stand in columns, one below the other."""

import itertools
from collections.abc import Sequence

from lineofsight.documents.colours import Shaded
from lineofsight.documents.grids import Grid
from lineofsight.documents.printed import Line, Word, cell_text, lines_of

# Fewer columns or lines may be any text with a gap in it.
_COLUMNS = 3
_LINES = 3
# In sizes of the letters: a wider gap below a line ends its table.
_ENDS = 3.0
_WIDER = 1.4


def tables_of_words(
    lines: Sequence[Line], page: int
) -> tuple[list[tuple[float, Grid]], list[Line]]:
    """The tables among ``lines`` with their heights, and the lines that belong to none."""
    tables: list[tuple[float, Grid]] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        bands, taken = _run(lines[at:])
        if taken >= _LINES:
            tables.append((lines[at].top, _grid(lines[at : at + taken], bands, page)))
            at += taken
        else:
            rest.append(lines[at])
            at += 1
    return tables, rest


def _run(lines: Sequence[Line]) -> tuple[list[tuple[float, float]], int]:
    """The columns that the first of ``lines`` sets up, and how many lines keep to them."""
    bands = [(segment.x0, segment.x1) for segment in lines[0].segments()]
    if len(bands) < _COLUMNS:
        return bands, 0
    taken = several = 1
    for above, line in itertools.pairwise(lines):
        if line.top - above.bottom > _ENDS * line.size:
            break
        segments = line.segments()
        widened = _widened(bands, segments)
        if widened is None:
            break
        bands = widened
        taken += 1
        several += len(segments) > 1
    return bands, taken if several >= _LINES else 0


def _widened(
    bands: Sequence[tuple[float, float]], segments: Sequence[Line]
) -> list[tuple[float, float]] | None:
    """``bands`` as wide as ``segments`` need them; None where one runs through two of them."""
    new = list(bands)
    for segment in segments:
        over = [at for at, (x0, x1) in enumerate(new) if segment.x0 < x1 and segment.x1 > x0]
        if len(over) != 1:
            return None
        x0, x1 = new[over[0]]
        new[over[0]] = (min(x0, segment.x0), max(x1, segment.x1))
    apart = all(a[1] < b[0] for a, b in itertools.pairwise(new))
    return new if apart else None


def _grid(lines: Sequence[Line], bands: Sequence[tuple[float, float]], page: int) -> Grid:
    rows = []
    for group in _rows(lines, bands):
        cells: list[list[Word]] = [[] for _ in bands]
        for line in group:
            for word in line.words:
                cells[_band(word, bands)].append(word)
        rows.append(
            [
                Shaded(cell_text(lines_of(words), *band))
                for words, band in zip(cells, bands, strict=True)
            ]
        )
    edges = [band[0] for band in bands] + [bands[-1][1]]
    return Grid(edges, rows, [page] * len(rows))


def _rows(lines: Sequence[Line], bands: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """The lines of each row: rows stand farther apart than lines, or begin in the first column."""
    gaps = [below.top - above.bottom for above, below in itertools.pairwise(lines)]
    narrow, wide = min(gaps), max(gaps)
    by_gap = wide - narrow > (_WIDER - 1) * lines[0].size
    rows = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if by_gap:
            begins = gap > (narrow + wide) / 2
        else:
            filled = {_band(word, bands) for word in line.words}
            begins = 0 in filled or 2 * len(filled) > len(bands)
        if begins:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _band(word: Word, bands: Sequence[tuple[float, float]]) -> int:
    middle = word.middle[0]
    return min(
        range(len(bands)),
        key=lambda at: max(bands[at][0] - middle, middle - bands[at][1]),
    )
