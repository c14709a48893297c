"""One page of a PDF as paragraphs and tables, from its words, rules and fills."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict, cast

from pdfplumber.page import Page
from pdfplumber.table import Table as Ruled

from lineofsight.documents.colours import Shaded
from lineofsight.documents.grids import Grid
from lineofsight.documents.pdf_fills import colour_in, fills_of
from lineofsight.documents.printed import Line, Word, cell_text, lines_of, paragraphs_of
from lineofsight.documents.unruled import Drawn, rows_below, tables_of_words

# The parts of a page's height in which running heads and feet stand.
_MARGIN = 0.09
# Rules that end within so many points of one another end together.
_TOGETHER = 3.0
_OPEN_ENDS = 3
_FEW_COLUMNS = 2
_FEW_ROWS = 3


class _Edge(TypedDict):
    """A rule as pdfplumber gives it, in points from the page's top left."""

    orientation: Literal["h", "v"]
    x0: float
    x1: float
    top: float
    bottom: float
    height: float


_End: TypeAlias = Literal["top", "bottom"]
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)


@dataclass(frozen=True)
class _Gap:
    """Where a rule is missing at the end of two upright ones."""

    at: float
    left: float
    right: float


@dataclass(frozen=True)
class Part:
    """A paragraph or a table, and the height at which it stands on its page.

    ``running`` is what a running head or foot of this page would be known by on the others: its
    text without its numbers.
    """

    page: int
    top: float
    content: tuple[Line, ...] | Grid
    running: str | None = None


@dataclass(frozen=True)
class PageRead:
    """What a page holds, from the top down; ``pictured`` when it is a picture without words."""

    parts: tuple[Part, ...] = ()
    pictured: bool = False


def read_page(page: Page) -> PageRead:
    """The paragraphs and tables of ``page``."""
    words = _words(page)
    if not words:
        return PageRead(pictured=bool(page.images))
    number = int(page.page_number)
    parts: list[Part] = []
    heads: list[tuple[float, Grid]] = []
    for ruled, opened in _ruled_tables(page):
        grid, words = _grid(page, ruled, words, opened)
        if grid:
            parts.append(Part(number, float(ruled.bbox[1]), grid))
            if len(grid.rows) == 1:
                heads.append((float(ruled.bbox[3]), grid))
    margin = _MARGIN * float(page.height)
    drawn = Drawn(_flats(page), fills_of(page), margin, float(page.height) - margin)
    tables, lines = tables_of_words(rows_below(heads, lines_of(words), drawn), drawn, number)
    parts += [Part(number, top, grid) for top, grid in tables]
    for run in _runs(lines, [part.top for part in parts]):
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        parts += [
            Part(number, paragraph[0].top, tuple(paragraph), _running(paragraph, page))
            for paragraph in paragraphs_of(run, left, right)
        ]
    return PageRead(tuple(sorted(parts, key=lambda part: part.top)))


def _words(page: Page) -> list[Word]:
    return [
        Word(
            str(word["text"]),
            float(word["x0"]),
            float(word["x1"]),
            float(word["top"]),
            float(word["bottom"]),
            float(word["size"]),
            bool(_BOLD.search(str(word["fontname"]))),
        )
        for word in page.extract_words(extra_attrs=["size", "fontname"])
    ]


def _running(paragraph: Sequence[Line], page: Page) -> str | None:
    height, line = float(page.height), paragraph[0]
    at_edge = line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height
    return re.sub(r"\d+", "#", line.text) if at_edge and len(paragraph) == 1 else None


def _flats(page: Page) -> list[float]:
    """The heights at which flat rules run over a good part of the page."""
    flats = [edge for edge in cast(list[_Edge], page.edges) if edge["orientation"] == "h"]
    widths: dict[float, float] = {}
    for at in _apart(flat["top"] for flat in flats):
        near = [flat for flat in flats if 0 <= flat["top"] - at <= _TOGETHER]
        widths[at] = max(flat["x1"] for flat in near) - min(flat["x0"] for flat in near)
    return [at for at, width in widths.items() if width > float(page.width) / 3]


def _runs(lines: Sequence[Line], tops: Sequence[float]) -> Iterator[list[Line]]:
    """``lines`` parted where a table stands between two of them."""
    run: list[Line] = []
    for line in lines:
        if run and any(run[-1].top < top < line.top for top in tops):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _ruled_tables(page: Page) -> Iterator[tuple[Ruled, list[_Gap]]]:
    """The tables that rules or fills part into cells, and where the page's end cuts one open.

    Where a page ends within a row, many programs draw no rule below it: its upright rules end in
    the open, and one is drawn for them here.
    """
    edges = cast(list[_Edge], page.edges)
    above, below = list(_gaps(edges, "top")), list(_gaps(edges, "bottom"))
    rules = [
        {
            "object_type": "line", "x0": gap.left, "x1": gap.right, "width": gap.right - gap.left,
            "top": gap.at, "bottom": gap.at, "height": 0,
        }
        for gap in (*above, *below)
    ]  # fmt: skip
    for table in page.find_tables({"explicit_horizontal_lines": rules}):
        if len({round(cell[0]) for cell in table.cells}) > 1:
            foot = float(table.bbox[3])
            yield table, [gap for gap in below if abs(gap.at - foot) < _TOGETHER]


