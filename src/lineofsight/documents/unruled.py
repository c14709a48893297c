"""Tables without rules: lines whose words stand in columns, one below the other."""

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.documents.bands import Band, bands_of, pieces, rights
from lineofsight.documents.colours import Colour, Shaded
from lineofsight.documents.grids import Grid
from lineofsight.documents.pdf_fills import Box, colour_in
from lineofsight.documents.printed import Line, Word, cell_text, lines_of

# Fewer columns or lines may be any text with a gap in it, unless rules run between them.
_COLUMNS = 3
_COLUMNS_RULED = 2
_COLUMNS_SURE = 4
_LINES = 3
# In sizes of the letters: a wider gap below a line ends its table.
_ENDS = 3.0
_WIDER = 1.4
_PARTS = 0.2
_LARGER = 1.15
# A gap so many times as wide as that between rows stands below the last of them.
_BREAKS = 1.5
PAGE_NUMBER = re.compile(r"[-–\s]*(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?[-–\s]*", re.I)


@dataclass(frozen=True)
class Drawn:
    """What a page draws: its flat rules' heights, which part rows, and its coloured shapes.

    Above ``head`` and below ``foot`` stand running heads and feet.
    """

    rules: Sequence[float]
    fills: Sequence[tuple[Box, Colour]]
    head: float
    foot: float


