"""The pieces that every chart is drawn with, as text of SVG."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from lineofsight.charts.series import PointKind

WIDTH, TEXT, LINE = 480, 17, 21
"""17 units of 480 are 11 pixels on a screen 320 pixels wide, 10 points in a column of 10 cm."""
INK, QUIET, TARGET = "#0b0c0c", "#505a5f", "#5a3e91"
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_COLOUR: dict[PointKind, str] = {
    "usual": INK,
    "better": "#1d70b8",
    "worse": "#b23c0b",
    "unusual": "#5a3e91",
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def image(
    name: str, title: str, description: str, width: float, height: float, body: Iterable[str]
) -> str:
    """A drawing that stands on its own, with its title and description for who hears it."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {coord(width)} '
            f'{coord(height)}" role="img" aria-labelledby="{name}-title {name}-desc" '
            f'font-family="{_FONT}" font-size="{TEXT}">',
            f'<title id="{name}-title">{_escaped(title)}</title>',
            f'<desc id="{name}-desc">{_escaped(description)}</desc>',
            f'<rect width="{coord(width)}" height="{coord(height)}" fill="#ffffff"/>',
            *body,
            "</svg>",
        ]
    )


def mark(kind: PointKind, x: float, y: float, size: float) -> str:
    """A circle, or where there is special cause a square, a diamond or a triangle."""
    style = f'fill="{_COLOUR[kind]}" stroke="#ffffff" stroke-width="1"'
    if kind == "usual":
        return f'<circle cx="{coord(x)}" cy="{coord(y)}" r="{coord(4 * size)}" {style}/>'
    half = 5.5 * size if kind == "better" else 7.5 * size
    corners = {
        "better": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "worse": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "unusual": ((0, -1), (1, 0.8), (-1, 0.8)),
    }[kind]
    path = "L".join(
        f"{coord(x + across * half)} {coord(y + down * half)}" for across, down in corners
    )
    return f'<path d="M{path}Z" {style}/>'


def stroke(path: str, colour: str, width: float, dashes: str = "") -> str:
    """A line along a path of SVG."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def words(
    x: float, y: float, said: str, colour: str, *, anchor: str = "start", bold: bool = False
) -> str:
    """A text whose line stands on ``y``."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{coord(x)}" y="{coord(y)}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{_escaped(said)}</text>"
    )


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def coord(value: float) -> str:
    """A coordinate to a tenth, written the shortest way."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
