"""The coloured shapes of a PDF's page, which may stand for a rating."""

from collections.abc import Sequence
from typing import TypeAlias

from pdfplumber.page import Page

from lineofsight.documents.colours import Colour

Box: TypeAlias = tuple[float, float, float, float]

# Points: what is smaller either way is a rule or a dot.
_SMALLEST = 3.0


def fills_of(page: Page) -> list[tuple[Box, Colour]]:
    """The filled shapes of ``page``, each with the box around it, in the order they are laid."""
    found: list[tuple[Box, Colour]] = []
    for shape in (*page.rects, *page.curves):
        colour = _rgb(shape.get("non_stroking_color")) if shape.get("fill") else None
        if colour and shape["width"] > _SMALLEST and shape["height"] > _SMALLEST:
            found.append(((shape["x0"], shape["top"], shape["x1"], shape["bottom"]), colour))
    return found


def colour_in(fills: Sequence[tuple[Box, Colour]], box: Box) -> Colour | None:
    """The colour that a cell with this box shows: that of a mark within it, or the one behind it.

    What is laid last is seen; a mark is a shape that lies in the cell and is smaller.
    """
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    behind = None
    for (x0, top, x1, bottom), colour in fills:
        over = x0 < x < x1 and top < y < bottom
        within = box[0] <= x0 and x1 <= box[2] and box[1] <= top and bottom <= box[3]
        if over or within:
            behind = colour
    return behind


def _rgb(colour: object) -> Colour | None:
    """A PDF's colour of one, three or four parts (grey, RGB, CMYK) as RGB."""
    if isinstance(colour, int | float):
        colour = (colour,)
    if not isinstance(colour, list | tuple) or not all(isinstance(c, int | float) for c in colour):
        return None
    parts = [min(1.0, max(0.0, float(part))) for part in colour]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
        return red, green, blue
    return None