def rows_below(
    heads: Sequence[tuple[float, Grid]], lines: Sequence[Line], drawn: Drawn
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
        if taken:
            taken = taken[: _before_break(taken, [Band(*band) for band in bands])]
        beside = sum(len({_band(word, bands) for word in line.words}) > 1 for line in taken)
        if beside:
            body = _grid(taken, bands, drawn, head.pages[0])
            head.rows += body.rows
            head.pages += body.pages
            rest = [line for line in rest if line not in taken]
    return rest


def tables_of_words(
    lines: Sequence[Line], drawn: Drawn, page: int
) -> tuple[list[tuple[float, Grid]], list[Line]]:
    """The tables among ``lines`` with their heights, and the lines that belong to none."""
    tables: list[tuple[float, Grid]] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        bands, taken = _run(lines[at:], drawn)
        if taken:
            tables.append((lines[at].top, _grid(lines[at : at + taken], bands, drawn, page)))
            at += taken
        else:
            rest.append(lines[at])
            at += 1
    return tables, rest


def _run(lines: Sequence[Line], drawn: Drawn) -> tuple[list[tuple[float, float]], int]:
    """The columns that the first of ``lines`` sets up, and how many lines keep to them."""
    if len(lines[0].segments()) < _COLUMNS_RULED:
        return [], 0
    near = 1
    while near < len(lines) and (
        lines[near].top - lines[near - 1].bottom <= _ENDS * lines[near].size
    ):
        near += 1
    bands, taken = bands_of(lines[:near])
    before = _before_break(lines[:taken], bands)
    if before < taken:
        bands, taken = bands_of(lines[:before])
    several = sum(len(pieces(line, bands)) > 1 for line in lines[:taken])
    between = sum(lines[0].top < rule < lines[taken - 1].bottom for rule in drawn.rules)
    enough = several >= _LINES and len(bands) >= (_COLUMNS if between < 2 else _COLUMNS_RULED)
    # So many columns are no accident: they may be the last row of a table, on a page of its own.
    inside = drawn.head < lines[0].top and lines[taken - 1].bottom < drawn.foot
    enough = enough or (len(bands) >= _COLUMNS_SURE and (taken > 1 or inside))
    return [(band.x0, band.x1) for band in bands], taken if enough else 0


def _before_break(lines: Sequence[Line], bands: Sequence[Band]) -> int:
    """How many of ``lines`` stand before a page's number, or a title or a wider gap below rows."""
    filled = [{at for at, b in enumerate(bands) if _in(line, b)} for line in lines]
    within, across = _gaps(lines, filled)
    size = statistics.median(line.size for line in lines)
    wider = [gap for gap in across if gap - within > _PARTS * size]
    usual = max(statistics.median(wider) if wider else within, within)
    for at, (line, gap) in enumerate(zip(lines[1:], across, strict=True), 1):
        if PAGE_NUMBER.fullmatch(line.text) and gap > within + _PARTS * size:
            return at
        alone = len(filled[at]) == 1
        if alone and (line.size > _LARGER * size or gap > _BREAKS * usual + _PARTS * size):
            return at
    return len(lines)


def _in(line: Line, band: Band) -> bool:
    return any(band.x0 <= word.centre <= band.x1 for word in line.words)


def _grid(
    lines: Sequence[Line], bands: Sequence[tuple[float, float]], drawn: Drawn, page: int
) -> Grid:
    rows = []
    room = [(left, right) for (left, _), right in zip(bands, rights(bands, lines), strict=True)]
    wide = _with_gutters(bands)
    for group in _rows(lines, bands, drawn.rules):
        cells: list[list[Word]] = [[] for _ in bands]
        for line in group:
            for word in line.words:
                cells[_band(word, bands)].append(word)
        # A mark may stand a little higher or lower than the words beside it.
        beside = _PARTS * group[0].size
        top = min(line.top for line in group) - beside
        bottom = max(line.bottom for line in group) + beside
        rows.append(
            [
                Shaded(cell_text(lines_of(words), *room[at]))
                if words
                else Shaded("", colour_in(drawn.fills, (wide[at][0], top, wide[at][1], bottom)))
                for at, words in enumerate(cells)
            ]
        )
    edges = [band[0] for band in bands] + [bands[-1][1]]
    return Grid(edges, rows, [page] * len(rows), by_words=True)


def _with_gutters(bands: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """``bands`` with half of the gaps beside them; beside the last, as much as before it."""
    halves = [(after[0] - before[1]) / 2 for before, after in itertools.pairwise(bands)]
    halves = [halves[0], *halves, halves[-1]] if halves else [0.0, 0.0]
    return [(x0 - halves[at], x1 + halves[at + 1]) for at, (x0, x1) in enumerate(bands)]


def _rows(
    lines: Sequence[Line], bands: Sequence[tuple[float, float]], rules: Sequence[float]
) -> list[list[Line]]:
    """The lines of each row, parted by rules, else by wider gaps, else by the first column."""
    filled = [{_band(word, bands) for word in line.words} for line in lines]
    ruled = [
        any(a.middle < rule < b.middle for rule in rules) for a, b in itertools.pairwise(lines)
    ]
    within, across = _gaps(lines, filled)
    size = lines[0].size
    wider = [gap for gap in across if gap - within > _PARTS * size]
    by_gap = bool(wider) and max(wider) - within > (_WIDER - 1) * size
    gap = (within + statistics.median(wider)) / 2 if wider else 0.0
    # Shading behind every second row leaves one edge out where two rows beside are bare.
    parted = statistics.median([g for g, r in zip(across, ruled, strict=True) if r] or [0.0])
    parted -= _PARTS / 2 * size
    ends = dict.fromkeys(filled[0], lines[0].bottom)
    rows = [[lines[0]]]
    for at, line in enumerate(lines[1:], 1):
        if sum(ruled) > 1:
            begins = ruled[at - 1] or across[at - 1] > parted
        elif by_gap:
            # A cell that spans rows goes on beside them: most of the others say where a row
            # begins.  One in the middle of its row's height begins below the row's first line.
            begun = filled[at] & ends.keys()
            apart = sum(line.top - ends[band] > gap for band in begun)
            begins = across[at - 1] > gap or 2 * apart > len(begun)
        else:
            begins = 0 in filled[at] or 2 * len(filled[at]) > len(bands)
        if begins:
            rows.append([])
            ends = {}
        rows[-1].append(line)
        ends |= dict.fromkeys(filled[at], line.bottom)
    return rows


def _gaps(lines: Sequence[Line], filled: Sequence[set[int]]) -> tuple[float, list[float]]:
    """The gap between two lines of a cell, and the gap that all columns have above each line."""
    ends = dict.fromkeys(filled[0], lines[0].bottom)
    own: list[float] = []
    across: list[float] = []
    for line, bands in zip(lines[1:], filled[1:], strict=True):
        across.append(line.top - max(ends.values()))
        own += [line.top - ends[band] for band in bands if band in ends]
        ends |= dict.fromkeys(bands, line.bottom)
    return min(own, default=0.0), across


def _band(word: Word, bands: Sequence[tuple[float, float]]) -> int:
    return min(
        range(len(bands)),
        key=lambda at: max(bands[at][0] - word.centre, word.centre - bands[at][1]),
    )
