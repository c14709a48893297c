"""OpenDocument workbooks (.ods), read from their XML: it holds what each cell shows."""

from collections.abc import Iterator
from xml.etree import ElementTree

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Colour, Shaded, colour_of
from lineofsight.documents.model import MAX_COLUMNS
from lineofsight.documents.package import Package

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _STYLE = (f"{{{_SPACE}{name}:1.0}}" for name in ("table", "text", "style"))
_LOOK = f"{{{_SPACE}xsl-fo-compatible:1.0}}"
# What stands on a cell or stood in it and is no part of what it shows.
_ASIDE = frozenset(
    f"{{{_SPACE}{name}" for name in ("office:1.0}annotation", "text:1.0}tracked-changes")
)


def sheets_of(package: Package, most: int) -> Iterator[tuple[int, str, list[list[Shaded]]]]:
    """The number, name and rows of each sheet that can be seen; at most ``most + 1`` rows."""
    content = package.tree("content.xml")
    if content is None:
        return
    fills, hidden = _styles(content)
    for number, sheet in enumerate(content.iter(_TABLE + "table"), 1):
        if sheet.get(_TABLE + "style-name") not in hidden:
            yield number, sheet.get(_TABLE + "name", ""), _rows(sheet, fills, most)


def _styles(content: ElementTree.Element) -> tuple[dict[str, Colour], set[str]]:
    """The fills by style, and the styles whose sheets are hidden."""
    fills: dict[str, Colour] = {}
    hidden: set[str] = set()
    for style in content.iter(_STYLE + "style"):
        name = style.get(_STYLE + "name", "")
        for look in style.iter(_STYLE + "table-cell-properties"):
            if colour := colour_of(look.get(_LOOK + "background-color")):
                fills[name] = colour
        for look in style.iter(_STYLE + "table-properties"):
            if look.get(_TABLE + "display") == "false":
                hidden.add(name)
    return fills, hidden


def _rows(sheet: ElementTree.Element, fills: dict[str, Colour], most: int) -> list[list[Shaded]]:
    rows: list[list[Shaded]] = []
    empty = 0
    for row in sheet.iter(_TABLE + "table-row"):
        cells = _cells(row, fills)
        times = _times(row.get(_TABLE + "number-rows-repeated"))
        if not any(cell.text or cell.fill for cell in cells):
            empty += times
            continue
        # Empty rows count only when something stands below them.
        rows += [[]] * min(empty, most) + [cells] * min(times, most)
        empty = 0
        if len(rows) > most:
            break
    return rows[: most + 1]


def _cells(row: ElementTree.Element, fills: dict[str, Colour]) -> list[Shaded]:
    cells: list[Shaded] = []
    empty = 0
    for cell in row:
        times = _times(cell.get(_TABLE + "number-columns-repeated"))
        shaded = Shaded(_shown(cell), fills.get(cell.get(_TABLE + "style-name", "")))
        if not shaded.text and (shaded.fill is None or times > MAX_COLUMNS):
            empty += times
            continue
        cells += [Shaded("")] * empty + [shaded] * times
        empty = 0
        if len(cells) > MAX_COLUMNS:
            break
    return cells[: MAX_COLUMNS + 1]


def _shown(cell: ElementTree.Element) -> str:
    lines = [line for child in cell if child.tag not in _ASIDE for line in child.iter(_TEXT + "p")]
    return clean("\n".join("".join(_words(line)) for line in lines))


def _words(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _TEXT + "line-break":
            yield "\n"
        elif child.tag in (_TEXT + "s", _TEXT + "tab"):
            yield " "
        elif child.tag not in _ASIDE and child.tag != _TEXT + "note":
            yield from _words(child)
        yield child.tail or ""


def _times(text: str | None) -> int:
    return max(1, min(int(text), 2_000_000)) if text and text.isdecimal() and len(text) < 9 else 1
