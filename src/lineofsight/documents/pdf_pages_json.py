"""What a page holds as plain lists, so that it can come from another process."""

from typing import Any

from lineofsight.documents.colours import Shaded
from lineofsight.documents.grids import Grid
from lineofsight.documents.pdf_pages import PageRead, Part
from lineofsight.documents.printed import Line, Word


def page_told(page: PageRead) -> list[Any]:
    """``page`` as lists, texts and numbers."""
    return [page.pictured, [_part_told(part) for part in page.parts]]


def page_from(told: list[Any]) -> PageRead:
    """The page that ``told`` was made of."""
    pictured, parts = told
    return PageRead(tuple(map(_part_from, parts)), pictured)


def _part_told(part: Part) -> list[Any]:
    if isinstance(part.content, Grid):
        grid = part.content
        rows = [[[cell.text, cell.fill] for cell in row] for row in grid.rows]
        ends = [sorted(grid.opened), sorted(grid.spanned), grid.by_words]
        return [part.page, part.top, part.running, [grid.edges, rows, grid.pages, *ends], None]
    lines = [
        [[w.text, w.x0, w.x1, w.top, w.bottom, w.size, w.bold] for w in line.words]
        for line in part.content
    ]
    return [part.page, part.top, part.running, None, lines]


def _part_from(told: list[Any]) -> Part:
    page, top, running, grid, lines = told
    if grid is None:
        words = tuple(Line(tuple(Word(*word) for word in line)) for line in lines)
        return Part(page, top, words, running)
    edges, rows, pages, opened, spanned, by_words = grid
    shaded = [[Shaded(text, tuple(fill) if fill else None) for text, fill in row] for row in rows]
    return Part(
        page,
        top,
        Grid(edges, shaded, pages, frozenset(opened), frozenset(spanned), by_words),
        running,
    )
