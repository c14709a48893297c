"""How the cells of an .xlsx workbook look: their number formats and the colours behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from xml.etree import ElementTree

from lineofsight.documents.colours import Colour, colour_of
from lineofsight.documents.package import Package

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# The formats that have a number and no text, those that a plan uses.
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 49: "@",
}  # fmt: skip
# A theme's colours as cells number them: the first two pairs stand the other way round.
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))


@dataclass(frozen=True)
class Look:
    """The number format of a cell, None where it is not known, and its fill, None for paper."""

    form: str | None = None
    fill: Colour | None = None


class Looks:
    """The looks of a workbook's cells; a workbook of another format has none."""

    def __init__(self, package: Package | None) -> None:
        self._package = package
        self._styles: tuple[Look, ...] = ()
        self._parts: dict[str, str] = {}
        if package:
            self._styles = tuple(_styles(package))
            self._parts = dict(_sheets(package))

    def of(self, sheet: str) -> dict[tuple[int, int], Look]:
        """The look of each styled cell of a sheet, by row and column counted from 0."""
        part = self._parts.get(sheet)
        tree = self._package.tree(part) if self._package and part else None
        looks: dict[tuple[int, int], Look] = {}
        for cell in tree.iter(_MAIN + "c") if tree is not None else ():
            at, style = _place(cell.get("r", "")), _whole(cell.get("s"))
            if at and 0 < style < len(self._styles):
                looks[at] = self._styles[style]
        return looks


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The names of sheets with the parts that hold them."""
    book = package.tree("xl/workbook.xml")
    links = package.tree("xl/_rels/workbook.xml.rels")
    parts = {
        link.get("Id", ""): link.get("Target", "") for link in (links if links is not None else ())
    }
    for sheet in book.iter(_MAIN + "sheet") if book is not None else ():
        target = parts.get(sheet.get(_LINK, ""), "")
        yield sheet.get("name", ""), normpath(target[1:] if target[:1] == "/" else f"xl/{target}")


def _styles(package: Package) -> Iterator[Look]:
    styles = package.tree("xl/styles.xml")
    if styles is None:
        return
    forms = dict(_BUILT_IN)
    for form in styles.iter(_MAIN + "numFmt"):
        forms[_whole(form.get("numFmtId"))] = form.get("formatCode", "")
    theme = _theme(package)
    fills = [_fill(fill, theme) for fill in styles.findall(f"{_MAIN}fills/{_MAIN}fill")]
    for style in styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf"):
        fill = _whole(style.get("fillId"))
        yield Look(
            forms.get(_whole(style.get("numFmtId"))), fills[fill] if fill < len(fills) else None
        )


def _theme(package: Package) -> dict[str, str]:
    theme = package.tree("xl/theme/theme1.xml")
    colours: dict[str, str] = {}
    for name in _THEME:
        named = theme.find(f".//{_DRAWN}clrScheme/{_DRAWN}{name}") if theme is not None else None
        for colour in named if named is not None else ():
            colours[name] = colour.get("lastClr") or colour.get("val") or ""
    return colours


def _fill(fill: ElementTree.Element, theme: dict[str, str]) -> Colour | None:
    pattern = fill.find(_MAIN + "patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    colour = pattern.find(_MAIN + "fgColor")
    if colour is None:
        return None
    number = _whole(colour.get("theme")) if colour.get("theme") else len(_THEME)
    named = theme.get(_THEME[number]) if number < len(_THEME) else None
    return colour_of(colour.get("rgb") or named)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _place(name: str) -> tuple[int, int] | None:
    """``C7`` as row and column counted from 0."""
    letters = name.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3 or letters == name:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1
