"""Tables without rules: lines whose words stand in columns, one below the other."""

import itertools
from collections.abc import Sequence

from lineofsight.documents.colours import Shaded
from lineofsight.documents.grids import Grid
from lineofsight.documents.printed import Line, Word, cell_text, lines_of

# Fewer columns or lines may be any text with a gap in it, unless rules run between them.
_COLUMNS = 3
_COLUMNS_RULED = 2
_LINES = 3
# In sizes of the letters: a wider gap below a line ends its table.
_ENDS = 3.0
_WIDER = 1.4


def rows_below(
    heads: Sequence[tuple[float, Grid]], lines: Sequence[Line], rules: Sequence[float]
) -> list[Line]:
    """Give each filled head of a table the rows that keep to its columns; the lines left over.

    ``heads`` are tables of one row with the heights of their lower edges.
    """
    rest = list(lines)
    for foot, head in heads:
        edges, taken, last = head.edges, [], foot
        for line in rest:
            if line.top < foot - 1:
                continue
            through = any(w.x0 < edge < w.x1 for w in line.words for edge in edges)
            within = edges[0] <= line.x0 and line.x1 <= edges[-1]
            if through or not within or line.top - last > _ENDS * line.size:
                break
            taken.append(line)
            last = line.bottom
        bands = list(itertools.pairwise(edges))
        beside = sum(len({_band(word, bands) for word in line.words}) > 1 for line in taken)
        if beside:
            body = _grid(taken, bands, rules, head.pages[0])
            head.rows += body.rows
            head.pages += body.pages
            rest = [line for line in rest if line not in taken]
    return rest


def tables_of_words(
    lines: Sequence[Line], rules: Sequence[float], page: int
) -> tuple[list[tuple[float, Grid]], list[Line]]:
    """The tables among ``lines`` with their heights, and the lines that belong to none.

    ``rules`` are the heights at which flat rules run: they part rows and nothing else.
    """
    tables: list[tuple[float, Grid]] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        bands, taken = _run(lines[at:], rules)
        if taken:
            tables.append((lines[at].top, _grid(lines[at : at + taken], bands, rules, page)))
            at += taken
        else:
            rest.append(lines[at])
            at += 1
    return tables, rest


def _run(lines: Sequence[Line], rules: Sequence[float]) -> tuple[list[tuple[float, float]], int]:
    """The columns that the first of ``lines`` sets up, and how many lines keep to them."""
    bands = [(segment.x0, segment.x1) for segment in lines[0].segments()]
    if len(bands) < _COLUMNS_RULED:
        return bands, 0
    taken = several = 1
    for above, line in itertools.pairwise(lines):
        if line.top - above.bottom > _ENDS * line.size:
            break
        segments = line.segments([band[0] for band in bands])
        widened = _widened(bands, segments)
        if widened is None:
            break
        bands = widened
        taken += 1
        several += len(segments) > 1
    between = sum(lines[0].top < rule < lines[taken - 1].bottom for rule in rules)
    enough = several >= _LINES and len(bands) >= (_COLUMNS if between < 2 else _COLUMNS_RULED)
    return bands, taken if enough else 0


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


def _grid(
    lines: Sequence[Line],
    bands: Sequence[tuple[float, float]],
    rules: Sequence[float],
    page: int,
) -> Grid:
    rows = []
    for group in _rows(lines, bands, rules):
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


def _rows(
    lines: Sequence[Line], bands: Sequence[tuple[float, float]], rules: Sequence[float]
) -> list[list[Line]]:
    """The lines of each row, parted by rules, else by wider gaps, else by the first column."""
    pairs = list(itertools.pairwise(lines))
    ruled = [any(a.middle < rule < b.middle for rule in rules) for a, b in pairs]
    gaps = [below.top - above.bottom for above, below in pairs]
    narrow, wide = min(gaps, default=0.0), max(gaps, default=0.0)
    by_gap = wide - narrow > (_WIDER - 1) * lines[0].size
    filled = [{_band(word, bands) for word in line.words} for line in lines]
    ends = dict.fromkeys(filled[0], lines[0].bottom)
    rows = [[lines[0]]]
    for at, line in enumerate(lines[1:], 1):
        # A cell that spans rows goes on beside them: most of the others say where a row begins.
        apart = sum(line.top - ends.get(band, 0.0) > (narrow + wide) / 2 for band in filled[at])
        if sum(ruled) > 1:
            begins = ruled[at - 1]
        elif by_gap:
            begins = 2 * apart > len(filled[at])
        else:
            begins = 0 in filled[at] or 2 * len(filled[at]) > len(bands)
        if begins:
            rows.append([])
            ends = dict.fromkeys(range(len(bands)), line.bottom)
        rows[-1].append(line)
        ends |= dict.fromkeys(filled[at], line.bottom)
    return rows


def _band(word: Word, bands: Sequence[tuple[float, float]]) -> int:
    return min(
        range(len(bands)),
        key=lambda at: max(bands[at][0] - word.centre, word.centre - bands[at][1]),
    )