def _gaps(edges: Sequence[_Edge], end: _End) -> Iterator[_Gap]:
    """Where neighbours among at least three upright rules end together and no flat one runs."""
    other: _End = "bottom" if end == "top" else "top"
    uprights = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > _TOGETHER]
    flats = [edge for edge in edges if edge["orientation"] == "h"]
    for at, group in _ending_together(uprights, end):
        places = _apart(edge["x0"] for edge in group)
        if len(places) < _OPEN_ENDS:
            continue
        beyond = [
            edge["x0"]
            for edge in uprights
            if edge["top"] < at < edge["bottom"] or abs(edge[other] - at) < _TOGETHER
        ]
        near = [flat for flat in flats if abs(flat["top"] - at) < _TOGETHER]
        for left, right in itertools.pairwise(places):
            middle = (left + right) / 2
            closed = any(flat["x0"] < middle < flat["x1"] for flat in near)
            if not closed and not any(min(abs(x - left), abs(x - right)) < 1 for x in beyond):
                yield _Gap(at, left, right)


def _ending_together(uprights: Sequence[_Edge], end: _End) -> Iterator[tuple[float, list[_Edge]]]:
    group: list[_Edge] = []
    for edge in sorted(uprights, key=lambda edge: edge[end]):
        if group and edge[end] - group[0][end] > _TOGETHER:
            yield group[-1][end], group
            group = []
        group.append(edge)
    if group:
        yield group[-1][end], group


def _grid(
    page: Page, ruled: Ruled, words: list[Word], opened: Sequence[_Gap]
) -> tuple[Grid | None, list[Word]]:
    """The cells of a table with their words, and the words that stand in none of them."""
    boxes = sorted(ruled.cells, key=lambda cell: (cell[1], cell[0]))
    held: dict[tuple[float, ...], list[Word]] = {box: [] for box in boxes}
    outside: list[Word] = []
    x0, top, x1, bottom = ruled.bbox
    for word in words:
        x, y = word.centre, word.middle
        if any(gap.left < x < gap.right and gap.at <= y < gap.at + word.size for gap in opened):
            # The last line of a cell that is cut open may hang out of it.
            y = float(bottom)
        box = None
        if x0 <= x <= x1 and top <= y <= bottom:
            box = next((b for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
        (held[box] if box else outside).append(word)
    if not any(held.values()) or _hold_columns(held.values()):
        return None, words
    lefts = _apart(box[0] for box in boxes)
    tops = _apart(box[1] for box in boxes)
    fills = fills_of(page)
    rows = [[Shaded("")] * len(lefts) for _ in tops]
    for box in boxes:
        at = min(range(len(tops)), key=lambda i: abs(tops[i] - box[1]))
        column = min(range(len(lefts)), key=lambda i: abs(lefts[i] - box[0]))
        text = cell_text(lines_of(held[box]), box[0], box[2])
        fill = None if text else colour_in(fills, box)
        rows[at][column] = Shaded(text, fill)
    edges = [*lefts, float(x1)]
    open_columns = frozenset(
        column
        for column, (left, right) in enumerate(itertools.pairwise(edges))
        if any(gap.left < (left + right) / 2 < gap.right for gap in opened)
    )
    own = {
        column
        for column, left in enumerate(lefts)
        if any(abs(b[0] - left) < _TOGETHER and abs(b[1] - tops[-1]) < _TOGETHER for b in boxes)
    }
    spanned = frozenset(range(len(lefts))) - own
    pages = [int(page.page_number)] * len(rows)
    return Grid(edges, rows, pages, open_columns, spanned), outside


def _hold_columns(cells: Iterable[Sequence[Word]]) -> bool:
    """Whether words stand in columns within cells: shading behind rows parts no columns."""
    firsts = [lines_of(words)[0] for words in cells if words]
    several = sum(len(line.segments()) > _FEW_COLUMNS for line in firsts)
    return several >= _FEW_ROWS and 2 * several > len(firsts)


def _apart(values: Iterable[float]) -> list[float]:
    """Distinct places, those within a few points of one another taken for one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOGETHER:
            places.append(value)
    return places
